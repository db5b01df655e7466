"""What a plan says beside its goals, how goals are checked, evaluations, and two versions side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from pmg_desk.domain.fouten import GeenToegang, NietGevonden, OngeldigeInvoer
from pmg_desk.domain.herhaling import Herhaling
from pmg_desk.domain.planverschil import Verschil
from pmg_desk.services import casusverloop, evaluaties, plannen, planvergelijking, stukken
from pmg_desk.services.evaluaties import BereikInvoer, EvaluatieInvoer, PlanNietVan, save_evaluatie
from pmg_desk.services.plannen import DoelInvoer, PlanInzicht, PlanVastgesteld
from pmg_desk.services.toewijzingen import assign_casus
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.werkplek import CasusGesloten
from pmg_desk.storage import plannen as planrijen
from pmg_desk.storage.models import Afspraaksoort, Bereik, Spoor, Vervolg, Wijze
from tests.casusbouw import bladen, regels
from tests.reports import lezen
from tests.services.planbouw import Plancasus, actie, bouw, doel, tekst
from tests.wereld import Wereld

VANDAAG = date(2026, 11, 23)


@pytest.fixture
def casus(wereld: Wereld) -> Plancasus:
    return bouw(wereld)


def plan(wereld: Wereld, casus: Plancasus, nr: int = 0) -> PlanInzicht:
    return plannen.list_plannen(wereld.regie, casus.casus_id)[nr]


def stel_vast(wereld: Wereld, casus: Plancasus, plan_id: Any = None) -> None:
    plannen.agree_plan(
        wereld.regie, plan_id or casus.plan_id, VANDAAG, "Jongere en moeder", VANDAAG + timedelta(days=60)
    )


def invoer(casus: Plancasus, **anders: Any) -> EvaluatieInvoer:
    velden: dict[str, Any] = {
        "gehouden_op": VANDAAG,
        "met": "Jongere en school",
        "conclusie": tekst("Het gaat de goede kant op."),
        "vervolg": Vervolg.DOORGAAN,
        "volgende_op": VANDAAG + timedelta(days=90),
        "doelen": [BereikInvoer(casus.stam_id, Bereik.DEELS, tekst("Twee van de vier dagen."))],
    }
    return EvaluatieInvoer(**{**velden, **anders})


# agreements and criteria


def test_afspraken_gaan_mee_naar_de_volgende_versie_en_de_oude_houdt_haar_woorden(
    wereld: Wereld, casus: Plancasus
) -> None:
    regie = wereld.regie
    plannen.change_afspraken(
        regie,
        casus.plan_id,
        {Afspraaksoort.INFORMEREN: tekst("De werker belt de ouders."), Afspraaksoort.NAZORG: tekst("Drie maanden.")},
    )
    stel_vast(wereld, casus)
    tweede = plannen.begin_plan(regie, casus.casus_id, plannen.PlanInvoer())
    plannen.change_afspraken(
        regie, tweede, {Afspraaksoort.INFORMEREN: tekst("De school belt."), Afspraaksoort.NAZORG: None}
    )
    nieuw, oud = plannen.list_plannen(regie, casus.casus_id)
    assert [(a.soort, a.tekst.tekst) for a in nieuw.afspraken] == [(Afspraaksoort.INFORMEREN, "De school belt.")]
    assert [(a.soort, a.tekst.tekst) for a in oud.afspraken] == [
        (Afspraaksoort.INFORMEREN, "De werker belt de ouders."),
        (Afspraaksoort.NAZORG, "Drie maanden."),
    ]
    plannen.change_afspraken(regie, tweede, {Afspraaksoort.INFORMEREN: tekst("De school belt elke week.")})
    (een,) = plan(wereld, casus).afspraken
    assert (een.tekst.tekst, een.tekst.gewijzigd) == ("De school belt elke week.", True)


def test_een_vastgestelde_versie_houdt_haar_afspraken(wereld: Wereld, casus: Plancasus) -> None:
    stel_vast(wereld, casus)
    with pytest.raises(PlanVastgesteld):
        plannen.change_afspraken(wereld.regie, casus.plan_id, {Afspraaksoort.NAZORG: tekst("Toch wel.")})
    assert plan(wereld, casus).afspraken == ()


def test_een_fout_in_een_afspraak_staat_bij_die_afspraak(wereld: Wereld, casus: Plancasus) -> None:
    with pytest.raises(OngeldigeInvoer) as fout:
        plannen.change_afspraken(
            wereld.regie,
            casus.plan_id,
            {Afspraaksoort.NAZORG: tekst("a\x00b"), Afspraaksoort.OPSCHALEN: tekst("Goed.")},
        )
    assert set(fout.value.velden) == {"nazorg"}
    assert plan(wereld, casus).afspraken == ()


# goals that can be checked


def test_een_doel_is_te_toetsen_met_woorden_en_een_datum(wereld: Wereld, casus: Plancasus) -> None:
    regie = wereld.regie
    (een,) = plan(wereld, casus).doelen
    assert (een.toets, een.streefdatum, een.toetsbaar) == (None, None, False)
    plannen.change_doel(
        regie,
        een.id,
        DoelInvoer(
            "middelengebruik", Spoor.PERSPECTIEF, tekst("Stopt met blowen."), tekst("Vier schone tests."), "1-3-2027"
        ),
    )
    (een,) = plan(wereld, casus).doelen
    assert een.toets is not None
    assert (een.toets.tekst, een.toets.categorie) == ("Vier schone tests.", "gezondheid")
    assert (een.streefdatum, een.toetsbaar) == (date(2027, 3, 1), True)
    stel_vast(wereld, casus)
    wereld.klok.moment += timedelta(days=120)  # the day by which it should be reached has passed
    plannen.begin_plan(regie, casus.casus_id, plannen.PlanInvoer())
    nieuw, oud = plannen.list_plannen(regie, casus.casus_id)
    plannen.change_doel(
        regie,
        nieuw.doelen[0].id,
        DoelInvoer(
            "middelengebruik",
            Spoor.PERSPECTIEF,
            tekst("Stopt met blowen."),
            tekst("Drie schone tests."),
            date(2027, 3, 1),
        ),
    )
    nieuw, oud = plannen.list_plannen(regie, casus.casus_id)
    toetsen = [p.doelen[0].toets for p in (nieuw, oud)]
    assert [t and t.tekst for t in toetsen] == ["Drie schone tests.", "Vier schone tests."]
    with pytest.raises(OngeldigeInvoer) as fout:
        plannen.change_doel(
            regie, nieuw.doelen[0].id, DoelInvoer("justitie", Spoor.GRENZEN, tekst("a"), None, date(2027, 3, 2))
        )
    assert set(fout.value.velden) == {"streefdatum"}


def test_een_doel_dat_weggaat_neemt_zijn_toets_mee(wereld: Wereld, casus: Plancasus) -> None:
    tweede = plannen.add_doel(
        wereld.regie, casus.plan_id, DoelInvoer("justitie", Spoor.GRENZEN, tekst("Thuis."), tekst("Belt."), "1-2-2027")
    )
    plannen.remove_doel(wereld.regie, tweede)
    assert [een.stam_id for een in plan(wereld, casus).doelen] == [casus.stam_id]


def test_zolang_de_volgende_versie_in_de_maak_is_gelden_de_woorden_die_zijn_afgesproken(
    wereld: Wereld, casus: Plancasus
) -> None:
    regie = wereld.regie
    (een,) = plan(wereld, casus).doelen
    oud = DoelInvoer("werk_opleiding", Spoor.PERSPECTIEF, tekst("Naar school."), tekst("Oude toets."), VANDAAG)
    plannen.change_doel(regie, een.id, oud)
    plannen.change_afspraken(regie, casus.plan_id, {Afspraaksoort.NAZORG: tekst("Oude nazorg.")})
    stel_vast(wereld, casus)
    tweede = plannen.begin_plan(regie, casus.casus_id, plannen.PlanInvoer())
    plannen.change_afspraken(regie, tweede, {Afspraaksoort.NAZORG: tekst("Nieuwe nazorg.")})
    (een,) = plan(wereld, casus).doelen
    plannen.change_doel(regie, een.id, replace(oud, toets=tekst("Nieuwe toets.")))
    with regie.doe() as t:
        gedeeld = {stuk.tekst for stuk in stukken.cut_dossier(t, t.casus(casus.casus_id))}
    assert {"Oude toets.", "Oude nazorg."} <= gedeeld
    assert not {"Nieuwe toets.", "Nieuwe nazorg."} & gedeeld


# evaluations


def test_een_evaluatie_zegt_per_doel_hoe_ver_het_is_en_het_plan_blijft_zoals_afgesproken(
    wereld: Wereld, casus: Plancasus
) -> None:
    regie = wereld.regie
    stel_vast(wereld, casus)
    voor = plan(wereld, casus)
    assert voor.volgende_evaluatie == voor.evaluatie_op == date(2027, 1, 22)
    save_evaluatie(regie, casus.plan_id, invoer(casus))
    (een,) = evaluaties.list_evaluaties(regie, casus.casus_id)
    assert een.conclusie is not None
    assert (een.plan_nr, een.met, een.conclusie.tekst, een.vervolg_label, een.door) == (
        1,
        "Jongere en school",
        "Het gaat de goede kant op.",
        "Doorgaan met dit plan",
        "C. Regisseur",
    )
    (bereik,) = een.doelen
    assert bereik.doel is not None
    assert bereik.tekst is not None
    assert (bereik.doel.tekst, bereik.bereik_label, bereik.tekst.tekst) == (
        "Haalt een diploma.",
        "Deels bereikt",
        "Twee van de vier dagen.",
    )
    na = plan(wereld, casus)
    assert (na.evaluatie_op, na.volgende_evaluatie) == (voor.evaluatie_op, date(2027, 2, 21))


def test_de_geschiedenis_van_een_doel_loopt_door_over_versies(wereld: Wereld, casus: Plancasus) -> None:
    regie = wereld.regie
    stel_vast(wereld, casus)
    save_evaluatie(regie, casus.plan_id, invoer(casus, vervolg=Vervolg.BIJSTELLEN))
    tweede = plannen.begin_plan(regie, casus.casus_id, plannen.PlanInvoer())
    nieuw_doel = plannen.add_doel(regie, tweede, doel("justitie", "Thuis om tien.", spoor=Spoor.GRENZEN))
    stam = next(d.stam_id for d in plan(wereld, casus).doelen if d.id == nieuw_doel)
    stel_vast(wereld, casus, tweede)
    wereld.klok.moment += timedelta(days=30)
    beide = [BereikInvoer(casus.stam_id, Bereik.BEREIKT), BereikInvoer(stam, Bereik.NIET)]
    save_evaluatie(regie, tweede, invoer(casus, gehouden_op=VANDAAG + timedelta(days=30), doelen=beide))
    alle = evaluaties.list_evaluaties(regie, casus.casus_id)
    assert [een.plan_nr for een in alle] == [2, 1]
    assert [m.bereik for m in evaluaties.history_of(alle, casus.stam_id)] == [Bereik.BEREIKT, Bereik.DEELS]
    assert [m.bereik for m in evaluaties.history_of(alle, stam)] == [Bereik.NIET]


def test_alleen_wat_is_vastgesteld_wordt_geevalueerd(wereld: Wereld, casus: Plancasus) -> None:
    regie = wereld.regie
    with pytest.raises(PlanNietVan):
        save_evaluatie(regie, casus.plan_id, invoer(casus))
    stel_vast(wereld, casus)
    tweede = plannen.begin_plan(regie, casus.casus_id, plannen.PlanInvoer())
    save_evaluatie(regie, casus.plan_id, invoer(casus))  # still in force while the next is being made
    stel_vast(wereld, casus, tweede)
    with pytest.raises(PlanNietVan):
        save_evaluatie(regie, casus.plan_id, invoer(casus))
    casusverloop.close_casus(regie, casus.casus_id, "doelen_behaald", "verbeterd")
    with pytest.raises(CasusGesloten):
        save_evaluatie(regie, tweede, invoer(casus))


@pytest.mark.parametrize(
    ("velden", "verwacht"),
    [
        ({"gehouden_op": "24-11-2026"}, {"gehouden_op"}),
        ({"gehouden_op": "22-11-2026"}, {"gehouden_op"}),
        ({"gehouden_op": ""}, {"gehouden_op"}),
        ({"met": " "}, {"met"}),
        ({"conclusie": tekst("")}, {"conclusie"}),
        ({"vervolg": None}, {"vervolg"}),
        ({"volgende_op": None}, {"volgende_op"}),
        ({"volgende_op": "22-11-2026"}, {"volgende_op"}),
        ({"doelen": []}, {"bereik_0"}),
    ],
)
def test_slechte_invoer_bij_een_evaluatie(
    wereld: Wereld, casus: Plancasus, velden: dict[str, Any], verwacht: set[str]
) -> None:
    stel_vast(wereld, casus)
    with pytest.raises(OngeldigeInvoer) as fout:
        save_evaluatie(wereld.regie, casus.plan_id, invoer(casus, **velden))
    assert set(fout.value.velden) == verwacht
    assert evaluaties.list_evaluaties(wereld.regie, casus.casus_id) == ()


def test_elk_doel_van_de_versie_telt_en_geen_ander(wereld: Wereld, casus: Plancasus) -> None:
    stel_vast(wereld, casus)
    for doelen, verwacht in (
        ([BereikInvoer(casus.stam_id, None)], {"bereik_0"}),
        ([BereikInvoer(casus.stam_id, Bereik.NIET), BereikInvoer(uuid4(), Bereik.NIET)], {"doelen"}),
        ([BereikInvoer(casus.stam_id, Bereik.NIET, tekst("a\x00"))], {"tekst_0"}),
    ):
        with pytest.raises(OngeldigeInvoer) as fout:
            save_evaluatie(wereld.regie, casus.plan_id, invoer(casus, doelen=doelen))
        assert set(fout.value.velden) == verwacht


def test_te_evalueren_volgt_de_laatste_evaluatie(wereld: Wereld, casus: Plancasus) -> None:
    regie = wereld.regie
    stel_vast(wereld, casus)

    def dagen(tot: int) -> list[int]:
        with regie.doe() as t:
            gevonden = planrijen.te_evalueren(t.db, t.eigen(), VANDAAG + timedelta(days=tot), 9)
            return [(dag - t.vandaag).days for _, _, dag in gevonden]

    assert (dagen(59), dagen(60)) == ([], [60])
    save_evaluatie(regie, casus.plan_id, invoer(casus, volgende_op=VANDAAG + timedelta(days=10)))
    assert (dagen(9), dagen(60)) == ([], [10])
    wereld.klok.moment += timedelta(days=1)
    sluit = invoer(casus, gehouden_op=VANDAAG + timedelta(days=1), vervolg=Vervolg.AFSLUITEN, volgende_op=None)
    save_evaluatie(regie, casus.plan_id, sluit)
    assert dagen(400) == []


# side by side


def test_twee_versies_naast_elkaar(wereld: Wereld, casus: Plancasus) -> None:
    regie = wereld.regie
    plannen.change_afspraken(regie, casus.plan_id, {Afspraaksoort.NAZORG: tekst("Drie maanden.")})
    stel_vast(wereld, casus)
    tweede = plannen.begin_plan(regie, casus.casus_id, plannen.PlanInvoer())
    (een,) = plan(wereld, casus).doelen
    plannen.change_doel(regie, een.id, DoelInvoer("werk_opleiding", Spoor.PERSPECTIEF, tekst("Haalt twee diploma's.")))
    plannen.add_doel(regie, tweede, doel("justitie", "Thuis om tien.", spoor=Spoor.GRENZEN))
    vergelijking = planvergelijking.compare_versies(regie, casus.casus_id, 2, 1)
    assert (vergelijking.oud.nr, vergelijking.nieuw.nr) == (1, 2)
    assert [(d.titel, d.verschil) for d in vergelijking.delen] == [
        ("Het plan als geheel", Verschil.GEWIJZIGD),
        ("Afspraken", Verschil.GELIJK),
        ("Doel: Werk & opleiding", Verschil.GEWIJZIGD),
        ("Doel: Justitie", Verschil.ERBIJ),
    ]
    gewijzigd = [r for r in vergelijking.delen[2].regels if r.verschil is Verschil.GEWIJZIGD]
    assert [(r.label, r.oud, r.nieuw) for r in gewijzigd] == [("Doel", "Haalt een diploma.", "Haalt twee diploma's.")]
    with pytest.raises(NietGevonden):
        planvergelijking.compare_versies(regie, casus.casus_id, 1, 3)


def test_de_afdruk_zegt_wat_er_anders_is_in_woorden_en_is_intern(wereld: Wereld, casus: Plancasus) -> None:
    regie = wereld.regie
    stel_vast(wereld, casus)
    plannen.begin_plan(regie, casus.casus_id, plannen.PlanInvoer())
    (een,) = plan(wereld, casus).doelen
    plannen.change_doel(regie, een.id, DoelInvoer("werk_opleiding", Spoor.PERSPECTIEF, tekst("Haalt twee diploma's.")))
    uitgave = planvergelijking.issue_vergelijking(regie, casus.casus_id, Wijze.PAPIER, versies=(1, 2))
    tekst_ = " ".join(lezen.tekst(uitgave.pdf).split())
    for stuk in (
        "INTERN",
        "Versie 1, vastgesteld",
        "Versie 2, in de maak",
        "\u2260 Gewijzigd",
        "[\u2212een diploma.]",
        "[+twee diploma's.]",
    ):
        assert stuk in tekst_
    (regel,) = regels(regie, "samenvatting.uitgeven")
    assert (regel.categorieen, regel.casus_id) == ("plan", str(casus.casus_id))
    assert planvergelijking.preview_vergelijking(regie, casus.casus_id, versies=(2, 1)).startswith(b"%PDF")


# who may, what is shared, what is logged


@pytest.mark.parametrize("wie", ["regie2", "privacy", "beheer", "lezer"])
def test_een_ander_raakt_er_niet_aan(wereld: Wereld, casus: Plancasus, wie: str) -> None:
    stel_vast(wereld, casus)
    plek = wereld.werkplek(wie)
    pogingen: tuple[Callable[[], object], ...] = (
        lambda: plannen.change_afspraken(plek, casus.plan_id, {}),
        lambda: save_evaluatie(plek, casus.plan_id, invoer(casus)),
        lambda: evaluaties.list_evaluaties(plek, casus.casus_id),
        lambda: planvergelijking.compare_versies(plek, casus.casus_id, 1, 1),
        lambda: planvergelijking.issue_vergelijking(plek, casus.casus_id, Wijze.PAPIER, versies=(1, 1)),
    )
    for poging in pogingen:
        with pytest.raises(GeenToegang):
            poging()
    if wie == "lezer":
        assign_casus(wereld.regie, casus.casus_id, plek.gebruiker.id)
        assert evaluaties.list_evaluaties(plek, casus.casus_id) == ()
        with pytest.raises(GeenToegang):
            save_evaluatie(plek, casus.plan_id, invoer(casus))


def test_alleen_de_laatste_evaluatie_gaat_in_de_stukken_en_wat_over_gezondheid_gaat_is_gezondheid(
    wereld: Wereld,
) -> None:
    regie = wereld.regie
    zorg = bouw(wereld, leefgebied="middelengebruik", voornamen="Bram", geboortedatum="2010")
    (een,) = plan(wereld, zorg).doelen
    plannen.change_doel(
        regie,
        een.id,
        DoelInvoer("middelengebruik", Spoor.GRENZEN, tekst("Stopt."), tekst("Schone tests."), VANDAAG),
    )
    plannen.change_afspraken(
        regie,
        zorg.plan_id,
        {
            Afspraaksoort.OPSCHALEN: tekst("Bij een nieuw feit."),
            Afspraaksoort.INFORMEREN: tekst("Oma weet van niets.", derden=True, derden_wie="oma", categorie="gezin"),
        },
    )
    stel_vast(wereld, zorg)
    for woorden in ("Eerste ronde.", "Tweede ronde."):
        doelen = [BereikInvoer(zorg.stam_id, Bereik.NIET, tekst("Blowt nog."))]
        wereld.klok.moment += timedelta(minutes=5)
        save_evaluatie(regie, zorg.plan_id, invoer(zorg, conclusie=tekst(woorden), doelen=doelen))
    with regie.doe() as t:
        gesneden = stukken.cut_dossier(t, t.casus(zorg.casus_id))
    soorten = ("toets", "afspraak", "evaluatie", "doelbereik")
    mijn = [s for s in gesneden if s.id.partition(":")[0] in soorten]
    assert [(s.id.partition(":")[0], s.categorie, s.tekst, s.derden) for s in mijn] == [
        ("toets", "gezondheid", "Schone tests.", False),
        ("afspraak", "gezin", "Oma weet van niets.", True),
        ("afspraak", "plan", "Bij een nieuw feit.", False),
        ("evaluatie", "plan", "Tweede ronde.", False),
        ("doelbereik", "gezondheid", "Blowt nog.", False),
    ]
    assert ("Te bereiken op", "23 november 2026") in mijn[0].velden
    plek = [s.id.partition(":")[0] for s in gesneden]
    assert plek[plek.index("doel") + 1] == "toets"
    assert not any("Jongere en school" in str(s) for s in gesneden)


def test_woorden_met_een_eigen_grens_staan_los_van_het_doel(wereld: Wereld, casus: Plancasus) -> None:
    stel_vast(wereld, casus)
    prive = UitspraakInvoer("Slikt medicijnen.", categorie="gezondheid")
    save_evaluatie(
        wereld.regie, casus.plan_id, invoer(casus, doelen=[BereikInvoer(casus.stam_id, Bereik.DEELS, prive)])
    )
    with wereld.regie.doe() as t:
        gesneden = stukken.cut_dossier(t, t.casus(casus.casus_id))
    assert {s.categorie for s in gesneden if "medicijnen" in s.tekst} == {"gezondheid"}
    (bereik,) = [s for s in gesneden if s.id.startswith("doelbereik:")]
    assert (bereik.categorie, bereik.tekst) == ("plan", "")


def test_een_actie_zegt_in_de_stukken_dat_zij_terugkomt_en_wacht_maar_niet_waarop(
    wereld: Wereld, casus: Plancasus
) -> None:
    eerst = actie(wereld, casus, woorden="Kwetterzolder.")
    actie(wereld, casus, woorden="Gaat mee.", na_id=eerst, herhaling=Herhaling.WEEK)
    with wereld.regie.doe() as t:
        gesneden = stukken.cut_dossier(t, t.casus(casus.casus_id))
    (mee,) = [s for s in gesneden if s.tekst == "Gaat mee."]
    assert mee.velden[-2:] == (
        ("Komt terug", "elke week"),
        ("Wacht", "op een andere actie, die eerst klaar moet zijn"),
    )
    assert "Kwetterzolder" not in str(mee)


def test_het_log_noemt_de_stap_en_niet_de_inhoud(wereld: Wereld, casus: Plancasus) -> None:
    plannen.change_afspraken(wereld.regie, casus.plan_id, {Afspraaksoort.NAZORG: tekst("Kwetterzolder.")})
    stel_vast(wereld, casus)
    save_evaluatie(wereld.regie, casus.plan_id, invoer(casus, conclusie=tekst("Ploegschaaf."), met="Vuurtoren"))
    assert [len(regels(wereld.regie, stap)) for stap in ("plan.afspraken", "evaluatie.vastleggen")] == [1, 1]
    assert not any(woord in bladen(wereld.regie) for woord in ("Kwetterzolder", "Ploegschaaf", "Vuurtoren"))
