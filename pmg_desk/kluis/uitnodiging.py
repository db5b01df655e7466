"""The one-time code of an invited user, and the temporary key that it opens.

The code is random (115 bits), so it needs no slow key derivation: HKDF turns it into the key of a temporary age
identity, to which the vault key is sealed until the first log-in, and into a temporary signing key, with which the
user signs for their own first keys: who made the invitation signed for that one (``domain.sleutelboek``). The code is
six groups of four characters in Crockford's base 32 (``kluis.tekens``), the last a check character.
"""

from __future__ import annotations

import os
import secrets
from datetime import datetime
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pyrage import IdentityError, x25519

from pmg_desk.domain.canoniek import canoniek
from pmg_desk.domain.klok import als_tekst
from pmg_desk.kluis.fouten import KopBeschadigd, OngeldigeCode, VerkeerdWachtwoord
from pmg_desk.kluis.kop import Uitnodiging
from pmg_desk.kluis.tekens import TEKENS, controleteken, schoon

_LENGTE = 24


def nieuwe_code() -> str:
    """A fresh code, such as ``7Q2M-…``: shown once to the beheerder, never stored."""
    teken = "".join(secrets.choice(TEKENS) for _ in range(_LENGTE - 1))
    teken += controleteken(teken)
    return "-".join(teken[i : i + 4] for i in range(0, _LENGTE, 4))


def lees_code(tekst: str) -> str:
    """The code as it is used, from what somebody typed: spaces, dashes and small letters do not matter, O is 0.

    Raises OngeldigeCode for a typing error.
    """
    code = schoon(tekst)
    if len(code) != _LENGTE or not set(code) <= set(TEKENS) or controleteken(code[:-1]) != code[-1]:
        raise OngeldigeCode
    return code


def maak_uitnodiging(
    kluis_id: UUID, gebruiker_id: UUID, gebruikersnaam: str, weergavenaam: str, verloopt_op: datetime
) -> tuple[Uitnodiging, str]:
    """An invitation and its code. The caller seals the vault key to ``ontvanger`` by writing the header."""
    code = nieuwe_code()
    tijdelijk = x25519.Identity.generate()
    zout, nonce, ontvanger = os.urandom(16), os.urandom(12), str(tijdelijk.to_public())
    gebonden = _gebonden_aan(kluis_id, gebruiker_id, gebruikersnaam, verloopt_op, ontvanger)
    identiteit = AESGCM(_sleutel(lees_code(code), zout)).encrypt(nonce, str(tijdelijk).encode(), gebonden)
    gemaakt = Uitnodiging(gebruiker_id, gebruikersnaam, weergavenaam, verloopt_op, zout, nonce, identiteit, ontvanger)
    return gemaakt, code


def open_uitnodiging(uitnodiging: Uitnodiging, kluis_id: UUID, code: str) -> x25519.Identity:
    """The temporary identity. Raises VerkeerdWachtwoord when ``code`` (from :func:`lees_code`) does not open it."""
    gebonden = _gebonden_aan(
        kluis_id,
        uitnodiging.gebruiker_id,
        uitnodiging.gebruikersnaam,
        uitnodiging.verloopt_op,
        uitnodiging.ontvanger,
    )
    try:
        ruw = AESGCM(_sleutel(code, uitnodiging.zout)).decrypt(uitnodiging.nonce, uitnodiging.identiteit, gebonden)
        return x25519.Identity.from_str(ruw.decode())
    except InvalidTag:
        raise VerkeerdWachtwoord("De naam of de code klopt niet.", doe="Kijk de code na.") from None
    except (IdentityError, ValueError):
        raise KopBeschadigd from None


def tijdelijke_sleutel(uitnodiging: Uitnodiging, code: str) -> Ed25519PrivateKey:
    """The signing key of who has this code. Raises OngeldigeCode for a typing error; another code, another key."""
    return Ed25519PrivateKey.from_private_bytes(_sleutel(lees_code(code), uitnodiging.zout, b"pmg-desk/eerste/1"))


def _sleutel(code: str, zout: bytes, waarvoor: bytes = b"pmg-desk/uitnodiging/1") -> bytes:
    return HKDF(SHA256(), 32, salt=zout, info=waarvoor).derive(code.encode("ascii"))


def _gebonden_aan(
    kluis_id: UUID, gebruiker_id: UUID, gebruikersnaam: str, verloopt_op: datetime, ontvanger: str
) -> bytes:
    delen = [str(kluis_id), str(gebruiker_id), gebruikersnaam, als_tekst(verloopt_op), ontvanger]
    return canoniek(["pmg-desk/uitnodiging/1", *delen]).encode()
