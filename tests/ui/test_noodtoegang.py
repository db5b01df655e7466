"""Taking emergency access in the real window: first where it is known, then a reason, then reading only."""

from __future__ import annotations

from typing import Any

import pytest

from pmg_desk.services.spoed import list_spoed
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.noodtoegang import NoodtoegangScherm
from pmg_desk.ui.venster import Hoofdvenster
from tests.casusbouw import maak, regels
from tests.ui.casusvenster import ga, klik, knoppen, open_venster, zichtbaar
from tests.ui.conftest import klaar
from tests.ui.toegankelijk import controleer
from tests.wereld import Wereld

GEHEIM = ("Zoë", "Łukasz", "2014", "Vlier", "Stokelaan")


@pytest.mark.parametrize("wie", ["regie2", "lezer"])
def test_met_een_nummer_en_een_reden_mag_men_een_dag_lezen(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving, wie: str
) -> None:
    casus_id = maak(wereld.regie)
    venster = open_venster(qtbot, omgeving, wereld, wie)
    scherm = ga(qtbot, venster, "noodtoegang")
    assert not scherm.kaart.isVisible()
    scherm.zoekformulier.veld("nummer").regel.setText("pmg-2026-00001")
    klik(qtbot, venster, scherm, "Casus opzoeken")
    beeld = zichtbaar(scherm)
    assert "Bekend bij PGA lokaal. Vraag C. Regisseur." in beeld
    assert "24 uur lezen" in beeld
    for geheim in GEHEIM:
        assert geheim not in beeld
    klik(qtbot, venster, scherm, "Noodtoegang nemen")
    assert scherm.formulier.veld("reden").fout == "Vul ‘Waarom moet u deze casus nu zien?’ in."
    assert list_spoed(wereld.privacy) == ()
    scherm.formulier.veld("reden").vel.setPlainText("Melding van geweld, collega onbereikbaar.")
    klik(qtbot, venster, scherm, "Noodtoegang nemen")
    klaar(qtbot, omgeving)
    assert venster.windowTitle() == "Dossier – PMG Desk"
    assert "Zoë Łukasz" in zichtbaar(venster)
    assert "Noodtoegang tot 24-11-2026 09:30" in zichtbaar(venster)
    assert not {"Persoonsgegevens wijzigen", "Casus afsluiten", "Tafel toevoegen"} & set(knoppen(venster))
    (rij,) = list_spoed(wereld.privacy)
    assert (rij.casus_id, rij.reden) == (casus_id, "Melding van geweld, collega onbereikbaar.")
    assert [regel.verwerking for regel in regels(wereld.regie, "dossier.openen")] == ["noodtoegang"]


def test_een_nummer_dat_er_niet_is_geeft_een_zin_en_het_getypte_blijft(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving
) -> None:
    venster = open_venster(qtbot, omgeving, wereld, "regie2")
    scherm = ga(qtbot, venster, "noodtoegang")
    scherm.zoekformulier.veld("nummer").regel.setText("PMG-2026-00009")
    klik(qtbot, venster, scherm, "Casus opzoeken")
    assert scherm.zoekformulier.melding.tekst.startswith("Dit staat niet (meer) in de kluis.")
    assert scherm.zoekformulier.veld("nummer").ruw() == "PMG-2026-00009"
    assert not scherm.kaart.isVisible()


def test_wie_de_casus_al_mag_zien_krijgt_dat_te_horen(qtbot: Any, wereld: Wereld, omgeving: Omgeving) -> None:
    casus_id = maak(wereld.regie)
    venster = open_venster(qtbot, omgeving, wereld, "regie")
    scherm = ga(qtbot, venster, "noodtoegang", casus_id=casus_id)
    scherm.formulier.veld("reden").vel.setPlainText("Zomaar.")
    klik(qtbot, venster, scherm, "Noodtoegang nemen")
    assert scherm.formulier.melding.tekst.startswith("U mag deze casus al zien.")


def test_een_half_getypte_reden_komt_terug_ook_al_mag_men_de_casus_niet_zien(
    qtbot: Any, wereld: Wereld, omgeving: Omgeving
) -> None:
    casus_id = maak(wereld.regie)
    venster: Hoofdvenster = open_venster(qtbot, omgeving, wereld, "regie2")
    scherm = ga(qtbot, venster, "noodtoegang", casus_id=casus_id)
    scherm.formulier.veld("reden").vel.setPlainText("Vannacht is")
    venster.bewaar_concepten()
    klaar(qtbot, omgeving)
    nieuw = NoodtoegangScherm(omgeving)
    qtbot.addWidget(nieuw)
    nieuw.toon(casus_id=casus_id)
    klaar(qtbot, omgeving)
    klaar(qtbot, omgeving)
    assert nieuw.formulier is not None
    assert nieuw.formulier.veld("reden").ruw() == "Vannacht is"


def test_alles_heeft_een_naam(qtbot: Any, wereld: Wereld, omgeving: Omgeving) -> None:
    casus_id = maak(wereld.regie)
    venster = open_venster(qtbot, omgeving, wereld, "regie2")
    assert controleer(ga(qtbot, venster, "noodtoegang")) == []
    assert controleer(ga(qtbot, venster, "noodtoegang", casus_id=casus_id)) == []
