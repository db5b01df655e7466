"""The leefgebieden of a casus as pictures: for the screen in its own colours, for paper as an internal print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from pmg_desk.services.factoren import FactorInzicht, factoren_van
from pmg_desk.services.internbladen import Internblad, issue_internblad, preview_internblad
from pmg_desk.services.leefgebieden import ScoreInzicht, scores_van
from pmg_desk.services.uitgaven import Uitgave
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage.models import Casus, FactorSoort, Wijze

if TYPE_CHECKING:
    from pmg_desk.domain.samenvatting import Samenvatting
    from pmg_desk.reports.leefgebiedenblad import Factorregel
    from pmg_desk.reports.leefgebiedgrafiek import Verloop
    from pmg_desk.reports.tekening import Palet

SOORT = "Leefgebieden over de tijd"


@dataclass(frozen=True, slots=True)
class Leefgebiedbeeld:
    """Both drawings as SVG, and each in words for who cannot see them."""

    radar: bytes
    lijnen: bytes
    radar_tekst: str
    lijnen_tekst: str


def draw_leefgebieden(scores: Sequence[ScoreInzicht], palet: Palet) -> Leefgebiedbeeld:
    """Draw what :func:`leefgebieden.list_scores` gave; reads nothing itself. At least one leefgebied with a score.

    Over time only what was ever scored: an empty panel says nothing that a line of words does not.
    """
    from pmg_desk.reports.leefgebiedgrafiek import teken_lijnen, teken_radar
    from pmg_desk.reports.tekening import als_svg

    verlopen = _verlopen(scores)
    zonder = [verloop.label for verloop in verlopen if not verloop.punten]
    woorden = "Een lijn per leefgebied over de tijd. Alle scores staan in de tabel."
    if zonder:
        woorden += f" Nog geen score: {', '.join(zonder)}."
    return Leefgebiedbeeld(
        als_svg(teken_radar(verlopen, palet)),
        als_svg(teken_lijnen([verloop for verloop in verlopen if verloop.punten], palet)),
        "Spinnenweb van de leefgebieden, begin en nu. " + _in_woorden(scores),
        woorden,
    )


def preview_leefgebieden(werkplek: Werkplek, casus_id: UUID) -> bytes:
    """The internal print on screen. Logged."""
    return preview_internblad(werkplek, casus_id, _blad)


def issue_leefgebieden(werkplek: Werkplek, casus_id: UUID, wijze: Wijze) -> Uitgave:
    """Issue the internal print: kept and logged as the internal summary is."""
    return issue_internblad(werkplek, casus_id, wijze, _blad)


def _blad(t: Transactie, casus: Casus) -> Internblad:
    scores, factoren = scores_van(t, casus.id), factoren_van(t, casus.id)
    categorieen = {score.categorie for score in scores if score.verloop}
    categorieen |= {factor.tekst.categorie for factor in factoren}

    def maak(s: Samenvatting) -> bytes:
        from pmg_desk.reports.internblad import maak_pdf
        from pmg_desk.reports.leefgebiedenblad import bouw

        risico, bescherming = (
            [_regel(factor) for factor in factoren if factor.soort is soort]
            for soort in (FactorSoort.RISICO, FactorSoort.BESCHERMING)
        )
        return maak_pdf(s, SOORT, lambda: bouw(_verlopen(scores), risico, bescherming))

    return Internblad("leefgebieden", tuple(sorted(categorieen)), maak)


def _verlopen(scores: Sequence[ScoreInzicht]) -> tuple[Verloop, ...]:
    from pmg_desk.reports.leefgebiedgrafiek import Verloop

    return tuple(Verloop(score.label, score.verloop) for score in scores)


def _regel(factor: FactorInzicht) -> Factorregel:
    from pmg_desk.reports.leefgebiedenblad import Factorregel

    herkomst = f"{factor.tekst.aard.value.capitalize()} · bron: {factor.tekst.bron}"
    tekst = "\n".join([factor.tekst.tekst, *(f"Reactie ({r.bron}): {r.tekst}" for r in factor.tekst.reacties)])
    return Factorregel(factor.leefgebied_label, tekst, factor.van, factor.tot, herkomst)


def _in_woorden(scores: Sequence[ScoreInzicht]) -> str:
    delen = []
    for score in scores:
        if score.nu is None:
            delen.append(f"{score.label}: geen score")
        elif len(score.verloop) == 1:
            delen.append(f"{score.label}: {score.nu}")
        else:
            delen.append(f"{score.label}: van {score.verloop[0][1]} naar {score.nu}")
    return "; ".join(delen) + "."
