"""The answers to the questions of a table: as they stood when they were given, with what came along from elsewhere.

Small steps inside the transaction of a triage (``services.triage``), which checks access.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.doorgeleiding import lees_criteria
from pmg_desk.domain.samenvatting import Aard
from pmg_desk.services import toelichtingen, uitspraken
from pmg_desk.services.aanmeldingen import controleer_tekst
from pmg_desk.services.stukken_route import tafelnaam
from pmg_desk.services.uitspraken import UitspraakInvoer, UitspraakInzicht
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import aanmeldingen as opslag
from pmg_desk.storage.models import Aanmelding, Antwoord, Doorgeleiding, Triageantwoord, UitspraakSoort

ANTWOORD_LABELS: dict[Antwoord, str] = {
    Antwoord.JA: "Ja",
    Antwoord.NEE: "Nee",
    Antwoord.ONBEKEND: "Weet ik niet",
    Antwoord.NVT: "Niet van toepassing",
}

TOELICHTING = UitspraakInvoer("", aard=Aard.MENING, categorie="politiegegevens", derden=True)
"""How an explanation in a triage is kept: the questions are about crime and family, so it is withheld, not leaked.

At a table whose own category is heavier it has that one."""


@dataclass(frozen=True, slots=True)
class Triagevraag:
    """A question of the table, with the answer when there is one. ``uit_profiel``: the table still asks it.

    ``meegekomen``: what the table that passed the casus on answered to the same question, and which table that was.
    """

    vraag: str
    antwoord: Antwoord | None
    toelichting: UitspraakInzicht | None
    door: str
    uit_profiel: bool
    meegekomen: Antwoord | None
    meegekomen_van: str


@dataclass(frozen=True, slots=True)
class Triageantwoordinvoer:
    """The answer to one question as it stood on the screen."""

    vraag: str
    antwoord: Antwoord | None
    toelichting: str = ""


def vragen_van(t: Transactie, rij: Aanmelding) -> tuple[Triagevraag, ...]:
    """The questions of the table in their order, then what was answered or came along and is not asked any more."""
    tafel = t.profiel.tafels.get(rij.tafel)
    nu = () if tafel is None else tafel.triage
    gegeven = {antwoord.vraag: antwoord for antwoord in opslag.antwoorden(t.db, rij.id)}
    teksten = toelichtingen.inzichten(t, [antwoord.toelichting_id for antwoord in gegeven.values()])
    van, mee = _meegekomen(t, rij)
    uit = []
    for vraag in dict.fromkeys((*nu, *gegeven, *mee)):
        antwoord = gegeven.get(vraag)
        uit.append(
            Triagevraag(
                vraag=vraag,
                antwoord=None if antwoord is None else antwoord.antwoord,
                toelichting=None
                if antwoord is None or antwoord.toelichting_id is None
                else teksten.get(antwoord.toelichting_id),
                door="" if antwoord is None else uitspraken.naam_van(t, antwoord.door_id),
                uit_profiel=vraag in nu,
                meegekomen=mee.get(vraag),
                meegekomen_van=van if vraag in mee else "",
            )
        )
    return tuple(uit)


def _meegekomen(t: Transactie, rij: Aanmelding) -> tuple[str, dict[str, Antwoord]]:
    """The table that passed the casus on, with what it answered then, by question."""
    if rij.doorgeleiding_id is None:
        return "", {}
    pas = t.haal(Doorgeleiding, rij.doorgeleiding_id)
    mee = {deel.vraag: Antwoord(deel.antwoord.value) for deel in lees_criteria(pas.criteria)}
    return tafelnaam(t.profiel, pas.van_tafel), mee


def bewaar_antwoorden(t: Transactie, rij: Aanmelding, antwoorden: Sequence[Triageantwoordinvoer]) -> int:
    """Keep what differs from the answers that hold now; gives how many. Raises OngeldigeInvoer."""
    tafel = t.profiel.tafels.get(rij.tafel)
    nu = () if tafel is None else tafel.triage
    veld = Veldcontrole()
    nieuw: list[tuple[int, Triageantwoordinvoer, UitspraakInvoer | None]] = []
    for nr, invoer in enumerate(antwoorden):
        veld.eis(invoer.vraag in nu, f"vraag_{nr}", "Deze vraag hoort niet meer bij deze tafel.")
        toelichting = replace(TOELICHTING, tekst=invoer.toelichting)
        tekst = controleer_tekst(t, veld, toelichting, f"toelichting_{nr}", rij.tafel)
        nieuw.append((nr, invoer, tekst))
    veld.klaar()
    eerder = {antwoord.vraag: antwoord for antwoord in opslag.antwoorden(t.db, rij.id)}
    teksten = toelichtingen.inzichten(t, [antwoord.toelichting_id for antwoord in eerder.values()])
    # The latest row of a question holds: two in one moment would have no order.
    laatste = max((antwoord.op for antwoord in eerder.values()), default=None)
    op = t.nu if laatste is None or laatste < t.nu else laatste + timedelta(microseconds=1)
    aantal = 0
    for nr, invoer, tekst in nieuw:
        oud = eerder.get(invoer.vraag)
        antwoord = Antwoord.ONBEKEND if invoer.antwoord is None and tekst is not None else invoer.antwoord
        if antwoord is None:
            continue
        oude_tekst = None if oud is None or oud.toelichting_id is None else teksten.get(oud.toelichting_id)
        gelijk = (None if tekst is None else tekst.tekst) == (None if oude_tekst is None else oude_tekst.tekst)
        if oud is not None and oud.antwoord is antwoord and gelijk:
            continue
        tekst_id = oud.toelichting_id if oud is not None else None
        if not gelijk:
            tekst_id = toelichtingen.bewaar(t, rij.casus_id, UitspraakSoort.ROUTE, tekst, tekst_id)
        t.db.add(
            Triageantwoord(
                id=t.nieuw_id(),
                aanmelding_id=rij.id,
                volgorde=nr,
                vraag=invoer.vraag,
                antwoord=antwoord,
                toelichting_id=tekst_id,
                door_id=t.gebruiker.id,
                op=op,
            )
        )
        aantal += 1
    t.db.flush()
    return aantal
