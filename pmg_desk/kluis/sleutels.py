"""The keys of one user: an age identity (X25519) to open the vault with and an Ed25519 pair to sign with.

The private halves exist on disk only under a key derived from the user's password (AES-256-GCM). The associated data
binds them to this vault, this user, these KDF parameters and these public keys, so that a stored blob cannot be moved
to another place or have its parameters exchanged without the opening failing.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pyrage import IdentityError, x25519

from pmg_desk.domain.canoniek import canoniek, lees_canoniek
from pmg_desk.domain.pakket import cijfergroepen
from pmg_desk.kluis.fouten import KopBeschadigd, VerkeerdWachtwoord
from pmg_desk.kluis.kdf import KdfInstelling

_NONCE_LENGTE = 12
_DOEL = "pmg-desk/prive-sleutels/1"


@dataclass(frozen=True)
class PubliekeSleutels:
    """What others may know of a user: the age recipient (``age1…``) and the Ed25519 key (64 hex digits)."""

    age: str
    ed25519: str

    def vingerafdruk(self) -> str:
        """Six groups of five digits over both keys, to be read out over the phone (``domain.pakket.cijfergroepen``)."""
        return cijfergroepen(b"pmg-desk/vingerafdruk/1\x00" + self.age.encode() + b"\x00" + self.ed25519.encode())


@dataclass(frozen=True)
class EigenSleutels:
    """A logged-in user's own keys, in memory only."""

    age: x25519.Identity = field(repr=False)
    ondertekening: Ed25519PrivateKey = field(repr=False)

    @classmethod
    def nieuw(cls) -> EigenSleutels:
        """Fresh random keys."""
        return cls(x25519.Identity.generate(), Ed25519PrivateKey.generate())

    @property
    def publiek(self) -> PubliekeSleutels:
        """The public halves."""
        return PubliekeSleutels(str(self.age.to_public()), self.ondertekening.public_key().public_bytes_raw().hex())


@dataclass(frozen=True)
class VersleuteldeSleutels:
    """A user's private keys as they stand in the header: nonce and AES-256-GCM text, under the password."""

    nonce: bytes
    tekst: bytes


def _gebonden_aan(kluis_id: UUID, gebruiker_id: UUID, kdf: KdfInstelling, publiek: PubliekeSleutels) -> bytes:
    return canoniek(
        {
            "doel": _DOEL,
            "kluis": str(kluis_id),
            "gebruiker": str(gebruiker_id),
            "kdf": [kdf.zout.hex(), kdf.geheugen_kib, kdf.rondes, kdf.banen],
            "publiek": [publiek.age, publiek.ed25519],
        }
    ).encode()


def versleutel(
    sleutels: EigenSleutels, wachtwoord: bytes, kdf: KdfInstelling, kluis_id: UUID, gebruiker_id: UUID
) -> VersleuteldeSleutels:
    """The private keys under ``wachtwoord`` (already normalised, UTF-8). A fresh salt per call is the caller's care."""
    nonce = os.urandom(_NONCE_LENGTE)
    inhoud = canoniek({"age": str(sleutels.age), "ed25519": sleutels.ondertekening.private_bytes_raw().hex()})
    gebonden = _gebonden_aan(kluis_id, gebruiker_id, kdf, sleutels.publiek)
    return VersleuteldeSleutels(nonce, AESGCM(kdf.leid_af(wachtwoord)).encrypt(nonce, inhoud.encode(), gebonden))


def ontsleutel(
    versleuteld: VersleuteldeSleutels,
    wachtwoord: bytes,
    kdf: KdfInstelling,
    kluis_id: UUID,
    gebruiker_id: UUID,
    publiek: PubliekeSleutels,
) -> EigenSleutels:
    """Open the private keys.

    Raises VerkeerdWachtwoord when the password does not fit (the header's checksum has been verified before), and
    KopBeschadigd when it does fit but what comes out is not the pair of the public keys beside it.
    """
    gebonden = _gebonden_aan(kluis_id, gebruiker_id, kdf, publiek)
    try:
        inhoud = AESGCM(kdf.leid_af(wachtwoord)).decrypt(versleuteld.nonce, versleuteld.tekst, gebonden)
    except InvalidTag:
        raise VerkeerdWachtwoord from None
    try:
        delen = lees_canoniek(inhoud.decode())
        age = x25519.Identity.from_str(delen["age"])
        sleutels = EigenSleutels(age, Ed25519PrivateKey.from_private_bytes(bytes.fromhex(delen["ed25519"])))
    except (ValueError, TypeError, KeyError, IdentityError):
        raise KopBeschadigd from None
    if sleutels.publiek != publiek:
        raise KopBeschadigd
    return sleutels
