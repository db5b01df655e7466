"""The tab Betrokkenen of a dossier: who is or was involved, in which role, and who attends the overleg."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.datums import Richting
from pmg_desk.services import actiehouders, betrokkenen, casussen
from pmg_desk.services.actiehouders import Houder
from pmg_desk.services.betrokkenen import BetrokkeneInvoer, BetrokkeneInzicht
from pmg_desk.services.casussen import CasusStatus
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.adresboek_formulieren import functieveld
from pmg_desk.ui.screens.wieveld import WieVeld
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.chip import Chipwaarde
from pmg_desk.ui.widgets.formulier import DatumVeld, Formulier, Keuze, VinkVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.tabblad import Tabblad
from pmg_desk.ui.widgets.vloei import Vloeibalk


@dataclass(frozen=True, slots=True)
class _Stand:
    betrokkenen: tuple[BetrokkeneInzicht, ...]
    houders: tuple[Houder, ...]
    mag_wijzigen: bool


def _lees(werkplek: Werkplek, casus_id: UUID) -> _Stand:
    kop = casussen.toon_kop(werkplek, casus_id)
    return _Stand(
        betrokkenen.list_betrokkenen(werkplek, casus_id),
        actiehouders.list_houders(werkplek),
        kop.mag_wijzigen and kop.status is not CasusStatus.GESLOTEN,
    )


def _nu(betrokkene: BetrokkeneInzicht) -> Chipwaarde:
    if betrokkene.vertrokken:
        return Chipwaarde("Werkt hier niet meer", "rood")
    return chip.status("actief", "Betrokken") if betrokkene.nu else chip.status("gesloten", "Niet nu")


class BetrokkenenTab(Tabblad):
    """A list with buttons above it; Enter changes the row under the cursor."""

    sleutel, titel, icoon = "betrokkenen", "Betrokkenen", "users"
    soorten = frozenset({"betrokkenheid", "professional", "organisatie", "casus"})

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self._stand = _Stand((), (), False)
        self.voegknop = Knop(self.tr("Betrokkene toevoegen"), "primair", "plus", actie=self.voeg_toe)
        self.wijzigknop = Knop(self.tr("Wijzigen of beëindigen"), icoon="pencil", actie=self.wijzig)
        self._balk = Vloeibalk()
        self._balk.voeg_toe(self.voegknop)
        self._balk.voeg_toe(self.wijzigknop)
        self.lijst: Lijst[BetrokkeneInzicht] = Lijst(
            "betrokkenen",
            self.titel,
            (
                Kolom("naam", self.tr("Naam"), lambda b: b.naam, breedte=150, rekt=True, nadruk=True),
                Kolom("nu", self.tr("Nu"), _nu, "chip", breedte=180),
                Kolom("rol", self.tr("Rol in deze casus"), lambda b: b.rol, breedte=170),
                Kolom("organisatie", self.tr("Organisatie"), lambda b: b.organisatie, breedte=190),
                Kolom("van", self.tr("Vanaf"), lambda b: b.van, "datum", breedte=110),
                Kolom("tot", self.tr("Tot en met"), lambda b: b.tot, "datum", breedte=110),
                Kolom("overleg", self.tr("Bij overleg"), lambda b: b.bij_overleg, "janee", breedte=110),
                Kolom("telefoon", self.tr("Telefoon"), lambda b: b.telefoon, breedte=130, verborgen=True),
                Kolom("functie", self.tr("Functie"), lambda b: b.functie, breedte=160, verborgen=True),
                Kolom("email", self.tr("E-mail"), lambda b: b.email, breedte=220, verborgen=True),
            ),
            lambda b: b.id,
            woord=(self.tr("betrokkene"), self.tr("betrokkenen")),
            instellingen=omgeving.instellingen,
            leeg=Leegtekst(
                self.tr("Nog geen betrokkenen"),
                self.tr("Hier staat wie er om de jongere heen werkt, en wie bij het overleg hoort."),
                "users",
            ),
        )
        self.lijst.gekozen.connect(self._schik)
        self.lijst.geopend.connect(self.wijzig)
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(10)
        kolom.addWidget(self._balk)
        self.lijst.rol_uit()
        kolom.addWidget(self.lijst, 1)
        self._schik()

    def toon(self, casus_id: UUID) -> None:
        """Load who is involved."""
        super().toon(casus_id)
        self.omgeving.werker.doe(partial(_lees, self.omgeving.werkplek, casus_id), self._zet, eigenaar=self)

    def _zet(self, stand: _Stand) -> None:
        self._stand = stand
        self.lijst.zet_rijen(stand.betrokkenen)
        self._schik()

    def _schik(self) -> None:
        self._balk.setVisible(self._stand.mag_wijzigen)
        self.wijzigknop.setEnabled(self.lijst.huidige() is not None)

    def voeg_toe(self) -> None:
        """Ask who."""
        assert self.casus_id is not None
        self._dialoog(
            self.tr("Betrokkene toevoegen"),
            self._formulier(self._stand.houders, {"van": self.omgeving.vandaag()}),
            partial(_voeg_toe, self.omgeving.werkplek, self.casus_id),
            self.casus_id,
        )

    def wijzig(self) -> None:
        """Change the row under the cursor; giving a last day ends it."""
        wie = self.lijst.huidige()
        if wie is None or not self._stand.mag_wijzigen:
            return
        vast = Keuze(wie.professional_id, wie.naam, wie.organisatie)
        formulier = self._formulier(
            self._stand.houders,
            {"professional_id": vast, "rol": wie.rol, "van": wie.van, "tot": wie.tot, "bij_overleg": wie.bij_overleg},
            vast,
        )
        taak = partial(_wijzig, self.omgeving.werkplek, wie.id)
        self._dialoog(self.tr("Betrokkene wijzigen"), formulier, taak, wie.id)

    def _dialoog(self, titel: str, formulier: Formulier, taak: Any, object_id: UUID) -> None:
        Bewaardialoog(
            self,
            self.omgeving,
            titel,
            formulier,
            taak,
            gelukt=self.tr("De betrokkene is opgeslagen."),
            concept="betrokkene",
            object_id=object_id,
        ).toon()

    def _formulier(self, houders: Sequence[Houder], waarden: dict[str, Any], vast: Keuze | None = None) -> Formulier:
        functies = [f.label for f in self.omgeving.werkplek.profiel.functies.values()]
        vandaag = self.omgeving.vandaag
        formulier = Formulier(
            [
                WieVeld(
                    self.omgeving,
                    "professional_id",
                    self.tr("Wie"),
                    houders,
                    vast=vast,
                    hulp=self.tr("Uzelf, een collega of iemand uit het adresboek."),
                ),
                functieveld(functies, "rol", self.tr("Rol in deze casus")),
                VinkVeld("bij_overleg", self.tr("Hoort bij het overleg over deze casus")),
                DatumVeld(
                    "van",
                    self.tr("Vanaf"),
                    vandaag,
                    richting=Richting.VERLEDEN,
                    hulp=self.tr("Leeg betekent: vandaag."),
                ),
                DatumVeld(
                    "tot",
                    self.tr("Tot en met"),
                    vandaag,
                    hulp=self.tr("Leeg betekent: nog steeds. Wie niet meer betrokken is, blijft in de lijst staan."),
                ),
            ],
            knop=self.tr("Betrokkene opslaan"),
        )
        formulier.zet(waarden)
        return formulier


def _voeg_toe(werkplek: Werkplek, casus_id: UUID, waarden: dict[str, Any]) -> UUID:
    return betrokkenen.add_betrokkene(werkplek, casus_id, BetrokkeneInvoer(**waarden))


def _wijzig(werkplek: Werkplek, betrokkenheid_id: UUID, waarden: dict[str, Any]) -> None:
    betrokkenen.change_betrokkene(werkplek, betrokkenheid_id, BetrokkeneInvoer(**waarden))
