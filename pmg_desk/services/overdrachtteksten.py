"""Statements of a transfer as statements of this vault, each with its source and where it is from; reactions with them.

Other rows name their words by the id these had at the giver: :class:`Teksten` knows which they are here.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from pmg_desk.domain.controle import MAX_REGEL
from pmg_desk.domain.datacategorie import categorie_van_leefgebied, strengste
from pmg_desk.domain.overdracht import Overdrachttekst
from pmg_desk.domain.overdrachtrij import Rij, Rijsoort
from pmg_desk.domain.samenvatting import Aard, Doorverstrekking
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage.models import Casus, Reactie, Uitspraak, UitspraakSoort

ZONDER_TEKST = "De tekst hierbij is niet meegekomen: het akkoord van de privacy officer omvatte die niet."


ELDERS = "elders:"
"""Before the key of an interventie or a leefgebied that says more than the one of that name here."""


def leefgebied_hier(t: Transactie, leefgebied: str, categorie: str, gewoon: str) -> str:
    """The key under which a row of data category ``categorie`` about a leefgebied is kept here.

    Another one where the profile of here would share it more freely than it was there: unknown, so it counts as health.
    ``gewoon``: the category of such a row on a leefgebied that says nothing special.
    """
    hier = categorie_van_leefgebied(t.profiel, leefgebied, gewoon)
    return leefgebied if strengste((hier, categorie)) == hier else f"{ELDERS}{leefgebied}"[:60]


class Teksten:
    """What was said, written into ``casus`` of this vault."""

    def __init__(self, t: Transactie, casus: Casus, overdracht: Overdrachttekst) -> None:
        self.t, self.casus, self.overdracht = t, casus, overdracht
        self.gemaakt: dict[str, Any] = {"door_id": t.gebruiker.id, "op": t.nu}
        self._hier: dict[str, UUID] = {}

    def schrijf(self) -> None:
        """All statements, then the reactions to them (AVG 16). Raises ValueError for a kind that is not known here."""
        for rij in self.rijen(Rijsoort.UITSPRAAK):
            self._hier[rij.id] = self._gezegd(rij, UitspraakSoort(str(rij.waarden["soort"])))
        self.t.db.flush()
        for rij in self.rijen(Rijsoort.REACTIE):
            reactie_id = self._gezegd(rij, UitspraakSoort.CORRECTIE)
            self.t.db.flush()
            over = self._hier[str(rij.waarden["over"])]
            self.t.db.add(Reactie(id=self.t.nieuw_id(), uitspraak_id=reactie_id, over_id=over, **self.gemaakt))
        self.t.db.flush()

    def rijen(self, soort: Rijsoort) -> tuple[Rij, ...]:
        """The rows of one kind."""
        return self.overdracht.van_soort(soort)

    def bron(self, bron: str) -> str:
        """The source as it was, and from which vault it came; the source is cut before the mark is."""
        merk = f" (overgedragen uit kluis {self.overdracht.kluisnaam[:80]})"
        return f"{bron[: MAX_REGEL - len(merk)]}{merk}"

    def naar(self, sleutel: Any) -> UUID | None:
        """The statement here that a row names; None when it names none."""
        return None if sleutel is None else self._hier[sleutel]

    def naar_of_leeg(self, sleutel: Any, soort: UitspraakSoort, categorie: str) -> UUID:
        """For a row that must have words: says that they did not come along."""
        gevonden = self.naar(sleutel)
        return self.zeg(soort, ZONDER_TEKST, categorie) if gevonden is None else gevonden

    def zeg(self, soort: UitspraakSoort, tekst: str, categorie: str) -> UUID:
        """What the program itself says about what came."""
        sleutel = self._voeg_toe(
            soort, tekst, "PMG Desk", self.t.vandaag, Aard.FEIT, categorie, False, Doorverstrekking.JA
        )
        self.t.db.flush()
        return sleutel

    def _gezegd(self, rij: Rij, soort: UitspraakSoort) -> UUID:
        v: dict[str, Any] = dict(rij.waarden)
        return self._voeg_toe(
            soort,
            v["tekst"],
            v["bron"],
            date.fromisoformat(v["gezegd_op"]),
            Aard(v["aard"]),
            rij.categorie,
            rij.derden,
            Doorverstrekking(v["doorverstrekking"]),
        )

    def _voeg_toe(
        self,
        soort: UitspraakSoort,
        tekst: str,
        bron: str,
        gezegd_op: date,
        aard: Aard,
        categorie: str,
        derden: bool,
        doorverstrekking: Doorverstrekking,
    ) -> UUID:
        sleutel = self.t.nieuw_id()
        self.t.db.add(
            Uitspraak(
                id=sleutel,
                casus_id=self.casus.id,
                soort=soort,
                tekst=tekst,
                bron=self.bron(bron),
                gezegd_op=gezegd_op,
                aard=aard,
                categorie=categorie,
                derden=derden,
                doorverstrekking=doorverstrekking,
                **self.gemaakt,
            )
        )
        return sleutel
