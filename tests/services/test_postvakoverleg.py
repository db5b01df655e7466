"""The inbox knows the meeting a request was asked for, and reads as many statements for many requests as for a few."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from pmg_desk.domain.canoniek import canoniek, lees_canoniek
from pmg_desk.services import delen, postvak, toezichtregister
from pmg_desk.services.overleggen import OverlegInvoer, plan_overleg
from pmg_desk.services.toezichtinhoud import bewaarde_bijlage
from pmg_desk.services.werk import Werksoort
from pmg_desk.services.werklijst import show_werklijst
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import OntvangenVerzoek
from pmg_desk.ui.screens.postvak import _voorrang
from tests.toezichtzaak import Zaak
from tests.vulling import maak_dossier, vraag
from tests.wereld import Wereld


def overleg(werkplek: Werkplek, dag: date) -> UUID:
    return plan_overleg(werkplek, OverlegInvoer("pga_lokaal", dag))


def statements(werkplek: Werkplek, engine: Any) -> tuple[int, int]:
    """How many requests are in the inbox, and in how many statements they were read."""
    gesteld: list[str] = []

    def hoor(*deel: Any) -> None:
        gesteld.append(str(deel[2]))

    sa.event.listen(engine, "before_cursor_execute", hoor)
    try:
        aantal = len(postvak.list_postvak(werkplek))
    finally:
        sa.event.remove(engine, "before_cursor_execute", hoor)
    return aantal, len(gesteld)


def test_what_is_asked_for_a_meeting_is_due_the_day_before_it_and_goes_first(wereld: Wereld) -> None:
    dossier = maak_dossier(wereld.regie)
    vandaag = wereld.klok.nu().date()
    termijn = wereld.profiel.instellingen.oordeel_termijn_dagen.waarde
    zonder = vraag(wereld, dossier)
    ver = vraag(wereld, dossier, functie="Mentor", overleg_id=overleg(wereld.regie, vandaag + timedelta(days=40)))
    dichtbij = overleg(wereld.regie, vandaag + timedelta(days=2))
    snel = vraag(wereld, dossier, functie="Conciërge", overleg_id=dichtbij)

    def stand() -> dict[UUID, tuple[date | None, int | None]]:
        return {r.id: (r.overleg, r.dagen_over) for r in postvak.list_postvak(wereld.privacy)}

    assert stand() == {
        snel: (vandaag + timedelta(days=2), 1),
        zonder: (None, termijn),
        ver: (vandaag + timedelta(days=40), termijn),
    }
    assert next(r.id for r in postvak.list_postvak(wereld.privacy)) == snel
    assert [_voorrang(r) for r in postvak.list_postvak(wereld.privacy) if r.id == snel] == ["Overleg 25-11"]
    werk = {i.params: i.dag for i in show_werklijst(wereld.privacy).items if i.soort is Werksoort.VERZOEK}
    assert werk[("verzoek_id", snel),] == vandaag + timedelta(days=1)
    for dagen, over in ((1, 0), (2, 0), (3, termijn - 3)):  # the day before, the day itself, over: back to the term
        wereld.klok.moment += timedelta(days=dagen) - (wereld.klok.nu().date() - vandaag)
        assert stand()[snel][1] == over


def test_the_inbox_reads_no_more_statements_for_more_requests(wereld: Wereld) -> None:
    eerste = maak_dossier(wereld.regie)
    dag = wereld.klok.nu().date() + timedelta(days=3)

    def erbij(nummer: int) -> None:
        dossier = maak_dossier(wereld.regie, f"PMG-2026-1{nummer:04}")
        vraag(wereld, dossier, overleg_id=overleg(wereld.regie, dag))
        vraag(wereld, replace(dossier, school=eerste.school), functie="Mentor")

    erbij(1)
    weinig, eerst = statements(wereld.privacy, wereld.engine)
    for nummer in (2, 3, 4):
        erbij(nummer)
    veel, later = statements(wereld.privacy, wereld.engine)
    assert (weinig, veel) == (2, 8)
    assert later == eerst
    # The same list for who asks.
    assert {r.overleg for r in delen.list_verzoeken(wereld.regie)} == {None, dag}


def test_the_day_of_the_meeting_comes_along_to_an_own_installation(zaak: Zaak) -> None:
    officer, team = zaak.twee.officer, zaak.twee.team
    dag = team.klok.nu().date() + timedelta(days=2)
    voor = zaak.stuur(overleg_id=overleg(team.regie, dag))
    weinig, eerst = statements(officer, officer.engine)
    zaak.stuur(functie="Mentor")
    zaak.stuur(functie="Conciërge")
    veel, later = statements(officer, officer.engine)
    assert (weinig, veel, later) == (1, 3, eerst)
    regels = {r.id: (r.overleg, r.dagen_over) for r in postvak.list_postvak(officer)}
    assert regels[voor] == (dag, 1)
    assert sorted(overleg or dag for overleg, _ in regels.values()) == [dag] * 3
    assert toezichtregister.toon_ontvangen(officer, voor).verzoek.overleg == "25 november 2026"
    # A package of an earlier version says nothing of a meeting.
    with officer.doe() as t:
        inhoud = lees_canoniek(t.haal(OntvangenVerzoek, voor).bijlage)
    oud = canoniek({sleutel: waarde for sleutel, waarde in inhoud.items() if sleutel != "overleg"})
    assert inhoud["overleg"] == dag.isoformat()
    assert bewaarde_bijlage(OntvangenVerzoek(bijlage=oud)).overleg is None
