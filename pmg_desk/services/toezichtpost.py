"""The post of a privacy officer in an installation of their own: one way in for every kind of package."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from pmg_desk.domain.pakket import Pakketsoort
from pmg_desk.kluis.pakket import lees_bestand
from pmg_desk.services import wissen
from pmg_desk.services.kaderpost import take_kadervraag
from pmg_desk.services.pakketten import Binnengekomen
from pmg_desk.services.toezicht import take_verzoek
from pmg_desk.services.toezichtaudit import take_audit
from pmg_desk.services.toezichtcontrole import neem_in
from pmg_desk.services.toezichtvernietiging import take_vernietiging
from pmg_desk.services.werkplek import Transactie, Werkplek

_NEEM_OVER: dict[Pakketsoort, Callable[[Transactie, Binnengekomen], UUID]] = {
    Pakketsoort.VERZOEK: take_verzoek,
    Pakketsoort.AUDIT: take_audit,
    Pakketsoort.VERNIETIGING: take_vernietiging,
    Pakketsoort.KADERVRAAG: take_kadervraag,
}


@dataclass(frozen=True, slots=True)
class Ingenomen:
    """What was taken in: a request, an audit with this dossier, a question for a tafelkader, or a destruction."""

    soort: Pakketsoort
    id: UUID


def read_pakket(werkplek: Werkplek, pad: Path) -> Ingenomen:
    """Take in a package for who oversees, whichever it is. Raises KluisNietBereikbaar, and as
    ``toezicht.read_verzoek``, ``toezichtaudit.read_audit`` and ``toezichtvernietiging.take_vernietiging``.
    """
    with neem_in(werkplek, lees_bestand(pad), tuple(_NEEM_OVER)) as (t, binnen):
        soort = binnen.envelop.soort
        ingenomen = Ingenomen(soort, _NEEM_OVER[soort](t, binnen))
    if soort is Pakketsoort.VERNIETIGING:
        wissen.rewrite_kluis(werkplek)  # what does not come to it now, the next unlock does
    return ingenomen
