"""The key on the recovery sheet: typed by people in a bad moment, so an error is told with its group."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pmg_desk.kluis.fouten import OngeldigeHerstelsleutel
from pmg_desk.kluis.herstelsleutel import (
    GROEPEN,
    Groepstand,
    bekijk,
    in_groepen,
    lees_herstelsleutel,
    nieuwe_herstelsleutel,
)
from pmg_desk.kluis.tekens import TEKENS, controleteken

SLEUTEL = nieuwe_herstelsleutel()
GETYPT = " ".join(SLEUTEL.groepen)
GOED, FOUT, BEZIG = Groepstand.GOED, Groepstand.FOUT, Groepstand.BEZIG

plaatsen = st.integers(0, GROEPEN - 1)


def fout_van(tekst: str) -> OngeldigeHerstelsleutel:
    with pytest.raises(OngeldigeHerstelsleutel) as gevangen:
        lees_herstelsleutel(tekst)
    return gevangen.value


def met_groep(plaats: int, groep: str) -> str:
    return " ".join((*SLEUTEL.groepen[:plaats], groep, *SLEUTEL.groepen[plaats + 1 :]))


def test_fourteen_groups_of_five_hold_exactly_the_key_that_age_reads() -> None:
    for sleutel in (nieuwe_herstelsleutel() for _ in range(300)):
        assert [len(groep) for groep in sleutel.groepen] == [5] * 14
        assert set("".join(sleutel.groepen)) <= set(TEKENS)
        terug = lees_herstelsleutel(" ".join(sleutel.groepen))
        assert (str(terug), str(terug.to_public())) == (sleutel.tekst, sleutel.ontvanger)
        assert in_groepen(terug) == sleutel


def test_the_key_is_not_in_its_repr() -> None:
    assert SLEUTEL.groepen[0] not in repr(SLEUTEL)
    assert repr(SLEUTEL) == "Herstelsleutel(…)"


def test_debians_age_takes_the_text_of_the_qr_code(tmp_path: Path) -> None:
    (tmp_path / "sleutel").write_text(SLEUTEL.tekst)
    publiek = subprocess.run(
        ["age-keygen", "-y", str(tmp_path / "sleutel")], check=True, capture_output=True, text=True
    ).stdout
    assert publiek.strip() == SLEUTEL.ontvanger


@pytest.mark.parametrize(
    "tekst",
    [
        GETYPT.lower(),
        GETYPT.replace(" ", ""),
        GETYPT.replace(" ", "-"),
        GETYPT.replace(" ", " – "),
        "\n".join(SLEUTEL.groepen) + "\n",
        GETYPT.replace("0", "o").replace("1", "I"),
        GETYPT.replace("1", "l"),
        " ".join(GETYPT.replace(" ", "")),  # every character apart
        SLEUTEL.tekst,
        SLEUTEL.tekst.lower(),
        f"  {SLEUTEL.tekst}\n",
    ],
    ids=range(11),
)
def test_it_may_be_typed_carelessly_or_scanned(tekst: str) -> None:
    assert str(lees_herstelsleutel(tekst)) == SLEUTEL.tekst


@given(plaatsen, st.integers(0, 4), st.sampled_from(TEKENS + "U*é"))
def test_a_wrong_character_is_told_with_its_group(plaats: int, teken: int, anders: str) -> None:
    groep = SLEUTEL.groepen[plaats]
    assume(groep[teken] != anders)
    tekst = met_groep(plaats, groep[:teken] + anders + groep[teken + 1 :])
    assert fout_van(tekst).groepen == (plaats + 1,)
    assert fout_van(tekst.replace(" ", "")).groepen == (plaats + 1,)


@given(plaatsen, st.integers(0, 4))
def test_a_character_left_out_is_told_with_its_group_when_there_are_spaces(plaats: int, teken: int) -> None:
    groep = SLEUTEL.groepen[plaats]
    gezegd = fout_van(met_groep(plaats, groep[:teken] + groep[teken + 1 :])).groepen
    assert gezegd in {(plaats + 1,), (GROEPEN,)}  # the last one catches what happens to fit (one key in some thirty)


@given(plaatsen, st.integers(0, 4), st.sampled_from(TEKENS))
def test_a_character_too_many_is_told_with_its_group(plaats: int, teken: int, erbij: str) -> None:
    groep = SLEUTEL.groepen[plaats]
    assert fout_van(met_groep(plaats, groep[:teken] + erbij + groep[teken:])).groepen == (plaats + 1,)


@given(plaatsen, plaatsen)
def test_groups_in_each_others_place_are_both_told(een: int, ander: int) -> None:
    groepen = list(SLEUTEL.groepen)
    assume(een < ander)
    groepen[een], groepen[ander] = groepen[ander], groepen[een]
    assert fout_van(" ".join(groepen)).groepen == (een + 1, ander + 1)


@given(st.integers(0, GROEPEN - 2), st.text(TEKENS, min_size=4, max_size=4))
def test_a_group_whose_check_happens_to_fit_is_caught_by_the_last_one(plaats: int, deel: str) -> None:
    assume(deel != SLEUTEL.groepen[plaats][:4])
    fout = fout_van(met_groep(plaats, deel + controleteken(deel, begin=plaats)))
    assert (fout.groepen, fout.wat) == ((), "In deze sleutel zit een typefout.")


@pytest.mark.parametrize(
    "tekst", [SLEUTEL.tekst[:-1], SLEUTEL.tekst + "Q", "AGE-SECRET-KEY-1", "age-secret-key-1 é"], ids=range(4)
)
def test_a_qr_code_that_was_read_in_part_is_a_typing_error(tekst: str) -> None:
    assert fout_van(tekst).groepen == ()


@pytest.mark.parametrize(
    ("groepen", "zin"),
    [
        ((3,), "In groep 3 zit een typefout."),
        ((3, 14), "In de groepen 3 en 14 zit een typefout."),
        ((1, 3, 14), "In de groepen 1, 3 en 14 zit een typefout."),
    ],
)
def test_the_groups_are_named_in_words(groepen: tuple[int, ...], zin: str) -> None:
    anders = ["VVVVV" if nr in groepen else groep for nr, groep in enumerate(SLEUTEL.groepen, start=1)]
    assert fout_van(" ".join(anders)).wat == zin


@pytest.mark.parametrize(
    ("tekst", "zin"),
    [
        ("", "De sleutel is nog niet af: 0 van de 14 groepen staan er."),
        (" ".join(SLEUTEL.groepen[:5]), "De sleutel is nog niet af: 5 van de 14 groepen staan er."),
    ],
    ids=["niets", "vijf"],
)
def test_a_key_that_is_not_finished_is_told_so(tekst: str, zin: str) -> None:
    assert fout_van(tekst).wat == zin


def test_too_much_is_told() -> None:
    assert fout_van(GETYPT + " VVVVV").groepen == (15,)
    assert fout_van(GETYPT.replace(" ", "") + "V").groepen == (15,)


def test_while_typing_each_group_tells_how_it_stands() -> None:
    een, twee, drie, *_ = SLEUTEL.groepen
    mis = twee[:4] + ("2" if twee[4] != "2" else "3")
    assert bekijk("") == ()
    assert bekijk(een[:3]) == (BEZIG,)
    assert bekijk(een) == (GOED,)
    assert bekijk(f"{een} {mis}") == (GOED, FOUT)
    assert bekijk(f"{een} {mis} {drie[:2]}") == (GOED, FOUT, BEZIG)
    assert bekijk(GETYPT) == (GOED,) * 14
    assert bekijk(GETYPT + " V") == (*(GOED,) * 14, FOUT)
    assert bekijk(SLEUTEL.tekst[:30]) == ()
