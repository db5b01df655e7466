"""Quarters are settled in order, each once, and what was settled never changes again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random
from typing import Any
from uuid import UUID

import pytest

from pmg_desk.domain.beeld import Getoond, Tabel, Wijze
from pmg_desk.domain.fouten import Afgebroken, GeenToegang, OngeldigeInvoer
from pmg_desk.domain.kwartaal import Kwartaal
from pmg_desk.onthulling import bescherm
from pmg_desk.services import beeld, beeldkwartalen, beeldopslag
from pmg_desk.services.beeldinstellingen import (
    Beeldinstellingen,
    Ruimte,
    set_instellingen,
    show_instellingen,
    show_ruimte,
)
from pmg_desk.services.beeldkwartalen import (
    HOOGSTENS_TERUG,
    NietAanDeBeurt,
    list_kwartalen,
    settle_achterstand,
    settle_kwartaal,
)
from pmg_desk.services.casussen import open_casus
from pmg_desk.services.werkplek import AlleenLezen
from pmg_desk.storage import beeld as opslag
from pmg_desk.storage.gebruikers import zet_instelling
from tests.casusbouw import nieuwe, regels
from tests.wereld import Wereld


def casus(wereld: Wereld, op: date) -> UUID:
    return open_casus(wereld.regie, replace(nieuwe(), aangemeld_op=op))


def op(wereld: Wereld, jaar: int, maand: int, dag: int) -> None:
    wereld.klok.moment = datetime(jaar, maand, dag, 9, tzinfo=UTC)


@pytest.fixture
def april(wereld: Wereld) -> Wereld:
    """Two quarters are over since the first casus; nothing is settled."""
    op(wereld, 2026, 4, 2)
    for maand in (10, 11):
        casus(wereld, date(2025, maand, 3))
    return wereld


def _wachten(wereld: Wereld) -> list[str]:
    return [str(een) for een in list_kwartalen(wereld.lezer).achterstand]


def test_without_a_casus_there_is_nothing_to_settle(wereld: Wereld) -> None:
    stand = list_kwartalen(wereld.lezer)
    assert (stand.vastgesteld, stand.achterstand, stand.volgende) == ((), (), None)
    assert stand.lopend == Kwartaal(2026, 4)
    with pytest.raises(NietAanDeBeurt):
        settle_kwartaal(wereld.privacy, "2026-Q3")


def test_quarters_wait_from_the_first_casus_to_the_last_that_is_over(april: Wereld) -> None:
    assert _wachten(april) == ["2025-Q4", "2026-Q1"]
    op(april, 2026, 3, 31)
    assert _wachten(april) == ["2025-Q4"]  # the last day is not over yet


def test_a_casus_of_long_ago_does_not_make_a_lifetime_of_quarters(april: Wereld) -> None:
    casus(april, date(1999, 1, 4))
    wachten = _wachten(april)
    assert (wachten[0], len(wachten)) == ("2021-Q2", HOOGSTENS_TERUG)


@pytest.mark.parametrize("kwartaal", ["2026-Q1", "2026-Q2", "2025-Q3"])
def test_only_the_next_one_can_be_settled(april: Wereld, kwartaal: str) -> None:
    with pytest.raises(NietAanDeBeurt):
        settle_kwartaal(april.privacy, kwartaal)


def test_each_is_settled_once_and_logged_without_a_text(april: Wereld) -> None:
    id_ = settle_kwartaal(april.privacy, "2025-Q4")
    with pytest.raises(NietAanDeBeurt):
        settle_kwartaal(april.regie, "2025-Q4")
    (vast,) = list_kwartalen(april.lezer).vastgesteld
    assert (vast.kwartaal, vast.op, vast.drempel) == ("2025-Q4", april.klok.moment, 5)
    (regel,) = regels(april.privacy, "beeld.vaststellen")
    assert (regel.object_id, regel.verwerking, regel.detail) == (str(id_), "2025-Q4", None)
    tabellen = sum(len(meting.tabellen) for meting in beeld.list_metingen(april.lezer, "2025-Q4"))
    assert regel.aantal == tabellen > 20


@pytest.mark.parametrize("wie", ["lezer", "beheer"])
def test_who_may_not_settle_is_refused(april: Wereld, wie: str) -> None:
    with pytest.raises(GeenToegang):
        settle_kwartaal(april.werkplek(wie), "2025-Q4")
    assert _wachten(april) == ["2025-Q4", "2026-Q1"]


def test_all_that_wait_are_settled_one_by_one_with_progress(april: Wereld) -> None:
    stappen: list[tuple[int, int]] = []
    assert len(settle_achterstand(april.regie, stap=lambda gedaan, totaal: stappen.append((gedaan, totaal)))) == 2
    assert _wachten(april) == []
    assert stappen == sorted(stappen)
    assert {totaal for _, totaal in stappen} == {200}
    assert max(gedaan for gedaan, _ in stappen) > 100


def test_stopped_halfway_nothing_of_a_quarter_is_kept(april: Wereld, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Afgebroken):
        settle_kwartaal(april.privacy, "2025-Q4", stop=lambda: True)

    def te_laat(gedaan: int, totaal: int) -> None:
        raise Afgebroken

    with pytest.raises(Afgebroken):
        settle_kwartaal(april.privacy, "2025-Q4", stap=te_laat)
    monkeypatch.setattr(beeldkwartalen, "bescherm", _tot_het_eind)
    with pytest.raises(Afgebroken):  # when all was protected already
        settle_kwartaal(april.privacy, "2025-Q4", stop=lambda: True)
    assert list_kwartalen(april.lezer).vastgesteld == ()
    settle_kwartaal(april.privacy, "2025-Q4", stop=lambda: False)


def _tot_het_eind(*args: Any, **kwargs: Any) -> tuple[Getoond, ...]:
    return bescherm(*args, **{**kwargs, "stop": None})


@contextmanager
def _tussendoor(monkeypatch: pytest.MonkeyPatch, doe: Callable[[], object]) -> Iterator[None]:
    """Somebody does this while a quarter is being protected."""

    def eerst(*args: Any, **kwargs: Any) -> tuple[Getoond, ...]:
        monkeypatch.undo()
        doe()
        return bescherm(*args, **kwargs)

    monkeypatch.setattr(beeldkwartalen, "bescherm", eerst)
    yield


def test_what_is_registered_while_it_is_protected_counts_in_the_next_quarter(
    april: Wereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    with _tussendoor(monkeypatch, lambda: [casus(april, date(2025, 12, 1)) for _ in range(6)]):
        settle_kwartaal(april.privacy, "2025-Q4")
    settle_kwartaal(april.privacy, "2026-Q1")
    with april.privacy.doe() as t:
        resten = [een for een in opslag.resten(t.db) if een[1] == "stand"]
        standen = beeldopslag.lees_standen(t, opslag.kwartalen(t.db)[-1], {"stand"})
    assert sum(aantal for *_, aantal in resten) == 2 * 6  # in both balances of what stands
    assert {sum(tabel.telling.values()) for tabel in standen} == {8}


def test_who_settles_the_same_quarter_meanwhile_is_first(april: Wereld, monkeypatch: pytest.MonkeyPatch) -> None:
    with (
        _tussendoor(monkeypatch, lambda: settle_kwartaal(april.regie, "2025-Q4")),
        pytest.raises(NietAanDeBeurt),
    ):
        settle_kwartaal(april.privacy, "2025-Q4")
    assert len(list_kwartalen(april.lezer).vastgesteld) == 1


def test_in_a_backup_nothing_is_settled(april: Wereld) -> None:
    april.privacy.noteer = lambda *_: None
    with pytest.raises(AlleenLezen):
        settle_kwartaal(april.privacy, "2025-Q4")


def test_another_threshold_counts_from_the_next_quarter(april: Wereld) -> None:
    for _ in range(6):
        casus(april, date(2025, 12, 1))
    settle_kwartaal(april.privacy, "2025-Q4")
    set_instellingen(april.beheer, 4, Wijze.AFSCHERMEN)
    settle_kwartaal(april.privacy, "2026-Q1")
    eerst, later = (beeld.toon_tabel(april.lezer, "stand", (), kw) for kw in ("2025-Q4", "2026-Q1"))
    assert (eerst.cellen[()].tekst, eerst.vaststelling.drempel) == ("8", 5)
    assert later.vaststelling.drempel == 4
    assert "1 tot en met 3" in later.methode


def _alles_weg(tabellen: Sequence[Tabel], *_: object, **__: object) -> tuple[Getoond, ...]:
    return tuple(
        Getoond(t.naam, t.assen, dict.fromkeys(t.waarden()), frozenset(), Wijze.AFSCHERMEN, 6) for t in tabellen
    )


def test_once_settled_only_settings_are_taken_that_keep_its_word(
    april: Wereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not higher than the lowest, and no hiding after rounding; whatever was set before or came from elsewhere."""
    monkeypatch.setattr(beeldkwartalen, "bescherm", _alles_weg)  # only with what was settled counts
    set_instellingen(april.beheer, 12, Wijze.AFRONDEN)
    set_instellingen(april.beheer, 6, Wijze.AFSCHERMEN)  # nothing is settled yet
    settle_kwartaal(april.privacy, "2025-Q4")
    assert show_ruimte(april.lezer) == Ruimte(6, tuple(Wijze))
    with pytest.raises(OngeldigeInvoer) as fout:
        set_instellingen(april.beheer, 7, Wijze.AFSCHERMEN)
    assert set(fout.value.velden) == {"drempel"}
    set_instellingen(april.beheer, 3, Wijze.AFSCHERMEN)
    set_instellingen(april.beheer, 6, Wijze.AFRONDEN)  # three was not settled with
    settle_kwartaal(april.privacy, "2026-Q1")
    assert show_ruimte(april.lezer) == Ruimte(6, (Wijze.AFRONDEN,))
    with pytest.raises(OngeldigeInvoer) as fout:
        set_instellingen(april.beheer, 6, Wijze.AFSCHERMEN)
    assert set(fout.value.velden) == {"wijze"}
    with april.beheer.doe() as t:
        zet_instelling(t.db, "informatiebeeld", '{"drempel": 20, "wijze": "afschermen"}')
        t.log("instelling.zetten", "instelling", detail={"sleutel": "informatiebeeld", "waarde": ""})
    assert show_instellingen(april.lezer) == Beeldinstellingen(6, Wijze.AFRONDEN)


def test_of_an_earlier_quarter_is_forgotten_what_no_later_one_needs(
    april: Wereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That a number was small, once it is safe whatever will be shown."""
    settle_kwartaal(april.privacy, "2025-Q4")
    with april.privacy.doe() as t:
        (eerst,) = opslag.kwartalen(t.db)
        toen = beeldopslag.lees_getoond(t, [eerst])
    klein = [(g.naam, cel) for g in toen for cel in sorted(g.gevoelig)]
    assert len(klein) > 2

    def bescherm_(*args: Any, klaar: set[Any], **kwargs: Any) -> tuple[Getoond, ...]:
        gedaan = bescherm(*args, **kwargs)
        klaar |= {klein[0], klein[-1]}
        return gedaan

    monkeypatch.setattr(beeldkwartalen, "bescherm", bescherm_)
    settle_kwartaal(april.privacy, "2026-Q1")
    with april.privacy.doe() as t:
        nu = beeldopslag.lees_getoond(t, [eerst])
    assert [(g.naam, cel) for g in nu for cel in sorted(g.gevoelig)] == klein[1:-1]
    assert [g.cellen for g in nu] == [g.cellen for g in toen]


def test_rounded_numbers_are_multiples_of_the_threshold(april: Wereld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beeldkwartalen, "SystemRandom", lambda: Random(4))
    set_instellingen(april.beheer, 3, Wijze.AFRONDEN)
    settle_kwartaal(april.privacy, "2025-Q4")
    stand = beeld.toon_tabel(april.lezer, "stand", ("leeftijd",), "2025-Q4")
    assert (stand.meting.wijze, stand.vaststelling.drempel) == (Wijze.AFRONDEN, 3)
    assert {getal.waarde for getal in stand.cellen.values()} <= {0, 3, 6}  # two casussen, up or down
