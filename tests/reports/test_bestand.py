"""The file itself: same input same bytes, typefaces embedded, structure for screen readers, nothing that acts."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from typing import Any

import pypdf
import pytest

from pmg_desk.domain.samenvatting import Samenvatting
from pmg_desk.reports.samenvatting import bouw_verhaal, maak_pdf, zet
from tests.reports.lezen import alles_in, opdrachten, open_pdf, structuur
from tests.reports.voorbeelden import VOORBEELDEN, gewone_casus, zware_casus

_ALLE = pytest.mark.parametrize("casus", [maak() for maak in VOORBEELDEN.values()], ids=list(VOORBEELDEN))

_IN_EEN_ANDER_PROCES = """
import hashlib
from pmg_desk.reports.samenvatting import maak_pdf
from tests.reports.voorbeelden import gewone_casus, zware_casus
zwaar = maak_pdf(zware_casus())
print(hashlib.sha256(maak_pdf(gewone_casus()) + zwaar).hexdigest())
"""


def _draai(code: str, **omgeving: str) -> str:
    klaar = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | omgeving, capture_output=True, text=True, check=True
    )
    return klaar.stdout.strip()


@_ALLE
def test_dezelfde_invoer_geeft_dezelfde_bytes(casus: Samenvatting):
    assert maak_pdf(casus) == maak_pdf(casus)


def test_ook_in_een_ander_proces_met_een_andere_hash():
    hier = hashlib.sha256(maak_pdf(gewone_casus()) + maak_pdf(zware_casus())).hexdigest()
    assert [_draai(_IN_EEN_ANDER_PROCES, PYTHONHASHSEED=zaad) for zaad in ("1", "2")] == [hier, hier]


def test_twee_stappen_geven_hetzelfde_als_een():
    casus = gewone_casus()
    assert zet(bouw_verhaal(casus), casus) == maak_pdf(casus)


def test_reportlab_komt_pas_bij_het_drukken():
    code = "import sys, pmg_desk.reports.samenvatting as s; print('reportlab' in sys.modules, s.maak_pdf.__name__)"
    assert _draai(code) == "False maak_pdf"


@_ALLE
def test_alleen_noto_en_altijd_ingesloten(casus: Samenvatting):
    inhoud = maak_pdf(casus)
    letters = _letters(inhoud)
    namen = {naam.split("+")[1] for naam, _ in letters}
    assert {"NotoSans-Regular", "NotoSans-Bold"} <= namen
    assert namen <= {"NotoSans-Regular", "NotoSans-Bold", "NotoSansMath-Regular", "NotoSansSymbols2-Regular"}
    assert [ingesloten for _, ingesloten in letters] == [True] * len(letters)
    assert b"Helvetica" not in alles_in(inhoud)


def _letters(inhoud: bytes) -> list[tuple[str, bool]]:
    """Every font of the file, whether or not a page uses it: its name, and whether the file holds it."""
    lezer = open_pdf(inhoud)
    gevonden = []
    for nummer in range(1, int(lezer.trailer["/Size"])):
        ding: Any = lezer.get_object(nummer)
        if isinstance(ding, dict) and ding.get("/Type") == "/Font":
            gevonden.append((str(ding["/BaseFont"]), "/FontFile2" in ding.get("/FontDescriptor", {}).get_object()))
    return gevonden


@_ALLE
def test_niets_dat_iets_doet_of_naar_buiten_wijst(casus: Samenvatting):
    inhoud = maak_pdf(casus)
    for woord in (b"/JavaScript", b"/JS", b"/OpenAction", b"/AA", b"/URI", b"/Launch", b"/EmbeddedFile", b"/AcroForm"):
        assert not re.search(re.escape(woord) + rb"\b", inhoud)


def test_taal_en_titel_voor_hulpmiddelen():
    wortel = open_pdf(maak_pdf(gewone_casus())).trailer["/Root"]
    assert wortel["/Lang"] == "nl-NL"
    assert wortel["/ViewerPreferences"]["/DisplayDocTitle"] == pypdf.generic.BooleanObject(True)
    assert wortel["/MarkInfo"]["/Marked"] == pypdf.generic.BooleanObject(True)


@_ALLE
def test_alle_tekst_is_of_in_de_structuur_of_versiering(casus: Samenvatting):
    """Every piece of text on every page is marked, each mark is closed, and each is in the tree exactly once."""
    inhoud = maak_pdf(casus)
    lezer = open_pdf(inhoud)
    for blad in range(len(lezer.pages)):
        diepte, nummers, los = 0, [], 0
        for waarden, opdracht in opdrachten(inhoud, blad):
            if opdracht in {b"BDC", b"BMC"}:
                diepte += 1
                assert diepte == 1
                if opdracht == b"BDC":
                    nummers.append(int(waarden[1]["/MCID"]))
            elif opdracht == b"EMC":
                diepte -= 1
            elif opdracht in {b"Tj", b"TJ", b"'", b'"'}:
                los += diepte == 0
        assert (diepte, los) == (0, 0)
        assert nummers == list(range(len(nummers)))
        ouders = lezer.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
        per_blad = {int(ouders[i]): ouders[i + 1] for i in range(0, len(ouders), 2)}
        assert lezer.pages[blad]["/StructParents"] == blad
        assert [int(kind.get_object()["/K"]) for kind in per_blad[blad]] == nummers


def test_koppen_en_tabelkoppen_dragen_hun_rol():
    rollen = [rol for rol, _, _ in structuur(maak_pdf(gewone_casus()))]
    assert (rollen.count("H1"), rollen.count("H2")) == (1, 10)
    assert rollen.count("TH") > 15


def test_bladzijden_zijn_a4():
    assert {tuple(map(float, blad.mediabox)) for blad in open_pdf(maak_pdf(zware_casus())).pages} == {
        (0.0, 0.0, 595.2756, 841.8898)
    }
