"""The audit report on paper: figures, the sample with its outcome, what stood out, emergencies, and how to verify."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from pmg_desk.domain.fouten import GeenToegang, OngeldigeInvoer
from pmg_desk.services import auditpakketten, noodtoegang, samenvattingen, toezichtaudit
from pmg_desk.services.auditrapport import print_auditrapport
from pmg_desk.services.controlepunten import toon_stand
from pmg_desk.services.datalekken import DatalekInvoer, close_datalek, list_datalekken, record_datalek
from pmg_desk.services.logboek import export_logregels
from pmg_desk.services.logcontrole import verify_logboek
from pmg_desk.services.mondeling import record_spoed
from pmg_desk.services.patronen import list_patronen, mark_bekeken
from pmg_desk.services.rechtenverzoeken import record_verzoek
from pmg_desk.services.samenvattingen import Bestemming
from pmg_desk.services.spoed import Spoedsoort, judge_spoed, list_spoed
from pmg_desk.services.steekproeven import draw_steekproef, open_steekproef, sign_off
from pmg_desk.services.uitgaven import mark_uitgave
from pmg_desk.storage.models import VerstrekkingStatus, Wijze
from tests.aanvallen.knoeien import zet
from tests.casusbouw import regels
from tests.reports.lezen import structuur, tekst
from tests.services.test_rechtenverzoeken import MOEDER
from tests.services.test_spoed import spoed
from tests.services.test_steekproeven import kleine_steekproef, werk
from tests.toezichtzaak import Zaak
from tests.tweekluizen import maak_tweetal
from tests.vulling import WOORDEN, maak_dossier
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


def lek(wereld: Wereld, uren: int, **anders: object) -> None:
    """A breach that was found so many hours ago."""
    ontdekt = wereld.klok.moment - timedelta(hours=uren)
    record_datalek(wereld.privacy, replace(DatalekInvoer(ontdekt, "Geheimlek van Łukasz."), **anders))  # type: ignore[arg-type]


def test_datalekken_met_hun_72_uur_en_verzoeken_over_hun_termijn(wereld: Wereld) -> None:
    dossier = maak_dossier(wereld.regie)
    record_verzoek(wereld.regie, dossier.casus_id, replace(MOEDER, ontvangen_op=date(2026, 10, 31)))
    record_verzoek(wereld.regie, dossier.casus_id, MOEDER)
    wereld.klok.moment += timedelta(days=10)  # 3 december
    nu = wereld.klok.moment
    lek(wereld, 100, risico=True, hoog_risico=True, gemeld_ap_op=nu, niet_gemeld_reden="Geheimreden.")
    lek(wereld, 90, risico=False, hoog_risico=False, niet_gemeld_reden="Geheimreden.")
    lek(wereld, 80)
    lek(wereld, 70, risico=True, hoog_risico=True, gemeld_ap_op=nu, niet_ingelicht_reden="Geheimreden.")
    lek(wereld, 10, betrokkenen_ingelicht_op=nu)
    gelezen = tekst(print_auditrapport(wereld.privacy, VAN, date(2026, 12, 3)))
    for woord in (
        "D-2026-00001 29-11-2026 05:30 03-12-2026 09:30 nee, later gemeld; waarom staat in het register nog niet",
        "D-2026-00002 29-11-2026 15:30 – hoefde niet: geen risico hoefde niet: geen hoog risico Afronden",
        "D-2026-00003 30-11-2026 01:30 – nee, nog niet gemeld; er staat niet bij waarom nog niet beoordeeld",
        "D-2026-00004 30-11-2026 11:30 03-12-2026 09:30 ja nee; waarom staat in het register Afronden",
        "D-2026-00005 02-12-2026 23:30 – nog niet gemeld; de 72 uur lopen nog 03-12-2026 09:30 Risico beoordelen",
        "Ontvangen in deze periode: 1. Daarvan beantwoord: 0.",
        "Over de termijn, toen of nu nog: 1.",
        "R-2026-00001 Inzage 31 oktober 2026 30 november 2026 nog open 3",
    ):
        assert woord in gelezen
    assert [w for w in (*WOORDEN.values(), "Łukasz", "Geheim") if w in gelezen] == []
    later = tekst(print_auditrapport(wereld.privacy, date(2026, 12, 1), date(2026, 12, 3)))
    assert "D-2026-00004 30-11-2026 11:30, voor deze dagen" in later
    eerder = tekst(print_auditrapport(wereld.privacy, VAN, date(2026, 11, 28)))
    assert "geen datalek ontdekt, en er stond er geen open" in eerder


def test_een_gesloten_lek_van_voor_deze_dagen_staat_er_niet_meer(wereld: Wereld) -> None:
    lek(wereld, 5, risico=False, hoog_risico=False, niet_gemeld_reden="Versleuteld.", maatregelen="Geleerd.")
    close_datalek(wereld.privacy, list_datalekken(wereld.privacy)[0].id)
    wereld.klok.moment += timedelta(days=3)
    assert "D-2026-00001" in tekst(print_auditrapport(wereld.privacy, date(2026, 11, 23), date(2026, 11, 24)))
    assert "D-2026-00001" not in tekst(print_auditrapport(wereld.privacy, date(2026, 11, 24), date(2026, 11, 24)))


def test_noodgevallen_op_tijd_beoordeeld_te_laat_of_nog_niet(wereld: Wereld) -> None:
    dossier = maak_dossier(wereld.regie)
    for _ in range(3):
        record_spoed(wereld.regie, dossier.casus_id, spoed(dossier))
    eerste, tweede, _ = (een.id for een in list_spoed(wereld.privacy))
    judge_spoed(wereld.privacy, Spoedsoort.VERSTREKKING, eerste, rechtmatig=True, motivering="Geheimreden.")
    vandaag = date(2026, 11, 23)
    gelezen = tekst(print_auditrapport(wereld.privacy, VAN, vandaag))
    assert "Van 3 zijn er 1 beoordeeld; 0 niet op tijd." in gelezen
    assert "rechtmatig ja" in gelezen
    assert gelezen.count("nog niet beoordeeld kan nog, tot ") == 2
    wereld.klok.moment += timedelta(days=60)
    judge_spoed(wereld.privacy, Spoedsoort.VERSTREKKING, tweede, rechtmatig=False, motivering="Geheimreden.")
    gelezen = tekst(print_auditrapport(wereld.privacy, VAN, vandaag))
    assert "Van 3 zijn er 2 beoordeeld; 2 niet op tijd." in gelezen
    assert "niet rechtmatig nee, op 22 januari 2027; uiterlijk was " in gelezen
    assert "nog niet beoordeeld nee, dat moest uiterlijk " in gelezen
    assert "Geheimreden" not in gelezen


def test_een_noodgeval_dat_laat_is_vastgelegd_staat_in_het_rapport_van_toen_en_van_nu(wereld: Wereld) -> None:
    dossier = maak_dossier(wereld.regie)
    toen = wereld.klok.nu().date()
    wereld.klok.moment += timedelta(days=40)
    een = spoed(dossier)
    record_spoed(wereld.regie, dossier.casus_id, replace(een, verteld=replace(een.verteld, op=toen)))
    for van, tot in ((VAN, date(2026, 11, 30)), (date(2026, 12, 1), date(2027, 1, 2))):
        gelezen = tekst(print_auditrapport(wereld.privacy, van, tot))
        assert "Van 1 zijn er 0 beoordeeld; 0 niet op tijd." in gelezen
        assert ", vastgelegd op 2 januari 2027 PMG-2026-00001 Met spoed gedeeld" in gelezen
    tussen = tekst(print_auditrapport(wereld.privacy, date(2026, 12, 1), date(2026, 12, 31)))
    assert "In deze periode was er geen noodgeval." in tussen


def test_wat_is_gemeld_als_mislukt_telt_niet_en_staat_apart(wereld: Wereld) -> None:
    dossier = werk(wereld)
    school = Bestemming(dossier.school, "Leerlingzaken")
    weg = samenvattingen.issue_samenvatting(wereld.regie, dossier.casus_id, school, Wijze.PAPIER)
    wereld.klok.moment += timedelta(hours=30)
    mark_uitgave(wereld.regie, weg.verstrekking_id, VerstrekkingStatus.MISLUKT, "Geheimreden.")
    gelezen = tekst(print_auditrapport(wereld.privacy, VAN, date(2026, 11, 24)))
    for woord in (
        "Keer gedeeld met een ander 1",
        "Gemeld als mislukt, en dus niet gedeeld 1",
        "C. Regisseur Gemeld als mislukt door C. Regisseur op 24-11-2026 15:30, 30 uur later.",
    ):
        assert woord in gelezen
    assert "Geheimreden" not in gelezen


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


def test_een_noodgeval_uit_een_pakket_ook_als_het_laat_is_vastgelegd(zaak: Zaak) -> None:
    officer, team = zaak.twee.officer, zaak.twee.team
    een, toen = spoed(zaak.dossier), team.klok.nu().date()
    team.klok.moment += timedelta(days=1)
    record_spoed(team.regie, zaak.dossier.casus_id, replace(een, verteld=replace(een.verteld, op=toen)))
    gevraagd = toezichtaudit.ask_audit(officer, zaak.verbindingen[1], "x", naar_id=team.regie.gebruiker.id)
    antwoord = auditpakketten.make_auditpakket(team.regie, zaak.twee.schrijf(gevraagd.ruw))
    dossier_id = toezichtaudit.read_audit(officer, antwoord.ruw)
    for dag in (toen, toen + timedelta(days=1)):
        gelezen = tekst(print_auditrapport(officer, dag, dag, dossier_id=dossier_id))
        assert "vastgelegd op 24 november 2026 PMG-2026-00001 Met spoed gedeeld C. Regisseur" in gelezen
        assert "staat niet in het logboek" not in gelezen
        assert "Het logboek in dit pakket is in orde." in gelezen
