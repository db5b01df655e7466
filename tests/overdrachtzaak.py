"""Two real vaults of teams side by side, connected by cards, with a casus in the first that may go to the second.

Everything goes through files, as it does for users.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from pmg_desk.domain.pakket import Envelop, Pakketsoort, Partij
from pmg_desk.domain.rollen import Rol
from pmg_desk.kluis.pakket import open_pakket, verzegel_pakket
from pmg_desk.kluis.sleutels import EigenSleutels
from pmg_desk.services import overdragen, overnemen, verbindingen
from pmg_desk.services.overdragen import Aanbod, Aangeboden
from pmg_desk.services.overnemen import Overgenomen
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import CasusPeriode, VerbindingSoort
from tests.eenmaal import eenmaal
from tests.vulling import Dossier, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld, maak_wereld

ALLES = (
    "identiteit",
    "signalen",
    "plan",
    "acties",
    "leefgebieden",
    "politiegegevens",
    "gezondheid",
    "gezin",
    "doelgroep",
)


@dataclass
class Overdrachtzaak:
    """``hier`` gives, ``daar`` takes; ``aanbod`` is what the casusregisseur would choose."""

    hier: Wereld
    daar: Wereld
    map: Path
    dossier: Dossier
    aanbod: Aanbod

    @property
    def casus_id(self) -> UUID:
        return self.dossier.casus_id

    def schrijf(self, ruw: bytes) -> Path:
        """Carry bytes over: a file as it comes off a USB stick."""
        pad = self.map / uuid4().hex
        pad.write_bytes(ruw)
        return pad

    def bied_aan(self, **anders: Any) -> Path:
        """Offer the casus; the package on a stick."""
        return self.schrijf(self.aangeboden(**anders).pakket.ruw)

    def aangeboden(self, **anders: Any) -> Aangeboden:
        return overdragen.offer_overdracht(self.hier.regie, self.casus_id, replace(self.aanbod, **anders))

    def neem_over(self, pad: Path, **anders: Any) -> Overgenomen:
        """Take the casus over at the table TOP X, by the casusregisseur it went to."""
        return overnemen.accept_overdracht(self.daar.regie2, pad, **{"tafels": ("top_x",), **anders})

    def envelop(self, pad: Path) -> Envelop:
        """The envelope of an offer, opened with the key it was meant for."""
        return open_pakket(pad.read_bytes(), self.daar.regie2.sleutels).envelop

    def pakket(
        self,
        soort: Pakketsoort,
        inhoud: dict[str, Any],
        *,
        van_wie: Werkplek,
        aan_wie: Werkplek,
        afzender: EigenSleutels | None = None,
        **anders: Any,
    ) -> Path:
        """A sealed package put together by hand; override any field of the envelope."""
        envelop = Envelop(
            pakket_id=str(uuid4()),
            soort=soort,
            van=Partij(
                str(van_wie.kluis_id), str(van_wie.gebruiker.id), van_wie.gebruiker.naam, van_wie.gebruiker.rol.value
            ),
            aan=Partij(
                str(aan_wie.kluis_id), str(aan_wie.gebruiker.id), aan_wie.gebruiker.naam, aan_wie.gebruiker.rol.value
            ),
            gemaakt_op=self.hier.klok.nu(),
            antwoord_op=None,
            controlepunt=None,
            inhoud=inhoud,
        )
        ruw = verzegel_pakket(replace(envelop, **anders), afzender or van_wie.sleutels, aan_wie.sleutels.publiek.age)
        return self.schrijf(ruw)

    def later(self, hoeveel: timedelta) -> None:
        """Let time pass in both vaults."""
        self.hier.klok.moment += hoeveel

    def sluit(self) -> None:
        self.hier.sluit()
        self.daar.sluit()


def partij(werkplek: Werkplek) -> Partij:
    """A user as an envelope names them."""
    wie = werkplek.gebruiker
    return Partij(str(werkplek.kluis_id), str(wie.id), wie.naam, wie.rol.value)


def koppel(zaak_map: Path, van: Werkplek, bij: Werkplek) -> UUID:
    """The card of ``van`` is pinned at ``bij``, after its fingerprint was read out."""
    kaart = verbindingen.make_sleutelkaart(van)
    pad = zaak_map / uuid4().hex
    pad.write_bytes(kaart.ruw)
    return verbindingen.pin_kaart(bij, pad, VerbindingSoort.KLUIS, kaart.vingerafdruk)


def maak_zaak(map_: Path, categorieen: tuple[str, ...] = ALLES, **vraag_anders: Any) -> Overdrachtzaak:
    """Two connected vaults, a full dossier in the first, and an approval for these categories."""
    for naam in ("hier", "daar", "stick"):
        (map_ / naam).mkdir()
    hier, daar = maak_wereld(map_ / "hier"), maak_wereld(map_ / "daar", nummer=1)
    daar.klok = hier.klok
    for werkplek in daar.werkplekken.values():
        werkplek.klok = hier.klok

    def vul() -> tuple[Dossier, Aanbod]:
        verbinding_id = koppel(map_ / "stick", daar.beheer, hier.beheer)
        koppel(map_ / "stick", hier.beheer, daar.beheer)
        dossier = maak_dossier(hier.regie)
        with hier.regie.doe() as t:
            t.db.add(CasusPeriode(id=t.nieuw_id(), casus_id=dossier.casus_id, van=t.vandaag))
            t.log("casus.openen", "casus", dossier.casus_id, casus_id=dossier.casus_id)
        besluit_id = keur_goed(hier, vraag(hier, dossier, categorieen, **vraag_anders))
        assert daar.regie2.gebruiker.rol is Rol.CASUSREGISSEUR
        return dossier, Aanbod(verbinding_id, daar.regie2.gebruiker.id, besluit_id, dossier.school, "Leerlingzaken")

    wat = ("overdracht", categorieen, tuple(sorted(vraag_anders.items())))
    dossier, aanbod = eenmaal(wat, (hier, daar), vul)
    return Overdrachtzaak(hier, daar, map_ / "stick", dossier, aanbod)
