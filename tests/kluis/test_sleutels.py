"""A user's private keys: only the password opens them, and only in the place they were made for."""

from __future__ import annotations

import os
from dataclasses import replace
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from pmg_desk.domain.canoniek import canoniek
from pmg_desk.kluis import sleutels as module
from pmg_desk.kluis.fouten import KopBeschadigd, VerkeerdWachtwoord
from pmg_desk.kluis.kdf import KdfInstelling, nieuw_zout
from pmg_desk.kluis.sleutels import EigenSleutels, PubliekeSleutels, VersleuteldeSleutels, ontsleutel, versleutel

KLUIS, WIE = UUID(int=1), UUID(int=2)
KDF = KdfInstelling(bytes(16), 64, 1, 1)
EIGEN = EigenSleutels.nieuw()
WACHTWOORD = b"paarse fiets"


def test_the_password_gives_the_same_keys_back() -> None:
    terug = ontsleutel(versleutel(EIGEN, WACHTWOORD, KDF, KLUIS, WIE), WACHTWOORD, KDF, KLUIS, WIE, EIGEN.publiek)
    assert str(terug.age) == str(EIGEN.age)
    assert terug.ondertekening.private_bytes_raw() == EIGEN.ondertekening.private_bytes_raw()
    assert terug.publiek == EIGEN.publiek


@pytest.mark.parametrize(
    "anders",
    [
        {"wachtwoord": b"paarse fietS"},
        {"kluis_id": UUID(int=3)},
        {"gebruiker_id": UUID(int=3)},
        {"kdf": replace(KDF, zout=nieuw_zout())},
        {"kdf": replace(KDF, rondes=2)},
        {"kdf": replace(KDF, geheugen_kib=65)},
        {"publiek": replace(EIGEN.publiek, ed25519=EigenSleutels.nieuw().publiek.ed25519)},
        {"publiek": replace(EIGEN.publiek, age=EigenSleutels.nieuw().publiek.age)},
    ],
    ids="+".join,
)
def test_nothing_of_what_it_is_bound_to_can_be_exchanged(anders: dict[str, object]) -> None:
    versleuteld = versleutel(EIGEN, WACHTWOORD, KDF, KLUIS, WIE)
    goed: dict[str, object] = {
        "wachtwoord": WACHTWOORD,
        "kdf": KDF,
        "kluis_id": KLUIS,
        "gebruiker_id": WIE,
        "publiek": EIGEN.publiek,
    }
    with pytest.raises(VerkeerdWachtwoord):
        ontsleutel(versleuteld, **{**goed, **anders})  # type: ignore[arg-type]


def test_every_bit_of_the_text_is_authenticated() -> None:
    versleuteld = versleutel(EIGEN, WACHTWOORD, KDF, KLUIS, WIE)
    for plaats in range(len(versleuteld.tekst)):
        stuk = bytearray(versleuteld.tekst)
        stuk[plaats] ^= 1 << (plaats % 8)
        with pytest.raises(VerkeerdWachtwoord):
            ontsleutel(replace(versleuteld, tekst=bytes(stuk)), WACHTWOORD, KDF, KLUIS, WIE, EIGEN.publiek)


def _versleutel_tekst(tekst: str, publiek: PubliekeSleutels) -> VersleuteldeSleutels:
    """What someone who knows the password could put there by hand."""
    nonce = os.urandom(12)
    gebonden = module._gebonden_aan(KLUIS, WIE, KDF, publiek)
    return VersleuteldeSleutels(nonce, AESGCM(KDF.leid_af(WACHTWOORD)).encrypt(nonce, tekst.encode(), gebonden))


@pytest.mark.parametrize(
    "tekst",
    [
        "",
        "[]",
        "{}",
        '{"age":1,"ed25519":"00"}',
        '{"age":"AGE-SECRET-KEY-1","ed25519":"00"}',
        canoniek({"age": str(EIGEN.age), "ed25519": "00"}),
        canoniek({"age": str(EIGEN.age), "ed25519": "zz"}),
        canoniek(
            {"age": str(EigenSleutels.nieuw().age), "ed25519": EIGEN.ondertekening.private_bytes_raw().hex()}
        ),  # another private key than the public one beside it
    ],
    ids=range(8),
)
def test_what_opens_but_is_no_key_pair_is_damage_not_a_wrong_password(tekst: str) -> None:
    with pytest.raises(KopBeschadigd):
        ontsleutel(_versleutel_tekst(tekst, EIGEN.publiek), WACHTWOORD, KDF, KLUIS, WIE, EIGEN.publiek)


def test_a_fingerprint_can_be_read_out_and_stays_the_same() -> None:
    assert PubliekeSleutels("age1abc", "00" * 32).vingerafdruk() == "49534 25908 00970 95034 86782 07885"


def test_a_fingerprint_covers_both_keys() -> None:
    een, ander = EIGEN.publiek, EigenSleutels.nieuw().publiek
    afdrukken = {
        p.vingerafdruk() for p in (een, ander, replace(een, age=ander.age), replace(een, ed25519=ander.ed25519))
    }
    assert len(afdrukken) == 4


def test_keys_do_not_show_in_a_representation() -> None:
    tekst = repr(EIGEN)
    assert tekst == "EigenSleutels()"
