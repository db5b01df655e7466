"""The tab Plan van aanpak of a dossier: per leefgebied the two tracks beside each other, with who does what by when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.services import actiehouders, acties, casussen, casusverloop, evaluaties, plannen, suggesties
from pmg_desk.services.actiehouders import Houder
from pmg_desk.services.acties import ActieInzicht
from pmg_desk.services.casussen import CasusStatus
from pmg_desk.services.evaluaties import EvaluatieInzicht
from pmg_desk.services.plannen import DoelInzicht, PlanInzicht
from pmg_desk.services.suggesties import Interventiekeuze
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import ActieStatus, PlanStatus
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.actieformulieren import actiedialoog, afrondialoog, heropendialoog
from pmg_desk.ui.screens.actiekaarten import Losseactieskaart
from pmg_desk.ui.screens.doelformulieren import doeldialoog
from pmg_desk.ui.screens.doelkaarten import Leefgebiedkaart
from pmg_desk.ui.screens.evaluatieformulier import evaluatiedialoog
from pmg_desk.ui.screens.planformulieren import afsprakendialoog, plandialoog, vaststeldialoog
from pmg_desk.ui.screens.plankaarten import Afsprakenkaart, Evaluatieskaart, Plankaart, Wenskaart
from pmg_desk.ui.widgets.dialoog import bevestig
from pmg_desk.ui.widgets.formulier import Keuze, KeuzeVeld
from pmg_desk.ui.widgets.inbeeld import Aanwijzer
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.leeg import LegeStaat
from pmg_desk.ui.widgets.tabblad import Tabblad
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.uitspraakkaart import maak_leeg
from pmg_desk.ui.widgets.vloei import Vloei


@dataclass(frozen=True, slots=True)
class _Stand:
    casus_id: UUID
    plannen: tuple[PlanInzicht, ...]
    evaluaties: tuple[EvaluatieInzicht, ...]
    wijzigen: bool
    geopend_op: date


def _lees(werkplek: Werkplek, casus_id: UUID) -> _Stand:
    kop = casussen.toon_kop(werkplek, casus_id)
    return _Stand(
        casus_id,
        plannen.list_plannen(werkplek, casus_id),
        evaluaties.list_evaluaties(werkplek, casus_id),
        kop.mag_wijzigen and kop.status is CasusStatus.OPEN,
        casusverloop.toon_verloop(werkplek, casus_id).aangemeld_op,
    )


_Keuzes = tuple[tuple[Houder, ...], tuple[Interventiekeuze, ...]]


def _lees_keuzes(werkplek: Werkplek, casus_id: UUID) -> _Keuzes:
    return actiehouders.list_houders(werkplek), suggesties.list_interventiekeuzes(werkplek, casus_id)


class PlanTab(Tabblad):
    """The newest version; earlier ones can be read. Buttons are there only for what may be done now."""

    sleutel, titel, icoon = "plan", "Plan van aanpak", "target"
    soorten = frozenset({"plan", "actie", "evaluatie", "uitspraak", "casus"})

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self._stand: _Stand | None = None
        self._gekozen_nr: int | None = None
        self.aanwijzer = Aanwijzer(self)
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(12)
        self._balk = QWidget()
        vloei = Vloei(self._balk)
        self.vaststelknop = Knop(self.tr("Plan vaststellen"), "primair", "check", actie=self.stel_vast)
        self.versieknop = Knop(self.tr("Nieuwe versie maken"), "secundair", "plus", actie=self.nieuwe_versie)
        self.doelknop = Knop(self.tr("Doel toevoegen"), "secundair", "plus", actie=self.nieuw_doel)
        self.planknop = Knop(self.tr("Plan wijzigen"), "secundair", "pencil", actie=self.wijzig_plan)
        self.evalueerknop = Knop(self.tr("Plan evalueren"), "secundair", "list-checks", actie=self.evalueer)
        self.vergelijkknop = Knop(self.tr("Versies vergelijken"), "secundair", "columns-3", actie=self.vergelijk)
        self._knoppen = (
            self.vaststelknop,
            self.doelknop,
            self.planknop,
            self.evalueerknop,
            self.versieknop,
            self.vergelijkknop,
        )
        for knop in self._knoppen:
            vloei.addWidget(knop)
        kolom.addWidget(self._balk)
        self.versie = KeuzeVeld("versie", self.tr("Versie"), [], leegtekst=self.tr("Nieuwste"), breedte=360)
        self.versie.gewijzigd.connect(self._andere_versie)
        kolom.addWidget(self.versie)
        self._leeg = LegeStaat(
            self.tr("Nog geen plan van aanpak"),
            self.tr(
                "Hier staan de doelen in twee sporen: perspectief bieden en grenzen stellen,"
                " met wie wat doet en wanneer het klaar is."
            ),
            icoon="target",
            knoptekst=self.tr("Plan beginnen"),
            actie=self.begin,
        )
        kolom.addWidget(self._leeg)
        self._zonder_doel = Tekst(self.tr("Dit plan heeft nog geen doel. Voeg een doel toe."), "zacht")
        self._kaarten = QVBoxLayout()
        self._kaarten.setSpacing(12)
        kolom.addLayout(self._kaarten)
        kolom.addWidget(self._zonder_doel)
        kolom.addStretch(1)
        for deel in (self._balk, self.versie, self._leeg, self._zonder_doel):
            deel.setVisible(False)

    @property
    def plan(self) -> PlanInzicht | None:
        """The version on show."""
        if self._stand is None or not self._stand.plannen:
            return None
        alle = self._stand.plannen
        return next((plan for plan in alle if plan.nr == self._gekozen_nr), alle[0])

    @property
    def wijzigen(self) -> bool:
        """Whether actions may be touched: the newest version of an open casus one may change."""
        return self._stand is not None and self._stand.wijzigen and self.plan is self._nieuwste

    @property
    def _nieuwste(self) -> PlanInzicht | None:
        return self._stand.plannen[0] if self._stand is not None and self._stand.plannen else None

    @property
    def _geldend(self) -> PlanInzicht | None:
        """The version in force: the one that is evaluated, also while the next is being made."""
        alle = () if self._stand is None else self._stand.plannen
        return next((plan for plan in alle if plan.status is PlanStatus.VASTGESTELD), None)

    @property
    def _acties(self) -> list[ActieInzicht]:
        """All actions of the casus."""
        plan = self._nieuwste
        return [] if plan is None else [*(a for doel in plan.doelen for a in doel.acties), *plan.losse_acties]

    def toon(self, casus_id: UUID) -> None:
        """Show this casus."""
        super().toon(casus_id)
        self.omgeving.werker.doe(partial(_lees, self.omgeving.werkplek, casus_id), self._zet, eigenaar=self)

    def _zet(self, stand: _Stand) -> None:
        if stand.casus_id != self.casus_id:
            return
        self._stand = stand
        keuzes = [
            Keuze(plan.nr, self.tr("Versie {}").format(plan.nr), plan.status_label.lower()) for plan in stand.plannen
        ]
        self.versie.blockSignals(True)
        self.versie.zet_keuzes(keuzes)
        self.versie.zet(self._gekozen_nr)
        self.versie.blockSignals(False)
        self._toon_plan()

    def _andere_versie(self) -> None:
        self._gekozen_nr = self.versie.waarde()
        self._toon_plan()

    def _toon_plan(self) -> None:
        assert self._stand is not None
        plan, wijzigen = self.plan, self._stand.wijzigen
        concept = plan is not None and plan.status is PlanStatus.CONCEPT and self.wijzigen
        self._leeg.setVisible(plan is None)
        self._leeg.knop.setVisible(wijzigen)
        for knop in (self.doelknop, self.planknop):
            knop.setVisible(concept)
        self.vaststelknop.setVisible(concept and plan is not None and bool(plan.doelen))
        self.versieknop.setVisible(plan is not None and plan.status is PlanStatus.VASTGESTELD and self.wijzigen)
        self.evalueerknop.setVisible(self.wijzigen and self._geldend is not None)
        self.vergelijkknop.setVisible(len(self._stand.plannen) > 1)
        self._balk.setVisible(any(not knop.isHidden() for knop in self._knoppen))
        self.versie.setVisible(len(self._stand.plannen) > 1)
        self._zonder_doel.setVisible(plan is not None and not plan.doelen)
        maak_leeg(self._kaarten)
        if plan is None:
            return
        self._kaarten.addWidget(Wenskaart(plan))
        self._kaarten.addWidget(Plankaart(plan, self.omgeving.vandaag()))
        for leefgebied in dict.fromkeys(doel.leefgebied for doel in plan.doelen):
            doelen = tuple(doel for doel in plan.doelen if doel.leefgebied == leefgebied)
            self._kaarten.addWidget(
                Leefgebiedkaart(self, doelen, self._stand.evaluaties, wijzigen=self.wijzigen, doelen_wijzigen=concept)
            )
        if plan.losse_acties:
            self._kaarten.addWidget(Losseactieskaart(self, plan.losse_acties, wijzigen=self.wijzigen))
        self._kaarten.addWidget(Afsprakenkaart(self, plan, wijzigen=concept))
        if self._stand.evaluaties:
            self._kaarten.addWidget(Evaluatieskaart(self._stand.evaluaties))
        self.aanwijzer.zoek()

    # the plan and its goals

    def begin(self) -> None:
        """Begin the first version."""
        self._plandialoog(None, nieuw=True)

    def nieuwe_versie(self) -> None:
        """Begin a version that takes the goals of the agreed one along."""
        self._gekozen_nr = None
        self._plandialoog(self._nieuwste, nieuw=True)

    def wijzig_plan(self) -> None:
        """Change the version that is being made."""
        self._plandialoog(self._nieuwste, nieuw=False)

    def _plandialoog(self, plan: PlanInzicht | None, *, nieuw: bool) -> None:
        if self._stand is not None:
            plandialoog(self, self.omgeving, self._stand.casus_id, self._stand.geopend_op, plan, nieuw=nieuw).toon()

    def stel_vast(self) -> None:
        """Agree on the version that is being made."""
        if self._stand is not None and self._nieuwste is not None:
            vaststeldialoog(self, self.omgeving, self._nieuwste, self._stand.geopend_op).toon()

    def wijzig_afspraken(self) -> None:
        """Change what the version that is being made says beside its goals."""
        if self._nieuwste is not None:
            afsprakendialoog(self, self.omgeving, self._nieuwste).toon()

    def evalueer(self) -> None:
        """Record an evaluation of the version in force."""
        if self._geldend is not None:
            evaluatiedialoog(self, self.omgeving, self._geldend).toon()

    def vergelijk(self) -> None:
        """See the version on show beside the one before it."""
        if self.plan is not None:
            nr = max(self.plan.nr, 2)
            self.omgeving.navigeer("planvergelijking", casus_id=self.casus_id, oud=nr - 1, nieuw=nr)

    def nieuw_doel(self) -> None:
        """Add a goal."""
        if self._nieuwste is not None:
            doeldialoog(self, self.omgeving, self._nieuwste.id, bewaard=self.aanwijzer.wijs_aan).toon()

    def wijzig_doel(self, doel: DoelInzicht) -> None:
        """Change a goal of the version that is being made."""
        if self._nieuwste is not None:
            doeldialoog(self, self.omgeving, self._nieuwste.id, doel, bewaard=self.aanwijzer.wijs_aan).toon()

    def laat_doel_weg(self, doel: DoelInzicht) -> None:
        """Leave a goal out of the version that is being made, after asking."""
        weg = partial(plannen.remove_doel, self.omgeving.werkplek, doel.id)
        bevestig(
            self,
            self.tr("Doel weglaten?"),
            self.tr("Het doel staat dan niet meer in deze versie. Eerdere versies en de acties blijven bewaard."),
            self.tr("Doel weglaten"),
            partial(self._doe, weg, self.tr("Het doel is weggelaten.")),
        )

    def _doe(self, taak: Callable[[], object], gemeld: str) -> None:
        self.omgeving.werker.doe(taak, lambda _: self.omgeving.meld(gemeld), None, self)

    # actions

    def nieuwe_actie(self, doel: DoelInzicht) -> None:
        """Add an action to a goal."""
        self._actiedialoog(doel, None)

    def wijzig_actie(self, actie: ActieInzicht) -> None:
        """Change an action that still has to be done."""
        plan = self._nieuwste
        doelen = () if plan is None else plan.doelen
        self._actiedialoog(next((doel for doel in doelen if doel.stam_id == actie.doel_stam_id), None), actie)

    def _actiedialoog(self, doel: DoelInzicht | None, actie: ActieInzicht | None) -> None:
        def toon(
            keuzes: _Keuzes,
        ) -> None:
            if self._nieuwste is not None:
                wijs_aan = self.aanwijzer.wijs_aan
                actiedialoog(
                    self, self.omgeving, self._nieuwste, doel, *keuzes, self._acties, actie, bewaard=wijs_aan
                ).toon()

        if self.casus_id is not None:
            self.omgeving.werker.doe(partial(_lees_keuzes, self.omgeving.werkplek, self.casus_id), toon, None, self)

    def begin_actie(self, actie: ActieInzicht) -> None:
        """Say that an action was begun."""
        self._doe(
            partial(acties.set_actiestatus, self.omgeving.werkplek, actie.id, ActieStatus.BEZIG),
            self.tr("De actie is bezig."),
        )

    def rond_af(self, actie: ActieInzicht, status: ActieStatus) -> None:
        """Finish or drop an action."""
        wachtenden = [een for een in self._acties if een.wacht and een.eerst is not None and een.eerst.id == actie.id]
        afrondialoog(self, self.omgeving, actie, status, wachtenden).toon()

    def heropen_actie(self, actie: ActieInzicht) -> None:
        """Open an action again that was finished or dropped."""
        heropendialoog(self, self.omgeving, actie).toon()

    def stop_reeks(self, actie: ActieInzicht) -> None:
        """Make an action the last of its series, after asking."""
        bevestig(
            self,
            self.tr("Reeks stoppen?"),
            self.tr("Deze keer blijft staan. Daarna komt de actie niet meer terug."),
            self.tr("Reeks stoppen"),
            partial(
                self._doe,
                partial(acties.stop_reeks, self.omgeving.werkplek, actie.id),
                self.tr("De actie komt niet meer terug."),
            ),
        )

    def open_toolbox(self, interventie: str) -> None:
        """Go to an interventie."""
        self.omgeving.navigeer("toolbox", interventie=interventie)
