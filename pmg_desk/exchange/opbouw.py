"""Builds a table out of rows while they are read, inside the reading process.

Finds the header, counts against the limits and hands rows on in portions, so that this process never holds a whole
file. What it hands on is plain JSON: the other side takes nothing from here but text and numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias

from pmg_desk.exchange.leesfouten import BestandLeeg, CelTeLang, TeGroot, TeVeelKolommen, TeVeelRijen
from pmg_desk.exchange.tabel import Grenzen, kolomletter

Stuur: TypeAlias = Callable[[dict[str, Any]], None]

PORTIE = 200_000
"""Characters and cells after which a portion of rows goes to the other side."""
ZOEK_KOP = 10
"""Filled rows that are looked at to find the header under a title."""


def getal(aantal: int) -> str:
    """A count as the Dutch write it: ``100.000``."""
    return f"{aantal:,}".replace(",", ".")


class Opbouw:
    """Receives rows top to bottom; ``klaar`` must be called after the last one."""

    def __init__(self, grenzen: Grenzen, stuur: Stuur, *, extra_is_fout: bool) -> None:
        """``extra_is_fout``: cells beyond the header mean a shifted row (csv) and not a column without a name."""
        self._grenzen = grenzen
        self._stuur = stuur
        self._extra_is_fout = extra_is_fout
        self._wachtrij: list[tuple[int, list[str], list[str], int]] | None = []
        self._kop: list[str] = []
        self._breedte = 0
        self._portie: list[list[Any]] = []
        self._gewicht = 0
        self._rijen = 0
        self._cellen = 0
        self._tekens = 0
        self.waarschuwingen: list[str] = []

    @property
    def leeg(self) -> bool:
        """Whether no row was taken yet."""
        return self._wachtrij == []

    def voeg_toe(self, nr: int, cellen: list[str], fouten: Sequence[str] = ()) -> None:
        """Take row ``nr``; an empty row is passed over. Raises a Leesfout when a limit is met."""
        breedte = len(cellen)
        while cellen and (not cellen[-1] or cellen[-1].isspace()):
            cellen.pop()
        if not cellen and not fouten:
            return
        self._tel(nr, cellen)
        if self._wachtrij is None:
            self._neem(nr, cellen, list(fouten))
            return
        self._wachtrij.append((nr, cellen, list(fouten), breedte))
        if len(self._wachtrij) == ZOEK_KOP:
            self._kies_kop()

    def _tel(self, nr: int, cellen: list[str]) -> None:
        grenzen = self._grenzen
        if len(cellen) > grenzen.kolommen:
            raise TeVeelKolommen(
                f"Dit bestand heeft meer dan {getal(grenzen.kolommen)} kolommen: rij {nr} loopt tot kolom "
                f"{kolomletter(len(cellen) - 1)}."
            )
        langste = max(map(len, cellen), default=0)
        if langste > grenzen.cel:
            kolom = next(index for index, cel in enumerate(cellen) if len(cel) > grenzen.cel)
            raise te_lange_cel(nr, kolom, grenzen)
        self._cellen += len(cellen) - cellen.count("")
        self._tekens += sum(map(len, cellen))
        if self._cellen > grenzen.cellen or self._tekens > grenzen.tekens:
            raise TeGroot(
                f"Dit bestand heeft te veel inhoud: meer dan {getal(grenzen.cellen)} gevulde cellen of te veel tekst."
            )

    def _kies_kop(self) -> None:
        """The header is the first row with two filled cells: what stands above it alone is a title."""
        wachtrij, self._wachtrij = self._wachtrij or [], None
        if not wachtrij:
            raise BestandLeeg
        plaats = next((i for i, (_, cellen, _, _) in enumerate(wachtrij) if len(cellen) - cellen.count("") > 1), 0)
        if plaats:
            self.waarschuwingen.append(
                "Boven de kolomnamen staat 1 regel die niet is gelezen."
                if plaats == 1
                else f"Boven de kolomnamen staan {plaats} regels die niet zijn gelezen."
            )
        nr, self._kop, fouten, self._breedte = wachtrij[plaats]
        if fouten:
            self.waarschuwingen.append(f"In de kolomnamen (rij {nr}) staat iets dat niet te lezen is.")
        for nr, cellen, fouten, _ in wachtrij[plaats + 1 :]:
            self._neem(nr, cellen, fouten)

    def _neem(self, nr: int, cellen: list[str], fouten: list[str]) -> None:
        grenzen = self._grenzen
        self._rijen += 1
        if self._rijen > grenzen.rijen:
            raise TeVeelRijen(f"Dit bestand heeft meer dan {getal(grenzen.rijen)} rijen.")
        if len(cellen) > self._breedte:
            if self._extra_is_fout:
                fouten.append(
                    f"Deze rij heeft {len(cellen)} cellen en de kop {self._breedte}: de cellen kunnen verschoven zijn."
                )
                del cellen[self._breedte :]
            else:
                self._breedte = len(cellen)
        if self._rijen * self._breedte > grenzen.vakken:
            raise TeGroot("Dit bestand heeft te veel rijen voor zo veel kolommen.")
        self._portie.append([nr, cellen, fouten])
        self._gewicht += 10 + len(cellen) + sum(map(len, cellen))
        if self._gewicht > PORTIE:
            self._verstuur()

    def _verstuur(self) -> None:
        if self._portie:
            self._stuur({"rijen": self._portie})
        self._portie = []
        self._gewicht = 0

    def klaar(self, soort: str, waarschuwingen: Iterable[str] = ()) -> dict[str, Any]:
        """Hand on what is left; gives header, kind and warnings. Raises BestandLeeg without a row under a header."""
        if self._wachtrij is not None:
            self._kies_kop()
        if not self._rijen:
            raise BestandLeeg
        self._verstuur()
        self._kop += [""] * (self._breedte - len(self._kop))
        self.waarschuwingen.extend(waarschuwingen)
        return {"kop": self._kop, "soort": soort, "waarschuwingen": self.waarschuwingen}


def te_lange_cel(nr: int, kolom: int, grenzen: Grenzen) -> CelTeLang:
    """The failure for a cell over the limit, in row ``nr`` and column index ``kolom``."""
    return CelTeLang(f"In rij {nr}, kolom {kolomletter(kolom)} staat een cel met meer dan {getal(grenzen.cel)} tekens.")


class Meldingen:
    """Counts remarks of one kind and words them once, so that 100,000 rows do not give 100,000 warnings."""

    def __init__(self) -> None:
        self._telling: Counter[str] = Counter()

    def tel(self, soort: str) -> None:
        """One more of ``soort``."""
        self._telling[soort] += 1

    def verwoord(self, zinnen: dict[str, tuple[str, str]]) -> list[str]:
        """For each kind counted its sentence: (for one, for more with ``{}`` for the count)."""
        return [
            een if self._telling[soort] == 1 else meer.format(getal(self._telling[soort]))
            for soort, (een, meer) in zinnen.items()
            if self._telling[soort]
        ]
