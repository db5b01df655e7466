"""The shipped profiles hold what the seeds name, say where it comes from, and never invent the rest.

Names are written out here, not read from the profile: this is the list of ``domain.md`` against the files.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from pmg_desk.domain.profiel import (
    NIET_IN_BRON,
    VASTE_DATACATEGORIEEN,
    Bronzekerheid,
    Profiel,
)
from pmg_desk.services.profielen import load_profiel

PROFIELEN = Path(__file__).resolve().parents[2] / "resources" / "profielen"
SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
SLEUTELS = ("landelijk", "den-haag-zuidwest", "maastricht")


@pytest.fixture(scope="module", params=SLEUTELS)
def elk(request: pytest.FixtureRequest) -> Profiel:
    return load_profiel(PROFIELEN, str(request.param))


@pytest.fixture(scope="module")
def landelijk() -> Profiel:
    return load_profiel(PROFIELEN, "landelijk")


@pytest.fixture(scope="module")
def den_haag() -> Profiel:
    return load_profiel(PROFIELEN, "den-haag-zuidwest")


@pytest.fixture(scope="module")
def maastricht() -> Profiel:
    return load_profiel(PROFIELEN, "maastricht")


def labels(sectie: Mapping[str, Any]) -> set[str]:
    return {getattr(record, "label", None) or record.naam for record in sectie.values()}


def records(profiel: Profiel) -> list[tuple[str, Any]]:
    """Every record with a source, by its path."""
    gevonden: list[tuple[str, Any]] = []

    def loop(pad: str, waarde: object) -> None:
        if isinstance(waarde, Mapping):
            for sleutel, deel in waarde.items():
                loop(f"{pad}.{sleutel}", deel)
        elif is_dataclass(waarde) and not isinstance(waarde, type):
            if hasattr(waarde, "bron"):
                gevonden.append((pad, waarde))
            for veld in fields(waarde):
                loop(f"{pad}.{veld.name}", getattr(waarde, veld.name))

    loop(profiel.sleutel, profiel)
    return gevonden


class TestElkProfiel:
    def test_the_four_doelgroepen_by_their_own_name_and_colour(self, elk: Profiel) -> None:
        assert [(sleutel, groep.label) for sleutel, groep in elk.doelgroepen.items()] == [
            ("risicojongere", "Risicojongere"),
            ("jonge_aanwas", "Jonge aanwas"),
            ("doorgroeier", "(Snelle) doorgroeier"),
            ("harde_kern", "Harde kern"),
        ]
        assert len({groep.kleur for groep in elk.doelgroepen.values()}) == 4

    def test_the_five_national_themes(self, elk: Profiel) -> None:
        assert [thema.label for thema in elk.themas.values()] == [
            "Onderwijs",
            "Werk en inkomen",
            "Persoonlijke en psychologische ontwikkeling",
            "Sociaal netwerk",
            "Criminaliteit en re-integratie",
        ]

    def test_the_three_levels_of_help_and_four_leefwerelden(self, elk: Profiel) -> None:
        assert [niveau.label for niveau in elk.niveaus.values()] == [
            "Positieve ondersteuning",
            "Intensieve begeleiding op meerdere leefgebieden",
            "Specialistische aanpak",
        ]
        assert list(elk.leefwerelden) == ["school", "gezin", "straat", "digitaal"]

    def test_the_thirteen_leefgebieden_of_the_zrm_in_order(self, elk: Profiel) -> None:
        assert [gebied.label for gebied in elk.leefgebieden.values()] == [
            "Financiën",
            "Werk & opleiding",
            "Tijdsbesteding",
            "Huisvesting",
            "Huiselijke relaties",
            "Geestelijke gezondheid",
            "Lichamelijke gezondheid",
            "Middelengebruik",
            "Basale ADL",
            "Instrumentele ADL",
            "Sociaal netwerk",
            "Maatschappelijke participatie",
            "Justitie",
        ]

    def test_health_and_family_domains_have_their_own_category(self, elk: Profiel) -> None:
        anders = {
            sleutel: gebied.datacategorie
            for sleutel, gebied in elk.leefgebieden.items()
            if gebied.datacategorie != "leefgebieden"
        }
        assert anders == {
            "geestelijke_gezondheid": "gezondheid",
            "lichamelijke_gezondheid": "gezondheid",
            "middelengebruik": "gezondheid",
            "huiselijke_relaties": "gezin",
        }

    def test_every_theme_has_a_leefgebied(self, elk: Profiel) -> None:
        assert {gebied.thema for gebied in elk.leefgebieden.values()} == set(elk.themas)

    def test_the_data_categories_and_which_are_sensitive(self, elk: Profiel) -> None:
        assert tuple(elk.datacategorieen) == VASTE_DATACATEGORIEEN
        assert {sleutel for sleutel, soort in elk.datacategorieen.items() if soort.bijzonder} == {
            "doelgroep",
            "politiegegevens",
            "gezondheid",
            "gezin",
        }

    def test_kinds_and_statuses_of_a_feit(self, elk: Profiel) -> None:
        assert list(elk.antecedentsoorten) == [
            "opium",
            "excessief_geweld",
            "mensenhandel",
            "cybercrime",
            "horizontale_fraude",
            "steekwapen",
            "high_impact_crime",
            "overlast",
            "anders",
        ]
        assert {"veroordeling", "strafbeschikking", "proces_verbaal", "verdenking", "melding"} <= set(
            elk.antecedentstatussen
        )

    def test_a_melding_is_never_an_antecedent(self, elk: Profiel) -> None:
        assert elk.regels.antecedent_statussen.waarde == ("veroordeling", "strafbeschikking", "proces_verbaal")
        assert elk.regels.probleem_score_max.waarde == 2
        assert elk.regels.meerdere_verdenkingen.waarde == 2
        assert elk.regels.leeftijd_tot_telt_mee.waarde is True

    def test_what_no_source_settles_is_uncertain_and_can_be_set(self, elk: Profiel) -> None:
        regels = [getattr(elk.regels, veld.name).zekerheid for veld in fields(elk.regels)]
        assert set(regels) == {Bronzekerheid.ONGEVERIFIEERD}
        instellingen = elk.instellingen
        assert (instellingen.max_geldigheid_dagen.zekerheid, instellingen.cel_drempel.zekerheid) == ("U", "U")
        assert [(tafel.bewaartermijn.maanden, tafel.bewaartermijn.zekerheid) for tafel in elk.tafels.values()] == [
            (None, "U")
        ] * len(elk.tafels)

    def test_settings(self, elk: Profiel) -> None:
        instellingen = elk.instellingen
        assert instellingen.bsn_toegestaan.waarde is False
        assert instellingen.cel_drempel.waarde == 5
        assert [
            instellingen.toestemming_jongere_mee_vanaf.waarde,
            instellingen.toestemming_jongere_zelf_vanaf.waarde,
            instellingen.toestemming_gegevens_zelf_vanaf.waarde,
        ] == [12, 16, 16]

    def test_a_victim_has_a_status_that_is_no_antecedent(self, elk: Profiel) -> None:
        assert "slachtoffer_uitbuiting" in elk.jongerestatussen
        assert "slachtoffer_uitbuiting" not in elk.antecedentstatussen

    def test_every_ground_of_the_reference(self, elk: Profiel) -> None:
        assert {(grond.wet, grond.artikel) for grond in elk.grondslagen.values()} == {
            ("AVG", "6 lid 1 onder a"),
            ("AVG", "6 lid 1 onder c"),
            ("AVG", "6 lid 1 onder d"),
            ("AVG", "6 lid 1 onder e"),
            ("AVG en UAVG", "AVG 9; UAVG 22 tot en met 30"),
            ("AVG en UAVG", "AVG 10; UAVG 31 tot en met 33"),
            ("Wet politiegegevens", "7"),
            ("Wet politiegegevens", "16"),
            ("Wet politiegegevens", "18"),
            ("Wet politiegegevens", "19"),
            ("Wet politiegegevens", "20"),
            ("Wet justitiële en strafvorderlijke gegevens", "39f"),
            ("Jeugdwet", "7.3.11"),
            ("Gemeentewet", "172"),
            ("Wet gegevensverwerking door samenwerkingsverbanden", NIET_IN_BRON),
        }

    def test_only_consent_asks_for_consent(self, elk: Profiel) -> None:
        assert [sleutel for sleutel, grond in elk.grondslagen.items() if grond.toestemming] == ["avg_6_1_a"]

    def test_the_wgs_bears_on_no_table_but_the_zvh(self, elk: Profiel) -> None:
        assert elk.grondslagen["wgs"].tafels == ("zvh",)

    def test_every_record_names_a_source_and_its_certainty(self, elk: Profiel) -> None:
        alle = records(elk)
        assert len(alle) > 130
        # A source of its own, not one that says nothing; only an unset retention term has none.
        zonder = [pad for pad, record in alle if record.bron == NIET_IN_BRON and not pad.endswith(".bewaartermijn")]
        assert zonder == []

    def test_our_own_proposals_never_pass_for_found(self, elk: Profiel) -> None:
        eigen = [
            pad
            for pad, record in records(elk)
            if record.bron.startswith("ontwerp PMG Desk") and record.zekerheid != Bronzekerheid.ONGEVERIFIEERD
        ]
        assert eigen == []

    def test_every_table_can_take_and_close_a_case(self, elk: Profiel) -> None:
        for tafel in elk.tafels.values():
            assert {"aangemeld", "afgesloten"} & set(tafel.statussen), tafel.sleutel

    def test_no_invented_manual_or_contact(self, elk: Profiel) -> None:
        ingevuld = {(interventie.handleiding, interventie.contact) for interventie in elk.interventies.values()}
        assert ingevuld == {(NIET_IN_BRON, NIET_IN_BRON)}

    def test_every_interventie_has_a_level_and_a_theme(self, elk: Profiel) -> None:
        zonder = [naam for naam, it in elk.interventies.items() if it.niveau is None or it.thema is None]
        assert zonder == []


class TestLandelijk:
    def test_ages_are_those_of_the_national_report(self, landelijk: Profiel) -> None:
        assert {(groep.leeftijd_van, groep.leeftijd_tot) for groep in landelijk.doelgroepen.values()} == {(8, 27)}

    def test_interventies_the_report_names(self, landelijk: Profiel) -> None:
        assert {
            "Alleen Jij bepaalt Wie je Bent (AJB)",
            "Alles Kidzzz",
            "Prospect 4 Cash",
            "De Preventieve Leerkracht",
            "Halt-spreekuur op school",
            "Integrale Persoonsgerichte Toeleiding naar Arbeid (IPTA)",
            "Re-integratieofficier (RIO)",
        } <= labels(landelijk.interventies)

    def test_ages_of_interventies_as_the_report_gives_them(self, landelijk: Profiel) -> None:
        lijst = ("alleen_jij_bepaalt", "alles_kidzzz", "prospect_4_cash", "ipta")
        leeftijden = {
            naam: (landelijk.interventies[naam].leeftijd_van, landelijk.interventies[naam].leeftijd_tot)
            for naam in lijst
        }
        assert leeftijden == {
            "alleen_jij_bepaalt": (12, 18),
            "alles_kidzzz": (None, 11),
            "prospect_4_cash": (16, 21),
            "ipta": (None, None),
        }

    def test_a_base_has_no_goals_or_wijken_of_one_municipality(self, landelijk: Profiel) -> None:
        assert (landelijk.doelen, landelijk.wijken, landelijk.streefwaarden, landelijk.basis) == ({}, {}, {}, None)


class TestDenHaag:
    def test_criteria_of_the_four_doelgroepen(self, den_haag: Profiel) -> None:
        gelezen = {
            sleutel: (
                groep.leeftijd_van,
                groep.leeftijd_tot,
                groep.antecedenten_min,
                groep.antecedenten_max,
                groep.probleem_leefgebieden_min,
                groep.verdenkingen_min,
                groep.negatief_rolmodel,
                groep.link_netwerk,
            )
            for sleutel, groep in den_haag.doelgroepen.items()
        }
        assert gelezen == {
            "risicojongere": (6, 23, None, 0, None, None, False, False),
            "jonge_aanwas": (6, 23, 0, 2, 2, None, False, False),
            "doorgroeier": (12, 27, 3, None, 1, None, False, False),
            "harde_kern": (12, 27, None, None, None, 2, True, True),
        }
        assert {(groep.bron, groep.zekerheid, groep.leeftijd_bron) for groep in den_haag.doelgroepen.values()} == {
            ("000 §1.2", "F", "000 §1.2")
        }

    def test_criteria_give_the_hand_checked_truth_table(
        self, den_haag: Profiel, waarheidstabel: tuple[dict[str, int], ...]
    ) -> None:
        assert len(waarheidstabel) > 8_000
        fout = [
            (rij, sleutel)
            for rij in waarheidstabel
            for sleutel, groep in den_haag.doelgroepen.items()
            if bool(rij[sleutel])
            is not (
                groep.leeftijd_van <= rij["leeftijd"] <= groep.leeftijd_tot
                and (groep.antecedenten_min is None or rij["antecedenten"] >= groep.antecedenten_min)
                and (groep.antecedenten_max is None or rij["antecedenten"] <= groep.antecedenten_max)
                and (
                    groep.probleem_leefgebieden_min is None
                    or rij["probleem_leefgebieden"] >= groep.probleem_leefgebieden_min
                )
                and (groep.verdenkingen_min is None or rij["verdenkingen"] >= groep.verdenkingen_min)
                and (not groep.negatief_rolmodel or rij["negatief_rolmodel"] == 1)
                and (not groep.link_netwerk or rij["link_netwerk"] == 1)
            )
        ]
        assert fout == []

    def test_every_table(self, den_haag: Profiel) -> None:
        assert [tafel.label for tafel in den_haag.tafels.values()] == [
            "PGA lokaal",
            "TOP X",
            "Forensische tafel 12-",
            "Zorg- en Veiligheidshuis Haaglanden (ZVHH)",
            "ZSM",
            "Wijkrechtspraak (multidisciplinair overleg)",
            "Nazorg en Team RIO (Jeugd)",
        ]

    def test_pga_lokaal_and_its_two_teams(self, den_haag: Profiel) -> None:
        pga = den_haag.tafels["pga_lokaal"]
        assert (pga.teams, pga.leeftijd_tot) == (("Zuiderpark", "Beresteinlaan"), 27)
        assert "top_x" in pga.verwijst_naar

    def test_top_x_is_reached_through_pga_lokaal_and_has_five_phases(self, den_haag: Profiel) -> None:
        top_x = den_haag.tafels["top_x"]
        assert top_x.aanmelding_via == ("pga_lokaal",)
        assert list(top_x.fasen.values()) == [
            "Contact maken",
            "Vertrouwen creëren",
            "Motivatie tot verandering creëren en vasthouden",
            "Gedragsinterventies",
            "Praktische zaken regelen",
        ]

    def test_the_forensische_tafel_is_for_under_twelve(self, den_haag: Profiel) -> None:
        assert den_haag.tafels["forensische_tafel_12min"].leeftijd_tot == 11

    def test_adults_are_welcome_at_wijkrechtspraak(self, den_haag: Profiel) -> None:
        tafel = den_haag.tafels["wijkrechtspraak"]
        assert (tafel.leeftijd_van, tafel.leeftijd_tot) == (None, None)

    def test_wijken_without_invented_buurten(self, den_haag: Profiel) -> None:
        assert [(wijk.label, wijk.buurten) for wijk in den_haag.wijken.values()] == [
            ("Morgenstond", ()),
            ("Moerwijk", ()),
            ("Bouwlust/Vrederust", ()),
        ]

    def test_every_function(self, den_haag: Profiel) -> None:
        verwacht = {
            "Senior GGP Jeugd (politie)",
            "Wijkagent",
            "Jeugdboa",
            "Gespecialiseerde Traject Begeleiding 16+",
            "Stedelijk Team Risicojongeren 18-",
            "Sociaal casemanager (wonen, werk, inkomen)",
            "Leerlingzaken",
            "Reclassering (3RO)",
            "Jeugdreclassering",
            "Jeugdbescherming",
            "Team RIO incl. IPTA",
            "Casusregie Raad voor de Kinderbescherming",
            "OM",
            "Halt",
            "Welzijn/jongerenwerk",
            "Straatcoach",
            "Gezinscoach",
            "Brugfunctionaris",
            "Online jongerenwerker",
            "Casusregisseur",
            "Privacy officer",
            "RIO Jeugd",
            "IPTA-coach",
            "Nazorg casemanager Jeugd",
        }
        assert verwacht - labels(den_haag.functies) == set()

    def test_every_party_of_the_annex(self, den_haag: Profiel) -> None:
        verwacht = {
            "Gemeente",
            "Gemeente Den Haag, directie Veiligheid",
            "Gemeente Den Haag, dienst Publiekszaken (DPZ)",
            "Gemeente Den Haag, dienst Onderwijs, Cultuur en Welzijn (OCW)",
            "Gemeente Den Haag, dienst Sociale Zaken en Werkgelegenheidsprojecten (SZW)",
            "Gemeente Den Haag, dienst Stadsbeheer (DSB)",
            "Openbaar Ministerie (OM)",
            "Politie",
            "Rechtbank",
            "Stichting Halt",
            "Welzijn en jongerenwerk",
            "Reclassering (3RO)",
            "Jeugdreclassering",
            "Raad voor de Kinderbescherming",
            "RIEC",
            "Zorg- en Veiligheidshuis Haaglanden (ZVHH)",
            "Basisschool (primair onderwijs)",
            "Middelbare school (voortgezet onderwijs)",
            "Beroepsonderwijs (mbo)",
            "Jeugdzorg en jeugdhulp",
            "Leerplicht",
        }
        assert verwacht - labels(den_haag.organisaties) == set()

    def test_every_interventie(self, den_haag: Profiel) -> None:
        verwacht = {
            "Forensische tafel 12-",
            "Jongerenrechtbank op school",
            "Kansrijk",
            "Straatkracht",
            "Preventief Halt-traject 12-",
            "Halt-spreekuur op school",
            "Jouw Ingebrachte Mentor (JIM)",
            "Integrale Persoonsgerichte Toeleiding naar Arbeid (IPTA)",
            "Re-integratieofficier (RIO)",
            "Re-integratieofficier Jeugd (RIO Jeugd)",
            "Exit-programma (TOP X)",
            "Jongeren Perspectieffonds (JPF)",
            "Bijbanenloket",
            "MDT: Buurtbroeders",
            "MDT: School des Levens",
            "MDT: Follow Your Dreams",
            "BASTA!-methodiek",
            "Last onder dwangsom straatdealers",
            "OM-hoorgesprek op ZSM",
            "(Super)snelrecht",
            "Afpakken van crimineel vermogen",
            "Doorbraaklab",
            "Schuldenlab",
            "Maatwerkbudget (handgeld)",
            "Alleen Jij bepaalt Wie je Bent (AJB)",
            "Alles Kidzzz",
            "Prospect 4 Cash",
            "De Preventieve Leerkracht",
        }
        assert verwacht - labels(den_haag.interventies) == set()

    def test_every_interventie_serves_a_goal_of_the_programme(self, den_haag: Profiel) -> None:
        zonder = [naam for naam, interventie in den_haag.interventies.items() if not interventie.programmadoelen]
        assert zonder == []

    def test_goals_and_the_nineteen_of_the_din(self, den_haag: Profiel) -> None:
        assert list(den_haag.doelen) == ["1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4", "3.1", "4.1", "4.2"]
        assert list(den_haag.inspanningen) == [str(nummer) for nummer in range(1, 20)]
        assert {doel for inspanning in den_haag.inspanningen.values() for doel in inspanning.doelen} == set(
            den_haag.doelen
        )

    def test_targets(self, den_haag: Profiel) -> None:
        streven = den_haag.streefwaarden
        assert (
            streven["aanmeldingen_per_jaar"].waarde,
            (streven["aanmeldingen_2022"].waarde, streven["aanmeldingen_2022"].nulmeting),
            streven["extra_aanmeldingen_eerste_jaar"].waarde,
        ) == (100, (60, True), 50)
        geteld = {s for s, streef in streven.items() if streef.meting}
        assert geteld == {"aanmeldingen_per_jaar", "aanmeldingen_2022", "extra_aanmeldingen_eerste_jaar"}
        assert streven["extra_aanmeldingen_eerste_jaar"].boven == "aanmeldingen_2022"


class TestMaastricht:
    def test_ages_and_criteria(self, maastricht: Profiel) -> None:
        assert {(groep.leeftijd_van, groep.leeftijd_tot) for groep in maastricht.doelgroepen.values()} == {(8, 27)}
        # 002 gives no criteria: those of the base stay, and stay uncertain.
        assert {groep.zekerheid for groep in maastricht.doelgroepen.values()} == {Bronzekerheid.ONGEVERIFIEERD}

    def test_every_table(self, maastricht: Profiel) -> None:
        assert [tafel.label for tafel in maastricht.tafels.values()] == [
            "Integrale Jeugd Aanpak Maastricht (IJAM)",
            "Jeugdgroepen (7-stappenmodel)",
            "Zorg- en Veiligheidshuis Maastricht Heuvelland",
            "ZSM",
            "Nazorg ex-gedetineerden",
        ]

    def test_the_group_approach_has_seven_steps(self, maastricht: Profiel) -> None:
        assert list(maastricht.tafels["jeugdgroepen"].fasen) == [f"stap_{nummer}" for nummer in range(1, 8)]

    def test_three_pillars_seven_goals_twenty_two_efforts(self, maastricht: Profiel) -> None:
        assert list(maastricht.opgaven) == ["pijler_1", "pijler_2", "pijler_3"]
        assert list(maastricht.doelen) == ["1.1", "1.2", "2.1", "2.2", "2.3", "3.1", "3.2"]
        per_pijler = {
            pijler: [sleutel for sleutel, inspanning in maastricht.inspanningen.items() if inspanning.opgave == pijler]
            for pijler in maastricht.opgaven
        }
        assert per_pijler == {
            "pijler_1": [str(nummer) for nummer in range(1, 7)],
            "pijler_2": [str(nummer) for nummer in range(7, 16)],
            "pijler_3": [str(nummer) for nummer in range(16, 23)],
        }
        assert {doel for inspanning in maastricht.inspanningen.values() for doel in inspanning.doelen} == set(
            maastricht.doelen
        )

    def test_every_interventie_the_presentation_names(self, maastricht: Profiel) -> None:
        verwacht = {
            "Straatkracht",
            "Columbus 'ontdek jezelf'",
            "Jouw Ingebrachte Mentor (JIM)",
            "Jongeren Schuldenvrije Start",
            "Modulaire werkstraf",
            "Halt op school en in de wijk",
            "Re-integratieofficier (RIO)",
            "Hackshield",
            "Mijn cyberrijbewijs",
            "Cyber Youth Team",
        }
        assert verwacht - labels(maastricht.interventies) == set()

    def test_every_interventie_serves_a_goal_of_the_programme(self, maastricht: Profiel) -> None:
        zonder = [naam for naam, interventie in maastricht.interventies.items() if not interventie.programmadoelen]
        assert zonder == []

    def test_wijken_the_source_does_not_name_are_not_invented(self, maastricht: Profiel) -> None:
        assert maastricht.wijken == {}


SEED_VAN = re.compile(r"\b(00[0-3])\b")


class TestTegenDeBronnen:
    """What a profile says to have found in a seed is really there."""

    @pytest.mark.parametrize(
        ("profiel_naam", "sectie"),
        [
            (naam, sectie)
            for naam in SLEUTELS
            for sectie in ("interventies", "wijken", "doelen", "opgaven", "themas", "niveaus")
        ],
    )
    def test_found_names_stand_in_the_seed_they_cite(self, profiel_naam: str, sectie: str) -> None:
        if not SEEDS.exists():
            pytest.skip("de brondocumenten staan niet op deze machine")
        bronnen = {pad.name[:3]: _woorden(pad.read_text(encoding="utf-8")) for pad in SEEDS.glob("*.txt")}
        profiel = load_profiel(PROFIELEN, profiel_naam)
        mist = [
            (sleutel, naam)
            for sleutel, record in getattr(profiel, sectie).items()
            for naam in [getattr(record, "label", None) or record.naam]
            if record.zekerheid is Bronzekerheid.GEVONDEN
            and not _kenwoorden(naam) <= set().union(*(bronnen[seed] for seed in SEED_VAN.findall(record.bron)))
        ]
        assert mist == []


def _woorden(tekst: str) -> set[str]:
    # One seed writes "doorgroeiërs": an accent lost or added by the scan is no other word.
    kaal = unicodedata.normalize("NFKD", tekst.casefold())
    return set(re.findall(r"[^\W_]+", "".join(teken for teken in kaal if not unicodedata.combining(teken))))


def _kenwoorden(naam: str) -> set[str]:
    """The words of a name that should be in its source: not the small ones."""
    return {woord for woord in _woorden(naam) if len(woord) > 3}
