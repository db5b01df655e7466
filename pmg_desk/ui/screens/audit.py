"""Audit in the vault itself: the sharing log, the sample of every month, and what stands out."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.rollen import Rol
from pmg_desk.ui.omgeving import Omgeving, Wijzigingen
from pmg_desk.ui.screens.auditdeellog import Deellogdeel
from pmg_desk.ui.screens.auditpatronen import Patronendeel
from pmg_desk.ui.screens.auditrapport import vraag_rapport
from pmg_desk.ui.screens.auditsteekproef import Steekproefdeel
from pmg_desk.ui.screens.wiewist import KNOP
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tabbladen import Tabbladen


class AuditScherm(Scherm):
    """``toon(tab=)``: ``deellog``, ``steekproef`` or ``patronen``."""

    sleutel, titel, icoon = "audit", "Audit", "list-checks"
    rollen = frozenset({Rol.PRIVACY_OFFICER})
    soorten = frozenset({"verstrekking", "steekproef", "patroon"})
    opdrachten = (
        ("Steekproef van de maand", {"tab": "steekproef"}),
        ("Wat opvalt in het logboek", {"tab": "patronen"}),
    )

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self.zet_titel(
            self.titel, self.tr("Wat er is gedeeld, een steekproef uit het logboek, en wat een vraag waard is.")
        )
        controleer = partial(omgeving.navigeer, "logboek", controleer=True)
        self.voeg_actie(Knop(KNOP, icoon="eye", actie=self._wie_wist_wat))
        self.rapportknop = self.voeg_actie(Knop(self.tr("Auditrapport"), icoon="file-text", actie=self._rapport))
        self.controleknop = self.voeg_actie(
            Knop(self.tr("Logboek controleren"), icoon="shield-check", actie=controleer)
        )
        self.deellog, self.steekproef, self.patronen = Deellogdeel(self), Steekproefdeel(self), Patronendeel(self)
        self.delen: dict[str, Deellogdeel | Steekproefdeel | Patronendeel] = {
            "deellog": self.deellog,
            "steekproef": self.steekproef,
            "patronen": self.patronen,
        }
        self.tabs = Tabbladen(self.titel)
        self.tabs.voeg_toe("deellog", self.tr("Deellogboek"), lambda: self.deellog, rolt=False)
        self.tabs.voeg_toe("steekproef", self.tr("Steekproef"), lambda: self.steekproef, rolt=False)
        self.tabs.voeg_toe("patronen", self.tr("Wat opvalt"), lambda: self.patronen, rolt=False)
        for tab in ("steekproef", "patronen", "deellog"):  # each part gets its place, so that it has a parent
            self.tabs.kies(tab)
        self.tabs.currentChanged.connect(self._laad)
        self.inhoud.addWidget(self.tabs, 1)

    def toon(self, **params: Any) -> None:
        """Load the tab in front; ``tab`` brings one there."""
        tab = params.get("tab", self.tabs.sleutel)
        if tab == self.tabs.sleutel:
            self._laad()
        else:
            self.tabs.kies(tab)

    def _laad(self, _plek: int = 0) -> None:
        self.sluit_detail()
        self.delen[self.tabs.sleutel].laad()

    def _rapport(self) -> None:
        vraag_rapport(self)

    def _wie_wist_wat(self) -> None:
        self.omgeving.navigeer("wie_wist_wat", terug=(self.sleutel, {}))

    def ververs(self, wijzigingen: Wijzigingen) -> None:  # noqa: ARG002 - the tab in front is loaded whole
        """Load again."""
        self._laad()
