"""The demo vault: the same seed tells the same stories, every screen has something to show, nothing else is touched."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
import sqlalchemy as sa
from openpyxl import Workbook, load_workbook

from pmg_desk.domain.beeld import TOTAAL
from pmg_desk.domain.beeldmetingen import BALANSEN, VERBANDEN
from pmg_desk.domain.klok import VasteKlok
from pmg_desk.domain.rollen import Rol
from pmg_desk.onthulling import toets
from pmg_desk.onthulling.verbanden import find_begin, maak_stelsel
from pmg_desk.services import (
    aanwezigheid,
    beeldopslag,
    beelduitvoer,
    bespreken,
    bundelregister,
    casussen,
    delen,
    demo,
    demo_bulk,
    gebruikers,
    kluizen,
    logboek,
    overleggen,
    overlegreeksen,
    zoeken,
)
from pmg_desk.services.beeld import list_metingen, toon_tabel
from pmg_desk.services.beelduitvoer import Uitvoerkeuze, Uitvoersoort
from pmg_desk.services.demo import Demo, DemoBestaat, GeenDemomap, VerkeerdAantal, make_demo
from pmg_desk.services.spoed import list_spoed
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage import beeld as opslag
from pmg_desk.storage.models import (
    Aanwezigheidsstand,
    Actie,
    ActieStatus,
    Antecedent,
    Basis,
    Besprekingsstand,
    Betrokkenheid,
    Blokkeersleutel,
    Casus,
    CasusPeriode,
    CasusStatus,
    CasusTafel,
    Delingsverzoek,
    Doel,
    Indeling,
    Jongere,
    Kenmerk,
    Organisatie,
    Overleg,
    OverlegCasus,
    Papierstand,
    PlanVersie,
    Professional,
    Relatie,
    Score,
    Toewijzing,
    Uitspraak,
    Verstrekking,
    VerzoekStatus,
)
from tests.reports.lezen import bladen, bladen_met_inkt_in_de_marge, koppen_zonder_vervolg
from tests.services.schrijf_beeldvoorbeeld import PAGINA, schrijf
from tests.wereld import NU

# Not among these: what holds keys, signatures or the state of the log, which are new each time.
INHOUD: tuple[type[Basis], ...] = (
    Jongere, Blokkeersleutel, Casus, CasusPeriode, CasusTafel, Uitspraak, Antecedent, Score, Kenmerk, Indeling,
    PlanVersie, Doel, Actie, Organisatie, Professional, Betrokkenheid, Overleg, OverlegCasus, Relatie, Toewijzing,
    Delingsverzoek,
)  # fmt: skip


@contextmanager
def als(een: Demo, wie: str) -> Iterator[Werkplek]:
    werkplek = kluizen.open_kluis(een.kluis, wie, een.wachtwoord(wie), klok=VasteKlok(NU))
    try:
        yield werkplek
    finally:
        kluizen.close_kluis(werkplek)


def inhoud(een: Demo) -> dict[str, list[tuple[object, ...]]]:
    with als(een, "beheerder") as werkplek, werkplek.doe() as t:
        return {
            model.__tablename__: [
                tuple(rij)
                for rij in t.db.execute(sa.select(model.__table__.c.id, model.__table__).order_by(model.__table__.c.id))
            ]
            for model in INHOUD
        }


def maak(map_: Path, aantal: int, zaad: int = 1) -> Demo:
    return make_demo(map_, casussen=aantal, zaad=zaad, klok=VasteKlok(NU))


@pytest.fixture(scope="module")
def vol(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return maak(tmp_path_factory.mktemp("demo"), 30)


def test_the_worked_report_of_the_manual_has_the_numbers_of_the_demo(vol: Demo) -> None:
    """Which cells are hidden beside the small ones may differ from one demo to the next; a number never does."""
    with als(vol, "lezer") as werkplek:
        nu = schrijf(werkplek)
    bladzijde, demo_ = ([regel.split("|") for regel in tekst.split("\n")] for tekst in (PAGINA.read_text("utf-8"), nu))
    cellen = [paar for oud, nieuw in zip(bladzijde, demo_, strict=True) for paar in zip(oud, nieuw, strict=True)]
    assert [(oud, nieuw) for oud, nieuw in cellen if oud != nieuw and " × " not in (oud, nieuw)] == []
    assert sum(nieuw.strip().isdigit() for _, nieuw in cellen) > 30


def test_no_small_number_of_the_demo_follows_from_all_that_it_shows(vol: Demo) -> None:
    with als(vol, "privacy") as werkplek, werkplek.doe() as t:
        getoond = beeldopslag.lees_getoond(t, opslag.kwartalen(t.db))
        resten = beeldopslag.lees_resten(t)
    assert sum(len(g.gevoelig) for g in getoond) > 100
    assert toets(getoond, BALANSEN, resten, verbanden=VERBANDEN) == ()
    # Who is there now gives way last: what a wijk has is seen, unless it is small itself.
    stand = next(
        g for g in getoond if (g.naam.kwartaal, g.naam.meting, g.naam.assen[0]) == ("2026-Q3", "stand", "wijk")
    )
    wijken = {cel for cel in stand.cellen if cel[1] == TOTAAL and cel not in stand.gevoelig}
    assert {cel for cel in wijken if stand.cellen[cel] is None} == set()
    assert sum((stand.cellen[cel] or 0) > 0 for cel in wijken) > 3
    # What ties measures is true of it: a row that had to be let go would protect nothing.
    stelsel = maak_stelsel(getoond, BALANSEN, resten, VERBANDEN)
    find_begin(stelsel, np.array(stelsel.laag), np.array(stelsel.hoog), None)
    assert len(stelsel.spelingen) > 150
    assert {stelsel.hoog[nr] for nr in stelsel.spelingen} == {0}


def test_the_report_of_two_quarters_of_the_demo_is_short_and_complete(vol: Demo) -> None:
    with als(vol, "privacy") as werkplek:
        een, heel = (
            beelduitvoer.prepare_uitvoer(
                werkplek, Uitvoersoort.PDF, Uitvoerkeuze("2026-Q2", "2026-Q3", (), "de raad", "", uitgebreid)
            )
            for uitgebreid in (False, True)
        )
        namen = [meting.naam for meting in list_metingen(werkplek, "2026-Q3")]
    assert een.omvang <= 12 < heel.omvang <= 24
    bladen_ = bladen(een.inhoud)
    assert len(bladen_) == een.omvang
    assert all(sum(naam in blad for blad in bladen_[2:]) for naam in namen)  # a subject, or said to have nothing
    assert (koppen_zonder_vervolg(een.inhoud), bladen_met_inkt_in_de_marge(een.inhoud)) == ([], [])


def test_what_a_pivot_adds_up_of_the_demo_is_what_the_screen_shows_or_says_that_it_is_not(vol: Demo) -> None:
    """Every subject, every axis, every wijk or group: as somebody does with the workbook that was given to them."""
    keuze = Uitvoerkeuze("2026-Q3", "2026-Q3", (), "de raad")
    with als(vol, "privacy") as werkplek:
        werkmap = load_workbook(io.BytesIO(beelduitvoer.prepare_uitvoer(werkplek, Uitvoersoort.XLSX, keuze).inhoud))
        scherm: dict[tuple[str, str, str], dict[str, int | None]] = {}
        for meting in list_metingen(werkplek, "2026-Q3"):
            for as_ in dict.fromkeys(een for assen in meting.tabellen for een in assen):
                tabel = toon_tabel(werkplek, meting.sleutel, (as_,), "2026-Q3")
                scherm["2026-Q3", meting.naam, tabel.assen[0].label] = {
                    c.label: tabel.cellen[c.sleutel,].waarde for c in tabel.assen[0].categorieen if c.niveau < 2
                }
    som: dict[tuple[str, str, str, str], list[int | str]] = {}
    volledig: dict[tuple[str, str, str], str] = {}
    for rij in _rijen(werkmap, "Per categorie"):
        groep = str(rij["Kwartaal"]), str(rij["Onderwerp"]), str(rij["Indeling"])
        for plek in ("Totaal", str(rij["Hoofdcategorie"])):
            som.setdefault((*groep, plek), []).append(rij["Waarde"])
        volledig[groep] = str(rij["Som volledig"])
    deel_van = {
        "Wijk": "Wijk en buurt",
        "Thema": "Thema, niveau en interventie",
    }  # with both, the deepest answers for the other
    gelijk, niet = 0, 0
    for (kwartaal, onderwerp, indeling), getallen in scherm.items():
        dieper = kwartaal, onderwerp, deel_van.get(indeling, indeling)
        groep = dieper if dieper in volledig else (kwartaal, onderwerp, indeling)
        for label, op_scherm in getallen.items():
            waarden = som[*groep, label]
            opgeteld = sum(een for een in waarden if isinstance(een, int))
            if label == "Totaal":
                assert volledig[groep] == ("nee" if "×" in waarden else "ja")
            if "×" in waarden:
                niet += 1
                assert label == "Totaal" or op_scherm is None  # a wijk that is shown is never too low
            else:
                gelijk += 1
                assert opgeteld == op_scherm
    assert (gelijk > 100, niet > 20) == (True, True)
    onder: dict[tuple[str, str, str], list[int | str]] = {}
    for rij in _rijen(werkmap, "Onderdelen"):
        onder.setdefault((str(rij["Kwartaal"]), str(rij["Onderwerp"]), str(rij["Tabel"])), []).append(rij["Waarde"])
        volledig[str(rij["Kwartaal"]), str(rij["Onderwerp"]), str(rij["Tabel"])] = str(rij["Som volledig"])
    for (kwartaal, onderwerp, naam), waarden in onder.items():
        totaal = next(g["Totaal"] for (k, o, _), g in scherm.items() if (k, o) == (kwartaal, onderwerp))
        assert volledig[kwartaal, onderwerp, naam] == ("nee" if "×" in waarden else "ja")
        assert "×" in waarden or sum(een for een in waarden if isinstance(een, int)) == totaal


def _rijen(werkmap: Workbook, blad: str) -> list[dict[str, int | str]]:
    kop, *rijen = werkmap[blad].values
    return [
        {str(k): waarde if isinstance(waarde, int) else str(waarde) for k, waarde in zip(kop, rij, strict=True)}
        for rij in rijen
    ]


BULK = 24
"""Two whole stories, two blocks of ten and part of a third."""


def maak_bulk(map_: Path, zaad: int = 1) -> Demo:
    """Two whole stories and blocks of ten: as much is tried, in less time."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(demo, "RIJK", 2)
        monkeypatch.setattr(demo_bulk, "BLOK", 10)
        return maak(map_, BULK, zaad)


@pytest.fixture(scope="module")
def bulk(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return maak_bulk(tmp_path_factory.mktemp("bulk"))


def test_the_same_seed_gives_the_same_casussen_ids_and_texts_and_other_passwords(bulk: Demo, tmp_path: Path) -> None:
    een, twee, ander = bulk, maak_bulk(tmp_path / "b"), maak_bulk(tmp_path / "c", zaad=2)
    eerste = inhoud(een)
    assert len(eerste["casus"]) == BULK
    assert eerste == inhoud(twee)
    assert {rij[0] for rij in eerste["casus"]}.isdisjoint(rij[0] for rij in inhoud(ander)["casus"])
    assert {g.wachtwoord for g in een.gebruikers}.isdisjoint(g.wachtwoord for g in twee.gebruikers)


def test_five_users_of_the_five_kinds_can_log_in_with_what_stands_in_the_file(vol: Demo) -> None:
    tekst = vol.wachtwoordbestand.read_text(encoding="utf-8")
    assert tekst.startswith("DEMO - alle personen in deze kluis zijn verzonnen.")
    assert vol.wachtwoordbestand.stat().st_mode & 0o777 == 0o600
    rollen = []
    for mens in vol.gebruikers:
        assert f"{mens.gebruikersnaam:<10} {mens.wachtwoord}    " in tekst
        assert mens.wachtwoord not in repr(vol)
        with als(vol, mens.gebruikersnaam) as werkplek:
            rollen.append(werkplek.gebruiker.rol)
    assert sorted(rollen) == sorted([*Rol, Rol.CASUSREGISSEUR])
    with als(vol, "beheerder") as werkplek:
        assert [g.status for g in gebruikers.list_gebruikers(werkplek)] == [gebruikers.GebruikerStatus.ACTIEF] * 5


def test_the_log_of_the_stories_is_whole(vol: Demo) -> None:
    with als(vol, "privacy") as werkplek:
        controle = logboek.verify_logboek(werkplek)
    assert controle.in_orde, controle.bevindingen


def test_every_screen_has_something_to_show(vol: Demo) -> None:
    with als(vol, "privacy") as werkplek:
        assert {regel.status for regel in delen.list_verzoeken(werkplek)} == set(VerzoekStatus)
        besluiten = delen.list_besluiten(werkplek)
        assert {besluit.oordeel.value for besluit in besluiten if besluit.oordeel} == {
            "akkoord",
            "akkoord_beperkt",
            "geweigerd",
        }
        assert {besluit.geldig for besluit in besluiten} == {True, False}
        assert len(list_spoed(werkplek)) == 2
        assert len(list_spoed(werkplek, beoordeeld=True)) == 2
    for wie in ("regie", "regie2"):
        with als(vol, wie) as werkplek:
            vandaag = NU.date()
            rijen = casussen.list_casussen(werkplek).rijen
            assert {rij.doelgroep for rij in rijen} >= {None, "risicojongere", "jonge_aanwas", "harde_kern"}
            (reeks,) = overlegreeksen.list_reeksen(werkplek)
            assert len(reeks.komend) > 1
            assert len(overleggen.list_overleggen(werkplek, vanaf=vandaag)) == 2 + len(reeks.komend)
            assert len(overleggen.list_overleggen(werkplek, tot=vandaag - timedelta(days=1))) == 2
            with werkplek.doe() as t:
                acties = [rij for rij in t.db.scalars(sa.select(Actie)) if t.mag_zien(rij.casus_id)]
                te_laat = [rij for rij in acties if rij.status is ActieStatus.OPEN and rij.deadline < vandaag]
            assert {rij.status for rij in acties} >= {ActieStatus.OPEN, ActieStatus.BEZIG, ActieStatus.GEREED}
            assert te_laat
    with als(vol, "lezer") as werkplek:
        assert casussen.count_casussen(werkplek) > 2
    rijen_ = inhoud(vol)
    assert all(rijen_.values()), [naam for naam, rijen in rijen_.items() if not rijen]


def test_an_overleg_was_held_with_papers_that_are_out_and_one_is_today(vol: Demo) -> None:
    with als(vol, "regie") as werkplek:
        (_, gehouden), (nu, *_) = (
            overleggen.list_overleggen(werkplek, tot=NU.date() - timedelta(days=1)),
            overleggen.list_overleggen(werkplek, vanaf=NU.date()),
        )
        assert (nu.datum, nu.deelnemers, nu.casussen) == (NU.date(), 7, 5)
        papier = [een.papier for een in bundelregister.list_bundels(werkplek, gehouden.id)]
        assert {Papierstand.UITGEDEELD, Papierstand.INGELEVERD} == set(papier)
        assert len(bundelregister.list_open_exemplaren(werkplek, nu.id)) == papier.count(Papierstand.UITGEDEELD)
        standen = {een.stand for een in aanwezigheid.list_deelneming(werkplek, gehouden.id)}
        assert standen == {Aanwezigheidsstand.AANWEZIG, Aanwezigheidsstand.AFGEMELD}
        agenda = overleggen.toon_overleg(werkplek, gehouden.id).agenda
        for punt in agenda:
            nu_ = bespreken.toon_bespreking(werkplek, punt.id)
            assert (nu_.stand, len(nu_.punten), len(nu_.acties)) == (Besprekingsstand.BESPROKEN, 1, 1)
            assert [een.open for een in nu_.besluiten] == [True]  # so it comes back today
        assert any(een.weg for een in aanwezigheid.list_deelneming(werkplek, gehouden.id, agenda[-1].id))


def test_every_plan_state_and_one_secret_address_and_one_unknown_day(vol: Demo) -> None:
    with als(vol, "regie") as werkplek, werkplek.doe() as t:
        assert {rij.status for rij in t.db.scalars(sa.select(Casus))} == set(CasusStatus)
        assert sum(rij.adres_geheim for rij in t.db.scalars(sa.select(Jongere))) == 1
        assert sum(rij.geboortedatum.dag is None for rij in t.db.scalars(sa.select(Jongere))) == 1
        assert t.db.scalar(sa.select(sa.func.count()).select_from(Verstrekking)) == 21


def test_casussen_made_in_bulk_are_found_listed_and_classified_like_others(bulk: Demo) -> None:
    with als(bulk, "regie") as werkplek:
        with werkplek.doe() as t:
            laatste = t.db.scalars(sa.select(Casus).order_by(Casus.nummer.desc())).first()
            assert laatste is not None
            (naam,) = t.db.scalars(sa.select(Jongere.geslachtsnaam).where(Jongere.id == laatste.jongere_id))
            zichtbaar = t.mag_zien(laatste.id)
        gevonden = {t.casus_id for t in zoeken.zoek(werkplek, laatste.nummer) if t.soort == "casus"}
        assert (laatste.id in gevonden) == zichtbaar
        assert zoeken.zoek(werkplek, naam)
        eigen = casussen.count_casussen(werkplek)
    with als(bulk, "regie2") as werkplek:
        assert casussen.count_casussen(werkplek) + eigen >= BULK
    with als(bulk, "privacy") as werkplek:
        assert logboek.verify_logboek(werkplek).in_orde


def test_a_second_demo_in_the_same_folder_asks_for_vers_and_a_strange_vault_is_never_touched(tmp_path: Path) -> None:
    een = maak(tmp_path, 0)
    with pytest.raises(DemoBestaat):
        maak(tmp_path, 0)
    nieuw = make_demo(tmp_path, casussen=0, vers=True, klok=VasteKlok(NU))
    assert nieuw.wachtwoord("regie") != een.wachtwoord("regie")
    nieuw.wachtwoordbestand.write_text("van iemand anders", encoding="utf-8")
    for vers in (False, True):
        with pytest.raises(GeenDemomap):
            make_demo(tmp_path, casussen=0, vers=vers, klok=VasteKlok(NU))
    with als(nieuw, "regie") as werkplek:
        assert casussen.count_casussen(werkplek) == 0


@pytest.mark.parametrize("aantal", [-1, demo.MEESTE + 1])
def test_a_number_that_cannot_be_made_is_refused_before_anything_is(tmp_path: Path, aantal: int) -> None:
    with pytest.raises(VerkeerdAantal):
        maak(tmp_path / "weg", aantal)
    assert not (tmp_path / "weg").exists()


def test_a_demo_that_fails_half_way_leaves_no_vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def vol_schijf(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(demo, "_schrijf_wachtwoorden", vol_schijf)
    with pytest.raises(OSError):  # noqa: PT011 - ours, from just above
        maak(tmp_path, 0)
    assert not (tmp_path / demo.KLUISMAP).exists()
