"""A vault in a synchronised folder: refused, unless the beheerder allowed it, with a reason, for that folder only."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pmg_desk.domain.fouten import GeenToegang, OngeldigeInvoer
from pmg_desk.kluis import plektoestemming
from pmg_desk.kluis.fouten import OnveiligePlek
from pmg_desk.services import kluizen, plek
from pmg_desk.services.plek import GeenBezwaar, allow_plek
from tests.kluisdoos import BEHEERDER, REGIE_WACHTWOORD, Kluisdoos, alle_regels

REDEN = "Proef op een map die alleen lokaal heet te zijn."


@pytest.fixture
def wolk(kluisdoos: Kluisdoos, tmp_path: Path) -> Kluisdoos:
    """The vault, moved into a synchronised folder."""
    (tmp_path / "OneDrive - Gemeente").mkdir()
    kluisdoos.pad = kluisdoos.pad.rename(tmp_path / "OneDrive - Gemeente" / "Zuidwest.kluis")
    return kluisdoos


def sta_toe(doos: Kluisdoos, wie: str = "bea", wachtwoord: str = BEHEERDER.wachtwoord, reden: str = REDEN) -> None:
    werkplek = kluizen.open_kluis(doos.pad, wie, wachtwoord, klok=doos.klok, herkomst="test", plek_toestaan=True)
    try:
        allow_plek(werkplek, reden)
    finally:
        kluizen.close_kluis(werkplek)


def test_it_opens_only_after_permission_that_is_logged_and_stays_in_sight(wolk: Kluisdoos) -> None:
    with pytest.raises(OnveiligePlek):
        wolk.carla()
    sta_toe(wolk)
    carla = wolk.carla()
    assert carla.kluis is not None
    assert carla.kluis.plek == (
        f"Deze map wordt met een clouddienst gedeeld. De beheerder heeft dit op 23-11-2026 toegestaan: {REDEN}"
    )
    assert [r.actor_naam for r in alle_regels(carla) if r.actie == "kluis.plek_toestaan"] == ["Bea Beheer"]


def test_only_the_beheerder_allows_it_and_says_why(wolk: Kluisdoos) -> None:
    with pytest.raises(GeenToegang):
        sta_toe(wolk, "carla", REGIE_WACHTWOORD)
    with pytest.raises(OngeldigeInvoer):
        sta_toe(wolk, reden="  ")
    with pytest.raises(OnveiligePlek):
        wolk.bea()


def test_the_permission_is_for_that_folder_and_that_vault(wolk: Kluisdoos, tmp_path: Path) -> None:
    sta_toe(wolk)
    (tmp_path / "Dropbox").mkdir()
    wolk.pad = wolk.pad.rename(tmp_path / "Dropbox" / "Zuidwest.kluis")
    with pytest.raises(OnveiligePlek):
        wolk.bea()


def test_a_permission_that_the_vault_does_not_know_opens_nothing(wolk: Kluisdoos) -> None:
    echt = wolk.pad / plektoestemming.BESTAND
    sta_toe(wolk)
    echt.write_text(echt.read_text().replace("2026-11-", "2026-10-"))
    with pytest.raises(OnveiligePlek):
        wolk.bea()
    echt.write_text("{")
    with pytest.raises(OnveiligePlek):
        wolk.bea()


def test_on_a_good_place_there_is_nothing_to_allow_and_nothing_in_sight(kluisdoos: Kluisdoos) -> None:
    bea = kluisdoos.bea()
    with pytest.raises(GeenBezwaar):
        allow_plek(bea, REDEN)
    assert bea.kluis is not None
    assert bea.kluis.plek == ""
    kluis, bea.kluis = bea.kluis, None
    with pytest.raises(RuntimeError):
        allow_plek(bea, REDEN)
    bea.kluis = kluis


def test_a_permission_goes_away_with_the_folder_and_does_not_outlive_a_better_place(
    wolk: Kluisdoos, tmp_path: Path
) -> None:
    sta_toe(wolk)
    shutil.move(wolk.pad, tmp_path / "Zuidwest.kluis")
    wolk.pad = tmp_path / "Zuidwest.kluis"
    bea = wolk.bea()
    assert bea.kluis is not None
    assert bea.kluis.plek == ""
    plek.check_plek(bea, bea.kluis)
