"""The internal print of the chronological line: day, what it was, and the words with who said them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportlab.platypus import Flowable

from pmg_desk.domain.datums import MAANDEN, OnvolledigeDatum
from pmg_desk.domain.tijdlijn import Gebeurtenis, Soort, Stap
from pmg_desk.reports import stijl
from pmg_desk.reports.bouwstenen import Alinea, Cel, Kop, KopMet, tabel
from pmg_desk.reports.letters import opmaak

_BREEDTES = (92.0, 84.0)


def bouw(met: Sequence[Gebeurtenis], zonder: Sequence[Gebeurtenis], labels: Mapping[Soort, str]) -> list[Flowable]:
    """A heading and a table per year, oldest first; what happened in an unknown year stands at the end."""
    delen: list[Flowable] = []
    for jaar in dict.fromkeys(g.datum.jaar for g in met):
        van_jaar = [g for g in met if g.datum.jaar == jaar]
        delen.append(KopMet(Kop(str(jaar), stijl.KOP), _tabel(van_jaar, labels), 4, ervoor=13))
    if zonder:
        delen.append(KopMet(Kop("Jaar onbekend", stijl.KOP), _tabel(zonder, labels), 4, ervoor=13))
    return delen or [Alinea("Er is nog niets gebeurd.", stijl.TEKST)]


def _tabel(rij: Sequence[Gebeurtenis], labels: Mapping[Soort, str]) -> Flowable:
    rijen: list[list[Cel]] = [[[Alinea(kop, stijl.CELKOP)] for kop in ("Wanneer", "Soort", "Wat er gebeurde")]]
    rijen += [[_cel(toon_deel(g.datum)), _cel(labels[g.soort]), _inhoud(g)] for g in rij]
    return tabel(rijen, (*_BREEDTES, stijl.ZETBREEDTE - sum(_BREEDTES)), koprijen=1)


def toon_deel(datum: OnvolledigeDatum) -> str:
    """The day without its year, which stands in the heading: "3 november", "november" or "in dit jaar"."""
    if datum.jaar is None:
        return "onbekend"
    if datum.maand is None:
        return "in dit jaar"
    return MAANDEN[datum.maand - 1] if datum.dag is None else f"{datum.dag} {MAANDEN[datum.maand - 1]}"


def _inhoud(g: Gebeurtenis) -> Cel:
    delen = _woorden(g, g.wat)
    for stap in g.stappen:
        delen += _woorden(stap, f"{stap.datum.toon()}: {stap.wat}")
    return delen


def _woorden(deel: Gebeurtenis | Stap, kop: str) -> list[Flowable]:
    """What happened, the words with who said them and how certain that is, and reactions to them."""
    delen: list[Flowable] = [Alinea(f"<b>{opmaak(kop)}</b>" if deel.tekst else opmaak(kop), stijl.CEL)]
    if deel.tekst:
        delen.append(Alinea(opmaak(deel.tekst), stijl.CEL))
    aard = "" if deel.aard is None else deel.aard.value.capitalize()
    herkomst = " · ".join(woord for woord in (aard, deel.bron and f"bron: {deel.bron}") if woord)
    if herkomst:
        delen.append(Alinea(opmaak(herkomst), stijl.KLEIN))
    delen += [Alinea(opmaak(f"Reactie van {reactie}"), stijl.CEL) for reactie in deel.reacties]
    return delen


def _cel(tekst: str) -> Cel:
    return [Alinea(opmaak(tekst), stijl.CEL)]
