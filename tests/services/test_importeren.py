"""Importing: a preview that says what happens, all or nothing, persons kept as the register has them."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from pmg_desk.domain.fouten import Fout, GeenToegang, OngeldigeInvoer
from pmg_desk.domain.namen import vouw
from pmg_desk.exchange.brp import als_importrijen
from pmg_desk.exchange.toewijzing import Toewijzing
from pmg_desk.services import dubbelen, importeren
from pmg_desk.services.casussen import Filter, list_casussen
from pmg_desk.services.importeren import RijVoorbeeld
from pmg_desk.services.logboek import verify_logboek
from pmg_desk.storage import logregels
from pmg_desk.storage.models import Casus, Jongere, LogregelRij, Relatie, Uitspraak
from tests.exchange.maak_persoonslijst import maak_persoonslijst
from tests.wereld import Wereld

LIJST = (
    "Voornaam;Tussenvoegsel;Achternaam;Geb.datum;Postcode;Reden aanmelding\n"
    "Zoë;van den;Łukasz;3-11-2012;2545 CC;Overlast op het plein\n"
    "Anna;;Bakker;2010;;\n"
    ";;;1-1-2011;;Zonder naam\n"
    "Kim;;Jansen;1-1-2099;;Nog niet geboren\n"
)


@pytest.fixture
def lijst(tmp_path: Path) -> Path:
    pad = tmp_path / "lijst.csv"
    pad.write_text(LIJST, encoding="utf-8")
    return pad


@pytest.fixture
def persoonslijst(tmp_path: Path) -> Path:
    pad = tmp_path / "brp.csv"
    pad.write_bytes(maak_persoonslijst().inhoud)
    return pad


def tel(wereld: Wereld, model: type[object]) -> int:
    with wereld.regie.doe() as t:
        return t.db.scalar(sa.select(sa.func.count()).select_from(model)) or 0


def voorbeeld(
    wereld: Wereld, pad: Path, wie: str = "regie"
) -> tuple[importeren.Importbestand, tuple[RijVoorbeeld, ...]]:
    bestand = importeren.read_bestand(wereld.werkplek(wie), pad)
    return bestand, importeren.preview_import(wereld.werkplek(wie), bestand, bestand.toewijzing)


def test_het_voorbeeld_zegt_per_rij_wat_er_gebeurt(wereld: Wereld, lijst: Path) -> None:
    bestand, rijen = voorbeeld(wereld, lijst)
    assert not bestand.is_brp
    assert [(r.naam, r.geboren, r.wat, r.gekozen) for r in rijen] == [
        ("Zoë van den Łukasz", "3 november 2012", "nieuw", True),
        ("Anna Bakker", "2010", "nieuw", True),
        ("naam onbekend", "1 januari 2011", "fout", False),
        ("Kim Jansen", "1 januari 2099", "fout", False),
    ]
    assert tel(wereld, Casus) == 0


def test_gekozen_rijen_worden_casussen_en_de_kolommen_worden_onthouden(wereld: Wereld, lijst: Path) -> None:
    bestand, rijen = voorbeeld(wereld, lijst)
    kies = [r.nr for r in rijen if r.gekozen]
    uitkomst = importeren.import_rijen(wereld.regie, bestand, bestand.toewijzing, kies, tafel="pga_lokaal")
    assert (uitkomst.casussen, uitkomst.overgeslagen) == (2, 2)
    with wereld.regie.doe() as t:
        namen = t.db.execute(
            sa.select(Casus.nummer, Jongere.geslachtsnaam, Jongere.postcode)
            .join(Jongere, Jongere.id == Casus.jongere_id)
            .order_by(Casus.nummer)
        ).all()
    assert [tuple(rij) for rij in namen] == [
        ("PMG-2026-00001", "Łukasz", "2545 CC"),
        ("PMG-2026-00002", "Bakker", ""),
    ]
    assert importeren.read_bestand(wereld.regie, lijst).onthouden
    _, nogmaals = voorbeeld(wereld, lijst)
    assert [r.wat for r in nogmaals] == ["bekend", "bekend", "fout", "fout"]
    assert not any(r.gekozen for r in nogmaals)


def test_een_foute_rij_kiezen_importeert_niets(wereld: Wereld, lijst: Path) -> None:
    bestand, rijen = voorbeeld(wereld, lijst)
    with wereld.regie.doe() as t:
        voor = logregels.stand(t.db)
    with pytest.raises(OngeldigeInvoer) as fout:
        importeren.import_rijen(wereld.regie, bestand, bestand.toewijzing, [r.nr for r in rijen], tafel="pga_lokaal")
    assert set(fout.value.velden) == {"rijen"}
    assert (tel(wereld, Casus), tel(wereld, Jongere)) == (0, 0)
    with wereld.regie.doe() as t:
        assert logregels.stand(t.db) == voor


def test_annuleren_halverwege_laat_niets_achter(wereld: Wereld, persoonslijst: Path) -> None:
    class Geannuleerd(Exception):
        pass

    def stop(n: int, _totaal: int, _tekst: str) -> None:
        if n > 0:
            raise Geannuleerd

    bestand, rijen = voorbeeld(wereld, persoonslijst)
    kies = [r.nr for r in rijen if r.kan]
    assert len(kies) > 20
    with pytest.raises(Geannuleerd):
        importeren.import_rijen(wereld.regie, bestand, bestand.toewijzing, kies, tafel="pga_lokaal", voortgang=stop)
    assert (tel(wereld, Casus), tel(wereld, Jongere), tel(wereld, Relatie)) == (0, 0, 0)


def _importeer_alles(wereld: Wereld, pad: Path) -> importeren.Importbestand:
    bestand, rijen = voorbeeld(wereld, pad)
    assert bestand.is_brp
    importeren.import_rijen(
        wereld.regie, bestand, bestand.toewijzing, [r.nr for r in rijen if r.kan], tafel="pga_lokaal"
    )
    return bestand


def _controleer_zoals_in_het_register(wereld: Wereld, bestand: importeren.Importbestand) -> None:
    met_fout = {p.nr for p in bestand.personen if p.fouten}
    personen = [p for p in bestand.personen if p.nr not in met_fout]
    with wereld.regie.doe() as t:
        jongeren = list(t.db.scalars(sa.select(Jongere)))
    assert len(jongeren) == len(personen)
    assert sorted((p.voornamen, p.geslachtsnaam, p.geboortedatum.als_tekst()) for p in personen) == sorted(
        (j.voornamen, j.geslachtsnaam, j.geboortedatum.als_tekst()) for j in jongeren
    )
    assert sum(j.adres_geheim for j in jongeren) == sum(p.geheim for p in personen) > 0
    assert {j.opschorting for j in jongeren} >= {"", "O", "E"}
    assert sum(bool(j.in_onderzoek) for j in jongeren) == sum(bool(p.in_onderzoek) for p in personen)
    assert any(j.voornamen == "" for j in jongeren)
    assert any(not j.geboortedatum.volledig for j in jongeren)
    assert max(len(j.voornamen) + len(j.geslachtsnaam) for j in jongeren) > 100
    with wereld.regie.doe() as t:
        assert t.db.scalar(sa.select(sa.func.count()).where(Relatie.andere_jongere_id.is_not(None)))


def test_een_gemaakte_persoonslijst_komt_zoals_hij_is(wereld: Wereld, persoonslijst: Path) -> None:
    _controleer_zoals_in_het_register(wereld, _importeer_alles(wereld, persoonslijst))


def test_de_officiele_testpersonen_komen_zoals_ze_zijn(wereld: Wereld, shared_data: Path) -> None:
    (pad,) = (shared_data / "brp-testset").glob("*.csv")
    bestand = _importeer_alles(wereld, pad)
    assert len(bestand.personen) == 687
    _controleer_zoals_in_het_register(wereld, bestand)


def test_wie_een_ander_al_kent_wordt_alleen_verwezen(wereld: Wereld, lijst: Path) -> None:
    bestand, rijen = voorbeeld(wereld, lijst)
    importeren.import_rijen(wereld.regie, bestand, bestand.toewijzing, [rijen[0].nr], tafel="pga_lokaal")
    _, ander = voorbeeld(wereld, lijst, "regie2")
    assert ander[0].opmerkingen == ("Bekend bij PGA lokaal. Vraag C. Regisseur.",)


@pytest.mark.parametrize("wie", ["lezer", "privacy", "beheer"])
def test_een_ander_importeert_niet(wereld: Wereld, lijst: Path, wie: str) -> None:
    with pytest.raises(GeenToegang):
        importeren.read_bestand(wereld.werkplek(wie), lijst)


def test_zonder_naamkolom_geen_voorbeeld(wereld: Wereld, lijst: Path) -> None:
    bestand = importeren.read_bestand(wereld.regie, lijst)
    with pytest.raises(OngeldigeInvoer) as fout:
        importeren.preview_import(wereld.regie, bestand, Toewijzing({"Postcode": "postcode"}))
    assert set(fout.value.velden) == {"toewijzing"}


@pytest.mark.parametrize("inhoud", [b"", b"%PDF-1.7\n", b"PK\x03\x04kapot", b"\x00\x01\x02"])
def test_een_slecht_bestand_geeft_een_zin_en_niets(wereld: Wereld, tmp_path: Path, inhoud: bytes) -> None:
    pad = tmp_path / "x.xlsx"
    pad.write_bytes(inhoud)
    with pytest.raises(Fout) as fout:
        importeren.read_bestand(wereld.regie, pad)
    assert fout.value.wat
    assert tel(wereld, Casus) == 0


def test_elke_casus_heeft_een_logregel_en_is_te_vinden(wereld: Wereld, persoonslijst: Path) -> None:
    bestand = _importeer_alles(wereld, persoonslijst)
    aantal = tel(wereld, Casus)
    assert aantal > importeren._BLOK
    assert verify_logboek(wereld.privacy).in_orde
    with wereld.regie.doe() as t:
        geopend = t.db.scalars(
            sa.select(LogregelRij.casus_id).where(LogregelRij.actie == "casus.openen").order_by(LogregelRij.nr)
        ).all()
        op_nummer = t.db.scalars(sa.select(Casus.id).order_by(Casus.nummer)).all()
        aanleidingen = t.db.scalars(sa.select(Uitspraak.casus_id)).all()
        nummers = t.db.scalars(sa.select(Casus.nummer).order_by(Casus.nummer)).all()
    assert list(geopend) == list(op_nummer)
    assert sorted(aanleidingen) == sorted(op_nummer)
    assert list(nummers) == [f"PMG-2026-{nr:05d}" for nr in range(1, aantal + 1)]
    laatste = bestand.personen[-1]
    gevonden = list_casussen(wereld.regie, Filter(tekst=nummers[-1])).rijen
    assert [rij.nummer for rij in gevonden] == [nummers[-1]]
    assert vouw(laatste.geslachtsnaam) in vouw(gevonden[0].naam)


def test_het_voorbeeld_van_veel_rijen_zegt_wat_elke_rij_alleen_zou_zeggen(wereld: Wereld, persoonslijst: Path) -> None:
    bestand = _importeer_alles(wereld, persoonslijst)
    for wie in ("regie", "regie2"):
        with wereld.werkplek(wie).doe() as t:
            invoeren = []
            for rij in als_importrijen(bestand.personen):
                jongere, _ = importeren._keur(t, rij)
                if jongere is not None:
                    invoeren.append(jongere)
            samen = dubbelen.vind_reeks_in(t, invoeren)
            assert samen == [dubbelen.vind_in(t, invoer) for invoer in invoeren]
            assert all(bool(d.zichtbaar) == (wie == "regie") for d in samen)
            assert any(d.zichtbaar or d.elders for d in samen)
