"""The overleg: a meeting of a table on a day, who attends, and which casussen are on its agenda.

Casusregisseurs see the meetings of their tables. On an agenda they read only casussen they may see; the others are
counted, so that the agenda's length is true.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.fouten import Fout, GeenToegang
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.rollen import Recht, Rol
from pmg_desk.services.adresboek import ProfessionalInzicht, is_actief, professional_inzicht
from pmg_desk.services.overlegloop import LOOP_LABELS, Loop, lees_loop
from pmg_desk.services.puntsporen import release_punten
from pmg_desk.services.stukken import naam_van
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import adresboek as rijen
from pmg_desk.storage import bespreken, casussen
from pmg_desk.storage.agendavoorstel import wie_hoort_bij
from pmg_desk.storage.models import (
    Aanwezigheidsstand,
    Jongere,
    Organisatie,
    Overleg,
    OverlegCasus,
    OverlegDeelnemer,
    OverlegStatus,
    Professional,
)
from pmg_desk.storage.zichtbaar import tafels_van

__all__ = [
    "OVERLEGSTATUS_LABELS",
    "Afgevoerd",
    "AgendaPunt",
    "OverlegInvoer",
    "OverlegInzicht",
    "OverlegRegel",
    "OverlegStatus",
    "PuntBesproken",
    "add_agendapunt",
    "change_agendapunt",
    "change_overleg",
    "invite_betrokkenen",
    "lees_tijd",
    "leesbaar_overleg",
    "list_overleggen",
    "mijn_tafels",
    "move_agendapunt",
    "plan_overleg",
    "remove_agendapunt",
    "set_deelnemers",
    "set_overlegstatus",
    "toon_overleg",
    "wijzigbaar_overleg",
    "wijzigbaar_punt",
]

OVERLEGSTATUS_LABELS: dict[OverlegStatus, str] = {
    OverlegStatus.GEPLAND: "Gepland",
    OverlegStatus.GEHOUDEN: "Gehouden",
    OverlegStatus.VERVALLEN: "Gaat niet door",
}
_TIJD = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])")


class PuntBesproken(Fout):
    """What was discussed happened: it is not taken off the agenda."""

    wat = "Deze casus is in dit overleg al aan de orde geweest. Zo'n agendapunt blijft staan."
    veilig = "Er is niets veranderd."
    doe = "Wijzig zo nodig in het overleg zelf wat er is besproken of besloten."


@dataclass(frozen=True, slots=True)
class Afgevoerd:
    """An item that was taken off an agenda; ``plek`` counts from 0, ``weg`` are professionals who left for it."""

    punt_id: UUID
    overleg_id: UUID
    casus_id: UUID
    vraag: str
    plek: int
    weg: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class OverlegInvoer:
    """A meeting: table (profile key), day, time as ``13:30`` or "", place."""

    tafel: str
    datum: str | date | None
    tijd: str = ""
    plaats: str = ""


@dataclass(frozen=True, slots=True)
class OverlegRegel:
    """A meeting in a list."""

    id: UUID
    tafel: str
    tafel_label: str
    datum: date
    tijd: str
    plaats: str
    status: OverlegStatus
    status_label: str
    deelnemers: int
    casussen: int
    loop: Loop


@dataclass(frozen=True, slots=True)
class AgendaPunt:
    """A casus on the agenda, readable for this user. ``nr``: its number from 1, as on what is printed and shown."""

    nr: int
    id: UUID
    casus_id: UUID
    casusnummer: str
    naam: str
    doelgroep: str | None
    vraag: str


@dataclass(frozen=True, slots=True)
class OverlegInzicht:
    """A meeting whole; ``verborgen`` counts agenda items this user may not read."""

    regel: OverlegRegel
    deelnemers: tuple[ProfessionalInzicht, ...]
    agenda: tuple[AgendaPunt, ...]
    verborgen: int
    mag_wijzigen: bool


def mijn_tafels(werkplek: Werkplek) -> tuple[tuple[str, str], ...]:
    """Keys and labels of the tables this user belongs to now."""
    with werkplek.doe() as t:
        return tuple((sleutel, _tafel(t, sleutel)) for sleutel in _tafels(t))


def _tafels(t: Transactie) -> list[str]:
    return tafels_van(t.db, t.gebruiker.id, t.vandaag)


def _tafel(t: Transactie, sleutel: str) -> str:
    return label_van(t.profiel.tafels, sleutel)


def list_overleggen(
    werkplek: Werkplek, *, vanaf: date | None = None, tot: date | None = None
) -> tuple[OverlegRegel, ...]:
    """Meetings of the own tables (the privacy officer: of all), by day."""
    with werkplek.doe() as t:
        tafels = _leesbare_tafels(t)
        lijst = rijen.overleggen(t.db, tafels, vanaf, tot)
        aantallen = rijen.aantallen(t.db, [rij.id for rij in lijst])
        loop = lees_loop(t, lijst)
        return tuple(_regel(t, rij, aantallen[rij.id], loop[rij.id]) for rij in lijst)


def _leesbare_tafels(t: Transactie) -> list[str] | None:
    if t.gebruiker.rol is Rol.PRIVACY_OFFICER:
        return None
    if not t.gebruiker.mag(Recht.CASUS_LEZEN):
        raise GeenToegang
    return _tafels(t)


def _regel(t: Transactie, rij: Overleg, aantallen: tuple[int, int], loop: Loop) -> OverlegRegel:
    deelnemers, casussen = aantallen
    return OverlegRegel(
        id=rij.id,
        tafel=rij.tafel,
        tafel_label=_tafel(t, rij.tafel),
        datum=rij.datum,
        tijd=rij.tijd,
        plaats=rij.plaats,
        status=rij.status,
        status_label=LOOP_LABELS.get(loop, OVERLEGSTATUS_LABELS[rij.status]),
        deelnemers=deelnemers,
        casussen=casussen,
        loop=loop,
    )


def toon_overleg(werkplek: Werkplek, overleg_id: UUID) -> OverlegInzicht:
    """A meeting with attendants and the agenda as far as this user may read it."""
    with werkplek.doe() as t:
        rij = leesbaar_overleg(t, overleg_id)
        punten, verborgen = [], 0
        for nr, (punt, casus) in enumerate(rijen.agenda(t.db, rij.id), 1):
            if not t.mag_zien(casus.id):
                verborgen += 1
                continue
            jongere = t.haal(Jongere, casus.jongere_id)
            punten.append(
                AgendaPunt(
                    nr, punt.id, casus.id, casus.nummer, naam_van(jongere).sorteernaam, casus.doelgroep, punt.vraag
                )
            )
        return OverlegInzicht(
            regel=_regel(t, rij, rijen.aantallen(t.db, [rij.id])[rij.id], lees_loop(t, [rij])[rij.id]),
            deelnemers=tuple(professional_inzicht(t, p, o) for _, p, o in rijen.deelnemers(t.db, rij.id)),
            agenda=tuple(punten),
            verborgen=verborgen,
            mag_wijzigen=_mag_wijzigen(t, rij),
        )


def leesbaar_overleg(t: Transactie, overleg_id: UUID) -> Overleg:
    """The meeting, when it is of a table this user belongs to. Raises GeenToegang (logged), NietGevonden."""
    t.pogingen.append(("overleg", overleg_id))
    rij = t.haal(Overleg, overleg_id)
    tafels = _leesbare_tafels(t)
    if tafels is not None and rij.tafel not in tafels:
        raise GeenToegang
    return rij


def _mag_wijzigen(t: Transactie, rij: Overleg) -> bool:
    return t.gebruiker.mag(Recht.OVERLEG_SCHRIJVEN) and rij.tafel in _tafels(t)


def wijzigbaar_overleg(t: Transactie, overleg_id: UUID) -> Overleg:
    """The meeting, when this user runs meetings of that table. Raises GeenToegang (logged), NietGevonden."""
    rij = leesbaar_overleg(t, overleg_id)
    if not _mag_wijzigen(t, rij):
        raise GeenToegang
    return rij


def plan_overleg(werkplek: Werkplek, invoer: OverlegInvoer) -> UUID:
    """Plan a meeting of a table one belongs to. Raises OngeldigeInvoer, GeenToegang."""
    with werkplek.doe() as t:
        t.eis(Recht.OVERLEG_SCHRIJVEN)
        rij = Overleg(id=t.nieuw_id(), status=OverlegStatus.GEPLAND, door_id=t.gebruiker.id, op=t.nu)
        _vul(t, rij, invoer)
        t.db.add(rij)
        t.log("overleg.plannen", "overleg", rij.id)
        t.gewijzigd("overleg", rij.id)
        return rij.id


def change_overleg(werkplek: Werkplek, overleg_id: UUID, invoer: OverlegInvoer) -> None:
    """Change table, day, time or place.

    Raises OngeldigeInvoer, also for a day after that on which somebody was put down as present: who was there then says
    nothing about who is there later.
    """
    with werkplek.doe() as t:
        rij = wijzigbaar_overleg(t, overleg_id)
        _vul(t, rij, invoer)
        gezegd = bespreken.aanwezigheden(t.db, rij.id).values()
        er = [lokale_dag(een.op) for een in gezegd if een.stand is Aanwezigheidsstand.AANWEZIG]
        veld = Veldcontrole()
        veld.eis(
            not er or rij.datum <= min(er),
            "datum",
            "Er is al vastgelegd wie er waren. Plan een nieuw overleg, of haal eerst weg wie aanwezig is.",
        )
        veld.klaar()
        t.log("overleg.wijzigen", "overleg", rij.id)
        t.gewijzigd("overleg", rij.id)


def _vul(t: Transactie, rij: Overleg, invoer: OverlegInvoer) -> None:
    veld = Veldcontrole()
    tafel = veld.keuze("tafel", invoer.tafel, tuple(t.profiel.tafels))
    veld.eis(not tafel or tafel in _tafels(t), "tafel", "U hoort niet bij deze tafel. Kies een tafel waar u bij hoort.")
    datum = veld.datum("datum", invoer.datum, t.vandaag, verplicht=True)
    tijd = lees_tijd(veld, invoer.tijd)
    plaats = veld.tekst("plaats", invoer.plaats, maximum=160)
    veld.klaar()
    assert datum is not None
    rij.tafel, rij.datum, rij.tijd, rij.plaats = tafel, datum, tijd, plaats


def lees_tijd(veld: Veldcontrole, tekst: str) -> str:
    """A time as ``13:30``, "" for none; a fault at the field ``tijd`` when it is no time."""
    tijd = _TIJD.fullmatch(tekst.strip())
    veld.eis(not tekst.strip() or tijd is not None, "tijd", "Schrijf de tijd als 13:30.")
    return "" if tijd is None else f"{int(tijd[1]):02d}:{tijd[2]}"


def set_overlegstatus(werkplek: Werkplek, overleg_id: UUID, status: OverlegStatus) -> None:
    """Say that a meeting was held, does not take place, or is planned again."""
    with werkplek.doe() as t:
        rij = wijzigbaar_overleg(t, overleg_id)
        veld = Veldcontrole()
        veld.eis(
            status is not OverlegStatus.GEHOUDEN or rij.datum <= t.vandaag, "status", "Dit overleg moet nog komen."
        )
        veld.klaar()
        rij.status = status
        t.log(f"overleg.{status.value}", "overleg", rij.id)
        t.gewijzigd("overleg", rij.id)


def set_deelnemers(werkplek: Werkplek, overleg_id: UUID, professional_ids: Sequence[UUID]) -> None:
    """Say who attends; somebody who has left can stay on a list but not be put on one."""
    with werkplek.doe() as t:
        rij = wijzigbaar_overleg(t, overleg_id)
        nu = {deelnemer.professional_id: deelnemer for deelnemer, _, _ in rijen.deelnemers(t.db, rij.id)}
        gewenst = list(dict.fromkeys(professional_ids))
        veld = Veldcontrole()
        for id_ in gewenst:
            professional = t.haal(Professional, id_)
            weg = id_ not in nu and not is_actief(t, professional, t.haal(Organisatie, professional.organisatie_id))
            veld.eis(not weg, "deelnemers", "Iemand uit de keuze werkt hier niet meer. Haal die persoon weg.")
        veld.klaar()
        for id_, deelnemer in nu.items():
            if id_ not in gewenst:
                t.db.delete(deelnemer)
        for id_ in gewenst:
            if id_ not in nu:
                t.db.add(OverlegDeelnemer(id=t.nieuw_id(), overleg_id=rij.id, professional_id=id_))
        t.log("overleg.deelnemers", "overleg", rij.id, aantal=len(gewenst))
        t.gewijzigd("overleg", rij.id)


def invite_betrokkenen(werkplek: Werkplek, overleg_id: UUID) -> int:
    """Add as attendants whoever attends the overleg about a casus on the agenda; returns how many were added.

    Only casussen this user may read count; somebody who has left is not added.
    """
    with werkplek.doe() as t:
        rij = wijzigbaar_overleg(t, overleg_id)
        al = {deelnemer.professional_id for deelnemer, _, _ in rijen.deelnemers(t.db, rij.id)}
        agenda = [casus.id for _, casus in rijen.agenda(t.db, rij.id)]
        zien = casussen.alleen(t.db, agenda, t.zichtbaar_per_rij())
        wie = {professional_id for casus_id, professional_id in wie_hoort_bij(t.db, rij) if casus_id in zien}
        nieuw = [professional.id for professional, _ in rijen.professionals(t.db, t.vandaag, ids=wie - al)]
        if nieuw:
            for id_ in nieuw:
                t.db.add(OverlegDeelnemer(id=t.nieuw_id(), overleg_id=rij.id, professional_id=id_))
            t.log("overleg.deelnemers", "overleg", rij.id, aantal=len(al) + len(nieuw))
            t.gewijzigd("overleg", rij.id)
        return len(nieuw)


def add_agendapunt(werkplek: Werkplek, overleg_id: UUID, casus_id: UUID, vraag: str = "") -> UUID:
    """Put a casus on the agenda, last in order. A casus stands on an agenda once."""
    with werkplek.doe() as t:
        rij = wijzigbaar_overleg(t, overleg_id)
        casus = t.casus(casus_id, wijzigen=True)
        punten = rijen.agenda(t.db, rij.id)
        veld = Veldcontrole()
        wat = veld.tekst("vraag", vraag, maximum=300)
        veld.eis(all(c.id != casus.id for _, c in punten), "casus_id", "Deze casus staat al op de agenda.")
        veld.klaar()
        volgorde = punten[-1][0].volgorde + 1 if punten else 0
        sleutel = rijen.puntsleutel(rij.id, casus.id)
        punt = OverlegCasus(id=sleutel, overleg_id=rij.id, casus_id=casus.id, volgorde=volgorde, vraag=wat)
        t.db.add(punt)
        t.log("overleg.agenderen", "overleg", rij.id, casus_id=casus.id)
        t.gewijzigd("overleg", rij.id)
        return punt.id


def change_agendapunt(werkplek: Werkplek, punt_id: UUID, vraag: str) -> None:
    """Change what is asked of the table about a casus."""
    with werkplek.doe() as t:
        punt, rij = wijzigbaar_punt(t, punt_id)
        veld = Veldcontrole()
        punt.vraag = veld.tekst("vraag", vraag, maximum=300)
        veld.klaar()
        t.log("overleg.agendapunt", "overleg", rij.id, casus_id=punt.casus_id)
        t.gewijzigd("overleg", rij.id)


def wijzigbaar_punt(t: Transactie, punt_id: UUID) -> tuple[OverlegCasus, Overleg]:
    """An item of the agenda and its meeting, when this user may change both that and the casus."""
    punt = t.haal(OverlegCasus, punt_id)
    rij = wijzigbaar_overleg(t, punt.overleg_id)
    t.casus(punt.casus_id, wijzigen=True, gesloten_mag=True)
    return punt, rij


def remove_agendapunt(werkplek: Werkplek, punt_id: UUID) -> Afgevoerd:
    """Take a casus off the agenda; says what ``agendaterug`` needs to put it back.

    Raises PuntBesproken, PuntGedeeld, PuntGetypt.
    """
    with werkplek.doe() as t:
        punt, rij = wijzigbaar_punt(t, punt_id)
        if bespreken.bespreking_van(t.db, punt.id) is not None:
            raise PuntBesproken
        plek = [deel.id for deel, _ in rijen.agenda(t.db, rij.id)].index(punt.id)
        weg = bespreken.afwezig_bij(t.db, [punt.id])[punt.id]
        uit = Afgevoerd(punt.id, rij.id, punt.casus_id, punt.vraag, plek, tuple(weg))
        for een in weg.values():
            t.db.delete(een)
        release_punten(t, rij, {punt.id: punt.casus_id})
        t.db.delete(punt)
        t.log("overleg.afvoeren", "overleg", rij.id, casus_id=punt.casus_id)
        t.gewijzigd("overleg", rij.id)
        return uit


def move_agendapunt(werkplek: Werkplek, punt_id: UUID, stappen: int) -> None:
    """Move a casus past so many readable items, up (negative) or down; hidden ones keep their order."""
    with werkplek.doe() as t:
        punt, rij = wijzigbaar_punt(t, punt_id)
        punten = [deel for deel, _ in rijen.agenda(t.db, rij.id)]
        leesbaar = [deel for deel in punten if t.mag_zien(deel.casus_id)]
        doel = leesbaar[max(0, min(len(leesbaar) - 1, leesbaar.index(punt) + stappen))]
        plek = punten.index(doel)
        punten.remove(punt)
        punten.insert(plek, punt)
        for volgorde, deel in enumerate(punten):
            deel.volgorde = volgorde
        t.log("overleg.ordenen", "overleg", rij.id)
        t.gewijzigd("overleg", rij.id)
