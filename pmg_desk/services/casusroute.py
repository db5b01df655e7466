"""The way of one casus along the tables: where it is now, and a timeline of all that happened on the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from pmg_desk.services import toelichtingen
from pmg_desk.services.doorgeleidingen import DoorgeleidingInzicht, doorgeleidingen_in
from pmg_desk.services.jongeren import naam_van
from pmg_desk.services.stukken_route import categorie_van, tafelnaam
from pmg_desk.services.tafelrecht import mag_stappen
from pmg_desk.services.tafelstappen import stap_label, stappen_van, te_kiezen_statussen
from pmg_desk.services.uitspraken import UitspraakInzicht
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage.aanmeldingen import aangemelde_plekken, wachtende_plekken
from pmg_desk.storage.casussen import perioden, tafelhistorie
from pmg_desk.storage.models import CasusStatus, CasusTafel, Gebruiker, Jongere, StapSoort, Tafelstap


class Momentsoort(StrEnum):
    """What happened; the value is the word on the timeline."""

    TAFEL = "Tafel"
    STATUS = "Status"
    FASE = "Fase"
    TEAM = "Team"
    DOORGELEIDING = "Doorgeleiding"


_VAN_STAP = {
    StapSoort.STATUS: Momentsoort.STATUS,
    StapSoort.FASE: Momentsoort.FASE,
    StapSoort.TEAM: Momentsoort.TEAM,
}


@dataclass(frozen=True, slots=True)
class FaseStand:
    """A phase of a table in the order of the profile; ``bereikt_op`` the last time it was reached."""

    sleutel: str
    label: str
    bereikt_op: date | None
    huidig: bool


@dataclass(frozen=True, slots=True)
class PlekInzicht:
    """A stay at a table; ``eind`` is when its steps ended: on leaving the table or on closing the casus."""

    casus_tafel_id: UUID
    tafel: str
    label: str
    van: date
    eind: date | None
    status: str
    status_label: str
    status_sinds: date | None
    fasen: tuple[FaseStand, ...]
    fase: str
    fase_label: str
    team: str
    statussen: tuple[tuple[str, str], ...]  # to choose from
    aangemeld: bool  # a decision on the aanmelding says what the table decided
    teams: tuple[str, ...]
    procesregie: str
    categorie: str
    mag_stappen: bool  # whether this user sets its statuses and phases now
    wacht: bool  # the table has not decided on the aanmelding yet


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the timeline; ``tot`` is the day on which it ended, None while it holds or when it has no length."""

    id: str
    dag: date
    tot: date | None
    soort: Momentsoort
    tafel: str
    wat: str
    tekst: UitspraakInzicht | None
    reden: UitspraakInzicht | None


@dataclass(frozen=True, slots=True)
class RouteInzicht:
    """The whole way. One casusregie, whatever tables the casus is at; procesregie is of each table."""

    nummer: str
    naam: str  # of the jongere
    casusregie: str
    nu: tuple[PlekInzicht, ...]
    doorgeleidingen: tuple[DoorgeleidingInzicht, ...]
    momenten: tuple[Moment, ...]  # the latest first
    mag_wijzigen: bool


def toon_route(werkplek: Werkplek, casus_id: UUID) -> RouteInzicht:
    """The way of a casus. Part of an opened dossier, so not logged by itself."""
    with werkplek.doe() as t:
        casus = t.casus(casus_id)
        gesloten = perioden(t.db, casus_id)[0].tot if casus.status is CasusStatus.GESLOTEN else None
        plekken = tafelhistorie(t.db, casus_id)
        stappen = stappen_van(t.db, [plek.id for plek in plekken])
        teksten = toelichtingen.inzichten(
            t, [id_ for rij in stappen.values() for stap in rij for id_ in (stap.uitspraak_id, stap.reden_id)]
        )
        passen = doorgeleidingen_in(t, casus_id)
        momenten = [
            *(m for plek in plekken for m in _van_plek(t, plek, stappen[plek.id], teksten, gesloten)),
            *(m for pas in passen for m in _van_doorgeleiding(pas)),
        ]
        # Of one day: first what came last. What was made first comes first in the list, so it is turned before.
        momenten.reverse()
        momenten.sort(key=lambda moment: moment.dag, reverse=True)
        nu = [plek for plek in plekken if gesloten is None and (plek.tot is None or plek.tot > t.vandaag)]
        return RouteInzicht(
            nummer=casus.nummer,
            naam=naam_van(t.haal(Jongere, casus.jongere_id)).sorteernaam,
            casusregie=t.haal(Gebruiker, casus.regisseur_id).naam,
            nu=tuple(_plek(t, plek, stappen[plek.id], gesloten) for plek in reversed(nu)),
            doorgeleidingen=passen,
            momenten=tuple(momenten),
            mag_wijzigen=casus.status is CasusStatus.OPEN and t.mag_wijzigen(casus_id),
        )


def _plek(t: Transactie, plek: CasusTafel, stappen: tuple[Tafelstap, ...], gesloten: date | None) -> PlekInzicht:
    nu = {stap.soort: stap for stap in stappen}
    status, fase, team = nu.get(StapSoort.STATUS), nu.get(StapSoort.FASE), nu.get(StapSoort.TEAM)
    bereikt = {stap.sleutel: stap.bereikt_op for stap in stappen if stap.soort is StapSoort.FASE}
    tafel = t.profiel.tafels.get(plek.tafel)
    aangemeld = plek.id in aangemelde_plekken(t.db, [plek.id])
    wacht = plek.id in wachtende_plekken(t.db, [plek.id])
    return PlekInzicht(
        casus_tafel_id=plek.id,
        tafel=plek.tafel,
        label=tafelnaam(t.profiel, plek.tafel),
        van=plek.van,
        eind=plek.tot or gesloten,
        status="" if status is None else status.sleutel,
        status_label="" if status is None else stap_label(t, plek.tafel, status),
        status_sinds=None if status is None else status.bereikt_op,
        fasen=()
        if tafel is None
        else tuple(
            FaseStand(sleutel, label, bereikt.get(sleutel), fase is not None and fase.sleutel == sleutel)
            for sleutel, label in tafel.fasen.items()
        ),
        fase="" if fase is None else fase.sleutel,
        fase_label="" if fase is None else stap_label(t, plek.tafel, fase),
        team="" if team is None else team.sleutel,
        statussen=te_kiezen_statussen(t, plek.tafel, "" if status is None else status.sleutel, aangemeld=aangemeld),
        aangemeld=aangemeld,
        teams=() if tafel is None else tafel.teams,
        procesregie="" if tafel is None else tafel.procesregie,
        categorie=categorie_van(t.profiel, plek.tafel),
        mag_stappen=mag_stappen(t, plek.tafel) and not wacht,
        wacht=wacht,
    )


def _van_plek(
    t: Transactie,
    plek: CasusTafel,
    stappen: tuple[Tafelstap, ...],
    teksten: Mapping[UUID, UitspraakInzicht],
    gesloten: date | None,
) -> Iterator[Moment]:
    eind, naam = plek.tot or gesloten, tafelnaam(t.profiel, plek.tafel)

    def tekst(id_: UUID | None) -> UitspraakInzicht | None:
        return None if id_ is None else teksten.get(id_)

    yield Moment(f"plek:{plek.id}", plek.van, eind, Momentsoort.TAFEL, naam, "Aan deze tafel", None, None)
    for nr, stap in enumerate(stappen):
        volgende = next((later.bereikt_op for later in stappen[nr + 1 :] if later.soort is stap.soort), eind)
        yield Moment(
            f"stap:{stap.id}",
            stap.bereikt_op,
            volgende,
            _VAN_STAP[stap.soort],
            naam,
            stap_label(t, plek.tafel, stap),
            tekst(stap.uitspraak_id),
            tekst(stap.reden_id),
        )


def _van_doorgeleiding(pas: DoorgeleidingInzicht) -> Iterator[Moment]:
    yield Moment(
        f"vraag:{pas.id}",
        pas.gevraagd_op,
        None,
        Momentsoort.DOORGELEIDING,
        pas.van,
        f"{pas.label}: gevraagd aan {pas.naar}",
        pas.waarom,
        pas.perspectief,
    )
    if pas.antwoord_op is not None:
        ingetrokken = pas.status.value == "ingetrokken"
        wat = "ingetrokken" if ingetrokken else "afgewezen" if pas.status.value == "afgewezen" else "aangenomen"
        yield Moment(
            f"antwoord:{pas.id}",
            pas.antwoord_op,
            None,
            Momentsoort.DOORGELEIDING,
            pas.naar,
            f"{pas.label}: {wat}",
            pas.antwoord,
            None,
        )
    if pas.afloop_op is not None:
        yield Moment(
            f"afloop:{pas.id}",
            pas.afloop_op,
            None,
            Momentsoort.DOORGELEIDING,
            pas.naar,
            f"{pas.label}: afgerond",
            pas.afloop,
            None,
        )
