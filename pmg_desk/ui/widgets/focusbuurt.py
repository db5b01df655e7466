"""The focus stays near where it was when the widget that had it goes, as a line does that was just dealt with.

Qt gives it to whatever comes next in the order of Tab, which is often the menu at the left: one Enter further something
quite different was opened.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from pmg_desk.ui.wekker import wekker
from pmg_desk.ui.widgets.inbeeld import breng_in_beeld


class Focusbuurt(QObject):
    """Looks after the focus within ``pagina``, also while a dialog is over it. A place that the program itself chose
    meanwhile stays.
    """

    def __init__(self, pagina: QWidget) -> None:
        super().__init__(pagina)
        self._pagina = pagina
        self._deel: QWidget | None = None  # has the focus, or had it when a dialog came over the page
        self._plekken: list[tuple[QWidget, QPoint]] = []  # where it was, in each part of the page around it
        self._zoek = wekker(self, 0, self._geef)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._anders)

    def _anders(self, oud: QWidget | None, nieuw: QWidget | None) -> None:
        if self._plekken and oud is not None and oud.isVisible():
            self._plekken = []  # chosen by the program or by the user, and not by Qt for want of better
        if nieuw is None or not self._pagina.isAncestorOf(nieuw) or nieuw is self._deel:
            return
        if self._deel is not None:
            self._deel.removeEventFilter(self)
        self._deel = nieuw
        nieuw.installEventFilter(self)
        nieuw.destroyed.connect(self._weg)
        if nieuw.visibleRegion().isEmpty():
            breng_in_beeld(nieuw)  # Tab came to it below the fold

    def _weg(self, wat: QObject) -> None:
        if self._deel is wat:
            self._deel = None

    def eventFilter(self, object_: QObject, gebeurtenis: QEvent, /) -> bool:
        """Qt: the widget with the focus goes, and the page stays."""
        weg = gebeurtenis.type() is QEvent.Type.Hide and not gebeurtenis.spontaneous() and not self._plekken
        deel, pagina = self._deel, self._pagina
        if weg and deel is object_ and pagina.isVisible() and pagina.window().focusWidget() is deel:
            self._plekken = _plekken(deel, pagina)
            self._zoek.start()
        return super().eventFilter(object_, gebeurtenis)

    def _geef(self) -> None:
        plekken, self._plekken = self._plekken, []
        if not plekken or not self._pagina.isVisible():
            return
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)  # what came instead gets its place
        for om, plek in plekken:
            doel = _naaste(om, plek) if isValid(om) and om.isVisible() else None  # it may have gone with its part
            if doel is not None:
                doel.setFocus(Qt.FocusReason.OtherFocusReason)
                breng_in_beeld(doel)
                return


def _plekken(deel: QWidget, pagina: QWidget) -> list[tuple[QWidget, QPoint]]:
    gevonden: list[tuple[QWidget, QPoint]] = []
    om = deel.parentWidget()
    while om is not None:
        gevonden.append((om, deel.mapTo(om, deel.rect().center())))
        if om is pagina:
            break
        om = om.parentWidget()
    return gevonden


def _naaste(om: QWidget, plek: QPoint) -> QWidget | None:
    """The nearest part that takes keys: beside or below rather than above."""

    def afstand(kind: QWidget) -> tuple[int, int]:
        midden = kind.mapTo(om, kind.rect().center())
        onder = midden.y() - plek.y()
        return (onder if onder >= 0 else -2 * onder, abs(midden.x() - plek.x()))

    kan = [kind for kind in om.findChildren(QWidget) if neemt_focus(kind)]
    return min(kan, key=afstand, default=None)


def ga_verder(pagina: QWidget, volgorde: Sequence[QWidget], *, vooruit: bool) -> bool:
    """Give the focus to the next of ``volgorde`` that takes it, and at the end to what comes after the page.

    For a page to which parts are added while it is in sight: Qt puts those, and the fields around them, where it likes.
    """
    nu: QWidget | None = pagina.window().focusWidget()
    stappen = list(volgorde) if vooruit else list(reversed(volgorde))
    plek = next((nr for nr, een in enumerate(stappen) if nu is not None and (een is nu or een.isAncestorOf(nu))), -1)
    doel = next((een for een in stappen[plek + 1 :] if neemt_focus(een)), None)
    doel = doel or _buiten(pagina, vooruit=vooruit) or next((een for een in stappen if neemt_focus(een)), None)
    if doel is None:
        return False
    doel.setFocus(Qt.FocusReason.TabFocusReason if vooruit else Qt.FocusReason.BacktabFocusReason)
    return True


def _buiten(pagina: QWidget, *, vooruit: bool) -> QWidget | None:
    een = pagina.nextInFocusChain() if vooruit else pagina.previousInFocusChain()
    while een is not None and een is not pagina:
        if not pagina.isAncestorOf(een) and neemt_focus(een):
            return een
        een = een.nextInFocusChain() if vooruit else een.previousInFocusChain()
    return None


def neemt_focus(widget: QWidget) -> bool:
    """Whether Tab stops there now."""
    return (
        widget.isVisible()
        and widget.isEnabled()
        and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.focusProxy() is None
    )
