"""Reads a vault file with its raw key and nothing of SQLCipher: the page layout of SQLCipher 4, in standard crypto.

A page of 4096 bytes: content, then 80 bytes of reserve (16 of IV, 64 of HMAC-SHA512 over ciphertext, IV and the page
number as 4 bytes, least significant first). Page 1 begins with the 16 bytes of salt in place of SQLite's magic string.
AES-256-CBC without padding under the raw key; the HMAC key is PBKDF2-HMAC-SHA512 of the raw key, 2 rounds, with the
salt XOR 0x3a (https://www.zetetic.net/sqlcipher/design/).
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGINA, RESERVE, ZOUT, IV = 4096, 80, 16, 16
MAGIE = b"SQLite format 3\x00"


class OnechtePagina(Exception):
    """A page whose HMAC does not match: another key, or a changed byte."""


def hmac_sleutel(sleutel: bytes, zout: bytes) -> bytes:
    """The key of the page HMACs."""
    return hashlib.pbkdf2_hmac("sha512", sleutel, bytes(b ^ 0x3A for b in zout), 2, 32)


def ontsleutel_pagina(pagina: bytes, nr: int, sleutel: bytes, mac: bytes) -> bytes:
    """Content of page ``nr`` (from 1), 4016 bytes; page 1 with SQLite's magic put back. Raises OnechtePagina."""
    begin = ZOUT if nr == 1 else 0
    inhoud, staart = pagina[begin:-RESERVE], pagina[-RESERVE:]
    iv, gegeven = staart[:IV], staart[IV:]
    werkelijk = hmac.digest(mac, inhoud + iv + nr.to_bytes(4, "little"), "sha512")
    if not hmac.compare_digest(werkelijk, gegeven):
        raise OnechtePagina(nr)
    lezer = Cipher(algorithms.AES(sleutel), modes.CBC(iv)).decryptor()
    klaar = lezer.update(inhoud) + lezer.finalize()
    return (MAGIE if nr == 1 else b"") + klaar


def paginas(pad: Path, sleutel: bytes) -> Iterator[bytes]:
    """Every page of the file, those on the freelist too, decrypted."""
    alles = pad.read_bytes()
    assert len(alles) % PAGINA == 0
    mac = hmac_sleutel(sleutel, alles[:ZOUT])
    for nr in range(1, len(alles) // PAGINA + 1):
        yield ontsleutel_pagina(alles[(nr - 1) * PAGINA : nr * PAGINA], nr, sleutel, mac)


def vind(pad: Path, sleutel: bytes, woorden: list[bytes]) -> dict[bytes, list[int]]:
    """On which pages each of the words stands; words that are nowhere are left out."""
    gevonden: dict[bytes, list[int]] = {}
    for nr, inhoud in enumerate(paginas(pad, sleutel), start=1):
        for woord in woorden:
            if woord in inhoud:
                gevonden.setdefault(woord, []).append(nr)
    return gevonden
