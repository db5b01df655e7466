"""Numbers with their noun, and sizes of files, as one says them."""

from __future__ import annotations


def met_woord(aantal: int, een: str, meer: str) -> str:
    """``1 regel``, ``0 regels``, ``12 regels``."""
    return f"{aantal} {een if aantal == 1 else meer}"


def toon_grootte(aantal: int) -> str:
    """The size of a file in words: ``512 bytes``, ``340 kB``, ``1,2 MB`` (2**20 bytes, as the limits count)."""
    if aantal < 1000:
        return f"{aantal} bytes"
    if aantal < 1_000_000:
        return f"{round(aantal / 1024)} kB"
    return f"{aantal / 2**20:.1f} MB".replace(".", ",")
