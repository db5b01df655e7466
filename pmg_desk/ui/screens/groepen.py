"""The screen Groepen: households and groups of youths that this user may see, and making one."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.rollen import Recht, Rol
from pmg_desk.services import casussen, groepen, groepslezen, toewijzingen
from pmg_desk.services.groepslezen import GroepRij
from pmg_desk.services.toewijzingen import Collega
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.omgeving import Omgeving, Wijzigingen
from pmg_desk.ui.screens.groepformulieren import Groepformulier, groep_uit
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.formulier import Keuze
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.scherm import Scherm


def _lees_begin(werkplek: Werkplek, casus_id: UUID | None) -> tuple[tuple[Collega, ...], Keuze | None]:
    """Who may lead a group, and the casus it begins with where one was given."""
    collegas = tuple(c for c in toewijzingen.list_collegas(werkplek) if c.rol is Rol.CASUSREGISSEUR)
    if casus_id is None:
        return collegas, None
    kop = casussen.toon_kop(werkplek, casus_id)
    return collegas, Keuze(casus_id, kop.volledige_naam, kop.nummer)


class GroepenScherm(Scherm):
    """``toon(nieuw=True, casus_id=)`` opens the form for a new group, that begins with this casus."""

    sleutel, titel, icoon = "groepen", "Groepen", "users"
    rollen = frozenset({Rol.CASUSREGISSEUR, Rol.MEELEZER})
    soorten: ClassVar[frozenset[str]] = frozenset({"groep", "casus"})
    opdrachten = (("Groep of huishouden maken", {"nieuw": True}),)

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self.maakknop = Knop(self.tr("Groep maken"), "primair", "plus", actie=self.nieuw)
        self.maakknop.setVisible(False)
        self.voeg_actie(self.maakknop)
        self.dialoog: Bewaardialoog | None = None
        self.lijst: Lijst[GroepRij] = Lijst(
            "groepen",
            self.titel,
            (
                Kolom("naam", self.tr("Naam"), lambda r: r.naam, breedte=200, rekt=True, nadruk=True),
                Kolom("soort", self.tr("Wat is het"), lambda r: r.soort_label, breedte=112),
                Kolom("leden", self.tr("Leden nu"), lambda r: r.leden, "getal", breedte=92),
                Kolom("gebied", self.tr("Waar"), lambda r: r.gebied, breedte=130),
                Kolom("tafel", self.tr("Tafel"), lambda r: r.tafel, breedte=110),
                Kolom("regisseur", self.tr("Regisseur"), lambda r: r.regisseur, breedte=140),
                Kolom("evaluatie", self.tr("Evaluatie"), lambda r: r.evaluatie_op, "datum", breedte=112),
                Kolom("status", self.tr("Status"), _status, "chip", breedte=110),
            ),
            lambda r: r.id,
            woord=(self.tr("groep"), self.tr("groepen")),
            instellingen=omgeving.instellingen,
            leeg=Leegtekst(
                self.tr("Nog geen groepen"),
                self.tr(
                    "Hier staan huishoudens en groepen jongeren, met een eigen plan en de casussen die erin zitten."
                ),
                "users",
            ),
        )
        self.lijst.geopend.connect(self._open)
        self.inhoud.addWidget(self.lijst, 1)

    def toon(self, **params: Any) -> None:
        """Show the groups; see the class."""
        self.maakknop.setVisible(self.omgeving.werkplek.gebruiker.mag(Recht.CASUS_SCHRIJVEN))
        self._laad()
        if params.get("nieuw"):
            self.maak(params.get("casus_id"))

    def ververs(self, wijzigingen: Wijzigingen) -> None:
        """A group changed, or what one may see."""
        del wijzigingen
        self._laad()

    def _laad(self) -> None:
        lees = partial(groepslezen.list_groepen, self.omgeving.werkplek)
        self.omgeving.werker.doe(lees, self.lijst.zet_rijen, self.toon_fout, self)

    def _open(self, rij: GroepRij) -> None:
        self.omgeving.navigeer("groep", groep_id=rij.id)

    def nieuw(self) -> None:
        """Open the form for a new group."""
        self.maak(None)

    def maak(self, casus_id: UUID | None) -> None:
        """The same, for a group that begins with this casus."""
        lees = partial(_lees_begin, self.omgeving.werkplek, casus_id)
        self.omgeving.werker.doe(lees, self._vraag, self.toon_fout, self)

    def _vraag(self, begin: tuple[tuple[Collega, ...], Keuze | None]) -> None:
        collegas, casus = begin
        werkplek = self.omgeving.werkplek
        formulier = Groepformulier(self, self.omgeving, collegas)
        if casus is not None:
            formulier.veld("casus_id").zet(casus)

        def taak(waarden: dict[str, Any]) -> UUID:
            return groepen.make_groep(werkplek, groep_uit(waarden), (waarden["casus_id"],))

        self.dialoog = Bewaardialoog(
            self,
            self.omgeving,
            self.tr("Groep of huishouden maken"),
            formulier,
            taak,
            gelukt=self.tr("De groep is gemaakt. Voeg nu de andere leden toe."),
            concept="groep",
        )
        self.dialoog.bewaard.connect(self._gemaakt)
        self.dialoog.toon()

    def _gemaakt(self, groep_id: UUID) -> None:
        self.omgeving.navigeer("groep", groep_id=groep_id)


def _status(rij: GroepRij) -> chip.Chipwaarde:
    open_ = rij.gesloten_op is None
    return chip.status("open" if open_ else "gesloten", "Open" if open_ else "Afgesloten")
