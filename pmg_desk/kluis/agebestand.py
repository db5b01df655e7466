"""A file for somebody outside this program who has an age key: any age tool opens it with that key, and nothing else.

Unlike a package (:mod:`pmg_desk.kluis.pakket`) it is not signed and holds no envelope: the other side has no PMG Desk.
"""

from __future__ import annotations

import pyrage
from pyrage import x25519

EXTENSIE = ".age"


def is_agesleutel(sleutel: str) -> bool:
    """Whether this is a public age key (``age1…``), with the right check characters."""
    try:
        x25519.Recipient.from_str(sleutel)
    except pyrage.RecipientError:
        return False
    return True


def verzegel_bestand(inhoud: bytes, sleutel: str) -> bytes:
    """The content, readable only with the private half of this public age key. Two times give two files."""
    return pyrage.encrypt(inhoud, [x25519.Recipient.from_str(sleutel)])
