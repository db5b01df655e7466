"""The demo vault's work: a casus that came from a colleague, cover during leave, and something put off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pmg_desk.services import caseload, waarnemen, werklijst

if TYPE_CHECKING:
    from pmg_desk.services.demo_verhaal import Verhaal

_OVER = 11
"""The casus that goes from the second casusregisseur to the first."""


def verhalen(verhaal: Verhaal) -> list[Iterator[datetime]]:
    """What happens in the last days before today."""
    return [_overgenomen(verhaal), _waarneming(verhaal), _uitgesteld(verhaal)]


def _overgenomen(verhaal: Verhaal) -> Iterator[datetime]:
    yield verhaal.agenda.op(2, 15)
    casus = verhaal.casussen.get(_OVER)
    if casus is not None:
        naar = verhaal.plekken["regie"].gebruiker.id
        caseload.hand_over_casussen(verhaal.plekken["regie2"], [casus.id], naar, reden="Hoort bij uw wijk.")


def _waarneming(verhaal: Verhaal) -> Iterator[datetime]:
    yield verhaal.agenda.op(1, 9)
    vandaag = verhaal.agenda.vandaag
    door = verhaal.plekken["regie"].gebruiker.id
    waarnemen.name_waarneming(verhaal.plekken["regie2"], door, vandaag, vandaag + timedelta(days=7))


def _uitgesteld(verhaal: Verhaal) -> Iterator[datetime]:
    yield verhaal.agenda.op(1, 10)
    regie = verhaal.plekken["regie"]
    werk = werklijst.show_werklijst(regie)
    rustig = [item for item in werk.te_doen() if not item.te_laat(werk.vandaag)]
    if rustig:
        werklijst.snooze(regie, rustig[-1].sleutel, verhaal.agenda.vandaag + timedelta(days=4))
