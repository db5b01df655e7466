"""Leaving an item of an overleg: what was typed is committed as one version before one goes on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from pmg_desk.domain.fouten import Fout, IntussenGewijzigd, OngeldigeInvoer
from pmg_desk.services import bespreken
from pmg_desk.services.bespreken import BesprekingInvoer, BesprekingInzicht
from pmg_desk.ui.screens.vergaderdelen import Typdeel
from pmg_desk.ui.widgets.scherm import Scherm


class Vastlegger(QObject):
    """For the lines of ``typdeel`` on ``scherm``. ``bezig`` while they are committed; ``mislukt``: one stays there."""

    mislukt = Signal()

    def __init__(self, scherm: Scherm, typdeel: Typdeel) -> None:
        super().__init__(scherm)
        self._scherm, self._typdeel = scherm, typdeel
        self.bezig = False

    def verlaat(self, dan: Callable[[], object], *, besproken: bool = False) -> None:
        """Commit what was typed and then go on with ``dan``; what is not right is shown, and one stays.

        ``besproken``: commit it also when nothing was typed.
        """
        if self.bezig:
            return
        deel = self._typdeel
        deel.rond_af()
        if deel.punt is None or not (deel.is_gewijzigd or (besproken and deel.basis.stand is None)):
            dan()
            return
        try:
            invoer = deel.invoer()
        except OngeldigeInvoer as fout:
            self._toon_ongeldig(fout)
            self.mislukt.emit()
            return
        self._zet_bezig(True)
        deel.bewaar_concept()  # now, and not after the commit: a draft that is left makes the item look unfinished
        omgeving = self._scherm.omgeving
        taak = partial(bespreken.save_bespreking, omgeving.werkplek, deel.punt.punt_id, invoer)
        omgeving.werker.doe(taak, partial(self._bewaard, dan), partial(self._niet_bewaard, invoer), self)

    def _zet_bezig(self, bezig: bool) -> None:
        """While an item is committed nothing is typed in it: that would be in neither version."""
        self.bezig = bezig
        gefocust = QApplication.focusWidget()
        if bezig and gefocust is not None and self._typdeel.isAncestorOf(gefocust):
            self._scherm.setFocus()  # and not in the menu, where Qt would put it
        self._typdeel.setEnabled(not bezig)

    def _bewaard(self, dan: Callable[[], object], _versie: int) -> None:
        self._zet_bezig(False)
        self._typdeel.opgeslagen()
        self._typdeel.leeg()
        dan()

    def _niet_bewaard(self, invoer: BesprekingInvoer, fout: Fout) -> None:
        self._zet_bezig(False)
        self.mislukt.emit()
        punt, omgeving = self._typdeel.punt, self._scherm.omgeving
        if isinstance(fout, OngeldigeInvoer):
            self._toon_ongeldig(fout)
        elif isinstance(fout, IntussenGewijzigd) and punt is not None:
            taak = partial(bespreken.toon_bespreking, omgeving.werkplek, punt.punt_id)
            omgeving.werker.doe(taak, partial(self._voeg_samen, invoer), self._scherm.toon_fout, self)
        else:
            self._scherm.toon_fout(fout)

    def _toon_ongeldig(self, fout: OngeldigeInvoer) -> None:
        self._typdeel.toon_fouten(fout)
        self.zeg_geweigerd()

    def zeg_geweigerd(self) -> None:
        """One is still at this item, and why: that is easily missed by who types on."""
        punt = self._typdeel.punt
        zin = self.tr("U bent nog bij {}: nog niet alles is goed ingevuld. Kijk bij de rode zin.")
        self._scherm.melding.zet("fout", zin.format("" if punt is None else punt.naam))

    def _voeg_samen(self, mijn: BesprekingInvoer, nu: BesprekingInzicht) -> None:
        self._typdeel.zet_samen(bespreken.voeg_samen(self._typdeel.basis, mijn, nu), nu)
        self._scherm.melding.zet(
            "waarschuwing",
            self.tr("Een collega legde intussen ook iets vast. Dat staat er nu bij, met wat u typte. Kijk het na."),
        )
