"""The book of signing keys of this vault, read from its log: which count, which wait, who may register a new one."""

from __future__ import annotations

from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pmg_desk.domain import sleutelboek as regels
from pmg_desk.domain.canoniek import lees_canoniek
from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.logboek import Logregel, Resultaat, lees_blad
from pmg_desk.domain.rollen import Kluissoort, Rol
from pmg_desk.domain.sleutelboek import (
    BEKRACHTIGING_CONTEXT,
    Bekrachtigingsoort,
    Bekrachtigingtekst,
    BewaardeBekrachtiging,
    Sleutelboek,
)
from pmg_desk.kluis.ondertekening import onderteken, verifieer
from pmg_desk.kluis.sleutels import PubliekeSleutels
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import delen as rijen
from pmg_desk.storage import gebruikers as opslag
from pmg_desk.storage import logregels
from pmg_desk.storage.models import Bekrachtiging, Gebruiker

NOG_NIET_BEKRACHTIGD = (
    "Uw sleutel is nieuw en nog niet bekrachtigd. Tot dan telt uw handtekening niet. Lees uw vingerafdruk voor aan de "
    "beheerder; u vindt hem bij Beheer, Mijn wachtwoord."
)


class SleutelNietBekrachtigd(Fout):
    """Something has to be signed with a key that nobody endorsed."""

    wat = "Uw sleutel is nieuw en nog niet bekrachtigd. Uw handtekening telt nog niet."
    doe = "Lees uw vingerafdruk voor aan de beheerder. U vindt hem bij Beheer, Mijn wachtwoord."


def lees_sleutelboek(t: Transactie) -> Sleutelboek:
    """Whose keys count at this moment."""
    bewaard = [
        BewaardeBekrachtiging(str(rij.gebruiker_id), rij.sleutel, rij.tekst, rij.handtekening, rij.ondertekenaar)
        for rij in opslag.bekrachtigingen(t.db)
    ]
    return regels.lees_sleutelboek(gelukte_regels(t, *regels.REGELS), bewaard, verifieer)


def bekrachtig(
    t: Transactie,
    soort: Bekrachtigingsoort,
    gebruiker_id: UUID,
    rol: Rol,
    publiek: PubliekeSleutels,
    oud: str = "",
    *,
    met: Ed25519PrivateKey | None = None,
) -> None:
    """Sign and keep a statement about a key, with one's own key or with ``met``; the caller writes the line about it,
    in this transaction, or it says nothing.
    """
    tekst = Bekrachtigingtekst(
        soort, str(t.werkplek.kluis_id), str(gebruiker_id), rol, publiek.ed25519, t.nu, oud, publiek.age
    ).tekst()
    sleutel = met or t.werkplek.sleutels.ondertekening
    t.db.add(
        Bekrachtiging(
            id=t.nieuw_id(),
            gebruiker_id=gebruiker_id,
            sleutel=publiek.ed25519,
            tekst=tekst,
            handtekening=onderteken(sleutel, BEKRACHTIGING_CONTEXT, tekst.encode("utf-8")),
            ondertekenaar=publieke_helft(sleutel),
            door_id=t.gebruiker.id,
            op=t.nu,
        )
    )


def publieke_helft(sleutel: Ed25519PrivateKey) -> str:
    """The public half of a signing key, as 64 hex digits."""
    return sleutel.public_key().public_bytes_raw().hex()


def is_bekend(t: Transactie, boek: Sleutelboek, gebruiker: Gebruiker, publiek: PubliekeSleutels) -> bool:
    """Whether these are the keys of this user according to the log, and to the row beside it, age key included."""
    wie = str(gebruiker.id)
    return (
        (gebruiker.ondertekensleutel, gebruiker.agesleutel) == (publiek.ed25519, publiek.age)
        and boek.laatste.get(wie) == publiek.ed25519
        and age_van(t, boek, gebruiker) == publiek.age
    )


def age_van(t: Transactie, boek: Sleutelboek, gebruiker: Gebruiker) -> str | None:
    """The age key that goes with a user's signing key, as the log knows it."""
    return boek.agesleutels.get(str(gebruiker.id)) or _age_uit_log(t, gebruiker.id) or gebruiker.agesleutel


def wacht_op_bekrachtiging(t: Transactie, boek: Sleutelboek) -> bool:
    """Whether the user who is logged in has a new key that nobody endorsed.

    In an officer's own installation there is nobody to do so: there the other vaults compare the new fingerprint.
    """
    return t.gebruiker.soort is Kluissoort.TEAM and str(t.gebruiker.id) in boek.wachtend


def eis_geldige_sleutel(t: Transactie) -> None:
    """Raises SleutelNietBekrachtigd when what this user would sign now does not count."""
    if wacht_op_bekrachtiging(t, lees_sleutelboek(t)):
        raise SleutelNietBekrachtigd


def controleer_sleutels(t: Transactie) -> list[str]:
    """What is wrong with the keys, in sentences for the check of the log; empty when all is well."""
    boek = lees_sleutelboek(t)
    bevindingen = list(boek.bevindingen)
    kop = {} if t.werkplek.kluis is None else {g.gebruiker_id: g.publiek for g in t.werkplek.kluis.kop.gebruikers}
    for rij in opslag.alle_gebruikers(t.db):
        bekend = boek.laatste.get(str(rij.id))
        vast = bekend is not None and str(rij.id) not in boek.vervangbaar  # else new keys may be on their way
        in_kop = kop.get(rij.id) if vast else None
        hier = vast and not rij.extern and rij.gestopt_op is None
        if rij.ondertekensleutel != bekend or rij.agesleutel != age_van(t, boek, rij):
            bevindingen.append("Bij een gebruiker staat een andere sleutel dan in het logboek.")
        elif in_kop is not None and (in_kop.ed25519, in_kop.age) != (rij.ondertekensleutel, rij.agesleutel):
            bevindingen.append("In de kop van de kluis staat voor een gebruiker een andere sleutel dan bekend is.")
        elif hier and kop and in_kop is None:
            bevindingen.append("Een gebruiker van deze kluis staat niet in de kop van de kluis.")
    return list(dict.fromkeys(bevindingen))


def _age_uit_log(t: Transactie, gebruiker_id: UUID) -> str | None:
    """The age key that was registered with the last signing key; None for a line of a release that kept none."""
    bewaard = logregels.laatste_detail(t.db, regels.SLEUTELREGEL, gebruiker_id)
    if bewaard is None:  # gone with the log it was in
        bewaard = logregels.laatste_detail(t.db, regels.HERHAALREGEL, gebruiker_id)
    if bewaard is None or bewaard.detail is None:
        return None
    try:
        age = lees_canoniek(bewaard.detail)["age"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return age if isinstance(age, str) else None


def gelukte_regels(t: Transactie, *acties: str) -> list[Logregel]:
    """Lines of these kinds that succeeded in this vault, in order, from their leaves."""
    gelezen = []
    for blad in rijen.bladen(t.db, acties):
        try:
            regel = lees_blad(blad)
        except ValueError:
            continue  # the check of the log reports it; here it only must not count
        if regel.resultaat is Resultaat.GELUKT and regel.kluis_id == str(t.werkplek.kluis_id):
            gelezen.append(regel)
    return gelezen
