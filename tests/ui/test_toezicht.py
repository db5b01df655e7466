"""The officer's own installation by clicks: take in, judge, save what goes back, the register, and an audit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pmg_desk.domain.delen import Oordeel, Zekerheid
from pmg_desk.services import auditpakketten, delen, pakketten_in, toezicht, toezichtdossier, toezichtregister
from pmg_desk.storage.models import VerzoekStatus
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens import SCHERMEN
from pmg_desk.ui.screens.toezicht import ToezichtScherm
from pmg_desk.ui.screens.toezichtaudit import ToezichtAuditScherm, ToezichtDossierScherm
from pmg_desk.ui.screens.toezichtregister import ToezichtRegisterScherm
from pmg_desk.ui.screens.toezichtverzoek import ToezichtVerzoekScherm
from pmg_desk.ui.venster import Hoofdvenster
from pmg_desk.ui.widgets import bestandskeuze
from pmg_desk.ui.widgets.dialoog import Dialoog
from pmg_desk.ui.widgets.formulier import Formulierdialoog
from pmg_desk.ui.widgets.tekst import Tekst
from tests.toezichtzaak import Zaak
from tests.ui import toegankelijk
from tests.ui.conftest import klaar
from tests.ui.schermhulp import knop as knop_van
from tests.vulling import vraag

Toon = Callable[..., Any]


@pytest.fixture
def toon(qtbot: QtBot, omgeving: Omgeving, zaak: Zaak) -> Toon:
    """Show a screen of the officer and wait until it is loaded."""
    omgeving.werkplek = zaak.twee.officer
    zaak.twee.officer.bij_wijziging(omgeving.meld_wijzigingen)

    def _toon(klasse: type[Any], **params: Any) -> Any:
        scherm = klasse(omgeving)
        qtbot.addWidget(scherm)
        scherm.resize(1100, 800)
        scherm.show()
        scherm.toon(**params)
        klaar(qtbot, omgeving)
        return scherm

    return _toon


def teksten(widget: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(t.text() for t in widget.findChildren(Tekst) if t.isVisibleTo(widget))


def test_from_the_package_that_came_in_to_the_package_that_goes_back(
    qtbot: QtBot, omgeving: Omgeving, zaak: Zaak, toon: Toon, tmp_path: Path
) -> None:
    inbox: ToezichtScherm = toon(ToezichtScherm)
    bestandskeuze.volgend_pad(zaak.twee.schrijf(zaak.pakket(vraag(zaak.twee.team, zaak.dossier))))
    inbox.inleesknop.click()
    klaar(qtbot, omgeving)
    (regel,) = toezichtregister.list_ontvangen(zaak.twee.officer)
    assert regel.status is VerzoekStatus.INGEDIEND

    blad: ToezichtVerzoekScherm = toon(ToezichtVerzoekScherm, verzoek_id=regel.id)
    assert "uw besluit 'cryptografisch'" in teksten(blad)
    assert "procedureel" not in teksten(blad)
    assert toegankelijk.controleer(blad) == []
    pad = tmp_path / "terug.pmgpakket"
    bestandskeuze.volgend_pad(pad)
    blad.formulier.zet({"oordeel": Oordeel.AKKOORD, "motivering": "Nodig.", "categorieen": ("signalen",)})
    blad.formulier.knop.click()
    klaar(qtbot, omgeving)
    klaar(qtbot, omgeving)
    pakketten_in.read_pakket(zaak.twee.team.regie, pad)
    (besluit,) = delen.list_besluiten(zaak.twee.team.regie)
    assert (besluit.geldig, besluit.zekerheid) == (True, Zekerheid.CRYPTOGRAFISCH)

    terug = tmp_path / "intrekking.pmgpakket"
    bestandskeuze.volgend_pad(terug)
    (knop,) = blad.intrekknoppen()
    knop.click()
    (venster,) = [w for w in blad.findChildren(Formulierdialoog) if w.isVisible()]
    venster.formulier.zet({"reden": "Bezwaar."})
    venster.formulier.knop.click()
    klaar(qtbot, omgeving)
    klaar(qtbot, omgeving)
    pakketten_in.read_pakket(zaak.twee.team.regie, terug)
    (besluit,) = delen.list_besluiten(zaak.twee.team.regie)
    assert not besluit.geldig
    klaar(qtbot, omgeving)
    assert blad.intrekknoppen() == []
    knop_van(blad, "Wat is hieronder al gedeeld").click()
    klaar(qtbot, omgeving)
    (gedeeld,) = [w for w in blad.findChildren(Dialoog) if w.isVisible()]
    assert "U hebt nog geen audit van" in teksten(gedeeld)


def test_a_question_is_a_package_too(qtbot: QtBot, omgeving: Omgeving, zaak: Zaak, toon: Toon, tmp_path: Path) -> None:
    verzoek_id = zaak.stuur()
    blad: ToezichtVerzoekScherm = toon(ToezichtVerzoekScherm, verzoek_id=verzoek_id)
    pad = tmp_path / "vraag.pmgpakket"
    bestandskeuze.volgend_pad(pad)
    blad.formulier.zet({"oordeel": Oordeel.TERUGVRAAG, "motivering": "Waarom het plan?"})
    assert blad.formulier.knop.text() == "Vraag stellen"
    blad.formulier.knop.click()
    klaar(qtbot, omgeving)
    klaar(qtbot, omgeving)
    pakketten_in.read_pakket(zaak.twee.team.regie, pad)
    assert delen.toon_verzoek(zaak.twee.team.regie, verzoek_id).vraag_terug == "Waarom het plan?"


def test_a_log_that_was_rolled_back_is_said_in_words_and_at_every_request_after(
    qtbot: QtBot, omgeving: Omgeving, zaak: Zaak, toon: Toon
) -> None:
    kopie = zaak.kopie()
    zaak.groei(30)
    eerste = zaak.stuur()
    zaak.zet_terug(kopie)
    inbox: ToezichtScherm = toon(ToezichtScherm)
    bestandskeuze.volgend_pad(zaak.twee.schrijf(zaak.pakket(vraag(zaak.twee.team, zaak.dossier))))
    inbox.inleesknop.click()
    klaar(qtbot, omgeving)
    assert "is korter dan wat u op 23 november 2026 zag" in inbox.melding.tekst
    assert "Neem geen besluit." in inbox.melding.tekst
    blad: ToezichtVerzoekScherm = toon(ToezichtVerzoekScherm, verzoek_id=eerste)
    assert blad.melding.tekst.startswith("Er is iets mis met het logboek van Den Haag Zuidwest.")
    audit: ToezichtAuditScherm = toon(ToezichtAuditScherm, tab="audits")
    assert audit.melding.tekst.startswith("Er is iets mis met het logboek van Den Haag Zuidwest.")
    (bevinding,) = toezichtdossier.list_dossiers(zaak.twee.officer)
    dossier: ToezichtDossierScherm = toon(ToezichtDossierScherm, dossier_id=bevinding.id)
    assert "Niet in orde." in dossier.uitkomst.tekst
    assert bevinding.kort in teksten(dossier)


def test_the_register_saves_a_package_again(
    qtbot: QtBot, omgeving: Omgeving, zaak: Zaak, toon: Toon, tmp_path: Path
) -> None:
    besluit_id = zaak.akkoord(zaak.stuur())
    intrekking_id = toezicht.withdraw_akkoord(zaak.twee.officer, besluit_id, "Bezwaar.")
    register: ToezichtRegisterScherm = toon(ToezichtRegisterScherm)
    for regel in toezichtregister.list_register(zaak.twee.officer):
        if regel.object_id in (besluit_id, intrekking_id):
            bestandskeuze.volgend_pad(tmp_path / f"{regel.soort.value}.pmgpakket")
            register.bewaar(regel)
            klaar(qtbot, omgeving)
    for naam in ("Besluit", "Intrekking"):
        zaak.lees((tmp_path / f"{naam}.pmgpakket").read_bytes())
    (besluit,) = delen.list_besluiten(zaak.twee.team.regie)
    assert not besluit.geldig
    assert toegankelijk.controleer(register) == []


def test_asking_an_audit_and_looking_at_the_answer(
    qtbot: QtBot, omgeving: Omgeving, zaak: Zaak, toon: Toon, tmp_path: Path
) -> None:
    zaak.stuur()
    audit: ToezichtAuditScherm = toon(ToezichtAuditScherm)
    assert toegankelijk.controleer(audit) == []
    pad = tmp_path / "vraag.pmgpakket"
    bestandskeuze.volgend_pad(pad)
    audit.vraagknop.click()
    (venster,) = [w for w in audit.findChildren(Formulierdialoog) if w.isVisible()]
    naar: Any = venster.formulier.veld("naar")
    rollen = {naar.lijst.itemText(nr).split("(")[-1] for nr in range(1, naar.lijst.count())}
    assert rollen == {"casusregisseur)", "beheerder)"}
    lezer = zaak.twee.team.beheer
    venster.formulier.zet({"reden": "Steekproef.", "casusnummers": "PMG-2026-00001, "})
    venster.formulier.knop.click()
    assert naar.fout
    venster.formulier.zet({"naar": lezer.gebruiker.id})
    venster.formulier.knop.click()
    klaar(qtbot, omgeving)
    antwoord = auditpakketten.make_auditpakket(lezer, pad)
    gegaan: list[Any] = []
    omgeving.navigatie.connect(lambda sleutel, params: gegaan.append((sleutel, params)))
    inbox: ToezichtScherm = toon(ToezichtScherm)
    bestandskeuze.volgend_pad(zaak.twee.schrijf(antwoord.ruw))
    inbox.inleesknop.click()
    klaar(qtbot, omgeving)
    ((sleutel, params),) = gegaan
    assert sleutel == "toezichtdossier"
    dossier: ToezichtDossierScherm = toon(ToezichtDossierScherm, **params)
    assert dossier.uitkomst.tekst.startswith("In orde")
    dossier.tabs.kies("regels")
    klaar(qtbot, omgeving)
    assert toegankelijk.controleer(dossier) == []


def test_the_window_of_an_own_installation_has_only_what_fits_it(qtbot: QtBot, omgeving: Omgeving, zaak: Zaak) -> None:
    omgeving.werkplek = zaak.twee.officer
    venster = Hoofdvenster(omgeving, SCHERMEN, zoek=lambda _: (_ for _ in ()).throw(AssertionError))
    qtbot.addWidget(venster)
    klaar(qtbot, omgeving)
    eigen = ["toezicht", "tafelkader", "toezichtregister", "toezichtaudit"]
    assert list(venster.navigatie.knoppen) == [*eigen, "rechten", "registers", "logboek", "beheer"]
    assert venster.scherm is not None
    assert venster.scherm.sleutel == "toezicht"
    omgeving.werkplek = zaak.twee.team.privacy
    ander = Hoofdvenster(omgeving, SCHERMEN)
    qtbot.addWidget(ander)
    klaar(qtbot, omgeving)
    assert not {"toezicht", "toezichtregister", "toezichtaudit"} & set(ander.navigatie.knoppen)
