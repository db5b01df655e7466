"""Work that follows from the duty to inform: a delay that ends asks to inform now, or to say again why not yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from pmg_desk.domain.datums import toon_datum
from pmg_desk.services.informering import WIE_LABELS
from pmg_desk.services.werk import Bereik, Werkitem, Werksoort, jongere_kop, lees_vooruit, naar_dossier
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage.models import Casus
from pmg_desk.storage.rechten import lopend_uitstel


def informeren(t: Transactie, bereik: Bereik) -> Iterable[Werkitem]:
    """Delays in informing youth or parents that end within reach, of casussen one leads."""
    return islice(_informeren(t, bereik), bereik.hoeveel)


def _informeren(t: Transactie, bereik: Bereik) -> Iterator[Werkitem]:
    rijen = list(lopend_uitstel(t.db, t.eigen(), bereik.tot))
    lees_vooruit(t, (rij.casus_id for rij in rijen))
    for rij in rijen:
        assert rij.uitstel_tot is not None
        casus = t.haal(Casus, rij.casus_id)
        wie = WIE_LABELS[rij.wie]
        yield Werkitem(
            Werksoort.INFORMEREN,
            casus.id,
            jongere_kop(t, casus),
            f"{wie[0].lower()}{wie[1:]} informeren over het delen",
            f"uitgesteld tot {toon_datum(rij.uitstel_tot)}",
            rij.uitstel_tot,
            "dossier",
            naar_dossier(casus.id, "delen"),
            termijn=True,
            casus_id=casus.id,
            nummer=casus.nummer,
            bij=rij.wie.value,
        )
