"""Stukken of what tables said and decided about a casus.

A besluit and its words are one stuk, under the category and the limits of the words: that a table decided something
says nothing without them. The table is not named: that somebody is at it has a category of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from pmg_desk.domain.samenvatting import Rubriek, Stuk, Veld
from pmg_desk.services.overlegbesluiten import BESLUITSTAND_LABELS
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import bespreken as rijen
from pmg_desk.storage import inhoud
from pmg_desk.storage.models import Casus, Uitspraak

BESPROKEN = "Besproken aan tafel"
"""Title of what was said at a table."""
BESLUIT = "Besluit"
VERVALLEN = "Waarom het besluit verviel"

TekstStuk = Callable[[Uitspraak, Rubriek, str], Stuk]


def besprokenstukken(t: Transactie, casus: Casus, tekststuk: TekstStuk) -> Iterator[Stuk]:
    """What was said about a casus at the table, oldest meeting first."""
    besprekingen = [rij.id for rij, _ in rijen.besprekingen_van_casus(t.db, casus.id)]
    punten = rijen.punten_van(t.db, besprekingen)
    teksten = inhoud.huidige_van(t.db, [punt.uitspraak_id for punt in punten])
    for punt in sorted(punten, key=lambda punt: (besprekingen.index(punt.bespreking_id), punt.volgorde)):
        if punt.uitspraak_id in teksten:
            yield tekststuk(teksten[punt.uitspraak_id], Rubriek.SIGNALEN, BESPROKEN)


def besluitstukken(t: Transactie, casus: Casus, tekststuk: TekstStuk) -> Iterator[Stuk]:
    """What was decided, with how it stands, each followed by why it no longer holds, oldest meeting first."""
    paren = rijen.besluiten(t.db, [casus.id])
    ids = {id_ for rij, _ in paren for id_ in (rij.uitspraak_id, rij.reden_id) if id_ is not None}
    teksten = inhoud.huidige_van(t.db, ids)
    for rij, _ in paren:
        tekst = teksten.get(rij.uitspraak_id)
        if tekst is not None:
            yield replace(
                tekststuk(tekst, Rubriek.BESLUITEN, BESLUIT),
                id=f"overlegbesluit:{rij.id}+{tekst.id}",
                velden=((Veld.STATUS, BESLUITSTAND_LABELS[rij.stand]),),
            )
        reden = None if rij.reden_id is None else teksten.get(rij.reden_id)
        if reden is not None:
            yield tekststuk(reden, Rubriek.BESLUITEN, VERVALLEN)
