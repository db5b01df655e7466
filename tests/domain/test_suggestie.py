"""A suggestion says why, and what nobody knows; only what the source itself excludes is left out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.datums import LEEFTIJD_ONBEKEND, LeeftijdBereik
from pmg_desk.domain.profiel import Begrip, Bronzekerheid, Interventie
from pmg_desk.domain.suggestie import Casusbeeld, Redensoort, Woorden, suggest

F = Bronzekerheid.GEVONDEN
MISSCHIEN, DIT_IS = "Leeftijd: misschien; de jongere is", "dit is 12 tot en met 18 jaar."


def begrippen(**namen: str) -> dict[str, Begrip]:
    return {s: Begrip(sleutel=s, label=label, bron="test", zekerheid=F) for s, label in namen.items()}


WOORDEN = Woorden(
    begrippen(aanwas="Jonge aanwas", kern="Harde kern"),
    begrippen(werk="Werk", school="Onderwijs"),
    begrippen(geld="Financiën", dag="Tijdsbesteding"),
    begrippen(d1="1.1 Weerbaar"),
    begrippen(noord="Noord", zuid="Zuid"),
)
KAAL = Interventie(
    sleutel="kaal",
    naam="Kaal",
    omschrijving="niet in bron",
    handleiding="niet in bron",
    doelgroepen=(),
    leeftijd_van=None,
    leeftijd_tot=None,
    niveau=None,
    thema=None,
    programmadoelen=(),
    indeling_bron="test",
    indeling_zekerheid=F,
    contact="niet in bron",
    bewijs="niet in bron",
    bron="test",
    zekerheid=F,
)
BEELD = Casusbeeld(doelgroep="aanwas", leeftijd=LeeftijdBereik(14, 14), leefgebieden={"geld": "werk", "dag": "school"})


def zinnen(beeld: Casusbeeld = BEELD, **anders: Any) -> tuple[list[str], list[str]] | None:
    """Reasons and unknowns of one interventie; None when it is not suggested."""
    gevonden = suggest([replace(KAAL, **anders)], beeld, WOORDEN)
    if not gevonden:
        return None
    (een,) = gevonden
    return [r.zin for r in een.redenen], list(een.onbekend)


def test_an_interventie_of_which_nothing_is_known_is_no_suggestion() -> None:
    assert zinnen() is None


def test_every_kind_of_reason_is_said_in_the_words_of_the_profile() -> None:
    beeld = replace(BEELD, wijk="noord", themas=("werk",), programmadoelen=("d1",))
    uit = suggest(
        [
            replace(
                KAAL,
                doelgroepen=("aanwas",),
                leeftijd_van=12,
                leeftijd_tot=18,
                thema="werk",
                programmadoelen=("d1", "d2"),
                waar=("noord",),
            )
        ],
        beeld,
        WOORDEN,
    )[0]
    assert [(r.soort, r.zin) for r in uit.redenen] == [
        (Redensoort.DOELGROEP, "Doelgroep: Jonge aanwas."),
        (Redensoort.LEEFTIJD, "Leeftijd: de jongere is 14, dit is 12 tot en met 18 jaar."),
        (Redensoort.LEEFGEBIED, "Leefgebied met een probleem: Financiën."),
        (Redensoort.THEMA, "Thema: Werk."),
        (Redensoort.PROGRAMMADOEL, "Draagt bij aan: 1.1 Weerbaar."),
        (Redensoort.WIJK, "Wijk: Noord."),
    ]
    assert uit.onbekend == ()


def test_what_the_source_excludes_is_left_out() -> None:
    assert zinnen(doelgroepen=("kern",), thema="werk") is None
    assert zinnen(leeftijd_van=15, thema="werk") is None
    assert zinnen(leeftijd_tot=13, thema="werk") is None


def test_what_is_not_known_is_named_and_never_counts_against_it() -> None:
    assert zinnen(thema="werk") == (
        ["Leefgebied met een probleem: Financiën."],
        ["Doelgroep: niet in bron.", "Leeftijd: niet in bron."],
    )
    nieuw = replace(BEELD, doelgroep=None, leeftijd=LEEFTIJD_ONBEKEND, wijk="zuid")
    assert zinnen(nieuw, doelgroepen=("kern",), leeftijd_van=12, thema="werk", waar=("noord",)) == (
        ["Leefgebied met een probleem: Financiën."],
        [
            "Doelgroep: deze casus is nog niet ingedeeld.",
            "Leeftijd: van de jongere niet bekend; dit is vanaf 12 jaar.",
            "Wijk: is er voor Noord.",
        ],
    )
    assert zinnen(doelgroepen=("aanwas",), leeftijd_tot=18) == (
        ["Doelgroep: Jonge aanwas.", "Leeftijd: de jongere is 14, dit is tot en met 18 jaar."],
        ["Thema: niet in bron."],
    )


@pytest.mark.parametrize(
    ("bereik", "uit"),
    [
        (LeeftijdBereik(11, 11), None),
        (
            LeeftijdBereik(11, 12),
            ("onbekend", f"{MISSCHIEN} tussen 11 en 12, {DIT_IS}"),
        ),
        (LeeftijdBereik(12, 12), ("reden", "Leeftijd: de jongere is 12, dit is 12 tot en met 18 jaar.")),
        (LeeftijdBereik(18, 18), ("reden", "Leeftijd: de jongere is 18, dit is 12 tot en met 18 jaar.")),
        (
            LeeftijdBereik(18, 19),
            ("onbekend", f"{MISSCHIEN} tussen 18 en 19, {DIT_IS}"),
        ),
        (LeeftijdBereik(19, 20), None),
    ],
)
def test_ages_on_the_bound_and_of_an_incomplete_birth_date(bereik: LeeftijdBereik, uit: tuple[str, str] | None) -> None:
    gevonden = zinnen(replace(BEELD, leeftijd=bereik), doelgroepen=("aanwas",), leeftijd_van=12, leeftijd_tot=18)
    if uit is None:
        assert gevonden is None
        return
    assert gevonden is not None
    waar, zin = uit
    assert zin in gevonden[0 if waar == "reden" else 1]


@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.booleans(), st.text("abc", max_size=3)), max_size=8))
def test_most_reasons_first_then_by_name_and_never_without_a_reason(
    soorten: list[tuple[bool, bool, bool, str]],
) -> None:
    alle = [
        replace(
            KAAL,
            sleutel=f"i{nr}",
            naam=naam,
            doelgroepen=("aanwas",) if groep else (),
            leeftijd_van=12 if oud else None,
            thema="werk" if thema else None,
        )
        for nr, (groep, oud, thema, naam) in enumerate(soorten)
    ]
    uit = suggest(alle, BEELD, WOORDEN)
    assert [(-len(s.redenen), s.naam) for s in uit] == sorted((-len(s.redenen), s.naam) for s in uit)
    assert {s.sleutel for s in uit} == {f"i{nr}" for nr, (a, b, c, _) in enumerate(soorten) if a or b or c}
    assert suggest(reversed(alle), BEELD, WOORDEN) == uit
