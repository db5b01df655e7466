"""Chips: a doelgroep or a status as colour *and* word, the same on every screen.

A doelgroep is round, a status square, so that a red doelgroep is not taken for a red status.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from pmg_desk.ui import thema

Kleur = Literal["blauw", "paars", "geel", "rood", "groen", "grijs"]

_DOELGROEPEN: dict[str, tuple[str, Kleur]] = {
    "risicojongere": ("Risicojongere", "blauw"),
    "jonge_aanwas": ("Jonge aanwas", "geel"),
    "doorgroeier": ("Doorgroeier", "paars"),
    "harde_kern": ("Harde kern", "rood"),
}

_STATUSSEN: dict[str, Kleur] = {
    # casus
    "open": "blauw",
    "in_behandeling": "blauw",
    "aangemeld": "geel",
    "gesloten": "grijs",
    "afgesloten": "grijs",
    "nazorg": "paars",
    # delen
    "concept": "grijs",
    "gevraagd": "geel",
    "aangevraagd": "geel",
    "teruggevraagd": "geel",
    "goedgekeurd": "groen",
    "goedgekeurd_onder_voorwaarden": "groen",
    "deels_goedgekeurd": "groen",
    "geldig": "groen",
    "geweigerd": "rood",
    "ingetrokken": "rood",
    "verlopen": "rood",
    "ongeldig": "rood",
    # acties en overleggen
    "gepland": "blauw",
    "bezig": "blauw",
    "klaar": "groen",
    "gehaald": "groen",
    "te_laat": "rood",
    "vervallen": "grijs",
    # uitspraken
    "feit": "blauw",
    "aanname": "geel",
    "mening": "paars",
    # toetsing aan criteria
    "past": "groen",
    "past_niet": "grijs",
    "onzeker": "geel",
    # import
    "nieuw": "groen",
    "bekend": "grijs",
    "fout": "rood",
    # logboek en gebruikers
    "gelukt": "groen",
    "mislukt": "rood",
    "actief": "groen",
    "uitgenodigd": "geel",
    "geblokkeerd": "rood",
}


@dataclass(frozen=True, slots=True)
class Chipwaarde:
    """What a chip shows. ``rond`` for a doelgroep, otherwise a status."""

    tekst: str
    kleur: Kleur = "grijs"
    rond: bool = False

    def __str__(self) -> str:
        return self.tekst


def doelgroep(sleutel: str, label: str = "", kleur: Kleur | None = None) -> Chipwaarde:
    """The chip of a doelgroep; ``label`` and ``kleur`` from the profile. Empty key: no indeling yet."""
    if not sleutel:
        return Chipwaarde(_hoofdletter(label) or "Nog niet ingedeeld", "grijs", rond=True)
    woord, gewoon = _DOELGROEPEN.get(sleutel, (_als_woord(sleutel), "grijs"))
    return Chipwaarde(_hoofdletter(label) or woord, kleur or gewoon, rond=True)


def status(sleutel: str, label: str = "", kleur: Kleur | None = None) -> Chipwaarde:
    """The chip of a status; an unknown one is grey with its own word."""
    return Chipwaarde(_hoofdletter(label) or _als_woord(sleutel), kleur or _STATUSSEN.get(sleutel, "grijs"))


def _als_woord(sleutel: str) -> str:
    return _hoofdletter(sleutel.replace("_", " "))


def _hoofdletter(tekst: str) -> str:
    return tekst[:1].upper() + tekst[1:]


def chipmaat(waarde: Chipwaarde) -> QSize:
    """The size of a chip at the chosen text size."""
    huidig = thema.huidig()
    meting = QFontMetrics(huidig.letter("klein", vet=True))
    rand = huidig.px(11 if waarde.rond else 8)
    return QSize(meting.horizontalAdvance(waarde.tekst) + 2 * rand + 2, meting.height() + huidig.px(6))


def teken_chip(schilder: QPainter, vak: QRect, waarde: Chipwaarde) -> None:
    """Draw a chip at the left of ``vak``, in the middle of its height; a text that does not fit ends in an ellipsis."""
    huidig = thema.huidig()
    maat = chipmaat(waarde).boundedTo(vak.size())
    plek = QRect(QPoint(vak.left(), vak.top() + (vak.height() - maat.height()) // 2), maat)
    naam = f"chip-{waarde.kleur}"
    schilder.save()
    schilder.setRenderHint(QPainter.RenderHint.Antialiasing)
    schilder.setPen(QPen(huidig.kleur(f"{naam}-rand"), 1))
    schilder.setBrush(huidig.kleur(f"{naam}-vlak"))
    straal = plek.height() / 2 if waarde.rond else huidig.px(4)
    schilder.drawRoundedRect(QRectF(plek).adjusted(0.5, 0.5, -0.5, -0.5), straal, straal)
    letter = huidig.letter("klein", vet=True)
    schilder.setFont(letter)
    schilder.setPen(huidig.kleur(naam))
    ruimte = plek.width() - 2 * huidig.px(7)
    tekst = QFontMetrics(letter).elidedText(waarde.tekst, Qt.TextElideMode.ElideRight, ruimte)
    schilder.drawText(plek, Qt.AlignmentFlag.AlignCenter, tekst)
    schilder.restore()


class Chip(QLabel):
    """A chip on a page."""

    def __init__(self, waarde: Chipwaarde, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._waarde = waarde
        self.zet(waarde)
        thema.huidig().gewijzigd.connect(self.updateGeometry)

    @property
    def waarde(self) -> Chipwaarde:
        """What it shows."""
        return self._waarde

    def zet(self, waarde: Chipwaarde) -> None:
        """Show something else."""
        self._waarde = waarde
        self.setText(waarde.tekst)
        self.setAccessibleName(waarde.tekst)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Qt: the size of the chip."""
        return chipmaat(self._waarde)

    def minimumSizeHint(self) -> QSize:
        """Qt: never smaller."""
        return self.sizeHint()

    def paintEvent(self, gebeurtenis: QPaintEvent, /) -> None:
        """Qt: draw."""
        del gebeurtenis
        schilder = QPainter(self)
        teken_chip(schilder, self.rect(), self._waarde)
        schilder.end()
