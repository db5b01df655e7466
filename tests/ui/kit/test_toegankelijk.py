"""The kit as a screen reader and a keyboard meet it, and the small parts that have no test of their own."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from pmg_desk.ui import thema
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.venster import Hoofdvenster
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.chip import Chip, Chipwaarde
from pmg_desk.ui.widgets.datumvelden import DatumVeld
from pmg_desk.ui.widgets.kaart import Gegevens, Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.pdfvoorbeeld import PdfVoorbeeld
from pmg_desk.ui.widgets.rijdelegate import plat
from pmg_desk.ui.widgets.tabbladen import Tabbladen
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.vloei import Vloei
from tests.ui.conftest import klaar, toon
from tests.ui.kit.galerij import VANDAAG, Casussen, Kit, maak_venster
from tests.ui.toegankelijk import controleer, namen

_Rol = QAccessible.Role


@pytest.fixture
def venster(qtbot: Any, omgeving: Omgeving) -> Hoofdvenster:
    een = toon(qtbot, maak_venster(omgeving))
    klaar(qtbot, omgeving)
    return een


def test_every_control_of_the_window_has_a_name_and_a_role(qtbot: Any, venster: Hoofdvenster) -> None:
    venster.navigeer("casussen")
    klaar(qtbot, venster.omgeving)
    assert isinstance(venster.scherm, Casussen)
    venster.scherm.lijst.kies("PMG-2026-01042")
    assert controleer(venster) == []
    venster.navigeer("overleg")
    kit = venster.scherm
    assert isinstance(kit, Kit)
    for tab in ("overzicht", "formulier", "leeg", "lijst"):
        kit.tabs.kies(tab)
        assert controleer(venster) == []
    venster.omgeving.werker.doe_lang(lambda _: None, "Importeren")
    assert controleer(venster) == []
    klaar(qtbot, venster.omgeving)
    venster.toon_hulp()
    assert venster._handleiding is not None
    assert controleer(venster._handleiding) == []


def test_the_walk_finds_what_has_no_name(qtbot: Any, app: QApplication) -> None:
    pagina = QWidget()
    kolom = QVBoxLayout(pagina)
    naamloos, veld, goed = QPushButton(), QLineEdit(), Knop("Opslaan")
    for deel in (naamloos, veld, goed):
        kolom.addWidget(deel)
    toon(qtbot, pagina)
    assert sorted(bezwaar.split(":")[0] for bezwaar in controleer(pagina)) == [
        "no name",
        "no name",
        "takes the focus without a name",
        "takes the focus without a name",
    ]
    veld.setAccessibleName("Naam")
    naamloos.hide()
    assert controleer(pagina) == []


def test_a_list_reads_its_headings_and_its_cells(qtbot: Any, venster: Hoofdvenster) -> None:
    venster.navigeer("casussen")
    klaar(qtbot, venster.omgeving)
    scherm = venster.scherm
    assert isinstance(scherm, Casussen)
    assert namen(scherm, _Rol.Table) == ["Casussen"]
    koppen = namen(scherm, _Rol.ColumnHeader)
    assert {"Casus", "Jongere", "Doelgroep", "Status"} <= set(koppen)
    cellen = namen(scherm, _Rol.Cell)
    assert {"Jansen, Zoë van der", "Risicojongere", "In behandeling"} <= set(cellen)


def test_tab_reaches_every_control_once_in_reading_order(qtbot: Any, venster: Hoofdvenster) -> None:
    venster.navigeer("casussen")
    klaar(qtbot, venster.omgeving)
    scherm = venster.scherm
    assert isinstance(scherm, Casussen)
    venster.navigatie.knoppen["start"].setFocus()
    gezien: list[str] = []
    for _ in range(40):
        nu = venster.focusWidget()
        naam = nu.accessibleName()
        if naam in gezien:
            break
        gezien.append(naam)
        qtbot.keyClick(nu, Qt.Key.Key_Tab)
    volgorde = ["Zoeken", "Vergrendelen", "Afdrukken", "Jongere registreren", "Filter: Casussen", "Kolommen kiezen"]
    assert [naam for naam in gezien if naam in volgorde] == volgorde
    assert gezien[0] == "Start"
    assert gezien.index("Casussen") > gezien.index("Filter: Casussen")  # the table, not the navigation


def test_focus_is_seen_on_every_kind_of_control(qtbot: Any, app: QApplication) -> None:
    for modus in ("licht", "donker"):
        thema.huidig().pas_toe(app, modus, 100)
        for maak in (
            lambda: Knop("Opslaan", "primair", "save"),
            lambda: Knop("Afdrukken", "secundair"),
            lambda: Knop("Casus afsluiten", "gevaar"),
            lambda: Knop("Meer", "koppeling"),
            lambda: Knop("Verversen", "icoon", "refresh-cw"),
            QLineEdit,
        ):
            pagina = QWidget()
            pagina.setProperty("soort", "pagina")
            kolom = QVBoxLayout(pagina)
            ander, deel = QLineEdit(), maak()
            kolom.addWidget(ander)
            kolom.addWidget(deel)
            toon(qtbot, pagina)
            ander.setFocus()
            zonder, maat = deel.grab().toImage(), deel.size()
            deel.setFocus()
            met = deel.grab().toImage()
            assert deel.size() == maat  # nothing moves
            punten = [(x, y) for x in range(maat.width()) for y in range(maat.height())]
            anders = sum(zonder.pixelColor(x, y) != met.pixelColor(x, y) for x, y in punten)
            assert anders >= maat.width() + maat.height(), (modus, type(deel).__name__)


def test_a_chip_is_a_colour_and_a_word_and_the_same_everywhere(qtbot: Any, app: QApplication) -> None:
    waarde = chip.doelgroep("harde_kern")
    assert waarde == Chipwaarde("Harde kern", "rood", rond=True)
    assert chip.doelgroep("harde_kern", "kern") == Chipwaarde("Kern", "rood", rond=True)
    assert chip.doelgroep("") == Chipwaarde("Nog niet ingedeeld", "grijs", rond=True)
    assert chip.doelgroep("eigen_groep") == Chipwaarde("Eigen groep", "grijs", rond=True)
    assert chip.status("goedgekeurd") == Chipwaarde("Goedgekeurd", "groen")
    assert chip.status("iets_eigens") == Chipwaarde("Iets eigens", "grijs")
    assert len({chip.doelgroep(sleutel).kleur for sleutel in chip._DOELGROEPEN}) == len(chip._DOELGROEPEN)
    los = toon(qtbot, Chip(waarde))
    assert QAccessible.queryAccessibleInterface(los).text(QAccessible.Text.Name) == "Harde kern"
    vak = QRect(QPoint(0, 0), chip.chipmaat(waarde))
    geschilderd = QImage(vak.size(), QImage.Format.Format_RGB32)
    geschilderd.fill(QColor("white"))
    schilder = QPainter(geschilderd)
    chip.teken_chip(schilder, vak, waarde)
    schilder.end()
    kleuren = {geschilderd.pixelColor(x, y).name() for x in range(vak.width()) for y in range(vak.height())}
    assert thema.huidig().kleur("chip-rood-vlak").name() in kleuren
    assert thema.huidig().kleur("chip-rood-rand").name() in kleuren


def test_what_a_user_typed_is_never_read_as_html(qtbot: Any, app: QApplication) -> None:
    tekst = "<b>Jan</b> <img src='http://x'>"
    for label in (Tekst(tekst), Chip(Chipwaarde(tekst))):
        assert label.textFormat() is Qt.TextFormat.PlainText
        assert label.text() == tekst
    assert plat(tekst) == "<p>&lt;b&gt;Jan&lt;/b&gt; &lt;img src=&#x27;http://x&#x27;&gt;</p>"
    gegevens = Gegevens()
    gegevens.zet([("Naam", tekst)])
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in gegevens.findChildren(QLabel))


def test_facts_replace_each_other_and_say_what_is_missing(qtbot: Any, app: QApplication) -> None:
    gegevens = Gegevens()
    gegevens.zet([("School", "De Ridderhof"), ("Status", chip.status("open"))])
    toon(qtbot, gegevens)
    gegevens.zet([("School", ""), ("Gezag", Tekst("Moeder"))])
    app.processEvents()
    zichtbaar = [label for label in gegevens.findChildren(QLabel) if not label.isHidden()]
    assert sorted(label.text() for label in zichtbaar) == ["Gezag", "Moeder", "School", "–"]
    streep = next(label for label in zichtbaar if label.text() == "–")
    assert streep.accessibleName() == "School: niet ingevuld"


def test_a_card_is_read_by_its_heading(qtbot: Any, app: QApplication) -> None:
    kaart = toon(qtbot, Kaart("Wie doet mee"))
    kaart.zet_titel("Wie doen mee")
    assert QAccessible.queryAccessibleInterface(kaart).text(QAccessible.Text.Name) == "Wie doen mee"
    kaart.zet_titel("")
    assert not kaart.titel.isVisible()


def test_tabs_are_built_when_first_seen_and_known_by_key(qtbot: Any, app: QApplication) -> None:
    gebouwd: list[str] = []
    gekozen: list[str] = []
    tabs = Tabbladen("Dossier")
    tabs.gekozen.connect(gekozen.append)

    def maak(naam: str) -> QWidget:
        gebouwd.append(naam)
        return Tekst(naam)

    for naam in ("plan", "log", "delen"):
        tabs.voeg_toe(naam, naam.title(), lambda naam=naam: maak(naam), rolt=naam != "log")  # type: ignore[misc]
    toon(qtbot, tabs)
    assert gebouwd == ["plan"]
    tabs.kies("log")
    tabs.kies("plan")
    tabs.kies("log")
    assert gebouwd == ["plan", "log"]
    assert (tabs.sleutel, gekozen) == ("log", ["plan", "log", "plan", "log"])
    assert tabs.inhoud("delen") is None
    inhoud = tabs.inhoud("log")
    assert inhoud is not None
    qtbot.waitUntil(inhoud.isVisible, timeout=20_000)
    tabs.zet_titel("delen", "Delen (2)")
    assert namen(tabs, _Rol.PageTab) == ["Plan", "Log", "Delen (2)"]
    with pytest.raises(ValueError, match="niets"):
        tabs.kies("niets")
    assert not Tabbladen("leeg").sleutel


def test_tabs_that_do_not_all_fit_stand_in_one_menu(qtbot: Any, app: QApplication) -> None:
    tabs = Tabbladen("Dossier")
    for naam in ("plan", "log", "delen"):
        tabs.voeg_toe(naam, naam.title(), lambda naam=naam: Tekst(naam))  # type: ignore[misc]
    tabs.resize(800, 300)
    toon(qtbot, tabs)
    assert not tabs.alleknop.isVisible()
    tabs.resize(120, 300)
    qtbot.waitUntil(tabs.alleknop.isVisible, timeout=20_000)
    assert controleer(tabs) == []
    menu = tabs.menu()
    assert [(keuze.text(), keuze.isChecked()) for keuze in menu.actions()] == [
        ("Plan", True),
        ("Log", False),
        ("Delen", False),
    ]
    menu.actions()[2].trigger()
    assert tabs.sleutel == "delen"
    menu.close()


def test_flow_layout_wraps_hides_and_aligns(qtbot: Any, app: QApplication) -> None:
    pagina = QWidget()
    vloei = Vloei(pagina, ruimte=10)
    delen = [QWidget() for _ in range(4)]
    for deel in delen:
        deel.setFixedSize(QSize(100, 20))
        vloei.addWidget(deel)
    pagina.resize(230, 200)
    toon(qtbot, pagina)
    assert [(deel.x(), deel.y()) for deel in delen] == [(0, 0), (110, 0), (0, 30), (110, 30)]
    assert vloei.heightForWidth(230) == 50
    assert vloei.heightForWidth(500) == 20
    assert vloei.sizeHint() == QSize(430, 20)
    delen[1].hide()
    app.processEvents()
    assert [(deel.x(), deel.y()) for deel in (delen[0], delen[2], delen[3])] == [(0, 0), (110, 0), (0, 30)]
    assert vloei.takeAt(9) is None
    assert vloei.itemAt(-1) is None
    ander = QWidget()
    rechts = Vloei(ander, rechts=True, ruimte=10)
    knop = QWidget()
    knop.setFixedSize(QSize(100, 20))
    rechts.addWidget(knop)
    ander.resize(300, 50)
    toon(qtbot, ander)
    assert knop.x() == 200


def test_buttons_say_their_shortcut_and_keep_their_name(qtbot: Any, app: QApplication) -> None:
    gedrukt: list[int] = []
    knop = toon(qtbot, Knop("Verversen", "icoon", "refresh-cw", actie=lambda: gedrukt.append(1), sneltoets="F5"))
    assert (knop.text(), knop.accessibleName(), knop.toolTip()) == ("", "Verversen", "Verversen (F5)")
    qtbot.keyClick(knop, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: gedrukt == [1], timeout=20_000)
    knop.zet_tekst("Opnieuw laden")
    assert (knop.text(), knop.accessibleName(), knop.toolTip()) == ("", "Opnieuw laden", "Opnieuw laden")
    gewoon = Knop("Opslaan", "primair", hulp="Bewaart de casus")
    assert (gewoon.text(), gewoon.accessibleDescription()) == ("Opslaan", "Bewaart de casus")


def test_date_field_and_pdf_are_complete_for_a_screen_reader(qtbot: Any, app: QApplication) -> None:
    veld = toon(qtbot, DatumVeld("d", "Klaar op", lambda: VANDAAG, verplicht=True))
    assert controleer(veld) == []
    assert namen(veld, _Rol.EditableText) == ["Klaar op, verplicht"]
    assert namen(veld, _Rol.Button) == ["Kalender openen: Klaar op"]
    assert controleer(toon(qtbot, PdfVoorbeeld())) == []
