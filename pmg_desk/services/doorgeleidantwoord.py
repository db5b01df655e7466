"""How a doorgeleiding ends without its own form: the receiving table decides, a package comes back, the casus leaves.

Small steps inside the transaction of that other use case, which checks access.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import routes as opslag
from pmg_desk.storage.models import Aanmelding, AanmeldingStatus, Doorgeleiding, DoorgeleidingStatus

_NA_AANMELDING: dict[AanmeldingStatus, DoorgeleidingStatus] = {
    AanmeldingStatus.AANGENOMEN: DoorgeleidingStatus.AANGENOMEN,
    AanmeldingStatus.AFGEWEZEN: DoorgeleidingStatus.AFGEWEZEN,
    AanmeldingStatus.VERWEZEN: DoorgeleidingStatus.AFGEWEZEN,
    AanmeldingStatus.INGETROKKEN: DoorgeleidingStatus.INGETROKKEN,
}


def beantwoord(
    t: Transactie, rij: Doorgeleiding, status: DoorgeleidingStatus, op: date, antwoord_id: UUID | None
) -> None:
    """Write down the answer, with its Logregel."""
    rij.status, rij.antwoord_op, rij.antwoord_id = status, op, antwoord_id
    t.log("doorgeleiding.beantwoorden", "doorgeleiding", rij.id, casus_id=rij.casus_id, detail={"status": status.value})
    t.gewijzigd("doorgeleiding", rij.casus_id)


def volg_aanmelding(t: Transactie, aanmelding: Aanmelding) -> None:
    """The receiving table decided on the aanmelding that a doorgeleiding made: that is its answer."""
    if aanmelding.doorgeleiding_id is None:
        return
    rij = t.haal(Doorgeleiding, aanmelding.doorgeleiding_id)
    if rij.status is DoorgeleidingStatus.GEVRAAGD:
        op = aanmelding.besloten_op or t.vandaag
        beantwoord(t, rij, _NA_AANMELDING[aanmelding.status], op, aanmelding.besluit_id)


def koppel_overdracht(t: Transactie, casus_id: UUID, overdracht_id: UUID) -> None:
    """A transfer package was made: what waited for one went along in it."""
    for rij in opslag.wacht_op_pakket(t.db, casus_id):
        rij.overdracht_id = overdracht_id
        t.gewijzigd("doorgeleiding", casus_id)


def volg_overdracht(t: Transactie, overdracht_id: UUID, *, aangenomen: bool) -> None:
    """The other vault answered the package: that is the answer to what went along in it."""
    status = DoorgeleidingStatus.AANGENOMEN if aangenomen else DoorgeleidingStatus.AFGEWEZEN
    for rij in opslag.met_overdracht(t.db, overdracht_id):
        beantwoord(t, rij, status, t.vandaag, None)


def laat_los(t: Transactie, overdracht_id: UUID) -> None:
    """The package is lost: what went along in it waits for a package again."""
    for rij in opslag.met_overdracht(t.db, overdracht_id):
        rij.overdracht_id = None
        t.gewijzigd("doorgeleiding", rij.casus_id)


def beeindig(t: Transactie, casus_id: UUID, op: date, van_tafel: str | None = None) -> None:
    """The casus closes, or leaves the table that asked: what still waited for an answer waits no longer."""
    trek_in(t, opslag.lopende(t.db, casus_id, van_tafel), op)


def trek_in(t: Transactie, rijen: Iterable[Doorgeleiding], op: date, reden_id: UUID | None = None) -> None:
    """Withdraw these, each with its Logregel."""
    for rij in rijen:
        rij.status, rij.antwoord_op, rij.antwoord_id = DoorgeleidingStatus.INGETROKKEN, op, reden_id
        t.log("doorgeleiding.intrekken", "doorgeleiding", rij.id, casus_id=rij.casus_id)
        t.gewijzigd("doorgeleiding", rij.casus_id)
