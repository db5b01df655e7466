"""What the cards of the plan share: what they ask of the tab, their buttons, a line between things."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame

from pmg_desk.services.acties import ActieInzicht
from pmg_desk.services.plannen import DoelInzicht
from pmg_desk.storage.models import ActieStatus
from pmg_desk.ui.widgets.knop import Knop


class Planbediening(Protocol):
    """What the cards ask of the tab."""

    def nieuwe_actie(self, doel: DoelInzicht) -> None:
        """Add an action to a goal."""
        ...

    def wijzig_doel(self, doel: DoelInzicht) -> None:
        """Change a goal."""
        ...

    def laat_doel_weg(self, doel: DoelInzicht) -> None:
        """Leave a goal out."""
        ...

    def wijzig_actie(self, actie: ActieInzicht) -> None:
        """Change an action."""
        ...

    def heropen_actie(self, actie: ActieInzicht) -> None:
        """Open an action again."""
        ...

    def stop_reeks(self, actie: ActieInzicht) -> None:
        """Make this the last of its series."""
        ...

    def begin_actie(self, actie: ActieInzicht) -> None:
        """Say that an action was begun."""
        ...

    def rond_af(self, actie: ActieInzicht, status: ActieStatus) -> None:
        """Finish or drop an action."""
        ...

    def wijzig_afspraken(self) -> None:
        """Change what the plan says beside its goals."""
        ...

    def open_toolbox(self, interventie: str) -> None:
        """Go to an interventie."""
        ...


def vertaal(tekst: str) -> str:
    """A text of the plan in the language of the program."""
    return QCoreApplication.translate("Plan", tekst)


def knop(tekst: str, icoon: str, actie: partial[None], welke: str) -> Knop:
    """A small button; ``welke`` tells it from its like when it is read out."""
    gemaakt = Knop(tekst, "koppeling", icoon, actie=actie)
    gemaakt.setAccessibleName(f"{tekst}: {welke}" if welke else tekst)
    return gemaakt


def lijn() -> QFrame:
    """A thin line."""
    streep = QFrame()
    streep.setProperty("soort", "lijn")
    streep.setFixedHeight(1)
    return streep
