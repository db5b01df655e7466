"""What the tests of the tables share: the real window on a real vault, and the steps that a user takes in it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QApplication

from pmg_desk.services import casusroute
from pmg_desk.services.casusroute import RouteInzicht
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.venster import Hoofdvenster
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.knop import Knop
from tests.casusbouw import maak
from tests.ui.casusvenster import ga, knoppen, open_venster, zichtbaar
from tests.ui.conftest import klaar
from tests.wereld import Wereld


class Routezaal:
    """The window of one casusregisseur."""

    def __init__(self, qtbot: Any, omgeving: Omgeving, wereld: Wereld) -> None:
        self.qtbot, self.omgeving, self.wereld = qtbot, omgeving, wereld
        self.venster: Hoofdvenster | None = None
        self.wie = "regie"
        self.fouten: dict[str, str] = {}

    def open(self, wie: str = "regie") -> None:
        """Unlock as this user."""
        self.wie = wie
        self.venster = open_venster(self.qtbot, self.omgeving, self.wereld, wie)

    def casus(self, tafel: str, **jongere: Any) -> UUID:
        """A casus at a table, of whoever works in the window."""
        return maak(self.wereld.werkplek(self.wie), tafel, **jongere)

    def ga(self, sleutel: str, **params: Any) -> Any:
        """Go to a screen."""
        assert self.venster is not None
        return ga(self.qtbot, self.venster, sleutel, **params)

    @property
    def scherm(self) -> Any:
        """The screen in sight."""
        assert self.venster is not None
        return self.venster.scherm

    def leest(self) -> str:
        """All that is in sight."""
        return zichtbaar(self.scherm)

    def knoppen(self) -> list[str]:
        """The buttons in sight."""
        return knoppen(self.scherm)

    def druk(self, begin: str) -> None:
        """Press the first button in sight whose name begins so."""
        QApplication.processEvents()
        gevonden = [k for k in self.scherm.findChildren(Knop) if k.isVisible() and k.accessibleName().startswith(begin)]
        assert gevonden, (begin, self.knoppen())
        gevonden[0].click()
        self.rust()

    def rust(self) -> None:
        for _ in range(3):
            klaar(self.qtbot, self.omgeving)

    def vul(self, **waarden: Any) -> None:
        """Fill in the window over the window, and save. Text stands for a statement in a field that takes one."""
        (dialoog,) = self._dialogen()
        _zet(dialoog.formulier, waarden)
        dialoog.formulier.knop.click()
        self.rust()
        velden = [paar for over in self._dialogen() for paar in over.formulier._velden.items()]
        self.fouten = {sleutel: veld.fout for sleutel, veld in velden if veld.fout}

    def _dialogen(self) -> list[Bewaardialoog]:
        return [dialoog for dialoog in self.scherm.findChildren(Bewaardialoog) if dialoog.isVisible()]

    def leid_door(self, casus_id: UUID, route: str, *, antwoorden: str = "ja", weg: Any = None, **teksten: str) -> Any:
        """Step 1 and 2 of passing on: where to, all questions the same answer, and the texts. Gives the screen."""
        scherm = self.ga("doorgeleiden", casus_id=casus_id)
        scherm.waar.veld("route").zet(route)
        if weg is not None:
            scherm.waar.veld("weg").zet(weg)
        scherm.waar.knop.click()
        self.rust()
        if scherm.vragen is None:
            return scherm
        vragen = {sleutel: antwoorden for sleutel in scherm.vragen._velden if sleutel.startswith("vraag_")}
        _zet(scherm.vragen, vragen | teksten)
        scherm.vragen.knop.click()
        self.rust()
        return scherm

    def verstuur(self, **waarden: Any) -> None:
        """Step 3: pass the casus on."""
        scherm = self.scherm
        _zet(scherm.verstuur, waarden)
        scherm.verstuur.knop.click()
        self.rust()

    def beeld(self, naam: str) -> None:
        """Picture the window for the manual, when asked: ``PMG_BEELDEN=resources/handleiding/beelden pytest ...``."""
        map_ = os.environ.get("PMG_BEELDEN")
        if map_ is not None and self.venster is not None:
            self.venster.resize(1280, 720)
            self.qtbot.wait(500)
            self.rust()
            self.venster.grab().save(str(Path(map_) / f"{naam}.png"))

    def route(self, casus_id: UUID) -> RouteInzicht:
        """The way of a casus as it is kept."""
        return casusroute.toon_route(self.wereld.werkplek(self.wie), casus_id)


def _zet(formulier: Any, waarden: dict[str, Any]) -> None:
    for sleutel, waarde in waarden.items():
        veld = formulier.veld(sleutel)
        assert not veld.isHidden(), f"field {sleutel} is not in sight"
        veld.zet(UitspraakInvoer(waarde, categorie=veld._categorie) if hasattr(veld, "_categorie") else waarde)
