"""Sealing and opening packages: signed with Ed25519 inside, encrypted to one recipient with age outside.

Debian's ``age -d`` with the recipient's identity shows one line of JSON: ``formaat``, ``tekst`` (the envelope, exactly
as it was signed), ``sleutel`` and ``handtekening``. A card with public keys is the same line, not encrypted.

What comes in is from elsewhere: sizes are bounded before anything is read, and nothing in it is believed but what the
signature covers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyrage
from pyrage import x25519

from pmg_desk.domain.canoniek import canoniek, lees_canoniek, sha256_hex
from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.pakket import (
    KAART_CONTEXT,
    PAKKET_CONTEXT,
    Envelop,
    Sleutelkaart,
    lees_envelop,
    lees_sleutelkaart,
)
from pmg_desk.kluis.ondertekening import is_sleutel, onderteken, verifieer
from pmg_desk.kluis.sleutels import EigenSleutels

FORMAAT_PAKKET = "pmg-desk-pakket"
FORMAAT_KAART = "pmg-desk-sleutelkaart"
EXTENSIE_PAKKET = ".pmgpakket"
EXTENSIE_KAART = ".pmgsleutels"
GROOTSTE_PAKKET = 64 * 1024 * 1024
GROOTSTE_KAART = 512 * 1024
MEESTE_WAARDEN = 1_000_000
"""Values in one package: an audit of 100 000 lines, with their openings, has a third of that."""


class GeenPakket(Fout):
    """The file is no package or card of this program, or was damaged on its way."""

    wat = "Dit bestand is geen heel pakket van PMG Desk."
    veilig = "Er is niets overgenomen."
    doe = "Vraag de afzender om het pakket nog eens te sturen."


class GeenKaart(GeenPakket):
    """The file is no card with keys, or was damaged on its way."""

    wat = "Dit bestand is geen hele kaart met sleutels van PMG Desk."
    doe = "Vraag de afzender om de kaart nog eens te sturen."


class BestandOnleesbaar(Fout):
    """The file that was chosen is gone, or may not or cannot be read. Its name is not told: it may hold a name."""

    wat = "Het gekozen bestand kan niet worden gelezen."
    veilig = "De kluis is heel en er is niets overgenomen."
    doe = "Kijk of het bestand er nog staat, of de schijf of stick is aangesloten en of u het bestand mag lezen."


class NietVoorU(Fout):
    """The package does not open with this user's key."""

    wat = "Dit pakket is voor een andere gebruiker."
    veilig = "Er is niets overgenomen."
    doe = "Vraag de afzender voor wie het is, en laat die persoon het openen. Of vraag om een pakket voor u."


class PakketVeranderd(Fout):
    """The signature does not fit the content."""

    wat = "De handtekening van dit pakket klopt niet: de inhoud is veranderd of de afzender is een ander."
    veilig = "Er is niets overgenomen."
    doe = "Bel de afzender en vraag om een nieuw pakket. Meld het als dit vaker gebeurt."


class KaartVeranderd(PakketVeranderd):
    """The signature does not fit the card."""

    wat = "De handtekening van deze kaart klopt niet: de inhoud is veranderd of de afzender is een ander."
    doe = "Bel de afzender en vraag om een nieuwe kaart. Meld het als dit vaker gebeurt."


class PakketTeGroot(Fout):
    """The other installation would refuse a package of this size."""

    wat = "Dit pakket wordt te groot om aan de andere kant te openen."
    veilig = "Er is niets gemaakt of verstuurd."
    doe = "Voer het logboek uit in plaats van een auditpakket te maken, of deel minder tegelijk."


@dataclass(frozen=True, slots=True)
class GeopendPakket:
    """What was opened: the envelope, the key whose signature fits it, and the hash by which a replay is recognised."""

    envelop: Envelop = field(repr=False)
    sleutel: str
    sha256: str


def verzegel_pakket(envelop: Envelop, afzender: EigenSleutels, ontvanger: str) -> bytes:
    """The package as a file: signed by ``afzender``, readable only with the age identity of ``ontvanger``.

    Raises PakketTeGroot for what :func:`open_pakket` would not take.
    """
    ondertekend = _onderteken(FORMAAT_PAKKET, PAKKET_CONTEXT, envelop.tekst(), afzender)
    ruw = pyrage.encrypt(ondertekend, [x25519.Recipient.from_str(ontvanger)])
    if len(ruw) > GROOTSTE_PAKKET:
        raise PakketTeGroot
    return ruw


def open_pakket(ruw: bytes, ontvanger: EigenSleutels) -> GeopendPakket:
    """Open what was sealed to ``ontvanger``. Raises GeenPakket, NietVoorU, PakketVeranderd.

    The signature fits ``sleutel``; whether that key is one of a known sender is the caller's to check.
    """
    if len(ruw) > GROOTSTE_PAKKET or not ruw.startswith(b"age-encryption.org/v1\n"):
        raise GeenPakket
    try:
        inhoud = pyrage.decrypt(ruw, [ontvanger.age])
    except pyrage.DecryptError as fout:
        raise (NietVoorU if "matching" in str(fout) else GeenPakket) from None
    tekst, sleutel = _controleer(FORMAAT_PAKKET, PAKKET_CONTEXT, inhoud)
    try:
        envelop = lees_envelop(tekst)
    except ValueError:
        raise GeenPakket from None
    return GeopendPakket(envelop, sleutel, sha256_hex(tekst.encode("utf-8")))


def onderteken_kaart(kaart: Sleutelkaart, afzender: EigenSleutels) -> bytes:
    """The card as a file, signed by one of the persons on it: that they hold the private key."""
    return _onderteken(FORMAAT_KAART, KAART_CONTEXT, kaart.tekst(), afzender)


def lees_kaart(ruw: bytes) -> tuple[Sleutelkaart, str]:
    """A card and the key that signed it, which is on it. Raises GeenKaart, KaartVeranderd.

    Anyone can make a card with any name: only comparing the fingerprint by another way makes it trusted.
    """
    if len(ruw) > GROOTSTE_KAART:
        raise GeenKaart
    try:
        tekst, sleutel = _controleer(FORMAAT_KAART, KAART_CONTEXT, ruw)
    except GeenPakket:
        raise GeenKaart from None
    except PakketVeranderd:
        raise KaartVeranderd from None
    try:
        kaart = lees_sleutelkaart(tekst)
        for persoon in kaart.personen:
            x25519.Recipient.from_str(persoon.age)
            if not is_sleutel(persoon.ed25519):
                raise ValueError("not a public key")
    except (ValueError, pyrage.RecipientError):
        raise GeenKaart from None
    if sleutel not in {persoon.ed25519 for persoon in kaart.personen}:
        raise KaartVeranderd
    return kaart, sleutel


def lees_bestand(pad: Path, grootste: int = GROOTSTE_PAKKET) -> bytes:
    """The bytes of a file from elsewhere, never more than ``grootste``. Raises GeenPakket (of a card
    GeenKaart), BestandOnleesbaar.
    """
    try:
        with pad.open("rb") as bestand:
            ruw = bestand.read(grootste + 1)
    except OSError:
        raise BestandOnleesbaar from None
    if len(ruw) > grootste:
        raise GeenKaart if grootste == GROOTSTE_KAART else GeenPakket
    return ruw


def _onderteken(formaat: str, context: str, tekst: str, afzender: EigenSleutels) -> bytes:
    handtekening = onderteken(afzender.ondertekening, context, tekst.encode("utf-8"))
    return canoniek(
        {
            "formaat": formaat,
            "tekst": tekst,
            "sleutel": afzender.publiek.ed25519,
            "handtekening": handtekening.hex(),
        }
    ).encode()


def _niet_te_vertakt(ruw: bytes) -> bytes:
    """JSON that can be parsed in bounded memory: each value costs some 100 bytes, however few it took to write.

    Raises ValueError for more values than any package has.
    """
    kaal = ruw.replace(b"\\\\", b"").replace(b'\\"', b"")  # what is left of quotes opens or closes a text
    if kaal.count(b'"') > 4 * MEESTE_WAARDEN:
        raise ValueError("too many texts")
    buiten_tekst = b"".join(kaal.split(b'"')[::2])
    if sum(buiten_tekst.count(teken) for teken in (b",", b"[", b"{")) > MEESTE_WAARDEN:
        raise ValueError("too many values")
    return ruw


def _controleer(formaat: str, context: str, ruw: bytes) -> tuple[str, str]:
    """Text and key of a signed line. Raises GeenPakket when it is none, PakketVeranderd when the signature is wrong."""
    try:
        delen: dict[str, Any] = lees_canoniek(_niet_te_vertakt(ruw).decode("utf-8"))
        if set(delen) != {"formaat", "tekst", "sleutel", "handtekening"} or delen["formaat"] != formaat:
            raise ValueError("another format")
        tekst, sleutel, handtekening = delen["tekst"].encode("utf-8"), str(delen["sleutel"]), delen["handtekening"]
        echt = verifieer(sleutel, context, _niet_te_vertakt(tekst), bytes.fromhex(handtekening))
    except (ValueError, TypeError, AttributeError, RecursionError):
        raise GeenPakket from None
    if not echt:
        raise PakketVeranderd
    return delen["tekst"], sleutel
