"""An interventie is used for a jongere: begun, ended with a result, counted without names, and shared with care."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from pmg_desk.domain.fouten import GeenToegang, OngeldigeInvoer
from pmg_desk.domain.overdrachtrij import Rijsoort
from pmg_desk.domain.profiel import Sector
from pmg_desk.domain.samenvatting import Rubriek
from pmg_desk.services import (
    adresboek,
    budget,
    casussen,
    casusverloop,
    inzet,
    leefgebieden,
    stukken,
    stukken_route,
    suggesties,
)
from pmg_desk.services.budget import AanvraagInvoer
from pmg_desk.services.inzet import InzetInvoer
from pmg_desk.services.overdrachtrijen import maak_rijen
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import AanvraagStatus, BudgetSoort, InzetStatus
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


def test_participants_tell_of_nobody_by_taking_away_who_one_sees(wereld: Wereld) -> None:
    drempel = wereld.profiel.instellingen.cel_drempel.waarde
    for nr in range(drempel):
        start(wereld, maak(wereld.regie, geslachtsnaam=f"Gezien {nr}"))
    zelf = maak(wereld.regie2, "top_x", geslachtsnaam="Ongezien")

    def zet_in(casus_id: UUID) -> None:
        inzet.start_inzet(wereld.regie2, casus_id, InzetInvoer("kansrijk", begin=wereld.klok.nu().date()))

    def aantal(wie: Werkplek) -> int | None:
        return inzet.count_deelnemers(wie, 2026)["kansrijk"].aantal

    assert aantal(wereld.regie) == drempel  # sees all of them
    zet_in(zelf)
    assert [aantal(w) for w in (wereld.regie, wereld.regie2, wereld.beheer)] == [None, drempel + 1, drempel + 1]
    for nr in range(1, drempel):
        zet_in(maak(wereld.regie2, "top_x", geslachtsnaam=f"Ongezien {nr}"))
        verwacht = None if nr + 1 < drempel else 2 * drempel
        assert aantal(wereld.regie) == verwacht


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


# the end of a casus


def test_closing_a_casus_ends_what_runs_and_what_was_asked(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    vandaag = wereld.klok.nu().date()
    loopt = start(wereld, casus_id, begin=vandaag)
    gepland = start(wereld, casus_id, "forensische_tafel_12min", begin=None)
    klaar = start(wereld, casus_id, "halt_spreekuur")
    inzet.end_inzet(wereld.regie, klaar, afgebroken=False, eind=vandaag, resultaat=None)
    reden = UitspraakInvoer("Therapie.", categorie="gezondheid")
    vraag = AanvraagInvoer(BudgetSoort.MAATWERKBUDGET, "pga_lokaal", "50", reden)
    budget.ask_budget(wereld.regie, casus_id, vraag)
    kop = casussen.toon_kop(wereld.regie, casus_id)
    assert (kop.lopende_inzet, kop.open_aanvragen) == (2, 1)
    wereld.klok.moment += timedelta(days=3)
    eerder = len(regels(wereld.regie))
    casusverloop.close_casus(wereld.regie, casus_id, "doelen_behaald", "verbeterd", op=vandaag + timedelta(days=1))
    woorden = "De casus is afgesloten: Doelen zijn gehaald."
    rijen = {een.id: een for een in inzet.list_inzet(wereld.regie, casus_id)}
    assert {
        id_: (een.status, een.begin, een.eind, een.resultaat and een.resultaat.tekst) for id_, een in rijen.items()
    } == {
        loopt: (InzetStatus.AFGEBROKEN, vandaag, vandaag + timedelta(days=1), woorden),
        gepland: (InzetStatus.AFGEBROKEN, None, vandaag + timedelta(days=1), woorden),
        klaar: (InzetStatus.AFGEROND, vandaag, vandaag, None),
    }
    for id_, categorie in ((loopt, "politiegegevens"), (gepland, "gezondheid")):
        gezegd = rijen[id_].resultaat
        assert gezegd is not None
        assert gezegd.categorie == rijen[id_].categorie == categorie
        assert gezegd.gezegd_op == vandaag + timedelta(days=1)
    (aanvraag,) = budget.list_budget(wereld.regie, casus_id).aanvragen
    assert aanvraag.besluit is not None
    assert (aanvraag.status, aanvraag.besluit.tekst, aanvraag.besluit.categorie) == (
        AanvraagStatus.INGETROKKEN,
        woorden,
        "gezondheid",
    )
    gelogd = [r.actie for r in regels(wereld.regie)[eerder:]]
    assert sorted(gelogd) == ["budget.intrekken", "casus.sluiten", "inzet.afbreken", "inzet.afbreken"]
    kop = casussen.toon_kop(wereld.regie, casus_id)
    assert (kop.lopende_inzet, kop.open_aanvragen) == (0, 0)


def test_what_began_after_the_day_of_closing_ends_on_the_day_it_began(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    wereld.klok.moment += timedelta(days=3)
    vandaag = wereld.klok.nu().date()
    start(wereld, casus_id, begin=vandaag)
    casusverloop.close_casus(wereld.regie, casus_id, "doelen_behaald", "verbeterd", op=vandaag - timedelta(days=2))
    assert inzet.list_inzet(wereld.regie, casus_id)[0].eind == vandaag


def test_nobody_takes_part_any_more_after_the_casus_was_closed(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    start(wereld, casus_id)
    casusverloop.close_casus(wereld.regie, casus_id, "doelen_behaald", "verbeterd")
    wereld.klok.moment += timedelta(days=365)
    assert inzet.count_deelnemers(wereld.regie, 2027) == {}
    assert inzet.count_deelnemers(wereld.regie, 2026)["kansrijk"].aantal == 1
    # Opened again, the same interventie can be used again: nothing of before is in its way.
    casusverloop.reopen_casus(wereld.regie, casus_id, "Nieuw signaal.")
    opnieuw = start(wereld, casus_id)
    inzet.end_inzet(wereld.regie, opnieuw, afgebroken=False, eind=wereld.klok.nu().date(), resultaat=None)


# on paper


def test_an_action_names_an_interventie_only_in_the_category_of_that(wereld: Wereld) -> None:
    """*Forensische tafel 12-* is about health: an ordinary action must not tell that it is used."""
    plan = bouw(wereld)
    zorg = adresboek.add_organisatie(
        wereld.regie, adresboek.OrganisatieInvoer("Kliniek", soort=_van_sector(wereld, Sector.ZORG))
    )
    actie(wereld, plan, woorden="Gewoon.", interventie="om_hoorgesprek")
    actie(wereld, plan, woorden="Zwaar.", interventie="forensische_tafel_12min")
    onderwijs = [s for s in wereld.profiel.interventies if inzet.inzet_categorie(wereld.profiel, s) == "acties"]
    actie(wereld, plan, woorden="School.", interventie=onderwijs[0])
    actie(wereld, plan, woorden="Door zorg.", interventie=onderwijs[1])
    start(wereld, plan.casus_id, onderwijs[1], uitvoerder_id=zorg)
    with wereld.regie.doe() as t:
        casus = t.casus(plan.casus_id)
        acties_ = [s for s in stukken.cut_dossier(t, casus) if s.rubriek is Rubriek.ACTIES]
        rijen = maak_rijen(t, casus, acties_)
    genoemd = {s.tekst: dict(s.velden).get("Interventie") for s in acties_}
    assert {s.categorie for s in acties_} == {"acties"}
    assert genoemd == {
        "Gewoon.": None,
        "Zwaar.": None,
        "School.": wereld.profiel.interventies[onderwijs[0]].naam,
        "Door zorg.": None,
    }
    # What is handed over with a casus says no more than its stuk.
    mee = [rij.waarden["interventie"] for rij in rijen if rij.soort is Rijsoort.ACTIE]
    assert sorted(map(str, mee)) == ["", "", "", onderwijs[0]]


def _van_sector(wereld: Wereld, sector: Sector) -> str:
    return next(s for s, o in wereld.profiel.organisaties.items() if o.sector is sector)


def test_the_strictest_table_counts_whatever_the_alphabet(wereld: Wereld) -> None:
    p = wereld.profiel
    tafel = next(iter(p.tafels.values()))
    anders = replace(
        p, tafels={s: replace(tafel, datacategorie=s) for s in ("acties", "gezin", "politiegegevens", "gezondheid")}
    )
    uit = [stukken_route.categorie_van(anders, *t) for t in (("acties", "gezin"), ("gezin", "politiegegevens"))]
    assert uit == ["gezin", "politiegegevens"]
    assert stukken_route.categorie_van(anders, "acties", "weg") == "gezondheid"
    assert stukken_route.categorie_van(anders) == "politiegegevens"


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
