"""What was loosened after a judgement does not go under it, and an organisation is judged under its name of then."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.datacategorie import categorie_op, categorie_van_leefgebied, is_gewoon, strengste
from pmg_desk.domain.delen import Gebrek, Ontvanger, Soort
from pmg_desk.domain.document import lees_document, maak_document
from pmg_desk.domain.samenvatting import Doorverstrekking
from pmg_desk.domain.selectie import (
    NietVertellen,
    Onthouden,
    dekking_van_categorie,
    goedgekeurd_document,
    niet_vertellen,
    selecteer,
)
from pmg_desk.domain.verruimen import Grens, minstens, verruimd, verruimd_na_verzoek, verruimd_op
from pmg_desk.domain.waaromniet import Gemis, Waarom, zoek_gemis
from tests.domain.test_selectie import AAN_TAFEL, NU, OP_PAPIER, SCHOOL, VANDAAG, besluit, kader, stuk, uitkomst
from tests.wereld import gemeente

STRAKS = NU + timedelta(hours=1)
JA, VRAGEN, NEE = Doorverstrekking.JA, Doorverstrekking.VRAGEN, Doorverstrekking.NEE
ANDERS = replace(SCHOOL, organisatie="Wijkclub De Brug")


def grens(categorie: str = "signalen", derden: bool = False, regel: Doorverstrekking = JA, op: datetime = NU) -> Grens:
    return Grens(categorie, derden, regel, op)


_grens = st.builds(
    Grens,
    st.sampled_from(["gezondheid", "politiegegevens", "signalen", "plan"]),
    st.booleans(),
    st.sampled_from(Doorverstrekking),
    st.integers(-9, 9).map(lambda uren: NU + timedelta(hours=uren)),
)


@pytest.mark.parametrize(
    ("oud", "nieuw", "wat"),
    [
        (grens(derden=True), grens(), ("derden",)),
        (grens(regel=NEE), grens(regel=VRAGEN), ("doorverstrekking",)),
        (grens(regel=VRAGEN), grens(), ("doorverstrekking",)),
        (grens("gezondheid"), grens("plan"), ("categorie",)),
        (grens("gezondheid", True, NEE), grens(), ("derden", "doorverstrekking", "categorie")),
        (grens(), grens("gezondheid", True, NEE), ()),
        (grens(), grens(), ()),
    ],
)
def test_which_limits_were_loosened(oud: Grens, nieuw: Grens, wat: tuple[str, ...]) -> None:
    assert verruimd(oud, nieuw) == wat


@given(_grens, _grens)
def test_words_that_hang_on_others_get_no_milder_limit_than_either(eigen: Grens, van: Grens) -> None:
    onder = minstens(eigen, van)
    assert (verruimd(eigen, onder), verruimd(van, onder)) == ((), ())
    assert onder.categorie in (eigen.categorie, van.categorie)
    assert onder.doorverstrekking in (eigen.doorverstrekking, van.doorverstrekking)
    assert (onder.derden, onder.op) == (eigen.derden or van.derden, eigen.op)


def test_since_when_a_text_is_as_loose_as_it_is() -> None:
    uren = [NU + timedelta(hours=n) for n in range(4)]
    streng, los = grens(derden=True), grens()
    assert verruimd_op([], los) is None
    assert verruimd_op([streng], replace(los, op=uren[1])) == uren[1]
    # In any order; what came after in other words does not make it later.
    eerder = [replace(los, op=uren[1]), replace(streng, op=uren[0]), replace(los, op=uren[2])]
    assert verruimd_op(eerder, replace(los, op=uren[3])) == uren[1]
    assert verruimd_op([streng, replace(los, op=uren[1])], replace(streng, op=uren[2])) is None


@given(st.lists(_grens, max_size=5), _grens)
def test_never_stricter_is_never_loosened(eerder: list[Grens], nu: Grens) -> None:
    assert (verruimd_op(eerder, nu) is not None) is any(verruimd(een, nu) for een in eerder)


@pytest.mark.parametrize(("op", "gaat"), [(None, True), (NU - timedelta(hours=1), True), (NU, False), (STRAKS, False)])
def test_under_which_judgement_it_goes(op: datetime | None, gaat: bool) -> None:
    """Asked and signed at NU: what was loosened before may go, under an approval, a kader and when it is told."""
    een = stuk(verruimd_op=op)
    assert uitkomst([besluit()], een=een) == ("b" if gaat else Onthouden.VERRUIMD)
    assert uitkomst([], [kader()], AAN_TAFEL, een) == ("k" if gaat else Onthouden.VERRUIMD)
    selectie = selecteer([een], [besluit()], "casus", SCHOOL, OP_PAPIER)
    assert niet_vertellen([een], selectie) == (() if gaat else (NietVertellen(een, reden=Onthouden.VERRUIMD),))
    later = besluit(besloten_op=STRAKS + timedelta(hours=1))  # asked at NU all the same
    assert uitkomst([later], een=een) == ("b" if gaat else Onthouden.VERRUIMD)


def test_of_a_request_that_cannot_be_read_nobody_knows_what_was_asked() -> None:
    een = stuk(verruimd_op=NU)
    assert verruimd_na_verzoek(een, "[]")
    assert not verruimd_na_verzoek(stuk(), "[]")


def test_an_exact_document_holds_its_own_words_and_not_since_when() -> None:
    een = stuk(verruimd_op=STRAKS)
    document = maak_document("casus", [een])
    assert lees_document(document)[1] == (stuk(),)
    gegeven = goedgekeurd_document(besluit(soort=Soort.DOCUMENT, document=document), "casus", SCHOOL, OP_PAPIER)
    assert gegeven == (stuk(),)


def test_another_name_is_another_recipient_for_what_gives() -> None:
    zelfde = replace(SCHOOL, organisatie=f"  {SCHOOL.organisatie.upper()} ")
    document = besluit(soort=Soort.DOCUMENT, document=maak_document("casus", [stuk()]))
    for naar, gaat in ((zelfde, True), (ANDERS, False)):
        assert SCHOOL.is_dezelfde(naar)
        assert SCHOOL.is_precies(naar) is gaat
        assert (goedgekeurd_document(document, "casus", naar, OP_PAPIER) is not None) is gaat
        for gronden, kaders in (([besluit()], ()), ([], [kader()])):
            selectie = selecteer([stuk()], gronden, "casus", naar, AAN_TAFEL, kaders)
            assert [reden for _, reden in selectie.niet] == ([] if gaat else [Onthouden.ANDERE_NAAM])
            hoort = dekking_van_categorie(
                gronden, "casus", naar, "signalen", AAN_TAFEL, kaders, derden=False, dag=VANDAAG
            )
            assert (hoort is not None) is gaat
            gemis = zoek_gemis(gronden, "casus", naar, "signalen", AAN_TAFEL, kaders)
            heette = Gemis(Waarom.ANDERE_NAAM, VANDAAG, kader=not gronden, naam=SCHOOL.organisatie)
            assert gemis == (None if gaat else heette)
    assert Gemis(Waarom.ANDERE_NAAM).te_vragen
    # No kader takes the place of what was judged for the name of then.
    op_nieuwe_naam = kader()
    selectie = selecteer([stuk()], [besluit()], "casus", ANDERS, AAN_TAFEL, [op_nieuwe_naam])
    assert [reden for _, reden in selectie.niet] == [Onthouden.ANDERE_NAAM]


@pytest.mark.parametrize(
    ("gebrek", "reden"),
    [(Gebrek.GEEN_AKKOORD, Onthouden.GEWEIGERD), (Gebrek.INGETROKKEN, Onthouden.INGETROKKEN)],
)
def test_what_takes_away_counts_under_every_name(gebrek: Gebrek, reden: Onthouden) -> None:
    selectie = selecteer([stuk()], [besluit(gebrek=gebrek)], "casus", ANDERS, OP_PAPIER)
    assert [een for _, een in selectie.niet] == [reden]


def test_words_on_a_leefgebied_are_never_milder_than_what_it_says() -> None:
    profiel = gemeente("den-haag-zuidwest")
    assert categorie_van_leefgebied(profiel, "werk_opleiding", "plan") == "plan"
    assert categorie_van_leefgebied(profiel, "geestelijke_gezondheid", "plan") == "gezondheid"
    assert categorie_van_leefgebied(profiel, "bestaat_niet_meer", "plan") == "gezondheid"
    for eigen in ("signalen", "gezin", "gezondheid", "eigen_van_gemeente"):
        assert categorie_op("plan", eigen) == eigen
        for leefgebied in ("gezondheid", "gezin"):
            assert categorie_op(leefgebied, eigen) == strengste((leefgebied, eigen))
    assert not is_gewoon("eigen_van_gemeente")


def test_a_name_is_folded_as_a_function_is() -> None:
    assert Ontvanger("a", "Cafe\u0301 Zuid", "x").heet_als(Ontvanger("b", "CAFÉ  zuid", "y"))
