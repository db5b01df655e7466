"""Beside the item of an agenda: open the screen for the room, see what may be on it and whose approval limits it, show.

The screen is emptied by whatever makes that it may be wrong: another item, somebody who comes or goes, anything that
was changed in the vault, nobody at the keyboard, or these buttons out of sight. It never fills by itself.
"""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QVBoxLayout, QWidget

from pmg_desk.domain.bevestigen import bevestiging
from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.samenvatting import Rubriek
from pmg_desk.services import beamer
from pmg_desk.services.beamer import Presentatie, Vertoning
from pmg_desk.ui.omgeving import Omgeving, Wijzigingen
from pmg_desk.ui.rusttijd import Rusttijd
from pmg_desk.ui.screens.beamervenster import Beamervenster
from pmg_desk.ui.widgets.aankondiging import kondig_aan
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.melding import Melding
from pmg_desk.ui.widgets.stukkenlijst import Stukkenlijst
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.vloei import Vloei

RUST_MINUTEN = 5
"""So long without a key or a mouse, and the screen is emptied: the discussion has gone on to something else."""
_VAN_ONSZELF = frozenset({"verstrekking"})
"""Changes that say nothing about what may be shown: the record of the showing itself."""


class Beamerbediening(Kaart):
    """``zet_punt`` tells which item is in hand, None when none is. It looks into the dossier only while in sight."""

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__("", ouder=ouder)
        self.zet_titel(self.tr("Scherm voor het overleg"))
        self.omgeving = omgeving
        self.venster: Beamervenster | None = None
        self._punt_id: UUID | None = None
        self._beurt = 0  # counts what makes an answer that is under way too old to show
        self._rust: Rusttijd | None = None
        self._vinkjes: dict[Rubriek, QCheckBox] = {}
        self._uit: set[Rubriek] = set()
        self._presentatie: Presentatie | None = None
        self._labels = {c.sleutel: c.label for c in omgeving.werkplek.profiel.datacategorieen.values()}
        self._bouw()
        toets = QShortcut(QKeySequence("Ctrl+B"), self)
        toets.activated.connect(self.wissel)
        omgeving.gewijzigd.connect(self._bij_wijziging)

    def _bouw(self) -> None:
        self.stand = Tekst("")
        self.kort = Tekst("", "zacht")
        self.meer = QWidget()
        self.meerknop = Knop(self.tr("Wat en voor wie"), "koppeling", "chevron-down", actie=self.vouw)
        self.openknop = Knop(self.tr("Scherm openen"), icoon="eye", actie=self.open_of_sluit)
        self.toonknop = Knop(self.tr("Toon op het scherm"), icoon="share-2", actie=self.toon_scherm)
        self.leegknop = Knop(self.tr("Scherm leegmaken"), icoon="eye-off", actie=self.maak_leeg)
        self.verderknop = Knop(self.tr("Bladzijde verder"), "icoon", "chevron-down", actie=partial(self._blader, 1))
        self.terugknop = Knop(self.tr("Bladzijde terug"), "icoon", "chevron-up", actie=partial(self._blader, -1))
        self.melding = Melding(sluitbaar=False)
        self.aanwezig = Tekst("")
        self.delen = QWidget()
        self.delen.setAccessibleName(self.tr("Wat u wilt tonen"))
        self._delenvak = Vloei(self.delen)
        self._nieuwkop = Tekst(self.tr("Later bijgekomen, nog niet beoordeeld"), "kop-3")
        self.nieuw = Stukkenlijst(self.tr("Later bijgekomen teksten"))
        self.gelezen = QCheckBox(self.tr("Ik heb dit gelezen en het mag op het scherm"))
        self._grenskop = Tekst(self.tr("Wie het scherm beperkt"), "kop-3")
        self.grenzen = Tekst("")
        knoppen = QWidget()
        rij = Vloei(knoppen)
        for knop in (
            self.toonknop,
            self.leegknop,
            self.terugknop,
            self.verderknop,
            self.openknop,
            self.meerknop,
        ):
            rij.addWidget(knop)
        for deel in (self.stand, knoppen, self.melding, self.kort, self.meer):
            self.inhoud.addWidget(deel)
        kolom = QVBoxLayout(self.meer)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(10)
        for deel in (
            Tekst(self.tr("Ctrl+B toont dit agendapunt of maakt het scherm leeg."), "klein"),
            self.aanwezig,
            self.delen,
            self._nieuwkop,
            self.nieuw,
            self.gelezen,
            self._grenskop,
            self.grenzen,
        ):
            kolom.addWidget(deel)
        self.meer.setVisible(False)
        self._zet(None)

    # what a screen uses

    def zet_punt(self, punt_id: UUID | None) -> None:
        """Another item is in hand: the screen is empty until it is shown."""
        if punt_id == self._punt_id:
            return
        self._punt_id = punt_id
        self.maak_leeg()
        self._zet(None)
        if self.isVisible():
            self._lees()

    def vouw(self) -> None:
        """Show what can be on the screen and who limits it, or hide that again."""
        toon = self.meer.isHidden()
        self.meer.setVisible(toon)
        self.meerknop.zet_icoon("chevron-up" if toon else "chevron-down")

    @property
    def is_open(self) -> bool:
        """Whether the window for the room is in sight."""
        return self.venster is not None and self.venster.isVisible()

    def sluit(self) -> None:
        """Put the window for the room away."""
        if self.venster is not None:
            self.venster.close()

    def open_of_sluit(self) -> None:
        """Bring the window in sight, or put it away."""
        if self.is_open:
            self.sluit()
        else:
            self._open()
            self._schik()

    def toon_scherm(self) -> None:
        """Record it and show this item to whoever is in the room now."""
        if self._punt_id is None:
            return
        self._open()
        self._beurt += 1
        presentatie = self._presentatie
        gelezen = presentatie is not None and self.gelezen.isChecked()
        taak = partial(
            beamer.show_beamer,
            self.omgeving.werkplek,
            self._punt_id,
            bevestigd=tuple(map(bevestiging, presentatie.nieuw)) if presentatie is not None and gelezen else (),
            zonder=tuple(self._uit),
        )
        self.omgeving.werker.doe(taak, partial(self._getoond, self._beurt), self._mislukt, self)

    def maak_leeg(self) -> None:
        """Take everything off the screen, also what was about to come."""
        self._beurt += 1
        if self.venster is not None:
            self.venster.maak_leeg()

    def wissel(self) -> None:
        """Ctrl+B: empty it when something is on it, else show."""
        if self.venster is None or self.venster.is_leeg:
            self.toon_scherm()
        else:
            self.maak_leeg()

    # inside

    def _open(self) -> None:
        if self.venster is None:
            self.venster = Beamervenster()
            self.venster.leeggemaakt.connect(self._is_leeg)
            self.venster.gesloten.connect(self._schik)
            self.destroyed.connect(self.venster.deleteLater)
        if not self.venster.isVisible():
            self.venster.open(self.window())
            self.window().activateWindow()  # the keys stay with the presenter

    def _blader(self, richting: int) -> None:
        if self.venster is not None:
            self.venster.blader(richting)

    def _lees(self) -> None:
        if self._punt_id is not None:
            taak = partial(beamer.prepare_beamer, self.omgeving.werkplek, self._punt_id)
            self.omgeving.werker.doe(taak, self._gelezen_stand, self._mislukt, self)

    def _gelezen_stand(self, presentatie: Presentatie) -> None:
        if presentatie.punt_id == self._punt_id:
            self._zet(presentatie)

    def _getoond(self, beurt: int, vertoning: Vertoning) -> None:
        if beurt != self._beurt or self.venster is None or not self.is_open:
            return  # something changed meanwhile
        self.venster.toon_beeld(vertoning.beeld)
        self._begin_rust()
        self._zet(vertoning.presentatie)
        kondig_aan(self, self.stand.text())

    def _mislukt(self, fout: Fout) -> None:
        self.maak_leeg()
        self.melding.zet_fout(fout)

    def _bij_wijziging(self, wijzigingen: Wijzigingen) -> None:
        if self._punt_id is not None and {soort for soort, _ in wijzigingen} - _VAN_ONSZELF:
            self.maak_leeg()
            self._zet(None)
            if self.isVisible():
                self._lees()

    def _is_leeg(self) -> None:
        self._stop_rust()
        self._schik()
        kondig_aan(self, self.stand.text())

    def _begin_rust(self) -> None:
        self._stop_rust()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._rust = Rusttijd(app, lambda: RUST_MINUTEN)
        self._rust.verlopen.connect(self.maak_leeg)

    def _stop_rust(self) -> None:
        rust, self._rust = self._rust, None
        if rust is not None:
            rust.stop()
            rust.deleteLater()

    def _zet(self, presentatie: Presentatie | None) -> None:
        self._presentatie = presentatie
        self._zet_delen(presentatie)
        nieuw = () if presentatie is None else presentatie.nieuw
        self.nieuw.zet(nieuw, self._labels)
        self.gelezen.setChecked(False)
        for deel in (self._nieuwkop, self.nieuw, self.gelezen):
            deel.setVisible(bool(nieuw))
        grenzen = () if presentatie is None else presentatie.grenzen
        self.grenzen.setText("\n\n".join("\n".join((een.zin, *een.redenen)) for een in grenzen))
        for tekst in (self._grenskop, self.grenzen):
            tekst.setVisible(bool(grenzen))
        enig = ", ".join(f"{een.ontvanger} ({een.alleen})" for een in grenzen if een.alleen)
        delen = [self.tr("Minder teksten op het scherm door: {}.").format(enig)] if enig else []
        delen += [self.tr("Later bijgekomen teksten: {}. Lees die eerst.").format(len(nieuw))] if nieuw else []
        self.kort.setText(" ".join(delen))
        self.kort.setVisible(bool(delen))
        self._zet_aanwezig(presentatie)
        self._schik()

    def _zet_delen(self, presentatie: Presentatie | None) -> None:
        for vinkje in self._vinkjes.values():
            self._delenvak.removeWidget(vinkje)
            vinkje.hide()
            vinkje.deleteLater()
        self._vinkjes.clear()
        for rubriek, naam in () if presentatie is None else presentatie.rubrieken:
            vinkje = QCheckBox(naam)
            vinkje.setChecked(rubriek not in self._uit)
            vinkje.toggled.connect(partial(self._kies, rubriek))
            self._vinkjes[rubriek] = vinkje
            self._delenvak.addWidget(vinkje)
        self.delen.setVisible(bool(self._vinkjes))

    def _kies(self, rubriek: Rubriek, aan: bool) -> None:
        """What was left out stays out, at the next item too."""
        (self._uit.discard if aan else self._uit.add)(rubriek)

    def _zet_aanwezig(self, presentatie: Presentatie | None) -> None:
        self.aanwezig.setVisible(presentatie is not None and bool(presentatie.aanwezigen))
        self.melding.verberg()
        if presentatie is None:
            return
        self.aanwezig.setText(self.tr("Aanwezig: {}").format(", ".join(presentatie.aanwezigen)))
        if presentatie.onbekenden:
            wie = ", ".join(presentatie.onbekenden)
            zin = self.tr(
                "Van {} is geen functie bekend, of deze persoon werkt hier niet meer. Het scherm blijft leeg."
            )
            self.melding.zet("waarschuwing", zin.format(wie))
        elif not presentatie.aanwezigen:
            self.melding.zet("info", self.tr("Niemand is als aanwezig vastgelegd. Het scherm blijft leeg."))

    def _schik(self) -> None:
        open_ = self.is_open
        leeg = self.venster is None or self.venster.is_leeg
        presentatie = self._presentatie
        if not open_:
            zin = self.tr("Het scherm voor het overleg is dicht.")
        elif leeg or presentatie is None:
            zin = self.tr("Het scherm is leeg.")
        elif not presentatie.aantal:
            zin = self.tr("Op het scherm staat alleen het nummer van het agendapunt.")
        else:
            zin = self.tr("Op het scherm: {0} van {1} teksten uit het dossier.")
            zin = zin.format(presentatie.aantal, presentatie.totaal)
        self.stand.setText(zin)
        self.openknop.zet_tekst(self.tr("Scherm sluiten") if open_ else self.tr("Scherm openen"))
        self.toonknop.setEnabled(self._punt_id is not None)
        # The key stands on the button that it presses now.
        self.toonknop.zet_tekst(self.tr("Toon op het scherm (Ctrl+B)") if leeg else self.tr("Toon op het scherm"))
        self.leegknop.zet_tekst(self.tr("Scherm leegmaken") if leeg else self.tr("Scherm leegmaken (Ctrl+B)"))
        for knop in (self.leegknop, self.verderknop, self.terugknop):
            knop.setEnabled(open_ and not leeg)

    # Qt

    def showEvent(self, gebeurtenis: QShowEvent, /) -> None:
        """Qt: came in sight; what changed meanwhile is read."""
        super().showEvent(gebeurtenis)
        if self._presentatie is None:
            self._lees()

    def hideEvent(self, gebeurtenis: QHideEvent, /) -> None:
        """Qt: out of sight; what nobody looks after is not shown. A main window made small still looks after it."""
        super().hideEvent(gebeurtenis)
        if not gebeurtenis.spontaneous():
            self.maak_leeg()
