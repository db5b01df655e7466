"""Opening a vault: lock, header, password, seal. The database comes after, and is the services' to open."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pmg_desk.domain.klok import Klok, SysteemKlok
from pmg_desk.kluis import plektoestemming, reservekopie, terugzetten
from pmg_desk.kluis.dubbelkop import DATABASE, GelezenKop, lees_kop
from pmg_desk.kluis.eerste_pagina import past_op_database
from pmg_desk.kluis.fouten import (
    GeenKluis,
    IsReservekopie,
    KluisFout,
    KluisNietBereikbaar,
    KluisOntbreekt,
    KopBeschadigd,
    NietInDeKluisVanNu,
    TeVeelPogingen,
    UitnodigingOpen,
    VerkeerdWachtwoord,
)
from pmg_desk.kluis.kop import GebruikerSlot, KluisSleutel, Kop, is_echt, ontzegel
from pmg_desk.kluis.plek import controleer_plek
from pmg_desk.kluis.pogingen import noteer_mislukt, wachttijd
from pmg_desk.kluis.sleutels import EigenSleutels, ontsleutel
from pmg_desk.kluis.slot import Slot, deze_gebruiker, neem_slot
from pmg_desk.kluis.wachtwoord import als_bytes

_KLOK = SysteemKlok()


@dataclass(frozen=True)
class PubliekeGebruiker:
    """A user as the log-in screen may show them; ``uitgenodigd`` when they still need their code."""

    gebruiker_id: UUID
    gebruikersnaam: str
    weergavenaam: str
    uitgenodigd: bool


@dataclass(frozen=True)
class PubliekeKop:
    """What the log-in screen knows before anyone unlocks. None of it is proven yet."""

    kluis_id: UUID
    naam: str
    gebruikers: tuple[PubliekeGebruiker, ...]
    waarschuwingen: tuple[str, ...]


@dataclass
class OpenKluis:
    """An unlocked vault: the keys in memory and the lock on disk. Close it with ``sluit()`` or ``with``."""

    pad: Path
    kop: Kop = field(repr=False)
    gebruiker_id: UUID
    sleutels: EigenSleutels = field(repr=False)
    kluissleutels: tuple[KluisSleutel, ...] = field(repr=False)
    slot: Slot = field(repr=False)
    waarschuwingen: tuple[str, ...] = ()
    plek: str = ""  # why this place is advised against, where the beheerder allowed it all the same
    tijdelijk: Ed25519PrivateKey | None = field(
        default=None, repr=False
    )  # at a first log-in, until keys are registered
    thuis: Path | None = None  # of a backup that is looked at: the folder of the vault it is a backup of

    @property
    def kluis_id(self) -> UUID:
        """The vault's own id: it stands in every Logregel and signature."""
        return self.kop.kluis_id

    @property
    def kluissleutel(self) -> bytes:
        """The raw 256-bit key for ``storage.engine.maak_engine``."""
        return self.kluissleutels[0].ruw

    @property
    def databasepad(self) -> Path:
        """The SQLCipher file."""
        return self.pad / DATABASE

    @property
    def gebruiker(self) -> GebruikerSlot:
        """The header's record of who is logged in."""
        return next(g for g in self.kop.gebruikers if g.gebruiker_id == self.gebruiker_id)

    def sluit(self, *, binnen: bool = True) -> None:
        """Release the lock (``binnen``: see there) and let go of the keys. The caller closes the database first."""
        self.kluissleutels, self.tijdelijk = (), None
        self.slot.geef_vrij(binnen=binnen)

    def __enter__(self) -> OpenKluis:
        return self

    def __exit__(self, soort: type[BaseException] | None, fout: BaseException | None, tb: TracebackType | None) -> None:
        self.sluit()


def lees_kop_publiek(pad: Path) -> PubliekeKop:
    """What the log-in screen shows. Takes no lock and changes nothing. Raises as :func:`open_kluis` does."""
    gelezen = lees_kop(_vind_map(pad))
    kop = gelezen.kop
    gebruikers = [PubliekeGebruiker(g.gebruiker_id, g.gebruikersnaam, g.weergavenaam, False) for g in kop.gebruikers]
    gebruikers += [PubliekeGebruiker(u.gebruiker_id, u.gebruikersnaam, u.weergavenaam, True) for u in kop.uitnodigingen]
    gesorteerd = tuple(sorted(gebruikers, key=lambda g: g.weergavenaam.casefold()))
    return PubliekeKop(kop.kluis_id, kop.naam, gesorteerd, gelezen.waarschuwingen)


def open_kluis(
    pad: Path,
    gebruikersnaam: str,
    wachtwoord: str,
    *,
    klok: Klok = _KLOK,
    herkomst: str | None = None,
    onveilige_plek_toegestaan: bool = False,
) -> OpenKluis:
    """Unlock the vault in folder ``pad``: lock, header, password, seal. The database is not touched.

    Raises KluisOntbreekt, GeenKluis, OnveiligePlek, KluisInGebruik, KopBeschadigd, NieuwereVersie, UitnodigingOpen,
    TeVeelPogingen, VerkeerdWachtwoord (kept in ``mislukt.jsonl`` with ``herkomst``, by default this machine's name),
    TeWeinigGeheugen and KluisNietBereikbaar. Nothing but the lock and that list is ever written.
    """
    with AanDeDeur(pad, klok, herkomst, onveilige_plek_toegestaan) as deur:
        bekend = deur.gelezen.kop.gebruiker(gebruikersnaam)
        if bekend is None and deur.gelezen.kop.uitnodiging(gebruikersnaam) is not None:
            raise UitnodigingOpen
        with deur.telt_mislukt(None if bekend is None else bekend.gebruiker_id):
            return deur.open(
                *_ontgrendel_veilig(deur.gelezen, deur.map / DATABASE, gebruikersnaam, wachtwoord_bytes(wachtwoord))
            )


def open_kopie(pad: Path, kluismap: Path, gebruikersnaam: str, wachtwoord: str, *, klok: Klok = _KLOK) -> OpenKluis:
    """Unlock the backup in folder ``pad`` of the vault ``kluismap``, to be read only: nothing in ``pad`` is written.

    The lock that is taken is that of the live vault, and failures are counted there; when that vault is gone, beside
    the backup. Raises as :func:`open_kluis`, and GeenReservekopie.
    """
    reservekopie.lees_generatie(pad)
    thuis = kluismap if kluismap.is_dir() else pad.parent
    gelezen = lees_kop(pad)
    slot = neem_slot(thuis, klok.nu())
    try:
        bekend = gelezen.kop.gebruiker(gebruikersnaam)
        wie = None if bekend is None else bekend.gebruiker_id
        with _TeltMislukt(thuis, wie, klok, deze_gebruiker()[1]):
            kop, gebruikerslot, eigen, sleutels, waarschuwingen = _ontgrendel_veilig(
                gelezen, pad / DATABASE, gebruikersnaam, wachtwoord_bytes(wachtwoord)
            )
    except BaseException:
        slot.geef_vrij(binnen=False)
        raise
    sleutels = tuple(sorted(sleutels, key=lambda s: not past_op_database(pad / DATABASE, s.ruw)))
    alle = (*gelezen.waarschuwingen, *waarschuwingen)
    return OpenKluis(pad, kop, gebruikerslot.gebruiker_id, eigen, sleutels, slot, alle, thuis=thuis)


def open_kop_van_nu(kluismap: Path, kopie: OpenKluis) -> tuple[Kop, tuple[KluisSleutel, ...]] | None:
    """The header of the vault that ``kopie`` would replace, opened with the keys of who opened that backup.

    None where no vault is, or its header or database is damaged. Raises NietInDeKluisVanNu when the header is whole and
    does not let this user in: no longer a user, or with other keys by now. Raises NieuwereVersie, KluisNietBereikbaar.
    """
    try:
        gelezen = lees_kop(kluismap)
    except (GeenKluis, KopBeschadigd):
        return None
    # What is taken from this header ends up in the restored one, so it has to be of the key that the database has.
    sleutels = _ontzegel_voor(gelezen.kop, kopie)
    if any(past_op_database(kluismap / DATABASE, sleutel.ruw) for sleutel in sleutels):
        return gelezen.kop, sleutels
    # The other copy counts only where the newest is forged: else whoever was stopped gets in by a copy of before that.
    andere = gelezen.andere
    anders = () if andere is None else _ontzegel_voor(andere, kopie)
    echt = any(is_echt(gelezen.kop, sleutel) for sleutel in anders)
    if andere is not None and not echt and any(past_op_database(kluismap / DATABASE, s.ruw) for s in anders):
        return andere, anders
    if sleutels:
        return None
    raise NietInDeKluisVanNu


def _ontzegel_voor(kop: Kop, kopie: OpenKluis) -> tuple[KluisSleutel, ...]:
    if kop.kluis_id != kopie.kluis_id or all(g.gebruiker_id != kopie.gebruiker_id for g in kop.gebruikers):
        return ()
    try:
        return ontzegel(kop, kopie.sleutels.age)
    except KopBeschadigd:
        return ()


VERVALST = (
    "Eén van de twee kopieën van de kop is buiten het programma om veranderd. De kluis is met de andere kopie geopend. "
    "Meld dit aan de beheerder."
)
"""What the user is told when one copy of the header turns out to be forged."""

_Ontgrendeld = tuple[Kop, GebruikerSlot, EigenSleutels, tuple[KluisSleutel, ...], tuple[str, ...]]


class AanDeDeur:
    """Holds the lock while someone tries to get in; released unless the vault opened."""

    def __init__(self, pad: Path, klok: Klok, herkomst: str | None, onveilige_plek: bool) -> None:
        self.map = _vind_map(pad)
        if (self.map / reservekopie.FEITEN).exists():
            raise IsReservekopie
        kluis_id = lees_kop(self.map).kop.kluis_id  # before the lock, which writes: what is no vault stays untouched
        # Whether the permission is true the database knows; the services ask it once the vault is open.
        if not onveilige_plek and plektoestemming.lees(self.map, kluis_id) is None:
            controleer_plek(self.map)
        self.klok, self.herkomst = klok, herkomst or deze_gebruiker()[1]
        self.slot = neem_slot(self.map, klok.nu())
        self.gebruiker_id: UUID | None = None
        terugzetten.ruim_op(self.map)
        try:
            self.gelezen = lees_kop(self.map)
        except BaseException:
            self.slot.geef_vrij(binnen=False)
            raise

    def __enter__(self) -> AanDeDeur:
        return self

    def __exit__(self, soort: type[BaseException] | None, fout: BaseException | None, tb: TracebackType | None) -> None:
        if soort is not None:
            self.slot.geef_vrij(binnen=False)

    def telt_mislukt(self, gebruiker_id: UUID | None) -> _TeltMislukt:
        """Around the check of a secret: waits after failures, and keeps the next one."""
        return _TeltMislukt(self.map, gebruiker_id, self.klok, self.herkomst)

    def open(
        self,
        kop: Kop,
        slot: GebruikerSlot,
        eigen: EigenSleutels,
        kluissleutels: tuple[KluisSleutel, ...],
        waarschuwingen: tuple[str, ...],
    ) -> OpenKluis:
        """The opened vault, which takes over the lock."""
        # Halfway a rotation there are two keys: the one that the database has now goes first.
        kluissleutels = tuple(sorted(kluissleutels, key=lambda s: not past_op_database(self.map / DATABASE, s.ruw)))
        alle = (*self.gelezen.waarschuwingen, *waarschuwingen)
        return OpenKluis(self.map, kop, slot.gebruiker_id, eigen, kluissleutels, self.slot, alle)


class _TeltMislukt:
    """Makes a user wait after failures, and keeps the next failure."""

    def __init__(self, map_: Path, gebruiker_id: UUID | None, klok: Klok, herkomst: str) -> None:
        self.map, self.gebruiker_id, self.klok, self.herkomst = map_, gebruiker_id, klok, herkomst

    def __enter__(self) -> None:
        wacht = wachttijd(self.map, self.gebruiker_id, self.klok.nu())
        if wacht > timedelta(0):
            raise TeVeelPogingen(wacht)

    def __exit__(self, soort: type[BaseException] | None, fout: BaseException | None, tb: TracebackType | None) -> None:
        if isinstance(fout, VerkeerdWachtwoord):
            noteer_mislukt(self.map, self.gebruiker_id, self.klok.nu(), self.herkomst)


def _vind_map(pad: Path) -> Path:
    """The vault's folder, also when one of the files in it was chosen."""
    try:
        if pad.is_dir() or (not pad.exists() and terugzetten.maak_af(pad)):
            return pad
        if pad.is_file():
            if pad.name == DATABASE or pad.name.startswith("kop-"):
                return pad.parent
            raise GeenKluis
        raise KluisOntbreekt
    except OSError as oorzaak:
        raise KluisNietBereikbaar.van(oorzaak) from None


def wachtwoord_bytes(wachtwoord: str) -> bytes:
    """The typed password for the key derivation. Raises VerkeerdWachtwoord for what cannot be one."""
    try:
        return als_bytes(wachtwoord)
    except ValueError:
        raise VerkeerdWachtwoord from None


def _ontgrendel(kop: Kop, gebruikersnaam: str, wachtwoord: bytes) -> _Ontgrendeld:
    slot = kop.gebruiker(gebruikersnaam)
    if slot is None:
        raise VerkeerdWachtwoord
    eigen = ontsleutel(slot.sleutels, wachtwoord, slot.kdf, kop.kluis_id, slot.gebruiker_id, slot.publiek)
    return kop, slot, eigen, ontzegel(kop, eigen.age), ()


def _ontgrendel_veilig(gelezen: GelezenKop, database: Path, gebruikersnaam: str, wachtwoord: bytes) -> _Ontgrendeld:
    """Open the newest header; where there is reason for doubt, let the other copy tell whether it was forged.

    The copies differ after a crash between two writes, and then the newest is right: the vault key that the other one
    yields proves its MAC, and a failure stands (a password that was just changed must not open any more). When the MAC
    does not prove it, the newest was changed by someone without the key, and the other copy is the real one. A newest
    copy that opens, but with a key that the database does not know, is doubtful in the same way.
    """
    try:
        nieuwste = _ontgrendel(gelezen.kop, gebruikersnaam, wachtwoord)
    except KluisFout:
        andere = _ontgrendel_andere(gelezen, gebruikersnaam, wachtwoord)
        if andere is None or any(is_echt(gelezen.kop, sleutel) for sleutel in andere[3]):
            raise
        return andere
    if gelezen.andere is not None and not _past(database, nieuwste):
        andere = _ontgrendel_andere(gelezen, gebruikersnaam, wachtwoord)
        if andere is not None and _past(database, andere):
            return andere
    return nieuwste


def _ontgrendel_andere(gelezen: GelezenKop, gebruikersnaam: str, wachtwoord: bytes) -> _Ontgrendeld | None:
    if gelezen.andere is None:
        return None
    try:
        kop, slot, eigen, kluissleutels, _ = _ontgrendel(gelezen.andere, gebruikersnaam, wachtwoord)
    except KluisFout:
        return None
    return kop, slot, eigen, kluissleutels, (VERVALST,)


def _past(database: Path, ontgrendeld: _Ontgrendeld) -> bool:
    return any(past_op_database(database, sleutel.ruw) for sleutel in ontgrendeld[3])
