"""Which tables of a measure stand in a report, and what of them: those that tell something, as a page has room for it.

Everything here is decided by looking at numbers as they were published, never at a count. Whoever has the settled
tables can work out the same choice, so what is left out tells nothing that they do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from pmg_desk.domain import beeldmetingen as m
from pmg_desk.domain.beeld import TOTAAL, Moment
from pmg_desk.domain.beeldgetal import Getal
from pmg_desk.reports.cijfertabel import Cijfertabel
from pmg_desk.reports.staafgrafiek import Staaf
from pmg_desk.services.beeld import (
    Beeldas,
    Beeldtabel,
    BuitenDeTabellen,
    Categorie,
    Metinginzicht,
    lees_tabel,
    neer_en_dwars,
)
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage.models import Beeldkwartaal

_VOORAL: Mapping[str, tuple[str, ...]] = {
    "uitstroom": (m.DOELGROEP, m.UITKOMST),
    "inzet_begonnen": (m.WIJK, m.THEMA),
    "inzet_loopt": (m.WIJK, m.THEMA),
    "inzet_afgerond": (m.WIJK, m.THEMA),
    "inzet_afgebroken": (m.WIJK, m.THEMA),
    "leefgebieden": (m.SCOREVERLOOP,),
}
"""The table a council wants of these; of others it is their first."""

_DIEP: Mapping[str, int] = {m.SCOREVERLOOP: 2}
"""How deep an axis goes in a short report; other axes show only what lies directly under the total."""

_ALLES = 99


class Stil(Enum):
    """What there is to tell of a measure."""

    NIETS = auto()  # every number that is shown is nought
    AFGESCHERMD = auto()  # no number is shown but noughts
    ALLEEN_TOTAAL = auto()
    SPREEKT = auto()


@dataclass(frozen=True, slots=True)
class Keus:
    """What a report shows of a measure. ``tabellen`` are cut to the depth they are shown at."""

    stil: Stil
    totaal: Getal
    tabellen: tuple[Beeldtabel, ...]


def kies(t: Transactie, rij: Beeldkwartaal, meting: Metinginzicht) -> Keus:
    """The table that matters, or the numbers along its edges where what lies between is mostly hidden; else the first
    other table that tells more than its total.
    """
    vooral = _VOORAL.get(meting.sleutel, meting.tabellen[0])
    if not any(set(vooral) <= set(assen) for assen in meting.tabellen):
        vooral = meting.tabellen[0]
    totaal = lees_tabel(t, rij, meting.sleutel, ()).cellen[()]
    for assen in dict.fromkeys((vooral, *meting.tabellen)):
        gekozen = _uit_een(t, rij, meting, assen)
        if gekozen:
            return Keus(Stil.SPREEKT, totaal, gekozen)
    if totaal.waarde is None:
        return Keus(Stil.AFGESCHERMD, totaal, ())
    return Keus(Stil.ALLEEN_TOTAAL if totaal.waarde else Stil.NIETS, totaal, ())


def _uit_een(
    t: Transactie, rij: Beeldkwartaal, meting: Metinginzicht, assen: tuple[str, ...]
) -> tuple[Beeldtabel, ...]:
    if len(assen) > 1:
        heel = snoei(lees_tabel(t, rij, meting.sleutel, assen), kort=True)
        binnen = [getal for cel, getal in heel.cellen.items() if TOTAAL not in cel]
        if 2 * sum(bool(een.waarde) for een in binnen) >= sum(een.waarde is None for een in binnen) and _spreekt(heel):
            return (heel,)
    randen = (snoei(lees_tabel(t, rij, meting.sleutel, (een,)), kort=True) for een in assen)
    return tuple(rand for rand in randen if _spreekt(rand))


def _spreekt(tabel: Beeldtabel) -> bool:
    """Whether it shows more than noughts, its total apart."""
    return any(getal.waarde for cel, getal in tabel.cellen.items() if set(cel) != {TOTAAL})


def snoei(tabel: Beeldtabel, *, kort: bool) -> Beeldtabel:
    """The same numbers, without the categories that lie too deep for a short report."""
    assen = tuple(_ondiep(een, _DIEP.get(een.sleutel, 1) if kort else _ALLES) for een in tabel.assen)
    over = [{c.sleutel for c in een.categorieen} for een in assen]
    cellen = {
        cel: getal
        for cel, getal in tabel.cellen.items()
        if all(sleutel in er for sleutel, er in zip(cel, over, strict=True))
    }
    return replace(tabel, assen=assen, cellen=cellen)


def _ondiep(een: Beeldas, diep: int) -> Beeldas:
    return replace(een, categorieen=tuple(c for c in een.categorieen if c.niveau <= diep))


def cijfertabel(tabel: Beeldtabel, vorige: Beeldtabel | None = None) -> Cijfertabel:
    """A table as it stands on paper: the longest axis down. One of a single axis also has shares, and the numbers of
    the quarter before. Rows and columns of nothing but noughts are named below it.
    """
    if len(tabel.assen) == 1:
        return _lijst(tabel, vorige)
    neer, dwars = neer_en_dwars(*tabel.assen)
    gekanteld = neer is not tabel.assen[0]

    def getal(rij: Categorie, kolom: Categorie) -> Getal:
        cel = (kolom.sleutel, rij.sleutel) if gekanteld else (rij.sleutel, kolom.sleutel)
        return tabel.cellen[cel]

    gevuld = [(r, k) for r in neer.categorieen for k in dwars.categorieen if getal(r, k).waarde != 0]
    rijen = _gevuld(neer, {rij.sleutel for rij, _ in gevuld})
    kolommen = _gevuld(dwars, {kolom.sleutel for _, kolom in gevuld})
    return Cijfertabel(
        f"{neer.label} {_klein(naar(dwars.label))}, {_wanneer(tabel)}",
        (neer.label, *(_met_bovenliggend(dwars, k) for k in kolommen)),
        tuple((r.label, r.niveau, tuple(getal(r, k).kort for k in kolommen)) for r in rijen),
        _nullen([(neer, rijen), (dwars, kolommen)]),
    )


def _lijst(tabel: Beeldtabel, vorige: Beeldtabel | None) -> Cijfertabel:
    (een,) = tabel.assen
    toen = {} if vorige is None else vorige.cellen
    rijen = _gevuld(
        een,
        {c.sleutel for c in een.categorieen if tabel.cellen[c.sleutel,].waarde != 0 or _was_er(toen.get((c.sleutel,)))},
    )
    koppen = [een.label, tabel.vaststelling.label, "Aandeel", *([] if vorige is None else [vorige.vaststelling.label])]
    return Cijfertabel(
        f"{een.label}, {_wanneer(tabel)}",
        tuple(koppen),
        tuple(
            (
                c.label,
                c.niveau,
                (
                    tabel.cellen[c.sleutel,].kort,
                    tabel.aandeel(c.sleutel, van=0).kort,
                    *([] if vorige is None else [toen[c.sleutel,].kort if (c.sleutel,) in toen else "–"]),
                ),
            )
            for c in rijen
        ),
        _nullen([(een, rijen)]),
    )


def _gevuld(een: Beeldas, sleutels: set[str]) -> list[Categorie]:
    """These categories with what they are part of, and the total."""
    boven = {c.sleutel: c.boven for c in een.categorieen}
    blijven = {TOTAAL}
    for sleutel in sleutels:
        weg = sleutel
        while weg not in blijven:
            blijven.add(weg)
            weg = boven[weg]
    return [c for c in een.categorieen if c.sleutel in blijven]


def _was_er(getal: Getal | None) -> bool:
    return getal is not None and getal.waarde != 0


def vorige_van(t: Transactie, rij: Beeldkwartaal | None, tabel: Beeldtabel) -> Beeldtabel | None:
    """The same table of the quarter before; None where that had no such table."""
    if rij is None or len(tabel.assen) != 1:
        return None
    try:
        return lees_tabel(t, rij, tabel.meting.sleutel, tuple(een.sleutel for een in tabel.assen))
    except BuitenDeTabellen:
        return None


def zonder_verschil(t: Transactie, rij: Beeldkwartaal, tabel: Beeldtabel) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The axes along which not one change since this earlier quarter can be told, each with the labels of the
    categories that are shown now and were hidden then. What is hidden now says so itself.
    """
    for langs, een in enumerate(tabel.assen):
        try:
            toen = lees_tabel(t, rij, tabel.meting.sleutel, (een.sleutel,)).cellen
        except BuitenDeTabellen:
            continue
        paren: list[tuple[str, Getal]] = []
        for c in een.categorieen[1:]:
            nu = tabel.cellen[tuple(c.sleutel if nr == langs else TOTAAL for nr in range(len(tabel.assen)))]
            eerder = toen.get((c.sleutel,))
            if eerder is not None and nu.waarde is not None and (nu.waarde or eerder.waarde != 0):
                paren.append((c.label, eerder))
        if paren and all(eerder.waarde is None for _, eerder in paren):
            yield een.label, tuple(label for label, _ in paren)


def staven_van(tabel: Beeldtabel, langs: int, *, kort: bool = False) -> tuple[Staaf, ...]:
    """The categories of axis number ``langs``, of everybody along the others, each with its share where it is shown.

    ``kort``: without parts of a category, and without what is nought.
    """
    uit = []
    for een in tabel.assen[langs].categorieen[1:]:
        cel = tuple(een.sleutel if nr == langs else TOTAAL for nr in range(len(tabel.assen)))
        getal, aandeel = tabel.cellen[cel], tabel.aandeel(*cel, van=langs)
        deel = f" ({aandeel.tekst})" if aandeel.procent is not None else ""
        if not kort or (getal.waarde != 0 and een.niveau == 1):
            uit.append(Staaf(een.label, getal.waarde, f"{getal.kort}{deel}", een.niveau))
    return tuple(uit)


def naar(label: str) -> str:
    """The heading of a split by this axis."""
    return label if label.casefold().startswith(("van ", "naar ")) else f"Naar {label[:1].lower()}{label[1:]}"


def _klein(woorden: str) -> str:
    return woorden[:1].lower() + woorden[1:]


def _wanneer(tabel: Beeldtabel) -> str:
    return tabel.peildatum if tabel.meting.moment is Moment.STAND else tabel.vaststelling.label


def _met_bovenliggend(een: Beeldas, categorie: Categorie) -> str:
    """A part of a part says of what: columns are not indented."""
    if categorie.boven in ("", TOTAAL):
        return categorie.label
    return f"{een.label_van(categorie.boven)}: {categorie.label}"


def _nullen(paren: Sequence[tuple[Beeldas, Sequence[Categorie]]]) -> str:
    weg = list(dict.fromkeys(label for een, over in paren for label in _weg(een, over)))
    return f"Nul, en daarom niet in de tabel: {opsomming(weg)}." if weg else ""


def _weg(een: Beeldas, over: Sequence[Categorie]) -> Iterator[str]:
    """What was left out; a category with all its parts is named once."""
    er = {c.sleutel for c in over}
    for c in een.categorieen:
        if c.sleutel not in er and (c.boven in er or c.boven == TOTAAL):
            yield _met_bovenliggend(een, c)


def opsomming(woorden: Sequence[str]) -> str:
    """``een, twee en drie``."""
    *eerst, laatst = woorden
    return f"{', '.join(eerst)} en {laatst}" if eerst else laatst
