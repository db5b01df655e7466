"""Whether the clock of this machine can be right, by the times that stand in the log.

What holds is judged by the later of the clock and the log, so a clock that ran ahead once makes every approval expired:
that is safe, but who does not know why cannot do anything about it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.klok import als_tekst, lokale_dag
from pmg_desk.services.sleutelboek import gelukte_regels
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage import delen as rijen

KLOKREGEL = "klok.melden"
"""The user was told that the clock cannot be right; ``aantal`` is how many days it differs from the log."""

TERUG = timedelta(days=2)
"""So far before the latest time in the log the clock may be: time zones and machines that correct themselves."""
VOORUIT = timedelta(days=400)
"""So far after it: a vault that nobody opened for longer is a rare one."""


def check_klok(werkplek: Werkplek) -> str:
    """What to tell the user about the clock, empty when it may be right. The first time is a line of the log.

    Call it before this session writes a line.
    """
    with werkplek.doe() as t:
        laatste = rijen.laatste_logtijd(t.db)
        if laatste is None or -TERUG <= t.nu - laatste <= VOORUIT:
            return ""
        # Which time of the log it was about, so that it is said each time, and logged once.
        gemeld = f"laatste regel {als_tekst(laatste)}"
        if not any(regel.verwerking == gemeld for regel in gelukte_regels(t, KLOKREGEL)):
            t.log(KLOKREGEL, "kluis", werkplek.kluis_id, verwerking=gemeld, aantal=abs(t.nu - laatste).days)
        return _achter(t.nu, laatste) if t.nu < laatste else _vooruit(t.nu, laatste)


def _achter(nu: datetime, laatste: datetime) -> str:
    return (
        f"De klok van deze computer zegt {_dag(nu)}, maar in het logboek staat al een regel van {_dag(laatste)}. De "
        "klok loopt achter, of stond eerder vooruit. Akkoorden worden tot dan beoordeeld alsof het die dag is: zij "
        "kunnen verlopen lijken. Zet de klok goed. Staat hij al goed, meld dit dan aan de beheerder en de privacy "
        "officer, en neem zo lang geen besluiten."
    )


def _vooruit(nu: datetime, laatste: datetime) -> str:
    return (
        f"De klok van deze computer zegt {_dag(nu)}, en de laatste regel in het logboek is van {_dag(laatste)}. Klopt "
        "de datum van vandaag niet, sluit de kluis dan meteen en zet de klok goed: wat u nu doet, krijgt anders een "
        "verkeerde datum, en akkoorden lijken daarna verlopen."
    )


def _dag(moment: datetime) -> str:
    return toon_datum(lokale_dag(moment))
