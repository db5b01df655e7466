"""The transfer of a casus to another vault: the offer with its rows and its approval, and what the other one answers.

The format is an allow-list (``domain.overdrachtrij``); ``domain.overdrachtdekking`` says what the approval carries.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from pmg_desk.domain.canoniek import Waarde, canoniek, lees_canoniek
from pmg_desk.domain.delen import Ontvanger
from pmg_desk.domain.klok import als_tekst, uit_tekst
from pmg_desk.domain.overdrachtrij import (
    FORMAAT,
    FORMAAT_EERST,
    RIJ_LABELS,
    Nieuwer,
    Rij,
    Rijsoort,
    hangt_samen,
    is_regel,
    is_sleutel,
    is_tekst,
    lees_rij,
)
from pmg_desk.domain.selectie import Geinformeerde

ANTWOORDFORMAAT = 1
MEESTE_RIJEN = 20_000


@dataclass(frozen=True, slots=True)
class Bewijs:
    """The approval under which a casus goes along: its text, hex signature and key, and its short number.

    ``bundel``: the list of decisions that were signed together, when that is what the signature is over. It holds
    hashes only, so the others in it tell nothing.
    """

    nummer: str
    tekst: str = field(repr=False)
    handtekening: str
    sleutel: str
    bundel: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Overdrachttekst:
    """What is offered, in full. ``ontvanger`` is whom the approval names; ``naar_kluis`` and ``naar_persoon`` whom it
    went to; ``geinformeerd`` who were informed, of those whom the approval asks it of.
    """

    overdracht_id: str
    kluis_id: str
    kluisnaam: str
    casus_id: str
    casusnummer: str
    van_persoon: str
    naar_kluis: str
    naar_persoon: str
    ontvanger: Ontvanger
    aangeboden_op: datetime
    bewijs: Bewijs
    rijen: tuple[Rij, ...] = field(repr=False)
    geinformeerd: frozenset[Geinformeerde] = frozenset()

    @property
    def formaat(self) -> int:
        """The oldest format that can say all of it, so that earlier versions of the program can still take it over."""
        if self.geinformeerd or self.bewijs.bundel is not None:
            return FORMAAT
        return max((rij.formaat for rij in self.rijen), default=FORMAAT_EERST)

    def tekst(self) -> str:
        """Canonical text: exactly what went along."""
        later = self.formaat > FORMAAT_EERST
        geinformeerd: dict[str, Waarde] = {"geinformeerd": sorted(wie.value for wie in self.geinformeerd)}
        return canoniek(
            {
                "v": self.formaat,
                "overdracht": self.overdracht_id,
                "kluis": self.kluis_id,
                "kluisnaam": self.kluisnaam,
                "casus": self.casus_id,
                "casusnummer": self.casusnummer,
                "van_persoon": self.van_persoon,
                "naar_kluis": self.naar_kluis,
                "naar_persoon": self.naar_persoon,
                "organisatie": self.ontvanger.organisatie_id,
                "organisatie_naam": self.ontvanger.organisatie,
                "functie": self.ontvanger.functie,
                "aangeboden_op": als_tekst(self.aangeboden_op),
                "besluit": {
                    "nummer": self.bewijs.nummer,
                    "tekst": self.bewijs.tekst,
                    "handtekening": self.bewijs.handtekening,
                    "sleutel": self.bewijs.sleutel,
                    **({"bundel": self.bewijs.bundel} if later else {}),
                },
                "rijen": [rij.waarde() for rij in self.rijen],
                **(geinformeerd if later else {}),
            }
        )

    def van_soort(self, soort: Rijsoort) -> tuple[Rij, ...]:
        """The rows of one kind, in order."""
        return tuple(rij for rij in self.rijen if rij.soort is soort)

    def telling(self) -> str:
        """How much of what goes along, in words: ``persoonsgegevens, 3 scores, 1 plan van aanpak``."""
        aantallen = [(soort, len(self.van_soort(soort))) for soort in Rijsoort if soort is not Rijsoort.IDENTITEIT]
        delen = [f"{n} {RIJ_LABELS[soort][0 if n == 1 else 1]}" for soort, n in aantallen if n]
        return ", ".join(["persoonsgegevens", *delen])


def lees_overdracht(tekst: str) -> Overdrachttekst:
    """Read an offer's canonical text. Raises ValueError unless it spells exactly one Overdrachttekst.

    Of a later version of the program: Nieuwer, so that the user can be told what to do.
    """
    try:
        v: dict[str, Any] = lees_canoniek(tekst)
        if v["v"] > FORMAAT:
            raise Nieuwer("a later format")
        if not 0 < len(v["rijen"]) <= MEESTE_RIJEN:
            raise ValueError("no rows, or too many")
        later = v["v"] > FORMAAT_EERST
        overdracht = Overdrachttekst(
            overdracht_id=_id(v["overdracht"]),
            kluis_id=_id(v["kluis"]),
            kluisnaam=_lees_regel(v["kluisnaam"]),
            casus_id=_id(v["casus"]),
            casusnummer=_lees_regel(v["casusnummer"]),
            van_persoon=_id(v["van_persoon"]),
            naar_kluis=_id(v["naar_kluis"]),
            naar_persoon=_id(v["naar_persoon"]),
            ontvanger=Ontvanger(_id(v["organisatie"]), _lees_regel(v["organisatie_naam"]), _lees_regel(v["functie"])),
            aangeboden_op=uit_tekst(v["aangeboden_op"]),
            bewijs=_lees_bewijs(v["besluit"], later),
            rijen=tuple(lees_rij(deel) for deel in v["rijen"]),
            geinformeerd=frozenset(Geinformeerde(wie) for wie in v["geinformeerd"]) if later else frozenset(),
        )
        nogmaals = overdracht.tekst()
    except Nieuwer as fout:
        raise Nieuwer("not an Overdrachttekst of this version") from fout
    except (KeyError, TypeError, AttributeError, RecursionError, ValueError) as fout:
        raise ValueError("not an Overdrachttekst") from fout
    if nogmaals != tekst or not hangt_samen(overdracht.rijen):
        raise ValueError("not an Overdrachttekst")
    return overdracht


def _lees_bewijs(v: dict[str, Any], later: bool) -> Bewijs:
    bundel = v["bundel"] if later else None
    if not all(isinstance(v[naam], str) for naam in ("tekst", "handtekening", "sleutel")):
        raise TypeError("text expected")
    if bundel is not None and not isinstance(bundel, str):
        raise TypeError("text expected")
    return Bewijs(_lees_regel(v["nummer"]), v["tekst"], v["handtekening"], v["sleutel"], bundel)


def _id(waarde: Any) -> str:
    if not is_sleutel(waarde):
        raise ValueError("an id expected")
    return str(waarde)


def _lees_regel(waarde: Any) -> str:
    if not is_regel(waarde):
        raise ValueError("a line of text expected")
    return str(waarde)


class Antwoordoordeel(StrEnum):
    """What the receiver did with an offer."""

    AANGENOMEN = "aangenomen"
    TERUGGEGEVEN = "teruggegeven"


@dataclass(frozen=True, slots=True)
class Antwoordtekst:
    """The receiver's answer: accepted under a number of their own, or returned with a reason."""

    overdracht_id: str
    oordeel: Antwoordoordeel
    casusnummer: str
    reden: str = field(repr=False)

    def inhoud(self) -> dict[str, Waarde]:
        """As it is the content of a package."""
        return {
            "v": ANTWOORDFORMAAT,
            "overdracht": self.overdracht_id,
            "oordeel": self.oordeel.value,
            "casusnummer": self.casusnummer,
            "reden": self.reden,
        }


def lees_antwoord(inhoud: Mapping[str, Waarde]) -> Antwoordtekst:
    """Read the content of an answer. Raises ValueError unless it is exactly one."""
    try:
        antwoord = Antwoordtekst(
            _id(inhoud["overdracht"]),
            Antwoordoordeel(str(inhoud["oordeel"])),
            _lees_regel(inhoud["casusnummer"]),
            str(inhoud["reden"]),
        )
    except (KeyError, ValueError) as fout:
        raise ValueError("not an answer") from fout
    heeft_reden = is_tekst(antwoord.reden)
    terug = antwoord.oordeel is Antwoordoordeel.TERUGGEGEVEN
    if antwoord.inhoud() != inhoud or heeft_reden != terug or bool(antwoord.casusnummer) == terug:
        raise ValueError("not an answer")
    return antwoord
