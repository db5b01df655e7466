"""Patterns in a log that are worth a question. Never a verdict: each names the lines and numbers it rests on.

Pure: lines go in (with what the caller knows of roles and organisations), questions come out. What is usual for a user
is reckoned from that user's own other days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from statistics import median

from pmg_desk.domain.canoniek import sha256_hex
from pmg_desk.domain.deellog import INTERN, MISLUKTREGEL
from pmg_desk.domain.klok import AMSTERDAM, lokale_dag
from pmg_desk.domain.logboek import Logregel, Resultaat
from pmg_desk.domain.rollen import Rol

DOSSIERREGELS = ("dossier.openen", "bijlage.bekijken", "samenvatting.bekijken")
ZOEKREGELS, NOODREGEL = frozenset({"zoeken.uitvoeren", "rechtenverzoek.opzoeken"}), "noodtoegang.nemen"
AFDRUKREGEL = "samenvatting.uitgeven"
SPOEDREGEL = "verstrekking.spoed"
VERTELREGELS = ("verstrekking.vastleggen", SPOEDREGEL)
"""What was told: written down afterwards, with the day on which it was."""
DEELREGELS = ("samenvatting.uitgeven", *VERTELREGELS, "overdracht.aanbieden")
UITVOERREGELS = ("logboek.exporteren", "logboek.uitvoeren", "verstrekking.exporteren", "deellog.exporteren")
_VENSTER = timedelta(days=30)


class Soort(StrEnum):
    """What kind of pattern; the value is the question as users read it."""

    ZONDER_ROL = "Waarom is dit dossier geopend zonder rol in de casus?"
    VEEL_OP_EEN_DAG = "Waarom is er op deze dag zoveel gezocht?"
    VEEL_IN_EEN_UUR = "Waarom is er in dit uur zoveel gezocht?"
    BUITEN_WERKTIJD = "Waarom is er 's nachts of in het weekend afgedrukt of uitgegeven?"
    BUITEN_TAFEL = "Waarom is gedeeld met een organisatie die niet bij de tafel of in het profiel hoort?"
    VAAK_NOODTOEGANG = "Waarom was noodtoegang zo vaak nodig?"
    VAAK_MISLUKT = "Waarom is zo vaak gemeld dat een uitgifte mislukte?"
    LAAT_MISLUKT = "Waarom is pas zo laat gemeld dat een uitgifte mislukte?"
    LAAT_VASTGELEGD = "Waarom is pas zo laat vastgelegd wat is verteld?"
    LOG_UITGEVOERD = "Waarvoor is het logboek of het register uitgevoerd?"


@dataclass(frozen=True, slots=True)
class Drempels:
    """When something is worth a question; all of it is a setting of the profile."""

    zoek_dag: int  # searches in a day, and
    zoek_uur: int  # in an hour, that are many at all
    zoek_factor: int  # and so many times what is usual for this user
    nacht_van: int  # hour of the clock in the Netherlands
    nacht_tot: int
    noodtoegang: int  # times in 30 days
    mislukt: int  # times in 30 days that something did not arrive, and
    mislukt_uren: int  # hours between issuing and saying so
    laat_dagen: int  # days between telling something and writing it down


@dataclass(frozen=True, slots=True)
class Patroon:
    """One question. ``getallen``: what it rests on, in words and numbers; ``nrs``: the lines."""

    soort: Soort
    actor: str
    actor_naam: str
    casus_id: str | None
    eerste: datetime
    laatste: datetime
    getallen: tuple[tuple[str, int], ...]
    nrs: tuple[int, ...]

    @property
    def kenmerk(self) -> str:
        """What it is known by (hex): another line makes it another question, that nobody looked at yet."""
        return sha256_hex(f"{self.soort.name}:{','.join(map(str, self.nrs))}".encode())


Rolvraag = Callable[[Logregel], bool]
"""Whether who did this had a role in the casus; a source that cannot tell says yes."""
Uitgiftevraag = Callable[[Logregel], Logregel | None]
"""The line with which something was issued that a line says never arrived; None where that is not known."""
Vertelvraag = Callable[[Logregel], datetime | None]
"""When something was told, of the line that says so; None where that is not known."""


def vind(
    regels: Iterable[Logregel],
    drempels: Drempels,
    heeft_rol: Rolvraag,
    hoort_erbij: Rolvraag,
    uitgifte: Uitgiftevraag,
    verteld: Vertelvraag,
) -> list[Patroon]:
    """Every question about these lines, the latest first. ``hoort_erbij``: whether the recipient of a sharing belongs
    to the table or the profile.
    """
    gelukt = [regel for regel in regels if regel.resultaat is Resultaat.GELUKT]
    gevonden = [
        *_per_casus(Soort.ZONDER_ROL, [r for r in gelukt if _is_inzage(r) and not heeft_rol(r)], "keer geopend"),
        *_zoeken(gelukt, drempels),
        *_per_dag(Soort.BUITEN_WERKTIJD, [r for r in gelukt if _is_afdruk(r) and _buiten(r, drempels)]),
        *_per_casus(
            Soort.BUITEN_TAFEL, [r for r in gelukt if r.actie in DEELREGELS and not hoort_erbij(r)], "keer gedeeld"
        ),
        *_vaak(Soort.VAAK_NOODTOEGANG, [r for r in gelukt if r.actie == NOODREGEL], drempels.noodtoegang),
        *_mislukt([r for r in gelukt if r.actie == MISLUKTREGEL], drempels, uitgifte),
        *_laat([r for r in gelukt if r.actie in VERTELREGELS], drempels.laat_dagen, verteld),
        *_per_dag(Soort.LOG_UITGEVOERD, [r for r in gelukt if r.actie in UITVOERREGELS]),
    ]
    return sorted(gevonden, key=lambda p: (p.laatste, p.nrs), reverse=True)


def _is_inzage(regel: Logregel) -> bool:
    return regel.actie in DOSSIERREGELS and regel.casus_id is not None


def _is_afdruk(regel: Logregel) -> bool:
    """An answer that a privacy officer prints for the own file goes to nobody and asks nothing."""
    eigen = regel.rol == Rol.PRIVACY_OFFICER.value and regel.ontvanger == INTERN
    return regel.actie == AFDRUKREGEL and not eigen


def _buiten(regel: Logregel, drempels: Drempels) -> bool:
    hier = regel.tijd.astimezone(AMSTERDAM)
    return hier.weekday() >= 5 or hier.hour >= drempels.nacht_van or hier.hour < drempels.nacht_tot


def _patroon(soort: Soort, regels: Sequence[Logregel], *getallen: tuple[str, int]) -> Patroon:
    casussen = {regel.casus_id for regel in regels}
    return Patroon(
        soort=soort,
        actor=regels[0].actor,
        actor_naam=regels[0].actor_naam,
        casus_id=casussen.pop() if len(casussen) == 1 else None,
        eerste=min(regel.tijd for regel in regels),
        laatste=max(regel.tijd for regel in regels),
        getallen=getallen,
        nrs=tuple(regel.nr for regel in regels),
    )


def _per_casus(soort: Soort, regels: Iterable[Logregel], woord: str) -> list[Patroon]:
    per: defaultdict[tuple[str, str | None, str], list[Logregel]] = defaultdict(list)
    for regel in regels:
        per[regel.actor, regel.casus_id, regel.ontvanger].append(regel)
    return [_patroon(soort, hier, (woord, len(hier))) for hier in per.values()]


def _per_dag(soort: Soort, regels: Iterable[Logregel]) -> list[Patroon]:
    per: defaultdict[tuple[str, date], list[Logregel]] = defaultdict(list)
    for regel in regels:
        per[regel.actor, lokale_dag(regel.tijd)].append(regel)
    return [_patroon(soort, hier, ("keer", len(hier))) for hier in per.values()]


def _zoeken(regels: Iterable[Logregel], drempels: Drempels) -> list[Patroon]:
    """Days with far more searches than this user's other days; else an hour with far more than those days' busiest."""
    per: defaultdict[str, defaultdict[date, list[Logregel]]] = defaultdict(lambda: defaultdict(list))
    for regel in regels:
        if regel.actie in ZOEKREGELS:
            per[regel.actor][lokale_dag(regel.tijd)].append(regel)
    gevonden = []
    for dagen in per.values():
        uren = {dag: _drukste_uur(hier) for dag, hier in dagen.items()}
        for dag, hier in dagen.items():
            gewoon = _gewoon([len(ander) for andere, ander in dagen.items() if andere != dag])
            gewoon_uur = _gewoon([len(uur) for andere, uur in uren.items() if andere != dag])
            if len(hier) >= drempels.zoek_dag and len(hier) >= drempels.zoek_factor * gewoon:
                getallen = (("keer gezocht", len(hier)), ("gewoon op een dag", gewoon))
                gevonden.append(_patroon(Soort.VEEL_OP_EEN_DAG, hier, *getallen))
            elif len(uren[dag]) >= drempels.zoek_uur and len(uren[dag]) >= drempels.zoek_factor * gewoon_uur:
                getallen = (("keer gezocht", len(uren[dag])), ("gewoon in het drukste uur", gewoon_uur))
                gevonden.append(_patroon(Soort.VEEL_IN_EEN_UUR, uren[dag], *getallen))
    return gevonden


def _gewoon(aantallen: Sequence[int]) -> int:
    """The usual number: the median of the other days, rounded up; 0 for who has none."""
    return -int(-median(aantallen) // 1) if aantallen else 0


def _drukste_uur(regels: Sequence[Logregel]) -> list[Logregel]:
    """The lines of the sixty minutes with the most of them; the earliest of equals."""
    op_tijd = sorted(regels, key=lambda r: (r.tijd, r.nr))
    return max(
        ([r for r in op_tijd[nr:] if r.tijd < een.tijd + timedelta(hours=1)] for nr, een in enumerate(op_tijd)), key=len
    )


def _mislukt(regels: Iterable[Logregel], drempels: Drempels, uitgifte: Uitgiftevraag) -> list[Patroon]:
    """What was to go to somebody else and, it was said, never arrived: often by one employee, or long after.

    An internal print goes to nobody, so that it failed hides no sharing.
    """
    paren = [(regel, uitgifte(regel)) for regel in regels]
    extern = [(regel, uit) for regel, uit in paren if uit is None or uit.ontvanger != INTERN]
    laat = []
    for regel, uit in extern:
        uren = 0 if uit is None else (regel.tijd - uit.tijd) // timedelta(hours=1)
        if uren >= drempels.mislukt_uren:
            laat.append(_patroon(Soort.LAAT_MISLUKT, [regel], ("uur na de uitgifte", uren)))
    return [*_vaak(Soort.VAAK_MISLUKT, [regel for regel, _ in extern], drempels.mislukt), *laat]


def _laat(regels: Iterable[Logregel], drempel: int, verteld: Vertelvraag) -> list[Patroon]:
    """What was told and written down only days after."""
    paren = [(regel, verteld(regel)) for regel in regels]
    dagen = [(regel, 0 if op is None else (lokale_dag(regel.tijd) - lokale_dag(op)).days) for regel, op in paren]
    return [
        _patroon(Soort.LAAT_VASTGELEGD, [regel], ("dagen later vastgelegd", aantal))
        for regel, aantal in dagen
        if aantal >= drempel
    ]


def _vaak(soort: Soort, regels: Iterable[Logregel], drempel: int) -> list[Patroon]:
    """Who did this as often as the threshold within thirty days: all of it up to the last time."""
    per: defaultdict[str, list[Logregel]] = defaultdict(list)
    for regel in regels:
        per[regel.actor].append(regel)
    gevonden = []
    for hier in per.values():
        recent = [r for r in hier if r.tijd > max(r.tijd for r in hier) - _VENSTER]
        if len(recent) >= drempel:
            casussen = len({r.casus_id for r in recent})
            gevonden.append(_patroon(soort, recent, ("keer in 30 dagen", len(recent)), ("casussen", casussen)))
    return gevonden
