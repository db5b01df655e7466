"""Judging a request and signing the judgement; withdrawing it later.

The decision is *procedureel* here: the privacy officer unlocks on the requester's vault (``security.md``).
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from pmg_desk.domain.controle import MAX_REGEL, Veldcontrole
from pmg_desk.domain.controlepunt import Aanleiding
from pmg_desk.domain.delen import Gebrek, Oordeel, Verzoektekst, Zekerheid, tekst_van_intrekking, toets_besluit
from pmg_desk.domain.fouten import GeenToegang, IntussenGewijzigd
from pmg_desk.domain.oordeel import Beoordeling, BesluitInvoer, beoordeel, stel_op, vraag_terug
from pmg_desk.domain.rollen import Recht
from pmg_desk.services.belangen import eis_aan_zet, eis_geen_belang
from pmg_desk.services.besluiten import (
    INTREKREGEL,
    bewaard,
    onderteken_intrekking,
    onderteken_samen,
    peilmoment,
    toetskader,
)
from pmg_desk.services.controlepunten import logstand, onderteken_controlepunt
from pmg_desk.services.delen import lees_verzoektekst, te_delen
from pmg_desk.services.logontvanger import name_logontvanger
from pmg_desk.services.sleutelboek import eis_geldige_sleutel
from pmg_desk.services.verzoeken import AlBeoordeeld, uiterste_dag
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import logregels
from pmg_desk.storage.models import (
    Besluitbundel,
    Casus,
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

    Raises GeenToegang (not a privacy officer), EigenVerzoek, EigenBelang, BijCollega, AlBeoordeeld, OngeldigeInvoer.
    """
    with werkplek.doe() as t:
        rij, verzoek = open_voor_oordeel(t, verzoek_id)
        if invoer.oordeel is Oordeel.TERUGVRAAG:
            _vraag_terug(t, rij, invoer)
            return None
        (besluit_id,) = onderteken_oordelen(t, [(rij, verzoek, beoordeel_verzoek(t, rij, verzoek, invoer))])
        return besluit_id


def open_voor_oordeel(t: Transactie, verzoek_id: UUID) -> tuple[Delingsverzoek, Verzoektekst]:
    """The request, for who may judge it now. Raises as :func:`decide_verzoek`."""
    t.pogingen.append(("delingsverzoek", verzoek_id))
    t.eis(Recht.DELING_BESLISSEN)
    rij = t.haal(Delingsverzoek, verzoek_id)
    if rij.door_id == t.gebruiker.id:
        raise EigenVerzoek
    eis_aan_zet(t, rij)
    if rij.status is not VerzoekStatus.INGEDIEND:
        raise AlBeoordeeld
    eis_geldige_sleutel(t)
    return rij, lees_verzoektekst(rij)


def beoordeel_verzoek(t: Transactie, rij: Delingsverzoek, verzoek: Verzoektekst, invoer: BesluitInvoer) -> Beoordeling:
    """Check a judgement against the request and, where something is left out, against the dossier as it is now."""
    getoond = te_delen(t, t.haal(Casus, rij.casus_id), rij, verzoek)[0] if invoer.weglaten else ()
    return beoordeel(verzoek, rij.document, invoer, t.vandaag, uiterste_dag(t), getoond)


def onderteken_oordelen(
    t: Transactie, oordelen: Sequence[tuple[Delingsverzoek, Verzoektekst, Beoordeling]]
) -> tuple[UUID, ...]:
    """Sign these judgements, several of them with one signature over the list; each has its own text and log line."""
    log_nr, log_hash = logregels.stand(t.db)
    log_wortel = logstand(t).punt.wortel
    gemaakt = [
        (
            id_ := t.nieuw_id(),
            stel_op(
                verzoek,
                oordeel,
                besluit_id=str(id_),
                kluis_id=str(t.werkplek.kluis_id),
                beslisser_id=str(t.gebruiker.id),
                zekerheid=Zekerheid.PROCEDUREEL,
                # Never before the log's own time: a clock set back must not make a decision older than its request.
                besloten_op=peilmoment(t),
                log_nr=log_nr,
                log_hash=log_hash,
                log_wortel=log_wortel,
            ).tekst(),
        )
        for _, verzoek, oordeel in oordelen
    ]
    bundel, handtekeningen = onderteken_samen(t, [tekst for _, tekst in gemaakt])
    for (rij, verzoek, oordeel), (id_, tekst), handtekening in zip(oordelen, gemaakt, handtekeningen, strict=True):
        manifest = oordeel.manifest[0]
        t.db.add(
            Privacybesluit(
                id=id_,
                nummer=geef_nummer(t.db, Privacybesluit, t.vandaag.year),
                verzoek_id=rij.id,
                casus_id=rij.casus_id,
                tekst=tekst,
                handtekening=handtekening,
                sleutel=t.werkplek.sleutels.publiek.ed25519,
                document=oordeel.document,
                door_id=t.gebruiker.id,
                op=t.nu,
            )
        )
        if bundel is not None:
            t.db.flush()
            t.db.add(Besluitbundel(id=t.nieuw_id(), besluit_id=id_, tekst=bundel))
        rij.status = VerzoekStatus.BEHANDELD
        t.log(
            "besluit.nemen",
            "privacybesluit",
            id_,
            casus_id=rij.casus_id,
            categorieen=manifest.categorieen,
            ontvanger=name_logontvanger(t, manifest.ontvanger.organisatie, manifest.ontvanger.functie),
            verwerking=verzoek.doel,
            detail={"oordeel": oordeel.invoer.oordeel.value},
        )
        t.gewijzigd("delingsverzoek", rij.id)
        t.gewijzigd("privacybesluit", id_)
    onderteken_controlepunt(t, Aanleiding.BESLUIT)
    return tuple(id_ for id_, _ in gemaakt)


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
        eis_geen_belang(t, verzoek)
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
            toets_besluit(bewaard(besluit, verzoek), kader).gebrek in (None, Gebrek.NIET_VOOR),
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
