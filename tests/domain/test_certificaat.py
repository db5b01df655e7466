"""A certificate of destruction counts only with two true signatures of two people who might."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.bewaren import Vernietigingsreden
from pmg_desk.domain.canoniek import canoniek
from pmg_desk.domain.certificaat import (
    CERTIFICAAT_CONTEXT,
    VOORSTEL_CONTEXT,
    Certificaat,
    Gebrek,
    Ondertekend,
    lees_certificaat,
    lees_voorstel,
    toets,
    toets_voorstel,
)
from pmg_desk.domain.rollen import Rol
from pmg_desk.kluis.ondertekening import verifieer
from tests.wisbouw import NU, Iemand, Tweetal, certificaat, onderteken_als, voorstel


@pytest.fixture(scope="module")
def twee() -> Tweetal:
    return Tweetal()


def test_a_proposal_and_a_certificate_come_back_as_they_were(twee: Tweetal) -> None:
    for regel in ({}, {"regel": None, "reden": Vernietigingsreden.AVG_17}):
        een = twee.certificaat(**regel)
        assert lees_certificaat(een.tekst()) == een
        assert lees_voorstel(een.voorstel.tekst()) == een.voorstel


def test_two_signatures_of_two_people_count(twee: Tweetal) -> None:
    een = twee.certificaat()
    assert toets(onderteken_als(twee.tweede, een), twee.kluis_id, twee.sleutels, verifieer) == een


def test_one_person_cannot_be_both(twee: Tweetal) -> None:
    alleen = Iemand(Rol.BEHEERDER)
    zelf = certificaat(twee.kluis_id, alleen, alleen)
    assert toets(onderteken_als(alleen, zelf), twee.kluis_id, (alleen.bekend(),), verifieer) is Gebrek.EEN_PERSOON
    # Under two names, with one key.
    schijn = Iemand(Rol.BEHEERDER, sleutels=alleen.sleutels)
    samen = onderteken_als(schijn, certificaat(twee.kluis_id, alleen, schijn))
    bekend = (alleen.bekend(), schijn.bekend())
    assert toets(samen, twee.kluis_id, bekend, verifieer) is Gebrek.EEN_PERSOON


def test_a_certificate_of_another_vault_does_not_count(twee: Tweetal) -> None:
    assert toets(twee.ondertekend(), uuid4(), twee.sleutels, verifieer) is Gebrek.ANDERE_KLUIS


@pytest.mark.parametrize(
    "verander",
    [
        lambda c: replace(c, rijen={"casus": 1}),
        lambda c: replace(c, log_nr=1),
        lambda c: replace(c, op=c.op + timedelta(days=1)),
        lambda c: replace(c, voorstel=replace(c.voorstel, casus_id=uuid4())),
        lambda c: replace(c, voorstel=replace(c.voorstel, reden=Vernietigingsreden.AVG_17)),
        lambda c: replace(c, voorstel=replace(c.voorstel, regel=None)),
    ],
)
def test_an_edited_certificate_is_told_as_edited(twee: Tweetal, verander: Any) -> None:
    echt = twee.certificaat()
    onder = onderteken_als(twee.tweede, echt)
    vals = replace(onder, certificaat=verander(echt).tekst())
    assert toets(vals, twee.kluis_id, twee.sleutels, verifieer) is Gebrek.HANDTEKENING


def test_the_second_cannot_make_the_signature_of_the_first(twee: Tweetal) -> None:
    ander = replace(twee.certificaat(), voorstel=replace(twee.certificaat().voorstel, casus_id=uuid4()))
    assert toets(onderteken_als(twee.tweede, ander), twee.kluis_id, twee.sleutels, verifieer) is Gebrek.HANDTEKENING


def test_a_signature_for_another_purpose_is_none(twee: Tweetal) -> None:
    een = twee.certificaat()
    verkeerd = Ondertekend(een.tekst(), twee.tweede.sleutel, twee.tweede.teken(VOORSTEL_CONTEXT, een.tekst()))
    assert toets(verkeerd, twee.kluis_id, twee.sleutels, verifieer) is Gebrek.HANDTEKENING
    vals = replace(een, handtekening=twee.eerste.teken(CERTIFICAAT_CONTEXT, een.voorstel.tekst()))
    assert toets(onderteken_als(twee.tweede, vals), twee.kluis_id, twee.sleutels, verifieer) is Gebrek.HANDTEKENING


@pytest.mark.parametrize("handtekening", ["", "zz", "00" * 64, "é"])
def test_a_malformed_signature_is_not_one(twee: Tweetal, handtekening: str) -> None:
    onder = replace(twee.ondertekend(), handtekening=handtekening)
    assert toets(onder, twee.kluis_id, twee.sleutels, verifieer) is Gebrek.HANDTEKENING


@pytest.mark.parametrize(
    ("wie", "anders"),
    [
        ("eerste", {"rol": Rol.PRIVACY_OFFICER}),
        ("eerste", {"rol": Rol.MEELEZER}),
        ("eerste", {"gebruiker_id": str(uuid4())}),
        ("tweede", {"rol": Rol.CASUSREGISSEUR}),
        ("tweede", {"sinds": NU + timedelta(seconds=1)}),
        ("tweede", {"tot": NU}),
    ],
)
def test_a_key_counts_only_in_its_role_and_time(twee: Tweetal, wie: str, anders: dict[str, Any]) -> None:
    bekend = {"eerste": twee.eerste.bekend(), "tweede": twee.tweede.bekend()}
    bekend[wie] = getattr(twee, wie).bekend(**anders)
    uitkomst = toets(twee.ondertekend(), twee.kluis_id, tuple(bekend.values()), verifieer)
    assert uitkomst is Gebrek.SLEUTEL_ONBEKEND
    later = {**bekend, wie: getattr(twee, wie).bekend(tot=NU + timedelta(days=1))}
    assert isinstance(toets(twee.ondertekend(), twee.kluis_id, tuple(later.values()), verifieer), Certificaat)


def test_a_proposal_is_checked_by_itself_too(twee: Tweetal) -> None:
    een = voorstel(twee.kluis_id, twee.eerste)
    goed = twee.eerste.teken(VOORSTEL_CONTEXT, een.tekst())
    assert toets_voorstel(een, twee.eerste.sleutel, goed, twee.sleutels, verifieer) is None
    assert toets_voorstel(een, twee.tweede.sleutel, goed, twee.sleutels, verifieer) is Gebrek.HANDTEKENING
    assert toets_voorstel(een, twee.eerste.sleutel, goed, (), verifieer) is Gebrek.SLEUTEL_ONBEKEND


@pytest.mark.parametrize(
    "tekst",
    [
        "",
        "[]",
        "{}",
        "null",
        '"tekst"',
        '{"v":1}',
        "[" * 100_000,
        '{"v":1.5}',
    ],
)
def test_what_is_no_certificate_is_told_as_unreadable(twee: Tweetal, tekst: str) -> None:
    onder = replace(twee.ondertekend(), certificaat=tekst)
    assert toets(onder, twee.kluis_id, twee.sleutels, verifieer) is Gebrek.ONLEESBAAR
    with pytest.raises(ValueError, match=r".+"):
        lees_voorstel(tekst)


def test_a_proposal_says_no_more_than_it_may(twee: Tweetal) -> None:
    waarde = voorstel(twee.kluis_id, twee.eerste).waarde()
    for anders in ({"naam": "Zoë"}, {"id": str(waarde["id"]).upper()}, {"op": "2026"}):
        with pytest.raises(ValueError, match=r".+"):
            lees_voorstel(canoniek({**waarde, **anders}))


_WAARDEN: st.SearchStrategy[Any] = st.sampled_from([None, True, 0, -1, "", "x", "zz", [], {}, {"v": 1}, str(uuid4())])


@given(st.data())
def test_no_changed_value_is_ever_read_as_it_was_or_raises(data: st.DataObject) -> None:
    echt = certificaat(uuid4(), Iemand(Rol.CASUSREGISSEUR), Iemand(Rol.PRIVACY_OFFICER))
    waarde = json.loads(echt.tekst())
    plek, pad = waarde, []
    while isinstance(plek, dict) and plek:
        sleutel = data.draw(st.sampled_from(sorted(plek)))
        pad.append(sleutel)
        if not isinstance(plek[sleutel], dict) or data.draw(st.booleans()):
            break
        plek = plek[sleutel]
    plek[pad[-1]] = data.draw(_WAARDEN)
    tekst = canoniek(waarde)
    try:
        gelezen = lees_certificaat(tekst)
    except ValueError:
        return
    assert gelezen.tekst() == tekst
