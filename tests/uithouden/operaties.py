"""The operations in which a disk may fail, each with how to prepare it and what must hold afterwards.

Each works in a folder of its own. After a fault the state is the old or the new one; after an operation that said
it was done, the new one.
"""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from pmg_desk.domain.bewaren import Vernietigingsreden
from pmg_desk.domain.klok import VasteKlok
from pmg_desk.kluis import bewaarplaats
from pmg_desk.kluis.fouten import VerkeerdWachtwoord
from pmg_desk.services import (
    gebruikers,
    kluisinzicht,
    kluissleutel,
    kluizen,
    reservekopieen,
    terugzetten,
    vernietigen,
)
from pmg_desk.services.casussen import list_casussen, toon_kop
from pmg_desk.services.werkplek import Werkplek
from tests import casusbouw
from tests.kluisdoos import BEHEERDER, NU, REGIE_WACHTWOORD, maak_kluisdoos
from tests.paginas import vind
from tests.uithouden import schrijver

OUD, NIEUW = "oud", "nieuw"
VERSIE = Path(__file__).parents[1] / "versies" / "0.1.0.zip"
ANDER_WACHTWOORD = "oranje tafel wind schaap 4"


@dataclass(frozen=True)
class Operatie:
    """``bereid`` fills an empty folder, ``doe`` does it, ``kijk`` says OUD, NIEUW or what is wrong."""

    bereid: Callable[[Path], None]
    doe: Callable[[Path], None]
    kijk: Callable[[Path], str]


def open_hier(map_: Path, wie: str, wachtwoord: str) -> Werkplek:
    """Open the one vault in this folder as its users do."""
    (kluis,) = map_.glob("*.kluis")
    return kluizen.open_kluis(kluis, wie, wachtwoord, klok=VasteKlok(NU), herkomst="test")


def _heel(werkplek: Werkplek) -> str:
    """What is wrong with file or log of an open vault; empty when nothing is."""
    controle = kluisinzicht.check_kluis(werkplek)
    return "" if controle.in_orde else controle.zin()


def _bewaar(map_: Path) -> None:
    werkplek = schrijver.open_proef(map_)
    schrijver.schrijf(werkplek, 0)
    schrijver.sluit_proef(werkplek)


def _kijk_bewaard(map_: Path) -> str:
    werkplek = schrijver.open_proef(map_)
    try:
        fouten = schrijver.bezwaren(werkplek)
        return fouten[0] if fouten else {(): OUD, (0,): NIEUW}.get(tuple(schrijver.lees(werkplek)), "half a casus")
    finally:
        schrijver.sluit_proef(werkplek)


def _bereid_doos(map_: Path) -> None:
    maak_kluisdoos(map_)


def _verander_wachtwoord(map_: Path) -> None:
    werkplek = open_hier(map_, "carla", REGIE_WACHTWOORD)
    gebruikers.change_wachtwoord(werkplek, REGIE_WACHTWOORD, ANDER_WACHTWOORD, ANDER_WACHTWOORD)
    kluizen.close_kluis(werkplek)


def _kijk_wachtwoord(map_: Path) -> str:
    gevonden = []
    for wachtwoord, staat in ((REGIE_WACHTWOORD, OUD), (ANDER_WACHTWOORD, NIEUW)):
        try:
            werkplek = open_hier(map_, "carla", wachtwoord)
        except VerkeerdWachtwoord:
            continue
        gevonden.append(_heel(werkplek) or staat)
        kluizen.close_kluis(werkplek)
    if len(gevonden) != 1:
        return f"{len(gevonden)} of two passwords open the vault"
    return gevonden[0]


def _nodig_uit(map_: Path) -> None:
    werkplek = open_hier(map_, "bea", BEHEERDER.wachtwoord)
    nieuw = gebruikers.NieuweUitnodiging("dirk", "Dirk Casus", "casusregisseur", "", ("pga_lokaal",))
    gebruikers.invite_gebruiker(werkplek, nieuw)
    kluizen.close_kluis(werkplek)


def _kijk_uitgenodigd(map_: Path) -> str:
    werkplek = open_hier(map_, "bea", BEHEERDER.wachtwoord)
    try:
        if fout := _heel(werkplek):
            return fout
        namen = [g.gebruikersnaam for g in gebruikers.list_gebruikers(werkplek)]
        return NIEUW if "dirk" in namen else OUD
    finally:
        kluizen.close_kluis(werkplek)


def _bereid_versie(map_: Path) -> None:
    with zipfile.ZipFile(VERSIE) as bundel:
        bundel.extractall(map_)
    # The header alone, with the arithmetic of tests: the database stays as that version left it.
    (pad,) = map_.glob("*.kluis")
    wachtwoord = json.loads(VERSIE.with_suffix(".json").read_text(encoding="utf-8"))["wachtwoorden"]["carla"]
    with bewaarplaats.open_kluis(pad, "carla", wachtwoord, klok=VasteKlok(NU)) as kluis:
        bewaarplaats.wijzig_wachtwoord(kluis, wachtwoord, wachtwoord, klok=VasteKlok(NU))


def _werk_bij(map_: Path) -> None:
    inhoud = json.loads(VERSIE.with_suffix(".json").read_text(encoding="utf-8"))
    kluizen.close_kluis(open_hier(map_, "carla", inhoud["wachtwoorden"]["carla"]))


def _kijk_bijgewerkt(map_: Path) -> str:
    inhoud = json.loads(VERSIE.with_suffix(".json").read_text(encoding="utf-8"))
    werkplek = open_hier(map_, "carla", inhoud["wachtwoorden"]["carla"])
    try:
        toon_kop(werkplek, UUID(inhoud["casus"]))
        return _heel(werkplek) or NIEUW
    finally:
        kluizen.close_kluis(werkplek)


def _vernieuw_sleutel(map_: Path) -> None:
    werkplek = open_hier(map_, "bea", BEHEERDER.wachtwoord)
    kluissleutel.renew_kluissleutel(werkplek)
    kluizen.close_kluis(werkplek)


def _kijk_vernieuwd(map_: Path) -> str:
    """Both users get in, and all of it is under one key."""
    nummers: set[tuple[int, ...]] = set()
    for wie, wachtwoord in (("bea", BEHEERDER.wachtwoord), ("carla", REGIE_WACHTWOORD)):
        werkplek = open_hier(map_, wie, wachtwoord)
        try:
            if fout := _heel(werkplek):
                return fout
            assert werkplek.kluis is not None
            nummers.add(tuple(sleutel.nummer for sleutel in werkplek.kluis.kluissleutels))
        finally:
            kluizen.close_kluis(werkplek)
    if len(nummers) != 1:
        return "two keys"
    standen: dict[tuple[int, ...], str] = {(1,): OUD, (2,): NIEUW}
    return standen.get(nummers.pop(), "a half rotation")


def _maak_reservekopie(map_: Path) -> None:
    werkplek = open_hier(map_, "bea", BEHEERDER.wachtwoord)
    reservekopieen.make_reservekopie(werkplek)
    kluizen.close_kluis(werkplek)


def _kijk_reservekopie(map_: Path) -> str:
    """What stands under a date is whole; what could not be finished is not there."""
    werkplek = open_hier(map_, "bea", BEHEERDER.wachtwoord)
    try:
        if fout := _heel(werkplek):
            return fout
        kopieen = reservekopieen.describe_reservekopieen(werkplek).kopieen
    finally:
        kluizen.close_kluis(werkplek)
    (kluis,) = map_.glob("*.kluis")
    for kopie in kopieen:
        terugzetten.preview_reservekopie(kopie.pad, kluis, "bea", BEHEERDER.wachtwoord, klok=VasteKlok(NU))
    return NIEUW if kopieen else OUD


def _bereid_terugzetten(map_: Path) -> None:
    _bereid_doos(map_)
    _maak_reservekopie(map_)
    _nodig_uit(map_)


def _zet_terug(map_: Path) -> None:
    (kluis,) = map_.glob("Zuidwest.kluis")
    (kopie,) = (pad.parent for pad in map_.glob("*-reserve/*/kluis.db"))
    terugzetten.restore_reservekopie(kopie, kluis, "bea", BEHEERDER.wachtwoord, klok=VasteKlok(NU), herkomst="test")


def _kijk_teruggezet(map_: Path) -> str:
    """The user who was invited after the backup is there no more; the vault of before is kept, under another name."""
    werkplek = kluizen.open_kluis(map_ / "Zuidwest.kluis", "bea", BEHEERDER.wachtwoord, klok=VasteKlok(NU))
    try:
        if fout := _heel(werkplek):
            return fout
        namen = [g.gebruikersnaam for g in gebruikers.list_gebruikers(werkplek)]
    finally:
        kluizen.close_kluis(werkplek)
    return OUD if "dirk" in namen else NIEUW


def _bereid_vernietigen(map_: Path) -> None:
    _bereid_doos(map_)
    werkplek = open_hier(map_, "carla", REGIE_WACHTWOORD)
    vernietigen.propose_vernietiging(werkplek, casusbouw.maak(werkplek), Vernietigingsreden.VERGISSING)
    kluizen.close_kluis(werkplek)


def _vernietig(map_: Path) -> None:
    werkplek = open_hier(map_, "bea", BEHEERDER.wachtwoord)
    (voorstel,) = vernietigen.list_voorstellen(werkplek)
    vernietigen.confirm_vernietiging(werkplek, voorstel.id)
    kluizen.close_kluis(werkplek)


def _kijk_vernietigd(map_: Path) -> str:
    """The casus is there whole, or gone with its words on every page; then the register beside the backups says so."""
    werkplek = open_hier(map_, "carla", REGIE_WACHTWOORD)
    try:
        fout, rijen = _heel(werkplek), list_casussen(werkplek).rijen
        assert werkplek.kluis is not None
        sleutel = werkplek.kluis.kluissleutel
    finally:
        kluizen.close_kluis(werkplek)
    if fout or rijen:
        return fout or OUD
    (database,) = map_.glob("*.kluis/kluis.db")
    if vind(database, sleutel, [casusbouw.ADRES.straat.encode(), "Łukasz".encode(), b"winkelcentrum"]):
        return "words of the casus are still there"
    register = list(map_.glob("*-reserve/gewist.jsonl"))
    return NIEUW if register and register[0].read_bytes().count(b"\n") == 1 else "not in the register"


ALLE = {
    "save": Operatie(schrijver.maak_proef, _bewaar, _kijk_bewaard),
    "password": Operatie(_bereid_doos, _verander_wachtwoord, _kijk_wachtwoord),
    "invitation": Operatie(_bereid_doos, _nodig_uit, _kijk_uitgenodigd),
    "upgrade": Operatie(_bereid_versie, _werk_bij, _kijk_bijgewerkt),
    "rotation": Operatie(_bereid_doos, _vernieuw_sleutel, _kijk_vernieuwd),
    "backup": Operatie(_bereid_doos, _maak_reservekopie, _kijk_reservekopie),
    "restore": Operatie(_bereid_terugzetten, _zet_terug, _kijk_teruggezet),
    "destruction": Operatie(_bereid_vernietigen, _vernietig, _kijk_vernietigd),
}


def zet_klaar(sjabloon: Path, map_: Path, beurten: Iterable[str]) -> None:
    """A fresh copy of the prepared folder of the operation of each turn, ``NAAM-N``."""
    if map_.exists():
        shutil.rmtree(map_)
    for beurt in beurten:
        shutil.copytree(sjabloon / beurt.rpartition("-")[0], map_ / beurt)
