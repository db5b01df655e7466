"""Work that follows from the audit: a month of which the sample waits to be drawn, or to be looked at."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from pmg_desk.domain.aantallen import met_woord
from pmg_desk.domain.steekproef import grenzen, maand_van, vorige_maand
from pmg_desk.services.werk import Bereik, Werkitem, Werksoort
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import steekproeven as opslag

_SCHERM = "audit"
_PARAMS: tuple[tuple[str, object], ...] = (("tab", "steekproef"),)


def steekproeven(t: Transactie, _bereik: Bereik) -> Iterable[Werkitem]:
    """The month before this one while none was drawn of it, and every sample of which lines wait."""
    vorige = vorige_maand(maand_van(t.nu))
    getrokken = opslag.steekproeven(t.db, None)
    if all(rij.maand != vorige for rij in getrokken) and opslag.raakt_iets(t.db, *grenzen(vorige)):
        yield _item(t, _id(vorige), vorige, "steekproef te trekken")
    wacht = opslag.open_regels(t.db)
    for rij in getrokken:
        aantal = wacht.get(rij.id, 0)
        if aantal:
            yield _item(t, rij.id, rij.maand, f"{met_woord(aantal, 'regel', 'regels')} te bekijken")


def _id(maand: str) -> UUID:
    """What a month without a sample is known by."""
    return UUID(int=int(maand.replace("-", "")))


def _item(t: Transactie, id_: UUID, maand: str, wat: str) -> Werkitem:
    dag: date = grenzen(maand)[1].date()
    return Werkitem(
        Werksoort.STEEKPROEF,
        id_,
        f"Steekproef {maand}",
        wat,
        "elke maand bekijkt u een deel van het logboek",
        dag,
        _SCHERM,
        _PARAMS,
        oud=(t.vandaag - dag).days,
    )
