"""The informatiebeeld of a quarter on paper, for the driehoek or the council: numbers, charts, words and definitions.

It is made of settled numbers only, and holds nothing about one person.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pmg_desk.domain.fouten import Fout

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

    from pmg_desk.reports.staafgrafiek import Staaf

TITEL = "Informatiebeeld"


class BeeldNietGedrukt(Fout):
    """The pages could not be set."""

    wat = "Het rapport kon niet als PDF worden gemaakt."
    veilig = "Er is niets veranderd."
    doe = "Probeer het opnieuw, of kies Excel."


@dataclass(frozen=True, slots=True)
class Rapporttabel:
    """A table: a head, and rows of a label, how deep it lies (0 for the total), and the numbers as text."""

    kop: str
    koppen: tuple[str, ...]
    rijen: tuple[tuple[str, int, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Rapportdeel:
    """One measure: sentences, charts with a heading, tables, and who read what in it (with the day)."""

    kop: str
    zinnen: tuple[str, ...]
    definitie: str
    grafieken: tuple[tuple[str, tuple[Staaf, ...]], ...]
    tabellen: tuple[Rapporttabel, ...]
    duidingen: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Beeldrapport:
    """All that stands on it, as plain text. ``tekst``: what the maker wrote above the numbers."""

    gemeente: str
    periode: str
    voor_wie: str
    tekst: str
    methode: tuple[str, ...]
    delen: tuple[Rapportdeel, ...]


def maak_pdf(rapport: Beeldrapport) -> bytes:
    """The report as one PDF file; the same report gives the same bytes. Raises BeeldNietGedrukt."""
    from pmg_desk.reports import document
    from pmg_desk.reports.blad import Opschrift

    opschrift = Opschrift(
        "ZONDER NAMEN", rapport.voor_wie or TITEL, f"{rapport.gemeente} · {rapport.periode}", "", intern=False
    )
    try:
        return document.zet_bladen(_verhaal(rapport), TITEL, opschrift)
    except Exception:  # noqa: BLE001 - reportlab's own messages quote the page
        raise BeeldNietGedrukt from None


def _verhaal(rapport: Beeldrapport) -> list[Flowable]:
    from reportlab.platypus import Spacer

    from pmg_desk.reports import stijl
    from pmg_desk.reports.bouwstenen import Alinea, Kop, KopMet
    from pmg_desk.reports.letters import opmaak, registreer

    registreer()
    verhaal: list[Flowable] = [
        Alinea(opmaak(rapport.gemeente), stijl.BOVENKOP),
        Alinea(opmaak(f"{TITEL} {rapport.periode}"), stijl.NAAM),
        *([Alinea(opmaak(f"Voor {rapport.voor_wie}."), stijl.TEKST)] if rapport.voor_wie else []),
        Spacer(0, 4),
        *_alineas(rapport.tekst),
    ]
    for deel in rapport.delen:
        verhaal += _deel(deel)
    eerste, *verder = [Alinea(opmaak(zin), stijl.TEKST) for zin in rapport.methode]
    verhaal += [KopMet(Kop(opmaak("Hoe u deze getallen leest"), stijl.KOP), eerste, 3, ervoor=12), *verder]
    for deel in rapport.delen:
        verhaal += [Spacer(0, 4), Alinea(opmaak(f"{deel.kop}: {deel.definitie}"), stijl.KLEIN)]
    return verhaal


def _alineas(tekst: str) -> list[Flowable]:
    from pmg_desk.reports import stijl
    from pmg_desk.reports.bouwstenen import Alinea
    from pmg_desk.reports.letters import opmaak

    return [Alinea(opmaak(regel), stijl.TEKST) for regel in tekst.split("\n") if regel.strip()]


def _deel(deel: Rapportdeel) -> list[Flowable]:
    from reportlab.platypus import Spacer

    from pmg_desk.reports import stijl
    from pmg_desk.reports.bouwstenen import Alinea, Kop, KopMet
    from pmg_desk.reports.letters import opmaak
    from pmg_desk.reports.staafgrafiek import teken_staven
    from pmg_desk.reports.tekening import DRUK, Beeld

    eerste, *verder = [Alinea(opmaak(zin), stijl.TEKST) for zin in deel.zinnen]
    uit: list[Flowable] = [KopMet(Kop(opmaak(deel.kop), stijl.KOP), eerste, 3, ervoor=12), *verder]
    for kop, staven in deel.grafieken:
        uit.append(KopMet(Alinea(opmaak(kop), stijl.CELKOP), Beeld(teken_staven(staven, DRUK)), 4, ervoor=8))
    for een in deel.tabellen:
        uit += [Spacer(0, 8), KopMet(Alinea(opmaak(een.kop), stijl.CELKOP), _tabel(een), 3)]
    for kop, tekst in deel.duidingen:
        alineas = _alineas(tekst)
        uit += [Spacer(0, 6), KopMet(Alinea(opmaak(kop), stijl.CELKOP), alineas[0], 2), *alineas[1:]]
    return uit


def _tabel(een: Rapporttabel) -> Flowable:
    from pmg_desk.reports import stijl
    from pmg_desk.reports.bouwstenen import Alinea, Cel, tabel
    from pmg_desk.reports.letters import opmaak

    breed = stijl.ZETBREEDTE * 0.3
    overig = (stijl.ZETBREEDTE - breed) / max(len(een.koppen) - 1, 1)
    kop: list[Cel] = [[Alinea(opmaak(woord), stijl.CELKOP)] for woord in een.koppen]
    rijen: list[list[Cel]] = [
        [
            [Alinea("&nbsp;" * 4 * max(niveau - 1, 0) + opmaak(label), stijl.CEL)],
            *([Alinea(opmaak(cel), stijl.CEL)] for cel in cellen),
        ]
        for label, niveau, cellen in een.rijen
    ]
    return tabel([kop, *rijen], [breed, *([overig] * (len(een.koppen) - 1))], koprijen=1, marge=(1.5, 4))
