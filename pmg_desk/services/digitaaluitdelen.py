"""Handing out bundles digitally: under a password that is passed on separately, or for the key of an organisation.

The vault keeps the bundle as it was before it was locked, as for paper. A file that could not be written was never
handed out: then the bundle is said to have failed, and nothing in it counts as shared.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from pmg_desk.domain.bundel import Bundelversie
from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.rollen import Recht
from pmg_desk.exchange.wegschrijven import schrijf_nieuw
from pmg_desk.kluis import agebestand
from pmg_desk.kluis.pdfslot import maak_wachtwoord, sluit_pdf
from pmg_desk.services.bundelregister import VERSLEUTELREGEL
from pmg_desk.services.bundels import (
    Bundelkeuze,
    Bundelmisser,
    Bundeluitgave,
    issue_bundels,
    mark_bundel_mislukt,
    naam_ontvanger,
)
from pmg_desk.services.organisatiesleutels import sleutels_van
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import Wijze

SCHRIJFSTORING = "Het bestand kon niet worden opgeslagen."


class Beveiliging(StrEnum):
    """What keeps a file closed to others."""

    WACHTWOORD = "wachtwoord"
    SLEUTEL = "sleutel"


@dataclass(frozen=True, slots=True)
class Digitaal:
    """A file that was handed out. ``wachtwoord`` is kept nowhere: who closes the window cannot ask for it again.

    It is empty for a file made for a key.
    """

    bundel_id: UUID
    ontvanger: str
    exemplaar: int
    bestandsnaam: str
    wachtwoord: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Digitaaluitslag:
    """What became of each that was asked for. ``gestopt_door``: why the rest was not made any more.

    It may be a bug: whoever shows this reports it as one.
    """

    uitgedeeld: tuple[Digitaal, ...]
    mislukt: tuple[Bundelmisser, ...]
    gestopt_door: Exception | None = field(default=None, repr=False)


class GeenSleutel(Fout):
    """A file was asked for an organisation of which no key is known."""

    wat = "Van deze organisatie is geen sleutel bekend."
    veilig = "Er is voor deze organisatie niets gemaakt."
    doe = "Leg de sleutel vast in het adresboek, of kies een PDF met wachtwoord."


def hand_out_digitaal(
    werkplek: Werkplek,
    overleg_id: UUID,
    keuzes: Sequence[Bundelkeuze],
    versie: Bundelversie,
    beveiliging: Beveiliging,
    map_: Path,
    *,
    groot: bool = False,
    schuilnamen: bool = False,
    stap: Callable[[int, int], object] | None = None,
) -> Digitaaluitslag:
    """Issue a bundle to each of these recipients and put it, locked, in this folder; one that fails is named.

    Each PDF has a password of its own. ``stap(done, total)`` is called before each. What it raises, or anything else,
    stops the rest. It is raised when no file was made yet, and otherwise handed over with the passwords of those that
    were, which must not get lost.
    Raises GeenToegang.
    """
    with werkplek.doe() as t:
        t.eis(Recht.SAMENVATTING_MAKEN)
        sleutels = sleutels_van(t) if beveiliging is Beveiliging.SLEUTEL else {}
    uit: list[Digitaal] = []
    mislukt: list[Bundelmisser] = []
    for nr, keuze in enumerate(keuzes):
        try:
            if stap is not None:
                stap(nr, len(keuzes))
            if beveiliging is Beveiliging.SLEUTEL and keuze.organisatie_id not in sleutels:
                mislukt.append(Bundelmisser(keuze, naam_ontvanger(werkplek, overleg_id, keuze), GeenSleutel()))
                continue
            uitslag = issue_bundels(
                werkplek, overleg_id, [keuze], versie, Wijze.BESTAND, groot=groot, schuilnamen=schuilnamen
            )
            mislukt += uitslag.mislukt
            for uitgave in uitslag.uitgegeven:
                try:
                    uit.append(_geef(werkplek, uitgave, sleutels.get(keuze.organisatie_id, ""), map_))
                except Fout as fout:
                    mislukt.append(Bundelmisser(keuze, uitgave.ontvanger, fout))
        except Exception as waarom:
            if not uit:
                raise
            return Digitaaluitslag(tuple(uit), tuple(mislukt), waarom)
    return Digitaaluitslag(tuple(uit), tuple(mislukt))


def _geef(werkplek: Werkplek, uitgave: Bundeluitgave, sleutel: str, map_: Path) -> Digitaal:
    """Lock the bundle, log how, write it; whatever goes wrong, it does not count as shared."""
    wachtwoord = "" if sleutel else maak_wachtwoord()
    try:
        if sleutel:
            naam, ruw = uitgave.bestandsnaam + agebestand.EXTENSIE, agebestand.verzegel_bestand(uitgave.pdf, sleutel)
        else:
            naam, ruw = uitgave.bestandsnaam, sluit_pdf(uitgave.pdf, wachtwoord)
        with werkplek.doe() as t:
            if sleutel and sleutels_van(t).get(uitgave.keuze.organisatie_id) != sleutel:
                raise GeenSleutel  # it ended while the others were made: it may be in other hands
            hoe = Beveiliging.SLEUTEL if sleutel else Beveiliging.WACHTWOORD
            t.log(
                VERSLEUTELREGEL,
                "overlegbundel",
                uitgave.id,
                verwerking=hoe.value,
                aantal=uitgave.exemplaar,
                sleutel=sleutel or None,
            )
        pad = schrijf_nieuw(map_, naam, ruw)
    except BaseException:
        mark_bundel_mislukt(werkplek, uitgave.id, SCHRIJFSTORING)
        raise
    return Digitaal(uitgave.id, uitgave.ontvanger, uitgave.exemplaar, pad.name, wachtwoord)
