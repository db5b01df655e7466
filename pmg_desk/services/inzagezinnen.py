"""What the program keeps as JSON (a request to share, a decision about it, a form) in sentences for the youth (AVG 15).

A request may name several casussen: only what it says of this one is told. Keys of rows and checksums are left out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from pmg_desk.domain.canoniek import lees_canoniek
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.delen import Besluittekst, ManifestRegel, Verzoektekst, lees_besluittekst, lees_verzoektekst
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.profiel import Profiel
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.services.delen import OORDEEL_LABELS

_TECHNISCH = frozenset({"v", "formaat", "log_nr", "log_hash", "log_wortel"})
_SLEUTEL = re.compile(r"[0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def in_zinnen(profiel: Profiel, tekst: str, casus_id: str) -> str:
    """A text as it is; one that is kept as JSON as sentences, those about this casus; empty when nothing is left."""
    if tekst[:1] not in ("{", "["):
        return tekst
    try:
        inhoud = lees_canoniek(tekst)
    except ValueError:
        return tekst
    for lees, schrijf in ((lees_verzoektekst, _verzoek), (lees_besluittekst, _besluit)):
        try:
            return "\n".join(schrijf(profiel, lees(tekst), casus_id))
        except ValueError:
            continue
    return "\n".join(_regels(inhoud, ""))


def _verzoek(profiel: Profiel, een: Any, casus_id: str) -> list[str]:
    assert isinstance(een, Verzoektekst)
    paren = (
        ("Waarom het nodig is", een.noodzaak),
        ("Waarom niet minder", een.proportionaliteit),
        ("Waarom niet anders", een.subsidiariteit),
        ("Geïnformeerd", een.geinformeerd),
        ("Toestemming", een.toestemming),
    )
    return [
        f"Op {toon_datum(lokale_dag(een.gevraagd_op))} vroeg een medewerker om gegevens te mogen delen.",
        *_wat(profiel, een.manifest, casus_id),
        *_waarom(profiel, een.doel, een.grondslagen),
        *(f"{naam}: {tekst}" for naam, tekst in paren if tekst),
        f"Gevraagd tot en met {toon_datum(een.gevraagd_tot)}.",
    ]


def _besluit(profiel: Profiel, een: Any, casus_id: str) -> list[str]:
    assert isinstance(een, Besluittekst)
    paren = (("Voorwaarden", een.voorwaarden), ("Uitleg", een.motivering))
    op = toon_datum(lokale_dag(een.besloten_op))
    return [
        f"Op {op} besloot de privacy officer: {OORDEEL_LABELS[een.oordeel].lower()}.",
        *_wat(profiel, een.manifest, casus_id),
        *_waarom(profiel, een.doel, een.grondslagen),
        *(f"{naam}: {tekst}" for naam, tekst in paren if tekst),
        *(tekst for _, tekst in een.bevindingen),
        f"Dit geldt tot en met {toon_datum(een.geldig_tot)}.",
    ]


def _wat(profiel: Profiel, manifest: Collection[ManifestRegel], casus_id: str) -> list[str]:
    return [
        f"Voor {', '.join(deel for deel in (regel.ontvanger.functie, regel.ontvanger.organisatie) if deel)}: "
        f"{_labels(profiel.datacategorieen, regel.categorieen)}."
        for regel in manifest
        if regel.casus_id == casus_id
    ]


def _waarom(profiel: Profiel, doel: str, grondslagen: Collection[str]) -> list[str]:
    regels = [f"Doel: {label_van(profiel.doeleinden, doel)}"] if doel else []
    return regels + ([f"Waarom dit mag: {_labels(profiel.grondslagen, grondslagen)}"] if grondslagen else [])


def _labels(begrippen: Mapping[str, Any], sleutels: Collection[str]) -> str:
    return ", ".join(label_van(begrippen, sleutel) for sleutel in sleutels)


def _regels(inhoud: Any, onder: str) -> list[str]:
    if isinstance(inhoud, dict):
        return [regel for naam, deel in inhoud.items() if naam not in _TECHNISCH for regel in _regels(deel, str(naam))]
    if isinstance(inhoud, list):
        return [regel for deel in inhoud for regel in _regels(deel, onder)]
    if inhoud is None or inhoud == "" or _SLEUTEL.fullmatch(str(inhoud)):
        return []
    woord = ("ja" if inhoud else "nee") if isinstance(inhoud, bool) else str(inhoud)
    return [f"{onder.replace('_', ' ').capitalize()}: {woord}" if onder else woord]
