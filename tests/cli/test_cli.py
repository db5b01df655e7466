"""The command line as its users start it: a process of its own, with exit codes, and nothing secret in what it says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import sqlalchemy as sa
from pypdf import PdfReader

from pmg_desk.services import casussen, kluizen
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import Verstrekking, VerstrekkingStatus

MENSEN = ("beheerder", "regie", "regie2", "privacy", "lezer")
_WORTEL = Path(__file__).parents[2]
OPDRACHTEN = ("demo", "open", "demo-run", "screens", "importeer", "samenvatting", "logboek", "zelftest")


@dataclass
class Regel:
    """A vault made by the command line itself, and commands on it."""

    map_: Path
    wachtwoorden: dict[str, str] = field(default_factory=dict)
    nummer: str = ""
    _goedkoop: subprocess.Popen[str] | None = None

    @property
    def kluis(self) -> str:
        return str(self.map_ / "demo" / "demo.kluis")

    def doe(self, *argumenten: str, invoer: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command with cheap passwords. Whatever it says holds no password and no traceback."""
        gesprek = self.map_ / "gesprek"
        if self._goedkoop is None:
            gesprek.mkdir()
            self._goedkoop = subprocess.Popen(
                [sys.executable, "-m", "tests.cli.goedkoop"],
                env=self._omgeving(),
                cwd=_WORTEL,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        assert self._goedkoop.stdin is not None
        assert self._goedkoop.stdout is not None
        (gesprek / "in").write_text(invoer, encoding="utf-8")
        self._goedkoop.stdin.write(json.dumps({"argumenten": argumenten, "map": str(gesprek)}) + "\n")
        self._goedkoop.stdin.flush()
        code = int(self._goedkoop.stdout.readline())
        uit, fout = ((gesprek / naam).read_text(encoding="utf-8") for naam in ("uit", "fout"))
        return self._kijk(subprocess.CompletedProcess(argumenten, code, uit, fout))

    def doe_echt(self, *argumenten: str) -> subprocess.CompletedProcess[str]:
        """The very program, which opens no vault with a cheap password."""
        uitkomst = subprocess.run(
            [sys.executable, "-m", "pmg_desk", *argumenten],
            env=self._omgeving(),
            cwd=_WORTEL,
            input="",
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
        return self._kijk(uitkomst)

    def sluit(self) -> None:
        """Nothing more is asked."""
        if self._goedkoop is not None:
            self._goedkoop.communicate()
            assert self._goedkoop.returncode == 0

    def _omgeving(self) -> dict[str, str]:
        return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PMG_DESK_MAP": str(self.map_ / "gebruiker")}

    def _kijk(self, uitkomst: subprocess.CompletedProcess[str]) -> subprocess.CompletedProcess[str]:
        gezegd = uitkomst.stdout + uitkomst.stderr
        assert "Traceback" not in gezegd, gezegd
        assert not [wie for wie, wachtwoord in self.wachtwoorden.items() if wachtwoord in gezegd]
        return uitkomst

    def inlog(self, wie: str = "regie") -> tuple[str, ...]:
        bestand = self.map_ / f"{wie}.txt"
        bestand.write_text(self.wachtwoorden[wie] + "\n", encoding="utf-8")
        return ("--gebruiker", wie, "--wachtwoord-bestand", str(bestand))

    @contextmanager
    def open(self, wie: str) -> Iterator[Werkplek]:
        werkplek = kluizen.open_kluis(Path(self.kluis), wie, self.wachtwoorden[wie])
        try:
            yield werkplek
        finally:
            kluizen.close_kluis(werkplek)

    def vat_samen(self, uit: Path, *gelezen: str, **anders: str) -> subprocess.CompletedProcess[str]:
        """A summary; ``gelezen``: the option that says that text of after the judgement was read."""
        keuzes = {
            "wie": "regie",
            "nummer": self.nummer,
            "voor": "bureau leerlingzaken",
            "functie": "Leerlingzaken",
            **anders,
        }
        return self.doe(
            "samenvatting", self.kluis, keuzes["nummer"], "--voor", keuzes["voor"], "--functie", keuzes["functie"],
            "--uit", str(uit), "--overleg", keuzes.get("overleg", ""), *gelezen, *self.inlog(keuzes["wie"]),
        )  # fmt: skip


_GELEZEN = "--bevestig-nieuw"


@pytest.fixture(scope="module")
def regel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Regel]:
    een = maak_regel(tmp_path_factory.mktemp("cli"))
    yield een
    een.sluit()


def maak_regel(map_: Path) -> Regel:
    """The command line with a demo vault in ``map_``."""
    een = Regel(map_)
    uitkomst = een.doe("demo", str(een.map_ / "demo"), "--casussen", "1", "--zaad", "5")
    assert (uitkomst.returncode, uitkomst.stderr) == (0, "")
    bestand = een.map_ / "demo" / "wachtwoorden.txt"
    assert uitkomst.stdout.splitlines() == [
        f"Demokluis met 1 verzonnen casussen: {een.kluis}",
        f"De gebruikers en hun wachtwoorden staan in {bestand}",
    ]
    for zin in bestand.read_text(encoding="utf-8").splitlines()[2 : 2 + len(MENSEN)]:
        wie, rest = zin.split(maxsplit=1)
        een.wachtwoorden[wie] = rest.split("    (")[0]
    assert tuple(een.wachtwoorden) == MENSEN
    assert not [w for w in een.wachtwoorden.values() if w in uitkomst.stdout]
    with een.open("regie") as werkplek:
        (rij,) = casussen.list_casussen(werkplek).rijen
        een.nummer = rij.nummer
    return een


@pytest.mark.parametrize(
    "opdracht", [(), *((naam,) for naam in OPDRACHTEN), ("logboek", "controleer"), ("logboek", "exporteer")]
)
def test_every_command_explains_itself_in_dutch(tmp_path: Path, opdracht: tuple[str, ...]) -> None:
    uitkomst = Regel(tmp_path).doe_echt(*opdracht, "--help")
    assert uitkomst.returncode == 0
    assert uitkomst.stdout.startswith(f"gebruik: {' '.join(('pmg-desk', *opdracht))} ")
    assert "deze uitleg" in uitkomst.stdout
    assert not [woord for woord in ("usage", "positional", "options", "show this") if woord in uitkomst.stdout]


@pytest.mark.parametrize(
    "fout",
    [
        ("bestaatniet",),
        ("demo",),
        ("demo", "map", "--casussen", "veel"),
        ("logboek",),
        ("logboek", "controleer", "een.kluis"),
        ("logboek", "exporteer", "een.kluis", "--gebruiker", "privacy"),
        ("logboek", "controleer", "een.kluis", "--gebruiker", "regie", "--wachtwoord", "geheim"),
        ("samenvatting", "een.kluis", "PMG-2026-00001", "--gebruiker", "regie"),
    ],
)
def test_a_command_that_is_wrongly_asked_gives_2_and_a_dutch_line(tmp_path: Path, fout: tuple[str, ...]) -> None:
    uitkomst = Regel(tmp_path).doe_echt(*fout)
    assert uitkomst.returncode == 2
    assert uitkomst.stderr.startswith("gebruik: pmg-desk")
    assert uitkomst.stdout == ""


def test_the_log_of_a_demo_vault_is_sound(regel: Regel) -> None:
    uitkomst = regel.doe("logboek", "controleer", regel.kluis, *regel.inlog("privacy"))
    assert (uitkomst.returncode, uitkomst.stderr) == (0, "")
    assert uitkomst.stdout.startswith("Het logboek is in orde.\nStand: ")


def test_the_log_of_a_demo_vault_can_be_checked_elsewhere(regel: Regel) -> None:
    uit = regel.map_ / "logboek"
    opdracht = ("logboek", "exporteer", regel.kluis, str(uit), *regel.inlog("privacy"))
    uitkomst = regel.doe(*opdracht)
    assert (uitkomst.returncode, uitkomst.stderr) == (0, "")
    assert uitkomst.stdout.splitlines()[1] == f"Nagaan, ook op een andere computer: python3 {uit / 'verify.py'}"
    nagegaan = subprocess.run([sys.executable, "-I", "-S", str(uit / "verify.py")], capture_output=True, check=False)
    assert (nagegaan.returncode, nagegaan.stdout[:9]) == (0, b"In orde.\n")
    nogmaals = regel.doe(*opdracht)
    assert (nogmaals.returncode, nogmaals.stdout) == (1, "")
    assert nogmaals.stderr.startswith("Er staat al iets met deze naam.")
    ander = regel.doe("logboek", "exporteer", regel.kluis, str(regel.map_ / "nee"), *regel.inlog())
    assert (ander.returncode, (regel.map_ / "nee").exists()) == (1, False)


def test_a_wrong_password_is_a_refusal_with_a_sentence(regel: Regel) -> None:
    bestand = regel.map_ / "fout.txt"
    bestand.write_text("dit is het goede niet\n", encoding="utf-8")
    opdracht = ("logboek", "controleer", regel.kluis, "--gebruiker", "privacy", "--wachtwoord-bestand", str(bestand))
    uitkomst = regel.doe(*opdracht)
    assert (uitkomst.returncode, uitkomst.stdout) == (1, "")
    assert "wachtwoord" in uitkomst.stderr
    bestand.write_text("", encoding="utf-8")
    assert regel.doe(*opdracht).stderr.startswith("Er is geen wachtwoord gegeven.")
    bestand.unlink()
    assert regel.doe(*opdracht).stderr.startswith("Er is geen wachtwoord gegeven.")


def test_a_vault_that_is_not_there_is_a_refusal_with_a_sentence(regel: Regel) -> None:
    uitkomst = regel.doe("logboek", "controleer", str(regel.map_ / "weg.kluis"), *regel.inlog())
    assert (uitkomst.returncode, uitkomst.stdout) == (1, "")
    assert uitkomst.stderr.count("\n") == 1
    assert not (regel.map_ / "weg.kluis").exists()


def test_a_demo_never_overwrites_unless_asked(regel: Regel) -> None:
    uitkomst = regel.doe("demo", str(regel.map_ / "demo"), "--casussen", "0")
    assert uitkomst.returncode == 1
    assert uitkomst.stderr.startswith("In deze map staat al een demokluis.")
    assert regel.doe("logboek", "controleer", regel.kluis, *regel.inlog("privacy")).returncode == 0


def test_a_summary_leaves_as_a_file_for_the_recipient_who_was_approved(regel: Regel) -> None:
    uit = regel.map_ / "samenvatting.pdf"
    nog_niet = regel.vat_samen(uit)  # the demo tells of things that came after the judgement
    assert nog_niet.stderr.startswith("Er is tekst bijgekomen nadat de privacy officer heeft beslist.")
    assert (nog_niet.returncode, uit.exists()) == (1, False)
    uitkomst = regel.vat_samen(uit, _GELEZEN)
    assert (uitkomst.returncode, uitkomst.stderr) == (0, "")
    assert uitkomst.stdout.startswith("Exemplaar ")
    tekst = "".join(blad.extract_text() for blad in PdfReader(uit).pages)
    assert "VERTROUWELIJK" in tekst
    assert "Bureau Leerlingzaken" in tekst
    assert uit.stat().st_mode & 0o777 == 0o600
    bytes_ = uit.read_bytes()
    nog_eens = regel.vat_samen(uit)
    assert nog_eens.returncode == 1
    assert nog_eens.stderr.startswith("Er staat al een bestand met deze naam.")
    assert uit.read_bytes() == bytes_


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"voor": "Bestaat Niet"}, "Deze organisatie staat niet in het adresboek."),
        ({"voor": "Halt Zuidrand", "functie": "Halt"}, "Er is nu geen geldig akkoord"),
        ({"functie": "Wijkagent"}, "Er is nu geen geldig akkoord"),
        ({"nummer": "PMG-1999-00001"}, "Dit staat niet (meer) in de kluis."),
        ({"wie": "lezer"}, "Dit mag u met uw rol niet"),
        ({"wie": "privacy"}, "Dit mag u met uw rol niet"),
        ({"overleg": "31-2-2026"}, "Dit overleg is niet gevonden"),
        ({"overleg": "1999-01-01"}, "Dit overleg is niet gevonden"),
    ],
)
def test_without_approval_right_or_recipient_there_is_no_file(regel: Regel, anders: dict[str, str], zin: str) -> None:
    uit = regel.map_ / "nooit.pdf"
    uitkomst = regel.vat_samen(uit, _GELEZEN, **anders)
    assert (uitkomst.returncode, uitkomst.stdout) == (1, "")
    assert uitkomst.stderr.startswith(zin)
    assert not uit.exists()


def test_a_file_that_cannot_be_written_is_recorded_as_failed(regel: Regel) -> None:
    uitkomst = regel.vat_samen(regel.map_ / "geen map" / "samenvatting.pdf", _GELEZEN)
    assert uitkomst.returncode == 1
    assert uitkomst.stderr.startswith("De samenvatting kon niet worden geschreven.")
    with regel.open("regie") as werkplek, werkplek.doe() as t:
        laatste = t.db.scalars(sa.select(Verstrekking).order_by(Verstrekking.exemplaar.desc())).first()
        assert laatste is not None
        assert laatste.status is VerstrekkingStatus.MISLUKT


def test_a_list_is_tried_refused_whole_or_imported(regel: Regel) -> None:
    lijst = regel.map_ / "lijst.csv"
    goed = "Voornamen;Achternaam;Geboortedatum\nZoë;Proefpersoonsma;3-11-2012\nÜmit;Testoğullar;2011\n"
    lijst.write_text(goed + "Fout;Datumstra;31-2-2012\n", encoding="utf-8")
    proef = regel.doe("importeer", regel.kluis, str(lijst), "--proef", *regel.inlog())
    assert proef.returncode == 1
    assert "3 rijen gelezen: 2 te importeren, 0 al bekend, 1 met een fout." in proef.stdout
    assert "Proefpersoonsma" not in proef.stdout + proef.stderr
    heel = regel.doe("importeer", regel.kluis, str(lijst), *regel.inlog())
    assert heel.returncode == 1
    assert heel.stderr.startswith("Er is niets geïmporteerd.")
    with regel.open("regie") as werkplek:
        voor = casussen.count_casussen(werkplek)
    lijst.write_text(goed, encoding="utf-8")
    echt = regel.doe("importeer", regel.kluis, str(lijst), *regel.inlog())
    assert (echt.returncode, echt.stderr) == (0, "")
    assert "2 casussen geopend" in echt.stdout
    with regel.open("regie") as werkplek:
        assert casussen.count_casussen(werkplek) == voor + 2
    weg = regel.doe("importeer", regel.kluis, str(regel.map_ / "weg.csv"), *regel.inlog())
    assert (weg.returncode, weg.stdout) == (1, "")


def test_the_self_test_finds_this_installation_whole(tmp_path: Path) -> None:
    uitkomst = Regel(tmp_path).doe_echt("zelftest")
    assert uitkomst.returncode == 0, uitkomst.stdout
    regels = uitkomst.stdout.splitlines()
    assert regels[-1] == "Dit programma is compleet."
    assert [zin.split()[0] for zin in regels[:-1]] == ["goed"] * 9


def test_a_log_that_was_changed_behind_our_back_is_found(regel: Regel) -> None:
    """Last in this file: the vault stays damaged."""
    with regel.open("regie") as werkplek, werkplek.engine.begin() as verbinding:
        for (naam,) in verbinding.execute(sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            verbinding.execute(sa.text(f'DROP TRIGGER "{naam}"'))
        verbinding.execute(sa.text("UPDATE logregel SET actor = 'iemand anders' WHERE nr = 12"))
    uitkomst = regel.doe("logboek", "controleer", regel.kluis, *regel.inlog("privacy"))
    assert uitkomst.returncode == 1
    assert uitkomst.stdout.startswith("Het logboek is NIET in orde.\n")
    assert "12" in uitkomst.stdout
