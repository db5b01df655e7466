"""The tab Route of a dossier: at which tables the casus is, what was passed on, and a timeline of the whole way."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.services import casusroute
from pmg_desk.services.casusroute import Moment, PlekInzicht, RouteInzicht
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.doorgeleidkaart import Doorgeleidkaart
from pmg_desk.ui.screens.tafelstapdialogen import Plek, fasedialoog, statusdialoog, teamdialoog
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.chip import Chip, Chipwaarde
from pmg_desk.ui.widgets.kaart import Gegevens, Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.tabblad import Tabblad
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.uitspraakkaart import UitspraakTekst, maak_leeg
from pmg_desk.ui.widgets.vloei import Vloeibalk


class RouteTab(Tabblad):
    """Cards from top to bottom: now, passed on, and the timeline with the latest first."""

    sleutel, titel, icoon = "route", "Route", "columns-3"
    soorten = frozenset({"casus", "tafelstap", "doorgeleiding", "aanmelding", "overdracht", "uitspraak"})

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self.route: RouteInzicht | None = None
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(14)
        self._balk = Vloeibalk()
        self.doorknop = Knop(self.tr("Doorgeleiden"), "primair", "share-2", actie=self._leid_door)
        self._balk.voeg_toe(self.doorknop)
        kolom.addWidget(self._balk)
        self._regie = Tekst("", "zacht")
        kolom.addWidget(self._regie)
        self._vak = QVBoxLayout()
        self._vak.setSpacing(14)
        kolom.addLayout(self._vak)

    def toon(self, casus_id: object) -> None:
        """Load the way of this casus."""
        super().toon(casus_id)  # type: ignore[arg-type]
        assert self.casus_id is not None
        lees = partial(casusroute.toon_route, self.omgeving.werkplek, self.casus_id)
        self.omgeving.werker.doe(lees, self._zet, eigenaar=self)

    def _zet(self, route: RouteInzicht) -> None:
        self.route = route
        self._balk.setVisible(route.mag_wijzigen)
        self._regie.setText(
            self.tr("Casusregie: {}. Die blijft bij de casus, bij welke tafels hij ook is.").format(route.casusregie)
        )
        maak_leeg(self._vak)
        for plek in route.nu:
            self._vak.addWidget(self._plek(plek, route.mag_wijzigen))
        for pas in route.doorgeleidingen:
            self._vak.addWidget(Doorgeleidkaart(self.omgeving, pas, self))
        self._vak.addWidget(self._tijdlijn(route.momenten))

    def _leid_door(self) -> None:
        self.omgeving.navigeer("doorgeleiden", casus_id=self.casus_id)

    # a table where the casus is now

    def _plek(self, plek: PlekInzicht, mag: bool) -> Kaart:
        kaart = Kaart(plek.label)
        chips = Vloeibalk(ruimte=6)
        chips.voeg_toe(Chip(chip.status(plek.status, plek.status_label or self.tr("Nog geen status"))))
        if plek.fase_label:
            chips.voeg_toe(Chip(Chipwaarde(plek.fase_label, "paars")))
        if plek.team:
            chips.voeg_toe(Chip(Chipwaarde(plek.team, "grijs")))
        kaart.inhoud.addWidget(chips)
        gegevens = [(self.tr("Aan deze tafel sinds"), toon_datum(plek.van))]
        if plek.status_sinds is not None:
            gegevens.append((self.tr("Status sinds"), toon_datum(plek.status_sinds)))
        if plek.procesregie:
            gegevens.append((self.tr("Procesregie"), plek.procesregie))
        rijen = Gegevens()
        rijen.zet(gegevens)
        kaart.inhoud.addWidget(rijen)
        for nr, fase in enumerate(plek.fasen, start=1):
            stand = self.tr("nog niet bereikt")
            if fase.bereikt_op is not None:
                woorden = self.tr("laatst bereikt, op {}") if fase.huidig else self.tr("bereikt op {}")
                stand = woorden.format(toon_datum(fase.bereikt_op))
            kaart.inhoud.addWidget(Tekst(f"{nr}. {fase.label}: {stand}"))
        if plek.wacht:
            kaart.inhoud.addWidget(Tekst(self.tr("De tafel besluit nog over de aanmelding."), "zacht"))
        if mag:
            kaart.inhoud.addWidget(self._knoppen(plek))
        return kaart

    def _knoppen(self, plek: PlekInzicht) -> Vloeibalk:
        balk = Vloeibalk()
        for zichtbaar, tekst, icoon, actie in (
            (plek.mag_stappen and bool(plek.statussen), self.tr("Status wijzigen"), "pencil", statusdialoog),
            (plek.mag_stappen and bool(plek.fasen), self.tr("Fase vastleggen"), "flag", fasedialoog),
            (bool(plek.teams), self.tr("Team kiezen"), "users", teamdialoog),
        ):
            if zichtbaar:
                knop = Knop(tekst, icoon=icoon, actie=partial(self._vraag, actie, plek))
                knop.setAccessibleName(f"{tekst}: {plek.label}")
                balk.voeg_toe(knop)
        return balk

    def _vraag(self, dialoog: object, plek: PlekInzicht) -> None:
        assert callable(dialoog)
        assert self.route is not None
        dialoog(
            self,
            self.omgeving,
            Plek(
                plek.casus_tafel_id,
                plek.tafel,
                plek.fase,
                plek.team,
                plek.statussen,
                plek.aangemeld,
                [(fase.sleutel, fase.label) for fase in plek.fasen],
                plek.teams,
                plek.categorie,
                {fase.sleutel: fase.bereikt_op for fase in plek.fasen if fase.bereikt_op is not None},
                " · ".join((self.route.nummer, self.route.naam, plek.label)),
            ),
        ).toon()

    # the timeline

    def _tijdlijn(self, momenten: tuple[Moment, ...]) -> Kaart:
        kaart = Kaart(self.tr("Tijdlijn"))
        for moment in momenten:
            kaart.inhoud.addWidget(Tekst(self._wanneer(moment), "label"))
            kaart.inhoud.addWidget(Tekst(f"{moment.soort.value} – {moment.tafel}: {moment.wat}"))
            for tekst in (moment.tekst, moment.reden):
                if tekst is not None:
                    kaart.inhoud.addWidget(UitspraakTekst(tekst))
        return kaart

    def _wanneer(self, moment: Moment) -> str:
        if moment.tot is None or moment.tot == moment.dag:
            return toon_datum(moment.dag)
        return self.tr("{} tot {}").format(toon_datum(moment.dag), toon_datum(moment.tot))
