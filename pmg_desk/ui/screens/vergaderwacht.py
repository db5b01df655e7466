"""Between two items of an overleg: what is pressed and typed then waits, in its order, for the item that comes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from pmg_desk.ui.terugroep import zwak


class Toetswacht(QObject):
    """While it waits it takes the keys that go to one of ``delen``, of which the screen is the last.

    ``staat_klaar``: whether none is on its way. ``begin_regel``: makes a line in ``typdeel`` for words that were typed
    without one.
    """

    def __init__(
        self,
        delen: tuple[QWidget, ...],
        typdeel: QWidget,
        staat_klaar: Callable[[], bool],
        begin_regel: Callable[[], object],
    ) -> None:
        super().__init__(delen[-1])
        self._delen, self._typdeel = delen, typdeel
        self._staat_klaar, self._begin_regel = zwak(staat_klaar), zwak(begin_regel)
        self._rij: deque[QEvent | Callable[[], object]] = deque()
        delen[-1].setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)  # letters with an accent come that way

    @property
    def wacht(self) -> bool:
        """Whether something was pressed that was not done yet."""
        return bool(self._rij)

    def begin(self, weg: QWidget) -> None:
        """From now on keys wait; the focus leaves ``weg``, where the item that is left stands."""
        gefocust: QWidget | None = weg.window().focusWidget()
        if gefocust is not None and weg.isAncestorOf(gefocust):
            # Not to the menu, where Qt would put it.
            next(deel for deel in self._delen if deel.isVisible() or deel is self._delen[-1]).setFocus()
        for deel in self._delen:
            deel.installEventFilter(self)

    def eind(self) -> None:
        """Keys go where the focus is."""
        for deel in self._delen:
            deel.removeEventFilter(self)

    def zodra(self, doe: Callable[[], object]) -> None:
        """Do this at the item in sight; between two items at the next, after what was pressed before it."""
        if self._staat_klaar():
            doe()
        else:
            self._rij.append(doe)

    def speel_af(self) -> None:
        """Do what waited, up to what leaves this item too."""
        while self._rij and self._staat_klaar():
            if not self._delen[-1].isVisible():
                self.vergeet()
                return
            een = self._rij.popleft()
            if isinstance(een, QEvent):
                self._stuur(een)
            else:
                een()

    def vergeet(self) -> bool:
        """The next item does not come: says whether there were words for it."""
        woorden = any(isinstance(een, QEvent) and _woord(een) for een in self._rij)
        self._rij.clear()
        return woorden

    def _stuur(self, gebeurtenis: QEvent) -> None:
        doel = self._waar()
        if _woord(gebeurtenis) and not self._typdeel.isAncestorOf(doel):
            self._begin_regel()
            doel = self._waar()
        QApplication.sendEvent(doel, gebeurtenis)

    def _waar(self) -> QWidget:
        gefocust: QWidget | None = self._delen[-1].window().focusWidget()
        return self._delen[-1] if gefocust is None else gefocust

    def eventFilter(self, _bron: QObject, gebeurtenis: QEvent, /) -> bool:
        """Qt: a copy, because Qt's own is gone when the item is there."""
        if isinstance(gebeurtenis, QKeyEvent) and gebeurtenis.type() is QEvent.Type.KeyPress:
            toets, met, tekst = gebeurtenis.key(), gebeurtenis.modifiers(), gebeurtenis.text()
            self._rij.append(QKeyEvent(QEvent.Type.KeyPress, toets, met, tekst, gebeurtenis.isAutoRepeat()))
            return True
        if isinstance(gebeurtenis, QInputMethodEvent) and gebeurtenis.commitString():
            kopie = QInputMethodEvent()
            kopie.setCommitString(gebeurtenis.commitString())
            self._rij.append(kopie)
            return True
        return False


def _woord(gebeurtenis: QEvent) -> str:
    """The letters that this types; empty for a key that does something."""
    if isinstance(gebeurtenis, QInputMethodEvent):
        return gebeurtenis.commitString()
    assert isinstance(gebeurtenis, QKeyEvent)
    met = gebeurtenis.modifiers()
    alt, ctrl = bool(met & Qt.KeyboardModifier.AltModifier), bool(met & Qt.KeyboardModifier.ControlModifier)
    tekst = gebeurtenis.text()
    # Both together are AltGr.
    return tekst.strip() if tekst.isprintable() and alt is ctrl else ""
