"""What is kept with a casus is told by its bytes; what can run by itself is refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmg_desk.exchange.bijlagelezer import BijlageNietGelezen, BijlageTeGroot, lees_bijlage, schone_naam
from pmg_desk.exchange.bijlagesoort import DOCX, JPEG, PDF, PNG, TEKST, XLSX, BijlageGeweigerd, Bijlagesoort
from pmg_desk.exchange.bijlagesoort import recognise_bijlage as soort_van
from tests import bijlagebouw as bouw


@pytest.mark.parametrize(
    ("inhoud", "naam", "soort"),
    [
        (bouw.pdf(), "virus.exe", PDF),
        (bouw.foto(), "brief.docx", JPEG),
        (bouw.png(), "zonder", PNG),
        (bouw.xlsx(), "a.zip", XLSX),
        (bouw.office(), "a.pdf", DOCX),
        ("Gesproken met moeder; één afspraak.".encode(), "notitie.TXT", TEKST),
        ("Eén".encode("cp1252"), "a.csv", TEKST),
        ("Eén".encode("utf-16"), "a", TEKST),
        (b"<bon> 12,50", "a.txt", TEKST),
    ],
)
def test_the_bytes_say_what_it_is_and_not_the_name(inhoud: bytes, naam: str, soort: Bijlagesoort) -> None:
    assert soort_van(inhoud, naam) == soort


GEWEIGERD = {
    "program": (b"MZ\x90\x00", "foto.jpg", "programma"),
    "elf": (b"\x7fELF\x02", "bon.pdf", "programma"),
    "mac": (b"\xcf\xfa\xed\xfe", "bon", "programma"),
    "shell": (b"#!/bin/sh\nrm", "notitie.txt", "script"),
    "batch": (b"@echo off", "opstart.bat", "script"),
    "powershell": (b"Get-Item", "a.ps1", "script"),
    "shortcut": (b"L\x00\x00\x00\x01\x14\x02\x00\x00", "bon.pdf", "snelkoppeling"),
    "html": (b"\n <!DOCTYPE html><script>", "a.txt", "webpagina"),
    "svg": (b"<svg onload=alert(1)>", "a.png", "webpagina"),
    "xml": (b"\xef\xbb\xbf<?xml version='1.0'?>", "a.txt", "webpagina"),
    "old office": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc", "oude versie van Office"),
    "rtf": (b"{\\rtf1", "a.txt", "RTF"),
    "zip": (bouw.office(hoofd="a.txt"), "bon.pdf", "ingepakt"),
    "gzip": (b"\x1f\x8b\x08", "a.gz", "ingepakt"),
    "gif": (b"GIF89a", "a.png", "afbeelding"),
    "heic": (b"\x00\x00\x00\x18ftypheic", "a.jpg", "HEIC"),
    "macros": (bouw.office(word__vbaProject_bin=b"x"), "a.docx", "macro"),
    "macros said": (bouw.office(soorten='<Override ContentType="application/vnd.ms-word.document.macroEnabled"/>'),
                    "a.docx", "macro"),
    "macro sheet": (bouw.office(hoofd="xl/workbook.xml", xl__macrosheets__a_xml=b"x"), "a.xlsx", "macro"),
    "object": (bouw.office(word__embeddings__oleObject1_bin=b"x"), "a.docx", "macro"),
    "binary workbook": (bouw.office(hoofd="xl/workbook.bin"), "a.xlsb", "macro"),
    "no types": (bouw.office().replace(b"[Content_Types].xml", b"[Kontent_Types].xml"), "a.docx", "niet gebouwd"),
    "bomb": (bouw.office(word__groot_xml=bytes(20_000_000)), "a.docx", "uitpakken"),
    "parts": (bouw.office() + b"PK\x01\x02" * 2_001, "a.docx", "uitpakken"),
    "half a zip": (bouw.office()[:200], "a.docx", "beschadigd"),
    "noise": (b"\x00\x01\x02\x03\x81", "a.txt", "Dit soort bestand"),
}  # fmt: skip


@pytest.mark.parametrize("geval", GEWEIGERD)
def test_what_can_run_or_hide_something_is_refused_by_its_kind(geval: str) -> None:
    inhoud, naam, woord = GEWEIGERD[geval]
    with pytest.raises(BijlageGeweigerd) as fout:
        soort_van(inhoud, naam)
    assert woord in fout.value.wat


def test_a_file_that_is_too_large_is_not_even_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    groot = tmp_path / "groot.pdf"
    with groot.open("wb") as stroom:
        stroom.truncate(2**20 + 1)
    geopend: list[Path] = []
    monkeypatch.setattr(Path, "open", lambda pad, *_: geopend.append(pad))
    with pytest.raises(BijlageTeGroot) as fout:
        lees_bijlage(groot, 1)
    assert geopend == []
    assert "hoogstens 1 MB" in fout.value.wat


def test_exactly_the_limit_fits(tmp_path: Path) -> None:
    vol = bouw.zet(tmp_path, "vol.pdf", b"%PDF-1.4" + b" " * (2**20 - 8))
    assert len(lees_bijlage(vol, 1).inhoud) == 2**20


def test_a_file_that_grows_while_it_is_read_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pad = bouw.zet(tmp_path, "groeit.pdf", b"%PDF-1.4" + b" " * 2**20)
    klein = bouw.zet(tmp_path, "klein.pdf", b"%PDF-1.4").stat()
    monkeypatch.setattr(Path, "stat", lambda _pad: klein)
    with pytest.raises(BijlageTeGroot):
        lees_bijlage(pad, 1)


def test_a_folder_nothing_and_an_empty_file_are_said(tmp_path: Path) -> None:
    for pad in (tmp_path, tmp_path / "weg.pdf", bouw.zet(tmp_path, "leeg.txt", b"")):
        with pytest.raises(BijlageNietGelezen):
            lees_bijlage(pad, 1)


def test_a_name_can_not_read_as_another() -> None:
    assert schone_naam("bon\u202egpj.exe") == "bongpj.exe"
    assert schone_naam("\u200b") == "bestand"
    assert schone_naam("e\u0301" + "x" * 300 + ".pdf").endswith("x.pdf")
    assert len(schone_naam("x" * 300)) == 255
