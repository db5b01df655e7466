"""Long Dutch words break where they may, names never, and every reader gets the whole word back."""

from __future__ import annotations

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.samenvatting import Rubriek
from pmg_desk.reports import afbreken
from pmg_desk.reports.afbreken import splits
from pmg_desk.reports.bundel import maak_bundel
from tests.papierbouw import stuk
from tests.reports.bundelvoorbeelden import bundel, deel
from tests.reports.lezen import pdftotext


@pytest.mark.parametrize(
    ("woord", "plekken"),
    [
        ("betalingsregeling", ["betalingsrege-ling", "betalingsre-geling", "betalings-regeling", "beta-lingsregeling"]),
        ("casusregisseur", ["casusregis-seur", "casusre-gisseur", "casus-regisseur"]),
        ("ideeënuitwisseling", ["ideeënuitwisse-ling", "ideeënuitwis-seling", "ideeënuit-wisseling",
                                "ideeën-uitwisseling", "idee-ënuitwisseling"]),
        ("autootjesverkoper", ["autootjesver-koper", "autootjes-verkoper"]),  # never au-to-otjes
    ],
)  # fmt: skip
def test_lange_woorden_breken_op_hun_lettergrepen(woord: str, plekken: list[str]):
    assert ["-".join(paar) for paar in splits(woord)] == plekken


@pytest.mark.parametrize(
    "woord", ["Groenewoudstraat", "leerplicht", "112-meldingen", "ADHDdiagnoses", "van-der-heijden", ""]
)
def test_namen_korte_woorden_en_samenstellingen_met_een_streepje_blijven_heel(woord: str):
    assert list(splits(woord)) == []


@given(
    st.text(st.characters(codec="utf-8"), max_size=40) | st.text("abcdefghijklmnoprstuvwzëïé", min_size=9, max_size=40)
)
def test_de_helften_zijn_samen_het_woord(woord: str):
    for eerste, rest in splits(woord):
        assert (eerste + rest, len(eerste) >= 4, len(rest) >= 4) == (woord, True, True)


def test_elke_lezer_krijgt_het_hele_woord_en_niets_blijft_achter():
    lang = "samenwerkingsovereenkomst betalingsregeling groepsaansprakelijkheid schuldhulpverleningstraject "
    doelen = stuk(1, Rubriek.PLAN, "School", lang * 6, velden=(("Spoor", "grenzen"),))
    ander = stuk(2, Rubriek.PLAN, "School", lang * 6, velden=(("Spoor", "perspectief"),))
    inhoud = maak_bundel(bundel(deel(1, doelen, ander))).pdf
    document = pypdfium2.PdfDocument(inhoud)
    ruw = document[1].get_textpage().get_text_range()
    document.close()
    assert ruw.count("\ufffe") >= 4  # so many words are broken on this page
    for gelezen in (pdftotext(inhoud), ruw.replace("\ufffe", "")):
        woorden = gelezen.split()
        assert {woord: woorden.count(woord) for woord in lang.split()} == dict.fromkeys(lang.split(), 12)
    assert afbreken._patronen().hd.cache == {}
