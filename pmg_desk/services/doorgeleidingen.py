"""Passing a casus on: asking another table or party, the answer, how it ended, and what still waits.

One casusregie stays with the casus whatever tables it is at. A table of this vault gets an aanmelding; one of another
vault a transfer package (``services.overdragen``); who works with no vault gets a summary under an approval.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from pmg_desk.domain.controle import MAX_REGEL, Veldcontrole
from pmg_desk.domain.datacategorie import strengste
from pmg_desk.domain.datums import Richting, toon_datum
from pmg_desk.domain.delen import voluit
from pmg_desk.domain.doorgeleiding import (
    Criterium,
    DoorgeleidingSoort,
    Vraagantwoord,
    lees_criteria,
    ontbrekende_antwoorden,
    schrijf_criteria,
)
from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.services import toelichtingen, uitspraken
from pmg_desk.services.aanmeldingen import AanmeldingInvoer, Urgentie, meld_aan_in
from pmg_desk.services.doorgeleidantwoord import beantwoord, trek_in
from pmg_desk.services.doorgeleidroutes import Route, routes_van
from pmg_desk.services.stukken_route import SOORT_LABELS, STATUS_LABELS, STRAFRECHT, categorie_van, naar_wie, tafelnaam
from pmg_desk.services.uitspraken import UitspraakInvoer, UitspraakInzicht
from pmg_desk.services.verstrekkingen import WIJZE_LABELS
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import routes as opslag
from pmg_desk.storage.models import (
    Casus,
    Doorgeleiding,
    DoorgeleidingStatus,
    UitspraakSoort,
    Verstrekking,
    VerstrekkingStatus,
    Weg,
)

__all__ = [
    "AlAfgesloten",
    "AntwoordInvoer",
    "DoorgeleidingInvoer",
    "DoorgeleidingInzicht",
    "DoorgeleidingSoort",
    "DoorgeleidingStatus",
    "TafelBesluit",
    "Vraagantwoord",
    "Weg",
    "answer_doorgeleiding",
    "finish_doorgeleiding",
    "list_doorgeleidingen",
    "request_doorgeleiding",
    "withdraw_doorgeleiding",
]

WEG_LABELS: dict[Weg, str] = {
    Weg.KLUIS: "Als aanmelding bij een tafel van deze kluis",
    Weg.PAKKET: "Als pakket naar een andere kluis",
    Weg.BUITEN: "Buiten het programma, met een samenvatting of een gesprek",
}


class AlAfgesloten(Fout):
    """What was answered or withdrawn already is not overwritten."""

    wat = "Deze doorgeleiding is intussen beantwoord of ingetrokken."
    doe = "Ververs het scherm en kijk wat er staat."


class TafelBesluit(Fout):
    """A table of this vault answers with its own decision on the aanmelding."""

    wat = "Deze tafel werkt in dezelfde kluis en besluit zelf, bij de aanmelding."
    doe = "Het antwoord komt hier vanzelf te staan zodra de tafel heeft besloten."


@dataclass(frozen=True, slots=True)
class DoorgeleidingInvoer:
    """What is filled in. ``route`` is the key of a Route; ``antwoorden`` by question.

    ``afwijking``: why not by way of the table that the receiving one is usually reached by; needed only then.
    """

    route: str
    soort: DoorgeleidingSoort
    weg: Weg
    waarom: UitspraakInvoer | None
    antwoorden: Mapping[str, Vraagantwoord] = field(default_factory=dict)
    perspectief: UitspraakInvoer | None = None
    afwijking: UitspraakInvoer | None = None
    verstrekking_id: UUID | None = None
    spoed: bool = False
    op: str | date | None = None


@dataclass(frozen=True, slots=True)
class AntwoordInvoer:
    """What came back: the day, and in which words."""

    woorden: UitspraakInvoer | None
    op: str | date | None = None


@dataclass(frozen=True, slots=True)
class DoorgeleidingInzicht:
    """One doorgeleiding as the dossier shows it; labels are words."""

    id: UUID
    soort: DoorgeleidingSoort
    label: str
    status: DoorgeleidingStatus
    status_label: str
    van: str
    naar: str
    weg: Weg
    weg_label: str
    gevraagd_op: date
    dagen: int
    waarom: UitspraakInzicht | None
    perspectief: UitspraakInzicht | None
    criteria: tuple[Criterium, ...]
    verstrekking: str  # what went along, in words; empty when nothing did
    pakket: str  # how far the transfer package is, in words
    antwoord_op: date | None
    antwoord: UitspraakInzicht | None
    afloop_op: date | None
    afloop: UitspraakInzicht | None
    categorie: str  # what an answer to it is, unless somebody says otherwise
    kan_antwoorden: bool
    kan_afronden: bool
    kan_intrekken: bool


def request_doorgeleiding(werkplek: Werkplek, casus_id: UUID, invoer: DoorgeleidingInvoer) -> UUID:
    """Pass a casus on as the profile says it goes. Returns the id.

    Raises OngeldigeInvoer (``route`` when it cannot go, ``vraag_<nr>`` for a question), LooptAl, StaatAlBijTafel,
    GeenToegang, CasusGesloten, CasusAangeboden.
    """
    with werkplek.doe() as t:
        casus = t.casus(casus_id, wijzigen=True)
        veld = Veldcontrole()
        route = _route(t, casus, invoer, veld)
        dag = veld.datum(
            "op",
            invoer.op or t.vandaag,
            t.vandaag,
            richting=Richting.VERLEDEN,
            niet_voor=(casus.geopend_op, "het begin van de casus"),
            niet_na=(t.vandaag, "vandaag"),
        )
        waarom = _tekst(t, veld, invoer.waarom, "waarom", route.categorie, streng=invoer.soort in STRAFRECHT)
        veld.eis(waarom is not None, "waarom", "Schrijf op waarom u de casus doorgeleidt.")
        perspectief = _tekst(t, veld, invoer.perspectief, "perspectief", "plan") if route.perspectief else None
        veld.eis(
            perspectief is not None or not route.perspectief,
            "perspectief",
            "Schrijf op welk perspectief er bij deze grens hoort.",
        )
        vragen = ontbrekende_antwoorden(route.vragen, route.voorwaarden, invoer.antwoorden)
        for nr, vraag in enumerate(route.vragen):
            veld.eis(vraag not in vragen, f"vraag_{nr}", vragen.get(vraag, ""))
        _eis_verstrekking(t, veld, casus, route, invoer.verstrekking_id)
        veld.klaar()
        assert dag is not None
        rij = Doorgeleiding(
            id=t.nieuw_id(),
            casus_id=casus.id,
            soort=invoer.soort,
            status=DoorgeleidingStatus.GEVRAAGD,
            regel=route.regel,
            weg=invoer.weg,
            van_tafel=route.van_tafel,
            naar_tafel=route.naar_tafel,
            naar_organisatie="" if route.naar_tafel else route.naar[:MAX_REGEL],
            gevraagd_op=dag,
            uitspraak_id=toelichtingen.bewaar(t, casus.id, UitspraakSoort.ROUTE, waarom),
            perspectief_id=toelichtingen.bewaar(t, casus.id, UitspraakSoort.ROUTE, perspectief),
            criteria=schrijf_criteria([Criterium(vraag, invoer.antwoorden[vraag]) for vraag in route.vragen]),
            verstrekking_id=invoer.verstrekking_id,
            door_id=t.gebruiker.id,
            op=t.nu,
        )
        t.db.add(rij)
        t.db.flush()
        t.log(
            "doorgeleiding.vragen",
            "doorgeleiding",
            rij.id,
            casus_id=casus.id,
            detail={"soort": rij.soort.value, "van": rij.van_tafel, "naar": rij.naar_tafel, "weg": rij.weg.value},
        )
        if invoer.weg is Weg.KLUIS:
            _meld_aan(t, casus, rij, invoer)
        casus.gewijzigd_op = t.nu
        t.gewijzigd("doorgeleiding", casus.id)
        return rij.id


def _route(t: Transactie, casus: Casus, invoer: DoorgeleidingInvoer, veld: Veldcontrole) -> Route:
    gevonden = [route for route in routes_van(t, casus) if route.sleutel == invoer.route]
    veld.eis(bool(gevonden), "route", "Kies waar de casus heen gaat.")
    veld.klaar()
    (route,) = gevonden
    veld.eis(not route.bezwaar, "route", route.bezwaar)
    veld.eis(invoer.soort in route.soorten, "soort", "Kies iets uit de lijst.")
    veld.eis(
        not opslag.al_gevraagd(t.db, casus.id, invoer.soort, route.regel, route.naar_tafel),
        "route",
        "Dit is al gevraagd en wacht nog op antwoord.",
    )
    # A table of this vault decides here; without a table there is nobody to take a package in.
    wegen = {Weg.BUITEN, *((Weg.PAKKET, route.weg) if route.naar_tafel else ())}
    veld.eis(invoer.weg in wegen, "weg", "Zo kan de casus daar niet heen.")
    return route


def _tekst(
    t: Transactie,
    veld: Veldcontrole,
    invoer: UitspraakInvoer | None,
    veldnaam: str,
    categorie: str,
    *,
    streng: bool = False,
) -> UitspraakInvoer | None:
    """Checked text, in ``categorie`` at least. ``streng``: politiegegevens at least, whatever somebody chose for it."""
    if invoer is None:
        return None
    gekozen = invoer.categorie or categorie
    if gekozen in t.profiel.datacategorieen:
        gekozen = strengste((gekozen, categorie))
        bekend = t.profiel.datacategorieen.get(gekozen)
        if streng and bekend is not None and not bekend.bijzonder:
            gekozen = "politiegegevens"
    return uitspraken.controleer(t, veld, replace(invoer, categorie=gekozen), UitspraakSoort.ROUTE, veldnaam=veldnaam)


def _eis_verstrekking(
    t: Transactie, veld: Veldcontrole, casus: Casus, route: Route, verstrekking_id: UUID | None
) -> None:
    if verstrekking_id is None:
        veld.eis(
            not route.verstrekking,
            "verstrekking_id",
            "Kies wat u doorgaf. Is er nog niets uitgegeven? Maak dan eerst een samenvatting voor de ontvanger.",
        )
        return
    rij = t.db.get(Verstrekking, verstrekking_id)
    goed = rij is not None and rij.casus_id == casus.id and not rij.intern
    veld.eis(
        goed and rij is not None and rij.status is VerstrekkingStatus.UITGEGEVEN,
        "verstrekking_id",
        "Kies iets dat van deze casus is uitgegeven.",
    )


def _meld_aan(t: Transactie, casus: Casus, rij: Doorgeleiding, invoer: DoorgeleidingInvoer) -> None:
    """The receiving table is in this vault: it judges the casus as any other that is put before it."""
    meld_aan_in(
        t,
        casus,
        AanmeldingInvoer(
            tafel=rij.naar_tafel,
            reden=None,
            urgentie=Urgentie.SPOED if invoer.spoed else Urgentie.GEWOON,
            aangemeld_op=rij.gevraagd_op,
            aangemeld_door=f"{tafelnaam(t.profiel, rij.van_tafel)} ({t.gebruiker.naam})"[:MAX_REGEL],
            afwijking=invoer.afwijking,
        ),
        reden_id=rij.uitspraak_id,
        doorgeleiding_id=rij.id,
    )


def answer_doorgeleiding(
    werkplek: Werkplek, doorgeleiding_id: UUID, status: DoorgeleidingStatus, invoer: AntwoordInvoer
) -> None:
    """Record that it was accepted or rejected, with the day and the words.

    Raises OngeldigeInvoer, AlAfgesloten, TafelBesluit, GeenToegang, CasusGesloten.
    """
    with werkplek.doe() as t:
        rij = _haal(t, doorgeleiding_id)
        if rij.status is not DoorgeleidingStatus.GEVRAAGD:
            raise AlAfgesloten
        if rij.weg is Weg.KLUIS:
            raise TafelBesluit
        veld = Veldcontrole()
        mag = (DoorgeleidingStatus.AANGENOMEN, DoorgeleidingStatus.AFGEWEZEN)
        veld.eis(status in mag, "status", "Kies aangenomen of afgewezen.")
        dag, tekst = _antwoord(t, veld, rij, invoer, "Schrijf op wat het antwoord was.", rij.gevraagd_op)
        beantwoord(t, rij, status, dag, toelichtingen.bewaar(t, rij.casus_id, UitspraakSoort.ROUTE, tekst))


def finish_doorgeleiding(werkplek: Werkplek, doorgeleiding_id: UUID, invoer: AntwoordInvoer) -> None:
    """Record how it ended: what ZSM decided, what came of a request. Raises as :func:`answer_doorgeleiding`."""
    with werkplek.doe() as t:
        rij = _haal(t, doorgeleiding_id)
        if rij.status not in (DoorgeleidingStatus.GEVRAAGD, DoorgeleidingStatus.AANGENOMEN):
            raise AlAfgesloten
        if rij.weg is Weg.KLUIS and rij.status is DoorgeleidingStatus.GEVRAAGD:
            raise TafelBesluit
        veld = Veldcontrole()
        eerst = rij.antwoord_op or rij.gevraagd_op
        dag, tekst = _antwoord(t, veld, rij, invoer, "Schrijf op hoe het afliep.", eerst)
        rij.status, rij.afloop_op = DoorgeleidingStatus.AFGEROND, dag
        rij.afloop_id = toelichtingen.bewaar(t, rij.casus_id, UitspraakSoort.ROUTE, tekst)
        t.log("doorgeleiding.afronden", "doorgeleiding", rij.id, casus_id=rij.casus_id)
        t.gewijzigd("doorgeleiding", rij.casus_id)


def withdraw_doorgeleiding(werkplek: Werkplek, doorgeleiding_id: UUID, reden: UitspraakInvoer | None) -> None:
    """Take it back while it waits, with the reason. Raises as :func:`answer_doorgeleiding`."""
    with werkplek.doe() as t:
        rij = _haal(t, doorgeleiding_id)
        if rij.status is not DoorgeleidingStatus.GEVRAAGD:
            raise AlAfgesloten
        if rij.weg is Weg.KLUIS:
            raise TafelBesluit
        veld = Veldcontrole()
        invoer = AntwoordInvoer(reden)
        dag, tekst = _antwoord(t, veld, rij, invoer, "Schrijf op waarom u dit intrekt.", rij.gevraagd_op)
        trek_in(t, [rij], dag, toelichtingen.bewaar(t, rij.casus_id, UitspraakSoort.ROUTE, tekst))


def _haal(t: Transactie, doorgeleiding_id: UUID) -> Doorgeleiding:
    rij = t.haal(Doorgeleiding, doorgeleiding_id)
    t.casus(rij.casus_id, wijzigen=True)
    return rij


def _antwoord(
    t: Transactie, veld: Veldcontrole, rij: Doorgeleiding, invoer: AntwoordInvoer, zin: str, niet_voor: date
) -> tuple[date, UitspraakInvoer | None]:
    categorie, streng = _categorie(t, rij), rij.soort in STRAFRECHT
    tekst = _tekst(t, veld, invoer.woorden, "woorden", categorie, streng=streng)
    veld.eis(tekst is not None, "woorden", zin)
    dag = veld.datum(
        "op",
        invoer.op or t.vandaag,
        t.vandaag,
        richting=Richting.VERLEDEN,
        niet_voor=(niet_voor, "de dag ervoor in deze doorgeleiding"),
        niet_na=(t.vandaag, "vandaag"),
    )
    veld.klaar()
    assert dag is not None
    return dag, tekst


def _categorie(t: Transactie, rij: Doorgeleiding) -> str:
    if rij.soort in STRAFRECHT:
        return "politiegegevens"
    return categorie_van(t.profiel, *(tafel for tafel in (rij.van_tafel, rij.naar_tafel) if tafel))


def list_doorgeleidingen(werkplek: Werkplek, casus_id: UUID) -> tuple[DoorgeleidingInzicht, ...]:
    """Everything that was passed on of a casus, the latest first. Part of an opened dossier: not logged by itself."""
    with werkplek.doe() as t:
        t.casus(casus_id)
        return doorgeleidingen_in(t, casus_id)


def doorgeleidingen_in(t: Transactie, casus_id: UUID) -> tuple[DoorgeleidingInzicht, ...]:
    """The same inside a transaction; access has been checked."""
    rijen = opslag.doorgeleidingen_van(t.db, casus_id)
    teksten = toelichtingen.inzichten(
        t, [id_ for r in rijen for id_ in (r.uitspraak_id, r.perspectief_id, r.antwoord_id, r.afloop_id)]
    )
    mag = t.mag_wijzigen(casus_id)
    return tuple(_inzicht(t, rij, teksten, mag) for rij in rijen)


def _inzicht(
    t: Transactie, rij: Doorgeleiding, teksten: Mapping[UUID, UitspraakInzicht], mag: bool
) -> DoorgeleidingInzicht:
    def tekst(id_: UUID | None) -> UitspraakInzicht | None:
        return None if id_ is None else teksten.get(id_)

    wacht = rij.status is DoorgeleidingStatus.GEVRAAGD
    buiten = rij.weg is not Weg.KLUIS
    return DoorgeleidingInzicht(
        id=rij.id,
        soort=rij.soort,
        label=_label(t, rij),
        status=rij.status,
        status_label=STATUS_LABELS[rij.status],
        van=tafelnaam(t.profiel, rij.van_tafel),
        naar=naar_wie(t.profiel, rij),
        weg=rij.weg,
        weg_label=WEG_LABELS[rij.weg],
        gevraagd_op=rij.gevraagd_op,
        dagen=(t.vandaag - rij.gevraagd_op).days,
        waarom=tekst(rij.uitspraak_id),
        perspectief=tekst(rij.perspectief_id),
        criteria=lees_criteria(rij.criteria),
        verstrekking=_verstrekking(t, rij),
        pakket=_pakket(rij),
        antwoord_op=rij.antwoord_op,
        antwoord=tekst(rij.antwoord_id),
        afloop_op=rij.afloop_op,
        afloop=tekst(rij.afloop_id),
        categorie=_categorie(t, rij),
        kan_antwoorden=mag and wacht and buiten and rij.overdracht_id is None,
        kan_afronden=mag and (rij.status is DoorgeleidingStatus.AANGENOMEN or (wacht and rij.soort in STRAFRECHT)),
        kan_intrekken=mag and wacht and buiten and rij.overdracht_id is None,
    )


def _label(t: Transactie, rij: Doorgeleiding) -> str:
    """The words of the rule it went by; those of its kind when the profile no longer has that rule."""
    tafel = t.profiel.tafels.get(rij.van_tafel)
    regel = None if tafel is None else tafel.doorgeleidingen.get(rij.regel)
    return SOORT_LABELS[rij.soort] if regel is None else regel.label


def _verstrekking(t: Transactie, rij: Doorgeleiding) -> str:
    uitgifte = None if rij.verstrekking_id is None else t.db.get(Verstrekking, rij.verstrekking_id)
    if uitgifte is None:
        return ""
    wie = voluit(uitgifte.organisatie, uitgifte.functie)
    return f"{WIJZE_LABELS[uitgifte.wijze]} aan {wie}, {toon_datum(lokale_dag(uitgifte.op))}"


def _pakket(rij: Doorgeleiding) -> str:
    if rij.weg is not Weg.PAKKET:
        return ""
    return "Het pakket is nog niet gemaakt" if rij.overdracht_id is None else "Meegegaan in een pakket"
