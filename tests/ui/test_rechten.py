"""Requests of youth and parents on screen: found in the dossier, linked to texts, logged once, shielded exactly."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from pmg_desk.domain.datums import OnvolledigeDatum
from pmg_desk.domain.logboek import Logontvanger
from pmg_desk.domain.rechten import Gezag, RechtOordeel, Rechtsoort
from pmg_desk.domain.rollen import Kluissoort
from pmg_desk.domain.selectie import Geinformeerde
from pmg_desk.services.inzage import give_antwoord, list_antwoorden, list_stukken
from pmg_desk.services.inzagelog import lift_afscherming, list_afschermingen, list_kijkregels
from pmg_desk.services.rechtenverzoeken import decide_verzoek, record_verzoek
from pmg_desk.services.rechtinzicht import list_van_casus
from pmg_desk.services.rechtteksten import set_over, show_teksten
from pmg_desk.services.toewijzingen import assign_casus
from pmg_desk.services.uitspraken import UitspraakInvoer, list_uitspraken
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.dossier_delen import DelenTab
from pmg_desk.ui.screens.rechten import RechtenScherm
from pmg_desk.ui.screens.rechtenverzoek import RechtenverzoekScherm
from pmg_desk.ui.venster import mag_zien
from pmg_desk.ui.widgets.formulier import Formulierdialoog
from tests.aanvallen.knoeien import zet
from tests.casusbouw import regels
from tests.services.test_rechtenverzoeken import MOEDER, ZELF
from tests.ui import toegankelijk
from tests.ui.conftest import klaar
from tests.ui.test_delen import Toon, teksten, toon
from tests.ui.test_spoed import druk, vul
from tests.vulling import WOORDEN, Dossier, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld

__all__ = ["toon"]


@pytest.fixture
def dossier(wereld: Wereld) -> Dossier:
    return maak_dossier(wereld.regie)


@pytest.fixture
def heen(omgeving: Omgeving, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, Any]]]:
    """Where the user was taken."""
    gegaan: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr(omgeving, "navigeer", lambda sleutel, **params: gegaan.append((sleutel, params)))
    return gegaan


def rijen(wereld: Wereld, tabel: str) -> int:
    """How many rows there are, whatever the program shows."""
    with wereld.engine.connect() as verbinding:
        return int(verbinding.exec_driver_sql(f"SELECT count(*) FROM {tabel}").scalar_one())


def test_a_dossier_shows_its_requests_records_one_and_leads_to_who_saw_it(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, dossier: Dossier, toon: Toon, heen: list[tuple[str, Any]]
) -> None:
    eerste = record_verzoek(wereld.regie, dossier.casus_id, replace(ZELF, ontvangen_op="1-11-2026"))
    tab: DelenTab = toon(DelenTab, "regie", casus_id=dossier.casus_id)
    klaar(qtbot, omgeving)
    beeld = teksten(tab.rechten)
    assert "Inzage" in beeld
    assert "1 december 2026" in beeld
    assert toegankelijk.controleer(tab.rechten) == []
    druk(tab.rechten, "R-2026-00001 bekijken")
    druk(tab.rechten, "Wie zag het dossier")
    druk(tab.rechten, "Verzoek vastleggen")
    vul(
        qtbot,
        omgeving,
        tab.rechten,
        {
            "soort": Rechtsoort.CORRECTIE,
            "verzoeker": Geinformeerde.JONGERE,
            "verzoeker_naam": "Zoë",
            "identiteit": "Paspoort gezien.",
            "vraag": "Dit klopt niet.",
        },
    )
    nieuw, _ = list_van_casus(wereld.regie, dossier.casus_id)
    assert nieuw.soort is Rechtsoort.CORRECTIE
    assert heen == [
        ("rechtenverzoek", {"id": eerste}),
        ("rechtenverzoek", {"casus_id": dossier.casus_id, "tab": "log"}),
        ("rechtenverzoek", {"id": nieuw.id}),
    ]

    # Who reads along sees that they are there, and no more.
    assign_casus(wereld.regie, dossier.casus_id, wereld.lezer.gebruiker.id)
    lezer: DelenTab = toon(DelenTab, "lezer", casus_id=dossier.casus_id)
    klaar(qtbot, omgeving)
    assert "Verbeteren" in teksten(lezer.rechten)
    assert not lezer.rechten.nieuwknop.isVisible()
    assert not lezer.rechten.logknop.isVisible()


def test_one_opening_is_one_line_in_the_log_however_often_it_is_read_again(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, dossier: Dossier, toon: Toon
) -> None:
    verzoek = record_verzoek(wereld.regie, dossier.casus_id, ZELF)
    scherm: RechtenverzoekScherm = toon(RechtenverzoekScherm, "privacy", id=verzoek, tab="log")
    klaar(qtbot, omgeving)
    for _ in range(2):
        scherm.ververs(frozenset())
        klaar(qtbot, omgeving)
    scherm.toon()
    klaar(qtbot, omgeving)

    def keer() -> list[int]:
        acties = ("rechtenverzoek.openen", "inzage.bekijken", "inzagelog.bekijken")
        return [len(regels(wereld.privacy, actie)) for actie in acties]

    assert keer() == [1, 1, 1]
    scherm.toon(id=verzoek)
    klaar(qtbot, omgeving)
    assert keer() == [2, 2, 2]


def test_a_wrong_text_is_chosen_improved_and_stays_with_the_request(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, dossier: Dossier, toon: Toon
) -> None:
    invoer = replace(ZELF, soort=Rechtsoort.CORRECTIE, vraag="Dit klopt niet.")
    verzoek, ander = (record_verzoek(wereld.regie, dossier.casus_id, invoer) for _ in range(2))
    rij = next(u for u in list_uitspraken(wereld.regie, dossier.casus_id) if WOORDEN["signaal"] in u.tekst)
    scherm: RechtenverzoekScherm = toon(RechtenverzoekScherm, "regie", id=verzoek)
    druk(scherm, "Tekst kiezen")
    klaar(qtbot, omgeving)
    vul(qtbot, omgeving, scherm, {"uitspraak_id": rij.id})
    assert rij.tekst in teksten(scherm.tekst)
    assert not scherm.tekst.verbeterknop.isVisible()
    assert toegankelijk.controleer(scherm) == []
    decide_verzoek(wereld.privacy, verzoek, RechtOordeel.TOEGEWEZEN, "Het klopt niet.")
    scherm.ververs(frozenset())
    klaar(qtbot, omgeving)
    druk(scherm, "Verbeteren")
    vul(qtbot, omgeving, scherm, {"tekst": replace(rij.als_invoer(), tekst="Betermerk."), "reden": "Verzoek."})
    klaar(qtbot, omgeving)
    scherm.ververs(frozenset())
    klaar(qtbot, omgeving)
    assert rij.tekst in teksten(scherm.tekst)
    assert "Betermerk." in teksten(scherm.tekst)

    verbeterd = show_teksten(wereld.privacy, verzoek).gevolg
    assert verbeterd is not None
    assert verbeterd.tekst == "Betermerk."

    # Refused: the words of the youth come beside what stands there now.
    set_over(wereld.regie, ander, rij.id)
    decide_verzoek(wereld.privacy, ander, RechtOordeel.AFGEWEZEN, "De bron blijft erbij.")
    scherm.toon(id=ander)
    klaar(qtbot, omgeving)
    assert not scherm.tekst.verbeterknop.isVisible()
    druk(scherm, "Reactie vastleggen")
    vul(qtbot, omgeving, scherm, {"wie": "Zoë", "tekst": UitspraakInvoer("Thuismerk.")})
    gevolg = show_teksten(wereld.privacy, ander).gevolg
    assert gevolg is not None
    assert gevolg.tekst == "Thuismerk."


def test_an_earlier_answer_is_shown_exactly_as_it_was_given(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, dossier: Dossier, toon: Toon, monkeypatch: pytest.MonkeyPatch
) -> None:
    verzoek = record_verzoek(wereld.regie, dossier.casus_id, ZELF)
    decide_verzoek(wereld.privacy, verzoek, RechtOordeel.TOEGEWEZEN, "Goed.")
    gegeven = give_antwoord(wereld.regie, verzoek, "Bel 070 123.", "De rest volgt.")
    scherm: RechtenverzoekScherm = toon(RechtenverzoekScherm, "regie", id=verzoek, tab="blad")
    assert "precies zo" not in teksten(scherm)
    getoond: list[bytes] = []
    monkeypatch.setattr(scherm.blad.voorbeeld, "toon", getoond.append)
    druk(scherm, "Gegeven op 23 november 2026 door C. Regisseur: bekijken")
    klaar(qtbot, omgeving)
    assert getoond == [gegeven.pdf]
    zet(wereld, "UPDATE inzageantwoord SET pdf = x'00'")
    druk(scherm, "Gegeven op 23 november 2026 door C. Regisseur: bekijken")
    klaar(qtbot, omgeving)
    assert getoond == [gegeven.pdf]
    assert "Dit antwoord is na het geven veranderd." in teksten(scherm)


def test_inzage_is_given_through_the_file_dialog_itself(
    qtbot: QtBot,
    omgeving: Omgeving,
    wereld: Wereld,
    dossier: Dossier,
    toon: Toon,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The contact is asked after the file dialog: nothing came of it while that one was still closing."""
    verzoek = record_verzoek(wereld.regie, dossier.casus_id, ZELF)
    decide_verzoek(wereld.privacy, verzoek, RechtOordeel.TOEGEWEZEN, "Goed.")
    scherm: RechtenverzoekScherm = toon(RechtenverzoekScherm, "regie", id=verzoek, tab="blad")
    getoond: list[bytes] = []
    monkeypatch.setattr(scherm.blad.voorbeeld, "toon", getoond.append)
    druk(scherm, "Inzage geven")
    (keuze,) = scherm.findChildren(QFileDialog)
    uit = tmp_path / "uit"
    uit.mkdir()
    keuze.setDirectory(str(uit))
    keuze.selectFile("inzage")
    keuze.accept()
    qtbot.waitUntil(lambda: bool(scherm.findChildren(Formulierdialoog)), timeout=20_000)
    vul(qtbot, omgeving, scherm, {"contact": "Bel 070 123.", "niet_bekeken": "De rest volgt."})
    assert sorted(pad.name for pad in uit.iterdir()) == ["inzage-brief.pdf", "inzage.json", "inzage.pdf"]
    assert getoond == [(uit / "inzage.pdf").read_bytes()]
    assert len(list_antwoorden(wereld.regie, verzoek)) == 1


def test_exactly_the_chosen_lines_are_shielded_by_keyboard_prolonged_and_lifted(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, dossier: Dossier, toon: Toon
) -> None:
    nrs = []
    for naar in ("Eerst", "Tussen", "Laatst"):
        with wereld.regie.doe() as t:
            nrs.append(t.log("samenvatting.voorbereiden", "casus", dossier.casus_id, casus_id=dossier.casus_id,
                             ontvanger=Logontvanger(naar)))  # fmt: skip
    keur_goed(wereld, vraag(wereld, dossier))
    verzoek = record_verzoek(wereld.regie, dossier.casus_id, ZELF)
    scherm: RechtenverzoekScherm = toon(RechtenverzoekScherm, "privacy", id=verzoek, tab="log")
    log = scherm.log
    assert log.lijst.kies(nrs[0])
    rij = next(i for i, r in enumerate(log.lijst.model.getoond) if r.nr == nrs[2])
    kies = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    log.lijst.tabel.selectionModel().select(log.lijst.tabel.model().index(rij, 0), kies)
    QTest.keyClick(log.lijst.tabel, Qt.Key.Key_A)
    vul(qtbot, omgeving, log, {"reden": "Verhoormerk.", "tot": date(2026, 12, 1)})

    def dicht() -> list[int]:
        return sorted(r.nr for r in list_kijkregels(wereld.privacy, dossier.casus_id, openen=False) if r.afgeschermd)

    assert dicht() == [nrs[0], nrs[2]]
    scherm.ververs(frozenset())
    klaar(qtbot, omgeving)
    assert "Opnieuw bekijken op 1 december 2026." in teksten(log)
    assert toegankelijk.controleer(scherm) == []
    druk(log, "Verlengen")
    vul(qtbot, omgeving, log, {"tot": date(2027, 2, 1)})
    eerst, tweede = list_afschermingen(wereld.privacy, dossier.casus_id)
    assert {eerst.tot, tweede.tot} == {date(2026, 12, 1), date(2027, 2, 1)}
    for een in (eerst, tweede):
        lift_afscherming(wereld.privacy, een.id, "Klaar.")

    # Of one recipient everything, also what is still to come.
    druk(log, "Eén ontvanger afschermen")
    klaar(qtbot, omgeving)
    vul(qtbot, omgeving, log, {"organisatie_id": dossier.school, "reden": "Verhoor.", "tot": date(2026, 12, 1)})
    toen = dicht()
    assert toen
    assert not {*toen} & {*nrs}
    scherm.ververs(frozenset())
    klaar(qtbot, omgeving)
    assert "Afgeschermd: alles over School De Brug" in teksten(log)


def test_in_an_own_installation_the_screen_says_where_requests_are(
    omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    p = wereld.privacy
    p.gebruiker = replace(p.gebruiker, soort=Kluissoort.TOEZICHT)
    scherm: RechtenScherm = toon(RechtenScherm, "privacy")
    assert mag_zien(RechtenScherm, p.gebruiker.rol, Kluissoort.TOEZICHT)
    assert "Open de kluis van het team" in teksten(scherm)
    assert not scherm.nieuwknop.isVisible()
    assert not scherm.zoekknop.isVisible()
    assert "een casusnummer op te zoeken" in teksten(scherm)
    assert not scherm.tabs.isVisible()
    assert not scherm.melding.isVisible()
    assert toegankelijk.controleer(scherm) == []


def test_the_officer_looks_up_a_number_and_goes_on_to_record_the_request(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, dossier: Dossier, toon: Toon, heen: list[tuple[str, Any]]
) -> None:
    scherm: RechtenScherm = toon(RechtenScherm, "privacy")
    druk(scherm, "Casusnummer opzoeken")
    venster = vul(qtbot, omgeving, scherm, {"geslachtsnaam": "Lukas", "geboortedatum": OnvolledigeDatum(2012, 3)})
    assert venster.formulier.melding.tekst.startswith("Er is geen casus gevonden.")
    vul(qtbot, omgeving, scherm, {"geslachtsnaam": "lukasz"})
    assert "PMG-2026-00001" in venster.formulier.melding.tekst
    assert "Zoë" not in teksten(venster)  # the number and nothing more
    assert toegankelijk.controleer(venster) == []
    assert rijen(wereld, "concept") == 0
    venster.formulier.melding.actieknop.click()
    klaar(qtbot, omgeving)
    invoer = {
        "soort": Rechtsoort.INZAGE,
        "verzoeker": Geinformeerde.JONGERE,
        "verzoeker_naam": "Zoë",
        "identiteit": "Paspoort gezien.",
    }
    vul(qtbot, omgeving, scherm, invoer)
    (verzoek,) = list_van_casus(wereld.regie, dossier.casus_id)
    assert heen == [("rechtenverzoek", {"id": verzoek.id})]
    regie: RechtenScherm = toon(RechtenScherm, "regie")
    assert not regie.zoekknop.isVisible()


def test_a_parent_of_the_dossier_is_chosen_or_somebody_else_typed(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, dossier: Dossier, toon: Toon
) -> None:
    scherm: RechtenScherm = toon(RechtenScherm, "regie")
    druk(scherm, "Verzoek vastleggen")
    venster = scherm.findChildren(Formulierdialoog)[-1]
    veld: Any = venster.formulier.veld
    veld("casusnummer").zet("PMG-2026-00001")
    veld("casusnummer").regel.editingFinished.emit()
    klaar(qtbot, omgeving)
    assert veld("ouder").isHidden()
    veld("verzoeker").zet(Geinformeerde.OUDERS)
    assert veld("ouder").isVisible()
    assert f"{WOORDEN['moeder']} (gezag niet bekend)" in [
        veld("ouder").lijst.itemText(nr) for nr in range(veld("ouder").lijst.count())
    ]
    veld("ouder").zet(WOORDEN["moeder"])
    assert (veld("verzoeker_naam").waarde(), veld("gezag").waarde()) == (WOORDEN["moeder"], Gezag.ONBEKEND)
    assert toegankelijk.controleer(venster) == []
    veld("ouder").zet(None)
    getypt = {"soort": Rechtsoort.INZAGE, "verzoeker_naam": "Opa", "gezag": Gezag.JA, "identiteit": "Register."}
    vul(qtbot, omgeving, scherm, getypt)
    (verzoek,) = list_van_casus(wereld.regie, dossier.casus_id)
    assert verzoek.verzoeker_naam == "Opa"

    # Of the privacy officer the dossier stays shut: nobody is offered.
    officer: RechtenScherm = toon(RechtenScherm, "privacy")
    druk(officer, "Verzoek vastleggen")
    leeg: Any = officer.findChildren(Formulierdialoog)[-1].formulier
    leeg.veld("casusnummer").zet("PMG-2026-00001")
    leeg.veld("casusnummer").regel.editingFinished.emit()
    klaar(qtbot, omgeving)
    leeg.veld("verzoeker").zet(Geinformeerde.OUDERS)
    assert leeg.veld("ouder").isHidden()
    officer.findChildren(Formulierdialoog)[-1].reject()
    klaar(qtbot, omgeving)


def test_showing_many_pieces_at_once_says_how_many_and_how_many_are_about_others(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, dossier: Dossier, toon: Toon
) -> None:
    verzoek = record_verzoek(wereld.regie, dossier.casus_id, MOEDER)
    scherm: RechtenverzoekScherm = toon(RechtenverzoekScherm, "regie", id=verzoek, tab="stukken")
    klaar(qtbot, omgeving)
    stukken = list_stukken(wereld.regie, verzoek).stukken
    anderen = sum(bool(stuk.let_op) for stuk in stukken)
    assert 0 < anderen < len(stukken)
    scherm.stukken.tabel.selectAll()
    scherm.toonknop.click()
    venster = scherm.findChildren(Formulierdialoog)[-1]
    formulier: Any = venster.formulier
    assert formulier.veld("reden").label == "Waarom mag de ouder dit zien?"
    assert f"{len(stukken)} stukjes gekozen, waarvan {anderen} over anderen of de bron." in teksten(venster)
    assert f"alle {len(stukken)} stukjes, ook {anderen} die" in formulier.veld("alle").label
    formulier.veld("reden").zet("Mag.")
    venster.knop.click()
    klaar(qtbot, omgeving)
    assert {stuk.tonen for stuk in list_stukken(wereld.regie, verzoek).stukken} == {None}
    formulier.veld("alle").zet(True)
    venster.knop.click()
    klaar(qtbot, omgeving)
    assert {stuk.tonen for stuk in list_stukken(wereld.regie, verzoek).stukken} == {True}
