"""The one-time code: typed by people, strong enough to stand alone, and bound to one invitation."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.kluis import uitnodiging as module
from pmg_desk.kluis.fouten import KopBeschadigd, OngeldigeCode, VerkeerdWachtwoord
from pmg_desk.kluis.kop import Uitnodiging
from pmg_desk.kluis.tekens import controleteken
from pmg_desk.kluis.uitnodiging import lees_code, maak_uitnodiging, nieuwe_code, open_uitnodiging, tijdelijke_sleutel
from tests.kluis.kluizen import NU

KLUIS, WIE = UUID(int=1), UUID(int=2)
UITNODIGING, CODE = maak_uitnodiging(KLUIS, WIE, "kim", "Kim", NU)
TEKENS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def test_a_code_is_six_groups_of_four() -> None:
    codes = {nieuwe_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(re.fullmatch(f"[{TEKENS}]{{4}}(-[{TEKENS}]{{4}}){{5}}", code) for code in codes)


def test_it_may_be_typed_carelessly() -> None:
    schoon = lees_code(CODE)
    assert lees_code(CODE.lower()) == schoon
    assert lees_code(CODE.replace("-", " ")) == schoon
    assert lees_code(f"\t{CODE.replace('-', '')}\n") == schoon
    assert lees_code(CODE.replace("-", "–")) == schoon
    assert lees_code(CODE.replace("0", "O").replace("1", "l")) == schoon


@given(st.text(TEKENS, min_size=23, max_size=23), st.integers(0, 23), st.sampled_from(TEKENS))
def test_every_single_typing_error_is_noticed(begin: str, plaats: int, teken: str) -> None:
    code = begin + controleteken(begin)
    assert lees_code(code) == code
    fout = code[:plaats] + teken + code[plaats + 1 :]
    if fout != code:
        with pytest.raises(OngeldigeCode):
            lees_code(fout)


@pytest.mark.parametrize(
    "tekst", ["", "x", CODE + "0", CODE[:-1], CODE[:-1] + "U", CODE[:-1] + "é", "-" * 29], ids=range(7)
)
def test_what_is_no_code_is_a_typing_error(tekst: str) -> None:
    with pytest.raises(OngeldigeCode):
        lees_code(tekst)


def test_the_code_opens_the_temporary_key() -> None:
    identiteit = open_uitnodiging(UITNODIGING, KLUIS, lees_code(CODE))
    assert str(identiteit.to_public()) == UITNODIGING.ontvanger


def test_another_code_does_not() -> None:
    with pytest.raises(VerkeerdWachtwoord) as gevangen:
        open_uitnodiging(UITNODIGING, KLUIS, lees_code(nieuwe_code()))
    assert gevangen.value.wat == "De naam of de code klopt niet."


@pytest.mark.parametrize(
    "anders",
    [
        replace(UITNODIGING, verloopt_op=NU + timedelta(days=365)),
        replace(UITNODIGING, gebruiker_id=UUID(int=9)),
        replace(UITNODIGING, gebruikersnaam="kees"),
        replace(UITNODIGING, ontvanger=maak_uitnodiging(KLUIS, WIE, "kim", "Kim", NU)[0].ontvanger),
        replace(UITNODIGING, zout=bytes(16)),
        replace(UITNODIGING, nonce=bytes(12)),
        replace(UITNODIGING, identiteit=bytes(80)),
        replace(UITNODIGING, identiteit=b""),
    ],
)
def test_an_edited_invitation_does_not_open(anders: Uitnodiging) -> None:
    with pytest.raises(VerkeerdWachtwoord):
        open_uitnodiging(anders, KLUIS, lees_code(CODE))
    with pytest.raises(VerkeerdWachtwoord):
        open_uitnodiging(UITNODIGING, UUID(int=3), lees_code(CODE))


@pytest.mark.parametrize("inhoud", [b"geen sleutel", b"\xff"])
def test_what_opens_but_is_no_key_is_damage(inhoud: bytes) -> None:
    u = UITNODIGING
    gebonden = module._gebonden_aan(KLUIS, WIE, "kim", NU, u.ontvanger)
    tekst = AESGCM(module._sleutel(lees_code(CODE), u.zout)).encrypt(u.nonce, inhoud, gebonden)
    with pytest.raises(KopBeschadigd):
        open_uitnodiging(replace(u, identiteit=tekst), KLUIS, lees_code(CODE))


def test_the_temporary_signing_key_follows_from_the_code_and_from_nothing_less() -> None:
    def publiek(uitnodiging: Uitnodiging, code: str) -> bytes:
        return tijdelijke_sleutel(uitnodiging, code).public_key().public_bytes_raw()

    eigen = publiek(UITNODIGING, CODE)
    assert publiek(UITNODIGING, CODE.lower()) == eigen
    assert publiek(UITNODIGING, nieuwe_code()) != eigen
    assert publiek(replace(UITNODIGING, zout=bytes(16)), CODE) != eigen
