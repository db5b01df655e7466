"""An internal print of one part of a dossier: seen first, then issued, logged, and printed or saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.rollen import Rol
from pmg_desk.services import leefgebiedbeeld, netwerk, tijdlijn
from pmg_desk.services.uitgaven import Uitgave
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import Wijze
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.uitgeven import Uit, Uitgeefdeel
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.scherm import Scherm


@dataclass(frozen=True, slots=True)
class Afdruksoort:
    """One kind of internal print: what it is called, how it is seen and issued; its key is the tab it belongs to."""

    titel: str
    bekijk: Callable[[Werkplek, UUID], bytes]
    geef_uit: Callable[[Werkplek, UUID, Wijze], Uitgave]


SOORTEN: dict[str, Afdruksoort] = {
    "leefgebieden": Afdruksoort(
        leefgebiedbeeld.SOORT, leefgebiedbeeld.preview_leefgebieden, leefgebiedbeeld.issue_leefgebieden
    ),
    "netwerk": Afdruksoort(netwerk.SOORT, netwerk.preview_netwerk, netwerk.issue_netwerk),
    "tijdlijn": Afdruksoort(tijdlijn.SOORT, tijdlijn.preview_tijdlijn, tijdlijn.issue_tijdlijn),
}
"""By the key of the tab that leads here. A new kind is one line."""


class InternafdrukScherm(Scherm):
    """``toon(casus_id=, soort=)``: the pages as they would be issued now, and the buttons that issue them.

    ``afdruk``: what to print where the tab ``soort`` has more than one thing, as two versions of a plan.
    """

    sleutel, titel, icoon = "internafdruk", "Interne afdruk", "printer"
    rollen = frozenset({Rol.CASUSREGISSEUR})
    in_navigatie, onder = False, "casussen"

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self._casus_id: UUID | None = None
        self._soort = ""
        self._afdruk: Afdruksoort | None = None
        self.voeg_actie(Knop(self.tr("Terug naar het dossier"), icoon="arrow-left", actie=self._terug))
        self.uitgeven = Uitgeefdeel(self)
        self.inhoud.addWidget(self.uitgeven, 1)

    def toon(self, **params: Any) -> None:
        """``casus_id`` and ``soort``: show this print; without them the one seen before is made anew."""
        self._casus_id = params.get("casus_id", self._casus_id)
        self._soort = params.get("soort", self._soort)
        if "soort" in params:
            self._afdruk = params.get("afdruk", SOORTEN.get(self._soort))
        if self._casus_id is None or self._afdruk is None:
            self.omgeving.navigeer("casussen")
            return
        self.uitgeven.leeg()
        self.zet_titel(self._afdruk.titel)
        taak = partial(self._afdruk.bekijk, self.omgeving.werkplek, self._casus_id)
        toon = partial(self._toon_blad, self._casus_id, self._afdruk)
        self.omgeving.werker.doe(taak, toon, self.toon_fout, self)

    def _toon_blad(self, casus_id: UUID, afdruk: Afdruksoort, pdf: bytes) -> None:
        self.uitgeven.toon(
            pdf,
            Uit(
                partial(afdruk.geef_uit, self.omgeving.werkplek, casus_id),
                f"{self._soort}-intern.pdf",
                self.tr("Afdruk opslaan"),
                self.tr(
                    "Dit is voor uzelf: geef het aan niemand."
                    " Bij het uitgeven krijgt het een exemplaarnummer en komt het in het logboek."
                ),
                self.tr("Gelukt: exemplaar {} is uitgegeven."),
                self.tr("Deze uitgifte is als mislukt gemeld en telt niet als uitgegeven."),
            ),
        )

    def _terug(self) -> None:
        self.omgeving.navigeer("dossier", casus_id=self._casus_id, tab=self._soort)
