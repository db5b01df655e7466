"""The clock of a personal data breach: reported within 72 hours of knowing of it, or else with the reason (AVG 33)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

MELDTERMIJN = timedelta(hours=72)
"""AVG 33, lid 1: counted in hours from the moment somebody knew, weekends included."""


class Lekstand(StrEnum):
    """What still has to be done about a breach."""

    BEOORDELEN = "beoordelen"  # nobody said yet whether it is a risk for people
    MELDEN = "melden"  # a risk, and not reported to the authority
    INFORMEREN = "informeren"  # a high risk, and the people it is about were not told (AVG 34)
    AFRONDEN = "afronden"  # all of that is done; measures and closing are left
    GESLOTEN = "gesloten"


@dataclass(frozen=True, slots=True)
class Lekfeiten:
    """What is known of a breach. ``risico`` and ``hoog_risico`` are None until somebody judged them."""

    ontdekt_op: datetime
    risico: bool | None
    hoog_risico: bool | None
    gemeld_ap_op: datetime | None
    niet_gemeld_reden: str
    betrokkenen_ingelicht_op: datetime | None
    niet_ingelicht_reden: str
    afgesloten_op: datetime | None


def uiterlijk(ontdekt_op: datetime) -> datetime:
    """Until when it can be reported without saying why it is late."""
    return ontdekt_op + MELDTERMIJN


def stand_van(lek: Lekfeiten) -> Lekstand:
    """What comes first now. Not reporting and not telling need a reason; then they are done too."""
    if lek.afgesloten_op is not None:
        return Lekstand.GESLOTEN
    if lek.risico is None or lek.hoog_risico is None:
        return Lekstand.BEOORDELEN
    if lek.gemeld_ap_op is None and (lek.risico or not lek.niet_gemeld_reden):
        return Lekstand.MELDEN
    if lek.hoog_risico and lek.betrokkenen_ingelicht_op is None and not lek.niet_ingelicht_reden:
        return Lekstand.INFORMEREN
    return Lekstand.AFRONDEN


class Melding(StrEnum):
    """Whether a breach was reported to the authority in time."""

    OP_TIJD = "op_tijd"
    TE_LAAT = "te_laat"
    HOEFT_NIET = "hoeft_niet"  # no risk for people, with the reason
    LOOPT = "loopt"  # not reported, and there is time left
    VERLOPEN = "verlopen"  # not reported, and it is late


def melding_van(lek: Lekfeiten, nu: datetime) -> Melding:
    """How it stands with reporting."""
    if lek.gemeld_ap_op is not None:
        return Melding.TE_LAAT if is_te_laat_gemeld(lek) else Melding.OP_TIJD
    if lek.risico is False and lek.niet_gemeld_reden:
        return Melding.HOEFT_NIET
    return Melding.LOOPT if nu <= uiterlijk(lek.ontdekt_op) else Melding.VERLOPEN


def uren_over(lek: Lekfeiten, nu: datetime) -> int | None:
    """Whole hours left to report, below zero when it is late; None when there is nothing to report any more."""
    if lek.afgesloten_op is not None or lek.gemeld_ap_op is not None or (lek.risico is False and lek.niet_gemeld_reden):
        return None
    return (uiterlijk(lek.ontdekt_op) - nu) // timedelta(hours=1)


def is_te_laat_gemeld(lek: Lekfeiten) -> bool:
    """Whether it was reported after 72 hours, so that the reason of the delay has to be given along (AVG 33, lid 1)."""
    return lek.gemeld_ap_op is not None and lek.gemeld_ap_op > uiterlijk(lek.ontdekt_op)
