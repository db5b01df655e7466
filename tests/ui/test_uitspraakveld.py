"""A statement typed without one extra click has the right metadata; what is folded is said; failures open the fold."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pmg_desk.domain.fouten import OngeldigeInvoer
from pmg_desk.domain.samenvatting import Aard, Doorverstrekking
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.formulier import Formulier, TekstVeld
from pmg_desk.ui.widgets.uitspraakveld import UitspraakVeld
from tests.ui.toegankelijk import controleer
from tests.wereld import Wereld

VANDAAG = date(2026, 11, 23)


@pytest.fixture
def formulier(qtbot: Any, omgeving: Omgeving, wereld: Wereld) -> Formulier:
    omgeving.werkplek = wereld.regie
    veld = UitspraakVeld(omgeving, "toelichting", "Toelichting", categorie="gezondheid")
    een = Formulier([TekstVeld("naam", "Naam"), veld])
    qtbot.addWidget(een)
    een.show()
    return een


def _veld(formulier: Formulier) -> UitspraakVeld:
    veld = formulier.veld("toelichting")
    assert isinstance(veld, UitspraakVeld)
    return veld


def test_alleen_typen_geeft_een_volledige_uitspraak(formulier: Formulier, qtbot: Any) -> None:
    assert formulier.waarden()["toelichting"] is None
    qtbot.keyClicks(_veld(formulier).tekst.vel, "Slaapt slecht.")
    assert formulier.waarden()["toelichting"] == UitspraakInvoer(
        "Slaapt slecht.", "C. Regisseur", VANDAAG, Aard.FEIT, "gezondheid", False, "", Doorverstrekking.JA
    )


def test_wat_is_ingeklapt_staat_er_in_woorden(formulier: Formulier) -> None:
    veld = _veld(formulier)
    assert not veld.categorie.isVisible()
    assert veld.stand.text() == ("Bron: C. Regisseur · feit · Gezondheid · niet over anderen · mag worden doorgegeven")
    veld.vouwknop.click()
    assert veld.categorie.isVisible()
    veld.doorverstrekking.zet(Doorverstrekking.NEE)
    veld.derden.vink.click()
    veld.derden_wie.zet("zusje")
    veld.vouwknop.click()
    assert not veld.categorie.isVisible()
    assert veld.stand.text().endswith("ook over anderen · mag niet worden doorgegeven")


def test_een_bron_bij_de_politie_vraagt_eerst_en_een_eigen_keuze_blijft(formulier: Formulier) -> None:
    veld = _veld(formulier)
    veld.tekst.zet("Tekst.")
    veld.bron.zet("Wijkagent")
    assert veld.stand.text().endswith("eerst aan de bron vragen")
    veld.bron.zet("School")
    assert formulier.waarden()["toelichting"].doorverstrekking is Doorverstrekking.JA
    veld.derden.zet(True)
    veld.derden_wie.zet("medeverdachte")
    assert formulier.waarden()["toelichting"].doorverstrekking is Doorverstrekking.VRAGEN
    veld.doorverstrekking.zet(Doorverstrekking.NEE)
    veld.derden.zet(False)
    veld.zet_categorie("politiegegevens")
    assert formulier.waarden()["toelichting"].doorverstrekking is Doorverstrekking.NEE
    veld.zet(UitspraakInvoer("Mag van hen door.", "Politie", doorverstrekking=Doorverstrekking.JA))
    assert formulier.waarden()["toelichting"].doorverstrekking is Doorverstrekking.JA
    veld.zet(None)
    assert veld.stand.text().endswith("Politie en justitie · niet over anderen · eerst aan de bron vragen")


def test_een_andere_bron_als_begin_en_een_die_gevraagd_wordt(qtbot: Any, omgeving: Omgeving, wereld: Wereld) -> None:
    omgeving.werkplek = wereld.regie
    veld = UitspraakVeld(omgeving, "wens", "Wens", categorie="plan", aard=Aard.MENING, bron="De jongere", derden=True)
    een = Formulier([veld])
    qtbot.addWidget(een)
    een.show()
    veld.tekst.zet("Ik wil timmerman worden.")
    assert een.waarden()["wens"] == UitspraakInvoer(
        "Ik wil timmerman worden.", "De jongere", VANDAAG, Aard.MENING, "plan", True, "", Doorverstrekking.JA
    )
    veld.bron.zet("")
    assert een.waarden()["wens"].bron == "De jongere"
    veld.bron.zet("De jongere")
    veld.zet_bron("")
    een.bewaar()
    assert veld.bron.fout == "Vul ‘Bron: wie zei dit’ in."
    with pytest.raises(ValueError, match="Bron: wie zei dit"):
        veld.waarde()
    veld.bron.zet("Moeder")
    veld.zet_bron(None)
    assert een.waarden()["wens"].bron == "Moeder"


def test_een_fout_in_een_ingeklapt_deel_klapt_open_en_staat_ernaast(formulier: Formulier) -> None:
    veld = _veld(formulier)
    veld.tekst.zet("Tekst.")
    veld.gezegd_op.regel.setText("24-11-2026")
    formulier.bewaar()
    assert veld.gezegd_op.isVisible()
    assert veld.gezegd_op.fout == "Kies een datum op of voor maandag 23 november 2026."
    assert veld.tekst.fout == ""
    veld.gezegd_op.zet(VANDAAG)
    formulier.toon_fouten(OngeldigeInvoer({"bron": "Te lang."}))
    assert (veld.bron.fout, veld.gezegd_op.fout) == ("Te lang.", "")


def test_een_fout_over_een_eigen_veld_met_dezelfde_sleutel_gaat_naar_het_eerste_veld(
    qtbot: Any, omgeving: Omgeving, wereld: Wereld
) -> None:
    omgeving.werkplek = wereld.regie
    veld = UitspraakVeld(omgeving, "toelichting", "Toelichting", categorie="plan")
    bron = TekstVeld("bron", "Bron")
    formulier = Formulier([bron, veld])
    qtbot.addWidget(formulier)
    formulier.toon_fouten(OngeldigeInvoer({"bron": "Vul in.", "toelichting": "Onzichtbaar teken."}))
    assert (bron.fout, veld.bron.fout, veld.tekst.fout) == ("Vul in.", "", "Onzichtbaar teken.")


def test_een_concept_brengt_alle_delen_terug(formulier: Formulier) -> None:
    veld = _veld(formulier)
    invoer = UitspraakInvoer(
        "Zegt de buurvrouw.",
        "Buurvrouw",
        date(2026, 11, 1),
        Aard.MENING,
        "gezin",
        True,
        "broer",
        Doorverstrekking.VRAGEN,
    )
    veld.zet(invoer)
    ruw = veld.ruw()
    veld.zet(None)
    assert veld.waarde() is None
    veld.zet_ruw(ruw)
    assert veld.waarde() == invoer


def test_een_andere_soort_verandert_alleen_de_categorie_die_niemand_koos(formulier: Formulier) -> None:
    veld = _veld(formulier)
    veld.tekst.zet("Tekst.")
    veld.zet_categorie("signalen")
    assert veld.waarde().categorie == "signalen"
    veld.categorie.zet("gezin")
    veld.zet_categorie("plan")
    assert veld.waarde().categorie == "gezin"


def test_alles_heeft_een_naam(formulier: Formulier) -> None:
    _veld(formulier).vouw_open()
    assert controleer(formulier) == []
