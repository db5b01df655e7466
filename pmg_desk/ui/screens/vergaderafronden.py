"""Ending an overleg in one window: what was not come to, who did not come, and on to the minutes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from pmg_desk.services.vergaderen import Vergadering
from pmg_desk.storage.models import Besprekingsstand
from pmg_desk.ui.terugroep import zwak
from pmg_desk.ui.widgets.dialoog import Dialoog
from pmg_desk.ui.widgets.formulier import Keuze, MeerKeuzeVeld
from pmg_desk.ui.widgets.tekst import Tekst

_MEESTE = 6


class Afronddialoog(Dialoog):
    """``doe`` gets who did not come, and which tab of the overleg comes next. Enter ends it and goes to the minutes.

    Of whom nothing was said, it is asked only here. Where somebody was said to be there, the others are ticked: they
    were not. Where nobody was, nothing is ticked: then nothing is known.
    """

    def __init__(self, ouder: QWidget, stand: Vergadering, doe: Callable[[tuple[UUID, ...], str], object]) -> None:
        super().__init__(ouder, ouder.tr("Overleg afronden?"), breedte=620)
        self._doe = zwak(doe)
        overgeslagen = (None, Besprekingsstand.NIET_BESPROKEN)  # the second from an earlier time that it was ended
        niet = [punt for punt in stand.overleg.agenda if stand.standen.get(punt.id) in overgeslagen]
        namen = [punt.naam for punt in niet[:_MEESTE]]
        if len(niet) > _MEESTE:
            namen.append(self.tr("en nog {}").format(len(niet) - _MEESTE))
        self.zin = Tekst(
            self.tr("Niet aan toegekomen: {}. Dat komt zo in het verslag.").format("; ".join(namen))
            if niet
            else self.tr("Alle casussen zijn aan de orde geweest.")
        )
        self.inhoud.addWidget(self.zin)
        onbekend = [een for een in stand.deelneming if een.stand is None]
        er = sum(een.aanwezig for een in stand.deelneming)
        self.wie = MeerKeuzeVeld(
            "wie",
            self.tr("Wie was er niet?"),
            [Keuze(een.professional_id, een.naam, een.organisatie) for een in onbekend],
            hulp=self.tr("Van deze mensen is nog niets vastgelegd. Wie u niet aankruist, blijft zo."),
        )
        if er:
            self.wie.zet(tuple(een.professional_id for een in onbekend))
        self.inhoud.addWidget(self.wie)
        self.wie.setVisible(bool(onbekend))
        if not er:
            self.inhoud.addWidget(Tekst(self.tr("Er is niet vastgelegd wie er was. Dat kan met F11.")))
        self.inhoud.addStretch(1)
        self.setAccessibleDescription(self.zin.text())
        self.terugknop = self.voeg_knop(self.tr("Terug"), actie=self.reject)
        self.knop = self.voeg_knop(self.tr("Afronden"), actie=partial(self._klaar, ""))
        naar_verslag = self.tr("Afronden en naar het verslag")
        self.verslagknop = self.voeg_knop(naar_verslag, "primair", actie=partial(self._klaar, "verslag"))
        self.verslagknop.setDefault(True)
        self.verslagknop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _klaar(self, daarna: str) -> None:
        wie = self.wie.waarde()
        self.accept()
        self._doe(wie, daarna)
