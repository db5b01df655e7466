"""In the tab Delen: what the youth or the parents asked about this file, and who saw it."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.rollen import Rol
from pmg_desk.services.rechtinzicht import RechtInzicht, list_van_casus
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.rechten import stand
from pmg_desk.ui.screens.rechtvastleggen import vraag_verzoek
from pmg_desk.ui.widgets.kaart import Gegevens, Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.uitspraakkaart import maak_leeg
from pmg_desk.ui.widgets.vloei import Vloei

SOORTEN = frozenset({"rechten"})


class Rechtendeel(Kaart):
    """A card; who writes records and opens requests, who reads along sees that they are there."""

    def __init__(self, omgeving: Omgeving) -> None:
        super().__init__("")
        self.zet_titel(self.tr("Verzoeken van jongere of ouders"))
        self.omgeving = omgeving
        self._casus_id: UUID | None = None
        self._schrijft = omgeving.rol == Rol.CASUSREGISSEUR
        self._leeg = Tekst(self.tr("Niemand vroeg iets over de eigen gegevens."), "zacht")
        self.inhoud.addWidget(self._leeg)
        houder = QWidget()
        self._rijen = QVBoxLayout(houder)
        self._rijen.setContentsMargins(0, 0, 0, 0)
        self.inhoud.addWidget(houder)
        balk = QWidget()
        vloei = Vloei(balk)
        self.nieuwknop = Knop(self.tr("Verzoek vastleggen"), icoon="plus", actie=self._leg_vast)
        self.logknop = Knop(self.tr("Wie zag het dossier"), icoon="eye", actie=self._toon_log)
        vloei.addWidget(self.nieuwknop)
        vloei.addWidget(self.logknop)
        balk.setVisible(self._schrijft)
        self.inhoud.addWidget(balk)

    def toon(self, casus_id: UUID) -> None:
        """Show how it stands with this casus."""
        self._casus_id = casus_id
        self.omgeving.werker.doe(partial(list_van_casus, self.omgeving.werkplek, casus_id), self._zet, eigenaar=self)

    def _zet(self, verzoeken: tuple[RechtInzicht, ...]) -> None:
        self._leeg.setVisible(not verzoeken)
        maak_leeg(self._rijen)
        for een in verzoeken:
            gegevens = Gegevens()
            gegevens.zet(
                [
                    (self.tr("Wat"), een.soort_label),
                    (self.tr("Stand"), stand(een)),
                    (self.tr("Antwoord uiterlijk"), toon_datum(een.antwoord_voor)),
                ]
            )
            self._rijen.addWidget(gegevens)
            if self._schrijft:
                tekst = self.tr("{} bekijken").format(een.nummer)
                self._rijen.addWidget(Knop(tekst, "koppeling", actie=partial(self._open, een.id)))

    def _open(self, id_: UUID) -> None:
        self.omgeving.navigeer("rechtenverzoek", id=id_)

    def _toon_log(self) -> None:
        self.omgeving.navigeer("rechtenverzoek", casus_id=self._casus_id, tab="log")

    def _leg_vast(self) -> None:
        assert self._casus_id is not None
        vraag_verzoek(self, self.omgeving, self._casus_id)
