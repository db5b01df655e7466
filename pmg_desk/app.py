"""Composition root of the program with a window: the only place that wires everything together.

The door (unlock, make a vault) stands before the database code is loaded; that comes in while the user types.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.klok import Klok
from pmg_desk.domain.rollen import Recht
from pmg_desk.ui import klembord, reservedienst, rusttijd, schermopname, sessie, thema
from pmg_desk.ui.afdekken import Afdekking
from pmg_desk.ui.afsluiting import Afsluiting, Uitkomst
from pmg_desk.ui.deur.venster import Deurvenster
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.slottoets import Slottoets

if TYPE_CHECKING:
    from pmg_desk.services.logcontrole import ControleInzicht
    from pmg_desk.services.werkplek import Werkplek
    from pmg_desk.ui.venster import Hoofdvenster

_EERST_HET_OVERLEG_MS = 5_000
"""Whoever comes back in a running overleg waits for nothing else: a backup of a large vault takes a while."""


def start(pad: Path | None = None) -> int:
    """Run the program with its window until the user leaves; ``pad`` is the vault to begin with. Returns 0."""
    bestaand = QApplication.instance()
    app = bestaand if isinstance(bestaand, QApplication) else QApplication(sys.argv[:1])
    programma = Programma(app)
    programma.begin(pad)
    try:
        return app.exec()
    finally:
        programma.stop()


class Programma(QObject):
    """The run of the program: door, vault, door again. One window at a time."""

    def __init__(self, app: QApplication, *, klok: Klok | None = None) -> None:
        super().__init__(app)
        self._app, self._klok = app, klok
        app.setApplicationName("pmg-desk")
        app.setApplicationDisplayName("PMG Desk")
        app.setQuitOnLastWindowClosed(False)  # between door and vault there is a moment without a window
        self.deur: Deurvenster | None = None
        self.venster: Hoofdvenster | None = None
        self.werkplek: Werkplek | None = None
        self._omgeving: Omgeving | None = None
        self._rust: rusttijd.Rusttijd | None = None
        self._afdekking: Afdekking | None = None
        self._toets: Slottoets | None = None
        self._klembord: klembord.Klembordwacht | None = None
        self._haken_terug: Callable[[], None] | None = None
        self._afgebroken: dict[UUID, tuple[str, ...]] = {}
        self._wachten = sessie.maak_wachten(self)
        for wacht in self._wachten:
            wacht.op_slot.connect(self.vergrendel)
        self._afscherming = schermopname.Afscherming(app, self._schermt_af, schermopname.uitsluiter())

    def begin(self, pad: Path | None = None) -> None:
        """Show the door, with this vault chosen or the latest one."""
        thema.zet_nederlands(self._app)
        self._toon_deur(pad)

    def stop(self) -> None:
        """Shut whatever is open. Safe to call twice."""
        for wacht in self._wachten:
            wacht.stop()
        self._wachten = ()
        self._afscherming.stop()
        self._sluit_kluis(wacht=True)
        self._sluit_deur()
        for afsluiting in self.findChildren(Afsluiting):
            afsluiting.wacht_af()
        klembord.wis()  # what Python put there and is still there when the interpreter ends, crashes Qt

    def _schermt_af(self) -> bool:
        return self._omgeving is None or self._omgeving.instellingen.vlag(schermopname.INSTELLING, True)

    def vergrendel(self) -> None:
        """Shut the vault and show the door again. What was typed and not saved is kept as a draft in the vault."""
        if self.deur is not None:
            self.deur.vergrendel()
        if self.werkplek is None or self.werkplek.kluis is None:
            return
        pad, wie = self.werkplek.kluis.thuis or self.werkplek.kluis.pad, self.werkplek.gebruiker.id
        uitkomst = self._sluit_kluis(wacht=False, wie=wie)
        self._toon_deur(pad)
        if uitkomst is not None:
            self._vertel(uitkomst, wie)
        elif self._omgeving is not None:
            self._omgeving.meld(
                self.tr("De kluis gaat dicht zodra af is wat nog liep. Wat u typte is bewaard."), "waarschuwing"
            )

    def _dek_af(self) -> None:
        """Nobody touches anything while an overleg runs: nothing stays in sight, and the vault stays open for now."""
        assert self.venster is not None
        assert self._rust is not None
        self._afdekking = Afdekking(self.venster)
        for venster in self._afdekking.vensters:
            self._rust.let_op(venster)

    def _dek_op(self) -> None:
        afdekking, self._afdekking = self._afdekking, None
        if afdekking is not None:
            afdekking.haal_weg()
            afdekking.deleteLater()

    def _vertel(self, uitkomst: Uitkomst, wie: UUID) -> None:
        """At the door what went wrong; after unlocking, to whom it concerns, what was broken off."""
        if uitkomst.afgebroken:
            self._afgebroken[wie] = (*self._afgebroken.get(wie, ()), *uitkomst.afgebroken)
        if self._omgeving is not None:
            for fout in uitkomst.fouten:
                self._omgeving.meld(fout, "fout")
            for kenmerk in uitkomst.storingen:
                self._omgeving.storing_gemeld.emit(kenmerk)

    def _later_dicht(self, wie: UUID, uitkomst: Uitkomst) -> None:
        if self._omgeving is not None and self.deur is not None:
            self._omgeving.meld(self.tr("De kluis is nu dicht."), "goed")
        self._vertel(uitkomst, wie)

    def open_werkplek(self, werkplek: Werkplek) -> None:
        """Show the window of an opened vault; the door goes. When that fails the vault is shut and the door is back."""
        self._sluit_deur()
        self.werkplek = werkplek
        try:
            self._toon_venster(self._nieuwe_omgeving(werkplek), werkplek)
        except BaseException:
            self.vergrendel()
            raise

    def _toon_venster(self, omgeving: Omgeving, werkplek: Werkplek) -> None:
        # Loaded here: the screens bring the database code with them.
        from pmg_desk.storage.engine import onderbreek
        from pmg_desk.ui.screens import SCHERMEN
        from pmg_desk.ui.venster import Hoofdvenster
        from pmg_desk.ui.zoeken import maak_zoeker

        werkplek.bij_wijziging(omgeving.meld_wijzigingen)
        omgeving.werker.onderbreek = lambda: onderbreek(werkplek.engine)  # looked up: a new key brings another engine
        zoek, bezonken = maak_zoeker(omgeving)
        waarschuwingen: list[str] = []
        self._ga_verder(omgeving, werkplek, waarschuwingen)
        venster = Hoofdvenster(omgeving, SCHERMEN, zoek=zoek, zoek_bezonken=bezonken)
        venster.vergrendelen.connect(self.vergrendel)
        venster.gesloten.connect(self._venster_gesloten)
        self.venster = venster
        minuten = partial(omgeving.instellingen.getal, rusttijd.INSTELLING, rusttijd.STANDAARD_MINUTEN)
        self._rust = rusttijd.Rusttijd(self._app, minuten, lambda: venster.slot_minuten)
        self._rust.verlopen.connect(self.vergrendel)
        self._rust.afdekken.connect(self._dek_af)
        self._rust.terug.connect(self._dek_op)
        self._toets = Slottoets(self._app)
        self._toets.gedrukt.connect(self.vergrendel)
        seconden = partial(omgeving.instellingen.getal, klembord.INSTELLING, klembord.STANDAARD_SECONDEN)
        self._klembord = klembord.Klembordwacht(self, seconden)
        venster.show()
        waarschuwingen += [] if werkplek.kluis is None else werkplek.kluis.waarschuwingen
        afgebroken = self._afgebroken.pop(werkplek.gebruiker.id, ())
        if afgebroken:
            titels = ", ".join(f"‘{titel}’" for titel in afgebroken)
            waarschuwingen.append(
                self.tr("Afgebroken door het vergrendelen: {}. Er is niets half opgeslagen.").format(titels)
            )
        if waarschuwingen:
            omgeving.meld(" ".join(waarschuwingen), "waarschuwing")
        self._vraag_herstelblad(omgeving, werkplek, waarschuwingen)
        if not werkplek.gebruiker.mag(Recht.OVERLEG_SCHRIJVEN):
            self._kijk_na(omgeving, werkplek)

    def _kijk_na(self, omgeving: Omgeving, werkplek: Werkplek) -> None:
        """What is done once a day or after a crash, and that may take a while."""
        if omgeving is self._omgeving and not werkplek.alleen_lezen:  # a backup is not written to, and was checked
            self._controleer(omgeving, werkplek)
            reservedienst.dienst(omgeving).begin_dag()

    def _controleer(self, omgeving: Omgeving, werkplek: Werkplek) -> None:
        """Check the log behind the first screen, and the file too when that is quick; only what is wrong is said."""
        from pmg_desk.services import kluisinzicht
        from pmg_desk.ui.controleloop import controleer_logboek

        def log(bestand: tuple[str, ...]) -> None:
            def klaar(logboek: ControleInzicht) -> None:
                controle = kluisinzicht.Kluiscontrole(bestand, logboek)
                if not controle.in_orde:
                    omgeving.meld(controle.zin(), "fout")

            controleer_logboek(omgeving.werker, werkplek, klaar, omgeving)

        gevallen = werkplek.kluis is not None and werkplek.kluis.slot.vorige is not None  # the last run just ended
        if gevallen or kluisinzicht.is_klein(werkplek):
            omgeving.werker.doe(partial(kluisinzicht.check_bestand, werkplek), log, eigenaar=omgeving)
        else:
            log(())

    def _vraag_herstelblad(self, omgeving: Omgeving, werkplek: Werkplek, ook: list[str]) -> None:
        """Bring the last step of the wizard back, at each log-in of who looks after the vault, until it is done."""
        from pmg_desk.services import herstelblad

        def klaar(stand: herstelblad.HerstelbladStand) -> None:
            if not stand.klaar:
                omgeving.navigeer("beheer", tab="kluis")
                zin = self.tr(
                    "Probeer het herstelblad één keer: zonder blad en zonder wachtwoord komt niemand meer binnen."
                )
                omgeving.meld(" ".join((*ook, zin)), "waarschuwing")

        beheert = werkplek.kluis is not None and werkplek.gebruiker.mag(Recht.KLUIS_BEHEREN)
        if beheert and not werkplek.alleen_lezen:
            omgeving.werker.doe(partial(herstelblad.describe_herstelblad, werkplek), klaar, eigenaar=omgeving)

    def _ga_verder(self, omgeving: Omgeving, werkplek: Werkplek, ook: list[str]) -> None:
        """Bring who was leading an overleg of today when the program was cut off or locked, back in it.

        Asked before the window asks anything, so that Start is not seen first; what takes long comes after the item is
        in sight. The screen for the room stays shut: that one opens at a key of the presenter only.
        """
        from pmg_desk.services import vergaderplek

        na = partial(self._kijk_na, omgeving, werkplek)

        def klaar(overleg_id: UUID | None) -> None:
            if overleg_id is None or self.venster is None:
                na()
                return
            gefocust: QWidget | None = self.venster.focusWidget()
            if gefocust is not None:
                gefocust.clearFocus()  # where Qt put it when the window came: nobody chose that
            omgeving.navigeer("vergadering", overleg_id=overleg_id)
            if ook:
                omgeving.meld(" ".join(ook), "waarschuwing")
            QTimer.singleShot(_EERST_HET_OVERLEG_MS, omgeving, na)

        def mislukt(fout: Fout) -> None:
            omgeving.toon_fout(fout)
            na()

        if werkplek.gebruiker.mag(Recht.OVERLEG_SCHRIJVEN):
            omgeving.werker.doe(partial(vergaderplek.find_afgebroken, werkplek), klaar, mislukt, omgeving)

    def _nieuwe_omgeving(self, werkplek: Werkplek | None) -> Omgeving:
        omgeving = Omgeving(werkplek, ouder=self)
        omgeving.zet_thema()
        self._haken_terug = omgeving.installeer_haken()
        self._omgeving = omgeving
        return omgeving

    def _toon_deur(self, pad: Path | None) -> None:
        omgeving = self._nieuwe_omgeving(None)
        self.deur = Deurvenster(omgeving, klok=self._klok)
        self.deur.geopend.connect(self.open_werkplek)
        self.deur.gesloten.connect(self._deur_gesloten)
        if pad is not None:
            self.deur.kies(pad)
        self.deur.show()

    def _sluit_deur(self) -> None:
        deur, self.deur = self.deur, None
        if deur is not None:
            deur.close()
            deur.deleteLater()
            self._laat_los()

    def _sluit_kluis(self, *, wacht: bool, wie: UUID | None = None) -> Uitkomst | None:
        """Shut the vault that is open; None when there is none, or when it is shut later (not with ``wacht``)."""
        venster, self.venster = self.venster, None
        werkplek, self.werkplek = self.werkplek, None
        for luisteraar in (self._rust, self._toets, self._klembord):
            if luisteraar is not None:
                luisteraar.stop()
                luisteraar.deleteLater()
        self._rust = self._toets = self._klembord = None
        if self._afdekking is not None:
            self._afdekking.vergeet()
            self._afdekking = None
        if werkplek is None:
            return None
        omgeving, self._omgeving = self._omgeving, None
        assert omgeving is not None
        self._haken_los()
        afsluiting = Afsluiting(omgeving, werkplek, venster, self)
        if wie is not None:
            afsluiting.klaar.connect(partial(self._later_dicht, wie))
        return afsluiting.sluit(wacht=wacht)

    def _haken_los(self) -> None:
        if self._haken_terug is not None:
            self._haken_terug()
            self._haken_terug = None

    def _laat_los(self) -> None:
        omgeving, self._omgeving = self._omgeving, None
        self._haken_los()
        if omgeving is not None:
            omgeving.werker.stop()
            omgeving.deleteLater()

    def _venster_gesloten(self) -> None:
        if self.venster is not None:  # by the user, not by us
            self._sluit_kluis(wacht=True)
            QCoreApplication.quit()

    def _deur_gesloten(self) -> None:
        if self.deur is not None:
            self._sluit_deur()
            QCoreApplication.quit()
