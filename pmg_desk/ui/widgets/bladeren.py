"""Paging through a big list by key: what is asked of the database and what comes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject

from pmg_desk.domain.fouten import Fout
from pmg_desk.ui.werker import DatabaseWerker

R = TypeVar("R")

_BLAD = 100


@dataclass(frozen=True, slots=True)
class Bladvraag:
    """What a page of a big list must hold. ``na`` is the ``volgende`` of the page before; None for the first."""

    tekst: str = ""
    sorteer_op: str = ""
    aflopend: bool = False
    na: Any = None
    aantal: int = _BLAD


@dataclass(frozen=True, slots=True)
class Blad(Generic[R]):
    """A page: rows, how many there are in all, and where the next begins (None: this was the last)."""

    rijen: Sequence[R]
    totaal: int
    volgende: Any = None


Bladbron = Callable[[Bladvraag], Blad[R]]
"""Runs on the database thread."""


class Bladeren(Generic[R]):
    """Asks pages one after another; an answer to an older question is dropped."""

    def __init__(
        self,
        werker: DatabaseWerker,
        bron: Bladbron[R],
        toon: Callable[[Blad[R], bool], None],
        fout: Callable[[Fout], None] | None,
        eigenaar: QObject,
    ) -> None:
        self._werker, self._bron, self._toon, self._fout = werker, bron, toon, fout
        self._eigenaar = eigenaar
        self._ronde = 0
        self._vraag = Bladvraag()
        self._volgende: Any = None
        self.totaal = 0

    def begin(self, vraag: Bladvraag) -> None:
        """Ask the first page of this; ``toon(page, True)`` follows."""
        self._ronde += 1
        self._vraag = vraag
        self._haal(vraag, eerste=True)

    def verder(self) -> None:
        """Ask the next page, when there is one; ``toon(page, False)`` follows."""
        if self._volgende is not None:
            self._haal(replace(self._vraag, na=self._volgende), eerste=False)

    def _haal(self, vraag: Bladvraag, *, eerste: bool) -> None:
        ronde = self._ronde

        def klaar(blad: Blad[R]) -> None:
            if self._ronde == ronde:
                self._volgende, self.totaal = blad.volgende, blad.totaal
                self._toon(blad, eerste)

        self._werker.doe(partial(self._bron, vraag), klaar, self._fout, self._eigenaar, onderbreekbaar=True)
