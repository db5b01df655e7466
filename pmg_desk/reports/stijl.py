"""Measures, colours and paragraph styles of a printed page, in points.

Every difference that matters survives a black-and-white printer: a word, a weight or a shape carries it.
"""

from __future__ import annotations

from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from pmg_desk.reports.afbreken import splits
from pmg_desk.reports.letters import GEWOON, VET

BREEDTE, HOOGTE = A4
LINKS = RECHTS = 19 * mm
BOVEN = 25 * mm
ONDER = 24.5 * mm
ZETBREEDTE = BREEDTE - LINKS - RECHTS

INKT = HexColor("#14202E")
ACCENT = HexColor("#0B4A78")
GRIJS = HexColor("#4A5560")
LIJN = HexColor("#B9C2CB")
VLAK = HexColor("#EEF2F5")
NADRUK = HexColor("#DDE3E9")
WIT = HexColor("#FFFFFF")


CHIPRUIMTE = 54.0
MERK_GROOTTE = 10.5


def _stijl(
    naam: str,
    rol: str,
    grootte: float,
    regel: float,
    *,
    vet: bool = False,
    kleur: Color = INKT,
    afbreken: bool = False,
    **anders: Any,
) -> ParagraphStyle:
    """A paragraph style whose ``rol`` is its place in the document structure (ISO 32000-1 §14.8.4)."""
    if afbreken:
        anders |= {"hyphenationLang": splits, "embeddedHyphenation": 0}
    return ParagraphStyle(
        naam,
        rol=rol,
        fontName=VET if vet else GEWOON,
        bulletFontName=GEWOON,
        fontSize=grootte,
        leading=regel,
        textColor=kleur,
        allowWidows=0,
        allowOrphans=0,
        **anders,
    )


BOVENKOP = _stijl("bovenkop", "P", 9, 12, kleur=GRIJS)
NAAM = _stijl("naam", "H1", 21, 28, vet=True)
NAAM_LANG = _stijl("naam-lang", "H1", 14, 18, vet=True)
ONDERTITEL = _stijl("ondertitel", "P", 12.5, 18)
VAKLABEL = _stijl("vaklabel", "P", 8, 9, vet=True, kleur=WIT, alignment=TA_CENTER)
VAKTEKST = _stijl("vaktekst", "P", 21, 25, vet=True, kleur=WIT, alignment=TA_CENTER)
VAKTEKST_KLEIN = _stijl("vaktekst-klein", "P", 12, 15, vet=True, kleur=WIT, alignment=TA_CENTER)
VAKWOORD = _stijl("vakwoord", "P", 10, 13, vet=True, kleur=WIT, alignment=TA_CENTER)
CHIP = _stijl("chip", "P", 10, 13, vet=True, alignment=TA_CENTER)
KOP = _stijl("kop", "H2", 12, 16, vet=True, kleur=ACCENT)
KOP_DICHT = _stijl("kop-dicht", "H2", 10.5, 14, vet=True, kleur=ACCENT)
TUSSENKOP = _stijl("tussenkop", "H3", 9, 12.5, vet=True)
TEKST = _stijl("tekst", "P", 9.5, 13.2, afbreken=True)
BRIEF = _stijl("brief", "P", 10.5, 15)
BRIEFPUNT = _stijl("briefpunt", "P", 10.5, 15, leftIndent=14, bulletIndent=2)
INGESPRONGEN = _stijl("ingesprongen", "P", 9.5, 13.2, afbreken=True, leftIndent=CHIPRUIMTE)
CEL = _stijl("cel", "P", 8.8, 11.8, afbreken=True)
CEL_NA_CHIP = _stijl("cel-na-chip", "P", 8.8, 11.8, afbreken=True, firstLineIndent=CHIPRUIMTE)
CELKOP = _stijl("celkop", "P", 8.2, 11, vet=True)
CEL_RECHTS = _stijl("cel-rechts", "P", 8.8, 11.8, alignment=TA_RIGHT)
CELKOP_RECHTS = _stijl("celkop-rechts", "P", 8.2, 11, vet=True, alignment=TA_RIGHT)
LABEL = _stijl("label", "P", 8.2, 11.8, kleur=GRIJS)
KLEIN = _stijl("klein", "P", 8, 10.8, kleur=GRIJS)
KLEIN_INGESPRONGEN = _stijl("klein-ingesprongen", "P", 8, 10.8, kleur=GRIJS, leftIndent=CHIPRUIMTE)
VRAAG = _stijl("vraag", "P", 10.5, 14.5, afbreken=True)
KERN = _stijl("kern", "P", 10, 13, vet=True)
SLEUTELGROEP = _stijl("sleutelgroep", "P", 16, 20, vet=True)
BALK = _stijl("balk", "P", 8.5, 12, kleur=WIT, alignment=TA_RIGHT)
BALK_INTERN = _stijl("balk-intern", "P", 8.5, 12, alignment=TA_RIGHT)
VOET = _stijl("voet", "P", 7.5, 10, kleur=GRIJS)
