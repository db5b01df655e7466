"""The recovery sheet of a vault: making one, trying it, and getting in with it when a password is lost.

The vault key is sealed to the sheet's public half, as it is to every user (``kluis.kop``). The sheet opens the vault
key and nothing else: private keys of users stay under their passwords. So whoever gets in with it gets *new* keys, and
the services log that and let them count as replaced. A vault has one sheet: making a new one ends the one before, in
this header; an older copy of the vault still opens with the old sheet.

Order of writing, for the services: the Logregel about the use goes *before* :meth:`HerstelKluis.voltooi`. A crash
between the two leaves a line about an attempt and the old password; the other order would leave a user whose keys
nobody knows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from uuid import UUID

from pyrage import x25519

from pmg_desk.domain.klok import Klok, SysteemKlok
from pmg_desk.kluis.dubbelkop import DATABASE, GelezenKop, lees_kop
from pmg_desk.kluis.fouten import AnderHerstelblad, GeenHerstelblad, KluisFout, VerkeerdWachtwoord
from pmg_desk.kluis.herstelsleutel import Herstelsleutel, lees_herstelsleutel
from pmg_desk.kluis.kdf import KdfInstelling, stem_af
from pmg_desk.kluis.kop import GebruikerSlot, KluisSleutel, Kop, is_echt, ontzegel
from pmg_desk.kluis.leden import eis_passend, maak_gebruikerslot, schrijf_wijziging
from pmg_desk.kluis.openen import VERVALST, AanDeDeur, OpenKluis
from pmg_desk.kluis.sleutels import EigenSleutels
from pmg_desk.kluis.wachtwoord import controleer_nieuw

HERSTELBLAD = UUID("00000000-0000-8000-8000-68657273746c")
"""Stands for the sheet where failures are counted and kept by user."""

_KLOK = SysteemKlok()


def zet_herstel(kluis: OpenKluis, sleutel: Herstelsleutel, *, klok: Klok = _KLOK) -> None:
    """Have the vault key sealed to a fresh key, whose sheet has been drawn by then; the sheet before stops at once.

    Raises KluisNietBereikbaar: then make another, whichever of the two the header has.
    """
    kop = replace(kluis.kop, herstel=sleutel.ontvanger)
    schrijf_wijziging(kluis, kop, klok.nu(), "Maak het herstelblad opnieuw.")


def controleer_herstel(kluis: OpenKluis, tekst: str) -> None:
    """Whether this typed key opens, now and on disk, the vault that is open.

    Raises OngeldigeHerstelsleutel (a typing error), AnderHerstelblad, GeenHerstelblad, KopBeschadigd.
    """
    identiteit = lees_herstelsleutel(tekst)
    gelezen = lees_kop(kluis.pad)
    if {s.ruw for s in _open_zegel(gelezen.kop, identiteit)} != {s.ruw for s in kluis.kluissleutels}:
        raise AnderHerstelblad


@dataclass
class HerstelKluis:
    """A vault whose key the sheet opened, and whose user is about to get new keys. Not a way in until
    :meth:`voltooi`; closes with ``with`` unless that was reached.
    """

    pad: Path
    kop: Kop = field(repr=False)
    gebruiker: GebruikerSlot = field(repr=False)
    sleutels: EigenSleutels = field(repr=False)
    kluissleutels: tuple[KluisSleutel, ...] = field(repr=False)
    deur: AanDeDeur = field(repr=False)
    waarschuwingen: tuple[str, ...]
    _over: bool = False

    @property
    def kluis(self) -> OpenKluis:
        """The vault as it will be; its header has not been written yet."""
        return self.deur.open(self.kop, self.gebruiker, self.sleutels, self.kluissleutels, self.waarschuwingen)

    def voltooi(self) -> OpenKluis:
        """Put the new keys under the new password in the header. Raises KluisNietBereikbaar."""
        kluis = self.kluis
        gebruikers = tuple(
            self.gebruiker if g.gebruiker_id == self.gebruiker.gebruiker_id else g for g in self.kop.gebruikers
        )
        nieuw = replace(self.kop, gebruikers=gebruikers)
        schrijf_wijziging(kluis, nieuw, self.deur.klok.nu(), "Gebruik het herstelblad nog een keer.")
        self._over = True
        return kluis

    def __enter__(self) -> HerstelKluis:
        return self

    def __exit__(self, soort: type[BaseException] | None, fout: BaseException | None, tb: TracebackType | None) -> None:
        if not self._over:
            self.deur.slot.geef_vrij(binnen=False)


def open_met_herstel(
    pad: Path,
    tekst: str,
    gebruikersnaam: str,
    nieuw_wachtwoord: str,
    *,
    klok: Klok = _KLOK,
    herkomst: str | None = None,
    kdf: Callable[[], KdfInstelling] = stem_af,
    onveilige_plek_toegestaan: bool = False,
) -> HerstelKluis:
    """Open the vault key with the sheet, and make new keys for a user under a new password; nothing is written yet.

    Raises as ``openen.open_kluis``, and OngeldigeHerstelsleutel (a typing error: no vault is touched),
    AnderHerstelblad (counted and kept as a failed log-in), GeenHerstelblad, ZwakWachtwoord, and VerkeerdWachtwoord for
    a name that has no keys in this vault.
    """
    identiteit = lees_herstelsleutel(tekst)
    with AanDeDeur(pad, klok, herkomst, onveilige_plek_toegestaan) as deur:
        with deur.telt_mislukt(HERSTELBLAD):
            kop, kluissleutels, waarschuwingen = _ontzegel(deur.gelezen, identiteit)
        eis_passend(deur.map / DATABASE, kluissleutels)
        oud = kop.gebruiker(gebruikersnaam)
        if oud is None:
            raise VerkeerdWachtwoord("Deze gebruiker heeft in deze kluis geen wachtwoord.", doe="Kies een beheerder.")
        wie, hoe = oud.gebruikersnaam, oud.weergavenaam
        controleer_nieuw(nieuw_wachtwoord, (kop.naam, wie, hoe))
        eigen = EigenSleutels.nieuw()
        slot = maak_gebruikerslot(eigen, nieuw_wachtwoord, kdf(), kop.kluis_id, oud.gebruiker_id, wie, hoe)
        return HerstelKluis(deur.map, kop, slot, eigen, kluissleutels, deur, waarschuwingen)


_Ontzegeld = tuple[Kop, tuple[KluisSleutel, ...], tuple[str, ...]]


def _ontzegel(gelezen: GelezenKop, identiteit: x25519.Identity) -> _Ontzegeld:
    """The newest header, unless someone without the key changed it: as ``openen`` does for a password."""
    try:
        return gelezen.kop, _open_zegel(gelezen.kop, identiteit), ()
    except KluisFout:
        if gelezen.andere is None:
            raise
        try:
            sleutels = _open_zegel(gelezen.andere, identiteit)
        except KluisFout:
            sleutels = ()
        if not sleutels or any(is_echt(gelezen.kop, sleutel) for sleutel in sleutels):
            raise
        return gelezen.andere, sleutels, (VERVALST,)


def _open_zegel(kop: Kop, identiteit: x25519.Identity) -> tuple[KluisSleutel, ...]:
    if kop.herstel is None:
        raise GeenHerstelblad
    if kop.herstel != str(identiteit.to_public()):
        raise AnderHerstelblad
    return ontzegel(kop, identiteit)
