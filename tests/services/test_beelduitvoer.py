"""Files of the informatiebeeld: what they say, that they say the same twice, and that they are in the register."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import replace
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from pmg_desk.domain.beeld import Wijze
from pmg_desk.domain.fouten import GeenToegang, NietGevonden, OngeldigeInvoer
from pmg_desk.domain.logboek import Logregel
from pmg_desk.services import beeld, tekstblokken
from pmg_desk.services.beeld import NietVastgesteld
from pmg_desk.services.beelduitvoer import (
    KOLOMMEN_CSV,
    Uitvoerbestand,
    Uitvoerkeuze,
    Uitvoersoort,
    export_beeld,
    list_uitvoer,
)
from pmg_desk.services.beeldverhaal import rapporttabellen
from pmg_desk.services.tekstblokken import Bloksoort
from pmg_desk.services.werkplek import AlleenLezen
from pmg_desk.storage.models import Duiding
from tests.beeldbouw import GEBIED, SCHEMA, Telling, getoond, tabel, vastgesteld
from tests.kluisdoos import alle_regels
from tests.reports.lezen import tekst as paginatekst
from tests.wereld import NU, Wereld

_WIJK = ("gebied", "leeftijd")
_TELLING: Telling = {("noord_a", "jong"): 106, ("noord_a", "oud"): 3, ("noord_b", "oud"): 112, ("zuid", "oud"): 106}
_Q3 = Uitvoerkeuze("2026-Q3", "2026-Q3")


def _vast(wereld: Wereld, kwartaal: str, wijze: Wijze = Wijze.AFSCHERMEN) -> None:
    duur: Telling = {("jong", "kort"): 106, ("oud", "lang"): 221}
    vastgesteld(
        wereld.privacy,
        kwartaal,
        getoond(
            tabel(kwartaal, "instroom", _WIJK, _TELLING),
            frozenset({("noord_b", "oud"), ("noord_a", "totaal"), ("noord_b", "totaal")}),
            wijze,
        ),
        getoond(tabel(kwartaal, "instroom", ("leeftijd", "duur"), duur), wijze=wijze),
        getoond(tabel(kwartaal, "stand", _WIJK, {("zuid", "oud"): 220}), wijze=Wijze.AFSCHERMEN),
    )


@pytest.fixture
def q3(wereld: Wereld) -> Wereld:
    _vast(wereld, "2026-Q3")
    return wereld


def _csv(bestand: Uitvoerbestand) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(bestand.inhoud.decode("utf-8-sig")), delimiter=";"))


def test_the_csv_has_every_number_once_with_its_period_area_and_mark(q3: Wereld) -> None:
    rijen = _csv(export_beeld(q3.privacy, Uitvoersoort.CSV, _Q3))
    assert list(rijen[0]) == list(KOLOMMEN_CSV)
    plekken = [(r["maat"], r["gebied"], r["categorie_1"], r["categorie_2"]) for r in rijen]
    assert len(plekken) == len(set(plekken)) == 15 + 6 + 15  # the total, and that of each age, are in two tables
    per = dict(zip(plekken, rijen, strict=True))
    assert per["instroom", "Totaal", "", ""] == {
        "maat": "instroom",
        "naam": "Instroom",
        "eenheid": "casussen",
        "periode": "2026-Q3",
        "van": "2026-07-01",
        "tot_en_met": "2026-09-30",
        "telling": "stroom",
        "gebied": "Totaal",
        "uitsplitsing_1": "",
        "categorie_1": "",
        "uitsplitsing_2": "",
        "categorie_2": "",
        "waarde": "327",
        "merk": "getoond",
    }
    klein = per["instroom", "Noord / Noord A", "12 jaar en ouder", ""]
    assert (klein["waarde"], klein["merk"], klein["uitsplitsing_1"]) == ("", "afgeschermd", "Leeftijd")
    assert per["instroom", "Totaal", "tot en met 11 jaar", "tot 2 weken"]["waarde"] == "106"


def test_the_workbook_has_values_definitions_and_when_it_was_settled(q3: Wereld) -> None:
    werkmap = load_workbook(io.BytesIO(export_beeld(q3.privacy, Uitvoersoort.XLSX, _Q3).inhoud))
    waarden, definities, vaststelling = (list(vel.values) for vel in werkmap.worksheets)
    stand = next(rij for rij in waarden if rij[1] == "Open casussen" and rij[5] == "Zuid" and rij[7] is None)
    assert stand[3:5] + stand[10:] == ("stand", "op 30 september 2026", 220, "getoond", "2026-11-23")
    assert {rij[11] for rij in waarden[1:]} == {"getoond", "afgeschermd"}
    assert all((rij[10] is None) == (rij[11] == "afgeschermd") for rij in waarden[1:])
    assert definities[1][:3] == ("Instroom", "casussen", "Casussen die in het kwartaal zijn begonnen.")
    assert vaststelling[1][:6] == ("3e kwartaal 2026", "2026-07-01", "2026-09-30", "2026-11-23", "Instroom", 5)


def test_the_report_has_words_numbers_readings_and_definitions(q3: Wereld) -> None:
    _vast(q3, "2026-Q4")
    with q3.regie.doe() as t:
        for onderwerp, kwartaal, tekst in (
            ("instroom", "2026-Q4", "Minder meldingen door de vakantie."),
            ("instroom", "2026-Q3", "Dit hoort bij een ander kwartaal."),
        ):
            t.db.add(
                Duiding(
                    id=uuid4(),
                    kwartaal=kwartaal,
                    onderwerp=onderwerp,
                    tekst=tekst,
                    wie="Politie en school",
                    door_id=t.gebruiker.id,
                    op=t.nu,
                )
            )
        t.log("beeld.vaststellen", "duiding")
    keuze = Uitvoerkeuze("2026-Q3", "2026-Q4", ("instroom",), "de driehoek", "Het valt op.\n\nDe rest volgt.")
    tekst = paginatekst(export_beeld(q3.regie, Uitvoersoort.PDF, keuze).inhoud)
    for woorden in (
        "Informatiebeeld 4e kwartaal 2026",
        "Voor de driehoek.",
        "Het valt op.",
        "Casussen van 1 oktober 2026 tot en met 31 december 2026: 327.",
        "Per kwartaal",
        "Noord B",
        "106 (32%)",
        "Politie en school, 23 november 2026",
        "Minder meldingen door de vakantie.",
        "Getallen van 1 tot en met 4 zijn afgeschermd.",
        "Instroom: Casussen die in het kwartaal zijn begonnen.",
    ):
        assert woorden in tekst
    assert "ander kwartaal" not in tekst
    assert "Open casussen" not in tekst


def test_a_table_on_paper_has_the_long_axis_down_and_no_column_of_noughts(wereld: Wereld) -> None:
    alleen_oud = getoond(tabel("2026-Q3", "stand", _WIJK, {("zuid", "oud"): 220, ("noord_a", "oud"): 2}))
    duur: Telling = {("jong", "kort"): 6, ("oud", "lang"): 14}
    stroom = getoond(tabel("2026-Q3", "instroom", ("leeftijd", "duur"), duur))
    gebied = getoond(tabel("2026-Q3", "instroom", _WIJK, _TELLING))
    vastgesteld(wereld.privacy, "2026-Q3", alleen_oud, stroom, gebied)
    for assen in (_WIJK, _WIJK[::-1]):
        (een,) = rapporttabellen(beeld.toon_tabel(wereld.lezer, "stand", assen, "2026-Q3"))
        assert een.koppen == ("Wijk of buurt", "Totaal", "12 jaar en ouder")
        assert een.rijen == (
            ("Totaal", 0, ("222", "222")),
            ("Noord", 1, ("x", "x")),
            ("Noord A", 2, ("x", "x")),
            ("Noord B", 2, ("0", "0")),
            ("Zuid", 1, ("220", "220")),
        )
    (een,) = rapporttabellen(beeld.toon_tabel(wereld.lezer, "instroom", ("duur",), "2026-Q3"))
    assert een.rijen[1:] == (("tot 2 weken", 1, ("6", "30%")), ("langer", 1, ("14", "70%")))


@pytest.mark.parametrize("wijze", Wijze)
@pytest.mark.parametrize("soort", Uitvoersoort)
def test_what_is_hidden_is_in_no_file_and_two_files_are_the_same(
    wereld: Wereld, soort: Uitvoersoort, wijze: Wijze
) -> None:
    _vast(wereld, "2026-Q3", wijze)
    een, ander = (export_beeld(wereld.privacy, soort, _Q3) for _ in range(2))
    assert een.inhoud == ander.inhoud
    getallen = {woord for woord in _woorden(soort, een.inhoud) if woord.isdigit()}
    assert not getallen & {"3", "109", "112"}  # the small number, and what it could be subtracted from
    assert ("220" in getallen, "327" in getallen) == (True, wijze is Wijze.AFSCHERMEN)
    assert any("ca." in woord or woord == "afgerond" for woord in _woorden(soort, een.inhoud)) == (
        wijze is Wijze.AFRONDEN
    )


def _woorden(soort: Uitvoersoort, inhoud: bytes) -> list[str]:
    match soort:
        case Uitvoersoort.PDF:
            return paginatekst(inhoud).split("Hoe u deze getallen leest")[0].split()
        case Uitvoersoort.CSV:
            return inhoud.decode("utf-8-sig").replace("\r\n", ";").split(";")
        case Uitvoersoort.XLSX:
            return [str(cel) for rij in load_workbook(io.BytesIO(inhoud))["Waarden"].values for cel in rij]


def test_a_label_that_looks_like_a_formula_runs_nowhere(wereld: Wereld) -> None:
    knopen = tuple(replace(een, label="=1+1") if een.sleutel == "zuid" else een for een in GEBIED.knopen)
    schema = replace(SCHEMA, assen={**SCHEMA.assen, "gebied": replace(GEBIED, knopen=knopen)})
    stand = getoond(tabel("2026-Q3", "stand", _WIJK, {("zuid", "oud"): 220}))
    schema = replace(schema, metingen={"stand": schema.metingen["stand"]})
    vastgesteld(wereld.privacy, "2026-Q3", stand, schema=schema)
    assert "'=1+1" in {rij["gebied"] for rij in _csv(export_beeld(wereld.privacy, Uitvoersoort.CSV, _Q3))}
    blad = load_workbook(io.BytesIO(export_beeld(wereld.privacy, Uitvoersoort.XLSX, _Q3).inhoud))["Waarden"]
    assert {(cel.value, cel.data_type) for cel in blad["F"] if "=" in str(cel.value)} == {("=1+1", "s")}


def test_every_file_has_a_number_in_the_register_and_a_line_in_the_log(q3: Wereld) -> None:
    keuze = Uitvoerkeuze("2026-Q3", "2026-Q3", ("stand",), " de raad ", "Toelichting")
    eerste = export_beeld(q3.privacy, Uitvoersoort.CSV, _Q3)
    tweede = export_beeld(q3.regie, Uitvoersoort.PDF, keuze)
    assert (eerste.nummer, eerste.bestandsnaam) == (1, "informatiebeeld-2026-Q3-nr-1.csv")
    regel, _ = list_uitvoer(q3.lezer)
    assert (regel.nummer, regel.soort, regel.van, regel.tot) == (2, Uitvoersoort.PDF, "2026-Q3", "2026-Q3")
    assert (regel.voor_wie, regel.tekst, regel.op, regel.door) == ("de raad", "Toelichting", NU, "C. Regisseur")
    assert regel.document_hash == hashlib.sha256(tweede.inhoud).hexdigest()
    gelogd: list[Logregel] = [een for een in alle_regels(q3.privacy) if een.actie == "beeld.uitvoeren"]
    assert [(een.verwerking, een.aantal, een.detail) for een in gelogd] == [("csv", 1, None), ("pdf", 2, None)]


def test_what_cannot_be_exported_is_refused(q3: Wereld) -> None:
    with pytest.raises(GeenToegang):
        export_beeld(q3.lezer, Uitvoersoort.CSV, _Q3)
    with pytest.raises(NietVastgesteld):
        export_beeld(q3.privacy, Uitvoersoort.CSV, Uitvoerkeuze("2026-Q2", "2026-Q3"))
    _vast(q3, "2026-Q4")
    verkeerd = Uitvoerkeuze("2026-Q4", "2026-Q3", ("school",), "x" * 201)
    with pytest.raises(OngeldigeInvoer) as fout:
        export_beeld(q3.privacy, Uitvoersoort.CSV, verkeerd)
    assert set(fout.value.velden) == {"van", "metingen", "voor_wie"}
    assert list_uitvoer(q3.privacy) == ()
    q3.privacy.noteer = lambda *_: None  # a backup that is looked at
    with pytest.raises(AlleenLezen):
        export_beeld(q3.privacy, Uitvoersoort.CSV, _Q3)


def test_text_blocks_of_a_report_are_ones_own_and_none_of_judging(q3: Wereld) -> None:
    blok = tekstblokken.save_tekstblok(q3.privacy, "Opening", "Dit kwartaal.", soort=Bloksoort.BEELD)
    tekstblokken.save_tekstblok(q3.privacy, "Motivering", "Noodzaak blijkt.")
    (een,) = tekstblokken.list_tekstblokken(q3.privacy, Bloksoort.BEELD)
    assert (een.id, een.naam, een.tekst) == (blok, "Opening", "Dit kwartaal.")
    assert [b.naam for b in tekstblokken.list_tekstblokken(q3.privacy)] == ["Motivering"]
    assert tekstblokken.list_tekstblokken(q3.regie, Bloksoort.BEELD) == ()
    with pytest.raises(GeenToegang):
        tekstblokken.list_tekstblokken(q3.lezer, Bloksoort.BEELD)
    with pytest.raises(NietGevonden):
        tekstblokken.save_tekstblok(q3.privacy, "Anders", "Anders", blok)
    tekstblokken.remove_tekstblok(q3.privacy, blok, Bloksoort.BEELD)
    assert tekstblokken.list_tekstblokken(q3.privacy, Bloksoort.BEELD) == ()
