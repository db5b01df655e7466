"""The dossier of one casus: its head, and a tab per part of the work. Opening it is a line in the log."""

from __future__ import annotations

import math
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from pmg_desk.domain.fouten import Fout, GeenToegang
from pmg_desk.domain.rollen import Recht, Rol
from pmg_desk.services import casussen, delen, netwerk
from pmg_desk.services.casussen import DossierKop
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.omgeving import Omgeving, Wijzigingen
from pmg_desk.ui.screens.dossier_betrokkenen import BetrokkenenTab
from pmg_desk.ui.screens.dossier_bijlagen import BijlagenTab
from pmg_desk.ui.screens.dossier_budget import BudgetTab
from pmg_desk.ui.screens.dossier_delen import DelenTab
from pmg_desk.ui.screens.dossier_inzet import InzetTab
from pmg_desk.ui.screens.dossier_netwerk import NetwerkTab
from pmg_desk.ui.screens.dossier_plan import PlanTab
from pmg_desk.ui.screens.dossier_route import RouteTab
from pmg_desk.ui.screens.dossierhoofd import Dossierhoofd
from pmg_desk.ui.screens.indeling import IndelingTab
from pmg_desk.ui.screens.leefgebieden import LeefgebiedenTab
from pmg_desk.ui.screens.leefwerelden import LeefwereldenTab
from pmg_desk.ui.screens.overzicht import OverzichtTab
from pmg_desk.ui.screens.signalen import SignalenTab
from pmg_desk.ui.screens.tijdlijn import TijdlijnTab
from pmg_desk.ui.widgets.formulier import Formulier
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tabblad import Tabblad
from pmg_desk.ui.widgets.tabbladen import Tabbladen

TABBLADEN: tuple[type[Tabblad], ...] = (
    OverzichtTab,
    RouteTab,
    IndelingTab,
    LeefgebiedenTab,
    LeefwereldenTab,
    NetwerkTab,
    SignalenTab,
    TijdlijnTab,
    PlanTab,
    InzetTab,
    BetrokkenenTab,
    BudgetTab,
    BijlagenTab,
    DelenTab,
)
"""The tabs, in order. A new one adds its import and its line here."""

_HOOFD_VOLUIT = 780
"""Pixels at 100 % text that a window is high to show the whole head: lower, and it is folded above the work."""

_SOORTEN = frozenset(
    (
        "casus jongere relatie groep uitspraak antecedent score kenmerk indeling plan actie evaluatie betrokkenheid "
        "overleg factor leefwereld delingsverzoek aanmelding privacybesluit verstrekking noodtoegang "
        "overdracht tafelstap doorgeleiding bijlage budget inzet informering brief rechten bespreking overlegbesluit"
    ).split()
)


_Gelezen = tuple[DossierKop, str, bool]


def _lees(werkplek: Werkplek, casus_id: UUID, openen: bool) -> _Gelezen:
    kop = (casussen.open_dossier if openen else casussen.toon_kop)(werkplek, casus_id)
    return kop, delen.deelzin(werkplek, casus_id), netwerk.toon_slachtoffer(werkplek, casus_id)


class DossierScherm(Scherm):
    """``toon(casus_id=, tab=)``. Coming back to the dossier that is open shows it again without a new line."""

    sleutel, titel, icoon = "dossier", "Dossier", "folder-open"
    rollen = frozenset({Rol.CASUSREGISSEUR, Rol.MEELEZER})
    soorten: ClassVar[frozenset[str]] = _SOORTEN
    in_navigatie = False
    onder = "casussen"

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self._gevraagd: UUID | None = None
        self._open: UUID | None = None
        self._te_laden: set[str] = set()
        self.hoofd = Dossierhoofd(omgeving.werkplek.profiel)
        self.hoofd.setVisible(False)
        self.hoofd.meer.connect(self._toon_meer)
        self.inhoud.addWidget(self.hoofd)
        self.tabs: Tabbladen | None = None
        self._afloop = QTimer(self)
        self._afloop.setSingleShot(True)
        self._afloop.timeout.connect(self._opnieuw)

    @property
    def casus_id(self) -> UUID | None:
        """The casus that is open."""
        return self._open

    def toon(self, **params: Any) -> None:
        """Open the dossier ``casus_id``, or show again the one that is open; ``tab`` is the key of a tab."""
        casus_id: UUID | None = params.get("casus_id") or self._open
        if casus_id is None:
            self.omgeving.navigeer("casussen")
            return
        self._gevraagd = casus_id
        openen = casus_id != self._open
        if openen:
            self._sluit()
        self.omgeving.werker.doe(
            partial(_lees, self.omgeving.werkplek, casus_id, openen),
            partial(self._geopend, casus_id, str(params.get("tab", ""))),
            partial(self._mislukt, casus_id),
            self,
        )

    def ververs(self, wijzigingen: Wijzigingen) -> None:
        """The head and the tab in front; the other tabs when they come in front."""
        if self._open is None or self.tabs is None:
            return
        self._lees_hoofd(self._open)
        geraakt = {soort for soort, _ in wijzigingen}
        for tabblad in TABBLADEN:
            if tabblad.soorten and not tabblad.soorten & geraakt:
                continue
            widget = self.tabs.inhoud(tabblad.sleutel)
            if isinstance(widget, Tabblad):
                if tabblad.sleutel == self.tabs.sleutel:
                    widget.ververs(wijzigingen)
                else:
                    self._te_laden.add(tabblad.sleutel)

    def _lees_hoofd(self, casus_id: UUID) -> None:
        self.omgeving.werker.doe(
            partial(_lees, self.omgeving.werkplek, casus_id, False),
            partial(self._zet_hoofd, casus_id),
            partial(self._mislukt, casus_id),
            self,
        )

    @property
    def hulp(self) -> str:
        """The page of the tab in sight."""
        return self.sleutel if self.tabs is None else f"{self.sleutel}.{self.tabs.sleutel}"

    def bewaar_concepten(self) -> None:
        """Hand over what was typed in the forms of all tabs."""
        for formulier in self.findChildren(Formulier):
            formulier.bewaar_concept()

    def _geopend(self, casus_id: UUID, tab: str, gelezen: _Gelezen) -> None:
        if casus_id != self._gevraagd:
            return
        if casus_id != self._open:
            self._open = casus_id
            self._bouw_tabs()
        else:
            self._te_laden = {tabblad.sleutel for tabblad in TABBLADEN}
        self._zet_hoofd(casus_id, gelezen)
        assert self.tabs is not None
        if tab:
            self.tabs.kies(tab)
        if self.focus_is_vrij:
            self.tabs.tabBar().setFocus()
        self._laad_tab(self.tabs.sleutel)

    def _zet_hoofd(self, casus_id: UUID, gelezen: _Gelezen) -> None:
        if casus_id == self._open:
            kop, deelzin, slachtoffer = gelezen
            self.zet_titel(kop.naam)
            self.zet_over(" · ".join((kop.nummer, kop.naam)))
            self.hoofd.zet(kop, deelzin, slachtoffer=slachtoffer)
            self.hoofd.setVisible(True)
            self._afloop.stop()
            if kop.noodtoegang_tot is not None:
                over = kop.noodtoegang_tot - self.omgeving.werkplek.klok.nu()
                self._afloop.start(max(0, math.ceil(over.total_seconds() * 1000)))

    def _schik(self) -> None:
        super()._schik()
        self.hoofd.zet_compact(self.window().height() < self.omgeving.thema.px(_HOOFD_VOLUIT), laag=self.is_laag)
        if self.tabs is not None:
            self.tabs.rol_uit(self.is_laag)

    def _toon_meer(self) -> None:
        self.toon_detail(self.tr("Over deze casus"), self.hoofd.voluit())

    def _opnieuw(self) -> None:
        """Emergency access has run out: what it gave sight of goes."""
        if self._open is not None:
            self._lees_hoofd(self._open)

    def _mislukt(self, casus_id: UUID, fout: Fout) -> None:
        if casus_id not in (self._gevraagd, self._open):
            return
        self._sluit()
        self.zet_titel(self.titel)
        if isinstance(fout, GeenToegang) and self.omgeving.werkplek.gebruiker.mag(Recht.NOODTOEGANG):
            self.melding.zet(
                "fout",
                fout.tekst(),
                actietekst=self.tr("Noodtoegang nemen"),
                actie=partial(self.omgeving.navigeer, "noodtoegang", casus_id=casus_id),
            )
        else:
            self.toon_fout(fout)

    def _sluit(self) -> None:
        """Nothing of the dossier before may stay in sight."""
        self._open = None
        self._afloop.stop()
        self._te_laden = set()
        self.hoofd.setVisible(False)
        self.zet_titel(self.titel)
        self.zet_over("")
        self.sluit_detail()
        if self.tabs is not None:
            self.bewaar_concepten()
            self.inhoud.removeWidget(self.tabs)
            self.tabs.setVisible(False)
            self.tabs.deleteLater()
            self.tabs = None

    def _bouw_tabs(self) -> None:
        tabs = Tabbladen(self.tr("Onderdelen van het dossier"))
        rol = self.omgeving.rol
        for tabblad in TABBLADEN:
            if not tabblad.rollen or rol in tabblad.rollen:
                self._te_laden.add(tabblad.sleutel)
                tabs.voeg_toe(tabblad.sleutel, tabblad.titel, partial(tabblad, self.omgeving))
        tabs.gekozen.connect(self._laad_tab)
        tabs.rol_uit(self.is_laag)
        self.tabs = tabs
        self.inhoud.addWidget(tabs, 1)

    def _laad_tab(self, sleutel: str) -> None:
        if self.tabs is None or self._open is None or sleutel not in self._te_laden:
            return
        widget = self.tabs.inhoud(sleutel)
        if isinstance(widget, Tabblad):
            self._te_laden.discard(sleutel)
            widget.toon(self._open)
