"""The triage of an aanmelding: the table's own questions, what the program shows beside them, and a person's decision.

Nothing here decides. A table is asked its own questions (profile), which stay as they stood when they were answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pmg_desk.domain import triage as regels
from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.datums import Richting
from pmg_desk.domain.fouten import GeenToegang
from pmg_desk.domain.triage import Oordeel, Triagefeit
from pmg_desk.services import dubbelen, jongeren
from pmg_desk.services.aanmeldingen import (
    AanmeldingInvoer,
    AanmeldingInzicht,
    AlBesloten,
    controleer_reden,
    geweest,
    haal_aanmelding,
    inzicht,
    mag_besluiten,
    mag_intrekken,
    meld_aan_in,
    meld_gewijzigd,
    rond_af,
    trek_in,
    verlaat_tafel,
)
from pmg_desk.services.bekend import BekendBij, verwijs
from pmg_desk.services.casussen import tafel_label
from pmg_desk.services.tafelstappen import BESLUITSTAPPEN, zet_stap
from pmg_desk.services.tafelvoorwaarden import Voorwaarde, met_ondanks, niet_voldaan
from pmg_desk.services.triageantwoorden import (
    Triageantwoordinvoer,
    Triagevraag,
    bewaar_antwoorden,
    vragen_van,
)
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import aanmeldingen as opslag
from pmg_desk.storage import casussen as casus_opslag
from pmg_desk.storage.casussen import tafelhistorie
from pmg_desk.storage.models import (
    Aanmelding,
    AanmeldingStatus,
    Antwoord,
    Casus,
    CasusTafel,
    Jongere,
    StapSoort,
)

__all__ = [
    "AndereCasus",
    "Antwoord",
    "BesluitInvoer",
    "Besluituitkomst",
    "Oordeel",
    "TriageInzicht",
    "Triageantwoordinvoer",
    "Triagefeit",
    "Triagevraag",
    "Voorwaarde",
    "answer_triage",
    "decide_aanmelding",
    "open_triage",
    "toon_triage",
    "withdraw_aanmelding",
]

BESLUITEN = tuple(BESLUITSTAPPEN)
"""What a table can decide."""


@dataclass(frozen=True, slots=True)
class AndereCasus:
    """Another casus that is or may be of the same person, which this user may see."""

    casus_id: UUID
    nummer: str
    tafels: tuple[str, ...]
    zelfde_jongere: bool
    uitleg: str


@dataclass(frozen=True, slots=True)
class TriageInzicht:
    """Everything on one page: the aanmelding, what the program can show, where it is known, and the questions."""

    aanmelding: AanmeldingInzicht
    voor_wie: str
    feiten: tuple[Triagefeit, ...]
    tafels_nu: tuple[str, ...]
    tafels_eerder: tuple[str, ...]
    andere: tuple[AndereCasus, ...]
    elders: tuple[BekendBij, ...]
    vragen: tuple[Triagevraag, ...]
    verwijst_naar: tuple[tuple[str, str], ...]
    voorwaarden: tuple[str, ...]  # questions that this table needs a yes to
    niet_voldaan: tuple[Voorwaarde, ...]


@dataclass(frozen=True, slots=True)
class BesluitInvoer:
    """What the table decides. ``verwezen_naar``: key of a table, or words; only when it refers.

    ``ondanks``: why it accepts although a condition of its own is not met; asked only then, and part of the reason.
    """

    status: AanmeldingStatus
    reden: UitspraakInvoer | None
    verwezen_naar: str = ""
    op: str | date | None = None
    ondanks: str = ""


@dataclass(frozen=True, slots=True)
class Besluituitkomst:
    """What came of a decision: the aanmelding at the table it was referred to, and whether the casus left this one."""

    volgende_id: UUID | None
    verlaten: bool


def open_triage(werkplek: Werkplek, aanmelding_id: UUID) -> TriageInzicht:
    """Open the triage of an aanmelding: call once per opening, because it is logged. Raises GeenToegang."""
    with werkplek.doe() as t:
        rij, casus = haal_aanmelding(t, aanmelding_id)
        t.log("aanmelding.openen", "casus", casus.id, casus_id=casus.id)
        return _triage(t, rij, casus)


def toon_triage(werkplek: Werkplek, aanmelding_id: UUID) -> TriageInzicht:
    """The triage that is open, again after a change."""
    with werkplek.doe() as t:
        return _triage(t, *haal_aanmelding(t, aanmelding_id))


def _triage(t: Transactie, rij: Aanmelding, casus: Casus) -> TriageInzicht:
    tafel = t.profiel.tafels.get(rij.tafel)
    jongere = t.haal(Jongere, casus.jongere_id)
    historie = [deel for deel in tafelhistorie(t.db, casus.id) if deel.tafel != rij.tafel]
    nu = dict.fromkeys(deel.tafel for deel in historie if deel.tot is None or deel.tot >= t.vandaag)
    andere, elders = _bekend_elders(t, casus, jongere)
    return TriageInzicht(
        aanmelding=inzicht(t, rij, casus),
        voor_wie="" if tafel is None else tafel.voor_wie,
        feiten=_feiten(t, rij, casus, jongere),
        tafels_nu=tuple(tafel_label(t.profiel, deel) for deel in nu),
        tafels_eerder=tuple(
            tafel_label(t.profiel, deel) for deel in dict.fromkeys(d.tafel for d in historie) if deel not in nu
        ),
        andere=andere,
        elders=elders,
        vragen=vragen_van(t, rij),
        verwijst_naar=_verwijzingen(t, rij.tafel),
        voorwaarden=() if tafel is None else tafel.voorwaarden,
        niet_voldaan=niet_voldaan(t, rij),
    )


def _verwijzingen(t: Transactie, tafel: str) -> tuple[tuple[str, str], ...]:
    """Where to refer to: first what the profile names for this table, then every other table."""
    in_profiel = t.profiel.tafels.get(tafel)
    eerst = () if in_profiel is None else in_profiel.verwijst_naar
    alle = dict.fromkeys((*eerst, *t.profiel.tafels))
    return tuple((sleutel, tafel_label(t.profiel, sleutel)) for sleutel in alle if sleutel != tafel)


def _feiten(t: Transactie, rij: Aanmelding, casus: Casus, jongere: Jongere) -> tuple[Triagefeit, ...]:
    tafel = t.profiel.tafels.get(rij.tafel)
    geboren = jongere.geboortedatum
    if tafel is None:
        return (regels.leeftijd(geboren, None, None, t.vandaag),)
    groepen = {groep.sleutel: groep.label for groep in t.profiel.doelgroepen.values()}
    tafels = {een.sleutel: een.label for een in t.profiel.tafels.values()}
    elders = [sleutel for sleutel in geweest(t, casus.id) if sleutel != rij.tafel]
    feiten = (
        regels.leeftijd(geboren, tafel.leeftijd_van, tafel.leeftijd_tot, t.vandaag),
        regels.doelgroep(casus.doelgroep, tafel.doelgroepen, groepen),
    )
    if not tafel.aanmelding_via:
        return feiten
    return (*feiten, regels.aanmelding_via(tafel.aanmelding_via, elders, tafels))


def _bekend_elders(
    t: Transactie, casus: Casus, jongere: Jongere
) -> tuple[tuple[AndereCasus, ...], tuple[BekendBij, ...]]:
    """Other casussen of this jongere, and of who is likely the same; of hidden ones only where they are known."""
    andere: list[AndereCasus] = []
    elders: list[BekendBij] = []
    for ander in casus_opslag.casussen_van(t.db, [jongere.id]):
        if ander.id == casus.id:
            continue
        if t.mag_zien(ander.id):
            andere.append(_andere_casus(t, ander, zelfde=True, uitleg="Dezelfde jongere heeft nog een casus."))
        else:
            elders.append(verwijs(t, ander))
    gevonden = dubbelen.vind_in(t, jongeren.als_invoer(jongere))
    for dubbele in gevonden.zichtbaar:
        if dubbele.jongere_id != jongere.id:
            uitleg = f"Misschien dezelfde persoon: {', '.join(dubbele.redenen)}."
            andere.append(_andere_casus(t, t.haal(Casus, dubbele.casus_id), zelfde=False, uitleg=uitleg))
    return tuple(andere), (*elders, *gevonden.elders)


def _andere_casus(t: Transactie, ander: Casus, *, zelfde: bool, uitleg: str) -> AndereCasus:
    tafels = casus_opslag.tafels_van(t.db, [ander.id], t.vandaag)[ander.id]
    return AndereCasus(ander.id, ander.nummer, tuple(tafel_label(t.profiel, tafel) for tafel in tafels), zelfde, uitleg)


def answer_triage(werkplek: Werkplek, aanmelding_id: UUID, antwoorden: Sequence[Triageantwoordinvoer]) -> None:
    """Keep the answers that changed; an earlier answer stays in the history. Raises AlBesloten, GeenToegang.

    Only questions that the table asks now. An explanation without an answer counts as "unknown".
    """
    with werkplek.doe() as t:
        rij, casus = haal_aanmelding(t, aanmelding_id, wijzigen=True)
        if rij.status not in opslag.LOPEND:
            raise AlBesloten
        _beantwoord(t, rij, casus, antwoorden, t.vandaag)


def _beantwoord(
    t: Transactie, rij: Aanmelding, casus: Casus, antwoorden: Sequence[Triageantwoordinvoer], op: date
) -> None:
    aantal = bewaar_antwoorden(t, rij, antwoorden)
    if not aantal:
        return
    if rij.status is AanmeldingStatus.NIEUW:
        rij.status = AanmeldingStatus.TRIAGE
        _stap(t, rij, "triage", op)
    t.log("triage.beantwoorden", "aanmelding", rij.id, casus_id=casus.id, aantal=aantal)
    meld_gewijzigd(t, casus)


def _stap(t: Transactie, rij: Aanmelding, sleutel: str, op: date) -> None:
    verblijf = None if rij.casus_tafel_id is None else t.db.get(CasusTafel, rij.casus_tafel_id)
    if verblijf is not None:
        zet_stap(t, verblijf, StapSoort.STATUS, sleutel, op)


def decide_aanmelding(
    werkplek: Werkplek, aanmelding_id: UUID, invoer: BesluitInvoer, antwoorden: Sequence[Triageantwoordinvoer] = ()
) -> Besluituitkomst:
    """Accept, reject or refer, with the reason. By a casusregisseur of the table, or anybody where it has none here.

    A table that does not take the casus loses sight of it after today, unless it is its last one. Referring to a table
    of the profile puts the casus before that table with the same reason. A table may accept against its own conditions,
    and then says why. ``antwoorden``: what was filled in at the questions and not saved yet; it is kept with the
    decision, or neither is. Raises OngeldigeInvoer, AlBesloten, GeenToegang.
    """
    with werkplek.doe() as t:
        rij, casus = haal_aanmelding(t, aanmelding_id, wijzigen=True)
        if not mag_besluiten(t, rij):
            raise GeenToegang
        veld = Veldcontrole()
        veld.eis(invoer.status in BESLUITEN, "status", "Kies wat de tafel besluit.")
        verwijst = invoer.status is AanmeldingStatus.VERWEZEN
        naar = veld.tekst("verwezen_naar", invoer.verwezen_naar if verwijst else "", maximum=160, verplicht=verwijst)
        veld.eis(naar != rij.tafel, "verwezen_naar", "Kies een andere tafel dan deze.")
        op = veld.datum(
            "op",
            invoer.op or t.vandaag,
            t.vandaag,
            richting=Richting.VERLEDEN,
            niet_voor=(rij.aangemeld_op, "de dag van de aanmelding"),
            niet_na=(t.vandaag, "vandaag"),
        )
        veld.klaar()
        assert op is not None
        if antwoorden and rij.status in opslag.LOPEND:
            _beantwoord(t, rij, casus, antwoorden, op)
        tafels = (rij.tafel, naar) if verwijst else (rij.tafel,)
        waarom = controleer_reden(t, invoer.reden, "Vul in waarom de tafel dit besluit.", *tafels)
        if invoer.status is AanmeldingStatus.AANGENOMEN:
            waarom = met_ondanks(waarom, niet_voldaan(t, rij), invoer.ondanks)
        rond_af(t, rij, invoer.status, waarom, op)
        rij.verwezen_naar = naar
        _stap(t, rij, BESLUITSTAPPEN[invoer.status], op)
        t.db.flush()
        t.log("aanmelding.besluiten", "aanmelding", rij.id, casus_id=casus.id, detail={"besluit": invoer.status.value})
        volgende = _meld_verder_aan(t, rij, casus) if verwijst else None
        verlaten = invoer.status is not AanmeldingStatus.AANGENOMEN and verlaat_tafel(t, casus, rij)
        meld_gewijzigd(t, casus)
        return Besluituitkomst(None if volgende is None else volgende.id, verlaten)


def withdraw_aanmelding(
    werkplek: Werkplek,
    aanmelding_id: UUID,
    reden: UitspraakInvoer | None,
    antwoorden: Sequence[Triageantwoordinvoer] = (),
) -> None:
    """Take an aanmelding back, with the reason: for the side that asked for it. What was answered stays readable.

    ``antwoorden``: what was filled in at the questions and not saved yet; it is kept too, or nothing changes. Raises
    OngeldigeInvoer, AlBesloten, GeenToegang.
    """
    with werkplek.doe() as t:
        rij, casus = haal_aanmelding(t, aanmelding_id, wijzigen=True)
        if not mag_intrekken(t, rij, casus):
            raise GeenToegang
        if antwoorden and rij.status in opslag.LOPEND:
            _beantwoord(t, rij, casus, antwoorden, t.vandaag)
        waarom = controleer_reden(t, reden, "Vul in waarom u de aanmelding intrekt.", rij.tafel)
        trek_in(t, casus, rij, waarom, t.vandaag)


def _meld_verder_aan(t: Transactie, rij: Aanmelding, casus: Casus) -> Aanmelding | None:
    """Put the casus before the table it was referred to, unless it is there or on its way there already."""
    naar = rij.verwezen_naar
    if naar not in t.profiel.tafels or any(
        deel.tafel == naar and deel.tot is None for deel in tafelhistorie(t.db, casus.id)
    ):
        return None
    invoer = AanmeldingInvoer(naar, None, rij.urgentie, None, tafel_label(t.profiel, rij.tafel))
    # Where the usual way is another, the reason to refer says why it goes so now.
    return meld_aan_in(t, casus, invoer, reden_id=rij.besluit_id, afwijking_id=rij.besluit_id)
