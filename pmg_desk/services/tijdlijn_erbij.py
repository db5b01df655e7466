"""What goes along with other things on the chronological line: triage, what was told back, and who was informed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

from pmg_desk.domain.datacategorie import strengste
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.tijdlijn import Gebeurtenis, Soort
from pmg_desk.services import toelichtingen
from pmg_desk.services.informering import WIE_LABELS
from pmg_desk.services.stukken_route import minstens
from pmg_desk.services.tijdlijn_bronnen import bij_id, dag_van, maak, maak_bij_tafel, stap_van, tafel_van
from pmg_desk.services.triageantwoorden import ANTWOORD_LABELS
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import aanmeldingen as opslag
from pmg_desk.storage import meldpunt
from pmg_desk.storage import tijdlijn as rijen
from pmg_desk.storage.models import Aanmelding, Casus, Signaal


def triage(t: Transactie, casus: Casus) -> Iterator[Gebeurtenis]:
    """Why a casus did not go by the usual way, and the answers to the questions of a table, each with its explanation.

    The answers that hold now, on the day of the last one; those before them are in the history of the statements.
    """
    aanmeldingen = rijen.aanmeldingen(t.db, casus.id)
    besluiten = {rij.besluit_id for rij in aanmeldingen}
    antwoorden = {rij.id: opslag.antwoorden(t.db, rij.id) for rij in aanmeldingen}
    gegeven = [antwoord for deel in antwoorden.values() for antwoord in deel]
    ids = [*(rij.afwijking_id for rij in aanmeldingen), *(antwoord.toelichting_id for antwoord in gegeven)]
    teksten = toelichtingen.inzichten(t, ids)
    for rij in aanmeldingen:
        naam, categorie = tafel_van(t, rij.tafel)
        waarom = bij_id(teksten, rij.afwijking_id)
        # Why a table referred may be why the next one was asked: then it stands under the decision only.
        if waarom is not None and rij.afwijking_id not in besluiten:
            wat = f"{naam}: waarom niet via de gewone weg"
            yield maak_bij_tafel(dag_van(rij.aangemeld_op), rij, wat, categorie, waarom)
        if antwoorden[rij.id]:
            laatste = max(antwoorden[rij.id], key=lambda antwoord: antwoord.op)
            stappen = tuple(
                stap_van(
                    lokale_dag(antwoord.op),
                    f"{antwoord.vraag} {ANTWOORD_LABELS[antwoord.antwoord]}",
                    bij_id(teksten, antwoord.toelichting_id),
                )
                for antwoord in antwoorden[rij.id]
            )
            gezegd = [bij_id(teksten, antwoord.toelichting_id) for antwoord in antwoorden[rij.id]]
            # The questions are about crime and about others, as the stuk of a triage says.
            over = minstens(t.profiel, "politiegegevens", rij.tafel)
            een = maak(dag_van(lokale_dag(laatste.op)), laatste, Soort.CASUS, f"Triage bij {naam}", over)
            zwaarst = strengste([over, *(tekst.categorie for tekst in gezegd if tekst is not None)])
            yield replace(een, stappen=stappen, categorie=zwaarst)


def verteld(t: Transactie, casus: Casus) -> Iterator[Gebeurtenis]:
    """What who reported a signal of this casus, or asked for an aanmelding, was told: each time."""
    over: dict[UUID, Aanmelding | Signaal] = {rij.id: rij for rij in rijen.aanmeldingen(t.db, casus.id)}
    over |= {rij.id: rij for rij in meldpunt.van_casus(t.db, casus.id)}
    for rij in meldpunt.terugmeldingen(t.db, list(over)):
        id_ = rij.signaal_id or rij.aanmelding_id
        assert id_ is not None
        naam, categorie = tafel_van(t, over[id_].tafel)
        wie = "Aanmelder" if isinstance(over[id_], Aanmelding) else "Melder van een signaal"
        dag = dag_van(rij.gezegd_op)
        yield Gebeurtenis(dag, rij.op, Soort.CASUS, f"{wie} ingelicht ({naam})", categorie, tekst=rij.tekst)


def informering(t: Transactie, casus: Casus) -> Iterator[Gebeurtenis]:
    """That the youth or the parents were informed that data are shared (AVG 13 and 14), or why not yet."""
    for rij in rijen.informeringen(t.db, casus.id):
        wie = WIE_LABELS[rij.wie]
        if rij.geinformeerd_op is not None:
            dag, wat, woorden = rij.geinformeerd_op, f"{wie}: geïnformeerd", rij.wijze
        else:
            assert rij.uitstel_tot is not None
            uiterlijk = toon_datum(rij.uitstel_tot)
            dag, wat = lokale_dag(rij.op), f"{wie}: nog niet geïnformeerd, uiterlijk op {uiterlijk}"
            woorden = rij.uitstel_reden
        yield Gebeurtenis(dag_van(dag), rij.op, Soort.DELEN, wat, "acties", tekst=woorden)
