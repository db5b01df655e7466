"""The demo vault: synthetic casussen of Den Haag Zuidwest, made by the real use cases, so that every screen is filled.

The same seed gives the same casussen, ids and texts on the same day; keys and passwords are random each time. The story
of a casus is played between half a year ago and yesterday by five users, in order of time, with a clock of its own.
"""

from __future__ import annotations

import os
import random
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from heapq import heappop, heappush
from pathlib import Path
from uuid import UUID

from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.klok import AMSTERDAM, Klok, SysteemKlok, lokale_dag
from pmg_desk.domain.rollen import Rol
from pmg_desk.reports.herstelblad import BESTANDSNAAM as HERSTELBLAD
from pmg_desk.services import demo_bulk, demo_inhoud, demo_verhaal, gebruikers, herstelblad, kluizen
from pmg_desk.services.gebruikers import NieuweUitnodiging
from pmg_desk.services.kluizen import KluisInvoer
from pmg_desk.services.voordeur import Beheerder
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.engine import wacht_niet_op_schijf

KLUISNAAM = "demo"
KLUISMAP = f"{KLUISNAAM}.kluis"
WACHTWOORDEN = "wachtwoorden.txt"
PROFIEL = "den-haag-zuidwest"
RIJK = 30
"""So many casussen have a whole story; any more are made in bulk, with less in them."""
MEESTE = 100_000
STANDAARD_ZAAD = 2026

_KLOK = SysteemKlok()
_AANHEF = "DEMO - alle personen in deze kluis zijn verzonnen. Zet hier nooit echte gegevens in."
_BEGIN_DAGEN = 182

MENSEN: tuple[tuple[str, str, Rol, str, tuple[str, ...]], ...] = (
    ("beheerder", "Berend Zilverschoon", Rol.BEHEERDER, "Functioneel beheerder", ()),
    ("regie", "Carla van der Wilgeroos", Rol.CASUSREGISSEUR, "Casusregisseur", ("pga_lokaal", "nazorg")),
    ("regie2", "Deniz Akçınaroğlu", Rol.CASUSREGISSEUR, "Casusregisseur", ("top_x", "forensische_tafel_12min")),
    ("privacy", "Petra Oeverzwaluw", Rol.PRIVACY_OFFICER, "Privacy officer", ()),
    ("lezer", "Mees Ruigedoorn", Rol.MEELEZER, "Stagiair casusregie", ()),
)
"""User name, name, role, function and tables of the five users."""


class DemoBestaat(Fout):
    """There is a demo vault already."""

    wat = "In deze map staat al een demokluis."
    veilig = "Er is niets veranderd."
    doe = "Kies een andere map, of geef --vers om de demokluis opnieuw te maken."


class GeenDemomap(Fout):
    """Something that we did not make would be thrown away."""

    wat = "In deze map staat een kluis die geen demokluis is."
    veilig = "Er is niets veranderd."
    doe = "Kies een andere map."


class VerkeerdAantal(Fout):
    """More or fewer casussen than can be made."""

    wat = f"Een demokluis heeft 0 tot {MEESTE} casussen."
    veilig = "Er is niets gemaakt."
    doe = "Kies een ander aantal."


@dataclass(frozen=True, slots=True)
class DemoGebruiker:
    """One of the five who can log in."""

    gebruikersnaam: str
    naam: str
    rol: Rol
    wachtwoord: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Demo:
    """A demo vault on disk, shut."""

    kluis: Path
    wachtwoordbestand: Path
    gebruikers: tuple[DemoGebruiker, ...]
    casussen: int

    def wachtwoord(self, gebruikersnaam: str) -> str:
        """The password of one of the five."""
        return next(g.wachtwoord for g in self.gebruikers if g.gebruikersnaam == gebruikersnaam)


class Loopklok:
    """A clock that goes on a few seconds each time it is read, and jumps when the story does; never back."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    def nu(self) -> datetime:
        """The moment of the story."""
        self._moment += timedelta(seconds=3)
        return self._moment

    def ga_naar(self, moment: datetime) -> None:
        """Go on to this moment, unless the story is past it."""
        self._moment = max(self._moment, moment)


def make_demo(
    map_: Path,
    *,
    casussen: int = RIJK,
    zaad: int = STANDAARD_ZAAD,
    vers: bool = False,
    klok: Klok = _KLOK,
    voortgang: Callable[[int, int], None] | None = None,
) -> Demo:
    """Make a demo vault in ``map_`` and put the users' passwords and the recovery sheet beside it.

    ``vers`` throws an earlier demo vault away first. ``voortgang(done, total)`` counts casussen. Raises DemoBestaat,
    GeenDemomap, VerkeerdAantal and what ``kluizen.make_kluis`` raises; a vault that was begun is removed again.
    """
    if not 0 <= casussen <= MEESTE:
        raise VerkeerdAantal
    _ruim_op(map_, vers=vers)
    map_.mkdir(parents=True, exist_ok=True)
    vandaag = lokale_dag(klok.nu())
    agenda = demo_verhaal.Agenda(vandaag)
    loop = Loopklok(agenda.op(_BEGIN_DAGEN, 8, 30))
    ids = random.Random(f"id {zaad}")  # noqa: S311 - content that must come out the same, nothing secret

    def nieuw_id() -> UUID:
        return UUID(int=ids.getrandbits(128), version=4)

    mensen = tuple(DemoGebruiker(wie, naam, rol, _wachtwoord()) for wie, naam, rol, _, _ in MENSEN)
    try:
        with _werkplekken(map_, mensen, loop, nieuw_id) as plekken:
            kans = random.Random(f"inhoud {zaad}")  # noqa: S311 - content that must come out the same
            rijk = min(casussen, RIJK)
            verhaal = demo_verhaal.Verhaal(plekken, agenda, kans)
            _speel(loop, verhaal.alles(rijk), lambda klaar: voortgang and voortgang(klaar, casussen))
            if casussen > rijk:
                loop.ga_naar(agenda.op(1, 12))
                demo_bulk.fill(
                    plekken, casussen - rijk, kans, agenda, lambda n: voortgang and voortgang(rijk + n, casussen)
                )
            loop.ga_naar(datetime.combine(vandaag - timedelta(days=1), time(18), AMSTERDAM).astimezone(UTC))
        bestand = map_ / WACHTWOORDEN
        _schrijf_wachtwoorden(bestand, mensen)
    except BaseException:
        shutil.rmtree(map_ / KLUISMAP, ignore_errors=True)
        raise
    return Demo(map_ / KLUISMAP, bestand, mensen, casussen)


def _ruim_op(map_: Path, *, vers: bool) -> None:
    """Make room. Only what carries our own notice is thrown away."""
    kluis, bestand = map_ / KLUISMAP, map_ / WACHTWOORDEN
    if not kluis.exists():
        return
    try:
        eigen = bestand.read_text(encoding="utf-8").startswith(_AANHEF)
    except (OSError, ValueError):
        eigen = False
    if not eigen:
        raise GeenDemomap
    if not vers:
        raise DemoBestaat
    shutil.rmtree(kluis)
    bestand.unlink()
    (map_ / HERSTELBLAD).unlink(missing_ok=True)


def _wachtwoord() -> str:
    """Five words: long enough for the rules of the vault, and easy to type over from the file."""
    return " ".join(secrets.choice(demo_inhoud.WOORDEN) for _ in range(5)) + f" {secrets.randbelow(90) + 10}"


def _schrijf_wachtwoorden(bestand: Path, mensen: tuple[DemoGebruiker, ...]) -> None:
    regels = [_AANHEF, ""]
    regels += [f"{g.gebruikersnaam:<10} {g.wachtwoord}    ({g.naam}, {g.rol.value})" for g in mensen]
    regels += ["", f"Het herstelblad van deze kluis: {HERSTELBLAD}"]
    _schrijf(bestand, ("\n".join(regels) + "\n").encode("utf-8"))


def _maak_herstelblad(plek: Werkplek, map_: Path) -> None:
    blad = herstelblad.make_herstelblad(plek)
    herstelblad.try_herstelblad(plek, " ".join(blad.groepen))
    _schrijf(map_ / HERSTELBLAD, blad.pdf)


def _schrijf(bestand: Path, inhoud: bytes) -> None:
    beschrijver = os.open(bestand, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(beschrijver, "wb") as stroom:
        stroom.write(inhoud)


@contextmanager
def _werkplekken(
    map_: Path, mensen: tuple[DemoGebruiker, ...], klok: Loopklok, nieuw_id: Callable[[], UUID]
) -> Iterator[dict[str, Werkplek]]:
    """Make the vault, let everybody log in once with an own password, and give all five a place at it."""
    baas, *rest = mensen
    plek = kluizen.make_kluis(
        KluisInvoer(map_, KLUISNAAM, PROFIEL, Beheerder(baas.gebruikersnaam, baas.naam, baas.wachtwoord)),
        klok=klok,
        herkomst="demo",
        nieuw_id=nieuw_id,
    )
    codes = {}
    for wie, naam, rol, functie, tafels in MENSEN[1:]:
        uitnodiging = NieuweUitnodiging(wie, naam, rol, functie, tafels)
        codes[wie] = gebruikers.invite_gebruiker(plek, uitnodiging).code
    kluizen.close_kluis(plek)
    sleutels = {}
    for mens in rest:
        plek = kluizen.accept_uitnodiging(
            map_ / KLUISMAP,
            mens.gebruikersnaam,
            codes[mens.gebruikersnaam],
            mens.wachtwoord,
            klok=klok,
            herkomst="demo",
            nieuw_id=nieuw_id,
        )
        sleutels[mens.gebruikersnaam] = plek.gebruiker, plek.sleutels
        kluizen.close_kluis(plek)
    plek = kluizen.open_kluis(
        map_ / KLUISMAP, baas.gebruikersnaam, baas.wachtwoord, klok=klok, herkomst="demo", nieuw_id=nieuw_id
    )
    try:
        wacht_niet_op_schijf(plek.engine)
        _maak_herstelblad(plek, map_)
        yield {
            baas.gebruikersnaam: plek,
            **{
                wie: Werkplek(
                    plek.engine,
                    kluis_id=plek.kluis_id,
                    gebruiker=gebruiker,
                    profiel=plek.profiel,
                    klok=klok,
                    sleutels=eigen,
                    herkomst="demo",
                    nieuw_id=nieuw_id,
                )
                for wie, (gebruiker, eigen) in sleutels.items()
            },
        }
    finally:
        kluizen.close_kluis(plek)


def _speel(klok: Loopklok, verhalen: list[Iterator[datetime]], klaar: Callable[[int], object]) -> None:
    """Play stories side by side: each says when it goes on, and the earliest one does."""
    rij: list[tuple[datetime, int]] = []
    for nr, verhaal in enumerate(verhalen):
        heappush(rij, (next(verhaal), nr))
    af = 0
    while rij:
        moment, nr = heappop(rij)
        klok.ga_naar(moment)
        volgende = next(verhalen[nr], None)
        if volgende is None:
            af += 1
            klaar(af)
        else:
            heappush(rij, (volgende, nr))
