"""What is missing for a kind of data to go to a recipient, in the order in which the selection decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.delen import Eis, Gebrek, Getoetst, ManifestRegel, Ontvanger, Soort, Verzoektekst
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.selectie import Geinformeerde, Omstandigheden, Vorm, selecteer
from pmg_desk.domain.tafelkader import GetoetstKader
from pmg_desk.domain.waaromniet import Gemis, Waarom, zoek_gemis
from tests.domain.test_selectie import AAN_TAFEL, GISTEREN, NU, OM, OP_PAPIER, SCHOOL, VANDAAG, besluit, kader, stuk


def met_verzoek(getoetst: Getoetst, *gevraagd: str, van: Ontvanger = SCHOOL, derden: bool = False) -> Getoetst:
    """The decision with the request that it answers."""
    verzoek = Verzoektekst(
        "v", "kluis", Soort.STAAND, "aanvrager", NU, (ManifestRegel("casus", van, gevraagd, derden),), "doel", (), "n",
        "p", "s", "g", "", date(2027, 1, 1), None,
    )  # fmt: skip
    return replace(getoetst, bewaard=replace(getoetst.bewaard, verzoek_tekst=verzoek.tekst()))


def gemis(besluiten: list[Getoetst], kaders: list[GetoetstKader] | None = None, **anders: Any) -> Gemis | None:
    om = anders.pop("om", OP_PAPIER)
    return zoek_gemis(besluiten, "casus", SCHOOL, "signalen", om, kaders or [], **anders)


def test_nothing_is_missing_of_what_is_covered() -> None:
    assert gemis([besluit()]) is None
    assert gemis([], [kader()], om=AAN_TAFEL) is None
    assert gemis([besluit(derden=True)], derden=True) is None


def test_nobody_asked_or_judged_something_else() -> None:
    anders = [
        besluit(categorieen=("plan",)),
        besluit(soort=Soort.DOCUMENT),
        met_verzoek(besluit(categorieen=(), gebrek=Gebrek.GEEN_AKKOORD), "signalen", van=OM),
        met_verzoek(besluit(soort=Soort.DOCUMENT, categorieen=()), "signalen"),
        replace(besluit(), besluit=None, gebrek=Gebrek.ONLEESBAAR),
    ]
    een = gemis(anders)
    assert een == Gemis(Waarom.GEEN)
    assert een.te_vragen


@pytest.mark.parametrize(
    ("eisen", "waarom", "mondeling"),
    [
        ((Eis.ALLEEN_MONDELING,), Waarom.ALLEEN_MONDELING, True),
        ((Eis.ALLEEN_MONDELING, Eis.JONGERE_GEINFORMEERD), Waarom.ALLEEN_MONDELING, False),
        ((Eis.JONGERE_GEINFORMEERD,), Waarom.JONGERE, False),
        ((Eis.OUDERS_GEINFORMEERD,), Waarom.OUDERS, False),
    ],
)
def test_an_open_condition_is_not_to_be_asked_for(eisen: tuple[Eis, ...], waarom: Waarom, *, mondeling: bool) -> None:
    for een in (gemis([besluit(eisen=eisen)]), gemis([], [kader(eisen=eisen)], om=AAN_TAFEL)):
        assert een == Gemis(waarom, mondeling=mondeling)
        assert not een.te_vragen
    for een in (gemis([besluit(eisen=eisen)], derden=True), gemis([], [kader(eisen=eisen)], om=AAN_TAFEL, derden=True)):
        assert een == Gemis(Waarom.DERDEN)  # nothing goes meanwhile, without the others neither


def test_who_was_informed_too_early_is_told_with_both_days() -> None:
    for eis, wie, waarom in (
        (Eis.JONGERE_GEINFORMEERD, Geinformeerde.JONGERE, Waarom.JONGERE),
        (Eis.OUDERS_GEINFORMEERD, Geinformeerde.OUDERS, Waarom.OUDERS),
    ):
        om = replace(AAN_TAFEL, geinformeerd=frozenset({(wie, GISTEREN)}))
        verwacht = Gemis(waarom, lokale_dag(NU), geinformeerd=GISTEREN)
        assert gemis([besluit(eisen=(eis,))], om=om) == verwacht
        assert not verwacht.te_vragen
        assert gemis([], [kader(eisen=(eis,))], om=om) == replace(verwacht, kader=True)
        # Only told, and they were informed too early: telling waits as well.
        streng = (Eis.ALLEEN_MONDELING, eis)
        assert gemis([besluit(eisen=streng)], om=om) == Gemis(Waarom.ALLEEN_MONDELING)


def test_about_others_the_rest_may_go() -> None:
    assert gemis([besluit()], derden=True) == Gemis(Waarom.DERDEN, zonder_derden=True)
    assert gemis([], [kader()], om=AAN_TAFEL, derden=True) == Gemis(Waarom.DERDEN, zonder_derden=True)
    # The latest of two that hold decides whether it may.
    later = besluit("later", eisen=(Eis.ALLEEN_MONDELING,), besloten_op=NU + timedelta(hours=1))
    assert gemis([later, besluit()], derden=True) == Gemis(Waarom.DERDEN)


def test_what_was_decided_before() -> None:
    op = lokale_dag(NU)
    nee = met_verzoek(besluit("nee", (), gebrek=Gebrek.GEEN_AKKOORD), "signalen")
    assert gemis([nee]) == Gemis(Waarom.GEWEIGERD, op)
    assert gemis([met_verzoek(besluit("b", ("plan",)), "plan", "signalen")]) == Gemis(Waarom.BEPERKT, op)
    assert gemis([met_verzoek(besluit("b", ("plan",), gebrek=Gebrek.VERLOPEN), "signalen")]) == Gemis(
        Waarom.VERLOPEN, date(2027, 1, 1)
    )
    ingetrokken = gemis([besluit(gebrek=Gebrek.INGETROKKEN)], [kader()], om=AAN_TAFEL)
    assert ingetrokken == Gemis(Waarom.INGETROKKEN)
    straks = met_verzoek(besluit(gebrek=Gebrek.NIET_VOOR, niet_voor=date(2026, 12, 1)), "signalen")
    assert gemis([straks]) == Gemis(Waarom.NOG_NIET, date(2026, 12, 1))
    vals = met_verzoek(besluit(gebrek=Gebrek.HANDTEKENING), "signalen")
    assert gemis([vals]) == Gemis(Waarom.ONGELDIG, op, gebrek=Gebrek.HANDTEKENING)
    for een in (gemis([nee]), ingetrokken, gemis([straks]), gemis([vals])):
        assert een is not None
        assert not een.te_vragen
    oud = met_verzoek(besluit("oud", gebrek=Gebrek.VERLOPEN, besloten_op=NU - timedelta(days=9)), "signalen")
    verlopen = gemis([oud])
    assert verlopen == Gemis(Waarom.VERLOPEN, date(2027, 1, 1))
    assert verlopen.te_vragen
    # The last word counts, whatever the order.
    assert gemis([nee, oud]) == gemis([oud, nee]) == Gemis(Waarom.GEWEIGERD, op)


def test_what_the_kaders_say() -> None:
    voor_plan = kader("k2", ("plan",))
    assert gemis([], [voor_plan], om=AAN_TAFEL) == Gemis(Waarom.NIET_IN_KADER, kader=True)
    voor_om = zoek_gemis([], "casus", OM, "signalen", AAN_TAFEL, [kader()])
    assert voor_om == Gemis(Waarom.FUNCTIE_NIET_IN_KADER, kader=True)
    elders = gemis([], [kader(), kader("k3", tafel="zsm")])
    assert elders == Gemis(Waarom.ANDERE_TAFEL, kader=True, tafel="pga_lokaal")
    for een in (elders, voor_om, gemis([], [voor_plan], om=AAN_TAFEL)):
        assert een is not None
        assert een.te_vragen
    # What a kader can never hold is not in one, whatever its cells say.
    buiten = replace(kader(), buiten=frozenset({"signalen"}))
    assert gemis([], [buiten]) == Gemis(Waarom.GEEN)


def test_a_kader_that_does_not_hold_now() -> None:
    straks = kader(gebrek=Gebrek.NIET_VOOR, geldig_van=VANDAAG + timedelta(days=3))
    assert gemis([], [straks], om=AAN_TAFEL) == Gemis(Waarom.NOG_NIET, VANDAAG + timedelta(days=3), kader=True)
    om_was = kader(gebrek=Gebrek.VERLOPEN, geldig_tot=VANDAAG - timedelta(days=1))
    assert gemis([], [om_was], om=AAN_TAFEL) == Gemis(Waarom.VERLOPEN, VANDAAG - timedelta(days=1), kader=True)
    weg = gemis([], [kader(gebrek=Gebrek.INGETROKKEN)], om=AAN_TAFEL)
    assert weg == Gemis(Waarom.INGETROKKEN, kader=True)
    assert weg.te_vragen
    # Nothing is said of one of another table, of one that is not genuine, of other cells, or when a version holds.
    for niets in (
        gemis([], [om_was]),
        gemis([], [kader(gebrek=Gebrek.HANDTEKENING)], om=AAN_TAFEL),
        gemis([], [kader(categorieen=("plan",), gebrek=Gebrek.VERLOPEN)], om=AAN_TAFEL),
        gemis([], [replace(kader(gebrek=Gebrek.ONLEESBAAR), kader=None)], om=AAN_TAFEL),
    ):
        assert niets == Gemis(Waarom.GEEN)
    nu = kader("k2", ("plan",), besloten_op=NU + timedelta(hours=1))
    assert gemis([], [om_was, nu], om=AAN_TAFEL) == Gemis(Waarom.NIET_IN_KADER, kader=True)


@given(
    besluiten=st.lists(
        st.builds(
            lambda nr, cat, derden, eisen, gebrek: besluit(
                f"b{nr}", (cat,), derden=derden, eisen=eisen, gebrek=gebrek, besloten_op=NU + timedelta(minutes=nr)
            ),
            st.integers(0, 5),
            st.sampled_from(["signalen", "plan"]),
            st.booleans(),
            st.sampled_from([(), *[(eis,) for eis in Eis]]),
            st.sampled_from([None, None, Gebrek.INGETROKKEN, Gebrek.VERLOPEN]),
        ),
        max_size=4,
    ),
    kaders=st.lists(
        st.builds(
            lambda cat, tafel, eisen: kader(f"k{tafel}{cat}", (cat,), tafel=tafel, eisen=eisen),
            st.sampled_from(["signalen", "plan"]),
            st.sampled_from(["pga_lokaal", "zsm"]),
            st.sampled_from([(), *[(eis,) for eis in Eis]]),
        ),
        max_size=2,
    ),
    vorm=st.sampled_from(Vorm),
    wie=st.sets(st.tuples(st.sampled_from(Geinformeerde), st.sampled_from([GISTEREN, lokale_dag(NU)]))),
    derden=st.booleans(),
    beperkt=st.sampled_from([False, False, False, True]),
)
def test_there_is_a_reason_exactly_where_the_selection_withholds(
    besluiten: list[Getoetst],
    kaders: list[GetoetstKader],
    vorm: Vorm,
    wie: set[tuple[Geinformeerde, date]],
    *,
    derden: bool,
    beperkt: bool,
) -> None:
    om = Omstandigheden(vorm, frozenset(wie), frozenset({"pga_lokaal"}), beperkt)
    gaat_mee = bool(selecteer([stuk(derden=derden)], besluiten, "casus", SCHOOL, om, kaders).mee)
    assert gaat_mee == (gemis(besluiten, kaders, om=om, derden=derden) is None)


def test_nothing_goes_while_the_processing_is_restricted() -> None:
    een = gemis([besluit()], om=replace(OP_PAPIER, beperkt=True))
    assert een == Gemis(Waarom.STILGEZET)
    assert not een.te_vragen


def test_what_was_asked_with_others_and_given_without_them_says_so() -> None:
    gevraagd = (ManifestRegel("casus", SCHOOL, ("signalen",), True),)
    assert gemis([besluit(gevraagd=gevraagd)], derden=True) == Gemis(Waarom.DERDEN, zonder_derden=True)
    streng = besluit(gevraagd=gevraagd, eisen=(Eis.ALLEEN_MONDELING,))
    assert gemis([streng], derden=True) == Gemis(Waarom.DERDEN)
    assert gemis([besluit()], om=replace(OP_PAPIER, beschadigd=True)) == Gemis(Waarom.ONGELDIG)
