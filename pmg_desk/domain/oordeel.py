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
from pmg_desk.domain.delen import (
    Besluittekst,
    Eis,
    ManifestRegel,
    Oordeel,
    Soort,
    Toetsvraag,
    Verzoektekst,
    Weglating,
    Zekerheid,
)
from pmg_desk.domain.document import lees_document, maak_document
from pmg_desk.domain.samenvatting import Doorverstrekking, Stuk, reactie_op, tekst_in


@dataclass(frozen=True, slots=True)
class BesluitInvoer:
    """What the privacy officer decides. Fewer categories or stukken than asked makes it a reduced approval.

    ``stukken`` are those of a document that go along; ``weglaten`` takes out a field, or a whole stuk, of what was
    shown. ``eisen`` and ``niet_voor`` (first day) are kept by the program; ``bevindingen`` are the officer's answers.
    """

    oordeel: Oordeel
    motivering: str
    geldig_tot: date | None = None
    voorwaarden: str = ""
    categorieen: tuple[str, ...] = ()
    derden: bool = False
    stukken: tuple[str, ...] = ()
    eisen: tuple[Eis, ...] = ()
    niet_voor: date | None = None
    weglaten: tuple[Weglating, ...] = ()
    bevindingen: tuple[tuple[Toetsvraag, str], ...] = ()


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
    verzoek: Verzoektekst,
    document: str | None,
    invoer: BesluitInvoer,
    vandaag: date,
    uiterst: date,
    getoond: Collection[Stuk] = (),
) -> Beoordeling:
    """Check what is decided against what was asked. ``uiterst``: the last day that any approval given today may last.

    ``getoond``: the stukken that the officer was shown, of which some may be left out of a standing approval.
    Raises OngeldigeInvoer (``motivering``, ``voorwaarden``, ``geldig_tot``, ``niet_voor``, ``categorieen``, ``derden``,
    ``stukken``, ``weglaten``, ``bevinding_<vraag>``).
    """
    veld, gevraagd = Veldcontrole(), verzoek.manifest[0]
    akkoord = invoer.oordeel in (Oordeel.AKKOORD, Oordeel.AKKOORD_BEPERKT)
    geldig_tot = veld.datum(
        "geldig_tot",
        invoer.geldig_tot,
        vandaag,
        verplicht=akkoord,
        niet_voor=(vandaag, "vandaag"),
        niet_na=(min(verzoek.gevraagd_tot, uiterst), "de gevraagde of langste termijn"),
    )
    schoon = replace(
        invoer,
        motivering=veld.tekst("motivering", invoer.motivering, verplicht=True, maximum=MAX_TEKST, lang=True),
        voorwaarden=veld.tekst("voorwaarden", invoer.voorwaarden, maximum=500, lang=True),
        geldig_tot=geldig_tot,
        bevindingen=_bevindingen(veld, invoer),
    )
    if not akkoord:
        veld.klaar()
        niets = (replace(gevraagd, categorieen=(), derden=False),)
        kaal = replace(schoon, geldig_tot=vandaag, eisen=(), niet_voor=None, weglaten=())
        return Beoordeling(kaal, niets, None, vandaag)
    begin = veld.datum(
        "niet_voor",
        invoer.niet_voor,
        vandaag,
        niet_voor=(vandaag, "vandaag"),
        niet_na=None if geldig_tot is None else (geldig_tot, "de laatste dag"),
    )
    goedgekeurd, categorieen, derden = None, tuple(sorted(set(invoer.categorieen))), invoer.derden
    if verzoek.soort is Soort.DOCUMENT:
        casus_id, alle = ("", ()) if document is None else lees_document(document)
        if document is None or sha256_hex(document.encode("utf-8")) != verzoek.document_hash:
            veld.fout("stukken", "De tekst is na het verzoek veranderd. Vraag een nieuw verzoek.")
        heel = {weg.stuk for weg in invoer.weglaten if not weg.veld}
        gekozen = kies_stukken(veld, alle, [id_ for id_ in invoer.stukken if id_ not in heel])
        weglaten = kies_weglatingen(veld, gekozen, [weg for weg in invoer.weglaten if weg.veld])
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
        # What does not go along anyway needs no leaving out.
        mee = {s.id for s in getoond if s.categorie in categorieen and (derden or not s.derden)}
        uit = {s.id for s in getoond} - mee
        weglaten = kies_weglatingen(veld, getoond, [weg for weg in invoer.weglaten if weg.stuk not in uit])
        alles = bool(mee) and mee <= {weg.stuk for weg in weglaten if not weg.veld}
        veld.eis(not alles, "weglaten", "Zo blijft er niets over. Laat iets staan, of weiger het verzoek.")
    veld.klaar()
    assert geldig_tot is not None  # asked for above
    schoon = replace(
        schoon,
        eisen=tuple(sorted(set(invoer.eisen))),
        niet_voor=None if begin == vandaag else begin,
        weglaten=weglaten,
    )
    met_voorwaarden = schoon.voorwaarden or schoon.eisen or schoon.niet_voor is not None or schoon.weglaten
    oordeel = Oordeel.AKKOORD_BEPERKT if minder or met_voorwaarden else Oordeel.AKKOORD
    manifest = (replace(gevraagd, categorieen=categorieen, derden=derden),)
    return Beoordeling(replace(schoon, oordeel=oordeel), manifest, goedgekeurd, geldig_tot)


def _bevindingen(veld: Veldcontrole, invoer: BesluitInvoer) -> tuple[tuple[Toetsvraag, str], ...]:
    """The officer's own findings that say something, in the order of the questions."""
    gegeven = dict(invoer.bevindingen)
    schoon = [
        (vraag, veld.tekst(f"bevinding_{vraag.value}", gegeven.get(vraag, ""), maximum=MAX_TEKST, lang=True))
        for vraag in Toetsvraag
    ]
    return tuple((vraag, tekst) for vraag, tekst in schoon if tekst)


def kies_weglatingen(
    veld: Veldcontrole, stukken: Collection[Stuk], weglaten: Collection[Weglating]
) -> tuple[Weglating, ...]:
    """What is left out of these stukken, once each; a field of a stuk that goes whole is not named again.

    Mistakes land in ``veld`` under ``weglaten``: nothing is signed about a stuk or field that is not (any more) there.
    """
    velden = {stuk.id: {label for label, _ in stuk.velden} for stuk in stukken}
    heel = {weg.stuk for weg in weglaten if not weg.veld}
    gekozen = {weg for weg in weglaten if not weg.veld or weg.stuk not in heel}
    veld.eis(
        all(weg.stuk in velden and (not weg.veld or weg.veld in velden[weg.stuk]) for weg in gekozen),
        "weglaten",
        "Iets dat u weglaat, is intussen gewijzigd. Kies opnieuw.",
    )
    return tuple(sorted(gekozen, key=lambda weg: (weg.stuk, weg.veld)))


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
    document, invoer = beoordeling.document, beoordeling.invoer
    return Besluittekst(
        besluit_id=besluit_id,
        kluis_id=kluis_id,
        verzoek_id=verzoek.verzoek_id,
        verzoek_hash=verzoek.hash(),
        aanvrager_id=verzoek.aanvrager_id,
        beslisser_id=beslisser_id,
        soort=verzoek.soort,
        oordeel=invoer.oordeel,
        zekerheid=zekerheid,
        manifest=beoordeling.manifest,
        document_hash=None if document is None else sha256_hex(document.encode("utf-8")),
        doel=verzoek.doel,
        grondslagen=verzoek.grondslagen,
        voorwaarden=invoer.voorwaarden,
        motivering=invoer.motivering,
        besloten_op=besloten_op,
        geldig_tot=beoordeling.geldig_tot,
        log_nr=log_nr,
        log_hash=log_hash,
        log_wortel=log_wortel,
        eisen=invoer.eisen,
        niet_voor=invoer.niet_voor,
        weglaten=invoer.weglaten,
        bevindingen=invoer.bevindingen,
    )


def gaat_mee(verzoek: Verzoektekst, getoond: Collection[Stuk], invoer: BesluitInvoer) -> tuple[Stuk, ...]:
    """What the recipient would get of what is shown, under this judgement: for a look before anything is signed."""
    document = verzoek.soort is Soort.DOCUMENT
    over: list[Stuk] = []
    teksten = {""}
    for stuk in getoond:
        weg = {weglating.veld for weglating in invoer.weglaten if weglating.stuk == stuk.id}
        in_keuze = (
            stuk.id in invoer.stukken
            if document
            else stuk.categorie in invoer.categorieen and (invoer.derden or not stuk.derden)
        )
        if in_keuze and "" not in weg and reactie_op(stuk) in teksten:
            over.append(replace(stuk, velden=tuple(veld for veld in stuk.velden if veld[0] not in weg)))
            teksten.add(tekst_in(stuk))
    return tuple(over)
