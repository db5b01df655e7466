"""Work that follows from the rights of youth and parents: requests with their last day, shields to look at again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from pmg_desk.domain.rollen import Recht
from pmg_desk.services.rechtinzicht import SOORT_LABELS
from pmg_desk.services.werk import Bereik, Werkitem, Werksoort, jongere_kop, lees_vooruit
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import inzage as opslag
from pmg_desk.storage.models import Casus, Rechtsoort

_NOG = {
    Rechtsoort.INZAGE: "toegewezen; de inzage moet uiterlijk op deze dag zijn gegeven",
    Rechtsoort.CORRECTIE: "toegewezen; de tekst moet uiterlijk op deze dag zijn verbeterd",
    Rechtsoort.WISSEN: "toegewezen; het wissen moet uiterlijk op deze dag zijn gedaan",
}


def verzoeken(t: Transactie, bereik: Bereik) -> Iterable[Werkitem]:
    """Requests that are not answered or carried out: for the casusregisseur of the own casussen, for the officer all.

    To the officer by number. A text is amended by the casusregisseur alone, so that is no work of the officer.
    """
    return islice(_verzoeken(t), bereik.hoeveel)


def _verzoeken(t: Transactie) -> Iterator[Werkitem]:
    officer = t.gebruiker.mag(Recht.CASUS_LEZEN_VOOR_OORDEEL)
    rijen = list(opslag.open_verzoeken(t.db, None if officer else t.eigen()))
    if officer:
        rijen = [rij for rij in rijen if rij.oordeel is None or rij.soort is not Rechtsoort.CORRECTIE]
    lees_vooruit(t, (rij.casus_id for rij in rijen))
    for rij in rijen:
        casus = t.haal(Casus, rij.casus_id)
        yield Werkitem(
            Werksoort.RECHTEN,
            rij.id,
            casus.nummer if officer else jongere_kop(t, casus),
            f"verzoek {rij.nummer}: {SOORT_LABELS[rij.soort].lower()}",
            "antwoord geven uiterlijk op deze dag" if rij.oordeel is None else _NOG[rij.soort],
            rij.antwoord_voor,
            "rechten",
            (("id", rij.id),),
            termijn=True,
            casus_id=casus.id,
            nummer=casus.nummer,
        )


def afschermingen(t: Transactie, bereik: Bereik) -> Iterable[Werkitem]:
    """Shields of which the day to look again has come within reach; for the privacy officer."""
    for rij in islice(opslag.te_herzien(t.db, bereik.tot), bereik.hoeveel):
        casus = t.haal(Casus, rij.casus_id)
        yield Werkitem(
            Werksoort.AFSCHERMING,
            rij.id,
            casus.nummer,
            "afgeschermde logregels opnieuw bekijken",
            "mag de jongere ze nu zien?",
            rij.tot,
            "rechten",
            (("casus_id", casus.id),),
            termijn=True,
            casus_id=casus.id,
            nummer=casus.nummer,
        )
