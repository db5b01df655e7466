"""Who may come at a request under the AVG and the casus it is about, and finding the casus that it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from pmg_desk.domain.controle import MAX_REGEL, Veldcontrole
from pmg_desk.domain.datums import OnvolledigeDatum
from pmg_desk.domain.fouten import GeenToegang, NietGevonden
from pmg_desk.domain.namen import vouw
from pmg_desk.domain.rollen import Recht
from pmg_desk.services.belangen import eis_casus_vrij
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import jongeren as personen
from pmg_desk.storage.casussen import casussen_van, met_nummer
from pmg_desk.storage.models import Casus, Jongere, Rechtenverzoek


def is_officer(t: Transactie) -> bool:
    """Whether this user judges in the vault of the team."""
    return t.gebruiker.mag(Recht.CASUS_LEZEN_VOOR_OORDEEL)


def vind_casus(t: Transactie, casus_id: UUID) -> Casus:
    """A casus of which a request may be recorded: one that may be changed, or by the officer any."""
    if is_officer(t):
        t.pogingen.append(("casus", casus_id))
        eis_casus_vrij(t, casus_id)
        return t.haal(Casus, casus_id)
    t.eis(Recht.CASUS_SCHRIJVEN)
    return t.casus(casus_id, wijzigen=True, gesloten_mag=True)


def haal_verzoek(t: Transactie, rechtenverzoek_id: UUID) -> tuple[Rechtenverzoek, Casus]:
    """A request that this user handles, with its casus. Raises GeenToegang, EigenBelang, NietGevonden."""
    rij = t.haal(Rechtenverzoek, rechtenverzoek_id)
    return rij, vind_casus(t, rij.casus_id)


def find_casus(werkplek: Werkplek, nummer: str) -> UUID:
    """A casus by its number, for who records a request. Raises GeenToegang, NietGevonden."""
    with werkplek.doe() as t:
        if not (is_officer(t) or t.gebruiker.mag(Recht.CASUS_SCHRIJVEN)):
            raise GeenToegang
        casus = met_nummer(t.db, nummer.strip())
        if casus is None:
            raise NietGevonden
        return vind_casus(t, casus.id).id


@dataclass(frozen=True, slots=True)
class Opzoeking:
    """``nummers``: of the casussen of the one youth that it is; empty when nobody or more than one was found."""

    nummers: tuple[str, ...]
    uitleg: str


def find_nummers(
    werkplek: Werkplek, geslachtsnaam: str, geboortedatum: str | OnvolledigeDatum, voornaam: str = ""
) -> Opzoeking:
    """The numbers of the casussen of one youth, for the officer who has a request with a name and a birth date.

    Only who knows the whole surname and the birth date as it was recorded finds somebody; ``voornaam`` tells two apart.
    Nothing else is told, and every look-up is logged. Raises GeenToegang, EigenBelang, OngeldigeInvoer.
    """
    with werkplek.doe() as t:
        t.eis(Recht.CASUS_LEZEN_VOOR_OORDEEL)
        veld = Veldcontrole()
        achternaam = vouw(veld.tekst("geslachtsnaam", geslachtsnaam, verplicht=True, maximum=MAX_REGEL))
        # Signs alone fold to nothing, and that would be everybody without a surname.
        veld.eis(bool(achternaam), "geslachtsnaam", "Vul de achternaam in.")
        geboren = veld.geboortedatum("geboortedatum", geboortedatum, t.vandaag)
        veld.eis(geboren.jaar is not None, "geboortedatum", "Vul de geboortedatum in. Het jaar moet erbij staan.")
        roepnaam = vouw(veld.tekst("voornaam", voornaam, maximum=MAX_REGEL))
        veld.klaar()
        wie = [
            rij
            for rij in personen.geboren_op(t.db, geboren)
            if achternaam in _achternamen(rij) and (not roepnaam or roepnaam in _voornamen(rij))
        ]
        casussen = casussen_van(t.db, [rij.id for rij in wie])
        bekend = {casus.jongere_id for casus in casussen}
        if len(bekend) != 1:
            t.log("rechtenverzoek.opzoeken", "casus", aantal=len(bekend))
            return Opzoeking((), _niet_een(len(bekend), met_voornaam=bool(roepnaam)))
        for casus in casussen:
            t.pogingen.append(("casus", casus.id))
            eis_casus_vrij(t, casus.id)
            t.log("rechtenverzoek.opzoeken", "casus", casus.id, casus_id=casus.id)
        nummers = tuple(sorted(casus.nummer for casus in casussen))
        return Opzoeking(
            nummers, "Dit is het nummer." if len(nummers) == 1 else "Deze jongere heeft meer dan één casus."
        )


def _achternamen(rij: Jongere) -> set[str]:
    return {vouw(rij.geslachtsnaam), vouw(f"{rij.voorvoegsel} {rij.geslachtsnaam}")}


def _voornamen(rij: Jongere) -> set[str]:
    voornamen = vouw(rij.voornamen)
    return {vouw(rij.roepnaam), voornamen, voornamen.partition(" ")[0]}


def _niet_een(aantal: int, *, met_voornaam: bool) -> str:
    if not aantal:
        return (
            "Er is geen casus gevonden. Kijk de achternaam en de geboortedatum na."
            " Die moeten precies zo zijn vastgelegd."
        )
    if met_voornaam:
        return "Er is meer dan één jongere gevonden. Vraag de casusregisseur om het nummer."
    return "Er is meer dan één jongere gevonden. Vul ook de voornaam in."
