"""Cards about the casus: at which tables, who may see it, and how it went from aanmelding to closing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.datums import Richting
from pmg_desk.domain.klok import AMSTERDAM
from pmg_desk.domain.rollen import Rol
from pmg_desk.services import toewijzingen
from pmg_desk.services.casussen import CasusStatus, DossierKop
from pmg_desk.services.casusverloop import Periode, Verloop
from pmg_desk.services.noodtoegang import NoodtoegangInzicht
from pmg_desk.services.toewijzingen import Collega, TafelInzicht, ToewijzingInzicht
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.casusverloop import Afsluitdialoog, Heropendialoog
from pmg_desk.ui.screens.overzicht_jongere import Regel, leeg_rijen
from pmg_desk.ui.screens.tafelzicht import zicht_van_tafel
from pmg_desk.ui.widgets.dialoog import bevestig
from pmg_desk.ui.widgets.formulier import DatumVeld, Formulier, Formulierdialoog, Keuze, KeuzeVeld
from pmg_desk.ui.widgets.kaart import Gegevens, Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.vloei import Vloei


def dag(dag_: date) -> str:
    """A day on a card."""
    return dag_.strftime("%d-%m-%Y")


class _Regelkaart(Kaart):
    """A card with lines and one form at a time."""

    def __init__(self, omgeving: Omgeving, titel: str) -> None:
        super().__init__(titel)
        self.omgeving = omgeving
        self.casus_id: UUID | None = None
        self.dialoog: Formulierdialoog | None = None
        self.rijen = QVBoxLayout()
        self.rijen.setSpacing(8)
        self.inhoud.addLayout(self.rijen)

    def toon_formulier(self, titel: str, formulier: Formulier, concept: str) -> None:
        formulier.koppel_concept(self.omgeving.concepten, concept, self.casus_id)
        formulier.bewaren.connect(self.bewaar)
        self.dialoog = Formulierdialoog(self, titel, formulier)
        self.dialoog.toon()

    def bewaar(self, waarden: dict[str, Any]) -> None:
        raise NotImplementedError

    def doe(self, taak: Any, gelukt: str) -> None:
        """Run the save of the form that is open."""
        assert self.dialoog is not None
        self.dialoog.formulier.zet_bezig(True)
        self.omgeving.werker.doe(taak, partial(self._gelukt, gelukt), self.dialoog.formulier.toon_fouten, self.dialoog)

    def _gelukt(self, gelukt: str, _uitkomst: object) -> None:
        assert self.dialoog is not None
        self.dialoog.formulier.opgeslagen()
        self.dialoog.accept()
        self.omgeving.meld(gelukt)

    def doe_direct(self, taak: Any, gelukt: str) -> None:
        """Run a step that has no form."""
        self.omgeving.werker.doe(taak, partial(self._direct_gelukt, gelukt), eigenaar=self)

    def _direct_gelukt(self, gelukt: str, _uitkomst: object) -> None:
        self.omgeving.meld(gelukt)


class Tafelkaart(_Regelkaart):
    """At which tables the casus is and was."""

    def __init__(self, omgeving: Omgeving) -> None:
        super().__init__(omgeving, self.tr("Overlegtafels"))
        self.voegknop = Knop(self.tr("Tafel toevoegen"), "koppeling", "plus", actie=self.voeg_toe)
        self.voeg_actie(self.voegknop)

    def zet(self, casus_id: UUID, tafels: Sequence[TafelInzicht], *, wijzigen: bool) -> None:
        """Show these."""
        self.casus_id = casus_id
        leeg_rijen(self.rijen)
        lopend = [rij for rij in tafels if rij.tot is None]
        for rij in tafels:
            erbij = self.tr("sinds {}").format(dag(rij.van))
            if rij.tot is not None:
                erbij = self.tr("van {} tot en met {}").format(dag(rij.van), dag(rij.tot))
            knoppen = []
            if wijzigen and rij.tot is None and len(lopend) > 1:
                knoppen.append(
                    Knop(
                        self.tr("Casus van tafel {} halen").format(rij.label),
                        "icoon",
                        "log-out",
                        actie=partial(self._verlaat, rij),
                    )
                )
            self.rijen.addWidget(Regel(rij.label, erbij, knoppen))
        self.voegknop.setVisible(wijzigen)

    def voeg_toe(self) -> None:
        """Bring the casus to one more table."""
        tel = partial(toewijzingen.count_leden, self.omgeving.werkplek)
        self.omgeving.werker.doe(tel, self._vraag_tafel, eigenaar=self)

    def _vraag_tafel(self, leden: dict[str, int]) -> None:
        profiel = self.omgeving.werkplek.profiel
        tafel = KeuzeVeld(
            "tafel",
            self.tr("Tafel"),
            [Keuze(t.sleutel, t.label) for t in profiel.tafels.values()],
            verplicht=True,
        )

        def zeg_wie_het_zien() -> None:
            gekozen = profiel.tafels.get(tafel.waarde() or "")
            aantal = 0 if gekozen is None else leden.get(gekozen.sleutel, 0)
            tafel.zet_hulp("" if gekozen is None else zicht_van_tafel(self, gekozen.label, aantal))

        tafel.gewijzigd.connect(zeg_wie_het_zien)
        formulier = Formulier(
            [
                tafel,
                DatumVeld(
                    "van",
                    self.tr("Sinds"),
                    self.omgeving.vandaag,
                    richting=Richting.VERLEDEN,
                    laatst=self.omgeving.vandaag,
                    hulp=self.tr("Leeg betekent: vanaf vandaag."),
                ),
            ],
            knop=self.tr("Tafel toevoegen"),
        )
        self.toon_formulier(self.tr("Tafel toevoegen"), formulier, "casus_tafel")

    def bewaar(self, waarden: dict[str, Any]) -> None:
        """Save the form."""
        assert self.casus_id is not None
        self.doe(
            partial(
                toewijzingen.add_tafel, self.omgeving.werkplek, self.casus_id, waarden["tafel"] or "", waarden["van"]
            ),
            self.tr("De tafel is toegevoegd."),
        )

    def _verlaat(self, rij: TafelInzicht) -> None:
        bevestig(
            self,
            self.tr("Casus van deze tafel halen?"),
            self.tr("De leden van {} zien de casus nog tot en met vandaag. Daarna niet meer.").format(rij.label),
            self.tr("Casus van tafel halen"),
            partial(self._verlaat_echt, rij.id),
        )

    def _verlaat_echt(self, casustafel_id: UUID) -> None:
        self.doe_direct(
            partial(toewijzingen.leave_tafel, self.omgeving.werkplek, casustafel_id),
            self.tr("De casus is van de tafel gehaald."),
        )


class Zichtkaart(_Regelkaart):
    """Who leads the casus, to whom it is assigned, and who took emergency access."""

    def __init__(self, omgeving: Omgeving) -> None:
        super().__init__(omgeving, self.tr("Wie mag in dit dossier"))
        self._dossier: DossierKop | None = None
        knoppen = QWidget()
        vloei = Vloei(knoppen)
        self.toewijsknop = Knop(
            self.tr("Collega toegang geven"), "koppeling", "plus", actie=partial(self._begin, False)
        )
        self.draagknop = Knop(self.tr("Casus overdragen"), "koppeling", "users", actie=partial(self._begin, True))
        vloei.addWidget(self.toewijsknop)
        vloei.addWidget(self.draagknop)
        self.knoppen = knoppen
        self.inhoud.addWidget(knoppen)
        self._overdragen = False

    def zet(
        self,
        kop: DossierKop,
        gegeven: Sequence[ToewijzingInzicht],
        noodtoegang: Sequence[NoodtoegangInzicht],
    ) -> None:
        """Show these people."""
        self._dossier, self.casus_id = kop, kop.casus_id
        leeg_rijen(self.rijen)
        self.rijen.addWidget(Regel(kop.regisseur, self.tr("casusregisseur")))
        self.rijen.addWidget(Regel(self.tr("Leden van {}").format(", ".join(kop.tafels)), self.tr("via de tafel")))
        for rij in gegeven:
            self.rijen.addWidget(self._toewijzing(rij, wijzigen=kop.mag_wijzigen))
        for nood in noodtoegang:
            tot = nood.tot.astimezone(AMSTERDAM).strftime("%d-%m-%Y %H:%M")
            woorden = self.tr("noodtoegang tot {}") if nood.loopt else self.tr("had noodtoegang tot {}")
            self.rijen.addWidget(Regel(nood.door, f"{woorden.format(tot)} · {nood.reden}"))
        self.knoppen.setVisible(kop.mag_wijzigen)

    def _toewijzing(self, rij: ToewijzingInzicht, *, wijzigen: bool) -> Regel:
        tot = "" if rij.tot is None else self.tr("tot en met {}").format(dag(rij.tot))
        stand = tot if rij.geldt else self.tr("geen toegang meer")
        knoppen = []
        if wijzigen and rij.geldt:
            knoppen.append(
                Knop(
                    self.tr("Toegang van {} intrekken").format(rij.naam),
                    "icoon",
                    "trash-2",
                    actie=partial(self._trek_in, rij),
                )
            )
        return Regel(
            rij.naam,
            " · ".join(deel for deel in (rij.rol, self.tr("sinds {}").format(dag(rij.sinds)), stand) if deel),
            knoppen,
        )

    def _begin(self, overdragen: bool) -> None:
        self._overdragen = overdragen
        self.omgeving.werker.doe(
            partial(toewijzingen.list_collegas, self.omgeving.werkplek), self._toon_formulier, eigenaar=self
        )

    def _toon_formulier(self, collegas: tuple[Collega, ...]) -> None:
        assert self._dossier is not None
        keuzes = [
            Keuze(collega.id, collega.naam, collega.rol.label)
            for collega in collegas
            if collega.naam != self._dossier.regisseur and (collega.rol is Rol.CASUSREGISSEUR or not self._overdragen)
        ]
        veld = KeuzeVeld("gebruiker", self.tr("Collega"), keuzes, verplicht=True)
        if self._overdragen:
            veld.zet_hulp(self.tr("De collega wordt casusregisseur. U ziet de casus daarna alleen nog via uw tafels."))
            titel = self.tr("Casus overdragen")
            formulier = Formulier([veld], knop=titel)
        else:
            titel = self.tr("Collega toegang geven")
            veld.zet_hulp(self.tr("Een meelezer leest alleen. Een casusregisseur mag de casus ook wijzigen."))
            tot = DatumVeld(
                "tot",
                self.tr("Tot en met"),
                self.omgeving.vandaag,
                vroegst=self.omgeving.vandaag,
                hulp=self.tr("Leeg betekent: tot u de toegang intrekt."),
            )
            formulier = Formulier([veld, tot], knop=titel)
        self.toon_formulier(titel, formulier, "casus_overdragen" if self._overdragen else "casus_toewijzen")

    def bewaar(self, waarden: dict[str, Any]) -> None:
        """Save the form."""
        assert self.casus_id is not None
        werkplek, wie = self.omgeving.werkplek, waarden["gebruiker"]
        if self._overdragen:
            taak = partial(toewijzingen.transfer_casus, werkplek, self.casus_id, wie)
            self.doe(taak, self.tr("De casus is overgedragen."))
        else:
            self.doe(
                partial(toewijzingen.assign_casus, werkplek, self.casus_id, wie, waarden["tot"]),
                self.tr("De collega heeft toegang."),
            )

    def _trek_in(self, rij: ToewijzingInzicht) -> None:
        bevestig(
            self,
            self.tr("Toegang intrekken?"),
            self.tr("{} ziet deze casus meteen niet meer.").format(rij.naam),
            self.tr("Toegang intrekken"),
            partial(self._trek_in_echt, rij.id),
        )

    def _trek_in_echt(self, toewijzing_id: UUID) -> None:
        self.doe_direct(
            partial(toewijzingen.withdraw_toewijzing, self.omgeving.werkplek, toewijzing_id),
            self.tr("De toegang is ingetrokken."),
        )


class Verloopkaart(Kaart):
    """From aanmelding to closing; with the button to close or to open again."""

    def __init__(self, omgeving: Omgeving) -> None:
        super().__init__(self.tr("Verloop"))
        self.omgeving = omgeving
        self._dossier: DossierKop | None = None
        self.gegevens = Gegevens()
        self.inhoud.addWidget(self.gegevens)
        self._perioden = QVBoxLayout()
        self._perioden.setSpacing(8)
        self.inhoud.addLayout(self._perioden)
        knoppen = QWidget()
        vloei = Vloei(knoppen)
        self.sluitknop = Knop(self.tr("Casus afsluiten"), "secundair", "archive", actie=self.sluit_af)
        self.heropenknop = Knop(self.tr("Casus heropenen"), "secundair", "undo-2", actie=self.heropen)
        vloei.addWidget(self.sluitknop)
        vloei.addWidget(self.heropenknop)
        self.inhoud.addWidget(knoppen)
        self.dialoog: Formulierdialoog | None = None

    def zet(self, kop: DossierKop, verloop: Verloop) -> None:
        """Show this."""
        self._dossier = kop
        wijk = " · ".join(deel for deel in (verloop.wijk, verloop.buurt) if deel)
        self.gegevens.zet(
            [
                (self.tr("Aangemeld op"), dag(verloop.aangemeld_op)),
                (self.tr("Aangemeld door"), verloop.aangemeld_door),
                (self.tr("Wijk toen"), self.tr("verborgen, want het adres is geheim") if verloop.wijk_geheim else wijk),
            ]
        )
        leeg_rijen(self._perioden)
        for periode in verloop.perioden:
            self._perioden.addWidget(self._periode(periode))
        open_ = kop.status is CasusStatus.OPEN
        self.sluitknop.setVisible(kop.mag_wijzigen and open_)
        self.heropenknop.setVisible(kop.mag_wijzigen and not open_)

    def _periode(self, periode: Periode) -> Regel:
        if periode.tot is None:
            titel = self.tr("Open sinds {}").format(dag(periode.van))
            delen = [periode.reden_heropening and self.tr("Heropend: {}").format(periode.reden_heropening)]
        else:
            titel = self.tr("Open van {} tot en met {}").format(dag(periode.van), dag(periode.tot))
            delen = [
                periode.reden_heropening and self.tr("Heropend: {}").format(periode.reden_heropening),
                self.tr("Afgesloten: {}").format(periode.reden_sluiting),
                self.tr("Uitkomst: {}").format(periode.uitkomst),
                periode.toelichting_sluiting,
            ]
        return Regel(titel, "\n".join(deel for deel in delen if deel))

    def sluit_af(self) -> None:
        """Open the form to close the casus."""
        assert self._dossier is not None
        self.dialoog = Afsluitdialoog(self, self.omgeving, self._dossier)
        self.dialoog.toon()

    def heropen(self) -> None:
        """Open the form to open the casus again."""
        assert self._dossier is not None
        self.dialoog = Heropendialoog(self, self.omgeving, self._dossier)
        self.dialoog.toon()
