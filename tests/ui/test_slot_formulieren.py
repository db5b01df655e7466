"""Every form of the program × idle, session lock, suspend: locked at once, and not one character lost.

Which forms there are, the source says (``formulierbron``); where they are, ``formulierplekken``. Each is opened in the
window of the program, filled in key by key, locked over, and looked at again after unlocking.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from fnmatch import fnmatchcase
from itertools import cycle, product
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from PySide6.QtWidgets import QApplication

from pmg_desk.app import Programma
from pmg_desk.services import reservekopieen, verbindingen
from pmg_desk.storage.models import Concept
from pmg_desk.ui import reservedienst
from pmg_desk.ui.screens.beheer_sleutels import vraag_vingerafdruk
from pmg_desk.ui.widgets.bestandskeuze import volgend_pad
from pmg_desk.ui.widgets.formulier import Formulier
from pmg_desk.ui.widgets.herstelblad import Herstelbladstap
from tests.cijfers import Cijfers
from tests.kluisdoos import Kluisdoos
from tests.ui import formulierbron
from tests.ui.formulierplekken import PLEKKEN, Bouwsel, bouw
from tests.ui.rondgang import AANLEIDINGEN, Plek, Rondgang, typ, vul
from tests.ui.test_slot import in_zicht

TEKST = "Zoë zei: ‘nee’ – Łukasz 🙂\ntweede regel, €5 ñ"

BUITEN = {
    "EigenAccount.__init__": "passwords",
    "vraag_vingerafdruk": "a fingerprint counts only when it is typed while the other reads it out",
    "Verbindingsbeheer._vergelijk": "a fingerprint, as above",
    "Herstelbladstap._bouw_proef": "the recovery key",
}
"""The forms that keep nothing, and what is in them."""


NOG_NIET = {"overdragen", "overnemen", "overdracht_antwoord", "overdracht_teruggeven", "overdracht_verloren"}
"""Drafts of the transfer to another installation: it came while this was written, and is not in ``PLEKKEN`` yet."""


@pytest.fixture
def bouwsel(tmp_path: Path, kluisdoos: Kluisdoos) -> Iterator[Bouwsel]:
    een = bouw(tmp_path, kluisdoos)
    yield een
    een.sluit()


@pytest.fixture
def rondgang(
    app: QApplication, qtbot: Any, bouwsel: Bouwsel, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Rondgang]:
    # Backups and checks at an unlock have their own tests, and most of these vaults have no header.
    monkeypatch.setattr(reservekopieen, "backup_at_lock", lambda *_: None)
    monkeypatch.setattr(reservedienst.Reservedienst, "begin_dag", lambda _: None)
    monkeypatch.setattr(Programma, "_controleer", lambda *_: None)
    monkeypatch.setattr(Programma, "_vraag_herstelblad", lambda *_: None)
    programma = Programma(app, klok=bouwsel.team.klok)
    yield Rondgang(qtbot, programma, bouwsel.werkplek, bouwsel.over)
    programma.stop()
    app.setQuitOnLastWindowClosed(True)


# which forms there are


def test_every_form_that_keeps_a_draft_is_locked_over() -> None:
    namen = {naam for module in formulierbron.bronnen().values() for naam in formulierbron.conceptnamen(module)}
    gedaan = {plek.naam for plek in PLEKKEN}
    assert {naam for naam in namen if not any(fnmatchcase(een, naam) for een in gedaan)} == namen & NOG_NIET
    assert {een for een in gedaan if not any(fnmatchcase(een, naam) for naam in namen)} == set()
    assert len(gedaan) == len(PLEKKEN)


def test_a_form_that_keeps_no_draft_holds_a_secret() -> None:
    zonder = {naam for module in formulierbron.bronnen(alles=True).values() for naam in formulierbron.zonder(module)}
    assert zonder == set(BUITEN)


def test_the_scan_of_the_source_finds_each_way_of_naming_a_draft() -> None:
    module = ast.parse(
        "class A:\n"
        "    concept: ClassVar[str] = 'g'\n"
        "    def vraag(self, titel, concept): self.koppel_concept(o, concept)\n"
        "    def doe(self):\n"
        "        f.koppel_concept(o, 'a', i)\n"
        "        D(concept=('b', i) if x else ('c', i)); D(concept=f'd.{x}'); D(concept='e'); self.vraag('t', 'f')\n"
    )
    assert formulierbron.conceptnamen(module) == {"a", "b", "c", "d.*", "e", "f", "g"}
    with pytest.raises(formulierbron.Onleesbaar):
        formulierbron.conceptnamen(ast.parse("D(concept=naam_van(x))"))


def test_the_scan_of_the_source_finds_a_form_without_a_draft() -> None:
    module = ast.parse(
        "class A:\n"
        "    def bouw(self): return Formulier([])\n"
        "    def koppel(self): self.f.koppel_concept(o, 'a')\n"
        "    def vraag(self): Formulierdialoog(self, 't', Formulier([]))\n"
        "def los(): return Formulier([])\n"
        "def goed(): return D(Formulier([]), concept='b')\n"
    )
    assert formulierbron.zonder(module) == {"A.vraag", "los"}


# locking over them


def _tekens(inhoud: object) -> int:
    match inhoud:
        case str():
            return len(inhoud)
        case dict():
            return sum(_tekens(deel) for deel in inhoud.values())
        case _:
            return 0


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


def test_every_form_comes_back_whole_after_every_lock(rondgang: Rondgang, cijfers: Cijfers) -> None:
    """Short: one form in four, the three kinds of lock in turn. Long: each form with each of them."""
    korte = list(zip(PLEKKEN[::4], cycle(AANLEIDINGEN), strict=False))
    cijfer = cijfers("lock during edit", kort=len(korte), lang=3 * len(PLEKKEN), minuten=6)
    beurten = list(product(PLEKKEN, AANLEIDINGEN)) if cijfers.lang else korte
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
    assert tekens > cijfer.gedaan


# forms with a secret


def _wachtwoord(rondgang: Rondgang, _bouwsel: Bouwsel) -> Formulier:
    rondgang.venster.navigeer("beheer", tab="account")
    rondgang.rust()
    (een,) = rondgang.formulieren()
    return een


def _vingerafdruk(rondgang: Rondgang, _bouwsel: Bouwsel) -> Formulier:
    rondgang.venster.navigeer("beheer", tab="gebruikers")
    rondgang.rust()
    scherm = rondgang.venster.scherm
    assert scherm is not None
    wie = rondgang.programma.werkplek.gebruiker.id  # type: ignore[union-attr]
    return vraag_vingerafdruk(scherm, scherm, wie, "Carla Casus", lambda: None).formulier


def _kaart(rondgang: Rondgang, bouwsel: Bouwsel) -> Formulier:
    kaart = verbindingen.make_sleutelkaart(bouwsel.zaak.twee.officer)
    rondgang.venster.navigeer("beheer", tab="verbindingen")
    rondgang.rust()
    volgend_pad(bouwsel.zaak.twee.schrijf(kaart.ruw))
    rondgang.druk("Kaart inlezen")
    (een,) = rondgang.formulieren()
    return een


def _herstelblad(rondgang: Rondgang, _bouwsel: Bouwsel) -> Formulier:
    rondgang.venster.navigeer("beheer", tab="kluis")
    rondgang.rust()
    rondgang.druk("Herstelblad")
    stap = rondgang.venster.findChild(Herstelbladstap)
    assert stap is not None
    stap.maakknop.click()
    rondgang.rust()
    stap.naar_proef()
    return stap.formulier


@pytest.mark.parametrize("ga", [_wachtwoord, _vingerafdruk, _kaart, _herstelblad])
def test_a_form_with_a_secret_leaves_nothing_behind(rondgang: Rondgang, bouwsel: Bouwsel, ga: Any) -> None:
    rondgang.open("bea")
    formulier = ga(rondgang, bouwsel)
    for veld in formulier._velden.values():
        typ(veld.invoer, "geheim 12345 é")
    rondgang.vergrendel("sessie")
    assert in_zicht() == [rondgang.programma.deur]
    rondgang.open("bea")
    assert rondgang.programma.werkplek is not None
    with rondgang.programma.werkplek.engine.connect() as verbinding:
        assert verbinding.execute(sa.select(sa.func.count()).select_from(Concept)).scalar_one() == 0
    assert all(veld.waarde() == "" for veld in ga(rondgang, bouwsel)._velden.values())
