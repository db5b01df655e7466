"""Figures: tests that do a thing many times, count, and end as one line in the summary of the run.

The short form is part of ``make test``; ``make endure`` asks for the long one (``--uithouden``), in which each
figure has a time budget and says how far it came. A figure that did nothing, or in which anything failed, fails.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

EIGENSCHAP = "cijfer"
AANVALLEN = "tests/aanvallen/"
"""Each test in this folder is one attack, named after it: together they are a figure too."""
GEEN_AANVAL = "::test_geen_aanval_"
"""But for those that show that the rightful way works, without which an attack that fails would prove nothing."""


class Cijfer:
    """One figure. Loop over it, and call :meth:`mislukt` for each time that went wrong."""

    def __init__(self, naam: str, doel: int, seconden: float | None) -> None:
        self.naam, self.doel, self._seconden = naam, doel, seconden
        self.gedaan = 0
        self.erbij = ""
        """What else the line says: a largest or a longest that was met."""
        self.fouten: list[str] = []
        self._begin = time.monotonic()

    def __iter__(self) -> Iterator[int]:
        for nr in range(self.doel):
            if nr and self.is_op():
                return
            yield nr
            self.gedaan += 1

    def is_op(self) -> bool:
        """Whether the time for this figure is over."""
        return self._seconden is not None and time.monotonic() - self._begin > self._seconden

    def tel(self, aantal: int) -> None:
        """Count things that were done outside the loop; the number aimed at grows along when it was unknown."""
        self.gedaan += aantal
        self.doel = max(self.doel, self.gedaan)

    def mislukt(self, wat: str) -> None:
        """Something went wrong: in words, without data."""
        self.fouten.append(wat)

    def regel(self) -> str:
        """The line for the summary."""
        duur = time.monotonic() - self._begin
        erbij = f", {self.erbij}" if self.erbij else ""
        return f"{self.naam}: {self.gedaan} of {self.doel}, {len(self.fouten)} failed{erbij}, {duur:.1f} s"


class Cijfers:
    """What a test asks for its figures."""

    def __init__(self, lang: bool) -> None:
        self.lang = lang
        self.gemaakt: list[Cijfer] = []

    def __call__(self, naam: str, *, kort: int, lang: int | None = None, minuten: float = 1.0) -> Cijfer:
        """A figure to reach ``kort`` times in the short form, ``lang`` times or ``minuten`` in the long one."""
        doel = kort if lang is None or not self.lang else lang
        cijfer = Cijfer(naam, doel, minuten * 60 if self.lang else None)
        self.gemaakt.append(cijfer)
        return cijfer


@pytest.fixture
def cijfers(request: pytest.FixtureRequest, record_property: Any) -> Iterator[Cijfers]:
    """Makes figures; at the end of the test each is written down and must hold."""
    alle = Cijfers(bool(request.config.getoption("--uithouden")))
    yield alle
    for cijfer in alle.gemaakt:
        record_property(EIGENSCHAP, cijfer.regel())
    for cijfer in alle.gemaakt:
        assert not cijfer.fouten, (cijfer.regel(), cijfer.fouten[:10])
        assert cijfer.gedaan, cijfer.regel()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The long form."""
    parser.addoption("--uithouden", action="store_true", help="the long form of every figure (make endure)")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """One line per figure, also when the tests ran in other processes."""
    regels = {
        str(waarde)
        for soort in ("passed", "failed", "error", "")
        for verslag in terminalreporter.stats.get(soort, ())
        for sleutel, waarde in getattr(verslag, "user_properties", ())
        if sleutel == EIGENSCHAP
    }
    goed, mis = (
        sum(
            verslag.nodeid.startswith(AANVALLEN) and GEEN_AANVAL not in verslag.nodeid and verslag.when == "call"
            for verslag in terminalreporter.stats.get(soort, ())
        )
        for soort in ("passed", "failed")
    )
    if goed + mis:
        regels.add(f"attacks on approvals, keys, packages and log: {goed} of {goed + mis} found out, {mis} failed")
    if regels:
        terminalreporter.section("figures")
        for regel in sorted(regels):
            terminalreporter.write_line(regel)
