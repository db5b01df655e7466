"""People around a jongere, and links to other casussen that only those see who may see both."""

from __future__ import annotations

import pytest

from pmg_desk.domain.fouten import GeenToegang, OngeldigeInvoer
from pmg_desk.services import relaties, toewijzingen
from pmg_desk.services.relaties import RelatieInvoer
from tests.casusbouw import bladen, maak, regels
from tests.wereld import Wereld

MOEDER = RelatieInvoer("ouder", "Ewa Łukasz-Kowalska", "1985", "ja")


def test_een_ouder_met_gezag_komt_terug_zoals_ingevuld(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    relatie_id = relaties.add_relatie(wereld.regie, casus_id, MOEDER)
    (rij,) = relaties.list_relaties(wereld.regie, casus_id)
    assert (rij.id, rij.soort_label, rij.naam, rij.geboren, rij.gezag_label, rij.andere_casus_id) == (
        relatie_id,
        "Ouder",
        "Ewa Łukasz-Kowalska",
        "1985",
        "Heeft gezag",
        None,
    )
    (regel,) = regels(wereld.regie, "relatie.toevoegen")
    assert (regel.casus_id, regel.categorieen) == (str(casus_id), "gezin")
    assert "Kowalska" not in bladen(wereld.regie)


def test_een_link_naar_een_andere_casus_ziet_alleen_wie_beide_ziet(wereld: Wereld) -> None:
    broer = maak(wereld.regie, "zvh", voornamen="Bram")
    casus_id = maak(wereld.regie, "top_x")
    relaties.add_relatie(wereld.regie, casus_id, RelatieInvoer("broer_zus", andere_casus_id=broer))
    (bij_mij,) = relaties.list_relaties(wereld.regie, casus_id)
    assert (bij_mij.naam, bij_mij.andere_casus_id, bij_mij.andere_nummer) == ("Bram Łukasz", broer, "PMG-2026-00001")
    (bij_ander,) = relaties.list_relaties(wereld.regie2, casus_id)
    assert (bij_ander.naam, bij_ander.andere_casus_id, bij_ander.andere_nummer) == ("Bram Łukasz", None, "")
    toewijzingen.assign_casus(wereld.regie, broer, wereld.regie2.gebruiker.id)
    (nu_ook,) = relaties.list_relaties(wereld.regie2, casus_id)
    assert nu_ook == bij_mij


def test_wie_de_andere_casus_niet_ziet_kan_er_geen_link_naar_maken(wereld: Wereld) -> None:
    broer = maak(wereld.regie, voornamen="Bram")
    casus_id = maak(wereld.regie2, "top_x")
    with pytest.raises(GeenToegang):
        relaties.add_relatie(wereld.regie2, casus_id, RelatieInvoer("broer_zus", andere_casus_id=broer))
    assert relaties.list_relaties(wereld.regie2, casus_id) == ()


def test_elk_verkeerd_veld_krijgt_een_zin(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    kies = "Kies iets uit de lijst."
    for invoer, velden in (
        (RelatieInvoer(), {"soort": kies, "naam": "Vul dit veld in."}),
        (RelatieInvoer("buurman", "B"), {"soort": kies}),
        (RelatieInvoer("ouder", "x" * 201), {"naam": "Dit is te lang: 201 tekens. Er passen er 200."}),
        (
            RelatieInvoer("ouder", "E\x7fwa"),
            {"naam": "Teken 2 is onzichtbaar en kan misleiden. Haal het weg of typ de tekst opnieuw."},
        ),
        (RelatieInvoer("ouder", "Ewa", "2100"), {"geboortedatum": "Een geboortedatum kan niet in de toekomst liggen."}),
        (RelatieInvoer("ouder", "Ewa", "", "misschien"), {"gezag": kies}),
        (RelatieInvoer("broer_zus", "", andere_casus_id=casus_id), {"naam": "Dit is de jongere zelf."}),
    ):
        with pytest.raises(OngeldigeInvoer) as fout:
            relaties.add_relatie(wereld.regie, casus_id, invoer)
        assert fout.value.velden == velden
    assert relaties.list_relaties(wereld.regie, casus_id) == ()


def test_verwijderen_laat_in_het_log_alleen_een_verzegeld_detail_na(wereld: Wereld) -> None:
    casus_id, ander = maak(wereld.regie), maak(wereld.regie, voornamen="Bram")
    relatie_id = relaties.add_relatie(wereld.regie, casus_id, MOEDER)
    with pytest.raises(GeenToegang):
        relaties.remove_relatie(wereld.regie, ander, relatie_id)
    relaties.remove_relatie(wereld.regie, casus_id, relatie_id)
    assert relaties.list_relaties(wereld.regie, casus_id) == ()
    (regel,) = regels(wereld.regie, "relatie.verwijderen")
    assert regel.detail is not None
    assert "Kowalska" not in bladen(wereld.regie)


@pytest.mark.parametrize("wie", ["regie2", "lezer", "privacy", "beheer"])
def test_wie_de_casus_niet_ziet_ziet_ook_het_gezin_niet(wereld: Wereld, wie: str) -> None:
    casus_id = maak(wereld.regie)
    relatie_id = relaties.add_relatie(wereld.regie, casus_id, MOEDER)
    for poging in (
        lambda: relaties.list_relaties(wereld.werkplek(wie), casus_id),
        lambda: relaties.add_relatie(wereld.werkplek(wie), casus_id, MOEDER),
        lambda: relaties.remove_relatie(wereld.werkplek(wie), casus_id, relatie_id),
    ):
        with pytest.raises(GeenToegang):
            poging()
