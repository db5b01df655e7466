"""Canonical JSON: one spelling per value, so that a hash or signature means the same on every machine.

The profile is a small part of RFC 8785: strings, integers, booleans, null, lists and objects with string keys; keys
sorted by code point; no white space; UTF-8 without escaping what JSON does not require; no floats (their spelling is
where implementations differ) and no lone surrogates (they have no UTF-8 form).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

Waarde: TypeAlias = "str | int | bool | None | Sequence[Waarde] | Mapping[str, Waarde]"

GROOTSTE_GETAL = 2**53 - 1
"""Beyond this, JSON readers that use doubles would silently read another number (RFC 8785 §3.2.2.3)."""


def _controleer(waarde: object) -> None:
    if waarde is None or isinstance(waarde, bool):
        return
    if isinstance(waarde, str):
        waarde.encode("utf-8")
    elif isinstance(waarde, int):
        if abs(waarde) > GROOTSTE_GETAL:
            raise ValueError("integer outside the interoperable range")
    elif isinstance(waarde, Mapping):
        for sleutel, deel in waarde.items():
            if not isinstance(sleutel, str):
                raise TypeError("object keys must be strings")
            sleutel.encode("utf-8")
            _controleer(deel)
    elif isinstance(waarde, (list, tuple)):
        for deel in waarde:
            _controleer(deel)
    else:
        raise TypeError(f"{type(waarde).__name__} has no canonical form")


def canoniek(waarde: Waarde) -> str:
    """The one text of ``waarde``. Raises TypeError or ValueError for what has no canonical form."""
    _controleer(waarde)
    return json.dumps(waarde, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def lees_canoniek(tekst: str) -> Any:
    """Parse ``tekst`` and refuse it unless it is exactly its own canonical form (ValueError)."""
    waarde = json.loads(tekst, parse_constant=_weiger, parse_float=_weiger)
    if canoniek(waarde) != tekst:
        raise ValueError("not in canonical form")
    return waarde


def _weiger(_tekst: str) -> object:
    raise ValueError("floats have no canonical form")


def sha256_hex(*delen: bytes) -> str:
    """SHA-256 over the concatenation, as 64 lower-case hex digits."""
    som = hashlib.sha256()
    for deel in delen:
        som.update(deel)
    return som.hexdigest()
