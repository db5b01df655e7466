"""The report of the informatiebeeld as a file: contents that are right, tables that fit, nothing unnamed."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from pmg_desk.domain.beeld import Wijze
from pmg_desk.domain.beeldgetal import maak_getal
from pmg_desk.domain.kwartaal import Kwartaal
from pmg_desk.domain.monitoring import Punt
from pmg_desk.reports.beeldrapport import (
    Achterin,
    Beeldrapport,
    Kerncijfer,
    Kwartaalregel,
    Rapportdeel,
    Rapportgrafiek,
    Rapportpdf,
    maak_pdf,
)
from pmg_desk.reports.cijfertabel import Cijfertabel
from pmg_desk.reports.staafgrafiek import Staaf, hoogste, passende_maten, teken_staven
from pmg_desk.reports.tekening import DRUK
from pmg_desk.reports.trendgrafiek import Trend, teken_trend
from tests.reports.lezen import (
    bladen,
    bladen_met_inkt_in_de_marge,
    koppen_zonder_vervolg,
    open_pdf,
    structuur,
    tekst,
)

_STAVEN = (Staaf("Zorg- en Veiligheidshuis Haaglanden (ZVHH)", 12, "12 (40%)"), Staaf("Moerwijk", None, "×"))


def _tabel(rijen: int, *koppen: str) -> Cijfertabel:
    regels = tuple((f"Buurt {nr}", nr % 3, tuple(str(100 + nr) for _ in koppen)) for nr in range(rijen))
    return Cijfertabel("Wijk naar doelgroep", ("Wijk", *koppen), regels, "Nul, en daarom niet in de tabel: ZSM.")


def _deel(nr: int, *tabellen: Cijfertabel, duiding: str = "Minder meldingen.") -> Rapportdeel:
    return Rapportdeel(
        kop=f"{nr}. Onderwerp {nr}",
        zinnen=("Casussen op 30 september 2026: 36.", "5 meer dan in het 2e kwartaal 2026."),
        definitie="Casussen die open waren.",
        grafieken=(Rapportgrafiek("Per kwartaal", _STAVEN), Rapportgrafiek("Naar wijk", _STAVEN)),
        schaal="De langste staaf is 12 casussen.",
        tabellen=tabellen,
        duidingen=(("Duiding bij 2e kwartaal 2026, geschreven op 22 november 2026", duiding),),
    )


def _rapport(*delen: Rapportdeel, **anders: Any) -> Beeldrapport:
    rapport = Beeldrapport(
        gemeente="Den Haag",
        periode="2e en 3e kwartaal 2026",
        voor_wie="de driehoek",
        nummer=7,
        gemaakt="22 november 2026",
        gemaakt_op=datetime(2026, 11, 22, 14, 5, tzinfo=UTC),
        feiten=(("Voor", "de driehoek"), ("Gemaakt", "op 22 november 2026 door een privacy officer")),
        kwartalen=(
            Kwartaalregel("3e kwartaal 2026", "1 juli", "30 september 2026", "12 oktober 2026", "beschreven"),
            Kwartaalregel("2e kwartaal 2026", "1 april", "30 juni 2026", "10 juli 2026", "om mee te vergelijken"),
        ),
        merken=(("×", "Afgeschermd."), ("0", "Nul.")),
        methode=("Getallen van 1 tot en met 4 zijn afgeschermd.",),
        tekst="Wij bespreken of de tafels dit aankunnen.",
        vergelijking=("3e kwartaal 2026", "2e kwartaal 2026"),
        kern=tuple(Kerncijfer(deel.kop, "casussen", "36", "31", "5 meer", deel.kop) for deel in delen),
        delen=delen,
        achterin=(Achterin("Bronnen", (("", "Uitvoeringsprogramma, hoofdstuk 6."),)),),
        bijlage=(),
    )
    return replace(rapport, **anders)


@cache
def _vol_pdf() -> Rapportpdf:
    return maak_pdf(_vol())


@cache
def _vol_structuur() -> list[tuple[str, int, str]]:
    return structuur(_vol_pdf().pdf)


def _vol() -> Beeldrapport:
    lang = "\n".join(f"Regel {nr} van wat de partners lazen." for nr in range(90))
    breed = _tabel(52, *(f"begon laag (1 of 2): nu midden ({nr})" for nr in range(14)))
    delen = [_deel(nr, _tabel(6, "Totaal", "Moerwijk")) for nr in range(1, 5)]
    return _rapport(
        *delen,
        _deel(5, _tabel(60, "Totaal", "Bouwlust/Vrederust"), breed),
        _deel(6, duiding=lang),
        bijlage=(("Bijlage: Onderwerp 1", (_tabel(60, "Totaal"), _tabel(9, "Totaal"))),),
    )


def _pdfium(pdf: bytes) -> list[str]:
    """The text of every page as the reader inside a browser sees it."""
    document = pypdfium2.PdfDocument(pdf)
    teksten = [document[nr].get_textpage().get_text_range() for nr in range(len(document))]
    document.close()
    return teksten


def _koppen(rapport: Beeldrapport) -> list[str]:
    achter = [een.kop for een in rapport.achterin] + [kop for kop, _ in rapport.bijlage]
    return ["Toelichting", "In het kort", *(deel.kop for deel in rapport.delen), *achter]


def test_the_contents_the_outline_and_every_click_lead_to_the_page_of_the_heading() -> None:
    rapport = _vol()
    uit = _vol_pdf()
    op = {kop: blad for rol, blad, kop in _vol_structuur() if rol == "H2"}
    assert [kop for rol, _, kop in _vol_structuur() if rol == "H2" and kop in _koppen(rapport)] == _koppen(rapport)
    lezer = open_pdf(uit.pdf)
    assert {een["/Title"]: lezer.get_destination_page_number(een) for een in lezer.outline} == {
        kop: op[kop] for kop in _koppen(rapport)
    }
    omslag = [woorden for _, blad, woorden in _vol_structuur() if blad == 0]
    inhoud = omslag[omslag.index("Inhoud") + 1 :]
    assert list(zip(inhoud[::2], inhoud[1::2], strict=True)) == [(kop, str(op[kop] + 1)) for kop in _koppen(rapport)]
    gelezen = _pdfium(uit.pdf)
    assert all(kop in gelezen[op[kop]] for kop in _koppen(rapport))
    klik = [
        lezer.get_page_number(annot.get_object()["/Dest"][0].get_object())
        for blad in lezer.pages[:2]
        for annot in blad["/Annots"]
    ]
    in_kort = [op[een.kop] for een in rapport.kern]
    assert klik == [op[kop] for kop in _koppen(rapport)] + in_kort
    assert uit.bladen == len(lezer.pages)


def test_no_heading_stands_alone_nothing_is_off_the_sheet_and_what_goes_on_says_of_what() -> None:
    pdf = _vol_pdf().pdf
    assert koppen_zonder_vervolg(pdf) == []
    assert bladen_met_inkt_in_de_marge(pdf) == []
    per_blad: dict[int, list[tuple[str, str]]] = {}
    for rol, blad, woorden in _vol_structuur():
        per_blad.setdefault(blad, []).append((rol, woorden))
    assert len(per_blad) > 9
    zonder = [blad for blad, stukken in per_blad.items() if blad and stukken[0][0] not in {"H2", "H3"}]
    assert zonder == []  # every page begins with a heading of its subject
    vervolg = Counter(woorden for stukken in per_blad.values() for rol, woorden in stukken if "vervolg" in woorden)
    assert set(vervolg) == {
        "5. Onderwerp 5: Wijk naar doelgroep (vervolg)",
        "6. Onderwerp 6: duiding (vervolg)",
        "Onderwerp 1: Wijk naar doelgroep (vervolg)",
    }


def test_a_table_that_is_too_wide_has_its_row_names_and_every_column_once() -> None:
    koppen = tuple(f"begon midden (3): nu nummer {nr}" for nr in range(24))
    pdf = maak_pdf(_rapport(_deel(1, _tabel(5, *koppen)), _deel(2))).pdf
    cellen = [woorden for rol, blad, woorden in structuur(pdf) if rol in {"TH", "TD"} and blad >= 2]
    assert [woorden for woorden in cellen if woorden.startswith("begon")] == list(koppen)
    assert cellen.count("Wijk") == cellen.count("Buurt 4") == 2
    assert cellen.count("104") == 24


@pytest.mark.parametrize("kop", ["Bouwlust/Vrederust", "Doorgegroeid in de criminaliteit", "W" * 300])
def test_a_word_in_a_head_is_never_broken_but_after_a_stroke(kop: str) -> None:
    pdf = maak_pdf(_rapport(_deel(1, _tabel(5, "Totaal", *[kop] * 5)))).pdf
    assert bladen_met_inkt_in_de_marge(pdf) == []
    gezet = [woorden for rol, _, woorden in structuur(pdf) if rol == "TH"]
    heel = {kop, kop.replace("/", "/ ")}
    assert len([een for een in gezet if een in heel or een.endswith("…")]) == 5


def test_two_small_tables_stand_beside_each_other_and_a_large_one_below() -> None:
    for rijen, naast in ((5, True), (40, False)):
        deel = _deel(1, _tabel(5, "Aantal"), _tabel(rijen, "Aantal"))
        document = pypdfium2.PdfDocument(maak_pdf(_rapport(deel, _deel(2))).pdf)
        blad = document[2].get_textpage()
        zoek = blad.search("Wijk naar doelgroep")
        hoogtes = []
        while (gevonden := zoek.get_next()) is not None:
            hoogtes.append(blad.get_charbox(gevonden[0])[1])
        document.close()
        assert (abs(hoogtes[0] - hoogtes[1]) < 1) is naast


def test_a_report_on_one_subject_goes_on_below_what_is_in_short() -> None:
    gelezen = _pdfium(maak_pdf(_rapport(_deel(1, _tabel(6, "Aantal")))).pdf)
    assert [("In het kort" in blad, "Casussen die open waren." in blad) for blad in gelezen] == [
        (True, False),
        (True, True),
    ]
    lang = _pdfium(maak_pdf(_rapport(_deel(1, _tabel(60, "Aantal")))).pdf)
    assert [f"Buurt {nr}" in lang[1] for nr in (0, 59)] == [True, False]
    assert "Buurt 59" in lang[2]


def test_an_empty_line_that_was_typed_stays_one() -> None:
    def afstand(tekst_: str) -> float:
        document = pypdfium2.PdfDocument(maak_pdf(_rapport(_deel(1), tekst=tekst_)).pdf)
        blad = document[1].get_textpage()
        hoog = [blad.get_charbox(blad.search(woord).get_next()[0])[1] for woord in ("Eerst", "Daarna")]
        document.close()
        return float(hoog[0] - hoog[1])

    een, twee = afstand("Eerst dit.\nDaarna dat."), afstand("Eerst dit.\n\nDaarna dat.")
    assert twee > 1.7 * een


def test_the_file_says_when_it_was_made_and_is_the_same_again() -> None:
    rapport = _rapport(_deel(1))
    pdf = maak_pdf(rapport).pdf
    assert pdf == maak_pdf(rapport).pdf
    gegevens = pypdfium2.PdfDocument(pdf).get_metadata_dict()
    assert {gegevens["CreationDate"], gegevens["ModDate"]} == {"D:20261122150500+01'00'"}


def test_a_long_table_goes_to_the_next_page_rather_than_leaving_half_of_this_one_empty() -> None:
    """What it is about stays where there was room; the table is whole on its page, and the rest comes below it."""
    gelezen = _pdfium(maak_pdf(_rapport(_deel(1, _tabel(6, "Aantal")), _deel(2, _tabel(22, "Aantal")))).pdf)
    waar = {woorden: [nr for nr, blad in enumerate(gelezen) if woorden in blad] for woorden in ("Buurt 0", "Buurt 21")}
    assert [nr for nr, blad in enumerate(gelezen) if nr > 1 and "2. Onderwerp 2" in blad] == [2]
    assert waar == {"Buurt 0": [2, 3], "Buurt 21": [3]}
    assert "(vervolg)" not in "".join(gelezen)


def test_the_file_says_what_it_is_in_which_language_and_nothing_of_who_or_for_whom(tmp_path: Path) -> None:
    pdf = _vol_pdf().pdf
    lezer = open_pdf(pdf)
    assert lezer.metadata["/Title"] == "Informatiebeeld 2e en 3e kwartaal 2026"
    assert lezer.trailer["/Root"]["/Lang"] == "nl-NL"
    assert {lezer.metadata[een] for een in ("/Author", "/Creator", "/Producer")} == {"PMG Desk"}
    assert "driehoek" not in " ".join(str(een) for een in lezer.metadata.values())
    (tmp_path / "a.pdf").write_bytes(pdf)
    if shutil.which("qpdf"):
        subprocess.run(["qpdf", "--check", str(tmp_path / "a.pdf")], check=True, capture_output=True)
    klein = _rapport(_deel(1))
    assert maak_pdf(klein).pdf == maak_pdf(klein).pdf


def test_every_page_names_the_quarters_the_file_and_its_number_of_pages() -> None:
    uit = maak_pdf(_rapport(_deel(1, _tabel(3, "Totaal"))))
    for nr, blad in enumerate(bladen(uit.pdf), start=1):
        assert "Gemeente Den Haag · Informatiebeeld 2e en 3e kwartaal 2026" in blad
        assert "Bestand 7 · gemaakt op 22 november 2026" in blad
        assert f"Pagina {nr} van {uit.bladen}" in blad


def test_charts_of_one_subject_have_one_scale_and_a_hidden_number_has_no_length() -> None:
    groepen = ((Staaf("nu", 40, "40"), Staaf("toen", None, "×")), (Staaf("Zuid", 10, "10"), Staaf("Oost", None, "×")))
    maten, top = passende_maten(groepen, 230.0, 100.0), hoogste(groepen)
    breed = [
        [vorm.width for vorm in teken_staven(staven, DRUK, maten, top).contents if hasattr(vorm, "width")]
        for staven in groepen
    ]
    assert breed[0][0] == pytest.approx(4 * breed[1][0])
    assert breed[0][1] == breed[1][1]
    (alleen,) = [vorm.width for vorm in teken_staven(groepen[0][1:], DRUK, maten, 1).contents if hasattr(vorm, "width")]
    assert alleen == breed[0][1]
    assert hoogste([(Staaf("leeg", None, "×"),)]) == 1


@pytest.mark.parametrize(("aantal", "schaal"), [(120, ["schaal 0 tot 120"]), (None, [])])
def test_a_small_chart_says_its_own_scale_when_it_shows_a_number(aantal: int | None, schaal: list[str]) -> None:
    punten = (Punt(Kwartaal(2026, 2), maak_getal(aantal, Wijze.AFSCHERMEN)),)
    woorden = [een.text for een in teken_trend(Trend(punten), DRUK).contents if hasattr(een, "text")]
    assert [een for een in woorden if een.startswith("schaal")] == schaal


def test_without_words_of_the_maker_there_is_no_such_heading() -> None:
    assert "Toelichting" not in tekst(maak_pdf(_rapport(_deel(1), tekst=" \n ")).pdf)


def test_words_without_a_space_stay_on_the_sheet_everywhere() -> None:
    lap = "W" * 200
    tabel = Cijfertabel(lap, (lap, lap, "Totaal"), ((lap, 0, ("1", "×")), (lap, 2, ("ca. 1000", "100%"))), lap)
    staaf = (Staaf(lap, 12, "ca. 12 (ca. 100%)"), Staaf(lap, None, "×"))
    deel = replace(_deel(1, tabel), kop=lap, zinnen=(lap, lap, lap), definitie=lap, schaal=lap)
    deel = replace(deel, grafieken=(Rapportgrafiek(lap, staaf),), duidingen=((lap, lap),))
    regel = Kwartaalregel(lap, lap, lap, lap, lap)
    rapport = replace(
        _rapport(deel, kern=(Kerncijfer(lap, lap, "ca. 1200", "×", lap, lap),), kwartalen=(regel,)),
        gemeente=lap,
        periode=lap,
        voor_wie=lap,
        tekst=lap,
        gemaakt=lap,
        feiten=((lap, lap),),
        merken=(("×", lap),),
        methode=(lap,),
        achterin=(Achterin(f"{lap}2", (("A", lap),)),),
    )
    assert bladen_met_inkt_in_de_marge(maak_pdf(rapport).pdf) == []
