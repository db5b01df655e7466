"""Search finds what one may see, with and without diacritics, and tells nothing of the rest."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmg_desk.domain.logboek import lees_blad
from pmg_desk.services import zoeken
from pmg_desk.services.uitspraken import UitspraakInvoer, amend_uitspraak, withdraw_uitspraak
from pmg_desk.storage.models import LogregelRij, Uitspraak
from tests.vulling import WOORDEN, maak_dossier
from tests.wereld import Wereld


def soorten(wereld: Wereld, wie: str, tekst: str) -> list[str]:
    return [gevonden.soort for gevonden in zoeken.zoek(wereld.werkplek(wie), tekst)]


@pytest.mark.parametrize(
    ("tekst", "soort"),
    [
        ("zoe", "casus"),
        ("ZOË luk", "casus"),
        ("lukasz", "casus"),
        ("van den łuk", "casus"),
        ("PMG-2026-00001", "casus"),
        ("kwetterz", "uitspraak"),
        ("dakdekkersdiploma", "uitspraak"),
        ("fietsenmakerij", "uitspraak"),
        ("dubbelnierpijn", "uitspraak"),
    ],
)
def test_de_regisseur_vindt_mensen_nummers_en_teksten(wereld: Wereld, tekst: str, soort: str) -> None:
    maak_dossier(wereld.regie)
    assert soort in soorten(wereld, "regie", tekst)


@pytest.mark.parametrize("wie", ["regie2", "lezer", "privacy", "beheer"])
@pytest.mark.parametrize("tekst", ["zoe", "lukasz", *(woord for woord in WOORDEN.values())])
def test_een_ander_vindt_niets_van_de_casus(wereld: Wereld, wie: str, tekst: str) -> None:
    maak_dossier(wereld.regie)
    assert soorten(wereld, wie, tekst) == []


def test_alleen_het_precieze_nummer_zegt_waar_een_casus_bekend_is(wereld: Wereld) -> None:
    maak_dossier(wereld.regie)
    for begin in ("PMG", "PMG-2026", "00001"):
        assert set(soorten(wereld, "regie2", begin)) <= {"organisatie"}  # the fixture names them after the number
    gevonden = zoeken.zoek(wereld.regie2, "pmg-2026-00001")[-1]
    assert (gevonden.soort, gevonden.titel) == ("bekend", "Bekend bij PGA lokaal. Vraag C. Regisseur.")
    assert not any(woord in str(gevonden) for woord in WOORDEN.values())


@pytest.mark.parametrize("wie", ["regie2", "lezer", "privacy", "beheer"])
def test_het_adresboek_vindt_iedereen(wereld: Wereld, wie: str) -> None:
    maak_dossier(wereld.regie)
    assert soorten(wereld, wie, "wijkagent") == ["professional"]
    assert soorten(wereld, wie, "politie zuid") == ["organisatie"]


def test_vervangen_en_ingetrokken_tekst_wordt_niet_meer_gevonden(wereld: Wereld) -> None:
    maak_dossier(wereld.regie)
    with wereld.regie.doe() as t:
        rij = t.db.scalars(sa.select(Uitspraak).where(Uitspraak.tekst.contains("Kwetterzolder"))).one()
    nieuw = amend_uitspraak(wereld.regie, rij.id, UitspraakInvoer("Het was de Mussenzolder."), "Verkeerd verstaan.")
    assert soorten(wereld, "regie", "kwetterzolder") == []
    assert soorten(wereld, "regie", "mussenzolder") == ["uitspraak"]
    withdraw_uitspraak(wereld.regie, nieuw, "Ging over een ander.")
    assert soorten(wereld, "regie", "mussenzolder") == []


def test_een_lange_tekst_toont_de_woorden_eromheen(wereld: Wereld) -> None:
    assert zoeken._fragment("x " * 100 + "Zoëterwoude staat hier. " + "y " * 100, "zoet").count("Zoëterwoude") == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tekst=st.text(max_size=60))
def test_wat_men_ook_typt_zoeken_faalt_nooit(wereld: Wereld, tekst: str) -> None:
    assert zoeken.zoek(wereld.regie2, tekst) == ()


@pytest.mark.parametrize(
    "tekst", ['"', "a OR b", "NEAR(a b)", "tekst:zoe", "*", "^zoe", "-zoe", "(", "zoe AND", "\x00"]
)
def test_zoektaal_heeft_geen_betekenis(wereld: Wereld, tekst: str) -> None:
    zoeken.zoek(wereld.regie, tekst)


def test_een_zoekopdracht_is_een_regel_zonder_woorden(wereld: Wereld) -> None:
    maak_dossier(wereld.regie)
    zoeken.log_zoekopdracht(wereld.regie, len(zoeken.zoek(wereld.regie, "Kwetterzolder")))
    with wereld.regie.doe() as t:
        bladen = list(t.db.scalars(sa.select(LogregelRij.blad)))
    laatste = lees_blad(bladen[-1])
    assert (laatste.actie, laatste.aantal, laatste.casus_id) == ("zoeken.uitvoeren", 1, None)
    assert not any("wetterzolder" in blad for blad in bladen)
