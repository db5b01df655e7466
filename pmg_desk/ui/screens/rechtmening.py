"""The form for what the youth thinks of a request that a parent makes, or why they were not asked."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.rechten import Mening
from pmg_desk.services.rechtenverzoeken import MAX_NAAM, MeningInvoer, set_mening
from pmg_desk.services.rechtinzicht import MENING_LABELS
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.datumvelden import DatumVeld
from pmg_desk.ui.widgets.formulier import Formulier
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld
from pmg_desk.ui.widgets.tekstvelden import LangeTekstVeld, TekstVeld


def vraag_mening(ouder: QWidget, omgeving: Omgeving, verzoek_id: UUID, over: str) -> None:
    """Open the form over ``ouder``; ``over`` says in the window whose request it is."""
    vandaag = omgeving.vandaag
    formulier = Formulier(
        [
            KeuzeVeld(
                "mening",
                ouder.tr("Wat vindt de jongere van dit verzoek?"),
                [Keuze(mening, label) for mening, label in MENING_LABELS.items()],
                verplicht=True,
                hulp=ouder.tr("Vraag het zonder de ouder erbij. Zeg ook wat u ermee doet."),
            ),
            DatumVeld("op", ouder.tr("Gevraagd op"), vandaag, laatst=vandaag),
            TekstVeld("door", ouder.tr("Gevraagd door"), hoogstens=MAX_NAAM),
            LangeTekstVeld(
                "tekst",
                ouder.tr("Wat zegt de jongere, of waarom is het niet gevraagd?"),
                hulp=ouder.tr("Dit gaat niet vanzelf naar de ouder die het verzoek deed."),
            ),
        ],
        knop=ouder.tr("Vastleggen"),
        annuleren=ouder.tr("Terug"),
    )
    formulier.zet({"op": vandaag(), "door": omgeving.werkplek.gebruiker.naam})

    def schik() -> None:
        gevraagd = formulier.veld("mening").waarde() != Mening.NIET_GEVRAAGD
        for sleutel in ("op", "door"):
            formulier.toon_veld(sleutel, gevraagd)

    formulier.veld("mening").gewijzigd.connect(schik)
    Bewaardialoog(
        ouder,
        omgeving,
        ouder.tr("Mening van de jongere"),
        formulier,
        partial(_leg_vast, omgeving.werkplek, verzoek_id),
        gelukt=ouder.tr("De mening van de jongere is vastgelegd."),
        concept="recht-mening",
        object_id=verzoek_id,
        over=over,
    ).toon()


def _leg_vast(werkplek: Werkplek, verzoek_id: UUID, waarden: dict[str, Any]) -> None:
    invoer = MeningInvoer(
        Mening(waarden["mening"]), waarden.get("op"), waarden.get("door") or "", waarden.get("tekst") or ""
    )
    set_mening(werkplek, verzoek_id, invoer)
