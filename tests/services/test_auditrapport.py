"""The audit report on paper: figures, the sample with its outcome, what stood out, emergencies, and how to verify."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from pmg_desk.domain.fouten import GeenToegang, OngeldigeInvoer
from pmg_desk.services import auditpakketten, noodtoegang, toezichtaudit
from pmg_desk.services.auditrapport import print_auditrapport
from pmg_desk.services.controlepunten import toon_stand
from pmg_desk.services.logboek import export_logregels
from pmg_desk.services.logcontrole import verify_logboek
from pmg_desk.services.patronen import list_patronen, mark_bekeken
from pmg_desk.services.spoed import Spoedsoort, judge_spoed, list_spoed
from pmg_desk.services.steekproeven import draw_steekproef, open_steekproef, sign_off
from tests.aanvallen.knoeien import zet
from tests.casusbouw import regels
from tests.reports.lezen import structuur, tekst
from tests.services.test_steekproeven import kleine_steekproef, werk
from tests.toezichtzaak import Zaak
from tests.tweekluizen import maak_tweetal
from tests.vulling import WOORDEN
from tests.wereld import Wereld

VAN, TOT = date(2026, 11, 1), date(2026, 12, 7)


def test_wat_de_periode_laat_zien_zonder_namen(wereld: Wereld) -> None:
    kleine_steekproef(wereld)
    dossier = werk(wereld)
    noodtoegang.take_noodtoegang(wereld.regie2, dossier.casus_id, "Geheimreden met Łukasz.")
    (nood,) = list_spoed(wereld.privacy)
    judge_spoed(wereld.privacy, Spoedsoort.NOODTOEGANG, nood.id, rechtmatig=True, motivering="Terecht.")
    wereld.klok.moment += timedelta(days=14)
    steekproef_id = draw_steekproef(wereld.privacy, "2026-11")
    een, getrokken = open_steekproef(wereld.privacy, steekproef_id)
    sign_off(wereld.privacy, getrokken[0].id, in_orde=False, bevinding="Waarom op deze dag?")
    export_logregels(wereld.privacy)
    patronen = list_patronen(wereld.privacy, VAN, TOT).patronen
    mark_bekeken(wereld.privacy, patronen[0], "Voor de accountant.")
    controle = verify_logboek(wereld.privacy)
    stand = toon_stand(wereld.privacy).nu
    pdf = print_auditrapport(wereld.privacy, VAN, TOT, controle)
    gelezen = tekst(pdf)
    for woord in (
        "Het logboek is in orde.",
        "Keer gedeeld met een ander 1",
        f"2026-11 4 {een.populatie} 1 1 {een.zaad[:16]}",
        f"{getrokken[0].nr} Waarom op deze dag? P. Officer",
        "Voor de accountant.",
        "Noodtoegang D. Regisseur rechtmatig",
        "Er zijn geen tafelkaders.",
        f"logstand {stand}",
        een.opdracht,
    ):
        assert woord in gelezen
    assert [woord for woord in (*WOORDEN.values(), "Łukasz", "Geheimreden", "Terecht.") if woord in gelezen] == []
    rollen = {rol for rol, _, _ in structuur(pdf)}
    assert {"H1", "H2"} <= rollen
    assert len(regels(wereld.privacy, "auditrapport.maken")) == 1


def test_een_lege_periode_en_een_log_waarmee_is_geknoeid(wereld: Wereld) -> None:
    gelezen = tekst(print_auditrapport(wereld.privacy, date(2026, 1, 1), date(2026, 1, 31)))
    for woord in (
        "is het logboek niet gecontroleerd",
        "niets met een ander gedeeld",
        "geen steekproef getrokken",
        "Niets gaf aanleiding tot een vraag",
        "geen noodgeval",
    ):
        assert woord in gelezen
    zet(wereld, "UPDATE logregel SET hash = :h WHERE nr = 3", h="0" * 64)
    controle = verify_logboek(wereld.privacy)
    assert "Het logboek is NIET in orde." in tekst(print_auditrapport(wereld.privacy, VAN, VAN, controle))


def test_alleen_de_privacy_officer_en_alleen_een_echte_periode(wereld: Wereld) -> None:
    for geen in (wereld.regie, wereld.beheer, wereld.lezer):
        with pytest.raises(GeenToegang):
            print_auditrapport(geen, VAN, VAN)
    for van, tot in ((TOT, None), (date(2026, 11, 2), date(2026, 11, 1)), (VAN, date(2027, 1, 1))):
        with pytest.raises(OngeldigeInvoer):
            print_auditrapport(wereld.privacy, van, tot)


@pytest.fixture
def zaak(tmp_path: Path) -> Iterator[Zaak]:
    twee = maak_tweetal(tmp_path)
    verbindingen = twee.verbind()
    kleine_steekproef(twee.toezicht)
    yield Zaak(twee, werk(twee.team), verbindingen)
    twee.sluit()


def test_uit_een_auditpakket_met_wat_daar_niet_in_staat(zaak: Zaak) -> None:
    officer, team = zaak.twee.officer, zaak.twee.team
    noodtoegang.take_noodtoegang(team.regie2, zaak.dossier.casus_id, "Geheimreden.")
    naar = team.regie.gebruiker.id
    gevraagd = toezichtaudit.ask_audit(officer, zaak.verbindingen[1], "Steekproef.", naar_id=naar)
    antwoord = auditpakketten.make_auditpakket(team.regie, zaak.twee.schrijf(gevraagd.ruw))
    dossier_id = toezichtaudit.read_audit(officer, antwoord.ruw)
    gelezen = tekst(print_auditrapport(officer, VAN, date(2026, 11, 23), dossier_id=dossier_id))
    for woord in (
        "Het logboek in dit pakket is in orde.",
        "Keer gedeeld met een ander 1",
        "PMG-2026-00001 Noodtoegang D. Regisseur staat niet in dit pakket",
        "Dit staat niet in een auditpakket.",
        "De documenten zelf staan niet in een auditpakket.",
    ):
        assert woord in gelezen
    assert "Geheimreden" not in gelezen
