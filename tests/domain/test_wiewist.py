"""Who knew what, and what the sharing log counts: rules over rows, whatever vault or package they come from."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from pmg_desk.domain.deellog import Deelfilter, Deling, Groep, Telling, kies, tel
from pmg_desk.domain.logboek import LEEG, Logregel, Resultaat
from pmg_desk.domain.wiewist import Rechtsgrond, wie_keek, wie_wist_wat


def dag(maand: int, dag_: int, uur: int = 10) -> datetime:
    return datetime(2026, maand, dag_, uur, tzinfo=UTC)


def deling(id_: str, op: datetime, **anders: Any) -> Deling:
    een = Deling(
        id=id_,
        op=op,
        casusnummer="PMG-2026-00001",
        organisatie="School",
        functie="Leerlingzaken",
        wijze="papier",
        status="uitgegeven",
        exemplaar=1,
        categorieen=("plan",),
        doel="hulp",
        grondslagen=("avg_6_1_e",),
        onder=("b1",),
        door="C. Regisseur",
    )
    return replace(een, **anders)


GROND = Rechtsgrond("b1", "besluit B-1", "P. Officer", dag(1, 1), True)


def test_per_ontvanger_en_soort_gegevens_sinds_wanneer_en_hoe() -> None:
    rijen = [
        deling("2", dag(3, 5), wijze="bestand", exemplaar=2, categorieen=("plan", "signalen"), onder=("b1", "k1")),
        deling("1", dag(2, 1)),
        deling("3", dag(3, 6), wijze="mondeling", exemplaar=0, status="ingetrokken", onder=(), grondslagen=()),
    ]
    kader = Rechtsgrond("k1", "tafelkader K-1", "P. Officer", dag(1, 2), False, "verlopen")
    plan, signalen = wie_wist_wat(rijen, {"b1": GROND, "k1": kader}, {}, date(2026, 3, 31))
    assert (plan.ontvanger, plan.categorie, plan.eerste, plan.laatste, plan.keren) == (
        "School – Leerlingzaken",
        "plan",
        dag(2, 1),
        dag(3, 6),
        3,
    )
    assert plan.hoe == ("papier, exemplaar 1", "bestand, exemplaar 2", "mondeling")
    assert (plan.onder, plan.grondslagen, plan.teruggehaald, plan.geldig) == ((GROND, kader), ("avg_6_1_e",), 1, True)
    assert (signalen.categorie, signalen.eerste, signalen.keren) == ("signalen", dag(3, 5), 1)


@pytest.mark.parametrize(
    "niet",
    [
        deling("x", dag(2, 1), status="mislukt"),
        deling("x", dag(2, 1), intern=True, organisatie="", functie=""),
        deling("x", dag(3, 12, 23)),  # the 13th in the Netherlands
        deling("x", dag(2, 1), categorieen=()),
    ],
)
def test_wat_niet_aankwam_intern_bleef_of_later_kwam_wist_niemand(niet: Deling) -> None:
    assert wie_wist_wat([niet], {"b1": GROND}, {}, date(2026, 3, 12)) == ()


@pytest.mark.parametrize(
    ("standen", "verwacht"), [((True, False), True), ((False, None), None), ((False, False), False), ((), None)]
)
def test_of_het_nog_geldt_is_bekend_als_een_van_de_gronden_geldt(
    standen: tuple[bool | None, ...], verwacht: bool | None
) -> None:
    gronden = {f"g{nr}": replace(GROND, id=f"g{nr}", geldig=stand) for nr, stand in enumerate(standen)}
    (kennis,) = wie_wist_wat([deling("1", dag(2, 1), onder=tuple(gronden))], gronden, {}, date(2026, 3, 1))
    assert kennis.geldig is verwacht


@pytest.mark.parametrize(
    ("standen", "verwacht"),
    [((True, False), False), ((True, None), None), ((True, True), True), ((False, None), False)],
)
def test_wat_gold_toen_het_werd_gedeeld_staat_los_van_wat_nu_geldt(
    standen: tuple[bool | None, ...], verwacht: bool | None
) -> None:
    rijen = [deling("1", dag(2, 1)), deling("2", dag(2, 2), onder=("b1", "onbekend"))]
    toen = {str(nr): {"b1": replace(GROND, geldig=stand)} for nr, stand in enumerate(standen, 1)}
    (kennis,) = wie_wist_wat(rijen, {"b1": replace(GROND, geldig=False)}, toen, date(2026, 3, 1))
    assert (kennis.gold, kennis.geldig) == (verwacht, False)
    assert [(een.op, een.gold) for een in kennis.gedeeld] == list(zip((dag(2, 1), dag(2, 2)), standen, strict=True))


def test_een_bron_die_de_grond_niet_noemt_zegt_dat() -> None:
    rijen = [deling("1", dag(2, 1)), deling("2", dag(2, 2), grondslagen=None)]
    (kennis,) = wie_wist_wat(rijen, {}, {}, date(2026, 3, 1))
    assert (kennis.grondslagen, kennis.onder) == (None, ())


def regel(nr: int, actie: str, tijd: datetime, **anders: Any) -> Logregel:
    een = Logregel(
        nr=nr,
        vorige=LEEG,
        tijd=tijd,
        kluis_id="kluis",
        actor="a",
        actor_naam="C. Regisseur",
        rol="casusregisseur",
        herkomst="",
        actie=actie,
        object_soort="casus",
        object_id=None,
        casus_id="casus",
        resultaat=Resultaat.GELUKT,
        verwerking="",
        categorieen="",
        ontvanger="",
        aantal=None,
        sleutel=None,
        detail=None,
    )
    return replace(een, **anders)


def test_wie_binnen_keek_werkte_noodtoegang_nam_of_werd_geweigerd() -> None:
    b = {"actor": "b", "actor_naam": "D. Regisseur"}
    kijkers = wie_keek(
        [
            regel(1, "casus.openen", dag(2, 1)),
            regel(2, "dossier.openen", dag(2, 3)),
            regel(3, "toegang.weigeren", dag(2, 2), resultaat=Resultaat.GEWEIGERD, **b),
            regel(4, "noodtoegang.nemen", dag(2, 4), **b),
            regel(5, "dossier.openen", dag(2, 5), **b),
            regel(6, "casus.verwijzen", dag(2, 1), actor="c"),
            regel(7, "dossier.openen", dag(2, 1), actor="c", casus_id="andere"),
            regel(8, "dossier.openen", dag(3, 1), actor="c"),
        ],
        "casus",
        date(2026, 2, 28),
    )
    a, ander = kijkers
    assert (a.naam, a.eerste, a.laatste, a.bekeken, a.gewerkt, a.noodtoegang, a.geweigerd) == (
        "C. Regisseur",
        dag(2, 1),
        dag(2, 3),
        1,
        1,
        0,
        0,
    )
    assert (ander.actor, ander.eerste, ander.laatste) == ("b", dag(2, 2), dag(2, 5))
    assert (ander.bekeken, ander.gewerkt, ander.noodtoegang, ander.geweigerd) == (2, 0, 1, 1)


RIJEN = (
    deling("1", dag(2, 1)),
    deling("2", dag(2, 2), casusnummer="PMG-2026-00002", status="mislukt"),
    deling("3", dag(3, 1), organisatie="Politie", functie="Wijkagent", grondslagen=("wpg_16", "avg_6_1_e")),
    deling("4", dag(3, 2), organisatie="", functie="casusregisseur", intern=True, grondslagen=(), door="D. Regisseur"),
    deling("5", dag(3, 3), grondslagen=None),
)


@pytest.mark.parametrize(
    ("filter_", "ids"),
    [
        (Deelfilter(), "54321"),
        (Deelfilter(casusnummer="PMG-2026-00002"), "2"),
        (Deelfilter(organisatie="Politie"), "3"),
        (Deelfilter(grondslag="wpg_16"), "3"),
        (Deelfilter(door="D. Regisseur"), "4"),
        (Deelfilter(van=date(2026, 2, 2), tot=date(2026, 3, 1)), "32"),
        (Deelfilter(zonder_intern=True), "5321"),
    ],
)
def test_het_filter_kiest_en_het_nieuwste_staat_boven(filter_: Deelfilter, ids: str) -> None:
    assert "".join(d.id for d in kies(RIJEN, filter_)) == ids


@pytest.mark.parametrize(
    ("groep", "aantallen"),
    [
        (Groep.CASUS, [("PMG-2026-00001", 4), ("PMG-2026-00002", 0)]),
        (Groep.ORGANISATIE, [("School", 2), ("", 1), ("Politie", 1)]),
        (Groep.GRONDSLAG, [("avg_6_1_e", 2), (None, 1), ("", 1), ("wpg_16", 1)]),
        (Groep.GEBRUIKER, [("C. Regisseur", 3), ("D. Regisseur", 1)]),
        (Groep.MAAND, [("2026-03", 3), ("2026-02", 1)]),
    ],
)
def test_tellen_per_groep(groep: Groep, aantallen: list[tuple[str | None, int]]) -> None:
    assert sorted(((t.waarde, t.aantal) for t in tel(RIJEN, groep)), key=str) == sorted(aantallen, key=str)
    assert [t.aantal for t in tel(RIJEN, groep)] == sorted((a for _, a in aantallen), reverse=True)


def test_een_telling_zegt_over_hoeveel_casussen_en_aan_hoeveel_ontvangers() -> None:
    assert tel(RIJEN, Groep.ORGANISATIE)[0] == Telling("School", 2, 1, 1, 1, dag(2, 1), dag(3, 3))
    (intern,) = [t for t in tel(RIJEN, Groep.ORGANISATIE) if t.waarde == ""]
    assert (intern.ontvangers, intern.casussen) == (0, 1)
