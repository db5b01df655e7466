"""Checkpoints in the form other programs read: three lines and signatures, spelled in one way only."""

from __future__ import annotations

import base64
from datetime import date
from hashlib import sha256
from uuid import UUID

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain import controlepunt
from pmg_desk.domain.controlepunt import (
    Controlepunt,
    korte_vorm,
    lees_controlepunt,
    lees_notitie,
    lees_ondertekende_tekst,
    lees_oorsprong,
    met_handtekening,
    oorsprong,
    sleutel_id,
    sleutelnaam,
)

KLUIS = UUID("0f8fad5b-d9cb-469f-a165-70867728950e")
SLEUTEL = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIEK = SLEUTEL.public_key().public_bytes_raw().hex()
NAAM = sleutelnaam(KLUIS)
PUNT = Controlepunt(oorsprong(KLUIS, 1), 1842, sha256(b"x").hexdigest())
NOTITIE = met_handtekening(PUNT.tekst(), NAAM, PUBLIEK, SLEUTEL.sign)

# golang.org/x/mod/sumdb/note: key, text and signature as published.
GO_SLEUTEL = base64.b64decode("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")[1:].hex()
GO_TEKST = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
GO_REGEL = (
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)


def verifieer(publiek: str, bericht: bytes, handtekening: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(publiek)).verify(handtekening, bericht)
    except InvalidSignature:
        return False
    return True


def test_the_note_is_spelled_as_written_down() -> None:
    """Frozen: other installations and the stand-alone verifier read these bytes."""
    wortel = base64.b64encode(sha256(b"x").digest()).decode()
    assert PUNT.tekst() == f"pmg-desk/0f8fad5b-d9cb-469f-a165-70867728950e/1\n1842\n{wortel}\n"
    som = sha256(NAAM.encode() + b"\x0a\x01" + bytes.fromhex(PUBLIEK)).digest()[:4]
    regel = base64.b64encode(som + SLEUTEL.sign(PUNT.tekst().encode())).decode()
    assert f"{PUNT.tekst()}\n— pmg-desk/0f8fad5b-d9cb-469f-a165-70867728950e {regel}\n" == NOTITIE


def test_the_published_note_of_go_verifies() -> None:
    assert sleutel_id("PeterNeumann", GO_SLEUTEL).hex() == "c74f20a3"
    notitie = lees_ondertekende_tekst(f"{GO_TEKST}\n{GO_REGEL}")
    assert notitie.tekst == GO_TEKST
    assert notitie.is_ondertekend_door("PeterNeumann", GO_SLEUTEL, verifieer)
    with pytest.raises(ValueError, match="checkpoint"):
        lees_notitie(f"{GO_TEKST}\n{GO_REGEL}")


def test_the_example_of_the_specification_is_read() -> None:
    """c2sp.org/tlog-checkpoint and c2sp.org/signed-note, the latter with an empty line in its text."""
    voorbeeld = (
        "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
        "— example.com/behind-the-sofa "
        "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
    )
    punt = lees_notitie(voorbeeld).controlepunt
    assert (punt.oorsprong, punt.grootte, punt.wortel[:8]) == ("example.com/behind-the-sofa", 20852163, "0ac5186a")
    gedicht = (
        "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n"
        "— quasimodo.example/salvatore "
        "NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n"
    )
    assert lees_ondertekende_tekst(gedicht).tekst.endswith("sole:\n\ned è subito sera.\n")


def test_a_second_signature_keeps_the_first() -> None:
    ander = Ed25519PrivateKey.generate()
    publiek = ander.public_key().public_bytes_raw().hex()
    beide = lees_notitie(met_handtekening(NOTITIE, "pmg-desk/ander", publiek, ander.sign))
    assert beide.is_ondertekend_door(NAAM, PUBLIEK, verifieer)
    assert beide.is_ondertekend_door("pmg-desk/ander", publiek, verifieer)
    assert beide.controlepunt == PUNT
    assert not beide.is_ondertekend_door(NAAM, publiek, verifieer)
    assert not beide.is_ondertekend_door("pmg-desk/ander", PUBLIEK, verifieer)


def test_one_false_line_of_a_known_key_spoils_the_note() -> None:
    vals = met_handtekening(NOTITIE, NAAM, PUBLIEK, lambda _: bytes(64))
    assert not lees_notitie(vals).is_ondertekend_door(NAAM, PUBLIEK, verifieer)


@given(st.integers(0, 10**15), st.binary(min_size=32, max_size=32), st.integers(1, 10**6))
def test_reading_gives_back_what_was_written(grootte: int, wortel: bytes, reeks: int) -> None:
    punt = Controlepunt(oorsprong(KLUIS, reeks), grootte, wortel.hex())
    assert lees_controlepunt(punt.tekst()) == punt
    assert lees_oorsprong(punt.oorsprong) == (str(KLUIS), reeks)
    gelezen = lees_notitie(met_handtekening(punt.tekst(), NAAM, PUBLIEK, SLEUTEL.sign))
    assert gelezen.controlepunt == punt
    assert gelezen.is_ondertekend_door(NAAM, PUBLIEK, verifieer)


def test_every_bit_of_a_note_counts() -> None:
    ruw = NOTITIE.encode()
    for bit in range(len(ruw) * 8):
        stuk = bytearray(ruw)
        stuk[bit // 8] ^= 1 << bit % 8
        try:
            gelezen = lees_notitie(stuk.decode())
        except ValueError:
            continue
        assert not gelezen.is_ondertekend_door(NAAM, PUBLIEK, verifieer)


REGEL = NOTITIE.split("\n\n")[1]


@pytest.mark.parametrize(
    "notitie",
    [
        "",
        PUNT.tekst(),
        NOTITIE[:-1],
        NOTITIE + "\n",
        NOTITIE + "x\n",
        "\n\n" + REGEL,
        NOTITIE.replace("—", "-"),
        NOTITIE.replace("— ", "—  "),
        NOTITIE.replace("\n", "\r\n"),
        NOTITIE.replace("1842", "01842"),
        NOTITIE.replace("1842", "18 42"),
        NOTITIE.replace("1842", "١٨٤٢"),
        NOTITIE.replace("1842\n", "1842\nextra\n"),
        NOTITIE.replace("pmg-desk/0f8fad5b-d9cb-469f-a165-70867728950e/1\n", "\n"),
        NOTITIE.replace("pmg-desk/", "pmg+desk/"),
        NOTITIE.replace("=\n", "!\n"),
        NOTITIE.replace("=\n\n", "é\n\n"),
        f"{PUNT.tekst()}\n— naam AAAAAA==\n",
        f"{PUNT.tekst()}\n{REGEL * 101}",
        f"{PUNT.tekst()}\n— \ud800 {REGEL.split(' ')[2]}",
        NOTITIE.replace(PUNT.tekst().split("\n")[2], base64.b64encode(b"kort").decode()),
    ],
)
def test_what_is_spelled_differently_is_not_a_note(notitie: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        lees_notitie(notitie)


def test_bits_that_base64_does_not_use_are_not_free() -> None:
    wortel = PUNT.tekst().split("\n")[2]
    alfabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    anders = wortel[:-2] + alfabet[alfabet.index(wortel[-2]) ^ 1] + "="
    assert base64.b64decode(anders) == base64.b64decode(wortel)
    with pytest.raises(ValueError, match="spelled"):
        lees_notitie(NOTITIE.replace(wortel, anders))
    # 4 + 64 bytes are 90 digits and two half-used ones: a key id and signature of 67 bytes leave room to play
    ruw = base64.b64encode(bytes(67)).decode()
    with pytest.raises(ValueError, match="spelled"):
        lees_notitie(f"{PUNT.tekst()}\n— naam {ruw[:-3]}B==\n")


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        (("", 1, "0" * 64), "origin"),
        (("a b", 1, "0" * 64), "origin"),
        (("a\nb", 1, "0" * 64), "origin"),
        (("a", -1, "0" * 64), "size"),
        (("a", 10**16, "0" * 64), "size"),
        (("a", True, "0" * 64), "size"),
        (("a", 1, "0" * 63), "root"),
        (("a", 1, "A" * 64), "root"),
    ],
)
def test_a_checkpoint_that_would_not_be_three_lines_is_not_made(velden: tuple[str, int, str], zin: str) -> None:
    with pytest.raises(ValueError, match=zin):
        Controlepunt(*velden)


@pytest.mark.parametrize("tekst", ["pmg-desk/x/1", f"pmg-desk/{KLUIS}/0", f"pmg-desk/{KLUIS}/1\n", f"{KLUIS}/1"])
def test_an_origin_that_is_not_ours(tekst: str) -> None:
    with pytest.raises(ValueError, match="origin"):
        lees_oorsprong(tekst)
    with pytest.raises(ValueError, match="1"):
        oorsprong(KLUIS, 0)


@pytest.mark.parametrize("naam", ["", "met spatie", "met+plus", "twee\nregels"])
def test_a_name_that_cannot_stand_in_a_line(naam: str) -> None:
    with pytest.raises(ValueError, match="name"):
        met_handtekening(PUNT.tekst(), naam, PUBLIEK, SLEUTEL.sign)


def test_the_short_form_fits_on_paper() -> None:
    punt = Controlepunt(oorsprong(KLUIS, 1), 12, "0123456789abcdef" * 4)
    assert korte_vorm(punt) == "12 · 0123 4567 89ab"
    assert korte_vorm(punt, date(2026, 11, 23)) == "12 · 0123 4567 89ab · 23-11-2026"
    assert korte_vorm(Controlepunt(oorsprong(KLUIS, 2), 12, punt.wortel)) == "reeks 2, 12 · 0123 4567 89ab"
    assert controlepunt.MEESTE_HANDTEKENINGEN >= 16  # as C2SP asks of who reads notes
