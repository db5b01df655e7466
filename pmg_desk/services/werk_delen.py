"""Work that follows from sharing: requests that wait, approvals that run out, emergency access to review.

A privacy officer gets numbers and never the name of a youth.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.delen import lees_besluittekst, toets_besluit, voluit
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.rollen import Recht
from pmg_desk.services.belangen import geraakt, zonder_officer
from pmg_desk.services.besluiten import besluit_inzicht, bewaard, loopt_af, toetskader
from pmg_desk.services.delen import SOORT_LABELS, overlegdag
from pmg_desk.services.postvak import postdag
from pmg_desk.services.werk import Bereik, Werkitem, Werksoort, dagen, jongere_kop, lees_vooruit
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import delen as deelrijen
from pmg_desk.storage import postvak as postrijen
from pmg_desk.storage.models import Casus, Delingsverzoek, Gebruiker, Organisatie, Privacybesluit, VerzoekStatus

AKKOORD_DAGEN = 14
"""Days ahead for approvals that run out: verifying takes time, so only those that could are looked at."""
_WACHTEND = (VerzoekStatus.INGEDIEND, VerzoekStatus.TERUG)


def wacht_op_mij(t: Transactie, bereik: Bereik) -> Iterable[Werkitem]:
    """Requests that wait for who looks: a question asked back, or for a privacy officer a judgement."""
    return islice((item for item in _verzoeken(t) if item.soort is Werksoort.VERZOEK), bereik.hoeveel)


def wacht_op_ander(t: Transactie, bereik: Bereik) -> Iterable[Werkitem]:
    """Requests that nobody answered yet."""
    return islice((item for item in _verzoeken(t) if item.soort is Werksoort.VERZOEK_OPEN), bereik.hoeveel)


def _verzoeken(t: Transactie) -> Iterator[Werkitem]:
    if t.gebruiker.mag(Recht.DELING_BESLISSEN):
        yield from _voor_officer(t)
        return
    rijen = deelrijen.verzoeken(t.db, casussen=t.eigen(), statussen=_WACHTEND)
    lees_vooruit(t, (rij.casus_id for rij in rijen))
    wacht = zonder_officer(t, rijen)
    for rij in rijen:
        aanvrager = t.haal(Gebruiker, rij.door_id)
        terug, eigen = rij.status is VerzoekStatus.TERUG, rij.door_id == t.gebruiker.id
        officer = "een vervanger van de privacy officer" if rij.id in wacht else "de privacy officer"
        wie = ("" if eigen else aanvrager.naam) if terug else officer
        soort = Werksoort.VERZOEK if terug and eigen else Werksoort.VERZOEK_OPEN
        yield _verzoek(t, soort, rij, jongere_kop(t, t.haal(Casus, rij.casus_id)), wie)


def _voor_officer(t: Transactie) -> Iterator[Werkitem]:
    rijen = deelrijen.verzoeken(t.db, statussen=_WACHTEND)
    t.vast += postrijen.rondom(t.db, rijen)
    raakt = geraakt(t)  # what touches this officer is no work of theirs, nor something they wait for
    rijen = [rij for rij in rijen if (None, rij.casus_id) not in raakt]
    for rij in rijen:
        aanvrager = t.haal(Gebruiker, rij.door_id)
        nummer = t.haal(Casus, rij.casus_id).nummer
        ingediend = rij.status is VerzoekStatus.INGEDIEND
        if ingediend and aanvrager.id != t.gebruiker.id:
            yield _verzoek(t, Werksoort.VERZOEK, rij, nummer, f"gevraagd door {aanvrager.naam}")
        else:
            # Nobody decides on an own request: then it waits for a colleague.
            wie = "een andere privacy officer" if ingediend else aanvrager.naam
            yield _verzoek(t, Werksoort.VERZOEK_OPEN, rij, nummer, wie)


def _verzoek(t: Transactie, soort: Werksoort, rij: Delingsverzoek, kop: str, wie: str) -> Werkitem:
    organisatie = t.haal(Organisatie, rij.organisatie_id)
    oud = (t.nu - rij.op).days
    te_oordelen = soort is Werksoort.VERZOEK and rij.status is VerzoekStatus.INGEDIEND
    return Werkitem(
        soort,
        rij.id,
        kop,
        f"{rij.nummer}: {SOORT_LABELS[rij.soort].lower()}, {voluit(organisatie.naam, rij.functie)}",
        f"{dagen(oud)} geleden gevraagd" if oud else "vandaag gevraagd",
        postdag(t, rij, overlegdag(t, rij)) if te_oordelen else lokale_dag(rij.op),
        "verzoek",
        (("verzoek_id", rij.id),),
        termijn=te_oordelen,
        wie=wie,
        oud=oud,
        casus_id=rij.casus_id,
        nummer=t.haal(Casus, rij.casus_id).nummer,
    )


def akkoorden(t: Transactie, bereik: Bereik) -> Iterable[Werkitem]:
    """Approvals that hold now and end within AKKOORD_DAGEN days."""
    return islice(_akkoorden(t), bereik.hoeveel)


def _akkoorden(t: Transactie) -> Iterator[Werkitem]:
    leest = t.gebruiker.mag(Recht.CASUS_LEZEN)
    besluiten = deelrijen.besluiten(t.db, casussen=t.eigen()) if leest else deelrijen.besluiten(t.db)
    kandidaten = [paar for paar in besluiten if _eindigt_binnenkort(t, paar[0])]
    if not kandidaten:
        return
    lees_vooruit(t, (besluit.casus_id for besluit, _ in kandidaten))
    kader = toetskader(t)
    for besluit, verzoek in kandidaten:
        inzicht = besluit_inzicht(t, besluit, verzoek, toets_besluit(bewaard(besluit, verzoek), kader))
        if not loopt_af(t, inzicht, AKKOORD_DAGEN) or inzicht.geldig_tot is None:
            continue
        casus = t.haal(Casus, besluit.casus_id)
        yield Werkitem(
            Werksoort.AKKOORD,
            verzoek.id,
            jongere_kop(t, casus) if leest else casus.nummer,
            f"{inzicht.nummer}: {' en '.join(inzicht.ontvangers)}",
            f"geldt t/m {toon_datum(inzicht.geldig_tot)}",
            inzicht.geldig_tot,
            "verzoek",
            (("verzoek_id", verzoek.id),),
            termijn=True,
            casus_id=casus.id,
            nummer=casus.nummer,
            bij=inzicht.nummer,
        )


def _eindigt_binnenkort(t: Transactie, besluit: Privacybesluit) -> bool:
    try:
        tot: date = lees_besluittekst(besluit.tekst).geldig_tot
    except ValueError:
        return False  # an unreadable decision is no approval; the check of the log reports it
    return 0 <= (tot - t.vandaag).days <= AKKOORD_DAGEN
