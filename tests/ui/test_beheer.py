"""The beheer screen, driven as a beheerder does, on a real vault."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from pmg_desk.domain.rollen import Rol
from pmg_desk.services import gebruikers, kluissleutel, kluizen
from pmg_desk.ui import klembord, rusttijd, schermopname
from pmg_desk.ui.instellingen import Instellingen
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.beheer import Beheer
from pmg_desk.ui.screens.beheer_account import EigenAccount
from pmg_desk.ui.screens.beheer_gebruikers import Gebruikersbeheer
from pmg_desk.ui.screens.beheer_kluis import Kluisfeiten, Profielfeiten
from pmg_desk.ui.screens.beheer_sleutels import Kluissleutelkaart
from pmg_desk.ui.widgets import dialoog
from pmg_desk.ui.widgets.tekst import Tekst
from tests.kluisdoos import BEHEERDER, REGIE_WACHTWOORD, Kluisdoos
from tests.ui.conftest import klaar
from tests.ui.toegankelijk import controleer

NIEUW = "stille boot ziet veel maan"


class Bureau:
    """The screen of one user."""

    def __init__(self, qtbot: Any, doos: Kluisdoos, map_: Path, wie: str) -> None:
        self.qtbot, self.doos, self.map = qtbot, doos, map_
        self.begin(wie)

    def begin(self, wie: str) -> None:
        """Open the vault and its screen."""
        qtbot, doos, map_ = self.qtbot, self.doos, self.map
        self.werkplek = doos.bea() if wie == "bea" else doos.carla()
        self.omgeving = Omgeving(self.werkplek, instellingen=Instellingen(map_ / "venster.json"))
        self.werkplek.bij_wijziging(self.omgeving.meld_wijzigingen)
        self.gemeld: list[tuple[str, str]] = []
        self.omgeving.melding.connect(lambda ernst, tekst: self.gemeld.append((ernst, tekst)))
        self.scherm = Beheer(self.omgeving)
        self.scherm.resize(1280, 720)
        qtbot.addWidget(self.scherm)
        self.scherm.show()
        self.scherm.toon()
        self.wacht()

    def wacht(self) -> None:
        klaar(self.qtbot, self.omgeving)

    def klik(self, knop: QPushButton) -> None:
        self.qtbot.mouseClick(knop, Qt.MouseButton.LeftButton)
        self.wacht()

    @property
    def gebruikers(self) -> Gebruikersbeheer:
        deel = self.scherm.tabs.inhoud("gebruikers")
        assert isinstance(deel, Gebruikersbeheer)
        return deel

    def rijen(self) -> list[tuple[str, str]]:
        model = self.gebruikers.lijst.model
        return [(model.rij(nr).naam, model.rij(nr).status.value) for nr in range(model.rowCount())]

    def kies(self, wie: str) -> None:
        model = self.gebruikers.lijst.model
        (rij,) = [model.rij(nr) for nr in range(model.rowCount()) if model.rij(nr).gebruikersnaam == wie]
        self.gebruikers.lijst.kies(rij.id)
        self.wacht()

    def sluit(self) -> None:
        self.omgeving.werker.stop()


@pytest.fixture
def bureau(app: QApplication, qtbot: Any, kluisdoos: Kluisdoos, tmp_path: Path) -> Iterator[Bureau]:
    een = Bureau(qtbot, kluisdoos, tmp_path, "bea")
    yield een
    een.sluit()


@pytest.fixture
def bureau_van_carla(app: QApplication, qtbot: Any, kluisdoos: Kluisdoos, tmp_path: Path) -> Iterator[Bureau]:
    een = Bureau(qtbot, kluisdoos, tmp_path, "carla")
    yield een
    een.sluit()


def nodig_uit(bureau: Bureau, rij: int = 3) -> None:
    bureau.klik(bureau.scherm.uitnodigknop)
    venster = bureau.gebruikers.dialoog
    assert venster is not None
    for sleutel, tekst in (("naam", "Mo Mee"), ("gebruikersnaam", "mo")):
        bureau.qtbot.keyClicks(venster.formulier.veld(sleutel).invoer, tekst)
    rol: Any = venster.formulier.veld("rol")
    rol.lijst.setCurrentIndex(rij)
    bureau.klik(venster.knop)


def test_inviting_somebody_shows_a_code_once_that_really_opens_the_vault(bureau: Bureau) -> None:
    nodig_uit(bureau)
    venster = bureau.gebruikers.code
    assert venster is not None
    code = venster.tekst.text()
    bureau.klik(venster.kopieerknop)
    assert QApplication.clipboard().text() == code
    bureau.klik(venster.klaarknop)
    assert bureau.gebruikers.code is None
    assert bureau.rijen() == [("Bea Beheer", "actief"), ("Carla Casus", "actief"), ("Mo Mee", "uitgenodigd")]
    bureau.sluit()
    bureau.doos.sluit(bureau.werkplek)
    mo = kluizen.accept_uitnodiging(bureau.doos.pad, "mo", code, NIEUW, klok=bureau.doos.klok)
    assert mo.gebruiker.rol is Rol.MEELEZER
    kluizen.close_kluis(mo)


def test_what_is_wrong_stays_beside_the_field_and_nothing_typed_is_lost(bureau: Bureau) -> None:
    bureau.klik(bureau.scherm.uitnodigknop)
    venster = bureau.gebruikers.dialoog
    assert venster is not None
    formulier = venster.formulier
    bureau.qtbot.keyClicks(formulier.veld("naam").invoer, "Nog een Carla")
    bureau.qtbot.keyClicks(formulier.veld("gebruikersnaam").invoer, "Carla")
    rol: Any = formulier.veld("rol")
    rol.lijst.setCurrentIndex(1)
    bureau.klik(venster.knop)
    assert formulier.veld("gebruikersnaam").fout == "Deze gebruikersnaam is al gebruikt. Kies een andere."
    assert formulier.veld("naam").waarde() == "Nog een Carla"
    assert not formulier.veld("tafels").isHidden()  # a casusregisseur sits at tables
    rol.lijst.setCurrentIndex(2)
    assert formulier.veld("tafels").isHidden()
    venster.reject()


def test_tables_are_changed_from_the_detail(bureau: Bureau) -> None:
    bureau.kies("carla")
    detail = bureau.gebruikers.detail
    assert detail is not None
    bureau.klik(detail.tafelknop)
    venster = bureau.gebruikers.dialoog
    assert venster is not None
    veld: Any = venster.formulier.veld("tafels")
    assert veld.waarde() == ("pga_lokaal",)
    veld.zet(("pga_lokaal", "top_x"))
    bureau.klik(venster.knop)
    (carla,) = [g for g in gebruikers.list_gebruikers(bureau.werkplek) if g.gebruikersnaam == "carla"]
    assert carla.tafels == ("pga_lokaal", "top_x")
    assert bureau.gemeld == [("goed", "De tafels zijn gewijzigd.")]


def test_stopping_asks_first_and_says_what_will_happen(bureau: Bureau) -> None:
    bureau.kies("carla")
    detail = bureau.gebruikers.detail
    assert detail is not None
    dialoog.volgend_antwoord(False)
    bureau.klik(detail.stopknop)
    assert dialoog.gesteld[-1] == "Toegang stoppen?"
    assert ("Carla Casus", "actief") in bureau.rijen()
    dialoog.volgend_antwoord(True)
    bureau.klik(detail.stopknop)
    assert bureau.rijen() == [("Bea Beheer", "actief"), ("Carla Casus", "gestopt")]


def test_stopping_renews_the_key_of_the_vault_and_says_what_it_does_not_reach(bureau: Bureau) -> None:
    bureau.kies("carla")
    assert bureau.gebruikers.detail is not None
    bureau.klik(bureau.gebruikers.detail.stopknop)
    vraag = bureau.gebruikers.findChild(dialoog.Vraag)
    assert vraag is not None
    teksten = " ".join(label.text() for label in vraag.findChildren(QLabel))
    assert "nieuwe sleutel" in teksten
    assert "kan die nog openen" in teksten
    vraag.accept()
    bureau.wacht()
    assert bureau.gemeld[-1] == ("goed", "De toegang is gestopt en de kluis heeft een nieuwe sleutel.")
    assert kluissleutel.describe_kluissleutel(bureau.werkplek).nummer == 2


def test_cancelling_the_renewal_says_that_the_access_ended_all_the_same(bureau: Bureau) -> None:
    bureau.kies("carla")
    assert bureau.gebruikers.detail is not None
    bureau.omgeving.werker.lange_taak.connect(lambda taak: taak.annuleer())
    dialoog.volgend_antwoord(True)
    bureau.klik(bureau.gebruikers.detail.stopknop)
    ernst, tekst = bureau.gemeld[-1]
    assert (ernst, "nog dezelfde" in tekst) == ("waarschuwing", True)
    assert bureau.rijen() == [("Bea Beheer", "actief"), ("Carla Casus", "gestopt")]
    bureau.scherm.tabs.kies("kluis")
    bureau.wacht()
    kaart = bureau.scherm.findChild(Kluissleutelkaart)
    assert kaart is not None
    assert kaart.melding.isVisible()
    assert "Vernieuw de sleutel" in kaart.melding.tekst


def test_the_beheerder_renews_the_key(bureau: Bureau) -> None:
    bureau.scherm.tabs.kies("kluis")
    bureau.wacht()
    kaart = bureau.scherm.findChild(Kluissleutelkaart)
    assert kaart is not None
    assert "nog nooit vernieuwd" in kaart.stand.text()
    assert not kaart.melding.isVisible()
    dialoog.volgend_antwoord(True)
    bureau.klik(kaart.knop)
    assert dialoog.gesteld[-1] == "Kluissleutel vernieuwen?"
    assert kaart.stand.text().startswith("Sleutel 2, vernieuwd op 23-11-2026")
    assert kaart.knop.isEnabled()
    assert bureau.gemeld == [("goed", "De sleutel van de kluis is vernieuwd.")]


@pytest.mark.parametrize("hoe", ["afgebroken", "vol"])
def test_a_renewal_that_does_not_end_leaves_the_button(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch, hoe: str
) -> None:
    bureau.scherm.tabs.kies("kluis")
    bureau.wacht()
    kaart = bureau.scherm.findChild(Kluissleutelkaart)
    assert kaart is not None
    if hoe == "vol":
        monkeypatch.setattr("pmg_desk.kluis.rotatie._MARGE", 1 << 60)
    else:
        bureau.omgeving.werker.lange_taak.connect(lambda taak: taak.annuleer())
    dialoog.volgend_antwoord(True)
    bureau.klik(kaart.knop)
    assert kaart.knop.isEnabled()
    assert "nog nooit vernieuwd" in kaart.stand.text()
    if hoe == "vol":
        assert "te weinig ruimte" in bureau.scherm.melding.tekst
    else:
        assert bureau.gemeld == [("goed", "Het vernieuwen is afgebroken. De oude sleutel geldt nog.")]


def test_lost_keys_are_replaced_and_endorsed_by_typing_what_is_heard(bureau: Bureau) -> None:
    bureau.kies("carla")
    detail = bureau.gebruikers.detail
    assert detail is not None
    dialoog.volgend_antwoord(True)
    bureau.klik(detail.vervangknop)
    assert dialoog.gesteld[-1] == "Sleutels vervangen?"
    assert bureau.gebruikers.code is not None
    code = bureau.gebruikers.code.tekst.text()
    bureau.gebruikers.code.accept()
    vingerafdruk = _nieuwe_sleutels(bureau, code)
    bureau.kies("carla")
    detail = bureau.gebruikers.detail
    assert detail is not None
    teksten = [label.text() for label in detail.findChildren(QLabel)]
    assert not any(vingerafdruk in tekst for tekst in teksten)
    bureau.klik(detail.bekrachtigknop)
    venster = bureau.gebruikers.dialoog
    assert venster is not None
    anders = "0" * 30 if vingerafdruk[:5] != "00000" else "1" * 30
    bureau.qtbot.keyClicks(venster.formulier.veld("vingerafdruk").invoer, anders)
    bureau.klik(venster.knop)
    assert "niet de vingerafdruk" in venster.formulier.veld("vingerafdruk").fout
    venster.formulier.veld("vingerafdruk").zet(vingerafdruk)
    bureau.klik(venster.knop)
    assert bureau.gemeld[-1] == ("goed", "De sleutel is bekrachtigd. Handtekeningen van Carla Casus tellen weer.")
    bureau.kies("carla")
    assert bureau.gebruikers.detail is not None
    assert bureau.gebruikers.detail.bekrachtigknop not in bureau.gebruikers.detail.knoppen
    assert vingerafdruk in [label.text() for label in bureau.gebruikers.detail.findChildren(QLabel)]


def _nieuwe_sleutels(bureau: Bureau, code: str) -> str:
    """Carla uses the code while Bea's vault is shut; Bea's screen gets the vault that is opened after."""
    bureau.sluit()
    bureau.doos.sluit(bureau.werkplek)
    carla = kluizen.accept_uitnodiging(bureau.doos.pad, "carla", code, NIEUW, klok=bureau.doos.klok, herkomst="test")
    kluizen.close_kluis(carla)
    bureau.begin("bea")
    return carla.sleutels.publiek.vingerafdruk()


def test_one_cannot_stop_oneself_and_who_has_a_password_gets_no_code(bureau: Bureau) -> None:
    bureau.kies("bea")
    detail = bureau.gebruikers.detail
    assert detail is not None
    assert detail.knoppen == ()
    bureau.kies("carla")
    detail = bureau.gebruikers.detail
    assert detail is not None
    assert detail.knoppen == (detail.tafelknop, detail.waarneemknop, detail.vervangknop, detail.stopknop)


def test_a_new_code_for_an_invited_user(bureau: Bureau) -> None:
    nodig_uit(bureau)
    assert bureau.gebruikers.code is not None
    eerste = bureau.gebruikers.code.tekst.text()
    bureau.gebruikers.code.accept()
    bureau.kies("mo")
    detail = bureau.gebruikers.detail
    assert detail is not None
    bureau.klik(detail.codeknop)
    assert bureau.gebruikers.code is not None
    assert bureau.gebruikers.code.tekst.text() != eerste
    bureau.gebruikers.code.accept()


def test_the_vault_tab_tells_facts_and_the_outcome_of_a_check(bureau: Bureau) -> None:
    bureau.scherm.tabs.kies("kluis")
    bureau.wacht()
    deel = bureau.scherm.tabs.inhoud("kluis")
    assert isinstance(deel, Kluisfeiten)
    teksten = [kind.accessibleName() for kind in deel.gegevens.findChildren(QWidget)]
    assert "Naam: Zuidwest" in teksten
    bureau.klik(deel.knop)
    assert deel.uitslag.tekst == "Het bestand en het logboek zijn in orde."
    assert deel.knop.isEnabled()


def test_the_profile_tab_gives_every_line_its_source(bureau_van_carla: Bureau) -> None:
    bureau = bureau_van_carla
    bureau.scherm.tabs.kies("profiel")
    deel = bureau.scherm.tabs.inhoud("profiel")
    assert isinstance(deel, Profielfeiten)
    assert deel.lijst.model.rowCount() > 100
    deel.lijst.filter.setText("harde kern")
    assert deel.lijst.model.rowCount() >= 1
    deel.lijst.filter.setText("")


def test_changing_the_own_password(bureau_van_carla: Bureau) -> None:
    bureau = bureau_van_carla
    bureau.scherm.tabs.kies("account")
    deel = bureau.scherm.tabs.inhoud("account")
    assert isinstance(deel, EigenAccount)
    for sleutel, tekst in (("oud", "niet mijn wachtwoord"), ("nieuw", NIEUW), ("herhaald", NIEUW)):
        bureau.qtbot.keyClicks(deel.formulier.veld(sleutel).invoer, tekst)
    bureau.klik(deel.formulier.knop)
    assert deel.formulier.veld("oud").fout == "Dit is niet uw wachtwoord van nu."
    deel.formulier.veld("oud").zet(REGIE_WACHTWOORD)
    bureau.klik(deel.formulier.knop)
    assert bureau.gemeld[-1] == ("goed", "Uw wachtwoord is gewijzigd. Het oude werkt niet meer.")
    assert [deel.formulier.veld(s).waarde() for s in ("oud", "nieuw", "herhaald")] == ["", "", ""]
    bureau.sluit()
    bureau.doos.sluit(bureau.werkplek)
    bureau.doos.volg(bureau.doos.open("carla", NIEUW))


def test_the_lock_time_is_remembered(bureau_van_carla: Bureau) -> None:
    bureau = bureau_van_carla
    bureau.scherm.tabs.kies("account")
    deel = bureau.scherm.tabs.inhoud("account")
    assert isinstance(deel, EigenAccount)
    assert deel.minuten.waarde() == rusttijd.STANDAARD_MINUTEN
    deel.minuten.lijst.setCurrentIndex(1)
    assert bureau.omgeving.instellingen.getal(rusttijd.INSTELLING, 0) == rusttijd.KEUZES[0]


def test_when_the_clipboard_is_emptied_is_remembered(bureau_van_carla: Bureau) -> None:
    bureau = bureau_van_carla
    bureau.scherm.tabs.kies("account")
    deel = bureau.scherm.tabs.inhoud("account")
    assert isinstance(deel, EigenAccount)
    assert deel.seconden.waarde() == klembord.STANDAARD_SECONDEN
    deel.seconden.lijst.setCurrentIndex(1)
    assert bureau.omgeving.instellingen.getal(klembord.INSTELLING, 0) == klembord.KEUZES[0]


@pytest.mark.parametrize("kan", [True, False])
def test_keeping_windows_out_of_captures_is_a_switch_where_it_can_be_done_and_said_where_not(
    bureau_van_carla: Bureau, monkeypatch: pytest.MonkeyPatch, kan: bool
) -> None:
    monkeypatch.setattr(schermopname, "uitsluiter", lambda: (lambda _nummer, _uit: None) if kan else None)
    bureau = bureau_van_carla
    bureau.scherm.tabs.kies("account")
    deel = bureau.scherm.tabs.inhoud("account")
    assert isinstance(deel, EigenAccount)
    gezegd = any("het systeem kent dat niet" in tekst.text() for tekst in deel.findChildren(Tekst))
    assert gezegd is not kan
    if kan:
        assert deel.afschermen.waarde() is True
        deel.afschermen.vink.click()
        assert bureau.omgeving.instellingen.vlag(schermopname.INSTELLING, True) is False


def test_who_is_no_beheerder_sees_only_profile_and_own_password(bureau_van_carla: Bureau) -> None:
    tabs = bureau_van_carla.scherm.tabs
    assert [tabs.tabText(nr) for nr in range(tabs.count())] == ["Profiel", "Mijn wachtwoord"]
    assert bureau_van_carla.scherm.uitnodigknop.isHidden()


@pytest.mark.parametrize("schaal", [100, 200])
def test_every_control_has_a_name_and_nothing_is_cut_off(bureau: Bureau, app: QApplication, schaal: int) -> None:
    bureau.omgeving.thema.pas_toe(app, "donker", schaal)
    bureau.kies("carla")
    for sleutel in ("gebruikers", "kluis", "profiel", "account"):
        bureau.scherm.tabs.kies(sleutel)
        bureau.wacht()
        assert controleer(bureau.scherm) == []
        assert bureau.scherm.minimumSizeHint().width() <= 1280 - 60 * schaal // 100


def test_the_dialogs_have_names_too(bureau: Bureau) -> None:
    bureau.klik(bureau.scherm.uitnodigknop)
    assert bureau.gebruikers.dialoog is not None
    assert controleer(bureau.gebruikers.dialoog) == []
    bureau.gebruikers.dialoog.reject()
    nodig_uit(bureau)
    assert bureau.gebruikers.code is not None
    assert controleer(bureau.gebruikers.code) == []
    assert bureau.gebruikers.code.klaarknop.hasFocus()
    bureau.gebruikers.code.accept()


def test_passwords_are_in_no_draft(bureau: Bureau) -> None:
    bureau.scherm.tabs.kies("account")
    deel = bureau.scherm.tabs.inhoud("account")
    assert isinstance(deel, EigenAccount)
    deel.formulier.veld("oud").zet(BEHEERDER.wachtwoord)
    assert [deel.formulier.veld(s).ruw() for s in ("oud", "nieuw", "herhaald")] == [None, None, None]
