"""An overleg run by keyboard alone, on a real vault: the keys per casus are counted, and nothing typed is lost."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pmg_desk.domain.samenvatting import Aard
from pmg_desk.services import (
    aanwezigheid,
    actiehouders,
    bespreken,
    concepten,
    overlegbesluiten,
    overleggen,
    overlegslot,
)
from pmg_desk.services.bespreken import BesprekingInvoer, Regel
from pmg_desk.services.overleggen import OverlegInvoer, OverlegStatus
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.storage.models import Aanwezigheidsstand, BesluitStand, Besprekingsstand
from pmg_desk.ui import thema
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.aanwezigdeel import AanwezigDeel
from pmg_desk.ui.screens.overlegdag import OverlegdagScherm
from pmg_desk.ui.screens.vergaderafronden import Afronddialoog
from pmg_desk.ui.screens.vergadering import VergaderingScherm
from pmg_desk.ui.screens.wieveld import WieVeld
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.knop import Knop
from tests.casusbouw import regels
from tests.cijfers import Cijfers
from tests.services.planbouw import actie, bouw
from tests.ui import toegankelijk
from tests.ui.conftest import Toon, klaar
from tests.ui.schermhulp import knop, teksten
from tests.ui.vergaderbank import CTRL, SHIFT, TOETS, Toetsenbord, houd, overleg, woorden
from tests.wereld import Wereld


def test_a_meeting_of_ten_casussen_by_keyboard_alone(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon, cijfers: Cijfers
) -> None:
    aantal = 10 if cijfers.lang else 3
    cijfer = cijfers("casussen of a meeting run by keyboard alone", kort=3, lang=10)
    overleg_id, punten, scherm, handen = houd(qtbot, omgeving, wereld, toon, aantal)
    handen.druk(TOETS.Key_F11)
    handen.druk(TOETS.Key_I, CTRL)  # everybody is there
    handen.druk(TOETS.Key_Escape)
    assert sum(d.aanwezig for d in aanwezigheid.list_deelneming(wereld.regie, overleg_id)) == min(2, aantal)
    handen.commandos = 0
    for nr in cijfer:
        handen.druk(TOETS.Key_F3)
        handen.typ(f"Spijbelt, keer {nr}")
        handen.druk(TOETS.Key_F5)
        handen.typ(f"School wordt gebeld, keer {nr}")
        handen.druk(TOETS.Key_F7)
        handen.typ(f"Belt de school, keer {nr}")
        _tab_naar(handen, scherm, "eigenaar_id")
        handen.kies("J. Werker")
        _tab_naar(handen, scherm, "deadline")
        handen.typ("7-12-2026")
        handen.druk(TOETS.Key_F8)
    for nr, punt in enumerate(punten[: cijfer.gedaan]):
        nu = bespreken.toon_bespreking(wereld.regie, punt)
        verwacht = [f"Spijbelt, keer {nr}"], [f"School wordt gebeld, keer {nr}"], [f"Belt de school, keer {nr}"]
        if (nu.versie, nu.stand, woorden(nu)) != (1, Besprekingsstand.BESPROKEN, verwacht):
            cijfer.mislukt(f"item {nr} is not as it was typed")
        elif nu.punten[0].tekst.aard is not Aard.AANNAME:
            cijfer.mislukt(f"item {nr} has another nature")
    cijfer.erbij = f"{handen.commandos / max(1, cijfer.gedaan):.0f} keys per casus besides the words"
    assert len(regels(wereld.regie, "bespreking.vastleggen")) == cijfer.gedaan
    assert concepten.list_concepten(wereld.regie) == ()


def _tab_naar(handen: Toetsenbord, scherm: VergaderingScherm, sleutel: str) -> None:
    """Tab on to a field of the last line."""
    doel = scherm.typdeel.regels[-1].velden[sleutel].invoer
    for _ in range(12):
        if doel.hasFocus() or doel.isAncestorOf(handen._waar()):
            return
        handen.druk(TOETS.Key_Tab)
    raise AssertionError(f"Tab never came to {sleutel}")


def test_tab_goes_from_the_agenda_through_each_line_that_came_back_and_throws_away_last(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    overleg_id, _, scherm, handen = houd(qtbot, omgeving, wereld, toon, 1)
    for toets in (TOETS.Key_F2, TOETS.Key_F5):
        handen.druk(toets)
        handen.typ("Half")
    scherm.bewaar_concepten()
    klaar(qtbot, omgeving)
    scherm.close()
    scherm = toon(VergaderingScherm, "regie", overleg_id=overleg_id)
    klaar(qtbot, omgeving)
    handen = Toetsenbord(qtbot, omgeving, scherm)
    gezegd, besluit = scherm.typdeel.regels
    stand = scherm.typdeel.stand.lijst
    qtbot.waitUntil(lambda: not scherm.blad.kijker.isActive())
    scherm.lijst.tabel.setFocus()
    volgorde = [gezegd.tekst.tekst.vel, gezegd.tekst.bron.regel, gezegd.tekst.vouwknop, gezegd.wegknop]
    volgorde += [besluit.tekst.tekst.vel, besluit.tekst.vouwknop, besluit.wegknop, stand]
    for heen, met in ((volgorde, None), ([*reversed(volgorde[:-1]), scherm.lijst.tabel], SHIFT)):
        gehad = []
        for _ in heen:
            handen.druk(TOETS.Key_Backtab if met else TOETS.Key_Tab, met or Qt.KeyboardModifier.NoModifier)
            gehad.append(handen._waar())
            assert not handen._waar().visibleRegion().isEmpty()  # never below the fold
        assert gehad == heen
    stand.setFocus()
    handen.druk(TOETS.Key_Tab)
    assert not scherm.typdeel.isAncestorOf(handen._waar())  # and no ring without a way out


def test_a_besluit_marked_as_done_stays_on_its_line_where_a_second_enter_does_nothing(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    casus = bouw(wereld)
    eerder = overleggen.plan_overleg(wereld.regie, OverlegInvoer("pga_lokaal", "23-11-2026", "8.00"))
    oud = overleggen.add_agendapunt(wereld.regie, eerder, casus.casus_id)
    besloten = tuple(Regel(UitspraakInvoer(f"Besluit {nr}.")) for nr in range(2))
    bespreken.save_bespreking(wereld.regie, oud, BesprekingInvoer(Besprekingsstand.BESPROKEN, (), besloten))
    nu = overleggen.plan_overleg(wereld.regie, OverlegInvoer("pga_lokaal", "23-11-2026", "9.00"))
    overleggen.add_agendapunt(wereld.regie, nu, casus.casus_id)
    scherm: VergaderingScherm = toon(VergaderingScherm, "regie", overleg_id=nu)
    handen = Toetsenbord(qtbot, omgeving, scherm)
    scherm.typdeel.voeg_punt(Aard.FEIT).tekst.tekst.vel.setPlainText("Vertelde dat het beter gaat.")
    eerst, tweede = overlegbesluiten.list_besluiten(wereld.regie, casus.casus_id)[::-1]

    def standen() -> list[tuple[BesluitStand, date | None]]:
        nu = overlegbesluiten.list_besluiten(wereld.regie, casus.casus_id)
        return [(een.stand, een.afgedaan_op) for een in nu[::-1]]

    gedaan, open_ = (BesluitStand.UITGEVOERD, date(2026, 11, 23)), (BesluitStand.OPEN, None)
    scherm.lijst.tabel.setFocus()
    handen.druk(TOETS.Key_Tab)
    for _ in range(3):  # a second Enter is meant as a confirmation
        handen.druk(TOETS.Key_Return)
        qtbot.waitUntil(lambda: not scherm._focusbuurt._zoek.isActive())
        assert handen._waar() is scherm.blad.eerder.regels[eerst.id]
        assert standen() == [gedaan, open_]
    assert [regel.ruw()["velden"]["tekst"][0] for regel in scherm.typdeel.regels] == ["Vertelde dat het beter gaat."]
    handen.druk(TOETS.Key_Tab)
    handen.druk(TOETS.Key_Tab)
    handen.druk(TOETS.Key_Return)
    (venster,) = (een for een in scherm.findChildren(Bewaardialoog) if een.isVisible())
    assert venster.formulier.veld("op").waarde() == date(2026, 11, 23)
    venster.knop.click()
    klaar(qtbot, omgeving)
    handen._naar_voren()
    knop(scherm.blad.eerder, "Terugzetten").setFocus()
    handen.druk(TOETS.Key_Return)
    assert standen() == [open_, open_]
    assert handen._waar() is scherm.blad.eerder.regels[eerst.id]
    assert tweede.open


def test_what_was_taken_away_comes_back_and_undoing_never_takes_more_than_a_word(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    overleg_id, (punt, _) = overleg(wereld, 2)
    gezegd = (Regel(UitspraakInvoer("Gaat weer naar school.")),)
    bespreken.save_bespreking(wereld.regie, punt, BesprekingInvoer(Besprekingsstand.BESPROKEN, gezegd))
    scherm: VergaderingScherm = toon(VergaderingScherm, "regie", overleg_id=overleg_id)
    handen = Toetsenbord(qtbot, omgeving, scherm)
    scherm._gekozen(scherm.lijst.model.rij(0))
    klaar(qtbot, omgeving)
    (oud,) = scherm.typdeel.regels
    gemeld: list[str] = []
    omgeving.melding.connect(lambda _ernst, zin: gemeld.append(zin))
    handen.druk(TOETS.Key_F5)
    handen.typ("School belt de ouders")
    besluit = scherm.typdeel.regels[-1]
    handen.druk(TOETS.Key_Z, CTRL)
    assert besluit.tekst.tekst.ruw() == "School belt de"
    oud.tekst.tekst.vel.setFocus()
    handen.druk(TOETS.Key_Z, CTRL)
    assert oud.tekst.tekst.ruw() == "Gaat weer naar school."  # what was read is no step to undo
    handen.druk(TOETS.Key_F2, SHIFT)
    assert scherm.typdeel.regels == [besluit]
    vel = besluit.tekst.tekst.vel
    assert handen._waar() is vel
    assert vel.textCursor().atEnd()
    assert scherm.typdeel.weggehaald.isVisible()
    assert gemeld[-1] == "Weggehaald. Met Ctrl+Z of Terugzetten staat de regel er weer."
    handen.druk(TOETS.Key_Z, CTRL)
    assert scherm.typdeel.regels == [oud, besluit]
    assert not scherm.typdeel.weggehaald.isVisible()
    besluit.tekst.tekst.vel.setFocus()
    handen.druk(TOETS.Key_F2, SHIFT)
    handen.typ("!")  # typed on: from now on undoing is about the words, and the button about the line
    handen.druk(TOETS.Key_Z, CTRL)
    assert (scherm.typdeel.regels, oud.tekst.tekst.ruw()) == ([oud], "Gaat weer naar school.")
    scherm.typdeel.weggehaald.knop.click()
    assert [regel.tekst.tekst.ruw() for regel in scherm.typdeel.regels] == ["Gaat weer naar school.", "School belt de"]


def test_a_line_that_was_emptied_is_not_gone_without_a_word(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    _, (punt,), scherm, handen = houd(qtbot, omgeving, wereld, toon, 1)
    handen.druk(TOETS.Key_F5)
    handen.typ("Ja")
    (besluit,) = scherm.typdeel.regels
    handen.druk(TOETS.Key_A, CTRL)
    handen.druk(TOETS.Key_Delete)
    handen.druk(TOETS.Key_F8)
    assert bespreken.toon_bespreking(wereld.regie, punt).versie == 0
    assert besluit.tekst.fout.startswith("Deze regel is leeg geworden.")


def test_after_the_words_of_an_action_tab_goes_to_who_and_to_when(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    _, _, scherm, handen = houd(qtbot, omgeving, wereld, toon, 1)
    handen.druk(TOETS.Key_F7)
    handen.typ("Belt de school")
    (regel,) = scherm.typdeel.regels
    gehad = []
    for _ in range(4):
        handen.druk(TOETS.Key_Tab)
        gehad.append(handen._waar())
    velden = regel.velden
    assert gehad == [
        velden["eigenaar_id"].invoer,
        velden["deadline"].invoer,
        velden["doel"].invoer,
        regel.tekst.vouwknop,
    ]


def test_who_is_there_stands_beside_the_agenda_and_the_same_key_or_esc_takes_it_away(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    overleg_id, punten, scherm, handen = houd(qtbot, omgeving, wereld, toon, 2)
    for weg in (TOETS.Key_Escape, TOETS.Key_F11):
        handen.druk(TOETS.Key_F2)
        handen.druk(TOETS.Key_F11)
        deel = scherm.zijpaneel.widget
        assert isinstance(deel, AanwezigDeel)
        delen = (scherm.lijst, scherm.blad, scherm.zijpaneel)
        assert [een.isVisible() for een in delen] == [True, True, True]  # at 1280 pixels, with the navigation
        assert [een.width() >= breed for een, breed in zip(delen, (290, 330, 340), strict=True)] == [True] * 3
        assert scherm.zijpaneel.isAncestorOf(handen._waar())
        handen.druk(weg)
        assert not scherm.zijpaneel.isVisible()
        assert scherm.typdeel.regels[-1].heeft_focus
    handen.druk(TOETS.Key_F11)
    handen.druk(TOETS.Key_I, CTRL)
    QTest.keyClick(handen._waar(), TOETS.Key_F8)
    handen.druk(TOETS.Key_4, CTRL)  # at once, and all the same about the item that comes
    wie = [[d.weg for d in aanwezigheid.list_deelneming(wereld.regie, overleg_id, punt)] for punt in punten]
    assert (any(wie[0]), any(wie[1])) == (False, True)
    scherm.resize(600, 640)  # as at 200 %: there the panel takes the place of the item
    QApplication.processEvents()
    assert not scherm.blad.isVisible()
    handen.druk(TOETS.Key_F2)
    assert scherm.blad.isVisible()
    assert scherm.typdeel.regels[-1].heeft_focus


def test_who_came_in_is_offered_first_for_an_action_that_stands_there_already(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    overleg_id, _, scherm, handen = houd(qtbot, omgeving, wereld, toon, 3)  # the first two are invited
    handen.druk(TOETS.Key_F7)
    uitgenodigd = [d.professional_id for d in aanwezigheid.list_deelneming(wereld.regie, overleg_id)]
    laatste, eerste = uitgenodigd[-1], uitgenodigd[0]
    aanwezigheid.set_aanwezigheid(wereld.regie, overleg_id, laatste, Aanwezigheidsstand.AANWEZIG)
    klaar(qtbot, omgeving)
    klaar(qtbot, omgeving)
    wie = scherm.typdeel.regels[-1].velden["eigenaar_id"]
    assert isinstance(wie, WieVeld)
    volgorde = [keuze.waarde for keuze in wie._keuzes]
    zelf = next(h.id for h in actiehouders.list_houders(wereld.regie) if h.ik)
    assert volgorde[:3] == [laatste, zelf, eerste]
    assert len(volgorde) > 3  # the others come after them
    wie.regel.setFocus()
    handen.typ("Werker")
    qtbot.waitUntil(lambda: bool(wie._aanbod))
    assert wie._aanbod[0].waarde == laatste


def test_the_line_one_types_in_stays_in_sight_in_a_low_window(
    app: QApplication, qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    overleg_id, _ = overleg(wereld, 1)
    scherm: VergaderingScherm = toon(VergaderingScherm, "regie", overleg_id=overleg_id)
    thema.huidig().pas_toe(app, "licht", 200)
    scherm.resize(1120, 520)
    handen = Toetsenbord(qtbot, omgeving, scherm)
    for toets in (TOETS.Key_F7, TOETS.Key_F2):
        handen.druk(toets)
        qtbot.waitUntil(lambda: not scherm.blad.kijker.isActive())
        vel = handen._waar()
        assert vel is scherm.typdeel.regels[-1].tekst.tekst.vel
        assert vel.visibleRegion().boundingRect() == vel.rect()
        scherm.blad.verticalScrollBar().setValue(0)  # somebody looked at the plan and types on
        assert vel.visibleRegion().isEmpty()
        handen.typ("Gaat weer")
        qtbot.waitUntil(lambda: not scherm.blad.kijker.isActive())
        assert vel.visibleRegion().boundingRect() == vel.rect()


def test_the_item_shows_what_matters_and_every_key_stands_on_its_button(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    casus = bouw(wereld)
    actie(wereld, casus, 0, "Had de school gebeld.")
    eerder = overleggen.plan_overleg(wereld.regie, OverlegInvoer("pga_lokaal", "23-11-2026", "8.00"))
    oud = overleggen.add_agendapunt(wereld.regie, eerder, casus.casus_id)
    gezegd = BesprekingInvoer(Besprekingsstand.BESPROKEN, (), (Regel(UitspraakInvoer("De GGD komt langs.")),))
    bespreken.save_bespreking(wereld.regie, oud, gezegd)
    nu = overleggen.plan_overleg(wereld.regie, OverlegInvoer("pga_lokaal", "23-11-2026", "9.00"))
    overleggen.add_agendapunt(wereld.regie, nu, casus.casus_id, "Moet er meer gebeuren?")
    scherm: VergaderingScherm = toon(VergaderingScherm, "regie", overleg_id=nu)
    tekst = "\n".join(teksten(scherm))
    for woord in ("Moet er meer gebeuren?", "De GGD komt langs.", "Had de school gebeld.", "Haalt een diploma."):
        assert woord in tekst
    assert toegankelijk.controleer(scherm) == []
    op_knoppen = [een.text() for een in scherm.findChildren(Knop) if een.isVisibleTo(scherm)]
    assert all(sum(f"({toets})" in woord for woord in op_knoppen) == 1 for _, toets in scherm.sneltoetsen)
    assert len({toets for _, toets in scherm.sneltoetsen}) == len(scherm.sneltoetsen) == 14
    knop(scherm.blad.eerder, "Is uitgevoerd").click()
    klaar(qtbot, omgeving)
    (besluit,) = overlegbesluiten.list_besluiten(wereld.regie, casus.casus_id)
    assert besluit.stand is BesluitStand.UITGEVOERD
    assert "UITGEVOERD op 23 november 2026" in "\n".join(teksten(scherm))


def test_what_is_typed_is_drafted_and_comes_back_where_one_was(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    overleg_id, punten, scherm, handen = houd(qtbot, omgeving, wereld, toon, 2)
    handen.druk(TOETS.Key_F8)  # the first was discussed without a word
    handen.druk(TOETS.Key_F2)
    handen.typ("Nog niet af")
    handen.druk(TOETS.Key_F7)
    handen.typ("Halve actie")
    scherm.bewaar_concepten()
    klaar(qtbot, omgeving)
    scherm.close()
    ander: VergaderingScherm = toon(VergaderingScherm, "regie", overleg_id=overleg_id)
    klaar(qtbot, omgeving)
    assert ander.typdeel.punt is not None
    assert ander.typdeel.punt.punt_id == punten[1]
    assert [(r.soort, r.tekst.tekst.ruw()) for r in ander.typdeel.regels] == [
        ("punt", "Nog niet af"),
        ("actie", "Halve actie"),
    ]
    handen = Toetsenbord(qtbot, omgeving, ander)
    handen.druk(TOETS.Key_F8)  # who does it and by when is still asked
    assert "eigenaar_id" in {s for s, v in ander.typdeel.regels[1].velden.items() if v.fout}
    assert bespreken.toon_bespreking(wereld.regie, punten[1]).versie == 0
    handen.druk(TOETS.Key_F2, SHIFT)  # the line goes
    handen.druk(TOETS.Key_F8)
    assert woorden(bespreken.toon_bespreking(wereld.regie, punten[1])) == (["Nog niet af"], [], [])
    assert bespreken.toon_bespreking(wereld.regie, punten[0]).stand is Besprekingsstand.BESPROKEN


def test_no_draft_is_left_of_what_takes_long_to_commit(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    _, punten, scherm, handen = houd(qtbot, omgeving, wereld, toon, 2)
    handen.druk(TOETS.Key_F2)
    handen.typ("Vlak voor F8")
    verder = threading.Event()
    omgeving.werker.doe(verder.wait)  # a machine that is busy with something else
    scherm.besproken()
    scherm.typdeel._rust.timeout.emit()  # typing rests, and the commit is still under way
    verder.set()
    klaar(qtbot, omgeving)
    klaar(qtbot, omgeving)
    assert woorden(bespreken.toon_bespreking(wereld.regie, punten[0]))[0] == ["Vlak voor F8"]
    assert concepten.list_concepten(wereld.regie) == ()


def test_a_colleague_who_was_first_loses_nothing_and_neither_do_i(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    _, punten, scherm, handen = houd(qtbot, omgeving, wereld, toon, 2)
    handen.druk(TOETS.Key_F4)
    handen.typ("Van mij")
    collega = BesprekingInvoer(Besprekingsstand.BESPROKEN, (Regel(UitspraakInvoer("Van de collega")),))
    bespreken.save_bespreking(wereld.regie, punten[0], collega)
    klaar(qtbot, omgeving)
    handen.druk(TOETS.Key_F8)
    klaar(qtbot, omgeving)
    assert scherm.melding.ernst == "waarschuwing"
    assert [r.tekst.tekst.ruw() for r in scherm.typdeel.regels] == ["Van de collega", "Van mij"]
    scherm.activateWindow()
    handen.druk(TOETS.Key_F8)
    nu = bespreken.toon_bespreking(wereld.regie, punten[0])
    assert (woorden(nu)[0], nu.versie) == (["Van de collega", "Van mij"], 2)


def test_holding_over_skipping_going_back_and_ending(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    overleg_id, punten = overleg(wereld, 3)
    dag: OverlegdagScherm = toon(OverlegdagScherm, "regie", overleg_id=overleg_id)
    wegen: list[tuple[str, dict[str, Any]]] = []
    omgeving.navigatie.connect(lambda sleutel, params: wegen.append((sleutel, params)))
    dag.startknop.click()
    assert wegen == [("vergadering", {"overleg_id": overleg_id})]
    scherm: VergaderingScherm = toon(VergaderingScherm, "regie", overleg_id=overleg_id)
    handen = Toetsenbord(qtbot, omgeving, scherm)
    handen.druk(TOETS.Key_F12)
    handen.druk(TOETS.Key_F8, CTRL)
    handen.druk(TOETS.Key_F8)
    handen.druk(TOETS.Key_F8, SHIFT)
    assert scherm.typdeel.punt is not None
    assert scherm.typdeel.punt.punt_id == punten[1]
    handen.commandos = 0
    handen.druk(TOETS.Key_F12, CTRL)
    (venster,) = scherm.findChildren(Afronddialoog)
    assert venster.zin.text() == "Niet aan toegekomen: Vos, KindB. Dat komt zo in het verslag."
    handen.druk(TOETS.Key_Return)
    assert handen.commandos == 2  # the whole end of a meeting
    assert wegen[-1] == ("overlegdag", {"overleg_id": overleg_id, "tab": "verslag"})
    standen = [bespreken.toon_bespreking(wereld.regie, punt).stand for punt in punten]
    assert standen == [
        Besprekingsstand.AANGEHOUDEN,
        Besprekingsstand.NIET_BESPROKEN,
        Besprekingsstand.BESPROKEN,
    ]
    assert overleggen.toon_overleg(wereld.regie, overleg_id).regel.status is OverlegStatus.GEHOUDEN
    handen.druk(TOETS.Key_F12, CTRL)  # opened again, and ended a second time
    nog = [een.zin.text() for een in scherm.findChildren(Afronddialoog) if een.isVisible()]
    assert nog == ["Niet aan toegekomen: Vos, KindB. Dat komt zo in het verslag."]
    dag = toon(OverlegdagScherm, "regie", overleg_id=overleg_id, tab="verslag")
    assert dag.verslag.kijkknop.hasFocus()


def test_only_a_meeting_of_today_that_is_not_over_keeps_the_vault_open_longer(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    overleg_id, _ = overleg(wereld, 1)
    scherm: VergaderingScherm = toon(VergaderingScherm, "regie", overleg_id=overleg_id)
    assert scherm.slot_minuten == 30
    scherm.hide()
    assert scherm.slot_minuten == 0
    scherm.beamer.open_of_sluit()
    assert scherm.slot_minuten == 30  # the room still looks at it
    scherm.show()
    wereld.klok.moment += timedelta(days=1)
    assert scherm.slot_minuten == 0  # of another day, and open all the same
    wereld.klok.moment -= timedelta(days=1)
    overlegslot.set_minuten(wereld.beheer, 45)
    scherm.toon()
    klaar(qtbot, omgeving)
    assert scherm.slot_minuten == 45
    scherm.rond_af()
    klaar(qtbot, omgeving)
    scherm.findChildren(Afronddialoog)[0].knop.click()
    klaar(qtbot, omgeving)
    klaar(qtbot, omgeving)
    assert (scherm.slot_minuten, scherm.beamer.is_open) == (0, False)
