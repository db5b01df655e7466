"""What another name of an organisation means: approvals and tafelkaders were signed for the name of then."""

from __future__ import annotations

from dataclasses import dataclass

from pmg_desk.domain.delen import Ontvanger, toets_besluit
from pmg_desk.domain.tafelkader import geldende
from pmg_desk.services.besluiten import bewaard
from pmg_desk.services.deelbaar import grondslag
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import delen as rijen
from pmg_desk.storage.models import Organisatie


@dataclass(frozen=True, slots=True)
class Hernoemgevolg:
    """How many running approvals and tafelkaders would not carry the organisation under another name."""

    akkoorden: int
    kaders: int

    @property
    def zin(self) -> str:
        """Before it is done: what stops and what to do; empty when nothing does."""
        delen = []
        if self.akkoorden:
            delen.append("1 lopend akkoord" if self.akkoorden == 1 else f"{self.akkoorden} lopende akkoorden")
        if self.kaders:
            delen.append("1 tafelkader" if self.kaders == 1 else f"{self.kaders} tafelkaders")
        if not delen:
            return ""
        return (
            f"Op deze naam staan {' en '.join(delen)}. Daaronder mag na het hernoemen niets meer naar deze organisatie."
            " Vraag daarna opnieuw akkoord, of laat het tafelkader opnieuw tekenen."
            " Zet een vinkje om toch te hernoemen."
        )


def gevolg_van_hernoemen(t: Transactie, rij: Organisatie, naam: str) -> Hernoemgevolg:
    """What stops when this organisation is called ``naam``; nothing when capitals or spaces are all that differs."""
    nu, straks = (Ontvanger(str(rij.id), een, "") for een in (rij.naam, naam))
    if nu.heet_als(straks):
        return Hernoemgevolg(0, 0)
    gronden = grondslag(t)
    lopend = [toets_besluit(bewaard(besluit, verzoek), gronden.toets) for besluit, verzoek in rijen.besluiten(t.db)]
    akkoorden = [
        g.besluit
        for g in lopend
        if g.geldig and g.besluit is not None and any(_op_naam(regel.ontvanger, nu) for regel in g.besluit.manifest)
    ]
    kaders = [
        g
        for g in geldende([g for _, g in gronden.kaders])
        if g.kader is not None and any(_op_naam(regel.ontvanger, nu) for regel in g.kader.inhoud.regels)
    ]
    return Hernoemgevolg(len(akkoorden), len(kaders))


def _op_naam(een: Ontvanger, nu: Ontvanger) -> bool:
    return een.organisatie_id == nu.organisatie_id and een.heet_als(nu)
