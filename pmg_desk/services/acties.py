"""Actions: who does what by when for a goal of the plan, and how that ended."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.fouten import Fout
from pmg_desk.services import uitspraken
from pmg_desk.services.stukken import ACTIE_LABELS
from pmg_desk.services.uitspraken import UitspraakInvoer, UitspraakInzicht
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import inhoud
from pmg_desk.storage import plannen as rijen
from pmg_desk.storage.models import (
    Actie,
    ActieStatus,
    Casus,
    Doel,
    Organisatie,
    PlanStatus,
    PlanVersie,
    Professional,
    UitspraakSoort,
)


class ActieAfgerond(Fout):
    """A finished action stays as it ended."""

    wat = "Deze actie is al afgerond of vervallen."
    doe = "Maak een nieuwe actie als er weer iets moet gebeuren."


@dataclass(frozen=True, slots=True)
class ActieInvoer:
    """An action. ``eigenaar_id`` is a professional of the address book, ``interventie`` a key of the toolbox or ""."""

    tekst: UitspraakInvoer
    eigenaar_id: UUID | None
    deadline: str | date | None
    interventie: str = ""


@dataclass(frozen=True, slots=True)
class ActieInzicht:
    """An action as screens show it."""

    id: UUID
    casus_id: UUID
    doel_stam_id: UUID
    tekst: UitspraakInzicht | None
    eigenaar_id: UUID
    eigenaar: str
    organisatie: str
    deadline: date
    status: ActieStatus
    status_label: str
    te_laat: bool
    dagen: int  # until the deadline; negative when it has passed
    gereed_op: date | None
    interventie: str
    interventie_naam: str
    resultaat: UitspraakInzicht | None
    op: datetime

    @property
    def loopt(self) -> bool:
        """Whether it still has to be done."""
        return self.status in rijen.LOPEND


def add_actie(werkplek: Werkplek, casus_id: UUID, doel_stam_id: UUID, invoer: ActieInvoer) -> UUID:
    """Add an action to a goal. Raises OngeldigeInvoer, GeenToegang, CasusGesloten."""
    with werkplek.doe() as t:
        casus = t.casus(casus_id, wijzigen=True)
        plan, doel = _plan_en_doel(t, casus_id, doel_stam_id, nieuw=True)
        tekst, deadline, eigenaar = _controleer(t, plan, doel, invoer, None)
        rij = Actie(
            id=t.nieuw_id(),
            casus_id=casus.id,
            doel_stam_id=doel_stam_id,
            uitspraak_id=uitspraken.voeg_toe(t, casus.id, UitspraakSoort.ACTIE, tekst).id,
            eigenaar_id=eigenaar,
            deadline=deadline,
            status=ActieStatus.OPEN,
            interventie=invoer.interventie,
            door_id=t.gebruiker.id,
            op=t.nu,
        )
        t.db.add(rij)
        t.log("actie.toevoegen", "actie", rij.id, casus_id=casus_id, categorieen=["acties"])
        t.gewijzigd("actie", casus_id)
        return rij.id


def _plan_en_doel(
    t: Transactie, casus_id: UUID, stam_id: UUID, *, nieuw: bool
) -> tuple[PlanVersie | None, Doel | None]:
    """The latest version that holds this goal; raises OngeldigeInvoer for a new action of a goal that was left out."""
    versies = rijen.versies(t.db, casus_id)
    for plan in versies:
        if nieuw and plan.status is PlanStatus.VERVANGEN:
            break  # what only a replaced version had was left out on purpose
        for doel in rijen.doelen(t.db, plan.id):
            if doel.stam_id == stam_id:
                return plan, doel
    if not nieuw:
        return None, None
    veld = Veldcontrole()
    veld.fout("doel", "Dit doel staat niet (meer) in het plan. Kies een ander doel.")
    veld.klaar()
    return None, None


def _controleer(
    t: Transactie, plan: PlanVersie | None, doel: Doel | None, invoer: ActieInvoer, oud: Actie | None
) -> tuple[UitspraakInvoer, date, UUID]:
    veld = Veldcontrole()
    begin = t.vandaag if plan is None else plan.ingang
    zelfde_deadline = oud is not None and invoer.deadline == oud.deadline
    deadline = veld.datum(
        "deadline",
        invoer.deadline,
        t.vandaag,
        verplicht=True,
        niet_voor=None if zelfde_deadline else (begin, "het begin van het plan"),
    )
    eigenaar = None if invoer.eigenaar_id is None else t.db.get(Professional, invoer.eigenaar_id)
    if eigenaar is None:
        veld.fout("eigenaar_id", "Kies wie dit doet, uit het adresboek.")
    elif not (oud is not None and oud.eigenaar_id == eigenaar.id) and _vertrokken(t, eigenaar):
        veld.fout("eigenaar_id", "Deze persoon werkt hier niet meer. Kies iemand anders.")
    bekend = (*t.profiel.interventies, *(() if oud is None else (oud.interventie,)))
    veld.keuze("interventie", invoer.interventie, bekend, verplicht=False)
    uitgangspunt = invoer.tekst
    leefgebied = None if doel is None else t.profiel.leefgebieden.get(doel.leefgebied)
    if uitgangspunt.categorie is None and leefgebied is not None and leefgebied.datacategorie != "leefgebieden":
        # An action for a goal on health says something about health, whatever its words.
        uitgangspunt = replace(uitgangspunt, categorie=leefgebied.datacategorie)
    tekst = uitspraken.controleer(t, veld, uitgangspunt, UitspraakSoort.ACTIE)
    veld.klaar()
    assert deadline is not None
    assert eigenaar is not None
    return tekst, deadline, eigenaar.id


def _vertrokken(t: Transactie, professional: Professional) -> bool:
    organisatie = t.haal(Organisatie, professional.organisatie_id)
    return any(op is not None and op <= t.vandaag for op in (professional.gestopt_op, organisatie.gestopt_op))


def change_actie(werkplek: Werkplek, actie_id: UUID, invoer: ActieInvoer) -> None:
    """Change text, owner, deadline or interventie of an action that still has to be done."""
    with werkplek.doe() as t:
        actie, casus = _lopend(t, actie_id)
        plan, doel = _plan_en_doel(t, casus.id, actie.doel_stam_id, nieuw=False)
        tekst, actie.deadline, actie.eigenaar_id = _controleer(t, plan, doel, invoer, actie)
        oud = inhoud.huidige_van(t.db, [actie.uitspraak_id]).get(actie.uitspraak_id)
        if oud is None:
            actie.uitspraak_id = uitspraken.voeg_toe(t, casus.id, UitspraakSoort.ACTIE, tekst).id
        elif not uitspraken.gelijk(oud, tekst):
            actie.uitspraak_id = uitspraken.vervang(t, oud, tekst).id
        actie.interventie = invoer.interventie
        t.log("actie.wijzigen", "actie", actie.id, casus_id=casus.id, categorieen=["acties"])
        t.gewijzigd("actie", casus.id)


def _lopend(t: Transactie, actie_id: UUID) -> tuple[Actie, Casus]:
    actie = t.haal(Actie, actie_id)
    casus = t.casus(actie.casus_id, wijzigen=True)
    if actie.status not in rijen.LOPEND:
        raise ActieAfgerond
    return actie, casus


def set_actiestatus(
    werkplek: Werkplek,
    actie_id: UUID,
    status: ActieStatus,
    resultaat: UitspraakInvoer | None = None,
    gereed_op: str | date | None = None,
) -> None:
    """Start, finish or drop an action. Dropping needs a reason, finishing may have a result; both as ``resultaat``."""
    with werkplek.doe() as t:
        actie, casus = _lopend(t, actie_id)
        veld = Veldcontrole()
        tekst = None
        if resultaat is not None and resultaat.tekst.strip():
            # What came of an action says as much about somebody's health as the action itself.
            over = inhoud.huidige_van(t.db, [actie.uitspraak_id]).get(actie.uitspraak_id)
            if resultaat.categorie is None and over is not None:
                resultaat = replace(resultaat, categorie=over.categorie)
            tekst = uitspraken.controleer(t, veld, resultaat, UitspraakSoort.RESULTAAT, veldnaam="resultaat")
        elif status is ActieStatus.VERVALLEN:
            veld.fout("resultaat", "Schrijf op waarom deze actie vervalt.")
        klaar = veld.datum(
            "gereed_op",
            t.vandaag if gereed_op is None else gereed_op,
            t.vandaag,
            verplicht=status is ActieStatus.GEREED,
            niet_na=(t.vandaag, "vandaag"),
            niet_voor=(casus.geopend_op, "de aanmelding"),
        )
        veld.klaar()
        actie.status = status
        actie.gereed_op = klaar if status is ActieStatus.GEREED else None
        if tekst is not None:
            actie.resultaat_id = uitspraken.voeg_toe(t, casus.id, UitspraakSoort.RESULTAAT, tekst).id
        t.log(f"actie.{status.value}", "actie", actie.id, casus_id=casus.id, categorieen=["acties"])
        t.gewijzigd("actie", casus.id)


def actie_inzichten(t: Transactie, casus_id: UUID) -> tuple[ActieInzicht, ...]:
    """All actions of a casus by deadline; the caller has checked access."""
    lijst = rijen.acties(t.db, casus_id)
    ids = {id_ for actie, _, _ in lijst for id_ in (actie.uitspraak_id, actie.resultaat_id) if id_ is not None}
    teksten = {id_: uitspraken.inzicht(t, rij) for id_, rij in inhoud.huidige_van(t.db, ids).items()}
    return tuple(
        ActieInzicht(
            id=actie.id,
            casus_id=casus_id,
            doel_stam_id=actie.doel_stam_id,
            tekst=teksten.get(actie.uitspraak_id),
            eigenaar_id=eigenaar.id,
            eigenaar=eigenaar.naam,
            organisatie=organisatie.naam,
            deadline=actie.deadline,
            status=actie.status,
            status_label=ACTIE_LABELS[actie.status],
            te_laat=actie.status in rijen.LOPEND and actie.deadline < t.vandaag,
            dagen=(actie.deadline - t.vandaag).days,
            gereed_op=actie.gereed_op,
            interventie=actie.interventie,
            interventie_naam=_interventie(t, actie.interventie),
            resultaat=None if actie.resultaat_id is None else teksten.get(actie.resultaat_id),
            op=actie.op,
        )
        for actie, eigenaar, organisatie in lijst
    )


def _interventie(t: Transactie, sleutel: str) -> str:
    bekend = t.profiel.interventies.get(sleutel)
    return sleutel if bekend is None else bekend.naam
