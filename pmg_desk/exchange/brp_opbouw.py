"""How a BRP persoonslijst in csv is built: which column holds what, and which lines belong to one person.

Columns carry the codes of the Logisch Ontwerp BRP (category.group.element) and stand in one fixed order, so they are
read by position: the header repeats ``06.88.10`` and leaves its first and last column without a name.

A line with a first field starts a person; lines without one continue it. Each category goes on downwards by itself: its
``H`` says what the next line holds of it: its own code again for the next child, nationality or partner (``09``), and
its code plus 50 for history (``59``), which is past and never replaces the line above it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pmg_desk.exchange.leesfouten import GeenPersoonslijst
from pmg_desk.exchange.tabel import Rij, Tabel

_ELEMENTEN = {
    "01": (
        "01.10 01.20 02.10 02.20 02.30 02.40 03.10 03.20 03.30 04.10 20.10 20.20 61.10 81.10 81.20 82.10 "
        "82.20 82.30 83.10 83.20 83.30 84.10 85.10 86.10 88.10 88.20 H"
    ),
    "02": (
        "01.10 01.20 02.10 02.20 02.30 02.40 03.10 03.20 03.30 04.10 62.10 81.10 81.20 82.10 82.20 82.30 "
        "83.10 83.20 83.30 84.10 85.10 86.10 H"
    ),
    "03": (
        "01.10 01.20 02.10 02.20 02.30 02.40 03.10 03.20 03.30 04.10 62.10 81.10 81.20 82.10 82.20 82.30 "
        "83.10 83.20 83.30 84.10 85.10 86.10 H"
    ),
    "04": "05.10 63.10 64.10 65.10 73.10 82.10 82.20 82.30 83.10 83.20 83.30 84.10 85.10 86.10 88.10 88.20 H",
    "05": (
        "01.10 01.20 02.10 02.20 02.30 02.40 03.10 03.20 03.30 04.10 06.10 06.20 06.30 07.10 07.20 07.30 "
        "07.40 15.10 81.10 81.20 82.10 82.20 82.30 83.10 83.20 83.30 84.10 85.10 86.10 H"
    ),
    "06": "08.10 08.20 08.30 81.10 81.20 82.10 82.20 82.30 83.10 83.20 83.30 84.10 85.10 86.10 88.10 88.10 H",
    "07": "66.20 67.10 67.20 68.10 69.10 70.10 71.10 71.20 80.10 80.20 87.10 88.10 88.20 H",
    "08": (
        "09.10 09.20 10.10 10.20 10.30 11.10 11.15 11.20 11.30 11.40 11.50 11.60 11.70 11.80 11.90 12.10 "
        "13.10 13.20 13.30 13.40 13.50 14.10 14.20 72.10 75.10 83.10 83.20 83.30 84.10 85.10 86.10 88.10 "
        "88.20 H"
    ),
    "09": (
        "01.10 01.20 02.10 02.20 02.30 02.40 03.10 03.20 03.30 81.10 81.20 82.10 82.20 82.30 83.10 83.20 "
        "83.30 84.10 85.10 86.10 89.10 H"
    ),
    "10": "39.10 39.20 39.30 83.10 83.20 83.30 84.10 85.10 86.10 H",
    "11": "32.10 33.10 82.10 82.20 82.30 83.10 83.20 83.30 84.10 85.10 86.10 H",
    "12": "35.10 35.20 35.30 35.40 35.50 35.60 35.70 36.10 82.10 82.20 82.30 83.10 83.20 83.30 85.10 86.10 H",
    "13": "31.10 31.20 31.30 38.10 38.20 82.10 82.20 82.30 H",
}

KOP = ("", *(f"{categorie}.{element}" for categorie, reeks in _ELEMENTEN.items() for element in reeks.split()), "")
"""The header as it is delivered, 257 columns."""
_PLAATS = {code: len(KOP) - 1 - plaats for plaats, code in enumerate(reversed(KOP))}
_BEREIK = {
    categorie: (_PLAATS[f"{categorie}.{reeks.split()[0]}"], _PLAATS[f"{categorie}.H"])
    for categorie, reeks in _ELEMENTEN.items()
}
_HERHAALBAAR = frozenset(("04", "05", "09", "12"))
"""Categories of which a person may have more than one at the same time."""


class Deel:
    """One line of one category of a person, asked by element: ``deel["02.40"]``."""

    __slots__ = ("_cellen", "categorie")

    def __init__(self, categorie: str, cellen: Sequence[str]) -> None:
        self.categorie = categorie
        self._cellen = cellen

    def __getitem__(self, element: str) -> str:
        return self._cellen[_PLAATS[f"{self.categorie}.{element}"]].strip()

    @property
    def leeg(self) -> bool:
        """Whether the line says nothing of this category."""
        begin, eind = _BEREIK[self.categorie]
        return not any(map(str.strip, self._cellen[begin:eind]))

    def starts_new(self, vorige: Deel) -> bool:
        """Whether this line is about somebody else than the line before it, and not its history.

        The line before says so in its ``H``. Where that is missing or means nothing, who it is about decides.
        """
        volgt = vorige._cellen[_BEREIK[self.categorie][1]].strip()
        if volgt in {self.categorie, str(int(self.categorie) + 50)}:
            return volgt == self.categorie
        if self.categorie not in {"05", "09"}:
            return False
        for nummer in ("01.10", "01.20"):
            if self[nummer] and vorige[nummer]:
                return self[nummer] != vorige[nummer]
        return not vorige.leeg and (self["02.10"], self["03.10"]) != (vorige["02.10"], vorige["03.10"])

    @property
    def in_onderzoek(self) -> bool:
        """Whether an investigation (83.10) has begun and not ended (83.30)."""
        return bool(self["83.10"]) and not self["83.30"]


class Persoonslijst:
    """The lines of one person."""

    def __init__(self, regels: Sequence[Rij]) -> None:
        self.regels = tuple(regels)

    def actueel(self, categorie: str) -> Deel:
        """What is current of a category that a person has once; may be empty."""
        return Deel(categorie, self.regels[0].cellen)

    def stapels(self, categorie: str) -> Iterator[Deel]:
        """The current line of each child, nationality or partner, in order; history is passed over.

        Of a category that a person has once that is its first line.
        """
        vorige = self.actueel(categorie)
        if not vorige.leeg:
            yield vorige
        if categorie not in _HERHAALBAAR:
            return
        for regel in self.regels[1:]:
            deel = Deel(categorie, regel.cellen)
            if deel.leeg:
                continue
            if deel.starts_new(vorige):
                yield deel
            vorige = deel


def is_persoonslijst(tabel: Tabel) -> bool:
    """Whether the columns stand in the order of a persoonslijst; the last, nameless one may be missing."""
    kop = tuple(naam.strip() for naam in tabel.kop)
    return kop in {KOP, KOP[:-1]}


def split_personen(tabel: Tabel) -> Iterator[Persoonslijst]:
    """The persons of a persoonslijst in order. Raises GeenPersoonslijst for any other table."""
    if not is_persoonslijst(tabel):
        raise GeenPersoonslijst
    regels: list[Rij] = []
    for rij in tabel.rijen:
        if rij.cellen[0].strip():
            if regels:
                yield Persoonslijst(regels)
            regels = []
        elif not regels:
            raise GeenPersoonslijst("Deze persoonslijst begint midden in een persoon: de eerste regels ontbreken.")
        regels.append(rij)
    if regels:
        yield Persoonslijst(regels)
