"""The manual: its links lead somewhere, and what it tells to press is really in the program."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from pmg_desk.ui.widgets.handleiding import anker_van

WORTEL = Path(__file__).resolve().parents[2]
BLADEN = sorted((WORTEL / "resources" / "handleiding").glob("*.md"))
ROLLEN = {"casusregisseur", "meelezer", "privacy officer", "beheerder"}


@cache
def _woorden_van_het_programma() -> set[str]:
    """Every text in the source of the user interface."""
    return {
        knoop.value
        for bron in (WORTEL / "pmg_desk" / "ui").rglob("*.py")
        for knoop in ast.walk(ast.parse(bron.read_text(encoding="utf-8")))
        if isinstance(knoop, ast.Constant) and isinstance(knoop.value, str)
    }


def _vet(tekst: str) -> list[str]:
    """Bold words that are no small heading: a bold line by itself, or a bold question that begins a line."""
    zonder_kopjes = re.sub(r"^\*\*[^*]+\*\*$|^\*\*[^*]+\?\*\*", "", tekst, flags=re.MULTILINE)
    return [" ".join(vet.split()) for vet in re.findall(r"\*\*([^*]+)\*\*", zonder_kopjes)]


@pytest.mark.parametrize("blad", BLADEN, ids=lambda blad: blad.stem)
def test_every_page_has_one_title_and_links_that_lead_somewhere(blad: Path) -> None:
    tekst = blad.read_text(encoding="utf-8")
    buiten_code = re.sub(r"```.*?```", "", tekst, flags=re.DOTALL)
    assert len(re.findall(r"^# ", buiten_code, flags=re.MULTILINE)) == 1
    doelen = re.findall(r"\]\(([^)#]+)\)", buiten_code)
    assert [doel for doel in doelen if not (blad.parent / doel).is_file()] == []
    for doel, anker in re.findall(r"\]\(([^)#]*)#([^)]+)\)", buiten_code):
        elders = (blad.parent / doel if doel else blad).read_text(encoding="utf-8")
        assert anker in {anker_van(kop) for kop in re.findall(r"^#+ (.+)$", elders, flags=re.MULTILINE)}


@pytest.mark.parametrize(
    "naam",
    [
        "adresboek.md",
        "audit.md",
        "beeld.md",
        "beeld_voorbeeld.md",
        "bewaren.md",
        "bijlagen.md",
        "budget.md",
        "casussen.md",
        "delen.md",
        "herstelblad.md",
        "leefgebieden.md",
        "meldpunt.md",
        "monitoring.md",
        "netwerk.md",
        "oordelen.md",
        "overleg.md",
        "overleg_bundels.md",
        "overleg_verslag.md",
        "pakketten.md",
        "plan.md",
        "privacyofficer.md",
        "programma.md",
        "rechten.md",
        "spoed.md",
        "start.md",
        "tafelkader.md",
        "tafels.md",
        "tijdlijn.md",
        "werklijst.md",
    ],
)
def test_what_the_manual_tells_to_press_is_in_the_program(naam: str) -> None:
    tekst = (WORTEL / "resources" / "handleiding" / naam).read_text(encoding="utf-8")
    genoemd = _vet(tekst)
    assert len(genoemd) > 3
    assert set(genoemd) - _woorden_van_het_programma() - ROLLEN == set()


def test_the_table_of_contents_names_every_page() -> None:
    inhoud = (WORTEL / "resources" / "handleiding" / "index.md").read_text(encoding="utf-8")
    genoemd = set(re.findall(r"\]\(([a-z_]+\.md)\)", inhoud))
    assert genoemd == {blad.name for blad in BLADEN} - {"index.md"}


def test_one_word_for_saving() -> None:
    """A form is saved ("opslaan"). "Bewaren" is for how long something is kept; a message that says both confuses."""
    gezegd = [woorden for woorden in _woorden_van_het_programma() if re.search(r"\b(is|zijn) (nu )?bewaard\b", woorden)]
    assert sorted(gezegd) == ["De antwoorden zijn bewaard.", "Het document is bewaard in de kluis."]
