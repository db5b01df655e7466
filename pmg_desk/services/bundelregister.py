"""The register of bundles that went out for an overleg: which copy went to whom, and where the paper is.

A lost copy is a breach of personal data until somebody judged that it is not: whoever notes it is told so, and the
privacy officer sees it on the work list until a breach was written down (``werk_bundels``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pmg_desk.domain.bundel import Bundelversie
from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.delen import voluit
from pmg_desk.domain.fouten import IntussenGewijzigd
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.rollen import Recht
from pmg_desk.services.bundelbladen import hashes_na_inkorten
from pmg_desk.services.bundelpapier import PAPIER_LABELS, kan_mislukt_zijn, woorden_niet_terug
from pmg_desk.services.overleggen import leesbaar_overleg, wijzigbaar_overleg
from pmg_desk.services.sleutelboek import gelukte_regels
from pmg_desk.services.verstrekkingen import VERSTREKKINGSTATUS_LABELS, WIJZE_LABELS
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import bundels as rijen
from pmg_desk.storage.models import (
    Gebruiker,
    Overleg,
    Overlegbundel,
    Papierstand,
    Professional,
    VerstrekkingStatus,
    Wijze,
)

PAPIERREGEL = "bundel.papier"
"""Somebody said where a copy is; ``verwerking`` is what."""
VERSLEUTELREGEL = "bundel.versleutelen"
"""A bundle was locked to go out as a file; ``verwerking`` says how."""
_SLOT_LABELS = {"wachtwoord": "Bestand met wachtwoord", "sleutel": "Bestand voor een sleutel"}
VERSIE_LABELS: dict[Bundelversie, str] = {
    Bundelversie.VOORAF: "Vooraf",
    Bundelversie.ACHTERAF: "Achteraf",
    Bundelversie.ACTIELIJST: "Actielijst",
}


@dataclass(frozen=True, slots=True)
class BundelInzicht:
    """A copy as the register shows it: casus numbers, never the name of a youth.

    ``papier`` is None for a file and for what never arrived. ``soort``: the version without what else is said of it.
    ``mag_melden``: whether this user can say that it failed. ``ingekort``: pages were taken out because a casus was
    destroyed; ``heeft_document``: something of it is still kept.
    """

    id: UUID
    versie: int
    overleg_id: UUID
    tafel_label: str
    datum: date
    exemplaar: int
    ontvanger: str
    soort: Bundelversie
    bundelversie: str
    wijze: str
    status: VerstrekkingStatus
    status_label: str
    papier: Papierstand | None
    papier_label: str
    papier_op: date | None
    op: datetime
    door: str
    casusnummers: tuple[str, ...]
    ingekort: bool
    heeft_document: bool
    mag_melden: bool

    @property
    def is_open(self) -> bool:
        """Whether a paper copy is still out."""
        return self.papier is Papierstand.UITGEDEELD


def nog_open(inzichten: Iterable[BundelInzicht]) -> str:
    """How many of these copies are still out, as the work list says it too. Empty for none."""
    return woorden_niet_terug([een.soort for een in inzichten if een.is_open])


def list_bundels(werkplek: Werkplek, overleg_id: UUID) -> tuple[BundelInzicht, ...]:
    """What was handed out for this meeting, the latest copy first. Raises GeenToegang, NietGevonden."""
    with werkplek.doe() as t:
        t.eis(Recht.VERSTREKKINGEN_LEZEN)
        overleg = leesbaar_overleg(t, overleg_id)
        return _inzichten(t, [(bundel, overleg) for bundel in rijen.bundels(t.db, overleg.id)])


def list_open_exemplaren(werkplek: Werkplek, overleg_id: UUID) -> tuple[BundelInzicht, ...]:
    """Paper of earlier meetings of the same table that is still out: to ask for at this one, oldest first."""
    with werkplek.doe() as t:
        t.eis(Recht.VERSTREKKINGEN_LEZEN)
        overleg = leesbaar_overleg(t, overleg_id)
        return _inzichten(t, rijen.uitgedeeld(t.db, [overleg.tafel], overleg.datum))


def mark_papier(werkplek: Werkplek, bundel_id: UUID, versie: int, stand: Papierstand, dag: str | date | None) -> int:
    """Say where a paper copy is since that day, or with UITGEDEELD that it is still out after all; gives its version.

    Raises OngeldigeInvoer (``stand``, ``dag``), IntussenGewijzigd.
    """
    with werkplek.doe() as t:
        t.pogingen.append(("overlegbundel", bundel_id))
        bundel = t.haal(Overlegbundel, bundel_id)
        wijzigbaar_overleg(t, bundel.overleg_id)
        veld = Veldcontrole()
        op_papier = bundel.wijze is Wijze.PAPIER and bundel.status is VerstrekkingStatus.UITGEGEVEN
        veld.eis(op_papier, "stand", "Dit exemplaar is niet op papier uitgedeeld.")
        wanneer = veld.datum("dag", dag, t.vandaag, verplicht=stand is not Papierstand.UITGEDEELD)
        veld.eis(wanneer is None or wanneer <= t.vandaag, "dag", "Deze dag moet nog komen.")
        veld.klaar()
        if bundel.versie != versie:
            raise IntussenGewijzigd
        bundel.papier = stand
        bundel.papier_op = None if stand is Papierstand.UITGEDEELD else wanneer
        t.log(PAPIERREGEL, "overlegbundel", bundel.id, verwerking=stand.value, aantal=bundel.exemplaar)
        t.gewijzigd("overlegbundel", bundel.id)
        t.db.flush()
        return bundel.versie


def _inzichten(t: Transactie, paren: list[tuple[Overlegbundel, Overleg]]) -> tuple[BundelInzicht, ...]:
    delen = rijen.delen_van(t.db, [bundel.id for bundel, _ in paren])
    casussen = {v.casus_id for lijst in delen.values() for _, v in lijst}
    if not t.gebruiker.mag(Recht.CASUS_LEZEN_VOOR_OORDEEL):
        casussen = {id_ for id_ in casussen if t.mag_zien(id_)}  # as on the agenda: not even the number of others
    nummers = rijen.nummers_van(t.db, casussen)
    ingekort = hashes_na_inkorten(t)
    sloten = {r.object_id: _SLOT_LABELS.get(r.verwerking, "") for r in gelukte_regels(t, VERSLEUTELREGEL)}
    return tuple(
        _inzicht(
            t,
            bundel,
            overleg,
            tuple(nummers[v.casus_id] for _, v in delen[bundel.id] if v.casus_id in nummers),
            ingekort.get(str(bundel.id)),
            sloten.get(str(bundel.id), ""),
        )
        for bundel, overleg in paren
    )


def _inzicht(
    t: Transactie,
    bundel: Overlegbundel,
    overleg: Overleg,
    casusnummers: tuple[str, ...],
    na_inkorten: str | None,
    slot: str,
) -> BundelInzicht:
    """A row of the register. ``na_inkorten``: the hash of what is left where pages were taken out, as
    ``hashes_na_inkorten`` gives it (empty: nothing is left); ``slot``: how the file was locked, empty for paper.
    """
    persoon = None if bundel.professional_id is None else t.db.get(Professional, bundel.professional_id)
    wie = voluit(bundel.organisatie, bundel.functie)
    door = t.db.get(Gebruiker, bundel.door_id)
    gegeven = bundel.status is VerstrekkingStatus.UITGEGEVEN
    papier = bundel.papier if gegeven and bundel.wijze is Wijze.PAPIER else None
    return BundelInzicht(
        id=bundel.id,
        versie=bundel.versie,
        overleg_id=overleg.id,
        tafel_label=label_van(t.profiel.tafels, overleg.tafel),
        datum=overleg.datum,
        exemplaar=bundel.exemplaar,
        ontvanger=wie if persoon is None else f"{persoon.naam}, {wie}",
        soort=bundel.bundelversie,
        bundelversie=VERSIE_LABELS[bundel.bundelversie] + (", schuilnamen" if bundel.pseudoniem else ""),
        wijze=slot or WIJZE_LABELS[bundel.wijze],
        status=bundel.status,
        status_label=VERSTREKKINGSTATUS_LABELS[bundel.status],
        papier=papier,
        papier_label="" if papier is None else PAPIER_LABELS[papier],
        papier_op=bundel.papier_op,
        op=bundel.op,
        door="" if door is None else door.naam,
        casusnummers=casusnummers,
        ingekort=na_inkorten is not None,
        heeft_document=na_inkorten != "",
        mag_melden=gegeven
        and kan_mislukt_zijn(bundel)
        and (bundel.door_id == t.gebruiker.id or t.gebruiker.mag(Recht.SAMENVATTING_MAKEN)),
    )
