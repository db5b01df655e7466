"""Signatures: exactly this text, exactly this purpose, exactly this key."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.kluis.ondertekening import (
    ZWAKKE_PUNTEN,
    is_sleutel,
    onderteken,
    onderteken_notitie,
    te_ondertekenen,
    verifieer,
    verifieer_notitie,
)

SLEUTEL = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIEK = SLEUTEL.public_key().public_bytes_raw().hex()
CONTEXT = "pmg-desk/besluit/1"


@given(st.binary(max_size=300))
def test_what_was_signed_verifies(payload: bytes) -> None:
    assert verifieer(PUBLIEK, CONTEXT, payload, onderteken(SLEUTEL, CONTEXT, payload))


def test_the_signed_bytes_are_written_down() -> None:
    """Frozen: other installations and the stand-alone verifier build the same bytes."""
    assert te_ondertekenen(CONTEXT, b"tekst") == b"PMG Desk\x00pmg-desk/besluit/1\x00tekst"
    handtekening = onderteken(SLEUTEL, CONTEXT, b"tekst")
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(PUBLIEK)).verify(
        handtekening, b"PMG Desk\x00pmg-desk/besluit/1\x00tekst"
    )


def test_a_signature_for_one_purpose_is_none_for_another() -> None:
    handtekening = onderteken(SLEUTEL, CONTEXT, b"tekst")
    assert not verifieer(PUBLIEK, "pmg-desk/intrekking/1", b"tekst", handtekening)
    assert not verifieer(PUBLIEK, "pmg-desk/besluit/2", b"tekst", handtekening)


def test_context_and_text_cannot_run_into_each_other() -> None:
    assert te_ondertekenen("a", b"b\x00c") != te_ondertekenen("a/b", b"c")
    with pytest.raises(ValueError, match="context"):
        te_ondertekenen("a\x00b", b"c")


@pytest.mark.parametrize("context", ["", "A", "a b", "é", "a\n", "a" * 65])
def test_a_context_is_short_and_plain(context: str) -> None:
    with pytest.raises(ValueError, match="context"):
        onderteken(SLEUTEL, context, b"")


def test_every_bit_of_text_signature_and_key_counts() -> None:
    payload = b"besluit"
    handtekening = onderteken(SLEUTEL, CONTEXT, payload)
    for deel in ("payload", "handtekening", "sleutel"):
        bron = {"payload": payload, "handtekening": handtekening, "sleutel": bytes.fromhex(PUBLIEK)}[deel]
        for bit in range(len(bron) * 8):
            stuk = bytearray(bron)
            stuk[bit // 8] ^= 1 << (bit % 8)
            anders = {"payload": payload, "handtekening": handtekening, "sleutel": bytes.fromhex(PUBLIEK)}
            anders[deel] = bytes(stuk)
            assert not verifieer(anders["sleutel"].hex(), CONTEXT, anders["payload"], anders["handtekening"])


@pytest.mark.parametrize("handtekening", [b"", b"x", bytes(63), bytes(64), bytes(65)])
def test_a_malformed_signature_is_no_signature(handtekening: bytes) -> None:
    assert not verifieer(PUBLIEK, CONTEXT, b"", handtekening)


@pytest.mark.parametrize("publiek", ["", "zz" * 32, PUBLIEK.upper(), PUBLIEK[:-2], PUBLIEK + "00", PUBLIEK + "\n"])
def test_a_malformed_key_verifies_nothing(publiek: str) -> None:
    assert not verifieer(publiek, CONTEXT, b"tekst", onderteken(SLEUTEL, CONTEXT, b"tekst"))
    assert not is_sleutel(publiek)


def test_a_key_whose_signature_fits_every_text_is_refused() -> None:
    """With the neutral element as key and R, S = (identity, 0) is a valid Ed25519 signature of anything."""
    neutraal = bytes([1]) + bytes(31)
    fits_all = neutraal + bytes(32)
    Ed25519PublicKey.from_public_bytes(neutraal).verify(fits_all, b"anything at all")  # does not raise: the danger
    assert not verifieer(neutraal.hex(), CONTEXT, b"anything at all", fits_all)


def test_the_list_of_weak_points_is_complete() -> None:
    """Independent: every point of order dividing 8 on the curve of RFC 8032 §5.1, in each of its spellings."""
    p = 2**255 - 19
    d = -121665 * pow(121666, p - 2, p) % p

    def plus(a: tuple[int, int], b: tuple[int, int]) -> tuple[int, int]:
        (x1, y1), (x2, y2) = a, b
        k = d * x1 * x2 * y1 * y2
        return (
            (x1 * y2 + x2 * y1) * pow(1 + k, p - 2, p) % p,
            (y1 * y2 + x1 * x2) * pow(1 - k, p - 2, p) % p,
        )

    def wortel(y: int) -> int | None:
        kwadraat = (y * y - 1) * pow(d * y * y + 1, p - 2, p) % p
        x = pow(kwadraat, (p + 3) // 8, p)
        for kandidaat in (x, x * pow(2, (p - 1) // 4, p) % p):
            if kandidaat * kandidaat % p == kwadraat:
                return kandidaat
        return None

    orde = 2**252 + 27742317777372353535851937790883648493
    klein: set[tuple[int, int]] = set()
    for y in range(2, 12):  # the prime-order part of any point cancels out; what is left has small order
        x = wortel(y)
        if x is None:
            continue
        punt, som, n = (x, y), (0, 1), orde
        while n:
            if n & 1:
                som = plus(som, punt)
            punt, n = plus(punt, punt), n >> 1
        klein.add(som)
    veelvoud = set(klein)
    for een in klein:
        for ander in klein:
            veelvoud.add(plus(een, ander))
    assert len(veelvoud) == 8
    spellingen = {
        (waarde | teken << 255).to_bytes(32, "little")
        for _, y in veelvoud
        for waarde in (y, y + p)
        if waarde < 2**255
        for teken in (0, 1)
    }
    assert spellingen == ZWAKKE_PUNTEN


NOTITIE = b"pmg-desk/0f8fad5b-d9cb-469f-a165-70867728950e/1\n7\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"


def test_a_checkpoint_is_signed_as_it_stands() -> None:
    """So that any program that reads C2SP notes can check it: the signature is over the text alone."""
    handtekening = onderteken_notitie(SLEUTEL, NOTITIE)
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(PUBLIEK)).verify(handtekening, NOTITIE)
    assert verifieer_notitie(PUBLIEK, NOTITIE, handtekening)
    assert not verifieer_notitie(PUBLIEK, NOTITIE.replace(b"\n7\n", b"\n8\n"), handtekening)
    assert not verifieer_notitie(PUBLIEK, NOTITIE, bytes(64))
    assert not verifieer_notitie((bytes([1]) + bytes(31)).hex(), NOTITIE, bytes([1]) + bytes(63))


@pytest.mark.parametrize(
    "tekst",
    [
        b"",
        b"besluit",
        te_ondertekenen(CONTEXT, NOTITIE),
        NOTITIE.replace(b"pmg-desk/", b"PMG Desk\x00"),
        NOTITIE.replace(b"0f8f", b"0F8F"),
        NOTITIE.replace(b"/1\n", b"/0\n"),
        NOTITIE.replace(b"/1\n", b"/1 "),
        b" " + NOTITIE,
    ],
)
def test_nothing_else_is_signed_without_a_purpose(tekst: bytes) -> None:
    with pytest.raises(ValueError, match="checkpoint"):
        onderteken_notitie(SLEUTEL, tekst)
    assert not verifieer_notitie(PUBLIEK, tekst, SLEUTEL.sign(tekst))


@given(st.from_regex(r"[a-z0-9./-]{1,64}", fullmatch=True), st.binary(max_size=60))
def test_a_checkpoint_never_equals_a_message_with_a_purpose(context: str, payload: bytes) -> None:
    bericht = te_ondertekenen(context, payload)
    assert not verifieer_notitie(PUBLIEK, bericht, SLEUTEL.sign(bericht))
    assert not verifieer(PUBLIEK, context, payload, onderteken_notitie(SLEUTEL, NOTITIE))
