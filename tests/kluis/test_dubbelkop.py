"""Two copies of the header: damage, crashes and a refusing disk at every single step of a write."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from pmg_desk.kluis import dubbelkop, kdf
from pmg_desk.kluis.dubbelkop import BESTANDEN, DATABASE, lees_kop, schrijf_kop
from pmg_desk.kluis.duurzaam import schrijf_duurzaam
from pmg_desk.kluis.fouten import GeenKluis, KluisNietBereikbaar, KopBeschadigd, NieuwereVersie
from pmg_desk.kluis.kop import KluisSleutel, Kop, als_bytes, uit_bytes, verzegel
from pmg_desk.kluis.leden import maak_gebruikerslot
from pmg_desk.kluis.sleutels import EigenSleutels
from tests.kluis.kluizen import NU, met_goede_som, zet_beide

KLUIS = UUID(int=1)
SLEUTELS = (KluisSleutel(1, bytes(range(32))),)


@pytest.fixture
def kop() -> Kop:
    instelling = kdf.KdfInstelling(kdf.nieuw_zout(), 64, 1, 1)
    slot = maak_gebruikerslot(EigenSleutels.nieuw(), "wachtwoord", instelling, KLUIS, UUID(int=10), "bea", "Bea")
    return Kop(KLUIS, "eerste", 0, NU, (slot,))


@pytest.fixture
def map_(tmp_path: Path, kop: Kop) -> Path:
    """A folder with both copies of a first header named "eerste"."""
    schrijf_kop(tmp_path, kop, SLEUTELS)
    return tmp_path


def test_a_finished_write_leaves_two_equal_copies_and_nothing_else(map_: Path) -> None:
    a, b = ((map_ / naam).read_bytes() for naam in BESTANDEN)
    assert a == b
    assert {pad.name for pad in map_.iterdir()} == set(BESTANDEN)
    assert [oct(pad.stat().st_mode & 0o777) for pad in map_.iterdir()] == ["0o600", "0o600"]
    gelezen = lees_kop(map_)
    assert (gelezen.kop.generatie, gelezen.andere, gelezen.waarschuwingen) == (1, None, ())


def test_every_write_is_a_next_generation(map_: Path, kop: Kop) -> None:
    for verwacht in (2, 3, 4):
        geschreven, waarschuwingen = schrijf_kop(map_, kop, SLEUTELS)
        assert (geschreven.generatie, waarschuwingen) == (verwacht, ())
        assert lees_kop(map_).kop == geschreven


def _weg(pad: Path) -> None:
    pad.unlink()


def _leeg(pad: Path) -> None:
    pad.write_bytes(b"")


def _half(pad: Path) -> None:
    pad.write_bytes(pad.read_bytes()[:100])


def _bit(pad: Path) -> None:
    stuk = bytearray(pad.read_bytes())
    stuk[200] ^= 1
    pad.write_bytes(stuk)


def _reusachtig(pad: Path) -> None:
    with pad.open("r+b") as bestand:
        bestand.truncate(10**9)


def _map(pad: Path) -> None:
    pad.unlink()
    pad.mkdir()


SCHADE = [_weg, _leeg, _half, _bit, _reusachtig, _map]


@pytest.mark.parametrize("naam", BESTANDEN)
@pytest.mark.parametrize("beschadig", SCHADE)
def test_one_damaged_copy_is_a_warning_and_the_next_write_repairs_it(
    map_: Path, naam: str, beschadig: Callable[[Path], None]
) -> None:
    voor = lees_kop(map_).kop
    beschadig(map_ / naam)
    gelezen = lees_kop(map_)
    assert gelezen.kop == voor
    (waarschuwing,) = gelezen.waarschuwingen
    assert waarschuwing.startswith(f"Het bestand {naam} ontbreekt of is beschadigd. De andere kopie is heel;")
    if beschadig is _map:
        (map_ / naam).rmdir()
    schrijf_kop(map_, gelezen.kop, SLEUTELS)
    assert lees_kop(map_).waarschuwingen == ()


@pytest.mark.parametrize("beschadig", SCHADE)
@pytest.mark.parametrize("daarna", SCHADE)
def test_two_damaged_copies_are_a_damaged_header(
    map_: Path, beschadig: Callable[[Path], None], daarna: Callable[[Path], None]
) -> None:
    (map_ / DATABASE).write_bytes(b"x")
    beschadig(map_ / BESTANDEN[0])
    daarna(map_ / BESTANDEN[1])
    with pytest.raises(KopBeschadigd):
        lees_kop(map_)


def test_a_folder_with_nothing_of_a_vault_is_not_one(tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("hallo")
    with pytest.raises(GeenKluis):
        lees_kop(tmp_path)


def test_a_newer_release_in_either_copy_stops_this_one(map_: Path) -> None:
    ruw = (map_ / BESTANDEN[0]).read_bytes()
    (map_ / BESTANDEN[1]).write_bytes(met_goede_som(ruw, lambda inhoud: inhoud.update({"nieuw": 1}), versie=2))
    with pytest.raises(NieuwereVersie):
        lees_kop(map_)


def test_no_rights_is_not_damage(map_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def weiger(_: Path) -> bytes:
        raise PermissionError(errno.EACCES, "nee")

    monkeypatch.setattr(Path, "read_bytes", weiger)
    with pytest.raises(KluisNietBereikbaar) as gevangen:
        lees_kop(map_)
    assert gevangen.value.wat == "U mag in deze map niet lezen of schrijven."


def test_a_bad_sector_in_one_copy_is_damage_to_that_copy(map_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    echt = Path.read_bytes

    def slechte_sector(pad: Path) -> bytes:
        if pad.name == BESTANDEN[0]:
            raise OSError(errno.EIO, "sector")
        return echt(pad)

    monkeypatch.setattr(Path, "read_bytes", slechte_sector)
    gelezen = lees_kop(map_)
    assert gelezen.kop.naam == "eerste"
    assert len(gelezen.waarschuwingen) == 1


def test_a_forged_generation_is_not_followed(map_: Path, kop: Kop) -> None:
    """A stranger's copy with the highest possible generation would otherwise make the next one unreadable."""
    ruw = (map_ / BESTANDEN[0]).read_bytes()
    (map_ / BESTANDEN[0]).write_bytes(met_goede_som(ruw, lambda inhoud: inhoud.update({"generatie": 2**53 - 1})))
    geschreven, _ = schrijf_kop(map_, kop, SLEUTELS)
    assert geschreven.generatie == 2
    assert lees_kop(map_).kop == geschreven
    assert lees_kop(map_).andere is None


def test_what_could_not_be_read_back_is_never_written(map_: Path, kop: Kop) -> None:
    voor = lees_kop(map_).kop
    with pytest.raises((RuntimeError, KopBeschadigd)):
        schrijf_kop(map_, replace(kop, naam="a" * 500), SLEUTELS)
    assert lees_kop(map_).kop == voor


def test_what_reads_back_differently_is_never_written(map_: Path, kop: Kop, monkeypatch: pytest.MonkeyPatch) -> None:
    voor = lees_kop(map_).kop
    monkeypatch.setattr(dubbelkop, "uit_bytes", lambda ruw: replace(uit_bytes(ruw), naam="anders"))
    with pytest.raises(RuntimeError):
        schrijf_kop(map_, kop, SLEUTELS)
    monkeypatch.undo()
    assert lees_kop(map_).kop == voor


# -- a write that is stopped at the n-th call --------------------------------------------------------------------------


class _Stroomuitval(BaseException):
    """The machine is gone: nothing after this runs, clean-up included."""


class _Stoorder:
    """Makes the n-th call of the ones that write fail, before or after it did its work."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, n: int, fout: BaseException, *, erna: bool) -> None:
        self.geteld = 0
        self.dood = False
        for naam in ("open", "fsync", "replace"):
            self._vervang(monkeypatch, naam, n, fout, erna=erna)

    def _vervang(self, monkeypatch: pytest.MonkeyPatch, naam: str, n: int, fout: BaseException, *, erna: bool) -> None:
        echt: Callable[..., Any] = getattr(os, naam)

        def nep(*args: Any, **kw: Any) -> Any:
            self.geteld += 1
            if self.geteld != n:
                return echt(*args, **kw)
            if erna and naam != "open":
                echt(*args, **kw)
            raise fout

        monkeypatch.setattr(os, naam, nep)


def _gevallen() -> Iterator[Any]:
    for erna in (False, True):
        for soort, fout in (
            ("vol", OSError(errno.ENOSPC, "vol")),
            ("kapot", OSError(errno.EIO, "kapot")),
            ("uitval", _Stroomuitval()),
        ):
            for n in range(1, 11):
                yield pytest.param(n, fout, erna, id=f"{soort}-{'na' if erna else 'voor'}-{n}")


@pytest.mark.parametrize(("n", "fout", "erna"), list(_gevallen()))
def test_old_or_new_header_whatever_call_fails(
    map_: Path, kop: Kop, monkeypatch: pytest.MonkeyPatch, n: int, fout: BaseException, erna: bool
) -> None:
    oud = lees_kop(map_).kop
    with monkeypatch.context() as tijdelijk:
        _Stoorder(tijdelijk, n, fout, erna=erna)
        try:
            geschreven, waarschuwingen = schrijf_kop(map_, replace(kop, naam="tweede"), SLEUTELS)
        except (KluisNietBereikbaar, _Stroomuitval):
            geschreven, waarschuwingen = None, ()
    gelezen = lees_kop(map_)
    assert gelezen.waarschuwingen == ()  # no half file in either place
    if geschreven is None:
        assert gelezen.kop.naam in {"eerste", "tweede"}
        assert gelezen.kop == oud or gelezen.kop.generatie == oud.generatie + 1
    else:
        assert gelezen.kop == geschreven  # what was reported as saved is what opens
        if waarschuwingen:
            assert waarschuwingen == (
                f"De wijziging is opgeslagen, maar de tweede kopie ({BESTANDEN[1]}) kon niet mee.",
            )
    # And the next write succeeds over whatever was left behind.
    derde, waarschuwingen = schrijf_kop(map_, replace(kop, naam="derde"), SLEUTELS)
    assert waarschuwingen == ()
    assert (lees_kop(map_).kop, lees_kop(map_).andere) == (derde, None)
    assert {pad.name for pad in map_.iterdir()} == set(BESTANDEN)


def test_the_failing_calls_cover_the_whole_write(map_: Path, kop: Kop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Open, sync, rename, open folder, sync folder; twice: the ten places that the test above stops at."""
    with monkeypatch.context() as tijdelijk:
        stoorder = _Stoorder(tijdelijk, 0, OSError(), erna=False)
        schrijf_kop(map_, kop, SLEUTELS)
    assert stoorder.geteld == 10


def test_the_older_copy_is_replaced_first(map_: Path, kop: Kop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Halfway, the newest whole header is never the one being overwritten."""
    volgorde: list[str] = []

    def luister(pad: Path, inhoud: bytes) -> None:
        volgorde.append(pad.name)
        schrijf_duurzaam(pad, inhoud)

    monkeypatch.setattr(dubbelkop, "schrijf_duurzaam", luister)
    (map_ / BESTANDEN[1]).write_bytes(als_bytes(verzegel(replace(kop, generatie=9), SLEUTELS)))
    schrijf_kop(map_, kop, SLEUTELS)
    _bit(map_ / BESTANDEN[1])
    schrijf_kop(map_, kop, SLEUTELS)
    assert volgorde == [BESTANDEN[0], BESTANDEN[1], BESTANDEN[1], BESTANDEN[0]]


def test_a_damaged_first_copy_never_costs_the_whole_second_one(map_: Path, kop: Kop) -> None:
    zet_beide(map_, (map_ / BESTANDEN[0]).read_bytes())
    shutil.copy(map_ / BESTANDEN[0], map_ / (BESTANDEN[0] + ".nieuw"))  # left behind by a crash
    schrijf_kop(map_, kop, SLEUTELS)
    assert {pad.name for pad in map_.iterdir()} == set(BESTANDEN)
