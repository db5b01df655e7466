"""Series of meetings: no turn twice, nothing of anybody moved, and only what nobody prepared changes along."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from pmg_desk.domain.fouten import GeenToegang, IntussenGewijzigd
from pmg_desk.domain.herhaling import Herhaling
from pmg_desk.services import overleggen, overlegreeksen
from pmg_desk.services.overleggen import OverlegInvoer, OverlegStatus
from pmg_desk.services.overlegreeksen import ReeksInvoer, ReeksInzicht, Reeksuitkomst
from tests.casusbouw import maak, regels
from tests.services.test_adresboek import fouten, organisatie, professional
from tests.wereld import Wereld

MAANDAG = date(2026, 11, 30)


def invoer(**anders: Any) -> ReeksInvoer:
    velden: dict[str, Any] = {
        "tafel": "pga_lokaal",
        "begin": MAANDAG,
        "herhaling": Herhaling.TWEE_WEKEN,
        "tijd": "9.30",
        "plaats": "Stadskantoor",
    }
    return ReeksInvoer(**{**velden, **anders})


def start(wereld: Wereld, **anders: Any) -> UUID:
    return overlegreeksen.start_reeks(wereld.regie, invoer(**anders)).reeks_id


def reeks(wereld: Wereld, id_: UUID) -> ReeksInzicht:
    (een,) = [r for r in overlegreeksen.list_reeksen(wereld.regie) if r.id == id_]
    return een


def dagen(wereld: Wereld, status: OverlegStatus = OverlegStatus.GEPLAND) -> list[date]:
    return [o.datum for o in overleggen.list_overleggen(wereld.regie) if o.status is status]


def ids(wereld: Wereld) -> list[UUID]:
    return [o.id for o in overleggen.list_overleggen(wereld.regie)]


def wijzig(wereld: Wereld, id_: UUID, **anders: Any) -> Reeksuitkomst:
    versie = reeks(wereld, id_).versie
    return overlegreeksen.change_reeks(wereld.regie, id_, invoer(**anders), versie=versie)


def om_de(begin: date, stap: int, tot: date) -> list[date]:
    return [begin + timedelta(days=nr) for nr in range(0, (tot - begin).days + 1, stap)]


VER = date(2026, 11, 23) + timedelta(days=overlegreeksen.VOORUIT_DAGEN)


def test_a_series_stands_ready_some_months_ahead_with_its_holidays(wereld: Wereld) -> None:
    id_ = start(wereld, begin=date(2026, 11, 27), herhaling=Herhaling.WEEK)
    assert dagen(wereld) == om_de(date(2026, 11, 27), 7, VER)
    assert {(o.tafel, o.tijd, o.plaats) for o in overleggen.list_overleggen(wereld.regie)} == {
        ("pga_lokaal", "09:30", "Stadskantoor")
    }
    een = reeks(wereld, id_)
    assert (een.ritme, een.volgende, een.komend) == ("Elke week", date(2026, 11, 27), tuple(dagen(wereld)))
    assert een.feestdagen == ((date(2026, 12, 25), "Eerste kerstdag"), (date(2027, 1, 1), "Nieuwjaarsdag"))
    assert len(regels(wereld.regie, "overleg.plannen")) == len(een.komend)
    assert [r.object_id for r in regels(wereld.regie, "overlegreeks.plannen")] == [str(id_)]


def test_time_goes_on_and_the_series_with_it_once(wereld: Wereld) -> None:
    id_ = start(wereld)
    assert overlegreeksen.extend_reeksen(wereld.regie) == 0
    assert regels(wereld.regie, "overlegreeks.aanvullen") == []
    wereld.klok.moment += timedelta(days=28)
    assert (overlegreeksen.extend_reeksen(wereld.regie), overlegreeksen.extend_reeksen(wereld.regie)) == (2, 0)
    assert dagen(wereld) == om_de(MAANDAG, 14, VER + timedelta(days=28))
    assert [(r.object_id, r.aantal) for r in regels(wereld.regie, "overlegreeks.aanvullen")] == [(str(id_), 2)]


def test_a_moved_or_cancelled_meeting_is_never_made_again(wereld: Wereld) -> None:
    start(wereld)
    verzet, vervallen = ids(wereld)[:2]
    overleggen.change_overleg(wereld.regie, verzet, OverlegInvoer("pga_lokaal", date(2026, 12, 2), "9.30"))
    overleggen.set_overlegstatus(wereld.regie, vervallen, OverlegStatus.VERVALLEN)
    wereld.klok.moment += timedelta(days=3)
    overlegreeksen.extend_reeksen(wereld.regie)
    alle = om_de(MAANDAG, 14, VER + timedelta(days=3))
    assert dagen(wereld) == [date(2026, 12, 2), *alle[2:]]
    assert dagen(wereld, OverlegStatus.VERVALLEN) == [alle[1]]


def test_a_series_that_began_before_makes_only_what_comes_and_one_with_an_end_stops(wereld: Wereld) -> None:
    id_ = start(wereld, begin=date(2026, 8, 31), herhaling=Herhaling.MAAND, tot=date(2027, 1, 30))
    assert dagen(wereld) == [date(2026, 11, 30), date(2026, 12, 31)]
    wereld.klok.moment += timedelta(days=90)
    assert overlegreeksen.extend_reeksen(wereld.regie) == 0
    een = reeks(wereld, id_)
    assert (een.loopt, een.mag_wijzigen, een.volgende) == (False, False, None)


def test_a_meeting_that_stood_there_becomes_that_turn(wereld: Wereld) -> None:
    los = overleggen.plan_overleg(wereld.regie, OverlegInvoer("pga_lokaal", MAANDAG))
    ander = overleggen.plan_overleg(wereld.regie, OverlegInvoer("pga_lokaal", MAANDAG, "15.00"))
    uitkomst = overlegreeksen.start_reeks(wereld.regie, invoer(tot=date(2026, 12, 14)))
    assert (uitkomst.gemaakt, dagen(wereld)) == (1, [MAANDAG, MAANDAG, date(2026, 12, 14)])
    overleggen.set_overlegstatus(wereld.regie, los, OverlegStatus.VERVALLEN)
    assert overlegreeksen.extend_reeksen(wereld.regie) == 0
    assert ander in ids(wereld)


def bereid_voor(wereld: Wereld, overleg_id: UUID) -> None:
    overleggen.add_agendapunt(wereld.regie, overleg_id, maak(wereld.regie), "Opschalen?")


def test_another_time_changes_only_what_nobody_prepared_or_changed(wereld: Wereld) -> None:
    id_ = start(wereld, tot=date(2027, 1, 30))
    vol, verzet, *rest = ids(wereld)
    bereid_voor(wereld, vol)
    overleggen.change_overleg(wereld.regie, verzet, OverlegInvoer("pga_lokaal", date(2026, 12, 15), "9.30", "Thuis"))
    uitkomst = wijzig(wereld, id_, tot=date(2027, 1, 15), tijd="13.00")
    assert (uitkomst.gemaakt, uitkomst.gewijzigd, uitkomst.vervallen, uitkomst.gebleven) == (0, 2, 1, 2)
    assert [(o.datum, o.tijd, o.status) for o in overleggen.list_overleggen(wereld.regie)] == [
        (MAANDAG, "09:30", OverlegStatus.GEPLAND),
        (date(2026, 12, 15), "09:30", OverlegStatus.GEPLAND),
        (date(2026, 12, 28), "13:00", OverlegStatus.GEPLAND),
        (date(2027, 1, 11), "13:00", OverlegStatus.GEPLAND),
        (date(2027, 1, 25), "09:30", OverlegStatus.VERVALLEN),
    ]
    assert [r.object_id for r in regels(wereld.regie, "overleg.vervallen")] == [str(rest[-1])]


def test_another_rhythm_from_a_day_on_leaves_what_is_before_it_and_what_was_prepared(wereld: Wereld) -> None:
    id_ = start(wereld)
    eerste, tweede, derde, vierde, *_ = ids(wereld)
    school = professional(wereld.regie, organisatie(wereld.regie))
    overleggen.set_deelnemers(wereld.regie, vierde, [school])
    bereid_voor(wereld, derde)
    uitkomst = wijzig(wereld, id_, begin=date(2026, 12, 10), herhaling=Herhaling.MAAND, tijd="9.30")
    assert uitkomst.reeks_id != id_
    oud, nieuw = reeks(wereld, id_), reeks(wereld, uitkomst.reeks_id)
    assert (oud.tot, oud.begin) == (date(2026, 12, 9), MAANDAG)
    assert dagen(wereld) == [
        MAANDAG,
        date(2026, 12, 10),
        date(2026, 12, 28),  # prepared
        date(2027, 1, 10),
        date(2027, 2, 10),
        date(2027, 3, 10),
    ]
    assert nieuw.komend == (date(2026, 12, 10), date(2027, 1, 10), date(2027, 2, 10), date(2027, 3, 10))
    nu = {o.id: o.datum for o in overleggen.list_overleggen(wereld.regie)}
    assert (nu[eerste], nu[tweede], nu[vierde]) == (MAANDAG, date(2026, 12, 10), date(2027, 1, 10))
    assert [p.id for p in overleggen.toon_overleg(wereld.regie, vierde).deelnemers] == [school]
    assert overlegreeksen.extend_reeksen(wereld.regie) == 0
    assert uitkomst.gebleven == 1


def test_a_prepared_meeting_on_a_day_of_the_new_rhythm_is_that_turn(wereld: Wereld) -> None:
    id_ = start(wereld)
    for overleg_id in ids(wereld):
        bereid_voor(wereld, overleg_id)
    voor = dagen(wereld)
    uitkomst = wijzig(wereld, id_, begin=MAANDAG, herhaling=Herhaling.WEEK)
    assert uitkomst.gewijzigd == uitkomst.vervallen == 0
    assert dagen(wereld) == om_de(MAANDAG, 7, VER)
    assert uitkomst.gemaakt == len(dagen(wereld)) - len(voor)


def test_ending_leaves_what_was_prepared_and_can_be_seen_to_end(wereld: Wereld) -> None:
    id_ = start(wereld, tot=date(2026, 12, 31))
    vol, leeg, laatste = ids(wereld)
    bereid_voor(wereld, vol)
    uitkomst = overlegreeksen.end_reeks(wereld.regie, id_, versie=reeks(wereld, id_).versie)
    assert (uitkomst.vervallen, uitkomst.gebleven) == (2, 1)
    assert dagen(wereld) == [MAANDAG]
    assert {r.object_id for r in regels(wereld.regie, "overleg.vervallen")} == {str(leeg), str(laatste)}
    assert len(regels(wereld.regie, "overlegreeks.beeindigen")) == 1
    wereld.klok.moment += timedelta(days=1)
    assert overlegreeksen.extend_reeksen(wereld.regie) == 0
    assert not reeks(wereld, id_).loopt


def test_wrong_input_gets_a_sentence_at_each_field(wereld: Wereld) -> None:
    fout = invoer(tafel="top_x", begin="1-1-2025", herhaling=Herhaling.GEEN, tijd="half twee", plaats="x" * 161)
    assert fouten(overlegreeksen.start_reeks, wereld.regie, fout) == {
        "tafel": "U hoort niet bij deze tafel. Kies een tafel waar u bij hoort.",
        "begin": "Deze datum ligt vóór de eerste dag die kan (22 november 2025).",
        "herhaling": "Kies hoe vaak de tafel bij elkaar komt.",
        "tijd": "Schrijf de tijd als 13:30.",
        "plaats": "Dit is te lang: 161 tekens. Er passen er 160.",
    }
    assert set(fouten(overlegreeksen.start_reeks, wereld.regie, invoer(tot="1-11-2026", begin="1-1-2028"))) == {
        "begin",
        "tot",
    }
    id_ = start(wereld, begin=date(2026, 11, 16))
    versie = reeks(wereld, id_).versie
    laat = invoer(begin=date(2026, 11, 16), herhaling=Herhaling.WEEK)
    poging = overlegreeksen.change_reeks
    assert fouten(lambda: poging(wereld.regie, id_, laat, versie=versie)) == {"begin": "Deze datum ligt vóór vandaag."}
    assert fouten(lambda: poging(wereld.regie, id_, invoer(begin="x"), versie=versie)).keys() == {"begin"}
    with pytest.raises(IntussenGewijzigd):
        overlegreeksen.end_reeks(wereld.regie, id_, versie=versie + 1)


def test_only_who_runs_meetings_of_that_table_writes_and_the_officer_reads(wereld: Wereld) -> None:
    id_ = start(wereld)
    versie = reeks(wereld, id_).versie
    (gelezen,) = overlegreeksen.list_reeksen(wereld.privacy)
    assert (gelezen.id, gelezen.mag_wijzigen) == (id_, False)
    assert overlegreeksen.list_reeksen(wereld.regie2) == overlegreeksen.list_reeksen(wereld.lezer) == ()
    with pytest.raises(GeenToegang):
        overlegreeksen.list_reeksen(wereld.beheer)
    for ik in (wereld.regie2, wereld.privacy, wereld.lezer, wereld.beheer):
        with pytest.raises(GeenToegang):
            overlegreeksen.change_reeks(ik, id_, invoer(tijd="8.00"), versie=versie)
        with pytest.raises(GeenToegang):
            overlegreeksen.end_reeks(ik, id_, versie=versie)
    for ik in (wereld.privacy, wereld.lezer, wereld.beheer):
        with pytest.raises(GeenToegang):
            overlegreeksen.start_reeks(ik, invoer())
        with pytest.raises(GeenToegang):
            overlegreeksen.extend_reeksen(ik)
    assert reeks(wereld, id_).versie == versie
