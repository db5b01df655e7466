"""Who received, as a Logregel says it for ever: the organisation, and its function only where the profile knows that.

What people type as a function ("Mentor van Jan uit 3B") may tell of a youth, and a leaf outlives the casus. The
register, the request and the letter keep those words; they are erased with it.
"""

from __future__ import annotations

from pmg_desk.domain.deellog import INTERN
from pmg_desk.domain.delen import voluit, vouw_functie
from pmg_desk.domain.logboek import Logontvanger
from pmg_desk.services.werkplek import Transactie

INTERNE_AFDRUK = Logontvanger(INTERN)
"""Nobody: the page stays here."""


def name_logontvanger(t: Transactie, organisatie: str, functie: str) -> Logontvanger:
    """The organisation with the profile's own label of this function; only the organisation for any other function."""
    bekend = {vouw_functie(soort.label): soort.label for soort in t.profiel.functies.values()}
    label = bekend.get(vouw_functie(functie))
    return Logontvanger(organisatie if label is None else voluit(organisatie, label))
