"""Limits that were loosened: what a text said of itself before decides what an earlier judgement was about.

Who judged a kind of data did not judge words that only came under it later, because they were no longer said to be
about others, because their source suddenly allowed it, or because they were called another kind of data.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from pmg_desk.domain.datacategorie import strengste
from pmg_desk.domain.delen import lees_verzoektekst
from pmg_desk.domain.samenvatting import Doorverstrekking, Stuk

_STRENGHEID = (Doorverstrekking.JA, Doorverstrekking.VRAGEN, Doorverstrekking.NEE)


@dataclass(frozen=True, slots=True)
class Grens:
    """The limits of a text as they were from ``op`` (UTC) on."""

    categorie: str
    derden: bool
    doorverstrekking: Doorverstrekking
    op: datetime


def is_milder(oud: str, nieuw: str) -> bool:
    """Whether data category ``nieuw`` protects less than ``oud``."""
    return nieuw != oud and strengste((oud, nieuw)) == oud


def verruimd(oud: Grens, nieuw: Grens) -> tuple[str, ...]:
    """Which limits of ``oud`` do not hold any more in ``nieuw``: about others, the rule of the source, the category."""
    losser = _STRENGHEID.index(nieuw.doorverstrekking) < _STRENGHEID.index(oud.doorverstrekking)
    wat = (
        ("derden", oud.derden and not nieuw.derden),
        ("doorverstrekking", losser),
        ("categorie", is_milder(oud.categorie, nieuw.categorie)),
    )
    return tuple(naam for naam, zo in wat if zo)


def minstens(eigen: Grens, van: Grens) -> Grens:
    """The limits of ``eigen``, none of them milder than those of ``van``: of words that hang on other words."""
    return replace(
        eigen,
        categorie=strengste((eigen.categorie, van.categorie)),
        derden=eigen.derden or van.derden,
        doorverstrekking=max(eigen.doorverstrekking, van.doorverstrekking, key=_STRENGHEID.index),
    )


def verruimd_op(eerder: Iterable[Grens], nu: Grens) -> datetime | None:
    """Since when a text has been this loose: from the version after the last one that was stricter than it is now.

    ``eerder``: its earlier versions, in any order. None when none was stricter: then it was always this loose, or
    tightening took back what was loosened.
    """
    versies = [*sorted(eerder, key=lambda versie: versie.op), nu]
    return max((later.op for vorige, later in pairwise(versies) if verruimd(vorige, nu)), default=None)


def verruimd_na_verzoek(stuk: Stuk, verzoek_tekst: str) -> bool:
    """Whether a stuk was loosened after this request (canonical text) was made: its judgement was about less.

    Of a request that cannot be read nobody knows what was asked. At the same moment counts as after.
    """
    if stuk.verruimd_op is None:
        return False
    try:
        return stuk.verruimd_op >= lees_verzoektekst(verzoek_tekst).gevraagd_op
    except ValueError:
        return True


def verruimd_na(stuk: Stuk, moment: datetime) -> bool:
    """The same of a judgement that has no request."""
    return stuk.verruimd_op is not None and stuk.verruimd_op >= moment
