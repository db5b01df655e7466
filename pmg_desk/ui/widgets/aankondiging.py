"""Saying something to screen readers that is not tied to the focus: a result, a count, a failure."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


class Omroeper(QObject):
    """Hears all that is announced: the seam for tests."""

    gezegd = Signal(str)


@cache
def omroeper() -> Omroeper:
    """The one of this process."""
    return Omroeper()


def kondig_aan(vanuit: QWidget, tekst: str, *, dringend: bool = False) -> None:
    """Have a screen reader say ``tekst``; ``dringend`` interrupts what it is saying (a failure)."""
    if not tekst:
        return
    bericht = QAccessibleAnnouncementEvent(vanuit, tekst)
    if dringend:
        bericht.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(bericht)
    omroeper().gezegd.emit(tekst)
