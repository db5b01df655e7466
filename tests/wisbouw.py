"""Signed certificates for tests of the register of erased casussen: two people with real keys, and what they sign."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from pmg_desk.domain.bewaren import Begin, Vernietigingsreden
from pmg_desk.domain.certificaat import (
    CERTIFICAAT_CONTEXT,
    VOORSTEL_CONTEXT,
    Certificaat,
    Ondertekend,
    Regelvermelding,
    Voorstel,
)
from pmg_desk.domain.delen import BekendeSleutel
from pmg_desk.domain.rollen import Rol
from pmg_desk.kluis.ondertekening import onderteken
from pmg_desk.kluis.sleutels import EigenSleutels

NU = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
REGEL = Regelvermelding(
    "pga_lokaal", 24, Begin.SLUITING, "Selectielijst gemeenten", date(2024, 1, 31), date(2026, 1, 31)
)


@dataclass(frozen=True)
class Iemand:
    """A user with keys that the log registered."""

    rol: Rol
    id: UUID = field(default_factory=uuid4)
    sleutels: EigenSleutels = field(default_factory=EigenSleutels.nieuw)

    @property
    def sleutel(self) -> str:
        return self.sleutels.publiek.ed25519

    def bekend(self, **anders: Any) -> BekendeSleutel:
        velden: dict[str, Any] = {"sleutel": self.sleutel, "gebruiker_id": str(self.id), "rol": self.rol, "sinds": NU}
        return BekendeSleutel(**{**velden, **anders})

    def teken(self, context: str, tekst: str) -> str:
        return onderteken(self.sleutels.ondertekening, context, tekst.encode()).hex()


def voorstel(kluis_id: UUID, eerste: Iemand, **anders: Any) -> Voorstel:
    """A proposal of ``eerste``."""
    velden: dict[str, Any] = {
        "id": uuid4(),
        "kluis_id": kluis_id,
        "casus_id": uuid4(),
        "reden": Vernietigingsreden.TERMIJN,
        "regel": REGEL,
        "door_id": eerste.id,
        "op": NU,
    }
    return Voorstel(**{**velden, **anders})


def certificaat(kluis_id: UUID, eerste: Iemand, tweede: Iemand, **anders: Any) -> Certificaat:
    """What ``tweede`` is to sign, with the signature of ``eerste`` in it; keyword arguments change the proposal."""
    een = voorstel(kluis_id, eerste, **anders)
    handtekening = eerste.teken(VOORSTEL_CONTEXT, een.tekst())
    return Certificaat(een, eerste.sleutel, handtekening, {"casus": 1, "uitspraak": 11}, tweede.id, NU, 42)


def onderteken_als(tweede: Iemand, wat: Certificaat) -> Ondertekend:
    """With the signature of the second person."""
    return Ondertekend(wat.tekst(), tweede.sleutel, tweede.teken(CERTIFICAAT_CONTEXT, wat.tekst()))


@dataclass(frozen=True)
class Tweetal:
    """A casusregisseur and a privacy officer of one vault."""

    kluis_id: UUID = field(default_factory=uuid4)
    eerste: Iemand = field(default_factory=lambda: Iemand(Rol.CASUSREGISSEUR))
    tweede: Iemand = field(default_factory=lambda: Iemand(Rol.PRIVACY_OFFICER))

    @property
    def sleutels(self) -> tuple[BekendeSleutel, ...]:
        return self.eerste.bekend(), self.tweede.bekend()

    def certificaat(self, **anders: Any) -> Certificaat:
        return certificaat(self.kluis_id, self.eerste, self.tweede, **anders)

    def ondertekend(self, **anders: Any) -> Ondertekend:
        return onderteken_als(self.tweede, self.certificaat(**anders))
