"""One vault, one writer: a real second process, a crashed one, and odd texts in the lock file."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from pmg_desk.kluis.fouten import KluisInGebruik, KluisNietBereikbaar
from pmg_desk.kluis.slot import BESTAND, deze_gebruiker, neem_slot
from tests.kluis.kluizen import NU

HOUDER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from pmg_desk.kluis.slot import neem_slot
slot = neem_slot(Path(sys.argv[1]), datetime(2026, 11, 23, 8, 30, tzinfo=UTC))
print("heeft hem", flush=True)
sys.stdin.readline()
slot.geef_vrij()
"""


@contextmanager
def ander_proces(map_: Path) -> Iterator[subprocess.Popen[str]]:
    """A real second process that holds the lock until it is told to let go or is killed."""
    with subprocess.Popen(
        [sys.executable, "-c", HOUDER, str(map_)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as proces:
        assert proces.stdout is not None
        assert proces.stdout.readline() == "heeft hem\n"
        try:
            yield proces
        finally:
            if proces.poll() is None:
                proces.kill()


def test_a_second_process_is_told_who_has_it_since_when(tmp_path: Path) -> None:
    with ander_proces(tmp_path):
        with pytest.raises(KluisInGebruik) as gevangen:
            neem_slot(tmp_path, NU)
        gebruiker, machine = deze_gebruiker()
        assert (gevangen.value.gebruiker, gevangen.value.machine, gevangen.value.sinds) == (gebruiker, machine, NU)
        assert gevangen.value.wat == (
            f"Deze kluis is al geopend, door {gebruiker} op computer {machine}, sinds 23-11-2026 09:30."
        )


def test_the_lock_goes_to_the_next_when_it_is_released(tmp_path: Path) -> None:
    with ander_proces(tmp_path) as proces:
        proces.communicate("laat los\n")
    slot = neem_slot(tmp_path, NU)
    assert slot.vorige is None
    slot.geef_vrij()


def test_a_killed_process_leaves_no_lock_and_the_next_one_knows(tmp_path: Path) -> None:
    with ander_proces(tmp_path) as proces:
        proces.kill()
        proces.wait()
        slot = neem_slot(tmp_path, NU + timedelta(hours=1))
    assert slot.vorige is not None
    assert (slot.vorige.proces, slot.vorige.sinds) == (proces.pid, NU)
    assert (slot.eigenaar.proces, slot.eigenaar.sinds) == (os.getpid(), NU + timedelta(hours=1))
    slot.geef_vrij()


def test_two_windows_of_one_process_cannot_both_have_it(tmp_path: Path) -> None:
    slot = neem_slot(tmp_path, NU)
    with pytest.raises(KluisInGebruik):
        neem_slot(tmp_path, NU)
    slot.geef_vrij()
    neem_slot(tmp_path, NU).geef_vrij()


def test_releasing_twice_never_frees_somebody_elses_lock(tmp_path: Path) -> None:
    eerste = neem_slot(tmp_path, NU)
    eerste.geef_vrij()
    tweede = neem_slot(tmp_path, NU)
    eerste.geef_vrij()
    with pytest.raises(KluisInGebruik):
        neem_slot(tmp_path, NU)
    tweede.geef_vrij()


def test_releasing_works_on_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slot = neem_slot(tmp_path, NU)

    def vol(*_: object) -> None:
        raise OSError(errno.EIO, "kapot")

    with monkeypatch.context() as tijdelijk:
        tijdelijk.setattr(os, "ftruncate", vol)
        slot.geef_vrij()
    opnieuw = neem_slot(tmp_path, NU)
    assert opnieuw.vorige is not None
    opnieuw.geef_vrij()


@pytest.mark.parametrize(
    "tekst",
    [
        b"",
        b"rommel",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b"null",
        b"[" * 4096,
        b'{"gebruiker":"a","machine":"b","proces":"1","sinds":"2026-11-23T08:30:00.000000Z"}',
        b'{"gebruiker":1,"machine":"b","proces":1,"sinds":"2026-11-23T08:30:00.000000Z"}',
        b'{"gebruiker":"a","machine":null,"proces":1,"sinds":"2026-11-23T08:30:00.000000Z"}',
        b'{"gebruiker":"a","machine":"b","proces":1,"sinds":"gisteren"}',
        b'{"gebruiker":"a","machine":"b","proces":1,"sinds":1}',
    ],
)
def test_a_lock_with_an_unreadable_text_is_still_a_lock(tmp_path: Path, tekst: bytes) -> None:
    slot = neem_slot(tmp_path, NU)
    (tmp_path / BESTAND).write_bytes(tekst)
    with pytest.raises(KluisInGebruik) as gevangen:
        neem_slot(tmp_path, NU)
    assert gevangen.value.wat == "Deze kluis is al geopend, door een ander programma of een andere gebruiker."
    slot.geef_vrij()
    (tmp_path / BESTAND).write_bytes(tekst)
    opnieuw = neem_slot(tmp_path, NU)
    assert opnieuw.vorige is None
    opnieuw.geef_vrij()


def test_a_text_by_someone_else_shows_as_plain_text(tmp_path: Path) -> None:
    slot = neem_slot(tmp_path, NU)
    (tmp_path / BESTAND).write_bytes(
        '{"gebruiker":"a\u202eb","machine":"","proces":1,"sinds":"2026-11-23T08:30:00.000000Z"}'.encode()
    )
    with pytest.raises(KluisInGebruik) as gevangen:
        neem_slot(tmp_path, NU)
    assert (gevangen.value.gebruiker, gevangen.value.machine) == ("a?b", "onbekend")
    slot.geef_vrij()


def test_a_user_without_a_name_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    def geen() -> str:
        raise KeyError("uid")

    monkeypatch.setattr("getpass.getuser", geen)
    assert deze_gebruiker()[0] == "onbekend"


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / BESTAND).mkdir()
    with pytest.raises(KluisNietBereikbaar):
        neem_slot(tmp_path, NU)


def test_a_disk_that_refuses_gives_the_lock_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def vol(*_: object) -> int:
        raise OSError(errno.ENOSPC, "vol")

    with monkeypatch.context() as tijdelijk:
        tijdelijk.setattr(os, "write", vol)
        with pytest.raises(KluisNietBereikbaar) as gevangen:
            neem_slot(tmp_path, NU)
    assert gevangen.value.wat == "De schijf is vol."
    neem_slot(tmp_path, NU).geef_vrij()


def test_the_lock_is_not_inherited_by_a_child(tmp_path: Path) -> None:
    """Else the parser process of an import would keep the vault locked after the program is gone."""
    slot = neem_slot(tmp_path, NU)
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, close_fds=False) as kind:
        slot.geef_vrij()
        neem_slot(tmp_path, NU).geef_vrij()
        kind.communicate(b"\n")
