"""Every number of the informatiebeeld is an independent count over the raw records, and what ties getallen holds."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, product

import pytest
import sqlalchemy as sa

from pmg_desk.domain.beeld import TOTAAL, As, Tabel
from pmg_desk.domain.beeldgroepen import leeftijdsgroep
from pmg_desk.domain.beeldmetingen import BALANSEN, METINGEN
from pmg_desk.domain.datums import BestaatNiet, OnvolledigeDatum
from pmg_desk.domain.fouten import GeenToegang
from pmg_desk.domain.kwartaal import Kwartaal
from pmg_desk.domain.profiel import Doelgroep
from pmg_desk.services import beeldassen, beeldtelling
from pmg_desk.storage.models import Casus, CasusPeriode, Indeling, Inzet, Jongere
from tests.aanvallen.knoeien import verwijder_sloten
from tests.beeldnaief import Naief
from tests.beeldvulling import EERSTE, leeg, maak_vulling, profiel_met_buurten, vul
from tests.cijfers import Cijfers
from tests.wereld import Wereld, maak_wereld

TWEEDE = EERSTE.volgende
PROFIEL = profiel_met_buurten()
ASSEN = beeldassen.assen(PROFIEL)
Telling = dict[tuple[str, tuple[str, ...]], Mapping[tuple[str, ...], int]]


@pytest.fixture(scope="module")
def eenwereld(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wereld]:
    wereld = maak_wereld(tmp_path_factory.mktemp("beeld"))
    with wereld.engine.begin() as verbinding:  # rows go in and out as no use case does it
        verwijder_sloten(verbinding)
    yield wereld
    wereld.sluit()


@pytest.fixture
def kluis(eenwereld: Wereld) -> Iterator[Wereld]:
    yield eenwereld
    leeg(eenwereld)


def tel(wereld: Wereld, kwartaal: Kwartaal, assen: Mapping[str, As] = ASSEN) -> tuple[Tabel, ...]:
    with wereld.regie.doe() as t:
        return beeldtelling.tel(t, kwartaal, assen)


def per_naam(tabellen: tuple[Tabel, ...]) -> Telling:
    return {(tabel.naam.meting, tabel.naam.assen): tabel.telling for tabel in tabellen if tabel.telling}


def test_every_number_is_an_independent_count_over_the_raw_records(kluis: Wereld, cijfers: Cijfers) -> None:
    gezien: Counter[tuple[str, tuple[str, ...]]] = Counter()
    cijfer = cijfers("vaults counted a second time, every number of two quarters", kort=16, lang=1000, minuten=3)
    getallen = 0
    for seed in cijfer:
        maak_vulling(kluis, random.Random(seed), PROFIEL, (4, 12, 30)[seed % 3])
        for kwartaal in (EERSTE, TWEEDE):
            geteld = per_naam(tel(kluis, kwartaal))
            assert geteld == Naief(kluis, PROFIEL, kwartaal).tel(), (seed, kwartaal)
            gezien.update(geteld.keys())
            getallen += sum(len(telling) for telling in geteld.values())
        leeg(kluis)
    cijfer.erbij = f"{getallen} numbers that are not 0"
    tabellen = {(meting.sleutel, namen) for meting in METINGEN for namen in meting.tabellen}
    assert set(gezien) == tabellen
    assert min(gezien.values()) >= 10  # no table is only ever compared when it is empty


def test_an_incomplete_birth_date_counts_in_the_age_that_follows_from_it(kluis: Wereld) -> None:
    """Each date of which a part is not known, on the days on which a month, a quarter or a leap day ends."""
    for van in (date(2026, 2, 28), date(2026, 6, 30), date(2028, 2, 29), date(2026, 12, 31), date(2026, 3, 1)):
        verwacht: Counter[tuple[str, ...]] = Counter()
        vulling = maak_vulling(kluis, random.Random(1), PROFIEL, 0)
        for jaar, maand, dag in product(
            (None, van.year - 12, van.year - 18, van.year - 16, van.year + 1),
            (None, 1, 2, 6, 12),
            (None, 13, 28, 29, 31),
        ):
            with suppress(BestaatNiet):
                geboren = OnvolledigeDatum(jaar, maand, dag)
                vulling.kaal(geboren, van)
                verwacht["morgenstond", leeftijdsgroep(geboren.leeftijd_op(van))] += 1
        vul(kluis, vulling)
        assert per_naam(tel(kluis, Kwartaal.van_dag(van)))["instroom", ("wijk", "leeftijd")] == verwacht
        assert len(verwacht) > 3
        leeg(kluis)


def test_each_category_of_a_fixed_axis_is_reached_and_none_lies_outside_the_axes(kluis: Wereld) -> None:
    maak_vulling(kluis, random.Random(5), PROFIEL, 600)
    geraakt: dict[str, set[str]] = {sleutel: set() for sleutel in ASSEN}
    for tabel in (*tel(kluis, EERSTE.vorige), *tel(kluis, EERSTE), *tel(kluis, TWEEDE)):
        for plek, naam in enumerate(tabel.naam.assen):
            geraakt[naam] |= {blad[plek] for blad in tabel.telling}
    for sleutel, as_ in ASSEN.items():
        bladen = {knoop.sleutel for knoop in as_.bladeren}
        assert geraakt[sleutel] <= bladen, sleutel
        vast = {blad for blad in bladen if blad[0] == "_" or "/" in blad or blad[:4] in ("dage", "wach")}
        assert vast <= geraakt[sleutel], sleutel
    assert not any("sjaan" in blad.casefold() for bladen in geraakt.values() for blad in bladen)


def test_shared_totals_of_tables_of_one_measure_agree(kluis: Wereld) -> None:
    """What ``onthulling`` takes for granted: a category has one total, in whichever table it stands."""
    vergeleken = 0
    for seed in range(6):
        maak_vulling(kluis, random.Random(100 + seed), PROFIEL, 25)
        tabellen = [(tabel, tabel.waarden()) for tabel in tel(kluis, EERSTE)]
        for (een, w), (ander, v) in combinations(tabellen, 2):
            if een.naam.meting == ander.naam.meting:
                assert w[(TOTAAL,) * len(een.assen)] == v[(TOTAAL,) * len(ander.assen)]
                for a, b, knoop in _gedeeld(een, ander):
                    assert _marge(een, w, a, knoop) == _marge(ander, v, b, knoop), (een.naam, ander.naam, knoop)
                    vergeleken += 1
        leeg(kluis)
    assert vergeleken > 100


def _gedeeld(een: Tabel, ander: Tabel) -> Iterator[tuple[int, int, str]]:
    zelfde = {"wijk": "gebied", "thema": "interventie"}
    for a, naam in enumerate(een.naam.assen):
        for b, andere in enumerate(ander.naam.assen):
            if zelfde.get(naam, naam) == zelfde.get(andere, andere):
                for knoop in {k.sleutel for k in een.assen[a].knopen} & {k.sleutel for k in ander.assen[b].knopen}:
                    yield a, b, knoop


def _marge(tabel: Tabel, waarden: Mapping[tuple[str, ...], int], plek: int, knoop: str) -> int:
    return waarden[tuple(knoop if nr == plek else TOTAAL for nr in range(len(tabel.assen)))]


def _over(wereld: Wereld, toen: tuple[Tabel, ...], nu: tuple[Tabel, ...]) -> dict[tuple[str, tuple[str, ...]], int]:
    """What each balance leaves over between two counts, by adding up what was counted; moves from the raw rows."""
    stappen = Naief(wereld, PROFIEL, TWEEDE)
    stappen.tel()
    eerst, later = per_naam(toen), per_naam(nu)
    uit: Counter[tuple[str, tuple[str, ...]]] = Counter()
    for balans in BALANSEN:
        plus = [(1, later, balans.stand), (-1, eerst, balans.stand)]
        plus += [(-1, later, meting) for meting in balans.bij] + [(1, later, meting) for meting in balans.af]
        for teken, tellingen, meting in plus:
            for blad, aantal in tellingen.get((meting, balans.assen), {}).items():
                uit[balans.stand, blad] += teken * aantal
        if balans.overgang:
            for (gebied, van, naar), aantal in stappen.stappen.items():
                uit[balans.stand, (gebied, naar)] -= aantal
                uit[balans.stand, (gebied, van)] += aantal
    return {sleutel: aantal for sleutel, aantal in uit.items() if aantal}


def _resten(wereld: Wereld, toen: tuple[Tabel, ...]) -> dict[tuple[str, tuple[str, ...]], int]:
    with wereld.regie.doe() as t:
        gevonden = beeldtelling.resten(t, TWEEDE, ASSEN, toen)
    assert {rest.kwartaal for rest in gevonden} <= {str(TWEEDE)}
    assert len({(rest.stand, rest.blad) for rest in gevonden}) == len(gevonden)
    return {(rest.stand, rest.blad): rest.aantal for rest in gevonden}


def test_the_balance_leaves_nothing_over_when_nothing_was_entered_late(kluis: Wereld) -> None:
    for seed in range(6):
        maak_vulling(kluis, random.Random(200 + seed), PROFIEL, 30)
        toen, nu = tel(kluis, EERSTE), tel(kluis, TWEEDE)
        assert _over(kluis, toen, nu) == {}
        assert _resten(kluis, toen) == {}
        leeg(kluis)


def test_what_the_balance_leaves_over_is_what_was_entered_late_corrected_or_destroyed(kluis: Wereld) -> None:
    soorten: Counter[str] = Counter()
    for seed in range(6):
        kans = random.Random(300 + seed)
        vulling = maak_vulling(kluis, kans, PROFIEL, 30)
        toen = tel(kluis, EERSTE)
        with kluis.engine.begin() as verbinding:
            ids = verbinding.scalars(sa.select(Casus.id)).all()
            een, ander, derde, vierde = kans.sample(list(ids), 4)
            laat = verbinding.execute(sa.select(Casus).where(Casus.id == een)).one()
            # Nothing of these is kept to the rules of a use case: the balance has to hold whatever comes.
            vulling.zet(CasusPeriode, casus_id=een, van=EERSTE.begin, tot=None, uitkomst="")
            verbinding.execute(sa.delete(CasusPeriode).where(CasusPeriode.casus_id == ander))
            verbinding.execute(sa.update(Casus).where(Casus.id == derde).values(wijk_bij_aanmelding="morgenstond"))
            verbinding.execute(
                sa.update(Jongere).where(Jongere.id == laat.jongere_id).values(geboortedatum=OnvolledigeDatum(2001))
            )
            verbinding.execute(sa.delete(Indeling).where(Indeling.casus_id == vierde))
            verbinding.execute(sa.update(Inzet).where(Inzet.casus_id == vierde).values(begin=EERSTE.begin, eind=None))
        vul(kluis, vulling)
        rest = _resten(kluis, toen)
        assert rest == _over(kluis, toen, tel(kluis, TWEEDE)), seed
        soorten.update(stand for stand, _ in rest)
        leeg(kluis)
    assert set(soorten) == {"stand", "inzet_loopt"}


def test_without_the_quarter_before_nothing_is_left_over(kluis: Wereld) -> None:
    maak_vulling(kluis, random.Random(1), PROFIEL, 5)
    assert _resten(kluis, ()) == {}
    ander = tuple(tabel for tabel in tel(kluis, TWEEDE) if tabel.telling)
    assert _resten(kluis, ander) == {}


def test_what_left_the_profile_moves_to_what_is_not_in_it(kluis: Wereld) -> None:
    """The old category keeps its place in what is left over, so that the balance of the others holds."""
    maak_vulling(kluis, random.Random(2), PROFIEL, 40)
    toen = tel(kluis, EERSTE)
    zonder: dict[str, Doelgroep] = {k: v for k, v in PROFIEL.doelgroepen.items() if k != "harde_kern"}
    assen = beeldassen.assen(replace(PROFIEL, doelgroepen=zonder))
    with kluis.regie.doe() as t:
        rest = {r.blad: r.aantal for r in beeldtelling.resten(t, TWEEDE, assen, toen) if r.stand == "stand"}
    stand = next(tabel for tabel in toen if (tabel.naam.meting, tabel.naam.assen) == ("stand", ("gebied", "doelgroep")))
    weg = {blad: aantal for blad, aantal in stand.telling.items() if blad[1] == "harde_kern"}
    assert weg
    anders = {(blad[0], "_doelgroep_anders"): aantal for blad, aantal in weg.items()}
    assert rest == anders | {blad: -aantal for blad, aantal in weg.items()}


def test_progress_is_told_between_statements_and_can_stop_it(kluis: Wereld) -> None:
    maak_vulling(kluis, random.Random(1), PROFIEL, 3)
    stappen: list[tuple[int, int]] = []
    with kluis.regie.doe() as t:
        beeldtelling.tel(t, EERSTE, ASSEN, lambda gedaan, totaal: stappen.append((gedaan, totaal)))
    totaal = stappen[0][1]
    assert stappen == [(nr, totaal) for nr in range(totaal + 1)]
    assert totaal > 5

    class Genoeg(Exception):
        pass

    def stop(gedaan: int, _: int) -> None:
        if gedaan == 2:
            raise Genoeg

    with pytest.raises(Genoeg), kluis.regie.doe() as t:
        beeldtelling.tel(t, EERSTE, ASSEN, stop)


def test_who_may_not_settle_does_not_get_true_counts(kluis: Wereld) -> None:
    for wie in ("beheer", "lezer"):
        with pytest.raises(GeenToegang), kluis.werkplek(wie).doe() as t:
            beeldtelling.tel(t, EERSTE, ASSEN)
        with pytest.raises(GeenToegang), kluis.werkplek(wie).doe() as t:
            beeldtelling.resten(t, EERSTE, ASSEN, ())


def test_as_many_statements_for_forty_casussen_as_for_two(kluis: Wereld) -> None:
    opdrachten: list[str] = []

    def luister(_v: object, _c: object, tekst: str, *_: object) -> None:
        opdrachten.append(tekst)

    aantallen = []
    for aantal in (2, 40):
        maak_vulling(kluis, random.Random(7), PROFIEL, aantal)
        opdrachten.clear()
        sa.event.listen(kluis.engine, "before_cursor_execute", luister)
        tel(kluis, EERSTE)
        sa.event.remove(kluis.engine, "before_cursor_execute", luister)
        aantallen.append(len(opdrachten))
        leeg(kluis)
    assert aantallen[0] == aantallen[1]
    assert EERSTE.eind - EERSTE.begin > timedelta(days=aantallen[0])  # nor one for each day
