"""Who may use the rights: youth or parents, by age and gezag, and the parents that a dossier knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pmg_desk.domain.rechten import Bevoegdheid, Gezag, Leeftijdsgrenzen, mag_vragen
from pmg_desk.domain.selectie import Geinformeerde
from pmg_desk.services.rechttoegang import is_officer, vind_casus
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import netwerk
from pmg_desk.storage.models import Casus, Jongere

GEZAG_WOORDEN: dict[Gezag, str] = {
    Gezag.JA: "heeft gezag",
    Gezag.NEE: "heeft geen gezag",
    Gezag.ONBEKEND: "gezag niet bekend",
}


@dataclass(frozen=True, slots=True)
class Ouder:
    """A parent as the dossier knows them, to fill in a request with."""

    naam: str
    gezag: Gezag


def grenzen(t: Transactie) -> Leeftijdsgrenzen:
    """The bounds of the profile."""
    i = t.profiel.instellingen
    return Leeftijdsgrenzen(i.toestemming_jongere_mee_vanaf.waarde, i.toestemming_gegevens_zelf_vanaf.waarde)


def bevoegd(t: Transactie, casus: Casus, wie: Geinformeerde, gezag: Gezag, dag: date) -> Bevoegdheid:
    """Whether they may use the right on this day."""
    jongere = t.haal(Jongere, casus.jongere_id)
    return mag_vragen(wie, jongere.geboortedatum.leeftijd_op(dag), gezag, grenzen(t))


def check_bevoegd(
    werkplek: Werkplek, casus_id: UUID, wie: Geinformeerde, gezag: Gezag, dag: date | None = None
) -> Bevoegdheid:
    """What the form says while it is filled in."""
    with werkplek.doe() as t:
        return bevoegd(t, vind_casus(t, casus_id), wie, gezag, dag or t.vandaag)


def list_ouders(werkplek: Werkplek, casus_id: UUID) -> tuple[Ouder, ...]:
    """The parents in the dossier, for the casusregisseur; nobody for the officer, who types what is on the request."""
    with werkplek.doe() as t:
        casus = vind_casus(t, casus_id)
        if is_officer(t):
            return ()
        return _ouders(t, casus)


def _ouders(t: Transactie, casus: Casus) -> tuple[Ouder, ...]:
    bekend = {"ja": Gezag.JA, "nee": Gezag.NEE}
    return tuple(
        Ouder(rij.naam, bekend.get(rij.gezag, Gezag.ONBEKEND))
        for rij in netwerk.relaties(t.db, casus)
        if rij.soort in ("ouder", "verzorger", "voogd")
    )


def gezag_in(t: Transactie, casus: Casus) -> Gezag:
    """What is known of the parents together: that one of them has it, that none has, or that it is not known."""
    gevonden = {ouder.gezag for ouder in _ouders(t, casus)}
    if gevonden == {Gezag.NEE}:
        return Gezag.NEE
    return Gezag.JA if gevonden and Gezag.ONBEKEND not in gevonden else Gezag.ONBEKEND
