"""The answer to a judge on paper: who knew what about a youth, on which ground, with the head of the log on it.

It holds a casus number, recipients, kinds of data, decisions and employees: no name of a youth and no content.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING

from pmg_desk.reports.samenvatting import zonder_inhoud_in_fouten

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

TITEL = "Wie wist wat"


@dataclass(frozen=True, slots=True)
class Blad:
    """All that stands on it, as plain text. ``kennis``: per recipient, in order, the five cells of a row.

    ``exemplaar`` is 0 where no copies are counted.
    """

    vraag: str
    casusnummer: str
    herkomst: str
    op: date
    kennis: tuple[tuple[str, tuple[str, ...]], ...]
    kijkers: tuple[tuple[str, ...], ...]
    zinnen: tuple[str, ...]
    ontbreekt: tuple[str, ...]
    stand: str
    exemplaar: int
    gemaakt_op: datetime
    gemaakt_door: str


def maak_pdf(blad: Blad) -> bytes:
    """The answer as one PDF file. Raises NietGedrukt."""
    from pmg_desk.reports import document
    from pmg_desk.reports.blad import Opschrift
    from pmg_desk.reports.taal import dag, moment, opsomming

    opschrift = Opschrift(
        merk="VERTROUWELIJK",
        ontvanger=opsomming(f"Exemplaar {blad.exemplaar}" if blad.exemplaar else "", f"stand van {dag(blad.op)}"),
        herkomst=opsomming(
            blad.herkomst,
            f"casus {blad.casusnummer}",
            f"gemaakt {moment(blad.gemaakt_op)}",
            f"door {blad.gemaakt_door}",
        ),
        stand=f"logstand {blad.stand}" if blad.stand else "",
        intern=False,
    )
    with zonder_inhoud_in_fouten():
        return document.zet_bladen(_verhaal(blad), f"{TITEL} (vertrouwelijk)", opschrift)


def _verhaal(blad: Blad) -> list[Flowable]:
    from reportlab.platypus import Spacer

    from pmg_desk.reports import stijl
    from pmg_desk.reports.bouwstenen import Alinea, Cel, Kop, KopMet, tabel
    from pmg_desk.reports.letters import opmaak, registreer
    from pmg_desk.reports.taal import dag

    registreer()
    breed = stijl.ZETBREEDTE

    def rijen(koppen: Sequence[str], regels: Sequence[Sequence[str]], delen: Sequence[float]) -> Flowable:
        kop: list[Cel] = [[Alinea(opmaak(k), stijl.CELKOP)] for k in koppen]
        inhoud: list[list[Cel]] = [[[Alinea(opmaak(cel or "–"), stijl.CEL)] for cel in regel] for regel in regels]
        return tabel([kop, *inhoud], [breed * deel for deel in delen], koprijen=1, marge=(2, 4))

    verhaal: list[Flowable] = [
        Alinea(opmaak(f"Casus {blad.casusnummer}"), stijl.BOVENKOP),
        Alinea(opmaak(blad.vraag), stijl.NAAM_LANG),
        Spacer(0, 4),
        Alinea(
            opmaak(
                f"Dit is wat het register en het logboek zeggen over alles tot en met {dag(blad.op)}. Of een besluit "
                "gold, is nagerekend uit de handtekening: op de dag van delen en op de dag van de vraag. De "
                "dagen zeggen wanneer iets is gedeeld. Wat de ontvanger toen hoorde of kreeg, weet hij ook daarna nog."
            ),
            stijl.TEKST,
        ),
        Spacer(0, 8),
    ]
    if not blad.kennis:
        verhaal.append(Alinea("Buiten de kluis kreeg niemand iets over deze jongere.", stijl.TEKST))
    koppen = ("Soort gegevens", "Sinds wanneer", "Hoe", "Onder welk besluit", "Gold het, en geldt het nog")
    for wie, groep in groupby(sorted(blad.kennis), key=lambda paar: paar[0]):
        inhoud = rijen(koppen, [cellen for _, cellen in groep], (0.14, 0.16, 0.14, 0.26, 0.30))
        verhaal.append(KopMet(Kop(opmaak(wie), stijl.KOP), inhoud, 3, ervoor=9))
    if blad.kijkers:
        inhoud = rijen(
            ("Wie", "Eerste keer", "Laatste keer", "Hoe vaak", "Bijzonder"),
            blad.kijkers,
            (0.28, 0.17, 0.17, 0.2, 0.18),
        )
        verhaal.append(KopMet(Kop("Wie binnen de kluis keek of werkte", stijl.KOP), inhoud, 3, ervoor=13))
    verhaal += [Spacer(0, 10), Kop("Wat hier niet uit blijkt", stijl.KOP)]
    verhaal += [Alinea(opmaak(zin), stijl.TEKST) for zin in (*blad.zinnen, *blad.ontbreekt)]
    verhaal += [Spacer(0, 10), Kop("Zelf nagaan", stijl.KOP)]
    verhaal.append(
        Alinea(
            opmaak(
                f"Stand van het logboek bij dit antwoord: {blad.stand or 'niet bekend'}. Voer het logboek uit om het "
                "elders te laten nagaan, en vergelijk die stand met de regel die verify.py toont."
            ),
            stijl.KLEIN,
        )
    )
    return verhaal
