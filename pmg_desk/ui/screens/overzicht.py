"""The tab Overzicht of a dossier: who it is, where, with whom around, at which tables, and who may see it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.services import (
    aanmeldingen,
    casussen,
    casusverloop,
    jongeren,
    meldpunt,
    noodtoegang,
    overlegbesluiten,
    relaties,
    toewijzingen,
)
from pmg_desk.services.aanmeldingen import AanmeldingInzicht
from pmg_desk.services.casussen import CasusStatus, DossierKop
from pmg_desk.services.casusverloop import Verloop
from pmg_desk.services.jongeren import JongereInzicht
from pmg_desk.services.meldpunt import Terugmelding
from pmg_desk.services.noodtoegang import NoodtoegangInzicht
from pmg_desk.services.overlegbesluiten import BesluitInzicht
from pmg_desk.services.relaties import RelatieInzicht
from pmg_desk.services.toewijzingen import TafelInzicht, ToewijzingInzicht
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.aanmeldkaart import Aanmeldkaart
from pmg_desk.ui.screens.besluitregels import Besluitkaart
from pmg_desk.ui.screens.overzicht_casus import Tafelkaart, Verloopkaart, Zichtkaart
from pmg_desk.ui.screens.overzicht_jongere import Adreskaart, Netwerkkaart, Persoonskaart
from pmg_desk.ui.widgets.kaartraster import Kaartraster
from pmg_desk.ui.widgets.tabblad import Tabblad


@dataclass(frozen=True, slots=True)
class Overzicht:
    """All that the tab shows, read in one go."""

    kop: DossierKop
    jongere: JongereInzicht
    relaties: tuple[RelatieInzicht, ...]
    tafels: tuple[TafelInzicht, ...]
    toewijzingen: tuple[ToewijzingInzicht, ...]
    verloop: Verloop
    noodtoegang: tuple[NoodtoegangInzicht, ...]
    aanmeldingen: tuple[AanmeldingInzicht, ...]
    terugmeldingen: tuple[Terugmelding, ...]
    besluiten: tuple[BesluitInzicht, ...]


def lees(werkplek: Werkplek, casus_id: UUID) -> Overzicht:
    """Read everything; runs on the database thread."""
    return Overzicht(
        casussen.toon_kop(werkplek, casus_id),
        jongeren.toon_jongere(werkplek, casus_id),
        relaties.list_relaties(werkplek, casus_id),
        toewijzingen.list_tafels(werkplek, casus_id),
        toewijzingen.list_toewijzingen(werkplek, casus_id),
        casusverloop.toon_verloop(werkplek, casus_id),
        noodtoegang.list_noodtoegang_van(werkplek, casus_id),
        aanmeldingen.list_aanmeldingen(werkplek, casus_id),
        meldpunt.list_terugmeldingen(werkplek, casus_id),
        overlegbesluiten.list_besluiten(werkplek, casus_id),
    )


class OverzichtTab(Tabblad):
    """Cards; each has its own small actions, which are there only for who may change this casus."""

    sleutel, titel, icoon = "overzicht", "Overzicht", "user-round"
    soorten = frozenset({"casus", "jongere", "relatie", "noodtoegang", "aanmelding", "overlegbesluit"})

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self.persoon = Persoonskaart(omgeving)
        self.adres = Adreskaart(omgeving)
        self.netwerk = Netwerkkaart(omgeving)
        self.besluiten = Besluitkaart(omgeving)
        self.tafels = Tafelkaart(omgeving)
        self.aanmelding = Aanmeldkaart(omgeving)
        self.zicht = Zichtkaart(omgeving)
        self.verloop = Verloopkaart(omgeving)
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        self.raster = Kaartraster(
            (self.persoon, self.adres, self.netwerk),
            (self.besluiten, self.tafels, self.aanmelding, self.zicht, self.verloop),
        )
        self.raster.setVisible(False)
        kolom.addWidget(self.raster)

    def toon(self, casus_id: UUID) -> None:
        """Show this casus."""
        super().toon(casus_id)
        self.omgeving.werker.doe(partial(lees, self.omgeving.werkplek, casus_id), self._zet, eigenaar=self)

    def _zet(self, overzicht: Overzicht) -> None:
        if overzicht.kop.casus_id != self.casus_id:
            return
        kop = overzicht.kop
        open_ = kop.mag_wijzigen and kop.status is CasusStatus.OPEN
        self.persoon.zet(kop.casus_id, overzicht.jongere, wijzigen=open_)
        self.adres.zet(kop.casus_id, overzicht.jongere)
        self.netwerk.zet(kop.casus_id, overzicht.relaties)
        self.besluiten.zet(overzicht.besluiten, wijzigen=open_)
        self.tafels.zet(kop.casus_id, overzicht.tafels, wijzigen=open_)
        self.aanmelding.zet(kop.casus_id, overzicht.aanmeldingen, overzicht.terugmeldingen, wijzigen=open_)
        self.zicht.zet(kop, overzicht.toewijzingen, overzicht.noodtoegang)
        self.verloop.zet(kop, overzicht.verloop)
        self.raster.setVisible(True)
