"""Making a recovery sheet and trying it: the same steps in the wizard and on the screen of the beheerder.

The sheet is shown from memory and goes from there to the printer or a file. While it is being tried it is out of
sight: typing from paper is what proves the paper.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.fouten import Fout, OngeldigeInvoer
from pmg_desk.exchange.wegschrijven import BestandNietGeschreven, schrijf_heel
from pmg_desk.kluis.fouten import AnderHerstelblad, GeenHerstelblad, OngeldigeHerstelsleutel
from pmg_desk.ui.werker import DatabaseWerker
from pmg_desk.ui.widgets.afdrukken import AfdrukkenMislukt, druk_af
from pmg_desk.ui.widgets.bestandskeuze import kies_opslaan
from pmg_desk.ui.widgets.formulier import Formulier
from pmg_desk.ui.widgets.herstelsleutel import HerstelsleutelVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.melding import Melding
from pmg_desk.ui.widgets.pdfvoorbeeld import PdfVoorbeeld
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.vloei import Vloei

if TYPE_CHECKING:
    from pmg_desk.services.herstelblad import Herstelblad

_BREED = 560
_BLADHOOGTE = 430


class Herstelbladstap(QWidget):
    """``maak`` and ``probeer`` run on the worker thread. ``geprobeerd``: the key that was typed opens the vault.
    ``verlaten``: went back from trying, without a sheet in memory to go back to.
    """

    geprobeerd = Signal()
    verlaten = Signal()

    def __init__(
        self,
        werker: DatabaseWerker,
        maak: Callable[[], Herstelblad],
        probeer: Callable[[str], None],
        *,
        eerder: bool = False,
    ) -> None:
        super().__init__()
        self._werker, self._maak, self._probeer = werker, maak, probeer
        self._blad: Herstelblad | None = None
        self._eerder = eerder
        self.melding = Melding(sluitbaar=False)
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(12)
        kolom.addWidget(self.melding)
        self._begin, self._toon, self._proef = self._bouw_begin(), self._bouw_blad(), self._bouw_proef()
        for deel in (self._begin, self._toon, self._proef):
            kolom.addWidget(deel)
        self._zet(self._begin)

    @property
    def blad(self) -> Herstelblad | None:
        """The sheet that was just made."""
        return self._blad

    def _bouw_begin(self) -> QWidget:
        deel = QWidget()
        kolom = _kolom(deel)
        kolom.addWidget(
            Tekst(
                self.tr(
                    "Op het herstelblad staat een sleutel waarmee wie de kluis beheert een nieuw wachtwoord krijgt als"
                    " het oude kwijt is. Zonder wachtwoord en zonder herstelblad komt niemand meer in de kluis, ook de"
                    " makers van dit programma niet. U drukt het blad af en typt daarna de sleutel één keer over. Dan"
                    " weet u zeker dat het werkt."
                )
            )
        )
        self.maakknop = Knop(self.tr("Herstelblad maken"), "primair", "key-round", actie=self.maak)
        self.alknop = Knop(self.tr("Ik heb het blad al: sleutel typen"), actie=self.naar_proef)
        self.alknop.setVisible(self._eerder)
        kolom.addWidget(_rij(self.maakknop, self.alknop))
        return deel

    def _bouw_blad(self) -> QWidget:
        deel = QWidget()
        kolom = _kolom(deel)
        kolom.addWidget(
            Tekst(
                self.tr(
                    "Druk het blad af en berg het op in een afgesloten kast of kluis, niet bij deze computer. Geen"
                    " printer bij de hand? Schrijf de 14 groepen over op papier. Dit blad is straks niet meer op te"
                    " vragen: dan maakt u een nieuw."
                )
            )
        )
        self.afdrukknop = Knop(self.tr("Herstelblad afdrukken"), "primair", "printer", actie=self._druk_af)
        self.opslaanknop = Knop(self.tr("Opslaan als pdf"), icoon="save", actie=self._sla_op)
        self.verderknop = Knop(self.tr("Ik heb het blad: sleutel typen"), actie=self.naar_proef)
        kolom.addWidget(_rij(self.afdrukknop, self.opslaanknop, self.verderknop))
        self.voorbeeld = PdfVoorbeeld()
        self.voorbeeld.setMinimumHeight(_BLADHOOGTE)
        kolom.addWidget(self.voorbeeld)
        return deel

    def _bouw_proef(self) -> Formulier:
        self.sleutel = HerstelsleutelVeld("herstelsleutel", self.tr("Sleutel op het herstelblad"))
        formulier = Formulier(
            [self.sleutel], knop=self.tr("Sleutel controleren"), annuleren=self.tr("Terug"), breedte=_BREED
        )
        formulier.gewijzigd.connect(formulier.herstelknop.hide)
        formulier.bewaren.connect(self._controleer)
        formulier.geannuleerd.connect(self._terug)
        self.formulier = formulier
        return formulier

    def _zet(self, voor: QWidget) -> None:
        for deel in (self._begin, self._toon, self._proef):
            deel.setVisible(deel is voor)

    # making

    def maak(self) -> None:
        """A new sheet; the one before stops."""
        self.maakknop.setEnabled(False)
        self.melding.verberg()
        self._werker.doe(self._maak, self._gemaakt, self._niet_gemaakt, self)

    def _gemaakt(self, blad: Herstelblad) -> None:
        self.maakknop.setEnabled(True)
        self._blad = blad
        self.voorbeeld.toon(blad.pdf)
        self._zet(self._toon)
        self.afdrukknop.setFocus()

    def _niet_gemaakt(self, fout: Fout) -> None:
        self.maakknop.setEnabled(True)
        self.melding.zet_fout(fout)

    def _druk_af(self) -> None:
        assert self._blad is not None
        druk_af(
            self,
            self._blad.pdf,
            klaar=lambda: self.melding.zet("goed", self.tr("Het herstelblad is naar de printer gestuurd.")),
            fout=self._niet_afgedrukt,
        )

    def _niet_afgedrukt(self, fout: Fout) -> None:
        veilig = self.tr("Het herstelblad staat nog in beeld.")
        self.melding.zet_fout(AfdrukkenMislukt(fout.wat, veilig=veilig, doe=fout.doe))

    def _sla_op(self) -> None:
        assert self._blad is not None
        naam = self._blad.bestandsnaam
        kies_opslaan(self, self.tr("Herstelblad opslaan"), naam, ["PDF (*.pdf)"], self._schrijf_naar, uitgang="pdf")

    def _schrijf_naar(self, pad: Path) -> None:
        assert self._blad is not None
        try:
            schrijf_heel(pad, self._blad.pdf)
        except BestandNietGeschreven as fout:
            self.melding.zet_fout(fout)
        else:
            self.melding.zet(
                "waarschuwing",
                self.tr(
                    "Het herstelblad is opgeslagen. Wie dit bestand heeft, kan de kluis openen: druk het af op een"
                    " andere plek en verwijder het bestand daarna."
                ),
            )

    # trying

    def naar_proef(self) -> None:
        """Type the key; the sheet goes out of sight."""
        self.melding.verberg()
        self.voorbeeld.leeg()
        self.formulier.wis()
        self._zet(self._proef)
        self.sleutel.invoer.setFocus()

    def _terug(self) -> None:
        if self._blad is None:
            self._zet(self._begin)
            self.verlaten.emit()
        else:
            self._gemaakt(self._blad)

    def _controleer(self, waarden: dict[str, Any]) -> None:
        self.formulier.zet_bezig(True)
        self._werker.doe(partial(self._probeer, waarden["herstelsleutel"]), self._goed, self._fout, self)

    def vergeet(self) -> None:
        """Let go of the key, on screen and in memory."""
        self._blad = None
        self.voorbeeld.leeg()
        self.formulier.wis()

    def _goed(self, _niets: None) -> None:
        self.formulier.zet_bezig(False)
        self.vergeet()
        self._eerder = False
        self.alknop.setVisible(False)
        self._zet(self._begin)
        self.geprobeerd.emit()

    def _fout(self, fout: Fout) -> None:
        if isinstance(fout, OngeldigeHerstelsleutel | AnderHerstelblad | GeenHerstelblad):
            fout = OngeldigeInvoer({"herstelsleutel": f"{fout.wat} {fout.doe}"})
        self.formulier.toon_fouten(fout)


def _kolom(deel: QWidget) -> QVBoxLayout:
    kolom = QVBoxLayout(deel)
    kolom.setContentsMargins(0, 0, 0, 0)
    kolom.setSpacing(12)
    return kolom


def _rij(*knoppen: Knop) -> QWidget:
    rij = QWidget()
    vloei = Vloei(rij)
    for knop in knoppen:
        vloei.addWidget(knop)
    return rij
