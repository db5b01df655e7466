"""Backups and an allowed place from the command line: real commands in processes of their own, on the demo vault."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from pmg_desk.kluis.reservekopie import list_generaties, reservemap
from pmg_desk.services import kluizen
from tests.cli.test_cli import Regel, maak_regel


@pytest.fixture(scope="module")
def regel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Regel]:
    een = maak_regel(tmp_path_factory.mktemp("reserve"))
    yield een
    een.sluit()


def doe(regel: Regel, *opdracht: str) -> subprocess.CompletedProcess[str]:
    return regel.doe(*opdracht[:2], regel.kluis, *opdracht[2:], *regel.inlog("beheerder"))


def test_a_backup_is_made_listed_tried_and_put_back(regel: Regel) -> None:
    kluis = Path(regel.kluis)
    gemaakt = doe(regel, "reservekopie", "maak")
    kopie = list_generaties(reservemap(kluis))[0]
    assert gemaakt.returncode == 0
    zin = f"Reservekopie gemaakt en nagekeken, tot en met logregel {kopie.feiten.log_nr}: {kopie.pad}\n"
    assert gemaakt.stdout == zin

    lijst = regel.doe("reservekopie", "lijst", regel.kluis)
    assert lijst.returncode == 0
    (een,) = [zin for zin in lijst.stdout.splitlines() if zin.startswith(f"{kopie.naam}  ")]
    assert een.endswith(f"logregel {kopie.feiten.log_nr}  {kopie.pad}")

    voor = (Path(regel.kluis) / "kluis.db").read_bytes()
    proef = doe(regel, "reservekopie", "terugzetten", str(kopie.pad), "--proef")
    assert proef.returncode == 0
    assert proef.stdout.startswith(f"De reservekopie is heel, tot en met logregel {kopie.feiten.log_nr}.")
    assert proef.stdout.endswith("Dit was een proef: er is niets veranderd.\n")
    assert (Path(regel.kluis) / "kluis.db").read_bytes() == voor

    terug = doe(regel, "reservekopie", "terugzetten", str(kopie.pad))
    assert terug.returncode == 0
    assert f"De reservekopie is teruggezet: {kluis}\n" in terug.stdout
    (bewaard,) = [r for r in terug.stdout.splitlines() if r.startswith("De kluis van daarvoor staat in: ")]
    assert (Path(bewaard.removeprefix("De kluis van daarvoor staat in: ")) / "kluis.db").read_bytes() == voor
    with regel.open("beheerder") as werkplek:
        assert werkplek.gebruiker.gebruikersnaam == "beheerder"


def test_without_backups_or_with_a_wrong_one_it_says_so_and_changes_nothing(regel: Regel, tmp_path: Path) -> None:
    leeg = regel.doe("reservekopie", "lijst", regel.kluis, "--in", str(tmp_path))
    assert (leeg.returncode, leeg.stdout, leeg.stderr) == (1, "", "Er zijn geen reservekopieën gevonden.\n")
    voor = (Path(regel.kluis) / "kluis.db").read_bytes()
    fout = doe(regel, "reservekopie", "terugzetten", str(tmp_path))
    assert fout.returncode == 1
    assert fout.stdout == ""
    assert fout.stderr.strip()
    assert (Path(regel.kluis) / "kluis.db").read_bytes() == voor


def test_a_bad_place_is_refused_until_it_is_allowed_with_a_reason(regel: Regel, tmp_path: Path) -> None:
    wolk = tmp_path / "Dropbox" / Path(regel.kluis).name
    wolk.parent.mkdir()
    (wolk.parent / ".dropbox").write_text("")
    shutil.copytree(regel.kluis, wolk)
    inlog = regel.inlog("beheerder")
    geweigerd = regel.doe("reservekopie", "maak", str(wolk), *inlog)
    assert geweigerd.returncode == 1
    assert geweigerd.stderr.startswith("Deze map wordt met een clouddienst gedeeld. Er is niets gewijzigd.")
    zonder = regel.doe("kluis", "plek-toestaan", str(wolk), *inlog)
    assert zonder.returncode == 2
    mag = regel.doe("kluis", "plek-toestaan", str(wolk), "--reden", "Dit is een map zonder wolk.", *inlog)
    assert mag.returncode == 0
    assert mag.stdout == "Deze kluis mag in deze map blijven. Bij het werken staat dat steeds in beeld.\n"
    # It opens there now; a backup beside it would lie in the same shared folder, and stays refused.
    kluizen.close_kluis(kluizen.open_kluis(wolk, "beheerder", regel.wachtwoorden["beheerder"]))
    assert regel.doe("reservekopie", "maak", str(wolk), *inlog).returncode == 1
    assert not reservemap(wolk).exists()
