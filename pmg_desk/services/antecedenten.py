"""Antecedenten: contacts with police or justice, each with its status, source and ground.

They are superseded or withdrawn, never changed: what was said stays readable. Which statuses count is the profile's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pmg_desk.domain import doelgroep as regels
from pmg_desk.domain.controle import MAX_REGEL, Veldcontrole
from pmg_desk.domain.datums import DatumFout, OnvolledigeDatum
from pmg_desk.domain.fouten import IntussenGewijzigd
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.services import toelichtingen, uitspraken
from pmg_desk.services.uitspraken import UitspraakInvoer, UitspraakInzicht
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import inhoud
from pmg_desk.storage.models import Antecedent, Casus, Jongere, UitspraakSoort


@dataclass(frozen=True, slots=True)
class AntecedentInvoer:
    """A contact with police or justice. ``datum`` may be incomplete; ``toelichting`` may be left out."""

    datum: str | OnvolledigeDatum
    soort: str
    status: str
    bron: str
    ondermijnend: bool = False
    grondslag: str = ""
    toelichting: UitspraakInvoer | None = None


@dataclass(frozen=True, slots=True)
class AntecedentInzicht:
    """An antecedent as screens show it; ``telt`` says whether its status counts under the profile."""

    id: UUID
    datum: OnvolledigeDatum
    soort: str
    soort_label: str
    status: str
    status_label: str
    telt: bool
    ondermijnend: bool
    bron: str
    grondslag: str
    toelichting: UitspraakInzicht | None
    door: str
    op: datetime


def add_antecedent(werkplek: Werkplek, casus_id: UUID, invoer: AntecedentInvoer) -> UUID:
    """Record an antecedent. Raises OngeldigeInvoer, GeenToegang, CasusGesloten."""
    with werkplek.doe() as t:
        t.casus(casus_id, wijzigen=True)
        rij = _bewaar_antecedent(t, casus_id, invoer, None)
        t.log("antecedent.toevoegen", "antecedent", rij.id, casus_id=casus_id, categorieen=["politiegegevens"])
        return rij.id


def amend_antecedent(werkplek: Werkplek, antecedent_id: UUID, invoer: AntecedentInvoer) -> UUID:
    """Supersede an antecedent by a corrected one. Raises IntussenGewijzigd when it was superseded already."""
    with werkplek.doe() as t:
        oud = t.haal(Antecedent, antecedent_id)
        t.casus(oud.casus_id, wijzigen=True)
        _eis_laatste(t, oud)
        rij = _bewaar_antecedent(t, oud.casus_id, invoer, oud)
        t.log("antecedent.wijzigen", "antecedent", rij.id, casus_id=oud.casus_id, categorieen=["politiegegevens"])
        return rij.id


def withdraw_antecedent(werkplek: Werkplek, antecedent_id: UUID, reden: str) -> None:
    """Say that an antecedent does not hold (a mistake, a mix-up of persons); it stays in the history."""
    with werkplek.doe() as t:
        oud = t.haal(Antecedent, antecedent_id)
        t.casus(oud.casus_id, wijzigen=True)
        _eis_laatste(t, oud)
        veld = Veldcontrole()
        waarom = veld.tekst("reden", reden, verplicht=True, maximum=300)
        veld.klaar()
        t.db.add(
            Antecedent(
                id=t.nieuw_id(),
                casus_id=oud.casus_id,
                datum=oud.datum,
                soort=oud.soort,
                status=oud.status,
                ondermijnend=oud.ondermijnend,
                bron=oud.bron,
                grondslag=oud.grondslag,
                vervangt_id=oud.id,
                vervallen=True,
                door_id=t.gebruiker.id,
                op=t.nu,
            )
        )
        toelichtingen.withdraw(t, oud.uitspraak_id, waarom)
        t.log("antecedent.intrekken", "antecedent", oud.id, casus_id=oud.casus_id, detail={"reden": waarom})
        t.gewijzigd("antecedent", oud.casus_id)


def _eis_laatste(t: Transactie, rij: Antecedent) -> None:
    if rij.vervallen or inhoud.antecedent_opvolger(t.db, rij.id) is not None:
        raise IntussenGewijzigd


def _bewaar_antecedent(t: Transactie, casus_id: UUID, invoer: AntecedentInvoer, oud: Antecedent | None) -> Antecedent:
    veld, profiel = Veldcontrole(), t.profiel
    datum = _datum_feit(t, veld, casus_id, invoer.datum)
    soort = veld.keuze("soort", invoer.soort, tuple(profiel.antecedentsoorten))
    status = veld.keuze("status", invoer.status, tuple(profiel.antecedentstatussen))
    bron = veld.tekst("bron", invoer.bron, verplicht=True, maximum=MAX_REGEL)
    grondslag = veld.keuze("grondslag", invoer.grondslag, tuple(profiel.grondslagen), verplicht=False)
    tekst = toelichtingen.controleer(t, veld, invoer.toelichting, UitspraakSoort.ANTECEDENT)
    veld.klaar()
    rij = Antecedent(
        id=t.nieuw_id(),
        casus_id=casus_id,
        datum=datum,
        soort=soort,
        status=status,
        ondermijnend=invoer.ondermijnend,
        bron=bron,
        grondslag=grondslag,
        uitspraak_id=toelichtingen.bewaar(
            t, casus_id, UitspraakSoort.ANTECEDENT, tekst, None if oud is None else oud.uitspraak_id
        ),
        vervangt_id=None if oud is None else oud.id,
        vervallen=False,
        door_id=t.gebruiker.id,
        op=t.nu,
    )
    t.db.add(rij)
    t.gewijzigd("antecedent", casus_id)
    return rij


def _datum_feit(t: Transactie, veld: Veldcontrole, casus_id: UUID, waarde: str | OnvolledigeDatum) -> OnvolledigeDatum:
    try:
        datum = waarde if isinstance(waarde, OnvolledigeDatum) else OnvolledigeDatum.parse(waarde, t.vandaag)
    except DatumFout as fout:
        veld.fout("datum", str(fout))
        return OnvolledigeDatum()
    vroegst, laatst = datum.vroegst(), datum.laatst()
    geboren = t.haal(Jongere, t.haal(Casus, casus_id).jongere_id).geboortedatum.vroegst()
    veld.eis(vroegst is None or vroegst <= t.vandaag, "datum", "Deze datum ligt in de toekomst.")
    veld.eis(
        laatst is None or geboren is None or laatst >= geboren,
        "datum",
        "Deze datum ligt vóór de geboorte.",
    )
    return datum


def list_antecedenten(werkplek: Werkplek, casus_id: UUID) -> tuple[AntecedentInzicht, ...]:
    """Antecedenten that hold, latest first."""
    with werkplek.doe() as t:
        t.casus(casus_id)
        return _antecedenten(t, casus_id)


def _antecedenten(t: Transactie, casus_id: UUID) -> tuple[AntecedentInzicht, ...]:
    telt = set(t.profiel.regels.antecedent_statussen.waarde) - regels.NOOIT_ANTECEDENT
    rijen = inhoud.huidige_antecedenten(t.db, casus_id)
    teksten = toelichtingen.inzichten(t, [rij.uitspraak_id for rij in rijen])
    return tuple(
        AntecedentInzicht(
            id=rij.id,
            datum=rij.datum,
            soort=rij.soort,
            soort_label=label_van(t.profiel.antecedentsoorten, rij.soort),
            status=rij.status,
            status_label=label_van(t.profiel.antecedentstatussen, rij.status),
            telt=rij.status in telt,
            ondermijnend=rij.ondermijnend,
            bron=rij.bron,
            grondslag=rij.grondslag,
            toelichting=None if rij.uitspraak_id is None else teksten.get(rij.uitspraak_id),
            door=uitspraken.naam_van(t, rij.door_id),
            op=rij.op,
        )
        for rij in reversed(rijen)
    )
