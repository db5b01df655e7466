"""Ending an overleg in one window: what is not in the dossier yet or was not come to, who did not come, the minutes."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from pmg_desk.services import bespreken, vergaderen
from pmg_desk.services.overleggen import AgendaPunt
from pmg_desk.services.vergaderen import Vergadering
from pmg_desk.storage.models import Besprekingsstand
from pmg_desk.ui.terugroep import zwak
from pmg_desk.ui.widgets.dialoog import Dialoog
from pmg_desk.ui.widgets.formulier import Keuze, MeerKeuzeVeld
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst

_MEESTE = 6


class Afronddialoog(Dialoog):
    """``doe`` gets who did not come, and which tab of the overleg comes next. Enter ends it and goes to the minutes.

    Where words were typed that are not committed, by whomever, Enter goes back.

    Of whom nothing was said, it is asked only here. Where somebody was said to be there, the others are ticked: they
    were not. Where nobody was, nothing is ticked: then nothing is known.
    """

    def __init__(self, ouder: QWidget, stand: Vergadering, doe: Callable[[tuple[UUID, ...], str], object]) -> None:
        super().__init__(ouder, ouder.tr("Overleg afronden?"), breedte=620)
        self._doe = zwak(doe)
        agenda, standen = stand.overleg.agenda, stand.standen
        overgeslagen = (None, Besprekingsstand.NIET_BESPROKEN)  # the second from an earlier time that it was ended
        los = [punt for punt in agenda if punt.id in stand.getypt]
        alleen_verteld = stand.verteld - stand.getypt - standen.keys()
        verteld = [punt for punt in agenda if punt.id in alleen_verteld]
        elders = stand.getypt | alleen_verteld
        niet = [punt for punt in agenda if standen.get(punt.id) in overgeslagen and punt.id not in elders]
        zinnen = (
            (los, self.tr("Nog niet vastgelegd: {}. Daar staat een concept, van u of van een collega.")),
            (verteld, self.tr("Wel iets verteld, niets vastgelegd: {}. Dat komt als besproken in het verslag.")),
            (niet, self.tr("Niet aan toegekomen: {}. Dat komt zo in het verslag.")),
        )
        delen = [zin.format(self._namen(punten)) for punten, zin in zinnen if punten]
        if los:
            ga = self.tr("Ga terug, open de casus en druk op F8: dan staat het in het verslag.")
            delen[0] += f" {ga} " + self.tr("Ziet u daar geen tekst, vraag het dan uw collega.")
        self.zin = Tekst("\n".join(delen) or self.tr("Alle casussen zijn aan de orde geweest."))
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
        eerst = self.terugknop if los else self.verslagknop
        eerst.setDefault(True)
        eerst.setFocus(Qt.FocusReason.OtherFocusReason)

    def _namen(self, punten: Collection[AgendaPunt]) -> str:
        namen = [punt.naam for punt in punten][:_MEESTE]
        if len(punten) > _MEESTE:
            namen.append(self.tr("en nog {}").format(len(punten) - _MEESTE))
        return "; ".join(namen)

    def _klaar(self, daarna: str) -> None:
        wie = self.wie.waarde()
        self.accept()
        self._doe(wie, daarna)


class Afronder(QObject):
    """Asks over ``scherm`` and ends it; then ``afgerond`` with the tab of the overleg that comes next."""

    afgerond = Signal(str)

    def __init__(self, scherm: Scherm) -> None:
        super().__init__(scherm)
        self._scherm = scherm

    def vraag(self, overleg_id: UUID) -> None:
        """Ask, with the meeting as it is now; not over another question."""
        omgeving = self._scherm.omgeving
        taak = partial(vergaderen.toon_vergadering, omgeving.werkplek, overleg_id)
        omgeving.werker.doe(taak, self._toon, self._scherm.toon_fout, self)

    def _toon(self, stand: Vergadering) -> None:
        if self._scherm.isVisible() and QApplication.activeModalWidget() is None:
            Afronddialoog(self._scherm, stand, partial(self._rond_af, stand.overleg.regel.id)).toon()

    def _rond_af(self, overleg_id: UUID, niet_verschenen: tuple[UUID, ...], daarna: str) -> None:
        omgeving = self._scherm.omgeving
        taak = partial(bespreken.finish_overleg, omgeving.werkplek, overleg_id, niet_verschenen)
        omgeving.werker.doe(taak, partial(self._klaar, daarna), self._scherm.toon_fout, self)

    def _klaar(self, daarna: str, _aantal: int) -> None:
        self._scherm.meld(self.tr("Het overleg is afgerond."))
        self.afgerond.emit(daarna)
