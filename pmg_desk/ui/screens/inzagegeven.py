"""In a request to see data: the page as it would be given, giving it, and what was given before, exactly as it was."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.fouten import Fout
from pmg_desk.exchange.wegschrijven import BestandNietGeschreven, schrijf_heel
from pmg_desk.services import inzage
from pmg_desk.services.inzage import MAX_REDEN, Antwoord, Antwoordregel
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.contactveld import contactveld
from pmg_desk.ui.widgets.bestandskeuze import kies_opslaan
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.formulier import Formulier
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.pdfvoorbeeld import PdfVoorbeeld
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.tekstvelden import TekstVeld
from pmg_desk.ui.widgets.uitspraakkaart import maak_leeg
from pmg_desk.ui.widgets.vloei import Vloei


class Inzagegeven(QWidget):
    """A preview under buttons; each earlier answer is a button that shows it."""

    mislukt = Signal(object)
    """A :class:`Fout` to show on the screen."""

    def __init__(self, omgeving: Omgeving) -> None:
        super().__init__()
        self.omgeving = omgeving
        self._id: UUID | None = None
        self._over = ""
        kolom = QVBoxLayout(self)
        balk = QWidget()
        vloei = Vloei(balk)
        self.voorbeeldknop = Knop(self.tr("Voorbeeld maken"), icoon="eye", actie=self._voorbeeld)
        self.geefknop = Knop(self.tr("Inzage geven"), "primair", "save", actie=self._geef)
        vloei.addWidget(self.voorbeeldknop)
        vloei.addWidget(self.geefknop)
        kolom.addWidget(balk)
        houder = QWidget()
        self._eerder = QVBoxLayout(houder)
        self._eerder.setContentsMargins(0, 0, 0, 0)
        kolom.addWidget(houder)
        self.wat = Tekst("", "zacht")
        self.voorbeeld = PdfVoorbeeld()
        kolom.addWidget(self.wat)
        kolom.addWidget(self.voorbeeld, 1)

    def leeg(self) -> None:
        """Show no page."""
        self.wat.setText("")
        self.voorbeeld.leeg()

    def zet(
        self, id_: UUID, over: str, antwoorden: tuple[Antwoordregel, ...], *, inzage: bool, toegewezen: bool
    ) -> None:
        """What belongs to this request. ``inzage``: it is one to see data; ``over``: whose, for the window."""
        self._id, self._over = id_, over
        self.voorbeeldknop.setVisible(inzage)
        self.geefknop.setVisible(inzage)
        self.geefknop.setEnabled(toegewezen)
        maak_leeg(self._eerder)
        for een in antwoorden:
            tekst = self.tr("Gegeven op {0} door {1}: bekijken").format(een.op, een.door)
            self._eerder.addWidget(Knop(tekst, "koppeling", actie=partial(self._open, een)))

    def _open(self, een: Antwoordregel) -> None:
        taak = partial(inzage.open_antwoord, self.omgeving.werkplek, een.id)
        self.omgeving.werker.doe(taak, partial(self._toon_eerder, een), self._meld_fout, self)

    def _toon_eerder(self, een: Antwoordregel, antwoord: Antwoord) -> None:
        self.wat.setText(self.tr("Dit is op {} gegeven, precies zo.").format(een.op))
        self.voorbeeld.toon(antwoord.pdf)

    def _meld_fout(self, fout: Fout) -> None:
        self.mislukt.emit(fout)

    def _voorbeeld(self) -> None:
        assert self._id is not None
        taak = partial(inzage.preview_antwoord, self.omgeving.werkplek, self._id)
        self.omgeving.werker.doe(taak, self._toon_voorbeeld, self._meld_fout, self)

    def _toon_voorbeeld(self, pdf: bytes) -> None:
        self.wat.setText(self.tr("Zo zou u het nu geven. Er is nog niets gegeven."))
        self.voorbeeld.toon(pdf)

    def _geef(self) -> None:
        """Choose the place first: a cancelled choice records nothing."""
        kies_opslaan(self, self.tr("Inzage opslaan"), "inzage.pdf", ["PDF (*.pdf)"], self._geef_naar, uitgang="pdf")

    def _geef_naar(self, pad: Path) -> None:
        assert self._id is not None
        werkplek, id_ = self.omgeving.werkplek, self._id
        velden = [
            contactveld(self),
            TekstVeld(
                "niet_bekeken",
                self.tr("Waarom is niet alles bekeken?"),
                hulp=self.tr("Alleen als er nog stukjes te bekijken zijn. Dit staat ook in het antwoord."),
                hoogstens=MAX_REDEN,
            ),
        ]
        venster = Bewaardialoog(
            self,
            self.omgeving,
            self.tr("Inzage geven"),
            Formulier(velden, knop=self.tr("Inzage geven"), annuleren=self.tr("Terug")),
            lambda w: inzage.give_antwoord(werkplek, id_, w["contact"], w["niet_bekeken"]),
            gelukt=self.tr("De inzage is vastgelegd in het dossier en in het logboek."),
            concept="recht-geven",
            object_id=id_,
            over=self._over,
        )
        venster.bewaard.connect(partial(self._schrijf, pad))
        venster.toon()

    def _schrijf(self, pad: Path, antwoord: Antwoord) -> None:
        """Three files beside each other: the page, the same for a program, and the letter."""
        assert antwoord.brief is not None
        try:
            schrijf_heel(pad, antwoord.pdf)
            schrijf_heel(pad.with_suffix(".json"), antwoord.json.encode())
            schrijf_heel(pad.with_name(f"{pad.stem}-brief.pdf"), antwoord.brief.pdf)
        except BestandNietGeschreven as fout:
            self.mislukt.emit(fout)
            return
        self.wat.setText(self.tr("Dit is gegeven."))
        self.voorbeeld.toon(antwoord.pdf)
        self.omgeving.meld(self.tr("Drie bestanden zijn opgeslagen. Verwijder ze als ze niet meer nodig zijn."))
