"""What who reported a signal, or asked for an aanmelding, may be told and was told: shown, and recorded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.controle import MAX_TEKST
from pmg_desk.domain.datums import Richting, toon_datum
from pmg_desk.services.verteld import Verteld
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.formulier import DatumVeld, Formulier, LangeTekstVeld
from pmg_desk.ui.widgets.tekst import Tekst


def voeg_terugwoorden(
    zegger: QWidget, kolom: QVBoxLayout, op: date | None, verteld: Sequence[Verteld], te_melden: str
) -> None:
    """What was told, the last time on day ``op``: nothing for who may not read that. Or what may be told."""
    if op is None:
        kolom.addWidget(Tekst(te_melden, kiesbaar=True))
        kolom.addWidget(Tekst(zegger.tr("Dit is nog niet verteld."), "zacht"))
        return
    if not verteld:
        wanneer = zegger.tr("Op {} is iets verteld. Wat, staat in de casus.").format(toon_datum(op))
        kolom.addWidget(Tekst(wanneer, "zacht"))
    for een in verteld:
        kolom.addWidget(Tekst(zegger.tr("Op {} is verteld:").format(toon_datum(een.op)), "zacht"))
        kolom.addWidget(Tekst(een.tekst, kiesbaar=True))
        kolom.addWidget(Tekst(zegger.tr("Vastgelegd door {}").format(een.door), "klein"))


def terug_dialoog(
    ouder: QWidget,
    omgeving: Omgeving,
    titel: str,
    te_melden: str,
    bewaar: Callable[[dict[str, Any]], object],
    *,
    gelukt: str,
    concept: str,
    object_id: UUID,
    over: str = "",
) -> Bewaardialoog:
    """Record what was told and when, beginning with what may always be told; ``bewaar`` gets ``tekst`` and ``op``."""
    formulier = Formulier(
        [
            LangeTekstVeld(
                "tekst",
                ouder.tr("Wat is er verteld"),
                verplicht=True,
                hoogstens=MAX_TEKST,
                hulp=ouder.tr("Niets over personen, en niet of er een casus is: dat mag alleen met een akkoord."),
            ),
            DatumVeld(
                "op",
                ouder.tr("Op welke dag"),
                omgeving.vandaag,
                richting=Richting.VERLEDEN,
                laatst=omgeving.vandaag,
                hulp=ouder.tr("Leeg betekent: vandaag."),
            ),
        ],
        knop=ouder.tr("Vastleggen wat is verteld"),
    )
    formulier.zet({"tekst": te_melden})
    return Bewaardialoog(
        ouder, omgeving, titel, formulier, bewaar, gelukt=gelukt, concept=concept, object_id=object_id, over=over
    )
