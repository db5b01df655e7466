"""What of an aanmelding goes into the stukken: that it was done and how it ended, why, and the answers of the triage.

That somebody was put before a table has the data category of that table. Answers of a triage are about crime and about
others in the family: politiegegevens about third parties, so they are withheld unless a judgement says otherwise. What
is asked here of a signal is a stuk of its own already. Who asked, and what they were told, is in no stuk: that may be a
neighbour who must not be named, or the name of an earlier table, and nothing here carries limits for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from uuid import UUID

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.samenvatting import Rubriek, Stuk, Veld
from pmg_desk.services.aanmeldingen import STATUS_LABELS, URGENTIE_LABELS
from pmg_desk.services.casussen import tafel_label
from pmg_desk.services.stukken_route import categorie_van, minstens
from pmg_desk.services.triageantwoorden import ANTWOORD_LABELS
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import aanmeldingen as opslag
from pmg_desk.storage import inhoud
from pmg_desk.storage.models import Aanmelding, Casus, Triageantwoord, Uitspraak, UitspraakSoort

_Tekst = Callable[[Uitspraak, Rubriek, str], Stuk]


def aanmeldingstukken(
    t: Transactie, casus: Casus, gewijzigd: Mapping[UUID, datetime], tekst_van: _Tekst
) -> Iterator[Stuk]:
    """The stukken of one casus, the latest aanmelding first; ``gewijzigd``: when the log last saw each change."""
    rijen = opslag.van_casus(t.db, casus.id)
    antwoorden = {rij.id: opslag.antwoorden(t.db, rij.id) for rij in rijen}
    ids = [id_ for rij in rijen for id_ in (rij.uitspraak_id, rij.afwijking_id, rij.besluit_id)]
    ids += [antwoord.toelichting_id for deel in antwoorden.values() for antwoord in deel]
    huidig = inhoud.huidige_van(t.db, {id_ for id_ in ids if id_ is not None})
    besluiten = {rij.besluit_id for rij in rijen}
    for rij in rijen:
        yield _aanmelding(t, rij, gewijzigd)
        if antwoorden[rij.id]:
            yield _triage(t, rij, antwoorden[rij.id])
        # Why a table referred may be why the next one was asked: then it stands under the decision only.
        redenen = [(rij.uitspraak_id, "Waarom is aangemeld"), (rij.afwijking_id, "Waarom niet via de gewone weg")]
        for id_, titel in (
            *((id_, titel) for id_, titel in redenen if id_ not in besluiten),
            (rij.besluit_id, "Waarom de tafel dit besloot"),
            *((antwoord.toelichting_id, "Toelichting bij de triage") for antwoord in antwoorden[rij.id]),
        ):
            tekst = None if id_ is None else huidig.get(id_)
            if tekst is not None and tekst.soort is UitspraakSoort.ROUTE:
                yield tekst_van(tekst, Rubriek.ROUTE, titel)


def _aanmelding(t: Transactie, rij: Aanmelding, gewijzigd: Mapping[UUID, datetime]) -> Stuk:
    velden = (
        ("Tafel", tafel_label(t.profiel, rij.tafel)),
        ("Aangemeld op", toon_datum(rij.aangemeld_op)),
        ("Urgentie", URGENTIE_LABELS[rij.urgentie]),
        (Veld.STATUS, STATUS_LABELS[rij.status]),
        ("Besloten op", "" if rij.besloten_op is None else toon_datum(rij.besloten_op)),
        ("Verwezen naar", tafel_label(t.profiel, rij.verwezen_naar)),
        ("Aanmelder ingelicht op", "" if rij.teruggekoppeld_op is None else toon_datum(rij.teruggekoppeld_op)),
    )
    tafels = (rij.tafel, rij.verwezen_naar) if rij.verwezen_naar in t.profiel.tafels else (rij.tafel,)
    return Stuk(
        id=f"aanmelding:{rij.id}",
        rubriek=Rubriek.ROUTE,
        categorie="gezondheid" if _naar_buiten(t, rij) else categorie_van(t.profiel, *tafels),
        titel="Aanmelding bij een overlegtafel",
        tekst="",
        gewijzigd_op=max(rij.op, gewijzigd.get(rij.id, rij.op)),
        velden=tuple((label, waarde) for label, waarde in velden if waarde),
        datum=rij.aangemeld_op,
    )


def _naar_buiten(t: Transactie, rij: Aanmelding) -> bool:
    """Referred to somebody the profile does not know: that may be care."""
    return bool(rij.verwezen_naar) and rij.verwezen_naar not in t.profiel.tafels


def _triage(t: Transactie, rij: Aanmelding, antwoorden: list[Triageantwoord]) -> Stuk:
    return Stuk(
        id=f"triage:{rij.id}",
        rubriek=Rubriek.ROUTE,
        categorie=minstens(t.profiel, "politiegegevens", rij.tafel),
        titel="Triage van een overlegtafel",
        tekst="",
        gewijzigd_op=max(antwoord.op for antwoord in antwoorden),
        velden=tuple((antwoord.vraag, ANTWOORD_LABELS[antwoord.antwoord]) for antwoord in antwoorden),
        datum=rij.aangemeld_op,
        derden=True,
    )
