"""A backup at the door: choose one, say who you are, have it checked; then look at it or put it back."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from pmg_desk.domain.fouten import Fout, OngeldigeInvoer
from pmg_desk.domain.klok import AMSTERDAM
from pmg_desk.kluis.fouten import VerkeerdWachtwoord
from pmg_desk.kluis.reservekopie import Generatie
from pmg_desk.services import voordeur
from pmg_desk.services.voordeur import PubliekeKop
from pmg_desk.ui.deur.opener import OpenenAfgebroken, Opener
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.werker import Voortgang
from pmg_desk.ui.widgets.bestandskeuze import kies_map
from pmg_desk.ui.widgets.dialoog import bevestig
from pmg_desk.ui.widgets.formulier import Formulier, Keuze, KeuzeVeld, WachtwoordVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.melding import Melding
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.vloei import Vloei

_BREED = 560


def _moment(generatie: Generatie) -> str:
    return generatie.feiten.gemaakt_op.astimezone(AMSTERDAM).strftime("%d-%m-%Y %H:%M")


class Terugzetten(QWidget):
    """``geopend`` carries the Werkplek of a backup that is looked at; ``terug`` the folder of the vault."""

    geopend = Signal(object)
    terug = Signal(object)
    _stap = Signal(str)

    def __init__(self, omgeving: Omgeving, opener: Opener) -> None:
        super().__init__()
        self.omgeving, self._opener = omgeving, opener
        self._pad: Path | None = None
        self._kopieen: dict[str, Generatie] = {}
        self._kop: PubliekeKop | None = None
        self.kopie = KeuzeVeld("kopie", self.tr("Reservekopie"), (), verplicht=True, breedte=0)
        self.wie = KeuzeVeld("wie", self.tr("Wie bent u?"), (), verplicht=True, breedte=0)
        self.wachtwoord = WachtwoordVeld(
            "wachtwoord", self.tr("Wachtwoord"), hulp=self.tr("Het wachtwoord dat u had toen de kopie werd gemaakt.")
        )
        self.formulier = Formulier(
            [self.kopie, self.wie, self.wachtwoord],
            knop=self.tr("Reservekopie nakijken"),
            annuleren=self.tr("Terug"),
            breedte=_BREED,
        )
        self.formulier.bewaren.connect(self._kijk_na)
        self.formulier.geannuleerd.connect(self._terug)
        self.formulier.gewijzigd.connect(self._opnieuw)
        self.wachtwoord.regel.returnPressed.connect(self.formulier.bewaar)
        self.kopie.gewijzigd.connect(self._kopie_gekozen)
        self.bezig = QProgressBar()
        self.bezig.setRange(0, 0)
        self.bezig.setAccessibleName(self.tr("Bezig met de reservekopie"))
        self.bezig.setVisible(False)
        self.stap = Tekst("", "zacht")
        self.stap.setVisible(False)
        self.uitslag = Melding(sluitbaar=False)
        self.bekijkknop = Knop(self.tr("Reservekopie bekijken"), icoon="folder-open", actie=self._bekijk)
        self.terugknop = Knop(self.tr("Kluis door deze kopie vervangen"), "gevaar", "history", actie=self._vraag)
        self.mapknop = Knop(self.tr("In een andere map zoeken"), "koppeling", "folder-open", actie=self._blader)
        self._bouw()
        self._stap.connect(self._toon_stap)

    def _bouw(self) -> None:
        knoppen = QWidget()
        rij = Vloei(knoppen)
        for knop in (self.bekijkknop, self.terugknop, self.mapknop):
            rij.addWidget(knop)
        self._welke = Tekst("", "zacht")
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(14)
        kolom.addWidget(Tekst(self.tr("Reservekopie bekijken of terugzetten"), "kop-1"))
        kolom.addWidget(self._welke)
        kolom.addWidget(
            Tekst(
                self.tr(
                    "Eerst wordt de kopie nagekeken. Daarna kunt u haar bekijken, of de kluis erdoor vervangen. De"
                    " kluis van nu blijft dan bewaard onder een andere naam. Wat u bekijkt, komt in het logboek."
                )
            )
        )
        kolom.addWidget(self.formulier)
        kolom.addWidget(self.bezig)
        kolom.addWidget(self.stap)
        kolom.addWidget(self.uitslag)
        kolom.addWidget(knoppen)

    def begin(self, pad: Path) -> None:
        """The backups of this vault, which may be gone itself."""
        self._pad = pad
        self._welke.setText(self.tr("Kluis {} in {}").format(pad.stem, pad.parent))
        self.formulier.wis()
        self._laad(None)

    def _laad(self, map_: Path | None) -> None:
        assert self._pad is not None
        self.omgeving.werker.doe(
            partial(voordeur.list_reservekopieen, self._pad, map_), self._geladen, self.formulier.toon_fouten, self
        )

    def _geladen(self, kopieen: tuple[Generatie, ...]) -> None:
        self._kopieen = {str(een.pad): een for een in kopieen}
        self.kopie.zet_keuzes(
            [Keuze(sleutel, _moment(een), str(een.pad.parent)) for sleutel, een in self._kopieen.items()]
        )
        self.kopie.zet(str(kopieen[0].pad) if kopieen else None)
        self._opnieuw()
        if kopieen:
            self.formulier.melding.verberg()
        else:
            self.formulier.melding.zet(
                "info",
                self.tr("In deze map staan geen reservekopieën. Zoek in een andere map, of sluit de schijf aan."),
            )

    def _blader(self) -> None:
        begin = self._pad.parent if self._pad is not None else Path.home()
        kies_map(self, self.tr("Kies de map met reservekopieën"), self._laad, begin=begin)

    def _kopie_gekozen(self) -> None:
        self.wie.zet_keuzes([])
        self.wie.zet(None)
        keuze = self.kopie.waarde()
        if keuze is not None:
            self.omgeving.werker.doe(
                partial(voordeur.read_kop, Path(keuze)), self._kop_gelezen, self.formulier.toon_fouten, self
            )

    def _kop_gelezen(self, kop: PubliekeKop) -> None:
        self._kop = kop
        met = [g for g in kop.gebruikers if not g.uitgenodigd]
        self.wie.zet_keuzes([Keuze(g.gebruikersnaam, g.weergavenaam, g.gebruikersnaam) for g in met])

    def _opnieuw(self) -> None:
        """Something else was chosen: what was checked does not count any more."""
        self.formulier.herstelknop.hide()
        self.uitslag.verberg()
        self.bekijkknop.setVisible(False)
        self.terugknop.setVisible(False)

    def _terug(self) -> None:
        self.formulier.wis()
        self.terug.emit(self._pad)

    # what is done

    def _invoer(self) -> tuple[Path, Path, str, str]:
        assert self._pad is not None
        keuze, wie = self.kopie.waarde(), self.wie.waarde()
        assert keuze is not None
        assert wie is not None
        return Path(keuze), self._pad, wie, self.wachtwoord.waarde()

    def _kijk_na(self, _waarden: dict[str, Any]) -> None:
        self._zet_bezig(bezig=True)
        self.omgeving.werker.doe(partial(self._opener.kijk_na, *self._invoer()), self._nagekeken, self._mislukt, self)

    def _nagekeken(self, inzicht: Any) -> None:
        self._zet_bezig(bezig=False)
        moment = inzicht.gemaakt_op.astimezone(AMSTERDAM).strftime("%d-%m-%Y %H:%M")
        zin = self.tr("De reservekopie van {} is heel. {}").format(moment, inzicht.zin())
        self.uitslag.zet("waarschuwing" if inzicht.verloren or not inzicht.sluit_aan else "goed", zin)
        self.bekijkknop.setVisible(True)
        self.terugknop.setVisible(True)

    def _bekijk(self) -> None:
        self._zet_bezig(bezig=True)
        self.omgeving.werker.doe(partial(self._opener.bekijk, *self._invoer()), self._open, self._mislukt, self)

    def _open(self, werkplek: Any) -> None:
        try:
            self._opener.neem(werkplek)
        except OpenenAfgebroken as fout:
            self._mislukt(fout)
            return
        self._zet_bezig(bezig=False)
        self.formulier.wis()
        self.geopend.emit(werkplek)

    def _vraag(self) -> None:
        generatie = self._kopieen[str(self._invoer()[0])]
        bevestig(
            self,
            self.tr("Kluis vervangen"),
            self.tr(
                "De kluis wordt zoals die was op {}. Wat daarna is vastgelegd, staat er dan niet meer in. De kluis van"
                " nu blijft in dezelfde map staan onder een naam met ‘vervangen’."
            ).format(_moment(generatie)),
            self.tr("Kluis vervangen door de kopie van {}").format(_moment(generatie)),
            self._zet_terug,
        )

    def _zet_terug(self) -> None:
        self._zet_bezig(bezig=True)
        invoer, zeg = self._invoer(), self._stap.emit

        def taak(_voortgang: Voortgang) -> Any:
            return self._opener.zet_terug(*invoer, zeg)

        self.omgeving.werker.doe_lang(
            taak, self.tr("De reservekopie wordt teruggezet"), self._teruggezet, self._mislukt, self
        )

    def _teruggezet(self, uitkomst: Any) -> None:
        self._zet_bezig(bezig=False)
        self.formulier.wis()
        zinnen = [self.tr("De reservekopie is teruggezet. U kunt de kluis nu openen.")]
        if uitkomst.bewaard is not None:
            zinnen.append(self.tr("De kluis van daarvoor staat in de map {}.").format(uitkomst.bewaard.name))
        self.terug.emit(uitkomst.kluismap)
        self.omgeving.meld(" ".join((*zinnen, *uitkomst.meldingen)), "waarschuwing" if uitkomst.meldingen else "goed")

    def _mislukt(self, fout: Fout) -> None:
        self._zet_bezig(bezig=False)
        if isinstance(fout, VerkeerdWachtwoord):
            self.wachtwoord.zet("")
            self.formulier.toon_fouten(OngeldigeInvoer({"wachtwoord": fout.tekst()}))
        else:
            self.formulier.toon_fouten(fout)

    def _toon_stap(self, zin: str) -> None:
        self.stap.setText(zin)
        self.stap.setVisible(True)

    def _zet_bezig(self, *, bezig: bool) -> None:
        self.formulier.zet_bezig(bezig)
        self.bezig.setVisible(bezig)
        self.stap.setVisible(False)
        for deel in (self.kopie, self.wie, self.mapknop, self.bekijkknop, self.terugknop, self.formulier.annuleerknop):
            deel.setEnabled(not bezig)
