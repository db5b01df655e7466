"""Readable in both themes, and the same tokens everywhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontInfo
from PySide6.QtWidgets import QApplication, QLabel

from pmg_desk.paths import resources_map
from pmg_desk.ui import thema

_KLEUREN = sorted(thema.tokens()["licht"])
_PAREN = [
    (stand, voor, achter, paar["minstens"])
    for paar in thema.tokens()["paren"]
    for stand in ("licht", "donker")
    for voor in paar["voor"]
    for achter in paar["op"]
]


def _helderheid(kleur: str) -> float:
    """Relative luminance (WCAG 2.1)."""
    delen = [int(kleur[plek : plek + 2], 16) / 255 for plek in (1, 3, 5)]
    rood, groen, blauw = (d / 12.92 if d <= 0.04045 else ((d + 0.055) / 1.055) ** 2.4 for d in delen)
    return 0.2126 * rood + 0.7152 * groen + 0.0722 * blauw


def contrast(een: str, ander: str) -> float:
    donker, licht = sorted((_helderheid(een), _helderheid(ander)))
    return (licht + 0.05) / (donker + 0.05)


def test_the_measure_itself_gives_the_values_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("stand", "voor", "achter", "minstens"), _PAREN)
def test_every_pair_of_colours_that_meet_has_enough_contrast(
    stand: str, voor: str, achter: str, minstens: float
) -> None:
    kleuren = thema.tokens()[stand]
    assert contrast(kleuren[voor], kleuren[achter]) >= minstens


def test_text_pairs_ask_for_at_least_the_legal_minimum() -> None:
    grenzen = {"rand", "accent", "schuif"}
    for paar in thema.tokens()["paren"]:
        is_tekst = not any(deel in voor for voor in paar["voor"] for deel in grenzen | {"focus-knop-vlak"})
        assert paar["minstens"] >= (4.5 if is_tekst else 3.0) or "accent-op" in paar["voor"], paar


def test_both_themes_have_the_same_colours_and_each_is_judged_in_some_pair() -> None:
    assert set(thema.tokens()["licht"]) == set(thema.tokens()["donker"])
    geoordeeld = {kleur for paar in thema.tokens()["paren"] for kleur in (*paar["voor"], *paar["op"])}
    # "rand" only decorates: cards and lines that nothing depends on
    assert set(_KLEUREN) - geoordeeld == {"rand"}


def _gebruikt() -> str:
    bronnen = [resources_map() / "thema" / "stijl.qss", *(Path(thema.__file__).parent).rglob("*.py")]
    return "\n".join(bron.read_text(encoding="utf-8") for bron in bronnen)


@pytest.mark.parametrize("kleur", [k for k in _KLEUREN if not k.startswith("chip-")])
def test_no_colour_is_left_over(kleur: str) -> None:
    assert re.search(rf'(@{kleur}(?![a-z-])|"{kleur}")', _gebruikt())


@pytest.mark.parametrize("stand", ["licht", "donker"])
def test_small_marks_are_drawn_in_a_colour_of_their_theme(stand: str) -> None:
    toegestaan = {thema.tokens()[stand]["tekst"], thema.tokens()[stand]["accent-op"]}
    bestanden = sorted((resources_map() / "thema" / stand).glob("*.svg"))
    assert len(bestanden) == 8
    for bestand in bestanden:
        kleuren = set(re.findall(r"#[0-9a-fA-F]{6}", bestand.read_text(encoding="utf-8")))
        assert kleuren, bestand.name
        assert kleuren <= toegestaan, bestand.name


def test_style_sheet_names_only_marks_that_exist() -> None:
    sjabloon = (resources_map() / "thema" / "stijl.qss").read_text(encoding="utf-8")
    namen = set(re.findall(r"@beelden/([a-z-]+\.svg)", sjabloon))
    for stand in ("licht", "donker"):
        assert namen == {bestand.name for bestand in (resources_map() / "thema" / stand).glob("*.svg")}


def test_style_sheet_is_filled_in_completely_and_scales(app: QApplication) -> None:
    blad = thema.stijlblad("A { color: @tekst; padding: px(7) px(0); } /* @niets */", {"tekst": "#123456"}, Path(), 150)
    assert blad.strip() == "A { color: #123456; padding: 10px 1px; }"
    assert "@" not in app.styleSheet()
    with pytest.raises(KeyError):
        thema.stijlblad("@bestaat-niet", {}, Path(), 100)


def test_palette_text_and_letter_follow_the_choice(app: QApplication) -> None:
    nu = thema.huidig()
    geteld: list[int] = []
    nu.gewijzigd.connect(lambda: geteld.append(1))
    nu.pas_toe(app, "donker", 200)
    assert app.palette().window().color() == QColor(thema.tokens()["donker"]["venster"])
    assert nu.donker
    assert app.font().pixelSize() == 28
    nu.pas_toe(app, thema.Modus.LICHT, 90)
    assert nu.schaal == 100
    assert app.palette().window().color() == QColor(thema.tokens()["licht"]["venster"])
    assert geteld == [1, 1]
    with pytest.raises(ValueError, match="paars"):
        nu.pas_toe(app, "paars")


def test_text_is_drawn_in_the_font_we_ship(app: QApplication) -> None:
    label = QLabel("Zoë Łukasik-Çelik")
    label.ensurePolished()
    assert QFontInfo(label.font()).family() == "Noto Sans"
    assert QFontInfo(thema.huidig().letter(vet=True)).bold()


def test_licences_lie_beside_what_they_are_about() -> None:
    assert "SIL OPEN FONT LICENSE" in (resources_map() / "fonts" / "OFL.txt").read_text(encoding="utf-8")
    assert (resources_map() / "iconen" / "LICENSE").read_text(encoding="utf-8").startswith("ISC License")
