"""Erasing a casus: which rows go is read from the metadata of the columns, not from a list kept by hand.

A row goes when a foreign key that goes with a casus (``Wissen.CASUS``, ``Wissen.CONCEPT``) points at a row that goes;
a key that only points from one dossier into another (``Wissen.LOSMAKEN``) is emptied. What no foreign key leads to has
a way of its own, named in ``ZONDER_SLEUTEL``. The triggers of append-only tables forbid UPDATE, so those rows can go;
of the log only the detail is emptied, which is the one UPDATE its trigger allows.

``secure_delete`` zeroes freed pages and cells, but when SQLite rebalances a tree it copies cells and leaves the old
bytes in the unused part of a page: in a table with much coming and going, 1 of 1,636 deleted rows could still be read
in a decrypted page. So :func:`herschrijf` writes the whole file anew; then nothing but live rows is left in any page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2

from pmg_desk.storage import concepten, nummers, zoekindex
from pmg_desk.storage.engine import als_fout
from pmg_desk.storage.gegevens import Wissen
from pmg_desk.storage.models import (
    Basis,
    Casus,
    Concept,
    Groepslid,
    Kaderbrief,
    KaderbriefDeel,
    Logdetail,
    LogregelRij,
    OntvangenVerzoek,
    Relatieplek,
    Verstrekking,
    Zoekrij,
)
from pmg_desk.storage.verwijzingen import MEE, sleutel_van, tabel_van, verwijzingen

ZONDER_SLEUTEL = frozenset(
    {
        "groep",
        Kaderbrief.__tablename__,
        Logdetail.__tablename__,
        OntvangenVerzoek.__tablename__,
        Zoekrij.__tablename__,
    }
)
"""Tables with content of a casus that no foreign key leads to: found by member, part, line, text and id, here below."""

_DEEL = 500


@dataclass(slots=True)
class Wisplan:
    """The rows that go, by table; computed before anything is touched, so that people can see it first."""

    casus_id: UUID
    rijen: dict[str, set[Any]] = field(default_factory=lambda: defaultdict(set))
    details: set[int] = field(default_factory=set)

    def aantallen(self) -> dict[str, int]:
        """How many rows go, by table, and how many details of the log are emptied (``logdetail``)."""
        geteld = {tabel: len(ids) for tabel, ids in sorted(self.rijen.items()) if ids}
        return {**geteld, Logdetail.__tablename__: len(self.details)} if self.details else geteld


def bereikbaar() -> frozenset[str]:
    """Tables of which rows can go with a casus through foreign keys alone."""
    gevonden = {"casus", "jongere", *ZONDER_SLEUTEL}
    while True:
        meer = {v.tabel.name for v in verwijzingen() if v.doel in gevonden and v.wissen in MEE}
        if meer <= gevonden:
            return frozenset(gevonden)
        gevonden |= meer


def maak_plan(sessie: Session, casus_id: UUID, ontvangen: Collection[UUID] | None = None) -> Wisplan:
    """What goes with a casus. The jongere goes too when no other casus is about them.

    Works for a casus that has no row here as well: a register of received requests may still hold something of it.
    ``ontvangen``: these received requests only, and not every one that names the casus.
    """
    sessie.flush()
    plan = Wisplan(casus_id)
    casus = sessie.get(Casus, casus_id)
    if casus is not None:
        plan.rijen["casus"].add(casus_id)
        anderen = sa.select(sa.func.count()).where(Casus.jongere_id == casus.jongere_id, Casus.id != casus_id)
        if not sessie.scalar(anderen):
            plan.rijen["jongere"].add(casus.jongere_id)
    if ontvangen is None:
        noemt = OntvangenVerzoek.tekst.contains(str(casus_id))
        ontvangen = list(sessie.scalars(sa.select(OntvangenVerzoek.id).where(noemt)))
    plan.rijen["ontvangen_verzoek"].update(ontvangen)
    _vind_groepen(sessie, plan)
    _vind_relaties(sessie, plan)
    _vind_kaderbrieven(sessie, plan)
    _volg(sessie, plan)
    _vind_concepten(sessie, plan)
    _vind_zoekrijen(sessie, plan)
    _vind_details(sessie, plan)
    return plan


def voer_uit(sessie: Session, plan: Wisplan) -> dict[str, int]:
    """Erase what the plan says, in this transaction; returns what :meth:`Wisplan.aantallen` said before."""
    nummers.leg_vast(sessie)
    sessie.flush()
    verbinding = sessie.connection()
    # Rows point at each other within a table; the keys are all checked at the commit.
    verbinding.execute(sa.text("PRAGMA defer_foreign_keys = ON"))
    for verwijzing in verwijzingen():
        if verwijzing.wissen is Wissen.LOSMAKEN:
            for deel in _delen(plan.rijen.get(verwijzing.doel, ())):
                leeg = {verwijzing.kolom.name: None}
                verbinding.execute(sa.update(verwijzing.tabel).where(verwijzing.kolom.in_(deel)).values(leeg))
    zoekindex.wis_rijen(verbinding, plan.rijen.get(Zoekrij.__tablename__, ()))
    for tabel in reversed(Basis.metadata.sorted_tables):
        for deel in _delen(plan.rijen.get(tabel.name, ())):
            verbinding.execute(sa.delete(tabel).where(sleutel_van(tabel).in_(deel)))
    for deel in _delen(plan.details):
        verbinding.execute(
            sa.update(tabel_van(Logdetail)).where(Logdetail.nr.in_(deel)).values(zout=None, detail=None, gewist=True)
        )
    sessie.expire_all()
    return plan.aantallen()


def herschrijf(engine: sa.Engine) -> None:
    """Write the whole database file anew (VACUUM), so that no page holds anything but live rows.

    Outside any transaction. Needs as much free disk as the file is large, and that much memory: the copy is built in
    memory (``temp_store``). Measured for 103 MB: 4 seconds and 107 MB of memory. Raises KluisNietBereikbaar; the rows
    are gone then too, only their traces in pages are not.
    """
    verbinding = engine.raw_connection()
    try:
        verbinding.cursor().execute("VACUUM")
    except dbapi2.Error as oorzaak:
        raise als_fout(oorzaak) or oorzaak from None
    finally:
        verbinding.close()


def _volg(sessie: Session, plan: Wisplan) -> None:
    nieuw = {tabel: set(ids) for tabel, ids in plan.rijen.items()}
    while nieuw:
        volgende: dict[str, set[Any]] = defaultdict(set)
        for verwijzing in verwijzingen():
            if verwijzing.wissen not in MEE:
                continue
            sleutel = sleutel_van(verwijzing.tabel)
            for deel in _delen(nieuw.get(verwijzing.doel, ())):
                gevonden = set(sessie.scalars(sa.select(sleutel).where(verwijzing.kolom.in_(deel))))
                volgende[verwijzing.tabel.name] |= gevonden - plan.rijen[verwijzing.tabel.name]
        for tabel, ids in volgende.items():
            plan.rijen[tabel] |= ids
        nieuw = {tabel: ids for tabel, ids in volgende.items() if ids}


def _vind_groepen(sessie: Session, plan: Wisplan) -> None:
    """Groups of which this is the last casus: a household or group is only kept for the casussen in it."""
    mijn = sa.select(Groepslid.groep_id).where(Groepslid.casus_id == plan.casus_id)
    van_anderen = sa.select(Groepslid.groep_id).where(
        Groepslid.casus_id.is_not(None), Groepslid.casus_id != plan.casus_id
    )
    plan.rijen["groep"].update(sessie.scalars(mijn.where(Groepslid.groep_id.not_in(van_anderen))))


def _vind_relaties(sessie: Session, plan: Wisplan) -> None:
    """People around the jongere whom no other casus recorded: the jongere may stay for another casus, they do not."""
    mijn = sa.select(Relatieplek.relatie_id).where(Relatieplek.casus_id == plan.casus_id)
    van_anderen = sa.select(Relatieplek.relatie_id).where(Relatieplek.casus_id != plan.casus_id)
    plan.rijen["relatie"].update(sessie.scalars(mijn.where(Relatieplek.relatie_id.not_in(van_anderen))))


def _vind_kaderbrieven(sessie: Session, plan: Wisplan) -> None:
    """Letters that name sharings of this casus alone; of one that names others too only the document goes."""
    vraag = sa.select(KaderbriefDeel.brief_id).join(Verstrekking, Verstrekking.id == KaderbriefDeel.verstrekking_id)
    van_anderen = vraag.where(Verstrekking.casus_id != plan.casus_id)
    mijn = vraag.where(Verstrekking.casus_id == plan.casus_id, KaderbriefDeel.brief_id.not_in(van_anderen))
    plan.rijen[Kaderbrief.__tablename__].update(sessie.scalars(mijn))


def _vind_concepten(sessie: Session, plan: Wisplan) -> None:
    """Drafts about the casus or about a row that goes: some name it by its id and have no casus of their own."""
    plan.rijen[Concept.__tablename__].update(rij.id for rij in concepten.van_casus(sessie, plan.casus_id))
    ids = {str(sleutel) for rijen in plan.rijen.values() for sleutel in rijen if isinstance(sleutel, UUID)}
    for rij in sessie.execute(sa.select(Concept.id, Concept.object_id)):
        if rij.object_id in ids:
            plan.rijen[Concept.__tablename__].add(rij.id)


def _vind_zoekrijen(sessie: Session, plan: Wisplan) -> None:
    plan.rijen[Zoekrij.__tablename__].update(
        sessie.scalars(sa.select(Zoekrij.id).where(Zoekrij.casus_id == plan.casus_id))
    )


def _vind_details(sessie: Session, plan: Wisplan) -> None:
    """Details of lines about the casus, and of lines about a row of it that name no casus."""
    open_ = sa.select(LogregelRij.nr).join(Logdetail, Logdetail.nr == LogregelRij.nr).where(Logdetail.gewist.is_(False))
    plan.details.update(sessie.scalars(open_.where(LogregelRij.casus_id == plan.casus_id)))
    ids = {sleutel for rijen in plan.rijen.values() for sleutel in rijen if isinstance(sleutel, UUID)}
    for deel in _delen(ids):
        plan.details.update(
            sessie.scalars(open_.where(LogregelRij.casus_id.is_(None), LogregelRij.object_id.in_(deel)))
        )


def _delen(ids: Iterable[Any]) -> Iterator[list[Any]]:
    """SQLite takes a limited number of values in one statement."""
    alle = list(ids)
    return (alle[begin : begin + _DEEL] for begin in range(0, len(alle), _DEEL))
