"""Numbers that people read: counted per kind and year, without gaps, and never given out twice.

A counter and not the highest number in use: the number of something that was erased stands on paper and in the log, so
nothing else may ever get it. The counter is a row of the same transaction, which holds the write lock: a use case that
fails gives its numbers back. A vault that has no counter yet starts above what it holds.
"""

from __future__ import annotations

import json

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage.models import (
    Casus,
    Datalek,
    Delingsverzoek,
    Instelling,
    Knelpunt,
    Privacybesluit,
    Rechtenverzoek,
    Tafelkader,
    Toezichtbesluit,
)

Genummerd = (
    type[Casus]
    | type[Delingsverzoek]
    | type[Privacybesluit]
    | type[Toezichtbesluit]
    | type[Tafelkader]
    | type[Rechtenverzoek]
    | type[Datalek]
    | type[Knelpunt]
)

_TELLERS: dict[Genummerd, tuple[str, str]] = {
    Casus: ("PMG", "casusnummer."),
    Delingsverzoek: ("V", "verzoeknummer."),
    Privacybesluit: ("B", "besluitnummer."),
    Toezichtbesluit: ("T", "toezichtnummer."),
    Tafelkader: ("K", "kadernummer."),
    Rechtenverzoek: ("R", "rechtennummer."),
    Datalek: ("D", "dataleknummer."),
    Knelpunt: ("N", "knelpuntnummer."),
}
"""With which letters a number begins, and the key of the setting that counts, before the year. Both are stored."""


def geef_nummers(sessie: Session, model: Genummerd, jaar: int, aantal: int) -> list[str]:
    """The next ``aantal`` numbers of a year: ``V-2026-00001`` and on for a Delingsverzoek."""
    rij = _teller(sessie, model, str(jaar))
    laatste = int(json.loads(rij.waarde))
    rij.waarde = json.dumps(laatste + aantal)
    begin = _begin(model, str(jaar))
    return [f"{begin}{nr:05d}" for nr in range(laatste + 1, laatste + aantal + 1)]


def geef_nummer(sessie: Session, model: Genummerd, jaar: int) -> str:
    """One such number."""
    (nummer,) = geef_nummers(sessie, model, jaar, 1)
    return nummer


def leg_vast(sessie: Session) -> None:
    """Make the counters that are not there yet. Before rows go: afterwards their numbers cannot be counted any more."""
    for model, (letters, _) in _TELLERS.items():
        jaren = sa.select(sa.func.substr(model.nummer, len(letters) + 2, 4)).distinct()
        for jaar in sessie.scalars(jaren.where(model.nummer.startswith(f"{letters}-", autoescape=True))):
            _teller(sessie, model, jaar)


def _begin(model: Genummerd, jaar: str) -> str:
    return f"{_TELLERS[model][0]}-{jaar}-"


def _teller(sessie: Session, model: Genummerd, jaar: str) -> Instelling:
    sleutel = f"{_TELLERS[model][1]}{jaar}"
    rij = sessie.get(Instelling, sleutel)
    if rij is None:
        rij = Instelling(sleutel=sleutel, waarde=json.dumps(_hoogste(sessie, model, _begin(model, jaar))))
        sessie.add(rij)
    return rij


def _hoogste(sessie: Session, model: Genummerd, begin: str) -> int:
    in_gebruik = sessie.scalars(sa.select(model.nummer).where(model.nummer.startswith(begin, autoescape=True)))
    return max((int(nummer[len(begin) :]) for nummer in in_gebruik if nummer[len(begin) :].isdigit()), default=0)
