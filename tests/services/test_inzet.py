"""An interventie is used for a jongere: begun, ended with a result, counted without names, and shared with care."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from pmg_desk.domain.fouten import GeenToegang, OngeldigeInvoer
from pmg_desk.domain.samenvatting import Rubriek
from pmg_desk.services import casussen, inzet, leefgebieden, stukken, suggesties
from pmg_desk.services.inzet import InzetInvoer
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.storage.models import InzetStatus
from tests.casusbouw import bladen, maak, regels
from tests.services.planbouw import actie, bouw
from tests.wereld import Wereld

GEHEIM = "Vader drinkt weer."


def start(wereld: Wereld, casus_id: UUID, interventie: str = "kansrijk", **anders: Any) -> UUID:
    velden = {"begin": wereld.klok.nu().date(), "waarom": UitspraakInvoer(GEHEIM), **anders}
    return inzet.start_inzet(wereld.regie, casus_id, InzetInvoer(interventie, **velden))


def velden_van(fout: pytest.ExceptionInfo[OngeldigeInvoer]) -> list[str]:
    return sorted(fout.value.velden)


def test_start_and_end_with_result_are_kept_and_logged_without_words(wereld: Wereld) -> None:
    plan = bouw(wereld)
    actie_id = actie(wereld, plan)
    inzet_id = start(wereld, plan.casus_id, uitvoerder_id=plan.organisatie_id, actie_id=actie_id)
    (een,) = inzet.list_inzet(wereld.regie, plan.casus_id)
    assert (een.wat, een.status, een.begin, een.actie, een.loopt) == (
        "Kansrijk",
        InzetStatus.LOOPT,
        wereld.klok.nu().date(),
        "Belt de school.",
        True,
    )
    assert (een.uitvoerder[:13], een.waarom and een.waarom.tekst) == ("Jongerenwerk ", GEHEIM)
    wereld.klok.moment += timedelta(days=30)
    inzet.end_inzet(
        wereld.regie,
        inzet_id,
        afgebroken=False,
        eind=wereld.klok.nu().date(),
        resultaat=UitspraakInvoer("Diploma gehaald."),
    )
    (een,) = inzet.list_inzet(wereld.regie, plan.casus_id)
    assert (een.status_label, een.resultaat and een.resultaat.tekst, een.loopt) == (
        "Afgerond",
        "Diploma gehaald.",
        False,
    )
    assert [r.actie for r in regels(wereld.regie) if r.object_soort == "inzet"] == ["inzet.starten", "inzet.afronden"]
    assert GEHEIM not in bladen(wereld.regie)
    with pytest.raises(inzet.InzetVoorbij):
        inzet.begin_inzet(wereld.regie, inzet_id, wereld.klok.nu().date())


def test_a_planned_one_begins_later_and_cannot_be_done_before(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    inzet_id = start(wereld, casus_id, begin=None, waarom=None)
    assert inzet.list_inzet(wereld.regie, casus_id)[0].status is InzetStatus.GEPLAND
    vandaag = wereld.klok.nu().date()
    with pytest.raises(OngeldigeInvoer) as fout:
        inzet.end_inzet(wereld.regie, inzet_id, afgebroken=False, eind=vandaag, resultaat=None)
    assert velden_van(fout) == ["afgebroken"]
    with pytest.raises(OngeldigeInvoer) as fout:
        inzet.begin_inzet(wereld.regie, inzet_id, vandaag + timedelta(days=1))
    assert velden_van(fout) == ["begin"]
    inzet.begin_inzet(wereld.regie, inzet_id, vandaag - timedelta(days=3))
    for anders, waar in (
        ({"eind": vandaag - timedelta(days=4), "afgebroken": False}, ["eind"]),
        ({"eind": None, "afgebroken": False}, ["eind"]),
        ({"eind": vandaag, "afgebroken": True}, ["resultaat"]),
    ):
        with pytest.raises(OngeldigeInvoer) as fout:
            inzet.end_inzet(wereld.regie, inzet_id, resultaat=None, **anders)
        assert velden_van(fout) == waar
    inzet.end_inzet(wereld.regie, inzet_id, afgebroken=True, eind=vandaag, resultaat=UitspraakInvoer("Verhuisd."))
    assert inzet.list_inzet(wereld.regie, casus_id)[0].status_label == "Afgebroken"
    assert start(wereld, casus_id) != inzet_id


def test_what_does_not_fit_is_said_at_its_field(wereld: Wereld) -> None:
    een, ander = bouw(wereld), bouw(wereld, geslachtsnaam="Anders")
    vreemd = actie(wereld, ander)
    start(wereld, een.casus_id)
    for anders, waar in (
        ({}, ["interventie"]),
        ({"interventie": "bestaat_niet"}, ["interventie"]),
        ({"interventie": "halt_spreekuur", "actie_id": vreemd}, ["actie_id"]),
        ({"interventie": "halt_spreekuur", "uitvoerder_id": een.casus_id}, ["uitvoerder_id"]),
        ({"interventie": "halt_spreekuur", "begin": "32-1-2026"}, ["begin"]),
    ):
        with pytest.raises(OngeldigeInvoer) as fout:
            start(wereld, een.casus_id, **anders)
        assert velden_van(fout) == waar
    assert len(inzet.list_inzet(wereld.regie, een.casus_id)) == 1


def test_who_may_not_see_the_casus_sees_and_changes_nothing(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    inzet_id = start(wereld, casus_id)
    for wie in (wereld.regie2, wereld.lezer, wereld.beheer, wereld.privacy):
        for doe in (
            lambda wp: inzet.list_inzet(wp, casus_id),
            lambda wp: inzet.start_inzet(wp, casus_id, InzetInvoer("kansrijk")),
            lambda wp: inzet.begin_inzet(wp, inzet_id, None),
            lambda wp: suggesties.suggest_interventies(wp, casus_id),
        ):
            with pytest.raises(GeenToegang):
                doe(wie)


def test_participants_show_only_above_the_threshold_of_the_profile(wereld: Wereld) -> None:
    drempel = wereld.profiel.instellingen.cel_drempel.waarde
    casussen_ = [maak(wereld.regie, geslachtsnaam=f"Nummer {nr}") for nr in range(drempel)]
    for casus_id in casussen_[1:]:
        start(wereld, casus_id)
    weinig = inzet.count_deelnemers(wereld.lezer, 2026)["kansrijk"]
    start(wereld, casussen_[0])
    start(wereld, casussen_[0], "halt_spreekuur", begin=None)
    veel = inzet.count_deelnemers(wereld.beheer, 2026)
    assert (weinig.aantal, veel["kansrijk"].aantal, "halt_spreekuur" in veel) == (None, drempel, False)
    assert inzet.count_deelnemers(wereld.beheer, 2025) == {}


def test_the_category_withholds_rather_than_leaks(wereld: Wereld) -> None:
    p = wereld.profiel
    assert inzet.inzet_categorie(p, "bestaat_niet") == "gezondheid"
    zonder = replace(p.interventies["kansrijk"], thema=None)
    assert inzet.inzet_categorie(replace(p, interventies={"kansrijk": zonder}), "kansrijk") == "gezondheid"
    kaal = replace(p.interventies["kansrijk"], datacategorie=None)
    per_thema = {
        thema: inzet.inzet_categorie(replace(p, interventies={"x": replace(kaal, thema=thema)}), "x")
        for thema in p.themas
    }
    assert per_thema == {
        "onderwijs": "acties",
        "werk_inkomen": "acties",
        "persoonlijke_ontwikkeling": "gezondheid",
        "sociaal_netwerk": "gezin",
        "criminaliteit_reintegratie": "acties",
    }
    assert {inzet.inzet_categorie(p, s) for s in ("om_hoorgesprek", "supersnelrecht", "rio")} == {"politiegegevens"}
    onderwijs = next(s for s, i in p.interventies.items() if i.thema == "onderwijs")
    assert inzet.inzet_categorie(p, onderwijs) == "acties"
    assert inzet.inzet_categorie(p, onderwijs, "geestelijke_gezondheid") == "gezondheid"
    assert inzet.inzet_categorie(p, onderwijs, "bestaat_niet") == "gezondheid"
    assert inzet.inzet_categorie(p, onderwijs, sector="zorg") == "gezondheid"


def test_it_reaches_the_stukken_in_its_category(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    inzet_id = start(wereld, casus_id)
    inzet.end_inzet(
        wereld.regie,
        inzet_id,
        afgebroken=True,
        eind=wereld.klok.nu().date(),
        resultaat=UitspraakInvoer("Verhuisd.", derden=True, derden_wie="moeder"),
    )
    categorie = inzet.list_inzet(wereld.regie, casus_id)[0].categorie
    with wereld.regie.doe() as t:
        gesneden = [s for s in stukken.cut_dossier(t, t.casus(casus_id)) if s.rubriek is Rubriek.INZET]
    assert [(s.titel, s.tekst, s.categorie, s.derden) for s in gesneden] == [
        ("Kansrijk", GEHEIM, categorie, False),
        ("Resultaat van een interventie", "Verhuisd.", categorie, True),
    ]
    assert dict(gesneden[0].velden)["Status"] == "Afgebroken"


def test_suggestions_come_from_what_the_casus_says(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    leefgebieden.save_scores(wereld.regie, casus_id, [leefgebieden.ScoreInvoer("justitie", 1)])
    uit = suggesties.suggest_interventies(wereld.regie, casus_id)
    assert dict(uit.beeld) == {
        "Doelgroep": "nog niet ingedeeld",
        "Leeftijd": "tussen 11 en 12",
        "Leefgebieden": wereld.profiel.leefgebieden["justitie"].label,
    }
    kansrijk = next(s for s in uit.suggesties if s.sleutel == "kansrijk")
    assert [r.zin for r in kansrijk.redenen] == ["Leefgebied met een probleem: Justitie."]
    assert kansrijk.onbekend == ("Doelgroep: deze casus is nog niet ingedeeld.", "Leeftijd: niet in bron.")
    assert uit.aantal == len(wereld.profiel.interventies)
    assert casussen.toon_kop(wereld.regie, casus_id).doelgroep is None


def test_an_action_is_offered_what_fits_first_with_the_reason_behind_it(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    leefgebieden.save_scores(wereld.regie, casus_id, [leefgebieden.ScoreInvoer("justitie", 1)])
    keuzes = suggesties.list_interventiekeuzes(wereld.regie, casus_id)
    assert {k.sleutel for k in keuzes} == set(wereld.profiel.interventies)
    waarom = [k.waarom for k in keuzes]
    past = [zin.startswith(("Leefgebied", "Leeftijd")) for zin in waarom]
    assert past == sorted(past, reverse=True)
    assert next(k.waarom for k in keuzes if k.sleutel == "kansrijk") == "Leefgebied met een probleem: Justitie."
    assert "Onderwijs" in waarom
