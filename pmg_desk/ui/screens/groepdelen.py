"""The parts of a group on screen: its members, the plan for the whole, and the seven steps (002)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.reports.netwerkblad import BESTANDSNAAM
from pmg_desk.services import groepen, groepslezen, netwerk
from pmg_desk.services.groepslezen import GroepInzicht, GroepsactieInzicht, LidInzicht, StapInzicht, StapTekst
from pmg_desk.services.groepsversies import Eerder
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.screens.groepformulieren import (
    Groepsactieformulier,
    Lidformulier,
    Stapformulier,
    actie_uit,
    lid_uit,
    stap_uit,
)
from pmg_desk.ui.screens.overzicht_jongere import leeg_rijen
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.chip import Chip, Chipwaarde
from pmg_desk.ui.widgets.dialoog import bevestig
from pmg_desk.ui.widgets.internblad import bewaar_blad, druk_blad
from pmg_desk.ui.widgets.kaart import Gegevens, Kaart
from pmg_desk.ui.widgets.kaartraster import NAAST_TEKENING, Kaartraster
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.netwerkbeeld import Netwerkbeeld
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.vloei import Vloeibalk

if TYPE_CHECKING:
    from pmg_desk.ui.screens.groep import GroepScherm


class Ledendeel(QWidget):
    """The members: drawn, and as a list with what one may do with the one under the cursor."""

    def __init__(self, scherm: GroepScherm) -> None:
        super().__init__(scherm)
        self._scherm = scherm
        self._wijzigen = False
        self.voegknop = Knop(self.tr("Lid toevoegen"), "primair", "plus", actie=self.voeg_toe)
        self.wijzigknop = Knop(self.tr("Wijzigen of beëindigen"), icoon="pencil", actie=self.wijzig)
        self.wegknop = Knop(self.tr("Bij vergissing toegevoegd"), icoon="trash-2", actie=self.haal_weg)
        self.casusknop = Knop(self.tr("Naar de casus"), icoon="folder-open", actie=self.naar_casus)
        balk = Vloeibalk()
        for knop in (self.voegknop, self.wijzigknop, self.wegknop, self.casusknop):
            balk.voeg_toe(knop)
        self.verborgen = Tekst("", "zacht")
        self.tekening = Netwerkbeeld(scherm.omgeving, self.tr("Tekening van de groep"))
        tekenkaart = Kaart(self.tr("Getekend"))
        tekenkaart.inhoud.addWidget(self.tekening)
        self.drukknop = Knop(self.tr("Afdrukken (intern)"), "koppeling", "printer", actie=self.druk)
        self.opslaanknop = Knop(self.tr("Opslaan als PDF (intern)"), "koppeling", "save", actie=self.sla_op)
        onder = Vloeibalk()
        onder.voeg_toe(self.drukknop)
        onder.voeg_toe(self.opslaanknop)
        tekenkaart.inhoud.addWidget(onder)
        self.lijst: Lijst[LidInzicht] = Lijst(
            "groepsleden",
            self.tr("Leden van de groep"),
            (
                Kolom("naam", self.tr("Naam"), lambda r: r.naam, breedte=120, rekt=True, nadruk=True),
                Kolom("rol", self.tr("Rol"), lambda r: r.rol, breedte=105),
                Kolom("nu", self.tr("Nu"), _nu, "chip", breedte=95),
                Kolom("casus", self.tr("Casus"), lambda r: r.nummer, breedte=140, verborgen=True),
                Kolom("leeftijd", self.tr("Leeftijd"), lambda r: r.leeftijd, breedte=100, verborgen=True),
                Kolom("doelgroep", self.tr("Doelgroep"), lambda r: r.doelgroep_label, breedte=140, verborgen=True),
                Kolom("van", self.tr("Vanaf"), lambda r: r.van, "datum", breedte=110, verborgen=True),
                Kolom("tot", self.tr("Tot en met"), lambda r: r.tot, "datum", breedte=110, verborgen=True),
            ),
            lambda r: r.id,
            woord=(self.tr("lid"), self.tr("leden")),
            instellingen=scherm.omgeving.instellingen,
            leeg=Leegtekst(self.tr("Geen leden"), self.tr("Hier staan de leden die u mag zien."), "users"),
        )
        self.lijst.gekozen.connect(self._gekozen)
        self.lijst.geopend.connect(self.naar_casus)
        self.detail = Gegevens()
        lijstkaart = Kaart(self.tr("Als lijst"))
        lijstkaart.inhoud.addWidget(self.lijst)
        lijstkaart.inhoud.addWidget(self.detail)
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(12)
        raster = Kaartraster((tekenkaart,), (lijstkaart,), verhouding=(2, 1), naast_vanaf=NAAST_TEKENING)
        for deel in (balk, self.verborgen, raster):
            kolom.addWidget(deel)
        self.lijst.rol_uit()

    def zet(self, groep: GroepInzicht, *, wijzigen: bool) -> None:
        """Show the members of this group."""
        self._wijzigen = wijzigen
        for knop in (self.drukknop, self.opslaanknop):
            knop.setVisible(groep.afdrukken)
        self.tekening.zet(groepslezen.beeld_van(groep))
        self.lijst.zet_rijen(groep.leden)
        self.verborgen.setText(
            self.tr("Er zijn leden van wie u de casus niet mag zien. Van hen ziet u alleen hoeveel het er zijn.")
        )
        self.verborgen.setVisible(groep.verborgen > 0)
        self._gekozen(self.lijst.huidige())

    def _gekozen(self, lid: LidInzicht | None) -> None:
        self.voegknop.setVisible(self._wijzigen)
        for knop in (self.wijzigknop, self.wegknop):
            knop.setVisible(self._wijzigen)
            knop.setEnabled(lid is not None)
        self.casusknop.setVisible(lid is not None and lid.casus_id is not None)
        paren: list[tuple[str, str]] = []
        if lid is not None:
            tot = self.tr("nu") if lid.tot is None else toon_datum(lid.tot)
            paren = [
                (self.tr("Naam"), lid.naam),
                (self.tr("Casus"), lid.nummer or self.tr("geen eigen casus")),
                (self.tr("Lid"), self.tr("{} tot {}").format(toon_datum(lid.van), tot)),
            ]
            if lid.casus_id is not None:
                paren += [(self.tr("Leeftijd"), lid.leeftijd), (self.tr("Doelgroep"), lid.doelgroep_label)]
            paren += eerdere(self, lid.eerder)
        self.detail.zet(paren)

    def naar_casus(self) -> None:
        """Open the dossier of the member under the cursor."""
        lid = self.lijst.huidige()
        if lid is not None and lid.casus_id is not None:
            self._scherm.omgeving.navigeer("dossier", casus_id=lid.casus_id)

    def voeg_toe(self) -> None:
        """One more member."""
        werkplek, groep_id = self._scherm.omgeving.werkplek, self._scherm.stand.groep.id

        def taak(waarden: dict[str, Any]) -> object:
            return groepen.add_lid(werkplek, groep_id, lid_uit(waarden))

        self._scherm.vraag(
            self.tr("Lid toevoegen"),
            Lidformulier(self, self._scherm.omgeving),
            taak,
            self.tr("Het lid is toegevoegd."),
            concept=("groepslid", groep_id),
        )

    def wijzig(self) -> None:
        """Change the role or the days of the member under the cursor."""
        lid = self.lijst.huidige()
        if lid is None:
            return
        werkplek, lid_id = self._scherm.omgeving.werkplek, lid.id

        def taak(waarden: dict[str, Any]) -> None:
            groepen.amend_lid(werkplek, lid_id, lid_uit(waarden))

        self._scherm.vraag(
            self.tr("Lid wijzigen"),
            Lidformulier(self, self._scherm.omgeving, lid),
            taak,
            self.tr("Het lid is gewijzigd."),
            concept=("groepslid.wijzigen", lid_id),
        )

    def haal_weg(self) -> None:
        """Take out who was never in the group."""
        lid = self.lijst.huidige()
        if lid is None:
            return
        bevestig(
            self,
            self.tr("Dit lid weghalen?"),
            self.tr("{} was nooit lid van deze groep. Ging iemand weg, geef dan een laatste dag op.").format(lid.naam),
            self.tr("Lid weghalen"),
            partial(self._haal_weg, lid.id),
        )

    def _haal_weg(self, lid_id: UUID) -> None:
        taak = partial(groepen.remove_lid, self._scherm.omgeving.werkplek, lid_id)
        self._scherm.doe(taak, self.tr("Het lid is weggehaald."))

    def druk(self) -> None:
        """Send the internal page to a printer."""
        druk_blad(self, self._scherm.omgeving, self._blad())

    def sla_op(self) -> None:
        """Write the internal page to a file."""
        bewaar_blad(self, self._scherm.omgeving, self._blad(), BESTANDSNAAM)

    def _blad(self) -> Callable[[], bytes]:
        return partial(netwerk.print_groep, self._scherm.omgeving.werkplek, self._scherm.stand.groep.id)


def _nu(lid: LidInzicht) -> Chipwaarde:
    return chip.status("actief", "Lid") if lid.nu else chip.status("gesloten", "Was lid")


class Plandeel(QWidget):
    """Goal, evaluation and actions of the group as a whole."""

    def __init__(self, scherm: GroepScherm) -> None:
        super().__init__(scherm)
        self._scherm = scherm
        self._wijzigen = False
        self.gegevens = Gegevens()
        kaart = Kaart(self.tr("Doel en evaluatie"))
        kaart.inhoud.addWidget(self.gegevens)
        self.voegknop = Knop(self.tr("Groepsactie toevoegen"), "primair", "plus", actie=self.voeg_toe)
        self.wijzigknop = Knop(self.tr("Wijzigen of afronden"), icoon="pencil", actie=self.wijzig)
        balk = Vloeibalk()
        balk.voeg_toe(self.voegknop)
        balk.voeg_toe(self.wijzigknop)
        self.lijst: Lijst[GroepsactieInzicht] = Lijst(
            "groepsacties",
            self.tr("Acties van de groep"),
            (
                Kolom("tekst", self.tr("Actie"), lambda a: a.tekst, breedte=240, rekt=True, nadruk=True),
                Kolom("wie", self.tr("Wie"), lambda a: f"{a.eigenaar} ({a.organisatie})", breedte=220),
                Kolom("deadline", self.tr("Klaar op"), lambda a: a.deadline, "datum", breedte=115),
                Kolom("status", self.tr("Status"), _actiestatus, "chip", breedte=120),
                Kolom("resultaat", self.tr("Resultaat"), lambda a: a.resultaat, breedte=220),
            ),
            lambda a: a.id,
            woord=(self.tr("actie"), self.tr("acties")),
            instellingen=scherm.omgeving.instellingen,
            leeg=Leegtekst(
                self.tr("Nog geen acties"), self.tr("Wie doet wat voor de groep als geheel."), "list-checks"
            ),
        )
        self.lijst.gekozen.connect(self._schik)
        self.lijst.geopend.connect(self.wijzig)
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(12)
        self.eerder = Gegevens()
        for deel in (kaart, balk, self.lijst, self.eerder):
            kolom.addWidget(deel)
        self.lijst.rol_uit()

    def zet(self, groep: GroepInzicht, *, wijzigen: bool) -> None:
        """Show the plan of this group."""
        self._wijzigen = wijzigen
        evaluatie = "" if groep.evaluatie_op is None else toon_datum(groep.evaluatie_op)
        paren = [(self.tr("Doel"), groep.doel), *eerdere(self, groep.doel_eerder)]
        self.gegevens.zet([*paren, (self.tr("Evaluatie op"), evaluatie)])
        self.lijst.zet_rijen(groep.acties)
        self._schik()

    def _schik(self) -> None:
        actie = self.lijst.huidige()
        self.voegknop.setVisible(self._wijzigen)
        self.wijzigknop.setVisible(self._wijzigen)
        self.wijzigknop.setEnabled(actie is not None and actie.loopt and not actie.verborgen)
        self.eerder.zet([] if actie is None else eerdere(self, actie.eerder))

    def voeg_toe(self) -> None:
        """One more action."""
        werkplek, groep_id = self._scherm.omgeving.werkplek, self._scherm.stand.groep.id

        def taak(waarden: dict[str, Any]) -> object:
            return groepen.add_actie(werkplek, groep_id, actie_uit(waarden))

        self._scherm.vraag(
            self.tr("Groepsactie toevoegen"),
            Groepsactieformulier(self, self._scherm.omgeving, self._scherm.stand.houders),
            taak,
            self.tr("De actie is toegevoegd."),
            concept=("groepsactie", groep_id),
        )

    def wijzig(self) -> None:
        """Change the action under the cursor, or say how it ended."""
        actie = self.lijst.huidige()
        if actie is None or not actie.loopt or actie.verborgen or not self._wijzigen:
            return
        werkplek, actie_id = self._scherm.omgeving.werkplek, actie.id

        def taak(waarden: dict[str, Any]) -> None:
            groepen.amend_actie(werkplek, actie_id, actie_uit(waarden))

        self._scherm.vraag(
            self.tr("Groepsactie wijzigen"),
            Groepsactieformulier(self, self._scherm.omgeving, self._scherm.stand.houders, actie),
            taak,
            self.tr("De actie is gewijzigd."),
            concept=("groepsactie.wijzigen", actie_id),
        )


def eerdere(zegger: QWidget, versies: Sequence[Eerder]) -> list[tuple[str, str]]:
    """What stood there before each change, with who changed it."""
    return [
        (
            zegger.tr("Tot {}").format(toon_datum(lokale_dag(een.op))),
            zegger.tr("{} (gewijzigd door {})").format(
                " · ".join(deel for deel in (een.tekst, een.omschrijving) if deel), een.door
            ),
        )
        for een in versies
    ]


def _actiestatus(actie: GroepsactieInzicht) -> Chipwaarde:
    if actie.te_laat:
        return chip.status("", "Te laat", "rood")
    return chip.status(actie.status.value, actie.status_label)


class Stappendeel(QWidget):
    """A card per step, with what it brought and what was said before."""

    def __init__(self, scherm: GroepScherm) -> None:
        super().__init__(scherm)
        self._scherm = scherm
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(12)
        self._kaarten = QVBoxLayout()
        self._kaarten.setSpacing(12)
        kolom.addLayout(self._kaarten)

    def zet(self, groep: GroepInzicht, *, wijzigen: bool) -> None:
        """Show the steps of this group."""
        leeg_rijen(self._kaarten)
        for stap in groep.stappen:
            self._kaarten.addWidget(self._kaart(stap, wijzigen=wijzigen))

    def _kaart(self, stap: StapInzicht, *, wijzigen: bool) -> Kaart:
        kaart = Kaart(stap.titel)
        if wijzigen:
            knop = Knop(self.tr("Invullen"), "koppeling", "pencil", actie=partial(self.leg_vast, stap))
            knop.setAccessibleName(self.tr("Stap {} invullen").format(stap.nr))
            kaart.voeg_actie(knop)
        if stap.zonder_naam:
            kaart.inhoud.addWidget(Tekst(stap.zonder_naam, "klein"))
        if stap.huidig is None:
            kaart.inhoud.addWidget(Tekst(self.tr("Nog niets ingevuld."), "zacht"))
        else:
            self._voeg_tekst(kaart, stap.huidig)
        for eerder in stap.eerder:
            kaart.inhoud.addWidget(Tekst(self.tr("Eerder"), "label"))
            self._voeg_tekst(kaart, eerder)
        return kaart

    def _voeg_tekst(self, kaart: Kaart, tekst: StapTekst) -> None:
        kaart.inhoud.addWidget(Tekst(tekst.tekst, kiesbaar=True))
        regel = Vloeibalk()
        regel.voeg_toe(Chip(chip.status(tekst.aard.value)))
        delen = [tekst.bron, toon_datum(tekst.gedaan_op), tekst.categorie_label]
        delen.append(self.tr("ook over anderen") if tekst.derden else "")
        regel.voeg_toe(Tekst(" · ".join(deel for deel in delen if deel), "klein", omslaan=False))
        kaart.inhoud.addWidget(regel)

    def leg_vast(self, stap: StapInzicht) -> None:
        """Record what this step brought."""
        werkplek, groep_id, nr = self._scherm.omgeving.werkplek, self._scherm.stand.groep.id, stap.nr

        def taak(waarden: dict[str, Any]) -> object:
            return groepen.set_stap(werkplek, groep_id, stap_uit(nr, waarden))

        self._scherm.vraag(
            self.tr("Stap {} invullen").format(nr),
            Stapformulier(self, self._scherm.omgeving),
            taak,
            self.tr("De stap is opgeslagen."),
            concept=(f"groepsstap.{nr}", groep_id),
        )
