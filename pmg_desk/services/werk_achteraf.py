"""Work that comes afterwards: emergencies to judge before their day, and data breaches whose clock runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from pmg_desk.domain.klok import lokale_dag
from pmg_desk.services.belangen import geraakt
from pmg_desk.services.datalekken import inzicht
from pmg_desk.services.spoed import SOORT_LABELS, SpoedInzicht, Spoedsoort, lees_spoed
from pmg_desk.services.werk import Bereik, Werkitem, Werksoort
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import spoed as opslag


def noodtoegang(t: Transactie, bereik: Bereik) -> Iterable[Werkitem]:
    """Emergency access that nobody judged yet."""
    return islice(_te_beoordelen(t, bereik, Spoedsoort.NOODTOEGANG, Werksoort.NOODTOEGANG), bereik.hoeveel)


def spoed(t: Transactie, bereik: Bereik) -> Iterable[Werkitem]:
    """What was shared with spoed and nobody judged yet."""
    return islice(_te_beoordelen(t, bereik, Spoedsoort.VERSTREKKING, Werksoort.SPOED), bereik.hoeveel)


def _te_beoordelen(t: Transactie, bereik: Bereik, soort: Spoedsoort, werk: Werksoort) -> Iterator[Werkitem]:
    raakt = geraakt(t)  # what touches this officer is no work of theirs
    for een in lees_spoed(t, beoordeeld=False, hoeveel=bereik.hoeveel):
        if een.soort is soort and not een.eigen and (None, een.casus_id) not in raakt:
            yield _item(een, werk)


def _item(een: SpoedInzicht, soort: Werksoort) -> Werkitem:
    return Werkitem(
        soort,
        een.id,
        een.casusnummer,
        SOORT_LABELS[een.soort] if not een.loopt_nog else f"{SOORT_LABELS[een.soort]}, loopt nog",
        "hoort beoordeeld te zijn" if een.te_laat else "achteraf te beoordelen",
        een.te_toetsen_voor,
        "spoed",
        (("id", een.id),),
        termijn=True,
        wie=f"door {een.door}",
        casus_id=een.casus_id,
        nummer=een.casusnummer,
    )


def datalekken(t: Transactie, bereik: Bereik) -> Iterable[Werkitem]:
    """Breaches that are not closed, by the day on which their clock ends."""
    for rij in islice(opslag.datalekken(t.db, alleen_open=True), bereik.hoeveel):
        lek = inzicht(t, rij)
        yield Werkitem(
            Werksoort.DATALEK,
            lek.id,
            lek.nummer,
            lek.stand_label,
            "de 72 uur lopen" if lek.uren_over is not None else "nog af te ronden",
            lokale_dag(lek.uiterlijk),
            "registers",
            (("tab", "datalekken"), ("id", lek.id)),
            termijn=lek.uren_over is not None,
            nummer=lek.nummer,
        )
