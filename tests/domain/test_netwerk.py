"""The drawing of a network: nothing overlaps, nobody is lost, and the same people give the same drawing."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.netwerk import (
    RELATIESOORTEN,
    Beeldkring,
    Beeldpersoon,
    Kring,
    Kringmaat,
    Maat,
    Netbeeld,
    Opstelling,
    Relatiesoort,
    Vak,
    Vorm,
    soort_van,
    stel_op,
    verdeel_plaatsen,
)

_maat = st.builds(Maat, st.integers(10, 150).map(float), st.integers(8, 60).map(float))
_kring = st.builds(Kringmaat, _maat, st.lists(_maat, max_size=25).map(tuple))
_kringen = st.lists(_kring, max_size=5)


def _raken(a: Vak, b: Vak) -> bool:
    los = 1e-6
    return (
        a.x < b.x + b.breedte - los
        and b.x < a.x + a.breedte - los
        and a.y < b.y + b.hoogte - los
        and b.y < a.y + a.hoogte - los
    )


def _vakken(opstelling: Opstelling) -> list[Vak]:
    return [opstelling.midden, *(deel.vak for deel in opstelling.delen)]


@given(_maat, _kringen)
def test_nothing_overlaps_and_all_is_inside(midden: Maat, kringen: list[Kringmaat]) -> None:
    opstelling = stel_op(midden, kringen)
    vakken = _vakken(opstelling)
    assert not [paar for paar in combinations(vakken, 2) if _raken(*paar)]
    for vak in vakken:
        assert -1e-6 <= vak.x <= vak.x + vak.breedte <= opstelling.breedte + 1e-6
        assert -1e-6 <= vak.y <= vak.y + vak.hoogte <= opstelling.hoogte + 1e-6


@given(_maat, _kringen)
def test_everybody_stands_there_once_under_their_own_heading(midden: Maat, kringen: list[Kringmaat]) -> None:
    opstelling = stel_op(midden, kringen)
    labels = [(deel.kring, deel.label) for deel in opstelling.delen if deel.label is not None]
    assert labels == [(nr, plek) for nr, kring in enumerate(kringen) for plek in range(len(kring.labels))]
    for vorig, deel in zip((None, *opstelling.delen), opstelling.delen, strict=False):
        if deel.label is not None:
            assert vorig is not None
            assert (vorig.kring, vorig.links) == (deel.kring, deel.links), "a label without its heading above it"
    assert {deel.kring for deel in opstelling.delen if deel.label is None and not deel.vervolg} == set(
        range(len(kringen))
    )


@given(_maat, _kringen)
def test_the_same_measures_give_the_same_places(midden: Maat, kringen: list[Kringmaat]) -> None:
    assert stel_op(midden, kringen) == stel_op(midden, list(kringen))


def test_a_line_to_the_middle_meets_no_other_label() -> None:
    """Labels of a side all begin at the same height across: between them and the middle there is nothing."""
    opstelling = stel_op(Maat(90, 40), [Kringmaat(Maat(60, 12), (Maat(120, 28), Maat(80, 28), Maat(140, 28)))] * 4)
    for deel in opstelling.delen:
        if deel.links:
            assert deel.vak.x + deel.vak.breedte == opstelling.midden.x - 62
        else:
            assert deel.vak.x == opstelling.midden.x + opstelling.midden.breedte + 62


def test_forty_people_fit_a_page() -> None:
    """A4 leaves 692 points between the margins, and a heading and a sentence stand above the drawing."""
    for verdeling in ((40,), (10, 10, 10, 10), (30, 5, 5), (1, 38, 1)):
        kringen = [Kringmaat(Maat(100, 14), (Maat(130, 22),) * aantal) for aantal in verdeling]
        opstelling = stel_op(Maat(100, 50), kringen)
        assert opstelling.hoogte < 600, verdeling
        assert opstelling.breedte <= 130 * 2 + 62 * 2 + 100


def test_people_of_one_kind_stay_together_as_long_as_they_fit() -> None:
    kringen = [Kringmaat(Maat(100, 14), (Maat(130, 30),) * 8), Kringmaat(Maat(100, 14), (Maat(130, 30),))]
    kanten = [(deel.kring, deel.links) for deel in stel_op(Maat(100, 50), kringen).delen]
    assert set(kanten) == {(0, True), (1, False)}


def test_who_is_alone_stands_alone() -> None:
    opstelling = stel_op(Maat(90, 40), [])
    assert (opstelling.breedte, opstelling.hoogte, opstelling.delen) == (90, 40, ())


@given(st.lists(st.integers(0, 300), max_size=6), st.integers(0, 60))
def test_places_are_shared_fairly(aantallen: list[int], meest: int) -> None:
    getoond = verdeel_plaatsen(aantallen, meest)
    assert sum(getoond) == min(sum(aantallen), meest)
    assert all(zien <= er for zien, er in zip(getoond, aantallen, strict=True))
    ingekort = [zien for zien, er in zip(getoond, aantallen, strict=True) if zien < er]
    assert not ingekort or max(getoond, default=0) <= min(ingekort) + 1


def test_two_hundred_become_forty_and_a_number() -> None:
    assert verdeel_plaatsen([200], 40) == (40,)
    assert verdeel_plaatsen([3, 190, 7], 40) == (3, 30, 7)


def test_an_unknown_kind_keeps_its_own_word() -> None:
    assert soort_van("buur_vrouw") == Relatiesoort("Buur of vrouw", Kring.VRIENDEN, Vorm.ROND)
    assert soort_van("jim") is RELATIESOORTEN["jim"]


def test_what_is_known_from_the_police_has_that_category() -> None:
    politie = {sleutel for sleutel, soort in RELATIESOORTEN.items() if soort.categorie == "politiegegevens"}
    assert politie == {"medeverdachte", "negatief_rolmodel"}
    assert {soort.categorie for sleutel, soort in RELATIESOORTEN.items() if sleutel not in politie} == {"gezin"}


def test_the_description_says_all_that_is_drawn() -> None:
    beeld = Netbeeld(
        ("Zoë", "12 jaar"),
        (
            Beeldkring("Gezin", (Beeldpersoon("Ewa", ("Ouder", "heeft gezag"), Vorm.RECHT),)),
            Beeldkring("Leden", (), 1),
            Beeldkring("Nog meer", (), 3),
        ),
    )
    assert beeld.beschrijving() == (
        "In het midden staat Zoë, 12 jaar. Gezin: Ewa, Ouder, heeft gezag. Leden: nog 1 lid. Nog meer: nog 3 leden."
    )
