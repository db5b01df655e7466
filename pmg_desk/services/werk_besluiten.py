"""Work that follows from decisions: money somebody must decide on, and what others decided for a casus one leads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice
from uuid import UUID

from pmg_desk.domain.bedragen import toon_bedrag
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.services.budget import SOORT_LABELS
from pmg_desk.services.stukken_route import STATUS_LABELS, naar_wie
from pmg_desk.services.werk import Bereik, Werkitem, Werksoort, dagen, jongere_kop, lees_vooruit, naar_dossier
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import werk as opslag
from pmg_desk.storage.models import AanvraagStatus, Casus
from pmg_desk.storage.overdrachten import vaste_overdracht
from pmg_desk.storage.zichtbaar import mag_wijzigen

NIEUWS_DAGEN = 14
"""Days that an answer or a decision is announced."""


def budgetaanvragen(t: Transactie, bereik: Bereik) -> Iterable[Werkitem]:
    """Requests for money this user may decide on: never an own one, unless the municipality chose so."""
    return islice(_budgetaanvragen(t), bereik.hoeveel)


def _budgetaanvragen(t: Transactie) -> Iterator[Werkitem]:
    mag = mag_wijzigen(t.gebruiker.id, t.gebruiker.rol, t.vandaag)
    ook_eigen = t.profiel.instellingen.budget_besluit_door_aanvrager.waarde
    rijen = list(opslag.te_besluiten(t.db, mag, None if ook_eigen else t.gebruiker.id))
    lees_vooruit(t, (casus.id for _, casus in rijen))
    for rij, casus in rijen:
        if vaste_overdracht(t.db, casus.id) is not None:
            continue  # on offer to another vault: nothing is decided here
        oud = (t.vandaag - rij.gevraagd_op).days
        yield Werkitem(
            Werksoort.BUDGET,
            rij.id,
            jongere_kop(t, casus),
            f"{SOORT_LABELS[rij.soort].lower()}: {toon_bedrag(rij.gevraagd)} gevraagd",
            f"{dagen(oud)} zonder besluit" if oud else "vandaag gevraagd",
            rij.gevraagd_op,
            "dossier",
            naar_dossier(casus.id, "budget"),
            oud=oud,
            casus_id=casus.id,
            nummer=casus.nummer,
            tafels=(rij.tafel,),
        )


def budgetbesluiten(t: Transactie, bereik: Bereik) -> Iterable[Werkitem]:
    """What somebody else decided about money, a short while ago, for a casus one leads."""
    sinds = t.nu - timedelta(days=NIEUWS_DAGEN)
    rijen = list(opslag.budgetbesluiten(t.db, t.gebruiker.id, sinds, bereik.hoeveel))
    lees_vooruit(t, (casus.id for _, casus, _ in rijen))
    for rij, casus, op in rijen:
        toegekend = rij.status is AanvraagStatus.TOEGEKEND
        uitkomst = f"{toon_bedrag(rij.toegekend or 0)} toegekend" if toegekend else "afgewezen"
        wat = f"{SOORT_LABELS[rij.soort].lower()}: {uitkomst}"
        yield _nieuws(t, Werksoort.BUDGETBESLUIT, rij.id, casus, wat, lokale_dag(op), "budget")


def antwoorden(t: Transactie, bereik: Bereik) -> Iterable[Werkitem]:
    """What somebody else answered, a short while ago, to passing on a casus one leads."""
    sinds = t.nu - timedelta(days=NIEUWS_DAGEN)
    rijen = list(opslag.antwoorden(t.db, t.gebruiker.id, sinds, lokale_dag(sinds), bereik.hoeveel))
    lees_vooruit(t, (casus.id for _, casus, _ in rijen))
    for rij, casus, op in rijen:
        dag = rij.antwoord_op if op is None else lokale_dag(op)
        assert dag is not None  # an answer without words has its day
        wat = f"{naar_wie(t.profiel, rij)}: {STATUS_LABELS[rij.status].lower()}"
        yield _nieuws(t, Werksoort.ANTWOORD, rij.id, casus, wat, dag, "route")


def _nieuws(t: Transactie, soort: Werksoort, id_: UUID, casus: Casus, wat: str, dag: date, tab: str) -> Werkitem:
    oud = (t.vandaag - dag).days
    return Werkitem(
        soort,
        id_,
        jongere_kop(t, casus),
        wat,
        f"{dagen(oud)} geleden" if oud else "vandaag",
        dag,
        "dossier",
        naar_dossier(casus.id, tab),
        oud=oud,
        casus_id=casus.id,
        nummer=casus.nummer,
    )
