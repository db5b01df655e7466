"""Leaving an item of an overleg: what was typed is committed as one version before one goes on, or is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from pmg_desk.domain.fouten import Fout, GeenToegang, IntussenGewijzigd, NietGevonden, OngeldigeInvoer
from pmg_desk.services import bespreken
from pmg_desk.services.bespreken import BesprekingInvoer, BesprekingInzicht
from pmg_desk.services.werkplek import CasusAangeboden, CasusGesloten, CasusOvergedragen
from pmg_desk.storage.models import Besprekingsstand
from pmg_desk.ui.screens.vergaderdelen import Typdeel
from pmg_desk.ui.widgets.scherm import Scherm

_DICHT = (CasusGesloten, CasusAangeboden, CasusOvergedragen, NietGevonden, GeenToegang)
"""Nothing that is typed here can mend it: one goes on, and the words stay a draft."""


class Vastlegger(QObject):
    """For the lines of ``typdeel`` on ``scherm``. ``bezig`` while they are committed.

    ``begonnen``: they are about to be; ``mislukt``: one stays at the item. What was left does not stand in ``typdeel``
    any more. ``gebleven``: they were and one stays, with the widget in which one typed, or None.
    """

    begonnen = Signal()
    mislukt = Signal()
    gebleven = Signal(object)

    def __init__(self, scherm: Scherm, typdeel: Typdeel) -> None:
        super().__init__(scherm)
        self._scherm, self._typdeel = scherm, typdeel
        self.bezig = self._koos = self._anders = False
        self._geweigerd = ""  # what the banner says while something is not right
        typdeel.stand.lijst.activated.connect(self._kies)
        typdeel.gewijzigd.connect(self._zie_anders)

    def begin(self) -> None:
        """Another item comes in ``typdeel``."""
        self._koos = self._anders = False

    def begin_typen(self) -> None:
        """What was drafted stands there too: how it ended, where that is other than what was saved, was chosen then."""
        basis = self._typdeel.basis.stand or Besprekingsstand.BESPROKEN
        self._koos = self._typdeel.stand.waarde() is not basis

    def _kies(self) -> None:
        self._koos = True

    def _zie_anders(self) -> None:
        self._anders = True
        melding = self._scherm.melding
        if self._geweigerd and melding.tekst == self._geweigerd and self._typdeel.is_goed:
            melding.verberg()

    def verlaat(self, dan: Callable[[], object], stand: Besprekingsstand | None = None) -> None:
        """Commit what was typed and then go on with ``dan``; what is not right is shown, and one stays.

        ``stand``: how the item ended, by a key; None leaves that as it is. Discussed is committed also when nothing was
        typed, and gives way to what was chosen in the field at this visit.
        """
        if self.bezig:
            return
        deel = self._typdeel
        deel.rond_af()
        if deel.punt is None:
            dan()
            return
        was = deel.stand.waarde()
        deel.stand.zet(self._hoe(stand))
        if not (deel.is_gewijzigd or (stand is not None and deel.basis.stand is None)):
            self._laat_los()
            dan()
            return
        invoer = self._lees(was)
        if invoer is None:
            return
        self._begin_vastleggen()
        omgeving = self._scherm.omgeving
        taak = partial(bespreken.save_bespreking, omgeving.werkplek, deel.punt.punt_id, invoer)
        omgeving.werker.doe(taak, partial(self._bewaard, dan), partial(self._niet_bewaard, dan, invoer, was), self)

    def leg_vast(self, dan: Callable[[], object]) -> None:
        """Commit what was typed, stay, and then ``dan``; where that is refused, one reads why and nothing follows."""
        deel = self._typdeel
        deel.rond_af()
        if deel.punt is None:
            return
        if not deel.is_gewijzigd:
            dan()
            return
        was = deel.stand.waarde()
        deel.stand.zet(self._hoe(None))
        invoer = self._lees(was)
        if invoer is None:
            return
        waar = QApplication.focusWidget()
        self._begin_vastleggen()
        omgeving = self._scherm.omgeving
        taak = partial(bespreken.keep_bespreking, omgeving.werkplek, deel.punt.punt_id, invoer)
        gebleven = partial(self._gebleven, dan, None if waar is None or not deel.isAncestorOf(waar) else waar)
        omgeving.werker.doe(taak, gebleven, partial(self._niet_gebleven, invoer, was), self)

    def _lees(self, was: Besprekingsstand | None) -> BesprekingInvoer | None:
        """What stands there; None when something is not right, which is shown."""
        deel = self._typdeel
        try:
            return deel.invoer()
        except OngeldigeInvoer as fout:
            deel.stand.zet(was)
            self._toon_ongeldig(fout)
            self.mislukt.emit()
            return None

    def _begin_vastleggen(self) -> None:
        self.bezig = True
        self.begonnen.emit()
        self._typdeel.bewaar_concept()  # now, and not after: a draft that is left makes the item look unfinished

    def _hoe(self, stand: Besprekingsstand | None) -> Besprekingsstand:
        nu: Besprekingsstand = self._typdeel.stand.waarde() or Besprekingsstand.BESPROKEN
        if stand is Besprekingsstand.AANGEHOUDEN:
            return stand
        if self._koos:
            return nu
        if stand is None and nu is Besprekingsstand.NIET_BESPROKEN and self._typdeel.is_gewijzigd:
            return Besprekingsstand.BESPROKEN  # words came after an earlier time that the meeting was ended
        return stand or nu

    def _laat_los(self) -> None:
        """Nothing is left to commit: what was typed and undone is no draft either."""
        deel = self._typdeel
        assert deel.punt is not None
        deel.opgeslagen()
        if self._anders:
            self._scherm.omgeving.concepten.wis(bespreken.FORMULIER, deel.punt.punt_id)
        deel.leeg()

    def _bewaard(self, dan: Callable[[], object], _versie: int) -> None:
        self.bezig = False
        self._typdeel.opgeslagen()
        self._typdeel.leeg()
        dan()

    def _gebleven(self, dan: Callable[[], object], waar: QWidget | None, nu: BesprekingInzicht) -> None:
        self.bezig = False
        if self._typdeel.opgeslagen_als(nu):
            self._scherm.melding.zet("info", self.tr("De nieuwe actie staat nu in het plan."))
        dan()
        self.gebleven.emit(waar if waar is not None and waar.isVisible() else None)

    def _niet_gebleven(self, invoer: BesprekingInvoer, was: Besprekingsstand | None, fout: Fout) -> None:
        if not isinstance(fout, _DICHT):
            self._niet_bewaard(_niets, invoer, was, fout)
            return
        self.bezig = False
        self._typdeel.stand.zet(was)
        self.mislukt.emit()
        self._scherm.toon_fout(fout)

    def _niet_bewaard(
        self, dan: Callable[[], object], invoer: BesprekingInvoer, was: Besprekingsstand | None, fout: Fout
    ) -> None:
        self.bezig = False
        deel, omgeving = self._typdeel, self._scherm.omgeving
        deel.stand.zet(was)
        if isinstance(fout, _DICHT):
            self._ga_verder(dan, fout)
            return
        self.mislukt.emit()
        if isinstance(fout, OngeldigeInvoer):
            self._toon_ongeldig(fout)
        elif isinstance(fout, IntussenGewijzigd) and deel.punt is not None:
            invoer = replace(invoer, stand=was or invoer.stand)
            taak = partial(bespreken.toon_bespreking, omgeving.werkplek, deel.punt.punt_id)
            omgeving.werker.doe(taak, partial(self._voeg_samen, invoer), self._scherm.toon_fout, self)
        else:
            self._scherm.toon_fout(fout)

    def _ga_verder(self, dan: Callable[[], object], fout: Fout) -> None:
        """Said after one went on: over the item or the screen that comes, until it is closed there."""
        deel = self._typdeel
        assert deel.punt is not None
        zinnen = [self.tr("{0}: niet vastgelegd. {1}").format(deel.punt.naam, self._waarom(fout))]
        if deel.is_gewijzigd:
            zinnen.append(self.tr("Wat u typte, staat als concept bij deze casus in dit overleg."))
            zinnen.append(self._daarna(fout))
            deel.leeg()
        else:
            self._laat_los()
        dan()
        self._scherm.meld(" ".join(zinnen), "waarschuwing")

    def _waarom(self, fout: Fout) -> str:
        if isinstance(fout, CasusGesloten):
            return self.tr("De casus is intussen gesloten.")
        if isinstance(fout, NietGevonden):
            return self.tr("De casus staat niet meer op de agenda van dit overleg.")
        if isinstance(fout, GeenToegang):
            return self.tr("U mag deze casus niet meer wijzigen.")
        return fout.wat

    def _daarna(self, fout: Fout) -> str:
        if isinstance(fout, CasusGesloten):
            return self.tr("Heropen de casus, open hem hier met een klik in de agenda en druk op F8.")
        if isinstance(fout, NietGevonden):
            return self.tr("Zet de casus weer op de agenda van dit overleg: dan staat het er weer. Druk dan op F8.")
        if isinstance(fout, GeenToegang):
            return self.tr("Vraag de casusregisseur van deze casus om toegang, en druk dan hier op F8.")
        return fout.doe

    def _toon_ongeldig(self, fout: OngeldigeInvoer) -> None:
        self._typdeel.toon_fouten(fout)
        self.zeg_geweigerd()

    def zeg_geweigerd(self) -> None:
        """One is still at this item, and why: that is easily missed by who types on."""
        punt = self._typdeel.punt
        zin = self.tr("U bent nog bij {}: nog niet alles is goed ingevuld. Kijk bij de rode zin.")
        self._geweigerd = zin.format("" if punt is None else punt.naam)
        self._scherm.melding.zet("fout", self._geweigerd)

    def _voeg_samen(self, mijn: BesprekingInvoer, nu: BesprekingInzicht) -> None:
        self._typdeel.zet_samen(bespreken.voeg_samen(self._typdeel.basis, mijn, nu), nu)
        self._scherm.melding.zet(
            "waarschuwing",
            self.tr("Een collega legde intussen ook iets vast. Dat staat er nu bij, met wat u typte. Kijk het na."),
        )


def _niets() -> None:
    return None
