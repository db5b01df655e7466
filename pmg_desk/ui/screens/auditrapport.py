"""Asking for the audit report: of which days, and where it goes. In a vault the log is checked first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from pmg_desk.services.auditrapport import print_auditrapport
from pmg_desk.services.logcontrole import ControleInzicht
from pmg_desk.ui.controleloop import controleer_logboek
from pmg_desk.ui.widgets.datumvelden import DatumVeld
from pmg_desk.ui.widgets.formulier import Formulier, Formulierdialoog
from pmg_desk.ui.widgets.internblad import bewaar_blad
from pmg_desk.ui.widgets.scherm import Scherm


def _zeg(tekst: str) -> str:
    return QCoreApplication.translate("Auditrapport", tekst)


def vraag_rapport(scherm: Scherm, dossier_id: UUID | None = None) -> None:
    """Ask for the period (last month when nothing is said), make the report and save it as PDF."""
    omgeving = scherm.omgeving
    vandaag = omgeving.vandaag
    eerste = vandaag().replace(day=1)
    formulier = Formulier(
        [
            DatumVeld("van", _zeg("Vanaf"), vandaag, verplicht=True, laatst=vandaag),
            DatumVeld("tot", _zeg("Tot en met"), vandaag, verplicht=True, laatst=vandaag),
        ],
        knop=_zeg("Rapport opslaan"),
        annuleren=_zeg("Terug"),
    )
    begin = (eerste - timedelta(days=1)).replace(day=1)
    formulier.zet({"van": begin, "tot": vandaag() if dossier_id is not None else eerste - timedelta(days=1)})
    formulier.koppel_concept(omgeving.concepten, "auditrapport")
    venster = Formulierdialoog(scherm, _zeg("Auditrapport maken"), formulier)

    def maak(van: date, tot: date, controle: ControleInzicht | None) -> None:
        taak = partial(print_auditrapport, omgeving.werkplek, van, tot, controle, dossier_id)
        bewaar_blad(scherm, omgeving, taak, "auditrapport.pdf")

    def verder(waarden: dict[str, Any]) -> None:
        formulier.opgeslagen()
        venster.accept()
        van, tot = sorted((waarden["van"], waarden["tot"]))
        if dossier_id is not None:
            maak(van, tot, None)
            return
        klaar: Callable[[ControleInzicht], None] = partial(maak, van, tot)
        controleer_logboek(omgeving.werker, omgeving.werkplek, klaar, scherm, fout=scherm.toon_fout)

    formulier.bewaren.connect(verder)
    formulier.geannuleerd.connect(venster.reject)
    venster.toon()
