"""What meetings said and decided, on the chronological line of a casus."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pmg_desk.domain.datacategorie import strengste
from pmg_desk.domain.tijdlijn import Gebeurtenis, Soort
from pmg_desk.services import toelichtingen
from pmg_desk.services.overlegbesluiten import BESLUITSTAND_LABELS
from pmg_desk.services.tijdlijn_bronnen import bij_id, dag_van, maak, stap_van, tafel_van
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import bespreken as rijen
from pmg_desk.storage.models import Besprekingsstand, Casus, OverlegStatus
from pmg_desk.storage.tijdlijn import overleggen as met_casus

_WAT = {
    Besprekingsstand.BESPROKEN: "Besproken bij",
    Besprekingsstand.AANGEHOUDEN: "Aangehouden bij",
    Besprekingsstand.NIET_BESPROKEN: "Niet besproken bij",
}


def overleggen(t: Transactie, casus: Casus) -> Iterator[Gebeurtenis]:
    """Meetings with the casus on the agenda, and what became of it there; held or not says it where nobody did."""
    standen = rijen.standen_van_casus(t.db, casus.id)
    for rij in met_casus(t.db, casus.id):
        naam, categorie = tafel_van(t, rij.tafel)
        gehouden = "Besproken bij" if rij.status is OverlegStatus.GEHOUDEN else "Op de agenda bij"
        wat = _WAT[standen[rij.id]] if rij.id in standen else gehouden
        yield maak(dag_van(rij.datum), rij, Soort.OVERLEG, f"{wat} {naam}", categorie)


def besprekingen(t: Transactie, casus: Casus) -> Iterator[Gebeurtenis]:
    """What was said at a table, each by itself: it has its own source, nature and category."""
    van = {rij.id: (rij, overleg) for rij, overleg in rijen.besprekingen_van_casus(t.db, casus.id)}
    punten = rijen.punten_van(t.db, list(van))
    teksten = toelichtingen.inzichten(t, [punt.uitspraak_id for punt in punten])
    for punt in punten:
        rij, overleg = van[punt.bespreking_id]
        tekst = bij_id(teksten, punt.uitspraak_id)
        naam, categorie = tafel_van(t, overleg.tafel)
        if tekst is not None:
            wat = f"Besproken bij {naam}"
            yield maak(dag_van(overleg.datum), rij, Soort.OVERLEG, wat, categorie, tekst, later=True)


def besluiten(t: Transactie, casus: Casus) -> Iterator[Gebeurtenis]:
    """What a table decided, and when that was done, or dropped and why."""
    paren = rijen.besluiten(t.db, [casus.id])
    teksten = toelichtingen.inzichten(t, [id_ for rij, _ in paren for id_ in (rij.uitspraak_id, rij.reden_id)])
    for rij, overleg in paren:
        tekst = bij_id(teksten, rij.uitspraak_id)
        if tekst is None:
            continue
        naam, categorie = tafel_van(t, overleg.tafel)
        een = maak(dag_van(overleg.datum), rij, Soort.OVERLEG, f"Besluit bij {naam}", categorie, tekst, later=True)
        if rij.afgedaan_op is not None:
            reden = bij_id(teksten, rij.reden_id)
            een = replace(een, stappen=(stap_van(rij.afgedaan_op, BESLUITSTAND_LABELS[rij.stand], reden),))
            een = een if reden is None else replace(een, categorie=strengste((een.categorie, reden.categorie)))
        yield een
