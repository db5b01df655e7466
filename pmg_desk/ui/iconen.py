"""Lucide icons (ISC) in the colours of the theme, sharp at every text size."""

from __future__ import annotations

from functools import cache
from typing import Protocol

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from pmg_desk.paths import resources_map
from pmg_desk.ui import thema

_DICHTHEDEN = (1.0, 2.0)


class HeeftIcoon(Protocol):
    """A button, an action, a line edit's action: anything with an icon."""

    def setIcon(self, icon: QIcon, /) -> None:
        """Show this icon."""
        ...


@cache
def _bron(naam: str) -> str:
    return (resources_map() / "iconen" / f"{naam}.svg").read_text(encoding="utf-8")


@cache
def _beeld(naam: str, kleur: str, grootte: int, dichtheid: float) -> QPixmap:
    tekening = QSvgRenderer(QByteArray(_bron(naam).replace("currentColor", kleur).encode()))
    zijde = round(grootte * dichtheid)
    beeld = QPixmap(zijde, zijde)
    beeld.fill(Qt.GlobalColor.transparent)
    schilder = QPainter(beeld)
    tekening.render(schilder, QRectF(0, 0, zijde, zijde))
    schilder.end()
    beeld.setDevicePixelRatio(dichtheid)
    return beeld


def beeld(naam: str, kleur: str = "tekst", grootte: int = 20, dichtheid: float = 1.0) -> QPixmap:
    """A pixmap for code that paints itself. ``grootte`` in pixels at 100 % text, ``kleur`` a token."""
    huidig = thema.huidig()
    return _beeld(naam, huidig.kleur(kleur).name(), huidig.px(grootte), dichtheid)


def icoon(naam: str, kleur: str = "tekst", grootte: int = 20, kleur_uit: str = "tekst-uit") -> QIcon:
    """An icon for now; use :func:`volg` where it stays on screen. Raises FileNotFoundError for an unknown name."""
    resultaat = QIcon()
    for dichtheid in _DICHTHEDEN:
        resultaat.addPixmap(beeld(naam, kleur, grootte, dichtheid), QIcon.Mode.Normal)
        resultaat.addPixmap(beeld(naam, kleur_uit, grootte, dichtheid), QIcon.Mode.Disabled)
    return resultaat


class _Volger(QObject):
    """Gives its parent the icon anew whenever the theme changes; goes when the parent goes."""

    def __init__(self, doel: QObject, naam: str, kleur: str, grootte: int) -> None:
        super().__init__(doel)
        self.naam, self.kleur, self.grootte = naam, kleur, grootte
        thema.huidig().gewijzigd.connect(self.zet)
        self.zet()

    def zet(self) -> None:
        doel: object = self.parent()
        doel.setIcon(icoon(self.naam, self.kleur, self.grootte))  # type: ignore[attr-defined]


def volg(doel: HeeftIcoon, naam: str, kleur: str = "tekst", grootte: int = 20) -> None:
    """Give ``doel`` (a QObject with ``setIcon``) this icon and keep it in the colours of the theme."""
    assert isinstance(doel, QObject)
    for oud in doel.findChildren(_Volger, options=Qt.FindChildOption.FindDirectChildrenOnly):
        oud.naam, oud.kleur, oud.grootte = naam, kleur, grootte
        oud.zet()
        return
    _Volger(doel, naam, kleur, grootte)
