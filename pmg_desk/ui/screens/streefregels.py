"""A number to reach as one sentence: what, by when, how far, and where it comes from."""

from __future__ import annotations

from pmg_desk.domain.monitoring import Jaarsom
from pmg_desk.services.programma import StreefInzicht

NIET_TE_TELLEN = "Niet te tellen in dit programma."


def streefregel(streef: StreefInzicht, *, bron: bool = True) -> str:
    """Everything about it; for a baseline only what it was. ``bron``: with where it comes from."""
    s = streef.streefwaarde
    wat = (
        f"Nulmeting: {s.label}: {s.waarde} {s.eenheid}."
        if s.nulmeting
        else f"{s.label}: {s.waarde} {s.eenheid}, {s.periode}."
    )
    delen = (wat, "" if s.nulmeting else hoe_ver(streef), f"Bron: {s.bron}." if bron else "")
    return " ".join(deel for deel in delen if deel)


def hoe_ver(streef: StreefInzicht) -> str:
    """How far it is, the latest year first; only where this program counts it."""
    if streef.sommen is None:
        return NIET_TE_TELLEN
    if not streef.sommen:
        return "Nog geen vastgesteld kwartaal."
    return " ".join(_jaar(som, streef) for som in streef.sommen[:2])


def _jaar(som: Jaarsom, streef: StreefInzicht) -> str:
    getal = f"{'ca. ' if som.ongeveer else ''}{som.minstens}"
    if som.verborgen:
        getal = f"ten minste {getal}"
    delen = []
    if streef.op_een_dag:
        delen.append("op de laatste dag die is geteld")
    elif som.kwartalen < 4:
        delen.append(f"{som.kwartalen} van de 4 kwartalen vastgesteld")
    if som.verborgen:
        delen.append(f"{som.verborgen} afgeschermd")
    zin = f"In {som.jaar}: {getal}"
    if delen:
        zin += f" ({', '.join(delen)})"
    if streef.boven is not None:
        meer = som.minstens - streef.boven.waarde
        zin += f"; dat is {meer} meer dan de nulmeting" if meer > 0 else "; dat is nog niet meer dan de nulmeting"
    return f"{zin}."
