"""Being kept at an item of an overleg is not missed: what is half stays there in sight, and nothing lands elsewhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pmg_desk.domain.samenvatting import Aard
from pmg_desk.services import aanwezigheid, actiehouders, adresboek, bespreken, overleggen
from pmg_desk.services.adresboek import ProfessionalInvoer
from pmg_desk.services.overleggen import OverlegInvoer
from pmg_desk.storage.models import Aanwezigheidsstand
from pmg_desk.ui import thema
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.vergadering import VergaderingScherm
from pmg_desk.ui.screens.verteldialoog import Verteldialoog
from pmg_desk.ui.screens.wieveld import WieVeld
from tests.casusbouw import regels
from tests.ui.conftest import Toon, klaar
from tests.ui.vergaderbank import CTRL, TOETS, Toetsenbord, houd, overleg, woorden
from tests.vulling import keur_goed, maak_dossier, vraag
from tests.wereld import Wereld


def _klik(scherm: VergaderingScherm, rij: int) -> None:
    tabel = scherm.lijst.tabel
    plek = tabel.visualRect(tabel.model().index(rij, 1)).center()
    QTest.mouseClick(tabel.viewport(), Qt.MouseButton.LeftButton, pos=plek)


def _naam(scherm: VergaderingScherm) -> str:
    return scherm.wie.text().split(" · ")[1]


def _is_in_beeld(deel: QWidget) -> bool:
    return deel.visibleRegion().boundingRect() == deel.rect()


def test_half_a_source_keeps_one_here_however_often_and_no_word_lands_in_a_new_line(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    overleg_id, punten, scherm, handen = houd(qtbot, omgeving, wereld, toon, 2)
    handen.druk(TOETS.Key_F2)
    handen.typ("Had ruzie thuis")
    bron = scherm.typdeel.regels[0].tekst.bron
    handen.druk(TOETS.Key_Tab)
    bron.regel.selectAll()
    handen.typ("Werk")  # two of that name
    for toets in (TOETS.Key_F8, TOETS.Key_F8, TOETS.Key_F2, TOETS.Key_F5, TOETS.Key_F8):
        handen.druk(toets)
        qtbot.waitUntil(lambda: not scherm.blad.kijker.isActive())
        assert (len(scherm.typdeel.regels), bron.regel.hasFocus()) == (1, True)
        assert bron.fout.startswith("‘Werk’ is niet gekozen.")
        assert _is_in_beeld(bron._foutrij)
        assert not bron.suggesties.isVisible()
        assert scherm.melding.ernst == "fout"
        assert _naam(scherm) in scherm.melding.tekst
    assert bespreken.toon_bespreking(wereld.regie, punten[0]).versie == 0
    handen.druk(TOETS.Key_Down)
    handen.druk(TOETS.Key_F2)  # what is marked is taken by the key that goes on
    assert len(scherm.typdeel.regels) == 2
    handen.druk(TOETS.Key_F8)
    (gezegd,) = bespreken.toon_bespreking(wereld.regie, punten[0]).punten
    er = aanwezigheid.list_deelneming(wereld.regie, overleg_id)
    assert gezegd.tekst.bron in {f"{een.naam}, {een.functie}, {een.organisatie}" for een in er}


@pytest.mark.parametrize("toets", [TOETS.Key_F8, TOETS.Key_F5])
def test_a_key_takes_the_only_owner_and_the_only_source_as_tab_does(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon, toets: Qt.Key
) -> None:
    overleg_id, punten, scherm, handen = houd(qtbot, omgeving, wereld, toon, 1)
    handen.druk(TOETS.Key_F7)
    handen.typ("Belt de school")
    wie = scherm.typdeel.regels[0].velden["eigenaar_id"]
    assert isinstance(wie, WieVeld)
    scherm.typdeel.regels[0].velden["deadline"].zet(wereld.klok.moment.date())
    wie.regel.setFocus()
    handen.typ("Werk")  # before the list is there
    handen.druk(toets)
    er = aanwezigheid.list_deelneming(wereld.regie, overleg_id)
    if toets == TOETS.Key_F5:
        assert wie.waarde() == er[0].professional_id
        assert wie.regel.text().startswith(er[0].naam)
    else:
        assert woorden(bespreken.toon_bespreking(wereld.regie, punten[0]))[2] == ["Belt de school"]


def test_a_click_in_the_agenda_opens_what_it_marks_and_the_arrows_leave_the_head_as_it_is(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    _, punten, scherm, handen = houd(qtbot, omgeving, wereld, toon, 3)
    handen.druk(TOETS.Key_F2)
    handen.typ("Van de eerste")
    _klik(scherm, 1)
    for _ in range(2):
        klaar(qtbot, omgeving)
    qtbot.waitUntil(lambda: scherm.staat_klaar)
    assert scherm.typdeel.punt is not None
    assert (scherm.typdeel.punt.punt_id, scherm.beamer._punt_id) == (punten[1], punten[1])
    assert woorden(bespreken.toon_bespreking(wereld.regie, punten[0]))[0] == ["Van de eerste"]
    naam = _naam(scherm)
    scherm.lijst.tabel.setFocus()
    handen.druk(TOETS.Key_Down)
    standen = [scherm.lijst.model.rij(nr).stand for nr in range(3)]
    assert (_naam(scherm), standen) == (naam, ["Besproken", "▶ Nu", ""])
    handen.druk(TOETS.Key_F7)
    handen.typ("Zonder eigenaar")
    _klik(scherm, 2)
    klaar(qtbot, omgeving)
    huidige = scherm.lijst.huidige()
    assert huidige is not None
    assert huidige.punt.id == punten[1]  # kept here: nothing else looks as if it is open
    assert _naam(scherm) == naam


def test_whose_it_is_and_where_one_types_stay_in_sight_when_the_text_is_enlarged(
    app: QApplication, qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    overleg_id, _ = overleg(wereld, 1)
    scherm: VergaderingScherm = toon(VergaderingScherm, "regie", overleg_id=overleg_id)
    scherm.resize(1120, 620)
    handen = Toetsenbord(qtbot, omgeving, scherm)
    handen.druk(TOETS.Key_F7)
    handen.druk(TOETS.Key_Tab)
    waar = handen._waar()
    for kleur, groot in (("donker", 200), ("licht", 100), ("licht", 200)):
        thema.huidig().pas_toe(app, kleur, groot)
        scherm.resize(1120, 520 if groot == 200 else 620)
        qtbot.waitUntil(scherm.blad.kijker.isActive)
        qtbot.waitUntil(lambda: not scherm.blad.kijker.isActive())
        assert handen._waar() is waar
        assert _is_in_beeld(waar)
        assert _is_in_beeld(scherm.wie)
    scherm.blad.verticalScrollBar().setValue(0)
    assert scherm.wie.mapTo(scherm, QPoint()).y() > 0
    assert _is_in_beeld(scherm.wie)


def test_an_owner_who_is_not_at_the_table_is_said_at_the_field_and_until_they_are_invited(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    overleg_id, _, scherm, handen = houd(qtbot, omgeving, wereld, toon, 3)  # the first two are invited
    handen.druk(TOETS.Key_F7)
    wie = scherm.typdeel.regels[0].velden["eigenaar_id"]
    assert isinstance(wie, WieVeld)
    er = [een.professional_id for een in aanwezigheid.list_deelneming(wereld.regie, overleg_id)]
    ik, *_ = [houder.id for houder in actiehouders.list_houders(wereld.regie) if houder.ik]
    namen = {een.naam for een in aanwezigheid.list_deelneming(wereld.regie, overleg_id)}
    buiten = next(keuze.waarde for keuze in wie._keuzes if keuze.waarde not in er and keuze.label in namen)
    for wel in (er[0], ik):
        wie.zet(wel)
        assert wie._hulp.text() == ""
    wie.regel.setFocus()
    wie.regel.clear()
    handen.druk(TOETS.Key_Down)
    for _ in range([keuze.waarde for keuze in wie._keuzes].index(buiten)):
        handen.druk(TOETS.Key_Down)
    handen.druk(TOETS.Key_Tab)
    assert wie.waarde() == buiten
    assert wie._hulp.isVisible()
    assert wie._hulp.text().startswith("Zit niet aan deze tafel")
    aanwezigheid.set_aanwezigheid(wereld.regie, overleg_id, buiten, Aanwezigheidsstand.AANWEZIG)
    for _ in range(2):
        klaar(qtbot, omgeving)
    assert wie._hulp.text() == ""


def test_the_button_and_the_key_record_the_same_and_where_nobody_may_hear_it_the_button_says_so(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    dossier = maak_dossier(wereld.regie)
    keur_goed(wereld, vraag(wereld, dossier, ("signalen",)))
    leraar = adresboek.add_professional(wereld.regie, ProfessionalInvoer(dossier.school, "L. Leraar", "Leerlingzaken"))
    overleg_id = overleggen.plan_overleg(wereld.regie, OverlegInvoer("pga_lokaal", "23-11-2026"))
    overleggen.set_deelnemers(wereld.regie, overleg_id, [dossier.professional, leraar])
    overleggen.add_agendapunt(wereld.regie, overleg_id, dossier.casus_id)
    er = Aanwezigheidsstand.AANWEZIG
    aanwezigheid.set_aanwezigheid(wereld.regie, overleg_id, dossier.professional, er)
    scherm: VergaderingScherm = toon(VergaderingScherm, "regie", overleg_id=overleg_id)
    scherm.nieuw_gezegd(Aard.FEIT)
    scherm.typdeel.regels[0].tekst.tekst.vel.setPlainText("Gaat weer naar school")
    for mag in (False, True):
        if mag:
            aanwezigheid.set_aanwezigheid(wereld.regie, overleg_id, leraar, er)
        scherm.vertel_allen()
        for _ in range(3):
            klaar(qtbot, omgeving)
        (venster,) = (een for een in scherm.findChildren(Verteldialoog) if een.isVisible())
        assert venster.knop.isEnabled() is venster.formulier.knop.isEnabled() is mag
        assert venster.waarom.isVisible() is not mag
        assert venster.knop.accessibleDescription() == venster.waarom.text()
        QTest.keyClick(venster.formulier, TOETS.Key_Return, CTRL)
        for _ in range(2):
            klaar(qtbot, omgeving)
        assert len(regels(wereld.regie, "verstrekking.vastleggen")) == int(mag)
        if not mag:
            assert venster.waarom.text().startswith("Niemand die er is, mag dit horen.")
            venster.formulier.veld("spoed").zet(True)
            assert venster.knop.isEnabled()  # with a reason it can be told
            venster.formulier.veld("spoed").zet(False)
            assert not venster.knop.isEnabled()
            venster.reject()
