"""A letter as PDF: to a recipient, or to the youth or the parents. Draws what it is given and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.klok import lokale_dag

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

TITEL = "Brief (vertrouwelijk)"


class BriefNietGedrukt(Fout):
    """The letter could not be set. Says nothing of the reason: reportlab's own messages quote what is on the page."""

    wat = "De brief kon niet worden gemaakt."
    veilig = "Er is niets afgedrukt of vastgelegd."
    doe = "Probeer het opnieuw. Lukt het weer niet, maak dan een foutrapport."


@dataclass(frozen=True, slots=True)
class Briefdeel:
    """A part under its own heading (empty: none): paragraphs, points, and a table of which row one is the head."""

    kop: str = ""
    alineas: tuple[str, ...] = ()
    punten: tuple[str, ...] = ()
    tabel: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Brieftekst:
    """All that stands in a letter. ``aan``: the lines of the addressee; ``ontvanger`` is in the bar of every page."""

    gemeente: str
    kenmerk: str
    ontvanger: str
    aan: tuple[str, ...]
    onderwerp: str
    aanhef: str
    delen: tuple[Briefdeel, ...]
    slot: tuple[str, ...]
    gemaakt_op: datetime


def maak_pdf(brief: Brieftekst) -> bytes:
    """The letter as one PDF file. The same letter gives the same bytes. Raises BriefNietGedrukt."""
    from pmg_desk.reports import document
    from pmg_desk.reports.blad import Opschrift
    from pmg_desk.reports.taal import gemeentenaam, moment

    opschrift = Opschrift(
        "VERTROUWELIJK",
        brief.ontvanger,
        gemeentenaam(brief.gemeente),
        f"{brief.kenmerk} · gemaakt {moment(brief.gemaakt_op)}",
        intern=False,
    )
    try:
        return document.zet_bladen(_verhaal(brief), TITEL, opschrift)
    except Exception:  # noqa: BLE001 - whatever it is, its text may quote the letter
        raise BriefNietGedrukt from None


def _verhaal(brief: Brieftekst) -> list[Flowable]:
    from reportlab.platypus import Spacer

    from pmg_desk.reports import stijl
    from pmg_desk.reports.bouwstenen import Alinea, Kop
    from pmg_desk.reports.letters import opmaak, registreer
    from pmg_desk.reports.taal import dag, gemeentenaam

    registreer()

    def alinea(tekst: str) -> Flowable:
        return Alinea(opmaak(tekst), stijl.BRIEF)

    hoofd: list[Flowable] = [
        alinea(gemeentenaam(brief.gemeente)),
        Spacer(0, 14),
        *(alinea(regel) for regel in brief.aan),
        Spacer(0, 14),
        alinea(f"Datum: {dag(lokale_dag(brief.gemaakt_op))}"),
        alinea(f"Ons kenmerk: {brief.kenmerk}"),
        Spacer(0, 14),
        Alinea(opmaak(brief.onderwerp), stijl.NAAM_LANG),
        Spacer(0, 10),
        alinea(brief.aanhef),
    ]
    for deel in brief.delen:
        hoofd.append(Spacer(0, 12 if deel.kop else 5))
        if deel.kop:
            hoofd += [Kop(opmaak(deel.kop), stijl.KOP), Spacer(0, 2)]
        for tekst in deel.alineas:
            blokken = [alinea(tekst), Spacer(0, 4)]
            for blok in blokken if tekst.endswith(":") else ():
                blok.keepWithNext = True  # what announces a list stands on the page of its first line
            hoofd += blokken
        hoofd += [Alinea(opmaak(tekst), stijl.BRIEFPUNT, bulletText="•") for tekst in deel.punten]
        if deel.tabel:
            hoofd += [Spacer(0, 4), _tabel(deel.tabel)]
    return [*hoofd, Spacer(0, 14), *(alinea(regel) for regel in brief.slot)]


def _tabel(rijen: tuple[tuple[str, ...], ...]) -> Flowable:
    from pmg_desk.reports import stijl
    from pmg_desk.reports.bouwstenen import Alinea, tabel
    from pmg_desk.reports.letters import opmaak

    kop, *rest = rijen
    cellen = [[[Alinea(opmaak(cel), stijl.CELKOP)] for cel in kop]]
    cellen += [[[Alinea(opmaak(cel), stijl.CEL)] for cel in rij] for rij in rest]
    # The last column holds the longest words.
    smal = stijl.ZETBREEDTE * 0.6 / max(len(kop) - 1, 1)
    breedtes = [smal] * (len(kop) - 1) + [stijl.ZETBREEDTE - smal * (len(kop) - 1)]
    return tabel(cellen, breedtes, koprijen=1, marge=(3, 4))
