"""An internal print of one part of a dossier: seen first, then issued, logged, and printed or saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.rollen import Rol
from pmg_desk.exchange.wegschrijven import BestandNietGeschreven, schrijf_heel
from pmg_desk.services import leefgebiedbeeld, netwerk, tijdlijn, uitgaven
from pmg_desk.services.uitgaven import Uitgave
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import VerstrekkingStatus, Wijze
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.afdrukken import druk_af
from pmg_desk.ui.widgets.bestandskeuze import kies_opslaan
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.pdfvoorbeeld import PdfVoorbeeld
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.vloei import Vloei


@dataclass(frozen=True, slots=True)
class Afdruksoort:
    """One kind of internal print: what it is called, how it is seen and issued; its key is the tab it belongs to."""

    titel: str
    bekijk: Callable[[Werkplek, UUID], bytes]
    geef_uit: Callable[[Werkplek, UUID, Wijze], Uitgave]


SOORTEN: dict[str, Afdruksoort] = {
    "leefgebieden": Afdruksoort(
        leefgebiedbeeld.SOORT, leefgebiedbeeld.preview_leefgebieden, leefgebiedbeeld.issue_leefgebieden
    ),
    "netwerk": Afdruksoort(netwerk.SOORT, netwerk.preview_netwerk, netwerk.issue_netwerk),
    "tijdlijn": Afdruksoort(tijdlijn.SOORT, tijdlijn.preview_tijdlijn, tijdlijn.issue_tijdlijn),
}
"""By the key of the tab that leads here. A new kind is one line."""


class InternafdrukScherm(Scherm):
    """``toon(casus_id=, soort=)``: the pages as they would be issued now, and the buttons that issue them.

    ``afdruk``: what to print where the tab ``soort`` has more than one thing, as two versions of a plan.
    """

    sleutel, titel, icoon = "internafdruk", "Interne afdruk", "printer"
    rollen = frozenset({Rol.CASUSREGISSEUR})
    in_navigatie, onder = False, "casussen"

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self._casus_id: UUID | None = None
        self._soort = ""
        self._afdruk: Afdruksoort | None = None
        self._uitgave: Uitgave | None = None
        self.voeg_actie(Knop(self.tr("Terug naar het dossier"), icoon="arrow-left", actie=self._terug))
        self._stand = Tekst("", "zacht")
        self.inhoud.addWidget(self._stand)
        balk = QWidget()
        vloei = Vloei(balk)
        self.afdrukknop = Knop(self.tr("Uitgeven en afdrukken"), "primair", "printer", actie=self._druk_af)
        self.opslaanknop = Knop(self.tr("Uitgeven en opslaan als bestand"), icoon="save", actie=self._sla_op)
        self.misluktknop = Knop(self.tr("Uitgifte is mislukt"), icoon="undo-2", actie=self._meld_mislukt)
        for knop in (self.afdrukknop, self.opslaanknop, self.misluktknop):
            vloei.addWidget(knop)
        self.inhoud.addWidget(balk)
        self.voorbeeld = PdfVoorbeeld()
        self.inhoud.addWidget(self.voorbeeld, 1)

    def toon(self, **params: Any) -> None:
        """``casus_id`` and ``soort``: show this print; without them the one seen before is made anew."""
        self._casus_id = params.get("casus_id", self._casus_id)
        self._soort = params.get("soort", self._soort)
        if "soort" in params:
            self._afdruk = params.get("afdruk", SOORTEN.get(self._soort))
        if self._casus_id is None or self._afdruk is None:
            self.omgeving.navigeer("casussen")
            return
        self._uitgave = None
        self.voorbeeld.leeg()
        self.zet_titel(self._afdruk.titel)
        self._zet_uitgegeven(uitgegeven=False)
        self._stand.setText("")
        taak = partial(self._afdruk.bekijk, self.omgeving.werkplek, self._casus_id)
        self.omgeving.werker.doe(taak, self._toon_blad, self.toon_fout, self)

    def _toon_blad(self, pdf: bytes) -> None:
        self.voorbeeld.toon(pdf)
        self._stand.setText(
            self.tr(
                "Dit is voor uzelf: geef het aan niemand."
                " Bij het uitgeven krijgt het een exemplaarnummer en komt het in het logboek."
            )
        )

    def _zet_uitgegeven(self, *, uitgegeven: bool) -> None:
        self.afdrukknop.setVisible(not uitgegeven)
        self.opslaanknop.setVisible(not uitgegeven)
        self.misluktknop.setVisible(uitgegeven)

    def _geef_uit(self, wijze: Wijze, klaar: Callable[[Uitgave], object]) -> None:
        assert self._casus_id is not None
        assert self._afdruk is not None

        def uitgegeven(uitgave: Uitgave) -> None:
            self._uitgave = uitgave
            self.voorbeeld.toon(uitgave.pdf)
            self._stand.setText(self.tr("Gelukt: exemplaar {} is uitgegeven.").format(uitgave.exemplaar))
            self._zet_uitgegeven(uitgegeven=True)
            klaar(uitgave)

        taak = partial(self._afdruk.geef_uit, self.omgeving.werkplek, self._casus_id, wijze)
        self.omgeving.werker.doe(taak, uitgegeven, self.toon_fout, self)

    def _druk_af(self) -> None:
        def verder(uitgave: Uitgave) -> None:
            druk_af(
                self,
                uitgave.pdf,
                klaar=lambda: self.meld(self.tr("Het document is naar de printer gestuurd.")),
                fout=lambda fout: self._mislukt(fout, self.tr("Afdrukken is niet gelukt.")),
                geannuleerd=lambda: self._mislukt(None, self.tr("Afdrukken is geannuleerd.")),
            )

        self._geef_uit(Wijze.PAPIER, verder)

    def _sla_op(self) -> None:
        """Choose the place first: a cancelled choice issues nothing."""
        voorstel = f"{self._soort}-intern.pdf"
        kies_opslaan(self, self.tr("Afdruk opslaan"), voorstel, ["PDF (*.pdf)"], self._schrijf_naar, uitgang="pdf")

    def _schrijf_naar(self, pad: Path) -> None:
        def verder(uitgave: Uitgave) -> None:
            try:
                schrijf_heel(pad, uitgave.pdf)
            except BestandNietGeschreven as fout:
                self._mislukt(fout, self.tr("Opslaan is niet gelukt."))
            else:
                self.meld(self.tr("Het bestand is opgeslagen. Verwijder het als het niet meer nodig is."))

        self._geef_uit(Wijze.BESTAND, verder)

    def _mislukt(self, fout: Fout | None, reden: str) -> None:
        if fout is not None:
            self.toon_fout(fout)
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
        self.omgeving.werker.doe(taak, self._is_mislukt, self.toon_fout, self)

    def _is_mislukt(self, _niets: None) -> None:
        self.misluktknop.setVisible(False)
        self._stand.setText(self.tr("Deze uitgifte is als mislukt gemeld en telt niet als uitgegeven."))

    def _terug(self) -> None:
        self.omgeving.navigeer("dossier", casus_id=self._casus_id, tab=self._soort)
