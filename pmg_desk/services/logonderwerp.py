"""What a line of the log is about, where the line has an id or a detail: read from its own place when it is shown.

A line holds no text that somebody typed. For whom a file of the informatiebeeld was made stands in its register, so the
log shows it beside the line and never keeps it.
"""

from __future__ import annotations

from dataclasses import dataclass

from pmg_desk.domain.kwartaal import periode
from pmg_desk.domain.logboek import Bewaard, Logregel
from pmg_desk.services.instellinglog import lees_wijziging
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import beeld

BESTANDEN = frozenset({"beeld.uitvoeren", "beeld.opnieuw_uitvoeren"})
_NAMEN = {"pdf": "PDF", "xlsx": "Excel", "csv": "CSV"}


@dataclass(frozen=True, slots=True)
class Onderwerp:
    """``zin`` goes behind the sentence of the line; ``paren``: a word and what it is, for who opens the line."""

    zin: str = ""
    paren: tuple[tuple[str, str], ...] = ()


def onderwerp_van(t: Transactie, regel: Logregel, bewaard: Bewaard) -> Onderwerp:
    """Of this line; empty for most."""
    if regel.actie in BESTANDEN:
        return _bestand(t, regel)
    if (gewijzigd := lees_wijziging(regel, bewaard)) is not None:
        paren = [("Instelling", gewijzigd.label), ("Was", gewijzigd.van), ("Werd", gewijzigd.naar)]
        return Onderwerp(gewijzigd.zin, tuple(een for een in paren if een[1]))
    return Onderwerp()


def _bestand(t: Transactie, regel: Logregel) -> Onderwerp:
    soort = _NAMEN.get(regel.verwerking, regel.verwerking)
    eerst = (("Bestand", f"{regel.aantal}"), ("Soort bestand", soort))
    rij = None if regel.object_id is None else beeld.uitvoer_met(t.db, regel.object_id)
    if rij is None:
        return Onderwerp(soort, (*eerst, ("Register", "Dit bestand staat niet (meer) in het register.")))
    kwartalen = periode(rij.van, rij.tot)
    return Onderwerp(f"{soort}, {kwartalen}", (*eerst, ("Kwartalen", kwartalen), ("Voor wie", rij.voor_wie)))
