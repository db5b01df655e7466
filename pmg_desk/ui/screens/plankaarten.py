"""The cards of the plan: the version itself, a leefgebied with its two tracks, a goal, an action."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.services.acties import ActieInzicht
from pmg_desk.services.plannen import DoelInzicht, PlanInzicht
from pmg_desk.services.stukken import SPOOR_LABELS
from pmg_desk.storage.models import ActieStatus, PlanStatus, Spoor
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.chip import Chip
from pmg_desk.ui.widgets.kaart import Gegevens, Kaart
from pmg_desk.ui.widgets.kaartraster import Kaartraster
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.termijn import Termijn, termijnwaarde
from pmg_desk.ui.widgets.uitspraakkaart import UitspraakTekst
from pmg_desk.ui.widgets.vloei import Vloei

_PLANCHIP = {PlanStatus.CONCEPT: "concept", PlanStatus.VASTGESTELD: "geldig", PlanStatus.VERVANGEN: "gesloten"}
_ACTIECHIP = {
    ActieStatus.OPEN: "open",
    ActieStatus.BEZIG: "bezig",
    ActieStatus.GEREED: "klaar",
    ActieStatus.VERVALLEN: "vervallen",
}
_EVALUATIE_IN_BEELD = 14  # days


class Planbediening(Protocol):
    """What the cards ask of the tab."""

    def nieuwe_actie(self, doel: DoelInzicht) -> None:
        """Add an action to a goal."""
        ...

    def wijzig_doel(self, doel: DoelInzicht) -> None:
        """Change a goal."""
        ...

    def laat_doel_weg(self, doel: DoelInzicht) -> None:
        """Leave a goal out."""
        ...

    def wijzig_actie(self, actie: ActieInzicht) -> None:
        """Change an action."""
        ...

    def begin_actie(self, actie: ActieInzicht) -> None:
        """Say that an action was begun."""
        ...

    def rond_af(self, actie: ActieInzicht, status: ActieStatus) -> None:
        """Finish or drop an action."""
        ...

    def open_toolbox(self, interventie: str) -> None:
        """Go to an interventie."""
        ...


def _tr(tekst: str) -> str:
    return QCoreApplication.translate("Plan", tekst)


class Plankaart(Kaart):
    """The version: its status, its days, and the texts about the plan as a whole."""

    def __init__(self, plan: PlanInzicht, vandaag: date) -> None:
        super().__init__(_tr("Plan van aanpak, versie {}").format(plan.nr))
        rijen: list[tuple[str, str | chip.Chipwaarde | QWidget]] = [
            (_tr("Status"), chip.status(_PLANCHIP[plan.status], plan.status_label)),
            (_tr("Begint op"), toon_datum(plan.ingang)),
        ]
        if plan.afgesproken_op is not None:
            rijen.append((_tr("Afgesproken"), f"{toon_datum(plan.afgesproken_op)}, {plan.afgesproken_met}"))
        if plan.evaluatie_op is not None:
            rijen.append((_tr("Evalueren op"), toon_datum(plan.evaluatie_op)))
            dagen = (plan.evaluatie_op - vandaag).days
            if plan.status is PlanStatus.VASTGESTELD and dagen <= _EVALUATIE_IN_BEELD:
                rijen.append((_tr("Evaluatie"), termijnwaarde(dagen)))
        rijen.append((_tr("Gemaakt door"), plan.door))
        feiten = Gegevens()
        feiten.zet(rijen)
        woorden: list[QWidget] = []
        for woord, tekst in (
            (_tr("Toelichting"), plan.toelichting),
            (_tr("Wensen en talenten van de jongere"), plan.wens),
        ):
            if tekst is not None:
                woorden += [Tekst(woord, "label"), UitspraakTekst(tekst)]
        self.inhoud.addWidget(Kaartraster([feiten], [_onder_elkaar(woorden)]) if woorden else feiten)


def _onder_elkaar(delen: Sequence[QWidget]) -> QWidget:
    vak = QWidget()
    kolom = QVBoxLayout(vak)
    kolom.setContentsMargins(0, 0, 0, 0)
    kolom.setSpacing(6)
    for deel in delen:
        kolom.addWidget(deel)
    return vak


class Leefgebiedkaart(Kaart):
    """The goals on one leefgebied: perspectief bieden at the left, grenzen stellen at the right."""

    def __init__(
        self, tab: Planbediening, doelen: Sequence[DoelInzicht], *, wijzigen: bool, doelen_wijzigen: bool
    ) -> None:
        super().__init__(doelen[0].leefgebied_label)
        sporen = {
            spoor: Spoorvak(
                tab,
                spoor,
                [doel for doel in doelen if doel.spoor is spoor],
                wijzigen=wijzigen,
                doelen_wijzigen=doelen_wijzigen,
            )
            for spoor in Spoor
        }
        self.inhoud.addWidget(Kaartraster([sporen[Spoor.PERSPECTIEF]], [sporen[Spoor.GRENZEN]]))


class Spoorvak(QWidget):
    """One track of one leefgebied."""

    def __init__(
        self,
        tab: Planbediening,
        spoor: Spoor,
        doelen: Sequence[DoelInzicht],
        *,
        wijzigen: bool,
        doelen_wijzigen: bool,
    ) -> None:
        super().__init__()
        self.setAccessibleName(SPOOR_LABELS[spoor])
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(10)
        kolom.addWidget(Tekst(SPOOR_LABELS[spoor], "label"))
        if not doelen:
            kolom.addWidget(Tekst(_tr("Geen doel in dit spoor."), "zacht"))
        for doel in doelen:
            kolom.addWidget(Doelvak(tab, doel, wijzigen=wijzigen, doelen_wijzigen=doelen_wijzigen))


class Doelvak(QWidget):
    """A goal, what one may do with it, and its actions."""

    def __init__(self, tab: Planbediening, doel: DoelInzicht, *, wijzigen: bool, doelen_wijzigen: bool) -> None:
        super().__init__()
        self.doel = doel
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(6)
        welk = "" if doel.tekst is None else _begin(doel.tekst.tekst)
        if doel.tekst is not None:
            kolom.addWidget(UitspraakTekst(doel.tekst))
        for actie in doel.acties:
            kolom.addWidget(_lijn())
            kolom.addWidget(Actievak(tab, actie, wijzigen=wijzigen))
        knoppen = QWidget()
        rij = Vloei(knoppen, ruimte=4)
        if wijzigen:
            rij.addWidget(_knop(_tr("Actie toevoegen"), "plus", partial(tab.nieuwe_actie, doel), welk))
        if doelen_wijzigen:
            rij.addWidget(_knop(_tr("Doel wijzigen"), "pencil", partial(tab.wijzig_doel, doel), welk))
            rij.addWidget(_knop(_tr("Doel weglaten"), "x", partial(tab.laat_doel_weg, doel), welk))
        if rij.count():
            kolom.addWidget(knoppen)


class Actievak(QWidget):
    """An action: how urgent, what, who, by when, with which interventie, what came of it, and what one may do."""

    def __init__(self, tab: Planbediening, actie: ActieInzicht, *, wijzigen: bool) -> None:
        super().__init__()
        self.actie = actie
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(4)
        stand = QWidget()
        vloei = Vloei(stand)
        vloei.addWidget(Chip(chip.status(_ACTIECHIP[actie.status], actie.status_label)))
        if actie.loopt:
            vloei.addWidget(Termijn(actie.dagen))
        kolom.addWidget(stand)
        welke = "" if actie.tekst is None else _begin(actie.tekst.tekst)
        if actie.tekst is not None:
            kolom.addWidget(UitspraakTekst(actie.tekst))
        wanneer = (
            _tr("gereed op {}").format(toon_datum(actie.gereed_op))
            if actie.gereed_op is not None
            else _tr("klaar op {}").format(toon_datum(actie.deadline))
        )
        kolom.addWidget(Tekst(f"{actie.eigenaar} ({actie.organisatie}) · {wanneer}"))
        if actie.resultaat is not None:
            vervallen = actie.status is ActieStatus.VERVALLEN
            kolom.addWidget(Tekst(_tr("Waarom vervallen") if vervallen else _tr("Resultaat"), "label"))
            kolom.addWidget(UitspraakTekst(actie.resultaat))
        knoppen = QWidget()
        rij = Vloei(knoppen, ruimte=4)
        if actie.interventie:
            naam = _tr("Interventie: {}").format(actie.interventie_naam)
            rij.addWidget(_knop(naam, "wrench", partial(tab.open_toolbox, actie.interventie), welke))
        if wijzigen and actie.loopt:
            if actie.status is ActieStatus.OPEN:
                rij.addWidget(_knop(_tr("Beginnen"), "clock", partial(tab.begin_actie, actie), welke))
            gereed, vervallen_ = (partial(tab.rond_af, actie, s) for s in (ActieStatus.GEREED, ActieStatus.VERVALLEN))
            rij.addWidget(_knop(_tr("Afronden"), "check", gereed, welke))
            rij.addWidget(_knop(_tr("Laten vervallen"), "x", vervallen_, welke))
            rij.addWidget(_knop(_tr("Actie wijzigen"), "pencil", partial(tab.wijzig_actie, actie), welke))
        if rij.count():
            kolom.addWidget(knoppen)


class Losseactieskaart(Kaart):
    """Actions of goals that this version no longer has: they stay until they are finished or dropped."""

    def __init__(self, tab: Planbediening, acties: Sequence[ActieInzicht], *, wijzigen: bool) -> None:
        super().__init__(_tr("Acties van doelen die niet meer in het plan staan"))
        for plek, actie in enumerate(acties):
            if plek:
                self.inhoud.addWidget(_lijn())
            self.inhoud.addWidget(Actievak(tab, actie, wijzigen=wijzigen))


def _begin(tekst: str) -> str:
    """The first words, to tell one button from another when they are read out."""
    return " ".join(tekst.split()[:8])


def _knop(tekst: str, icoon: str, actie: partial[None], welke: str) -> Knop:
    knop = Knop(tekst, "koppeling", icoon, actie=actie)
    knop.setAccessibleName(f"{tekst}: {welke}" if welke else tekst)
    return knop


def _lijn() -> QFrame:
    lijn = QFrame()
    lijn.setProperty("soort", "lijn")
    lijn.setFixedHeight(1)
    return lijn
