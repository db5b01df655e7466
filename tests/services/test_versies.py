"""Every released vault opens with this version, holds what it held, works on, and upgrades whole or not at all."""

from __future__ import annotations

import json
import shutil
import zipfile
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.klok import VasteKlok
from pmg_desk.domain.kluisfouten import KluisNietBereikbaar
from pmg_desk.kluis.fouten import OnveiligePlek
from pmg_desk.kluis.kdf import KdfInstelling
from pmg_desk.kluis.plek import controleer_plek
from pmg_desk.kluis.reservekopie import bestanden_kloppen, list_generaties, reservemap
from pmg_desk.services import bijwerken, kluizen, logboek, reservekopieen
from pmg_desk.services.besluiten import getoetste_besluiten
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage import logregels, migrations
from pmg_desk.storage.models import Casus, Uitspraak
from tests import casusbouw, paginas
from tests.cijfers import Cijfers
from tests.kluisdoos import NU
from tests.services.test_reservekopieen import FOUTEN, Stoorder, Uitval

MAP = Path(__file__).parents[1] / "versies"
VERSIES = sorted(pad.stem for pad in MAP.glob("*.zip"))


_afgeleid = cache(KdfInstelling.leid_af)


@pytest.fixture(autouse=True)
def een_keer_rekenen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A released vault has the password step of users, most of a second: done once for the same password and salt."""
    monkeypatch.setattr(KdfInstelling, "leid_af", _afgeleid)


class Oud:
    """One released vault, unpacked."""

    def __init__(self, versie: str, map_: Path) -> None:
        self.zegt: dict[str, Any] = json.loads((MAP / f"{versie}.json").read_text())
        self.map = map_
        self.pad = map_ / str(self.zegt["map"])
        self.versie = versie
        self.pak_uit()

    def pak_uit(self) -> None:
        shutil.rmtree(self.pad, ignore_errors=True)
        with zipfile.ZipFile(MAP / f"{self.versie}.zip") as bundel:
            bundel.extractall(self.map)

    def open(self, wie: str = "carla", zeg: reservekopieen.Zeg | None = None) -> Werkplek:
        wachtwoord = self.zegt["wachtwoorden"][wie]
        return kluizen.open_kluis(self.pad, wie, wachtwoord, klok=VasteKlok(NU), herkomst="test", zeg=zeg)

    def controleer(self, werkplek: Werkplek) -> None:
        """The content that the file beside it says there is, and a log that still verifies."""
        assert migrations.revisie(werkplek.engine) == migrations.HUIDIG
        with werkplek.doe() as t:
            assert t.db.get(Casus, UUID(self.zegt["casus"])) is not None
            bladen = {bewaard.nr: bewaard.blad for bewaard in logregels.bewaarde_regels(t.db)}
            assert bladen[self.zegt["logregels"]] == self.zegt["laatste_blad"]
            getoetst = getoetste_besluiten(t, UUID(self.zegt["casus"]))
            geldig = {str(rij.id): uitkomst.geldig for rij, _, uitkomst in getoetst}
            assert geldig == {self.zegt["besluit_geldig"]: True, self.zegt["besluit_ingetrokken"]: False}
            assert t.db.query(Uitspraak).count() > 0
        assert logboek.verify_logboek(werkplek).in_orde


@pytest.fixture(params=VERSIES)
def oud(request: pytest.FixtureRequest, tmp_path: Path) -> Oud:
    return Oud(request.param, tmp_path)


def test_a_released_vault_opens_with_all_it_held(oud: Oud, cijfers: Cijfers) -> None:
    cijfer = cijfers(f"released format {oud.versie}, users who find all of it", kort=len(oud.zegt["wachtwoorden"]))
    sleutel = b""
    for _, wie in zip(cijfer, oud.zegt["wachtwoorden"], strict=True):
        werkplek = oud.open(wie)
        oud.controleer(werkplek)
        assert werkplek.kluis is not None
        sleutel = werkplek.kluis.kluissleutel
        kluizen.close_kluis(werkplek)
    woorden = [woord.encode() for woord in oud.zegt["woorden"]]
    gevonden = paginas.vind(oud.pad / "kluis.db", sleutel, woorden)
    assert [woord for woord in woorden if not gevonden.get(woord)] == []


def test_it_goes_on_working(oud: Oud) -> None:
    werkplek = oud.open()
    casus_id = casusbouw.maak(werkplek)
    kluizen.close_kluis(werkplek)
    werkplek = oud.open()
    with werkplek.doe() as t:
        assert t.casus(casus_id).id == casus_id
    assert [r.verwerking for r in casusbouw.regels(werkplek, "kluis.bijwerken")] == [f"0001-{migrations.HUIDIG}"]
    kluizen.close_kluis(werkplek)


def test_the_backup_of_before_the_upgrade_is_the_old_vault(oud: Oud) -> None:
    kluizen.close_kluis(oud.open())
    (een,) = list_generaties(reservemap(oud.pad))
    assert (een.feiten.schema, een.feiten.log_nr) == ("0001", oud.zegt["logregels"] + 1)  # its log-out


def test_without_a_backup_nothing_is_upgraded(oud: Oud, monkeypatch) -> None:
    reservemap(oud.pad).write_text("hier staat al iets")
    voor = (oud.pad / "kluis.db").read_bytes()
    with pytest.raises(KluisNietBereikbaar):
        oud.open()
    assert (oud.pad / "kluis.db").read_bytes() == voor
    reservemap(oud.pad).unlink()
    kluizen.close_kluis(oud.open())


def test_a_backup_disk_that_is_not_there_does_not_stop_the_upgrade(oud: Oud, tmp_path: Path, monkeypatch) -> None:
    instellingen = reservekopieen.Instellingen(tmp_path / "Dropbox", 30)
    monkeypatch.setattr(reservekopieen, "read_instellingen", lambda _: instellingen)
    gezegd: list[str] = []
    monkeypatch.setattr(reservekopieen, "reserve_map", lambda _: reservemap(oud.pad))
    kluizen.close_kluis(oud.open(zeg=gezegd.append))
    assert len(list_generaties(reservemap(oud.pad))) == 1
    assert gezegd == [bijwerken.KOPIE, bijwerken.BIJWERKEN]
    with pytest.raises(OnveiligePlek):
        controleer_plek(tmp_path / "Dropbox")


@pytest.mark.parametrize("erna", [False, True], ids=["voor", "na"])
@pytest.mark.parametrize("soort", list(FOUTEN))
def test_whatever_call_fails_during_the_upgrade_it_opens_with_everything(
    oud: Oud, monkeypatch, soort: str, erna: bool
) -> None:
    n = 0
    while True:
        n += 11
        with monkeypatch.context() as even:
            stoorder = Stoorder(even, n, FOUTEN[soort], erna=erna)
            with suppress(Fout, Uitval):
                kluizen.close_kluis(oud.open())
        werkplek = oud.open()
        oud.controleer(werkplek)
        kluizen.close_kluis(werkplek)
        if stoorder.geteld < n:
            break
        oud.pak_uit()
        shutil.rmtree(reservemap(oud.pad), ignore_errors=True)
    assert n > 20


STAPPEN = ("begin", "halverwege", "voor de commit", "na de commit", "voor de logregel")


@pytest.mark.parametrize("stap", STAPPEN)
def test_a_crash_at_any_step_of_the_upgrade_leaves_a_vault_that_opens(oud: Oud, monkeypatch, stap: str) -> None:
    with monkeypatch.context() as even:
        val_uit(even, stap)
        with pytest.raises(Uitval):
            oud.open()
    werkplek = oud.open()
    oud.controleer(werkplek)
    assert len(casusbouw.regels(werkplek, "kluis.bijwerken")) == 1
    kluizen.close_kluis(werkplek)


def val_uit(even: pytest.MonkeyPatch, stap: str) -> None:
    import alembic.command
    from alembic import op

    def uitval(*_: object, **__: object) -> None:
        raise Uitval

    if stap == "begin":
        even.setattr(alembic.command, "upgrade", uitval)
    elif stap == "halverwege":
        echt, keren = op.create_table, []

        def derde(*args: Any, **kw: Any) -> Any:
            keren.append(args)
            if len(keren) == 3:
                raise Uitval
            return echt(*args, **kw)

        even.setattr(op, "create_table", derde)
    elif stap == "voor de commit":
        echt_op = alembic.command.upgrade

        def na(*args: Any, **kw: Any) -> None:
            echt_op(*args, **kw)
            raise Uitval

        even.setattr(alembic.command, "upgrade", na)
    elif stap == "na de commit":
        echte = migrations.breng_bij

        def klaar(*args: Any) -> bool:
            echte(*args)
            raise Uitval

        even.setattr(migrations, "breng_bij", klaar)
    else:
        even.setattr(bijwerken, "log_upgrade", uitval)


def test_copies_that_an_old_version_left_in_the_folder_go_once_a_backup_is_whole(
    oud: Oud, monkeypatch: pytest.MonkeyPatch
) -> None:
    resten = [oud.pad / f"kluis-voor-{revisie}.db" for revisie in ("0001", "0002")]
    for rest in resten:
        rest.write_bytes((oud.pad / "kluis.db").read_bytes())

    def onbereikbaar(_: object) -> bool:
        raise KluisNietBereikbaar

    for zonder in (lambda _: False, onbereikbaar):
        monkeypatch.setattr(bijwerken, "bestanden_kloppen", zonder)
        kluizen.close_kluis(oud.open())
        assert all(rest.exists() for rest in resten)
    monkeypatch.setattr(bijwerken, "bestanden_kloppen", bestanden_kloppen)
    unlink = Path.unlink

    def hapert(pad: Path, missing_ok: bool = False) -> None:
        if pad == resten[1]:
            raise PermissionError
        unlink(pad, missing_ok)

    with monkeypatch.context() as even:
        even.setattr(Path, "unlink", hapert)
        kluizen.close_kluis(oud.open())
    assert [rest.exists() for rest in resten] == [False, True]
    werkplek = oud.open()
    opgeruimd = [(r.aantal, r.verwerking) for r in casusbouw.regels(werkplek, "reservekopie.opruimen")]
    kluizen.close_kluis(werkplek)
    assert opgeruimd == [(1, "vroegere_versie"), (1, "vroegere_versie")]
    assert not any(rest.exists() for rest in resten)
    kluizen.close_kluis(oud.open())
