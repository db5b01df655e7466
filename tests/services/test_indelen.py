"""Facts go in, criteria are shown beside them, a person chooses: never the program, and nothing is overwritten."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from pmg_desk.domain import logboek
from pmg_desk.domain.doelgroep import Past
from pmg_desk.domain.fouten import GeenToegang, IntussenGewijzigd, OngeldigeInvoer
from pmg_desk.services import antecedenten, uitspraken
from pmg_desk.services.antecedenten import AntecedentInvoer
from pmg_desk.services.indelen import assign_doelgroep, judge_kenmerk, list_kenmerken, toets_casus
from pmg_desk.services.leefgebieden import ScoreInvoer, list_scores, save_scores
from pmg_desk.services.stukken import cut_dossier
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.storage import zoekindex
from pmg_desk.storage.models import Casus, KenmerkSoort, UitspraakSoort
from tests.casusbouw import bladen, maak, regels
from tests.wereld import Wereld

LEKWOORD = "Kwetterzolder"
MOTIEF = UitspraakInvoer("Zoals besproken aan tafel.")


@pytest.fixture
def casus_id(wereld: Wereld) -> UUID:
    return maak(wereld.regie)


def antecedent(status: str = "veroordeling", **anders: Any) -> AntecedentInvoer:
    velden: dict[str, Any] = {"datum": "2-5-2026", "soort": "opium", "status": status, "bron": "Politie", **anders}
    return AntecedentInvoer(**velden)


def _fouten(doe: Callable[[], object]) -> dict[str, str]:
    with pytest.raises(OngeldigeInvoer) as gevangen:
        doe()
    return gevangen.value.velden


def _past(wereld: Wereld, casus_id: UUID) -> dict[str, Past]:
    return {toetsing.doelgroep: toetsing.past for toetsing in toets_casus(wereld.regie, casus_id).toetsingen}


# antecedenten


def test_alleen_de_statussen_van_het_profiel_tellen(wereld: Wereld, casus_id: UUID) -> None:
    for status in wereld.profiel.antecedentstatussen:
        antecedenten.add_antecedent(wereld.regie, casus_id, antecedent(status))
    lijst = antecedenten.list_antecedenten(wereld.regie, casus_id)
    assert {een.status for een in lijst if een.telt} == {"veroordeling", "strafbeschikking", "proces_verbaal"}
    assert toets_casus(wereld.regie, casus_id).gegevens.antecedenten == 3


def test_een_verdenking_telt_alleen_als_zij_ondermijnend_is_en_nog_geldt(wereld: Wereld, casus_id: UUID) -> None:
    antecedenten.add_antecedent(wereld.regie, casus_id, antecedent("verdenking"))
    antecedenten.add_antecedent(wereld.regie, casus_id, antecedent("melding", ondermijnend=True))
    een = antecedenten.add_antecedent(wereld.regie, casus_id, antecedent("verdenking", ondermijnend=True))
    twee = antecedenten.add_antecedent(wereld.regie, casus_id, antecedent("verdenking", ondermijnend=True))
    assert toets_casus(wereld.regie, casus_id).gegevens.verdenkingen == 2
    antecedenten.amend_antecedent(wereld.regie, een, antecedent("veroordeling", ondermijnend=True))
    gegevens = toets_casus(wereld.regie, casus_id).gegevens
    assert (gegevens.verdenkingen, gegevens.antecedenten) == (1, 1)
    antecedenten.withdraw_antecedent(wereld.regie, twee, "Verwisseld")
    assert toets_casus(wereld.regie, casus_id).gegevens.verdenkingen == 0


def test_wat_het_profiel_een_verdenking_noemt_telt(wereld: Wereld, casus_id: UUID) -> None:
    regels_ = wereld.profiel.regels
    ruimer = replace(regels_, verdenking_statussen=replace(regels_.verdenking_statussen, waarde=("melding",)))
    wereld.regie.profiel = replace(wereld.profiel, regels=ruimer)
    antecedenten.add_antecedent(wereld.regie, casus_id, antecedent("melding", ondermijnend=True))
    antecedenten.add_antecedent(wereld.regie, casus_id, antecedent("verdenking", ondermijnend=True))
    assert toets_casus(wereld.regie, casus_id).gegevens.verdenkingen == 1


def test_een_gewijzigd_antecedent_vervangt_en_het_oude_kan_niet_nog_eens(wereld: Wereld, casus_id: UUID) -> None:
    tekst = UitspraakInvoer(f"Aangehouden bij {LEKWOORD}.")
    oud = antecedenten.add_antecedent(wereld.regie, casus_id, antecedent(toelichting=tekst))
    nieuw = antecedenten.amend_antecedent(
        wereld.regie, oud, antecedent("strafbeschikking", datum="mei 2026", toelichting=tekst)
    )
    (inzicht,) = antecedenten.list_antecedenten(wereld.regie, casus_id)
    assert (inzicht.id, inzicht.status_label, inzicht.datum.toon()) == (nieuw, "Strafbeschikking", "mei 2026")
    assert inzicht.toelichting is not None
    assert (inzicht.toelichting.tekst, inzicht.toelichting.categorie) == (tekst.tekst, "politiegegevens")
    for poging in (
        lambda: antecedenten.amend_antecedent(wereld.regie, oud, antecedent()),
        lambda: antecedenten.withdraw_antecedent(wereld.regie, oud, "Fout"),
    ):
        with pytest.raises(IntussenGewijzigd):
            poging()


def test_met_een_ingetrokken_antecedent_verdwijnt_ook_de_toelichting(wereld: Wereld, casus_id: UUID) -> None:
    id_ = antecedenten.add_antecedent(
        wereld.regie, casus_id, antecedent(toelichting=UitspraakInvoer(f"Bij {LEKWOORD}."))
    )
    antecedenten.withdraw_antecedent(wereld.regie, id_, "Verwisseld met een ander")
    assert antecedenten.list_antecedenten(wereld.regie, casus_id) == ()
    assert uitspraken.list_uitspraken(wereld.regie, casus_id, (UitspraakSoort.ANTECEDENT,)) == ()
    with wereld.regie.doe() as t:
        assert zoekindex.zoek(t.db, LEKWOORD, t.zichtbaar()) == []


def test_een_leeggemaakte_toelichting_is_ingetrokken(wereld: Wereld, casus_id: UUID) -> None:
    id_ = antecedenten.add_antecedent(
        wereld.regie, casus_id, antecedent(toelichting=UitspraakInvoer(f"Bij {LEKWOORD}."))
    )
    antecedenten.amend_antecedent(wereld.regie, id_, antecedent(toelichting=None))
    assert antecedenten.list_antecedenten(wereld.regie, casus_id)[0].toelichting is None
    assert uitspraken.list_uitspraken(wereld.regie, casus_id, (UitspraakSoort.ANTECEDENT,)) == ()


@pytest.mark.parametrize(
    ("anders", "verwacht"),
    [
        ({"datum": "24-11-2026"}, {"datum": "Deze datum ligt in de toekomst."}),
        ({"datum": "2027"}, {"datum": "Deze datum ligt in de toekomst."}),
        ({"datum": "31-12-2013"}, {"datum": "Deze datum ligt vóór de geboorte."}),
        ({"soort": "onzin"}, {"soort": "Kies iets uit de lijst."}),
        ({"status": ""}, {"status": "Kies iets uit de lijst."}),
        ({"bron": " "}, {"bron": "Vul dit veld in."}),
        ({"bron": "b" * 201}, {"bron": "Dit is te lang: 201 tekens. Er passen er 200."}),
        ({"grondslag": "onzin"}, {"grondslag": "Kies iets uit de lijst."}),
        (
            {"toelichting": UitspraakInvoer("Hij\x07")},
            {"toelichting": "Teken 4 is onzichtbaar en kan misleiden. Haal het weg of typ de tekst opnieuw."},
        ),
    ],
)
def test_elk_verkeerd_veld_van_een_antecedent(
    wereld: Wereld, casus_id: UUID, anders: dict[str, Any], verwacht: dict[str, str]
) -> None:
    assert _fouten(lambda: antecedenten.add_antecedent(wereld.regie, casus_id, antecedent(**anders))) == verwacht
    assert antecedenten.list_antecedenten(wereld.regie, casus_id) == ()


def test_een_datum_die_niet_kan(wereld: Wereld, casus_id: UUID) -> None:
    fouten = _fouten(lambda: antecedenten.add_antecedent(wereld.regie, casus_id, antecedent(datum="30-2-2026")))
    assert list(fouten) == ["datum"]


# leefgebieden


def test_scores_van_meer_leefgebieden_in_een_keer_met_hun_eigen_datacategorie(wereld: Wereld, casus_id: UUID) -> None:
    aantal = save_scores(
        wereld.regie,
        casus_id,
        [
            ScoreInvoer("geestelijke_gezondheid", 2, UitspraakInvoer("Slaapt slecht.")),
            ScoreInvoer("werk_opleiding", 4, UitspraakInvoer("Gaat weer naar school.")),
            ScoreInvoer("financien", 3, UitspraakInvoer("Zegt de huisarts.", categorie="gezondheid")),
        ],
    )
    scores = {score.leefgebied: score for score in list_scores(wereld.regie, casus_id)}
    assert aantal == 3
    assert list(scores) == list(wereld.profiel.leefgebieden)
    categorieen = {naam: s.toelichting.categorie for naam, s in scores.items() if s.toelichting is not None}
    assert categorieen == {
        "geestelijke_gezondheid": "gezondheid",
        "werk_opleiding": wereld.profiel.leefgebieden["werk_opleiding"].datacategorie,
        "financien": "gezondheid",
    }
    assert [naam for naam, score in scores.items() if score.probleem] == ["geestelijke_gezondheid"]


def test_het_verloop_gaat_op_meetdag_en_de_laatste_geldt(wereld: Wereld, casus_id: UUID) -> None:
    for dag, waarde in (("1-11-2026", 2), ("1-3-2026", 1), ("1-11-2026", 4)):
        save_scores(wereld.regie, casus_id, [ScoreInvoer("financien", waarde)], dag)
        wereld.klok.moment += timedelta(minutes=1)
    score = next(s for s in list_scores(wereld.regie, casus_id) if s.leefgebied == "financien")
    assert score.verloop == ((date(2026, 3, 1), 1), (date(2026, 11, 1), 2), (date(2026, 11, 1), 4))
    assert (score.nu, score.verschil, score.probleem) == (4, 3, False)


@pytest.mark.parametrize(
    ("scores", "dag", "verwacht"),
    [
        ([], None, {"leefgebieden": "Vul ten minste één score in."}),
        ([ScoreInvoer("onzin", 3)], None, {"onzin": "Kies iets uit de lijst."}),
        ([ScoreInvoer("financien", 0)], None, {"financien": "Vul een heel getal in van 1 tot en met 5."}),
        ([ScoreInvoer("financien", 6)], None, {"financien": "Vul een heel getal in van 1 tot en met 5."}),
        (
            [ScoreInvoer("financien", 2), ScoreInvoer("financien", 3)],
            None,
            {"financien": "Dit leefgebied staat er twee keer in."},
        ),
        ([ScoreInvoer("financien", 2)], "24-11-2026", {"gemeten_op": "Deze datum ligt na vandaag."}),
        ([ScoreInvoer("financien", 2)], "31-12-2013", {"gemeten_op": "Deze datum ligt vóór de geboorte."}),
        (
            [ScoreInvoer("financien", 2, UitspraakInvoer("x" * 20_001))],
            None,
            {"toelichting_financien": "Dit is te lang: 20001 tekens. Er passen er 20000."},
        ),
    ],
)
def test_elk_verkeerd_veld_van_scores(
    wereld: Wereld, casus_id: UUID, scores: list[ScoreInvoer], dag: str | None, verwacht: dict[str, str]
) -> None:
    assert _fouten(lambda: save_scores(wereld.regie, casus_id, scores, dag)) == verwacht
    assert all(score.nu is None for score in list_scores(wereld.regie, casus_id))


# kenmerken


def test_een_kenmerk_is_onbekend_tot_iemand_het_beoordeelt(wereld: Wereld, casus_id: UUID) -> None:
    assert [(k.soort, k.waarde) for k in list_kenmerken(wereld.regie, casus_id)] == [(s, None) for s in KenmerkSoort]
    judge_kenmerk(
        wereld.regie,
        casus_id,
        KenmerkSoort.NEGATIEF_ROLMODEL,
        True,
        "Wijkagent",
        UitspraakInvoer("Trekt anderen mee."),
    )
    wereld.klok.moment += timedelta(minutes=1)
    judge_kenmerk(wereld.regie, casus_id, KenmerkSoort.NEGATIEF_ROLMODEL, False, "Jongerenwerk")
    rolmodel = next(k for k in list_kenmerken(wereld.regie, casus_id) if k.soort is KenmerkSoort.NEGATIEF_ROLMODEL)
    assert (rolmodel.waarde, rolmodel.bron, rolmodel.toelichting, rolmodel.door) == (
        False,
        "Jongerenwerk",
        None,
        "C. Regisseur",
    )
    assert _fouten(lambda: judge_kenmerk(wereld.regie, casus_id, KenmerkSoort.LINK_NETWERK, True, "")) == {
        "bron": "Vul dit veld in."
    }


def test_een_slachtoffer_is_nooit_een_antecedent(wereld: Wereld, casus_id: UUID) -> None:
    judge_kenmerk(wereld.regie, casus_id, KenmerkSoort.SLACHTOFFER, True, "Politie")
    gegevens = toets_casus(wereld.regie, casus_id).gegevens
    assert (gegevens.antecedenten, gegevens.verdenkingen) == (0, 0)


# indeling


def _vul(wereld: Wereld, casus_id: UUID, rij: dict[str, int]) -> None:
    """Put a row of the truth table in the vault: through the use cases, as a user would."""
    for _ in range(rij["antecedenten"]):
        antecedenten.add_antecedent(wereld.regie, casus_id, antecedent())
    for _ in range(rij["verdenkingen"]):
        antecedenten.add_antecedent(wereld.regie, casus_id, antecedent("verdenking", ondermijnend=True))
    problemen = list(wereld.profiel.leefgebieden)[: rij["probleem_leefgebieden"]]
    rest = list(wereld.profiel.leefgebieden)[-1:]
    save_scores(
        wereld.regie, casus_id, [ScoreInvoer(naam, 2) for naam in problemen] + [ScoreInvoer(naam, 3) for naam in rest]
    )
    for soort in (KenmerkSoort.NEGATIEF_ROLMODEL, KenmerkSoort.LINK_NETWERK):
        judge_kenmerk(wereld.regie, casus_id, soort, bool(rij[soort.value]), "Politie")


def test_de_grensrijen_van_de_waarheidstabel_kloppen_in_een_echte_kluis(
    wereld: Wereld, waarheidstabel: tuple[dict[str, int], ...]
) -> None:
    grens = [
        rij
        for rij in waarheidstabel
        if rij["leeftijd"] in (5, 6, 11, 12, 23, 24, 27, 28)
        and (rij["antecedenten"], rij["probleem_leefgebieden"]) in ((0, 2), (2, 2), (3, 1), (3, 0))
        and (rij["verdenkingen"], rij["negatief_rolmodel"], rij["link_netwerk"]) in ((2, 1, 1), (1, 1, 1))
    ]
    assert len(grens) == 64
    sleutels = list(wereld.profiel.doelgroepen)
    afwijkend = []
    for rij in grens:
        # Had the last birthday today: the age is exact, on the first day of it.
        casus_id = maak(wereld.regie, geboortedatum=f"23-11-{2026 - rij['leeftijd']}")
        _vul(wereld, casus_id, rij)
        verwacht = {sleutel: Past.JA if rij[sleutel] else Past.NEE for sleutel in sleutels}
        if _past(wereld, casus_id) != verwacht:
            afwijkend.append(rij)
    assert afwijkend == []


def test_het_programma_kiest_nooit_zelf(wereld: Wereld, casus_id: UUID) -> None:
    save_scores(wereld.regie, casus_id, [ScoreInvoer("financien", 1), ScoreInvoer("huisvesting", 1)])
    toets = toets_casus(wereld.regie, casus_id)
    assert [label.lower() for label in toets.passend] == ["jonge aanwas"], "nobody judged the risk of risicojongere"
    assert toets.huidig is None
    with wereld.regie.doe() as t:
        assert t.haal(Casus, casus_id).doelgroep is None


def test_niet_alles_bekend_heet_in_de_stukken_geen_afwijken(wereld: Wereld, casus_id: UUID) -> None:
    def staat_er() -> tuple[str, ...]:
        with wereld.regie.doe() as t:
            (stuk,) = [s for s in cut_dossier(t, t.casus(casus_id)) if s.id.startswith("indeling:")]
            return tuple(label for label, _ in stuk.velden)

    assert _past(wereld, casus_id)["jonge_aanwas"] is Past.ONZEKER
    assign_doelgroep(wereld.regie, casus_id, "jonge_aanwas", MOTIEF, "De scores komen nog.")
    assert staat_er() == ("Gekozen terwijl nog niet alles bekend was",)
    wereld.klok.moment += timedelta(minutes=1)
    assign_doelgroep(wereld.regie, casus_id, "harde_kern", MOTIEF, "Politie ziet hem als spil.")
    assert staat_er() == ("Wijkt af van de criteria",)


def test_een_keuze_die_past_vraagt_geen_reden_en_een_afwijking_wel(wereld: Wereld, casus_id: UUID) -> None:
    save_scores(wereld.regie, casus_id, [ScoreInvoer("financien", 1), ScoreInvoer("huisvesting", 1)])
    assign_doelgroep(wereld.regie, casus_id, "jonge_aanwas", MOTIEF, "Overbodige reden")
    wereld.klok.moment += timedelta(minutes=1)
    huidig = toets_casus(wereld.regie, casus_id).huidig
    assert huidig is not None
    assert (huidig.doelgroep, huidig.afwijking, huidig.afwijking_reden) == ("jonge_aanwas", False, "")
    assert _fouten(lambda: assign_doelgroep(wereld.regie, casus_id, "harde_kern", MOTIEF)) == {
        "afwijking_reden": "Deze keuze past niet (zeker) bij de criteria. Schrijf op waarom u dit kiest."
    }
    assert _fouten(lambda: assign_doelgroep(wereld.regie, casus_id, "harde_kern", MOTIEF, " \n")) == {
        "afwijking_reden": "Deze keuze past niet (zeker) bij de criteria. Schrijf op waarom u dit kiest."
    }
    assign_doelgroep(wereld.regie, casus_id, "harde_kern", MOTIEF, "Politie ziet hem als spil.")
    huidig = toets_casus(wereld.regie, casus_id).huidig
    assert huidig is not None
    assert (huidig.doelgroep, huidig.afwijking, huidig.afwijking_reden) == (
        "harde_kern",
        True,
        "Politie ziet hem als spil.",
    )


def test_elke_indeling_blijft_staan_met_criteria_en_feiten_van_toen(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie, geboortedatum="2010")
    save_scores(wereld.regie, casus_id, [ScoreInvoer("financien", 1), ScoreInvoer("huisvesting", 1)])
    assign_doelgroep(wereld.regie, casus_id, "jonge_aanwas", UitspraakInvoer("Twee problemen."))
    wereld.klok.moment += timedelta(minutes=1)
    for _ in range(3):
        antecedenten.add_antecedent(wereld.regie, casus_id, antecedent())
    assign_doelgroep(wereld.regie, casus_id, "doorgroeier", UitspraakInvoer("Drie feiten."))
    nieuw, oud = toets_casus(wereld.regie, casus_id).indelingen
    assert (nieuw.doelgroep, oud.doelgroep) == ("doorgroeier", "jonge_aanwas")
    assert nieuw.motivering is not None
    assert oud.motivering is not None
    assert (nieuw.motivering.tekst, oud.motivering.tekst) == ("Drie feiten.", "Twee problemen.")
    toen: Any = oud.criteria
    assert (toen["profiel"], toen["op"]) == (wereld.profiel.sleutel, "2026-11-23")
    aanwas = next(deel for deel in toen["doelgroepen"] if deel["doelgroep"] == "jonge_aanwas")
    assert aanwas["past"] == "ja"
    assert {"criterium": "Antecedenten", "eis": "0 tot en met 2", "waarde": "0", "voldoet": True} in aanwas["criteria"]
    with wereld.regie.doe() as t:
        assert t.haal(Casus, casus_id).doelgroep == "doorgroeier"


def test_een_onbekende_doelgroep_en_een_lege_motivering(wereld: Wereld, casus_id: UUID) -> None:
    assert _fouten(lambda: assign_doelgroep(wereld.regie, casus_id, "onzin", UitspraakInvoer(" "))) == {
        "doelgroep": "Kies een doelgroep.",
        "motivering": "Vul dit veld in.",
    }
    assert toets_casus(wereld.regie, casus_id).indelingen == ()


def test_een_onvolledige_geboortedatum_geeft_onzeker_en_vraagt_een_reden(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie, geboortedatum="2020")  # 5 or 6 years old
    save_scores(wereld.regie, casus_id, [ScoreInvoer("financien", 1), ScoreInvoer("huisvesting", 1)])
    assert _past(wereld, casus_id)["jonge_aanwas"] is Past.ONZEKER
    assert list(_fouten(lambda: assign_doelgroep(wereld.regie, casus_id, "jonge_aanwas", MOTIEF))) == [
        "afwijking_reden"
    ]


# who sees what


def test_een_ander_ziet_en_doet_niets(wereld: Wereld, casus_id: UUID) -> None:
    id_ = antecedenten.add_antecedent(
        wereld.regie, casus_id, antecedent(toelichting=UitspraakInvoer(f"Over {LEKWOORD}."))
    )
    save_scores(wereld.regie, casus_id, [ScoreInvoer("financien", 1, UitspraakInvoer(f"Over {LEKWOORD}."))])
    assign_doelgroep(wereld.regie, casus_id, "harde_kern", UitspraakInvoer(f"Over {LEKWOORD}."), "Reden")
    for ander in (wereld.regie2, wereld.lezer, wereld.privacy, wereld.beheer):
        for poging in (
            lambda w=ander: antecedenten.list_antecedenten(w, casus_id),
            lambda w=ander: list_scores(w, casus_id),
            lambda w=ander: list_kenmerken(w, casus_id),
            lambda w=ander: toets_casus(w, casus_id),
            lambda w=ander: antecedenten.add_antecedent(w, casus_id, antecedent()),
            lambda w=ander: antecedenten.amend_antecedent(w, id_, antecedent()),
            lambda w=ander: antecedenten.withdraw_antecedent(w, id_, "X"),
            lambda w=ander: save_scores(w, casus_id, [ScoreInvoer("financien", 5)]),
            lambda w=ander: judge_kenmerk(w, casus_id, KenmerkSoort.SLACHTOFFER, True, "X"),
            lambda w=ander: assign_doelgroep(w, casus_id, "risicojongere", MOTIEF, "X"),
        ):
            with pytest.raises(GeenToegang) as gevangen:
                poging()
            assert LEKWOORD not in gevangen.value.tekst()
        with ander.doe() as t:
            assert zoekindex.zoek(t.db, LEKWOORD, t.zichtbaar()) == []
    assert len(regels(wereld.regie, "toegang.weigeren")) == 40


def test_het_log_noemt_de_handeling_en_de_soort_gegevens_en_geen_inhoud(wereld: Wereld, casus_id: UUID) -> None:
    tekst = UitspraakInvoer(f"Over {LEKWOORD}.", bron="Tante Sidonia")
    id_ = antecedenten.add_antecedent(wereld.regie, casus_id, antecedent(toelichting=tekst))
    antecedenten.withdraw_antecedent(wereld.regie, id_, "Sidonia vergiste zich")
    save_scores(wereld.regie, casus_id, [ScoreInvoer("geestelijke_gezondheid", 1, tekst)])
    judge_kenmerk(wereld.regie, casus_id, KenmerkSoort.SLACHTOFFER, True, "Tante Sidonia", tekst)
    assign_doelgroep(wereld.regie, casus_id, "harde_kern", tekst, "Sidonia denkt dat")
    handelingen = [
        (regel.actie, regel.categorieen)
        for regel in regels(wereld.regie)
        if regel.actie.split(".")[0] in ("antecedent", "score", "kenmerk", "indeling")
    ]
    assert handelingen == [
        ("antecedent.toevoegen", "politiegegevens"),
        ("antecedent.intrekken", ""),
        ("score.toevoegen", "gezondheid"),
        ("kenmerk.beoordelen", "politiegegevens"),
        ("indeling.kiezen", "doelgroep"),
    ]
    blad = bladen(wereld.regie)
    assert "Sidonia" not in blad
    assert LEKWOORD not in blad
    assert {regel.resultaat for regel in regels(wereld.regie)} == {logboek.Resultaat.GELUKT}
