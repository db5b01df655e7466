"""The screen that everyone in the room can read: what each may have, never more for somebody more."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.beamer import SCHERMVORM, Grens, Kijker, Schermkeuze, kies_scherm
from pmg_desk.domain.delen import Ontvanger
from pmg_desk.domain.samenvatting import Rubriek, Stuk
from pmg_desk.domain.selectie import Gedekt, Onthouden, Selectie, Vorm

NU = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SCHOOL, POLITIE = Ontvanger("school", "De Brug", "Mentor"), Ontvanger("politie", "Politie", "Wijkagent")
GEEN = Onthouden.GEEN_AKKOORD


def stuk(id_: str, *velden: str) -> Stuk:
    waarden = tuple((veld, "waarde") for veld in velden)
    return Stuk(id_, Rubriek.SIGNALEN, "signalen", "Titel", "tekst", NU, velden=waarden)


A, B, PLAN = stuk("uitspraak:a"), stuk("uitspraak:b"), stuk("plan:1", "Doel", "Wie")
OP_A = stuk("reactie:a+r")
ALLES = (A, OP_A, B, PLAN)


def kijker(
    wie: Ontvanger, *mee: Stuk, nieuw: tuple[Stuk, ...] = (), niet: tuple[tuple[Stuk, Onthouden], ...] = ()
) -> Kijker:
    return Kijker(wie, Selectie(tuple(Gedekt(s, "b", s in nieuw) for s in mee), niet))


def test_a_screen_is_judged_as_paper_so_that_what_may_only_be_told_is_never_on_it() -> None:
    assert SCHERMVORM is Vorm.PAPIER


def test_it_shows_what_everyone_may_have_in_the_order_of_the_dossier() -> None:
    een = kijker(SCHOOL, PLAN, B, A)
    ander = kijker(POLITIE, A, PLAN, niet=((B, GEEN),))
    keuze = kies_scherm(ALLES, (een, ander))
    assert (keuze.stukken, keuze.nieuw) == ((A, PLAN), ())


def test_the_presenter_learns_whose_approval_limits_it_and_why() -> None:
    een = kijker(SCHOOL, A, OP_A, PLAN, niet=((B, GEEN),))
    ander = kijker(POLITIE, A, niet=((OP_A, Onthouden.DERDEN), (B, GEEN), (PLAN, GEEN)))
    derde = kijker(Ontvanger("om", "OM", "Officier"), *ALLES)
    assert kies_scherm(ALLES, (een, ander, derde)).grenzen == (
        Grens(SCHOOL, ((B, GEEN),), 0),
        Grens(POLITIE, ((OP_A, Onthouden.DERDEN), (B, GEEN), (PLAN, GEEN)), 2),
    )


OM = Ontvanger("om", "OM", "Officier")


def test_the_screen_names_whose_approval_limits_it_and_nobody_who_knows_more() -> None:
    alles, minder = kijker(OM, *ALLES), kijker(POLITIE, A, niet=((B, GEEN),))
    assert kies_scherm(ALLES, (kijker(SCHOOL, *ALLES), minder, alles)).genoemd == ("Politie",)
    # Only one of them may see it: none of the others is named, and so nobody stands out.
    assert kies_scherm(ALLES, (kijker(SCHOOL, A), minder, alles)).genoemd == ()
    # Of two, or of two functions of one other organisation, it would tell which one knows more.
    andere_functie = kijker(replace(OM, functie="Parketsecretaris"), *ALLES)
    assert kies_scherm(ALLES, (minder, alles, andere_functie)).genoemd == ()
    # Somebody unknown empties the screen: that is no organisation's approval.
    assert kies_scherm(ALLES, (kijker(SCHOOL, *ALLES), minder, alles), onbekenden=1).genoemd == ()
    assert kies_scherm(ALLES, (kijker(SCHOOL, B), kijker(POLITIE, A, B), kijker(OM, A))).genoemd == ("De Brug", "OM")


def test_when_the_only_one_leaves_nothing_more_is_shown() -> None:
    een = kijker(SCHOOL, A, niet=((B, GEEN),))
    assert kies_scherm((A, B), (een,)).grenzen == (Grens(SCHOOL, ((B, GEEN),), 0),)
    assert kies_scherm((A, B), ()) == Schermkeuze((), (), ())


def test_a_field_that_was_left_out_for_one_is_shown_to_nobody() -> None:
    minder = replace(PLAN, velden=PLAN.velden[:1])
    keuze = kies_scherm((PLAN,), (kijker(SCHOOL, PLAN), kijker(POLITIE, minder)))
    assert keuze.stukken == (minder,)
    assert keuze.grenzen == (Grens(POLITIE, ((PLAN, Onthouden.WEGGELATEN),), 1),)


def test_somebody_of_whom_no_recipient_is_known_leaves_nothing_on_the_screen() -> None:
    assert kies_scherm(ALLES, (kijker(SCHOOL, *ALLES),), onbekenden=1) == Schermkeuze((), (), ())


def test_new_text_waits_until_it_was_read() -> None:
    een, ander = kijker(SCHOOL, A, B), kijker(POLITIE, A, B, nieuw=(B,))
    keuze = kies_scherm((A, B), (een, ander))
    assert (keuze.stukken, keuze.nieuw) == ((A,), (B,))
    assert kies_scherm((A, B), (een, ander), bevestigd={B.id}) == Schermkeuze((A, B), (), ())


def test_a_statement_and_its_reaction_wait_for_each_other_and_are_read_together() -> None:
    een = kijker(SCHOOL, A, OP_A, B, nieuw=(OP_A,))
    keuze = kies_scherm(ALLES, (een,))
    assert (keuze.stukken, keuze.nieuw) == ((B,), (A, OP_A))
    for bevestigd in ({A.id}, {OP_A.id}):
        assert kies_scherm(ALLES, (een,), bevestigd=bevestigd).stukken == (A, OP_A, B)
    anders = kijker(SCHOOL, A, OP_A, nieuw=(A,))
    assert kies_scherm(ALLES, (anders,), bevestigd={OP_A.id}).stukken == ()
    assert kies_scherm(ALLES, (anders,), bevestigd={A.id}).stukken == (A, OP_A)


@st.composite
def kijkers(draw: st.DrawFn) -> Kijker:
    wie = draw(st.sampled_from((SCHOOL, POLITIE)))
    mee = draw(st.lists(st.sampled_from(ALLES), unique=True))
    over = [replace(s, velden=tuple(draw(st.sets(st.sampled_from(s.velden))) if s.velden else ())) for s in mee]
    nieuw = draw(st.sets(st.sampled_from(range(len(ALLES)))))
    gedekt = tuple(Gedekt(s, "b", nr in nieuw) for nr, s in enumerate(over))
    return Kijker(wie, Selectie(gedekt, tuple((s, GEEN) for s in ALLES if s not in mee)))


def inhoud(keuze: Schermkeuze) -> set[tuple[str, object]]:
    """Everything that can be read: each stuk, and each of its fields."""
    return {(s.id, veld) for s in keuze.stukken for veld in (None, *s.velden)}


@given(
    st.lists(kijkers(), min_size=1, max_size=4),
    kijkers(),
    st.booleans(),
    st.sets(st.sampled_from([s.id for s in ALLES])),
)
def test_somebody_more_in_the_room_never_shows_more(
    aanwezig: list[Kijker], erbij: Kijker, onbekend: bool, bevestigd: set[str]
) -> None:
    voor = kies_scherm(ALLES, aanwezig, 0, bevestigd)
    na = kies_scherm(ALLES, [*aanwezig, erbij], int(onbekend), bevestigd)
    assert inhoud(na) <= inhoud(voor)
    for een in aanwezig:
        mag = {(d.stuk.id, veld) for d in een.selectie.mee for veld in (None, *d.stuk.velden)}
        assert inhoud(voor) <= mag
        oud = {d.stuk.id for d in een.selectie.mee if not d.nieuw_sinds_besluit}
        gelezen = {"reactie:a+r"} if A.id in bevestigd else set()
        assert {s.id for s in voor.stukken} <= oud | bevestigd | gelezen
