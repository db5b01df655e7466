"""Files of the informatiebeeld: what was made, for whom, the same once more, and a form to make one."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.controle import MAX_REGEL, MAX_TEKST
from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.kwartaal import periode
from pmg_desk.domain.rollen import Recht
from pmg_desk.exchange.wegschrijven import BestandNietGeschreven, schrijf_heel, schrijf_nieuw
from pmg_desk.services import beelduitvoer
from pmg_desk.services.beeld import Metinginzicht, Vaststelling
from pmg_desk.services.beelduitvoer import (
    Uitvoerbestand,
    Uitvoerkeuze,
    Uitvoerontwerp,
    Uitvoerregel,
    Uitvoersoort,
)
from pmg_desk.services.tekstblokken import Bloksoort
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.screens.beeldnalezen import Naleesdeel
from pmg_desk.ui.screens.tekstblokken import Tekstblokbalk
from pmg_desk.ui.terugroep import zwak
from pmg_desk.ui.widgets.bestandskeuze import kies_opslaan
from pmg_desk.ui.widgets.formulier import Formulier, Formulierdialoog
from pmg_desk.ui.widgets.kaart import Gegevens
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld, MeerKeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Kolom, Leegtekst, Lijst
from pmg_desk.ui.widgets.opgeslagen import OpgeslagenDialoog
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst, in_groepen
from pmg_desk.ui.widgets.tekstvelden import LangeTekstVeld, TekstVeld, VinkVeld

SOORTEN: dict[Uitvoersoort, tuple[str, str]] = {
    Uitvoersoort.PDF: ("PDF", "rapport voor driehoek of raad"),
    Uitvoersoort.XLSX: ("Excel", "zelf verder rekenen"),
    Uitvoersoort.CSV: ("CSV", "landelijke monitor"),
}
"""What each kind of file is called, and what it is for."""

_MEER = ("metingen", "uitgebreid", "tekst")
_KEUZES = ("soort", "van", "tot", "voor_wie", *_MEER)
_SMAL, _EERST_WEG = 760, ("drempel", "door", "op")  # pixels at 100 % text; columns
_BEGIN = 4  # quarters: a report then tells how a year went


class NietOpgeslagen(Fout):
    """It is in the register, and could not be written."""

    wat = "Het bestand kon niet worden opgeslagen."
    veilig = "Het staat wel in het register. Er is geen half bestand achtergebleven."
    doe = "Kies het bij Gemaakte bestanden, maak het daar opnieuw en kies een andere map."


class Uitvoerlijst(QWidget):
    """Every file that was made; a row opens with all that is known of it, and a way to make it once more."""

    def __init__(self, scherm: Scherm) -> None:
        super().__init__()
        self.scherm, self.omgeving = scherm, scherm.omgeving
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(8)
        kolom.addWidget(
            Tekst(
                self.tr(
                    "Elk bestand dat iemand maakt, staat hier. Het nummer staat ook in het bestand. De bestanden zelf"
                    " bewaart het programma niet, maar het maakt ze precies zo opnieuw. Alleen een duiding die later is"
                    " ingetrokken, staat er dan niet meer in. Open een bestand met een dubbelklik of Enter: daar staat"
                    " alles wat ervan bekend is, en Opnieuw maken."
                ),
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
                Kolom("periode", self.tr("Kwartalen"), lambda r: periode(r.van, r.tot), breedte=190),
                Kolom("voor_wie", self.tr("Voor wie"), lambda r: r.voor_wie, rekt=True, nadruk=True),
                Kolom("drempel", self.tr("Te zien vanaf"), _drempel, breedte=110),
                Kolom("door", self.tr("Door"), lambda r: r.door, breedte=185),
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
        self.lijst.gekozen.connect(self._kijk)
        self._weg: list[int] = []
        """Columns that there is no room for: what they say is in the detail too."""
        kolom.addWidget(self.lijst, 1)
        self.laad()

    def resizeEvent(self, gebeurtenis: QResizeEvent, /) -> None:
        """Qt: where it is narrow, for whom it was is told before who made it and when."""
        super().resizeEvent(gebeurtenis)
        smal = self.width() < self.omgeving.thema.px(_SMAL)
        if smal is bool(self._weg):
            return
        tabel, kolommen = self.lijst.tabel, self.lijst.kolommen
        if smal:
            self._weg = [p for een in _EERST_WEG if not tabel.isColumnHidden(p := kolommen.plek(een))]
        for plek in self._weg:
            tabel.setColumnHidden(plek, smal)
        if not smal:
            self._weg = []
        kolommen.verdeel()

    def _kijk(self, regel: Uitvoerregel | None) -> None:
        """One click is enough where the list stays in sight beside it."""
        if regel is not None and self.scherm.detail_past and self.lijst.tabel.hasFocus():
            self.open(regel)

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
                (self.tr("Kwartalen"), periode(regel.van, regel.tot)),
                (self.tr("Onderwerpen"), "; ".join(regel.onderwerpen)),
                (self.tr("Te zien vanaf"), _drempel(regel)),
                (self.tr("Voor wie"), regel.voor_wie),
                (self.tr("Door"), regel.door),
                (self.tr("Tekst"), regel.tekst),
                (self.tr("Kenmerk (SHA-256)"), in_groepen(regel.document_hash)),
            ]
        )
        knoppen: tuple[Knop, ...] = ()
        if self.omgeving.werkplek.gebruiker.mag(Recht.BEELD_VASTSTELLEN):
            knop = Knop(self.tr("Opnieuw maken"), icoon="download", actie=partial(self.maak_opnieuw, regel))
            knop.setAccessibleName(self.tr("Bestand {} opnieuw maken").format(regel.nummer))
            knoppen = (knop,)
        self.scherm.toon_detail(self.tr("Bestand {}").format(regel.nummer), gegevens, knoppen)

    def maak_opnieuw(self, regel: Uitvoerregel) -> None:
        """Ask where, and write the same file there once more."""
        kies_opslaan(
            self,
            self.tr("Bestand {} opslaan").format(regel.nummer),
            regel.bestandsnaam,
            _filter(regel.soort),
            partial(self._schrijf_opnieuw, regel),
            uitgang=regel.soort.value,
        )

    def _schrijf_opnieuw(self, regel: Uitvoerregel, pad: Path) -> None:
        taak = partial(_maak_opnieuw, self.omgeving.werkplek, regel.nummer, pad)
        klaar = partial(toon_opgeslagen, self.scherm, regel.soort, pad, opnieuw=True)
        self.omgeving.werker.doe(taak, klaar, self.scherm.toon_fout, self)


class Uitvoerdialoog(Formulierdialoog):
    """Which kind, which quarters, for whom; what is seldom asked is folded.

    ``getoond``: the measure that the screen shows, which is one click away.
    First the file is made, and it says how large it is; only when it gets a place it is in the register.
    """

    def __init__(
        self,
        scherm: Scherm,
        kwartalen: tuple[Vaststelling, ...],
        metingen: tuple[Metinginzicht, ...],
        getoond: str = "",
    ) -> None:
        self._scherm, self._omgeving = scherm, scherm.omgeving
        self._ontwerp: Uitvoerontwerp | None = None
        self._gemaakt_van: list[object] = []
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
                TekstVeld(
                    "voor_wie",
                    scherm.tr("Voor wie"),
                    verplicht=True,
                    hoogstens=MAX_REGEL,
                    voorbeeld=scherm.tr("de driehoek"),
                    hulp=scherm.tr("Staat in het register, en in een PDF of Excel. Schrijf geen naam van een jongere."),
                ),
                MeerKeuzeVeld(
                    "metingen",
                    scherm.tr("Welke onderwerpen"),
                    [Keuze(een.sleutel, een.naam) for een in metingen],
                    hulp=scherm.tr("Kiest u niets, dan komt alles erin."),
                ),
                VinkVeld("uitgebreid", scherm.tr("Alle tabellen als bijlage achterin")),
                LangeTekstVeld(
                    "tekst",
                    scherm.tr("Tekst boven de getallen"),
                    hoogstens=MAX_TEKST,
                    hulp=scherm.tr("Staat in het bestand en in het register. Schrijf er niets in over een jongere."),
                ),
                VinkVeld(
                    "nagelezen",
                    scherm.tr("Ik heb deze teksten gelezen. Er is niemand in te herkennen."),
                    moet=True,
                ),
            ],
            knop=scherm.tr("Bestand maken"),
        )
        begin = kwartalen[-_BEGIN:][0].kwartaal
        formulier.zet({"soort": Uitvoersoort.PDF, "van": begin, "tot": kwartalen[-1].kwartaal})
        super().__init__(scherm, scherm.tr("Bestand maken"), formulier)
        tekst = formulier.veld("tekst")
        assert isinstance(tekst, LangeTekstVeld)
        self.blokken = Tekstblokbalk(scherm, [tekst.vel], Bloksoort.BEELD)
        formulier.voeg_in(self.blokken, tekst)
        self.blokken.laad()
        self._getoond = getoond
        naam = next((een.naam for een in metingen if een.sleutel == getoond), "")
        self.ditknop = Knop(
            self.tr("Alleen '{}', zoals op het scherm").format(naam), "koppeling", "chart-column", actie=self.kies_dit
        )
        formulier.voeg_in(self.ditknop, formulier.veld("metingen"))
        self.meerknop = Knop(self.tr("Meer keuzes"), "koppeling", "chevron-down", actie=self.vouw_open)
        formulier.voeg_in(self.meerknop, formulier.veld("metingen"))
        self.nalezen = Naleesdeel()
        vink = formulier.veld("nagelezen")
        formulier.voeg_in(self.nalezen, vink)
        QWidget.setTabOrder(tekst.invoer, self.nalezen.zin)
        QWidget.setTabOrder(self.nalezen.zin, vink.invoer)
        self._open = False
        self._schik_velden()
        formulier.gewijzigd.connect(self._gewijzigd)
        formulier.koppel_concept(self._omgeving.concepten, "beelduitvoer", None)
        formulier.bewaren.connect(self._maak_of_bewaar)
        self.resize(self.sizeHint().boundedTo(self.maximumSize()))  # the base class saw every field

    # what is seldom asked

    def vouw_open(self) -> None:
        """Show every choice, for as long as this window is there: what was typed never hides again."""
        self._open = True
        self._schik_velden()
        self.formulier.veld("metingen").invoer.setFocus(Qt.FocusReason.OtherFocusReason)

    def kies_dit(self) -> None:
        """Only the subject that the screen shows."""
        self.formulier.zet({"metingen": [self._getoond]})
        self.vouw_open()

    def _schik_velden(self) -> None:
        soort = self.formulier.veld("soort").waarde()
        self.meerknop.setVisible(not self._open)
        self.ditknop.setVisible(not self._open and bool(self._getoond))
        self.formulier.toon_veld("metingen", self._open)
        self.formulier.toon_veld("uitgebreid", self._open and soort is Uitvoersoort.PDF)
        te_lezen = self._ontwerp is not None and bool(self._ontwerp.teksten)
        self.formulier.toon_veld("nagelezen", te_lezen)
        self.nalezen.setVisible(te_lezen)
        for deel in (self.formulier.veld("tekst"), self.blokken):
            deel.setVisible(self._open and soort is not Uitvoersoort.CSV)
        if self.isVisible():
            self._groei()

    def _gewijzigd(self) -> None:
        velden = [self.formulier.veld(sleutel) for sleutel in _MEER]
        if not self._open and any(een.waarde() != een.leeg for een in velden):  # a draft
            self._open = True
        if self._ontwerp is not None and self._keuze() != self._gemaakt_van:
            self._ontwerp = None
            self.formulier.melding.verberg()
            self.knop.zet_tekst(self.formulier.knop.text())
        self._schik_velden()

    def _keuze(self) -> list[object]:
        """What the file is made of, as it is typed now."""
        return [self.formulier.veld(sleutel).ruw() for sleutel in _KEUZES]

    # making it, then keeping it

    def _maak_of_bewaar(self, waarden: dict[str, Any]) -> None:
        if self._ontwerp is not None:
            self._vraag_plek(self._ontwerp, nagelezen=waarden["nagelezen"])
            return
        self._gemaakt_van = self._keuze()
        self.formulier.zet_bezig(True)
        self.formulier.melding.zet("info", self.tr("Het bestand wordt gemaakt."))
        self.formulier.toon_melding()
        keuze = Uitvoerkeuze(
            waarden["van"],
            waarden["tot"],
            tuple(waarden["metingen"]),
            waarden["voor_wie"],
            waarden["tekst"],
            waarden["uitgebreid"],
        )
        taak = partial(beelduitvoer.prepare_uitvoer, self._omgeving.werkplek, waarden["soort"], keuze)
        self._omgeving.werker.doe(taak, self._gemaakt, self.formulier.toon_fouten, self)

    def _gemaakt(self, ontwerp: Uitvoerontwerp) -> None:
        self.formulier.zet_bezig(False)
        self.formulier.melding.verberg()
        if self._keuze() != self._gemaakt_van:  # something was changed while it was made
            return
        self._ontwerp = ontwerp
        self.formulier.veld("nagelezen").zet(False)  # a draft may hold that another file was read
        zin = self.tr("Klaar om op te slaan: {}.").format(_omvang(ontwerp.soort, ontwerp.omvang))
        self.knop.zet_tekst(self.tr("Opslaan"))
        if ontwerp.teksten:
            lees = self.tr("Lees eerst wat mensen erin schreven, en zet dan het vinkje.")
            self.nalezen.zet(f"{zin} {lees}", ontwerp.teksten)
            self._schik_velden()
            self._groei()
            self.nalezen.zin.setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(0, self.nalezen, partial(zwak(self.vak.ensureWidgetVisible), self.nalezen.zin))
            return
        self._schik_velden()
        self.formulier.melding.zet("goed", zin)
        self._groei()
        self.formulier.toon_melding()
        self.knop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _vraag_plek(self, ontwerp: Uitvoerontwerp, *, nagelezen: bool) -> None:
        kies_opslaan(
            self,
            self.tr("Opslaan als {}").format(SOORTEN[ontwerp.soort][0]),
            ontwerp.bestandsnaam,
            _filter(ontwerp.soort),
            partial(self._bewaar, ontwerp, nagelezen),
            uitgang=ontwerp.soort.value,
        )

    def _bewaar(self, ontwerp: Uitvoerontwerp, nagelezen: bool, pad: Path) -> None:
        self.formulier.zet_bezig(True)
        taak = partial(_bewaar, self._omgeving.werkplek, ontwerp, nagelezen, pad)
        self._omgeving.werker.doe(taak, partial(self._klaar, ontwerp.soort, pad), self._mislukt, self)

    def _mislukt(self, fout: Fout) -> None:
        self.formulier.toon_fouten(fout)
        self._ontwerp = None  # it is in the register, and may not go there twice
        self.knop.zet_tekst(self.formulier.knop.text())

    def _klaar(self, soort: Uitvoersoort, pad: Path, bestand: Uitvoerbestand) -> None:
        self.formulier.opgeslagen()
        self.accept()
        toon_opgeslagen(self._scherm, soort, pad, bestand)


def toon_opgeslagen(
    scherm: Scherm, soort: Uitvoersoort, pad: Path, bestand: Uitvoerbestand, *, opnieuw: bool = False
) -> None:
    """Where it lies, and what is in it: no more than is sure. ``opnieuw``: it was made once more."""
    zinnen = [scherm.tr("De getallen gaan over groepen en zijn vastgesteld.")]
    if opnieuw and bestand.is_gelijk:
        zinnen.insert(
            0,
            scherm.tr("Het is teken voor teken gelijk aan het eerste bestand {}: het kenmerk is hetzelfde.").format(
                bestand.nummer
            ),
        )
    if soort is Uitvoersoort.PDF:
        zinnen.append(
            scherm.tr(
                "Wat u zelf typte en wat partners erbij schreven, staat er woord voor woord in. Het programma zoekt"
                " daar geen namen in: kijk zelf of er geen naam in staat."
            )
        )
    elif soort is Uitvoersoort.XLSX:
        zinnen.append(
            scherm.tr(
                "Wat u zelf typte, staat er woord voor woord in. Het programma zoekt daar geen namen in: kijk zelf of"
                " er geen naam in staat."
            )
        )
    else:
        zinnen.append(scherm.tr("Er staan alleen woorden van het programma en het profiel in."))
        zinnen.append(scherm.tr("Ernaast staat een bestand met de definities. Stuur dat mee."))
    let_op = ""
    if not bestand.is_gelijk and bestand.ingetrokken:
        let_op = scherm.tr(
            "Het bestand is niet teken voor teken gelijk aan het eerste. Over deze kwartalen is een duiding"
            " ingetrokken: die tekst staat er niet meer in. Geef het eerste bestand niet opnieuw door."
        )
    elif not bestand.is_gelijk:
        let_op = scherm.tr(
            "Het bestand is niet teken voor teken gelijk aan het eerste. Dat komt door een nieuwe versie van het"
            " programma. Vergelijk het met het eerste als u dat nog hebt."
        )
    titel = scherm.tr("Bestand {} is opgeslagen").format(bestand.nummer)
    OpgeslagenDialoog(scherm, titel, pad, tuple(zinnen), let_op).toon()


def _bewaar(werkplek: Werkplek, ontwerp: Uitvoerontwerp, nagelezen: bool, pad: Path) -> Uitvoerbestand:
    bestand = beelduitvoer.record_uitvoer(werkplek, ontwerp, nagelezen=nagelezen)
    try:
        _schrijf(bestand, pad)
    except BestandNietGeschreven as fout:
        raise NietOpgeslagen from fout
    return bestand


def _maak_opnieuw(werkplek: Werkplek, nummer: int, pad: Path) -> Uitvoerbestand:
    bestand = beelduitvoer.remake_uitvoer(werkplek, nummer)
    _schrijf(bestand, pad)
    return bestand


def _schrijf(bestand: Uitvoerbestand, pad: Path) -> None:
    """The definitions lie beside it, under the name that was chosen; never over what lies there."""
    schrijf_heel(pad, bestand.inhoud)
    if bestand.definities:
        schrijf_nieuw(pad.parent, f"{pad.stem}-definities{pad.suffix}", bestand.definities)


def _omvang(soort: Uitvoersoort, aantal: int) -> str:
    tr = QCoreApplication.translate
    if soort is Uitvoersoort.PDF:
        return (
            tr("Uitvoerdialoog", "1 bladzijde") if aantal == 1 else tr("Uitvoerdialoog", "{} bladzijden").format(aantal)
        )
    return tr("Uitvoerdialoog", "{} regels, elk met een getal").format(aantal)


def _filter(soort: Uitvoersoort) -> list[str]:
    return [f"{SOORTEN[soort][0]} (*.{soort.value})"]


def _drempel(regel: Uitvoerregel) -> str:
    return ", ".join(map(str, regel.drempels))
