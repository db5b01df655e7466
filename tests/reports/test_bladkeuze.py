"""Pages out of an issued PDF: what stays reads as before, and of what went nothing is left in the file."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.platypus import PageBreak

from pmg_desk.domain.samenvatting import Rubriek, Samenvatting
from pmg_desk.reports.bladkeuze import NietTeSplitsen, neem_bladen, zonder_bladen
from pmg_desk.reports.bouwstenen import Schaal
from pmg_desk.reports.document import opschrift, zet_bladen
from pmg_desk.reports.samenvatting import bouw_verhaal
from tests.papierbouw import samenvatting, stuk
from tests.reports.lezen import alles_in, bladen, open_pdf, pdftotext

WOORDEN = ("Kersenpit", "Walnootdop", "Amandelschil", "Beukennoot")


@pytest.fixture(scope="module")
def bundel() -> bytes:
    """Four casussen on a page each, every one with a word of its own in text, heading and structure."""
    verhaal = []
    for nr, woord in enumerate(WOORDEN):
        verhaal += [*bouw_verhaal(_casus(nr, woord)), Schaal(3), PageBreak()]
    return zet_bladen(verhaal[:-1], "Bundel", opschrift(_casus(0, "niemand")))


def _casus(nr: int, woord: str) -> Samenvatting:
    return samenvatting(stuk(nr, Rubriek.SIGNALEN, woord, f"{woord} is gezien."), naam="Voor het overleg")


def test_what_stays_reads_as_before_and_what_went_is_nowhere_in_the_file(bundel: bytes) -> None:
    assert len(bladen(bundel)) == 4
    over = zonder_bladen(bundel, [2, 4])
    assert over is not None
    assert bladen(over) == [bladen(bundel)[0], bladen(bundel)[2]]
    assert WOORDEN[0] in pdftotext(over)
    alles = alles_in(over)
    for woord in (WOORDEN[1], WOORDEN[3]):
        assert woord.encode() not in alles
        assert woord.encode("utf-16-be") not in alles
        assert woord in pdftotext(bundel)  # it was there
    assert open_pdf(over).trailer["/Root"]["/Lang"] == "nl-NL"
    assert "/StructTreeRoot" in open_pdf(bundel).trailer["/Root"]
    assert sorted(open_pdf(over).trailer["/Root"]) == ["/Lang", "/Pages", "/Type"]


@settings(max_examples=15, deadline=None)
@given(kies=st.lists(st.integers(1, 4), min_size=1, max_size=4, unique=True))
def test_any_choice_gives_those_pages_in_that_order_and_the_same_bytes(bundel: bytes, kies: list[int]) -> None:
    een = neem_bladen(bundel, kies)
    assert bladen(een) == [bladen(bundel)[nr - 1] for nr in kies]
    assert neem_bladen(bundel, kies) == een
    weg = set(range(1, 5)) - set(kies)
    anders = zonder_bladen(bundel, weg)
    assert anders is not None
    assert bladen(anders) == [bladen(bundel)[nr - 1] for nr in sorted(kies)]


def test_all_gone_is_nothing_and_what_cannot_be_read_is_said_without_its_words(bundel: bytes) -> None:
    assert zonder_bladen(bundel, range(1, 5)) is None
    for doe in (neem_bladen, zonder_bladen):
        with pytest.raises(NietTeSplitsen) as fout:
            doe(b"Kersenpit, maar geen PDF", [1])
        assert "Kersenpit" not in str(fout.value)
    for blad in (0, 5):
        with pytest.raises(IndexError):
            neem_bladen(bundel, [blad])
