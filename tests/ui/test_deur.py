"""The door: unlocking, the first log-in, making a vault, and what is said when it cannot be; in the real window."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from pmg_desk.domain.rollen import Kluissoort, Rol
from pmg_desk.kluis import fouten, slot
from pmg_desk.services import gebruikers, kluizen, voordeur
from pmg_desk.services.gebruikers import NieuweUitnodiging
from pmg_desk.ui.deur import opener as openermodule
from pmg_desk.ui.deur.venster import Deurvenster
from pmg_desk.ui.instellingen import Instellingen
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.bestandskeuze import volgend_pad
from tests.kluis.kluizen import met_goede_som, zet_beide
from tests.kluisdoos import BEHEERDER, REGIE_WACHTWOORD, Kluisdoos
from tests.ui.conftest import klaar
from tests.ui.toegankelijk import controleer

NIEUW = "stille boot ziet veel maan"


class Deur:
    """The window and what came out of it."""

    def __init__(self, qtbot: Any, doos: Kluisdoos, map_: Path) -> None:
        self.qtbot, self.doos = qtbot, doos
        self.omgeving = Omgeving(instellingen=Instellingen(map_ / "venster.json"))
        self.venster = Deurvenster(self.omgeving, klok=doos.klok)
        self.geopend: list[Any] = []
        self.venster.geopend.connect(self.geopend.append)
        qtbot.addWidget(self.venster)
        self.venster.show()
        self.wacht()

    @property
    def blad(self) -> Any:
        return self.venster.ontgrendelen

    @property
    def wizard(self) -> Any:
        return self.venster.wizard

    def wacht(self) -> None:
        self.qtbot.wait(1)
        klaar(self.qtbot, self.omgeving)

    def klik(self, knop: QPushButton) -> None:
        self.qtbot.mouseClick(knop, Qt.MouseButton.LeftButton)
        self.wacht()

    def kies(self, pad: Path, wie: str = "") -> None:
        self.venster.kies(pad)
        self.wacht()
        if wie:
            kop = voordeur.read_kop(pad)
            (plek,) = [nr for nr, g in enumerate(kop.gebruikers, start=1) if g.gebruikersnaam == wie]
            self.blad.wie.lijst.setCurrentIndex(plek)
            self.wacht()

    def open(self, wachtwoord: str) -> None:
        self.qtbot.keyClicks(self.blad.wachtwoord.regel, wachtwoord)
        self.qtbot.keyClick(self.blad.wachtwoord.regel, Qt.Key.Key_Return)
        self.wacht()

    def gezegd(self) -> str:
        formulier = self.blad.formulier
        fouten_ = [veld.fout for veld in (self.blad.wachtwoord, self.blad.code, self.blad.nieuw) if veld.fout]
        return " ".join([formulier.melding.tekst, *fouten_]).strip()


@pytest.fixture
def deur(app: QApplication, qtbot: Any, kluisdoos: Kluisdoos, tmp_path: Path) -> Iterator[Deur]:
    een = Deur(qtbot, kluisdoos, tmp_path)
    yield een
    een.omgeving.werker.stop()
    for werkplek in een.geopend:
        kluizen.close_kluis(werkplek)


def test_with_the_right_password_the_vault_opens_and_is_remembered(deur: Deur) -> None:
    deur.kies(deur.doos.pad, "carla")
    assert deur.blad.wachtwoord.regel.hasFocus()
    deur.open(REGIE_WACHTWOORD)
    (werkplek,) = deur.geopend
    assert werkplek.gebruiker.naam == "Carla Casus"
    assert voordeur.known_kluizen() == (deur.doos.pad,)
    assert deur.blad.wachtwoord.regel.text() == ""


def test_a_name_that_is_typed_picks_who_it_is_and_leaves_no_letter_in_the_password(deur: Deur) -> None:
    deur.kies(deur.doos.pad)
    blad = deur.blad
    blad.wie.lijst.setFocus()
    deur.qtbot.keyClicks(blad.wie.lijst, "Carla")
    deur.wacht()
    assert (blad.gebruiker.gebruikersnaam, blad.wachtwoord.regel.text()) == ("carla", "")
    assert blad.wie.lijst.hasFocus()
    deur.qtbot.keyClick(blad.wie.lijst, Qt.Key.Key_Tab)
    assert blad.wachtwoord.regel.hasFocus()
    deur.qtbot.keyClick(blad.wachtwoord.regel, Qt.Key.Key_Tab)
    assert blad.formulier.knop.hasFocus()


def test_the_manual_opens_at_the_door_on_how_to_begin(deur: Deur) -> None:
    deur.klik(deur.venster.hulpknop)
    hulp = deur.venster._handleiding
    assert hulp is not None
    assert hulp.inhoud.currentItem().text() == "Beginnen"
    assert controleer(hulp) == []
    hulp.close()


def test_who_opened_last_is_chosen_again_by_id_and_never_by_name(deur: Deur, tmp_path: Path) -> None:
    deur.kies(deur.doos.pad, "carla")
    deur.open(REGIE_WACHTWOORD)
    kluizen.close_kluis(deur.geopend.pop())
    deur.kies(deur.doos.pad)
    assert deur.blad.gebruiker.gebruikersnaam == "carla"
    assert b"carla" not in (tmp_path / "venster.json").read_bytes().lower()


def test_a_wrong_password_is_said_beside_the_field_and_the_next_try_works(deur: Deur) -> None:
    deur.kies(deur.doos.pad, "carla")
    deur.open("dit is het niet geweest")
    assert deur.gezegd() == fouten.VerkeerdWachtwoord().tekst()
    assert deur.blad.wachtwoord.regel.text() == ""
    deur.open(REGIE_WACHTWOORD)
    assert len(deur.geopend) == 1


def test_after_three_failures_one_is_told_to_wait(deur: Deur) -> None:
    deur.kies(deur.doos.pad, "carla")
    for _ in range(4):
        deur.open("dit is het niet geweest")
    assert deur.gezegd() == (
        "Er is te vaak een verkeerd wachtwoord gebruikt. Over 1 seconde mag het weer. De kluis blijft dicht. Er wordt "
        "niets gewist. Wacht even en probeer het daarna opnieuw."
    )
    assert deur.geopend == []


def _weg(pad: Path) -> None:
    shutil.rmtree(pad)


def _geen_kluis(pad: Path) -> None:
    shutil.rmtree(pad)
    pad.mkdir()


def _kop_kapot(pad: Path) -> None:
    zet_beide(pad, b"{}")


def _nieuwer(pad: Path) -> None:
    zet_beide(pad, met_goede_som((pad / "kop-a.json").read_bytes(), lambda _: None, versie=99))


def _bestand_kapot(pad: Path) -> None:
    with (pad / "kluis.db").open("r+b") as bestand:
        bestand.seek(100)
        bestand.write(b"\x00" * 64)


def _bestand_weg(pad: Path) -> None:
    (pad / "kluis.db").unlink()


@pytest.mark.parametrize(
    ("maak_stuk", "fout"),
    [
        (_weg, fouten.KluisOntbreekt()),
        (_geen_kluis, fouten.GeenKluis()),
        (_kop_kapot, fouten.KopBeschadigd()),
        (_nieuwer, fouten.NieuwereVersie()),
    ],
)
def test_what_is_wrong_with_a_vault_is_said_when_it_is_chosen(
    deur: Deur, maak_stuk: Callable[[Path], None], fout: fouten.KluisFout
) -> None:
    maak_stuk(deur.doos.pad)
    deur.kies(deur.doos.pad)
    assert deur.gezegd() == fout.tekst()
    assert deur.blad.wachtwoord.isHidden()
    assert deur.blad.formulier.balk.isHidden()


@pytest.mark.parametrize(
    ("maak_stuk", "fout"),
    [
        (_bestand_kapot, fouten.KluisBeschadigd()),
        (_bestand_weg, fouten.KluisOntbreekt("Het bestand met de gegevens van deze kluis ontbreekt.")),
    ],
)
def test_what_is_wrong_with_the_database_is_said_after_the_password_and_not_as_a_wrong_one(
    deur: Deur, maak_stuk: Callable[[Path], None], fout: fouten.KluisFout
) -> None:
    maak_stuk(deur.doos.pad)
    deur.kies(deur.doos.pad, "carla")
    deur.open(REGIE_WACHTWOORD)
    assert deur.gezegd() == fout.tekst()
    assert deur.geopend == []


def test_a_vault_in_use_is_said_with_its_owner(deur: Deur) -> None:
    bea = deur.doos.bea()
    deur.kies(deur.doos.pad, "carla")
    deur.open(REGIE_WACHTWOORD)
    assert deur.gezegd().startswith(f"Deze kluis is al geopend, door {slot.deze_gebruiker()[0]} op computer ")
    deur.doos.sluit(bea)
    deur.open("")  # what was typed still stands there
    assert len(deur.geopend) == 1


def test_a_vault_that_is_gone_can_be_taken_off_the_list(deur: Deur) -> None:
    voordeur.remember_kluis(deur.doos.pad)
    _weg(deur.doos.pad)
    deur.kies(deur.doos.pad)
    deur.klik(deur.blad.formulier.melding.actieknop)
    assert voordeur.known_kluizen() == ()
    assert not deur.blad.leeg.isHidden()
    assert deur.blad.formulier.isHidden()


def test_one_damaged_header_opens_with_a_warning(deur: Deur) -> None:
    (deur.doos.pad / "kop-b.json").write_bytes(b"{}")
    deur.kies(deur.doos.pad, "carla")
    assert "kop-b.json" in deur.gezegd()
    deur.open(REGIE_WACHTWOORD)
    assert len(deur.geopend) == 1


def test_the_first_log_in_asks_the_code_and_an_own_password(deur: Deur) -> None:
    bea = deur.doos.bea()
    code = gebruikers.invite_gebruiker(bea, NieuweUitnodiging("piet", "Piet Privacy", Rol.PRIVACY_OFFICER)).code
    deur.doos.sluit(bea)
    deur.kies(deur.doos.pad, "piet")
    blad = deur.blad
    assert blad.wachtwoord.isHidden()
    assert blad.formulier.knop.text() == "Wachtwoord instellen en kluis openen"
    blad.code.regel.setText(code[:-1] + ("2" if code[-1] != "2" else "3"))
    blad.nieuw.regel.setText(NIEUW)
    blad.herhaald.regel.setText(NIEUW + "!")
    deur.klik(blad.formulier.knop)
    assert blad.herhaald.fout == "Dit is niet hetzelfde wachtwoord. Typ het nog eens."
    blad.herhaald.regel.setText(NIEUW)
    deur.klik(blad.formulier.knop)
    assert blad.code.fout == fouten.OngeldigeCode().tekst()
    blad.code.regel.setText(code.lower())
    blad.nieuw.regel.setText("kort")
    blad.herhaald.regel.setText("kort")
    deur.klik(blad.formulier.knop)
    assert "15 tekens" in blad.nieuw.fout
    blad.nieuw.regel.setText(NIEUW)
    blad.herhaald.regel.setText(NIEUW)
    deur.klik(blad.formulier.knop)
    (werkplek,) = deur.geopend
    assert (werkplek.gebruiker.naam, werkplek.gebruiker.rol) == ("Piet Privacy", Rol.PRIVACY_OFFICER)


def test_browsing_to_a_vault_chooses_it(deur: Deur) -> None:
    volgend_pad(deur.doos.pad)
    deur.klik(deur.blad.kiesknop)
    deur.wacht()
    assert [g.gebruikersnaam for g in deur.blad._kop.gebruikers] == ["bea", "carla"]


def test_a_window_closed_while_opening_leaves_the_vault_shut(deur: Deur, monkeypatch: pytest.MonkeyPatch) -> None:
    deur.kies(deur.doos.pad, "carla")
    echt = kluizen.open_kluis

    def open_terwijl_men_weggaat(*args: Any, **kw: Any) -> Any:
        werkplek = echt(*args, **kw)
        deur.venster._opener.laat_los()
        return werkplek

    monkeypatch.setattr(kluizen, "open_kluis", open_terwijl_men_weggaat)
    deur.geopend.clear()
    deur.venster.geopend.disconnect()
    deur.open(REGIE_WACHTWOORD)
    monkeypatch.undo()
    deur.doos.sluit(deur.doos.carla())  # not in use


# The wizard


def vul_plek(deur: Deur, map_: Path, naam: str = "Moerwijk") -> None:
    deur.venster.toon_wizard()
    deur.wacht()
    deur.wizard.naam.regel.setText(naam)
    deur.wizard.map.regel.setText(str(map_))
    deur.klik(deur.wizard.stappen[0].knop)


def vul_beheerder(deur: Deur, wachtwoord: str = NIEUW, herhaald: str = NIEUW) -> None:
    w = deur.wizard
    w.weergavenaam.regel.setText("Ben Beheer")
    w.gebruikersnaam.regel.setText("ben")
    w.wachtwoord.regel.setText(wachtwoord)
    w.herhaald.regel.setText(herhaald)
    deur.klik(w.stappen[2].knop)


def probeer_herstelblad(deur: Deur) -> None:
    """The last step, of which tests/ui/test_herstelblad.py tells more."""
    assert deur.geopend == []
    stap = deur.wizard.herstel
    deur.klik(stap.maakknop)
    sleutel = " ".join(stap.blad.groepen)
    deur.klik(stap.verderknop)
    stap.sleutel.vel.setPlainText(sleutel)
    deur.klik(stap.formulier.knop)


def test_the_wizard_makes_the_own_installation_of_a_privacy_officer(deur: Deur, tmp_path: Path) -> None:
    deur.venster.toon_wizard()
    w = deur.wizard
    assert w.soort.waarde() is Kluissoort.TEAM
    w.soort.zet(Kluissoort.TOEZICHT)
    assert "In deze kluis staan geen casussen." in w.soort.invoer.accessibleDescription()
    assert "gebied" not in w.naam.invoer.accessibleDescription()
    deur.wacht()
    w.naam.regel.setText("Toezicht")
    w.map.regel.setText(str(tmp_path / "nieuw"))
    deur.klik(w.stappen[0].knop)
    w.profiel.zet("maastricht")
    deur.klik(w.stappen[1].knop)
    vul_beheerder(deur)
    w.akkoord.vink.setChecked(True)
    deur.klik(w.stappen[3].knop)
    probeer_herstelblad(deur)
    (werkplek,) = deur.geopend
    assert (werkplek.gebruiker.rol, werkplek.gebruiker.soort) == (Rol.PRIVACY_OFFICER, Kluissoort.TOEZICHT)


def test_the_wizard_makes_a_vault_that_opens_with_what_was_filled_in(deur: Deur, tmp_path: Path) -> None:
    deur.klik(deur.blad.leeg.knop)
    vul_plek(deur, tmp_path / "nieuw")
    w = deur.wizard
    assert w.stap == 1
    w.profiel.zet("maastricht")
    assert w.toelichting.text().startswith("Gemeente Maastricht")
    deur.klik(w.stappen[1].knop)
    vul_beheerder(deur)
    assert w.stap == 3
    assert "Zonder wachtwoord en zonder herstelblad is er geen weg naar binnen" in w.waarschuwing.tekst
    deur.klik(w.stappen[3].knop)
    assert w.akkoord.fout
    assert deur.geopend == []
    w.akkoord.vink.setChecked(True)
    deur.klik(w.stappen[3].knop)
    probeer_herstelblad(deur)
    (werkplek,) = deur.geopend
    assert (werkplek.gebruiker.naam, werkplek.profiel.sleutel) == ("Ben Beheer", "maastricht")
    assert werkplek.kluis.pad == tmp_path / "nieuw" / "Moerwijk.kluis"
    assert w.wachtwoord.regel.text() == ""
    assert w.stap == 0


def test_each_step_says_what_is_wrong_beside_the_field(deur: Deur, tmp_path: Path) -> None:
    vul_plek(deur, Path("/tmp/OneDrive/kluizen"))
    w = deur.wizard
    assert w.stap == 0
    assert "clouddienst" in w.map.fout
    vul_plek(deur, deur.doos.pad.parent, "Zuidwest")
    assert "al een kluis" in w.naam.fout
    vul_plek(deur, tmp_path / "nieuw")
    deur.klik(w.stappen[1].knop)
    assert w.profiel.fout
    w.profiel.zet("landelijk")
    deur.klik(w.stappen[1].knop)
    vul_beheerder(deur, NIEUW, NIEUW + "!")
    assert w.herhaald.fout
    vul_beheerder(deur, "welkom welkom welkom", "welkom welkom welkom")
    assert w.wachtwoord.fout.startswith("Dit wachtwoord is te makkelijk te raden.")
    assert w.stap == 2
    assert not (tmp_path / "nieuw").exists()


def test_while_typing_a_password_is_judged_with_the_names_that_were_filled_in(deur: Deur, tmp_path: Path) -> None:
    vul_plek(deur, tmp_path / "nieuw")
    w = deur.wizard
    w.profiel.zet("landelijk")
    deur.klik(w.stappen[1].knop)
    w.weergavenaam.regel.setText("Wolfgang Amadeusstraat")
    deur.qtbot.keyClicks(w.wachtwoord.regel, "Wolfgang Amadeusstraat")
    deur.qtbot.waitUntil(lambda: "te makkelijk" in w.wachtwoord._hulp.text())
    w.wachtwoord.regel.setText(NIEUW)
    deur.qtbot.waitUntil(lambda: w.wachtwoord._hulp.text() == "Dit wachtwoord is moeilijk te raden.")


def test_a_name_taken_since_the_first_step_leads_back_to_it_with_all_that_was_typed(deur: Deur, tmp_path: Path) -> None:
    vul_plek(deur, tmp_path / "nieuw")
    w = deur.wizard
    w.profiel.zet("landelijk")
    deur.klik(w.stappen[1].knop)
    vul_beheerder(deur)
    (tmp_path / "nieuw" / "Moerwijk.kluis").mkdir(parents=True)
    w.akkoord.vink.setChecked(True)
    deur.klik(w.stappen[3].knop)
    assert w.stap == 0
    assert w.naam.fout
    assert w.naam.regel.text() == "Moerwijk"
    assert w.weergavenaam.regel.text() == "Ben Beheer"


def test_back_goes_step_by_step_and_out(deur: Deur, tmp_path: Path) -> None:
    vul_plek(deur, tmp_path / "nieuw")
    w = deur.wizard
    deur.klik(w.stappen[1].annuleerknop)
    assert w.stap == 0
    deur.klik(w.stappen[0].annuleerknop)
    assert w.isHidden()
    assert not deur.blad.isHidden()


@pytest.mark.parametrize("schaal", [100, 200])
def test_every_control_has_a_name_and_fits_the_smallest_screen(
    deur: Deur, app: QApplication, tmp_path: Path, schaal: int
) -> None:
    deur.omgeving.thema.pas_toe(app, "donker", schaal)
    deur.venster.resize(1280, 720)
    deur.kies(deur.doos.pad, "carla")
    assert controleer(deur.venster) == []
    assert deur.blad.minimumSizeHint().width() <= 1200
    vul_plek(deur, tmp_path / "nieuw")
    assert controleer(deur.venster) == []
    deur.wizard.profiel.zet("landelijk")
    deur.klik(deur.wizard.stappen[1].knop)
    assert controleer(deur.venster) == []
    vul_beheerder(deur)
    assert controleer(deur.venster) == []
    assert deur.wizard.minimumSizeHint().width() <= 1200


def test_the_window_title_holds_no_name(deur: Deur) -> None:
    deur.kies(deur.doos.pad, "carla")
    assert deur.venster.windowTitle() == "PMG Desk"


def test_the_door_stands_before_the_database_code_is_loaded(tmp_path: Path) -> None:
    """Measured: SQLAlchemy takes longer to load than the window takes to show."""
    proef = (
        "import sys\n"
        "from PySide6.QtWidgets import QApplication\n"
        "app = QApplication([])\n"
        "import pmg_desk.app\n"
        "programma = pmg_desk.app.Programma(app)\n"
        "programma.begin()\n"
        "assert programma.deur.isVisible()\n"
        "zwaar = sorted({'sqlalchemy', 'alembic', 'reportlab', 'openpyxl', 'zxcvbn'} & set(sys.modules))\n"
        "programma.stop()\n"
        "print(zwaar)\n"
    )
    uitkomst = subprocess.run([sys.executable, "-c", proef], check=False, capture_output=True, text=True, timeout=60)
    assert (uitkomst.stdout, uitkomst.returncode) == ("[]\n", 0), uitkomst.stderr


def test_the_database_code_comes_in_while_the_user_types(deur: Deur, monkeypatch: pytest.MonkeyPatch) -> None:
    gevraagd: list[bool] = []
    monkeypatch.setattr(openermodule.Opener, "warm_op", lambda _self: gevraagd.append(True))
    ander = Deurvenster(deur.omgeving)
    deur.qtbot.addWidget(ander)
    ander.show()
    deur.qtbot.waitUntil(lambda: gevraagd == [True])
    assert BEHEERDER.wachtwoord not in repr(ander.__dict__)
