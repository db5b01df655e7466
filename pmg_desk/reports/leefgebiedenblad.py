"""The internal print of the leefgebieden over time: both drawings, the numbers, and what threatens and protects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable, Spacer

from pmg_desk.reports import stijl
from pmg_desk.reports.bouwstenen import Alinea, Cel, Kop, KopMet, tabel
from pmg_desk.reports.leefgebiedgrafiek import Verloop, teken_lijnen, teken_radar
from pmg_desk.reports.letters import opmaak
from pmg_desk.reports.taal import dag
from pmg_desk.reports.tekening import DRUK, Beeld

_CIJFERS = (150.0, 56.0, 56.0, 56.0)


@dataclass(frozen=True, slots=True)
class Factorregel:
    """A risk or protective factor in words, with what limits it."""

    leefgebied: str
    tekst: str
    van: date
    tot: date | None
    herkomst: str  # nature and source


def bouw(
    verlopen: Sequence[Verloop], risico: Sequence[Factorregel], bescherming: Sequence[Factorregel]
) -> list[Flowable]:
    """The content of the page, in reading order. At least one leefgebied."""
    delen: list[Flowable] = [
        KopMet(Kop("Nu en bij het begin", stijl.KOP), Beeld(teken_radar(verlopen, DRUK)), 4, ervoor=13),
        KopMet(Kop("De cijfers", stijl.KOP), _cijfers(verlopen), 4, ervoor=13),
        KopMet(Kop("Per leefgebied over de tijd", stijl.KOP), Beeld(teken_lijnen(verlopen, DRUK)), 4, ervoor=13),
    ]
    if risico or bescherming:
        kop = Kop("Risico en bescherming", stijl.KOP)
        delen.append(KopMet(kop, _factoren(risico, bescherming), 4, ervoor=13))
    return delen


def _cijfers(verlopen: Sequence[Verloop]) -> Flowable:
    rijen: list[list[Cel]] = [[_cel(kop, kop=True) for kop in ("Leefgebied", "Begin", "Nu", "Verschil", "Alle scores")]]
    for verloop in verlopen:
        begin, nu = verloop.begin, verloop.nu
        if begin is None or nu is None:
            rijen.append([_cel(verloop.label), *([_cel("–")] * 3), _cel("geen score")])
            continue
        alle = ", ".join(f"{dag(op)}: {waarde}" for op, waarde in verloop.punten)
        rijen.append(
            [_cel(verloop.label), _cel(str(begin)), _cel(str(nu)), _cel(toon_verschil(nu - begin)), _cel(alle)]
        )
    return tabel(rijen, (*_CIJFERS, stijl.ZETBREEDTE - sum(_CIJFERS)), koprijen=1)


def toon_verschil(verschil: int) -> str:
    """How far it moved since the first score, in words: a minus sign is easily overlooked."""
    if not verschil:
        return "gelijk"
    return f"{abs(verschil)} {'beter' if verschil > 0 else 'slechter'}"


def _factoren(risico: Sequence[Factorregel], bescherming: Sequence[Factorregel]) -> Flowable:
    """Both kinds beside each other, a row per leefgebied."""
    gebieden = dict.fromkeys(regel.leefgebied for regel in (*risico, *bescherming))
    rijen: list[list[Cel]] = [[_cel(kop, kop=True) for kop in ("Leefgebied", "Risico", "Bescherming")]]
    rijen += [
        [
            _cel(gebied, vet=True),
            *(_regels([regel for regel in soort if regel.leefgebied == gebied]) for soort in (risico, bescherming)),
        ]
        for gebied in gebieden
    ]
    over = (stijl.ZETBREEDTE - 110) / 2
    return tabel(rijen, (110, over, over), koprijen=1)


def _regels(regels: Sequence[Factorregel]) -> Cel:
    delen: list[Flowable] = []
    for regel in regels:
        if delen:
            delen.append(Spacer(0, 4))
        tot = "" if regel.tot is None else f" tot {dag(regel.tot)}"
        delen.append(Alinea(opmaak(regel.tekst), stijl.CEL))
        delen.append(Alinea(opmaak(f"Sinds {dag(regel.van)}{tot} · {regel.herkomst}"), stijl.KLEIN))
    return delen or _cel("–")


def _cel(tekst: str, *, kop: bool = False, vet: bool = False) -> Cel:
    woorden = opmaak(tekst)
    return [Alinea(f"<b>{woorden}</b>" if vet else woorden, stijl.CELKOP if kop else stijl.CEL)]
