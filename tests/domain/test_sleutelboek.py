"""The book of keys: which keys count, from lines of the log and stored endorsements. Signatures are stood in for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.logboek import LEEG, Logregel, Resultaat
from pmg_desk.domain.rollen import Rol
from pmg_desk.domain.sleutelboek import (
    BIJWERKREGEL,
    EXTERN,
    HERSTELREGEL,
    MAAKREGEL,
    VERVANGREGEL,
    Bekrachtigingtekst,
    BewaardeBekrachtiging,
    Sleutelboek,
    Wachtend,
    lees_bekrachtiging,
    lees_sleutelboek,
)
from pmg_desk.domain.sleutelboek import Bekrachtigingsoort as Soort

BEGIN = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


class Log:
    """Lines one minute apart, and endorsements whose signature is the name of the key that made it."""

    def __init__(self) -> None:
        self.regels: list[Logregel] = []
        self.bewaard: list[BewaardeBekrachtiging] = []

    def regel(self, actie: str, wie: str | None, **anders: Any) -> datetime:
        nr = len(self.regels) + 1
        tijd = BEGIN + timedelta(minutes=nr)
        velden: dict[str, Any] = {
            "nr": nr, "vorige": LEEG, "tijd": tijd, "kluis_id": "k", "actor": wie or "?", "actor_naam": "", "rol": "",
            "herkomst": "", "actie": actie, "object_soort": "gebruiker", "object_id": wie, "casus_id": None,
            "resultaat": Resultaat.GELUKT, "verwerking": "", "categorieen": "", "ontvanger": "", "aantal": None,
            "sleutel": None, "detail": None,
        }  # fmt: skip
        self.regels.append(Logregel(**{**velden, **anders}))
        return tijd

    def sleutel(self, wie: str, sleutel: str | None, rol: str = "beheerder", soort: str = "gebruiker") -> datetime:
        return self.regel("gebruiker.sleutel", wie, sleutel=sleutel, verwerking=rol, object_soort=soort)

    def zeg(self, soort: Soort, wie: str, nieuw: str, met: str, rol: str, oud: str = "", age: str = "") -> None:
        """A signed statement that belongs to the last line."""
        tekst = Bekrachtigingtekst(soort, "k", wie, Rol(rol), nieuw, self.regels[-1].tijd, oud, age).tekst()
        self.bewaard.append(BewaardeBekrachtiging(wie, nieuw, tekst, met.encode(), met))

    def nodig_uit(self, wie: str, rol: str = "beheerder", door: str = "bea", met: str = "BEA") -> None:
        self.regel("gebruiker.uitnodigen", wie, sleutel=f"code {wie}", actor=door)
        self.zeg(Soort.UITNODIGING, wie, f"code {wie}", met, rol)

    def genodigd(self, wie: str, sleutel: str, rol: str = "beheerder", door: str = "bea", met: str = "BEA") -> None:
        """A user as they come in: invited, and with first keys that they signed for with their code."""
        self.nodig_uit(wie, rol, door, met)
        self.sleutel(wie, sleutel, rol)
        self.zeg(Soort.EERSTE, wie, sleutel, f"code {wie}", rol, f"code {wie}", f"age1{wie}")

    def van_elders(self, wie: str, sleutel: str, door: str = "bea", met: str = "BEA") -> None:
        """An officer as they are pinned."""
        self.regel(
            "gebruiker.sleutel", wie, sleutel=sleutel, verwerking="privacy_officer", object_soort=EXTERN, actor=door
        )
        self.zeg(Soort.VERBINDING, wie, sleutel, met, "privacy_officer", age="age1ext")

    def bekrachtig(
        self, wie: str, oud: str, nieuw: str, door: str, met: str, age: str = "age1x", rol: str = "privacy_officer"
    ) -> datetime:
        tijd = self.regel("sleutel.bekrachtigen", wie, sleutel=nieuw, actor=door)
        self.zeg(Soort.VERVANGING, wie, nieuw, met, rol, oud, age)
        return tijd

    def boek(self) -> Sleutelboek:
        return lees_sleutelboek(
            self.regels, self.bewaard, lambda sleutel, _context, _tekst, teken: teken == sleutel.encode()
        )


def geldig(boek: Sleutelboek) -> list[tuple[str, str]]:
    return [(s.gebruiker_id, s.sleutel) for s in boek.sleutels if s.tot is None]


@pytest.fixture
def log() -> Log:
    """Bea and Bob look after the vault, Piet is the officer, Carla works there."""
    een = Log()
    een.sleutel("bea", "BEA")
    een.genodigd("bob", "BOB")
    een.genodigd("piet", "PIET", "privacy_officer")
    een.genodigd("carla", "CARLA", "casusregisseur")
    return een


def test_first_keys_count_from_their_line(log: Log) -> None:
    boek = log.boek()
    assert geldig(boek) == [("bea", "BEA"), ("bob", "BOB"), ("piet", "PIET"), ("carla", "CARLA")]
    assert boek.sleutels[0].sinds == BEGIN + timedelta(minutes=1)
    assert boek.laatste == {"bea": "BEA", "bob": "BOB", "piet": "PIET", "carla": "CARLA"}
    assert (boek.bevindingen, boek.vervangbaar, boek.wachtend) == ((), frozenset(), {})
    assert boek.geldt("bea", "BEA")
    assert not boek.geldt("bea", "BOB")
    assert not boek.geldt("bob", "BEA")


@pytest.mark.parametrize(("sleutel", "rol"), [(None, "beheerder"), ("X", "baas"), ("X", "")])
def test_a_line_without_key_or_role_is_passed_over(log: Log, sleutel: str | None, rol: str) -> None:
    log.sleutel("nieuw", sleutel, rol)
    assert "nieuw" not in log.boek().laatste


def test_a_line_about_nobody_is_passed_over(log: Log) -> None:
    log.regel("gebruiker.stoppen", None)
    assert len(geldig(log.boek())) == 4


@pytest.mark.parametrize("actie", [VERVANGREGEL, HERSTELREGEL])
def test_a_replaced_key_counts_from_its_endorsement_and_the_old_one_until_its_line(log: Log, actie: str) -> None:
    log.regel(actie, "piet", actor="bea")
    assert log.boek().vervangbaar == {"piet"}
    tot = log.sleutel("piet", "PIET2", "privacy_officer")
    boek = log.boek()
    assert (boek.vervangbaar, boek.laatste["piet"]) == (frozenset(), "PIET2")
    assert ("piet", "PIET2") not in geldig(boek)
    assert next((s.tot, s.tot_nr) for s in boek.sleutels if s.sleutel == "PIET") == (tot, len(log.regels))
    assert (boek.wachtend["piet"].oude_sleutel, boek.wachtend["piet"].rol) == ("PIET", Rol.PRIVACY_OFFICER)
    sinds = log.bekrachtig("piet", "PIET", "PIET2", "bea", "BEA", age="age1nieuw")
    boek = log.boek()
    (nieuw,) = [s for s in boek.sleutels if s.sleutel == "PIET2"]
    assert (nieuw.sinds, nieuw.tot, nieuw.rol) == (sinds, None, Rol.PRIVACY_OFFICER)
    assert (boek.wachtend, boek.agesleutels["piet"], boek.bevindingen) == ({}, "age1nieuw", ())


def test_a_second_replacement_names_the_key_before_it(log: Log) -> None:
    for nr in (2, 3):
        log.regel(VERVANGREGEL, "piet")
        log.sleutel("piet", f"PIET{nr}", "privacy_officer")
    assert log.boek().wachtend["piet"].oude_sleutel == "PIET2"
    log.bekrachtig("piet", "PIET", "PIET3", "bea", "BEA")
    assert "piet" in log.boek().wachtend
    log.bekrachtig("piet", "PIET2", "PIET3", "bea", "BEA")
    boek = log.boek()
    assert ("piet", "PIET3") in geldig(boek)
    assert len(boek.bevindingen) == 1


def test_a_new_replacement_forgets_the_age_key_of_the_one_before(log: Log) -> None:
    log.regel(VERVANGREGEL, "piet")
    log.sleutel("piet", "PIET2", "privacy_officer")
    log.bekrachtig("piet", "PIET", "PIET2", "bea", "BEA", age="age1oud")
    log.regel(VERVANGREGEL, "piet")
    log.sleutel("piet", "PIET3", "privacy_officer")
    assert "piet" not in log.boek().agesleutels


def test_a_replacement_for_who_has_no_key_opens_nothing(log: Log) -> None:
    log.regel(VERVANGREGEL, "nieuw")
    assert log.boek().vervangbaar == frozenset()


def test_a_key_of_somebody_else_does_not_count_as_a_first_one(log: Log) -> None:
    log.sleutel("nieuw", "PIET", "privacy_officer")
    boek = log.boek()
    assert ("nieuw", "PIET") not in geldig(boek)
    assert ("piet", "PIET") in geldig(boek)
    assert len(boek.bevindingen) == 1


def test_who_stopped_signs_nothing_more_and_registers_nothing(log: Log) -> None:
    log.regel(VERVANGREGEL, "bob")
    tot = log.regel("gebruiker.stoppen", "bob", actor="bea")
    log.sleutel("bob", "BOB2")
    boek = log.boek()
    assert next(s.tot for s in boek.sleutels if s.gebruiker_id == "bob") == tot
    assert (boek.wachtend, "bob" in dict(geldig(boek))) == ({}, False)


@pytest.mark.parametrize(
    ("sleutel", "rol"), [("PIET2", "beheerder"), ("PIET", "privacy_officer"), ("BEA", "beheerder")]
)
def test_a_replacing_key_is_new_and_keeps_the_role(log: Log, sleutel: str, rol: str) -> None:
    log.regel(VERVANGREGEL, "piet")
    log.sleutel("piet", sleutel, rol)
    boek = log.boek()
    assert ("piet", "PIET") in geldig(boek)
    assert (len(boek.wachtend), set(boek.vervangbaar), len(boek.bevindingen)) == (0, {"piet"}, 1)


def test_the_same_finding_is_told_once(log: Log) -> None:
    for _ in range(3):
        log.sleutel("piet", "NEP", "privacy_officer")
    assert len(log.boek().bevindingen) == 1


class TestElders:
    def test_a_key_from_elsewhere_is_extern_and_follows_the_card(self, log: Log) -> None:
        log.van_elders("ext", "E1")
        log.van_elders("ext", "E2")
        boek = log.boek()
        assert [(s.sleutel, s.tot is None, s.extern) for s in boek.sleutels[4:]] == [
            ("E1", False, True),
            ("E2", True, True),
        ]

    def test_a_key_of_here_is_never_extern(self, log: Log) -> None:
        log.van_elders("ext", "E1")
        log.sleutel("nieuw", "E1", "privacy_officer")
        assert [s.extern for s in log.boek().sleutels if s.sleutel == "E1"] == [False]

    def test_a_user_of_here_gets_no_key_from_elsewhere(self, log: Log) -> None:
        log.van_elders("piet", "E1")
        assert ("piet", "PIET") in geldig(log.boek())
        assert "E1" not in {s.sleutel for s in log.boek().sleutels}

    def test_somebody_elsewhere_endorses_nothing_here(self, log: Log) -> None:
        log.van_elders("ext", "E1")
        log.regel(VERVANGREGEL, "piet")
        log.sleutel("piet", "PIET2", "privacy_officer")
        assert not log.boek().mag_bekrachtigen("ext", "piet")


class TestWieBekrachtigt:
    @pytest.mark.parametrize(
        ("voor", "wie"),
        [("piet", {"bea", "bob"}), ("carla", {"bea", "bob"}), ("bob", {"bea"}), ("bea", {"bob"})],
    )
    def test_a_beheerder_endorses_anybody_else(self, log: Log, voor: str, wie: set[str]) -> None:
        rol = {"piet": "privacy_officer", "carla": "casusregisseur"}.get(voor, "beheerder")
        log.regel(VERVANGREGEL, voor)
        log.sleutel(voor, "NIEUW", rol)
        boek = log.boek()
        assert {door for door in ("bea", "bob", "piet", "carla") if boek.mag_bekrachtigen(door, voor)} == wie

    def test_the_officer_endorses_the_last_beheerder(self, log: Log) -> None:
        log.regel(VERVANGREGEL, "bob")
        log.sleutel("bob", "BOB2")
        log.regel("gebruiker.stoppen", "bea")
        boek = log.boek()
        assert [door for door in ("bea", "bob", "piet", "carla") if boek.mag_bekrachtigen(door, "bob")] == ["piet"]

    def test_nobody_endorses_what_does_not_wait(self, log: Log) -> None:
        assert not log.boek().mag_bekrachtigen("bea", "piet")

    @pytest.mark.parametrize(
        ("door", "met"), [("piet", "PIET2"), ("carla", "CARLA"), ("bea", "BOB"), ("bea", "VREEMD"), ("vreemd", "BEA")]
    )
    def test_a_signature_of_another_does_not_count(self, log: Log, door: str, met: str) -> None:
        log.regel(VERVANGREGEL, "piet")
        log.sleutel("piet", "PIET2", "privacy_officer")
        log.bekrachtig("piet", "PIET", "PIET2", door, met)
        boek = log.boek()
        assert "piet" in boek.wachtend
        assert len(boek.bevindingen) == 1

    def test_an_endorsement_of_another_key_or_kept_with_another_user_does_not_count(self, log: Log) -> None:
        log.regel(VERVANGREGEL, "piet")
        log.sleutel("piet", "PIET2", "privacy_officer")
        log.bekrachtig("piet", "PIET", "ANDERS", "bea", "BEA")
        log.bekrachtig("piet", "PIET", "PIET2", "bea", "BEA")
        goed = log.bewaard.pop()
        log.bewaard += [
            BewaardeBekrachtiging("carla", goed.sleutel, goed.tekst, goed.handtekening, goed.ondertekenaar),
            BewaardeBekrachtiging("piet", "ANDERS", goed.tekst, goed.handtekening, goed.ondertekenaar),
            BewaardeBekrachtiging("piet", goed.sleutel, goed.tekst, b"onzin", goed.ondertekenaar),
            BewaardeBekrachtiging("piet", goed.sleutel, "onzin", goed.handtekening, goed.ondertekenaar),
        ]
        assert "piet" in log.boek().wachtend
        log.bewaard.append(goed)
        assert "piet" not in log.boek().wachtend


class TestEersteSleutels:
    """A first key counts with an invitation by who looks after the vault, and the word of who had its code."""

    def nieuw(self, log: Log, wie: str = "nora") -> tuple[bool, bool, int]:
        """Whether the key of Nora counts, waits, and how many findings there are."""
        boek = log.boek()
        return wie in dict(geldig(boek)), wie in boek.wachtend, len(boek.bevindingen)

    def test_the_whole_way(self, log: Log) -> None:
        log.genodigd("nora", "NORA", "privacy_officer")
        assert self.nieuw(log) == (True, False, 0)
        assert log.boek().agesleutels["nora"] == "age1nora"

    def test_a_line_alone_makes_nobody(self, log: Log) -> None:
        log.sleutel("nora", "NORA", "privacy_officer")
        assert self.nieuw(log) == (False, True, 1)
        assert log.boek().wachtend["nora"] == Wachtend("NORA", "", Rol.PRIVACY_OFFICER, log.regels[-1].tijd)

    @pytest.mark.parametrize(
        ("door", "met"), [("carla", "CARLA"), ("piet", "PIET"), ("bea", "CARLA"), ("carla", "BEA"), ("bea", "X")]
    )
    def test_who_does_not_look_after_the_vault_invites_nobody(self, log: Log, door: str, met: str) -> None:
        log.genodigd("nora", "NORA", "privacy_officer", door, met)
        assert self.nieuw(log) == (False, True, 1)

    def test_who_stopped_invites_nobody(self, log: Log) -> None:
        log.regel("gebruiker.stoppen", "bob")
        log.genodigd("nora", "NORA", "privacy_officer", "bob", "BOB")
        assert self.nieuw(log) == (False, True, 1)

    def test_the_role_is_the_one_of_the_invitation(self, log: Log) -> None:
        log.nodig_uit("nora", "casusregisseur")
        log.sleutel("nora", "NORA", "privacy_officer")
        log.zeg(Soort.EERSTE, "nora", "NORA", "code nora", "privacy_officer", "code nora")
        assert self.nieuw(log) == (False, True, 1)

    def test_the_user_signs_for_the_same_role(self, log: Log) -> None:
        log.nodig_uit("nora", "casusregisseur")
        log.sleutel("nora", "NORA", "casusregisseur")
        log.zeg(Soort.EERSTE, "nora", "NORA", "code nora", "privacy_officer", "code nora")
        assert self.nieuw(log) == (False, True, 1)

    @pytest.mark.parametrize(("oud", "met"), [("code piet", "code piet"), ("code nora", "NORA"), ("", "code nora")])
    def test_only_who_has_the_code_signs_for_a_first_key(self, log: Log, oud: str, met: str) -> None:
        log.nodig_uit("nora")
        log.sleutel("nora", "NORA")
        log.zeg(Soort.EERSTE, "nora", "NORA", met, "beheerder", oud)
        assert self.nieuw(log) == (False, True, 1)

    def test_one_kind_of_statement_is_not_another(self, log: Log) -> None:
        log.nodig_uit("nora")
        log.sleutel("nora", "NORA")
        log.zeg(Soort.VERVANGING, "nora", "NORA", "code nora", "beheerder", "code nora")
        assert self.nieuw(log) == (False, True, 1)

    def test_a_new_code_ends_the_one_before(self, log: Log) -> None:
        log.nodig_uit("nora")
        log.regel("gebruiker.uitnodigen", "nora", sleutel=None)
        log.sleutel("nora", "NORA")
        log.zeg(Soort.EERSTE, "nora", "NORA", "code nora", "beheerder", "code nora")
        assert self.nieuw(log) == (False, True, 1)

    def test_an_invitation_ends_when_its_user_stops(self, log: Log) -> None:
        log.nodig_uit("nora")
        log.regel("gebruiker.stoppen", "nora")
        log.sleutel("nora", "NORA")
        log.zeg(Soort.EERSTE, "nora", "NORA", "code nora", "beheerder", "code nora")
        assert self.nieuw(log) == (False, True, 1)

    def test_a_first_key_that_waits_counts_once_it_is_endorsed(self, log: Log) -> None:
        log.sleutel("nora", "NORA", "privacy_officer")
        log.bekrachtig("nora", "", "NORA", "bea", "BEA", rol="casusregisseur")
        assert self.nieuw(log) == (False, True, 2)
        log.bekrachtig("nora", "", "NORA", "bea", "BEA")
        assert self.nieuw(log) == (True, False, 1)

    def test_in_an_own_installation_the_officer_invites(self) -> None:
        log = Log()
        log.sleutel("pim", "PIM", "privacy_officer")
        log.genodigd("eva", "EVA", "privacy_officer", "pim", "PIM")
        assert geldig(log.boek()) == [("pim", "PIM"), ("eva", "EVA")]

    def test_a_key_from_elsewhere_counts_when_who_looks_after_the_vault_signed_for_it(self, log: Log) -> None:
        log.van_elders("ext", "E1")
        assert self.nieuw(log, "ext") == (True, False, 0)
        assert log.boek().agesleutels["ext"] == "age1ext"

    @pytest.mark.parametrize(("door", "met"), [("carla", "CARLA"), ("bea", "CARLA"), ("ext", "E1")])
    def test_nobody_else_signs_for_a_key_from_elsewhere(self, log: Log, door: str, met: str) -> None:
        log.van_elders("ext", "E1", door, met)
        assert self.nieuw(log, "ext") == (False, False, 1)

    def test_a_key_of_here_is_not_taken_over_by_somebody_from_elsewhere(self, log: Log) -> None:
        log.van_elders("ext", "PIET")
        assert self.nieuw(log, "ext") == (False, False, 1)

    def test_a_second_key_from_elsewhere_does_not_count_and_ends_nothing(self, log: Log) -> None:
        log.van_elders("ext", "E1")
        log.sleutel("ext", "NEP", "privacy_officer", EXTERN)
        assert ("ext", "E1") in geldig(log.boek())
        assert self.nieuw(log, "ext") == (True, False, 1)

    def test_a_statement_counts_once(self, log: Log) -> None:
        """Else who writes the old moment in a new line would revive a key that was ended."""
        log.van_elders("ext", "E1")
        tijd = log.regels[-1].tijd
        log.regel("gebruiker.stoppen", "ext", object_soort=EXTERN)
        log.regel(
            "gebruiker.sleutel", "ext", sleutel="E1", verwerking="privacy_officer", object_soort=EXTERN, actor="bea",
            tijd=tijd,
        )  # fmt: skip
        assert self.nieuw(log, "ext") == (False, False, 1)

    def test_in_a_vault_of_an_older_version_lines_count_up_to_its_first_upgrade(self) -> None:
        log = Log()
        log.regel(MAAKREGEL, "k")
        log.sleutel("bea", "BEA")
        log.sleutel("piet", "PIET", "privacy_officer")
        log.regel(BIJWERKREGEL, "k")
        log.sleutel("nora", "NORA", "privacy_officer")
        log.regel(BIJWERKREGEL, "k")
        log.sleutel("noor", "NOOR", "privacy_officer")
        assert geldig(log.boek()) == [("bea", "BEA"), ("piet", "PIET")]
        assert set(log.boek().wachtend) == {"nora", "noor"}

    @pytest.mark.parametrize("eerst", [True, False])
    def test_a_vault_of_this_version_is_never_one_of_an_older(self, eerst: bool) -> None:
        """Its first line names the founder's key; a later line that does not, changes nothing."""
        log = Log()
        if eerst:
            log.regel(MAAKREGEL, "k", sleutel="BEA")
        log.sleutel("bea", "BEA")
        if not eerst:
            log.regel(MAAKREGEL, "k")
        log.sleutel("piet", "PIET", "privacy_officer")
        log.regel(BIJWERKREGEL, "k")
        assert geldig(log.boek()) == [("bea", "BEA")]


TEKST = Bekrachtigingtekst(Soort.VERVANGING, "k", "piet", Rol.PRIVACY_OFFICER, "NIEUW", BEGIN, "OUD", "age1x")


def test_a_text_reads_back() -> None:
    assert lees_bekrachtiging(TEKST.tekst()) == TEKST


@pytest.mark.parametrize(
    "tekst",
    [
        "",
        "[]",
        "{}",
        TEKST.tekst().replace('"age":"age1x",', ""),
        TEKST.tekst().replace("versie 1", "versie 2"),
        TEKST.tekst().replace("privacy_officer", "koning"),
        TEKST.tekst().replace("vervanging", "gunst"),
        TEKST.tekst().replace("2026-11-23T08:00:00.000000Z", "2026-11-23"),
        TEKST.tekst().replace('"2026-11-23T08:00:00.000000Z"', "5"),
        TEKST.tekst()[:-1] + ',"zzz":1}',
        "[" * 5000,
    ],
)
def test_anything_else_is_no_endorsement(tekst: str) -> None:
    with pytest.raises(ValueError, match="not an endorsement"):
        lees_bekrachtiging(tekst)


@given(st.text(max_size=40), st.text(max_size=40))
def test_two_texts_are_equal_only_when_all_they_say_is(een: str, ander: str) -> None:
    try:
        teksten = [replace(TEKST, gebruiker_id=wie).tekst() for wie in (een, ander)]
    except ValueError:
        return
    assert (teksten[0] == teksten[1]) == (een == ander)
