"""The post of a privacy officer in an installation of their own: one way in for every kind of package."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from pmg_desk.domain.pakket import Pakketsoort
from pmg_desk.kluis.pakket import lees_bestand
from pmg_desk.services.toezicht import take_verzoek
from pmg_desk.services.toezichtaudit import take_audit
from pmg_desk.services.toezichtcontrole import neem_in
from pmg_desk.services.werkplek import Werkplek


@dataclass(frozen=True, slots=True)
class Ingenomen:
    """What was taken in: a request, or an audit with this dossier."""

    soort: Pakketsoort
    id: UUID


def read_pakket(werkplek: Werkplek, pad: Path) -> Ingenomen:
    """Take in a request or an audit from a file, whichever it is. Raises KluisNietBereikbaar, and as
    ``toezicht.read_verzoek`` and ``toezichtaudit.read_audit``.
    """
    soorten = (Pakketsoort.VERZOEK, Pakketsoort.AUDIT)
    with neem_in(werkplek, lees_bestand(pad), soorten) as (t, binnen):
        if binnen.envelop.soort is Pakketsoort.VERZOEK:
            return Ingenomen(Pakketsoort.VERZOEK, take_verzoek(t, binnen))
        return Ingenomen(Pakketsoort.AUDIT, take_audit(t, binnen))
