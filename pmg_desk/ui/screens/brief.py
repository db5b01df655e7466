"""A letter: filled in, seen, and only then recorded and printed or saved. Or one that went, as it was."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.rollen import Rol
from pmg_desk.domain.selectie import Geinformeerde
from pmg_desk.services import brieven, informeerbrief, intrekbrieven, kaderbrieven
from pmg_desk.services.brieven import Briefuitgave
from pmg_desk.services.informeerbrief import InformeerbriefInvoer
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.contactveld import contactveld
from pmg_desk.ui.widgets.afdrukken import druk_af
from pmg_desk.ui.widgets.bestandskeuze import kies_opslaan
from pmg_desk.ui.widgets.formulier import Formulier
from pmg_desk.ui.widgets.internblad import schrijf_blad
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.pdfvoorbeeld import PdfVoorbeeld
from pmg_desk.ui.widgets.rolvak import Rolvak
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.tekstvelden import VinkVeld
from pmg_desk.ui.widgets.vloei import Vloei

_HOOGTE = 320  # pixels at 100 % text: enough to read a few lines


class BriefScherm(Scherm):
    """``toon(casus_id=)`` informs youth or parents; with ``besluit_id=`` and ``ontvanger=`` it tells a recipient that
    an approval ended, with ``kader_id=`` that a tafelkader did; with ``brief_id=`` as well it shows one that went.
    """

    sleutel, titel, icoon = "brief", "Brief", "mail"
    rollen = frozenset({Rol.CASUSREGISSEUR, Rol.PRIVACY_OFFICER})
    in_navigatie, onder = False, "delen"

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self._casus_id: UUID | None = None
        self._besluit_id: UUID | None = None
        self._kader_id: UUID | None = None
        self._ontvanger = ""
        self._waarden: dict[str, Any] = {}
        self._uit: bytes | None = None  # the letter as it went
        self.voeg_actie(Knop(self.tr("Terug"), icoon="arrow-left", actie=self._terug))
        rolvak = Rolvak()
        self.inhoud.addWidget(rolvak, 1)
        vak = rolvak.inhoud
        vak.setSpacing(14)
        self.formulier = Formulier(
            [
                KeuzeVeld(
                    "wie",
                    self.tr("Voor wie is de brief?"),
                    [
                        Keuze(Geinformeerde.JONGERE, self.tr("De jongere")),
                        Keuze(Geinformeerde.OUDERS, self.tr("De ouders of verzorgers")),
                    ],
                    verplicht=True,
                ),
                VinkVeld(
                    "nagegaan",
                    self.tr("Leeftijd en gezag zijn nagegaan"),
                    hulp=self.tr("Alleen nodig als het dossier dit niet zegt."),
                ),
                contactveld(self),
            ],
            knop=self.tr("Brief bekijken"),
        )
        self.formulier.bewaren.connect(self._bekijk)
        self._vraagkaart = Kaart(self.tr("Wat moet erin?"))
        self._vraagkaart.inhoud.addWidget(self.formulier)
        vak.addWidget(self._vraagkaart)
        self._bladkaart = Kaart(self.tr("De brief"))
        self._stand = Tekst("", "zacht")
        self._bladkaart.inhoud.addWidget(self._stand)
        balk = QWidget()
        vloei = Vloei(balk)
        self.afdrukknop = Knop(self.tr("Afdrukken"), "primair", "printer", actie=self._druk_af)
        self.opslaanknop = Knop(self.tr("Opslaan als bestand"), icoon="save", actie=self._sla_op)
        vloei.addWidget(self.afdrukknop)
        vloei.addWidget(self.opslaanknop)
        self.wijzigknop = Knop(self.tr("Gegevens wijzigen"), actie=self._wijzig)
        vloei.addWidget(self.wijzigknop)
        self._bladkaart.inhoud.addWidget(balk)
        self.voorbeeld = PdfVoorbeeld()
        self.voorbeeld.setMinimumHeight(omgeving.thema.px(_HOOGTE))
        self._bladkaart.inhoud.addWidget(self.voorbeeld, 1)
        vak.addWidget(self._bladkaart, 1)
        self._onderaan = QWidget()
        vak.addWidget(self._onderaan, 1)

    def toon(self, **params: Any) -> None:
        """Begin a letter, or show one; without parameters the one seen before."""
        self._casus_id = params.get("casus_id", self._casus_id)
        self._besluit_id = params.get("besluit_id") if params else self._besluit_id
        self._kader_id = params.get("kader_id") if params else self._kader_id
        self._ontvanger = params.get("ontvanger", "") if params else self._ontvanger
        if self._casus_id is None and self._kader_id is None:
            self.omgeving.navigeer("delen")
            return
        self._uit = None
        self.voorbeeld.leeg()
        self._toon_blad(False)
        informeren = self._besluit_id is None and self._kader_id is None
        self.zet_titel(
            self.tr("Brief om te informeren") if informeren else self.tr("Brief: gebruik deze gegevens niet meer"),
            self._ontvanger,
        )
        brief_id = params.get("brief_id")
        self._vraagkaart.setVisible(brief_id is None)
        if brief_id is not None:
            lees = brieven.open_brief if self._kader_id is None else kaderbrieven.open_kaderbrief
            taak = partial(lees, self.omgeving.werkplek, brief_id)
            self.omgeving.werker.doe(taak, self._is_uit, self.toon_fout, self)
            return
        for sleutel in ("wie", "nagegaan"):
            self.formulier.toon_veld(sleutel, informeren)
        self.formulier.wis()
        self.formulier.zet({"contact": self.omgeving.werkplek.gebruiker.naam, "wie": params.get("wie")})
        self.formulier.koppel_concept(
            self.omgeving.concepten, "brief", self._kader_id or self._besluit_id or self._casus_id
        )

    def bewaar_concepten(self) -> None:
        """Hand over what was typed."""
        self.formulier.bewaar_concept()

    def _maker(self, *, uitgeven: bool) -> Callable[[], Any]:
        """What makes the letter of what was filled in: to look at, or issued."""
        werkplek, contact = self.omgeving.werkplek, self._waarden["contact"]
        maak: Callable[..., Any]
        if self._kader_id is not None:
            maak = kaderbrieven.issue_kaderbrief if uitgeven else kaderbrieven.preview_kaderbrief
            return partial(maak, werkplek, self._kader_id, self._ontvanger, contact)
        if self._besluit_id is not None:
            maak = intrekbrieven.issue_intrekbrief if uitgeven else intrekbrieven.preview_intrekbrief
            return partial(maak, werkplek, self._besluit_id, self._ontvanger, contact)
        assert self._casus_id is not None
        invoer = InformeerbriefInvoer(self._waarden["wie"], contact, self._waarden["nagegaan"])
        maak = informeerbrief.issue_informeerbrief if uitgeven else informeerbrief.preview_informeerbrief
        return partial(maak, werkplek, self._casus_id, invoer)

    def _bekijk(self, waarden: dict[str, Any]) -> None:
        self._waarden, self._uit = waarden, None
        taak = self._maker(uitgeven=False)
        self.omgeving.werker.doe(taak, self._toon_voorbeeld, self.formulier.toon_fouten, self)

    def _toon_blad(self, aan: bool) -> None:
        """The letter takes the place of the questions, so that there is room to read it."""
        self._vraagkaart.setVisible(not aan)
        self._onderaan.setVisible(not aan)
        self._bladkaart.setVisible(aan)

    def _wijzig(self) -> None:
        self._toon_blad(False)

    def _toon_voorbeeld(self, pdf: bytes) -> None:
        self.voorbeeld.toon(pdf)
        self.wijzigknop.setVisible(True)
        self._stand.setText(
            self.tr(
                "Dit is een voorbeeld. Pas als u de brief afdrukt of opslaat, wordt hij vastgelegd:"
                " in het dossier en in het logboek."
            )
        )
        self._toon_blad(True)

    def _is_uit(self, pdf: bytes) -> None:
        self._uit = pdf
        self.voorbeeld.toon(pdf)
        self.wijzigknop.setVisible(False)
        self._stand.setText(self.tr("Deze brief is vastgelegd. Zo is hij verstuurd."))
        self._toon_blad(True)

    def _met_brief(self, klaar: Callable[[bytes], object]) -> None:
        """Issue it the first time; after that it is the same letter."""
        if self._uit is not None:
            klaar(self._uit)
            return

        def uitgegeven(uitgave: Briefuitgave) -> None:
            self.formulier.opgeslagen()
            self._is_uit(uitgave.pdf)
            klaar(uitgave.pdf)

        self.omgeving.werker.doe(self._maker(uitgeven=True), uitgegeven, self.toon_fout, self)

    def _druk_af(self) -> None:
        def druk(pdf: bytes) -> None:
            druk_af(
                self,
                pdf,
                klaar=lambda: self.meld(self.tr("Het document is naar de printer gestuurd.")),
                fout=self.toon_fout,
                geannuleerd=lambda: self.meld(self.tr("Er is niets afgedrukt.")),
            )

        self._met_brief(druk)

    def _sla_op(self) -> None:
        """Choose the place first: a cancelled choice records nothing."""
        titel = self.tr("Brief opslaan")
        kies_opslaan(self, titel, "brief.pdf", ["PDF (*.pdf)"], self._schrijf_naar, uitgang="pdf")

    def _schrijf_naar(self, pad: Path) -> None:
        self._met_brief(lambda pdf: schrijf_blad(self.omgeving, pad, pdf, self.toon_fout))

    def _terug(self) -> None:
        if self._kader_id is not None:
            self.omgeving.navigeer("gedeeld", kader_id=self._kader_id)
        elif self._besluit_id is not None:
            self.omgeving.navigeer("gedeeld", besluit_id=self._besluit_id)
        else:
            self.omgeving.navigeer("dossier", casus_id=self._casus_id, tab="delen")
