"""Every bit of an exported log of 200 lines turned over, one at a time: verify.py finds each, and never falls over."""

from __future__ import annotations

from pathlib import Path

from pmg_desk.domain.controlepunt import Aanleiding
from pmg_desk.services.controlepunten import onderteken_controlepunt
from pmg_desk.services.logexport import export_logboek
from tests.cijfers import Cijfers
from tests.services.test_logexport import verify, vul
from tests.wereld import Wereld

REGELS = 200


def _vul_aan(wereld: Wereld) -> None:
    """More lines until there are 200 with the two that the export itself adds, signed now and then."""
    vul(wereld)
    while True:
        with wereld.regie.doe() as t:
            nr = t.log("logboek.lezen", "logboek", aantal=1)
            if nr >= REGELS - 2:
                return
            if nr % 40 == 0:
                onderteken_controlepunt(t, Aanleiding.SLOT)


def test_elke_bit_van_een_uitgevoerd_logboek(wereld: Wereld, tmp_path: Path, cijfers: Cijfers) -> None:
    _vul_aan(wereld)
    uitvoer = export_logboek(wereld.privacy, tmp_path / "uitvoer")
    assert uitvoer.regels == REGELS
    goed = dict(verify.lees_map(uitvoer.map))
    verify.Logboek(goed).controleer()
    bits = sum(len(inhoud) for inhoud in goed.values()) * 8
    stap = 1 if cijfers.lang else 97  # a prime: the short form meets every kind of place
    cijfer = cijfers("bit flips in an exported log", kort=bits // stap, minuten=10)
    plaatsen = ((naam, plek) for naam, inhoud in goed.items() for plek in range(len(inhoud) * 8))
    for nr, (naam, plek) in enumerate(plaatsen):
        if cijfer.is_op():
            break
        if nr % stap:
            continue
        anders = bytearray(goed[naam])
        anders[plek // 8] ^= 1 << plek % 8
        try:
            verify.Logboek({**goed, naam: bytes(anders)}).controleer()
        except verify.Fout:
            pass
        except Exception as fout:  # noqa: BLE001 - any other kind is what must not happen
            cijfer.mislukt(f"{naam}: {type(fout).__name__}")
        else:
            cijfer.mislukt(f"{naam}: bit {plek} not found")
        cijfer.tel(1)
