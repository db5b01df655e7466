"""The audit report on paper: figures of a period, the samples, what stood out, emergencies, and the head of the log.

It holds numbers, employees and findings: no name of a youth and no content of a casus.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from pmg_desk.reports.samenvatting import zonder_inhoud_in_fouten

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

TITEL = "Auditrapport"


@dataclass(frozen=True, slots=True)
class Deel:
    """A part of the report: a heading, sentences, and a table where there is one. ``breedtes`` add to 1."""

    kop: str
    zinnen: tuple[str, ...] = ()
    koppen: tuple[str, ...] = ()
    rijen: tuple[tuple[str, ...], ...] = ()
    breedtes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Rapport:
    """All that stands on it, as plain text."""

    herkomst: str
    van: date
    tot: date
    stand: str
    gemaakt_op: datetime
    gemaakt_door: str
    delen: tuple[Deel, ...]


def maak_pdf(rapport: Rapport) -> bytes:
    """The report as one PDF file. Raises NietGedrukt."""
    from pmg_desk.reports import document
    from pmg_desk.reports.blad import Opschrift
    from pmg_desk.reports.taal import dag, moment, opsomming

    opschrift = Opschrift(
        merk="VERTROUWELIJK",
        ontvanger=f"{dag(rapport.van)} tot en met {dag(rapport.tot)}",
        herkomst=opsomming(rapport.herkomst, f"gemaakt {moment(rapport.gemaakt_op)}", f"door {rapport.gemaakt_door}"),
        stand=f"logstand {rapport.stand}" if rapport.stand else "",
        intern=False,
    )
    with zonder_inhoud_in_fouten():
        return document.zet_bladen(_verhaal(rapport), f"{TITEL} (vertrouwelijk)", opschrift)


def _verhaal(rapport: Rapport) -> list[Flowable]:
    from reportlab.platypus import Spacer

    from pmg_desk.reports import stijl
    from pmg_desk.reports.bouwstenen import Alinea, Kop, KopMet
    from pmg_desk.reports.letters import opmaak, registreer
    from pmg_desk.reports.taal import dag

    registreer()
    verhaal: list[Flowable] = [
        Alinea(opmaak(rapport.herkomst), stijl.BOVENKOP),
        Alinea(opmaak(TITEL), stijl.NAAM),
        Alinea(opmaak(f"Over {dag(rapport.van)} tot en met {dag(rapport.tot)}."), stijl.TEKST),
        Spacer(0, 4),
    ]
    for deel in rapport.delen:
        alineas = [Alinea(opmaak(zin), stijl.TEKST) for zin in deel.zinnen]
        kop = Kop(opmaak(deel.kop), stijl.KOP)
        if deel.rijen:
            tabel = _tabel(deel.koppen, deel.rijen, deel.breedtes)
            # The heading stays with its first sentence, or else with the table.
            verhaal += (
                [KopMet(kop, alineas[0], 2, ervoor=12), *alineas[1:], Spacer(0, 4), tabel]
                if alineas
                else [KopMet(kop, tabel, 3, ervoor=12)]
            )
        else:
            verhaal += [KopMet(kop, alineas[0], 2, ervoor=12), *alineas[1:]]
    return verhaal


def _tabel(koppen: Sequence[str], rijen: Sequence[Sequence[str]], breedtes: Sequence[float]) -> Flowable:
    from pmg_desk.reports import stijl
    from pmg_desk.reports.bouwstenen import Alinea, Cel, tabel
    from pmg_desk.reports.letters import opmaak

    kop: list[Cel] = [[Alinea(opmaak(woord), stijl.CELKOP)] for woord in koppen]
    inhoud: list[list[Cel]] = [[[Alinea(opmaak(cel or "–"), stijl.CEL)] for cel in rij] for rij in rijen]
    return tabel([kop, *inhoud], [stijl.ZETBREEDTE * deel for deel in breedtes], koprijen=1, marge=(2, 4))
