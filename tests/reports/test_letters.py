"""Every character a user types is on paper: drawn where a typeface can, spelled out where none can, never a box."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase.ttfonts import TTFontFile

from pmg_desk.domain.samenvatting import Rubriek
from pmg_desk.paths import resources_map
from pmg_desk.reports.letters import opmaak
from pmg_desk.reports.samenvatting import maak_pdf
from tests.papierbouw import samenvatting, stuk
from tests.reports.lezen import structuur, zonder_wit


@cache
def _glyphs(naam: str) -> set[int]:
    return set(TTFontFile(str(resources_map() / "fonts" / f"{naam}.ttf")).charToGlyph)


def test_noto_sans_heeft_elke_latijnse_letter_die_tot_het_basisvlak_van_namen_hoort():
    """Basic Latin up to Latin Extended-B, Latin Extended Additional, and all combining marks of the first block."""
    gewoon = _glyphs("NotoSans-Regular")
    nodig = [p for reeks in (range(0x20, 0x250), range(0x300, 0x370), range(0x1E00, 0x1F00)) for p in reeks]
    ontbreekt = [hex(p) for p in nodig if unicodedata.category(chr(p))[0] != "C" and p not in gewoon]
    assert ontbreekt == []


def test_vet_en_cursief_dekken_hetzelfde_als_gewoon():
    sneden = [_glyphs(f"NotoSans-{snede}") for snede in ("Regular", "Bold", "Italic", "BoldItalic")]
    assert [snede == sneden[0] for snede in sneden] == [True] * 4


def test_geen_letterbestand_heeft_letters_die_gevormd_moeten_worden():
    """Such letters would be drawn unjoined and in the wrong order instead of being spelled out."""
    for naam in ("NotoSans-Regular", "NotoSansMath-Regular", "NotoSansSymbols-Regular", "NotoSansSymbols2-Regular"):
        tekens = [chr(p) for p in _glyphs(naam) if p <= 0xFFFF]
        assert [t for t in tekens if unicodedata.category(t) == "Mc"] == []
        assert [t for t in tekens if t.isalpha() and unicodedata.bidirectional(t) in {"R", "AL"}] == []


def test_namen_van_het_brp_testset_hebben_alle_letters(shared_data):
    regels = next((shared_data / "brp-testset").glob("*.csv")).read_text(encoding="utf-8")
    tekens = set(unicodedata.normalize("NFC", regels)) - {"\n", "\r"}
    assert sorted(teken for teken in tekens if ord(teken) not in _glyphs("NotoSans-Regular")) == []


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("Łódź & <Đặng>", "Łódź &amp; &lt;Đặng&gt;"),
        ("e\u0301e\u0301n", "één"),
        ("een\ntwee\r\ndrie\u2028vier", "een<br/>twee<br/>drie<br/>vier"),
        ("a\tb\x00\x07\u200b\u202e\u00adc", "a\tbc"),
        ("Ωμέγα Жук", "Ωμέγα Жук"),
        ("≥ 3", '<font name="NotoSansMath-Regular">≥</font> 3'),
        ("a → b", 'a <font name="NotoSansMath-Regular">→</font> b'),
        ("☐✓●", '<font name="NotoSansSymbols2-Regular">☐✓●</font>'),
        ("♀♂", '<font name="NotoSansSymbols-Regular">♀♂</font>'),
        ("✔\ufe0f", '<font name="NotoSansSymbols2-Regular">✔</font>'),
        ("🔪", "[teken: U+1F52A]"),
        ("👍", "[teken: U+1F44D]"),
        ("محمد", "[Arabisch: U+0645 U+062D U+0645 U+062F]"),
        ("שלום 中文", "[Hebreeuws: U+05E9 U+05DC U+05D5 U+05DD] [Chinees: U+4E2D U+6587]"),
        ("नमः", "[Devanagari: U+0928 U+092E U+0903]"),
        ("ا中🔪", "[Arabisch: U+0627][Chinees: U+4E2D][teken: U+1F52A]"),
        ("\ud800", "[teken: U+D800]"),
        ("\ue000", "[teken: U+E000]"),
        ("", ""),
    ],
)
def test_opmaak(tekst: str, verwacht: str):
    assert opmaak(tekst) == verwacht


def _gedrukt(tekst: str) -> str:
    """The text of a statement with this text, as it comes out of the file."""
    regels = structuur(maak_pdf(samenvatting(stuk(1, Rubriek.SIGNALEN, "Titel", tekst))))
    begin = next(i for i, (_, _, regel) in enumerate(regels) if regel == "Titel") + 1
    eind = next(i for i, (_, _, regel) in enumerate(regels) if regel == "Verantwoording")
    return zonder_wit("".join(regel for _, _, regel in regels[begin:eind]))


_LATIJN = st.characters(min_codepoint=0x20, max_codepoint=0x24F, exclude_categories=["Cc", "Cf"])


@given(st.text(_LATIJN, max_size=300))
def test_latijnse_tekst_komt_letter_voor_letter_terug(tekst: str):
    assert _gedrukt(tekst) == zonder_wit(unicodedata.normalize("NFC", tekst))


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs"]), max_size=120))
def test_elk_zichtbaar_teken_komt_terug_als_zichzelf_of_als_codepunt(tekst: str):
    gelezen = unicodedata.normalize("NFC", _gedrukt(tekst))
    zichtbaar = Counter(t for t in unicodedata.normalize("NFC", tekst) if not t.isspace() and not _stijlkiezer(t))
    kwijt = {t: n for t, n in zichtbaar.items() if gelezen.count(t) + gelezen.count(f"U+{ord(t):04X}") < n}
    assert kwijt == {}


def _stijlkiezer(teken: str) -> bool:
    return "\ufe00" <= teken <= "\ufe0f"


def test_stuurtekens_en_onzichtbare_tekens_verstoren_niets():
    stuur = "".join(chr(p) for p in (*range(0x20), 0x7F, *range(0x80, 0xA0), 0xAD, 0x200B, 0x202E, 0x2066, 0xFEFF))
    assert _gedrukt(f"voor{stuur}na") == "voorna"
