"""Overleg: the meetings of the own tables, to come and past, and the form to plan one."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.feestdagen import feestdag
from pmg_desk.domain.rollen import Recht, Rol
from pmg_desk.services import overleggen, overlegreeksen
from pmg_desk.services.overleggen import OverlegInvoer, OverlegRegel, OverlegStatus
from pmg_desk.services.overlegloop import Loop
from pmg_desk.services.overlegreeksen import ReeksInzicht
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.omgeving import Omgeving, Wijzigingen
from pmg_desk.ui.screens.overlegreeksen import ReeksenDeel
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.chip import Chipwaarde
from pmg_desk.ui.widgets.formulier import DatumVeld, Formulier, Keuze, KeuzeVeld, TekstVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tabbladen import Tabbladen

_KLEUR = {OverlegStatus.GEPLAND: "gepland", OverlegStatus.GEHOUDEN: "klaar", OverlegStatus.VERVALLEN: "vervallen"}
STARTTOETS = "Ctrl+F5"
"""Begins the meeting, or goes on with it; in the list and on the day of the meeting."""
_LOOPKLEUR = {Loop.LOOPT: "bezig", Loop.NIET_AFGEROND: "te_laat"}

_Stand = tuple[tuple[tuple[str, str], ...], tuple[OverlegRegel, ...], tuple[ReeksInzicht, ...]]


def overlegchip(regel: OverlegRegel) -> Chipwaarde:
    """Whether a meeting is to come, runs, was left open, was held, or does not take place."""
    return chip.status(_LOOPKLEUR.get(regel.loop, _KLEUR[regel.status]), regel.status_label)


def _lees(werkplek: Werkplek) -> _Stand:
    """What there is, after the series were brought up to today."""
    if werkplek.gebruiker.mag(Recht.OVERLEG_SCHRIJVEN):
        overlegreeksen.extend_reeksen(werkplek)
    return (
        overleggen.mijn_tafels(werkplek),
        overleggen.list_overleggen(werkplek),
        overlegreeksen.list_reeksen(werkplek),
    )


class OverlegScherm(Scherm):
    """Enter opens a meeting."""

    sleutel, titel, icoon = "overleg", "Overleg", "calendar-days"
    rollen = frozenset({Rol.CASUSREGISSEUR, Rol.PRIVACY_OFFICER})
    soorten = frozenset({"overleg"})

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self._tafels: tuple[tuple[str, str], ...] = ()
        self._lopend: UUID | None = None
        verder = self.tr("Verder met het overleg") + f" ({STARTTOETS})"
        self.verderknop = self.voeg_actie(Knop(verder, icoon="users", actie=self.ga_verder, sneltoets=STARTTOETS))
        self.verderknop.setVisible(False)
        self.planknop = self.voeg_actie(Knop(self.tr("Overleg plannen"), "primair", "plus", actie=self.plan))
        self.mag_plannen = omgeving.werkplek.gebruiker.mag(Recht.OVERLEG_SCHRIJVEN)
        self.planknop.setVisible(self.mag_plannen)
        self.komend = self._lijst(
            "overleg-komend",
            self.tr("Overleggen die komen"),
            Leegtekst(
                self.tr("Geen overleg gepland"),
                self.tr("Hier staan de overleggen van uw tafels. Plan er een en zet uw casussen op de agenda."),
                "calendar-days",
                self.tr("Overleg plannen") if self.mag_plannen else "",
                self.plan,
            ),
        )
        self.geweest = self._lijst(
            "overleg-geweest",
            self.tr("Overleggen die geweest zijn"),
            Leegtekst(self.tr("Nog geen overleg geweest"), "", "calendar-days"),
        )
        self.geweest.sorteer("datum", aflopend=True)
        self.reeksen = ReeksenDeel(omgeving, self.toon_fout, mag=self.mag_plannen)
        self.tabs = Tabbladen(self.titel)
        self.tabs.voeg_toe("komend", self.tr("Komend"), lambda: self.komend, rolt=False)
        self.tabs.voeg_toe("geweest", self.tr("Geweest"), lambda: self.geweest, rolt=False)
        self.tabs.voeg_toe("reeksen", self.tr("Reeksen"), lambda: self.reeksen, rolt=False)
        self.inhoud.addWidget(self.tabs, 1)

    def _lijst(self, sleutel: str, naam: str, leeg: Leegtekst) -> Lijst[OverlegRegel]:
        lijst: Lijst[OverlegRegel] = Lijst(
            sleutel,
            naam,
            (
                Kolom("datum", self.tr("Datum"), lambda o: o.datum, "datum", breedte=110, nadruk=True),
                Kolom("tijd", self.tr("Tijd"), lambda o: o.tijd, breedte=70),
                Kolom("tafel", self.tr("Tafel"), lambda o: o.tafel_label, breedte=170, rekt=True),
                Kolom("plaats", self.tr("Plaats"), lambda o: o.plaats, breedte=150),
                Kolom("casussen", self.tr("Casussen"), lambda o: o.casussen, "getal", breedte=95),
                Kolom("deelnemers", self.tr("Deelnemers"), lambda o: o.deelnemers, "getal", breedte=115),
                Kolom("status", self.tr("Status"), overlegchip, "chip", breedte=140),
                Kolom("feestdag", self.tr("Feestdag"), lambda o: feestdag(o.datum), breedte=150),
            ),
            lambda o: o.id,
            woord=(self.tr("overleg"), self.tr("overleggen")),
            instellingen=self.omgeving.instellingen,
            leeg=leeg,
        )
        lijst.geopend.connect(self._open)
        return lijst

    def toon(self, **params: Any) -> None:
        """Load; ``overleg_id`` goes on to that meeting."""
        if params.get("overleg_id") is not None:
            self.omgeving.navigeer("overlegdag", overleg_id=params["overleg_id"])
            return
        self.omgeving.werker.doe(partial(_lees, self.omgeving.werkplek), self._zet, self.toon_fout, self)

    def ververs(self, wijzigingen: Wijzigingen) -> None:
        """Load again."""
        del wijzigingen
        self.toon()

    def _zet(self, stand: _Stand) -> None:
        self._tafels, regels, reeksen = stand
        self.reeksen.zet(self._tafels, reeksen)
        vandaag = self.omgeving.vandaag()
        self._lopend = next((o.id for o in regels if o.loop is Loop.LOOPT and self.mag_plannen), None)
        self.verderknop.setVisible(self._lopend is not None)
        komt = [o for o in regels if o.datum >= vandaag and o.status is not OverlegStatus.GEHOUDEN]
        self.komend.zet_rijen(komt)
        self.geweest.zet_rijen([o for o in reversed(regels) if o not in komt])
        zonder = self.mag_plannen and not self._tafels
        self.planknop.setEnabled(not zonder)
        self.komend.leegstaat.knop.setEnabled(not zonder)
        if zonder:
            self.melding.zet(
                "info",
                self.tr("U hoort nog bij geen tafel. Vraag de beheerder om u bij een tafel te zetten."),
            )

    def _open(self, regel: OverlegRegel) -> None:
        self.omgeving.navigeer("overlegdag", overleg_id=regel.id)

    def ga_verder(self) -> None:
        """Back in the meeting that runs."""
        self.omgeving.navigeer("vergadering", overleg_id=self._lopend)

    def plan(self) -> None:
        """Ask when and where; then the meeting opens."""
        dialoog = overleg_dialoog(self, self.omgeving, self._tafels)
        dialoog.bewaard.connect(self._gepland)
        dialoog.toon()

    def _gepland(self, overleg_id: UUID) -> None:
        self.omgeving.navigeer("overlegdag", overleg_id=overleg_id)


def overleg_dialoog(
    ouder: QWidget,
    omgeving: Omgeving,
    tafels: tuple[tuple[str, str], ...],
    oud: OverlegRegel | None = None,
) -> Bewaardialoog:
    """Plan a meeting of one of ``tafels`` (key and label), or change one."""
    formulier = Formulier(
        [
            KeuzeVeld("tafel", ouder.tr("Tafel"), [Keuze(*tafel) for tafel in tafels], verplicht=True),
            DatumVeld("datum", ouder.tr("Datum"), omgeving.vandaag, verplicht=True),
            TekstVeld("tijd", ouder.tr("Begintijd"), breedte=160, hoogstens=20, voorbeeld="13:30"),
            TekstVeld("plaats", ouder.tr("Plaats"), hoogstens=160),
        ],
        knop=ouder.tr("Overleg opslaan"),
    )
    if oud is not None:
        formulier.zet({"tafel": oud.tafel, "datum": oud.datum, "tijd": oud.tijd, "plaats": oud.plaats})
    elif len(tafels) == 1:
        formulier.zet({"tafel": tafels[0][0]})
    return Bewaardialoog(
        ouder,
        omgeving,
        ouder.tr("Overleg plannen") if oud is None else ouder.tr("Overleg wijzigen"),
        formulier,
        partial(_bewaar, omgeving.werkplek, None if oud is None else oud.id),
        gelukt=ouder.tr("Het overleg is opgeslagen."),
        concept="overleg",
        object_id=None if oud is None else oud.id,
    )


def _bewaar(werkplek: Werkplek, oud: UUID | None, waarden: dict[str, Any]) -> UUID:
    invoer = OverlegInvoer(**waarden)
    if oud is None:
        return overleggen.plan_overleg(werkplek, invoer)
    overleggen.change_overleg(werkplek, oud, invoer)
    return oud
