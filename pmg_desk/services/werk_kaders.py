"""Work that follows from tafelkaders: a review that comes up, a kader that ends or has ended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.delen import Gebrek
from pmg_desk.domain.rollen import Recht
from pmg_desk.services.tafelkaders import KaderInzicht, kader_inzichten
from pmg_desk.services.werk import Bereik, Werkitem, Werksoort
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage.zichtbaar import tafels_van

AFGELOPEN_DAGEN = timedelta(days=92)
"""So long it is said that a kader has ended and nothing took its place."""


def kaders(t: Transactie, bereik: Bereik) -> Iterable[Werkitem]:
    """For the officer what is to be reviewed, ends or has ended; for who works at a table only what has ended."""
    return islice(_kaders(t, bereik), bereik.hoeveel)


def _kaders(t: Transactie, bereik: Bereik) -> Iterator[Werkitem]:
    officer = t.gebruiker.mag(Recht.DELING_BESLISSEN)
    tafels = None if officer else tafels_van(t.db, t.gebruiker.id, t.vandaag)
    laatste: dict[tuple[str, str], KaderInzicht] = {}
    for kader in kader_inzichten(t):
        eerder = laatste.get((kader.tafel, kader.doel))
        if kader.inhoud is not None and (eerder is None or eerder.versie < kader.versie):
            laatste[kader.tafel, kader.doel] = kader
    for kader in laatste.values():
        if tafels is not None and kader.tafel not in tafels:
            continue
        item = _over(t, kader) if kader.gebrek is Gebrek.VERLOPEN else _loopt(kader, bereik) if officer else None
        if item is not None:
            yield item


def _over(t: Transactie, kader: KaderInzicht) -> Werkitem | None:
    assert kader.inhoud is not None
    tot = kader.inhoud.geldig_tot
    if t.vandaag - tot > AFGELOPEN_DAGEN:
        return None
    return _item(kader, f"afgelopen op {toon_datum(tot)}; er wordt niets meer onder gedeeld", tot, "over")


def _loopt(kader: KaderInzicht, bereik: Bereik) -> Werkitem | None:
    assert kader.inhoud is not None
    if not kader.geldt or kader.inhoud.herzien_op > bereik.tot:
        return None
    tot = toon_datum(kader.inhoud.geldig_tot)
    return _item(kader, f"herzien vóór het eind op {tot}", kader.inhoud.herzien_op, "herzien")


def _item(kader: KaderInzicht, waarom: str, dag: date, bij: str) -> Werkitem:
    return Werkitem(
        Werksoort.KADER,
        kader.id,
        kader.nummer,
        f"{kader.tafel_label}: {kader.doel_label.lower()}",
        waarom,
        dag,
        "tafelkader",
        (("kader_id", kader.id),),
        termijn=True,
        nummer=kader.nummer,
        tafels=(kader.tafel,),
        bij=bij,
    )
