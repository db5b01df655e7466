"""What the window remembers between runs: sizes, columns, theme. Not QSettings, so that it is one readable file.

Only numbers and short identifiers fit in: a name, a search word or a folder cannot end up here by accident, because
this file lies outside the vault in clear.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

Waarde = bool | int | str | list[int] | list[str]

_SLEUTEL = re.compile(r"[a-z0-9][a-z0-9_.-]{0,79}")
_WOORD = re.compile(r"[a-z0-9_.:-]{0,64}")
_GROOTSTE_BESTAND = 200_000
_MEESTE_DELEN = 200


class Instellingen:
    """A small map kept in one JSON file in the user's own folder. An unreadable file counts as an empty one."""

    def __init__(self, bestand: Path) -> None:
        self._bestand = bestand
        self._waarden: dict[str, Waarde] = _lees(bestand)

    def getal(self, sleutel: str, anders: int) -> int:
        """A remembered number, or ``anders``."""
        waarde = self._waarden.get(sleutel)
        return waarde if isinstance(waarde, int) and not isinstance(waarde, bool) else anders

    def vlag(self, sleutel: str, anders: bool) -> bool:
        """A remembered yes or no, or ``anders``."""
        waarde = self._waarden.get(sleutel)
        return waarde if isinstance(waarde, bool) else anders

    def woord(self, sleutel: str, anders: str) -> str:
        """A remembered identifier, or ``anders``."""
        waarde = self._waarden.get(sleutel)
        return waarde if isinstance(waarde, str) else anders

    def getallen(self, sleutel: str) -> list[int]:
        """A remembered row of numbers; empty when there is none."""
        waarde = self._waarden.get(sleutel)
        return [deel for deel in waarde if isinstance(deel, int)] if isinstance(waarde, list) else []

    def woorden(self, sleutel: str) -> list[str] | None:
        """A remembered row of identifiers; None when there is none."""
        waarde = self._waarden.get(sleutel)
        return [deel for deel in waarde if isinstance(deel, str)] if isinstance(waarde, list) else None

    def zet(self, sleutel: str, waarde: Waarde) -> None:
        """Remember a value. Raises ValueError for anything that could hold a name: see the module."""
        if not _SLEUTEL.fullmatch(sleutel) or not _mag(waarde):
            raise ValueError("not a key or value for the settings file")
        if self._waarden.get(sleutel) == waarde and type(self._waarden.get(sleutel)) is type(waarde):
            return
        self._waarden[sleutel] = waarde
        self._schrijf()

    def _schrijf(self) -> None:
        tijdelijk = self._bestand.with_suffix(".nieuw")
        self._bestand.parent.mkdir(parents=True, exist_ok=True)
        tijdelijk.write_text(json.dumps(self._waarden, sort_keys=True, indent=1), encoding="utf-8")
        tijdelijk.replace(self._bestand)


def _mag(waarde: object) -> bool:
    if isinstance(waarde, bool | int):
        return True
    if isinstance(waarde, str):
        return _WOORD.fullmatch(waarde) is not None
    if isinstance(waarde, list):
        return len(waarde) <= _MEESTE_DELEN and all(
            isinstance(deel, int | str) and not isinstance(deel, bool) and _mag(deel) for deel in waarde
        )
    return False


def _lees(bestand: Path) -> dict[str, Waarde]:
    try:
        with bestand.open("rb") as stroom:
            ruw = json.loads(stroom.read(_GROOTSTE_BESTAND))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(ruw, dict):
        return {}
    return {sleutel: waarde for sleutel, waarde in ruw.items() if _SLEUTEL.fullmatch(sleutel) and _mag(waarde)}
