"""Judging a request and signing the judgement; withdrawing it later.

The decision is *procedureel* here: the privacy officer unlocks on the requester's vault (``security.md``).
"""

from __future__ import annotations

from uuid import UUID

from pmg_desk.domain.controle import MAX_REGEL, Veldcontrole
from pmg_desk.domain.controlepunt import Aanleiding
from pmg_desk.domain.delen import Oordeel, Zekerheid, tekst_van_intrekking, toets_besluit
from pmg_desk.domain.fouten import GeenToegang, IntussenGewijzigd
from pmg_desk.domain.oordeel import BesluitInvoer, beoordeel, stel_op, vraag_terug
from pmg_desk.domain.rollen import Recht
from pmg_desk.services.besluiten import (
    INTREKREGEL,
    bewaard,
    onderteken_besluit,
    onderteken_intrekking,
    peilmoment,
    toetskader,
)
from pmg_desk.services.controlepunten import logstand, onderteken_controlepunt
from pmg_desk.services.delen import lees_verzoektekst
from pmg_desk.services.sleutelboek import eis_geldige_sleutel
from pmg_desk.services.verzoeken import AlBeoordeeld, uiterste_dag
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import logregels
from pmg_desk.storage.models import (
    Delingsverzoek,
    Intrekking,
    Privacybesluit,
    VerzoekStatus,
)
from pmg_desk.storage.nummers import geef_nummer


class EigenVerzoek(GeenToegang):
    """Nobody decides on their own request (``domain.md``); trying is logged as a refusal."""

    wat = "Dit is uw eigen verzoek. Daar mag u niet zelf over beslissen."
    veilig = "Het verzoek blijft liggen."
    doe = "Laat een andere privacy officer beslissen."


def decide_verzoek(werkplek: Werkplek, verzoek_id: UUID, invoer: BesluitInvoer) -> UUID | None:
    """Judge a request and sign the judgement; returns the decision's id, or None for an ask-back.

    Raises GeenToegang (not a privacy officer), EigenVerzoek, AlBeoordeeld, OngeldigeInvoer.
    """
    with werkplek.doe() as t:
        t.pogingen.append(("delingsverzoek", verzoek_id))
        t.eis(Recht.DELING_BESLISSEN)
        rij = t.haal(Delingsverzoek, verzoek_id)
        if rij.door_id == t.gebruiker.id:
            raise EigenVerzoek
        if rij.status is not VerzoekStatus.INGEDIEND:
            raise AlBeoordeeld
        eis_geldige_sleutel(t)
        verzoek = lees_verzoektekst(rij)
        if invoer.oordeel is Oordeel.TERUGVRAAG:
            _vraag_terug(t, rij, invoer)
            return None
        oordeel = beoordeel(verzoek, rij.document, invoer, t.vandaag, uiterste_dag(t))
        manifest = oordeel.manifest[0]
        id_ = t.nieuw_id()
        log_nr, log_hash = logregels.stand(t.db)
        log_wortel = logstand(t).punt.wortel
        tekst = stel_op(
            verzoek,
            oordeel,
            besluit_id=str(id_),
            kluis_id=str(werkplek.kluis_id),
            beslisser_id=str(t.gebruiker.id),
            zekerheid=Zekerheid.PROCEDUREEL,
            # Never before the log's own time: a clock set back must not make a decision older than its request.
            besloten_op=peilmoment(t),
            log_nr=log_nr,
            log_hash=log_hash,
            log_wortel=log_wortel,
        ).tekst()
        besluit = Privacybesluit(
            id=id_,
            nummer=geef_nummer(t.db, Privacybesluit, t.vandaag.year),
            verzoek_id=rij.id,
            casus_id=rij.casus_id,
            tekst=tekst,
            handtekening=onderteken_besluit(t, tekst),
            sleutel=werkplek.sleutels.publiek.ed25519,
            document=oordeel.document,
            door_id=t.gebruiker.id,
            op=t.nu,
        )
        t.db.add(besluit)
        rij.status = VerzoekStatus.BEHANDELD
        t.log(
            "besluit.nemen",
            "privacybesluit",
            id_,
            casus_id=rij.casus_id,
            categorieen=manifest.categorieen,
            ontvanger=f"{manifest.ontvanger.organisatie} – {manifest.ontvanger.functie}",
            verwerking=verzoek.doel,
            detail={"oordeel": oordeel.invoer.oordeel.value},
        )
        onderteken_controlepunt(t, Aanleiding.BESLUIT)
        t.gewijzigd("delingsverzoek", rij.id)
        t.gewijzigd("privacybesluit", id_)
        return id_


def _vraag_terug(t: Transactie, rij: Delingsverzoek, invoer: BesluitInvoer) -> None:
    rij.vraag_terug = vraag_terug(invoer)
    rij.status = VerzoekStatus.TERUG
    t.log("verzoek.terugvragen", "delingsverzoek", rij.id, casus_id=rij.casus_id)
    t.gewijzigd("delingsverzoek", rij.id)


def withdraw_besluit(werkplek: Werkplek, besluit_id: UUID, reden: str) -> None:
    """The privacy officer withdraws a decision: every later print and export stops using it at once."""
    with werkplek.doe() as t:
        t.pogingen.append(("privacybesluit", besluit_id))
        t.eis(Recht.DELING_INTREKKEN)
        eis_geldige_sleutel(t)
        besluit = t.haal(Privacybesluit, besluit_id)
        verzoek = t.haal(Delingsverzoek, besluit.verzoek_id)
        kader = toetskader(t)
        if str(besluit.id) in kader.ingetrokken:
            raise IntussenGewijzigd(
                "Dit akkoord is al ingetrokken.", veilig="Er wordt niets meer onder gedeeld.", doe=""
            )
        if verzoek.door_id == t.gebruiker.id:
            raise GeenToegang
        veld = Veldcontrole()
        waarom = veld.tekst("reden", reden, verplicht=True, maximum=MAX_REGEL * 2, lang=True)
        veld.eis(
            toets_besluit(bewaard(besluit, verzoek), kader).geldig,
            "reden",
            "Dit besluit geldt niet (meer). Intrekken is niet nodig.",
        )
        veld.klaar()
        tekst = tekst_van_intrekking(
            str(besluit.id), str(werkplek.kluis_id), str(t.gebruiker.id), waarom, peilmoment(t)
        )
        rij = Intrekking(
            id=t.nieuw_id(),
            besluit_id=besluit.id,
            tekst=tekst,
            handtekening=onderteken_intrekking(t, tekst),
            sleutel=werkplek.sleutels.publiek.ed25519,
            door_id=t.gebruiker.id,
            op=t.nu,
        )
        t.db.add(rij)
        t.log(INTREKREGEL, "privacybesluit", besluit.id, casus_id=besluit.casus_id)
        onderteken_controlepunt(t, Aanleiding.BESLUIT)
        t.gewijzigd("privacybesluit", besluit.id)
