"""The goals of the plan: per leefgebied the two tracks beside each other, each goal with its actions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.services.evaluaties import Doelmoment, EvaluatieInzicht, history_of
from pmg_desk.services.plannen import DoelInzicht
from pmg_desk.services.stukken import SPOOR_LABELS
from pmg_desk.storage.models import Bereik, Spoor
from pmg_desk.ui.screens.actiekaarten import Acties
from pmg_desk.ui.screens.planbediening import Planbediening, knop, vertaal
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.chip import Chip
from pmg_desk.ui.widgets.inbeeld import zet_ding
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.kaartraster import Kaartraster
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.uitspraakkaart import UitspraakTekst
from pmg_desk.ui.widgets.vloei import Vloei

_BEREIKKLEUR: dict[Bereik, chip.Kleur] = {
    Bereik.NIET: "rood",
    Bereik.DEELS: "geel",
    Bereik.GROTENDEELS: "blauw",
    Bereik.BEREIKT: "groen",
    Bereik.NIET_MEER: "grijs",
}


class Leefgebiedkaart(Kaart):
    """The goals on one leefgebied: perspectief bieden at the left, grenzen stellen at the right."""

    def __init__(
        self,
        tab: Planbediening,
        doelen: Sequence[DoelInzicht],
        evaluaties: Sequence[EvaluatieInzicht],
        *,
        wijzigen: bool,
        doelen_wijzigen: bool,
    ) -> None:
        super().__init__(doelen[0].leefgebied_label)
        sporen = {
            spoor: Spoorvak(
                tab,
                spoor,
                [doel for doel in doelen if doel.spoor is spoor],
                evaluaties,
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
        evaluaties: Sequence[EvaluatieInzicht],
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
            kolom.addWidget(Tekst(vertaal("Geen doel in dit spoor."), "zacht"))
        for doel in doelen:
            verloop = history_of(evaluaties, doel.stam_id)
            kolom.addWidget(Doelvak(tab, doel, verloop, wijzigen=wijzigen, doelen_wijzigen=doelen_wijzigen))


class Doelvak(QWidget):
    """A goal: its words, by what and when one sees it, how far it was at each evaluation, and its actions."""

    def __init__(
        self,
        tab: Planbediening,
        doel: DoelInzicht,
        verloop: Sequence[Doelmoment],
        *,
        wijzigen: bool,
        doelen_wijzigen: bool,
    ) -> None:
        super().__init__()
        self.doel = doel
        zet_ding(self, doel.id)
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(6)
        welk = "" if doel.tekst is None else begin(doel.tekst.tekst)
        if doel.tekst is not None:
            kolom.addWidget(UitspraakTekst(doel.tekst))
        for deel in (*_toets(doel), *_verloop(verloop)):
            kolom.addWidget(deel)
        if doel.acties:
            kolom.addWidget(Acties(tab, doel.acties, wijzigen=wijzigen, welk=welk))
        knoppen = QWidget()
        rij = Vloei(knoppen, ruimte=4)
        if wijzigen:
            rij.addWidget(knop(vertaal("Actie toevoegen"), "plus", partial(tab.nieuwe_actie, doel), welk))
        if doelen_wijzigen:
            rij.addWidget(knop(vertaal("Doel wijzigen"), "pencil", partial(tab.wijzig_doel, doel), welk))
            rij.addWidget(knop(vertaal("Doel weglaten"), "x", partial(tab.laat_doel_weg, doel), welk))
        if rij.count():
            kolom.addWidget(knoppen)


def _toets(doel: DoelInzicht) -> list[QWidget]:
    delen: list[QWidget] = []
    if doel.toets is not None:
        delen += [Tekst(vertaal("Te zien aan"), "label"), UitspraakTekst(doel.toets)]
    if doel.streefdatum is not None:
        delen.append(Tekst(vertaal("Te bereiken op {}").format(toon_datum(doel.streefdatum))))
    if not doel.toetsbaar:
        delen.append(Tekst(vertaal("Nog niet te toetsen: er staat niet bij waaraan en wanneer."), "zacht"))
    return delen


def _verloop(momenten: Sequence[Doelmoment]) -> list[QWidget]:
    """How far it was: the latest as a chip, all with their days."""
    if not momenten:
        return []
    regel = QWidget()
    vloei = Vloei(regel)
    for nr, moment in enumerate(momenten):
        if nr == 0:
            vloei.addWidget(Chip(bereikchip(moment.bereik, moment.bereik_label)))
            vloei.addWidget(Tekst(toon_datum(moment.gehouden_op), "klein", omslaan=False))
        else:
            vloei.addWidget(
                Tekst(f"· {toon_datum(moment.gehouden_op)}: {moment.bereik_label.lower()}", "klein", omslaan=False)
            )
    return [Tekst(vertaal("Bij evaluaties"), "label"), regel]


def bereikchip(bereik: Bereik, label: str) -> chip.Chipwaarde:
    """How far a goal is, as colour and word."""
    return chip.status(bereik.value, label, _BEREIKKLEUR[bereik])


def begin(tekst: str) -> str:
    """The first words, to tell one button from another when they are read out."""
    return " ".join(tekst.split()[:8])
