"""The register of bottlenecks: where a convenant or the law hinders the work (000, interventie 9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pmg_desk.domain.controle import MAX_TEKST, Veldcontrole
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.fouten import IntussenGewijzigd
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.registerblad import Deel, Registerblad
from pmg_desk.domain.rollen import Recht
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import spoed as opslag
from pmg_desk.storage.models import Gebruiker, Knelpunt, KnelpuntStatus
from pmg_desk.storage.nummers import geef_nummer

STATUS_LABELS: dict[KnelpuntStatus, str] = {
    KnelpuntStatus.OPEN: "Open",
    KnelpuntStatus.VOORGELEGD: "Voorgelegd",
    KnelpuntStatus.OPGELOST: "Opgelost",
}


@dataclass(frozen=True, slots=True)
class KnelpuntInvoer:
    """What hinders, where that is written, what comes of it, and what would help. About no person."""

    titel: str
    bron: str
    omschrijving: str
    tafel: str = ""
    gevolg: str = ""
    voorstel: str = ""
    status: KnelpuntStatus = KnelpuntStatus.OPEN
    afloop: str = ""


@dataclass(frozen=True, slots=True)
class KnelpuntInzicht:
    """A bottleneck as screens show it."""

    id: UUID
    versie: int
    nummer: str
    invoer: KnelpuntInvoer
    tafel_label: str
    status_label: str
    door: str
    op: datetime
    afgesloten_op: date | None


def list_knelpunten(werkplek: Werkplek) -> tuple[KnelpuntInzicht, ...]:
    """The register, oldest first."""
    with werkplek.doe() as t:
        t.eis(Recht.REGISTERS)
        return tuple(_inzicht(t, rij) for rij in opslag.knelpunten(t.db))


def record_knelpunt(werkplek: Werkplek, invoer: KnelpuntInvoer) -> UUID:
    """Write one down. Raises OngeldigeInvoer, GeenToegang."""
    with werkplek.doe() as t:
        t.eis(Recht.REGISTERS)
        rij = Knelpunt(
            id=t.nieuw_id(),
            nummer=geef_nummer(t.db, Knelpunt, t.vandaag.year),
            door_id=t.gebruiker.id,
            op=t.nu,
        )
        _vul(t, rij, invoer)
        t.db.add(rij)
        t.log("knelpunt.vastleggen", "knelpunt", rij.id)
        t.gewijzigd("knelpunt", rij.id)
        return rij.id


def update_knelpunt(werkplek: Werkplek, knelpunt_id: UUID, invoer: KnelpuntInvoer, versie: int) -> None:
    """Write down how it stands. Raises OngeldigeInvoer, IntussenGewijzigd, GeenToegang."""
    with werkplek.doe() as t:
        t.eis(Recht.REGISTERS)
        rij = t.haal(Knelpunt, knelpunt_id)
        if rij.versie != versie:
            raise IntussenGewijzigd
        _vul(t, rij, invoer)
        t.log("knelpunt.wijzigen", "knelpunt", rij.id)
        t.gewijzigd("knelpunt", rij.id)


def _vul(t: Transactie, rij: Knelpunt, invoer: KnelpuntInvoer) -> None:
    veld = Veldcontrole()
    rij.titel = veld.tekst("titel", invoer.titel, verplicht=True, maximum=160)
    rij.bron = veld.tekst("bron", invoer.bron, verplicht=True, maximum=200)
    rij.omschrijving = veld.tekst("omschrijving", invoer.omschrijving, verplicht=True, maximum=MAX_TEKST, lang=True)
    rij.tafel = veld.keuze("tafel", invoer.tafel, tuple(t.profiel.tafels), verplicht=False)
    for naam in ("gevolg", "voorstel", "afloop"):
        setattr(rij, naam, veld.tekst(naam, getattr(invoer, naam), maximum=MAX_TEKST, lang=True))
    veld.eis(
        invoer.status is not KnelpuntStatus.OPGELOST or bool(invoer.afloop.strip()),
        "afloop",
        "Schrijf op hoe het is opgelost.",
    )
    veld.klaar()
    was, rij.status = rij.status, invoer.status
    if rij.status is not KnelpuntStatus.OPGELOST:
        rij.afgesloten_op = None
    elif was is not KnelpuntStatus.OPGELOST:
        rij.afgesloten_op = t.vandaag


def _inzicht(t: Transactie, rij: Knelpunt) -> KnelpuntInzicht:
    return KnelpuntInzicht(
        id=rij.id,
        versie=rij.versie,
        nummer=rij.nummer,
        invoer=KnelpuntInvoer(
            rij.titel, rij.bron, rij.omschrijving, rij.tafel, rij.gevolg, rij.voorstel, rij.status, rij.afloop
        ),
        tafel_label=label_van(t.profiel.tafels, rij.tafel) if rij.tafel else "",
        status_label=STATUS_LABELS[rij.status],
        door=t.haal(Gebruiker, rij.door_id).naam,
        op=rij.op,
        afgesloten_op=rij.afgesloten_op,
    )


KOLOMMEN = (
    "Nummer",
    "Gemeld op",
    "Knelpunt",
    "Convenant of wet",
    "Tafel",
    "Wat er knelt",
    "Gevolg",
    "Voorstel",
    "Stand",
    "Afloop",
)


def blad(t: Transactie, stand: str) -> Registerblad:
    """The register as it is exported: a section for each, and one row for each in a workbook."""
    rijen = tuple(_rij(_inzicht(t, rij)) for rij in opslag.knelpunten(t.db))
    return Registerblad(
        "Knelpunten in convenant en wet",
        "knelpunten",
        "Waar de afspraken of de wet het werk aan de overlegtafels hinderen (programma, interventie 9).",
        stand,
        tuple(
            Deel(
                f"{rij[0]} {rij[2]}",
                kolommen=("Onderdeel", "Inhoud"),
                rijen=tuple((kolom, cel) for kolom, cel in zip(KOLOMMEN, rij, strict=True) if cel),
            )
            for rij in rijen
        ),
        (KOLOMMEN, rijen),
    )


def _rij(k: KnelpuntInzicht) -> tuple[str, ...]:
    return (
        k.nummer,
        toon_datum(lokale_dag(k.op)),
        k.invoer.titel,
        k.invoer.bron,
        k.tafel_label,
        k.invoer.omschrijving,
        k.invoer.gevolg,
        k.invoer.voorstel,
        k.status_label,
        k.invoer.afloop,
    )
