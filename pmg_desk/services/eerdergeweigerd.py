"""That an officer said no before to what is told in an emergency: for who records it and for who judges it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.delen import Ontvanger
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.waaromniet import Waarom, eerder_geweigerd
from pmg_desk.services.deelbaar import Deelbaar

_WOORDEN = {
    Waarom.GEWEIGERD: "Eerder geweigerd op {dag} (besluit {nummer}).",
    Waarom.BEPERKT: "Eerder niet meegegeven in het akkoord van {dag} (besluit {nummer}).",
    Waarom.INGETROKKEN: "Het akkoord van {dag} is ingetrokken (besluit {nummer}).",
}


@dataclass(frozen=True, slots=True)
class EerderNee:
    """A decision that said no: which, when, about which kinds of data (keys), and why."""

    besluit_id: UUID
    nummer: str
    op: date
    waarom: Waarom
    categorieen: tuple[str, ...]
    motivering: str

    @property
    def zin(self) -> str:
        """In one sentence, without a word of why."""
        return _WOORDEN[self.waarom].format(dag=toon_datum(self.op), nummer=self.nummer)


def eerder_nee(gronden: Deelbaar, ontvanger: Ontvanger, categorieen: Collection[str]) -> tuple[EerderNee, ...]:
    """Every decision on this casus that said no to one of these kinds for this recipient, the latest first."""
    nummers = {str(rij.id): rij for rij, _, _ in gronden.getoetst}
    return tuple(
        EerderNee(
            nummers[een.besluit.besluit_id].id,
            nummers[een.besluit.besluit_id].nummer,
            lokale_dag(een.besluit.besloten_op),
            een.waarom,
            een.categorieen,
            een.besluit.motivering,
        )
        for een in eerder_geweigerd([g for _, _, g in gronden.getoetst], str(gronden.casus_id), ontvanger, categorieen)
    )
