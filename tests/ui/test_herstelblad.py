"""The recovery sheet in the real windows: the last step of the wizard, lost passwords at the door, and Beheer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from pmg_desk.app import Programma
from pmg_desk.kluis import fouten, herstel
from pmg_desk.services import gebruikers, herstelblad, kluizen
from pmg_desk.services.herstelblad import AlleenWieBeheert
from pmg_desk.ui.screens.beheer_kluis import Kluisfeiten
from pmg_desk.ui.widgets import bestandskeuze, dialoog
from pmg_desk.ui.widgets.afdrukken import volgende_afdruk
from pmg_desk.ui.widgets.herstelsleutel import HerstelsleutelVeld
from tests.kluisdoos import BEHEERDER, REGIE_WACHTWOORD, Kluisdoos
from tests.reports.lezen import tekst
from tests.ui.conftest import klaar, toon
from tests.ui.test_beheer import Bureau
from tests.ui.test_deur import NIEUW, Deur, vul_beheerder, vul_plek
from tests.ui.toegankelijk import controleer


@pytest.fixture
def deur(app: QApplication, qtbot: Any, kluisdoos: Kluisdoos, tmp_path: Path) -> Iterator[Deur]:
    een = Deur(qtbot, kluisdoos, tmp_path)
    yield een
    een.venster.close()
    een.omgeving.werker.stop()
    for werkplek in een.geopend:
        kluizen.close_kluis(werkplek)


@pytest.fixture
def bureau(app: QApplication, qtbot: Any, kluisdoos: Kluisdoos, tmp_path: Path) -> Iterator[Bureau]:
    een = Bureau(qtbot, kluisdoos, tmp_path, "bea")
    een.scherm.toon(tab="kluis")
    een.wacht()
    yield een
    een.sluit()


def maak_kluis(deur: Deur, map_: Path) -> Any:
    """Up to the step of the recovery sheet, which is given back."""
    vul_plek(deur, map_)
    w = deur.wizard
    w.profiel.zet("landelijk")
    deur.klik(w.stappen[1].knop)
    vul_beheerder(deur)
    w.akkoord.vink.setChecked(True)
    deur.klik(w.stappen[3].knop)
    return w.herstel


def maak_blad(doos: Kluisdoos) -> tuple[str, ...]:
    bea = doos.bea()
    groepen = herstelblad.make_herstelblad(bea).groepen
    doos.sluit(bea)
    return groepen


def typ(deur: Any, veld: HerstelsleutelVeld, sleutel: str) -> None:
    veld.vel.clear()
    deur.qtbot.keyClicks(veld.vel, sleutel)


# The field


def test_while_typing_each_group_is_judged(deur: Deur) -> None:
    groepen = maak_blad(deur.doos)
    veld = HerstelsleutelVeld("sleutel", "Sleutel")
    toon(deur.qtbot, veld)
    zegt = veld._hulp
    assert zegt.text().startswith("Typ de 14 groepen van vijf tekens over.")
    typ(deur, veld, f"{groepen[0]} {groepen[1][:2]}".lower())
    assert zegt.text() == "Tot nu toe goed: 1 van de 14 groepen."
    typ(deur, veld, f"{groepen[0]} UUUUU {groepen[2]}")
    assert zegt.text() == "Kijk deze groepen na: 2. Goed zijn er 2 van de 14."
    veld.vel.setPlainText("\n".join(groepen))
    assert zegt.text() == "Alle 14 groepen zijn goed getypt."
    typ(deur, veld, "AGE-SECRET-KEY-1QQQ")
    assert zegt.text() == "Dit is de tekst van de QR-code."


def test_the_key_is_never_in_a_draft(deur: Deur) -> None:
    veld = HerstelsleutelVeld("sleutel", "Sleutel")
    toon(deur.qtbot, veld)
    typ(deur, veld, "ABCDE")
    assert veld.ruw() is None
    veld.zet_ruw("UUUUU")
    assert veld.waarde() == "ABCDE"


# The wizard


def test_the_wizard_ends_only_when_the_typed_key_opens_the_vault(deur: Deur, tmp_path: Path) -> None:
    stap = maak_kluis(deur, tmp_path / "nieuw")
    assert deur.wizard.stand.text() == "Stap 5 van 5: Herstelblad"
    assert deur.geopend == []
    deur.klik(stap.maakknop)
    groepen = stap.blad.groepen
    assert stap.voorbeeld.paginas == 1
    volgende_afdruk(tmp_path / "papier.pdf")
    deur.klik(stap.afdrukknop)
    assert stap.melding.tekst == "Het herstelblad is naar de printer gestuurd."
    assert (tmp_path / "papier.pdf").stat().st_size > 10_000
    bestandskeuze.volgend_pad(tmp_path / "herstelblad.pdf")
    deur.klik(stap.opslaanknop)
    assert "Wie dit bestand heeft, kan de kluis openen" in stap.melding.tekst
    assert all(groep in tekst((tmp_path / "herstelblad.pdf").read_bytes()) for groep in groepen)
    deur.klik(stap.verderknop)
    assert stap.voorbeeld.paginas == 0  # from paper, not from the screen
    assert not stap.voorbeeld.isVisible()
    deur.klik(stap.formulier.knop)
    assert stap.sleutel.fout == "Vul ‘Sleutel op het herstelblad’ in."
    typ(deur, stap.sleutel, " ".join((*groepen[:8], "UUUUU", *groepen[9:])))
    deur.klik(stap.formulier.knop)
    assert stap.sleutel.fout == (
        "In groep 9 zit een typefout. Kijk die groep na op het herstelblad: elke groep heeft vijf tekens."
    )
    assert deur.geopend == []
    typ(deur, stap.sleutel, " ".join(groepen).lower())
    deur.klik(stap.formulier.knop)
    (werkplek,) = deur.geopend
    assert herstelblad.describe_herstelblad(werkplek).klaar
    assert deur.wizard.herstel is None


def test_back_from_typing_shows_the_sheet_again(deur: Deur, tmp_path: Path) -> None:
    stap = maak_kluis(deur, tmp_path / "nieuw")
    deur.klik(stap.maakknop)
    deur.klik(stap.verderknop)
    deur.klik(stap.formulier.annuleerknop)
    assert stap.voorbeeld.isVisible()
    assert stap.voorbeeld.paginas == 1


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_sheet_that_cannot_be_written_or_printed_is_said_and_stays(deur: Deur, tmp_path: Path) -> None:
    stap = maak_kluis(deur, tmp_path / "nieuw")
    deur.klik(stap.maakknop)
    bestandskeuze.volgend_pad(tmp_path / "bestaat" / "niet" / "herstelblad.pdf")
    deur.klik(stap.opslaanknop)
    assert stap.melding.tekst.startswith("Het bestand kon niet worden opgeslagen.")
    volgende_afdruk(tmp_path / "bestaat" / "niet" / "papier.pdf")
    deur.klik(stap.afdrukknop)
    assert stap.melding.tekst == (
        "Het afdrukken is niet gelukt. Het herstelblad staat nog in beeld. Kijk of de printer aan staat en druk het"
        " opnieuw af."
    )
    assert stap.voorbeeld.paginas == 1


def test_a_sheet_that_cannot_be_made_is_said_and_can_be_tried_again(
    deur: Deur, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stap = maak_kluis(deur, tmp_path / "nieuw")

    def weiger(*_: object, **__: object) -> None:
        raise fouten.KluisNietBereikbaar

    with monkeypatch.context() as vol:
        vol.setattr(herstel, "zet_herstel", weiger)
        deur.klik(stap.maakknop)
    assert stap.melding.tekst == fouten.KluisNietBereikbaar().tekst()
    deur.klik(stap.maakknop)
    assert stap.blad is not None


def test_who_leaves_before_trying_finds_the_step_again_at_the_next_log_in(
    deur: Deur, app: QApplication, tmp_path: Path, qtbot: Any
) -> None:
    stap = maak_kluis(deur, tmp_path / "nieuw")
    deur.klik(stap.maakknop)
    groepen = stap.blad.groepen
    deur.venster.close()
    assert stap.blad is None
    assert stap.voorbeeld.paginas == 0
    deur.omgeving.werker.stop()
    assert deur.geopend == []
    pad = tmp_path / "nieuw" / "Moerwijk.kluis"
    werkplek = kluizen.open_kluis(pad, "ben", NIEUW)  # not in use any more
    programma = Programma(app)
    try:
        programma.open_werkplek(werkplek)
        assert programma.venster is not None
        omgeving = programma.venster.omgeving
        klaar(qtbot, omgeving)
        scherm: Any = programma.venster.scherm
        assert (scherm.sleutel, scherm.tabs.sleutel) == ("beheer", "kluis")
        klaar(qtbot, omgeving)
        kaart = scherm.tabs.inhoud("kluis").herstelblad
        assert kaart.stand.text().startswith("Het herstelblad is gemaakt, maar nog niet geprobeerd.")
        kaart.stap.naar_proef()
        kaart.stap.sleutel.vel.setPlainText(" ".join(groepen))
        kaart.stap.formulier.bewaar()
        klaar(qtbot, omgeving)
        klaar(qtbot, omgeving)
        assert kaart.stand.text().startswith("Gemaakt op")
        programma.vergrendel()
        werkplek = kluizen.open_kluis(pad, "ben", NIEUW)
        programma.open_werkplek(werkplek)
        klaar(qtbot, programma.venster.omgeving)
        scherm = programma.venster.scherm
        assert scherm.sleutel != "beheer"
    finally:
        programma.stop()


def test_a_lock_at_the_step_shuts_the_vault_and_takes_the_key_away(
    app: QApplication, qtbot: Any, tmp_path: Path
) -> None:
    programma = Programma(app)
    programma.begin()
    try:
        assert programma.deur is not None
        deur = _Deurhand(qtbot, programma.deur)
        stap = maak_kluis(deur, tmp_path / "nieuw")
        deur.klik(stap.maakknop)
        programma.vergrendel()
        deur.wacht()
        assert stap.blad is None
        assert deur.wizard.herstel is None
        assert deur.wizard.isHidden()
        gekozen = programma.deur.ontgrendelen.gekozen_kluis
        assert gekozen is not None
        assert gekozen[0] == tmp_path / "nieuw" / "Moerwijk.kluis"
        kluizen.close_kluis(kluizen.open_kluis(gekozen[0], "ben", NIEUW))  # not in use any more
        programma.vergrendel()  # nothing is open: nothing happens
    finally:
        programma.stop()


def test_when_nobody_is_there_the_step_locks_by_itself(deur: Deur, tmp_path: Path) -> None:
    stap = maak_kluis(deur, tmp_path / "nieuw")
    deur.klik(stap.maakknop)
    deur.wizard._rust.verlopen.emit()
    deur.wacht()
    assert stap.blad is None
    assert not deur.blad.isHidden()
    assert deur.geopend == []


class _Deurhand(Deur):
    """A hand on the door of a running program."""

    def __init__(self, qtbot: Any, venster: Any) -> None:
        self.qtbot, self.venster, self.omgeving = qtbot, venster, venster.omgeving
        self.geopend = []
        self.wacht()


# The door


def naar_vergeten(deur: Deur, wie: str) -> Any:
    deur.kies(deur.doos.pad, wie)
    deur.klik(deur.blad.vergetenknop)
    return deur.venster.vergeten


def vul(deur: Deur, blad: Any, sleutel: str, nieuw: str = NIEUW, herhaald: str = NIEUW) -> None:
    typ(deur, blad.sleutel, sleutel)
    blad.nieuw.regel.setText(nieuw)
    blad.herhaald.regel.setText(herhaald)
    deur.klik(blad.formulier.knop)


def test_with_the_sheet_a_beheerder_chooses_a_new_password(deur: Deur) -> None:
    groepen = maak_blad(deur.doos)
    blad = naar_vergeten(deur, "bea")
    assert deur.blad.isHidden()
    assert blad.wie.waarde() == deur.blad.wie.waarde()
    vul(deur, blad, " ".join((groepen[1], groepen[0], *groepen[2:])))
    assert blad.sleutel.fout.startswith("In de groepen 1 en 2 zit een typefout.")
    vul(deur, blad, " ".join(groepen), herhaald=NIEUW + "!")
    assert blad.herhaald.fout == "Dit is niet hetzelfde wachtwoord. Typ het nog eens."
    vul(deur, blad, " ".join(groepen), "kort", "kort")
    assert "15 tekens" in blad.nieuw.fout
    vul(deur, blad, " ".join(groepen))
    (werkplek,) = deur.geopend
    assert werkplek.gebruiker.naam == "Bea Beheer"
    assert blad.sleutel.vel.toPlainText() == ""
    assert blad.nieuw.regel.text() == ""


def test_the_sheet_of_before_is_refused_beside_the_field(deur: Deur) -> None:
    oud = maak_blad(deur.doos)
    maak_blad(deur.doos)
    blad = naar_vergeten(deur, "bea")
    vul(deur, blad, " ".join(oud))
    assert blad.sleutel.fout.startswith("Deze sleutel is goed getypt, maar opent deze kluis niet.")
    assert deur.geopend == []


def test_somebody_who_is_no_beheerder_is_sent_to_one(deur: Deur) -> None:
    groepen = maak_blad(deur.doos)
    blad = naar_vergeten(deur, "carla")
    vul(deur, blad, " ".join(groepen))
    assert blad.formulier.melding.tekst == AlleenWieBeheert().tekst()
    assert deur.geopend == []
    deur.klik(blad.formulier.annuleerknop)
    assert not deur.blad.isHidden()
    deur.kies(deur.doos.pad, "carla")
    deur.open(REGIE_WACHTWOORD)
    assert len(deur.geopend) == 1


def test_who_was_removed_meanwhile_is_said_beside_the_choice(deur: Deur) -> None:
    groepen = maak_blad(deur.doos)
    blad = naar_vergeten(deur, "carla")
    bea = deur.doos.bea()
    (carla,) = [g for g in gebruikers.list_gebruikers(bea) if g.gebruikersnaam == "carla"]
    gebruikers.stop_gebruiker(bea, carla.id)
    deur.doos.sluit(bea)
    vul(deur, blad, " ".join(groepen))
    assert blad.wie.fout == "Deze gebruiker heeft in deze kluis geen wachtwoord. Kies een beheerder."


def test_without_a_vault_or_with_an_open_invitation_there_is_nothing_to_forget(deur: Deur) -> None:
    assert deur.blad.vergetenknop.isHidden()
    deur.venster.toon_vergeten()
    assert deur.venster.vergeten.isHidden()


def test_a_new_password_is_judged_with_the_names_of_who_gets_it(deur: Deur) -> None:
    blad = naar_vergeten(deur, "bea")
    deur.qtbot.keyClicks(blad.nieuw.regel, "Bea Beheer Zuidwest")
    deur.qtbot.waitUntil(lambda: "te makkelijk" in blad.nieuw._hulp.text())


@pytest.mark.parametrize("schaal", [100, 200])
def test_every_control_has_a_name_and_fits_the_smallest_screen(
    deur: Deur, app: QApplication, tmp_path: Path, schaal: int
) -> None:
    deur.omgeving.thema.pas_toe(app, "donker", schaal)
    deur.venster.resize(1280, 720)
    blad = naar_vergeten(deur, "bea")
    assert controleer(deur.venster) == []
    assert blad.minimumSizeHint().width() <= 1200
    stap = maak_kluis(deur, tmp_path / "nieuw")
    assert controleer(deur.venster) == []
    deur.klik(stap.maakknop)
    assert controleer(deur.venster) == []
    assert deur.wizard.minimumSizeHint().width() <= 1200
    deur.klik(stap.verderknop)
    assert controleer(deur.venster) == []


# Beheer


def kaart(bureau: Bureau) -> Any:
    deel = bureau.scherm.tabs.inhoud("kluis")
    assert isinstance(deel, Kluisfeiten)
    return deel.herstelblad


def test_a_vault_without_a_sheet_has_the_steps_open(bureau: Bureau) -> None:
    een = kaart(bureau)
    assert een.stand.text() == "Deze kluis heeft nog geen herstelblad."
    assert not een.nieuwknop.isVisible()
    assert een.stap.alknop.isHidden()
    bureau.klik(een.stap.maakknop)
    groepen = een.stap.blad.groepen
    bureau.klik(een.stap.verderknop)
    een.stap.sleutel.vel.setPlainText(" ".join(groepen))
    bureau.klik(een.stap.formulier.knop)
    bureau.wacht()
    assert not een.stap
    assert een.stand.text() == (
        "Gemaakt op 23-11-2026 en geprobeerd op 23-11-2026. Het blad is niet opnieuw af te drukken."
    )
    assert ("goed", "De sleutel op het herstelblad opent deze kluis. Berg het blad goed op.") in bureau.gemeld
    probeer_nog_eens_en_maak_nieuw(bureau, een, groepen)


def probeer_nog_eens_en_maak_nieuw(bureau: Bureau, een: Any, oud: tuple[str, ...]) -> None:
    bureau.klik(een.proefknop)
    een.stap.sleutel.vel.setPlainText(" ".join(oud))
    bureau.klik(een.stap.formulier.knop)
    bureau.wacht()
    assert not een.stap
    bureau.klik(een.proefknop)
    bureau.klik(een.stap.formulier.annuleerknop)  # back without trying
    bureau.wacht()
    assert not een.stap
    assert een.proefknop.isVisible()
    dialoog.volgend_antwoord(False)
    bureau.klik(een.nieuwknop)
    assert not een.stap
    dialoog.volgend_antwoord(True)
    bureau.klik(een.nieuwknop)
    nieuw = een.stap.blad.groepen
    assert nieuw != oud
    bureau.klik(een.stap.verderknop)
    een.stap.sleutel.vel.setPlainText(" ".join(oud))
    bureau.klik(een.stap.formulier.knop)
    assert een.stap.sleutel.fout.startswith("Deze sleutel is goed getypt, maar opent deze kluis niet.")
    een.stap.sleutel.vel.setPlainText(" ".join(nieuw))
    bureau.klik(een.stap.formulier.knop)
    bureau.wacht()
    assert not een.stap


def test_the_log_in_of_bea_is_what_it_was(kluisdoos: Kluisdoos) -> None:
    """The step is asked, not forced: without it the vault opens as ever."""
    kluisdoos.sluit(kluisdoos.volg(kluisdoos.open("bea", BEHEERDER.wachtwoord)))
