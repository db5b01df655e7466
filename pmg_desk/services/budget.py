"""Money for one jongere: asked with a reason, decided by somebody else, spent with receipts, never changed afterwards.

``000``: "handgeld" at the level of a casus, for PGA lokaal and TOP X, and the Doorbraaklab. Who decides and from what
is not in the sources: a person says so in words, and the ceiling of a table is set with its source (``budgetruimte``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from pmg_desk.domain.bedragen import BedragFout, parse_bedrag, toon_bedrag
from pmg_desk.domain.budget import te_veel
from pmg_desk.domain.controle import MAX_REGEL, Veldcontrole
from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.services import budgetruimte, toelichtingen, uitspraken
from pmg_desk.services.uitspraken import UitspraakInvoer, UitspraakInzicht
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import budget as opslag
from pmg_desk.storage.models import (
    AanvraagStatus,
    Bijlage,
    Budgetaanvraag,
    BudgetSoort,
    Doorbraak,
    Uitgave,
    UitspraakSoort,
)

SOORT_LABELS: dict[BudgetSoort, str] = {
    BudgetSoort.MAATWERKBUDGET: "Maatwerkbudget",
    BudgetSoort.DOORBRAAKLAB: "Doorbraaklab",
}
STATUS_LABELS: dict[AanvraagStatus, str] = {
    AanvraagStatus.GEVRAAGD: "Wacht op besluit",
    AanvraagStatus.TOEGEKEND: "Toegekend",
    AanvraagStatus.AFGEWEZEN: "Afgewezen",
    AanvraagStatus.INGETROKKEN: "Ingetrokken",
}
_BUDGET = UitspraakSoort.BUDGET


class EigenAanvraag(Fout):
    """Who asked does not decide, unless the municipality chose so."""

    wat = "U heeft dit budget zelf aangevraagd. Iemand anders legt het besluit vast."
    doe = "Vraag een collega van de tafel om het besluit vast te leggen."


class AlBesloten(Fout):
    """There is a decision, or the request was taken back."""

    wat = "Over deze aanvraag is al besloten, of hij is ingetrokken."
    doe = "Is er meer nodig? Vraag dan opnieuw budget aan."


class NietToegekend(Fout):
    """Nothing can be spent on it."""

    wat = "Dit budget is niet toegekend. Er kan niets van worden uitgegeven."
    doe = "Leg eerst het besluit vast."


class AlTeruggedraaid(Fout):
    """A row takes it back, or it takes back another."""

    wat = "Deze uitgave is al teruggedraaid, of draait zelf een uitgave terug."
    doe = "Leg een nieuwe uitgave vast als het bedrag toch klopte."


@dataclass(frozen=True, slots=True)
class AanvraagInvoer:
    """What is asked for. ``bedrag`` as typed."""

    soort: BudgetSoort
    tafel: str
    bedrag: str
    reden: UitspraakInvoer
    gevraagd_op: date | None = None
    doorbraak_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class BesluitInvoer:
    """A decision. ``bedrag`` as typed, only when granted; ``overschrijding`` when that is more than the table has."""

    toekennen: bool
    wie: str
    reden: UitspraakInvoer
    bedrag: str = ""
    besloten_op: date | None = None
    overschrijding: UitspraakInvoer | None = None


@dataclass(frozen=True, slots=True)
class UitgaveInvoer:
    """Something bought. ``bijlage_id`` is the receipt; ``overschrijding`` when it is more than what is left."""

    bedrag: str
    waarvoor: UitspraakInvoer
    datum: date | None = None
    bijlage_id: UUID | None = None
    overschrijding: UitspraakInvoer | None = None


@dataclass(frozen=True, slots=True)
class UitgaveInzicht:
    """One row of spending. ``terug``: it takes another back; ``teruggedraaid``: another takes it back."""

    id: UUID
    datum: date
    bedrag: int
    waarvoor: UitspraakInzicht
    overschrijding: UitspraakInzicht | None
    bijlage_id: UUID | None
    terug: bool
    teruggedraaid: bool
    door: str


@dataclass(frozen=True, slots=True)
class AanvraagInzicht:
    """A request with its decision and spending; amounts in cents. ``over`` is below nought when more was spent."""

    id: UUID
    soort: BudgetSoort
    tafel: str
    tafel_label: str
    status: AanvraagStatus
    gevraagd: int
    gevraagd_op: date
    reden: UitspraakInzicht
    toegekend: int | None
    besloten_op: date | None
    besloten_door: str
    besluit: UitspraakInzicht | None
    overschrijding: UitspraakInzicht | None
    doorbraak_id: UUID | None
    uitgaven: tuple[UitgaveInzicht, ...]
    besteed: int
    over: int
    door: str
    mag_besluiten: bool


@dataclass(frozen=True, slots=True)
class CasusBudget:
    """All money of a casus; totals in cents."""

    aanvragen: tuple[AanvraagInzicht, ...]
    toegekend: int
    besteed: int
    over: int


def list_budget(werkplek: Werkplek, casus_id: UUID) -> CasusBudget:
    """The requests of a casus, newest first. Part of an opened dossier, so not logged by itself."""
    with werkplek.doe() as t:
        t.casus(casus_id)
        rijen, uitgaven = opslag.aanvragen(t.db, casus_id), opslag.uitgaven(t.db, casus_id)
        ids = [id_ for rij in rijen for id_ in (rij.uitspraak_id, rij.besluit_id, rij.overschrijding_id)]
        ids += [id_ for uitgave in uitgaven for id_ in (uitgave.uitspraak_id, uitgave.overschrijding_id)]
        teksten = toelichtingen.inzichten(t, ids)
        inzichten = tuple(_inzicht(t, rij, [u for u in uitgaven if u.aanvraag_id == rij.id], teksten) for rij in rijen)
    toegekend, besteed = (sum(getattr(een, wat) or 0 for een in inzichten) for wat in ("toegekend", "besteed"))
    return CasusBudget(inzichten, toegekend, besteed, toegekend - besteed)


def ask_budget(werkplek: Werkplek, casus_id: UUID, invoer: AanvraagInvoer) -> UUID:
    """Ask for money, at a table where the casus is. Raises OngeldigeInvoer, GeenToegang, CasusGesloten."""
    with werkplek.doe() as t:
        casus = t.casus(casus_id, wijzigen=True)
        veld = Veldcontrole()
        veld.keuze("tafel", invoer.tafel, opslag.tafels(t.db, casus_id, t.vandaag), melding=_ANDERE_TAFEL)
        bedrag = lees_bedrag(veld, "bedrag", invoer.bedrag)
        dag = veld.datum(
            "gevraagd_op",
            invoer.gevraagd_op or t.vandaag,
            t.vandaag,
            niet_voor=(casus.geopend_op, "het begin van de casus"),
            niet_na=(t.vandaag, "vandaag"),
        )
        reden = uitspraken.controleer(t, veld, invoer.reden, _BUDGET, veldnaam="reden")
        doorbraak = None if invoer.doorbraak_id is None else t.db.get(Doorbraak, invoer.doorbraak_id)
        past = invoer.doorbraak_id is None or (doorbraak is not None and doorbraak.casus_id == casus_id)
        veld.eis(past, "doorbraak_id", "Kies een doorbraak van deze casus.")
        lab = invoer.soort is BudgetSoort.DOORBRAAKLAB
        veld.eis(lab or invoer.doorbraak_id is None, "doorbraak_id", "Dit kan alleen bij geld van het Doorbraaklab.")
        veld.klaar()
        assert dag is not None
        tekst = uitspraken.voeg_toe(t, casus_id, _BUDGET, reden)
        rij = Budgetaanvraag(
            id=t.nieuw_id(),
            casus_id=casus_id,
            tafel=invoer.tafel,
            soort=invoer.soort,
            status=AanvraagStatus.GEVRAAGD,
            gevraagd=bedrag,
            gevraagd_op=dag,
            uitspraak_id=tekst.id,
            doorbraak_id=invoer.doorbraak_id,
            door_id=t.gebruiker.id,
            op=t.nu,
        )
        t.db.add(rij)
        _noteer(t, "budget.aanvragen", rij, tekst.categorie)
        return rij.id


def decide_budget(werkplek: Werkplek, aanvraag_id: UUID, invoer: BesluitInvoer) -> None:
    """Record what was decided: granted in whole or in part, or not, by whom and why.

    Raises EigenAanvraag, AlBesloten, OngeldigeInvoer (also when a table may go over its year and no reason is given).
    """
    with werkplek.doe() as t:
        rij = _haal(t, aanvraag_id)
        if rij.door_id == t.gebruiker.id and not t.profiel.instellingen.budget_besluit_door_aanvrager.waarde:
            raise EigenAanvraag
        if rij.status is not AanvraagStatus.GEVRAAGD:
            raise AlBesloten
        veld = Veldcontrole()
        wie = veld.tekst("wie", invoer.wie, verplicht=True, maximum=MAX_REGEL)
        dag = veld.datum(
            "besloten_op",
            invoer.besloten_op or t.vandaag,
            t.vandaag,
            niet_voor=(rij.gevraagd_op, "de aanvraag"),
            niet_na=(t.vandaag, "vandaag"),
        )
        categorie = _categorie(t, rij)
        reden = uitspraken.controleer(t, veld, _met(invoer.reden, categorie), _BUDGET, veldnaam="reden")
        bedrag = lees_bedrag(veld, "bedrag", invoer.bedrag) if invoer.toekennen else None
        waarom = None
        if bedrag is not None and not veld.fouten:
            veld.eis(
                bedrag <= rij.gevraagd,
                "bedrag",
                f"Er is {toon_bedrag(rij.gevraagd)} gevraagd. Meer toekennen kan niet.",
            )
            assert dag is not None
            bezwaar = budgetruimte.bezwaar_tegen(t, (rij.tafel, rij.soort), dag.year, bedrag)
            waarom = _overschrijding(t, veld, invoer.overschrijding, categorie, bezwaar)
        veld.klaar()
        rij.status = AanvraagStatus.TOEGEKEND if invoer.toekennen else AanvraagStatus.AFGEWEZEN
        rij.toegekend, rij.besloten_op, rij.besloten_door = bedrag, dag, wie
        rij.besluit_id = uitspraken.voeg_toe(t, rij.casus_id, _BUDGET, reden).id
        rij.overschrijding_id = None if waarom is None else uitspraken.voeg_toe(t, rij.casus_id, _BUDGET, waarom).id
        _noteer(t, "budget.besluiten", rij, reden.categorie or categorie)


def withdraw_aanvraag(werkplek: Werkplek, aanvraag_id: UUID, reden: UitspraakInvoer) -> None:
    """Take back a request that nobody decided on yet, with the reason."""
    with werkplek.doe() as t:
        rij = _haal(t, aanvraag_id)
        if rij.status is not AanvraagStatus.GEVRAAGD:
            raise AlBesloten
        veld = Veldcontrole()
        waarom = uitspraken.controleer(t, veld, _met(reden, _categorie(t, rij)), _BUDGET, veldnaam="reden")
        veld.klaar()
        rij.status = AanvraagStatus.INGETROKKEN
        rij.besluit_id = uitspraken.voeg_toe(t, rij.casus_id, _BUDGET, waarom).id
        _noteer(t, "budget.intrekken", rij, waarom.categorie or "")


def spend_budget(werkplek: Werkplek, aanvraag_id: UUID, invoer: UitgaveInvoer) -> UUID:
    """Record what was bought. Raises NietToegekend, OngeldigeInvoer (also when it is more than is left, unreasoned)."""
    with werkplek.doe() as t:
        rij = _haal(t, aanvraag_id)
        if rij.status is not AanvraagStatus.TOEGEKEND:
            raise NietToegekend
        veld = Veldcontrole()
        categorie = _categorie(t, rij)
        bedrag = lees_bedrag(veld, "bedrag", invoer.bedrag)
        besloten = None if rij.besloten_op is None else (rij.besloten_op, "het besluit")
        dag = veld.datum(
            "datum", invoer.datum or t.vandaag, t.vandaag, niet_voor=besloten, niet_na=(t.vandaag, "vandaag")
        )
        waarvoor = uitspraken.controleer(t, veld, _met(invoer.waarvoor, categorie), _BUDGET, veldnaam="waarvoor")
        bon = None if invoer.bijlage_id is None else t.db.get(Bijlage, invoer.bijlage_id)
        past = invoer.bijlage_id is None or (bon is not None and bon.casus_id == rij.casus_id)
        veld.eis(past, "bijlage_id", "Kies een bijlage van deze casus.")
        waarom = None
        if not veld.fouten:
            besteed = opslag.besteed(t.db, rij.id)
            teveel = te_veel(rij.toegekend, besteed, bedrag)
            over = toon_bedrag((rij.toegekend or 0) - besteed)
            bezwaar = f"Dit is {toon_bedrag(teveel)} meer dan er over is ({over})." if teveel else ""
            waarom = _overschrijding(t, veld, invoer.overschrijding, categorie, bezwaar)
        veld.klaar()
        assert dag is not None
        uitgave = Uitgave(
            id=t.nieuw_id(),
            aanvraag_id=rij.id,
            datum=dag,
            bedrag=bedrag,
            uitspraak_id=uitspraken.voeg_toe(t, rij.casus_id, _BUDGET, waarvoor).id,
            overschrijding_id=None if waarom is None else uitspraken.voeg_toe(t, rij.casus_id, _BUDGET, waarom).id,
            bijlage_id=invoer.bijlage_id,
            door_id=t.gebruiker.id,
            op=t.nu,
        )
        t.db.add(uitgave)
        _noteer(t, "budget.uitgeven", rij, waarvoor.categorie or categorie)
        return uitgave.id


def take_back(werkplek: Werkplek, uitgave_id: UUID, reden: UitspraakInvoer) -> UUID:
    """Take back a mistake by a row of the opposite amount; the first stays readable. Raises AlTeruggedraaid."""
    with werkplek.doe() as t:
        oud = t.haal(Uitgave, uitgave_id)
        rij = _haal(t, oud.aanvraag_id)
        if oud.draait_terug_id is not None or opslag.is_teruggedraaid(t.db, oud.id):
            raise AlTeruggedraaid
        veld = Veldcontrole()
        waarom = uitspraken.controleer(t, veld, _met(reden, _categorie(t, rij)), _BUDGET, veldnaam="reden")
        veld.klaar()
        terug = Uitgave(
            id=t.nieuw_id(),
            aanvraag_id=rij.id,
            datum=oud.datum,  # the year of the mistake is put right, not that of today
            bedrag=-oud.bedrag,
            uitspraak_id=uitspraken.voeg_toe(t, rij.casus_id, _BUDGET, waarom).id,
            draait_terug_id=oud.id,
            door_id=t.gebruiker.id,
            op=t.nu,
        )
        t.db.add(terug)
        _noteer(t, "budget.terugdraaien", rij, waarom.categorie or "")
        return terug.id


_ANDERE_TAFEL = "Kies een tafel waar deze casus nu is."


def lees_bedrag(veld: Veldcontrole, naam: str, tekst: str) -> int:
    """Cents of an amount as typed; a mistake lands in ``veld``."""
    if not tekst.strip():
        veld.fout(naam, "Vul dit veld in.")
        return 0
    try:
        bedrag = parse_bedrag(tekst)
    except BedragFout as fout:
        veld.fout(naam, str(fout))
        return 0
    veld.eis(bedrag > 0, naam, "Vul een bedrag boven nul in.")
    return bedrag


def _haal(t: Transactie, aanvraag_id: UUID) -> Budgetaanvraag:
    rij = t.haal(Budgetaanvraag, aanvraag_id)
    t.casus(rij.casus_id, wijzigen=True)
    return rij


def _categorie(t: Transactie, rij: Budgetaanvraag) -> str:
    """What the request is about is what everything under it is about: money for a therapy is health."""
    tekst = toelichtingen.huidige(t, rij.uitspraak_id)
    assert tekst is not None  # a text of this kind is not withdrawn by itself
    return tekst.categorie


def _met(invoer: UitspraakInvoer, categorie: str) -> UitspraakInvoer:
    return invoer if invoer.categorie is not None else replace(invoer, categorie=categorie)


def _overschrijding(
    t: Transactie, veld: Veldcontrole, invoer: UitspraakInvoer | None, categorie: str, bezwaar: str
) -> UitspraakInvoer | None:
    """The reason to go over; asked for when there is an objection, and not kept when there is none."""
    if not bezwaar:
        return None
    if invoer is None or not invoer.tekst.strip():
        veld.fout("overschrijding", f"{bezwaar} Schrijf op waarom dat nodig is.")
        return None
    return uitspraken.controleer(t, veld, _met(invoer, categorie), _BUDGET, veldnaam="overschrijding")


def _noteer(t: Transactie, actie: str, rij: Budgetaanvraag, categorie: str) -> None:
    t.log(actie, "budgetaanvraag", rij.id, casus_id=rij.casus_id, categorieen=[categorie])
    t.gewijzigd("budget", rij.casus_id)


def _inzicht(
    t: Transactie, rij: Budgetaanvraag, uitgaven: Iterable[Uitgave], teksten: dict[UUID, UitspraakInzicht]
) -> AanvraagInzicht:
    alle = list(uitgaven)
    terug = {uitgave.draait_terug_id for uitgave in alle}
    besteed = sum(uitgave.bedrag for uitgave in alle)
    eigen = rij.door_id == t.gebruiker.id and not t.profiel.instellingen.budget_besluit_door_aanvrager.waarde
    return AanvraagInzicht(
        id=rij.id,
        soort=rij.soort,
        tafel=rij.tafel,
        tafel_label=label_van(t.profiel.tafels, rij.tafel),
        status=rij.status,
        gevraagd=rij.gevraagd,
        gevraagd_op=rij.gevraagd_op,
        reden=teksten[rij.uitspraak_id],
        toegekend=rij.toegekend,
        besloten_op=rij.besloten_op,
        besloten_door=rij.besloten_door,
        besluit=None if rij.besluit_id is None else teksten[rij.besluit_id],
        overschrijding=None if rij.overschrijding_id is None else teksten[rij.overschrijding_id],
        doorbraak_id=rij.doorbraak_id,
        uitgaven=tuple(
            UitgaveInzicht(
                id=een.id,
                datum=een.datum,
                bedrag=een.bedrag,
                waarvoor=teksten[een.uitspraak_id],
                overschrijding=None if een.overschrijding_id is None else teksten[een.overschrijding_id],
                bijlage_id=een.bijlage_id,
                terug=een.draait_terug_id is not None,
                teruggedraaid=een.id in terug,
                door=uitspraken.naam_van(t, een.door_id),
            )
            for een in alle
        ),
        besteed=besteed,
        over=(rij.toegekend or 0) - besteed,
        door=uitspraken.naam_van(t, rij.door_id),
        mag_besluiten=not eigen,
    )
