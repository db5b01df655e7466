"""Text on screen. Always plain text: what a user typed is never read as HTML."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class Tekst(QLabel):
    """A text in one of the styles of the program.

    ``rol``: "" (ordinary), ``kop-1``, ``kop-2``, ``kop-3``, ``regel`` (can have the focus), ``zacht``, ``klein``,
    ``label``, ``groot``, ``veldfout``.
    ``kiesbaar``: can be selected with mouse and keyboard, for numbers people copy.
    """

    def __init__(
        self,
        tekst: str = "",
        rol: str = "",
        *,
        omslaan: bool = True,
        kiesbaar: bool = False,
        ouder: QWidget | None = None,
    ) -> None:
        super().__init__(ouder)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(omslaan)
        if rol:
            self.setProperty("rol", rol)
        if kiesbaar:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            # Qt would make each of them a stop of the Tab key.
            self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        if omslaan:
            beleid = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
            beleid.setHeightForWidth(True)
            self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            self.setSizePolicy(beleid)
        self.setText(tekst)


def in_groepen(kenmerk: str) -> str:
    """Where a line may end: in a narrow column the end would be out of sight."""
    return " ".join(kenmerk[i : i + 16] for i in range(0, len(kenmerk), 16))
