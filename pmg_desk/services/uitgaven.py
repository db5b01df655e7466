"""Issuing a document of a casus: nothing leaves unlogged, and what was issued can be shown exactly as it was.

Issuing writes *uitgegeven* and keeps the document in the vault in one transaction; only when that has been committed
does the caller get the bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pmg_desk.domain.canoniek import sha256_hex
from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.delen import Zekerheid
from pmg_desk.domain.fouten import Fout, NietGevonden
from pmg_desk.domain.rollen import Recht
from pmg_desk.domain.samenvatting import Rubriek, Samenvatting, Stuk
from pmg_desk.services.belangen import eis_casus_vrij
from pmg_desk.services.besluiten import peilmoment
from pmg_desk.services.bundelbladen import DocumentVeranderd, lees_bladen
from pmg_desk.services.bundelpapier import eis_niet_aangekomen
from pmg_desk.services.controlepunten import korte_stand
from pmg_desk.services.deelbaar import Onder
from pmg_desk.services.delen import overleg_tekst
from pmg_desk.services.logontvanger import INTERNE_AFDRUK, name_logontvanger
from pmg_desk.services.verstrekkingen import VERTELD
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import delen as rijen
from pmg_desk.storage.bundels import blad_van
from pmg_desk.storage.models import (
    Casus,
    Organisatie,
    Overleg,
    Verstrekking,
    VerstrekkingBesluit,
    VerstrekkingKader,
    VerstrekkingStatus,
    VerstrektStuk,
    Wijze,
)
from pmg_desk.storage.verbindingen import laatst_gehoord


@dataclass(frozen=True, slots=True)
class Uitgave:
    """An issued document: the bytes may leave now. ``bestandsnaam`` holds no personal data."""

    verstrekking_id: UUID
    exemplaar: int
    bestandsnaam: str
    pdf: bytes


@dataclass(frozen=True, slots=True)
class Keuze:
    """What goes on the page, for whom (no organisation: internal), and under what."""

    casus: Casus
    organisatie: Organisatie | None
    functie: str
    overleg: Overleg | None
    stukken: tuple[Stuk, ...]
    onder: tuple[Onder, ...]
    weggelaten: int = 0


def stel_samen(t: Transactie, keuze: Keuze, exemplaar: int, logstand: str | None = None) -> Samenvatting:
    """What a report draws of this choice, with everything that a page says about itself.

    ``logstand``: where the log stands, for who makes many pages of one moment.
    """
    identiteit = next((s for s in keuze.stukken if s.rubriek is Rubriek.IDENTITEIT and s.id.startswith("ident")), None)
    return Samenvatting(
        gemeente=t.profiel.gemeente,
        casusnummer=keuze.casus.nummer,
        naam=keuze.casus.nummer if identiteit is None else identiteit.titel,
        intern=keuze.organisatie is None,
        organisatie="" if keuze.organisatie is None else keuze.organisatie.naam,
        functie=keuze.functie,
        overleg="" if keuze.overleg is None else overleg_tekst(t, keuze.overleg),
        exemplaar=exemplaar,
        gemaakt_op=t.nu,
        gemaakt_door=t.gebruiker.naam,
        intrekkingen_bekend_tm=_intrekkingen_bekend(t, keuze.onder),
        stukken=keuze.stukken,
        besluiten=tuple(deel.vermelding for deel in keuze.onder),
        logstand=korte_stand(t) if logstand is None else logstand,
        weggelaten=keuze.weggelaten,
    )


def _intrekkingen_bekend(t: Transactie, onder: Collection[Onder]) -> datetime:
    """Up to when withdrawals of these decisions are known: those of an officer elsewhere only by their last package,
    and without any, up to the decision itself.
    """
    elders = [
        laatst_gehoord(t.db, deel.door_id) or deel.besloten_op
        for deel in onder
        if deel.vermelding.zekerheid == Zekerheid.CRYPTOGRAFISCH.value
    ]
    return min(elders, default=peilmoment(t))


def geef_uit(
    t: Transactie,
    keuze: Keuze,
    wijze: Wijze,
    maak: Callable[[Samenvatting], bytes],
    *,
    naam: str = "samenvatting",
    categorieen: Collection[str] | None = None,
    reden: str | None = None,
) -> Uitgave:
    """Draw the page with its copy number, keep it and log it, all in this transaction.

    ``naam`` begins the name of the file, so it holds no personal data; ``categorieen`` where the page is not made of
    stukken; ``reden``: why a secret address is on it.
    """
    casus, intern = keuze.casus, keuze.organisatie is None
    exemplaar = rijen.volgend_exemplaar(t.db, casus.id)
    pdf = maak(stel_samen(t, keuze, exemplaar))
    soorten = sorted({stuk.categorie for stuk in keuze.stukken} if categorieen is None else set(categorieen))
    verstrekking = Verstrekking(
        id=t.nieuw_id(),
        casus_id=casus.id,
        intern=intern,
        organisatie_id=None if keuze.organisatie is None else keuze.organisatie.id,
        organisatie="" if keuze.organisatie is None else keuze.organisatie.naam,
        functie=keuze.functie,
        overleg_id=None if keuze.overleg is None else keuze.overleg.id,
        wijze=wijze,
        status=VerstrekkingStatus.UITGEGEVEN,
        status_reden="" if reden is None else reden[:300],
        exemplaar=exemplaar,
        categorieen=",".join(soorten),
        document=pdf,
        document_hash=sha256_hex(pdf),
        door_id=t.gebruiker.id,
        op=t.nu,
    )
    boek_onder(t, verstrekking, keuze.onder)
    for stuk in keuze.stukken:
        t.db.add(VerstrektStuk(id=t.nieuw_id(), verstrekking_id=verstrekking.id, stuk=stuk.id))
    wie = INTERNE_AFDRUK if intern else name_logontvanger(t, verstrekking.organisatie, verstrekking.functie)
    t.log(
        "samenvatting.uitgeven",
        "verstrekking",
        verstrekking.id,
        casus_id=casus.id,
        categorieen=soorten,
        ontvanger=wie,
        verwerking=verstrekking.doel,
        aantal=exemplaar,
        detail={"document": verstrekking.document_hash or "", "reden_geheim_adres": reden or ""},
    )
    t.gewijzigd("verstrekking", verstrekking.id)
    bestand = f"{naam}-{casus.nummer}-exemplaar-{exemplaar}{'-intern' if intern else ''}.pdf"
    return Uitgave(verstrekking.id, exemplaar, bestand, pdf)


def boek_onder(t: Transactie, verstrekking: Verstrekking, onder: Collection[Onder]) -> None:
    """Add an entry of the register with under what it was shared, and for which purposes and on which grounds."""
    verstrekking.doel = ",".join(sorted({deel.doel for deel in onder}))
    verstrekking.grondslagen = ",".join(sorted({grond for deel in onder for grond in deel.grondslagen}))
    t.db.add(verstrekking)
    t.db.flush()
    for deel in onder:
        t.db.add(
            VerstrekkingKader(id=t.nieuw_id(), verstrekking_id=verstrekking.id, kader_id=deel.id)
            if deel.is_kader
            else VerstrekkingBesluit(id=t.nieuw_id(), verstrekking_id=verstrekking.id, besluit_id=deel.id)
        )


class IsVerteld(Fout):
    """What was told cannot be untold, so it stays in the register."""

    wat = "Dit is verteld. U kunt niet melden dat het mislukte of is ingetrokken."
    veilig = "Het blijft in het register staan."
    doe = "Is de regel verkeerd vastgelegd? Vertel dat de privacy officer: die ziet bij de controle wat er klopt."


def mark_uitgave(werkplek: Werkplek, verstrekking_id: UUID, status: VerstrekkingStatus, reden: str) -> None:
    """Say that an issued document did not arrive (*mislukt*) or was taken back (*ingetrokken*), with the reason.

    Who issued it may say so, a privacy officer too; besides them only who works on the casus. Raises OngeldigeInvoer,
    GeenToegang, IsVerteld, and IsAangekomen for paper of a bundle that came back, was destroyed or was lost.
    """
    with werkplek.doe() as t:
        meld_uitgave(t, verstrekking_id, status, reden)


def meld_uitgave(t: Transactie, verstrekking_id: UUID, status: VerstrekkingStatus, reden: str) -> None:
    """The same within another use case."""
    t.eis(Recht.VERSTREKKINGEN_LEZEN)
    rij = t.haal(Verstrekking, verstrekking_id)
    eis_casus_vrij(t, rij.casus_id)
    if rij.door_id != t.gebruiker.id:
        t.eis(Recht.SAMENVATTING_MAKEN)
        t.casus(rij.casus_id, wijzigen=True, gesloten_mag=True, overgedragen_mag=True)
    if rij.wijze in VERTELD:
        raise IsVerteld
    veld = Veldcontrole()
    waarom = veld.tekst("reden", reden, verplicht=True, maximum=300)
    veld.eis(status is not VerstrekkingStatus.UITGEGEVEN, "status", "Kies mislukt of ingetrokken.")
    veld.eis(rij.status is VerstrekkingStatus.UITGEGEVEN, "status", "Dit is al eerder gemeld.")
    veld.klaar()
    in_bundel = blad_van(t.db, rij.id) if status is VerstrekkingStatus.MISLUKT else None
    if in_bundel is not None:
        eis_niet_aangekomen(in_bundel[1])
    rij.status, rij.status_reden, rij.afgesloten_op = status, waarom, t.nu
    t.log(f"samenvatting.{status.value}", "verstrekking", rij.id, casus_id=rij.casus_id, detail={"reden": waarom})
    t.gewijzigd("verstrekking", rij.id)


def open_uitgave(werkplek: Werkplek, verstrekking_id: UUID) -> tuple[bytes, datetime]:
    """An issued document exactly as it was; of a bundle only the pages about this casus.

    The privacy officer may open any, others those of visible casussen. Raises DocumentVeranderd, NietGevonden.
    """
    with werkplek.doe() as t:
        t.eis(Recht.VERSTREKKINGEN_LEZEN)
        rij = t.haal(Verstrekking, verstrekking_id)
        if not t.gebruiker.mag(Recht.CASUS_LEZEN_VOOR_OORDEEL):
            t.casus(rij.casus_id)
        eis_casus_vrij(t, rij.casus_id)
        document = rij.document
        if document is None:
            document = lees_bladen(t, rij.id)
        elif sha256_hex(document) != rij.document_hash:
            raise DocumentVeranderd
        if document is None:
            raise NietGevonden
        t.log("verstrekking.openen", "verstrekking", rij.id, casus_id=rij.casus_id)
        return document, rij.op
