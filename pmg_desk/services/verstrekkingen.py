"""The sharing register: who shared what with whom, on which ground, under which decision.

Prints and files get here by issuing them (``samenvattingen``). What was told at the table or by phone is recorded here,
and only when an approval covers it: an emergency (*spoed*) gets a procedure of its own with the privacy desk.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from pmg_desk.domain.controle import MAX_TEKST, Veldcontrole
from pmg_desk.domain.delen import Ontvanger
from pmg_desk.domain.klok import AMSTERDAM, lokale_dag
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.rollen import Recht
from pmg_desk.services.deelbaar import VORM_VAN, Onder, deelbaar, dekking_van_categorie
from pmg_desk.services.samenvattingen import Bestemming, NietsTeDelen
from pmg_desk.services.uitgaven import boek_onder
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import delen as rijen
from pmg_desk.storage.models import (
    Casus,
    Gebruiker,
    Organisatie,
    Overleg,
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
VERSTREKKINGSTATUS_LABELS: dict[VerstrekkingStatus, str] = {
    VerstrekkingStatus.UITGEGEVEN: "Uitgegeven",
    VerstrekkingStatus.MISLUKT: "Mislukt",
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


@dataclass(frozen=True, slots=True)
class MondelingInvoer:
    """Something told at the table or by phone: to whom, what kinds of data, when."""

    bestemming: Bestemming
    wijze: Wijze
    categorieen: tuple[str, ...]
    omschrijving: str
    derden: bool = False
    op: str | date | None = None


def list_verstrekkingen(werkplek: Werkplek, filter_: Registerfilter | None = None) -> tuple[VerstrekkingRegel, ...]:
    """The register, newest first: all of it for the privacy officer, of visible casussen for others."""
    with werkplek.doe() as t:
        t.eis(Recht.VERSTREKKINGEN_LEZEN)
        return _lijst(t, filter_ or Registerfilter())


def _lijst(t: Transactie, f: Registerfilter) -> tuple[VerstrekkingRegel, ...]:
    alles = t.gebruiker.mag(Recht.CASUS_LEZEN_VOOR_OORDEEL)
    lijst = [
        rij
        for rij in rijen.verstrekkingen(t.db, casus_id=f.casus_id, casussen=None if alles else t.zichtbaar())
        if (f.van is None or lokale_dag(rij.op) >= f.van)
        and (f.tot is None or lokale_dag(rij.op) <= f.tot)
        and (f.organisatie_id is None or rij.organisatie_id == f.organisatie_id)
        and not (f.zonder_intern and rij.intern)
    ]
    ids = [rij.id for rij in lijst]
    besluiten, kaders = rijen.besluiten_van(t.db, ids), kaders_van(t.db, ids)
    return tuple(
        _regel(t, rij, [b.nummer for b in besluiten[rij.id]] + [k.nummer for k in kaders[rij.id]]) for rij in lijst
    )


def _regel(t: Transactie, rij: Verstrekking, nummers: list[str]) -> VerstrekkingRegel:
    profiel = t.profiel
    door = t.db.get(Gebruiker, rij.door_id)
    return VerstrekkingRegel(
        id=rij.id,
        op=rij.op,
        casus_id=rij.casus_id,
        casusnummer=t.haal(Casus, rij.casus_id).nummer,
        intern=rij.intern,
        ontvanger="Intern" if rij.intern else f"{rij.organisatie} – {rij.functie}",
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
    )


def _delen(tekst: str) -> list[str]:
    return [deel for deel in tekst.split(",") if deel]


def record_mondeling(werkplek: Werkplek, casus_id: UUID, invoer: MondelingInvoer) -> UUID:
    """Record what was told. Every kind of data must be covered by an approval that is valid now.

    Raises NietsTeDelen when something is not covered, OngeldigeInvoer, GeenToegang, CasusGesloten.
    """
    with werkplek.doe() as t:
        t.eis(Recht.VERSTREKKING_VASTLEGGEN)
        casus = t.casus(casus_id, wijzigen=True)
        veld = Veldcontrole()
        organisatie = t.db.get(Organisatie, invoer.bestemming.organisatie_id)
        veld.eis(organisatie is not None, "organisatie_id", "Kies een organisatie uit het adresboek.")
        functie = veld.tekst("functie", invoer.bestemming.functie, verplicht=True, maximum=120)
        veld.eis(invoer.wijze in (Wijze.MONDELING, Wijze.TELEFOON), "wijze", "Kies mondeling of telefonisch.")
        veld.eis(bool(invoer.categorieen), "categorieen", "Kies wat voor gegevens u hebt gedeeld.")
        for categorie in invoer.categorieen:
            veld.keuze("categorieen", categorie, tuple(t.profiel.datacategorieen))
        wat = veld.tekst("omschrijving", invoer.omschrijving, verplicht=True, maximum=MAX_TEKST, lang=True)
        dag = veld.datum(
            "op",
            invoer.op or t.vandaag,
            t.vandaag,
            niet_na=(t.vandaag, "vandaag"),
            niet_voor=(casus.geopend_op, "de aanmelding"),
        )
        veld.klaar()
        assert organisatie is not None
        assert dag is not None
        ontvanger = Ontvanger(str(organisatie.id), organisatie.naam, functie)
        onder = _dekkend(t, casus, ontvanger, invoer, dag)
        overleg_id = invoer.bestemming.overleg_id
        rij = Verstrekking(
            id=t.nieuw_id(),
            casus_id=casus.id,
            organisatie_id=organisatie.id,
            organisatie=organisatie.naam,
            functie=functie,
            overleg_id=None if overleg_id is None else t.haal(Overleg, overleg_id).id,
            wijze=invoer.wijze,
            status=VerstrekkingStatus.UITGEGEVEN,
            categorieen=",".join(sorted(set(invoer.categorieen))),
            omschrijving=wat,
            door_id=t.gebruiker.id,
            op=t.nu if dag == t.vandaag else datetime.combine(dag, time(12), AMSTERDAM),
        )
        boek_onder(t, rij, onder)
        t.log(
            "verstrekking.vastleggen",
            "verstrekking",
            rij.id,
            casus_id=casus.id,
            categorieen=invoer.categorieen,
            ontvanger=f"{organisatie.naam} – {functie}",
            verwerking=rij.doel,
        )
        t.gewijzigd("verstrekking", rij.id)
        return rij.id


def _dekkend(
    t: Transactie, casus: Casus, ontvanger: Ontvanger, invoer: MondelingInvoer, dag: date
) -> tuple[Onder, ...]:
    """What together covers every category told; NietsTeDelen when one is missing.

    An approval of after that day covers nothing: approval comes before sharing.
    """
    gronden = deelbaar(t, casus.id, VORM_VAN[invoer.wijze], dag)
    gevonden = [
        dekking_van_categorie(gronden, categorie, ontvanger, derden=invoer.derden, dag=dag)
        for categorie in invoer.categorieen
    ]
    ids = {id_ for id_ in gevonden if id_ is not None}
    if None in gevonden:
        raise NietsTeDelen(veilig="Er is niets vastgelegd.")
    return gronden.onder(ids, invoer.categorieen)


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
    "Reden",
)


def export_register(
    werkplek: Werkplek, filter_: Registerfilter | None = None
) -> tuple[tuple[str, ...], tuple[tuple[str | int | datetime, ...], ...]]:
    """Header and rows for ``exchange.uitvoer``; holds no names of youths and no case content. Logged."""
    with werkplek.doe() as t:
        t.eis(Recht.LOGBOEK_EXPORTEREN)
        regels = _lijst(t, filter_ or Registerfilter())
        t.log("verstrekking.exporteren", "verstrekking", aantal=len(regels))
        return KOLOMMEN, tuple(
            (
                r.op,
                r.casusnummer,
                r.ontvanger,
                r.wijze_label,
                r.exemplaar,
                ", ".join(r.categorieen),
                r.doel,
                ", ".join(r.grondslagen),
                ", ".join(r.besluiten),
                r.door,
                r.status_label,
                "" if r.intern else r.status_reden,
            )
            for r in regels
        )
