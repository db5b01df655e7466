"""Under what something was shared, as it stood on a day: decisions, tafelkaders and emergencies, each checked again.

In a vault from the signatures themselves; of another vault from what its audit package, its log and
the own register tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from pmg_desk.domain.delen import Gebrek, Toetskader
from pmg_desk.domain.klok import AMSTERDAM, lokale_dag
from pmg_desk.domain.logboek import Logregel
from pmg_desk.domain.tafelkader import geldende, toets_kader
from pmg_desk.domain.wiewist import Rechtsgrond
from pmg_desk.services.auditbron import MET_SPOED, Auditbron
from pmg_desk.services.auditvergelijking import BESLUIT_ELDERS, BESLUIT_HIER
from pmg_desk.services.besluiten import INTREKREGELS, getoetste_besluiten, peilmoment, toetskader
from pmg_desk.services.deelbaar import KADERINTREKREGELS, bewaard_kader, kadertoets
from pmg_desk.services.sleutelboek import gelukte_regels
from pmg_desk.services.toezichtregister import toets_eigen
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import delen as rijen
from pmg_desk.storage import spoed, tafelkaders
from pmg_desk.storage import toezicht as toezichtrijen
from pmg_desk.storage.models import Gebruiker, OntvangenVerzoek, Toezichtbesluit

_ELDERS = "een privacy officer buiten die kluis"
_NIET_IN_PAKKET = "Of het nog geldt, staat niet in dit pakket."


def _einde(t: Transactie, op: date) -> datetime:
    """The last moment of a day in the Netherlands; of today the moment at which validity is judged."""
    einde = datetime.combine(op + timedelta(days=1), time.min, AMSTERDAM).astimezone(UTC) - timedelta(microseconds=1)
    return peilmoment(t) if op == t.vandaag else einde


def gronden_hier(t: Transactie, casus_id: UUID, op: date) -> dict[str, Rechtsgrond]:
    """Decisions of the casus and tafelkaders of the vault, each checked as it stood on that day."""
    einde, nu = _einde(t, op), toetskader(t)
    weg = _ingetrokken_op(t, INTREKREGELS, {str(i.besluit_id): i.op for i in rijen.intrekkingen(t.db)}, einde)
    kader = replace(nu, moment=einde, ingetrokken=weg)
    gronden = {}
    for rij, _, getoetst in getoetste_besluiten(t, casus_id, kader):
        besluit = getoetst.besluit
        gronden[str(rij.id)] = Rechtsgrond(
            str(rij.id),
            f"besluit {rij.nummer}",
            _naam(t, rij.door_id),
            None if besluit is None else besluit.besloten_op,
            getoetst.geldig,
            _zin(getoetst.gebrek),
        )
    return gronden | _kaders(t, kadertoets(t, nu), einde) | _nood(t, casus_id, einde)


def _nood(t: Transactie, casus_id: UUID, einde: datetime) -> dict[str, Rechtsgrond]:
    """What was shared in an emergency rests on no decision, but on what was found of it afterwards."""
    nood = spoed.spoed_bij(t.db, [rij.id for rij in rijen.verstrekkingen(t.db, casus_id=casus_id)])
    gevonden = spoed.bevindingen(t.db, [rij.id for rij in nood.values()])
    gronden = {}
    for rij in nood.values():
        bevinding = gevonden.get(rij.id)
        if bevinding is None or bevinding.op > einde:
            een = Rechtsgrond(str(rij.id), MET_SPOED, "", None, None, "Met spoed gedeeld, en nog niet beoordeeld.")
        else:
            waarom = "" if bevinding.rechtmatig else "Met spoed gedeeld, en achteraf niet rechtmatig bevonden."
            een = Rechtsgrond(
                str(rij.id), MET_SPOED, _naam(t, bevinding.door_id), bevinding.op, bevinding.rechtmatig, waarom
            )
        gronden[een.id] = een
    return gronden


def _kaders(t: Transactie, nu: Toetskader, einde: datetime) -> dict[str, Rechtsgrond]:
    rij_tijden = {str(i.kader_id): i.op for i in tafelkaders.intrekkingen(t.db)}
    kader = replace(nu, moment=einde, ingetrokken=_ingetrokken_op(t, KADERINTREKREGELS, rij_tijden, einde))
    toegestaan = [c.sleutel for c in t.profiel.datacategorieen.values() if c.in_kader]
    paren = [(rij, toets_kader(bewaard_kader(rij), kader, toegestaan)) for rij in tafelkaders.kaders(t.db)]
    gelden = {getoetst.bewaard.id for getoetst in geldende(getoetst for _, getoetst in paren)}
    gronden = {}
    for rij, getoetst in paren:
        tekst, id_ = getoetst.kader, str(rij.id)
        gebrek = getoetst.gebrek or (None if id_ in gelden else Gebrek.VERVANGEN)
        op = None if tekst is None else tekst.besloten_op
        gronden[id_] = Rechtsgrond(
            id_, f"tafelkader {rij.nummer}", _naam(t, rij.door_id), op, gebrek is None, _zin(gebrek)
        )
    return gronden


def _ingetrokken_op(
    t: Transactie, acties: tuple[str, ...], uit_rijen: Mapping[str, datetime], einde: datetime
) -> frozenset[str]:
    """What was withdrawn by that moment, as far as this vault knew: by the log line or by the signed row."""
    uit_log = {r.object_id for r in gelukte_regels(t, *acties) if r.tijd <= einde and r.object_id is not None}
    return frozenset(uit_log | {id_ for id_, op in uit_rijen.items() if op <= einde})


def _zin(gebrek: Gebrek | None) -> str:
    return "" if gebrek is None else gebrek.value


def _naam(t: Transactie, id_: UUID) -> str:
    wie = t.db.get(Gebruiker, id_)
    return "" if wie is None else wie.naam


def gronden_elders(t: Transactie, bron: Auditbron, op: date) -> dict[str, Rechtsgrond]:
    """What the package, its log lines and the own register tell of each decision; no signature lies in a package."""
    eigen = {str(b.id): (b, v) for b, v in toezichtrijen.besluiten(t.db)}
    ingetrokken = {str(i.besluit_id): i.op for i in toezichtrijen.intrekkingen(t.db)}
    genomen: dict[str, Logregel] = {}
    for regel in bron.regels():
        if regel.object_id is None:
            continue
        if regel.actie in (BESLUIT_HIER, BESLUIT_ELDERS):
            genomen.setdefault(regel.object_id, regel)
        elif regel.actie in INTREKREGELS:
            ingetrokken.setdefault(regel.object_id, regel.tijd)
    return {id_: _grond_elders(t, id_, naam, eigen, ingetrokken, genomen, op) for id_, naam in bron.namen().items()}


def _grond_elders(
    t: Transactie,
    id_: str,
    naam: str,
    eigen: Mapping[str, tuple[Toezichtbesluit, OntvangenVerzoek]],
    ingetrokken: Mapping[str, datetime],
    genomen: Mapping[str, Logregel],
    op: date,
) -> Rechtsgrond:
    """One decision: with its signature where it was taken here, else as far as the log of the other vault tells."""
    if id_ in eigen:
        besluit, verzoek = eigen[id_]
        toen = {UUID(weg) for weg, wanneer in ingetrokken.items() if lokale_dag(wanneer) <= op}
        getoetst = toets_eigen(t, besluit, verzoek, toen, _einde(t, op))
        return Rechtsgrond(id_, naam, _naam(t, besluit.door_id), besluit.op, getoetst.geldig, _zin(getoetst.gebrek))
    regel = genomen.get(id_)
    door = "" if regel is None else (regel.actor_naam if regel.actie == BESLUIT_HIER else _ELDERS)
    weg = ingetrokken.get(id_)
    if weg is not None and lokale_dag(weg) <= op:
        return Rechtsgrond(id_, naam, door, None if regel is None else regel.tijd, False, Gebrek.INGETROKKEN.value)
    return Rechtsgrond(id_, naam, door, None if regel is None else regel.tijd, None, _NIET_IN_PAKKET)
