"""Two quarters of a real vault: settled, exported, changed afterwards, settled again; nobody can be found in it.

The attacker has every file and every table that was ever shown, and also what the balances left over. He computes what
follows from one equation at a time; ``onthulling.toets`` looks at all of them together.
"""

from __future__ import annotations

import io
import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from uuid import UUID
from zipfile import ZipFile

import pytest

from pmg_desk.domain.beeld import TOTAAL, As, Getoond, Rest
from pmg_desk.domain.beeldmetingen import BALANSEN, VERBANDEN
from pmg_desk.domain.bewaren import Vernietigingsreden
from pmg_desk.onthulling import toets
from pmg_desk.services import beeld, beeldopslag, meldpunt, vernietigen
from pmg_desk.services.beeldkwartalen import settle_kwartaal
from pmg_desk.services.beelduitvoer import Uitvoerbestand, Uitvoerkeuze, Uitvoersoort, export_beeld, remake_uitvoer
from pmg_desk.services.casussen import open_casus
from pmg_desk.services.casusverloop import close_casus
from pmg_desk.services.indelen import assign_doelgroep
from pmg_desk.services.signaaltekst import SignaalInvoer
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.storage import beeld as opslag
from tests.casusbouw import ADRES, jongere, nieuwe
from tests.reports import lezen
from tests.wereld import Wereld

MERKEN = ("Merknaam", "Merkvoor", "Merkwijk", "Merkbuurt", "Merkschool", "Merkstraat", "Merkwoord", "Merkmotief")
_Q4, _Q1 = (Uitvoerkeuze(een, een, voor_wie="de driehoek") for een in ("2026-Q4", "2027-Q1"))
Plek = frozenset[tuple[str, str]]
Sleutel = tuple[str, str, Plek]
"""One number, in whatever table it stands: quarter, measure, and of each axis the category that is not a total."""
_ZELFDE = {"wijk": "gebied", "thema": "interventie"}  # axes of which one is a part of the other


def _open(wereld: Wereld, kans: random.Random, begin: date) -> UUID:
    """A casus with a mark in all that is typed; some wijken are typed too, and hold a name."""
    wijk = kans.choice((*wereld.profiel.wijken, "moerwijk", "moerwijk", "Merkwijk van tante Sjaan"))
    invoer = jongere(
        voornamen="Merkvoor",
        geslachtsnaam="Merknaam",
        geboortedatum=kans.choice(("2010", "2010", "2013", "2000")),
        adres=replace(ADRES, straat="Merkstraat", wijk=wijk, buurt="Merkbuurt"),
        school="Merkschool",
    )
    dag = begin + timedelta(days=kans.randrange(80))
    casus_id = open_casus(
        wereld.regie,
        replace(nieuwe(), jongere=invoer, aangemeld_op=dag, aanleiding=UitspraakInvoer("Merkwoord bij het plein.")),
    )
    if kans.random() < 0.6:
        doelgroep = kans.choice(("risicojongere", "risicojongere", "jonge_aanwas"))
        assign_doelgroep(wereld.regie, casus_id, doelgroep, UitspraakInvoer("Merkmotief."), "Merkwoord.")
    return casus_id


def _bestanden(wereld: Wereld, keuze: Uitvoerkeuze) -> dict[Uitvoersoort, Uitvoerbestand]:
    """All of it as csv; of what takes longer to make a part."""
    kort = replace(keuze, metingen=("stand", "signalen"), uitgebreid=True)
    return {
        soort: export_beeld(wereld.regie, soort, keuze if soort is Uitvoersoort.CSV else kort) for soort in Uitvoersoort
    }


def _leesbaar(soort: Uitvoersoort, bestand: Uitvoerbestand) -> bytes:
    """All that lies in a file, compressed parts opened."""
    inhoud = bestand.inhoud
    if soort is Uitvoersoort.PDF:
        return lezen.alles_in(inhoud) + lezen.tekst(inhoud).encode()
    if soort is Uitvoersoort.XLSX:
        with ZipFile(io.BytesIO(inhoud)) as map_:
            return b"".join(map_.read(naam) for naam in map_.namelist())
    return inhoud + bestand.definities


def _alles(wereld: Wereld) -> tuple[tuple[Getoond, ...], tuple[Rest, ...]]:
    with wereld.privacy.doe() as t:
        return beeldopslag.lees_getoond(t, opslag.kwartalen(t.db)), beeldopslag.lees_resten(t)


@pytest.fixture
def twee_kwartalen(wereld: Wereld) -> tuple[Wereld, dict[Uitvoersoort, Uitvoerbestand]]:
    """A quarter settled and exported; casussen closed, registered late, destroyed and opened; the next one settled."""
    kans = random.Random(7)
    wereld.klok.moment = datetime(2026, 12, 31, 9, tzinfo=UTC)
    casussen = [_open(wereld, kans, date(2026, 10, 5)) for _ in range(36)]
    invoer = SignaalInvoer("pga_lokaal", UitspraakInvoer("Merkwoord."), "Merknaam", "Merkwijk van oom", "Merkbuurt")
    meldpunt.record_signaal(wereld.regie, invoer)
    wereld.klok.moment = datetime(2027, 1, 2, 9, tzinfo=UTC)
    settle_kwartaal(wereld.privacy, "2026-Q4")
    eerst = _bestanden(wereld, _Q4)
    weg = vernietigen.propose_vernietiging(wereld.regie, casussen[0], Vernietigingsreden.VERGISSING)
    vernietigen.confirm_vernietiging(wereld.privacy, weg)
    woorden = next(iter(wereld.profiel.redenen_afsluiten)), next(iter(wereld.profiel.uitkomsten))
    for casus_id in casussen[1:6]:
        close_casus(wereld.regie, casus_id, *woorden, op=date(2027, 1, 2))
    _open(wereld, kans, date(2026, 10, 5))  # late
    wereld.klok.moment = datetime(2027, 3, 31, 9, tzinfo=UTC)
    for _ in range(6):
        _open(wereld, kans, date(2027, 1, 8))
    wereld.klok.moment = datetime(2027, 4, 2, 9, tzinfo=UTC)
    settle_kwartaal(wereld.privacy, "2027-Q1")
    return wereld, eerst


def test_what_was_settled_stays_as_it_was_and_nobody_can_be_found_in_it(
    twee_kwartalen: tuple[Wereld, dict[Uitvoersoort, Uitvoerbestand]],
) -> None:
    wereld, eerst = twee_kwartalen
    assert [remake_uitvoer(wereld.privacy, een.nummer) for een in eerst.values()] == [*eerst.values()]
    assert beeld.toon_tabel(wereld.lezer, "stand", (), "2026-Q4").cellen[()].tekst == "36"
    for soort, bestand in (*eerst.items(), *_bestanden(wereld, _Q1).items()):
        leesbaar = _leesbaar(soort, bestand)
        assert not [merk for merk in MERKEN if merk.encode() in leesbaar]
        assert b"Moerwijk" in leesbaar  # so the text is read at all
    getoond, resten = _alles(wereld)
    assert {(rest.kwartaal, rest.aantal) for rest in resten} >= {("2027-Q1", 1), ("2027-Q1", -1)}
    assert not toets(getoond, BALANSEN, resten, verbanden=VERBANDEN)
    klein = {_sleutel(een, cel) for een in getoond for cel in een.gevoelig}
    assert len(klein) > 50
    assert not klein & set(_reken_uit(getoond, resten))
    alleen_klein = _met_ware_getallen(wereld, getoond)
    assert klein & set(_reken_uit(alleen_klein, resten))  # what comes of hiding no more than the small ones


def _sleutel(een: Getoond, cel: tuple[str, ...]) -> Sleutel:
    return een.naam.kwartaal, een.naam.meting, _plek(een.naam.assen, cel)


def _plek(assen: tuple[str, ...], cel: tuple[str, ...]) -> Plek:
    return frozenset((_ZELFDE.get(as_, as_), deel) for as_, deel in zip(assen, cel, strict=True) if deel != TOTAAL)


def _met_ware_getallen(wereld: Wereld, getoond: Iterable[Getoond]) -> list[Getoond]:
    """As it would be with only the small numbers hidden, of what stands: its true counts are still kept."""
    with wereld.privacy.doe() as t:
        rij = opslag.kwartalen(t.db)[-1]
        waar = {tabel.naam: tabel.waarden() for tabel in beeldopslag.lees_standen(t, rij, {"stand"})}
    return [
        replace(een, cellen={c: None if c in een.gevoelig else getal for c, getal in waar[een.naam].items()})
        for een in getoond
        if een.naam in waar
    ]


def _reken_uit(getoond: Iterable[Getoond], resten: Iterable[Rest]) -> dict[Sleutel, int]:
    """The hidden numbers that follow from one equation at a time with a single unknown in it, until no more do."""
    bekend: dict[Sleutel, int] = {}
    vergelijkingen: list[tuple[int, dict[Sleutel, int]]] = []
    alle = list(getoond)
    for een in alle:
        bekend |= {_sleutel(een, cel): waarde for cel, waarde in een.cellen.items() if waarde is not None}
        vergelijkingen += [(0, delen) for delen in _optellingen(een)]
    vergelijkingen += _standen(alle, list(resten))
    vergelijkingen += _eerste_stand(alle)
    begin, eerder = set(bekend), -1
    while len(bekend) > eerder:
        eerder = len(bekend)
        for over, delen in vergelijkingen:
            onbekend = [sleutel for sleutel in delen if sleutel not in bekend]
            if len(onbekend) == 1:
                (sleutel,) = onbekend
                som = over + sum(factor * bekend[een] for een, factor in delen.items() if een != sleutel)
                bekend[sleutel] = -som // delen[sleutel]
    return {sleutel: waarde for sleutel, waarde in bekend.items() if sleutel not in begin}


def _optellingen(een: Getoond) -> Iterator[dict[Sleutel, int]]:
    """Every number is the sum of its parts, along each axis."""
    for nr, as_ in enumerate(een.assen):
        for boven, delen in _delen(as_).items():
            for cel in een.cellen:
                if cel[nr] == boven:
                    onder = [(*cel[:nr], deel, *cel[nr + 1 :]) for deel in delen]
                    yield {_sleutel(een, cel): -1} | {_sleutel(een, deel): 1 for deel in onder}


def _delen(as_: As) -> Mapping[str, list[str]]:
    uit: dict[str, list[str]] = {}
    for knoop in as_.knopen:
        uit.setdefault(knoop.boven, []).append(knoop.sleutel)
    return uit


def _standen(alle: list[Getoond], resten: list[Rest]) -> Iterator[tuple[int, dict[Sleutel, int]]]:
    """Of every balance, for everybody along its last axis, where moves cancel out: what stood, came and went."""
    per = {(een.naam.kwartaal, een.naam.meting, een.naam.assen): een for een in alle}
    for balans, (eerst, dan) in product(BALANSEN, (("2026-Q4", "2027-Q1"),)):
        nu = per.get((dan, balans.stand, balans.assen))
        if nu is None:
            continue
        for cel in nu.cellen:
            if cel[-1] == TOTAAL:
                over = sum(
                    rest.aantal
                    for rest in resten
                    if rest.kwartaal == dan
                    and rest.stand == balans.stand
                    and len(rest.blad) == len(cel)
                    and all(
                        boven in as_.pad(blad)
                        for as_, boven, blad in zip(nu.assen, cel, rest.blad, strict=True)
                        if blad in {knoop.sleutel for knoop in as_.knopen}
                    )
                )
                plek = _plek(balans.assen, cel)
                delen = {(dan, balans.stand, plek): -1, (eerst, balans.stand, plek): 1}
                delen |= {(dan, een, plek): 1 for een in balans.bij} | {(dan, een, plek): -1 for een in balans.af}
                yield over, delen


def _eerste_stand(alle: list[Getoond]) -> Iterator[tuple[int, dict[Sleutel, int]]]:
    """Before the first quarter nobody had a casus here: who came in it stands at its end, or went."""
    for een in alle:
        if (een.naam.kwartaal, een.naam.meting) == ("2026-Q4", "instroom"):
            for cel in een.cellen:
                plek = _plek(een.naam.assen, cel)
                yield 0, {("2026-Q4", m, plek): f for m, f in (("stand", 1), ("uitstroom", 1), ("instroom", -1))}
