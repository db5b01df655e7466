"""Hands in the dossier of one casus in the real window: open a tab, fill in the form over it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QApplication, QWidget

from pmg_desk.ui.widgets.formulier import Formulier
from pmg_desk.ui.widgets.invoerdialoog import Invoerdialoog
from pmg_desk.ui.widgets.uitspraakveld import UitspraakVeld
from tests.functioneel.routezaal import Routezaal


def open_tab(zaal: Routezaal, casus_id: UUID, tab: str) -> Any:
    """The tab of the dossier, shown and loaded."""
    scherm = zaal.ga("dossier", casus_id=casus_id, tab=tab)
    zaal.rust()
    return scherm.tabs.inhoud(tab)


def vul(zaal: Routezaal, **waarden: Any) -> None:
    """Fill in the form over the dossier and save it; text stands for a statement where one is asked.

    ``<field>__<part>`` is a part of a statement: its source, its nature.
    """
    formulier = _dialoog(zaal.scherm).formulier
    for sleutel, waarde in waarden.items():
        veld, _, deel = sleutel.partition("__")
        doel = formulier.veld(veld)
        if deel:
            getattr(doel, deel).zet(waarde)
        elif isinstance(doel, UitspraakVeld):
            doel.tekst.zet(waarde)
        else:
            doel.zet(waarde)
    _bewaar(zaal, formulier)


def _bewaar(zaal: Routezaal, formulier: Formulier) -> None:
    formulier.knop.click()
    zaal.rust()
    QApplication.processEvents()


def _dialoog(binnen: QWidget) -> Invoerdialoog:
    QApplication.processEvents()
    (een,) = [dialoog for dialoog in binnen.findChildren(Invoerdialoog) if dialoog.isVisible()]
    return een
