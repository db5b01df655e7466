"""Work that follows from tafelkaders: a review that comes up, one that ends or has ended, and letters about that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain, islice

from pmg_desk.domain.aantallen import met_woord
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.delen import Gebrek, Zekerheid
from pmg_desk.domain.rollen import Recht
from pmg_desk.services.kaderbrieven import einddag, is_op, te_schrijven, van_kracht
from pmg_desk.services.tafelkaders import KaderInzicht, kader_inzichten
from pmg_desk.services.werk import Bereik, Werkitem, Werksoort
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage.zichtbaar import tafels_van

AFGELOPEN_DAGEN = timedelta(days=92)
"""So long it is said that a kader has ended and nothing took its place."""


def kaders(t: Transactie, bereik: Bereik) -> Iterable[Werkitem]:
    """For the officer what is to be reviewed, ends or has ended; for who works at a table only what has ended.

    Letters to recipients of what ended are for the officer. One elsewhere has no register to write them from: then they
    are for who works on the casussen.
    """
    alle = kader_inzichten(t)
    return islice(chain(_kaders(t, bereik, alle), _brieven(t, alle)), bereik.hoeveel)


def _brieven(t: Transactie, alle: Sequence[KaderInzicht]) -> Iterator[Werkitem]:
    officer = t.gebruiker.mag(Recht.DELING_INTREKKEN)
    if not any(is_op(kader) for kader in alle):
        return
    wachten = te_schrijven(t, alle)
    for kader in alle:
        elders = kader.zekerheid is Zekerheid.CRYPTOGRAFISCH
        wie = wachten.get(kader.id, ())
        if wie and (officer or elders):
            namen = met_woord(len(wie), "ontvanger weet", "ontvangers weten")
            waarom = f"{namen} nog niet dat gegevens niet meer mogen worden gebruikt"
            yield replace(
                _item(
                    kader, waarom, min(einddag(t, kader, van_kracht(alle, kader)) or t.vandaag, t.vandaag), "brieven"
                ),
                wat="brieven over een tafelkader dat niet meer geldt",
                scherm="gedeeld",
                termijn=False,
                aantal=len(wie),
            )


def _kaders(t: Transactie, bereik: Bereik, alle: Sequence[KaderInzicht]) -> Iterator[Werkitem]:
    officer = t.gebruiker.mag(Recht.DELING_BESLISSEN)
    tafels = None if officer else tafels_van(t.db, t.gebruiker.id, t.vandaag)
    laatste: dict[tuple[str, str], KaderInzicht] = {}
    for kader in alle:
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
