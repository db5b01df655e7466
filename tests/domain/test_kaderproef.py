"""The room of a kader, what a draft must have, what changes, and trying it out from counts alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.canoniek import canoniek, lees_canoniek
from pmg_desk.domain.delen import Eis, Getoetst, Ontvanger
from pmg_desk.domain.fouten import OngeldigeInvoer
from pmg_desk.domain.kaderproef import Categorietelling, Telling, lees_telling, probeer, tel
from pmg_desk.domain.kaderruimte import (
    Kaderruimte,
    Ruimtecategorie,
    Ruimtegrond,
    Ruimterij,
    controleer_inhoud,
    lees_ruimte,
    nieuwe_inhoud,
)
from pmg_desk.domain.samenvatting import Doorverstrekking, Stuk
from pmg_desk.domain.selectie import Geinformeerde, Omstandigheden, Onthouden, Vorm, selecteer
from pmg_desk.domain.tafelkader import GetoetstKader, Kaderinhoud, Kaderregel
from tests.domain.test_tafelkader import NU, SCHOOL, TAFELS, VANDAAG, akkoord, getoetst, inhoud, kader, stuk, toets

POLITIE = Ontvanger("politie", "Politie", "Wijkagent")
RUIMTE = Kaderruimte(
    tafel="pga",
    tafel_label="PGA lokaal",
    doelen=(("plan", "Plan van aanpak"), ("nazorg", "Nazorg")),
    rijen=(Ruimterij(SCHOOL, "onderwijs"), Ruimterij(POLITIE, "politie")),
    categorieen=(
        Ruimtecategorie("plan", "Plan", False, True),
        Ruimtecategorie("signalen", "Signalen", False, True),
        Ruimtecategorie("gezondheid", "Gezondheid", True, False),
    ),
    gronden=(
        Ruimtegrond("taak", "Taak", False, (), ()),
        Ruimtegrond("toestemming", "Toestemming", True, (), ()),
        Ruimtegrond("wpg", "Wpg", False, ("politie",), ()),
        Ruimtegrond("wgs", "WGS", False, (), ("zvh",)),
    ),
    max_dagen=730,
)


def concept(*regels: Kaderregel, **anders: Any) -> Kaderinhoud:
    vol = {"regels": regels or (Kaderregel(SCHOOL, "plan", ("taak",)),), "bron": "Convenant", "motivering": "Nodig."}
    return replace(nieuwe_inhoud(RUIMTE, "plan", VANDAAG), **{**vol, **anders})


def fouten(een: Kaderinhoud, ruimte: Kaderruimte = RUIMTE) -> dict[str, str]:
    with pytest.raises(OngeldigeInvoer) as fout:
        controleer_inhoud(een, ruimte, VANDAAG)
    return fout.value.velden


def test_een_ruimte_leest_terug_als_geschreven() -> None:
    assert lees_ruimte(lees_canoniek(canoniek(RUIMTE.waarde()))) == RUIMTE
    assert RUIMTE.toegestaan == {"plan", "signalen"}


@pytest.mark.parametrize(
    "stuk_",
    [{"max_dagen": 0}, {"max_dagen": True}, {"max_dagen": "9"}, {"tafel": 1}, {"categorieen": [["a", "b", 1, True]]}],
)
def test_wat_geen_ruimte_is_wordt_niet_gelezen(stuk_: dict[str, Any]) -> None:
    with pytest.raises((ValueError, TypeError)):
        lees_ruimte({**RUIMTE.waarde(), **stuk_})


def test_een_concept_begint_met_een_jaar_of_zolang_als_mag() -> None:
    assert nieuwe_inhoud(RUIMTE, "plan", VANDAAG).geldig_tot == VANDAAG + timedelta(days=365)
    kort = nieuwe_inhoud(replace(RUIMTE, max_dagen=90), "plan", VANDAAG)
    assert (kort.geldig_tot - VANDAAG, kort.geldig_tot - kort.herzien_op) == (timedelta(days=90), timedelta(days=28))


def test_een_goed_concept_wordt_zo_ondertekend() -> None:
    regels = (
        Kaderregel(SCHOOL, "plan", ("taak",)),
        Kaderregel(POLITIE, "signalen", ("taak", "wpg"), (Eis.ALLEEN_MONDELING,)),
    )
    een = concept(*regels, bron="  Convenant\r\nartikel 7 ")
    assert controleer_inhoud(een, RUIMTE, VANDAAG) == replace(een, bron="Convenant\nartikel 7")


@pytest.mark.parametrize(
    ("veld", "anders"),
    [
        ("doel", {"doel": "iets"}),
        ("bron", {"bron": " "}),
        ("motivering", {"motivering": ""}),
        ("voorwaarden", {"voorwaarden": "stiekem\u202e"}),
        ("regels", {"regels": ()}),
        ("geldig_van", {"geldig_van": VANDAAG - timedelta(days=1)}),
        ("geldig_tot", {"geldig_tot": VANDAAG + timedelta(days=731)}),
        ("geldig_tot", {"geldig_van": VANDAAG + timedelta(days=9), "geldig_tot": VANDAAG + timedelta(days=8)}),
        ("herzien_op", {"herzien_op": VANDAAG + timedelta(days=366)}),
        ("herzien_op", {"geldig_van": VANDAAG + timedelta(days=9), "herzien_op": VANDAAG}),
    ],
)
def test_wat_een_concept_moet_hebben(veld: str, anders: dict[str, Any]) -> None:
    assert veld in fouten(replace(concept(), **anders))


@pytest.mark.parametrize(
    ("zin", "regels"),
    [
        ("Gezondheid mag niet in een tafelkader", (Kaderregel(SCHOOL, "gezondheid", ("taak",)),)),
        ("schoenmaat mag niet in een tafelkader", (Kaderregel(SCHOOL, "schoenmaat", ("taak",)),)),
        ("zit niet (meer) aan deze tafel", (Kaderregel(replace(SCHOOL, functie="Rector"), "plan", ("taak",)),)),
        ("zit niet (meer) aan deze tafel", (Kaderregel(Ontvanger("x", "X", "Y"), "plan", ("taak",)),)),
        ("Kies een grondslag", (Kaderregel(SCHOOL, "plan", ()),)),
        ("staat niet (meer) in het profiel", (Kaderregel(SCHOOL, "plan", ("weg",)),)),
        ("Toestemming geeft iemand voor zichzelf", (Kaderregel(SCHOOL, "plan", ("toestemming",)),)),
        ("Wpg kan geen grondslag zijn", (Kaderregel(SCHOOL, "plan", ("wpg",)),)),
        ("WGS kan geen grondslag zijn", (Kaderregel(SCHOOL, "plan", ("wgs",)),)),
        ("twee keer", (Kaderregel(SCHOOL, "plan", ("taak",)), Kaderregel(SCHOOL, "plan", ("wpg",)))),
    ],
)
def test_wat_een_vakje_moet_hebben(zin: str, regels: tuple[Kaderregel, ...]) -> None:
    assert zin in fouten(concept(*regels))["regels"]


def test_een_grond_voor_een_soort_of_tafel() -> None:
    wgs = RUIMTE.gronden[3]
    assert wgs.past("onderwijs", "zvh")
    assert not RUIMTE.gronden[1].past("onderwijs", "pga")
    assert RUIMTE.soort_van(Ontvanger("weg", "", "")) == ""


# trying it out


def telling(*categorieen: Categorietelling, **anders: Any) -> Telling:
    een = Telling("PMG-1", SCHOOL, True, frozenset(), categorieen)
    return replace(een, **anders)


def test_een_telling_leest_terug_als_geschreven() -> None:
    een = telling(
        Categorietelling("plan", 1, 2, 3, 4, (("DERDEN", 2),), "signalen", True), geinformeerd=frozenset(Geinformeerde)
    )
    assert lees_telling(lees_canoniek(canoniek(een.waarde()))) == een


@pytest.mark.parametrize(
    "rij",
    [["plan", -1, 0, 0, 0, [], "", False], ["plan", True, 0, 0, 0, [], "", False],
     ["plan", 0, 0, 0, 0, [["WEG", 1]], "", False],
     [1, 0, 0, 0, 0, [], "", False], ["plan", "1", 0, 0, 0, [], "", False]],
)  # fmt: skip
def test_wat_geen_telling_is_wordt_niet_gelezen(rij: list[Any]) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        lees_telling({**telling().waarde(), "categorieen": [rij]})


def test_een_proef_telt_op_per_ontvanger() -> None:
    open_ = Categorietelling("plan", nu=0, zonder_dit=0, onder_besluit=0, open=2)
    weg = Categorietelling("signalen", nu=1, zonder_dit=0, onder_besluit=0, open=1)
    proef = probeer(
        [telling(open_, weg), telling(open_, casusnummer="PMG-2"), telling(open_, weg, ontvanger=POLITIE)],
        concept(Kaderregel(SCHOOL, "plan", ("taak",))),
    )
    assert (proef.casussen, proef.krijgen_iets) == (2, 1)
    school, politie = proef.sommen
    assert (school.casussen_nu, school.casussen_straks, school.stukken_nu, school.stukken_straks) == (1, 2, 1, 4)
    assert (politie.stukken_nu, politie.stukken_straks) == (1, 0)
    signalen = next(r for r in proef.regels if r.categorie == "signalen")
    assert (signalen.nu, signalen.straks, signalen.blijft) == (1, 0, ((Onthouden.GEEN_AKKOORD, 1),))


_PROEFTELLING = st.builds(
    telling,
    st.builds(
        Categorietelling, st.sampled_from(("plan", "signalen", "acties")), st.integers(0, 3), st.integers(0, 3),
        st.integers(0, 3), st.integers(0, 3),
    ),
    casusnummer=st.sampled_from(("PMG-1", "PMG-2", "PMG-3")),
    ontvanger=st.sampled_from((SCHOOL, replace(SCHOOL, functie="Mentor"), POLITIE)),
    aan_tafel=st.booleans(),
)  # fmt: skip


@given(st.lists(_PROEFTELLING, max_size=9))
def test_de_som_per_organisatie_klopt_met_de_regels(tellingen: list[Telling]) -> None:
    """Against a count of its own: row by row into plain sets and numbers."""
    cellen = [Kaderregel(wie, c, ("taak",)) for wie in (SCHOOL, POLITIE) for c in ("plan", "signalen")]
    proef = probeer(tellingen, concept(*cellen))
    sommen = {som.organisatie_id: som for som in proef.per_organisatie()}
    assert set(sommen) == {t.ontvanger.organisatie_id for t in tellingen}
    for id_, som in sommen.items():
        nu_in, straks_in, soorten = set(), set(), set()
        nu = straks = meer = minder = regels = 0
        for r in proef.regels:
            if r.ontvanger.organisatie_id != id_:
                continue
            regels, nu, straks = regels + 1, nu + r.nu, straks + r.straks
            if r.nu:
                nu_in.add(r.casusnummer)
            if r.straks:
                straks_in.add(r.casusnummer)
                soorten.add(r.categorie)
            if r.straks > r.nu:
                meer += r.straks - r.nu
            if r.nu > r.straks:
                minder += r.nu - r.straks
        assert (som.casussen_nu, som.casussen_straks) == (len(nu_in), len(straks_in))
        assert (som.stukken_nu, som.stukken_straks, len(som.regels)) == (nu, straks, regels)
        assert set(som.soorten) == soorten
        assert len(som.soorten) == len(soorten)
        assert (sum(n for _, n in som.meer), sum(n for _, n in som.minder)) == (meer, minder)
        assert all(n > 0 for _, n in som.meer + som.minder)
        assert som.verandert == bool(meer or minder)


def test_wie_iets_krijgt_of_verliest_staat_vooraan() -> None:
    zelfde = Categorietelling("plan", nu=1, zonder_dit=1, onder_besluit=1, open=0)
    meer = Categorietelling("plan", nu=0, zonder_dit=0, onder_besluit=0, open=2)
    niets = Categorietelling("acties", nu=0, zonder_dit=0, onder_besluit=0, open=1)
    wijk = Ontvanger("wijk", "Aan de wijk", "Coach")
    proef = probeer([telling(niets, ontvanger=wijk), telling(zelfde, ontvanger=POLITIE), telling(meer)], concept())
    school, politie, ander = proef.per_organisatie()
    assert (school.organisatie, school.meer, politie.verandert) == ("School De Brug", (("plan", 2),), False)
    assert (politie.stukken_straks, ander.stukken_straks) == (1, 0)


CATEGORIEEN = ("plan", "signalen", "gezondheid")


def _stuk(nr: int, deel: tuple[str, bool, str, int | None]) -> Stuk:
    categorie, derden, rest, op = deel
    id_ = f"uitspraak:{nr}" if op is None else f"reactie:{op}+{nr}"
    return stuk(
        id=id_,
        categorie=categorie,
        derden=derden,
        geheim_adres=rest == "geheim",
        doorverstrekking=Doorverstrekking.NEE if rest == "nee" else Doorverstrekking.JA,
    )


_DEEL = st.tuples(
    st.sampled_from(CATEGORIEEN), st.booleans(), st.sampled_from(["", "", "", "geheim", "nee"]),
    st.none() | st.integers(0, 3),
)  # fmt: skip
_CELLEN = st.dictionaries(
    st.sampled_from(("plan", "signalen")), st.lists(st.sampled_from(Eis), unique=True).map(tuple), max_size=2
)


def _van(cellen: dict[str, tuple[Eis, ...]], **anders: Any) -> GetoetstKader:
    regels = tuple(Kaderregel(SCHOOL, categorie, ("taak",), eisen) for categorie, eisen in cellen.items())
    return getoetst(kader(inhoud=inhoud(regels=regels), **anders), toets(moment=NU + timedelta(hours=1)))


@given(
    st.lists(_DEEL, max_size=6),
    st.lists(st.sampled_from(CATEGORIEEN), max_size=2, unique=True),
    st.none() | _CELLEN,
    _CELLEN,
    st.sets(st.sampled_from(Geinformeerde)),
    st.sampled_from([TAFELS, frozenset[str]()]),
)
def test_de_proef_zegt_precies_wat_een_afdruk_straks_geeft(
    delen: list[tuple[str, bool, str, int | None]],
    besloten: list[str],
    oud: dict[str, tuple[Eis, ...]] | None,
    nieuw: dict[str, tuple[Eis, ...]],
    geinformeerd: set[Geinformeerde],
    tafels: frozenset[str],
) -> None:
    """From counts the same numbers as from the dossier itself, now and once the draft is signed."""
    stukken = [_stuk(nr, deel) for nr, deel in enumerate(delen)]
    besluiten: list[Getoetst] = [akkoord(*besloten)] if besloten else []
    gehoord = frozenset((wie, NU.date()) for wie in geinformeerd)
    nu = Omstandigheden(Vorm.PAPIER, gehoord, tafels)
    eerder = [] if oud is None else [_van(oud)]
    geteld = tel(stukken, besluiten, eerder, "pga/plan", ("casus", "PMG-1"), SCHOOL, nu)
    straks = [*eerder, _van(nieuw, kader_id="k2", versie=2)]

    def per_soort(kaders: list[GetoetstKader]) -> dict[str, int]:
        mee = selecteer(stukken, besluiten, "casus", SCHOOL, nu, kaders).mee
        return {c: sum(g.stuk.categorie == c for g in mee) for c in CATEGORIEEN}

    regels = tuple(Kaderregel(SCHOOL, categorie, ("taak",), eisen) for categorie, eisen in nieuw.items())
    proef = probeer([geteld], concept(*regels) if regels else replace(concept(), regels=()))
    gevonden = {r.categorie: r for r in proef.regels}
    leeg = dict.fromkeys(CATEGORIEEN, 0)
    assert {**leeg, **{c: r.nu for c, r in gevonden.items()}} == per_soort(eerder)
    assert {**leeg, **{c: r.straks for c, r in gevonden.items()}} == per_soort(straks)
    for categorie, regel in gevonden.items():
        alle = sum(een.categorie == categorie for een in stukken)
        assert regel.straks + sum(aantal for _, aantal in regel.blijft) == alle


def test_een_reactie_met_een_eigen_akkoord_wacht_alleen_op_haar_tekst() -> None:
    tekst, reactie = stuk(id="uitspraak:1", categorie="signalen"), stuk(id="reactie:1+2", categorie="plan")
    nu = Omstandigheden(Vorm.PAPIER, frozenset(), TAFELS)
    geteld = tel([tekst, reactie], [akkoord("plan")], [], "pga/plan", ("casus", "PMG-1"), SCHOOL, nu)
    zonder = probeer([geteld], concept(Kaderregel(SCHOOL, "plan", ("taak",))))
    assert {r.categorie: (r.straks, r.blijft) for r in zonder.regels}["plan"] == (0, ((Onthouden.ZONDER_TEKST, 1),))
    met = probeer([geteld], concept(Kaderregel(SCHOOL, "signalen", ("taak",))))
    assert {r.categorie: r.straks for r in met.regels} == {"plan": 1, "signalen": 1}


def test_een_reactie_gaat_alleen_mee_met_de_tekst_waarover_zij_gaat() -> None:
    """Also when they are of different kinds and only the reaction has a cell."""
    tekst, reactie = stuk(id="uitspraak:1", categorie="signalen"), stuk(id="reactie:1+2", categorie="plan")
    nu = Omstandigheden(Vorm.PAPIER, frozenset(), TAFELS)
    geteld = tel([tekst, reactie], [], [], "pga/plan", ("casus", "PMG-1"), SCHOOL, nu)
    alleen = probeer([geteld], concept(Kaderregel(SCHOOL, "plan", ("taak",))))
    assert {r.categorie: (r.straks, r.blijft) for r in alleen.regels} == {
        "plan": (0, ((Onthouden.ZONDER_TEKST, 1),)),
        "signalen": (0, ((Onthouden.GEEN_AKKOORD, 1),)),
    }
    beide = probeer([geteld], concept(*(Kaderregel(SCHOOL, c, ("taak",)) for c in ("plan", "signalen"))))
    assert {r.categorie: r.straks for r in beide.regels} == {"plan": 1, "signalen": 1}
