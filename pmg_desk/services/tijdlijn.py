"""The chronological line of a whole casus, to scroll and to print.

Everything is read in one transaction and kept in memory; a screen shows it piece by piece. A new kind of thing is one
function in ``BRONNEN``: ``(transaction, casus) -> Gebeurtenissen``, with access already checked.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from pmg_desk.domain.samenvatting import Aard
from pmg_desk.domain.tijdlijn import Gebeurtenis, Soort, op_volgorde, plek
from pmg_desk.services import tijdlijn_bronnen as bronnen
from pmg_desk.services import tijdlijn_erbij as erbij
from pmg_desk.services import tijdlijn_middelen as middelen
from pmg_desk.services import tijdlijn_overleg as overleg
from pmg_desk.services.internbladen import Internblad, issue_internblad, preview_internblad
from pmg_desk.services.uitgaven import Uitgave
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage.models import Casus, Wijze

if TYPE_CHECKING:
    from pmg_desk.domain.samenvatting import Samenvatting

SOORT = "Tijdlijn van de casus"

LABELS: dict[Soort, str] = {
    Soort.CASUS: "Casus en tafels",
    Soort.UITSPRAAK: "Signalen en feiten",
    Soort.SLACHTOFFER: "Slachtoffer",
    Soort.ANTECEDENT: "Antecedent",
    Soort.KENMERK: "Kenmerk",
    Soort.INDELING: "Indeling",
    Soort.LEEFGEBIED: "Leefgebied",
    Soort.PLAN: "Plan",
    Soort.ACTIE: "Actie",
    Soort.INZET: "Interventie",
    Soort.BUDGET: "Budget en doorbraak",
    Soort.GROEP: "Groep",
    Soort.OVERLEG: "Overleg",
    Soort.BIJLAGE: "Bijlage",
    Soort.DELEN: "Delen",
}

Bron = Callable[[Transactie, Casus], Iterable[Gebeurtenis]]

BRONNEN: tuple[Bron, ...] = (
    bronnen.casusverloop,
    bronnen.route,
    erbij.triage,
    erbij.verteld,
    bronnen.losse_uitspraken,
    bronnen.antecedenten,
    bronnen.scores,
    bronnen.factoren,
    bronnen.kenmerken,
    bronnen.indelingen,
    bronnen.plannen,
    bronnen.acties,
    bronnen.inzet,
    middelen.budget,
    middelen.doorbraken,
    middelen.groepen,
    overleg.overleggen,
    overleg.besprekingen,
    overleg.besluiten,
    middelen.bijlagen,
    bronnen.delen,
    erbij.informering,
)
"""Every kind of thing on the line. A slice adds its own function here, in one line."""


@dataclass(frozen=True, slots=True)
class Tijdlijn:
    """What happened up to today, newest first; and what happened in a year that nobody knows."""

    gebeurtenissen: tuple[Gebeurtenis, ...]
    zonder_jaar: tuple[Gebeurtenis, ...]

    def gefilterd(self, soort: Soort | None, aard: Aard | None) -> Tijdlijn:
        """The same line with one kind or one nature only."""

        def past(g: Gebeurtenis) -> bool:
            return soort in (None, g.soort) and aard in (None, g.aard)

        return Tijdlijn(tuple(filter(past, self.gebeurtenissen)), tuple(filter(past, self.zonder_jaar)))

    def __len__(self) -> int:
        return len(self.gebeurtenissen) + len(self.zonder_jaar)


def toon_tijdlijn(werkplek: Werkplek, casus_id: UUID) -> Tijdlijn:
    """The line of a casus. Part of an opened dossier, so not logged by itself. Raises GeenToegang, NietGevonden."""
    with werkplek.doe() as t:
        return Tijdlijn(*op_volgorde(_lees(t, t.casus(casus_id)), nieuwste_eerst=True))


def _lees(t: Transactie, casus: Casus) -> list[Gebeurtenis]:
    vandaag = (t.vandaag.year, t.vandaag.month, t.vandaag.day)
    alle = (gebeurtenis for bron in BRONNEN for gebeurtenis in bron(t, casus))
    return [g for g in alle if g.datum.jaar is None or plek(g.datum) <= vandaag]


def preview_tijdlijn(werkplek: Werkplek, casus_id: UUID) -> bytes:
    """The internal print of the whole line, oldest first, on screen. Logged."""
    return preview_internblad(werkplek, casus_id, _blad)


def issue_tijdlijn(werkplek: Werkplek, casus_id: UUID, wijze: Wijze) -> Uitgave:
    """Issue that print: kept and logged as the internal summary is."""
    return issue_internblad(werkplek, casus_id, wijze, _blad)


def _blad(t: Transactie, casus: Casus) -> Internblad:
    met, zonder = op_volgorde(_lees(t, casus))
    categorieen = _categorieen((*met, *zonder))

    def maak(s: Samenvatting) -> bytes:
        from pmg_desk.reports.internblad import maak_pdf
        from pmg_desk.reports.tijdlijnblad import bouw

        return maak_pdf(s, SOORT, lambda: bouw(met, zonder, LABELS))

    return Internblad("tijdlijn", categorieen, maak)


def _categorieen(alle: Collection[Gebeurtenis]) -> tuple[str, ...]:
    return tuple(sorted({gebeurtenis.categorie for gebeurtenis in alle}))
