"""Delen: the queue of requests and the decisions, for who asks and for who judges."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.delen import Oordeel
from pmg_desk.domain.rollen import Rol
from pmg_desk.services import delen, verbindingen
from pmg_desk.services.besluiten import BesluitInzicht
from pmg_desk.services.delen import OORDEEL_LABELS, VerzoekRegel
from pmg_desk.services.verbindingen import VerbindingInzicht
from pmg_desk.storage.models import VerzoekStatus
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.omgeving import Omgeving, Wijzigingen
from pmg_desk.ui.screens.pakketknoppen import Pakketpost
from pmg_desk.ui.screens.postvak import Postvak
from pmg_desk.ui.screens.verstrekkingen import Verstrekkingenlijst
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.chip import Chipwaarde
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tabbladen import Tabbladen

_STATUSKLEUR = {
    VerzoekStatus.INGEDIEND: "gevraagd",
    VerzoekStatus.TERUG: "teruggevraagd",
    VerzoekStatus.BEHANDELD: "klaar",
    VerzoekStatus.INGETROKKEN: "vervallen",
}


def verzoekchip(regel: VerzoekRegel) -> Chipwaarde:
    """The status of a request: colour and word."""
    return chip.status(_STATUSKLEUR[regel.status], regel.status_label)


def besluitchip(besluit: BesluitInzicht) -> Chipwaarde:
    """Whether a decision is an approval now, as it was computed just now."""
    if besluit.geldig:
        return chip.status("geldig", "Geldig")
    if besluit.oordeel is Oordeel.GEWEIGERD:
        return chip.status("geweigerd", "Geweigerd")
    return chip.status("ongeldig", "Geldt niet")


def besluitzin(besluit: BesluitInzicht) -> str:
    """A decision in words: what it says, and why it does not hold where it does not."""
    oordeel = "" if besluit.oordeel is None else OORDEEL_LABELS[besluit.oordeel]
    return oordeel if besluit.gebrek is None or besluit.oordeel is Oordeel.GEWEIGERD else besluit.gebrek.value


def _zekerheid(besluit: BesluitInzicht) -> str:
    return "" if besluit.zekerheid is None else besluit.zekerheid.value


class DelenScherm(Scherm):
    """Requests and decisions; Enter opens one."""

    sleutel, titel, icoon = "delen", "Delen", "share-2"
    rollen = frozenset({Rol.CASUSREGISSEUR, Rol.PRIVACY_OFFICER})
    soorten = frozenset({"delingsverzoek", "privacybesluit", "verstrekking", "oordeelvervanging"})

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        officer = omgeving.rol == Rol.PRIVACY_OFFICER
        uitleg = (
            self.tr("Hier komen verzoeken binnen om informatie te delen. U beoordeelt ze en ondertekent uw besluit.")
            if officer
            else self.tr("Hier staan uw verzoeken om te mogen delen. U vraagt akkoord vanuit het dossier.")
        )
        self.zet_titel(self.titel, uitleg)
        self.post = Pakketpost(self, self.toon)
        self.inleesknop = self.voeg_actie(Knop(self.tr("Pakket inlezen"), icoon="import", actie=self.post.lees_in))
        self.stuurknop = self.voeg_actie(Knop(self.tr("Als pakket opslaan"), icoon="download", actie=self._verstuur))
        self.inleesknop.setVisible(False)
        self.stuurknop.setVisible(False)
        self.postvak = self._maak_postvak() if officer else None
        self.verzoeken: Lijst[Any] = self._verzoekenlijst() if self.postvak is None else self.postvak.lijst
        self.besluiten: Lijst[BesluitInzicht] = self._besluitenlijst()
        self.tabs = Tabbladen(self.titel)
        self.tabs.voeg_toe("verzoeken", self.tr("Verzoeken"), lambda: self.postvak or self.verzoeken, rolt=False)
        self.tabs.voeg_toe("besluiten", self.tr("Besluiten"), lambda: self.besluiten, rolt=False)
        self.register = Verstrekkingenlijst(omgeving, self.toon_detail)
        self.tabs.voeg_toe("verstrekkingen", self.tr("Wat is gedeeld"), lambda: self.register, rolt=False)
        self.inhoud.addWidget(self.tabs, 1)

    def _maak_postvak(self) -> Postvak:
        uitleg = self.tr("Zodra een casusregisseur akkoord vraagt, staat het verzoek hier.")
        leeg = Leegtekst(self.tr("Geen verzoeken"), uitleg, "inbox")
        return Postvak(self, "verzoek", "oordeelbundel", "postvak", leeg)

    def _verzoekenlijst(self) -> Lijst[VerzoekRegel]:
        lijst: Lijst[VerzoekRegel] = Lijst(
            "verzoeken",
            self.tr("Verzoeken"),
            (
                Kolom("nummer", self.tr("Verzoek"), lambda r: r.nummer, breedte=130, nadruk=True),
                Kolom("casus", self.tr("Casus"), lambda r: r.casusnummer, breedte=150),
                Kolom("status", self.tr("Status"), verzoekchip, "chip", breedte=230),
                Kolom("ontvanger", self.tr("Voor wie"), lambda r: r.ontvanger, rekt=True),
                Kolom("aanvrager", self.tr("Gevraagd door"), lambda r: r.aanvrager, breedte=150),
                Kolom("dagen", self.tr("Dagen oud"), lambda r: r.dagen_oud, "getal", breedte=110),
                Kolom("verstuurd", self.tr("Pakket"), lambda r: r.verstuurd, breedte=260, verborgen=True),
                Kolom("soort", self.tr("Soort"), lambda r: r.soort_label, breedte=240, verborgen=True),
                Kolom("tot", self.tr("Gevraagd tot"), lambda r: r.gevraagd_tot, "datum", breedte=130, verborgen=True),
            ),
            lambda r: r.id,
            meer_kiezen=True,
            woord=("verzoek", "verzoeken"),
            instellingen=self.omgeving.instellingen,
            leeg=Leegtekst(
                self.tr("Geen verzoeken"),
                self.tr("Open een dossier en kies het tabblad Delen om akkoord te vragen."),
                "inbox",
            ),
        )
        lijst.geopend.connect(lambda r: self.omgeving.navigeer("verzoek", verzoek_id=r.id))
        return lijst

    def _besluitenlijst(self) -> Lijst[BesluitInzicht]:
        lijst: Lijst[BesluitInzicht] = Lijst(
            "besluiten",
            self.tr("Besluiten"),
            (
                Kolom("nummer", self.tr("Besluit"), lambda b: b.nummer, breedte=130, nadruk=True),
                Kolom("geldig", self.tr("Nu"), besluitchip, "chip", breedte=130),
                Kolom("oordeel", self.tr("Oordeel"), besluitzin, rekt=True),
                Kolom("ontvanger", self.tr("Voor wie"), lambda b: ", ".join(b.ontvangers), breedte=240),
                Kolom("tot", self.tr("Geldig t/m"), lambda b: b.geldig_tot, "datum", breedte=130),
                Kolom("zekerheid", self.tr("Zekerheid"), _zekerheid, breedte=130),
                Kolom("door", self.tr("Door"), lambda b: b.door, breedte=140, verborgen=True),
            ),
            lambda b: b.id,
            woord=("besluit", "besluiten"),
            instellingen=self.omgeving.instellingen,
            leeg=Leegtekst(
                self.tr("Nog geen besluiten"),
                self.tr("Hier staat elk besluit, met de vraag of het nu nog geldt."),
                "shield-check",
            ),
        )
        lijst.geopend.connect(lambda b: self.omgeving.navigeer("verzoek", verzoek_id=b.verzoek_id))
        return lijst

    def toon(self, **params: Any) -> None:
        """Load both lists; ``tab`` brings one in front."""
        if params.get("tab"):
            self.tabs.kies(params["tab"])
        werkplek = self.omgeving.werkplek
        if self.postvak is None:
            self.omgeving.werker.doe(partial(delen.list_verzoeken, werkplek), self._zet_verzoeken, eigenaar=self)
        else:
            self.postvak.laad(self._zet_aantal)
        self.omgeving.werker.doe(partial(delen.list_besluiten, werkplek), self.besluiten.zet_rijen, eigenaar=self)
        self.register.laad()
        if self.omgeving.rol == Rol.CASUSREGISSEUR:
            self.post.laad(self.stuurknop.setVisible)
            taak = partial(verbindingen.list_verbindingen, werkplek)
            self.omgeving.werker.doe(taak, self._zet_verbindingen, eigenaar=self)

    def _zet_verbindingen(self, gevonden: tuple[VerbindingInzicht, ...]) -> None:
        """Packages come from any connected installation: a privacy officer, or another vault with a casus."""
        self.inleesknop.setVisible(any(v.loopt for v in gevonden))

    def _verstuur(self) -> None:
        """The chosen requests that are one's own and still wait."""
        gekozen = [r for r in self.verzoeken.gekozen_rijen() if r.eigen and r.status is VerzoekStatus.INGEDIEND]
        if gekozen:
            self.post.verstuur([r.id for r in gekozen])
        else:
            self.meld(self.tr("Kies een of meer eigen verzoeken die nog bij de privacy officer liggen."))

    def _zet_verzoeken(self, regels: tuple[VerzoekRegel, ...]) -> None:
        """The queue first: what waits, oldest first; then what was handled, newest first."""
        wacht = [r for r in regels if r.status in (VerzoekStatus.INGEDIEND, VerzoekStatus.TERUG)]
        klaar = [r for r in reversed(regels) if r not in wacht]
        self.verzoeken.zet_rijen([*wacht, *klaar])
        self._zet_aantal(len(wacht))

    def _zet_aantal(self, wachtend: int) -> None:
        self.tabs.zet_titel("verzoeken", self.tr("Verzoeken ({} open)").format(wachtend))

    def ververs(self, wijzigingen: Wijzigingen) -> None:  # noqa: ARG002 - any of them changes both lists
        """Load again."""
        self.toon()
