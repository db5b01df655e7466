"""Making a vault in five steps; the last is the recovery sheet, which has to be tried once.

What may be filled in is checked by ``services.voordeur``; here is only the asking.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QProgressBar, QVBoxLayout, QWidget

from pmg_desk.domain.fouten import Fout, OngeldigeInvoer
from pmg_desk.domain.rollen import Kluissoort
from pmg_desk.services import voordeur
from pmg_desk.services.profielen import ProfielKeuze, Profielkeuzes
from pmg_desk.services.voordeur import Beheerder
from pmg_desk.ui.deur.opener import OpenenAfgebroken, Opener
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.rusttijd import STANDAARD_MINUTEN, Rusttijd
from pmg_desk.ui.widgets.aankondiging import kondig_aan
from pmg_desk.ui.widgets.bestandskeuze import kies_map
from pmg_desk.ui.widgets.formulier import Formulier, Keuze, KeuzeVeld, TekstVeld, VinkVeld, WachtwoordVeld
from pmg_desk.ui.widgets.kaart import Gegevens
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.melding import Melding
from pmg_desk.ui.widgets.nieuwwachtwoord import NieuwWachtwoordVeld
from pmg_desk.ui.widgets.tekst import Tekst

if TYPE_CHECKING:
    from pmg_desk.ui.widgets.herstelblad import Herstelbladstap

_BREED = 560
_HERSTEL = 4


class KluisMaken(QWidget):
    """``gemaakt`` carries the Werkplek of the new vault, in which its beheerder is logged in; ``vergrendeld`` the
    folder of one that was shut before its recovery sheet was tried.
    """

    gemaakt = Signal(object)
    terug = Signal()
    vergrendeld = Signal(object)

    def __init__(self, omgeving: Omgeving, opener: Opener) -> None:
        super().__init__()
        self.omgeving, self._opener = omgeving, opener
        self._profielen: dict[str, ProfielKeuze] = {}
        self._naam = ""
        self._stap = 0
        self._beheerder = Beheerder("", "", "")
        self._werkplek: Any = None
        self.herstel: Herstelbladstap | None = None
        self._rust: Rusttijd | None = None
        self._titels = (
            self.tr("Soort, naam en plek"),
            self.tr("Profiel van de gemeente"),
            self.tr("Eerste gebruiker"),
            self.tr("Controleren en maken"),
            self.tr("Herstelblad"),
        )
        self._kop = Tekst(self.tr("Nieuwe kluis maken"), "kop-1")
        self.stand = Tekst("", "zacht")
        self.stappen = (self._bouw_plek(), self._bouw_profiel(), self._bouw_beheerder(), self._bouw_slot())
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(14)
        kolom.addWidget(self._kop)
        kolom.addWidget(self.stand)
        self.bezig = QProgressBar()
        self.bezig.setRange(0, 0)
        self.bezig.setAccessibleName(self.tr("De kluis wordt gemaakt"))
        for nummer, formulier in enumerate(self.stappen):
            kolom.addWidget(formulier)
            formulier.bewaren.connect(partial(self._verder, nummer))
            formulier.geannuleerd.connect(self._vorige)
            formulier.gewijzigd.connect(formulier.herstelknop.hide)
        kolom.addWidget(self.bezig)
        self._kolom = kolom
        for veld in (self.naam, self.map, self.weergavenaam, self.gebruikersnaam, self.wachtwoord, self.herhaald):
            veld.regel.returnPressed.connect(self._naar_volgende)
        self.begin()

    def begin(self) -> None:
        """From the first step, with everything empty."""
        for formulier in self.stappen:
            formulier.wis()
            formulier.zet_bezig(False)
        self.bezig.setVisible(False)
        self.soort.zet(Kluissoort.TEAM)
        self.map.zet(str(Path.home() / "PMG Desk"))
        self._toon_stap(0)
        self.omgeving.werker.doe(voordeur.shipped_profielen, self._zet_profielen, eigenaar=self)

    @property
    def stap(self) -> int:
        """Which step is in sight, from 0."""
        return self._stap

    # the steps

    def _bouw_plek(self) -> Formulier:
        self.soort = KeuzeVeld(
            "soort",
            self.tr("Waarvoor is deze kluis?"),
            [
                Keuze(Kluissoort.TEAM, self.tr("Kluis voor een team")),
                Keuze(Kluissoort.TOEZICHT, self.tr("Eigen installatie van een privacy officer")),
            ],
            verplicht=True,
            breedte=0,
        )
        self.soort.gewijzigd.connect(self._toon_soort)
        self.naam = TekstVeld(
            "naam",
            self.tr("Naam van de kluis"),
            verplicht=True,
        )
        self.map = TekstVeld("map", self.tr("Map waarin de kluis komt"), verplicht=True, hoogstens=1000)
        self.map.gewijzigd.connect(self._toon_pad)
        self.naam.gewijzigd.connect(self._toon_pad)
        formulier = Formulier(
            [self.soort, self.naam, self.map], knop=self.tr("Verder"), annuleren=self.tr("Terug"), breedte=_BREED
        )
        self.mapknop = Knop(self.tr("Map kiezen"), "koppeling", "folder-open", actie=self._kies_map)
        self._voeg_in(formulier, self.mapknop)
        return formulier

    def _bouw_profiel(self) -> Formulier:
        self.profiel = KeuzeVeld("profiel", self.tr("Profiel van de gemeente"), (), verplicht=True, breedte=0)
        self.profiel.zet_hulp(
            self.tr(
                "Het profiel bepaalt de doelgroepen en hun criteria, de overlegtafels, functies, grondslagen en"
                " interventies."
            )
        )
        self.profiel.gewijzigd.connect(self._toon_profiel)
        formulier = Formulier([self.profiel], knop=self.tr("Verder"), annuleren=self.tr("Terug"), breedte=_BREED)
        self.toelichting = Tekst("")
        self._voeg_in(formulier, self.toelichting)
        return formulier

    def _bouw_beheerder(self) -> Formulier:
        self.wachtwoord = NieuwWachtwoordVeld("wachtwoord", self.tr("Wachtwoord"), self._keur, self.omgeving.werker)
        self.weergavenaam = TekstVeld(
            "weergavenaam",
            self.tr("Naam"),
            verplicht=True,
        )
        self.gebruikersnaam = TekstVeld(
            "gebruikersnaam",
            self.tr("Gebruikersnaam"),
            verplicht=True,
            hulp=self.tr("Hiermee kiest deze persoon zichzelf bij het openen van de kluis."),
        )
        self.herhaald = WachtwoordVeld("herhaald", self.tr("Wachtwoord, nog een keer"))
        return Formulier(
            [self.weergavenaam, self.gebruikersnaam, self.wachtwoord, self.herhaald],
            knop=self.tr("Verder"),
            annuleren=self.tr("Terug"),
            breedte=_BREED,
        )

    def _bouw_slot(self) -> Formulier:
        self.akkoord = VinkVeld("akkoord", self.tr("Ik heb het wachtwoord veilig bewaard"), moet=True)
        formulier = Formulier([self.akkoord], knop=self.tr("Kluis maken"), annuleren=self.tr("Terug"), breedte=_BREED)
        self.samenvatting = Gegevens()
        self.waarschuwing = Melding(sluitbaar=False)
        self._voeg_in(formulier, self.samenvatting, self.waarschuwing, voor=self.akkoord)
        return formulier

    def _voeg_in(self, formulier: Formulier, *delen: QWidget, voor: QWidget | None = None) -> None:
        for deel in delen:
            formulier.voeg_in(deel, voor or formulier.balk)

    # going on and back

    def _toon_stap(self, stap: int) -> None:
        self._stap = stap
        for nummer, formulier in enumerate(self.stappen):
            formulier.setVisible(nummer == stap)
        tekst = self.tr("Stap {} van {}: {}").format(stap + 1, len(self._titels), self._titels[stap])
        self.stand.setText(tekst)
        if self.isVisible():
            kondig_aan(self, tekst)
            velden = (self.naam, self.profiel, self.weergavenaam, self.akkoord)
            if stap < len(velden):
                velden[stap].invoer.setFocus()

    def _naar_volgende(self) -> None:
        self.stappen[self._stap].bewaar()

    def _vorige(self) -> None:
        if self._stap == 0:
            self.terug.emit()
        else:
            self._toon_stap(self._stap - 1)

    def _verder(self, stap: int, waarden: dict[str, Any]) -> None:
        (self._na_plek, self._na_profiel, self._na_beheerder, self._maak)[stap](waarden)

    def _na_plek(self, waarden: dict[str, Any]) -> None:
        taak = partial(voordeur.check_kluis, Path(waarden["map"]), waarden["naam"])
        self.omgeving.werker.doe(taak, self._plek_goed, self.stappen[0].toon_fouten, self)

    def _plek_goed(self, naam: str) -> None:
        self._naam = naam
        self._toon_stap(1)

    def _na_profiel(self, _waarden: dict[str, Any]) -> None:
        self._toon_stap(2)

    def _na_beheerder(self, waarden: dict[str, Any]) -> None:
        if waarden["wachtwoord"] != waarden["herhaald"]:
            zin = self.tr("Dit is niet hetzelfde wachtwoord. Typ het nog eens.")
            self.stappen[2].toon_fouten(OngeldigeInvoer({"herhaald": zin}))
            return
        wie = Beheerder(waarden["gebruikersnaam"], waarden["weergavenaam"], waarden["wachtwoord"])
        taak = partial(voordeur.check_beheerder, self._naam, wie)
        self.omgeving.werker.doe(taak, self._beheerder_goed, self.stappen[2].toon_fouten, self)

    def _beheerder_goed(self, wie: Beheerder) -> None:
        self._beheerder = wie
        gekozen = self._profielen[self.profiel.waarde()]
        self.samenvatting.zet(
            [
                (self.tr("Kluis"), self._naam),
                (self.tr("Map"), str(self._doel())),
                (self.tr("Profiel"), f"{gekozen.naam}, {gekozen.versie}"),
                (self._wie(), f"{wie.naam} ({wie.gebruikersnaam})"),
            ]
        )
        self.waarschuwing.zet(
            "waarschuwing",
            self.tr(
                "Zonder wachtwoord en zonder herstelblad is er geen weg naar binnen: ook de makers van dit programma"
                " kunnen de kluis dan niet openen. Het herstelblad maakt u in de volgende stap, op papier."
            )
            + (self.tr(" Nodig straks ook een tweede beheerder uit.") if not self._is_toezicht() else ""),
        )
        self._toon_stap(3)

    def _maak(self, _waarden: dict[str, Any]) -> None:
        self.stappen[3].zet_bezig(True)
        self.bezig.setVisible(True)
        taak = partial(
            self._opener.maak,
            Path(self.map.waarde()),
            self._naam,
            self.profiel.waarde(),
            self._beheerder,
            self.soort.waarde(),
        )
        self.omgeving.werker.doe(taak, self._gemaakt, self._mislukt, self)

    def _gemaakt(self, werkplek: Any) -> None:
        from pmg_desk.ui.widgets.herstelblad import Herstelbladstap  # here: it brings printing along

        try:
            self._opener.neem(werkplek)
        except OpenenAfgebroken as fout:
            self._mislukt(fout)
            return
        for formulier in self.stappen:
            formulier.wis()
        self.bezig.setVisible(False)
        self._werkplek = werkplek
        self.herstel = Herstelbladstap(
            self.omgeving.werker,
            partial(self._opener.maak_blad, werkplek),
            partial(self._opener.probeer_blad, werkplek),
        )
        self.herstel.geprobeerd.connect(self._geprobeerd)
        self._kolom.addWidget(self.herstel)
        self._toon_stap(_HERSTEL)
        self.herstel.maakknop.setFocus()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._rust = Rusttijd(app, lambda: STANDAARD_MINUTEN)
        self._rust.verlopen.connect(self.vergrendel)

    def _geprobeerd(self) -> None:
        werkplek, self._werkplek = self._werkplek, None
        self._ruim_stap_op()
        self.begin()
        self.gemaakt.emit(werkplek)

    def vergrendel(self) -> None:
        """Shut the vault whose recovery sheet stands here: nobody is there, or the session was locked."""
        if self._werkplek is not None:
            pad = self._werkplek.kluis.pad
            self.sluit_kluis()
            self._ruim_stap_op()
            self.begin()
            self.vergrendeld.emit(pad)

    def sluit_kluis(self) -> None:
        """Who leaves before the sheet was tried leaves the new vault shut; the step comes back at the next log-in."""
        werkplek, self._werkplek = self._werkplek, None
        if self.herstel is not None:
            self.herstel.vergeet()
        if self._rust is not None:
            self._rust.stop()
        if werkplek is not None:
            self.omgeving.werker.doe(partial(self._opener.sluit, werkplek), altijd=True)

    def _ruim_stap_op(self) -> None:
        if self.herstel is not None:
            self.herstel.setVisible(False)
            self.herstel.deleteLater()
            self.herstel = None
        if self._rust is not None:
            self._rust.stop()
            self._rust.deleteLater()
            self._rust = None

    def _mislukt(self, fout: Fout) -> None:
        if isinstance(fout, OpenenAfgebroken):  # it is there, and shut: the sheet is asked at the next log-in
            pad = self._doel()
            self.begin()
            self.vergrendeld.emit(pad)
            self.omgeving.toon_fout(fout)
            return
        self.bezig.setVisible(False)
        self.stappen[3].zet_bezig(False)
        if isinstance(fout, OngeldigeInvoer):
            # Something changed since the steps were checked: go to the step that asks it.
            for stap, formulier in enumerate(self.stappen):
                if any(formulier.heeft(sleutel) for sleutel in fout.velden):
                    self._toon_stap(stap)
                    formulier.toon_fouten(fout)
                    return
        self.stappen[3].toon_fouten(fout)

    # what follows what is filled in

    def _is_toezicht(self) -> bool:
        return self.soort.waarde() is Kluissoort.TOEZICHT

    def _wie(self) -> str:
        return self.tr("Privacy officer") if self._is_toezicht() else self.tr("Beheerder")

    def _toon_soort(self) -> None:
        self.naam.zet_hulp(
            self.tr("Bijvoorbeeld 'Toezicht'. Geen namen van jongeren.")
            if self._is_toezicht()
            else self.tr("Bijvoorbeeld de naam van het gebied of het team. Geen namen van jongeren.")
        )
        self.soort.zet_hulp(
            self.tr(
                "Op de computer van de privacy officer zelf. Hier komen de verzoeken van andere kluizen binnen als"
                " bestand. De sleutel waarmee u ondertekent, staat dan niet op de computer van de aanvrager: uw"
                " besluit is cryptografisch. In deze kluis staan geen casussen."
            )
            if self._is_toezicht()
            else self.tr("Voor casusregisseurs en wie met hen werkt: hierin staan de casussen.")
        )
        self.weergavenaam.zet_hulp(
            self.tr("Van de privacy officer, die deze installatie ook beheert. Zo staat de naam in het logboek.")
            if self._is_toezicht()
            else self.tr(
                "Van de beheerder, die de anderen uitnodigt en geen casussen leest. Zo staat de naam in het logboek."
            )
        )

    def _kies_map(self) -> None:
        kies_map(self, self.tr("Kies de map waarin de kluis komt"), self._zet_map, begin=Path.home())

    def _zet_map(self, pad: Path) -> None:
        self.map.zet(str(pad))

    def _doel(self) -> Path:
        return voordeur.kluismap(Path(self.map.regel.text().strip()), self._naam or self.naam.regel.text())

    def _toon_pad(self) -> None:
        self._naam = self.naam.regel.text().strip()
        self.map.zet_hulp(
            self.tr(
                "Op de schijf van deze computer, niet op het netwerk of in een clouddienst. De kluis wordt: {}"
            ).format(self._doel())
            if self._naam
            else self.tr("Op de schijf van deze computer, niet op het netwerk of in een clouddienst.")
        )

    def _zet_profielen(self, aanbod: Profielkeuzes) -> None:
        self._profielen = {keuze.sleutel: keuze for keuze in aanbod.keuzes}
        self.profiel.zet_keuzes([Keuze(keuze.sleutel, keuze.naam) for keuze in aanbod.keuzes])
        if aanbod.fouten:
            self.stappen[1].melding.zet("waarschuwing", " ".join(str(fout) for fout in aanbod.fouten))
        self._toon_profiel()

    def _toon_profiel(self) -> None:
        keuze = self._profielen.get(self.profiel.waarde() or "")
        self.toelichting.setVisible(keuze is not None)
        if keuze is not None:
            self.toelichting.setText(
                self.tr("Gemeente {}, versie {}. {}").format(keuze.gemeente, keuze.versie, keuze.toelichting)
            )

    def _keur(self, wachtwoord: str) -> str:
        woorden = (self._naam, self.gebruikersnaam.regel.text(), self.weergavenaam.regel.text())
        return voordeur.check_wachtwoord(wachtwoord, woorden)
