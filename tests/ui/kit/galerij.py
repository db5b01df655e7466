"""A gallery of every widget in the kit, to be looked at: ``python -m tests.ui.kit.galerij MAP`` draws the pictures.

The tests in this folder use the same screens, so that what is looked at is what is tested.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from pmg_desk.domain.datums import OnvolledigeDatum, Richting
from pmg_desk.ui import thema
from pmg_desk.ui.instellingen import Instellingen
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.venster import Hoofdvenster
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.chip import Chip, Chipwaarde
from pmg_desk.ui.widgets.formulier import (
    DatumVeld,
    Formulier,
    GetalVeld,
    Keuze,
    KeuzeVeld,
    LangeTekstVeld,
    MeerKeuzeVeld,
    OnvolledigeDatumVeld,
    TekstVeld,
    VinkVeld,
    WachtwoordVeld,
    ZoekKeuzeVeld,
)
from pmg_desk.ui.widgets.kaart import Gegevens, Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.leeg import LegeStaat
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.melding import Melding
from pmg_desk.ui.widgets.rolvak import Rolvak
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tabbladen import Tabbladen
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.vloei import Vloei
from pmg_desk.ui.widgets.zoekbalk import Zoektreffer

VANDAAG = date(2026, 11, 22)


@dataclass(frozen=True)
class Regel:
    nummer: str
    jongere: str
    doelgroep: str
    regisseur: str
    status: str
    overleg: date | None
    geboren: OnvolledigeDatum
    acties: int


_NAMEN = (
    "Jansen, Zoë van der", "Østerberg, Maïté", "Yılmaz, Ümit", "IJssel, Noor van den", "Łukasik, Daniëlle",
    "Çelik, Björn", "Groot, José de", "Faïd, Soufiane", "Hondt, Thijs d'", "Vermeulen, Anne-Fleur",
)  # fmt: skip
_DOELGROEPEN = ("risicojongere", "jonge_aanwas", "doorgroeier", "harde_kern", "")
_STATUSSEN = ("in_behandeling", "aangemeld", "in_behandeling", "nazorg", "gesloten")


def regels(aantal: int = 40) -> list[Regel]:
    return [
        Regel(
            nummer=f"PMG-2026-{1040 + nr:05d}",
            jongere=_NAMEN[nr % len(_NAMEN)],
            doelgroep=_DOELGROEPEN[nr % len(_DOELGROEPEN)],
            regisseur=("A. Visser", "R. Bünyamin", "C. d'Hondt")[nr % 3],
            status=_STATUSSEN[nr % len(_STATUSSEN)],
            overleg=None if nr % 7 == 3 else date(2026, 12, 1 + nr % 28),
            geboren=OnvolledigeDatum(2008 + nr % 9, None if nr % 5 == 0 else 1 + nr % 12),
            acties=nr * 7 % 12,
        )
        for nr in range(aantal)
    ]


KOLOMMEN: tuple[Kolom[Regel], ...] = (
    Kolom("nummer", "Casus", lambda r: r.nummer, breedte=150),
    Kolom("jongere", "Jongere", lambda r: r.jongere, breedte=190, rekt=True, nadruk=True),
    Kolom("doelgroep", "Doelgroep", lambda r: chip.doelgroep(r.doelgroep), "chip", breedte=160),
    Kolom("geboren", "Geboren", lambda r: r.geboren, "datum", breedte=130, verborgen=True),
    Kolom("regisseur", "Casusregisseur", lambda r: r.regisseur, breedte=140),
    Kolom("status", "Status", lambda r: chip.status(r.status), "chip", breedte=150),
    Kolom("overleg", "Volgend overleg", lambda r: r.overleg, "datum", breedte=130),
    Kolom("acties", "Acties", lambda r: r.acties, "getal", breedte=70),
)


def maak_lijst(instellingen: Instellingen | None = None, **opties: Any) -> Lijst[Regel]:
    return Lijst(
        "casussen",
        "Casussen",
        KOLOMMEN,
        lambda r: r.nummer,
        woord=("casus", "casussen"),
        instellingen=instellingen,
        leeg=Leegtekst(
            "Nog geen casussen", "Hier staan de casussen die u mag zien.", "folder-open", "Jongere registreren"
        ),
        **opties,
    )


class Casussen(Scherm):
    sleutel = "casussen"
    titel = "Casussen"
    icoon = "folder-open"
    soorten = frozenset({"casus"})
    opdrachten = (("Jongere registreren", {"nieuw": True}),)

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self.voeg_actie(Knop("Afdrukken", icoon="printer"))
        self.voeg_actie(Knop("Jongere registreren", "primair", "plus"))
        self.lijst = maak_lijst(omgeving.instellingen)
        self.lijst.gekozen.connect(self._detail)
        self.inhoud.addWidget(self.lijst)
        self.getoond: list[dict[str, Any]] = []
        self.ververst: list[object] = []

    def toon(self, **params: Any) -> None:
        self.getoond.append(params)
        self.omgeving.werker.doe(regels, self.lijst.zet_rijen, eigenaar=self)

    def ververs(self, wijzigingen: object) -> None:
        self.ververst.append(wijzigingen)

    def _detail(self, regel: Regel | None) -> None:
        if regel is None:
            self.sluit_detail()
            return
        deel = QWidget()
        kolom = QVBoxLayout(deel)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(14)
        kolom.addWidget(Tekst(f"{regel.nummer} · geboren {regel.geboren.toon()}", "zacht"))
        gegevens = Gegevens()
        gegevens.zet(
            [
                ("Doelgroep", chip.doelgroep(regel.doelgroep)),
                ("Status", chip.status(regel.status)),
                ("Regisseur", regel.regisseur),
                ("School", ""),
                ("Overleg", "dinsdag 1 december 2026, PGA lokaal Zuiderpark"),
            ]
        )
        kolom.addWidget(gegevens)
        self.toon_detail(regel.jongere, deel, (Knop("Dossier openen", "primair"),))


class Kit(Scherm):
    sleutel = "overleg"
    titel = "Overleg"
    icoon = "calendar-days"

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self.zet_titel("PGA lokaal Zuiderpark", "dinsdag 1 december 2026, 13.30 uur")
        self.voeg_actie(Knop("Agenda afdrukken", icoon="printer"))
        self.voeg_actie(Knop("Overleg bewaren", "primair", "save"))
        tabs = Tabbladen("Overleg")
        tabs.voeg_toe("overzicht", "Overzicht", self._overzicht)
        tabs.voeg_toe("formulier", "Voorbereiden", self._formulier)
        tabs.voeg_toe("leeg", "Verslag", self._leeg)
        tabs.voeg_toe("lijst", "Casussen (3)", self._lijst, rolt=False)
        self.tabs = tabs
        self.inhoud.addWidget(tabs)

    def _overzicht(self) -> QWidget:
        pagina = QWidget()
        kolom = QVBoxLayout(pagina)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(12)
        self.meldingen = []
        for ernst, tekst, actie in (
            ("goed", "De casus is gesloten.", ""),
            ("info", "Wat u eerder typte en nog niet had opgeslagen, staat er weer.", "Concept weggooien"),
            (
                "waarschuwing",
                "Twee teksten zijn toegevoegd na het besluit van de privacy officer.",
                "Bekijk de teksten",
            ),
            ("fout", "De kluis is in gebruik op een andere computer. Er is niets gewijzigd.", ""),
        ):
            melding = Melding()
            melding.zet(ernst, tekst, actietekst=actie, actie=lambda: None)
            self.meldingen.append(melding)
            kolom.addWidget(melding)
        knoppen = QWidget()
        rij = Vloei(knoppen)
        rij.addWidget(Knop("Opslaan", "primair", "save"))
        rij.addWidget(Knop("Afdrukken", icoon="printer"))
        rij.addWidget(Knop("Casus afsluiten", "gevaar", "archive"))
        rij.addWidget(Knop("Meer over doelgroepen", "koppeling"))
        rij.addWidget(Knop("Verversen", "icoon", "refresh-cw"))
        uit = Knop("Niet mogelijk", "primair")
        uit.setEnabled(False)
        rij.addWidget(uit)
        kolom.addWidget(knoppen)
        chips = QWidget()
        vak = Vloei(chips)
        for sleutel in _DOELGROEPEN:
            vak.addWidget(Chip(chip.doelgroep(sleutel)))
        for sleutel in ("goedgekeurd", "gevraagd", "geweigerd", "in_behandeling", "nazorg", "vervallen"):
            vak.addWidget(Chip(chip.status(sleutel)))
        kolom.addWidget(chips)
        naast = QHBoxLayout()
        kaart = Kaart("Wie doet mee")
        kaart.voeg_actie(Knop("Wijzigen", "koppeling"))
        feiten = Gegevens()
        feiten.zet(
            [
                ("Politie", "Senior GGP Jeugd"),
                ("Gemeente", "Leerlingzaken"),
                ("OM", ""),
                ("Status", Chipwaarde("Compleet", "groen")),
            ]
        )
        kaart.inhoud.addWidget(feiten)
        naast.addWidget(kaart)
        ander = Kaart("Wat mag met wie worden gedeeld")
        ander.inhoud.addWidget(
            Tekst("Met Leerlingzaken mag u de identiteit, de doelgroep en het plan delen, tot en met 1 maart 2027.")
        )
        naast.addWidget(ander)
        kolom.addLayout(naast)
        return pagina

    def _formulier(self) -> QWidget:
        self.formulier = maak_formulier()
        return self.formulier

    def _leeg(self) -> QWidget:
        return LegeStaat(
            "Nog geen verslag",
            "Tijdens het overleg legt u hier de afspraken vast.",
            icoon="file-text",
            knoptekst="Verslag beginnen",
        )

    def _lijst(self) -> QWidget:
        lijst = maak_lijst(filterveld=True)
        lijst.zet_rijen(regels(3))
        return lijst


def maak_formulier() -> Formulier:
    vandaag = lambda: VANDAAG  # noqa: E731
    return Formulier(
        [
            "Wie",
            TekstVeld("naam", "Achternaam", verplicht=True, hulp="Zonder voorvoegsel"),
            OnvolledigeDatumVeld("geboren", "Geboortedatum", vandaag, verplicht=True),
            KeuzeVeld("wijk", "Wijk", [Keuze("moerwijk", "Moerwijk"), Keuze("morgenstond", "Morgenstond")]),
            ZoekKeuzeVeld(
                "school", "School", keuzes=[Keuze(1, "De Ridderhof", "vmbo"), Keuze(2, "Het Élan", "praktijkonderwijs")]
            ),
            "Waarom",
            LangeTekstVeld("signaal", "Signaal", verplicht=True, regels=3, hoogstens=500),
            MeerKeuzeVeld(
                "tafels", "Overlegtafels", [Keuze("pga", "PGA lokaal"), Keuze("topx", "TOP X"), Keuze("zvhh", "ZVHH")]
            ),
            GetalVeld("antecedenten", "Aantal antecedenten", meest=99),
            DatumVeld("deadline", "Bespreken voor", vandaag, richting=Richting.TOEKOMST, vroegst=vandaag),
            VinkVeld("ouders", "De ouders zijn geïnformeerd"),
            WachtwoordVeld("wachtwoord", "Uw wachtwoord", verplicht=False),
        ],
        knop="Jongere registreren",
        annuleren="Terug",
    )


class Leeg(Scherm):
    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        vak = Rolvak()
        vak.inhoud.addWidget(Tekst("Vandaag is er niets te doen."))
        vak.inhoud.addStretch(1)
        self.inhoud.addWidget(vak)


def _scherm(sleutel_: str, titel_: str, icoon_: str, rollen_: frozenset[str] = frozenset()) -> type[Scherm]:
    class Een(Leeg):
        sleutel: ClassVar[str] = sleutel_
        titel: ClassVar[str] = titel_
        icoon: ClassVar[str] = icoon_
        rollen: ClassVar[frozenset[str]] = rollen_

    return Een


SCHERMEN: tuple[type[Scherm], ...] = (
    _scherm("start", "Start", "house"),
    Casussen,
    Kit,
    _scherm("delen", "Delen", "share-2"),
    _scherm("logboek", "Logboek", "scroll-text"),
    _scherm("adresboek", "Adresboek", "book-user"),
    _scherm("toolbox", "Toolbox", "wrench"),
    _scherm("beheer", "Beheer", "settings", frozenset({"beheerder"})),
)


def zoek(tekst: str) -> list[Zoektreffer]:
    return [
        Zoektreffer(regel.jongere, regel.nummer, "user-round", "casussen", {"id": regel.nummer})
        for regel in regels(8)
        if tekst.casefold() in regel.jongere.casefold()
    ]


def maak_venster(omgeving: Omgeving) -> Hoofdvenster:
    return Hoofdvenster(omgeving, SCHERMEN, zoek=zoek)


def _leeg_werker(omgeving: Omgeving, app: QApplication) -> None:
    while omgeving.werker.bezig:
        app.processEvents()
    for _ in range(5):
        app.processEvents()


def main(map_: Path) -> None:
    map_.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    thema.zet_nederlands(app)
    for modus in ("licht", "donker"):
        for schaal in (100, 200):
            omgeving = Omgeving(instellingen=Instellingen(map_ / "venster.json"))
            omgeving.thema.pas_toe(app, modus, schaal)
            venster = maak_venster(omgeving)
            venster.resize(1280, 720)
            venster.show()
            venster.activateWindow()
            _leeg_werker(omgeving, app)
            venster.navigeer("casussen")
            _leeg_werker(omgeving, app)
            naam = f"{modus}-{schaal}"
            scherm = venster.scherm
            assert isinstance(scherm, Casussen)
            scherm.lijst.filter.setFocus()
            venster.grab().save(str(map_ / f"{naam}-lijst.png"))
            scherm.lijst.kies("PMG-2026-01042")
            scherm.lijst.tabel.setFocus()
            omgeving.meld("De casus is bewaard.")
            _leeg_werker(omgeving, app)
            venster.grab().save(str(map_ / f"{naam}-detail.png"))
            venster.navigeer("overleg")
            kit = venster.scherm
            assert isinstance(kit, Kit)
            for tab in ("overzicht", "formulier", "leeg", "lijst"):
                kit.tabs.kies(tab)
                if tab == "formulier":
                    kit.formulier.zet(
                        {
                            "naam": "",
                            "geboren": OnvolledigeDatum(2012, 11),
                            "deadline": date(2026, 12, 1),
                            "tafels": ("pga",),
                        }
                    )
                    kit.formulier.bewaar()
                _leeg_werker(omgeving, app)
                venster.grab().save(str(map_ / f"{naam}-{tab}.png"))
            venster.zoekbalk.begin()
            venster.zoekbalk.setText("an")
            venster.zoekbalk.textEdited.emit("an")
            venster.zoekbalk._vraag()
            _leeg_werker(omgeving, app)
            venster.grab().save(str(map_ / f"{naam}-zoeken.png"))
            venster.close()
            omgeving.werker.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
