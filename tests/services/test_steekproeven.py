"""The monthly sample over a real log: drawn, drawn again by verify.py too, looked at; and the sharing log."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from pmg_desk.domain import steekproef as domein
from pmg_desk.domain.deellog import Deelfilter, Groep
from pmg_desk.domain.fouten import GeenToegang, NietGevonden, OngeldigeInvoer
from pmg_desk.services import (
    auditpakketten,
    casussen,
    noodtoegang,
    samenvattingen,
    toewijzingen,
    toezichtaudit,
    uitgaven,
    waarnemen,
    zoeken,
)
from pmg_desk.services.casusrollen import Casusrollen
from pmg_desk.services.deellog import export_deellog, read_deellog
from pmg_desk.services.logexport import export_logboek
from pmg_desk.services.samenvattingen import Bestemming
from pmg_desk.services.steekproeven import (
    NIET_IN_PAKKET,
    AlBekeken,
    AlGetrokken,
    EigenRegel,
    LogNietInOrde,
    MaandLooptNog,
    NietsTeTrekken,
    draw_steekproef,
    list_maanden,
    list_steekproeven,
    open_steekproef,
    redraw_steekproef,
    sign_off,
)
from pmg_desk.services.werk import Werksoort
from pmg_desk.services.werklijst import show_werklijst
from pmg_desk.storage.models import Gebruiker, VerstrekkingStatus, Wijze
from tests.casusbouw import bladen, regels
from tests.services.test_logexport import draai, verify
from tests.toezichtzaak import Zaak
from tests.tweekluizen import maak_tweetal
from tests.vulling import WOORDEN, Dossier, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld

OMVANG = 4


def kleine_steekproef(wereld: Wereld) -> None:
    """The profile asks for few lines."""
    instellingen = wereld.profiel.instellingen
    getal = replace(instellingen.steekproef_omvang, waarde=OMVANG)
    for plek in wereld.werkplekken.values():
        plek.profiel = replace(wereld.profiel, instellingen=replace(instellingen, steekproef_omvang=getal))


def werk(wereld: Wereld) -> Dossier:
    """A month with a case, a sharing, two people who look, and a search."""
    dossier = maak_dossier(wereld.regie)
    keur_goed(wereld, vraag(wereld, dossier))
    deel(wereld, dossier)
    casussen.open_dossier(wereld.regie, dossier.casus_id)
    zoeken.log_zoekopdracht(wereld.regie2, 3)
    return dossier


def deel(wereld: Wereld, dossier: Dossier) -> None:
    bestemming = Bestemming(dossier.school, "Leerlingzaken")
    samenvattingen.issue_samenvatting(wereld.regie, dossier.casus_id, bestemming, Wijze.PAPIER)


@pytest.fixture
def maand(wereld: Wereld) -> Wereld:
    """November is over."""
    kleine_steekproef(wereld)
    werk(wereld)
    wereld.klok.moment += timedelta(days=14)
    return wereld


def test_een_maand_die_voorbij_is_wordt_eens_getrokken(maand: Wereld) -> None:
    assert list_maanden(maand.privacy) == ("2026-11",)
    steekproef_id = draw_steekproef(maand.privacy, "2026-11")
    assert list_maanden(maand.privacy) == ()
    (een,) = list_steekproeven(maand.privacy)
    nummers = [r.nr for r in regels(maand.privacy) if r.tijd.month == 11 and domein.raakt(r.actie, r.casus_id)]
    assert (een.maand, een.omvang, een.populatie, een.bekeken, een.klaar) == ("2026-11", 4, len(nummers), 0, False)
    assert een.populatie_hash == domein.populatie_hash(nummers)
    _, getrokken = open_steekproef(maand.privacy, steekproef_id)
    assert tuple(r.nr for r in getrokken) == domein.trek(een.zaad, nummers, 4)
    with pytest.raises(AlGetrokken):
        draw_steekproef(maand.privacy, "2026-11")
    assert redraw_steekproef(maand.privacy, steekproef_id) == ()


@pytest.mark.parametrize("maandnaam", ["2026-12", "2027-01"])
def test_een_maand_die_loopt_wordt_niet_getrokken(maand: Wereld, maandnaam: str) -> None:
    with pytest.raises(MaandLooptNog):
        draw_steekproef(maand.privacy, maandnaam)


def test_een_lege_of_verzonnen_maand_en_een_ander_dan_de_privacy_officer(maand: Wereld) -> None:
    with pytest.raises(NietsTeTrekken):
        draw_steekproef(maand.privacy, "2026-10")
    with pytest.raises(OngeldigeInvoer):
        draw_steekproef(maand.privacy, "november")
    for geen in (maand.regie, maand.beheer, maand.lezer):
        with pytest.raises(GeenToegang):
            draw_steekproef(geen, "2026-11")


def test_verify_trekt_hetzelfde_zonder_dit_programma(maand: Wereld, tmp_path: Path) -> None:
    assert verify.STEEKPROEF == domein.RAAKT
    steekproef_id = draw_steekproef(maand.privacy, "2026-11")
    casussen.list_casussen(maand.regie)
    een, getrokken = open_steekproef(maand.privacy, steekproef_id)
    uitvoer = export_logboek(maand.privacy, tmp_path / "uitvoer")
    code, gezegd = draai(uitvoer.map, *een.opdracht.split()[2:])
    assert code == 0
    assert f"begingetal {een.zaad}" in gezegd
    assert f"regels {', '.join(str(r.nr) for r in getrokken)}" in gezegd
    assert f"4 van de {een.populatie} regels" in gezegd
    for fout in ("2026-10:4", "2026-11", "2026-11:0", "2026-11:4:x"):
        code, gezegd = draai(uitvoer.map, "--steekproef", fout)
        assert (code, gezegd.startswith("NIET IN ORDE.")) == (1, True)


def test_een_regel_zegt_wie_wat_deed_en_met_welke_rol(maand: Wereld) -> None:
    _, getrokken = open_steekproef(maand.privacy, draw_steekproef(maand.privacy, "2026-11"))
    for regel in getrokken:
        assert regel.wie
        assert regel.casusnummer in ("PMG-2026-00001", "")
        rol = {"C. Regisseur": "casusregisseur", "P. Officer": "privacy officer", "D. Regisseur": ""}[regel.wie]
        assert (regel.casusrol, regel.eigen) == (rol, regel.wie == "P. Officer")


def test_elke_regel_wordt_afgetekend_en_dan_is_de_maand_klaar(maand: Wereld) -> None:
    steekproef_id = draw_steekproef(maand.privacy, "2026-11")
    _, getrokken = open_steekproef(maand.privacy, steekproef_id)
    with pytest.raises(OngeldigeInvoer):
        sign_off(maand.privacy, getrokken[0].id, None)
    with pytest.raises(OngeldigeInvoer):
        sign_off(maand.privacy, getrokken[0].id, in_orde=False)
    sign_off(maand.privacy, getrokken[0].id, in_orde=False, bevinding="Waarom op deze dag?")
    with pytest.raises(AlBekeken):
        sign_off(maand.privacy, getrokken[0].id, in_orde=True)
    for regel in getrokken[1:]:
        sign_off(maand.privacy, regel.id, in_orde=True)
    een, na = open_steekproef(maand.privacy, steekproef_id)
    assert (een.bekeken, een.niet_in_orde, een.klaar) == (4, 1, True)
    assert (na[0].in_orde, na[0].bevinding, na[0].bekeken_door) == (False, "Waarom op deze dag?", "P. Officer")
    assert "Waarom op deze dag" not in bladen(maand.privacy)
    with pytest.raises(GeenToegang):
        sign_off(maand.beheer, getrokken[0].id, in_orde=True)


def wacht(wereld: Wereld) -> list[tuple[str, str, str]]:
    return [(i.kop, i.wat, i.scherm) for i in show_werklijst(wereld.privacy).items if i.soort is Werksoort.STEEKPROEF]


def test_een_maand_die_wacht_staat_op_de_werklijst_tot_alles_bekeken_is(maand: Wereld) -> None:
    assert wacht(maand) == [("Steekproef 2026-11", "steekproef te trekken", "audit")]
    _, getrokken = open_steekproef(maand.privacy, draw_steekproef(maand.privacy, "2026-11"))
    for over, regel in enumerate(reversed(getrokken)):
        woord = "1 regel" if len(getrokken) - over == 1 else f"{len(getrokken) - over} regels"
        assert wacht(maand) == [("Steekproef 2026-11", f"{woord} te bekijken", "audit")]
        sign_off(maand.privacy, regel.id, in_orde=True)
    assert wacht(maand) == []
    maand.klok.moment += timedelta(days=62)  # a month in which nobody did anything
    assert wacht(maand) == []


def test_een_eigen_regel_tekent_een_ander_af_als_die_er_is(maand: Wereld) -> None:
    getal = replace(maand.privacy.profiel.instellingen.steekproef_omvang, waarde=200)
    instellingen = replace(maand.privacy.profiel.instellingen, steekproef_omvang=getal)
    maand.privacy.profiel = replace(maand.privacy.profiel, instellingen=instellingen)
    _, getrokken = open_steekproef(maand.privacy, draw_steekproef(maand.privacy, "2026-11"))
    eigen = [r for r in getrokken if r.eigen]
    assert len(eigen) > 1
    sign_off(maand.privacy, eigen[0].id, in_orde=True)  # nobody else works here
    with maand.beheer.doe() as t:
        ander = t.haal(Gebruiker, maand.privacy.gebruiker.id)
        velden = {k.name: getattr(ander, k.name) for k in Gebruiker.__table__.columns}
        t.db.add(Gebruiker(**{**velden, "id": uuid4(), "gebruikersnaam": "privacy2", "naam": "Q. Officer"}))
        t.log("gebruiker.toevoegen", "gebruiker")
    with pytest.raises(EigenRegel):
        sign_off(maand.privacy, eigen[1].id, in_orde=True)


def test_natrekken_ziet_wat_er_later_bij_kwam_of_verdween(maand: Wereld) -> None:
    steekproef_id = draw_steekproef(maand.privacy, "2026-11")
    maand.klok.moment -= timedelta(days=14)  # somebody sets the clock back
    zoeken.log_zoekopdracht(maand.regie, 1)
    maand.klok.moment += timedelta(days=14)
    (zin,) = redraw_steekproef(maand.privacy, steekproef_id)
    assert zin == "1 regels van deze maand zijn later geschreven en deden niet mee."


def test_wie_welke_rol_had_op_een_moment(wereld: Wereld) -> None:
    dossier = maak_dossier(wereld.regie)
    casus, nu = dossier.casus_id, wereld.klok.moment
    wie = {naam: str(plek.gebruiker.id) for naam, plek in wereld.werkplekken.items()}

    def rol(naam: str, na: timedelta = timedelta()) -> str:
        with wereld.privacy.doe() as t:
            return Casusrollen(t).rol(wie[naam], str(casus), nu + na)

    assert (rol("regie"), rol("regie2"), rol("lezer")) == ("casusregisseur", "", "")
    toewijzingen.assign_casus(wereld.regie, casus, wereld.lezer.gebruiker.id)
    noodtoegang.take_noodtoegang(wereld.regie2, casus, "Vannacht aangehouden.")
    assert (rol("lezer"), rol("regie2"), rol("lezer", timedelta(days=-1))) == ("toegewezen", "noodtoegang", "")
    wereld.klok.moment += timedelta(days=7)
    dag = wereld.klok.moment.date()
    waarnemen.name_waarneming(wereld.regie, wereld.regie2.gebruiker.id, dag, dag)
    assert rol("regie2", timedelta(days=7)) == "waarnemer"
    wereld.klok.moment += timedelta(days=7)
    toewijzingen.transfer_casus(wereld.regie, casus, wereld.regie2.gebruiker.id)
    later = timedelta(days=15)
    assert (rol("regie2", later), rol("regie", later)) == ("casusregisseur", "tafel PGA lokaal")
    assert (rol("regie"), rol("regie2", timedelta(days=3))) == ("casusregisseur", "")
    with wereld.privacy.doe() as t:
        assert Casusrollen(t).rol("systeem", str(casus), nu) == ""
        assert Casusrollen(t).rol(wie["regie"], str(uuid4()), nu) == ""


# the sharing log


def test_het_deellogboek_telt_en_toont_zonder_namen(wereld: Wereld) -> None:
    dossier = werk(wereld)
    samenvattingen.issue_intern(wereld.regie, dossier.casus_id, Wijze.PAPIER)
    school = Bestemming(dossier.school, "Leerlingzaken")
    weg = samenvattingen.issue_samenvatting(wereld.regie, dossier.casus_id, school, Wijze.PAPIER)
    wereld.klok.moment += timedelta(days=3)
    uitgaven.mark_uitgave(wereld.regie, weg.verstrekking_id, VerstrekkingStatus.MISLUKT, "Geheimreden.")
    log = read_deellog(wereld.privacy, Deelfilter(), Groep.ORGANISATIE)
    assert [(r.stand, r.gemeld) for r in log.regels if r.gemeld] == [
        ("Gemeld als mislukt", "Gemeld als mislukt door C. Regisseur op 26-11-2026 09:30, 3 dagen later.")
    ]
    assert sum(t.mislukt for t in log.tellingen) == 1
    assert [(t.wat, t.sleutel, t.aantal) for t in log.tellingen] == [
        ("Intern", "", 1),
        ("School De Brug PMG-2026-00001", "School De Brug PMG-2026-00001", 1),
    ]
    extern = next(r for r in log.regels if r.ontvanger != "Intern" and not r.gemeld)
    assert (extern.casusnummer, extern.onder, extern.door) == (
        "PMG-2026-00001",
        "besluit B-2026-00001",
        "C. Regisseur",
    )
    assert log.grondslagen == (("avg_6_1_e", wereld.profiel.grondslagen["avg_6_1_e"].label),)
    gronden = read_deellog(wereld.privacy, Deelfilter(), Groep.GRONDSLAG).tellingen
    assert sorted(t.wat for t in gronden) == sorted([log.grondslagen[0][1], "Geen (intern)"])
    eigen = read_deellog(wereld.privacy, Deelfilter(casusnummer="PMG-2026-00001"), Groep.CASUS)
    assert (len(eigen.regels), eigen.organisaties) == (3, ("School De Brug PMG-2026-00001",))
    assert [r.casus_id for r in regels(wereld.privacy, "deellog.lezen")] == [None, None, str(dossier.casus_id)]
    for groep in (None, Groep.MAAND):
        kop, rijen = export_deellog(wereld.privacy, Deelfilter(), groep)
        assert {len(rij) for rij in rijen} == {len(kop)}
        assert [w for w in (*WOORDEN.values(), "Łukasz", "Geheimreden") if w in str(rijen)] == []
    assert len(regels(wereld.privacy, "deellog.exporteren")) == 2
    for geen in (wereld.regie, wereld.beheer):
        with pytest.raises(GeenToegang):
            read_deellog(geen, Deelfilter(), Groep.CASUS)


# in an own installation


@pytest.fixture
def zaak(tmp_path: Path) -> Iterator[Zaak]:
    twee = maak_tweetal(tmp_path)
    verbindingen = twee.verbind()
    kleine_steekproef(twee.toezicht)
    yield Zaak(twee, werk(twee.team), verbindingen)
    twee.sluit()


def audit(zaak: Zaak) -> UUID:
    officer, team = zaak.twee.officer, zaak.twee.team
    gevraagd = toezichtaudit.ask_audit(officer, zaak.verbindingen[1], "Steekproef.", naar_id=team.regie.gebruiker.id)
    antwoord = auditpakketten.make_auditpakket(team.regie, zaak.twee.schrijf(gevraagd.ruw))
    return toezichtaudit.read_audit(officer, antwoord.ruw)


def test_op_een_eigen_installatie_uit_de_regels_van_een_audit(zaak: Zaak) -> None:
    eerste = audit(zaak)
    with pytest.raises(MaandLooptNog):  # November goes on after these lines
        draw_steekproef(zaak.twee.officer, "2026-11", eerste)
    zaak.twee.team.klok.moment += timedelta(days=14)
    casussen.open_dossier(zaak.twee.team.regie, zaak.dossier.casus_id)
    dossier_id = audit(zaak)
    assert list_maanden(zaak.twee.officer, dossier_id) == ("2026-11",)
    een, getrokken = open_steekproef(zaak.twee.officer, draw_steekproef(zaak.twee.officer, "2026-11", dossier_id))
    assert {r.casusrol for r in getrokken} <= {NIET_IN_PAKKET, ""}
    assert list_steekproeven(zaak.twee.officer, dossier_id) == (een,)
    sign_off(zaak.twee.officer, getrokken[0].id, in_orde=True)
    assert redraw_steekproef(zaak.twee.officer, een.id) == ()
    # the team draws the same from its own log
    kleine_steekproef(zaak.twee.team)
    daar, _ = open_steekproef(zaak.twee.team.privacy, draw_steekproef(zaak.twee.team.privacy, "2026-11"))
    assert (daar.zaad, daar.populatie_hash) == (een.zaad, een.populatie_hash)
    log = read_deellog(zaak.twee.officer, Deelfilter(), Groep.CASUS, dossier_id)
    assert [(t.wat, t.aantal) for t in log.tellingen] == [("PMG-2026-00001", 1)]
    assert log.regels[0].onder == "besluit B-2026-00001"


def test_uit_een_log_dat_niet_klopt_wordt_niet_getrokken_en_het_deellogboek_waarschuwt(zaak: Zaak) -> None:
    audit(zaak)
    zaak.twee.team.klok.moment += timedelta(days=14)
    inhoud = zaak.auditinhoud()
    zwart = next(nr for nr, (blad, _) in enumerate(inhoud["regels"]) if '"dossier.openen"' in blad)
    blad, opening = inhoud["regels"][zwart]
    inhoud["regels"][zwart] = [blad.replace("C. Regisseur", "X. Onbekend"), opening]  # who looked is rewritten
    dossier_id = zaak.audit(inhoud)
    with pytest.raises(LogNietInOrde):
        draw_steekproef(zaak.twee.officer, "2026-11", dossier_id)
    log = read_deellog(zaak.twee.officer, Deelfilter(), Groep.CASUS, dossier_id)
    assert log.ontbreekt[0].startswith("LET OP: het logboek in dit pakket is niet in orde.")
    with pytest.raises(NietGevonden):
        draw_steekproef(zaak.twee.officer, "2026-11")
