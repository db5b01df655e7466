"""In the officer's own installation: what was shared under an own decision or kader, as far as audits told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pmg_desk.domain.fouten import NietGevonden
from pmg_desk.domain.klok import uit_tekst
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.rollen import Recht
from pmg_desk.services.toezichtaudit import Verstrekt, auditinhoud
from pmg_desk.services.toezichtdossier import Auditverstrekking
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import toezicht as rijen
from pmg_desk.storage.models import OntvangenVerzoek, Tafelkader, Toezichtbesluit, Verbinding


@dataclass(frozen=True, slots=True)
class Gedeeldelders:
    """``stand``: when the latest audit of that vault came in; None when there was none, so that nothing is known."""

    nummer: str
    kluisnaam: str
    stand: datetime | None
    regels: tuple[Auditverstrekking, ...]


def list_gedeeld_elders(werkplek: Werkplek, besluit_id: UUID) -> Gedeeldelders:
    """The entries of the other vault's sharing register under this decision, the oldest first. Logged."""
    with werkplek.doe() as t:
        t.eis(Recht.TOEZICHT_HOUDEN)
        besluit = t.haal(Toezichtbesluit, besluit_id)
        verbinding = t.haal(Verbinding, t.haal(OntvangenVerzoek, besluit.verzoek_id).verbinding_id)
        t.log("toezicht.inzien", "toezichtbesluit", besluit.id)
        return _lees(t, besluit.nummer, verbinding, lambda v: str(besluit_id) in v.besluiten)


def list_kader_gedeeld_elders(werkplek: Werkplek, kader_id: UUID) -> Gedeeldelders:
    """The same under a kader that was made here for that vault. Raises NietGevonden. Logged."""
    with werkplek.doe() as t:
        t.eis(Recht.TOEZICHT_HOUDEN)
        kader = t.haal(Tafelkader, kader_id)
        if kader.verbinding_id is None:
            raise NietGevonden
        t.log("toezicht.inzien", "tafelkader", kader.id)
        verbinding = t.haal(Verbinding, kader.verbinding_id)
        return _lees(t, kader.nummer, verbinding, lambda v: str(kader_id) in dict(v.onder or ()))


def _lees(t: Transactie, nummer: str, verbinding: Verbinding, hoort: Callable[[Verstrekt], bool]) -> Gedeeldelders:
    audits = [d for d in rijen.dossiers(t.db, verbinding.id, met_inhoud=True) if d.pakket_id is not None]
    # A later audit knows better how an entry ended.
    per_id = {v.id: v for audit in audits for v in auditinhoud(audit).verstrekkingen if hoort(v)}
    return Gedeeldelders(
        nummer,
        verbinding.naam,
        audits[-1].op if audits else None,
        tuple(sorted((_regel(t, v) for v in per_id.values()), key=lambda regel: (regel.op, regel.id))),
    )


def _regel(t: Transactie, v: Verstrekt) -> Auditverstrekking:
    soorten = ", ".join(label_van(t.profiel.datacategorieen, deel) for deel in v.categorieen.split(",") if deel)
    return Auditverstrekking(v.id, uit_tekst(v.op), v.casusnummer, v.ontvanger, soorten, v.wijze, v.status)
