"""A number to reach in words: what, by when, how far, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterable

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
    stand = doel_en_stand(streef)
    return f"Nulmeting: {naam}: {stand}" if streef.streefwaarde.nulmeting else f"{naam}: {stand}"


def doel_en_stand(streef: StreefInzicht) -> str:
    """What to reach and how far; of a baseline what it was, and the years after it beside it."""
    return f"{_wat(streef)} {_sinds(streef) if streef.streefwaarde.nulmeting else _hoe_ver(streef)}".rstrip()


def waarom_geen_verschil(streefwaarden: Iterable[StreefInzicht]) -> str:
    """Why the number of a quarter is not held beside numbers of a year; empty where there are none."""
    per_jaar = [een for een in streefwaarden if not een.op_een_dag]
    if not per_jaar:
        return ""
    tafels = dict.fromkeys(een.tafel_label for een in per_jaar if een.tafel_label)
    if tafels:
        return (
            f"Hieronder gaat het over een heel jaar en alleen over {' en '.join(tafels)}. Het getal bovenaan is van één"
            " kwartaal en van alle tafels. Daarom wordt het daar niet mee vergeleken."
        )
    return (
        "Hieronder gaat het over een heel jaar. Het getal bovenaan is van één kwartaal. Daarom wordt het daar niet mee"
        " vergeleken."
    )


def _sinds(streef: StreefInzicht) -> str:
    """The years after a baseline, counted in the same way; a difference only of a whole year that was shown."""
    if streef.sommen is None:
        return ""
    if not streef.sommen:
        return "Daarna is nog geen kwartaal vastgesteld."
    regels = []
    for som in streef.sommen[:2]:
        zin = _getal(som, streef)
        if not som.verborgen and (som.kwartalen == 4 or streef.op_een_dag):
            zin += _verschil(som.minstens - streef.streefwaarde.waarde, ongeveer=som.ongeveer)
        else:
            zin += "; een verschil staat hier als alle vier kwartalen te zien zijn"
        regels.append(f"{zin}.")
    return " ".join(regels)


def _verschil(meer: int, *, ongeveer: bool) -> str:
    ca = "ca. " if ongeveer else ""
    if not meer:
        return f"; dat is {'ongeveer ' if ongeveer else ''}evenveel als de nulmeting"
    return f"; dat is {ca}{abs(meer)} {'meer' if meer > 0 else 'minder'} dan de nulmeting"


def bronregel(streef: StreefInzicht) -> str:
    """Where it is written, as somebody who does not know the documents by number reads it."""
    return f"Bron: {bron_in_woorden(streef.streefwaarde.bron)}."


def tellingregel(telling: Telling) -> str:
    """A count that was made elsewhere: how many, on which day, by whom."""
    if telling.te_klein:
        return f"Te klein om te tonen: de telling van {toon_datum(telling.peildag)}, {BUITEN} ({telling.bron})"
    if telling.is_weg:
        return f"Weggehaald: de telling van {toon_datum(telling.peildag)} ({telling.bron})"
    return f"{telling.waarde} op {toon_datum(telling.peildag)}, {BUITEN} ({telling.bron})"


def _wat(streef: StreefInzicht) -> str:
    s = streef.streefwaarde
    if s.nulmeting:
        return f"{s.waarde} {s.eenheid}."
    periode = "de bron zegt niet wanneer" if s.periode == NIET_IN_BRON else s.periode
    return f"Te bereiken: {s.waarde} {s.eenheid}, {periode}."


def _hoe_ver(streef: StreefInzicht) -> str:
    """The latest year first; what this program does not count as somebody typed it."""
    if streef.sommen is None:
        nu = next((reeks.nu for reeks in streef.tellingen if not reeks.nu.is_weg), None)
        if nu is not None and nu.te_klein:
            return f"{NIET_GETELD} Laatste telling: een getal dat te klein is om te tonen."
        if nu is not None:
            return f"{NIET_GETELD} Laatste telling: {nu.waarde}."
        return f"{NIET_GETELD} Er is nog geen telling opgeschreven."
    if not streef.sommen:
        return "Nog geen vastgesteld kwartaal."
    return " ".join(_jaar(som, streef) for som in streef.sommen[:2])


def _getal(som: Jaarsom, streef: StreefInzicht) -> str:
    """How many in a year, and how sure that is; no full stop yet."""
    hoeveel = f"{som.verborgen} van {som.kwartalen} getallen afgeschermd"
    if som.verborgen and not som.minstens:
        return f"In {som.jaar}: niet te zeggen ({hoeveel})"
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
    return zin


def _jaar(som: Jaarsom, streef: StreefInzicht) -> str:
    zin = _getal(som, streef)
    if streef.boven is not None and not som.verborgen and (som.kwartalen == 4 or som.minstens > streef.boven.waarde):
        meer = som.minstens - streef.boven.waarde
        zin += f"; dat is {meer} meer dan de nulmeting" if meer > 0 else "; dat is nog niet meer dan de nulmeting"
    return f"{zin}."
