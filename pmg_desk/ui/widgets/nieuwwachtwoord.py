"""Choosing a new password, with a word on it while typing."""

from __future__ import annotations

from collections.abc import Callable

from pmg_desk.ui.wekker import wekker
from pmg_desk.ui.werker import DatabaseWerker
from pmg_desk.ui.widgets.tekstvelden import WachtwoordVeld

_ONTDENDER = 250


class NieuwWachtwoordVeld(WachtwoordVeld):
    """``keur`` says what is wrong with a password, or nothing; it runs on the worker thread when typing rests."""

    def __init__(self, sleutel: str, label: str, keur: Callable[[str], str], werker: DatabaseWerker) -> None:
        super().__init__(sleutel, label)
        self._keur, self._werker = keur, werker
        self._ronde = 0
        self._uitleg = self.tr(
            "15 tekens of meer. Vier of meer woorden die niets met elkaar te maken hebben, zijn goed te onthouden."
        )
        self.zet_hulp(self._uitleg)
        self._rust = wekker(self, _ONTDENDER, self._vraag)
        self.gewijzigd.connect(self._getypt)

    def _getypt(self) -> None:
        self._ronde += 1
        self._rust.start()

    def _vraag(self) -> None:
        tekst, ronde, keur = self.regel.text(), self._ronde, self._keur
        if not tekst:
            self.zet_hulp(self._uitleg)
            return
        self._werker.doe(lambda: keur(tekst), lambda bezwaar: self._toon_oordeel(ronde, bezwaar), eigenaar=self)

    def _toon_oordeel(self, ronde: int, bezwaar: str) -> None:
        if ronde == self._ronde:
            self.zet_hulp(bezwaar or self.tr("Dit wachtwoord is moeilijk te raden."))
