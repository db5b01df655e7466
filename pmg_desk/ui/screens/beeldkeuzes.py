"""What one can choose under "Alleen" on the screen Beeld: each category once, along the axis that has a table."""

from __future__ import annotations

from collections.abc import Sequence

from pmg_desk.domain.beeld import TOTAAL
from pmg_desk.domain.beeldmetingen import GEBIED, WIJK
from pmg_desk.services.beeld import Beeldas, Keuze, Metinginzicht

_ZELFDE = frozenset({GEBIED, WIJK})
"""A wijk is a category of both, with the same key."""


def mogelijke_keuzes(
    meting: Metinginzicht, assen: Sequence[Beeldas], gekozen: Sequence[str]
) -> tuple[tuple[Keuze, str], ...]:
    """Axis and category with the words of the choice: those of the table that is shown (``gekozen``) first.

    A wijk stands once: along the axis that leaves a table when it is chosen.
    """
    volgorde = sorted(assen, key=lambda een: een.sleutel not in gekozen)
    gezien: set[str] = set()
    uit: list[tuple[Keuze, str]] = []
    for een in volgorde:
        for categorie in een.categorieen:
            dubbel = een.sleutel in _ZELFDE
            if categorie.sleutel == TOTAAL or (dubbel and categorie.sleutel in gezien):
                continue
            if dubbel:
                gezien.add(categorie.sleutel)
            keuze = passende_keuze(meting, (een.sleutel, categorie.sleutel), assen, gekozen)
            uit.append((keuze, f"{een.label}: {categorie.label}"))
    return tuple(uit)


def passende_keuze(meting: Metinginzicht, keuze: Keuze, assen: Sequence[Beeldas], gekozen: Sequence[str]) -> Keuze:
    """The same category along the other of the two axes of wijken, where only that one leaves a table."""
    een, sleutel = keuze
    ander = next((as_ for as_ in assen if as_.sleutel in _ZELFDE - {een}), None)
    if een not in _ZELFDE or _is_tabel(meting, een, gekozen) or ander is None:
        return keuze
    er_is = any(categorie.sleutel == sleutel for categorie in ander.categorieen)
    return (ander.sleutel, sleutel) if er_is and _is_tabel(meting, ander.sleutel, gekozen) else keuze


def _is_tabel(meting: Metinginzicht, vast: str, gekozen: Sequence[str]) -> bool:
    nodig = {*gekozen, vast}
    return any(nodig <= set(tabel) for tabel in meting.tabellen)
