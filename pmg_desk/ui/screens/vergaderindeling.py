"""Where the parts of an overleg that runs are: in which order Tab goes through them, and what a small window leaves."""

from __future__ import annotations

from itertools import chain

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.ui import thema
from pmg_desk.ui.screens.vergaderagenda import Agendalijst
from pmg_desk.ui.screens.vergaderbalk import Vergaderbalk
from pmg_desk.ui.screens.vergaderblad import Casusblad
from pmg_desk.ui.widgets.focusbuurt import neemt_focus
from pmg_desk.ui.widgets.scherm import Scherm

_NAAST, _NAAST_OPEN = 720, 690
"""From which width at 100 % text the agenda stands beside the item; of what the open panel leaves, it is narrower."""
_AGENDA = 290


class Indeling:
    """Of the heading, the buttons, the agenda and the sheet of one screen."""

    def __init__(self, kop: QWidget, balk: Vergaderbalk, lijst: Agendalijst, blad: Casusblad) -> None:
        self._kop, self._balk, self._lijst, self._blad = kop, balk, lijst, blad

    def volgorde(self, scherm: Scherm) -> tuple[QWidget, ...]:
        """From the agenda into the casus, line by line, and last through the panel."""
        typdeel = self._blad.typdeel
        eigen = [een for een in scherm.findChildren(QWidget) if neemt_focus(een) and not typdeel.isAncestorOf(een)]
        boven = (self._kop, self._balk, self._lijst, self._blad)  # in a low window the first two are in the sheet
        delen: dict[QWidget | None, list[QWidget]] = {een: [] for een in (None, *boven, scherm.zijpaneel)}
        for een in eigen:
            delen[next((deel for deel in delen if deel is not None and deel.isAncestorOf(een)), None)].append(een)
        kop, *midden, paneel = delen.values()
        return (*kop, *chain.from_iterable(midden), *typdeel.halten, *paneel)

    def schik(self, scherm: Scherm) -> None:
        """In a narrow window the agenda makes room for the item; in a low one heading and buttons scroll along with it.

        So the window itself does not scroll, and whose item it is stays in sight.
        """
        px, open_ = thema.huidig().px, not scherm.zijpaneel.isHidden()
        over = scherm.width() - (scherm.zijpaneel.minimumWidth() if open_ else 0)
        naast = over >= px(_NAAST_OPEN if open_ else _NAAST)
        gefocust: QWidget | None = scherm.window().focusWidget()
        if not naast and gefocust is not None and self._lijst.isAncestorOf(gefocust):
            self._blad.setFocus(Qt.FocusReason.OtherFocusReason)  # Qt would give it to a button
        self._lijst.setVisible(naast)
        minstens = px(_AGENDA) if open_ else 0
        past = self._lijst.isVisibleTo(scherm.pagina)
        self._lijst.setMinimumWidth(self._lijst.breedte_voor(scherm.pagina.width(), minstens) if past else 0)
        binnen = self._blad.isAncestorOf(self._balk)
        kolom = scherm.layout()
        if scherm.is_laag and not binnen:
            self._blad.inhoud.insertWidget(0, self._balk)
            self._blad.inhoud.insertWidget(0, self._kop)
        elif binnen and not scherm.is_laag and isinstance(kolom, QVBoxLayout):
            scherm.inhoud.insertWidget(0, self._balk)
            kolom.insertWidget(0, self._kop)
