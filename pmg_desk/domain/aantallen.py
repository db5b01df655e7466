"""Numbers with their noun, in the right form."""

from __future__ import annotations


def met_woord(aantal: int, een: str, meer: str) -> str:
    """``1 regel``, ``0 regels``, ``12 regels``."""
    return f"{aantal} {een if aantal == 1 else meer}"
