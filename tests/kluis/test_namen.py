"""Names of vaults and users."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.kluis.fouten import OngeldigeNaam
from pmg_desk.kluis.namen import gelijke_naam, mapnaam, schone_naam


@pytest.mark.parametrize(
    ("een", "ander", "gelijk"),
    [
        ("Bea", "bea", True),
        (" bea ", "BEA", True),
        ("Zoë", "zoe\u0308", True),
        ("ｂｅａ", "bea", True),
        ("Strauß", "STRAUSS", True),
        ("zoe", "zoë", False),
        ("bea", "be a", False),
    ],
)
def test_when_two_names_are_one_user(een: str, ander: str, gelijk: bool) -> None:
    assert gelijke_naam(een, ander) is gelijk


@pytest.mark.parametrize(
    ("naam", "wat"),
    [
        ("", "De naam is leeg."),
        ("  ", "De naam is leeg."),
        ("a" * 121, "De naam is te lang: neem hoogstens 120 tekens."),
        ("a\tb", "De naam bevat een teken dat niet te zien is."),
        ("a\u202eb", "De naam bevat een teken dat niet te zien is."),
        ("a\u200bb", "De naam bevat een teken dat niet te zien is."),
        ("a\x00b", "De naam bevat een teken dat niet te zien is."),
    ],
)
def test_a_name_that_cannot_be_says_why(naam: str, wat: str) -> None:
    with pytest.raises(OngeldigeNaam) as gevangen:
        schone_naam(naam, "De naam")
    assert gevangen.value.wat == wat


def test_a_name_is_kept_as_it_looks() -> None:
    assert schone_naam("  Zoe\u0308 van 't Hof ", "De naam") == "Zoë van 't Hof"


@pytest.mark.parametrize(
    ("naam", "map_"),
    [
        ("Zuidwest", "Zuidwest.kluis"),
        ("Den Haag / Zuid-West: 2026", "Den Haag - Zuid-West- 2026.kluis"),
        ("../../etc/passwd", "etc-passwd.kluis"),
        ("CON", "CON-kluis.kluis"),
        ("lpt1", "lpt1-kluis.kluis"),
        ("...", "kluis.kluis"),
        ("Escamp één", "Escamp één.kluis"),
    ],
)
def test_a_folder_is_named_after_the_vault(naam: str, map_: str) -> None:
    assert mapnaam(naam) == map_


@given(st.text(max_size=200))
def test_every_name_gives_a_folder_that_every_system_takes(naam: str) -> None:
    gemaakt = mapnaam(naam)
    assert Path(gemaakt).name == gemaakt
    assert re.search(r'[<>:"/\\|?*\x00-\x1f]', gemaakt) is None
    assert gemaakt.endswith(".kluis")
    assert 6 < len(gemaakt) <= 72
    assert gemaakt == gemaakt.strip(" .")
