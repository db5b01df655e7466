"""Ed25519 signatures with a purpose in them.

A signature over a decision must never be accepted as one over a log checkpoint, so what is signed is
``"PMG Desk" NUL context NUL payload``: the context names the kind of statement and its version, and can hold no NUL.
Checked by any Ed25519 implementation (RFC 8032 §5.1, no pre-hash).

A checkpoint of the log is the exception: C2SP signs the text of the note itself, so that other programs can check it.
Only a text that begins as our checkpoints do (``pmg-desk/<kluis>/<reeks>`` and a newline) is signed or accepted that
way. Such a text never equals a message with a context, because those begin with ``PMG Desk`` and a NUL.
"""

from __future__ import annotations

import re

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_CONTEXT = re.compile(r"[a-z0-9./-]{1,64}\Z")
_VOORVOEGSEL = b"PMG Desk\x00"
_NOTITIE = re.compile(rb"pmg-desk/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/[1-9][0-9]{0,8}\n")

ZWAKKE_PUNTEN = frozenset(
    bytes.fromhex(punt)
    for punt in (
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    )
)
"""Encodings of points of small order: such a "key" has signatures that fit every text, so it is never accepted."""


def is_sleutel(publiek: str) -> bool:
    """Whether ``publiek`` is spelt as a public key (64 lower-case hex digits) and is not one of the weak points."""
    return re.fullmatch("[0-9a-f]{64}", publiek) is not None and bytes.fromhex(publiek) not in ZWAKKE_PUNTEN


def te_ondertekenen(context: str, payload: bytes) -> bytes:
    """The exact bytes under a signature. Raises ValueError for a context that is not short plain ASCII."""
    if not _CONTEXT.match(context):
        raise ValueError("invalid signature context")
    return _VOORVOEGSEL + context.encode("ascii") + b"\x00" + payload


def onderteken(sleutel: Ed25519PrivateKey, context: str, payload: bytes) -> bytes:
    """64-byte signature of ``payload`` for the purpose ``context`` (such as ``pmg-desk/besluit/1``)."""
    return sleutel.sign(te_ondertekenen(context, payload))


def verifieer(publiek: str, context: str, payload: bytes, handtekening: bytes) -> bool:
    """Whether the owner of ``publiek`` (64 hex digits) signed exactly this, for exactly this purpose.

    Never raises on what somebody else supplied: a malformed key or signature is simply not a valid one.
    """
    return _past(publiek, te_ondertekenen(context, payload), handtekening)


def onderteken_notitie(sleutel: Ed25519PrivateKey, tekst: bytes) -> bytes:
    """64-byte signature over the text of a checkpoint. Raises ValueError for any other text: see the module."""
    if not _NOTITIE.match(tekst):
        raise ValueError("only the text of a checkpoint is signed without a context")
    return sleutel.sign(tekst)


def verifieer_notitie(publiek: str, tekst: bytes, handtekening: bytes) -> bool:
    """Whether the owner of ``publiek`` signed exactly this checkpoint. Never raises on what somebody else supplied."""
    return _NOTITIE.match(tekst) is not None and _past(publiek, tekst, handtekening)


def _past(publiek: str, bericht: bytes, handtekening: bytes) -> bool:
    if not is_sleutel(publiek):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(publiek)).verify(handtekening, bericht)
    except (InvalidSignature, ValueError):
        return False
    return True
