"""Registers of the privacy officer: data breaches, bottlenecks, and what the vault makes by itself."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.rollen import Kluissoort, Rol
from pmg_desk.ui.omgeving import Omgeving, Wijzigingen
from pmg_desk.ui.screens.registerblad import Registerdeel
from pmg_desk.ui.screens.registerdatalekken import Datalekkendeel
from pmg_desk.ui.screens.registerknelpunten import Knelpuntendeel
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tabbladen import Tabbladen


class RegistersScherm(Scherm):
    """Three parts, each with what can be done to it."""

    sleutel, titel, icoon = "registers", "Registers", "archive"
    rollen = frozenset({Rol.PRIVACY_OFFICER})
    kluizen = frozenset(Kluissoort)
    soorten = frozenset({"datalek", "knelpunt", "register"})
    opdrachten = (
        ("Datalek vastleggen", {"tab": "datalekken", "nieuw": True}),
        ("Knelpunt vastleggen", {"tab": "knelpunten", "nieuw": True}),
        ("Register van verwerkingen", {"tab": "bladen"}),
    )

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self.zet_titel(self.titel, self.tr("Zonder namen van jongeren. Alles hier kunt u als PDF of Excel meenemen."))
        self.datalekken = Datalekkendeel(self)
        self.knelpunten = Knelpuntendeel(self)
        self.bladen = Registerdeel(self)
        self.tabs = Tabbladen(self.titel)
        self.tabs.voeg_toe("datalekken", self.tr("Datalekken"), lambda: self.datalekken, rolt=False)
        self.tabs.voeg_toe("knelpunten", self.tr("Knelpunten"), lambda: self.knelpunten, rolt=False)
        self.tabs.voeg_toe("bladen", self.tr("Verwerkingen, DPIA, jaarcijfers"), lambda: self.bladen, rolt=False)
        for sleutel in ("bladen", "knelpunten", "datalekken"):
            self.tabs.kies(sleutel)
        self.tabs.gekozen.connect(self._ander_deel)
        self.inhoud.addWidget(self.tabs, 1)

    def toon(self, **params: Any) -> None:
        """Load; ``tab`` comes in front, ``id`` is the row to choose there, ``nieuw`` opens its form."""
        if params.get("tab"):
            self.tabs.kies(params["tab"])
        self.datalekken.laad(params.get("id"))
        self.knelpunten.laad()
        self.bladen.laad()
        if params.get("nieuw"):
            (self.knelpunten if self.tabs.sleutel == "knelpunten" else self.datalekken).nieuw()

    def _ander_deel(self, _sleutel: str) -> None:
        self.sluit_detail()

    def ververs(self, wijzigingen: Wijzigingen) -> None:
        """Something was written down."""
        del wijzigingen
        self.toon()
