"""A list that can be sorted, filtered, copied and walked through, small or big."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from pmg_desk.domain.datums import OnvolledigeDatum
from pmg_desk.ui import klembord, thema
from pmg_desk.ui.instellingen import Instellingen
from pmg_desk.ui.models.rijen import Kolom, RijenModel, als_tekst
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.bladeren import Bladeren
from pmg_desk.ui.widgets.lijst import Blad, Bladvraag, Leegtekst, Lijst
from tests.ui.conftest import klaar, toon
from tests.ui.kit.galerij import KOLOMMEN, Regel, maak_lijst, regels


def _nummers(lijst: Lijst[Regel]) -> list[str]:
    return [rij.nummer for rij in lijst.model.getoond]


def _toon(qtbot: Any, lijst: Lijst[Any]) -> Lijst[Any]:
    lijst.resize(900, 400)
    return toon(qtbot, lijst)


class _Soort(StrEnum):
    IN_BEHANDELING = "in_behandeling"


@pytest.mark.parametrize(
    ("waarde", "tekst"),
    [
        (None, ""),
        (True, "ja"),
        (False, "nee"),
        (0, "0"),
        ("Zoë", "Zoë"),
        (date(2026, 3, 1), "01-03-2026"),
        (datetime(2026, 7, 1, 22, 30, tzinfo=UTC), "02-07-2026 00:30"),
        (OnvolledigeDatum(2012, 11), "november 2012"),
        (OnvolledigeDatum(), "onbekend"),
        (_Soort.IN_BEHANDELING, "in behandeling"),
        (("a", 1), "a, 1"),
        (chip.doelgroep("jonge_aanwas"), "Jonge aanwas"),
    ],
)
def test_values_are_shown_as_people_write_them(waarde: object, tekst: str) -> None:
    assert als_tekst(waarde) == tekst


@given(st.lists(st.one_of(st.none(), st.text(max_size=6), st.just("")), max_size=30), st.booleans())
def test_sorting_keeps_every_row_once_and_what_is_missing_last(waarden: list[str | None], aflopend: bool) -> None:
    rijen = list(enumerate(waarden))
    model: RijenModel[tuple[int, str | None]] = RijenModel(
        (Kolom("w", "W", lambda r: r[1]), Kolom("n", "N", lambda r: r[0], "getal")), lambda r: r[0]
    )
    model.zet_rijen(rijen)
    model.sort(0, Qt.SortOrder.DescendingOrder if aflopend else Qt.SortOrder.AscendingOrder)
    getoond = model.getoond
    assert sorted(getoond) == rijen
    vol = [bool(waarde) for _, waarde in getoond]
    assert vol == sorted(vol, reverse=True)
    model.sort(1, Qt.SortOrder.AscendingOrder)
    assert model.getoond == rijen
    model.sort(-1)
    assert model.getoond == rijen


def test_names_sort_without_regard_to_diacritics_and_numbers_as_numbers(qtbot: Any, app: QApplication) -> None:
    lijst = _toon(qtbot, maak_lijst())
    lijst.zet_rijen(regels(10))
    kop = lijst.tabel.horizontalHeader()
    kop.setSortIndicator(lijst.kolommen.plek("jongere"), Qt.SortOrder.AscendingOrder)
    assert [rij.jongere.split(",")[0] for rij in lijst.model.getoond] == [
        "Çelik", "Faïd", "Groot", "Hondt", "IJssel", "Jansen", "Łukasik", "Østerberg", "Vermeulen", "Yılmaz",
    ]  # fmt: skip
    kop.setSortIndicator(lijst.kolommen.plek("acties"), Qt.SortOrder.DescendingOrder)
    acties = [rij.acties for rij in lijst.model.getoond]
    assert acties == sorted(acties, reverse=True)
    kop.setSortIndicator(lijst.kolommen.plek("overleg"), Qt.SortOrder.DescendingOrder)
    overleggen = [rij.overleg for rij in lijst.model.getoond]
    assert overleggen[-1] is None
    assert overleggen[:-1] == sorted((dag for dag in overleggen if dag), reverse=True)


def test_filter_takes_every_word_with_or_without_diacritics_and_says_how_many(
    qtbot: Any, app: QApplication, gezegd: list[str]
) -> None:
    lijst = _toon(qtbot, maak_lijst())
    lijst.zet_rijen(regels(40))
    assert lijst.telling.text() == "40 casussen"
    qtbot.keyClicks(lijst.filter, "yilmaz umit")
    assert {rij.jongere for rij in lijst.model.getoond} == {"Yılmaz, Ümit"}
    assert lijst.telling.text() == "4 van 40 casussen"
    qtbot.waitUntil(lambda: "4 van 40 casussen" in gezegd, timeout=20_000)
    lijst.filter.setText("bestaat niet")
    assert lijst.niets.isVisible()
    assert not lijst.leegstaat.isVisible()
    qtbot.mouseClick(lijst.niets.knop, Qt.MouseButton.LeftButton)
    assert lijst.telling.text() == "40 casussen"
    assert lijst.tabel.isVisible()


def test_down_goes_from_the_filter_to_the_rows_it_left(qtbot: Any, app: QApplication) -> None:
    lijst = _toon(qtbot, maak_lijst())
    lijst.zet_rijen(regels(3))
    lijst.filter.setFocus()
    lijst.filter.setText("niets dat er is")
    qtbot.keyClick(lijst.filter, Qt.Key.Key_Down)
    assert lijst.filter.hasFocus()  # nowhere to go
    lijst.filter.clear()
    lijst.tabel.clearSelection()
    qtbot.keyClick(lijst.filter, Qt.Key.Key_Down)
    assert lijst.tabel.hasFocus()
    assert lijst.huidige() == lijst.model.getoond[0]
    with qtbot.waitSignal(lijst.geopend):
        qtbot.keyClick(lijst.tabel, Qt.Key.Key_Return)


def test_empty_list_says_what_goes_here_and_has_one_button(qtbot: Any, app: QApplication) -> None:
    gedrukt: list[int] = []
    lijst: Lijst[Regel] = Lijst(
        "leeg",
        "Casussen",
        KOLOMMEN,
        lambda r: r.nummer,
        leeg=Leegtekst("Nog geen casussen", knoptekst="Jongere registreren", actie=lambda: gedrukt.append(1)),
    )
    _toon(qtbot, lijst)
    assert not lijst.leegstaat.isVisible()  # nothing loaded yet: it does not claim to be empty
    lijst.zet_rijen([])
    assert lijst.leegstaat.isVisible()
    assert lijst.leegstaat.accessibleName() == "Nog geen casussen."
    qtbot.mouseClick(lijst.leegstaat.knop, Qt.MouseButton.LeftButton)
    assert gedrukt == [1]


def test_cursor_stays_on_the_same_row_through_refresh_sort_and_filter(qtbot: Any, app: QApplication) -> None:
    lijst = _toon(qtbot, maak_lijst())
    lijst.zet_rijen(regels(40))
    gekozen: list[str | None] = []
    lijst.gekozen.connect(lambda rij: gekozen.append(None if rij is None else rij.nummer))
    assert lijst.kies("PMG-2026-01052")
    lijst.tabel.horizontalHeader().setSortIndicator(1, Qt.SortOrder.DescendingOrder)
    lijst.zet_rijen(regels(38))
    lijst.filter.setText("yilmaz")
    huidige = lijst.huidige()
    assert huidige is not None
    assert huidige.nummer == "PMG-2026-01052"
    assert gekozen == ["PMG-2026-01052"]
    lijst.filter.setText("jansen")
    assert gekozen == ["PMG-2026-01052", None]
    assert not lijst.kies("PMG-2026-01052")


def test_keyboard_walks_opens_and_leaves(qtbot: Any, app: QApplication) -> None:
    lijst = _toon(qtbot, maak_lijst())
    lijst.zet_rijen(regels(5))
    geopend: list[str] = []
    lijst.geopend.connect(lambda rij: geopend.append(rij.nummer))
    lijst.kies("PMG-2026-01040")
    lijst.tabel.setFocus()
    qtbot.keyClick(lijst.tabel, Qt.Key.Key_Down)
    qtbot.keyClick(lijst.tabel, Qt.Key.Key_Return)
    qtbot.keyClick(lijst.tabel, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(lijst.tabel, Qt.Key.Key_Enter)
    assert geopend == ["PMG-2026-01041", "PMG-2026-01044"]
    qtbot.keyClick(lijst.tabel, Qt.Key.Key_Tab)
    assert not lijst.tabel.hasFocus()
    qtbot.keyClick(app.focusWidget(), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert lijst.filter.hasFocus()


def test_copy_holds_the_selected_rows_and_no_hidden_column(qtbot: Any, app: QApplication, gezegd: list[str]) -> None:
    lijst = _toon(qtbot, maak_lijst(meer_kiezen=True))
    lijst.zet_rijen(regels(5))
    lijst.kolommen.toon("status", False)
    lijst.kolommen.toon("acties", False)
    lijst.kies("PMG-2026-01041")
    lijst.tabel.setFocus()
    qtbot.keyClick(lijst.tabel, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(lijst.tabel, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == (
        "Casus\tJongere\tDoelgroep\tCasusregisseur\tVolgend overleg\n"
        "PMG-2026-01041\tØsterberg, Maïté\tJonge aanwas\tR. Bünyamin\t02-12-2026\n"
        "PMG-2026-01042\tYılmaz, Ümit\tDoorgroeier\tC. d'Hondt\t03-12-2026"
    )
    assert gezegd[-1] == "2 casussen gekopieerd"
    klembord.wis()
    assert QGuiApplication.clipboard().text() == ""


def test_columns_widths_and_order_come_back_and_the_last_column_stays(
    qtbot: Any, app: QApplication, tmp_path: Path
) -> None:
    bestand = tmp_path / "venster.json"
    lijst = _toon(qtbot, maak_lijst(Instellingen(bestand)))
    lijst.zet_rijen(regels(5))
    assert not any(actie.text() == "Geboren" and actie.isChecked() for actie in lijst.kolommen.menu(lijst).actions())
    for kolom in KOLOMMEN[1:]:
        lijst.kolommen.toon(kolom.sleutel, kolom.sleutel == "geboren")
    lijst.kolommen.toon("nummer", False)
    menu = lijst.kolommen.menu(lijst)
    assert [actie.text() for actie in menu.actions() if not actie.isEnabled()] == ["Geboren"]
    lijst.tabel.setColumnWidth(lijst.kolommen.plek("geboren"), 333)
    lijst.tabel.horizontalHeader().setSortIndicator(lijst.kolommen.plek("geboren"), Qt.SortOrder.DescendingOrder)
    ander = _toon(qtbot, maak_lijst(Instellingen(bestand)))
    ander.zet_rijen(regels(5))
    assert ander.kolommen.zichtbaar == [lijst.kolommen.plek("geboren")]
    assert ander.tabel.columnWidth(lijst.kolommen.plek("geboren")) == 333
    assert _nummers(ander) == _nummers(lijst)
    jaren = [rij.geboren.jaar for rij in ander.model.getoond]
    assert jaren == sorted((jaar for jaar in jaren if jaar is not None), reverse=True)
    ander.sorteer("nummer")
    assert _nummers(ander) == _nummers(lijst)  # the user's own order goes first


def test_no_heading_is_cut_off_and_the_width_is_used(qtbot: Any, app: QApplication) -> None:
    lijst = _toon(qtbot, maak_lijst())
    lijst.resize(1400, 400)
    lijst.zet_rijen(regels(5))
    for schaal in (100, 200):
        thema.huidig().pas_toe(app, "licht", schaal)
        meting = lijst.tabel.fontMetrics()
        for plek in lijst.kolommen.zichtbaar:
            assert lijst.tabel.columnWidth(plek) > meting.horizontalAdvance(KOLOMMEN[plek].kop)
        assert lijst.tabel.rowHeight(0) == thema.huidig().maat("rij-hoogte")
        breedte = sum(lijst.tabel.columnWidth(plek) for plek in lijst.kolommen.zichtbaar)
        assert breedte >= lijst.tabel.viewport().width()


class _Bron:
    """A table of the database: 1,000 numbers, sorted and paged by key."""

    def __init__(self) -> None:
        self.vragen: list[Bladvraag] = []

    def __call__(self, vraag: Bladvraag) -> Blad[int]:
        self.vragen.append(vraag)
        rijen = [nummer for nummer in range(1_000) if vraag.tekst in str(nummer)]
        rijen.sort(reverse=vraag.aflopend)
        begin = 0 if vraag.na is None else rijen.index(vraag.na) + 1
        blad = rijen[begin : begin + vraag.aantal]
        meer = begin + vraag.aantal < len(rijen)
        return Blad(blad, len(rijen), blad[-1] if meer else None)


def _groot(qtbot: Any, omgeving: Omgeving) -> tuple[Lijst[int], _Bron]:
    lijst: Lijst[int] = Lijst(
        "groot", "Nummers", (Kolom("nr", "Nummer", lambda n: n, "getal"),), lambda n: n, woord=("nummer", "nummers")
    )
    bron = _Bron()
    lijst.koppel_bron(omgeving.werker, bron)
    _toon(qtbot, lijst)
    klaar(qtbot, omgeving)
    return lijst, bron


def test_big_list_is_paged_by_key_as_one_scrolls(qtbot: Any, omgeving: Omgeving) -> None:
    lijst, bron = _groot(qtbot, omgeving)
    assert lijst.telling.text() == "1.000 nummers"
    assert lijst.model.getoond == list(range(100))
    lijst.tabel.scrollToBottom()
    qtbot.waitUntil(lambda: lijst.model.rowCount() == 200, timeout=20_000)
    assert lijst.model.getoond == list(range(200))
    assert [vraag.na for vraag in bron.vragen] == [None, 99]
    while lijst.model.rowCount() < 1_000:
        lijst.tabel.scrollToBottom()
        klaar(qtbot, omgeving)
    assert lijst.model.getoond == list(range(1_000))
    assert not lijst.model.er_is_meer


def test_big_list_filters_and_sorts_in_the_database_and_drops_overtaken_answers(qtbot: Any, omgeving: Omgeving) -> None:
    lijst, bron = _groot(qtbot, omgeving)
    lijst.tabel.horizontalHeader().setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    lijst.filter.setText("9")
    lijst._vraag_opnieuw()
    lijst.filter.setText("99")
    lijst._vraag_opnieuw()
    klaar(qtbot, omgeving)
    assert lijst.model.getoond == [nummer for nummer in range(999, -1, -1) if "99" in str(nummer)]
    assert lijst.telling.text() == "19 nummers"
    assert (bron.vragen[-1].sorteer_op, bron.vragen[-1].aflopend) == ("nr", True)
    lijst.filter.setText("bestaat niet")
    qtbot.waitUntil(lijst.niets.isVisible, timeout=20_000)
    with pytest.raises(RuntimeError):
        maak_lijst().herlaad()


def test_hundred_thousand_rows_in_memory_filter_and_sort_without_a_proxy(app: QApplication) -> None:
    model: RijenModel[tuple[int, str]] = RijenModel(
        (Kolom("naam", "Naam", lambda r: r[1]), Kolom("nr", "Nr", lambda r: r[0], "getal")), lambda r: r[0]
    )
    model.zet_rijen([(nummer, f"Naam {nummer % 97} é") for nummer in range(100_000)])
    model.zet_filter("naam 96 E")
    assert model.rowCount() == sum(1 for nummer in range(100_000) if "96" in f"{nummer % 97} {nummer}")
    assert model.totaal == 100_000


def test_focus_is_seen_around_the_whole_row_and_tooltips_only_where_needed(qtbot: Any, app: QApplication) -> None:
    lijst = _toon(qtbot, maak_lijst())
    lijst.zet_rijen(regels(5))
    lijst.kies("PMG-2026-01042")
    rand = thema.huidig().kleur("focus-rand")
    hoogte = thema.huidig().maat("rij-hoogte")

    def randen() -> list[bool]:
        beeld = lijst.tabel.viewport().grab().toImage()
        boven, onder = 2 * hoogte, 3 * hoogte - 1
        return [beeld.pixelColor(x, y) == rand for y in (boven, onder) for x in (0, 200, beeld.width() // 2)]

    lijst.filter.setFocus()
    assert randen() == [False] * 6
    lijst.tabel.setFocus()
    assert randen() == [True] * 6

    def tip(kolom: str) -> str:
        QToolTip.hideText()
        index = lijst.model.index(0, lijst.kolommen.plek(kolom))
        vak = lijst.tabel.visualRect(index)
        hulp = QHelpEvent(QEvent.Type.ToolTip, vak.center(), lijst.tabel.viewport().mapToGlobal(vak.center()))
        app.sendEvent(lijst.tabel.viewport(), hulp)
        return QToolTip.text()

    assert tip("jongere") == ""
    lijst.tabel.setColumnWidth(lijst.kolommen.plek("jongere"), 60)
    assert tip("jongere") == "<p>Jansen, Zoë van der</p>"
    lijst.tabel.setColumnWidth(lijst.kolommen.plek("doelgroep"), 60)
    assert tip("doelgroep") == "<p>Risicojongere</p>"
    QToolTip.hideText()


def test_a_column_that_cannot_be_sorted_stays_as_it_came(qtbot: Any, app: QApplication) -> None:
    lijst: Lijst[int] = Lijst("x", "X", (Kolom("a", "A", lambda n: -n, sorteerbaar=False),), lambda n: n)
    _toon(qtbot, lijst)
    lijst.zet_rijen([2, 1, 3])
    lijst.tabel.horizontalHeader().setSortIndicator(0, Qt.SortOrder.AscendingOrder)
    assert lijst.model.getoond == [2, 1, 3]
    assert lijst.kolommen.volgorde[0] == -1
    with pytest.raises(KeyError):
        lijst.sorteer("niets")


def test_an_answer_to_an_older_question_is_never_shown(qtbot: Any, omgeving: Omgeving) -> None:
    getoond: list[tuple[list[int], bool]] = []
    bladeren: Bladeren[int] = Bladeren(
        omgeving.werker, _Bron(), lambda blad, eerste: getoond.append((list(blad.rijen), eerste)), None, omgeving
    )
    bladeren.begin(Bladvraag(tekst="9", aantal=2))
    bladeren.begin(Bladvraag(tekst="99", aantal=2))
    klaar(qtbot, omgeving)
    bladeren.verder()
    bladeren.begin(Bladvraag(tekst="998", aantal=2))
    klaar(qtbot, omgeving)
    bladeren.verder()
    klaar(qtbot, omgeving)
    assert getoond == [([99, 199], True), ([998], True)]
