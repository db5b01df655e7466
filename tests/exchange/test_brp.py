"""A BRP persoonslijst: persons come over as the register has them, on a generated list and on the official test set."""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from pmg_desk.domain.datums import OnvolledigeDatum
from pmg_desk.exchange.brp import BrpPersoon, BrpRelatie, als_importrijen, lees_brp
from pmg_desk.exchange.brp_opbouw import KOP, is_persoonslijst
from pmg_desk.exchange.leesfouten import GeenPersoonslijst
from pmg_desk.exchange.lezer import Lezer
from pmg_desk.exchange.tabel import Rij, Tabel
from tests.exchange.bestanden import xlsx
from tests.exchange.maak_persoonslijst import Gemaakt, Geval, maak_persoonslijst

KOP_VAN_DE_BRON = "94097fdd978d6fe97c00558cc86246360bb972119ec54397d232bed0641311ed"
"""SHA-256 of the header line as RvIG publishes it: the layout does not follow a typo of ours."""


@pytest.fixture(scope="module")
def gemaakt() -> Gemaakt:
    return maak_persoonslijst()


@pytest.fixture(scope="module")
def tabel(gemaakt: Gemaakt, lezer: Lezer, tmp_path_factory: pytest.TempPathFactory) -> Tabel:
    pad = tmp_path_factory.mktemp("brp") / "lijst.csv"
    pad.write_bytes(gemaakt.inhoud)
    return lezer.lees(pad)


@pytest.fixture(scope="module")
def echt(lezer: Lezer, shared_data: Path) -> Tabel:
    return lezer.lees(next((shared_data / "brp-testset").glob("*.csv")))


def _regels(geval: Geval) -> int:
    return 1 + len(geval.vervolg)


def _namen(relaties: tuple[BrpRelatie, ...], plaats: dict[int, int]) -> list[tuple[int, str, int | None]]:
    return [(r.volgnr, r.geslachtsnaam, None if r.persoon_nr is None else plaats[r.persoon_nr]) for r in relaties]


AFGELEID: dict[str, Callable[[BrpPersoon, dict[int, int]], object]] = {
    "geboortedatum": lambda p, _: p.geboortedatum.als_tekst(),
    "overleden_op": lambda p, _: p.overleden_op and p.overleden_op.als_tekst(),
    "gemeentecode": lambda p, _: p.adres.gemeentecode,
    "huisnummer": lambda p, _: p.adres.huisnummer,
    "straat": lambda p, _: p.adres.straat or p.adres.locatie or ", ".join(p.adres.buitenland),
    "ouders": lambda p, plaats: _namen(p.ouders, plaats),
    "kinderen": lambda p, plaats: _namen(p.kinderen, plaats),
    "levenloos": lambda p, _: [kind.levenloos for kind in p.kinderen],
}


def _gewoon(geval: Geval) -> dict[str, object]:
    """What holds for every person unless its own expectation says otherwise."""
    cel = geval.cellen.get
    return {
        "voornamen": cel("01.02.10"),
        "voorvoegsel": cel("01.02.30"),
        "geslachtsnaam": cel("01.02.40"),
        "geslacht": cel("01.04.10"),
        "bsn": cel("01.01.20"),
        "geheim": False,
        "opschorting": "",
        "overleden_op": None,
        "in_onderzoek": (),
        "gezag_tekst": "",
        "curatele": False,
        "ouders": [],
        "kinderen": [],
        "straat": cel("08.11.10"),
        "huisnummer": cel("08.11.20"),
        "gemeentecode": cel("08.09.10"),
        "fouten": (),
    }


def test_every_person_of_a_generated_list_comes_over_as_it_stands(gemaakt: Gemaakt, tabel: Tabel) -> None:
    personen = lees_brp(tabel, bewaar_bsn=True)
    assert len(personen) == len(gemaakt.gevallen)
    plaats = {persoon.nr: nr for nr, persoon in enumerate(personen)}
    for persoon, geval in zip(personen, gemaakt.gevallen, strict=True):
        verwacht = _gewoon(geval) | geval.verwacht
        if geval.cellen.get("02.02.40") and "ouders" not in geval.verwacht:
            del verwacht["ouders"]
        gelezen = {
            naam: AFGELEID[naam](persoon, plaats) if naam in AFGELEID else getattr(persoon, naam) for naam in verwacht
        }
        assert gelezen == verwacht


def test_the_layout_is_that_of_the_source() -> None:
    assert len(KOP) == 257
    assert hashlib.sha256(";".join(KOP).encode()).hexdigest() == KOP_VAN_DE_BRON


def test_the_number_is_only_kept_when_asked(gemaakt: Gemaakt, tabel: Tabel) -> None:
    zonder = lees_brp(tabel)
    assert {p.bsn for p in zonder} | {r.bsn for p in zonder for r in (*p.ouders, *p.kinderen)} == {None}
    met = lees_brp(tabel, bewaar_bsn=True)
    assert [p.bsn for p in met] == [g.cellen["01.01.20"] or None for g in gemaakt.gevallen]
    # Family is found either way.
    assert [[o.persoon_nr for o in p.ouders] for p in zonder] == [[o.persoon_nr for o in p.ouders] for p in met]
    assert not [p.bsn for p in met if p.bsn and p.bsn in repr(met)]


def test_row_numbers_are_those_of_the_file(gemaakt: Gemaakt, tabel: Tabel) -> None:
    nummers, nr = [], 2
    for geval in gemaakt.gevallen:
        nummers.append(nr)
        nr += _regels(geval)
    assert [persoon.nr for persoon in lees_brp(tabel)] == nummers


def test_a_list_that_went_through_a_spreadsheet_is_read_too(
    gemaakt: Gemaakt, tabel: Tabel, lezer: Lezer, tmp_path: Path
) -> None:
    """Noughts in front are lost there, and an unknown date becomes 0."""
    regels = list(csv.reader(io.StringIO(gemaakt.inhoud.decode("utf-8-sig")), delimiter=";"))
    getallen = [[int(cel) if cel.isdecimal() and nr else cel for cel in regel] for nr, regel in enumerate(regels)]
    (tmp_path / "a.xlsx").write_bytes(xlsx(getallen))
    assert lees_brp(lezer.lees(tmp_path / "a.xlsx")) == lees_brp(tabel)


def test_another_table_is_no_persoonslijst(tabel: Tabel) -> None:
    kop = list(tabel.kop)
    kop[10], kop[11] = kop[11], kop[10]
    ander = Tabel(tuple(kop), tabel.kolommen, tabel.rijen, "csv")
    assert is_persoonslijst(tabel)
    assert not is_persoonslijst(ander)
    with pytest.raises(GeenPersoonslijst):
        lees_brp(ander)
    zonder_begin = Tabel(tabel.kop, tabel.kolommen, tuple(r for r in tabel.rijen if not r.cellen[0]), "csv")
    with pytest.raises(GeenPersoonslijst, match="midden in een persoon"):
        lees_brp(zonder_begin)


def _tabel(*regels: dict[str, str], fouten: tuple[str, ...] = ()) -> Tabel:
    """A list of one person."""
    rijen = []
    for nr, cellen in enumerate(regels):
        cel = [""] * len(KOP)
        cel[0] = "" if nr else "x"
        for code, waarde in cellen.items():
            cel[KOP.index(code)] = waarde
        rijen.append(Rij(nr + 2, tuple(cel), fouten if nr else ()))
    return Tabel(KOP, KOP, tuple(rijen), "csv")


def test_a_damaged_line_of_a_person_stops_that_person() -> None:
    (persoon,) = lees_brp(_tabel({"01.02.40": "Lisveld"}, {}, fouten=("Deze rij is verschoven.",)))
    assert persoon.fouten == ("Deze rij is verschoven.",)
    (naamloos,) = lees_brp(_tabel({"01.03.10": "20100101"}))
    assert naamloos.fouten == ("Deze persoon heeft geen naam.",)


def test_an_address_is_secret_unless_the_register_says_it_is_open() -> None:
    codes = {code: lees_brp(_tabel({"01.02.40": "x", "07.70.10": code}))[0].geheim for code in ("0", "", "1", "7", "x")}
    assert codes == {"0": False, "": True, "1": True, "7": True, "x": True}


def test_what_is_left_of_an_impossible_birth_date_is_kept_and_said() -> None:
    for brp, datum in (
        ("20121345", OnvolledigeDatum(2012)),
        ("20120231", OnvolledigeDatum(2012, 2)),
        ("abc", OnvolledigeDatum()),
    ):
        (persoon,) = lees_brp(_tabel({"01.02.40": "x", "01.03.10": brp}))
        assert persoon.geboortedatum == datum
        assert persoon.opmerkingen == ("De geboortedatum bestaat niet. Alleen wat ervan klopt, is overgenomen.",)


def test_rows_for_the_preview_say_what_needs_a_look() -> None:
    persoon = {"01.02.10": "Puck", "01.02.40": "Lisveld", "01.03.10": "20100500", "01.04.10": "V", "07.70.10": "1"}
    meer = {"07.67.20": "O", "08.83.10": "080000", "11.83.10": "110000", "08.11.10": "Proefweg", "08.11.20": "3"}
    (rij,) = als_importrijen(lees_brp(_tabel(persoon | meer)))
    assert rij.waarden == {
        "voornamen": "Puck",
        "voorvoegsel": "",
        "geslachtsnaam": "Lisveld",
        "geboortedatum": "2010-05",
        "geslacht": "V",
        "straat": "Proefweg",
        "huisnummer": "3",
        "postcode": "",
        "woonplaats": "",
        "adres_geheim": "ja",
        "opschorting": "O",
        "in_onderzoek": "08,11",
    }
    assert rij.fouten == ()
    assert rij.waarschuwingen == (
        "Het adres is geheim. Het komt niet op een afdruk of in een zoekresultaat.",
        "De persoonslijst wordt niet meer bijgehouden: overleden.",
        "In de BRP in onderzoek: adres, gezag.",
    )


# What the README of the official test set counts.


def test_the_official_set_holds_what_its_readme_counts(echt: Tabel) -> None:
    personen = lees_brp(echt, bewaar_bsn=True)
    assert len(personen) == 687
    assert sum(persoon.geheim for persoon in personen) == 46
    assert sum(persoon.adres.gemeentecode == "0518" for persoon in personen) == 176
    assert Counter(p.opschorting for p in personen) == {"": 589, "E": 56, "R": 20, "O": 20, "W": 1, "M": 1}
    assert sum(not p.voornamen for p in personen) == 11
    assert sum(len(p.voornamen) > 100 or len(p.geslachtsnaam) > 100 for p in personen) == 7
    assert [p.fouten for p in personen] == [()] * 687


def test_the_official_set_keeps_names_and_dates_byte_for_byte(echt: Tabel, shared_data: Path) -> None:
    """Against a second reading of the file that shares nothing with ours but the position of a few columns."""
    tekst = next((shared_data / "brp-testset").glob("*.csv")).read_text(encoding="utf-8-sig")
    ruw = [regel for regel in csv.reader(io.StringIO(tekst, newline=""), delimiter=";") if regel[0]]
    gelezen = [
        (p.bsn or "", p.voornamen, p.voorvoegsel, p.geslachtsnaam, p.geslacht, p.adres.straat, p.adres.postcode)
        for p in lees_brp(echt, bewaar_bsn=True)
    ]
    assert gelezen == [tuple(regel[i].strip() for i in (2, 3, 5, 6, 10, 157, 163)) for regel in ruw]
    datums = [p.geboortedatum for p in lees_brp(echt)]
    assert [f"{d.jaar or 0:04}{d.maand or 0:02}{d.dag or 0:02}" for d in datums] == [r[7] or "00000000" for r in ruw]


def test_the_official_set_links_family_only_when_more_than_a_number_agrees(echt: Tabel) -> None:
    personen = {persoon.nr: persoon for persoon in lees_brp(echt)}
    gekoppeld = [(r, personen[r.persoon_nr]) for p in personen.values() for r in p.ouders if r.persoon_nr]
    assert len(gekoppeld) == 466
    for relatie, persoon in gekoppeld:
        zelfde_naam = (relatie.voornamen, relatie.geslachtsnaam) == (persoon.voornamen, persoon.geslachtsnaam)
        assert zelfde_naam or relatie.geboortedatum == persoon.geboortedatum
    assert sum(len(p.kinderen) for p in personen.values()) == 512
