"""Work that follows from paper: copies of earlier meetings that are still out, and those that were lost."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby, islice

from pmg_desk.domain.bundel import Bundelversie
from pmg_desk.domain.datums import toon_datum
from pmg_desk.services.bundelpapier import woorden_niet_terug
from pmg_desk.services.bundelregister import PAPIERREGEL
from pmg_desk.services.casussen import tafel_label
from pmg_desk.services.sleutelboek import gelukte_regels
from pmg_desk.services.werk import Bereik, Werkitem, Werksoort
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import bundels as rijen
from pmg_desk.storage import spoed
from pmg_desk.storage.models import Papierstand
from pmg_desk.storage.zichtbaar import tafels_van


def niet_terug(t: Transactie, bereik: Bereik) -> Iterable[Werkitem]:
    """Per meeting of one's tables that is over, the bundles that nobody gave back.

    A list of actions is kept by its reader until these are done: by itself it is no work. Where a bundle is out it is
    counted too, so that the register shows as many as the work list says.
    """
    uit = rijen.uitgedeeld(t.db, tafels_van(t.db, t.gebruiker.id, t.vandaag), t.vandaag)
    per_overleg = (
        (overleg, [bundel.bundelversie for bundel, _ in deel])
        for overleg, deel in groupby(uit, key=lambda paar: paar[1])
    )
    werk = ((overleg, deel) for overleg, deel in per_overleg if set(deel) != {Bundelversie.ACTIELIJST})
    for overleg, deel in islice(werk, bereik.hoeveel):
        yield Werkitem(
            Werksoort.PAPIER,
            overleg.id,
            tafel_label(t.profiel, overleg.tafel),
            woorden_niet_terug(deel),
            f"uitgedeeld voor het overleg van {toon_datum(overleg.datum)}",
            overleg.datum,
            "overlegdag",
            (("overleg_id", overleg.id), ("tab", "uitdelen")),
            oud=(t.vandaag - overleg.datum).days,
            tafels=(overleg.tafel,),
        )


def kwijt(t: Transactie, bereik: Bereik) -> Iterable[Werkitem]:
    """For the officer: lost copies, until a breach was written down after somebody said so (AVG 33, lid 5)."""
    vastgelegd = max((rij.op for rij in spoed.datalekken(t.db)), default=None)
    kwijt_ = rijen.kwijt(t.db)
    if kwijt_ and vastgelegd is not None:
        gezegd = {r.object_id: r.tijd for r in gelukte_regels(t, PAPIERREGEL) if r.verwerking == Papierstand.KWIJT}
        kwijt_ = [paar for paar in kwijt_ if (op := gezegd.get(str(paar[0].id))) is None or op > vastgelegd]
    for bundel, overleg in islice(kwijt_, bereik.hoeveel):
        yield Werkitem(
            Werksoort.PAPIER,
            bundel.id,
            tafel_label(t.profiel, overleg.tafel),
            f"exemplaar {bundel.exemplaar} is kwijt: beoordeel of dit een datalek is",
            f"uitgedeeld voor het overleg van {toon_datum(overleg.datum)}",
            bundel.papier_op or overleg.datum,
            "registers",
            (("tab", "datalekken"),),
            termijn=True,
            tafels=(overleg.tafel,),
        )
