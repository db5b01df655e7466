"""Whether another log only grew, and whether a list of its lines is whole: the rules, without a vault."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.canoniek import canoniek
from pmg_desk.domain.controlepunt import Controlepunt, korte_vorm, met_handtekening, oorsprong, sleutelnaam
from pmg_desk.domain.logboek import LEEG, Logregel, Resultaat, blad_hash, commitment
from pmg_desk.domain.merkle import bewijs_groei, wortel
from pmg_desk.domain.toezicht import (
    Auditregel,
    Groei,
    Ijkpunt,
    Verwijderd,
    controleer_audit,
    controleer_verwijderd,
    eerste_nummer,
    eerste_reeks,
    lees_auditregel,
    lees_regel,
    vergelijk,
)
from pmg_desk.kluis.ondertekening import onderteken_notitie, verifieer_notitie

KLUIS = "11111111-1111-4111-8111-111111111111"
WIE = "22222222-2222-4222-8222-222222222222"
SLEUTEL = Ed25519PrivateKey.generate()
PUBLIEK = SLEUTEL.public_key().public_bytes_raw().hex()
ZOUT = b"z" * 32
BLADEN = [blad_hash(str(nr)) for nr in range(64)]


def punt(grootte: int, reeks: int = 1, bladen: list[str] | None = None) -> Controlepunt:
    return Controlepunt(oorsprong(KLUIS, reeks), grootte, wortel((bladen or BLADEN)[:grootte]))


def notitie(p: Controlepunt) -> str:
    return met_handtekening(p.tekst(), sleutelnaam(WIE), PUBLIEK, lambda b: onderteken_notitie(SLEUTEL, b))


# growth


def test_nothing_seen_before_is_nothing_to_compare_with() -> None:
    assert vergelijk(None, punt(3)) is Groei.EERSTE


@given(st.integers(1, 64), st.integers(1, 64))
def test_shorter_is_refused_and_longer_needs_a_proof(m: int, n: int) -> None:
    uitkomst = vergelijk(punt(m), punt(n))
    assert uitkomst is (Groei.GELIJK if m == n else Groei.ONBEWEZEN if n > m else Groei.KORTER)
    assert uitkomst.mag == (n >= m)
    if n > m:
        bewijs = bewijs_groei(BLADEN, m, n)
        assert vergelijk(punt(m), punt(n), bewijs) is Groei.BEWEZEN
        for plek in range(len(bewijs)):
            kapot = [*bewijs[:plek], blad_hash("x"), *bewijs[plek + 1 :]]
            assert vergelijk(punt(m), punt(n), kapot) is Groei.ANDERS


def test_as_long_and_different_is_refused() -> None:
    anders = punt(9, bladen=[blad_hash("x"), *BLADEN])
    assert vergelijk(punt(9), anders) is Groei.ANDERS
    assert not Groei.ANDERS.mag


def test_a_log_that_continues_another_is_further_and_an_older_one_is_not() -> None:
    assert vergelijk(punt(40), punt(2, reeks=2)) is Groei.ONBEWEZEN
    assert vergelijk(punt(40), punt(41, reeks=2), bewijs_groei(BLADEN, 40, 41)) is Groei.ONBEWEZEN
    assert vergelijk(punt(2, reeks=2), punt(40)) is Groei.KORTER


# lines as they are sent


@given(st.text(), st.one_of(st.none(), st.tuples(st.binary(), st.text())))
def test_a_line_comes_back_as_it_went(blad: str, opening: tuple[bytes, str] | None) -> None:
    regel = Auditregel(blad) if opening is None else Auditregel(blad, *opening)
    assert lees_auditregel(regel.waarde()) == regel


@pytest.mark.parametrize(
    "waarde",
    [
        None,
        [],
        ["a"],
        ["a", None, None],
        [1, None],
        ["a", {}],
        ["a", {"zout": "zz", "detail": ""}],
        ["a", {"zout": "00", "detail": 3}],
        ["a", {"zout": "00", "detail": None}],
        ["a", {"zout": "00", "detail": "", "meer": 1}],
        ["a", {"zout": "0A", "detail": ""}],
        ["a", "b"],
    ],
)
def test_anything_else_is_no_line(waarde: Any) -> None:
    with pytest.raises(ValueError, match="not a line of an audit"):
        lees_auditregel(waarde)


# a whole log


def log(acties: list[tuple[str, dict[str, Any]]]) -> list[Auditregel]:
    """Lines that hang together; each with what is other about it. ``open_detail`` is opened, ``dicht`` is not."""
    regels: list[Auditregel] = []
    vorige = LEEG
    for nr, (actie, feiten) in enumerate(acties, start=1):
        anders = dict(feiten)
        detail = anders.pop("open_detail", anders.get("dicht"))
        dicht = anders.pop("dicht", None) is not None
        regel = Logregel(
            nr=nr,
            vorige=vorige,
            tijd=datetime(2026, 11, 23, 8, nr % 60, tzinfo=UTC),
            kluis_id=KLUIS,
            actor=WIE,
            actor_naam="C. Regisseur",
            rol="casusregisseur",
            herkomst="test",
            actie=actie,
            object_soort="ding",
            object_id=None,
            casus_id=None,
            resultaat=Resultaat.GELUKT,
            verwerking="",
            categorieen="",
            ontvanger="",
            aantal=None,
            sleutel=None,
            detail=None if detail is None else commitment(ZOUT, detail),
        )
        blad = replace(regel, **anders).blad()
        regels.append(Auditregel(blad) if detail is None or dicht else Auditregel(blad, ZOUT, detail))
        vorige = blad_hash(blad)
    return regels


SLEUTELREGEL = ("gebruiker.sleutel", {"object_id": WIE, "sleutel": PUBLIEK, "verwerking": "casusregisseur"})
PUNTID = "33333333-3333-4333-8333-333333333333"


def stand(regels: list[Auditregel], reeks: int = 1, vanaf: int = 0) -> Controlepunt:
    hashes = [blad_hash(r.blad) for r in regels[vanaf:]]
    return Controlepunt(oorsprong(KLUIS, reeks), len(hashes), wortel(hashes))


def eerlijk() -> tuple[list[Auditregel], list[str]]:
    """A log with its own signed head in the last line but one, and that head."""
    regels = log(
        [
            SLEUTELREGEL,
            ("casus.openen", {"open_detail": "{}"}),
            ("casus.sluiten", {"dicht": "{}"}),
            ("logboek.ondertekenen", {"object_id": PUNTID, "aantal": 4}),
            ("logboek.lezen", {}),
        ]
    )
    return regels, [notitie(stand(regels[:4]))]


def gevonden(regels: list[Auditregel], notities: list[str], ijk: tuple[Ijkpunt, ...] = ()) -> tuple[str, ...]:
    return controleer_audit(regels, KLUIS, notities, ijk, verifieer_notitie).bevindingen


def test_an_honest_log_has_no_findings() -> None:
    regels, notities = eerlijk()
    ijk = (Ijkpunt(stand(regels[:2]), "wat u zag"), Ijkpunt(stand(regels), "wat u later zag"))
    uitkomst = controleer_audit(regels, KLUIS, notities, ijk, verifieer_notitie)
    assert (uitkomst.regels, uitkomst.wortels, uitkomst.ondertekend, uitkomst.bevindingen) == (5, 2, 1, ())


def test_an_empty_list_holds_only_the_empty_head() -> None:
    leeg = Ijkpunt(Controlepunt(oorsprong(KLUIS, 1), 0, wortel([])), "niets")
    assert gevonden([], [], (leeg,)) == ()
    assert gevonden([], [], (Ijkpunt(punt(1), "wat u zag"),)) == ("Er ontbreken regels: wat u zag telt er 1.",)


def test_a_head_that_was_seen_and_is_not_reproduced_is_told() -> None:
    regels, notities = eerlijk()
    ander = replace(stand(regels[:3]), wortel=blad_hash("x"))
    assert gevonden(regels, notities, (Ijkpunt(ander, "wat u zag"),)) == (
        "De eerste 3 regels zijn niet die van wat u zag.",
    )


def test_a_head_of_its_own_that_is_unreadable_missing_or_too_long_is_told() -> None:
    regels, notities = eerlijk()
    assert gevonden(regels, ["geen stand", *notities]) == ("Een ondertekende stand in deze audit is niet te lezen.",)
    assert gevonden(regels, []) == ("Regel 4 noemt een ondertekende stand, en die is er niet meer.",)
    te_lang = notitie(punt(40))
    assert any("het logboek is korter" in zin for zin in gevonden(regels, [*notities, te_lang]))


def test_a_line_that_is_none_is_told() -> None:
    regels, notities = eerlijk()
    regels[4] = Auditregel("geen regel")
    assert gevonden(regels, notities) == ("Regel 5 is geen geldige logregel.",)
    assert lees_regel("geen regel") is None


def vervolg(notitie_: str | None) -> list[Auditregel]:
    """A log of two lines, and one that continues it."""
    eerste = log([SLEUTELREGEL, ("logboek.lezen", {})])
    slot = notitie(stand(eerste)) if notitie_ is None else notitie_
    return log(
        [
            SLEUTELREGEL,
            ("logboek.lezen", {}),
            ("logboek.vervolgen", {"open_detail": canoniek({"notitie": slot})}),
            ("sleutel.herhalen", {"object_id": WIE, "sleutel": PUBLIEK}),
            ("logboek.lezen", {}),
        ]
    )


def test_a_log_that_continues_another_is_held_to_the_heads_of_both() -> None:
    regels = vervolg(None)
    ijk = (Ijkpunt(stand(regels[:2]), "toen"), Ijkpunt(stand(regels[:4], 2, 2), "later"))
    assert gevonden(regels, [], ijk) == ()
    assert gevonden(regels, [], (Ijkpunt(replace(ijk[1].punt, wortel=blad_hash("x")), "later"),)) == (
        "De eerste 2 regels zijn niet die van later.",
    )


def test_a_list_may_begin_with_the_log_that_is_left() -> None:
    regels = vervolg(None)[2:]
    assert eerste_nummer(lees_regel(regels[0].blad)) == 3
    assert gevonden(regels, [], (Ijkpunt(stand(regels[:1], 2), "later"),)) == ()


@pytest.mark.parametrize("slot", ["", "geen stand"])
def test_a_continuation_of_something_unreadable_is_told(slot: str) -> None:
    assert any("slotstand niet te lezen" in zin for zin in gevonden(vervolg(slot), []))


def test_a_continuation_that_was_not_opened_is_told() -> None:
    regels = vervolg(None)
    regels[2] = Auditregel(regels[2].blad)
    assert any("slotstand niet te lezen" in zin for zin in gevonden(regels, []))


# a log that was removed


WEG = ("logboek.verwijderen", {"aantal": 2})


def na_verwijderen(*later: tuple[str, dict[str, Any]]) -> tuple[list[Auditregel], list[Auditregel]]:
    """The two lines of a log that is gone, and those of the one that continues it, with ``later`` in it."""
    oud = log([SLEUTELREGEL, ("logboek.lezen", {})])
    slot = canoniek({"notitie": notitie(stand(oud))})
    alle = log([SLEUTELREGEL, ("logboek.lezen", {}), ("logboek.vervolgen", {"open_detail": slot}), *later])
    assert alle[:2] == oud
    return oud, alle[2:]


def gezien(oud: list[Auditregel], grootte: int, **anders: Any) -> Ijkpunt:
    return Ijkpunt(replace(stand(oud[:grootte]), **anders), "de stand van mei")


def test_where_no_log_is_gone_there_is_nothing_to_say_of_one() -> None:
    regels, _ = eerlijk()
    for lijst in (regels, regels[1:], vervolg(None), [Auditregel("geen regel")]):
        assert eerste_reeks(lijst) == 1
        assert controleer_verwijderd(lijst, [gezien(regels, 3)], [regels]) == Verwijderd()


def test_a_log_that_went_as_it_should_is_told_and_is_no_finding() -> None:
    oud, over = na_verwijderen(WEG, ("logboek.lezen", {}))
    assert eerste_reeks(over) == 2
    zin = f"Een ouder logboek is volgens de bewaartermijn vernietigd, slotstand {korte_vorm(stand(oud))}."
    for ijk, eerder in (([], []), ([gezien(oud, 1), gezien(oud, 2)], [oud, oud[:1]])):
        assert controleer_verwijderd(over, ijk, eerder) == Verwijderd((), (zin,))


@pytest.mark.parametrize(
    "later",
    [
        [],
        [("logboek.verwijderen", {"aantal": 1})],
        [("logboek.verwijderen", {"aantal": 2, "resultaat": Resultaat.MISLUKT})],
        [WEG, ("logboek.verwijderen", {"aantal": 7})],
    ],
)
def test_a_log_that_no_line_says_was_removed_is_a_finding(later: list[tuple[str, dict[str, Any]]]) -> None:
    _, over = na_verwijderen(*later)
    assert controleer_verwijderd(over, [], []) == Verwijderd(
        ("Een ouder logboek is weg, en geen regel zegt dat het volgens de bewaartermijn is vernietigd.",)
    )


def test_an_old_log_cut_before_what_was_seen_is_a_finding() -> None:
    oud, over = na_verwijderen(WEG)
    langer = Ijkpunt(replace(stand(oud), grootte=5), "de stand van mei")
    assert controleer_verwijderd(over, [langer], []).bevindingen == (
        "Het oude logboek eindigde met 2 regels, en de stand van mei telt er 5.",
    )


def test_an_old_log_with_another_end_than_was_seen_is_a_finding() -> None:
    oud, over = na_verwijderen(WEG)
    anders = gezien(oud, 2, wortel=blad_hash("x"))
    assert controleer_verwijderd(over, [anders], []).bevindingen == (
        "Het oude logboek eindigde anders dan de stand van mei.",
    )


def test_lines_that_were_audited_and_are_not_those_of_the_old_log_are_a_finding() -> None:
    """Of an earlier head, and of how the log ended: the lines themselves are all that is left of it."""
    oud, over = na_verwijderen(WEG)
    eerder = gezien(oud, 1, wortel=blad_hash("x"))
    zin = "De regels die u eerder controleerde zijn niet die van {}."
    assert controleer_verwijderd(over, [eerder], []).bevindingen == ()  # no lines to hold it against
    assert controleer_verwijderd(over, [eerder], [oud[:1]]).bevindingen == (zin.format("de stand van mei"),)
    vervangen = log([SLEUTELREGEL, ("logboek.controleren", {})])
    assert controleer_verwijderd(over, [], [vervangen]).bevindingen == (
        zin.format("de slotstand van het oude logboek"),
    )
