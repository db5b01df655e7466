"""What lies on the chronological line of a casus: one function per kind of thing, each registered in ``tijdlijn``.

A function gets the transaction, in which access was checked, and the casus; it gives what happened up to today.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from pmg_desk.domain.datums import OnvolledigeDatum
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.tijdlijn import Gebeurtenis, Soort
from pmg_desk.services import toelichtingen, uitspraken
from pmg_desk.services.factoren import FACTOR_LABELS
from pmg_desk.services.stukken import KENMERK_LABELS, SCORE_LABELS
from pmg_desk.services.tafelstappen import stap_label
from pmg_desk.services.uitspraken import UitspraakInzicht
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import inhoud, leefgebieden
from pmg_desk.storage import tijdlijn as rijen
from pmg_desk.storage.models import Casus, KenmerkSoort, VerstrekkingStatus


def _dag(dag: date) -> OnvolledigeDatum:
    return OnvolledigeDatum.van_dag(dag)


def _woorden(tekst: UitspraakInzicht | None) -> dict[str, Any]:
    """The parts of a Gebeurtenis that come from a statement; its category goes before that of the row."""
    if tekst is None:
        return {}
    reacties = tuple(f"{reactie.bron}: {reactie.tekst}" for reactie in tekst.reacties)
    return {
        "tekst": tekst.tekst,
        "bron": tekst.bron,
        "aard": tekst.aard,
        "categorie": tekst.categorie,
        "reacties": reacties,
    }


def _maak(
    dag: OnvolledigeDatum, rij: Any, soort: Soort, wat: str, categorie: str, tekst: UitspraakInzicht | None = None
) -> Gebeurtenis:
    velden: dict[str, Any] = {"categorie": categorie, **_woorden(tekst)}
    return Gebeurtenis(dag, rij.op, soort, wat, **velden)


def _bij(teksten: dict[UUID, UitspraakInzicht], id_: UUID | None) -> UitspraakInzicht | None:
    return None if id_ is None else teksten.get(id_)


def _tafel(t: Transactie, sleutel: str) -> tuple[str, str]:
    """Its name, and what it says about a jongere to be there."""
    tafel = t.profiel.tafels.get(sleutel)
    return label_van(t.profiel.tafels, sleutel), "politiegegevens" if tafel is None else tafel.datacategorie


def _categorie(t: Transactie, leefgebied: str) -> str:
    bekend = t.profiel.leefgebieden.get(leefgebied)
    return "gezondheid" if bekend is None else bekend.datacategorie


def casusverloop(t: Transactie, casus: Casus) -> Iterator[Gebeurtenis]:
    """Opened, closed, opened again; brought to a table and taken from it."""
    for periode in rijen.perioden(t.db, casus.id):
        heropend = bool(periode.reden_heropening)
        wat = "Casus heropend" if heropend else "Casus geopend"
        yield Gebeurtenis(_dag(periode.van), casus.op, Soort.CASUS, wat, "doelgroep", tekst=periode.reden_heropening)
        if periode.tot is not None:
            reden = label_van(t.profiel.redenen_afsluiten, periode.reden_sluiting)
            yield Gebeurtenis(
                _dag(periode.tot),
                casus.op,
                Soort.CASUS,
                f"Casus gesloten: {reden}",
                "doelgroep",
                tekst=periode.toelichting_sluiting,
            )
    for plek in rijen.tafels(t.db, casus.id):
        naam, categorie = _tafel(t, plek.tafel)
        yield Gebeurtenis(_dag(plek.van), casus.op, Soort.CASUS, f"Aan tafel bij {naam}", categorie)
        if plek.tot is not None:
            yield Gebeurtenis(_dag(plek.tot), casus.op, Soort.CASUS, f"Weg van tafel {naam}", categorie)


def route(t: Transactie, casus: Casus) -> Iterator[Gebeurtenis]:
    """Steps at a table, aanmeldingen and what was asked of another table."""
    stappen = rijen.stappen(t.db, casus.id)
    aanmeldingen = rijen.aanmeldingen(t.db, casus.id)
    doorgeleidingen = rijen.doorgeleidingen(t.db, casus.id)
    teksten = toelichtingen.inzichten(
        t,
        [
            *(stap.uitspraak_id for stap, _ in stappen),
            *(id_ for rij in aanmeldingen for id_ in (rij.uitspraak_id, rij.besluit_id)),
            *(id_ for rij in doorgeleidingen for id_ in (rij.uitspraak_id, rij.antwoord_id, rij.afloop_id)),
        ],
    )
    for stap, tafel in stappen:
        naam, categorie = _tafel(t, tafel)
        wat = f"{naam}: {stap_label(t, tafel, stap)}"
        yield _maak(_dag(stap.bereikt_op), stap, Soort.CASUS, wat, categorie, _bij(teksten, stap.uitspraak_id))
    for aanmelding in aanmeldingen:
        naam, categorie = _tafel(t, aanmelding.tafel)
        waarom = _bij(teksten, aanmelding.uitspraak_id)
        dag = _dag(aanmelding.aangemeld_op)
        yield _maak(dag, aanmelding, Soort.CASUS, f"Aangemeld bij {naam}", categorie, waarom)
        if aanmelding.besloten_op is not None:
            wat = f"Aanmelding bij {naam}: {aanmelding.status.value}"
            besluit = _bij(teksten, aanmelding.besluit_id)
            yield _maak(_dag(aanmelding.besloten_op), aanmelding, Soort.CASUS, wat, categorie, besluit)
    for vraag in doorgeleidingen:
        naam, categorie = (
            _tafel(t, vraag.naar_tafel) if vraag.naar_tafel else (vraag.naar_organisatie, "politiegegevens")
        )
        for op, wat, id_ in (
            (vraag.gevraagd_op, "doorgeleiding gevraagd", vraag.uitspraak_id),
            (vraag.antwoord_op, "antwoord op een doorgeleiding", vraag.antwoord_id),
            (vraag.afloop_op, "afloop van een doorgeleiding", vraag.afloop_id),
        ):
            if op is not None:
                yield _maak(_dag(op), vraag, Soort.CASUS, f"{naam}: {wat}", categorie, _bij(teksten, id_))


def losse_uitspraken(t: Transactie, casus: Casus) -> Iterator[Gebeurtenis]:
    """Signals, facts, reasons and reactions that hold now; a reaction to a text stands with that text."""
    bij = {reactie.id for lijst in leefgebieden.reacties(t.db, casus.id).values() for reactie in lijst}
    los = [rij for rij in inhoud.huidige_uitspraken(t.db, casus.id, inhoud.LOSSE_SOORTEN) if rij.id not in bij]
    for tekst in uitspraken.inzichten(t, los):
        yield _maak(_dag(tekst.gezegd_op), tekst, Soort.UITSPRAAK, tekst.soort_label, tekst.categorie, tekst)


def antecedenten(t: Transactie, casus: Casus) -> Iterator[Gebeurtenis]:
    """On the day they happened, which may be known only in part."""
    alle = inhoud.huidige_antecedenten(t.db, casus.id)
    teksten = toelichtingen.inzichten(t, [rij.uitspraak_id for rij in alle])
    for rij in alle:
        soort = label_van(t.profiel.antecedentsoorten, rij.soort)
        wat = f"{soort} ({label_van(t.profiel.antecedentstatussen, rij.status).lower()})"
        yield _maak(rij.datum, rij, Soort.ANTECEDENT, wat, "politiegegevens", _bij(teksten, rij.uitspraak_id))


def scores(t: Transactie, casus: Casus) -> Iterator[Gebeurtenis]:
    """Each score on the day it was measured, with its explanation."""
    alle = inhoud.scores(t.db, casus.id)
    teksten = toelichtingen.inzichten(t, [rij.uitspraak_id for rij in alle])
    for rij in alle:
        wat = f"{label_van(t.profiel.leefgebieden, rij.leefgebied)}: {SCORE_LABELS[rij.waarde]}"
        categorie = _categorie(t, rij.leefgebied)
        yield _maak(_dag(rij.gemeten_op), rij, Soort.LEEFGEBIED, wat, categorie, _bij(teksten, rij.uitspraak_id))


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
        yield _maak(_dag(rij.van), rij, Soort.LEEFGEBIED, waar, categorie, tekst)
        if rij.tot is not None:
            yield _maak(_dag(rij.tot), rij, Soort.LEEFGEBIED, f"{waar}: speelt niet meer", categorie, tekst)


def kenmerken(t: Transactie, casus: Casus) -> Iterator[Gebeurtenis]:
    """What a professional judged; being a victim is a thing of its own, never an antecedent."""
    alle = inhoud.kenmerken(t.db, casus.id)
    teksten = toelichtingen.inzichten(t, [rij.uitspraak_id for rij in alle])
    for rij in alle:
        soort = Soort.SLACHTOFFER if rij.soort is KenmerkSoort.SLACHTOFFER else Soort.KENMERK
        categorie = "doelgroep" if rij.soort is KenmerkSoort.VERHOOGD_RISICO else "politiegegevens"
        wat = f"{KENMERK_LABELS[rij.soort]}: {'ja' if rij.waarde else 'nee'}"
        yield _maak(_dag(lokale_dag(rij.op)), rij, soort, wat, categorie, _bij(teksten, rij.uitspraak_id))


def indelingen(t: Transactie, casus: Casus) -> Iterator[Gebeurtenis]:
    """Each time a person chose a doelgroep."""
    alle = inhoud.indelingen(t.db, casus.id)
    teksten = toelichtingen.inzichten(t, [rij.uitspraak_id for rij in alle])
    for rij in alle:
        wat = f"Ingedeeld als {label_van(t.profiel.doelgroepen, rij.doelgroep)}"
        dag = _dag(lokale_dag(rij.op))
        yield _maak(dag, rij, Soort.INDELING, wat, "doelgroep", _bij(teksten, rij.uitspraak_id))


def plannen(t: Transactie, casus: Casus) -> Iterator[Gebeurtenis]:
    """Versions of the plan that were agreed, and evaluations."""
    versies = [rij for rij in rijen.plannen(t.db, casus.id) if rij.afgesproken_op is not None]
    evaluaties = rijen.evaluaties(t.db, casus.id)
    ids = [*(rij.uitspraak_id for rij in versies), *(een.uitspraak_id for een in evaluaties)]
    teksten = toelichtingen.inzichten(t, ids)
    for rij in versies:
        assert rij.afgesproken_op is not None
        wat = f"Plan van aanpak afgesproken, versie {rij.nr}"
        yield _maak(_dag(rij.afgesproken_op), rij, Soort.PLAN, wat, "plan", _bij(teksten, rij.uitspraak_id))
    for een in evaluaties:
        wat = "Plan geëvalueerd"
        yield _maak(_dag(een.gehouden_op), een, Soort.PLAN, wat, "plan", _bij(teksten, een.uitspraak_id))


def acties(t: Transactie, casus: Casus) -> Iterator[Gebeurtenis]:
    """Actions that are done, with their result."""
    alle = rijen.gedane_acties(t.db, casus.id)
    teksten = toelichtingen.inzichten(t, [id_ for rij in alle for id_ in (rij.uitspraak_id, rij.resultaat_id)])
    for rij in alle:
        wat, resultaat = teksten.get(rij.uitspraak_id), _bij(teksten, rij.resultaat_id)
        dag = _dag(rij.gereed_op or lokale_dag(rij.op))
        yield _maak(dag, rij, Soort.ACTIE, "Actie gereed", "acties", wat)
        if resultaat is not None:
            yield _maak(dag, rij, Soort.ACTIE, "Resultaat van een actie", "acties", resultaat)


def inzet(t: Transactie, casus: Casus) -> Iterator[Gebeurtenis]:
    """When an interventie began and ended."""
    alle = rijen.inzetten(t.db, casus.id)
    teksten = toelichtingen.inzichten(t, [id_ for rij in alle for id_ in (rij.uitspraak_id, rij.resultaat_id)])
    for rij in alle:
        for dag, wat, id_ in (
            (rij.begin, f"{rij.naam}: begonnen", rij.uitspraak_id),
            (rij.eind, f"{rij.naam}: {rij.status.value}", rij.resultaat_id),
        ):
            if dag is not None:
                yield _maak(_dag(dag), rij, Soort.INZET, wat, "acties", _bij(teksten, id_))


def overleggen(t: Transactie, casus: Casus) -> Iterator[Gebeurtenis]:
    """Meetings at which the casus was on the agenda."""
    for rij in rijen.overleggen(t.db, casus.id):
        naam, categorie = _tafel(t, rij.tafel)
        yield _maak(_dag(rij.datum), rij, Soort.OVERLEG, f"Besproken bij {naam}", categorie)


def delen(t: Transactie, casus: Casus) -> Iterator[Gebeurtenis]:
    """That sharing was asked, decided and done; what was shared stands in the register, not here."""
    for verzoek in rijen.verzoeken(t.db, casus.id):
        wat = f"Akkoord gevraagd, verzoek {verzoek.nummer}"
        yield _maak(_dag(lokale_dag(verzoek.op)), verzoek, Soort.DELEN, wat, "acties")
    for besluit in rijen.besluiten(t.db, casus.id):
        wat = f"Besluit {besluit.nummer} van de privacy officer"
        yield _maak(_dag(lokale_dag(besluit.op)), besluit, Soort.DELEN, wat, "acties")
    for rij in rijen.verstrekkingen(t.db, casus.id):
        if rij.intern:
            continue
        hoe = "" if rij.status is VerstrekkingStatus.UITGEGEVEN else f" ({rij.status.value})"
        wat = f"Gedeeld met {rij.organisatie}{hoe}"
        yield _maak(_dag(lokale_dag(rij.op)), rij, Soort.DELEN, wat, "acties")
