"""A page for internal use, made on the database thread: to the printer, or to a file that the user chooses."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from pmg_desk.domain.fouten import Fout
from pmg_desk.exchange.wegschrijven import BestandNietGeschreven, schrijf_heel
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.afdrukken import druk_af
from pmg_desk.ui.widgets.bestandskeuze import kies_opslaan


def _zeg(tekst: str) -> str:
    return QCoreApplication.translate("Internblad", tekst)


def druk_blad(ouder: QWidget, omgeving: Omgeving, maak: Callable[[], bytes]) -> None:
    """Make the page and send it to a printer."""

    def druk(pdf: bytes) -> None:
        druk_af(
            ouder,
            pdf,
            klaar=partial(omgeving.meld, _zeg("Het document is naar de printer gestuurd.")),
            fout=omgeving.toon_fout,
            geannuleerd=partial(omgeving.meld, _zeg("Er is niets afgedrukt.")),
        )

    omgeving.werker.doe(maak, druk, eigenaar=ouder)


def schrijf_blad(omgeving: Omgeving, pad: Path, pdf: bytes, mislukt: Callable[[Fout], object]) -> None:
    """Write a page where the user chose, and say so."""
    try:
        schrijf_heel(pad, pdf)
    except BestandNietGeschreven as fout:
        mislukt(fout)
    else:
        omgeving.meld(_zeg("Het bestand is opgeslagen. Verwijder het als het niet meer nodig is."))


def bewaar_blad(ouder: QWidget, omgeving: Omgeving, maak: Callable[[], bytes], voorstel: str) -> None:
    """Ask for the place first, because a cancelled choice makes no page; then make it and write it there."""

    def naar(pad: Path) -> None:
        omgeving.werker.doe(maak, lambda pdf: schrijf_blad(omgeving, pad, pdf, omgeving.toon_fout), eigenaar=ouder)

    kies_opslaan(ouder, _zeg("Opslaan als PDF"), voorstel, ["PDF (*.pdf)"], naar, uitgang="pdf")
