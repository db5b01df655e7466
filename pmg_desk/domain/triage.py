"""What the program can say of a casus beside the questions of a table: it shows and never decides.

Ages are whole years and both bounds of a table are inside. Of an incomplete birth date the age is a range, and what
cannot be known is said to be uncertain, never guessed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pmg_desk.domain.datums import OnvolledigeDatum
from pmg_desk.domain.leeftijdsgrenzen import mijlpaal


class Oordeel(StrEnum):
    """How a fact relates to what the table asks."""

    PAST = "past"
    PAST_NIET = "past_niet"
    ONZEKER = "onzeker"
    GEEN_EIS = "geen_eis"


VOORUIT = timedelta(days=366)
"""A bound that is further away than this says nothing about a triage of now."""


@dataclass(frozen=True, slots=True)
class Triagefeit:
    """One thing to look at: what the table asks (empty when nothing), what is known, and how these relate."""

    titel: str
    eis: str
    bekend: str
    oordeel: Oordeel
    let_op: str = ""


def leeftijd(geboren: OnvolledigeDatum, van: int | None, tot: int | None, vandaag: date) -> Triagefeit:
    """The age on a day against the bounds of a table, and when it comes inside them or goes outside."""
    bereik = geboren.leeftijd_op(vandaag)
    bekend = f"{bereik.toon()} jaar" if bereik.bekend else bereik.toon()
    if van is None and tot is None:
        return Triagefeit("Leeftijd", "", bekend, Oordeel.GEEN_EIS)
    onder, boven = 0 if van is None else van, 200 if tot is None else tot
    if bereik.min is None or bereik.max is None:
        oordeel = Oordeel.ONZEKER
    elif onder <= bereik.min and bereik.max <= boven:
        oordeel = Oordeel.PAST
    elif bereik.max < onder or boven < bereik.min:
        oordeel = Oordeel.PAST_NIET
    else:
        oordeel = Oordeel.ONZEKER
    return Triagefeit("Leeftijd", _grenzen(van, tot), bekend, oordeel, _wanneer(geboren, van, tot, vandaag))


def _grenzen(van: int | None, tot: int | None) -> str:
    if tot is None:
        return f"vanaf {van} jaar"
    return f"tot en met {tot} jaar" if van is None else f"{van} tot en met {tot} jaar"


def _wanneer(geboren: OnvolledigeDatum, van: int | None, tot: int | None, vandaag: date) -> str:
    """The first bound that is passed within a year, in words; empty when there is none."""
    for leeftijd_, gevolg in ((van, "past dan wel"), (None if tot is None else tot + 1, "past dan niet meer")):
        wanneer = None if leeftijd_ is None else mijlpaal(geboren, leeftijd_)
        if wanneer is not None and wanneer.laatst > vandaag and wanneer.vroegst <= vandaag + VOORUIT:
            zin = wanneer.zin(vandaag)
            return f"{zin[:1].upper()}{zin[1:]} en {gevolg}."
    return ""


def doelgroep(gekozen: str | None, van_tafel: Sequence[str], labels: Mapping[str, str]) -> Triagefeit:
    """The doelgroep that a person chose against those of the table; ``labels`` gives the words of each key."""
    eis = ", ".join(labels.get(sleutel, sleutel) for sleutel in van_tafel)
    bekend = "nog niet ingedeeld" if gekozen is None else labels.get(gekozen, gekozen)
    if not van_tafel:
        return Triagefeit("Doelgroep", "", bekend, Oordeel.GEEN_EIS)
    if gekozen is None:
        return Triagefeit("Doelgroep", eis, bekend, Oordeel.ONZEKER)
    return Triagefeit("Doelgroep", eis, bekend, Oordeel.PAST if gekozen in van_tafel else Oordeel.PAST_NIET)


def aanmelding_via(via: Sequence[str], geweest: Collection[str], labels: Mapping[str, str]) -> Triagefeit:
    """By which tables an aanmelding runs, against the tables where the casus is or was."""
    bekend = ", ".join(labels.get(sleutel, sleutel) for sleutel in geweest) or "nog bij geen andere tafel"
    if not via:
        return Triagefeit("Aanmelding loopt via", "", bekend, Oordeel.GEEN_EIS)
    eis = " of ".join(labels.get(sleutel, sleutel) for sleutel in via)
    past = any(sleutel in geweest for sleutel in via)
    return Triagefeit("Aanmelding loopt via", eis, bekend, Oordeel.PAST if past else Oordeel.PAST_NIET)
