"""The work list as a calendar file to take along: without names, and without what a casus is about.

What leaves the program is the kind of work and the day; the casus number only when the user asks for it. A kind that
would say something of a jongere by itself (an age, a term of keeping) is not told apart: it is "casus bekijken".
"""

from __future__ import annotations

from pathlib import Path
from uuid import uuid5

from pmg_desk.domain.fouten import Fout
from pmg_desk.exchange.agenda import Afspraak, write_agenda
from pmg_desk.exchange.wegschrijven import schrijf_heel
from pmg_desk.services.werk import Werkitem, Werksoort
from pmg_desk.services.werklijst import lees
from pmg_desk.services.werkplek import Werkplek

TITELS: dict[Werksoort, str] = {
    Werksoort.ACTIE: "Actie klaar",
    Werksoort.EVALUATIE: "Plan evalueren",
    Werksoort.GROEP: "Groep bekijken",
    Werksoort.OVERLEG: "Overleg",
    Werksoort.AKKOORD: "Akkoord loopt af",
    Werksoort.KADER: "Tafelkader herzien",
    Werksoort.LEEFTIJD: "Casus bekijken",
    Werksoort.GEEN_CONTACT: "Casus bekijken",
}
"""The kinds that have a day of their own, in neutral words; the others only wait, and are not for a calendar."""


class NietsVoorAgenda(Fout):
    """No item has a day from today on."""

    wat = "Er is niets om mee te nemen: geen enkele regel heeft een dag vanaf vandaag."
    doe = "Kies een andere keuze op de werklijst."


def export_agenda(werkplek: Werkplek, pad: Path, *, met_nummer: bool) -> int:
    """Write what is in sight and has a day from today on to ``pad`` (RFC 5545); returns how many. Logged.

    ``met_nummer``: with the casus number. Raises NietsVoorAgenda, BestandNietGeschreven (then nothing is logged).
    """
    with werkplek.doe() as t:
        werk = lees(t)
        items = [item for item in werk.te_doen() if item.soort in TITELS and item.dag >= t.vandaag]
        if not items:
            raise NietsVoorAgenda
        regels = (_afspraak(werkplek, item, met_nummer=met_nummer) for item in items)
        inhoud = write_agenda(regels, t.nu, "PMG Desk werklijst")
        t.log("werk.exporteren", "kluis", aantal=len(items), verwerking="met_nummer" if met_nummer else "zonder_nummer")
        schrijf_heel(pad, inhoud)  # last: a file that cannot be written takes the line with it
        return len(items)


def _afspraak(werkplek: Werkplek, item: Werkitem, *, met_nummer: bool) -> Afspraak:
    titel = TITELS[item.soort]
    if met_nummer and item.nummer:
        titel = f"{titel} {item.nummer}"
    # The same every time, and tells neither the kind nor the id of the thing.
    uid = uuid5(werkplek.kluis_id, item.sleutel)
    return Afspraak(f"{uid}@pmg-desk", item.dag, titel, "Open PMG Desk voor de inhoud.")
