"""A checkpoint: the head of a log in three lines, with signatures, in a form that other programs read.

C2SP *tlog-checkpoint* (origin, size, root) inside C2SP *signed-note* (an empty line, then one line per signature).
The origin is ``pmg-desk/<kluis>/<reeks>``, the name of a key ``pmg-desk/<gebruiker>``. A signature covers the text of
the note itself, so that any implementation of Ed25519 can check it; ``kluis.ondertekening.onderteken_notitie`` keeps it
apart from our other signatures. What a note says counts only once a signature by a *known* key was verified.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

_ED25519 = b"\x01"  # signature type of C2SP signed-note
_NAAM = re.compile(r"[^\s+\x00-\x1f\x7f]{1,200}")
_GETAL = re.compile(r"0|[1-9][0-9]{0,15}")
_HEX64 = re.compile(r"[0-9a-f]{64}")
_OORSPRONG = re.compile(r"pmg-desk/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/([1-9][0-9]{0,8})")
_STUUR = re.compile(r"[\x00-\x09\x0b-\x1f]")

MEESTE_HANDTEKENINGEN = 100
"""A note with more signature lines is refused (C2SP asks for a limit of at least 16)."""


class Aanleiding(StrEnum):
    """Why a checkpoint was signed; the value is stored."""

    SLOT = "slot"  # at lock or log-out
    DAG = "dag"  # at the first work of a new day
    BESLUIT = "besluit"  # with a decision or a withdrawal
    PAKKET = "pakket"  # with any package for another installation
    RESERVEKOPIE = "reservekopie"
    VERVOLG = "vervolg"  # the last of a log that another one continues
    EXTERN = "extern"  # by somebody at another installation


Ondertekenaar = Callable[[bytes], bytes]
"""Signs the bytes of a note's text: 64 bytes Ed25519."""

Verifieerder = Callable[[str, bytes, bytes], bool]
"""``verifieer(publiek, bericht, handtekening)``: whether the owner of that public key (hex) signed that message."""


def oorsprong(kluis_id: UUID | str, reeks: int) -> str:
    """First line of the checkpoints of a log. Raises ValueError for a reeks below 1."""
    if reeks < 1:
        raise ValueError("the logs of a vault count from 1")
    return f"pmg-desk/{UUID(str(kluis_id))}/{reeks}"


def lees_oorsprong(tekst: str) -> tuple[str, int]:
    """Vault id and reeks from an origin. Raises ValueError for an origin that is not ours."""
    gevonden = _OORSPRONG.fullmatch(tekst)
    if gevonden is None:
        raise ValueError("not the origin of a log of this program")
    return gevonden[1], int(gevonden[2])


def sleutelnaam(gebruiker_id: UUID | str) -> str:
    """The name under which a user's signatures stand in a note."""
    return f"pmg-desk/{UUID(str(gebruiker_id))}"


def sleutel_id(naam: str, publiek: str) -> bytes:
    """The four bytes by which a note names a key: ``SHA-256(naam || 0x0A || 0x01 || publiek)[:4]`` (signed-note)."""
    return sha256(naam.encode("utf-8") + b"\n" + _ED25519 + bytes.fromhex(publiek)).digest()[:4]


@dataclass(frozen=True, slots=True)
class Controlepunt:
    """How a log stood: which log, how many leaves, and the root over them (hex)."""

    oorsprong: str
    grootte: int
    wortel: str

    def __post_init__(self) -> None:
        """Raises ValueError for what would not be one line each, or not a root."""
        if not _NAAM.fullmatch(self.oorsprong):
            raise ValueError("an origin is one line without spaces")
        if not _GETAL.fullmatch(str(self.grootte)):
            raise ValueError("not a size")
        if not _HEX64.fullmatch(self.wortel):
            raise ValueError("not a root")

    def tekst(self) -> str:
        """The three lines, exactly as they are signed."""
        return f"{self.oorsprong}\n{self.grootte}\n{_base64(bytes.fromhex(self.wortel))}\n"


def lees_controlepunt(tekst: str) -> Controlepunt:
    """Read the text of a note as a checkpoint. Raises ValueError unless it is exactly the three lines we write."""
    regels = tekst.split("\n")
    if len(regels) != 4 or regels[3] or not _GETAL.fullmatch(regels[1]):
        raise ValueError("not a checkpoint of three lines")
    punt = Controlepunt(regels[0], int(regels[1]), _bytes(regels[2]).hex())
    if punt.tekst() != tekst:
        raise ValueError("a checkpoint that is spelled differently")
    return punt


@dataclass(frozen=True, slots=True)
class Handtekening:
    """One signature line. ``sleutel_id`` only says which key to try; it proves nothing."""

    naam: str
    sleutel_id: bytes
    handtekening: bytes

    def regel(self) -> str:
        """The line, with its newline."""
        return f"— {self.naam} {_base64(self.sleutel_id + self.handtekening)}\n"


@dataclass(frozen=True, slots=True)
class Notitie:
    """A signed note, taken apart. Nothing of it is believed until :meth:`is_ondertekend_door` said so."""

    tekst: str  # what is signed, with its last newline
    handtekeningen: tuple[Handtekening, ...]

    def is_ondertekend_door(self, naam: str, publiek: str, verifieer: Verifieerder) -> bool:
        """Whether this key signed, under this name. A line that names the key and does not verify spoils the note."""
        van_hem = [h for h in self.handtekeningen if (h.naam, h.sleutel_id) == (naam, sleutel_id(naam, publiek))]
        bericht = self.tekst.encode("utf-8")
        return bool(van_hem) and all(verifieer(publiek, bericht, h.handtekening) for h in van_hem)

    @property
    def controlepunt(self) -> Controlepunt:
        """The text as a checkpoint. Raises ValueError when it is something else."""
        return lees_controlepunt(self.tekst)

    def notitie(self) -> str:
        """The whole note again."""
        return self.tekst + "\n" + "".join(h.regel() for h in self.handtekeningen)


def lees_ondertekende_tekst(notitie: str) -> Notitie:
    """Take any signed note apart. Raises ValueError unless it is spelled exactly as C2SP signed-note says."""
    tekst, scheiding, staart = notitie.rpartition("\n\n")
    if not scheiding or not tekst or not staart.endswith("\n") or _STUUR.search(notitie):
        raise ValueError("not a signed note")
    notitie.encode("utf-8")
    regels = staart[:-1].split("\n")
    if len(regels) > MEESTE_HANDTEKENINGEN:
        raise ValueError("too many signatures")
    gelezen = Notitie(tekst + "\n", tuple(_lees_regel(regel) for regel in regels))
    if gelezen.notitie() != notitie:
        raise ValueError("a signed note that is spelled differently")
    return gelezen


def _lees_regel(regel: str) -> Handtekening:
    delen = regel.split(" ")
    if len(delen) != 3 or delen[0] != "—" or not _NAAM.fullmatch(delen[1]):
        raise ValueError("not a signature line")
    ruw = _bytes(delen[2])
    if len(ruw) < 5:
        raise ValueError("a signature line without a signature")
    return Handtekening(delen[1], ruw[:4], ruw[4:])


def lees_notitie(notitie: str) -> Notitie:
    """Take a signed checkpoint apart. Raises ValueError unless it is one, spelled exactly as it should be."""
    gelezen = lees_ondertekende_tekst(notitie)
    lees_controlepunt(gelezen.tekst)
    return gelezen


def met_handtekening(notitie: str, naam: str, publiek: str, onderteken: Ondertekenaar) -> str:
    """The note with one signature more. ``notitie`` is a checkpoint's text, or a note that has signatures already.

    Raises ValueError for what is neither, and for a name that cannot stand in a signature line.
    """
    if not _NAAM.fullmatch(naam):
        raise ValueError("not the name of a key")
    gelezen = lees_notitie(notitie) if "\n\n" in notitie else Notitie(lees_controlepunt(notitie).tekst(), ())
    erbij = Handtekening(naam, sleutel_id(naam, publiek), onderteken(gelezen.tekst.encode("utf-8")))
    return Notitie(gelezen.tekst, (*gelezen.handtekeningen, erbij)).notitie()


def korte_vorm(punt: Controlepunt, dag: date | None = None) -> str:
    """Short form for paper and screen: size, twelve hex digits of the root, and the day where there is room.

    A log that continues another also names its reeks, because each counts its own lines.
    """
    w, (_, reeks) = punt.wortel, lees_oorsprong(punt.oorsprong)
    kort = f"{punt.grootte} · {w[:4]} {w[4:8]} {w[8:12]}"
    if reeks > 1:
        kort = f"reeks {reeks}, {kort}"
    return kort if dag is None else f"{kort} · {dag:%d-%m-%Y}"


def _base64(ruw: bytes) -> str:
    return base64.b64encode(ruw).decode("ascii")


def _bytes(tekst: str) -> bytes:
    return base64.b64decode(tekst.encode("ascii"), validate=True)
