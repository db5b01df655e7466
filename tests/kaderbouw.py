"""Tafelkaders in tests: the functions at the table, a draft of cells, and signing it as an officer does."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from pmg_desk.domain.delen import Ontvanger
from pmg_desk.domain.tafelkader import Kaderinhoud, Kaderregel
from pmg_desk.services import kaderconcepten
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import Professional
from tests.vulling import Dossier
from tests.wereld import Wereld

DOEL = "plan_van_aanpak"
GROND = ("avg_6_1_e",)


def zet_aan_tafel(wereld: Wereld, dossier: Dossier) -> Ontvanger:
    """Somebody of the school, with a function that the profile has at PGA lokaal."""
    with wereld.beheer.doe() as t:
        t.db.add(Professional(id=uuid4(), organisatie_id=dossier.school, naam="L. Leerplein", functie="Leerlingzaken"))
        t.log("professional.toevoegen", "professional")
    return Ontvanger(str(dossier.school), "School De Brug PMG-2026-00001", "Leerlingzaken")


def politie(dossier: Dossier) -> Ontvanger:
    """The police at the same table."""
    return Ontvanger(str(dossier.politie), "Politie Zuiderpark PMG-2026-00001", "Wijkagent")


def cellen(ontvanger: Ontvanger, *categorieen: str, **anders: Any) -> tuple[Kaderregel, ...]:
    """Cells of one recipient, all on the same ground."""
    return tuple(
        Kaderregel(ontvanger, categorie, anders.get("gronden", GROND), anders.get("eisen", ()))
        for categorie in categorieen
    )


def vul(werkplek: Werkplek, concept_id: UUID, regels: tuple[Kaderregel, ...], **anders: Any) -> Kaderinhoud:
    """Fill a draft with these cells and everything else that is asked."""
    nu = kaderconcepten.toon_concept(werkplek, concept_id).inhoud
    vol: dict[str, Any] = {
        "regels": regels,
        "bron": "Convenant PGA lokaal 2026, artikel 7",
        "motivering": "Dit is wat de tafel nodig heeft en niet meer.",
        "geldig_tot": nu.geldig_van + timedelta(days=200),
        "herzien_op": nu.geldig_van + timedelta(days=170),
    }
    inhoud = replace(nu, **{**vol, **anders})
    kaderconcepten.save_concept(werkplek, concept_id, inhoud)
    return inhoud


def teken(werkplek: Werkplek, regels: tuple[Kaderregel, ...], *, tafel: str = "pga_lokaal", **anders: Any) -> UUID:
    """A signed kader with these cells."""
    concept = kaderconcepten.start_concept(werkplek, tafel, anders.pop("doel", DOEL))
    vul(werkplek, concept, regels, **anders)
    return kaderconcepten.sign_kader(werkplek, concept)
