"""The people around a youth, or the members of a group, laid out to be read: who stands where, and what is left out.

The youth stands in the middle. People stand in columns beside it, kind by kind, so that a line to each of them runs
through free space and no label ever covers another. Measures come from whoever draws; units are theirs (points).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kring(StrEnum):
    """What part of the network somebody belongs to, in the order of the drawing."""

    GEZIN = "gezin"
    VRIENDEN = "vrienden"
    ROLMODELLEN = "rolmodellen"
    VERDENKING = "verdenking"


KRING_LABELS: dict[Kring, str] = {
    Kring.GEZIN: "Gezin en familie",
    Kring.VRIENDEN: "Vrienden en bekenden",
    Kring.ROLMODELLEN: "Rolmodellen",
    Kring.VERDENKING: "Verdenkingen",
}


class Vorm(StrEnum):
    """How a label and the line to it are drawn: the word for it always stands there as well."""

    RECHT = "recht"  # right corners, thick line
    ROND = "rond"  # rounded, thin line
    STEUN = "steun"  # rounded, long dashes
    SCHUIN = "schuin"  # cut corners, dots
    DUBBEL = "dubbel"  # framed twice, dash and dot


@dataclass(frozen=True, slots=True)
class Relatiesoort:
    """A kind of relation: its word, where it stands, how it is drawn, and the data category of knowing it."""

    label: str
    kring: Kring
    vorm: Vorm
    categorie: str = "gezin"


RELATIESOORTEN: dict[str, Relatiesoort] = {
    "ouder": Relatiesoort("Ouder", Kring.GEZIN, Vorm.RECHT),
    "verzorger": Relatiesoort("Stiefouder of verzorger", Kring.GEZIN, Vorm.RECHT),
    "voogd": Relatiesoort("Voogd", Kring.GEZIN, Vorm.RECHT),
    "broer_zus": Relatiesoort("Broer of zus", Kring.GEZIN, Vorm.RECHT),
    "kind": Relatiesoort("Kind", Kring.GEZIN, Vorm.RECHT),
    "partner": Relatiesoort("Partner", Kring.GEZIN, Vorm.RECHT),
    "familie": Relatiesoort("Ander familielid", Kring.GEZIN, Vorm.RECHT),
    "vriend": Relatiesoort("Vriend of vriendin", Kring.VRIENDEN, Vorm.ROND),
    "overig": Relatiesoort("Iemand anders", Kring.VRIENDEN, Vorm.ROND),
    "positief_rolmodel": Relatiesoort("Positief rolmodel", Kring.ROLMODELLEN, Vorm.STEUN),
    "jim": Relatiesoort("JIM (Jouw Ingebrachte Mentor)", Kring.ROLMODELLEN, Vorm.STEUN),
    "negatief_rolmodel": Relatiesoort("Negatief rolmodel", Kring.ROLMODELLEN, Vorm.SCHUIN, "politiegegevens"),
    "medeverdachte": Relatiesoort("Medeverdachte", Kring.VERDENKING, Vorm.DUBBEL, "politiegegevens"),
}
"""Stored keys: once released they never change (``domain.md``, Netwerk)."""


def soort_van(sleutel: str) -> Relatiesoort:
    """The kind with this key; an unknown one (from elsewhere) is somebody around the youth, by its own word."""
    woord = sleutel.replace("_", " of ").capitalize()
    return RELATIESOORTEN.get(sleutel) or Relatiesoort(woord, Kring.VRIENDEN, Vorm.ROND)


@dataclass(frozen=True, slots=True)
class Beeldpersoon:
    """Somebody in the drawing: name, the words under it, and whether they need attention (said in words as well)."""

    naam: str
    woorden: tuple[str, ...]
    vorm: Vorm
    let_op: bool = False


@dataclass(frozen=True, slots=True)
class Beeldkring:
    """A kind of people with its heading. ``anderen``: how many more there are of whom nothing may be shown."""

    kop: str
    personen: tuple[Beeldpersoon, ...]
    anderen: int = 0


@dataclass(frozen=True, slots=True)
class Netbeeld:
    """Everything that one drawing of a network says."""

    midden: tuple[str, ...]
    kringen: tuple[Beeldkring, ...]

    def beschrijving(self) -> str:
        """What one sees, in a sentence for each kind of people."""
        zinnen = [f"In het midden staat {', '.join(self.midden)}."]
        for kring in self.kringen:
            wie = [", ".join((p.naam, *p.woorden)) for p in kring.personen]
            wie += [nog_leden(kring.anderen)] if kring.anderen else []
            zinnen.append(f"{kring.kop}: {'; '.join(wie)}.")
        return " ".join(zinnen)


def nog_leden(aantal: int) -> str:
    """How many members there are that this user may not see; never who."""
    return "nog 1 lid" if aantal == 1 else f"nog {aantal} leden"


def verdeel_plaatsen(aantallen: Sequence[int], meest: int) -> tuple[int, ...]:
    """How many of each kind are drawn when at most ``meest`` are: small kinds whole, large ones share what is left."""
    getoond = [0] * len(aantallen)
    over = meest
    volgorde = sorted(range(len(aantallen)), key=lambda nr: (aantallen[nr], nr))
    for plek, nr in enumerate(volgorde):
        getoond[nr] = min(aantallen[nr], over // (len(volgorde) - plek))
        over -= getoond[nr]
    return tuple(getoond)


@dataclass(frozen=True, slots=True)
class Maat:
    """How much room something takes."""

    breedte: float
    hoogte: float


@dataclass(frozen=True, slots=True)
class Vak:
    """A place in the drawing: left under corner, and how large. Upwards is more."""

    x: float
    y: float
    breedte: float
    hoogte: float


@dataclass(frozen=True, slots=True)
class Kringmaat:
    """The measures of a heading and of the labels under it."""

    kop: Maat
    labels: tuple[Maat, ...]


@dataclass(frozen=True, slots=True)
class Geplaatst:
    """A heading (``label`` is None) or a label of the kring with this number. ``links``: left of the middle.

    ``vervolg``: a heading that stands there once more, because its people go on in the other column.
    """

    kring: int
    label: int | None
    vak: Vak
    links: bool
    vervolg: bool = False


@dataclass(frozen=True, slots=True)
class Opstelling:
    """Where everything stands."""

    breedte: float
    hoogte: float
    midden: Vak
    delen: tuple[Geplaatst, ...]


TUSSEN = 5.0
"""Room between two labels under each other."""
TUSSEN_KRINGEN = 14.0
"""Room above a heading that is not the first of its column."""
GANG = 62.0
"""Room for the lines between the middle and a column."""
HOOG_ZONDER_SPLITSEN = 330.0
"""Up to this height people of one kind stay in one column."""

_Deel = tuple[int, int | None, Maat, bool]


def stel_op(midden: Maat, kringen: Sequence[Kringmaat]) -> Opstelling:
    """Put the middle and all labels in place. The same measures always give the same places; nothing overlaps."""
    delen: list[_Deel] = []
    for nr, kring in enumerate(kringen):
        delen.append((nr, None, kring.kop, False))
        delen += [(nr, plek, maat, False) for plek, maat in enumerate(kring.labels)]
    links, rechts = _splits(delen)
    hoogte = max(midden.hoogte, _hoogte(links), _hoogte(rechts))
    kolom_links, kolom_rechts = _breedte(links), _breedte(rechts)
    x_midden = kolom_links + GANG if links else 0.0
    x_rechts = x_midden + midden.breedte + GANG
    breedte = x_rechts + kolom_rechts if rechts else x_midden + midden.breedte
    geplaatst = (
        *_kolom(links, hoogte, kolom_links, links=True),
        *_kolom(rechts, hoogte, x_rechts, links=False),
    )
    vak = Vak(x_midden, (hoogte - midden.hoogte) / 2, midden.breedte, midden.hoogte)
    return Opstelling(breedte, hoogte, vak, geplaatst)


def _splits(delen: list[_Deel]) -> tuple[list[_Deel], list[_Deel]]:
    """Both columns about as high, between two kinds where that will do, else within one."""
    tussen = [plek for plek, deel in enumerate(delen) if deel[1] is None and plek]
    knippen = [_knip(delen, plek) for plek in (*tussen, len(delen))]
    beste = min(knippen, key=_hoogste)
    if _hoogste(beste) > HOOG_ZONDER_SPLITSEN:
        binnen = [plek for plek, deel in enumerate(delen) if deel[1]]  # never right under a heading
        beste = min((beste, *(_knip(delen, plek) for plek in binnen)), key=_hoogste)
    return beste


def _knip(delen: list[_Deel], plek: int) -> tuple[list[_Deel], list[_Deel]]:
    links, rechts = delen[:plek], delen[plek:]
    if rechts and rechts[0][1] is not None:
        nr = rechts[0][0]
        kop = next(maat for kring, label, maat, _ in delen if kring == nr and label is None)
        rechts = [(nr, None, kop, True), *rechts]
    return links, rechts


def _hoogste(knip: tuple[list[_Deel], list[_Deel]]) -> float:
    return max(_hoogte(knip[0]), _hoogte(knip[1]))


def _hoogte(delen: Sequence[_Deel]) -> float:
    return sum(deel[2].hoogte + _boven(delen, plek) for plek, deel in enumerate(delen))


def _boven(delen: Sequence[_Deel], plek: int) -> float:
    if plek == 0:
        return 0.0
    return TUSSEN_KRINGEN if delen[plek][1] is None else TUSSEN


def _breedte(delen: Sequence[_Deel]) -> float:
    return max((deel[2].breedte for deel in delen), default=0.0)


def _kolom(delen: Sequence[_Deel], hoogte: float, x: float, *, links: bool) -> list[Geplaatst]:
    """A column from the top down, in the middle of the height; ``x`` is the side towards the middle."""
    y = (hoogte + _hoogte(delen)) / 2
    geplaatst = []
    for plek, (kring, label, maat, vervolg) in enumerate(delen):
        y -= _boven(delen, plek) + maat.hoogte
        vak = Vak(x - maat.breedte if links else x, y, maat.breedte, maat.hoogte)
        geplaatst.append(Geplaatst(kring, label, vak, links, vervolg))
    return geplaatst
