"""Two real vaults side by side: one of a team, and the own installation of a privacy officer, connected by cards.

Everything goes through files, as it does for users; nothing is handed over in memory but what people say on the phone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID, uuid4

from pmg_desk.domain.rollen import Kluissoort
from pmg_desk.services import verbindingen
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import VerbindingSoort
from tests.eenmaal import eenmaal
from tests.wereld import Wereld, maak_wereld


@dataclass
class Tweetal:
    """``team`` is a vault with casussen; ``toezicht`` belongs to ``officer``, who has no way in at the team."""

    team: Wereld
    toezicht: Wereld
    officer: Werkplek
    map: Path

    def schrijf(self, ruw: bytes) -> Path:
        """Carry bytes over: a file as it comes off a USB stick."""
        pad = self.map / uuid4().hex
        pad.write_bytes(ruw)
        return pad

    def verbind(self) -> tuple[UUID, UUID]:
        """Exchange both cards; (connection in the team's vault, connection in the officer's)."""

        def wissel() -> tuple[UUID, UUID]:
            return (
                koppel(self, self.officer, self.team.beheer, VerbindingSoort.PRIVACY_OFFICER),
                koppel(self, self.team.beheer, self.officer, VerbindingSoort.KLUIS),
            )

        return eenmaal("verbonden", (self.team, self.toezicht), wissel)

    def sluit(self) -> None:
        self.team.sluit()
        self.toezicht.sluit()


def koppel(twee: Tweetal, van: Werkplek, bij: Werkplek, soort: VerbindingSoort) -> UUID:
    """The card of ``van`` is pinned at ``bij``, after its fingerprint was read out."""
    kaart = verbindingen.make_sleutelkaart(van)
    return verbindingen.pin_kaart(bij, twee.schrijf(kaart.ruw), soort, kaart.vingerafdruk)


def maak_tweetal(map_: Path, nummer: int = 0) -> Tweetal:
    """Two vaults in folders of their own, not connected yet; with another ``nummer``, two others."""
    for naam in ("team", "toezicht", "stick"):
        (map_ / naam).mkdir()
    team, toezicht = maak_wereld(map_ / "team", nummer=nummer), maak_wereld(map_ / "toezicht", nummer=nummer + 1)
    toezicht.klok = team.klok
    officer = toezicht.privacy
    officer.gebruiker = replace(officer.gebruiker, soort=Kluissoort.TOEZICHT)
    officer.klok = team.klok
    return Tweetal(team, toezicht, officer, map_ / "stick")
