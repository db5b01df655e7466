"""Putting back on an agenda what was just taken off: the item as it was, and not a new one."""

from __future__ import annotations

from pmg_desk.domain.fouten import Fout
from pmg_desk.services.overleggen import Afgevoerd, wijzigbaar_overleg
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage import adresboek
from pmg_desk.storage.models import Agendaafwezigheid, OverlegCasus


class StaatErWeer(Fout):
    """A casus stands on an agenda once."""

    wat = "Deze casus staat alweer op de agenda. Hij is er intussen opnieuw op gezet."
    veilig = "Er is niets veranderd."
    doe = "Wijzig daar zo nodig de vraag aan de tafel."


def put_back_agendapunt(werkplek: Werkplek, van: Afgevoerd) -> None:
    """Put a casus that was taken off back in its place, with its question and who left the room for it.

    Raises StaatErWeer when it is on the agenda, GeenToegang, NietGevonden.
    """
    with werkplek.doe() as t:
        overleg = wijzigbaar_overleg(t, van.overleg_id)
        casus = t.casus(van.casus_id, wijzigen=True, gesloten_mag=True)
        punten = [punt for punt, _ in adresboek.agenda(t.db, overleg.id)]
        if any(punt.casus_id == casus.id for punt in punten):
            raise StaatErWeer
        weer = OverlegCasus(id=van.punt_id, overleg_id=overleg.id, casus_id=casus.id, vraag=van.vraag)
        punten.insert(van.plek, weer)
        for volgorde, punt in enumerate(punten):
            punt.volgorde = volgorde
        t.db.add(weer)
        t.db.flush()
        for id_ in van.weg:
            rij = Agendaafwezigheid(id=t.nieuw_id(), punt_id=weer.id, professional_id=id_)
            rij.door_id, rij.op = t.gebruiker.id, t.nu
            t.db.add(rij)
            t.log("overleg.weggaan", "overleg", overleg.id, casus_id=casus.id)
        t.log("overleg.agenderen", "overleg", overleg.id, casus_id=casus.id)
        t.gewijzigd("overleg", overleg.id)
