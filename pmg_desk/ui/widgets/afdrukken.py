"""Printing a PDF made by the program, from bytes. The print job has a name without a name in it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QProgressBar, QWidget

from pmg_desk.domain.fouten import Fout
from pmg_desk.ui.wekker import wekker
from pmg_desk.ui.widgets.dialoog import Dialoog, weiger_tweede_keuze
from pmg_desk.ui.widgets.pdfvoorbeeld import Pdf, PdfOnleesbaar
from pmg_desk.ui.widgets.tekst import Tekst

_STIPPEN = 300
_METEEN = 4  # pages: so few are sent before a window with progress could be read
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


class AfdrukGestopt(Fout):
    """The user stopped while pages were on their way to the printer."""

    wat = "U bent gestopt met afdrukken."
    veilig = "Wat nog niet helemaal naar de printer was, telt niet als uitgegeven."
    doe = "Haal losse bladen uit de printer en druk het opnieuw af als u het nodig hebt."


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
        _Gang(ouder, printer, None, [inhoud], lambda _aantal: klaar(), lambda _nr, reden: fout(reden)).begin()

    _kies_printer(ouder, verder, geannuleerd, lambda: fout(AfdrukNaarBestand(doe=als_bestand)))


def druk_reeks_af(
    ouder: QWidget,
    inhouden: Sequence[bytes],
    *,
    klaar: Callable[[int], object],
    fout: Callable[[int, Fout], object],
    geannuleerd: Callable[[], object],
    als_bestand: str = AfdrukNaarBestand.doe,
) -> None:
    """Ask for a printer once and print each as a job of its own, so that every copy begins on a new sheet.

    ``fout(nr, why)`` for each that failed, counted from 0; ``klaar(how many)`` at the end, when any was sent.
    ``als_bestand`` as in :func:`druk_af`: one file would hold only the last copy, so none is printed and each failed.
    """

    def verder(printer: QPrinter, pad: Path | None) -> None:
        _Gang(ouder, printer, pad, inhouden, klaar, fout).begin()

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
    weiger_tweede_keuze()
    if _volgende:
        pad = _volgende.popleft()
        if pad is not None:
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(str(pad))
            verder(printer, pad)
        elif geannuleerd is not None:
            geannuleerd()
        return
    keuze = QPrintDialog(printer, ouder)
    # Without this Qt itself offers "Print to File" on some systems.
    keuze.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, False)
    keuze.accepted.connect(lambda: geweigerd() if schrijft_bestand(printer) else verder(printer, None))
    if geannuleerd is not None:
        keuze.rejected.connect(geannuleerd)
    keuze.finished.connect(keuze.deleteLater)
    QDialog.open(keuze)


class Afdrukvenster(Dialoog):
    """How far the pages are on their way to the printer; closing it stops."""

    def __init__(self, ouder: QWidget, bladen: int) -> None:
        super().__init__(ouder, QCoreApplication.translate("Afdrukvenster", "Bezig met afdrukken"), breedte=420)
        self.stand = Tekst("")
        self.balk = QProgressBar()
        self.balk.setAccessibleName(self.windowTitle())
        self.balk.setRange(0, bladen)
        self.inhoud.addWidget(self.stand)
        self.inhoud.addWidget(self.balk)
        self.stopknop = self.voeg_knop(self.tr("Stoppen met afdrukken"), actie=self.reject)

    def zet(self, exemplaar: int, exemplaren: int, blad: int) -> None:
        """``blad`` of all pages is next, in this copy; both from 1."""
        zin = self.tr("Bladzijde {0} van {1}").format(blad, self.balk.maximum())
        if exemplaren > 1:
            zin = self.tr("Exemplaar {0} van {1}").format(exemplaar, exemplaren) + " · " + zin
        self.stand.setText(zin)
        self.balk.setValue(blad - 1)


class _Gang:
    """Documents on their way to a printer, a page at a time on the GUI thread: pdfium and the printer know no other.

    ``klaar(how many)`` when any was sent; ``fout(nr, why)`` for each other. Neither once ``ouder`` is gone.
    """

    def __init__(
        self,
        ouder: QWidget,
        printer: QPrinter,
        pad: Path | None,
        inhouden: Sequence[bytes],
        klaar: Callable[[int], object],
        fout: Callable[[int, Fout], object],
    ) -> None:
        self._ouder, self._printer, self._pad, self._inhouden = ouder, printer, pad, inhouden
        self._klaar, self._fout = klaar, fout
        self._over = list(range(len(inhouden)))
        self._gelukt = 0
        self._bladen = self._druk()

    def begin(self) -> None:
        """A few pages at once, more of them with a window that says how far it is."""
        aantal = sum(_telt(inhoud) for inhoud in self._inhouden)
        if aantal <= _METEEN:
            for _ in self._bladen:
                pass
            self._sluit()
            return
        venster = Afdrukvenster(self._ouder, aantal)
        gedaan = 0

        def stap() -> None:
            nonlocal gedaan
            if next(self._bladen, None) is None:
                venster.accept()
                return
            gedaan += 1
            venster.zet(self._over[0] + 1, len(self._inhouden), gedaan)
            if venster.isVisible():
                volgende.start()

        volgende = wekker(venster, 0, stap)
        venster.accepted.connect(self._sluit)
        venster.rejected.connect(self._stop)
        venster.destroyed.connect(lambda _weg: self._bladen.close())  # at a lock: the painter goes before its printer
        venster.toon()
        stap()

    def _druk(self) -> Generator[bool]:
        while self._over:
            nr = self._over[0]
            if self._pad is not None:
                self._printer.setOutputFileName(str(self._pad.with_stem(f"{self._pad.stem}-{nr + 1}")))
            try:
                yield from _teken(self._printer, self._inhouden[nr])
                self._gelukt += 1
            except Fout as reden:
                self._fout(nr, reden)
            self._over.remove(nr)

    def _stop(self) -> None:
        self._printer.abort()
        self._bladen.close()
        for nr in self._over:
            self._fout(nr, AfdrukGestopt())
        self._sluit()

    def _sluit(self) -> None:
        if self._gelukt:
            self._klaar(self._gelukt)


def _telt(inhoud: bytes) -> int:
    try:
        pdf = Pdf(inhoud)
    except PdfOnleesbaar:
        return 0  # said when it is its turn
    pdf.sluit()
    return len(pdf.maten)


def _teken(printer: QPrinter, inhoud: bytes) -> Generator[bool]:
    """Yields before each page. Closed halfway, it leaves nothing open."""
    pdf = Pdf(inhoud)
    schilder = QPainter()
    try:
        _zet_stand(printer, pdf.maten[0])
        if not schilder.begin(printer):
            raise AfdrukkenMislukt
        for nummer, maat in enumerate(pdf.maten):
            yield True
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
