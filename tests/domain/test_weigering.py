"""Every earlier no to what is told in an emergency, in whichever way it was said."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from pmg_desk.domain.delen import Gebrek, Getoetst, Ontvanger, Oordeel, Soort, Weglating
from pmg_desk.domain.weigering import Nee, Verteld, eerder_geweigerd
from tests.domain.test_selectie import NU, OM, SCHOOL, besluit
from tests.domain.test_waaromniet import met_verzoek


def nee(
    *besluiten: Getoetst, soorten: tuple[str, ...] = ("signalen",), **anders: Any
) -> list[tuple[str, Nee, tuple[str, ...]]]:
    verteld = Verteld("casus", anders.pop("ontvanger", SCHOOL), soorten, **anders)
    return [(een.besluit.besluit_id, een.nee, een.categorieen) for een in eerder_geweigerd(besluiten, verteld)]


def test_every_earlier_no_is_found_with_its_kind_the_latest_first() -> None:
    weiger = met_verzoek(besluit("n", (), oordeel=Oordeel.GEWEIGERD, gebrek=Gebrek.GEEN_AKKOORD), "signalen", "plan")
    assert nee(weiger) == [("n", Nee.GEWEIGERD, ("signalen",))]
    assert nee(weiger, soorten=("plan", "gezondheid", "signalen")) == [("n", Nee.GEWEIGERD, ("plan", "signalen"))]
    document = met_verzoek(besluit("d", (), soort=Soort.DOCUMENT, oordeel=Oordeel.GEWEIGERD), "signalen")
    minder = met_verzoek(besluit("m", ("plan",), besloten_op=NU + timedelta(hours=1)), "signalen", "plan")
    terug = besluit("t", gebrek=Gebrek.INGETROKKEN, besloten_op=NU + timedelta(hours=2))
    assert nee(document, minder, terug) == [
        ("t", Nee.INGETROKKEN, ("signalen",)),
        ("m", Nee.BEPERKT, ("signalen",)),
        ("d", Nee.GEWEIGERD, ("signalen",)),
    ]
    # An approval that holds or ended, another organisation, another casus, and what nobody can believe say nothing.
    assert nee(besluit(), besluit(gebrek=Gebrek.VERLOPEN), met_verzoek(weiger, "signalen", van=OM)) == []
    assert nee(replace(weiger, gebrek=Gebrek.HANDTEKENING), replace(weiger, besluit=None)) == []
    assert nee(replace(weiger, bewaard=replace(weiger.bewaard, verzoek_tekst="[]"))) == []
    assert eerder_geweigerd([weiger], Verteld("ander", SCHOOL, ("signalen",))) == ()


def test_it_counts_for_every_function_of_the_organisation() -> None:
    weiger = met_verzoek(besluit("n", (), oordeel=Oordeel.GEWEIGERD), "signalen")
    anders = Ontvanger(SCHOOL.organisatie_id, "Zoals zij nu heet", "Een andere functie")
    assert nee(weiger, ontvanger=anders) == [("n", Nee.GEWEIGERD, ("signalen",))]


def test_asked_with_others_and_given_without_them_is_a_no_to_what_is_about_others() -> None:
    gegeven = besluit("b")
    gevraagd = met_verzoek(gegeven, "signalen", derden=True)
    assert nee(gevraagd, derden=True) == [("b", Nee.ZONDER_DERDEN, ("signalen",))]
    assert nee(gevraagd) == []
    assert nee(met_verzoek(gegeven, "signalen"), derden=True) == []  # nobody asked
    assert nee(met_verzoek(besluit("b", derden=True), "signalen", derden=True), derden=True) == []


def test_a_piece_that_was_taken_out_is_a_no_to_its_kind_where_it_may_have_been_told() -> None:
    een = besluit("b", weglaten=(Weglating("stuk:1"), Weglating("stuk:9")))
    assert nee(een, stukken={"stuk:1": "signalen"}) == [("b", Nee.WEGGELATEN, ("signalen",))]
    assert nee(een) == []
    assert nee(een, stukken={"stuk:2": "signalen"}) == []
    assert nee(een, soorten=("plan",), stukken={"stuk:1": "plan"}) == []  # of a kind it did not give
