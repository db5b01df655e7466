"""Correcting a signal while nobody handled it: what it said stays readable with it, and nothing is overwritten."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.fouten import Fout, IntussenGewijzigd
from pmg_desk.services.meldpunt import eis_los, haal_signaal, mijn_tafels
from pmg_desk.services.signaaltekst import SignaalInvoer, check_signaal
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage import meldpunt as opslag
from pmg_desk.storage.models import SignaalStatus, Signaalversie


class SignaalAfgehandeld(Fout):
    """What was looked at and needs no casus is not corrected any more."""

    wat = "Dit signaal is al afgehandeld."
    doe = "Leg een nieuw signaal vast als er nog iets te zeggen is."


def correct_signaal(werkplek: Werkplek, signaal_id: UUID, invoer: SignaalInvoer, reden: str, *, gezien: int) -> None:
    """Correct what a signal says, with the reason, while nobody handled it; what it said stays readable with it.

    By a casusregisseur of its table. ``gezien``: how many earlier versions its writer saw. Raises OngeldigeInvoer,
    GeenToegang, SignaalHoortBijCasus, SignaalAfgehandeld, IntussenGewijzigd when somebody else corrected it.
    """
    with werkplek.doe() as t:
        rij = haal_signaal(t, signaal_id)
        eis_los(rij)
        if rij.status is SignaalStatus.AFGEHANDELD:
            raise SignaalAfgehandeld
        eerder = opslag.versies(t.db, rij.id)
        if len(eerder) != gezien:
            raise IntussenGewijzigd
        # Two corrections in one moment would have no order.
        op = max([t.nu, *(een.op + timedelta(microseconds=1) for een in eerder)])
        veld = Veldcontrole()
        nieuw = check_signaal(t, veld, invoer, mijn_tafels(t), rij.wijk)
        waarom = veld.tekst("reden", reden, verplicht=True, maximum=300)
        oud = {kolom: getattr(rij, kolom) for kolom in nieuw}
        veld.eis(nieuw != oud, "tekst", "Er is niets veranderd.")
        veld.klaar()
        t.db.add(Signaalversie(id=t.nieuw_id(), signaal_id=rij.id, reden=waarom, door_id=t.gebruiker.id, op=op, **oud))
        for kolom, waarde in nieuw.items():
            setattr(rij, kolom, waarde)
        t.log("signaal.wijzigen", "signaal", rij.id)
        t.gewijzigd("signaal", rij.id)
