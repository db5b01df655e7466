"""Handing a caseload over: many casussen of one casusregisseur to another, at once, with a line in the log for each.

A casusregisseur hands over what they lead themselves. For somebody who left, the beheerder does: by number and table,
without names, because that role reads no casus. All goes or nothing goes.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from pmg_desk.domain.canoniek import Waarde
from pmg_desk.domain.controle import MAX_TEKST, Veldcontrole
from pmg_desk.domain.fouten import Fout, NietGevonden
from pmg_desk.domain.rollen import Recht
from pmg_desk.services.casussen import is_regisseur, tafel_label
from pmg_desk.services.jongeren import naam_van
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import caseload as opslag
from pmg_desk.storage import casussen as casusopslag
from pmg_desk.storage import netwerk, toewijzingen
from pmg_desk.storage.logregels import Maker
from pmg_desk.storage.models import Casus, CasusStatus, Gebruiker, Jongere
from pmg_desk.storage.zichtbaar import tafels_van


class NietVanU(Fout):
    """Somebody else leads one of the casussen."""

    wat = "Een van deze casussen is niet (meer) van u."
    veilig = "Er is niets overgedragen."
    doe = "Open de lijst opnieuw en kies alleen casussen waarvan u de casusregisseur bent."


class NogAanHetWerk(Fout):
    """The beheerder re-assigns only what somebody left behind."""

    wat = "Deze casusregisseur werkt hier nog en draagt de casussen zelf over."
    veilig = "Er is niets overgedragen."
    doe = "Laat bij ziekte of vakantie een collega waarnemen. Stop eerst de toegang van wie echt weg is."


@dataclass(frozen=True, slots=True)
class CaseloadRegel:
    """A casus that can go. ``naam`` is empty for the beheerder. ``let_op`` says what is under way, in words."""

    casus_id: UUID
    nummer: str
    naam: str
    tafels: tuple[str, ...]
    open: bool
    let_op: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Caseload:
    """What somebody leads, by number; and to whom it can go."""

    van_id: UUID
    van: str
    regels: tuple[CaseloadRegel, ...]
    naar: tuple[tuple[UUID, str], ...]


def show_caseload(
    werkplek: Werkplek,
    van_id: UUID | None = None,
    casus_ids: Collection[UUID] | None = None,
    *,
    ook_gesloten: bool = True,
) -> Caseload:
    """The casussen that ``van_id`` (default: the user) leads, all or only ``casus_ids``, as they would go.

    Raises GeenToegang, NogAanHetWerk, and NietVanU when one of ``casus_ids`` is led by somebody else.
    """
    with werkplek.doe() as t:
        van = _eis(t, van_id)
        paren = opslag.casussen(t.db, regisseur_id=van.id, casus_ids=casus_ids, ook_gesloten=ook_gesloten)
        if casus_ids is not None and ook_gesloten and len(paren) != len(set(casus_ids)):
            raise NietVanU
        naar = tuple(
            (rij.id, rij.naam) for rij in toewijzingen.gebruikers(t.db) if rij.id != van.id and is_regisseur(t, rij.id)
        )
        return Caseload(van.id, van.naam, _regels(t, van, paren), naar)


def hand_over_casussen(
    werkplek: Werkplek,
    casus_ids: Collection[UUID],
    naar_id: UUID | None,
    *,
    van_id: UUID | None = None,
    reden: str = "",
) -> int:
    """Make another casusregisseur lead these casussen, all or none; returns how many.

    Groups that ``van`` leads go along when no casus in them is led by ``van`` any more.

    Who led them keeps sight only by a table or an assignment. Drafts stay with who typed them; a request that waits is
    answered to the new casusregisseur. Raises OngeldigeInvoer (``casussen``, ``naar``, ``reden``), GeenToegang,
    NogAanHetWerk, NietVanU.
    """
    with werkplek.doe() as t:
        van = _eis(t, van_id)
        veld = Veldcontrole()
        veld.eis(bool(casus_ids), "casussen", "Kies minstens één casus.")
        veld.eis(naar_id is not None and is_regisseur(t, naar_id), "naar", "Kies een casusregisseur uit de lijst.")
        veld.eis(naar_id != van.id, "naar", "Kies iemand anders: deze collega is al de casusregisseur.")
        waarom = veld.tekst("reden", reden, maximum=MAX_TEKST, lang=True)
        veld.klaar()
        assert naar_id is not None
        paren = opslag.casussen(t.db, regisseur_id=van.id, casus_ids=casus_ids, ook_gesloten=True)
        if len(paren) != len(set(casus_ids)):
            raise NietVanU
        regels: list[tuple[Maker, dict[str, Waarde] | None]] = []
        for casus, _ in paren:
            casus.regisseur_id = naar_id
            casus.gewijzigd_op = t.nu
            detail: dict[str, Waarde] = {"van": str(van.id), "reden": waarom}
            regels.append((t.regel("casus.overdragen", "gebruiker", naar_id, casus_id=casus.id), detail))
            t.gewijzigd("casus", casus.id)
        t.db.flush()
        weg = van.gestopt_op is not None
        for groep in netwerk.achterblijvend(t.db, van.id, None if weg else [casus.id for casus, _ in paren]):
            groep.regisseur_id = naar_id
            regels.append((t.regel("groep.overdragen", "groep", groep.id), {"van": str(van.id), "naar": str(naar_id)}))
            t.gewijzigd("groep", groep.id)
        t.log_reeks(regels)
        return len(paren)


def _eis(t: Transactie, van_id: UUID | None) -> Gebruiker:
    """Whose casussen go, when this user may see to that."""
    wie = t.gebruiker.id if van_id is None else van_id
    if wie == t.gebruiker.id:
        t.eis(Recht.CASUS_SCHRIJVEN)
        return t.haal(Gebruiker, wie)
    t.pogingen.append(("gebruiker", wie))
    t.eis(Recht.GEBRUIKERS_BEHEREN)
    van = t.db.get(Gebruiker, wie)
    if van is None:
        raise NietGevonden
    if van.gestopt_op is None:
        raise NogAanHetWerk
    return van


def _regels(t: Transactie, van: Gebruiker, paren: list[tuple[Casus, Jongere]]) -> tuple[CaseloadRegel, ...]:
    leest = van.id == t.gebruiker.id
    tafels = casusopslag.tafels_van(t.db, [casus.id for casus, _ in paren], t.vandaag)
    eigen_tafels = set(tafels_van(t.db, van.id, t.vandaag))
    concepten, verzoeken = opslag.concepten(t.db, van.id), opslag.open_verzoeken(t.db, van.id)
    aangeboden = opslag.aangeboden(t.db)
    regels = []
    for casus, jongere in paren:
        hier = tafels[casus.id]
        let_op = []
        if concepten[casus.id]:
            let_op.append("Een concept dat nog niet is opgeslagen, gaat niet mee.")
        if verzoeken[casus.id]:
            let_op.append("Een verzoek om te delen wacht nog op antwoord; dat komt bij de nieuwe casusregisseur.")
        if aangeboden[casus.id]:
            let_op.append(
                "De casus is aangeboden aan een andere kluis; het antwoord komt bij de nieuwe casusregisseur."
            )
        if leest:
            blijft = next((tafel for tafel in hier if tafel in eigen_tafels), None)
            let_op.append(
                "U ziet deze casus straks niet meer."
                if blijft is None
                else f"U blijft de casus zien via {tafel_label(t.profiel, blijft)}."
            )
        regels.append(
            CaseloadRegel(
                casus.id,
                casus.nummer,
                naam_van(jongere).sorteernaam if leest else "",
                tuple(tafel_label(t.profiel, tafel) for tafel in hier),
                casus.status is CasusStatus.OPEN,
                tuple(let_op),
            )
        )
    return tuple(regels)
