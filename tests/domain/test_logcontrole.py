"""What a check finds when lines, checkpoints, keys or whole logs are changed, cut, put back or swapped."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pmg_desk.domain import merkle
from pmg_desk.domain.canoniek import canoniek
from pmg_desk.domain.controlepunt import Controlepunt, met_handtekening, oorsprong, sleutelnaam
from pmg_desk.domain.logboek import LEEG, Bewaard, Resultaat, commitment, lees_blad
from pmg_desk.domain.logcontrole import (
    EERSTE,
    ONDERTEKENREGEL,
    TERUGGEZET,
    VERVOLGREGEL,
    VERWIJDERREGEL,
    Anker,
    Controle,
    Houvast,
    Punt,
    Reeks,
    controleer,
)
from pmg_desk.domain.sleutelboek import HERHAALREGEL, SLEUTELREGEL, STOPREGEL
from pmg_desk.kluis.ondertekening import onderteken_notitie, verifieer_notitie
from tests.domain.test_logboek import KLUIS, bewaar, regel


class Log:
    """A log that is built line by line, with users who sign it."""

    def __init__(self) -> None:
        self.rijen: list[Bewaard] = []
        self.punten: list[Punt] = []
        self.reeksen: list[Reeks] = [EERSTE]
        self.ankers: list[Anker] = []
        self.begin = 1

    def voeg_toe(self, actie: str = "casus.openen", detail: str | None = None, **velden: object) -> Bewaard:
        zout = None if detail is None else b"z" * 32
        r = regel(
            len(self.rijen) + 1,
            self.rijen[-1].hash if self.rijen else LEEG,
            actie=actie,
            detail=None if detail is None or zout is None else commitment(zout, detail),
            **velden,
        )
        self.rijen.append(bewaar(r, zout=zout, detail=detail))
        return self.rijen[-1]

    def sleutel(self, wie: str, sleutel: Ed25519PrivateKey, actie: str = SLEUTELREGEL) -> None:
        self.voeg_toe(actie, object_id=wie, sleutel=publiek(sleutel))

    def boom(self, begin: int | None = None, tot: int | None = None) -> merkle.Pieken:
        boom = merkle.Pieken()
        for rij in self.rijen[(begin or self.begin) - 1 : tot]:
            boom.voeg_toe(rij.hash)
        return boom

    def notitie(self, wie: str, sleutel: Ed25519PrivateKey, boom: merkle.Pieken | None = None) -> str:
        boom = boom or self.boom()
        punt = Controlepunt(oorsprong(KLUIS, self.reeksen[-1].reeks), boom.grootte, boom.wortel())
        return met_handtekening(
            punt.tekst(), sleutelnaam(wie), publiek(sleutel), lambda bericht: onderteken_notitie(sleutel, bericht)
        )

    def onderteken(self, wie: str, sleutel: Ed25519PrivateKey) -> Punt:
        id_ = str(uuid4())
        self.voeg_toe(ONDERTEKENREGEL, object_id=id_, aantal=len(self.rijen) + 2 - self.begin)
        boom = self.boom()
        reeks = self.reeksen[-1].reeks
        punt = Punt(id_, reeks, boom.grootte, boom.wortel(), boom.tekst(), self.notitie(wie, sleutel))
        self.punten.append(punt)
        return punt

    def vervolg(self, wie: str, sleutel: Ed25519PrivateKey) -> None:
        tekst = self.onderteken(wie, sleutel).tekst
        self.begin = len(self.rijen) + 1
        self.reeksen.append(Reeks(len(self.reeksen) + 1, self.begin, tekst))
        self.voeg_toe(VERVOLGREGEL, detail=canoniek({"notitie": tekst}))

    def controle(self, rijen: list[Bewaard] | None = None, **houvast: object) -> Controle:
        basis = Houvast(tuple(self.ankers), tuple(self.punten), tuple(self.reeksen), verifieer_notitie)
        return controleer(self.rijen if rijen is None else rijen, KLUIS, replace(basis, **houvast))  # type: ignore[arg-type]

    def zinnen(self, rijen: list[Bewaard] | None = None, **houvast: object) -> list[str]:
        return [b.tekst for b in self.controle(rijen, **houvast).bevindingen]


def publiek(sleutel: Ed25519PrivateKey) -> str:
    return sleutel.public_key().public_bytes_raw().hex()


CARLA, PIM = str(uuid4()), str(uuid4())
SLEUTEL, ANDER = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
KORTER = (
    "Er is een stand ondertekend van {} regels, en het logboek is korter: er zijn regels verdwenen, of er is een oude "
    "kluis teruggezet."
)


@pytest.fixture
def log() -> Log:
    """Ten lines; Carla signed at 4, Pim at 8; 10 is not signed."""
    log = Log()
    log.sleutel(CARLA, SLEUTEL)
    log.sleutel(PIM, ANDER)
    log.voeg_toe()
    log.onderteken(CARLA, SLEUTEL)
    for _ in range(3):
        log.voeg_toe()
    log.onderteken(PIM, ANDER)
    log.voeg_toe()
    log.voeg_toe()
    return log


def test_a_sound_log_says_what_was_compared_and_who_signed(log: Log) -> None:
    log.ankers.append(Anker(7, log.rijen[6].hash, "besluit B-1", log.boom(tot=7).wortel()))
    uitkomst = log.controle()
    assert uitkomst.bevindingen == ()
    assert (uitkomst.punten, uitkomst.ondertekenaars, uitkomst.laatste_punt, uitkomst.ankers) == (2, (CARLA, PIM), 8, 1)
    assert (uitkomst.grootte, uitkomst.wortel, uitkomst.reeks) == (10, log.boom().wortel(), 1)


def test_a_log_that_was_cut_to_before_a_checkpoint(log: Log) -> None:
    assert log.zinnen(log.rijen[:7]) == [KORTER.format(8)]
    assert log.zinnen(log.rijen[:8]) == []  # nothing here holds what came after the last checkpoint


def test_a_log_that_was_cut_and_regrown_to_the_same_size(log: Log) -> None:
    echt = list(log.rijen)
    log.rijen = echt[:6]
    while len(log.rijen) < 7:
        log.voeg_toe(actor_naam="Iemand anders")
    log.voeg_toe(ONDERTEKENREGEL, object_id=log.punten[1].id, aantal=8)
    log.voeg_toe()
    log.voeg_toe()
    assert log.zinnen() == ["De regels tot en met 8 zijn niet die van de stand die toen is ondertekend."]


def test_a_whole_log_that_was_recomputed(log: Log) -> None:
    """Every hash fits the next; only what was signed does not."""
    nep = Log()
    for rij in log.rijen:
        blad = rij.blad.replace("C. Regisseur", "X. Regisseur")
        vorige = nep.rijen[-1].hash if nep.rijen else LEEG
        nep.rijen.append(bewaar(replace(lees_blad(blad), vorige=vorige)))
    eigen = [b.tekst for b in controleer(nep.rijen, KLUIS).bevindingen]
    assert eigen == [f"Regel {nr} noemt een ondertekende stand, en die is er niet meer." for nr in (4, 8)]
    assert log.zinnen(nep.rijen) == [
        "De regels tot en met 4 zijn niet die van de stand die toen is ondertekend.",
        "De regels tot en met 8 zijn niet die van de stand die toen is ondertekend.",
    ]


def test_two_lines_that_changed_places(log: Log) -> None:
    rijen = list(log.rijen)
    rijen[4], rijen[5] = replace(rijen[5], nr=5), replace(rijen[4], nr=6)
    assert "De regels tot en met 8 zijn niet die van de stand die toen is ondertekend." in log.zinnen(rijen)


def test_a_checkpoint_that_was_taken_away_is_still_announced(log: Log) -> None:
    assert log.zinnen(punten=tuple(log.punten[:1])) == ["Regel 8 noemt een ondertekende stand, en die is er niet meer."]


def test_a_checkpoint_that_the_log_does_not_announce(log: Log) -> None:
    los = replace(log.punten[0], id=str(uuid4()))
    niet_zo = "Een ondertekende stand van 4 regels staat niet zo in het logboek."
    assert log.zinnen(punten=(*log.punten, los)) == [niet_zo]
    mislukt = list(log.rijen)
    mislukt[3] = bewaar(
        regel(
            4,
            log.rijen[2].hash,
            actie=ONDERTEKENREGEL,
            object_id=log.punten[0].id,
            aantal=4,
            resultaat=Resultaat.MISLUKT,
        )
    )
    assert niet_zo in log.zinnen(mislukt)


@pytest.mark.parametrize(
    "anders",
    [
        {"tekst": "geen notitie"},
        {"tekst": "van regel 8"},
        {"tekst": "vervalst"},
        {"wortel": "0" * 64},
        {"wortel": "kort"},
    ],
)
def test_a_checkpoint_that_does_not_say_what_was_signed(log: Log, anders: dict[str, str]) -> None:
    goed = log.punten[0]
    drie = Controlepunt(oorsprong(KLUIS, 1), 4, goed.wortel).tekst()
    teksten = {
        "van regel 8": log.punten[1].tekst,
        "vervalst": met_handtekening(drie, sleutelnaam(CARLA), publiek(SLEUTEL), lambda _: bytes(64)),
    }
    punt = replace(goed, **{k: teksten.get(v, v) for k, v in anders.items()})  # type: ignore[arg-type]
    assert "De handtekening onder de stand bij regel 4 klopt niet." in log.zinnen(punten=(punt, log.punten[1]))


def test_subtrees_that_were_changed(log: Log) -> None:
    punt = replace(log.punten[0], pieken=log.punten[1].pieken)
    uitkomst = log.controle(punten=(punt, log.punten[1]))
    assert [b.tekst for b in uitkomst.bevindingen] == ["De tussenstand bij regel 4 is veranderd."]
    assert uitkomst.punten == 1


def test_a_checkpoint_of_somebody_whom_the_log_did_not_know_then() -> None:
    """A rogue key, a key that came later, one that was replaced, and one whose user was stopped."""
    klopt_niet = "De handtekening onder de stand bij regel {} klopt niet."
    log = Log()
    log.sleutel(CARLA, SLEUTEL)
    log.onderteken(PIM, ANDER)
    log.sleutel(PIM, ANDER)
    log.onderteken(PIM, ANDER)
    nieuw = Ed25519PrivateKey.generate()
    log.sleutel(PIM, nieuw)
    log.onderteken(PIM, ANDER)
    log.onderteken(PIM, nieuw)
    log.voeg_toe(STOPREGEL, object_id=PIM)
    log.onderteken(PIM, nieuw)
    log.onderteken(CARLA, SLEUTEL)
    assert log.zinnen() == [klopt_niet.format(nr) for nr in (2, 6, 9)]
    assert log.controle().ondertekenaars == (PIM, CARLA)


@pytest.mark.parametrize("sleutel", ["zz" * 32, "", None])
def test_a_key_that_is_no_key_is_nobodys(sleutel: str | None) -> None:
    log = Log()
    log.voeg_toe(SLEUTELREGEL, object_id=CARLA, sleutel=sleutel)
    log.onderteken(CARLA, SLEUTEL)
    assert log.zinnen() == ["De handtekening onder de stand bij regel 2 klopt niet."]


def test_a_key_that_was_refused_is_not_known() -> None:
    log = Log()
    log.voeg_toe(SLEUTELREGEL, object_id=CARLA, sleutel=publiek(SLEUTEL), resultaat=Resultaat.GEWEIGERD)
    log.onderteken(CARLA, SLEUTEL)
    assert len(log.zinnen()) == 1


def test_repeating_a_key_does_not_end_it(log: Log) -> None:
    log.sleutel(CARLA, SLEUTEL, HERHAALREGEL)
    log.onderteken(CARLA, SLEUTEL)
    assert log.zinnen() == []


def test_a_signature_made_elsewhere_under_another_name_counts_by_its_key(log: Log) -> None:
    """An officer with an installation of their own has another id there."""
    oud = log.notitie(str(uuid4()), ANDER, log.boom(tot=6))
    id_ = str(uuid4())
    log.voeg_toe(ONDERTEKENREGEL, object_id=id_, aantal=6)
    boom = log.boom(tot=6)
    log.punten.append(Punt(id_, 1, 6, boom.wortel(), boom.tekst(), oud))
    assert log.controle().bevindingen == ()
    assert log.controle().punten == 3


def test_the_root_in_a_decision(log: Log) -> None:
    goed = Anker(7, log.rijen[6].hash, "besluit B-1", log.boom(tot=7).wortel())
    assert log.zinnen(ankers=(goed,)) == []
    assert log.zinnen(ankers=(replace(goed, wortel="0" * 64),)) == [
        "De regels tot en met 7 zijn niet die welke zijn ondertekend in besluit B-1."
    ]
    assert log.zinnen(ankers=(replace(goed, nr=11),)) == [
        "Regel 11 ontbreekt, terwijl die is ondertekend in besluit B-1."
    ]


def test_without_a_way_to_verify_no_signature_counts(log: Log) -> None:
    assert len(controleer(log.rijen, KLUIS, Houvast(punten=tuple(log.punten))).bevindingen) == 2


# A log that continues another


@pytest.fixture
def twee() -> Log:
    """Reeks 1: lines 1-4. Reeks 2 from line 5: continues it, repeats Carla's key, is signed at line 8."""
    log = Log()
    log.sleutel(CARLA, SLEUTEL)
    log.sleutel(PIM, ANDER)
    log.voeg_toe()
    log.vervolg(CARLA, SLEUTEL)
    log.sleutel(CARLA, SLEUTEL, HERHAALREGEL)
    log.voeg_toe()
    log.onderteken(CARLA, SLEUTEL)
    return log


def test_a_log_that_continues_another_is_checked_as_one(twee: Log) -> None:
    uitkomst = twee.controle()
    assert uitkomst.bevindingen == ()
    assert (uitkomst.reeks, uitkomst.grootte, uitkomst.regels, uitkomst.begin_nr, uitkomst.punten) == (2, 4, 8, 1, 2)
    assert uitkomst.wortel == twee.boom(5).wortel()


def test_after_an_old_log_is_removed_the_check_starts_at_the_next(twee: Log) -> None:
    twee.ankers.append(Anker(2, "f" * 64, "besluit B-1"))
    uitkomst = twee.controle(twee.rijen[4:], punten=tuple(twee.punten[1:]))
    assert uitkomst.bevindingen == ()
    assert (uitkomst.begin_nr, uitkomst.regels, uitkomst.punten, uitkomst.ankers) == (5, 4, 1, 0)
    assert twee.controle(twee.rijen[4:]).punten == 1  # a checkpoint of the removed log is not told as a finding


def test_only_whole_logs_may_be_gone(twee: Log) -> None:
    assert twee.zinnen(twee.rijen[1:])[0] == "Tussen regel 0 en regel 2 ontbreekt iets of staat iets dubbel."
    assert twee.zinnen(twee.rijen[5:])[0] == "Tussen regel 0 en regel 6 ontbreekt iets of staat iets dubbel."
    assert "Regel 5, waar een nieuw logboek begint, ontbreekt." in twee.zinnen(twee.rijen[:4], punten=())


def test_a_new_log_that_nobody_wrote_down(twee: Log) -> None:
    assert "Bij regel 5 klopt niet of daar een nieuw logboek begint." in twee.zinnen(reeksen=(EERSTE,))
    begin = replace(twee.reeksen[1], begin_nr=6)
    zinnen = twee.zinnen(reeksen=(EERSTE, begin))
    assert "Bij regel 6 klopt niet of daar een nieuw logboek begint." in zinnen


@pytest.mark.parametrize(
    ("notitie", "zin"),
    [
        ("onleesbaar", "Van het logboek vóór regel 5 is de slotstand niet te lezen."),
        ("korter", "De slotstand vóór regel 5 is niet die van het vorige logboek."),
        ("andere", "De regels vóór regel 5 zijn niet die van de ondertekende slotstand."),
        ("vreemd", "De handtekening onder de slotstand vóór regel 5 klopt niet."),
    ],
)
def test_the_last_head_of_the_old_log_is_what_was_signed(twee: Log, notitie: str, zin: str) -> None:
    vals = twee.boom(1, 4)
    if notitie == "korter":
        vals = twee.boom(1, 3)
    elif notitie == "andere":
        vals = merkle.Pieken(4, ["0" * 64])
    twee.reeksen.pop()
    sleutel = Ed25519PrivateKey.generate() if notitie == "vreemd" else SLEUTEL
    tekst = "x" if notitie == "onleesbaar" else twee.notitie(CARLA, sleutel, vals)
    zinnen = twee.zinnen(reeksen=(EERSTE, Reeks(2, 5, tekst)))
    assert zin in zinnen
    if notitie != "onleesbaar":
        assert "Regel 5 noemt een andere slotstand dan is ingeschreven." in zinnen


def test_a_third_log_of_which_only_the_last_is_left(twee: Log) -> None:
    twee.vervolg(CARLA, SLEUTEL)
    twee.sleutel(CARLA, SLEUTEL, HERHAALREGEL)
    twee.onderteken(CARLA, SLEUTEL)
    assert twee.zinnen() == []
    begin = twee.begin
    uitkomst = twee.controle(twee.rijen[begin - 1 :], punten=tuple(twee.punten[-1:]))
    assert (uitkomst.bevindingen, uitkomst.reeks, uitkomst.begin_nr) == ((), 3, begin)


@pytest.mark.parametrize(
    ("resultaat", "terug", "gezien"),
    [
        (Resultaat.GELUKT, TERUGGEZET + timedelta(seconds=1), True),
        (Resultaat.GELUKT, TERUGGEZET, False),
        (Resultaat.GELUKT, -TERUGGEZET, False),
        (Resultaat.MISLUKT, 10 * TERUGGEZET, False),
    ],
)
def test_a_log_that_went_while_the_clock_ran_ahead(resultaat: Resultaat, terug: timedelta, gezien: bool) -> None:
    """Told once, of the line by which it went, whatever the clock does after that."""
    log = Log()
    begin = lees_blad(log.voeg_toe().blad).tijd
    log.voeg_toe(VERWIJDERREGEL, resultaat=resultaat, tijd=begin)
    for _ in range(2):
        log.voeg_toe(tijd=begin - terug)
    assert log.zinnen() == ["De klok stond vooruit toen bij regel 2 een oud logboek werd weggedaan."] * gezien


def test_a_clock_that_was_set_back_where_no_log_went_is_no_finding() -> None:
    log = Log()
    begin = lees_blad(log.voeg_toe().blad).tijd
    log.voeg_toe(tijd=begin - 10 * TERUGGEZET)
    assert log.zinnen() == []
