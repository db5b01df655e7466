"""What an officer took out stays out: a text that was left out is not brought back by amending it."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from pmg_desk.domain.delen import Getoetst, Weglating
from pmg_desk.domain.overdrachtrij import Rijsoort
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import inhoud


def met_opvolgers(t: Transactie, getoetst: Getoetst) -> Getoetst:
    """The approval as it reads now: a text that was left out stays out when it is amended, a reaction too."""
    besluit = getoetst.besluit
    if besluit is None or not besluit.weglaten:
        return getoetst
    paren = [_teksten(weg.stuk) for weg in besluit.weglaten]
    nu = inhoud.huidige_van(t.db, {id_ for paar in paren for id_ in paar if id_ is not None})
    erbij = []
    for over, tekst in paren:
        if tekst in nu and over in nu:  # of a reaction, with the statement that stands there now
            erbij.append(Weglating(f"reactie:{nu[over].id.hex}+{nu[tekst].id}"))
        elif tekst in nu and over is None:
            erbij.append(Weglating(f"uitspraak:{nu[tekst].id}"))
    return replace(getoetst, besluit=replace(besluit, weglaten=(*besluit.weglaten, *erbij)))


def _teksten(stuk_id: str) -> tuple[UUID | None, UUID | None]:
    """Of the id of a stuk: what its text is a reaction to, and that text itself."""
    kop, _, tekst = stuk_id.partition("+")
    soort, _, sleutel = kop.partition(":")
    if soort == Rijsoort.UITSPRAAK:
        return None, UUID(sleutel)
    return UUID(hex=sleutel) if soort == Rijsoort.REACTIE else None, UUID(tekst) if tekst else None
