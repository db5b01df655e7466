"""Looking up the number of a casus by surname and birth date: for the officer, exact, logged, and nothing more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmg_desk.domain.fouten import GeenToegang, OngeldigeInvoer
from pmg_desk.domain.rollen import Kluissoort
from pmg_desk.services.belangen import EigenBelang, declare_belang
from pmg_desk.services.rechttoegang import Opzoeking, find_nummers
from tests.aanvallen.knoeien import zet
from tests.casusbouw import bladen, maak, regels
from tests.vulling import maak_dossier, vraag
from tests.wereld import Wereld, tweede_officer

NIEMAND = Opzoeking(
    (), "Er is geen casus gevonden. Kijk de achternaam en de geboortedatum na. Die moeten precies zo zijn vastgelegd."
)
MEER = Opzoeking((), "Er is meer dan één jongere gevonden. Vul ook de voornaam in.")
NOG_MEER = Opzoeking((), "Er is meer dan één jongere gevonden. Vraag de casusregisseur om het nummer.")


def een(nummer: str) -> Opzoeking:
    return Opzoeking((nummer,), "Dit is het nummer.")


def tweeling(wereld: Wereld) -> None:
    """Two of one surname and day, and one of another surname and the same day."""
    for voornamen, achternaam in (("Aya Maria", "El Amrani"), ("Iman", "El Amrani"), ("Aya", "Bakker")):
        maak(wereld.regie, voornamen=voornamen, geslachtsnaam=achternaam, geboortedatum="3-5-2012")


@pytest.mark.parametrize("naam", ["Łukasz", "lukasz", " VAN DEN LUKASZ ", "van den Łukasz"])
def test_the_whole_surname_and_the_birth_date_give_the_number_and_nothing_else(wereld: Wereld, naam: str) -> None:
    maak_dossier(wereld.regie)
    assert find_nummers(wereld.privacy, naam, "03-2012") == een("PMG-2026-00001")


@pytest.mark.parametrize(
    ("naam", "dag"),
    [
        ("Luk", "03-2012"),
        ("den Łukasz", "03-2012"),
        ("Łukas", "03-2012"),
        ("Łukasz", "2012"),  # less than was recorded
        ("Łukasz", "1-3-2012"),  # more than was recorded
        ("Łukasz", "04-2012"),
        ("Zoë", "03-2012"),  # a first name is no surname
    ],
)
def test_a_part_or_something_close_finds_nobody_and_suggests_nothing(wereld: Wereld, naam: str, dag: str) -> None:
    maak_dossier(wereld.regie)
    assert find_nummers(wereld.privacy, naam, dag) == NIEMAND
    assert find_nummers(wereld.privacy, naam, dag, "Zoë") == NIEMAND


def test_more_than_one_is_told_apart_by_the_first_name_and_otherwise_not_given(wereld: Wereld) -> None:
    tweeling(wereld)
    assert find_nummers(wereld.privacy, "El Amrani", "3-5-2012") == MEER
    assert find_nummers(wereld.privacy, "el amrani", "3-5-2012", "iman") == een("PMG-2026-00002")
    for voornaam in ("Aya", "aya maria"):
        assert find_nummers(wereld.privacy, "El Amrani", "3-5-2012", voornaam) == een("PMG-2026-00001")
    for voornaam in ("Maria", "Im", "Iman Aya"):
        assert find_nummers(wereld.privacy, "El Amrani", "3-5-2012", voornaam) == NIEMAND
    maak(wereld.regie, voornamen="Iman", geslachtsnaam="El Amrani", geboortedatum="3-5-2012")
    assert find_nummers(wereld.privacy, "El Amrani", "3-5-2012", "Iman") == NOG_MEER


def test_one_youth_with_two_casussen_gives_both_numbers(wereld: Wereld) -> None:
    eerste = maak_dossier(wereld.regie)
    tweede = maak(wereld.regie)
    zet(wereld, f"UPDATE casus SET jongere_id = '{eerste.jongere_id.hex}' WHERE id = '{tweede.hex}'")
    gevonden = find_nummers(wereld.privacy, "Łukasz", "03-2012")
    assert len(gevonden.nummers) == 2
    assert gevonden.uitleg == "Deze jongere heeft meer dan één casus."


def test_what_is_missing_is_asked_before_anything_is_looked_up(wereld: Wereld) -> None:
    maak_dossier(wereld.regie)
    for naam, dag in ((" ", ""), ("%", "?"), ("?", "0-3-?")):
        with pytest.raises(OngeldigeInvoer) as fout:
            find_nummers(wereld.privacy, naam, dag)
        assert set(fout.value.velden) == {"geslachtsnaam", "geboortedatum"}
    assert regels(wereld.regie, "rechtenverzoek.opzoeken") == []


def test_every_look_up_is_in_the_log_and_no_name_or_date_is(wereld: Wereld) -> None:
    dossier = maak_dossier(wereld.regie)
    tweeling(wereld)
    find_nummers(wereld.privacy, "Łukasz", "03-2012")
    find_nummers(wereld.privacy, "Zoekwoordnaam", "4-4-2014", "Voornaammerk")
    find_nummers(wereld.privacy, "El Amrani", "3-5-2012")
    gelogd = regels(wereld.regie, "rechtenverzoek.opzoeken")
    assert [(r.rol, r.casus_id, r.aantal) for r in gelogd] == [
        ("privacy_officer", str(dossier.casus_id), None),
        ("privacy_officer", None, 0),
        ("privacy_officer", None, 2),
    ]
    for woord in ("Łukasz", "Zoekwoordnaam", "Voornaammerk", "Amrani", "2014-04-04", "2012-05-03", "2012-03"):
        assert woord not in bladen(wereld.regie)


def test_nobody_but_the_officer_of_this_vault_looks_up(wereld: Wereld) -> None:
    maak_dossier(wereld.regie)
    for wie in (wereld.regie, wereld.regie2, wereld.lezer, wereld.beheer):
        with pytest.raises(GeenToegang):
            find_nummers(wie, "Łukasz", "03-2012")
    wereld.privacy.gebruiker = replace(wereld.privacy.gebruiker, soort=Kluissoort.TOEZICHT)
    with pytest.raises(GeenToegang):
        find_nummers(wereld.privacy, "Łukasz", "03-2012")


def test_an_officer_whom_it_touches_gets_no_number_and_a_colleague_does(wereld: Wereld) -> None:
    dossier = maak_dossier(wereld.regie)
    collega = tweede_officer(wereld)
    declare_belang(wereld.privacy, vraag(wereld, dossier), "Neefje van mij.")
    with pytest.raises(EigenBelang):
        find_nummers(wereld.privacy, "Łukasz", "03-2012")
    assert regels(wereld.regie)[-1].casus_id == str(dossier.casus_id)  # tried, and written down
    assert find_nummers(collega, "Łukasz", "03-2012") == een("PMG-2026-00001")
