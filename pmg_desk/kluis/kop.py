"""The header of a vault: who may open it, and the vault key sealed to each of them.

Everything in it is public or sealed. It is one line of canonical JSON in an envelope that no later version may change
(``formaat``, ``versie``, ``sha256``, ``inhoud``), so that an older program can tell "newer" from "damaged".

Three guards, for three dangers. The **checksum** finds damage without any key, which is why a damaged header is never
reported as a wrong password. The **seal's MAC** (HMAC-SHA256 under a key derived from the vault key) finds, once
someone has unlocked, what a person without the key changed on purpose, checksum included. Exact canonical form means
that there is no byte that could change without one of the two noticing.

The vault key is sealed to all recipients at once in an age file of 32 bytes (Debian's ``age`` opens it). A header holds
one such seal, or two while the key is being rotated; each carries its own MAC over the whole content, so that either
key proves the header.
"""

from __future__ import annotations

import base64
import hmac
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

import pyrage
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pyrage import x25519

from pmg_desk.domain.canoniek import Waarde, canoniek, lees_canoniek
from pmg_desk.domain.klok import als_tekst, uit_tekst
from pmg_desk.kluis.fouten import KopBeschadigd, NieuwereVersie
from pmg_desk.kluis.kdf import KdfInstelling
from pmg_desk.kluis.namen import LANGSTE_NAAM, gelijke_naam
from pmg_desk.kluis.ondertekening import is_sleutel
from pmg_desk.kluis.sleutels import PubliekeSleutels, VersleuteldeSleutels

FORMAAT = "pmg-desk-kluis"
VERSIE = 1
GROOTSTE_BESTAND = 2 * 1024 * 1024
MEESTE_GEBRUIKERS = 500
KLUISSLEUTEL_LENGTE = 32


@dataclass(frozen=True)
class KluisSleutel:
    """A vault key and its number; a rotation makes the next number."""

    nummer: int
    ruw: bytes = field(repr=False)


@dataclass(frozen=True)
class GebruikerSlot:
    """One user's way in: name on the log-in screen, KDF parameters, private keys under the password, public keys."""

    gebruiker_id: UUID
    gebruikersnaam: str = field(repr=False)
    weergavenaam: str = field(repr=False)
    kdf: KdfInstelling
    sleutels: VersleuteldeSleutels
    publiek: PubliekeSleutels


@dataclass(frozen=True)
class Uitnodiging:
    """A one-time way in for someone without keys: a temporary age identity under the code.

    Once it has run out, ``identiteit`` and ``ontvanger`` are empty at the next write: the record stays to tell the
    invited user what happened, but no longer opens anything.
    """

    gebruiker_id: UUID
    gebruikersnaam: str = field(repr=False)
    weergavenaam: str = field(repr=False)
    verloopt_op: datetime
    zout: bytes
    nonce: bytes
    identiteit: bytes
    ontvanger: str


@dataclass(frozen=True)
class Zegel:
    """The vault key with this number, as an age file for all recipients, and the header's MAC under that key."""

    nummer: int
    age: bytes
    mac: bytes


@dataclass(frozen=True)
class Kop:
    """The content of a header. ``herstel`` is the age recipient of the recovery sheet, when there is one."""

    kluis_id: UUID
    naam: str
    generatie: int
    gemaakt_op: datetime
    gebruikers: tuple[GebruikerSlot, ...]
    uitnodigingen: tuple[Uitnodiging, ...] = ()
    herstel: str | None = None
    zegels: tuple[Zegel, ...] = ()

    def gebruiker(self, gebruikersnaam: str) -> GebruikerSlot | None:
        """The user with this log-in name (case and spelling of accents do not matter)."""
        return next((g for g in self.gebruikers if gelijke_naam(g.gebruikersnaam, gebruikersnaam)), None)

    def uitnodiging(self, gebruikersnaam: str) -> Uitnodiging | None:
        """The invitation with this log-in name, also when it has run out."""
        return next((u for u in self.uitnodigingen if gelijke_naam(u.gebruikersnaam, gebruikersnaam)), None)

    def ontvangers(self) -> tuple[str, ...]:
        """The age recipients that the vault key is sealed to."""
        genodigd = [u.ontvanger for u in self.uitnodigingen if u.ontvanger]
        return (*(g.publiek.age for g in self.gebruikers), *genodigd, *([self.herstel] if self.herstel else []))

    def vingerafdruk(self) -> str:
        """SHA-256 over the file: what services keep in the log to notice a header that was put back."""
        return sha256(als_bytes(self)).hexdigest()


def verzegel(kop: Kop, kluissleutels: tuple[KluisSleutel, ...]) -> Kop:
    """The header with every key sealed afresh to its present recipients, and MACs over its present content."""
    ontvangers = [x25519.Recipient.from_str(ontvanger) for ontvanger in kop.ontvangers()]
    zegels = tuple(Zegel(s.nummer, pyrage.encrypt(s.ruw, ontvangers), b"") for s in kluissleutels)
    kop = replace(kop, zegels=zegels)
    gemaakt = tuple(replace(z, mac=_mac(kop, s)) for z, s in zip(zegels, kluissleutels, strict=True))
    return replace(kop, zegels=gemaakt)


def ontzegel(kop: Kop, identiteit: x25519.Identity) -> tuple[KluisSleutel, ...]:
    """The vault keys, newest first, after every MAC has been checked.

    Raises KopBeschadigd when a seal does not open for this identity or the header is not what the key's owner wrote.
    """
    sleutels = []
    for zegel in kop.zegels:
        try:
            ruw = pyrage.decrypt(zegel.age, [identiteit])
        except pyrage.DecryptError:
            raise KopBeschadigd from None
        if len(ruw) != KLUISSLEUTEL_LENGTE:
            raise KopBeschadigd
        sleutels.append(KluisSleutel(zegel.nummer, ruw))
    if not all(is_echt(kop, sleutel) for sleutel in sleutels):
        raise KopBeschadigd
    return tuple(sorted(sleutels, key=lambda s: -s.nummer))


def is_echt(kop: Kop, sleutel: KluisSleutel) -> bool:
    """Whether this header was written by someone who had ``sleutel``."""
    return any(z.nummer == sleutel.nummer and hmac.compare_digest(z.mac, _mac(kop, sleutel)) for z in kop.zegels)


def _mac(kop: Kop, sleutel: KluisSleutel) -> bytes:
    onder = HKDF(SHA256(), 32, salt=kop.kluis_id.bytes, info=b"pmg-desk/kop-mac/1").derive(sleutel.ruw)
    zonder = replace(kop, zegels=tuple(replace(z, mac=b"") for z in kop.zegels))
    return hmac.digest(onder, canoniek([FORMAAT, VERSIE, _inhoud(zonder)]).encode(), "sha256")


# -- on disk -----------------------------------------------------------------------------------------------------------


def als_bytes(kop: Kop) -> bytes:
    """The file: canonical JSON with its checksum, and a line feed."""
    inhoud = _inhoud(kop)
    som = _controlesom(VERSIE, inhoud)
    return canoniek({"formaat": FORMAAT, "versie": VERSIE, "sha256": som, "inhoud": inhoud}).encode() + b"\n"


def uit_bytes(ruw: bytes) -> Kop:
    """Inverse of :func:`als_bytes`. Raises KopBeschadigd for anything else and NieuwereVersie for a sound newer one."""
    try:
        if len(ruw) > GROOTSTE_BESTAND or not ruw.endswith(b"\n"):
            raise KopBeschadigd
        buiten = lees_canoniek(ruw[:-1].decode("utf-8"))
        versie, inhoud = _getal(buiten, "versie", 1, 1_000_000), _veld(buiten, "inhoud", dict)
        if set(buiten) != {"formaat", "versie", "sha256", "inhoud"} or buiten["formaat"] != FORMAAT:
            raise KopBeschadigd
        if buiten["sha256"] != _controlesom(versie, inhoud):
            raise KopBeschadigd
        if versie > VERSIE:
            raise NieuwereVersie
        kop = _kop(inhoud)
        if als_bytes(kop) != ruw:  # a field that this version does not know
            raise KopBeschadigd
    except (ValueError, TypeError, KeyError, RecursionError, pyrage.RecipientError):
        raise KopBeschadigd from None
    return kop


def _controlesom(versie: int, inhoud: Waarde) -> str:
    return sha256(canoniek([FORMAAT, versie, inhoud]).encode()).hexdigest()


def _inhoud(kop: Kop) -> dict[str, Waarde]:
    return {
        "kluis": str(kop.kluis_id),
        "naam": kop.naam,
        "generatie": kop.generatie,
        "gemaakt": als_tekst(kop.gemaakt_op),
        "gebruikers": [
            {
                "id": str(g.gebruiker_id),
                "gebruikersnaam": g.gebruikersnaam,
                "weergavenaam": g.weergavenaam,
                "zout": g.kdf.zout.hex(),
                "geheugen_kib": g.kdf.geheugen_kib,
                "rondes": g.kdf.rondes,
                "banen": g.kdf.banen,
                "nonce": g.sleutels.nonce.hex(),
                "sleutels": _b64(g.sleutels.tekst),
                "age": g.publiek.age,
                "ed25519": g.publiek.ed25519,
            }
            for g in kop.gebruikers
        ],
        "uitnodigingen": [
            {
                "id": str(u.gebruiker_id),
                "gebruikersnaam": u.gebruikersnaam,
                "weergavenaam": u.weergavenaam,
                "verloopt": als_tekst(u.verloopt_op),
                "zout": u.zout.hex(),
                "nonce": u.nonce.hex(),
                "identiteit": _b64(u.identiteit),
                "ontvanger": u.ontvanger,
            }
            for u in kop.uitnodigingen
        ],
        "herstel": kop.herstel,
        "zegels": [{"nummer": z.nummer, "age": _b64(z.age), "mac": z.mac.hex()} for z in kop.zegels],
    }


def _kop(inhoud: dict[str, Any]) -> Kop:
    kop = Kop(
        kluis_id=UUID(_veld(inhoud, "kluis", str)),
        naam=_naam(inhoud, "naam"),
        generatie=_getal(inhoud, "generatie", 1, 2**53 - 1),
        gemaakt_op=uit_tekst(_veld(inhoud, "gemaakt", str)),
        gebruikers=tuple(_gebruiker(g) for g in _lijst(inhoud, "gebruikers", MEESTE_GEBRUIKERS)),
        uitnodigingen=tuple(_uitnodiging(u) for u in _lijst(inhoud, "uitnodigingen", MEESTE_GEBRUIKERS)),
        herstel=None if inhoud["herstel"] is None else _ontvanger(inhoud, "herstel"),
        zegels=tuple(
            Zegel(_getal(z, "nummer", 1, 2**31), _ruw64(z, "age"), _hex(z, "mac", 32))
            for z in _lijst(inhoud, "zegels", 2)
        ),
    )
    if not kop.gebruikers or not kop.zegels or len({z.nummer for z in kop.zegels}) != len(kop.zegels):
        raise KopBeschadigd
    return kop


def _gebruiker(g: dict[str, Any]) -> GebruikerSlot:
    getallen = [_getal(g, naam, 1, 2**31) for naam in ("geheugen_kib", "rondes", "banen")]
    kdf = KdfInstelling(_hex(g, "zout", 16), *getallen)
    ed25519 = _veld(g, "ed25519", str)
    if not kdf.binnen_grenzen() or not is_sleutel(ed25519):
        raise KopBeschadigd
    return GebruikerSlot(
        UUID(_veld(g, "id", str)),
        _naam(g, "gebruikersnaam"),
        _naam(g, "weergavenaam"),
        kdf,
        VersleuteldeSleutels(_hex(g, "nonce", 12), _ruw64(g, "sleutels")),
        PubliekeSleutels(_ontvanger(g, "age"), ed25519),
    )


def _uitnodiging(u: dict[str, Any]) -> Uitnodiging:
    return Uitnodiging(
        UUID(_veld(u, "id", str)),
        _naam(u, "gebruikersnaam"),
        _naam(u, "weergavenaam"),
        uit_tekst(_veld(u, "verloopt", str)),
        _hex(u, "zout", 16),
        _hex(u, "nonce", 12),
        _ruw64(u, "identiteit"),
        _ontvanger(u, "ontvanger") if u["ontvanger"] else _veld(u, "ontvanger", str),
    )


def _veld(bron: Any, naam: str, soort: type) -> Any:
    waarde = bron[naam]
    if type(waarde) is not soort:  # exact: a JSON true is not the number 1
        raise KopBeschadigd
    return waarde


def _getal(bron: Any, naam: str, laagst: int, hoogst: int) -> int:
    waarde: int = _veld(bron, naam, int)
    if not laagst <= waarde <= hoogst:
        raise KopBeschadigd
    return waarde


def _naam(bron: Any, naam: str) -> str:
    waarde: str = _veld(bron, naam, str)
    if not 0 < len(waarde) <= LANGSTE_NAAM or not waarde.isprintable():
        raise KopBeschadigd
    return waarde


def _ontvanger(bron: Any, naam: str) -> str:
    waarde: str = _veld(bron, naam, str)
    x25519.Recipient.from_str(waarde)
    return waarde


def _hex(bron: Any, naam: str, lengte: int) -> bytes:
    waarde = bytes.fromhex(_veld(bron, naam, str))
    if len(waarde) != lengte:
        raise KopBeschadigd
    return waarde


def _ruw64(bron: Any, naam: str) -> bytes:
    return base64.b64decode(_veld(bron, naam, str), validate=True)


def _lijst(bron: Any, naam: str, meeste: int) -> Iterator[dict[str, Any]]:
    waarden = _veld(bron, naam, list)
    if len(waarden) > meeste:
        raise KopBeschadigd
    for waarde in waarden:
        if type(waarde) is not dict:
            raise KopBeschadigd
        yield waarde


def _b64(ruw: bytes) -> str:
    return base64.b64encode(ruw).decode("ascii")
