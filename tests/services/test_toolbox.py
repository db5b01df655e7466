"""The toolbox: what fits stays, what the source does not say is said, nothing that may fit is hidden."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmg_desk import paths
from pmg_desk.domain.namen import sorteer_vouw
from pmg_desk.domain.profiel.model import NIET_IN_BRON
from pmg_desk.services.profielen import load_profiel
from pmg_desk.services.toolbox import Toolboxfilter, _past, list_interventies
from tests.wereld import Wereld

PROFIEL = load_profiel(paths.resources_map() / "profielen", "den-haag-zuidwest")


def sleutels(wereld: Wereld, **filter_: object) -> set[str]:
    return {i.sleutel for i in list_interventies(wereld.regie, Toolboxfilter(**filter_))}  # type: ignore[arg-type]


@pytest.mark.parametrize("wie", ["regie", "regie2", "lezer", "privacy", "beheer"])
def test_iedereen_ziet_alles_op_naam(wereld: Wereld, wie: str) -> None:
    lijst = list_interventies(wereld.werkplek(wie))
    assert {i.sleutel for i in lijst} == set(wereld.profiel.interventies)
    namen = [sorteer_vouw(i.naam) for i in lijst]
    assert namen == sorted(namen)
    assert lijst[0].naam.startswith("Aanpak")  # "(Super)snelrecht" is not first


def test_wat_de_bron_niet_geeft_staat_er_als_niet_in_bron(wereld: Wereld) -> None:
    een = next(i for i in list_interventies(wereld.regie) if i.sleutel == "kansrijk")
    assert (een.handleiding, een.leeftijd, een.contact) == (NIET_IN_BRON, NIET_IN_BRON, NIET_IN_BRON)
    assert een.doelgroepen == ("Jonge aanwas", "(Snelle) doorgroeier")
    assert een.zonder == ("handleiding", "leeftijd", "contact", "bewijs")
    assert (een.bron, een.indeling_zekerheid) == ("000 interventie 11", "eigen indeling, niet nagegaan")


def test_leeftijd_sluit_alleen_uit_wat_de_bron_uitsluit(wereld: Wereld) -> None:
    assert {"alles_kidzzz", "forensische_tafel_12min", "kansrijk"} <= sleutels(wereld, leeftijd=11)
    assert {"alles_kidzzz", "forensische_tafel_12min"} & sleutels(wereld, leeftijd=12) == set()
    assert "kansrijk" in sleutels(wereld, leeftijd=12)
    ajb = {leeftijd: "alleen_jij_bepaalt" in sleutels(wereld, leeftijd=leeftijd) for leeftijd in (11, 12, 18, 19)}
    assert ajb == {11: False, 12: True, 18: True, 19: False}


def test_een_leefgebied_zoekt_op_zijn_thema(wereld: Wereld) -> None:
    assert sleutels(wereld, leefgebied="justitie") == sleutels(wereld, thema="criminaliteit_reintegratie")
    assert "kansrijk" in sleutels(wereld, leefgebied="justitie")
    assert "kansrijk" not in sleutels(wereld, leefgebied="werk_opleiding")
    assert sleutels(wereld, leefgebied="justitie", thema="onderwijs") & {"kansrijk", "jongerenrechtbank"} == set()


def test_zoeken_vouwt_tekens(wereld: Wereld) -> None:
    assert "jongerenrechtbank" in sleutels(wereld, tekst="RECHTBÁNK school")
    assert sleutels(wereld, tekst="bestaat hier niet") == set()


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["", *PROFIEL.doelgroepen]),
    st.none() | st.integers(0, 40),
    st.sampled_from(["", *PROFIEL.leefgebieden]),
    st.sampled_from(["", *PROFIEL.niveaus]),
)
def test_een_filter_laat_weg_wat_aantoonbaar_niet_past_en_niets_anders(
    doelgroep: str, leeftijd: int | None, leefgebied: str, niveau: str
) -> None:
    filter_ = Toolboxfilter(doelgroep, leeftijd, leefgebied, "", niveau)
    for i in PROFIEL.interventies.values():
        redenen = [
            bool(doelgroep) and bool(i.doelgroepen) and doelgroep not in i.doelgroepen,
            leeftijd is not None and leeftijd < (i.leeftijd_van or 0),
            leeftijd is not None and i.leeftijd_tot is not None and leeftijd > i.leeftijd_tot,
            bool(leefgebied) and i.thema is not None and i.thema != PROFIEL.leefgebieden[leefgebied].thema,
            bool(niveau) and i.niveau is not None and i.niveau != niveau,
        ]
        assert _past(PROFIEL, i, filter_) is not any(redenen)
