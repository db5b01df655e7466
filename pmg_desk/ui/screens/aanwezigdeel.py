"""Who is at an overleg, in one key for all; and who leaves the room for the item that is discussed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.fouten import Fout
from pmg_desk.services import aanwezigheid, adresboek
from pmg_desk.services.aanwezigheid import STAND_LABELS, Deelneming
from pmg_desk.services.adresboek import ProfessionalInzicht
from pmg_desk.storage.models import Aanwezigheidsstand
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.terugroep import zwak
from pmg_desk.ui.widgets.formulier import Keuze, ZoekKeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.vloei import Vloeibalk


class AanwezigDeel(QWidget):
    """For one meeting, and the item that is in the middle (None: none). ``zodra`` waits until that is there."""

    def __init__(
        self,
        omgeving: Omgeving,
        overleg_id: UUID,
        punt_id: UUID | None,
        fout: Callable[[Fout], None],
        zodra: Callable[[Callable[[], object]], object],
    ) -> None:
        super().__init__()
        self._zodra = zwak(zodra)
        self._omgeving, self._overleg_id, self._punt_id, self._fout = omgeving, overleg_id, punt_id, fout
        self._mensen: tuple[Deelneming, ...] = ()
        balk = Vloeibalk()
        stand = Aanwezigheidsstand
        knoppen: tuple[tuple[str, str, Callable[[], object]], ...] = (
            (self.tr("Iedereen is er"), "Ctrl+I", self.iedereen),
            (self.tr("Aanwezig"), "Ctrl+1", partial(self._zet_stand, stand.AANWEZIG)),
            (self.tr("Afgemeld"), "Ctrl+2", partial(self._zet_stand, stand.AFGEMELD)),
            (self.tr("Niet verschenen"), "Ctrl+3", partial(self._zet_stand, stand.NIET_VERSCHENEN)),
            (self.tr("Weg bij deze casus, of terug"), "Ctrl+4", self.wissel),
        )
        for woord, toets, actie in knoppen:
            balk.voeg_toe(Knop(f"{woord} ({toets})", actie=actie))
            snel = QShortcut(QKeySequence(toets), self)
            snel.setContext(Qt.ShortcutContext.WindowShortcut)  # wherever the focus is while this is in sight
            snel.activated.connect(actie)
        self.lijst: Lijst[Deelneming] = Lijst(
            "aanwezig",
            self.tr("Wie is er"),
            (
                Kolom("naam", self.tr("Naam en organisatie"), _wie, breedte=150, rekt=True, nadruk=True, regels=2),
                Kolom("stand", self.tr("Stand"), self._stand, breedte=120, regels=2),
            ),
            lambda d: d.professional_id,
            rijregels=2,
            woord=(self.tr("persoon"), self.tr("personen")),
            instellingen=omgeving.instellingen,
            filterveld=False,
            leeg=Leegtekst(self.tr("Niemand is uitgenodigd"), self.tr("Voeg hieronder toe wie er is."), "users"),
        )
        self.lijst.rol_uit(True)
        self.erbij = ZoekKeuzeVeld("erbij", self.tr("Ook aanwezig, uit het adresboek"), keuzes=[])
        self.erbij.gewijzigd.connect(self._voeg_toe)
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(10)
        kolom.addWidget(balk)
        kolom.addWidget(self.lijst)
        kolom.addWidget(self.erbij)
        taak = partial(adresboek.list_professionals, omgeving.werkplek)
        omgeving.werker.doe(taak, self._zet_boek, fout, self)

    def _stand(self, wie: Deelneming) -> str:
        if wie.weg:
            return self.tr("Weg bij deze casus")
        return "" if wie.stand is None else STAND_LABELS[wie.stand]

    def _zet_boek(self, mensen: tuple[ProfessionalInzicht, ...]) -> None:
        self.erbij.zet_keuzes([Keuze(p.id, p.naam, f"{p.functie}, {p.organisatie}") for p in mensen])

    def zet(self, mensen: tuple[Deelneming, ...]) -> None:
        """Show who was invited or came."""
        self._mensen = mensen
        self.lijst.zet_rijen(mensen)
        if mensen and self.lijst.huidige() is None:
            self.lijst.kies(mensen[0].professional_id)  # the keys work on somebody from the start

    def zet_punt(self, punt_id: UUID) -> None:
        """The meeting went on: who leaves from here on leaves for this item."""
        if punt_id != self._punt_id:
            self._punt_id = punt_id
            self._opnieuw(None)

    def _doe(self, taak: Callable[[], object]) -> None:
        self._omgeving.werker.doe(taak, self._opnieuw, self._fout, self)

    def _opnieuw(self, _niets: object) -> None:
        taak = partial(aanwezigheid.list_deelneming, self._omgeving.werkplek, self._overleg_id, self._punt_id)
        self._omgeving.werker.doe(taak, self.zet, self._fout, self)

    def iedereen(self) -> None:
        """Everyone who was invited is there, but for whom something else was said."""
        self._doe(partial(aanwezigheid.mark_everyone_present, self._omgeving.werkplek, self._overleg_id))

    def _zet_stand(self, stand: Aanwezigheidsstand) -> None:
        wie = self.lijst.huidige()
        if wie is not None:
            werkplek = self._omgeving.werkplek
            self._doe(partial(aanwezigheid.set_aanwezigheid, werkplek, self._overleg_id, wie.professional_id, stand))

    def wissel(self) -> None:
        """Who is marked leaves the room for the item in the middle, or comes back."""
        self._zodra(self._wissel)

    def _wissel(self) -> None:
        wie = self.lijst.huidige()
        if wie is not None and self._punt_id is not None:
            doe = aanwezigheid.return_for_punt if wie.weg else aanwezigheid.leave_for_punt
            self._doe(partial(doe, self._omgeving.werkplek, self._punt_id, wie.professional_id))

    def _voeg_toe(self) -> None:
        wie = self.erbij.waarde() if not self.erbij.bezwaar() else None
        if isinstance(wie, UUID):
            werkplek = self._omgeving.werkplek
            self._doe(
                partial(aanwezigheid.set_aanwezigheid, werkplek, self._overleg_id, wie, Aanwezigheidsstand.AANWEZIG)
            )


def _wie(een: Deelneming) -> str:
    return f"{een.naam}\n{een.organisatie}"
