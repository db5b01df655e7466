"""The header's content: sealed, checked, and never believed further than it can be proven."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.canoniek import canoniek
from pmg_desk.kluis import kdf
from pmg_desk.kluis.fouten import KluisFout, KopBeschadigd, NieuwereVersie
from pmg_desk.kluis.kop import (
    GROOTSTE_BESTAND,
    MEESTE_GEBRUIKERS,
    KluisSleutel,
    Kop,
    Zegel,
    als_bytes,
    is_echt,
    ontzegel,
    uit_bytes,
    verzegel,
)
from pmg_desk.kluis.leden import maak_gebruikerslot
from pmg_desk.kluis.sleutels import EigenSleutels
from pmg_desk.kluis.uitnodiging import maak_uitnodiging
from tests.kluis.kluizen import NU, met_goede_som

KLUIS = UUID(int=1)
BEA, JAN, HERSTEL = EigenSleutels.nieuw(), EigenSleutels.nieuw(), EigenSleutels.nieuw()
SLEUTEL = KluisSleutel(1, bytes(range(32)))
NIEUWE_SLEUTEL = KluisSleutel(2, bytes(range(32, 64)))


def _kop(*, herstel: str | None = None, uitgenodigd: bool = True) -> Kop:
    instelling = kdf.KdfInstelling(kdf.nieuw_zout(), 64, 1, 1)
    with kdf.sta_goedkoop_toe():  # this runs while pytest collects, before its fixtures
        bea = maak_gebruikerslot(BEA, "wachtwoord van bea", instelling, KLUIS, UUID(int=10), "bea", "Bea")
        jan = maak_gebruikerslot(JAN, "wachtwoord van jan", instelling, KLUIS, UUID(int=11), "jan", "Ján Ø")
    genodigd = (maak_uitnodiging(KLUIS, UUID(int=12), "kim", "Kim", NU)[0],) if uitgenodigd else ()
    return Kop(KLUIS, "Zuidwest", 3, NU, (bea, jan), genodigd, herstel)


KOP = verzegel(_kop(herstel=str(HERSTEL.age.to_public())), (SLEUTEL,))
RUW = als_bytes(KOP)


def test_what_is_written_is_read_back() -> None:
    assert uit_bytes(RUW) == KOP
    assert RUW.count(b"\n") == 1


def test_every_recipient_opens_the_seal_and_nobody_else() -> None:
    for identiteit in (BEA.age, JAN.age, HERSTEL.age):
        assert ontzegel(KOP, identiteit) == (SLEUTEL,)
    with pytest.raises(KopBeschadigd):
        ontzegel(KOP, EigenSleutels.nieuw().age)
    zonder_jan = verzegel(replace(KOP, gebruikers=KOP.gebruikers[:1]), (SLEUTEL,))
    with pytest.raises(KopBeschadigd):
        ontzegel(zonder_jan, JAN.age)


def test_every_changed_byte_is_damage() -> None:
    """Each byte of the file, one bit of it at a time in turn: found by the checksum or the form, without any key."""
    for plaats in range(len(RUW)):
        for bit in (plaats % 8, (plaats + 5) % 8):
            stuk = bytearray(RUW)
            stuk[plaats] ^= 1 << bit
            with pytest.raises(KopBeschadigd):
                uit_bytes(bytes(stuk))


@given(st.integers(0, len(RUW) - 1), st.integers(0, len(RUW)), st.binary(max_size=20))
def test_any_piece_cut_out_or_put_in_is_damage(van: int, tot: int, erin: bytes) -> None:
    stuk = RUW[:van] + erin + RUW[max(van, tot) :]
    if stuk != RUW:
        with pytest.raises(KopBeschadigd):
            uit_bytes(stuk)


@given(st.binary(max_size=300))
def test_rubbish_is_damage(ruw: bytes) -> None:
    with pytest.raises(KopBeschadigd):
        uit_bytes(ruw)


@pytest.mark.parametrize(
    "ruw",
    [
        b"\n",
        b"null\n",
        b"[]\n",
        b"{}\n",
        b'"x"\n',
        b"[" * 200_000 + b"\n",
        b'{"a":' * 100_000 + b"\n",
        b'{"versie":' + b"9" * 5_000 + b"}\n",
        b'{"versie":1e5}\n',
        b'{"versie":NaN}\n',
        b'{"formaat":"pmg-desk-kluis","inhoud":{},"sha256":"\\ud800","versie":1}\n',
        b"\xff\xfe\n",
        RUW.rstrip(b"\n"),
        RUW + b"\n",
        b" " + RUW,
        b"x" * (GROOTSTE_BESTAND + 1) + b"\n",
    ],
    ids=range(16),
)
def test_odd_files_are_damage_and_never_a_traceback(ruw: bytes) -> None:
    with pytest.raises(KopBeschadigd):
        uit_bytes(ruw)


def test_a_sound_header_of_a_newer_release_says_so() -> None:
    nieuwer = met_goede_som(RUW, lambda inhoud: inhoud.update({"wat": ["nieuw"]}), versie=2)
    with pytest.raises(NieuwereVersie):
        uit_bytes(nieuwer)


def test_a_damaged_version_number_is_damage_not_a_newer_release() -> None:
    with pytest.raises(KopBeschadigd):
        uit_bytes(RUW.replace(b'"versie":1}', b'"versie":2}'))


def test_another_format_or_an_extra_field_in_the_envelope_is_damage() -> None:
    for erbij in ({"formaat": "iets anders"}, {"extra": 1}):
        buiten = {**json.loads(RUW), **erbij}
        with pytest.raises(KopBeschadigd):
            uit_bytes(canoniek(buiten).encode() + b"\n")


def _paden(waarde: Any, pad: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path to every value in a JSON document."""
    if pad:
        yield pad
    if isinstance(waarde, dict):
        for sleutel, deel in waarde.items():
            yield from _paden(deel, (*pad, sleutel))
    elif isinstance(waarde, list):
        for plaats, deel in enumerate(waarde):
            yield from _paden(deel, (*pad, plaats))


def _zet(document: Any, pad: tuple[Any, ...], waarde: Any) -> None:
    for stap in pad[:-1]:
        document = document[stap]
    document[pad[-1]] = waarde


INHOUD = json.loads(RUW)["inhoud"]
PADEN = list(_paden(INHOUD))
VREEMD: list[Any] = [
    None, True, 0, 1, -1, 2**31 + 1, 2**53 - 1, "", "x", "0" * 64, "\u202e", "a" * 5_000, [], {}, [[]], [None],
    {"a": 1},
]  # fmt: skip


@pytest.mark.parametrize("pad", PADEN, ids=lambda pad: ".".join(map(str, pad)))
def test_odd_values_under_a_good_checksum_are_damage_or_fail_the_seal(pad: tuple[Any, ...]) -> None:
    """Somebody without the key edits a field and the checksum: a clean failure, at the latest at the seal."""
    for waarde in VREEMD:
        try:
            gelezen = uit_bytes(met_goede_som(RUW, lambda inhoud, w=waarde: _zet(inhoud, pad, w)))  # type: ignore[misc]
        except KopBeschadigd:
            continue
        if gelezen != KOP:
            with pytest.raises(KopBeschadigd):
                ontzegel(gelezen, BEA.age)


@pytest.mark.parametrize("pad", [p for p in PADEN if len(p) > 1], ids=lambda pad: ".".join(map(str, pad)))
def test_a_missing_field_is_damage(pad: tuple[Any, ...]) -> None:
    def weg(inhoud: Any) -> None:
        for stap in pad[:-1]:
            inhoud = inhoud[stap]
        del inhoud[pad[-1]]

    try:
        gelezen = uit_bytes(met_goede_som(RUW, weg))
    except KopBeschadigd:
        return
    with pytest.raises(KluisFout):  # a whole user or invitation left out: the seal notices
        ontzegel(gelezen, BEA.age)


def test_an_extra_field_is_damage() -> None:
    for waar in (lambda i: i, lambda i: i["gebruikers"][0], lambda i: i["uitnodigingen"][0], lambda i: i["zegels"][0]):
        with pytest.raises(KopBeschadigd):
            uit_bytes(met_goede_som(RUW, lambda inhoud, w=waar: w(inhoud).update({"extra": 1})))  # type: ignore[misc]


def test_swapping_two_users_keys_fails_the_seal() -> None:
    """The attack that matters: put your own recipient under another's name, so that the next seal is for you."""

    def wissel(inhoud: Any) -> None:
        een, ander = inhoud["gebruikers"]
        een["age"], ander["age"] = ander["age"], een["age"]

    with pytest.raises(KopBeschadigd):
        ontzegel(uit_bytes(met_goede_som(RUW, wissel)), BEA.age)


def test_a_seal_of_another_vault_key_is_damage() -> None:
    """Sealing needs only public keys, so a stranger can put in a key of their own; the MAC is then theirs too."""
    vals = verzegel(KOP, (KluisSleutel(1, bytes(32)),))
    assert ontzegel(vals, BEA.age)[0].ruw == bytes(32)  # a consistent forgery: the database will not open with it
    assert not is_echt(vals, SLEUTEL)
    te_kort = replace(KOP, zegels=(replace(KOP.zegels[0], age=verzegel(KOP, (KluisSleutel(1, b"x"),)).zegels[0].age),))
    with pytest.raises(KopBeschadigd):
        ontzegel(te_kort, BEA.age)


def test_limits() -> None:
    slot = KOP.gebruikers[0]
    veel = tuple(replace(slot, gebruiker_id=UUID(int=i), gebruikersnaam=f"u{i}") for i in range(MEESTE_GEBRUIKERS))
    vol = replace(KOP, gebruikers=veel)
    assert uit_bytes(als_bytes(vol)) == vol
    assert len(als_bytes(verzegel(vol, (SLEUTEL, NIEUWE_SLEUTEL)))) < GROOTSTE_BESTAND
    for fout in (
        replace(KOP, gebruikers=(*veel, slot)),
        replace(KOP, gebruikers=()),
        replace(KOP, zegels=()),
        replace(KOP, zegels=KOP.zegels * 2),
        replace(KOP, zegels=tuple(replace(KOP.zegels[0], nummer=n) for n in (1, 2, 3))),
        replace(KOP, generatie=0),
        replace(KOP, naam=""),
        replace(KOP, naam="a" * 121),
        replace(KOP, naam="a\nb"),
    ):
        with pytest.raises(KopBeschadigd):
            uit_bytes(als_bytes(fout))


def test_the_program_refuses_parameters_that_make_guessing_cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    assert uit_bytes(RUW) == KOP
    monkeypatch.setattr(kdf, "_grenzen", kdf.PRODUCTIE)
    with pytest.raises(KopBeschadigd):
        uit_bytes(RUW)


def test_during_a_rotation_either_key_proves_the_header() -> None:
    tussen = verzegel(_kop(), (NIEUWE_SLEUTEL, SLEUTEL))
    assert uit_bytes(als_bytes(tussen)) == tussen
    assert ontzegel(tussen, BEA.age) == (NIEUWE_SLEUTEL, SLEUTEL)
    assert ontzegel(verzegel(_kop(), (SLEUTEL, NIEUWE_SLEUTEL)), BEA.age) == (NIEUWE_SLEUTEL, SLEUTEL)  # newest first
    assert is_echt(tussen, SLEUTEL)
    assert is_echt(tussen, NIEUWE_SLEUTEL)
    assert not is_echt(tussen, KluisSleutel(1, bytes(32)))
    assert not is_echt(tussen, KluisSleutel(3, SLEUTEL.ruw))


def test_a_closed_invitation_is_kept_without_a_way_in() -> None:
    dicht = replace(KOP.uitnodigingen[0], identiteit=b"", ontvanger="")
    kop = verzegel(replace(KOP, uitnodigingen=(dicht,)), (SLEUTEL,))
    assert uit_bytes(als_bytes(kop)) == kop
    assert len(kop.ontvangers()) == len(KOP.ontvangers()) - 1


def test_names_are_found_however_they_are_typed() -> None:
    assert KOP.gebruiker("BEA") is KOP.gebruikers[0]
    assert KOP.gebruiker(" bea ") is KOP.gebruikers[0]
    assert KOP.gebruiker("be") is None
    assert KOP.uitnodiging("Kim") is KOP.uitnodigingen[0]


def test_names_and_keys_stay_out_of_representations() -> None:
    assert "Bea" not in repr(KOP.gebruikers[0])
    assert SLEUTEL.ruw.hex() not in repr(SLEUTEL)
    assert repr(SLEUTEL) == "KluisSleutel(nummer=1)"


def test_the_fingerprint_is_of_the_whole_file() -> None:
    assert re.fullmatch("[0-9a-f]{64}", KOP.vingerafdruk())
    assert KOP.vingerafdruk() != replace(KOP, naam="Zuidwesten").vingerafdruk()
    assert KOP.vingerafdruk() != replace(KOP, zegels=(Zegel(1, b"", b""),)).vingerafdruk()


@pytest.mark.skipif(shutil.which("age") is None, reason="Debian's age is not installed")
def test_debians_age_opens_the_sealed_vault_key(tmp_path: Path) -> None:
    """An independent reader: nothing about the seal is a construction of our own."""
    verzegeld = base64.b64decode(json.loads(RUW)["inhoud"]["zegels"][0]["age"])
    for naam, identiteit in (("bea", BEA.age), ("herstel", HERSTEL.age)):
        sleutelbestand = tmp_path / naam
        sleutelbestand.write_text(f"{identiteit}\n")
        uit = subprocess.run(["age", "-d", "-i", sleutelbestand], input=verzegeld, capture_output=True, check=True)
        assert uit.stdout == SLEUTEL.ruw
    (tmp_path / "vreemd").write_text(f"{EigenSleutels.nieuw().age}\n")
    mislukt = subprocess.run(
        ["age", "-d", "-i", tmp_path / "vreemd"], input=verzegeld, capture_output=True, check=False
    )
    assert mislukt.returncode != 0
    assert mislukt.stdout == b""
