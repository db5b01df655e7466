"""Hostile files against the preview: it is drawn in a process apart, bounded in size, and it runs nothing."""

from __future__ import annotations

import ast
import io
import subprocess
import sys
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from pmg_desk.exchange import tekenaar
from pmg_desk.exchange.getekend import GEHEUGEN, GETEKEND
from pmg_desk.exchange.tekenaar import OPMERKINGEN, GeenVoorbeeld, TekenaarBug, teken
from tests import bijlagebouw as bouw

PNG, JPEG, PDF = "image/png", "image/jpeg", "application/pdf"


def test_a_page_and_a_photo_are_drawn() -> None:
    getekend = teken(PDF, bouw.pdf("Bladmerk een", "Bladmerk twee", "drie", "vier"), vanaf=1)
    assert (getekend.aantal, len(getekend.bladen)) == (4, 3)
    assert [blad.tekst for blad in getekend.bladen] == ["Bladmerk twee", "drie", "vier"]
    (blad,) = teken(JPEG, bouw.foto(3000, 2000)).bladen
    assert (blad.breedte, blad.hoogte) == (1399, 933)
    links, rechts = blad.rgb[:3], blad.rgb[blad.breedte * 3 - 3 : blad.breedte * 3]
    assert links[0] > 150 > links[2]
    assert rechts[2] > 150 > rechts[0]
    (doorzichtig,) = teken(PNG, bouw.png()).bladen
    assert set(doorzichtig.rgb) == {255}


def test_a_photo_is_shown_upright() -> None:
    (blad,) = teken(JPEG, bouw.foto(600, 300, draai=6)).bladen
    assert blad.hoogte > blad.breedte


def test_where_a_photo_was_made_is_told_and_not_shown() -> None:
    plek = teken(JPEG, bouw.foto(plek=True))
    assert len(plek.opmerkingen) == 1
    assert "waar hij is gemaakt" in plek.opmerkingen[0]
    assert "toestel" in teken(JPEG, bouw.foto(draai=1)).opmerkingen[0]
    assert teken(JPEG, bouw.foto()).opmerkingen == ()
    assert not any("52" in blad.tekst for blad in plek.bladen)


BEDROG: dict[str, tuple[str, Callable[[], bytes]]] = {
    "50,000 x 50,000 pixels": (PNG, lambda: bouw.png_bom(50_000, 50_000)),
    "just over the limit": (PNG, lambda: bouw.png_bom(60_001, 1_000)),
    "one long line": (PNG, lambda: bouw.png_bom(2_000_000_000, 1)),
    "half a photo": (JPEG, lambda: bouw.foto()[:3000]),
    "only the head of a photo": (JPEG, lambda: b"\xff\xd8\xff\xe0" + b"\x00" * 40),
    "a photo that says it is a PNG": (PNG, bouw.foto),
    "a PNG whose pixels are missing": (PNG, lambda: bouw.png_bom(5_000, 5_000)),
    "half a PDF": (PDF, lambda: bouw.pdf()[:60]),
    "a PDF of noise": (PDF, lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40),
    "a PDF without pages": (PDF, lambda: b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>"),
    "a PDF with a password": (PDF, lambda: bouw.pdf(wachtwoord="geheim")),
}


@pytest.mark.parametrize("geval", BEDROG)
def test_a_hostile_or_broken_file_gives_a_sentence(geval: str) -> None:
    soort, maak = BEDROG[geval]
    with pytest.raises(GeenVoorbeeld) as fout:
        teken(soort, maak())
    assert fout.value.wat.endswith(".")


def test_why_a_file_is_not_shown_is_said() -> None:
    for geval, woord in (
        ("50,000 x 50,000 pixels", "te groot"),
        ("just over the limit", "te groot"),
        ("a PDF with a password", "wachtwoord"),
    ):
        soort, maak = BEDROG[geval]
        with pytest.raises(GeenVoorbeeld) as fout:
            teken(soort, maak())
        assert woord in fout.value.wat


def test_a_page_as_large_as_a_field_is_drawn_small() -> None:
    reus = bouw.pdf_met_opdracht("null").replace(b"[0 0 300 300]", b"[0 0 99999 9]")
    (blad,) = teken(PDF, reus).bladen
    assert blad.breedte * blad.hoogte <= GETEKEND
    hoog = bouw.pdf_met_opdracht("null").replace(b"[0 0 300 300]", b"[0 0 9 99999]")
    (blad,) = teken(PDF, hoog).bladen
    assert blad.breedte * blad.hoogte <= GETEKEND


@pytest.mark.parametrize(
    "opdracht",
    ["<</S/Launch/F({})>>", "<</S/JavaScript/JS(app.launchURL('file://{}'))>>", "<</S/URI/URI(file://{})>>"],
)
def test_the_preview_of_a_pdf_runs_nothing(opdracht: str, tmp_path: Path) -> None:
    spoor = tmp_path / "gestart"
    programma = bouw.zet(tmp_path, "doe.sh", f"#!/bin/sh\ntouch {spoor}\n".encode())
    programma.chmod(0o700)
    getekend = teken(PDF, bouw.pdf_met_opdracht(opdracht.format(programma)))
    assert getekend.aantal == 1
    assert not spoor.exists()
    wie = [zin for zin in getekend.opmerkingen if "voert niets uit" in zin]
    assert bool(wie) == ("URI/URI" not in opdracht)


def test_the_build_of_pdfium_has_no_engine_for_scripts() -> None:
    assert not {"V8", "XFA"} & set(pypdfium2.PDFIUM_INFO.flags)


def _eet(verbinding: object, geheugen: int) -> None:
    """In the process: what it may still do, as ``bedien`` begins."""
    from pmg_desk.exchange import kind

    kind.beperk(geheugen)
    gezegd = []
    try:
        bytearray(geheugen + 2**24)
    except MemoryError:
        gezegd.append("memory")
    try:
        Path("/tmp/tekenaar").open("w")  # noqa: SIM115 - must be refused
    except kind.Verboden:
        gezegd.append("write")
    verbinding.send(gezegd)  # type: ignore[attr-defined]


def test_the_drawing_process_is_bounded_in_memory_and_can_not_write() -> None:
    hier, daar = get_context("spawn").Pipe()
    proces = get_context("spawn").Process(target=_eet, args=(daar, 2**28))
    proces.start()
    assert hier.recv() == ["memory", "write"]
    proces.join()
    bron = ast.parse(Path(tekenaar.__file__).with_name("tekenkind.py").read_text("utf-8"))
    (bedien,) = [deel for deel in bron.body if isinstance(deel, ast.FunctionDef) and deel.name == "bedien"]
    namen = [
        roep.func.id for roep in ast.walk(bedien) if isinstance(roep, ast.Call) and isinstance(roep.func, ast.Name)
    ]
    assert namen.index("beperk") < namen.index("_voer_uit")


_TEKEN = """
import resource, sys
from pmg_desk.exchange.tekenaar import teken
if __name__ == "__main__":
    beeld = sys.stdin.buffer.read()
    voor = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    (blad,) = teken("image/png", beeld).bladen
    zelf, kinderen = (resource.getrusage(wie).ru_maxrss for wie in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(blad.breedte * blad.hoogte, zelf - voor, kinderen)
"""


def test_a_bomb_costs_the_program_nothing() -> None:
    """The largest that is let through is decoded elsewhere; here comes only what fits on a screen."""
    beeld = io.BytesIO()
    Image.new("L", (7_700, 7_700)).save(beeld, "PNG")
    # A process of its own: the kernel counts what a child had of its parent, and this one holds all tests before it.
    uit = subprocess.run([sys.executable, "-c", _TEKEN], input=beeld.getvalue(), capture_output=True, check=True).stdout
    pixels, erbij, kind = map(int, uit.split())
    assert pixels <= GETEKEND
    assert erbij < 60_000
    assert kind * 1024 < GEHEUGEN


def test_an_answer_that_does_not_fit_is_a_bug_and_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    antwoorden = iter(
        [
            b'{"begonnen": true}',
            b'{"aantal": 1, "opmerkingen": [], "bladen": [{"breedte": 9, "hoogte": 9, "tekst": ""}]}',
            b"kort",
        ]
    )
    monkeypatch.setattr(tekenaar, "_ontvang", lambda *_: next(antwoorden))
    with pytest.raises(TekenaarBug):
        teken(PNG, bouw.png())
    monkeypatch.setattr(tekenaar, "_ontvang", lambda *_: b'{"bug": "subprocess.Popen in x.py:1"}')
    with pytest.raises(TekenaarBug, match="Popen"):
        teken(PNG, bouw.png())


def test_drawing_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tekenaar, "OPSTARTTIJD", -1.0)
    with pytest.raises(GeenVoorbeeld) as fout:
        teken(PDF, bouw.pdf())
    assert "te lang" in fout.value.wat


def test_every_word_that_the_process_may_say_has_a_sentence() -> None:
    assert all(zin.endswith(".") for zin in OPMERKINGEN.values())
