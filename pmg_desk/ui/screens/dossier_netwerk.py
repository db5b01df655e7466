"""The tab Netwerk of a dossier: the people around the jongere as a drawing, and beside it the same people as a list."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.netwerk import KRING_LABELS
from pmg_desk.services import netwerk, relaties
from pmg_desk.services.groepslezen import GroepVan
from pmg_desk.services.netwerk import Netwerk
from pmg_desk.services.relaties import RelatieInvoer, RelatieInzicht, Suggestie
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.netwerkformulier import Relatieformulier, invoer_uit
from pmg_desk.ui.screens.overzicht_jongere import Regel, leeg_rijen
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.chip import Chipwaarde
from pmg_desk.ui.widgets.dialoog import bevestig
from pmg_desk.ui.widgets.invoerdialoog import Invoerdialoog
from pmg_desk.ui.widgets.kaart import Gegevens, Kaart
from pmg_desk.ui.widgets.kaartraster import NAAST_TEKENING, Kaartraster
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.netwerkbeeld import Netwerkbeeld
from pmg_desk.ui.widgets.tabblad import Tabblad
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.uitspraakkaart import UitspraakTekst
from pmg_desk.ui.widgets.vloei import Vloeibalk


@dataclass(frozen=True, slots=True)
class _Knoppen:
    """The buttons that are about the person under the cursor."""

    wijzig: Knop
    weg: Knop
    casus: Knop


def _let_op(rij: RelatieInzicht) -> Chipwaarde | None:
    return chip.status("", "Risico", "geel") if rij.loopt_risico else None


class NetwerkTab(Tabblad):
    """A drawing and a list of the same people; what one chooses in the list is shown in full."""

    sleutel, titel, icoon = "netwerk", "Netwerk", "users"
    soorten = frozenset({"relatie", "groep", "casus", "jongere", "kenmerk", "uitspraak"})

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self._netwerk: Netwerk | None = None
        self.voegknop = Knop(self.tr("Iemand toevoegen"), "primair", "plus", actie=self.voeg_toe)
        self.knoppen = _Knoppen(
            Knop(self.tr("Wijzigen"), icoon="pencil", actie=self.wijzig),
            Knop(self.tr("Uit het netwerk halen"), icoon="trash-2", actie=self.haal_weg),
            Knop(self.tr("Naar de casus"), icoon="folder-open", actie=self.naar_casus),
        )
        self.drukknop = Knop(self.tr("Afdrukken (intern)"), "koppeling", "printer", actie=self.druk)
        balk = Vloeibalk()
        for knop in (self.voegknop, self.knoppen.wijzig, self.knoppen.weg, self.knoppen.casus):
            balk.voeg_toe(knop)
        self.slachtoffer = Tekst(
            self.tr("Deze jongere is ook slachtoffer. Dat weegt mee, en telt nooit als antecedent."), "label"
        )
        self.tekening = Netwerkbeeld(omgeving, self.tr("Tekening van het netwerk"))
        self.tekenkaart = Kaart(self.tr("Getekend"))
        self.tekenkaart.inhoud.addWidget(self.tekening)
        self.tekenkaart.inhoud.addWidget(self.drukknop)
        self.lijst: Lijst[RelatieInzicht] = self._lijst()
        self.lijstkaart = Kaart(self.tr("Als lijst"))
        self.lijstkaart.inhoud.addWidget(self.lijst)
        self.detail = Detailkaart()
        self.familie = Suggestiekaart(self)
        self.groepen = Groepenkaart(self)
        self.raster = Kaartraster(
            (self.tekenkaart,),
            (self.lijstkaart, self.detail, self.familie, self.groepen),
            verhouding=(2, 1),
            naast_vanaf=NAAST_TEKENING,
        )
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(12)
        for deel in (balk, self.slachtoffer, self.raster):
            kolom.addWidget(deel)
        self.slachtoffer.setVisible(False)
        self.raster.setVisible(False)
        self._schik()

    def _lijst(self) -> Lijst[RelatieInzicht]:
        lijst: Lijst[RelatieInzicht] = Lijst(
            "netwerk",
            self.tr("Mensen in het netwerk"),
            (
                Kolom("naam", self.tr("Naam"), lambda r: r.naam, breedte=120, rekt=True, nadruk=True),
                Kolom("wie", self.tr("Wie het is"), lambda r: r.soort_label, breedte=125),
                Kolom("letop", self.tr("Let op"), _let_op, "chip", breedte=92),
                Kolom("kring", self.tr("Soort"), lambda r: KRING_LABELS[r.kring], breedte=150, verborgen=True),
                Kolom("geboren", self.tr("Geboren"), lambda r: r.geboren, breedte=110, verborgen=True),
                Kolom("casus", self.tr("Casus"), lambda r: r.andere_nummer, breedte=130, verborgen=True),
            ),
            lambda r: r.id,
            woord=(self.tr("persoon"), self.tr("personen")),
            instellingen=self.omgeving.instellingen,
            filterveld=False,
            leeg=Leegtekst(
                self.tr("Nog niemand"),
                self.tr(
                    "Schrijf op wie om de jongere heen staat: gezin, vrienden, rolmodellen, medeverdachten, een JIM."
                ),
                "users",
            ),
        )
        lijst.rol_uit()
        lijst.gekozen.connect(self._gekozen)
        lijst.geopend.connect(self._geopend)
        return lijst

    # showing

    def toon(self, casus_id: UUID) -> None:
        """Show the network of this casus."""
        super().toon(casus_id)
        self.omgeving.werker.doe(
            partial(netwerk.toon_netwerk, self.omgeving.werkplek, casus_id), self._zet, eigenaar=self
        )

    def _zet(self, stand: Netwerk) -> None:
        if stand.casus_id != self.casus_id:
            return
        self._netwerk = stand
        self.slachtoffer.setVisible(stand.slachtoffer)
        self.tekening.zet(netwerk.beeld_van(stand))
        self.lijst.zet_rijen(stand.personen)
        self.familie.zet(stand.suggesties)
        self.groepen.zet(stand.groepen, wijzigen=stand.wijzigen)
        self.drukknop.setVisible(stand.afdrukken)
        self.raster.setVisible(True)
        self._gekozen(self.lijst.huidige())

    def _gekozen(self, rij: RelatieInzicht | None) -> None:
        self.detail.zet(rij)
        self._schik()

    def _schik(self) -> None:
        rij = self.lijst.huidige()
        wijzigen = self._netwerk is not None and self._netwerk.wijzigen
        self.voegknop.setVisible(wijzigen)
        for knop in (self.knoppen.wijzig, self.knoppen.weg):
            knop.setVisible(wijzigen)
            knop.setEnabled(rij is not None)
        self.knoppen.casus.setVisible(rij is not None and rij.andere_casus_id is not None)

    def _geopend(self, rij: RelatieInzicht) -> None:
        """Enter on a row: to the casus of that person where there is one to see, else to what is known of them."""
        if rij.andere_casus_id is not None:
            self.naar_casus()
        elif self._netwerk is not None and self._netwerk.wijzigen:
            self.wijzig()

    def naar_casus(self) -> None:
        """Open the dossier of the person under the cursor."""
        rij = self.lijst.huidige()
        if rij is not None and rij.andere_casus_id is not None:
            self.omgeving.navigeer("dossier", casus_id=rij.andere_casus_id, tab="netwerk")

    # changing

    def voeg_toe(self) -> None:
        """Open the form for one more person."""
        casus_id, werkplek = self.casus_id, self.omgeving.werkplek
        assert casus_id is not None

        def taak(waarden: dict[str, Any]) -> object:
            return relaties.add_relatie(werkplek, casus_id, invoer_uit(waarden))

        Invoerdialoog(
            self,
            self.omgeving,
            self.tr("Iemand toevoegen aan het netwerk"),
            Relatieformulier(self, self.omgeving),
            taak,
            gemeld=self.tr("Deze persoon staat in het netwerk."),
            concept=("relatie", casus_id),
        ).toon()

    def wijzig(self) -> None:
        """Open the form of the person under the cursor."""
        casus_id, werkplek, rij = self.casus_id, self.omgeving.werkplek, self.lijst.huidige()
        if casus_id is None or rij is None:
            return
        relatie_id = rij.id

        def taak(waarden: dict[str, Any]) -> None:
            relaties.amend_relatie(werkplek, casus_id, relatie_id, invoer_uit(waarden))

        Invoerdialoog(
            self,
            self.omgeving,
            self.tr("Iemand in het netwerk wijzigen"),
            Relatieformulier(self, self.omgeving, rij),
            taak,
            gemeld=self.tr("De gegevens zijn gewijzigd."),
            concept=("relatie.wijzigen", relatie_id),
        ).toon()

    def koppel(self, suggestie: Suggestie) -> None:
        """Take over what the program only suggests: a brother or sister, until somebody says otherwise."""
        casus_id = self.casus_id
        assert casus_id is not None
        invoer = RelatieInvoer("broer_zus", suggestie.naam, andere_casus_id=suggestie.casus_id)
        self.omgeving.werker.doe(
            partial(relaties.add_relatie, self.omgeving.werkplek, casus_id, invoer),
            lambda _: self.omgeving.meld(self.tr("Deze persoon staat in het netwerk.")),
            eigenaar=self,
        )

    def haal_weg(self) -> None:
        """Ask, and take the person under the cursor out."""
        rij = self.lijst.huidige()
        if rij is None:
            return
        bevestig(
            self,
            self.tr("Uit het netwerk halen?"),
            self.tr(
                "{} verdwijnt uit het netwerk, met de toelichting. In het logboek blijft staan dat u dit deed."
            ).format(rij.naam),
            self.tr("Uit het netwerk halen"),
            partial(self._haal_weg, rij.id),
        )

    def _haal_weg(self, relatie_id: UUID) -> None:
        assert self.casus_id is not None
        self.omgeving.werker.doe(
            partial(relaties.remove_relatie, self.omgeving.werkplek, self.casus_id, relatie_id),
            lambda _: self.omgeving.meld(self.tr("Deze persoon staat niet meer in het netwerk.")),
            eigenaar=self,
        )

    # printing

    def druk(self) -> None:
        """See the internal print, and issue it there."""
        self.omgeving.navigeer("internafdruk", casus_id=self.casus_id, soort=self.sleutel)


class Detailkaart(Kaart):
    """The person under the cursor in full, with what is said of them and by whom."""

    def __init__(self) -> None:
        super().__init__(self.tr("Gekozen persoon"))
        self.leeg = Tekst(self.tr("Kies iemand in de lijst om meer te lezen."), "zacht")
        self.gegevens = Gegevens()
        self._gezegd = QVBoxLayout()
        self.inhoud.addWidget(self.leeg)
        self.inhoud.addWidget(self.gegevens)
        self.inhoud.addLayout(self._gezegd)

    def zet(self, rij: RelatieInzicht | None) -> None:
        """Show this person."""
        leeg_rijen(self._gezegd)
        self.leeg.setVisible(rij is None)
        self.gegevens.setVisible(rij is not None)
        if rij is None:
            self.gegevens.zet([])
            return
        paren: list[tuple[str, Any]] = [
            (self.tr("Naam"), rij.naam),
            (self.tr("Wie het is"), rij.soort_label),
        ]
        for woord, waarde in (
            (self.tr("Geboren"), rij.geboren),
            (self.tr("Gezag"), rij.gezag_label if rij.gezag else ""),
            (self.tr("Samen"), rij.band),
            (self.tr("Casus"), rij.andere_nummer),
        ):
            if waarde:
                paren.append((woord, waarde))
        if rij.loopt_risico:
            paren.append((self.tr("Let op"), chip.status("", self.tr("Loopt risico"), "geel")))
        self.gegevens.zet(paren)
        if rij.toelichting is not None:
            self._gezegd.addWidget(UitspraakTekst(rij.toelichting, aard=True))


class Suggestiekaart(Kaart):
    """Who may be family, because of the address. The program never links by itself."""

    def __init__(self, tab: NetwerkTab) -> None:
        super().__init__(self.tr("Misschien ook familie"))
        self._tab = tab
        self.inhoud.addWidget(
            Tekst(
                self.tr("Dit is alleen een vermoeden van het programma. Zoek het na voordat u het overneemt."), "zacht"
            )
        )
        self._rijen = QVBoxLayout()
        self.inhoud.addLayout(self._rijen)
        self.setVisible(False)

    def zet(self, suggesties: tuple[Suggestie, ...]) -> None:
        """Show these; nothing to show, no card."""
        leeg_rijen(self._rijen)
        for suggestie in suggesties:
            knop = Knop(
                self.tr("Als broer of zus opnemen"), "koppeling", "plus", actie=partial(self._koppel, suggestie)
            )
            knop.setAccessibleName(self.tr("{} als broer of zus opnemen").format(suggestie.naam))
            self._rijen.addWidget(Regel(suggestie.naam, f"{suggestie.reden} · {suggestie.nummer}", [knop]))
        self.setVisible(bool(suggesties))

    def _koppel(self, suggestie: Suggestie) -> None:
        self._tab.koppel(suggestie)


class Groepenkaart(Kaart):
    """The households and groups this casus is in."""

    def __init__(self, tab: NetwerkTab) -> None:
        super().__init__(self.tr("Huishoudens en groepen"))
        self._tab = tab
        self.leeg = Tekst(self.tr("Deze casus zit in geen huishouden of groep."), "zacht")
        self._rijen = QVBoxLayout()
        self.inhoud.addWidget(self.leeg)
        self.inhoud.addLayout(self._rijen)
        self.maakknop = Knop(self.tr("Groep maken"), "koppeling", "plus", actie=self._maak)
        self.voeg_actie(self.maakknop)

    def zet(self, groepen: tuple[GroepVan, ...], *, wijzigen: bool) -> None:
        """Show these groups."""
        leeg_rijen(self._rijen)
        for groep in groepen:
            knop = Knop(self.tr("Openen"), "koppeling", "folder-open", actie=partial(self._open, groep.id))
            knop.setAccessibleName(self.tr("Groep {} openen").format(groep.naam))
            erbij = [groep.soort_label, groep.rol, "" if groep.nu else self.tr("niet meer lid")]
            self._rijen.addWidget(Regel(groep.naam, " · ".join(deel for deel in erbij if deel), [knop]))
        self.leeg.setVisible(not groepen)
        self.maakknop.setVisible(wijzigen)

    def _open(self, groep_id: UUID) -> None:
        self._tab.omgeving.navigeer("groep", groep_id=groep_id)

    def _maak(self) -> None:
        self._tab.omgeving.navigeer("groepen", nieuw=True, casus_id=self._tab.casus_id)
