"""Reactions of the youth or parents to one statement (AVG 16): the statement stays, the reaction goes along with it."""

from __future__ import annotations

from uuid import UUID

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.fouten import IntussenGewijzigd, NietGevonden
from pmg_desk.services import uitspraken
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import inhoud, leefgebieden
from pmg_desk.storage.models import Reactie, Uitspraak, UitspraakSoort


def add_reactie(werkplek: Werkplek, over_id: UUID, invoer: UitspraakInvoer) -> UUID:
    """Record what the youth or a parent says about a statement that holds now; gives the id of the reaction.

    Its data category is that of the statement unless the user chose another. Raises OngeldigeInvoer, GeenToegang,
    CasusGesloten, IntussenGewijzigd when the statement was superseded, NietGevonden for one that was withdrawn or is a
    reaction itself.
    """
    with werkplek.doe() as t:
        return voeg_toe(t, t.haal(Uitspraak, over_id), invoer).id


def voeg_toe(t: Transactie, over: Uitspraak, invoer: UitspraakInvoer) -> Uitspraak:
    """The same, within another use case; logged."""
    t.casus(over.casus_id, wijzigen=True)
    if inhoud.opvolger(t.db, over.id) is not None:
        raise IntussenGewijzigd
    if over.vervallen or leefgebieden.is_reactie(t.db, over):
        raise NietGevonden
    veld = Veldcontrole()
    tekst = uitspraken.controleer(
        t, veld, invoer.met_categorie(invoer.categorie or over.categorie), UitspraakSoort.CORRECTIE
    )
    veld.eis(bool(invoer.bron.strip()), "bron", "Schrijf op wie dit zegt: de jongere of een ouder.")
    veld.klaar()
    rij = uitspraken.voeg_toe(t, over.casus_id, UitspraakSoort.CORRECTIE, tekst)
    t.db.add(Reactie(id=t.nieuw_id(), uitspraak_id=rij.id, over_id=over.id, door_id=t.gebruiker.id, op=t.nu))
    t.log("reactie.toevoegen", "uitspraak", over.id, casus_id=over.casus_id, categorieen=[rij.categorie])
    return rij
