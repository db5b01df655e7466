"""A section of a profile that also knows what used to be in it, so that old records stay readable."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any


class Sectie(Mapping[str, Any]):
    """The records of today by key; ``vroeger`` holds those that were taken out, as they last stood.

    Choosing goes over today's records only. Two are equal when today's records are.
    """

    __slots__ = ("_nu", "vroeger")

    def __init__(self, nu: Mapping[str, Any], vroeger: Mapping[str, Any]) -> None:
        self._nu = nu
        self.vroeger: Mapping[str, Any] = MappingProxyType({s: r for s, r in vroeger.items() if s not in nu})

    def __getitem__(self, sleutel: str) -> Any:
        return self._nu[sleutel]

    def __iter__(self) -> Iterator[str]:
        return iter(self._nu)

    def __len__(self) -> int:
        return len(self._nu)


def naam_van(record: Any) -> str:
    """What a record of a profile is called; a text is its own name."""
    if isinstance(record, str):
        return record
    return str(record.label if hasattr(record, "label") else record.naam)


def vroegere(begrippen: Mapping[str, Any]) -> Mapping[str, Any]:
    """The records that were taken out of this section; none where nothing is known of before."""
    return begrippen.vroeger if isinstance(begrippen, Sectie) else MappingProxyType({})


def ooit(begrippen: Mapping[str, Any], sleutel: str) -> Any:
    """The record of today, else the one that was taken out, else None."""
    return begrippen.get(sleutel) or vroegere(begrippen).get(sleutel)


def label_van(begrippen: Mapping[str, Any], sleutel: str) -> str:
    """The words for a stored key: of today, else as the profile last had it, else the key itself."""
    record = ooit(begrippen, sleutel)
    return sleutel if record is None else naam_van(record)
