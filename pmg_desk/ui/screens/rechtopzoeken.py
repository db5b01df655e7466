"""The window in which the privacy officer looks up the number that belongs to a name and a birth date."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from pmg_desk.services.rechttoegang import Opzoeking, find_nummers
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.rechtvastleggen import vraag_verzoek
from pmg_desk.ui.widgets.datumvelden import OnvolledigeDatumVeld
from pmg_desk.ui.widgets.formulier import Formulier, Formulierdialoog
from pmg_desk.ui.widgets.tekstvelden import TekstVeld


class Opzoekdialoog(Formulierdialoog):
    """Stays open: what was found stands above the fields. Nothing of what is typed is kept, also not as a draft."""

    def __init__(self, ouder: QWidget, omgeving: Omgeving) -> None:
        formulier = Formulier(
            [
                TekstVeld(
                    "geslachtsnaam",
                    ouder.tr("Achternaam van de jongere"),
                    verplicht=True,
                    hulp=ouder.tr("De hele achternaam. Hoofdletters en accenten maken niet uit."),
                ),
                OnvolledigeDatumVeld(
                    "geboortedatum",
                    ouder.tr("Geboortedatum"),
                    omgeving.vandaag,
                    verplicht=True,
                    hulp=ouder.tr(
                        "Zoals die is vastgelegd. U vindt alleen wie precies klopt, en elke keer staat in het logboek."
                    ),
                ),
                TekstVeld("voornaam", ouder.tr("Voornaam, als er meer dan één jongere is")),
            ],
            knop=ouder.tr("Opzoeken"),
        )
        super().__init__(ouder, ouder.tr("Casusnummer opzoeken"), formulier)
        self._ouder, self._omgeving = ouder, omgeving
        formulier.bewaren.connect(self._zoek)
        formulier.gewijzigd.connect(formulier.melding.verberg)  # what it says is of other words

    def _zoek(self, waarden: dict[str, Any]) -> None:
        self.formulier.zet_bezig(True)
        taak = partial(
            find_nummers,
            self._omgeving.werkplek,
            waarden["geslachtsnaam"],
            waarden["geboortedatum"],
            waarden.get("voornaam") or "",
        )
        self._omgeving.werker.doe(taak, self._toon, self.formulier.toon_fouten, self)

    def _toon(self, gevonden: Opzoeking) -> None:
        self.formulier.zet_bezig(False)
        self.formulier.wis_fouten()
        melding = self.formulier.melding
        if not gevonden.nummers:
            melding.zet("info", gevonden.uitleg)
            return
        tekst = f"{', '.join(gevonden.nummers)}. {gevonden.uitleg}"
        if len(gevonden.nummers) > 1:
            melding.zet("goed", tekst)
            return
        melding.zet(
            "goed",
            tekst,
            actietekst=self.tr("Verzoek vastleggen"),
            actie=partial(self._leg_vast, gevonden.nummers[0]),
        )

    def _leg_vast(self, nummer: str) -> None:
        self.accept()
        vraag_verzoek(self._ouder, self._omgeving, nummer=nummer)
