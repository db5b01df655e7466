"""Who works in this vault: the list, inviting, tables, stopping, and one's own password.

Order of the two files, header and database: see ``kluis.bewaarplaats``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.fouten import Fout, OngeldigeInvoer
from pmg_desk.domain.logboek import Resultaat
from pmg_desk.domain.namen import sorteer_vouw
from pmg_desk.domain.profiel.sectie import vroegere
from pmg_desk.domain.rollen import Recht, Rol, rollen_in
from pmg_desk.domain.sleutelboek import Bekrachtigingsoort, Sleutelboek
from pmg_desk.kluis import bewaarplaats
from pmg_desk.kluis.bewaarplaats import OpenKluis
from pmg_desk.kluis.fouten import KluisFout, OngeldigeNaam, VerkeerdWachtwoord, ZwakWachtwoord
from pmg_desk.kluis.kdf import KdfInstelling, stem_af
from pmg_desk.kluis.namen import LANGSTE_NAAM, gelijke_naam
from pmg_desk.kluis.sleutels import PubliekeSleutels
from pmg_desk.kluis.uitnodiging import tijdelijke_sleutel
from pmg_desk.services import kluissleutel, kopstand
from pmg_desk.services.casussen import tafel_label
from pmg_desk.services.sleutelboek import bekrachtig, lees_sleutelboek, publieke_helft
from pmg_desk.services.voordeur import MAX_GEBRUIKERSNAAM
from pmg_desk.services.werkplek import AlleenDatabase, Transactie, Werkplek
from pmg_desk.storage import gebruikers as opslag
from pmg_desk.storage.models import Gebruiker, GebruikerTafel

MAX_FUNCTIE = 120


class GebruikerStatus(StrEnum):
    """Whether somebody can work in this vault."""

    ACTIEF = "actief"
    UITGENODIGD = "uitgenodigd"
    VERLOPEN = "verlopen"  # the one-time code ran out before it was used
    GESTOPT = "gestopt"


class EigenAccount(Fout):
    """Nobody stops themselves: a vault would be left without a beheerder."""

    wat = "U kunt uw eigen toegang niet stoppen."
    doe = "Laat een andere beheerder dit doen."


class NietActief(Fout):
    """Asked of a user who has stopped."""

    wat = "Deze gebruiker is gestopt."
    doe = "Nodig de persoon opnieuw uit, met een andere gebruikersnaam."


class AlIngelogd(Fout):
    """A new code was asked for somebody who already has a password."""

    wat = "Deze gebruiker heeft al een eigen wachtwoord."
    doe = "Laat de gebruiker daarmee inloggen."


class WerktElders(Fout):
    """Asked of a user who works in another installation: they have no way in here."""

    wat = "Deze gebruiker werkt op een eigen installatie en heeft geen toegang tot deze kluis."
    doe = "Stop zo nodig de verbinding, bij Beheer onder Verbindingen."


class SleutelNietVernieuwd(Fout):
    """Somebody was stopped, and then renewing the key of the vault failed."""

    wat = "De toegang is gestopt, maar de sleutel van de kluis is nog niet vernieuwd."
    veilig = "De kluis is heel en blijft te openen."

    def __init__(self, oorzaak: Fout) -> None:
        super().__init__(doe=f"{oorzaak.wat} Vernieuw de sleutel later bij Beheer, Kluis.")


@dataclass(frozen=True, slots=True)
class NieuweUitnodiging:
    """Who is invited, and for what. ``tafels`` are keys of the profile; only a casusregisseur has any."""

    gebruikersnaam: str
    naam: str
    rol: Rol | str
    functie: str = ""
    tafels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EenmaligeCode:
    """What the beheerder hands over: shown once, kept nowhere."""

    gebruiker_id: UUID
    gebruikersnaam: str
    naam: str
    code: str
    geldig_tot: datetime


@dataclass(frozen=True, slots=True)
class GebruikerInzicht:
    """A user as the beheerder sees them."""

    id: UUID
    gebruikersnaam: str
    naam: str
    rol: Rol
    functie: str
    status: GebruikerStatus
    tafels: tuple[str, ...]  # keys
    tafel_labels: tuple[str, ...]
    uitgenodigd_op: datetime
    uitnodiging_tot: datetime | None
    actief_sinds: datetime | None
    gestopt_op: datetime | None
    vingerafdruk: str  # of both keys, to compare by voice; empty before the first log-in and while a key waits
    sleutel_wacht: bool  # the key is new and was not endorsed: it is read out and typed, never shown
    mag_bekrachtigen: bool  # by who asks
    open_casussen: int
    zelf: bool
    extern: bool = False  # works in an installation of their own: no way in, no code, no tables


def list_gebruikers(werkplek: Werkplek) -> tuple[GebruikerInzicht, ...]:
    """Everybody who is, was or is invited to be a user, by name; who stopped comes last. For the beheerder."""
    with werkplek.doe() as t:
        t.eis(Recht.GEBRUIKERS_BEHEREN)
        tafels = opslag.tafels_van(t.db, t.vandaag)
        boek = lees_sleutelboek(t)
        inzichten = [_inzicht(t, rij, tafels.get(rij.id, ()), boek) for rij in opslag.alle_gebruikers(t.db)]
    return tuple(sorted(inzichten, key=lambda g: (g.status is GebruikerStatus.GESTOPT, sorteer_vouw(g.naam))))


def invite_gebruiker(werkplek: Werkplek, nieuw: NieuweUitnodiging) -> EenmaligeCode:
    """Invite somebody: first their row, then the way in. Raises OngeldigeInvoer, OngeldigeNaam, KluisNietBereikbaar.

    When the second step fails there is a user without a code: :func:`renew_uitnodiging` repairs that.
    """
    kluis = kluis_van(werkplek)
    with werkplek.doe() as t:
        t.eis(Recht.GEBRUIKERS_BEHEREN)
        nieuw, rol = _controleer(t, nieuw, kluis)
        rij = Gebruiker(
            id=t.nieuw_id(),
            gebruikersnaam=nieuw.gebruikersnaam,
            naam=nieuw.naam,
            rol=rol,
            functie=nieuw.functie,
            uitgenodigd_op=t.nu,
        )
        t.db.add(rij)
        t.db.flush()
        _zet_tafels(t, rij.id, nieuw.tafels)
        t.log("gebruiker.toevoegen", "gebruiker", rij.id, verwerking=rol.value)
        t.gewijzigd("gebruiker", rij.id)
    return geef_code(werkplek, kluis, rij.id, nieuw.gebruikersnaam, nieuw.naam)


def renew_uitnodiging(werkplek: Werkplek, gebruiker_id: UUID) -> EenmaligeCode:
    """A new code for somebody who has not logged in yet; the old one ends. Raises AlIngelogd, NietActief."""
    kluis = kluis_van(werkplek)
    with werkplek.doe() as t:
        t.eis(Recht.GEBRUIKERS_BEHEREN)
        rij = t.haal(Gebruiker, gebruiker_id)
        _eis_hier(rij)
        if any(g.gebruiker_id == gebruiker_id for g in kluis.kop.gebruikers):
            raise AlIngelogd
        wie, naam = rij.gebruikersnaam, rij.naam
    return geef_code(werkplek, kluis, gebruiker_id, wie, naam)


def assign_tafels(werkplek: Werkplek, gebruiker_id: UUID, tafels: tuple[str, ...]) -> None:
    """At which tables somebody sits from today. The last day at a table that is left out was yesterday.

    Raises OngeldigeInvoer (``tafels``), NietActief.
    """
    with werkplek.doe() as t:
        t.eis(Recht.GEBRUIKERS_BEHEREN)
        rij = t.haal(Gebruiker, gebruiker_id)
        _eis_hier(rij)
        veld = Veldcontrole()
        _controleer_tafels(t, veld, rij.rol, tafels)
        veld.klaar()
        erbij, eraf = _zet_tafels(t, gebruiker_id, tafels)
        if erbij or eraf:
            t.log("gebruiker.tafels", "gebruiker", gebruiker_id, detail={"erbij": sorted(erbij), "eraf": sorted(eraf)})
            t.gewijzigd("gebruiker", gebruiker_id)
            t.gewijzigd("casus")  # who sees which casus may have changed


def stop_gebruiker(werkplek: Werkplek, gebruiker_id: UUID, meld: kluissleutel.Meld = kluissleutel.stil) -> None:
    """End somebody's access: first the way in, then the row, then a new key for the vault, with progress.

    What they wrote stays theirs in the dossiers. A backup or copy from before still opens for them. ``meld`` may stop
    the renewal by raising: the access has ended all the same. Raises EigenAccount, NietActief, KluisNietBereikbaar,
    and SleutelNietVernieuwd when only the renewal failed.
    """
    kluis = kluis_van(werkplek)
    if gebruiker_id == werkplek.gebruiker.id:
        raise EigenAccount
    with werkplek.doe() as t:
        t.eis(Recht.GEBRUIKERS_BEHEREN)
        rij = t.haal(Gebruiker, gebruiker_id)
        _eis_hier(rij)
        bewaarplaats.verwijder_gebruiker(kluis, gebruiker_id, klok=werkplek.klok)
        bewaarplaats.trek_uitnodiging_in(kluis, gebruiker_id, klok=werkplek.klok)
        rij.gestopt_op = t.nu
        _zet_tafels(t, gebruiker_id, ())
        kopstand.onthoud(t, kluis)
        t.log(kluissleutel.STOPPEN, "gebruiker", gebruiker_id)
        t.gewijzigd("gebruiker", gebruiker_id)
    try:
        kluissleutel.renew_kluissleutel(werkplek, meld)
    except KluisFout as fout:
        raise SleutelNietVernieuwd(fout) from None


def change_wachtwoord(
    werkplek: Werkplek,
    oud: str,
    nieuw: str,
    herhaald: str,
    *,
    kdf: Callable[[], KdfInstelling] = stem_af,
) -> None:
    """A new password for the user who is logged in; the old one stops at once.

    Raises OngeldigeInvoer (``oud``, ``nieuw``, ``herhaald``) and KluisNietBereikbaar (then either one works).
    """
    kluis = kluis_van(werkplek)
    if nieuw != herhaald:
        raise OngeldigeInvoer({"herhaald": "Dit is niet hetzelfde wachtwoord. Typ het nog eens."})
    try:
        bewaarplaats.wijzig_wachtwoord(kluis, oud, nieuw, klok=werkplek.klok, kdf=kdf)
    except VerkeerdWachtwoord:
        with werkplek.doe() as t:
            t.log("gebruiker.wachtwoord", "gebruiker", werkplek.gebruiker.id, resultaat=Resultaat.MISLUKT)
        raise OngeldigeInvoer({"oud": "Dit is niet uw wachtwoord van nu."}) from None
    except ZwakWachtwoord as fout:
        raise OngeldigeInvoer({"nieuw": f"{fout.wat} {fout.doe}"}) from None
    with werkplek.doe() as t:
        kopstand.onthoud(t, kluis)
        t.log("gebruiker.wachtwoord", "gebruiker", werkplek.gebruiker.id)


def _eis_hier(rij: Gebruiker) -> None:
    """Raises NietActief for who stopped, WerktElders for who never had a way in."""
    if rij.extern:
        raise WerktElders
    if rij.gestopt_op is not None:
        raise NietActief


def kluis_van(werkplek: Werkplek) -> OpenKluis:
    """The open header. Raises AlleenDatabase."""
    if werkplek.kluis is None:
        raise AlleenDatabase("users cannot be changed without the header of the vault")
    return werkplek.kluis


def _inzicht(t: Transactie, rij: Gebruiker, tafels: tuple[str, ...], boek: Sleutelboek) -> GebruikerInzicht:
    uitnodiging, buiten = None, False
    if t.werkplek.kluis is not None:
        kop = t.werkplek.kluis.kop
        uitnodiging = next((u for u in kop.uitnodigingen if u.gebruiker_id == rij.id), None)
        buiten = not rij.extern and all(g.gebruiker_id != rij.id for g in kop.gebruikers)  # their keys are replaced
    wacht = str(rij.id) in boek.wachtend
    publiek = PubliekeSleutels(rij.agesleutel or "", rij.ondertekensleutel or "")
    if rij.gestopt_op is not None:
        status = GebruikerStatus.GESTOPT
    elif rij.actief_sinds is not None and not buiten:
        status = GebruikerStatus.ACTIEF
    elif uitnodiging is not None and uitnodiging.ontvanger and t.nu < uitnodiging.verloopt_op:
        status = GebruikerStatus.UITGENODIGD
    else:
        status = GebruikerStatus.VERLOPEN
    return GebruikerInzicht(
        id=rij.id,
        gebruikersnaam=rij.gebruikersnaam,
        naam=rij.naam,
        rol=rij.rol,
        functie=rij.functie,
        status=status,
        tafels=tafels,
        tafel_labels=tuple(tafel_label(t.profiel, tafel) for tafel in tafels),
        uitgenodigd_op=rij.uitgenodigd_op,
        uitnodiging_tot=None if uitnodiging is None else uitnodiging.verloopt_op,
        actief_sinds=rij.actief_sinds,
        gestopt_op=rij.gestopt_op,
        vingerafdruk="" if wacht or rij.ondertekensleutel is None else publiek.vingerafdruk(),
        sleutel_wacht=wacht,
        mag_bekrachtigen=boek.mag_bekrachtigen(str(t.gebruiker.id), str(rij.id)),
        open_casussen=opslag.aantal_open_casussen(t.db, rij.id),
        zelf=rij.id == t.gebruiker.id,
        extern=rij.extern,
    )


def _controleer(t: Transactie, nieuw: NieuweUitnodiging, kluis: OpenKluis) -> tuple[NieuweUitnodiging, Rol]:
    veld = Veldcontrole()
    wie = veld.tekst("gebruikersnaam", nieuw.gebruikersnaam, verplicht=True, maximum=MAX_GEBRUIKERSNAAM)
    naam = veld.tekst("naam", nieuw.naam, verplicht=True, maximum=LANGSTE_NAAM)
    functie = veld.tekst("functie", nieuw.functie, maximum=MAX_FUNCTIE)
    rol = veld.keuze("rol", str(nieuw.rol), {str(rol) for rol in rollen_in(t.gebruiker.soort)})
    bezet = any(gelijke_naam(rij.gebruikersnaam, wie) for rij in opslag.alle_gebruikers(t.db))
    bezet = bezet or kluis.kop.gebruiker(wie) is not None or kluis.kop.uitnodiging(wie) is not None
    veld.eis(not bezet, "gebruikersnaam", "Deze gebruikersnaam is al gebruikt. Kies een andere.")
    if rol:
        _controleer_tafels(t, veld, Rol(rol) if rol in set(Rol) else None, nieuw.tafels)
    veld.klaar()
    return NieuweUitnodiging(wie, naam, rol, functie, nieuw.tafels), Rol(rol)


def _controleer_tafels(t: Transactie, veld: Veldcontrole, rol: Rol | None, tafels: tuple[str, ...]) -> None:
    bekend = {*t.profiel.tafels, *vroegere(t.profiel.tafels)}  # who was at a table that went stays until they leave
    veld.eis(set(tafels) <= bekend, "tafels", "Kies tafels uit de lijst.")
    alleen = "Alleen een casusregisseur hoort bij tafels. Haal de tafels weg of kies een andere rol."
    veld.eis(not tafels or rol is Rol.CASUSREGISSEUR, "tafels", alleen)


def _zet_tafels(t: Transactie, gebruiker_id: UUID, tafels: tuple[str, ...]) -> tuple[set[str], set[str]]:
    """Memberships from today on; returns what was added and what ended."""
    lopend = {rij.tafel: rij for rij in opslag.lopende_tafels(t.db, gebruiker_id)}
    erbij, eraf = set(tafels) - set(lopend), set(lopend) - set(tafels)
    for tafel in sorted(erbij):
        t.db.add(GebruikerTafel(id=t.nieuw_id(), gebruiker_id=gebruiker_id, tafel=tafel, van=t.vandaag, tot=None))
    for rij in (lopend[tafel] for tafel in eraf):
        if rij.van >= t.vandaag:
            t.db.delete(rij)
        else:
            rij.tot = t.vandaag - timedelta(days=1)  # a last day counts in full, and access ends now
    return erbij, eraf


def geef_code(
    werkplek: Werkplek,
    kluis: OpenKluis,
    gebruiker_id: UUID,
    gebruikersnaam: str,
    naam: str,
    *,
    vervangt: bool = False,
) -> EenmaligeCode:
    """Put a one-time way in in the header, with ``vervangt`` in the place of the keys of now, and log it."""
    try:
        code = bewaarplaats.nodig_uit(kluis, gebruiker_id, gebruikersnaam, naam, klok=werkplek.klok, vervangt=vervangt)
    except OngeldigeNaam as fout:
        raise OngeldigeInvoer({"gebruikersnaam": f"{fout.wat} {fout.doe}"}) from None
    uitnodiging = next(u for u in kluis.kop.uitnodigingen if u.gebruiker_id == gebruiker_id)
    with werkplek.doe() as t:
        kopstand.onthoud(t, kluis)
        tijdelijk = publieke_helft(tijdelijke_sleutel(uitnodiging, code))
        rol = t.haal(Gebruiker, gebruiker_id).rol
        bekrachtig(t, Bekrachtigingsoort.UITNODIGING, gebruiker_id, rol, PubliekeSleutels("", tijdelijk))
        t.log("gebruiker.uitnodigen", "gebruiker", gebruiker_id, sleutel=tijdelijk)
        t.gewijzigd("gebruiker", gebruiker_id)
    return EenmaligeCode(gebruiker_id, gebruikersnaam, naam, code, uitnodiging.verloopt_op)
