"""A request as a package for a privacy officer with an installation of their own: what is to be judged, and no more.

A request for exactly this text holds that text. A request for a standing approval holds what the recipient would get
of this casus now: only asked categories, no text whose source forbids or must be asked, no secret address, nothing
about others unless that was asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from pmg_desk.domain.canoniek import Waarde
from pmg_desk.domain.document import stuk_waarde
from pmg_desk.domain.fouten import Fout, GeenToegang
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.pakket import Pakketsoort
from pmg_desk.domain.rollen import Recht, Rol
from pmg_desk.services.besluiten import getoetste_besluiten
from pmg_desk.services.delen import lees_verzoektekst, overlegdag, te_delen
from pmg_desk.services.pakketten import NieuwPakket, make_pakket
from pmg_desk.services.verbindingen import Persoonssleutel, verbinding_inzicht
from pmg_desk.services.verzoeken import AlBeoordeeld
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import postvak
from pmg_desk.storage import verbindingen as opslag
from pmg_desk.storage.models import Casus, Delingsverzoek, VerbindingSoort, VerzoekStatus

MEESTE_EERDERE = 20
"""Earlier decisions for the same recipient that go along, the latest ones."""


class NietUwVerzoek(GeenToegang):
    """A request is signed by who asks."""

    wat = "Dit verzoek is van een ander. Alleen wie het verzoek deed, kan het versturen."
    doe = "Laat de aanvrager het pakket maken, of doe zelf een verzoek."


class GeenOfficer(Fout):
    """Nobody to send to."""

    wat = "Deze privacy officer is niet (meer) met deze kluis verbonden."
    veilig = "Er is geen pakket gemaakt."
    doe = "Laat de beheerder de verbinding nakijken."


def list_officers(werkplek: Werkplek) -> tuple[Persoonssleutel, ...]:
    """Privacy officers with an installation of their own whom a request can be sent to."""
    with werkplek.doe() as t:
        t.eis(Recht.DELING_VRAGEN)
        return officers(t)


def officers(t: Transactie) -> tuple[Persoonssleutel, ...]:
    """The same, inside a use case."""
    lopend = [
        verbinding_inzicht(t, rij)
        for rij in opslag.alle_verbindingen(t.db, VerbindingSoort.PRIVACY_OFFICER)
        if rij.gestopt_op is None
    ]
    return tuple(p for verbinding in lopend for p in verbinding.personen if p.rol == Rol.PRIVACY_OFFICER.value)


def make_verzoekpakketten(werkplek: Werkplek, verzoek_ids: Sequence[UUID], officer_id: UUID) -> tuple[NieuwPakket, ...]:
    """One package per request, for one officer: all of them or none.

    Raises GeenToegang, NietUwVerzoek, AlBeoordeeld (not in the queue), GeenOfficer.
    """
    with werkplek.doe() as t:
        t.eis(Recht.DELING_VRAGEN)
        officer = next((o for o in officers(t) if o.persoon_id == officer_id), None)
        if officer is None:
            raise GeenOfficer
        return tuple(_maak(t, verzoek_id, officer) for verzoek_id in verzoek_ids)


def _maak(t: Transactie, verzoek_id: UUID, officer: Persoonssleutel) -> NieuwPakket:
    rij = t.haal(Delingsverzoek, verzoek_id)
    casus = t.casus(rij.casus_id, wijzigen=True)
    t.pogingen.append(("delingsverzoek", rij.id))
    if rij.door_id != t.gebruiker.id:
        raise NietUwVerzoek
    if rij.status is not VerzoekStatus.INGEDIEND:
        raise AlBeoordeeld
    pakket = make_pakket(
        t,
        officer,
        Pakketsoort.VERZOEK,
        inhoud_van(t, rij, casus),
        onderwerp_id=rij.id,
        casus_id=casus.id,
    )
    t.gewijzigd("delingsverzoek", rij.id)
    return pakket


def inhoud_van(t: Transactie, rij: Delingsverzoek, casus: Casus) -> dict[str, Waarde]:
    """What the officer gets to see: canonical JSON values."""
    tekst = lees_verzoektekst(rij)
    stukken, _ = te_delen(t, casus, rij, tekst)
    ids = {stuk.id for stuk in stukken}
    return {
        "verzoek": rij.tekst,
        "nummer": rij.nummer,
        "document": rij.document,
        "casusnummer": casus.nummer,
        "stukken": [stuk_waarde(stuk) for stuk in stukken],
        "vorige": None if rij.vorige_id is None else str(rij.vorige_id),
        "eerder": _eerder(t, rij, casus),
        "gehad": [[stuk, dag.isoformat()] for stuk, dag in _gehad(t, rij).items() if stuk in ids],
        "overleg": None if (dag := overlegdag(t, rij)) is None else dag.isoformat(),
    }


def _gehad(t: Transactie, rij: Delingsverzoek) -> dict[str, date]:
    """By stuk the day on which this recipient last got it, so that the officer can leave out what is known already."""
    eerder = postvak.had_eerder(t.db, rij.casus_id, rij.organisatie_id, rij.functie)
    return {stuk: lokale_dag(op) for stuk, op in sorted(eerder.items())}


def _eerder(t: Transactie, rij: Delingsverzoek, casus: Casus) -> list[Waarde]:
    """Earlier decisions on this casus for the same recipient: number, judgement, last day, and whether it holds now."""
    ontvanger = lees_verzoektekst(rij).manifest[0].ontvanger
    eerder: list[Waarde] = [
        {
            "nummer": besluit.nummer,
            "oordeel": getoetst.besluit.oordeel.value,
            "geldig_tot": getoetst.besluit.geldig_tot.isoformat(),
            "geldt": getoetst.geldig,
        }
        for besluit, _, getoetst in getoetste_besluiten(t, casus.id)
        if getoetst.besluit is not None and any(r.ontvanger.is_dezelfde(ontvanger) for r in getoetst.besluit.manifest)
    ]
    return eerder[-MEESTE_EERDERE:]
