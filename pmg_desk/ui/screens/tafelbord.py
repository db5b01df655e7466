"""The board of a table: its casussen by status, as cards and as a list; from here they move on."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.rollen import Rol
from pmg_desk.services import tafelbord
from pmg_desk.services.tafelbord import Bord, BordRij, Groep, TafelKeuze
from pmg_desk.ui import thema
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.omgeving import Omgeving, Wijzigingen
from pmg_desk.ui.screens.tafelstapdialogen import Plek, fasedialoog, statusdialoog, teamdialoog
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.chip import Chip, Chipwaarde
from pmg_desk.ui.widgets.filterkeuze import Filterkeuze
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tabbladen import Tabbladen
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.uitspraakkaart import maak_leeg
from pmg_desk.ui.widgets.vloei import Vloeibalk

_KAART = 300  # pixels at 100 % text
_PER_GROEP = 24
"""Cards of one status; who has more looks in the list, where one can filter."""


class TafelbordScherm(Scherm):
    """``toon(tafel=sleutel)``; without it the own table, or the one looked at last."""

    sleutel, titel, icoon = "tafelbord", "Tafels", "columns-3"
    rollen = frozenset({Rol.CASUSREGISSEUR, Rol.MEELEZER})
    soorten = frozenset({"casus", "tafelstap", "doorgeleiding", "aanmelding", "jongere", "indeling"})

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self._tafel = ""
        self._tafels: tuple[TafelKeuze, ...] = ()
        self.bord: Bord | None = None
        self.keuze = Filterkeuze(self.tr("Tafel"), self.tr("Kies een tafel"))
        self.keuze.gewijzigd.connect(self._andere_tafel)
        self.voeg_kopdeel(self.keuze)
        self.uitleg = Tekst("", "zacht")
        self._kaarten = QWidget()
        self._kolom = QVBoxLayout()
        self._kolom.setContentsMargins(0, 0, 0, 0)
        self._kolom.setSpacing(14)
        blad = QVBoxLayout(self._kaarten)
        blad.setContentsMargins(0, 0, 0, 0)
        blad.setSpacing(14)
        blad.addWidget(self.uitleg)
        blad.addLayout(self._kolom)
        self.lijst = self._maak_lijst()
        self.tabs = Tabbladen(self.tr("Hoe u de tafel bekijkt"))
        self.tabs.voeg_toe("bord", self.tr("Bord"), lambda: self._kaarten)
        self.tabs.voeg_toe("lijst", self.tr("Lijst"), self._maak_lijstblad)
        self.inhoud.addWidget(self.tabs, 1)
        thema.huidig().gewijzigd.connect(self._teken)

    def _schik(self) -> None:
        super()._schik()
        self.tabs.rol_uit(self.is_laag)

    def _maak_lijst(self) -> Lijst[BordRij]:
        return Lijst(
            "tafelbord",
            self.tr("Casussen bij deze tafel"),
            (
                Kolom("naam", self.tr("Jongere"), lambda r: r.naam, breedte=170, rekt=True, nadruk=True),
                Kolom("nummer", self.tr("Casus"), lambda r: r.nummer, breedte=130),
                Kolom("status", self.tr("Status"), _statuschip, "chip", breedte=160),
                Kolom("dagen", self.tr("Dagen"), lambda r: r.dagen, breedte=80),
                Kolom("fase", self.tr("Fase"), lambda r: r.fase_label, breedte=170),
                Kolom("regisseur", self.tr("Casusregisseur"), lambda r: r.regisseur, breedte=150),
                Kolom("sinds", self.tr("Status sinds"), lambda r: r.status_sinds, "datum", breedte=120, verborgen=True),
                Kolom("fasesinds", self.tr("Fase sinds"), lambda r: r.fase_sinds, "datum", breedte=120, verborgen=True),
                Kolom("team", self.tr("Team"), lambda r: r.team, breedte=120, verborgen=True),
                Kolom("doelgroep", self.tr("Doelgroep"), lambda r: r.doelgroep_label, breedte=150, verborgen=True),
            ),
            lambda r: r.casus_tafel_id,
            woord=(self.tr("casus"), self.tr("casussen")),
            instellingen=self.omgeving.instellingen,
            leeg=Leegtekst(
                self.tr("Geen casus bij deze tafel"),
                self.tr("Hier staan de open casussen van deze tafel die u mag zien."),
                "columns-3",
            ),
        )

    def _maak_lijstblad(self) -> QWidget:
        blad = QWidget()
        kolom = QVBoxLayout(blad)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(10)
        self._balk = Vloeibalk()
        self.statusknop = Knop(self.tr("Status wijzigen"), "primair", "pencil", actie=self._status_van_rij)
        self.faseknop = Knop(self.tr("Fase vastleggen"), icoon="flag", actie=self._fase_van_rij)
        self.teamknop = Knop(self.tr("Team kiezen"), icoon="users", actie=self._team_van_rij)
        self.doorknop = Knop(self.tr("Doorgeleiden"), icoon="share-2", actie=self._door_van_rij)
        for knop in (self.statusknop, self.faseknop, self.teamknop, self.doorknop):
            self._balk.voeg_toe(knop)
        kolom.addWidget(self._balk)
        kolom.addWidget(self.lijst, 1)
        self.lijst.rol_uit()
        self.lijst.geopend.connect(self.open)
        self.lijst.gekozen.connect(self._schik_lijst)
        self._schik_lijst()
        return blad

    def toon(self, **params: Any) -> None:
        """Load the tables and the board of the one that was asked for."""
        self._tafel = str(params.get("tafel", self._tafel) or "")
        self.omgeving.werker.doe(
            partial(tafelbord.list_bordtafels, self.omgeving.werkplek), self._zet_tafels, self.toon_fout, self
        )

    def ververs(self, wijzigingen: Wijzigingen) -> None:
        """Load again."""
        del wijzigingen
        self.toon()

    def _zet_tafels(self, tafels: tuple[TafelKeuze, ...]) -> None:
        self._tafels = tafels
        if self._tafel not in {tafel.sleutel for tafel in tafels}:
            self._tafel = next((t.sleutel for t in tafels if t.eigen or t.aantal), "")
        self.keuze.blockSignals(True)
        self.keuze.zet_keuzes([(t.sleutel, self._woord(t)) for t in tafels])
        self.keuze.setMinimumContentsLength(max((len(self._woord(t)) for t in tafels), default=12))
        self.keuze.zet(self._tafel)
        self.keuze.blockSignals(False)
        self._laad()

    def _woord(self, tafel: TafelKeuze) -> str:
        los = "" if tafel.in_profiel else self.tr(", niet meer in het profiel")
        return f"{tafel.label} ({tafel.aantal}{los})"

    def _andere_tafel(self) -> None:
        self._tafel = self.keuze.waarde or ""
        self._laad()

    def _laad(self) -> None:
        if not self._tafel:
            self._zet(None)
            return
        lees = partial(tafelbord.toon_bord, self.omgeving.werkplek, self._tafel)
        self.omgeving.werker.doe(lees, self._zet, self.toon_fout, self)

    def _zet(self, bord: Bord | None) -> None:
        if bord is not None and bord.tafel != self._tafel:
            return
        self.bord = bord
        delen = []
        if bord is not None:
            delen = [bord.voor_wie]
            if bord.teams:
                delen.append(self.tr("Teams: {}.").format(self.tr(" en ").join(bord.teams)))
            if bord.procesregie:
                delen.append(self.tr("Procesregie: {}. Casusregie blijft bij de casus.").format(bord.procesregie))
        self.uitleg.setText(" ".join(deel for deel in delen if deel))
        self.uitleg.setVisible(bool(self.uitleg.text()))
        self.lijst.zet_rijen(() if bord is None else bord.rijen)
        self._teken()
        if self.tabs.inhoud("lijst") is not None:
            self._schik_lijst()

    # cards

    def _teken(self) -> None:
        maak_leeg(self._kolom)
        bord = self.bord
        if bord is None or not bord.rijen:
            zin = self.tr("Kies een tafel.") if bord is None else self.tr("Bij deze tafel is nu geen open casus.")
            self._kolom.addWidget(Tekst(zin, "zacht"))
            return
        leeg = []
        for groep in bord.groepen:
            if groep.rijen:
                self._kolom.addWidget(self._groep(bord, groep))
            else:
                leeg.append(groep.label)
        if leeg:
            self._kolom.addWidget(Tekst(self.tr("Geen casus: {}.").format(", ".join(leeg)), "klein"))

    def _groep(self, bord: Bord, groep: Groep) -> QWidget:
        vak = QWidget()
        vak.setAccessibleName(groep.label)
        kolom = QVBoxLayout(vak)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(8)
        los = "" if groep.in_profiel else self.tr(" – niet meer in het profiel")
        kolom.addWidget(Tekst(f"{groep.label} ({len(groep.rijen)}){los}", "kop-3"))
        balk = Vloeibalk(gelijk=True, ruimte=12)
        for rij in groep.rijen[:_PER_GROEP]:
            balk.voeg_toe(self._kaart(bord, rij))
        kolom.addWidget(balk)
        rest = len(groep.rijen) - _PER_GROEP
        if rest > 0:
            kolom.addWidget(Tekst(self.tr("En nog {}. Kijk in de lijst.").format(rest), "klein"))
        return vak

    def _kaart(self, bord: Bord, rij: BordRij) -> Kaart:
        kaart = Kaart(rij.naam)
        kaart.setFixedWidth(thema.huidig().px(_KAART))
        leeftijd = self.tr("{} jaar").format(rij.leeftijd)
        kaart.inhoud.addWidget(Tekst(" · ".join((rij.nummer, leeftijd)), "klein"))
        chips = Vloeibalk(ruimte=6)
        chips.voeg_toe(Chip(chip.doelgroep(rij.doelgroep or "", rij.doelgroep_label)))
        if rij.team:
            chips.voeg_toe(Chip(Chipwaarde(rij.team, "grijs")))
        kaart.inhoud.addWidget(chips)
        if rij.fase_label:
            kaart.inhoud.addWidget(Tekst(self.tr("Fase: {}").format(rij.fase_label), "label"))
        kaart.inhoud.addWidget(Tekst(_dagen(self, rij), "klein"))
        if rij.wacht:
            kaart.inhoud.addWidget(Tekst(self.tr("De tafel besluit nog over de aanmelding."), "klein"))
        kaart.inhoud.addWidget(Tekst(self.tr("Casusregie: {}").format(rij.regisseur), "klein"))
        if rij.lopend:
            kaart.inhoud.addWidget(Tekst(self.tr("Loopt door naar elders: {}").format(rij.lopend), "klein"))
        kaart.inhoud.addStretch(1)
        kaart.inhoud.addWidget(self._knoppen(bord, rij))
        return kaart

    def _knoppen(self, bord: Bord, rij: BordRij) -> Vloeibalk:
        balk = Vloeibalk(ruimte=6)
        acties = [(self.tr("Openen"), self.tr("Dossier openen"), self.open)]
        stappen = bord.mag_stappen and not rij.wacht
        if stappen and rij.statussen:
            acties.append((self.tr("Status"), self.tr("Status wijzigen"), self.wijzig_status))
        if stappen and bord.fasen:
            acties.append((self.tr("Fase"), self.tr("Fase vastleggen"), self.wijzig_fase))
        if bord.mag_wijzigen and bord.teams:
            acties.append((self.tr("Team"), self.tr("Team kiezen"), self.kies_team))
        if bord.mag_wijzigen:
            acties.append((self.tr("Doorgeleiden"), self.tr("Doorgeleiden"), self.leid_door))
        for tekst, lang, actie in acties:
            knop = Knop(tekst, actie=partial(actie, rij))
            knop.setAccessibleName(f"{lang}: {rij.nummer}")
            knop.setToolTip(lang)
            balk.voeg_toe(knop)
        return balk

    # what can be done

    def open(self, rij: BordRij) -> None:
        """Open the dossier at its route."""
        self.omgeving.navigeer("dossier", casus_id=rij.casus_id, tab="route")

    def wijzig_status(self, rij: BordRij) -> None:
        """Ask for another status."""
        statusdialoog(self, self.omgeving, self._plek(rij)).toon()

    def wijzig_fase(self, rij: BordRij) -> None:
        """Ask for the phase that was reached."""
        fasedialoog(self, self.omgeving, self._plek(rij)).toon()

    def kies_team(self, rij: BordRij) -> None:
        """Ask for the team."""
        teamdialoog(self, self.omgeving, self._plek(rij)).toon()

    def leid_door(self, rij: BordRij) -> None:
        """Begin to pass the casus on."""
        self.omgeving.navigeer("doorgeleiden", casus_id=rij.casus_id)

    def _plek(self, rij: BordRij) -> Plek:
        bord = self.bord
        assert bord is not None
        return Plek(
            rij.casus_tafel_id,
            bord.tafel,
            rij.fase,
            rij.team,
            rij.statussen,
            rij.aangemeld,
            bord.fasen,
            bord.teams,
            bord.categorie,
            rij.bereikt,
            " · ".join((rij.nummer, rij.naam, bord.label)),
        )

    def _schik_lijst(self, _rij: object = None) -> None:
        bord, rij = self.bord, self.lijst.huidige()
        self._balk.setVisible(bord is not None and bord.mag_wijzigen)
        self.statusknop.setVisible(bord is not None and bord.mag_stappen)
        self.faseknop.setVisible(bord is not None and bord.mag_stappen and bool(bord.fasen))
        self.teamknop.setVisible(bord is not None and bool(bord.teams))
        for knop in (self.teamknop, self.doorknop):
            knop.setEnabled(rij is not None)
        stappen = rij is not None and not rij.wacht
        self.faseknop.setEnabled(stappen)
        self.statusknop.setEnabled(stappen and rij is not None and bool(rij.statussen))
        self._balk.meet()

    def _status_van_rij(self) -> None:
        rij = self.lijst.huidige()
        if rij is not None:
            self.wijzig_status(rij)

    def _fase_van_rij(self) -> None:
        rij = self.lijst.huidige()
        if rij is not None:
            self.wijzig_fase(rij)

    def _team_van_rij(self) -> None:
        rij = self.lijst.huidige()
        if rij is not None:
            self.kies_team(rij)

    def _door_van_rij(self) -> None:
        rij = self.lijst.huidige()
        if rij is not None:
            self.leid_door(rij)


def _statuschip(rij: BordRij) -> Chipwaarde:
    return chip.status(rij.status, rij.status_label)


def _dagen(zegger: QWidget, rij: BordRij) -> str:
    dagen = zegger.tr("1 dag") if rij.dagen == 1 else zegger.tr("{} dagen").format(rij.dagen)
    return zegger.tr("{} in deze status, sinds {}").format(dagen, toon_datum(rij.status_sinds))
