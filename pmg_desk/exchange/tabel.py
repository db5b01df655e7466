"""The table that a file becomes: text in rows and columns, whatever the file was."""

from __future__ import annotations

from dataclasses import dataclass, field

MIB = 2**20


@dataclass(frozen=True, slots=True)
class Grenzen:
    """How much of anything one import takes. Bytes, counts, characters and seconds; see ``security.md``, Imports.

    The defaults are measured: a list of 100,000 rows of 20 filled columns passes all of them, and whatever passes them
    needs less than 300 MB in the reading process.
    """

    bestand: int = 64 * MIB
    """Size on disk."""
    uitgepakt: int = 192 * MIB
    """Sum of the declared sizes of all parts of a workbook; no part ever yields more than it declares."""
    verhouding: int = 250
    """Unpacked to packed, for one part of over a mebibyte. Formatted empty rows reach some 100, a bomb 1,000."""
    onderdelen: int = 2_000
    """Entries in the zip directory."""
    gedeelde_teksten: int = 40 * MIB
    """``sharedStrings.xml``, the only part that has to be in memory as a whole."""
    klein_onderdeel: int = 8 * MIB
    """Each of workbook, relations, styles and content types."""
    rijen: int = 100_000
    kolommen: int = 500
    cel: int = 32_767
    """Characters in one cell: Excel's own limit."""
    regel: int = 1_000_000
    """Characters in one line of a csv."""
    cellen: int = 2_100_000
    """Cells that are not empty."""
    vakken: int = 10_000_000
    """Rows times columns, empty or not."""
    tekens: int = 64_000_000
    """Characters in all cells together."""
    geheugen: int = 256 * MIB
    """Address space the reading process may add to what it starts with (Linux; elsewhere the sizes above must do)."""
    seconden: float = 10.0
    """Time for a small file."""
    seconden_per_mib: float = 0.25
    """Added for each mebibyte to be read, so that a slow laptop gets through a large list as well."""
    seconden_hoogstens: float = 60.0

    def tijd_voor(self, omvang: int) -> float:
        """Seconds the parser may take for ``omvang`` bytes."""
        return min(self.seconden + self.seconden_per_mib * omvang / MIB, self.seconden_hoogstens)


@dataclass(frozen=True, slots=True)
class Rij:
    """One row of a file: ``nr`` as Excel numbers it, and the cells as text, as many as the table has columns.

    ``fouten`` say why the row cannot be trusted as it was read, ``waarschuwingen`` what to look at; both are Dutch
    sentences with column letters and without values.
    """

    nr: int
    cellen: tuple[str, ...] = field(repr=False)
    fouten: tuple[str, ...] = ()
    waarschuwingen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tabel:
    """A file as it was read, complete or not at all.

    ``kop`` holds the headings exactly as they stand in the file (for formats read by position), ``kolommen`` the same
    made usable: never empty, never twice the same. ``soort`` is ``"xlsx"`` or ``"csv"``.
    """

    kop: tuple[str, ...] = field(repr=False)
    kolommen: tuple[str, ...] = field(repr=False)
    rijen: tuple[Rij, ...] = field(repr=False)
    soort: str
    waarschuwingen: tuple[str, ...] = ()


def kolomletter(index: int) -> str:
    """The letter Excel shows above column ``index`` (0 is ``A``, 26 is ``AA``)."""
    letters = ""
    rest = index + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(65 + letter) + letters
    return letters


def benoem_kolommen(kop: tuple[str, ...]) -> tuple[str, ...]:
    """Headings made usable: white space tidied; no name becomes ``Kolom C``, a second ``naam`` becomes ``naam (2)``."""
    namen: list[str] = []
    gebruikt: set[str] = set()
    for index, ruw in enumerate(kop):
        basis = " ".join(ruw.split()) or f"Kolom {kolomletter(index)}"
        naam, volgnr = basis, 1
        while naam.casefold() in gebruikt:
            volgnr += 1
            naam = f"{basis} ({volgnr})"
        gebruikt.add(naam.casefold())
        namen.append(naam)
    return tuple(namen)
