"""Locking over forms one after another: each filled in key by key, locked over, and looked at again after unlocking.

One round takes seconds of a whole core: it is cut in two files, so that two workers can each do one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle, islice, product
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from pmg_desk.app import Programma
from pmg_desk.services import reservekopieen
from pmg_desk.ui import reservedienst
from tests.cijfers import Cijfers
from tests.ui.formulierplekken import PLEKKEN, Bouwsel
from tests.ui.rondgang import AANLEIDINGEN, Plek, Rondgang, vul
from tests.ui.test_slot import in_zicht

TEKST = "Zoë zei: ‘nee’ – Łukasz 🙂\ntweede regel, €5 ñ"

DOSSIER = tuple(plek for plek in PLEKKEN if plek.scherm == "dossier")
ELDERS = tuple(plek for plek in PLEKKEN if plek.scherm != "dossier")


@contextmanager
def ronde(app: QApplication, qtbot: Any, bouwsel: Bouwsel) -> Iterator[Rondgang]:
    """The program with these vaults to open."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        # Backups and checks at an unlock have their own tests, and most of these vaults have no header.
        monkeypatch.setattr(reservekopieen, "backup_at_lock", lambda *_: None)
        monkeypatch.setattr(reservedienst.Reservedienst, "begin_dag", lambda _: None)
        monkeypatch.setattr(Programma, "_controleer", lambda *_: None)
        monkeypatch.setattr(Programma, "_vraag_herstelblad", lambda *_: None)
        programma = Programma(app, klok=bouwsel.team.klok)
        yield Rondgang(qtbot, programma, bouwsel.werkplek, bouwsel.over)
        programma.stop()
        app.setQuitOnLastWindowClosed(True)


_EEN_OP = 6


def lock_over(rondgang: Rondgang, cijfers: Cijfers, naam: str, plekken: Sequence[Plek]) -> None:
    """Short: one form of each six, the kinds of lock in turn. Long: each form with each of them."""
    steekproef = plekken[::_EEN_OP]
    kort = list(zip(steekproef, islice(cycle(AANLEIDINGEN), len(steekproef)), strict=True))
    beurten = list(product(plekken, AANLEIDINGEN)) if cijfers.lang else kort
    cijfer = cijfers(f"lock during edit, {naam}", kort=len(kort), lang=len(beurten), minuten=8)
    tekens = 0
    for nr in cijfer:
        plek, aanleiding = beurten[nr]
        try:
            if rondgang.wie != plek.wie:
                rondgang.open(plek.wie)
            tekens += _probeer(rondgang, plek, aanleiding)
        except (AssertionError, KeyError) as fout:
            cijfer.mislukt(f"{plek.naam} × {aanleiding}: {fout}")
            rondgang.open(plek.wie)
    cijfer.erbij = f"{tekens} characters typed"
    assert tekens > cijfer.gedaan


def _probeer(rondgang: Rondgang, plek: Plek, aanleiding: str) -> int:
    """Fill the form in, lock, unlock, and look; returns how many characters were typed."""
    formulier = rondgang.ga(plek)
    vul(formulier, TEKST)
    assert formulier.is_gewijzigd
    getypt = formulier._inhoud()
    rondgang.vergrendel(aanleiding)
    assert rondgang.programma.werkplek is None
    assert in_zicht() == [rondgang.programma.deur]
    rondgang.open(plek.wie)
    terug = rondgang.ga(plek)
    assert terug._inhoud() == getypt
    terug.herstel()
    rondgang.sluit_dialogen()
    return _tekens(getypt)


def _tekens(inhoud: object) -> int:
    match inhoud:
        case str():
            return len(inhoud)
        case dict():
            return sum(_tekens(deel) for deel in inhoud.values())
        case _:
            return 0
