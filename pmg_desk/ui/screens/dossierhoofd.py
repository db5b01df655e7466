"""The head of a dossier: who it is about, how it stands, and in one sentence what may be shared with whom now."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from pmg_desk.domain.klok import AMSTERDAM
from pmg_desk.domain.profiel import Profiel
from pmg_desk.domain.profiel.sectie import ooit
from pmg_desk.services.casussen import CasusStatus, DossierKop
from pmg_desk.ui import iconen, thema
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.chip import Chip, Chipwaarde
from pmg_desk.ui.widgets.datumvelden import lang
from pmg_desk.ui.widgets.kaart import Gegevens
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.vloei import Vloeibalk


def doelgroepchip(profiel: Profiel, sleutel: str | None) -> Chipwaarde:
    """The chip of a casus's doelgroep, in the words and colour of the profile."""
    begrip = ooit(profiel.doelgroepen, sleutel or "")
    if begrip is None:
        return chip.doelgroep(sleutel or "")
    return chip.doelgroep(begrip.sleutel, begrip.label, begrip.kleur.value)


def statuschip(status: CasusStatus) -> Chipwaarde:
    """The chip of a casus's status."""
    return chip.status(status.value, "Open" if status is CasusStatus.OPEN else "Gesloten")


class Dossierhoofd(QWidget):
    """Chips, facts and the sentence; the name itself is the heading of the screen.

    In a window that is not high only the number, the chips and the age stay, with a button (``meer``) to see the rest:
    :meth:`voluit`. In a low one (large text) only the chips.
    """

    meer = Signal()

    def __init__(self, profiel: Profiel, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self._profiel = profiel
        self._compact = self._laag = False
        self._gezet: tuple[DossierKop, str, bool] | None = None
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(8)
        self._chips = Vloeibalk()
        self._feiten = Vloeibalk(ruimte=20, regelruimte=4)
        self._deelzin = Tekst("")
        self._deelteken = QLabel()
        self._deelrij = QWidget()
        rij = QHBoxLayout(self._deelrij)
        rij.setContentsMargins(0, 0, 0, 0)
        rij.setSpacing(8)
        rij.addWidget(self._deelteken, 0, Qt.AlignmentFlag.AlignTop)
        rij.addWidget(self._deelzin, 1)
        self._grenzen = QVBoxLayout()
        self._grenzen.setSpacing(4)
        grensvak = QWidget()
        grensvak.setLayout(self._grenzen)
        self._grenzen.setContentsMargins(0, 0, 0, 0)
        self._grensvak = grensvak
        for deel in (self._chips, self._feiten, self._grensvak, self._deelrij):
            kolom.addWidget(deel)
        thema.huidig().gewijzigd.connect(self._teken)

    def zet(self, kop: DossierKop, deelzin: str, *, slachtoffer: bool = False) -> None:
        """Show this casus."""
        self._gezet = (kop, deelzin, slachtoffer)
        self._chips.leeg()
        if not self._laag:
            nummer = Tekst(kop.nummer, "zacht", omslaan=False, kiesbaar=True)
            nummer.setAccessibleName(self.tr("Casusnummer {}").format(kop.nummer))
            self._chips.voeg_toe(nummer)
        chips = [doelgroepchip(self._profiel, kop.doelgroep), statuschip(kop.status)]
        if slachtoffer:
            chips.append(chip.status("", self.tr("Ook slachtoffer"), "paars"))
        chips += [chip.status("", woorden, "geel") for woorden in kop.waarschuwingen]
        if kop.overdracht:
            chips.append(chip.status("", kop.overdracht, "geel"))
        if kop.waarneming:
            chips.append(chip.status("", kop.waarneming, "geel"))
        if kop.noodtoegang_tot is not None:
            chips.append(chip.status("", self.tr("Noodtoegang tot {}").format(_moment(kop.noodtoegang_tot)), "rood"))
        for waarde in chips:
            self._chips.voeg_toe(Chip(waarde))
        if self._compact:
            if not self._laag:
                self._chips.voeg_toe(_Feit(*self._regels(kop)[0]))
            self._chips.voeg_toe(Knop(self.tr("Meer over deze casus"), "koppeling", "info", actie=self._vraag_meer))
        self._feiten.leeg()
        self._feiten.setVisible(not self._compact)
        for woord, waarde_ in self._regels(kop):
            self._feiten.voeg_toe(_Feit(woord, waarde_))
        self._zet_grenzen(kop.leeftijdsgrenzen)
        self._deelzin.setText(deelzin)
        self._deelzin.setAccessibleName(self.tr("Delen: {}").format(deelzin))
        self._deelrij.setVisible(bool(deelzin) and not self._compact)
        self._teken()

    def zet_compact(self, aan: bool, *, laag: bool = False) -> None:
        """Folded to one line, in a low window to the chips; or all."""
        if (aan, laag) != (self._compact, self._laag):
            self._compact, self._laag = aan, laag
            if self._gezet is not None:
                kop, deelzin, slachtoffer = self._gezet
                self.zet(kop, deelzin, slachtoffer=slachtoffer)

    def _vraag_meer(self) -> None:
        self.meer.emit()

    def voluit(self) -> QWidget:
        """What the low head leaves out, as a page of its own."""
        assert self._gezet is not None
        kop, deelzin, _ = self._gezet
        vak = QWidget()
        kolom = QVBoxLayout(vak)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(10)
        gegevens = Gegevens()
        gegevens.zet([(self.tr("Casusnummer"), kop.nummer), *self._regels(kop), (self.tr("Delen"), deelzin)])
        kolom.addWidget(gegevens)
        for zin, gevolg in kop.leeftijdsgrenzen:
            kolom.addWidget(Tekst(f"{zin}. {gevolg}"))
        return vak

    def _zet_grenzen(self, grenzen: tuple[tuple[str, str], ...]) -> None:
        """An age that is near: that it is, and what then changes."""
        while self._grenzen.count():
            deel = self._grenzen.takeAt(0)
            widget = None if deel is None else deel.widget()
            if widget is not None:
                widget.setVisible(False)
                widget.deleteLater()
        for zin, gevolg in grenzen:
            self._grenzen.addWidget(Tekst(f"{zin}. {gevolg}"))
        self._grensvak.setVisible(bool(grenzen) and not self._compact)

    def _regels(self, kop: DossierKop) -> list[tuple[str, str]]:
        overleg = kop.volgend_overleg
        wanneer = self.tr("niet gepland")
        if overleg is not None:
            wanneer = " ".join(deel for deel in (lang(overleg.datum), overleg.tijd) if deel)
            wanneer = f"{wanneer} ({overleg.tafel})"
        return [
            (self.tr("Leeftijd"), f"{kop.leeftijd} ({kop.geboren})" if kop.geboren != "onbekend" else kop.leeftijd),
            (self.tr("Tafel") if len(kop.tafels) < 2 else self.tr("Tafels"), ", ".join(kop.tafels) or "–"),
            (self.tr("Casusregisseur"), self.tr("{} (u)").format(kop.regisseur) if kop.eigen else kop.regisseur),
            (self.tr("Volgend overleg"), wanneer),
        ]

    def _teken(self) -> None:
        self._deelteken.setPixmap(iconen.beeld("share-2", "tekst-zacht", 18, self.devicePixelRatioF()))


class _Feit(QWidget):
    """A word and its value beside each other; wraps as one."""

    def __init__(self, woord: str, waarde: str) -> None:
        super().__init__()
        rij = QHBoxLayout(self)
        rij.setContentsMargins(0, 0, 0, 0)
        rij.setSpacing(6)
        self._woord = Tekst(woord, "zacht", omslaan=False)
        self._waarde = Tekst(waarde, omslaan=False)
        self._waarde.setAccessibleName(f"{woord}: {waarde}")
        rij.addWidget(self._woord)
        rij.addWidget(self._waarde)


def _moment(moment: datetime) -> str:
    return moment.astimezone(AMSTERDAM).strftime("%d-%m-%Y %H:%M")
