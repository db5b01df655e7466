"""The sharing register: who shared what with whom, on which ground, under which decision.

Prints and files get here by issuing them (``samenvattingen``). What was told at the table or by phone is recorded here,
and only when an approval covers it: an emergency (*spoed*) gets a procedure of its own with the privacy desk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pmg_desk.domain.deellog import MISLUKTREGEL, Gemeld, gemeld_mislukt
from pmg_desk.domain.delen import voluit
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.rollen import Recht
from pmg_desk.services.belangen import geraakt
from pmg_desk.services.logontvanger import name_logontvanger
from pmg_desk.services.sleutelboek import gelukte_regels
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import delen as rijen
from pmg_desk.storage.models import (
    Casus,
    Gebruiker,
    Verstrekking,
    VerstrekkingStatus,
    Wijze,
)
from pmg_desk.storage.tafelkaders import kaders_van

WIJZE_LABELS: dict[Wijze, str] = {
    Wijze.PAPIER: "Op papier",
    Wijze.BESTAND: "Als bestand",
    Wijze.MONDELING: "Mondeling",
    Wijze.TELEFOON: "Telefonisch",
}
VERTELD = frozenset({Wijze.MONDELING, Wijze.TELEFOON})
"""What was said cannot be unsaid: it never failed and is never taken back."""
VERTELREGELS = ("verstrekking.vastleggen", "verstrekking.spoed")
VERSTREKKINGSTATUS_LABELS: dict[VerstrekkingStatus, str] = {
    VerstrekkingStatus.UITGEGEVEN: "Uitgegeven",
    VerstrekkingStatus.MISLUKT: "Gemeld als mislukt",
    VerstrekkingStatus.INGETROKKEN: "Ingetrokken",
}


@dataclass(frozen=True, slots=True)
class Registerfilter:
    """Which entries to show; days are inside."""

    van: date | None = None
    tot: date | None = None
    casus_id: UUID | None = None
    organisatie_id: UUID | None = None
    zonder_intern: bool = False


@dataclass(frozen=True, slots=True)
class VerstrekkingRegel:
    """An entry of the register: a casus number, never the name of a youth."""

    id: UUID
    op: datetime
    casus_id: UUID
    casusnummer: str
    intern: bool
    ontvanger: str
    ontvanger_buiten: str  # as a file may say it: with the function only where the profile knows that
    wijze: Wijze
    wijze_label: str
    status: VerstrekkingStatus
    status_label: str
    status_reden: str
    exemplaar: int
    categorieen: tuple[str, ...]  # labels
    doel: str
    grondslagen: tuple[str, ...]  # labels
    besluiten: tuple[str, ...]  # numbers of decisions and tafelkaders
    door: str
    omschrijving: str
    heeft_document: bool
    vastgelegd_op: datetime | None  # of what was told: when it was written down; None where the log does not say
    gemeld: Gemeld | None  # who said that it never arrived; None where the log does not say
    mag_melden: bool  # whether the reader may say that it never arrived or was taken back


def list_verstrekkingen(werkplek: Werkplek, filter_: Registerfilter | None = None) -> tuple[VerstrekkingRegel, ...]:
    """The register, newest first: all of it for the privacy officer, of visible casussen for others.

    Nobody reads here of a casus in which they declared an interest. That the privacy officer read what somebody told or
    why something failed is logged, of each once a day.
    """
    with werkplek.doe() as t:
        t.eis(Recht.VERSTREKKINGEN_LEZEN)
        lijst = _lijst(t, filter_ or Registerfilter())
        if t.gebruiker.mag(Recht.CASUS_LEZEN_VOOR_OORDEEL):
            woorden = (r for r in lijst if r.omschrijving or r.status_reden)
            log_gelezen(t, "verstrekking.lezen", {r.id: ("verstrekking", r.casus_id) for r in woorden})
        return lijst


def log_gelezen(t: Transactie, actie: str, wat: Mapping[UUID, tuple[str, UUID]]) -> None:
    """Log of each of these (what kind of thing, of which casus) that its words were read, by one user once a day."""
    al = {
        regel.object_id
        for regel in gelukte_regels(t, actie)
        if regel.actor == str(t.gebruiker.id) and lokale_dag(regel.tijd) == t.vandaag
    }
    nieuw = {id_: van for id_, van in wat.items() if str(id_) not in al}
    if t.werkplek.alleen_lezen:
        for id_, (soort, casus_id) in nieuw.items():
            t.log(actie, soort, id_, casus_id=casus_id)
    elif nieuw:
        t.log_reeks([(t.regel(actie, soort, id_, casus_id=casus_id), None) for id_, (soort, casus_id) in nieuw.items()])


def _lijst(t: Transactie, f: Registerfilter) -> tuple[VerstrekkingRegel, ...]:
    alles = t.gebruiker.mag(Recht.CASUS_LEZEN_VOOR_OORDEEL)
    raakt = geraakt(t)
    lijst = [
        rij
        for rij in rijen.verstrekkingen(t.db, casus_id=f.casus_id, casussen=None if alles else t.zichtbaar())
        if (None, rij.casus_id) not in raakt
        and (f.van is None or lokale_dag(rij.op) >= f.van)
        and (f.tot is None or lokale_dag(rij.op) <= f.tot)
        and (f.organisatie_id is None or rij.organisatie_id == f.organisatie_id)
        and not (f.zonder_intern and rij.intern)
    ]
    ids = [rij.id for rij in lijst]
    besluiten, kaders = rijen.besluiten_van(t.db, ids), kaders_van(t.db, ids)
    gemeld = gemeld_mislukt(gelukte_regels(t, MISLUKTREGEL))
    vastgelegd = {r.object_id: r.tijd for r in gelukte_regels(t, *VERTELREGELS)}
    return tuple(
        _regel(
            t,
            rij,
            [b.nummer for b in besluiten[rij.id]] + [k.nummer for k in kaders[rij.id]],
            gemeld.get(str(rij.id)),
            vastgelegd.get(str(rij.id)),
        )
        for rij in lijst
    )


def _regel(
    t: Transactie, rij: Verstrekking, nummers: list[str], gemeld: Gemeld | None, vastgelegd_op: datetime | None
) -> VerstrekkingRegel:
    profiel = t.profiel
    door = t.db.get(Gebruiker, rij.door_id)
    return VerstrekkingRegel(
        id=rij.id,
        op=rij.op,
        casus_id=rij.casus_id,
        casusnummer=t.haal(Casus, rij.casus_id).nummer,
        intern=rij.intern,
        ontvanger="Intern" if rij.intern else voluit(rij.organisatie, rij.functie),
        ontvanger_buiten="Intern" if rij.intern else name_logontvanger(t, rij.organisatie, rij.functie),
        wijze=rij.wijze,
        wijze_label=WIJZE_LABELS[rij.wijze],
        status=rij.status,
        status_label=VERSTREKKINGSTATUS_LABELS[rij.status],
        status_reden=rij.status_reden,
        exemplaar=rij.exemplaar,
        categorieen=tuple(label_van(profiel.datacategorieen, c) for c in _delen(rij.categorieen)),
        doel=", ".join(label_van(profiel.doeleinden, d) for d in _delen(rij.doel)),
        grondslagen=tuple(label_van(profiel.grondslagen, g) for g in _delen(rij.grondslagen)),
        besluiten=tuple(nummers),
        door="" if door is None else door.naam,
        omschrijving=rij.omschrijving,
        heeft_document=rij.document_hash is not None,
        vastgelegd_op=vastgelegd_op,
        gemeld=gemeld,
        mag_melden=rij.status is VerstrekkingStatus.UITGEGEVEN
        and rij.wijze not in VERTELD
        and (rij.door_id == t.gebruiker.id or t.gebruiker.mag(Recht.SAMENVATTING_MAKEN)),
    )


def _delen(tekst: str) -> list[str]:
    return [deel for deel in tekst.split(",") if deel]


KOLOMMEN = (
    "Tijd (UTC)",
    "Casus",
    "Ontvanger",
    "Wijze",
    "Exemplaar",
    "Gegevens",
    "Doel",
    "Grondslag",
    "Besluit",
    "Door",
    "Status",
    "Reden bekend",
    "Vastgelegd op (UTC)",
)


def export_register(
    werkplek: Werkplek, filter_: Registerfilter | None = None
) -> tuple[tuple[str, ...], tuple[tuple[str | int | datetime, ...], ...]]:
    """Header and rows for ``exchange.uitvoer``; holds no names of youths and no case content. Logged.

    Why something failed is what somebody typed: only whether that is known is in it, and of a recipient only a function
    of the profile. Of what was told also when that was written down.
    """
    with werkplek.doe() as t:
        t.eis(Recht.LOGBOEK_EXPORTEREN)
        regels = _lijst(t, filter_ or Registerfilter())
        t.log("verstrekking.exporteren", "verstrekking", aantal=len(regels))
        return KOLOMMEN, tuple(
            (
                r.op,
                r.casusnummer,
                r.ontvanger_buiten,
                r.wijze_label,
                r.exemplaar,
                ", ".join(r.categorieen),
                r.doel,
                ", ".join(r.grondslagen),
                ", ".join(r.besluiten),
                r.door,
                r.status_label,
                "ja" if r.status_reden else "nee",
                (r.op if r.heeft_document else "") if r.vastgelegd_op is None else r.vastgelegd_op,
            )
            for r in regels
        )
