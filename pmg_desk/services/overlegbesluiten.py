"""What tables decided about a casus, and whether it was done: open besluiten come back at the next meeting."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.fouten import IntussenGewijzigd
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.samenvatting import Aard
from pmg_desk.services import toelichtingen, uitspraken
from pmg_desk.services.uitspraken import UitspraakInvoer, UitspraakInzicht
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import bespreken as rijen
from pmg_desk.storage.models import BesluitStand, Bespreking, Overleg, Overlegbesluit, OverlegCasus, UitspraakSoort

BESLUITSTAND_LABELS: dict[BesluitStand, str] = {
    BesluitStand.OPEN: "Nog niet uitgevoerd",
    BesluitStand.UITGEVOERD: "Uitgevoerd",
    BesluitStand.VERVALLEN: "Vervallen",
}


@dataclass(frozen=True, slots=True)
class BesluitInzicht:
    """A besluit as screens show it. ``genomen_op`` is the day of the meeting; ``tekst`` None when it was withdrawn.

    ``reden``: why it no longer holds, of one that was dropped.
    """

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
    reden: UitspraakInzicht | None
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
    teksten = toelichtingen.inzichten(t, [id_ for rij, _ in lijst for id_ in (rij.uitspraak_id, rij.reden_id)])
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
            None if rij.reden_id is None else teksten.get(rij.reden_id),
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
) -> int:
    """Say that a besluit was carried out (on what day), no longer holds (why), or is open after all.

    ``versie``: as it was read; says which it is now. Raises OngeldigeInvoer, IntussenGewijzigd,
    GeenToegang, CasusGesloten.
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
        waarom = _controleer_reden(t, veld, rij, reden) if stand is BesluitStand.VERVALLEN else None
        veld.klaar()
        rij.stand, rij.afgedaan_op = stand, dag
        rij.reden_id = toelichtingen.bewaar(t, casus.id, UitspraakSoort.BESLUIT, waarom, rij.reden_id)
        t.log(f"overlegbesluit.{stand.value}", "overlegbesluit", rij.id, casus_id=casus.id)
        t.gewijzigd("overlegbesluit", casus.id)
        t.db.flush()
        return rij.versie


def _controleer_reden(t: Transactie, veld: Veldcontrole, rij: Overlegbesluit, reden: str) -> UitspraakInvoer:
    """The reason under the category and limits of the besluit: it says what that was about."""
    besluit = toelichtingen.inzichten(t, [rij.uitspraak_id]).get(rij.uitspraak_id)
    grens = UitspraakInvoer("") if besluit is None else besluit.als_invoer()
    tekst = veld.tekst("reden", reden, verplicht=True, maximum=300)
    invoer = replace(grens, tekst=tekst, bron="", gezegd_op=None, aard=Aard.FEIT)
    return uitspraken.controleer(t, veld, invoer, UitspraakSoort.BESLUIT, veldnaam="reden")


def _overleg_van(t: Transactie, rij: Overlegbesluit) -> Overleg:
    bespreking = t.haal(Bespreking, rij.bespreking_id)
    return t.haal(Overleg, t.haal(OverlegCasus, bespreking.punt_id).overleg_id)
