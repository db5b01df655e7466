"""The small files beside a vault: whatever somebody made of them is read in bounds, and counted where it is damage."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmg_desk.kluis.bijbestand import ONLEESBAAR, lees, maak_vrij


def test_what_is_not_there_is_empty_and_what_is_there_comes_as_it_is(tmp_path: Path) -> None:
    pad = tmp_path / "iets.jsonl"
    assert lees(pad, 4) == b""
    for inhoud in (b"", b"a\nb\n", b"a\nb"):
        pad.write_bytes(inhoud)
        assert lees(pad, 4) == inhoud


def test_what_cannot_be_read_is_one_damaged_line(tmp_path: Path) -> None:
    (tmp_path / "iets.jsonl").mkdir()
    assert lees(tmp_path / "iets.jsonl", 100).splitlines() == [ONLEESBAAR]


@pytest.mark.parametrize(("inhoud", "over"), [(b"aa\nbb\ncc\n", b"aa\nbb\n"), (b"x" * 50, b"")])
def test_more_than_is_read_is_one_damaged_line_after_whole_lines(tmp_path: Path, inhoud: bytes, over: bytes) -> None:
    pad = tmp_path / "iets.jsonl"
    pad.write_bytes(inhoud)
    assert lees(pad, 7) == over + ONLEESBAAR + b"\n"


def test_a_folder_makes_way_whole_and_a_file_stays(tmp_path: Path) -> None:
    pad = tmp_path / "iets.jsonl"
    maak_vrij(pad)
    assert list(tmp_path.iterdir()) == []
    pad.write_bytes(b"a\n")
    maak_vrij(pad)
    assert [een.name for een in tmp_path.iterdir()] == ["iets.jsonl"]
    pad.unlink()
    pad.mkdir()
    (pad / "erin").write_bytes(b"b")
    maak_vrij(pad)
    (weg,) = tmp_path.iterdir()
    assert weg.name.startswith("iets.jsonl.onleesbaar-")
    assert (weg / "erin").read_bytes() == b"b"


def test_what_cannot_make_way_is_for_the_writing_to_tell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pad = tmp_path / "iets.jsonl"
    pad.mkdir()

    def weiger(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "rename", weiger)
    maak_vrij(pad)
    assert pad.is_dir()
