"""A page as it would be issued, the buttons that issue it, and what comes after: a printer, a file, or a failure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.fouten import Fout
from pmg_desk.services import uitgaven
from pmg_desk.services.uitgaven import Uitgave
from pmg_desk.storage.models import VerstrekkingStatus, Wijze
from pmg_desk.ui.widgets.afdrukken import druk_af
from pmg_desk.ui.widgets.bestandskeuze import kies_opslaan
from pmg_desk.ui.widgets.internblad import schrijf_blad
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.pdfvoorbeeld import PdfVoorbeeld
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.vloei import Vloei


@dataclass(frozen=True, slots=True)
class Uit:
    """How one page goes out: ``voorstel`` is the name of its file, which holds no personal data.

    ``telt_niet`` says what an issue that went wrong does not count as; ``vensternaam`` is over the choice of a place.
    """

    geef_uit: Callable[[Wijze], Uitgave]
    voorstel: str
    vensternaam: str
    vooraf: str
    gelukt: str  # with {} for the number of the copy
    telt_niet: str


class Uitgeefdeel(QWidget):
    """Preview first. Nothing leaves before it is logged; a printer or a disk that fails makes it *mislukt*.

    Lives in a screen, which shows failures and messages.
    """

    def __init__(self, scherm: Scherm, *, als_kaart: bool = False) -> None:
        super().__init__(scherm)
        self.scherm, self.omgeving = scherm, scherm.omgeving
        self._uit: Uit | None = None
        self._uitgave: Uitgave | None = None
        self.stand = Tekst("", "zacht")
        balk = QWidget()
        vloei = Vloei(balk)
        self.afdrukknop = Knop(self.tr("Uitgeven en afdrukken"), "primair", "printer", actie=self._druk_af)
        self.opslaanknop = Knop(self.tr("Uitgeven en opslaan als bestand"), icoon="save", actie=self._sla_op)
        self.misluktknop = Knop(self.tr("Uitgifte is mislukt"), icoon="undo-2", actie=self._meld_mislukt)
        for knop in (self.afdrukknop, self.opslaanknop, self.misluktknop):
            vloei.addWidget(knop)
        self.voorbeeld = PdfVoorbeeld()
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(12)
        vak = kolom
        if als_kaart:
            kaart = Kaart()
            kolom.addWidget(kaart)
            vak = kaart.inhoud
        vak.addWidget(self.stand)
        vak.addWidget(balk)
        vak.addWidget(self.voorbeeld, 1)
        self.zet_uitgegeven(uitgegeven=False)

    def leeg(self) -> None:
        """Take the page away: another is about to come."""
        self._uit = self._uitgave = None
        self.voorbeeld.leeg()
        self.stand.setText("")
        self.zet_uitgegeven(uitgegeven=False)

    def toon(self, pdf: bytes, uit: Uit) -> None:
        """Show a page that is not issued yet."""
        self._uit, self._uitgave = uit, None
        self.voorbeeld.toon(pdf)
        self.stand.setText(uit.vooraf)
        self.zet_uitgegeven(uitgegeven=False)

    def zet_uitgegeven(self, *, uitgegeven: bool) -> None:
        """Show what can be done before, or after."""
        self.afdrukknop.setVisible(not uitgegeven)
        self.opslaanknop.setVisible(not uitgegeven)
        self.misluktknop.setVisible(uitgegeven)

    def _geef_uit(self, wijze: Wijze, klaar: Callable[[Uitgave], object]) -> None:
        uit = self._uit
        assert uit is not None

        def uitgegeven(uitgave: Uitgave) -> None:
            self._uitgave = uitgave
            self.voorbeeld.toon(uitgave.pdf)
            self.stand.setText(uit.gelukt.format(uitgave.exemplaar))
            self.zet_uitgegeven(uitgegeven=True)
            klaar(uitgave)

        self.omgeving.werker.doe(partial(uit.geef_uit, wijze), uitgegeven, self.scherm.toon_fout, self)

    def _druk_af(self) -> None:
        def verder(uitgave: Uitgave) -> None:
            druk_af(
                self,
                uitgave.pdf,
                klaar=lambda: self.scherm.meld(self.tr("Het document is naar de printer gestuurd.")),
                fout=lambda fout: self._mislukt(fout, self.tr("Afdrukken is niet gelukt.")),
                geannuleerd=lambda: self._mislukt(None, self.tr("Afdrukken is geannuleerd.")),
            )

        self._geef_uit(Wijze.PAPIER, verder)

    def _sla_op(self) -> None:
        """Choose the place first: a cancelled choice issues nothing."""
        assert self._uit is not None
        titel, voorstel = self._uit.vensternaam, self._uit.voorstel
        kies_opslaan(self, titel, voorstel, ["PDF (*.pdf)"], self._schrijf_naar, uitgang="pdf")

    def _schrijf_naar(self, pad: Path) -> None:
        def mislukt(fout: Fout) -> None:
            self._mislukt(fout, self.tr("Opslaan is niet gelukt."))

        self._geef_uit(Wijze.BESTAND, lambda uitgave: schrijf_blad(self.omgeving, pad, uitgave.pdf, mislukt))

    def _mislukt(self, fout: Fout | None, reden: str) -> None:
        if fout is not None:
            self.scherm.toon_fout(fout)
        self._meld_mislukt(reden)

    def _meld_mislukt(self, reden: str = "") -> None:
        assert self._uitgave is not None
        waarom = reden or self.tr("De gebruiker meldde dat het exemplaar niet goed uit de printer kwam.")
        taak = partial(
            uitgaven.mark_uitgave,
            self.omgeving.werkplek,
            self._uitgave.verstrekking_id,
            VerstrekkingStatus.MISLUKT,
            waarom,
        )
        self.omgeving.werker.doe(taak, self._is_mislukt, self.scherm.toon_fout, self)

    def _is_mislukt(self, _niets: None) -> None:
        assert self._uit is not None
        self.misluktknop.setVisible(False)
        self.stand.setText(self._uit.telt_niet)
