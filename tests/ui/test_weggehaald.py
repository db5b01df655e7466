"""What was taken away at an item can come back until one leaves it: also after a crash, and beside a colleague."""

from __future__ import annotations

from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from pmg_desk.domain.samenvatting import Aard
from pmg_desk.services import bespreken, overleggen
from pmg_desk.services.bespreken import BesprekingInvoer, Regel
from pmg_desk.services.overleggen import OverlegInvoer
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.storage.models import Besprekingsstand
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.vergadering import VergaderingScherm
from tests.services.planbouw import bouw
from tests.ui.conftest import Toon, klaar
from tests.wereld import Wereld

VAST, GETYPT, VAN_COLLEGA = "Gaat weer naar school.", "Is gezien op het plein.", "Heeft een baantje."
BESPROKEN = Besprekingsstand.BESPROKEN


@pytest.fixture
def punt_id(wereld: Wereld) -> UUID:
    """The only item of a meeting of today, at which something was said already."""
    overleg_id = overleggen.plan_overleg(wereld.regie, OverlegInvoer("pga_lokaal", "23-11-2026"))
    punt = overleggen.add_agendapunt(wereld.regie, overleg_id, bouw(wereld).casus_id)
    bespreken.save_bespreking(wereld.regie, punt, BesprekingInvoer(BESPROKEN, (Regel(UitspraakInvoer(VAST)),)))
    return punt


@pytest.fixture
def scherm(qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon, punt_id: UUID) -> VergaderingScherm:
    return open_overleg(qtbot, omgeving, wereld, toon)


def open_overleg(qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon) -> VergaderingScherm:
    (regel,) = overleggen.list_overleggen(wereld.regie)
    scherm: VergaderingScherm = toon(VergaderingScherm, "regie", overleg_id=regel.id)
    rust(qtbot, omgeving)
    return scherm


def rust(qtbot: QtBot, omgeving: Omgeving) -> None:
    for _ in range(4):
        klaar(qtbot, omgeving)


def woorden(scherm: VergaderingScherm) -> list[str]:
    return [str(regel.tekst.tekst.ruw()) for regel in scherm.typdeel.regels]


def haal_weg(scherm: VergaderingScherm, nr: int) -> None:
    scherm.typdeel.regels[nr].wegknop.click()


def typ(scherm: VergaderingScherm) -> None:
    scherm.nieuw_gezegd(Aard.AANNAME)
    scherm.typdeel.regels[-1].tekst.tekst.vel.setPlainText(GETYPT)


def zet_alles_terug(scherm: VergaderingScherm) -> list[str]:
    while scherm.typdeel.weggehaald.kan:
        scherm.typdeel.weggehaald.zet_terug()
    return woorden(scherm)


def staat_vast(wereld: Wereld, punt_id: UUID) -> list[tuple[str, Aard]]:
    return [(een.tekst.tekst, een.tekst.aard) for een in bespreken.toon_bespreking(wereld.regie, punt_id).punten]


def test_after_a_crash_what_was_taken_away_can_still_come_back_and_is_what_it_was(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, toon: Toon, scherm: VergaderingScherm, punt_id: UUID
) -> None:
    voor = bespreken.toon_bespreking(wereld.regie, punt_id)
    typ(scherm)
    haal_weg(scherm, 1)
    haal_weg(scherm, 0)
    scherm.bewaar_concepten()  # the last that the vault hears of it
    rust(qtbot, omgeving)
    weer = open_overleg(qtbot, omgeving, wereld, toon)
    assert (woorden(weer), weer.typdeel.weggehaald.isVisibleTo(weer)) == ([], True)
    assert zet_alles_terug(weer) == [VAST, GETYPT]
    (vast, _) = weer.typdeel.regels
    assert (vast.id, vast.uitspraak_id) == (voor.punten[0].id, voor.punten[0].tekst.id)  # the same row, and no new one
    weer.besproken()
    rust(qtbot, omgeving)
    assert staat_vast(wereld, punt_id) == [(VAST, Aard.FEIT), (GETYPT, Aard.AANNAME)]


def test_what_was_taken_away_outlives_that_a_colleague_saved(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, scherm: VergaderingScherm, punt_id: UUID
) -> None:
    typ(scherm)
    haal_weg(scherm, 1)
    haal_weg(scherm, 0)
    nu = bespreken.toon_bespreking(wereld.regie, punt_id)
    erbij = (
        Regel(nu.punten[0].tekst.als_invoer(), nu.punten[0].id, nu.punten[0].tekst.id),
        Regel(UitspraakInvoer(VAN_COLLEGA)),
    )
    bespreken.save_bespreking(wereld.regie, punt_id, BesprekingInvoer(BESPROKEN, erbij, versie=nu.versie))
    scherm.besproken()
    rust(qtbot, omgeving)
    assert woorden(scherm) == [VAN_COLLEGA]
    assert sorted(zet_alles_terug(scherm)) == sorted([VAST, VAN_COLLEGA, GETYPT])
    scherm.besproken()
    rust(qtbot, omgeving)
    assert {tekst for tekst, _ in staat_vast(wereld, punt_id)} == {VAST, VAN_COLLEGA, GETYPT}
    assert {een.id for een in bespreken.toon_bespreking(wereld.regie, punt_id).punten} > {nu.punten[0].id}


def test_what_a_colleague_took_away_too_comes_back_as_a_new_line(
    qtbot: QtBot, omgeving: Omgeving, wereld: Wereld, scherm: VergaderingScherm, punt_id: UUID
) -> None:
    haal_weg(scherm, 0)
    nu = bespreken.toon_bespreking(wereld.regie, punt_id)
    bespreken.save_bespreking(wereld.regie, punt_id, BesprekingInvoer(BESPROKEN, versie=nu.versie))
    scherm.besproken()
    rust(qtbot, omgeving)
    assert zet_alles_terug(scherm) == [VAST]
    scherm.besproken()
    rust(qtbot, omgeving)
    assert staat_vast(wereld, punt_id) == [(VAST, Aard.FEIT)]
