"""Argon2id: what comes out stays the same for ever, and parameters from a file are not believed."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

import pmg_desk
from pmg_desk.kluis import kdf
from pmg_desk.kluis.fouten import TeWeinigGeheugen
from pmg_desk.kluis.kdf import GOEDKOOP, PRODUCTIE, KdfInstelling, nieuw_zout, sta_goedkoop_toe, stem_af

ZOUT = bytes(range(16))


@pytest.fixture
def productie(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in the program: the cheap parameters of the tests are refused."""
    monkeypatch.setattr(kdf, "_grenzen", PRODUCTIE)


def test_a_vault_made_today_opens_for_ever() -> None:
    """Frozen answer of Argon2id v1.3; changing it would lock every user out."""
    assert (
        KdfInstelling(ZOUT, 65_536, 3, 4).leid_af(b"paarse fiets").hex()
        == "73d00fa4aee6204b279458cf7cbfdd0f6903cac5014ee56233e39f38f666d7e7"
    )


@pytest.mark.parametrize(
    ("zout", "geheugen", "rondes", "banen", "mag"),
    [
        (ZOUT, 65_536, 3, 4, True),
        (ZOUT, 65_535, 3, 4, False),
        (ZOUT, 1_048_576, 4, 8, True),
        (ZOUT, 1_048_576, 5, 8, False),  # over the bound on work
        (ZOUT, 1_048_577, 3, 4, False),
        (ZOUT, 65_536, 2, 4, False),
        (ZOUT, 65_536, 16, 4, True),
        (ZOUT, 65_536, 17, 4, False),
        (ZOUT, 65_536, 3, 0, False),
        (ZOUT, 65_536, 3, 1, True),
        (ZOUT, 65_536, 3, 9, False),
        (ZOUT[:15], 65_536, 3, 4, False),
        (ZOUT + b"x", 65_536, 3, 4, False),
        (ZOUT, -1, 3, 4, False),
    ],
)
def test_bounds_of_the_program(productie: None, zout: bytes, geheugen: int, rondes: int, banen: int, mag: bool) -> None:
    assert KdfInstelling(zout, geheugen, rondes, banen).binnen_grenzen() is mag


def test_out_of_bounds_takes_no_memory(productie: None) -> None:
    with pytest.raises(ValueError, match="out of bounds"):
        KdfInstelling(ZOUT, 2**31, 3, 4).leid_af(b"x")


def test_cheap_parameters_end_with_their_block(productie: None) -> None:
    goedkoop = KdfInstelling(ZOUT, 32, 1, 1)
    assert not goedkoop.binnen_grenzen()
    with sta_goedkoop_toe():
        assert goedkoop.binnen_grenzen()
        assert stem_af().geheugen_kib == GOEDKOOP.min_geheugen_kib
        assert not KdfInstelling(ZOUT, 32, 1, 8).binnen_grenzen()  # Argon2 wants 8 KiB per lane
    assert not goedkoop.binnen_grenzen()


def test_the_program_never_opens_the_seam_of_the_tests() -> None:
    wortel = Path(inspect.getfile(pmg_desk)).parent
    noemt = [pad.name for pad in wortel.rglob("*.py") if "sta_goedkoop_toe" in pad.read_text(encoding="utf-8")]
    assert noemt == ["kdf.py"]


@pytest.mark.parametrize("bodem", [0.001, 0.02, 0.1, 0.12, 0.17, 0.18, 0.25, 0.34, 0.36, 0.5, 0.69])
def test_tuning_lands_between_half_a_second_and_a_second(productie: None, bodem: float) -> None:
    """``bodem`` is how long the floor takes; time goes with memory times passes."""

    def seconden(instelling: KdfInstelling) -> float:
        return bodem * (instelling.geheugen_kib / 65_536) * (instelling.rondes / 3)

    gekozen = stem_af(seconden)
    assert gekozen.binnen_grenzen()
    if bodem < 0.025:  # faster than the highest parameters reach
        assert (gekozen.geheugen_kib, gekozen.rondes) == (262_144, 16)
    else:
        assert 0.5 <= seconden(gekozen) <= 1.0


@pytest.mark.parametrize("bodem", [0.71, 3.0, 60.0])
def test_a_slow_machine_gets_the_floor_not_less(productie: None, bodem: float) -> None:
    gekozen = stem_af(lambda _: bodem)
    assert (gekozen.geheugen_kib, gekozen.rondes, gekozen.banen) == (65_536, 3, 4)


def test_tuning_measures_this_machine(productie: None) -> None:
    een, ander = stem_af(), stem_af()
    assert een.binnen_grenzen()
    assert een.zout != ander.zout


def test_salts_are_random() -> None:
    assert len({nieuw_zout() for _ in range(100)}) == 100


def test_no_memory_left_is_a_failure_the_user_understands(monkeypatch: pytest.MonkeyPatch) -> None:
    class Vol:
        def __init__(self, **_: object) -> None: ...

        def derive(self, _: bytes) -> bytes:
            raise MemoryError

    monkeypatch.setattr(kdf, "Argon2id", Vol)
    with pytest.raises(TeWeinigGeheugen):
        KdfInstelling(ZOUT, 64, 1, 1).leid_af(b"x")
