"""Damaged and hostile files by the thousand: each gives a whole table or one Dutch sentence, in little memory.

``make test`` runs the same 2,000 mutants each time; ``make endure`` goes on with new ones for as long as its budget
lasts.
"""

from __future__ import annotations

import random
import re
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from itertools import count, takewhile
from pathlib import Path

import pytest

from pmg_desk.exchange.brp import als_importrijen, lees_brp
from pmg_desk.exchange.brp_opbouw import is_persoonslijst
from pmg_desk.exchange.leesfouten import (
    BestandOntbreekt,
    DuurtTeLang,
    GeenLeesrecht,
    GeenPersoonslijst,
    Leesfout,
    LezenGestopt,
)
from pmg_desk.exchange.lezer import Lezer
from pmg_desk.exchange.tabel import Tabel
from pmg_desk.exchange.toewijzing import pas_toe, raad_toewijzing
from tests.cijfers import Cijfers
from tests.exchange.bestanden import CSV, GEHEIM, TWEE_RIJEN, ruwe_xlsx, xlsx
from tests.exchange.maak_persoonslijst import maak_persoonslijst

KORT = {"csv": 700, "xlsx": 700, "brp": 600}
GEHEUGEN = 300 * 1024  # kB of the reading process at its highest

_TEKENS = (
    b"\xef\xbb\xbf \xff\xfe =1+1 &amp; &#0; &x; ]]> <!-- -1 _xD800_ PK\x01\x02 PK\x05\x06 \xd0\xcf\x11\xe0 00000000"
)
_BROKKEN = [
    *(teken.encode("latin-1") for teken in '";,\t\n\r\0\xff<>='),
    *_TEKENS.split(b" "),
    b"<!DOCTYPE x>",
    b"x" * 40_000,
    b";" * 600,
    b"9" * 20,
]
_XML_STUK = re.compile(rb'"[^"<>]*"|>[^<>]+<|<(\w+)[^<>]*>[^<>]*</\1>|<\w[^<>]*/>')
_WAARDEN = (
    "0 1 -1 2 7 60 99 1e999 nan 1.5 40301 XFD1 A0 A1 É1 s n b e d str inlineStr 2010-13-01 _xD800_ _x0041_".split()
)


def muteer(toeval: random.Random, inhoud: bytes) -> bytes:
    """One to six changes of the kinds that damage and ill will make."""
    uit = bytearray(inhoud)
    for _ in range(toeval.randint(1, 6)):
        plaats = toeval.randrange(len(uit) + 1)
        lengte = min(toeval.choice((1, 1, 2, 8, 64, 512)), len(uit) - plaats)
        match toeval.randrange(8):
            case 0 if lengte:
                uit[plaats] ^= 1 << toeval.randrange(8)
            case 1:
                del uit[plaats : plaats + lengte]
            case 2:
                uit[plaats:plaats] = toeval.randbytes(lengte)
            case 3:
                uit[plaats:plaats] = toeval.choice(_BROKKEN)
            case 4:
                uit[plaats : plaats + lengte] = toeval.choice(_BROKKEN)
            case 5:
                van = toeval.randrange(len(uit) + 1)
                uit[plaats:plaats] = uit[van : van + lengte * 4]
            case 6 if toeval.random() < 0.3:
                del uit[plaats:]
            case _:
                uit[plaats:plaats] = uit[plaats : plaats + lengte] * toeval.randint(1, 20)
    return bytes(uit[: 2**20])


def _muteer_xml(toeval: random.Random, inhoud: bytes) -> bytes:
    """Changes that leave the XML well-formed: other values, and elements gone, doubled or moved."""
    for _ in range(toeval.randint(1, 4)):
        stukken = list(_XML_STUK.finditer(inhoud))
        if not stukken:
            break
        stuk = toeval.choice(stukken)
        oud = stuk[0]
        if oud[:1] in {b'"', b">"}:
            nieuw = oud[:1] + toeval.choice(_WAARDEN).encode() * toeval.choice((1, 1, 1, 3)) + oud[-1:]
        else:
            ander = next((s[0] for s in toeval.sample(stukken, min(8, len(stukken))) if s[0].startswith(b"<")), b"")
            nieuw = toeval.choice((b"", oud * 2, oud * 700, ander, ander + oud))
        inhoud = inhoud[: stuk.start()] + nieuw + inhoud[stuk.end() :]
    return inhoud[: 2**20]


def _muteer_xlsx(toeval: random.Random, inhoud: bytes) -> bytes:
    """Mostly inside the parts, packed anew: a change of the zip's own bytes rarely gets past its checksums."""
    if toeval.random() < 0.2:
        return muteer(toeval, inhoud)
    with zipfile.ZipFile(BytesIO(inhoud)) as archief:
        delen = {naam: archief.read(naam) for naam in archief.namelist()}
    for naam in toeval.sample([*delen], toeval.randint(1, 2)):
        if toeval.random() < 0.05:
            del delen[naam]
        else:
            delen[naam] = (_muteer_xml if toeval.random() < 0.8 else muteer)(toeval, delen[naam])
    uit = BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as archief:
        for naam, deel in delen.items():
            archief.writestr(naam, deel)
    return uit.getvalue()


@dataclass
class Uitslag:
    """What the mutants of one format came to."""

    soorten: Counter[str] = field(default_factory=Counter)
    langst: float = 0.0
    geheugen: int = 0  # kB, of the reading process at its highest
    processen: set[int | None] = field(default_factory=set)


def _zaden(soort: str) -> list[bytes]:
    if soort == "csv":
        meer = f'naam;geboortedatum;adres\n"{GEHEIM}";3-5-2010;"Proefweg 1\nachter"\nZoë;20100500;x\n'
        return [CSV.encode(), meer.encode("cp1252"), meer.replace(";", ",").encode("utf-8-sig"), meer.encode("utf-16")]
    if soort == "brp":
        return [maak_persoonslijst(45, zaad).inhoud.replace(b"Zandkamp", GEHEIM.encode()) for zaad in range(2)]
    stijlen = '<numFmts><numFmt numFmtId="164" formatCode="d-m-yyyy"/></numFmts><cellXfs><xf numFmtId="164"/></cellXfs>'
    teksten = f"<si><t>{GEHEIM}</t></si><si><r><t>a</t></r><rPh><t>b</t></rPh></si>"
    cellen = '<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="s"><v>1</v></c><c r="C3" s="0"><v>40301</v></c></row>'
    return [
        xlsx([["naam", "geboortedatum"], [GEHEIM, date(2010, 5, 3)], ["x", 3.5], ["y", "=1+1"]]),
        ruwe_xlsx(
            TWEE_RIJEN + cellen, teksten=teksten, stijlen=stijlen, na='<mergeCells><mergeCell ref="A1"/></mergeCells>'
        ),
    ]


def _ga_na(tabel: Tabel) -> str:
    """A table is whole, and whatever is in it gets through the mapping."""
    nummers = [rij.nr for rij in tabel.rijen]
    assert nummers == sorted(set(nummers))
    assert len(tabel.kop) == len(tabel.kolommen) == len(set(tabel.kolommen))
    assert {len(rij.cellen) for rij in tabel.rijen} == {len(tabel.kop)}
    "".join(cel for rij in tabel.rijen for cel in rij.cellen).encode()
    if is_persoonslijst(tabel):
        try:
            return f"{len([*als_importrijen(lees_brp(tabel))]) > 0}"
        except GeenPersoonslijst as fout:
            return type(fout).__name__
    assert len([*pas_toe(tabel, raad_toewijzing(tabel.kolommen), vandaag=date(2026, 11, 22))]) == len(tabel.rijen)
    return "tabel"


def _ga_fout_na(fout: Leesfout) -> str:
    # The file is there, may be read, and no mutant may hang or end the process.
    assert not isinstance(fout, BestandOntbreekt | GeenLeesrecht | DuurtTeLang | LezenGestopt)
    assert fout.wat.endswith((".", "?"))
    assert GEHEIM not in fout.tekst()
    return type(fout).__name__


def _draai(soort: str, map_: Path, nummers: Iterable[int]) -> Uitslag:
    zaden, uitslag = _zaden(soort), Uitslag()
    pad = map_ / f"mutant.{'xlsx' if soort == 'xlsx' else 'csv'}"
    mutatie: Callable[[random.Random, bytes], bytes] = _muteer_xlsx if soort == "xlsx" else muteer
    with Lezer() as lezer:
        for nr in nummers:
            toeval = random.Random(f"{soort} {nr}")
            pad.write_bytes(mutatie(toeval, toeval.choice(zaden)))
            begin = time.monotonic()
            try:
                try:
                    uitkomst = _ga_na(lezer.lees(pad))
                except Leesfout as fout:
                    uitkomst = _ga_fout_na(fout)
            except Exception as fout:
                raise AssertionError(f"mutant {soort} {nr}") from fout
            uitslag.soorten[uitkomst] += 1
            uitslag.langst = max(uitslag.langst, time.monotonic() - begin)
            uitslag.processen.add(lezer.proces_id)
        if sys.platform == "linux":
            status = Path(f"/proc/{lezer.proces_id}/status").read_text(encoding="ascii")
            uitslag.geheugen = int(status.partition("VmHWM:")[2].split()[0])
    return uitslag


@pytest.mark.parametrize("soort", KORT)
def test_mutants_give_a_whole_table_or_a_sentence(soort: str, tmp_path: Path, cijfers: Cijfers) -> None:
    cijfer = cijfers(f"import fuzzing, {soort}", kort=KORT[soort], minuten=2.6)
    nummers = takewhile(lambda nr: nr < KORT[soort] or (cijfers.lang and not cijfer.is_op()), count())
    uitslag = _draai(soort, tmp_path, nummers)
    totaal = uitslag.soorten.total()
    cijfer.tel(totaal)
    cijfer.erbij = f"longest {uitslag.langst:.2f} s, at most {uitslag.geheugen // 1024} MB"
    assert totaal >= KORT[soort]
    assert uitslag.geheugen < GEHEUGEN
    assert len(uitslag.processen) == 1  # none of them killed or hung the process
    # The mutants are worth something: they end in many ways, and many are read to the end.
    assert len(uitslag.soorten) >= 5
    assert max(uitslag.soorten.values()) < totaal * 0.8
