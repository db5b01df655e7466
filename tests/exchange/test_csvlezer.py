"""Csv as programs write it: whatever separator, encoding and quoting, the cells come back."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmg_desk.exchange.csvlezer import SCHEIDINGSTEKENS, detect_scheidingsteken
from pmg_desk.exchange.lezer import Lezer

_LETTERS = {
    "utf-8": st.characters(exclude_categories=["Cs", "Cc", "Cn"]),
    "utf-8-sig": st.characters(exclude_categories=["Cs", "Cc", "Cn"]),
    "utf-16": st.characters(exclude_categories=["Cs", "Cc", "Cn"]),
    # Each of these bytes opens a character of UTF-8 that the next one does not finish.
    "cp1252": st.sampled_from("abcXYZ 0123;,\t\"'\néëïöüÉçñß"),
}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data(), st.sampled_from(SCHEIDINGSTEKENS), st.sampled_from([*_LETTERS]), st.sampled_from(["\n", "\r\n"]))
def test_what_a_program_writes_comes_back(
    lezer: Lezer, tmp_path: Path, data: st.DataObject, teken: str, codec: str, einde: str
) -> None:
    breedte = data.draw(st.integers(2, 5))
    cel = st.text(_LETTERS[codec], max_size=12)
    rijen = data.draw(st.lists(st.lists(cel, min_size=breedte, max_size=breedte), min_size=1, max_size=8))
    uit = io.StringIO(newline="")
    alles = data.draw(st.booleans())
    schrijver = csv.writer(
        uit, delimiter=teken, lineterminator=einde, quoting=csv.QUOTE_ALL if alles else csv.QUOTE_MINIMAL
    )
    kop = [f"kolom{nr}" for nr in range(breedte)]
    schrijver.writerows([kop, *rijen, ["einde"] * breedte])
    (tmp_path / "a.csv").write_bytes(uit.getvalue().encode(codec))
    tabel = lezer.lees(tmp_path / "a.csv")
    assert list(tabel.kolommen) == kop
    gelezen = {rij.nr: list(rij.cellen) for rij in tabel.rijen}
    for nr, rij in enumerate(rijen, start=2):
        if any(cel.strip() for cel in rij):
            # White space at the end of a row is not told apart from nothing.
            laatste = max(i for i, cel in enumerate(rij) if cel.strip())
            assert gelezen[nr] == [*rij[: laatste + 1], *[""] * (breedte - laatste - 1)]
        else:
            assert nr not in gelezen


@pytest.mark.parametrize(
    ("begin", "teken"),
    [
        ("naam;adres\nx;a,b,c,d,e\ny;f,g,h,i,j\n", ";"),
        ("Lijst van 3 mei, 2026\n\nnaam;adres;plaats\nx;y;z\n", ";"),
        ("naam\tadres\nx;y\tz;w\n", "\t"),
        ("naam\nx\ny\n", ";"),
        ("", ";"),
        ('"a;b","c"\n"d;e;f","g"\n', ","),
    ],
)
def test_the_separator_is_the_one_that_makes_even_columns(begin: str, teken: str) -> None:
    assert detect_scheidingsteken(begin) == (teken, 0)
