"""The key of an organisation in the address book: pasted, and its end heard from the organisation itself."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from pmg_desk.services.adresboek import OrganisatieInzicht
from pmg_desk.services.organisatiesleutels import set_sleutel
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.formulier import Formulier, TekstVeld


def sleutel_dialoog(ouder: QWidget, omgeving: Omgeving, organisatie: OrganisatieInzicht) -> Bewaardialoog:
    """Ask for the key, and for what the organisation read out."""
    formulier = Formulier(
        [
            TekstVeld(
                "sleutel",
                ouder.tr("Publieke sleutel"),
                verplicht=True,
                hoogstens=200,
                hulp=ouder.tr("Zo'n sleutel begint met age1. De organisatie stuurt hem; hij is niet geheim."),
            ),
            TekstVeld(
                "gehoord",
                ouder.tr("Laatste 16 tekens, zoals u ze hoort"),
                verplicht=True,
                hoogstens=40,
                hulp=ouder.tr(
                    "Bel de organisatie op een nummer dat u al kent en laat ze voorlezen. Lees ze niet van de sleutel "
                    "over: dan merkt u niet dat die van een ander is."
                ),
            ),
        ],
        knop=ouder.tr("Sleutel vastleggen"),
    )
    return Bewaardialoog(
        ouder,
        omgeving,
        ouder.tr("Sleutel van de organisatie"),
        formulier,
        partial(_bewaar, omgeving.werkplek, organisatie),
        gelukt=ouder.tr("De sleutel is vastgelegd."),
        concept="organisatiesleutel",
        object_id=organisatie.id,
        over=organisatie.naam,
    )


def _bewaar(werkplek: Werkplek, organisatie: OrganisatieInzicht, waarden: dict[str, Any]) -> None:
    set_sleutel(werkplek, organisatie.id, waarden["sleutel"], waarden["gehoord"])
