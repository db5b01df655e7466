"""The window for the beamer or for sharing in a meeting from a distance: large type, and nothing but what it was given.

It holds no case of its own accord: it shows one ``Beamerbeeld`` whole, or nothing. Whatever takes it out of sight (a
lock, closing) empties it, so that what comes back in sight is never an old text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.samenvatting import Stuk
from pmg_desk.services.beamer import Beamerbeeld
from pmg_desk.ui import schermopname, thema
from pmg_desk.ui.widgets.rolvak import Rolvak
from pmg_desk.ui.widgets.stukkenlijst import als_datum, herkomst_van
from pmg_desk.ui.widgets.tekst import Tekst

_S = TypeVar("_S")
_MAAT = (1280, 720)
_MARGE = 48


class Beamervenster(QWidget):
    """``toon_beeld`` puts a whole picture in the place of the last; Esc and B empty it."""

    leeggemaakt = Signal()
    """Something was on it, and is not any more."""
    gesloten = Signal()
    """It went out of sight."""

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("beamervenster")
        naam = self.tr("PMG Desk – scherm voor het overleg")
        self.setWindowTitle(naam)
        self.setAccessibleName(naam)
        self.setProperty("soort", "pagina")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._vak = Rolvak(marge=thema.huidig().px(_MARGE))
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.addWidget(self._vak)
        self._blad: QWidget | None = None
        self.resize(*_MAAT)

    @property
    def is_leeg(self) -> bool:
        """Whether nothing is on it."""
        return self._blad is None

    def open(self, eigen: QWidget) -> None:
        """Come in sight: on another screen than ``eigen`` is on, and there as large as it is, where there is one."""
        ander = ander_scherm(QGuiApplication.screens(), eigen.screen())
        if ander is None:
            self.show()
        else:
            self.setGeometry(ander.availableGeometry())
            self.showFullScreen()

    def toon_beeld(self, beeld: Beamerbeeld) -> None:
        """Show this and nothing of what was there before."""
        self._haal_weg()
        self._blad = self._maak(beeld)
        self._vak.inhoud.addWidget(self._blad)
        self._vak.verticalScrollBar().setValue(0)

    def maak_leeg(self) -> None:
        """Nothing on it, at once: what stood there is painted over before anything else is done."""
        if self._haal_weg():
            self.repaint()
            self.leeggemaakt.emit()

    def dek_af(self) -> None:
        """Nobody is at the keyboard: it stays in sight and empty, and does not fill again by itself."""
        self.maak_leeg()

    def blader(self, richting: int) -> None:
        """A page down (1) or up (-1)."""
        balk = self._vak.verticalScrollBar()
        balk.setValue(balk.value() + richting * (balk.pageStep() - thema.huidig().px(_MARGE)))

    def _haal_weg(self) -> bool:
        blad, self._blad = self._blad, None
        if blad is None:
            return False
        for tekst in blad.findChildren(Tekst):
            tekst.clear()  # gone now, also for who reads the window before Qt deletes it
        self._vak.inhoud.removeWidget(blad)
        blad.hide()
        blad.deleteLater()
        return True

    def _maak(self, beeld: Beamerbeeld) -> QWidget:
        blad = QWidget(self)
        kolom = QVBoxLayout(blad)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(thema.huidig().px(14))
        if not (beeld.opschrift or beeld.genoemd or beeld.delen):
            self._vul_zonder_tekst(kolom, beeld.punt)
            return blad
        kolom.addWidget(Tekst(self.tr("Agendapunt {}").format(beeld.punt), "beamer-klein"))
        if beeld.opschrift:
            kolom.addWidget(Tekst(beeld.opschrift, "beamer-kop"))
            kolom.addWidget(
                Tekst(self.tr("Hier staat alleen wat iedereen die nu aanwezig is mag zien."), "beamer-klein")
            )
        if beeld.genoemd:
            zin = self.tr("Niet alles staat hier: voor {} is minder goedgekeurd.").format(_opsomming(beeld.genoemd))
            kolom.addWidget(Tekst(zin, "beamer-klein"))
        for deel in beeld.delen:
            kolom.addSpacing(thema.huidig().px(14))
            kolom.addWidget(Tekst(deel.kop, "beamer-deel"))
            for stuk in deel.stukken:
                self._voeg_toe(kolom, stuk, dubbel=stuk.titel in (deel.kop, beeld.opschrift))
        kolom.addStretch(1)
        return blad

    def _vul_zonder_tekst(self, kolom: QVBoxLayout, punt: int) -> None:
        """From the back of the room: that this is meant, and not a screen that broke."""
        kolom.addStretch(1)
        zin = self.tr("Deze casus wordt besproken zonder tekst op het scherm.")
        for tekst, rol in ((self.tr("Agendapunt {}").format(punt), "beamer-kop"), (zin, "beamer")):
            deel = Tekst(tekst, rol)
            deel.setAlignment(Qt.AlignmentFlag.AlignCenter)
            kolom.addWidget(deel)
        kolom.addStretch(1)

    @staticmethod
    def _voeg_toe(kolom: QVBoxLayout, stuk: Stuk, *, dubbel: bool) -> None:
        samen = QVBoxLayout()
        samen.setSpacing(thema.huidig().px(2))
        kolom.addLayout(samen)
        velden = "  ·  ".join(f"{label}: {als_datum(waarde)}" for label, waarde in stuk.velden)
        regels = (
            ("" if dubbel else stuk.titel, "beamer-label"),
            (velden, "beamer"),
            (stuk.tekst, "beamer"),
            (herkomst_van(stuk), "beamer-klein"),
        )
        for tekst, rol in regels:
            if tekst:
                samen.addWidget(Tekst(tekst, rol))

    # Qt

    def showEvent(self, gebeurtenis: QShowEvent, /) -> None:
        """Qt: it is made to be shared."""
        super().showEvent(gebeurtenis)
        schermopname.laat_delen(self)

    def hideEvent(self, gebeurtenis: QHideEvent, /) -> None:
        """Qt: out of sight, also when it is closed."""
        super().hideEvent(gebeurtenis)
        self.maak_leeg()
        self.gesloten.emit()

    def keyPressEvent(self, gebeurtenis: QKeyEvent, /) -> None:
        """Qt: one key empties it, the others page."""
        toets = gebeurtenis.key()
        if toets in (Qt.Key.Key_Escape, Qt.Key.Key_B):
            self.maak_leeg()
        elif toets in (Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_Down):
            self.blader(1)
        elif toets in (Qt.Key.Key_PageUp, Qt.Key.Key_Up):
            self.blader(-1)
        else:
            super().keyPressEvent(gebeurtenis)


def _opsomming(namen: Sequence[str]) -> str:
    *eerste, laatste = namen
    return f"{', '.join(eerste)} en {laatste}" if eerste else laatste


def ander_scherm(schermen: Sequence[_S], eigen: _S | None) -> _S | None:
    """The first screen that is not one's own; None where there is no other."""
    return next((scherm for scherm in schermen if scherm is not eigen), None)
