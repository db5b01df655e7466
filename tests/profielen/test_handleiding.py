"""What the manual tells a municipality to write really loads, and it names every section there is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import get_origin, get_type_hints

import pytest

from pmg_desk.domain.profiel import Profiel
from pmg_desk.services.profielen import load_bestand

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
TEKST = (RESOURCES / "handleiding" / "profielen.md").read_text(encoding="utf-8")
VOORBEELDEN = [
    "\n".join(regel.strip() for regel in blok.splitlines())
    for blok in re.findall(r"```toml\n(.*?)```", TEKST, flags=re.DOTALL)
]
KOP = VOORBEELDEN[0]


def laad(map_: Path, tekst: str) -> Profiel:
    pad = map_ / "mijn-gemeente.toml"
    pad.write_text(tekst, encoding="utf-8")
    return load_bestand(pad, RESOURCES / "profielen")


@pytest.mark.parametrize("voorbeeld", VOORBEELDEN[1:])
def test_every_example_loads_under_the_heading_of_the_manual(tmp_path: Path, voorbeeld: str) -> None:
    assert laad(tmp_path, f"{KOP}\n{voorbeeld}") != laad(tmp_path, KOP)


def test_the_examples_together_are_one_profile(tmp_path: Path) -> None:
    profiel = laad(tmp_path, "\n".join(VOORBEELDEN))
    assert (
        profiel.wijken["noord"].buurten,
        profiel.doelgroepen["jonge_aanwas"].leeftijd_van,
        list(profiel.tafels),
        profiel.instellingen.cel_drempel.waarde,
    ) == (("Bloemenbuurt", "Havenbuurt"), 10, ["jeugdtafel", "zvh", "zsm", "wijkrechtspraak", "nazorg"], 10)


def test_every_section_is_explained() -> None:
    soorten = get_type_hints(Profiel)
    secties = {veld.name for veld in fields(Profiel) if get_origin(soorten[veld.name]) is Mapping}
    tabel = TEKST[TEKST.index("## Wat er in een profiel kan staan") : TEKST.index("## Als het niet laadt")]
    assert (secties | {"regels", "instellingen"}) - set(re.findall(r"`([a-z_]+)`", tabel)) == set()


def test_the_one_line_retention_term_loads(tmp_path: Path) -> None:
    regel = re.search(r"^`(bewaartermijn = .*)`\.$", TEKST, flags=re.MULTILINE)
    assert regel is not None
    tafel = next(blok for blok in VOORBEELDEN if "[tafels.jeugdtafel]" in blok)
    tekst = re.sub(r"^bewaartermijn = .*$", regel.group(1), tafel, flags=re.MULTILINE)
    assert laad(tmp_path, f"{KOP}\n{tekst}").tafels["jeugdtafel"].bewaartermijn.maanden == 24
