"""What the screen shows at once: numbers and drawings agree, what is not there is refused beside the choices."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from pmg_desk.domain.beeld import TOTAAL
from pmg_desk.reports.tekening import DRUK
from pmg_desk.services.beeldoverzicht import Beeldvraag, show_beeld, show_verloop
from tests.beeldbouw import Telling, getoond, tabel, vastgesteld
from tests.wereld import Wereld

_WIJK = ("gebied", "leeftijd")
_Q2: Telling = {("noord_a", "oud"): 9, ("zuid", "jong"): 12}
_Q3: Telling = {("noord_a", "oud"): 2, ("noord_b", "oud"): 13, ("zuid", "oud"): 6, ("zuid", "jong"): 7}


@pytest.fixture
def twee(wereld: Wereld) -> Wereld:
    """Two settled quarters; noord_b is hidden with noord_a."""
    for kwartaal, telling in (("2026-Q2", _Q2), ("2026-Q3", _Q3)):
        kort: Telling = {("oud", "kort"): telling.get(("noord_a", "oud"), 0), ("jong", "kort"): 0}
        vastgesteld(
            wereld.privacy,
            kwartaal,
            getoond(tabel(kwartaal, "instroom", _WIJK, telling), frozenset({("noord_b", "oud")})),
            getoond(tabel(kwartaal, "instroom", ("leeftijd", "duur"), kort)),
            getoond(tabel(kwartaal, "stand", _WIJK, telling)),
        )
    return wereld


def test_without_a_choice_it_is_the_casussen_that_run_in_the_last_quarter(twee: Wereld) -> None:
    beeld = show_beeld(twee.lezer, Beeldvraag(), DRUK)
    assert beeld.vraag == Beeldvraag("2026-Q3", "stand", _WIJK)
    assert beeld.tabel is not None
    assert [een.sleutel for een in beeld.assen] == ["gebied", "leeftijd"]
    assert beeld.tabel.cellen[(TOTAAL, TOTAAL)].tekst == "28"
    assert [v.kwartaal for v in beeld.stand.vastgesteld] == ["2026-Q2", "2026-Q3"]


def test_where_no_bar_can_be_drawn_it_says_so_and_no_scale_is_told(wereld: Wereld) -> None:
    """Per wijk there is a bar of 15 and one of 6; per age everything is hidden, or hidden or nought."""
    verborgen = {(TOTAAL, "jong"), (TOTAAL, "oud")}
    telling: Telling = {("noord_a", "oud"): 15, ("zuid", "oud"): 6, ("zuid", "jong"): 7}
    stand = getoond(tabel("2026-Q3", "stand", _WIJK, telling), frozenset(verborgen))
    instroom = getoond(tabel("2026-Q3", "instroom", _WIJK, {("noord_a", "oud"): 6}), frozenset({(TOTAAL, "oud")}))
    niets = getoond(tabel("2026-Q3", "instroom", ("leeftijd", "duur"), {}))
    vastgesteld(wereld.privacy, "2026-Q3", instroom, niets, stand)

    def grafieken(meting: str, assen: tuple[str, ...]) -> list[tuple[str, bool, str]]:
        beeld = show_beeld(wereld.lezer, Beeldvraag(meting=meting, assen=assen), DRUK)
        return [(een.kop, bool(een.svg), een.woorden) for een in beeld.grafieken]

    (wijk, getekend, _), leeftijd = grafieken("stand", _WIJK)
    assert (wijk, getekend) == ("Naar wijk of buurt (langste staaf: 15)", True)
    leeg = "Er is niets te tekenen: alle getallen zijn"
    assert leeftijd == ("Naar leeftijd", False, f"{leeg} afgeschermd (×).")
    assert grafieken("instroom", _WIJK)[1] == ("Naar leeftijd", False, f"{leeg} afgeschermd (×) of 0.")
    assert grafieken("instroom", ("leeftijd", "duur"))[1] == ("Naar duur", False, f"{leeg} 0.")


def test_drawings_say_the_numbers_of_the_table_and_hide_what_it_hides(twee: Wereld) -> None:
    beeld = show_beeld(twee.lezer, Beeldvraag(meting="instroom", assen=_WIJK, vast=("leeftijd", "oud")), DRUK)
    assert beeld.tabel is not None
    (grafiek,) = beeld.grafieken
    assert grafiek.kop == "Naar wijk of buurt (langste staaf: 15)"
    assert grafiek.woorden == ("Noord: 15 (71%); Noord A: afgeschermd; Noord B: afgeschermd; Zuid: 6 (29%).")
    getekend = [tekst.strip() for tekst in re.findall(r">([^<>]+)</text>", grafiek.svg.decode())]
    assert getekend == [*("Noord", "15 (71%)", "Noord A", "×", "Noord B", "×", "Zuid", "6 (29%)")]
    assert {cel: getal.tekst for cel, getal in beeld.tabel.cellen.items()} == {
        (TOTAAL,): "21",
        ("noord",): "15",
        ("noord_a",): "afgeschermd",
        ("noord_b",): "afgeschermd",
        ("zuid",): "6",
    }


def test_one_cell_through_time_by_quarter_and_by_year(twee: Wereld) -> None:
    vraag = Beeldvraag("2026-Q3", "instroom", _WIJK, cel=(("gebied", "noord_a"), ("leeftijd", "oud")))
    trend, tekening = show_verloop(twee.lezer, vraag, DRUK)
    assert tekening.woorden == "2e kwartaal 2026: 9; 3e kwartaal 2026: afgeschermd."
    assert trend.keuze == (("Wijk of buurt", "Noord A"), ("Leeftijd", "12 jaar en ouder"))
    _, jaar = show_verloop(twee.lezer, replace(vraag, per_jaar=True), DRUK)
    assert jaar.woorden == "2026 (2 van de 4 kwartalen): afgeschermd."  # 9 + a hidden number would give it away


@pytest.mark.parametrize(
    ("vraag", "zin"),
    [
        (Beeldvraag(meting="instroom", assen=_WIJK, vast=("duur", "kort")), "Er is wel: Wijk of buurt × Leeftijd"),
        (Beeldvraag(meting="uitstroom"), "Kies een ander onderwerp of kwartaal."),
    ],
)
def test_a_split_that_was_not_counted_is_refused_and_the_choices_stay(
    twee: Wereld, vraag: Beeldvraag, zin: str
) -> None:
    beeld = show_beeld(twee.lezer, vraag, DRUK)
    assert (beeld.tabel, beeld.grafieken, beeld.trend) == (None, (), None)
    assert beeld.weigering is not None
    assert zin in beeld.weigering.tekst()
    assert [m.sleutel for m in beeld.metingen] == ["instroom", "stand"]


def test_before_the_first_quarter_there_is_only_what_can_be_settled(wereld: Wereld) -> None:
    beeld = show_beeld(wereld.privacy, Beeldvraag(), DRUK)
    assert (beeld.metingen, beeld.tabel, beeld.stand.vastgesteld) == ((), None, ())
