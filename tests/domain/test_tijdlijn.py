"""The order of the line: by day, incomplete dates at the beginning of the time they lie in, an unknown year apart."""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.datums import OnvolledigeDatum
from pmg_desk.domain.tijdlijn import Dagdeel, Gebeurtenis, Soort, op_volgorde, plek

NU = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


@st.composite
def datums(draw: st.DrawFn) -> OnvolledigeDatum:
    """Every way in which a date can be incomplete, close together so that they meet."""
    jaar = draw(st.sampled_from([None, 2025, 2026]))
    maand = draw(st.sampled_from([None, 1, 2, 12]))
    dag = draw(st.sampled_from([None, 1, 2, 28]))
    return OnvolledigeDatum(jaar, maand, dag)


@st.composite
def gebeurtenissen(draw: st.DrawFn) -> Gebeurtenis:
    op = NU + timedelta(minutes=draw(st.integers(0, 3)))
    deel = draw(st.sampled_from(Dagdeel))
    return Gebeurtenis(draw(datums()), op, Soort.UITSPRAAK, f"wat {draw(st.integers())}", "signalen", dagdeel=deel)


def _bereik(datum: OnvolledigeDatum) -> tuple[date, date]:
    """The first and last day it can have been, worked out in another way; a day without a month says its year."""
    assert datum.jaar is not None
    if datum.maand is None:
        return date(datum.jaar, 1, 1), date(datum.jaar, 12, 31)
    if datum.dag is None:
        return date(datum.jaar, datum.maand, 1), date(
            datum.jaar, datum.maand, calendar.monthrange(datum.jaar, datum.maand)[1]
        )
    een = date(datum.jaar, datum.maand, datum.dag)
    return een, een


@given(st.lists(gebeurtenissen(), max_size=12))
def test_niets_raakt_weg_en_wat_zeker_eerder_was_staat_eerder(alle: list[Gebeurtenis]) -> None:
    met, zonder = op_volgorde(alle)
    assert sorted(map(repr, (*met, *zonder))) == sorted(map(repr, alle))
    assert all(g.datum.jaar is None for g in zonder)
    assert list(zonder) == sorted(zonder, key=lambda g: g.op)
    for eerder, later in ((een, ander) for nr, een in enumerate(met) for ander in met[nr + 1 :]):
        assert not _bereik(later.datum)[1] < _bereik(eerder.datum)[0]
        assert _bereik(eerder.datum)[0] <= _bereik(later.datum)[0], "at the beginning of the time it lies in"
        if plek(eerder.datum) == plek(later.datum):
            assert (eerder.dagdeel, eerder.op) <= (later.dagdeel, later.op)


@given(st.lists(gebeurtenissen(), max_size=12))
def test_nieuwste_eerst_is_hetzelfde_andersom(alle: list[Gebeurtenis]) -> None:
    met, zonder = op_volgorde(alle)
    om_met, om_zonder = op_volgorde(alle, nieuwste_eerst=True)
    assert (om_met[::-1], om_zonder[::-1]) == (met, zonder)


@given(st.permutations([(2026, None, None), (2026, None, 7), (2026, 3, None), (2026, 3, 1), (2026, 3, 2)]))
def test_onvolledig_staat_voor_de_dagen_erin(delen: list[tuple[int, int | None, int | None]]) -> None:
    alle = [Gebeurtenis(OnvolledigeDatum(*deel), NU, Soort.ANTECEDENT, "x", "politiegegevens") for deel in delen]
    volgorde = [g.datum.als_tekst() for g in op_volgorde(alle)[0]]
    assert sorted(volgorde[:2]) == ["2026", "2026-00-07"]
    assert volgorde[2:] == ["2026-03", "2026-03-01", "2026-03-02"]
