"""A municipal profile loads whole, or says in Dutch what is wrong, in which file, on which line and at which key."""

from __future__ import annotations

import tomllib
from dataclasses import FrozenInstanceError, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pmg_desk.domain.profiel import (
    NIET_IN_BRON,
    Begrip,
    Bewaartermijn,
    Bronzekerheid,
    Chipkleur,
    Doelgroep,
    Getal,
    Interventie,
    Profiel,
    ProfielFout,
    Wijk,
    parse_profiel,
)
from pmg_desk.domain.profiel.model import label_van
from pmg_desk.domain.profiel.samenvoegen import MAX_TEKENS
from pmg_desk.domain.profiel.tomlregels import Pad, find_regels

ROOT = Path(__file__).resolve().parents[2]
KLEIN = (ROOT / "tests" / "profielen" / "klein.toml").read_text(encoding="utf-8")
VERZONDEN = sorted((ROOT / "resources" / "profielen").glob("*.toml"))

F = Bronzekerheid.GEVONDEN
U = Bronzekerheid.ONGEVERIFIEERD


def zoek_klein(naam: str) -> tuple[str, str] | None:
    return (KLEIN, "klein.toml") if naam == "klein" else None


def verander(oud: str, nieuw: str, tekst: str = KLEIN) -> str:
    """The text with one thing changed; a test that changes nothing would prove nothing."""
    assert tekst.count(oud) == 1, f"{oud!r} staat er {tekst.count(oud)} keer"
    return tekst.replace(oud, nieuw)


def regel_van(stuk: str, tekst: str) -> int:
    """The line on which ``stuk`` begins, counted without the code under test."""
    assert tekst.count(stuk) == 1
    return tekst[: tekst.index(stuk)].count("\n") + 1


def fout_van(tekst: str) -> ProfielFout:
    with pytest.raises(ProfielFout) as gevangen:
        parse_profiel(tekst, "proef.toml", zoek_klein)
    return gevangen.value


class TestGoedProfiel:
    def test_a_whole_profile_becomes_typed_values(self) -> None:
        profiel = parse_profiel(KLEIN, "klein.toml")
        assert (profiel.sleutel, profiel.naam, profiel.gemeente, profiel.versie) == (
            "klein",
            "Klein profiel",
            "Testdorp",
            "1",
        )
        assert profiel.doelgroepen["jonge_aanwas"] == Doelgroep(
            sleutel="jonge_aanwas",
            label="Jonge aanwas",
            omschrijving="Eerste stappen.",
            kleur=Chipkleur.PAARS,
            leeftijd_van=6,
            leeftijd_tot=23,
            leeftijd_bron="test",
            leeftijd_zekerheid=F,
            antecedenten_min=0,
            antecedenten_max=2,
            probleem_leefgebieden_min=2,
            bron="test",
            zekerheid=F,
        )
        assert profiel.themas == {"onderwijs": Begrip(sleutel="onderwijs", label="Onderwijs", bron="test", zekerheid=F)}
        assert profiel.instellingen.max_geldigheid_dagen == Getal(
            waarde=180, uitleg="Hoogstens.", bron="test", zekerheid=U
        )
        assert list(profiel.tafels["pga"].fasen.items()) == [("begin", "Begin"), ("eind", "Eind")]

    def test_what_the_source_does_not_give_is_absent_or_says_so(self) -> None:
        profiel = parse_profiel(KLEIN, "klein.toml")
        assert profiel.interventies["halt"] == Interventie(
            sleutel="halt",
            naam="Halt",
            omschrijving="Traject.",
            handleiding=NIET_IN_BRON,
            doelgroepen=("jonge_aanwas",),
            leeftijd_van=None,
            leeftijd_tot=11,
            niveau="licht",
            thema="onderwijs",
            programmadoelen=("1.1",),
            indeling_bron="test",
            indeling_zekerheid=U,
            contact=NIET_IN_BRON,
            bewijs=NIET_IN_BRON,
            bron="test",
            zekerheid=F,
        )
        assert profiel.wijken["noord"] == Wijk(sleutel="noord", label="Noord", buurten=(), bron="test", zekerheid=F)
        assert profiel.tafels["pga"].bewaartermijn == Bewaartermijn(
            maanden=None, startmoment=NIET_IN_BRON, bron=NIET_IN_BRON, zekerheid=U
        )

    def test_several_suspicions_means_what_the_rule_says(self) -> None:
        assert parse_profiel(KLEIN, "klein.toml").doelgroepen["harde_kern"].verdenkingen_min == 3

    def test_an_upper_age_that_does_not_count_is_already_taken_off(self) -> None:
        tekst = verander("leeftijd_tot_telt_mee = { waarde = true", "leeftijd_tot_telt_mee = { waarde = false")
        profiel = parse_profiel(tekst, "klein.toml")
        assert [groep.leeftijd_tot for groep in profiel.doelgroepen.values()] == [22, 26]

    def test_bounds_may_be_the_same(self) -> None:
        tekst = verander("antecedenten_min = 0\n", "antecedenten_min = 2\n")
        tekst = verander("leeftijd_van = 6\n", "leeftijd_van = 23\n", tekst)
        groep = parse_profiel(tekst, "klein.toml").doelgroepen["jonge_aanwas"]
        assert (groep.antecedenten_min, groep.antecedenten_max, groep.leeftijd_van, groep.leeftijd_tot) == (
            2,
            2,
            23,
            23,
        )

    def test_windows_line_ends_and_a_byte_order_mark_change_nothing(self) -> None:
        assert parse_profiel("\ufeff" + KLEIN.replace("\n", "\r\n"), "klein.toml") == parse_profiel(KLEIN, "klein.toml")

    def test_sections_a_municipality_may_do_without_are_empty(self) -> None:
        tekst = verander('noord = { label = "Noord", buurten = "niet in bron", bron = "test", zekerheid = "F" }\n', "")
        zonder = parse_profiel(tekst.replace("[wijken]\n", ""), "klein.toml")
        assert parse_profiel(tekst, "klein.toml").wijken == {}
        assert zonder.wijken == {}

    def test_a_profile_cannot_be_changed(self) -> None:
        profiel = parse_profiel(KLEIN, "klein.toml")
        with pytest.raises(FrozenInstanceError):
            profiel.naam = "Anders"  # type: ignore[misc]
        with pytest.raises(TypeError):
            profiel.themas["nieuw"] = profiel.themas["onderwijs"]  # type: ignore[index]


FOUTEN: list[tuple[str, str, str, str, str]] = [
    # what is broken, by what, where it is found (a unique piece of the broken text), key, sentence
    (
        'gemeente = "Testdorp"\n',
        'gemeente = "Testdorp"\nburgemeester = "x"\n',
        "burgemeester",
        "burgemeester",
        "deze sleutel bestaat niet.",
    ),
    (
        "antecedenten_max = 2\n",
        "antecedenten_mx = 2\n",
        "antecedenten_mx",
        "doelgroepen.jonge_aanwas.antecedenten_mx",
        "deze sleutel bestaat niet.",
    ),
    (
        'wet = "AVG"\n',
        'sleutel = "iets"\nwet = "AVG"\n',
        'sleutel = "iets"',
        "grondslagen.avg_6_1_e.sleutel",
        "deze sleutel bestaat niet.",
    ),
    ('versie = "1"\n', "", "# The smallest", "versie", "'versie' ontbreekt."),
    (
        'kleur = "paars"\n',
        "",
        "[doelgroepen.jonge_aanwas]",
        "doelgroepen.jonge_aanwas.kleur",
        "'kleur' ontbreekt.",
    ),
    (
        'verdenking = { label = "Verdenking", bron = "test", zekerheid = "F" }',
        'verdenking = { label = "Verdenking", bron = "test" }',
        'verdenking = { label = "Verdenking"',
        "antecedentstatussen.verdenking.zekerheid",
        "'zekerheid' ontbreekt.",
    ),
    (
        'acties = { label = "Acties", bijzonder = false, uitleg = "Wat.", bron = "test", zekerheid = "U" }\n',
        "",
        "[datacategorieen]",
        "datacategorieen",
        "'acties' ontbreekt; het programma kan niet zonder.",
    ),
    (
        "[leefwerelden]\n",
        "[themas.leefwerelden]\n",
        "straat = {",
        "themas.leefwerelden.straat",
        "deze sleutel bestaat niet.",
    ),
    (
        "leeftijd_van = 6\n",
        'leeftijd_van = "zes"\n',
        'leeftijd_van = "zes"',
        "doelgroepen.jonge_aanwas.leeftijd_van",
        "hier hoort een geheel getal, maar er staat een tekst tussen aanhalingstekens.",
    ),
    (
        "leeftijd_van = 6\n",
        "leeftijd_van = true\n",
        "leeftijd_van = true",
        "doelgroepen.jonge_aanwas.leeftijd_van",
        "hier hoort een geheel getal, maar er staat ja of nee (true of false).",
    ),
    (
        "leeftijd_van = 6\n",
        "leeftijd_van = 6.5\n",
        "leeftijd_van = 6.5",
        "doelgroepen.jonge_aanwas.leeftijd_van",
        "hier hoort een geheel getal, maar er staat een getal met een komma.",
    ),
    (
        "leeftijd_van = 6\n",
        'leeftijd_van = "niet in bron"\n',
        'leeftijd_van = "niet in bron"\nleeftijd_tot = 23',
        "doelgroepen.jonge_aanwas.leeftijd_van",
        "hier hoort een geheel getal, maar er staat een tekst tussen aanhalingstekens.",
    ),
    (
        "negatief_rolmodel = true\n",
        "negatief_rolmodel = 1\n",
        "negatief_rolmodel = 1",
        "doelgroepen.harde_kern.negatief_rolmodel",
        "hier hoort ja of nee (true of false), maar er staat een geheel getal.",
    ),
    (
        'voor_wie = "Plegers."\n',
        "voor_wie = 2026-11-01\n",
        "voor_wie = 2026",
        "tafels.pga.voor_wie",
        "hier hoort een tekst tussen aanhalingstekens, maar er staat een datum of tijd.",
    ),
    (
        'statussen = ["aangemeld"]\n',
        'statussen = "aangemeld"\n',
        'statussen = "aangemeld"',
        "tafels.pga.statussen",
        "hier hoort een lijst van teksten, maar er staat een tekst tussen aanhalingstekens.",
    ),
    (
        'statussen = ["aangemeld"]\n',
        "statussen = []\n",
        "statussen = []",
        "tafels.pga.statussen",
        "deze lijst mag niet leeg zijn.",
    ),
    (
        'fasen = { begin = "Begin", eind = "Eind" }',
        'fasen = ["Begin", "Eind"]',
        "fasen = [",
        "tafels.pga.fasen",
        "hier hoort een tabel, maar er staat een lijst.",
    ),
    (
        'fasen = { begin = "Begin", eind = "Eind" }',
        'fasen = { Begin = "Begin" }',
        "fasen = {",
        "tafels.pga.fasen.Begin",
        "een sleutel bestaat uit kleine letters zonder accent, cijfers en de tekens _ - . (hoogstens 60).",
    ),
    (
        "[tafels.pga]\n",
        "[tafels.pgA]\n",
        "[tafels.pgA]",
        "tafels.pgA",
        "een sleutel bestaat uit kleine letters zonder accent, cijfers en de tekens _ - . (hoogstens 60).",
    ),
    (
        '  "Heeft een link met een netwerk.",\n',
        "  7,\n",
        "  7,",
        "doelgroepen.harde_kern.kenmerken",
        "hier hoort een tekst tussen aanhalingstekens, maar er staat een geheel getal.",
    ),
    (
        '  "Heeft een link met een netwerk.",\n',
        '  "Nog een.",\n  "Vormt een negatief rolmodel.",\n',
        '  "Vormt een negatief rolmodel.",\n]',
        "doelgroepen.harde_kern.kenmerken",
        "'Vormt een negatief rolmodel.' staat er twee keer.",
    ),
    (
        'omschrijving = "Traject."\n',
        'omschrijving = "   "\n',
        'omschrijving = "   "',
        "interventies.halt.omschrijving",
        "deze tekst is leeg; schrijf 'niet in bron' als er geen bron voor is.",
    ),
    (
        'omschrijving = "Traject."\n',
        'omschrijving = "Tra\\u200bject."\n',
        'omschrijving = "Tra',
        "interventies.halt.omschrijving",
        "in deze tekst staat een onzichtbaar teken dat er niet in hoort.",
    ),
    (
        'omschrijving = "Traject."\n',
        f'omschrijving = "{"a" * 4001}"\n',
        'omschrijving = "aaa',
        "interventies.halt.omschrijving",
        "deze tekst is te lang (meer dan 4000 tekens).",
    ),
    (
        'kleur = "rood"\n',
        'kleur = "roze"\n',
        'kleur = "roze"',
        "doelgroepen.harde_kern.kleur",
        "'roze' kan hier niet; kies uit: grijs, blauw, paars, geel, rood, groen.",
    ),
    (
        'bron = "AVG 6(1)(e)"\nzekerheid = "C"',
        'bron = "AVG 6(1)(e)"\nzekerheid = "zeker"',
        'zekerheid = "zeker"',
        "grondslagen.avg_6_1_e.zekerheid",
        "'zeker' kan hier niet; kies uit: F, C, U.",
    ),
    (
        'thema = "onderwijs"\ndatacategorie',
        'thema = "sport"\ndatacategorie',
        'thema = "sport"',
        "leefgebieden.werk_opleiding.thema",
        "'sport' staat niet in 'themas'.",
    ),
    (
        'datacategorie = "leefgebieden"\n',
        'datacategorie = "medisch"\n',
        'datacategorie = "medisch"',
        "leefgebieden.werk_opleiding.datacategorie",
        "'medisch' staat niet in 'datacategorieen'.",
    ),
    (
        'doelgroepen = ["jonge_aanwas"]\n',
        'doelgroepen = ["jonge_aanwas", "veelplegers"]\n',
        '"veelplegers"',
        "interventies.halt.doelgroepen",
        "'veelplegers' staat niet in 'doelgroepen'.",
    ),
    (
        '  "harde_kern",\n',
        '  "hardekern",\n',
        '  "hardekern"',
        "tafels.pga.doelgroepen",
        "'hardekern' staat niet in 'doelgroepen'.",
    ),
    (
        'programmadoelen = ["1.1"]\n',
        'programmadoelen = ["1.7"]\n',
        'programmadoelen = ["1.7"]',
        "interventies.halt.programmadoelen",
        "'1.7' staat niet in 'doelen'.",
    ),
    (
        'organisaties = ["politie"], bron',
        'organisaties = ["pollitie"], bron',
        "pollitie",
        "functies.wijkagent.organisaties",
        "'pollitie' staat niet in 'organisaties'.",
    ),
    (
        'tafel = "pga"\n',
        'tafel = "top_x"\n',
        'tafel = "top_x"',
        "streefwaarden.aanmeldingen.tafel",
        "'top_x' staat niet in 'tafels'.",
    ),
    (
        'tafel = "pga"\n',
        'tafel = "pga"\nmeting = "winst"\n',
        'meting = "winst"',
        "streefwaarden.aanmeldingen.meting",
        "'winst' staat niet in 'metingen'.",
    ),
    (
        'waarde = ["veroordeling"]',
        'waarde = ["schuldig"]',
        "schuldig",
        "regels.antecedent_statussen.waarde",
        "'schuldig' staat niet in 'antecedentstatussen'.",
    ),
    (
        'waarde = ["veroordeling"]',
        "waarde = []",
        "waarde = []",
        "regels.antecedent_statussen.waarde",
        "deze lijst mag niet leeg zijn.",
    ),
    (
        "leeftijd_tot = 23\n",
        "leeftijd_tot = 5\n",
        "leeftijd_tot = 5",
        "doelgroepen.jonge_aanwas.leeftijd_tot",
        "de leeftijd van (6) is hoger dan de leeftijd tot (5).",
    ),
    (
        'leeftijd_van = "niet in bron"\n',
        "leeftijd_van = 12\n",
        "leeftijd_tot = 11",
        "interventies.halt.leeftijd_tot",
        "de leeftijd van (12) is hoger dan de leeftijd tot (11).",
    ),
    (
        'soort = "persoonsgericht"\n',
        'soort = "persoonsgericht"\nleeftijd_van = 28\nleeftijd_tot = 26\n',
        "leeftijd_tot = 26",
        "tafels.pga.leeftijd_tot",
        "de leeftijd van (28) is hoger dan de leeftijd tot (26).",
    ),
    (
        "leeftijd_tot = 27\n",
        "leeftijd_tot = 127\n",
        "leeftijd_tot = 127",
        "doelgroepen.harde_kern.leeftijd_tot",
        "dit getal moet van 0 tot en met 120 zijn.",
    ),
    (
        "antecedenten_min = 0\n",
        "antecedenten_min = 3\n",
        "antecedenten_max = 2",
        "doelgroepen.jonge_aanwas.antecedenten_max",
        "het minimum (3) is hoger dan het maximum (2).",
    ),
    (
        "meerdere_verdenkingen = true\n",
        "meerdere_verdenkingen = true\nverdenkingen_min = 4\n",
        "verdenkingen_min = 4",
        "doelgroepen.harde_kern.verdenkingen_min",
        "kies: 'meerdere_verdenkingen' (dan geldt de regel) of een eigen getal.",
    ),
    (
        "probleem_score_max = { waarde = 2",
        "probleem_score_max = { waarde = 6",
        "probleem_score_max = { waarde = 6",
        "regels.probleem_score_max.waarde",
        "dit getal moet van 1 tot en met 5 zijn.",
    ),
    (
        "cel_drempel = { waarde = 5",
        "cel_drempel = { waarde = 1",
        "cel_drempel = { waarde = 1",
        "instellingen.cel_drempel.waarde",
        "dit getal moet van 3 tot en met 100 zijn.",
    ),
    (
        'bsn_toegestaan = { waarde = false, uitleg = "Nee.", bron = "UAVG 46", zekerheid = "C" }',
        'bsn_toegestaan = { waarde = true, uitleg = "Ja.", bron = "niet in bron", zekerheid = "C" }',
        "bsn_toegestaan = { waarde = true",
        "instellingen.bsn_toegestaan.waarde",
        "het BSN mag alleen met een wettelijke grondslag in 'bron' die zeker is (F of C).",
    ),
    (
        'bsn_toegestaan = { waarde = false, uitleg = "Nee.", bron = "UAVG 46", zekerheid = "C" }',
        'bsn_toegestaan = { waarde = true, uitleg = "Ja.", bron = "UAVG 46", zekerheid = "U" }',
        "bsn_toegestaan = { waarde = true",
        "instellingen.bsn_toegestaan.waarde",
        "het BSN mag alleen met een wettelijke grondslag in 'bron' die zeker is (F of C).",
    ),
    (
        "toestemming_jongere_zelf_vanaf = { waarde = 16",
        "toestemming_jongere_zelf_vanaf = { waarde = 11",
        "toestemming_jongere_zelf_vanaf = { waarde = 11",
        "instellingen.toestemming_jongere_zelf_vanaf.waarde",
        "deze leeftijd (11) is lager dan die waarop de jongere mee beslist (12).",
    ),
    (
        'verdenking = { label = "Verdenking"',
        'verdenking = { label = "VEROORDELING"',
        'verdenking = { label = "VEROORDELING"',
        "antecedentstatussen.verdenking",
        "'VEROORDELING' is ook de naam van 'veroordeling'.",
    ),
    (
        '[themas]\nonderwijs = { label = "Onderwijs", bron = "test", zekerheid = "F" }\n',
        "[themas]\n",
        "[themas]",
        "themas",
        "hier moet ten minste één ding in staan.",
    ),
    (
        'versie = "1"\n',
        'versie = "1"\nbasis = "bestaat-niet"\n',
        "basis =",
        "basis",
        "het profiel 'bestaat-niet' is er niet.",
    ),
    (
        'versie = "1"\n',
        'versie = "1"\nbasis = 3\n',
        "basis =",
        "basis",
        "hier hoort een tekst tussen aanhalingstekens.",
    ),
    (
        "[regels]\n",
        '[weglaten]\nthemas = ["onderwijs"]\n\n[regels]\n',
        "[weglaten]",
        "weglaten",
        "weglaten kan alleen uit een basis; er is geen 'basis' genoemd.",
    ),
    # TOML itself
    (
        'naam = "Klein profiel"\n',
        'naam = "Klein profiel\n',
        'naam = "Klein profiel\n',
        "",
        "dit is geen geldige TOML; kijk naar haakjes, aanhalingstekens en =.",
    ),
    (
        "[doelgroepen.harde_kern]\n",
        "[doelgroepen.jonge_aanwas]\n",
        '[doelgroepen.jonge_aanwas]\nlabel = "Harde',
        "",
        "deze sleutel of tabel staat er al; elke sleutel mag één keer.",
    ),
    (
        'versie = "1"\n',
        'naam = "Nog een keer"\n',
        'naam = "Nog een keer"',
        "",
        "deze sleutel of tabel staat er al; elke sleutel mag één keer.",
    ),
]


class TestFouten:
    @pytest.mark.parametrize(("oud", "nieuw", "plek", "sleutel", "uitleg"), FOUTEN)
    def test_a_fault_names_file_line_and_key(self, oud: str, nieuw: str, plek: str, sleutel: str, uitleg: str) -> None:
        tekst = verander(oud, nieuw)
        fout = fout_van(tekst)
        assert (fout.bestand, fout.regel, fout.sleutel, fout.uitleg) == (
            "proef.toml",
            regel_van(plek, tekst),
            sleutel,
            uitleg,
        )

    def test_the_whole_message_is_a_dutch_sentence(self) -> None:
        tekst = verander('thema = "onderwijs"\ndatacategorie', 'thema = "sport"\ndatacategorie')
        regel = regel_van('thema = "sport"', tekst)
        assert fout_van(tekst).tekst() == (
            f"Het profiel proef.toml klopt niet op regel {regel}"
            " bij 'leefgebieden.werk_opleiding.thema': 'sport' staat niet in 'themas'."
            " Er is niets gewijzigd. Verbeter het profiel op die plaats en laad het opnieuw."
        )

    def test_bounds_that_leave_no_age_are_refused(self) -> None:
        tekst = verander("leeftijd_tot = 23\n", "leeftijd_tot = 6\n")
        assert parse_profiel(tekst, "proef.toml").doelgroepen["jonge_aanwas"].leeftijd_tot == 6
        tekst = verander("leeftijd_tot_telt_mee = { waarde = true", "leeftijd_tot_telt_mee = { waarde = false", tekst)
        fout = fout_van(tekst)
        assert (fout.regel, fout.sleutel, fout.uitleg) == (
            regel_van("leeftijd_tot = 6\n", tekst),
            "doelgroepen.jonge_aanwas.leeftijd_tot",
            "zo past geen enkele leeftijd: de leeftijd tot telt niet mee.",
        )

    def test_a_missing_table_is_told_of_the_file(self) -> None:
        tekst = verander('[uitkomsten]\nverbeterd = { label = "Verbeterd", bron = "test", zekerheid = "U" }\n', "")
        fout = fout_van(tekst)
        assert (fout.regel, fout.sleutel, fout.uitleg) == (1, "uitkomsten", "'uitkomsten' ontbreekt.")

    def test_an_unfinished_file_is_told_at_its_end(self) -> None:
        tekst = KLEIN + "[streefwaarden"
        fout = fout_van(tekst)
        assert (fout.regel, fout.uitleg) == (
            tekst.count("\n") + 1,
            "dit is geen geldige TOML; kijk naar haakjes, aanhalingstekens en =.",
        )

    def test_an_empty_file_says_what_is_missing_first(self) -> None:
        assert (fout_van("").regel, fout_van("").uitleg) == (1, "'bron' ontbreekt.")

    def test_a_file_that_is_too_large_is_refused_unread(self) -> None:
        fout = fout_van("#" * (MAX_TEKENS + 1))
        assert (fout.regel, fout.uitleg) == (None, "het bestand is te groot (meer dan 2000000 tekens).")

    def test_lists_in_lists_without_end_are_refused(self) -> None:
        fout = fout_van("x = " + "[" * 100_000)
        assert (fout.regel, fout.uitleg) == (None, "de lijsten of tabellen zijn te diep in elkaar gezet.")

    def test_depth_just_within_what_toml_reads_is_refused_too(self) -> None:
        uitleg = {fout_van(f"x = {'[' * diep}{']' * diep}").uitleg for diep in range(200, 600, 2)}
        assert uitleg <= {"deze sleutel bestaat niet.", "de lijsten of tabellen zijn te diep in elkaar gezet."}

    def test_a_number_of_thousands_of_digits_is_refused(self) -> None:
        assert fout_van("x = " + "9" * 9_999).uitleg == (
            "dit is geen geldige TOML; kijk naar haakjes, aanhalingstekens en =."
        )

    def test_a_long_wrong_value_is_cut_in_the_message(self) -> None:
        fout = fout_van(verander('thema = "onderwijs"\ndatacategorie', f'thema = "{"s" * 500}"\ndatacategorie'))
        assert fout.uitleg == f"'{'s' * 57}...' staat niet in 'themas'."


KOP = """sleutel = "eigen"
naam = "Eigen"
gemeente = "Dorp"
versie = "2"
basis = "klein"
bron = "eigen besluit"
zekerheid = "F"
"""


class TestBasis:
    def test_a_profile_with_only_a_basis_is_that_basis(self) -> None:
        basis = parse_profiel(KLEIN, "klein.toml")
        eigen = parse_profiel(KOP, "eigen.toml", zoek_klein)
        assert eigen == replace(
            basis,
            sleutel="eigen",
            naam="Eigen",
            gemeente="Dorp",
            versie="2",
            basis="klein",
            bron="eigen besluit",
        )

    def test_own_values_replace_and_the_rest_stays(self) -> None:
        tekst = (
            KOP + "[doelgroepen.jonge_aanwas]\nleeftijd_van = 8\nleeftijd_bron = 'besluit'\nleeftijd_zekerheid = 'C'\n"
        )
        basis = parse_profiel(KLEIN, "klein.toml").doelgroepen["jonge_aanwas"]
        groep = parse_profiel(tekst, "eigen.toml", zoek_klein).doelgroepen["jonge_aanwas"]
        assert groep == replace(basis, leeftijd_van=8, leeftijd_bron="besluit", leeftijd_zekerheid=Bronzekerheid.BEKEND)

    def test_a_list_is_replaced_and_not_added_to(self) -> None:
        tekst = KOP + "[tafels.pga]\ndoelgroepen = ['harde_kern']\nbron = 'besluit'\nzekerheid = 'F'\n"
        assert parse_profiel(tekst, "eigen.toml", zoek_klein).tafels["pga"].doelgroepen == ("harde_kern",)

    def test_own_keys_stand_before_those_of_the_basis(self) -> None:
        tekst = KOP + "[wijken]\nzuid = { label = 'Zuid', buurten = ['A', 'B'], bron = 'x', zekerheid = 'F' }\n"
        assert list(parse_profiel(tekst, "eigen.toml", zoek_klein).wijken) == ["zuid", "noord"]

    def test_left_out_keys_are_gone(self) -> None:
        profiel = parse_profiel(KOP + "[weglaten]\nwijken = ['noord']\n", "eigen.toml", zoek_klein)
        assert profiel.wijken == {}

    def test_a_key_left_out_and_written_again_starts_afresh(self) -> None:
        tekst = KOP + "[weglaten]\nwijken = ['noord']\n[wijken.noord]\nlabel = 'Noord'\nbuurten = ['A']\n"
        with pytest.raises(ProfielFout) as gevangen:
            parse_profiel(tekst, "eigen.toml", zoek_klein)
        assert (gevangen.value.regel, gevangen.value.uitleg) == (10, "'bron' ontbreekt.")

    @pytest.mark.parametrize(
        ("tekst", "regel", "sleutel", "uitleg"),
        [
            (
                "[weglaten]\ndoelen = ['1.1']\n",
                9,
                "weglaten.doelen",
                "'1.1' is nog nodig voor 'inspanningen.1.doelen'.",
            ),
            (
                "[weglaten]\nthemas = ['onderwijs']\n",
                9,
                "weglaten.themas",
                "hier moet ten minste één ding in staan.",
            ),
            (
                "[weglaten]\nwijken = ['noord']\n[tafels.pga]\nsoort = 'x'\nbron = 'x'\nzekerheid = 'F'\n",
                11,
                "tafels.pga.soort",
                "'x' staat niet in 'tafelsoorten'.",
            ),
            (
                (
                    "[weglaten]\ndoelgroepen = ['harde_kern']\n[interventies.halt]\ndoelgroepen = ['nergens']\n"
                    "bron = 'x'\nzekerheid = 'F'\n[tafels.pga]\ndoelgroepen = []\nbron = 'x'\nzekerheid = 'F'\n"
                ),
                11,
                "interventies.halt.doelgroepen",
                "'nergens' staat niet in 'doelgroepen'.",
            ),
            ("weglaten = 3\n", 8, "weglaten", "hier hoort een tabel, met per onderdeel een lijst van sleutels."),
            ("[weglaten]\nthemas = ['sport']\n", 9, "weglaten.themas", "de basis heeft geen 'sport' in 'themas'."),
            ("[weglaten]\nsport = ['x']\n", 9, "weglaten.sport", "de basis heeft geen onderdeel 'sport'."),
            ("[weglaten]\nthemas = 'onderwijs'\n", 9, "weglaten.themas", "hier hoort een lijst van sleutels."),
            (
                "[weglaten]\ndatacategorieen = ['gezin']\n",
                9,
                "weglaten.datacategorieen",
                "'gezin' ontbreekt; het programma kan niet zonder.",
            ),
            (
                "[instellingen]\ncel_drempel.waarde = 10\n",
                9,
                "instellingen.cel_drempel.waarde",
                "wie een waarde van de basis wijzigt, noemt ook 'bron'.",
            ),
            (
                "[instellingen]\ncel_drempel = { waarde = 10, bron = 'besluit' }\n",
                9,
                "instellingen.cel_drempel.waarde",
                "wie een waarde van de basis wijzigt, noemt ook 'zekerheid'.",
            ),
            (
                "[doelgroepen.jonge_aanwas]\nleeftijd_van = 8\nbron = 'x'\nzekerheid = 'F'\n",
                9,
                "doelgroepen.jonge_aanwas.leeftijd_van",
                "wie een waarde van de basis wijzigt, noemt ook 'leeftijd_bron'.",
            ),
            (
                "[interventies.halt]\nniveau = 'licht'\nbron = 'x'\nzekerheid = 'F'\n",
                9,
                "interventies.halt.niveau",
                "wie een waarde van de basis wijzigt, noemt ook 'indeling_bron'.",
            ),
            (
                "[tafels.pga]\nbron = 'x'\nzekerheid = 'F'\nvoor_wie = 3\n",
                11,
                "tafels.pga.voor_wie",
                "hier hoort een tekst tussen aanhalingstekens, maar er staat een geheel getal.",
            ),
            (
                "[wijken]\nzuid = { label = 'Zuid' }\n",
                9,
                "wijken.zuid.bron",
                "'bron' ontbreekt.",
            ),
            ("[themas]\nonderwijs = 'x'\n", 9, "themas.onderwijs", "hier hoort een tabel, maar er staat een tekst"),
        ],
    )
    def test_a_fault_over_a_basis_is_told_of_the_own_file(
        self, tekst: str, regel: int, sleutel: str, uitleg: str
    ) -> None:
        with pytest.raises(ProfielFout) as gevangen:
            parse_profiel(KOP + tekst, "eigen.toml", zoek_klein)
        fout = gevangen.value
        gelezen = (fout.bestand, fout.regel, fout.sleutel, fout.uitleg.removesuffix(" tussen aanhalingstekens."))
        assert gelezen == ("eigen.toml", regel, sleutel, uitleg)

    def test_a_fault_in_the_basis_is_told_of_the_basis(self) -> None:
        kapot = verander('kleur = "rood"\n', 'kleur = "roze"\n')
        with pytest.raises(ProfielFout) as gevangen:
            parse_profiel(KOP, "eigen.toml", lambda _: (kapot, "klein.toml"))
        assert (gevangen.value.bestand, gevangen.value.regel) == ("klein.toml", regel_van('kleur = "roze"', kapot))

    def test_a_fault_in_the_basis_is_not_covered_up(self) -> None:
        kapot = verander('[wijken]\nnoord = { label = "Noord", ', "[wijken]\nnoord = { ")
        eigen = KOP + "[wijken]\nnoord.label = 'Noord'\n"
        with pytest.raises(ProfielFout) as gevangen:
            parse_profiel(eigen, "eigen.toml", lambda _: (kapot, "klein.toml"))
        assert (gevangen.value.bestand, gevangen.value.uitleg) == ("klein.toml", "'label' ontbreekt.")

    def test_a_basis_has_no_basis_of_its_own(self) -> None:
        with pytest.raises(ProfielFout) as gevangen:
            parse_profiel(KOP, "eigen.toml", lambda _: (KOP, "keten.toml"))
        assert (gevangen.value.bestand, gevangen.value.regel, gevangen.value.uitleg) == (
            "keten.toml",
            5,
            "dit profiel is zelf een basis en kan er dus geen hebben.",
        )


def paden(waarde: Any, pad: Pad = ()) -> set[Pad]:
    """Every path in what tomllib read, by another way than the scan under test."""
    onder: list[tuple[str | int, Any]] = []
    if isinstance(waarde, dict):
        onder = list(waarde.items())
    elif isinstance(waarde, list):
        onder = list(enumerate(waarde))
    return ({pad} if pad else set()).union(*(paden(deel, (*pad, sleutel)) for sleutel, deel in onder))


TOML_TRUCS = '''# [geen] = "kop"
"aan\\"gehaald" = 1
'enkel.punt' = "een # geen commentaar" # wel
a.b . c = """eerste
[geen.kop]
x = 1 """" # vier
d = \'\'\'
] \'\' }
\'\'\'
[tabel]
lijst = [ # commentaar ]
  "a", [1, 2,
  { k = "]", m = [3] }],
  1979-05-27T07:32:00Z,
]
leeg = []
[[rij]]
x = 1
[rij.onder]
y = -1.5e3
[[rij]]
  [[rij.diep]]
  z = { }
[tabel.later] # [nee]
"" = true
'''


class TestRegels:
    @pytest.mark.parametrize("bestand", VERZONDEN, ids=lambda pad: pad.name)
    def test_every_key_of_a_shipped_profile_has_its_line(self, bestand: Path) -> None:
        tekst = bestand.read_text(encoding="utf-8")
        regels = find_regels(tekst)
        assert set(regels) == paden(tomllib.loads(tekst))
        op_regel = tekst.split("\n")
        mist = [pad for pad, regel in regels.items() if isinstance(pad[-1], str) and pad[-1] not in op_regel[regel - 1]]
        assert mist == []

    def test_the_difficult_corners_of_toml(self) -> None:
        regels = find_regels(TOML_TRUCS)
        assert set(regels) == paden(tomllib.loads(TOML_TRUCS))
        assert {
            ".".join(str(deel) for deel in pad): regels[pad]
            for pad in [
                ('aan"gehaald',),
                ("enkel.punt",),
                ("a", "b", "c"),
                ("d",),
                ("tabel",),
                ("tabel", "lijst", 1, 2, "m", 0),
                ("tabel", "lijst", 2),
                ("rij", 0, "onder", "y"),
                ("rij", 1, "diep", 0, "z"),
                ("tabel", "later", ""),
            ]
        } == {
            'aan"gehaald': 2,
            "enkel.punt": 3,
            "a.b.c": 4,
            "d": 7,
            "tabel": 10,
            "tabel.lijst.1.2.m.0": 13,
            "tabel.lijst.2": 14,
            "rij.0.onder.y": 20,
            "rij.1.diep.0.z": 23,
            "tabel.later.": 25,
        }


REGELS = KLEIN.split("\n")
LOS = """'' "x" [] {} [ ] { } = " ' # , . 0 -1 true 1.5 1979-05-27 inf nan \\ é [[ ]] "niet_in_bron" """
STUKJES = st.sampled_from([*LOS.split(), '""', '"""', "\n", "\r", "\t", "\ufeff", "\x00", "9" * 30, '"niet in bron"'])


@st.composite
def verminkt(draw: st.DrawFn) -> str:
    """The valid profile after one to four accidents of the kind an editor or a tired writer makes."""
    regels = list(REGELS)
    for _ in range(draw(st.integers(1, 4))):
        nummer = draw(st.integers(0, len(regels) - 1))
        regel = regels[nummer]
        match draw(st.sampled_from(["weg", "dubbel", "waarde", "stukje", "knip", "ruil", "los"])):
            case "weg":
                regels[nummer] = ""
            case "dubbel":
                regels.insert(nummer, regel)
            case "waarde" if "=" in regel:
                regels[nummer] = f"{regel.split('=')[0]}= {draw(STUKJES)}"
            case "stukje":
                plek = draw(st.integers(0, len(regel)))
                regels[nummer] = regel[:plek] + draw(STUKJES) + regel[plek:]
            case "knip":
                regels[nummer] = regel[: draw(st.integers(0, len(regel)))]
            case "ruil":
                ander = draw(st.integers(0, len(regels) - 1))
                regels[nummer], regels[ander] = regels[ander], regel
            case _:
                regels[nummer] = draw(st.text(max_size=20))
    return "\n".join(regels)


def probeer(tekst: str) -> Profiel | ProfielFout:
    """Anything but these two escapes and fails the test."""
    try:
        return parse_profiel(tekst, "proef.toml", zoek_klein)
    except ProfielFout as fout:
        return fout


def laad_of_fout(tekst: str) -> None:
    uitkomst = probeer(tekst)
    if isinstance(uitkomst, ProfielFout):
        assert uitkomst.wat.startswith(f"Het profiel {uitkomst.bestand} klopt niet")
        assert uitkomst.bestand in {"proef.toml", "klein.toml"}
        assert uitkomst.regel is None or 1 <= uitkomst.regel <= max(tekst.count("\n"), KLEIN.count("\n")) + 1


class TestVerminkt:
    @given(verminkt())
    def test_a_damaged_profile_loads_or_says_why(self, tekst: str) -> None:
        laad_of_fout(tekst)

    @given(verminkt())
    def test_a_damaged_profile_over_a_basis_loads_or_says_why(self, tekst: str) -> None:
        laad_of_fout(f'basis = "klein"\n{tekst}')

    @given(st.text())
    @example("a.b = 1\na.b.c = 2")
    @example("[a]\n[[a]]")
    @example("x = 1e999999999999")
    @example("x = [[[[[[")
    def test_any_text_loads_or_says_why(self, tekst: str) -> None:
        laad_of_fout(tekst)


def test_a_key_that_the_profile_no_longer_has_is_shown_as_it_is() -> None:
    profiel = parse_profiel(KLEIN, "klein.toml")
    (sleutel, thema), *_ = profiel.themas.items()
    assert thema.label != sleutel
    assert (label_van(profiel.themas, sleutel), label_van(profiel.themas, "vervallen")) == (thema.label, "vervallen")
