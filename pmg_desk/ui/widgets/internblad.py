"""A page for internal use, made on the database thread: to the printer, or to a file that the user chooses."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from pmg_desk.domain.fouten import Fout
from pmg_desk.exchange.wegschrijven import BestandNietGeschreven, schrijf_heel
from pmg_desk.services.uitgaven import Uitgave, mark_uitgave
from pmg_desk.storage.models import VerstrekkingStatus
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.afdrukken import druk_af
from pmg_desk.ui.widgets.bestandskeuze import kies_opslaan


def _zeg(tekst: str) -> str:
    return QCoreApplication.translate("Internblad", tekst)


def druk_blad(ouder: QWidget, omgeving: Omgeving, maak: Callable[[], Uitgave | bytes]) -> None:
    """Make the page and send it to a printer. One that stands in the register and does not leave becomes *mislukt*."""

    def druk(blad: Uitgave | bytes) -> None:
        def geannuleerd() -> None:
            omgeving.meld(_zeg("Er is niets afgedrukt."))
            _meld_mislukt(ouder, omgeving, blad, _zeg("Afdrukken is geannuleerd."))

        def mislukt(fout: Fout) -> None:
            omgeving.toon_fout(fout)
            _meld_mislukt(ouder, omgeving, blad, _zeg("Afdrukken is niet gelukt."))

        druk_af(
            ouder,
            _pdf(blad),
            klaar=partial(omgeving.meld, _zeg("Het document is naar de printer gestuurd.")),
            fout=mislukt,
            geannuleerd=geannuleerd,
        )

    omgeving.werker.doe(maak, druk, eigenaar=ouder)


def _pdf(blad: Uitgave | bytes) -> bytes:
    return blad.pdf if isinstance(blad, Uitgave) else blad


def _meld_mislukt(ouder: QWidget, omgeving: Omgeving, blad: Uitgave | bytes, reden: str) -> None:
    if isinstance(blad, Uitgave):
        taak = partial(mark_uitgave, omgeving.werkplek, blad.verstrekking_id, VerstrekkingStatus.MISLUKT, reden)
        omgeving.werker.doe(taak, lambda _: None, omgeving.toon_fout, ouder)


def schrijf_blad(omgeving: Omgeving, pad: Path, pdf: bytes, mislukt: Callable[[Fout], object]) -> None:
    """Write a page where the user chose, and say so."""
    try:
        schrijf_heel(pad, pdf)
    except BestandNietGeschreven as fout:
        mislukt(fout)
    else:
        omgeving.meld(_zeg("Het bestand is opgeslagen. Verwijder het als het niet meer nodig is."))


def bewaar_blad(ouder: QWidget, omgeving: Omgeving, maak: Callable[[], Uitgave | bytes], voorstel: str) -> None:
    """Ask for the place first, because a cancelled choice makes no page; then make it and write it there."""

    def naar(pad: Path) -> None:
        def schrijf(blad: Uitgave | bytes) -> None:
            def mislukt(fout: Fout) -> None:
                omgeving.toon_fout(fout)
                _meld_mislukt(ouder, omgeving, blad, _zeg("Opslaan is niet gelukt."))

            schrijf_blad(omgeving, pad, _pdf(blad), mislukt)

        omgeving.werker.doe(maak, schrijf, eigenaar=ouder)

    kies_opslaan(ouder, _zeg("Opslaan als PDF"), voorstel, ["PDF (*.pdf)"], naar, uitgang="pdf")
