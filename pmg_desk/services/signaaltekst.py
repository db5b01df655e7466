"""What a signal says, and what it said before somebody corrected it: read, checked, and as a statement."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.profiel.model import label_van
from pmg_desk.services import uitspraken
from pmg_desk.services.jongeren import wijk_label, wijk_sleutel
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import meldpunt as opslag
from pmg_desk.storage.models import Signaal, Signaalversie, UitspraakSoort

WOORDEN = ("tekst", "bron", "aard", "categorie", "derden", "derden_wie", "doorverstrekking")
"""What a signal shares with a statement."""


@dataclass(frozen=True, slots=True)
class SignaalInvoer:
    """What is filled in. ``tekst`` has the words, who said it and when it came in, its nature and its limits."""

    tafel: str
    tekst: UitspraakInvoer
    over_wie: str = ""
    wijk: str = ""
    buurt: str = ""


@dataclass(frozen=True, slots=True)
class EerderSignaal:
    """What a signal said until somebody (``door``) corrected it, and why."""

    op: datetime
    door: str
    reden: str
    invoer: SignaalInvoer
    wijk: str
    categorie_label: str


def check_signaal(
    t: Transactie, veld: Veldcontrole, invoer: SignaalInvoer, tafels: Collection[str], wijk_nu: str = ""
) -> dict[str, Any]:
    """The checked content of a signal, by column; mistakes land in ``veld``. ``wijk_nu`` may have left the profile."""
    tekst = uitspraken.controleer(t, veld, invoer.tekst, UitspraakSoort.SIGNAAL)
    wijk = veld.tekst("wijk", invoer.wijk, maximum=80)
    return {
        "tafel": veld.keuze("tafel", invoer.tafel, tafels, melding="Kies een van uw tafels."),
        "ontvangen_op": tekst.gezegd_op,
        "over_wie": veld.tekst("over_wie", invoer.over_wie, maximum=400),
        "wijk": wijk if wijk == wijk_nu else wijk_sleutel(t.profiel, wijk),
        "buurt": veld.tekst("buurt", invoer.buurt, maximum=80),
        **{kolom: getattr(tekst, kolom) for kolom in WOORDEN},
    }


def eerdere(t: Transactie, signaal_id: UUID) -> tuple[EerderSignaal, ...]:
    """What it said before each correction, the latest first."""
    return tuple(_eerder(t, versie) for versie in reversed(opslag.versies(t.db, signaal_id)))


def _eerder(t: Transactie, versie: Signaalversie) -> EerderSignaal:
    invoer = SignaalInvoer(versie.tafel, als_uitspraak(versie), versie.over_wie, versie.wijk, versie.buurt)
    return EerderSignaal(
        op=versie.op,
        door=uitspraken.naam_van(t, versie.door_id),
        reden=versie.reden,
        invoer=invoer,
        wijk=wijk_label(t.profiel, versie.wijk),
        categorie_label=label_van(t.profiel.datacategorieen, versie.categorie),
    )


def als_uitspraak(rij: Signaal | Signaalversie) -> UitspraakInvoer:
    """What was said, as input for a statement."""
    return UitspraakInvoer(gezegd_op=rij.ontvangen_op, **{kolom: getattr(rij, kolom) for kolom in WOORDEN})
