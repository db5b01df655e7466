"""Who was at an overleg, and who left the room for one item of its agenda.

What is told at the table is told to whoever is in the room: :func:`present_at` is the one way to learn who that is.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.fouten import Fout
from pmg_desk.services.adresboek import is_actief
from pmg_desk.services.overleggen import leesbaar_overleg, wijzigbaar_overleg, wijzigbaar_punt
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import adresboek
from pmg_desk.storage import bespreken as rijen
from pmg_desk.storage.models import (
    Aanwezigheid,
    Aanwezigheidsstand,
    Agendaafwezigheid,
    Organisatie,
    Overleg,
    OverlegCasus,
    OverlegStatus,
    Professional,
)

STAND_LABELS: dict[Aanwezigheidsstand, str] = {
    Aanwezigheidsstand.AANWEZIG: "Aanwezig",
    Aanwezigheidsstand.AFGEMELD: "Afgemeld",
    Aanwezigheidsstand.NIET_VERSCHENEN: "Niet verschenen",
}


class OverlegNogNiet(Fout):
    """Nobody was at a meeting that is still to come."""

    wat = "Dit overleg moet nog komen, of gaat niet door."
    veilig = "Er is niets vastgelegd."
    doe = "Leg op de dag van het overleg vast wie er zijn. Afmelden kan wel eerder."


@dataclass(frozen=True, slots=True)
class Deelneming:
    """Somebody who was invited or came. ``stand`` None: not said yet. ``weg``: left the room for the item asked for."""

    professional_id: UUID
    naam: str
    functie: str
    organisatie: str
    stand: Aanwezigheidsstand | None
    uitgenodigd: bool
    weg: bool = False

    @property
    def aanwezig(self) -> bool:
        """Whether this person is in the room."""
        return self.stand is Aanwezigheidsstand.AANWEZIG and not self.weg


def present_at(t: Transactie, punt: OverlegCasus) -> tuple[tuple[Professional, Organisatie], ...]:
    """Who is in the room at this item, by organisation and name. Access has been checked by the caller."""
    weg = rijen.afwezig_bij(t.db, [punt.id])[punt.id]
    return tuple(
        (professional, organisatie)
        for rij, professional, organisatie in rijen.aanwezigen(t.db, punt.overleg_id)
        if rij.stand is Aanwezigheidsstand.AANWEZIG and professional.id not in weg
    )


def list_deelneming(werkplek: Werkplek, overleg_id: UUID, punt_id: UUID | None = None) -> tuple[Deelneming, ...]:
    """Whoever was invited to or came to a meeting, by organisation and name; with ``punt_id`` also who left for it.

    Raises GeenToegang, NietGevonden.
    """
    with werkplek.doe() as t:
        overleg = leesbaar_overleg(t, overleg_id)
        if punt_id is not None:
            t.casus(t.haal(OverlegCasus, punt_id).casus_id)  # who had to leave says something about it
        return lees_deelneming(t, overleg, punt_id)


def lees_deelneming(t: Transactie, overleg: Overleg, punt_id: UUID | None = None) -> tuple[Deelneming, ...]:
    """The same within another use case, which has checked access."""
    weg = {} if punt_id is None else rijen.afwezig_bij(t.db, [punt_id])[punt_id]
    genoemd = {p.id: (p, o, rij.stand) for rij, p, o in rijen.aanwezigen(t.db, overleg.id)}
    gevraagd = {p.id: (p, o) for _, p, o in adresboek.deelnemers(t.db, overleg.id)}
    alle = {id_: (p, o, None) for id_, (p, o) in gevraagd.items()} | genoemd
    return tuple(
        Deelneming(p.id, p.naam, p.functie, o.naam, stand, p.id in gevraagd, p.id in weg)
        for p, o, stand in sorted(alle.values(), key=lambda deel: (deel[1].naam, deel[0].naam, deel[0].id))
    )


def mark_everyone_present(werkplek: Werkplek, overleg_id: UUID) -> int:
    """Everyone who was invited is there, but for those of whom something else was said; says how many were added."""
    with werkplek.doe() as t:
        overleg = wijzigbaar_overleg(t, overleg_id)
        eis_begonnen(t, overleg)
        al = rijen.aanwezigheden(t.db, overleg.id)
        nieuw = [p.id for _, p, _ in adresboek.deelnemers(t.db, overleg.id) if p.id not in al]
        for id_ in nieuw:
            _zet(t, overleg, None, id_, Aanwezigheidsstand.AANWEZIG)
        if nieuw:
            _meld(t, overleg, len(nieuw))
        return len(nieuw)


def mark_absent(t: Transactie, overleg: Overleg, wie: Collection[UUID]) -> None:
    """These were invited and did not come; of whom something was said before, that stays. Access has been checked."""
    al = rijen.aanwezigheden(t.db, overleg.id)
    nieuw = [p.id for _, p, _ in adresboek.deelnemers(t.db, overleg.id) if p.id in wie and p.id not in al]
    for id_ in nieuw:
        _zet(t, overleg, None, id_, Aanwezigheidsstand.NIET_VERSCHENEN)
    if nieuw:
        _meld(t, overleg, len(nieuw))


def set_aanwezigheid(
    werkplek: Werkplek, overleg_id: UUID, professional_id: UUID, stand: Aanwezigheidsstand | None
) -> None:
    """Say of one person whether they came; None takes back what was said.

    Somebody who was not invited can be there too, when they work somewhere now. Raises OverlegNogNiet, OngeldigeInvoer,
    GeenToegang, NietGevonden.
    """
    with werkplek.doe() as t:
        overleg = wijzigbaar_overleg(t, overleg_id)
        if stand not in (None, Aanwezigheidsstand.AFGEMELD):
            eis_begonnen(t, overleg)
        rij = rijen.aanwezigheden(t.db, overleg.id).get(professional_id)
        gevraagd = {p.id for _, p, _ in adresboek.deelnemers(t.db, overleg.id)}
        if rij is None and professional_id not in gevraagd:
            professional = t.haal(Professional, professional_id)
            veld = Veldcontrole()
            actief = is_actief(t, professional, t.haal(Organisatie, professional.organisatie_id))
            veld.eis(actief, "professional_id", "Deze persoon werkt hier niet meer. Kies iemand anders.")
            veld.klaar()
        if (None if rij is None else rij.stand) is stand:
            return
        _zet(t, overleg, rij, professional_id, stand)
        _meld(t, overleg, 1)


def _zet(
    t: Transactie,
    overleg: Overleg,
    rij: Aanwezigheid | None,
    professional_id: UUID,
    stand: Aanwezigheidsstand | None,
) -> None:
    if rij is None:
        assert stand is not None
        rij = Aanwezigheid(id=t.nieuw_id(), overleg_id=overleg.id, professional_id=professional_id)
        t.db.add(rij)
    elif stand is None:
        t.db.delete(rij)
        return
    rij.stand, rij.door_id, rij.op = stand, t.gebruiker.id, t.nu


def _meld(t: Transactie, overleg: Overleg, aantal: int) -> None:
    t.log("overleg.aanwezigheid", "overleg", overleg.id, aantal=aantal)
    t.gewijzigd("aanwezigheid", overleg.id)


def eis_begonnen(t: Transactie, overleg: Overleg) -> None:
    """Raises OverlegNogNiet for a meeting that is still to come or was called off."""
    if overleg.datum > t.vandaag or overleg.status is OverlegStatus.VERVALLEN:
        raise OverlegNogNiet


def leave_for_punt(werkplek: Werkplek, punt_id: UUID, professional_id: UUID) -> None:
    """Somebody who is there leaves the room for this item, and hears nothing of it. Raises OngeldigeInvoer."""
    with werkplek.doe() as t:
        punt, overleg = wijzigbaar_punt(t, punt_id)
        rij = rijen.aanwezigheden(t.db, overleg.id).get(professional_id)
        veld = Veldcontrole()
        er = rij is not None and rij.stand is Aanwezigheidsstand.AANWEZIG
        veld.eis(er, "professional_id", "Deze persoon is niet bij het overleg.")
        veld.klaar()
        if professional_id in rijen.afwezig_bij(t.db, [punt.id])[punt.id]:
            return
        t.db.add(
            Agendaafwezigheid(
                id=t.nieuw_id(), punt_id=punt.id, professional_id=professional_id, door_id=t.gebruiker.id, op=t.nu
            )
        )
        t.log("overleg.weggaan", "overleg", overleg.id, casus_id=punt.casus_id)
        t.gewijzigd("aanwezigheid", overleg.id)


def return_for_punt(werkplek: Werkplek, punt_id: UUID, professional_id: UUID) -> None:
    """Somebody who had left the room for this item is there after all."""
    with werkplek.doe() as t:
        punt, overleg = wijzigbaar_punt(t, punt_id)
        rij = rijen.afwezig_bij(t.db, [punt.id])[punt.id].get(professional_id)
        if rij is None:
            return
        t.db.delete(rij)
        t.log("overleg.terugkomen", "overleg", overleg.id, casus_id=punt.casus_id)
        t.gewijzigd("aanwezigheid", overleg.id)
