"""Two versions beside each other: nothing is lost, nothing made up, and who is looked at first does not matter."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.planverschil import (
    TEKENS,
    WOORDEN,
    Deel,
    Regel,
    Regelverschil,
    Verschil,
    Woorden,
    tel,
    toon_kant,
    vergelijk,
    woordverschil,
)

TEKST = st.text(alphabet="ab \n", min_size=1, max_size=12)
OMGEKEERD = {Verschil.ERBIJ: Verschil.WEG, Verschil.WEG: Verschil.ERBIJ}


@st.composite
def versies(draw: st.DrawFn) -> list[Deel]:
    return [
        Deel(
            sleutel,
            f"Deel {sleutel}",
            tuple(Regel(r, f"Regel {r}", draw(TEKST)) for r in draw(st.lists(st.sampled_from("xyz"), unique=True))),
        )
        for sleutel in draw(st.lists(st.sampled_from("pqrs"), unique=True))
    ]


def test_what_came_went_and_changed() -> None:
    oud = [
        Deel("plan", "Het plan", (Regel("ingang", "Begint op", "1 mei"), Regel("wens", "Wens", "Wil voetballen."))),
        Deel("a", "Doel", (Regel("tekst", "Doel", "Gaat drie dagen naar school."),)),
        Deel("b", "Doel", (Regel("tekst", "Doel", "Thuis om tien."),)),
    ]
    nieuw = [
        Deel("plan", "Het plan", (Regel("ingang", "Begint op", "1 mei"), Regel("toets", "Toets", "Rapport"))),
        Deel("c", "Doel", (Regel("tekst", "Doel", "Lost de schuld af."),)),
        Deel("a", "Doel", (Regel("tekst", "Doel", "Gaat vier dagen naar school."),)),
    ]
    plan, erbij, anders, weg = vergelijk(oud, nieuw)
    assert plan.verschil is Verschil.GEWIJZIGD
    assert plan.regels == (
        Regelverschil("Begint op", Verschil.GELIJK, "1 mei", "1 mei"),
        Regelverschil("Toets", Verschil.ERBIJ, "", "Rapport"),
        Regelverschil("Wens", Verschil.WEG, "Wil voetballen.", ""),
    )
    assert (erbij.verschil, weg.verschil) == (Verschil.ERBIJ, Verschil.WEG)
    assert [regel.verschil for regel in (*erbij.regels, *weg.regels)] == [Verschil.ERBIJ, Verschil.WEG]
    (regel,) = anders.regels
    assert regel.woorden == (
        Woorden("Gaat ", Verschil.GELIJK),
        Woorden("drie", Verschil.WEG),
        Woorden("vier", Verschil.ERBIJ),
        Woorden(" dagen naar school.", Verschil.GELIJK),
    )
    assert tel((plan, erbij, anders, weg)) == {
        Verschil.GELIJK: 0,
        Verschil.ERBIJ: 1,
        Verschil.WEG: 1,
        Verschil.GEWIJZIGD: 2,
    }


def test_each_side_marks_what_only_it_has() -> None:
    (deel,) = vergelijk(
        [Deel("a", "A", (Regel("t", "T", "een  twee"),))], [Deel("a", "A", (Regel("t", "T", "een drie"),))]
    )
    (regel,) = deel.regels
    assert toon_kant(regel, Verschil.WEG) == "een  [\u2212twee]"
    assert toon_kant(regel, Verschil.ERBIJ) == "een [+drie]"
    (deel,) = vergelijk([Deel("a", "A", (Regel("t", "T", "een"),))], [Deel("a", "A", ())])
    assert (toon_kant(deel.regels[0], Verschil.WEG), toon_kant(deel.regels[0], Verschil.ERBIJ)) == ("een", "")


@given(versies())
def test_a_version_does_not_differ_from_itself(versie: list[Deel]) -> None:
    delen = vergelijk(versie, versie)
    assert {deel.verschil for deel in delen} <= {Verschil.GELIJK}
    assert [[(r.oud, r.nieuw) for r in deel.regels] for deel in delen] == [
        [(r.tekst, r.tekst) for r in deel.regels] for deel in versie
    ]


@given(versies(), versies())
def test_the_other_way_round_tells_the_same(een: list[Deel], ander: list[Deel]) -> None:
    heen = {deel.titel: deel for deel in vergelijk(een, ander)}
    terug = {deel.titel: deel for deel in vergelijk(ander, een)}
    assert heen.keys() == terug.keys()
    for titel, deel in heen.items():
        assert OMGEKEERD.get(deel.verschil, deel.verschil) is terug[titel].verschil
        assert sorted((r.label, r.oud, r.nieuw) for r in deel.regels) == sorted(
            (r.label, r.nieuw, r.oud) for r in terug[titel].regels
        )


def test_changed_words_in_a_row_are_one_change() -> None:
    assert woordverschil("op 25 juni 2026", "op 3 september 2026") == (
        Woorden("op ", Verschil.GELIJK),
        Woorden("25 juni", Verschil.WEG),
        Woorden("3 september", Verschil.ERBIJ),
        Woorden(" 2026", Verschil.GELIJK),
    )


@given(TEKST, TEKST)
def test_the_words_of_a_change_give_both_texts_back(oud: str, nieuw: str) -> None:
    woorden = woordverschil(oud, nieuw)
    assert "".join(w.tekst for w in woorden if w.verschil is not Verschil.ERBIJ) == oud
    assert "".join(w.tekst for w in woorden if w.verschil is not Verschil.WEG) == nieuw
    assert all(w.tekst for w in woorden)


def test_every_kind_has_a_sign_and_a_word_of_its_own() -> None:
    for uitleg in (TEKENS, WOORDEN):
        assert set(uitleg) == set(Verschil)
        assert len(set(uitleg.values())) == len(Verschil)
