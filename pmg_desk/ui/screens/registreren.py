"""Register a jongere and open a casus; likely duplicates are shown beside the form before anything is saved.

It may begin with a signal of the meldpunt (``toon(signaal_id=)``): the casus that is opened, or one that turns out to
be there already, takes that signal along.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.datums import Richting
from pmg_desk.domain.duplicaten import Zekerheid
from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.namen import stel_naam_voor
from pmg_desk.domain.rollen import Rol
from pmg_desk.domain.samenvatting import Aard
from pmg_desk.services import casussen, signaalcasus, toewijzingen
from pmg_desk.services.bekend import BekendBij
from pmg_desk.services.casussen import CasusStatus, NieuweCasus
from pmg_desk.services.dubbelen import Dubbele, Dubbelen, find_dubbelen
from pmg_desk.services.signaalcasus import Signaalbegin
from pmg_desk.services.toewijzingen import Collega
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.jongerevelden import (
    NAAMVELDEN,
    adres_uit,
    adres_velden,
    brp_velden,
    contact_velden,
    invoer_uit,
    naamhulp,
    volg_wijk,
    wie_velden,
    wijk_als_waarden,
)
from pmg_desk.ui.screens.tafelzicht import zicht_van_tafel
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.aankondiging import kondig_aan
from pmg_desk.ui.widgets.chip import Chip, Chipwaarde
from pmg_desk.ui.widgets.formulier import DatumVeld, Formulier, Keuze, KeuzeVeld, MeerKeuzeVeld, TekstVeld
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.rolvak import Rolvak
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.uitspraakveld import UitspraakVeld
from pmg_desk.ui.widgets.veld import Veld
from pmg_desk.ui.widgets.vloei import Vloei

_ZEKERHEID: dict[Zekerheid, Chipwaarde] = {
    Zekerheid.ZEKER: Chipwaarde("Dezelfde persoon", "rood"),
    Zekerheid.WAARSCHIJNLIJK: Chipwaarde("Waarschijnlijk dezelfde", "geel"),
    Zekerheid.MOGELIJK: Chipwaarde("Misschien dezelfde", "grijs"),
}


class RegistrerenScherm(Scherm):
    """One form; saving first looks for duplicates, and saves at once when there are none."""

    sleutel, titel, icoon = "registreren", "Jongere registreren", "plus"
    rollen = frozenset({Rol.CASUSREGISSEUR})
    in_navigatie = False
    onder = "casussen"
    opdrachten = (("Jongere registreren en casus openen", {}),)

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self.zet_titel(
            self.tr("Jongere registreren en casus openen"),
            self.tr("Voor het opslaan kijkt het programma of de jongere misschien al bekend is."),
        )
        self.formulier = Formulier(
            [
                *wie_velden(omgeving),
                *adres_velden(omgeving),
                *contact_velden(),
                *self._aanmeldvelden(),
                *brp_velden(),
            ],
            knop=self.tr("Casus openen"),
            annuleren=self.tr("Terug naar de lijst"),
        )
        volg_wijk(self.formulier)
        self.formulier.bewaren.connect(self._controleer)
        self.formulier.geannuleerd.connect(self._terug)
        self.formulier.gewijzigd.connect(self.sluit_detail)
        self.formulier.koppel_concept(omgeving.concepten, "registreren")
        self.signaal: Signaalbegin | None = None
        self._voorstel: dict[str, str] = {}
        self.signaalkaart = Kaart(self.tr("U begint met een signaal"))
        self.signaaltekst = Tekst("", kiesbaar=True)
        self.signaalwie = Tekst("", "zacht")
        for deel in (self.signaaltekst, self.signaalwie):
            self.signaalkaart.inhoud.addWidget(deel)
        self.signaalkaart.inhoud.addWidget(
            Knop(self.tr("Zonder dit signaal verdergaan"), "koppeling", "x", actie=self._zonder_signaal)
        )
        self.signaalkaart.setVisible(False)
        vak = self._vak = Rolvak()
        vak.inhoud.setContentsMargins(2, 2, 12, 12)
        vak.inhoud.addWidget(self.signaalkaart)
        vak.inhoud.addWidget(self.formulier)
        vak.inhoud.addStretch(1)
        self.inhoud.addWidget(vak, 1)
        self.dubbelen: Dubbelenpaneel | None = None

    def _aanmeldvelden(self) -> list[Veld | str]:
        profiel = self.omgeving.werkplek.profiel
        vandaag = self.omgeving.vandaag
        return [
            self.tr("Aanmelding"),
            MeerKeuzeVeld(
                "tafels",
                self.tr("Aan welke tafel"),
                [Keuze(tafel.sleutel, tafel.label) for tafel in profiel.tafels.values()],
                verplicht=True,
                hulp=self.tr("De leden van deze tafel kunnen de casus zien."),
            ),
            DatumVeld(
                "aangemeld_op",
                self.tr("Aangemeld op"),
                vandaag,
                richting=Richting.VERLEDEN,
                laatst=vandaag,
                hulp=self.tr("Leeg betekent: vandaag."),
            ),
            TekstVeld(
                "aangemeld_door",
                self.tr("Aangemeld door"),
                hulp=self.tr("Naam en organisatie van wie de jongere aanmeldt."),
            ),
            UitspraakVeld(
                self.omgeving,
                "aanleiding",
                self.tr("Aanleiding"),
                categorie="signalen",
                aard=Aard.AANNAME,
                verplicht=True,
                hulp=self.tr("Wat is er gebeurd of gezien, en waarom is deze tafel nodig?"),
            ),
            KeuzeVeld(
                "regisseur_id",
                self.tr("Casusregisseur"),
                [],
                leegtekst=self.tr("{} (u)").format(self.omgeving.werkplek.gebruiker.naam),
            ),
        ]

    def toon(self, **params: Any) -> None:
        """Show the form as it was left; a new one from its beginning, filled in from ``signaal_id`` where given."""
        if params.get("signaal_id") is not None:
            self.omgeving.werker.doe(
                partial(signaalcasus.toon_begin, self.omgeving.werkplek, params["signaal_id"]),
                self._begin_met,
                self.toon_fout,
                self,
            )
        if not self.formulier.is_gewijzigd:
            self._vak.verticalScrollBar().setValue(0)
        self.omgeving.werker.doe(
            partial(toewijzingen.list_collegas, self.omgeving.werkplek), self._zet_collegas, eigenaar=self
        )

    def bewaar_concepten(self) -> None:
        """Hand over what was typed."""
        self.formulier.bewaar_concept()

    def _zet_collegas(self, collegas: tuple[Collega, ...]) -> None:
        veld = self.formulier.veld("regisseur_id")
        assert isinstance(veld, KeuzeVeld)
        ik = self.omgeving.werkplek.gebruiker.id
        veld.zet_keuzes([Keuze(c.id, c.naam) for c in collegas if c.rol is Rol.CASUSREGISSEUR and c.id != ik])

    def _begin_met(self, begin: Signaalbegin) -> None:
        """Never over what somebody was typing about somebody else."""
        if self.formulier.is_gewijzigd:
            self.melding.zet(
                "waarschuwing",
                self.tr("Hier staat nog een formulier dat niet is opgeslagen. Het hoort niet bij dit signaal."),
                actietekst=self.tr("Leegmaken en met het signaal beginnen"),
                actie=partial(self._vul_in, begin),
            )
            return
        self._vul_in(begin)

    def _vul_in(self, begin: Signaalbegin) -> None:
        self.melding.verberg()
        self._zonder_voorstel()
        self.formulier.wis()
        self.formulier.opgeslagen()
        profiel = self.omgeving.werkplek.profiel
        self.formulier.zet(
            {
                "tafels": (begin.tafel,) if begin.tafel in profiel.tafels else (),
                "aangemeld_door": begin.aangemeld_door,
                "aanleiding": UitspraakInvoer(begin.aanleiding),
                **wijk_als_waarden(self.omgeving, begin.wijk),
                "buurt": begin.buurt,
            }
        )
        self._stel_naam_voor(begin)
        self.signaal = begin
        self.signaaltekst.setText(begin.tekst)
        over = self.tr("Over: {}. ").format(begin.over_wie) if begin.over_wie else ""
        mee = self.tr("{}De tekst gaat mee als signaal, met bron en grenzen. U hoeft hem niet over te typen.")
        zicht = zicht_van_tafel(self, begin.tafel_label, begin.leden)
        self.signaalwie.setText("\n".join((mee.format(over), zicht)))
        self.signaalkaart.setVisible(True)
        self._vak.verticalScrollBar().setValue(0)
        self.formulier.naar_begin()

    def _stel_naam_voor(self, begin: Signaalbegin) -> None:
        """What the signal says about whom, in the fields of a name; beside them stands that it is to be checked."""
        self._voorstel = {}
        delen = stel_naam_voor(begin.over_wie)
        if delen is None:
            return
        self._voorstel = dict(zip(NAAMVELDEN, delen, strict=True))
        self.formulier.zet(self._voorstel)
        for sleutel, deel in self._voorstel.items():
            if deel:
                self.formulier.veld(sleutel).zet_hulp(self.tr("Uit het signaal. Klopt dit? U kunt het wijzigen."))

    def _zonder_voorstel(self) -> None:
        """The words of the signal go from the fields of the name, as far as nobody changed them."""
        hulp = naamhulp()
        for sleutel, deel in self._voorstel.items():
            veld = self.formulier.veld(sleutel)
            veld.zet_hulp(hulp[sleutel])
            if veld.waarde() == deel:
                veld.zet("")
        self._voorstel = {}

    def _zonder_signaal(self) -> None:
        self._zonder_voorstel()
        self.signaal = None
        self.signaalkaart.setVisible(False)
        self.signaaltekst.setText("")
        self.signaalwie.setText("")

    def _terug(self) -> None:
        if self.signaal is not None:
            self._zonder_signaal()
            self.formulier.wis()
            self.omgeving.navigeer("meldpunt")
            return
        self.omgeving.navigeer("casussen")

    # saving

    def _invoer(self, waarden: dict[str, Any]) -> NieuweCasus:
        aanleiding: UitspraakInvoer = waarden["aanleiding"]
        ik = self.omgeving.werkplek.gebruiker.naam
        if self.signaal is None and aanleiding.bron == ik and waarden["aangemeld_door"]:
            # Nobody changed the source: then who reported it said it. Of a signal they may have to stay unnamed.
            aanleiding = replace(aanleiding, bron=waarden["aangemeld_door"])
        return NieuweCasus(
            jongere=invoer_uit(waarden, adres_uit(waarden)),
            tafels=waarden["tafels"],
            aangemeld_door=waarden["aangemeld_door"],
            aangemeld_op=waarden["aangemeld_op"],
            aanleiding=aanleiding,
            regisseur_id=waarden["regisseur_id"],
        )

    def _controleer(self, waarden: dict[str, Any]) -> None:
        invoer = self._invoer(waarden)
        self.formulier.zet_bezig(True)
        self.omgeving.werker.doe(
            partial(find_dubbelen, self.omgeving.werkplek, invoer),
            partial(self._gecontroleerd, invoer),
            self.formulier.toon_fouten,
            self,
        )

    def _gecontroleerd(self, invoer: NieuweCasus, gevonden: Dubbelen) -> None:
        if not gevonden:
            self.sla_op(invoer)
            return
        self.formulier.zet_bezig(False)
        self.dubbelen = Dubbelenpaneel(self, invoer, gevonden)
        self.toon_detail(self.tr("Is deze jongere al bekend?"), self.dubbelen)
        self.dubbelen.begin()

    def sla_op(self, invoer: NieuweCasus) -> None:
        """Open the casus."""
        self.formulier.zet_bezig(True)
        werkplek = self.omgeving.werkplek
        taak = (
            partial(casussen.open_casus, werkplek, invoer)
            if self.signaal is None
            else partial(signaalcasus.start_casus, werkplek, self.signaal.signaal_id, invoer)
        )
        self.omgeving.werker.doe(taak, self._geopend, self._mislukt, self)

    def voeg_bij(self, casus_id: UUID) -> None:
        """Add the signal to a casus that turned out to be there already, instead of opening one."""
        assert self.signaal is not None
        self.formulier.zet_bezig(True)
        self.omgeving.werker.doe(
            partial(self._koppel, self.omgeving.werkplek, self.signaal.signaal_id, casus_id),
            self._gekoppeld,
            self._mislukt,
            self,
        )

    @staticmethod
    def _koppel(werkplek: Werkplek, signaal_id: UUID, casus_id: UUID) -> UUID:
        signaalcasus.link_signaal(werkplek, signaal_id, casus_id, aanmelden=True)
        return casus_id

    def _gekoppeld(self, casus_id: UUID) -> None:
        self._klaar(casus_id, self.tr("Het signaal staat nu in de casus."))

    def _mislukt(self, fout: Fout) -> None:
        self.sluit_detail()
        self.formulier.toon_fouten(fout)

    def _geopend(self, casus_id: UUID) -> None:
        self._klaar(casus_id, self.tr("De casus is geopend."))

    def _klaar(self, casus_id: UUID, gelukt: str) -> None:
        self.sluit_detail()
        self.formulier.opgeslagen()
        self.formulier.wis()
        self._zonder_signaal()
        self.omgeving.meld(gelukt)
        self.omgeving.navigeer("dossier", casus_id=casus_id)


class Dubbelenpaneel(QWidget):
    """Who may be the same person, each with a way to their casus; and the way to save after all."""

    def __init__(self, scherm: RegistrerenScherm, invoer: NieuweCasus, gevonden: Dubbelen) -> None:
        super().__init__()
        self._scherm, self._invoer = scherm, invoer
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(12)
        self.uitleg = Tekst(
            self.tr("Er is nog niets opgeslagen. Kijk of een van deze personen dezelfde is. Uw formulier blijft staan.")
        )
        kolom.addWidget(self.uitleg)
        self._uitwegen: list[Knop] = []
        for dubbele in gevonden.zichtbaar:
            kolom.addWidget(self._kaart(dubbele))
        for verwijzing in gevonden.elders:
            kolom.addWidget(self._verwijzing(verwijzing))
        self.tochknop = Knop(
            self.tr("Toch opslaan als nieuwe casus"), "primair", "save", actie=partial(scherm.sla_op, invoer)
        )
        kolom.addWidget(self.tochknop)

    def begin(self) -> None:
        """Put the focus on the first way out, and have the question read out."""
        kondig_aan(self, self.uitleg.text())
        self._uitwegen[0].setFocus()

    def _kaart(self, dubbele: Dubbele) -> Kaart:
        kaart = Kaart(dubbele.naam)
        chips = QWidget()
        vloei = Vloei(chips)
        vloei.addWidget(Chip(_ZEKERHEID[dubbele.zekerheid]))
        if dubbele.status is CasusStatus.GESLOTEN:
            vloei.addWidget(Chip(chip.status("gesloten", "Casus is gesloten")))
        kaart.inhoud.addWidget(chips)
        kaart.inhoud.addWidget(Tekst(self.tr("{} · geboren {}").format(dubbele.nummer, dubbele.geboren), "zacht"))
        kaart.inhoud.addWidget(Tekst(_zin(dubbele.redenen)))
        naar = Knop(self.tr("Naar deze casus"), icoon="folder-open", actie=partial(self._naar, dubbele.casus_id))
        naar.setAccessibleName(self.tr("Naar casus {} van {}").format(dubbele.nummer, dubbele.naam))
        self._uitwegen.append(naar)
        kaart.inhoud.addWidget(naar)
        if self._scherm.signaal is not None and dubbele.status is CasusStatus.OPEN:
            erbij = Knop(
                self.tr("Signaal bij deze casus voegen"), icoon="plus", actie=partial(self._erbij, dubbele.casus_id)
            )
            erbij.setAccessibleName(self.tr("Signaal bij casus {} voegen").format(dubbele.nummer))
            kaart.inhoud.addWidget(erbij)
        if dubbele.status is CasusStatus.GESLOTEN:
            nieuw = Knop(
                self.tr("Nieuwe casus voor deze jongere"), icoon="plus", actie=partial(self._bestaande, dubbele)
            )
            nieuw.setAccessibleName(self.tr("Nieuwe casus voor {}").format(dubbele.naam))
            kaart.inhoud.addWidget(nieuw)
        return kaart

    def _verwijzing(self, verwijzing: BekendBij) -> Kaart:
        kaart = Kaart(self.tr("Waarschijnlijk al bekend"))
        kaart.inhoud.addWidget(Tekst(verwijzing.zin()))
        kaart.inhoud.addWidget(Tekst(self.tr("U mag die casus niet zien. Overleg eerst met deze collega."), "zacht"))
        knop = Knop(
            self.tr("Noodtoegang nemen"),
            "koppeling",
            "shield-alert",
            actie=partial(self._scherm.omgeving.navigeer, "noodtoegang", casus_id=verwijzing.casus_id),
        )
        self._uitwegen.append(knop)
        kaart.inhoud.addWidget(knop)
        return kaart

    def _naar(self, casus_id: UUID) -> None:
        self._scherm.omgeving.navigeer("dossier", casus_id=casus_id)

    def _erbij(self, casus_id: UUID) -> None:
        self._scherm.voeg_bij(casus_id)

    def _bestaande(self, dubbele: Dubbele) -> None:
        self._scherm.sla_op(replace(self._invoer, jongere=None, jongere_id=dubbele.jongere_id))


def _zin(redenen: tuple[str, ...]) -> str:
    tekst = ", ".join(redenen)
    return f"{tekst[:1].upper()}{tekst[1:]}."
