"""The screen "Beeld" over a real vault: settling by a click, one cell through time, what is hidden read out."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pmg_desk.domain.beeld import Wijze
from pmg_desk.domain.beeldmetingen import METINGEN
from pmg_desk.domain.beeldschema import Beeldschema
from pmg_desk.services import beeldkwartalen
from pmg_desk.services.beeld import maak_as, metingen_van
from pmg_desk.services.beeldassen import assen
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.beeld import BeeldScherm
from pmg_desk.ui.screens.beeldcaseload import Caseload
from pmg_desk.ui.screens.beeldkeuzes import mogelijke_keuzes, passende_keuze
from pmg_desk.ui.screens.beeldtabel import Getaltabel
from pmg_desk.ui.screens.beelduitleg import Uitleg
from pmg_desk.ui.widgets import dialoog
from pmg_desk.ui.widgets.knop import Knop
from tests.beeldbouw import Telling, getoond, tabel, vastgesteld
from tests.casusbouw import maak
from tests.ui import toegankelijk
from tests.ui.conftest import klaar
from tests.ui.test_delen import Toon, teksten, toon
from tests.ui.test_spoed import druk
from tests.wereld import Wereld, gemeente

__all__ = ["toon"]

_WIJK = ("gebied", "leeftijd")
_EERDER: Telling = {("noord_a", "oud"): 2, ("noord_b", "oud"): 10, ("zuid", "oud"): 6, ("zuid", "jong"): 7}
_TELLING: Telling = {("noord_a", "oud"): 2, ("noord_b", "oud"): 13, ("zuid", "oud"): 6, ("zuid", "jong"): 7}


def stel_vast(wereld: Wereld) -> None:
    for kwartaal, telling in (("2026-Q2", _EERDER), ("2026-Q3", _TELLING)):
        vastgesteld(
            wereld.privacy,
            kwartaal,
            getoond(tabel(kwartaal, "instroom", _WIJK, telling), frozenset({("noord_b", "oud")})),
            getoond(tabel(kwartaal, "instroom", ("leeftijd", "duur"), {("oud", "kort"): 21, ("jong", "kort"): 7})),
            getoond(tabel(kwartaal, "stand", _WIJK, _TELLING)),
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


def test_a_table_stands_beside_its_drawing_and_a_hidden_number_is_no_zero(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    stel_vast(wereld)
    scherm: BeeldScherm = toon(BeeldScherm, "regie")
    getallen = scherm.getallen
    assert getallen.tabel is not None
    gezegd = voorgelezen(getallen.tabel)
    assert gezegd["Noord A, 12 jaar en ouder: afgeschermd"] == "×"
    zelfde = ", evenveel als in het 2e kwartaal 2026"
    assert gezegd[f"Noord A, tot en met 11 jaar: 0{zelfde}"] == "0"
    assert gezegd["Totaal: 28, 3 meer dan in het 2e kwartaal 2026"] == "28"
    assert "Totaal: 3 meer dan in het 2e kwartaal 2026." in teksten(scherm)
    assert "Rijen: wijk of buurt. Kolommen: leeftijd." in teksten(scherm)
    assert "× is afgeschermd: dit getal is klein, of verraadt een klein getal. Het kan ook 0 zijn." in teksten(scherm)
    getallen.tabel.setCurrentCell(3, 2)  # Noord B, 12 and older
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


def test_the_own_caseload_says_it_is_internal_and_each_number_opens_its_casussen(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    eerste = maak(wereld.regie, geslachtsnaam="Bakker")
    maak(wereld.regie, "top_x", geslachtsnaam="Visser")
    maak(wereld.regie2, "pga_lokaal", geslachtsnaam="Groen")
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
    assert deel.anders.isHidden()
    deel.waaromknop.click()
    assert "Een casus aan twee tafels telt hier bij allebei." in teksten(deel.anders)
    assert not [naam for naam in namen if "bestand" in naam.lower() or "opslaan" in naam.lower()]
    next(k for k in deel.findChildren(Knop) if k.accessibleName().startswith("PGA lokaal")).click()
    assert [rij.id for rij in deel.lijst.model.getoond] == [eerste]
    deel.lijst.geopend.emit(deel.lijst.model.getoond[0])
    assert heen == [("dossier", eerste)]
    assert toegankelijk.controleer(scherm) == []
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
