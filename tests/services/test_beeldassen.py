"""The axes of the informatiebeeld: made of the profile, and of nothing that anybody typed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmg_desk.domain.beeld import TOTAAL, As
from pmg_desk.domain.beeldmetingen import METINGEN
from pmg_desk.domain.profiel import Profiel
from pmg_desk.services.beeldassen import assen, buurt_sleutel
from tests.beeldvulling import profiel_met_buurten
from tests.wereld import gemeente

PROFIELEN = ("landelijk", "den-haag-zuidwest", "maastricht")


def _per_knoop(as_: As) -> dict[str, str]:
    return {knoop.sleutel: knoop.boven for knoop in as_.knopen}


@pytest.mark.parametrize("profiel", [*(gemeente(naam) for naam in PROFIELEN), profiel_met_buurten()])
def test_every_axis_of_every_table_is_there_and_is_a_tree(profiel: Profiel) -> None:
    alle = assen(profiel)
    assert set(alle) == {naam for meting in METINGEN for namen in meting.tabellen for naam in namen}
    for sleutel, as_ in alle.items():
        assert as_.sleutel == sleutel
        namen = [knoop.sleutel for knoop in as_.knopen]
        assert len(set(namen)) == len(namen), sleutel
        assert TOTAAL not in namen
        assert all(as_.pad(naam)[-1] == TOTAAL for naam in namen)
        assert all(knoop.label for knoop in as_.knopen)
        assert not any("|" in naam for naam in namen)  # keys of cells are joined by it


@pytest.mark.parametrize("naam", PROFIELEN)
def test_a_key_means_one_thing_within_a_measure(naam: str) -> None:
    """Numbers are tied where categories have one key: so no two axes of a measure share one by chance."""
    alle = assen(gemeente(naam))
    zelfde = {"wijk": "gebied", "thema": "interventie", "doelgroep_naar": "doelgroep_van"}
    for meting in METINGEN:
        van: dict[str, str] = {}
        for as_ in {as_ for namen in meting.tabellen for as_ in namen}:
            for knoop in alle[as_].knopen:
                assert van.setdefault(knoop.sleutel, zelfde.get(as_, as_)) == zelfde.get(as_, as_), knoop


def test_a_wijk_has_its_buurten_below_it_and_a_place_for_others() -> None:
    alle = assen(profiel_met_buurten())
    gebied, wijk = _per_knoop(alle["gebied"]), _per_knoop(alle["wijk"])
    assert {sleutel: boven for sleutel, boven in gebied.items() if boven == "moerwijk"} == {
        "moerwijk/moerwijk_oost": "moerwijk",
        "moerwijk/zuiderpark": "moerwijk",
        "moerwijk/_buurt_anders": "moerwijk",
    }
    assert wijk == {sleutel: boven for sleutel, boven in gebied.items() if boven == TOTAAL}
    assert set(wijk) == {"morgenstond", "moerwijk", "bouwlust_vrederust", "_wijk_anders", "_wijk_onbekend"}


def test_a_buurt_is_known_however_it_is_typed() -> None:
    for getypt in ("Zuidérpark", "ZUIDERPARK", " zuiderpark ", "Zuidérpark."):
        assert buurt_sleutel("moerwijk", getypt) == "moerwijk/zuiderpark"
    assert buurt_sleutel("moerwijk", "Moerwijk - Oost") == "moerwijk/moerwijk_oost"


def test_an_interventie_stands_below_its_level_of_help_below_its_theme() -> None:
    """A level in an axis of its own would be the sum of known interventies: a tie that no table shows."""
    profiel = gemeente("den-haag-zuidwest")
    alle = assen(profiel)
    interventie = alle["interventie"]
    for sleutel, record in profiel.interventies.items():
        assert interventie.pad(sleutel) == (
            sleutel, f"_thema_{record.thema}/{record.niveau}", f"_thema_{record.thema}", TOTAAL
        )  # fmt: skip
    assert {k.sleutel for k in alle["thema"].knopen} == {
        k.sleutel for k in interventie.knopen if k.boven == TOTAAL
    }  # the same keys, so that their totals are tied
    assert len([k for k in alle["thema"].knopen if k.sleutel != "_thema_anders"]) == 5
    assert "_interventie_anders" in {k.sleutel for k in interventie.bladeren}


def test_an_interventie_without_theme_or_level_has_a_place() -> None:
    profiel = gemeente("den-haag-zuidwest")
    kaal = replace(profiel.interventies["ipta"], thema=None, niveau=None)
    as_ = assen(replace(profiel, interventies={"ipta": kaal}))["interventie"]
    assert as_.pad("ipta") == ("ipta", "_thema_anders/_niveau_anders", "_thema_anders", TOTAAL)


def test_a_key_that_is_called_as_the_root_counts_as_not_in_the_profile() -> None:
    profiel = profiel_met_buurten()
    raar = replace(profiel.wijken["moerwijk"], sleutel=TOTAAL)
    alle = assen(replace(profiel, wijken={TOTAAL: raar}))
    assert set(_per_knoop(alle["gebied"])) == {"_wijk_anders", "_wijk_onbekend"}


def test_organisations_stand_below_their_sector() -> None:
    profiel = gemeente("landelijk")
    as_ = assen(profiel)["organisatiesoort"]
    for soort in profiel.organisaties.values():
        assert as_.pad(soort.sleutel) == (soort.sleutel, f"_sector_{soort.sector.value}", TOTAAL)


def test_what_a_profile_has_for_what_is_not_known_is_not_doubled() -> None:
    profiel = gemeente("landelijk")
    zonder = replace(
        profiel,
        uitkomsten={k: v for k, v in profiel.uitkomsten.items() if k != "onbekend"},
        antecedentsoorten={k: v for k, v in profiel.antecedentsoorten.items() if k != "anders"},
    )
    for sleutel in ("uitkomst", "feitsoort"):
        met, kaal = assen(profiel)[sleutel], assen(zonder)[sleutel]
        assert {k.sleutel for k in met.knopen} == {k.sleutel for k in kaal.knopen}
        assert not any(k.sleutel.startswith("_") for k in met.knopen)
