"""Verzoeken, in the own installation of a privacy officer: what came in, and the way in for packages."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.pakket import Pakketsoort
from pmg_desk.domain.rollen import Kluissoort, Rol
from pmg_desk.exchange.wegschrijven import schrijf_heel
from pmg_desk.services import toezichtpost
from pmg_desk.services.pakketten import NieuwPakket
from pmg_desk.services.toezichtpost import Ingenomen
from pmg_desk.ui.omgeving import Omgeving, Wijzigingen
from pmg_desk.ui.screens.auditvraag import PAKKETFILTER
from pmg_desk.ui.screens.postvak import Postvak
from pmg_desk.ui.widgets.bestandskeuze import kies_bestand, kies_opslaan
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst
from pmg_desk.ui.widgets.scherm import Scherm


def bewaar_pakket(
    scherm: Scherm, titel: str, naam: str, maak: Callable[[], NieuwPakket], klaar: Callable[[], None]
) -> None:
    """Ask where a package goes, make it, and write it; ``klaar`` after that. ``naam`` holds nobody's name."""

    def bewaar(pad: Path) -> None:
        scherm.omgeving.werker.doe(partial(_schrijf, maak, pad), lambda _: klaar(), scherm.toon_fout, scherm)

    kies_opslaan(scherm, titel, f"{naam}.pmgpakket", PAKKETFILTER, bewaar, uitgang="pmgpakket")


def _schrijf(maak: Callable[[], NieuwPakket], pad: Path) -> None:
    schrijf_heel(pad, maak().ruw)


class ToezichtScherm(Scherm):
    """The inbox: what waits first, oldest on top; Enter opens a request."""

    sleutel, titel, icoon = "toezicht", "Verzoeken", "inbox"
    rollen = frozenset({Rol.PRIVACY_OFFICER})
    kluizen = frozenset({Kluissoort.TOEZICHT})
    soorten = frozenset({"ontvangen_verzoek", "toezichtbesluit", "oordeelvervanging"})
    opdrachten = (("Pakket inlezen", {"inlezen": True}),)

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self.zet_titel(
            self.titel,
            self.tr("Verzoeken van verbonden kluizen komen binnen als pakket. U beoordeelt ze op uw eigen computer."),
        )
        self.inleesknop = self.voeg_actie(Knop(self.tr("Pakket inlezen"), "primair", "import", actie=self.lees_in))
        leeg = Leegtekst(
            self.tr("Nog geen verzoeken"),
            self.tr("Een casusregisseur slaat een verzoek op als pakket en stuurt het u. Lees het hier in."),
            "inbox",
        )
        self.postvak = Postvak(self, "toezichtverzoek", "toezichtbundel", "toezichtverzoeken", leeg)
        self.lijst = self.postvak.lijst
        self.inhoud.addWidget(self.postvak, 1)

    def toon(self, **params: Any) -> None:
        """Load; ``inlezen=True`` also asks for a package."""
        self.postvak.laad()
        if params.get("inlezen"):
            self.lees_in()

    def lees_in(self) -> None:
        """Ask which package came in, and take it in."""
        kies_bestand(self, self.tr("Pakket inlezen"), PAKKETFILTER, self._lees)

    def _lees(self, pad: Path) -> None:
        taak = partial(toezichtpost.read_pakket, self.omgeving.werkplek, pad)
        self.omgeving.werker.doe(taak, self._ingelezen, self.toon_fout, self)

    def _ingelezen(self, wat: Ingenomen) -> None:
        if wat.soort is Pakketsoort.AUDIT:
            self.omgeving.navigeer("toezichtdossier", dossier_id=wat.id)
            return
        if wat.soort is Pakketsoort.KADERVRAAG:
            self.omgeving.navigeer("tafelkader")
            return
        if wat.soort is Pakketsoort.VERNIETIGING:
            self.meld(self.tr("Wat hier was van de vernietigde casus, is gewist. Het register zegt dat het er was."))
        else:
            self.meld(self.tr("Het verzoek is ingelezen."))
        self.toon()

    def ververs(self, wijzigingen: Wijzigingen) -> None:  # noqa: ARG002 - any of them changes the list
        """Load again."""
        self.toon()
