"""Statuses and phases of a casus at a table follow the profile, keep their order, and never stand in the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from pmg_desk.services.tafelstappen import huidige_stappen, stap_label, stappen_van, zet_stap
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage.casussen import tafelhistorie
from pmg_desk.storage.models import CasusTafel, StapSoort
from tests.casusbouw import maak
from tests.wereld import Wereld

DAG = date(2026, 11, 3)


@pytest.fixture
def casus_id(wereld: Wereld) -> UUID:
    return maak(wereld.regie2, "top_x")


def _tafel(t: Transactie, casus_id: UUID) -> CasusTafel:
    return tafelhistorie(t.db, casus_id)[0]


def test_de_laatste_status_en_de_laatste_fase_gelden_los_van_elkaar(wereld: Wereld, casus_id: UUID) -> None:
    with wereld.regie2.doe() as t:
        bij = _tafel(t, casus_id)
        zet_stap(t, bij, StapSoort.STATUS, "aangemeld", DAG)
        zet_stap(t, bij, StapSoort.STATUS, "triage", DAG)
        zet_stap(t, bij, StapSoort.FASE, "contact_maken", DAG)
        t.log("casus.tafel_toevoegen", "casus", casus_id)
        nu = huidige_stappen(t.db, [bij.id])[bij.id]
        assert {soort: stap.sleutel for soort, stap in nu.items()} == {
            StapSoort.STATUS: "triage",
            StapSoort.FASE: "contact_maken",
        }
        assert stap_label(t, "top_x", nu[StapSoort.FASE]) == "Contact maken"
        assert stap_label(t, "top_x", nu[StapSoort.STATUS]) == wereld.profiel.tafelstatussen["triage"].label


def test_stappen_van_een_dag_blijven_in_de_volgorde_waarin_ze_zijn_gezet(wereld: Wereld, casus_id: UUID) -> None:
    gezet = ["aangemeld", "triage", "aangenomen", "in_behandeling", "evaluatie", "afgesloten"]
    with wereld.regie2.doe() as t:
        bij = _tafel(t, casus_id)
        for sleutel in gezet:
            zet_stap(t, bij, StapSoort.STATUS, sleutel, DAG)
        t.log("casus.tafel_toevoegen", "casus", casus_id)
        assert [stap.sleutel for stap in stappen_van(t.db, [bij.id])[bij.id]] == gezet


def test_een_stap_die_later_wordt_ingevuld_over_een_eerdere_dag_is_niet_de_huidige(
    wereld: Wereld, casus_id: UUID
) -> None:
    with wereld.regie2.doe() as t:
        bij = _tafel(t, casus_id)
        zet_stap(t, bij, StapSoort.FASE, "vertrouwen", date(2026, 11, 10))
        zet_stap(t, bij, StapSoort.FASE, "contact_maken", DAG)
        t.log("casus.tafel_toevoegen", "casus", casus_id)
        assert huidige_stappen(t.db, [bij.id])[bij.id][StapSoort.FASE].sleutel == "vertrouwen"


def test_een_stap_die_de_tafel_niet_kent_of_al_heeft_wordt_niet_gezet(wereld: Wereld, casus_id: UUID) -> None:
    with wereld.regie2.doe() as t:
        bij = _tafel(t, casus_id)
        assert zet_stap(t, bij, StapSoort.STATUS, "signaal", DAG) is None  # TOP X has no such status
        assert zet_stap(t, bij, StapSoort.FASE, "aangemeld", DAG) is None
        assert zet_stap(t, bij, StapSoort.STATUS, "triage", DAG) is not None
        assert zet_stap(t, bij, StapSoort.STATUS, "triage", DAG) is None
        t.log("casus.tafel_toevoegen", "casus", casus_id)
        assert len(stappen_van(t.db, [bij.id])[bij.id]) == 1


def test_een_tafel_die_uit_het_profiel_is_houdt_haar_stappen_leesbaar(wereld: Wereld, casus_id: UUID) -> None:
    with wereld.regie2.doe() as t:
        bij = _tafel(t, casus_id)
        zet_stap(t, bij, StapSoort.FASE, "contact_maken", DAG)
        zet_stap(t, bij, StapSoort.STATUS, "triage", DAG)
        t.log("casus.tafel_toevoegen", "casus", casus_id)
    wereld.regie2.profiel = replace(wereld.profiel, tafels={}, tafelstatussen={})
    with wereld.regie2.doe() as t:
        bij = _tafel(t, casus_id)
        nu = huidige_stappen(t.db, [bij.id])[bij.id]
        assert [stap_label(t, "top_x", stap) for stap in nu.values()] == ["contact_maken", "triage"]
        assert zet_stap(t, bij, StapSoort.STATUS, "aangenomen", DAG) is None


def test_zonder_stappen_is_er_niets(wereld: Wereld, casus_id: UUID) -> None:
    with wereld.regie2.doe() as t:
        bij = _tafel(t, casus_id)
        assert huidige_stappen(t.db, [bij.id]) == {bij.id: {}}
