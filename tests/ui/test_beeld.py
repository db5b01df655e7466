"""The screen "Beeld" over a real vault: settling by a click, one cell through time, what is hidden read out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pmg_desk.domain.beeld import Wijze
from pmg_desk.domain.beeldmetingen import METINGEN
from pmg_desk.domain.beeldschema import Beeldschema
from pmg_desk.reports.tekening import DRUK
from pmg_desk.services import beeldkwartalen
from pmg_desk.services.beeld import maak_as, metingen_van
from pmg_desk.services.beeldassen import assen
from pmg_desk.services.beeldinstellingen import set_instellingen
from pmg_desk.services.beeldonderwerpen import op_leesvolgorde
from pmg_desk.services.beeldoverzicht import Beeldvraag, show_beeld
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.beeld import BeeldScherm
from pmg_desk.ui.screens.beeldcaseload import Caseload
from pmg_desk.ui.screens.beeldkeuzes import mogelijke_keuzes, passende_keuze
from pmg_desk.ui.screens.beeldkolommen import Getalbladen
from pmg_desk.ui.screens.beeldtabel import Getaltabel
from pmg_desk.ui.screens.beelduitleg import Uitleg
from pmg_desk.ui.widgets import dialoog
from pmg_desk.ui.widgets.knop import Knop
from tests.beeldbouw import Telling, getoond, tabel, vastgesteld
from tests.casusbouw import maak
from tests.ui import toegankelijk
from tests.ui.casusvenster import ga, open_venster
from tests.ui.conftest import klaar
from tests.ui.test_delen import Toon, teksten, toon
from tests.ui.test_spoed import druk
from tests.wereld import Wereld, gemeente

__all__ = ["toon"]

_WIJK = ("gebied", "leeftijd")
_EERDER: Telling = {("noord_a", "oud"): 2, ("noord_b", "oud"): 10, ("zuid", "oud"): 6, ("zuid", "jong"): 7}
_TELLING: Telling = {("noord_a", "oud"): 2, ("noord_b", "oud"): 13, ("zuid", "oud"): 6, ("zuid", "jong"): 7}


def stel_vast(wereld: Wereld) -> None:
    noord_b = frozenset({("noord_b", "oud")})
    for kwartaal, telling, verborgen in (("2026-Q2", _EERDER, noord_b), ("2026-Q3", _TELLING, frozenset())):
        vastgesteld(
            wereld.privacy,
            kwartaal,
            getoond(tabel(kwartaal, "instroom", _WIJK, telling), noord_b),
            getoond(tabel(kwartaal, "instroom", ("leeftijd", "duur"), {("oud", "kort"): 21, ("jong", "kort"): 7})),
            getoond(tabel(kwartaal, "stand", _WIJK, _TELLING), verborgen),
        )


def zichtbaar(scherm: BeeldScherm) -> list[Getaltabel]:
    return [een for een in scherm.findChildren(Getaltabel) if een.isVisibleTo(scherm)]


def voorgelezen(getallen: Getaltabel) -> dict[str, str]:
    """What a screen reader says of each cell, and what stands in it."""
    rollen = Qt.ItemDataRole
    items = [getallen.item(r, k) for r in range(getallen.rowCount()) for k in range(getallen.columnCount())]
    return {item.data(rollen.AccessibleTextRole): item.text() for item in items if item is not None}


def test_a_quarter_is_settled_by_a_click_and_stopping_settles_nothing(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    maak(wereld.regie)
    wereld.klok.moment += timedelta(days=60)
    lezer: BeeldScherm = toon(BeeldScherm, "lezer")
    assert "Nog geen getallen" in teksten(lezer)
    assert not [k for k in lezer.findChildren(Knop) if k.text() == "Kwartaal vaststellen" and k.isVisibleTo(lezer)]
    scherm: BeeldScherm = toon(BeeldScherm, "regie")
    assert "Nog vast te stellen: 4e kwartaal 2026." in teksten(scherm)

    scherm.leeg.knop.click()
    vraag = scherm.findChild(dialoog.Vraag)
    assert vraag is not None
    assert vraag.accessibleDescription().endswith(
        "Getallen zijn te zien vanaf 5. Kleinere worden afgeschermd. Dat stelt de beheerder in. Een hoger getal kan"
        " daarna niet meer."
    )
    assert vraag.focusWidget() is vraag.terugknop  # what cannot be undone is no Enter away
    vraag.reject()
    stoppen = omgeving.werker.lange_taak.connect(lambda taak: taak.annuleer())
    dialoog.volgend_antwoord(True)
    scherm.leeg.knop.click()
    klaar(qtbot, omgeving)
    omgeving.werker.lange_taak.disconnect(stoppen)
    assert scherm.melding.tekst == "U bent gestopt. Kwartalen die al klaar waren, zijn vastgesteld."
    assert beeldkwartalen.list_kwartalen(wereld.regie).vastgesteld == ()
    dialoog.volgend_antwoord(True)
    scherm.leeg.knop.click()
    klaar(qtbot, omgeving)
    assert [v.kwartaal for v in beeldkwartalen.list_kwartalen(wereld.regie).vastgesteld] == ["2026-Q4"]
    assert scherm.getallen.tabel is not None
    assert scherm.vaststelknop.isHidden()
    assert toegankelijk.controleer(scherm) == []


def test_what_could_not_be_rounded_is_named_at_settling_and_at_its_table(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon, monkeypatch: pytest.MonkeyPatch
) -> None:
    maak(wereld.regie)
    wereld.klok.moment += timedelta(days=60)
    set_instellingen(wereld.beheer, 5, Wijze.AFRONDEN)

    def stel_vast_met_een_uitzondering(werkplek: Werkplek, **_: object) -> tuple[UUID, ...]:
        duur = tabel("2026-Q4", "instroom", ("leeftijd", "duur"), {("oud", "kort"): 21, ("jong", "kort"): 7})
        vastgesteld(
            werkplek,
            "2026-Q4",
            getoond(tabel("2026-Q4", "instroom", _WIJK, _TELLING), wijze=Wijze.AFRONDEN),
            getoond(duur, wijze=Wijze.AFRONDEN),
            getoond(tabel("2026-Q4", "stand", _WIJK, _TELLING)),
        )
        return (uuid4(),)

    monkeypatch.setattr(beeldkwartalen, "settle_achterstand", stel_vast_met_een_uitzondering)
    scherm: BeeldScherm = toon(BeeldScherm, "regie")
    scherm.vraag_vaststellen()
    vraag = scherm.findChild(dialoog.Vraag)
    assert vraag is not None
    assert vraag.accessibleDescription().endswith(
        "Elk getal wordt afgerond op een veelvoud van 5, naar boven of naar beneden. Dat stelt de beheerder in. Een"
        " hoger getal kan daarna niet meer. Afschermen ook niet."
    )
    vraag.accept()
    klaar(qtbot, omgeving)
    assert scherm.melding.tekst == (
        "Deze onderwerpen konden niet veilig worden afgerond en zijn afgeschermd: Open casussen."
    )
    toch = "Dit kon niet veilig worden afgerond, en is daarom afgeschermd."
    assert scherm.getallen.meting.waarde() == "stand"
    assert toch in teksten(scherm)
    scherm.getallen.meting.zet("instroom")
    klaar(qtbot, omgeving)
    assert toch not in teksten(scherm)


def test_a_table_stands_beside_its_drawing_and_a_hidden_number_is_no_zero(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    stel_vast(wereld)
    scherm: BeeldScherm = toon(BeeldScherm, "regie")
    getallen = scherm.getallen
    assert getallen.meting.lijst.currentText() == "Open casussen: jongeren die gevolgd worden"
    assert getallen.splitsing.lijst.currentText() == "Wijk of buurt × Leeftijd"
    legenda = "+ is meer, − is minder, = is evenveel. ? is niet te zeggen: het getal van toen is afgeschermd"
    assert legenda in teksten(scherm)
    assert getallen.tabel is not None
    assert "Noord B, 12 jaar en ouder: 13, verschil met het 2e kwartaal 2026 niet te zeggen" in voorgelezen(
        getallen.tabel
    )
    assert getallen.tabel.verschillen == {"=", "?"}
    getallen.meting.zet("instroom")
    klaar(qtbot, omgeving)
    assert getallen.tabel.verschillen == {"+3", "="}
    gezegd = voorgelezen(getallen.tabel)
    assert gezegd["Noord A, 12 jaar en ouder: afgeschermd"] == "×"
    zelfde = ", evenveel als in het 2e kwartaal 2026"
    assert gezegd[f"Noord A, tot en met 11 jaar: 0{zelfde}"] == "0"
    assert gezegd["Totaal: 28, 3 meer dan in het 2e kwartaal 2026"] == "28"
    assert "Totaal: 3 meer dan in het 2e kwartaal 2026." in teksten(scherm)
    assert "Rijen: wijk of buurt. Kolommen: leeftijd." in teksten(scherm)
    waarom = "dit getal is 1 tot en met 4, of zou een ander klein getal verraden; het kan ook 0 zijn."
    assert f"× is afgeschermd: {waarom}" in teksten(scherm)
    assert getallen.gekozen is not None
    getallen.tabel.setCurrentCell(4, 0)
    assert (getallen.gekozen.zin.text(), getallen.gekozen.knop.isEnabled()) == ("Zuid: 13 casussen.", True)
    hoog = getallen.gekozen.height()
    getallen.tabel.setCurrentCell(3, 2)  # Noord B, 12 and older
    assert getallen.gekozen.zin.text() == f"Noord B, 12 jaar en ouder: ×. Afgeschermd: {waarom}"
    QApplication.processEvents()
    assert getallen.gekozen.height() == hoog  # the table does not move under the mouse
    qtbot.waitUntil(lambda: "Noord B" in getallen.verloop.titel.text())
    klaar(qtbot, omgeving)
    assert getallen.verloop.grafiek.accessibleDescription() == (
        "2e kwartaal 2026: afgeschermd; 3e kwartaal 2026: afgeschermd."
    )
    getallen.vast.zet(("leeftijd", "oud"))
    klaar(qtbot, omgeving)
    assert getallen.tabel is not None
    gezegd = voorgelezen(getallen.tabel)
    assert (gezegd[f"Zuid: 6{zelfde}"], gezegd["Zuid, aandeel: 29%"]) == ("6", "29%")
    assert gezegd["Noord A, aandeel: afgeschermd"] == "×"
    getallen.vast.zet(("duur", "kort"))
    klaar(qtbot, omgeving)
    assert zichtbaar(scherm) == []
    assert "Deze uitsplitsing van Instroom is niet geteld." in getallen.weigering.tekst
    getallen.vast.zet(None)
    klaar(qtbot, omgeving)
    druk(scherm, "Wat telt hier?")
    QApplication.processEvents()
    assert "Periode\n1 juli 2026 tot en met 30 september 2026" in teksten(scherm.zijpaneel)
    scherm.zijpaneel.findChildren(Uitleg)[-1].meerknop.click()
    assert "Getallen van 1 tot en met 4 zijn afgeschermd." in teksten(scherm.zijpaneel)
    assert toegankelijk.controleer(scherm) == []
    omgeving.zet_thema("donker", 100)
    klaar(qtbot, omgeving)
    assert len(zichtbaar(scherm)) == 1


def test_where_nothing_fits_beside_the_table_its_explanation_unfolds_above_it(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    stel_vast(wereld)
    scherm: BeeldScherm = toon(BeeldScherm, "regie")
    omgeving.zet_thema("donker", 200)
    scherm.resize(1100, 620)
    klaar(qtbot, omgeving)
    uitleg = "Casussen die op de laatste dag open waren."
    try:
        druk(scherm, "Wat telt hier?")
        QApplication.processEvents()
        assert (scherm.zijpaneel.isHidden(), scherm.tabs.isVisible(), uitleg in teksten(scherm)) == (True, True, True)
        assert scherm.getallen.tabel is not None
        assert scherm.getallen.tabel.isVisible()
        scherm.getallen.meting.zet("instroom")
        klaar(qtbot, omgeving)
        assert "Casussen die in het kwartaal zijn begonnen." in teksten(scherm)
        druk(scherm, "Uitleg sluiten")
        assert "zijn begonnen." not in teksten(scherm)
        druk(scherm, "Wat telt hier?")
        scherm.verlaten()
        assert "zijn begonnen." not in teksten(scherm)
    finally:
        omgeving.zet_thema("licht", 100)
        klaar(qtbot, omgeving)


def test_it_opens_at_its_title_also_where_the_whole_screen_scrolls(
    qtbot: QtBot, wereld: Wereld, omgeving: Omgeving
) -> None:
    stel_vast(wereld)
    venster = open_venster(qtbot, omgeving, wereld, "regie")
    venster.resize(1280, 720)
    omgeving.zet_thema("licht", 200)
    klaar(qtbot, omgeving)
    for _ in range(2):
        scherm: BeeldScherm = ga(qtbot, venster, "beeld")
        QApplication.processEvents()
        kop = scherm.bestandknop
        assert venster.stapel.visibleRegion().contains(kop.mapTo(venster.stapel, kop.rect().center()))
        assert kop.visibleRegion().boundingRect() == kop.rect()
        scherm.getallen.vast.lijst.setFocus()
        klaar(qtbot, omgeving)
        ga(qtbot, venster, "casussen")
    omgeving.zet_thema("licht", 100)
    klaar(qtbot, omgeving)


def test_columns_that_do_not_fit_are_turned_over_and_an_arrow_turns_too(qtbot: QtBot, wereld: Wereld) -> None:
    stel_vast(wereld)
    tabel_ = show_beeld(wereld.lezer, Beeldvraag(), DRUK).tabel
    assert tabel_ is not None
    vak = QWidget()
    qtbot.addWidget(vak)
    kolom = QVBoxLayout(vak)
    getallen = Getaltabel(tabel_)
    bladen = Getalbladen(getallen, vak)
    kolom.addWidget(bladen)
    kolom.addWidget(getallen)

    def zichtbaar_() -> list[int]:
        return [nr for nr in range(getallen.columnCount()) if not getallen.isColumnHidden(nr)]

    vak.resize(getallen.verticalHeader().width() + sum(getallen.breedten[:2]) + 40, 400)
    vak.show()
    qtbot.waitUntil(lambda: zichtbaar_() == [0, 1])
    assert getallen.horizontalScrollBar().maximum() == 0
    assert (bladen.zin.text(), bladen.vorige.isEnabled()) == ("Totaal en kolom 1 van 2", False)
    getallen.setCurrentCell(1, 1)
    QTest.keyClick(getallen, Qt.Key.Key_Right)
    assert (zichtbaar_(), getallen.currentRow(), getallen.currentColumn()) == ([0, 2], 1, 2)
    QTest.keyClick(getallen, Qt.Key.Key_Right)  # there is no more
    assert zichtbaar_() == [0, 2]
    bladen.vorige.click()
    assert (zichtbaar_(), getallen.currentColumn()) == ([0, 1], 1)
    vak.resize(1200, 400)
    qtbot.waitUntil(lambda: zichtbaar_() == [0, 1, 2])
    assert bladen.isHidden()


def test_the_own_caseload_says_it_is_internal_and_each_number_opens_its_casussen(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    eerste = maak(wereld.regie, geslachtsnaam="Bakker")
    maak(wereld.regie, "top_x", geslachtsnaam="Visser")
    maak(wereld.regie2, "pga_lokaal", geslachtsnaam="Groen")
    stel_vast(wereld)
    wereld.klok.moment += timedelta(days=45)
    heen: list[tuple[str, object]] = []
    omgeving.navigatie.connect(lambda sleutel, params: heen.append((sleutel, params.get("casus_id"))))
    scherm: BeeldScherm = toon(BeeldScherm, "regie", tab="caseload")
    deel = scherm.tabs.inhoud("caseload")
    assert isinstance(deel, Caseload)
    assert deel.intern.tekst.startswith("Intern: niet delen.")
    assert [rij.naam for rij in deel.lijst.model.getoond] == ["Bakker, Zoë", "Visser, Zoë"]
    namen = [k.accessibleName() for k in deel.findChildren(Knop) if k.isVisibleTo(deel)]
    assert "PGA lokaal: 1 casus, casussen tonen" in namen
    assert "Zonder plan: 2 casussen, casussen tonen" in namen
    assert "Start en de werklijst tellen ook casussen die u waarneemt of die aan u zijn toegewezen." in teksten(deel)
    assert deel.anders.isHidden()
    deel.waaromknop.click()
    assert "Een casus aan twee tafels telt hier bij allebei." in teksten(deel.anders)
    assert not [naam for naam in namen if "bestand" in naam.lower() or "opslaan" in naam.lower()]
    next(k for k in deel.findChildren(Knop) if k.accessibleName().startswith("PGA lokaal")).click()
    assert [rij.id for rij in deel.lijst.model.getoond] == [eerste]
    assert deel.lijstkop.text() == "Tafel: PGA lokaal (intern)"
    assert scherm.bestandknop.isHidden()  # of the own caseload there is no file
    stil = "42 dagen geen tekst, actie, score of overleg"
    deel.kies("knelpunt", stil)
    assert {rij.knelpunten for rij in deel.lijst.model.getoond} == {(stil, "Zonder plan")}  # why, before the rest
    deel.kies("tafel", "PGA lokaal")
    deel.lijst.geopend.emit(deel.lijst.model.getoond[0])
    assert heen == [("dossier", eerste)]
    assert toegankelijk.controleer(scherm) == []
    scherm.tabs.kies("getallen")
    assert not scherm.bestandknop.isHidden()
    officer: BeeldScherm = toon(BeeldScherm, "privacy", tab="caseload")
    assert (officer.tabs.sleutel, officer.heeft_caseload) == ("getallen", False)


def test_a_wijk_stands_once_and_stays_chosen_along_the_axis_that_has_a_table() -> None:
    schema = Beeldschema(
        assen(gemeente("den-haag-zuidwest")),
        {m.sleutel: m for m in METINGEN},
        dict.fromkeys((m.sleutel for m in METINGEN), Wijze.AFSCHERMEN),
    )
    per = {m.sleutel: m for m in metingen_van(schema)}
    instroom, alle = (
        per["instroom"],
        [maak_as(schema.assen[een]) for een in ("gebied", "wijk", "doelgroep", "leeftijd")],
    )
    for tabel_, as_ in ((("gebied", "doelgroep"), "gebied"), (("wijk", "leeftijd"), "wijk")):
        keuzes = [keuze for keuze, _ in mogelijke_keuzes(instroom, alle, tabel_)]
        wijken = [keuze for keuze in keuzes if keuze[1] == "moerwijk"]
        assert wijken == [(as_, "moerwijk")]
        assert passende_keuze(instroom, ("gebied", "moerwijk"), alle, tabel_) == (as_, "moerwijk")
        assert len(keuzes) == len(set(keuzes))
    assert passende_keuze(instroom, ("gebied", "buurt"), alle, ("wijk", "leeftijd")) == ("gebied", "buurt")
    assert passende_keuze(instroom, ("leeftijd", "x"), alle, ("gebied", "doelgroep")) == ("leeftijd", "x")


def test_every_measure_stands_under_a_heading_and_who_is_followed_comes_first() -> None:
    schema = Beeldschema(
        assen(gemeente("den-haag-zuidwest")),
        {m.sleutel: m for m in METINGEN},
        dict.fromkeys((m.sleutel for m in METINGEN), Wijze.AFSCHERMEN),
    )
    onderwerpen = op_leesvolgorde(metingen_van(schema))
    assert sorted(een.meting.sleutel for een in onderwerpen) == sorted(m.sleutel for m in METINGEN)
    assert (onderwerpen[0].meting.sleutel, onderwerpen[0].gewoon) == ("stand", "jongeren die gevolgd worden")
    groepen = [een.groep for een in onderwerpen]
    assert len([nr for nr, een in enumerate(groepen) if nr == 0 or groepen[nr - 1] != een]) == len(set(groepen)) == 6
    vreemd = replace(onderwerpen[0].meting, sleutel="van_later")
    assert [(o.meting.sleutel, o.groep) for o in op_leesvolgorde((vreemd, onderwerpen[0].meting))] == [
        ("stand", "Jongeren en casussen"),
        ("van_later", "Overig"),
    ]
