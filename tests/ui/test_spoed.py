"""Judging emergencies afterwards and keeping the registers, on screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from pmg_desk.domain.datalek import Lekstand
from pmg_desk.domain.delen import Oordeel, Weglating
from pmg_desk.services import noodtoegang
from pmg_desk.services.datalekken import list_datalekken
from pmg_desk.services.knelpunten import list_knelpunten
from pmg_desk.services.registers import Registersoort, show_verantwoordelijke
from pmg_desk.services.spoed import list_spoed
from pmg_desk.services.verzoeken import toon_stukken
from pmg_desk.storage.models import Wijze
from pmg_desk.ui.models.rijen import als_tekst
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.dossier import DossierScherm
from pmg_desk.ui.screens.dossier_delen import DelenTab
from pmg_desk.ui.screens.registers import RegistersScherm
from pmg_desk.ui.screens.spoed import SpoedScherm
from pmg_desk.ui.widgets import bestandskeuze, dialoog
from pmg_desk.ui.widgets.formulier import Formulierdialoog
from pmg_desk.ui.widgets.knop import Knop
from tests.reports.lezen import tekst as pdf_tekst
from tests.ui import toegankelijk
from tests.ui.conftest import klaar
from tests.ui.test_delen import Toon, teksten, toon
from tests.vulling import WOORDEN, Dossier, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld

__all__ = ["toon"]


@pytest.fixture
def dossier(wereld: Wereld) -> Dossier:
    return maak_dossier(wereld.regie)


def vul(qtbot: QtBot, omgeving: Omgeving, scherm: Any, waarden: dict[str, Any]) -> Formulierdialoog:
    """Fill in the window that is open, save it, and give it."""
    venster = scherm.findChildren(Formulierdialoog)[-1]
    for sleutel, waarde in waarden.items():
        venster.formulier.veld(sleutel).zet(waarde)
    venster.knop.click()
    klaar(qtbot, omgeving)
    assert isinstance(venster, Formulierdialoog)
    return venster


def druk(scherm: Any, tekst: str) -> None:
    next(k for k in scherm.findChildren(Knop) if k.text() == tekst and k.isVisible()).click()


def test_what_was_not_lawful_becomes_a_breach_that_can_be_kept_up(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, dossier: Dossier, toon: Toon
) -> None:
    noodtoegang.take_noodtoegang(wereld.regie2, dossier.casus_id, "Spoed in de nacht.")
    scherm: SpoedScherm = toon(SpoedScherm, "privacy", id=list_spoed(wereld.privacy)[0].id)
    klaar(qtbot, omgeving)
    beeld = teksten(scherm)
    assert "Spoed in de nacht." in beeld
    assert not any(woord in beeld for woord in WOORDEN.values())
    assert toegankelijk.controleer(scherm) == []
    druk(scherm, "Beoordelen")
    vul(qtbot, omgeving, scherm, {"rechtmatig": "nee", "motivering": "Uit nieuwsgierigheid."})
    assert list_spoed(wereld.privacy) == ()
    (lek,) = list_datalekken(wereld.privacy)
    registers: RegistersScherm = toon(RegistersScherm, "privacy", tab="datalekken", id=lek.id)
    gelezen = "\n".join(t.text() for t in registers.zijpaneel.findChildren(QLabel))
    assert lek.invoer.casusnummer in gelezen
    assert als_tekst(lek.invoer.ontdekt_op) in gelezen
    registers.melding.zet("waarschuwing", "Nog niet alles is ingevuld.")
    registers.datalekken._gesloten(None)
    assert registers.melding.isHidden()
    klaar(qtbot, omgeving)
    assert "nog 72 uur om te melden" in teksten(registers)
    dialoog.volgend_antwoord(True)
    druk(registers, "Sluiten")
    klaar(qtbot, omgeving)
    assert "Dit moet eerst nog: risico beoordelen." in teksten(registers)
    registers.datalekken.wijzig(lek)
    vul(qtbot, omgeving, registers, {"risico": "nee", "hoog_risico": "nee", "niet_gemeld_reden": "Niets gelezen."})
    assert list_datalekken(wereld.privacy)[0].stand is Lekstand.AFRONDEN
    assert toegankelijk.controleer(registers) == []


def test_a_bottleneck_and_the_processing_register_leave_as_files(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, dossier: Dossier, toon: Toon, tmp_path: Path
) -> None:
    scherm: RegistersScherm = toon(RegistersScherm, "privacy", tab="knelpunten", nieuw=True)
    vul(
        qtbot,
        omgeving,
        scherm,
        {"titel": "School staat er niet in", "bron": "Convenant, artikel 4", "omschrijving": "Zij zit aan tafel."},
    )
    assert [k.invoer.titel for k in list_knelpunten(wereld.privacy)] == ["School staat er niet in"]
    for sleutel in ("knelpunten", "datalekken"):
        scherm.tabs.kies(sleutel)
        bestandskeuze.volgend_pad(tmp_path / f"tab-{sleutel}.xlsx")
        druk(scherm, "Opslaan als Excel")
        klaar(qtbot, omgeving)
        (blad,) = openpyxl.load_workbook(tmp_path / f"tab-{sleutel}.xlsx").worksheets
        assert blad["A1"].value == "Nummer"
    scherm.tabs.kies("bladen")
    druk(scherm, "Aanvullen")
    klaar(qtbot, omgeving)
    vul(qtbot, omgeving, scherm, {"contact": "privacy@gemeente.example"})
    assert show_verantwoordelijke(wereld.privacy).contact == "privacy@gemeente.example"
    bestandskeuze.volgend_pad(tmp_path / "register.pdf")
    druk(scherm, "Opslaan als PDF")
    klaar(qtbot, omgeving)
    inhoud = pdf_tekst((tmp_path / "register.pdf").read_bytes())
    assert "privacy@gemeente.example" in inhoud
    assert not any(woord in inhoud for woord in WOORDEN.values())
    scherm.bladen.soort.zet(Registersoort.KNELPUNTEN)
    scherm.bladen.laad()
    klaar(qtbot, omgeving)
    bestandskeuze.volgend_pad(tmp_path / "knelpunten.xlsx")
    druk(scherm, "Opslaan als Excel")
    klaar(qtbot, omgeving)
    (blad,) = openpyxl.load_workbook(tmp_path / "knelpunten.xlsx").worksheets
    assert [cel.value for cel in blad[2]][2:4] == ["School staat er niet in", "Convenant, artikel 4"]


def test_an_emergency_after_a_refusal_is_recorded_with_why_and_shown_with_the_refusal(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, dossier: Dossier, toon: Toon
) -> None:
    nee = "De school heeft dit niet nodig."
    keur_goed(wereld, vraag(wereld, dossier, ("gezondheid",)), oordeel=Oordeel.GEWEIGERD, motivering=nee)
    (signaal,) = (s for s in toon_stukken(wereld.regie, dossier.casus_id)[1] if WOORDEN["signaal"] in s.tekst)
    keur_goed(wereld, vraag(wereld, dossier, ("signalen", "plan")), weglaten=(Weglating(signaal.id),))
    scherm: DossierScherm = toon(DossierScherm, "regie", casus_id=dossier.casus_id, tab="delen")
    klaar(qtbot, omgeving)
    tab = scherm.findChild(DelenTab)
    assert tab is not None
    tab.spoed.vraag(dossier.casus_id)
    klaar(qtbot, omgeving)
    venster = scherm.findChildren(Formulierdialoog)[-1]
    waarden = {
        "reden": "Hij dreigde.",
        "organisatie_id": dossier.school,
        "functie": "Leerlingzaken",
        "wijze": Wijze.TELEFOON,
        "categorieen": ("signalen", "gezondheid"),
        "omschrijving": "Gebeld.",
        "grondslagen": ("avg_6_1_d",),
    }
    for sleutel, waarde in waarden.items():
        venster.formulier.veld(sleutel).zet(waarde)
    klaar(qtbot, omgeving)
    # What was left out is named while it is being recorded, before anything is saved.
    assert "Niet vertellen, omdat de privacy officer het wegliet: Signalen: Signaal" in teksten(venster)
    assert venster.formulier.veld("zonder_weggelaten").isVisibleTo(venster)
    venster.formulier.veld("zonder_weggelaten").zet(True)
    venster.knop.click()
    klaar(qtbot, omgeving)
    assert "Geweigerd op" in venster.formulier.veld("toch").fout
    assert toegankelijk.controleer(venster) == []
    venster.formulier.veld("toch").zet("Levensgevaar.")
    venster.knop.click()
    klaar(qtbot, omgeving)
    (item,) = list_spoed(wereld.privacy)
    assert item.categorieen == ("Gezondheid",)
    spoed: SpoedScherm = toon(SpoedScherm, "privacy", id=item.id)
    klaar(qtbot, omgeving)
    beeld = teksten(spoed)
    assert item.eerder[0].zin in beeld
    assert item.ernaast[0] in beeld
    tekst = next(t for t in spoed.findChildren(QLabel) if t.text() == nee)
    assert not tekst.isVisible()
    # Beside the list, at the smallest window, nothing of it falls off on the right.
    spoed.window().resize(1280, 720)
    QApplication.processEvents()
    motivering = next(k for k in spoed.findChildren(Knop) if k.text() == "Motivering B-2026-00001")
    assert motivering.accessibleName() == "Motivering van besluit B-2026-00001 lezen"
    assert motivering.minimumSizeHint().width() <= 260
    druk(spoed, "Motivering B-2026-00001")
    assert tekst.isVisible()
