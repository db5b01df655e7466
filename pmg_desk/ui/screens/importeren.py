"""Import step by step: a file, its columns, its rows, whose they become. Nothing is saved before the end."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.fouten import Fout, OngeldigeInvoer
from pmg_desk.domain.rollen import Rol
from pmg_desk.exchange.leesfouten import ImportGeannuleerd
from pmg_desk.exchange.toewijzing import VELDEN, Toewijzing
from pmg_desk.services import importeren, overleggen, toewijzingen
from pmg_desk.services.importeren import Importbestand, ImportUitkomst, RijVoorbeeld
from pmg_desk.services.toewijzingen import Collega
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.werker import Geannuleerd, Voortgang
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.bestandskeuze import kies_bestand
from pmg_desk.ui.widgets.formulier import Formulier
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.leeg import LegeStaat
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.melding import Melding
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tabbladen import Tabbladen
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.vloei import Vloei

_STAPPEN = ("bestand", "kolommen", "rijen", "openen", "klaar")
_VOORBEELD = 40
"""Characters of a value that is shown beside the name of its column."""
_KLEUR: dict[str, chip.Kleur] = {"nieuw": "groen", "bekend": "geel", "fout": "rood"}


@dataclass(frozen=True, slots=True)
class _Gelezen:
    bestand: Importbestand
    tafels: tuple[tuple[str, str], ...]
    collegas: tuple[Collega, ...]


def _lees(werkplek: Werkplek, pad: Path, voortgang: Voortgang) -> _Gelezen:
    try:
        bestand = importeren.read_bestand(
            werkplek, pad, voortgang=voortgang.meld, annuleer=lambda: voortgang.geannuleerd
        )
    except ImportGeannuleerd:
        raise Geannuleerd from None
    return _Gelezen(bestand, overleggen.mijn_tafels(werkplek), toewijzingen.list_collegas(werkplek))


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
        self._fout = self._bekend = 0
        self.voeg_actie(Knop(self.tr("Terug naar casussen"), icoon="arrow-left", actie=self._terug))
        self.tabs = Tabbladen(self.titel)
        self.tabs.voeg_toe("bestand", self.tr("1. Bestand"), self._bouw_bestand)
        self.tabs.voeg_toe("kolommen", self.tr("2. Kolommen"), self._bouw_kolommen)
        self.tabs.voeg_toe("rijen", self.tr("3. Rijen kiezen"), self._bouw_rijen, rolt=False)
        self.tabs.voeg_toe("openen", self.tr("4. Tafel en regisseur"), self._bouw_openen)
        self.tabs.voeg_toe("klaar", self.tr("5. Klaar"), self._bouw_klaar)
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
            Tekst(self.tr("Er is nog niets opgeslagen. Eerst ziet u per rij wat er gebeurt en wat er mis is."), "zacht")
        )
        self.kiesknop = Knop(self.tr("Bestand kiezen"), "primair", "upload", actie=self._kies)
        kaart.inhoud.addWidget(self.kiesknop, 0, Qt.AlignmentFlag.AlignLeft)
        return kaart

    def _bouw_kolommen(self) -> QWidget:
        houder = QWidget()
        self._kolommen = QVBoxLayout(houder)
        self._kolommen.setContentsMargins(0, 0, 0, 0)
        self._kolommen.setSpacing(14)
        return houder

    def _bouw_rijen(self) -> QWidget:
        houder = QWidget()
        kolom = QVBoxLayout(houder)
        kolom.setContentsMargins(0, 0, 0, 0)
        self.samenvatting = Tekst("")
        kolom.addWidget(self.samenvatting)
        self.lijst: Lijst[RijVoorbeeld] = Lijst(
            "importrijen",
            self.tr("Rijen in het bestand"),
            (
                Kolom("mee", self.tr("Gaat mee"), self._gaat_mee, "janee", breedte=90, sorteerbaar=False),
                Kolom("nr", self.tr("Rij"), lambda r: r.nr, "getal", breedte=64),
                Kolom("naam", self.tr("Naam"), lambda r: r.naam, breedte=220, nadruk=True),
                Kolom("geboren", self.tr("Geboren"), lambda r: r.geboren, breedte=150, sorteerbaar=False),
                Kolom("wat", self.tr("Rij is"), lambda r: chip.status(r.wat, kleur=_KLEUR[r.wat]), "chip", breedte=90),
                Kolom("opmerkingen", self.tr("Opmerkingen"), lambda r: " ".join(r.opmerkingen), rekt=True),
            ),
            lambda r: r.nr,
            woord=("rij", "rijen"),
            instellingen=self.omgeving.instellingen,
            meer_kiezen=True,
            leeg=Leegtekst(self.tr("Geen rijen"), self.tr("In dit bestand staan geen rijen."), "file-text"),
        )
        self.lijst.geopend.connect(self._wissel_rij)
        self.lijst.gekozen.connect(self._toon_opmerking)
        kolom.addWidget(self.lijst, 1)
        self.opmerking = Tekst("", "zacht")
        kolom.addWidget(self.opmerking)
        balk = QWidget()
        vloei = Vloei(balk)
        self.verderknop = Knop(self.tr("Verder met deze rijen"), "primair", actie=self._verder)
        self.wisselknop = Knop(
            self.tr("Wel of niet meenemen"),
            icoon="check",
            actie=self._wissel_gekozen,
            hulp=self.tr("Enter op een rij doet dit ook"),
        )
        self.nieuwknop = Knop(self.tr("Alleen nieuwe rijen"), actie=self._alleen_nieuwe)
        self.allesknop = Knop(self.tr("Alles wat kan"), actie=self._alles)
        self.geenknop = Knop(self.tr("Geen enkele"), actie=self._geen)
        for knop in (self.verderknop, self.wisselknop, self.nieuwknop, self.allesknop, self.geenknop):
            vloei.addWidget(knop)
        kolom.addWidget(balk)
        return houder

    def _bouw_openen(self) -> QWidget:
        kaart = Kaart(self.tr("Van wie worden deze casussen?"))
        self.aantal = Tekst("")
        kaart.inhoud.addWidget(self.aantal)
        self.formulier = Formulier(
            [
                KeuzeVeld(
                    "tafel",
                    self.tr("Aan welke tafel"),
                    [],
                    verplicht=True,
                    hulp=self.tr("Hier staan uw tafels. Een rij die zelf een tafel noemt, gaat naar die tafel."),
                ),
                KeuzeVeld(
                    "regisseur_id",
                    self.tr("Casusregisseur"),
                    [],
                    leegtekst=self.tr("{} (u)").format(self.omgeving.werkplek.gebruiker.naam),
                ),
            ],
            knop=self.tr("Casussen openen"),
            annuleren=self.tr("Terug naar de rijen"),
        )
        self.formulier.bewaren.connect(self._importeer)
        self.formulier.geannuleerd.connect(self._naar_rijen)
        kaart.inhoud.addWidget(self.formulier)
        return kaart

    def _bouw_klaar(self) -> QWidget:
        self.klaarvak = LegeStaat("", icoon="circle-check", knoptekst=self.tr("Naar de casussen"), actie=self._terug)
        self.klaarvak.knop.zet_icoon("folder-open")
        return self.klaarvak

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
        if self._gelezen is None:
            self._opnieuw()
        if params.get("pad") is not None:
            self.lees(params["pad"])

    def _kies(self) -> None:
        kies_bestand(self, self.tr("Bestand kiezen"), [self.tr("Excel en CSV (*.xlsx *.csv *.txt *.tsv)")], self.lees)

    def lees(self, pad: Path) -> None:
        """Read a file in its own process, with progress; what is wrong with it comes in the banner."""
        self.melding.verberg()
        self.omgeving.werker.doe_lang(
            partial(_lees, self.omgeving.werkplek, pad),
            self.tr("Bestand lezen"),
            self._gelezen_klaar,
            self.toon_fout,
            self,
            geannuleerd=self._gestopt,
        )

    def _gestopt(self) -> None:
        self.melding.zet("info", self.tr("U hebt het importeren gestopt. Er is niets geïmporteerd."))

    def _gelezen_klaar(self, gelezen: _Gelezen) -> None:
        self._gelezen = gelezen
        bestand = gelezen.bestand
        self.zet_titel(self.titel, bestand.naam)
        if bestand.waarschuwingen:
            self.melding.zet("waarschuwing", " ".join(bestand.waarschuwingen))
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
        bsn = self.omgeving.werkplek.profiel.instellingen.bsn_toegestaan.waarde
        keuzes = [Keuze(sleutel, veld.label) for sleutel, veld in VELDEN.items() if bsn or sleutel != "bsn"]
        formulier = Formulier(
            [
                KeuzeVeld(kolom, kolom, keuzes, leegtekst=self.tr("Niet lezen"), hulp=self._voorbeeld(bestand, plek))
                for plek, kolom in enumerate(bestand.tabel.kolommen)
            ],
            knop=self.tr("Rijen nakijken"),
            annuleren=self.tr("Ander bestand"),
        )
        formulier.zet(dict(bestand.toewijzing.velden))
        formulier.koppel_concept(self.omgeving.concepten, "importkolommen")
        formulier.bewaren.connect(self._kolommen_gekozen)
        formulier.geannuleerd.connect(self._opnieuw)
        self.kolommenformulier = formulier
        self._kolommen.addWidget(formulier)

    def _voorbeeld(self, bestand: Importbestand, plek: int) -> str:
        waarde = next(
            (" ".join(rij.cellen[plek].split()) for rij in bestand.tabel.rijen if rij.cellen[plek].strip()), ""
        )
        if not waarde:
            return self.tr("Deze kolom is leeg.")
        kort = waarde if len(waarde) <= _VOORBEELD else f"{waarde[:_VOORBEELD].rstrip()}…"
        return self.tr("Bijvoorbeeld: {}").format(kort)

    def _opnieuw(self) -> None:
        self._gelezen = None
        self.zet_titel(self.titel)
        self._zet_stappen("bestand")

    def _kolommen_gekozen(self, waarden: dict[str, Any]) -> None:
        self._kijk_na(Toewijzing({kolom: veld for kolom, veld in waarden.items() if veld}))

    def _kijk_na(self, toewijzing: Toewijzing) -> None:
        assert self._gelezen is not None
        self._toewijzing = toewijzing
        werkplek, bestand = self.omgeving.werkplek, self._gelezen.bestand

        def taak(voortgang: Voortgang) -> tuple[RijVoorbeeld, ...]:
            return importeren.preview_import(werkplek, bestand, toewijzing, voortgang.meld)

        self.omgeving.werker.doe_lang(
            taak, self.tr("Rijen nakijken"), self._toon_rijen, self._niet_nagekeken, self, geannuleerd=self._gestopt
        )

    def _niet_nagekeken(self, fout: Fout) -> None:
        if isinstance(fout, OngeldigeInvoer):
            self.kolommenformulier.toon_fouten(fout)
        else:
            self.toon_fout(fout)

    def _toon_rijen(self, rijen: tuple[RijVoorbeeld, ...]) -> None:
        assert self._gelezen is not None
        self._rijen = rijen
        self._uit = {rij.nr for rij in rijen if not rij.gekozen}
        tafel, regisseur = self.formulier.veld("tafel"), self.formulier.veld("regisseur_id")
        assert isinstance(tafel, KeuzeVeld)
        assert isinstance(regisseur, KeuzeVeld)
        tafel.zet_keuzes([Keuze(sleutel, label) for sleutel, label in self._gelezen.tafels])
        regisseur.zet_keuzes(
            [
                Keuze(collega.id, collega.naam)
                for collega in self._gelezen.collegas
                if collega.rol is Rol.CASUSREGISSEUR and collega.id != self.omgeving.werkplek.gebruiker.id
            ]
        )
        enige = self._gelezen.tafels[0][0] if len(self._gelezen.tafels) == 1 else None
        self.formulier.zet({"tafel": enige, "regisseur_id": None})
        self.formulier.koppel_concept(self.omgeving.concepten, "import")
        self._fout = sum(not rij.kan for rij in rijen)
        self._bekend = sum(rij.wat == "bekend" for rij in rijen)
        self.lijst.zet_rijen(rijen)
        self._tel()
        self._zet_stappen("rijen")

    def _gaat_mee(self, rij: RijVoorbeeld) -> bool:
        return rij.kan and rij.nr not in self._uit

    def _werk_bij(self) -> None:
        """Show the choice: in place, because a list of 100,000 rows is not laid out again for one of them."""
        if self.lijst.filter.text():
            self.lijst.zet_rijen(self._rijen)  # the filter also looks at "ja" and "nee"
        else:
            model = self.lijst.model
            model.dataChanged.emit(model.index(0, 0), model.index(model.rowCount() - 1, 0))
        self._tel()

    def _tel(self) -> None:
        aantal = len(self.gekozen())
        self.samenvatting.setText(
            self.tr("Gaan mee: {0}. Misschien al bekend: {1}. Met een fout, kan niet mee: {2}.").format(
                *(self.locale().toString(n) for n in (aantal, self._bekend, self._fout))
            )
        )
        self.aantal.setText(
            self.tr("Er gaan {} rijen mee. Elke rij wordt een jongere met een casus.").format(
                self.locale().toString(aantal)
            )
            if aantal != 1
            else self.tr("Er gaat 1 rij mee. Die wordt een jongere met een casus.")
        )
        self.verderknop.setEnabled(aantal > 0)
        if aantal == 0:
            self.tabs.setTabEnabled(_STAPPEN.index("openen"), False)

    def gekozen(self) -> tuple[int, ...]:
        """The numbers of the rows that will be imported."""
        return tuple(rij.nr for rij in self._rijen if self._gaat_mee(rij))

    def _verder(self) -> None:
        self._zet_stappen("openen")
        self.formulier.naar_begin()

    def _naar_rijen(self) -> None:
        self._zet_stappen("rijen")

    def _wissel_rij(self, rij: RijVoorbeeld) -> None:
        self._wissel([rij])

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

    def _geen(self) -> None:
        self._uit = {rij.nr for rij in self._rijen}
        self._werk_bij()

    def _toon_opmerking(self, rij: RijVoorbeeld | None) -> None:
        self.opmerking.setText(
            ""
            if rij is None or not rij.opmerkingen
            else self.tr("Rij {0}: {1}").format(rij.nr, " ".join(rij.opmerkingen))
        )

    def _importeer(self, waarden: dict[str, Any]) -> None:
        assert self._gelezen is not None
        assert self._toewijzing is not None
        werkplek, bestand, toewijzing = self.omgeving.werkplek, self._gelezen.bestand, self._toewijzing
        gekozen, tafel, regisseur_id = self.gekozen(), waarden["tafel"], waarden["regisseur_id"]

        def taak(voortgang: Voortgang) -> ImportUitkomst:
            return importeren.import_rijen(
                werkplek,
                bestand,
                toewijzing,
                gekozen,
                tafel=tafel,
                regisseur_id=regisseur_id,
                voortgang=voortgang.meld,
            )

        self.melding.verberg()
        self.formulier.zet_bezig(True)
        self.omgeving.werker.doe_lang(
            taak, self.tr("Casussen openen"), self._klaar, self._mislukt, self, geannuleerd=self._afgebroken
        )

    def _afgebroken(self) -> None:
        self.formulier.zet_bezig(False)
        self._gestopt()

    def _mislukt(self, fout: Fout) -> None:
        self.formulier.zet_bezig(False)
        if isinstance(fout, OngeldigeInvoer) and "rijen" in fout.velden:
            self.melding.zet("fout", self.tr("{} Er is niets geïmporteerd.").format(fout.velden["rijen"]))
        else:
            self.formulier.toon_fouten(fout)

    def _klaar(self, uitkomst: ImportUitkomst) -> None:
        brp = self._gelezen is not None and self._gelezen.bestand.is_brp
        self._gelezen = self._toewijzing = None
        self._rijen = ()
        self.lijst.zet_rijen(())
        self.formulier.opgeslagen()
        if not brp:
            self.kolommenformulier.opgeslagen()
        tekst = self.tr("Casussen geopend: {0}. Familieleden opgeslagen: {1}. Rijen overgeslagen: {2}.").format(
            *(self.locale().toString(n) for n in (uitkomst.casussen, uitkomst.relaties, uitkomst.overgeslagen))
        )
        self.klaarvak.zet(self.tr("De casussen zijn geopend"), tekst)
        self.meld(tekst)
        self._zet_stappen("klaar")
        self.klaarvak.knop.setFocus()

    def _terug(self) -> None:
        self.omgeving.navigeer("casussen")
