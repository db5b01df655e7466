"""Ages at which something changes for a jongere, as the profile names them: what to say of them now, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pmg_desk.domain.datums import OnvolledigeDatum
from pmg_desk.domain.leeftijdsgrenzen import Mijlpaal, geboren_tussen, mijlpaal
from pmg_desk.domain.profiel import Leeftijdsgrens, Profiel


@dataclass(frozen=True, slots=True)
class LeeftijdInzicht:
    """An age that is near or just reached. ``zin`` begins in lower case and holds no name; ``gevolg`` says what then
    changes, with the source of the profile.
    """

    grens: Leeftijdsgrens
    mijlpaal: Mijlpaal
    zin: str
    gevolg: str


def in_beeld(
    profiel: Profiel, geboren: OnvolledigeDatum, vandaag: date, geopend_op: date
) -> tuple[LeeftijdInzicht, ...]:
    """What to say of a jongere on this day, the first age first; nothing of an age reached before the casus began."""
    gevonden = []
    for grens in profiel.leeftijdsgrenzen.values():
        dag = mijlpaal(geboren, grens.leeftijd)
        if dag is None or dag.laatst < geopend_op:
            continue
        if dag.in_beeld(vandaag, grens.waarschuw_dagen, grens.blijft_dagen):
            gevolg = f"{grens.uitleg} Bron: {grens.bron}."
            gevonden.append(LeeftijdInzicht(grens, dag, dag.zin(vandaag), gevolg))
    return tuple(sorted(gevonden, key=lambda inzicht: inzicht.mijlpaal.vroegst))


def geboortevensters(profiel: Profiel, vandaag: date) -> tuple[tuple[date, date], ...]:
    """Stretches of days of birth of which an age can be in view: so that a query need not read every jongere."""
    return tuple(
        geboren_tussen(vandaag, grens.leeftijd, grens.waarschuw_dagen, grens.blijft_dagen)
        for grens in profiel.leeftijdsgrenzen.values()
    )
