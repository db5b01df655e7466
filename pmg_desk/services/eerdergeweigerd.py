"""That an officer said no before to what is told in an emergency: for who records it and for who judges it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.delen import Ontvanger
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.weigering import Nee, Verteld, eerder_geweigerd
from pmg_desk.services.deelbaar import Deelbaar
from pmg_desk.services.nietvertellen import Weggelaten

_WOORDEN = {
    Nee.GEWEIGERD: "Geweigerd op {dag} (besluit {nummer}).",
    Nee.BEPERKT: "Niet meegegeven in het akkoord van {dag} (besluit {nummer}).",
    Nee.ZONDER_DERDEN: "In het akkoord van {dag} zonder wat over anderen gaat (besluit {nummer}).",
    Nee.WEGGELATEN: "In het akkoord van {dag} is hier iets weggelaten (besluit {nummer}).",
    Nee.INGETROKKEN: "Het akkoord van {dag} is ingetrokken (besluit {nummer}).",
}
BEPERKT = "De jongere of ouders vroegen om deze gegevens even niet te gebruiken."
"""While a restriction runs (AVG 18) the law itself says no."""


@dataclass(frozen=True, slots=True)
class EerderNee:
    """A decision that said no: which, when, about which kinds of data (keys), and why."""

    besluit_id: UUID
    nummer: str
    op: date
    nee: Nee
    categorieen: tuple[str, ...]
    motivering: str

    @property
    def zin(self) -> str:
        """In one sentence, without a word of why."""
        return _WOORDEN[self.nee].format(dag=toon_datum(self.op), nummer=self.nummer)


def eerder_nee(
    gronden: Deelbaar,
    ontvanger: Ontvanger,
    categorieen: Iterable[str],
    *,
    derden: bool = False,
    weg: Iterable[Weggelaten] = (),
    tot: datetime | None = None,
) -> tuple[EerderNee, ...]:
    """Every decision on this casus that said no to some of this for this organisation, the latest first.

    ``weg``: pieces that an officer took out and that may have been told. ``tot``: what was decided after it is left
    out; it is when something was recorded, not when it is said to have been told, which anybody can put earlier.
    """
    nummers = {str(rij.id): rij for rij, _, _ in gronden.getoetst}
    stukken = {een.stuk: een.categorie for een in weg}
    verteld = Verteld(str(gronden.casus_id), ontvanger, tuple(categorieen), derden, stukken)
    return tuple(
        EerderNee(
            nummers[een.besluit.besluit_id].id,
            nummers[een.besluit.besluit_id].nummer,
            lokale_dag(een.besluit.besloten_op),
            een.nee,
            een.categorieen,
            een.besluit.motivering,
        )
        for een in eerder_geweigerd([g for _, _, g in gronden.getoetst], verteld)
        if tot is None or een.besluit.besloten_op <= tot
    )
