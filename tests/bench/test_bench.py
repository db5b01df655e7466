"""Ratios against the bare libraries, measured in one run: run by ``make bench``; ``make test`` runs each once.

The bare side of a database benchmark is the list of statements that the use case itself sends, replayed on the same
connection by the driver, committed just the same: what is left is the price of rules, read models and SQLAlchemy. The
bare side of the PDF lays out the same flowables, made beforehand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from typing import Any

import pytest
import sqlalchemy as sa

from pmg_desk.reports.samenvatting import bouw_verhaal, maak_pdf, zet
from pmg_desk.services import bewaren, casussen, kluizen, werklijst, zoeken
from pmg_desk.services.casussen import NieuweCasus
from pmg_desk.services.demo import make_demo
from pmg_desk.services.jongeren import Adres, JongereInvoer
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.werkplek import Werkplek
from tests.reports import voorbeelden

RONDEN = 40
Opdracht = tuple[str, Any, bool]


@pytest.fixture(scope="module")
def werkplek(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Werkplek]:
    """A casusregisseur in a demo vault: of 3,000 casussen when measuring, of 3 when only trying."""
    meten = request.config.getoption("benchmark_enable")
    een = make_demo(tmp_path_factory.mktemp("bench"), casussen=3000 if meten else 3)
    plek = kluizen.open_kluis(een.kluis, "regie", een.wachtwoord("regie"))
    with plek.engine.begin() as verbinding:  # the log is append-only, and a replay must be undone to be repeated
        for (naam,) in verbinding.execute(sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            verbinding.execute(sa.text(f'DROP TRIGGER "{naam}"'))
    yield plek
    kluizen.close_kluis(plek)


class Naspel:
    """The statements of one use case, to be replayed without anything of ours around them."""

    def __init__(self, werkplek: Werkplek, doe: Callable[[], object]) -> None:
        self._werkplek = werkplek
        self.opdrachten: list[Opdracht] = []
        self._hoogste = self._stand()
        sa.event.listen(werkplek.engine, "before_cursor_execute", self._onthoud)
        try:
            doe()
        finally:
            sa.event.remove(werkplek.engine, "before_cursor_execute", self._onthoud)
        assert self.opdrachten

    def _onthoud(self, _v: Any, _c: Any, tekst: str, waarden: Any, _context: Any, veel: bool) -> None:
        self.opdrachten.append((tekst, waarden, veel))

    def _tabellen(self, verbinding: sa.Connection) -> list[str]:
        vraag = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'zoek#_%' ESCAPE '#'"
        return [str(naam) for (naam,) in verbinding.execute(sa.text(vraag))]

    def _stand(self) -> dict[str, int]:
        with self._werkplek.engine.begin() as verbinding:
            return {
                tabel: verbinding.execute(sa.text(f'SELECT coalesce(max(rowid), 0) FROM "{tabel}"')).scalar_one()
                for tabel in self._tabellen(verbinding)
            }

    def maak_ongedaan(self) -> None:
        """Take out the rows of the round before, which is not measured."""
        with self._werkplek.engine.begin() as verbinding:
            verbinding.execute(sa.text("PRAGMA defer_foreign_keys = ON"))
            for tabel, hoogste in self._hoogste.items():
                verbinding.execute(sa.text(f'DELETE FROM "{tabel}" WHERE rowid > {hoogste}'))

    def speel(self) -> int:
        """Replay everything in one transaction and read all rows; returns how many."""
        ruw = self._werkplek.engine.raw_connection()
        try:
            loper = ruw.cursor()
            loper.execute("BEGIN IMMEDIATE")
            rijen = 0
            for tekst, waarden, veel in self.opdrachten:
                if tekst.startswith("BEGIN"):
                    continue
                (loper.executemany if veel else loper.execute)(tekst, waarden)
                rijen += len(loper.fetchall()) if not veel else 0
            loper.execute("COMMIT")
            return rijen
        finally:
            ruw.close()


_NR = count()


def nieuw() -> NieuweCasus:
    nr = next(_NR)
    return NieuweCasus(
        jongere=JongereInvoer(
            voornamen=f"Zoë{nr}",
            geslachtsnaam="Proefpersoonsma",
            geboortedatum="3-11-2012",
            adres=Adres("Veenplukstraat", "12", "2531 AA", "Den Haag", "moerwijk"),
        ),
        tafels=("pga_lokaal",),
        aangemeld_door="W. van Buntgras",
        aanleiding=UitspraakInvoer("Is drie keer in een maand na middernacht aangetroffen op het plein."),
    )


def _meet(benchmark: Any, doe: Callable[[], object], vooraf: Callable[[], object] | None = None) -> None:
    benchmark.pedantic(doe, setup=vooraf, rounds=RONDEN, iterations=1, warmup_rounds=2)


def _opdracht(werkplek: Werkplek, naam: str) -> Callable[[], object]:
    rij = casussen.list_casussen(werkplek).rijen[0]
    doen: dict[str, Callable[[], object]] = {
        "casus bewaren": lambda: casussen.open_casus(werkplek, nieuw()),
        "zoeken op een naam": partial(zoeken.zoek, werkplek, rij.naam.split(",")[0]),
        "dossier openen": partial(casussen.open_dossier, werkplek, rij.id),
        "eerste bladzijde casussen": partial(casussen.list_casussen, werkplek),
        "werklijst": partial(werklijst.show_werklijst, werkplek),
        "te beoordelen op bewaren": partial(bewaren.list_bewaren, werkplek, bewaren.Toestand.BEOORDELEN),
    }
    return doen[naam]


NAMEN = (
    "casus bewaren",
    "zoeken op een naam",
    "dossier openen",
    "eerste bladzijde casussen",
    "werklijst",
    "te beoordelen op bewaren",
)


@pytest.mark.parametrize("naam", NAMEN)
def test_use_case(benchmark: Any, werkplek: Werkplek, naam: str) -> None:
    benchmark.group, benchmark.name = naam, naam
    _meet(benchmark, _opdracht(werkplek, naam))


@pytest.mark.parametrize("naam", NAMEN)
def test_same_statements_bare(benchmark: Any, werkplek: Werkplek, naam: str) -> None:
    benchmark.group, benchmark.name = naam, f"{naam}_kaal"
    naspel = Naspel(werkplek, _opdracht(werkplek, naam))
    naspel.maak_ongedaan()
    assert naspel.speel() > 0
    _meet(benchmark, naspel.speel, naspel.maak_ongedaan)
    naspel.maak_ongedaan()


def test_pdf(benchmark: Any) -> None:
    benchmark.group, benchmark.name = "samenvatting als pdf", "pdf"
    _meet(benchmark, partial(maak_pdf, voorbeelden.gewone_casus()))


def test_pdf_of_prebuilt_flowables(benchmark: Any) -> None:
    benchmark.group, benchmark.name = "samenvatting als pdf", "pdf_kaal"
    een = voorbeelden.gewone_casus()

    def vooraf() -> tuple[tuple[Any, ...], dict[str, Any]]:
        return (bouw_verhaal(een), een), {}

    benchmark.pedantic(zet, setup=vooraf, rounds=RONDEN, iterations=1, warmup_rounds=2)
