"""The tab Indeling of a dossier: facts at the left, criteria per doelgroep at the right, and a person who chooses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.services import antecedenten, casussen, indelen
from pmg_desk.services.antecedenten import AntecedentInzicht
from pmg_desk.services.casussen import CasusStatus
from pmg_desk.services.indelen import KenmerkInzicht, ToetsInzicht
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import KenmerkSoort
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.indelingformulieren import (
    Antecedentformulier,
    Doelgroepformulier,
    Kenmerkformulier,
    als_antecedent,
    van_antecedent,
)
from pmg_desk.ui.screens.indelingkaarten import Antecedentrij, Indelingrij, Kenmerkrij, Toetsingkaart, lijn
from pmg_desk.ui.widgets.formulier import Formulier, TekstVeld
from pmg_desk.ui.widgets.invoerdialoog import Invoerdialoog
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.kaartraster import Kaartraster
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.tabblad import Tabblad
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.uitspraakkaart import maak_leeg


@dataclass(frozen=True, slots=True)
class _Stand:
    casus_id: UUID
    toets: ToetsInzicht
    antecedenten: tuple[AntecedentInzicht, ...]
    kenmerken: tuple[KenmerkInzicht, ...]
    wijzigen: bool


def _lees(werkplek: Werkplek, casus_id: UUID) -> _Stand:
    kop = casussen.toon_kop(werkplek, casus_id)
    return _Stand(
        casus_id,
        indelen.toets_casus(werkplek, casus_id),
        antecedenten.list_antecedenten(werkplek, casus_id),
        indelen.list_kenmerken(werkplek, casus_id),
        kop.mag_wijzigen and kop.status is CasusStatus.OPEN,
    )


class IndelingTab(Tabblad):
    """The program shows what matches and what fails; it never chooses and never marks one as the best."""

    sleutel, titel, icoon = "indeling", "Indeling", "list-checks"
    soorten = frozenset({"antecedent", "kenmerk", "indeling", "score", "jongere", "casus", "uitspraak"})

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self._toets: ToetsInzicht | None = None
        self.nu = Kaart(self.tr("Doelgroep nu"))
        self.kiesknop = Knop(self.tr("Doelgroep kiezen"), "primair", actie=self.kies)
        self.nu.voeg_actie(self.kiesknop)
        self.feiten = Kaart(self.tr("Antecedenten"))
        self.feitknop = Knop(self.tr("Antecedent toevoegen"), icoon="plus", actie=self.voeg_antecedent)
        self.feiten.voeg_actie(self.feitknop)
        self.tekens = Kaart(self.tr("Kenmerken die een professional beoordeelt"))
        self.eerder = Kaart(self.tr("Eerdere indelingen"))
        toetsingen = QWidget()
        self._toetsingen = QVBoxLayout(toetsingen)
        self._toetsingen.setContentsMargins(0, 0, 0, 0)
        self._toetsingen.setSpacing(14)
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        self.raster = Kaartraster((self.nu, self.feiten, self.tekens, self.eerder), (toetsingen,))
        self.raster.setVisible(False)
        kolom.addWidget(self.raster)
        kolom.addStretch(1)

    def toon(self, casus_id: UUID) -> None:
        """Show this casus."""
        super().toon(casus_id)
        self.omgeving.werker.doe(partial(_lees, self.omgeving.werkplek, casus_id), self._zet, eigenaar=self)

    def _zet(self, stand: _Stand) -> None:
        if stand.casus_id != self.casus_id:
            return
        profiel = self.omgeving.werkplek.profiel
        self._toets = stand.toets
        self.kiesknop.setVisible(stand.wijzigen)
        self.feitknop.setVisible(stand.wijzigen)
        maak_leeg(self.nu.inhoud)
        huidig = stand.toets.huidig
        if huidig is None:
            self.nu.inhoud.addWidget(
                Tekst(self.tr("Nog niemand koos een doelgroep. Kijk naar de criteria en kies met een motivering."))
            )
        else:
            self.nu.inhoud.addWidget(Indelingrij(profiel, huidig))
        if any(kenmerk.soort is KenmerkSoort.SLACHTOFFER and kenmerk.waarde for kenmerk in stand.kenmerken):
            self.nu.inhoud.addWidget(
                Tekst(self.tr("Weeg mee: deze jongere is ook slachtoffer. Dat telt nooit als antecedent."), "label")
            )
        self._vul_feiten(stand)
        maak_leeg(self.tekens.inhoud)
        for plek, kenmerk in enumerate(stand.kenmerken):
            if plek:
                self.tekens.inhoud.addWidget(lijn())
            self.tekens.inhoud.addWidget(Kenmerkrij(kenmerk, self.beoordeel if stand.wijzigen else None))
        maak_leeg(self._toetsingen)
        self._toetsingen.addWidget(Tekst(_passend(self, stand.toets), "groot"))
        for toetsing in stand.toets.toetsingen:
            self._toetsingen.addWidget(Toetsingkaart(profiel, toetsing))
        self._toetsingen.addStretch(1)
        maak_leeg(self.eerder.inhoud)
        self.eerder.setVisible(len(stand.toets.indelingen) > 1)
        for plek, indeling in enumerate(stand.toets.indelingen[1:]):
            if plek:
                self.eerder.inhoud.addWidget(lijn())
            self.eerder.inhoud.addWidget(Indelingrij(profiel, indeling))
        self.raster.setVisible(True)

    def _vul_feiten(self, stand: _Stand) -> None:
        maak_leeg(self.feiten.inhoud)
        if not stand.antecedenten:
            self.feiten.inhoud.addWidget(
                Tekst(
                    self.tr("Nog geen antecedenten. Hier staan contacten met politie en justitie, met bron en status.")
                )
            )
        for plek, antecedent in enumerate(stand.antecedenten):
            if plek:
                self.feiten.inhoud.addWidget(lijn())
            wijzig, trek_in = (self.wijzig_antecedent, self.trek_in) if stand.wijzigen else (None, None)
            self.feiten.inhoud.addWidget(Antecedentrij(self.omgeving.werkplek.profiel, antecedent, wijzig, trek_in))

    # what one does here

    def voeg_antecedent(self) -> None:
        """Record an antecedent."""
        casus_id, werkplek = self.casus_id, self.omgeving.werkplek
        if casus_id is None:
            return

        def taak(waarden: dict[str, Any]) -> object:
            return antecedenten.add_antecedent(werkplek, casus_id, als_antecedent(waarden))

        Invoerdialoog(
            self,
            self.omgeving,
            self.tr("Antecedent toevoegen"),
            Antecedentformulier(self, self.omgeving),
            taak,
            gemeld=self.tr("Het antecedent is opgeslagen."),
            concept=("antecedent", casus_id),
        ).toon()

    def wijzig_antecedent(self, antecedent: AntecedentInzicht) -> None:
        """Supersede an antecedent."""
        werkplek, id_ = self.omgeving.werkplek, antecedent.id

        def taak(waarden: dict[str, Any]) -> object:
            return antecedenten.amend_antecedent(werkplek, id_, als_antecedent(waarden))

        Invoerdialoog(
            self,
            self.omgeving,
            self.tr("Antecedent wijzigen"),
            Antecedentformulier(self, self.omgeving),
            taak,
            gemeld=self.tr("Het antecedent is gewijzigd."),
            concept=("antecedent.wijzigen", id_),
            begin=van_antecedent(antecedent),
        ).toon()

    def trek_in(self, antecedent: AntecedentInzicht) -> None:
        """Withdraw an antecedent, with a reason."""
        werkplek, id_ = self.omgeving.werkplek, antecedent.id

        def taak(waarden: dict[str, Any]) -> None:
            antecedenten.withdraw_antecedent(werkplek, id_, waarden["reden"])

        veld = TekstVeld(
            "reden",
            self.tr("Waarom klopt dit niet"),
            verplicht=True,
            hoogstens=300,
            hulp=self.tr("Het antecedent telt dan niet meer. In de kluis blijft het bewaard, met uw reden."),
        )
        Invoerdialoog(
            self,
            self.omgeving,
            self.tr("Antecedent intrekken"),
            Formulier([veld], knop=self.tr("Antecedent intrekken")),
            taak,
            gemeld=self.tr("Het antecedent is ingetrokken."),
            concept=("antecedent.intrekken", id_),
        ).toon()

    def beoordeel(self, kenmerk: KenmerkInzicht) -> None:
        """Record a judgement of a sign."""
        casus_id, werkplek = self.casus_id, self.omgeving.werkplek
        if casus_id is None:
            return

        def taak(waarden: dict[str, Any]) -> None:
            indelen.judge_kenmerk(
                werkplek, casus_id, kenmerk.soort, waarden["waarde"], waarden["bron"], waarden["toelichting"]
            )

        Invoerdialoog(
            self,
            self.omgeving,
            self.tr("Kenmerk beoordelen"),
            Kenmerkformulier(self, self.omgeving, kenmerk),
            taak,
            gemeld=self.tr("Het oordeel is opgeslagen."),
            concept=(f"kenmerk.{kenmerk.soort.value}", casus_id),
        ).toon()

    def kies(self) -> None:
        """Choose a doelgroep, with a motivation."""
        casus_id, werkplek, toets = self.casus_id, self.omgeving.werkplek, self._toets
        if casus_id is None or toets is None:
            return

        def taak(waarden: dict[str, Any]) -> object:
            return indelen.assign_doelgroep(
                werkplek, casus_id, waarden["doelgroep"], waarden["motivering"], waarden["afwijking_reden"]
            )

        Invoerdialoog(
            self,
            self.omgeving,
            self.tr("Doelgroep kiezen"),
            Doelgroepformulier(self, self.omgeving, toets.toetsingen),
            taak,
            gemeld=self.tr("De doelgroep is vastgelegd."),
            concept=("indeling", casus_id),
        ).toon()


def _passend(zegger: QWidget, toets: ToetsInzicht) -> str:
    if not toets.passend:
        return zegger.tr("Nog bij geen doelgroep staat vast dat alle criteria passen. U kiest.")
    if len(toets.passend) == 1:
        return zegger.tr("De criteria passen bij: {}. U kiest.").format(toets.passend[0])
    return zegger.tr("De criteria passen bij meer doelgroepen: {}. U kiest.").format(", ".join(toets.passend))
