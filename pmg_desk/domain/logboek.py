"""The log: what a Logregel is, how lines hang together, and what it means to check them.

Logregel: one act of one user, kept so that a privacy officer or judge can later see who did what, when.

A line's *blad* (leaf) is canonical JSON of strings, integers, booleans and null only. Its hash is the Merkle leaf hash
of RFC 6962 §2.1, ``SHA-256(0x00 || blad)``, so that the lines written now are the leaves of the later transparency
log. Each leaf names the hash of the line before it. What a line is about in content (*detail*) is kept beside the
chain under a salted commitment: erasing the detail never breaks the chain.

Fields follow BIO2 8.15.01: action, object, result, origin, actor, time; and VNG verwerkingenlogging: processing
activity, kinds of data, recipient.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from pmg_desk.domain.canoniek import Waarde, canoniek, lees_canoniek, sha256_hex
from pmg_desk.domain.klok import als_tekst, uit_tekst

FORMAAT = 1
LEEG = "0" * 64
"""``vorige`` of the very first line."""

_ACTIE = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
_HEX64 = re.compile(r"[0-9a-f]{64}")


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
    sleutel: str | None  # a public signing key (hex), on lines that register one
    detail: str | None  # commitment of the detail kept beside the line

    def blad(self) -> str:
        """The leaf: canonical JSON, exactly as it is hashed. Raises ValueError for a malformed line."""
        if self.nr < 1:
            raise ValueError("line numbers count from 1")
        if not _ACTIE.fullmatch(self.actie):
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


@dataclass(frozen=True, slots=True)
class Anker:
    """A log head that was signed at some moment and so cannot be changed together with the log."""

    nr: int
    hash: str
    herkomst: str


@dataclass(frozen=True, slots=True)
class Bevinding:
    """One thing that is wrong, in words for the privacy officer; ``nr`` is the line it is about (0 = whole log)."""

    nr: int
    tekst: str


@dataclass(frozen=True, slots=True)
class Controle:
    """Outcome of checking a log: what was checked, and everything that was wrong."""

    regels: int
    kop: str
    laatste_tijd: datetime | None
    details: int
    details_gewist: int
    ankers: int
    bevindingen: tuple[Bevinding, ...]

    @property
    def in_orde(self) -> bool:
        """True when nothing was found."""
        return not self.bevindingen


MEESTE_BEVINDINGEN = 200
"""A broken log is told with this many findings at most; one edit would else fill the screen."""


def controleer(regels: Iterable[Bewaard], kluis_id: str, ankers: Iterable[Anker] = ()) -> Controle:
    """Check every line: numbering without gaps, spelling, hash, chain, filter columns, details, anchors.

    Time is not used to order lines (a clock may be set back); a line that is earlier than the one before it is no
    finding. Raises nothing: whatever is wrong becomes a Bevinding.
    """
    ronde = _Ronde(kluis_id, list(ankers))
    for bewaard in regels:
        ronde.regel(bewaard)
    return ronde.uitkomst()


class _Ronde:
    """One walk over a log, line by line, so that the log itself never has to fit in memory."""

    def __init__(self, kluis_id: str, ankers: list[Anker]) -> None:
        self.kluis_id = kluis_id
        self.aantal_ankers = len(ankers)
        self.ankers: dict[int, list[Anker]] = {}
        for anker in ankers:
            self.ankers.setdefault(anker.nr, []).append(anker)
        self.bevindingen: list[Bevinding] = []
        self.vorige, self.verwacht, self.details, self.gewist = LEEG, 1, 0, 0
        self.laatste: datetime | None = None

    def meld(self, nr: int, tekst: str) -> None:
        if len(self.bevindingen) < MEESTE_BEVINDINGEN:
            self.bevindingen.append(Bevinding(nr, tekst))

    def regel(self, bewaard: Bewaard) -> None:
        nr = bewaard.nr
        if nr != self.verwacht:
            self.meld(nr, f"Tussen regel {self.verwacht - 1} en regel {nr} ontbreekt iets of staat iets dubbel.")
        self.verwacht = nr + 1
        werkelijk = blad_hash(bewaard.blad)
        if not hmac.compare_digest(werkelijk, bewaard.hash):
            self.meld(nr, f"De tekst van regel {nr} is veranderd.")
        for anker in self.ankers.pop(nr, ()):
            if anker.hash != werkelijk:
                self.meld(nr, f"Regel {nr} is niet de regel die is ondertekend in {anker.herkomst}.")
        try:
            regel = lees_blad(bewaard.blad)
        except (ValueError, KeyError, TypeError, RecursionError):
            self.meld(nr, f"Regel {nr} is geen geldige logregel.")
        else:
            self._inhoud(bewaard, regel)
            self._detail(bewaard, regel)
            self.laatste = regel.tijd
        self.vorige = werkelijk

    def _inhoud(self, bewaard: Bewaard, regel: Logregel) -> None:
        nr = bewaard.nr
        if regel.nr != nr:
            self.meld(nr, f"Regel {nr} zegt zelf dat zij regel {regel.nr} is.")
        if regel.vorige != self.vorige:
            self.meld(nr, f"Regel {nr} sluit niet aan op de regel ervoor.")
        if regel.kluis_id != self.kluis_id:
            self.meld(nr, f"Regel {nr} komt uit een andere kluis.")
        if dict(bewaard.kolommen) != kolommen(regel):
            self.meld(nr, f"De zoekgegevens bij regel {nr} zijn anders dan de regel zelf.")

    def _detail(self, bewaard: Bewaard, regel: Logregel) -> None:
        nr = bewaard.nr
        if regel.detail is None:
            if bewaard.detail is not None:
                self.meld(nr, f"Bij regel {nr} staan details die er niet bij horen.")
        elif bewaard.detail is not None and bewaard.zout is not None:
            self.details += 1
            if len(bewaard.zout) != 32 or commitment(bewaard.zout, bewaard.detail) != regel.detail:
                self.meld(nr, f"De details bij regel {nr} zijn veranderd.")
        elif bewaard.detail_gewist:
            self.gewist += 1
        else:
            self.meld(nr, f"De details bij regel {nr} ontbreken, zonder dat ze gewist zijn.")

    def uitkomst(self) -> Controle:
        for rest in self.ankers.values():
            for anker in rest:
                self.meld(anker.nr, f"Regel {anker.nr} ontbreekt, terwijl die is ondertekend in {anker.herkomst}.")
        return Controle(
            regels=self.verwacht - 1,
            kop=self.vorige,
            laatste_tijd=self.laatste,
            details=self.details,
            details_gewist=self.gewist,
            ankers=self.aantal_ankers,
            bevindingen=tuple(self.bevindingen),
        )


def kolommen(regel: Logregel) -> dict[str, Any]:
    """The columns storage keeps beside a leaf so that it can filter; :func:`controleer` compares their values."""
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


def korte_stand(nr: int, kop: str) -> str:
    """Short form of the log head for paper: line number and the first twelve hex digits, in groups of four."""
    return f"{nr} · {kop[:4]} {kop[4:8]} {kop[8:12]}"
