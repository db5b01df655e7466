"""What is due at a meeting: a proposal for its agenda, with the reasons in words, and putting it on in one go.

Read in a fixed number of statements, however many casussen sit at the table. Who prepares sees only casussen they may
see and change; of the others only how many there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from pmg_desk.domain.agendareden import Reden, Redensoort, maak_vraag, volgorde
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.delen import Besluittekst, Soort, lees_besluittekst, toets_besluit
from pmg_desk.domain.fouten import Fout, OngeldigeInvoer
from pmg_desk.services.besluiten import bewaard, toetskader
from pmg_desk.services.overleggen import leesbaar_overleg, wijzigbaar_overleg
from pmg_desk.services.puntsporen import getypt_bij, release_punten
from pmg_desk.services.stukken import naam_van
from pmg_desk.services.stukken_route import naar_wie
from pmg_desk.services.werk import kort
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import adresboek, casussen, inhoud, plannen
from pmg_desk.storage import agendavoorstel as rijen
from pmg_desk.storage import delen as deelrijen
from pmg_desk.storage.bespreken import afwezig_bij, besprekingen
from pmg_desk.storage.models import (
    Besprekingsstand,
    Casus,
    Delingsverzoek,
    Jongere,
    Overleg,
    OverlegCasus,
    OverlegStatus,
    Privacybesluit,
    Urgentie,
    Vervolg,
)
from pmg_desk.storage.zichtbaar import mag_wijzigen, mag_zien

ZONDER_VOLGEND_DAGEN = 28
"""How far to look when no next meeting is planned."""
_MEESTE = 100_000  # rows of one kind: more than any table has, so that nothing that is due is missed
_WIJZIGING = {
    Vervolg.OPSCHALEN: Redensoort.OPSCHALEN,
    Vervolg.AFSCHALEN: Redensoort.AFSCHALEN,
    Vervolg.AFSLUITEN: Redensoort.AFSLUITEN,
}
_TERUG = {
    Besprekingsstand.AANGEHOUDEN: Redensoort.AANGEHOUDEN,
    Besprekingsstand.NIET_BESPROKEN: Redensoort.NIET_BESPROKEN,
}
_Redenen = Mapping[UUID, list[Reden]]


@dataclass(frozen=True, slots=True)
class VoorstelRegel:
    """A casus that is due, with why, and the question that goes on the agenda. ``urgent``: decided, not yet done.

    ``spoed``: it was put to the table as spoed, and goes before what was not discussed yet.
    """

    casus_id: UUID
    nummer: str
    naam: str
    doelgroep: str | None
    redenen: tuple[str, ...]
    vraag: str
    urgent: bool
    spoed: bool


@dataclass(frozen=True, slots=True)
class Agendavoorstel:
    """What is due at one meeting, the most urgent first. ``tot``: the day of the next meeting, or how far was looked.

    ``buiten`` counts casussen that are due and that this user may not see or change.
    """

    overleg_id: UUID
    tot: date
    volgend_gepland: bool
    regels: tuple[VoorstelRegel, ...]
    buiten: int


@dataclass(frozen=True, slots=True)
class Geagendeerd:
    """What was put on the agenda, in its order, as items with their question; how many stood there already."""

    gezet: tuple[tuple[UUID, str], ...]
    stond_al: int

    @property
    def aantal(self) -> int:
        """How many were put on it."""
        return len(self.gezet)


class AgendaIntussenAnders(Fout):
    """What somebody worked on is not taken back in one go."""

    wat = "Aan deze agendapunten is intussen iets veranderd of gedaan. Ze gaan niet meer in één keer van de agenda."
    veilig = "De agenda is gebleven zoals hij was."
    doe = "Haal de casussen die u niet wilt bespreken een voor een van de agenda."


def read_voorstel(werkplek: Werkplek, overleg_id: UUID) -> Agendavoorstel:
    """What is due at this meeting and not on its agenda; nothing for one that was held or does not take place.

    Raises GeenToegang, NietGevonden.
    """
    with werkplek.doe() as t:
        return _voorstel(t, wijzigbaar_overleg(t, overleg_id))


def _voorstel(t: Transactie, overleg: Overleg) -> Agendavoorstel:
    volgend = rijen.volgend_overleg(t.db, overleg)
    tot = volgend or overleg.datum + timedelta(days=ZONDER_VOLGEND_DAGEN)
    if overleg.status is not OverlegStatus.GEPLAND:
        return Agendavoorstel(overleg.id, tot, volgend is not None, (), 0)
    kandidaten = rijen.kandidaten(overleg)
    redenen = _redenen(t, kandidaten, overleg, tot)
    mag = _te_agenderen(t, kandidaten, redenen)
    al_gepland = rijen.eerder_geagendeerd(t.db, kandidaten, overleg, t.vandaag)
    regels = [
        _regel(casus, jongere, redenen[casus.id], al_gepland.get(casus.id))
        for casus, jongere in sorted(
            casussen.met_jongeren(t.db, mag), key=lambda een: (volgorde(redenen[een[0].id]), een[0].nummer)
        )
    ]
    return Agendavoorstel(overleg.id, tot, volgend is not None, tuple(regels), len(redenen) - len(mag))


def _te_agenderen(t: Transactie, kandidaten: Any, redenen: Collection[UUID]) -> set[UUID]:
    """Those that this user may change, and so see: open (they all are), and not on their way to another vault."""
    mag = mag_wijzigen(t.gebruiker.id, t.gebruiker.rol, t.vandaag)
    return casussen.alleen(t.db, redenen, mag) - rijen.elders(t.db, kandidaten)


def _regel(casus: Casus, jongere: Jongere, redenen: list[Reden], al_op: date | None) -> VoorstelRegel:
    zinnen = [reden.zin for reden in sorted(redenen, key=lambda reden: volgorde([reden]))]
    if al_op is not None:
        zinnen.append(f"Staat al op de agenda van {toon_datum(al_op)}")
    return VoorstelRegel(
        casus.id,
        casus.nummer,
        naam_van(jongere).sorteernaam,
        casus.doelgroep,
        tuple(zinnen),
        maak_vraag(redenen),
        any(reden.soort is Redensoort.BESLUIT for reden in redenen),
        any(reden.soort is Redensoort.SPOED for reden in redenen),
    )


def _redenen(t: Transactie, kandidaten: Any, overleg: Overleg, tot: date) -> _Redenen:
    """By casus why it is due; a casus for which nothing is due is not in it."""
    gevonden: defaultdict[UUID, list[Reden]] = defaultdict(list)
    bronnen = (
        _besluiten(t, kandidaten, overleg),
        _aanmeldingen(t, kandidaten, overleg.tafel),
        _vorige_keer(t, kandidaten, overleg),
        _te_evalueren(t, kandidaten, tot),
        _acties(t, kandidaten, overleg.datum),
        _doorgeleidingen(t, kandidaten, overleg.tafel),
        _akkoorden(t, kandidaten, tot),
    )
    for bron in bronnen:
        for casus_id, reden in bron:
            gevonden[casus_id].append(reden)
    return gevonden


def _besluiten(t: Transactie, kandidaten: Any, overleg: Overleg) -> Iterable[tuple[UUID, Reden]]:
    per_casus: defaultdict[UUID, list[tuple[UUID, date]]] = defaultdict(list)
    for besluit, dag in rijen.open_besluiten(t.db, kandidaten, overleg):
        per_casus[besluit.casus_id].append((besluit.uitspraak_id, dag))
    teksten = inhoud.huidige_van(t.db, {lijst[0][0] for lijst in per_casus.values()})
    for casus_id, lijst in per_casus.items():
        tekst = teksten.get(lijst[0][0])
        wat = "" if tekst is None else kort(tekst.tekst)
        yield casus_id, Reden(Redensoort.BESLUIT, lijst[0][1], len(lijst), wat)


def _aanmeldingen(t: Transactie, kandidaten: Any, tafel: str) -> Iterable[tuple[UUID, Reden]]:
    for rij in rijen.aanmeldingen(t.db, kandidaten, tafel):
        soort = Redensoort.SPOED if rij.urgentie is Urgentie.SPOED else Redensoort.AANMELDING
        yield rij.casus_id, Reden(soort, rij.aangemeld_op)


def _vorige_keer(t: Transactie, kandidaten: Any, overleg: Overleg) -> Iterable[tuple[UUID, Reden]]:
    """What was held over or not come to, and what an evaluation asked that the table did not talk about since."""
    vorige = rijen.laatste_keer(t.db, kandidaten, overleg)
    for casus_id, (punt, dag, bespreking) in vorige.items():
        soort = None if bespreking is None else _TERUG.get(bespreking.stand)
        if soort is not None:
            yield casus_id, Reden(soort, dag, vraag=punt.vraag)
    for casus_id, evaluatie in rijen.laatste_evaluaties(t.db, kandidaten).items():
        soort = _WIJZIGING.get(evaluatie.vervolg)
        if soort is not None and not _besproken_na(evaluatie.gehouden_op, vorige.get(casus_id)):
            yield casus_id, Reden(soort, evaluatie.gehouden_op)


def _besproken_na(dag: date, keer: tuple[OverlegCasus, date, Any] | None) -> bool:
    """Whether the table talked about it on a later day; what is held over was not talked about."""
    if keer is None:
        return False
    _, toen, bespreking = keer
    return toen > dag and (bespreking is None or bespreking.stand is Besprekingsstand.BESPROKEN)


def _te_evalueren(t: Transactie, kandidaten: Any, tot: date) -> Iterable[tuple[UUID, Reden]]:
    for _, casus, dag in plannen.te_evalueren(t.db, kandidaten, tot - timedelta(days=1), _MEESTE):
        yield casus.id, Reden(Redensoort.EVALUATIE, dag)


def _acties(t: Transactie, kandidaten: Any, op: date) -> Iterable[tuple[UUID, Reden]]:
    for casus_id, aantal, eerste in rijen.late_acties(t.db, kandidaten, op):
        yield casus_id, Reden(Redensoort.ACTIE, eerste, aantal)


def _doorgeleidingen(t: Transactie, kandidaten: Any, tafel: str) -> Iterable[tuple[UUID, Reden]]:
    for rij in rijen.doorgeleidingen(t.db, kandidaten, tafel):
        yield rij.casus_id, Reden(Redensoort.DOORGELEIDING, rij.gevraagd_op, wat=naar_wie(t.profiel, rij))


def _akkoorden(t: Transactie, kandidaten: Any, tot: date) -> Iterable[tuple[UUID, Reden]]:
    """Approvals that hold now and end before the next meeting, unless another one for the same goes on longer.

    Only casussen with a decision that could end then are checked: checking signatures takes time.
    """
    per_casus: defaultdict[UUID, list[tuple[Privacybesluit, Delingsverzoek, Besluittekst]]] = defaultdict(list)
    for besluit, verzoek in deelrijen.besluiten(t.db, casussen=kandidaten):
        try:
            tekst = lees_besluittekst(besluit.tekst)
        except ValueError:
            continue  # an unreadable decision is no approval; the check of the log reports it
        if tekst.soort is Soort.STAAND:
            per_casus[besluit.casus_id].append((besluit, verzoek, tekst))
    verdacht = {c: lijst for c, lijst in per_casus.items() if any(t.vandaag <= x.geldig_tot < tot for *_, x in lijst)}
    kader = toetskader(t)
    for casus_id, lijst in verdacht.items():
        laatste: dict[tuple[str, str], date] = {}
        for besluit, verzoek, _ in lijst:
            getoetst = toets_besluit(bewaard(besluit, verzoek), kader)
            if not getoetst.geldig or getoetst.besluit is None:
                continue
            for regel in getoetst.besluit.manifest:
                if regel.casus_id != str(casus_id):
                    continue
                for categorie in regel.categorieen:
                    wie = (regel.ontvanger.voluit, categorie)
                    laatste[wie] = max(getoetst.besluit.geldig_tot, laatste.get(wie, date.min))
        aflopend = {wie: dag for wie, dag in laatste.items() if dag < tot}
        if aflopend:
            voor = sorted({wie for wie, _ in aflopend})
            yield casus_id, Reden(Redensoort.AKKOORD, min(aflopend.values()), len(voor), kort(", ".join(voor)))


def put_on_agenda(werkplek: Werkplek, overleg_id: UUID, casus_ids: Sequence[UUID]) -> Geagendeerd:
    """Put these casussen of the proposal on the agenda, in the order given, each with the question it came with.

    What is spoed goes before the first item that was not discussed yet, the rest comes last. What stands on it already
    is left alone. Raises OngeldigeInvoer, GeenToegang, NietGevonden.
    """
    with werkplek.doe() as t:
        overleg = wijzigbaar_overleg(t, overleg_id)
        punten = adresboek.agenda(t.db, overleg.id)
        al = {casus.id for _, casus in punten}
        gekozen = [id_ for id_ in dict.fromkeys(casus_ids) if id_ not in al]
        regels = {regel.casus_id: regel for regel in _voorstel(t, overleg).regels}
        for id_ in gekozen:
            if id_ not in regels:
                t.casus(id_, wijzigen=True)  # a refusal is about that casus, and says why
                raise OngeldigeInvoer({"casussen": "Het voorstel is veranderd. Kijk het na en kies opnieuw."})
        gekozen.sort(key=lambda id_: not regels[id_].spoed)
        nieuw = [
            OverlegCasus(
                id=adresboek.puntsleutel(overleg.id, id_),
                overleg_id=overleg.id,
                casus_id=id_,
                vraag=regels[id_].vraag,
            )
            for id_ in gekozen
        ]
        spoed = sum(regels[id_].spoed for id_ in gekozen)
        besproken = besprekingen(t.db, overleg.id)
        oud = [punt for punt, _ in punten]
        plek = next((nr for nr, punt in enumerate(oud) if punt.id not in besproken), len(oud))
        for volgorde_, punt in enumerate([*oud[:plek], *nieuw[:spoed], *oud[plek:], *nieuw[spoed:]]):
            punt.volgorde = volgorde_
        t.db.add_all(nieuw)
        if gekozen:
            t.log_reeks([(t.regel("overleg.agenderen", "overleg", overleg.id, casus_id=id_), None) for id_ in gekozen])
            t.gewijzigd("overleg", overleg.id)
        return Geagendeerd(tuple((punt.id, punt.vraag) for punt in nieuw), len(set(casus_ids) & al))


def take_back(werkplek: Werkplek, overleg_id: UUID, gezet: Sequence[tuple[UUID, str]]) -> None:
    """Take off the agenda what one :func:`put_on_agenda` put there (``Geagendeerd.gezet``): all of it, or nothing.

    Raises AgendaIntussenAnders when any of it was changed, moved, typed at, discussed or shared since, GeenToegang.
    """
    with werkplek.doe() as t:
        overleg = wijzigbaar_overleg(t, overleg_id)
        ids = {id_ for id_, _ in gezet}
        punten = [punt for punt, _ in adresboek.agenda(t.db, overleg.id) if punt.id in ids]
        mijn = casussen.alleen(
            t.db, {punt.casus_id for punt in punten}, mag_wijzigen(t.gebruiker.id, t.gebruiker.rol, t.vandaag)
        )
        for punt in punten:
            if punt.casus_id not in mijn:
                t.casus(punt.casus_id, wijzigen=True)  # a refusal is about that casus, and says why
        if (
            overleg.status is not OverlegStatus.GEPLAND
            or [(punt.id, punt.vraag) for punt in punten] != list(gezet)
            or ids & besprekingen(t.db, overleg.id).keys()
            or any(afwezig_bij(t.db, ids).values())
            or rijen.is_gedeeld(t.db, overleg, mijn)
            or getypt_bij(t, ids)
        ):
            raise AgendaIntussenAnders
        release_punten(t, overleg, {punt.id: punt.casus_id for punt in punten})
        for punt in punten:
            t.db.delete(punt)
        t.log_reeks([(t.regel("overleg.afvoeren", "overleg", overleg.id, casus_id=p.casus_id), None) for p in punten])
        t.gewijzigd("overleg", overleg.id)


def list_komt_voor(werkplek: Werkplek, overleg_id: UUID) -> dict[UUID, tuple[int, ...]]:
    """By professional the items of the agenda for which they come, of those this user may read, by their number.

    Also of people who do not attend (yet). Raises GeenToegang, NietGevonden.
    """
    with werkplek.doe() as t:
        overleg = leesbaar_overleg(t, overleg_id)
        agenda = [casus.id for _, casus in adresboek.agenda(t.db, overleg.id)]
        zien = casussen.alleen(t.db, agenda, mag_zien(t.gebruiker.id, t.gebruiker.rol, t.vandaag, t.nu))
        nummers = {id_: nr for nr, id_ in enumerate(agenda, start=1) if id_ in zien}
        gevonden: defaultdict[UUID, list[int]] = defaultdict(list)
        for casus_id, professional_id in rijen.wie_hoort_bij(t.db, overleg):
            if casus_id in nummers:
                gevonden[professional_id].append(nummers[casus_id])
        return {id_: tuple(sorted(lijst)) for id_, lijst in gevonden.items()}
