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


@cache
def _met_ruimte(naam: str, kleur: str, grootte: int, ruimte: int, dichtheid: float) -> QPixmap:
    """The icon with transparent room behind it: Qt puts an icon and the words of a button 4 pixels apart."""
    breed = QPixmap(round((grootte + ruimte) * dichtheid), round(grootte * dichtheid))
    breed.setDevicePixelRatio(dichtheid)
    breed.fill(Qt.GlobalColor.transparent)
    smal = _beeld(naam, kleur, grootte, dichtheid)  # before painting begins: the name may be unknown
    schilder = QPainter(breed)
    schilder.drawPixmap(0, 0, smal)
    schilder.end()
    return breed


def beeld(naam: str, kleur: str = "tekst", grootte: int = 20, dichtheid: float = 1.0) -> QPixmap:
    """A pixmap for code that paints itself. ``grootte`` in pixels at 100 % text, ``kleur`` a token."""
    huidig = thema.huidig()
    return _beeld(naam, huidig.kleur(kleur).name(), huidig.px(grootte), dichtheid)


def icoon(
    naam: str, kleur: str = "tekst", grootte: int = 20, *, bij_focus: str = "", bij_aan: str = "", ruimte: int = 0
) -> QIcon:
    """An icon for now; use :func:`volg` where it stays on screen.

    ``bij_focus`` and ``bij_aan`` are the colours on a focused and on a checked button, where those differ; ``ruimte``
    is room behind the icon. Raises FileNotFoundError for an unknown name.
    """
    resultaat = QIcon()
    nu = thema.huidig()
    aan = bij_aan or kleur
    for dichtheid in _DICHTHEDEN:
        for stand, gewoon in ((QIcon.State.Off, kleur), (QIcon.State.On, aan)):
            for wijze, token in (
                (QIcon.Mode.Normal, gewoon),
                (QIcon.Mode.Active, bij_focus or gewoon),
                (QIcon.Mode.Disabled, "tekst-uit"),
            ):
                tint = nu.kleur(token).name()
                plaatje = _met_ruimte(naam, tint, nu.px(grootte), nu.px(ruimte) if ruimte else 0, dichtheid)
                resultaat.addPixmap(plaatje, wijze, stand)
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
    doel: HeeftIcoon,
    naam: str,
    kleur: str = "tekst",
    grootte: int = 20,
    *,
    bij_focus: str = "",
    bij_aan: str = "",
    ruimte: int = 0,
) -> None:
    """Give ``doel`` (a QObject with ``setIcon``) this icon and keep it in the colours of the theme."""
    assert isinstance(doel, QObject)
    maak = partial(icoon, naam, kleur, grootte, bij_focus=bij_focus, bij_aan=bij_aan, ruimte=ruimte)
    volgers = doel.findChildren(_Volger, options=Qt.FindChildOption.FindDirectChildrenOnly)
    if volgers:
        volgers[0].maak = maak
        volgers[0].zet()
    else:
        _Volger(doel, maak)
