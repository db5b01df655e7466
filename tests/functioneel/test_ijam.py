"""IJAM (002, inspanning 16): one scale-up structure, with process control at the Zorg- en Veiligheidshuis."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.functioneel.routezaal import Routezaal
from tests.wereld import Wereld, maak_wereld

ZVH = "Zorg- en Veiligheidshuis Maastricht Heuvelland"


@pytest.fixture
def wereld(tmp_path: Path) -> Iterator[Wereld]:
    """A vault with the profile of Maastricht."""
    een = maak_wereld(tmp_path, "maastricht")
    yield een
    een.sluit()


def test_opschalen_binnen_ijam_onder_procesregie_van_het_zvh(zaal: Routezaal) -> None:
    zaal.open()
    casus = zaal.casus("ijam", geboortedatum="2008-01-01")
    zaal.ga("tafelbord", tafel="ijam")
    assert "Procesregie: Zorg- en Veiligheidshuis Maastricht Heuvelland." in zaal.leest()
    zaal.druk("Status wijzigen: PMG")
    zaal.vul(status="opgeschaald", toelichting="De gewone samenwerking is niet genoeg.")
    zaal.beeld("ijam")
    zaal.leid_door(casus, "tafel:zvh", waarom="Meer dan een keten nodig.")
    zaal.verstuur()
    route = zaal.route(casus)
    assert [(p.van, p.naar, p.soort.value) for p in route.doorgeleidingen] == [
        ("Integrale Jeugd Aanpak Maastricht (IJAM)", ZVH, "opschalen")
    ]
    assert [(m.soort.value, m.wat) for m in route.momenten] == [
        ("Doorgeleiding", f"Opschalen: gevraagd aan {ZVH}"),
        ("Status", "Opgeschaald"),
        ("Tafel", "Aan deze tafel"),
    ]
