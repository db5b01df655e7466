"""Who may open the vault: inviting, the first log-in, withdrawing an invitation, changing a password."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from pmg_desk.domain.klok import Klok, SysteemKlok
from pmg_desk.kluis.dubbelkop import DATABASE, schrijf_kop
from pmg_desk.kluis.eerste_pagina import journaal, past_op_database
from pmg_desk.kluis.fouten import KluisBeschadigd, KluisNietBereikbaar, OngeldigeNaam, UitnodigingVerlopen
from pmg_desk.kluis.kdf import KdfInstelling, stem_af
from pmg_desk.kluis.kop import MEESTE_GEBRUIKERS, GebruikerSlot, KluisSleutel, Kop, Uitnodiging, ontzegel
from pmg_desk.kluis.namen import schone_naam
from pmg_desk.kluis.openen import AanDeDeur, OpenKluis, wachtwoord_bytes
from pmg_desk.kluis.sleutels import EigenSleutels, ontsleutel, versleutel
from pmg_desk.kluis.uitnodiging import lees_code, maak_uitnodiging, open_uitnodiging, tijdelijke_sleutel
from pmg_desk.kluis.wachtwoord import als_bytes, controleer_nieuw

GELDIGHEID_UITNODIGING = timedelta(days=7)
_KLOK = SysteemKlok()


def nodig_uit(
    kluis: OpenKluis,
    gebruiker_id: UUID,
    gebruikersnaam: str,
    weergavenaam: str,
    *,
    klok: Klok = _KLOK,
    geldig: timedelta = GELDIGHEID_UITNODIGING,
    vervangt: bool = False,
) -> str:
    """Invite a user and return the one-time code: shown once, stored nowhere. A second invitation replaces the first.

    With ``vervangt`` the keys that this user has now leave the header in the same write: their password no longer
    opens anything here, and the code gives them new keys. ValueError for the user who is logged in.

    Raises OngeldigeNaam when the name is taken or the vault is full, KluisNietBereikbaar. Whether the inviter may is
    the services' care.
    """
    wie = schone_naam(gebruikersnaam, "De gebruikersnaam")
    hoe = schone_naam(weergavenaam, "De naam van de gebruiker")
    kop = kluis.kop
    if vervangt:
        if gebruiker_id == kluis.gebruiker_id:
            raise ValueError("the user who is logged in cannot be replaced")
        kop = replace(kop, gebruikers=tuple(g for g in kop.gebruikers if g.gebruiker_id != gebruiker_id))
    genodigd = kop.uitnodiging(wie)
    if kop.gebruiker(wie) is not None or (genodigd is not None and genodigd.gebruiker_id != gebruiker_id):
        raise OngeldigeNaam("Deze gebruikersnaam is al in gebruik.")
    if any(g.gebruiker_id == gebruiker_id for g in kop.gebruikers):
        raise OngeldigeNaam("Deze gebruiker heeft al een wachtwoord.", doe="Laat de gebruiker daarmee inloggen.")
    if len(kop.gebruikers) + len(kop.uitnodigingen) >= MEESTE_GEBRUIKERS:
        raise OngeldigeNaam(f"Deze kluis heeft al {MEESTE_GEBRUIKERS} gebruikers.", doe="Trek een uitnodiging in.")
    nu = klok.nu()
    uitnodiging, code = maak_uitnodiging(kop.kluis_id, gebruiker_id, wie, hoe, nu + geldig)
    over = tuple(u for u in kop.uitnodigingen if u.gebruiker_id != gebruiker_id)
    schrijf_wijziging(kluis, replace(kop, uitnodigingen=(*over, uitnodiging)), nu, "Nodig de gebruiker opnieuw uit.")
    return code


def aanvaard_uitnodiging(
    pad: Path,
    gebruikersnaam: str,
    code: str,
    nieuw_wachtwoord: str,
    *,
    klok: Klok = _KLOK,
    herkomst: str | None = None,
    kdf: Callable[[], KdfInstelling] = stem_af,
    onveilige_plek_toegestaan: bool = False,
) -> OpenKluis:
    """First log-in of an invited user: makes their own keys under their own password and ends the code.

    Raises as :func:`open_kluis`, and OngeldigeCode (a typing error), UitnodigingVerlopen (ran out, or none for this
    name), ZwakWachtwoord. On KluisNietBereikbaar either the code or the new password works.
    """
    with AanDeDeur(pad, klok, herkomst, onveilige_plek_toegestaan) as deur:
        kop = deur.gelezen.kop
        uitnodiging = kop.uitnodiging(gebruikersnaam)
        if uitnodiging is None:
            raise UitnodigingVerlopen("Voor deze naam is er geen uitnodiging (meer).")
        if not uitnodiging.ontvanger or klok.nu() >= uitnodiging.verloopt_op:
            raise UitnodigingVerlopen
        getypt = lees_code(code)
        wie, hoe = uitnodiging.gebruikersnaam, uitnodiging.weergavenaam
        controleer_nieuw(nieuw_wachtwoord, (kop.naam, wie, hoe))
        with deur.telt_mislukt(uitnodiging.gebruiker_id):
            tijdelijk = open_uitnodiging(uitnodiging, kop.kluis_id, getypt)
        kluissleutels, eigen = ontzegel(kop, tijdelijk), EigenSleutels.nieuw()
        eis_passend(deur.map / DATABASE, kluissleutels)
        slot = maak_gebruikerslot(eigen, nieuw_wachtwoord, kdf(), kop.kluis_id, uitnodiging.gebruiker_id, wie, hoe)
        over = tuple(u for u in kop.uitnodigingen if u is not uitnodiging)
        nieuw = replace(kop, gebruikers=(*kop.gebruikers, slot), uitnodigingen=over)
        kluis = deur.open(kop, slot, eigen, kluissleutels, ())
        schrijf_wijziging(kluis, nieuw, klok.nu(), "De code of uw nieuwe wachtwoord werkt: probeer beide.")
        kluis.tijdelijk = tijdelijke_sleutel(uitnodiging, getypt)
        return kluis


def trek_uitnodiging_in(kluis: OpenKluis, gebruiker_id: UUID, *, klok: Klok = _KLOK) -> bool:
    """End an invitation at once; False when there is none. Raises KluisNietBereikbaar."""
    over = tuple(u for u in kluis.kop.uitnodigingen if u.gebruiker_id != gebruiker_id)
    if len(over) == len(kluis.kop.uitnodigingen):
        return False
    schrijf_wijziging(kluis, replace(kluis.kop, uitnodigingen=over), klok.nu(), "Probeer het opnieuw.")
    return True


def verwijder_gebruiker(kluis: OpenKluis, gebruiker_id: UUID, *, klok: Klok = _KLOK) -> bool:
    """Take a user's way in out of the header; False when there is none. Raises KluisNietBereikbaar.

    The vault key stays the same: an older copy of the folder still opens with that user's password, and so would this
    vault for someone who kept the key itself. Rotating the key is what ends that. Raises ValueError for the user who
    is logged in: nobody closes the door on themselves.
    """
    if gebruiker_id == kluis.gebruiker_id:
        raise ValueError("the user who is logged in cannot be removed")
    over = tuple(g for g in kluis.kop.gebruikers if g.gebruiker_id != gebruiker_id)
    if len(over) == len(kluis.kop.gebruikers):
        return False
    schrijf_wijziging(kluis, replace(kluis.kop, gebruikers=over), klok.nu(), "Probeer het opnieuw.")
    return True


def wijzig_wachtwoord(
    kluis: OpenKluis, oud: str, nieuw: str, *, klok: Klok = _KLOK, kdf: Callable[[], KdfInstelling] = stem_af
) -> None:
    """Put the logged-in user's keys under a new password; the keys themselves stay the same.

    Raises VerkeerdWachtwoord for the old one, ZwakWachtwoord, KluisNietBereikbaar (then either password works).
    """
    slot, kop = kluis.gebruiker, kluis.kop
    ontsleutel(slot.sleutels, wachtwoord_bytes(oud), slot.kdf, kop.kluis_id, slot.gebruiker_id, slot.publiek)
    controleer_nieuw(nieuw, (kop.naam, slot.gebruikersnaam, slot.weergavenaam))
    vers = maak_gebruikerslot(
        kluis.sleutels, nieuw, kdf(), kop.kluis_id, slot.gebruiker_id, slot.gebruikersnaam, slot.weergavenaam
    )
    gebruikers = tuple(vers if g.gebruiker_id == slot.gebruiker_id else g for g in kop.gebruikers)
    schrijf_wijziging(
        kluis, replace(kop, gebruikers=gebruikers), klok.nu(), "Uw oude of uw nieuwe wachtwoord werkt: probeer beide."
    )


def schoon_teruggezette_kop(
    kluis: OpenKluis, gestopt: Collection[UUID], herstel: str | None, *, klok: Klok = _KLOK
) -> bool:
    """The header of a backup that becomes the vault: without who was stopped since, without open invitations, and with
    this recovery sheet. Whether anything had to change. Raises KluisNietBereikbaar.
    """
    kop = kluis.kop
    blijft = tuple(g for g in kop.gebruikers if g.gebruiker_id not in gestopt or g.gebruiker_id == kluis.gebruiker_id)
    schoon = replace(kop, gebruikers=blijft, uitnodigingen=(), herstel=herstel)
    if schoon == kop:
        return False
    schrijf_wijziging(kluis, schoon, klok.nu(), "Zet de reservekopie opnieuw terug.")
    return True


def herstel_kop(kluis: OpenKluis, *, klok: Klok = _KLOK) -> None:
    """Write both copies of the header afresh: after a warning that one was damaged. Raises KluisNietBereikbaar."""
    schrijf_wijziging(kluis, kluis.kop, klok.nu(), "Maak een reservekopie van deze kluis.")


def maak_gebruikerslot(
    eigen: EigenSleutels,
    wachtwoord: str,
    kdf: KdfInstelling,
    kluis_id: UUID,
    gebruiker_id: UUID,
    gebruikersnaam: str,
    weergavenaam: str,
) -> GebruikerSlot:
    """The header record of a user with these keys under this password."""
    versleuteld = versleutel(eigen, als_bytes(wachtwoord), kdf, kluis_id, gebruiker_id)
    return GebruikerSlot(gebruiker_id, gebruikersnaam, weergavenaam, kdf, versleuteld, eigen.publiek)


def eis_passend(database: Path, kluissleutels: tuple[KluisSleutel, ...]) -> None:
    """Raise KluisBeschadigd when a header is about to be written with a key that the database does not know.

    A stranger could have put down a header of their own, and writing would replace the last real copy. Elsewhere the
    database has been opened by then; at a first log-in it has not. A journal beside it means that the first page may
    be half written; then there is no telling, and no refusing either.
    """
    if not any(past_op_database(database, s.ruw) for s in kluissleutels) and not journaal(database).exists():
        raise KluisBeschadigd


def schrijf_wijziging(kluis: OpenKluis, kop: Kop, nu: datetime, bij_fout: str) -> None:
    """Put down ``kop`` as the header of this vault. Raises KluisNietBereikbaar, with ``bij_fout`` as what to do."""
    try:
        kluis.kop, waarschuwingen = schrijf_kop(kluis.pad, _ruim_op(kop, nu), kluis.kluissleutels)
    except KluisNietBereikbaar as fout:
        raise KluisNietBereikbaar(fout.wat, veilig="De kluis blijft te openen.", doe=bij_fout) from None
    kluis.waarschuwingen = waarschuwingen


def _ruim_op(kop: Kop, nu: datetime) -> Kop:
    """Close the invitations that ran out: the vault key is no longer sealed to them."""

    def dicht(u: Uitnodiging) -> Uitnodiging:
        return u if nu < u.verloopt_op else replace(u, identiteit=b"", ontvanger="")

    return replace(kop, uitnodigingen=tuple(dicht(u) for u in kop.uitnodigingen))
