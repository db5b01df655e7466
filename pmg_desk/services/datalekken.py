"""The register of personal data breaches (AVG 33, lid 5), with the clock of 72 hours.

It outlives the casus it came from, so it holds a casus number and no name; its texts are the officer's own.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pmg_desk.domain.controle import MAX_TEKST, Veldcontrole
from pmg_desk.domain.datalek import (
    Lekfeiten,
    Lekstand,
    is_te_laat_gemeld,
    stand_van,
    uiterlijk,
    uren_over,
)
from pmg_desk.domain.fouten import IntussenGewijzigd, NietGevonden
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.registerblad import Cel, Deel, Registerblad
from pmg_desk.domain.rollen import Recht
from pmg_desk.reports.taal import moment
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import spoed as opslag
from pmg_desk.storage.models import Datalek, Gebruiker
from pmg_desk.storage.nummers import geef_nummer

MEESTE_BETROKKENEN = 1_000_000

STAND_LABELS: dict[Lekstand, str] = {
    Lekstand.BEOORDELEN: "Risico beoordelen",
    Lekstand.MELDEN: "Melden of uitleggen waarom niet",
    Lekstand.INFORMEREN: "Betrokkenen inlichten",
    Lekstand.AFRONDEN: "Afronden",
    Lekstand.GESLOTEN: "Gesloten",
}


@dataclass(frozen=True, slots=True)
class DatalekInvoer:
    """What is written down of a breach. ``risico`` and ``hoog_risico`` None: not judged yet."""

    ontdekt_op: datetime
    wat: str
    categorieen: tuple[str, ...] = ()
    betrokkenen: str | int = 1
    gevolgen: str = ""
    maatregelen: str = ""
    risico: bool | None = None
    hoog_risico: bool | None = None
    gemeld_ap_op: datetime | None = None
    niet_gemeld_reden: str = ""
    betrokkenen_ingelicht_op: datetime | None = None
    niet_ingelicht_reden: str = ""
    casusnummer: str = ""


@dataclass(frozen=True, slots=True)
class DatalekInzicht:
    """A breach as screens and the register show it, with what has to be done about it now."""

    id: UUID
    versie: int
    nummer: str
    invoer: DatalekInvoer
    categorie_labels: tuple[str, ...]
    stand: Lekstand
    stand_label: str
    uiterlijk: datetime
    uren_over: int | None
    te_laat_gemeld: bool
    door: str
    op: datetime
    afgesloten_op: datetime | None


def list_datalekken(werkplek: Werkplek) -> tuple[DatalekInzicht, ...]:
    """The register, latest first."""
    with werkplek.doe() as t:
        t.eis(Recht.DATALEK_BEHEREN)
        return tuple(inzicht(t, rij) for rij in opslag.datalekken(t.db))


def record_datalek(werkplek: Werkplek, invoer: DatalekInvoer) -> UUID:
    """Write a breach down; the clock runs from ``ontdekt_op``. Raises OngeldigeInvoer, GeenToegang."""
    with werkplek.doe() as t:
        t.eis(Recht.DATALEK_BEHEREN)
        return open_datalek(t, invoer)


def open_datalek(t: Transactie, invoer: DatalekInvoer, bevinding_id: UUID | None = None) -> UUID:
    """The same inside a use case. ``bevinding_id``: the finding that said that something was not lawful."""
    rij = Datalek(
        id=t.nieuw_id(),
        nummer=geef_nummer(t.db, Datalek, t.vandaag.year),
        bevinding_id=bevinding_id,
        door_id=t.gebruiker.id,
        op=t.nu,
    )
    _vul(t, rij, invoer)
    t.db.add(rij)
    t.log("datalek.vastleggen", "datalek", rij.id)
    t.gewijzigd("datalek", rij.id)
    return rij.id


def update_datalek(werkplek: Werkplek, datalek_id: UUID, invoer: DatalekInvoer, versie: int) -> None:
    """Write down what became known. Raises NietGevonden when it is closed, IntussenGewijzigd, OngeldigeInvoer."""
    with werkplek.doe() as t:
        t.eis(Recht.DATALEK_BEHEREN)
        rij = _open(t, datalek_id)
        if rij.versie != versie:
            raise IntussenGewijzigd
        _vul(t, rij, invoer)
        t.log("datalek.wijzigen", "datalek", rij.id)
        t.gewijzigd("datalek", rij.id)


def close_datalek(werkplek: Werkplek, datalek_id: UUID) -> None:
    """Close it. Raises OngeldigeInvoer (``stand``) as long as something has to be judged, reported or told."""
    with werkplek.doe() as t:
        t.eis(Recht.DATALEK_BEHEREN)
        rij = _open(t, datalek_id)
        veld, stand = Veldcontrole(), stand_van(feiten_van(rij))
        veld.eis(stand is Lekstand.AFRONDEN, "stand", f"Dit moet eerst nog: {STAND_LABELS[stand].lower()}.")
        veld.eis(
            bool(rij.maatregelen) or stand is not Lekstand.AFRONDEN,
            "maatregelen",
            "Schrijf eerst op welke maatregelen zijn genomen.",
        )
        veld.klaar()
        rij.afgesloten_op = t.nu
        t.log("datalek.sluiten", "datalek", rij.id)
        t.gewijzigd("datalek", rij.id)


def _open(t: Transactie, datalek_id: UUID) -> Datalek:
    rij = t.haal(Datalek, datalek_id)
    if rij.afgesloten_op is not None:
        raise NietGevonden
    return rij


def _vul(t: Transactie, rij: Datalek, invoer: DatalekInvoer) -> None:
    veld = Veldcontrole()
    for naam in ("gevolgen", "maatregelen", "niet_gemeld_reden", "niet_ingelicht_reden"):
        setattr(rij, naam, veld.tekst(naam, getattr(invoer, naam), maximum=MAX_TEKST, lang=True))
    rij.wat = veld.tekst("wat", invoer.wat, verplicht=True, maximum=MAX_TEKST, lang=True)
    rij.casusnummer = veld.tekst("casusnummer", invoer.casusnummer, maximum=20)
    aantal = veld.getal("betrokkenen", invoer.betrokkenen, 0, MEESTE_BETROKKENEN, verplicht=True)
    rij.categorieen = ",".join(_soorten(t, veld, invoer.categorieen))
    veld.eis(invoer.ontdekt_op <= t.nu, "ontdekt_op", "Dit moment ligt in de toekomst.")
    for naam in ("gemeld_ap_op", "betrokkenen_ingelicht_op"):
        moment = getattr(invoer, naam)
        veld.eis(
            moment is None or invoer.ontdekt_op <= moment <= t.nu,
            naam,
            "Kies een moment na het ontdekken en niet in de toekomst.",
        )
    veld.eis(not (invoer.hoog_risico and invoer.risico is False), "hoog_risico", "Een hoog risico is ook een risico.")
    veld.klaar()
    rij.betrokkenen = aantal or 0
    rij.ontdekt_op, rij.risico, rij.hoog_risico = invoer.ontdekt_op, invoer.risico, invoer.hoog_risico
    rij.gemeld_ap_op, rij.betrokkenen_ingelicht_op = invoer.gemeld_ap_op, invoer.betrokkenen_ingelicht_op


def _soorten(t: Transactie, veld: Veldcontrole, categorieen: Collection[str]) -> list[str]:
    for categorie in categorieen:
        veld.keuze("categorieen", categorie, tuple(t.profiel.datacategorieen))
    return sorted(set(categorieen))


def feiten_van(rij: Datalek) -> Lekfeiten:
    """What the clock is reckoned from."""
    return Lekfeiten(
        rij.ontdekt_op,
        rij.risico,
        rij.hoog_risico,
        rij.gemeld_ap_op,
        rij.niet_gemeld_reden,
        rij.betrokkenen_ingelicht_op,
        rij.niet_ingelicht_reden,
        rij.afgesloten_op,
    )


def inzicht(t: Transactie, rij: Datalek) -> DatalekInzicht:
    """A breach as a read model."""
    feiten = feiten_van(rij)
    stand = stand_van(feiten)
    categorieen = tuple(deel for deel in rij.categorieen.split(",") if deel)
    return DatalekInzicht(
        id=rij.id,
        versie=rij.versie,
        nummer=rij.nummer,
        invoer=DatalekInvoer(
            ontdekt_op=rij.ontdekt_op,
            wat=rij.wat,
            categorieen=categorieen,
            betrokkenen=rij.betrokkenen,
            gevolgen=rij.gevolgen,
            maatregelen=rij.maatregelen,
            risico=rij.risico,
            hoog_risico=rij.hoog_risico,
            gemeld_ap_op=rij.gemeld_ap_op,
            niet_gemeld_reden=rij.niet_gemeld_reden,
            betrokkenen_ingelicht_op=rij.betrokkenen_ingelicht_op,
            niet_ingelicht_reden=rij.niet_ingelicht_reden,
            casusnummer=rij.casusnummer,
        ),
        categorie_labels=tuple(label_van(t.profiel.datacategorieen, c) for c in categorieen),
        stand=stand,
        stand_label=STAND_LABELS[stand],
        uiterlijk=uiterlijk(rij.ontdekt_op),
        uren_over=uren_over(feiten, t.nu),
        te_laat_gemeld=is_te_laat_gemeld(feiten),
        door=t.haal(Gebruiker, rij.door_id).naam,
        op=rij.op,
        afgesloten_op=rij.afgesloten_op,
    )


KOLOMMEN = (
    "Nummer",
    "Ontdekt",
    "Wat er gebeurde",
    "Casus",
    "Soorten gegevens",
    "Mensen",
    "Risico",
    "Hoog risico",
    "Melden uiterlijk",
    "Gemeld aan de AP",
    "Niet of te laat gemeld, omdat",
    "Betrokkenen ingelicht",
    "Niet ingelicht, omdat",
    "Gevolgen",
    "Maatregelen",
    "Stand",
    "Gesloten",
)


def blad(t: Transactie, stand: str) -> Registerblad:
    """The register as the authority may ask for it (AVG 33, lid 5): a section for each, a row for each in a workbook.

    Exactly what the register holds, and nothing that it does not.
    """
    t.eis(Recht.DATALEK_BEHEREN)
    rijen = tuple(_rij(inzicht(t, rij)) for rij in opslag.datalekken(t.db))
    return Registerblad(
        "Register van datalekken",
        "datalekken",
        "Wat er misging met persoonsgegevens, de gevolgen, en wat eraan is gedaan (AVG 33, lid 5). De teksten zijn van"
        " de privacy officer. Kijk ze na voordat u dit aan een ander geeft.",
        stand,
        tuple(
            Deel(
                f"Datalek {rij[0]}",
                kolommen=("Onderdeel", "Inhoud"),
                rijen=tuple((kolom, cel) for kolom, cel in zip(KOLOMMEN[1:], rij[1:], strict=True) if cel != ""),
            )
            for rij in rijen
        )
        or (Deel("Datalekken", leeg="Er zijn geen datalekken vastgelegd."),),
        (KOLOMMEN, rijen),
    )


def _rij(lek: DatalekInzicht) -> tuple[Cel, ...]:
    i = lek.invoer
    aantal: Cel = int(i.betrokkenen)

    def op(wanneer: datetime | None) -> str:
        return "" if wanneer is None else moment(wanneer)

    def ja_nee(waarde: bool | None) -> str:
        return {True: "ja", False: "nee", None: "nog niet beoordeeld"}[waarde]

    return (
        lek.nummer,
        op(i.ontdekt_op),
        i.wat,
        i.casusnummer,
        ", ".join(lek.categorie_labels),
        aantal,
        ja_nee(i.risico),
        ja_nee(i.hoog_risico),
        op(lek.uiterlijk),
        op(i.gemeld_ap_op),
        i.niet_gemeld_reden,
        op(i.betrokkenen_ingelicht_op),
        i.niet_ingelicht_reden,
        i.gevolgen,
        i.maatregelen,
        lek.stand_label,
        op(lek.afgesloten_op),
    )
