"""Of several data categories the one that protects most counts, and nothing lowers one that was chosen."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.datacategorie import BIJZONDER, categorie_onder, strengste
from pmg_desk.domain.profiel.model import VASTE_DATACATEGORIEEN

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
