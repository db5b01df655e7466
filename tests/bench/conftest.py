"""After the benchmarks: how much slower than the bare library each use case is, as one table."""

from __future__ import annotations

from collections import defaultdict

import pytest

KAAL = "_kaal"
"""Benchmarks come in pairs of one group: the use case, and the bare library, whose name ends in this."""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print the ratios of the medians of one run; nothing when no pair was measured."""
    sessie = getattr(config, "_benchmarksession", None)
    paren: dict[str, dict[bool, float]] = defaultdict(dict)
    for meting in () if sessie is None else sessie.benchmarks:
        if meting.group and not meting.has_error:
            paren[meting.group][meting.name.endswith(KAAL)] = meting.stats.median
    if not any(len(paar) == 2 for paar in paren.values()):
        return
    terminalreporter.section("use case against the bare library, same run")
    terminalreporter.write_line(f"{'':<34}{'pmg desk':>12}{'bare':>12}{'ratio':>8}")
    for groep, paar in paren.items():
        if len(paar) == 2:
            wij, kaal = paar[False] * 1000, paar[True] * 1000
            terminalreporter.write_line(f"{groep:<34}{wij:>9.2f} ms{kaal:>9.2f} ms{wij / kaal:>8.1f}")
