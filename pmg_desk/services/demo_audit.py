"""The demo's audit: the sample of last month, drawn and partly looked at, and the question of a judge."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from pmg_desk.services import casussen, steekproeven, wiewist

if TYPE_CHECKING:
    from pmg_desk.services.demo_verhaal import Verhaal

_BEVINDING = (
    "De medewerker had op deze dag geen afspraak over de casus. Nagevraagd: het was voor het overleg van die week."
)


def verhalen(verhaal: Verhaal) -> list[Iterator[datetime]]:
    """One story; it ends at once where there is no month to draw from."""
    return [_steekproef(verhaal), _rechter(verhaal)]


def _steekproef(v: Verhaal) -> Iterator[datetime]:
    """All but two lines signed off, so that the month still waits; one of them was not in order."""
    yield v.agenda.op(1, 15)
    officer = v.plekken["privacy"]
    maanden = steekproeven.list_maanden(officer)
    if not maanden:
        return
    _, regels = steekproeven.open_steekproef(officer, steekproeven.draw_steekproef(officer, maanden[0]))
    for nr, regel in enumerate(regels[:-2]):
        steekproeven.sign_off(officer, regel.id, in_orde=nr != 1, bevinding=_BEVINDING if nr == 1 else "")


def _rechter(v: Verhaal) -> Iterator[datetime]:
    """Somebody asked who knew what about the first casus."""
    yield v.agenda.op(1, 16)
    if 0 in v.casussen:
        casus = v.casussen[0]
        casussen.open_dossier(casus.regie, casus.id)
        wiewist.answer_wie_wist_wat(v.plekken["privacy"], casus_id=casus.id)
