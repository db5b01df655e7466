"""The sharing log: what never arrived is not counted as shared, and who said so comes from the log."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from pmg_desk.domain.deellog import Deling, Gemeld, Groep, Telling, gemeld_mislukt, tel
from pmg_desk.domain.logboek import Resultaat
from tests.domain.test_patronen import regels

NU = datetime(2026, 11, 23, 9, tzinfo=UTC)
DELING = Deling(
    id="1",
    op=NU,
    casusnummer="PMG-2026-00001",
    organisatie="School",
    functie="Mentor",
    wijze="papier",
    status="uitgegeven",
    exemplaar=1,
    categorieen=("signalen",),
    doel="zorg",
    grondslagen=("avg_6_1_e",),
    onder=("besluit",),
    door="C. Regisseur",
)


def test_wat_mislukte_telt_niet_als_gedeeld_en_wat_is_teruggehaald_wel() -> None:
    later = NU + timedelta(hours=1)
    gedeeld = [
        DELING,
        replace(DELING, id="2", status="mislukt", casusnummer="PMG-2026-00002", functie="IB"),
        replace(DELING, id="3", status="ingetrokken", op=later),
    ]
    assert tel(gedeeld, Groep.ORGANISATIE) == (Telling("School", 2, 1, 1, 1, NU, later),)
    assert tel(gedeeld[1:2], Groep.ORGANISATIE) == (Telling("School", 0, 0, 0, 1, NU, NU),)


@pytest.mark.parametrize(
    "anders",
    [{"actie": "samenvatting.ingetrokken"}, {"resultaat": Resultaat.GEWEIGERD}, {"object_id": None}],
)
def test_alleen_een_regel_die_het_zegt_meldt_dat_iets_mislukte_en_de_eerste_telt(anders: dict[str, Any]) -> None:
    regel = {"actie": "samenvatting.mislukt", "object_id": "1"}
    weer = {**regel, "tijd": NU + timedelta(days=1), "actor_naam": "Een ander"}
    assert gemeld_mislukt(regels({**regel, **anders}, regel, weer)) == {"1": Gemeld(NU, "C. Regisseur")}
    assert gemeld_mislukt(regels({**regel, **anders})) == {}
