"""TOP X (000, interventie 14): aanmelding by way of PGA lokaal, and the exit route in phases with day and evidence."""

from __future__ import annotations

from pmg_desk.services import triage
from pmg_desk.services.aanmeldingen import AanmeldingStatus, list_aanmeldingen
from pmg_desk.services.doorgeleidingen import DoorgeleidingStatus
from pmg_desk.services.triage import BesluitInvoer
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.storage.models import Weg
from tests.functioneel.routezaal import Routezaal
from tests.ui.casusvenster import zichtbaar


def test_van_pga_lokaal_naar_top_x_en_het_antwoord_terug(zaal: Routezaal) -> None:
    zaal.open()
    casus = zaal.casus("pga_lokaal", geboortedatum="2009-05-02")
    scherm = zaal.leid_door(casus, "tafel:top_x", waarom="Wil zelf uit het netwerk stappen.")
    assert scherm.waar.veld("weg").waarde() is Weg.KLUIS
    gelezen = zaal.leest()
    assert (
        "De casusregisseurs van TOP X zien dan het hele dossier en kunnen erin werken. Nu is dat 1 gebruiker van deze"
        " kluis. Breng de casus daar alleen als dat mag."
    ) in gelezen
    assert [zin for zin in ("geldig akkoord", "Gaat niet mee", "Wat hebt u doorgegeven") if zin in gelezen] == []
    zaal.verstuur()
    (aanmelding,) = [a for a in list_aanmeldingen(zaal.wereld.regie, casus) if a.rij.tafel == "top_x"]
    (pas,) = zaal.route(casus).doorgeleidingen
    assert (pas.status, pas.kan_antwoorden, aanmelding.rij.status) == (
        DoorgeleidingStatus.GEVRAAGD,
        False,  # the table itself answers
        AanmeldingStatus.NIEUW,
    )
    assert aanmelding.reden is not None
    assert aanmelding.reden.tekst == "Wil zelf uit het netwerk stappen."
    besluit = BesluitInvoer(AanmeldingStatus.AANGENOMEN, UitspraakInvoer("Past bij TOP X."))
    triage.decide_aanmelding(zaal.wereld.regie2, aanmelding.id, besluit)
    zaal.ga("dossier", casus_id=casus, tab="route")
    gelezen = zaal.leest()
    assert ("Aangenomen" in gelezen, "Past bij TOP X." in gelezen) == (True, True)


def test_buiten_de_kluis_beschermt_de_lijst_wel(zaal: Routezaal) -> None:
    zaal.open()
    casus = zaal.casus("pga_lokaal", geboortedatum="2009-05-02")
    zaal.leid_door(casus, "tafel:top_x", waarom="Wil eruit.")
    for weg in (Weg.PAKKET, Weg.BUITEN):
        scherm = zaal.leid_door(casus, "tafel:top_x", weg=weg, waarom="Wil eruit.")
        gelezen = zaal.leest()
        assert ("Alleen wat onder een geldig akkoord valt" in gelezen, "hele dossier" in gelezen) == (True, False)
        assert scherm.tabs.tabText(2) == "3. Wat gaat mee"
        assert scherm.vragen.knop.text() == "Verder: wat gaat mee"


def test_de_derde_stap_heet_zoals_de_knop_ernaartoe_en_noemt_wie_daar_beslist(zaal: Routezaal) -> None:
    zaal.open()
    casus = zaal.casus("pga_lokaal", geboortedatum="2009-05-02")
    scherm = zaal.leid_door(casus, "tafel:top_x", waarom="Wil eruit.")
    assert (scherm.tabs.tabText(2), scherm.vragen.knop.text()) == ("3. Wie ziet het", "Verder: wie ziet het")
    assert "Daar beslist: D. Regisseur." in zaal.leest()


def test_de_vensters_op_het_bord_zeggen_van_wie_de_casus_is(zaal: Routezaal) -> None:
    zaal.open("regie2")
    casus = zaal.casus("top_x", voornamen="Sem", geslachtsnaam="Bakker")
    over = "PMG-2026-00001 · Bakker, Sem · TOP X"
    for scherm, params, titels in (
        ("tafelbord", {"tafel": "top_x"}, ("Status wijzigen: PMG", "Fase vastleggen: PMG")),
        ("dossier", {"casus_id": casus, "tab": "route"}, ("Fase vastleggen: TOP X",)),
    ):
        zaal.ga(scherm, **params)
        for knop in titels:
            zaal.druk(knop)
            (dialoog,) = zaal._dialogen()
            assert (dialoog.windowTitle(), dialoog.accessibleDescription()) == (knop.split(":")[0], over)
            assert over in zichtbaar(dialoog)
            dialoog.reject()
    zaal.ga("delingsverzoek", casus_id=casus)
    assert "Casus PMG-2026-00001 · Sem Bakker · TOP X" in zaal.leest()
    assert zaal.venster is not None
    assert "Bakker" not in zaal.venster.windowTitle()


def test_de_fasen_van_de_uitweg_met_dag_en_bewijs(zaal: Routezaal) -> None:
    zaal.open("regie2")
    casus = zaal.casus("top_x", geboortedatum="2009-05-02")
    zaal.ga("tafelbord", tafel="top_x")
    zaal.druk("Fase vastleggen: PMG")
    zaal.vul(fase="contact_maken", bewijs="Twee gesprekken gehad.")
    assert zaal.fouten == {}
    zaal.druk("Fase vastleggen: PMG")
    zaal.vul(fase="motivatie", bewijs="Vraagt zelf om hulp.")
    assert zaal.fouten == {"reden": "Vul \u2018Waarom niet in de gewone volgorde\u2019 in."}
    zaal.vul(reden="Vertrouwen was er al door de gezinscoach.")
    assert zaal.fouten == {}
    (plek,) = zaal.route(casus).nu
    assert [(f.sleutel, f.bereikt_op is not None, f.huidig) for f in plek.fasen] == [
        ("contact_maken", True, False),
        ("vertrouwen", False, False),
        ("motivatie", True, True),
        ("gedragsinterventies", False, False),
        ("praktische_zaken", False, False),
    ]
    zaal.ga("dossier", casus_id=casus, tab="route")
    gelezen = zaal.leest()
    for zin in ("Twee gesprekken gehad.", "Vraagt zelf om hulp.", "Vertrouwen was er al door de gezinscoach."):
        assert zin in gelezen
