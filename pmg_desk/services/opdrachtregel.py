"""From the words of the command line to the ids of the use cases: casus by number, organisation and overleg by name."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pmg_desk.domain.datums import DatumFout, parse_datum
from pmg_desk.domain.fouten import Fout, NietGevonden
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.namen import vouw
from pmg_desk.services import adresboek, overleggen, samenvattingen, uitgaven
from pmg_desk.services.samenvattingen import Bestemming
from pmg_desk.services.uitgaven import Uitgave
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.casussen import met_nummer
from pmg_desk.storage.models import VerstrekkingStatus, Wijze


class OnbekendeOrganisatie(Fout):
    """No organisation of the address book is called so."""

    wat = "Deze organisatie staat niet in het adresboek."
    veilig = "Er is niets gedeeld."
    doe = "Schrijf de naam zoals die in het adresboek staat."


class OnbekendOverleg(Fout):
    """No meeting, or more than one, is meant."""

    wat = "Dit overleg is niet gevonden, of er is er meer dan één op die dag."
    veilig = "Er is niets gedeeld."
    doe = "Schrijf de datum, en zo nodig de tafel erachter: 2026-11-24 PGA lokaal."


def find_casus(werkplek: Werkplek, nummer: str) -> UUID:
    """The casus with this number. Raises NietGevonden, and GeenToegang (logged) for who may not see it."""
    with werkplek.doe() as t:
        casus = met_nummer(t.db, nummer.strip().upper())
        if casus is None:
            raise NietGevonden
        return t.casus(casus.id).id


def find_bestemming(werkplek: Werkplek, organisatie: str, functie: str, overleg: str = "") -> Bestemming:
    """For whom a summary is: names as in the address book, with or without accents; ``overleg`` as day and table.

    Raises OnbekendeOrganisatie, OnbekendOverleg.
    """
    gevonden = [een for een in adresboek.list_organisaties(werkplek) if vouw(een.naam) == vouw(organisatie)]
    if len(gevonden) != 1:
        raise OnbekendeOrganisatie
    return Bestemming(gevonden[0].id, functie.strip(), _overleg(werkplek, overleg) if overleg.strip() else None)


def _overleg(werkplek: Werkplek, tekst: str) -> UUID:
    dagtekst, _, tafel = tekst.strip().partition(" ")
    dag = _dag(werkplek, dagtekst)
    passend = [
        een
        for een in overleggen.list_overleggen(werkplek, vanaf=dag, tot=dag)
        if not tafel.strip() or vouw(tafel) in (vouw(een.tafel), vouw(een.tafel_label))
    ]
    if len(passend) != 1:
        raise OnbekendOverleg
    return passend[0].id


def _dag(werkplek: Werkplek, tekst: str) -> date:
    try:
        return parse_datum(tekst, lokale_dag(werkplek.klok.nu()))
    except DatumFout:
        raise OnbekendOverleg from None


def issue_als_bestand(
    werkplek: Werkplek, casus_id: UUID, bestemming: Bestemming, *, nieuw_bevestigd: bool = False
) -> Uitgave:
    """Issue a summary that goes out as a file. ``nieuw_bevestigd``: text that came after the judgement was read.

    Raises as ``samenvattingen.issue_samenvatting``.
    """
    nieuw = (
        samenvattingen.prepare_samenvatting(werkplek, casus_id, bestemming, Wijze.BESTAND).nieuw
        if nieuw_bevestigd
        else ()
    )
    return samenvattingen.issue_samenvatting(werkplek, casus_id, bestemming, Wijze.BESTAND, nieuw_bevestigd=nieuw)


def report_mislukt(werkplek: Werkplek, uitgave: Uitgave) -> None:
    """Say that the file could not be written: nothing left."""
    uitgaven.mark_uitgave(
        werkplek, uitgave.verstrekking_id, VerstrekkingStatus.MISLUKT, "Het bestand kon niet worden geschreven."
    )
