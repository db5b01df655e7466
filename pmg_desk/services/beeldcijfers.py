"""Single numbers of the informatiebeeld over all settled quarters: many at once, each quarter read once.

As :mod:`beeld`, a look into what was published; for screens that show one number of every measure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pmg_desk.domain.beeld import TOTAAL, Meting
from pmg_desk.domain.beeldgetal import NIET_GETELD, Getal, maak_getal
from pmg_desk.domain.beeldmetingen import METINGEN
from pmg_desk.domain.beeldschema import Beeldschema, lees_schema, voeg_samen
from pmg_desk.domain.kwartaal import Kwartaal
from pmg_desk.domain.monitoring import Punt
from pmg_desk.services.beeld import vaststelling_van
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import beeld as beeldopslag
from pmg_desk.storage import programma as opslag
from pmg_desk.storage.models import Beeldkwartaal

PER_SLEUTEL: Mapping[str, Meting] = {meting.sleutel: meting for meting in METINGEN}


@dataclass(frozen=True, slots=True)
class Reeks:
    """One number over the settled quarters, oldest first."""

    meting: Meting
    label: str
    punten: tuple[Punt, ...]


class Cijfers:
    """The settled quarters of a running use case, oldest first, with what was counted in each."""

    def __init__(self, t: Transactie) -> None:
        self._t = t
        self.rijen: list[Beeldkwartaal] = beeldopslag.kwartalen(t.db)
        self._schemas: dict[str, Beeldschema] = {rij.kwartaal: lees_schema(rij.assen) for rij in self.rijen}

    def meting(self, sleutel: str) -> Meting:
        """A measure as it was defined in the last settled quarter that has it, else as it will be counted.

        Raises KeyError.
        """
        schemas = reversed(self._schemas.values())
        return next((s.metingen[sleutel] for s in schemas if sleutel in s.metingen), None) or PER_SLEUTEL[sleutel]

    def methode(self, meting: str) -> str:
        """How small numbers of this measure were kept from view in the last settled quarter; empty if not counted."""
        if not self.rijen or meting not in self._schemas[self.rijen[-1].kwartaal].metingen:
            return ""
        laatst = self.rijen[-1]
        return vaststelling_van(laatst).methode(self._schemas[laatst.kwartaal].wijzen[meting])

    def totalen(self, meting: str) -> tuple[Punt, ...]:
        """Everybody, per settled quarter. All tables of a measure have the same total, so the first is enough."""
        return self._lees(meting, "", [TOTAAL])[TOTAAL]

    def verdeling(self, meting: str, assen: Iterable[str]) -> tuple[tuple[str, Getal], ...]:
        """How the last settled quarter falls apart along the first of these axes that it has: words and number.

        Only the categories that are no part of another.
        """
        if not self.rijen:
            return ()
        laatst = self.rijen[-1]
        schema = self._schemas[laatst.kwartaal]
        as_ = next((een for een in assen if een in schema.assen and self._tabel(laatst, meting, een)), None)
        if as_ is None:
            return ()
        knopen = [knoop for knoop in schema.assen[as_].knopen if knoop.boven == TOTAAL]
        per = self.per_categorie(meting, as_, [knoop.sleutel for knoop in knopen])
        return tuple((knoop.label, per[knoop.sleutel][-1].getal) for knoop in knopen)

    def per_categorie(self, meting: str, as_: str, sleutels: Iterable[str]) -> dict[str, tuple[Punt, ...]]:
        """The same for these categories of one axis."""
        return self._lees(meting, as_, list(sleutels))

    def _lees(self, meting: str, as_: str, sleutels: list[str]) -> dict[str, tuple[Punt, ...]]:
        per_tabel: dict[tuple[str, ...], list[Beeldkwartaal]] = {}
        for rij in self.rijen:
            per_tabel.setdefault(self._tabel(rij, meting, as_), []).append(rij)
        gevonden: dict[tuple[str, str], Punt] = {}
        for tabel, rijen in per_tabel.items():
            cellen = {voeg_samen(s if een == as_ else TOTAAL for een in tabel): s for s in sleutels} if tabel else {}
            wijzen = {rij.kwartaal: self._schemas[rij.kwartaal].wijzen[meting] for rij in rijen if tabel}
            for kwartaal, cel, waarde in opslag.getoonde_cellen(self._t.db, meting, voeg_samen(tabel), list(cellen)):
                if kwartaal in wijzen:
                    punt = Punt(Kwartaal.lees(kwartaal), maak_getal(waarde, wijzen[kwartaal]))
                    gevonden[kwartaal, cellen[cel]] = punt
        return {
            sleutel: tuple(
                gevonden.get((rij.kwartaal, sleutel)) or Punt(Kwartaal.lees(rij.kwartaal), NIET_GETELD)
                for rij in self.rijen
            )
            for sleutel in sleutels
        }

    def _tabel(self, rij: Beeldkwartaal, meting: str, as_: str) -> tuple[str, ...]:
        """The smallest table of that quarter with this axis (any, without one); empty when there is none."""
        toen = self._schemas[rij.kwartaal].metingen.get(meting)
        passend = [tabel for tabel in toen.tabellen if not as_ or as_ in tabel] if toen is not None else []
        return min(passend, key=len, default=())
