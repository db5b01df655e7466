"""What stands in the report of the informatiebeeld: what matters first, nothing hidden told, nothing empty printed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from pmg_desk.domain.beeld import Getoond, Tabel, Tabelnaam, Wijze
from pmg_desk.domain.beeldmetingen import PER_SLEUTEL
from pmg_desk.domain.beeldschema import Beeldschema
from pmg_desk.domain.kwartaal import Kwartaal
from pmg_desk.reports.beeldrapport import Beeldrapport, Kerncijfer, maak_pdf
from pmg_desk.services import beeldassen
from pmg_desk.services.beeldkern import NIET_TE_VERGELIJKEN, Streefzin, streefzinnen_van
from pmg_desk.services.beeldverhaal import _OVER_AS, Rapportopdracht, maak_rapport, periode_van
from pmg_desk.storage import beeld as opslag
from pmg_desk.storage.models import Duiding
from tests.beeldbouw import SCHEMA, Telling, getoond, tabel, vastgesteld
from tests.reports.lezen import tekst
from tests.wereld import NU, Wereld

_WIJK, _DUUR = ("gebied", "leeftijd"), ("leeftijd", "duur")
_OPDRACHT = Rapportopdracht(4, "Den Haag", (), "de driehoek", "", NU, "privacy officer")


def _rapport(wereld: Wereld, opdracht: Rapportopdracht = _OPDRACHT, *, kwartalen: int = 1) -> Beeldrapport:
    with wereld.privacy.doe() as t:
        rijen = opslag.kwartalen(t.db)[-kwartalen:]
        zinnen = opdracht.streefzinnen or streefzinnen_van(t, Kwartaal.lees(rijen[-1].kwartaal))
        return maak_rapport(t, rijen, replace(opdracht, streefzinnen=zinnen))


def _klein(
    wereld: Wereld,
    kwartaal: str,
    instroom: Telling,
    duur: Telling,
    stand: Telling,
    wijze: Wijze = Wijze.AFSCHERMEN,
) -> None:
    vastgesteld(
        wereld.privacy,
        kwartaal,
        getoond(tabel(kwartaal, "instroom", _WIJK, instroom), wijze=wijze),
        getoond(tabel(kwartaal, "instroom", _DUUR, duur), wijze=wijze),
        getoond(tabel(kwartaal, "stand", _WIJK, stand), wijze=wijze),
    )


def _echt(wereld: Wereld, kwartaal: str, tellingen: Mapping[tuple[str, tuple[str, ...]], Telling]) -> None:
    """Settle these tables of the real catalogue, by measure and axes, with the axes of the profile."""
    with wereld.privacy.doe() as t:
        assen = beeldassen.assen(t.profiel)
    metingen = {sleutel: PER_SLEUTEL[sleutel] for sleutel, _ in tellingen}
    schema = Beeldschema(assen, metingen, dict.fromkeys(metingen, Wijze.AFSCHERMEN))
    delen: list[Getoond] = [
        getoond(Tabel(Tabelnaam(kwartaal, sleutel, namen), tuple(assen[een] for een in namen), dict(telling)))
        for (sleutel, namen), telling in tellingen.items()
    ]
    vastgesteld(wereld.privacy, kwartaal, *delen, schema=schema)


_VEEL: Telling = {("noord_a", "jong"): 6, ("noord_a", "oud"): 9, ("noord_b", "oud"): 12, ("zuid", "oud"): 8}
_DUREN: Telling = {("jong", "kort"): 6, ("oud", "lang"): 29}


def _duiding(wereld: Wereld, kwartaal: str, woorden: str, dagen: int = 0) -> None:
    with wereld.regie.doe() as t:
        op, wie = t.nu + timedelta(days=dagen), "Politie en school"
        rij = Duiding(id=uuid4(), kwartaal=kwartaal, onderwerp="instroom", tekst=woorden, wie=wie, op=op)
        rij.door_id = t.gebruiker.id
        t.db.add(rij)
        t.log("beeld.vaststellen", "duiding")


def test_the_report_says_which_quarters_who_made_it_how_to_read_it_and_what_was_read_when(wereld: Wereld) -> None:
    for kwartaal in ("2026-Q1", "2026-Q2", "2026-Q3"):
        _klein(wereld, kwartaal, _VEEL, _DUREN, {("zuid", "oud"): 22})
    _duiding(wereld, "2026-Q2", "Minder door de vakantie.")
    _duiding(wereld, "2026-Q1", "Dit kwartaal is niet gekozen.")
    _duiding(wereld, "2026-Q3", "Geschreven nadat het bestand is gemaakt.", dagen=1)
    pdf = maak_pdf(_rapport(wereld, replace(_OPDRACHT, tekst="Het valt op.\n\nDe rest volgt."), kwartalen=2)).pdf
    woorden = tekst(pdf)
    for verwacht in (
        "Gemeente Den Haag Informatiebeeld 2e en 3e kwartaal 2026",
        "Voor de driehoek",
        "nummer 4 in het register",
        "op 23 november 2026 door een privacy officer",
        "1 juli 2026 tot en met 30 september 2026 30 september 2026 23 november 2026 beschreven",
        "2e kwartaal 2026 1 april 2026 tot en met 30 juni 2026 30 juni 2026 23 november 2026 per kwartaal, en duiding",
        "× Afgeschermd: dit getal is 1 tot en met 4, of zou een ander klein getal verraden; het kan ook 0 zijn.",
        "Getallen van 1 tot en met 4 zijn afgeschermd.",
        "Toelichting Het valt op. De rest volgt.",
        "Casussen van 1 juli 2026 tot en met 30 september 2026: 35. Gelijk aan het 2e kwartaal 2026.",
        "Casussen die in het kwartaal zijn begonnen.",
        "Duiding bij 2e kwartaal 2026, geschreven op 23 november 2026 Politie en school: Minder door de vakantie.",
        "Uitvoeringsprogramma Preventie met gezag in Den Haag Zuidwest, paragraaf 4.2.",
    ):
        assert verwacht in woorden
    for weg in ("niet gekozen", "nadat het bestand", "P. Officer", "000"):
        assert weg not in woorden


@pytest.mark.parametrize(
    ("kwartalen", "woorden"),
    [
        (["2026-Q3"], "3e kwartaal 2026"),
        (["2026-Q2", "2026-Q3"], "2e en 3e kwartaal 2026"),
        (["2026-Q1", "2026-Q2", "2026-Q3"], "1e tot en met 3e kwartaal 2026"),
        (["2025-Q4", "2026-Q1"], "4e kwartaal 2025 tot en met 1e kwartaal 2026"),
    ],
)
def test_the_title_names_all_quarters(kwartalen: list[str], woorden: str) -> None:
    assert periode_van([Kwartaal.lees(een) for een in kwartalen]) == woorden


def test_one_quarter_is_compared_with_the_one_before_only_when_that_was_settled(wereld: Wereld) -> None:
    _klein(wereld, "2026-Q2", {("zuid", "oud"): 30}, {("oud", "lang"): 30}, {("zuid", "oud"): 3})
    eerste = _rapport(wereld)
    assert [een.verandering for een in eerste.kern] == [NIET_TE_VERGELIJKEN] * 2
    assert [regel.label for regel in eerste.kwartalen] == ["2e kwartaal 2026"]
    _klein(wereld, "2026-Q3", _VEEL, _DUREN, {("zuid", "oud"): 22})
    tweede = _rapport(wereld)
    assert [regel.rol for regel in tweede.kwartalen] == ["beschreven", "om mee te vergelijken"]
    assert tweede.kern == (
        Kerncijfer(
            "Lopende casussen",
            "casussen op 30 september 2026",
            "22",
            "×",
            "Niet te zeggen: het getal van het 2e kwartaal 2026 is afgeschermd (×).",
            "2. Open casussen",
        ),
        Kerncijfer(
            "Instroom: nieuwe casussen",
            "casussen in het 3e kwartaal 2026",
            "35",
            "30",
            "5 meer dan in het 2e kwartaal 2026",
            "1. Instroom",
        ),
    )


def test_a_table_has_its_long_axis_down_and_names_what_is_nought_below_it(wereld: Wereld) -> None:
    _klein(wereld, "2026-Q3", _VEEL, _DUREN, {("zuid", "oud"): 220, ("noord_a", "oud"): 20})
    instroom, stand = _rapport(wereld, replace(_OPDRACHT, uitgebreid=True)).bijlage
    gebied, duur = instroom[1]
    assert (gebied.kop, gebied.koppen) == (
        "Wijk of buurt naar leeftijd, 3e kwartaal 2026",
        ("Wijk of buurt", "Totaal", "tot en met 11 jaar", "12 jaar en ouder"),
    )
    assert gebied.rijen[2:4] == (("Noord A", 2, ("15", "6", "9")), ("Noord B", 2, ("12", "0", "12")))
    assert duur.koppen == ("Leeftijd", "Totaal", "tot 2 weken", "langer")
    (een,) = stand[1]
    assert een.koppen == ("Wijk of buurt", "Totaal", "12 jaar en ouder")
    assert [rij[0] for rij in een.rijen] == ["Totaal", "Noord", "Noord A", "Zuid"]
    assert een.eronder == "Nul, en daarom niet in de tabel: Noord: Noord B en tot en met 11 jaar."
    assert een.kop == "Wijk of buurt naar leeftijd, op 30 september 2026"


def test_where_the_inside_is_hidden_the_edges_are_shown_and_without_those_a_sentence(wereld: Wereld) -> None:
    randen: Telling = {("noord_a", "jong"): 3, ("noord_a", "oud"): 3, ("zuid", "jong"): 3, ("zuid", "oud"): 3}
    totaal: Telling = {("zuid", "oud"): 3, ("noord_a", "oud"): 2, ("noord_a", "jong"): 1}
    leeg: Telling = {("jong", "kort"): 3, ("oud", "lang"): 3}
    _klein(wereld, "2026-Q3", randen, leeg, totaal)
    instroom, stand = _rapport(wereld).delen
    assert [een.kop for een in instroom.tabellen] == ["Wijk of buurt, 3e kwartaal 2026", "Leeftijd, 3e kwartaal 2026"]
    assert instroom.tabellen[0].rijen == (
        ("Totaal", 0, ("12", "100%")),
        ("Noord", 1, ("6", "50%")),
        ("Zuid", 1, ("6", "50%")),
    )
    assert [(g.kop, [(s.label, s.tekst) for s in g.staven]) for g in instroom.grafieken] == [
        ("Naar wijk of buurt, 3e kwartaal 2026", [("Noord", "6 (50%)"), ("Zuid", "6 (50%)")])
    ]
    assert stand.tabellen[0].rijen[1:] == (("tot en met 11 jaar", 1, ("×", "×")), ("12 jaar en ouder", 1, ("5", "83%")))
    _klein(wereld, "2026-Q4", {("zuid", "oud"): 3, ("noord_a", "jong"): 3}, leeg, {("zuid", "oud"): 2})
    vierde = _rapport(wereld)
    assert [(deel.kop, deel.tabellen, deel.zinnen[2:]) for deel in vierde.delen] == [
        (
            "1. Instroom",
            (),
            ("Alleen het totaal is te tonen: waarnaar het verder is geteld, is afgeschermd of nul.",),
        )
    ]
    assert vierde.achterin[0].regels == (
        ("", "Bij 1 onderwerp zijn alle getallen afgeschermd (×) of nul in het 4e kwartaal 2026: Open casussen."),
    )


def test_a_subject_of_noughts_is_one_sentence_unless_partners_read_something_in_it(wereld: Wereld) -> None:
    _klein(wereld, "2026-Q3", {}, {}, {})
    leeg = _rapport(wereld)
    assert leeg.delen == ()
    assert leeg.achterin[0].regels == (
        ("", "Bij 2 onderwerpen is het aantal nul in het 3e kwartaal 2026: Instroom; Open casussen."),
    )
    assert [(een.nu, een.kop) for een in leeg.kern] == [("0", ""), ("0", "")]
    _duiding(wereld, "2026-Q3", "Dit klopt: er was een stop.")
    gelezen = _rapport(wereld)
    assert [deel.kop for deel in gelezen.delen] == ["1. Instroom"]
    assert "Open casussen" in gelezen.achterin[0].regels[0][1]
    assert "1 onderwerp is" in gelezen.achterin[0].regels[0][1]


def test_what_is_left_out_tells_not_whether_a_hidden_number_is_nought(wereld: Wereld) -> None:
    """Two towns of which the same is shown, and different things are true, have the same report."""
    rapporten = []
    for kwartaal, klein in (("2026-Q3", 0), ("2026-Q4", 3)):
        telling: Telling = {("zuid", "oud"): 30 - klein, ("noord_a", "oud"): klein}
        stuk = tabel(kwartaal, "stand", _WIJK, telling)
        cellen = dict.fromkeys(stuk.waarden(), None) | {("totaal", "totaal"): 30}
        schema = replace(SCHEMA, metingen={"stand": SCHEMA.metingen["stand"]}, wijzen={"stand": Wijze.AFSCHERMEN})
        toon = replace(getoond(stuk), cellen=cellen)
        vastgesteld(wereld.privacy, kwartaal, toon, schema=schema)
        with wereld.privacy.doe() as t:
            (rij,) = [een for een in opslag.kwartalen(t.db) if een.kwartaal == kwartaal]
            rapport = maak_rapport(t, [rij], replace(_OPDRACHT, uitgebreid=True))
        rapporten.append((rapport.delen[0].tabellen, rapport.delen[0].zinnen[2:], rapport.bijlage[0][1][0].rijen))
    assert rapporten[0] == rapporten[1]


def test_a_council_gets_shares_targets_and_lead_times_of_what_is_shown(wereld: Wereld) -> None:
    def settle(kwartaal: str, aangemeld: int, laat: int) -> None:
        with wereld.privacy.doe() as t:
            wijk = next(iter(t.profiel.wijken))
            blad = next(een.sleutel for een in beeldassen.assen(t.profiel)["leefgebied"].bladeren)
        op_tijd: Telling = {(blad, "op_tijd"): 30, (blad, "te_laat"): laat}
        _echt(
            wereld,
            kwartaal,
            {
                ("aanmeldingen", ("wijk", "bij_tafel")): {(wijk, "pga_lokaal"): aangemeld},
                ("acties", ("leefgebied", "actiestand")): op_tijd,
                ("acties", ("wijk", "actiestand")): {(wijk, stand): aantal for (_, stand), aantal in op_tijd.items()},
                ("tijd_tot_plan", ("wijk", "duur")): {
                    (wijk, "dagen_0_14"): 10,
                    (wijk, "dagen_15_28"): 10,
                    (wijk, "dagen_92_en_meer"): 20,
                },
            },
        )

    settle("2026-Q2", 12, 30)
    settle("2026-Q3", 19, 10)
    aanmeldingen, acties, plan = _rapport(wereld).kern
    assert (aanmeldingen.wat, aanmeldingen.nu, aanmeldingen.toen) == ("Aanmeldingen bij PGA lokaal", "19", "12")
    assert "Streefwaarde: 100 aanmeldingen, per jaar." in aanmeldingen.bij
    assert "In 2026 tot en met dit kwartaal: 31 (2 van de 4 kwartalen geteld)." in aanmeldingen.bij
    assert (acties.nu, acties.toen, acties.bij, acties.verandering) == (
        "75%",
        "50%",
        "30 van de 40 acties die in het kwartaal klaar moesten zijn",
        "25 procentpunt meer dan in het 2e kwartaal 2026",
    )
    assert (plan.wat, plan.nu, plan.bij) == (
        "Plan binnen 28 dagen na signaal of aanmelding",
        "50%",
        "20 van de 40 casussen die een eerste plan kregen",
    )


def test_a_share_or_a_sum_with_a_hidden_part_is_hidden_in_short_too(wereld: Wereld) -> None:
    with wereld.privacy.doe() as t:
        wijk = next(iter(t.profiel.wijken))
    for kwartaal, kort in (("2026-Q2", 10), ("2026-Q3", 3)):
        _echt(
            wereld,
            kwartaal,
            {
                ("aanmeldingen", ("wijk", "bij_tafel")): {(wijk, "pga_lokaal"): kort},
                ("tijd_tot_plan", ("wijk", "duur")): {(wijk, "dagen_0_14"): 10, (wijk, "dagen_15_28"): kort},
            },
        )
    aanmeldingen, plan = _rapport(wereld).kern
    assert (aanmeldingen.nu, aanmeldingen.toen) == ("×", "10")
    assert "ten minste 10 (2 van de 4 kwartalen geteld, 1 afgeschermd)" in aanmeldingen.bij
    assert (plan.nu, plan.bij) == ("×", "× van de 13 casussen die een eerste plan kregen")
    dit = "Niet te zeggen: het getal van dit kwartaal is afgeschermd (×)."
    assert aanmeldingen.verandering == plan.verandering == dit


def test_a_target_of_a_table_that_was_not_counted_leaves_the_total_and_a_table_is_called_as_it_was_then(
    wereld: Wereld,
) -> None:
    with wereld.privacy.doe() as t:
        wijk = next(iter(t.profiel.wijken))
    _echt(wereld, "2026-Q3", {("aanmeldingen", ("wijk", "bij_tafel")): {(wijk, "pga_lokaal"): 19, (wijk, "top_x"): 11}})
    tafels = {een.sleutel: replace(een, label="Anders genoemd") for een in wereld.privacy.profiel.tafels.values()}
    wereld.privacy.profiel = replace(wereld.privacy.profiel, tafels=tafels)

    def regels(*zinnen: Streefzin) -> list[tuple[str, str, str]]:
        rapport = _rapport(wereld, replace(_OPDRACHT, metingen=("aanmeldingen",), streefzinnen=zinnen))
        return [(een.wat, een.nu, een.bij) for een in rapport.kern]

    nieuw, dit_jaar = Streefzin("nieuwe_tafel", "Streefwaarde: 9."), "In 2026 tot en met dit kwartaal:"
    assert regels(nieuw) == [("Aanmeldingen", "30", "")]
    assert regels(nieuw, Streefzin("pga_lokaal", "Streefwaarde: 100.")) == [
        ("Aanmeldingen bij PGA lokaal", "19", f"Streefwaarde: 100. {dit_jaar} 19 (1 van de 4 kwartalen geteld).")
    ]
    assert regels(Streefzin("totaal", "Streefwaarde: 99.")) == [
        ("Aanmeldingen", "30", f"Streefwaarde: 99. {dit_jaar} 30 (1 van de 4 kwartalen geteld).")
    ]


def test_what_is_sure_is_said_of_the_numbers_and_of_words_only_who_wrote_them(wereld: Wereld) -> None:
    _klein(wereld, "2026-Q3", _VEEL, _DUREN, {("zuid", "oud"): 22})

    def feiten(woorden: str = "") -> dict[str, str]:
        return dict(_rapport(wereld, replace(_OPDRACHT, tekst=woorden)).feiten)

    assert feiten()["De cijfers"] == (
        "gaan over groepen: er staat geen naam bij, en geen getal verraadt om wie het gaat"
    )
    assert "De teksten" not in feiten()
    mensen = (
        "schreven mensen, en het programma zoekt er geen namen in. De regel is dat niemand erin te herkennen is; wie "
        "dit bestand maakte, las ze daarop na"
    )
    assert feiten("Dit viel op.")["De teksten"] == mensen
    _duiding(wereld, "2026-Q3", "")  # withdrawn
    assert "De teksten" not in feiten()
    _duiding(wereld, "2026-Q3", "Minder door de vakantie.")
    assert "De teksten" not in dict(_rapport(wereld, replace(_OPDRACHT, metingen=("stand",))).feiten)
    rapport = _rapport(wereld)
    assert dict(rapport.feiten)["De teksten"] == mensen
    assert [len(deel.duidingen) for deel in rapport.delen] == [1, 0]
    pdf = tekst(maak_pdf(rapport).pdf)
    assert "CIJFERS ZONDER NAMEN" in pdf
    assert "geen namen, en geen getal" not in pdf


def test_where_both_numbers_are_hidden_that_is_what_it_says(wereld: Wereld) -> None:
    with wereld.privacy.doe() as t:
        wijk = next(iter(t.profiel.wijken))
    klein: Telling = {(wijk, "pga_lokaal"): 3, (wijk, "top_x"): 20}
    duren: Telling = {(wijk, "dagen_0_14"): 3, (wijk, "dagen_92_en_meer"): 20}
    for kwartaal in ("2026-Q2", "2026-Q3"):
        tellingen: dict[tuple[str, tuple[str, ...]], Telling] = {}
        tellingen |= {("aanmeldingen", ("wijk", "bij_tafel")): klein, ("tijd_tot_plan", ("wijk", "duur")): duren}
        _echt(wereld, kwartaal, tellingen)
    zinnen = [een.verandering for een in _rapport(wereld).kern if een.nu == een.toen == "×"]
    assert zinnen == ["Niet te zeggen: beide getallen zijn afgeschermd (×)."] * 2


def test_a_subject_says_where_the_earlier_quarter_hides_every_change(wereld: Wereld) -> None:
    """The total of both quarters is shown, and per wijk only that of now; per age one change is told."""
    toen: Telling = {("noord_a", "oud"): 4, ("noord_b", "oud"): 0, ("zuid", "oud"): 4}
    nu: Telling = {("noord_a", "oud"): 7, ("noord_b", "oud"): 0, ("zuid", "oud"): 9}
    _klein(wereld, "2026-Q2", toen, {("oud", "lang"): 8}, {("zuid", "oud"): 3})
    _klein(wereld, "2026-Q3", nu, {("oud", "lang"): 16}, nu)
    instroom, stand = _rapport(wereld).delen
    zin = "Van Noord en Zuid (naar wijk of buurt) is niet te zeggen wat er veranderde: die getallen van het "
    assert instroom.zinnen[1:] == (
        "8 meer dan in het 2e kwartaal 2026.",
        f"{zin}2e kwartaal 2026 zijn afgeschermd (×).",
    )
    assert stand.zinnen[1:] == ("Niet te zeggen: het getal van het 2e kwartaal 2026 is afgeschermd (×).",)


def test_only_numbers_that_were_hidden_are_called_hidden(wereld: Wereld) -> None:
    """Of Noord the earlier number is shown, so it is not named: what is hidden there is the number of now."""
    toen: Telling = {("noord_a", "oud"): 6, ("zuid", "oud"): 4}
    nu: Telling = {("noord_a", "oud"): 3, ("zuid", "oud"): 9}
    for kwartaal, telling in (("2026-Q2", toen), ("2026-Q3", nu)):
        _klein(wereld, kwartaal, telling, {("oud", "lang"): sum(telling.values())}, telling)
    for deel in _rapport(wereld).delen:
        rijen = {naam: getallen for tabel in deel.tabellen for naam, _, getallen in tabel.rijen}
        assert (rijen["Noord"][0], rijen["Zuid"][0]) == ("×", "9")
        assert deel.zinnen[2] == (
            "Van Zuid (naar wijk of buurt) is niet te zeggen wat er veranderde: dat getal van het 2e kwartaal 2026 is "
            "afgeschermd (×)."
        )


def test_small_print_is_about_what_the_report_shows(wereld: Wereld) -> None:
    """Per wijk nothing is said of ages and tables; with every table in an appendix all of it stands."""
    with wereld.privacy.doe() as t:
        wijk, doelgroep = next(iter(t.profiel.wijken)), next(iter(t.profiel.doelgroepen))
    tellingen: dict[tuple[str, tuple[str, ...]], Telling] = {
        ("stand", assen): {} for assen in PER_SLEUTEL["stand"].tabellen
    }
    tellingen["stand", ("gebied", "doelgroep")] = {(wijk, doelgroep): 20}
    _echt(wereld, "2026-Q3", tellingen)
    kort, heel = (_rapport(wereld, replace(_OPDRACHT, uitgebreid=u)).delen[0].definitie for u in (False, True))
    for begin in ("De leeftijd is", "De tafel is", "Het niveau van hulp is"):
        assert (begin in kort, begin in heel) == (False, True)
    for begin in ("Casussen die open waren", "De doelgroep is de laatste keuze", "De wijk en buurt zijn", "Wat pas na"):
        assert begin in kort


def test_what_small_print_is_about_is_known_of_sentences_that_are_there() -> None:
    zinnen = [zin for meting in PER_SLEUTEL.values() for zin in re.split(r"(?<=[.!?])\s+", meting.definitie)]
    for begin, assen in _OVER_AS.items():
        raak = [zin for zin in zinnen if zin.startswith(begin)]
        assert raak
        assert assen <= {een for meting in PER_SLEUTEL.values() for tabel_ in meting.tabellen for een in tabel_}


def test_what_definitions_share_is_said_once_behind_with_the_numbers_of_its_subjects(wereld: Wereld) -> None:
    samen, eigen = "Een casus telt één keer.", "Alleen wie begon."
    metingen = {
        sleutel: replace(meting, definitie=f"{eigen if nr else 'Wie open was.'} {samen} Dat geldt altijd.")
        for nr, (sleutel, meting) in enumerate(SCHEMA.metingen.items())
    }
    schema = replace(SCHEMA, metingen=metingen)
    stukken = (("instroom", _WIJK, _VEEL), ("instroom", _DUUR, _DUREN), ("stand", _WIJK, _VEEL))
    delen = [getoond(tabel("2026-Q3", meting, assen, telling)) for meting, assen, telling in stukken]
    vastgesteld(wereld.privacy, "2026-Q3", *delen, schema=schema)
    rapport = _rapport(wereld)
    assert [deel.definitie for deel in rapport.delen] == [
        "Wie open was. Verder geldt afspraak A (achterin).",
        f"{eigen} Verder geldt afspraak A (achterin).",
    ]
    (afspraken,) = [een for een in rapport.achterin if een.kop == "Afspraken bij het tellen"]
    assert afspraken.regels == (("A", f"{samen} Dat geldt altijd. (Onderwerp 1 en 2.)"),)


def test_rounded_numbers_say_so_on_the_cover_and_in_every_change(wereld: Wereld) -> None:
    for kwartaal, zuid in (("2026-Q2", 42), ("2026-Q3", 58)):
        instroom: Telling = {("zuid", "oud"): zuid}
        _klein(wereld, kwartaal, instroom, {("oud", "lang"): zuid}, {("zuid", "oud"): 7}, Wijze.AFRONDEN)
    rapport = _rapport(wereld)
    assert "ca. 15" in dict(rapport.merken)
    assert [(een.nu, een.toen, een.verandering) for een in rapport.kern] == [
        ("ca. 5", "ca. 5", "Ongeveer gelijk aan het 2e kwartaal 2026"),
        ("ca. 55", "ca. 40", "Ongeveer 15 meer dan in het 2e kwartaal 2026"),
    ]
