"""What tables decided about a casus, and whether it was done: open besluiten come back at the next meeting."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.fouten import IntussenGewijzigd
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.services import toelichtingen
from pmg_desk.services.uitspraken import UitspraakInzicht
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import bespreken as rijen
from pmg_desk.storage.models import BesluitStand, Bespreking, Overleg, Overlegbesluit, OverlegCasus

BESLUITSTAND_LABELS: dict[BesluitStand, str] = {
    BesluitStand.OPEN: "Nog niet uitgevoerd",
    BesluitStand.UITGEVOERD: "Uitgevoerd",
    BesluitStand.VERVALLEN: "Vervallen",
}


@dataclass(frozen=True, slots=True)
class BesluitInzicht:
    """A besluit as screens show it. ``genomen_op`` is the day of the meeting; ``tekst`` None when it was withdrawn."""

    id: UUID
    casus_id: UUID
    overleg_id: UUID
    tafel: str
    tafel_label: str
    genomen_op: date
    tekst: UitspraakInzicht | None
    stand: BesluitStand
    stand_label: str
    afgedaan_op: date | None
    versie: int

    @property
    def open(self) -> bool:
        """Whether it still has to be done."""
        return self.stand is BesluitStand.OPEN


def list_open_besluiten(t: Transactie, casus_ids: Collection[UUID]) -> tuple[BesluitInzicht, ...]:
    """What was decided about these casussen and not yet done, oldest first; the caller has checked access."""
    return besluit_inzichten(t, rijen.besluiten(t.db, casus_ids, BesluitStand.OPEN))


def list_besluiten(werkplek: Werkplek, casus_id: UUID) -> tuple[BesluitInzicht, ...]:
    """All besluiten of tables about a casus, newest first. Part of an opened dossier, so not logged by itself."""
    with werkplek.doe() as t:
        t.casus(casus_id)
        return besluit_inzichten(t, rijen.besluiten(t.db, [casus_id]))[::-1]


def besluit_inzichten(t: Transactie, paren: Iterable[tuple[Overlegbesluit, Overleg]]) -> tuple[BesluitInzicht, ...]:
    """Rows with their meeting as read models, in the same order."""
    lijst = tuple(paren)
    teksten = toelichtingen.inzichten(t, [rij.uitspraak_id for rij, _ in lijst])
    return tuple(
        BesluitInzicht(
            rij.id,
            rij.casus_id,
            overleg.id,
            overleg.tafel,
            label_van(t.profiel.tafels, overleg.tafel),
            overleg.datum,
            teksten.get(rij.uitspraak_id),
            rij.stand,
            BESLUITSTAND_LABELS[rij.stand],
            rij.afgedaan_op,
            rij.versie,
        )
        for rij, overleg in lijst
    )


def set_besluitstand(
    werkplek: Werkplek,
    besluit_id: UUID,
    stand: BesluitStand,
    *,
    versie: int,
    op: str | date | None = None,
    reden: str = "",
) -> None:
    """Say that a besluit was carried out (on what day), no longer holds (why), or is open after all.

    ``versie``: as it was read. Raises OngeldigeInvoer, IntussenGewijzigd, GeenToegang, CasusGesloten.
    """
    with werkplek.doe() as t:
        rij = t.haal(Overlegbesluit, besluit_id)
        casus = t.casus(rij.casus_id, wijzigen=True)
        if rij.versie != versie:
            raise IntussenGewijzigd
        overleg = _overleg_van(t, rij)
        veld = Veldcontrole()
        dag = None
        if stand is not BesluitStand.OPEN:
            dag = veld.datum(
                "op",
                op or t.vandaag,
                t.vandaag,
                niet_na=(t.vandaag, "vandaag"),
                niet_voor=(overleg.datum, "het overleg"),
            )
        vervalt = stand is BesluitStand.VERVALLEN
        waarom = veld.tekst("reden", reden, verplicht=vervalt, maximum=300)
        veld.klaar()
        rij.stand, rij.afgedaan_op = stand, dag
        t.log(
            f"overlegbesluit.{stand.value}",
            "overlegbesluit",
            rij.id,
            casus_id=casus.id,
            detail={"reden": waarom} if waarom else None,
        )
        t.gewijzigd("overlegbesluit", casus.id)


def _overleg_van(t: Transactie, rij: Overlegbesluit) -> Overleg:
    bespreking = t.haal(Bespreking, rij.bespreking_id)
    return t.haal(Overleg, t.haal(OverlegCasus, bespreking.punt_id).overleg_id)
