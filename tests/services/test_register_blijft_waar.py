"""What the register may never lose: what was told, when it was written down; and what nobody may type into it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from pmg_desk.domain.deellog import Deelfilter
from pmg_desk.services.deellog import export_deellog
from pmg_desk.services.mondeling import MondelingInvoer, SpoedInvoer, record_mondeling, record_spoed
from pmg_desk.services.samenvattingen import Bestemming, issue_samenvatting
from pmg_desk.services.spoed import list_spoed
from pmg_desk.services.uitgaven import IsVerteld, mark_uitgave
from pmg_desk.services.verstrekkingen import export_register, list_verstrekkingen
from pmg_desk.services.wiewist import answer_wie_wist_wat
from pmg_desk.storage.models import VerstrekkingStatus, Wijze
from tests.casusbouw import bladen, regels
from tests.vulling import Dossier, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld


def verteld(
    d: Dossier, *soorten: str, wijze: Wijze = Wijze.TELEFOON, functie: str = "Leerlingzaken"
) -> MondelingInvoer:
    return MondelingInvoer(Bestemming(d.school, functie), wijze, soorten, "Kort verteld.", zonder_weggelaten=True)


@pytest.mark.parametrize("status", [VerstrekkingStatus.MISLUKT, VerstrekkingStatus.INGETROKKEN])
def test_what_was_told_stays_told(wereld: Wereld, status: VerstrekkingStatus) -> None:
    d = maak_dossier(wereld.regie)
    keur_goed(wereld, vraag(wereld, d, ("signalen",)))
    record_mondeling(wereld.regie, d.casus_id, verteld(d, "signalen", wijze=Wijze.MONDELING))
    record_spoed(wereld.regie, d.casus_id, SpoedInvoer(verteld(d, "gezondheid"), "Gevaar.", ("avg_6_1_d",)))
    eerder = answer_wie_wist_wat(wereld.privacy, casus_id=d.casus_id).kennis
    assert len(eerder) == 2
    for regel in list_verstrekkingen(wereld.regie):
        assert not regel.mag_melden
        with pytest.raises(IsVerteld):
            mark_uitgave(wereld.regie, regel.id, status, "Toch niet.")
    assert answer_wie_wist_wat(wereld.privacy, casus_id=d.casus_id).kennis == eerder
    assert {r.status for r in list_verstrekkingen(wereld.regie)} == {VerstrekkingStatus.UITGEGEVEN}


def test_a_file_says_when_it_was_written_down_and_no_word_that_somebody_typed(wereld: Wereld) -> None:
    d = maak_dossier(wereld.regie)
    gezegd = "Mentor van Typemerk"
    keur_goed(wereld, vraag(wereld, d, ("signalen",), functie=gezegd))
    toen = wereld.klok.nu().date()
    wereld.klok.moment += timedelta(days=9)
    record_mondeling(wereld.regie, d.casus_id, replace(verteld(d, "signalen", functie=gezegd), op=toen))
    spoed = SpoedInvoer(verteld(d, "gezondheid"), "Redenmerk.", ("avg_6_1_d",))
    record_spoed(wereld.regie, d.casus_id, spoed)
    kop, rijen = export_register(wereld.privacy)
    (vandaag,) = (dict(zip(kop, r, strict=True)) for r in rijen if r[2] != "School De Brug PMG-2026-00001")
    (eerder,) = (dict(zip(kop, r, strict=True)) for r in rijen if r[2] == "School De Brug PMG-2026-00001")
    assert vandaag["Ontvanger"] == "School De Brug PMG-2026-00001 – Leerlingzaken"
    for rij in (vandaag, eerder):
        assert rij["Vastgelegd op (UTC)"] == wereld.klok.nu()
    assert eerder["Tijd (UTC)"].date() == toen  # type: ignore[union-attr]
    _, delingen = export_deellog(wereld.privacy, Deelfilter(), None)
    assert {r[2] for r in delingen} == {eerder["Ontvanger"], vandaag["Ontvanger"]}
    for uit in (str(rijen), str(delingen)):
        assert not any(woord in uit for woord in ("Typemerk", "Redenmerk", "Kort verteld"))
    assert {r.ontvanger_buiten == r.ontvanger for r in list_verstrekkingen(wereld.regie)} == {True, False}


def test_what_was_issued_was_written_down_at_once(wereld: Wereld) -> None:
    d = maak_dossier(wereld.regie)
    keur_goed(wereld, vraag(wereld, d))
    naar = Bestemming(d.school, "Leerlingzaken")
    issue_samenvatting(wereld.regie, d.casus_id, naar, Wijze.PAPIER)
    kop, (rij,) = export_register(wereld.privacy)
    assert rij[kop.index("Vastgelegd op (UTC)")] == rij[0] == wereld.klok.nu()


def test_that_the_officer_read_the_words_is_logged_of_each_once_a_day(wereld: Wereld) -> None:
    d = maak_dossier(wereld.regie)
    spoed = SpoedInvoer(verteld(d, "gezondheid"), "Gevaar.", ("avg_6_1_d",))
    record_spoed(wereld.regie, d.casus_id, spoed)
    list_verstrekkingen(wereld.regie)
    for _ in range(2):
        list_spoed(wereld.privacy)
        list_verstrekkingen(wereld.privacy)
    (een,), (rij,) = list_spoed(wereld.privacy), list_verstrekkingen(wereld.privacy)
    for actie, id_ in (("spoed.lezen", een.id), ("verstrekking.lezen", rij.id)):
        (regel,) = regels(wereld.privacy, actie)
        assert (regel.object_id, regel.casus_id, regel.rol) == (str(id_), str(d.casus_id), "privacy_officer")
    wereld.klok.moment += timedelta(days=1)
    list_spoed(wereld.privacy)
    list_verstrekkingen(wereld.privacy)
    assert (len(regels(wereld.privacy, "spoed.lezen")), len(regels(wereld.privacy, "verstrekking.lezen"))) == (2, 2)
    assert not any(woord in bladen(wereld.privacy) for woord in ("Kort verteld", "Gevaar"))


def test_the_queue_of_emergencies_asks_as_much_for_twelve_as_for_two(wereld: Wereld) -> None:
    d = maak_dossier(wereld.regie)
    gesteld: list[str] = []
    geteld: list[int] = []

    def hoor(*deel: Any) -> None:
        gesteld.append(str(deel[2]))

    sa.event.listen(wereld.engine, "before_cursor_execute", hoor)
    for nr in range(1, 13):
        record_spoed(
            wereld.regie, d.casus_id, SpoedInvoer(verteld(d, "gezondheid"), "Gevaar.", ("avg_6_1_d",), toch="Toch.")
        )
        if nr in (2, 12):
            list_spoed(wereld.privacy)
            gesteld.clear()
            assert len(list_spoed(wereld.privacy)) == nr
            geteld.append(len(gesteld))
    sa.event.remove(wereld.engine, "before_cursor_execute", hoor)
    assert geteld[0] == geteld[1]
