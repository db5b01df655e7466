"""What must hold when somebody types a date, and for an age that follows from an incomplete one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.datums import (
    LEEFTIJD_ONBEKEND,
    MAANDEN,
    BestaatNiet,
    DatumFout,
    DatumOnvolledig,
    GeenDatum,
    JaarOnduidelijk,
    LeeftijdBereik,
    OnvolledigeDatum,
    Richting,
    geboortejaren,
    leeftijd,
    parse_datum,
    toon_datum,
)

ZONDAG = date(2026, 11, 22)
# Whole sentences, so that none of them can hold what was typed.
ZINNEN = {
    "Dit is geen datum. Schrijf bijvoorbeeld 3-11-2012 of 3 nov 2012.",
    "Deze datum bestaat niet. Kijk de dag, de maand en het jaar na.",
    "De weekdag hoort niet bij deze datum. Kijk ze allebei na.",
    "Schrijf het jaar met vier cijfers, bijvoorbeeld 2012.",
    "Vul de hele datum in: dag, maand en jaar.",
    "Vul ook het jaar in. Weet u het niet? Typ dan een vraagteken.",
}
DAGEN = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@st.composite
def onvolledige_datums(draw: st.DrawFn) -> OnvolledigeDatum:
    """Any date with any of its parts unknown."""
    dag = draw(DAGEN)
    jaar, maand, dagnummer = (draw(st.sampled_from((deel, None))) for deel in (dag.year, dag.month, dag.day))
    return OnvolledigeDatum(jaar, maand, dagnummer)


@pytest.mark.parametrize(
    ("getypt", "opslag"),
    [
        ("3-11-2012", "2012-11-03"),
        ("03/11/2012", "2012-11-03"),
        ("3.11.2012.", "2012-11-03"),
        ("3 nov 2012", "2012-11-03"),
        ("3 NOVEMBER 2012", "2012-11-03"),
        ("3nov.2012", "2012-11-03"),
        ("november 3, 2012", "2012-11-03"),
        ("2012-11-03", "2012-11-03"),
        ("03112012", "2012-11-03"),
        ("20121103", "2012-11-03"),
        ("20-12-2012", "2012-12-20"),
        ("20122012", "2012-12-20"),
        ("3-11-12", "2012-11-03"),
        ("3-11-26", "2026-11-03"),
        ("3-11-27", "1927-11-03"),
        ("3-11-00", "2000-11-03"),
        ("0-0-00", ""),
        ("29-2-2012", "2012-02-29"),
        ("11-2012", "2012-11"),
        ("nov 2012", "2012-11"),
        ("2012-11", "2012-11"),
        ("00-11-2012", "2012-11"),
        ("?-11-2012", "2012-11"),
        ("20121100", "2012-11"),
        ("2012", "2012"),
        ("00-00-2012", "2012"),
        ("?-?-2012", "2012"),
        ("? 2012", "2012"),
        ("20120000", "2012"),
        ("19660013", "1966-00-13"),
        ("13-?-1966", "1966-00-13"),
        ("3-11-0000", "0000-11-03"),
        ("3 nov ?", "0000-11-03"),
        ("nov ????", "0000-11"),
        ("00000000", ""),
        ("0-0-0", ""),
        ("00-00-0000", ""),
        ("", ""),
        ("  ", ""),
        ("?", ""),
        ("Onbekend", ""),
    ],
)
def test_a_birth_date_as_people_type_it(getypt: str, opslag: str) -> None:
    assert OnvolledigeDatum.parse(getypt, ZONDAG).als_tekst() == opslag


@pytest.mark.parametrize(
    ("getypt", "fout"),
    [
        ("31-4-2012", BestaatNiet),
        ("29-2-2013", BestaatNiet),
        ("30-2-?", BestaatNiet),
        ("32-?-2012", BestaatNiet),
        ("3-13-2012", BestaatNiet),
        ("3-11-0212", BestaatNiet),
        ("3-11-2212", BestaatNiet),
        ("99999999", BestaatNiet),
        ("3 nov", DatumOnvolledig),
        ("3-11", DatumOnvolledig),
        ("nov 12", JaarOnduidelijk),
        ("5", GeenDatum),
        ("nov", GeenDatum),
        ("201211", GeenDatum),
        ("3-11-2", GeenDatum),
        ("3-11-201", GeenDatum),
        ("3-11-jaar", GeenDatum),
        ("3-dinges-2012", GeenDatum),
        ("2012-11-003", GeenDatum),
        ("1-2-3-2012", GeenDatum),
        ("1-2-3-4-5", GeenDatum),
        ("3_11_2012", GeenDatum),
        ("-", GeenDatum),
        ("=1+1", GeenDatum),
        ("٣-١١-٢٠١٢", GeenDatum),
        ("vandaag", GeenDatum),
        ("circa 2012", GeenDatum),
        ("9" * 5000, GeenDatum),
    ],
)
def test_a_birth_date_that_cannot_be_read_gets_a_sentence_that_does_not_repeat_it(
    getypt: str, fout: type[DatumFout]
) -> None:
    with pytest.raises(fout) as gevangen:
        OnvolledigeDatum.parse(getypt, ZONDAG)
    assert type(gevangen.value) is fout
    assert str(gevangen.value) in ZINNEN


def test_a_date_failure_is_a_value_error_with_its_own_sentence() -> None:
    assert issubclass(DatumFout, ValueError)
    assert str(BestaatNiet("Kijk het na.")) == "Kijk het na."


def test_without_today_a_two_digit_year_is_not_guessed() -> None:
    assert OnvolledigeDatum.parse("3-11-2012") == OnvolledigeDatum(2012, 11, 3)
    with pytest.raises(JaarOnduidelijk):
        OnvolledigeDatum.parse("3-11-12")


@given(DAGEN)
def test_eight_digits_are_read_in_either_order(dag: date) -> None:
    verwacht = OnvolledigeDatum.van_dag(dag)
    assert OnvolledigeDatum.parse(dag.strftime("%Y%m%d")) == verwacht
    assert OnvolledigeDatum.parse(dag.strftime("%d%m%Y")) == verwacht


@given(
    DAGEN,
    st.sampled_from(["{d}-{m}-{j}", "{d:02}/{m:02}/{j}", "{d} {naam} {j}", "{d} {kort}. {j}", "{j}-{m:02}-{d:02}"]),
)
def test_every_day_in_every_spelling(dag: date, vorm: str) -> None:
    naam = MAANDEN[dag.month - 1]
    tekst = vorm.format(d=dag.day, m=dag.month, j=dag.year, naam=naam, kort=naam[:3])
    assert OnvolledigeDatum.parse(tekst, ZONDAG) == OnvolledigeDatum.van_dag(dag)
    assert parse_datum(tekst, ZONDAG) == dag


@given(st.text(alphabet="0123456789-/. ?jannovmei", max_size=14) | st.text(max_size=20))
def test_anything_typed_gives_a_date_or_a_sentence(tekst: str) -> None:
    for lees in (OnvolledigeDatum.parse, parse_datum, lambda t, _: OnvolledigeDatum.uit_tekst(t)):
        try:
            lees(tekst, ZONDAG)
        except DatumFout as fout:
            assert str(fout) in ZINNEN  # noqa: PT017 (a date is as good as a sentence here)


@given(onvolledige_datums())
def test_storage_and_brp_forms_come_back_as_they_were(datum: OnvolledigeDatum) -> None:
    assert OnvolledigeDatum.uit_tekst(datum.als_tekst()) == datum
    brp = f"{datum.jaar or 0:04}{datum.maand or 0:02}{datum.dag or 0:02}"
    assert OnvolledigeDatum.uit_brp(brp) == datum


@pytest.mark.parametrize(
    "tekst", ["2012-1", "2012-11-3", "12", "0000", "2012-00", "2012-11-00", "2012-00-00", "2012 ", "x"]
)
def test_only_one_storage_form_per_date(tekst: str) -> None:
    with pytest.raises(GeenDatum):
        OnvolledigeDatum.uit_tekst(tekst)


@pytest.mark.parametrize("tekst", ["2012", "201211031", "2012110", "abcdefgh", " ", "٢٠١٢١١٠٣"])
def test_only_eight_digits_are_a_brp_date(tekst: str) -> None:
    with pytest.raises(GeenDatum):
        OnvolledigeDatum.uit_brp(tekst)


@pytest.mark.parametrize(
    "delen",
    [
        (2012, 0, None),
        (2012, 11, 0),
        (2012, 13, None),
        (2013, 2, 29),
        (0, 1, 1),
        (10**12, 1, 1),
        (None, 2, 30),
        (2012, 1, -1),
    ],
)
def test_what_can_be_no_day_is_refused(delen: tuple[int | None, int | None, int | None]) -> None:
    with pytest.raises(BestaatNiet):
        OnvolledigeDatum(*delen)


@pytest.mark.parametrize(
    ("opslag", "tekst"),
    [
        ("2012-11-03", "3 november 2012"),
        ("2012-11", "november 2012"),
        ("2012", "2012"),
        ("", "onbekend"),
        ("1966-00-13", "1966 (dag 13, maand onbekend)"),
        ("0000-11-03", "3 november, jaar onbekend"),
        ("0000-11", "november, jaar onbekend"),
        ("0000-00-03", "jaar onbekend (dag 3, maand onbekend)"),
    ],
)
def test_a_date_is_shown_as_far_as_it_is_known(opslag: str, tekst: str) -> None:
    datum = OnvolledigeDatum.uit_tekst(opslag)
    assert datum.toon() == tekst
    assert datum.volledig == (opslag == "2012-11-03")


def test_a_whole_day_in_dutch() -> None:
    assert toon_datum(date(2024, 2, 29)) == "29 februari 2024"


@pytest.mark.parametrize(
    ("opslag", "vroegst", "laatst"),
    [
        ("2012-11-03", date(2012, 11, 3), date(2012, 11, 3)),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29)),
        ("2012", date(2012, 1, 1), date(2012, 12, 31)),
        ("1966-00-31", date(1966, 1, 31), date(1966, 12, 31)),
        ("0000-11-03", None, None),
        ("", None, None),
    ],
)
def test_the_bounds_of_a_date(opslag: str, vroegst: date | None, laatst: date | None) -> None:
    datum = OnvolledigeDatum.uit_tekst(opslag)
    assert (datum.vroegst(), datum.laatst()) == (vroegst, laatst)


@pytest.mark.parametrize(
    ("opslag", "dag", "toon"),
    [
        ("2012-11-23", ZONDAG, "13"),
        ("2012-11-22", ZONDAG, "14"),
        ("2014-11", ZONDAG, "tussen 11 en 12"),
        ("2014-10", ZONDAG, "12"),
        ("2014", ZONDAG, "tussen 11 en 12"),
        ("2014", date(2026, 12, 31), "12"),
        ("2026", ZONDAG, "0"),
        ("", ZONDAG, "onbekend"),
        ("0000-11-03", ZONDAG, "onbekend"),
        ("2027", ZONDAG, "onbekend"),
        ("2026-11-23", ZONDAG, "onbekend"),
        # Born on 29 February: a year older on 1 March of a common year, on the day itself in a leap year.
        ("2008-02-29", date(2026, 2, 28), "17"),
        ("2008-02-29", date(2026, 3, 1), "18"),
        ("2008-02-29", date(2028, 2, 28), "19"),
        ("2008-02-29", date(2028, 2, 29), "20"),
    ],
)
def test_an_age_is_never_guessed(opslag: str, dag: date, toon: str) -> None:
    assert OnvolledigeDatum.uit_tekst(opslag).leeftijd_op(dag).toon() == toon


def test_unknown_age() -> None:
    assert not LEEFTIJD_ONBEKEND.bekend
    assert LeeftijdBereik(0, 0).bekend
    assert LeeftijdBereik(0, 0).toon() == "0"


@given(onvolledige_datums(), DAGEN)
def test_the_age_range_is_exactly_that_of_the_days_it_can_be(datum: OnvolledigeDatum, dag: date) -> None:
    """Against the naive way: try every day of the year."""
    if datum.jaar is None:
        assert datum.leeftijd_op(dag) == LEEFTIJD_ONBEKEND
        return
    mogelijk = [
        geboren
        for nummer in range(366)
        for geboren in [date(datum.jaar, 1, 1) + timedelta(days=nummer)]
        if geboren.year == datum.jaar
        and datum.maand in (None, geboren.month)
        and datum.dag in (None, geboren.day)
        and geboren <= dag
    ]
    leeftijden = {leeftijd(geboren, dag) for geboren in mogelijk}
    verwacht = LeeftijdBereik(min(leeftijden), max(leeftijden)) if leeftijden else LEEFTIJD_ONBEKEND
    assert datum.leeftijd_op(dag) == verwacht


@given(DAGEN, DAGEN)
def test_age_counts_birthdays(geboren: date, dag: date) -> None:
    """Against the naive way: count the anniversaries that have come."""
    if dag < geboren:
        return
    verjaardagen = 0
    for jaar in range(geboren.year + 1, dag.year + 1):
        schrikkel = jaar % 4 == 0 and (jaar % 100 != 0 or jaar % 400 == 0)
        op_de_dag = (geboren.month, geboren.day) != (2, 29) or schrikkel
        verjaardag = date(jaar, geboren.month, geboren.day) if op_de_dag else date(jaar, 3, 1)
        verjaardagen += verjaardag <= dag
    assert leeftijd(geboren, dag) == verjaardagen


V, T = Richting.VERLEDEN, Richting.TOEKOMST


@pytest.mark.parametrize(
    ("getypt", "richting", "dag"),
    [
        ("3-11-26", T, date(2026, 11, 3)),
        ("3-11-75", T, date(2075, 11, 3)),
        ("3-11-76", T, date(1976, 11, 3)),
        ("3-11-75", V, date(2075, 11, 3)),
        ("03112027", T, date(2027, 11, 3)),
        ("3 nov", V, date(2026, 11, 3)),
        ("3 nov", T, date(2027, 11, 3)),
        ("22-11", V, ZONDAG),
        ("22-11", T, ZONDAG),
        ("3/12", V, date(2025, 12, 3)),
        ("29 feb", V, date(2024, 2, 29)),
        ("29 feb", T, date(2028, 2, 29)),
        ("vandaag", T, ZONDAG),
        (" Morgen ", T, date(2026, 11, 23)),
        ("overmorgen", T, date(2026, 11, 24)),
        ("gisteren", V, date(2026, 11, 21)),
        ("eergisteren", V, date(2026, 11, 20)),
        ("maandag", T, date(2026, 11, 23)),
        ("za", T, date(2026, 11, 28)),
        ("zondag", T, date(2026, 11, 29)),
        ("zo.", V, date(2026, 11, 15)),
        ("ma", V, date(2026, 11, 16)),
        ("zo 22 nov", T, ZONDAG),
        ("di. 3 november 2026", T, date(2026, 11, 3)),
        ("+7", T, date(2026, 11, 29)),
        ("-2", T, date(2026, 11, 20)),
        ("+ 7 dagen", T, date(2026, 11, 29)),
        ("+2w", T, date(2026, 12, 6)),
        ("+3m", T, date(2027, 2, 22)),
        ("-1 maand", T, date(2026, 10, 22)),
        ("+1j", T, date(2027, 11, 22)),
        ("over 2 weken", T, date(2026, 12, 6)),
        ("over een maand", T, date(2026, 12, 22)),
        ("over één jaar", T, date(2027, 11, 22)),
        ("3 dagen geleden", V, date(2026, 11, 19)),
    ],
)
def test_a_date_in_a_form(getypt: str, richting: Richting, dag: date) -> None:
    assert parse_datum(getypt, ZONDAG, richting) == dag


def test_a_month_too_short_gives_its_last_day() -> None:
    assert parse_datum("+1m", date(2027, 1, 31)) == date(2027, 2, 28)
    assert parse_datum("+1j", date(2028, 2, 29)) == date(2029, 2, 28)
    assert parse_datum("-1m", date(2027, 3, 31)) == date(2027, 2, 28)


def test_29_february_is_eight_years_away_around_2100() -> None:
    assert parse_datum("29 feb", date(2096, 3, 1)) == date(2104, 2, 29)


@pytest.mark.parametrize(
    ("getypt", "fout"),
    [
        ("31-4", BestaatNiet),
        ("31-4-2026", BestaatNiet),
        ("ma 3 nov 2026", BestaatNiet),
        ("+9999j", BestaatNiet),
        ("-9999m", BestaatNiet),
        ("2026", DatumOnvolledig),
        ("11-2026", DatumOnvolledig),
        ("3-?-2026", DatumOnvolledig),
        ("3-11-?", DatumOnvolledig),
        ("", DatumOnvolledig),
        ("ma onbekend", DatumOnvolledig),
        ("ooit", GeenDatum),
        ("over twintig jaar", GeenDatum),
        ("+12345", GeenDatum),
        ("nov 3", JaarOnduidelijk),
    ],
)
def test_a_form_needs_a_whole_day_that_exists(getypt: str, fout: type[DatumFout]) -> None:
    with pytest.raises(fout) as gevangen:
        parse_datum(getypt, ZONDAG)
    assert type(gevangen.value) is fout
    assert str(gevangen.value) in ZINNEN


@pytest.mark.parametrize("getypt", ["+9999d", "+9999w"])
def test_past_the_end_of_the_calendar(getypt: str) -> None:
    with pytest.raises(BestaatNiet):
        parse_datum(getypt, date(9999, 1, 1))


def test_no_next_year_at_the_end_of_the_calendar() -> None:
    with pytest.raises(BestaatNiet):
        parse_datum("1 jan", date(9999, 6, 1))


@given(DAGEN, DAGEN)
def test_a_day_without_its_year_is_the_nearest_one(dag: date, vandaag: date) -> None:
    tekst = f"{dag.day} {MAANDEN[dag.month - 1]}"
    later, eerder = parse_datum(tekst, vandaag, T), parse_datum(tekst, vandaag, V)
    assert eerder <= vandaag <= later
    assert {(d.month, d.day) for d in (later, eerder)} == {(dag.month, dag.day)}
    if (dag.month, dag.day) != (2, 29):
        assert later == eerder or later.year - eerder.year == 1


@pytest.mark.parametrize("getypt", ["9" * 60 + "!", "a" * 60 + "!", "1 " * 60 + "!", "?" * 60 + "é"])
def test_a_long_text_is_refused_and_does_not_hang(getypt: str) -> None:
    """Seen from a damaged csv: trying all ways to cut up a run of digits doubles the time with each digit."""
    with pytest.raises(GeenDatum):
        OnvolledigeDatum.parse(getypt, ZONDAG)


@pytest.mark.parametrize("tekst", ["15", "15 jaar", "ongeveer 15", "Circa 15 jr.", " ±15 ", "15j"])
def test_een_leeftijd_past_bij_twee_geboortejaren(tekst: str) -> None:
    assert geboortejaren(tekst, date(2026, 11, 23)) == (2010, 2011)
    assert geboortejaren(tekst, date(2026, 12, 31)) == (2011,)


@pytest.mark.parametrize("tekst", ["", "2012", "15-3", "vijftien", "115", "15 maanden"])
def test_wat_geen_leeftijd_is_krijgt_geen_jaren(tekst: str) -> None:
    assert geboortejaren(tekst, date(2026, 11, 23)) == ()


@given(geboren=st.dates(date(1930, 1, 1), date(2026, 1, 1)), vandaag=st.dates(date(2026, 1, 1), date(2028, 12, 31)))
def test_het_echte_geboortejaar_is_altijd_een_van_de_jaren(geboren: date, vandaag: date) -> None:
    jaren = leeftijd(geboren, vandaag)
    assert geboren.year in geboortejaren(str(jaren), vandaag)
