"""What was erased stays erased in a vault as users have it: folder, header, passwords, and backups beside it."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from pmg_desk.domain.bewaren import Begin, Vernietigingsreden
from pmg_desk.kluis.dubbelkop import DATABASE
from pmg_desk.kluis.gewist import BESTAND
from pmg_desk.services import bewaren, casusverloop, gewist, vernietigen
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage import wissen as opslag
from pmg_desk.storage.models import Casus
from tests.casusbouw import maak, regels
from tests.kluisdoos import Kluisdoos


@pytest.fixture
def voorgesteld(kluisdoos: Kluisdoos) -> tuple[UUID, UUID]:
    """A casus of Carla that she proposed to destroy, and the proposal; the vault is shut."""
    bea = kluisdoos.bea()
    bewaren.set_termijn(bea, "pga_lokaal", 12, Begin.SLUITING, "Selectielijst")
    kluisdoos.sluit(bea)
    carla = kluisdoos.carla()
    casus_id = maak(carla)
    redenen, uitkomsten = carla.profiel.redenen_afsluiten, carla.profiel.uitkomsten
    casusverloop.close_casus(carla, casus_id, next(iter(redenen)), next(iter(uitkomsten)))
    kluisdoos.klok.moment += timedelta(days=366)
    voorstel = vernietigen.propose_vernietiging(carla, casus_id, Vernietigingsreden.TERMIJN)
    kluisdoos.sluit(carla)
    return casus_id, voorstel


def is_er(werkplek: Werkplek, casus_id: UUID) -> bool:
    with werkplek.doe() as t:
        return t.db.get(Casus, casus_id) is not None


def reserve(kluisdoos: Kluisdoos) -> Path:
    return kluisdoos.pad.with_name(f"{kluisdoos.pad.stem}.kluis-reserve") / BESTAND


def waarschuwingen(werkplek: Werkplek) -> tuple[str, ...]:
    assert werkplek.kluis is not None
    return werkplek.kluis.waarschuwingen


def vernietig(kluisdoos: Kluisdoos, voorstel: UUID) -> None:
    bea = kluisdoos.bea()
    assert vernietigen.confirm_vernietiging(bea, voorstel).waarschuwing == ""
    kluisdoos.sluit(bea)


def test_the_register_lies_beside_the_backups_and_a_next_unlock_has_nothing_to_say(
    kluisdoos: Kluisdoos, voorgesteld: tuple[UUID, UUID]
) -> None:
    vernietig(kluisdoos, voorgesteld[1])
    assert len(reserve(kluisdoos).read_bytes().splitlines()) == 1
    carla = kluisdoos.carla()
    assert not is_er(carla, voorgesteld[0])
    assert waarschuwingen(carla) == ()
    assert regels(carla, "wisregister.herstellen") == []


def test_an_older_database_in_the_folder_is_noticed_and_erased_again_at_the_next_unlock(
    kluisdoos: Kluisdoos, voorgesteld: tuple[UUID, UUID], tmp_path: Path
) -> None:
    shutil.copyfile(kluisdoos.pad / DATABASE, tmp_path / "oud.db")
    vernietig(kluisdoos, voorgesteld[1])
    shutil.copyfile(tmp_path / "oud.db", kluisdoos.pad / DATABASE)
    carla = kluisdoos.carla()
    assert not is_er(carla, voorgesteld[0])
    assert gewist.OUDER.format(1) in waarschuwingen(carla)
    kluisdoos.sluit(carla)
    carla = kluisdoos.carla()
    assert gewist.OUDER.format(1) not in waarschuwingen(carla)


def test_a_crash_between_destruction_and_register_is_mended_at_the_next_unlock(
    kluisdoos: Kluisdoos, voorgesteld: tuple[UUID, UUID]
) -> None:
    vernietig(kluisdoos, voorgesteld[1])
    heel = reserve(kluisdoos).read_bytes()
    reserve(kluisdoos).unlink()
    carla = kluisdoos.carla()
    assert (waarschuwingen(carla), reserve(kluisdoos).read_bytes()) == ((), heel)


def test_a_crash_before_the_file_was_written_anew_is_mended_at_the_next_unlock(
    kluisdoos: Kluisdoos, voorgesteld: tuple[UUID, UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stroom_weg(_: object) -> None:
        raise SystemExit

    bea = kluisdoos.bea()
    with monkeypatch.context() as m, pytest.raises(SystemExit):
        m.setattr(opslag, "herschrijf", stroom_weg)
        vernietigen.confirm_vernietiging(bea, voorgesteld[1])
    kluisdoos.sluit(bea)
    carla = kluisdoos.carla()
    assert not is_er(carla, voorgesteld[0])
    assert len(regels(carla, "kluis.herschrijven")) == 1
    assert len(reserve(kluisdoos).read_bytes().splitlines()) == 1
