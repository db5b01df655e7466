"""Backups: made whole or not at all, checked by opening, when they are due, and gone after the term."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from pmg_desk.domain.fouten import GeenToegang, OngeldigeInvoer
from pmg_desk.domain.kluisfouten import KluisNietBereikbaar
from pmg_desk.kluis import reservekopie
from pmg_desk.kluis.reservekopie import (
    FEITEN,
    GeenReservekopie,
    bestanden_kloppen,
    lees_generatie,
    list_generaties,
    reservemap,
)
from pmg_desk.services import kluisinzicht, reservekopieen
from pmg_desk.services.reservekopieen import ReservekopieMislukt, make_reservekopie
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage import controlepunten, kopie, logregels, migrations
from tests.kluisdoos import NU, Kluisdoos, alle_regels


def wijzig(werkplek: Werkplek) -> None:
    """Something that a backup is for."""
    with werkplek.doe() as t:
        t.log("casus.verwijzen", "casus")


def stand(werkplek: Werkplek) -> tuple[int, str]:
    with werkplek.doe() as t:
        return logregels.stand(t.db)


def namen(map_: Path) -> set[str]:
    return {pad.name for pad in map_.iterdir()}


def acties(werkplek: Werkplek) -> list[str]:
    return [regel.actie for regel in alle_regels(werkplek)]


def test_a_backup_lies_beside_the_vault_and_holds_all_of_it(kluisdoos: Kluisdoos) -> None:
    bea = kluisdoos.bea()
    voor, _ = stand(bea)
    een = make_reservekopie(bea)
    assert een.pad == kluisdoos.pad.parent / "Zuidwest.kluis-reserve" / "2026-11-23-093000"
    assert namen(een.pad) == {"kluis.db", "kop-a.json", "kop-b.json", FEITEN}
    with bea.doe() as t:
        punt = controlepunten.punten(t.db)[-1]  # the backup is an anchor of the log: its head was signed
        assert list(controlepunten.blad_hashes(t.db, een.feiten.log_nr, een.feiten.log_nr)) == [een.feiten.log_hash]
    assert (punt.aanleiding, punt.grootte, een.feiten.log_nr) == ("reservekopie", voor + 1, voor + 1)
    assert (een.feiten.kluis_id, een.feiten.gemaakt_op, een.feiten.schema) == (bea.kluis_id, NU, migrations.HUIDIG)
    assert bestanden_kloppen(een)
    assert (een.pad / "kop-a.json").read_bytes() == (kluisdoos.pad / "kop-a.json").read_bytes()
    assert een.pad.stat().st_mode & 0o077 == 0
    assert lees_generatie(een.pad) == een
    assert list_generaties(een.pad.parent, bea.kluis_id) == (een,) == list_generaties(een.pad.parent)
    assert list_generaties(een.pad.parent, uuid4()) == ()
    assert acties(bea)[-1] == "reservekopie.maken"
    assert repr(reservekopieen.prepare_reservekopie(bea, "gevraagd")) == "Opdracht()"  # a key stays out of reports


def test_two_in_one_second_stand_side_by_side(kluisdoos: Kluisdoos) -> None:
    bea = kluisdoos.bea()
    assert [make_reservekopie(bea).naam for _ in range(3)] == [
        "2026-11-23-093000",
        "2026-11-23-093000-2",
        "2026-11-23-093000-3",
    ]
    assert [g.naam[-2:] for g in list_generaties(reservemap(kluisdoos.pad))] == ["-3", "-2", "00"]


@pytest.mark.parametrize("schade", ["weg", "geen json", "ander soort", "ander getal", "ander bestand", "geen database"])
def test_a_folder_that_is_no_whole_backup_is_not_one(kluisdoos: Kluisdoos, schade: str) -> None:
    een = make_reservekopie(kluisdoos.bea())
    feiten = een.pad / FEITEN
    tekst = feiten.read_text()
    if schade == "weg":
        feiten.unlink()
    elif schade == "geen database":
        (een.pad / "kluis.db").unlink()
    else:
        nieuw = {
            "geen json": "{",
            "ander soort": tekst.replace("pmg-desk/reservekopie", "iets"),
            "ander getal": tekst.replace('"kop_generatie":', '"kop_generatie":-'),
            "ander bestand": tekst.replace('"kop-a.json"', '"kop-0.json"'),
        }[schade]
        assert nieuw != tekst
        feiten.write_text(nieuw)
    with pytest.raises(GeenReservekopie):
        lees_generatie(een.pad)
    assert list_generaties(een.pad.parent) == ()


def test_what_fails_its_check_is_thrown_away_and_told_at_the_next_unlock(kluisdoos: Kluisdoos, monkeypatch) -> None:
    bea, echt = kluisdoos.bea(), kopie.kopieer
    assert reservekopieen.describe_stand(bea) == ""

    def bederf(bron: Path, doel: Path, *rest: Any) -> None:
        echt(bron, doel, *rest)
        ruw = bytearray(doel.read_bytes())
        ruw[-100] ^= 1
        doel.write_bytes(ruw)

    with monkeypatch.context() as even:
        even.setattr(kopie, "kopieer", bederf)
        with pytest.raises(ReservekopieMislukt):
            make_reservekopie(bea)
    assert namen(reservemap(kluisdoos.pad)) == set()
    assert alle_regels(bea)[-1].resultaat == "mislukt"
    assert reservekopieen.describe_stand(bea).startswith("De laatste reservekopie is niet gelukt.")
    make_reservekopie(bea)
    assert reservekopieen.describe_stand(bea) == ""


def test_a_header_that_this_key_did_not_write_is_no_backup(kluisdoos: Kluisdoos, monkeypatch) -> None:
    bea = kluisdoos.bea()
    monkeypatch.setattr(reservekopieen, "is_echt", lambda *_: False)
    with pytest.raises(ReservekopieMislukt):
        make_reservekopie(bea)


def test_a_header_that_cannot_be_read_stops_the_backup_only(kluisdoos: Kluisdoos) -> None:
    bea = kluisdoos.bea()
    (kluisdoos.pad / "kop-a.json").rename(kluisdoos.pad / "weg")
    with pytest.raises(KluisNietBereikbaar):
        make_reservekopie(bea)
    (kluisdoos.pad / "weg").rename(kluisdoos.pad / "kop-a.json")
    assert namen(reservemap(kluisdoos.pad)) == set()


# when


def test_at_lock_a_backup_is_made_when_something_changed_and_only_then(kluisdoos: Kluisdoos) -> None:
    bea = kluisdoos.bea()
    map_ = reservemap(kluisdoos.pad)
    reservekopieen.backup_at_lock(bea)
    assert len(namen(map_)) == 1  # the first of all
    reservekopieen.backup_at_lock(bea)
    assert len(namen(map_)) == 1
    kluisdoos.sluit(bea)
    bea = kluisdoos.bea()  # logging in and out is no change
    reservekopieen.backup_at_lock(bea)
    assert len(namen(map_)) == 1
    wijzig(bea)
    reservekopieen.backup_at_lock(bea)
    assert len(namen(map_)) == 2


def test_a_large_vault_waits_for_the_next_unlock(kluisdoos: Kluisdoos, monkeypatch) -> None:
    bea = kluisdoos.bea()
    make_reservekopie(bea)
    wijzig(bea)
    with monkeypatch.context() as groot:
        groot.setattr(kluisinzicht, "SNEL_TOT", 10)
        reservekopieen.backup_at_lock(bea)
    assert len(namen(reservemap(kluisdoos.pad))) == 1
    assert reservekopieen.due_at_unlock(bea)
    make_reservekopie(bea, reservekopieen.DAGELIJKS)
    assert not reservekopieen.due_at_unlock(bea)


def test_the_first_unlock_of_a_day_is_backed_up(kluisdoos: Kluisdoos) -> None:
    bea = kluisdoos.bea()
    assert reservekopieen.due_at_unlock(bea)
    make_reservekopie(bea)
    assert not reservekopieen.due_at_unlock(bea)
    kluisdoos.klok.moment += timedelta(hours=14)  # 23:30 here
    assert not reservekopieen.due_at_unlock(bea)
    kluisdoos.klok.moment += timedelta(hours=1)
    assert reservekopieen.due_at_unlock(bea)


def test_no_failure_keeps_the_vault_from_locking(kluisdoos: Kluisdoos, monkeypatch) -> None:
    bea = kluisdoos.bea()
    (reservemap(kluisdoos.pad)).write_text("hier staat al iets")
    reservekopieen.backup_at_lock(bea)
    assert (alle_regels(bea)[-1].actie, alle_regels(bea)[-1].resultaat) == ("reservekopie.maken", "mislukt")
    kluisdoos.sluit(bea)
    bea = kluisdoos.bea()
    assert reservekopieen.describe_stand(bea) != ""


# ageing


def test_backups_go_after_the_term_and_the_newest_stays(kluisdoos: Kluisdoos) -> None:
    bea, map_ = kluisdoos.bea(), reservemap(kluisdoos.pad)
    for _ in range(4):
        make_reservekopie(bea)
        kluisdoos.klok.moment += timedelta(days=10)
    # Made on days 0, 10, 20, 30; it is day 40.
    assert reservekopieen.remove_verouderde(bea) == 1
    assert len(namen(map_)) == 3
    kluisdoos.klok.moment += timedelta(days=100)
    assert reservekopieen.remove_verouderde(bea) == 2
    assert reservekopieen.remove_verouderde(bea) == 0
    assert len(namen(map_)) == 1
    assert reservekopieen.describe_stand(bea).startswith("De enige reservekopie is ouder dan 30 dagen.")
    assert [k.verlopen for k in reservekopieen.describe_reservekopieen(bea).kopieen] == [True]
    make_reservekopie(bea)  # a new one that was checked: now the old one goes at once
    assert [k.verlopen for k in reservekopieen.describe_reservekopieen(bea).kopieen] == [False]
    assert [r.aantal for r in alle_regels(bea) if r.actie == "reservekopie.opruimen"] == [1, 2, 1]


def test_a_clock_that_ran_ahead_keeps_nothing_for_years(kluisdoos: Kluisdoos) -> None:
    bea, map_ = kluisdoos.bea(), reservemap(kluisdoos.pad)
    kluisdoos.klok.moment = NU + timedelta(days=3650)
    make_reservekopie(bea)
    kluisdoos.klok.moment = NU
    assert reservekopieen.remove_verouderde(bea) == 0  # the only one
    make_reservekopie(bea)
    kluisdoos.klok.moment = NU + timedelta(days=31)
    make_reservekopie(bea)
    assert namen(map_) == {"2026-12-24-093000"}


def test_backups_of_another_vault_in_the_same_folder_are_left_alone(kluisdoos: Kluisdoos) -> None:
    bea, map_ = kluisdoos.bea(), reservemap(kluisdoos.pad)
    vreemd = make_reservekopie(bea)
    feiten = vreemd.pad / FEITEN
    feiten.write_text(feiten.read_text().replace(str(bea.kluis_id), str(uuid4())))
    (map_ / ".bezig-deadbeef-1").mkdir()
    kluisdoos.klok.moment += timedelta(days=400)
    make_reservekopie(bea)
    assert len(namen(map_)) == 3


def test_what_a_crash_left_is_removed_with_the_next_backup(kluisdoos: Kluisdoos) -> None:
    bea, map_ = kluisdoos.bea(), reservemap(kluisdoos.pad)
    rest = map_ / f".bezig-{bea.kluis_id.hex[:8]}-oud"
    rest.mkdir(parents=True)
    (rest / "kluis.db").write_bytes(b"half")
    een = make_reservekopie(bea)
    assert namen(map_) == {een.naam}


def test_one_that_cannot_be_deleted_is_counted_as_still_there(kluisdoos: Kluisdoos, monkeypatch) -> None:
    bea = kluisdoos.bea()
    for _ in range(3):
        make_reservekopie(bea)
        kluisdoos.klok.moment += timedelta(days=1)
    kluisdoos.klok.moment += timedelta(days=100)
    echt, keren = reservekopie.verwijder, []

    def weiger(generatie: reservekopie.Generatie) -> None:
        keren.append(generatie)
        if len(keren) == 2:
            raise KluisNietBereikbaar
        echt(generatie)

    monkeypatch.setattr(reservekopie, "verwijder", weiger)
    with pytest.raises(KluisNietBereikbaar):
        reservekopieen.remove_verouderde(bea)
    assert [r.aantal for r in alle_regels(bea) if r.actie == "reservekopie.opruimen"] == [1]


# settings


def test_the_beheerder_chooses_folder_and_term_and_old_folders_go_on_ageing(
    kluisdoos: Kluisdoos, tmp_path: Path
) -> None:
    bea = kluisdoos.bea()
    oud = make_reservekopie(bea)
    schijf = tmp_path / "schijf"
    schijf.mkdir()
    reservekopieen.set_instellingen(bea, schijf, 7)
    nieuw = make_reservekopie(bea)
    assert nieuw.pad.parent == schijf / "Zuidwest.kluis-reserve"
    inzicht = reservekopieen.describe_reservekopieen(bea)
    assert (inzicht.map, inzicht.instellingen.dagen) == (str(nieuw.pad.parent), 7)
    assert [k.pad for k in inzicht.kopieen] == [nieuw.pad, oud.pad]
    reservekopieen.set_instellingen(bea, None, 7)
    kluisdoos.klok.moment += timedelta(days=8)
    derde = make_reservekopie(bea)
    assert not oud.pad.exists()
    assert not nieuw.pad.exists()
    assert [k.pad for k in reservekopieen.describe_reservekopieen(bea).kopieen] == [derde.pad]


@pytest.mark.parametrize(
    ("map_", "dagen", "veld"), [(None, 0, "dagen"), (None, 366, "dagen"), ("weg", 30, "map"), ("Dropbox", 30, "map")]
)
def test_settings_that_cannot_be_are_refused(
    kluisdoos: Kluisdoos, tmp_path: Path, map_: str | None, dagen: int, veld: str
) -> None:
    bea = kluisdoos.bea()
    (tmp_path / "Dropbox").mkdir()
    with pytest.raises(OngeldigeInvoer) as gevangen:
        reservekopieen.set_instellingen(bea, None if map_ is None else tmp_path / map_, dagen)
    assert set(gevangen.value.velden) == {veld}


def test_who_is_not_the_beheerder_sees_and_sets_nothing(kluisdoos: Kluisdoos) -> None:
    carla = kluisdoos.carla()
    for poging in (
        lambda: reservekopieen.describe_reservekopieen(carla),
        lambda: reservekopieen.set_instellingen(carla, None, 1),
    ):
        with pytest.raises(GeenToegang):
            poging()
    reservekopieen.backup_at_lock(carla)  # but works with a backup like everybody
    assert len(namen(reservemap(kluisdoos.pad))) == 1


# every call to the disk failing


class Uitval(BaseException):
    """The machine is gone."""


class Stoorder:
    """Makes the n-th call that writes to the disk fail, before or after it did its work."""

    NAMEN = ("open", "fsync", "replace", "rename", "mkdir", "unlink", "rmdir")

    def __init__(self, monkeypatch: pytest.MonkeyPatch, n: int, fout: BaseException, *, erna: bool) -> None:
        self.geteld = 0
        for naam in self.NAMEN:
            self._vervang(monkeypatch, naam, n, fout, erna=erna)

    def _vervang(self, monkeypatch: pytest.MonkeyPatch, naam: str, n: int, fout: BaseException, *, erna: bool) -> None:
        echt = getattr(os, naam)

        def nep(*args: Any, **kw: Any) -> Any:
            self.geteld += 1
            if self.geteld != n:
                return echt(*args, **kw)
            if erna and naam != "open":
                echt(*args, **kw)
            raise fout

        monkeypatch.setattr(os, naam, nep)


FOUTEN = {"vol": OSError(errno.ENOSPC, "vol"), "kapot": OSError(errno.EIO, "kapot"), "uitval": Uitval()}


@pytest.mark.parametrize("erna", [False, True], ids=["voor", "na"])
@pytest.mark.parametrize("soort", list(FOUTEN))
def test_whatever_call_fails_every_dated_folder_is_a_whole_backup(
    kluisdoos: Kluisdoos, monkeypatch, soort: str, erna: bool
) -> None:
    bea, map_ = kluisdoos.bea(), reservemap(kluisdoos.pad)
    make_reservekopie(bea)
    n = 0
    while True:
        n += 1
        kluisdoos.klok.moment += timedelta(days=20)  # so that an old one goes each time too
        wijzig(bea)
        with monkeypatch.context() as even:
            stoorder = Stoorder(even, n, FOUTEN[soort], erna=erna)
            with suppress(KluisNietBereikbaar, Uitval):
                make_reservekopie(bea)
        for pad in map_.iterdir():
            if not pad.name.startswith("."):
                assert bestanden_kloppen(lees_generatie(pad))
        assert list_generaties(map_, bea.kluis_id)
        if stoorder.geteld < n:
            break
    assert n > 25
    een = make_reservekopie(bea)
    assert not any(naam.startswith(".") for naam in namen(map_))
    assert een.feiten.log_nr == stand(bea)[0] - 1 - (alle_regels(bea)[-1].actie == "reservekopie.opruimen")


def test_a_folder_that_disappeared_has_no_backups(tmp_path: Path, kluisdoos: Kluisdoos) -> None:
    een = make_reservekopie(kluisdoos.bea())
    shutil.rmtree(een.pad.parent)
    assert list_generaties(een.pad.parent) == ()
    with pytest.raises(KluisNietBereikbaar):
        bestanden_kloppen(een)
