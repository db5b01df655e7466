"""Everything a dossier is cut from, read in one go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage import inhoud, leefgebieden, netwerk
from pmg_desk.storage.models import (
    Actie,
    ActieStatus,
    Antecedent,
    Betrokkenheid,
    Casus,
    Doel,
    Factor,
    Groep,
    Groepslid,
    Indeling,
    Jongere,
    Kenmerk,
    KenmerkSoort,
    LogregelRij,
    Organisatie,
    PlanStatus,
    PlanVersie,
    Professional,
    Relatie,
    Relatieduiding,
    Score,
    Uitspraak,
)


@dataclass(frozen=True, slots=True)
class Dossierrijen:
    """The rows of one casus that hold now."""

    jongere: Jongere
    relaties: list[Relatie]
    duidingen: dict[UUID, Relatieduiding]  # by relation: what this casus says of them
    groepen: list[tuple[Groep, Groepslid]]
    indeling: Indeling | None
    antecedenten: list[Antecedent]
    scores: list[Score]  # the latest of each leefgebied
    kenmerken: list[Kenmerk]  # the latest of each kind, when it says yes
    plan: PlanVersie | None
    doelen: list[Doel]
    leefgebied_van_doel: dict[UUID, str]  # by stam, of every version: an action may outlive its goal
    acties: list[tuple[Actie, Professional, Organisatie]]
    betrokkenen: list[tuple[Betrokkenheid, Professional, Organisatie]]
    uitspraken: dict[UUID, Uitspraak]  # by the id that rows refer to: what holds now in its place
    losse_uitspraken: list[Uitspraak]  # those no other row refers to
    gewijzigd: dict[UUID, datetime]  # last logged change per row
    factoren: list[Factor]
    reacties: dict[UUID, list[Uitspraak]]  # by the id of the statement that holds now


def lees_dossier(sessie: Session, casus: Casus, vandaag: date) -> Dossierrijen:
    """Read a casus whole; access has been checked by the caller."""
    # What was agreed is the plan; one that is still being made only counts while nothing was agreed yet.
    plan = sessie.scalar(
        sa.select(PlanVersie)
        .where(PlanVersie.casus_id == casus.id, PlanVersie.status != PlanStatus.VERVANGEN)
        .order_by((PlanVersie.status == PlanStatus.VASTGESTELD).desc(), PlanVersie.nr.desc())
        .limit(1)
    )
    doelen = (
        []
        if plan is None
        else list(
            sessie.scalars(sa.select(Doel).where(Doel.plan_versie_id == plan.id).order_by(Doel.volgorde, Doel.id))
        )
    )
    acties = sessie.execute(
        sa.select(Actie, Professional, Organisatie)
        .join(Professional, Professional.id == Actie.eigenaar_id)
        .join(Organisatie, Organisatie.id == Professional.organisatie_id)
        .where(Actie.casus_id == casus.id, Actie.status != ActieStatus.VERVALLEN)
        .order_by(Actie.deadline, Actie.id)
    )
    betrokkenen = sessie.execute(
        sa.select(Betrokkenheid, Professional, Organisatie)
        .join(Professional, Professional.id == Betrokkenheid.professional_id)
        .join(Organisatie, Organisatie.id == Professional.organisatie_id)
        .where(
            Betrokkenheid.casus_id == casus.id,
            sa.or_(Betrokkenheid.tot.is_(None), Betrokkenheid.tot >= vandaag),
        )
        .order_by(Professional.naam, Betrokkenheid.id)
    )
    actierijen = [(a, p, o) for a, p, o in acties]
    laatste_scores = {score.leefgebied: score for score in inhoud.scores(sessie, casus.id)}
    laatste_kenmerken: dict[KenmerkSoort, Kenmerk] = {k.soort: k for k in inhoud.kenmerken(sessie, casus.id)}
    kenmerken = [k for k in laatste_kenmerken.values() if k.waarde]
    antecedenten = inhoud.huidige_antecedenten(sessie, casus.id)
    indelingen = inhoud.indelingen(sessie, casus.id)
    indeling = indelingen[-1] if indelingen else None
    factoren = leefgebieden.factoren(sessie, casus.id)
    relaties = sorted(netwerk.relaties(sessie, casus), key=lambda rij: (rij.soort, rij.op, rij.id))
    groepen = netwerk.groepen_van(sessie, casus.id)
    duidingen = netwerk.duidingen(sessie, [rij.id for rij in relaties], casus.id)
    verwijzingen = [
        *(duiding.uitspraak_id for duiding in duidingen.values()),
        *(s.uitspraak_id for s in inhoud.scores(sessie, casus.id)),
        *(k.uitspraak_id for k in inhoud.kenmerken(sessie, casus.id)),
        *(a.uitspraak_id for a in antecedenten),
        *(i.uitspraak_id for i in indelingen),
        *(d.uitspraak_id for d in doelen),
        *(tekst for a, _, _ in actierijen for tekst in (a.uitspraak_id, a.resultaat_id)),
        *(() if plan is None else (plan.uitspraak_id, plan.wens_id)),
        *(f.uitspraak_id for f in factoren),
    ]
    uitspraken = inhoud.huidige_van(sessie, {id_ for id_ in verwijzingen if id_ is not None})
    return Dossierrijen(
        jongere=sessie.get_one(Jongere, casus.jongere_id),
        relaties=relaties,
        duidingen=duidingen,
        groepen=groepen,
        indeling=indeling,
        antecedenten=antecedenten,
        scores=list(laatste_scores.values()),
        kenmerken=kenmerken,
        plan=plan,
        doelen=doelen,
        leefgebied_van_doel={
            rij.stam_id: rij.leefgebied
            for rij in sessie.execute(
                sa.select(Doel.stam_id, Doel.leefgebied)
                .join(PlanVersie, PlanVersie.id == Doel.plan_versie_id)
                .where(PlanVersie.casus_id == casus.id)
                .order_by(PlanVersie.nr)
            )
        },
        acties=actierijen,
        betrokkenen=[(b, p, o) for b, p, o in betrokkenen],
        uitspraken=uitspraken,
        losse_uitspraken=inhoud.huidige_uitspraken(sessie, casus.id, inhoud.LOSSE_SOORTEN),
        gewijzigd=_laatste_wijzigingen(sessie, casus)
        | netwerk.groepswijzigingen(sessie, [groep.id for groep, _ in groepen]),
        factoren=factoren,
        reacties=leefgebieden.reacties(sessie, casus.id),
    )


def _laatste_wijzigingen(sessie: Session, casus: Casus) -> dict[UUID, datetime]:
    """When the log last saw each editable row of this casus change; reading lines do not count."""
    vraag = (
        sa.select(LogregelRij.object_id, sa.func.max(LogregelRij.tijd))
        .where(
            sa.or_(LogregelRij.casus_id == casus.id, LogregelRij.object_id == casus.jongere_id),
            LogregelRij.object_soort.in_(
                ("jongere", "doel", "actie", "betrokkenheid", "relatie", "groepslid", "aanmelding")
            ),
        )
        .group_by(LogregelRij.object_id)
    )
    return {object_id: tijd for object_id, tijd in sessie.execute(vraag) if object_id is not None}
