"""Which header the database saw last, so that one that was put back or changed elsewhere is noticed.

Header and database are two files, and a crash can come between them (``kluis.bewaarplaats``). A header that is newer
than the database knows is such a crash, or a password that was changed just before it. One that is *older* was put
back: an old password or a user who was removed may open the vault again.
"""

from __future__ import annotations

from enum import Enum

from pmg_desk.domain.canoniek import Waarde, canoniek, lees_canoniek
from pmg_desk.kluis.bewaarplaats import OpenKluis
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import gebruikers as opslag

_SLEUTEL = "kop"


class Kopstand(Enum):
    """How the header compares with what the database saw last."""

    EERSTE = "eerste"
    GELIJK = "gelijk"
    NIEUWER = "nieuwer"
    TERUGGEZET = "teruggezet"


def vergelijk(t: Transactie, kluis: OpenKluis) -> Kopstand:
    """Compare; the database of a new vault never saw a header and takes any."""
    bewaard = opslag.lees_instelling(t.db, _SLEUTEL)
    if bewaard is None:
        return Kopstand.EERSTE
    gezien = lees_canoniek(bewaard)
    if gezien["vingerafdruk"] == kluis.kop.vingerafdruk():
        return Kopstand.GELIJK
    return Kopstand.NIEUWER if kluis.kop.generatie > gezien["generatie"] else Kopstand.TERUGGEZET


def onthoud(t: Transactie, kluis: OpenKluis) -> None:
    """Keep which header this is. In the transaction of the Logregel about the change."""
    stand: dict[str, Waarde] = {"generatie": kluis.kop.generatie, "vingerafdruk": kluis.kop.vingerafdruk()}
    opslag.zet_instelling(t.db, _SLEUTEL, canoniek(stand))
