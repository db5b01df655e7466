"""One tab of the dossier of one casus in the real window, and the hands that work it."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QApplication, QWidget

from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.dossier_bijlagen import Bijlagevenster
from pmg_desk.ui.venster import Hoofdvenster
from pmg_desk.ui.widgets.bestandskeuze import volgend_pad
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from tests.ui.casusvenster import ga, klik, open_venster
from tests.ui.conftest import klaar
from tests.wereld import Wereld


class Bank:
    """One tab of the dossier of one casus, in the real window."""

    def __init__(
        self,
        qtbot: Any,
        omgeving: Omgeving,
        wereld: Wereld,
        casus_id: UUID,
        *,
        tab: str = "bijlagen",
        wie: str = "regie",
    ) -> None:
        self.qtbot, self.wereld, self.casus_id = qtbot, wereld, casus_id
        self.venster: Hoofdvenster = open_venster(qtbot, omgeving, wereld, wie)
        scherm = ga(qtbot, self.venster, "dossier", casus_id=casus_id, tab=tab)
        self.rust()
        self.tab: Any = scherm.tabs.inhoud(tab)

    def rust(self) -> None:
        for _ in range(3):
            klaar(self.qtbot, self.venster.omgeving)
            QApplication.processEvents()

    def klik(self, naam: str, waar: QWidget | None = None) -> None:
        klik(self.qtbot, self.venster, waar or self.tab, naam)
        self.rust()

    def kies(self, nr: int = 0) -> None:
        self.tab.lijst.kies(self.tab.lijst.model.getoond[nr].id)
        self.rust()

    def dialoog(self) -> Bewaardialoog:
        een: Bewaardialoog
        (een,) = [d for d in self.tab.findChildren(Bewaardialoog) if d.isVisible()]
        return een

    def bewaar(self, **waarden: Any) -> None:
        formulier = self.dialoog().formulier
        for sleutel, waarde in waarden.items():
            formulier.veld(sleutel).zet(waarde)
        self.dialoog().knop.click()
        self.rust()

    def voeg_toe(self, pad: Path, tekst: str) -> None:
        volgend_pad(pad)
        self.klik("Bestand toevoegen")
        self.bewaar(omschrijving=UitspraakInvoer(tekst))

    def voorbeeld(self) -> Bijlagevenster:
        een: Bijlagevenster
        (een,) = self.tab.findChildren(Bijlagevenster)
        return een
