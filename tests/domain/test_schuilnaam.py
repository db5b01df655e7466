"""No word of a known name is left in a text, and what is no name stays readable."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.datums import OnvolledigeDatum
from pmg_desk.domain.namen import VOORVOEGSELS, vouw
from pmg_desk.domain.schuilnaam import (
    _DINGEN,
    _KLEUREN,
    ADRES,
    CASUSNUMMER,
    GEBOREN,
    SCHOOL,
    Drager,
    Namenlijst,
    Verberger,
    datumvormen,
    maak_schuilnaam,
)
from tests.domain.brpset import lees_testpersonen

WULP, MOEDER, ANDER = "Rode Wulp", "[ouder]", "[andere jongere]"
VERBERGER = Verberger(
    Namenlijst(
        [
            Drager(WULP, "Zoë Anna-Maria Zus", "van den", "Kooÿman"),
            Drager(MOEDER, "", "", "Karin de Wit-Kooyman"),
            Drager(ANDER, "Jan", "", "Bakker", los=False),
            Drager(ANDER, "", "", "", los=False),
        ],
        [
            ("Scholengemeenschap De Brug", SCHOOL),
            ("Grote Markt", ADRES),
            ("PMG-2026-00001", CASUSNUMMER),
            ("…", "nooit"),
            *((vorm, GEBOREN) for vorm in datumvormen(OnvolledigeDatum(2012, 3, 5))),
        ],
    )
)


def verberger(*dragers: Drager) -> Verberger:
    return Verberger(Namenlijst(dragers))


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("Zoë van den Kooÿman kwam.", f"{WULP} kwam."),
        ("ZOE VAN DEN KOOIJMAN", WULP),
        ("Kooyman, Zoë van den; zei zij", f"{WULP}; zei zij"),
        ("Z.A. v.d. Kooijman en mw. Kooymans", f"{WULP} en mw. {WULP}"),
        ("Zoë K. was er. Anna zag zoë's fiets.", f"{WULP} was er. {WULP} zag {WULP}'s fiets."),
        ("de fiets van Zoë, die van den Kooyman won", f"de fiets van {WULP}, die {WULP} won"),
        ("van Zoë van de buurt", f"van {WULP} van de buurt"),
        ("Karin Kooyman is de moeder van Zoë Kooyman", f"{MOEDER} is de moeder van {WULP}"),
        (
            "zoevandenkooyman en kooymanzoe12, zo\u00ad\u0065\u0308 zoe_anna",
            f"{WULP} en {WULP}12, {WULP}_{WULP}",
        ),
        ("Jan Bakker, J. Bakker en de bakker zelf; Jan ook", f"{ANDER}, {ANDER} en de bakker zelf; Jan ook"),
        ("op scholengemeenschap de brug, niet op de brug", f"op {SCHOOL}, niet op de brug"),
        ("Grote Markt 12a, grote-markt, Grote Markt b", f"{ADRES}, {ADRES}, {ADRES} b"),
        ("zie pmg-2026-00001.", f"zie {CASUSNUMMER}."),
        (
            "geboren 5-3-2012, 05/03/12, 5 mrt. 2012, 2012-03-05, jarig 5 maart",
            f"geboren {GEBOREN}, {GEBOREN}, 5 mrt. 2012, {GEBOREN}, jarig {GEBOREN}",
        ),
        ("mail zoe@school.nl, bel 06-1234 5678 of +31 (0)70", "mail [e-mail], bel [telefoon] of +31 (0)70"),
        (
            "bsn 123456782 of 1234.56.782, 2545 CC en 2545cc, in 2012 en 2013",
            "bsn [nummer] of [nummer], [postcode] en [postcode], in 2012 en 2013",
        ),
        ("", ""),
    ],
)
def test_wat_iemand_noemt_gaat_weg_en_de_rest_blijft(tekst: str, verwacht: str) -> None:
    assert VERBERGER.vervang(tekst) == verwacht


STUKKEN = ("Zoë", "anna", "MARIA", "Kooÿman", "kooijmans", "van den", "Karin", "de Wit", "Z.", "K.", "A")
VULLING = ("fiets", "Het", "ging", "op", "’s", "en", "12", "van", "De", "brug", "ŉ", "ﬁn", "½", "")
TUSSEN = (" ", ", ", ". ", "-", "'", "\n", "  ", "_", "/", "\u00ad", " – ")
NAMEND = {"zoe", "anna", "maria", "zus", "kooijman", "karin", "wit"}


def _los(tekst: str) -> set[str]:
    """Folded words, and what is left of them without a genitive s."""
    woorden = set(vouw(tekst).split())
    return woorden | {woord.removesuffix("s") for woord in woorden}


@given(st.lists(st.tuples(st.sampled_from(STUKKEN + VULLING), st.sampled_from(TUSSEN)), max_size=12))
def test_geen_woord_van_een_naam_blijft_staan(delen: list[tuple[str, str]]) -> None:
    tekst = "".join(woord + tussen for woord, tussen in delen)
    over = VERBERGER.vervang(tekst)
    for vervang in (WULP, MOEDER, ANDER):
        over = over.replace(vervang, " ")
    assert not NAMEND & _los(over)
    blijft = {woord: sum(woord == een for een, _ in delen) for woord in ("fiets", "ging")}
    assert {woord: over.count(woord) for woord in blijft} == blijft


@given(st.text(max_size=80))
def test_een_willekeurige_tekst_gaat_niet_stuk(tekst: str) -> None:
    assert verberger(Drager("[x]", "Qwxzt")).vervang(tekst).count("[x]") == tekst.count("[x]")


def test_elke_naam_van_de_brp_testset_verdwijnt_uit_een_zin(shared_data: Path) -> None:
    for nr, een in enumerate(lees_testpersonen(shared_data)):
        van_een = verberger(Drager(WULP, een.voornamen, een.voorvoegsel, een.geslachtsnaam))
        voluit = " ".join(deel for deel in (een.voornamen, een.voorvoegsel, een.geslachtsnaam) if deel)
        over = van_een.vervang(f"Vandaag sprak {voluit}, 14 jaar; {een.geslachtsnaam} was boos.")
        namend = {w for deel in (een.voornamen, een.geslachtsnaam) for w in vouw(deel).split() if len(w) > 1}
        namend -= VOORVOEGSELS
        assert not namend & set(vouw(over.replace(WULP, "")).split()), nr
        assert (over[-10:], over.count(", 14 jaar; ")) == (" was boos.", 1), nr


@pytest.mark.parametrize(
    ("drager", "tekst", "verwacht"),
    [
        (Drager(WULP, "", "", "Van"), "van school kwam Van thuis", f"van school kwam {WULP} thuis"),
        (Drager(WULP, "Mei", "", "A"), "in mei zei Mei: a is A", f"in mei zei {WULP}: a is {WULP}"),
        (Drager(WULP, "Le", "", "Groot Esselink"), "Groot Esselink, Le. Die las le", f"{WULP}. Die las le"),
        (
            Drager(ANDER, "Jan", "de", "Groot", los=False),
            "Groot, J. de en jan de groot; de groot",
            f"{ANDER} en {ANDER}; de groot",
        ),
    ],
)
def test_namen_die_ook_gewone_woorden_zijn(drager: Drager, tekst: str, verwacht: str) -> None:
    assert verberger(drager).vervang(tekst) == verwacht


def test_wat_voor_velen_geldt_komt_na_wat_voor_een_geldt() -> None:
    bij = Namenlijst(
        [Drager(ANDER, "Jan", "", "Bakker"), Drager(ANDER, "Zoë", "", "Kooyman")],
        [("De Brug", SCHOOL), ("Grote Markt", ADRES)],
    )
    eigen = Namenlijst([Drager(WULP, "Zoë", "", "Kooyman")], [("Grote Markt", "[markt]")])
    assert (
        Verberger(eigen, bij).vervang("Jan en Zoë Kooyman, De Brug, Grote Markt")
        == f"{ANDER} en {WULP}, {SCHOOL}, [markt]"
    )
    assert Verberger(bij).vervang("Zoë Kooyman, Grote Markt") == f"{ANDER}, {ADRES}"
    school = verberger(Drager(SCHOOL, "", "", "De Brug", hoofdletter=True))
    assert school.vervang("op De Brug, over de brug; Brugklas") == f"op {SCHOOL}, over de brug; Brugklas"


def test_wat_nog_een_naam_kan_zijn_wordt_gezegd() -> None:
    tekst = "Zoë sprak met Rachid en X. Fatma. Daarna kwam Politie. In de Den Haagse Zus"
    assert VERBERGER.twijfels(tekst, {"politie"}) == ("Rachid", "Fatma", "Den", "Haagse")


@pytest.mark.parametrize(
    ("datum", "vormen"),
    [
        (OnvolledigeDatum(2012), []),
        (OnvolledigeDatum(None, 3, 5), []),
        (OnvolledigeDatum(2012, 3), ["03 2012", "3 2012", "maa 2012", "maart 2012"]),
    ],
)
def test_een_onvolledige_geboortedatum_wordt_gezocht_zoals_hij_bekend_is(
    datum: OnvolledigeDatum, vormen: list[str]
) -> None:
    assert list(datumvormen(datum)) == vormen


def test_een_schuilnaam_is_toeval_en_lijkt_op_geen_echte_naam() -> None:
    getrokken: list[int] = []

    def kies(namen: Sequence[str]) -> str:
        getrokken.append(len(namen))
        return namen[-1]

    woorden = {vouw(woord) for woord in (*_KLEUREN, *_DINGEN)}
    alle: list[str] = []
    for _ in range(9):
        alle.append(maak_schuilnaam(kies, alle, woorden - {"rode", "gele", "wulp", "tulp"}))
    vier = ["Rode Wulp", "Rode Tulp", "Gele Wulp", "Gele Tulp"]
    assert alle == [*vier, *(f"{naam} 2" for naam in vier), "Rode Wulp 3"]
    assert getrokken == [4, 3, 2, 1] * 2 + [4]
    maak_schuilnaam(kies, (), woorden)  # every word is somebody's name: then it is one of all
    assert getrokken[-1] == len(_KLEUREN) * len(_DINGEN)
