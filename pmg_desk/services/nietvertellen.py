"""What must not be told of a kind of data that may: left out, amended, not judged as it is, or kept by its source."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.delen import Ontvanger
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.selectie import VAN_DE_BRON, NietVertellen, Onthouden
from pmg_desk.services.deelbaar import Deelbaar
from pmg_desk.services.stukken import cut_dossier, zonder_geheim_adres
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage.models import Casus

_WOORDEN = 60
"""So many signs of a text say which it is."""

REDENEN: dict[Onthouden, str] = {
    Onthouden.WEGGELATEN: "de privacy officer het wegliet",
    Onthouden.VERRUIMD: "de privacy officer het niet zo beoordeelde",
    Onthouden.VERBETERD: "de tekst intussen is verbeterd",
    Onthouden.BRON_NEE: "de bron doorgeven niet goedvindt",
    Onthouden.BRON_VRAGEN: "de bron eerst toestemming moet geven",
    Onthouden.GEHEIM_ADRES: "het adres geheim is",
}
"""Why something stays untold, as the end of a sentence."""


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
    t: Transactie,
    gronden: Deelbaar,
    ontvanger: Ontvanger,
    categorieen: Collection[str],
    document: UUID | None,
    gezegd: Collection[UUID] | None = None,
) -> tuple[Weggelaten, ...]:
    """What was left out of these kinds of data for this recipient, or of an approved document. Access was checked.

    ``gezegd``: the texts that were told, where that is known. What the source of another text said is not at stake
    then; what an officer left out is, for that was decided about the kind of data and this recipient.
    """
    stukken = () if document else cut_dossier(t, t.haal(Casus, gronden.casus_id))
    return tuple(
        _een(t, deel)
        for deel in gronden.niet_vertellen(stukken, ontvanger, document)
        if deel.stuk.categorie in categorieen and _speelt(deel, gezegd)
    )


def _speelt(deel: NietVertellen, gezegd: Collection[UUID] | None) -> bool:
    return gezegd is None or deel.reden not in VAN_DE_BRON or any(str(id_) in deel.stuk.id for id_ in gezegd)


def zinnen_per_reden(weg: Iterable[Weggelaten], *, kort: bool = False) -> tuple[tuple[str, str], ...]:
    """Why, and which pieces for that reason, each once. ``kort``: by their headings, as the register keeps it."""
    per: dict[Onthouden, dict[str, None]] = {}
    for een in weg:
        per.setdefault(een.reden, {})[een.kort if kort else een.zin] = None
    return tuple((REDENEN[reden], "; ".join(per[reden])) for reden in REDENEN if reden in per)


def niet_vertellen_zin(weg: Iterable[Weggelaten]) -> str:
    """What must not be told and why, for who is about to."""
    return " ".join(f"Niet vertellen, omdat {waarom}: {wat}." for waarom, wat in zinnen_per_reden(weg))


def _een(t: Transactie, deel: NietVertellen) -> Weggelaten:
    stuk = zonder_geheim_adres(deel.stuk)
    soort = label_van(t.profiel.datacategorieen, stuk.categorie)
    dag = "" if stuk.datum is None else f" van {toon_datum(stuk.datum)}"
    velden = f", alleen: {', '.join(deel.velden)}" if deel.velden else ""
    begin = stuk.tekst if len(stuk.tekst) <= _WOORDEN else f"{stuk.tekst[:_WOORDEN].rsplit(' ', 1)[0]}…"
    return Weggelaten(stuk.id, stuk.categorie, soort, f"{soort}: {stuk.titel}{dag}{velden}", begin, deel.reden)
