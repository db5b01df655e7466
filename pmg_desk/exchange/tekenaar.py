"""Draws pages of a file from outside in a process of its own, which ends with the answer: bytes in, pixels out.

What comes back is checked here, so that a decoder taken over by a hostile file can at worst draw a wrong picture.
"""

from __future__ import annotations

import json
import multiprocessing
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from pmg_desk.domain.fouten import Fout
from pmg_desk.exchange.getekend import (
    GEHEUGEN,
    GETEKEND,
    GPS,
    KAPOT,
    METAGEGEVENS,
    OPDRACHTEN,
    TE_GROOT,
    WACHTWOORD,
    Blad,
)

OPSTARTTIJD = 30.0
"""Seconds a new process may take to start: a virus scanner looks at it first on many office machines."""
TEKENTIJD = 10.0
_TIK = 0.05


class GeenVoorbeeld(Fout):
    """The file cannot be shown; ``wat`` says why."""

    wat = "Dit bestand is beschadigd of anders gebouwd dan zijn soort. Er is geen voorbeeld."
    veilig = "Het bestand in de kluis is niet veranderd."
    doe = "Vraag het bestand opnieuw op, of sla een kopie op om het met een ander programma te bekijken."


class TekenaarBug(Exception):
    """The drawing process tried what it may not, or answered nonsense; told without what stood in the file."""


_ZINNEN = {
    TE_GROOT: "Deze afbeelding of pagina is te groot om veilig te tonen.",
    WACHTWOORD: "Dit document is beveiligd met een wachtwoord. Er is geen voorbeeld.",
}
OPMERKINGEN = {
    GPS: "In deze foto staat opgeslagen waar hij is gemaakt. Het programma laat die plek niet zien. Slaat u een kopie"
    " op, dan gaat dat mee.",
    METAGEGEVENS: "In deze foto staan gegevens over het toestel of het moment. Het programma laat die niet zien. Slaat"
    " u een kopie op, dan gaat dat mee.",
    OPDRACHTEN: "In dit document zitten opdrachten of ingesloten bestanden. Het voorbeeld voert niets uit. Een ander"
    " programma doet dat misschien wel.",
}
"""What is told about a file, by the word that the process gives."""


@dataclass(frozen=True, slots=True)
class Getekend:
    """Some pages of a file. ``aantal``: how many it has in all; ``opmerkingen``: Dutch sentences."""

    aantal: int
    vanaf: int
    bladen: tuple[Blad, ...]
    opmerkingen: tuple[str, ...]


def teken(soort: str, inhoud: bytes, *, vanaf: int = 0, aantal: int = 3, breedte: int = 1400) -> Getekend:
    """Pages ``vanaf`` (from 0) and on, ``breedte`` pixels wide. Raises GeenVoorbeeld; TekenaarBug for what is ours."""
    from pmg_desk.exchange.tekenkind import bedien  # brings the decoders along: not when the program starts

    context = multiprocessing.get_context("spawn")
    hier, daar = context.Pipe()
    proces = context.Process(target=bedien, args=(daar, GEHEUGEN), name="pmg-desk-tekenaar", daemon=True)
    try:
        proces.start()
    except BaseException:
        hier.close()
        raise
    finally:
        daar.close()
    try:
        kop, beelden = _vraag(hier, {"soort": soort, "vanaf": vanaf, "aantal": aantal, "breedte": breedte}, inhoud)
    except (EOFError, OSError) as fout:
        raise GeenVoorbeeld(_ZINNEN[TE_GROOT]) from fout
    finally:
        hier.close()
        proces.kill()
        proces.join()
        proces.close()
    return Getekend(
        int(kop["aantal"]),
        vanaf,
        tuple(
            Blad(int(maat["breedte"]), int(maat["hoogte"]), rgb, str(maat["tekst"]))
            for maat, rgb in zip(kop["bladen"], beelden, strict=True)
        ),
        tuple(OPMERKINGEN[woord] for woord in kop["opmerkingen"]),
    )


def _vraag(verbinding: Connection, vraag: dict[str, Any], inhoud: bytes) -> tuple[dict[str, Any], list[bytes]]:
    verbinding.send_bytes(json.dumps(vraag).encode())
    verbinding.send_bytes(inhoud)
    _ontvang(verbinding, time.monotonic() + OPSTARTTIJD)
    tot = time.monotonic() + TEKENTIJD
    kop = json.loads(_ontvang(verbinding, tot))
    if kop.get("fout") in (TE_GROOT, KAPOT, WACHTWOORD):
        raise GeenVoorbeeld(_ZINNEN.get(kop["fout"]))
    if "bladen" not in kop:
        raise TekenaarBug(str(kop.get("bug", "unknown message")))
    beelden = []
    for maat in kop["bladen"]:
        rgb = _ontvang(verbinding, tot)
        if len(rgb) != maat["breedte"] * maat["hoogte"] * 3 or len(rgb) > 2 * 3 * GETEKEND:
            raise TekenaarBug("pixels and size differ")
        beelden.append(rgb)
    return kop, beelden


def _ontvang(verbinding: Connection, tot: float) -> bytes:
    while not verbinding.poll(_TIK):
        if time.monotonic() > tot:
            raise GeenVoorbeeld("Het tekenen van dit bestand duurde te lang en is gestopt.")
    return verbinding.recv_bytes()
