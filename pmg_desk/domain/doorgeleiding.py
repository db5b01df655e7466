"""Passing a casus on from one table to another: the kinds there are, the order of phases, and the questions answered.

Which table takes what, and what it asks, is in the municipal profile; here are the rules that hold everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pmg_desk.domain.canoniek import canoniek, lees_canoniek


class DoorgeleidingSoort(StrEnum):
    """Why a casus is passed on."""

    OPSCHALEN = "opschalen"
    AFSCHALEN = "afschalen"
    OVERDRAGEN = "overdragen"
    ZSM = "zsm"  # what was passed to ZSM, when, and how it ended
    DWANGSOM = "dwangsom"  # last onder dwangsom: always by way of PGA lokaal (000, interventie 15)
    VOORSTEL = "voorstel"  # a table proposes an interventie to who carries it out (000, interventie 12: Halt 12-)
    ACHTTIEN = "achttien"  # RIO Jeugd: from 18- to 18+ (000, interventie 14)


class Fasegang(StrEnum):
    """How a step to a phase relates to the order of the profile."""

    VOLGENDE = "volgende"
    ZELFDE = "zelfde"
    OVERGESLAGEN = "overgeslagen"
    TERUG = "terug"

    @property
    def vraagt_reden(self) -> bool:
        """Whether the professional says why; never whether it is allowed, because it always is."""
        return self in (Fasegang.OVERGESLAGEN, Fasegang.TERUG)


def fasegang(volgorde: Sequence[str], huidig: str | None, naar: str) -> Fasegang:
    """What going to ``naar`` means. A current phase that the profile no longer has gives no order to hold to.

    Raises ValueError when ``naar`` is not a phase of this table.
    """
    plek = volgorde.index(naar)
    if huidig == naar:
        return Fasegang.ZELFDE
    if huidig is not None and huidig not in volgorde:
        return Fasegang.VOLGENDE
    verwacht = 0 if huidig is None else volgorde.index(huidig) + 1
    if plek == verwacht:
        return Fasegang.VOLGENDE
    return Fasegang.OVERGESLAGEN if plek > verwacht else Fasegang.TERUG


class Vraagantwoord(StrEnum):
    """The answer to one question of the receiving table."""

    JA = "ja"
    NEE = "nee"
    ONBEKEND = "onbekend"
    NVT = "nvt"  # the question does not fit this casus


@dataclass(frozen=True, slots=True)
class Criterium:
    """A question as it stood in the profile when it was answered."""

    vraag: str
    antwoord: Vraagantwoord


def schrijf_criteria(criteria: Sequence[Criterium]) -> str:
    """Canonical JSON; the empty text when there was nothing to answer."""
    if not criteria:
        return ""
    return canoniek([{"vraag": deel.vraag, "antwoord": deel.antwoord.value} for deel in criteria])


def lees_criteria(tekst: str) -> tuple[Criterium, ...]:
    """Read what :func:`schrijf_criteria` wrote."""
    return tuple(Criterium(deel["vraag"], Vraagantwoord(deel["antwoord"])) for deel in lees_canoniek(tekst or "[]"))


def ontbrekende_antwoorden(
    vragen: Sequence[str], voorwaarden: Sequence[str], antwoorden: Mapping[str, Vraagantwoord]
) -> dict[str, str]:
    """Per question the sentence why it may not go so: not answered, or a condition that is not met."""
    fouten = {}
    for vraag in vragen:
        antwoord = antwoorden.get(vraag)
        if antwoord is None:
            fouten[vraag] = "Kies een antwoord. Weet u het niet, kies dan 'weet ik niet'."
        elif vraag in voorwaarden and antwoord is not Vraagantwoord.JA:
            fouten[vraag] = "Dit is bij deze tafel een voorwaarde. Zonder 'ja' kan de casus er niet heen."
    return fouten
