"""Typing over the key of a recovery sheet, with a word on each group while typing."""

from __future__ import annotations

from PySide6.QtCore import Qt

from pmg_desk.kluis.herstelsleutel import GROEPEN, Groepstand, bekijk
from pmg_desk.ui.widgets.tekstvelden import LangeTekstVeld
from pmg_desk.ui.widgets.veld import Ruw

_HOOGSTENS = 500


class HerstelsleutelVeld(LangeTekstVeld):
    """Says how the groups stand that are there so far. Never in a draft; what is wrong in the end, the service says."""

    geheim = True

    def __init__(self, sleutel: str, label: str) -> None:
        super().__init__(sleutel, label, verplicht=True, regels=3, hoogstens=_HOOGSTENS)
        self.vel.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhPreferUppercase
        )
        self._vertel()
        self.gewijzigd.connect(self._vertel)

    def ruw(self) -> Ruw:
        """Never in a draft."""
        return None

    def zet_ruw(self, ruw: Ruw) -> None:
        """Never from a draft."""

    def _vertel(self) -> None:
        tekst = self.vel.toPlainText()
        if not tekst.strip():
            self.zet_hulp(
                self.tr(
                    "Typ de 14 groepen van vijf tekens over. Hoofdletters, spaties en streepjes maken niet uit. U kunt"
                    " ook de QR-code scannen met een lezer aan deze computer."
                )
            )
            return
        standen = bekijk(tekst)
        fout = [str(nr) for nr, stand in enumerate(standen, start=1) if stand is Groepstand.FOUT]
        goed = standen.count(Groepstand.GOED)
        if not standen:
            self.zet_hulp(self.tr("Dit is de tekst van de QR-code."))
        elif fout:
            self.zet_hulp(
                self.tr("Kijk deze groepen na: {}. Goed zijn er {} van de {}.").format(", ".join(fout), goed, GROEPEN)
            )
        elif goed == GROEPEN:
            self.zet_hulp(self.tr("Alle {} groepen zijn goed getypt.").format(GROEPEN))
        else:
            self.zet_hulp(self.tr("Tot nu toe goed: {} van de {} groepen.").format(goed, GROEPEN))
