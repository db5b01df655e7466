"""Telling everyone at the table with one key: what was told is a text that stays to be read, whatever becomes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import pytest
import sqlalchemy as sa
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from pmg_desk.domain.samenvatting import Doorverstrekking
from pmg_desk.services import aanwezigheid, adresboek, bespreken, concepten, overleggen
from pmg_desk.services.adresboek import ProfessionalInvoer
from pmg_desk.services.bespreken import BesprekingInvoer, Regel
from pmg_desk.services.overleggen import OverlegInvoer
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.storage.models import Besprekingsstand, Uitspraak, UitspraakSoort
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.vergadering import VergaderingScherm
from pmg_desk.ui.screens.verteldialoog import Verteldialoog
from tests.casusbouw import regels
from tests.services.planbouw import bouw
from tests.ui.conftest import Toon, klaar, rust
from tests.ui.vergaderbank import CTRL, SHIFT, TOETS, Toetsenbord, meteen, overleg, tot_rust, woorden
from tests.vulling import Dossier, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld


@dataclass(frozen=True)
class Zaal:
    """One casus, of which the school may hear signals and the plan; a teacher is in the room."""

    dossier: Dossier
    overleg_id: UUID
    punt_id: UUID


def maak_zaal(wereld: Wereld, *, agent: bool = False) -> Zaal:
    """``agent``: somebody of the police, who may hear nothing, is in the room too."""
    dossier = maak_dossier(wereld.regie)
    keur_goed(wereld, vraag(wereld, dossier, ("signalen", "plan")))
    leraar = adresboek.add_professional(wereld.regie, ProfessionalInvoer(dossier.school, "L. Leraar", "Leerlingzaken"))
    overleg_id = overleggen.plan_overleg(wereld.regie, OverlegInvoer("pga_lokaal", "23-11-2026"))
    overleggen.set_deelnemers(wereld.regie, overleg_id, [leraar, *([dossier.professional] if agent else [])])
    aanwezigheid.mark_everyone_present(wereld.regie, overleg_id)
    return Zaal(dossier, overleg_id, overleggen.add_agendapunt(wereld.regie, overleg_id, dossier.casus_id))


def verteld(wereld: Wereld) -> int:
    return len(regels(wereld.regie, "verstrekking.vastleggen"))


def vensters(scherm: VergaderingScherm) -> list[Verteldialoog]:
    return [een for een in scherm.findChildren(Verteldialoog) if een.isVisible()]


def bewaard(wereld: Wereld) -> set[str]:
    """Every text that was ever committed at a table, also what holds no more."""
    with wereld.regie.doe() as t:
        vraag_ = sa.select(Uitspraak.tekst).where(Uitspraak.soort == UitspraakSoort.BESPREKING)
        return set(t.db.scalars(vraag_))


def test_what_everyone_may_hear_is_recorded_with_one_key_and_asked_about_the_second_time_also_after_a_crash(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    zaal = maak_zaal(wereld)
    scherm: VergaderingScherm = toon(VergaderingScherm, "regie", overleg_id=zaal.overleg_id)
    handen = Toetsenbord(qtbot, omgeving, scherm)
    handen.druk(TOETS.Key_F2)
    handen.typ("Gaat weer naar school")
    gezegd: list[str] = []
    omgeving.melding.connect(lambda _ernst, tekst: gezegd.append(tekst))
    handen.druk(TOETS.Key_F9, CTRL)
    assert vensters(scherm) == []
    gehad = [(r.casus_id, r.categorieen) for r in regels(wereld.regie, "verstrekking.vastleggen")]
    assert gehad == [(str(zaal.dossier.casus_id), "signalen")]
    assert gezegd == ["Vastgelegd onder akkoord voor 1 ontvanger."]
    for _ in range(2):
        handen.druk(TOETS.Key_F9, CTRL)
        (venster,) = vensters(scherm)
        assert venster.uitkomst.text().endswith(": Signalen; al verteld in dit overleg: Signalen")
        venster.reject()
        klaar(qtbot, omgeving)
        scherm.close()
        scherm = toon(VergaderingScherm, "regie", overleg_id=zaal.overleg_id)
        handen = Toetsenbord(qtbot, omgeving, scherm)
        klaar(qtbot, omgeving)
    assert verteld(wereld) == 1


def test_told_words_stay_to_be_read_when_the_line_is_changed_and_taken_away(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    zaal = maak_zaal(wereld)
    scherm: VergaderingScherm = toon(VergaderingScherm, "regie", overleg_id=zaal.overleg_id)
    tot_rust(qtbot, omgeving, scherm)
    meteen(scherm, TOETS.Key_F2, "Is vannacht", (TOETS.Key_F9, CTRL), " gezien")  # hands that do not wait
    tot_rust(qtbot, omgeving, scherm)
    (regel,) = scherm.typdeel.regels
    vel = regel.tekst.tekst.vel
    assert (verteld(wereld), vel.toPlainText(), vel.hasFocus()) == (1, "Is vannacht gezien", True)
    assert woorden(bespreken.toon_bespreking(wereld.regie, zaal.punt_id))[0] == ["Is vannacht"]
    QTest.keyClick(vel, TOETS.Key_Z, CTRL)
    assert vel.toPlainText() == "Is vannacht"
    assert not scherm.typdeel.is_gewijzigd  # it stands in the vault, and is not committed a second time
    vel.setPlainText("Gaat goed.")
    handen = Toetsenbord(qtbot, omgeving, scherm)
    handen.druk(TOETS.Key_F8)
    handen.druk(TOETS.Key_F8)
    assert bespreken.toon_bespreking(wereld.regie, zaal.punt_id).versie == 2
    (regel,) = scherm.typdeel.regels
    regel.tekst.tekst.vel.setFocus()
    handen.druk(TOETS.Key_F2, SHIFT)
    handen.druk(TOETS.Key_F8)
    assert woorden(bespreken.toon_bespreking(wereld.regie, zaal.punt_id))[0] == []
    assert bewaard(wereld) == {"Is vannacht", "Gaat goed."}
    assert concepten.list_concepten(wereld.regie) == ()
    assert len(regels(wereld.regie, "bespreking.vastleggen")) == 3  # told, left, left


@pytest.mark.parametrize(("cut_off", "back"), [(False, True), (True, True), (True, False)])
def test_a_line_that_was_taken_away_before_telling_comes_back_as_a_new_one(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon, cut_off: bool, back: bool
) -> None:
    zaal = maak_zaal(wereld)
    eerst = tuple(Regel(UitspraakInvoer(tekst)) for tekst in ("Blijft.", "Gaat weg."))
    bespreken.save_bespreking(wereld.regie, zaal.punt_id, BesprekingInvoer(Besprekingsstand.BESPROKEN, eerst))
    scherm: VergaderingScherm = toon(VergaderingScherm, "regie", overleg_id=zaal.overleg_id)
    handen = Toetsenbord(qtbot, omgeving, scherm)
    scherm.typdeel.regels[1].tekst.tekst.vel.setFocus()
    handen.druk(TOETS.Key_F2, SHIFT)
    handen.druk(TOETS.Key_F9, CTRL)
    assert woorden(bespreken.toon_bespreking(wereld.regie, zaal.punt_id))[0] == ["Blijft."]
    if cut_off:
        scherm.close()
        scherm = toon(VergaderingScherm, "regie", overleg_id=zaal.overleg_id)
        handen = Toetsenbord(qtbot, omgeving, scherm)
        tot_rust(qtbot, omgeving, scherm)
    if back:
        scherm.typdeel.weggehaald.zet_terug()
    handen.druk(TOETS.Key_F8)
    over = ["Blijft.", "Gaat weg."] if back else ["Blijft."]
    assert woorden(bespreken.toon_bespreking(wereld.regie, zaal.punt_id))[0] == over
    assert concepten.list_concepten(wereld.regie) == ()


def test_nothing_is_told_that_could_not_be_committed(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    zaal = maak_zaal(wereld)
    scherm: VergaderingScherm = toon(VergaderingScherm, "regie", overleg_id=zaal.overleg_id)
    handen = Toetsenbord(qtbot, omgeving, scherm)
    handen.druk(TOETS.Key_F5)
    handen.typ("Ja")
    handen.druk(TOETS.Key_A, CTRL)
    handen.druk(TOETS.Key_Delete)
    handen.druk(TOETS.Key_F9, CTRL)
    (besluit,) = scherm.typdeel.regels
    assert besluit.tekst.fout.startswith("Deze regel is leeg geworden.")
    besluit.tekst.tekst.vel.setPlainText("De school belt.")
    # A colleague was first: what is told is looked at again, with what came beside it.
    collega = BesprekingInvoer(Besprekingsstand.BESPROKEN, (Regel(UitspraakInvoer("Van de collega.")),))
    bespreken.save_bespreking(wereld.regie, zaal.punt_id, collega)
    handen.druk(TOETS.Key_F9, CTRL)
    rust(qtbot, omgeving)
    assert (verteld(wereld), vensters(scherm)) == (0, [])
    assert [een.tekst.tekst.ruw() for een in scherm.typdeel.regels] == ["Van de collega.", "De school belt."]
    handen.druk(TOETS.Key_F9, CTRL)
    assert verteld(wereld) == 1
    nu = woorden(bespreken.toon_bespreking(wereld.regie, zaal.punt_id))
    assert nu == (["Van de collega."], ["De school belt."], [])


def test_an_action_that_is_told_is_in_the_plan_once(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    overleg_id, (punt,) = overleg(wereld, 1)
    aanwezigheid.mark_everyone_present(wereld.regie, overleg_id)
    scherm: VergaderingScherm = toon(VergaderingScherm, "regie", overleg_id=overleg_id)
    handen = Toetsenbord(qtbot, omgeving, scherm)
    handen.druk(TOETS.Key_F7)
    (regel,) = scherm.typdeel.regels
    (wie,) = {een.professional_id for een in aanwezigheid.list_deelneming(wereld.regie, overleg_id)}
    for sleutel, waarde in (("eigenaar_id", wie), ("deadline", date(2026, 12, 1))):
        regel.velden[sleutel].zet(waarde)
    regel.tekst.tekst.vel.setPlainText("Belt de moeder.")
    handen.druk(TOETS.Key_F9, CTRL)
    assert scherm.typdeel.regels == []
    assert scherm.melding.tekst == "De nieuwe actie staat nu in het plan."
    (venster,) = vensters(scherm)
    assert venster.formulier.veld("categorieen").waarde() == ("acties",)
    venster.reject()
    klaar(qtbot, omgeving)
    handen.druk(TOETS.Key_F8)
    assert woorden(bespreken.toon_bespreking(wereld.regie, punt)) == ([], [], ["Belt de moeder."])


def test_what_its_source_keeps_is_asked_about_with_what_the_source_said(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    waarom = "de bron doorgeven niet goedvindt"
    zaal = maak_zaal(wereld)
    scherm: VergaderingScherm = toon(VergaderingScherm, "regie", overleg_id=zaal.overleg_id)
    handen = Toetsenbord(qtbot, omgeving, scherm)
    handen.druk(TOETS.Key_F2)
    handen.typ("Wil dat niemand dit weet")
    scherm.typdeel.regels[0].tekst.doorverstrekking.zet(Doorverstrekking.NEE)
    handen.druk(TOETS.Key_F9, CTRL)
    for _ in range(2):
        klaar(qtbot, omgeving)
    (venster,) = vensters(scherm)
    wat = "Signalen: Besproken aan tafel van 23 november 2026 (“Wil dat niemand dit weet”)"
    assert venster.zin.text() == f"Niet vertellen, omdat {waarom}: {wat}."
    assert (venster.formulier.veld("zonder_weggelaten").isHidden(), venster.formulier.veld("spoed").isHidden()) == (
        False,
        False,
    )
    QTest.keyClick(venster.formulier, TOETS.Key_Return, CTRL)
    klaar(qtbot, omgeving)
    assert venster.formulier.veld("zonder_weggelaten").fout.startswith(f"Niet vertellen, omdat {waarom}: ")
    assert verteld(wereld) == 0
    venster.reject()
    klaar(qtbot, omgeving)


def test_who_went_on_before_the_question_came_reads_that_nothing_was_recorded(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    zaal = maak_zaal(wereld, agent=True)
    volgende = overleggen.add_agendapunt(wereld.regie, zaal.overleg_id, bouw(wereld).casus_id)
    scherm: VergaderingScherm = toon(VergaderingScherm, "regie", overleg_id=zaal.overleg_id)
    tot_rust(qtbot, omgeving, scherm)
    assert scherm.typdeel.punt is not None
    naam = scherm.typdeel.punt.naam
    gemeld: list[str] = []
    omgeving.melding.connect(lambda _ernst, zin: gemeld.append(zin))
    meteen(scherm, TOETS.Key_F2, "Gaat weer naar school", (TOETS.Key_F9, CTRL), TOETS.Key_F8)
    tot_rust(qtbot, omgeving, scherm)
    assert scherm.typdeel.punt.punt_id == volgende
    assert (vensters(scherm), verteld(wereld)) == ([], 0)
    zin = f"Bij {naam} is niet vastgelegd dat het is verteld: het programma moet u eerst iets vragen."
    assert gemeld == [f"{zin} Druk bij die casus weer op Ctrl+F9."]


def test_told_to_all_is_one_key_and_shows_who_may_hear_it(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon
) -> None:
    zaal = maak_zaal(wereld, agent=True)
    dossier = zaal.dossier
    scherm: VergaderingScherm = toon(VergaderingScherm, "regie", overleg_id=zaal.overleg_id)
    handen = Toetsenbord(qtbot, omgeving, scherm)
    handen.druk(TOETS.Key_F2)
    handen.typ("Gaat weer naar school")
    handen.druk(TOETS.Key_F9, CTRL)
    (venster,) = scherm.findChildren(Verteldialoog)
    venster._lees()
    QTest.keyClick(venster.formulier, TOETS.Key_Return, CTRL)  # before who may hear it was read
    for _ in range(2):
        klaar(qtbot, omgeving)
    assert regels(wereld.regie, "verstrekking.vastleggen") == []
    assert venster.formulier.veld("categorieen").waarde() == ("signalen",)
    assert venster.formulier.veld("derden").waarde() is False
    assert [kop.isVisible() for kop in (venster._nietkop, venster._welkop, venster.zin)] == [True, True, False]
    (politie,), (school,) = venster._niet.text().split("\n"), venster.uitkomst.text().split("\n")
    assert politie.endswith(": Er is voor deze ontvanger geen akkoord gevraagd")
    assert school.endswith(": Signalen")
    venster.formulier.veld("categorieen").zet(())
    venster._lees()
    klaar(qtbot, omgeving)
    assert (venster._niet.text(), venster.uitkomst.text()) == ("", "")
    assert venster.zin.text().startswith("Kies hieronder wat voor gegevens")
    venster.formulier.veld("categorieen").zet(("signalen",))
    venster._lees()
    klaar(qtbot, omgeving)
    venster.formulier.veld("zonder_weggelaten").zet(True)
    QTest.keyClick(venster.formulier, TOETS.Key_Return, CTRL)
    for _ in range(2):
        klaar(qtbot, omgeving)
    (regel,) = regels(wereld.regie, "verstrekking.vastleggen")
    assert (regel.casus_id, regel.categorieen) == (str(dossier.casus_id), "signalen")
    # What was written as being about others too, is told as such.
    (getypt,) = scherm.typdeel.regels
    getypt.tekst.derden.zet(True)
    scherm.vertel_allen()
    for _ in range(2):
        klaar(qtbot, omgeving)
    (venster,) = [een for een in scherm.findChildren(Verteldialoog) if een.isVisible()]
    assert venster.formulier.veld("derden").waarde() is True
    venster.reject()
    klaar(qtbot, omgeving)
