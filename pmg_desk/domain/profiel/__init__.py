"""The municipal profile: everything a municipality decides for itself, as frozen values parsed from TOML text.

Criteria, tables, grounds, functions and interventies come from here and never from code, so that a municipality can
write its own profile (``domain.md``). ``model`` holds the values, ``lezen`` turns text into them, ``tomlregels`` finds
the line of a key, ``fout`` is what a writer of a profile gets to read.
"""

from pmg_desk.domain.profiel.fout import ProfielFout
from pmg_desk.domain.profiel.lezen import BasisZoeker, parse_profiel
from pmg_desk.domain.profiel.model import (
    NIET_IN_BRON,
    VASTE_DATACATEGORIEEN,
    Begrip,
    Bewaartermijn,
    Bronzekerheid,
    Chipkleur,
    Datacategorie,
    Doel,
    Doelgroep,
    Functie,
    Getal,
    Grondslag,
    Inspanning,
    Instellingen,
    Interventie,
    JaNee,
    Keuzes,
    Leefgebied,
    Leeftijdsgrens,
    OrganisatieSoort,
    Profiel,
    Regels,
    Sector,
    Streefwaarde,
    Tafel,
    Voorziening,
    Wijk,
)

__all__ = [
    "NIET_IN_BRON",
    "VASTE_DATACATEGORIEEN",
    "BasisZoeker",
    "Begrip",
    "Bewaartermijn",
    "Bronzekerheid",
    "Chipkleur",
    "Datacategorie",
    "Doel",
    "Doelgroep",
    "Functie",
    "Getal",
    "Grondslag",
    "Inspanning",
    "Instellingen",
    "Interventie",
    "JaNee",
    "Keuzes",
    "Leefgebied",
    "Leeftijdsgrens",
    "OrganisatieSoort",
    "Profiel",
    "ProfielFout",
    "Regels",
    "Sector",
    "Streefwaarde",
    "Tafel",
    "Voorziening",
    "Wijk",
    "parse_profiel",
]
