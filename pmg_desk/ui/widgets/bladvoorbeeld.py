"""Drawn pages on screen: from pixels that another process made, one page at a time, never from the file itself."""

from __future__ import annotations

from collections import OrderedDict
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from pmg_desk.exchange.getekend import Blad
from pmg_desk.exchange.tekenaar import Getekend
from pmg_desk.ui.widgets.aankondiging import kondig_aan
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.vloei import Vloei

ZOOMS = (50, 75, 100, 150, 200, 300)
"""Per cent of the width that there is."""

_BEWAARD = 9  # pages kept: some 12 MB each at most


def als_beeld(blad: Blad) -> QImage:
    """A page as Qt has it; a copy, because Qt would point into the bytes."""
    return QImage(blad.rgb, blad.breedte, blad.hoogte, blad.breedte * 3, QImage.Format.Format_RGB888).copy()


class Bladvoorbeeld(QFrame):
    """Page keys and zoom; ``gevraagd`` asks for the pages from a number (from 0) on, :meth:`zet` brings them.

    ``wat``: what a screen reader says the picture is of, beside the words on the page.
    """

    gevraagd = Signal(object)

    def __init__(self, wat: str, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.setProperty("soort", "lijstkader")
        self._wat = wat
        self.aantal = 0
        self.nummer = 0
        self.zoom = 100
        self._bladen: OrderedDict[int, tuple[QImage, str]] = OrderedDict()
        self._plaat = QLabel()
        self._plaat.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._rol = QScrollArea()
        self._rol.setWidgetResizable(True)
        self._rol.setWidget(self._plaat)
        self._rol.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._rol.setAccessibleName(self.tr("Voorbeeld van de bijlage"))
        self.stand = Tekst("", "zacht", omslaan=False)
        self.zoomstand = Tekst("", "zacht", omslaan=False)
        self.vorige = Knop(self.tr("Vorige pagina"), "icoon", "chevron-left", actie=partial(self.blader, -1))
        self.volgende = Knop(self.tr("Volgende pagina"), "icoon", "chevron-right", actie=partial(self.blader, 1))
        balk = QWidget()
        vloei = Vloei(balk)
        for deel in (
            self.vorige,
            self.stand,
            self.volgende,
            Knop(self.tr("Kleiner"), "icoon", "zoom-out", actie=partial(self.stap_zoom, -1)),
            self.zoomstand,
            Knop(self.tr("Groter"), "icoon", "zoom-in", actie=partial(self.stap_zoom, 1)),
        ):
            vloei.addWidget(deel)
        rij = QHBoxLayout()
        rij.setContentsMargins(8, 4, 8, 4)
        rij.addWidget(balk)
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(1, 1, 1, 1)
        kolom.setSpacing(0)
        kolom.addLayout(rij)
        kolom.addWidget(self._rol, 1)
        self.setFocusProxy(self._rol)
        self._toon_stand()

    @property
    def beeld(self) -> QImage | None:
        """The page in sight, as it was drawn."""
        bewaard = self._bladen.get(self.nummer)
        return None if bewaard is None else bewaard[0]

    def zet(self, getekend: Getekend) -> None:
        """Take these pages; the one that was asked for comes in sight."""
        self.aantal = getekend.aantal
        for plek, blad in enumerate(getekend.bladen, start=getekend.vanaf):
            self._bladen[plek] = (als_beeld(blad), blad.tekst)
            self._bladen.move_to_end(plek)
        while len(self._bladen) > _BEWAARD:
            self._bladen.popitem(last=False)
        self._toon()

    def leeg(self) -> None:
        """Take all pages away, also from memory."""
        self._bladen.clear()
        self.aantal = self.nummer = 0
        self._toon()

    def blader(self, stap: int) -> None:
        """So many pages on, or back; out of range does nothing."""
        naar = self.nummer + stap
        if 0 <= naar < self.aantal:
            self.nummer = naar
            self._rol.verticalScrollBar().setValue(0)
            if naar in self._bladen:
                self._toon()
                kondig_aan(self, self.stand.text())
            else:
                self._toon_stand()
                self.gevraagd.emit(naar)

    def stap_zoom(self, richting: int) -> None:
        """One step larger or smaller."""
        ruimer = [stap for stap in ZOOMS if (stap - self.zoom) * richting > 0]
        if ruimer:
            self.zoom = min(ruimer) if richting > 0 else max(ruimer)
            self._toon()

    def _toon(self) -> None:
        beeld = self.beeld
        if beeld is None:
            self._plaat.clear()
        else:
            dichtheid = self.devicePixelRatioF()
            rand = self._rol.verticalScrollBar().sizeHint().width() + 8
            breedte = max(40, int((self._rol.width() - rand) * self.zoom / 100 * dichtheid))
            if beeld.width() < breedte and self.zoom == 100:
                breedte = beeld.width()  # a small picture is not blown up unasked
            schaal = QSize(breedte, max(1, beeld.height() * breedte // beeld.width()))
            plaat = QPixmap.fromImage(
                beeld.scaled(schaal, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
            )
            plaat.setDevicePixelRatio(dichtheid)
            self._plaat.setPixmap(plaat)
        self._toon_stand()

    def _toon_stand(self) -> None:
        self.stand.setText(self.tr("Pagina {} van {}").format(self.nummer + 1, self.aantal) if self.aantal else "")
        self.zoomstand.setText(f"{self.zoom} %" if self.aantal else "")
        self.vorige.setEnabled(self.nummer > 0)
        self.volgende.setEnabled(self.nummer + 1 < self.aantal)
        for deel in (self.vorige, self.volgende, self.stand):
            deel.setVisible(self.aantal != 1)
        woorden = self._bladen[self.nummer][1] if self.nummer in self._bladen else ""
        self._plaat.setAccessibleName(self._wat)
        self._plaat.setAccessibleDescription(woorden)
        self._rol.setAccessibleDescription(" ".join(deel for deel in (self.stand.text(), self._wat, woorden) if deel))

    def keyPressEvent(self, toets: QKeyEvent, /) -> None:
        """Qt: page keys and zoom keys."""
        if toets.key() == Qt.Key.Key_PageDown:
            self.blader(1)
        elif toets.key() == Qt.Key.Key_PageUp:
            self.blader(-1)
        elif toets.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.stap_zoom(1)
        elif toets.key() == Qt.Key.Key_Minus:
            self.stap_zoom(-1)
        else:
            super().keyPressEvent(toets)

    def resizeEvent(self, gebeurtenis: QResizeEvent, /) -> None:
        """Qt: fit the width again."""
        super().resizeEvent(gebeurtenis)
        self._toon()
