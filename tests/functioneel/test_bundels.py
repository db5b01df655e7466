"""A whole meeting on paper: 30 casussen, 8 organisations with different approvals, 8 bundles.

Each holds all that its recipient may have and nothing else, also not inside free text, and whichever reader opens it;
everything that was handed out has its entry in the register.
"""

from __future__ import annotations

import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pypdfium2
import pytest

from pmg_desk.domain.bundel import Bundelversie
from pmg_desk.domain.canoniek import sha256_hex
from pmg_desk.domain.delen import Ontvanger
from pmg_desk.domain.samenvatting import Doorverstrekking
from pmg_desk.services import overleggen
from pmg_desk.services.bundels import Bundelkeuze, Bundeluitgave, issue_bundels
from pmg_desk.services.uitgaven import open_uitgave
from pmg_desk.services.uitspraken import UitspraakInvoer, voeg_toe
from pmg_desk.storage.delen import verstrekkingen
from pmg_desk.storage.models import UitspraakSoort, Wijze
from tests.casusbouw import regels
from tests.kaderbouw import cellen, teken
from tests.reports.lezen import pdftotext, zonder_wit
from tests.tafelbouw import Tafel, maak_tafel
from tests.vulling import keur_goed, vraag
from tests.wereld import Wereld, maak_wereld

CASUSSEN, ORGANISATIES = 30, 8
KADER: dict[str, tuple[str, ...]] = {
    "Gemeente": ("identiteit", "signalen", "plan"),
    "GGD": ("plan",),
    "Jeugdbescherming West": ("signalen", "leefgebieden"),
    "OM": ("politiegegevens",),
    "Politie": ("signalen", "politiegegevens"),
    "Raad voor de Kinderbescherming": ("acties",),
}
"""What the kader of the table gives; Reclassering and Welzijn are not in it."""
STAAND: dict[str, tuple[str, ...]] = {"GGD": ("gezondheid",), "Reclassering": ("politiegegevens", "signalen")}
"""What an officer approved besides, of every third casus."""
WELZIJN = 7  # the one casus about which Welzijn gets something
VORMEN = {
    "gewoon": {},
    "derden": {"derden": True, "derden_wie": "zusje"},
    "nee": {"doorverstrekking": Doorverstrekking.NEE},
    "vragen": {"doorverstrekking": Doorverstrekking.VRAGEN},
}
SOORTEN = ("signalen", "gezondheid", "politiegegevens", "plan")


def woord(nr: int, soort: str, vorm: str) -> str:
    """The word of one text: of that casus, kind of data and rule of its source."""
    return f"Q{nr:02d}{soort[:4]}{vorm}Q"


def mag(nr: int, wie: Ontvanger) -> set[str]:
    """The kinds of data that this recipient may have of the casus with this number, from 1."""
    staand = STAAND.get(wie.organisatie, ()) if nr % 3 == 0 else ()
    welzijn = ("signalen",) if (wie.organisatie, nr) == ("Welzijn", WELZIJN) else ()
    return {*KADER.get(wie.organisatie, ()), *staand, *welzijn}


def vul(wereld: Wereld, tafel: Tafel) -> None:
    """In each casus a text of each kind of data under each rule, and health inside a question to the table."""
    agenda = overleggen.toon_overleg(wereld.regie, tafel.overleg_id).agenda
    with wereld.regie.doe() as t:
        for nr, dossier in enumerate(tafel.dossiers, 1):
            for soort in SOORTEN:
                for vorm, rest in VORMEN.items():
                    tekst = f"Gehoord is {woord(nr, soort, vorm)}, en meer."
                    invoer = UitspraakInvoer(tekst, bron="iemand", gezegd_op=t.vandaag, categorie=soort, **rest)  # type: ignore[arg-type]
                    voeg_toe(t, dossier.casus_id, UitspraakSoort.SIGNAAL, invoer)
            t.log("uitspraak.toevoegen", "uitspraak", casus_id=dossier.casus_id)
    for nr, punt in enumerate(agenda, 1):
        overleggen.change_agendapunt(wereld.regie, punt.id, f"Werkt het medicijn {woord(nr, 'vraag', 'tafel')}?")


def keur_alles(wereld: Wereld, tafel: Tafel) -> None:
    wie = {o.organisatie: o for o in tafel.ontvangers}
    teken(wereld.privacy, tuple(c for naam, soorten in KADER.items() for c in cellen(wie[naam], *soorten)))
    for nr, dossier in enumerate(tafel.dossiers, 1):
        for naam in (*STAAND, "Welzijn"):
            over = tuple(sorted(mag(nr, wie[naam]) - set(KADER.get(naam, ()))))
            if over:
                aan = replace(dossier, school=UUID(wie[naam].organisatie_id))
                keur_goed(wereld, vraag(wereld, aan, over, functie=wie[naam].functie))


@pytest.fixture(scope="module")
def zaal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Wereld, Tafel, tuple[Bundeluitgave, ...]]]:
    wereld = maak_wereld(tmp_path_factory.mktemp("bundels"))
    tafel = maak_tafel(wereld, CASUSSEN, ORGANISATIES)
    vul(wereld, tafel)
    keur_alles(wereld, tafel)
    keuzes = [Bundelkeuze(UUID(o.organisatie_id), o.functie) for o in tafel.ontvangers]
    uit = issue_bundels(wereld.regie, tafel.overleg_id, keuzes, Bundelversie.VOORAF, Wijze.PAPIER)
    assert uit.mislukt == ()
    yield wereld, tafel, uit.uitgegeven
    wereld.sluit()


Zaal = tuple[Wereld, Tafel, tuple[Bundeluitgave, ...]]


def alle_woorden() -> dict[str, tuple[int, str, str]]:
    return {
        woord(nr, soort, vorm): (nr, soort, vorm)
        for nr in range(1, CASUSSEN + 1)
        for soort, vorm in (*((s, v) for s in SOORTEN for v in VORMEN), ("vraag", "tafel"))
    }


def verwacht(wie: Ontvanger) -> set[str]:
    """Every word that this recipient may read: the texts without a limit, and the question where signals may go."""
    return {
        tekst
        for tekst, (nr, soort, vorm) in alle_woorden().items()
        if vorm in ("gewoon", "tafel") and ("signalen" if soort == "vraag" else soort) in mag(nr, wie)
    }


def test_each_bundle_holds_all_it_may_and_nothing_it_may_not(zaal: Zaal, tmp_path: Path) -> None:
    _, tafel, uitgegeven = zaal
    assert len(uitgegeven) == ORGANISATIES
    aantallen = set()
    for wie, uit in zip(tafel.ontvangers, uitgegeven, strict=True):
        pdf = pypdfium2.PdfDocument(uit.pdf)
        lezingen = [" ".join(blad.get_textpage().get_text_bounded() for blad in pdf)]
        pdf.close()
        if shutil.which("pdftotext"):
            lezingen.append(pdftotext(uit.pdf))
        for lezing in lezingen:
            gelezen = zonder_wit(lezing)
            assert {tekst for tekst in alle_woorden() if tekst in gelezen} == verwacht(wie)
        # Of a casus about which nothing goes not even the number is told; elsewhere it is on the agenda and the pages.
        for nr, dossier in enumerate(tafel.dossiers, 1):
            del dossier
            zonder_politie = zonder_wit(lezingen[0]).replace("ZuiderparkPMG", "").replace("BrugPMG", "")
            assert (f"PMG-2026-{nr:05d}" in zonder_politie) == bool(mag(nr, wie))
        aantallen.add(len(verwacht(wie)))
        if shutil.which("qpdf"):
            bestand = tmp_path / uit.bestandsnaam
            bestand.write_bytes(uit.pdf)
            subprocess.run(["qpdf", "--check", str(bestand)], check=True, capture_output=True)
    assert len(aantallen) > 5  # the approvals really differ


def test_everything_that_was_handed_out_is_in_the_register(zaal: Zaal) -> None:
    wereld, tafel, uitgegeven = zaal
    with wereld.regie.doe() as t:
        rijen = verstrekkingen(t.db)
        gevonden = sorted((str(r.casus_id), r.organisatie, r.document_hash) for r in rijen)
        soorten: dict[str, set[str]] = defaultdict(set)
        for rij in rijen:
            soorten[rij.organisatie].update(rij.categorieen.split(","))
        eerste = next(r.id for r in rijen if r.organisatie == "Welzijn")
    nodig = sorted(
        (str(dossier.casus_id), wie.organisatie, sha256_hex(uit.pdf))
        for wie, uit in zip(tafel.ontvangers, uitgegeven, strict=True)
        for nr, dossier in enumerate(tafel.dossiers, 1)
        if mag(nr, wie)
    )
    assert gevonden == nodig
    for wie in tafel.ontvangers:
        samen = set().union(*(mag(nr, wie) for nr in range(1, CASUSSEN + 1)))
        assert soorten[wie.organisatie] == samen
    assert len(regels(wereld.regie, "samenvatting.uitgeven")) == len(nodig)
    # And of one entry only its own pages are shown again.
    blad = pypdfium2.PdfDocument(open_uitgave(wereld.privacy, eerste)[0])
    gelezen = zonder_wit(" ".join(p.get_textpage().get_text_bounded() for p in blad))
    blad.close()
    assert {nr for tekst, (nr, _, _) in alle_woorden().items() if tekst in gelezen} == {WELZIJN}
