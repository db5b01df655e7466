"""The card of a dossier with its aanmeldingen at tables, and the way to put the casus before one more."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout

from pmg_desk.domain.datums import toon_datum
from pmg_desk.services import aanmeldingen
from pmg_desk.services.aanmeldingen import AanmeldingInzicht, Tafelkeuze
from pmg_desk.services.meldpunt import Terugmelding
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.aanmeldingdelen import aanmeld_dialoog, aanmeldingchip
from pmg_desk.ui.widgets.chip import Chip
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.uitspraakkaart import maak_leeg
from pmg_desk.ui.widgets.vloei import Vloeibalk


class Aanmeldkaart(Kaart):
    """The latest first; each opens its triage."""

    def __init__(self, omgeving: Omgeving) -> None:
        super().__init__(self.tr("Aanmeldingen bij tafels"))
        self._omgeving = omgeving
        self._casus_id: UUID | None = None
        self.knop = Knop(self.tr("Aanmelden bij een tafel"), "koppeling", "plus", actie=self.meld_aan)
        self.voeg_actie(self.knop)
        self._rijen = QVBoxLayout()
        self._rijen.setSpacing(8)
        self.inhoud.addLayout(self._rijen)

    def zet(
        self,
        casus_id: UUID,
        rijen: Sequence[AanmeldingInzicht],
        terugmeldingen: Sequence[Terugmelding],
        *,
        wijzigen: bool,
    ) -> None:
        """Show these."""
        self._casus_id = casus_id
        self.knop.setVisible(wijzigen)
        maak_leeg(self._rijen)
        if not rijen:
            self._rijen.addWidget(
                Tekst(
                    self.tr("Nog niet aangemeld. Bij een aanmelding beantwoordt de tafel haar eigen vragen."), "zacht"
                )
            )
        for een in rijen:
            balk = Vloeibalk()
            knop = Knop(
                een.rij.tafel_label,
                "koppeling",
                actie=partial(self._omgeving.navigeer, "aanmelding", aanmelding_id=een.id),
            )
            knop.setAccessibleName(self.tr("Aanmelding bij {} openen").format(een.rij.tafel_label))
            balk.voeg_toe(knop)
            balk.voeg_toe(Chip(aanmeldingchip(een.rij)))
            balk.voeg_toe(Tekst(een.rij.aangemeld_op.strftime("%d-%m-%Y"), "zacht", omslaan=False))
            self._rijen.addWidget(balk)
        for terug in terugmeldingen:
            self._terugmelding(terug)

    def _terugmelding(self, terug: Terugmelding) -> None:
        """What was told to who reported a signal that is part of this casus."""
        kop = self.tr("Signaal van {} bij {}").format(toon_datum(terug.ontvangen_op), terug.tafel_label)
        self._rijen.addWidget(Tekst(kop, "label"))
        if not terug.verteld:
            self._rijen.addWidget(Tekst(self.tr("De melder heeft nog niets gehoord."), "zacht"))
        for een in terug.verteld:
            wanneer = self.tr("Op {} is aan de melder verteld:").format(toon_datum(een.op))
            self._rijen.addWidget(Tekst(wanneer, "zacht"))
            self._rijen.addWidget(Tekst(een.tekst, kiesbaar=True))

    def meld_aan(self) -> None:
        """Ask before which table, and why."""
        if self._casus_id is not None:
            self._omgeving.werker.doe(
                partial(aanmeldingen.list_tafelkeuzes, self._omgeving.werkplek, self._casus_id),
                partial(self._toon_formulier, self._casus_id),
                eigenaar=self,
            )

    def _toon_formulier(self, casus_id: UUID, tafels: tuple[Tafelkeuze, ...]) -> None:
        dialoog = aanmeld_dialoog(self, self._omgeving, casus_id, tafels)
        dialoog.bewaard.connect(self._aangemeld)
        dialoog.toon()

    def _aangemeld(self, aanmelding_id: UUID) -> None:
        self._omgeving.navigeer("aanmelding", aanmelding_id=aanmelding_id)
