"""Names of vaults and users: what is allowed, and when two of them are the same."""

from __future__ import annotations

import re
import unicodedata

from pmg_desk.kluis.fouten import OngeldigeNaam

LANGSTE_NAAM = 120
_WINDOWS = {"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in range(1, 10))}


def gelijke_naam(een: str, ander: str) -> bool:
    """Whether two log-in names mean the same user: case, width and composed accents do not count."""
    return _vouw(een) == _vouw(ander)


def _vouw(naam: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", naam).casefold()).strip()


def schone_naam(naam: str, wat: str) -> str:
    """``naam`` in NFC without surrounding space; ``wat`` names the field in the message.

    Raises OngeldigeNaam when it is empty, over 120 characters, or holds a character that does not show (those make
    two names that look the same).
    """
    schoon = unicodedata.normalize("NFC", naam).strip()
    if not schoon:
        raise OngeldigeNaam(f"{wat} is leeg.", doe="Vul een naam in.")
    if len(schoon) > LANGSTE_NAAM:
        raise OngeldigeNaam(f"{wat} is te lang: neem hoogstens {LANGSTE_NAAM} tekens.")
    if not schoon.isprintable():
        raise OngeldigeNaam(f"{wat} bevat een teken dat niet te zien is.")
    return schoon


def mapnaam(naam: str) -> str:
    """A folder name for a vault with this name that Windows, macOS and Linux all accept, ending in ``.kluis``."""
    basis = re.sub(r"[^\w -]+", "-", naam).strip(" -")[:60].strip(" -") or "kluis"
    if basis.casefold() in _WINDOWS:
        basis = f"{basis}-kluis"
    return f"{basis}.kluis"
