"""Wat een actielijst mag zijn: van één persoon, onder een akkoord, en niets dan de eigen acties."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmg_desk.domain.bundel import Bundelkop, Bundelversie
from pmg_desk.domain.overlegverslag import Actiedeel, Actielijst, Eigenactie, stukken_van
from pmg_desk.domain.samenvatting import Rubriek, Stuk
from tests import papierbouw
from tests.papierbouw import NU

ACTIE = Stuk("actie:1", Rubriek.ACTIES, "acties", "Actie", "", NU)
WOORDEN = Stuk("uitspraak:2", Rubriek.ACTIES, "gezondheid", "Actie", "Belt de huisarts.", NU)
REACTIE = Stuk("reactie:2+3", Rubriek.ACTIES, "acties", "Reactie", "Dat wil ik niet.", NU)
NAAM = Stuk("identiteit:4", Rubriek.IDENTITEIT, "identiteit", "Zoë", "", NU)
KOP = replace(papierbouw.KOP, persoon="X. Ander", versie=Bundelversie.ACTIELIJST)
SAMENVATTING = papierbouw.samenvatting(NAAM, ACTIE, WOORDEN)
DEEL = Actiedeel(SAMENVATTING, (Eigenactie(ACTIE, (WOORDEN,)),))


def test_wat_klopt_wordt_aangenomen():
    lijst = Actielijst(KOP, (DEEL,), verzwegen=2)
    assert (lijst.delen, lijst.verzwegen, lijst.uittreksel) == ((DEEL,), 2, False)
    assert stukken_van(DEEL.acties) == (ACTIE, WOORDEN)


@pytest.mark.parametrize(
    ("erbij", "zegt_wat"), [((), False), ((WOORDEN,), True), ((REACTIE,), False), ((WOORDEN, REACTIE), True)]
)
def test_een_reactie_zegt_niet_wat_de_actie_is(erbij: tuple[Stuk, ...], zegt_wat: bool):
    assert Eigenactie(ACTIE, erbij).zegt_wat is zegt_wat
    assert Eigenactie(replace(ACTIE, tekst="Belt."), erbij).zegt_wat


@pytest.mark.parametrize(
    ("kop", "delen", "waarom"),
    [
        (replace(KOP, persoon=""), (DEEL,), "for one person"),
        (replace(KOP, versie=Bundelversie.ACHTERAF), (DEEL,), "for one person"),
        (KOP, (), "without actions"),
        (replace(KOP, organisatie="School"), (DEEL,), "somebody else"),
        (replace(KOP, functie="mentor"), (DEEL,), "somebody else"),
        (KOP, (replace(DEEL, samenvatting=replace(SAMENVATTING, intern=True)),), "somebody else"),
        (KOP, (replace(DEEL, acties=()),), "none at all"),
        (KOP, (replace(DEEL, samenvatting=replace(SAMENVATTING, besluiten=())),), "no approval"),
        (KOP, (replace(DEEL, acties=(Eigenactie(ACTIE),)),), "more than own actions"),
    ],
)
def test_wat_niet_mag_wordt_geweigerd(kop: Bundelkop, delen: tuple[Actiedeel, ...], waarom: str):
    with pytest.raises(ValueError, match=waarom):
        Actielijst(kop, delen)
