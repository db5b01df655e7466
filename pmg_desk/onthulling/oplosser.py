"""The solver (HiGHS): linear programs over whole numbers, with an exact check of what comes out of it.

The solver counts in floating point. So a solution only counts once its rounded numbers were put back into the
equations as whole numbers; what is not whole is solved again with the demand that it is.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from pmg_desk.domain.fouten import Afgebroken

ONEINDIG = 10_000_000
"""No upper bound: more than any municipality counts, and small enough to count with exactly."""

GEHEEL_KNOPEN = 200
"""How far one program is searched when its numbers have to be whole: then another way is tried, or more is hidden.

A number of branches and not of seconds: what is hidden may not hang on how fast a machine is or what else it does.
"""

BEGIN_KNOPEN = 100_000
"""How far whole numbers that fit at all are searched for: without those nothing can be said."""

_VRAAG = 0.1  # seconds between asking whether to stop

_HEEL = 1e-6

Getallen = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Rij:
    """One equation: ``laag`` <= sum of ``factoren`` times what stands at ``plekken`` <= ``hoog``."""

    plekken: tuple[int, ...]
    factoren: tuple[int, ...]
    laag: int = 0
    hoog: int = 0


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """What a program gave. ``grens``: no solution, whole or not, has a lower cost; None when there is no solution.

    ``getallen``: whole numbers that fit, checked exactly; None when none were found (in time). ``ruw``: the numbers
    that reach ``grens``, whole or not.
    """

    grens: float | None
    getallen: Getallen | None
    ruw: NDArray[np.float64] | None = None


class _Oor:
    """Asks now and then whether to stop. Apart: the solver holds it, and nothing may hold the solver in a circle."""

    def __init__(self, stop: Callable[[], bool]) -> None:
        self._stop, self._gevraagd, self.gestopt = stop, time.monotonic(), False

    def __call__(self, gebeurtenis: highspy.highs.HighsCallbackEvent) -> None:
        """The solver calls this each few steps."""
        if not self.gestopt and (nu := time.monotonic()) - self._gevraagd > _VRAAG:
            self._gevraagd = nu
            self.gestopt = self._stop()
        if self.gestopt:
            gebeurtenis.interrupt()


class Oplosser:
    """One system of equations, to solve many times for other costs and bounds."""

    def __init__(
        self,
        laag: Sequence[int] | Getallen,
        hoog: Sequence[int] | Getallen,
        rijen: Sequence[Rij],
        stop: Callable[[], bool] | None = None,
    ) -> None:
        """``stop`` is asked while a program runs too: each may raise Afgebroken."""
        self._oor = None if stop is None else _Oor(stop)
        self.laag = np.array(laag, dtype=np.int64)
        self.hoog = np.array(hoog, dtype=np.int64)
        self._begin = np.cumsum([0, *(len(rij.plekken) for rij in rijen)], dtype=np.int64)
        self._plek = np.array([p for rij in rijen for p in rij.plekken], dtype=np.int64)
        self._factor = np.array([f for rij in rijen for f in rij.factoren], dtype=np.int64)
        self._rijlaag = np.array([rij.laag for rij in rijen], dtype=np.int64)
        self._rijhoog = np.array([rij.hoog for rij in rijen], dtype=np.int64)
        self._kosten: NDArray[np.float64] = np.zeros(len(self.laag))
        self._highs: highspy.Highs = highspy.Highs()  # type: ignore[no-untyped-call]
        self._highs.setOptionValue("output_flag", False)
        self._highs.setOptionValue("threads", 1)
        self._highs.setOptionValue("mip_rel_gap", 0.0)
        if self._oor is not None:
            self._highs.cbSimplexInterrupt.subscribe(self._oor)
            self._highs.cbMipInterrupt.subscribe(self._oor)
        lp = highspy.HighsLp()
        lp.num_col_ = len(self.laag)
        lp.num_row_ = len(rijen)
        lp.col_cost_ = self._kosten
        lp.col_lower_ = self.laag.astype(np.float64)
        lp.col_upper_ = self.hoog.astype(np.float64)
        lp.row_lower_ = self._rijlaag.astype(np.float64)
        lp.row_upper_ = self._rijhoog.astype(np.float64)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.num_col_ = len(self.laag)
        lp.a_matrix_.num_row_ = len(rijen)
        lp.a_matrix_.start_ = self._begin
        lp.a_matrix_.index_ = self._plek
        lp.a_matrix_.value_ = self._factor.astype(np.float64)
        self._highs.passModel(lp)

    def bind(
        self, plekken: Sequence[int] | Getallen, laag: Sequence[int] | Getallen, hoog: Sequence[int] | Getallen
    ) -> None:
        """Other bounds for some of the numbers, from now on."""
        waar = np.array(plekken, dtype=np.int64)
        self.laag[waar] = laag
        self.hoog[waar] = hoog
        self._highs.changeColsBounds(
            len(waar), waar.astype(np.int32), self.laag[waar].astype(np.float64), self.hoog[waar].astype(np.float64)
        )

    def minimise(
        self,
        kosten: Mapping[int, float] | NDArray[np.float64],
        *,
        geheel: bool = True,
        eerste: bool = False,
        knopen: int = GEHEEL_KNOPEN,
    ) -> Uitkomst:
        """The cheapest solution. With ``geheel`` it is asked again in whole numbers when it is not whole by itself;
        with ``eerste`` the first whole solution will do.
        """
        self._set_kosten(kosten)
        self._run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return Uitkomst(None, None)
        grens = float(self._highs.getInfo().objective_function_value)
        ruw = np.array(self._highs.getSolution().col_value)
        if (getallen := self.rond(ruw)) is not None or not geheel:
            return Uitkomst(grens, getallen, ruw)
        return Uitkomst(grens, self._minimise_geheel(eerste=eerste, knopen=knopen), ruw)

    def _run(self) -> None:
        self._highs.run()
        if self._oor is not None and self._oor.gestopt:
            raise Afgebroken

    def klopt(self, getallen: Getallen) -> bool:
        """Whether these whole numbers are a solution: counted exactly."""
        if bool((getallen < self.laag).any()) or bool((getallen > self.hoog).any()):
            return False
        if not len(self._rijlaag):
            return True
        som = np.concatenate(([0], np.cumsum(self._factor * getallen[self._plek])))
        rijen = som[self._begin[1:]] - som[self._begin[:-1]]
        return not bool((rijen < self._rijlaag).any()) and not bool((rijen > self._rijhoog).any())

    def _set_kosten(self, kosten: Mapping[int, float] | NDArray[np.float64]) -> None:
        if isinstance(kosten, np.ndarray):
            nieuw = kosten
        else:
            nieuw = np.zeros(len(self.laag))
            for plek, bedrag in kosten.items():
                nieuw[plek] = bedrag
        if anders := np.flatnonzero(nieuw != self._kosten).astype(np.int32).tolist():
            waar = np.array(anders, dtype=np.int32)
            self._highs.changeColsCost(len(waar), waar, nieuw[waar])
        self._kosten = nieuw.copy()

    def rond(self, ruw: NDArray[np.float64]) -> Getallen | None:
        """Numbers out of the solver as whole numbers; None when they are not whole or do not fit."""
        rond = np.rint(ruw)
        if len(ruw) != len(self.laag) or bool((np.abs(ruw - rond) > _HEEL).any()):
            return None
        getallen = rond.astype(np.int64)
        return getallen if self.klopt(getallen) else None

    def _minimise_geheel(self, *, eerste: bool, knopen: int) -> Getallen | None:
        alle = np.arange(len(self.laag), dtype=np.int32)
        soort = np.full(len(alle), int(highspy.HighsVarType.kInteger), dtype=np.uint8)
        self._highs.changeColsIntegrality(len(alle), alle, soort)
        self._highs.setOptionValue("mip_max_nodes", knopen)
        self._highs.setOptionValue("mip_max_improving_sols", 1 if eerste else highspy.kHighsIInf)
        self._run()
        getallen = self.rond(np.array(self._highs.getSolution().col_value))
        soort[:] = int(highspy.HighsVarType.kContinuous)
        self._highs.changeColsIntegrality(len(alle), alle, soort)
        return getallen
