"""Doelgroepen: which criteria a youth meets, which not, and which cannot be told yet (000 §1.2).

Doelgroep: one of the groups a municipality tells its youths apart by. The groups overlap and leave gaps, so nothing
here chooses one: it shows per doelgroep what matches and what fails, and a person decides and motivates (AVG 22). The
criteria come from the municipal profile. What is not known gives *onzeker*, never a guess: born in 2012 can be 11
or 12, a sign nobody judged is neither there nor absent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from pmg_desk.domain.datums import LeeftijdBereik

NOOIT_ANTECEDENT = frozenset({"melding", "slachtoffer"})
"""Statuses that no profile can make an antecedent: a report proves nothing, and a victim is no perpetrator."""


class DoelgroepCriteria(Protocol):
    """What :func:`toets` reads of a doelgroep; a doelgroep of the municipal profile is one.

    Ages are whole years and both bounds are inside: 6–23 runs until the day before the 24th birthday. A criterion that
    is None or False is not asked.
    """

    @property
    def sleutel(self) -> str:
        """Key, stored in vaults."""

    @property
    def label(self) -> str:
        """Name on screen and paper."""

    @property
    def leeftijd_van(self) -> int:
        """Lowest age."""

    @property
    def leeftijd_tot(self) -> int:
        """Highest age."""

    @property
    def antecedenten_min(self) -> int | None:
        """Fewest antecedenten."""

    @property
    def antecedenten_max(self) -> int | None:
        """Most antecedenten."""

    @property
    def probleem_leefgebieden_min(self) -> int | None:
        """Fewest leefgebieden with a problem."""

    @property
    def verdenkingen_min(self) -> int | None:
        """Fewest suspicions of undermining crime."""

    @property
    def negatief_rolmodel(self) -> bool:
        """Asks whether the youth is a negative role model."""

    @property
    def link_netwerk(self) -> bool:
        """Asks for a link with a larger criminal network."""

    @property
    def verhoogd_risico(self) -> bool:
        """Asks for a raised risk to get involved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """The criteria of one doelgroep by themselves: as they stood at a classification, or in a test."""

    sleutel: str
    label: str
    leeftijd_van: int
    leeftijd_tot: int
    antecedenten_min: int | None = None
    antecedenten_max: int | None = None
    probleem_leefgebieden_min: int | None = None
    verdenkingen_min: int | None = None
    negatief_rolmodel: bool = False
    link_netwerk: bool = False
    verhoogd_risico: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Gegevens:
    """What the dossier holds about one youth on one day. None: not known, or not judged yet.

    ``antecedenten`` and ``verdenkingen`` are numbers of facts (:func:`tel_antecedenten`), ``probleem_leefgebieden`` is
    a number of leefgebieden (:func:`tel_problemen`). The three signs are a professional's judgement, never computed.
    """

    leeftijd: LeeftijdBereik
    antecedenten: int | None
    probleem_leefgebieden: int | None
    verdenkingen: int | None = None
    negatief_rolmodel: bool | None = None
    link_netwerk: bool | None = None
    verhoogd_risico: bool | None = None


class Past(StrEnum):
    """Whether a youth meets the criteria of one doelgroep."""

    JA = "ja"
    NEE = "nee"
    ONZEKER = "onzeker"


@dataclass(frozen=True, slots=True)
class CriteriumUitkomst:
    """One criterion beside what the dossier holds, in Dutch; ``voldoet`` is None where it cannot be told.

    ``oordeel``: a judgement that stands outside the count, so that leaving it open does not make the match uncertain.
    """

    sleutel: str
    label: str
    eis: str
    waarde: str
    voldoet: bool | None
    oordeel: bool = False


@dataclass(frozen=True, slots=True)
class Toetsing:
    """What became of all criteria of one doelgroep, in the order in which they are shown."""

    doelgroep: str
    label: str
    uitkomsten: tuple[CriteriumUitkomst, ...]

    @property
    def past(self) -> Past:
        """*Nee* as soon as one criterion fails, *onzeker* when one that counts cannot be told, else *ja*."""
        if any(uitkomst.voldoet is False for uitkomst in self.uitkomsten):
            return Past.NEE
        if any(uitkomst.voldoet is None and not uitkomst.oordeel for uitkomst in self.uitkomsten):
            return Past.ONZEKER
        return Past.JA

    @property
    def stand(self) -> Past:
        """What a person is told: *onzeker* as well while a judgement is open that the count leaves out.

        ``past`` is about what can be counted; choosing a doelgroep gives the judgement, so it is no departure.
        """
        return Past.ONZEKER if self.past is Past.JA and self.nog_te_beoordelen else self.past

    @property
    def open_criteria(self) -> tuple[CriteriumUitkomst, ...]:
        """Criteria that cannot be told yet."""
        return tuple(uitkomst for uitkomst in self.uitkomsten if uitkomst.voldoet is None)

    @property
    def nog_te_beoordelen(self) -> tuple[CriteriumUitkomst, ...]:
        """Judgements that are asked and that nobody gave yet."""
        return tuple(uitkomst for uitkomst in self.uitkomsten if uitkomst.voldoet is None and uitkomst.oordeel)

    def uitleg(self) -> str:
        """One Dutch sentence: whether it fits, and on what it fails or hangs."""
        if self.past is Past.NEE:
            return f"Past niet: {self._noem(False)}."
        if self.stand is Past.ONZEKER:
            return f"Nog niet te zeggen: {self._noem(None)}."
        return "Past bij alle criteria."

    def _noem(self, voldoet: bool | None) -> str:
        return "; ".join(
            f"{uitkomst.label.lower()} {uitkomst.waarde} (criterium: {uitkomst.eis})"
            for uitkomst in self.uitkomsten
            if uitkomst.voldoet is voldoet
        )


def toets(criteria: DoelgroepCriteria, gegevens: Gegevens) -> Toetsing:
    """Hold the dossier against the criteria of one doelgroep; only criteria that are asked get an outcome."""
    uitkomsten = [_leeftijd(criteria.leeftijd_van, criteria.leeftijd_tot, gegevens.leeftijd)]
    aantallen = (
        ("antecedenten", "Antecedenten", criteria.antecedenten_min, criteria.antecedenten_max, gegevens.antecedenten),
        (
            "probleem_leefgebieden",
            "Leefgebieden met een probleem",
            criteria.probleem_leefgebieden_min,
            None,
            gegevens.probleem_leefgebieden,
        ),
        (
            "verdenkingen",
            "Verdenkingen van ondermijnende criminaliteit",
            criteria.verdenkingen_min,
            None,
            gegevens.verdenkingen,
        ),
    )
    uitkomsten += [
        _aantal(sleutel, label, minimum, maximum, aantal)
        for sleutel, label, minimum, maximum, aantal in aantallen
        if minimum is not None or maximum is not None
    ]
    tekens = (
        ("negatief_rolmodel", "Negatief rolmodel", criteria.negatief_rolmodel, gegevens.negatief_rolmodel, False),
        ("link_netwerk", "Link met groter crimineel netwerk", criteria.link_netwerk, gegevens.link_netwerk, False),
        ("verhoogd_risico", "Verhoogd risico", criteria.verhoogd_risico, gegevens.verhoogd_risico, True),
    )
    uitkomsten += [
        CriteriumUitkomst(sleutel, label, "ja", _JA_NEE[waarde], waarde, oordeel)
        for sleutel, label, gevraagd, waarde, oordeel in tekens
        if gevraagd
    ]
    return Toetsing(criteria.sleutel, criteria.label, tuple(uitkomsten))


def toets_alle(doelgroepen: Iterable[DoelgroepCriteria], gegevens: Gegevens) -> tuple[Toetsing, ...]:
    """:func:`toets` for every doelgroep of a profile (``profiel.doelgroepen.values()``), in its order."""
    return tuple(toets(doelgroep, gegevens) for doelgroep in doelgroepen)


def afwijking_nodig(keuze: str | None, toetsingen: Sequence[Toetsing]) -> bool:
    """Whether this choice departs from the criteria, so that a reason has to be given.

    It does when the chosen doelgroep does not certainly fit, and when no doelgroep (None) is chosen although one does.
    Choosing one of several that fit departs from nothing. Raises ValueError for a doelgroep that was not tested.
    """
    if keuze is None:
        return any(toetsing.past is Past.JA for toetsing in toetsingen)
    for toetsing in toetsingen:
        if toetsing.doelgroep == keuze:
            return toetsing.past is not Past.JA
    raise ValueError("doelgroep was not tested")


def was_onzeker(toen: Mapping[str, object], doelgroep: str) -> bool:
    """Whether it could not be told yet, when this doelgroep was chosen, if its criteria fit.

    ``toen``: the criteria as they were kept with the choice (``doelgroepen``: a list with ``doelgroep`` and ``past``).
    """
    delen = toen.get("doelgroepen")
    return isinstance(delen, list) and {"doelgroep": doelgroep, "past": Past.ONZEKER.value} in [
        {sleutel: deel.get(sleutel) for sleutel in ("doelgroep", "past")} for deel in delen
    ]


def tel_antecedenten(statussen: Iterable[str], tellen_mee: Iterable[str]) -> int:
    """Number of facts whose status counts by the profile; a melding and a victim never do, whatever it says."""
    telt = frozenset(tellen_mee) - NOOIT_ANTECEDENT
    return sum(status in telt for status in statussen)


@dataclass(frozen=True, slots=True)
class Score:
    """How a youth does on one leefgebied on one day: 1 (acute) to 5 (self-reliant)."""

    leefgebied: str
    datum: date
    waarde: int

    def __post_init__(self) -> None:
        if not 1 <= self.waarde <= 5:
            raise ValueError("a score is 1 to 5")


def laatste_scores(scores: Iterable[Score]) -> dict[str, Score]:
    """The newest score per leefgebied; of two on one day the one that comes last in ``scores``."""
    laatste: dict[str, Score] = {}
    for score in scores:
        eerder = laatste.get(score.leefgebied)
        if eerder is None or eerder.datum <= score.datum:
            laatste[score.leefgebied] = score
    return laatste


def tel_problemen(scores: Iterable[Score], grens: int) -> int | None:
    """Number of leefgebieden whose newest score is ``grens`` or lower; None when nothing was scored yet.

    A leefgebied without a score is no problem as far as the dossier knows.
    """
    laatste = laatste_scores(scores)
    return sum(score.waarde <= grens for score in laatste.values()) if laatste else None


_JA_NEE = {True: "ja", False: "nee", None: "nog niet beoordeeld"}


def _leeftijd(van: int, tot: int, leeftijd: LeeftijdBereik) -> CriteriumUitkomst:
    voldoet: bool | None = None
    if leeftijd.min is not None and leeftijd.max is not None:
        if van <= leeftijd.min and leeftijd.max <= tot:
            voldoet = True
        elif leeftijd.max < van or tot < leeftijd.min:
            voldoet = False
    eenheid = " jaar" if leeftijd.bekend else ""
    return CriteriumUitkomst(
        "leeftijd", "Leeftijd", f"{van} tot en met {tot} jaar", f"{leeftijd.toon()}{eenheid}", voldoet
    )


def _aantal(
    sleutel: str, label: str, minimum: int | None, maximum: int | None, aantal: int | None
) -> CriteriumUitkomst:
    if maximum is None:
        eis = f"{minimum} of meer"
    elif maximum == 0:
        eis = "geen"
    else:
        eis = f"{minimum or 0} tot en met {maximum}"
    voldoet = None
    if aantal is not None:
        voldoet = (minimum or 0) <= aantal and (maximum is None or aantal <= maximum)
    return CriteriumUitkomst(sleutel, label, eis, "nog niet bekend" if aantal is None else str(aantal), voldoet)
