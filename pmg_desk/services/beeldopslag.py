"""A settled quarter between the tables of the vault and the words of ``domain.beeld``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from pmg_desk.domain.beeld import As, Getoond, Rest, Tabel, Tabelnaam, Wijze
from pmg_desk.domain.beeldschema import Beeldschema, lees_schema, schrijf_schema, splits, voeg_samen
from pmg_desk.services.beeldinstellingen import Beeldinstellingen
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import beeld as opslag
from pmg_desk.storage.models import Beeldkwartaal


def bewaar(
    t: Transactie,
    kwartaal: str,
    schema: Beeldschema,
    instellingen: Beeldinstellingen,
    getoond: Sequence[Getoond],
    resten: Iterable[Rest],
    standen: Sequence[Tabel] = (),
) -> UUID:
    """Keep a quarter: what is shown, what balances left over, and of ``standen`` the true counts until the next one.

    The true counts of every other quarter are emptied.
    """
    rij = Beeldkwartaal(
        id=t.nieuw_id(),
        kwartaal=kwartaal,
        wijze=instellingen.wijze,
        drempel=instellingen.drempel,
        assen=schrijf_schema(schema),
        door_id=t.gebruiker.id,
        op=t.nu,
    )
    t.db.add(rij)
    t.db.flush()
    tellingen = {tabel.naam: tabel for tabel in standen}
    opslag.bewaar(
        t.db,
        [
            {
                "id": t.nieuw_id(),
                "beeldkwartaal_id": rij.id,
                "meting": een.naam.meting,
                "assen": voeg_samen(een.naam.assen),
                "sleutel": voeg_samen(cel),
                "getoond": waarde,
                "gevoelig": cel in een.gevoelig,
                "telling": _telling(tellingen.get(een.naam), cel),
            }
            for een in getoond
            for cel, waarde in een.cellen.items()
        ],
        [
            {
                "id": t.nieuw_id(),
                "beeldkwartaal_id": rij.id,
                "meting": rest.stand,
                "sleutel": voeg_samen(rest.blad),
                "rest": rest.aantal,
            }
            for rest in resten
            if rest.aantal
        ],
    )
    opslag.leeg_tellingen(t.db, rij.id)
    return rij.id


def _telling(tabel: Tabel | None, cel: tuple[str, ...]) -> int | None:
    """The true count of a leaf; a total follows from those, and nothing is kept of what no balance needs."""
    return None if tabel is None else tabel.telling.get(cel)


def sluit(t: Transactie, klaar: Collection[tuple[Tabelnaam, tuple[str, ...]]]) -> None:
    """Forget of these cells of earlier quarters that they are small: no later quarter needs it (``onthulling``)."""
    per: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for naam, cel in sorted(klaar):
        per[naam.kwartaal].append((naam.meting, voeg_samen(naam.assen), voeg_samen(cel)))
    for rij in opslag.kwartalen(t.db):
        opslag.vergeet_gevoelig(t.db, rij.id, per[rij.kwartaal])


def lees_getoond(t: Transactie, kwartalen: Iterable[Beeldkwartaal]) -> tuple[Getoond, ...]:
    """All that is shown of these quarters, with what of it is small and not safe for good: to test the next one."""
    return tuple(
        Getoond(naam, assen, {cel: waarde for cel, waarde, _, _ in rijen}, _gevoelig(rijen), wijze, rij.drempel)
        for rij in kwartalen
        for naam, assen, wijze, rijen in _tabellen(t, rij)
    )


def lees_standen(t: Transactie, rij: Beeldkwartaal, metingen: Collection[str]) -> tuple[Tabel, ...]:
    """The true counts of these measures of the quarter that was settled last."""
    return tuple(
        Tabel(naam, assen, {cel: telling for cel, _, _, telling in rijen if telling is not None})
        for naam, assen, _, rijen in _tabellen(t, rij)
        if naam.meting in metingen
    )


def lees_resten(t: Transactie) -> tuple[Rest, ...]:
    """What the balances of all settled quarters left over."""
    return tuple(Rest(kwartaal, stand, splits(blad), aantal) for kwartaal, stand, blad, aantal in opslag.resten(t.db))


_Rij = tuple[tuple[str, ...], int | None, bool, int | None]


def _tabellen(t: Transactie, rij: Beeldkwartaal) -> list[tuple[Tabelnaam, tuple[As, ...], Wijze, list[_Rij]]]:
    schema = lees_schema(rij.assen)
    per_tabel: dict[tuple[str, str], list[_Rij]] = defaultdict(list)
    for meting, assen, sleutel, getoond, gevoelig, telling in opslag.cellen(t.db, rij.id):
        per_tabel[meting, assen].append((splits(sleutel), getoond, gevoelig, telling))
    uit = []
    for (meting, assen), rijen in per_tabel.items():
        sleutels = splits(assen)
        naam, beeldassen = Tabelnaam(rij.kwartaal, meting, sleutels), tuple(schema.assen[een] for een in sleutels)
        uit.append((naam, beeldassen, schema.wijzen[meting], rijen))
    return uit


def _gevoelig(rijen: Iterable[_Rij]) -> frozenset[tuple[str, ...]]:
    return frozenset(cel for cel, _, gevoelig, _ in rijen if gevoelig)
