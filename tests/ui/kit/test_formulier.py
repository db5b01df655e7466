"""What is typed is read, judged in sentences, and never lost."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from pmg_desk.domain.datums import OnvolledigeDatum, Richting
from pmg_desk.domain.fouten import NietGevonden, OngeldigeInvoer
from pmg_desk.ui import thema
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.formulier import (
    DatumVeld,
    Formulier,
    GetalVeld,
    Keuze,
    KeuzeVeld,
    LangeTekstVeld,
    MeerKeuzeVeld,
    OnvolledigeDatumVeld,
    TekstVeld,
    Veld,
    VinkVeld,
    WachtwoordVeld,
    ZoekKeuzeVeld,
)
from pmg_desk.ui.widgets.knop import Knop
from tests.ui.conftest import klaar, toon
from tests.ui.kit.galerij import VANDAAG, maak_formulier

GOED: dict[str, Any] = {
    "naam": "Østerberg",
    "geboren": OnvolledigeDatum(2012, 11),
    "wijk": "moerwijk",
    "school": 2,
    "signaal": "Zag hem op straat.\nTwee keer.",
    "tafels": ("pga", "zvhh"),
    "antecedenten": 0,
    "deadline": date(2026, 12, 1),
    "ouders": True,
    "wachtwoord": " spaties blijven ",
}


@pytest.fixture
def formulier(qtbot: Any, app: QApplication) -> Formulier:
    een = maak_formulier()
    een.resize(700, 900)
    return toon(qtbot, een)


def test_what_is_set_comes_back_and_counts_as_unchanged(formulier: Formulier) -> None:
    formulier.zet(GOED)
    assert formulier.waarden() == GOED
    assert not formulier.is_gewijzigd
    assert formulier.herstelknop.isHidden()


def test_errors_stand_beside_the_fields_and_the_focus_goes_to_the_first(
    qtbot: Any, formulier: Formulier, gezegd: list[str]
) -> None:
    bewaard: list[dict[str, Any]] = []
    formulier.bewaren.connect(bewaard.append)
    formulier.zet({"antecedenten": 3})
    regel = formulier.veld("deadline").invoer
    assert isinstance(regel, QLineEdit)
    regel.setText("31 februari")
    qtbot.keyClick(formulier.veld("signaal").invoer, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert bewaard == []
    assert {sleutel: formulier.veld(sleutel).fout for sleutel in GOED} == {
        "naam": "Vul ‘Achternaam’ in.",
        "geboren": "Vul ‘Geboortedatum’ in.",
        "wijk": "",
        "school": "",
        "signaal": "Vul ‘Signaal’ in.",
        "tafels": "",
        "antecedenten": "",
        "deadline": "Deze datum bestaat niet. Kijk de dag, de maand en het jaar na.",
        "ouders": "",
        "wachtwoord": "",
    }
    assert formulier.veld("naam").invoer.hasFocus()
    assert formulier.melding.tekst == "4 velden kloppen nog niet."
    assert gezegd == ["Fout: 4 velden kloppen nog niet."]
    iface = QAccessible.queryAccessibleInterface(formulier.veld("naam").invoer)
    assert iface.text(QAccessible.Text.Name) == "Achternaam, verplicht"
    assert iface.text(QAccessible.Text.Description) == "Fout: Vul ‘Achternaam’ in. Zonder voorvoegsel"
    qtbot.keyClicks(formulier.veld("naam").invoer, "Ø")
    assert formulier.veld("naam").fout == ""
    formulier.zet(GOED)
    qtbot.keyClick(formulier.veld("signaal").invoer, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert bewaard == [GOED]
    assert formulier.melding.tekst == ""


def test_failures_of_the_service_are_shown_where_they_belong_and_nothing_typed_goes(formulier: Formulier) -> None:
    formulier.zet(GOED)
    formulier.zet_bezig(True)
    formulier.toon_fouten(OngeldigeInvoer({"naam": "Deze naam is te lang.", "elders": "De tafel bestaat niet meer."}))
    assert formulier.knop.isEnabled()
    assert formulier.veld("naam").fout == "Deze naam is te lang."
    assert formulier.melding.tekst == (
        "Eén veld klopt nog niet. Achternaam: Deze naam is te lang. De tafel bestaat niet meer."
    )
    formulier.toon_fouten(NietGevonden())
    assert formulier.veld("naam").fout == ""
    assert formulier.melding.tekst == NietGevonden().tekst()
    assert formulier.waarden() == GOED


def test_while_saving_ctrl_s_does_not_save_twice(qtbot: Any, formulier: Formulier) -> None:
    formulier.zet(GOED)
    bewaard: list[dict[str, Any]] = []
    formulier.bewaren.connect(bewaard.append)
    formulier.bewaren.connect(lambda _: formulier.zet_bezig(True))
    formulier.bewaar()
    formulier.bewaar()
    assert bewaard == [GOED]
    formulier.opgeslagen()
    formulier.bewaar()
    assert bewaard == [GOED, GOED]


def test_undo_goes_back_to_what_was_saved(qtbot: Any, formulier: Formulier) -> None:
    formulier.zet(GOED)
    qtbot.keyClicks(formulier.veld("naam").invoer, "xyz")
    formulier.veld("tafels").zet(())
    assert formulier.is_gewijzigd
    assert formulier.herstelknop.isVisible()
    qtbot.mouseClick(formulier.herstelknop, Qt.MouseButton.LeftButton)
    assert formulier.waarden() == GOED
    assert not formulier.is_gewijzigd


def test_what_was_undone_by_mistake_comes_back(qtbot: Any, formulier: Formulier) -> None:
    formulier.zet(GOED)
    formulier.herstel()
    assert formulier.melding.tekst == ""  # nothing was undone
    qtbot.keyClicks(formulier.veld("naam").invoer, "xyz")
    formulier.veld("tafels").zet(())
    getypt = formulier.veld("naam").waarde()
    formulier.herstel()
    assert formulier.melding.tekst == "Uw wijzigingen zijn ongedaan gemaakt."
    formulier.haal_terug()
    assert (formulier.veld("naam").waarde(), formulier.veld("tafels").waarde()) == (getypt, ())
    assert formulier.is_gewijzigd
    assert formulier.melding.tekst == ""


def test_the_way_back_ends_when_one_types_on(qtbot: Any, formulier: Formulier) -> None:
    formulier.zet(GOED)
    qtbot.keyClicks(formulier.veld("naam").invoer, "xyz")
    formulier.herstel()
    qtbot.keyClicks(formulier.veld("naam").invoer, "b")
    nu = formulier.veld("naam").waarde()
    assert formulier.melding.tekst == ""
    formulier.haal_terug()
    assert formulier.veld("naam").waarde() == nu


def test_a_choice_from_a_draft_waits_for_choices_that_come_later(app: QApplication) -> None:
    veld = KeuzeVeld("wie", "Wie", [])
    veld.zet_ruw("2")
    assert (veld.waarde(), veld.ruw()) == (None, "2")
    veld.zet_keuzes([Keuze(1, "een"), Keuze(2, "twee")])
    assert veld.waarde() == 2
    veld.zet_ruw("")
    assert (veld.waarde(), veld.ruw()) == (None, "")
    veld.zet_ruw("9")
    veld.zet(1)
    veld.zet_keuzes([Keuze(9, "negen")])
    assert veld.waarde() is None
    veld.deleteLater()


def test_a_hidden_field_is_neither_asked_nor_saved(formulier: Formulier) -> None:
    formulier.zet(GOED)
    formulier.toon_veld("signaal", False)
    formulier.toon_veld("tafels", False)
    assert formulier.waarden() == {**GOED, "signaal": "", "tafels": ()}


def test_two_fields_with_one_key_are_a_mistake(app: QApplication) -> None:
    with pytest.raises(ValueError, match="one key"):
        Formulier([TekstVeld("a", "A"), TekstVeld("a", "B")])


@given(st.text(max_size=40))
def test_a_line_keeps_what_was_typed_but_for_the_spaces_around_it(tekst: str) -> None:
    veld = TekstVeld("a", "A")
    veld.zet(tekst)
    schoon = QLineEdit(tekst).text()  # a line has no line ends
    assert veld.ruw() == schoon
    assert veld.waarde() == schoon.strip()


def test_too_much_text_is_said_and_kept(app: QApplication) -> None:
    for veld in (TekstVeld("a", "A", hoogstens=5), LangeTekstVeld("a", "A", hoogstens=5)):
        veld.zet("zes666")
        assert veld.bezwaar() == "Deze tekst is te lang: 6 tekens. Er passen er 5. Maak de tekst korter."
        assert veld.ruw() == "zes666"


def test_a_check_of_its_own_says_what_is_wrong(app: QApplication) -> None:
    veld = TekstVeld("pc", "Postcode", controle=lambda tekst: "" if tekst == "2531 AB" else "Dit is geen postcode.")
    assert veld.bezwaar() == ""
    veld.zet("2531")
    assert veld.bezwaar() == "Dit is geen postcode."
    veld.zet("2531 AB")
    assert veld.bezwaar() == ""


@pytest.mark.parametrize(
    ("getypt", "waarde", "bezwaar"),
    [
        ("", None, ""),
        ("0", 0, ""),
        ("1.250", 1250, ""),
        ("-1", None, "Vul een heel getal in van 0 tot en met 2000."),
        ("2001", None, "Vul een heel getal in van 0 tot en met 2000."),
        ("drie", None, "Vul een heel getal in van 0 tot en met 2000."),
    ],
)
def test_numbers(app: QApplication, getypt: str, waarde: int | None, bezwaar: str) -> None:
    veld = GetalVeld("n", "Aantal", meest=2000)
    veld.regel.setText(getypt)
    assert veld.bezwaar() == bezwaar
    if not bezwaar:
        assert veld.waarde() == waarde
    veld.zet_verplicht(True)
    assert veld.bezwaar() == ("Vul ‘Aantal’ in." if getypt == "" else bezwaar)


@pytest.mark.parametrize(
    ("getypt", "dag"),
    [
        ("3-11-26", date(2026, 11, 3)),
        ("3 nov", date(2027, 11, 3)),
        ("vandaag", VANDAAG),
        ("+7", date(2026, 11, 29)),
        ("1 december 2026", date(2026, 12, 1)),
    ],
)
def test_dates_as_people_type_them_and_how_they_were_read(
    qtbot: Any, app: QApplication, getypt: str, dag: date
) -> None:
    veld = toon(qtbot, DatumVeld("d", "Klaar op", lambda: VANDAAG))
    qtbot.keyClicks(veld.regel, getypt)
    assert veld.waarde() == dag
    qtbot.keyClick(veld.regel, Qt.Key.Key_Return)
    assert veld.regel.text() == dag.strftime("%d-%m-%Y")
    assert veld._gelezen.text().endswith(str(dag.year))


def test_date_bounds_and_direction(app: QApplication) -> None:
    veld = DatumVeld(
        "d",
        "Datum",
        lambda: VANDAAG,
        richting=Richting.VERLEDEN,
        vroegst=lambda: date(2026, 1, 1),
        laatst=lambda: VANDAAG,
    )
    veld.regel.setText("3 dec")
    assert veld.bezwaar() == "Kies een datum op of na donderdag 1 januari 2026."
    veld.regel.setText("morgen")
    assert veld.bezwaar() == "Kies een datum op of voor zondag 22 november 2026."
    veld.regel.setText("22-11-2026")
    assert veld.waarde() == VANDAAG


def test_calendar_starts_on_monday_speaks_dutch_and_fills_the_field(qtbot: Any, app: QApplication) -> None:
    veld = toon(qtbot, DatumVeld("d", "Klaar op", lambda: VANDAAG))
    qtbot.mouseClick(veld.kalenderknop, Qt.MouseButton.LeftButton)
    kalender = veld._kalender
    assert kalender is not None
    assert kalender.maand.firstDayOfWeek() is Qt.DayOfWeek.Monday
    assert kalender.maand.locale().monthName(kalender.maand.monthShown()) == "november"
    assert kalender.maand.selectedDate() == QDate(2026, 11, 22)
    kalender.maand.activated.emit(QDate(2026, 12, 1))
    assert veld.waarde() == date(2026, 12, 1)
    assert not kalender.isVisible()


@pytest.mark.parametrize(
    ("getypt", "waarde", "gelezen"),
    [
        ("3-11-2012", OnvolledigeDatum(2012, 11, 3), "3 november 2012 · 14 jaar"),
        ("nov 2012", OnvolledigeDatum(2012, 11), "november 2012 · tussen 13 en 14 jaar"),
        ("2012", OnvolledigeDatum(2012), "2012 · tussen 13 en 14 jaar"),
        ("?", OnvolledigeDatum(), "onbekend"),
    ],
)
def test_birth_dates_as_far_as_they_are_known(
    app: QApplication, getypt: str, waarde: OnvolledigeDatum, gelezen: str
) -> None:
    veld = OnvolledigeDatumVeld("g", "Geboren", lambda: VANDAAG)
    veld.regel.setText(getypt)
    assert veld.waarde() == waarde
    assert veld._gelezen.text() == gelezen
    ander = OnvolledigeDatumVeld("g", "Geboren", lambda: VANDAAG)
    ander.zet(waarde)
    assert ander.waarde() == waarde


def test_a_sentence_that_names_its_field_names_it_once(qtbot: Any) -> None:
    formulier = Formulier([TekstVeld("m", "Motivering", verplicht=True)])
    qtbot.addWidget(formulier)
    formulier.bewaar()
    assert formulier.melding.tekst == "Eén veld klopt nog niet. Vul ‘Motivering’ in."


def test_a_question_is_no_name_before_a_colon(qtbot: Any) -> None:
    formulier = Formulier([DatumVeld("op", "Op welke dag?", lambda: VANDAAG, laatst=lambda: VANDAAG)])
    qtbot.addWidget(formulier)
    formulier.veld("op").zet(date(2030, 1, 1))
    formulier.bewaar()
    begin = "Eén veld klopt nog niet. Op welke dag? Kies een datum op of voor "
    assert formulier.melding.tekst.startswith(begin)


def test_an_age_is_no_date_but_offers_the_years_that_fit(qtbot: Any) -> None:
    veld = OnvolledigeDatumVeld("g", "Geboren", lambda: VANDAAG)
    qtbot.addWidget(veld)
    veld.show()
    veld.regel.setText("15 jaar")
    assert veld.bezwaar() == "U weet alleen de leeftijd. Vul een geboortejaar in dat past: 2010 of 2011."
    veld.regel.editingFinished.emit()
    knoppen = [knop for knop in veld.findChildren(Knop) if knop.isVisible()]
    assert [knop.text() for knop in knoppen] == ["Geboren in 2010", "Geboren in 2011"]
    knoppen[1].click()
    assert veld.waarde() == OnvolledigeDatum(2011)
    assert (veld.fout, [knop for knop in veld.findChildren(Knop) if knop.isVisible()]) == ("", [])
    feit = OnvolledigeDatumVeld("f", "Datum van het feit", lambda: VANDAAG, toon_leeftijd=False)
    feit.regel.setText("15 jaar")
    assert "leeftijd" not in feit.bezwaar()


def test_birth_in_the_future_is_refused_and_kept(app: QApplication) -> None:
    veld = OnvolledigeDatumVeld("g", "Geboren", lambda: VANDAAG)
    veld.regel.setText("23-11-2026")
    assert veld.bezwaar() == "Deze datum ligt in de toekomst. Kijk het jaar na."
    assert veld.ruw() == "23-11-2026"


def test_choice_keeps_a_value_that_is_no_longer_offered(app: QApplication) -> None:
    veld = KeuzeVeld("w", "Wijk", [Keuze("a", "A"), Keuze("b", "B")], verplicht=True)
    assert veld.bezwaar() == "Vul ‘Wijk’ in."
    veld.zet("b")
    veld.zet_keuzes([Keuze("b", "B"), Keuze("c", "C")])
    assert veld.waarde() == "b"
    veld.zet("oud")
    assert veld.waarde() == "oud"
    veld.zet_ruw("c")
    assert veld.waarde() == "c"
    veld.zet_ruw("")
    assert veld.waarde() is None


def test_several_choices_by_keyboard_in_the_order_of_the_list(qtbot: Any, app: QApplication) -> None:
    veld = toon(qtbot, MeerKeuzeVeld("t", "Tafels", [Keuze(n, f"Tafel {n}") for n in (1, 2, 3)]))
    veld.lijst.setFocus()
    qtbot.keyClick(veld.lijst, Qt.Key.Key_End)
    qtbot.keyClick(veld.lijst, Qt.Key.Key_Space)
    qtbot.keyClick(veld.lijst, Qt.Key.Key_Home)
    qtbot.keyClick(veld.lijst, Qt.Key.Key_Space)
    assert veld.waarde() == (1, 3)
    assert veld.ruw() == ["1", "3"]
    veld.zet_ruw(["2"])
    assert veld.waarde() == (2,)


def test_letters_typed_in_a_list_find_the_name_that_begins_with_all_of_them(qtbot: Any, app: QApplication) -> None:
    namen = ("Anna Post", "Carla Casus", "Celine van Dam", "Cem Øz")
    veld = toon(qtbot, KeuzeVeld("w", "Wie bent u?", [Keuze(naam, naam) for naam in namen], verplicht=True))
    lijst = veld.lijst
    lijst.setFocus()
    for getypt, gevonden in {
        "c": "Carla Casus",
        "ce": "Celine van Dam",
        "cem o": "Cem Øz",
        "Carla": "Carla Casus",
        "cc": "Celine van Dam",  # the letter again: the next
        "x": "Carla Casus",
        "-": "Carla Casus",
    }.items():
        veld.zet("Anna Post" if getypt not in "x-" else "Carla Casus")
        qtbot.keyClicks(lijst, getypt)
        assert veld.waarde() == gevonden, getypt
        qtbot.keyClick(lijst, Qt.Key.Key_Escape)  # ends the word
    veld.zet("Anna Post")
    qtbot.keyClicks(lijst, "c")
    lijst._typrust.timeout.emit()
    qtbot.keyClicks(lijst, "a")  # a new word, long after the first
    assert veld.waarde() == "Anna Post"


def _tik_en_kies(qtbot: Any, veld: ZoekKeuzeVeld, letters: str, aantal: int) -> None:
    veld.regel.setFocus()
    qtbot.keyClicks(veld.regel, letters)
    qtbot.waitUntil(lambda: veld.suggesties.aantal == aantal, timeout=20_000)
    if aantal > 1:  # the only one is marked already
        qtbot.keyClick(veld.regel, Qt.Key.Key_Down)
    qtbot.keyClick(veld.regel, Qt.Key.Key_Return)


def test_choices_stand_under_headings_and_are_found_by_any_of_their_words(qtbot: Any) -> None:
    keuzes = [
        Keuze("stand", "Lopende casussen: jongeren die gevolgd worden", groep="Casussen", zoek="Wijk × Leeftijd"),
        Keuze("uit", "Uitstroom", groep="Casussen"),
        Keuze("acties", "Acties", groep="Werk"),
    ]
    veld = toon(qtbot, KeuzeVeld("o", "Onderwerp", keuzes))
    regels = [veld.lijst.itemText(nr) for nr in range(veld.lijst.count())]
    assert [regels[nr] for nr in (1, 4)] == ["Casussen", "Werk"]
    veld.zet("uit")
    QTest.keyClick(veld.lijst, Qt.Key.Key_Down)  # past the heading
    assert veld.waarde() == "acties"
    for woord in ("gevolgd", "jongeren", "wijk", "lopende"):
        veld.zet("acties")
        veld.lijst._begin_woord()
        QTest.keyClicks(veld.lijst, woord)
        assert (woord, veld.waarde()) == (woord, "stand")
    uitklap = veld.lijst.view()
    uitklap.setCurrentIndex(veld.lijst.model().index(5, 0))
    for letter in "gev":
        uitklap.keyboardSearch(letter)
    assert uitklap.currentIndex().row() == 2
    veld.lijst.setCurrentIndex(1)  # a heading is no choice
    assert veld.waarde() is None


def test_find_and_choose_by_typing_without_diacritics(qtbot: Any, app: QApplication) -> None:
    veld = toon(qtbot, ZoekKeuzeVeld("s", "School", keuzes=[Keuze(1, "De Ridderhof"), Keuze(2, "Het Élan", "vmbo")]))
    _tik_en_kies(qtbot, veld, "elan", 1)
    assert veld.waarde() == 2
    assert veld.regel.text() == "Het Élan (vmbo)"
    qtbot.keyClicks(veld.regel, "x")
    assert veld.bezwaar() == "Kies een van de mogelijkheden uit de lijst, of maak het veld leeg."
    veld.zet_ruw(["1", "De Ridderhof"])
    assert veld.waarde() == 1
    veld.regel.clear()
    assert veld.waarde() is None
    with pytest.raises(ValueError, match="words"):
        veld.zet(99)


def test_what_is_typed_in_full_counts_as_chosen_where_only_one_is_called_so(qtbot: Any, app: QApplication) -> None:
    keuzes = [Keuze(1, "De Ridderhof"), Keuze(2, "Het Élan", "vmbo"), Keuze(3, "De Brug"), Keuze(4, "de brug")]
    veld = toon(qtbot, ZoekKeuzeVeld("s", "School", keuzes=keuzes, verplicht=True))
    veld.regel.setFocus()
    for getypt, waarde in (("het elan", 2), ("Het Élan (vmbo)", 2), ("de  RIDDERHOF ", 1)):
        veld.regel.clear()
        qtbot.keyClicks(veld.regel, getypt)
        qtbot.keyClick(veld.regel, Qt.Key.Key_Tab)
        assert (veld.bezwaar(), veld.waarde()) == ("", waarde)
        veld.regel.setFocus()
    for getypt in ("De Ridder", "de brug"):  # of two with one name nobody knows which was meant
        veld.regel.clear()
        qtbot.keyClicks(veld.regel, getypt)
        assert veld.keuze is None
        assert veld.bezwaar() == "Kies een van de mogelijkheden uit de lijst."


def test_what_is_typed_in_full_is_found_in_the_database_too(qtbot: Any, omgeving: Omgeving) -> None:
    def zoek(tekst: str) -> list[Keuze]:
        return [Keuze(1, "Wijkagent Noord"), Keuze(2, "Wijkagent")]

    veld = toon(qtbot, ZoekKeuzeVeld("p", "Wie", zoek=zoek, werker=omgeving.werker))
    veld.regel.setFocus()
    qtbot.keyClicks(veld.regel, "wijkagent")
    veld.regel.clearFocus()
    qtbot.waitUntil(lambda: veld.keuze is not None, timeout=20_000)
    assert veld.waarde() == 2


def test_nothing_found_is_said_and_offers_the_way_out(qtbot: Any, app: QApplication, gezegd: list[str]) -> None:
    niets = "Niets gevonden. Probeer andere letters."
    gedaan: list[str] = []
    veld = ZoekKeuzeVeld("s", "School", keuzes=[Keuze(1, "De Ridderhof")])
    veld.zet_uitweg("School toevoegen", partial(gedaan.append, "weg"))
    toon(qtbot, veld)
    assert veld.uitweg is not None
    assert (veld.niets_gevonden, veld.uitweg.isVisible()) == ("", False)
    veld.regel.setFocus()
    qtbot.keyClicks(veld.regel, "vlier")
    qtbot.waitUntil(lambda: veld.niets_gevonden == niets, timeout=20_000)
    assert (veld._niets.isVisible(), veld.uitweg.isVisible(), gezegd) == (True, True, [niets])
    veld.uitweg.click()
    assert gedaan == ["weg"]
    veld.regel.clear()
    assert (veld.niets_gevonden, veld._niets.isVisible(), veld.uitweg.isVisible()) == ("", False, False)
    qtbot.keyClicks(veld.regel, "x")
    qtbot.waitUntil(lambda: veld.niets_gevonden == niets, timeout=20_000)
    veld.regel.clear()
    _tik_en_kies(qtbot, veld, "ridder", 1)
    assert (veld.waarde(), veld.niets_gevonden, veld.uitweg.isVisible()) == (1, "", False)
    qtbot.keyClicks(veld.regel, "x")
    veld.regel.clearFocus()
    qtbot.waitUntil(lambda: veld.niets_gevonden == niets, timeout=20_000)  # also when one has gone on already
    veld.zet(1)
    assert (veld.niets_gevonden, veld.uitweg.isVisible()) == ("", False)


def test_find_in_the_database_and_choose(qtbot: Any, omgeving: Omgeving) -> None:
    gezocht: list[str] = []

    def zoek(tekst: str) -> list[Keuze]:
        gezocht.append(tekst)
        return [Keuze(uuid, f"Wijkagent {nr}") for nr, uuid in enumerate(sleutels)]

    sleutels = [uuid4(), uuid4()]
    veld = toon(qtbot, ZoekKeuzeVeld("p", "Wie", zoek=zoek, werker=omgeving.werker))
    _tik_en_kies(qtbot, veld, "wijk", 2)
    klaar(qtbot, omgeving)
    assert veld.waarde() in sleutels
    assert gezocht[-1] == "wijk"


def test_password_is_hidden_shown_on_demand_and_never_in_a_draft(qtbot: Any, app: QApplication) -> None:
    veld = toon(qtbot, WachtwoordVeld("w", "Wachtwoord"))
    qtbot.keyClicks(veld.regel, "Correct paard batterij!")
    assert veld.regel.echoMode() is QLineEdit.EchoMode.Password
    qtbot.mouseClick(veld.toonknop, Qt.MouseButton.LeftButton)
    assert veld.regel.echoMode() is QLineEdit.EchoMode.Normal
    assert veld.toonknop.accessibleName() == "Wachtwoord verbergen (Ctrl+T)"
    qtbot.keyClicks(veld.regel, " nog een")  # the click left the keyboard in the password
    assert veld.regel.text() == "Correct paard batterij! nog een"
    qtbot.keyClick(veld.regel, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert veld.regel.echoMode() is QLineEdit.EchoMode.Password
    assert veld.ruw() is None


def test_enter_presses_the_button_that_has_the_focus_once_and_ctrl_enter_is_left_to_the_form(
    qtbot: Any, app: QApplication
) -> None:
    gedrukt: list[str] = []
    knop = toon(qtbot, Knop("Verslag bekijken", "primair", actie=partial(gedrukt.append, "ja")))
    for toets in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        qtbot.keyClick(knop, toets)
    assert len(gedrukt) == 3
    qtbot.keyClick(knop, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(gedrukt) == 3


@pytest.mark.parametrize("soort", ["primair", "gevaar", "secundair"])
def test_a_button_with_the_focus_looks_the_same_under_the_mouse(qtbot: Any, app: QApplication, soort: Any) -> None:
    knop = toon(qtbot, Knop("Verslag bekijken", soort))
    knop.setFocus()
    assert knop.hasFocus()
    zonder = knop.grab().toImage()
    qtbot.mouseMove(knop)
    app.processEvents()
    assert knop.underMouse()
    met = knop.grab().toImage()
    assert met.pixelColor(8, 8) == zonder.pixelColor(8, 8)


def test_a_box_that_must_be_ticked(app: QApplication) -> None:
    veld = VinkVeld("v", "Ik heb de gegevens gezien", moet=True)
    assert veld.bezwaar() == "Zet hier een vinkje om door te gaan."
    veld.zet(True)
    assert veld.bezwaar() == ""
    vrij = VinkVeld("v", "De ouders zijn geïnformeerd")
    assert vrij.bezwaar() == ""


class _Opslag:
    """Keeps drafts in memory, in the way the vault does: answers come later."""

    def __init__(self) -> None:
        self.inhoud: dict[tuple[str, UUID | None], dict[str, Any]] = {}
        self.keren = 0

    alleen_lezen = False

    def bewaar(self, naam: str, object_id: UUID | None, inhoud: dict[str, Any]) -> None:
        self.keren += 1
        self.inhoud[naam, object_id] = inhoud

    def haal(self, naam: str, object_id: UUID | None, klaar: Any) -> None:
        klaar(self.inhoud.get((naam, object_id)))

    def wis(self, naam: str, object_id: UUID | None) -> None:
        self.inhoud.pop((naam, object_id), None)


def _vul_half(qtbot: Any, formulier: Formulier) -> None:
    qtbot.keyClicks(formulier.veld("naam").invoer, "Half")
    qtbot.keyClicks(formulier.veld("deadline").invoer, "31 feb")
    qtbot.keyClicks(formulier.veld("wachtwoord").invoer, "geheim")


def test_in_a_backup_a_form_can_be_read_and_not_saved(qtbot: Any, formulier: Formulier) -> None:
    opslag = _Opslag()
    bewaard: list[dict[str, Any]] = []
    opslag.alleen_lezen = True
    formulier.bewaren.connect(bewaard.append)
    formulier.zet({"naam": "Zoë"})
    formulier.koppel_concept(opslag, "jongere", None)
    assert formulier.melding.tekst == "Dit is een reservekopie. U kunt hier lezen, maar niets wijzigen."
    formulier.zet_bezig(False)
    assert not formulier.knop.isEnabled()
    assert not formulier.veld("naam").invoer.isEnabled()
    formulier.bewaar()
    assert bewaard == []


def test_draft_is_handed_over_within_two_seconds_of_typing_on(qtbot: Any, formulier: Formulier) -> None:
    opslag, sleutel = _Opslag(), uuid4()
    formulier.koppel_concept(opslag, "jongere", sleutel)
    _vul_half(qtbot, formulier)
    with qtbot.waitSignal(formulier._uiterlijk.timeout, timeout=20_000):
        wekker = formulier.startTimer(200)  # somebody who never rests
        formulier.timerEvent = lambda _: formulier.veld("naam").invoer.insert("x")  # type: ignore[method-assign, attr-defined]
    formulier.killTimer(wekker)
    inhoud = opslag.inhoud["jongere", sleutel]
    assert inhoud["naam"].startswith("Halfx")
    assert inhoud["deadline"] == "31 feb"
    assert "wachtwoord" not in inhoud


def test_draft_comes_back_after_a_crash_and_can_be_thrown_away(
    qtbot: Any, formulier: Formulier, gezegd: list[str]
) -> None:
    opslag, sleutel = _Opslag(), uuid4()
    formulier.koppel_concept(opslag, "jongere", sleutel)
    _vul_half(qtbot, formulier)
    formulier.bewaar_concept()
    assert opslag.keren == 1
    formulier.bewaar_concept()
    assert opslag.keren == 1  # nothing new since

    nieuw = toon(qtbot, maak_formulier())
    nieuw.zet({"naam": "Bewaard", "signaal": "Oud"})
    nieuw.koppel_concept(opslag, "jongere", sleutel)
    assert (nieuw.veld("naam").ruw(), nieuw.veld("deadline").ruw()) == ("Half", "31 feb")
    assert nieuw.melding.tekst == "Wat u eerder typte en nog niet had opgeslagen, staat er weer."
    assert nieuw.melding.accessibleName() in gezegd
    qtbot.mouseClick(nieuw.melding.actieknop, Qt.MouseButton.LeftButton)
    assert (nieuw.veld("naam").ruw(), nieuw.veld("deadline").ruw()) == ("Bewaard", "")
    assert opslag.inhoud == {}


def test_leaving_keeps_the_draft_and_saving_throws_it_away(qtbot: Any, formulier: Formulier) -> None:
    opslag = _Opslag()
    formulier.koppel_concept(opslag, "jongere")
    formulier.zet(GOED)
    assert opslag.keren == 0
    qtbot.keyClicks(formulier.veld("naam").invoer, "x")
    formulier.hide()
    assert opslag.inhoud["jongere", None]["naam"] == "xØsterberg"
    formulier.show()
    formulier.opgeslagen()
    assert opslag.inhoud == {}
    formulier.hide()
    assert opslag.inhoud == {}


def test_every_field_survives_its_own_draft(app: QApplication) -> None:
    een, ander = maak_formulier(), maak_formulier()
    een.zet(GOED)
    for sleutel in GOED:
        ander.veld(sleutel).zet_ruw(een.veld(sleutel).ruw())
    assert ander.waarden() == {**GOED, "wachtwoord": ""}
    for sleutel in GOED:  # a draft of another version of the program
        for vreemd in (None, 3, ["x"], {"a": 1}):
            ander.veld(sleutel).zet_ruw(vreemd)  # type: ignore[arg-type]


def test_one_column_of_bounded_width_and_long_text_grows(qtbot: Any, formulier: Formulier) -> None:
    formulier.resize(1600, 900)
    velden: list[Veld] = [formulier.veld(sleutel) for sleutel in GOED]
    assert len({veld.x() for veld in velden}) == 1
    assert all(veld.width() <= thema.huidig().px(640) for veld in velden)
    vel = formulier.veld("signaal").invoer
    laag = vel.height()
    formulier.veld("signaal").zet("regel\n" * 8)
    assert vel.height() > laag


def test_what_must_be_read_is_whole_and_ticked_at_once_only_after_its_end_was_in_sight(
    qtbot: Any, app: QApplication
) -> None:
    lang = " ".join(f"woord{nr}" for nr in range(200))
    veld = MeerKeuzeVeld("mee", "Wat gaat mee?", [Keuze(nr, lang) for nr in range(3)], met_alles=True)
    veld.resize(500, 400)
    toon(qtbot, veld)
    balk = veld.lijst.verticalScrollBar()
    qtbot.waitUntil(lambda: balk.maximum() > 0 and not veld._kijker.isActive())
    hoog = veld.fontMetrics().boundingRect(0, 0, veld.lijst.viewport().width(), 9999, Qt.TextFlag.TextWordWrap, lang)
    assert veld.lijst.visualItemRect(veld.lijst.item(0)).height() >= hoog.height()
    assert veld.allesknop.text() == "Alles aanvinken (3 teksten)"
    assert not veld.allesknop.isEnabled()
    balk.setValue(balk.maximum())
    veld.allesknop.click()
    assert veld.waarde() == (0, 1, 2)
    # Somebody less or more to read for: what was in sight stays so, and the place too; a text that is new was not.
    keuzes, plek = list(veld._keuzes), balk.maximum() // 3
    balk.setValue(plek)
    veld.lijst.setCurrentRow(1)
    balk.setValue(plek)
    for rest, mag in ((keuzes[:2], True), (keuzes, True), ([*keuzes, Keuze(3, lang)], False)):
        veld.zet_keuzes(rest)
        QApplication.processEvents()
        assert (balk.value(), veld.lijst.currentRow()) == (plek, 1)
        assert veld.allesknop.isEnabled() is mag


def test_no_line_that_must_be_read_is_cut_off(qtbot: Any, app: QApplication) -> None:
    begin = "PMG-2026-00001, Bureau Leerlingzaken – Leerlingzaken: Heeft ineens dure kleding en twee telefoons, en komt"

    def beeld(tekst: str) -> QImage:
        veld = MeerKeuzeVeld("mee", "Wat gaat mee?", [Keuze(0, tekst)], met_alles=True)
        veld.resize(500, 400)
        toon(qtbot, veld)
        return veld.lijst.grab(veld.lijst.visualItemRect(veld.lijst.item(0))).toImage()

    for meer in range(12):  # wherever a line breaks: the last word is in the picture
        tekst = f"{begin}{' op' * meer} het"
        assert beeld(f"{tekst} plein") != beeld(f"{tekst} kleip"), meer
    adres = "https://" + "a" * 90  # nor where it cannot be broken
    assert beeld(f"{adres}b") != beeld(f"{adres}c")
