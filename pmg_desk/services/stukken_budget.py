"""Money and breakthroughs of a casus as stukken, each under the category and the limits of its own words.

An amount goes with the words that say what it is for. What hangs on a request (decision, spending) is never in a milder
category than the request: "toegekend" under a request for a therapy says as much as the request itself. Words for which
a special category was chosen keep it; where that is another than that of the request, the amount stands apart.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from pmg_desk.domain.bedragen import toon_bedrag
from pmg_desk.domain.datacategorie import BIJZONDER, categorie_onder
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.samenvatting import Doorverstrekking, Rubriek, Stuk, Veld
from pmg_desk.services.budget import SOORT_LABELS, STATUS_LABELS
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import budget as opslag
from pmg_desk.storage import inhoud
from pmg_desk.storage.models import Budgetaanvraag, Doorbraak, Uitgave, Uitspraak

_Velden = tuple[tuple[str, str], ...]


def budgetstukken(t: Transactie, casus_id: UUID) -> Iterator[Stuk]:
    """One per request, decision, row of spending, and step of a breakthrough."""
    aanvragen, uitgaven = opslag.aanvragen(t.db, casus_id), opslag.uitgaven(t.db, casus_id)
    doorbraken = opslag.doorbraken(t.db, casus_id)
    ids = [id_ for a in aanvragen for id_ in (a.uitspraak_id, a.besluit_id, a.overschrijding_id)]
    ids += [id_ for u in uitgaven for id_ in (u.uitspraak_id, u.overschrijding_id)]
    ids += [id_ for d in doorbraken for id_ in (d.blokkade_id, d.nodig_id, d.besluit_id, d.uitkomst_id)]
    teksten = inhoud.huidige_van(t.db, {id_ for id_ in ids if id_ is not None})
    for aanvraag in aanvragen:
        yield from _aanvraag(aanvraag, [u for u in uitgaven if u.aanvraag_id == aanvraag.id], teksten)
    for doorbraak in doorbraken:
        yield from _doorbraak(doorbraak, teksten)


def _aanvraag(rij: Budgetaanvraag, uitgaven: list[Uitgave], teksten: dict[UUID, Uitspraak]) -> Iterator[Stuk]:
    reden = teksten[rij.uitspraak_id]
    velden: _Velden = (
        (Veld.STATUS, STATUS_LABELS[rij.status]),
        ("Gevraagd", f"{toon_bedrag(rij.gevraagd)} op {toon_datum(rij.gevraagd_op)}"),
    )
    if rij.toegekend is not None and rij.besloten_op is not None:
        velden += (("Toegekend", f"{toon_bedrag(rij.toegekend)} op {toon_datum(rij.besloten_op)}"),)
        velden += (("Besteed", toon_bedrag(sum(uitgave.bedrag for uitgave in uitgaven))),)
    soort = SOORT_LABELS[rij.soort]
    sinds = [*(u.op for u in uitgaven), *([] if rij.besluit_id is None else [teksten[rij.besluit_id].op])]
    yield _stuk(f"budgetaanvraag:{rij.id}", soort, reden, reden, velden, sinds)
    for naam, titel, id_ in (
        ("budgetbesluit", "Besluit over budget", rij.besluit_id),
        ("budgetgrens", "Reden bij wat de tafel nog had", rij.overschrijding_id),
    ):
        if id_ is not None:
            yield _stuk(f"{naam}:{rij.id}", titel, teksten[id_], reden)
    for uitgave in uitgaven:
        velden = (("Bedrag", toon_bedrag(uitgave.bedrag)), ("Uitgegeven op", toon_datum(uitgave.datum)))
        titel = "Uitgave" if uitgave.draait_terug_id is None else "Teruggedraaide uitgave"
        yield from _met_bedrag(f"uitgave:{uitgave.id}", titel, teksten[uitgave.uitspraak_id], reden, velden)
        if uitgave.overschrijding_id is not None:
            tekst = teksten[uitgave.overschrijding_id]
            yield _stuk(f"uitgavegrens:{uitgave.id}", "Waarom meer dan was toegekend", tekst, reden)


def _doorbraak(rij: Doorbraak, teksten: dict[UUID, Uitspraak]) -> Iterator[Stuk]:
    blokkade = teksten[rij.blokkade_id]
    velden: _Velden = (("Ingebracht op", toon_datum(rij.ingebracht_op)),)
    if rij.gelukt is not None:
        velden += (("Doorbraak gelukt", "ja" if rij.gelukt else "nee"),)
    elif rij.afgerond_op is not None:
        velden += (("Doorbraak gestopt op", toon_datum(rij.afgerond_op)),)
    sinds = [] if rij.uitkomst_id is None else [teksten[rij.uitkomst_id].op]
    yield _stuk(f"doorbraak:{rij.id}", "Doorbraaklab", blokkade, blokkade, velden, sinds)
    for naam, titel, id_ in (
        ("doorbraakwie", "Wie nodig is voor de doorbraak", rij.nodig_id),
        ("doorbraakbesluit", "Besluit over de doorbraak", rij.besluit_id),
        ("doorbraakuitkomst", "Wat de doorbraak opleverde", rij.uitkomst_id),
    ):
        if id_ is not None:
            yield _stuk(f"{naam}:{rij.id}", titel, teksten[id_], blokkade)


def _met_bedrag(id_: str, titel: str, tekst: Uitspraak, van: Uitspraak, velden: _Velden) -> Iterator[Stuk]:
    """An amount with its words, or the two apart where each has a special category of its own."""
    stuk = _stuk(id_, titel, tekst, van, velden)
    if van.categorie not in BIJZONDER or stuk.categorie == van.categorie:
        yield stuk
    else:
        yield replace(stuk, id=id_, categorie=van.categorie, tekst="", aard=None, bron="", datum=None)
        yield replace(stuk, velden=())


def _stuk(
    id_: str, titel: str, tekst: Uitspraak, van: Uitspraak, velden: _Velden = (), sinds: Collection[datetime] = ()
) -> Stuk:
    """``van``: the words that this hangs on; their limits hold here too. ``sinds``: when its fields changed."""
    grenzen = (van.doorverstrekking, tekst.doorverstrekking)
    streng = next((g for g in (Doorverstrekking.NEE, Doorverstrekking.VRAGEN) if g in grenzen), Doorverstrekking.JA)
    return Stuk(
        id=f"{id_}+{tekst.id}",
        rubriek=Rubriek.BUDGET,
        categorie=categorie_onder(van.categorie, tekst.categorie),
        titel=titel,
        tekst=tekst.tekst,
        gewijzigd_op=max([tekst.op, *sinds]),
        velden=velden,
        aard=tekst.aard,
        bron=tekst.bron,
        datum=tekst.gezegd_op,
        derden=tekst.derden or van.derden,
        doorverstrekking=streng,
    )
