"""The recovery sheet as a file: what stands on the page, and what stays out of everything around it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pypdfium2
import pytest

from pmg_desk.kluis.herstelsleutel import nieuwe_herstelsleutel
from pmg_desk.reports import document
from pmg_desk.reports.herstelblad import BESTANDSNAAM, HerstelbladNietGedrukt, Herstelbladtekst, maak_pdf
from tests.reports.lezen import alles_in, bladen, open_pdf, structuur, tekst
from tests.reports.qrlezen import lees_qr

SLEUTEL = nieuwe_herstelsleutel()
AFDRUK = "85881 05653 50349 88950 17814 01249"
BLAD = Herstelbladtekst(
    kluisnaam="Zuidwest",
    kluis_id="3f2c9a10-1111-4222-8333-444455556666",
    gemaakt_op=datetime(2026, 11, 22, 8, 41, tzinfo=UTC),
    groepen=SLEUTEL.groepen,
    qr=SLEUTEL.tekst,
    vingerafdrukken=(("Bea Beheer", "beheerder", AFDRUK),),
)


def test_one_page_holds_the_vault_the_key_and_whose_keys_there_were() -> None:
    pdf = maak_pdf(BLAD)
    (blad,) = bladen(pdf)
    sleutel = " ".join(f"groep {nr} {groep}" for nr, groep in enumerate(SLEUTEL.groepen, start=1))
    assert sleutel in blad
    for deel in ("GEHEIM", "Zuidwest", BLAD.kluis_id, "22-11-2026 09:41", "Bea Beheer, beheerder", AFDRUK, "age -d -i"):
        assert deel in blad
    assert "niet bij de computer" in blad


def test_a_screen_reader_meets_each_group_with_its_number_before_it() -> None:
    gelezen = [stuk for rol, _, stuk in structuur(maak_pdf(BLAD)) if rol == "TD"]
    begin = gelezen.index("groep 1")
    assert gelezen[begin : begin + 4] == ["groep 1", SLEUTEL.groepen[0], "groep 2", SLEUTEL.groepen[1]]


def test_a_scanner_reads_the_key_of_age_from_the_code_on_the_page() -> None:
    assert lees_qr(_vakjes(maak_pdf(BLAD))) == SLEUTEL.tekst


def _vakjes(pdf: bytes) -> list[list[bool]]:
    """The squares of the code, looked at in the middle of each on the page as it is drawn."""
    with pypdfium2.PdfDocument(pdf) as document:
        beeld = document[0].render(scale=8, grayscale=True).to_pil()
    links, boven, rechts, onder = (int(8 * maat) for maat in (55, 375, 168, 490))
    deel = beeld.crop((links, boven, rechts, onder)).point(lambda licht: 255 if licht < 128 else 0)
    x0, y0, x1, y1 = deel.getbbox()
    stap = (x1 - x0) / 33
    assert abs((y1 - y0) / 33 - stap) < 1
    return [
        [deel.getpixel((int(x0 + (k + 0.5) * stap), int(y0 + (r + 0.5) * stap))) == 255 for k in range(33)]
        for r in range(33)
    ]


def test_metadata_and_file_name_say_nothing() -> None:
    pdf = maak_pdf(BLAD)
    feiten = " ".join(str(waarde) for waarde in open_pdf(pdf).metadata.values())
    assert (open_pdf(pdf).metadata.title, BESTANDSNAAM) == ("Herstelblad (geheim)", "herstelblad.pdf")
    for geheim in (*SLEUTEL.groepen, "Bea", "Zuidwest"):
        assert geheim not in feiten
    assert b"Helvetica" not in alles_in(pdf)
    assert maak_pdf(BLAD) == pdf


def test_the_key_is_not_in_the_repr_of_the_sheet() -> None:
    assert SLEUTEL.groepen[3] not in repr(BLAD)
    assert SLEUTEL.tekst not in repr(BLAD)


def test_many_users_go_on_to_a_second_page() -> None:
    velen = replace(BLAD, vingerafdrukken=tuple((f"Naam {nr}", "meelezer", AFDRUK) for nr in range(40)))
    paginas = bladen(maak_pdf(velen))
    assert len(paginas) == 2
    assert all(f"Naam {nr}," in " ".join(paginas) for nr in range(40))
    assert SLEUTEL.groepen[13] in paginas[0]


def test_a_strange_name_is_text_and_no_markup() -> None:
    assert "<b>Ü & co" in tekst(maak_pdf(replace(BLAD, vingerafdrukken=(("<b>Ü & co", "beheerder", AFDRUK),))))


def test_an_error_while_setting_says_nothing_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def breek(*_: object) -> bytes:
        raise ValueError(f"paragraph {SLEUTEL.groepen[0]}")

    monkeypatch.setattr(document, "zet_bladen", breek)
    with pytest.raises(HerstelbladNietGedrukt) as gevangen:
        maak_pdf(BLAD)
    assert SLEUTEL.groepen[0] not in gevangen.value.tekst()
    assert gevangen.value.__cause__ is None
    assert gevangen.value.__suppress_context__
