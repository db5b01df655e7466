"""From which number on the informatiebeeld shows it, and how smaller ones are kept from view: settings of the vault.

A change counts for quarters that are settled after it. What was settled stays as it was: otherwise two answers about
one quarter could be subtracted. So once a quarter is settled, not every change keeps its word, and only these are taken
(``Ruimte``):

- A threshold no higher than the lowest that was settled with. What was settled with a higher one could have been
  settled with the lower one too: it hides what that hides, and keeps each small number in an interval as wide or wider.
  After a raise it is the other way round. Six that were shown, of whom no more than six can have left, keep who left
  between zero and six, where ten values were promised.
- From hiding to rounding. What is rounded is tested with all that was settled, and hidden when it is not safe. Back it
  cannot: rounded to nobody is four at most, so no more than four left, and five was promised to be possible.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from pmg_desk.domain.beeld import Drempel, Wijze
from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.rollen import Recht
from pmg_desk.services.instellinglog import DREMPEL, WIJZE, log_instelling
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage.beeld import kwartalen
from pmg_desk.storage.gebruikers import lees_instelling, zet_instelling

MINSTE_DREMPEL, MEESTE_DREMPEL = 3, 20
_SLEUTEL = "informatiebeeld"


@dataclass(frozen=True, slots=True)
class Beeldinstellingen:
    """What counts for the next quarter that is settled."""

    drempel: int = Drempel().aantal
    wijze: Wijze = Wijze.AFSCHERMEN


@dataclass(frozen=True, slots=True)
class Ruimte:
    """Between which settings one can choose: fewer once a quarter was settled."""

    hoogste: int = MEESTE_DREMPEL
    wijzen: tuple[Wijze, ...] = tuple(Wijze)

    def past(self, instellingen: Beeldinstellingen) -> Beeldinstellingen:
        """The nearest settings that can be chosen."""
        wijze = instellingen.wijze if instellingen.wijze in self.wijzen else self.wijzen[0]
        return Beeldinstellingen(min(instellingen.drempel, self.hoogste), wijze)


def ruimte(t: Transactie) -> Ruimte:
    """What keeps the word of all that was settled (the module says why)."""
    vast = kwartalen(t.db)
    afgerond = any(rij.wijze is Wijze.AFRONDEN for rij in vast)
    return Ruimte(
        min((rij.drempel for rij in vast), default=MEESTE_DREMPEL), (Wijze.AFRONDEN,) if afgerond else tuple(Wijze)
    )


def lees(t: Transactie) -> Beeldinstellingen:
    """What counts for the next quarter: what was set, or what the program begins with, within the ``Ruimte``."""
    waarde = lees_instelling(t.db, _SLEUTEL)
    gezet = Beeldinstellingen()
    if waarde is not None:
        ruw = json.loads(waarde)
        gezet = Beeldinstellingen(ruw["drempel"], Wijze(ruw["wijze"]))
    return ruimte(t).past(gezet)


def show_instellingen(werkplek: Werkplek) -> Beeldinstellingen:
    """The same, for whoever may read the beeld. Raises GeenToegang."""
    with werkplek.doe() as t:
        t.eis(Recht.BEELD_LEZEN)
        return lees(t)


def show_ruimte(werkplek: Werkplek) -> Ruimte:
    """Between which settings one can choose now. Raises GeenToegang."""
    with werkplek.doe() as t:
        t.eis(Recht.BEELD_LEZEN)
        return ruimte(t)


def set_instellingen(werkplek: Werkplek, drempel: str | int, wijze: str) -> None:
    """Set both, for the quarters that are settled from now on. For the beheerder.

    Raises GeenToegang, OngeldigeInvoer (``drempel``: 3–20, ``wijze``; and what the ``Ruimte`` does not hold).
    """
    with werkplek.doe() as t:
        t.eis(Recht.BEELD_LEZEN)  # only where there are casussen
        t.eis(Recht.KLUIS_BEHEREN)
        veld = Veldcontrole()
        aantal = veld.getal("drempel", drempel, MINSTE_DREMPEL, MEESTE_DREMPEL, verplicht=True)
        gekozen = veld.keuze("wijze", wijze, frozenset(Wijze))
        er = ruimte(t)
        veld.eis(
            (aantal or 0) <= er.hoogste,
            "drempel",
            f"Kies {er.hoogste} of lager. Er is al een kwartaal vastgesteld met {er.hoogste}. Met een hoger getal is "
            "uit dat kwartaal soms te halen wat daarna verborgen moet zijn.",
        )
        veld.eis(
            gekozen in er.wijzen,
            "wijze",
            "Kies afronden. Er is al een kwartaal vastgesteld met afgeronde getallen. Met afschermen is daaruit soms "
            "te halen wat daarna verborgen moet zijn.",
        )
        veld.klaar()
        was = lees(t)
        if (aantal, gekozen) != (was.drempel, was.wijze):
            zet_instelling(t.db, _SLEUTEL, json.dumps({"drempel": aantal, "wijze": str(gekozen)}))
            if aantal != was.drempel:
                log_instelling(t, DREMPEL, was.drempel, aantal)
            if gekozen != was.wijze:
                log_instelling(t, WIJZE, was.wijze.value, str(gekozen))
            t.gewijzigd("beeldinstelling")
