"""The window: each role its own screens, one search field, every function by keyboard, nothing cut off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from pmg_desk.domain.fouten import GeenToegang
from pmg_desk.domain.rollen import Kluissoort, Rol
from pmg_desk.paths import resources_map
from pmg_desk.ui import thema
from pmg_desk.ui.instellingen import Instellingen
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens import SCHERMEN as ALLE_SCHERMEN
from pmg_desk.ui.venster import Hoofdvenster
from pmg_desk.ui.widgets.dialoog import Storing
from pmg_desk.ui.widgets.handleiding import BLADEN
from pmg_desk.ui.widgets.zoekbalk import Opdracht, Zoektreffer
from tests.ui.conftest import klaar, toon
from tests.ui.kit.galerij import SCHERMEN, Casussen, Kit, maak_venster, regels, zoek


def _als(omgeving: Omgeving, rol: Rol) -> None:
    gebruiker = SimpleNamespace(naam="C. Regisseur", rol=rol, soort=Kluissoort.TEAM)
    omgeving.werkplek = SimpleNamespace(gebruiker=gebruiker)


@pytest.fixture
def venster(qtbot: Any, omgeving: Omgeving) -> Iterator[Hoofdvenster]:
    een = toon(qtbot, maak_venster(omgeving))
    yield een
    klaar(qtbot, omgeving)


def _casussen(qtbot: Any, venster: Hoofdvenster) -> Casussen:
    venster.navigeer("casussen")
    klaar(qtbot, venster.omgeving)
    assert isinstance(venster.scherm, Casussen)
    return venster.scherm


@pytest.mark.parametrize("rol", list(Rol))
def test_a_role_sees_only_its_own_screens_and_gets_no_other(omgeving: Omgeving, rol: Rol) -> None:
    _als(omgeving, rol)
    venster = Hoofdvenster(omgeving, SCHERMEN)
    verwacht = ["start", "casussen", "overleg", "delen", "logboek", "adresboek", "toolbox"]
    if rol is Rol.BEHEERDER:
        verwacht.append("beheer")
    assert list(venster.navigatie.knoppen) == verwacht
    meldingen: list[str] = []
    omgeving.melding.connect(lambda _ernst, tekst: meldingen.append(tekst))
    omgeving.navigeer("beheer")
    if rol is Rol.BEHEERDER:
        assert meldingen == []
        assert venster.scherm is not None
        assert venster.scherm.sleutel == "beheer"
    else:
        assert meldingen == [GeenToegang().tekst()]
        assert venster.scherm is not None
        assert venster.scherm.sleutel == "start"
        assert not any("Beheer" in opdracht.titel for opdracht in venster.zoekbalk.opdrachten)
    with pytest.raises(KeyError):
        venster.navigeer("bestaat niet")


def test_navigation_by_mouse_keys_and_parameters_and_back(qtbot: Any, venster: Hoofdvenster) -> None:
    qtbot.mouseClick(venster.navigatie.knoppen["casussen"], Qt.MouseButton.LeftButton)
    scherm = venster.scherm
    assert isinstance(scherm, Casussen)
    venster.omgeving.navigeer("casussen", id=7)
    assert scherm.getoond == [{}, {"id": 7}]
    assert venster.navigatie.knoppen["casussen"].isChecked()
    qtbot.keyClick(venster, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert isinstance(venster.scherm, Kit)
    for _ in range(2):
        qtbot.keyClick(venster, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert scherm.getoond == [{}, {"id": 7}, {"id": 7}, {}]
    venster.ga_terug()
    venster.ga_terug()
    assert venster.scherm is not None
    assert venster.scherm.sleutel == "start"


def test_window_title_never_holds_a_name(qtbot: Any, venster: Hoofdvenster) -> None:
    scherm = _casussen(qtbot, venster)
    scherm.zet_titel("Yılmaz, Ümit", "PMG-2026-01042")
    scherm.lijst.kies("PMG-2026-01042")
    assert venster.windowTitle() == "Casussen – PMG Desk"
    assert "Ümit" not in " ".join(w.windowTitle() for w in QApplication.topLevelWidgets())


def test_a_screen_refreshes_only_on_its_own_changes_and_later_when_out_of_sight(
    qtbot: Any, venster: Hoofdvenster
) -> None:
    scherm = _casussen(qtbot, venster)
    omgeving = venster.omgeving
    omgeving.meld_wijzigingen(frozenset({("casus", None), ("overleg", None)}))
    omgeving.meld_wijzigingen(frozenset({("overleg", None)}))
    assert scherm.ververst == [frozenset({("casus", None)})]
    venster.navigeer("overleg")
    een, twee = frozenset({("casus", "a")}), frozenset({("casus", "b")})
    omgeving.meld_wijzigingen(een)  # type: ignore[arg-type]
    omgeving.meld_wijzigingen(twee)  # type: ignore[arg-type]
    assert scherm.ververst == [frozenset({("casus", None)})]
    venster.navigeer("casussen")
    assert scherm.ververst == [frozenset({("casus", None)}), een | twee]
    venster.navigeer("overleg")
    venster.navigeer("casussen")
    assert len(scherm.ververst) == 2


def test_search_as_you_type_open_by_keyboard_and_settle_once_without_words(qtbot: Any, omgeving: Omgeving) -> None:
    bezonken: list[object] = []
    venster = toon(qtbot, Hoofdvenster(omgeving, SCHERMEN, zoek=zoek, zoek_bezonken=bezonken.append))
    klaar(qtbot, omgeving)
    qtbot.keyClick(venster, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    balk = venster.zoekbalk
    assert balk.hasFocus()
    qtbot.keyClicks(balk, "an")
    verwacht = [regel for regel in regels(8) if "an" in regel.jongere.casefold()]
    qtbot.waitUntil(lambda: balk.uitklap is not None and balk.uitklap.lijst.count() >= len(verwacht), timeout=20_000)
    uitklap = balk.uitklap
    assert uitklap is not None
    assert uitklap.isVisible()
    assert uitklap.mapTo(venster, QPoint(0, 0)).y() >= balk.mapTo(venster, QPoint(0, balk.height())).y()
    qtbot.keyClick(balk, Qt.Key.Key_Down)
    assert balk.hasFocus()
    qtbot.keyClick(balk, Qt.Key.Key_Return)
    scherm = venster.scherm
    assert isinstance(scherm, Casussen)
    assert scherm.getoond == [{"id": verwacht[1].nummer}]
    assert not uitklap.isVisible()
    assert balk.text() == ""
    assert bezonken == [len(verwacht)]
    assert scherm.isAncestorOf(venster.focusWidget())
    klaar(qtbot, omgeving)


def test_search_that_rests_settles_and_an_overtaken_answer_is_dropped(
    qtbot: Any, omgeving: Omgeving, gezegd: list[str]
) -> None:
    gezocht: list[str] = []
    bezonken: list[int] = []

    def vind(tekst: str) -> list[Zoektreffer]:
        gezocht.append(tekst)
        return [] if tekst == "xyz" else [Zoektreffer(tekst)]

    venster = toon(qtbot, Hoofdvenster(omgeving, SCHERMEN, zoek=vind, zoek_bezonken=bezonken.append))
    balk = venster.zoekbalk
    balk.begin()
    balk.setText("ab")
    balk.textEdited.emit("ab")
    balk._vraag()
    balk.setText("xyz")
    balk.textEdited.emit("xyz")
    balk._vraag()
    qtbot.waitUntil(lambda: bezonken == [0], timeout=30_000)
    assert balk.uitklap is not None
    assert balk.uitklap.niets.isVisible()
    assert gezegd.count("0 gevonden") >= 1
    assert "1 gevonden" not in gezegd
    qtbot.keyClick(balk, Qt.Key.Key_Escape)
    assert not balk.uitklap.isVisible()
    qtbot.keyClick(balk, Qt.Key.Key_Escape)
    assert balk.text() == ""
    klaar(qtbot, omgeving)


def test_commands_are_found_by_their_words_and_done(qtbot: Any, omgeving: Omgeving) -> None:
    gedaan: list[str] = []
    venster = toon(
        qtbot, Hoofdvenster(omgeving, SCHERMEN, opdrachten=[Opdracht("Kluis controleren", lambda: gedaan.append("k"))])
    )
    vergrendeld: list[int] = []
    venster.vergrendelen.connect(lambda: vergrendeld.append(1))
    balk = venster.zoekbalk
    for woorden in ("controleren", "VERGRENDELEN kluis", "jongere registreren", "ga naar toolbox"):
        balk.begin()
        qtbot.keyClicks(balk, woorden)
        qtbot.waitUntil(
            lambda: balk.uitklap is not None and balk.uitklap.isVisible() and balk.uitklap.lijst.count() == 1,
            timeout=20_000,
        )
        qtbot.keyClick(balk, Qt.Key.Key_Return)
        if woorden == "jongere registreren":
            assert isinstance(venster.scherm, Casussen)
            assert venster.scherm.getoond == [{"nieuw": True}]
    assert (gedaan, vergrendeld) == (["k"], [1])
    assert venster.scherm is not None
    assert venster.scherm.sleutel == "toolbox"
    klaar(qtbot, omgeving)


def test_every_shortcut_is_used_once_and_listed_under_f1(qtbot: Any, venster: Hoofdvenster) -> None:
    toetsen = [a.shortcut().toString() for a in venster.findChildren(QAction) if not a.shortcut().isEmpty()]
    assert len(toetsen) == len(set(toetsen))
    qtbot.keyClick(venster, Qt.Key.Key_F1)
    hulp = venster._handleiding
    assert hulp is not None
    hulp.inhoud.setCurrentRow(0)
    tekst = hulp.blad.toPlainText()
    for wat, _ in venster.sneltoetsen:
        assert wat in tekst
    assert len(venster.sneltoetsen) == len(toetsen)
    with qtbot.waitActive(hulp, timeout=30_000):
        pass
    qtbot.keyClick(hulp.blad, Qt.Key.Key_Escape)
    assert not hulp.isVisible()


def test_f6_goes_round_the_parts_of_the_window(qtbot: Any, venster: Hoofdvenster) -> None:
    scherm = _casussen(qtbot, venster)
    scherm.lijst.tabel.setFocus()
    volgorde: list[str] = []
    for _ in range(4):
        qtbot.keyClick(venster, Qt.Key.Key_F6)
        nu = venster.focusWidget()
        delen: list[tuple[str, QWidget]] = [
            ("navigatie", venster.navigatie),
            ("zoeken", venster.zoekbalk),
            ("scherm", scherm),
        ]
        volgorde.append(next(naam for naam, deel in delen if deel is nu or deel.isAncestorOf(nu)))
    assert volgorde == ["navigatie", "zoeken", "scherm", "navigatie"]


def test_messages_are_shown_and_read_out_by_weight(qtbot: Any, venster: Hoofdvenster, gezegd: list[str]) -> None:
    venster.omgeving.meld("De casus is bewaard.")
    assert venster.status.text() == "De casus is bewaard."
    assert not venster.melding.isVisible()
    venster.omgeving.toon_fout(GeenToegang())
    assert venster.melding.tekst == GeenToegang().tekst()
    assert gezegd[-2:] == ["De casus is bewaard.", f"Fout: {GeenToegang().tekst()}"]
    qtbot.mouseClick(venster.melding.sluitknop, Qt.MouseButton.LeftButton)
    assert not venster.melding.isVisible()


def test_what_went_wrong_before_goes_when_something_succeeds(venster: Hoofdvenster) -> None:
    scherm = venster.scherm
    assert scherm is not None
    venster.omgeving.toon_fout(GeenToegang())
    scherm.toon_fout(GeenToegang())
    venster.omgeving.meld("Even wachten.", "info")
    assert (venster.melding.tekst, scherm.melding.tekst) == (GeenToegang().tekst(),) * 2
    venster.omgeving.meld("De casus is bewaard.")
    assert (venster.melding.tekst, scherm.melding.tekst) == ("", "")
    scherm.melding.zet("waarschuwing", "De termijn loopt af.")
    venster.omgeving.meld("De casus is bewaard.")
    assert scherm.melding.tekst == "De termijn loopt af."


def test_the_status_line_empties_after_time_enough_to_read(venster: Hoofdvenster) -> None:
    venster.omgeving.meld("De casus is bewaard.")
    wekker = venster._uitgelezen
    assert (wekker.isActive(), wekker.interval() >= 10_000) == (True, True)
    wekker.timeout.emit()
    assert (venster.status.text(), venster._statusteken.pixmap().isNull()) == ("", True)


@pytest.mark.parametrize("ernst", ["goed", "waarschuwing"])
@pytest.mark.parametrize("schaal", [100, 200])
def test_a_long_message_takes_more_lines_and_never_a_wider_window(
    app: QApplication, venster: Hoofdvenster, ernst: str, schaal: int
) -> None:
    thema.huidig().pas_toe(app, "licht", schaal)
    venster.resize(1280, 720)
    app.processEvents()
    mensen = ", ".join(f"J. Werker {nr} (Jeugdbescherming)" for nr in range(8))
    venster.omgeving.meld(f"Vastgelegd onder akkoord voor 2 ontvangers. Niets verteld aan: {mensen}.", ernst)
    for _ in range(3):
        app.processEvents()
    assert venster.width() == 1280 >= venster.minimumSizeHint().width()
    tekst = venster.status if ernst == "goed" else venster.melding._tekst
    assert tekst.heightForWidth(tekst.width()) <= tekst.height()  # all of it can be read


@pytest.mark.verwacht_log
def test_a_bug_shows_its_reference_once_and_no_case(qtbot: Any, venster: Hoofdvenster) -> None:
    venster.omgeving.toon_storing(ValueError("Zoë van der Jansen"))
    venster.omgeving.toon_storing(ValueError("Zoë van der Jansen"))
    storingen = [kind for kind in venster.findChildren(Storing) if kind.isVisible()]
    assert len(storingen) == 1
    from PySide6.QtWidgets import QLabel

    tekst = " ".join(label.text() for label in storingen[0].findChildren(QLabel))
    assert "Kenmerk: " in tekst
    assert "Jansen" not in tekst
    storingen[0].accept()


def test_long_work_is_shown_with_a_way_to_stop_it(qtbot: Any, venster: Hoofdvenster, gezegd: list[str]) -> None:
    import threading

    los = threading.Event()
    gestopt: list[int] = []

    def werk(voortgang: Any) -> None:
        voortgang.meld(3, 10, "rijen lezen")
        los.wait()
        voortgang.meld(4, 10, "rijen lezen")

    venster.omgeving.werker.doe_lang(werk, "Importeren", geannuleerd=lambda: gestopt.append(1))
    from pmg_desk.ui.widgets.voortgang import Voortgangsregel

    regel = venster.voortgang.findChildren(Voortgangsregel)[0]
    qtbot.waitUntil(lambda: regel.tekst == "Importeren · rijen lezen · 3 van 10", timeout=20_000)
    assert venster.voortgang.isVisible()
    assert (regel.balk.value(), regel.balk.maximum()) == (3, 10)
    qtbot.mouseClick(regel.stopknop, Qt.MouseButton.LeftButton)
    los.set()
    klaar(qtbot, venster.omgeving)
    assert gestopt == [1]
    assert not venster.voortgang.isVisible()
    assert {"Bezig: Importeren", "Klaar: Importeren"} <= set(gezegd)


def test_size_theme_and_detail_width_come_back(qtbot: Any, venster: Hoofdvenster) -> None:
    omgeving = venster.omgeving
    venster.resize(1111, 777)
    qtbot.keyClick(venster, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert omgeving.thema.schaal == 110
    qtbot.keyClick(venster, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert omgeving.thema.schaal == 100
    qtbot.keyClick(venster, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert omgeving.thema.schaal == 100
    gesloten: list[int] = []
    venster.gesloten.connect(lambda: gesloten.append(1))
    venster.close()
    assert gesloten == [1]
    ander = Omgeving(instellingen=Instellingen(omgeving.instellingen._bestand))
    nieuw = maak_venster(ander)
    assert (nieuw.width(), nieuw.height()) == (1111, 777)
    ander.werker.stop()


def test_closing_asks_every_screen_for_its_drafts(qtbot: Any, venster: Hoofdvenster) -> None:
    scherm = _casussen(qtbot, venster)
    bewaard: list[str] = []
    scherm.bewaar_concepten = lambda: bewaard.append("casussen")  # type: ignore[method-assign]
    venster.navigeer("overleg")
    venster.close()
    assert bewaard == ["casussen"]


def _afgesneden(venster: Hoofdvenster) -> list[str]:
    """Buttons and fields whose words do not fit, and parts outside the window that no scrolling reaches."""
    bezwaren = []
    for kind in venster.findChildren(QWidget):
        if not kind.isVisible():
            continue
        if isinstance(kind, QAbstractButton) and kind.text() and kind.width() < kind.minimumSizeHint().width():
            bezwaren.append(f"{type(kind).__name__} {kind.text()}")
        if isinstance(kind, QAbstractButton | QLineEdit):
            links = kind.mapTo(venster, QPoint(0, 0)).x()
            if links < 0 or links + kind.width() > venster.width():
                bezwaren.append(f"outside: {type(kind).__name__} {kind.accessibleName()}")
    return bezwaren


@pytest.mark.parametrize("schaal", [100, 150, 200])
def test_nothing_is_cut_off_at_1280_by_720(qtbot: Any, app: QApplication, venster: Hoofdvenster, schaal: int) -> None:
    thema.huidig().pas_toe(app, "licht", schaal)
    venster.resize(1280, 720)
    scherm = _casussen(qtbot, venster)
    assert (venster.width(), venster.height()) == (1280, 720)
    assert _afgesneden(venster) == []
    scherm.lijst.kies("PMG-2026-01042")
    klaar(qtbot, venster.omgeving)
    assert scherm.zijpaneel.isVisible()
    assert _afgesneden(venster) == []
    venster.navigeer("overleg")
    kit = venster.scherm
    assert isinstance(kit, Kit)
    for tab in ("overzicht", "formulier", "leeg", "lijst"):
        kit.tabs.kies(tab)
        app.processEvents()
        assert (venster.width(), venster.height()) == (1280, 720)
        assert _afgesneden(venster) == []


def test_narrow_window_shows_icons_and_one_of_list_and_detail(
    qtbot: Any, app: QApplication, venster: Hoofdvenster
) -> None:
    scherm = _casussen(qtbot, venster)
    venster.resize(1280, 720)
    knop = venster.navigatie.knoppen["casussen"]
    scherm.lijst.kies("PMG-2026-01042")
    assert scherm.lijst.isVisible()
    assert scherm.zijpaneel.isVisible()
    assert knop.text() == "Casussen"
    venster.resize(800, 720)
    assert knop.text() == ""
    assert (knop.accessibleName(), knop.toolTip()) == ("Casussen", "Casussen")
    assert scherm.zijpaneel.isVisible()
    assert not scherm.lijst.isVisible()
    qtbot.mouseClick(scherm.zijpaneel.sluitknop, Qt.MouseButton.LeftButton)
    assert scherm.lijst.isVisible()
    assert not scherm.zijpaneel.isVisible()


def test_no_part_flashes_as_a_window_of_its_own(
    qtbot: Any, app: QApplication, vensters: list[str], tmp_path: Path
) -> None:
    omgeving = Omgeving(instellingen=Instellingen(tmp_path / "venster.json"))
    venster = toon(qtbot, maak_venster(omgeving))
    _casussen(qtbot, venster).lijst.kies("PMG-2026-01042")
    venster.navigeer("overleg")
    kit = venster.scherm
    assert isinstance(kit, Kit)
    for tab in ("formulier", "leeg", "lijst"):
        kit.tabs.kies(tab)
    klaar(qtbot, omgeving)
    omgeving.werker.stop()
    assert vensters == ["Hoofdvenster"]


def test_help_opens_on_the_page_of_the_screen_and_has_the_order_of_the_contents(venster: Hoofdvenster) -> None:
    assert {soort.sleutel for soort in ALLE_SCHERMEN} <= set(BLADEN)
    wortel = resources_map() / "handleiding"
    assert [naam for naam in BLADEN.values() if not (wortel / f"{naam}.md").is_file()] == []
    venster.navigeer("casussen")
    venster.toon_hulp()
    hulp = venster._handleiding
    assert hulp is not None
    titels = [hulp.inhoud.item(nr).text() for nr in range(hulp.inhoud.count())]
    assert titels[:4] == ["Sneltoetsen", "Inhoud", "Beginnen", "De werklijst, waarneming en overdragen"]
    assert len(titels) == len(list(wortel.glob("*.md"))) + 1
    assert titels[hulp.inhoud.currentRow()] == "Casussen"
    venster.navigeer("overleg")
    venster.toon_hulp()
    assert titels[hulp.inhoud.currentRow()] == "Overleg"
    hulp.close()


def test_manual_follows_its_own_links_and_fetches_nothing(qtbot: Any, venster: Hoofdvenster) -> None:
    venster.toon_hulp()
    hulp = venster._handleiding
    assert hulp is not None
    bladen = sorted((resources_map() / "handleiding").glob("*.md"))
    hulp.blad.anchorClicked.emit(QUrl(bladen[0].name))
    plek = hulp.inhoud.currentRow()
    titel = hulp.inhoud.item(plek).text()
    assert hulp.blad.toPlainText().startswith(titel)
    hulp.blad.anchorClicked.emit(QUrl("https://example.org/"))
    assert QApplication.clipboard().text() == "https://example.org/"
    assert hulp.inhoud.currentRow() == plek
    hulp.blad.anchorClicked.emit(QUrl("tafels.md#zorg--en-veiligheidshuis-zvhh"))
    assert hulp.blad.toPlainText().startswith(hulp.inhoud.item(hulp.inhoud.currentRow()).text())
    assert hulp.blad.textCursor().block().text() == "Zorg- en Veiligheidshuis (ZVHH)"
    assert hulp.blad.verticalScrollBar().value() > 100
    hulp.blad.anchorClicked.emit(QUrl("#zsm"))
    assert hulp.blad.textCursor().block().text() == "ZSM"
    hulp.inhoud.setCurrentRow(plek)
    assert hulp.blad.loadResource(2, QUrl("https://example.org/a.png")) is None
    thema.huidig().pas_toe(QApplication.instance(), "donker", 100)  # type: ignore[arg-type]
    assert hulp.blad.toPlainText().startswith(titel)
    hulp.close()


def test_arrow_keys_walk_through_the_navigation(qtbot: Any, venster: Hoofdvenster) -> None:
    venster.navigatie.knoppen["start"].setFocus()
    qtbot.keyClick(venster.navigatie.knoppen["start"], Qt.Key.Key_Down)
    assert venster.navigatie.knoppen["casussen"].hasFocus()
    qtbot.keyClick(venster.navigatie.knoppen["casussen"], Qt.Key.Key_Up)
    assert venster.navigatie.knoppen["start"].hasFocus()


def test_focus_goes_to_the_content_of_a_screen_that_is_called_up(qtbot: Any, venster: Hoofdvenster) -> None:
    venster.zoekbalk.setFocus()
    scherm = _casussen(qtbot, venster)
    assert scherm.lijst.filter.hasFocus()
