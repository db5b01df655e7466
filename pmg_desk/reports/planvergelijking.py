"""Two versions of a plan side by side on paper: signs and words say what differs, not colour."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable, Spacer

from pmg_desk.domain.planverschil import TEKENS, UITLEG, WOORDEN, Deelverschil, Regelverschil, Verschil, tel, toon_kant
from pmg_desk.reports import stijl
from pmg_desk.reports.bouwstenen import Alinea, Cel, Kop, KopMet, tabel
from pmg_desk.reports.letters import opmaak
from pmg_desk.reports.taal import aantal

_TEKENBREED = 66.0  # points


def bouw(delen: Sequence[Deelverschil], oud: str, nieuw: str) -> list[Flowable]:
    """What differs, section by section; ``oud`` and ``nieuw`` are how both versions are called."""
    telling = tel(delen)
    anders = ", ".join(
        f"{telling[soort]} {WOORDEN[soort].lower()}" for soort in Verschil if soort is not Verschil.GELIJK
    )
    verhaal: list[Flowable] = [
        Spacer(0, 8),
        Alinea(opmaak(f"{aantal(len(delen), 'onderdeel', 'onderdelen')}: {anders}."), stijl.TEKST),
        Alinea(opmaak(UITLEG), stijl.KLEIN),
    ]
    half = (stijl.ZETBREEDTE - _TEKENBREED) / 2
    kop: list[Cel] = [[Alinea(opmaak(woord), stijl.CELKOP)] for woord in ("", oud, nieuw)]
    for deel in delen:
        titel = f"{TEKENS[deel.verschil]} {deel.titel} ({WOORDEN[deel.verschil].lower()})"
        inhoud = tabel([kop, *map(_rij, deel.regels)], (_TEKENBREED, half, half), koprijen=1)
        verhaal.append(KopMet(Kop(opmaak(titel), stijl.KOP), inhoud, 4, ervoor=13))
    return verhaal


def _rij(regel: Regelverschil) -> list[Cel]:
    stand = Alinea(opmaak(f"{TEKENS[regel.verschil]} {WOORDEN[regel.verschil]}"), stijl.KLEIN)
    return [[stand], *(_kant(regel, kant) for kant in (Verschil.WEG, Verschil.ERBIJ))]


def _kant(regel: Regelverschil, kant: Verschil) -> Cel:
    return [Alinea(opmaak(regel.label), stijl.LABEL), Alinea(opmaak(toon_kant(regel, kant) or "–"), stijl.CEL)]
