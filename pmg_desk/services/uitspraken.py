"""Statements: every free text about a casus, with source, nature, data category, third parties and onward rule.

Other use cases (scores, plan, actions) call :func:`voeg_toe` and :func:`vervang` inside their own transaction; the
functions that take a Werkplek are the use cases of the statements screen itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from pmg_desk.domain.controle import MAX_REGEL, MAX_TEKST, Veldcontrole
from pmg_desk.domain.fouten import IntussenGewijzigd, NietGevonden
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.samenvatting import Aard, Doorverstrekking
from pmg_desk.domain.verruimen import Grens, minstens, verruimd
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import bespreken, inhoud, leefgebieden
from pmg_desk.storage.models import Gebruiker, Uitspraak, UitspraakSoort

STANDAARD_CATEGORIE: dict[UitspraakSoort, str] = {
    UitspraakSoort.AANLEIDING: "signalen",
    UitspraakSoort.SIGNAAL: "signalen",
    UitspraakSoort.FEIT: "signalen",
    UitspraakSoort.ANTECEDENT: "politiegegevens",
    UitspraakSoort.SCORE: "leefgebieden",
    UitspraakSoort.KENMERK: "politiegegevens",
    UitspraakSoort.INDELING: "doelgroep",
    UitspraakSoort.PLAN: "plan",
    UitspraakSoort.WENS: "plan",
    UitspraakSoort.DOEL: "plan",
    UitspraakSoort.ACTIE: "acties",
    UitspraakSoort.RESULTAAT: "acties",
    UitspraakSoort.CORRECTIE: "signalen",
    UitspraakSoort.FACTOR: "leefgebieden",
    UitspraakSoort.NETWERK: "gezin",
    UitspraakSoort.TOETS: "plan",
    UitspraakSoort.AFSPRAAK: "plan",
    UitspraakSoort.EVALUATIE: "plan",
    UitspraakSoort.ROUTE: "plan",
    UitspraakSoort.INZET: "acties",
    UitspraakSoort.BUDGET: "acties",
    UitspraakSoort.BIJLAGE: "signalen",
    UitspraakSoort.BESPREKING: "signalen",
    UitspraakSoort.BESLUIT: "plan",
}
"""Data category of a text when nobody chose one: zero extra clicks in the usual case (``domain.md``)."""

LABELS: dict[UitspraakSoort, str] = {
    UitspraakSoort.AANLEIDING: "Aanleiding",
    UitspraakSoort.SIGNAAL: "Signaal",
    UitspraakSoort.FEIT: "Feit of gebeurtenis",
    UitspraakSoort.ANTECEDENT: "Antecedent",
    UitspraakSoort.SCORE: "Toelichting bij een score",
    UitspraakSoort.KENMERK: "Toelichting bij een kenmerk",
    UitspraakSoort.INDELING: "Motivering van de indeling",
    UitspraakSoort.PLAN: "Toelichting op het plan",
    UitspraakSoort.WENS: "Wens of talent van de jongere",
    UitspraakSoort.DOEL: "Doel",
    UitspraakSoort.ACTIE: "Actie",
    UitspraakSoort.RESULTAAT: "Resultaat van een actie",
    UitspraakSoort.CORRECTIE: "Reactie van de jongere of ouders",
    UitspraakSoort.FACTOR: "Risico of bescherming",
    UitspraakSoort.NETWERK: "Toelichting bij iemand in het netwerk",
    UitspraakSoort.TOETS: "Waaraan u ziet dat een doel is bereikt",
    UitspraakSoort.AFSPRAAK: "Afspraak in het plan",
    UitspraakSoort.EVALUATIE: "Evaluatie",
    UitspraakSoort.ROUTE: "Toelichting bij een tafel",
    UitspraakSoort.INZET: "Toelichting bij een interventie",
    UitspraakSoort.BUDGET: "Toelichting bij een budget",
    UitspraakSoort.BIJLAGE: "Omschrijving van een bijlage",
    UitspraakSoort.BESPREKING: "Besproken aan tafel",
    UitspraakSoort.BESLUIT: "Besluit van een tafel",
}

VRIJE_SOORTEN = inhoud.LOSSE_SOORTEN
"""Kinds one may enter on the statements screen; the others belong to a score, plan or classification."""

WIJZIGBARE_SOORTEN = (
    *VRIJE_SOORTEN,
    UitspraakSoort.SCORE,
    UitspraakSoort.FACTOR,
    UitspraakSoort.KENMERK,
    UitspraakSoort.INDELING,
)
"""Kinds whose words may be corrected by themselves; those of an antecedent, a plan or an action go with the thing."""

_HOORT_ERGENS = "Deze tekst hoort bij een score, plan of indeling. Wijzig die daar."


@dataclass(frozen=True, slots=True)
class UitspraakInvoer:
    """What a user says and about it. ``categorie`` None means the default of the kind; ``bron`` "" means the user."""

    tekst: str
    bron: str = ""
    gezegd_op: date | None = None
    aard: Aard = Aard.FEIT
    categorie: str | None = None
    derden: bool = False
    derden_wie: str = ""
    doorverstrekking: Doorverstrekking = Doorverstrekking.JA

    def met_categorie(self, categorie: str) -> UitspraakInvoer:
        """The same in this data category."""
        return replace(self, categorie=categorie)


@dataclass(frozen=True, slots=True)
class UitspraakInzicht:
    """A statement as screens show it; ``gewijzigd`` says whether it replaced an earlier one.

    ``reacties`` of the youth or parents (AVG 16) are shown wherever the statement is.
    """

    id: UUID
    casus_id: UUID
    soort: UitspraakSoort
    soort_label: str
    tekst: str
    bron: str
    gezegd_op: date
    aard: Aard
    categorie: str
    categorie_label: str
    derden: bool
    derden_wie: str
    doorverstrekking: Doorverstrekking
    door: str
    op: datetime
    gewijzigd: bool
    wijziging_reden: str
    vervallen: bool
    reacties: tuple[UitspraakInzicht, ...] = ()

    def als_invoer(self) -> UitspraakInvoer:
        """The same as input, for a form that amends it."""
        return UitspraakInvoer(
            self.tekst,
            self.bron,
            self.gezegd_op,
            self.aard,
            self.categorie,
            self.derden,
            self.derden_wie,
            self.doorverstrekking,
        )


@dataclass(frozen=True, slots=True)
class Opsteller:
    """Who wrote a statement and when (UTC), where that is not the user and now: words that come from elsewhere here."""

    door_id: UUID
    op: datetime


def controleer(
    t: Transactie, veld: Veldcontrole, invoer: UitspraakInvoer, soort: UitspraakSoort, *, veldnaam: str = "tekst"
) -> UitspraakInvoer:
    """Check and complete input; mistakes land in ``veld`` (``veldnaam`` for the text). Call ``veld.klaar()`` after."""
    vandaag = t.vandaag
    categorie = veld.keuze(
        "categorie", invoer.categorie or STANDAARD_CATEGORIE[soort], tuple(t.profiel.datacategorieen), verplicht=True
    )
    wie = veld.tekst("derden_wie", invoer.derden_wie, maximum=MAX_REGEL)
    veld.eis(invoer.derden or not wie, "derden_wie", "U noemt anderen. Kruis ook aan dat de tekst over anderen gaat.")
    return replace(
        invoer,
        tekst=veld.tekst(veldnaam, invoer.tekst, verplicht=True, maximum=MAX_TEKST, lang=True),
        bron=veld.tekst("bron", invoer.bron, maximum=MAX_REGEL) or t.gebruiker.naam,
        gezegd_op=veld.datum("gezegd_op", invoer.gezegd_op or vandaag, vandaag, niet_na=(vandaag, "vandaag")),
        categorie=categorie,
        derden_wie=wie,
    )


def voeg_toe(
    t: Transactie,
    casus_id: UUID,
    soort: UitspraakSoort,
    invoer: UitspraakInvoer,
    *,
    opsteller: Opsteller | None = None,
) -> Uitspraak:
    """Add checked input as a statement; the caller has checked access and writes the Logregel."""
    return _bewaar(t, casus_id, soort, invoer, None, "", opsteller=opsteller)


def voeg_reeks_toe(t: Transactie, soort: UitspraakSoort, invoeren: Iterable[tuple[UUID, UitspraakInvoer]]) -> None:
    """The same for many casussen (id and checked input) at once; the caller tells the screens."""
    t.db.add_all(_rij(t, casus_id, soort, invoer, None, "") for casus_id, invoer in invoeren)
    t.db.flush()


def vervang(
    t: Transactie,
    oud: Uitspraak,
    invoer: UitspraakInvoer,
    reden: str = "",
    *,
    vervallen: bool = False,
    opsteller: Opsteller | None = None,
) -> Uitspraak:
    """Supersede ``oud`` by checked input, or with ``vervallen`` by the statement that it no longer holds.

    Limits that were loosened get a line of their own: what was judged before was not about this text as it is now. Why
    a besluit was dropped follows the besluit. Raises IntussenGewijzigd when it was superseded already.
    """
    if inhoud.opvolger(t.db, oud.id) is not None:
        raise IntussenGewijzigd
    rij = _bewaar(t, oud.casus_id, oud.soort, invoer, oud.id, reden, vervallen=vervallen, opsteller=opsteller)
    wat = () if vervallen else verruimd(_grens(oud), _grens(rij))
    if wat:
        t.log(
            "uitspraak.verruimen",
            "uitspraak",
            rij.id,
            casus_id=oud.casus_id,
            categorieen=[oud.categorie, rij.categorie],
            verwerking=",".join(wat),
        )
    if rij.soort is UitspraakSoort.BESLUIT:
        _neem_redenen_mee(t, oud, rij)
    return rij


def _neem_redenen_mee(t: Transactie, oud: Uitspraak, besluit: Uitspraak) -> None:
    """Why a besluit was dropped says what it was about: never under a milder limit, and nowhere without it.

    What was loosened for the words of the besluit was not judged for these: that takes somebody who writes them again.
    """
    versies = {oud.id, *inhoud.versies_voor(t.db, oud)}
    for rij in inhoud.huidige_van(t.db, bespreken.redenen_bij(t.db, versies)).values():
        eigen = inzicht(t, rij).als_invoer()
        grens = minstens(_grens(rij), _grens(besluit))
        onder = replace(
            eigen,
            categorie=grens.categorie,
            derden=grens.derden,
            derden_wie=eigen.derden_wie or besluit.derden_wie,
            doorverstrekking=grens.doorverstrekking,
        )
        if besluit.vervallen or not gelijk(rij, onder):
            vervang(t, rij, onder, besluit.wijziging_reden, vervallen=besluit.vervallen)


def _grens(rij: Uitspraak) -> Grens:
    return Grens(rij.categorie, rij.derden, rij.doorverstrekking, rij.op)


def gelijk(rij: Uitspraak, invoer: UitspraakInvoer) -> bool:
    """Whether checked input says the same as a statement: then nothing needs superseding."""
    return (
        rij.tekst == invoer.tekst
        and rij.bron == invoer.bron
        and rij.gezegd_op == invoer.gezegd_op
        and rij.aard == invoer.aard
        and rij.categorie == invoer.categorie
        and rij.derden == invoer.derden
        and rij.derden_wie == invoer.derden_wie
        and rij.doorverstrekking == invoer.doorverstrekking
    )


def _bewaar(
    t: Transactie,
    casus_id: UUID,
    soort: UitspraakSoort,
    invoer: UitspraakInvoer,
    vervangt: UUID | None,
    reden: str,
    *,
    vervallen: bool = False,
    opsteller: Opsteller | None = None,
) -> Uitspraak:
    rij = _rij(t, casus_id, soort, invoer, vervangt, reden, vervallen=vervallen, opsteller=opsteller)
    t.db.add(rij)
    t.db.flush()
    t.gewijzigd("uitspraak", casus_id)
    return rij


def _rij(
    t: Transactie,
    casus_id: UUID,
    soort: UitspraakSoort,
    invoer: UitspraakInvoer,
    vervangt: UUID | None,
    reden: str,
    *,
    vervallen: bool = False,
    opsteller: Opsteller | None = None,
) -> Uitspraak:
    wie = opsteller or Opsteller(t.gebruiker.id, t.nu)
    assert invoer.gezegd_op is not None
    assert invoer.categorie is not None
    return Uitspraak(
        id=t.nieuw_id(),
        casus_id=casus_id,
        soort=soort,
        tekst=invoer.tekst,
        bron=invoer.bron,
        gezegd_op=invoer.gezegd_op,
        aard=invoer.aard,
        categorie=invoer.categorie,
        derden=invoer.derden,
        derden_wie=invoer.derden_wie,
        doorverstrekking=invoer.doorverstrekking,
        vervangt_id=vervangt,
        vervallen=vervallen,
        wijziging_reden=reden,
        door_id=wie.door_id,
        op=wie.op,
    )


def inzicht(t: Transactie, rij: Uitspraak) -> UitspraakInzicht:
    """A statement as a read model; the caller has checked access."""
    return inzichten(t, [rij])[0]


def inzichten(t: Transactie, rijen: Iterable[Uitspraak]) -> tuple[UitspraakInzicht, ...]:
    """The same of many, in the same order."""
    lijst = tuple(rijen)
    reacties = {casus_id: leefgebieden.reacties(t.db, casus_id) for casus_id in {rij.casus_id for rij in lijst}}
    bij = {rij.id: reacties[rij.casus_id].get(rij.id, []) for rij in lijst}
    door = {rij.door_id for rij in (*lijst, *(reactie for deel in bij.values() for reactie in deel))}
    namen = {id_: naam_van(t, id_) for id_ in door}
    return tuple(
        replace(_inzicht(t, rij, namen), reacties=tuple(_inzicht(t, reactie, namen) for reactie in bij[rij.id]))
        for rij in lijst
    )


def _inzicht(t: Transactie, rij: Uitspraak, namen: Mapping[UUID, str]) -> UitspraakInzicht:
    return UitspraakInzicht(
        id=rij.id,
        casus_id=rij.casus_id,
        soort=rij.soort,
        soort_label=LABELS[rij.soort],
        tekst=rij.tekst,
        bron=rij.bron,
        gezegd_op=rij.gezegd_op,
        aard=rij.aard,
        categorie=rij.categorie,
        categorie_label=label_van(t.profiel.datacategorieen, rij.categorie),
        derden=rij.derden,
        derden_wie=rij.derden_wie,
        doorverstrekking=rij.doorverstrekking,
        door=namen[rij.door_id],
        op=rij.op,
        gewijzigd=rij.vervangt_id is not None,
        wijziging_reden=rij.wijziging_reden,
        vervallen=rij.vervallen,
    )


def list_uitspraken(
    werkplek: Werkplek, casus_id: UUID, soorten: Collection[UitspraakSoort] | None = None
) -> tuple[UitspraakInzicht, ...]:
    """What holds now about a casus, newest first. Part of an opened dossier, so not logged by itself."""
    with werkplek.doe() as t:
        t.casus(casus_id)
        return inzichten(t, reversed(inhoud.huidige_uitspraken(t.db, casus_id, soorten)))


def toon_geschiedenis(werkplek: Werkplek, uitspraak_id: UUID) -> tuple[UitspraakInzicht, ...]:
    """A statement and its earlier versions, newest first."""
    with werkplek.doe() as t:
        rij = t.haal(Uitspraak, uitspraak_id)
        t.casus(rij.casus_id)
        return inzichten(t, (rij, *inhoud.geschiedenis(t.db, rij)))


def add_uitspraak(werkplek: Werkplek, casus_id: UUID, soort: UitspraakSoort, invoer: UitspraakInvoer) -> UUID:
    """Record a signal, fact, reason or reaction. Raises OngeldigeInvoer, GeenToegang, CasusGesloten."""
    with werkplek.doe() as t:
        t.casus(casus_id, wijzigen=True)
        veld = Veldcontrole()
        veld.eis(soort in VRIJE_SOORTEN, "soort", "Kies een soort uit de lijst.")
        gecontroleerd = controleer(t, veld, invoer, soort)
        veld.klaar()
        rij = voeg_toe(t, casus_id, soort, gecontroleerd)
        t.log("uitspraak.toevoegen", "uitspraak", rij.id, casus_id=casus_id, categorieen=[rij.categorie])
        return rij.id


def amend_uitspraak(werkplek: Werkplek, uitspraak_id: UUID, invoer: UitspraakInvoer, reden: str) -> UUID:
    """Supersede a statement by a corrected one, with the reason; the earlier text stays readable as history."""
    with werkplek.doe() as t:
        return wijzig(t, t.haal(Uitspraak, uitspraak_id), invoer, reden).id


def wijzig(t: Transactie, oud: Uitspraak, invoer: UitspraakInvoer, reden: str) -> Uitspraak:
    """The same, within another use case; logged."""
    t.casus(oud.casus_id, wijzigen=True)
    if oud.vervallen:
        raise NietGevonden
    veld = Veldcontrole()
    veld.eis(oud.soort in WIJZIGBARE_SOORTEN, "tekst", _HOORT_ERGENS)
    gecontroleerd = controleer(t, veld, invoer, oud.soort)
    waarom = veld.tekst("reden", reden, verplicht=True, maximum=300)
    veld.eis(not gelijk(oud, gecontroleerd), "tekst", "Er is niets veranderd.")
    veld.klaar()
    rij = vervang(t, oud, gecontroleerd, waarom)
    t.log("uitspraak.wijzigen", "uitspraak", rij.id, casus_id=oud.casus_id, categorieen=[rij.categorie])
    return rij


def withdraw_uitspraak(werkplek: Werkplek, uitspraak_id: UUID, reden: str) -> None:
    """Say that a statement no longer holds: it stays in the history, with the reason, and is no longer shared."""
    with werkplek.doe() as t:
        oud = t.haal(Uitspraak, uitspraak_id)
        t.casus(oud.casus_id, wijzigen=True)
        if oud.vervallen:
            raise NietGevonden
        veld = Veldcontrole()
        waarom = veld.tekst("reden", reden, verplicht=True, maximum=300)
        veld.eis(oud.soort in VRIJE_SOORTEN, "reden", _HOORT_ERGENS)
        veld.klaar()
        vervang(t, oud, inzicht(t, oud).als_invoer(), waarom, vervallen=True)
        t.log("uitspraak.intrekken", "uitspraak", oud.id, casus_id=oud.casus_id)


def naam_van(t: Transactie, gebruiker_id: UUID) -> str:
    """The name of the user who entered something."""
    gebruiker = t.db.get(Gebruiker, gebruiker_id)
    return "" if gebruiker is None else gebruiker.naam
