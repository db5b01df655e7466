"""The log for somebody else to check, on another machine, without this program: lines, signed heads, keys, proofs and
``verify.py``, which needs Python's standard library only (BIO2 8.15.06: an independent functionary).

The export signs the log first, so that every line in it is covered by a checkpoint; ``verify.py`` refuses lines that
nobody signed. Lines hold no names of youths and no content; details lie beside the log and do not go along.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from secrets import token_hex

from pmg_desk import paths
from pmg_desk.domain.canoniek import Waarde, canoniek
from pmg_desk.domain.controlepunt import Aanleiding
from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.logboek import Logregel, Resultaat, lees_blad
from pmg_desk.domain.logcontrole import VERVOLGREGEL
from pmg_desk.domain.merkle import bewijs_groei, bewijs_opname
from pmg_desk.domain.rollen import Recht
from pmg_desk.domain.sleutelboek import HERHAALREGEL, HERHAALREGEL_OUD, SLEUTELREGEL
from pmg_desk.exchange.wegschrijven import BestandNietGeschreven
from pmg_desk.services.controlepunten import onderteken_controlepunt
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import controlepunten as punten
from pmg_desk.storage import logregels

FORMAAT = 1
BESLUITREGELS = "besluit."
"""Lines whose place in the log is proven one by one: these say what was approved and withdrawn."""

_LEESMIJ = """Dit is het logboek van een kluis van PMG Desk, om na te gaan zonder dat programma.

Nodig: Python 3.8 of later, verder niets. Open een opdrachtvenster in deze map en typ:

    python3 verify.py

U leest dan of alles klopt, en welke sleutels het logboek kent. Vergelijk die sleutels met wat u van de personen zelf
hebt gekregen, en niet met iets wat bij deze bestanden zat.

Hebt u zelf een ondertekende stand bewaard (van een besluit of een eerdere uitvoer)? Zet die in een bestand en typ:

    python3 verify.py --gezien stand.txt

Wat in deze map staat

    logboek.jsonl         elke regel van het logboek, precies zoals zij is ondertekend
    controlepunten.jsonl  de ondertekende standen (C2SP tlog-checkpoint)
    sleutels.json         de publieke sleutels die het logboek kent
    bewijzen.json         bewijzen dat het logboek alleen is gegroeid en dat de besluiten erin staan (RFC 6962)
    kop.json              welke kluis, en waar elk logboek begint
    verify.py             het programma dat dit alles nagaat; lees het, daarvoor is het geschreven

De regels noemen medewerkers. Er staan geen namen van jongeren in en geen inhoud van dossiers. Bewaar de map toch alsof
dat wel zo was.
"""


class MapBestaatAl(Fout):
    """An export never overwrites anything."""

    wat = "Er staat al iets met deze naam."
    veilig = "Er is niets overschreven."
    doe = "Kies een andere map of een andere naam."


@dataclass(frozen=True, slots=True)
class Loguitvoer:
    """What was written: how many lines and checkpoints, and the short form of the head that closes it."""

    map: Path
    regels: int
    controlepunten: int
    stand: str


def export_logboek(werkplek: Werkplek, map_: Path) -> Loguitvoer:
    """Write the whole log to the new folder ``map_``: all of it or nothing.

    Raises GeenToegang, MapBestaatAl, LogAfgeknipt and BestandNietGeschreven. The export is a line of the log itself.
    """
    tijdelijk = map_.with_name(f".{token_hex(8)}.deel")
    try:
        with werkplek.doe() as t:
            t.eis(Recht.LOGBOEK_EXPORTEREN)
            if map_.exists():
                raise MapBestaatAl
            t.log("logboek.uitvoeren", "logboek", aantal=logregels.stand(t.db)[0])
            stand = onderteken_controlepunt(t, Aanleiding.PAKKET)
            tijdelijk.mkdir(mode=0o700)
            regels, hoeveel = _schrijf(t, tijdelijk)
            # In the transaction: what could not be put down was not exported, and the log does not say so.
            tijdelijk.rename(map_)
    except OSError as fout:
        shutil.rmtree(tijdelijk, ignore_errors=True)
        raise BestandNietGeschreven from fout
    except BaseException:
        shutil.rmtree(tijdelijk, ignore_errors=True)
        raise
    return Loguitvoer(map_, regels, hoeveel, stand.kort)


def _schrijf(t: Transactie, map_: Path) -> tuple[int, int]:
    """Every file of the export; returns how many lines and checkpoints there are."""
    eerste = punten.eerste_nr(t.db) or 1
    alle = punten.reeksen(t.db)
    hier = [reeks for nr, reeks in enumerate(alle) if nr + 1 == len(alle) or alle[nr + 1].begin_nr > eerste]
    sleutels: list[Waarde] = []
    slotstanden: list[Waarde] = []  # the signed last head that a log begins with: not erasable, and no content
    besluiten: list[int] = []
    hashes: list[str] = []

    def bladen() -> Iterator[str]:
        for bewaard in logregels.bewaarde_regels(t.db):
            hashes.append(bewaard.hash)
            regel = _gelezen(bewaard.blad)
            if regel is not None and regel.actie == VERVOLGREGEL and bewaard.zout is not None:
                slotstanden.append({"reeks": regel.aantal, "zout": bewaard.zout.hex(), "detail": bewaard.detail})
            if regel is None:
                pass  # goes along as it is: verify.py says that it is wrong
            elif (
                regel.actie in (SLEUTELREGEL, HERHAALREGEL, HERHAALREGEL_OUD)
                and regel.resultaat is Resultaat.GELUKT
                and regel.sleutel
            ):
                sleutels.append(_sleutel(regel))
            elif regel.actie.startswith(BESLUITREGELS):
                besluiten.append(regel.nr)
            yield bewaard.blad

    _schrijf_regels(map_ / "logboek.jsonl", bladen())
    nummers = {reeks.reeks for reeks in hier}
    ondertekend = [rij for rij in punten.punten(t.db) if rij.reeks in nummers]
    _schrijf_regels(
        map_ / "controlepunten.jsonl", (canoniek({"id": str(rij.id), "notitie": rij.tekst}) for rij in ondertekend)
    )
    groei: list[Waarde] = []
    opname: list[Waarde] = []
    for nr, reeks in enumerate(hier):
        van = reeks.begin_nr - eerste
        tot = hier[nr + 1].begin_nr - eerste if nr + 1 < len(hier) else len(hashes)
        eigen = hashes[van:tot]
        groottes = sorted({rij.grootte for rij in ondertekend if rij.reeks == reeks.reeks})
        groei += [
            {"reeks": reeks.reeks, "van": m, "tot": n, "bewijs": bewijs_groei(eigen[:n], m, n)}
            for m, n in pairwise(groottes)
        ]
        bedekt = eigen[: groottes[-1]] if groottes else []
        opname += [
            {"nr": besluit, "bewijs": bewijs_opname(bedekt, besluit - reeks.begin_nr)}
            for besluit in besluiten
            if 0 <= besluit - reeks.begin_nr < len(bedekt)
        ]
    _schrijf_tekst(map_ / "bewijzen.json", canoniek({"groei": groei, "opname": opname}))
    _schrijf_tekst(map_ / "sleutels.json", canoniek(sleutels))
    kop: dict[str, Waarde] = {
        "formaat": FORMAAT,
        "kluis": str(t.werkplek.kluis_id),
        "reeksen": [{"reeks": reeks.reeks, "begin_nr": reeks.begin_nr} for reeks in hier],
        "slotstanden": slotstanden,
    }
    _schrijf_tekst(map_ / "kop.json", canoniek(kop))
    _schrijf_tekst(map_ / "LEESMIJ.txt", _LEESMIJ)
    shutil.copyfile(paths.resources_map() / "controle" / "verify.py", map_ / "verify.py")
    return len(hashes), len(ondertekend)


def _gelezen(blad: str) -> Logregel | None:
    try:
        return lees_blad(blad)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _sleutel(regel: Logregel) -> dict[str, Waarde]:
    return {"persoon": regel.object_id, "rol": regel.verwerking, "sleutel": regel.sleutel, "nr": regel.nr}


def _schrijf_regels(pad: Path, regels: Iterator[str]) -> None:
    with pad.open("w", encoding="utf-8", newline="\n") as bestand:
        for regel in regels:
            bestand.write(regel + "\n")
        bestand.flush()
        os.fsync(bestand.fileno())


def _schrijf_tekst(pad: Path, tekst: str) -> None:
    pad.write_text(tekst, encoding="utf-8", newline="\n")
