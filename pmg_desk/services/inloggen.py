"""The first transaction in a vault that has just been unlocked: who is this, with which key, and what happened while
it was shut.

Everything here lands in the log together with the log-in itself.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from pmg_desk.domain.canoniek import Waarde
from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.klok import als_tekst
from pmg_desk.domain.logboek import Logregel, Resultaat
from pmg_desk.domain.sleutelboek import SLEUTELREGEL, Bekrachtigingsoort
from pmg_desk.kluis import bijbestand, pogingen
from pmg_desk.kluis.bewaarplaats import OpenKluis
from pmg_desk.kluis.herstel import HERSTELBLAD
from pmg_desk.kluis.pogingen import MislukteLogins, Poging
from pmg_desk.kluis.rotatie import Afloop
from pmg_desk.services import herstelblad, kluissleutel, kopstand, teruggezet
from pmg_desk.services.kopstand import Kopstand
from pmg_desk.services.sleutelboek import (
    NOG_NIET_BEKRACHTIGD,
    bekrachtig,
    is_bekend,
    lees_sleutelboek,
    publieke_helft,
    wacht_op_bekrachtiging,
)
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import gebruikers as opslag
from pmg_desk.storage import logregels
from pmg_desk.storage.models import Gebruiker

INLOGGEN = "gebruiker.inloggen"
_ONBEKEND = "onbekend"
_TERUGGEZET = (
    "De kop van deze kluis is ouder dan wat de kluis zelf het laatst zag. Daardoor kan een oud wachtwoord of een "
    "verwijderde gebruiker weer werken. Meld dit aan de beheerder en de privacy officer."
)


class GeenGebruikerMeer(Fout):
    """The header still opens for someone whom the database does not know as a user, or not any more."""

    wat = "U bent geen gebruiker (meer) van deze kluis."
    veilig = "De kluis is weer gesloten."
    doe = "Vraag de beheerder om een nieuwe uitnodiging."


class AndereSleutel(Fout):
    """The signing key in the header is not the one the log registered for this user: never replaced in silence."""

    wat = "De sleutel waarmee u tekent, is een andere dan de sleutel die in deze kluis bekend is."
    veilig = "De kluis is weer gesloten. Dit staat in het logboek."
    doe = "Iemand kan de kop van de kluis hebben veranderd. Meld dit aan de beheerder en de privacy officer."


def log_in(t: Transactie, kluis: OpenKluis, mislukt: MislukteLogins) -> None:
    """Log the failures that were kept beside the vault, know the user's key, and log the log-in itself.

    Raises GeenGebruikerMeer and AndereSleutel; the caller rolls back and then calls :func:`log_geweigerd`.
    """
    gebruiker = t.db.get(Gebruiker, kluis.gebruiker_id)
    if gebruiker is None or gebruiker.gestopt_op is not None:
        raise GeenGebruikerMeer
    boek = lees_sleutelboek(t)
    if not is_bekend(t, boek, gebruiker, kluis.sleutels.publiek):
        eerste = gebruiker.ondertekensleutel is None and str(gebruiker.id) not in boek.laatste
        if not eerste and str(gebruiker.id) not in boek.vervangbaar:
            raise AndereSleutel
        register_sleutel(t, gebruiker, kluis)
        boek = lees_sleutelboek(t)
    _neem_op(t, mislukt)
    if mislukt.onleesbaar:
        kluis.waarschuwingen = (*kluis.waarschuwingen, bijbestand.MELDING.format(pogingen.BESTAND))
    stand = kopstand.vergelijk(t, kluis)
    if kluissleutel.rond_af(t, kluis, t.werkplek.klok) is not Afloop.GEEN and stand is Kopstand.NIEUWER:
        stand = Kopstand.GELIJK  # a rotation that was cut off: its own line says what happened
    if stand in (Kopstand.NIEUWER, Kopstand.TERUGGEZET):
        t.log("kop.veranderen", "kluis", t.werkplek.kluis_id, verwerking=stand.value)
    if stand is not Kopstand.GELIJK:
        kopstand.onthoud(t, kluis)
    if stand is Kopstand.TERUGGEZET:
        kluis.waarschuwingen = (*kluis.waarschuwingen, _TERUGGEZET)
    kluis.waarschuwingen = (*kluis.waarschuwingen, *herstelblad.gebruik_sinds_vorige_keer(t))
    kluis.waarschuwingen = (*kluis.waarschuwingen, *teruggezet.sinds_vorige_keer(t))
    if wacht_op_bekrachtiging(t, boek):
        kluis.waarschuwingen = (*kluis.waarschuwingen, NOG_NIET_BEKRACHTIGD)
    t.log(INLOGGEN, "gebruiker", gebruiker.id)


def register_sleutel(t: Transactie, gebruiker: Gebruiker, kluis: OpenKluis) -> None:
    """Make the public keys of the user who is logged in known, for good; from now on they take part."""
    publiek = kluis.sleutels.publiek
    gebruiker.ondertekensleutel, gebruiker.agesleutel = publiek.ed25519, publiek.age
    gebruiker.actief_sinds = gebruiker.actief_sinds or t.nu
    if kluis.tijdelijk is not None:
        wat, oud = Bekrachtigingsoort.EERSTE, publieke_helft(kluis.tijdelijk)
        bekrachtig(t, wat, gebruiker.id, gebruiker.rol, publiek, oud, met=kluis.tijdelijk)
        kluis.tijdelijk = None
    t.log(
        SLEUTELREGEL,
        "gebruiker",
        gebruiker.id,
        verwerking=gebruiker.rol.value,
        sleutel=publiek.ed25519,
        detail={"age": publiek.age},
    )
    t.gewijzigd("gebruiker", gebruiker.id)


def log_geweigerd(t: Transactie, kluis: OpenKluis) -> None:
    """Someone got past the password and was refused by what the vault knows of them."""
    t.log(INLOGGEN, "gebruiker", kluis.gebruiker_id, resultaat=Resultaat.GEWEIGERD)


def _neem_op(t: Transactie, mislukt: MislukteLogins) -> None:
    """Every failure becomes one line. Its file lies beside the vault and proves nothing, so the time it claims is a
    detail and the line has the time at which it was taken in: a made-up time would end approvals or revive them.
    """
    al_gelogd = opslag.gelogde_objecten(t.db, INLOGGEN, [poging.id for poging in mislukt.pogingen])
    namen = {gebruiker.id: gebruiker.naam for gebruiker in opslag.alle_gebruikers(t.db)}
    for poging in mislukt.pogingen:
        if poging.id not in al_gelogd:
            detail: dict[str, Waarde] = {"tijd": als_tekst(poging.tijd), "laatst": als_tekst(poging.laatst)}
            logregels.voeg_toe(t.db, _maak(t, poging, namen), detail)
    if mislukt.onleesbaar:
        t.log("poging.overslaan", "kluis", t.werkplek.kluis_id, resultaat=Resultaat.MISLUKT, aantal=mislukt.onleesbaar)


def _maak(t: Transactie, poging: Poging, namen: dict[UUID, str]) -> Callable[[int, str, str | None], Logregel]:
    actor, actor_naam = _ONBEKEND, _ONBEKEND
    if poging.gebruiker_id == HERSTELBLAD:
        actor, actor_naam = herstelblad.ACTOR, herstelblad.ACTOR_NAAM
    elif poging.gebruiker_id in namen:
        actor, actor_naam = str(poging.gebruiker_id), namen[poging.gebruiker_id]

    def maak(nr: int, vorige: str, commitment: str | None) -> Logregel:
        return Logregel(
            nr=nr,
            vorige=vorige,
            tijd=t.nu,
            kluis_id=str(t.werkplek.kluis_id),
            actor=actor,
            actor_naam=actor_naam,
            rol="",
            herkomst=poging.herkomst,
            actie=INLOGGEN,
            object_soort="poging",
            object_id=str(poging.id),
            casus_id=None,
            resultaat=Resultaat.MISLUKT,
            verwerking="",
            categorieen="",
            ontvanger="",
            aantal=poging.aantal,
            sleutel=None,
            detail=commitment,
        )

    return maak
