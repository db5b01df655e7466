"""Lucide icons (ISC) in the colours of the theme, sharp at every text size."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
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


def icoon(naam: str, kleur: str = "tekst", grootte: int = 20, *, bij_focus: str = "", bij_aan: str = "") -> QIcon:
    """An icon for now; use :func:`volg` where it stays on screen.

    ``bij_focus`` and ``bij_aan`` are the colours on a focused and on a checked button, where those differ. Raises
    FileNotFoundError for an unknown name.
    """
    resultaat = QIcon()
    aan = bij_aan or kleur
    for dichtheid in _DICHTHEDEN:
        for stand, gewoon in ((QIcon.State.Off, kleur), (QIcon.State.On, aan)):
            resultaat.addPixmap(beeld(naam, gewoon, grootte, dichtheid), QIcon.Mode.Normal, stand)
            resultaat.addPixmap(beeld(naam, bij_focus or gewoon, grootte, dichtheid), QIcon.Mode.Active, stand)
            resultaat.addPixmap(beeld(naam, "tekst-uit", grootte, dichtheid), QIcon.Mode.Disabled, stand)
    return resultaat


class _Volger(QObject):
    """Gives its parent the icon anew whenever the theme changes; goes when the parent goes."""

    def __init__(self, doel: QObject, maak: Callable[[], QIcon]) -> None:
        super().__init__(doel)
        self.maak = maak
        thema.huidig().gewijzigd.connect(self.zet)
        self.zet()

    def zet(self) -> None:
        doel: object = self.parent()
        doel.setIcon(self.maak())  # type: ignore[attr-defined]


def volg(
    doel: HeeftIcoon, naam: str, kleur: str = "tekst", grootte: int = 20, *, bij_focus: str = "", bij_aan: str = ""
) -> None:
    """Give ``doel`` (a QObject with ``setIcon``) this icon and keep it in the colours of the theme."""
    assert isinstance(doel, QObject)
    maak = partial(icoon, naam, kleur, grootte, bij_focus=bij_focus, bij_aan=bij_aan)
    volgers = doel.findChildren(_Volger, options=Qt.FindChildOption.FindDirectChildrenOnly)
    if volgers:
        volgers[0].maak = maak
        volgers[0].zet()
    else:
        _Volger(doel, maak)
