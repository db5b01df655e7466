"""Of several data categories the one that protects most counts, and nothing lowers one that was chosen."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.datacategorie import BIJZONDER, categorie_onder, is_bijzonder, strengste, zonder_grond
from pmg_desk.domain.profiel.model import VASTE_DATACATEGORIEEN
from tests.wereld import gemeente

_VAN_STRENG_NAAR_GEWOON = (
    "gezondheid",
    "politiegegevens",
    "gezin",
    "eigen_van_gemeente",
    "doelgroep",
    "identiteit",
    "signalen",
    "leefgebieden",
    "plan",
    "acties",
)
_categorie = st.sampled_from(_VAN_STRENG_NAAR_GEWOON)


def test_every_pair_has_its_order_whatever_the_alphabet() -> None:
    assert set(_VAN_STRENG_NAAR_GEWOON) - {"eigen_van_gemeente"} == set(VASTE_DATACATEGORIEEN)
    for een, ander in permutations(_VAN_STRENG_NAAR_GEWOON, 2):
        eerste = min(een, ander, key=_VAN_STRENG_NAAR_GEWOON.index)
        assert strengste({een, ander}) == eerste
    assert strengste(("zorg", "b_eigen")) == "b_eigen"
    with pytest.raises(ValueError, match="empty"):
        strengste(())


@given(_categorie, _categorie)
def test_nothing_is_lowered(van: str, eigen: str) -> None:
    uit = categorie_onder(van, eigen)
    assert uit in (van, eigen)
    if eigen in BIJZONDER:
        assert uit == eigen
    elif van in BIJZONDER:
        assert uit == van
    elif eigen != "acties":
        assert uit == eigen
    else:
        assert uit == van


def test_special_data_ask_for_a_ground_about_them() -> None:
    profiel = gemeente("den-haag-zuidwest")
    gevraagd = ("signalen", "gezondheid", "van_een_andere_gemeente")
    ongedekt = ("gezondheid", "van_een_andere_gemeente")
    assert [is_bijzonder(profiel, categorie) for categorie in gevraagd] == [False, True, True]
    for gronden in ((), ("avg_6_1_e",), ("grond_van_een_andere_gemeente",)):
        assert zonder_grond(profiel, gronden, gevraagd) == ongedekt
    for grond in ("avg_9", "avg_10", "wpg_20"):
        assert zonder_grond(profiel, ("avg_6_1_e", grond), gevraagd) == ()
    assert zonder_grond(profiel, ("avg_6_1_e",), ("signalen", "plan")) == ()
