"""In which order and in which plain words somebody who looks for a number meets the measures of the informatiebeeld.

The order is that of the questions one asks: who is followed now, who came and went, what came in, what was done, how
long it took, what changed, and what was shared. A measure of another version of the program comes last, by its name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pmg_desk.services.beeld import Metinginzicht

_JONGEREN, _BINNEN, _INZET = "Jongeren en casussen", "Wat er binnenkomt", "Interventies"
_WERK, _VERANDERT, _DELEN = "Acties en doorlooptijd", "Wat er verandert", "Delen en privacy"
_OVERIG = "Overig"

_ONDERWERPEN: dict[str, tuple[str, str]] = {
    "stand": (_JONGEREN, "jongeren die gevolgd worden"),
    "instroom": (_JONGEREN, "casussen die erbij kwamen"),
    "uitstroom": (_JONGEREN, "casussen die zijn gesloten"),
    "aanmeldingen": (_BINNEN, "bij welke tafel, uit welke wijk"),
    "tafelbesluiten": (_BINNEN, "aangenomen of niet"),
    "signalen": (_BINNEN, ""),
    "feiten": (_BINNEN, ""),
    "inzet_loopt": (_INZET, "hulp die nu loopt"),
    "inzet_begonnen": (_INZET, ""),
    "inzet_afgerond": (_INZET, ""),
    "inzet_afgebroken": (_INZET, ""),
    "acties": (_WERK, "of te laat"),
    "tijd_tot_plan": (_WERK, "hoeveel dagen"),
    "tijd_tot_actie": (_WERK, "hoeveel dagen"),
    "overgang": (_VERANDERT, ""),
    "leefgebieden": (_VERANDERT, ""),
    "verzoeken": (_DELEN, ""),
    "oordelen": (_DELEN, ""),
}
"""Per measure: under which heading, and what it is in plain words where its name does not say so."""


@dataclass(frozen=True, slots=True)
class Onderwerp:
    """A measure as one chooses it; ``gewoon`` is empty where its name says enough."""

    meting: Metinginzicht
    groep: str
    gewoon: str


def op_leesvolgorde(metingen: Iterable[Metinginzicht]) -> tuple[Onderwerp, ...]:
    """All of them, those of a heading together."""
    plekken = {sleutel: plek for plek, sleutel in enumerate(_ONDERWERPEN)}
    volgorde = sorted(metingen, key=lambda m: plekken.get(m.sleutel, len(plekken)))
    return tuple(Onderwerp(m, *_ONDERWERPEN.get(m.sleutel, (_OVERIG, ""))) for m in volgorde)
