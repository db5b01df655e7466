"""That an officer said no before to what is told in an emergency: nobody tells it all the same without saying why.

Whatever became of that decision since: it is told, and weighs nothing. It counts for every function of an organisation,
because who types another one tells the same people.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pmg_desk.domain.delen import Besluittekst, Gebrek, Getoetst, ManifestRegel, Ontvanger, Oordeel, lees_verzoektekst
from pmg_desk.domain.laatste import BESCHADIGD


class Nee(StrEnum):
    """In which way a decision said no."""

    GEWEIGERD = "geweigerd"
    BEPERKT = "beperkt"  # less was approved than was asked
    ZONDER_DERDEN = "zonder_derden"  # asked with what is about others, approved without
    WEGGELATEN = "weggelaten"  # a piece was taken out of it
    INGETROKKEN = "ingetrokken"


@dataclass(frozen=True, slots=True)
class Verteld:
    """What is told: kinds of data (keys), whether also about others, and the pieces (id to kind) that may be in it."""

    casus_id: str
    ontvanger: Ontvanger
    categorieen: tuple[str, ...]
    derden: bool = False
    stukken: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Weigering:
    """A decision that said no before, and to which of these kinds of data."""

    besluit: Besluittekst
    nee: Nee
    categorieen: tuple[str, ...]


def eerder_geweigerd(besluiten: Iterable[Getoetst], verteld: Verteld) -> tuple[Weigering, ...]:
    """Every decision that said no to some of this, the latest first; also of exact words.

    One of which nothing can be believed says nothing.
    """
    gevonden = []
    for getoetst in besluiten:
        besluit = getoetst.besluit
        if besluit is None or getoetst.gebrek in BESCHADIGD:
            continue
        for nee, geraakt in _nee(getoetst, besluit, verteld):
            soorten = tuple(c for c in verteld.categorieen if c in geraakt)
            if soorten:
                gevonden.append(Weigering(besluit, nee, soorten))
    return tuple(sorted(gevonden, key=lambda w: (w.besluit.besloten_op, w.besluit.besluit_id), reverse=True))


def _nee(getoetst: Getoetst, besluit: Besluittekst, verteld: Verteld) -> Iterable[tuple[Nee, Collection[str]]]:
    gegeven = _soorten(besluit.manifest, verteld)
    if getoetst.gebrek is Gebrek.INGETROKKEN:
        return [(Nee.INGETROKKEN, gegeven)]
    manifest = _gevraagd(getoetst)
    geweigerd = _soorten(manifest, verteld) - gegeven
    if besluit.oordeel is Oordeel.GEWEIGERD:
        return [(Nee.GEWEIGERD, geweigerd)]
    zonder = _soorten(manifest, verteld, derden=True) - _soorten(besluit.manifest, verteld, derden=True)
    weg = {verteld.stukken[een.stuk] for een in besluit.weglaten if een.stuk in verteld.stukken}
    return [
        (Nee.BEPERKT, geweigerd),
        (Nee.ZONDER_DERDEN, zonder & gegeven if verteld.derden else ()),
        (Nee.WEGGELATEN, weg & gegeven),
    ]


def _soorten(manifest: Iterable[ManifestRegel], verteld: Verteld, *, derden: bool = False) -> set[str]:
    return {
        c
        for regel in manifest
        if regel.casus_id == verteld.casus_id
        if regel.ontvanger.organisatie_id == verteld.ontvanger.organisatie_id
        if regel.derden or not derden
        for c in regel.categorieen
    }


def _gevraagd(getoetst: Getoetst) -> tuple[ManifestRegel, ...]:
    try:
        return lees_verzoektekst(getoetst.bewaard.verzoek_tekst).manifest
    except ValueError:
        return ()
