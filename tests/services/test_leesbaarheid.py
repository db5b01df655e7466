"""What youth and parents read is plain Dutch: the letters and the page about their rights, measured by formula."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from itertools import product, zip_longest
from pathlib import Path

import pytest

from pmg_desk import paths
from pmg_desk.domain.profiel import Profiel
from pmg_desk.domain.selectie import Geinformeerde
from pmg_desk.reports.brief import Briefdeel
from pmg_desk.reports.inzageblad import Inzageblad
from pmg_desk.services.informeertekst import Ontvangerdeel, stel_delen
from pmg_desk.services.inzagebrief import antwoordbrief
from pmg_desk.services.profielen import load_profiel
from pmg_desk.services.rechtenverzoeken import record_verzoek
from pmg_desk.storage.models import Casus, Rechtenverzoek
from tests.leesbaarheid import Leesbaarheid, lettergrepen, meet, zinnen_van
from tests.services.test_rechtenverzoeken import MOEDER, ZELF
from tests.vulling import maak_dossier
from tests.wereld import Wereld

PROFIELEN = ("den-haag-zuidwest", "maastricht", "landelijk")
UITLEG = "Wat betekenen deze woorden?"
DAG = date(2027, 3, 1)
JARGON = {
    "algemeen belang": "Algemeen belang",
    "antecedent": "Antecedent",
    "AVG": "AVG",
    "beroepsgeheim": "Beroepsgeheim",
    "bezwaar": "Bezwaar maken",
    "bijzondere persoonsgegevens": "Bijzondere persoonsgegevens",
    "detentie": "Detentie",
    "diagnose": "Diagnose",
    "doelgroep": "Doelgroep",
    "evalu": "Evalueren",
    "geheimhouding": "Geheimhouding",
    "justiti": "Justitie",
    "leefgebied": "Leefgebied",
    "OM": "OM",
    "openbare orde": "Openbare orde",
    "opschalen": "Opschalen",
    "ouders en gezag": "Gezag",
    "perspectief": "Perspectief",
    "reclassering": "Reclassering",
    "samenwerkingsverband": "Samenwerkingsverband",
    "signalen": "Signaal",
    "strafrecht": "Strafrechtelijk",
    "strafvorder": "Strafrechtelijk",
    "UAVG": "UAVG",
    "verdenking": "Verdenking",
    "vitaal belang": "Vitaal belang",
    "WGS": "WGS",
    "Zorg- en Veiligheidshuis": "Zorg- en Veiligheidshuis",
}
"""Words of the trade that a youth of 12 need not know, and under which name they are explained."""


@cache
def profiel(naam: str) -> Profiel:
    return load_profiel(paths.resources_map() / "profielen", naam)


def ontvangers(een: Profiel) -> Iterator[dict[str, Ontvangerdeel]]:
    """Nobody; each kind, purpose and ground by itself; all at once; and shared before, now, or both."""
    yield {}
    for soort in een.datacategorieen:
        yield {"School": Ontvangerdeel({soort}, set(), set(), DAG, set())}
    for doel, grond in zip_longest(een.doeleinden, een.grondslagen):
        yield {"School": Ontvangerdeel({"plan"}, {doel} - {None}, {grond} - {None}, DAG, set())}
    alles = (set(een.datacategorieen), set(een.doeleinden), set(een.grondslagen))
    for tot, gehad in ((DAG, set()), (None, {DAG}), (DAG, {DAG})):
        yield {naam: Ontvangerdeel(*alles, tot, gehad) for naam in ("School", "Politie")}


def alle_brieven() -> Iterator[tuple[Briefdeel, ...]]:
    """To the youth and to the parents, of every shipped profile, with all that can be shared."""
    for naam, kind in product(PROFIELEN, ("", "Zoë")):
        for met in ontvangers(profiel(naam)):
            yield stel_delen(profiel(naam), met, "C. Regisseur", kind)


def regels(delen: Iterable[Briefdeel]) -> list[str]:
    return [tekst for deel in delen for tekst in (*deel.alineas, *deel.punten)]


def zinnen(delen: Iterable[Briefdeel]) -> list[str]:
    """Without the lists, of which the words are the profile's."""
    return [tekst for tekst in regels(delen) if tekst[-1] in ".?"]


def eis_eenvoudig(maat: Leesbaarheid) -> None:
    """Plain by both formulas, with room to spare, and no sentence to lose the way in."""
    assert maat.flesch >= 65
    assert maat.lix <= 35
    assert maat.langste <= 20


@pytest.mark.parametrize(
    ("woord", "aantal"),
    [("kat", 1), ("geïnformeerd", 4), ("organisaties", 5), ("nieuwe", 2), ("mooie", 2), ("bezwaar", 2), ("OM", 1)],
)
def test_a_syllable_is_a_vowel_sound(woord: str, aantal: int) -> None:
    assert lettergrepen(woord) == aantal


def test_the_measure_is_the_published_one_and_tells_hard_from_easy() -> None:
    kat = meet(["De kat zit op de mat. De mat is rood."])
    assert (round(kat.flesch, 3), round(kat.lix, 3), kat.langste) == (206.84 - 0.93 * 5 - 77, 5, 6)
    moeilijk = (
        "Onverminderd de verantwoordelijkheid van de verwerkingsverantwoordelijke kan betrokkene gemotiveerd"
        " bezwaar aantekenen tegen de voorgenomen gegevensverstrekking aan samenwerkingspartners."
    )
    ambtelijk = meet([moeilijk])
    assert ambtelijk.flesch < 0
    assert ambtelijk.lix > 70


def test_every_letter_that_informs_is_plain_dutch() -> None:
    brieven = list(alle_brieven())
    assert len(brieven) > 100
    for delen in brieven:
        eis_eenvoudig(meet(zinnen(delen)))


def test_of_every_recipient_the_list_is_of_one_thing_a_line() -> None:
    for delen in alle_brieven():
        for punt in regels(delen):
            assert ";" not in punt or punt.endswith(".") or re.search(r"\(AVG \d+; ", punt), punt


def test_a_word_of_the_trade_is_explained_in_the_letter_that_uses_it_and_in_no_other() -> None:
    gezien = set()
    for delen in alle_brieven():
        uitleg = {punt.partition(":")[0] for deel in delen if deel.kop == UITLEG for punt in deel.punten}
        rest = " ".join(regels(deel for deel in delen if deel.kop != UITLEG))
        nodig = {naam for woord, naam in JARGON.items() if _staat(woord, rest)}
        assert uitleg == nodig
        gezien |= nodig
    assert gezien == set(JARGON.values())


def _staat(woord: str, tekst: str) -> bool:
    return re.search(rf"\b{woord}\b", tekst) is not None if woord.isupper() else woord.lower() in tekst.lower()


def test_no_law_is_named_twice_nor_with_an_article_that_is_not_known() -> None:
    for delen in alle_brieven():
        tekst = " ".join(regels(delen))
        assert "niet in bron" not in tekst
        assert "artikel AVG" not in tekst


@pytest.mark.parametrize("wie", list(Geinformeerde))
def test_the_letter_with_an_answer_is_plain_dutch(wereld: Wereld, wie: Geinformeerde) -> None:
    dossier = maak_dossier(wereld.regie)
    verzoek = record_verzoek(wereld.regie, dossier.casus_id, ZELF if wie is Geinformeerde.JONGERE else MOEDER)
    with wereld.regie.doe() as t:
        rij, casus = t.haal(Rechtenverzoek, verzoek), t.haal(Casus, dossier.casus_id)
        for achter, niet in product((0, 3), (0, 2)):
            blad = Inzageblad("", "", "", "", (), (), (), achter, t.nu, niet, "Wij lezen eerst alle brieven.")
            brief = antwoordbrief(t, rij, casus, blad, "C. Regisseur")
            tekst = [regel for regel in regels(brief.delen) if regel]
            eis_eenvoudig(meet(tekst))
            assert not re.search(r"\b(Is|Kan|Heeft) (u|je)\b|\bkrijgt je\b", " ".join(tekst))


def gewone_tekst(pad: Path) -> list[str]:
    """The sentences of a page of the manual: no headings, pictures, links or code."""
    tekst = re.sub(r"!\[[^]]*\]\([^)]*\)|`[^`]*`|^#.*$|\*\*", "", pad.read_text(encoding="utf-8"), flags=re.M)
    tekst = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", tekst)
    return [" ".join(stuk.split()) for stuk in re.split(r"\n\n|\n- ", tekst)]


def test_the_page_about_rights_is_plain_dutch() -> None:
    teksten = gewone_tekst(paths.resources_map() / "handleiding" / "rechten.md")
    assert len(zinnen_van(teksten)) > 60
    maat = meet(teksten)
    assert maat.flesch >= 60
    assert maat.lix <= 40
    assert maat.langste <= 22
