"""What somebody learns of a casus they may not see: at which table it is known, and whom to ask. Nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from pmg_desk.services.casussen import tafel_label
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import casussen as opslag
from pmg_desk.storage.models import Casus, Gebruiker


@dataclass(frozen=True, slots=True)
class BekendBij:
    """Where a hidden casus is known. ``casus_id`` leads to the emergency access form; no name, date or number."""

    casus_id: UUID
    tafels: tuple[str, ...]  # labels
    regisseur: str

    def zin(self) -> str:
        """In words, such as ``Bekend bij PGA lokaal. Vraag C. Regisseur.``, to show as it is."""
        waar = f"Bekend bij {' en '.join(self.tafels)}." if self.tafels else "Bekend in deze kluis."
        return f"{waar} Vraag {self.regisseur}."


def verwijs(t: Transactie, casus: Casus) -> BekendBij:
    """Tell where a casus is known; the log keeps that this user was told so, and about which casus."""
    tafels = opslag.tafels_van(t.db, [casus.id], t.vandaag)[casus.id]
    t.log("casus.verwijzen", "casus", casus.id, casus_id=casus.id)
    return BekendBij(
        casus.id,
        tuple(tafel_label(t.profiel, tafel) for tafel in tafels),
        t.haal(Gebruiker, casus.regisseur_id).naam,
    )
