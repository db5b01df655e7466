"""Format 3 of a decision, and one signature over several decisions: read back exactly, or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain import delen
from pmg_desk.domain.canoniek import Waarde, canoniek, lees_canoniek
from pmg_desk.domain.delen import Besluittekst, Eis, Gebrek, Toetskader, Toetsvraag, Weglating
from tests.domain.test_delen import TEKST, besluit, bewaard, kader

EISEN = besluit(
    log_wortel="a" * 64,
    eisen=(Eis.ALLEEN_MONDELING, Eis.OUDERS_GEINFORMEERD),
    niet_voor=date(2026, 12, 1),
    weglaten=(Weglating("actie:1", "Wie"), Weglating("uitspraak:2")),
    bevindingen=((Toetsvraag.NOODZAAK, "Ja."),),
)


@pytest.mark.parametrize(
    "anders",
    [
        {"eisen": (Eis.JONGERE_GEINFORMEERD,)},
        {"niet_voor": date(2026, 12, 1)},
        {"weglaten": (Weglating("s"),)},
        {"bevindingen": ((Toetsvraag.DOELBINDING, "Past."),)},
    ],
)
def test_each_of_the_new_parts_asks_for_format_3_and_comes_back(anders: dict[str, object]) -> None:
    for oud in (besluit(), besluit(log_wortel="a" * 64)):
        een = replace(oud, **anders)  # type: ignore[arg-type]
        assert (oud.formaat, een.formaat) == (1 if oud.log_wortel is None else 2, 3)
        assert delen.lees_besluittekst(een.tekst()) == een
        assert not {"eisen", "niet_voor", "weglaten", "bevindingen"} & set(lees_canoniek(oud.tekst()))


@given(
    eisen=st.sets(st.sampled_from(Eis)),
    weg=st.sets(st.tuples(TEKST, TEKST), max_size=4),
    bevinding=TEKST,
    eerst=st.none() | st.dates(),
)
def test_a_decision_of_format_3_comes_back_as_it_was(
    eisen: set[Eis], weg: set[tuple[str, str]], bevinding: str, eerst: date | None
) -> None:
    een = besluit(
        eisen=tuple(sorted(eisen)),
        niet_voor=eerst,
        weglaten=tuple(Weglating(*w) for w in sorted(weg)),
        bevindingen=((Toetsvraag.NOODZAAK, bevinding),),
    )
    assert delen.lees_besluittekst(een.tekst()) == een


@pytest.mark.parametrize(
    "verandering",
    [
        {"eisen": ["iets"]},
        {"eisen": ["ouders_geinformeerd", "alleen_mondeling"]},  # not in order: not what would have been signed
        {"eisen": None},
        {"niet_voor": "2026-13-01"},
        {"weglaten": [["s"]]},
        {"weglaten": "s"},
        {"bevindingen": [["iets", "x"]]},
        {"v": 2},
        {"v": 4},
    ],
)
def test_a_text_of_format_3_that_is_not_right_is_not_read(verandering: dict[str, Waarde]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        delen.lees_besluittekst(canoniek({**lees_canoniek(EISEN.tekst()), **verandering}))


def test_conditions_cannot_be_dropped_from_the_text() -> None:
    """Without them it is another text: one of format 3 with nothing new in it is no decision at all."""
    leeg: dict[str, Waarde] = {"eisen": [], "niet_voor": None, "weglaten": [], "bevindingen": []}
    with pytest.raises(ValueError, match=r".+"):
        delen.lees_besluittekst(canoniek({**lees_canoniek(EISEN.tekst()), **leeg}))


def gebrek(b: Besluittekst, bundel: str | None, **k: object) -> Gebrek | None:
    return delen.toets_besluit(bewaard(b, bundel=bundel), kader(**k)).gebrek


def test_one_signature_over_several_decisions_is_checked_over_the_list() -> None:
    ander, gezien = besluit(besluit_id="ander"), []

    def verifieer(_sleutel: str, context: str, tekst: bytes, _handtekening: bytes) -> bool:
        gezien.append((context, tekst))
        return True

    bundel = delen.maak_bundel([besluit().tekst(), ander.tekst()])
    assert gebrek(besluit(), bundel, verifieer=verifieer) is None
    assert gezien == [("pmg-desk/besluitbundel/1", bundel.encode())]
    assert gebrek(besluit(), delen.maak_bundel([ander.tekst()])) is Gebrek.BUNDEL
    assert gebrek(besluit(doel="iets anders"), bundel) is Gebrek.BUNDEL
    assert gebrek(besluit(), bundel, verifieer=lambda *_: False) is Gebrek.HANDTEKENING


@pytest.mark.parametrize(
    "bundel",
    [
        "",
        "[]",
        "geen json",
        canoniek({"v": 1}),
        canoniek({"v": 2, "besluiten": []}),
        canoniek({"v": 1, "besluiten": 1}),
    ],
)
def test_what_is_no_list_holds_no_decision(bundel: str) -> None:
    assert delen.staat_in_bundel(bundel, besluit().tekst()) is False


def test_an_approval_that_begins_later_is_none_until_then() -> None:
    later = besluit(niet_voor=date(2026, 11, 25))

    def op(moment: datetime) -> Toetskader:
        return kader(moment=moment)

    dag_ervoor, die_dag = datetime(2026, 11, 24, 22, 59, tzinfo=UTC), datetime(2026, 11, 24, 23, 0, tzinfo=UTC)
    assert delen.toets_besluit(bewaard(later), op(dag_ervoor)).gebrek is Gebrek.NIET_VOOR
    assert delen.toets_besluit(bewaard(later), op(die_dag)).gebrek is None  # midnight in the Netherlands
