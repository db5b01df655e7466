"""What was told at the table or by phone: recorded when an approval covers it, or as an emergency with its reason.

It is judged as of when it was told, so that what was said on an approval's last day can be written down the next
morning, and a later withdrawal makes a true record neither impossible nor lawful. An emergency (*spoed*) is judged
afterwards: see ``spoed``.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from pmg_desk.domain.controle import MAX_TEKST, Veldcontrole
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.delen import Ontvanger
from pmg_desk.domain.fouten import Fout, OngeldigeInvoer
from pmg_desk.domain.klok import AMSTERDAM, als_tekst, lokale_dag
from pmg_desk.domain.rollen import Recht
from pmg_desk.domain.selectie import VAN_DE_BRON
from pmg_desk.services.besluiten import peilmoment
from pmg_desk.services.deelbaar import VORM_VAN, Deelbaar, Onder, deelbaar
from pmg_desk.services.eerdergeweigerd import BEPERKT, eerder_nee
from pmg_desk.services.logontvanger import name_logontvanger
from pmg_desk.services.nietvertellen import Weggelaten, niet_vertellen_zin, weggelaten, zinnen_per_reden
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

DAGEN_TERUG = 14
"""So long ago something may be recorded as told under an approval: a holiday long. Later nobody remembers exactly what
was said, and a period that bears no bound would let an approval that ended be used on."""


class GeenSpoedNodig(Fout):
    """An approval covers it, so it is no emergency."""

    wat = "Voor deze ontvanger en deze gegevens is al akkoord. Spoed is niet nodig."
    veilig = "Er is niets vastgelegd."
    doe = "Leg het vast als gewone mondelinge verstrekking."


@dataclass(frozen=True, slots=True)
class MondelingInvoer:
    """Something told at the table or by phone: to whom, what kinds of data, when.

    ``document``: it was this approved document (the id of its decision), of which nothing else is an approval. ``om``:
    at what time of that day; without it the whole day counts, so what was withdrawn on it gave nothing any more.
    ``zonder_weggelaten``: who told it says that what may not be told was not. ``gezegd``: it was these texts and no
    others, so that what the source of another says is not at stake.
    """

    bestemming: Bestemming
    wijze: Wijze
    categorieen: tuple[str, ...]
    omschrijving: str
    derden: bool = False
    op: str | date | None = None
    document: UUID | None = None
    om: str | time | None = None
    zonder_weggelaten: bool = False
    gezegd: tuple[UUID, ...] | None = None


@dataclass(frozen=True, slots=True)
class SpoedInvoer:
    """Something told that could not wait for a judgement: why, and on which grounds.

    ``toch``: why it was told although an officer had said no before.
    """

    verteld: MondelingInvoer
    reden: str
    grondslagen: tuple[str, ...]
    toch: str = ""


@dataclass(frozen=True, slots=True)
class _Verteld:
    """Such input once it was checked. ``moment``: when it was told; None for just now."""

    casus: Casus
    organisatie: Organisatie
    functie: str
    omschrijving: str
    dag: date
    moment: datetime | None
    exact: bool

    @property
    def ontvanger(self) -> Ontvanger:
        return Ontvanger(str(self.organisatie.id), self.organisatie.naam, self.functie)


def record_mondeling(werkplek: Werkplek, casus_id: UUID, invoer: MondelingInvoer) -> UUID:
    """Record what was told. Every kind of data must have been covered by an approval when it was told.

    Raises NietsTeDelen when something was not covered, OngeldigeInvoer (also ``zonder_weggelaten``, where something of
    it may not be told: the officer took it out or its source keeps it), GeenToegang, CasusGesloten.
    """
    with werkplek.doe() as t:
        return boek_mondeling(t, casus_id, invoer).id


def boek_mondeling(t: Transactie, casus_id: UUID, invoer: MondelingInvoer) -> Verstrekking:
    """The same within another use case."""
    t.eis(Recht.VERSTREKKING_VASTLEGGEN)
    veld = Veldcontrole()
    verteld = _lees(t, casus_id, invoer, veld)
    vroegst = _vroegst(t)
    veld.eis(
        verteld.dag >= vroegst,
        "op",
        f"Dit was voor {toon_datum(vroegst)}, meer dan {DAGEN_TERUG} dagen geleden. Leg het vast bij 'Met spoed"
        " gedeeld': de privacy officer beoordeelt het dan.",
    )
    veld.klaar()
    gronden = deelbaar(t, verteld.casus.id, VORM_VAN[invoer.wijze], verteld.moment)
    onder = _dekkend(gronden, verteld, invoer)
    if onder is None:
        raise _geen_akkoord(t, gronden, verteld, invoer)
    weg = weggelaten(t, gronden, verteld.ontvanger, invoer.categorieen, invoer.document, invoer.gezegd)
    if weg and not invoer.zonder_weggelaten:
        raise OngeldigeInvoer({"zonder_weggelaten": _niet_vertellen(weg)})
    return _boek(t, verteld, invoer, onder, "verstrekking.vastleggen", weg=weg)


def list_niet_vertellen(
    werkplek: Werkplek, casus_id: UUID, bestemming: Bestemming, document: UUID | None = None
) -> tuple[Weggelaten, ...]:
    """What stays untold of what may be told to this recipient now, per kind of data, to see before telling.

    Raises GeenToegang, NietGevonden.
    """
    with werkplek.doe() as t:
        t.eis(Recht.VERSTREKKING_VASTLEGGEN)
        casus = t.casus(casus_id)
        organisatie = t.haal(Organisatie, bestemming.organisatie_id)
        ontvanger = Ontvanger(str(organisatie.id), organisatie.naam, bestemming.functie)
        gronden = deelbaar(t, casus.id, VORM_VAN[Wijze.MONDELING])
        return weggelaten(t, gronden, ontvanger, tuple(t.profiel.datacategorieen), document)


def record_spoed(werkplek: Werkplek, casus_id: UUID, invoer: SpoedInvoer) -> UUID:
    """Record what was told without approval because it could not wait; queued for the privacy officer.

    Only what no approval covered is an emergency: what one did cover becomes an entry of its own under it, in the same
    transaction. Raises GeenSpoedNodig when an approval covers all of it, OngeldigeInvoer (``toch``: an officer said no
    before), GeenToegang, CasusGesloten.
    """
    with werkplek.doe() as t:
        return boek_spoed(t, casus_id, invoer).id


def boek_spoed(t: Transactie, casus_id: UUID, invoer: SpoedInvoer) -> Verstrekking:
    """The same within another use case."""
    t.eis(Recht.VERSTREKKING_VASTLEGGEN)
    veld, wat = Veldcontrole(), invoer.verteld
    reden = veld.tekst("reden", invoer.reden, verplicht=True, maximum=MAX_TEKST, lang=True)
    toch = veld.tekst("toch", invoer.toch, maximum=MAX_TEKST, lang=True)
    veld.eis(bool(invoer.grondslagen), "grondslagen", "Kies op welke grondslag dit mocht.")
    for grondslag in invoer.grondslagen:
        veld.keuze("grondslagen", grondslag, tuple(t.profiel.grondslagen))
    verteld = _lees(t, casus_id, wat, veld)
    gronden = deelbaar(t, verteld.casus.id, VORM_VAN[wat.wijze], verteld.moment)
    weg = weggelaten(t, gronden, verteld.ontvanger, wat.categorieen, wat.document, wat.gezegd)
    # What was taken out of a kind and told all the same was under no approval.
    mis = set() if wat.zonder_weggelaten else {een.categorie for een in weg}
    if verteld.dag < _vroegst(t):
        mis = set(wat.categorieen)  # too long ago to go under an approval
    dekking = {
        c: None if c in mis else _dekkend(gronden, verteld, replace(wat, categorieen=(c,))) for c in wat.categorieen
    }
    spoed = tuple(c for c, onder in dekking.items() if onder is None)
    if not spoed:
        raise GeenSpoedNodig
    # What is known now: the moment of telling is what somebody says it was.
    nu = gronden if verteld.moment is None else deelbaar(t, verteld.casus.id, VORM_VAN[wat.wijze])
    verzwegen = () if wat.zonder_weggelaten else weggelaten(t, nu, verteld.ontvanger, spoed, wat.document, wat.gezegd)
    eerder = eerder_nee(nu, verteld.ontvanger, spoed, derden=wat.derden, weg=verzwegen)
    bezwaar = " ".join([*(een.zin for een in eerder), *([BEPERKT] if nu.omstandigheden.beperkt else [])])
    veld.eis(not bezwaar or bool(toch), "toch", f"{bezwaar} Schrijf op waarom u het toch of al eerder vertelde.")
    veld.klaar()
    gewoon = tuple(c for c in dekking if c not in spoed)
    if gewoon:
        onder = {een.id: een for c in gewoon for een in dekking[c] or ()}
        hier = [een for een in weg if een.categorie in gewoon]
        deel = replace(wat, categorieen=gewoon)
        _boek(t, verteld, deel, tuple(onder.values()), "verstrekking.vastleggen", weg=hier)
    if wat.gezegd is not None:  # otherwise nobody knows whether it was these words
        for waarom, zinnen in zinnen_per_reden((een for een in verzwegen if een.reden in VAN_DE_BRON), kort=True):
            toen = f"{verteld.omschrijving}\n\nVerteld, terwijl {waarom}: {zinnen}."
            verteld = replace(verteld, omschrijving=toen)
    rij = _boek(t, verteld, replace(wat, categorieen=spoed), (), "verstrekking.spoed", invoer.grondslagen)
    t.db.add(
        Spoedverstrekking(
            id=t.nieuw_id(),
            verstrekking_id=rij.id,
            reden=f"{reden}\n\n{bezwaar} Toch of al eerder verteld, want: {toch}" if bezwaar else reden,
            derden=wat.derden,
            te_toetsen_voor=t.vandaag + timedelta(days=t.profiel.instellingen.spoed_toets_dagen.waarde),
            door_id=t.gebruiker.id,
            op=t.nu,
        )
    )
    t.gewijzigd("spoed", rij.id)
    return rij


def _niet_vertellen(weg: Collection[Weggelaten]) -> str:
    return (
        f"{niet_vertellen_zin(weg)} Hebt u dit niet verteld? Zet dan hier een vinkje."
        " Wel verteld? Leg het vast bij 'Met spoed gedeeld'."
    )


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
    om = _tijd(veld, invoer.om)
    moment = None if dag is None else moment_van(t, dag, om)
    veld.eis(moment is None or moment <= t.nu or om is None, "om", "Dit tijdstip is nog niet geweest.")
    veld.klaar()
    assert organisatie is not None
    assert dag is not None
    return _Verteld(casus, organisatie, functie, wat, dag, moment, om is not None)


def _tijd(veld: Veldcontrole, om: str | time | None) -> time | None:
    if isinstance(om, time) or om is None or not om.strip():
        return om if isinstance(om, time) else None
    try:
        return time.fromisoformat(om.strip().replace(".", ":").zfill(5))
    except ValueError:
        veld.fout("om", "Schrijf het tijdstip als 9:30 of 14:05.")
        return None


def moment_van(t: Transactie, dag: date, om: time | None = None) -> datetime | None:
    """As of when it is judged; None for now. Of a day without a time the end: what was withdrawn on it gave nothing."""
    if om is not None:
        return datetime.combine(dag, om, AMSTERDAM)
    return None if dag == t.vandaag else datetime.combine(dag, time(23, 59, 59), AMSTERDAM)


def _vroegst(t: Transactie) -> date:
    """Only what is recent goes under an approval; by the log too, so that setting the clock back gains nothing."""
    return lokale_dag(peilmoment(t)) - timedelta(days=DAGEN_TERUG)


def _geen_akkoord(t: Transactie, gronden: Deelbaar, verteld: _Verteld, invoer: MondelingInvoer) -> NietsTeDelen:
    if invoer.document is not None and gronden.verbeterd(invoer.document, verteld.ontvanger):
        fout = niet_meer_zo(gronden, invoer.document, verteld.ontvanger)
    else:
        fout = geen_akkoord(t, gronden, verteld.ontvanger, invoer.categorieen, derden=invoer.derden)
    al = "Is het al verteld? Leg het dan vast bij 'Met spoed gedeeld': de privacy officer beoordeelt of het mocht."
    return NietsTeDelen(fout.wat, veilig="Er is niets vastgelegd.", doe=f"{fout.doe} {al}")


def _dekkend(gronden: Deelbaar, verteld: _Verteld, invoer: MondelingInvoer) -> tuple[Onder, ...] | None:
    """What together covers every category told; None when one is missing.

    An approval of after that moment covers nothing: approval comes before sharing.
    """
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
    weg: Collection[Weggelaten] = (),
) -> Verstrekking:
    overleg_id = invoer.bestemming.overleg_id
    # Of a day without a time the middle is kept; the line of the log has when it was recorded.
    toen = verteld.moment if verteld.exact else datetime.combine(verteld.dag, time(12), AMSTERDAM)
    wat = verteld.omschrijving
    for waarom, zinnen in zinnen_per_reden(weg, kort=True):
        wat += f"\n\nNiet verteld, omdat {waarom}: {zinnen}."
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
        omschrijving=wat,
        door_id=t.gebruiker.id,
        op=t.nu if verteld.moment is None else toen,
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
        detail={"verteld_op": als_tekst(rij.op), "weggelaten": len(weg)},
    )
    t.gewijzigd("verstrekking", rij.id)
    return rij
