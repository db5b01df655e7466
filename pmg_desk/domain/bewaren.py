"""How long a casus is kept: terms per table, what they come to for one casus, and when somebody must look at it.

No statutory term for these tables is known (``domain.md``, "Retention": U), so nothing here has a length of its own: a
term is set by the beheerder with its source, and a table without one is *never* over.

A casus sat at several tables, and its dossier is one whole: which page came from which table cannot be told apart. So
the longest term applies, over every table it ever sat at. Shorter would destroy what another table is still bound to
keep; and a table whose term is not set may be the longest, so then nothing is due at all (storage limitation, AVG
5(1)(e), is served by setting it, and the screen asks for that). A term begins at its start event, but never before the
casus was closed: as long as work goes on, what it is about is needed.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from pmg_desk.domain.datums import OnvolledigeDatum

MEESTE_MAANDEN = 1200
LANGSTE_VERLENGING = 60
"""Months ahead that one decision can keep a casus; then somebody has to look again."""


class Begin(StrEnum):
    """The event after which a term runs. Stored: values never change once released."""

    SLUITING = "sluiting"  # the casus was closed (its last period)
    VERLATEN_TAFEL = "verlaten_tafel"  # the casus left this table
    ACHTTIEN = "achttien"  # the jongere became eighteen
    LAATSTE_WIJZIGING = "laatste_wijziging"  # something was last written in the dossier

    @property
    def label(self) -> str:
        """The event in words, after "maanden na"."""
        return _BEGIN_LABELS[self]


_BEGIN_LABELS = {
    Begin.SLUITING: "het sluiten van de casus",
    Begin.VERLATEN_TAFEL: "het verlaten van de tafel",
    Begin.ACHTTIEN: "de 18e verjaardag",
    Begin.LAATSTE_WIJZIGING: "de laatste wijziging",
}


class Toestand(StrEnum):
    """Where a casus stands (``domain.md``)."""

    NIET_INGESTELD = "niet_ingesteld"
    BEWAREN = "bewaren"
    BEOORDELEN = "beoordelen"
    VERNIETIGEN = "vernietigen"  # proposed by one, waiting for the other
    VERNIETIGD = "vernietigd"

    @property
    def label(self) -> str:
        """The state in words."""
        return _TOESTAND_LABELS[self]


_TOESTAND_LABELS = {
    Toestand.NIET_INGESTELD: "Termijn niet ingesteld",
    Toestand.BEWAREN: "Bewaren",
    Toestand.BEOORDELEN: "Te beoordelen",
    Toestand.VERNIETIGEN: "Vernietigen voorgesteld",
    Toestand.VERNIETIGD: "Vernietigd",
}


class Vernietigingsreden(StrEnum):
    """Why a casus is destroyed. A key and never free text: the certificate holds no personal data."""

    TERMIJN = "termijn"
    AVG_17 = "avg_17"
    VERGISSING = "vergissing"

    @property
    def label(self) -> str:
        """The reason in words."""
        return _REDEN_LABELS[self]


_REDEN_LABELS = {
    Vernietigingsreden.TERMIJN: "De bewaartermijn is voorbij",
    Vernietigingsreden.AVG_17: "Besluit op een verzoek om te wissen (artikel 17 AVG)",
    Vernietigingsreden.VERGISSING: "Per vergissing geregistreerd",
}


@dataclass(frozen=True, slots=True)
class Termijn:
    """How long the casussen of a table are kept; ``bron`` says where that comes from."""

    tafel: str
    maanden: int
    begin: Begin
    bron: str


@dataclass(frozen=True, slots=True)
class Feiten:
    """What the dossier knows of the start events. ``verlaten``: by table, the day the casus left it, or None.

    A casus that is open has no ``gesloten_op``.
    """

    gesloten_op: date | None
    gewijzigd_op: date
    geboren: OnvolledigeDatum
    verlaten: Mapping[str, date | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stand:
    """What it comes to. ``vervalt_op`` is the first day on which the casus is no longer to be kept; None if unknown.

    ``termijn`` is the one that decides, and ``begint_op`` when it began to run; both None when no term decides.
    ``verlengd_tot`` is filled when a Bewaarbesluit keeps it longer than the term.
    """

    toestand: Toestand
    vervalt_op: date | None = None
    termijn: Termijn | None = None
    begint_op: date | None = None
    verlengd_tot: date | None = None


def maanden_later(dag: date, maanden: int) -> date:
    """The same day so many months on; a month that is too short gives its last day, and the last day there is, that."""
    jaar, maand = divmod(dag.year * 12 + dag.month - 1 + maanden, 12)
    if jaar > date.max.year:
        return date.max
    return date(jaar, maand + 1, min(dag.day, calendar.monthrange(jaar, maand + 1)[1]))


def achttien_op(geboren: OnvolledigeDatum) -> date | None:
    """The last day on which the eighteenth birthday can be; None when the year of birth is unknown.

    An unknown day or month counts as the latest: never too early. Born on 29 February: 1 March (``datums.leeftijd``).
    """
    laatst = geboren.laatst()
    if laatst is None:
        return None
    if (laatst.month, laatst.day) == (2, 29) and not calendar.isleap(laatst.year + 18):
        return date(laatst.year + 18, 3, 1)
    return laatst.replace(year=laatst.year + 18)


def begint_op(termijn: Termijn, feiten: Feiten) -> date | None:
    """When the term of one table begins to run for a closed casus; None when the event is unknown or the casus open."""
    gesloten = feiten.gesloten_op
    if gesloten is None:
        return None
    gebeurtenis: date | None
    match termijn.begin:
        case Begin.SLUITING:
            gebeurtenis = gesloten
        case Begin.VERLATEN_TAFEL:
            gebeurtenis = feiten.verlaten.get(termijn.tafel) or gesloten  # a closed casus is nowhere discussed
        case Begin.ACHTTIEN:
            gebeurtenis = achttien_op(feiten.geboren)
        case _:
            gebeurtenis = feiten.gewijzigd_op
    return None if gebeurtenis is None else max(gebeurtenis, gesloten)


def bereken(
    feiten: Feiten,
    termijnen: Mapping[str, Termijn],
    vandaag: date,
    *,
    verlengd_tot: date | None = None,
    voorgesteld: bool = False,
) -> Stand:
    """Where a casus stands today. ``feiten.verlaten`` names every table it ever sat at.

    An open casus is never due; without a table, or with a table without a term, the outcome is NIET_INGESTELD. When a
    start event is unknown the longest cannot be told: BEOORDELEN without a day, unless a decision keeps it.
    """
    if voorgesteld:
        return _met_voorstel(bereken(feiten, termijnen, vandaag, verlengd_tot=verlengd_tot))
    if feiten.gesloten_op is None:
        return Stand(Toestand.BEWAREN)
    tafels = sorted(feiten.verlaten)
    if not tafels or any(tafel not in termijnen for tafel in tafels):
        return Stand(Toestand.NIET_INGESTELD)
    langste = _langste((termijnen[tafel], begint_op(termijnen[tafel], feiten)) for tafel in tafels)
    if langste is None:
        bewaren = verlengd_tot is not None and verlengd_tot >= vandaag
        return Stand(
            Toestand.BEWAREN if bewaren else Toestand.BEOORDELEN,
            verlengd_tot + timedelta(days=1) if bewaren and verlengd_tot is not None else None,
            verlengd_tot=verlengd_tot if bewaren else None,
        )
    vervalt, termijn, begin = langste
    verlengd = verlengd_tot is not None and verlengd_tot >= vervalt
    if verlengd and verlengd_tot is not None:
        vervalt = verlengd_tot + timedelta(days=1)
    toestand = Toestand.BEOORDELEN if vandaag >= vervalt else Toestand.BEWAREN
    return Stand(toestand, vervalt, termijn, begin, verlengd_tot if verlengd else None)


def _met_voorstel(stand: Stand) -> Stand:
    return Stand(Toestand.VERNIETIGEN, stand.vervalt_op, stand.termijn, stand.begint_op, stand.verlengd_tot)


def _langste(paren: Iterable[tuple[Termijn, date | None]]) -> tuple[date, Termijn, date] | None:
    """The term that ends last, of equals the first by table; None when one of them cannot be computed."""
    langste: tuple[date, Termijn, date] | None = None
    for termijn, begin in paren:
        if begin is None:
            return None
        einde = maanden_later(begin, termijn.maanden)
        if langste is None or einde > langste[0]:
            langste = (einde, termijn, begin)
    return langste
