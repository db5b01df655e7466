"""The clock of a data breach (AVG 33 and 34)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from pmg_desk.domain.datalek import (
    Lekfeiten,
    Lekstand,
    Melding,
    is_te_laat_gemeld,
    melding_van,
    stand_van,
    uiterlijk,
    uren_over,
)

ONTDEKT = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)  # a Friday afternoon
NIEUW = Lekfeiten(ONTDEKT, None, None, None, "", None, "", None)


def test_the_clock_runs_through_the_weekend() -> None:
    assert uiterlijk(ONTDEKT) == datetime(2026, 11, 23, 16, 30, tzinfo=UTC)
    assert uren_over(NIEUW, ONTDEKT) == 72
    assert uren_over(NIEUW, ONTDEKT + timedelta(minutes=1)) == 71
    assert uren_over(NIEUW, uiterlijk(ONTDEKT)) == 0
    assert uren_over(NIEUW, uiterlijk(ONTDEKT) + timedelta(minutes=1)) == -1


@pytest.mark.parametrize(
    ("lek", "over"),
    [
        (replace(NIEUW, gemeld_ap_op=ONTDEKT), None),
        (replace(NIEUW, afgesloten_op=ONTDEKT), None),
        (replace(NIEUW, risico=False, niet_gemeld_reden="versleuteld"), None),
        (replace(NIEUW, risico=True, niet_gemeld_reden="versleuteld"), 72),
        (replace(NIEUW, risico=False), 72),
    ],
)
def test_the_clock_stops_only_when_it_was_reported_or_need_not_be(lek: Lekfeiten, over: int | None) -> None:
    assert uren_over(lek, ONTDEKT) == over


@pytest.mark.parametrize(
    ("lek", "stand"),
    [
        (NIEUW, Lekstand.BEOORDELEN),
        (replace(NIEUW, risico=True), Lekstand.BEOORDELEN),
        (replace(NIEUW, risico=True, hoog_risico=False), Lekstand.MELDEN),
        (replace(NIEUW, risico=False, hoog_risico=False), Lekstand.MELDEN),
        (replace(NIEUW, risico=True, hoog_risico=False, niet_gemeld_reden="geen zin"), Lekstand.MELDEN),
        (replace(NIEUW, risico=False, hoog_risico=False, niet_gemeld_reden="versleuteld"), Lekstand.AFRONDEN),
        (replace(NIEUW, risico=True, hoog_risico=True, gemeld_ap_op=ONTDEKT), Lekstand.INFORMEREN),
        (
            replace(NIEUW, risico=True, hoog_risico=True, gemeld_ap_op=ONTDEKT, betrokkenen_ingelicht_op=ONTDEKT),
            Lekstand.AFRONDEN,
        ),
        (
            replace(NIEUW, risico=True, hoog_risico=True, gemeld_ap_op=ONTDEKT, niet_ingelicht_reden="AVG 34, lid 3"),
            Lekstand.AFRONDEN,
        ),
        (replace(NIEUW, risico=True, hoog_risico=False, gemeld_ap_op=ONTDEKT), Lekstand.AFRONDEN),
        (replace(NIEUW, afgesloten_op=ONTDEKT), Lekstand.GESLOTEN),
    ],
)
def test_what_comes_first(lek: Lekfeiten, stand: Lekstand) -> None:
    assert stand_van(lek) is stand


def test_a_late_report_is_known_as_late() -> None:
    assert not is_te_laat_gemeld(NIEUW)
    assert not is_te_laat_gemeld(replace(NIEUW, gemeld_ap_op=uiterlijk(ONTDEKT)))
    assert is_te_laat_gemeld(replace(NIEUW, gemeld_ap_op=uiterlijk(ONTDEKT) + timedelta(seconds=1)))


@pytest.mark.parametrize(
    ("lek", "uren", "melding"),
    [
        (NIEUW, 72, Melding.LOOPT),
        (NIEUW, 73, Melding.VERLOPEN),
        (replace(NIEUW, risico=False), 73, Melding.VERLOPEN),
        (replace(NIEUW, niet_gemeld_reden="vergeten"), 73, Melding.VERLOPEN),
        (replace(NIEUW, risico=False, niet_gemeld_reden="versleuteld"), 73, Melding.HOEFT_NIET),
        (replace(NIEUW, gemeld_ap_op=uiterlijk(ONTDEKT)), 100, Melding.OP_TIJD),
        (replace(NIEUW, gemeld_ap_op=uiterlijk(ONTDEKT) + timedelta(minutes=1)), 100, Melding.TE_LAAT),
    ],
)
def test_whether_a_breach_was_reported_in_time(lek: Lekfeiten, uren: int, melding: Melding) -> None:
    assert melding_van(lek, ONTDEKT + timedelta(hours=uren)) is melding
