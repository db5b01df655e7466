"""Packages between two installations: what is signed in one, and the card with public keys that they exchange before.

A package goes by any carrier (USB stick, mail, share). Its envelope is canonical JSON that names both ends, so that a
package signed for one recipient cannot be passed on to another as if it were meant for them, and the kind, so that the
content of one kind cannot be read as another. Whether the signing key is a *known* one is for the services to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any
from uuid import UUID

from pmg_desk.domain.canoniek import Waarde, canoniek, lees_canoniek
from pmg_desk.domain.klok import als_tekst, uit_tekst

FORMAAT = 1
PAKKET_CONTEXT = "pmg-desk/pakket/1"
KAART_CONTEXT = "pmg-desk/sleutelkaart/1"
MEESTE_PERSONEN = 500


class Pakketsoort(StrEnum):
    """What a package is for."""

    VERZOEK = "verzoek"  # casusregisseur -> privacy officer: judge this
    BESLUIT = "besluit"  # privacy officer -> vault: decided, or asked back
    INTREKKING = "intrekking"  # privacy officer -> vault
    AUDITVRAAG = "auditvraag"  # privacy officer -> vault: show me the log
    AUDIT = "audit"  # vault -> privacy officer
    OVERDRACHT = "overdracht"  # vault -> vault: a casus
    ANTWOORD = "antwoord"  # vault -> vault: accepted or returned
    KADERVRAAG = "kadervraag"  # casusregisseur -> privacy officer: make a tafelkader for this table
    KADER = "kader"  # privacy officer -> vault: a signed tafelkader
    KADERINTREKKING = "kaderintrekking"  # privacy officer -> vault
    VERNIETIGING = "vernietiging"  # vault -> privacy officer: this casus was destroyed, erase it there too


@dataclass(frozen=True, slots=True)
class Partij:
    """One end: a person in a vault. ``naam`` is an employee's."""

    kluis_id: str
    persoon_id: str
    naam: str = field(repr=False)
    rol: str

    def waarde(self) -> dict[str, Waarde]:
        """As it is spelled in an envelope."""
        return {"kluis": self.kluis_id, "persoon": self.persoon_id, "naam": self.naam, "rol": self.rol}


@dataclass(frozen=True, slots=True)
class Envelop:
    """What the sender signs. ``controlepunt`` is the signed head of the sender's log (a C2SP note) as it stood."""

    pakket_id: str
    soort: Pakketsoort
    van: Partij
    aan: Partij
    gemaakt_op: datetime
    antwoord_op: str | None
    controlepunt: str | None
    inhoud: Mapping[str, Waarde] = field(repr=False)

    def tekst(self) -> str:
        """Canonical text: the signed bytes are its UTF-8 form."""
        return canoniek(
            {
                "v": FORMAAT,
                "pakket": self.pakket_id,
                "soort": self.soort.value,
                "van": self.van.waarde(),
                "aan": self.aan.waarde(),
                "gemaakt_op": als_tekst(self.gemaakt_op),
                "antwoord_op": self.antwoord_op,
                "controlepunt": self.controlepunt,
                "inhoud": self.inhoud,
            }
        )


def lees_envelop(tekst: str) -> Envelop:
    """Read an envelope's canonical text. Raises ValueError unless it spells exactly one Envelop."""
    try:
        v: dict[str, Any] = lees_canoniek(tekst)
        if v["v"] != FORMAAT:
            raise ValueError("unknown format")
        envelop = Envelop(
            pakket_id=_id(v["pakket"]),
            soort=Pakketsoort(v["soort"]),
            van=_partij(v["van"]),
            aan=_partij(v["aan"]),
            gemaakt_op=uit_tekst(v["gemaakt_op"]),
            antwoord_op=None if v["antwoord_op"] is None else _id(v["antwoord_op"]),
            controlepunt=v["controlepunt"] if v["controlepunt"] is None else _tekst(v["controlepunt"]),
            inhoud=dict(v["inhoud"]),
        )
        nogmaals = envelop.tekst()
    except (KeyError, TypeError, AttributeError, RecursionError) as fout:
        raise ValueError("not an Envelop") from fout
    if nogmaals != tekst:
        raise ValueError("not an Envelop")
    return envelop


@dataclass(frozen=True, slots=True)
class Kaartpersoon:
    """A person on a card, with their public keys: age recipient and Ed25519 key (64 hex digits)."""

    persoon_id: str
    naam: str = field(repr=False)
    rol: str
    age: str
    ed25519: str


@dataclass(frozen=True, slots=True)
class Sleutelkaart:
    """The public keys of an installation, to be given to another one and compared by fingerprint. Not secret."""

    kluis_id: str
    kluisnaam: str
    personen: tuple[Kaartpersoon, ...]
    gemaakt_op: datetime

    def tekst(self) -> str:
        """Canonical text."""
        return canoniek(
            {
                "v": FORMAAT,
                "kluis": self.kluis_id,
                "kluisnaam": self.kluisnaam,
                "gemaakt_op": als_tekst(self.gemaakt_op),
                "personen": [
                    {"persoon": p.persoon_id, "naam": p.naam, "rol": p.rol, "age": p.age, "ed25519": p.ed25519}
                    for p in sorted(self.personen, key=lambda p: p.persoon_id)
                ],
            }
        )

    def vingerafdruk(self) -> str:
        """Six groups of five digits over all of the card but its date: made again it reads the same."""
        return cijfergroepen(
            b"pmg-desk/kaart/1\x00" + canoniek({**lees_canoniek(self.tekst()), "gemaakt_op": ""}).encode()
        )


def lees_sleutelkaart(tekst: str) -> Sleutelkaart:
    """Read a card's canonical text. Raises ValueError unless it spells exactly one Sleutelkaart with persons."""
    try:
        v: dict[str, Any] = lees_canoniek(tekst)
        personen = v["personen"]
        if v["v"] != FORMAAT or not 0 < len(personen) <= MEESTE_PERSONEN:
            raise ValueError("unknown format")
        kaart = Sleutelkaart(
            kluis_id=_id(v["kluis"]),
            kluisnaam=_tekst(v["kluisnaam"]),
            gemaakt_op=uit_tekst(v["gemaakt_op"]),
            personen=tuple(
                Kaartpersoon(
                    _id(p["persoon"]), _tekst(p["naam"]), _tekst(p["rol"]), _tekst(p["age"]), _tekst(p["ed25519"])
                )
                for p in personen
            ),
        )
        nogmaals = kaart.tekst()
    except (KeyError, TypeError, AttributeError, RecursionError) as fout:
        raise ValueError("not a Sleutelkaart") from fout
    if nogmaals != tekst or len({p.persoon_id for p in kaart.personen}) != len(kaart.personen):
        raise ValueError("not a Sleutelkaart")
    return kaart


def cijfergroepen(inhoud: bytes) -> str:
    """Six groups of five digits (about 100 bits of SHA-256), to be read out over the phone.

    Digits, because they are said and heard the same in every dialect; each group is five bytes modulo 100 000.
    """
    som = sha256(inhoud).digest()
    return " ".join(f"{int.from_bytes(som[i : i + 5]) % 100_000:05d}" for i in range(0, 30, 5))


def _partij(waarde: dict[str, Any]) -> Partij:
    return Partij(_id(waarde["kluis"]), _id(waarde["persoon"]), _tekst(waarde["naam"]), _tekst(waarde["rol"]))


def _id(waarde: Any) -> str:
    tekst = _tekst(waarde)
    if str(UUID(tekst)) != tekst:
        raise ValueError("an id is not spelled as an id")
    return tekst


def _tekst(waarde: Any) -> str:
    if not isinstance(waarde, str):
        raise TypeError("text expected")
    return waarde
