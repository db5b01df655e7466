"""The recovery sheet on the screen of who looks after the vault: how it stands, trying it, making a new one."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.klok import AMSTERDAM
from pmg_desk.services import herstelblad
from pmg_desk.services.herstelblad import HerstelbladStand
from pmg_desk.ui.widgets.dialoog import bevestig
from pmg_desk.ui.widgets.herstelblad import Herstelbladstap
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.vloei import Vloei


class Herstelbladkaart(Kaart):
    """As long as the sheet was not tried, the steps stand here open."""

    def __init__(self, scherm: Scherm) -> None:
        super().__init__(self.tr("Herstelblad"))
        self.scherm, self.omgeving = scherm, scherm.omgeving
        self._stand = HerstelbladStand(False, None, None)
        self.stand = Tekst("")
        self.inhoud.addWidget(self.stand)
        self._knoppen = QWidget()
        vloei = Vloei(self._knoppen)
        self.nieuwknop = Knop(self.tr("Nieuw herstelblad maken"), icoon="key-round", actie=self.maak_nieuw)
        self.proefknop = Knop(self.tr("Herstelblad proberen"), icoon="shield-check", actie=self.probeer)
        vloei.addWidget(self.nieuwknop)
        vloei.addWidget(self.proefknop)
        self.inhoud.addWidget(self._knoppen)
        self.stap: Herstelbladstap | None = None
        self._knoppen.setVisible(False)
        self.laad()

    def laad(self) -> None:
        """Read how it stands."""
        taak = partial(herstelblad.describe_herstelblad, self.omgeving.werkplek)
        self.omgeving.werker.doe(taak, self._toon, self.scherm.toon_fout, self)

    def _toon(self, stand: HerstelbladStand) -> None:
        self._stand = stand
        self._knoppen.setVisible(stand.klaar)
        if stand.gemaakt_op is not None and stand.geprobeerd_op is not None:
            dag = "%d-%m-%Y"
            self.stand.setText(
                self.tr("Gemaakt op {} en geprobeerd op {}. Het blad is niet opnieuw af te drukken.").format(
                    stand.gemaakt_op.astimezone(AMSTERDAM).strftime(dag),
                    stand.geprobeerd_op.astimezone(AMSTERDAM).strftime(dag),
                )
            )
            self._sluit_stap()
        else:
            self.stand.setText(
                self.tr("Het herstelblad is gemaakt, maar nog niet geprobeerd. Typ de sleutel één keer over.")
                if stand.gemaakt
                else self.tr("Deze kluis heeft nog geen herstelblad.")
            )
            self._open_stap()

    def maak_nieuw(self) -> None:
        """Ask, because the sheet of now stops."""
        bevestig(
            self,
            self.tr("Een nieuw herstelblad maken?"),
            self.tr("Het blad dat er nu is, opent deze kluis dan niet meer."),
            self.tr("Nieuw herstelblad maken"),
            lambda: self._open_stap().maak(),
            punten=(
                self.tr("U drukt het nieuwe blad meteen af en typt de sleutel één keer over."),
                self.tr("Een oudere kopie of reservekopie van de kluis gaat nog wel open met het oude blad."),
                self.tr(
                    "Is het oude blad kwijt of door een ander gezien? Vernieuw daarna ook de sleutel van de kluis: met"
                    " het oude blad en een oude kopie is tot dan ook de kluis van nu te lezen."
                ),
            ),
        )

    def probeer(self) -> None:
        """Type the key once more, for instance each year."""
        self._open_stap().naar_proef()

    def _open_stap(self) -> Herstelbladstap:
        if self.stap is None:
            werkplek = self.omgeving.werkplek
            self.stap = Herstelbladstap(
                self.omgeving.werker,
                partial(herstelblad.make_herstelblad, werkplek),
                partial(herstelblad.try_herstelblad, werkplek),
                eerder=self._stand.gemaakt,
            )
            self.stap.geprobeerd.connect(self._geprobeerd)
            self.stap.verlaten.connect(self.laad)
            self.inhoud.addWidget(self.stap)
        self._knoppen.setVisible(False)
        return self.stap

    def _sluit_stap(self) -> None:
        if self.stap is not None:
            self.stap.setVisible(False)
            self.stap.deleteLater()
            self.stap = None

    def _geprobeerd(self) -> None:
        self.omgeving.meld(self.tr("De sleutel op het herstelblad opent deze kluis. Berg het blad goed op."))
        self.laad()
