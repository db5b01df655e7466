"""Import in four steps: a file, what its columns mean, which rows, done. Nothing is saved before the end."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.rollen import Rol
from pmg_desk.exchange.toewijzing import VELDEN, Toewijzing
from pmg_desk.services import importeren, overleggen
from pmg_desk.services.importeren import Importbestand, ImportUitkomst, RijVoorbeeld
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.werker import Voortgang
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.bestandskeuze import kies_bestand
from pmg_desk.ui.widgets.formulier import Formulier
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.leeg import LegeStaat
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.melding import Melding
from pmg_desk.ui.widgets.rolvak import Rolvak
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tabbladen import Tabbladen
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.vloei import Vloei

_STAPPEN = ("bestand", "kolommen", "rijen", "klaar")


@dataclass(frozen=True, slots=True)
class _Gelezen:
    bestand: Importbestand
    tafels: tuple[tuple[str, str], ...]


def _lees(werkplek: Werkplek, pad: Path, voortgang: Voortgang) -> _Gelezen:
    bestand = importeren.read_bestand(werkplek, pad, voortgang=voortgang.meld, annuleer=lambda: voortgang.geannuleerd)
    return _Gelezen(bestand, overleggen.mijn_tafels(werkplek))


class ImporterenScherm(Scherm):
    """All or nothing; a file that is not right says so in a sentence and leaves everything as it was."""

    sleutel, titel, icoon = "import", "Importeren", "import"
    rollen = frozenset({Rol.CASUSREGISSEUR})
    in_navigatie, onder = False, "casussen"
    opdrachten = (("Jongeren importeren", {}),)

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self._gelezen: _Gelezen | None = None
        self._toewijzing: Toewijzing | None = None
        self._rijen: tuple[RijVoorbeeld, ...] = ()
        self._uit: set[int] = set()
        self.voeg_actie(Knop(self.tr("Terug naar casussen"), icoon="arrow-left", actie=self._terug))
        self.tabs = Tabbladen(self.titel)
        self.tabs.voeg_toe("bestand", self.tr("1. Bestand"), self._bouw_bestand)
        self.tabs.voeg_toe("kolommen", self.tr("2. Kolommen"), self._bouw_kolommen)
        self.tabs.voeg_toe("rijen", self.tr("3. Rijen kiezen"), self._bouw_rijen, rolt=False)
        self.tabs.voeg_toe("klaar", self.tr("4. Klaar"), self._bouw_klaar)
        self.inhoud.addWidget(self.tabs, 1)
        for stap in reversed(_STAPPEN):
            self.tabs.kies(stap)
        self._zet_stappen("bestand")

    # steps

    def _bouw_bestand(self) -> QWidget:
        kaart = Kaart(self.tr("Welk bestand?"))
        kaart.inhoud.addWidget(
            Tekst(self.tr("Kies een Excel-bestand (.xlsx), een CSV-bestand of een persoonslijst uit de BRP."))
        )
        kaart.inhoud.addWidget(
            Tekst(self.tr("Er wordt nog niets bewaard. Eerst ziet u per rij wat er gebeurt en wat er mis is."), "zacht")
        )
        self.kiesknop = Knop(self.tr("Bestand kiezen"), "primair", "upload", actie=self._kies)
        kaart.inhoud.addWidget(self.kiesknop, 0, Qt.AlignmentFlag.AlignLeft)
        return kaart

    def _bouw_kolommen(self) -> QWidget:
        houder = QWidget()
        self._kolommen = QVBoxLayout(houder)
        self._kolommen.setContentsMargins(0, 0, 0, 0)
        return houder

    def _bouw_rijen(self) -> QWidget:
        houder = QWidget()
        kolom = QVBoxLayout(houder)
        kolom.setContentsMargins(0, 0, 0, 0)
        self.samenvatting = Tekst("", "zacht")
        kolom.addWidget(self.samenvatting)
        self.lijst: Lijst[RijVoorbeeld] = Lijst(
            "importrijen",
            self.tr("Rijen in het bestand"),
            (
                Kolom("mee", self.tr("Gaat mee"), lambda r: r.kan and r.nr not in self._uit, "janee", breedte=100),
                Kolom("nr", self.tr("Rij"), lambda r: r.nr, "getal", breedte=70),
                Kolom("naam", self.tr("Naam"), lambda r: r.naam, breedte=240, nadruk=True),
                Kolom("geboren", self.tr("Geboren"), lambda r: r.geboren, breedte=150),
                Kolom("wat", self.tr("Wat gebeurt er"), lambda r: chip.status(r.wat), "chip", breedte=130),
                Kolom("opmerkingen", self.tr("Opmerkingen"), lambda r: " ".join(r.opmerkingen), rekt=True),
            ),
            lambda r: r.nr,
            woord=("rij", "rijen"),
            instellingen=self.omgeving.instellingen,
            meer_kiezen=True,
            leeg=Leegtekst(self.tr("Geen rijen"), self.tr("In dit bestand staan geen rijen."), "file-text"),
        )
        self.lijst.geopend.connect(lambda rij: self._wissel([rij]))
        self.lijst.gekozen.connect(self._detail)
        kolom.addWidget(self.lijst, 1)
        balk = QWidget()
        vloei = Vloei(balk)
        self.wisselknop = Knop(self.tr("Gekozen rijen wel of niet meenemen"), icoon="check", actie=self._wissel_gekozen)
        self.nieuwknop = Knop(self.tr("Alleen nieuwe rijen"), actie=self._alleen_nieuwe)
        self.allesknop = Knop(self.tr("Alles wat kan"), actie=self._alles)
        for knop in (self.wisselknop, self.nieuwknop, self.allesknop):
            vloei.addWidget(knop)
        kolom.addWidget(balk)
        self.formulier = Formulier(
            [KeuzeVeld("tafel", self.tr("Aan welke tafel komen deze casussen?"), [], verplicht=True)],
            knop=self.tr("Casussen openen"),
        )
        self.formulier.bewaren.connect(self._importeer)
        kolom.addWidget(self.formulier)
        return houder

    def _bouw_klaar(self) -> QWidget:
        self._klaarvak = LegeStaat(
            self.tr("De casussen zijn geopend"),
            icoon="circle-check",
            knoptekst=self.tr("Naar de casussen"),
            actie=self._terug,
        )
        return self._klaarvak

    def _zet_stappen(self, nu: str) -> None:
        plek = _STAPPEN.index(nu)
        brp = self._gelezen is not None and self._gelezen.bestand.is_brp
        for i, stap in enumerate(_STAPPEN):
            self.tabs.setTabEnabled(
                i, i <= plek and (nu != "klaar" or stap == "klaar") and not (brp and stap == "kolommen")
            )
        self.tabs.kies(nu)

    # what happens

    def toon(self, **params: Any) -> None:
        """Begin anew, or with ``pad`` read that file at once."""
        if params.get("opnieuw") or self._gelezen is None:
            self._gelezen = None
            self._zet_stappen("bestand")
        if params.get("pad") is not None:
            self.lees(params["pad"])

    def _kies(self) -> None:
        kies_bestand(self, self.tr("Bestand kiezen"), ["Excel en CSV (*.xlsx *.csv *.txt *.tsv)"], self.lees)

    def lees(self, pad: Path) -> None:
        """Read a file in its own process, with progress; what is wrong with it comes in the banner."""
        self.melding.setVisible(False)
        self.omgeving.werker.doe_lang(
            partial(_lees, self.omgeving.werkplek, pad),
            self.tr("Bestand lezen"),
            self._gelezen_klaar,
            self.toon_fout,
            self,
        )

    def _gelezen_klaar(self, gelezen: _Gelezen) -> None:
        self._gelezen = gelezen
        bestand = gelezen.bestand
        self.zet_titel(self.titel, bestand.naam)
        if bestand.is_brp:
            self._kijk_na(bestand.toewijzing)
        else:
            self._toon_kolommen(bestand)
            self._zet_stappen("kolommen")

    def _toon_kolommen(self, bestand: Importbestand) -> None:
        while self._kolommen.count():
            deel = self._kolommen.takeAt(0)
            widget = None if deel is None else deel.widget()
            if widget is not None:
                widget.deleteLater()
        melding = Melding(sluitbaar=False)
        self._kolommen.addWidget(melding)
        if bestand.onthouden:
            melding.zet("info", self.tr("Dit bestand lijkt op een eerder bestand. De keuzes van toen staan klaar."))
        else:
            melding.zet("info", self.tr("Kijk na wat elke kolom betekent. Kolommen zonder keuze worden niet gelezen."))
        keuzes = [Keuze(sleutel, veld.label) for sleutel, veld in VELDEN.items()]
        formulier = Formulier(
            [KeuzeVeld(kolom, kolom, keuzes, leegtekst=self.tr("Niet lezen")) for kolom in bestand.tabel.kolommen],
            knop=self.tr("Rijen nakijken"),
        )
        formulier.zet(dict(bestand.toewijzing.velden))
        formulier.bewaren.connect(self._kolommen_gekozen)
        self.kolommenformulier = formulier
        self._kolommen.addWidget(formulier)

    def _kolommen_gekozen(self, waarden: dict[str, Any]) -> None:
        self._kijk_na(Toewijzing({kolom: veld for kolom, veld in waarden.items() if veld}))

    def _kijk_na(self, toewijzing: Toewijzing) -> None:
        assert self._gelezen is not None
        self._toewijzing = toewijzing
        werkplek, bestand = self.omgeving.werkplek, self._gelezen.bestand

        def taak(voortgang: Voortgang) -> tuple[RijVoorbeeld, ...]:
            return importeren.preview_import(werkplek, bestand, toewijzing, voortgang.meld)

        self.omgeving.werker.doe_lang(taak, self.tr("Rijen nakijken"), self._toon_rijen, self.toon_fout, self)

    def _toon_rijen(self, rijen: tuple[RijVoorbeeld, ...]) -> None:
        assert self._gelezen is not None
        self._rijen = rijen
        self._uit = {rij.nr for rij in rijen if not rij.gekozen}
        tafel = self.formulier.veld("tafel")
        assert isinstance(tafel, KeuzeVeld)
        tafel.zet_keuzes([Keuze(sleutel, label) for sleutel, label in self._gelezen.tafels])
        if len(self._gelezen.tafels) == 1:
            tafel.zet(self._gelezen.tafels[0][0])
        self._zet_stappen("rijen")
        self._werk_bij()

    def _werk_bij(self) -> None:
        self.lijst.zet_rijen(self._rijen)
        fout = sum(not rij.kan for rij in self._rijen)
        bekend = sum(rij.wat == "bekend" for rij in self._rijen)
        self.samenvatting.setText(
            self.tr(
                "{0} rijen gaan mee. {1} zijn misschien al bekend. {2} kunnen niet mee, met de reden erbij."
            ).format(len(self.gekozen()), bekend, fout)
        )
        self.formulier.knop.setEnabled(bool(self.gekozen()))

    def gekozen(self) -> tuple[int, ...]:
        """The numbers of the rows that will be imported."""
        return tuple(rij.nr for rij in self._rijen if rij.kan and rij.nr not in self._uit)

    def _wissel(self, rijen: list[RijVoorbeeld]) -> None:
        for rij in rijen:
            if rij.kan:
                self._uit ^= {rij.nr}
        self._werk_bij()

    def _wissel_gekozen(self) -> None:
        self._wissel(self.lijst.gekozen_rijen())

    def _alleen_nieuwe(self) -> None:
        self._uit = {rij.nr for rij in self._rijen if rij.wat != "nieuw"}
        self._werk_bij()

    def _alles(self) -> None:
        self._uit = {rij.nr for rij in self._rijen if not rij.kan}
        self._werk_bij()

    def _detail(self, rij: RijVoorbeeld | None) -> None:
        if rij is None or not rij.opmerkingen:
            self.sluit_detail()
            return
        rolvak = Rolvak()
        for zin in rij.opmerkingen:
            rolvak.inhoud.addWidget(Tekst(zin))
        rolvak.inhoud.addStretch(1)
        self.toon_detail(self.tr("Rij {}").format(rij.nr), rolvak)

    def _importeer(self, waarden: dict[str, Any]) -> None:
        assert self._gelezen is not None
        assert self._toewijzing is not None
        werkplek, bestand, toewijzing = self.omgeving.werkplek, self._gelezen.bestand, self._toewijzing
        gekozen, tafel = self.gekozen(), waarden["tafel"]

        def taak(voortgang: Voortgang) -> ImportUitkomst:
            return importeren.import_rijen(
                werkplek, bestand, toewijzing, gekozen, tafel=tafel, voortgang=voortgang.meld
            )

        self.omgeving.werker.doe_lang(taak, self.tr("Casussen openen"), self._klaar, self._mislukt, self)

    def _mislukt(self, fout: Any) -> None:
        velden = getattr(fout, "velden", {})
        if "rijen" in velden:
            self.melding.zet("fout", self.tr("{} Er is niets ingelezen.").format(velden["rijen"]))
        self.formulier.toon_fouten(fout)

    def _klaar(self, uitkomst: ImportUitkomst) -> None:
        self._gelezen = None
        self.sluit_detail()
        self.meld(
            self.tr("{0} casussen geopend, {1} familieleden vastgelegd, {2} rijen overgeslagen.").format(
                uitkomst.casussen, uitkomst.relaties, uitkomst.overgeslagen
            )
        )
        self._zet_stappen("klaar")

    def _terug(self) -> None:
        self.omgeving.navigeer("casussen")
