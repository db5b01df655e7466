"""The register of data breaches: each with its clock of 72 hours, what has to be done first, and the form."""

from __future__ import annotations

from datetime import datetime, time
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.datalek import Lekstand
from pmg_desk.domain.fouten import OngeldigeInvoer
from pmg_desk.domain.klok import AMSTERDAM
from pmg_desk.services import datalekken
from pmg_desk.services.datalekken import DatalekInvoer, DatalekInzicht
from pmg_desk.services.registers import Registersoort
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.models.rijen import Kolom, als_tekst
from pmg_desk.ui.screens.registerblad import exportknoppen
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.chip import Chipwaarde
from pmg_desk.ui.widgets.datumvelden import DatumVeld
from pmg_desk.ui.widgets.dialoog import bevestig
from pmg_desk.ui.widgets.formulier import Formulier
from pmg_desk.ui.widgets.kaart import Gegevens
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld, MeerKeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekstvelden import GetalVeld, LangeTekstVeld, TekstVeld
from pmg_desk.ui.widgets.veld import Veld
from pmg_desk.ui.widgets.vloei import Vloei

_JA, _NEE = "ja", "nee"
_MOMENTEN = ("ontdekt", "gemeld_ap", "betrokkenen_ingelicht")


class Datalekkendeel(QWidget):
    """The list; the one under the cursor at the right of its screen."""

    def __init__(self, scherm: Scherm) -> None:
        super().__init__(scherm)
        self._scherm, self._omgeving = scherm, scherm.omgeving
        self._kies: UUID | None = None
        self.nieuwknop = Knop(self.tr("Datalek vastleggen"), "primair", "plus", actie=self.nieuw)
        self.lijst: Lijst[DatalekInzicht] = Lijst(
            "datalekken",
            self.tr("Datalekken"),
            (
                Kolom("nummer", self.tr("Nummer"), lambda d: d.nummer, breedte=130, nadruk=True),
                Kolom("stand", self.tr("Nu te doen"), _chip, "chip", breedte=230),
                Kolom("klok", self.tr("Klok"), klok_tekst, breedte=190),
                Kolom("wat", self.tr("Wat"), lambda d: d.invoer.wat, rekt=True),
                Kolom("casus", self.tr("Casus"), lambda d: d.invoer.casusnummer, breedte=150),
                Kolom("ontdekt", self.tr("Ontdekt"), lambda d: d.invoer.ontdekt_op, "moment", breedte=160),
            ),
            lambda d: d.id,
            woord=(self.tr("datalek"), self.tr("datalekken")),
            instellingen=self._omgeving.instellingen,
            leeg=Leegtekst(
                self.tr("Geen datalekken"),
                self.tr("Hier houdt u bij wat er misging, wat u deed en of u het op tijd meldde (AVG 33)."),
                "shield-check",
            ),
        )
        self.pdfknop, self.xlsxknop = exportknoppen(self, scherm, Registersoort.DATALEKKEN)
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

    def laad(self, kies: UUID | None = None) -> None:
        """Load, and choose this one."""
        self._kies = kies or self._kies
        taak = partial(datalekken.list_datalekken, self._omgeving.werkplek)
        self._omgeving.werker.doe(taak, self._zet, self._scherm.toon_fout, self)

    def _zet(self, lijst: tuple[DatalekInzicht, ...]) -> None:
        self.lijst.zet_rijen(lijst)
        if self._kies is not None:
            self.lijst.kies(self._kies)
            self._kies = None

    def _detail(self, lek: DatalekInzicht | None) -> None:
        if lek is None:
            self._scherm.sluit_detail()
            return
        i = lek.invoer
        gegevens = Gegevens()
        paren = (
            (self.tr("Klok"), klok_tekst(lek)),
            (self.tr("Casus"), i.casusnummer),
            (self.tr("Ontdekt"), als_tekst(i.ontdekt_op)),
            (self.tr("Gebeurd"), i.wat),
            (self.tr("Gegevens"), ", ".join(lek.categorie_labels)),
            (self.tr("Mensen"), str(i.betrokkenen)),
            (self.tr("Gevolgen"), i.gevolgen),
            (self.tr("Gedaan"), i.maatregelen),
            (self.tr("Gemeld"), als_tekst(i.gemeld_ap_op)),
            (self.tr("Niet gemeld"), i.niet_gemeld_reden),
            (self.tr("Ingelicht"), als_tekst(i.betrokkenen_ingelicht_op)),
            (self.tr("Niet ingelicht"), i.niet_ingelicht_reden),
            (self.tr("Door"), lek.door),
            (self.tr("Gesloten"), als_tekst(lek.afgesloten_op)),
        )
        gegevens.zet([(self.tr("Te doen"), _chip(lek)), *((woord, waarde) for woord, waarde in paren if waarde)])
        knoppen = (
            ()
            if lek.stand is Lekstand.GESLOTEN
            else (
                Knop(self.tr("Bijwerken"), "primair", "pencil", actie=partial(self.wijzig, lek)),
                Knop(self.tr("Sluiten"), actie=partial(self._sluit, lek)),
            )
        )
        self._scherm.toon_detail(lek.nummer, gegevens, knoppen)

    def nieuw(self) -> None:
        """Write a breach down."""
        nu = self._omgeving.werkplek.klok.nu().astimezone(AMSTERDAM)
        formulier = self._formulier(self.tr("Datalek vastleggen"))
        formulier.zet({"ontdekt_dag": nu.date(), "ontdekt_tijd": f"{nu:%H:%M}", "betrokkenen": "1"})
        self._venster(self.tr("Datalek vastleggen"), formulier, partial(_leg_vast, self._omgeving.werkplek), None)

    def wijzig(self, lek: DatalekInzicht) -> None:
        """Write down what became known."""
        if lek.stand is Lekstand.GESLOTEN:
            return
        formulier = self._formulier(self.tr("Opslaan"))
        formulier.zet(_waarden(lek.invoer))
        bewaar = partial(_werk_bij, self._omgeving.werkplek, lek.id, lek.versie)
        self._venster(self.tr("Datalek {}").format(lek.nummer), formulier, bewaar, lek.id)

    def _venster(self, titel: str, formulier: Formulier, bewaar: Any, id_: UUID | None) -> None:
        Bewaardialoog(
            self,
            self._omgeving,
            titel,
            formulier,
            bewaar,
            gelukt=self.tr("Het datalek is opgeslagen."),
            concept="datalek",
            object_id=id_,
        ).toon()

    def _sluit(self, lek: DatalekInzicht) -> None:
        bevestig(
            self,
            self.tr("Datalek {} sluiten").format(lek.nummer),
            self.tr("Daarna kunt u het niet meer bijwerken. Het blijft in het register staan."),
            self.tr("Sluiten"),
            partial(self._sluit_nu, lek.id),
        )

    def _sluit_nu(self, id_: UUID) -> None:
        taak = partial(datalekken.close_datalek, self._omgeving.werkplek, id_)
        self._omgeving.werker.doe(taak, self._gesloten, self._niet_gesloten, self)

    def _gesloten(self, _niets: object) -> None:
        self._scherm.melding.verberg()  # what was said before is about an open one

    def _niet_gesloten(self, fout: Any) -> None:
        if isinstance(fout, OngeldigeInvoer):
            self._scherm.melding.zet("waarschuwing", " ".join(fout.velden.values()))
        else:
            self._scherm.toon_fout(fout)

    def _formulier(self, knop: str) -> Formulier:
        vandaag = self._omgeving.vandaag
        soorten = [Keuze(c.sleutel, c.label) for c in self._omgeving.werkplek.profiel.datacategorieen.values()]

        def moment(sleutel: str, label: str, *, verplicht: bool = False) -> list[str | Veld]:
            return [
                DatumVeld(f"{sleutel}_dag", label, vandaag, laatst=vandaag, verplicht=verplicht),
                TekstVeld(f"{sleutel}_tijd", self.tr("Hoe laat (uu:mm)"), hoogstens=5, verplicht=verplicht),
            ]

        def ja_nee(sleutel: str, label: str) -> KeuzeVeld:
            keuzes = [Keuze(_JA, self.tr("ja")), Keuze(_NEE, self.tr("nee"))]
            return KeuzeVeld(sleutel, label, keuzes, leegtekst=self.tr("nog niet beoordeeld"))

        return Formulier(
            [
                self.tr("Wat er is gebeurd"),
                *moment("ontdekt", self.tr("Ontdekt op"), verplicht=True),
                LangeTekstVeld(
                    "wat", self.tr("Wat is er gebeurd?"), verplicht=True, hulp=self.tr("Zonder namen van jongeren.")
                ),
                TekstVeld("casusnummer", self.tr("Casusnummer, als het over één casus gaat"), hoogstens=20),
                MeerKeuzeVeld("categorieen", self.tr("Welke soorten gegevens?"), soorten),
                GetalVeld(
                    "betrokkenen",
                    self.tr("Over hoeveel mensen?"),
                    minst=0,
                    meest=datalekken.MEESTE_BETROKKENEN,
                    verplicht=True,
                ),
                self.tr("Beoordelen en melden"),
                ja_nee("risico", self.tr("Is er een risico voor mensen?")),
                ja_nee("hoog_risico", self.tr("Is dat risico hoog?")),
                *moment("gemeld_ap", self.tr("Gemeld aan de Autoriteit Persoonsgegevens op")),
                LangeTekstVeld("niet_gemeld_reden", self.tr("Niet of later dan 72 uur gemeld? Waarom?")),
                *moment("betrokkenen_ingelicht", self.tr("Betrokkenen ingelicht op")),
                LangeTekstVeld("niet_ingelicht_reden", self.tr("Niet ingelicht? Waarom?")),
                self.tr("Gevolgen en maatregelen"),
                LangeTekstVeld("gevolgen", self.tr("Wat zijn de gevolgen?")),
                LangeTekstVeld("maatregelen", self.tr("Wat is er gedaan?")),
            ],
            knop=knop,
        )


def klok_tekst(lek: DatalekInzicht) -> str:
    """How much of the 72 hours is left, in words."""
    uren = lek.uren_over
    if uren is None:
        return "te laat gemeld" if lek.te_laat_gemeld else ""
    if uren < 0:
        return f"{-uren} uur te laat"
    return "minder dan een uur om te melden" if uren == 0 else f"nog {uren} uur om te melden"


def _chip(lek: DatalekInzicht) -> Chipwaarde:
    if lek.stand is Lekstand.GESLOTEN:
        return Chipwaarde(lek.stand_label, "grijs")
    te_laat = lek.uren_over is not None and lek.uren_over < 0
    return Chipwaarde(lek.stand_label, "rood" if te_laat else "groen" if lek.stand is Lekstand.AFRONDEN else "geel")


def _waarden(i: DatalekInvoer) -> dict[str, Any]:
    waarden: dict[str, Any] = {
        "wat": i.wat,
        "casusnummer": i.casusnummer,
        "categorieen": list(i.categorieen),
        "betrokkenen": str(i.betrokkenen),
        "gevolgen": i.gevolgen,
        "maatregelen": i.maatregelen,
        "niet_gemeld_reden": i.niet_gemeld_reden,
        "niet_ingelicht_reden": i.niet_ingelicht_reden,
    }
    for sleutel in ("risico", "hoog_risico"):
        waarde = getattr(i, sleutel)
        waarden[sleutel] = None if waarde is None else (_JA if waarde else _NEE)
    for sleutel in _MOMENTEN:
        moment = getattr(i, f"{sleutel}_op")
        if moment is not None:
            hier = moment.astimezone(AMSTERDAM)
            waarden |= {f"{sleutel}_dag": hier.date(), f"{sleutel}_tijd": f"{hier:%H:%M}"}
    return waarden


def _invoer(w: dict[str, Any]) -> DatalekInvoer:
    momenten = {sleutel: _moment(sleutel, w) for sleutel in _MOMENTEN}
    ontdekt = momenten["ontdekt"]
    assert ontdekt is not None  # its fields are obligatory
    return DatalekInvoer(
        ontdekt_op=ontdekt,
        wat=w["wat"],
        categorieen=tuple(w["categorieen"]),
        betrokkenen=w["betrokkenen"],
        gevolgen=w["gevolgen"],
        maatregelen=w["maatregelen"],
        risico=None if w["risico"] is None else w["risico"] == _JA,
        hoog_risico=None if w["hoog_risico"] is None else w["hoog_risico"] == _JA,
        gemeld_ap_op=momenten["gemeld_ap"],
        niet_gemeld_reden=w["niet_gemeld_reden"],
        betrokkenen_ingelicht_op=momenten["betrokkenen_ingelicht"],
        niet_ingelicht_reden=w["niet_ingelicht_reden"],
        casusnummer=w["casusnummer"],
    )


def _moment(sleutel: str, w: dict[str, Any]) -> datetime | None:
    dag, tijd = w[f"{sleutel}_dag"], (w[f"{sleutel}_tijd"] or "").strip()
    if dag is None:
        return None
    try:
        return datetime.combine(dag, time.fromisoformat(tijd.zfill(5) if tijd else "00:00"), AMSTERDAM)
    except ValueError:
        raise OngeldigeInvoer({f"{sleutel}_tijd": "Vul een tijd in, zoals 14:30."}) from None


def _leg_vast(werkplek: Werkplek, w: dict[str, Any]) -> UUID:
    return datalekken.record_datalek(werkplek, _invoer(w))


def _werk_bij(werkplek: Werkplek, id_: UUID, versie: int, w: dict[str, Any]) -> None:
    datalekken.update_datalek(werkplek, id_, _invoer(w), versie)
