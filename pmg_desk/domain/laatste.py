"""The latest judgement about a kind of data, a recipient and a casus: it counts, whether it gives or takes away.

A refusal, a reduced approval, a condition and a withdrawal are judgements too: an older, more lenient approval or a
tafelkader never fills what a later one left open. Only an approval without conditions that merely ended took nothing
away, so what was there before it may go on. Whatever is wrong with a decision, it can still restrict; only a valid one
gives.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pmg_desk.domain.delen import (
    Besluittekst,
    Gebrek,
    Getoetst,
    ManifestRegel,
    Ontvanger,
    Soort,
    lees_verzoektekst,
)
from pmg_desk.domain.klok import lokale_dag

BESCHADIGD = frozenset(
    {
        Gebrek.ONLEESBAAR,
        Gebrek.ANDER_NUMMER,
        Gebrek.ANDERE_KLUIS,
        Gebrek.HANDTEKENING,
        Gebrek.BUNDEL,
    }
)
"""Defects of a decision of which nothing can be believed, not even about whom it is."""


class Stand(StrEnum):
    """What the latest judgement comes to."""

    GEEFT = "geeft"
    GEWEIGERD = "geweigerd"  # refused
    MINDER = "minder"  # less was approved than was asked: not this
    DERDEN = "derden"  # this kind of data, but not about third parties
    INGETROKKEN = "ingetrokken"
    VERLOPEN = "verlopen"  # it had conditions, so what was before it does not come back
    NOG_NIET = "nog_niet"
    ONGELDIG = "ongeldig"
    ANDERE_NAAM = "andere_naam"  # it gave, to an organisation that was called otherwise


@dataclass(frozen=True, slots=True)
class Laatste:
    """The latest judgement and what it comes to."""

    besluit: Besluittekst
    stand: Stand
    gebrek: Gebrek | None
    verzoek_tekst: str  # canonical text of the request it answers


def laatste_oordeel(
    besluiten: Iterable[Getoetst],
    casus_id: str,
    ontvanger: Ontvanger,
    categorie: str,
    *,
    derden: bool = False,
    dag: date | None = None,
) -> Laatste | None:
    """The judgement that decides about this kind of data for this recipient; None when none speaks of it.

    ``derden``: it is also about third parties. ``dag``: something was told on that day, so an approval that was signed
    or began later gives nothing; what takes away counts from when it was known.
    """
    gevonden = [
        Laatste(besluit, stand, getoetst.gebrek, getoetst.bewaard.verzoek_tekst)
        for getoetst in besluiten
        if (besluit := getoetst.besluit) is not None and besluit.soort is Soort.STAAND
        if (stand := _stand(getoetst, besluit, casus_id, ontvanger, categorie, derden=derden)) is not None
        if stand is not Stand.GEEFT or dag is None or ingegaan(besluit, dag)
    ]
    return max(gevonden, key=_rang, default=None)


def _rang(laatste: Laatste) -> tuple[datetime, bool, bool, str]:
    """By this the latest is the largest, and of two at one moment the stricter."""
    besluit = laatste.besluit
    streng = laatste.stand is not Stand.GEEFT
    return besluit.besloten_op, streng, bool(besluit.eisen or besluit.weglaten), besluit.besluit_id


def ingegaan(besluit: Besluittekst, dag: date) -> bool:
    """Whether this decision had been signed and had begun on that day: approval comes before sharing."""
    return lokale_dag(besluit.besloten_op) <= dag and (besluit.niet_voor is None or besluit.niet_voor <= dag)


def _stand(
    getoetst: Getoetst, besluit: Besluittekst, casus_id: str, ontvanger: Ontvanger, categorie: str, *, derden: bool
) -> Stand | None:
    """What this decision says about it; None when it says nothing."""
    gegeven = [regel for regel in _over(besluit.manifest, casus_id, ontvanger) if categorie in regel.categorieen]
    geeft = any(regel.derden or not derden for regel in gegeven)
    if not geeft and not _gevraagd(getoetst, besluit, casus_id, ontvanger, categorie, derden=derden):
        return None
    if getoetst.gebrek is None and geeft:
        zo_genoemd = any(r.ontvanger.heet_als(ontvanger) for r in gegeven if r.derden or not derden)
        return Stand.GEEFT if zo_genoemd else Stand.ANDERE_NAAM
    if getoetst.gebrek is None:
        return Stand.DERDEN if gegeven else Stand.MINDER
    if getoetst.gebrek is Gebrek.VERLOPEN and geeft and not (besluit.eisen or besluit.weglaten):
        return None
    return {
        Gebrek.GEEN_AKKOORD: Stand.GEWEIGERD,
        Gebrek.INGETROKKEN: Stand.INGETROKKEN,
        Gebrek.VERLOPEN: Stand.VERLOPEN,
        Gebrek.NIET_VOOR: Stand.NOG_NIET,
    }.get(getoetst.gebrek, Stand.ONGELDIG)


def _over(manifest: Iterable[ManifestRegel], casus_id: str, ontvanger: Ontvanger) -> list[ManifestRegel]:
    return [regel for regel in manifest if regel.casus_id == casus_id and regel.ontvanger.is_dezelfde(ontvanger)]


def _gevraagd(
    getoetst: Getoetst, besluit: Besluittekst, casus_id: str, ontvanger: Ontvanger, categorie: str, *, derden: bool
) -> bool:
    """Whether it was asked, so that not giving it is a judgement; of a request that was changed, everything was."""
    if not _over(besluit.manifest, casus_id, ontvanger):
        return False
    if getoetst.gebrek is Gebrek.VERZOEK_GEWIJZIGD:
        return True
    try:
        manifest = lees_verzoektekst(getoetst.bewaard.verzoek_tekst).manifest
    except ValueError:
        return True
    gevraagd = [regel for regel in _over(manifest, casus_id, ontvanger) if categorie in regel.categorieen]
    return any(regel.derden or not derden for regel in gevraagd)
