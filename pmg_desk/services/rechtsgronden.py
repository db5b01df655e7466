"""Under what something was shared, as it stood on a day: decisions, tafelkaders and emergencies, each checked again.

In a vault from the signatures themselves; of another vault from what its audit package, its log and
the own register tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from pmg_desk.domain.canoniek import lees_canoniek
from pmg_desk.domain.deellog import Deling
from pmg_desk.domain.delen import Gebrek, Toetskader
from pmg_desk.domain.klok import AMSTERDAM, lokale_dag
from pmg_desk.domain.logboek import Logregel
from pmg_desk.domain.tafelkader import opvolger_van, toets_kader, zonder_vervangen
from pmg_desk.domain.wiewist import Rechtsgrond
from pmg_desk.services.auditbron import MET_SPOED, Auditbron
from pmg_desk.services.auditvergelijking import BESLUIT_ELDERS, BESLUIT_HIER
from pmg_desk.services.besluiten import INTREKREGELS, getoetste_besluiten, peilmoment, toetskader
from pmg_desk.services.deelbaar import KADERINTREKREGELS, bewaard_kader, kadertoets, vermiste_versies
from pmg_desk.services.sleutelboek import gelukte_regels
from pmg_desk.services.toezichtregister import toets_eigen
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import brieven, kaderbrieven, spoed, tafelkaders
from pmg_desk.storage import delen as rijen
from pmg_desk.storage import toezicht as toezichtrijen
from pmg_desk.storage.models import BriefSoort, Gebruiker, OntvangenVerzoek, Toezichtbesluit

_ELDERS = "een privacy officer buiten die kluis"
_NIET_IN_PAKKET = "Of het nog geldt, staat niet in dit pakket."
_TOEN_NIET_IN_PAKKET = "Of het toen gold, is uit dit pakket niet na te rekenen."


def _einde(t: Transactie, op: date) -> datetime:
    """The last moment of a day in the Netherlands; of today the moment at which validity is judged."""
    einde = datetime.combine(op + timedelta(days=1), time.min, AMSTERDAM).astimezone(UTC) - timedelta(microseconds=1)
    return peilmoment(t) if op == t.vandaag else einde


def gronden_hier(t: Transactie, casus_id: UUID, op: date) -> dict[str, Rechtsgrond]:
    """Decisions of the casus and tafelkaders of the vault, each checked as it stood on that day."""
    einde = _einde(t, op)
    gronden = _gronden(t, casus_id, einde, einde) | _nood(t, casus_id, einde)
    wegen = {str(i.besluit_id): (i.op, i.tekst) for i in rijen.intrekkingen(t.db)}
    wegen |= {str(i.kader_id): (i.op, i.tekst) for i in tafelkaders.intrekkingen(t.db)}
    gestuurd: dict[str, list[tuple[str, date]]] = {}
    for brief in brieven.brieven(t.db, casus_id):
        if brief.soort is BriefSoort.INTREKKING and brief.besluit_id is not None and brief.op <= einde:
            gestuurd.setdefault(str(brief.besluit_id), []).append((brief.aan, lokale_dag(brief.op)))
    for kaderbrief in kaderbrieven.over_casus(t.db, casus_id):
        if kaderbrief.op <= einde:
            gestuurd.setdefault(str(kaderbrief.kader_id), []).append((kaderbrief.aan, lokale_dag(kaderbrief.op)))
    return {
        id_: replace(
            grond,
            ingetrokken_op=lokale_dag(wegen[id_][0]),
            reden=_reden(wegen[id_][1]),
            brieven=tuple(gestuurd.get(id_, ())),
        )
        if id_ in wegen and wegen[id_][0] <= einde
        else grond
        for id_, grond in gronden.items()
    }


def gronden_toen(
    t: Transactie, casus_id: UUID, delingen: Iterable[Deling], op: date
) -> dict[str, dict[str, Rechtsgrond]]:
    """By sharing: decisions and tafelkaders as they stood when it was done, and of an emergency what was found by now.

    A decision that was withdrawn later on the same day still held.
    """
    nood = _nood(t, casus_id, _einde(t, op))
    return {d.id: _gronden(t, casus_id, _einde(t, lokale_dag(d.op)), d.op) | nood for d in delingen}


def _reden(tekst: str) -> str:
    try:
        return str(lees_canoniek(tekst)["reden"])
    except (ValueError, KeyError, TypeError):
        return ""  # the check of the log reports it


def _gronden(t: Transactie, casus_id: UUID, einde: datetime, weg_tot: datetime) -> dict[str, Rechtsgrond]:
    """Judged at ``einde``, with the withdrawals that were known at ``weg_tot``."""
    nu = toetskader(t)
    weg = _ingetrokken_op(t, INTREKREGELS, {str(i.besluit_id): i.op for i in rijen.intrekkingen(t.db)}, weg_tot)
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
    return gronden | _kaders(t, kadertoets(t, nu), einde, weg_tot)


def _nood(t: Transactie, casus_id: UUID, einde: datetime) -> dict[str, Rechtsgrond]:
    """What was shared in an emergency rests on no decision, but on what was found of it afterwards."""
    nood = spoed.spoed_bij(t.db, [rij.id for rij in rijen.verstrekkingen(t.db, casus_id=casus_id)])
    gevonden = spoed.bevindingen(t.db, [rij.id for rij in nood.values()])
    gronden = {}
    for rij in nood.values():
        bevinding = gevonden.get(rij.id)
        if bevinding is None or bevinding.op > einde:
            een = Rechtsgrond(str(rij.id), MET_SPOED, "", None, None, spoed=True)
        else:
            door = _naam(t, bevinding.door_id)
            een = Rechtsgrond(str(rij.id), MET_SPOED, door, bevinding.op, bevinding.rechtmatig, spoed=True)
        gronden[een.id] = een
    return gronden


def _kaders(t: Transactie, nu: Toetskader, einde: datetime, weg_tot: datetime) -> dict[str, Rechtsgrond]:
    rij_tijden = {str(i.kader_id): i.op for i in tafelkaders.intrekkingen(t.db)}
    kader = replace(nu, moment=einde, ingetrokken=_ingetrokken_op(t, KADERINTREKREGELS, rij_tijden, weg_tot))
    toegestaan = [c.sleutel for c in t.profiel.datacategorieen.values() if c.in_kader]
    rijen_ = tafelkaders.kaders(t.db)
    los = [toets_kader(bewaard_kader(rij), kader, toegestaan) for rij in rijen_]
    paren = list(zip(rijen_, zonder_vervangen(los, vermiste_versies(t, los, weg_tot)), strict=True))
    nummers = {getoetst.bewaard.id: rij.nummer for rij, getoetst in paren}
    gronden = {}
    for rij, getoetst in paren:
        tekst, id_ = getoetst.kader, str(rij.id)
        opvolger = opvolger_van(getoetst, (g for _, g in paren))
        waarom = _zin(getoetst.gebrek)
        if opvolger is not None and getoetst.geldig:
            waarom = f"Vervangen door een nieuwere versie: tafelkader {nummers[opvolger.bewaard.id]}."
        op = None if tekst is None else tekst.besloten_op
        gronden[id_] = Rechtsgrond(id_, f"tafelkader {rij.nummer}", _naam(t, rij.door_id), op, not waarom, waarom)
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


def gronden_elders(
    t: Transactie, bron: Auditbron, op: date
) -> tuple[dict[str, Rechtsgrond], dict[str, dict[str, Rechtsgrond]]]:
    """What the package, its log lines and the own register tell of each decision; no signature lies in a package.

    On that day, and by sharing as it stood when that was done.
    """
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
    nu = _einde(t, op)
    namen = bron.namen().items()
    gronden = {id_: _grond_elders(t, id_, naam, eigen, ingetrokken, genomen, nu, nu) for id_, naam in namen}
    toen = {}
    for deling in bron.delingen():
        dag = _einde(t, lokale_dag(deling.op))
        toen[deling.id] = {
            id_: _toen(_grond_elders(t, id_, naam, eigen, ingetrokken, genomen, dag, deling.op))
            for id_, naam in namen
            if id_ in deling.onder
        }
    return gronden, toen


def _toen(grond: Rechtsgrond) -> Rechtsgrond:
    return replace(grond, waarom=_TOEN_NIET_IN_PAKKET) if grond.geldig is None else grond


def _grond_elders(
    t: Transactie,
    id_: str,
    naam: str,
    eigen: Mapping[str, tuple[Toezichtbesluit, OntvangenVerzoek]],
    ingetrokken: Mapping[str, datetime],
    genomen: Mapping[str, Logregel],
    einde: datetime,
    weg_tot: datetime,
) -> Rechtsgrond:
    """One decision: with its signature where it was taken here, else as far as the log of the other vault tells."""
    if id_ in eigen:
        besluit, verzoek = eigen[id_]
        weg_ids = {UUID(weg) for weg, wanneer in ingetrokken.items() if wanneer <= weg_tot}
        getoetst = toets_eigen(t, besluit, verzoek, weg_ids, einde)
        door, waarom = _naam(t, besluit.door_id), _zin(getoetst.gebrek)
        dag = lokale_dag(ingetrokken[id_]) if besluit.id in weg_ids else None
        return Rechtsgrond(id_, naam, door, besluit.op, getoetst.geldig, waarom, ingetrokken_op=dag)
    regel = genomen.get(id_)
    door = "" if regel is None else (regel.actor_naam if regel.actie == BESLUIT_HIER else _ELDERS)
    weg = ingetrokken.get(id_)
    genomen_op = None if regel is None else regel.tijd
    if weg is not None and weg <= weg_tot:
        zin = Gebrek.INGETROKKEN.value
        return Rechtsgrond(id_, naam, door, genomen_op, False, zin, ingetrokken_op=lokale_dag(weg))
    return Rechtsgrond(id_, naam, door, genomen_op, None, _NIET_IN_PAKKET)
