"""Why a casus belongs on an agenda: the words, the question, and which casus comes first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.agendareden import MAX_VRAAG, Reden, Redensoort, maak_vraag, volgorde

DAG = date(2026, 11, 12)
REDENEN = st.builds(
    Reden,
    st.sampled_from(list(Redensoort)),
    st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    st.integers(1, 5),
    st.text(max_size=40),
    st.text("abc ?", max_size=MAX_VRAAG).map(str.strip),
)


def test_every_reason_says_what_it_is_and_asks_something() -> None:
    assert [Reden(soort, DAG).zin for soort in Redensoort] == [
        "Besluit van 12 november 2026 nog niet uitgevoerd",
        "Met spoed aangemeld op 12 november 2026",
        "Aangehouden in het overleg van 12 november 2026",
        "Niet aan de orde gekomen in het overleg van 12 november 2026",
        "Aangemeld op 12 november 2026",
        "Opschalen gevraagd bij de evaluatie van 12 november 2026",
        "Afschalen gevraagd bij de evaluatie van 12 november 2026",
        "Afsluiten gevraagd bij de evaluatie van 12 november 2026",
        "1 actie te laat, sinds 12 november 2026",
        "Plan te evalueren op 12 november 2026",
        "Op 12 november 2026 doorgeleid, nog geen antwoord",
        "Akkoord loopt af op 12 november 2026",
    ]
    assert all(Reden(soort, DAG).vraagzin.endswith("?") for soort in Redensoort)


def test_more_of_a_kind_are_counted_and_named() -> None:
    assert Reden(Redensoort.BESLUIT, DAG, 2, "De wijkagent belt.").zin == (
        "2 besluiten nog niet uitgevoerd, het oudste van 12 november 2026: De wijkagent belt."
    )
    assert Reden(Redensoort.ACTIE, DAG, 3).vraagzin == "Hoe staat het met de 3 acties die te laat zijn?"
    assert Reden(Redensoort.EVALUATIE, DAG, 3).zin == "Plan te evalueren op 12 november 2026"


def test_the_question_says_nothing_of_what_the_reason_is_about() -> None:
    reden = Reden(Redensoort.BESLUIT, DAG, 1, "Zoë gaat naar de opvang.")
    assert "Zoë" in reden.zin
    assert maak_vraag([reden]) == "Is het besluit van 12 november 2026 uitgevoerd?"


def test_what_was_asked_before_is_asked_again_and_nothing_twice() -> None:
    redenen = [
        Reden(Redensoort.AANMELDING, DAG),
        Reden(Redensoort.SPOED, DAG),
        Reden(Redensoort.AANGEHOUDEN, DAG, vraag="Wie wordt mentor?"),
    ]
    assert maak_vraag(redenen) == "Neemt de tafel deze aanmelding aan? Wie wordt mentor?"
    assert maak_vraag([]) == ""


def test_a_question_that_does_not_fit_any_more_is_left_out_whole() -> None:
    lang = "x" * (MAX_VRAAG - 20) + "?"
    redenen = [Reden(Redensoort.AANGEHOUDEN, DAG, vraag=lang), Reden(Redensoort.ACTIE, DAG)]
    assert maak_vraag(redenen) == lang
    assert maak_vraag([*redenen, Reden(Redensoort.EVALUATIE, DAG)]) == f"{lang} Werkt het plan?"


@given(st.lists(REDENEN, max_size=8))
def test_a_question_fits_and_holds_whole_questions_only(redenen: list[Reden]) -> None:
    vraag = maak_vraag(redenen)
    assert len(vraag) <= MAX_VRAAG
    rest = vraag
    for een in sorted({reden.vraagzin for reden in redenen}, key=len, reverse=True):
        rest = rest.replace(een, "", 1) if een else rest
    assert not redenen or vraag or all(not reden.vraagzin for reden in redenen)


def test_what_was_decided_and_not_done_is_on_top_whatever_else_there_is() -> None:
    besluit = [Reden(Redensoort.BESLUIT, DAG)]
    alles = [Reden(soort, DAG - timedelta(days=300)) for soort in Redensoort if soort is not Redensoort.BESLUIT]
    assert volgorde(besluit) < volgorde(alles)


def test_of_equal_reasons_more_come_first_and_then_the_oldest() -> None:
    actie, evaluatie = Reden(Redensoort.ACTIE, DAG), Reden(Redensoort.EVALUATIE, DAG)
    oud = Reden(Redensoort.ACTIE, DAG - timedelta(days=1))
    assert volgorde([evaluatie, actie]) < volgorde([oud]) < volgorde([actie]) < volgorde([evaluatie])
    with pytest.raises(ValueError, match="empty"):
        volgorde([])
