"""Rules for a new password, each with its own sentence."""

from __future__ import annotations

import unicodedata

import pytest

from pmg_desk.kluis.fouten import ZwakWachtwoord
from pmg_desk.kluis.wachtwoord import KORTSTE, LANGSTE, als_bytes, controleer_nieuw


@pytest.mark.parametrize(
    "wachtwoord",
    [
        "paarse fiets lamp eend wolk",
        "q7#vLp2!xRt9&zW",  # exactly fifteen
        "k" + "wolk stoep vlieger tafel " * 40,
        "пурпурный велосипед лампа",
        "ěščřžýáíéúů ďťň kolo",
        "🚲🦆☁️🔦🧵 ganzen trekken zuidwaarts",
    ],
)
def test_good_ones_are_taken_without_rules_about_kinds_of_characters(wachtwoord: str) -> None:
    controleer_nieuw(wachtwoord, ("Zuidwest", "bea"))


@pytest.mark.parametrize(
    ("wachtwoord", "wat"),
    [
        ("", "Het wachtwoord is te kort: neem 15 tekens of meer."),
        ("q7#vLp2!xRt9&z", "Het wachtwoord is te kort: neem 15 tekens of meer."),
        ("e\u0301" * 14, "Het wachtwoord is te kort: neem 15 tekens of meer."),  # fourteen letters, 28 code points
        ("q7#vLp2!xRt9" * 100, "Het wachtwoord is te lang: neem hoogstens 1024 tekens."),
        ("paarse fiets\x00lamp eend", "Het wachtwoord bevat een teken dat u niet kunt typen."),
        ("paarse fiets\ud800lamp eend", "Het wachtwoord bevat een teken dat u niet kunt typen."),
        ("aaaaaaaaaaaaaaaaaaaa", "Dit wachtwoord is te makkelijk te raden."),
        ("wachtwoordwachtwoord", "Dit wachtwoord is te makkelijk te raden."),
        ("WelkomZomer2026", "Dit wachtwoord is te makkelijk te raden."),
        ("gemeentedenhaag1", "Dit wachtwoord is te makkelijk te raden."),
        ("qwertyuiopasdfgh", "Dit wachtwoord is te makkelijk te raden."),
        ("Frederiekje Zwartewaal", "Dit wachtwoord is te makkelijk te raden."),
    ],
)
def test_bad_ones_say_which_rule_they_break(wachtwoord: str, wat: str) -> None:
    with pytest.raises(ZwakWachtwoord) as gevangen:
        controleer_nieuw(wachtwoord, ("Zuidwest", "Frederiekje Zwartewaal"))
    assert gevangen.value.wat == wat


def test_own_names_make_the_difference() -> None:
    controleer_nieuw("Frederiekje Zwartewaal", ("Zuidwest", "bea"))


def test_bounds() -> None:
    assert KORTSTE == 15
    assert LANGSTE >= 64
    controleer_nieuw("q7#vLp2!xRt9&zW " * 64)  # exactly 1024


def test_the_same_key_presses_on_another_system_give_the_same_bytes() -> None:
    assert als_bytes(unicodedata.normalize("NFD", "één réünie")) == als_bytes("één réünie")
    assert als_bytes("ﬁets") != als_bytes("fiets")  # what looks different stays different
