"""One meeting: the agenda in its order with the question per casus, and who attends."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from pmg_desk.domain.feestdagen import feestdag
from pmg_desk.domain.rollen import Rol
from pmg_desk.services import deelstand, overleggen
from pmg_desk.services.overleggen import OverlegInzicht, OverlegRegel, OverlegStatus
from pmg_desk.services.overlegloop import Loop
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.omgeving import Omgeving, Wijzigingen
from pmg_desk.ui.screens.deelnemersdeel import DeelnemersDeel
from pmg_desk.ui.screens.overleg import STARTTOETS, overleg_dialoog
from pmg_desk.ui.screens.overlegbundels import UitdelenDeel
from pmg_desk.ui.screens.overlegdelen import AgendaDeel
from pmg_desk.ui.screens.overlegverslag import SOORTEN, VerslagDeel
from pmg_desk.ui.widgets.datumvelden import lang
from pmg_desk.ui.widgets.dialoog import bevestig
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.leesvolgorde import zet_leesvolgorde
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tabbladen import Tabbladen

_Stand = tuple[tuple[tuple[str, str], ...], OverlegInzicht, dict[UUID, str]]


def _lees(werkplek: Werkplek, overleg_id: UUID) -> _Stand:
    overleg = overleggen.toon_overleg(werkplek, overleg_id)
    return overleggen.mijn_tafels(werkplek), overleg, deelstand.list_overlegstand(werkplek, overleg_id)


class OverlegdagScherm(Scherm):
    """``toon(overleg_id=id, tab="uitdelen")``."""

    sleutel, titel, icoon = "overlegdag", "Overleg", "calendar-days"
    rollen = frozenset({Rol.CASUSREGISSEUR, Rol.PRIVACY_OFFICER})
    in_navigatie, onder = False, "overleg"
    soorten = SOORTEN | frozenset(
        {"overleg", "casus", "jongere", "indeling", "professional", "delingsverzoek", "overlegbundel"}
    )

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self._id: UUID | None = None
        self._kwam = False  # the user came here, and it is being read
        self._tafels: tuple[tuple[str, str], ...] = ()
        self._soms: list[Knop] = []  # what one seldom does, of what can be done now
        self.overleg: OverlegInzicht | None = None
        self.voeg_actie(Knop(self.tr("Terug naar Overleg"), icoon="arrow-left", actie=self._terug))
        self.wijzigknop = self.voeg_actie(Knop(self.tr("Wijzigen"), icoon="pencil", actie=self.wijzig))
        self.vervalknop = self.voeg_actie(Knop(self.tr("Gaat niet door"), actie=self.vervalt))
        self.opnieuwknop = self.voeg_actie(
            Knop(self.tr("Toch gepland"), icoon="undo-2", actie=partial(self._status, OverlegStatus.GEPLAND))
        )
        self.gehoudenknop = self.voeg_actie(
            Knop(self.tr("Is gehouden"), icoon="check", actie=partial(self._status, OverlegStatus.GEHOUDEN))
        )
        self.meerknop = self.voeg_actie(Knop(self.tr("Meer"), icoon="chevron-down", actie=self._toon_meer))
        self.startknop = self.voeg_actie(Knop(self.tr("Overleg starten"), icoon="users", actie=self.start))
        self.agenda = AgendaDeel(omgeving, self.toon_fout)
        self.deelnemers = DeelnemersDeel(omgeving, self.toon_fout)
        self.tabs = Tabbladen(self.tr("Onderdelen van het overleg"))
        self.tabs.voeg_toe("agenda", self.tr("Agenda"), lambda: self.agenda)
        self.tabs.voeg_toe("deelnemers", self.tr("Deelnemers"), lambda: self.deelnemers)
        self.uitdelen = UitdelenDeel(self)
        self.tabs.voeg_toe("uitdelen", self.tr("Uitdelen"), lambda: self.uitdelen)
        self.verslag = VerslagDeel(self)
        self.tabs.voeg_toe("verslag", self.tr("Verslag"), lambda: self.verslag)
        self.tabs.gekozen.connect(self.sluit_detail)  # it is about a row of the tab before
        self.inhoud.addWidget(self.tabs, 1)
        self._knoppen(None)

    def toon(self, **params: Any) -> None:
        """Load the meeting, or show again the last; ``tab`` comes in front."""
        gevraagd = params.get("overleg_id", self._id)
        if gevraagd is None:
            self._terug()
            return
        ander = gevraagd != self._id
        if ander:
            self._leeg()
        self._id = gevraagd
        self._kwam |= ander or bool(params)
        if params.get("tab") or ander:
            self.tabs.kies(params.get("tab") or "agenda")
        lees = partial(_lees, self.omgeving.werkplek, gevraagd)
        self.omgeving.werker.doe(lees, partial(self._zet, gevraagd), self._mislukt, self)

    @property
    def hulp(self) -> str:
        """The page of the tab in sight."""
        eigen = self.tabs.sleutel in ("uitdelen", "verslag")
        return f"{self.sleutel}.{self.tabs.sleutel}" if eigen else self.sleutel

    def ververs(self, wijzigingen: Wijzigingen) -> None:
        """Load again."""
        if self._id is not None:
            self.toon()
            soorten = {soort for soort, _ in wijzigingen}
            self.verslag.ververs(soorten)
            self.uitdelen.ververs(soorten)

    def _mislukt(self, fout: Any) -> None:
        self._leeg()
        self.toon_fout(fout)

    def _leeg(self) -> None:
        """Nothing of the meeting before may stay in sight."""
        self.overleg = None
        self.sluit_detail()
        self.zet_titel(self.titel)
        self.tabs.setVisible(False)
        self._knoppen(None)

    def _zet(self, overleg_id: UUID, stand: _Stand) -> None:
        if overleg_id != self._id:
            return
        self._tafels, self.overleg, gevraagd = stand
        regel = self.overleg.regel
        wanneer = " ".join(deel for deel in (lang(regel.datum), regel.tijd) if deel)
        delen = (wanneer, feestdag(regel.datum), regel.plaats, regel.status_label)
        self.zet_titel(regel.tafel_label, " · ".join(deel for deel in delen if deel))
        self.agenda.zet(self.overleg, gevraagd)
        self.deelnemers.zet(self.overleg)
        self.uitdelen.zet(self.overleg)
        self.verslag.zet(self.overleg)
        self.tabs.zet_titel("agenda", self.tr("Agenda ({})").format(regel.casussen))
        self.tabs.zet_titel("deelnemers", self.tr("Deelnemers ({})").format(regel.deelnemers))
        self.tabs.setVisible(True)
        self._knoppen(self.overleg)
        if self._kwam and self.focus_is_vrij:
            self._naar_voren(regel)
        self._kwam = False

    def _naar_voren(self, regel: OverlegRegel) -> None:
        """Who comes here goes on with it: with the meeting, with its minutes, or with its agenda."""
        verslag = self.tabs.sleutel == "verslag"
        doel: QWidget = self.verslag.kijkknop if verslag else self.startknop
        if not verslag and regel.loop is Loop.NIET and self.tabs.sleutel == "agenda":
            doel = self.agenda.lijst.tabel
        if doel.isVisible():
            doel.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.is_laag and self.tabs.sleutel == "agenda":
            self.agenda.toon_begin()

    def _knoppen(self, overleg: OverlegInzicht | None) -> None:
        """In a low window what one seldom does to a meeting stands in a menu: its agenda has to be in sight."""
        mag = overleg is not None and overleg.mag_wijzigen
        gepland = overleg is not None and overleg.regel.status is OverlegStatus.GEPLAND
        geweest = overleg is not None and overleg.regel.datum <= self.omgeving.vandaag()
        self._soms = [
            knop
            for knop, past in (
                (self.wijzigknop, True),
                (self.vervalknop, gepland),
                (self.gehoudenknop, gepland and geweest),
                (self.opnieuwknop, not gepland),
            )
            if mag and past
        ]
        self._schik_knoppen()
        vervallen = overleg is not None and overleg.regel.status is OverlegStatus.VERVALLEN
        self.startknop.setVisible(mag and geweest and not vervallen)
        loopt = overleg is not None and overleg.regel.loop is not Loop.NIET
        begin = self.tr("Verder met het overleg") if loopt else self.tr("Overleg starten")
        woord = begin if gepland else self.tr("Overleg openen")
        self.startknop.zet_tekst(f"{woord} ({STARTTOETS})")
        self.startknop.setShortcut(STARTTOETS)  # Qt forgets it with the words

    def _schik(self) -> None:
        """In a low window the screen scrolls as one, and otherwise the tab in front does; never a list on it."""
        super()._schik()
        self.tabs.rol_uit(self.is_laag)
        if self.agenda.zet_laag(laag=self.is_laag):
            zet_leesvolgorde(self.agenda, self.tabs.tabBar())
        self._schik_knoppen()

    def _schik_knoppen(self) -> None:
        for knop in (self.wijzigknop, self.vervalknop, self.gehoudenknop, self.opnieuwknop):
            knop.setVisible(knop in self._soms and not self.is_laag)
        self.meerknop.setVisible(bool(self._soms) and self.is_laag)

    def _toon_meer(self) -> None:
        self.meer().popup(self.meerknop.mapToGlobal(self.meerknop.rect().bottomLeft()))

    def meer(self) -> QMenu:
        """What the buttons do that are not in a low window."""
        menu = QMenu(self)
        menu.setAccessibleName(self.tr("Meer"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for knop in self._soms:
            menu.addAction(knop.text()).triggered.connect(knop.click)
        return menu

    def _terug(self) -> None:
        self.omgeving.navigeer("overleg")

    def start(self) -> None:
        """To the screen of the presenter."""
        self.omgeving.navigeer("vergadering", overleg_id=self._id)

    def wijzig(self) -> None:
        """Ask for another table, day, time or place."""
        assert self.overleg is not None
        overleg_dialoog(self, self.omgeving, self._tafels, self.overleg.regel).toon()

    def vervalt(self) -> None:
        """Ask before saying that it does not take place."""
        bevestig(
            self,
            self.tr("Gaat dit overleg niet door?"),
            self.tr("De agenda en de deelnemers blijven bewaard. U kunt dit terugdraaien."),
            self.tr("Overleg gaat niet door"),
            partial(self._status, OverlegStatus.VERVALLEN),
            gevaar=False,
        )

    def _status(self, status: OverlegStatus) -> None:
        assert self._id is not None
        taak = partial(overleggen.set_overlegstatus, self.omgeving.werkplek, self._id, status)
        self.omgeving.werker.doe(taak, self._status_klaar, self.toon_fout, self)

    def _status_klaar(self, _niets: None) -> None:
        self.meld(self.tr("Het overleg is bijgewerkt."))
