"""Stukken of the interventies in use: which one, how far, since when; why and with what result where that may go."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.samenvatting import Rubriek, Stuk, Veld
from pmg_desk.services.inzet import INZET_LABELS, categorie_van
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import inhoud
from pmg_desk.storage import inzet as opslag
from pmg_desk.storage.models import Casus, Uitspraak

INTERVENTIE = Veld.INTERVENTIE
"""Label of the interventie that an action names."""
TekstStuk = Callable[[Uitspraak, Rubriek, str], Stuk]


def inzetstukken(
    t: Transactie, casus: Casus, met: Callable[..., Iterator[Stuk]], tekststuk: TekstStuk
) -> Iterator[Stuk]:
    """What runs and what was done; the category is that of what the interventie is about (``services.inzet``)."""
    rijen = opslag.van_casus(t.db, casus.id)
    ids = {id_ for rij, _ in rijen for id_ in (rij.uitspraak_id, rij.resultaat_id) if id_ is not None}
    teksten = inhoud.huidige_van(t.db, ids)
    for rij, uitvoerder in rijen:
        velden = (
            ("Door", "" if uitvoerder is None else uitvoerder.naam),
            (Veld.STATUS, INZET_LABELS[rij.status]),
            ("Begin", "" if rij.begin is None else toon_datum(rij.begin)),
            ("Einde", "" if rij.eind is None else toon_datum(rij.eind)),
        )
        stuk = Stuk(
            id=f"inzet:{rij.id}",
            rubriek=Rubriek.INZET,
            categorie=categorie_van(t, rij),
            titel=rij.naam,
            tekst="",
            gewijzigd_op=max(rij.op, opslag.laatst_gewijzigd(t.db, rij.id) or rij.op),
            velden=tuple((label, waarde) for label, waarde in velden if waarde),
        )
        waarom = None if rij.uitspraak_id is None else teksten.get(rij.uitspraak_id)
        yield from met(stuk, waarom, titel="Waarom deze interventie")
        resultaat = None if rij.resultaat_id is None else teksten.get(rij.resultaat_id)
        if resultaat is not None:
            yield tekststuk(resultaat, Rubriek.INZET, "Resultaat van een interventie")
