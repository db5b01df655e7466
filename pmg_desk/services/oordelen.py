"""Judging a request and signing the judgement; withdrawing it later.

The decision is *procedureel* here: the privacy officer unlocks on the requester's vault (``security.md``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from pmg_desk.domain.canoniek import sha256_hex
from pmg_desk.domain.controle import MAX_REGEL, MAX_TEKST, Veldcontrole
from pmg_desk.domain.delen import (
    Besluittekst,
    ManifestRegel,
    Oordeel,
    Soort,
    Verzoektekst,
    Zekerheid,
    lees_document,
    maak_document,
    tekst_van_intrekking,
    toets_besluit,
)
from pmg_desk.domain.fouten import GeenToegang, IntussenGewijzigd
from pmg_desk.domain.rollen import Recht
from pmg_desk.services.besluiten import (
    INTREKREGEL,
    bewaard,
    onderteken_besluit,
    onderteken_intrekking,
    peilmoment,
    toetskader,
)
from pmg_desk.services.delen import lees_verzoektekst
from pmg_desk.services.verzoeken import AlBeoordeeld, kies_stukken, uiterste_dag
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import delen as rijen
from pmg_desk.storage import logregels
from pmg_desk.storage.models import (
    Delingsverzoek,
    Intrekking,
    Privacybesluit,
    VerzoekStatus,
)


class EigenVerzoek(GeenToegang):
    """Nobody decides on their own request (``domain.md``); trying is logged as a refusal."""

    wat = "Dit is uw eigen verzoek. Daar mag u niet zelf over beslissen."
    veilig = "Het verzoek blijft liggen."
    doe = "Laat een andere privacy officer beslissen."


@dataclass(frozen=True, slots=True)
class BesluitInvoer:
    """What the privacy officer decides. Fewer categories or stukken than asked makes it a reduced approval."""

    oordeel: Oordeel
    motivering: str
    geldig_tot: date | None = None
    voorwaarden: str = ""
    categorieen: tuple[str, ...] = ()
    derden: bool = False
    stukken: tuple[str, ...] = ()


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
        verzoek = lees_verzoektekst(rij)
        if invoer.oordeel is Oordeel.TERUGVRAAG:
            _vraag_terug(t, rij, invoer)
            return None
        manifest, document, invoer = _controleer_besluit(t, rij, verzoek, invoer)
        id_ = t.nieuw_id()
        log_nr, log_hash = logregels.stand(t.db)
        tekst = Besluittekst(
            besluit_id=str(id_),
            kluis_id=str(werkplek.kluis_id),
            verzoek_id=str(rij.id),
            verzoek_hash=sha256_hex(rij.tekst.encode("utf-8")),
            aanvrager_id=verzoek.aanvrager_id,
            beslisser_id=str(t.gebruiker.id),
            soort=rij.soort,
            oordeel=invoer.oordeel,
            zekerheid=Zekerheid.PROCEDUREEL,
            manifest=manifest,
            document_hash=None if document is None else sha256_hex(document.encode("utf-8")),
            doel=verzoek.doel,
            grondslagen=verzoek.grondslagen,
            voorwaarden=invoer.voorwaarden,
            motivering=invoer.motivering,
            # Never before the log's own time: a clock set back must not make a decision older than its request.
            besloten_op=peilmoment(t),
            geldig_tot=invoer.geldig_tot or t.vandaag,
            log_nr=log_nr,
            log_hash=log_hash,
        ).tekst()
        besluit = Privacybesluit(
            id=id_,
            nummer=rijen.volgend_nummer(t.db, Privacybesluit, f"B-{t.vandaag.year}-"),
            verzoek_id=rij.id,
            casus_id=rij.casus_id,
            tekst=tekst,
            handtekening=onderteken_besluit(t, tekst),
            sleutel=werkplek.sleutels.publiek.ed25519,
            document=document,
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
            categorieen=manifest[0].categorieen,
            ontvanger=f"{manifest[0].ontvanger.organisatie} – {manifest[0].ontvanger.functie}",
            verwerking=verzoek.doel,
            detail={"oordeel": invoer.oordeel.value},
        )
        t.gewijzigd("delingsverzoek", rij.id)
        t.gewijzigd("privacybesluit", id_)
        return id_


def _vraag_terug(t: Transactie, rij: Delingsverzoek, invoer: BesluitInvoer) -> None:
    veld = Veldcontrole()
    rij.vraag_terug = veld.tekst("motivering", invoer.motivering, verplicht=True, maximum=MAX_TEKST, lang=True)
    veld.klaar()
    rij.status = VerzoekStatus.TERUG
    t.log("verzoek.terugvragen", "delingsverzoek", rij.id, casus_id=rij.casus_id)
    t.gewijzigd("delingsverzoek", rij.id)


def _controleer_besluit(
    t: Transactie, rij: Delingsverzoek, verzoek: Verzoektekst, invoer: BesluitInvoer
) -> tuple[tuple[ManifestRegel, ...], str | None, BesluitInvoer]:
    """Check what is decided against what was asked: an approval may be narrower, never wider."""
    veld, gevraagd = Veldcontrole(), verzoek.manifest[0]
    akkoord = invoer.oordeel in (Oordeel.AKKOORD, Oordeel.AKKOORD_BEPERKT)
    schoon = replace(
        invoer,
        motivering=veld.tekst("motivering", invoer.motivering, verplicht=True, maximum=MAX_TEKST, lang=True),
        voorwaarden=veld.tekst("voorwaarden", invoer.voorwaarden, maximum=500, lang=True),
        geldig_tot=veld.datum(
            "geldig_tot",
            invoer.geldig_tot,
            t.vandaag,
            verplicht=akkoord,
            niet_voor=(t.vandaag, "vandaag"),
            niet_na=(min(rij.gevraagd_tot, uiterste_dag(t)), "de gevraagde of langste termijn"),
        ),
    )
    if not akkoord:
        veld.klaar()
        return (replace(gevraagd, categorieen=(), derden=False),), None, replace(schoon, geldig_tot=t.vandaag)
    document, categorieen, derden = None, tuple(sorted(set(invoer.categorieen))), invoer.derden
    if rij.soort is Soort.DOCUMENT:
        casus_id, alle = ("", ()) if rij.document is None else lees_document(rij.document)
        if rij.document is None or sha256_hex(rij.document.encode("utf-8")) != verzoek.document_hash:
            veld.fout("stukken", "De tekst is na het verzoek veranderd. Vraag een nieuw verzoek.")
        gekozen = kies_stukken(veld, alle, invoer.stukken)
        veld.klaar()
        document = maak_document(casus_id, gekozen)
        categorieen = tuple(sorted({stuk.categorie for stuk in gekozen}))
        derden = any(stuk.derden for stuk in gekozen)
        minder = len(gekozen) < len(alle)
    else:
        veld.eis(bool(categorieen), "categorieen", "Kies ten minste één categorie, of weiger het verzoek.")
        veld.eis(set(categorieen) <= set(gevraagd.categorieen), "categorieen", "Dit is meer dan er gevraagd is.")
        veld.eis(gevraagd.derden or not derden, "derden", "Gegevens over anderen zijn niet gevraagd.")
        minder = set(categorieen) < set(gevraagd.categorieen) or (gevraagd.derden and not derden)
    veld.klaar()
    oordeel = Oordeel.AKKOORD_BEPERKT if minder or schoon.voorwaarden else Oordeel.AKKOORD
    manifest = (replace(gevraagd, categorieen=categorieen, derden=derden),)
    return manifest, document, replace(schoon, oordeel=oordeel)


def withdraw_besluit(werkplek: Werkplek, besluit_id: UUID, reden: str) -> None:
    """The privacy officer withdraws a decision: every later print and export stops using it at once."""
    with werkplek.doe() as t:
        t.pogingen.append(("privacybesluit", besluit_id))
        t.eis(Recht.DELING_INTREKKEN)
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
        t.gewijzigd("privacybesluit", besluit.id)
