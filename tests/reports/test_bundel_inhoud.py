"""On the pages of a casus stands all that was selected for this recipient and nothing more, as two readers see it.

The oracle knows nothing of the layout: it compares sets of words. Whatever is not a word of what was given must be one
of the few that every bundle has; every word that was given must be there.
"""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmg_desk.domain.bundel import Bundel, Bundeldeel, Bundelversie
from pmg_desk.domain.samenvatting import Aard, Doorverstrekking, Rubriek, Stuk, Veld
from pmg_desk.reports.bundel import Bundelpdf, maak_bundel
from pmg_desk.reports.letters import opmaak
from tests.domain.brpset import lees_testpersonen
from tests.papierbouw import NU, stuk
from tests.reports.bundelvoorbeelden import bundel, deel
from tests.reports.lezen import alles_in

_VAST = """
    VERTROUWELIJK Exemplaar Politie Eenheid Den Haag wijkagent Moerwijk Gemeente PGA lokaal Zuiderpark Casus DHZ
    Intrekkingen bekend t m logstand 9f3a 51c7 Pagina van Agendapunt blad PUNT
    Voorwaarden Alleen mondeling bespreken na het overleg innemen Rust op
    Gevraagd u Was gevraagd Vraag Besluiten de tafel
    Hier staat geen vraag aan en aanleiding die is er zijn of mag mogen met worden gedeeld
    Wat gebeurt hier staan
    Waarom hier Leefgebieden in één blik acuut probleem redt zichzelf
    Plan twee sporen Spoor Perspectief bieden Grenzen stellen Wie doet wat wanneer Actie Gereed op Status VOOR U
    TE LAAT dag dagen Over het plan Doelgroep Leefgebied Toelichting Score Signalen Antecedenten Datum Antecedent
    onbekend Netwerk Tafels tafels Interventies Budget Betrokken professionals Naam Bijlagen Jongere
    Verantwoording Besluit PB staande toestemming procedureel geldig
    tenzij anders vermeld zonder aard datum
    Feit Aanname Mening bron niet doorgeven eerst vragen GEHEIM ADRES NIET DOORGEVEN
"""
"""Every word that a part may have without its being given."""


def _woorden(tekst: str) -> set[str]:
    """The words with at least one letter, but those that a hint on one line was cut off in (``Jonge aan…``)."""
    woorden = re.findall(r"[^\W_]+", re.sub(r"\w*…", " ", unicodedata.normalize("NFC", tekst)))
    return {woord for woord in woorden if not woord.isdigit()}


_VASTE_WOORDEN = _woorden(_VAST)


def _zichtbaar(tekst: str) -> str:
    """The text as it can be read: what no typeface draws is spelled out."""
    return unescape(re.sub(r"<[^>]*>", lambda m: " " if m[0] == "<br/>" else "", opmaak(tekst)))


def _gegeven(deel_: Bundeldeel) -> set[str]:
    """Every word that this part was given to show."""
    teksten = [deel_.vraag, deel_.samenvatting.naam]
    for een in (*deel_.samenvatting.stukken, *deel_.besluiten):
        teksten += [een.tekst, een.bron, *(tekst for paar in een.velden for tekst in paar)]
        # Of who it is about the name stands at the top, where the summary says how it is written.
        if een.rubriek is not Rubriek.IDENTITEIT or een.tekst or not een.velden:
            teksten.append(een.titel)
    return set().union(*(_woorden(_zichtbaar(tekst)) for tekst in teksten))


def _gelezen(inhoud: bytes) -> Iterable[list[str]]:
    """The text of every page, as PDFium and as poppler read it. PDFium marks a hyphen that ends a line as U+FFFE."""
    document = pypdfium2.PdfDocument(inhoud)
    yield [document[nr].get_textpage().get_text_range().replace("\ufffe", "") for nr in range(len(document))]
    document.close()
    klaar = subprocess.run(["pdftotext", "-", "-"], input=inhoud, capture_output=True, check=True)
    yield klaar.stdout.decode().split("\f")[:-1]


def _verschillen(b: Bundel, gemaakt: Bundelpdf) -> list[tuple[int, set[str], set[str]]]:
    """Per part: words on its pages that were not given, and words given that are not there."""
    uit = []
    for bladen in _gelezen(gemaakt.pdf):
        for (van, tot), een in zip(gemaakt.bladen, b.delen, strict=True):
            staat = set().union(*(_woorden(blad) for blad in bladen[van - 1 : tot]))
            mag = _gegeven(een)
            uit.append((een.punt, staat - mag - _VASTE_WOORDEN, mag - staat - _VASTE_WOORDEN))
    return uit


_LETTERS = "".join(
    chr(punt)
    for punt in (*range(0x41, 0x250), *range(0x1E00, 0x1F00))
    if chr(punt).isalpha() and unicodedata.normalize("NFKC", chr(punt)) == chr(punt)
)
# No longer than fits in the narrowest column of the big print: what has to break there is no word any more.
_WOORD = st.text(_LETTERS, min_size=2, max_size=5)


def _tekst(staart: str, meeste: int = 6) -> st.SearchStrategy[str]:
    """Some words of strange letters, each with an ending that tells to which part it belongs."""
    return st.lists(_WOORD.map(lambda woord: woord + staart), min_size=1, max_size=meeste).map(" ".join)


def _stuk(staart: str) -> st.SearchStrategy[Stuk]:
    veld = st.sampled_from([str(v) for v in Veld if v not in {Veld.SPOOR, Veld.SCORE}]) | _tekst(staart, 2)
    spoor = st.sampled_from([(str(Veld.SPOOR), "Perspectief bieden"), (str(Veld.SPOOR), "Grenzen stellen")])
    score = st.tuples(
        st.just(str(Veld.SCORE)), st.integers(1, 5).flatmap(lambda n: _tekst(staart).map(f"{n} – ".__add__))
    )
    return st.builds(
        Stuk,
        id=st.sampled_from(["stuk:geheimq", "indeling:geheimq"]),
        rubriek=st.sampled_from(Rubriek),
        categorie=st.just("geheimq"),
        titel=_tekst(staart, 3),
        tekst=st.just("") | _tekst(staart) | _tekst(staart).map(lambda tekst: f"{tekst} " * 40),
        gewijzigd_op=st.just(NU),
        velden=st.lists(st.tuples(veld, _tekst(staart)) | spoor | score, max_size=4).map(tuple),
        aard=st.none() | st.sampled_from(Aard),
        bron=st.just("") | _tekst(staart, 2),
        datum=st.none() | st.dates(date(2020, 1, 1)),
        derden=st.booleans(),
        doorverstrekking=st.sampled_from(Doorverstrekking),
        geheim_adres=st.booleans(),
    )


def _deel(punt: int, staart: str) -> st.SearchStrategy[Bundeldeel]:
    def bouw(stukken: list[Stuk], besloten: list[Stuk], vraag: str, naam: str, eigen: bool) -> Bundeldeel:
        genummerd = [replace(een, id=f"{een.id}{nr}") for nr, een in enumerate(stukken)]
        acties = tuple(een.id for een in genummerd if een.rubriek is Rubriek.ACTIES) if eigen else ()
        return deel(punt, *genummerd, besluiten=tuple(besloten), vraag=vraag, naam=naam, eigen_acties=acties)

    stukken = st.lists(_stuk(staart), min_size=1, max_size=9)
    besluit = _stuk(staart).map(lambda een: replace(een, rubriek=Rubriek.BESLUITEN))
    besloten = st.lists(besluit, max_size=2)
    return st.builds(bouw, stukken, besloten, st.just("") | _tekst(staart), _tekst(staart, 3), st.booleans())


@settings(max_examples=8)
@given(_deel(2, "qa"), _deel(5, "qz"), st.booleans())
def test_alles_wat_gegeven_is_staat_bij_die_casus_en_niets_anders(een: Bundeldeel, ander: Bundeldeel, groot: bool):
    b = bundel(een, ander, niet=(1, 3, 4), versie=Bundelversie.ACHTERAF)
    assert _verschillen(b, maak_bundel(b, groot=groot)) == [(punt, set(), set()) for punt in (2, 5)] * 2


def test_de_vergelijking_ziet_een_woord_te_veel_en_een_te_weinig():
    """The equality above would also hold for a comparison that sees nothing."""
    b = bundel(deel(1, stuk(1, Rubriek.SIGNALEN, "Scooter", "Rijdt hard.")))
    anders = bundel(deel(1, stuk(1, Rubriek.SIGNALEN, "Scooter", "Rijdt traag.")))
    assert _verschillen(anders, maak_bundel(b)) == [(1, {"hard"}, {"traag"})] * 2


def test_vreemde_tekens_en_wat_op_opmaak_lijkt_gaan_mee_zoals_ze_zijn():
    vreemd = 'Łódź & <b>vet</b> "Đặng" ✓ → ≥ \u202eomgekeerd Ωμέγα Жук محمد\n&amp; ĳsvogel'
    b = bundel(
        deel(
            1,
            stuk(1, Rubriek.SIGNALEN, vreemd, vreemd, bron=vreemd, velden=((vreemd, vreemd),)),
            stuk(2, Rubriek.ACTIES, vreemd, vreemd, velden=((Veld.WIE, vreemd), (Veld.STATUS, vreemd))),
            stuk(3, Rubriek.DOELGROEP, "Łódź & <b>", vreemd, id="indeling:1"),
            vraag=vreemd,
            naam='Ðorđe "<i>" Ǻñđŕëįč',
        )
    )
    for groot in (False, True):
        assert _verschillen(b, maak_bundel(b, groot=groot)) == [(1, set(), set())] * 2


def test_de_namen_van_de_brp_testset_worden_gedrukt(shared_data: Path):
    """Those that have letters beyond ASCII, and the longest: on the cover, at the top and in the text."""
    namen = {
        " ".join(deel_ for deel_ in (p.voornamen, p.voorvoegsel, p.geslachtsnaam) if deel_)
        for p in lees_testpersonen(shared_data)
    }
    vreemd = sorted(naam for naam in namen if not naam.isascii())
    gekozen = [*vreemd[:: max(1, len(vreemd) // 12)], max(namen, key=len)]
    delen = [deel(nr, stuk(1, Rubriek.SIGNALEN, "", naam), naam=naam) for nr, naam in enumerate(gekozen, 1)]
    b = bundel(*delen)
    gemaakt = maak_bundel(b)
    assert len(vreemd) > 10
    assert _verschillen(b, gemaakt) == [(nr, set(), set()) for nr in range(1, len(delen) + 1)] * 2
    voor = gemaakt.bladen[0][0] - 1
    for bladen in _gelezen(gemaakt.pdf):
        omslag = set().union(*(_woorden(blad) for blad in bladen[:voor]))
        assert set().union(*(_woorden(naam) for naam in gekozen)) - omslag == set()


def test_wat_niet_gegeven_is_ligt_nergens_in_het_bestand():
    """Markers in what was left out, and in what a page never shows; the scan first finds what was given."""
    gegeven = [stuk(nr, rubriek, f"Titel{nr}q", f"Tekst{nr}q") for nr, rubriek in enumerate(Rubriek)]
    geheim = replace(stuk(99, Rubriek.SIGNALEN, "Geheimq", "Geheimq"), id="geheimq", categorie="geheimq", derden=True)
    zonder = [replace(een, id="geheimq:1", categorie="geheimq", derden=True) for een in gegeven]
    met = maak_bundel(bundel(deel(1, *zonder, geheim), niet=(2,)))
    assert b"Geheimq" in alles_in(met.pdf)
    schoon = alles_in(maak_bundel(bundel(deel(1, *zonder), niet=(2,))).pdf)
    gevonden = [woord for woord in (b"Geheimq", b"geheimq", "eheimq".encode("utf-16-be")) if woord in schoon]
    assert (gevonden, b"Tekst5q" in schoon, b"niet voor u" in schoon) == ([], True, True)


@pytest.mark.parametrize("groot", [False, True])
def test_twee_recepten_voor_hetzelfde_overleg_delen_geen_woord(groot: bool):
    """The same casus for two recipients: each gets the own stuk, and none of the other's."""
    politie = bundel(deel(1, stuk(1, Rubriek.SIGNALEN, "", "Alleenpolitie.")), niet=(2,))
    school = bundel(
        deel(2, stuk(1, Rubriek.SIGNALEN, "", "Alleenschool.")), niet=(1,), organisatie="School", functie="mentor"
    )
    for b, wel, niet in ((politie, "Alleenpolitie", "Alleenschool"), (school, "Alleenschool", "Alleenpolitie")):
        for bladen in _gelezen(maak_bundel(b, groot=groot).pdf):
            heel = " ".join(bladen)
            assert (wel in heel, niet in heel, "DHZ-2026-0001" in heel) == (True, False, b is politie)
