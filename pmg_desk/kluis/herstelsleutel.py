"""The key on the recovery sheet as people type it: an age identity in groups that each tell their own typing errors.

Thirteen groups carry the 52 base-32 digits of the X25519 secret, four a group, and a fourteenth carries 20 bits of a
hash over all of them; each ends in a check character that also knows the group's place. So an error is told with its
group, groups in the wrong order are told as such, and what passes is the whole key. ``age`` itself spells the same 52
digits in another alphabet with one checksum at the end (Bech32, BIP 173): that spelling is in the QR code.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from hashlib import sha256

from pyrage import IdentityError, x25519

from pmg_desk.kluis.fouten import OngeldigeHerstelsleutel
from pmg_desk.kluis.tekens import TEKENS, controleteken, schoon, stukken

GROEPEN = 14
GROEPLENGTE = 5
"""Characters of a group, the check character included."""

_DEEL = GROEPLENGTE - 1
_CIJFERS = (GROEPEN - 1) * _DEEL
_BECH32 = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"
_VOOR = "AGE-SECRET-KEY-"
_SCHEIDING = "1"
_AGE = schoon(_VOOR + _SCHEIDING)
_SOMLENGTE = 6


class Groepstand(Enum):
    """What can be said of a group while it is being typed."""

    GOED = "goed"
    FOUT = "fout"
    BEZIG = "bezig"  # the last one, not yet five characters


@dataclass(frozen=True)
class Herstelsleutel:
    """A fresh recovery key: for the sheet and nowhere else."""

    groepen: tuple[str, ...]
    """As people read and type it."""
    tekst: str
    """As ``age`` reads it: ``AGE-SECRET-KEY-1…``."""
    ontvanger: str
    """The public half (``age1…``), to which the vault key is sealed."""

    def __repr__(self) -> str:
        return "Herstelsleutel(…)"


def nieuwe_herstelsleutel() -> Herstelsleutel:
    """A random key."""
    return in_groepen(x25519.Identity.generate())


def in_groepen(identiteit: x25519.Identity) -> Herstelsleutel:
    """An identity with all its spellings."""
    tekst = str(identiteit)
    bech32 = tekst[len(_VOOR) + 1 : -_SOMLENGTE]
    cijfers = "".join(TEKENS[_BECH32.index(teken)] for teken in bech32)
    delen = [cijfers[i : i + _DEEL] for i in range(0, _CIJFERS, _DEEL)]
    delen.append(_slotgroep(cijfers))
    groepen = tuple(deel + controleteken(deel, begin=plaats) for plaats, deel in enumerate(delen))
    return Herstelsleutel(groepen, tekst, str(identiteit.to_public()))


def bekijk(tekst: str) -> tuple[Groepstand, ...]:
    """How each group stands that has been typed so far; empty for the text of the QR code."""
    if _is_age(tekst):
        return ()
    groepen = _verdeel(tekst)
    standen = [Groepstand.GOED if _past(groep, plaats) else Groepstand.FOUT for plaats, groep in enumerate(groepen)]
    if groepen and len(groepen[-1]) < GROEPLENGTE and len(groepen) <= GROEPEN:
        standen[-1] = Groepstand.BEZIG
    return tuple(standen)


def lees_herstelsleutel(tekst: str) -> x25519.Identity:
    """The identity, from what was typed, pasted or scanned; spaces, dashes, line ends and case do not matter.

    Raises OngeldigeHerstelsleutel for a typing error, with the numbers of the groups that it is in.
    """
    if _is_age(tekst):
        return _identiteit("".join(tekst.split()).upper())
    groepen = _verdeel(tekst)
    fout = tuple(plaats + 1 for plaats, groep in enumerate(groepen) if not _past(groep, plaats))
    if fout or len(groepen) != GROEPEN:
        raise OngeldigeHerstelsleutel(fout, len(groepen), GROEPEN)
    cijfers = "".join(groep[:_DEEL] for groep in groepen[:-1])
    if _slotgroep(cijfers) != groepen[-1][:_DEEL]:
        raise OngeldigeHerstelsleutel((), GROEPEN, GROEPEN)
    waarden = [TEKENS.index(teken) for teken in cijfers]
    gespeld = "".join(_BECH32[waarde] for waarde in (*waarden, *_bech32_som(waarden)))
    return _identiteit(f"{_VOOR}{_SCHEIDING}{gespeld}")


def _identiteit(tekst: str) -> x25519.Identity:
    try:
        return x25519.Identity.from_str(tekst)
    except IdentityError:
        raise OngeldigeHerstelsleutel((), GROEPEN, GROEPEN) from None


def _is_age(tekst: str) -> bool:
    return schoon(tekst).startswith(_AGE)


def _verdeel(tekst: str) -> list[str]:
    """The groups as they were meant. Where somebody left out a character, the spaces tell in which group; where the
    spaces stand elsewhere or nowhere, counting tells. Whichever of the two makes more groups right is taken.
    """
    delen = stukken(tekst)
    aaneen = "".join(delen)
    geteld = [aaneen[i : i + GROEPLENGTE] for i in range(0, len(aaneen), GROEPLENGTE)]
    return max(geteld, delen, key=_lijkt) if len(delen) <= GROEPEN else geteld


def _lijkt(groepen: list[str]) -> tuple[int, bool]:
    return sum(_past(groep, plaats) for plaats, groep in enumerate(groepen)), len(groepen) == GROEPEN


def _past(groep: str, plaats: int) -> bool:
    if len(groep) != GROEPLENGTE or not set(groep) <= set(TEKENS) or plaats >= GROEPEN:
        return False
    return controleteken(groep[:_DEEL], begin=plaats) == groep[-1]


def _slotgroep(cijfers: str) -> str:
    """The first 20 bits of a hash over the whole key, as four characters."""
    som = int.from_bytes(sha256(b"pmg-desk/herstelsleutel/1\x00" + cijfers.encode("ascii")).digest()[:4]) >> 12
    return "".join(TEKENS[som >> 5 * plaats & 31] for plaats in reversed(range(_DEEL)))


def _bech32_som(waarden: list[int]) -> list[int]:
    """The six digits that close a Bech32 text (BIP 173, "Checksum")."""
    voor = _VOOR.lower()
    rest = 1
    uitgebreid = [*(ord(teken) >> 5 for teken in voor), 0, *(ord(teken) & 31 for teken in voor)]
    for waarde in (*uitgebreid, *waarden, *([0] * _SOMLENGTE)):
        boven, rest = rest >> 25, (rest & 0x1FFFFFF) << 5 ^ waarde
        for bit, term in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            rest ^= term if boven >> bit & 1 else 0
    return [(rest ^ 1) >> 5 * (_SOMLENGTE - 1 - plaats) & 31 for plaats in range(_SOMLENGTE)]
