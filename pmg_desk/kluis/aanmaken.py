"""Making a vault: built in a temporary folder and put in its place only when it is whole."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from uuid import UUID, uuid4

from pmg_desk.domain.klok import Klok, SysteemKlok
from pmg_desk.kluis.dubbelkop import DATABASE, schrijf_kop
from pmg_desk.kluis.duurzaam import sync_bestand, sync_map
from pmg_desk.kluis.fouten import BestaatAl, KluisNietBereikbaar
from pmg_desk.kluis.kdf import KdfInstelling, stem_af
from pmg_desk.kluis.kop import KLUISSLEUTEL_LENGTE, KluisSleutel, Kop
from pmg_desk.kluis.leden import maak_gebruikerslot
from pmg_desk.kluis.namen import mapnaam, schone_naam
from pmg_desk.kluis.openen import OpenKluis
from pmg_desk.kluis.plek import controleer_plek
from pmg_desk.kluis.sleutels import EigenSleutels
from pmg_desk.kluis.slot import neem_slot
from pmg_desk.kluis.wachtwoord import controleer_nieuw

_KLOK = SysteemKlok()


@dataclass(frozen=True)
class NieuweGebruiker:
    """Who a user will be: log-in name, name on screen, and the password of their choice."""

    gebruikersnaam: str = field(repr=False)
    weergavenaam: str = field(repr=False)
    wachtwoord: str = field(repr=False)


@dataclass
class NieuweKluis:
    """A vault under construction, in a temporary folder beside its final place; gone unless ``voltooi()`` is called."""

    doel: Path
    bouwmap: Path
    kop: Kop = field(repr=False)
    sleutels: EigenSleutels = field(repr=False)
    kluissleutels: tuple[KluisSleutel, ...] = field(repr=False)
    klok: Klok

    @property
    def kluis_id(self) -> UUID:
        """The id the vault will have."""
        return self.kop.kluis_id

    @property
    def gebruiker_id(self) -> UUID:
        """The id of its beheerder."""
        return self.kop.gebruikers[0].gebruiker_id

    @property
    def kluissleutel(self) -> bytes:
        """The raw 256-bit key for ``storage.engine.maak_engine``."""
        return self.kluissleutels[0].ruw

    @property
    def databasepad(self) -> Path:
        """Where to create the database."""
        return self.bouwmap / DATABASE

    def voltooi(self) -> OpenKluis:
        """Write the header, put the folder in its place and return the opened vault. The database is closed by then.

        Raises BestaatAl when something was put there meanwhile, KluisNietBereikbaar when the disk refuses.
        """
        if not self.databasepad.is_file() or self.databasepad.stat().st_size == 0:
            raise RuntimeError("a vault needs its database before it is finished")
        kop, waarschuwingen = schrijf_kop(self.bouwmap, self.kop, self.kluissleutels)
        try:
            sync_bestand(self.databasepad)
            sync_map(self.bouwmap)
            if self.doel.exists():
                raise BestaatAl
            try:
                self.bouwmap.rename(self.doel)
            except OSError:
                if self.doel.exists():  # put there since we looked
                    raise BestaatAl from None
                raise
            sync_map(self.doel.parent)
        except OSError as oorzaak:
            raise KluisNietBereikbaar.van(oorzaak) from None
        slot = neem_slot(self.doel, self.klok.nu())
        return OpenKluis(self.doel, kop, self.gebruiker_id, self.sleutels, self.kluissleutels, slot, waarschuwingen)

    def __enter__(self) -> NieuweKluis:
        return self

    def __exit__(self, soort: type[BaseException] | None, fout: BaseException | None, tb: TracebackType | None) -> None:
        if self.bouwmap.exists():
            shutil.rmtree(self.bouwmap, ignore_errors=True)


def maak_kluis(
    map_: Path,
    naam: str,
    beheerder: NieuweGebruiker,
    *,
    klok: Klok = _KLOK,
    kdf: Callable[[], KdfInstelling] = stem_af,
    nieuw_id: Callable[[], UUID] = uuid4,
    onveilige_plek_toegestaan: bool = False,
) -> NieuweKluis:
    """Begin a vault named ``naam`` in folder ``map_`` (made when needed) with its first user.

    Raises OngeldigeNaam, ZwakWachtwoord, OnveiligePlek, BestaatAl (nothing is ever overwritten) and
    KluisNietBereikbaar; in each case nothing is left on disk.
    """
    naam = schone_naam(naam, "De naam van de kluis")
    gebruikersnaam = schone_naam(beheerder.gebruikersnaam, "De gebruikersnaam")
    weergavenaam = schone_naam(beheerder.weergavenaam, "De naam van de gebruiker")
    controleer_nieuw(beheerder.wachtwoord, (naam, gebruikersnaam, weergavenaam))
    if not onveilige_plek_toegestaan:
        controleer_plek(map_)
    doel = map_ / mapnaam(naam)
    kluis_id, eigen = nieuw_id(), EigenSleutels.nieuw()
    slot = maak_gebruikerslot(eigen, beheerder.wachtwoord, kdf(), kluis_id, nieuw_id(), gebruikersnaam, weergavenaam)
    kluissleutels = (KluisSleutel(1, secrets.token_bytes(KLUISSLEUTEL_LENGTE)),)
    kop = Kop(kluis_id, naam, 0, klok.nu(), (slot,))
    try:
        if doel.exists():
            raise BestaatAl
        map_.mkdir(parents=True, exist_ok=True)
        bouwmap = map_ / f".{doel.stem}-in-aanbouw-{secrets.token_hex(6)}"
        bouwmap.mkdir(mode=0o700)
    except OSError as oorzaak:
        raise KluisNietBereikbaar.van(oorzaak) from None
    return NieuweKluis(doel, bouwmap, kop, eigen, kluissleutels, klok)
