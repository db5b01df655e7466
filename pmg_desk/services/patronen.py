"""What stands out in a log, as questions for the privacy officer, and that somebody looked at one and what it was.

The rules are in ``domain.patronen``; here come the lines, what is known of roles and organisations, and the thresholds
of the profile. That a question was looked at is a line of the log, with the note beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from uuid import UUID

from pmg_desk.domain.canoniek import lees_canoniek
from pmg_desk.domain.controle import MAX_REGEL, Veldcontrole
from pmg_desk.domain.fouten import NietGevonden
from pmg_desk.domain.klok import AMSTERDAM, lokale_dag
from pmg_desk.domain.logboek import Logregel
from pmg_desk.domain.patronen import AFDRUKREGEL, Drempels, Patroon, vind
from pmg_desk.domain.profiel import Profiel
from pmg_desk.domain.rollen import Rol
from pmg_desk.services.auditbron import Auditbron, open_bron
from pmg_desk.services.casusrollen import Casusrollen
from pmg_desk.services.logzinnen import zin
from pmg_desk.services.sleutelboek import gelukte_regels
from pmg_desk.services.steekproeven import AlBekeken, EigenRegel, is_er_een_ander
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import logregels
from pmg_desk.storage.casussen import tafels_van
from pmg_desk.storage.models import Organisatie, Verstrekking

BEKEKENREGEL = "patroon.bekijken"
_KENMERK = re.compile(r"[0-9a-f]{64}")
_REGELS = 40
"""So many lines of a pattern are written out; their numbers are all there."""

NIET_UIT_PAKKET = (
    "Rollen in een casus en soorten organisaties staan niet in een auditpakket. Vragen daarover zijn alleen in de "
    "kluis zelf te stellen."
)


@dataclass(frozen=True, slots=True)
class PatroonInzicht:
    """One question with what it rests on. ``bekeken_door`` is empty while nobody looked at it."""

    kenmerk: str
    actor: str
    vraag: str
    wie: str
    casusnummer: str
    eerste: datetime
    laatste: datetime
    getallen: str
    nrs: tuple[int, ...]
    regels: tuple[str, ...]
    bekeken_op: datetime | None
    bekeken_door: str
    opmerking: str


@dataclass(frozen=True, slots=True)
class Patroonlijst:
    """The questions of a period, those that nobody looked at first; and what cannot be asked from here."""

    patronen: tuple[PatroonInzicht, ...]
    ontbreekt: tuple[str, ...]


def drempels_van(profiel: Profiel) -> Drempels:
    """The thresholds of a profile."""
    i = profiel.instellingen
    return Drempels(
        zoek_dag=i.patroon_zoek_dag.waarde,
        zoek_uur=i.patroon_zoek_uur.waarde,
        zoek_factor=i.patroon_zoek_factor.waarde,
        nacht_van=i.patroon_nacht_van.waarde,
        nacht_tot=i.patroon_nacht_tot.waarde,
        noodtoegang=i.patroon_noodtoegang.waarde,
        mislukt=i.patroon_mislukt.waarde,
        mislukt_uren=i.patroon_mislukt_uren.waarde,
        laat_dagen=i.patroon_laat_dagen.waarde,
    )


def list_patronen(werkplek: Werkplek, van: date, tot: date, dossier_id: UUID | None = None) -> Patroonlijst:
    """What stands out in the lines of these days. Looking is logged. Raises GeenToegang, NietGevonden."""
    with werkplek.doe() as t:
        bron = open_bron(t, dossier_id)
        lijst = lees_patronen(t, bron, van, tot)
        t.log("patroon.lezen", "logboek", dossier_id, aantal=len(lijst.patronen))
        return lijst


def lees_patronen(t: Transactie, bron: Auditbron, van: date, tot: date) -> Patroonlijst:
    """The same, inside a use case that checked the right and logs."""
    regels = list(bron.regels(_begin(van), _begin(tot + timedelta(days=1))))
    hier = bron.dossier_id is None
    rollen = Casusrollen(t)

    def heeft_rol(regel: Logregel) -> bool:
        """A privacy officer sees content only through what they judge or audit, which has its own way in."""
        casus_id = regel.casus_id
        if not hier or casus_id is None or regel.rol == Rol.PRIVACY_OFFICER.value:
            return True
        return bool(rollen.rol(regel.actor, casus_id, regel.tijd))

    def hoort_erbij(regel: Logregel) -> bool:
        return not hier or _hoort_erbij(t, regel)

    toen = {deling.id: deling.op for deling in bron.delingen()}
    uitgifte = partial(_uitgifte, bron)
    gevonden = vind(
        regels, drempels_van(t.profiel), heeft_rol, hoort_erbij, uitgifte, lambda r: toen.get(r.object_id or "")
    )
    bekeken = {r.object_id: r for r in gelukte_regels(t, BEKEKENREGEL) if r.object_id is not None}
    per_nr = {regel.nr: regel for regel in regels}
    inzichten = [_inzicht(t, bron, patroon, per_nr, bekeken) for patroon in gevonden]
    return Patroonlijst(
        tuple(sorted(inzichten, key=lambda p: p.bekeken_op is not None)),
        bron.ontbreekt() if hier else (*bron.ontbreekt(), NIET_UIT_PAKKET),
    )


def _begin(dag: date) -> datetime:
    return datetime.combine(dag, time.min, AMSTERDAM).astimezone(UTC)


def _hoort_erbij(t: Transactie, regel: Logregel) -> bool:
    """Whether the organisation of this sharing is of a kind that the profile has, and that a table of the casus has.

    A table that names no organisations takes all; an internal print goes to nobody.
    """
    rij = None if regel.object_id is None else t.db.get(Verstrekking, UUID(regel.object_id))
    if rij is None or rij.organisatie_id is None:
        return True
    soort = t.haal(Organisatie, rij.organisatie_id).soort
    if soort not in t.profiel.organisaties:
        return False
    sleutels = tafels_van(t.db, [rij.casus_id], lokale_dag(regel.tijd))[rij.casus_id]
    tafels = [t.profiel.tafels[sleutel] for sleutel in sleutels if sleutel in t.profiel.tafels]
    return not tafels or any(not tafel.organisaties or soort in tafel.organisaties for tafel in tafels)


def _uitgifte(bron: Auditbron, regel: Logregel) -> Logregel | None:
    """The line with which this was issued, often of before the days that were asked for."""
    if regel.casus_id is None:
        return None
    van_casus = bron.regels_van(regel.casus_id)
    return next((r for r in van_casus if r.actie == AFDRUKREGEL and r.object_id == regel.object_id), None)


def _id(kenmerk: str) -> UUID:
    """As a log line names it: the first half of its hash."""
    return UUID(kenmerk[:32])


def _inzicht(
    t: Transactie, bron: Auditbron, patroon: Patroon, per_nr: dict[int, Logregel], bekeken: dict[str, Logregel]
) -> PatroonInzicht:
    gezien = bekeken.get(str(_id(patroon.kenmerk)))
    return PatroonInzicht(
        kenmerk=patroon.kenmerk,
        actor=patroon.actor,
        vraag=patroon.soort.value,
        wie=patroon.actor_naam,
        casusnummer=bron.casusnummer(patroon.casus_id),
        eerste=patroon.eerste,
        laatste=patroon.laatste,
        getallen=", ".join(f"{woord}: {aantal}" for woord, aantal in patroon.getallen),
        nrs=patroon.nrs,
        regels=tuple(_regel(bron, per_nr[nr]) for nr in patroon.nrs[:_REGELS]),
        bekeken_op=None if gezien is None else gezien.tijd,
        bekeken_door="" if gezien is None else gezien.actor_naam,
        opmerking="" if gezien is None else _opmerking(t, _id(patroon.kenmerk)),
    )


def _regel(bron: Auditbron, regel: Logregel) -> str:
    wanneer = regel.tijd.astimezone(AMSTERDAM).strftime("%d-%m-%Y %H:%M")
    wat = zin(regel.actie, regel.actor_naam, bron.casusnummer(regel.casus_id), regel.ontvanger, regel.aantal)
    return f"Regel {regel.nr}, {wanneer}: {wat}"


def _opmerking(t: Transactie, id_: UUID) -> str:
    bewaard = logregels.laatste_detail(t.db, BEKEKENREGEL, id_)
    if bewaard is None or bewaard.detail is None:
        return ""
    return str(lees_canoniek(bewaard.detail)["opmerking"])


def mark_bekeken(werkplek: Werkplek, patroon: PatroonInzicht, opmerking: str, dossier_id: UUID | None = None) -> None:
    """Say that somebody looked at a question, and what it was: in the log, without case content.

    Raises OngeldigeInvoer (``opmerking``), AlBekeken, EigenRegel, NietGevonden.
    """
    with werkplek.doe() as t:
        open_bron(t, dossier_id)
        if not _KENMERK.fullmatch(patroon.kenmerk):
            raise NietGevonden
        id_ = _id(patroon.kenmerk)
        if any(regel.object_id == str(id_) for regel in gelukte_regels(t, BEKEKENREGEL)):
            raise AlBekeken
        if patroon.actor == str(t.gebruiker.id) and is_er_een_ander(t):
            raise EigenRegel
        veld = Veldcontrole()
        tekst = veld.tekst("opmerking", opmerking, verplicht=True, maximum=MAX_REGEL * 2, lang=True)
        veld.klaar()
        t.log(BEKEKENREGEL, "patroon", id_, aantal=len(patroon.nrs), detail={"opmerking": tekst})
        t.gewijzigd("patroon", id_)
