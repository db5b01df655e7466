"""Files of the informatiebeeld: what was made, for whom, and a form to make one."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.controle import MAX_REGEL, MAX_TEKST
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.kwartaal import Kwartaal
from pmg_desk.exchange.wegschrijven import schrijf_heel
from pmg_desk.services import beelduitvoer
from pmg_desk.services.beeld import Metinginzicht, Vaststelling
from pmg_desk.services.beelduitvoer import Uitvoerbestand, Uitvoerkeuze, Uitvoerregel, Uitvoersoort
from pmg_desk.services.tekstblokken import Bloksoort
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.screens.tekstblokken import Tekstblokbalk
from pmg_desk.ui.widgets.bestandskeuze import kies_opslaan
from pmg_desk.ui.widgets.formulier import Formulier, Formulierdialoog
from pmg_desk.ui.widgets.kaart import Gegevens
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld, MeerKeuzeVeld
from pmg_desk.ui.widgets.lijst import Kolom, Leegtekst, Lijst
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.tekstvelden import LangeTekstVeld, TekstVeld

SOORTEN: dict[Uitvoersoort, tuple[str, str]] = {
    Uitvoersoort.PDF: ("PDF", "rapport voor driehoek of raad"),
    Uitvoersoort.XLSX: ("Excel", "zelf verder rekenen"),
    Uitvoersoort.CSV: ("CSV", "landelijke monitor"),
}
"""What each kind of file is called, and what it is for."""


class Uitvoerlijst(QWidget):
    """Every file that was made; a row opens with all that is known of it."""

    def __init__(self, scherm: Scherm) -> None:
        super().__init__()
        self.scherm, self.omgeving = scherm, scherm.omgeving
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(8)
        kolom.addWidget(
            Tekst(
                self.tr("Elk bestand dat iemand maakt, staat hier. De bestanden zelf bewaart het programma niet."),
                "zacht",
            )
        )
        self.lijst: Lijst[Uitvoerregel] = Lijst(
            "beelduitvoer",
            self.tr("Gemaakte bestanden"),
            (
                Kolom("nummer", self.tr("Nr"), lambda r: r.nummer, "getal", breedte=60),
                Kolom("op", self.tr("Gemaakt"), lambda r: lokale_dag(r.op), "datum", breedte=104),
                Kolom("soort", self.tr("Soort"), lambda r: SOORTEN[r.soort][0], breedte=80),
                Kolom("periode", self.tr("Kwartalen"), _periode, breedte=230),
                Kolom("voor_wie", self.tr("Voor wie"), lambda r: r.voor_wie, rekt=True, nadruk=True),
                Kolom("door", self.tr("Door"), lambda r: r.door, breedte=180),
            ),
            lambda r: r.nummer,
            woord=(self.tr("bestand"), self.tr("bestanden")),
            instellingen=self.omgeving.instellingen,
            leeg=Leegtekst(
                self.tr("Nog geen bestanden gemaakt"),
                self.tr("Met 'Bestand maken' neemt u vastgestelde getallen mee als PDF, Excel of CSV."),
                "download",
            ),
        )
        self.lijst.geopend.connect(self.open)
        kolom.addWidget(self.lijst, 1)
        self.laad()

    def laad(self) -> None:
        """Read the register."""
        taak = partial(beelduitvoer.list_uitvoer, self.omgeving.werkplek)
        self.omgeving.werker.doe(taak, self.lijst.zet_rijen, self.scherm.toon_fout, self)

    def open(self, regel: Uitvoerregel) -> None:
        """All that is known of one file."""
        gegevens = Gegevens()
        gegevens.zet(
            [
                (self.tr("Soort"), SOORTEN[regel.soort][0]),
                (self.tr("Kwartalen"), _periode(regel)),
                (self.tr("Voor wie"), regel.voor_wie),
                (self.tr("Door"), regel.door),
                (self.tr("Tekst"), regel.tekst),
                (self.tr("Kenmerk (SHA-256)"), regel.document_hash),
            ]
        )
        self.scherm.toon_detail(self.tr("Bestand {}").format(regel.nummer), gegevens)


class Uitvoerdialoog(Formulierdialoog):
    """Which kind, which quarters, which measures, for whom. The place to save is asked first: what is put off leaves
    nothing in the register.
    """

    def __init__(
        self, scherm: Scherm, kwartalen: tuple[Vaststelling, ...], metingen: tuple[Metinginzicht, ...]
    ) -> None:
        self._scherm, self._omgeving = scherm, scherm.omgeving
        keuzes = [Keuze(een.kwartaal, een.label) for een in reversed(kwartalen)]
        formulier = Formulier(
            [
                KeuzeVeld(
                    "soort",
                    scherm.tr("Soort bestand"),
                    [Keuze(soort, naam, waarvoor) for soort, (naam, waarvoor) in SOORTEN.items()],
                    verplicht=True,
                ),
                KeuzeVeld("van", scherm.tr("Vanaf kwartaal"), keuzes, verplicht=True),
                KeuzeVeld("tot", scherm.tr("Tot en met kwartaal"), keuzes, verplicht=True),
                MeerKeuzeVeld(
                    "metingen",
                    scherm.tr("Welke onderwerpen"),
                    [Keuze(een.sleutel, een.naam) for een in metingen],
                    hulp=scherm.tr("Kiest u niets, dan komt alles erin."),
                ),
                TekstVeld(
                    "voor_wie",
                    scherm.tr("Voor wie"),
                    hoogstens=MAX_REGEL,
                    hulp=scherm.tr("Staat in het register en op een rapport. Bijvoorbeeld: de driehoek."),
                ),
                LangeTekstVeld(
                    "tekst",
                    scherm.tr("Tekst boven de getallen"),
                    hoogstens=MAX_TEKST,
                    hulp=scherm.tr("Staat in een PDF en in het register. Schrijf er niets in over een jongere."),
                ),
            ],
            knop=scherm.tr("Bestand maken"),
        )
        formulier.zet({"soort": Uitvoersoort.PDF, "van": kwartalen[0].kwartaal, "tot": kwartalen[-1].kwartaal})
        super().__init__(scherm, scherm.tr("Bestand maken"), formulier)
        tekst = formulier.veld("tekst")
        assert isinstance(tekst, LangeTekstVeld)
        self.blokken = Tekstblokbalk(scherm, [tekst.vel], Bloksoort.BEELD)
        formulier.voeg_in(self.blokken, tekst)
        self.blokken.laad()
        formulier.koppel_concept(self._omgeving.concepten, "beelduitvoer", None)
        formulier.bewaren.connect(self._vraag_plek)

    def _vraag_plek(self, waarden: dict[str, Any]) -> None:
        soort: Uitvoersoort = waarden["soort"]
        if waarden["van"] > waarden["tot"]:  # before a place is asked for
            self._maak(waarden, None)
            return
        periode = waarden["tot"] if waarden["van"] == waarden["tot"] else f"{waarden['van']}-{waarden['tot']}"
        kies_opslaan(
            self,
            self.tr("Opslaan als {}").format(SOORTEN[soort][0]),
            f"informatiebeeld-{periode}.{soort.value}",
            [f"{SOORTEN[soort][0]} (*.{soort.value})"],
            partial(self._maak, waarden),
            uitgang=soort.value,
        )

    def _maak(self, waarden: dict[str, Any], pad: Path | None) -> None:
        self.formulier.zet_bezig(True)
        keuze = Uitvoerkeuze(
            waarden["van"], waarden["tot"], tuple(waarden["metingen"]), waarden["voor_wie"], waarden["tekst"]
        )
        taak = partial(_maak, self._omgeving.werkplek, waarden["soort"], keuze, pad)
        self._omgeving.werker.doe(taak, self._klaar, self.formulier.toon_fouten, self)

    def _klaar(self, bestand: Uitvoerbestand) -> None:
        self.formulier.opgeslagen()
        self.accept()
        self._omgeving.meld(self.tr("Bestand {} is opgeslagen. Er staan geen namen in.").format(bestand.nummer))


def _maak(werkplek: Werkplek, soort: Uitvoersoort, keuze: Uitvoerkeuze, pad: Path | None) -> Uitvoerbestand:
    bestand = beelduitvoer.export_beeld(werkplek, soort, keuze)
    assert pad is not None  # without a place it is refused
    schrijf_heel(pad, bestand.inhoud)
    return bestand


def _periode(regel: Uitvoerregel) -> str:
    van, tot = Kwartaal.lees(regel.van), Kwartaal.lees(regel.tot)
    return tot.label if van == tot else f"Q{van.nr} {van.jaar} t/m Q{tot.nr} {tot.jaar}"
