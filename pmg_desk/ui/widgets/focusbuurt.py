"""The focus stays near where it was when the widget that had it goes, as a line does that was just dealt with.

Qt gives it to whatever comes next in the order of Tab, which is often the menu at the left: one Enter further something
quite different was opened.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from weakref import ref

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from pmg_desk.ui.wekker import wekker
from pmg_desk.ui.widgets.inbeeld import breng_in_beeld
from pmg_desk.ui.widgets.knop import Knop

Verwijzing = Callable[[], QWidget | None]


class Focusbuurt(QObject):
    """Looks after the focus within ``pagina``, also while a dialog is over it. A place that the program itself chose
    meanwhile stays.

    It holds nothing, and takes nothing from the signal: the widget that lost the focus may be half gone by then.
    """

    def __init__(self, pagina: QWidget) -> None:
        super().__init__(pagina)
        self._vorige: Verwijzing = _niets
        self._deel: Verwijzing = _niets  # had the focus last within the page
        self._plekken: list[tuple[Verwijzing, QPoint]] = []  # where that was, in each part of the page around it
        self._zoek = wekker(self, 0, self._geef)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._anders)

    def _anders(self) -> None:
        pagina = self.parent()
        if not isinstance(pagina, QWidget) or not pagina.isVisible():
            self._zoek.stop()
            return
        vorige, nieuw = _levend(self._vorige), _eigen(QApplication.focusWidget())
        self._vorige = _niets if nieuw is None else ref(nieuw)
        if self._zoek.isActive():
            if vorige is None or not vorige.isVisible():
                return  # Qt looks on, for want of better
            self._zoek.stop()  # chosen by the program or by the user
        elif self._deel is not _niets and _is_weg(self._deel):
            self._deel = _niets
            self._zoek.start()
            return
        if nieuw is not None and pagina.isAncestorOf(nieuw):
            self._deel, self._plekken = ref(nieuw), _plekken(nieuw, pagina)
            if nieuw.visibleRegion().isEmpty():
                breng_in_beeld(nieuw)  # Tab came to it below the fold

    def _geef(self) -> None:
        pagina = self.parent()
        if not isinstance(pagina, QWidget) or not pagina.isVisible():
            return
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)  # what came instead gets its place
        for verwijzing, plek in self._plekken:
            om = _levend(verwijzing)
            doel = _naaste(om, plek) if om is not None and om.isVisible() else None
            if doel is not None:
                doel.setFocus(Qt.FocusReason.OtherFocusReason)
                breng_in_beeld(doel)
                return


def _niets() -> None:
    return None


def _eigen(deel: QWidget | None) -> QWidget | None:
    """The part that the program made, around one that Qt made within it: of that Python keeps no hold."""
    while deel is not None and not shiboken6.createdByPython(deel):
        deel = deel.parentWidget()
    return deel


def _levend(verwijzing: Verwijzing) -> QWidget | None:
    deel = verwijzing()
    return deel if deel is not None and shiboken6.isValid(deel) else None


def _is_weg(verwijzing: Verwijzing) -> bool:
    deel = _levend(verwijzing)
    return deel is None or not deel.isVisible()


def _plekken(deel: QWidget, pagina: QWidget) -> list[tuple[Verwijzing, QPoint]]:
    gevonden: list[tuple[Verwijzing, QPoint]] = []
    om = deel.parentWidget()
    while om is not None:
        gevonden.append((ref(om), deel.mapTo(om, deel.rect().center())))
        if om is pagina:
            break
        om = om.parentWidget()
    return gevonden


def _naaste(om: QWidget, plek: QPoint) -> QWidget | None:
    """The nearest part that takes keys: beside or below rather than above, and never one that takes something away."""

    def afstand(kind: QWidget) -> tuple[int, int]:
        midden = kind.mapTo(om, kind.rect().center())
        onder = midden.y() - plek.y()
        return (onder if onder >= 0 else -2 * onder, abs(midden.x() - plek.x()))

    kan = [kind for kind in om.findChildren(QWidget) if neemt_focus(kind) and not _vernielt(kind)]
    return min(kan, key=afstand, default=None)


def _vernielt(kind: QWidget) -> bool:
    return isinstance(kind, Knop) and kind.vernielt


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
