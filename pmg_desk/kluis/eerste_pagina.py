"""Whether a vault key fits a database file, seen from its first page, without opening the database.

Sealing needs only public keys, so a stranger can write a header of their own, consistent in itself, around a key of
their own. What they cannot do is make the database fit it. During a rotation the same question tells which of the two
keys the file has now.

SQLCipher 4 authenticates each page of 4096 bytes with HMAC-SHA512 over ciphertext, IV and page number; the first 16
bytes of the file are its salt (SQLCipher design, "Database Encryption and Integrity").
"""

from __future__ import annotations

import hmac
from hashlib import pbkdf2_hmac
from pathlib import Path

_PAGINA, _ZOUT, _MAC = 4096, 16, 64
_PROEF = 8
"""Pages that are tried to tell a damaged file from one of another key."""


def past_op_database(pad: Path, sleutel: bytes) -> bool:
    """True proves that ``sleutel`` wrote the first page of ``pad``.

    False proves nothing alone: the page may be damaged, or half written by a crash that the journal will undo.
    """
    return _past(pad, sleutel, 1)


def past_nergens(pad: Path, sleutel: bytes) -> bool:
    """True when ``pad`` is a database of which ``sleutel`` wrote none of the first pages.

    Then it belongs to another key; a damaged first page alone leaves the others readable. Damage in the 16 bytes of the
    salt looks the same, because every page depends on them.
    """
    try:
        bladzijden = min(pad.stat().st_size // _PAGINA, _PROEF)
    except OSError:
        return False
    return bladzijden > 0 and not any(_past(pad, sleutel, nr + 1) for nr in range(bladzijden))


def _past(pad: Path, sleutel: bytes, nr: int) -> bool:
    try:
        with pad.open("rb") as bestand:
            zout = bytes(deel ^ 0x3A for deel in bestand.read(_ZOUT))
            bestand.seek((nr - 1) * _PAGINA)
            pagina = bestand.read(_PAGINA)
    except OSError:
        return False
    if len(pagina) < _PAGINA:
        return False
    onder = pbkdf2_hmac("sha512", sleutel, zout, 2, 32)
    tekst = pagina[_ZOUT:-_MAC] if nr == 1 else pagina[:-_MAC]
    som = hmac.digest(onder, tekst + nr.to_bytes(4, "little"), "sha512")
    return hmac.compare_digest(som, pagina[-_MAC:])


def journaal(pad: Path) -> Path:
    """Where SQLite keeps the old pages while it writes; one that stays behind is rolled back at the next opening."""
    return pad.with_name(pad.name + "-journal")
