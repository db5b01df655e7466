"""Who types letters of a name gets people called so before people who work at something that is called so."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.namen import vouw
from pmg_desk.domain.rangschikking import rang, rangschik

MENSEN = [
    ("A. Bos", "Reclasseringswerker, Reclassering Duinstreek"),
    ("M. Zeekoe", "Jurist, Gemeente"),
    ("T. Bos", "Eekhoornwacht, Gemeente"),
    ("J. van Eek", "Wijkagent, Politie"),
    ("Eek Jansen", "Leraar, School"),
]


def zelf(mens: tuple[str, str]) -> tuple[str, str]:
    return mens


def test_a_name_stands_above_an_organisation_with_the_same_letters() -> None:
    assert [naam for naam, _ in rangschik("Eek", MENSEN, zelf)] == [
        "Eek Jansen",
        "J. van Eek",
        "M. Zeekoe",
        "T. Bos",
        "A. Bos",
    ]
    assert [rang("Eek", *mens) for mens in MENSEN] == [4, 2, 3, 1, 0]


def test_of_several_words_all_are_found_and_the_worst_counts_but_for_words_that_stand_so() -> None:
    assert rang("jansen eek", "Eek Jansen", "School") == 1
    assert rang("eek jan", "Eek Jansen", "School") == 0
    assert rang("jansen school", "Eek Jansen", "Leraar, School") == 3
    assert rang("jansen politie", "Eek Jansen", "Leraar, School") is None
    assert rang("leraar school", "Eek Jansen", "Leraar school") == 3


def test_what_is_not_there_is_not_offered_and_nothing_typed_is_everyone() -> None:
    assert rangschik("Koopman", MENSEN, zelf) == []
    assert rangschik(" ", MENSEN, zelf) == MENSEN


letters = st.text("aé b,", max_size=6)


@given(letters, st.lists(st.tuples(letters, letters), max_size=8))
def test_everyone_who_fits_is_there_once_best_first_and_equals_keep_their_order(
    getypt: str, mensen: list[tuple[str, str]]
) -> None:
    genummerd = list(enumerate(mensen))
    uit = rangschik(getypt, genummerd, lambda een: een[1])
    plekken = [(rang(getypt, *mens), nr) for nr, mens in uit]
    assert all(plek is not None for plek, _ in plekken)
    assert plekken == sorted(plekken, key=lambda een: (een[0] or 0, een[1]))
    woorden = vouw(getypt).split()
    in_naam = {nr for nr, (naam, _) in genummerd if all(woord in vouw(naam) for woord in woorden)}
    ergens = {
        nr
        for nr, (naam, erbij) in genummerd
        if all(woord in vouw(naam) or any(woord in vouw(deel) for deel in erbij.split(",")) for woord in woorden)
    }
    assert {nr for nr, _ in uit} == ergens
    if woorden:
        gehad = [nr in in_naam for nr, _ in uit]
        assert gehad == sorted(gehad, reverse=True)  # nobody whose name fits stands below one whose name does not
