"""What a reader of the informatiebeeld knows besides the tables: what the definitions say of numbers of two measures.

Nobody had a casus before the first quarter, so who came and did not go is still there. Small numbers may not follow
from such sentences either.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random

import pytest

from pmg_desk.domain.beeld import TOTAAL, Getoond
from pmg_desk.domain.beeldmetingen import BALANSEN, VERBANDEN
from pmg_desk.domain.fouten import OngeldigeInvoer
from pmg_desk.services import beeldopslag
from pmg_desk.services.beeldinstellingen import set_instellingen
from pmg_desk.services.beeldkwartalen import settle_kwartaal
from pmg_desk.services.casussen import open_casus
from pmg_desk.services.casusverloop import close_casus
from pmg_desk.storage import beeld as opslag
from pmg_desk.storage.gebruikers import zet_instelling
from tests.casusbouw import ADRES, nieuwe
from tests.onthulling.aanvaller import Aanvaller
from tests.wereld import Wereld

Cel = tuple[str, ...]


def _getoond(wereld: Wereld) -> dict[tuple[str, tuple[str, ...]], Mapping[Cel, int | None]]:
    with wereld.privacy.doe() as t:
        alle = beeldopslag.lees_getoond(t, opslag.kwartalen(t.db))
    return {(een.naam.meting, een.naam.assen): een.cellen for een in alle}


def test_in_the_first_quarter_who_went_does_not_follow_from_who_came_and_who_is_there(wereld: Wereld) -> None:
    wereld.klok.moment = datetime(2026, 12, 30, 9, tzinfo=UTC)
    casussen = [open_casus(wereld.regie, replace(nieuwe(), aangemeld_op=date(2026, 11, 2))) for _ in range(12)]
    woorden = next(iter(wereld.profiel.redenen_afsluiten)), next(iter(wereld.profiel.uitkomsten))
    for casus_id in casussen[:3]:
        close_casus(wereld.regie, casus_id, *woorden, op=date(2026, 12, 29))
    wereld.klok.moment = datetime(2027, 1, 4, 9, tzinfo=UTC)
    settle_kwartaal(wereld.privacy, "2026-Q4", kans=Random(1))
    getoond = _getoond(wereld)
    samen = [namen for meting, namen in getoond if meting == "instroom"]
    assert len(samen) > 1
    for assen_ in samen:
        kwam, ging, is_er = (getoond[meting, assen_] for meting in ("instroom", "uitstroom", "stand"))
        for cel, aantal in kwam.items():
            blijft = is_er[cel]
            if ging[cel] is None and aantal is not None and blijft is not None:
                assert aantal == blijft, (assen_, cel)  # nobody went, and that may be known


def test_what_two_measures_say_of_the_same_casussen_tells_no_small_number(wereld: Wereld) -> None:
    """Every casus came by a table: as many aanmeldingen as casussen that began, so as many in every wijk."""
    kans = Random(11)
    verdeling = dict(zip(("morgenstond", "bouwlust_vrederust", "moerwijk", "Elders"), _WIJKEN, strict=True))
    for wijk, aantal in verdeling.items():
        for _ in range(aantal):
            dag = date(2026, kans.randint(7, 9), kans.randint(1, 28))
            casus = nieuwe(adres=replace(ADRES, wijk=wijk, buurt=""), geboortedatum=str(kans.choice(range(2009, 2016))))
            open_casus(wereld.regie, replace(casus, aangemeld_op=dag))
    settle_kwartaal(wereld.privacy, "2026-Q3", kans=Random(11))
    with wereld.privacy.doe() as t:
        getoond = beeldopslag.lees_getoond(t, opslag.kwartalen(t.db))
    kwam, aangemeld = (_marge(getoond, meting, "wijk") for meting in ("instroom", "aanmeldingen"))
    assert kwam[TOTAAL] == aangemeld[TOTAAL] == sum(_WIJKEN)
    samen = [g for g in getoond if g.naam.meting in {"instroom", "stand", "uitstroom", "overgang", "aanmeldingen"}]
    assert sum(len(g.gevoelig) for g in samen) > 20
    assert Aanvaller(samen, BALANSEN, (), VERBANDEN).breek() == {"precies": 0, "te krap": 0}


_WIJKEN = (8, 8, 3, 10)


def _marge(getoond: Sequence[Getoond], meting: str, langs: str) -> dict[str, int | None]:
    g = next(g for g in getoond if g.naam.meting == meting and langs in g.naam.assen)
    plek = g.naam.assen.index(langs)
    return {cel[plek]: n for cel, n in g.cellen.items() if set(cel[:plek] + cel[plek + 1 :]) <= {TOTAAL}}


def test_a_threshold_that_is_raised_afterwards_does_not_promise_what_it_cannot_keep(wereld: Wereld) -> None:
    """Six stood there and everybody saw it: so no more than six can have left, though ten values would be promised."""
    wereld.klok.moment = datetime(2026, 12, 30, 9, tzinfo=UTC)
    casussen = [open_casus(wereld.regie, replace(nieuwe(), aangemeld_op=date(2026, 11, 2))) for _ in range(6)]
    wereld.klok.moment = datetime(2027, 1, 4, 9, tzinfo=UTC)
    settle_kwartaal(wereld.privacy, "2026-Q4", kans=Random(1))
    with pytest.raises(OngeldigeInvoer):
        set_instellingen(wereld.beheer, 10, "afschermen")
    with wereld.beheer.doe() as t:  # set before there was a rule, or by who knows the way
        zet_instelling(t.db, "informatiebeeld", '{"drempel": 10, "wijze": "afschermen"}')
        t.log("instelling.zetten", "instelling", detail={"sleutel": "informatiebeeld", "waarde": ""})
    woorden = next(iter(wereld.profiel.redenen_afsluiten)), next(iter(wereld.profiel.uitkomsten))
    wereld.klok.moment = datetime(2027, 3, 30, 9, tzinfo=UTC)
    for casus_id in casussen[:2]:
        close_casus(wereld.regie, casus_id, *woorden, op=date(2027, 3, 29))
    wereld.klok.moment = datetime(2027, 4, 2, 9, tzinfo=UTC)
    settle_kwartaal(wereld.privacy, "2027-Q1", kans=Random(1))
    with wereld.privacy.doe() as t:
        getoond = beeldopslag.lees_getoond(t, opslag.kwartalen(t.db))
        resten = beeldopslag.lees_resten(t)
    assert {een.drempel for een in getoond} == {5}
    nu = [een for een in getoond if een.naam.kwartaal == "2027-Q1" and een.naam.meting in {"stand", "uitstroom"}]
    assert any(een.gevoelig for een in nu)
    assert Aanvaller(getoond, BALANSEN, resten).breek() == {"precies": 0, "te krap": 0}
