"""Confirming what was read: by its words, never by its id."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from pmg_desk.domain.bevestigen import bevestiging, onbevestigd
from pmg_desk.domain.samenvatting import Aard, Rubriek, Stuk

STUK = Stuk(
    id="actie:1",
    rubriek=Rubriek.ACTIES,
    categorie="acties",
    titel="Actie",
    tekst="Bellen",
    gewijzigd_op=datetime(2026, 11, 22, tzinfo=UTC),
    velden=(("Status", "open"),),
)


@pytest.mark.parametrize(
    "anders",
    [
        {"id": "actie:2"},
        {"titel": "Andere actie"},
        {"tekst": "Bellen met Zwijgmerk"},
        {"velden": (("Status", "bezig"),)},
        {"aard": Aard.FEIT},
        {"bron": "Politie"},
        {"datum": date(2026, 11, 1)},
    ],
    ids=lambda anders: next(iter(anders)),
)
def test_what_reads_otherwise_is_not_confirmed(anders: dict[str, Any]) -> None:
    gelezen = {bevestiging(STUK)}
    nu = replace(STUK, **anders)
    assert onbevestigd([STUK, nu], gelezen) == (nu,)


def test_the_same_words_stay_confirmed_and_an_id_confirms_nothing() -> None:
    later = replace(STUK, gewijzigd_op=STUK.gewijzigd_op + timedelta(days=1))
    assert onbevestigd([later], {bevestiging(STUK)}) == ()
    assert onbevestigd([STUK], {STUK.id}) == (STUK,)
