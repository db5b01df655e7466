"""Judging a request: what a privacy officer may decide, and the text that is signed then.

One place for both ways of judging, in the vault of the requester and in the own installation of the officer, so that
the same request gets the same decision. An approval may be narrower than what was asked, never wider.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

from pmg_desk.domain.canoniek import sha256_hex
from pmg_desk.domain.controle import MAX_TEKST, Veldcontrole
from pmg_desk.domain.delen import Besluittekst, ManifestRegel, Oordeel, Soort, Verzoektekst, Zekerheid
from pmg_desk.domain.document import lees_document, maak_document
from pmg_desk.domain.samenvatting import Doorverstrekking, Stuk, reactie_op, tekst_in


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


@dataclass(frozen=True, slots=True)
class Beoordeling:
    """A judgement that was checked: what was filled in, what it covers, and the approved snapshot if there is one."""

    invoer: BesluitInvoer
    manifest: tuple[ManifestRegel, ...]
    document: str | None
    geldig_tot: date


def vraag_terug(invoer: BesluitInvoer) -> str:
    """The question to the requester. Raises OngeldigeInvoer (``motivering``)."""
    veld = Veldcontrole()
    vraag = veld.tekst("motivering", invoer.motivering, verplicht=True, maximum=MAX_TEKST, lang=True)
    veld.klaar()
    return vraag


def beoordeel(
    verzoek: Verzoektekst, document: str | None, invoer: BesluitInvoer, vandaag: date, uiterst: date
) -> Beoordeling:
    """Check what is decided against what was asked. ``uiterst``: the last day that any approval given today may last.

    Raises OngeldigeInvoer (``motivering``, ``voorwaarden``, ``geldig_tot``, ``categorieen``, ``derden``, ``stukken``).
    """
    veld, gevraagd = Veldcontrole(), verzoek.manifest[0]
    akkoord = invoer.oordeel in (Oordeel.AKKOORD, Oordeel.AKKOORD_BEPERKT)
    schoon = replace(
        invoer,
        motivering=veld.tekst("motivering", invoer.motivering, verplicht=True, maximum=MAX_TEKST, lang=True),
        voorwaarden=veld.tekst("voorwaarden", invoer.voorwaarden, maximum=500, lang=True),
        geldig_tot=veld.datum(
            "geldig_tot",
            invoer.geldig_tot,
            vandaag,
            verplicht=akkoord,
            niet_voor=(vandaag, "vandaag"),
            niet_na=(min(verzoek.gevraagd_tot, uiterst), "de gevraagde of langste termijn"),
        ),
    )
    if not akkoord:
        veld.klaar()
        niets = (replace(gevraagd, categorieen=(), derden=False),)
        return Beoordeling(replace(schoon, geldig_tot=vandaag), niets, None, vandaag)
    goedgekeurd, categorieen, derden = None, tuple(sorted(set(invoer.categorieen))), invoer.derden
    if verzoek.soort is Soort.DOCUMENT:
        casus_id, alle = ("", ()) if document is None else lees_document(document)
        if document is None or sha256_hex(document.encode("utf-8")) != verzoek.document_hash:
            veld.fout("stukken", "De tekst is na het verzoek veranderd. Vraag een nieuw verzoek.")
        gekozen = kies_stukken(veld, alle, invoer.stukken)
        veld.klaar()
        goedgekeurd = maak_document(casus_id, gekozen)
        categorieen = tuple(sorted({stuk.categorie for stuk in gekozen}))
        derden = any(stuk.derden for stuk in gekozen)
        minder = len(gekozen) < len(alle)
    else:
        veld.eis(bool(categorieen), "categorieen", "Kies ten minste één categorie, of weiger het verzoek.")
        veld.eis(set(categorieen) <= set(gevraagd.categorieen), "categorieen", "Dit is meer dan er gevraagd is.")
        veld.eis(gevraagd.derden or not derden, "derden", "Gegevens over anderen zijn niet gevraagd.")
        minder = set(categorieen) < set(gevraagd.categorieen) or (gevraagd.derden and not derden)
    veld.klaar()
    assert schoon.geldig_tot is not None  # asked for above
    oordeel = Oordeel.AKKOORD_BEPERKT if minder or schoon.voorwaarden else Oordeel.AKKOORD
    manifest = (replace(gevraagd, categorieen=categorieen, derden=derden),)
    return Beoordeling(replace(schoon, oordeel=oordeel), manifest, goedgekeurd, schoon.geldig_tot)


def kies_stukken(veld: Veldcontrole, stukken: Collection[Stuk], ids: Collection[str]) -> list[Stuk]:
    """The stukken with these ids; mistakes land in ``veld`` under ``stukken``."""
    gekozen = [stuk for stuk in stukken if stuk.id in set(ids)]
    veld.eis(bool(gekozen), "stukken", "Kies ten minste één stuk tekst.")
    veld.eis(len(gekozen) == len(set(ids)), "stukken", "Een gekozen tekst is intussen gewijzigd. Kies opnieuw.")
    veld.eis(
        all(stuk.doorverstrekking is not Doorverstrekking.NEE for stuk in gekozen),
        "stukken",
        "Van een gekozen tekst staat de bron doorverstrekken niet toe. Haal die weg.",
    )
    teksten = {"", *map(tekst_in, gekozen)}
    veld.eis(
        all(reactie_op(stuk) in teksten for stuk in gekozen),
        "stukken",
        "Een reactie gaat niet zonder de tekst waar zij op slaat. Kies die tekst ook.",
    )
    return gekozen


def stel_op(
    verzoek: Verzoektekst,
    beoordeling: Beoordeling,
    *,
    besluit_id: str,
    kluis_id: str,
    beslisser_id: str,
    zekerheid: Zekerheid,
    besloten_op: datetime,
    log_nr: int,
    log_hash: str,
    log_wortel: str | None = None,
) -> Besluittekst:
    """The decision as it is signed, for this judgement of exactly this request.

    ``kluis_id`` is the vault that is known to ask: what a request says of itself does not make a decision hold there.
    """
    document = beoordeling.document
    return Besluittekst(
        besluit_id=besluit_id,
        kluis_id=kluis_id,
        verzoek_id=verzoek.verzoek_id,
        verzoek_hash=verzoek.hash(),
        aanvrager_id=verzoek.aanvrager_id,
        beslisser_id=beslisser_id,
        soort=verzoek.soort,
        oordeel=beoordeling.invoer.oordeel,
        zekerheid=zekerheid,
        manifest=beoordeling.manifest,
        document_hash=None if document is None else sha256_hex(document.encode("utf-8")),
        doel=verzoek.doel,
        grondslagen=verzoek.grondslagen,
        voorwaarden=beoordeling.invoer.voorwaarden,
        motivering=beoordeling.invoer.motivering,
        besloten_op=besloten_op,
        geldig_tot=beoordeling.geldig_tot,
        log_nr=log_nr,
        log_hash=log_hash,
        log_wortel=log_wortel,
    )
