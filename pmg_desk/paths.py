"""Where the program finds its own files and the user's: from a checkout, installed, and frozen.

The program's own folders lie beside the package in a checkout, inside the package once installed (``pyproject.toml``
puts them there), and beside the frozen program's libraries (``build.spec``).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from platformdirs import user_data_path

from pmg_desk.domain.fouten import Fout

VARIABELE = "PMG_DESK_MAP"
"""Environment variable that puts the user data elsewhere: a memory stick, a test."""

_PAKKET = Path(__file__).resolve().parent


class OnvolledigProgramma(Fout):
    """A folder that belongs to the program is missing."""

    wat = "Het programma is niet compleet: er ontbreken bestanden."
    veilig = "Uw kluizen zijn niet geraakt."
    doe = "Installeer het programma opnieuw."


def _programmamap(naam: str) -> Path:
    bevroren = getattr(sys, "_MEIPASS", None)
    plekken = [Path(bevroren) / naam] if bevroren else [_PAKKET / naam, _PAKKET.parent / naam]
    for plek in plekken:
        if plek.is_dir():
            return plek
    raise OnvolledigProgramma()


def resources_map() -> Path:
    """The read-only folder with profiles, fonts, icons, translations and the manual.

    Raises OnvolledigProgramma when the installation lacks it.
    """
    return _programmamap("resources")


def migrations_map() -> Path:
    """The read-only folder with Alembic's revisions; raises OnvolledigProgramma when the installation lacks it."""
    return _programmamap("migrations")


def user_data_map() -> Path:
    """The folder for what the program keeps for this user outside any vault: settings, the list of known vaults.

    Made at first use, readable by this user only. Never holds case data. ``PMG_DESK_MAP`` overrides the place.
    """
    gekozen = os.environ.get(VARIABELE)
    plek = Path(gekozen) if gekozen else user_data_path("pmg-desk", appauthor=False)
    plek.mkdir(mode=0o700, parents=True, exist_ok=True)
    return plek
