"""Certificates of casussen that were destroyed: each checked when it is read, and printed as it was signed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pmg_desk.domain.bewaren import Vernietigingsreden
from pmg_desk.domain.certificaat import Certificaat, lees_certificaat, toets
from pmg_desk.domain.delen import BekendeSleutel
from pmg_desk.domain.fouten import NietGevonden
from pmg_desk.domain.rollen import Recht
from pmg_desk.kluis.ondertekening import verifieer
from pmg_desk.reports.certificaat import Certificaattekst, Ondertekening, maak_pdf
from pmg_desk.services import gewist
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.services.wiswoorden import regelzin, rows_in_words
from pmg_desk.storage import bewaren as opslag
from pmg_desk.storage.models import Gebruiker, Vernietiging, VernietigingStatus


@dataclass(frozen=True, slots=True)
class CertificaatInzicht:
    """A destruction that was carried out, checked just now. ``gebrek`` is empty when both signatures are right."""

    id: UUID
    kluis_id: UUID
    casus_id: UUID
    reden: Vernietigingsreden
    regel: str
    rijen: Mapping[str, int]
    eerste: str
    eerste_id: UUID
    eerste_op: datetime
    tweede: str
    tweede_id: UUID
    op: datetime
    log_nr: int
    eerste_sleutel: str
    eerste_handtekening: str
    tweede_sleutel: str
    tweede_handtekening: str
    gebrek: str

    def totaal(self) -> int:
        """How many rows went."""
        return sum(self.rijen.values())


def list_certificaten(werkplek: Werkplek) -> tuple[CertificaatInzicht, ...]:
    """What was destroyed, the latest first, each with its signatures checked."""
    with werkplek.doe() as t:
        t.eis(Recht.BEWAREN_LEZEN)
        sleutels = gewist.wissleutels(t)
        rijen = opslag.vernietigingen(t.db, VernietigingStatus.UITGEVOERD)
        gelezen = (_certificaat_inzicht(t, rij, sleutels) for rij in rijen)
        return tuple(inzicht for inzicht in gelezen if inzicht is not None)


def open_certificaat(werkplek: Werkplek, vernietiging_id: UUID) -> CertificaatInzicht:
    """One certificate, to print or keep; logged. Raises NietGevonden, also for one that cannot be read."""
    with werkplek.doe() as t:
        t.eis(Recht.BEWAREN_LEZEN)
        rij = t.haal(Vernietiging, vernietiging_id)
        if rij.status is not VernietigingStatus.UITGEVOERD:
            raise NietGevonden
        inzicht = _certificaat_inzicht(t, rij, gewist.wissleutels(t))
        if inzicht is None:
            raise NietGevonden
        t.log("vernietiging.certificaat", "vernietiging", rij.id, casus_id=rij.casus_id)
        return inzicht


def print_certificaat(werkplek: Werkplek, vernietiging_id: UUID) -> bytes:
    """The certificate as PDF; logged. Raises as :func:`open_certificaat`, and CertificaatNietGedrukt."""
    een = open_certificaat(werkplek, vernietiging_id)
    return maak_pdf(
        Certificaattekst(
            id=str(een.id),
            kluis_id=str(een.kluis_id),
            casus_id=str(een.casus_id),
            reden=een.reden.label,
            regel=een.regel,
            rijen=rows_in_words(een.rijen),
            eerste=Ondertekening(str(een.eerste_id), een.eerste_op, een.eerste_sleutel, een.eerste_handtekening),
            tweede=Ondertekening(str(een.tweede_id), een.op, een.tweede_sleutel, een.tweede_handtekening),
            log_nr=een.log_nr,
            gebrek=een.gebrek,
        )
    )


def _certificaat_inzicht(
    t: Transactie, rij: Vernietiging, sleutels: tuple[BekendeSleutel, ...]
) -> CertificaatInzicht | None:
    try:
        ondertekend = gewist.ondertekend_van(rij)
        certificaat = lees_certificaat(ondertekend.certificaat)
    except (ValueError, KeyError, TypeError):
        return None
    uitkomst = toets(ondertekend, t.werkplek.kluis_id, sleutels, verifieer)
    voorstel = certificaat.voorstel

    def naam(wie: UUID) -> str:
        gebruiker = t.db.get(Gebruiker, wie)
        return "" if gebruiker is None else gebruiker.naam

    return CertificaatInzicht(
        id=rij.id,
        kluis_id=voorstel.kluis_id,
        casus_id=voorstel.casus_id,
        reden=voorstel.reden,
        regel=regelzin(voorstel.regel),
        rijen=certificaat.rijen,
        eerste=naam(voorstel.door_id),
        eerste_id=voorstel.door_id,
        eerste_op=voorstel.op,
        tweede=naam(certificaat.tweede_id),
        tweede_id=certificaat.tweede_id,
        op=certificaat.op,
        log_nr=certificaat.log_nr,
        eerste_sleutel=certificaat.sleutel,
        eerste_handtekening=certificaat.handtekening,
        tweede_sleutel=ondertekend.sleutel,
        tweede_handtekening=ondertekend.handtekening,
        gebrek="" if isinstance(uitkomst, Certificaat) else uitkomst.value,
    )
