"""What was told at the table or by phone: recorded when an approval covers it, or as an emergency with its reason.

An emergency (*spoed*) is judged afterwards: see ``spoed``.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from pmg_desk.domain.controle import MAX_TEKST, Veldcontrole
from pmg_desk.domain.delen import Ontvanger
from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.klok import AMSTERDAM
from pmg_desk.domain.rollen import Recht
from pmg_desk.services.deelbaar import VORM_VAN, Onder, deelbaar
from pmg_desk.services.logontvanger import name_logontvanger
from pmg_desk.services.samenvattingen import Bestemming, NietsTeDelen, geen_akkoord, niet_meer_zo
from pmg_desk.services.uitgaven import boek_onder
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage.models import (
    Casus,
    Organisatie,
    Overleg,
    Spoedverstrekking,
    Verstrekking,
    VerstrekkingStatus,
    Wijze,
)


class GeenSpoedNodig(Fout):
    """An approval covers it, so it is no emergency."""

    wat = "Voor deze ontvanger en deze gegevens is al akkoord. Spoed is niet nodig."
    veilig = "Er is niets vastgelegd."
    doe = "Leg het vast als gewone mondelinge verstrekking."


@dataclass(frozen=True, slots=True)
class MondelingInvoer:
    """Something told at the table or by phone: to whom, what kinds of data, when.

    ``document``: it was this approved document (the id of its decision), of which nothing else is an approval.
    """

    bestemming: Bestemming
    wijze: Wijze
    categorieen: tuple[str, ...]
    omschrijving: str
    derden: bool = False
    op: str | date | None = None
    document: UUID | None = None


@dataclass(frozen=True, slots=True)
class SpoedInvoer:
    """Something told that could not wait for a judgement: why, and on which grounds."""

    verteld: MondelingInvoer
    reden: str
    grondslagen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Verteld:
    """Such input once it was checked."""

    casus: Casus
    organisatie: Organisatie
    functie: str
    omschrijving: str
    dag: date

    @property
    def ontvanger(self) -> Ontvanger:
        return Ontvanger(str(self.organisatie.id), self.organisatie.naam, self.functie)


def record_mondeling(werkplek: Werkplek, casus_id: UUID, invoer: MondelingInvoer) -> UUID:
    """Record what was told. Every kind of data must be covered by an approval that is valid now.

    Raises NietsTeDelen when something is not covered, OngeldigeInvoer, GeenToegang, CasusGesloten.
    """
    with werkplek.doe() as t:
        t.eis(Recht.VERSTREKKING_VASTLEGGEN)
        veld = Veldcontrole()
        verteld = _lees(t, casus_id, invoer, veld)
        onder = _dekkend(t, verteld, invoer)
        if onder is None:
            raise _geen_akkoord(t, verteld, invoer)
        return _boek(t, verteld, invoer, onder, "verstrekking.vastleggen").id


def _geen_akkoord(t: Transactie, verteld: _Verteld, invoer: MondelingInvoer) -> NietsTeDelen:
    gronden = deelbaar(t, verteld.casus.id, VORM_VAN[invoer.wijze], verteld.dag)
    if invoer.document is not None and gronden.verbeterd(invoer.document, verteld.ontvanger):
        fout = niet_meer_zo(gronden, invoer.document, verteld.ontvanger)
    else:
        fout = geen_akkoord(t, gronden, verteld.ontvanger, invoer.categorieen, derden=invoer.derden)
    return NietsTeDelen(fout.wat, veilig="Er is niets vastgelegd.", doe=fout.doe)


def record_spoed(werkplek: Werkplek, casus_id: UUID, invoer: SpoedInvoer) -> UUID:
    """Record what was told without approval because it could not wait; queued for the privacy officer.

    Raises GeenSpoedNodig when an approval covers all of it, OngeldigeInvoer, GeenToegang, CasusGesloten.
    """
    with werkplek.doe() as t:
        t.eis(Recht.VERSTREKKING_VASTLEGGEN)
        veld = Veldcontrole()
        reden = veld.tekst("reden", invoer.reden, verplicht=True, maximum=MAX_TEKST, lang=True)
        veld.eis(bool(invoer.grondslagen), "grondslagen", "Kies op welke grondslag dit mocht.")
        for grondslag in invoer.grondslagen:
            veld.keuze("grondslagen", grondslag, tuple(t.profiel.grondslagen))
        verteld = _lees(t, casus_id, invoer.verteld, veld)
        if _dekkend(t, verteld, invoer.verteld) is not None:
            raise GeenSpoedNodig
        rij = _boek(t, verteld, invoer.verteld, (), "verstrekking.spoed", invoer.grondslagen)
        t.db.add(
            Spoedverstrekking(
                id=t.nieuw_id(),
                verstrekking_id=rij.id,
                reden=reden,
                derden=invoer.verteld.derden,
                te_toetsen_voor=t.vandaag + timedelta(days=t.profiel.instellingen.spoed_toets_dagen.waarde),
                door_id=t.gebruiker.id,
                op=t.nu,
            )
        )
        t.gewijzigd("spoed", rij.id)
        return rij.id


def _lees(t: Transactie, casus_id: UUID, invoer: MondelingInvoer, veld: Veldcontrole) -> _Verteld:
    """The checked input; raises OngeldigeInvoer with the faults that ``veld`` has already too."""
    casus = t.casus(casus_id, wijzigen=True)
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
    return _Verteld(casus, organisatie, functie, wat, dag)


def _dekkend(t: Transactie, verteld: _Verteld, invoer: MondelingInvoer) -> tuple[Onder, ...] | None:
    """What together covers every category told; None when one is missing.

    An approval of after that day covers nothing: approval comes before sharing.
    """
    gronden = deelbaar(t, verteld.casus.id, VORM_VAN[invoer.wijze], verteld.dag)
    if invoer.document is not None:
        stukken = gronden.document(invoer.document, verteld.ontvanger, verteld.dag) or ()
        derden = any(stuk.derden for stuk in stukken)
        past = set(invoer.categorieen) <= {stuk.categorie for stuk in stukken} and (derden or not invoer.derden)
        return gronden.onder({str(invoer.document)}) if past else None
    gevonden = [
        gronden.dekking(categorie, verteld.ontvanger, derden=invoer.derden, dag=verteld.dag)
        for categorie in invoer.categorieen
    ]
    ids = {id_ for id_ in gevonden if id_ is not None}
    return None if None in gevonden else gronden.onder(ids, invoer.categorieen)


def _boek(
    t: Transactie,
    verteld: _Verteld,
    invoer: MondelingInvoer,
    onder: Collection[Onder],
    actie: str,
    grondslagen: Collection[str] = (),
) -> Verstrekking:
    overleg_id = invoer.bestemming.overleg_id
    rij = Verstrekking(
        id=t.nieuw_id(),
        casus_id=verteld.casus.id,
        organisatie_id=verteld.organisatie.id,
        organisatie=verteld.organisatie.naam,
        functie=verteld.functie,
        overleg_id=None if overleg_id is None else t.haal(Overleg, overleg_id).id,
        wijze=invoer.wijze,
        status=VerstrekkingStatus.UITGEGEVEN,
        categorieen=",".join(sorted(set(invoer.categorieen))),
        omschrijving=verteld.omschrijving,
        door_id=t.gebruiker.id,
        op=t.nu if verteld.dag == t.vandaag else datetime.combine(verteld.dag, time(12), AMSTERDAM),
    )
    boek_onder(t, rij, onder)
    if grondslagen:
        rij.grondslagen = ",".join(sorted(set(grondslagen)))
    t.log(
        actie,
        "verstrekking",
        rij.id,
        casus_id=verteld.casus.id,
        categorieen=invoer.categorieen,
        ontvanger=name_logontvanger(t, verteld.organisatie.naam, verteld.functie),
        verwerking=rij.doel,
    )
    t.gewijzigd("verstrekking", rij.id)
    return rij
