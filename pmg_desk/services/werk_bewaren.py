"""Work that follows from keeping casussen no longer than needed: terms that are over, proposals for a second person."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from pmg_desk.domain.bewaren import Toestand
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.rollen import Recht
from pmg_desk.services import bewaren
from pmg_desk.services.werk import Bereik, Werkitem, Werksoort, dagen, jongere_kop, lees_vooruit
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import bewaren as opslag
from pmg_desk.storage.models import Casus, Gebruiker, VernietigingStatus
from pmg_desk.storage.zichtbaar import geleide_casussen

_SCHERM = "bewaren"
_ALLE = UUID(int=0)
"""The id of an item that stands for all casussen at once."""


def te_beoordelen(t: Transactie, bereik: Bereik) -> Iterable[Werkitem]:
    """Casussen whose term is over: those one leads, one by one; for who reads no casussen one item with their number.

    Who only covers for somebody cannot keep a casus longer, nor propose to destroy it.
    """
    termijnen = bewaren.geldende_termijnen(t)
    if not termijnen:
        return  # a term that is not set is never over: no need to read a casus
    eigen = t.gebruiker.mag(Recht.CASUS_SCHRIJVEN)
    rijen = opslag.casussen(t.db, zichtbaar=geleide_casussen(t.gebruiker.id) if eigen else None, ook_open=False)
    standen = ((rij, bewaren.stand_van(t, rij, termijnen)) for rij in rijen)
    te_doen = [(rij, stand) for rij, stand in standen if stand.toestand is Toestand.BEOORDELEN]
    if not te_doen:
        return
    vervallen = [stand.vervalt_op or t.vandaag for _, stand in te_doen]
    if not eigen:
        yield Werkitem(
            Werksoort.BEWAREN,
            _ALLE,
            "Bewaartermijn voorbij",
            "1 casus te beoordelen" if len(te_doen) == 1 else f"{len(te_doen)} casussen te beoordelen",
            f"de eerste sinds {toon_datum(min(vervallen))}",
            min(vervallen),
            _SCHERM,
            (("tab", "casussen"),),
            oud=(t.vandaag - min(vervallen)).days,
            aantal=len(te_doen),
        )
        return
    paren = sorted(zip(te_doen, vervallen, strict=True), key=lambda paar: (paar[1], paar[0][0].nummer))
    lees_vooruit(t, (rij.id for (rij, _), _ in paren[: bereik.hoeveel]))
    for (rij, _), dag in paren[: bereik.hoeveel]:
        oud = (t.vandaag - dag).days
        yield Werkitem(
            Werksoort.BEWAREN,
            rij.id,
            jongere_kop(t, t.haal(Casus, rij.id)),
            "langer bewaren of vernietigen",
            f"de bewaartermijn is {dagen(oud)} voorbij",
            dag,
            _SCHERM,
            (("tab", "casussen"),),
            oud=oud,
            casus_id=rij.id,
            nummer=rij.nummer,
        )


def tweede_persoon(t: Transactie, bereik: Bereik) -> Iterable[Werkitem]:
    """Proposals to destroy that somebody else made and this user may confirm. A number, never a name."""
    rijen = opslag.vernietigingen(t.db, VernietigingStatus.VOORGESTELD)
    andermans = [rij for rij in rijen if rij.door_id != t.gebruiker.id][: bereik.hoeveel]
    nummers = opslag.nummers(t.db, {rij.casus_id for rij in andermans})
    for rij in andermans:
        nummer = nummers.get(rij.casus_id, "")
        oud = (t.nu - rij.op).days
        yield Werkitem(
            Werksoort.VERNIETIGING,
            rij.id,
            nummer,
            "voorstel om te vernietigen",
            f"{dagen(oud)} geleden voorgesteld" if oud else "vandaag voorgesteld",
            lokale_dag(rij.op),
            _SCHERM,
            (("tab", "voorstellen"),),
            wie=f"voorgesteld door {t.haal(Gebruiker, rij.door_id).naam}",
            oud=oud,
            nummer=nummer,
        )
