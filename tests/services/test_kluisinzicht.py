"""Facts about a vault, its profile with its sources, and the check of the whole file."""

from __future__ import annotations

from dataclasses import fields

import pytest

from pmg_desk import paths
from pmg_desk.domain.fouten import GeenToegang
from pmg_desk.domain.profiel import Profiel
from pmg_desk.services import kluisinzicht
from pmg_desk.services.profielen import load_profiel
from pmg_desk.storage.engine import maak_engine, sluit_engine
from tests.kluisdoos import NU, Kluisdoos, alle_regels
from tests.wereld import Wereld


def test_the_beheerder_sees_the_facts_of_the_vault(kluisdoos: Kluisdoos) -> None:
    bea = kluisdoos.bea()
    inzicht = kluisinzicht.describe_kluis(bea)
    assert (inzicht.naam, inzicht.map, inzicht.gemaakt_op) == ("Zuidwest", str(kluisdoos.pad), NU)
    assert inzicht.kluis_id == str(bea.kluis_id)
    assert inzicht.grootte == (kluisdoos.pad / "kluis.db").stat().st_size
    assert inzicht.logregels == len(alle_regels(bea))
    assert (inzicht.schema, inzicht.profiel, inzicht.profiel_sinds) == ("0003", "Den Haag Zuidwest, 2026.1", NU)


def test_others_do_not(kluisdoos: Kluisdoos) -> None:
    with pytest.raises(GeenToegang):
        kluisinzicht.describe_kluis(kluisdoos.carla())


@pytest.mark.parametrize("sleutel", ["den-haag-zuidwest", "maastricht", "landelijk"])
def test_every_part_of_a_profile_is_listed_with_its_source(sleutel: str) -> None:
    profiel = load_profiel(paths.resources_map() / "profielen", sleutel)
    regels = list(kluisinzicht._regels(profiel))
    verwacht = 0
    for veld in fields(Profiel):
        deel = getattr(profiel, veld.name)
        if hasattr(deel, "values"):
            verwacht += len(deel)
        elif veld.name in ("regels", "instellingen"):
            verwacht += len(fields(deel))
    assert len(regels) == verwacht
    assert all(regel.onderdeel and regel.naam and regel.bron and regel.zekerheid for regel in regels)


def test_a_sound_vault_is_found_sound_and_the_check_is_logged(wereld: Wereld) -> None:
    uitslag = kluisinzicht.check_kluis(wereld.lezer)
    assert uitslag.in_orde
    acties = [regel.actie for regel in alle_regels(wereld.lezer)]
    assert acties[-2:] == ["kluis.controleren", "logboek.controleren"]


def test_a_damaged_page_far_into_the_file_is_found(wereld: Wereld) -> None:
    sluit_engine(wereld.engine)
    with wereld.pad.open("r+b") as bestand:
        bestand.seek(4096 * 150 + 2000)
        bestand.write(b"\x00" * 16)
    engine = maak_engine(wereld.pad, wereld.sleutel)
    wereld.engine = wereld.beheer.engine = engine
    uitslag = kluisinzicht.check_kluis(wereld.beheer)
    assert not uitslag.in_orde
    assert len(uitslag.bestand) == 1
