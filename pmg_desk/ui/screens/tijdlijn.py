"""The tab Tijdlijn of a dossier: the whole case in order of day, newest first, piece by piece."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.rollen import Recht
from pmg_desk.domain.samenvatting import Aard
from pmg_desk.domain.tijdlijn import Gebeurtenis, Soort, Stap
from pmg_desk.services import casussen, tijdlijn
from pmg_desk.services.tijdlijn import LABELS, Tijdlijn
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.aankondiging import kondig_aan
from pmg_desk.ui.widgets.aardmerk import Aardmerk
from pmg_desk.ui.widgets.chip import Chip, Kleur
from pmg_desk.ui.widgets.formulier import Keuze, KeuzeVeld
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.leeg import LegeStaat
from pmg_desk.ui.widgets.tabblad import Tabblad
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.uitspraakkaart import maak_leeg
from pmg_desk.ui.widgets.vloei import Vloei

_PER_KEER = 40
_KLEUREN: dict[Soort, Kleur] = {
    Soort.SLACHTOFFER: "rood",
    Soort.ANTECEDENT: "geel",
    Soort.UITSPRAAK: "blauw",
    Soort.PLAN: "groen",
    Soort.ACTIE: "groen",
    Soort.INZET: "groen",
    Soort.DELEN: "paars",
}


@dataclass(frozen=True, slots=True)
class _Stand:
    casus_id: UUID
    tijdlijn: Tijdlijn
    afdrukken: bool


def _lees(werkplek: Werkplek, casus_id: UUID) -> _Stand:
    kop = casussen.toon_kop(werkplek, casus_id)
    afdrukken = kop.mag_wijzigen and werkplek.gebruiker.mag(Recht.SAMENVATTING_MAKEN)
    return _Stand(casus_id, tijdlijn.toon_tijdlijn(werkplek, casus_id), afdrukken)


class TijdlijnTab(Tabblad):
    """Filters on kind and nature, then the line under a heading per year; more of it on asking."""

    sleutel, titel, icoon = "tijdlijn", "Tijdlijn", "history"

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self._alle = Tijdlijn((), ())
        self._afdrukken = False
        self._getoond = 0
        self._jaar: str | None = None
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(12)
        self._balk = QWidget()
        rij = Vloei(self._balk, ruimte=12)
        self.soort = KeuzeVeld("soort", self.tr("Soort"), [], breedte=230, leegtekst=self.tr("Alles"))
        self.aard = KeuzeVeld(
            "aard",
            self.tr("Wat is het"),
            [Keuze(aard, aard.value.capitalize()) for aard in Aard],
            breedte=160,
            leegtekst=self.tr("Alles"),
        )
        for veld in (self.soort, self.aard):
            veld.gewijzigd.connect(self._opnieuw)
            rij.addWidget(veld)
        self.afdrukknop = Knop(self.tr("Afdrukken (intern)"), icoon="printer", actie=self.druk_af)
        rij.addWidget(self.afdrukknop)
        kolom.addWidget(self._balk)
        self.telling = Tekst("", "zacht")
        kolom.addWidget(self.telling)
        self._leeg = LegeStaat(
            self.tr("Er is nog niets gebeurd"),
            self.tr("Hier staat straks alles van deze casus op volgorde van dag."),
            icoon="history",
        )
        kolom.addWidget(self._leeg)
        self._lijn = QVBoxLayout()
        self._lijn.setSpacing(8)
        kolom.addLayout(self._lijn)
        self.meerknop = Knop(self.tr("Meer tonen"), actie=self._meer)
        kolom.addWidget(self.meerknop)
        kolom.addStretch(1)
        for deel in (self._balk, self._leeg, self.meerknop):
            deel.setVisible(False)

    def toon(self, casus_id: UUID) -> None:
        """Show this casus."""
        super().toon(casus_id)
        self.omgeving.werker.doe(partial(_lees, self.omgeving.werkplek, casus_id), self._zet, eigenaar=self)

    def _zet(self, stand: _Stand) -> None:
        if stand.casus_id != self.casus_id:
            return
        self._alle = stand.tijdlijn
        soorten = {g.soort for g in (*self._alle.gebeurtenissen, *self._alle.zonder_jaar)}
        self.soort.zet_keuzes([Keuze(soort, label) for soort, label in LABELS.items() if soort in soorten])
        self.afdrukknop.setVisible(stand.afdrukken)
        self._balk.setVisible(bool(self._alle))
        self._leeg.setVisible(not self._alle)
        self._begin(max(_PER_KEER, self._getoond))

    def _opnieuw(self) -> None:
        self._begin(_PER_KEER)
        kondig_aan(self, self.telling.text())

    def _begin(self, aantal: int) -> None:
        maak_leeg(self._lijn)
        self._getoond, self._jaar = 0, None
        gevonden = len(self._gefilterd())
        if gevonden == 1:
            self.telling.setText(self.tr("1 gebeurtenis"))
        else:
            self.telling.setText(self.tr("{} gebeurtenissen, nieuwste boven").format(gevonden))
        self._voeg_toe(aantal)

    def _gefilterd(self) -> Tijdlijn:
        return self._alle.gefilterd(self.soort.waarde(), self.aard.waarde())

    def _meer(self) -> None:
        self._voeg_toe(_PER_KEER)

    def _voeg_toe(self, aantal: int) -> None:
        """Put more under what stands there: what is in sight stays as it is."""
        gevonden = self._gefilterd()
        alle = (*gevonden.gebeurtenissen, *gevonden.zonder_jaar)
        for gebeurtenis in alle[self._getoond : self._getoond + aantal]:
            jaar = self.tr("Jaar onbekend") if gebeurtenis.datum.jaar is None else str(gebeurtenis.datum.jaar)
            if jaar != self._jaar:
                self._lijn.addWidget(Tekst(jaar, "kop-3"))
                self._jaar = jaar
            self._lijn.addWidget(Gebeurteniskaart(gebeurtenis))
        self._getoond = min(len(alle), self._getoond + aantal)
        self.meerknop.setVisible(self._getoond < len(alle))

    def druk_af(self) -> None:
        """See the internal print, and issue it there."""
        self.omgeving.navigeer("internafdruk", casus_id=self.casus_id, soort=self.sleutel)


class Gebeurteniskaart(Kaart):
    """One thing: its day, its kind, what it was, and the words with who said them and how certain that is."""

    def __init__(self, gebeurtenis: Gebeurtenis) -> None:
        super().__init__()
        self.gebeurtenis = gebeurtenis
        wanneer = gebeurtenis.datum.toon()
        label = LABELS[gebeurtenis.soort]
        self.setAccessibleName(f"{wanneer}, {label}: {gebeurtenis.wat}")
        kop = QWidget()
        vloei = Vloei(kop, ruimte=10)
        vloei.addWidget(Tekst(wanneer, "label", omslaan=False))
        vloei.addWidget(Chip(chip.status(gebeurtenis.soort.value, label, _KLEUREN.get(gebeurtenis.soort, "grijs"))))
        if gebeurtenis.aard is not None:
            vloei.addWidget(Aardmerk(gebeurtenis.aard))
        self.inhoud.addWidget(kop)
        self.inhoud.addWidget(Tekst(gebeurtenis.wat))
        if gebeurtenis.tekst:
            self.inhoud.addWidget(Tekst(gebeurtenis.tekst, kiesbaar=True))
        if gebeurtenis.bron:
            self.inhoud.addWidget(Tekst(self.tr("Bron: {}").format(gebeurtenis.bron), "klein"))
        for reactie in gebeurtenis.reacties:
            self.inhoud.addWidget(Tekst(self.tr("Reactie van {}").format(reactie), kiesbaar=True))
        for stap in gebeurtenis.stappen:
            self._voeg_stap_toe(stap)

    def _voeg_stap_toe(self, stap: Stap) -> None:
        kop = QWidget()
        vloei = Vloei(kop, ruimte=10)
        vloei.addWidget(Tekst(stap.datum.toon(), "label", omslaan=False))
        vloei.addWidget(Tekst(stap.wat, omslaan=False))
        if stap.aard is not None:
            vloei.addWidget(Aardmerk(stap.aard))
        self.inhoud.addWidget(kop)
        if stap.tekst:
            self.inhoud.addWidget(Tekst(stap.tekst, kiesbaar=True))
        if stap.bron:
            self.inhoud.addWidget(Tekst(self.tr("Bron: {}").format(stap.bron), "klein"))
        for reactie in stap.reacties:
            self.inhoud.addWidget(Tekst(self.tr("Reactie van {}").format(reactie), kiesbaar=True))
