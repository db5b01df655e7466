"""Whether a privacy officer may be family of somebody in a casus: a reason to ask, never to refuse."""

from __future__ import annotations

from collections.abc import Iterable

from pmg_desk.domain.namen import vouw, zonder_voorvoegsels


def heeft_naamgenoot(naam: str, achternamen: Iterable[str]) -> bool:
    """Whether one of these surnames is that of the person who is called ``naam`` ("P. de Vries").

    A double surname counts by each of its parts, so "Vries-Jansen" meets "Jansen". Capitals, accents and voorvoegsels
    make no difference; initials and first names do not count as a surname.
    """
    eigen = _delen(naam)
    return any(not eigen.isdisjoint(_delen(achternaam)) for achternaam in achternamen)


def _delen(naam: str) -> set[str]:
    """The parts of the surname in a name: its last word, and what hyphens tie to it."""
    laatste = next((woord for woord in reversed(naam.split()) if vouw(woord)), "")
    return {deel for deel in map(zonder_voorvoegsels, laatste.split("-")) if len(deel) > 1}


def komt_voor_in(naam: str, teksten: Iterable[str]) -> bool:
    """Whether the surname in ``naam`` is a word of one of these texts: where nobody's name is known by itself."""
    eigen = _delen(naam)
    return any(not eigen.isdisjoint(vouw(tekst).split()) for tekst in teksten)
