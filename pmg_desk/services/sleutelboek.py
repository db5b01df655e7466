"""The book of signing keys of this vault, read from its log: which count, which wait, who may register a new one."""

from __future__ import annotations

from pmg_desk.domain import sleutelboek as regels
from pmg_desk.domain.logboek import Logregel, Resultaat, lees_blad
from pmg_desk.domain.sleutelboek import BewaardeBekrachtiging, Sleutelboek
from pmg_desk.kluis.ondertekening import verifieer
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import delen as rijen
from pmg_desk.storage import gebruikers as opslag


def lees_sleutelboek(t: Transactie) -> Sleutelboek:
    """Whose keys count at this moment."""
    bewaard = [
        BewaardeBekrachtiging(str(rij.gebruiker_id), rij.sleutel, rij.tekst, rij.handtekening, rij.ondertekenaar)
        for rij in opslag.bekrachtigingen(t.db)
    ]
    return regels.lees_sleutelboek(gelukte_regels(t, *regels.REGELS), bewaard, verifieer)


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
