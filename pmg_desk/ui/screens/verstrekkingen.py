"""The sharing register as a list, with what one can do with an entry: open the document, say that it went wrong."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.rollen import Rol
from pmg_desk.exchange.uitvoer import schrijf_xlsx
from pmg_desk.exchange.wegschrijven import schrijf_heel
from pmg_desk.reports.taal import moment
from pmg_desk.services import adresboek, uitgaven, verstrekkingen
from pmg_desk.services.adresboek import OrganisatieInzicht
from pmg_desk.services.verstrekkingen import Registerfilter, VerstrekkingRegel
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import VerstrekkingStatus
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.overdragen import toon_overdracht
from pmg_desk.ui.screens.wiewist import KNOP
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.bestandskeuze import kies_opslaan
from pmg_desk.ui.widgets.datumvelden import DatumVeld
from pmg_desk.ui.widgets.formulier import Formulier, Formulierdialoog
from pmg_desk.ui.widgets.kaart import Gegevens
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.melding import Melding
from pmg_desk.ui.widgets.pdfvenster import toon_pdf
from pmg_desk.ui.widgets.tekstvelden import TekstVeld, VinkVeld

_KLEUR = {
    VerstrekkingStatus.UITGEGEVEN: "geldig",
    VerstrekkingStatus.MISLUKT: "mislukt",
    VerstrekkingStatus.INGETROKKEN: "ingetrokken",
}


def _exporteer(werkplek: Werkplek, filter_: Registerfilter, pad: Path) -> None:
    kop, rijen = verstrekkingen.export_register(werkplek, filter_)
    schrijf_heel(pad, schrijf_xlsx(kop, rijen, blad="Verstrekkingen"))


class Verstrekkingenlijst(QWidget):
    """Newest first. Enter opens an entry; ``toon_detail`` is where its facts are shown."""

    def __init__(self, omgeving: Omgeving, toon_detail: Any) -> None:
        super().__init__()
        self.omgeving = omgeving
        self._toon_detail = toon_detail
        self._filter = Registerfilter()
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        self.lijst: Lijst[VerstrekkingRegel] = Lijst(
            "verstrekkingen",
            self.tr("Verstrekkingen"),
            (
                Kolom("op", self.tr("Wanneer"), lambda r: r.op, "moment", breedte=160),
                Kolom("casus", self.tr("Casus"), lambda r: r.casusnummer, breedte=150, nadruk=True),
                Kolom("ontvanger", self.tr("Aan wie"), lambda r: r.ontvanger, rekt=True),
                Kolom("wijze", self.tr("Hoe"), lambda r: r.wijze_label, breedte=120),
                Kolom("exemplaar", self.tr("Exemplaar"), lambda r: r.exemplaar or None, "getal", breedte=110),
                Kolom(
                    "status",
                    self.tr("Status"),
                    lambda r: chip.status(_KLEUR[r.status], r.status_label),
                    "chip",
                    breedte=180,
                ),
                Kolom("gegevens", self.tr("Gegevens"), lambda r: ", ".join(r.categorieen), breedte=240, verborgen=True),
                Kolom("grond", self.tr("Grondslag"), lambda r: ", ".join(r.grondslagen), breedte=240, verborgen=True),
                Kolom("besluit", self.tr("Besluit"), lambda r: ", ".join(r.besluiten), breedte=140, verborgen=True),
                Kolom("door", self.tr("Door"), lambda r: r.door, breedte=150, verborgen=True),
            ),
            lambda r: r.id,
            woord=("verstrekking", "verstrekkingen"),
            instellingen=omgeving.instellingen,
            leeg=Leegtekst(
                self.tr("Nog niets gedeeld"),
                self.tr("Elke samenvatting die u uitgeeft en alles wat u mondeling deelt, komt hier te staan."),
                "scroll-text",
            ),
        )
        self.lijst.geopend.connect(self.toon_regel)
        self.filterknop = Knop(self.tr("Filteren"), icoon="search", actie=self._vraag_filter)
        self.lijst.voeg_naast_filter(self.filterknop)
        if omgeving.rol == Rol.PRIVACY_OFFICER:
            self.exportknop = Knop(self.tr("Opslaan als Excel"), icoon="download", actie=self._kies_export)
            self.lijst.voeg_naast_filter(self.exportknop)
        self._filterzin = Melding(sluitbaar=False)
        self._filterzin.setVisible(False)
        kolom.addWidget(self._filterzin)
        kolom.addWidget(self.lijst)

    def laad(self) -> None:
        """Read the register."""
        taak = partial(verstrekkingen.list_verstrekkingen, self.omgeving.werkplek, self._filter)
        self.omgeving.werker.doe(taak, self.lijst.zet_rijen, eigenaar=self)

    def zet_filter(self, filter_: Registerfilter) -> None:
        """Show only entries that match, and say so; the export takes the same ones."""
        self._filter = filter_
        self._filterzin.setVisible(filter_ != Registerfilter())
        self._filterzin.zet("info", self.tr("Er is een filter aan: u ziet een deel van het register."))
        self.laad()

    def _vraag_filter(self) -> None:
        taak = partial(adresboek.list_organisaties, self.omgeving.werkplek, ook_gestopt=True)
        self.omgeving.werker.doe(taak, self._toon_filter, eigenaar=self)

    def _toon_filter(self, organisaties: tuple[OrganisatieInzicht, ...]) -> None:
        vandaag, nu = self.omgeving.vandaag, self._filter
        formulier = Formulier(
            [
                DatumVeld("van", self.tr("Vanaf"), vandaag),
                DatumVeld("tot", self.tr("Tot en met"), vandaag),
                KeuzeVeld("organisatie_id", self.tr("Organisatie"), [Keuze(o.id, o.naam) for o in organisaties]),
                VinkVeld("zonder_intern", self.tr("Laat interne afdrukken weg")),
            ],
            knop=self.tr("Filteren"),
            annuleren=self.tr("Filter weghalen"),
        )
        formulier.zet(
            {"van": nu.van, "tot": nu.tot, "organisatie_id": nu.organisatie_id, "zonder_intern": nu.zonder_intern}
        )
        formulier.koppel_concept(self.omgeving.concepten, "registerfilter")
        venster = Formulierdialoog(self, self.tr("Register filteren"), formulier)

        def pas_toe(waarden: dict[str, Any]) -> None:
            formulier.opgeslagen()
            self.zet_filter(Registerfilter(**waarden))
            venster.accept()

        def haal_weg() -> None:
            formulier.opgeslagen()
            self.zet_filter(Registerfilter())
            venster.reject()

        formulier.bewaren.connect(pas_toe)
        formulier.geannuleerd.connect(haal_weg)
        venster.toon()

    def toon_regel(self, regel: VerstrekkingRegel) -> None:
        """Show the facts of an entry at the right."""
        gegevens, gemeld = Gegevens(), regel.gemeld
        gegevens.zet(
            [
                (self.tr("Aan wie"), regel.ontvanger),
                (self.tr("Verteld"), "" if regel.vastgelegd_op is None else moment(regel.op)),
                (self.tr("Vastgelegd"), "" if regel.vastgelegd_op is None else moment(regel.vastgelegd_op)),
                (self.tr("Hoe"), regel.wijze_label),
                (self.tr("Exemplaar"), str(regel.exemplaar) if regel.exemplaar else ""),
                (self.tr("Status"), chip.status(_KLEUR[regel.status], regel.status_label)),
                (self.tr("Reden"), regel.status_reden),
                (self.tr("Gemeld"), "" if gemeld is None else f"{gemeld.door}, {moment(gemeld.op)}"),
                (self.tr("Gegevens"), ", ".join(regel.categorieen)),
                (self.tr("Doel"), regel.doel),
                (self.tr("Grondslag"), ", ".join(regel.grondslagen)),
                (self.tr("Besluit"), ", ".join(regel.besluiten)),
                (self.tr("Door"), regel.door),
            ]
        )
        knoppen: list[Knop] = []
        if regel.heeft_document:
            knoppen.append(Knop(self.tr("Document bekijken"), icoon="eye", actie=partial(self._open, regel)))
        if regel.mag_melden:
            knoppen.append(Knop(self.tr("Mislukt of teruggehaald"), actie=partial(self._meld, regel)))
        knoppen.append(Knop(KNOP, icoon="eye", actie=partial(self._wie_wist_wat, regel)))
        titel = self.tr("Casus {}").format(regel.casusnummer)
        self._toon_detail(titel, gegevens, tuple(knoppen))

    def _wie_wist_wat(self, regel: VerstrekkingRegel) -> None:
        terug = ("delen", {"tab": "verstrekkingen"})
        self.omgeving.navigeer("wie_wist_wat", casus_id=regel.casus_id, terug=terug)

    def _open(self, regel: VerstrekkingRegel) -> None:
        def toon(gevonden: tuple[bytes, Any]) -> None:
            if gevonden[0].startswith(b"%PDF"):
                toon_pdf(self, self.tr("Document zoals uitgegeven"), gevonden[0])
            else:
                toon_overdracht(self, gevonden[0])

        taak = partial(uitgaven.open_uitgave, self.omgeving.werkplek, regel.id)
        self.omgeving.werker.doe(taak, toon, eigenaar=self)

    def _meld(self, regel: VerstrekkingRegel) -> None:
        formulier = Formulier(
            [
                KeuzeVeld(
                    "status",
                    self.tr("Wat is er gebeurd?"),
                    [
                        Keuze(VerstrekkingStatus.MISLUKT, self.tr("Mislukt"), self.tr("het is nooit aangekomen")),
                        Keuze(VerstrekkingStatus.INGETROKKEN, self.tr("Teruggehaald"), self.tr("het is terug")),
                    ],
                    verplicht=True,
                ),
                TekstVeld("reden", self.tr("Toelichting"), verplicht=True, hoogstens=300),
            ],
            knop=self.tr("Melden"),
            annuleren=self.tr("Terug"),
        )
        formulier.koppel_concept(self.omgeving.concepten, "verstrekking.melden", regel.id)
        venster = Formulierdialoog(self, self.tr("Mislukt of teruggehaald"), formulier)

        def klaar(_niets: object) -> None:
            formulier.opgeslagen()
            venster.accept()

        def bewaar(waarden: dict[str, Any]) -> None:
            taak = partial(uitgaven.mark_uitgave, self.omgeving.werkplek, regel.id, waarden["status"], waarden["reden"])
            formulier.zet_bezig(True)
            self.omgeving.werker.doe(taak, klaar, formulier.toon_fouten, venster)

        formulier.bewaren.connect(bewaar)
        formulier.geannuleerd.connect(venster.reject)
        venster.toon()

    def _kies_export(self) -> None:
        kies_opslaan(
            self,
            self.tr("Verstrekkingen opslaan"),
            "verstrekkingen.xlsx",
            ["Excel (*.xlsx)"],
            self._exporteer_naar,
            uitgang="xlsx",
        )

    def _exporteer_naar(self, pad: Path) -> None:
        klaar = partial(self.omgeving.meld, self.tr("Het bestand is opgeslagen. De uitvoer staat in het logboek."))
        self.omgeving.werker.doe(
            partial(_exporteer, self.omgeving.werkplek, self._filter, pad), lambda _: klaar(), eigenaar=self
        )
