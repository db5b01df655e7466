"""The order of phases and the questions of a receiving table: what asks a reason, and what does not go."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.doorgeleiding import (
    Criterium,
    DoorgeleidingSoort,
    Fasegang,
    Vraagantwoord,
    fasegang,
    lees_criteria,
    ontbrekende_antwoorden,
    schrijf_criteria,
)
from pmg_desk.domain.profiel import Profiel, ProfielFout, parse_profiel

FASEN = ("contact", "vertrouwen", "motivatie")


@pytest.mark.parametrize(
    ("huidig", "naar", "gang"),
    [
        (None, "contact", Fasegang.VOLGENDE),
        (None, "vertrouwen", Fasegang.OVERGESLAGEN),
        ("contact", "contact", Fasegang.ZELFDE),
        ("contact", "vertrouwen", Fasegang.VOLGENDE),
        ("contact", "motivatie", Fasegang.OVERGESLAGEN),
        ("motivatie", "vertrouwen", Fasegang.TERUG),
        ("uit_het_profiel", "motivatie", Fasegang.VOLGENDE),
    ],
)
def test_a_step_to_a_phase_against_the_order_of_the_profile(huidig: str | None, naar: str, gang: Fasegang) -> None:
    assert fasegang(FASEN, huidig, naar) is gang


def test_only_going_back_and_skipping_ask_a_reason() -> None:
    assert {gang for gang in Fasegang if gang.vraagt_reden} == {Fasegang.OVERGESLAGEN, Fasegang.TERUG}


def test_a_phase_that_the_table_does_not_have_is_a_bug() -> None:
    with pytest.raises(ValueError, match="not in tuple"):
        fasegang(FASEN, None, "anders")


@given(st.lists(st.builds(Criterium, st.text(st.characters(codec="utf-8")), st.sampled_from(Vraagantwoord))))
def test_answers_come_back_as_they_were_given(criteria: list[Criterium]) -> None:
    assert lees_criteria(schrijf_criteria(criteria)) == tuple(criteria)


def test_no_questions_are_no_text() -> None:
    assert (schrijf_criteria([]), lees_criteria("")) == ("", ())


def test_every_question_is_answered_and_a_condition_with_yes() -> None:
    vragen = ("Haast?", "Wil de bewoner hulp?", "Gezin?", "Bereid?")
    antwoorden = {
        "Haast?": Vraagantwoord.NEE,
        "Wil de bewoner hulp?": Vraagantwoord.ONBEKEND,
        "Bereid?": Vraagantwoord.JA,
    }
    assert ontbrekende_antwoorden(vragen, ("Wil de bewoner hulp?", "Bereid?"), antwoorden) == {
        "Wil de bewoner hulp?": "Dit is bij deze tafel een voorwaarde. Zonder 'ja' kan de casus er niet heen.",
        "Gezin?": "Kies een antwoord. Weet u het niet, kies dan 'weet ik niet'.",
    }


KLEIN = (Path(__file__).parents[1] / "profielen" / "klein.toml").read_text(encoding="utf-8")
REGEL = """
[tafels.pga.doorgeleidingen.dwangsom]
label = "Last onder dwangsom"
soort = "dwangsom"
{waarheen}
bron = "test"
zekerheid = "F"
"""


def profiel_met(waarheen: str, meer: str = "") -> Profiel:
    return parse_profiel(KLEIN + REGEL.format(waarheen=waarheen) + meer, "klein.toml")


def fout_van(waarheen: str, klein: str = KLEIN) -> str:
    with pytest.raises(ProfielFout) as gevangen:
        parse_profiel(klein + REGEL.format(waarheen=waarheen), "klein.toml")
    return gevangen.value.wat


def test_a_table_of_the_profile_says_what_leaves_it_and_what_that_asks() -> None:
    regel = profiel_met('naar_wie = "De gemeente"\nperspectief = true').tafels["pga"].doorgeleidingen["dwangsom"]
    assert (regel.soort, regel.naar, regel.naar_wie, regel.perspectief, regel.verstrekking) == (
        DoorgeleidingSoort.DWANGSOM,
        None,
        "De gemeente",
        True,
        False,
    )


@pytest.mark.parametrize("waarheen", ["", 'naar = "pga"\nnaar_wie = "De gemeente"'])
def test_a_way_out_leads_to_one_place(waarheen: str) -> None:
    assert "noem in 'naar' een tafel, of in 'naar_wie' wie het anders krijgt" in fout_van(waarheen)


def test_a_way_out_leads_to_a_table_of_the_profile() -> None:
    assert "'weg' staat niet in 'tafels'" in fout_van('naar = "weg"')


def test_a_condition_is_one_of_the_questions() -> None:
    fasen = 'fasen = { begin = "Begin", eind = "Eind" }'
    assert KLEIN.count(fasen) == 1
    met = KLEIN.replace(fasen, f'{fasen}\nvoorwaarden = ["Niet gevraagd?"]')
    assert "deze vraag staat niet in 'triage'" in fout_van('naar = "pga"', met)
