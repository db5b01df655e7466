"""The tab Leefgebieden of a dossier: how it goes on each domain of life, since when, what threatens and protects."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from pmg_desk.domain.datums import Richting, toon_datum
from pmg_desk.domain.rollen import Recht
from pmg_desk.domain.samenvatting import Aard
from pmg_desk.services import casussen, factoren, leefgebiedbeeld, leefgebieden
from pmg_desk.services.casussen import CasusStatus
from pmg_desk.services.factoren import FactorInzicht
from pmg_desk.services.leefgebiedbeeld import Leefgebiedbeeld
from pmg_desk.services.leefgebieden import ScoreInvoer, ScoreInzicht
from pmg_desk.services.stukken import SCORE_LABELS
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui import iconen, thema
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.factorkaarten import Factorkaart, toon_factorformulier
from pmg_desk.ui.screens.leefgebiedbeeld import Beeldkaart
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.chip import Chip
from pmg_desk.ui.widgets.dialoog import Dialoog
from pmg_desk.ui.widgets.formulier import DatumVeld, Formulier, Keuze, KeuzeVeld, Veld
from pmg_desk.ui.widgets.grafiek import palet
from pmg_desk.ui.widgets.inbeeld import Aanwijzer
from pmg_desk.ui.widgets.invoerdialoog import Invoerdialoog
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.leeg import LegeStaat
from pmg_desk.ui.widgets.rolvak import Rolvak
from pmg_desk.ui.widgets.scoreschaal import Scoreschaal
from pmg_desk.ui.widgets.tabblad import Tabblad
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.uitspraakkaart import UitspraakTekst, maak_leeg
from pmg_desk.ui.widgets.uitspraakveld import UitspraakVeld
from pmg_desk.ui.widgets.vloei import Vloei

if TYPE_CHECKING:
    from pmg_desk.reports.tekening import Palet


@dataclass(frozen=True, slots=True)
class _Stand:
    casus_id: UUID
    scores: tuple[ScoreInzicht, ...]
    factoren: tuple[FactorInzicht, ...]
    beeld: Leefgebiedbeeld | None
    wijzigen: bool
    afdrukken: bool


def _lees(werkplek: Werkplek, casus_id: UUID, palet: Palet) -> _Stand:
    kop = casussen.toon_kop(werkplek, casus_id)
    scores = leefgebieden.list_scores(werkplek, casus_id)
    gescoord = any(score.verloop for score in scores)
    return _Stand(
        casus_id,
        scores,
        factoren.list_factoren(werkplek, casus_id),
        leefgebiedbeeld.draw_leefgebieden(scores, palet) if gescoord else None,
        kop.mag_wijzigen and kop.status is CasusStatus.OPEN,
        kop.mag_wijzigen and werkplek.gebruiker.mag(Recht.SAMENVATTING_MAKEN),
    )


class LeefgebiedenTab(Tabblad):
    """Problems first in the sentence at the top, then every leefgebied of the profile in its order."""

    sleutel, titel, icoon = "leefgebieden", "Leefgebieden", "target"
    soorten = frozenset({"score", "factor", "uitspraak", "casus"})

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self._scores: tuple[ScoreInzicht, ...] = ()
        self.aanwijzer = Aanwijzer(self)
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(12)
        self._balk = QWidget()
        vloei = Vloei(self._balk, ruimte=16)
        self.invulknop = Knop(self.tr("Scores invullen"), "primair", "pencil", actie=self.vul_in)
        vloei.addWidget(self.invulknop)
        self.factorknop = Knop(self.tr("Risico of bescherming toevoegen"), icoon="plus", actie=self.voeg_factor_toe)
        vloei.addWidget(self.factorknop)
        self.afdrukknop = Knop(self.tr("Afdrukken (intern)"), icoon="printer", actie=self.druk_af)
        vloei.addWidget(self.afdrukknop)
        kolom.addWidget(self._balk)
        self._zin = Tekst("", "groot")
        kolom.addWidget(self._zin)
        self._leeg = LegeStaat(
            self.tr("Nog geen scores"),
            self.tr("Hier staat hoe het gaat op elk leefgebied: van 1 (acuut) tot 5 (redt zich zelf)."),
            icoon="target",
            knoptekst=self.tr("Scores invullen"),
            actie=self.vul_in,
        )
        kolom.addWidget(self._leeg)
        self._vel = QFrame()
        self._vel.setProperty("soort", "kaart")
        self._vel.setAccessibleName(self.titel)
        self._rijen = QVBoxLayout(self._vel)
        self._rijen.setContentsMargins(18, 14, 18, 14)
        self._rijen.setSpacing(12)
        kolom.addWidget(self._vel)
        self.factorkaart = Factorkaart(omgeving)
        kolom.addWidget(self.factorkaart)
        self.beeldkaart = Beeldkaart()
        kolom.addWidget(self.beeldkaart)
        kolom.addStretch(1)
        for deel in (self._balk, self._zin, self._leeg, self._vel, self.factorkaart, self.beeldkaart):
            deel.setVisible(False)
        thema.huidig().gewijzigd.connect(self._herteken)

    def toon(self, casus_id: UUID) -> None:
        """Show this casus."""
        super().toon(casus_id)
        self.omgeving.werker.doe(partial(_lees, self.omgeving.werkplek, casus_id, palet()), self._zet, eigenaar=self)

    def _herteken(self) -> None:
        """The colours are in the drawing."""
        if self.casus_id is not None:
            self.toon(self.casus_id)

    def _zet(self, stand: _Stand) -> None:
        if stand.casus_id != self.casus_id:
            return
        self._scores = stand.scores
        gescoord = [score for score in stand.scores if score.nu is not None]
        self._leeg.setVisible(not gescoord)
        self._leeg.knop.setVisible(stand.wijzigen)
        iets = bool(gescoord or stand.factoren)
        self.invulknop.setVisible(stand.wijzigen and bool(gescoord))
        self.factorknop.setVisible(stand.wijzigen)
        self.afdrukknop.setVisible(stand.afdrukken and iets)
        self._balk.setVisible(stand.wijzigen or (stand.afdrukken and iets))
        self._zin.setText(_zin(self, stand.scores))
        self._zin.setVisible(bool(gescoord))
        self._vel.setVisible(bool(gescoord))
        maak_leeg(self._rijen)
        for plek, score in enumerate(stand.scores if gescoord else ()):
            if plek:
                lijn = QFrame()
                lijn.setProperty("soort", "lijn")
                lijn.setFixedHeight(1)
                self._rijen.addWidget(lijn)
            self._rijen.addWidget(Scorerij(score))
        self.factorkaart.zet(stand.factoren, wijzigen=stand.wijzigen)
        self.factorkaart.setVisible(bool(stand.factoren))
        self.beeldkaart.setVisible(stand.beeld is not None)
        if stand.beeld is not None:
            self.beeldkaart.zet(stand.scores, stand.beeld)
        self.aanwijzer.zoek()

    def druk_af(self) -> None:
        """See the internal print, and issue it there."""
        self.omgeving.navigeer("internafdruk", casus_id=self.casus_id, soort=self.sleutel)

    def voeg_factor_toe(self) -> None:
        """Record a risk or protective factor."""
        if self.casus_id is not None:
            toon_factorformulier(self, self.omgeving, self.casus_id, self.aanwijzer.wijs_aan)

    def vul_in(self) -> None:
        """Open the form for several leefgebieden at once."""
        casus_id = self.casus_id
        if casus_id is None:
            return
        werkplek, scores = self.omgeving.werkplek, self._scores

        def taak(waarden: dict[str, Any]) -> object:
            return leefgebieden.save_scores(werkplek, casus_id, uit_formulier(scores, waarden), waarden["gemeten_op"])

        Invoerdialoog(
            self,
            self.omgeving,
            self.tr("Scores invullen"),
            Scoreformulier(self, self.omgeving, scores),
            taak,
            gemeld=self.tr("De scores zijn opgeslagen."),
            concept=("scores", casus_id),
            begin={"gemeten_op": self.omgeving.vandaag()},
        ).toon()


def _zin(zegger: QWidget, scores: tuple[ScoreInzicht, ...]) -> str:
    problemen = [score.label for score in scores if score.probleem]
    aantal = sum(score.nu is not None for score in scores)
    deel = zegger.tr("{} van de {} leefgebieden gescoord.").format(aantal, len(scores))
    if not problemen:
        return f"{zegger.tr('Geen leefgebied met een probleem.')} {deel}"
    if len(problemen) == 1:
        return zegger.tr("Probleem op 1 leefgebied: {}. {}").format(problemen[0], deel)
    return zegger.tr("Problemen op {} leefgebieden: {}. {}").format(len(problemen), ", ".join(problemen), deel)


class Scorerij(QWidget):
    """One leefgebied: its score in blocks and words, whether it is a problem, how it went since the first score."""

    def __init__(self, score: ScoreInzicht) -> None:
        super().__init__()
        self.score = score
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(6)
        regel = QWidget()
        vloei = Vloei(regel, ruimte=14)
        naam = Tekst(score.label, "label", omslaan=False)
        naam.setMinimumWidth(thema.huidig().px(210))
        vloei.addWidget(naam)
        nu = score.nu
        if nu is None:
            vloei.addWidget(Tekst(self.tr("Nog niet gescoord"), "zacht", omslaan=False))
        else:
            vloei.addWidget(Scoreschaal(nu, probleem=score.probleem))
            vloei.addWidget(Tekst(SCORE_LABELS[nu], omslaan=False))
            if score.probleem:
                vloei.addWidget(Chip(chip.status("probleem", self.tr("Probleem"), "rood")))
            vloei.addWidget(self._trend())
        kolom.addWidget(regel)
        if score.toelichting is not None:
            kolom.addWidget(UitspraakTekst(score.toelichting))
        if len(score.verloop) > 1:
            eerder = Knop(self.tr("Eerdere scores"), "koppeling", "history", actie=self.toon_eerdere)
            eerder.setAccessibleName(f"{eerder.text()}: {score.label}")
            kolom.addWidget(eerder, 0, Qt.AlignmentFlag.AlignLeft)
        self.setAccessibleName(f"{score.label}: {self.tr('geen score') if nu is None else SCORE_LABELS[nu]}")

    def toon_eerdere(self) -> None:
        """All scores of this leefgebied with what was said about each, newest first."""
        Scoreverloop(self, self.score).toon()

    def _trend(self) -> QWidget:
        eerste = toon_datum(self.score.verloop[0][0])
        laatste = toon_datum(self.score.verloop[-1][0])
        verschil = self.score.verschil
        if len(self.score.verloop) == 1:
            beeld, tekst = "", self.tr("gemeten op {}").format(laatste)
        elif verschil > 0:
            beeld, tekst = "chevron-up", self.tr("{} beter sinds {}").format(verschil, eerste)
        elif verschil < 0:
            beeld, tekst = "chevron-down", self.tr("{} slechter sinds {}").format(-verschil, eerste)
        else:
            beeld, tekst = "minus", self.tr("gelijk sinds {}").format(eerste)
        vak = QWidget()
        rij = QHBoxLayout(vak)
        rij.setContentsMargins(0, 0, 0, 0)
        rij.setSpacing(4)
        if beeld:
            teken = QLabel()
            teken.setPixmap(iconen.beeld(beeld, "tekst-zacht", 16, self.devicePixelRatioF()))
            rij.addWidget(teken)
        rij.addWidget(Tekst(tekst, "zacht", omslaan=False), 0, Qt.AlignmentFlag.AlignVCenter)
        return vak


class Scoreverloop(Dialoog):
    """The scores of one leefgebied over time, each with its explanation."""

    def __init__(self, ouder: QWidget, score: ScoreInzicht) -> None:
        super().__init__(ouder, score.label, breedte=680)
        vak = Rolvak()
        vak.inhoud.setSpacing(14)
        vak.inhoud.setContentsMargins(0, 0, 8, 0)
        for (dag, waarde), uitleg in reversed(tuple(zip(score.verloop, score.toelichtingen, strict=True))):
            kaart = Kaart(f"{toon_datum(dag)}: {SCORE_LABELS[waarde]}")
            if uitleg is None:
                kaart.inhoud.addWidget(Tekst(self.tr("Geen toelichting"), "zacht"))
            else:
                kaart.inhoud.addWidget(UitspraakTekst(uitleg, aard=True))
            vak.inhoud.addWidget(kaart)
        vak.inhoud.addStretch(1)
        self.inhoud.addWidget(vak, 1)
        self.voeg_knop(self.tr("Sluiten"), "primair", actie=self.accept).setDefault(True)
        self.resize(self.maximumSize() * 0.8)


class Scoreformulier(Formulier):
    """A choice per leefgebied; the explanation appears once a score is chosen."""

    def __init__(self, zegger: QWidget, omgeving: Omgeving, scores: tuple[ScoreInzicht, ...]) -> None:
        bekend = omgeving.werkplek.profiel.leefgebieden
        velden: list[Veld | str] = [
            DatumVeld(
                "gemeten_op",
                zegger.tr("Gemeten op"),
                omgeving.vandaag,
                richting=Richting.VERLEDEN,
                verplicht=True,
                laatst=omgeving.vandaag,
                hulp=zegger.tr("Vul alleen de leefgebieden in die u nu beoordeelt."),
            )
        ]
        self._sleutels = [score.leefgebied for score in scores if score.leefgebied in bekend]
        for score in scores:
            if score.leefgebied in bekend:
                velden += _velden(zegger, omgeving, score)
        super().__init__(velden, knop=zegger.tr("Scores opslaan"))
        self.gewijzigd.connect(self._schik)
        self._schik()

    def _schik(self) -> None:
        for sleutel in self._sleutels:
            self.toon_veld(f"toelichting_{sleutel}", self.veld(sleutel).waarde() is not None)


def _velden(zegger: QWidget, omgeving: Omgeving, score: ScoreInzicht) -> tuple[Veld, Veld]:
    nu = "" if score.nu is None else zegger.tr("Nu: {}").format(SCORE_LABELS[score.nu])
    keuzes = [Keuze(waarde, label) for waarde, label in SCORE_LABELS.items()]
    return (
        KeuzeVeld(score.leefgebied, score.label, keuzes, hulp=nu, leegtekst=zegger.tr("Niet beoordeeld")),
        UitspraakVeld(
            omgeving,
            f"toelichting_{score.leefgebied}",
            zegger.tr("Toelichting bij {}").format(score.label.lower()),
            categorie=score.categorie,
            aard=Aard.MENING,
            regels=2,
            op_leefgebied=True,
        ),
    )


def uit_formulier(scores: tuple[ScoreInzicht, ...], waarden: dict[str, Any]) -> list[ScoreInvoer]:
    """The scores that were filled in."""
    return [
        ScoreInvoer(score.leefgebied, waarde, waarden.get(f"toelichting_{score.leefgebied}"))
        for score in scores
        if (waarde := waarden.get(score.leefgebied)) is not None
    ]
