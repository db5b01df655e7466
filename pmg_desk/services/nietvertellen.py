"""What must not be told of a kind of data that may: left out, amended, or not judged as it is now."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.delen import Ontvanger
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.selectie import NietVertellen, Onthouden
from pmg_desk.services.deelbaar import Deelbaar
from pmg_desk.services.stukken import cut_dossier, zonder_geheim_adres
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage.models import Casus

_WOORDEN = 60
"""So many signs of a text say which it is."""


@dataclass(frozen=True, slots=True)
class Weggelaten:
    """A piece that stays untold. ``kort``: by its heading, as it is kept; ``zin``: with its first words, to read."""

    stuk: str
    categorie: str
    soort: str  # label of the kind of data
    kort: str
    begin: str
    reden: Onthouden = Onthouden.WEGGELATEN

    @property
    def zin(self) -> str:
        """Which it is, for who knows the dossier."""
        return f"{self.kort} (“{self.begin}”)" if self.begin else self.kort


def weggelaten(
    t: Transactie, gronden: Deelbaar, ontvanger: Ontvanger, categorieen: Collection[str], document: UUID | None
) -> tuple[Weggelaten, ...]:
    """What was left out of these kinds of data for this recipient, or of an approved document. Access was checked."""
    stukken = () if document else cut_dossier(t, t.haal(Casus, gronden.casus_id))
    return tuple(
        _een(t, deel)
        for deel in gronden.niet_vertellen(stukken, ontvanger, document)
        if deel.stuk.categorie in categorieen
    )


def _een(t: Transactie, deel: NietVertellen) -> Weggelaten:
    stuk = zonder_geheim_adres(deel.stuk)
    soort = label_van(t.profiel.datacategorieen, stuk.categorie)
    dag = "" if stuk.datum is None else f" van {toon_datum(stuk.datum)}"
    velden = f", alleen: {', '.join(deel.velden)}" if deel.velden else ""
    begin = stuk.tekst if len(stuk.tekst) <= _WOORDEN else f"{stuk.tekst[:_WOORDEN].rsplit(' ', 1)[0]}…"
    return Weggelaten(stuk.id, stuk.categorie, soort, f"{soort}: {stuk.titel}{dag}{velden}", begin, deel.reden)
