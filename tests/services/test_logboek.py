"""The log in words, per role; exports hold no youths' names. Attacks are in ``tests/aanvallen/test_logboek.py``."""

from __future__ import annotations

import ast
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from pmg_desk.domain.fouten import GeenToegang, OngeldigeInvoer
from pmg_desk.domain.logboek import Resultaat
from pmg_desk.exchange.uitvoer import schrijf_csv
from pmg_desk.services import jongeren, logboek, mondeling, samenvattingen, verstrekkingen
from pmg_desk.services.logboek import Logfilter
from pmg_desk.services.logzinnen import ZINNEN, zin
from pmg_desk.services.mondeling import MondelingInvoer
from pmg_desk.services.samenvattingen import Bestemming, NietsTeDelen
from pmg_desk.storage import logregels
from pmg_desk.storage.models import LogregelRij, Wijze
from tests.aanvallen.knoeien import nr_van, zet
from tests.vulling import WOORDEN, Dossier, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld


@pytest.fixture
def dossier(wereld: Wereld) -> Dossier:
    een = maak_dossier(wereld.regie)
    keur_goed(wereld, vraag(wereld, een))
    bestemming = Bestemming(een.school, "Leerlingzaken")
    samenvattingen.issue_samenvatting(wereld.regie, een.casus_id, bestemming, Wijze.PAPIER)
    return een


def test_elke_logregel_in_de_code_heeft_een_zin() -> None:
    acties: set[str] = set()
    for bestand in Path("pmg_desk").rglob("*.py"):
        for knoop in ast.walk(ast.parse(bestand.read_text(encoding="utf-8"))):
            if isinstance(knoop, ast.Call) and isinstance(knoop.func, ast.Attribute) and knoop.func.attr == "log":
                eerste = knoop.args[0] if knoop.args else None
                if isinstance(eerste, ast.Constant) and isinstance(eerste.value, str):
                    acties.add(eerste.value)
    assert len(acties) > 60
    assert acties <= set(ZINNEN), acties - set(ZINNEN)


def test_een_onbekende_regel_toont_haar_eigen_naam() -> None:
    assert zin("nieuw.ding", "A", "PMG-1", "", None) == "A: nieuw.ding (casus PMG-1)"


def test_de_privacy_officer_leest_zinnen_met_nummers_zonder_namen(wereld: Wereld, dossier: Dossier) -> None:
    regels = logboek.list_logregels(wereld.privacy)
    zinnen = [regel.zin for regel in regels]
    assert (
        "C. Regisseur gaf exemplaar 1 uit aan School De Brug PMG-2026-00001 – Leerlingzaken (casus PMG-2026-00001)"
        in zinnen
    )
    assert not any(woord in str(regel) for regel in regels for woord in WOORDEN.values())


def test_de_beheerder_leest_regels_zonder_casus(wereld: Wereld, dossier: Dossier) -> None:
    regels = logboek.list_logregels(wereld.beheer)
    assert all(regel.casusnummer == "" for regel in regels)
    assert not any("(casus" in regel.zin for regel in regels)
    assert logboek.list_logregels(wereld.beheer, Logfilter(casusnummer="PMG-2026-00001")) == ()


@pytest.mark.parametrize("wie", ["regie", "regie2", "lezer"])
def test_een_ander_leest_het_logboek_niet(wereld: Wereld, dossier: Dossier, wie: str) -> None:
    with pytest.raises(GeenToegang):
        logboek.list_logregels(wereld.werkplek(wie))
    with pytest.raises(GeenToegang):
        logboek.export_logregels(wereld.werkplek(wie))


def test_filters_en_bladen(wereld: Wereld, dossier: Dossier) -> None:
    alle = logboek.list_logregels(wereld.privacy, hoeveel=1000)
    eerste = logboek.list_logregels(wereld.privacy, hoeveel=3)
    tweede = logboek.list_logregels(wereld.privacy, voor_nr=eerste[-1].nr, hoeveel=1000)
    assert len({r.nr for r in (*eerste, *tweede)}) == len(alle) + 1  # reading was a line of its own
    casus = logboek.list_logregels(wereld.privacy, Logfilter(casusnummer="PMG-2026-00001", soort="samenvatting."))
    assert [r.actie for r in casus] == ["samenvatting.uitgeven"]
    dag = wereld.klok.nu().date()
    assert logboek.list_logregels(wereld.privacy, Logfilter(tot=dag - timedelta(days=1))) == ()
    assert {
        r.wie for r in logboek.list_logregels(wereld.privacy, Logfilter(gebruiker_id=wereld.regie.gebruiker.id))
    } == {"C. Regisseur"}
    inzage = logboek.list_logregels(wereld.privacy, Logfilter(alleen_inzage=True))
    assert {r.actie for r in inzage} == {"verzoek.openen"}


def test_elk_filter_telt_wat_het_toont(wereld: Wereld, dossier: Dossier) -> None:
    with pytest.raises(GeenToegang):
        samenvattingen.issue_intern(wereld.lezer, dossier.casus_id, Wijze.PAPIER)
    dag = wereld.klok.nu().date()
    with wereld.regie.doe() as t:
        alles = t.db.scalar(sa.select(sa.func.count()).select_from(LogregelRij))
    for filter_ in (None, Logfilter()):
        assert logboek.count_logregels(wereld.privacy, filter_) == alles
    verwacht = {
        Logfilter(resultaat=Resultaat.GEWEIGERD): 1,
        Logfilter(gebruiker_id=wereld.lezer.gebruiker.id): 2,  # the key, and the refusal
        Logfilter(soort="samenvatting."): 1,
        Logfilter(van=dag): alles,
        Logfilter(van=dag + timedelta(days=1)): 0,
        Logfilter(tot=dag): alles,
        Logfilter(tot=dag - timedelta(days=1)): 0,
        Logfilter(casusnummer="PMG-2026-00001", soort="besluit."): 1,
        Logfilter(casusnummer="PMG-2026-99999"): 0,
    }
    assert {f: logboek.count_logregels(wereld.privacy, f) for f in verwacht} == verwacht
    assert {f: len(logboek.list_logregels(wereld.privacy, f, 1_000_000, 1_000)) for f in verwacht} == verwacht


def test_op_wie_te_filteren_is(wereld: Wereld) -> None:
    verwacht = {(werkplek.gebruiker.id, werkplek.gebruiker.naam) for werkplek in wereld.werkplekken.values()}
    assert set(logboek.list_gebruikers(wereld.privacy)) == verwacht
    with pytest.raises(GeenToegang):
        logboek.list_gebruikers(wereld.regie)
    with pytest.raises(GeenToegang):
        logboek.count_logregels(wereld.regie)


def test_een_lang_logboek_gaat_heel_mee(wereld: Wereld) -> None:
    """More than a page of a list, and more than a block of the storage."""
    with wereld.regie.doe() as t:
        t.log_reeks([(t.regel("logboek.lezen", "logboek"), None)] * 1_200)
    uitkomst = logboek.verify_logboek(wereld.privacy)
    assert uitkomst.in_orde
    _, rijen = logboek.export_logregels(wereld.privacy)
    assert [rij[0] for rij in rijen] == list(range(1_210, 0, -1))  # keys, invitations, the lines, the check
    with wereld.regie.doe() as t:
        assert [b.nr for b in logregels.bewaarde_regels(t.db)] == list(range(1, 1_212))


def test_een_beschadigde_regel_zegt_dat_ze_beschadigd_is(wereld: Wereld) -> None:
    zet(wereld, "UPDATE logregel SET blad = '{}' WHERE nr = 2")
    (regel,) = [regel for regel in logboek.list_logregels(wereld.privacy) if regel.nr == 2]
    assert (regel.zin, regel.wie, regel.actie) == (
        "Deze regel is beschadigd. Laat het logboek controleren.",
        "",
        "",
    )


def test_een_goed_logboek_zegt_wat_er_is_nagegaan(wereld: Wereld, dossier: Dossier) -> None:
    uitkomst = logboek.verify_logboek(wereld.privacy)
    assert uitkomst.in_orde
    assert uitkomst.regels()[0] == "Het logboek is in orde."
    assert (
        "1 keer is de stand vergeleken met een besluit dat de privacy officer heeft ondertekend." in uitkomst.regels()
    )
    assert logboek.list_logregels(wereld.privacy)[0].actie == "logboek.controleren"


def test_een_gewist_detail_breekt_de_keten_niet(wereld: Wereld, dossier: Dossier) -> None:
    nr = nr_van(wereld, "samenvatting.uitgeven")
    with wereld.engine.begin() as verbinding:  # the trigger allows exactly this
        verbinding.execute(
            sa.text("UPDATE logdetail SET gewist = 1, zout = NULL, detail = NULL WHERE nr = :nr"), {"nr": nr}
        )
    uitkomst = logboek.verify_logboek(wereld.privacy)
    assert uitkomst.in_orde
    assert any("; 1 is gewist." in regel for regel in uitkomst.regels())


def test_de_uitvoer_bevat_geen_namen_van_jongeren(wereld: Wereld, dossier: Dossier) -> None:
    for kop, rijen in (logboek.export_logregels(wereld.privacy), verstrekkingen.export_register(wereld.privacy)):
        tekst = schrijf_csv(kop, rijen).decode("utf-8-sig")
        assert "PMG-2026-00001" in tekst
        assert not any(woord in tekst for woord in WOORDEN.values())


def test_het_register_zegt_wie_wat_waarom_deelde(wereld: Wereld, dossier: Dossier) -> None:
    (regel,) = verstrekkingen.list_verstrekkingen(wereld.privacy)
    assert (regel.casusnummer, regel.ontvanger, regel.wijze_label, regel.exemplaar, regel.besluiten, regel.door) == (
        "PMG-2026-00001",
        "School De Brug PMG-2026-00001 – Leerlingzaken",
        "Op papier",
        1,
        ("B-2026-00001",),
        "C. Regisseur",
    )
    assert regel.categorieen == ("Identiteit", "Plan van aanpak", "Signalen")
    assert len(verstrekkingen.list_verstrekkingen(wereld.regie)) == 1
    assert verstrekkingen.list_verstrekkingen(wereld.regie2) == ()
    for wie in ("lezer", "beheer"):
        with pytest.raises(GeenToegang):
            verstrekkingen.list_verstrekkingen(wereld.werkplek(wie))


def test_mondeling_delen_mag_alleen_onder_een_akkoord(wereld: Wereld, dossier: Dossier) -> None:
    bestemming = Bestemming(dossier.school, "Leerlingzaken")

    def leg_vast(*categorieen: str, derden: bool = False, **anders: object) -> None:
        anders = {"zonder_weggelaten": True, **anders}
        invoer = MondelingInvoer(bestemming, Wijze.MONDELING, categorieen, "Verteld aan tafel.", derden, **anders)  # type: ignore[arg-type]
        mondeling.record_mondeling(wereld.regie, dossier.casus_id, invoer)

    leg_vast("signalen", "plan")
    with pytest.raises(NietsTeDelen):
        leg_vast("signalen", "gezondheid")
    with pytest.raises(NietsTeDelen):
        leg_vast("signalen", derden=True)
    with pytest.raises(OngeldigeInvoer) as fout:
        leg_vast(op=wereld.klok.nu().date() + timedelta(days=1))
    assert set(fout.value.velden) == {"categorieen", "op"}
    assert {r.wijze_label for r in verstrekkingen.list_verstrekkingen(wereld.regie)} == {"Mondeling", "Op papier"}


def test_inzage_telt_ook_het_geheime_adres_en_het_voorbereiden(wereld: Wereld, dossier: Dossier) -> None:
    """ "Who looked at which dossier" leaves out no way of looking."""
    bestemming = Bestemming(dossier.school, "Leerlingzaken")
    jongeren.toon_geheim_adres(wereld.regie, dossier.casus_id, "De jongere wordt thuis bezocht.")
    samenvattingen.prepare_samenvatting(wereld.regie, dossier.casus_id, bestemming)
    samenvattingen.preview_samenvatting(wereld.regie, dossier.casus_id, bestemming)
    acties = [r.actie for r in logboek.list_logregels(wereld.privacy, Logfilter(alleen_inzage=True))]
    assert acties[:3] == ["samenvatting.bekijken", "samenvatting.voorbereiden", "adres.tonen"]


def test_een_afdruk_die_niemand_kreeg_noemt_geen_ontvanger() -> None:
    gelezen = zin("samenvatting.uitgeven", "P. Officer", "PMG-2026-00001", "intern", 2)
    assert gelezen == "P. Officer drukte exemplaar 2 af voor intern gebruik (casus PMG-2026-00001)"
