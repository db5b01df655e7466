"""Reading a file: what is right comes over as it stands, what is wrong gives one clear sentence and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from pmg_desk.exchange import kind
from pmg_desk.exchange import leesfouten as f
from pmg_desk.exchange.lezer import Lezer, LezerBug, _Antwoord, lees_tabel
from pmg_desk.exchange.tabel import Grenzen, benoem_kolommen, kolomletter
from tests.exchange.bestanden import CSV, GEHEIM, GEKNOEID, GELDIG, KOP, ONGELDIG, inhoud_van, ruwe_xlsx, tekstrij, xlsx


def _schrijf(map_: Path, soort: str, naam: str, inhoud: bytes) -> Path:
    (map_ / soort).mkdir(exist_ok=True)
    pad = map_ / soort / naam
    pad.write_bytes(inhoud)
    return pad


@pytest.mark.parametrize("naam", GELDIG)
def test_a_good_file_comes_over_as_it_stands(naam: str, lezer: Lezer, tmp_path: Path) -> None:
    bron, kolommen, cellen = GELDIG[naam]
    tabel = lezer.lees(_schrijf(tmp_path, "valid", naam, inhoud_van(bron)))
    assert list(tabel.kolommen) == kolommen
    assert [list(rij.cellen) for rij in tabel.rijen] == cellen
    assert [rij.fouten for rij in tabel.rijen] == [()] * len(cellen)
    assert tabel.soort == ("xlsx" if naam.endswith("xlsx") else "csv")


@pytest.mark.parametrize("naam", [*ONGELDIG, *GEKNOEID])
def test_a_bad_file_gives_one_clear_sentence_without_its_content(naam: str, lezer: Lezer, tmp_path: Path) -> None:
    soort, (bron, verwacht) = ("invalid", ONGELDIG[naam]) if naam in ONGELDIG else ("tampered", GEKNOEID[naam])
    pad = _schrijf(tmp_path, soort, naam, inhoud_van(bron))
    with pytest.raises(f.Leesfout) as fout:
        lezer.lees(pad)
    assert type(fout.value) is verwacht
    for zin in (fout.value.wat, fout.value.veilig, fout.value.doe):
        assert zin[0].isupper()
        assert zin.endswith((".", "?"))
    assert fout.value.veilig == f.Leesfout.veilig
    assert GEHEIM not in repr(fout.value) + fout.value.tekst()


def test_the_same_process_reads_on_after_bad_files(lezer: Lezer, tmp_path: Path) -> None:
    goed = _schrijf(tmp_path, "valid", "a.csv", CSV.encode())
    lezer.lees(goed)
    eerst = lezer.proces_id
    with pytest.raises(f.BestandBeschadigd):
        lezer.lees(_schrijf(tmp_path, "invalid", "b.xlsx", b"PK\x03\x04"))
    assert len(lezer.lees(goed).rijen) == 1
    assert lezer.proces_id == eerst


def test_missing_folder_device_and_unreadable_are_told_apart(lezer: Lezer, tmp_path: Path) -> None:
    with pytest.raises(f.BestandOntbreekt):
        lezer.lees(tmp_path / "weg.csv")
    with pytest.raises(f.GeenBestand):
        lezer.lees(tmp_path)
    with pytest.raises(f.BestandOntbreekt):
        lezer.lees(Path("naam\0met-nul.csv"))
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pijp.csv")
        with pytest.raises(f.GeenBestand):
            lezer.lees(tmp_path / "pijp.csv")


@pytest.mark.skipif(sys.platform == "win32", reason="rights on Windows are not in the mode of a file")
def test_a_file_one_may_not_open(tmp_path: Path) -> None:
    """Root may open everything, so the refusal is tried as nobody where the tests run as root."""
    pad = _schrijf(tmp_path, "invalid", "dicht.csv", CSV.encode())
    pad.chmod(0)
    program = (
        "import os, sys; from pathlib import Path\n"
        "from pmg_desk.exchange import kind; from pmg_desk.exchange.tabel import Grenzen\n"
        "if os.getuid() == 0: os.setuid(65534)\n"
        "print(kind._voer_uit(Path(sys.argv[1]), Grenzen(), lambda bericht: None)['fout']['soort'])"
    )
    for map_ in (tmp_path, *tmp_path.parents):
        if os.getuid() == 0 and map_.name.startswith("pytest-"):
            map_.chmod(0o711)
    klaar = subprocess.run(
        [sys.executable, "-c", program, str(pad)], capture_output=True, text=True, check=True, cwd=Path.cwd()
    )
    assert klaar.stdout.strip() == "GeenLeesrecht"


def test_row_numbers_are_those_of_the_spreadsheet(lezer: Lezer, tmp_path: Path) -> None:
    pad = _schrijf(tmp_path, "valid", "a.csv", b'titel\n\na;b\n"x\ny";1\n\nz;2\n')
    assert [rij.nr for rij in lezer.lees(pad).rijen] == [4, 6]
    pad = _schrijf(tmp_path, "valid", "a.xlsx", xlsx([["a", "b"], [], [1, 2]]))
    assert [rij.nr for rij in lezer.lees(pad).rijen] == [3]


def test_a_row_with_more_cells_than_the_header_is_marked_in_a_csv(lezer: Lezer, tmp_path: Path) -> None:
    pad = _schrijf(tmp_path, "valid", "a.csv", f"a;b\n1;2\n{GEHEIM};2;3\n4\n".encode())
    rijen = lezer.lees(pad).rijen
    assert [rij.cellen for rij in rijen] == [("1", "2"), (GEHEIM, "2"), ("4", "")]
    assert [rij.fouten for rij in rijen] == [
        (),
        ("Deze rij heeft 3 cellen en de kop 2: de cellen kunnen verschoven zijn.",),
        (),
    ]


def test_columns_get_usable_names() -> None:
    assert [kolomletter(i) for i in (0, 25, 26, 701, 702, 16_383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
    assert benoem_kolommen((" a \n b", "", "A b", "Kolom B")) == ("a b", "Kolom B", "A b (2)", "Kolom B (2)")


def test_progress_only_grows_and_ends_with_all_rows(lezer: Lezer, tmp_path: Path) -> None:
    regels = "".join(f"persoon {nr};straat {nr} met een lange naam erbij om bytes te maken\n" for nr in range(90_000))
    pad = _schrijf(tmp_path, "valid", "a.csv", ("naam;adres\n" + regels).encode())
    standen: list[tuple[int, float]] = []
    tabel = lezer.lees(pad, voortgang=lambda rijen, deel: standen.append((rijen, deel)))
    assert len(tabel.rijen) == 90_000
    assert standen == sorted(standen)
    assert len({deel for _, deel in standen}) > 2
    assert all(0 <= deel <= 1 for _, deel in standen)


def test_cancel_ends_the_process_and_gives_nothing(tmp_path: Path) -> None:
    pad = _schrijf(tmp_path, "valid", "a.csv", b"naam;adres\n" + b"x;y\n" * 90_000)
    vragen = iter([False, False])
    with Lezer() as eigen:
        with pytest.raises(f.ImportGeannuleerd):
            eigen.lees(pad, annuleer=lambda: next(vragen, True))
        assert eigen.proces_id is None
        assert len(eigen.lees(pad).rijen) == 90_000


def test_a_parser_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    pad = _schrijf(tmp_path, "valid", "a.xlsx", ruwe_xlsx(tekstrij(1, *KOP) + "<row><c><v>1</v></c></row>" * 500_000))
    with Lezer(Grenzen(seconden=0.0, seconden_per_mib=0.0, rijen=10**7, verhouding=10**4)) as eigen:
        with pytest.raises(f.DuurtTeLang):
            eigen.lees(pad)
        assert eigen.proces_id is None


def test_a_larger_file_gets_more_time_up_to_a_bound() -> None:
    grenzen = Grenzen()
    assert grenzen.tijd_voor(0) == 10
    assert grenzen.tijd_voor(4 * 2**20) == 11
    assert grenzen.tijd_voor(2**40) == 60


@pytest.mark.skipif(sys.platform != "linux", reason="the memory cap of the operating system is used on Linux")
def test_a_parser_that_eats_memory_is_stopped_by_the_cap(tmp_path: Path) -> None:
    teksten = "".join(f"<si><t>{nr:030}</t></si>" for nr in range(400_000))
    pad = _schrijf(tmp_path, "tampered", "a.xlsx", ruwe_xlsx(tekstrij(1, *KOP) + tekstrij(2, "x"), teksten=teksten))
    with Lezer(replace(Grenzen(), geheugen=24 * 2**20)) as eigen, pytest.raises((f.TeGroot, f.LezenGestopt)):
        eigen.lees(pad)
    assert len(lees_tabel(pad).rijen) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_a_parser_that_dies_gives_a_failure_and_the_next_file_a_new_one(tmp_path: Path) -> None:
    pad = _schrijf(tmp_path, "valid", "a.csv", b"naam;adres\n" + b"x;y\n" * 90_000)

    def dood(rijen: int, _: float) -> None:
        if rijen and eigen.proces_id:
            os.kill(eigen.proces_id, signal.SIGKILL)

    with Lezer() as eigen:
        with pytest.raises(f.LezenGestopt):
            eigen.lees(pad, voortgang=dood)
        assert len(eigen.lees(pad).rijen) == 90_000


_POGINGEN = {
    "open(sys.argv[1], 'w')": "write",
    "open(sys.argv[1], 'r+')": "change",
    "os.open(sys.argv[1], os.O_CREAT)": "make",
    "socket.socket()": "network",
    "subprocess.Popen(['true'])": "program",
    "os.system('true')": "shell",
    "os.posix_spawn('/bin/true', ['true'], {})": "spawn",
}


@pytest.mark.parametrize("poging", _POGINGEN)
def test_the_reading_process_can_not_write_connect_or_start(poging: str, tmp_path: Path) -> None:
    pad = _schrijf(tmp_path, "valid", "a.csv", CSV.encode())
    program = (
        "import os, socket, subprocess, sys\nfrom pmg_desk.exchange import kind\nopen(sys.argv[1]).close()\n"
        f"kind.beperk(2**28)\nopen(sys.argv[1]).close()\ntry: {poging}\nexcept kind.Verboden: print('refused')"
    )
    klaar = subprocess.run(
        [sys.executable, "-c", program, str(pad)], capture_output=True, text=True, check=True, cwd=Path.cwd()
    )
    assert klaar.stdout == "refused\n"
    assert pad.read_bytes() == CSV.encode()


def test_the_reading_process_loads_nothing_it_does_not_need(tmp_path: Path) -> None:
    program = (
        "import sys, pmg_desk.exchange.kind; print(sorted(m for m in sys.modules if m.split('.')[0] in sys.argv[1:]))"
    )
    zwaar = ["openpyxl", "PySide6", "sqlalchemy", "stdnum", "cryptography", "sqlcipher3"]
    klaar = subprocess.run(
        [sys.executable, "-c", program, *zwaar], capture_output=True, text=True, check=True, cwd=Path.cwd()
    )
    assert klaar.stdout == "[]\n"


def test_a_bug_travels_as_its_place_and_never_as_its_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The text of an exception may quote a cell."""
    pad = _schrijf(tmp_path, "valid", "a.csv", CSV.encode())

    def stuk(*_: object) -> str:
        raise KeyError(GEHEIM)

    monkeypatch.setattr(kind, "recognise", stuk)
    bericht = kind._voer_uit(pad, Grenzen(), lambda _: None)
    assert [*bericht] == ["bug"]
    assert bericht["bug"].startswith("KeyError in test_lezer.py:")
    with pytest.raises(LezerBug, match=r"^KeyError in test_lezer\.py:\d+$"):
        _Antwoord(Grenzen()).neem(bericht)


@pytest.mark.parametrize(
    "bericht",
    [
        {"iets": 1},
        {"fout": {"soort": "SystemExit", "wat": "x", "veilig": "x", "doe": "x"}},
        {"klaar": {"kop": []}},
        {"rijen": [[1, ["a"], []], [2, ["b"], []]]},
    ],
)
def test_the_program_takes_nothing_from_the_parser_but_what_was_agreed(bericht: dict[str, object]) -> None:
    with pytest.raises(LezerBug):
        _Antwoord(replace(Grenzen(), rijen=1)).neem(bericht)
