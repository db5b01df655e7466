"""An exact document: the stukken of one casus as canonical text. Its SHA-256 is what is approved and printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from typing import Any

from pmg_desk.domain.canoniek import Waarde, canoniek, lees_canoniek
from pmg_desk.domain.klok import als_tekst, uit_tekst
from pmg_desk.domain.samenvatting import Aard, Doorverstrekking, Rubriek, Stuk

FORMAAT = 1
_NIET_ERIN = {"verruimd_op", "bij", "wacht_op", "uitvoerder"}
"""What says under which judgement a stuk goes and with what, and is no part of what is judged."""


def maak_document(casus_id: str, stukken: Iterable[Stuk]) -> str:
    """Canonical text of a snapshot: the exact stukken of one casus, in order. Its SHA-256 is what is approved.

    Raises ValueError when a stuk may never be passed on: such a text must not even be asked for.
    """
    lijst = list(stukken)
    if any(stuk.doorverstrekking is Doorverstrekking.NEE for stuk in lijst):
        raise ValueError("a stuk whose source forbids passing on cannot be part of a document")
    return canoniek({"v": FORMAAT, "casus": casus_id, "stukken": [stuk_waarde(stuk) for stuk in lijst]})


def lees_document(tekst: str) -> tuple[str, tuple[Stuk, ...]]:
    """Read a snapshot: (casus id, stukken). Raises ValueError unless it is canonical and complete."""
    try:
        v = lees_canoniek(tekst)
        if v["v"] != FORMAAT:
            raise ValueError("unknown format")
        stukken = tuple(stuk_uit_waarde(deel) for deel in v["stukken"])
        if canoniek({"v": FORMAAT, "casus": v["casus"], "stukken": [stuk_waarde(stuk) for stuk in stukken]}) != tekst:
            raise ValueError("not a document")
        return v["casus"], stukken
    except (KeyError, TypeError, AttributeError, RecursionError) as fout:
        raise ValueError("not a document") from fout


def stuk_waarde(stuk: Stuk) -> dict[str, Waarde]:
    """A stuk as a JSON object; every field that is shared is in it, so that none can change unseen."""
    return {
        "id": stuk.id,
        "rubriek": stuk.rubriek.value,
        "categorie": stuk.categorie,
        "titel": stuk.titel,
        "tekst": stuk.tekst,
        "gewijzigd_op": als_tekst(stuk.gewijzigd_op),
        "velden": [[label, waarde] for label, waarde in stuk.velden],
        "aard": None if stuk.aard is None else stuk.aard.value,
        "bron": stuk.bron,
        "datum": None if stuk.datum is None else stuk.datum.isoformat(),
        "derden": stuk.derden,
        "doorverstrekking": stuk.doorverstrekking.value,
        "geheim_adres": stuk.geheim_adres,
    }


def stuk_uit_waarde(v: dict[str, Any]) -> Stuk:
    """Inverse of :func:`stuk_waarde`. Raises KeyError, TypeError or ValueError for anything else."""
    if set(v) != {veld.name for veld in fields(Stuk)} - _NIET_ERIN:
        raise ValueError("not a stuk")
    return Stuk(
        id=v["id"],
        rubriek=Rubriek(v["rubriek"]),
        categorie=v["categorie"],
        titel=v["titel"],
        tekst=v["tekst"],
        gewijzigd_op=uit_tekst(v["gewijzigd_op"]),
        velden=tuple((label, waarde) for label, waarde in v["velden"]),
        aard=None if v["aard"] is None else Aard(v["aard"]),
        bron=v["bron"],
        datum=None if v["datum"] is None else date.fromisoformat(v["datum"]),
        derden=v["derden"],
        doorverstrekking=Doorverstrekking(v["doorverstrekking"]),
        geheim_adres=v["geheim_adres"],
    )
