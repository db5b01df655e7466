"""What a stuk says, in the words that a page needs: its fields, its title, its score, its track, whether it is late."""

from __future__ import annotations

from datetime import date

from pmg_desk.domain.samenvatting import Rubriek, Stuk, Veld
from pmg_desk.reports.taal import is_klaar, lees_dag

ACTIEVELDEN = (Veld.WIE, Veld.GEREED_OP, Veld.STATUS)
ALLEEN_ACTIE = "Actie"
"""The title of an action: it says nothing by itself."""
SPOREN = ("Perspectief bieden", "Grenzen stellen")

# Titles that say no more than the heading of their section; not printed above a text.
_SOORTNAMEN = {
    Rubriek.AANLEIDING: "Aanleiding",
    Rubriek.SIGNALEN: "Signaal",
    Rubriek.PLAN: "Doel",
    Rubriek.ACTIES: ALLEEN_ACTIE,
    Rubriek.BESLUITEN: "Besluit",
    Rubriek.BETROKKENEN: "Betrokken professional",
}


def veld(stuk: Stuk, label: str) -> str:
    """The value of the first field with this label; empty when the stuk has no such field."""
    return next((waarde for naam, waarde in stuk.velden if naam == label), "")


def opschrift(stuk: Stuk) -> str:
    """The title, unless it only repeats what the section is about while there is a text or a name to read."""
    gewoon = stuk.titel == _SOORTNAMEN.get(stuk.rubriek) and (stuk.tekst or veld(stuk, Veld.NAAM))
    return "" if gewoon else stuk.titel


def score(stuk: Stuk) -> int | None:
    """The score of a leefgebied, 1 (acute) to 5 (self-reliant); None when it holds none."""
    eerste = veld(stuk, Veld.SCORE).strip()[:1]
    return int(eerste) if eerste in {"1", "2", "3", "4", "5"} else None


def is_te_laat(stuk: Stuk, vandaag: date) -> bool:
    """Whether an action still runs although its deadline lies before ``vandaag``."""
    uiterlijk = lees_dag(veld(stuk, Veld.GEREED_OP))
    return uiterlijk is not None and uiterlijk < vandaag and not is_klaar(veld(stuk, Veld.STATUS))


def overige_velden(stuk: Stuk, *elders: str) -> list[str]:
    """The fields as text, less the first with each label that stands elsewhere."""
    over = list(elders)
    regels = []
    for naam, waarde in stuk.velden:
        if naam in over:
            over.remove(naam)
        elif waarde:
            regels.append(f"{naam}: {waarde}")
    return regels


def spoor_van(stuk: Stuk) -> str:
    """Which of the two tracks a goal is in; empty when it is in neither."""
    waarde = veld(stuk, Veld.SPOOR).strip().casefold()
    return next((spoor for spoor in SPOREN if waarde and waarde.startswith(spoor.split(" ")[0].casefold())), "")
