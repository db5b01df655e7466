"""What was taken away at an item of an overleg, and how to put it back until one leaves the item."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor

from pmg_desk.ui.screens.typregel import Typregel
from pmg_desk.ui.terugroep import zwak
from pmg_desk.ui.widgets.aankondiging import kondig_aan
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.vloei import Vloeibalk


def naar_einde(regel: Typregel) -> None:
    """Type on behind the words of this line."""
    vel = regel.tekst.tekst.vel
    vel.setFocus(Qt.FocusReason.OtherFocusReason)
    vel.moveCursor(QTextCursor.MoveOperation.End)


class Weggehaald(Vloeibalk):
    """The last lines that were taken away, the latest first to come back. ``zet`` gets a line and its place.

    ``net``: nothing was typed since, so that undoing means the line. The lines are kept as they are: with all that was
    chosen in them, and as the same saved text.
    """

    def __init__(self, zet: Callable[[Typregel, int], object]) -> None:
        super().__init__()
        self._zet = zwak(zet)
        self._regels: list[tuple[Typregel, int]] = []
        self.net = False
        self.zin = Tekst("", omslaan=False)
        self.knop = Knop(self.tr("Terugzetten (Ctrl+Z)"), "koppeling", "undo-2", actie=self.zet_terug)
        self.voeg_toe(self.zin)
        self.voeg_toe(self.knop)
        toets = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        toets.activated.connect(self.zet_terug)
        self._schik()

    @property
    def kan(self) -> bool:
        """Whether there is a line to put back."""
        return bool(self._regels)

    def bewaar(self, regel: Typregel, plek: int) -> None:
        """Keep a line that was taken away from this place."""
        self._regels.append((regel, plek))
        self._schik()
        kondig_aan(self, f"{self.zin.text()} {self.knop.text()}")

    def zet_terug(self) -> None:
        """Put back the line that went last."""
        if self._regels:
            regel, plek = self._regels.pop()
            self._zet(regel, plek)
            self.net = self.kan
            self._schik()

    def hecht(self, bewaard: Mapping[UUID | None, UUID | None], hier: Collection[UUID]) -> None:
        """It was committed since, here or by a colleague. ``bewaard``: rows with their words now.

        ``hier``: those that stand among the lines. A line of which the row is no longer as it was, or stands there,
        comes back as a new one.
        """
        for regel, _ in self._regels:
            if regel.id is not None and (regel.id in hier or bewaard.get(regel.id) != regel.uitspraak_id):
                regel.id, regel.uitspraak_id = None, None

    def ruw(self) -> list[dict[str, Any]]:
        """As typed, for a draft: each line with its place."""
        return [{"plek": plek, "regel": regel.ruw()} for regel, plek in self._regels]

    def leeg(self) -> None:
        """The item was left: what was taken away is gone from here."""
        for regel, _ in self._regels:
            regel.deleteLater()
        self._regels = []
        self.net = False
        self._schik()

    def _schik(self) -> None:
        self.setVisible(self.kan)
        aantal = len(self._regels)
        een, meer = self.tr("Weggehaald."), self.tr("{} regels weggehaald.").format(aantal)
        self.zin.setText(een if aantal == 1 else meer)
