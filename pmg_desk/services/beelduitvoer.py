"""Files of the informatiebeeld: a workbook, a report as PDF, a csv for the national monitor; each in the register.

Whatever goes out is read from settled quarters, through the same doors as the screen: nothing here counts. A file is
made between two transactions: what it holds does not change, and nobody waits for it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pmg_desk.domain.beeld import TOTAAL
from pmg_desk.domain.beeldgetal import Getal
from pmg_desk.domain.beeldmetingen import GEBIED, WIJK
from pmg_desk.domain.beeldschema import lees_schema
from pmg_desk.domain.controle import MAX_REGEL, MAX_TEKST, Veldcontrole
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.registerblad import bron_in_woorden
from pmg_desk.domain.rollen import Recht
from pmg_desk.exchange.uitvoer import Blad, Waarde, schrijf_csv, schrijf_werkmap
from pmg_desk.reports.beeldrapport import Beeldrapport, maak_pdf
from pmg_desk.services.beeld import (
    Beeldas,
    Beeldtabel,
    Metinginzicht,
    Vaststelling,
    lees_tabel,
    metingen_van,
    vind,
)
from pmg_desk.services.beeldverhaal import Rapportopdracht, functie_van, maak_rapport
from pmg_desk.services.werkplek import AlleenLezen, Transactie, Werkplek
from pmg_desk.storage import beeld as opslag
from pmg_desk.storage.models import Beeldkwartaal, Beelduitvoer, Gebruiker

_GEBIEDEN = frozenset({GEBIED, WIJK})

KOLOMMEN_CSV = {
    "maat": "sleutel van wat er is geteld",
    "naam": "wat er is geteld, in woorden",
    "eenheid": "waar het getal over gaat",
    "periode": "jaar en kwartaal: 2026-Q3",
    "van": "eerste dag van het kwartaal",
    "tot_en_met": "laatste dag van het kwartaal; bij een stand is dit de peildatum",
    "telling": "stand (op de laatste dag) of stroom (in het kwartaal)",
    "gebied": "wijk, of wijk en buurt; Totaal is de hele gemeente",
    "uitsplitsing_1": "waarnaar verder is uitgesplitst; leeg als dat niet zo is",
    "categorie_1": "welke categorie daarvan",
    "uitsplitsing_2": "als uitsplitsing_1",
    "categorie_2": "als categorie_1",
    "waarde": "het getal; leeg als het niet te tonen is",
    "merk": "getoond, afgeschermd of afgerond",
}
"""The columns of the csv, and what stands in them."""


class Uitvoersoort(StrEnum):
    """What kind of file. The value is stored."""

    XLSX = "xlsx"
    PDF = "pdf"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Uitvoerkeuze:
    """Which quarters (as stored, both included), which measures (all without any), for whom, with which words.

    The words stand above the numbers of a report, and in the register of every kind. ``uitgebreid``: a report has
    every table in an appendix.
    """

    van: str
    tot: str
    metingen: tuple[str, ...] = ()
    voor_wie: str = ""
    tekst: str = ""
    uitgebreid: bool = False


@dataclass(frozen=True, slots=True)
class Uitvoerbestand:
    """A file that was made, with its number in the register."""

    nummer: int
    bestandsnaam: str
    inhoud: bytes


@dataclass(frozen=True, slots=True)
class Uitvoerregel:
    """A line of the register."""

    nummer: int
    soort: Uitvoersoort
    van: str
    tot: str
    voor_wie: str
    tekst: str
    op: datetime
    door: str
    document_hash: str  # SHA-256 of the file, in hex


@dataclass(frozen=True, slots=True)
class Cijfer:
    """One published number, once: with the categories that are not a total."""

    meting: Metinginzicht
    vaststelling: Vaststelling
    gebied: str
    uitsplitsing: tuple[tuple[str, str], ...]  # axis and category, in words
    getal: Getal


def export_beeld(werkplek: Werkplek, soort: Uitvoersoort, keuze: Uitvoerkeuze) -> Uitvoerbestand:
    """Make a file of settled quarters; logged and put in the register. A PDF tells of the last quarter, and how that
    came about since the first.

    Raises GeenToegang, NietVastgesteld, OngeldigeInvoer (``van``, ``metingen``, ``voor_wie``, ``tekst``),
    BeeldNietGedrukt, AlleenLezen.
    """
    if werkplek.alleen_lezen:
        raise AlleenLezen
    with werkplek.doe() as t:
        t.eis(Recht.BEELD_VASTSTELLEN)
        keuze = _controleer(t, keuze)
        rijen = [rij for rij in opslag.kwartalen(t.db) if keuze.van <= rij.kwartaal <= keuze.tot]
        stof: Beeldrapport | tuple[Cijfer, ...]
        if soort is Uitvoersoort.PDF:
            stof = maak_rapport(t, rijen, _opdracht(t, keuze))
        else:
            stof = tuple(lees_cijfers(t, rijen, keuze.metingen))
    if isinstance(stof, Beeldrapport):
        inhoud = maak_pdf(stof)
    elif soort is Uitvoersoort.XLSX:
        inhoud = _werkmap(stof)
    else:
        inhoud = schrijf_csv(tuple(KOLOMMEN_CSV), [_csv_rij(een) for een in stof])
    return _registreer(werkplek, soort, keuze, inhoud)


def list_uitvoer(werkplek: Werkplek) -> tuple[Uitvoerregel, ...]:
    """The register, the latest first. Raises GeenToegang."""
    with werkplek.doe() as t:
        t.eis(Recht.BEELD_LEZEN)
        return tuple(
            Uitvoerregel(
                rij.nummer,
                Uitvoersoort(rij.soort),
                rij.van,
                rij.tot,
                rij.voor_wie,
                rij.tekst,
                rij.op,
                t.haal(Gebruiker, rij.door_id).naam,
                rij.document_hash,
            )
            for rij in opslag.uitvoeren(t.db)
        )


def lees_cijfers(t: Transactie, rijen: Sequence[Beeldkwartaal], metingen: Sequence[str]) -> Iterator[Cijfer]:
    """Every number of these quarters and measures once, though several tables have the same total."""
    for rij in rijen:
        for meting in metingen_van(lees_schema(rij.assen)):
            if metingen and meting.sleutel not in metingen:
                continue
            gehad: set[frozenset[tuple[str, str]]] = set()
            for assen in meting.tabellen:
                yield from _nieuwe(lees_tabel(t, rij, meting.sleutel, assen), gehad)


def _nieuwe(tabel: Beeldtabel, gehad: set[frozenset[tuple[str, str]]]) -> Iterator[Cijfer]:
    paden = [_paden(een) for een in tabel.assen]
    for cel, getal in tabel.cellen.items():
        plekken = [
            ("gebied" if een.sleutel in _GEBIEDEN else een.label, pad[sleutel])
            for een, pad, sleutel in zip(tabel.assen, paden, cel, strict=True)
            if sleutel != TOTAAL
        ]
        if frozenset(plekken) not in gehad:
            gehad.add(frozenset(plekken))
            gebied = next((waar for een, waar in plekken if een == "gebied"), "Totaal")
            yield Cijfer(
                tabel.meting, tabel.vaststelling, gebied, tuple(een for een in plekken if een[0] != "gebied"), getal
            )


def _paden(een: Beeldas) -> Mapping[str, str]:
    """Each category with what it is part of: ``Moerwijk / Moerwijk-Oost``."""
    uit: dict[str, str] = {}
    for categorie in een.categorieen:
        boven = uit.get(categorie.boven, "") if categorie.boven != TOTAAL else ""
        uit[categorie.sleutel] = f"{boven} / {categorie.label}" if boven else categorie.label
    return uit


def _opdracht(t: Transactie, keuze: Uitvoerkeuze) -> Rapportopdracht:
    return Rapportopdracht(
        opslag.volgend_uitvoernummer(t.db),
        t.profiel.gemeente,
        keuze.metingen,
        keuze.voor_wie,
        keuze.tekst,
        t.nu,
        functie_van(t.gebruiker.rol),
        keuze.uitgebreid,
    )


def _controleer(t: Transactie, keuze: Uitvoerkeuze) -> Uitvoerkeuze:
    schema = lees_schema(vind(t, keuze.tot).assen)
    vind(t, keuze.van)
    veld = Veldcontrole()
    veld.eis(keuze.van <= keuze.tot, "van", "Het eerste kwartaal ligt na het laatste.")
    veld.eis(set(keuze.metingen) <= set(schema.metingen), "metingen", "Kies uit wat in dit kwartaal is geteld.")
    schoon = Uitvoerkeuze(
        keuze.van,
        keuze.tot,
        keuze.metingen,
        veld.tekst("voor_wie", keuze.voor_wie, maximum=MAX_REGEL),
        veld.tekst("tekst", keuze.tekst, maximum=MAX_TEKST, lang=True),
        keuze.uitgebreid,
    )
    veld.klaar()
    return schoon


def _registreer(werkplek: Werkplek, soort: Uitvoersoort, keuze: Uitvoerkeuze, inhoud: bytes) -> Uitvoerbestand:
    with werkplek.doe() as t:
        rij = Beelduitvoer(
            id=t.nieuw_id(),
            nummer=opslag.volgend_uitvoernummer(t.db),
            soort=soort.value,
            van=keuze.van,
            tot=keuze.tot,
            voor_wie=keuze.voor_wie,
            tekst=keuze.tekst,
            document_hash=hashlib.sha256(inhoud).hexdigest(),
            door_id=t.gebruiker.id,
            op=t.nu,
        )
        t.db.add(rij)
        t.log("beeld.uitvoeren", "beelduitvoer", rij.id, verwerking=soort.value, aantal=rij.nummer)
        t.gewijzigd("beelduitvoer", rij.id)
        periode = keuze.tot if keuze.van == keuze.tot else f"{keuze.van}-{keuze.tot}"
        return Uitvoerbestand(rij.nummer, f"informatiebeeld-{periode}-nr-{rij.nummer}.{soort.value}", inhoud)


def _csv_rij(een: Cijfer) -> tuple[Waarde, ...]:
    v = een.vaststelling
    return (
        een.meting.sleutel,
        een.meting.naam,
        een.meting.eenheid,
        v.kwartaal,
        v.van,
        v.tot,
        een.meting.moment.value,
        een.gebied,
        *_uitgesplitst(een),
        een.getal.waarde,
        een.getal.merk.value,
    )


def _uitgesplitst(een: Cijfer) -> tuple[str, str, str, str]:
    """Two axes beside the area at most: no table has more."""
    (as_1, cat_1), (as_2, cat_2) = (*een.uitsplitsing, ("", ""), ("", ""))[:2]
    return as_1, cat_1, as_2, cat_2


def _werkmap(cijfers: Sequence[Cijfer]) -> bytes:
    metingen = {een.meting.sleutel: een.meting for een in cijfers}  # as the last quarter has them
    koppen = (
        "Kwartaal",
        "Onderwerp",
        "Eenheid",
        "Telling",
        "Peildatum of periode",
        "Gebied",
        "Uitsplitsing 1",
        "Categorie 1",
        "Uitsplitsing 2",
        "Categorie 2",
        "Waarde",
        "Merk",
        "Vastgesteld op",
    )
    return schrijf_werkmap(
        (
            Blad("Waarden", koppen, [_xlsx_rij(een) for een in cijfers]),
            Blad(
                "Definities",
                ("Onderwerp", "Eenheid", "Wat er is geteld", "Soort", "Telling", "Bron"),
                [
                    (m.naam, m.eenheid, m.definitie, m.lijn.value, m.moment.value, bron_in_woorden(m.bron))
                    for m in metingen.values()
                ],
            ),
            Blad(
                "Vaststelling",
                ("Kwartaal", "Van", "Tot en met", "Vastgesteld op", "Onderwerp", "Drempel", "Werkwijze"),
                [
                    (v.label, v.van, v.tot, lokale_dag(v.op), m.naam, v.drempel, v.methode(m.wijze))
                    for v, m in dict.fromkeys((een.vaststelling, een.meting) for een in cijfers)
                ],
            ),
        )
    )


def _xlsx_rij(een: Cijfer) -> tuple[Waarde, ...]:
    v = een.vaststelling
    peil = Beeldtabel(een.meting, v, (), (), {}).peildatum
    return (
        v.kwartaal,
        een.meting.naam,
        een.meting.eenheid,
        een.meting.moment.value,
        peil,
        een.gebied,
        *_uitgesplitst(een),
        een.getal.waarde,
        een.getal.merk.value,
        lokale_dag(v.op),
    )
