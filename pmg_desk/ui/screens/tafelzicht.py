"""What a user is told before a casus comes to one more table: its members then see all of it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def zicht_van_tafel(zegger: QWidget, tafel: str, leden: int) -> str:
    """``tafel`` is its label, ``leden`` the users of this vault at it now."""
    if leden == 0:
        wie = zegger.tr("Nu is dat nog niemand in deze kluis.")
    elif leden == 1:
        wie = zegger.tr("Nu is dat 1 gebruiker van deze kluis.")
    else:
        wie = zegger.tr("Nu zijn dat {} gebruikers van deze kluis.").format(leden)
    zien = zegger.tr("De casusregisseurs van {} zien dan het hele dossier en kunnen erin werken.").format(tafel)
    return " ".join((zien, wie, zegger.tr("Breng de casus daar alleen als dat mag.")))
