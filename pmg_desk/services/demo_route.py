"""The demo's way along the tables: statuses, exit phases with evidence, and casussen that were passed on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from pmg_desk.services import doorgeleidingen, tafelbord
from pmg_desk.services.doorgeleidingen import (
    AntwoordInvoer,
    DoorgeleidingInvoer,
    DoorgeleidingStatus,
    Vraagantwoord,
)
from pmg_desk.services.doorgeleidroutes import list_routes
from pmg_desk.services.uitspraken import UitspraakInvoer

if TYPE_CHECKING:
    from pmg_desk.services.demo_verhaal import Rijk, Verhaal

_TEAMS = ("Zuiderpark", "Beresteinlaan")
_BEWIJS = (
    "Drie keer gesproken bij de jongerenlocatie.",
    "Belt nu zelf als er iets is.",
    "Zegt te willen stoppen en heeft dat ook thuis verteld.",
    "Volgt sinds vorige week de gedragstraining.",
)
_FASEN = ("contact_maken", "vertrouwen", "motivatie", "gedragsinterventies")


def verhalen(verhaal: Verhaal) -> list[Iterator[datetime]]:
    """First everybody gets a status; then some phases, and three that were passed on."""
    return [
        _statussen(verhaal),
        _fasen(verhaal),
        _naar_zvhh(verhaal, 2),
        _dwangsom(verhaal, 4),
        _naar_zvhh(verhaal, 9, beantwoord=False),
    ]


def _aan_tafels(v: Verhaal, *tafels: str) -> dict[str, dict[UUID, tafelbord.BordRij]]:
    """By table the running casussen on its board that the user who leads them moves on."""
    per_tafel: dict[str, dict[UUID, tafelbord.BordRij]] = {}
    for tafel in tafels:
        borden = [(plek, tafelbord.toon_bord(plek, tafel)) for plek in (v.plekken["regie"], v.plekken["regie2"])]
        lopend = {(casus.regie, casus.id) for casus in _lopend(v)}
        per_tafel[tafel] = {
            rij.casus_id: rij
            for plek, bord in borden
            for rij in bord.rijen
            if bord.mag_stappen and (plek, rij.casus_id) in lopend and not rij.wacht
        }
    return per_tafel


def _lopend(v: Verhaal) -> list[Rijk]:
    return [casus for casus in v.casussen.values() if casus.doelgroep and casus.begin > 12 and casus.nr != 22]


def _statussen(v: Verhaal) -> Iterator[datetime]:
    yield v.agenda.op(11, 9)
    tafels = _aan_tafels(v, "pga_lokaal", "top_x", "zvh")
    for casus in _lopend(v):
        status = "evaluatie" if casus.nr % 5 == 3 else "in_behandeling"
        for rij in (tafel[casus.id] for tafel in tafels.values() if casus.id in tafel):
            if rij.status != status:
                tafelbord.set_status(casus.regie, rij.casus_tafel_id, status)
        if casus.id in tafels["pga_lokaal"]:
            rij = tafels["pga_lokaal"][casus.id]
            tafelbord.set_team(casus.regie, rij.casus_tafel_id, _TEAMS[casus.nr // 2 % 2])


def _fasen(v: Verhaal) -> Iterator[datetime]:
    for stap, fase in enumerate(_FASEN):
        yield v.agenda.op(10 - 2 * stap, 14)
        bord = _aan_tafels(v, "top_x")["top_x"]
        for casus in _lopend(v):
            if casus.nr % 2 == 0 or casus.nr // 2 % len(_FASEN) < stap:
                continue
            if casus.id in bord:
                invoer = tafelbord.FaseInvoer(fase, None, UitspraakInvoer(_BEWIJS[stap]))
                tafelbord.set_fase(casus.regie, bord[casus.id].casus_tafel_id, invoer)


def _vraag(casus: Rijk, sleutel: str, waarom: str, perspectief: str = "") -> None:
    route = next((een for een in list_routes(casus.regie, casus.id) if een.sleutel == sleutel), None)
    if route is None or route.bezwaar:
        return
    doorgeleidingen.request_doorgeleiding(
        casus.regie,
        casus.id,
        DoorgeleidingInvoer(
            route=sleutel,
            soort=route.soorten[0],
            weg=route.weg,
            waarom=UitspraakInvoer(waarom),
            antwoorden=dict.fromkeys(route.vragen, Vraagantwoord.JA),
            perspectief=UitspraakInvoer(perspectief) if perspectief else None,
        ),
    )


def _naar_zvhh(v: Verhaal, nr: int, *, beantwoord: bool = True) -> Iterator[datetime]:
    yield v.agenda.op(9, 10, nr)
    casus = v.casussen.get(nr)
    if casus is None:
        return
    _vraag(casus, "tafel:zvh", "Problemen op meer leefgebieden, en de inzet van meer ketens is nodig.")
    yield v.agenda.op(4, 10, nr)
    wacht = [pas for pas in doorgeleidingen.list_doorgeleidingen(casus.regie, casus.id) if pas.kan_antwoorden]
    if beantwoord and wacht:
        antwoord = AntwoordInvoer(UitspraakInvoer("Komt volgende maand op de agenda van het ZVHH."))
        doorgeleidingen.answer_doorgeleiding(casus.regie, wacht[0].id, DoorgeleidingStatus.AANGENOMEN, antwoord)


def _dwangsom(v: Verhaal, nr: int) -> Iterator[datetime]:
    yield v.agenda.op(8, 11, nr)
    casus = v.casussen.get(nr)
    if casus is not None:
        _vraag(
            casus,
            "regel:pga_lokaal:dwangsom",
            "Drie keer aangehouden met handelshoeveelheden op hetzelfde plein.",
            "Leerwerkplek bij een fietsenmaker, met een vaste coach.",
        )
