"""On which line of a TOML text does a key stand? ``tomllib`` does not say, and a writer of a profile must know.

The text has been accepted by ``tomllib`` before it comes here, so the scan only has to find where things begin: it
skips strings, comments and brackets, and never judges.
"""

from __future__ import annotations

import re
import tomllib

Pad = tuple[str | int, ...]

_SLEUTEL = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|[A-Za-z0-9_-]+')
_WIT = re.compile(r"[ \t]*")
_LEEG = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
# The longest form first: a triple quote also starts with a single one.
_TEKST = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}'
    r"|'''(?:[^']|'(?!''))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)


def find_regels(tekst: str) -> dict[Pad, int]:
    """The 1-based line of every table, key and list element of valid TOML, by path (list elements by index)."""
    return _Zoeker(tekst).zoek()


class _Zoeker:
    """One pass over one text."""

    def __init__(self, tekst: str) -> None:
        self._tekst = tekst
        self._plek = 0
        self._regel = 1
        self._geteld_tot = 0
        self._regels: dict[Pad, int] = {}
        self._rijen: dict[Pad, int] = {}  # arrays of tables: the index of the last element

    def zoek(self) -> dict[Pad, int]:
        tabel: Pad = ()
        while True:
            self._sla_over(_LEEG)
            if self._plek >= len(self._tekst):
                return self._regels
            if self._tekst[self._plek] == "[":
                tabel = self._lees_kop()
            else:
                self._lees_paar(tabel)

    def _lees_kop(self) -> Pad:
        rij = self._tekst.startswith("[[", self._plek)
        self._plek += 2 if rij else 1
        pad: Pad = ()
        delen = self._lees_sleutel()
        for nummer, deel in enumerate(delen):
            pad = (*pad, deel)
            self._onthoud(pad)
            if rij and nummer == len(delen) - 1:
                self._rijen[pad] = self._rijen.get(pad, -1) + 1
            if pad in self._rijen:
                pad = (*pad, self._rijen[pad])
                self._onthoud(pad)
        self._plek += 2 if rij else 1
        return pad

    def _lees_paar(self, tabel: Pad) -> None:
        pad = tabel
        for deel in self._lees_sleutel():
            pad = (*pad, deel)
            self._onthoud(pad)
        self._plek += 1  # the equals sign
        self._lees_waarde(pad)

    def _lees_sleutel(self) -> tuple[str, ...]:
        """A bare, quoted or dotted key, up to the ``=`` or ``]`` behind it."""
        delen = []
        while True:
            self._sla_over(_WIT)
            gevonden = _SLEUTEL.match(self._tekst, self._plek)
            assert gevonden is not None, "alleen voor geldige TOML"
            deel = gevonden.group()
            delen.append(str(tomllib.loads(f"x = {deel}")["x"]) if deel[0] in "\"'" else deel)
            self._plek = gevonden.end()
            self._sla_over(_WIT)
            if not self._tekst.startswith(".", self._plek):
                return tuple(delen)
            self._plek += 1

    def _lees_waarde(self, pad: Pad) -> None:
        self._sla_over(_WIT)
        teken = self._tekst[self._plek]
        if teken == "[":
            self._lees_lijst(pad)
        elif teken == "{":
            self._lees_tabel_op_een_regel(pad)
        elif teken in "\"'":
            self._sla_over(_TEKST)
        else:
            while self._plek < len(self._tekst) and self._tekst[self._plek] not in ",]}#\r\n":
                self._plek += 1

    def _lees_lijst(self, pad: Pad) -> None:
        self._plek += 1
        nummer = 0
        while True:
            self._sla_over(_LEEG)
            if self._tekst[self._plek] == "]":
                self._plek += 1
                return
            if self._tekst[self._plek] == ",":
                self._plek += 1
                continue
            self._onthoud((*pad, nummer))
            self._lees_waarde((*pad, nummer))
            nummer += 1

    def _lees_tabel_op_een_regel(self, pad: Pad) -> None:
        self._plek += 1
        while True:
            self._sla_over(_LEEG)
            if self._tekst[self._plek] == "}":
                self._plek += 1
                return
            if self._tekst[self._plek] == ",":
                self._plek += 1
                continue
            self._lees_paar(pad)

    def _sla_over(self, patroon: re.Pattern[str]) -> None:
        gevonden = patroon.match(self._tekst, self._plek)
        assert gevonden is not None, "alleen voor geldige TOML"
        self._plek = gevonden.end()

    def _onthoud(self, pad: Pad) -> None:
        self._regel += self._tekst.count("\n", self._geteld_tot, self._plek)
        self._geteld_tot = self._plek
        # The first mention counts: that is where a reader looks for a table that comes back later.
        self._regels.setdefault(pad, self._regel)
