"""Informing youth and parents: what was recorded counts for conditions, a delay has a day and comes back as work."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from pmg_desk.domain.fouten import GeenToegang, OngeldigeInvoer
from pmg_desk.domain.klok import AMSTERDAM
from pmg_desk.domain.selectie import Geinformeerde, Vorm
from pmg_desk.services import werklijst
from pmg_desk.services.deelbaar import omstandigheden
from pmg_desk.services.informering import (
    InformeringInvoer,
    informeerzin,
    list_informering,
    record_informering,
)
from pmg_desk.services.werk import Werkitem, Werksoort
from pmg_desk.services.werkplek import CasusGesloten
from pmg_desk.storage.models import Casus, CasusStatus
from tests.casusbouw import bladen, maak, regels
from tests.wereld import Wereld

VANDAAG = date(2026, 11, 23)
JONGERE, OUDERS = Geinformeerde.JONGERE, Geinformeerde.OUDERS
GESPREK = InformeringInvoer(JONGERE, VANDAAG - timedelta(days=2), "gesprek thuis")
UITSTEL = InformeringInvoer(OUDERS, uitstel_reden="Eerst een veilig moment.", uitstel_tot=VANDAAG + timedelta(days=7))


def geinformeerd(wereld: Wereld, casus_id: Any, dag: date = VANDAAG) -> frozenset[Geinformeerde]:
    """Who, as it counts at the end of that day."""
    einde = datetime.combine(dag, time(23, 59), AMSTERDAM)
    with wereld.regie.doe() as t:
        return frozenset(wie for wie, _ in omstandigheden(t, casus_id, Vorm.PAPIER, einde).geinformeerd)


def test_what_was_recorded_counts_from_that_day_and_the_latest_record_counts(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    assert geinformeerd(wereld, casus_id) == frozenset()
    record_informering(wereld.regie, casus_id, GESPREK)
    record_informering(wereld.regie, casus_id, UITSTEL)
    assert geinformeerd(wereld, casus_id) == {JONGERE}
    assert geinformeerd(wereld, casus_id, VANDAAG - timedelta(days=3)) == frozenset()
    # Of an earlier day a later talk says nothing, and a delay says that they were not.
    wereld.klok.moment += timedelta(minutes=1)
    record_informering(wereld.regie, casus_id, replace(GESPREK, geinformeerd_op=VANDAAG))
    assert geinformeerd(wereld, casus_id, VANDAAG - timedelta(days=1)) == geinformeerd(wereld, casus_id) == {JONGERE}
    wereld.klok.moment += timedelta(hours=1)
    record_informering(wereld.regie, casus_id, InformeringInvoer(JONGERE, uitstel_reden="Nieuw.", uitstel_tot=VANDAAG))
    record_informering(wereld.regie, casus_id, InformeringInvoer(OUDERS, VANDAAG, "brief"))
    assert geinformeerd(wereld, casus_id) == {OUDERS}


def test_a_request_can_begin_with_it_in_words(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    with wereld.regie.doe() as t:
        assert informeerzin(t, casus_id) == ""
    assert [s.zin for s in list_informering(wereld.regie, casus_id)] == [
        "Van de jongere is nog niets vastgelegd.",
        "Van de ouders of wie het gezag heeft is nog niets vastgelegd.",
    ]
    record_informering(wereld.regie, casus_id, GESPREK)
    record_informering(wereld.regie, casus_id, UITSTEL)
    with wereld.regie.doe() as t:
        assert informeerzin(t, casus_id) == (
            "De jongere is geïnformeerd op 21 november 2026 (gesprek thuis)."
            " De ouders of wie het gezag heeft worden later geïnformeerd, uiterlijk 30 november 2026."
            " Reden: Eerst een veilig moment."
        )


@pytest.mark.parametrize(
    ("invoer", "velden"),
    [
        (InformeringInvoer(JONGERE), {"uitstel_reden", "uitstel_tot"}),
        (InformeringInvoer(JONGERE, VANDAAG), {"wijze"}),
        (InformeringInvoer(JONGERE, VANDAAG + timedelta(days=1), "brief"), {"geinformeerd_op"}),
        (InformeringInvoer(JONGERE, VANDAAG, "brief", "toch niet"), {"uitstel_tot"}),
        (InformeringInvoer(JONGERE, VANDAAG, "brief", "", VANDAAG), {"uitstel_tot"}),
        (InformeringInvoer(JONGERE, None, "", "Reden", VANDAAG - timedelta(days=1)), {"uitstel_tot"}),
    ],
)
def test_informed_or_why_not_yet_never_both_nor_neither(
    wereld: Wereld, invoer: InformeringInvoer, velden: set[str]
) -> None:
    casus_id = maak(wereld.regie)
    with pytest.raises(OngeldigeInvoer) as fout:
        record_informering(wereld.regie, casus_id, invoer)
    assert set(fout.value.velden) == velden
    assert geinformeerd(wereld, casus_id) == frozenset()


def test_only_who_works_on_the_casus_records_it_and_the_log_holds_no_words(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    for wie in ("regie2", "privacy", "lezer", "beheer"):
        with pytest.raises(GeenToegang):
            record_informering(wereld.werkplek(wie), casus_id, GESPREK)
    for wie in ("regie2", "beheer"):
        with pytest.raises(GeenToegang):
            list_informering(wereld.werkplek(wie), casus_id)
    record_informering(wereld.regie, casus_id, GESPREK)
    record_informering(wereld.regie, casus_id, UITSTEL)
    assert [len(regels(wereld.regie, f"informering.{wat}")) for wat in ("vastleggen", "uitstellen")] == [1, 1]
    assert not any(woord in bladen(wereld.regie) for woord in ("gesprek thuis", "veilig moment"))


def test_also_of_a_closed_casus(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    with wereld.regie.doe() as t:
        t.haal(Casus, casus_id).status = CasusStatus.GESLOTEN
        t.log("casus.sluiten", "casus", casus_id, casus_id=casus_id)
    record_informering(wereld.regie, casus_id, GESPREK)
    assert geinformeerd(wereld, casus_id) == {JONGERE}
    with pytest.raises(CasusGesloten), wereld.regie.doe() as t:
        t.casus(casus_id, wijzigen=True)


def test_a_delay_comes_back_as_work_until_somebody_records_more(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)

    def werk(wie: str = "regie") -> list[Werkitem]:
        items = werklijst.show_werklijst(wereld.werkplek(wie)).items
        return [item for item in items if item.soort is Werksoort.INFORMEREN]

    assert werk() == []
    record_informering(wereld.regie, casus_id, UITSTEL)
    (item,) = werk()
    assert (item.wat, item.waarom, item.dag, item.scherm, dict(item.params)) == (
        "de ouders of wie het gezag heeft informeren over het delen",
        "uitgesteld tot 30 november 2026",
        UITSTEL.uitstel_tot,
        "dossier",
        {"casus_id": casus_id, "tab": "delen"},
    )
    assert (werk("regie2"), werk("lezer")) == ([], [])
    wereld.klok.moment += timedelta(days=8)
    assert [item.te_laat(VANDAAG + timedelta(days=8)) for item in werk()] == [True]
    assert list_informering(wereld.regie, casus_id)[1].uitstel_voorbij
    record_informering(wereld.regie, casus_id, InformeringInvoer(OUDERS, VANDAAG, "gesprek"))
    assert werk() == []
