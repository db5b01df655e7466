"""A number to reach in words: what, by when, how far, and where it comes from."""

from __future__ import annotations

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.monitoring import Jaarsom
from pmg_desk.domain.profiel import NIET_IN_BRON
from pmg_desk.domain.registerblad import bron_in_woorden
from pmg_desk.services.programma import StreefInzicht
from pmg_desk.services.streeftellingen import Telling

NIET_GETELD = "PMG Desk telt dit niet zelf."
BUITEN = "geteld buiten PMG Desk"


def streefregel(streef: StreefInzicht) -> str:
    """All but the source in one line, for beside a number."""
    naam = streef.streefwaarde.label
    return f"Nulmeting: {naam}: {_wat(streef)}" if streef.streefwaarde.nulmeting else f"{naam}: {doel_en_stand(streef)}"


def doel_en_stand(streef: StreefInzicht) -> str:
    """What to reach and how far; of a baseline only what it was."""
    return _wat(streef) if streef.streefwaarde.nulmeting else f"{_wat(streef)} {_hoe_ver(streef)}"


def bronregel(streef: StreefInzicht) -> str:
    """Where it is written, as somebody who does not know the documents by number reads it."""
    return f"Bron: {bron_in_woorden(streef.streefwaarde.bron)}."


def tellingregel(telling: Telling) -> str:
    """A count that was made elsewhere: how many, on which day, by whom."""
    if telling.waarde is None:
        return f"Weggehaald: de telling van {toon_datum(telling.peildag)} ({telling.bron})"
    return f"{telling.waarde} op {toon_datum(telling.peildag)}, {BUITEN} ({telling.bron})"


def _wat(streef: StreefInzicht) -> str:
    s = streef.streefwaarde
    if s.nulmeting:
        return f"{s.waarde} {s.eenheid}."
    periode = "de bron zegt niet wanneer" if s.periode == NIET_IN_BRON else s.periode
    return f"{s.waarde} {s.eenheid}, {periode}."


def _hoe_ver(streef: StreefInzicht) -> str:
    """The latest year first; what this program does not count as somebody typed it."""
    if streef.sommen is None:
        nu = next((reeks.nu for reeks in streef.tellingen if reeks.nu.waarde is not None), None)
        if nu is not None:
            return f"{NIET_GETELD} Laatste telling: {nu.waarde}."
        return f"{NIET_GETELD} Er is nog geen telling opgeschreven."
    if not streef.sommen:
        return "Nog geen vastgesteld kwartaal."
    return " ".join(_jaar(som, streef) for som in streef.sommen[:2])


def _jaar(som: Jaarsom, streef: StreefInzicht) -> str:
    hoeveel = f"{som.verborgen} van {som.kwartalen} getallen afgeschermd"
    if som.verborgen and not som.minstens:
        return f"In {som.jaar}: niet te zeggen ({hoeveel})."
    getal = f"{'ca. ' if som.ongeveer else ''}{som.minstens}"
    if som.verborgen:
        getal = f"ten minste {getal}"
    delen = []
    if streef.op_een_dag:
        delen.append("op de laatste dag die is geteld")
    elif som.kwartalen < 4:
        delen.append(f"{som.kwartalen} van de 4 kwartalen vastgesteld")
    if som.verborgen:
        delen.append(hoeveel)
    zin = f"In {som.jaar}: {getal}"
    if delen:
        zin += f" ({', '.join(delen)})"
    if streef.boven is not None and not som.verborgen and (som.kwartalen == 4 or som.minstens > streef.boven.waarde):
        meer = som.minstens - streef.boven.waarde
        zin += f"; dat is {meer} meer dan de nulmeting" if meer > 0 else "; dat is nog niet meer dan de nulmeting"
    return f"{zin}."
