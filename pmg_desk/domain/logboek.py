"""The log: what a Logregel is and how lines hang together. ``domain.logcontrole`` checks them.

Logregel: one act of one user, kept so that a privacy officer or judge can later see who did what, when.

A line's *blad* (leaf) is canonical JSON of strings, integers, booleans and null only. Its hash is the Merkle leaf hash
of RFC 6962 §2.1, ``SHA-256(0x00 || blad)``, so that the lines written now are the leaves of the later transparency
log. Each leaf names the hash of the line before it. What a line is about in content (*detail*) is kept beside the
chain under a salted commitment: erasing the detail never breaks the chain.

Fields follow BIO2 8.15.01: action, object, result, origin, actor, time; and VNG verwerkingenlogging: processing
activity, kinds of data, recipient.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NewType
from uuid import UUID

from pmg_desk.domain.canoniek import Waarde, canoniek, lees_canoniek, sha256_hex
from pmg_desk.domain.klok import als_tekst, uit_tekst

FORMAAT = 1
LEEG = "0" * 64
"""``vorige`` of the very first line."""

_ACTIE = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
_HEX64 = re.compile(r"[0-9a-f]{64}")


Logontvanger = NewType("Logontvanger", str)
"""Who received, as a line may say for ever: an organisation, or a known function there. A type of its own, so that no
text that somebody typed becomes one; ``services.logontvanger`` is where they are made.
"""
NIEMAND = Logontvanger("")


class Resultaat(StrEnum):
    """How the act ended."""

    GELUKT = "gelukt"
    GEWEIGERD = "geweigerd"
    MISLUKT = "mislukt"


@dataclass(frozen=True, slots=True)
class Logregel:
    """One line of the log; ``nr`` counts from 1 without gaps."""

    nr: int
    vorige: str
    tijd: datetime
    kluis_id: str
    actor: str  # id of the Gebruiker, or "systeem", or "onbekend" (a failed log-in)
    actor_naam: str  # an employee's name; never that of a youth
    rol: str
    herkomst: str  # machine and program version
    actie: str
    object_soort: str
    object_id: str | None
    casus_id: str | None
    resultaat: Resultaat
    verwerking: str  # processing activity (doel), or ""
    categorieen: str  # keys of data categories, comma separated and sorted, or ""
    ontvanger: str  # organisation/function that received data, or ""
    aantal: int | None  # number of hits, rows or lines, where that is what must be known
    sleutel: str | None  # a public key, on lines that register or use one
    detail: str | None  # commitment of the detail kept beside the line

    def blad(self) -> str:
        """The leaf: canonical JSON, exactly as it is hashed. Raises ValueError for a malformed line."""
        if self.nr < 1:
            raise ValueError("line numbers count from 1")
        if not is_actie(self.actie):
            raise ValueError("actie must be ding.werkwoord")
        if not _HEX64.fullmatch(self.vorige):
            raise ValueError("vorige must be a hash")
        velden: dict[str, Waarde] = {
            "v": FORMAAT,
            "nr": self.nr,
            "vorige": self.vorige,
            "tijd": als_tekst(self.tijd),
            "kluis": self.kluis_id,
            "actor": self.actor,
            "actor_naam": self.actor_naam,
            "rol": self.rol,
            "herkomst": self.herkomst,
            "actie": self.actie,
            "object_soort": self.object_soort,
            "object_id": self.object_id,
            "casus": self.casus_id,
            "resultaat": self.resultaat.value,
            "verwerking": self.verwerking,
            "categorieen": self.categorieen,
            "ontvanger": self.ontvanger,
            "aantal": self.aantal,
            "sleutel": self.sleutel,
            "detail": self.detail,
        }
        return canoniek(velden)


_VELDEN = frozenset(
    "v nr vorige tijd kluis actor actor_naam rol herkomst actie object_soort object_id casus resultaat verwerking "
    "categorieen ontvanger aantal sleutel detail".split()
)


def lees_blad(blad: str) -> Logregel:
    """Read a leaf back. Raises ValueError unless it is canonical, complete and of the known format."""
    velden = lees_canoniek(blad)
    if not isinstance(velden, dict) or set(velden) != _VELDEN or velden["v"] != FORMAAT:
        raise ValueError("not a Logregel of this format")
    geheel = {"nr"} | ({"aantal"} if velden["aantal"] is not None else set())
    leeg_mag = {"object_id", "casus", "sleutel", "detail", "aantal"}
    for naam, waarde in velden.items():
        if naam in geheel or naam == "v":
            goed = isinstance(waarde, int) and not isinstance(waarde, bool)
        else:
            goed = isinstance(waarde, str) or (waarde is None and naam in leeg_mag)
        if not goed:
            raise ValueError("a field of the Logregel has the wrong type")
    regel = Logregel(
        nr=velden["nr"],
        vorige=velden["vorige"],
        tijd=uit_tekst(velden["tijd"]),
        kluis_id=velden["kluis"],
        actor=velden["actor"],
        actor_naam=velden["actor_naam"],
        rol=velden["rol"],
        herkomst=velden["herkomst"],
        actie=velden["actie"],
        object_soort=velden["object_soort"],
        object_id=velden["object_id"],
        casus_id=velden["casus"],
        resultaat=Resultaat(velden["resultaat"]),
        verwerking=velden["verwerking"],
        categorieen=velden["categorieen"],
        ontvanger=velden["ontvanger"],
        aantal=velden["aantal"],
        sleutel=velden["sleutel"],
        detail=velden["detail"],
    )
    for tekst in (regel.object_id, regel.casus_id):
        if tekst is not None and str(UUID(tekst)) != tekst:
            raise ValueError("an id is not spelled as an id")
    if regel.blad() != blad:
        raise ValueError("the leaf does not spell its own values")
    return regel


def is_actie(tekst: str) -> bool:
    """Whether this names an act: ``ding.werkwoord``, so never a text of somebody."""
    return _ACTIE.fullmatch(tekst) is not None


def blad_hash(blad: str) -> str:
    """Leaf hash of RFC 6962 §2.1: ``SHA-256(0x00 || blad)``, hex."""
    return sha256_hex(b"\x00", blad.encode("utf-8"))


def commitment(zout: bytes, detail: str) -> str:
    """Salted commitment to a detail text (canonical JSON); ``zout`` is 32 random bytes."""
    if len(zout) != 32:
        raise ValueError("salt must be 32 bytes")
    return sha256_hex(b"pmg-desk/detail/1\x00", zout, detail.encode("utf-8"))


@dataclass(frozen=True, slots=True)
class Bewaard:
    """A line as storage holds it: the leaf, the stored hash, the columns used to filter, and the detail if kept."""

    nr: int
    blad: str
    hash: str
    kolommen: Mapping[str, Any]
    zout: bytes | None = None
    detail: str | None = None
    detail_gewist: bool = False


def kolommen(regel: Logregel) -> dict[str, Any]:
    """The columns storage keeps beside a leaf so that it can filter; ``domain.logcontrole`` compares their values."""
    return {
        "tijd": regel.tijd,
        "actor": regel.actor,
        "actie": regel.actie,
        "object_soort": regel.object_soort,
        "object_id": None if regel.object_id is None else UUID(regel.object_id),
        "casus_id": None if regel.casus_id is None else UUID(regel.casus_id),
        "resultaat": regel.resultaat.value,
        "ontvanger": regel.ontvanger,
    }
