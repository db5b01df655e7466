"""Reads the cells of one worksheet as text, streaming: whatever its size, one row is in memory.

Text stays text (``0123``), dates become ISO 8601, numbers are written as Excel shows them without formatting. A formula
is taken as the value that was last computed; where there is none the row gets a fault, because an empty cell would
be a silent loss. Formulas are never computed here, links never followed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from pmg_desk.exchange.leesfouten import BestandBeschadigd, TeVeelKolommen
from pmg_desk.exchange.opbouw import Meldingen, Opbouw, getal, te_lange_cel
from pmg_desk.exchange.tabel import Grenzen, kolomletter
from pmg_desk.exchange.werkmap import (
    Tekstverzamelaar,
    Werkmap,
    damage_as_fout,
    ontsnap,
    open_zip,
    parse_xml,
    read_werkmap,
    zonder_prefix,
)

_BEKEND = frozenset(("row", "c", "v", "f", "is", "t", "r", "rPh", "sheetData"))
_CIJFERS = "0123456789"
_LAATSTE_RIJ = 1_048_576
_GEHEEL_TOT = 1e15
"""Excel keeps 15 digits: beyond that a whole number is no longer exact."""
_LAATSTE_DAG = 2_958_466
"""One past 31 December 9999."""

_ZINNEN = {
    "formule": (
        "In 1 cel staat een formule: de laatst berekende uitkomst is gelezen.",
        "In {} cellen staat een formule: de laatst berekende uitkomst is gelezen.",
    ),
    "verborgen": (
        "1 rij is in Excel verborgen of weggefilterd. Die is ook gelezen.",
        "{} rijen zijn in Excel verborgen of weggefilterd. Die zijn ook gelezen.",
    ),
    "samengevoegd": (
        "Er is 1 groep samengevoegde cellen: alleen de eerste cel daarvan heeft een waarde.",
        "Er zijn {} groepen samengevoegde cellen: alleen de eerste cel daarvan heeft een waarde.",
    ),
}


def datum_uit_getal(waarde: float, soort: str, *, vanaf_1904: bool) -> str:
    """ISO 8601 text for an Excel serial number (ECMA-376 §18.17.4). Raises ValueError for a day that never was.

    ``soort`` is ``"datum"``, ``"tijd"`` (a clock time when the number holds no day) or ``"duur"`` (hours may pass 24).
    Day 60 of the 1900 system is 29 February 1900, which did not exist.
    """
    if not 0 <= waarde < _LAATSTE_DAG:
        raise ValueError("outside the calendar")
    seconden = round(waarde * 86_400)
    dagen, rest = divmod(seconden, 86_400)
    klok = f"{rest // 3600:02}:{rest // 60 % 60:02}" + (f":{rest % 60:02}" if rest % 60 else "")
    if soort == "duur":
        return f"{seconden // 3600:02}{klok[2:]}"
    if soort == "tijd" and not dagen:
        return klok
    if vanaf_1904:
        begin = datetime(1904, 1, 1)  # noqa: DTZ001 - a calendar day in a cell has no zone
    elif dagen == 60:
        raise ValueError("29 February 1900")
    else:
        begin = datetime(1899, 12, 31 if dagen < 60 else 30)  # noqa: DTZ001 - as above
    try:
        dag = (begin + timedelta(days=dagen)).date().isoformat()
    except OverflowError as fout:
        raise ValueError("outside the calendar") from fout
    return f"{dag}T{klok}" if rest else dag


def getal_als_tekst(ruw: str, stijl: str, *, vanaf_1904: bool) -> str:
    """A numeric cell as text, by the kind of its number format. Raises ValueError for what is no number or date."""
    if not stijl and len(ruw) <= 30 and ruw.isascii() and ruw.isdigit():
        return ruw
    waarde = float(ruw)
    if stijl in {"datum", "tijd", "duur"}:
        return datum_uit_getal(waarde, stijl, vanaf_1904=vanaf_1904)
    if waarde != waarde or waarde in {float("inf"), float("-inf")}:  # noqa: PLR0124 - only NaN differs from itself
        raise ValueError("not a number")
    if waarde == int(waarde) and abs(waarde) < _GEHEEL_TOT:
        return str(int(waarde)).zfill(len(stijl))
    return format(waarde, ".15g")


class _Bladlezer:
    """Handlers for expat. Attributes are read per cell some millions of times, hence the plain ``if`` ladders."""

    def __init__(self, werkmap: Werkmap, grenzen: Grenzen, opbouw: Opbouw) -> None:
        self._teksten = werkmap.teksten
        self._stijlen = werkmap.stijlen
        self._vanaf_1904 = werkmap.vanaf_1904
        self._grenzen = grenzen
        self._opbouw = opbouw
        self._kolommen: dict[str, int] = {}
        self._regeltekst = Tekstverzamelaar()
        self.meldingen = Meldingen()
        self._in_gegevens = False
        self._rij = 0
        self._cellen: list[str] = []
        self._fouten: list[str] = []
        self._kolom = -1
        self._type = "n"
        self._stijl = ""
        self._formule = False
        self._stukken: list[str] | None = None
        self._lengte = 0
        self._waarde: str | None = None
        self._in_is = False

    def begin(self, naam: str, a: dict[str, str]) -> None:
        if naam not in _BEKEND:
            naam = zonder_prefix(naam)
        if not self._in_gegevens:
            if naam == "sheetData":
                self._in_gegevens = True
            elif naam == "mergeCell":
                self.meldingen.tel("samengevoegd")
            return
        if naam == "c":
            self._begin_cel(a)
        elif naam == "v":
            self._stukken = []
            self._lengte = 0
        elif naam == "row":
            self._begin_rij(a)
        elif naam == "f":
            self._formule = True
        elif naam == "is":
            self._in_is = True
            self._lengte = 0
        elif self._in_is:
            self._regeltekst.begin(naam, a)

    def _begin_rij(self, a: dict[str, str]) -> None:
        nummer = a.get("r")
        if nummer is None:
            self._rij += 1
        else:
            rij = int(nummer) if len(nummer) <= 7 and nummer.isascii() and nummer.isdigit() else 0
            if not self._rij < rij <= _LAATSTE_RIJ:
                raise BestandBeschadigd
            self._rij = rij
        self._cellen = []
        self._fouten = []
        self._kolom = -1
        if a.get("hidden") in {"1", "true"}:
            self.meldingen.tel("verborgen")

    def _begin_cel(self, a: dict[str, str]) -> None:
        plaats = a.get("r")
        if plaats is None:
            kolom = self._kolom + 1
        else:
            letters = plaats.rstrip(_CIJFERS)
            gekend = self._kolommen.get(letters)
            kolom = gekend if gekend is not None else self._leer_kolom(letters)
        if kolom <= self._kolom:
            raise BestandBeschadigd
        self._kolom = kolom
        self._type = a.get("t", "n")
        stijl = a.get("s")
        self._stijl = ""
        if stijl is not None and self._type == "n":
            self._stijl = self._kies_stijl(stijl)
        self._formule = False
        self._waarde = None

    def _leer_kolom(self, letters: str) -> int:
        if not 1 <= len(letters) <= 3 or not letters.isascii() or not letters.isalpha():
            raise BestandBeschadigd
        kolom = 0
        for letter in letters.upper():
            kolom = kolom * 26 + ord(letter) - 64
        self._kolommen[letters] = kolom - 1
        return kolom - 1

    def _kies_stijl(self, nummer: str) -> str:
        if len(nummer) <= 6 and nummer.isascii() and nummer.isdigit() and int(nummer) < len(self._stijlen):
            return self._stijlen[int(nummer)]
        return ""

    def tekst(self, stuk: str) -> None:
        if self._stukken is not None:
            self._lengte += len(stuk)
            self._stukken.append(stuk)
        elif self._in_is:
            self._lengte += len(stuk)
            self._regeltekst.tekst(stuk)
        else:
            return
        if self._lengte > self._grenzen.cel:
            raise te_lange_cel(self._rij, self._kolom, self._grenzen)

    def eind(self, naam: str) -> None:
        if naam not in _BEKEND:
            naam = zonder_prefix(naam)
        if naam == "v":
            if self._stukken is not None:
                self._waarde = "".join(self._stukken)
                self._stukken = None
        elif naam == "c":
            if self._in_gegevens:
                self._eind_cel()
        elif naam == "row":
            if self._in_gegevens:
                self._opbouw.voeg_toe(self._rij, self._cellen, self._fouten)
        elif naam == "is":
            self._in_is = False
            self._waarde = self._regeltekst.neem()
        elif naam == "sheetData":
            self._in_gegevens = False
        elif self._in_is:
            self._regeltekst.eind(naam)

    def _eind_cel(self) -> None:
        ruw = self._waarde
        if self._formule:
            if ruw is None or (not ruw and self._type != "str"):
                self._meld("staat een formule zonder uitkomst")
                return
            self.meldingen.tel("formule")
        if not ruw:
            return
        try:
            tekst = self._als_tekst(ruw)
        except ValueError:
            self._meld("staat een getal of datum die niet kan")
            return
        if tekst is None or not tekst:
            return
        if self._kolom >= self._grenzen.kolommen:
            raise TeVeelKolommen(
                f"Dit bestand heeft meer dan {getal(self._grenzen.kolommen)} kolommen: in rij {self._rij} is kolom "
                f"{kolomletter(self._kolom)} gevuld."
            )
        cellen = self._cellen
        while len(cellen) < self._kolom:
            cellen.append("")
        cellen.append(tekst)

    def _als_tekst(self, ruw: str) -> str | None:
        soort = self._type
        if soort == "s":
            index = int(ruw) if ruw.isascii() and ruw.isdigit() and len(ruw) <= 9 else len(self._teksten)
            if index >= len(self._teksten):
                raise BestandBeschadigd
            return self._teksten[index]
        if soort == "n":
            return getal_als_tekst(ruw, self._stijl, vanaf_1904=self._vanaf_1904)
        if soort == "b":
            return "WAAR" if ruw.strip() in {"1", "true"} else "ONWAAR"
        if soort == "e":
            self._meld("staat een Excel-fout in plaats van een waarde")
            return None
        if soort == "d":
            return datetime.fromisoformat(ruw).isoformat().removesuffix("T00:00:00")
        return ruw if soort == "inlineStr" else ontsnap(ruw)

    def _meld(self, wat: str) -> None:
        self._fouten.append(f"In kolom {kolomletter(self._kolom)} {wat}.")


def read_xlsx(
    pad: Path, grenzen: Grenzen, opbouw: Opbouw, omvang: Callable[[int], None], gelezen: Callable[[int], None]
) -> dict[str, Any]:
    """Stream the first visible sheet that holds anything of the workbook at ``pad`` into ``opbouw``.

    ``omvang`` is told how many bytes a sheet has, ``gelezen`` how many are done. Raises a Leesfout.
    """
    with open_zip(pad, grenzen) as archief:
        werkmap = read_werkmap(archief, grenzen)
        meldingen = Meldingen()
        for blad in werkmap.bladen:
            if not (blad.zichtbaar and opbouw.leeg):
                continue
            omvang(archief.getinfo(blad.onderdeel).file_size)
            lezer = _Bladlezer(werkmap, grenzen, opbouw)
            with damage_as_fout(), archief.open(blad.onderdeel) as bron:
                parse_xml(bron, lezer.begin, lezer.eind, lezer.tekst, gelezen)
            meldingen = lezer.meldingen
    waarschuwingen = meldingen.verwoord(_ZINNEN)
    if len(werkmap.bladen) > 1:
        waarschuwingen.insert(
            0,
            f"Deze werkmap heeft {len(werkmap.bladen)} bladen. Alleen het eerste zichtbare blad met inhoud is gelezen.",
        )
    return opbouw.klaar("xlsx", waarschuwingen)
