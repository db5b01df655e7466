"""Printing a PDF made by the program, from bytes. The print job has a name without a name in it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from pmg_desk.domain.fouten import Fout
from pmg_desk.ui.widgets.dialoog import weiger_dubbel
from pmg_desk.ui.widgets.pdfvoorbeeld import Pdf

_STIPPEN = 300
_volgende: deque[Path | None] = deque()


class AfdrukkenMislukt(Fout):
    """The printer did not take the document."""

    wat = "Het afdrukken is niet gelukt."
    veilig = "Het document is bewaard in de kluis."
    doe = "Kijk of de printer aan staat en druk het opnieuw af."


class AfdrukNaarBestand(Fout):
    """The chosen printer writes an open file. What leaves as a file leaves by a button that says so."""

    wat = "Er is niets afgedrukt: u koos een bestand in plaats van een printer, of er is geen printer gevonden."
    veilig = "Er is geen bestand gemaakt."
    doe = "Kies een printer. Wilt u een bestand, gebruik dan de knop om op te slaan."


def volgende_afdruk(pad: Path | None) -> None:
    """Seam for tests: the next print goes to this file without asking; None is "Annuleren"."""
    _volgende.append(pad)


def druk_af(
    ouder: QWidget,
    inhoud: bytes,
    *,
    klaar: Callable[[], object],
    fout: Callable[[Fout], object],
    geannuleerd: Callable[[], object] | None = None,
    als_bestand: str = AfdrukNaarBestand.doe,
) -> None:
    """Ask for a printer and print; returns at once. Log *uitgegeven* before this, *mislukt* in ``fout``.

    ``als_bestand``: what to do instead, for whoever chose a printer that writes a file.
    """

    def verder(printer: QPrinter, _pad: Path | None) -> None:
        try:
            _teken(printer, inhoud)
        except Fout as reden:
            fout(reden)
        else:
            klaar()

    _kies_printer(ouder, verder, geannuleerd, lambda: fout(AfdrukNaarBestand(doe=als_bestand)))


def druk_reeks_af(
    ouder: QWidget,
    inhouden: Sequence[bytes],
    *,
    klaar: Callable[[], object],
    fout: Callable[[int, Fout], object],
    geannuleerd: Callable[[], object],
    als_bestand: str = AfdrukNaarBestand.doe,
) -> None:
    """Ask for a printer once and print each as a job of its own, so that every copy begins on a new sheet.

    ``fout(nr, why)`` for each that failed, counted from 0; ``klaar`` when all were tried. ``als_bestand`` as in
    :func:`druk_af`: one file would hold only the last copy, so none is printed and each of them failed.
    """

    def verder(printer: QPrinter, pad: Path | None) -> None:
        for nr, inhoud in enumerate(inhouden):
            if pad is not None:
                printer.setOutputFileName(str(pad.with_stem(f"{pad.stem}-{nr + 1}")))
            try:
                _teken(printer, inhoud)
            except Fout as reden:
                fout(nr, reden)
        klaar()

    def geweigerd() -> None:
        for nr in range(len(inhouden)):
            fout(nr, AfdrukNaarBestand(doe=als_bestand))

    _kies_printer(ouder, verder, geannuleerd, geweigerd)


def schrijft_bestand(printer: QPrinter) -> bool:
    """Whether Qt would make a file of it. Not known of a printer of the system that makes a file itself."""
    return printer.outputFormat() is not QPrinter.OutputFormat.NativeFormat or bool(printer.outputFileName())


def _kies_printer(
    ouder: QWidget,
    verder: Callable[[QPrinter, Path | None], object],
    geannuleerd: Callable[[], object] | None,
    geweigerd: Callable[[], object],
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName("PMG Desk")
    printer.setCreator("PMG Desk")
    if _volgende:
        pad = _volgende.popleft()
        if pad is not None:
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(str(pad))
            verder(printer, pad)
        elif geannuleerd is not None:
            geannuleerd()
        return
    weiger_dubbel()
    keuze = QPrintDialog(printer, ouder)
    # Without this Qt itself offers "Print to File" on some systems.
    keuze.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, False)
    keuze.accepted.connect(lambda: geweigerd() if schrijft_bestand(printer) else verder(printer, None))
    if geannuleerd is not None:
        keuze.rejected.connect(geannuleerd)
    keuze.finished.connect(keuze.deleteLater)
    QDialog.open(keuze)


def _teken(printer: QPrinter, inhoud: bytes) -> None:
    pdf = Pdf(inhoud)
    schilder = QPainter()
    try:
        _zet_stand(printer, pdf.maten[0])
        if not schilder.begin(printer):
            raise AfdrukkenMislukt
        for nummer, maat in enumerate(pdf.maten):
            if nummer:
                _zet_stand(printer, maat)
                if not printer.newPage():
                    raise AfdrukkenMislukt
            beeld = pdf.beeld(nummer, _STIPPEN / 72)
            vel = printer.pageLayout().fullRectPixels(printer.resolution())
            past = beeld.size().scaled(vel.size(), Qt.AspectRatioMode.KeepAspectRatio)
            schilder.drawImage(QRect(vel.topLeft(), past), beeld)
    finally:
        if schilder.isActive():
            schilder.end()
        pdf.sluit()


def _zet_stand(printer: QPrinter, maat: tuple[float, float]) -> None:
    liggend = maat[0] > maat[1]
    printer.setFullPage(True)
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if liggend else QPageLayout.Orientation.Portrait)
