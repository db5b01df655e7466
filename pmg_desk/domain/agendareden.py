"""Why a casus belongs on the agenda of a meeting, in words, and which of them comes first.

What a table decided and nobody did yet stands on top; then what waits longest on the table itself; then what only has
to be looked at. The question for the agenda is made of these reasons alone: an agenda is read by people who may not
read the casus, so it says nothing about the youth.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pmg_desk.domain.datums import toon_datum

MAX_VRAAG = 300  # characters


class Redensoort(StrEnum):
    """Kinds of reasons, the most urgent first."""

    BESLUIT = "besluit"
    SPOED = "spoed"
    AANGEHOUDEN = "aangehouden"
    NIET_BESPROKEN = "niet_besproken"
    AANMELDING = "aanmelding"
    OPSCHALEN = "opschalen"
    AFSCHALEN = "afschalen"
    AFSLUITEN = "afsluiten"
    ACTIE = "actie"
    EVALUATIE = "evaluatie"
    DOORGELEIDING = "doorgeleiding"
    AKKOORD = "akkoord"


_RANG = {soort: plek for plek, soort in enumerate(Redensoort)}
_ZINNEN: dict[Redensoort, tuple[str, str]] = {
    Redensoort.BESLUIT: (
        "Besluit van {dag} nog niet uitgevoerd{wat}",
        "{aantal} besluiten nog niet uitgevoerd, het oudste van {dag}{wat}",
    ),
    Redensoort.SPOED: ("Met spoed aangemeld op {dag}", ""),
    Redensoort.AANGEHOUDEN: ("Aangehouden in het overleg van {dag}", ""),
    Redensoort.NIET_BESPROKEN: ("Niet aan de orde gekomen in het overleg van {dag}", ""),
    Redensoort.AANMELDING: ("Aangemeld op {dag}", ""),
    Redensoort.OPSCHALEN: ("Opschalen gevraagd bij de evaluatie van {dag}", ""),
    Redensoort.AFSCHALEN: ("Afschalen gevraagd bij de evaluatie van {dag}", ""),
    Redensoort.AFSLUITEN: ("Afsluiten gevraagd bij de evaluatie van {dag}", ""),
    Redensoort.ACTIE: ("1 actie te laat, sinds {dag}", "{aantal} acties te laat, de eerste sinds {dag}"),
    Redensoort.EVALUATIE: ("Plan te evalueren op {dag}", ""),
    Redensoort.DOORGELEIDING: ("Op {dag} doorgeleid, nog geen antwoord{wat}", ""),
    Redensoort.AKKOORD: ("Akkoord loopt af op {dag}{wat}", "{aantal} akkoorden lopen af, het eerste op {dag}{wat}"),
}
_VRAGEN: dict[Redensoort, tuple[str, str]] = {
    Redensoort.BESLUIT: ("Is het besluit van {dag} uitgevoerd?", "Zijn de {aantal} besluiten uitgevoerd?"),
    Redensoort.SPOED: ("Neemt de tafel deze aanmelding aan?", ""),
    Redensoort.AANGEHOUDEN: ("Wat is er nog te bespreken van {dag}?", ""),
    Redensoort.NIET_BESPROKEN: ("Wat is er nog te bespreken van {dag}?", ""),
    Redensoort.AANMELDING: ("Neemt de tafel deze aanmelding aan?", ""),
    Redensoort.OPSCHALEN: ("Is opschalen nodig?", ""),
    Redensoort.AFSCHALEN: ("Kan de aanpak lichter?", ""),
    Redensoort.AFSLUITEN: ("Kan de casus worden afgesloten?", ""),
    Redensoort.ACTIE: (
        "Hoe staat het met de actie die te laat is?",
        "Hoe staat het met de {aantal} acties die te laat zijn?",
    ),
    Redensoort.EVALUATIE: ("Werkt het plan?", ""),
    Redensoort.DOORGELEIDING: ("Is er antwoord op de doorgeleiding?", ""),
    Redensoort.AKKOORD: ("Moet er na {dag} nog informatie gedeeld worden?", ""),
}


@dataclass(frozen=True, slots=True)
class Reden:
    """One reason. ``dag``: since or until when; ``aantal`` of how many; ``wat`` in words, for who may see the casus.

    ``vraag``: what was asked about it before, when that question still waits.
    """

    soort: Redensoort
    dag: date
    aantal: int = 1
    wat: str = ""
    vraag: str = ""

    @property
    def zin(self) -> str:
        """As the casusregisseur reads it."""
        wat = f": {self.wat}" if self.wat else ""
        return self._vul(_ZINNEN[self.soort], wat)

    @property
    def vraagzin(self) -> str:
        """What the table is asked: what it was asked before, or words that say nothing about the youth."""
        return self.vraag or self._vul(_VRAGEN[self.soort], "")

    def _vul(self, zinnen: tuple[str, str], wat: str) -> str:
        een, meer = zinnen
        zin = meer if self.aantal > 1 and meer else een
        return zin.format(dag=toon_datum(self.dag), aantal=self.aantal, wat=wat)


def volgorde(redenen: Sequence[Reden]) -> tuple[tuple[int, ...], date]:
    """What casussen are sorted by: the most urgent reason first, of equal ones who has more, then the oldest day.

    Raises ValueError without a reason.
    """
    rangen = sorted(_RANG[reden.soort] for reden in redenen)
    return (*rangen, len(_RANG)), min(reden.dag for reden in redenen)


def maak_vraag(redenen: Sequence[Reden]) -> str:
    """The question for the agenda: what each reason asks, each once, as many as fit in MAX_VRAAG characters."""
    vraag = ""
    for een in dict.fromkeys(reden.vraagzin for reden in sorted(redenen, key=lambda r: _RANG[r.soort])):
        langer = f"{vraag} {een}".strip()
        if len(langer) <= MAX_VRAAG:
            vraag = langer
    return vraag
