"""The tab Interventies of a dossier: what is used for this jongere, and what may fit with the reason shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.suggestie import Suggestie
from pmg_desk.services import casussen, inzet, suggesties
from pmg_desk.services.casussen import CasusStatus
from pmg_desk.services.inzet import InzetInzicht
from pmg_desk.services.suggesties import Suggestielijst
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui import iconen, thema
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.inzetformulieren import Inzetkeuzes, begindialoog, einddialoog, lees_keuzes, startdialoog
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.chip import Chip
from pmg_desk.ui.widgets.invoerdialoog import Invoerdialoog
from pmg_desk.ui.widgets.kaart import Gegevens, Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.leeg import LegeStaat
from pmg_desk.ui.widgets.tabblad import Tabblad
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.uitspraakkaart import UitspraakTekst, maak_leeg
from pmg_desk.ui.widgets.vloei import Vloei

_EERST = 5  # suggestions in sight before one asks for more


@dataclass(frozen=True, slots=True)
class _Stand:
    casus_id: UUID
    wijzigen: bool
    lijst: tuple[InzetInzicht, ...]
    past: Suggestielijst


def _lees(werkplek: Werkplek, casus_id: UUID) -> _Stand:
    kop = casussen.toon_kop(werkplek, casus_id)
    return _Stand(
        casus_id,
        kop.mag_wijzigen and kop.status is CasusStatus.OPEN,
        inzet.list_inzet(werkplek, casus_id),
        suggesties.suggest_interventies(werkplek, casus_id),
    )


class InzetTab(Tabblad):
    """What runs and what was done, and under it the suggestions."""

    sleutel, titel, icoon = "inzet", "Interventies", "wrench"
    soorten = frozenset({"inzet", "casus", "indeling", "score", "jongere", "actie"})

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self._stand: _Stand | None = None
        self._alles = False
        self.dialoog: Invoerdialoog | None = None
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(12)
        balk = QWidget()
        vloei = Vloei(balk, ruimte=16)
        self.startknop = Knop(self.tr("Interventie inzetten"), "primair", "plus", actie=self.start)
        vloei.addWidget(self.startknop)
        vloei.addWidget(Knop(self.tr("Toolbox openen"), "secundair", "wrench", actie=self.open_toolbox))
        kolom.addWidget(balk)
        self._leeg = LegeStaat(
            self.tr("Nog geen interventie ingezet"),
            self.tr("Hier staat wat er voor deze jongere wordt ingezet: waarom, door wie, van wanneer tot wanneer."),
            icoon="wrench",
        )
        kolom.addWidget(self._leeg)
        self._rijen = QVBoxLayout()
        self._rijen.setSpacing(12)
        kolom.addLayout(self._rijen)
        past = Kaart(self.tr("Wat misschien past"))
        past.inhoud.addWidget(
            Tekst(self.tr("Het programma kiest niets. U ziet waarom iets kan passen, en wat niet bekend is."), "zacht")
        )
        self._beeld = Gegevens()
        past.inhoud.addWidget(self._beeld)
        self._suggesties = QVBoxLayout()
        self._suggesties.setSpacing(14)
        past.inhoud.addLayout(self._suggesties)
        self.meerknop = Knop(self.tr("Meer tonen"), "koppeling", "chevron-down", actie=self.toon_alles)
        past.inhoud.addWidget(self.meerknop)
        kolom.addWidget(past)
        kolom.addStretch(1)

    def toon(self, casus_id: UUID) -> None:
        """Show this casus."""
        super().toon(casus_id)
        self.omgeving.werker.doe(partial(_lees, self.omgeving.werkplek, casus_id), self._zet, eigenaar=self)

    def _zet(self, stand: _Stand) -> None:
        if stand.casus_id != self.casus_id:
            return
        self._stand = stand
        self.startknop.setVisible(stand.wijzigen)
        self._leeg.setVisible(not stand.lijst)
        maak_leeg(self._rijen)
        for een in stand.lijst:
            self._rijen.addWidget(Inzetkaart(self, een, stand.wijzigen))
        self._beeld.zet(list(stand.past.beeld))
        self._toon_suggesties(stand)

    def _toon_suggesties(self, stand: _Stand) -> None:
        maak_leeg(self._suggesties)
        lopend = {een.interventie for een in stand.lijst if een.loopt}
        over = [suggestie for suggestie in stand.past.suggesties if suggestie.sleutel not in lopend]
        for suggestie in over if self._alles else over[:_EERST]:
            self._suggesties.addWidget(Suggestiekaart(self, suggestie, stand.wijzigen))
        if not over:
            self._suggesties.addWidget(
                Tekst(self.tr("Geen interventie heeft nu een reden. Vul de indeling en de leefgebieden in."))
            )
        self.meerknop.setVisible(not self._alles and len(over) > _EERST)

    def toon_alles(self) -> None:
        """All suggestions."""
        self._alles = True
        if self._stand is not None:
            self._toon_suggesties(self._stand)

    def open_toolbox(self) -> None:
        """The whole catalogue."""
        self.omgeving.navigeer("toolbox")

    def open_interventie(self, interventie: str) -> None:
        """One in the catalogue."""
        self.omgeving.navigeer("toolbox", interventie=interventie)

    def start(self) -> None:
        """A form to use an interventie."""
        self.start_met("")

    def start_met(self, interventie: str) -> None:
        """The same, with this one chosen."""
        if self.casus_id is not None:
            taak = partial(lees_keuzes, self.omgeving.werkplek, self.casus_id)
            self.omgeving.werker.doe(taak, partial(self._vraag, self.casus_id, interventie), eigenaar=self)

    def _vraag(self, casus_id: UUID, interventie: str, keuzes: Inzetkeuzes) -> None:
        self._toon_dialoog(startdialoog(self, self.omgeving, casus_id, interventie, keuzes))

    def begin(self, een: InzetInzicht) -> None:
        """Ask since when a planned one runs."""
        self._toon_dialoog(begindialoog(self, self.omgeving, een))

    def rond_af(self, een: InzetInzicht) -> None:
        """Ask when it was done and what came of it."""
        self._toon_dialoog(einddialoog(self, self.omgeving, een, afgebroken=False))

    def breek_af(self, een: InzetInzicht) -> None:
        """Ask when and why it was broken off."""
        self._toon_dialoog(einddialoog(self, self.omgeving, een, afgebroken=True))

    def _toon_dialoog(self, dialoog: Invoerdialoog) -> None:
        self.dialoog = dialoog
        dialoog.toon()


class Inzetkaart(Kaart):
    """One use: how far, by whom, since when, why, and what one may do."""

    def __init__(self, tab: InzetTab, een: InzetInzicht, wijzigen: bool) -> None:
        super().__init__(een.wat)
        self.inhoud.addWidget(Chip(chip.status(een.status.value, een.status_label)))
        feiten = (
            (self.tr("Door"), een.uitvoerder),
            (self.tr("Begin"), "" if een.begin is None else toon_datum(een.begin)),
            (self.tr("Einde"), "" if een.eind is None else toon_datum(een.eind)),
            (self.tr("Bij actie"), een.actie),
        )
        gegevens = Gegevens()
        gegevens.zet([(woord, waarde) for woord, waarde in feiten if waarde])
        self.inhoud.addWidget(gegevens)
        for kop, tekst in ((self.tr("Waarom"), een.waarom), (self.tr("Resultaat"), een.resultaat)):
            if tekst is not None:
                self.inhoud.addWidget(Tekst(kop, "label"))
                self.inhoud.addWidget(UitspraakTekst(tekst, aard=True))
        if not (wijzigen and een.loopt):
            return
        balk = QWidget()
        vloei = Vloei(balk)
        if een.begin is None:
            vloei.addWidget(_knop(self.tr("Begonnen"), een.wat, partial(tab.begin, een)))
        else:
            vloei.addWidget(_knop(self.tr("Afronden"), een.wat, partial(tab.rond_af, een)))
        vloei.addWidget(_knop(self.tr("Afbreken"), een.wat, partial(tab.breek_af, een)))
        self.inhoud.addWidget(balk)


class Suggestiekaart(QWidget):
    """One interventie that may fit: the reasons, what is not known, and the way to use it."""

    def __init__(self, tab: InzetTab, suggestie: Suggestie, wijzigen: bool) -> None:
        super().__init__()
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(4)
        kolom.addWidget(Tekst(suggestie.naam, "kop-3"))
        for reden in suggestie.redenen:
            kolom.addWidget(_Reden(reden.zin, "circle-check", "goed-rand", self.tr("Past")))
        for zin in suggestie.onbekend:
            kolom.addWidget(_Reden(zin, "circle-question-mark", "waarschuwing-rand", self.tr("Niet bekend")))
        balk = QWidget()
        vloei = Vloei(balk)
        vloei.addWidget(_knop(self.tr("Bekijken"), suggestie.naam, partial(tab.open_interventie, suggestie.sleutel)))
        if wijzigen:
            vloei.addWidget(_knop(self.tr("Inzetten"), suggestie.naam, partial(tab.start_met, suggestie.sleutel)))
        kolom.addWidget(balk)


class _Reden(QWidget):
    """A sign, what it means in a word, and the sentence."""

    def __init__(self, zin: str, beeld: str, kleur: str, woord: str) -> None:
        super().__init__()
        self._beeld, self._kleur = beeld, kleur
        rij = QHBoxLayout(self)
        rij.setContentsMargins(0, 0, 0, 0)
        rij.setSpacing(8)
        self._teken = QLabel()
        rij.addWidget(self._teken, 0, Qt.AlignmentFlag.AlignTop)
        rij.addWidget(Tekst(f"{woord}: {zin}"), 1)
        thema.huidig().gewijzigd.connect(self._teken_opnieuw)
        self._teken_opnieuw()

    def _teken_opnieuw(self) -> None:
        self._teken.setPixmap(iconen.beeld(self._beeld, self._kleur, 18, self.devicePixelRatioF()))


def _knop(tekst: str, welke: str, actie: Callable[[], object]) -> Knop:
    """A button on a row; a screen reader says about what it is."""
    knop = Knop(tekst, "secundair", actie=actie)
    knop.setAccessibleName(f"{tekst}: {welke}")
    return knop
