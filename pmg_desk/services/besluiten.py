"""Which decisions hold: the keys the log registered, the withdrawals, and the check of every signature.

Nothing here trusts a status column. ``getoetste_besluiten`` is the only way a print or screen learns what is approved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from pmg_desk.domain.canoniek import lees_canoniek
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.delen import (
    BESLUIT_CONTEXT,
    BUNDEL_CONTEXT,
    INTREKKING_CONTEXT,
    BekendeSleutel,
    BewaardBesluit,
    Eis,
    Gebrek,
    Getoetst,
    Ontvanger,
    Oordeel,
    Soort,
    Toetskader,
    Toetsvraag,
    Weglating,
    Zekerheid,
    maak_bundel,
    toets_besluit,
)
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.laatste import BESCHADIGD
from pmg_desk.domain.logboek import lees_blad
from pmg_desk.domain.logcontrole import Anker
from pmg_desk.domain.rollen import Rol
from pmg_desk.domain.toen import ingetrokken_toen
from pmg_desk.kluis.ondertekening import onderteken, verifieer
from pmg_desk.services.sleutelboek import gelukte_regels, lees_sleutelboek
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import bewaren, logregels
from pmg_desk.storage import controlepunten as punten
from pmg_desk.storage import delen as rijen
from pmg_desk.storage import toezicht as toezichtrijen
from pmg_desk.storage.models import Delingsverzoek, Gebruiker, Privacybesluit, Toezichtbesluit

BESLUITREGELS = ("besluit.nemen", "besluit.ontvangen")
INTREKREGEL = "besluit.intrekken"
INTREKREGEL_EXTERN = "besluit.intrekking_ontvangen"
INTREKREGEL_HERHAALD = "besluit.intrekking_herhalen"  # at the start of a log that continues another
INTREKREGELS = (INTREKREGEL, INTREKREGEL_EXTERN, INTREKREGEL_HERHAALD)
"""A withdrawal that a privacy officer signed elsewhere; the one who read it in is the actor of the line."""


@dataclass(frozen=True, slots=True)
class BesluitInzicht:
    """A decision as screens show it. ``geldig`` and ``gebrek`` were computed just now."""

    id: UUID
    nummer: str
    verzoek_id: UUID
    verzoek_nummer: str
    casus_id: UUID
    soort: Soort
    oordeel: Oordeel | None
    zekerheid: Zekerheid | None
    ontvangers: tuple[str, ...]
    ontvanger: Ontvanger | None  # the first of them, to choose again
    categorieen: tuple[str, ...]
    derden: bool
    doel: str
    grondslagen: tuple[str, ...]
    voorwaarden: str
    motivering: str
    besloten_op: datetime | None
    geldig_tot: date | None
    door: str
    geldig: bool
    gebrek: Gebrek | None
    eisen: tuple[Eis, ...] = ()
    niet_voor: date | None = None
    weglaten: tuple[Weglating, ...] = ()
    bevindingen: tuple[tuple[Toetsvraag, str], ...] = ()
    samen_ondertekend: bool = False  # one signature over several decisions
    ingetrokken: str = ""  # when, by whom and why, in one sentence


def onderteken_samen(t: Transactie, teksten: Sequence[str]) -> tuple[str | None, tuple[bytes, ...]]:
    """Sign decisions with the own key of the user who is logged in: one by itself, several as a list.

    Returns that list (``domain.delen.maak_bundel``), if there is one, and the signature of each: then all the same.
    """
    sleutel = t.werkplek.sleutels.ondertekening
    if len(teksten) == 1:
        return None, (onderteken(sleutel, BESLUIT_CONTEXT, teksten[0].encode("utf-8")),)
    bundel = maak_bundel(teksten)
    return bundel, (onderteken(sleutel, BUNDEL_CONTEXT, bundel.encode("utf-8")),) * len(teksten)


def onderteken_intrekking(t: Transactie, tekst: str) -> bytes:
    """Sign a withdrawal with the own key of the user who is logged in."""
    return onderteken(t.werkplek.sleutels.ondertekening, INTREKKING_CONTEXT, tekst.encode("utf-8"))


def bekende_sleutels(t: Transactie) -> tuple[BekendeSleutel, ...]:
    """Signing keys that count, each for its time, as the log registered them (``domain.sleutelboek``)."""
    return lees_sleutelboek(t).sleutels


def ingetrokken(t: Transactie) -> frozenset[str]:
    """Ids of withdrawn decisions: from the log lines and from the signed rows, so that removing one is not enough."""
    regels = gelukte_regels(t, *INTREKREGELS)
    uit_log = {regel.object_id for regel in regels if regel.object_id is not None}
    return frozenset(uit_log | {str(rij.besluit_id) for rij in rijen.intrekkingen(t.db)})


def ingetrokken_voor(t: Transactie, moment: datetime) -> frozenset[str]:
    """The same as it was known at an earlier moment. A line that only repeats an older one does not say when."""
    regels = gelukte_regels(t, *INTREKREGELS)
    gelogd = [(r.object_id, r.tijd) for r in regels if r.object_id is not None and r.actie != INTREKREGEL_HERHAALD]
    return ingetrokken_toen(gelogd, ingetrokken(t), moment)


def peilmoment(t: Transactie) -> datetime:
    """The later of the clock and the last log time: setting the clock back revives nothing."""
    laatste = rijen.laatste_logtijd(t.db)
    return t.nu if laatste is None else max(t.nu, laatste)


def toetskader(t: Transactie) -> Toetskader:
    """What decisions are checked against at this moment."""
    return Toetskader(
        kluis_id=str(t.werkplek.kluis_id),
        sleutels=bekende_sleutels(t),
        ingetrokken=ingetrokken(t),
        moment=peilmoment(t),
        max_dagen=t.profiel.instellingen.max_geldigheid_dagen.waarde,
        verifieer=verifieer,
        regels=besluitregels(t),
    )


def besluitregels(t: Transactie, acties: tuple[str, ...] = BESLUITREGELS) -> dict[str, int]:
    """By decision: the number of the first line that says that it was taken or received."""
    return {regel.object_id: regel.nr for regel in reversed(gelukte_regels(t, *acties)) if regel.object_id is not None}


def besluiten_per_casus(t: Transactie) -> dict[str, frozenset[str]]:
    """By casus: the decisions of which a line says that they were taken or received, to miss one that is gone."""
    gevonden: dict[str, set[str]] = {}
    for regel in gelukte_regels(t, *BESLUITREGELS):
        if regel.casus_id is not None and regel.object_id is not None:
            gevonden.setdefault(regel.casus_id, set()).add(regel.object_id)
    return {casus_id: frozenset(ids) for casus_id, ids in gevonden.items()}


def getoetste_besluiten(
    t: Transactie, casus_id: UUID, kader: Toetskader | None = None
) -> list[tuple[Privacybesluit, Delingsverzoek, Getoetst]]:
    """Every decision on a casus with the outcome of its check. The casus of the *row* only finds it; the signed
    manifest decides what it covers.
    """
    kader = kader or toetskader(t)
    return [
        (besluit, verzoek, toets_besluit(bewaard(besluit, verzoek), kader))
        for besluit, verzoek in rijen.besluiten(t.db, casus_id=casus_id)
    ]


def bewaard(besluit: Privacybesluit, verzoek: Delingsverzoek) -> BewaardBesluit:
    """The row as the domain checks it."""
    return BewaardBesluit(
        id=str(besluit.id),
        verzoek_id=str(besluit.verzoek_id),
        tekst=besluit.tekst,
        handtekening=besluit.handtekening,
        sleutel=besluit.sleutel,
        verzoek_tekst=verzoek.tekst,
        document=besluit.document,
        bundel=besluit.bundel,
    )


def besluit_inzicht(t: Transactie, rij: Privacybesluit, verzoek: Delingsverzoek, getoetst: Getoetst) -> BesluitInzicht:
    """A checked decision as a read model."""
    return maak_inzicht(t, rij, getoetst, verzoek.nummer, rij.casus_id, verzoek.soort)


def maak_inzicht(
    t: Transactie,
    rij: Privacybesluit | Toezichtbesluit,
    getoetst: Getoetst,
    verzoek_nummer: str,
    casus_id: UUID,
    soort: Soort,
) -> BesluitInzicht:
    """The same for a decision that lies here or in the officer's own register."""
    besluit = getoetst.besluit
    door = t.db.get(Gebruiker, rij.door_id)
    manifest = () if besluit is None else besluit.manifest
    return BesluitInzicht(
        id=rij.id,
        nummer=rij.nummer,
        verzoek_id=rij.verzoek_id,
        verzoek_nummer=verzoek_nummer,
        casus_id=casus_id,
        soort=soort,
        oordeel=None if besluit is None else besluit.oordeel,
        zekerheid=None if besluit is None else besluit.zekerheid,
        ontvanger=manifest[0].ontvanger if manifest else None,
        ontvangers=tuple(r.ontvanger.voluit for r in manifest),
        categorieen=tuple(sorted({c for r in manifest for c in r.categorieen})),
        derden=any(r.derden for r in manifest),
        doel="" if besluit is None else besluit.doel,
        grondslagen=() if besluit is None else besluit.grondslagen,
        voorwaarden="" if besluit is None else besluit.voorwaarden,
        motivering="" if besluit is None else besluit.motivering,
        besloten_op=None if besluit is None else besluit.besloten_op,
        geldig_tot=None if besluit is None else besluit.geldig_tot,
        door="" if door is None else door.naam,
        geldig=getoetst.geldig,
        gebrek=getoetst.gebrek,
        eisen=() if besluit is None else besluit.eisen,
        niet_voor=None if besluit is None else besluit.niet_voor,
        weglaten=() if besluit is None else besluit.weglaten,
        bevindingen=() if besluit is None else besluit.bevindingen,
        samen_ondertekend=rij.bundel is not None,
        ingetrokken=_ingetrokken(t, rij) if getoetst.gebrek is Gebrek.INGETROKKEN else "",
    )


def _ingetrokken(t: Transactie, rij: Privacybesluit | Toezichtbesluit) -> str:
    hier = rijen.intrekkingen(t.db) if isinstance(rij, Privacybesluit) else toezichtrijen.intrekkingen(t.db)
    for intrekking in hier:
        if intrekking.besluit_id == rij.id:
            door = t.db.get(Gebruiker, intrekking.door_id)
            wie = "" if door is None else f" door {door.naam}"
            return f"Op {toon_datum(lokale_dag(intrekking.op))}{wie}. {_reden(intrekking.tekst)}".strip()
    return ""  # the log says so and the signed paper is not here: the check of the log reports it


def _reden(tekst: str) -> str:
    try:
        return str(lees_canoniek(tekst)["reden"])
    except (ValueError, KeyError, TypeError):
        return ""


def ankers(t: Transactie) -> tuple[Anker, ...]:
    """Log heads that privacy officers signed in their decisions; only truly signed ones count as anchors.

    Who decides elsewhere does not see this log, and signs one of its checkpoints instead.
    """
    gevonden = []
    kader = toetskader(t)
    for besluit, verzoek in rijen.besluiten(t.db):
        getoetst = toets_besluit(bewaard(besluit, verzoek), kader)
        onecht = {
            Gebrek.ONLEESBAAR,
            Gebrek.ANDER_NUMMER,
            Gebrek.ANDERE_KLUIS,
            Gebrek.SLEUTEL_ONBEKEND,
            Gebrek.BUNDEL,
            Gebrek.HANDTEKENING,
        }
        if (
            getoetst.besluit is not None
            and getoetst.besluit.zekerheid is Zekerheid.PROCEDUREEL
            and getoetst.gebrek not in onecht
        ):
            b = getoetst.besluit
            gevonden.append(Anker(b.log_nr, b.log_hash, f"besluit {besluit.nummer}", b.log_wortel))
    return tuple(gevonden)


def controleer_intrekkingen(t: Transactie) -> list[str]:
    """Withdrawals of which row and log line do not match, or whose signature is wrong: sentences for the officer."""
    bevindingen = []
    gewist = bewaren.gewiste_casussen(t.db)  # the signed row went with its casus
    gelogd = gelukte_regels(t, *INTREKREGELS)
    in_log = {regel.object_id for regel in gelogd if regel.casus_id not in gewist}
    in_rijen = set()
    sleutels = {s.sleutel for s in bekende_sleutels(t) if s.rol is Rol.PRIVACY_OFFICER}
    for rij in rijen.intrekkingen(t.db):
        in_rijen.add(str(rij.besluit_id))
        tekst_klopt = _intrekking_klopt(rij.tekst, str(rij.besluit_id), str(t.werkplek.kluis_id))
        if not tekst_klopt or not verifieer(
            rij.sleutel, INTREKKING_CONTEXT, rij.tekst.encode("utf-8"), rij.handtekening
        ):
            bevindingen.append("Een intrekking is veranderd: de handtekening klopt niet. Zij telt nog steeds.")
        elif rij.sleutel not in sleutels:
            bevindingen.append("Een intrekking is niet door een privacy officer van deze kluis ondertekend.")
    if in_log - in_rijen:
        bevindingen.append("In het logboek staat een intrekking waarvan het ondertekende stuk ontbreekt.")
    if in_rijen - in_log:
        bevindingen.append("Er is een ondertekende intrekking die niet in het logboek staat.")
    return bevindingen


def controleer_besluiten(t: Transactie) -> list[str]:
    """Decisions that are gone, that were changed, or that no line in time speaks of: sentences for the officer."""
    kader, begin = toetskader(t), _begin_na_verwijderen(t)
    alle = [(rij, toets_besluit(bewaard(rij, verzoek), kader)) for rij, verzoek in rijen.besluiten(t.db)]
    bevindingen = []
    gewist = {str(id_) for id_ in bewaren.gewiste_casussen(t.db)}
    gelogd = {id_ for casus_id, ids in besluiten_per_casus(t).items() if casus_id not in gewist for id_ in ids}
    if gelogd - {str(rij.id) for rij, _ in alle}:
        bevindingen.append(
            "In het logboek staat een besluit dat in deze kluis ontbreekt. Over die casus gaat niets weg."
        )
    if any(getoetst.gebrek in BESCHADIGD for _, getoetst in alle):
        bevindingen.append("Een besluit is na het ondertekenen veranderd. Over die casus gaat niets weg.")
    for rij, getoetst in alle:
        # With an old log went the lines of decisions that are over by now.
        oud = begin is not None and getoetst.besluit is not None and getoetst.besluit.besloten_op <= begin
        if not oud and (getoetst.gebrek is Gebrek.GEEN_REGEL or str(rij.id) not in kader.regels):
            return [
                *bevindingen,
                "Een besluit staat niet in het logboek, of pas na het einde van de sleutel waarmee het is getekend.",
            ]
    return bevindingen


def _begin_na_verwijderen(t: Transactie) -> datetime | None:
    """The time of the first line that is left once an older log was removed."""
    eerste = punten.eerste_nr(t.db) or 1
    if eerste == 1:
        return None
    try:
        return lees_blad(logregels.deel(t.db, eerste - 1, eerste, 1)[0].blad).tijd
    except ValueError:
        return None  # the check of the lines reports it


def _intrekking_klopt(tekst: str, besluit_id: str, kluis_id: str) -> bool:
    try:
        v = lees_canoniek(tekst)
        return bool(v["intrekking_van"] == besluit_id and v["kluis"] == kluis_id)
    except (ValueError, KeyError, TypeError, RecursionError):
        return False


def loopt_af(t: Transactie, inzicht: BesluitInzicht, dagen: int) -> bool:
    """Whether a valid approval ends within this many days."""
    return inzicht.geldig and inzicht.geldig_tot is not None and inzicht.geldig_tot <= t.vandaag + timedelta(days=dagen)
