"""The casus at hand in an overleg, on one page: what is asked, what was decided, who does what, and what is typed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from weakref import ref

import shiboken6
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.services.aanwezigheid import Deelneming
from pmg_desk.services.acties import ActieInzicht
from pmg_desk.services.overleggen import OverlegRegel
from pmg_desk.services.vergaderen import Vergaderpunt
from pmg_desk.storage.models import Spoor
from pmg_desk.ui.screens.beamerbediening import Beamerbediening
from pmg_desk.ui.screens.eerderbesloten import EerderBesloten
from pmg_desk.ui.screens.typregel import Typregel
from pmg_desk.ui.screens.vergaderdelen import Typdeel
from pmg_desk.ui.wekker import wekker
from pmg_desk.ui.widgets.datumvelden import lang
from pmg_desk.ui.widgets.inbeeld import breng_in_beeld
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.rolvak import Rolvak
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.uitspraakkaart import maak_leeg
from pmg_desk.ui.widgets.veld import Veld

_RUST_MS = 60
"""Until a page on which a line came has its layout."""


class Casusblad(Rolvak):
    """For ``scherm``, which says what is done and what failed."""

    def __init__(self, scherm: Scherm) -> None:
        super().__init__()
        self._scherm = scherm
        self._waar: ref[QWidget] | None = None
        self.kijker = wekker(self, _RUST_MS, self._toon_waar)
        scherm.omgeving.thema.gewijzigd.connect(self.volg_focus)
        self.inhoud.setSpacing(12)
        self.beamer = Beamerbediening(scherm.omgeving)
        self.beamer.setVisible(False)
        self.vraag = Kaart(self.tr("Vraag aan de tafel"))
        self.eerder = EerderBesloten(scherm)
        self.acties = Kaart(self.tr("Acties"))
        self.plan = Kaart(self.tr("Plan in het kort"))
        self.typkaart = Kaart(self.tr("Dit overleg"))
        self.typdeel = Typdeel(scherm.omgeving)
        self.typdeel.nieuwe_regel.connect(self.breng_in_beeld)
        self.typdeel.geweigerd.connect(self._toon_geweigerd)
        self.typdeel.gewijzigd.connect(self._volg_typen)
        self.typkaart.inhoud.addWidget(self.typdeel)
        for deel in (self.beamer, self.vraag, self.eerder, self.acties, self.plan, self.typkaart):
            self.inhoud.addWidget(deel)
        self.inhoud.addStretch(1)

    def zet(self, punt: Vergaderpunt, dag: date) -> None:
        """Show this item of a meeting on ``dag``."""
        _vul(self.vraag, [punt.vraag])
        self._vul_plan(punt)
        _vul(self.acties, [*map(self._actieregel, (*punt.te_laat, *punt.lopend))])
        self.eerder.zet(punt.eerder)
        self.typdeel.zet(punt, dag)
        self.vraag.setVisible(bool(punt.vraag))
        self.acties.setVisible(bool(punt.te_laat or punt.lopend))
        self.verticalScrollBar().setValue(0)

    def zet_rust(self, aan: bool) -> None:
        """Between two items nothing is done at the one that is left."""
        self.eerder.setEnabled(not aan)
        self.typkaart.setEnabled(not aan)

    def _vul_plan(self, punt: Vergaderpunt) -> None:
        regels: list[str] = []
        for spoor in Spoor:
            doelen = () if punt.plan is None else tuple(d for d in punt.plan.doelen if d.spoor is spoor)
            if doelen:
                *eerst, laatst = (d.leefgebied_label if d.tekst is None else d.tekst.tekst for d in doelen)
                woorden = "; ".join((*(een.rstrip(". ") for een in eerst), laatst))
                regels.append(f"{doelen[0].spoor_label}: {woorden}")
        _vul(self.plan, regels or [self.tr("Er is nog geen plan met doelen.")])

    def _actieregel(self, actie: ActieInzicht) -> str:
        woorden = "" if actie.tekst is None else actie.tekst.tekst
        wanneer = toon_datum(actie.deadline)
        stand = self.tr("TE LAAT, {}").format(wanneer) if actie.te_laat else wanneer
        return f"{stand} · {actie.eigenaar} ({actie.organisatie}): {woorden}"

    # the line one types in stays in sight

    def breng_in_beeld(self, regel: Typregel) -> None:
        """Scroll to this line, also when the page has still to find its shape."""
        self._kijk_naar(regel.tekst.tekst)

    def _toon_geweigerd(self, veld: Veld) -> None:
        """The field with its sentence, of which the line one types in is the part that matters most."""
        self._kijk_naar(veld)

    def _kijk_naar(self, deel: QWidget) -> None:
        self._waar = ref(deel)
        self._toon_waar()
        self.kijker.start()

    def resizeEvent(self, gebeurtenis: QResizeEvent, /) -> None:
        """Qt: another size, of the window or of the letters; where one types stays in sight."""
        super().resizeEvent(gebeurtenis)
        self.volg_focus()

    def volg_focus(self) -> None:
        """The field that has the focus comes in sight again, once the page has its shape."""
        gefocust: QWidget | None = self.window().focusWidget()
        if gefocust is None or not self.typdeel.isAncestorOf(gefocust):
            return
        deel: QWidget | None = gefocust
        while deel is not None and deel is not self.typdeel and not isinstance(deel, Veld):
            deel = deel.parentWidget()
        self._waar = ref(deel if isinstance(deel, Veld) else gefocust)  # with the sentence under it
        self.kijker.start()

    def _volg_typen(self) -> None:
        regel = next((een for een in self.typdeel.regels if een.tekst.tekst.vel.hasFocus()), None)
        if regel is not None:
            self.breng_in_beeld(regel)

    def _toon_waar(self) -> None:
        deel = None if self._waar is None else self._waar()
        if deel is not None and shiboken6.isValid(deel) and deel.isVisible():
            self.inhoud.activate()
            breng_in_beeld(deel)


def ondertitel_van(regel: OverlegRegel, deelneming: Iterable[Deelneming]) -> str:
    """When the meeting is and how many are in the room, at the casus at hand where there is one."""
    mensen = tuple(deelneming)
    er = _tr("{} aanwezig").format(sum(een.aanwezig for een in mensen))
    weg = sum(een.weg for een in mensen)
    erbij = _tr("{} weg bij deze casus").format(weg) if weg else ""
    return " · ".join(filter(None, (lang(regel.datum), regel.tijd, er, erbij)))


def _tr(tekst: str) -> str:
    return QCoreApplication.translate("Casusblad", tekst)


def _vul(kaart: Kaart, regels: list[str]) -> None:
    maak_leeg(kaart.inhoud)
    for regel in regels:
        kaart.inhoud.addWidget(Tekst(regel))
