"""The sharing log for who supervises it: per youth (by casus number), organisation, ground, employee and period.

Lists and counts come from this vault or from an audit package (``auditbron``), by the same rules (``domain.deellog``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from pmg_desk.domain.deellog import MISLUKT, Deelfilter, Deling, Groep, Telling, kies, tel
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.rollen import Recht
from pmg_desk.reports.taal import moment
from pmg_desk.services.auditbron import open_bron
from pmg_desk.services.belangen import eis_casus_vrij
from pmg_desk.services.logontvanger import name_logontvanger
from pmg_desk.services.werkplek import Transactie, Werkplek

GROEP_LABELS: dict[Groep, str] = {
    Groep.CASUS: "Per jongere (casusnummer)",
    Groep.ORGANISATIE: "Per organisatie",
    Groep.GRONDSLAG: "Per grondslag",
    Groep.GEBRUIKER: "Per medewerker",
    Groep.MAAND: "Per maand",
}
_LEEG: dict[Groep, str] = {Groep.ORGANISATIE: "Intern", Groep.GRONDSLAG: "Geen (intern)"}
_ONBEKEND = "Staat niet in dit pakket"
STAND_LABELS = {"uitgegeven": "Uitgegeven", MISLUKT: "Gemeld als mislukt", "ingetrokken": "Teruggehaald"}


@dataclass(frozen=True, slots=True)
class Deelregel:
    """One sharing in words."""

    id: str
    op: datetime
    casusnummer: str
    ontvanger: str
    ontvanger_buiten: str  # as a file may say it: with the function only where the profile knows that
    gegevens: str
    wijze: str
    exemplaar: int
    grondslag: str
    onder: str
    door: str
    status: str
    stand: str  # the status in words
    gemeld: str  # who said that it never arrived, when, and how long after; empty where it did arrive


@dataclass(frozen=True, slots=True)
class Telregel:
    """The sharings of one group in words; ``sleutel`` is what the filter takes to see them."""

    sleutel: str
    wat: str
    aantal: int
    casussen: int
    ontvangers: int
    mislukt: int
    eerste: datetime
    laatste: datetime


@dataclass(frozen=True, slots=True)
class Deellog:
    """What matched, counted, and what can be chosen to filter on."""

    regels: tuple[Deelregel, ...]
    tellingen: tuple[Telregel, ...]
    organisaties: tuple[str, ...]
    grondslagen: tuple[tuple[str, str], ...]
    medewerkers: tuple[str, ...]
    ontbreekt: tuple[str, ...]


def read_deellog(werkplek: Werkplek, filter_: Deelfilter, groep: Groep, dossier_id: UUID | None = None) -> Deellog:
    """The sharings that match and their counts by ``groep``. Looking is logged, of one casus with that casus.

    Raises GeenToegang, NietGevonden.
    """
    with werkplek.doe() as t:
        bron = open_bron(t, dossier_id)
        alle = bron.delingen()
        gekozen = kies(alle, filter_)
        casus_id = bron.casus_id(filter_.casusnummer) if filter_.casusnummer and dossier_id is None else None
        if casus_id is not None:
            eis_casus_vrij(t, UUID(casus_id))
        t.log(
            "deellog.lezen",
            "verstrekking" if dossier_id is None else "auditdossier",
            dossier_id,
            casus_id=None if casus_id is None else UUID(casus_id),
            aantal=len(gekozen),
        )
        namen = bron.namen()
        gronden = sorted({grond for deling in alle for grond in deling.grondslagen or ()})
        return Deellog(
            regels=tuple(_regel(t, deling, namen) for deling in gekozen),
            tellingen=tuple(_telregel(t, telling, groep) for telling in tel(gekozen, groep)),
            organisaties=tuple(sorted({deling.organisatie for deling in alle if deling.organisatie})),
            grondslagen=tuple((grond, label_van(t.profiel.grondslagen, grond)) for grond in gronden),
            medewerkers=tuple(sorted({deling.door for deling in alle if deling.door})),
            ontbreekt=bron.ontbreekt(),
        )


def _regel(t: Transactie, deling: Deling, namen: Mapping[str, str]) -> Deelregel:
    gronden = deling.grondslagen
    return Deelregel(
        id=deling.id,
        op=deling.op,
        casusnummer=deling.casusnummer,
        ontvanger=deling.ontvanger or "Intern",
        ontvanger_buiten="Intern" if deling.intern else name_logontvanger(t, deling.organisatie, deling.functie),
        gegevens=_labels(t, deling.categorieen),
        wijze=deling.wijze,
        exemplaar=deling.exemplaar,
        grondslag=_ONBEKEND
        if gronden is None
        else ", ".join(label_van(t.profiel.grondslagen, grond) for grond in gronden),
        onder=", ".join(namen.get(id_, "onbekend besluit") for id_ in deling.onder),
        door=deling.door,
        status=deling.status,
        stand=STAND_LABELS.get(deling.status, deling.status),
        gemeld="" if deling.is_gedeeld else gemeld_zin(deling),
    )


def gemeld_zin(deling: Deling, *, met_naam: bool = True) -> str:
    """Who said that this never arrived, when, and how long after issuing; without the name for who reads no log."""
    if deling.gemeld is None:
        return "Gemeld als mislukt. Wie dat meldde en wanneer, staat niet in dit logboek."
    uren = (deling.gemeld.op - deling.op) // timedelta(hours=1)
    later = "binnen een uur" if uren < 1 else f"{uren} uur later" if uren < 48 else f"{uren // 24} dagen later"
    door = f" door {deling.gemeld.door}" if met_naam else ""
    return f"Gemeld als mislukt{door} op {moment(deling.gemeld.op)}, {later}."


def _labels(t: Transactie, categorieen: Iterable[str]) -> str:
    return ", ".join(label_van(t.profiel.datacategorieen, categorie) for categorie in categorieen)


def _telregel(t: Transactie, telling: Telling, groep: Groep) -> Telregel:
    waarde = telling.waarde
    if waarde is None:
        wat = _ONBEKEND
    elif not waarde:
        wat = _LEEG.get(groep, "Onbekend")
    else:
        wat = label_van(t.profiel.grondslagen, waarde) if groep is Groep.GRONDSLAG else waarde
    return Telregel(
        sleutel=waarde or "",
        wat=wat,
        aantal=telling.aantal,
        casussen=telling.casussen,
        ontvangers=telling.ontvangers,
        mislukt=telling.mislukt,
        eerste=telling.eerste,
        laatste=telling.laatste,
    )


KOLOMMEN = (
    "Tijd (UTC)",
    "Casus",
    "Ontvanger",
    "Gegevens",
    "Wijze",
    "Exemplaar",
    "Grondslag",
    "Onder",
    "Door",
    "Status",
    "Melding",
)
TELKOLOMMEN = ("Wat", "Keer gedeeld", "Casussen", "Ontvangers", "Gemeld als mislukt", "Eerste (UTC)", "Laatste (UTC)")

Rijen = tuple[tuple[str | int | date, ...], ...]


def export_deellog(
    werkplek: Werkplek, filter_: Deelfilter, groep: Groep | None, dossier_id: UUID | None = None
) -> tuple[tuple[str, ...], Rijen]:
    """Header and rows for ``exchange.uitvoer``: the list, or the counts by ``groep``. No names of youths. Logged."""
    log = read_deellog(werkplek, filter_, groep or Groep.CASUS, dossier_id)
    with werkplek.doe() as t:
        t.eis(Recht.LOGBOEK_EXPORTEREN)
        soort = "verstrekking" if dossier_id is None else "auditdossier"
        t.log("deellog.exporteren", soort, dossier_id, aantal=len(log.regels))
    if groep is None:
        return KOLOMMEN, tuple(
            (
                r.op,
                r.casusnummer,
                r.ontvanger_buiten,
                r.gegevens,
                r.wijze,
                r.exemplaar,
                r.grondslag,
                r.onder,
                r.door,
                r.stand,
                r.gemeld,
            )
            for r in log.regels
        )
    return TELKOLOMMEN, tuple(
        (r.wat, r.aantal, r.casussen, r.ontvangers, r.mislukt, r.eerste, r.laatste) for r in log.tellingen
    )
