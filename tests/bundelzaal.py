"""A meeting of which bundles are handed out: its casussen, its recipients, and what was issued."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from pmg_desk.domain.bundel import Bundelversie
from pmg_desk.domain.delen import Ontvanger
from pmg_desk.services.bundelbeeld import Bundelbeeld, Bundelcel, prepare_bundels
from pmg_desk.services.bundels import Bundelkeuze, Bundeluitgave, issue_bundels
from pmg_desk.services.uitspraken import UitspraakInvoer, add_uitspraak
from pmg_desk.storage import bundels as rijen
from pmg_desk.storage.models import UitspraakSoort, Wijze
from tests.kaderbouw import cellen, teken
from tests.tafelbouw import Tafel, maak_tafel
from tests.vulling import Dossier, keur_goed, vraag
from tests.wereld import Wereld

VOORAF, ACHTERAF = Bundelversie.VOORAF, Bundelversie.ACHTERAF
MERKEN = ("Merelmerk", "Spechtmerk")
"""A word of its own in the signals of each casus."""
IN_LOG = {"Gemeente": "Gemeente – Leerlingzaken", "GGD": "GGD"}
"""As a line names them: that function of the GGD is none of the profile."""
KNOEI = "UPDATE overlegbundel SET document = :document WHERE exemplaar = 1"
"""What somebody with the key of the vault could do to a bundle that is kept."""


@dataclass(frozen=True)
class Zaal:
    """A meeting in a vault, and handing out for it as the casusregisseur."""

    wereld: Wereld
    tafel: Tafel

    @property
    def gemeente(self) -> Ontvanger:
        return self.tafel.ontvangers[0]

    @property
    def ggd(self) -> Ontvanger:
        return self.tafel.ontvangers[1]

    def keuze(self, wie: Ontvanger, **anders: Any) -> Bundelkeuze:
        return Bundelkeuze(UUID(wie.organisatie_id), wie.functie, **anders)

    def beeld(self, versie: Bundelversie = VOORAF) -> Bundelbeeld:
        return prepare_bundels(self.wereld.regie, self.tafel.overleg_id, versie)

    def cel(self, nr: int, wie: Ontvanger) -> Bundelcel:
        return self.beeld().cellen[self.tafel.dossiers[nr].casus_id, UUID(wie.organisatie_id), wie.functie]

    def geef_uit(self, *keuzes: Bundelkeuze, **anders: Any) -> tuple[Bundeluitgave, ...]:
        versie, wijze = anders.pop("versie", VOORAF), anders.pop("wijze", Wijze.PAPIER)
        uit = issue_bundels(self.wereld.regie, self.tafel.overleg_id, keuzes, versie, wijze, **anders)
        assert uit.mislukt == ()
        return uit.uitgegeven

    def bundels(self) -> int:
        with self.wereld.regie.doe() as t:
            return len(rijen.bundels(t.db, self.tafel.overleg_id))


def maak_zaal(wereld: Wereld) -> Zaal:
    """Two casussen and two organisations; the kader of the table gives Gemeente signals and plan, GGD the plan."""
    tafel = maak_tafel(wereld)
    for dossier, merk in zip(tafel.dossiers, MERKEN, strict=True):
        invoer = UitspraakInvoer(f"Gezien bij {merk}.", bron="Politie", categorie="signalen")
        add_uitspraak(wereld.regie, dossier.casus_id, UitspraakSoort.SIGNAAL, invoer)
    gemeente, ggd = tafel.ontvangers
    teken(wereld.privacy, (*cellen(gemeente, "signalen", "plan"), *cellen(ggd, "plan")))
    return Zaal(wereld, tafel)


def akkoord(zaal: Zaal, dossier: Dossier, wie: Ontvanger, *categorieen: str) -> UUID:
    """A standing approval for one casus and one recipient."""
    aan = replace(dossier, school=UUID(wie.organisatie_id))
    return keur_goed(zaal.wereld, vraag(zaal.wereld, aan, categorieen, functie=wie.functie))
