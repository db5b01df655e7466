"""Programma: what there is to do, the goals and the efforts of the profile, and how each goes per quarter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pmg_desk.domain.kwartaal import Kwartaal
from pmg_desk.domain.monitoring import Punt
from pmg_desk.domain.rollen import Recht
from pmg_desk.services.beeldcijfers import Reeks
from pmg_desk.services.monitoring import toon_punt
from pmg_desk.services.programma import (
    STAND_LABELS,
    DoelInzicht,
    InspanningInzicht,
    OpgaveInzicht,
    Programmabeeld,
    show_programma,
)
from pmg_desk.ui.omgeving import Omgeving, Wijzigingen
from pmg_desk.ui.screens.duidingdelen import Duidinglijst, leesbaar, vraag_duiding
from pmg_desk.ui.screens.inspanningdelen import Inspanningdetail, standchip, vraag_stand
from pmg_desk.ui.screens.streefdelen import Streefkaart, uitlegknop
from pmg_desk.ui.wekker import wekker
from pmg_desk.ui.widgets.chip import Chip
from pmg_desk.ui.widgets.inbeeld import Aanwijzer, breng_in_beeld
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.leeg import LegeStaat
from pmg_desk.ui.widgets.rolvak import Rolvak
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.sprongbalk import Sprongbalk
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.vloei import Vloeibalk

_RUST_MS = 60
"""Until a page that was filled anew has its layout."""
_KNOPWOORDEN = 48  # characters of a heading that a button repeats
_VELDWOORDEN = 26  # that the choice of an effort has room for at least


class ProgrammaScherm(Scherm):
    """``toon(inspanning=)``: the effort whose detail opens."""

    sleutel, titel, icoon = "programma", "Programma", "target"
    soorten = frozenset({"beeld", "duiding", "inspanning", "streeftelling"})
    opdrachten = (("Voortgang van het programma bekijken", {}),)

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self.mag_schrijven = omgeving.werkplek.gebruiker.mag(Recht.PROGRAMMA_BIJHOUDEN)
        mag_profiel = omgeving.werkplek.gebruiker.mag(Recht.PROFIEL_BEHEREN)
        self.beeld: Programmabeeld | None = None
        self.aanwijzer = Aanwijzer(self)
        self._rijen_van: dict[str, Inspanningrij] = {}
        self._sprongwekker = wekker(self, _RUST_MS, self._naar_rij)
        self._heen = ""  # the effort to bring in sight once the page is filled
        self._open: tuple[str, str] | None = None  # which detail: "inspanning" or "doel", and its key
        nu = Kwartaal.van_dag(omgeving.vandaag())
        self.nu = nu
        self.jaar = KeuzeVeld(
            "jaar", self.tr("Jaar"), [Keuze(nu.jaar, str(nu.jaar))], leegtekst=self.tr("Kies…"), breedte=120
        )
        self.jaar.zet(nu.jaar)
        self.jaar.gewijzigd.connect(self._ander_jaar)
        self.sprong = KeuzeVeld("sprong", self.tr("Naar inspanning"), [], leegtekst=self.tr("Kies…"), breedte=340)
        self.sprong.lijst.setMinimumContentsLength(_VELDWOORDEN)
        self.sprong.gewijzigd.connect(self._spring)
        self.voeg_kopdeel(self.sprong)
        self.voeg_kopdeel(self.jaar)
        uitleg = self.tr(
            "Hier staan de opgaven, doelen en inspanningen van uw programma, en hoe het ermee gaat. Het profiel van"
            " deze kluis noemt ze nog niet. De beheerder voegt ze toe bij Beheer, onder Profiel."
        )
        self.leeg = LegeStaat(
            self.tr("Nog geen programma in het profiel"),
            uitleg,
            icoon="target",
            knoptekst=self.tr("Naar het profiel") if mag_profiel else "",
            actie=self._naar_profiel,
        )
        self.leeg.setVisible(False)
        self.inhoud.addWidget(self.leeg)
        self._balkplek = QVBoxLayout()
        self.inhoud.addLayout(self._balkplek)
        self.vak = Rolvak()
        self.vak.inhoud.setSpacing(16)
        self.inhoud.addWidget(self.vak, 1)
        self._delen: list[QWidget] = []

    def toon(self, **params: Any) -> None:
        """Load the programme."""
        if "inspanning" in params:
            self._open = ("inspanning", params["inspanning"])
            self._heen = params["inspanning"]
        self._laad()

    def ververs(self, wijzigingen: Wijzigingen) -> None:
        """Something was written of an effort, read in a number, or a quarter was settled."""
        del wijzigingen
        self._laad()

    def sluit_detail(self) -> None:
        """The detail goes, and stays away when the page is loaded anew."""
        self._open = None
        self._zet_sprong()
        super().sluit_detail()

    def _naar_profiel(self) -> None:
        self.omgeving.navigeer("beheer", tab="profiel")

    def _laad(self) -> None:
        werkplek = self.omgeving.werkplek
        self.omgeving.werker.doe(partial(show_programma, werkplek), self._zet, self.toon_fout, self)

    def _zet(self, beeld: Programmabeeld) -> None:
        self.beeld = beeld
        jaren = sorted({kwartaal.jaar for kwartaal in beeld.kwartalen}, reverse=True)
        self.jaar.zet_keuzes([Keuze(jaar, str(jaar)) for jaar in jaren])
        laatst = (
            self.tr("Cijfers tot en met het {}.").format(beeld.laatst.label)
            if beeld.laatst is not None
            else self.tr("Er is nog geen kwartaal vastgesteld, dus er staan nog geen cijfers bij de doelen.")
        )
        er_is = bool(beeld.opgaven or beeld.vervallen or beeld.streefwaarden)
        self.zet_titel(self.titel, f"{self.omgeving.werkplek.profiel.naam}. {laatst}" if er_is else "")
        self.leeg.setVisible(not er_is)
        self.vak.setVisible(er_is)
        self.jaar.setVisible(er_is)
        alle = self._inspanningen()
        self.sprong.setVisible(bool(alle))
        self.sprong.blockSignals(True)
        self.sprong.zet_keuzes([Keuze(een.sleutel, een.label) for een in alle.values()])
        lijst = self.sprong.lijst.view()  # wider than its field, so that no name is cut off
        lijst.setMinimumWidth(lijst.sizeHintForColumn(0) + self.omgeving.thema.px(40))
        self.sprong.blockSignals(False)
        self._zet_sprong()
        self._bouw()
        if self._heen:
            self._sprongwekker.start()  # the page has no layout yet

    def _zet_sprong(self) -> None:
        """The effort whose detail is open, so that the arrow keys go on from there."""
        self.sprong.blockSignals(True)
        self.sprong.zet(self._open[1] if self._open is not None and self._open[0] == "inspanning" else None)
        self.sprong.blockSignals(False)

    def _spring(self) -> None:
        """Open what was chosen, its row in sight; the keyboard stays, for the arrow keys may go on."""
        sleutel = self.sprong.waarde()
        if sleutel and sleutel in self._rijen_van:
            self.open_inspanning(sleutel)
            if self._rijen_van[sleutel].isVisible():
                breng_in_beeld(self._rijen_van[sleutel])

    def _naar_rij(self) -> None:
        heen, self._heen = self._heen, ""
        self._toon_rij(heen)

    def _toon_rij(self, sleutel: str) -> None:
        """The row of an effort in sight, with the keyboard on its button."""
        rij = self._rijen_van.get(sleutel)
        if rij is not None and rij.isVisible():  # a narrow window shows the detail in the place of the page
            rij.knop.setFocus(Qt.FocusReason.ShortcutFocusReason)
            breng_in_beeld(rij)

    def _ander_jaar(self) -> None:
        if self.beeld is not None and self.jaar.waarde() is not None:
            self._bouw()

    @property
    def kwartalen(self) -> tuple[Kwartaal, ...]:
        """Those of the year that is looked at."""
        jaar: int = self.jaar.waarde() or self.nu.jaar
        return tuple(Kwartaal(jaar, nr) for nr in (1, 2, 3, 4))

    # the page

    def _bouw(self) -> None:
        assert self.beeld is not None
        plek = self.vak.verticalScrollBar().value()
        for deel in self._delen:
            deel.setVisible(False)
            deel.deleteLater()
        self._rijen_van = {}
        balk = Sprongbalk(self.vak)
        self._balkplek.addWidget(balk)
        self._delen = [balk]
        for opgave in self.beeld.opgaven:
            self._voeg_toe(balk, opgave.label, self._opgave(opgave))
        if self.beeld.vervallen:
            kop = self.tr("Niet meer in het profiel")
            self._voeg_toe(balk, kop, self._deel(kop, [self._rijen(kop, self.beeld.vervallen)]))
        if self.beeld.streefwaarden:
            kop = self.tr("Streefwaarden")
            self._voeg_toe(balk, kop, self._deel(kop, [Streefkaart(self, self.beeld.streefwaarden)]))
        balk.pas_aan()
        self.vak.verticalScrollBar().setValue(plek)
        self._heropen()

    def _voeg_toe(self, balk: Sprongbalk, kop: str, deel: QWidget) -> None:
        self._delen.append(deel)
        self.vak.inhoud.addWidget(deel)
        deel.setVisible(True)
        knop = balk.voeg_deel_toe(_kort(kop), deel)
        knop.setAccessibleName(kop)
        knop.setToolTip(kop if kop != knop.text() else "")

    def _deel(self, kop: str, kaarten: Iterable[QWidget]) -> QWidget:
        deel = QWidget()
        kolom = QVBoxLayout(deel)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(12)
        kolom.addWidget(Tekst(kop, "kop-2"))
        for kaart in kaarten:
            kolom.addWidget(kaart)
        return deel

    def _opgave(self, opgave: OpgaveInzicht) -> QWidget:
        return self._deel(opgave.label, [self._doel(doel) for doel in opgave.doelen])

    def _doel(self, doel: DoelInzicht) -> Kaart:
        kaart = self._rijen(doel.label, doel.inspanningen, doel.omschrijving)
        if not doel.sleutel:
            return kaart
        laatst = self.beeld.laatst if self.beeld is not None else None
        if doel.metingen and laatst is not None:
            kaart.inhoud.addWidget(Tekst(self.tr("Cijfers van het {}").format(laatst.label), "label"))
            for reeks in doel.metingen:
                regel = QHBoxLayout()
                tekst = Tekst(f"{reeks.label}: {_getal(reeks, reeks.punten[-1])}", kiesbaar=True)
                tekst.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
                regel.addWidget(tekst, 1)
                regel.addWidget(uitlegknop(self, reeks.meting.sleutel, f"{reeks.label}, {doel.label}"))
                kaart.inhoud.addLayout(regel)
        aantal = len(doel.metingen) + len({reeks.label for reeks in doel.interventies})
        woord = self.tr("Cijfers ({}) en duiding ({})").format(aantal, leesbaar(doel.duidingen))
        knop = Knop(woord, "koppeling", "chart-line", actie=partial(self.open_doel, doel.sleutel))
        knop.setAccessibleName(f"{woord}: {doel.label}")
        rij = QHBoxLayout()
        rij.addWidget(knop)
        rij.addStretch(1)
        kaart.inhoud.addLayout(rij)
        return kaart

    def _rijen(self, kop: str, inspanningen: Sequence[InspanningInzicht], omschrijving: str = "") -> Kaart:
        kaart = Kaart(kop)
        if omschrijving:
            kaart.inhoud.addWidget(Tekst(omschrijving, "zacht"))
        for een in inspanningen:
            rij = self._rijen_van[een.sleutel] = Inspanningrij(self, een)
            kaart.inhoud.addWidget(rij)
        return kaart

    def _schik(self) -> None:
        super()._schik()
        if hasattr(self, "vak"):  # the base class calls this while it is made
            self.vak.rol_uit(self.is_laag)

    # the detail

    def _heropen(self) -> None:
        if self._open is not None:
            soort, sleutel = self._open
            (self.open_inspanning if soort == "inspanning" else self.open_doel)(sleutel)
        self.aanwijzer.zoek()

    def _inspanningen(self) -> dict[str, InspanningInzicht]:
        assert self.beeld is not None
        doelen = [doel for opgave in self.beeld.opgaven for doel in opgave.doelen]
        alle = [*(een for doel in doelen for een in doel.inspanningen), *self.beeld.vervallen]
        return {een.sleutel: een for een in alle}

    def open_inspanning(self, sleutel: str) -> None:
        """The quarters of the year, the steps, and what partners read."""
        een = self._inspanningen().get(sleutel)
        if een is None:
            self.sluit_detail()
            return
        self._open = ("inspanning", sleutel)
        self._zet_sprong()
        self.toon_detail(een.label, Inspanningdetail(self, een), self._duidknop(een.onderwerp, een.label))

    def open_doel(self, sleutel: str) -> None:
        """The numbers that belong to a goal, and what partners read in it."""
        assert self.beeld is not None
        doelen = {doel.sleutel: doel for opgave in self.beeld.opgaven for doel in opgave.doelen}
        doel = doelen.get(sleutel)
        if doel is None:
            self.sluit_detail()
            return
        self._open = ("doel", sleutel)
        self._zet_sprong()
        self.toon_detail(doel.label, Doeldetail(self, doel), self._duidknop(doel.onderwerp, doel.label))

    def _duidknop(self, onderwerp: str, label: str) -> tuple[QWidget, ...]:
        if not self.mag_schrijven:
            return ()
        return (Knop(self.tr("Duiding toevoegen"), "secundair", "plus", actie=partial(self.duid, onderwerp, label)),)

    def duid(self, onderwerp: str, label: str) -> None:
        """Add what partners read in an effort or a goal: in a quarter that has begun."""
        assert self.beeld is not None
        begonnen = [kwartaal for kwartaal in self.beeld.kwartalen if kwartaal <= self.nu]
        vraag_duiding(self, self.aanwijzer, onderwerp, label, begonnen)

    def schrijf(self, sleutel: str, kwartaal: Kwartaal) -> None:
        """Write down how an effort goes in a quarter."""
        vraag_stand(self, self._inspanningen()[sleutel], kwartaal)


class Inspanningrij(QWidget):
    """One effort on one line where it fits: its name, how its four quarters go, and a way to open it."""

    def __init__(self, scherm: ProgrammaScherm, een: InspanningInzicht) -> None:
        super().__init__()
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 6, 0, 6)
        kolom.setSpacing(4)
        kop = QHBoxLayout()
        naam = Tekst(een.label)
        naam.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        kop.addWidget(naam, 1)
        self.knop = Knop(self.tr("Openen"), "koppeling", actie=partial(scherm.open_inspanning, een.sleutel))
        self.knop.setAccessibleName(self.tr("Openen: {}").format(een.label))
        kop.addWidget(self.knop)
        kolom.addLayout(kop)
        chips = Vloeibalk(ruimte=6)
        for kwartaal in scherm.kwartalen:
            chip = Chip(standchip(kwartaal, een.in_kwartaal(kwartaal)))
            chip.setAccessibleName(f"{een.label}, {kwartaal.label}: {_stand_van(een, kwartaal)}")
            chips.voeg_toe(chip)
        kolom.addWidget(chips)


class Doeldetail(QWidget):
    """The numbers of a goal: measures, then interventies of the toolbox with who began and who goes on."""

    def __init__(self, scherm: ProgrammaScherm, doel: DoelInzicht) -> None:
        super().__init__()
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(8)
        if doel.omschrijving:
            kolom.addWidget(Tekst(doel.omschrijving))
        if doel.metingen:
            kolom.addWidget(Tekst(self.tr("Getallen"), "kop-3"))
            for reeks in doel.metingen:
                kolom.addWidget(Tekst(f"{reeks.label}: {_twee(reeks)}", kiesbaar=True))
        if doel.interventies:
            kolom.addWidget(Tekst(self.tr("Interventies die eraan bijdragen"), "kop-3"))
            for naam in dict.fromkeys(reeks.label for reeks in doel.interventies):
                kolom.addWidget(Tekst(naam, "label"))
                for reeks in doel.interventies:
                    if reeks.label == naam:
                        kolom.addWidget(Tekst(f"{reeks.meting.naam}: {_twee(reeks)}", kiesbaar=True))
        if not (doel.metingen or doel.interventies):
            kolom.addWidget(Tekst(self.tr("Bij dit doel telt het programma niets."), "zacht"))
        kolom.addWidget(
            Tekst(self.tr("Welke getallen bij een doel horen, staat in het profiel van uw gemeente."), "zacht")
        )
        kolom.addWidget(Duidinglijst(scherm, scherm.aanwijzer, doel.duidingen))


def _getal(reeks: Reeks, punt: Punt) -> str:
    """A number with what it counts."""
    tekst = toon_punt(punt)
    return tekst if punt.getal.waarde is None else f"{tekst} {reeks.meting.eenheid}"


def _twee(reeks: Reeks) -> str:
    """The last number and the one before it."""
    if not reeks.punten:
        return "nog niet vastgesteld"
    return ", ".join(f"{_getal(reeks, punt)} ({punt.kwartaal.label})" for punt in reversed(reeks.punten[-2:]))


def _stand_van(een: InspanningInzicht, kwartaal: Kwartaal) -> str:
    stand = een.in_kwartaal(kwartaal)
    return "nog niets geschreven" if stand is None else STAND_LABELS[stand.stand].lower()


def _kort(kop: str) -> str:
    """The first words of a heading, for a button."""
    woorden = kop.split()
    kort = woorden[0]
    for woord in woorden[1:]:
        if len(f"{kort} {woord}") > _KNOPWOORDEN:
            return f"{kort}…"
        kort = f"{kort} {woord}"
    return kort
