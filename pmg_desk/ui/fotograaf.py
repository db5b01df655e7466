"""Pictures of every screen, made with the demo vault and without a display: for looking at, for ``make screens``.

Each user of the demo opens the real window and goes to every screen their role has; the dossier is shown tab by tab.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QDialog, QScrollBar

from pmg_desk import paths
from pmg_desk.services import kluizen, samenvattingen, uitgaven, verstrekkingen
from pmg_desk.services.demo import Demo
from pmg_desk.services.demo_toezicht import make_toezicht
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import Wijze
from pmg_desk.ui.fotodeur import WACHTWOORD, neem_deur
from pmg_desk.ui.fotoroute import bezoeken, volle_casus
from pmg_desk.ui.fototoestel import Beeld, Toestel
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.vergadering import VergaderingScherm
from pmg_desk.ui.venster import Hoofdvenster


class Fotograaf:
    """Takes pictures of a demo vault into a folder; ``toestel`` tells how many, and what went wrong."""

    def __init__(self, demo: Demo, map_: Path) -> None:
        self.demo, self.toestel = demo, Toestel(map_)

    def neem_alles(self, beelden: Sequence[Beeld]) -> None:
        """Every screen in each theme and text size: ``<theme>-<percent>/<user>-<nr>-<screen>.png``."""
        doel = self.toestel.map_
        doel.mkdir(parents=True, exist_ok=True)
        for oud in doel.glob("*-*/*.png"):
            oud.unlink()
        with TemporaryDirectory(prefix="pmg-desk-beelden-") as map_, _eigen_map(Path(map_)):
            neem_deur(self.toestel, self.demo.kluis, Path(map_), beelden)
            for mens in self.demo.gebruikers:
                if mens.gebruikersnaam == "regie2":
                    continue  # sees the same screens as the other casusregisseur
                with _open(self.demo.kluis, mens.gebruikersnaam, mens.wachtwoord) as werkplek:
                    for beeld in beelden:
                        self._gebruiker(werkplek, Path(map_), beeld)
            self._toezicht(Path(map_), beelden)

    def _toezicht(self, map_: Path, beelden: Sequence[Beeld]) -> None:
        """The own installation of a privacy officer, beside a copy of the demo vault."""
        kopie = map_ / "kopie" / self.demo.kluis.name
        shutil.copytree(self.demo.kluis, kopie)
        pad = make_toezicht(replace(self.demo, kluis=kopie), map_ / "toezicht", WACHTWOORD)
        with _open(pad, "toezicht", WACHTWOORD) as werkplek:
            for beeld in beelden:
                self._gebruiker(werkplek, map_, beeld)

    def druk_af(self, map_: Path) -> int:
        """Every summary that the demo issued, exactly as it was, and a new internal one; returns how many."""
        shutil.rmtree(map_, ignore_errors=True)
        map_.mkdir(parents=True)
        kluis, wachtwoord = self.demo.kluis, self.demo.wachtwoord
        with _open(kluis, "privacy", wachtwoord("privacy")) as werkplek:
            # What was told or shown in the room stands in the register too, and has no page.
            op_papier = [regel for regel in verstrekkingen.list_verstrekkingen(werkplek) if regel.heeft_document]
            for nr, regel in enumerate(op_papier, start=1):
                pdf, _ = uitgaven.open_uitgave(werkplek, regel.id)
                (map_ / f"uitgegeven-{nr:02d}.pdf").write_bytes(pdf)
        with _open(kluis, "regie", wachtwoord("regie")) as werkplek:
            uitgave = samenvattingen.issue_intern(werkplek, volle_casus(werkplek).id, Wijze.BESTAND)
            (map_ / uitgave.bestandsnaam).write_bytes(uitgave.pdf)
        return len(list(map_.glob("*.pdf")))

    def _gebruiker(self, werkplek: Werkplek, map_: Path, beeld: Beeld) -> None:
        wie, toestel = werkplek.gebruiker.gebruikersnaam, self.toestel
        with toestel.venster(werkplek, map_, beeld) as (omgeving, venster):
            nu = [""]
            omgeving.storing_gemeld.connect(lambda nr: toestel.storingen.append(f"{nu[0]}: storing {nr}"))
            toestel.wacht(omgeving)
            for volgnr, (naam, sleutel, params) in enumerate(bezoeken(werkplek), start=1):
                nu[0] = f"{wie}-{volgnr:02d}-{naam}"
                venster.navigeer(sleutel, **params)
                toestel.neem(omgeving, venster, beeld, nu[0])
                self._dialoog(omgeving, beeld, nu[0])
                self._zaalscherm(omgeving, venster, beeld, nu[0])
                if (balk := _lange_balk(venster)) is not None:
                    balk.setValue(balk.maximum())
                    toestel.neem(omgeving, venster, beeld, f"{nu[0]}-onder")
                    balk.setValue(0)

    def _dialoog(self, omgeving: Omgeving, beeld: Beeld, naam: str) -> None:
        """A screen that opens a form at once: picture that too, and put it away so that the next screen may ask."""
        vraag = QApplication.activeModalWidget()
        if isinstance(vraag, QDialog):
            self.toestel.neem(omgeving, vraag, beeld, f"{naam}-formulier")
            vraag.reject()
            self.toestel.wacht(omgeving)

    def _zaalscherm(self, omgeving: Omgeving, venster: Hoofdvenster, beeld: Beeld, naam: str) -> None:
        """The screen for the room, with what its presenter sees beside it."""
        scherm = venster.scherm
        if not isinstance(scherm, VergaderingScherm):
            return
        scherm.wissel_scherm()
        self.toestel.wacht(omgeving)
        scherm.beamer.toon_scherm()
        self.toestel.neem(omgeving, venster, beeld, f"{naam}-met-scherm")
        if scherm.beamer.venster is not None:
            self.toestel.neem(omgeving, scherm.beamer.venster, beeld, f"{naam}-scherm-zelf")
        scherm.wissel_scherm()


@contextmanager
def _open(kluis: Path, gebruikersnaam: str, wachtwoord: str) -> Iterator[Werkplek]:
    werkplek = kluizen.open_kluis(kluis, gebruikersnaam, wachtwoord)
    try:
        yield werkplek
    finally:
        kluizen.close_kluis(werkplek)


@contextmanager
def _eigen_map(map_: Path) -> Iterator[None]:
    """Keep the list of vaults of whoever runs this out of the pictures."""
    vorige = os.environ.get(paths.VARIABELE)
    os.environ[paths.VARIABELE] = str(map_ / "gebruiker")
    try:
        yield
    finally:
        if vorige is None:
            del os.environ[paths.VARIABELE]
        else:
            os.environ[paths.VARIABELE] = vorige


def _lange_balk(venster: Hoofdvenster) -> QScrollBar | None:
    """The scroll bar of the largest part of the screen that goes on below the fold, if there is one."""
    vakken = [vak for vak in venster.stapel.findChildren(QAbstractScrollArea) if vak.isVisible()]
    lange = [vak for vak in vakken if vak.verticalScrollBar().maximum() > 120 and vak.height() > 200]
    return max(lange, key=lambda vak: vak.width() * vak.height()).verticalScrollBar() if lange else None
