"""The Start screen: what is mine and urgent, and nothing of anybody else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from pmg_desk.domain.delen import Oordeel
from pmg_desk.domain.kwartaal import Kwartaal
from pmg_desk.domain.oordeel import BesluitInvoer
from pmg_desk.domain.rollen import Rol
from pmg_desk.services import acties, adresboek, gebruikers, noodtoegang, oordelen, overleggen, plannen, start
from pmg_desk.services.casusverloop import close_casus
from pmg_desk.services.postvak import list_postvak
from pmg_desk.services.spoed import Spoedsoort, judge_spoed
from pmg_desk.services.start import Bloksoort, StartRegel, toon_start
from pmg_desk.services.toewijzingen import assign_casus
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import ActieStatus, OverlegStatus, Privacybesluit
from tests import sleutelwissel
from tests.casusbouw import maak, regels
from tests.kluisdoos import Kluisdoos
from tests.services.planbouw import actie, bouw
from tests.vulling import WOORDEN, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld

VANDAAG = date(2026, 11, 23)


def rijen(werkplek: Werkplek, soort: Bloksoort) -> tuple[StartRegel, ...]:
    blok = toon_start(werkplek).blok(soort)
    assert blok is not None
    return blok.regels


def vooruit(wereld: Wereld, dagen: int) -> None:
    wereld.klok.moment += timedelta(days=dagen)


def test_te_laat_staat_voorop_en_deze_week_apart(wereld: Wereld) -> None:
    casus = bouw(wereld)
    for dagen, woorden in ((3, "Drie"), (1, "Een"), (4, "Vier"), (11, "Elf"), (12, "Twaalf")):
        actie(wereld, casus, dagen, woorden)
    vooruit(wereld, 4)
    assert [(r.tekst, r.dagen) for r in rijen(wereld.regie, Bloksoort.TE_LAAT)] == [("Een", -3), ("Drie", -1)]
    assert [(r.tekst, r.dagen) for r in rijen(wereld.regie, Bloksoort.DEZE_WEEK)] == [("Vier", 0), ("Elf", 7)]
    (eerste, _) = rijen(wereld.regie, Bloksoort.TE_LAAT)
    assert (eerste.kop, eerste.wie, eerste.casus_id) == ("Łukasz, Zoë (PMG-2026-00001)", "J. Werker", casus.casus_id)


def test_wat_klaar_is_of_gesloten_staat_er_niet(wereld: Wereld) -> None:
    casus, dicht = bouw(wereld), bouw(wereld, voornamen="Bram", geboortedatum="2009")
    gedaan = actie(wereld, casus, 1)
    actie(wereld, dicht, 1)
    acties.set_actiestatus(wereld.regie, gedaan, ActieStatus.GEREED)
    close_casus(wereld.regie, dicht.casus_id, "doelen_behaald", "verbeterd")
    vooruit(wereld, 3)
    assert rijen(wereld.regie, Bloksoort.TE_LAAT) == ()


def test_een_lange_lijst_houdt_op_en_zegt_dat_er_meer_is(wereld: Wereld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "HOEVEEL", 2)
    casus = bouw(wereld)
    for dagen in (1, 2, 3):
        actie(wereld, casus, dagen)
    blok = toon_start(wereld.regie).blok(Bloksoort.DEZE_WEEK)
    assert blok is not None
    assert ([r.dagen for r in blok.regels], blok.meer) == ([1, 2], True)


def test_een_lange_tekst_wordt_een_regel(wereld: Wereld) -> None:
    actie(wereld, bouw(wereld), 1, "woord \n " * 60)
    (regel,) = rijen(wereld.regie, Bloksoort.DEZE_WEEK)
    assert (len(regel.tekst), regel.tekst[-1], "\n" in regel.tekst) == (140, "…", False)


def test_casussen_zonder_plan_de_oudste_eerst(wereld: Wereld) -> None:
    eerste = maak(wereld.regie)
    vooruit(wereld, 5)
    tweede = maak(wereld.regie, voornamen="Bram", geboortedatum="2010")
    bouw(wereld, voornamen="Cas", geboortedatum="2011")
    assert [(r.id, r.oud) for r in rijen(wereld.regie, Bloksoort.ZONDER_PLAN)] == [(eerste, 5), (tweede, 0)]


def test_een_evaluatie_komt_veertien_dagen_vooraf_in_beeld(wereld: Wereld) -> None:
    casus = bouw(wereld)
    plannen.agree_plan(wereld.regie, casus.plan_id, VANDAAG, "Jongere", VANDAAG + timedelta(days=15))
    assert rijen(wereld.regie, Bloksoort.EVALUATIE) == ()
    vooruit(wereld, 1)
    assert [r.dagen for r in rijen(wereld.regie, Bloksoort.EVALUATIE)] == [14]
    vooruit(wereld, 20)
    assert [(r.casus_id, r.dagen) for r in rijen(wereld.regie, Bloksoort.EVALUATIE)] == [(casus.casus_id, -6)]


def test_overleggen_van_de_eigen_tafels(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    dag = VANDAAG + timedelta(days=2)
    nieuw = overleggen.plan_overleg(wereld.regie, overleggen.OverlegInvoer("pga_lokaal", dag, "13:30", "Zaal 2"))
    overleggen.add_agendapunt(wereld.regie, nieuw, casus_id)
    vervalt = overleggen.plan_overleg(wereld.regie, overleggen.OverlegInvoer("pga_lokaal", dag))
    overleggen.set_overlegstatus(wereld.regie, vervalt, OverlegStatus.VERVALLEN)
    overleggen.plan_overleg(wereld.regie, overleggen.OverlegInvoer("pga_lokaal", VANDAAG + timedelta(days=15)))
    overleggen.plan_overleg(wereld.regie2, overleggen.OverlegInvoer("top_x", dag))
    assert [(r.id, r.tekst, r.dagen) for r in rijen(wereld.regie, Bloksoort.OVERLEG)] == [
        (nieuw, "13:30, Zaal 2, 1 casus", 2)
    ]


def test_een_verzoek_wacht_op_de_officer_en_een_terugvraag_op_de_vrager(wereld: Wereld) -> None:
    dossier = maak_dossier(wereld.regie)
    verzoek = vraag(wereld, dossier)
    vooruit(wereld, 3)
    (bij_officer,) = rijen(wereld.regie, Bloksoort.WACHT_OP_ANDER)
    assert (bij_officer.id, bij_officer.wie, bij_officer.oud) == (verzoek, "de privacy officer", 3)
    (te_doen,) = rijen(wereld.privacy, Bloksoort.WACHT_OP_MIJ)
    assert (te_doen.id, te_doen.wie, te_doen.oud) == (verzoek, "gevraagd door C. Regisseur", 3)
    oordelen.decide_verzoek(wereld.privacy, verzoek, BesluitInvoer(Oordeel.TERUGVRAAG, "Waarom de school?"))
    assert rijen(wereld.regie, Bloksoort.WACHT_OP_ANDER) == rijen(wereld.privacy, Bloksoort.WACHT_OP_MIJ) == ()
    assert [(r.id, r.wie) for r in rijen(wereld.regie, Bloksoort.WACHT_OP_MIJ)] == [(verzoek, "")]
    assert [r.wie for r in rijen(wereld.privacy, Bloksoort.WACHT_OP_ANDER)] == ["C. Regisseur"]


def test_werklijst_en_delen_tellen_een_verzoek_vanaf_dezelfde_laatste_dag(wereld: Wereld) -> None:
    verzoek = vraag(wereld, maak_dossier(wereld.regie))
    termijn = wereld.profiel.instellingen.oordeel_termijn_dagen.waarde
    for dagen, laat in ((termijn, False), (1, True)):
        vooruit(wereld, dagen)
        (te_doen,) = rijen(wereld.privacy, Bloksoort.WACHT_OP_MIJ)
        (regel,) = list_postvak(wereld.privacy)
        assert (te_doen.id, te_doen.dagen, te_doen.datum) == (verzoek, regel.dagen_over, regel.uiterlijk)
        assert ([d.te_laat for d in toon_start(wereld.privacy).digest], regel.te_laat) == ([int(laat)], laat)


@pytest.mark.parametrize("wie", ["regie", "privacy"])
def test_een_akkoord_dat_afloopt_staat_er_tot_het_verlopen_of_ingetrokken_is(wereld: Wereld, wie: str) -> None:
    plek = wereld.werkplek(wie)
    dossier = maak_dossier(wereld.regie)
    verzoek = vraag(wereld, dossier, dagen=15)
    besluit = keur_goed(wereld, verzoek)
    assert rijen(plek, Bloksoort.LOOPT_AF) == ()
    vooruit(wereld, 1)
    assert [(r.id, r.dagen) for r in rijen(plek, Bloksoort.LOOPT_AF)] == [(verzoek, 14)]
    vooruit(wereld, 14)
    assert [r.dagen for r in rijen(plek, Bloksoort.LOOPT_AF)] == [0]
    oordelen.withdraw_besluit(wereld.privacy, besluit, "Bezwaar.")
    assert rijen(plek, Bloksoort.LOOPT_AF) == ()


def test_een_verlopen_akkoord_loopt_niet_meer_af(wereld: Wereld) -> None:
    keur_goed(wereld, vraag(wereld, maak_dossier(wereld.regie), dagen=3))
    vooruit(wereld, 4)
    assert rijen(wereld.regie, Bloksoort.LOOPT_AF) == ()


def test_een_vervalst_akkoord_loopt_niet_af(wereld: Wereld) -> None:
    """A changed end date is no approval, so it must not be announced as one."""
    keur_goed(wereld, vraag(wereld, maak_dossier(wereld.regie), dagen=60))
    with wereld.regie.doe() as t:
        rij = t.db.scalars(sa.select(Privacybesluit)).one()
        tekst = rij.tekst.replace("2027-01-22", "2026-11-30")
        assert tekst != rij.tekst
        wachters = sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'privacybesluit'")
        for naam in t.db.scalars(wachters).all():
            t.db.execute(sa.text(f"DROP TRIGGER {naam}"))
        t.db.execute(sa.update(Privacybesluit).values(tekst=tekst))
        t.log("test.vervalsen", "privacybesluit", rij.id)
    assert rijen(wereld.regie, Bloksoort.LOOPT_AF) == ()


def test_de_officer_ziet_noodtoegang_die_nog_beoordeeld_moet(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie, "zvh")
    noodtoegang.take_noodtoegang(wereld.regie2, casus_id, "Melding vannacht.")
    vooruit(wereld, 2)
    (regel,) = rijen(wereld.privacy, Bloksoort.NOODTOEGANG)
    assert (regel.kop, regel.tekst, regel.wie, regel.oud) == (
        "PMG-2026-00001",
        "Noodtoegang",
        "door D. Regisseur",
        None,
    )
    judge_spoed(wereld.privacy, Spoedsoort.NOODTOEGANG, regel.id, rechtmatig=True, motivering="In orde.")
    assert rijen(wereld.privacy, Bloksoort.NOODTOEGANG) == ()


def test_een_meelezer_ziet_wat_is_toegewezen(wereld: Wereld) -> None:
    casus = bouw(wereld)
    bouw(wereld, voornamen="Bram", geboortedatum="2010")
    actie(wereld, casus, 1)
    assert rijen(wereld.lezer, Bloksoort.TOEGEWEZEN) == ()
    assign_casus(wereld.regie, casus.casus_id, wereld.lezer.gebruiker.id, "25-11-2026")
    assert [(r.casus_id, r.dagen) for r in rijen(wereld.lezer, Bloksoort.TOEGEWEZEN)] == [(casus.casus_id, 2)]
    assert len(rijen(wereld.lezer, Bloksoort.DEZE_WEEK)) == 1
    vooruit(wereld, 3)
    assert rijen(wereld.lezer, Bloksoort.TOEGEWEZEN) == rijen(wereld.lezer, Bloksoort.TE_LAAT) == ()


@pytest.mark.parametrize("wie", ["regie2", "lezer", "beheer", "privacy"])
def test_niemand_krijgt_iets_te_zien_dat_niet_van_hem_is(wereld: Wereld, wie: str) -> None:
    """Colleague at another table, meelezer without assignment, beheerder, officer: no name and no text."""
    dossier = maak_dossier(wereld.regie)
    keur_goed(wereld, vraag(wereld, dossier, dagen=10))
    vraag(wereld, dossier)
    noodtoegang.take_noodtoegang(wereld.regie2, dossier.casus_id, "Melding.")
    casus = bouw(wereld, voornamen="Bram", geboortedatum="2010")
    actie(wereld, casus, 1, "Kwetterzolder.")
    vooruit(wereld, 8)
    beeld = repr(toon_start(wereld.werkplek(wie)))
    assert not any(woord in beeld for woord in (*WOORDEN.values(), "Łukasz", "Bram"))
    if wie != "privacy":
        assert "PMG-2026" not in beeld
    assert "Kwetterzolder" in repr(toon_start(wereld.regie))


def test_een_casus_van_een_collega_aan_dezelfde_tafel_is_niet_mijn_werk(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie, "top_x")
    assert casus_id not in {r.id for r in rijen(wereld.regie2, Bloksoort.ZONDER_PLAN)}
    assert casus_id in {r.id for r in rijen(wereld.regie, Bloksoort.ZONDER_PLAN)}


def test_de_beheerder_ziet_uitnodigingen_en_het_profiel(kluisdoos: Kluisdoos) -> None:
    bea = kluisdoos.bea()
    piet = gebruikers.invite_gebruiker(
        bea, gebruikers.NieuweUitnodiging("piet", "Piet Privacy", Rol.PRIVACY_OFFICER, "functionaris")
    )
    (regel,) = [r for r in rijen(bea, Bloksoort.UITNODIGING) if r.id == piet.gebruiker_id]
    assert (regel.kop, regel.wie, regel.dagen) == ("Piet Privacy", "heeft nog niet ingelogd", 7)
    kluisdoos.klok.moment += timedelta(days=8)
    (regel,) = [r for r in rijen(bea, Bloksoort.UITNODIGING) if r.id == piet.gebruiker_id]
    assert (regel.wie, regel.dagen) == ("code is verlopen", -1)
    assert [blok.soort for blok in toon_start(bea).blokken] == [Bloksoort.UITNODIGING]
    assert bea.profiel.naam in toon_start(bea).profiel


def test_kijken_op_start_is_geen_opening_van_een_dossier(wereld: Wereld) -> None:
    bouw(wereld)
    voor = len(regels(wereld.regie))
    toon_start(wereld.regie)
    assert len(regels(wereld.regie)) == voor


def test_een_vertrokken_eigenaar_houdt_zijn_actie_in_beeld(wereld: Wereld) -> None:
    casus = bouw(wereld)
    actie(wereld, casus, 1)
    adresboek.stop_professional(wereld.regie, casus.professional_id, VANDAAG)
    assert [r.wie for r in rijen(wereld.regie, Bloksoort.DEZE_WEEK)] == ["J. Werker"]


def test_een_nieuwe_sleutel_wacht_bij_wie_hem_mag_bekrachtigen_en_bij_wie_hij_is(wereld: Wereld) -> None:
    nieuw = sleutelwissel.vervang(wereld, "beheer")
    (eigen,) = rijen(nieuw, Bloksoort.SLEUTEL)
    assert (eigen.kop, eigen.wie) == ("Uw eigen sleutel", "te bekrachtigen door de privacy officer")
    (wacht,) = rijen(wereld.privacy, Bloksoort.SLEUTEL)
    assert (wacht.id, wacht.kop, wacht.wie) == (nieuw.gebruiker.id, nieuw.gebruiker.naam, "")
    assert toon_start(wereld.regie).blok(Bloksoort.SLEUTEL) is None


def test_een_nieuwe_sleutel_van_een_ander_wacht_bij_de_beheerder(wereld: Wereld) -> None:
    nieuw = sleutelwissel.vervang(wereld, "regie")
    assert [(r.id, r.wie) for r in rijen(wereld.beheer, Bloksoort.SLEUTEL)] == [(nieuw.gebruiker.id, "")]
    assert [r.wie for r in rijen(nieuw, Bloksoort.SLEUTEL)] == ["te bekrachtigen door de beheerder"]
    assert toon_start(wereld.privacy).blok(Bloksoort.SLEUTEL) is None


def test_who_may_settle_is_told_which_quarters_wait(wereld: Wereld) -> None:
    maak(wereld.regie)
    assert toon_start(wereld.regie).kwartalen == ()  # it runs
    vooruit(wereld, 130)
    for wie in (wereld.regie, wereld.privacy):
        assert toon_start(wie).kwartalen == (Kwartaal(2026, 4), Kwartaal(2027, 1))
    for wie in (wereld.beheer, wereld.lezer):
        assert toon_start(wie).kwartalen == ()
