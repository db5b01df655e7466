"""The official test persons as the domain sees them: names, birth dates, addresses. Read here by position, on purpose
without the program's own reader: these tests are about the rules, not about the file.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import pytest

BESTAND = "brp-testset/testset_persoonslijsten_2022-05-02.csv"


@dataclass(frozen=True)
class Testpersoon:
    """The current line of one persoonslijst."""

    bsn: str
    voornamen: str
    voorvoegsel: str
    geslachtsnaam: str
    geboren: str  # YYYYMMDD
    geslacht: str
    postcode: str
    huisnummer: str


def lees_testpersonen(shared_data: Path) -> list[Testpersoon]:
    """All persons of the set; skips the test where the set is not there."""
    pad = shared_data / BESTAND
    if not pad.is_file():
        pytest.skip(f"../shared/data/{BESTAND} is not here")
    with pad.open(encoding="utf-8-sig", newline="") as bestand:
        kop, *rijen = csv.reader(bestand, delimiter=";")
    postcode, nummer, letter, toevoeging = (kop.index(f"08.11.{code}") for code in (60, 20, 30, 40))
    return [
        Testpersoon(
            bsn=rij[2],
            voornamen=rij[3],
            voorvoegsel=rij[5],
            geslachtsnaam=rij[6],
            geboren=rij[7],
            geslacht=rij[10],
            postcode=rij[postcode],
            huisnummer=rij[nummer] + rij[letter] + rij[toevoeging],
        )
        for rij in rijen
        if rij[0]
    ]
