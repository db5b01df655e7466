"""Tafelkaders in the own installation of an officer: what a vault asked with, and which kaders made here hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from pmg_desk.domain.canoniek import Waarde, lees_canoniek
from pmg_desk.domain.delen import Toetskader
from pmg_desk.domain.fouten import NietGevonden
from pmg_desk.domain.kaderproef import Telling, lees_telling
from pmg_desk.domain.kaderruimte import Kaderruimte, lees_ruimte
from pmg_desk.domain.tafelkader import GetoetstKader, Kadertekst, lees_kadertekst, toets_kader
from pmg_desk.kluis.ondertekening import verifieer
from pmg_desk.services.besluiten import bekende_sleutels, besluitregels, peilmoment
from pmg_desk.services.deelbaar import bewaard_kader
from pmg_desk.services.verbindingsfouten import InhoudOnleesbaar
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import tafelkaders as rijen
from pmg_desk.storage.models import Kadervraag, Tafelkader, Verbinding

TEKENREGEL = "toezicht.kader_ondertekenen"
INTREKREGEL = "toezicht.kader_intrekken"


@dataclass(frozen=True, slots=True)
class Proefoverleg:
    """An overleg to try a draft on: which day, and the counts of its casussen when they came along."""

    id: UUID
    datum: date
    tijd: str
    casussen: int
    tellingen: tuple[Telling, ...] = ()


@dataclass(frozen=True, slots=True)
class GelezenVraag:
    """A question for a kader, read: for which table and purpose, with which room, present versions and counts."""

    ruimte: Kaderruimte
    doel: str
    huidig: tuple[tuple[str, Kadertekst], ...]  # number there, and its text
    overleggen: tuple[Proefoverleg, ...]

    def waarde(self) -> dict[str, Waarde]:
        """As JSON values, for a package: tables, organisations and functions, numbers and counts; no persons."""
        return {
            "ruimte": self.ruimte.waarde(),
            "doel": self.doel,
            "huidig": [[nummer, kader.tekst()] for nummer, kader in self.huidig],
            "overleggen": [
                {
                    "id": str(o.id),
                    "datum": o.datum.isoformat(),
                    "tijd": o.tijd,
                    "casussen": o.casussen,
                    "tellingen": [telling.waarde() for telling in o.tellingen],
                }
                for o in self.overleggen
            ],
        }


def lees_vraag(inhoud: Mapping[str, Any]) -> GelezenVraag:
    """From the content of a package, or as it was kept. Raises InhoudOnleesbaar."""
    try:
        return GelezenVraag(
            ruimte=lees_ruimte(inhoud["ruimte"]),
            doel=str(inhoud["doel"]),
            huidig=tuple((str(nummer), lees_kadertekst(tekst)) for nummer, tekst in inhoud["huidig"]),
            overleggen=tuple(
                Proefoverleg(
                    UUID(deel["id"]),
                    date.fromisoformat(deel["datum"]),
                    str(deel["tijd"]),
                    int(deel["casussen"]),
                    tuple(lees_telling(telling) for telling in deel["tellingen"]),
                )
                for deel in inhoud["overleggen"]
            ),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise InhoudOnleesbaar from None


def laatste_vraag(t: Transactie, verbinding_id: UUID, tafel: str, doel: str = "") -> tuple[Kadervraag, GelezenVraag]:
    """What that vault asked last for this table, and with ``doel`` for this purpose. Raises NietGevonden."""
    for rij in reversed(rijen.kadervragen(t.db)):
        if rij.verbinding_id == verbinding_id and rij.tafel == tafel:
            vraag = lees_vraag(lees_canoniek(rij.tekst)["vraag"])
            if doel in ("", vraag.doel):
                return rij, vraag
    raise NietGevonden


def ruimte_van_vraag(t: Transactie, verbinding_id: UUID, tafel: str) -> Kaderruimte:
    """What a kader can be made of, as that vault asked last. Raises NietGevonden."""
    return laatste_vraag(t, verbinding_id, tafel)[1].ruimte


def getoetst_voor(t: Transactie) -> dict[UUID, list[tuple[Tafelkader, GetoetstKader]]]:
    """By connection the kaders that were made here, checked as far as is known here: the other vault may know more."""
    gevonden: dict[UUID, list[tuple[Tafelkader, GetoetstKader]]] = {}
    toets = Toetskader(
        kluis_id="",
        sleutels=tuple(replace(sleutel, extern=True) for sleutel in bekende_sleutels(t)),
        ingetrokken=frozenset({*besluitregels(t, (INTREKREGEL,)), *(str(id_) for id_ in rijen.ingetrokken(t.db))}),
        moment=peilmoment(t),
        max_dagen=0,
        verifieer=verifieer,
        regels=besluitregels(t, (TEKENREGEL,)),
    )
    for rij in rijen.alle_kaders_voor_anderen(t.db):
        assert rij.verbinding_id is not None
        ruimte = ruimte_van_vraag(t, rij.verbinding_id, rij.tafel)
        kluis_id = str(t.haal(Verbinding, rij.verbinding_id).andere_kluis_id)
        hier = replace(toets, kluis_id=kluis_id, max_dagen=ruimte.max_dagen)
        getoetst = toets_kader(bewaard_kader(rij), hier, ruimte.toegestaan)
        gevonden.setdefault(rij.verbinding_id, []).append((rij, getoetst))
    return gevonden
