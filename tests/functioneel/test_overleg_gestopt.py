"""The power goes during an overleg: what was committed is there, what was typed two seconds before is there too."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication

from pmg_desk.domain.klok import VasteKlok
from pmg_desk.services import aanwezigheid, bespreken, concepten, kluisinzicht, overleggen
from pmg_desk.services.overleggen import OverlegInvoer
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.screens.vergadering import VergaderingScherm
from tests.cijfers import Cijfers
from tests.functioneel.bediening import Bediening
from tests.functioneel.overleggestopt import PUNTEN, getypt
from tests.kluisdoos import NU, REGIE_WACHTWOORD, Kluisdoos
from tests.services.planbouw import bouw

_WORTEL = Path(__file__).resolve().parents[2]
_SAMEN = getypt(1) + getypt(3)
VASTGELEGD: tuple[tuple[set[str], set[str]], ...] = (
    *(((set(), set()),) * 4),
    *((({getypt(0), _SAMEN}, set()),) * 2),
    *((({getypt(0), _SAMEN}, {getypt(5)}),) * 2),
    *((({getypt(0), _SAMEN, getypt(7)}, {getypt(5)}),) * 2),
)
"""What is committed of the first and of the second item at each point."""
CONCEPT: tuple[tuple[set[str], set[str]], ...] = (
    ({getypt(0)}, set()),
    ({getypt(0), getypt(1)}, set()),
    ({getypt(0), getypt(1), getypt(2)}, set()),
    ({getypt(0), _SAMEN}, set()),
    (set(), set()),
    (set(), {getypt(5)}),
    (set(), set()),
    ({getypt(0), _SAMEN, getypt(7)}, set()),
    (set(), set()),
    (set(), set()),
)
"""What is in their drafts."""
WAAR = (0, 0, 0, 0, 1, 1, 2, 0, 1, 1)
"""Which item was in sight at each point."""
VERDER = {0: getypt(0), 1: getypt(1), 2: getypt(2), 3: _SAMEN, 5: getypt(5), 7: getypt(7)}
"""The line in which one was typing at each point."""
KOP = {0: "Feit: wat is vastgesteld", 5: "Mening: wat iemand vindt", 7: "Aanname: wat wordt gedacht"}
"""Under which heading."""


def _overleg(carla: Werkplek) -> tuple[UUID, list[UUID]]:
    wereld: Any = SimpleNamespace(regie=carla)
    overleg_id = overleggen.plan_overleg(carla, OverlegInvoer("pga_lokaal", "vandaag"))
    punten = []
    for naam in ("Aad", "Bas", "Cor"):
        casus = bouw(wereld, voornamen=naam)
        punten.append(overleggen.add_agendapunt(carla, overleg_id, casus.casus_id))
        overleggen.set_deelnemers(carla, overleg_id, [casus.professional_id])
    return overleg_id, punten


def _vastgelegd(carla: Werkplek, punt_id: UUID) -> set[str]:
    nu = bespreken.toon_bespreking(carla, punt_id)
    besluiten = {een.tekst.tekst for een in nu.besluiten if een.tekst is not None}
    return {een.tekst.tekst for een in nu.punten} | besluiten


def _concept(carla: Werkplek, punt_id: UUID) -> set[str]:
    gevonden = concepten.find_concept(carla, bespreken.FORMULIER, str(punt_id))
    return set() if gevonden is None else {regel["velden"]["tekst"][0] for regel in gevonden.inhoud["regels"]}


def _bezwaar_na_terugkomst(doos: Kluisdoos, overleg_id: UUID, punt: int, agenda: list[UUID]) -> str:
    """Log in as the user does and look: what is not as it was, or nothing."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    b = Bediening(app, VasteKlok(NU), doos.pad)
    try:
        b.log_in("Carla Casus", REGIE_WACHTWOORD)
        b.voorop()
        b.rust()
        scherm = b.scherm
        if not isinstance(scherm, VergaderingScherm) or scherm.stand is None:
            return "it did not come back in the overleg"
        if scherm.stand.overleg.regel.id != overleg_id or scherm.typdeel.punt is None:
            return "it came back in another overleg"
        if scherm.typdeel.punt.punt_id != agenda[WAAR[punt]]:
            return "it did not come back where it was"
        if scherm.beamer.is_open:
            return "the screen for the room opened by itself"
        regels = {regel.tekst.tekst.waarde(): regel.tekst.tekst.vel for regel in scherm.typdeel.regels}
        waar = WAAR[punt]
        if waar < len(CONCEPT[punt]) and set(regels) != (CONCEPT[punt][waar] or VASTGELEGD[punt][waar]):
            return "what was typed does not stand there"
        if punt in VERDER:
            vel = regels[VERDER[punt]]
            if not vel.hasFocus() or not vel.textCursor().atEnd():
                return "the cursor is not at the end of what was typed"
            koppen = {regel.tekst.tekst.label for regel in scherm.typdeel.regels if regel.tekst.tekst.vel is vel}
            if koppen != {KOP.get(punt, "Wat besluit de tafel" if punt != 2 else "Wat gaat er gebeuren")}:
                return "what was typed stands under another heading"
            b.wacht_tot(lambda: vel.visibleRegion().boundingRect() == vel.rect(), "what was typed in sight")
    finally:
        b.stop()
        app.setQuitOnLastWindowClosed(True)
    return ""


class Proef:
    """A process that loads the program beforehand, so that only the overleg itself is waited for."""

    def __init__(self, thuis: Path) -> None:
        omgeving = {
            **os.environ,
            "PYTHONPATH": str(_WORTEL),
            "PMG_DESK_MAP": str(thuis),
            "QT_QPA_PLATFORM": "offscreen",
        }
        opdracht = [sys.executable, "-m", "tests.functioneel.overleggestopt"]
        pijp, weg = subprocess.PIPE, subprocess.DEVNULL
        self._proces = subprocess.Popen(opdracht, env=omgeving, stdin=pijp, stdout=pijp, stderr=weg, text=True)

    def draai_en_dood(self, doos: Kluisdoos, overleg_id: UUID, punt: int, qtbot: Any) -> None:
        """Run the overleg up to this point, and kill it there."""
        lees, schrijf = self._proces.stdout, self._proces.stdin
        assert lees is not None
        assert schrijf is not None
        schrijf.write(json.dumps([str(doos.pad), str(overleg_id), punt]) + "\n")
        schrijf.flush()
        assert [lees.readline() for _ in range(punt + 1)] == [f"punt {nr}\n" for nr in range(punt + 1)]
        qtbot.wait(2_000)  # what the promise allows; before that no draft is promised
        self._proces.send_signal(signal.SIGKILL)
        self._proces.wait()

    def stop(self) -> None:
        """Leave nothing behind."""
        self._proces.kill()
        self._proces.wait()
        for pijp in (self._proces.stdin, self._proces.stdout):
            assert pijp is not None
            pijp.close()


@pytest.fixture
def proeven(tmp_path: Path, cijfers: Cijfers) -> Iterator[Callable[[], Proef]]:
    """One process after another, each begun while the one before still runs."""
    begonnen: list[Proef] = []

    def begin() -> None:
        begonnen.append(Proef(tmp_path / f"thuis{len(begonnen)}"))

    def volgende() -> Proef:
        proef = begonnen[-1]
        if cijfers.lang and len(begonnen) < PUNTEN:
            begin()
        return proef

    begin()
    yield volgende
    for proef in begonnen:
        proef.stop()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_killed_at_any_point_of_an_overleg_nothing_is_lost(
    proeven: Callable[[], Proef], kluisdoos: Kluisdoos, qtbot: Any, cijfers: Cijfers
) -> None:
    cijfer = cijfers("an overleg killed while it ran", kort=1, lang=PUNTEN, minuten=30)
    punten = range(PUNTEN) if cijfers.lang else (7,)  # typed over what was committed
    for nr in cijfer:
        punt = punten[nr]
        carla = kluisdoos.carla()
        overleg_id, agenda = _overleg(carla)
        kluisdoos.sluit(carla)
        proeven().draai_en_dood(kluisdoos, overleg_id, punt, qtbot)
        carla = kluisdoos.carla()
        if tuple(_vastgelegd(carla, id_) for id_ in agenda[:2]) != VASTGELEGD[punt]:
            cijfer.mislukt(f"point {punt}: what was committed is not there, or more than that")
        if tuple(_concept(carla, id_) for id_ in agenda[:2]) != CONCEPT[punt]:
            cijfer.mislukt(f"point {punt}: what was typed is not there")
        er = sum(een.aanwezig for een in aanwezigheid.list_deelneming(carla, overleg_id))
        if er != (punt == PUNTEN - 1):
            cijfer.mislukt(f"point {punt}: other people are there")
        kluisdoos.sluit(carla)
        if bezwaar := _bezwaar_na_terugkomst(kluisdoos, overleg_id, punt, agenda):
            cijfer.mislukt(f"point {punt}: {bezwaar}")
    if cijfer.gedaan != len(punten):
        cijfer.mislukt("not every point was tried")
    bea = kluisdoos.bea()
    assert kluisinzicht.check_kluis(bea).in_orde
    kluisdoos.sluit(bea)
