"""What came in at the meldpunten of the demo, and what two tables were asked: stories as in ``services.demo_verhaal``.

One signal waits past its term, one was handled, one corrected, one became part of a casus; one aanmelding waits, one is
in triage.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from pmg_desk.domain.samenvatting import Aard, Doorverstrekking
from pmg_desk.services import aanmeldingen, meldpunt, signaalcasus, triage
from pmg_desk.services.aanmeldingen import AanmeldingInvoer, Urgentie
from pmg_desk.services.meldpunt import SignaalInvoer
from pmg_desk.services.signaalverbeteren import correct_signaal
from pmg_desk.services.triage import Antwoord, Triageantwoordinvoer
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.werkplek import Werkplek

if TYPE_CHECKING:
    from pmg_desk.services.demo_verhaal import Verhaal

_VERLOPEN, _AFGEHANDELD, _BIJ_CASUS, _VERBETERD = 96, 21, 9, 5

_SIGNALEN: tuple[tuple[int, str, str, str, str, Aard, Doorverstrekking], ...] = (
    (_VERLOPEN, "Bewoner van de Hengelolaan", "", "moerwijk", "Er ruikt het in de portiek elke avond naar wiet.",
     Aard.AANNAME, Doorverstrekking.VRAGEN),
    (_AFGEHANDELD, "Conciërge, via de brugfunctionaris", "een jongen met een rode scooter", "morgenstond",
     "Rijdt tijdens schooltijd rondjes over het plein en geeft iets af aan leerlingen.",
     Aard.FEIT, Doorverstrekking.JA),
    (_BIJ_CASUS, "Jongerenwerk", "", "bouwlust_vrederust",
     "Heeft ineens dure kleding en twee telefoons, en komt niet meer op het pleintje.",
     Aard.FEIT, Doorverstrekking.JA),
    (_VERBETERD, "Buurtvader", "de broertjes van nummer 40", "moerwijk",
     "De jongste loopt tot laat buiten met oudere jongens die ik niet ken.",
     Aard.FEIT, Doorverstrekking.VRAGEN),
    (2, "Wijkagent", "", "morgenstond",
     "Bij de speeltuin liggen steeds vaker lege lachgascilinders.", Aard.FEIT, Doorverstrekking.JA),
    (1, "Moeder van een klasgenoot", "een meisje uit klas 2B", "bouwlust_vrederust",
     "Ze zou geld wegbrengen voor haar neef. Dat hoorde mijn dochter.", Aard.AANNAME, Doorverstrekking.NEE),
)  # fmt: skip


def verhalen(verhaal: Verhaal) -> list[Iterator[datetime]]:
    """What comes in at PGA lokaal, and what the two tables are asked."""
    return [*(_signaal(verhaal, nr) for nr in range(len(_SIGNALEN))), _aanmelding(verhaal, 0), _aanmelding(verhaal, 1)]


def _signaal(verhaal: Verhaal, nr: int) -> Iterator[datetime]:
    geleden, bron, over_wie, wijk, tekst, aard, doorgeven = _SIGNALEN[nr]
    regie = verhaal.plekken["regie"]
    yield verhaal.agenda.op(geleden, 12, nr)
    signaal_id = meldpunt.record_signaal(
        regie,
        SignaalInvoer(
            "pga_lokaal",
            UitspraakInvoer(
                tekst, bron, verhaal.agenda.werkdag(geleden), aard, derden=nr == 3, doorverstrekking=doorgeven
            ),
            over_wie,
            wijk,
        ),
    )
    if geleden == _AFGEHANDELD:
        yield verhaal.agenda.op(geleden - 3, 15)
        meldpunt.handle_signaal(regie, signaal_id, "School heeft het opgepakt: het ging om fietsonderdelen.")
        zin = meldpunt.toon_signaal(regie, signaal_id).terug_te_melden
        meldpunt.record_terugmelding(regie, signaal_id, zin)
    elif geleden == _BIJ_CASUS and (casus := verhaal.casussen.get(0)) is not None:
        yield verhaal.agenda.op(geleden - 1, 9, 30)
        signaalcasus.link_signaal(regie, signaal_id, casus.id)
    elif geleden == _VERBETERD:
        yield verhaal.agenda.op(geleden - 1, 10)
        beter = replace(meldpunt.toon_signaal(regie, signaal_id).als_invoer(), over_wie="de broertjes van nummer 42")
        correct_signaal(regie, signaal_id, beter, "De buurtvader belde: het is een ander huisnummer.", gezien=0)


def _aanmelding(verhaal: Verhaal, nr: int) -> Iterator[datetime]:
    """Casus 0 of PGA lokaal goes before TOP X, casus 1 of TOP X before PGA lokaal."""
    naar = "top_x" if nr == 0 else "pga_lokaal"
    yield verhaal.agenda.op(4, 16, 30 + nr)
    casus = verhaal.casussen.get(nr)
    if casus is None or not _kan(casus.regie, casus.id, naar):
        return
    aanmelding_id = aanmeldingen.meld_aan(
        casus.regie,
        casus.id,
        AanmeldingInvoer(
            naar,
            UitspraakInvoer(
                "Wil zelf weg bij zijn oude vrienden en vraagt om hulp."
                if nr == 0
                else "Wordt weer gezien op straat; politie en jongerenwerk willen samen optrekken."
            ),
            Urgentie.GEWOON if nr == 0 else Urgentie.SPOED,
            aangemeld_door="Jeugdreclassering" if nr == 0 else "Wijkagent",
        ),
    )
    if nr == 1:
        yield verhaal.agenda.op(2, 11, 15)
        vragen = [vraag.vraag for vraag in triage.toon_triage(verhaal.plekken["regie"], aanmelding_id).vragen]
        antwoorden = [
            Triageantwoordinvoer(vragen[0], Antwoord.JA, "Zie de indeling."),
            Triageantwoordinvoer(vragen[1], Antwoord.ONBEKEND, "De wijkagent zoekt het na."),
        ]
        triage.answer_triage(verhaal.plekken["regie"], aanmelding_id, antwoorden)


def _kan(regie: Werkplek, casus_id: UUID, tafel: str) -> bool:
    return not any(keuze.bezwaar for keuze in aanmeldingen.list_tafelkeuzes(regie, casus_id) if keuze.tafel == tafel)
