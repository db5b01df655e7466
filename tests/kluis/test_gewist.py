"""The register of erased casussen beside the backups: what counts, what is told, and what a crash leaves."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from pmg_desk.domain.canoniek import canoniek, lees_canoniek
from pmg_desk.domain.certificaat import Ondertekend
from pmg_desk.kluis import gewist
from pmg_desk.kluis.fouten import KluisNietBereikbaar
from pmg_desk.kluis.gewist import BESTAND, Register, herschrijf, lees_register, voeg_toe
from tests.wisbouw import Tweetal


@pytest.fixture(scope="module")
def twee() -> Tweetal:
    return Tweetal()


@pytest.fixture
def map_(tmp_path: Path) -> Path:
    return tmp_path / "kluis.kluis-reserve"


def lees(map_: Path, twee: Tweetal) -> Register:
    return lees_register(map_, twee.kluis_id, twee.sleutels)


def regels(map_: Path) -> list[bytes]:
    return (map_ / BESTAND).read_bytes().splitlines()


def schrijf(map_: Path, *delen: bytes) -> None:
    (map_ / BESTAND).write_bytes(b"".join(deel + b"\n" for deel in delen))


def drie(map_: Path, twee: Tweetal) -> list[Ondertekend]:
    alle = [twee.ondertekend() for _ in range(3)]
    for een in alle:
        voeg_toe(map_, [een])
    return alle


def test_there_is_no_register_before_the_first_line(map_: Path, twee: Tweetal) -> None:
    assert lees(map_, twee) == Register((), (), (), ())
    assert not map_.exists()


def test_lines_come_back_in_order_and_name_the_one_before(map_: Path, twee: Tweetal) -> None:
    alle = drie(map_, twee)
    gelezen = lees(map_, twee)
    assert [een for een, _ in gelezen.geldig] == alle
    assert (gelezen.onbekend, gelezen.elders, gelezen.bevindingen) == ((), (), ())
    schakels = [lees_canoniek(regel.decode())["vorige"] for regel in regels(map_)]
    assert schakels[0] == "0" * 64
    assert len(set(schakels)) == 3


def test_a_line_holds_only_ids_and_numbers(map_: Path, twee: Tweetal) -> None:
    drie(map_, twee)
    assert {tuple(sorted(lees_canoniek(regel.decode()))) for regel in regels(map_)} == {
        ("certificaat", "handtekening", "sleutel", "v", "vorige")
    }
    assert (map_ / BESTAND).stat().st_mode & 0o077 == 0 or os.name == "nt"


def test_a_removed_a_moved_and_an_edited_line_are_told_and_the_others_still_count(map_: Path, twee: Tweetal) -> None:
    alle = drie(map_, twee)
    een, midden, laatst = regels(map_)
    breuk = "Vóór regel {} van het wisregister is een regel weg, veranderd of verplaatst."
    schrijf(map_, een, laatst)
    gelezen = lees(map_, twee)
    assert ([o for o, _ in gelezen.geldig], gelezen.bevindingen) == ([alle[0], alle[2]], (breuk.format(2),))
    schrijf(map_, midden, een, laatst)
    gelezen = lees(map_, twee)
    assert {o for o, _ in gelezen.geldig} == set(alle)
    assert gelezen.bevindingen == (breuk.format(1), breuk.format(2), breuk.format(3))
    schrijf(map_, een, midden.replace(b'\\"uitspraak\\":11', b'\\"uitspraak\\":12'), laatst)
    gelezen = lees(map_, twee)
    assert [o for o, _ in gelezen.geldig] == [alle[0], alle[2]]
    assert gelezen.bevindingen == (
        "Regel 2 van het wisregister: Een handtekening klopt niet: er is iets veranderd.",
        breuk.format(3),
    )


@pytest.mark.parametrize(
    "rommel",
    [b"", b"\xff", b"{}", b"[]", b"[" * 100_000, b'{"v":1}', b'{"v": 1}'],
)
def test_a_damaged_line_hides_no_other(map_: Path, twee: Tweetal, rommel: bytes) -> None:
    alle = drie(map_, twee)
    een, midden, laatst = regels(map_)
    schrijf(map_, een, rommel, midden, laatst)
    gelezen = lees(map_, twee)
    assert [o for o, _ in gelezen.geldig] == alle
    assert gelezen.bevindingen[0] == "Regel 2 van het wisregister is beschadigd."
    assert len(gelezen.bevindingen) == 2


def test_values_of_another_kind_or_version_are_damage(map_: Path, twee: Tweetal) -> None:
    (een,) = (twee.ondertekend(),)
    goed = lees_canoniek(gewist.regel(een, gewist.BEGIN).decode())
    map_.mkdir()
    for anders in ({"v": 2}, {"sleutel": 3}, {"certificaat": "geen"}, {"extra": "x"}):
        schrijf(map_, canoniek({**goed, **anders}).encode())
        assert lees(map_, twee).bevindingen == ("Regel 1 van het wisregister is beschadigd.",)


def test_a_line_with_keys_that_nobody_knows_never_counts(map_: Path, twee: Tweetal) -> None:
    """Otherwise whoever can write to the backup disk could have a casus erased."""
    vreemd = Tweetal(kluis_id=twee.kluis_id)
    voeg_toe(map_, [vreemd.ondertekend()])
    gelezen = lees(map_, twee)
    assert (gelezen.geldig, len(gelezen.onbekend)) == ((), 1)
    assert gelezen.bevindingen == (
        "Regel 1 van het wisregister: Een van beide sleutels is in deze kluis niet bekend met een rol die dit mag.",
    )


def test_lines_of_another_vault_in_the_same_folder_are_left_alone(map_: Path, twee: Tweetal) -> None:
    ander = Tweetal()
    voeg_toe(map_, [ander.ondertekend(), twee.ondertekend()])
    gelezen = lees(map_, twee)
    assert (len(gelezen.geldig), len(gelezen.elders), gelezen.bevindingen) == (1, 1, ())
    assert len(lees(map_, ander).geldig) == 1


def test_a_register_is_written_anew_whole(map_: Path, twee: Tweetal) -> None:
    alle = drie(map_, twee)
    schrijf(map_, *reversed(regels(map_)))
    assert lees(map_, twee).bevindingen != ()
    herschrijf(map_, alle)
    gelezen = lees(map_, twee)
    assert ([o for o, _ in gelezen.geldig], gelezen.bevindingen) == (alle, ())


def test_a_last_line_without_its_end_is_kept_as_damage_and_the_next_one_counts(map_: Path, twee: Tweetal) -> None:
    voeg_toe(map_, [twee.ondertekend()])
    (map_ / BESTAND).write_bytes((map_ / BESTAND).read_bytes()[:-20])
    nieuw = twee.ondertekend()
    voeg_toe(map_, [nieuw])
    gelezen = lees(map_, twee)
    assert [o for o, _ in gelezen.geldig] == [nieuw]
    assert gelezen.bevindingen == ("Regel 1 van het wisregister is beschadigd.",)


def test_a_place_that_refuses_says_so(tmp_path: Path, twee: Tweetal, monkeypatch: pytest.MonkeyPatch) -> None:
    bestand = tmp_path / "geen map"
    bestand.write_bytes(b"x")
    assert lees_register(bestand, twee.kluis_id, twee.sleutels).geldig == ()
    with pytest.raises(KluisNietBereikbaar):
        voeg_toe(bestand, [twee.ondertekend()])
    (tmp_path / "map" / BESTAND).mkdir(parents=True)
    with pytest.raises(KluisNietBereikbaar):
        lees_register(tmp_path / "map", twee.kluis_id, twee.sleutels)

    def vol(*_: object) -> None:
        raise OSError(28, "no space left on device")

    monkeypatch.setattr(os, "replace", vol)
    map_ = tmp_path / "vol"
    with pytest.raises(KluisNietBereikbaar):
        voeg_toe(map_, [twee.ondertekend()])
    assert list(map_.iterdir()) == []


def test_one_person_twice_is_told(map_: Path, twee: Tweetal) -> None:
    alleen = replace(twee, tweede=twee.eerste)
    voeg_toe(map_, [alleen.ondertekend(casus_id=uuid4())])
    gelezen = lees(map_, twee)
    assert gelezen.geldig == ()
    assert gelezen.bevindingen == (
        "Regel 1 van het wisregister: Het certificaat is twee keer door dezelfde persoon ondertekend.",
    )
