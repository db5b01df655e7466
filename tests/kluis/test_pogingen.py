"""Failed log-ins: kept without secrets, none lost, none counted away, and a wait that grows but never locks out."""

from __future__ import annotations

import errno
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from pmg_desk.kluis.fouten import KluisNietBereikbaar
from pmg_desk.kluis.pogingen import (
    BESTAND,
    GROOTSTE_BESTAND,
    LANGSTE_WACHT,
    MEESTE,
    lees_mislukt,
    noteer_mislukt,
    vergeet_mislukt,
    wachttijd,
)
from tests.kluis.kluizen import NU

BEA, JAN = UUID(int=1), UUID(int=2)


def _na(seconden: float) -> timedelta:
    return timedelta(seconds=seconden)


def test_what_was_written_is_read_in_order(tmp_path: Path) -> None:
    noteer_mislukt(tmp_path, BEA, NU, "werkplek-1")
    noteer_mislukt(tmp_path, None, NU + _na(1), "werkplek-2")
    gelezen = lees_mislukt(tmp_path)
    assert [(p.gebruiker_id, p.tijd, p.laatst, p.aantal, p.herkomst) for p in gelezen.pogingen] == [
        (BEA, NU, NU, 1, "werkplek-1"),
        (None, NU + _na(1), NU + _na(1), 1, "werkplek-2"),
    ]
    assert gelezen.onleesbaar == 0
    assert len({p.id for p in gelezen.pogingen}) == 2


def test_nothing_there_is_nothing_failed(tmp_path: Path) -> None:
    assert lees_mislukt(tmp_path).pogingen == ()
    vergeet_mislukt(tmp_path, lees_mislukt(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_only_what_was_taken_in_is_forgotten(tmp_path: Path) -> None:
    """A failure between reading and forgetting stays for the next time."""
    noteer_mislukt(tmp_path, BEA, NU, "x")
    gelezen = lees_mislukt(tmp_path)
    noteer_mislukt(tmp_path, JAN, NU, "x")
    vergeet_mislukt(tmp_path, gelezen)
    assert [p.gebruiker_id for p in lees_mislukt(tmp_path).pogingen] == [JAN]
    vergeet_mislukt(tmp_path, gelezen)
    assert [p.gebruiker_id for p in lees_mislukt(tmp_path).pogingen] == [JAN]


def test_a_crash_before_forgetting_brings_them_again_under_the_same_id(tmp_path: Path) -> None:
    noteer_mislukt(tmp_path, BEA, NU, "x")
    assert [p.id for p in lees_mislukt(tmp_path).pogingen] == [p.id for p in lees_mislukt(tmp_path).pogingen]


def test_the_file_stays_small_and_the_number_stays_true(tmp_path: Path) -> None:
    noteer_mislukt(tmp_path, BEA, NU, "herkomst " * 100)
    (tmp_path / BESTAND).write_bytes((tmp_path / BESTAND).read_bytes() * (MEESTE - 10))
    for nr in range(MEESTE - 10, MEESTE + 20):
        noteer_mislukt(tmp_path, BEA if nr < MEESTE + 10 else JAN, NU + _na(nr), "herkomst " * 100)
    gelezen = lees_mislukt(tmp_path)
    assert len(gelezen.pogingen) == MEESTE
    assert sum(p.aantal for p in gelezen.pogingen) == MEESTE + 20
    assert gelezen.pogingen[-1].laatst == NU + _na(MEESTE + 19)
    assert gelezen.pogingen[-1].gebruiker_id is None  # two users in one count: neither is blamed
    assert (tmp_path / BESTAND).stat().st_size < GROOTSTE_BESTAND


@pytest.mark.parametrize(
    "regel",
    [
        b"rommel",
        b"\xff",
        b"[]",
        b"{}",
        b"[" * 5_000,
        b'{"aantal":0,"gebruiker":"onbekend","herkomst":"x","id":"00000000-0000-0000-0000-000000000001","laatst":"2026-11-23T08:30:00.000000Z","tijd":"2026-11-23T08:30:00.000000Z"}',
        b'{"aantal":true,"gebruiker":"onbekend","herkomst":"x","id":"00000000-0000-0000-0000-000000000001","laatst":"2026-11-23T08:30:00.000000Z","tijd":"2026-11-23T08:30:00.000000Z"}',
        b'{"aantal":1,"gebruiker":"jan","herkomst":"x","id":"00000000-0000-0000-0000-000000000001","laatst":"2026-11-23T08:30:00.000000Z","tijd":"2026-11-23T08:30:00.000000Z"}',
        b'{"aantal":1,"gebruiker":1,"herkomst":"x","id":"00000000-0000-0000-0000-000000000001","laatst":"2026-11-23T08:30:00.000000Z","tijd":"2026-11-23T08:30:00.000000Z"}',
        b'{"aantal":1,"gebruiker":"onbekend","herkomst":1,"id":"00000000-0000-0000-0000-000000000001","laatst":"2026-11-23T08:30:00.000000Z","tijd":"2026-11-23T08:30:00.000000Z"}',
        b'{"aantal":1,"gebruiker":"onbekend","herkomst":"a\xe2\x80\xaeb","id":"00000000-0000-0000-0000-000000000001","laatst":"2026-11-23T08:30:00.000000Z","tijd":"2026-11-23T08:30:00.000000Z"}',
        b'{"aantal":1,"gebruiker":"onbekend","herkomst":"x","id":"1","laatst":"2026-11-23T08:30:00.000000Z","tijd":"nu"}',
    ],
    ids=range(12),
)
def test_a_damaged_line_is_counted_and_loses_no_other(tmp_path: Path, regel: bytes) -> None:
    noteer_mislukt(tmp_path, BEA, NU, "x")
    with (tmp_path / BESTAND).open("ab") as bestand:
        bestand.write(regel + b"\n")
    noteer_mislukt(tmp_path, JAN, NU, "x")
    gelezen = lees_mislukt(tmp_path)
    assert [p.gebruiker_id for p in gelezen.pogingen] == [BEA, JAN]
    assert gelezen.onleesbaar == 1
    vergeet_mislukt(tmp_path, gelezen)
    assert lees_mislukt(tmp_path).onleesbaar == 0


def test_a_full_list_that_ends_in_damage_still_takes_the_next(tmp_path: Path) -> None:
    (tmp_path / BESTAND).write_bytes(b"rommel\n" * (MEESTE + 5))
    noteer_mislukt(tmp_path, BEA, NU, "x")
    gelezen = lees_mislukt(tmp_path)
    assert [p.gebruiker_id for p in gelezen.pogingen] == [BEA]
    assert gelezen.onleesbaar == MEESTE


def test_the_wait_grows_to_a_minute_and_no_further(tmp_path: Path) -> None:
    gewacht = []
    for _ in range(14):
        gewacht.append(wachttijd(tmp_path, BEA, NU).total_seconds())
        noteer_mislukt(tmp_path, BEA, NU, "x")
    assert gewacht == [0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60]


def test_the_wait_is_over_when_it_is_over_and_is_ones_own(tmp_path: Path) -> None:
    for _ in range(5):
        noteer_mislukt(tmp_path, BEA, NU, "x")
    assert wachttijd(tmp_path, BEA, NU + _na(1)) == _na(3)
    assert wachttijd(tmp_path, BEA, NU + _na(4)) == _na(0)
    assert wachttijd(tmp_path, JAN, NU) == _na(0)
    assert wachttijd(tmp_path, None, NU) == _na(0)


def test_a_clock_set_back_makes_nobody_wait_for_ever(tmp_path: Path) -> None:
    for _ in range(5):
        noteer_mislukt(tmp_path, BEA, NU, "x")
    assert wachttijd(tmp_path, BEA, NU - timedelta(days=365)) == LANGSTE_WACHT


def test_what_is_no_file_counts_as_damage_and_makes_way(tmp_path: Path) -> None:
    (tmp_path / BESTAND).mkdir()
    assert (lees_mislukt(tmp_path).pogingen, lees_mislukt(tmp_path).onleesbaar) == ((), 1)
    noteer_mislukt(tmp_path, BEA, NU, "x")
    gelezen = lees_mislukt(tmp_path)
    assert ([p.gebruiker_id for p in gelezen.pogingen], gelezen.onleesbaar) == ([BEA], 1)


def test_a_disk_that_refuses_to_write_says_so(tmp_path: Path) -> None:
    with pytest.raises(KluisNietBereikbaar) as gevangen:
        noteer_mislukt(tmp_path / "weg", BEA, NU, "x")
    assert gevangen.value.__cause__ is None
    assert str(tmp_path) not in str(gevangen.value)


def test_an_os_error_is_told_without_its_text() -> None:
    for nummer, wat in (
        (errno.ENOSPC, "De schijf is vol."),
        (errno.EDQUOT, "De schijf is vol."),
        (errno.EROFS, "U mag in deze map niet lezen of schrijven."),
        (errno.EIO, "De kluis kan niet worden gelezen of geschreven."),
    ):
        fout = KluisNietBereikbaar.van(OSError(nummer, "iets", "/home/jan/geheim.kluis"))
        assert fout.wat == wat
        assert "jan" not in fout.tekst()
