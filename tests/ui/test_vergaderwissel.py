"""From item to item in an overleg: what is pressed and typed is of the next casus, and there is always a way on."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pmg_desk.domain.samenvatting import Aard
from pmg_desk.services import aanwezigheid, bespreken, concepten, overleggen, vergaderen
from pmg_desk.services.bespreken import BesprekingInvoer, Regel
from pmg_desk.services.overleggen import OverlegInvoer
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.storage.models import Besprekingsstand, Casus, CasusStatus, OverlegCasus
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.vergaderafronden import Afronddialoog
from pmg_desk.ui.screens.vergadering import VergaderingScherm
from pmg_desk.ui.screens.verteldialoog import Verteldialoog
from tests.casusbouw import regels
from tests.services.planbouw import bouw
from tests.ui.conftest import Toon, klaar, rust
from tests.ui.vergaderbank import CTRL, SHIFT, TOETS, Toetsenbord, houd, meteen, overleg, tot_rust, woorden
from tests.vulling import keur_goed, maak_dossier, vraag
from tests.wereld import Wereld

BESPROKEN, AANGEHOUDEN = Besprekingsstand.BESPROKEN, Besprekingsstand.AANGEHOUDEN
NIET = Besprekingsstand.NIET_BESPROKEN


def standen(wereld: Wereld, punten: list[UUID]) -> list[Besprekingsstand | None]:
    return [bespreken.toon_bespreking(wereld.regie, punt).stand for punt in punten]


def gezegd(wereld: Wereld, punten: list[UUID]) -> list[list[str]]:
    return [woorden(bespreken.toon_bespreking(wereld.regie, punt))[0] for punt in punten]


def leg_vast(wereld: Wereld, punten: list[UUID], *teksten: str) -> None:
    regels_ = tuple(Regel(UitspraakInvoer(tekst)) for tekst in teksten)
    for punt in punten:
        bespreken.save_bespreking(wereld.regie, punt, BesprekingInvoer(BESPROKEN, regels_))


@pytest.mark.parametrize(
    ("eerder", "toetsen", "dan", "waar"),
    [
        (True, (TOETS.Key_F8, TOETS.Key_F12), [BESPROKEN, AANGEHOUDEN, BESPROKEN], 2),
        (False, (TOETS.Key_F8, TOETS.Key_F8), [BESPROKEN, BESPROKEN, None], 2),
        (False, (TOETS.Key_F12, TOETS.Key_F8, (TOETS.Key_F8, SHIFT)), [AANGEHOUDEN, BESPROKEN, None], 1),
    ],
)
def test_keys_that_follow_at_once_are_about_the_next_casus(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon, eerder: bool, toetsen: Any, dan: Any, waar: int
) -> None:
    overleg_id, punten = overleg(wereld, 3)
    if eerder:  # then leaving one commits nothing
        leg_vast(wereld, punten)
    scherm: VergaderingScherm = toon(VergaderingScherm, "regie", overleg_id=overleg_id)
    tot_rust(qtbot, omgeving, scherm)
    meteen(scherm, *toetsen)
    tot_rust(qtbot, omgeving, scherm)
    assert standen(wereld, punten) == dan
    assert scherm.typdeel.punt is not None
    assert scherm.typdeel.punt.punt_id == punten[waar]


def test_telling_right_after_going_on_records_nothing_of_the_casus_that_was_left(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    dossier = maak_dossier(wereld.regie)
    keur_goed(wereld, vraag(wereld, dossier, ("signalen",)))
    overleg_id = overleggen.plan_overleg(wereld.regie, OverlegInvoer("pga_lokaal", "23-11-2026"))
    overleggen.set_deelnemers(wereld.regie, overleg_id, [dossier.professional])
    aanwezigheid.mark_everyone_present(wereld.regie, overleg_id)
    eerst = overleggen.add_agendapunt(wereld.regie, overleg_id, dossier.casus_id)
    tweede = overleggen.add_agendapunt(wereld.regie, overleg_id, bouw(wereld).casus_id)
    leg_vast(wereld, [eerst], "Gaat weer naar school.")
    scherm: VergaderingScherm = toon(VergaderingScherm, "regie", overleg_id=overleg_id)
    tot_rust(qtbot, omgeving, scherm)
    scherm._gekozen(scherm.lijst.model.rij(0))
    tot_rust(qtbot, omgeving, scherm)
    meteen(scherm, TOETS.Key_F8, (TOETS.Key_F9, CTRL))
    tot_rust(qtbot, omgeving, scherm)
    assert regels(wereld.regie, "verstrekking.vastleggen") == []
    (venster,) = (een for een in scherm.findChildren(Verteldialoog) if een.isVisible())
    assert venster._punt_id == tweede  # nothing stands there: it asks what was told
    venster.reject()


def test_words_typed_before_the_next_casus_is_there_land_in_it_in_their_order(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    overleg_id, punten = overleg(wereld, 3)
    leg_vast(wereld, punten[:1], "Kort.")
    scherm: VergaderingScherm = toon(VergaderingScherm, "regie", overleg_id=overleg_id)
    tot_rust(qtbot, omgeving, scherm)
    scherm._gekozen(scherm.lijst.model.rij(0))
    tot_rust(qtbot, omgeving, scherm)
    scherm.typdeel.regels[0].tekst.tekst.vel.setFocus()
    meteen(scherm, TOETS.Key_F8, TOETS.Key_F3, "Spijbelt", TOETS.Key_F5, "School belt", TOETS.Key_F8, "Zonder F2, ")
    letter = QInputMethodEvent()
    letter.setCommitString("één")  # as letters with an accent come
    QApplication.sendEvent(QApplication.focusWidget() or scherm, letter)
    meteen(scherm, TOETS.Key_Backspace, "n")
    tot_rust(qtbot, omgeving, scherm)
    tweede = bespreken.toon_bespreking(wereld.regie, punten[1])
    assert woorden(tweede) == (["Spijbelt"], ["School belt"], [])
    assert tweede.punten[0].tekst.aard is Aard.AANNAME
    assert [(een.soort, een.tekst.tekst.ruw()) for een in scherm.typdeel.regels] == [("punt", "Zonder F2, één")]
    scherm.besproken()
    tot_rust(qtbot, omgeving, scherm)
    assert gezegd(wereld, punten) == [["Kort."], ["Spijbelt"], ["Zonder F2, één"]]
    assert concepten.list_concepten(wereld.regie) == ()


def test_keys_wait_for_what_was_drafted_too_so_that_it_is_committed_and_not_thrown_away(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, punten, scherm, handen = houd(qtbot, omgeving, wereld, toon, 2)
    handen.druk(TOETS.Key_F2)
    handen.typ("Voor de stroom uitviel")
    scherm.bewaar_concepten()
    klaar(qtbot, omgeving)
    (concept,) = concepten.list_concepten(wereld.regie)
    concepten.save_concept(wereld.regie, bespreken.FORMULIER, str(punten[1]), concept.inhoud)
    handen.druk(TOETS.Key_F2, SHIFT)
    verder, haal = threading.Event(), omgeving.concepten.haal

    def traag(*wat: Any) -> None:
        omgeving.werker.doe(verder.wait)  # a machine that is busy with something else
        haal(*wat)

    monkeypatch.setattr(omgeving.concepten, "haal", traag)
    meteen(scherm, TOETS.Key_F8)
    qtbot.waitUntil(lambda: scherm.typdeel.punt is not None and scherm.typdeel.punt.punt_id == punten[1])
    meteen(scherm, TOETS.Key_F2, "En daarna", TOETS.Key_F8)
    verder.set()
    tot_rust(qtbot, omgeving, scherm)
    assert gezegd(wereld, punten) == [[], ["Voor de stroom uitviel", "En daarna"]]


def test_where_the_next_casus_does_not_come_what_was_typed_for_it_lands_nowhere_and_that_is_said(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    _, punten, scherm, handen = houd(qtbot, omgeving, wereld, toon, 2)
    gemeld: list[str] = []
    omgeving.melding.connect(lambda _ernst, zin: gemeld.append(zin))
    handen.druk(TOETS.Key_F2)
    handen.typ("Van mij")
    leg_vast(wereld, punten[:1], "Van de collega")
    meteen(scherm, TOETS.Key_F8, TOETS.Key_F2, "Voor de tweede")
    tot_rust(qtbot, omgeving, scherm)
    assert [een.tekst.tekst.ruw() for een in scherm.typdeel.regels] == ["Van de collega", "Van mij"]
    assert gemeld == ["Wat u typte voordat de volgende casus openstond, is nergens bijgezet. Typ het daar opnieuw."]


def _sluit(wereld: Wereld, punt_id: UUID) -> None:
    with wereld.regie.doe() as t:
        casus_id = t.haal(OverlegCasus, punt_id).casus_id
        t.haal(Casus, casus_id).status = CasusStatus.GESLOTEN
        t.log("casus.sluiten", "casus", casus_id, casus_id=casus_id)


def test_a_casus_that_was_closed_keeps_nobody_there_and_its_words_stay_a_draft(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    _, punten, scherm, handen = houd(qtbot, omgeving, wereld, toon, 2)
    gemeld: list[tuple[str, str]] = []
    omgeving.melding.connect(lambda ernst, zin: gemeld.append((ernst, zin)))
    handen.druk(TOETS.Key_F2)
    handen.typ("Is vannacht gezien")
    _sluit(wereld, punten[0])
    handen.druk(TOETS.Key_F8)
    assert scherm.typdeel.punt is not None
    assert scherm.typdeel.punt.punt_id == punten[1]
    zin = (
        "KindA Vos: niet vastgelegd. De casus is intussen gesloten. Wat u typte, staat als concept bij deze casus"
        " in dit overleg. Heropen de casus, open hem hier met een klik in de"
        " agenda en druk op F8."
    )
    assert gemeld == [("waarschuwing", zin)]
    (concept,) = concepten.list_concepten(wereld.regie)
    assert (concept.object_id, [een["velden"]["tekst"][0] for een in concept.inhoud["regels"]]) == (
        str(punten[0]),
        ["Is vannacht gezien"],
    )
    assert standen(wereld, punten) == [None, None]


def test_words_at_a_casus_that_was_taken_off_are_there_again_when_it_is_put_back_on(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    overleg_id, punten, scherm, handen = houd(qtbot, omgeving, wereld, toon, 2)
    gemeld: list[str] = []
    omgeving.melding.connect(lambda _ernst, zin: gemeld.append(zin))
    assert scherm.typdeel.punt is not None
    casus_id = scherm.typdeel.punt.casus_id
    overleggen.remove_agendapunt(wereld.regie, punten[0])
    rust(qtbot, omgeving)
    handen.druk(TOETS.Key_F2)
    handen.typ("Is vannacht gezien")
    handen.druk(TOETS.Key_F8)
    assert scherm.typdeel.punt.punt_id == punten[1]
    (zin,) = gemeld
    assert zin.startswith("KindA Vos: niet vastgelegd. De casus staat niet meer op de agenda van dit overleg.")
    (concept,) = concepten.list_concepten(wereld.regie)
    assert concept.casus_id == casus_id  # it goes with its casus, and who may not see that does not see it
    overleggen.add_agendapunt(wereld.regie, overleg_id, casus_id)
    rust(qtbot, omgeving)
    handen.druk(TOETS.Key_F8)
    assert [een.tekst.tekst.ruw() for een in scherm.typdeel.regels] == ["Is vannacht gezien"]
    handen.druk(TOETS.Key_F8)
    weer = overleggen.toon_overleg(wereld.regie, overleg_id).agenda[-1].id
    assert gezegd(wereld, [weer]) == [["Is vannacht gezien"]]
    assert concepten.list_concepten(wereld.regie) == ()


def test_every_way_out_of_a_closed_casus_is_open_and_one_without_words_leaves_no_draft(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    _, punten, scherm, handen = houd(qtbot, omgeving, wereld, toon, 2)
    wegen: list[str] = []
    omgeving.navigatie.connect(lambda sleutel, _params: wegen.append(sleutel))
    _sluit(wereld, punten[0])
    handen.druk(TOETS.Key_F12)
    assert concepten.list_concepten(wereld.regie) == ()
    for nr, weg in enumerate((partial_klik(scherm, 1), scherm._terug, scherm.rond_af)):
        scherm._gekozen(scherm.lijst.model.rij(0))
        tot_rust(qtbot, omgeving, scherm)
        scherm.typdeel.voeg_punt(Aard.FEIT).tekst.tekst.vel.setPlainText(f"Woord {nr}")
        weg()
        rust(qtbot, omgeving)
        scherm.toon()  # as one comes back
        tot_rust(qtbot, omgeving, scherm)
        if nr == 0:
            assert scherm.typdeel.punt is not None
            assert scherm.typdeel.punt.punt_id == punten[1]
    assert wegen == ["overlegdag"]
    (venster,) = (een for een in scherm.findChildren(Afronddialoog) if een.isVisible())
    venster.reject()
    (concept,) = concepten.list_concepten(wereld.regie)
    woorden_ = [een["velden"]["tekst"][0] for een in concept.inhoud["regels"]]
    assert woorden_ == ["Woord 0", "Woord 1", "Woord 2"]


def partial_klik(scherm: VergaderingScherm, rij: int) -> Callable[[], None]:
    return lambda: scherm._gekozen(scherm.lijst.model.rij(rij))


def test_where_the_last_casus_was_taken_off_going_on_says_so_and_one_that_was_in_between_is_passed(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    _, punten, scherm, handen = houd(qtbot, omgeving, wereld, toon, 3)
    gemeld: list[str] = []
    omgeving.melding.connect(lambda _ernst, zin: gemeld.append(zin))
    handen.druk(TOETS.Key_F8, CTRL)
    overleggen.remove_agendapunt(wereld.regie, punten[1])
    rust(qtbot, omgeving)
    handen.druk(TOETS.Key_F8, CTRL)
    assert scherm.typdeel.punt is not None
    assert scherm.typdeel.punt.punt_id == punten[2]  # in its place now
    for punt in (punten[0], punten[2]):
        overleggen.remove_agendapunt(wereld.regie, punt)
    rust(qtbot, omgeving)
    scherm.stap(1)
    rust(qtbot, omgeving)
    assert gemeld == ["Er staat geen casus meer op de agenda. U kunt het overleg afronden."]
    assert not scherm.blad.isVisible()
    scherm.besproken()
    scherm.houd_aan()
    scherm.nieuw_gezegd(Aard.FEIT)  # nothing to type at


def test_f8_makes_it_discussed_unless_something_else_was_chosen_in_the_field_at_this_visit(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    overleg_id, punten = overleg(wereld, 3)
    bespreken.finish_overleg(wereld.regie, overleg_id)  # and opened again
    scherm: VergaderingScherm = toon(VergaderingScherm, "regie", overleg_id=overleg_id)
    handen = Toetsenbord(qtbot, omgeving, scherm)
    handen.druk(TOETS.Key_F12)
    handen.druk(TOETS.Key_F8, SHIFT)
    handen.druk(TOETS.Key_F8)
    assert standen(wereld, punten) == [BESPROKEN, NIET, NIET]
    handen.druk(TOETS.Key_F5)
    handen.typ("Toch besloten")
    handen.druk(TOETS.Key_F8, CTRL)  # skipping, with a besluit in it
    qtbot.waitUntil(lambda: not scherm._focusbuurt._zoek.isActive())
    assert handen._waar() is scherm.lijst.tabel  # and not in the field, where a letter would choose how it ended
    assert standen(wereld, punten) == [BESPROKEN, BESPROKEN, NIET]
    scherm.typdeel.stand.lijst.setFocus()
    handen.druk(TOETS.Key_Up)  # to Aangehouden, by hand
    handen.druk(TOETS.Key_F8)
    assert standen(wereld, punten) == [BESPROKEN, BESPROKEN, AANGEHOUDEN]
    handen.druk(TOETS.Key_F8)  # at another visit
    assert standen(wereld, punten) == [BESPROKEN, BESPROKEN, BESPROKEN]


def test_holding_over_that_was_refused_leaves_no_trace_in_how_the_item_ends(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    _, punten, scherm, handen = houd(qtbot, omgeving, wereld, toon, 2)
    handen.druk(TOETS.Key_F5)
    handen.typ("Ja")
    handen.druk(TOETS.Key_A, CTRL)
    handen.druk(TOETS.Key_Delete)
    handen.druk(TOETS.Key_F12)  # a besluit that became empty
    assert scherm.typdeel.stand.waarde() is BESPROKEN
    handen.typ("De school belt")
    handen.druk(TOETS.Key_F8, CTRL)
    assert standen(wereld, punten) == [BESPROKEN, None]


def test_what_was_typed_and_undone_leaves_no_draft_that_brings_one_back(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    _, punten, scherm, handen = houd(qtbot, omgeving, wereld, toon, 2)
    handen.druk(TOETS.Key_F2)
    handen.typ("Fout")
    scherm.bewaar_concepten()
    klaar(qtbot, omgeving)
    assert len(concepten.list_concepten(wereld.regie)) == 1
    handen.druk(TOETS.Key_F2, SHIFT)
    handen.druk(TOETS.Key_F8, CTRL)
    assert concepten.list_concepten(wereld.regie) == ()
    assert standen(wereld, punten) == [None, None]


def test_ending_names_what_was_typed_or_told_and_not_committed_and_enter_then_goes_back(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    overleg_id, punten, scherm, handen = houd(qtbot, omgeving, wereld, toon, 3)
    concepten.save_concept(
        wereld.regie2, bespreken.FORMULIER, str(punten[1]), {"versie": 0, "regels": [{"soort": "punt"}]}
    )
    handen.druk(TOETS.Key_F12, CTRL)
    (venster,) = (een for een in scherm.findChildren(Afronddialoog) if een.isVisible())
    assert venster.zin.text() == (
        "Nog niet vastgelegd: Vos, KindB. Daar staat een concept, van u of van een collega. Ga terug, open de casus en"
        " druk op F8: dan staat het in het verslag. Ziet u daar geen tekst, vraag het dan uw collega."
        "\nNiet aan toegekomen: Vos, KindA; Vos, KindC. Dat komt zo in het verslag."
    )
    handen.druk(TOETS.Key_Return)
    assert standen(wereld, punten) == [None, None, None]
    nu = vergaderen.toon_vergadering(wereld.regie, overleg_id)
    venster = Afronddialoog(scherm, replace(nu, getypt=frozenset(), verteld=frozenset(punten[:2])), lambda *_: None)
    assert venster.zin.text() == (
        "Wel iets verteld, niets vastgelegd: Vos, KindA; Vos, KindB. Dat komt als besproken in het verslag."
        "\nNiet aan toegekomen: Vos, KindC. Dat komt zo in het verslag."
    )
    assert venster.verslagknop.isDefault()
