"""Actions: who does what by when for a goal of the plan, and how that ended. Series and order: ``actieregels``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.herhaling import Herhaling
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.services import actiehouders, actieregels, uitspraken
from pmg_desk.services.actieregels import ActieWacht, Regelinvoer, Regelwaarden, Wachtenden
from pmg_desk.services.stukken import ACTIE_LABELS
from pmg_desk.services.uitspraken import UitspraakInvoer, UitspraakInzicht
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import inhoud
from pmg_desk.storage import plannen as rijen
from pmg_desk.storage.models import (
    Actie,
    Actieregel,
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


class ActieLoopt(Fout):
    """Only an action that is over can be opened again."""

    wat = "Deze actie loopt nog."
    doe = "Ververs het scherm."


class GeenReeks(Fout):
    """Only a series can be stopped."""

    wat = "Deze actie komt niet (meer) terug."
    doe = "Ververs het scherm."


@dataclass(frozen=True, slots=True)
class ActieInvoer:
    """An action. ``eigenaar_id`` is who does it (of ``actiehouders``), ``interventie`` a key of the toolbox or "".

    ``herhalen_tot`` is the last day of a series, inside; ``na_id`` the action that has to be done first.
    """

    tekst: UitspraakInvoer
    eigenaar_id: UUID | None
    deadline: str | date | None
    interventie: str = ""
    herhaling: Herhaling = Herhaling.GEEN
    herhalen_tot: str | date | None = None
    na_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Voorganger:
    """The action that has to be done first. ``tekst`` is None when its words were withdrawn."""

    id: UUID
    tekst: UitspraakInzicht | None
    deadline: date
    status: ActieStatus


@dataclass(frozen=True, slots=True)
class Afronding:
    """What came of finishing or dropping an action.

    ``volgende_op``: when the next of the series is due; ``vrij``: how many actions waited for this one and can begin
    now; ``mee_vervallen``: how many were dropped with it.
    """

    volgende_op: date | None = None
    vrij: int = 0
    mee_vervallen: int = 0


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
    eigenaar_weg: bool = False  # left the organisation, or the organisation stopped
    herhaling: Herhaling = Herhaling.GEEN
    herhaling_tekst: str = ""  # in words, empty when it does not repeat
    herhalen_tot: date | None = None
    volgende_op: date | None = None  # when the next of the series is due
    eerst: Voorganger | None = None

    @property
    def loopt(self) -> bool:
        """Whether it still has to be done."""
        return self.status in rijen.LOPEND

    @property
    def wacht(self) -> bool:
        """Whether another action has to be done before this one can begin."""
        return self.status is ActieStatus.OPEN and self.eerst is not None and self.eerst.status in rijen.LOPEND

    @property
    def kan_beginnen(self) -> bool:
        """Whether what it waited for is done, and it was not begun yet."""
        return self.status is ActieStatus.OPEN and self.eerst is not None and self.eerst.status is ActieStatus.GEREED


def add_actie(werkplek: Werkplek, casus_id: UUID, doel_stam_id: UUID, invoer: ActieInvoer) -> UUID:
    """Add an action to a goal. Raises OngeldigeInvoer, GeenToegang, CasusGesloten."""
    with werkplek.doe() as t:
        return voeg_toe(t, t.casus(casus_id, wijzigen=True), doel_stam_id, invoer).id


def voeg_toe(t: Transactie, casus: Casus, doel_stam_id: UUID, invoer: ActieInvoer) -> Actie:
    """The same within another use case, which has checked access; logged. Raises OngeldigeInvoer."""
    plan, doel = _plan_en_doel(t, casus.id, doel_stam_id, nieuw=True)
    actie_id = t.nieuw_id()
    tekst, deadline, eigenaar, regel = _controleer(t, casus, plan, doel, invoer, None, actie_id)
    rij = Actie(
        id=actie_id,
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
    t.db.flush()
    actieregels.bewaar(t, rij, regel)
    t.log("actie.toevoegen", "actie", rij.id, casus_id=casus.id, categorieen=["acties"])
    t.gewijzigd("actie", casus.id)
    return rij


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
    t: Transactie,
    casus: Casus,
    plan: PlanVersie | None,
    doel: Doel | None,
    invoer: ActieInvoer,
    oud: Actie | None,
    actie_id: UUID,
) -> tuple[UitspraakInvoer, date, UUID, Regelwaarden]:
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
    eigenaar = actiehouders.professional_van(t, invoer.eigenaar_id)
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
    regelinvoer = Regelinvoer(invoer.herhaling, invoer.herhalen_tot, invoer.na_id)
    regel = actieregels.controleer(t, veld, casus.id, regelinvoer, deadline, oud)
    veld.klaar()
    actieregels.eis_geen_kring(t, casus.id, actie_id, regel.na_id)
    assert deadline is not None
    assert eigenaar is not None
    return tekst, deadline, eigenaar.id, regel


def _vertrokken(t: Transactie, professional: Professional) -> bool:
    return _is_weg(t, professional, t.haal(Organisatie, professional.organisatie_id))


def _is_weg(t: Transactie, professional: Professional, organisatie: Organisatie) -> bool:
    return any(op is not None and op <= t.vandaag for op in (professional.gestopt_op, organisatie.gestopt_op))


def change_actie(werkplek: Werkplek, actie_id: UUID, invoer: ActieInvoer) -> None:
    """Change text, owner, deadline or interventie of an action that still has to be done."""
    with werkplek.doe() as t:
        actie, casus = _lopend(t, actie_id)
        plan, doel = _plan_en_doel(t, casus.id, actie.doel_stam_id, nieuw=False)
        tekst, actie.deadline, actie.eigenaar_id, regel = _controleer(t, casus, plan, doel, invoer, actie, actie.id)
        oud = inhoud.huidige_van(t.db, [actie.uitspraak_id]).get(actie.uitspraak_id)
        if oud is None:
            actie.uitspraak_id = uitspraken.voeg_toe(t, casus.id, UitspraakSoort.ACTIE, tekst).id
        elif not uitspraken.gelijk(oud, tekst):
            actie.uitspraak_id = uitspraken.vervang(t, oud, tekst).id
        actie.interventie = invoer.interventie
        actieregels.bewaar(t, actie, regel)
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
    *,
    laatste_keer: bool = False,
    wachtenden: Wachtenden | None = None,
) -> Afronding:
    """Start, finish or drop an action. Dropping needs a reason, finishing may have a result; both as ``resultaat``.

    Of a series the next one is made, unless this was the ``laatste_keer``. Dropping what others wait for needs to know
    what happens to those. Raises ActieWacht, ActieAfgerond, OngeldigeInvoer.
    """
    with werkplek.doe() as t:
        actie, casus = _lopend(t, actie_id)
        vervalt = status is ActieStatus.VERVALLEN
        if status in (ActieStatus.BEZIG, ActieStatus.GEREED) and actieregels.wacht(t, actie):
            raise ActieWacht
        erachter = rijen.wachtenden(t.db, actie.id) if status not in rijen.LOPEND else []
        veld = Veldcontrole()
        tekst = None
        if resultaat is not None and resultaat.tekst.strip():
            # What came of an action says as much about somebody's health as the action itself.
            over = inhoud.huidige_van(t.db, [actie.uitspraak_id]).get(actie.uitspraak_id)
            if resultaat.categorie is None and over is not None:
                resultaat = replace(resultaat, categorie=over.categorie)
            tekst = uitspraken.controleer(t, veld, resultaat, UitspraakSoort.RESULTAAT, veldnaam="resultaat")
        elif vervalt:
            veld.fout("resultaat", "Schrijf op waarom deze actie vervalt.")
        klaar = veld.datum(
            "gereed_op",
            t.vandaag if gereed_op is None else gereed_op,
            t.vandaag,
            verplicht=status is ActieStatus.GEREED,
            niet_na=(t.vandaag, "vandaag"),
            niet_voor=(casus.geopend_op, "de aanmelding"),
        )
        if vervalt and erachter and wachtenden is None:
            veld.fout("wachtenden", "Kies wat er gebeurt met de acties die hierop wachten.")
        veld.klaar()
        actie.status = status
        actie.gereed_op = klaar if status is ActieStatus.GEREED else None
        if tekst is not None:
            actie.resultaat_id = uitspraken.voeg_toe(t, casus.id, UitspraakSoort.RESULTAAT, tekst).id
        t.log(f"actie.{status.value}", "actie", actie.id, casus_id=casus.id, categorieen=["acties"])
        t.gewijzigd("actie", casus.id)
        if status in rijen.LOPEND:
            return Afronding()
        mee = _laat_mee_vervallen(t, casus, erachter) if vervalt and wachtenden is Wachtenden.VERVALLEN else 0
        regel = rijen.regel_van(t.db, actie.id)
        if regel is not None and laatste_keer:
            actieregels.stop(regel)
        volgende = actieregels.maak_volgende(t, casus, actie)
        return Afronding(volgende, 0 if mee else len(erachter), mee)


_MEE_VERVALLEN = "De actie waar deze actie op wachtte, is vervallen."


def _laat_mee_vervallen(t: Transactie, casus: Casus, acties: list[Actie]) -> int:
    """Drop actions and whatever waits for them in turn; they are in no circle. Says how many."""
    aantal = 0
    for actie in acties:
        over = inhoud.huidige_van(t.db, [actie.uitspraak_id]).get(actie.uitspraak_id)
        invoer = UitspraakInvoer(_MEE_VERVALLEN, categorie=None if over is None else over.categorie)
        tekst = uitspraken.controleer(t, Veldcontrole(), invoer, UitspraakSoort.RESULTAAT)
        actie.status = ActieStatus.VERVALLEN
        actie.resultaat_id = uitspraken.voeg_toe(t, casus.id, UitspraakSoort.RESULTAAT, tekst).id
        t.log("actie.vervallen", "actie", actie.id, casus_id=casus.id, categorieen=["acties"])
        regel = rijen.regel_van(t.db, actie.id)
        if regel is not None:
            actieregels.stop(regel)
        aantal += 1 + _laat_mee_vervallen(t, casus, rijen.wachtenden(t.db, actie.id))
    return aantal


def stop_reeks(werkplek: Werkplek, actie_id: UUID) -> None:
    """Make an unfinished action the last of its series. Raises GeenReeks, ActieAfgerond."""
    with werkplek.doe() as t:
        actie, casus = _lopend(t, actie_id)
        regel = rijen.regel_van(t.db, actie.id)
        if regel is None or not actieregels.herhaalt(regel):
            raise GeenReeks
        actieregels.stop(regel)
        t.log("actie.reeks_stoppen", "actie", actie.id, casus_id=casus.id, categorieen=["acties"])
        t.gewijzigd("actie", casus.id)


def reopen_actie(werkplek: Werkplek, actie_id: UUID, reden: str) -> None:
    """Open an action again that was finished or dropped by mistake; what was said of its end is withdrawn.

    Of a series the next one stays: finishing this one again makes no double. Raises ActieLoopt, OngeldigeInvoer.
    """
    with werkplek.doe() as t:
        actie = t.haal(Actie, actie_id)
        casus = t.casus(actie.casus_id, wijzigen=True)
        if actie.status in rijen.LOPEND:
            raise ActieLoopt
        veld = Veldcontrole()
        waarom = veld.tekst("reden", reden, verplicht=True, maximum=300)
        veld.klaar()
        if actie.resultaat_id is not None:
            oud = inhoud.huidige_van(t.db, [actie.resultaat_id]).get(actie.resultaat_id)
            if oud is not None:
                uitspraken.vervang(t, oud, uitspraken.inzicht(t, oud).als_invoer(), waarom, vervallen=True)
        actie.status, actie.gereed_op, actie.resultaat_id = ActieStatus.OPEN, None, None
        t.log("actie.open", "actie", actie.id, casus_id=casus.id, categorieen=["acties"], detail={"reden": waarom})
        t.gewijzigd("actie", casus.id)


def actie_inzichten(t: Transactie, casus_id: UUID) -> tuple[ActieInzicht, ...]:
    """All actions of a casus by deadline; the caller has checked access."""
    lijst = rijen.acties(t.db, casus_id)
    ids = {id_ for actie, _, _ in lijst for id_ in (actie.uitspraak_id, actie.resultaat_id) if id_ is not None}
    huidig = inhoud.huidige_van(t.db, ids)
    teksten = dict(zip(huidig, uitspraken.inzichten(t, huidig.values()), strict=True))
    per_id = {actie.id: actie for actie, _, _ in lijst}
    regels = rijen.regels(t.db, casus_id)

    def voorganger(regel: Actieregel | None) -> Voorganger | None:
        eerst = None if regel is None or regel.na_id is None else per_id[regel.na_id]
        return (
            None
            if eerst is None
            else Voorganger(eerst.id, teksten.get(eerst.uitspraak_id), eerst.deadline, eerst.status)
        )

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
            eigenaar_weg=_is_weg(t, eigenaar, organisatie),
            herhaling=Herhaling.GEEN if regel is None else regel.herhaling,
            herhaling_tekst="" if regel is None else actieregels.omschrijf(regel),
            herhalen_tot=None if regel is None else regel.herhalen_tot,
            volgende_op=None if regel is None else actieregels.volgende_van(regel),
            eerst=voorganger(regel),
        )
        for actie, eigenaar, organisatie in lijst
        for regel in (regels.get(actie.id),)
    )


def _interventie(t: Transactie, sleutel: str) -> str:
    return label_van(t.profiel.interventies, sleutel)
