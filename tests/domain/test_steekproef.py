"""A sample that anybody draws again: the same from the same log, whatever the order, fair, and never a line twice."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.steekproef import (
    grenzen,
    maak_trekking,
    maand_van,
    populatie_hash,
    raakt,
    trek,
    vorige_maand,
    zaad,
)

PUNT = "pmg-desk/8f7f2a1e-0000-4000-8000-000000000001/1\n120\nAAAA\n"
NUMMERS = st.sets(st.integers(1, 10**9), min_size=1, max_size=60)


@given(NUMMERS, st.integers(1, 80), st.randoms(use_true_random=False), st.text(max_size=8))
def test_dezelfde_trekking_uit_dezelfde_regels_in_welke_volgorde_ook(nummers, omvang, willekeur, som):
    lijst = list(nummers)
    willekeur.shuffle(lijst)
    een = trek(som, sorted(nummers), omvang)
    assert trek(som, lijst + lijst[:3], omvang) == een
    assert set(een) <= nummers
    assert list(een) == sorted(set(een))
    assert len(een) == min(omvang, len(nummers))


@given(NUMMERS, st.integers(1, 20))
def test_een_grotere_steekproef_bevat_de_kleinere(nummers, omvang):
    assert set(trek("zaad", nummers, omvang)) <= set(trek("zaad", nummers, omvang + 1))


def test_elke_regel_heeft_dezelfde_kans() -> None:
    keren = Counter(nr for som in range(2000) for nr in trek(f"{som}", range(1, 21), 5))
    assert set(keren) == set(range(1, 21))
    # 500 expected, standard deviation 19.4: five of them
    assert max(abs(aantal - 500) for aantal in keren.values()) < 97


def test_het_begingetal_hangt_af_van_de_stand_en_de_maand_en_is_na_te_rekenen() -> None:
    een = zaad(PUNT, "2026-11")
    assert een == sha256(b"pmg-desk/steekproef/1\x00" + (PUNT + "2026-11").encode()).hexdigest()
    assert len({een, zaad(PUNT, "2026-12"), zaad(PUNT.replace("120", "121"), "2026-11")}) == 3


@pytest.mark.parametrize("geen", ["2026-13", "2026-1", "1999-11", "november", "2026-11 "])
def test_wat_geen_maand_is_wordt_geweigerd(geen: str) -> None:
    with pytest.raises(ValueError, match="not a month"):
        zaad(PUNT, geen)
    with pytest.raises(ValueError, match="not a month"):
        vorige_maand(geen)
    with pytest.raises(ValueError, match="not a month"):
        grenzen(geen)


def test_maanden_zijn_die_van_utc() -> None:
    assert maand_van(datetime(2026, 12, 1, 0, 30, tzinfo=timezone(timedelta(hours=1)))) == "2026-11"
    assert maand_van(datetime(2026, 12, 1, tzinfo=UTC)) == "2026-12"
    assert grenzen("2026-12") == (datetime(2026, 12, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))
    assert grenzen("2026-02") == (datetime(2026, 2, 1, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC))
    assert (vorige_maand("2026-01"), vorige_maand("2026-12")) == ("2025-12", "2026-11")


@pytest.mark.parametrize(
    ("actie", "casus", "wel"),
    [
        ("dossier.openen", "x", True),
        ("zoeken.uitvoeren", None, True),
        ("reservekopie.bekijken", None, True),
        ("reservekopie.maken", None, False),
        ("gebruiker.inloggen", None, False),
    ],
)
def test_wat_gegevens_van_jongeren_raakt(actie: str, casus: str | None, wel: bool) -> None:
    assert raakt(actie, casus) is wel


def test_een_trekking_heeft_alles_om_haar_over_te_doen() -> None:
    een = maak_trekking("2026-11", PUNT, [5, 3, 9], 2)
    assert (een.van_nr, een.tot_nr, een.populatie, een.omvang) == (3, 9, 3, 2)
    assert een.gekozen == trek(een.zaad, [3, 5, 9], 2)
    assert een.populatie_hash == populatie_hash([9, 5, 3]) == sha256(b"3\n5\n9").hexdigest()


def test_uit_niets_of_van_niets_wordt_niet_getrokken() -> None:
    with pytest.raises(ValueError, match="nothing"):
        maak_trekking("2026-11", PUNT, [], 2)
    with pytest.raises(ValueError, match="at least one"):
        trek("zaad", [1], 0)
