"""A network as a drawing: labels with lines to the middle. What differs does so by shape, line and word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reportlab.graphics.shapes import Drawing, Group, Path, Polygon, Rect, String
from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth

from pmg_desk.domain.netwerk import (
    GANG,
    Beeldkring,
    Beeldpersoon,
    Geplaatst,
    Kringmaat,
    Maat,
    Netbeeld,
    Opstelling,
    Vak,
    Vorm,
    nog_leden,
    stel_op,
    verdeel_plaatsen,
)
from pmg_desk.reports.letters import GEWOON, VET, plat, registreer
from pmg_desk.reports.tekening import Palet

MEEST = 40
"""People in one drawing; who comes on top is counted, and stands in the list beside it."""

_BREED = 132.0  # points, of a label
_BREED_MIDDEN = 98.0
_BINNEN = 6.0
_NAAM, _WOORD, _KOP = 8.5, 7.2, 8.0
_REGEL = 1.22
_TEKEN = 9.0
_LIJNEN: dict[Vorm, tuple[float, Any]] = {
    Vorm.RECHT: (1.8, None),
    Vorm.ROND: (0.8, None),
    Vorm.STEUN: (1.2, [7, 3]),
    Vorm.SCHUIN: (1.3, [1.5, 2.5]),
    Vorm.DUBBEL: (1.2, [6, 2, 1.5, 2]),
}


@dataclass(frozen=True, slots=True)
class _Label:
    """What stands in a label, line by line: words, typeface, size."""

    regels: tuple[tuple[str, str, float], ...]
    vorm: Vorm
    let_op: bool
    breedte: float = _BREED

    @property
    def maat(self) -> Maat:
        """The room it takes."""
        return Maat(self.breedte, sum(grootte * _REGEL for _, _, grootte in self.regels) + 2 * _BINNEN - 2)


def teken(beeld: Netbeeld, palet: Palet) -> Drawing:
    """The drawing, in points; the same network gives the same drawing. Text in it is plain, never markup."""
    registreer()
    getoond = verdeel_plaatsen([len(kring.personen) for kring in beeld.kringen], MEEST)
    labels = [_labels(kring, aantal) for kring, aantal in zip(beeld.kringen, getoond, strict=True)]
    koppen = [plat(kring.kop) for kring in beeld.kringen]
    midden = _midden(beeld)
    opstelling = stel_op(
        midden.maat,
        [Kringmaat(Maat(_BREED, _KOP * 1.5), tuple(label.maat for label in rij)) for rij in labels],
    )
    rand = 3.0  # lines have a width
    doek = Drawing(opstelling.breedte + 2 * rand, opstelling.hoogte + 2 * rand)
    laag = Group(transform=(1, 0, 0, 1, rand, rand))
    for deel, vertrek in _met_vertrek(opstelling):
        laag.add(_lijn(deel, vertrek, labels[deel.kring][deel.label or 0].vorm, palet))
    for deel in opstelling.delen:
        if deel.label is None:
            kop = f"{koppen[deel.kring]}, vervolg" if deel.vervolg else koppen[deel.kring]
            woord = _kap(kop, VET, _KOP, _BREED)
            laag.add(_tekst(deel.vak.x, deel.vak.y + 3.5, (woord, VET, _KOP), palet.zacht))
        else:
            _teken_label(laag, deel.vak, labels[deel.kring][deel.label], palet)
    _teken_label(laag, opstelling.midden, midden, palet, midden=True)
    doek.add(laag)
    return doek


def _labels(kring: Beeldkring, aantal: int) -> list[_Label]:
    labels = [_label(persoon) for persoon in kring.personen[:aantal]]
    rest = len(kring.personen) - aantal
    if rest:
        labels.append(_label(Beeldpersoon(f"en nog {rest}", ("zie de lijst",), Vorm.ROND)))
    if kring.anderen:
        labels.append(_label(Beeldpersoon(nog_leden(kring.anderen), (), Vorm.ROND)))
    return labels


def _label(persoon: Beeldpersoon) -> _Label:
    ruimte = _BREED - 2 * _BINNEN - (_TEKEN + 3 if persoon.let_op else 0)
    regels = [(regel, VET, _NAAM) for regel in _breek(plat(persoon.naam), VET, _NAAM, ruimte, 2)]
    if persoon.woorden:
        woorden = plat(" · ".join(persoon.woorden))
        regels += [(regel, GEWOON, _WOORD) for regel in _breek(woorden, GEWOON, _WOORD, _BREED - 2 * _BINNEN, 3)]
    return _Label(tuple(regels), persoon.vorm, persoon.let_op)


def _midden(beeld: Netbeeld) -> _Label:
    ruimte = _BREED_MIDDEN - 2 * _BINNEN
    naam, *rest = beeld.midden
    regels = [(regel, VET, _NAAM) for regel in _breek(plat(naam), VET, _NAAM, ruimte, 4)]
    for woord in rest:
        regels += [(regel, GEWOON, _WOORD) for regel in _breek(plat(woord), GEWOON, _WOORD, ruimte, 2)]
    return _Label(tuple(regels), Vorm.RECHT, let_op=False, breedte=_BREED_MIDDEN)


def _breek(tekst: str, letter: str, grootte: float, breedte: float, hoogstens: int) -> list[str]:
    """Words on at most so many lines; what does not fit is cut with an ellipsis."""
    regels: list[str] = []
    for woord in tekst.split():
        geprobeerd = f"{regels[-1]} {woord}" if regels else woord
        if regels and stringWidth(geprobeerd, letter, grootte) <= breedte:
            regels[-1] = geprobeerd
        elif len(regels) < hoogstens:
            regels.append(woord)
        else:
            regels[-1] = f"{regels[-1]} {woord}"
            break
    return [_kap(regel, letter, grootte, breedte) for regel in regels]


def _kap(tekst: str, letter: str, grootte: float, breedte: float) -> str:
    if stringWidth(tekst, letter, grootte) <= breedte:
        return tekst
    while tekst and stringWidth(f"{tekst}…", letter, grootte) > breedte:
        tekst = tekst[:-1]
    return f"{tekst.rstrip()}…"


def _met_vertrek(opstelling: Opstelling) -> Iterator[tuple[Geplaatst, float]]:
    """Each label with the height at which its line leaves the middle, so that lines fan out and do not meet."""
    for links in (True, False):
        kant = [deel for deel in opstelling.delen if deel.links is links and deel.label is not None]
        hart, hoogte = opstelling.midden.y + opstelling.midden.hoogte / 2, opstelling.midden.hoogte
        for nr, deel in enumerate(kant):
            yield deel, hart + hoogte * 0.4 * (1 - 2 * (nr + 0.5) / len(kant))


def _lijn(deel: Geplaatst, vertrek: float, vorm: Vorm, palet: Palet) -> Path:
    vak = deel.vak
    rand = vak.x + vak.breedte if deel.links else vak.x
    kant = -1 if deel.links else 1
    begin = rand - kant * GANG
    halverwege = (begin + rand) / 2
    breedte, streep = _LIJNEN[vorm]
    lijn = Path(fillColor=None, strokeColor=palet.kleur("zacht"), strokeWidth=breedte, strokeDashArray=streep)
    y = vak.y + vak.hoogte / 2
    lijn.moveTo(begin, vertrek)
    lijn.curveTo(halverwege, vertrek, halverwege, y, rand, y)
    return lijn


def _teken_label(laag: Group, vak: Vak, label: _Label, palet: Palet, *, midden: bool = False) -> None:
    for vorm in _omtrek(vak, label, palet, midden=midden):
        laag.add(vorm)
    y = vak.y + vak.hoogte - _BINNEN + 1
    for regel in label.regels:
        y -= regel[2] * _REGEL
        laag.add(_tekst(vak.x + _BINNEN, y + regel[2] * 0.22, regel, palet.inkt))
    if label.let_op:
        x, top = vak.x + vak.breedte - _BINNEN - _TEKEN, vak.y + vak.hoogte - _BINNEN
        driehoek = [x, top - _TEKEN, x + _TEKEN, top - _TEKEN, x + _TEKEN / 2, top]
        laag.add(Polygon(driehoek, fillColor=None, strokeColor=palet.kleur("inkt"), strokeWidth=1.1))
        laag.add(_tekst(x + _TEKEN / 2 - 1.1, top - _TEKEN + 1.4, ("!", VET, 6.5), palet.inkt))


def _omtrek(vak: Vak, label: _Label, palet: Palet, *, midden: bool) -> Iterator[Rect | Polygon]:
    lijn, _ = _LIJNEN[label.vorm]
    streep = _LIJNEN[label.vorm][1] if label.vorm is Vorm.STEUN else None
    pen: dict[str, Any] = {
        "fillColor": palet.kleur("vlak"),
        "strokeColor": palet.kleur("accent" if midden else "inkt"),
        "strokeWidth": 2.4 if midden else min(lijn, 1.3),
        "strokeDashArray": streep,
    }
    x, y, b, h = vak.x, vak.y, vak.breedte, vak.hoogte
    if label.vorm is Vorm.SCHUIN:
        s = 6.0
        hoeken = [x + s, y, x + b - s, y, x + b, y + s, x + b, y + h - s, x + b - s, y + h, x + s, y + h, x, y + h - s]
        yield Polygon([*hoeken, x, y + s], **pen)
        return
    ronding = 8.0 if label.vorm in (Vorm.ROND, Vorm.STEUN) else 0.0
    yield Rect(x, y, b, h, rx=ronding, ry=ronding, **pen)
    if label.vorm is Vorm.DUBBEL:
        yield Rect(x + 2.2, y + 2.2, b - 4.4, h - 4.4, **{**pen, "fillColor": None, "strokeWidth": 0.6})


def _tekst(x: float, y: float, regel: tuple[str, str, float], kleur: str) -> String:
    woorden, letter, grootte = regel
    return String(x, y, woorden, fontName=letter, fontSize=grootte, fillColor=HexColor(kleur))
