"""A PDF on screen, from bytes: no temporary file, no other program, only the pages in sight are drawn."""

from __future__ import annotations

from collections import OrderedDict
from functools import partial

import pypdfium2
from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pmg_desk.domain.fouten import Fout
from pmg_desk.ui import thema
from pmg_desk.ui.widgets.aankondiging import kondig_aan
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.vloei import Vloei

ZOOMS = (50, 75, 100, 125, 150, 200, 300)
"""Steps in per cent; 100 is the size on paper at 96 dots per inch."""

_PUNT = 96 / 72
_BEWAARD = 6  # drawn pages kept: enough to scroll back and forth


class PdfOnleesbaar(Fout):
    """The bytes are not a PDF that can be shown."""

    wat = "Dit document kan niet worden getoond."
    doe = "Maak het opnieuw."


class Pdf:
    """An open PDF. Only on the GUI thread: pdfium is not thread-safe. Raises PdfOnleesbaar."""

    def __init__(self, inhoud: bytes) -> None:
        try:
            self._document = pypdfium2.PdfDocument(inhoud)
            self.maten = [self._document.get_page_size(nummer) for nummer in range(len(self._document))]
        except (pypdfium2.PdfiumError, ValueError) as fout:
            raise PdfOnleesbaar from fout

    def sluit(self) -> None:
        """Let go of the bytes."""
        self._document.close()

    def beeld(self, nummer: int, schaal: float) -> QImage:
        """A page (from 0) as an image; ``schaal`` in pixels per point (1/72 inch)."""
        pagina = self._document[nummer]
        try:
            bitmap = pagina.render(scale=schaal, rev_byteorder=True)
            soort = QImage.Format.Format_RGB888
            return QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, soort).copy()
        finally:
            pagina.close()

    def tekst(self, nummer: int) -> str:
        """The words of a page, for screen readers."""
        pagina = self._document[nummer]
        try:
            return str(pagina.get_textpage().get_text_bounded())
        finally:
            pagina.close()


class _Bladen(QWidget):
    """All pages under each other; draws what is in sight."""

    def __init__(self) -> None:
        super().__init__()
        self.pdf: Pdf | None = None
        self.zoom = 100
        self._getekend: OrderedDict[tuple[int, float], QPixmap] = OrderedDict()

    def zet(self, pdf: Pdf | None) -> None:
        self.pdf = pdf
        self._getekend.clear()
        self.meet()

    def meet(self) -> None:
        self.setMinimumSize(self.sizeHint())
        self.updateGeometry()
        self.update()

    def vakken(self) -> list[QRect]:
        """Where each page lies."""
        ruimte, boven = 14, 14
        vakken = []
        for breedte, hoogte in [] if self.pdf is None else self.pdf.maten:
            maat = QSize(round(breedte * _PUNT * self.zoom / 100), round(hoogte * _PUNT * self.zoom / 100))
            links = max(ruimte, (self.width() - maat.width()) // 2)
            vakken.append(QRect(links, boven, maat.width(), maat.height()))
            boven += maat.height() + ruimte
        return vakken

    def sizeHint(self) -> QSize:
        maten = [] if self.pdf is None else self.pdf.maten
        factor = _PUNT * self.zoom / 100
        breedte = max((round(breed * factor) for breed, _ in maten), default=0) + 28
        return QSize(breedte, sum(round(hoog * factor) + 14 for _, hoog in maten) + 14)

    def paintEvent(self, gebeurtenis: QPaintEvent, /) -> None:
        schilder = QPainter(self)
        for nummer, vak in enumerate(self.vakken()):
            if not vak.intersects(gebeurtenis.rect()):
                continue
            schilder.setPen(thema.huidig().kleur("rand-veld"))
            schilder.drawRect(vak.adjusted(-1, -1, 0, 0))
            schilder.drawPixmap(vak, self._plaat(nummer))
        schilder.end()

    def _plaat(self, nummer: int) -> QPixmap:
        assert self.pdf is not None
        dichtheid = self.devicePixelRatioF()
        sleutel = (nummer, dichtheid * self.zoom)
        if sleutel not in self._getekend:
            self._getekend[sleutel] = QPixmap.fromImage(self.pdf.beeld(nummer, _PUNT * self.zoom / 100 * dichtheid))
            while len(self._getekend) > _BEWAARD:
                self._getekend.popitem(last=False)
        self._getekend.move_to_end(sleutel)
        return self._getekend[sleutel]


class _Rol(QScrollArea):
    """Takes the focus; Ctrl with the wheel zooms."""

    gezoomd = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, gebeurtenis: QWheelEvent, /) -> None:
        if gebeurtenis.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.gezoomd.emit(1 if gebeurtenis.angleDelta().y() > 0 else -1)
            gebeurtenis.accept()
        else:
            super().wheelEvent(gebeurtenis)


class PdfVoorbeeld(QFrame):
    """Shows a PDF: page keys, zoom, fit to width; what a page says is read out by screen readers."""

    def __init__(self, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.setProperty("soort", "lijstkader")
        self._bladen = _Bladen()
        self._rol = _Rol()
        self._rol.setWidgetResizable(True)
        self._rol.setWidget(self._bladen)
        self._rol.setAccessibleName(self.tr("Voorbeeld van het document"))
        self._rol.gezoomd.connect(self.stap_zoom)
        self._rol.verticalScrollBar().valueChanged.connect(self._andere_pagina)
        self._op_breedte = True
        self.stand = Tekst("", "zacht", omslaan=False)
        self.zoomstand = Tekst("", "zacht", omslaan=False)
        balk = QWidget()
        vloei = Vloei(balk)
        self.vorige = Knop(self.tr("Vorige pagina"), "icoon", "chevron-left", actie=partial(self.blader, -1))
        self.volgende = Knop(self.tr("Volgende pagina"), "icoon", "chevron-right", actie=partial(self.blader, 1))
        for deel in (
            self.vorige,
            self.stand,
            self.volgende,
            Knop(self.tr("Kleiner"), "icoon", "zoom-out", actie=partial(self.stap_zoom, -1)),
            self.zoomstand,
            Knop(self.tr("Groter"), "icoon", "zoom-in", actie=partial(self.stap_zoom, 1)),
            Knop(self.tr("Hele breedte"), "koppeling", actie=self.zoom_breedte),
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
        self._pagina = -1
        self._toon_stand()

    @property
    def paginas(self) -> int:
        """How many pages there are."""
        return 0 if self._bladen.pdf is None else len(self._bladen.pdf.maten)

    @property
    def pagina(self) -> int:
        """The page in sight, from 0."""
        midden = self._rol.verticalScrollBar().value() + self._rol.viewport().height() // 2
        for nummer, vak in enumerate(self._bladen.vakken()):
            if midden <= vak.bottom() + 14:
                return nummer
        return max(0, self.paginas - 1)

    @property
    def zoom(self) -> int:
        """In per cent."""
        return self._bladen.zoom

    def toon(self, inhoud: bytes) -> None:
        """Show this document from its first page. Raises PdfOnleesbaar; what was shown before then stays."""
        pdf = Pdf(inhoud)
        self.leeg()
        self._bladen.zet(pdf)
        self._pagina = -1
        if self._op_breedte:
            self.zoom_breedte()
        self._rol.verticalScrollBar().setValue(0)
        self._toon_stand()

    def leeg(self) -> None:
        """Take the document away, also from memory."""
        oud = self._bladen.pdf
        self._bladen.zet(None)
        if oud is not None:
            oud.sluit()
        self._toon_stand()

    def ga_naar(self, pagina: int) -> None:
        """Bring a page in sight; out of range does nothing."""
        if 0 <= pagina < self.paginas:
            self._rol.verticalScrollBar().setValue(self._bladen.vakken()[pagina].top() - 8)
            kondig_aan(self, self.stand.text())

    def blader(self, stap: int) -> None:
        """So many pages on, or back."""
        self.ga_naar(self.pagina + stap)

    def stap_zoom(self, richting: int) -> None:
        """One step larger or smaller."""
        ruimer = [stap for stap in ZOOMS if (stap - self.zoom) * richting > 0]
        if ruimer:
            self._op_breedte = False
            self._zet_zoom(min(ruimer) if richting > 0 else max(ruimer))

    def zoom_breedte(self) -> None:
        """As wide as there is room, and again when the room changes."""
        self._op_breedte = True
        if self._bladen.pdf is not None and self.paginas:
            breedste = max(breed for breed, _ in self._bladen.pdf.maten) * _PUNT
            ruimte = self._rol.width() - 28 - self._rol.verticalScrollBar().sizeHint().width() - 8
            self._zet_zoom(max(ZOOMS[0], min(ZOOMS[-1], int(100 * ruimte / breedste))))

    def _zet_zoom(self, zoom: int) -> None:
        balk = self._rol.verticalScrollBar()
        deel = balk.value() / max(1, self._bladen.sizeHint().height())
        self._bladen.zoom = zoom
        self._bladen.meet()
        balk.setValue(round(deel * self._bladen.sizeHint().height()))
        self._toon_stand()

    def _andere_pagina(self) -> None:
        if self.pagina != self._pagina:
            self._toon_stand()

    def _toon_stand(self) -> None:
        self._pagina = self.pagina
        aantal = self.paginas
        self.stand.setText(self.tr("Pagina {} van {}").format(self._pagina + 1, aantal) if aantal else "")
        self.zoomstand.setText(f"{self.zoom} %" if aantal else "")
        self.vorige.setEnabled(self._pagina > 0)
        self.volgende.setEnabled(self._pagina + 1 < aantal)
        pdf = self._bladen.pdf
        woorden = "" if pdf is None or not aantal else pdf.tekst(self._pagina)
        self._bladen.setAccessibleName(self.stand.text())
        self._bladen.setAccessibleDescription(woorden)
        self._rol.setAccessibleDescription(f"{self.stand.text()}. {woorden}".strip(". "))

    def keyPressEvent(self, toets: QKeyEvent, /) -> None:
        """Qt: page keys and zoom keys."""
        if toets.matches(QKeySequence.StandardKey.MoveToNextPage):
            self.blader(1)
        elif toets.matches(QKeySequence.StandardKey.MoveToPreviousPage):
            self.blader(-1)
        elif toets.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.stap_zoom(1)
        elif toets.key() == Qt.Key.Key_Minus:
            self.stap_zoom(-1)
        else:
            super().keyPressEvent(toets)

    def resizeEvent(self, gebeurtenis: QResizeEvent, /) -> None:
        """Qt: keep the whole width in sight."""
        super().resizeEvent(gebeurtenis)
        if self._op_breedte:
            self.zoom_breedte()
