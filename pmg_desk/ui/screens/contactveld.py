"""Whom the reader of a letter can reach: asked the same way for each letter."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pmg_desk.services.brieven import MAX_CONTACT
from pmg_desk.ui.widgets.formulier import TekstVeld


def contactveld(venster: QWidget) -> TekstVeld:
    """The field ``contact``; ``services.brieven.lees_contact`` checks what stands in it."""
    return TekstVeld(
        "contact",
        venster.tr("Wie kunnen zij bellen of mailen?"),
        verplicht=True,
        hoogstens=MAX_CONTACT,
        hulp=venster.tr("Naam met telefoonnummer of e-mailadres. Dit komt in de brief te staan."),
    )
