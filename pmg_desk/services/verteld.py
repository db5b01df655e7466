"""What was told back to who reported a signal or asked for an aanmelding: every time a row, none is overwritten."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pmg_desk.domain.controle import MAX_TEKST, Veldcontrole
from pmg_desk.domain.datums import Richting
from pmg_desk.services import uitspraken
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import meldpunt as opslag
from pmg_desk.storage.models import Aanmelding, Signaal, Terugmelding


@dataclass(frozen=True, slots=True)
class Verteld:
    """What was told on a day, and who of this vault wrote that down."""

    op: date
    tekst: str
    door: str


def voeg_toe(t: Transactie, over: Signaal | Aanmelding, tekst: str, op: str | date | None) -> date:
    """Write down what was told about ``over`` and when (None: today); the day of the last time.

    The caller has checked access and writes the Logregel. Raises OngeldigeInvoer (``tekst``, ``op``).
    """
    is_signaal = isinstance(over, Signaal)
    sinds = (
        (over.ontvangen_op, "de dag van het signaal")
        if isinstance(over, Signaal)
        else (over.aangemeld_op, "de dag van de aanmelding")
    )
    veld = Veldcontrole()
    gezegd = veld.tekst("tekst", tekst, verplicht=True, maximum=MAX_TEKST, lang=True)
    dag = veld.datum(
        "op", op or t.vandaag, t.vandaag, richting=Richting.VERLEDEN, niet_voor=sinds, niet_na=(t.vandaag, "vandaag")
    )
    veld.klaar()
    assert dag is not None
    eerder = lees(t, [over.id])[over.id]
    t.db.add(
        Terugmelding(
            id=t.nieuw_id(),
            signaal_id=over.id if is_signaal else None,
            aanmelding_id=None if is_signaal else over.id,
            gezegd_op=dag,
            tekst=gezegd,
            door_id=t.gebruiker.id,
            op=t.nu,
        )
    )
    t.db.flush()
    return max([dag, *(een.op for een in eerder)])


def lees(t: Transactie, ids: Collection[UUID]) -> dict[UUID, tuple[Verteld, ...]]:
    """What was told about each of these signals and aanmeldingen, the latest first; access has been checked."""
    gevonden: dict[UUID, list[Verteld]] = {id_: [] for id_ in ids}
    rijen = opslag.terugmeldingen(t.db, ids)
    namen = {door: uitspraken.naam_van(t, door) for door in {rij.door_id for rij in rijen}}
    for rij in rijen:
        over = rij.signaal_id or rij.aanmelding_id
        assert over is not None
        gevonden[over].append(Verteld(rij.gezegd_op, rij.tekst, namen[rij.door_id]))
    return {id_: tuple(verteld) for id_, verteld in gevonden.items()}
