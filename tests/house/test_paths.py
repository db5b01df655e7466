"""The program finds its own folders from a checkout, as an installed package and frozen; and the user's own."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import platformdirs
import pytest

from pmg_desk import paths

ROOT = Path(__file__).resolve().parents[2]


def test_in_a_checkout_the_folders_lie_beside_the_package() -> None:
    assert paths.resources_map() == ROOT / "resources"
    assert paths.migrations_map() == ROOT / "migrations"


def test_frozen_the_folders_lie_beside_the_libraries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "resources").mkdir()
    (tmp_path / "migrations").mkdir()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resources_map() == tmp_path / "resources"
    assert paths.migrations_map() == tmp_path / "migrations"


def test_a_frozen_program_without_its_folders_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    with pytest.raises(paths.OnvolledigProgramma) as refused:
        paths.resources_map()
    assert refused.value.tekst() == (
        "Het programma is niet compleet: er ontbreken bestanden. Uw kluizen zijn niet geraakt. "
        "Installeer het programma opnieuw."
    )


def test_the_wheel_holds_code_resources_and_migrations_and_finds_them(tmp_path: Path) -> None:
    """What `pip install .` puts on a machine: built, unpacked and asked where its folders are."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("pmg_desk-*.whl")
    installed = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)

    tracked = subprocess.run(
        ["git", "ls-files", "resources", "migrations"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.splitlines()
    assert [name for name in tracked if not (installed / "pmg_desk" / name).is_file()] == []
    assert {path.name for path in installed.iterdir()} == {"pmg_desk", next(installed.glob("*.dist-info")).name}

    question = (
        f"import sys; sys.path.insert(0, {str(installed)!r})\n"
        "from pmg_desk import paths\n"
        "print(paths.resources_map(), paths.migrations_map(), sep='\\n')"
    )
    asked = subprocess.run(
        [sys.executable, "-c", question],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    assert asked == [str(installed / "pmg_desk" / "resources"), str(installed / "pmg_desk" / "migrations")]


def test_user_data_goes_where_the_variable_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(paths.VARIABELE, str(tmp_path / "stick" / "pmg"))
    assert paths.user_data_map() == tmp_path / "stick" / "pmg"
    assert (tmp_path / "stick" / "pmg").is_dir()


def test_user_data_goes_to_the_place_of_the_system_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(paths.VARIABELE)
    assert paths.user_data_map() == Path(platformdirs.user_data_dir("pmg-desk", appauthor=False))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")
def test_user_data_is_private_to_the_user() -> None:
    assert stat.S_IMODE(paths.user_data_map().stat().st_mode) == 0o700
