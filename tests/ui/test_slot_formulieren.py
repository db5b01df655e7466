"""Every form of the program × idle, session lock, suspend: locked at once, and not one character lost.

Which forms there are, the source says (``formulierbron``); where they are, ``formulierplekken``. Those of a dossier are
locked over in ``test_slot_dossier``.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any

import pytest
import sqlalchemy as sa
from PySide6.QtWidgets import QApplication

from pmg_desk.services import verbindingen
from pmg_desk.storage.models import Concept
from pmg_desk.ui.screens.beheer_sleutels import vraag_vingerafdruk
from pmg_desk.ui.widgets.bestandskeuze import volgend_pad
from pmg_desk.ui.widgets.formulier import Formulier
from pmg_desk.ui.widgets.herstelblad import Herstelbladstap
from tests.cijfers import Cijfers
from tests.kluisdoos import maak_kluisdoos
from tests.ui import formulierbron
from tests.ui.formulierplekken import PLEKKEN, Bouwsel, bouw
from tests.ui.rondgang import Rondgang, typ
from tests.ui.slotronde import ELDERS, lock_over, ronde
from tests.ui.test_slot import in_zicht

BUITEN = {
    "EigenAccount.__init__": "passwords",
    "vraag_vingerafdruk": "a fingerprint counts only when it is typed while the other reads it out",
    "Verbindingsbeheer._vergelijk": "a fingerprint, as above",
    "Herstelbladstap._bouw_proef": "the recovery key",
    "Opzoekdialoog.__init__": "a name and a birth date, to look up a number and for nothing else",
}
"""The forms that keep nothing, and what is in them."""


@pytest.fixture(scope="module")
def bouwsel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bouwsel]:
    """Made once: no test here saves anything."""
    map_ = tmp_path_factory.mktemp("kluizen")
    doos = maak_kluisdoos(map_)
    een = bouw(map_, doos)
    yield een
    een.sluit()
    doos.sluit_alles()


@pytest.fixture
def rondgang(app: QApplication, qtbot: Any, bouwsel: Bouwsel) -> Iterator[Rondgang]:
    with ronde(app, qtbot, bouwsel) as een:
        yield een


# which forms there are


def test_every_form_that_keeps_a_draft_is_locked_over() -> None:
    namen = {naam for module in formulierbron.bronnen().values() for naam in formulierbron.conceptnamen(module)}
    gedaan = {plek.naam for plek in PLEKKEN}
    assert {naam for naam in namen if not any(fnmatchcase(een, naam) for een in gedaan)} == set()
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


def test_every_other_form_comes_back_whole_after_a_lock(rondgang: Rondgang, cijfers: Cijfers) -> None:
    lock_over(rondgang, cijfers, "other forms", ELDERS)


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
