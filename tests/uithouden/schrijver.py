"""A vault that is written to by one real use case, so that what must be there afterwards can be counted.

Processes that will be killed open it with its key from a file beside it: the slow step of the password is tested
elsewhere.
"""

from __future__ import annotations

import json
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pyrage import x25519

from pmg_desk.domain.klok import VasteKlok
from pmg_desk.domain.rollen import Rol
from pmg_desk.kluis.sleutels import EigenSleutels
from pmg_desk.services import logboek
from pmg_desk.services.casussen import list_casussen
from pmg_desk.services.werkplek import Ingelogd, Werkplek
from pmg_desk.storage.engine import controleer_bestand, maak_engine, sluit_engine
from tests.casusbouw import maak
from tests.wereld import NU, gemeente, maak_wereld

DATABASE = "kluis.db"
_GEGEVENS = "proef.json"


def maak_proef(map_: Path) -> None:
    """An empty vault in ``map_`` with what another process needs to write to it as the casusregisseur."""
    wereld = maak_wereld(map_)
    regie = wereld.regie
    gegevens = {
        "sleutel": wereld.sleutel.hex(),
        "kluis": str(wereld.kluis_id),
        "gebruiker": str(regie.gebruiker.id),
        "age": str(regie.sleutels.age),
        "ed25519": regie.sleutels.ondertekening.private_bytes_raw().hex(),
    }
    wereld.sluit()
    (map_ / _GEGEVENS).write_text(json.dumps(gegevens), encoding="utf-8")


def sleutel_van(map_: Path) -> bytes:
    """The raw vault key of a vault of :func:`maak_proef`."""
    return bytes.fromhex(json.loads((map_ / _GEGEVENS).read_text(encoding="utf-8"))["sleutel"])


def open_proef(map_: Path, database: Path | None = None) -> Werkplek:
    """Open it, or with ``database`` another file under the same key."""
    g = json.loads((map_ / _GEGEVENS).read_text(encoding="utf-8"))
    return Werkplek(
        maak_engine(database or map_ / DATABASE, bytes.fromhex(g["sleutel"])),
        kluis_id=UUID(g["kluis"]),
        gebruiker=Ingelogd(UUID(g["gebruiker"]), "regie", "C. Regisseur", Rol.CASUSREGISSEUR),
        profiel=gemeente("den-haag-zuidwest"),
        klok=VasteKlok(NU),
        sleutels=EigenSleutels(
            x25519.Identity.from_str(g["age"]), Ed25519PrivateKey.from_private_bytes(bytes.fromhex(g["ed25519"]))
        ),
        herkomst="test",
    )


def sluit_proef(werkplek: Werkplek) -> None:
    """Close the file."""
    sluit_engine(werkplek.engine)


def schrijf(werkplek: Werkplek, nr: int) -> None:
    """Register casus number ``nr``, with everything that hangs on it: search index, duplicate keys, log."""
    maak(werkplek, geslachtsnaam=f"Proef{nr}")


def lees(werkplek: Werkplek) -> list[int]:
    """The numbers of the casussen that are there, sorted."""
    nummers: list[int] = []
    plek = None
    while True:
        blad = list_casussen(werkplek, na=plek)
        nummers += [int(rij.naam.partition(",")[0].removeprefix("Proef")) for rij in blad.rijen]
        plek = blad.verder
        if plek is None:
            return sorted(nummers)


def bezwaren(werkplek: Werkplek) -> list[str]:
    """What is wrong with the file or the log; empty when both are whole."""
    gevonden = controleer_bestand(werkplek.engine)
    controle = logboek.verify_logboek(werkplek)
    return gevonden + list(controle.bevindingen)
