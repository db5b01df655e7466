"""Who may judge this request: never somebody whom it touches, and not while a colleague has it in hand.

An own request is refused where the request is read (``oordelen``, ``toezicht``). What lies here is what an officer
says themselves: "this touches me or my family". From then on they read, judge and withdraw nothing about that youth:
of every casus of theirs, and of requests, emergencies and rights alike; it is never taken back. In an own installation
no youth is known, so there it is the casus. That a surname is the same is only a question.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from pmg_desk.domain.controle import MAX_REGEL, Veldcontrole
from pmg_desk.domain.delen import lees_verzoektekst
from pmg_desk.domain.fouten import GeenToegang
from pmg_desk.domain.naamgenoot import heeft_naamgenoot, komt_voor_in
from pmg_desk.domain.rollen import Recht
from pmg_desk.services.toezichtinhoud import bewaarde_bijlage
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import postvak as rijen
from pmg_desk.storage.models import (
    Behandeling,
    Belang,
    Casus,
    Delingsverzoek,
    OntvangenVerzoek,
    Prioriteit,
    VerzoekStatus,
)

Raakt = frozenset[tuple[UUID | None, UUID]]
"""Casussen in which somebody declared an interest, as :func:`casus_van` names them."""
Verzoekrij = Delingsverzoek | OntvangenVerzoek
"""A request as it lies in the vault in which was asked, or in the own installation of a privacy officer."""


class EigenBelang(GeenToegang):
    """The officer said that this touches them or their family."""

    wat = "U hebt gemeld dat deze casus u of uw familie raakt. U mag hier niet over oordelen."
    veilig = "Er is niets gewijzigd."
    doe = "Een andere privacy officer doet dit."
    niemand = "Er is nu geen andere privacy officer. Vraag de beheerder om er een toe te voegen."


class BijCollega(GeenToegang):
    """Another officer has it in hand, and this one does not cover for them."""

    wat = "Dit verzoek is bij een andere privacy officer in behandeling."
    veilig = "Er is niets ondertekend."
    doe = "Overleg met uw collega, of neem het verzoek in het postvak eerst over."


def eis_officer(t: Transactie) -> None:
    """Who judges, in the vault itself or in an own installation. Raises GeenToegang."""
    if not t.gebruiker.mag(Recht.TOEZICHT_HOUDEN):
        t.eis(Recht.DELING_BESLISSEN)


def haal_verzoek(t: Transactie, verzoek_id: UUID) -> Verzoekrij:
    """The request, in whichever of the two this is. Raises NietGevonden."""
    if t.gebruiker.mag(Recht.TOEZICHT_HOUDEN):
        return t.haal(OntvangenVerzoek, verzoek_id)
    return t.haal(Delingsverzoek, verzoek_id)


def soort_van(rij: Verzoekrij) -> str:
    """What a line of the log calls it."""
    return "delingsverzoek" if isinstance(rij, Delingsverzoek) else "ontvangen_verzoek"


def casus_van(rij: Verzoekrij) -> tuple[UUID | None, UUID]:
    """The connection it came over, if any, and the casus it is about."""
    if isinstance(rij, Delingsverzoek):
        return None, rij.casus_id
    return rij.verbinding_id, UUID(lees_verzoektekst(rij.tekst).manifest[0].casus_id)


def geraakt(t: Transactie) -> Raakt:
    """The casussen that this officer may not judge about, as :func:`casus_van` names them: all of the same youth."""
    return _geraakt(t, t.gebruiker.id)


def zonder_officer(t: Transactie, verzoeken: Iterable[Delingsverzoek]) -> frozenset[UUID]:
    """Of these requests of this vault those that no officer of it may judge: they wait for a stand-in.

    In the vault of a team whose officers all work elsewhere nobody is missing.
    """
    bezet = {officer_id: _geraakt(t, officer_id) for officer_id in _officers(t)}
    return frozenset(
        rij.id
        for rij in verzoeken
        if bezet
        and rij.status is VerzoekStatus.INGEDIEND
        and all(rij.door_id == id_ or (None, rij.casus_id) in raakt for id_, raakt in bezet.items())
    )


def _geraakt(t: Transactie, officer_id: UUID) -> Raakt:
    belangen = rijen.belangen_van(t.db, officer_id)
    hier: set[tuple[UUID | None, UUID]] = {
        (None, casus_id)
        for casus_id in rijen.casussen_van(t.db, [b.verzoek_id for b in belangen if b.verzoek_id is not None])
    }
    elders = {casus_van(t.haal(OntvangenVerzoek, b.ontvangen_id)) for b in belangen if b.ontvangen_id is not None}
    return frozenset(hier | elders)


def eis_geen_belang(t: Transactie, rij: Verzoekrij) -> None:
    """For reading, judging and withdrawing. Raises EigenBelang."""
    if casus_van(rij) in geraakt(t):
        raise _eigen_belang(t)


def eis_casus_vrij(t: Transactie, casus_id: UUID) -> None:
    """For whatever else is judged or read about a casus of this vault. Raises EigenBelang."""
    if is_geraakt(t, casus_id):
        raise _eigen_belang(t)


def is_geraakt(t: Transactie, casus_id: UUID) -> bool:
    """Whether this user declared an interest in the youth of this casus."""
    return (None, casus_id) in geraakt(t)


def _eigen_belang(t: Transactie) -> EigenBelang:
    """With whom it goes to: a colleague, or where there is none the beheerder, who adds one."""
    return EigenBelang() if _officers(t) - {t.gebruiker.id} else EigenBelang(doe=EigenBelang.niemand)


def eis_aan_zet(t: Transactie, rij: Verzoekrij) -> None:
    """For judging: no interest, and not in the hands of another. Raises EigenBelang, BijCollega."""
    eis_geen_belang(t, rij)
    behandeling = rijen.behandelingen(t.db).get(rij.id)
    behandelaar = None if behandeling is None else behandeling.behandelaar_id
    if behandelaar is not None and behandelaar not in namens(t) and behandelaar in _officers(t):
        raise BijCollega


def bezwaar(t: Transactie, rij: Verzoekrij) -> str:
    """Why this officer may not judge it now, in words; empty when they may."""
    try:
        eis_aan_zet(t, rij)
    except GeenToegang as fout:
        return f"{fout.wat} {fout.doe}"
    return ""


def namens(t: Transactie) -> frozenset[UUID]:
    """For whom this officer judges today: themselves, and whoever named them as cover."""
    lopend = [rij for rij in rijen.vervangingen(t.db, t.vandaag) if rij.van <= t.vandaag]
    return frozenset({t.gebruiker.id} | {rij.officer_id for rij in lopend if rij.vervanger_id == t.gebruiker.id})


def _officers(t: Transactie) -> set[UUID]:
    return {officer.id for officer in rijen.officers(t.db)}


def declare_belang(werkplek: Werkplek, verzoek_id: UUID, reden: str, naar_id: UUID | None = None) -> UUID:
    """Say that a request touches oneself or one's family, and hand it to ``naar_id``; None: to whoever takes it.

    Raises GeenToegang, NietGevonden, OngeldigeInvoer (``reden``, ``naar``).
    """
    return declare_belangen(werkplek, (verzoek_id,), reden, naar_id)[0]


def declare_belangen(
    werkplek: Werkplek, verzoek_ids: Sequence[UUID], reden: str, naar_id: UUID | None = None
) -> tuple[UUID, ...]:
    """The same for several requests at once: in an own installation that is how more casussen of one youth are named.

    All of them or none. Raises as :func:`declare_belang`.
    """
    with werkplek.doe() as t:
        t.pogingen += [("verzoek", verzoek_id) for verzoek_id in verzoek_ids]
        eis_officer(t)
        gevonden = [haal_verzoek(t, verzoek_id) for verzoek_id in verzoek_ids]
        veld = Veldcontrole()
        waarom = veld.tekst("reden", reden, verplicht=True, maximum=MAX_REGEL * 2, lang=True)
        anderen = _officers(t) - {t.gebruiker.id}
        veld.eis(naar_id is None or naar_id in anderen, "naar", "Kies een andere privacy officer uit de lijst.")
        veld.klaar()
        return tuple(_leg_vast(t, rij, waarom, naar_id) for rij in gevonden)


def _leg_vast(t: Transactie, rij: Verzoekrij, waarom: str, naar_id: UUID | None) -> UUID:
    onderwerp = onderwerp_van(rij)
    belang = Belang(id=t.nieuw_id(), **onderwerp, reden=waarom, door_id=t.gebruiker.id, op=t.nu)
    eerdere = rijen.behandelingen(t.db).get(rij.id)
    t.db.add_all(
        (
            belang,
            Behandeling(
                id=t.nieuw_id(),
                **onderwerp,
                behandelaar_id=naar_id,
                prioriteit=Prioriteit.GEWOON if eerdere is None else eerdere.prioriteit,
                door_id=t.gebruiker.id,
                op=t.nu,
            ),
        )
    )
    hier = isinstance(rij, Delingsverzoek)
    t.log("oordeel.belang", soort_van(rij), rij.id, casus_id=casus_van(rij)[1] if hier else None)
    t.gewijzigd(soort_van(rij), rij.id)
    return belang.id


def onderwerp_van(rij: Verzoekrij) -> dict[str, UUID]:
    """The key of a request in the tables of the desk."""
    return {"verzoek_id": rij.id} if isinstance(rij, Delingsverzoek) else {"ontvangen_id": rij.id}


def vraag_naamgenoot(t: Transactie, rij: Verzoekrij) -> bool:
    """Whether to ask if this touches the officer: the surname is that of the jongere or of somebody around them.

    In an own installation only what came along is known, so there the words of it are looked at.
    """
    if isinstance(rij, Delingsverzoek):
        jongere_id = t.haal(Casus, rij.casus_id).jongere_id
        return heeft_naamgenoot(t.gebruiker.naam, rijen.namen_rondom(t.db, jongere_id))
    stukken = bewaarde_bijlage(rij).stukken
    teksten = [tekst for s in stukken for tekst in (s.titel, s.tekst, *(waarde for _, waarde in s.velden))]
    return komt_voor_in(t.gebruiker.naam, teksten)
