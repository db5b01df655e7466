"""New keys for a user who lost their password, and somebody else's word that those keys are truly theirs.

The beheerder opens a replacement and hands over a code, as at an invitation; the recovery sheet opens one too. The
first log-in makes the keys. They sign nothing that counts until somebody who heard the user read out the fingerprint
has typed it here: typed, because who only has to nod nods. What counts as endorsed: ``domain.sleutelboek``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID

from pmg_desk.domain.fouten import Fout, GeenToegang, OngeldigeInvoer
from pmg_desk.domain.logboek import Resultaat
from pmg_desk.domain.namen import sorteer_vouw
from pmg_desk.domain.rollen import Recht, Rol
from pmg_desk.domain.sleutelboek import Bekrachtigingsoort, Sleutelboek
from pmg_desk.kluis.sleutels import PubliekeSleutels
from pmg_desk.services.gebruikers import EenmaligeCode, NietActief, geef_code, kluis_van
from pmg_desk.services.sleutelboek import bekrachtig, is_bekend, lees_sleutelboek
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import gebruikers as opslag
from pmg_desk.storage.models import Gebruiker

GROEPEN, CIJFERS = 6, 5


class EigenSleutel(Fout):
    """Nobody replaces their own keys from inside: who is in knows the password, or used the recovery sheet."""

    wat = "U kunt uw eigen sleutel niet vervangen."
    doe = "Wijzig uw wachtwoord bij Mijn wachtwoord, of laat een andere beheerder uw sleutel vervangen."


class NogGeenSleutel(Fout):
    """A replacement was asked for somebody who never logged in."""

    wat = "Deze gebruiker heeft nog geen sleutel om te vervangen."
    doe = "Maak een nieuwe code voor de eerste keer inloggen."


class NietsTeBekrachtigen(Fout):
    """The key was endorsed meanwhile, or there is none that waits."""

    wat = "Voor deze gebruiker is er geen nieuwe sleutel die op bekrachtiging wacht."
    doe = "Ververs de lijst van gebruikers."


@dataclass(frozen=True, slots=True)
class TeBekrachtigen:
    """A user whose new key waits for the word of who is logged in."""

    gebruiker_id: UUID
    naam: str
    rol: Rol


def start_vervanging(werkplek: Werkplek, gebruiker_id: UUID) -> EenmaligeCode:
    """New keys for a user who lost theirs: the old ones leave the header, and the code makes new ones at log-in.

    First the line, then the header: a crash between the two leaves the old password working and a replacement that can
    be started again. Raises EigenSleutel, NietActief, NogGeenSleutel, KluisNietBereikbaar.
    """
    kluis = kluis_van(werkplek)
    with werkplek.doe() as t:
        t.eis(Recht.GEBRUIKERS_BEHEREN)
        if gebruiker_id == t.gebruiker.id:
            raise EigenSleutel
        rij = t.haal(Gebruiker, gebruiker_id)
        if rij.gestopt_op is not None:
            raise NietActief
        if rij.ondertekensleutel is None or rij.extern:
            raise NogGeenSleutel
        wie, naam = rij.gebruikersnaam, rij.naam
        t.log("gebruiker.vervangen", "gebruiker", gebruiker_id)
        t.gewijzigd("gebruiker", gebruiker_id)
    return geef_code(werkplek, kluis, gebruiker_id, wie, naam, vervangt=True)


def endorse_sleutel(werkplek: Werkplek, gebruiker_id: UUID, getypt: str) -> None:
    """Sign that the new keys of this user are theirs; ``getypt`` is the fingerprint as the user read it out.

    Raises OngeldigeInvoer (``vingerafdruk``): too few digits, or another fingerprint, which is logged and endorses
    nothing. GeenToegang for who may not endorse this key, NietsTeBekrachtigen.
    """
    cijfers = re.sub(r"[\s\-–.]", "", getypt)
    if not re.fullmatch(rf"[0-9]{{{GROEPEN * CIJFERS}}}", cijfers):
        raise OngeldigeInvoer({"vingerafdruk": f"Typ {GROEPEN} groepen van {CIJFERS} cijfers."})
    with werkplek.doe() as t:
        publiek = _wachtende_sleutels(t, lees_sleutelboek(t), gebruiker_id)
        klopt = cijfers == publiek.vingerafdruk().replace(" ", "")
        if klopt:
            _bekrachtig(t, gebruiker_id, publiek)
        else:
            t.log(
                "sleutel.bekrachtigen",
                "gebruiker",
                gebruiker_id,
                sleutel=publiek.ed25519,
                resultaat=Resultaat.GEWEIGERD,
            )
        eigen_rol = t.gebruiker.rol
    if not klopt:
        meld = (
            "bekrachtig dan niets en laat het uitzoeken"
            if eigen_rol is Rol.PRIVACY_OFFICER
            else "meld het dan aan de privacy officer"
        )
        zin = f"Dit is niet de vingerafdruk in deze kluis. Typ opnieuw wat u hoort. Blijft het anders, {meld}."
        raise OngeldigeInvoer({"vingerafdruk": zin})


def list_te_bekrachtigen(werkplek: Werkplek) -> tuple[TeBekrachtigen, ...]:
    """Whose new keys the user who is logged in may endorse, by name; empty for who may not endorse any."""
    with werkplek.doe() as t:
        boek = lees_sleutelboek(t)
        wacht = [
            TeBekrachtigen(rij.id, rij.naam, boek.wachtend[str(rij.id)].rol)
            for rij in opslag.alle_gebruikers(t.db)
            if boek.mag_bekrachtigen(str(t.gebruiker.id), str(rij.id))
        ]
    return tuple(sorted(wacht, key=lambda w: sorteer_vouw(w.naam)))


def _wachtende_sleutels(t: Transactie, boek: Sleutelboek, gebruiker_id: UUID) -> PubliekeSleutels:
    """The keys to endorse, the same in log, table and header; anything else is no matter of listening better."""
    wie = str(gebruiker_id)
    if wie not in boek.wachtend:
        raise NietsTeBekrachtigen
    if not boek.mag_bekrachtigen(str(t.gebruiker.id), wie):
        raise GeenToegang
    rij = t.haal(Gebruiker, gebruiker_id)
    publiek = PubliekeSleutels(rij.agesleutel or "", rij.ondertekensleutel or "")
    kop = None if t.werkplek.kluis is None else t.werkplek.kluis.kop
    in_kop = kop is None or any(g.gebruiker_id == gebruiker_id and g.publiek == publiek for g in kop.gebruikers)
    if not in_kop or not is_bekend(t, boek, rij, publiek):
        raise SleutelVerschilt
    return publiek


class SleutelVerschilt(Fout):
    """Header, table and log do not name the same keys for a user."""

    wat = "De kop, de gegevens en het logboek van deze kluis noemen niet dezelfde sleutel voor deze gebruiker."
    doe = "Bekrachtig niets. Meld dit aan de privacy officer en laat het logboek controleren."


def _bekrachtig(t: Transactie, gebruiker_id: UUID, publiek: PubliekeSleutels) -> None:
    wacht = lees_sleutelboek(t).wachtend[str(gebruiker_id)]
    bekrachtig(t, Bekrachtigingsoort.VERVANGING, gebruiker_id, wacht.rol, publiek, wacht.oude_sleutel)
    t.log("sleutel.bekrachtigen", "gebruiker", gebruiker_id, sleutel=publiek.ed25519)
    t.gewijzigd("gebruiker", gebruiker_id)
