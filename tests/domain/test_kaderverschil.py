"""Two versions of a tafelkader beside each other: whatever differs is named, and nothing else is."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pmg_desk.domain.delen import Eis, Ontvanger, Zekerheid
from pmg_desk.domain.kadereinde import soorten_onder, vervallen_soorten
from pmg_desk.domain.kaderverschil import NUMMERS, vergelijk, vergelijk_getekend
from pmg_desk.domain.tafelkader import Kaderinhoud, Kaderregel, Kadertekst, regel_waarde
from tests.domain.test_tafelkader import _DAG, _INHOUD, _KADER, _REGEL, _WOORD, NU, SCHOOL, inhoud, kader

POLITIE = Ontvanger("politie", "Politie", "Wijkagent")
PLAN = Kaderregel(SCHOOL, "plan", ("taak",))


def _los(een: Kaderinhoud) -> tuple[dict[str, object], list[str]]:
    """Fields and cells of a content, so that it can be held against another without the code that is tried."""
    velden = {veld.name: getattr(een, veld.name) for veld in fields(een) if veld.name != "regels"}
    return velden, sorted(repr(regel_waarde(regel)) for regel in een.regels)


@given(_INHOUD, _INHOUD, st.randoms())
def test_een_verschil_precies_als_er_een_is(een: Kaderinhoud, ander: Kaderinhoud, kans: Any) -> None:
    assert vergelijk(een, ander).leeg == (_los(een) == _los(ander))
    geschud = list(een.regels)
    kans.shuffle(geschud)
    assert vergelijk(een, replace(een, regels=tuple(geschud))).leeg


_NIEUW: dict[str, st.SearchStrategy[Any]] = {
    "str": _WOORD,
    "date": _DAG,
    "datetime": st.integers(1, 10**8).map(lambda s: NU + timedelta(seconds=s)),
    "Zekerheid": st.sampled_from(Zekerheid),
    "Ontvanger": st.builds(Ontvanger, _WOORD, _WOORD, _WOORD),
    "tuple[str, ...]": st.lists(_WOORD, max_size=2, unique=True).map(tuple),
    "tuple[Eis, ...]": st.lists(st.sampled_from(Eis), unique=True).map(tuple),
    "tuple[Kaderregel, ...]": st.lists(_REGEL, max_size=2).map(tuple),
}
"""By the type of a field what can come in its place: a field of a type that is not here fails, and asks for one."""


@pytest.mark.parametrize("veld", [veld.name for veld in fields(Kaderinhoud)])
@given(data=st.data())
def test_elk_veld_van_het_geheel_dat_verandert_wordt_genoemd(veld: str, data: st.DataObject) -> None:
    een = data.draw(_INHOUD)
    soort = next(str(f.type) for f in fields(Kaderinhoud) if f.name == veld)
    nieuw = data.draw(_NIEUW[soort])
    ander = replace(een, **{veld: nieuw})
    assume(_los(een) != _los(ander))
    verschil = vergelijk(een, ander)
    if veld == "regels":
        assert verschil.cellen
        assert not verschil.velden
    else:
        assert [(v.veld, v.was, v.wordt) for v in verschil.velden] == [(veld, getattr(een, veld), nieuw)]
        assert not verschil.cellen


@pytest.mark.parametrize("veld", [veld.name for veld in fields(Kaderregel)])
@given(data=st.data())
def test_elk_veld_van_een_vakje_dat_verandert_wordt_genoemd(veld: str, data: st.DataObject) -> None:
    een = data.draw(_REGEL)
    soort = next(str(f.type) for f in fields(Kaderregel) if f.name == veld)
    ander = replace(een, **{veld: data.draw(_NIEUW[soort])})
    assume(regel_waarde(een) != regel_waarde(ander))
    verschil = vergelijk(inhoud(regels=(een,)), inhoud(regels=(ander,)))
    anders = [(c.was, c.wordt) for c in verschil.anders]
    assert anders == [(een, ander)] or (verschil.erbij, verschil.weg) == ((ander,), (een,))
    assert all(c.velden for c in verschil.anders)


def test_elk_veld_van_een_getekend_kader_wordt_getoond_of_zegt_alleen_welk_het_is() -> None:
    """A field that is added is shown by itself; one that only numbers has to be said to do so."""
    namen = {veld.name for veld in fields(Kadertekst)}
    assert namen >= NUMMERS
    assert namen - NUMMERS == {"inhoud", "beslisser_id", "zekerheid", "besloten_op"}


@pytest.mark.parametrize("veld", sorted({v.name for v in fields(Kadertekst)} - NUMMERS - {"inhoud"}))
@given(data=st.data())
def test_wie_wanneer_en_hoe_zeker_staat_er_ook_bij(veld: str, data: st.DataObject) -> None:
    een = data.draw(_KADER)
    soort = next(str(f.type) for f in fields(Kadertekst) if f.name == veld)
    ander = replace(een, **{veld: data.draw(_NIEUW[soort])})
    assume(ander != een)
    assert [v.veld for v in vergelijk_getekend(een, ander).velden] == [veld]
    assert vergelijk_getekend(een, replace(een, versie=een.versie + 1, kader_id="ander")).leeg


def test_wat_een_nieuwe_versie_verandert() -> None:
    gaat = replace(PLAN, ontvanger=POLITIE)
    was = Kaderregel(SCHOOL, "signalen", ("taak",))
    wordt = replace(was, grondslagen=("wgs", "taak"), eisen=(Eis.ALLEEN_MONDELING,))
    komt = Kaderregel(POLITIE, "signalen", ("wpg",))
    verschil = vergelijk(inhoud(regels=(PLAN, gaat, was)), inhoud(regels=(PLAN, wordt, komt), bron="Nieuw"))
    assert (verschil.erbij, verschil.weg) == ((komt,), (gaat,))
    assert [(c.was, c.wordt, c.velden, c.regel) for c in verschil.anders] == [
        (was, wordt, ("grondslagen", "eisen"), wordt)
    ]
    assert [(v.veld, v.was, v.wordt) for v in verschil.velden] == [("bron", "Convenant", "Nieuw")]
    assert [(c.regel, c.velden) for c in verschil.cellen if c.was is None or c.wordt is None] == [
        (gaat, ()),
        (komt, ()),
    ]


def test_een_andere_schrijfwijze_is_hetzelfde_vakje_en_wel_een_verschil() -> None:
    """The organisation got another name, or the function another spelling: nothing comes or goes."""
    anders = replace(PLAN, ontvanger=replace(SCHOOL, organisatie="De Brug", functie=" leerlingzaken"))
    verschil = vergelijk(inhoud(regels=(PLAN,)), inhoud(regels=(anders,)))
    assert [c.velden for c in verschil.anders] == [("organisatie_naam", "functie")]
    assert not verschil.erbij
    assert not verschil.weg


def test_een_vakje_dat_er_twee_keer_staat_telt_als_twee() -> None:
    dubbel = vergelijk(inhoud(regels=(PLAN,)), inhoud(regels=(PLAN, PLAN)))
    assert dubbel.erbij == (PLAN,)
    assert vergelijk(inhoud(regels=(PLAN, PLAN)), inhoud(regels=(PLAN, PLAN))).leeg


# what may be used no more


@pytest.mark.parametrize(
    ("nu", "op_schrift", "verwacht"),
    [
        (None, True, ("plan", "signalen")),
        (inhoud(regels=(PLAN,)), True, ("signalen",)),
        (inhoud(regels=(PLAN, replace(PLAN, categorie="signalen"))), True, ()),
        (inhoud(regels=(replace(PLAN, ontvanger=POLITIE),)), True, ("plan", "signalen")),
        (inhoud(regels=(PLAN, Kaderregel(SCHOOL, "signalen", ("g",), (Eis.ALLEEN_MONDELING,)))), True, ("signalen",)),
        (inhoud(regels=(PLAN, Kaderregel(SCHOOL, "signalen", ("g",), (Eis.ALLEEN_MONDELING,)))), False, ()),
        (inhoud(regels=(replace(PLAN, eisen=(Eis.JONGERE_GEINFORMEERD,)),)), True, ("signalen",)),
    ],
)
def test_wat_de_versie_van_nu_niet_meer_geeft(
    nu: Kaderinhoud | None, op_schrift: bool, verwacht: tuple[str, ...]
) -> None:
    onder = inhoud(regels=(PLAN, replace(PLAN, categorie="signalen"), replace(PLAN, ontvanger=POLITIE)))
    gedeeld = ("plan", "signalen", "gezondheid")  # health came under a decision
    wie = replace(SCHOOL, functie=" LEERLINGZAKEN ")
    assert vervallen_soorten(onder, nu, wie, gedeeld, op_schrift=op_schrift) == verwacht


def test_zonder_vakje_dat_het_zegt_wordt_niets_verzwegen() -> None:
    assert soorten_onder(kader().inhoud, POLITIE, ("plan", "acties")) == ("plan", "acties")
    assert soorten_onder(kader().inhoud, SCHOOL, ("plan", "acties")) == ("plan",)
