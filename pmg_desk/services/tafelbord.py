"""The board of a table: which casussen are there, at which status and in which phase, and moving one on.

A table has its own statuses, phases and teams in the profile. What left the profile since stays readable, as a group of
its own with the stored key; it cannot be chosen again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.datums import Richting
from pmg_desk.domain.doorgeleiding import Fasegang, fasegang
from pmg_desk.domain.fouten import NietGevonden
from pmg_desk.domain.profiel.model import Tafel, label_van
from pmg_desk.domain.rollen import Recht
from pmg_desk.services import uitspraken
from pmg_desk.services.casussen import doelgroep_label
from pmg_desk.services.jongeren import leeftijd_kort, naam_van
from pmg_desk.services.stukken_route import categorie_van, tafelnaam
from pmg_desk.services.tafelrecht import eis_stappen, mag_stappen
from pmg_desk.services.tafelstappen import (
    BESLUITSTAPPEN,
    huidige_stappen,
    stap_label,
    stappen_van,
    te_kiezen_statussen,
    zet_stap,
)
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import aanmeldingen as aanmeldopslag
from pmg_desk.storage import routes as opslag
from pmg_desk.storage.models import Casus, CasusTafel, Jongere, StapSoort, Tafelstap, UitspraakSoort
from pmg_desk.storage.zichtbaar import tafels_van

__all__ = [
    "Bord",
    "BordRij",
    "FaseInvoer",
    "Groep",
    "StapSoort",
    "TafelKeuze",
    "list_bordtafels",
    "set_fase",
    "set_status",
    "set_team",
    "toon_bord",
]

GEEN_STATUS = "Nog geen status"

BESLUIT_BIJ_AANMELDING = (
    "Deze status volgt uit het besluit over de aanmelding. Open de aanmelding en leg het besluit daar vast, met de"
    " reden."
)
"""Why a status that says what the table decided is not set by hand."""


@dataclass(frozen=True, slots=True)
class TafelKeuze:
    """A table to look at; ``aantal`` counts the open casussen there that the user may see."""

    sleutel: str
    label: str
    aantal: int
    eigen: bool
    in_profiel: bool


@dataclass(frozen=True, slots=True)
class BordRij:
    """A casus on the board. Labels are words; an empty key means that it was never set."""

    casus_tafel_id: UUID
    casus_id: UUID
    nummer: str
    naam: str
    leeftijd: str
    doelgroep: str | None
    doelgroep_label: str
    aan_tafel_sinds: date
    status: str
    status_label: str
    status_sinds: date
    dagen: int  # in this status
    statussen: tuple[tuple[str, str], ...]  # key and label, to choose from
    aangemeld: bool  # a decision on the aanmelding says what the table decided
    wacht: bool  # the table has not decided yet: no status or phase is set by hand
    fase: str
    fase_label: str
    fase_sinds: date | None
    bereikt: Mapping[str, date]  # every phase that was reached, with the last day
    team: str
    regisseur: str
    eigen: bool
    lopend: int  # things passed on from this table that are not finished


@dataclass(frozen=True, slots=True)
class Groep:
    """The casussen of one status; ``in_profiel`` False when the profile no longer has it."""

    sleutel: str
    label: str
    in_profiel: bool
    rijen: tuple[BordRij, ...]


@dataclass(frozen=True, slots=True)
class Bord:
    """A table with its groups in the order of the profile; statuses that left it come last."""

    tafel: str
    label: str
    voor_wie: str
    procesregie: str
    fasen: tuple[tuple[str, str], ...]
    teams: tuple[str, ...]
    categorie: str  # the data category of what is said here
    groepen: tuple[Groep, ...]
    mag_wijzigen: bool
    mag_stappen: bool  # also the statuses and phases of this table

    @property
    def rijen(self) -> tuple[BordRij, ...]:
        """All casussen, group by group."""
        return tuple(rij for groep in self.groepen for rij in groep.rijen)


@dataclass(frozen=True, slots=True)
class FaseInvoer:
    """A phase that was reached: when, by what one sees it, and why when it is not the next in order."""

    fase: str
    op: str | date | None
    bewijs: UitspraakInvoer
    reden: str = ""


def list_bordtafels(werkplek: Werkplek) -> tuple[TafelKeuze, ...]:
    """The tables of the profile and those still in use, one's own first."""
    with werkplek.doe() as t:
        t.eis(Recht.CASUS_LEZEN)
        aantallen = opslag.tafels_in_gebruik(t.db, t.zichtbaar_per_rij(), t.vandaag)
        eigen = set(tafels_van(t.db, t.gebruiker.id, t.vandaag))
        keuzes = [
            TafelKeuze(
                tafel, tafelnaam(t.profiel, tafel), aantallen.get(tafel, 0), tafel in eigen, tafel in t.profiel.tafels
            )
            for tafel in dict.fromkeys((*t.profiel.tafels, *sorted(aantallen)))
        ]
        return tuple(sorted(keuzes, key=lambda keuze: not keuze.eigen))


def toon_bord(werkplek: Werkplek, tafel: str) -> Bord:
    """The open casussen at a table now that the user may see. No more than the list of casussen shows: not logged."""
    with werkplek.doe() as t:
        t.eis(Recht.CASUS_LEZEN)
        in_profiel = t.profiel.tafels.get(tafel)
        rijen = _rijen(t, tafel)
        statussen = () if in_profiel is None else in_profiel.statussen
        over = dict.fromkeys(rij.status for rij in rijen if rij.status not in statussen)
        return Bord(
            tafel=tafel,
            label=tafelnaam(t.profiel, tafel),
            voor_wie="" if in_profiel is None else in_profiel.voor_wie,
            procesregie="" if in_profiel is None else in_profiel.procesregie,
            fasen=() if in_profiel is None else tuple(in_profiel.fasen.items()),
            teams=() if in_profiel is None else in_profiel.teams,
            categorie=categorie_van(t.profiel, tafel),
            groepen=tuple(
                Groep(
                    status,
                    label_van(t.profiel.tafelstatussen, status) if status else GEEN_STATUS,
                    status in statussen or not status,
                    tuple(rij for rij in rijen if rij.status == status),
                )
                for status in (*(("",) if "" in over else ()), *statussen, *(s for s in over if s))
            ),
            mag_wijzigen=t.gebruiker.mag(Recht.CASUS_SCHRIJVEN),
            mag_stappen=t.gebruiker.mag(Recht.CASUS_SCHRIJVEN) and mag_stappen(t, tafel),
        )


def _rijen(t: Transactie, tafel: str) -> tuple[BordRij, ...]:
    gevonden = opslag.aan_tafel(t.db, tafel, t.zichtbaar_per_rij(), t.vandaag)
    stappen = stappen_van(t.db, [plek.id for plek, *_ in gevonden])
    lopend = opslag.aantal_lopend(t.db, t.zichtbaar(), tafel)
    aangemeld = aanmeldopslag.aangemelde_plekken(t.db, [plek.id for plek, *_ in gevonden])
    wacht = aanmeldopslag.wachtende_plekken(t.db, aangemeld)
    return tuple(
        replace(
            _rij(t, plek, casus, jongere, regisseur, stappen[plek.id], lopend.get(casus.id, 0), plek.id in aangemeld),
            wacht=plek.id in wacht,
        )
        for plek, casus, jongere, regisseur in gevonden
    )


def _rij(
    t: Transactie,
    plek: CasusTafel,
    casus: Casus,
    jongere: Jongere,
    regisseur: str,
    stappen: tuple[Tafelstap, ...],
    lopend: int,
    aangemeld: bool,
) -> BordRij:
    nu = {stap.soort: stap for stap in stappen}
    status, fase, team = nu.get(StapSoort.STATUS), nu.get(StapSoort.FASE), nu.get(StapSoort.TEAM)
    sinds = plek.van if status is None else status.bereikt_op
    return BordRij(
        casus_tafel_id=plek.id,
        casus_id=casus.id,
        nummer=casus.nummer,
        naam=naam_van(jongere).sorteernaam,
        leeftijd=leeftijd_kort(jongere.geboortedatum, t.vandaag),
        doelgroep=casus.doelgroep,
        doelgroep_label=doelgroep_label(t.profiel, casus.doelgroep),
        aan_tafel_sinds=plek.van,
        status="" if status is None else status.sleutel,
        status_label=GEEN_STATUS if status is None else stap_label(t, plek.tafel, status),
        status_sinds=sinds,
        dagen=(t.vandaag - sinds).days,
        statussen=te_kiezen_statussen(t, plek.tafel, "" if status is None else status.sleutel, aangemeld=aangemeld),
        aangemeld=aangemeld,
        wacht=False,
        fase="" if fase is None else fase.sleutel,
        fase_label="" if fase is None else stap_label(t, plek.tafel, fase),
        fase_sinds=None if fase is None else fase.bereikt_op,
        bereikt={stap.sleutel: stap.bereikt_op for stap in stappen if stap.soort is StapSoort.FASE},
        team="" if team is None else team.sleutel,
        regisseur=regisseur,
        eigen=casus.regisseur_id == t.gebruiker.id,
        lopend=lopend,
    )


def set_status(
    werkplek: Werkplek,
    casus_tafel_id: UUID,
    status: str,
    op: str | date | None = None,
    toelichting: UitspraakInvoer | None = None,
) -> None:
    """Move a casus to another status of its table; what a decision on an aanmelding says is not set here.

    Raises OngeldigeInvoer, GeenToegang, NietVanDezeTafel, NogNietBesloten, CasusGesloten, NietGevonden.
    """
    with werkplek.doe() as t:
        plek, tafel = _plek(t, casus_tafel_id)
        eis_stappen(t, plek)
        veld = Veldcontrole()
        veld.keuze("status", status, () if tafel is None else tafel.statussen)
        dag = _dag(t, veld, plek, StapSoort.STATUS, op)
        nu = huidige_stappen(t.db, [plek.id])[plek.id].get(StapSoort.STATUS)
        veld.eis(nu is None or nu.sleutel != status, "status", "Deze status heeft de casus al.")
        besluit = status in BESLUITSTAPPEN.values() and _is_aangemeld(t, plek)
        veld.eis(not besluit, "status", BESLUIT_BIJ_AANMELDING)
        tekst = None
        if toelichting is not None:
            tekst = _gecontroleerd(t, veld, plek, toelichting, "toelichting")
        veld.klaar()
        assert dag is not None
        _zet(t, plek, StapSoort.STATUS, status, dag, tekst)


def set_team(werkplek: Werkplek, casus_tafel_id: UUID, team: str) -> None:
    """Say by which team of a table a casus is looked at. Raises OngeldigeInvoer, GeenToegang, CasusGesloten."""
    with werkplek.doe() as t:
        plek, tafel = _plek(t, casus_tafel_id)
        veld = Veldcontrole()
        veld.keuze("team", team, () if tafel is None else tafel.teams)
        veld.klaar()
        _zet(t, plek, StapSoort.TEAM, team, t.vandaag, None)


def set_fase(werkplek: Werkplek, casus_tafel_id: UUID, invoer: FaseInvoer) -> None:
    """Record that a phase was reached, with its evidence. Going back or skipping asks why, and is never refused.

    Raises OngeldigeInvoer, GeenToegang, NietVanDezeTafel, NogNietBesloten, CasusGesloten, NietGevonden.
    """
    with werkplek.doe() as t:
        plek, tafel = _plek(t, casus_tafel_id)
        eis_stappen(t, plek)
        veld = Veldcontrole()
        fasen = () if tafel is None else tuple(tafel.fasen)
        veld.keuze("fase", invoer.fase, fasen)
        dag = _dag(t, veld, plek, StapSoort.FASE, invoer.op)
        bewijs = _gecontroleerd(t, veld, plek, invoer.bewijs, "bewijs")
        gang = _gang(t, plek, fasen, invoer.fase) if invoer.fase in fasen else Fasegang.VOLGENDE
        reden = None
        if gang.vraagt_reden:
            wat = "een stap teruggaat" if gang is Fasegang.TERUG else "een fase overslaat"
            veld.eis(bool(invoer.reden.strip()), "reden", f"Schrijf op waarom u {wat}.")
            reden = _gecontroleerd(t, veld, plek, UitspraakInvoer(invoer.reden, gezegd_op=dag), "reden")
        veld.klaar()
        assert dag is not None
        _zet(t, plek, StapSoort.FASE, invoer.fase, dag, bewijs, reden)


def _plek(t: Transactie, casus_tafel_id: UUID) -> tuple[CasusTafel, Tafel | None]:
    plek = t.haal(CasusTafel, casus_tafel_id)
    t.casus(plek.casus_id, wijzigen=True)
    if plek.tot is not None:
        raise NietGevonden
    return plek, t.profiel.tafels.get(plek.tafel)


def _is_aangemeld(t: Transactie, plek: CasusTafel) -> bool:
    """Whether the casus was put before the table in this stretch: then the aanmelding says what was decided."""
    return plek.id in aanmeldopslag.aangemelde_plekken(t.db, [plek.id])


def _gecontroleerd(
    t: Transactie, veld: Veldcontrole, plek: CasusTafel, invoer: UitspraakInvoer, veldnaam: str
) -> UitspraakInvoer:
    """Checked text; without a category of its own it has that of the table, so that it is not shared more widely."""
    invoer = replace(invoer, categorie=invoer.categorie or categorie_van(t.profiel, plek.tafel))
    return uitspraken.controleer(t, veld, invoer, UitspraakSoort.ROUTE, veldnaam=veldnaam)


def _gang(t: Transactie, plek: CasusTafel, fasen: tuple[str, ...], fase: str) -> Fasegang:
    nu = huidige_stappen(t.db, [plek.id])[plek.id].get(StapSoort.FASE)
    return fasegang(fasen, None if nu is None else nu.sleutel, fase)


def _dag(t: Transactie, veld: Veldcontrole, plek: CasusTafel, soort: StapSoort, op: str | date | None) -> date | None:
    """A day not before the step that it follows: the latest day is what counts as now."""
    vorige = huidige_stappen(t.db, [plek.id])[plek.id].get(soort)
    niet_voor = (
        (plek.van, "de dag waarop de casus aan deze tafel kwam")
        if vorige is None
        else (vorige.bereikt_op, "de dag van de vorige stap")
    )
    return veld.datum(
        "op",
        op or t.vandaag,
        t.vandaag,
        richting=Richting.VERLEDEN,
        niet_voor=niet_voor,
        niet_na=(t.vandaag, "vandaag"),
    )


def _zet(
    t: Transactie,
    plek: CasusTafel,
    soort: StapSoort,
    sleutel: str,
    dag: date,
    tekst: UitspraakInvoer | None,
    reden: UitspraakInvoer | None = None,
) -> None:
    rijen = [
        None if deel is None else uitspraken.voeg_toe(t, plek.casus_id, UitspraakSoort.ROUTE, deel)
        for deel in (tekst, reden)
    ]
    stap = zet_stap(t, plek, soort, sleutel, dag, *(None if rij is None else rij.id for rij in rijen))
    if stap is not None:
        t.log(
            "tafelstap.zetten",
            "tafelstap",
            stap.id,
            casus_id=plek.casus_id,
            detail={"tafel": plek.tafel, "soort": soort.value, "stap": sleutel, "op": dag.isoformat()},
        )
