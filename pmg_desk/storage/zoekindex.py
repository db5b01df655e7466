"""Full-text search over folded text: kept up with every flush, so that no use case can forget it.

``unicode61 remove_diacritics 2`` leaves ß, ł, ø and the like as they are, so text is folded by
``domain.namen.vouw`` on the way in and on the way out, and FTS5 only splits words. What is stored is the folded
text; hits are shown from the rows themselves. Search hides what is superseded: the index holds current text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.domain.namen import vouw
from pmg_desk.storage.models import Casus, Jongere, Organisatie, Professional, Uitspraak, Zoekrij

_ZOEK = sa.table("zoek", sa.column("rowid"))
_DEEL = 500

_Ding = tuple[str, UUID, UUID | None, str]
"""Kind, id, whose casus, and the text it is found by."""


@dataclass(frozen=True, slots=True)
class Treffer:
    """One hit: what kind of thing, which row, and whose casus (None for the address book)."""

    soort: str
    object_id: UUID
    casus_id: UUID | None


def werk_bij(sessie: Session) -> None:
    """Index what this flush wrote; called after each flush. Uses SQL on the connection: no second flush."""
    weg = [r.id for r in sessie.deleted if isinstance(r, (Uitspraak, Casus, Professional, Organisatie))]
    dingen: list[_Ding] = []
    casussen: list[UUID] = []
    jongeren: list[UUID] = []
    for rij in (*sessie.new, *sessie.dirty):
        if isinstance(rij, Uitspraak):
            if rij.vervangt_id is not None:
                weg.append(rij.vervangt_id)
            if not rij.vervallen:
                dingen.append(("uitspraak", rij.id, rij.casus_id, f"{rij.tekst} {rij.bron}"))
        elif isinstance(rij, Casus):
            casussen.append(rij.id)
        elif isinstance(rij, Jongere):
            jongeren.append(rij.id)
        elif isinstance(rij, Professional):
            dingen.append(("professional", rij.id, None, f"{rij.naam} {rij.functie} {rij.email}"))
        elif isinstance(rij, Organisatie):
            dingen.append(("organisatie", rij.id, None, f"{rij.naam} {rij.email}"))
    if not (weg or dingen or casussen or jongeren):
        return
    verbinding = sessie.connection()
    dingen += _van_casussen(verbinding, Casus.id, casussen)
    dingen += _van_casussen(verbinding, Casus.jongere_id, jongeren)
    uniek = {ding[1]: ding for ding in dingen}
    _wis(verbinding, [*weg, *uniek])
    verdwenen = set(weg)
    laatste = verbinding.scalar(sa.select(sa.func.max(Zoekrij.id))) if uniek else 0
    _vul(verbinding, (ding for id_, ding in uniek.items() if id_ not in verdwenen), laatste or 0)


def _van_casussen(verbinding: sa.Connection, kolom: Any, ids: list[UUID]) -> list[_Ding]:
    return [
        ("casus", rij.id, rij.id, _casus_tekst(rij))
        for deel in _delen(ids)
        for rij in verbinding.execute(_casus_vraag().where(kolom.in_(deel)))
    ]


def _delen(ids: list[UUID]) -> Iterable[list[UUID]]:
    """SQLite takes a limited number of values in one statement."""
    return (ids[begin : begin + _DEEL] for begin in range(0, len(ids), _DEEL))


def _casus_vraag() -> sa.Select[UUID, str, str, str, str, str, str]:
    return sa.select(
        Casus.id,
        Casus.nummer,
        Jongere.voornamen,
        Jongere.voorvoegsel,
        Jongere.geslachtsnaam,
        Jongere.roepnaam,
        Jongere.school,
    ).join(Jongere, Jongere.id == Casus.jongere_id)


def _casus_tekst(rij: Any) -> str:
    return " ".join((rij.nummer, rij.roepnaam, rij.voornamen, rij.voorvoegsel, rij.geslachtsnaam, rij.school))


def _wis(verbinding: sa.Connection, object_ids: list[UUID]) -> None:
    for deel in _delen(object_ids):
        wis_rijen(verbinding, verbinding.execute(sa.select(Zoekrij.id).where(Zoekrij.object_id.in_(deel))).scalars())


def wis_rijen(verbinding: sa.Connection, rijen: Iterable[int]) -> None:
    """Take things out of the index by their row id."""
    alle = list(rijen)
    for begin in range(0, len(alle), _DEEL):
        deel = alle[begin : begin + _DEEL]
        verbinding.execute(sa.text("DELETE FROM zoek WHERE rowid = :id"), [{"id": rowid} for rowid in deel])
        verbinding.execute(sa.delete(Zoekrij).where(Zoekrij.id.in_(deel)))


def herbouw(sessie: Session) -> int:
    """Make the whole index anew (after bulk inserts); returns the number of findable things."""
    verbinding = sessie.connection()
    verbinding.execute(sa.text("DELETE FROM zoek"))
    verbinding.execute(sa.delete(Zoekrij))
    vervangen = sa.select(Uitspraak.vervangt_id).where(Uitspraak.vervangt_id.is_not(None))
    aantal = _vul(verbinding, (("casus", r.id, r.id, _casus_tekst(r)) for r in verbinding.execute(_casus_vraag())))
    uitspraken = verbinding.execute(
        sa.select(Uitspraak.id, Uitspraak.casus_id, Uitspraak.tekst, Uitspraak.bron).where(
            Uitspraak.vervallen.is_(False), Uitspraak.id.not_in(vervangen)
        )
    )
    aantal += _vul(verbinding, (("uitspraak", r.id, r.casus_id, f"{r.tekst} {r.bron}") for r in uitspraken), aantal)
    mensen = verbinding.execute(sa.select(Professional.id, Professional.naam, Professional.functie, Professional.email))
    aantal += _vul(
        verbinding, (("professional", r.id, None, f"{r.naam} {r.functie} {r.email}") for r in mensen), aantal
    )
    clubs = verbinding.execute(sa.select(Organisatie.id, Organisatie.naam, Organisatie.email))
    return aantal + _vul(verbinding, (("organisatie", r.id, None, f"{r.naam} {r.email}") for r in clubs), aantal)


def _vul(verbinding: sa.Connection, dingen: Iterable[_Ding], vanaf: int = 0) -> int:
    aantal = 0
    blok: list[tuple[int, str, UUID, UUID | None, str]] = []

    def schrijf() -> None:
        if not blok:
            return
        verbinding.execute(
            sa.insert(Zoekrij), [{"id": n, "soort": s, "object_id": o, "casus_id": c} for n, s, o, c, _ in blok]
        )
        verbinding.execute(
            sa.text("INSERT INTO zoek(rowid, tekst) VALUES (:id, :tekst)"),
            [{"id": n, "tekst": vouw(t)} for n, _, _, _, t in blok],
        )
        blok.clear()

    for soort, object_id, casus_id, tekst in list(dingen):
        aantal += 1
        blok.append((vanaf + aantal, soort, object_id, casus_id, tekst))
        if len(blok) == 2000:
            schrijf()
    schrijf()
    return aantal


def casussen_met(tekst: str) -> sa.Select[UUID]:
    """Ids of the casussen whose number, name or school holds every word of ``tekst`` (the last as a beginning).

    For use as a condition in another query; selects nothing for a text without a letter or digit.
    """
    woorden = vouw(tekst).split()
    vraag = sa.select(Zoekrij.object_id).where(Zoekrij.soort == "casus")
    if not woorden:
        return vraag.where(sa.false())
    treffers = sa.text("SELECT rowid FROM zoek WHERE zoek MATCH :casustekst").bindparams(
        casustekst=" ".join(f'"{woord}"*' for woord in woorden)
    )
    return vraag.where(Zoekrij.id.in_(treffers.columns(sa.column("rowid", sa.Integer))))


def zoek(
    sessie: Session, tekst: str, zichtbaar: sa.Select[UUID] | None, hoeveel: int = 50, soort: str | None = None
) -> list[Treffer]:
    """Things that hold every word of ``tekst`` (the last one as a beginning), best first.

    ``zichtbaar`` selects the ids of the casussen this user may see; None means no casus at all, only the address
    book. An empty or unsearchable ``tekst`` gives nothing.
    """
    woorden = vouw(tekst).split()
    if not woorden:
        return []
    vraag_fts = " ".join(f'"{woord}"*' for woord in woorden)
    vraag = (
        sa.select(Zoekrij.soort, Zoekrij.object_id, Zoekrij.casus_id)
        .join(_ZOEK, _ZOEK.c.rowid == Zoekrij.id)
        .where(sa.text("zoek MATCH :vraag").bindparams(vraag=vraag_fts))
    )
    if zichtbaar is None:
        vraag = vraag.where(Zoekrij.casus_id.is_(None))
    else:
        vraag = vraag.where(sa.or_(Zoekrij.casus_id.is_(None), Zoekrij.casus_id.in_(zichtbaar)))
    if soort is not None:
        vraag = vraag.where(Zoekrij.soort == soort)
    rijen = sessie.execute(vraag.order_by(sa.text("zoek.rank")).limit(hoeveel)).all()
    return [Treffer(rij.soort, rij.object_id, rij.casus_id) for rij in rijen]
