"""Asking again for approvals that end: one question first, then what was asked and what could not be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from pmg_desk.services import hernieuwen
from pmg_desk.services.hernieuwen import Vernieuwd
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.dialoog import bevestig


def _zeg(tekst: str) -> str:
    return QCoreApplication.translate("Opnieuwvragen", tekst)


def vraag_opnieuw(
    ouder: QWidget, omgeving: Omgeving, verzoek_ids: Sequence[UUID], klaar: Callable[[], object] | None = None
) -> None:
    """Ask whether; then a new request for each, with the same answers and for as long."""

    def gedaan(uitkomsten: tuple[Vernieuwd, ...]) -> None:
        gelukt = [een for een in uitkomsten if een.nieuw_id is not None]
        mislukt = [f"{een.nummer}: {een.waarom_niet}" for een in uitkomsten if een.nieuw_id is None]
        aantal = _zeg("1 verzoek ligt opnieuw bij de privacy officer.")
        if len(gelukt) != 1:
            aantal = _zeg("{} verzoeken liggen opnieuw bij de privacy officer.").format(len(gelukt))
        omgeving.meld(" ".join([aantal, *mislukt]), "waarschuwing" if mislukt else "goed")
        if klaar is not None:
            klaar()

    taak = partial(hernieuwen.renew_verzoeken, omgeving.werkplek, tuple(verzoek_ids))
    bevestig(
        ouder,
        _zeg("Opnieuw akkoord vragen?"),
        _zeg(
            "De privacy officer krijgt een nieuw verzoek met dezelfde antwoorden, voor wat eerder akkoord was en even"
            " lang. Klopt een antwoord niet meer? Vraag dan zelf akkoord in het dossier."
        ),
        _zeg("Opnieuw vragen"),
        lambda: omgeving.werker.doe(taak, gedaan, eigenaar=ouder),
        gevaar=False,
    )
