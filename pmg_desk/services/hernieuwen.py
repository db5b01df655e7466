"""Asking again: an approval that ends, or ended, asked once more with the answers of the request it was given on.

Each is a new request that an officer judges; nothing is prolonged by itself. Asked is what was approved then, not what
was refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from pmg_desk.domain.delen import Besluittekst, Oordeel, Soort, Verzoektekst, lees_besluittekst
from pmg_desk.domain.document import lees_document
from pmg_desk.domain.fouten import Fout, OngeldigeInvoer
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.rollen import Recht
from pmg_desk.domain.samenvatting import Doorverstrekking, reactie_op, tekst_in, tekst_van
from pmg_desk.services.delen import lees_verzoektekst
from pmg_desk.services.informering import informeerzin
from pmg_desk.services.stukken import cut_dossier
from pmg_desk.services.verzoeken import VerzoekInvoer, request_deling, uiterste_dag
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import delen as rijen
from pmg_desk.storage import inhoud
from pmg_desk.storage.models import Casus, Delingsverzoek, Privacybesluit, VerzoekStatus


class AlGevraagd(Fout):
    """The same is being asked already."""

    wat = "Voor deze ontvanger ligt al een verzoek bij de privacy officer."
    veilig = "Er is geen tweede verzoek gedaan."
    doe = "Wacht op het besluit, of neem dat verzoek eerst terug."


@dataclass(frozen=True, slots=True)
class Vernieuwd:
    """What became of asking again on one request: the new one, or in words why not."""

    verzoek_id: UUID
    nummer: str
    nieuw_id: UUID | None
    waarom_niet: str = ""


def prefill_verbeterd(werkplek: Werkplek, verzoek_id: UUID) -> VerzoekInvoer:
    """The input for a new request with what was approved on this one, for as long, from today: for somebody who looks
    before asking, so of an exact document the words as they stand now.

    What was withdrawn is not in it; reactions of the youth or parents to what is in it are. Raises AlGevraagd,
    GeenToegang, NietGevonden; Fout when the request can no longer be read.
    """
    with werkplek.doe() as t:
        rij = _verzoek(t, verzoek_id)
        invoer = _vul(t, rij)
        return replace(invoer, stukken=_zoals_nu(t, rij.casus_id, invoer.stukken)) if invoer.stukken else invoer


def renew_verzoeken(werkplek: Werkplek, verzoek_ids: Sequence[UUID]) -> tuple[Vernieuwd, ...]:
    """Ask again on each of these, in one go. What cannot be asked is told, and does not stop the rest.

    Raises GeenToegang when this user may not ask at all.
    """
    return tuple(_vernieuw(werkplek, verzoek_id) for verzoek_id in dict.fromkeys(verzoek_ids))


def _vernieuw(werkplek: Werkplek, verzoek_id: UUID) -> Vernieuwd:
    with werkplek.doe() as t:
        rij = _verzoek(t, verzoek_id)
        nummer = rij.nummer
        try:
            invoer = _vul(t, rij)
        except AlGevraagd as fout:
            return Vernieuwd(verzoek_id, nummer, None, fout.wat)
    try:
        return Vernieuwd(verzoek_id, nummer, request_deling(werkplek, invoer))
    except OngeldigeInvoer as fout:
        return Vernieuwd(verzoek_id, nummer, None, " ".join(fout.velden.values()))


def _verzoek(t: Transactie, verzoek_id: UUID) -> Delingsverzoek:
    t.eis(Recht.DELING_VRAGEN)
    rij = t.haal(Delingsverzoek, verzoek_id)
    t.casus(rij.casus_id, wijzigen=True)
    return rij


def _vul(t: Transactie, rij: Delingsverzoek) -> VerzoekInvoer:
    wachtend = (VerzoekStatus.INGEDIEND, VerzoekStatus.TERUG)
    for ander in rijen.verzoeken(t.db, statussen=wachtend):
        if (ander.casus_id, ander.organisatie_id, ander.functie, ander.soort) == (
            rij.casus_id,
            rij.organisatie_id,
            rij.functie,
            rij.soort,
        ):
            raise AlGevraagd
    tekst = lees_verzoektekst(rij)
    besluit, document = _laatste_akkoord(t, rij)
    regel = tekst.manifest[0] if besluit is None else besluit.manifest[0]
    invoer = VerzoekInvoer(
        casus_id=rij.casus_id,
        soort=rij.soort,
        organisatie_id=rij.organisatie_id,
        functie=rij.functie,
        doel=tekst.doel,
        grondslagen=tekst.grondslagen,
        noodzaak=tekst.noodzaak,
        proportionaliteit=tekst.proportionaliteit,
        subsidiariteit=tekst.subsidiariteit,
        geinformeerd=informeerzin(t, rij.casus_id) or tekst.geinformeerd,
        gevraagd_tot=min(t.vandaag + _duur(tekst), uiterste_dag(t)),
        categorieen=regel.categorieen,
        derden=regel.derden,
        toestemming=tekst.toestemming,
    )
    if rij.soort is not Soort.DOCUMENT:
        return invoer
    stukken = lees_document(document or rij.document or "")[1]
    return replace(invoer, categorieen=(), derden=False, stukken=tuple(stuk.id for stuk in stukken))


def _zoals_nu(t: Transactie, casus_id: UUID, stukken: Sequence[str]) -> tuple[str, ...]:
    nu = cut_dossier(t, t.haal(Casus, casus_id))
    gevraagd = {een for stuk in stukken if (een := tekst_van(stuk))}
    gelden = {rij.id.hex for rij in inhoud.huidige_van(t.db, [UUID(een) for een in gevraagd]).values()}
    gekozen = [stuk for stuk in nu if stuk.id in stukken or tekst_in(stuk) in gelden]
    teksten = {tekst_in(stuk) for stuk in gekozen}
    return tuple(
        stuk.id
        for stuk in nu
        if stuk in gekozen or (reactie_op(stuk) in teksten - {""} and stuk.doorverstrekking is not Doorverstrekking.NEE)
    )


def _duur(tekst: Verzoektekst) -> timedelta:
    return tekst.gevraagd_tot - lokale_dag(tekst.gevraagd_op)


def _laatste_akkoord(t: Transactie, rij: Delingsverzoek) -> tuple[Besluittekst | None, str | None]:
    """What was approved on it, as far as it can be read: whether that still holds plays no part in asking again."""
    gevonden: tuple[Besluittekst | None, str | None] = (None, None)
    for besluit, verzoek in rijen.besluiten(t.db, casus_id=rij.casus_id):
        if verzoek.id == rij.id and (tekst := _lees(besluit)) is not None:
            gevonden = tekst, besluit.document
    return gevonden


def _lees(besluit: Privacybesluit) -> Besluittekst | None:
    try:
        tekst = lees_besluittekst(besluit.tekst)
    except ValueError:
        return None
    return tekst if tekst.oordeel in (Oordeel.AKKOORD, Oordeel.AKKOORD_BEPERKT) else None
