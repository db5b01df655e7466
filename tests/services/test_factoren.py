"""Risk and protective factors: both kinds, per leefgebied, from a day until a day, shared under the right category."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from pmg_desk.domain.fouten import GeenToegang, IntussenGewijzigd, OngeldigeInvoer
from pmg_desk.domain.samenvatting import Doorverstrekking, Rubriek, Stuk
from pmg_desk.services import factoren, stukken
from pmg_desk.services.factoren import FactorInvoer
from pmg_desk.services.uitspraken import UitspraakInvoer, amend_uitspraak
from pmg_desk.storage.models import FactorSoort
from tests.casusbouw import maak, regels
from tests.wereld import Wereld

VANDAAG = date(2026, 11, 23)
RISICO = FactorInvoer("sociaal_netwerk", FactorSoort.RISICO, UitspraakInvoer("Oudere vrienden met geld."), "2026-09-01")
STEUN = FactorInvoer("sociaal_netwerk", FactorSoort.BESCHERMING, UitspraakInvoer("Een oom die komt kijken."))
ANGST = FactorInvoer("geestelijke_gezondheid", FactorSoort.RISICO, UitspraakInvoer("Slaapt niet van angst."))


@pytest.fixture
def casus_id(wereld: Wereld) -> UUID:
    return maak(wereld.regie)


def _stukken(wereld: Wereld, casus_id: UUID) -> list[Stuk]:
    with wereld.regie.doe() as t:
        alle = stukken.cut_dossier(t, t.casus(casus_id))
    return [stuk for stuk in alle if stuk.rubriek is Rubriek.LEEFGEBIEDEN]


def test_beide_soorten_staan_bij_hun_leefgebied_met_sinds_wanneer(wereld: Wereld, casus_id: UUID) -> None:
    for invoer in (STEUN, RISICO, ANGST):
        factoren.add_factor(wereld.regie, casus_id, invoer)
    alle = factoren.list_factoren(wereld.regie, casus_id)
    assert [(f.leefgebied, f.soort_label, f.van, f.tot, f.nu, f.tekst.categorie) for f in alle] == [
        ("geestelijke_gezondheid", "Risicofactor", VANDAAG, None, True, "gezondheid"),
        ("sociaal_netwerk", "Risicofactor", date(2026, 9, 1), None, True, "leefgebieden"),
        ("sociaal_netwerk", "Beschermende factor", VANDAAG, None, True, "leefgebieden"),
    ]
    assert [regel.categorieen for regel in regels(wereld.regie, "factor.toevoegen")] == [
        "leefgebieden",
        "leefgebieden",
        "gezondheid",
    ]


def test_een_factor_eindigt_en_blijft_staan(wereld: Wereld, casus_id: UUID) -> None:
    factor_id = factoren.add_factor(wereld.regie, casus_id, RISICO)
    (factor,) = factoren.list_factoren(wereld.regie, casus_id)
    for dag, melding in (("2026-08-31", "begin"), ("2026-11-24", "vandaag")):
        with pytest.raises(OngeldigeInvoer) as fout:
            factoren.end_factor(wereld.regie, factor_id, factor.versie, dag)
        assert melding in fout.value.velden["tot"]
    factoren.end_factor(wereld.regie, factor_id, factor.versie, "2026-11-02")
    with pytest.raises(IntussenGewijzigd):
        factoren.end_factor(wereld.regie, factor_id, factor.versie)
    (nu,) = factoren.list_factoren(wereld.regie, casus_id)
    assert (nu.van, nu.tot, nu.nu) == (date(2026, 9, 1), date(2026, 11, 2), False)
    with pytest.raises(OngeldigeInvoer) as fout:
        factoren.end_factor(wereld.regie, factor_id, nu.versie)
    assert fout.value.velden == {"tot": "Deze factor is al afgesloten."}
    assert _stukken(wereld, casus_id) == [], "what ended is not shared"


def test_een_factor_die_nooit_klopte_is_nergens_meer(wereld: Wereld, casus_id: UUID) -> None:
    factor_id = factoren.add_factor(wereld.regie, casus_id, RISICO)
    with pytest.raises(OngeldigeInvoer):
        factoren.withdraw_factor(wereld.regie, factor_id, " ")
    factoren.withdraw_factor(wereld.regie, factor_id, "Over een ander.")
    assert (factoren.list_factoren(wereld.regie, casus_id), _stukken(wereld, casus_id)) == ((), [])


def test_de_woorden_worden_verbeterd_zonder_de_factor_te_verliezen(wereld: Wereld, casus_id: UUID) -> None:
    factoren.add_factor(wereld.regie, casus_id, RISICO)
    (factor,) = factoren.list_factoren(wereld.regie, casus_id)
    nieuw = replace(factor.tekst.als_invoer(), tekst="Twee oudere vrienden.")
    amend_uitspraak(wereld.regie, factor.tekst.id, nieuw, "Preciezer.")
    (beter,) = factoren.list_factoren(wereld.regie, casus_id)
    assert (beter.id, beter.tekst.tekst, beter.tekst.gewijzigd) == (factor.id, "Twee oudere vrienden.", True)


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"leefgebied": "bestaat_niet"}, "leefgebied"),
        ({"soort": "anders"}, "soort"),
        ({"tekst": UitspraakInvoer("  ")}, "tekst"),
        ({"van": "2026-11-24"}, "van"),
        ({"van": "2013-12-31"}, "van"),
    ],
)
def test_wat_niet_kan_wordt_gezegd_bij_het_veld(
    wereld: Wereld, casus_id: UUID, anders: dict[str, object], veld: str
) -> None:
    with pytest.raises(OngeldigeInvoer) as fout:
        factoren.add_factor(wereld.regie, casus_id, replace(RISICO, **anders))  # type: ignore[arg-type]
    assert set(fout.value.velden) == {veld}


@pytest.mark.parametrize("naam", ["regie2", "beheer", "privacy", "lezer"])
def test_wie_de_casus_niet_ziet_ziet_of_maakt_geen_factor(wereld: Wereld, casus_id: UUID, naam: str) -> None:
    factor_id = factoren.add_factor(wereld.regie, casus_id, RISICO)
    ander = wereld.werkplek(naam)
    with pytest.raises(GeenToegang):
        factoren.list_factoren(ander, casus_id)
    with pytest.raises(GeenToegang):
        factoren.add_factor(ander, casus_id, STEUN)
    with pytest.raises(GeenToegang):
        factoren.end_factor(ander, factor_id, 1)
    with pytest.raises(GeenToegang):
        factoren.withdraw_factor(ander, factor_id, "Zomaar.")


def test_een_factor_wordt_gedeeld_onder_de_categorie_van_zijn_leefgebied(wereld: Wereld, casus_id: UUID) -> None:
    angst = factoren.add_factor(wereld.regie, casus_id, ANGST)
    risico = factoren.add_factor(wereld.regie, casus_id, RISICO)
    tekst = {f.id: f.tekst.id for f in factoren.list_factoren(wereld.regie, casus_id)}
    assert [(s.id, s.categorie, s.titel, s.tekst, s.velden) for s in _stukken(wereld, casus_id)] == [
        (
            f"factor:{angst}+{tekst[angst]}",
            "gezondheid",
            "Risicofactor",
            "Slaapt niet van angst.",
            (("Leefgebied", "Geestelijke gezondheid"), ("Sinds", "23 november 2026")),
        ),
        (
            f"factor:{risico}+{tekst[risico]}",
            "leefgebieden",
            "Risicofactor",
            "Oudere vrienden met geld.",
            (("Leefgebied", "Sociaal netwerk"), ("Sinds", "1 september 2026")),
        ),
    ]


def test_tekst_met_eigen_regels_staat_los_van_de_factor(wereld: Wereld, casus_id: UUID) -> None:
    apart = UitspraakInvoer(
        "Volgens de huisarts verslaafd.", categorie="gezondheid", doorverstrekking=Doorverstrekking.NEE
    )
    factor_id = factoren.add_factor(wereld.regie, casus_id, replace(RISICO, tekst=apart))
    kaal, tekst = _stukken(wereld, casus_id)
    assert (kaal.id, kaal.categorie, kaal.tekst) == (f"factor:{factor_id}", "leefgebieden", "")
    assert (tekst.categorie, tekst.titel, tekst.doorverstrekking) == (
        "gezondheid",
        "Toelichting bij een leefgebied",
        Doorverstrekking.NEE,
    )


def test_een_leefgebied_dat_uit_het_profiel_is_telt_als_gezondheid(wereld: Wereld, casus_id: UUID) -> None:
    factoren.add_factor(wereld.regie, casus_id, RISICO)
    wereld.regie.profiel = replace(
        wereld.profiel,
        leefgebieden={k: v for k, v in wereld.profiel.leefgebieden.items() if k != "sociaal_netwerk"},
    )
    (factor,) = factoren.list_factoren(wereld.regie, casus_id)
    assert factor.leefgebied_label == "sociaal_netwerk"
    assert [stuk.categorie for stuk in _stukken(wereld, casus_id)] == ["gezondheid"]  # its words too
