"""What lies on the chronological line of a casus: one function per kind of thing, each registered in ``tijdlijn``.

A function gets the transaction, in which access was checked, and the casus; it gives what happened up to today.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from pmg_desk.domain.datacategorie import categorie_onder, categorie_van_leefgebied, strengste
from pmg_desk.domain.datums import OnvolledigeDatum
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.tijdlijn import Dagdeel, Gebeurtenis, Soort, Stap
from pmg_desk.services import toelichtingen, uitspraken
from pmg_desk.services.factoren import FACTOR_LABELS
from pmg_desk.services.inzet import categorie_van as inzet_categorie
from pmg_desk.services.stukken import KENMERK_LABELS, SCORE_LABELS
from pmg_desk.services.stukken_plan import BEREIK_LABELS
from pmg_desk.services.stukken_route import STRAFRECHT, categorie_van, naar_wie
from pmg_desk.services.tafelstappen import BESLUITSTAPPEN, stap_label
from pmg_desk.services.uitspraken import UitspraakInzicht
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import inhoud, leefgebieden
from pmg_desk.storage import plannen as planrijen
from pmg_desk.storage import tijdlijn as rijen
from pmg_desk.storage.models import (
    Aanmelding,
    ActieStatus,
    Casus,
    CasusPeriode,
    Doorgeleiding,
    DoorgeleidingStatus,
    Evaluatie,
    KenmerkSoort,
    VerstrekkingStatus,
)

_VAN_AANMELDING = frozenset({"aangemeld", "triage", *BESLUITSTAPPEN.values()})
"""Statuses at a table that follow from an aanmelding: of one that was passed on, the doorgeleiding tells them."""

_ANTWOORD = {
    DoorgeleidingStatus.AFGEWEZEN: "Afgewezen",
    DoorgeleidingStatus.INGETROKKEN: "Ingetrokken",
    DoorgeleidingStatus.AANGENOMEN: "Aangenomen",
    DoorgeleidingStatus.AFGEROND: "Aangenomen",
}


def dag_van(dag: date) -> OnvolledigeDatum:
    """A day that is wholly known."""
    return OnvolledigeDatum.van_dag(dag)


def _woorden(tekst: UitspraakInzicht | None) -> dict[str, Any]:
    """The parts of a Gebeurtenis or Stap that come from a statement."""
    if tekst is None:
        return {}
    reacties = tuple(f"{reactie.bron}: {reactie.tekst}" for reactie in tekst.reacties)
    return {"tekst": tekst.tekst, "bron": tekst.bron, "aard": tekst.aard, "reacties": reacties}


def stap_van(dag: date, wat: str, tekst: UitspraakInzicht | None = None) -> Stap:
    """A later step of a thing, with its words and what was said in reaction to those."""
    return Stap(dag_van(dag), wat, **_woorden(tekst))


def maak(
    dag: OnvolledigeDatum,
    rij: Any,
    soort: Soort,
    wat: str,
    categorie: str,
    tekst: UitspraakInzicht | None = None,
    *,
    later: bool = False,
) -> Gebeurtenis:
    """One thing on the line; words are never under a milder category than the thing that they are about.

    ``later``: the row is older than what is told here, so the words say when that was entered.
    """
    eigen = categorie if tekst is None else tekst.categorie
    op = rij.op if tekst is None or not later else tekst.op
    return Gebeurtenis(dag, op, soort, wat, categorie_onder(categorie, eigen), **_woorden(tekst))


def bij_id(teksten: dict[UUID, UitspraakInzicht], id_: UUID | None) -> UitspraakInzicht | None:
    """The words with this id, if any."""
    return None if id_ is None else teksten.get(id_)


def tafel_van(t: Transactie, sleutel: str) -> tuple[str, str]:
    """Its name, and what it says about a jongere to be there: as the stukken say it."""
    return label_van(t.profiel.tafels, sleutel), categorie_van(t.profiel, sleutel)


def _categorie(t: Transactie, leefgebied: str) -> str:
    bekend = t.profiel.leefgebieden.get(leefgebied)
    return "gezondheid" if bekend is None else bekend.datacategorie


def casusverloop(t: Transactie, casus: Casus) -> Iterator[Gebeurtenis]:
    """Opened, closed, opened again; brought to a table and taken from it, unless passing it on says so."""
    perioden = sorted(rijen.perioden(t.db, casus.id), key=lambda periode: (periode.van, periode.tot or date.max))
    for periode in perioden[:1]:
        yield _periode(periode, casus, Dagdeel.BEGIN)
    aanmeldingen = rijen.aanmeldingen(t.db, casus.id)
    aangemeld = {een.casus_tafel_id: een.op for een in aanmeldingen}
    doorgeleid = _gekomen_door(t, casus, aanmeldingen)
    for plek in rijen.tafels(t.db, casus.id):
        naam, categorie = tafel_van(t, plek.tafel)
        if plek.id not in doorgeleid:
            op = aangemeld.get(plek.id, casus.op)
            deel = Dagdeel.DAG if plek.id in aangemeld and plek.van > casus.geopend_op else Dagdeel.BEGIN
            wat = f"Aan tafel bij {naam}"
            yield Gebeurtenis(dag_van(plek.van), op, Soort.CASUS, wat, categorie, dagdeel=deel)
        if plek.tot is not None:
            wat = f"Weg van tafel {naam}"
            yield Gebeurtenis(dag_van(plek.tot), casus.op, Soort.CASUS, wat, categorie, dagdeel=Dagdeel.EIND)
    for nr, periode in enumerate(perioden):
        if nr:
            zelfde_dag = perioden[nr - 1].tot == periode.van
            yield _periode(periode, casus, Dagdeel.EIND if zelfde_dag else Dagdeel.BEGIN)
        if periode.tot is not None:
            reden = label_van(t.profiel.redenen_afsluiten, periode.reden_sluiting)
            yield Gebeurtenis(
                dag_van(periode.tot),
                casus.op,
                Soort.CASUS,
                f"Casus gesloten: {reden}",
                "doelgroep",
                tekst=periode.toelichting_sluiting,
                dagdeel=Dagdeel.EIND,
            )


def _periode(periode: CasusPeriode, casus: Casus, deel: Dagdeel) -> Gebeurtenis:
    wat = "Casus heropend" if periode.reden_heropening else "Casus geopend"
    dag = dag_van(periode.van)
    return Gebeurtenis(dag, casus.op, Soort.CASUS, wat, "doelgroep", tekst=periode.reden_heropening, dagdeel=deel)


def _gekomen_door(t: Transactie, casus: Casus, aanmeldingen: Iterable[Aanmelding]) -> dict[UUID, UUID]:
    """Which stays at a table began with a doorgeleiding: the id of the stay, with that of the doorgeleiding."""
    via = {een.casus_tafel_id: een.doorgeleiding_id for een in aanmeldingen}
    gevraagd = {pas.id: pas.gevraagd_op for pas in rijen.doorgeleidingen(t.db, casus.id)}
    return {
        plek.id: pas
        for plek in rijen.tafels(t.db, casus.id)
        if (pas := via.get(plek.id)) is not None and plek.van >= gevraagd[pas]
    }


def route(t: Transactie, casus: Casus) -> Iterator[Gebeurtenis]:
    """Steps at a table, aanmeldingen and what was asked of another table, with what that did with it."""
    stappen = rijen.stappen(t.db, casus.id)
    aanmeldingen = rijen.aanmeldingen(t.db, casus.id)
    doorgeleidingen = rijen.doorgeleidingen(t.db, casus.id)
    gekomen = _gekomen_door(t, casus, aanmeldingen)
    teksten = toelichtingen.inzichten(
        t,
        [
            *(stap.uitspraak_id for stap, _ in stappen),
            *(id_ for rij in aanmeldingen for id_ in (rij.uitspraak_id, rij.besluit_id)),
            *(
                id_
                for rij in doorgeleidingen
                for id_ in (rij.uitspraak_id, rij.perspectief_id, rij.antwoord_id, rij.afloop_id)
            ),
        ],
    )
    for stap, tafel in stappen:
        if stap.casus_tafel_id in gekomen and stap.sleutel in _VAN_AANMELDING and stap.uitspraak_id is None:
            continue
        naam, categorie = tafel_van(t, tafel)
        wat = f"{naam}: {stap_label(t, tafel, stap)}"
        yield maak_bij_tafel(dag_van(stap.bereikt_op), stap, wat, categorie, bij_id(teksten, stap.uitspraak_id))
    for aanmelding in aanmeldingen:
        if aanmelding.doorgeleiding_id is not None:
            continue
        naam, categorie = tafel_van(t, aanmelding.tafel)
        waarom = bij_id(teksten, aanmelding.uitspraak_id)
        wat = f"Aangemeld bij {naam}"
        if waarom is not None and waarom.soort in inhoud.LOSSE_SOORTEN:
            # The words stand once on the line: with the signal itself, which says what it was the reason of.
            een = maak_bij_tafel(dag_van(aanmelding.aangemeld_op), aanmelding, wat, categorie, waarom)
            yield replace(een, tekst="", bron="", aard=None, reacties=())
        else:
            yield maak_bij_tafel(dag_van(aanmelding.aangemeld_op), aanmelding, wat, categorie, waarom)
        if aanmelding.besloten_op is not None:
            wat = f"Aanmelding bij {naam}: {aanmelding.status.value}"
            besluit = bij_id(teksten, aanmelding.besluit_id)
            yield maak_bij_tafel(dag_van(aanmelding.besloten_op), aanmelding, wat, categorie, besluit, later=True)
    plekken = {plek.id: plek for plek in rijen.tafels(t.db, casus.id)}
    for vraag in doorgeleidingen:
        aan_tafel = [plekken[plek].van for plek, pas in gekomen.items() if pas == vraag.id]
        mee = [een for een in aanmeldingen if een.doorgeleiding_id == vraag.id]
        yield _doorgeleid(t, vraag, aan_tafel, mee, teksten)


def maak_bij_tafel(
    dag: OnvolledigeDatum, rij: Any, wat: str, categorie: str, tekst: UitspraakInzicht | None, *, later: bool = False
) -> Gebeurtenis:
    """Something at a table: words about it have at least the category of being there, as its stukken do."""
    een = maak(dag, rij, Soort.CASUS, wat, categorie, tekst, later=later)
    return een if tekst is None else replace(een, categorie=strengste((categorie, tekst.categorie)))


def _doorgeleid(
    t: Transactie,
    vraag: Doorgeleiding,
    aan_tafel: list[date],
    aanmeldingen: list[Aanmelding],
    teksten: dict[UUID, UitspraakInzicht],
) -> Gebeurtenis:
    """Passing a casus on is one thing, with what the other side did with it as its steps."""
    naam = naar_wie(t.profiel, vraag)
    categorie = categorie_van(t.profiel, vraag.naar_tafel) if vraag.naar_tafel else "politiegegevens"
    gedaan: list[tuple[date | None, str, UUID | None]] = []
    if vraag.perspectief_id is not None:
        gedaan.append((vraag.gevraagd_op, "Perspectief dat bij deze grens hoort", vraag.perspectief_id))
    gedaan += [(dag, f"Aan tafel bij {naam}", None) for dag in aan_tafel]
    gedaan += [
        (een.besloten_op, f"Aanmelding bij {naam}: {een.status.value}", een.besluit_id)
        for een in aanmeldingen
        if een.besluit_id != vraag.antwoord_id  # else that is the answer
    ]
    antwoord = _ANTWOORD.get(vraag.status, "")  # while it waits there is no answer
    gedaan += [(vraag.antwoord_op, antwoord, vraag.antwoord_id), (vraag.afloop_op, "Afgerond", vraag.afloop_id)]
    stappen = []
    categorieen = [categorie, *(["politiegegevens"] if vraag.soort in STRAFRECHT else [])]
    for op, wat, id_ in gedaan:
        tekst = bij_id(teksten, id_)
        if op is None:
            continue
        stappen.append(stap_van(op, wat, tekst))
        if tekst is not None:
            categorieen.append(tekst.categorie)
    waarom = bij_id(teksten, vraag.uitspraak_id)
    wat = f"{naam}: doorgeleiding gevraagd"
    een = maak_bij_tafel(dag_van(vraag.gevraagd_op), vraag, wat, strengste(categorieen), waarom)
    return replace(een, stappen=tuple(stappen))


def losse_uitspraken(t: Transactie, casus: Casus) -> Iterator[Gebeurtenis]:
    """Signals, facts, reasons and reactions that hold now; a reaction to a text stands with that text."""
    bij = {reactie.id for lijst in leefgebieden.reacties(t.db, casus.id).values() for reactie in lijst}
    los = [rij for rij in inhoud.huidige_uitspraken(t.db, casus.id, inhoud.LOSSE_SOORTEN) if rij.id not in bij]
    redenen = _redenen(t, casus)
    for tekst in uitspraken.inzichten(t, los):
        tafels = [tafel_van(t, tafel) for tafel in redenen.get(tekst.id, ())]
        wat = ", ".join((tekst.soort_label, *(f"reden van de aanmelding bij {naam}" for naam, _ in tafels)))
        over = strengste([tekst.categorie, *(categorie for _, categorie in tafels)])
        yield maak(dag_van(tekst.gezegd_op), tekst, Soort.UITSPRAAK, wat, over, tekst)


def _redenen(t: Transactie, casus: Casus) -> dict[UUID, tuple[str, ...]]:
    """Per statement that holds now the tables where it was why the casus was put before them."""
    aanmeldingen = [rij for rij in rijen.aanmeldingen(t.db, casus.id) if rij.doorgeleiding_id is None]
    teksten = toelichtingen.inzichten(t, [rij.uitspraak_id for rij in aanmeldingen])
    redenen: dict[UUID, tuple[str, ...]] = {}
    for rij in aanmeldingen:
        tekst = bij_id(teksten, rij.uitspraak_id)
        if tekst is not None:
            redenen[tekst.id] = (*redenen.get(tekst.id, ()), rij.tafel)
    return redenen


def antecedenten(t: Transactie, casus: Casus) -> Iterator[Gebeurtenis]:
    """On the day they happened, which may be known only in part."""
    alle = inhoud.huidige_antecedenten(t.db, casus.id)
    teksten = toelichtingen.inzichten(t, [rij.uitspraak_id for rij in alle])
    for rij in alle:
        soort = label_van(t.profiel.antecedentsoorten, rij.soort)
        wat = f"{soort} ({label_van(t.profiel.antecedentstatussen, rij.status).lower()})"
        yield maak(rij.datum, rij, Soort.ANTECEDENT, wat, "politiegegevens", bij_id(teksten, rij.uitspraak_id))


def scores(t: Transactie, casus: Casus) -> Iterator[Gebeurtenis]:
    """Each score on the day it was measured, with its explanation."""
    alle = inhoud.scores(t.db, casus.id)
    teksten = toelichtingen.inzichten(t, [rij.uitspraak_id for rij in alle])
    for rij in alle:
        wat = f"{label_van(t.profiel.leefgebieden, rij.leefgebied)}: {SCORE_LABELS[rij.waarde]}"
        categorie = _categorie(t, rij.leefgebied)
        yield maak(dag_van(rij.gemeten_op), rij, Soort.LEEFGEBIED, wat, categorie, bij_id(teksten, rij.uitspraak_id))


def factoren(t: Transactie, casus: Casus) -> Iterator[Gebeurtenis]:
    """When a risk or protective factor began, and when it ended; one that was withdrawn never was."""
    alle = leefgebieden.factoren(t.db, casus.id)
    teksten = toelichtingen.inzichten(t, [rij.uitspraak_id for rij in alle])
    for rij in alle:
        tekst = teksten.get(rij.uitspraak_id)
        if tekst is None:
            continue
        waar = f"{FACTOR_LABELS[rij.soort]}, {label_van(t.profiel.leefgebieden, rij.leefgebied).lower()}"
        categorie = _categorie(t, rij.leefgebied)
        yield maak(dag_van(rij.van), rij, Soort.LEEFGEBIED, waar, categorie, tekst)
        if rij.tot is not None:
            yield maak(dag_van(rij.tot), rij, Soort.LEEFGEBIED, f"{waar}: speelt niet meer", categorie, tekst)


def kenmerken(t: Transactie, casus: Casus) -> Iterator[Gebeurtenis]:
    """What a professional judged; being a victim is a thing of its own, never an antecedent."""
    alle = inhoud.kenmerken(t.db, casus.id)
    teksten = toelichtingen.inzichten(t, [rij.uitspraak_id for rij in alle])
    for rij in alle:
        soort = Soort.SLACHTOFFER if rij.soort is KenmerkSoort.SLACHTOFFER else Soort.KENMERK
        categorie = "doelgroep" if rij.soort is KenmerkSoort.VERHOOGD_RISICO else "politiegegevens"
        wat = f"{KENMERK_LABELS[rij.soort]}: {'ja' if rij.waarde else 'nee'}"
        yield maak(dag_van(lokale_dag(rij.op)), rij, soort, wat, categorie, bij_id(teksten, rij.uitspraak_id))


def indelingen(t: Transactie, casus: Casus) -> Iterator[Gebeurtenis]:
    """Each time a person chose a doelgroep."""
    alle = inhoud.indelingen(t.db, casus.id)
    teksten = toelichtingen.inzichten(t, [rij.uitspraak_id for rij in alle])
    for rij in alle:
        wat = f"Ingedeeld als {label_van(t.profiel.doelgroepen, rij.doelgroep)}"
        dag = dag_van(lokale_dag(rij.op))
        yield maak(dag, rij, Soort.INDELING, wat, "doelgroep", bij_id(teksten, rij.uitspraak_id))


def plannen(t: Transactie, casus: Casus) -> Iterator[Gebeurtenis]:
    """Versions of the plan, also the one that is being made, and evaluations."""
    versies = rijen.plannen(t.db, casus.id)
    evaluaties = rijen.evaluaties(t.db, casus.id)
    ids = [*(rij.uitspraak_id for rij in versies), *(een.uitspraak_id for een in evaluaties)]
    teksten = toelichtingen.inzichten(t, ids)
    for rij in versies:
        hoe = "in de maak" if rij.afgesproken_op is None else "afgesproken"
        dag = dag_van(rij.afgesproken_op or lokale_dag(rij.op))
        wat = f"Plan van aanpak {hoe}, versie {rij.nr}"
        yield maak(dag, rij, Soort.PLAN, wat, "plan", bij_id(teksten, rij.uitspraak_id))
    yield from _evaluaties(t, evaluaties, teksten)


def _evaluaties(
    t: Transactie, evaluaties: list[Evaluatie], conclusies: dict[UUID, UitspraakInzicht]
) -> Iterator[Gebeurtenis]:
    """Each with how far every goal was, and why."""
    bereiken = planrijen.bereiken(t.db, [een.id for een in evaluaties])
    teksten = toelichtingen.inzichten(t, [rij.uitspraak_id for rij in bereiken])
    gebied = rijen.leefgebieden_van_doelen(t.db, [een.plan_versie_id for een in evaluaties])
    for een in evaluaties:
        conclusie = bij_id(conclusies, een.uitspraak_id)
        stappen, zwaarst = [], []
        for rij in bereiken:
            if rij.evaluatie_id != een.id:
                continue
            leefgebied = gebied[een.plan_versie_id, rij.doel_stam_id]
            tekst = bij_id(teksten, rij.uitspraak_id)
            wat = f"{label_van(t.profiel.leefgebieden, leefgebied)}: {BEREIK_LABELS[rij.bereik].lower()}"
            stappen.append(stap_van(een.gehouden_op, wat, tekst))
            zwaarst += [categorie_van_leefgebied(t.profiel, leefgebied, "plan")]
            zwaarst += [] if tekst is None else [tekst.categorie]
        kaart = maak(dag_van(een.gehouden_op), een, Soort.PLAN, "Plan geëvalueerd", "plan", conclusie)
        yield replace(kaart, stappen=tuple(stappen), categorie=strengste([kaart.categorie, *zwaarst]))


def acties(t: Transactie, casus: Casus) -> Iterator[Gebeurtenis]:
    """Actions that are done, with their result; and those that were dropped, on the day it was said, with why."""
    alle = rijen.geeindigde_acties(t.db, casus.id)
    teksten = toelichtingen.inzichten(t, [id_ for rij in alle for id_ in (rij.uitspraak_id, rij.resultaat_id)])
    for rij in alle:
        wat, resultaat = teksten.get(rij.uitspraak_id), bij_id(teksten, rij.resultaat_id)
        gezegd = lokale_dag(rij.op) if resultaat is None else resultaat.gezegd_op
        dag = dag_van(rij.gereed_op or gezegd)
        klaar = rij.status is ActieStatus.GEREED
        yield maak(dag, rij, Soort.ACTIE, "Actie gereed" if klaar else "Actie vervallen", "acties", wat)
        if resultaat is not None:
            titel = "Resultaat van een actie" if klaar else "Waarom een actie verviel"
            yield maak(dag, rij, Soort.ACTIE, titel, "acties", resultaat, later=True)


def inzet(t: Transactie, casus: Casus) -> Iterator[Gebeurtenis]:
    """When an interventie began and ended; its name alone says what it is about, whatever the words with it say."""
    alle = rijen.inzetten(t.db, casus.id)
    teksten = toelichtingen.inzichten(t, [id_ for rij in alle for id_ in (rij.uitspraak_id, rij.resultaat_id)])
    for rij in alle:
        categorie = inzet_categorie(t, rij)
        for dag, wat, id_ in (
            (rij.begin, f"{rij.naam}: begonnen", rij.uitspraak_id),
            (rij.eind, f"{rij.naam}: {rij.status.value}", rij.resultaat_id),
        ):
            if dag is not None:
                een = maak(dag_van(dag), rij, Soort.INZET, wat, categorie, bij_id(teksten, id_), later=True)
                yield een if categorie == "acties" else replace(een, categorie=categorie)


def delen(t: Transactie, casus: Casus) -> Iterator[Gebeurtenis]:
    """That sharing was asked, decided and done; what was shared stands in the register, not here."""
    for verzoek in rijen.verzoeken(t.db, casus.id):
        wat = f"Akkoord gevraagd, verzoek {verzoek.nummer}"
        yield maak(dag_van(lokale_dag(verzoek.op)), verzoek, Soort.DELEN, wat, "acties")
    for besluit in rijen.besluiten(t.db, casus.id):
        wat = f"Besluit {besluit.nummer} van de privacy officer"
        yield maak(dag_van(lokale_dag(besluit.op)), besluit, Soort.DELEN, wat, "acties")
    for rij in rijen.verstrekkingen(t.db, casus.id):
        if rij.intern:
            continue
        hoe = "" if rij.status is VerstrekkingStatus.UITGEGEVEN else f" ({rij.status.value})"
        wat = f"Gedeeld met {rij.organisatie}{hoe}"
        yield maak(dag_van(lokale_dag(rij.op)), rij, Soort.DELEN, wat, "acties")
