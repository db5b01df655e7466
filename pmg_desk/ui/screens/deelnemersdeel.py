"""Who attends a meeting, and for which items of its agenda."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from pmg_desk.domain.fouten import Fout
from pmg_desk.services import adresboek, agendavoorstel, overleggen
from pmg_desk.services.adresboek import ProfessionalInzicht
from pmg_desk.services.overleggen import OverlegInzicht
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.overlegdelen import Overlegdeel
from pmg_desk.ui.widgets.formulier import Formulier, Keuze, ZoekKeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst


class DeelnemersDeel(Overlegdeel):
    """Who attends, and for which items of the agenda."""

    def __init__(self, omgeving: Omgeving, fout: Callable[[Fout], None]) -> None:
        super().__init__(omgeving, fout)
        self._komt_voor: dict[UUID, tuple[int, ...]] = {}
        self.voegknop = self._knop(Knop(self.tr("Deelnemer toevoegen"), icoon="plus", actie=self.vraag_wie))
        self.betrokkenknop = self._knop(
            Knop(
                self.tr("Betrokkenen toevoegen"),
                icoon="users",
                actie=self.nodig_uit,
                hulp=self.tr("Iedereen die volgens het dossier bij het overleg hoort, van de casussen op de agenda."),
            )
        )
        self.wegknop = self._knop(Knop(self.tr("Weghalen"), icoon="x", actie=self.haal_weg))
        self.lijst: Lijst[ProfessionalInzicht] = Lijst(
            "deelnemers",
            self.tr("Deelnemers"),
            (
                Kolom("naam", self.tr("Naam"), lambda p: p.naam, breedte=200, rekt=True, nadruk=True),
                Kolom("functie", self.tr("Functie"), lambda p: p.functie, breedte=200),
                Kolom("organisatie", self.tr("Organisatie"), lambda p: p.organisatie, breedte=230),
                Kolom(
                    "punten",
                    self.tr("Komt voor agendapunt"),
                    lambda p: self._komt_voor.get(p.id, ()),
                    breedte=200,
                    sorteerbaar=False,
                    uitleg=self.tr("Volgens de betrokkenen in het dossier. Leeg: hoort bij geen casus op de agenda."),
                ),
                Kolom("telefoon", self.tr("Telefoon"), lambda p: p.telefoon, breedte=140),
                Kolom("email", self.tr("E-mail"), lambda p: p.email, breedte=220, verborgen=True),
            ),
            lambda p: p.id,
            woord=(self.tr("deelnemer"), self.tr("deelnemers")),
            instellingen=omgeving.instellingen,
            filterveld=False,
            leeg=Leegtekst(
                self.tr("Nog geen deelnemers"),
                self.tr("Voeg toe wie aan tafel zit. De betrokkenen van de agenda gaan in één keer."),
                "users",
            ),
        )
        self.lijst.rol_uit()
        self.lijst.gekozen.connect(self._schik)
        self._kolom.addWidget(self.lijst, 1)

    def zet(self, overleg: OverlegInzicht) -> None:
        """Show who attends this meeting."""
        if self.overleg is None or self.overleg.regel.id != overleg.regel.id:
            self._komt_voor = {}
        self.overleg = overleg
        self.lijst.zet_rijen(overleg.deelnemers)
        self._schik()
        taak = partial(agendavoorstel.list_komt_voor, self.omgeving.werkplek, overleg.regel.id)
        self._doe(taak, partial(self._zet_punten, overleg))

    def _zet_punten(self, overleg: OverlegInzicht, punten: dict[UUID, tuple[int, ...]]) -> None:
        if self.overleg is overleg:
            self._komt_voor = punten
            self.lijst.zet_rijen(overleg.deelnemers)

    def _schik(self) -> None:
        self._balk.setVisible(self.overleg is not None and self.overleg.mag_wijzigen)
        self.wegknop.setEnabled(self.lijst.huidige() is not None)

    def _nu(self) -> list[UUID]:
        return [] if self.overleg is None else [p.id for p in self.overleg.deelnemers]

    def vraag_wie(self) -> None:
        """Read the address book, then ask who."""
        self._doe(partial(adresboek.list_professionals, self.omgeving.werkplek), self._vraag_uit)

    def _vraag_uit(self, mensen: tuple[ProfessionalInzicht, ...]) -> None:
        nu, werkplek, overleg_id = self._nu(), self.omgeving.werkplek, self._overleg_id
        keuzes = [Keuze(p.id, p.naam, f"{p.functie}, {p.organisatie}") for p in mensen if p.id not in nu]
        formulier = Formulier(
            [ZoekKeuzeVeld("deelnemers", self.tr("Wie"), keuzes=keuzes, verplicht=True)],
            knop=self.tr("Deelnemer toevoegen"),
        )

        def bewaar(waarden: dict[str, Any]) -> None:
            overleggen.set_deelnemers(werkplek, overleg_id, [*nu, waarden["deelnemers"]])

        gelukt = self.tr("De deelnemer is toegevoegd.")
        self._vraag(self.tr("Deelnemer toevoegen"), formulier, bewaar, gelukt, concept="deelnemer")

    def nodig_uit(self) -> None:
        """Add whoever attends the overleg about a casus on the agenda."""
        taak = partial(overleggen.invite_betrokkenen, self.omgeving.werkplek, self._overleg_id)
        self._doe(taak, self._uitgenodigd)

    def _uitgenodigd(self, aantal: int) -> None:
        if aantal == 0:
            self.omgeving.meld(self.tr("Er kwam niemand bij: iedereen staat er al."), "info")
        elif aantal == 1:
            self.omgeving.meld(self.tr("Er is 1 deelnemer bijgekomen."))
        else:
            self.omgeving.meld(self.tr("Er zijn {} deelnemers bijgekomen.").format(aantal))

    def haal_weg(self) -> None:
        """Take the chosen attendant off the list."""
        wie = self.lijst.huidige()
        if wie is not None:
            over = [id_ for id_ in self._nu() if id_ != wie.id]
            self._doe(partial(overleggen.set_deelnemers, self.omgeving.werkplek, self._overleg_id, over))
