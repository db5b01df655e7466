"""Connections with other installations: cards out and in, comparing by typing what the other reads out, stopping.

The digits of a card that came in are never shown: what is on the screen would be copied instead of heard.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.klok import AMSTERDAM
from pmg_desk.domain.rollen import Kluissoort, Rol
from pmg_desk.exchange.wegschrijven import schrijf_heel
from pmg_desk.services import verbindingen
from pmg_desk.services.verbindingen import KaartInzicht, Kaartregel, Kaartstand, NieuweKaart, VerbindingInzicht
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.screens.auditvraag import Auditantwoord
from pmg_desk.ui.screens.verlorenpakket import VerlorenPakket
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.bestandskeuze import kies_bestand, kies_opslaan
from pmg_desk.ui.widgets.chip import Chipwaarde
from pmg_desk.ui.widgets.dialoog import Dialoog, bevestig
from pmg_desk.ui.widgets.formulier import Formulier, Formulierdialoog
from pmg_desk.ui.widgets.kaart import Gegevens
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.tekstvelden import TekstVeld
from pmg_desk.ui.widgets.vloei import Vloei

KAARTFILTER = ["Kaart met sleutels (*.pmgsleutels)"]
_STAND = {
    Kaartstand.NIEUW: "nieuw",
    Kaartstand.GELIJK: "niet veranderd",
    Kaartstand.GEWIJZIGD: "andere sleutel of andere gegevens",
    Kaartstand.VERVALT: "staat niet meer op de kaart: de sleutel vervalt",
}


def rolnaam(rol: str) -> str:
    """A role of another installation as users name it."""
    return Rol(rol).label if rol in set(Rol) else rol


def _status(verbinding: VerbindingInzicht) -> Chipwaarde:
    return chip.status("geldig", "Verbonden") if verbinding.loopt else chip.status("gestopt")


KOLOMMEN: tuple[Kolom[VerbindingInzicht], ...] = (
    Kolom("naam", "Naam", lambda v: v.naam, breedte=180, rekt=True, nadruk=True),
    Kolom("soort", "Soort", lambda v: v.soort_label, breedte=280),
    Kolom("wie", "Personen", lambda v: ", ".join(p.naam for p in v.personen), breedte=200),
    Kolom("status", "Status", _status, "chip", breedte=130),
    Kolom("sinds", "Sinds", lambda v: v.sinds, "moment", breedte=150),
)


class Verbindingsbeheer(QWidget):
    """The list, and the chosen connection at the right of the screen."""

    def __init__(self, scherm: Scherm) -> None:
        super().__init__()
        self.scherm, self.omgeving = scherm, scherm.omgeving
        self.kaartknop = Knop(self.tr("Onze kaart opslaan"), icoon="download", actie=self.maak_kaart)
        self.inleesknop = Knop(self.tr("Kaart inlezen"), "primair", "plus", actie=self.kies_kaart)
        self.lijst: Lijst[VerbindingInzicht] = Lijst(
            "verbindingen",
            self.tr("Verbindingen"),
            KOLOMMEN,
            lambda v: v.id,
            woord=(self.tr("verbinding"), self.tr("verbindingen")),
            instellingen=self.omgeving.instellingen,
            leeg=Leegtekst(
                self.tr("Nog geen verbindingen"),
                self.tr(
                    "Geef de ander uw kaart en lees hun kaart in. Vergelijk daarna de cijfers aan de telefoon."
                    " Pas dan kunt u elkaar pakketten sturen."
                ),
                "key-round",
            ),
        )
        self.lijst.gekozen.connect(self._toon)
        self.audit = Auditantwoord(scherm)
        self.auditknop = Knop(self.tr("Audit beantwoorden"), icoon="scroll-text", actie=self.audit.kies)
        balk = QWidget(self)
        vloei = Vloei(balk)
        self.verlies = VerlorenPakket(scherm)
        for knop in (self.inleesknop, self.kaartknop, self.auditknop, self.verlies.knop):
            vloei.addWidget(knop)
        team = self.omgeving.werkplek.gebruiker.soort is Kluissoort.TEAM
        self.auditknop.setVisible(team)
        self.verlies.knop.setVisible(team)
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.addWidget(balk)
        kolom.addWidget(self.lijst, 1)
        self.venster: Dialoog | None = None
        self.laad()

    def laad(self) -> None:
        """Read the connections again."""
        taak = partial(verbindingen.list_verbindingen, self.omgeving.werkplek)
        self.omgeving.werker.doe(taak, self.lijst.zet_rijen, self.scherm.toon_fout, self)

    # the card of this vault

    def maak_kaart(self) -> None:
        """Make the card and ask where to save it."""
        taak = partial(verbindingen.make_sleutelkaart, self.omgeving.werkplek)
        self.omgeving.werker.doe(taak, self._bewaar_kaart, self.scherm.toon_fout, self)

    def _bewaar_kaart(self, kaart: NieuweKaart) -> None:
        kies_opslaan(
            self,
            self.tr("Onze kaart opslaan"),
            kaart.bestandsnaam,
            KAARTFILTER,
            partial(self._schrijf_kaart, kaart),
            uitgang="pmgsleutels",
        )

    def _schrijf_kaart(self, kaart: NieuweKaart, pad: Path) -> None:
        taak = partial(schrijf_heel, pad, kaart.ruw)
        self.omgeving.werker.doe(taak, lambda _: self._toon_cijfers(kaart), self.scherm.toon_fout, self)

    def _toon_cijfers(self, kaart: NieuweKaart) -> None:
        venster = Dialoog(self, self.tr("Lees deze cijfers voor"))
        venster.inhoud.addWidget(
            Tekst(
                self.tr(
                    "De kaart is opgeslagen. Stuur haar naar de ander; er staat niets geheims op. Belt de ander om te"
                    " vergelijken, lees dan deze cijfers voor. Stuur ze niet mee met de kaart."
                )
            )
        )
        cijfers = Tekst(kaart.vingerafdruk, "kop-2", kiesbaar=True)
        cijfers.setAccessibleName(self.tr("De cijfers: {}").format(kaart.vingerafdruk.replace(" ", ", ")))
        venster.inhoud.addWidget(cijfers)
        venster.inhoud.addWidget(Tekst(self.tr("Op de kaart staan: {}.").format(", ".join(kaart.personen)), "zacht"))
        venster.voeg_knop(self.tr("Sluiten"), "primair", actie=venster.accept).setFocus()
        self._open(venster)

    # a card that came in

    def kies_kaart(self) -> None:
        """Ask which card came in."""
        kies_bestand(self, self.tr("Kaart inlezen"), KAARTFILTER, self._lees_kaart)

    def _lees_kaart(self, pad: Path) -> None:
        taak = partial(verbindingen.read_sleutelkaart, self.omgeving.werkplek, pad)
        self.omgeving.werker.doe(taak, partial(self._vergelijk, pad), self.scherm.toon_fout, self)

    def _vergelijk(self, pad: Path, kaart: KaartInzicht) -> None:
        if kaart.ongewijzigd:
            self.scherm.meld(self.tr("Deze kaart was al vastgelegd. Er is niets veranderd."))
            return
        formulier = Formulier(
            [
                TekstVeld(
                    "cijfers",
                    self.tr("Cijfers die de ander voorleest"),
                    verplicht=True,
                    hoogstens=60,
                    hulp=self.tr("Zes groepen van vijf cijfers. Spaties maken niet uit."),
                )
            ],
            knop=self.tr("Verbinding vastleggen"),
        )
        venster = Formulierdialoog(self, self.tr("Kaart vergelijken"), formulier)
        uitleg = self.tr(
            "Dit is de kaart van {0}. Een kaart kan onderweg verwisseld zijn. Bel de ander op een nummer dat u al had,"
            " laat de cijfers voorlezen en typ ze hier. Typ ze niet over van een bericht."
        ).format(kaart.kluisnaam)
        venster.inhoud.insertWidget(0, Tekst(uitleg))
        personen = Gegevens()
        personen.zet([(_wie(regel), _STAND[regel.stand]) for regel in kaart.personen])
        venster.inhoud.insertWidget(1, personen)

        def vastleggen(waarden: dict[str, Any]) -> None:
            formulier.zet_bezig(True)
            taak = partial(verbindingen.pin_kaart, self.omgeving.werkplek, pad, kaart.soort, waarden["cijfers"])
            self.omgeving.werker.doe(taak, klaar, formulier.toon_fouten, venster)

        def klaar(_verbinding_id: object) -> None:
            formulier.opgeslagen()
            venster.accept()
            self.laad()
            self.scherm.meld(self.tr("De verbinding is vastgelegd."))

        formulier.bewaren.connect(vastleggen)
        self._open(venster)

    def _open(self, venster: Dialoog) -> None:
        self.venster = venster
        venster.finished.connect(self._dicht)
        venster.toon()

    def _dicht(self) -> None:
        self.venster = None

    # the chosen connection

    def _toon(self, verbinding: VerbindingInzicht | None) -> None:
        if verbinding is None:
            self.scherm.sluit_detail()
            return
        detail = QWidget()
        kolom = QVBoxLayout(detail)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(14)
        feiten: list[tuple[str, Any]] = [
            (self.tr("Status"), _status(verbinding)),
            (self.tr("Soort"), verbinding.soort_label),
            (self.tr("Sinds"), verbinding.sinds.astimezone(AMSTERDAM).strftime("%d-%m-%Y %H:%M")),
            (self.tr("Vergeleken cijfers"), verbinding.vingerafdruk),
            (self.tr("Kenmerk"), str(verbinding.kluis_id)),
        ]
        if verbinding.gestopt_op is not None:
            feiten.insert(
                3, (self.tr("Gestopt"), verbinding.gestopt_op.astimezone(AMSTERDAM).strftime("%d-%m-%Y %H:%M"))
            )
        feiten += [(persoon.naam, rolnaam(persoon.rol)) for persoon in verbinding.personen]
        gegevens = Gegevens()
        gegevens.zet(feiten)
        kolom.addWidget(gegevens)
        knoppen: tuple[Knop, ...] = ()
        if verbinding.loopt:
            knoppen = (Knop(self.tr("Verbinding stoppen"), "gevaar", actie=partial(self.stop, verbinding)),)
        self.scherm.toon_detail(verbinding.naam, detail, knoppen)

    def stop(self, verbinding: VerbindingInzicht) -> None:
        """Ask before ending a connection."""
        bevestig(
            self,
            self.tr("Verbinding stoppen?"),
            self.tr(
                "Pakketten van deze installatie worden daarna geweigerd. Opnieuw verbinden kan met een nieuwe kaart."
            ),
            self.tr("Verbinding stoppen"),
            partial(self._stop, verbinding),
            punten=(self.tr("Besluiten die al zijn ingelezen, blijven gelden tot hun einddatum of intrekking."),),
        )

    def _stop(self, verbinding: VerbindingInzicht) -> None:
        taak = partial(verbindingen.stop_verbinding, self.omgeving.werkplek, verbinding.id)
        self.omgeving.werker.doe(taak, self._gestopt, self.scherm.toon_fout, self)

    def _gestopt(self, _niets: None) -> None:
        self.scherm.sluit_detail()
        self.laad()
        self.scherm.meld(self.tr("De verbinding is gestopt."))


def _wie(regel: Kaartregel) -> str:
    return f"{regel.naam} ({rolnaam(regel.rol)})"
