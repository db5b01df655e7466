"""A surname that is the same asks a question; a first name or initial never does."""

from __future__ import annotations

import pytest

from pmg_desk.domain.naamgenoot import heeft_naamgenoot, komt_voor_in


@pytest.mark.parametrize(
    ("naam", "achternaam", "zelfde"),
    [
        ("P. de Vries", "De Vries", True),
        ("P. de Vries", "Vries", True),
        ("Pia Vríes", "vries", True),
        ("P. Vries-Jansen", "Jansen", True),
        ("P. Jansen", "Vries-Jansen", True),
        ("P. van der Berg", "Bergen", False),
        ("Jan Pieters", "Jan", False),
        ("P.", "P.", False),
        ("", "", False),
        ("P. Officer -", "Officer", True),
    ],
)
def test_the_same_surname(naam: str, achternaam: str, zelfde: bool) -> None:
    assert heeft_naamgenoot(naam, ["Ander", achternaam]) is zelfde


def test_a_surname_as_a_word_of_a_text() -> None:
    assert komt_voor_in("P. de Vries", ["Oom Kees de Vries, gebeld."])
    assert not komt_voor_in("P. de Vries", ["Het vriest.", "Pieter"])
    assert not komt_voor_in("P.", ["P. belde"])
