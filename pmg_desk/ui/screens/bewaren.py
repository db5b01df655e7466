"""Bewaren: which casussen are due, keeping one longer, and destruction by two people."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.controle import MAX_TEKST
from pmg_desk.domain.rollen import Rol
from pmg_desk.services import bewaren, vernietigen
from pmg_desk.services.bewaren import Bewaarlijst, BewaarRegel, Toestand
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.omgeving import Omgeving, Wijzigingen
from pmg_desk.ui.screens.bewaardelen import Certificaten, Termijnen, Voorstellen
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.datumvelden import DatumVeld
from pmg_desk.ui.widgets.filterkeuze import Filterkeuze
from pmg_desk.ui.widgets.formulier import Formulier, LangeTekstVeld
from pmg_desk.ui.widgets.kaart import Gegevens
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tabbladen import Tabbladen
from pmg_desk.ui.widgets.tekst import Tekst

_KLEUR: dict[Toestand, chip.Kleur] = {
    Toestand.NIET_INGESTELD: "grijs",
    Toestand.BEWAREN: "groen",
    Toestand.BEOORDELEN: "geel",
    Toestand.VERNIETIGEN: "rood",
    Toestand.VERNIETIGD: "grijs",
}
_KEUZES = (Toestand.BEOORDELEN, Toestand.VERNIETIGEN, Toestand.BEWAREN, Toestand.NIET_INGESTELD)


class BewarenScherm(Scherm):
    """``toon(tab=)`` brings a tab in front: casussen, voorstellen, certificaten, termijnen."""

    sleutel, titel, icoon = "bewaren", "Bewaren", "archive"
    rollen = frozenset({Rol.CASUSREGISSEUR, Rol.PRIVACY_OFFICER, Rol.BEHEERDER})
    soorten = frozenset({"bewaren", "casus"})

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self.zet_titel(
            self.titel,
            self.tr("Hoe lang casussen bewaard blijven. Vernietigen doen altijd twee personen samen."),
        )
        self.tabs = Tabbladen(self.titel)
        self.tabs.voeg_toe("casussen", self.tr("Casussen"), lambda: Casussen(self), rolt=False)
        self.tabs.voeg_toe("voorstellen", self.tr("Voorstellen"), lambda: Voorstellen(self), rolt=False)
        self.tabs.voeg_toe("certificaten", self.tr("Certificaten"), lambda: Certificaten(self), rolt=False)
        self.tabs.voeg_toe("termijnen", self.tr("Bewaartermijnen"), lambda: Termijnen(self), rolt=False)
        self.tabs.gekozen.connect(self._ander_tab)
        self.inhoud.addWidget(self.tabs, 1)

    def toon(self, **params: Any) -> None:
        """Read everything again."""
        if "tab" in params:
            self.tabs.kies(params["tab"])
        self._laad()

    def _ander_tab(self) -> None:
        self.sluit_detail()
        self._laad()

    def _laad(self) -> None:
        deel = self.tabs.inhoud(self.tabs.sleutel)
        if isinstance(deel, Casussen | Voorstellen | Certificaten | Termijnen):
            deel.laad()

    def ververs(self, _wijzigingen: Wijzigingen) -> None:
        """Something about retention or a casus changed."""
        self._ander_tab()


class Casussen(QWidget):
    """Casussen by state, what falls due first on top. Names only for who may see the casus."""

    def __init__(self, scherm: Scherm) -> None:
        super().__init__()
        self.scherm, self.omgeving = scherm, scherm.omgeving
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        eigen = self.omgeving.rol == Rol.CASUSREGISSEUR
        self.lijst: Lijst[BewaarRegel] = Lijst(
            "bewaren",
            self.tr("Casussen"),
            (
                Kolom("casus", self.tr("Casus"), lambda r: r.nummer, breedte=160, nadruk=True),
                *((Kolom("naam", self.tr("Jongere"), _naam, rekt=True),) if eigen else ()),
                Kolom("toestand", self.tr("Stand"), _chip, "chip", breedte=220),
                Kolom("vervalt", self.tr("Bewaren tot"), lambda r: r.vervalt_op, "datum", breedte=140),
                Kolom("gesloten", self.tr("Gesloten op"), lambda r: r.gesloten_op, "datum", breedte=140),
                Kolom("tafels", self.tr("Tafels"), lambda r: ", ".join(r.tafels), breedte=240, rekt=not eigen),
            ),
            lambda r: r.casus_id,
            woord=(self.tr("casus"), self.tr("casussen")),
            instellingen=self.omgeving.instellingen,
            leeg=Leegtekst(
                self.tr("Geen casussen"),
                self.tr("Er is nu geen casus met deze stand. Kies hiernaast een andere stand."),
                "archive",
            ),
        )
        self.keuze = Filterkeuze(self.tr("Stand"), self.tr("Alle standen"), [(soort, soort.label) for soort in _KEUZES])
        self.keuze.zet(Toestand.BEOORDELEN)
        self.keuze.gewijzigd.connect(self.laad)
        self.lijst.voeg_naast_filter(self.keuze)
        self.lijst.gekozen.connect(self._toon)
        self.tellingen = Tekst("", "zacht")
        kolom.addWidget(self.tellingen)
        kolom.addWidget(self.lijst)

    def laad(self) -> None:
        """Read the list."""
        taak = partial(bewaren.list_bewaren, self.omgeving.werkplek, self.keuze.waarde)
        self.omgeving.werker.doe(taak, self._zet, self.scherm.toon_fout, self)

    def _zet(self, lijst: Bewaarlijst) -> None:
        delen = [f"{soort.label}: {lijst.aantallen[soort]}" for soort in _KEUZES]
        if lijst.meer:
            delen.append(self.tr("alleen de eerste {} staan in de lijst").format(len(lijst.regels)))
        self.tellingen.setText(" · ".join(delen))
        self.lijst.zet_rijen(lijst.regels)

    def _toon(self, regel: BewaarRegel | None) -> None:
        if regel is None:
            self.scherm.sluit_detail()
            return
        gegevens = Gegevens()
        gegevens.zet(
            [
                (self.tr("Stand"), _chip(regel)),
                (self.tr("Waarom"), regel.uitleg),
                (self.tr("Tafels"), ", ".join(regel.tafels)),
            ]
        )
        knoppen: list[Knop] = []
        if regel.redenen:
            knoppen.append(
                Knop(self.tr("Vernietigen voorstellen"), icoon="trash-2", actie=partial(self.stel_voor, regel))
            )
        if regel.mag_verlengen:
            knoppen.append(Knop(self.tr("Langer bewaren"), icoon="clock", actie=partial(self.verleng, regel)))
        self.scherm.toon_detail(self.tr("Casus {}").format(regel.nummer), gegevens, tuple(knoppen))

    def verleng(self, regel: BewaarRegel) -> None:
        """Ask until when, and why."""
        formulier = Formulier(
            [
                DatumVeld("tot", self.tr("Bewaren tot en met"), self.omgeving.vandaag, verplicht=True),
                LangeTekstVeld(
                    "reden", self.tr("Waarom is het dossier nog nodig?"), verplicht=True, hoogstens=MAX_TEKST
                ),
            ],
            knop=self.tr("Langer bewaren"),
            annuleren=self.tr("Terug"),
        )
        werkplek = self.omgeving.werkplek
        Bewaardialoog(
            self,
            self.omgeving,
            self.tr("Langer bewaren"),
            formulier,
            lambda waarden: bewaren.keep_casus(werkplek, regel.casus_id, waarden["tot"], waarden["reden"]),
            gelukt=self.tr("De casus blijft langer bewaard."),
            concept="langer_bewaren",
            object_id=regel.casus_id,
        ).toon()

    def stel_voor(self, regel: BewaarRegel) -> None:
        """Ask for the reason; the second person comes after."""
        formulier = Formulier(
            [
                KeuzeVeld(
                    "reden",
                    self.tr("Waarom wordt deze casus vernietigd?"),
                    [Keuze(reden, reden.label) for reden in regel.redenen],
                    verplicht=True,
                    breedte=0,
                    hulp=self.tr(
                        "U tekent het voorstel met uw eigen sleutel. Pas als een ander het bevestigt, wordt er gewist."
                    ),
                )
            ],
            knop=self.tr("Vernietigen voorstellen"),
            annuleren=self.tr("Terug"),
        )
        werkplek = self.omgeving.werkplek
        Bewaardialoog(
            self,
            self.omgeving,
            self.tr("Vernietigen voorstellen"),
            formulier,
            lambda waarden: vernietigen.propose_vernietiging(werkplek, regel.casus_id, waarden["reden"]),
            gelukt=self.tr("Het voorstel staat klaar voor de tweede persoon."),
            concept="vernietigen_voorstellen",
            object_id=regel.casus_id,
        ).toon()


def _naam(regel: BewaarRegel) -> str:
    return regel.naam


def _chip(regel: BewaarRegel) -> chip.Chipwaarde:
    return chip.status(regel.toestand.value, regel.toestand.label, _KLEUR[regel.toestand])
