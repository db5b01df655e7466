"""What differs between two versions of a tafelkader: everything that a reader of a signed document would want to see.

Fields are walked, never listed: a field that is added to a kader is compared from that day on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from itertools import zip_longest

from pmg_desk.domain.canoniek import canoniek
from pmg_desk.domain.delen import vouw_functie
from pmg_desk.domain.tafelkader import Kaderinhoud, Kaderregel, Kadertekst, regel_waarde

NUMMERS = frozenset({"kader_id", "kluis_id", "versie", "vorige_hash", "log_nr", "log_hash", "log_wortel"})
"""Of a signed kader what says which one it is and after what it was signed: another one each time, and no change."""


@dataclass(frozen=True, slots=True)
class Veldverschil:
    """A field of the whole that differs: its name, the value that it had and the one that it gets."""

    veld: str
    was: object
    wordt: object


@dataclass(frozen=True, slots=True)
class Celverschil:
    """A cell that differs; ``was`` is None for one that came, ``wordt`` for one that went."""

    was: Kaderregel | None
    wordt: Kaderregel | None

    @property
    def regel(self) -> Kaderregel:
        """The cell as it is last known: of whom and what kind of data it is."""
        regel = self.wordt or self.was
        assert regel is not None
        return regel

    @property
    def velden(self) -> tuple[str, ...]:
        """Which fields of the cell differ; empty for one that came or went."""
        if self.was is None or self.wordt is None:
            return ()
        was, wordt = regel_waarde(self.was), regel_waarde(self.wordt)
        return tuple(naam for naam in was if was[naam] != wordt[naam])


@dataclass(frozen=True, slots=True)
class Kaderverschil:
    """All that a new version changes: per cell of the matrix, and of the whole."""

    cellen: tuple[Celverschil, ...]
    velden: tuple[Veldverschil, ...]

    @property
    def erbij(self) -> tuple[Kaderregel, ...]:
        """Cells that came."""
        return tuple(c.wordt for c in self.cellen if c.was is None and c.wordt is not None)

    @property
    def weg(self) -> tuple[Kaderregel, ...]:
        """Cells that went."""
        return tuple(c.was for c in self.cellen if c.wordt is None and c.was is not None)

    @property
    def anders(self) -> tuple[Celverschil, ...]:
        """Cells that stay, and are not the same."""
        return tuple(c for c in self.cellen if c.was is not None and c.wordt is not None)

    @property
    def leeg(self) -> bool:
        """Whether nothing at all changes."""
        return not (self.cellen or self.velden)


def vergelijk(oud: Kaderinhoud, nieuw: Kaderinhoud) -> Kaderverschil:
    """The difference between two contents: empty exactly when fields and cells are the same, in whatever order."""
    return Kaderverschil(_cellen(oud.regels, nieuw.regels), _velden(oud, nieuw, {"regels"}))


def vergelijk_getekend(oud: Kadertekst, nieuw: Kadertekst) -> Kaderverschil:
    """The same for two signed versions: also who signed, when, and how certain that is."""
    verschil = vergelijk(oud.inhoud, nieuw.inhoud)
    return replace(verschil, velden=verschil.velden + _velden(oud, nieuw, {"inhoud", *NUMMERS}))


def _velden(
    oud: Kaderinhoud | Kadertekst, nieuw: Kaderinhoud | Kadertekst, zonder: set[str]
) -> tuple[Veldverschil, ...]:
    namen = (veld.name for veld in fields(oud) if veld.name not in zonder)
    return tuple(
        Veldverschil(naam, getattr(oud, naam), getattr(nieuw, naam))
        for naam in namen
        if getattr(oud, naam) != getattr(nieuw, naam)
    )


def _cellen(oud: Iterable[Kaderregel], nieuw: Iterable[Kaderregel]) -> tuple[Celverschil, ...]:
    was, wordt = _per_cel(oud), _per_cel(nieuw)
    verschillen = []
    for cel in sorted(was.keys() | wordt.keys()):
        # A draft that was not checked yet can hold a cell twice.
        links, rechts = was.get(cel, {}), wordt.get(cel, {})
        weg = [regel for tekst, regel in links.items() if tekst not in rechts]
        erbij = [regel for tekst, regel in rechts.items() if tekst not in links]
        verschillen += [Celverschil(een, ander) for een, ander in zip_longest(weg, erbij)]
    return tuple(verschillen)


def _per_cel(regels: Iterable[Kaderregel]) -> dict[tuple[str, str, str], dict[tuple[str, int], Kaderregel]]:
    """By cell its lines, each under its signed text and a number that tells equal ones apart."""
    gevonden: dict[tuple[str, str, str], dict[tuple[str, int], Kaderregel]] = {}
    for regel in regels:
        wie = regel.ontvanger
        cel = gevonden.setdefault((wie.organisatie_id, vouw_functie(wie.functie), regel.categorie), {})
        tekst = canoniek(regel_waarde(regel))
        cel[tekst, sum(eerder == tekst for eerder, _ in cel)] = regel
    return gevonden
