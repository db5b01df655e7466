"""The register of bottlenecks on screen: what hinders, where that is written, and how it stands."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.services import knelpunten
from pmg_desk.services.knelpunten import STATUS_LABELS, KnelpuntInvoer, KnelpuntInzicht
from pmg_desk.services.registers import Registersoort
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import KnelpuntStatus
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.screens.registerblad import exportknoppen
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.chip import Chipwaarde, Kleur
from pmg_desk.ui.widgets.formulier import Formulier
from pmg_desk.ui.widgets.kaart import Gegevens
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekstvelden import LangeTekstVeld, TekstVeld
from pmg_desk.ui.widgets.vloei import Vloei

_KLEUREN: dict[KnelpuntStatus, Kleur] = {
    KnelpuntStatus.OPEN: "geel",
    KnelpuntStatus.VOORGELEGD: "blauw",
    KnelpuntStatus.OPGELOST: "groen",
}


class Knelpuntendeel(QWidget):
    """The list; the one under the cursor at the right of its screen."""

    def __init__(self, scherm: Scherm) -> None:
        super().__init__(scherm)
        self._scherm, self._omgeving = scherm, scherm.omgeving
        self.nieuwknop = Knop(self.tr("Knelpunt vastleggen"), icoon="plus", actie=self.nieuw)
        self.lijst: Lijst[KnelpuntInzicht] = Lijst(
            "knelpunten",
            self.tr("Knelpunten"),
            (
                Kolom("nummer", self.tr("Nummer"), lambda k: k.nummer, breedte=130),
                Kolom("titel", self.tr("Knelpunt"), lambda k: k.invoer.titel, rekt=True, nadruk=True),
                Kolom("bron", self.tr("Convenant of wet"), lambda k: k.invoer.bron, breedte=220),
                Kolom("tafel", self.tr("Tafel"), lambda k: k.tafel_label, breedte=150),
                Kolom("stand", self.tr("Stand"), _chip, "chip", breedte=130),
            ),
            lambda k: k.id,
            woord=(self.tr("knelpunt"), self.tr("knelpunten")),
            instellingen=self._omgeving.instellingen,
            leeg=Leegtekst(
                self.tr("Nog geen knelpunten"),
                self.tr("Hier houdt u bij waar convenant of wet het werk hindert, om dat samen op te lossen."),
                "flag",
            ),
        )
        self.pdfknop, self.xlsxknop = exportknoppen(self, scherm, Registersoort.KNELPUNTEN)
        balk = QWidget()
        vloei = Vloei(balk)  # wraps beside an open panel
        for knop in (self.nieuwknop, self.pdfknop, self.xlsxknop):
            vloei.addWidget(knop)
        self.lijst.gekozen.connect(self._detail)
        self.lijst.geopend.connect(self.wijzig)
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.addWidget(balk)
        kolom.addWidget(self.lijst, 1)

    def laad(self) -> None:
        """Load the register."""
        taak = partial(knelpunten.list_knelpunten, self._omgeving.werkplek)
        self._omgeving.werker.doe(taak, self.lijst.zet_rijen, self._scherm.toon_fout, self)

    def _detail(self, een: KnelpuntInzicht | None) -> None:
        if een is None:
            self._scherm.sluit_detail()
            return
        i = een.invoer
        gegevens = Gegevens()
        paren = (
            (self.tr("Knelpunt"), i.titel),
            (self.tr("Bron"), i.bron),
            (self.tr("Tafel"), een.tafel_label),
            (self.tr("Wat er knelt"), i.omschrijving),
            (self.tr("Gevolg"), i.gevolg),
            (self.tr("Voorstel"), i.voorstel),
            (self.tr("Afloop"), i.afloop),
            (self.tr("Door"), een.door),
        )
        gegevens.zet([(self.tr("Stand"), _chip(een)), *((woord, waarde) for woord, waarde in paren if waarde)])
        knop = Knop(self.tr("Bijwerken"), "primair", "pencil", actie=partial(self.wijzig, een))
        self._scherm.toon_detail(een.nummer, gegevens, (knop,))

    def nieuw(self) -> None:
        """Write one down."""
        formulier = self._formulier(self.tr("Knelpunt vastleggen"))
        formulier.zet({"status": KnelpuntStatus.OPEN})
        self._venster(self.tr("Knelpunt vastleggen"), formulier, partial(_leg_vast, self._omgeving.werkplek), None)

    def wijzig(self, een: KnelpuntInzicht) -> None:
        """Write down how it stands."""
        i = een.invoer
        formulier = self._formulier(self.tr("Opslaan"))
        formulier.zet(
            {
                "titel": i.titel,
                "bron": i.bron,
                "tafel": i.tafel or None,
                "omschrijving": i.omschrijving,
                "gevolg": i.gevolg,
                "voorstel": i.voorstel,
                "status": i.status,
                "afloop": i.afloop,
            }
        )
        bewaar = partial(_werk_bij, self._omgeving.werkplek, een.id, een.versie)
        self._venster(self.tr("Knelpunt {}").format(een.nummer), formulier, bewaar, een.id)

    def _venster(self, titel: str, formulier: Formulier, bewaar: Any, id_: UUID | None) -> None:
        Bewaardialoog(
            self,
            self._omgeving,
            titel,
            formulier,
            bewaar,
            gelukt=self.tr("Het knelpunt is opgeslagen."),
            concept="knelpunt",
            object_id=id_,
        ).toon()

    def _formulier(self, knop: str) -> Formulier:
        tafels = self._omgeving.werkplek.profiel.tafels.values()
        return Formulier(
            [
                TekstVeld("titel", self.tr("Wat knelt er, in één zin?"), verplicht=True, hoogstens=160),
                TekstVeld("bron", self.tr("In welk convenant of welke wet?"), verplicht=True, hoogstens=200),
                KeuzeVeld("tafel", self.tr("Aan welke tafel?"), [Keuze(t.sleutel, t.label) for t in tafels]),
                LangeTekstVeld(
                    "omschrijving",
                    self.tr("Wat gebeurt er?"),
                    verplicht=True,
                    hulp=self.tr("Zonder namen en zonder casusnummers: dit gaat mee in de uitvoer."),
                ),
                LangeTekstVeld("gevolg", self.tr("Wat is het gevolg?")),
                LangeTekstVeld("voorstel", self.tr("Wat zou helpen?")),
                KeuzeVeld(
                    "status", self.tr("Stand"), [Keuze(s, STATUS_LABELS[s]) for s in KnelpuntStatus], verplicht=True
                ),
                LangeTekstVeld("afloop", self.tr("Hoe is het opgelost?")),
            ],
            knop=knop,
        )


def _chip(een: KnelpuntInzicht) -> Chipwaarde:
    return Chipwaarde(een.status_label, _KLEUREN[een.invoer.status])


def _invoer(w: dict[str, Any]) -> KnelpuntInvoer:
    return KnelpuntInvoer(**{**w, "tafel": w["tafel"] or ""})


def _leg_vast(werkplek: Werkplek, w: dict[str, Any]) -> UUID:
    return knelpunten.record_knelpunt(werkplek, _invoer(w))


def _werk_bij(werkplek: Werkplek, id_: UUID, versie: int, w: dict[str, Any]) -> None:
    knelpunten.update_knelpunt(werkplek, id_, _invoer(w), versie)
