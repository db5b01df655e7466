"""A whole vault as a user has it (folder, header, database), made once per test run and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from pmg_desk.domain.klok import VasteKlok
from pmg_desk.domain.logboek import Logregel, lees_blad
from pmg_desk.domain.rollen import Rol
from pmg_desk.services import gebruikers, kluizen
from pmg_desk.services.gebruikers import NieuweUitnodiging
from pmg_desk.services.kluizen import KluisInvoer
from pmg_desk.services.voordeur import Beheerder
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage import logregels

NU = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
BEHEERDER = Beheerder("bea", "Bea Beheer", "paarse fiets lamp eend wolk")
REGIE = NieuweUitnodiging("carla", "Carla Casus", Rol.CASUSREGISSEUR, "casusregisseur", ("pga_lokaal",))
REGIE_WACHTWOORD = "groene kast stoep vlieger 8"


@cache
def _sjabloon() -> tuple[TemporaryDirectory[str], Path]:
    map_ = TemporaryDirectory()
    klok = VasteKlok(NU)
    werkplek = kluizen.make_kluis(
        KluisInvoer(Path(map_.name), "Zuidwest", "den-haag-zuidwest", BEHEERDER), klok=klok, herkomst="test"
    )
    assert werkplek.kluis is not None
    pad = werkplek.kluis.pad
    code = gebruikers.invite_gebruiker(werkplek, REGIE).code
    kluizen.close_kluis(werkplek)
    kluizen.close_kluis(kluizen.accept_uitnodiging(pad, "carla", code, REGIE_WACHTWOORD, klok=klok, herkomst="test"))
    return map_, pad


@dataclass
class Kluisdoos:
    """A shut vault with a beheerder (Bea) and a casusregisseur (Carla). What is opened through it is shut after."""

    pad: Path
    klok: VasteKlok
    _open: list[Werkplek] = field(default_factory=list)

    def bea(self) -> Werkplek:
        return self.volg(self.open("bea", BEHEERDER.wachtwoord))

    def carla(self) -> Werkplek:
        return self.volg(self.open("carla", REGIE_WACHTWOORD))

    def open(self, wie: str, wachtwoord: str) -> Werkplek:
        return kluizen.open_kluis(self.pad, wie, wachtwoord, klok=self.klok, herkomst="test")

    def volg(self, werkplek: Werkplek) -> Werkplek:
        self._open.append(werkplek)
        return werkplek

    def sluit(self, werkplek: Werkplek) -> None:
        self._open.remove(werkplek)
        kluizen.close_kluis(werkplek)

    def sluit_alles(self) -> None:
        while self._open:
            self.sluit(self._open[-1])

    def regels(self, kijk: Callable[[Logregel], bool] = lambda _: True) -> list[Logregel]:
        """The lines of the log, read by Bea; the vault is shut before and after."""
        werkplek = self.bea()
        try:
            return [regel for regel in alle_regels(werkplek) if kijk(regel)]
        finally:
            self.sluit(werkplek)


def alle_regels(werkplek: Werkplek) -> list[Logregel]:
    """Every line of the log of an open vault."""
    with werkplek.doe() as t:
        return [lees_blad(bewaard.blad) for bewaard in logregels.bewaarde_regels(t.db)]


def maak_kluisdoos(map_: Path) -> Kluisdoos:
    """A real vault in ``map_``, shut. Call ``sluit_alles`` at the end."""
    _, bron = _sjabloon()
    pad = map_ / bron.name
    shutil.copytree(bron, pad)
    return Kluisdoos(pad, VasteKlok(NU))
