"""The programme and its numbers on screen: what one writes down, what is hidden and says so, what there is without."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.kwartaal import Kwartaal
from pmg_desk.domain.monitoring import Jaarsom
from pmg_desk.services.duiding import GEEN_NAMEN
from pmg_desk.services.monitoring import show_monitoring
from pmg_desk.services.programma import show_programma
from pmg_desk.services.streeftellingen import Telling
from pmg_desk.storage.models import Inspanningstand
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.beelduitleg import Uitleg, eerste_zin
from pmg_desk.ui.screens.inspanningdelen import Eerder
from pmg_desk.ui.screens.monitoring import DUIDING, MonitoringScherm
from pmg_desk.ui.screens.programma import Inspanningrij, ProgrammaScherm
from pmg_desk.ui.screens.streefregels import NIET_GETELD, streefregel, tellingregel, waarom_geen_verschil
from pmg_desk.ui.widgets import dialoog
from pmg_desk.ui.widgets.chip import Chip
from pmg_desk.ui.widgets.formulier import Formulierdialoog
from pmg_desk.ui.widgets.inbeeld import breng_in_beeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.sprongbalk import Sprongbalk
from pmg_desk.ui.zoeken import maak_zoeker
from tests.programmabouw import settle
from tests.ui import toegankelijk
from tests.ui.conftest import klaar
from tests.ui.test_delen import Toon, teksten, toon
from tests.ui.test_spoed import druk, vul
from tests.wereld import NU, Wereld, gemeente

__all__ = ["toon"]

LEZING = "Daar staat: 100 in totaal, tegen 60 in 2022. Dat dit per jaar geldt, lezen wij erin."
PROGRAMMA = "Uitvoeringsprogramma Preventie met gezag in Den Haag Zuidwest"


def gelezen(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def klik(scherm: QWidget, tekst: str) -> None:
    """What a reload just put on the page shows in the next round of events."""
    QApplication.processEvents()
    druk(scherm, tekst)


def knoppen(widget: QWidget) -> set[str]:
    return {knop.text() for knop in widget.findChildren(Knop) if knop.isVisibleTo(widget)}


def test_how_an_effort_goes_is_written_per_quarter_and_shows_on_its_row(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    settle(wereld.privacy, "2026-Q3", aanmeldingen=41, pga=23, jim=7)
    scherm: ProgrammaScherm = toon(ProgrammaScherm, "regie", inspanning="9")
    beeld = teksten(scherm)
    assert "Cijfers tot en met het 3e kwartaal 2026." in beeld
    assert "Aanmeldingen bij een tafel: 41 aanmeldingen" in beeld
    regels, een = beeld.splitlines(), "1 van de 4 kwartalen vastgesteld"
    for naam, stand, bron in (
        (
            "Aanmeldingen bij PGA lokaal",
            f"Te bereiken: 100 aanmeldingen, per jaar. In 2026: 23 ({een}).",
            f"Bron: {PROGRAMMA}, interventie 13. {LEZING}",
        ),
        (
            "Nulmeting: Aanmeldingen bij PGA lokaal in 2022",
            f"60 aanmeldingen. In 2026: 23 ({een}); een verschil staat hier als alle vier kwartalen te zien zijn.",
            f"Bron: {PROGRAMMA}, interventie 13.",
        ),
        (
            "Extra jongeren tot 27 jaar aangemeld die voldoen aan de criteria",
            f"Te bereiken: 50 jongeren, in het eerste jaar. In 2026: 23 ({een}).",
            f"Bron: {PROGRAMMA}, interventie 9.",
        ),
        (
            "Moeilijk te bereiken risicojongeren gekoppeld aan opleiding of baan",
            f"Te bereiken: 100 jongeren, de bron zegt niet wanneer. {NIET_GETELD} Er is nog geen telling opgeschreven.",
            f"Bron: {PROGRAMMA}, interventie 6.",
        ),
    ):
        plek = regels.index(naam)
        assert regels[plek + 1 : plek + 3] == [stand, bron]
    heen: list[tuple[str, object]] = []
    omgeving.navigatie.connect(lambda sleutel, params: heen.append((sleutel, params)))
    for naam in ("Aanmeldingen bij een tafel, 2.1 Effectiever signaleren", "Aanmeldingen bij PGA lokaal"):
        _knop(scherm, f"Wat telt hier: {naam}").click()
    assert heen == [("monitoring", {"meting": "aanmeldingen"})] * 2
    assert len(scherm.findChildren(Inspanningrij)) == 19
    balk = scherm.findChildren(Sprongbalk)[-1]
    assert balk.isVisible()
    assert "Verminderen van jonge aanwas en (snelle)…" in knoppen(balk)
    scherm.schrijf("9", Kwartaal(2026, 4))
    assert GEEN_NAMEN in gelezen(scherm.findChildren(Formulierdialoog)[-1])
    vul(qtbot, omgeving, scherm, {"stand": Inspanningstand.VERTRAAGD, "gepland": "Meldpunt", "gedaan": "Verkend"})
    (negen,) = (
        i for o in show_programma(wereld.lezer).opgaven for d in o.doelen for i in d.inspanningen if i.kwartalen
    )
    assert (negen.sleutel, negen.kwartalen[0].gedaan) == ("9", "Verkend")
    chips = [c.accessibleName() for c in scherm.findChildren(Chip) if c.text() == "Q4 vertraagd"]
    assert chips == ["9. Versterken signaleringsketen, 4e kwartaal 2026: vertraagd"]
    assert "Verkend" in gelezen(scherm.zijpaneel)  # the detail that was open shows what was written
    scherm.schrijf("9", Kwartaal(2026, 4))
    vul(qtbot, omgeving, scherm, {"stand": Inspanningstand.GEREED, "gepland": "Meldpunt", "gedaan": "Geopend"})
    detail = gelezen(scherm.zijpaneel)
    assert detail.index("Geopend") < detail.index("Verkend")  # what stood there before, folded under it
    (eerder,) = scherm.zijpaneel.findChildren(Eerder)
    assert eerder.knop.accessibleName() == "Eerdere versies (1), ingeklapt"
    eerder.knop.click()
    assert [e.text() for e in eerder.findChildren(QLabel) if e.isVisibleTo(eerder)] == [
        "Vertraagd",
        "Gepland",
        "Meldpunt",
        "Gedaan",
        "Verkend",
        f"Opgeschreven door C. Regisseur op {_vandaag(wereld)}",
    ]
    klik(scherm, "Duiding toevoegen")
    vul(qtbot, omgeving, scherm, {"wie": "Politie en OM", "tekst": "Het sociaal domein zoekt nog."})
    over = "4e kwartaal 2026"
    qtbot.waitUntil(lambda: _naam_van_focus(scherm) == f"Politie en OM over het {over}")  # what was just written
    assert "Het sociaal domein zoekt nog." in gelezen(scherm.zijpaneel)
    dialoog.volgend_antwoord(True)
    _knop(scherm.zijpaneel, f"Duiding intrekken: Politie en OM, {over}").click()
    klaar(qtbot, omgeving)
    qtbot.waitUntil(lambda: _naam_van_focus(scherm) == f"Ingetrokken, over het {over}")
    detail = gelezen(scherm.zijpaneel)
    assert not any(weg in detail for weg in ("Het sociaal domein zoekt nog.", "Politie en OM"))
    scherm.open_doel("2.2")
    detail = gelezen(scherm.zijpaneel)
    assert "Begonnen met een interventie: 7 deelnames (3e kwartaal 2026)" in detail
    assert "Begonnen met een interventie: afgeschermd (3e kwartaal 2026)" in detail
    assert toegankelijk.controleer(scherm) == []
    keuzes = [scherm.sprong.lijst.itemText(nr) for nr in range(scherm.sprong.lijst.count())]
    assert "17. Integrale communicatiestrategie" in keuzes  # whole, as each of them
    scherm.sprong.zet("17")
    assert gelezen(scherm.zijpaneel).startswith("17.")
    (rij,) = (een for een in scherm.findChildren(Inspanningrij) if een.knop.accessibleName().startswith("Openen: 17."))
    assert not rij.visibleRegion().isEmpty()
    scherm.sluit_detail()
    assert scherm.sprong.waarde() is None
    scherm.jaar.zet(2027)
    assert not [c for c in scherm.findChildren(Chip) if c.isVisibleTo(scherm) and c.text() == "Q4 vertraagd"]


def _vandaag(wereld: Wereld) -> str:
    return toon_datum(lokale_dag(wereld.klok.nu()))


def test_a_count_that_is_too_small_is_said_to_be_so_and_is_not_gone() -> None:
    telling = Telling(UUID(int=1), None, date(2026, 11, 1), "Welzijn", "C. Regisseur", NU, te_klein=True)
    assert tellingregel(telling) == (
        "Te klein om te tonen: de telling van 1 november 2026, geteld buiten PMG Desk (Welzijn)"
    )
    assert tellingregel(replace(telling, te_klein=False)).startswith("Weggehaald: ")


def _naam_van_focus(scherm: QWidget) -> str:
    focus: QWidget | None = scherm.window().focusWidget()
    return "" if focus is None else focus.accessibleName()


def test_what_the_program_cannot_count_is_typed_and_each_earlier_number_stays(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    scherm: ProgrammaScherm = toon(ProgrammaScherm, "regie")
    mensen = "Moeilijk te bereiken risicojongeren gekoppeld aan opleiding of baan"
    for naam, hulp in (
        (mensen, "Alleen het totaal: 0, of 5 en meer. Een kleiner getal neemt het programma niet aan."),
        ("Actieve jeugdraden", "Alleen het totaal."),
    ):
        _knop(scherm, f"Telling opschrijven: {naam}").click()
        venster = scherm.findChildren(Formulierdialoog)[-1]
        assert hulp in gelezen(venster).splitlines()
        venster.reject()
    for knop, aantal in (("Telling opschrijven", 3), ("Verbeteren", 4)):
        naam = "Actieve jeugdraden" if knop == "Telling opschrijven" else "Actieve jeugdraden, 1 november 2026"
        _knop(scherm, f"{knop}: {naam}").click()
        vul(qtbot, omgeving, scherm, {"waarde": str(aantal), "peildag": date(2026, 11, 1), "bron": "Welzijn"})
    beeld = teksten(scherm)
    nu = "4 op 1 november 2026, geteld buiten PMG Desk (Welzijn)"
    assert f"4 jeugdraden, op enig moment. {NIET_GETELD} Laatste telling: 4." in beeld
    assert f"Eerder stond hier: 3{nu[1:]}. Dat schreef C. Regisseur op {_vandaag(wereld)}." in beeld
    dialoog.volgend_antwoord(True)
    _knop(scherm, "Weghalen: Actieve jeugdraden, 1 november 2026").click()
    klaar(qtbot, omgeving)
    assert "Weggehaald: de telling van 1 november 2026 (Welzijn)\nOpgeschreven door" in teksten(scherm)
    assert f"Eerder stond hier: {nu}." in teksten(scherm)
    assert toegankelijk.controleer(scherm) == []


def _knop(scherm: QWidget, naam: str) -> Knop:
    QApplication.processEvents()
    (knop,) = (een for een in scherm.findChildren(Knop) if een.accessibleName() == naam and een.isVisibleTo(scherm))
    return knop


def test_an_effort_is_found_in_the_search_field_of_the_window(omgeving: Omgeving, wereld: Wereld) -> None:
    omgeving.werkplek = wereld.regie
    zoek, _ = maak_zoeker(omgeving)
    assert [(een.titel, een.sleutel, een.params) for een in zoek("signaleringsketen")] == [
        ("9. Versterken signaleringsketen", "programma", {"inspanning": "9"})
    ]


@pytest.mark.parametrize(("wie", "knop"), [("beheer", {"Naar het profiel"}), ("privacy", set())])
def test_a_profile_without_goals_says_what_to_do(wereld: Wereld, toon: Toon, wie: str, knop: set[str]) -> None:
    wereld.werkplek(wie).profiel = gemeente("landelijk")
    scherm: ProgrammaScherm = toon(ProgrammaScherm, wie)
    assert "Nog geen programma in het profiel" in teksten(scherm)
    assert scherm.jaar.isHidden()
    assert knoppen(scherm.leeg) == knop


def test_who_only_reads_has_nothing_to_write_with(wereld: Wereld, toon: Toon) -> None:
    settle(wereld.privacy, "2026-Q3", aanmeldingen=41)
    monitoring = toon(MonitoringScherm, "lezer", meting="stand")
    assert monitoring.nulmeting.isHidden()
    for scherm in (toon(ProgrammaScherm, "privacy", inspanning="9"), monitoring):
        assert not scherm.zijpaneel.isHidden()
        assert not {"Invullen", "Bijwerken", "Duiding toevoegen", "Telling opschrijven"} & knoppen(scherm)


def test_each_number_stands_beside_what_it_was_with_its_definition_and_what_partners_read(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    scherm: MonitoringScherm = toon(MonitoringScherm, "beheer")
    assert "Nog geen vastgestelde kwartalen" in teksten(scherm)
    for kwartaal, aantal in (("2026-Q1", 30), ("2026-Q2", None), ("2026-Q3", 41)):
        settle(wereld.privacy, kwartaal, aanmeldingen=aantal, geheim=31_337)
    scherm.toon(meting="aanmeldingen")
    qtbot.waitUntil(lambda: "aanmeldingen" in scherm.kaarten)
    kaart = scherm.kaarten["aanmeldingen"]
    qtbot.waitUntil(lambda: _naam_van_focus(scherm) == "Wat telt hier: Aanmeldingen bij een tafel")
    assert gelezen(kaart).splitlines()[1:5] == [
        "41",
        "aanmeldingen in het 3e kwartaal 2026",
        "Verschil met kwartaal ervoor",
        "niet te zeggen: afgeschermd",
    ]
    assert kaart.grafiek.accessibleDescription() == (
        "1e kwartaal 2026: 30; 2e kwartaal 2026: afgeschermd; 3e kwartaal 2026: 41."
    )
    detail = gelezen(scherm.zijpaneel)
    kort, rest = eerste_zin(kaart.beeld.meting.definitie)
    assert kort in detail
    assert all(f"– {zin}" in detail for zin in (rest.split(". ")[0], rest.split(". ")[-1]))
    assert "Periode\n1 juli 2026 tot en met 30 september 2026" in detail
    _terug_naar_de_kaart(qtbot, scherm)
    scherm.open_meting("aanmeldingen")
    uitleg = scherm.zijpaneel.findChild(Uitleg)
    assert isinstance(uitleg, Uitleg)
    assert uitleg.meerknop.accessibleName().endswith("ingeklapt")
    uitleg.meerknop.click()
    assert uitleg.meerknop.accessibleName().endswith("uitgeklapt")
    assert "Getallen van 1 tot en met 4 zijn afgeschermd." in detail
    scherm.nulmeting.zet("2026-Q1")
    qtbot.waitUntil(lambda: "11 meer" in gelezen(scherm.kaarten["aanmeldingen"]))
    assert show_monitoring(wereld.regie).nulkwartaal == Kwartaal(2026, 1)
    klik(scherm, "Duiding toevoegen")
    vul(qtbot, omgeving, scherm, {"wie": "Kernpartners", "tekst": "Meer uit Moerwijk."})
    qtbot.waitUntil(lambda: "Kernpartners" in _naam_van_focus(scherm))  # what was just written, in sight
    assert "Meer uit Moerwijk." in gelezen(scherm.zijpaneel)
    assert "Duiding (1)" in knoppen(scherm.kaarten["aanmeldingen"])
    assert "31337" not in teksten(scherm) + repr(_beschrijvingen(scherm))
    assert toegankelijk.controleer(scherm) == []
    omgeving.zet_thema("donker", 100)  # drawn anew, in other colours, with the same words
    assert scherm.kaarten["aanmeldingen"].grafiek.accessibleDescription().endswith("3e kwartaal 2026: 41.")


def _terug_naar_de_kaart(qtbot: QtBot, scherm: MonitoringScherm) -> None:
    """A detail leaves its card in sight, though it makes two columns one, and gives the focus back to it."""
    scherm.sluit_detail()
    qtbot.waitUntil(lambda: not scherm._sprongwekker.isActive())
    kaart = scherm.kaarten["stand"]
    assert gelezen(kaart).splitlines()[2] == "casussen op 30 september 2026"  # a stand, of one day
    qtbot.waitUntil(kaart.isVisible)
    scherm.resize(1100, 720)
    QApplication.processEvents()
    breng_in_beeld(kaart)
    breed = kaart.width()
    duiding = kaart.knoppen[DUIDING]
    duiding.setFocus()
    duiding.click()
    qtbot.waitUntil(lambda: kaart.width() > breed)  # one column now
    qtbot.waitUntil(lambda: kaart.visibleRegion().contains(QPoint()))
    assert _naam_van_focus(scherm) == duiding.accessibleName()
    scherm.zijpaneel.sluitknop.setFocus()
    scherm.zijpaneel.sluitknop.click()
    qtbot.waitUntil(lambda: _naam_van_focus(scherm) == duiding.accessibleName())
    assert kaart.visibleRegion().contains(QPoint())


def test_a_baseline_of_a_year_at_one_table_is_compared_with_a_whole_year_at_that_table(wereld: Wereld) -> None:
    for nr, pga in enumerate((20, 21, 19, 12), start=1):
        settle(wereld.privacy, f"2025-Q{nr}", aanmeldingen=41, pga=pga)
    settle(wereld.privacy, "2026-Q1", aanmeldingen=41, pga=None)
    (kaart,) = (m for lijn in show_monitoring(wereld.lezer).lijnen for m in lijn.metingen if m.streefwaarden)
    assert waarom_geen_verschil(kaart.streefwaarden) == (
        "Hieronder gaat het over een heel jaar en alleen over PGA lokaal. Het getal bovenaan is van één kwartaal en van"
        " alle tafels. Daarom wordt het daar niet mee vergeleken."
    )
    (nul,) = (s for s in kaart.streefwaarden if s.streefwaarde.nulmeting)
    assert streefregel(nul) == (
        "Nulmeting: Aanmeldingen bij PGA lokaal in 2022: 60 aanmeldingen. In 2026: niet te zeggen (1 van 1 getallen"
        " afgeschermd); een verschil staat hier als alle vier kwartalen te zien zijn. In 2025: 72; dat is 12 meer dan"
        " de nulmeting."
    )
    zelfde, minder = (replace(nul, sommen=(Jaarsom(2025, aantal, 0, 4, ongeveer=True),)) for aantal in (60, 50))
    assert streefregel(zelfde).endswith("In 2025: ca. 60; dat is ongeveer evenveel als de nulmeting.")
    assert streefregel(minder).endswith("In 2025: ca. 50; dat is ca. 10 minder dan de nulmeting.")
    assert streefregel(replace(nul, sommen=())).endswith("Daarna is nog geen kwartaal vastgesteld.")
    assert waarom_geen_verschil(()) == ""


def _beschrijvingen(scherm: QWidget) -> list[Any]:
    return [(w.accessibleName(), w.accessibleDescription(), w.toolTip()) for w in scherm.findChildren(QWidget)]
