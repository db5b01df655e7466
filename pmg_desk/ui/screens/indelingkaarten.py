"""The cards of the tab Indeling: criteria beside facts, antecedenten, signs, and earlier classifications."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.doelgroep import CriteriumUitkomst, Past, Toetsing
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.profiel import Profiel
from pmg_desk.domain.profiel.sectie import label_van, ooit
from pmg_desk.services.antecedenten import AntecedentInzicht
from pmg_desk.services.indelen import IndelingInzicht, KenmerkInzicht
from pmg_desk.ui import iconen
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.chip import Chip, Chipwaarde
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.uitspraakkaart import UitspraakTekst
from pmg_desk.ui.widgets.vloei import Vloei


def doelgroepchip(profiel: Profiel, sleutel: str, label: str = "") -> Chipwaarde:
    """The chip of a doelgroep, in the words and colour of the profile."""
    doelgroep = ooit(profiel.doelgroepen, sleutel)
    if doelgroep is None:
        return chip.doelgroep(sleutel, label)
    return chip.doelgroep(sleutel, doelgroep.label, doelgroep.kleur.value)


def regel_van(*delen: QWidget, ruimte: int = 8) -> QWidget:
    """Widgets beside each other, on the next line where they do not fit."""
    vak = QWidget()
    vloei = Vloei(vak, ruimte=ruimte)
    for deel in delen:
        vloei.addWidget(deel)
    return vak


def lijn() -> QFrame:
    """A thin line between two things on a card."""
    een = QFrame()
    een.setProperty("soort", "lijn")
    een.setFixedHeight(1)
    return een


class Criteriumrij(QWidget):
    """One criterion: an icon and a word for the outcome, what the dossier holds, what is asked."""

    def __init__(self, label: str, waarde: str, eis: str, voldoet: bool | None) -> None:
        super().__init__()
        woord, beeld, kleur = {
            True: (self.tr("voldoet"), "circle-check", "goed-rand"),
            False: (self.tr("voldoet niet"), "x", "fout-rand"),
            None: (self.tr("onbekend"), "circle-question-mark", "waarschuwing-rand"),
        }[voldoet]
        rij = QHBoxLayout(self)
        rij.setContentsMargins(0, 0, 0, 0)
        rij.setSpacing(8)
        teken = QLabel()
        teken.setPixmap(iconen.beeld(beeld, kleur, 18, self.devicePixelRatioF()))
        rij.addWidget(teken, 0, Qt.AlignmentFlag.AlignTop)
        kolom = QVBoxLayout()
        kolom.setSpacing(0)
        self.oordeel = Tekst(f"{label}: {waarde}, {woord}")
        kolom.addWidget(self.oordeel)
        kolom.addWidget(Tekst(self.tr("Gevraagd: {}").format(eis), "klein"))
        rij.addLayout(kolom, 1)

    @classmethod
    def van(cls, uitkomst: CriteriumUitkomst) -> Criteriumrij:
        """The row of an outcome."""
        return cls(uitkomst.label, uitkomst.waarde, uitkomst.eis, uitkomst.voldoet)


def pastchip(zegger: QWidget, past: Past) -> Chipwaarde:
    """Whether a doelgroep fits, in a word and a colour."""
    return {
        Past.JA: chip.status("past", zegger.tr("Past")),
        Past.NEE: chip.status("past_niet", zegger.tr("Past niet")),
        Past.ONZEKER: chip.status("onzeker", zegger.tr("Nog niet te zeggen")),
    }[past]


def open_zin(zegger: QWidget, toetsing: Toetsing) -> str:
    """Which criteria are open."""
    return zegger.tr("Nog open: {}.").format(", ".join(een.label.lower() for een in toetsing.open_criteria))


class Toetsingkaart(Kaart):
    """All criteria of one doelgroep beside the facts."""

    def __init__(self, profiel: Profiel, toetsing: Toetsing) -> None:
        super().__init__()
        self.toetsing = toetsing
        self.setAccessibleName(f"{toetsing.label}: {toetsing.uitleg()}")
        self.inhoud.addWidget(
            regel_van(
                Chip(doelgroepchip(profiel, toetsing.doelgroep, toetsing.label)), Chip(pastchip(self, toetsing.stand))
            )
        )
        if toetsing.stand is Past.ONZEKER:
            self.inhoud.addWidget(Tekst(open_zin(self, toetsing)))
        for uitkomst in toetsing.uitkomsten:
            self.inhoud.addWidget(Criteriumrij.van(uitkomst))


class Antecedentrij(QWidget):
    """One antecedent with what one may do with it."""

    def __init__(
        self,
        profiel: Profiel,
        antecedent: AntecedentInzicht,
        wijzig: Callable[[AntecedentInzicht], None] | None,
        trek_in: Callable[[AntecedentInzicht], None] | None,
    ) -> None:
        super().__init__()
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(4)
        kolom.addWidget(
            regel_van(
                Tekst(antecedent.datum.toon(), "label", omslaan=False),
                Tekst(antecedent.soort_label, omslaan=False),
                Chip(chip.status("antecedent", antecedent.status_label, "blauw" if antecedent.telt else "grijs")),
            )
        )
        telt = self.tr("telt als antecedent") if antecedent.telt else self.tr("telt niet als antecedent")
        delen = [telt, self.tr("bron: {}").format(antecedent.bron)]
        if antecedent.ondermijnend:
            delen.insert(1, self.tr("ondermijnend"))
        if antecedent.grondslag:
            delen.append(label_van(profiel.grondslagen, antecedent.grondslag))
        kolom.addWidget(Tekst(" · ".join(delen), "klein"))
        if antecedent.toelichting is not None:
            kolom.addWidget(UitspraakTekst(antecedent.toelichting))
        knoppen = []
        welke = f"{antecedent.soort_label}, {antecedent.datum.toon()}"
        for tekst, icoon, doe in ((self.tr("Wijzigen"), "pencil", wijzig), (self.tr("Intrekken"), "undo-2", trek_in)):
            if doe is not None:
                knop = Knop(tekst, "koppeling", icoon, actie=partial(doe, antecedent))
                knop.setAccessibleName(f"{tekst}: {welke}")
                knoppen.append(knop)
        if knoppen:
            kolom.addWidget(regel_van(*knoppen, ruimte=4))


class Kenmerkrij(QWidget):
    """One sign: yes, no or not judged yet, by whom."""

    def __init__(self, kenmerk: KenmerkInzicht, beoordeel: Callable[[KenmerkInzicht], None] | None) -> None:
        super().__init__()
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(4)
        waarde = {
            True: chip.status("ja", self.tr("Ja"), "geel"),
            False: chip.status("nee", self.tr("Nee"), "grijs"),
            None: chip.status("onbekend", self.tr("Nog niet beoordeeld"), "grijs"),
        }[kenmerk.waarde]
        # Not in a flow: a name may be longer than a narrow card is wide.
        kolom.addWidget(Tekst(kenmerk.label, "label"))
        regel: list[QWidget] = [Chip(waarde)]
        if beoordeel is not None:
            knop = Knop(self.tr("Beoordelen"), "koppeling", "pencil", actie=partial(beoordeel, kenmerk))
            knop.setAccessibleName(f"{self.tr('Beoordelen')}: {kenmerk.label}")
            regel.append(knop)
        kolom.addWidget(regel_van(*regel))
        if kenmerk.op is not None:
            dag = toon_datum(lokale_dag(kenmerk.op))
            kolom.addWidget(Tekst(self.tr("Bron: {}, vastgelegd op {}").format(kenmerk.bron, dag), "klein"))
        if kenmerk.toelichting is not None:
            kolom.addWidget(UitspraakTekst(kenmerk.toelichting))


class Indelingrij(QWidget):
    """One classification with its motivation; the criteria as they stood unfold."""

    def __init__(self, profiel: Profiel, indeling: IndelingInzicht) -> None:
        super().__init__()
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(4)
        dag = toon_datum(lokale_dag(indeling.op))
        regel: list[QWidget] = [
            Chip(doelgroepchip(profiel, indeling.doelgroep, indeling.label)),
            Tekst(self.tr("gekozen door {} op {}").format(indeling.door, dag), omslaan=False),
        ]
        if indeling.afwijking:
            woord = self.tr("Nog niet alles bekend") if indeling.onzeker else self.tr("Wijkt af")
            regel.insert(1, Chip(chip.status("afwijking", woord, "geel")))
        kolom.addWidget(regel_van(*regel))
        if indeling.motivering is not None:
            kolom.addWidget(UitspraakTekst(indeling.motivering))
        if indeling.afwijking_reden:
            waarom = self.tr("Reden van afwijken: {}")
            if indeling.onzeker:
                waarom = self.tr("Waarom gekozen terwijl nog niet alles bekend was: {}")
            kolom.addWidget(Tekst(waarom.format(indeling.afwijking_reden)))
        self._toen = QWidget()
        vak = QVBoxLayout(self._toen)
        vak.setContentsMargins(0, 4, 0, 4)
        for rij in _criteria_toen(indeling):
            vak.addWidget(Criteriumrij(rij["criterium"], rij["waarde"], rij["eis"], rij["voldoet"]))
        self._toen.setVisible(False)
        self._knop = Knop(self.tr("Criteria van toen tonen"), "koppeling", "chevron-down", actie=self._vouw)
        self._knop.setAccessibleName(f"{self._knop.text()}: {indeling.label}, {dag}")
        kolom.addWidget(regel_van(self._knop))
        kolom.addWidget(self._toen)

    def _vouw(self) -> None:
        open_ = self._toen.isHidden()
        self._toen.setVisible(open_)
        self._knop.zet_tekst(self.tr("Criteria van toen verbergen") if open_ else self.tr("Criteria van toen tonen"))
        self._knop.zet_icoon("chevron-up" if open_ else "chevron-down")


def _criteria_toen(indeling: IndelingInzicht) -> list[dict[str, Any]]:
    """The criteria of the chosen doelgroep as they were stored."""
    doelgroepen: Any = indeling.criteria["doelgroepen"]
    return next((deel["criteria"] for deel in doelgroepen if deel["doelgroep"] == indeling.doelgroep), [])
