"""A PDF under a password: AES-256 revision 6 by what other readers say of it, and shut without it."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest

from pmg_desk.kluis.pdfslot import maak_wachtwoord, sluit_pdf
from pmg_desk.reports.samenvatting import maak_pdf
from tests.reports.lezen import alles_in, pdftotext, tekst
from tests.reports.voorbeelden import gewone_casus


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return maak_pdf(gewone_casus())


def test_twenty_characters_that_are_not_mistaken_and_never_twice() -> None:
    gemaakt = {maak_wachtwoord() for _ in range(500)}
    assert len(gemaakt) == 500
    assert all(re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}", w) for w in gemaakt)


def test_the_password_opens_the_same_pages_and_nothing_else_opens_them(pdf: bytes) -> None:
    wachtwoord = maak_wachtwoord()
    dicht = sluit_pdf(pdf, wachtwoord)
    weer_open = io.BytesIO()
    with pikepdf.open(io.BytesIO(dicht), password=wachtwoord) as open_:
        open_.save(weer_open)
    assert tekst(weer_open.getvalue()) == tekst(pdf)
    for ander in ("", wachtwoord.lower(), wachtwoord[:-1]):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(io.BytesIO(dicht), password=ander)
    assert b"FontDescriptor" in alles_in(pdf)  # it is there, and is not to be read without the password
    assert b"FontDescriptor" not in dicht
    assert sluit_pdf(pdf, wachtwoord) != dicht


def test_other_readers_call_it_aes_256_revision_6(pdf: bytes, tmp_path: Path) -> None:
    if shutil.which("qpdf") is None:
        pytest.skip("qpdf is not installed")
    bestand = tmp_path / "dicht.pdf"
    bestand.write_bytes(sluit_pdf(pdf, "EEN-WACHTWOORD"))
    uit = subprocess.run(
        ["qpdf", "--password=EEN-WACHTWOORD", "--show-encryption", "--check", str(bestand)],
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    assert "R = 6" in uit
    assert "file encryption method: AESv3" in uit
    assert "No syntax or stream encoding errors found" in uit
    lezer = ["pdftotext", "-upw", "EEN-WACHTWOORD", str(bestand), "-"]
    gelezen = subprocess.run(lezer, capture_output=True, check=True).stdout.decode()
    assert " ".join(gelezen.split()) == pdftotext(pdf)
