"""How an action is shown: how urgent, what, who, by when; how often and after what; and what one may do with it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.herhaling import Herhaling
from pmg_desk.services.acties import ActieInzicht
from pmg_desk.storage.models import ActieStatus
from pmg_desk.ui.screens.actieformulieren import kort
from pmg_desk.ui.screens.planbediening import Planbediening, knop, lijn, vertaal
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.chip import Chip
from pmg_desk.ui.widgets.inbeeld import zet_ding
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.termijn import Termijn
from pmg_desk.ui.widgets.uitspraakkaart import UitspraakTekst
from pmg_desk.ui.widgets.vloei import Vloei

_ACTIECHIP = {
    ActieStatus.OPEN: "open",
    ActieStatus.BEZIG: "bezig",
    ActieStatus.GEREED: "klaar",
    ActieStatus.VERVALLEN: "vervallen",
}


class Actievak(QWidget):
    """One action."""

    def __init__(self, tab: Planbediening, actie: ActieInzicht, *, wijzigen: bool) -> None:
        super().__init__()
        self.actie = actie
        zet_ding(self, actie.id)
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(4)
        kolom.addWidget(self._stand())
        if actie.tekst is not None:
            kolom.addWidget(UitspraakTekst(actie.tekst))
        for zin in self._zinnen():
            kolom.addWidget(Tekst(zin))
        if actie.resultaat is not None:
            vervallen = actie.status is ActieStatus.VERVALLEN
            kolom.addWidget(Tekst(vertaal("Waarom vervallen") if vervallen else vertaal("Resultaat"), "label"))
            kolom.addWidget(UitspraakTekst(actie.resultaat))
        knoppen = QWidget()
        rij = Vloei(knoppen, ruimte=4)
        self._knoppen(tab, rij, wijzigen=wijzigen)
        if rij.count():
            kolom.addWidget(knoppen)

    def _stand(self) -> QWidget:
        actie = self.actie
        stand = QWidget()
        vloei = Vloei(stand)
        vloei.addWidget(Chip(chip.status(_ACTIECHIP[actie.status], actie.status_label)))
        if actie.wacht:
            vloei.addWidget(Chip(chip.status("wacht", vertaal("Wacht"), "geel")))
        if actie.kan_beginnen:
            vloei.addWidget(Chip(chip.status("kan_beginnen", vertaal("Kan beginnen"), "groen")))
        if actie.loopt:
            vloei.addWidget(Termijn(actie.dagen))
        return stand

    def _zinnen(self) -> list[str]:
        actie = self.actie
        wanneer = (
            vertaal("gereed op {}").format(toon_datum(actie.gereed_op))
            if actie.gereed_op is not None
            else vertaal("klaar op {}").format(toon_datum(actie.deadline))
        )
        zinnen = [f"{actie.eigenaar} ({actie.organisatie}) · {wanneer}"]
        if actie.loopt and actie.eigenaar_weg:
            zinnen.append(vertaal("Let op: {} werkt hier niet meer. Kies iemand anders.").format(actie.eigenaar))
        if actie.loopt and actie.herhaling is not Herhaling.GEEN:
            terug = vertaal("Komt terug: {}").format(actie.herhaling_tekst.lower())
            if actie.volgende_op is not None:
                terug += " · " + vertaal("daarna op {}").format(toon_datum(actie.volgende_op))
            zinnen.append(terug)
        eerst = actie.eerst
        if eerst is not None and actie.wacht:
            zin = vertaal("Wacht op: {} (klaar op {})").format(kort(eerst), toon_datum(eerst.deadline))
            if eerst.deadline > actie.deadline:
                zin += ". " + vertaal("Let op: dat is later dan deze actie klaar moet zijn.")
            zinnen.append(zin)
        elif eerst is not None and actie.kan_beginnen:
            zinnen.append(vertaal("Klaar is: {}").format(kort(eerst)))
        return zinnen

    def _knoppen(self, tab: Planbediening, rij: Vloei, *, wijzigen: bool) -> None:
        actie = self.actie
        # Turns of a series have the same words: the day tells their buttons apart.
        dag = f", {toon_datum(actie.deadline)}" if actie.herhaling is not Herhaling.GEEN else ""
        welke = kort(actie) + dag
        if actie.interventie:
            naam = vertaal("Interventie: {}").format(actie.interventie_naam)
            rij.addWidget(knop(naam, "wrench", partial(tab.open_toolbox, actie.interventie), welke))
        if not wijzigen:
            return
        if not actie.loopt:
            rij.addWidget(knop(vertaal("Weer openen"), "undo-2", partial(tab.heropen_actie, actie), welke))
            return
        if not actie.wacht:
            if actie.status is ActieStatus.OPEN:
                rij.addWidget(knop(vertaal("Beginnen"), "clock", partial(tab.begin_actie, actie), welke))
            gereed = partial(tab.rond_af, actie, ActieStatus.GEREED)
            rij.addWidget(knop(vertaal("Afronden"), "check", gereed, welke))
        vervallen = partial(tab.rond_af, actie, ActieStatus.VERVALLEN)
        rij.addWidget(knop(vertaal("Laten vervallen"), "x", vervallen, welke))
        if actie.volgende_op is not None:
            rij.addWidget(knop(vertaal("Reeks stoppen"), "minus", partial(tab.stop_reeks, actie), welke))
        rij.addWidget(knop(vertaal("Actie wijzigen"), "pencil", partial(tab.wijzig_actie, actie), welke))


class Acties(QWidget):
    """Actions under each other. Earlier turns of what comes back are folded: they would hide what is to be done."""

    def __init__(self, tab: Planbediening, acties: Sequence[ActieInzicht], *, wijzigen: bool, welk: str) -> None:
        super().__init__()
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(6)
        voorbij = [actie for actie in acties if not actie.loopt and actie.herhaling is not Herhaling.GEEN]
        eerder = {actie.id for actie in voorbij[:-1]}  # the last of them still says how it went
        for actie in acties:
            if actie.id not in eerder:
                kolom.addWidget(lijn())
                kolom.addWidget(Actievak(tab, actie, wijzigen=wijzigen))
        self._eerder = QWidget()
        if eerder:
            self._vouwknop = Knop("", "koppeling", "history", actie=self._vouw)
            self._woorden = (
                vertaal("Eerdere keren tonen ({})").format(len(eerder)),
                vertaal("Eerdere keren verbergen"),
            )
            self._welk = welk
            kolom.addWidget(self._vouwknop)
            binnen = QVBoxLayout(self._eerder)
            binnen.setContentsMargins(0, 0, 0, 0)
            for actie in acties:
                if actie.id in eerder:
                    binnen.addWidget(lijn())
                    binnen.addWidget(Actievak(tab, actie, wijzigen=wijzigen))
            self._toon_vouw(False)
        kolom.addWidget(self._eerder)
        self._eerder.setVisible(False)

    def _vouw(self) -> None:
        self._toon_vouw(self._eerder.isHidden())

    def _toon_vouw(self, open_: bool) -> None:
        if self._eerder.parentWidget() is not None:
            self._eerder.setVisible(open_)
        self._vouwknop.zet_tekst(self._woorden[open_])
        self._vouwknop.setAccessibleName(f"{self._woorden[open_]}: {self._welk}")


class Losseactieskaart(Kaart):
    """Actions of goals that this version no longer has: they stay until they are finished or dropped."""

    def __init__(self, tab: Planbediening, acties: Sequence[ActieInzicht], *, wijzigen: bool) -> None:
        super().__init__(vertaal("Acties van doelen die niet meer in het plan staan"))
        self.inhoud.addWidget(Acties(tab, acties, wijzigen=wijzigen, welk=self.titel.text()))
