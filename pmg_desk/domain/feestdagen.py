"""Dutch public holidays: a meeting that falls on one is planned all the same, and the list says so.

The days are those of the Algemene termijnenwet, article 3, with Goede Vrijdag, which it treats as one of them. The
birthday of the Koning is celebrated on 27 April, and on the 26th when that is a Sunday.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

_ZONDAG = 6  # date.weekday()


def pasen(jaar: int) -> date:
    """Easter Sunday of a year of the Gregorian calendar (the anonymous computus of Meeus, Jones and Butcher)."""
    gulden = jaar % 19
    eeuw, rest = divmod(jaar, 100)
    maan = (19 * gulden + eeuw - eeuw // 4 - (eeuw - (eeuw + 8) // 25 + 1) // 3 + 15) % 30
    dag = (32 + 2 * (eeuw % 4) + 2 * (rest // 4) - maan - rest % 4) % 7
    maand, over = divmod(maan + dag - 7 * ((gulden + 11 * maan + 22 * dag) // 451) + 114, 31)
    return date(jaar, maand, over + 1)


@lru_cache(maxsize=64)
def _van_jaar(jaar: int) -> dict[date, str]:
    zondag = pasen(jaar)
    koning = date(jaar, 4, 27)
    hemelvaart = zondag + timedelta(days=39)
    dagen = {date(jaar, 5, 5): "Bevrijdingsdag"}
    dagen[hemelvaart] = f"Hemelvaart en {dagen[hemelvaart]}" if hemelvaart in dagen else "Hemelvaart"
    return dagen | {
        date(jaar, 1, 1): "Nieuwjaarsdag",
        zondag - timedelta(days=2): "Goede Vrijdag",
        zondag + timedelta(days=1): "Tweede paasdag",
        koning - timedelta(days=1) if koning.weekday() == _ZONDAG else koning: "Koningsdag",
        zondag + timedelta(days=50): "Tweede pinksterdag",
        date(jaar, 12, 25): "Eerste kerstdag",
        date(jaar, 12, 26): "Tweede kerstdag",
    }


def feestdag(dag: date) -> str:
    """The name of the holiday that falls on a day; "" on any other."""
    return _van_jaar(dag.year).get(dag, "")
