"""What a transfer may hold: per kind exactly these fields, in exactly one spelling, and of which version it is."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.canoniek import canoniek, lees_canoniek, sha256_hex
from pmg_desk.domain.overdracht import (
    Antwoordoordeel,
    Antwoordtekst,
    Overdrachttekst,
    lees_antwoord,
    lees_overdracht,
)
from pmg_desk.domain.overdrachtrij import RIJ_LABELS, TEKSTSOORTEN, VELDEN, Nieuwer, Rij, Rijsoort
from pmg_desk.domain.selectie import Geinformeerde
from tests.domain.overdrachtbouw import VOORBEELD, id_, overdracht, rij, van_elk

_MEE = (Rijsoort.UITSPRAAK, Rijsoort.DOEL, Rijsoort.EVALUATIE)


def met(*rijen: Rij) -> Overdrachttekst:
    """These rows, and one of each kind that they may hang on."""
    return overdracht(*(rij(soort) for soort in _MEE if soort not in {r.soort for r in rijen}), *rijen)


def test_er_is_een_voorbeeld_van_elk_veld_van_elke_soort() -> None:
    assert {soort: set(velden) for soort, velden in VOORBEELD.items()} == {s: set(v) for s, v in VELDEN.items()}


def test_wat_meeging_is_terug_te_lezen() -> None:
    alles = van_elk()
    assert lees_overdracht(alles.tekst()) == alles


def test_de_telling_zegt_hoeveel_er_meegaat() -> None:
    tekst = overdracht(rij(Rijsoort.SCORE), rij(Rijsoort.SCORE, 50), rij(Rijsoort.PLAN))
    assert tekst.telling() == "persoonsgegevens, 2 scores, 1 plan van aanpak"
    assert overdracht().telling() == "persoonsgegevens"


def veranderd(pad: tuple[Any, ...], waarde: Any) -> str:
    """The text of everything with one value in it replaced; a path that ends in ``...`` adds a key."""
    v = copy.deepcopy(lees_canoniek(van_elk().tekst()))
    deel = v
    for stap in pad[:-1]:
        deel = deel[stap]
    deel[pad[-1]] = waarde
    return canoniek(v)


FOUT = [
    (("v",), 1),
    (("v",), 0),
    (("v",), "2"),
    (("geinformeerd",), ["buurman"]),
    (("geinformeerd",), ["ouders", "jongere"]),
    (("geinformeerd",), None),
    (("besluit", "bundel"), 3),
    (("rijen",), []),
    (("rijen",), {}),
    (("rijen",), None),
    (("extra",), "x"),
    (("overdracht",), "geen id"),
    (("overdracht",), id_(10).upper().replace("0", "A")),
    (("overdracht",), 10),
    (("kluis",), None),
    (("casusnummer",), 7),
    (("casusnummer",), "x" * 401),
    (("kluisnaam",), "Zuid\nwest"),
    (("functie",), "Leerling\u200bzaken"),
    (("aangeboden_op",), "gisteren"),
    (("besluit",), None),
    (("besluit", "tekst"), 1),
    (("besluit", "nummer"), None),
    (("besluit", "extra"), ""),
    (("rijen", 0, "soort"), 7),
    (("rijen", 0, "soort"), "adres"),
    (("rijen", 0, "id"), "1"),
    (("rijen", 0, "derden"), "ja"),
    (("rijen", 0, "categorie"), None),
    (("rijen", 0, "categorie"), "Mentor van Jan"),
    (("rijen", 0, "extra"), 1),
    (("rijen", 0, "waarden", "bsn"), "123456782"),
    (("rijen", 0, "waarden"), {}),
    (("rijen", 0, "waarden", "geboortedatum"), "maart"),
    (("rijen", 0, "waarden", "geboortedatum"), 2012),
    (("rijen", 0, "waarden", "in_onderzoek"), "nee"),
]


@pytest.mark.parametrize(("pad", "waarde"), FOUT)
def test_wat_geen_overdracht_is_wordt_geweigerd(pad: tuple[Any, ...], waarde: Any) -> None:
    with pytest.raises(ValueError, match="not an Overdrachttekst"):
        lees_overdracht(veranderd(pad, waarde))


RIJFOUT = [
    (Rijsoort.UITSPRAAK, "tekst", ""),
    (Rijsoort.UITSPRAAK, "tekst", "x" * 20_001),
    (Rijsoort.UITSPRAAK, "tekst", "rechts\u202elinks"),
    (Rijsoort.UITSPRAAK, "tekst", None),
    (Rijsoort.UITSPRAAK, "aard", "roddel"),
    (Rijsoort.UITSPRAAK, "doorverstrekking", ""),
    (Rijsoort.UITSPRAAK, "gezegd_op", "20261101"),
    (Rijsoort.UITSPRAAK, "gezegd_op", "2026-02-30"),
    (Rijsoort.UITSPRAAK, "gezegd_op", 5),
    (Rijsoort.SCORE, "waarde", 0),
    (Rijsoort.SCORE, "waarde", 6),
    (Rijsoort.SCORE, "waarde", True),
    (Rijsoort.SCORE, "waarde", "3"),
    (Rijsoort.SCORE, "uitspraak", id_(77)),
    (Rijsoort.PLAN, "nr", 10_000),
    (Rijsoort.PLAN, "wens", id_(77)),
    (Rijsoort.PLAN, "evaluatie_op", ""),
    (Rijsoort.ACTIE, "resultaat", id_(77)),
    (Rijsoort.DOEL, "stam", None),
    (Rijsoort.RELATIE, "geboortedatum", "31-31"),
    (Rijsoort.FACTOR, "van", None),
    (Rijsoort.AFSPRAAK, "uitspraak", None),
    (Rijsoort.INZET, "begin", "morgen"),
    (Rijsoort.INZET, "resultaat", id_(77)),
]


@pytest.mark.parametrize(("soort", "naam", "waarde"), RIJFOUT)
def test_een_rij_met_een_veld_dat_niet_klopt_wordt_geweigerd(soort: Rijsoort, naam: str, waarde: Any) -> None:
    with pytest.raises(ValueError, match="not an Overdrachttekst"):
        lees_overdracht(met(rij(soort, **{naam: waarde})).tekst())


@pytest.mark.parametrize(
    "rijen",
    [
        (rij(Rijsoort.IDENTITEIT, 50),),
        (rij(Rijsoort.PLAN), rij(Rijsoort.PLAN, 50)),
        (rij(Rijsoort.ADRES), rij(Rijsoort.ADRES, 50)),
        (rij(Rijsoort.INDELING), rij(Rijsoort.INDELING, 50)),
        (rij(Rijsoort.SCORE), rij(Rijsoort.SCORE)),
        (rij(Rijsoort.EVALUATIE), rij(Rijsoort.EVALUATIE, 50)),
        (rij(Rijsoort.UITSPRAAK), rij(Rijsoort.AFSPRAAK), rij(Rijsoort.AFSPRAAK, 50)),
        (rij(Rijsoort.DOEL), rij(Rijsoort.TOETS), rij(Rijsoort.TOETS, 50)),
        (rij(Rijsoort.EVALUATIE), rij(Rijsoort.DOELBEREIK), rij(Rijsoort.DOELBEREIK, 50)),
        (rij(Rijsoort.TOETS),),
        (rij(Rijsoort.DOELBEREIK),),
        (rij(Rijsoort.REACTIE),),
    ],
)
def test_een_casus_heeft_een_jongere_een_plan_geen_rij_dubbel_en_niets_dat_los_hangt(rijen: tuple[Rij, ...]) -> None:
    with pytest.raises(ValueError, match="not an Overdrachttekst"):
        lees_overdracht(overdracht(*rijen).tekst())


def test_een_casus_zonder_jongere_wordt_geweigerd() -> None:
    with pytest.raises(ValueError, match="not an Overdrachttekst"):
        lees_overdracht(replace(overdracht(), rijen=(rij(Rijsoort.SCORE),)).tekst())


def test_een_rij_mag_de_tekst_noemen_die_meegaat() -> None:
    tekst = overdracht(rij(Rijsoort.UITSPRAAK, 60), rij(Rijsoort.SCORE, uitspraak=id_(60)))
    assert lees_overdracht(tekst.tekst()) == tekst


@given(st.text(max_size=40))
def test_een_regel_die_kan_reist_heel_en_anders_niet(naam: str) -> None:
    tekst = overdracht(rij(Rijsoort.BETROKKENHEID, naam=naam)).tekst()
    try:
        gelezen = lees_overdracht(tekst)
    except ValueError:
        assert not naam.isprintable()
    else:
        assert gelezen.rijen[1].waarden["naam"] == naam


# versions


EERST = ("adres", "indeling", "kenmerk", "uitspraak", "antecedent", "score", "relatie", "plan", "doel", "actie")


def test_de_eerste_versie_is_nog_byte_voor_byte_wat_zij_was() -> None:
    """The hash is of the text that the first version of the program wrote for this offer, and reads."""
    tekst = overdracht(*(rij(Rijsoort(soort), nr) for nr, soort in enumerate((*EERST, "betrokkenheid"), 50)))
    geschreven = tekst.tekst()
    assert sha256_hex(geschreven.encode()) == "f2195717678ac4425e61f1bcd6ed56d3c7880a9cd0bb8d1b43b79a9cdff95f21"
    assert lees_overdracht(geschreven) == tekst


def test_wat_de_eerste_versie_kan_zeggen_wordt_zo_gezegd() -> None:
    """So that a program of before the whole case can still take it over, byte for byte as it was."""
    oud = overdracht(rij(Rijsoort.UITSPRAAK), rij(Rijsoort.SCORE))
    v = lees_canoniek(oud.tekst())
    assert v["v"] == 1
    assert "geinformeerd" not in v
    assert "bundel" not in v["besluit"]
    assert lees_overdracht(oud.tekst()) == oud
    assert replace(oud, rijen=()).formaat == 1


@pytest.mark.parametrize("soort", ["factor", "toets", "afspraak", "evaluatie", "inzet"])
def test_een_tekst_van_een_latere_soort_maakt_het_de_tweede_versie(soort: str) -> None:
    assert overdracht(rij(Rijsoort.UITSPRAAK, soort=soort)).formaat == 2


def test_wat_de_eerste_versie_niet_kan_zeggen_is_de_tweede() -> None:
    gewoon = overdracht()
    for anders in (
        replace(gewoon, geinformeerd=frozenset({Geinformeerde.OUDERS})),
        replace(gewoon, bewijs=replace(gewoon.bewijs, bundel="{}")),
        van_elk(),
    ):
        assert anders.formaat == 2
        assert lees_overdracht(anders.tekst()) == anders
    eerst = {s for s in Rijsoort if met(rij(s)).formaat == 1}
    assert eerst == set()  # the evaluation that is with them is of the second
    assert {s for s in Rijsoort if rij(s).formaat == 2} == {
        Rijsoort.REACTIE,
        Rijsoort.FACTOR,
        Rijsoort.TOETS,
        Rijsoort.AFSPRAAK,
        Rijsoort.EVALUATIE,
        Rijsoort.DOELBEREIK,
        Rijsoort.INZET,
    }


@pytest.mark.parametrize(
    ("pad", "waarde"),
    [(("v",), 3), (("rijen", 0, "soort"), "kenteken"), (("rijen", 4, "waarden", "soort"), "droom")],
)
def test_wat_alleen_een_latere_versie_kent_wordt_als_zodanig_geweigerd(pad: tuple[Any, ...], waarde: Any) -> None:
    assert van_elk().rijen[4].soort is Rijsoort.UITSPRAAK
    with pytest.raises(Nieuwer, match="not an Overdrachttekst of this version"):
        lees_overdracht(veranderd(pad, waarde))


def test_elke_soort_heeft_een_naam_voor_een_en_voor_meer() -> None:
    assert set(RIJ_LABELS) == set(Rijsoort) - {Rijsoort.IDENTITEIT}


# any value that fits travels whole, none that does not gets in

_sleutel = st.from_regex(r"([a-z0-9][a-z0-9_.-]{0,59})?", fullmatch=True)
_regel = st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp")), max_size=30)
_dag = st.dates(date(1990, 1, 1), date(2090, 1, 1)).map(date.isoformat)
_OP_NAAM: dict[str, st.SearchStrategy[Any]] = {
    "geboortedatum": st.sampled_from(("2012", "2012-03", "2012-03-04")),
    "datum": st.sampled_from(("2026", "2026-05-02")),
    "in_onderzoek": st.booleans(),
    "geheim": st.booleans(),
    "afwijking": st.booleans(),
    "tekst": st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp")), min_size=1, max_size=60),
    "aard": st.sampled_from(("feit", "aanname", "mening")),
    "doorverstrekking": st.sampled_from(("ja", "nee", "vragen")),
    "waarde": st.integers(1, 5),
    "nr": st.integers(1, 9999),
    "plan_nr": st.integers(1, 9999),
    **dict.fromkeys(("gekozen_op", "gezegd_op", "gemeten_op", "van", "ingang", "deadline", "gehouden_op"), _dag),
    **dict.fromkeys(
        ("afgesproken_op", "evaluatie_op", "streefdatum", "volgende_op", "begin", "eind"), st.none() | _dag
    ),
}
_VAST = frozenset({"stam", "evaluatie", "over"})  # ties to other rows


def _waarde(soort: Rijsoort, naam: str) -> st.SearchStrategy[Any]:
    tekst_hier = id_(100 + list(Rijsoort).index(Rijsoort.UITSPRAAK))
    if naam in _VAST:
        return st.just(VOORBEELD[soort][naam])
    if naam in ("uitspraak", "wens", "resultaat"):
        return st.just(tekst_hier) if soort is Rijsoort.AFSPRAAK else st.sampled_from((None, tekst_hier))
    if soort is Rijsoort.UITSPRAAK and naam == "soort":
        return st.sampled_from(sorted(TEKSTSOORTEN))
    if soort is Rijsoort.RELATIE and naam == "geboortedatum":
        return st.sampled_from((None, "1980"))
    return _OP_NAAM.get(naam, _regel)


def _een_rij(soort: Rijsoort) -> st.SearchStrategy[Rij]:
    velden = st.fixed_dictionaries({naam: _waarde(soort, naam) for naam in VELDEN[soort]})
    nummer = 100 + list(Rijsoort).index(soort)
    return st.builds(lambda c, d, v: Rij(soort, id_(nummer), c, d, v), _sleutel, st.booleans(), velden)


_casus = st.tuples(*(_een_rij(soort) for soort in Rijsoort))


@given(_casus, st.sets(st.sampled_from(Rijsoort)), st.sets(st.sampled_from(Geinformeerde)), st.none() | st.text())
def test_wat_wordt_geschreven_wordt_gelijk_teruggelezen(
    rijen: tuple[Rij, ...], zonder: set[Rijsoort], wie: set[Geinformeerde], bundel: str | None
) -> None:
    """Whatever of it goes along, as long as what hangs on something else goes with that."""
    nodig = {Rijsoort.IDENTITEIT, *_MEE}
    alles = overdracht()
    tekst = replace(
        alles,
        rijen=tuple(r for r in rijen if r.soort not in zonder - nodig),
        geinformeerd=frozenset(wie),
        bewijs=replace(alles.bewijs, bundel=bundel),
    )
    try:
        ruw = tekst.tekst()
    except ValueError:
        assert bundel is not None  # a lone surrogate cannot be spelled at all
        return
    assert lees_overdracht(ruw) == tekst


_VREEMD = st.one_of(
    st.lists(st.none(), max_size=1),
    st.just({"x": 1}),
    st.integers(max_value=0),
    st.just("x" * 20_001),
    st.just("rechts\u202elinks"),
)


@given(st.data())
def test_een_veld_dat_niet_past_wordt_geweigerd(data: st.DataObject) -> None:
    """Of every kind and field; also one that is missing, or one too many."""
    soort = data.draw(st.sampled_from(Rijsoort))
    naam = data.draw(st.sampled_from(sorted(VELDEN[soort])))
    v = lees_canoniek(van_elk().tekst())
    (deel,) = (deel for deel in v["rijen"] if deel["soort"] == soort)
    verander: list[Callable[[Any], None]] = [
        lambda w: w.update({naam: data.draw(_VREEMD)}),
        lambda w: w.update({f"{naam}_2": w[naam]}),
        lambda w: w.pop(naam),
    ]
    data.draw(st.sampled_from(verander))(deel["waarden"])
    with pytest.raises(ValueError, match="not an Overdrachttekst"):
        lees_overdracht(canoniek(v))


# the answer

JA = Antwoordtekst(id_(10), Antwoordoordeel.AANGENOMEN, "PMG-2026-00007", "")
TERUG = Antwoordtekst(id_(10), Antwoordoordeel.TERUGGEGEVEN, "", "Woont hier niet.")


@pytest.mark.parametrize("antwoord", [JA, TERUG])
def test_een_antwoord_is_terug_te_lezen(antwoord: Antwoordtekst) -> None:
    assert lees_antwoord(antwoord.inhoud()) == antwoord


@pytest.mark.parametrize(
    "anders",
    [
        {"v": 2},
        {"overdracht": "x"},
        {"oordeel": "misschien"},
        {"casusnummer": ""},
        {"casusnummer": 3},
        {"reden": "Toch niet."},
        {"reden": None},
        {"extra": ""},
    ],
)
def test_wat_geen_antwoord_is_wordt_geweigerd(anders: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="not an answer"):
        lees_antwoord({**JA.inhoud(), **anders})


@pytest.mark.parametrize("anders", [{"reden": ""}, {"casusnummer": "PMG-2026-00007"}])
def test_teruggeven_vraagt_een_reden_en_noemt_geen_nummer(anders: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="not an answer"):
        lees_antwoord({**TERUG.inhoud(), **anders})


def test_een_antwoord_zonder_een_deel_wordt_geweigerd() -> None:
    with pytest.raises(ValueError, match="not an answer"):
        lees_antwoord({"v": 1, "overdracht": id_(10)})
