"""What a field of a profile can point at: a section of it, or the measures that the program itself counts."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from pmg_desk.domain.beeldmetingen import METINGEN
from pmg_desk.domain.profiel.model import METINGEN_SECTIE, Profiel

_METINGEN: Mapping[str, Any] = MappingProxyType({meting.sleutel: meting for meting in METINGEN})


def records_van(profiel: Profiel, sectie: str) -> Mapping[str, Any]:
    """The records by key; each has a ``label`` or a ``naam``."""
    records: Mapping[str, Any] = _METINGEN if sectie == METINGEN_SECTIE else getattr(profiel, sectie)
    return records
