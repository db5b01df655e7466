"""Patterns worth a question: what is asked, on which numbers and lines, and what is not worth one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from pmg_desk.domain.logboek import LEEG, Logregel, Resultaat
from pmg_desk.domain.patronen import Drempels, Patroon, Soort, vind

DREMPELS = Drempels(
    zoek_dag=10,
    zoek_uur=6,
    zoek_factor=3,
    nacht_van=22,
    nacht_tot=6,
    noodtoegang=3,
    mislukt=2,
    mislukt_uren=24,
    laat_dagen=3,
)
MAANDAG = datetime(2026, 11, 23, 9, tzinfo=UTC)  # ten o'clock in the Netherlands

BASIS = Logregel(
    nr=1,
    vorige=LEEG,
    tijd=MAANDAG,
    kluis_id="kluis",
    actor="a",
    actor_naam="C. Regisseur",
    rol="casusregisseur",
    herkomst="",
    actie="dossier.openen",
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


def regels(*delen: dict[str, Any]) -> list[Logregel]:
    return [replace(BASIS, nr=nr, **deel) for nr, deel in enumerate(delen, start=1)]


def zoeken(dag: int, hoeveel: int, minuten: int = 60, actor: str = "a") -> list[dict[str, Any]]:
    """So many searches on a day (counted from the Monday), so many minutes apart."""
    begin = MAANDAG - timedelta(hours=3) + timedelta(days=dag)
    return [
        {"actie": "zoeken.uitvoeren", "casus_id": None, "actor": actor, "tijd": begin + timedelta(minutes=minuten * nr)}
        for nr in range(hoeveel)
    ]


def vraag(lijst: list[Logregel], *, rol: bool = True, erbij: bool = True) -> list[Patroon]:
    def uitgifte(regel: Logregel) -> Logregel | None:
        passend = (r for r in lijst if r.actie == "samenvatting.uitgeven" and r.object_id == regel.object_id)
        return next(passend, None)

    def verteld(regel: Logregel) -> datetime | None:
        """As the register says: the moment that these lines hold in their object."""
        return None if regel.object_id is None else MAANDAG - timedelta(days=int(regel.object_id))

    return vind(lijst, DREMPELS, lambda _: rol, lambda _: erbij, uitgifte, verteld)


@pytest.mark.parametrize("actie", ["verstrekking.vastleggen", "verstrekking.spoed"])
def test_wat_pas_dagen_later_is_vastgelegd(actie: str) -> None:
    lijst = regels(*({"actie": actie, "object_id": dagen} for dagen in ("2", "3", "40", None)))
    gevonden = vraag(lijst)
    assert [(p.soort, p.nrs, p.getallen) for p in gevonden] == [
        (Soort.LAAT_VASTGELEGD, (3,), (("dagen later vastgelegd", 40),)),
        (Soort.LAAT_VASTGELEGD, (2,), (("dagen later vastgelegd", 3),)),
    ]
    assert vraag(regels({"actie": "samenvatting.uitgeven", "object_id": "40"})) == []


def test_een_dossier_zonder_rol_per_persoon_en_casus() -> None:
    lijst = regels({}, {"actie": "bijlage.bekijken"}, {"casus_id": "ander"}, {"actor": "b"}, {"casus_id": None})
    gevonden = vraag(lijst, rol=False)
    assert sorted((p.actor, p.casus_id, p.nrs, p.getallen) for p in gevonden) == [
        ("a", "ander", (3,), (("keer geopend", 1),)),
        ("a", "casus", (1, 2), (("keer geopend", 2),)),
        ("b", "casus", (4,), (("keer geopend", 1),)),
    ]
    assert {p.soort for p in gevonden} == {Soort.ZONDER_ROL}
    assert vraag(lijst) == []


def test_wat_geweigerd_is_geeft_geen_vraag() -> None:
    assert vraag(regels({"resultaat": Resultaat.GEWEIGERD}), rol=False) == []


@pytest.mark.parametrize(
    ("dagen", "verwacht"),
    [
        ([10], [(Soort.VEEL_OP_EEN_DAG, (("keer gezocht", 10), ("gewoon op een dag", 0)))]),
        ([9], []),
        ([3, 4, 10], []),  # usual is 3.5, rounded up
        ([3, 3, 10], [(Soort.VEEL_OP_EEN_DAG, (("keer gezocht", 10), ("gewoon op een dag", 3)))]),
    ],
)
def test_veel_zoeken_op_een_dag_tegen_het_eigen_gewone_aantal(dagen: list[int], verwacht: list[Any]) -> None:
    lijst = regels(*(deel for dag, hoeveel in enumerate(dagen) for deel in zoeken(dag, hoeveel)))
    assert [(p.soort, p.getallen) for p in vraag(lijst)] == verwacht


def test_veel_zoeken_in_een_uur() -> None:
    rustig = [deel for dag in range(3) for deel in zoeken(dag, 2, 5)]
    lijst = regels(*rustig, *zoeken(4, 7, 5), *zoeken(4, 1, 0, "b"))
    (patroon,) = vraag(lijst)
    assert (patroon.soort, patroon.getallen) == (
        Soort.VEEL_IN_EEN_UUR,
        (("keer gezocht", 7), ("gewoon in het drukste uur", 2)),
    )
    assert patroon.nrs == tuple(range(7, 14))
    assert vraag(regels(*zoeken(0, 4, 5), *zoeken(1, 7, 5))) == []  # three times 4 is more than 7
    assert vraag(regels(*zoeken(0, 6, 12))) == []  # five in any hour
    # Looking up numbers by name and birth date is searching too.
    opgezocht = [{**deel, "actie": "rechtenverzoek.opzoeken"} for deel in zoeken(4, 7, 5)]
    (van_namen,) = vraag(regels(*rustig, *opgezocht))
    assert (van_namen.soort, len(van_namen.nrs)) == (Soort.VEEL_IN_EEN_UUR, 7)


@pytest.mark.parametrize(
    ("uren", "wel"), [(0, False), (12, True), (11, False), (-5, True), (-4, False), (5 * 24, True), (4 * 24, False)]
)
def test_uitgeven_in_de_nacht_of_het_weekend(uren: int, wel: bool) -> None:
    lijst = regels({"actie": "samenvatting.uitgeven", "tijd": MAANDAG + timedelta(hours=uren)})
    assert [p.soort for p in vraag(lijst)] == ([Soort.BUITEN_WERKTIJD] if wel else [])


@pytest.mark.parametrize(
    ("rol", "ontvanger", "wel"),
    [("privacy_officer", "intern", False), ("privacy_officer", "School", True), ("casusregisseur", "intern", True)],
)
def test_wat_een_privacy_officer_intern_afdrukt_is_geen_vraag(rol: str, ontvanger: str, wel: bool) -> None:
    zondag = MAANDAG - timedelta(days=1)
    lijst = regels({"actie": "samenvatting.uitgeven", "tijd": zondag, "rol": rol, "ontvanger": ontvanger})
    assert [p.soort for p in vraag(lijst)] == ([Soort.BUITEN_WERKTIJD] if wel else [])


def test_delen_met_wie_er_niet_bij_hoort() -> None:
    acties = ("verstrekking.vastleggen", "dossier.openen", "verstrekking.spoed")
    delen = [{"actie": a, "ontvanger": "Sportclub – Trainer"} for a in acties]
    (patroon,) = vraag(regels(*delen), erbij=False)
    assert (patroon.soort, patroon.nrs) == (Soort.BUITEN_TAFEL, (1, 3))
    assert vraag(regels(*delen)) == []


@pytest.mark.parametrize(("dagen", "verwacht"), [((0, 1, 2), (1, 2, 3)), ((0, 1), None), ((0, 31, 32, 33), (2, 3, 4))])
def test_vaak_noodtoegang_binnen_dertig_dagen(dagen: tuple[int, ...], verwacht: tuple[int, ...] | None) -> None:
    delen = [
        {"actie": "noodtoegang.nemen", "tijd": MAANDAG + timedelta(days=dag), "casus_id": f"c{dag}"} for dag in dagen
    ]
    gevonden = vraag(regels(*delen))
    assert [(p.soort, p.nrs) for p in gevonden] == ([] if verwacht is None else [(Soort.VAAK_NOODTOEGANG, verwacht)])
    if gevonden:
        assert gevonden[0].getallen == (("keer in 30 dagen", 3), ("casussen", 3))
        assert gevonden[0].casus_id is None


def test_uitvoer_van_het_logboek_per_dag_en_het_nieuwste_eerst() -> None:
    lijst = regels(
        {"actie": "logboek.exporteren", "casus_id": None},
        {"actie": "logboek.uitvoeren", "casus_id": None},
        {"actie": "deellog.exporteren", "casus_id": None, "tijd": MAANDAG + timedelta(days=1)},
    )
    assert [(p.soort, p.nrs) for p in vraag(lijst)] == [
        (Soort.LOG_UITGEVOERD, (3,)),
        (Soort.LOG_UITGEVOERD, (1, 2)),
    ]


def test_een_regel_erbij_maakt_er_een_nieuwe_vraag_van() -> None:
    een, twee = vraag(regels({}), rol=False)[0], vraag(regels({}, {}), rol=False)[0]
    assert een.kenmerk != twee.kenmerk
    assert een.kenmerk == vraag(regels({}), rol=False)[0].kenmerk
    assert (twee.eerste, twee.laatste, twee.actor_naam) == (MAANDAG, MAANDAG, "C. Regisseur")


def gegeven(nr: int, ontvanger: str = "School – Mentor") -> dict[str, Any]:
    return {"actie": "samenvatting.uitgeven", "object_id": str(nr), "ontvanger": ontvanger}


def mislukt(nr: int, uren: int = 0, actor: str = "a", casus: str = "casus") -> dict[str, Any]:
    tijd = MAANDAG + timedelta(hours=uren)
    return {"actie": "samenvatting.mislukt", "object_id": str(nr), "tijd": tijd, "actor": actor, "casus_id": casus}


def test_wie_vaak_meldt_dat_iets_niet_aankwam() -> None:
    lijst = regels(gegeven(1), gegeven(2), gegeven(3), mislukt(1), mislukt(2, 1, casus="ander"), mislukt(3, 2, "b"))
    (patroon,) = vraag(lijst)
    assert (patroon.soort, patroon.actor, patroon.nrs) == (Soort.VAAK_MISLUKT, "a", (4, 5))
    assert patroon.getallen == (("keer in 30 dagen", 2), ("casussen", 2))


def test_wie_pas_lang_na_het_uitgeven_meldt_dat_het_niet_aankwam() -> None:
    (patroon,) = vraag(regels(gegeven(1), gegeven(2), mislukt(1, 23), mislukt(2, 24, "b")))
    assert (patroon.soort, patroon.nrs, patroon.getallen) == (
        Soort.LAAT_MISLUKT,
        (4,),
        (("uur na de uitgifte", 24),),
    )


def test_een_interne_afdruk_die_mislukt_is_geen_vraag_en_van_een_onbekende_uitgifte_is_de_tijd_niet_te_zeggen() -> None:
    intern = regels(gegeven(1, "intern"), gegeven(2, "intern"), mislukt(1, 90), mislukt(2, 90))
    assert [p.soort for p in vraag(intern)] == []
    assert [p.soort for p in vraag(regels(mislukt(1, 90), mislukt(2, 90)))] == [Soort.VAAK_MISLUKT]
