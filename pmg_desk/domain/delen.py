"""Sharing: what is asked, what a privacy officer signs, when that is valid, and which stukken it covers.

"Approved" is never stored. It is computed here, by verifying an Ed25519 signature over exactly what the decision's
kind covers, and by checking who signed, for which vault, request and recipient, until when, and whether it was
withdrawn (``security.md``). Every function is pure; the signature check comes in as a callable, because the
domain holds no cryptography of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from pmg_desk.domain.canoniek import Waarde, canoniek, lees_canoniek, sha256_hex
from pmg_desk.domain.klok import als_tekst, lokale_dag, uit_tekst
from pmg_desk.domain.rollen import Rol
from pmg_desk.domain.samenvatting import Aard, Doorverstrekking, Rubriek, Stuk, reactie_op, tekst_in

FORMAAT = 1
FORMAAT_MET_WORTEL = 2
"""Of decisions: format 2 also names the root of the log."""
BESLUIT_CONTEXT = "pmg-desk/besluit/1"
INTREKKING_CONTEXT = "pmg-desk/intrekking/1"


class Soort(StrEnum):
    """Kind of approval (``domain.md``, the privacy flow)."""

    DOCUMENT = "document"  # this exact snapshot, by its hash
    STAAND = "staand"  # categories of one casus, for an organisation and function, until a date
    TAFELKADER = "tafelkader"  # matrix per table; comes with the privacy desk


class Oordeel(StrEnum):
    """What the privacy officer decided."""

    AKKOORD = "akkoord"
    AKKOORD_BEPERKT = "akkoord_beperkt"
    GEWEIGERD = "geweigerd"
    TERUGVRAAG = "terugvraag"


class Zekerheid(StrEnum):
    """Where the signing key lived: beside the requester's vault, or on the officer's own machine."""

    PROCEDUREEL = "procedureel"
    CRYPTOGRAFISCH = "cryptografisch"


@dataclass(frozen=True, slots=True)
class Ontvanger:
    """Who may receive: a function within an organisation, never "the organisation" at large."""

    organisatie_id: str
    organisatie: str
    functie: str

    def is_dezelfde(self, ander: Ontvanger) -> bool:
        """Same organisation (by id) and same function; the display name plays no part."""
        return self.organisatie_id == ander.organisatie_id and self.functie.strip() == ander.functie.strip()


@dataclass(frozen=True, slots=True)
class ManifestRegel:
    """What one recipient may receive about one casus."""

    casus_id: str
    ontvanger: Ontvanger
    categorieen: tuple[str, ...]
    derden: bool


@dataclass(frozen=True, slots=True)
class Verzoektekst:
    """A delingsverzoek as it is judged: the decision binds the hash of exactly these values."""

    verzoek_id: str
    kluis_id: str
    soort: Soort
    aanvrager_id: str
    gevraagd_op: datetime
    manifest: tuple[ManifestRegel, ...]
    doel: str
    grondslagen: tuple[str, ...]
    noodzaak: str
    proportionaliteit: str
    subsidiariteit: str
    geinformeerd: str  # how and when the youth and parents were informed, or why not (yet)
    toestemming: str
    gevraagd_tot: date
    document_hash: str | None

    def tekst(self) -> str:
        """Canonical text."""
        return canoniek(
            {
                "v": FORMAAT,
                "verzoek": self.verzoek_id,
                "kluis": self.kluis_id,
                "soort": self.soort.value,
                "aanvrager": self.aanvrager_id,
                "gevraagd_op": als_tekst(self.gevraagd_op),
                "manifest": [_regel_waarde(regel) for regel in self.manifest],
                "doel": self.doel,
                "grondslagen": sorted(self.grondslagen),
                "noodzaak": self.noodzaak,
                "proportionaliteit": self.proportionaliteit,
                "subsidiariteit": self.subsidiariteit,
                "geinformeerd": self.geinformeerd,
                "toestemming": self.toestemming,
                "gevraagd_tot": self.gevraagd_tot.isoformat(),
                "document": self.document_hash,
            }
        )

    def hash(self) -> str:
        """SHA-256 of the canonical text, hex."""
        return sha256_hex(self.tekst().encode("utf-8"))


def lees_verzoektekst(tekst: str) -> Verzoektekst:
    """Read a request's canonical text. Raises ValueError unless it spells exactly one Verzoektekst."""
    try:
        v: dict[str, Any] = lees_canoniek(tekst)
        if v["v"] != FORMAAT:
            raise ValueError("unknown format")
        verzoek = Verzoektekst(
            verzoek_id=v["verzoek"],
            kluis_id=v["kluis"],
            soort=Soort(v["soort"]),
            aanvrager_id=v["aanvrager"],
            gevraagd_op=uit_tekst(v["gevraagd_op"]),
            manifest=_lees_manifest(v["manifest"]),
            doel=v["doel"],
            grondslagen=tuple(v["grondslagen"]),
            noodzaak=v["noodzaak"],
            proportionaliteit=v["proportionaliteit"],
            subsidiariteit=v["subsidiariteit"],
            geinformeerd=v["geinformeerd"],
            toestemming=v["toestemming"],
            gevraagd_tot=date.fromisoformat(v["gevraagd_tot"]),
            document_hash=v["document"],
        )
        nogmaals = verzoek.tekst()
    except (KeyError, TypeError, AttributeError, RecursionError) as fout:
        raise ValueError("not a Verzoektekst") from fout
    if nogmaals != tekst:
        raise ValueError("not a Verzoektekst")
    return verzoek


def _lees_manifest(regels: list[dict[str, Any]]) -> tuple[ManifestRegel, ...]:
    if not regels:
        raise ValueError("a manifest names at least one recipient")
    return tuple(
        ManifestRegel(
            r["casus"],
            Ontvanger(r["organisatie"], r["organisatie_naam"], r["functie"]),
            tuple(r["categorieen"]),
            r["derden"],
        )
        for r in regels
    )


@dataclass(frozen=True, slots=True)
class Besluittekst:
    """Exactly what a privacy officer signs; the last three anchor the log as it stood (co-signing it).

    ``log_wortel`` is the Merkle root of the log up to and including line ``log_nr``. Decisions of format 1 have none.
    """

    besluit_id: str
    kluis_id: str
    verzoek_id: str
    verzoek_hash: str
    aanvrager_id: str
    beslisser_id: str
    soort: Soort
    oordeel: Oordeel
    zekerheid: Zekerheid
    manifest: tuple[ManifestRegel, ...]
    document_hash: str | None
    doel: str
    grondslagen: tuple[str, ...]
    voorwaarden: str
    motivering: str
    besloten_op: datetime
    geldig_tot: date  # last day on which it holds
    log_nr: int
    log_hash: str
    log_wortel: str | None = None

    def tekst(self) -> str:
        """Canonical text: the signed bytes are its UTF-8 form."""
        wortel: dict[str, Waarde] = {} if self.log_wortel is None else {"log_wortel": self.log_wortel}
        return canoniek(
            {
                "v": FORMAAT if self.log_wortel is None else FORMAAT_MET_WORTEL,
                "besluit": self.besluit_id,
                "kluis": self.kluis_id,
                "verzoek": self.verzoek_id,
                "verzoek_hash": self.verzoek_hash,
                "aanvrager": self.aanvrager_id,
                "beslisser": self.beslisser_id,
                "soort": self.soort.value,
                "oordeel": self.oordeel.value,
                "zekerheid": self.zekerheid.value,
                "manifest": [_regel_waarde(regel) for regel in self.manifest],
                "document": self.document_hash,
                "doel": self.doel,
                "grondslagen": sorted(self.grondslagen),
                "voorwaarden": self.voorwaarden,
                "motivering": self.motivering,
                "besloten_op": als_tekst(self.besloten_op),
                "geldig_tot": self.geldig_tot.isoformat(),
                "log_nr": self.log_nr,
                "log_hash": self.log_hash,
                **wortel,
            }
        )


def _regel_waarde(regel: ManifestRegel) -> dict[str, Waarde]:
    return {
        "casus": regel.casus_id,
        "organisatie": regel.ontvanger.organisatie_id,
        "organisatie_naam": regel.ontvanger.organisatie,
        "functie": regel.ontvanger.functie,
        "categorieen": sorted(regel.categorieen),
        "derden": regel.derden,
    }


def lees_besluittekst(tekst: str) -> Besluittekst:
    """Read a decision's canonical text. Raises ValueError unless it spells exactly one Besluittekst."""
    try:
        v: dict[str, Any] = lees_canoniek(tekst)
        if v["v"] not in (FORMAAT, FORMAAT_MET_WORTEL):
            raise ValueError("unknown format")
        besluit = Besluittekst(
            besluit_id=v["besluit"],
            kluis_id=v["kluis"],
            verzoek_id=v["verzoek"],
            verzoek_hash=v["verzoek_hash"],
            aanvrager_id=v["aanvrager"],
            beslisser_id=v["beslisser"],
            soort=Soort(v["soort"]),
            oordeel=Oordeel(v["oordeel"]),
            zekerheid=Zekerheid(v["zekerheid"]),
            manifest=_lees_manifest(v["manifest"]),
            document_hash=v["document"],
            doel=v["doel"],
            grondslagen=tuple(v["grondslagen"]),
            voorwaarden=v["voorwaarden"],
            motivering=v["motivering"],
            besloten_op=uit_tekst(v["besloten_op"]),
            geldig_tot=date.fromisoformat(v["geldig_tot"]),
            log_nr=v["log_nr"],
            log_hash=v["log_hash"],
            log_wortel=v["log_wortel"] if v["v"] == FORMAAT_MET_WORTEL else None,
        )
        nogmaals = besluit.tekst()
    except (KeyError, TypeError, AttributeError, RecursionError) as fout:
        raise ValueError("not a Besluittekst") from fout
    if nogmaals != tekst:
        raise ValueError("not a Besluittekst")
    return besluit


@dataclass(frozen=True, slots=True)
class BewaardBesluit:
    """A decision as it lies in the vault: nothing of it is believed until :func:`toets_besluit` said so."""

    id: str
    verzoek_id: str
    tekst: str
    handtekening: bytes
    sleutel: str  # hex of the Ed25519 public key that is said to have signed
    verzoek_tekst: str  # canonical text of the request it answers
    document: str | None  # canonical text of the approved snapshot, for Soort.DOCUMENT


@dataclass(frozen=True, slots=True)
class BekendeSleutel:
    """A public signing key as the log registered it: whose, in which role, from when, and until when if replaced."""

    sleutel: str
    gebruiker_id: str
    rol: Rol
    sinds: datetime
    tot: datetime | None = None
    extern: bool = False  # the private half lives in another installation: only such a key signs *cryptografisch*
    tot_nr: int | None = None  # number of the line that ended it


class Gebrek(StrEnum):
    """Why a decision does not count as approval; the value is the sentence the user reads."""

    ONLEESBAAR = "Het besluit is beschadigd."
    ANDER_NUMMER = "Het besluit hoort bij een ander verzoek."
    ANDERE_KLUIS = "Het besluit komt uit een andere kluis."
    VERZOEK_GEWIJZIGD = "Het verzoek is na het besluit veranderd."
    SLEUTEL_ONBEKEND = "De handtekening is niet van een privacy officer van deze kluis."
    HANDTEKENING = "De handtekening klopt niet."
    ZEKERHEID = "Het besluit zegt een andere zekerheid dan bij deze sleutel hoort."
    EIGEN_VERZOEK = "De aanvrager heeft zelf beslist."
    GEEN_AKKOORD = "De privacy officer heeft geen akkoord gegeven."
    DOCUMENT_GEWIJZIGD = "Het document is na het besluit veranderd."
    TE_LANG = "De looptijd is langer dan het maximum."
    NOG_NIET = "Het besluit is van later datum."
    VERLOPEN = "Het akkoord is verlopen."
    INGETROKKEN = "Het akkoord is ingetrokken."
    GEEN_REGEL = "Het besluit staat niet in het logboek, of pas nadat de sleutel van de privacy officer was gestopt."
    NIET_ONDERSTEUND = "Dit soort besluit kent deze versie nog niet."


@dataclass(frozen=True, slots=True)
class Toetskader:
    """What a decision is checked against. ``moment`` is the later of the clock and the last log time."""

    kluis_id: str
    sleutels: tuple[BekendeSleutel, ...]
    ingetrokken: frozenset[str]
    moment: datetime
    max_dagen: int
    verifieer: Callable[[str, str, bytes, bytes], bool]  # public key hex, context, payload, signature
    regels: Mapping[str, int]  # decision: number of the log line by which it was taken or received


@dataclass(frozen=True, slots=True)
class Getoetst:
    """A decision with the outcome of its check: ``besluit`` is None only when it could not be read at all."""

    bewaard: BewaardBesluit
    besluit: Besluittekst | None
    gebrek: Gebrek | None

    @property
    def geldig(self) -> bool:
        """Whether it is an approval now."""
        return self.gebrek is None


def toets_besluit(bewaard: BewaardBesluit, kader: Toetskader) -> Getoetst:
    """Decide whether a stored decision is a valid approval at ``kader.moment``; never raises."""
    try:
        besluit = lees_besluittekst(bewaard.tekst)
    except ValueError:
        return Getoetst(bewaard, None, Gebrek.ONLEESBAAR)
    return Getoetst(bewaard, besluit, _gebrek(bewaard, besluit, kader))


def _gebrek(bewaard: BewaardBesluit, besluit: Besluittekst, kader: Toetskader) -> Gebrek | None:
    """First defect, the one about authenticity before the one about time: a forged decision is not "expired"."""
    return (
        _gebrek_echtheid(bewaard, besluit, kader)
        or _gebrek_inhoud(bewaard, besluit)
        or _gebrek_looptijd(besluit, kader)
        or _gebrek_regel(bewaard, besluit, kader)
    )


def _gebrek_echtheid(bewaard: BewaardBesluit, besluit: Besluittekst, kader: Toetskader) -> Gebrek | None:
    if besluit.besluit_id != bewaard.id or besluit.verzoek_id != bewaard.verzoek_id:
        return Gebrek.ANDER_NUMMER
    if besluit.kluis_id != kader.kluis_id:
        return Gebrek.ANDERE_KLUIS
    passend = _passend(bewaard, besluit, kader)
    if not passend:
        return Gebrek.SLEUTEL_ONBEKEND
    if not kader.verifieer(bewaard.sleutel, BESLUIT_CONTEXT, bewaard.tekst.encode("utf-8"), bewaard.handtekening):
        return Gebrek.HANDTEKENING
    if any(bekend.extern != (besluit.zekerheid is Zekerheid.CRYPTOGRAFISCH) for bekend in passend):
        return Gebrek.ZEKERHEID
    if besluit.aanvrager_id == besluit.beslisser_id:
        return Gebrek.EIGEN_VERZOEK
    if sha256_hex(bewaard.verzoek_tekst.encode("utf-8")) != besluit.verzoek_hash:
        return Gebrek.VERZOEK_GEWIJZIGD
    return None


def _passend(bewaard: BewaardBesluit, besluit: Besluittekst, kader: Toetskader) -> list[BekendeSleutel]:
    """The officer's key as it was in force at the moment that the decision names."""
    return [
        bekend
        for bekend in kader.sleutels
        if bekend.sleutel == bewaard.sleutel
        and bekend.gebruiker_id == besluit.beslisser_id
        and bekend.rol is Rol.PRIVACY_OFFICER
        and bekend.sinds <= besluit.besloten_op
        and (bekend.tot is None or besluit.besloten_op < bekend.tot)
    ]


def _gebrek_regel(bewaard: BewaardBesluit, besluit: Besluittekst, kader: Toetskader) -> Gebrek | None:
    """The moment in a decision is only the signer's word; the place of its line in the log is not."""
    nr = kader.regels.get(besluit.besluit_id)
    op_tijd = nr is not None and any(
        bekend.tot_nr is None or nr < bekend.tot_nr for bekend in _passend(bewaard, besluit, kader)
    )
    return None if op_tijd else Gebrek.GEEN_REGEL


def _gebrek_inhoud(bewaard: BewaardBesluit, besluit: Besluittekst) -> Gebrek | None:
    if besluit.oordeel not in (Oordeel.AKKOORD, Oordeel.AKKOORD_BEPERKT):
        return Gebrek.GEEN_AKKOORD
    if besluit.soort is Soort.TAFELKADER:
        return Gebrek.NIET_ONDERSTEUND
    if besluit.soort is Soort.DOCUMENT and (
        bewaard.document is None
        or besluit.document_hash is None
        or sha256_hex(bewaard.document.encode("utf-8")) != besluit.document_hash
    ):
        return Gebrek.DOCUMENT_GEWIJZIGD
    return None


def _gebrek_looptijd(besluit: Besluittekst, kader: Toetskader) -> Gebrek | None:
    if besluit.geldig_tot > lokale_dag(besluit.besloten_op) + timedelta(days=kader.max_dagen):
        return Gebrek.TE_LANG
    if besluit.besloten_op > kader.moment:
        return Gebrek.NOG_NIET
    if besluit.besluit_id in kader.ingetrokken:
        return Gebrek.INGETROKKEN
    if lokale_dag(kader.moment) > besluit.geldig_tot:
        return Gebrek.VERLOPEN
    return None


class Onthouden(StrEnum):
    """Why a stuk does not go along; the value is the sentence the user reads."""

    GEEN_AKKOORD = "Geen geldig akkoord voor deze ontvanger en categorie."
    DERDEN = "Gaat ook over anderen; het akkoord omvat geen derden."
    BRON_NEE = "De bron staat doorverstrekken niet toe."
    BRON_VRAGEN = "De bron moet eerst toestemming geven; vraag akkoord voor precies deze tekst."
    GEHEIM_ADRES = "Het adres is geheim (indicatie geheim in de BRP)."
    ZONDER_TEKST = "Dit is een reactie op een tekst die niet meegaat."


@dataclass(frozen=True, slots=True)
class Gedekt:
    """A stuk that may go along, under which decision, and whether it came into the dossier after that judgement."""

    stuk: Stuk
    besluit_id: str
    nieuw_sinds_besluit: bool


@dataclass(frozen=True, slots=True)
class Selectie:
    """A dossier split for one recipient: what goes along and what stays, each with its reason."""

    mee: tuple[Gedekt, ...]
    niet: tuple[tuple[Stuk, Onthouden], ...]


def selecteer(
    stukken: Iterable[Stuk], besluiten: Collection[Getoetst], casus_id: str, ontvanger: Ontvanger
) -> Selectie:
    """Split ``stukken`` of one casus for one recipient under the valid *standing* approvals, stuk by stuk.

    A document approval covers its own snapshot as a whole and is printed from that snapshot: see
    :func:`goedgekeurd_document`. A reaction goes only with the statement it is about, which stands before it.
    """
    regels = [
        (getoetst.besluit, regel)
        for getoetst in besluiten
        if getoetst.geldig and getoetst.besluit is not None and getoetst.besluit.soort is Soort.STAAND
        for regel in getoetst.besluit.manifest
        if regel.casus_id == casus_id and regel.ontvanger.is_dezelfde(ontvanger)
    ]
    mee: list[Gedekt] = []
    niet: list[tuple[Stuk, Onthouden]] = []
    teksten = {""}
    for stuk in stukken:
        reden = _nooit_onder_staand(stuk)
        if reden is None and reactie_op(stuk) not in teksten:
            reden = Onthouden.ZONDER_TEKST
        in_categorie = [(b, r) for b, r in regels if stuk.categorie in r.categorieen]
        dekkend = [b for b, r in in_categorie if r.derden or not stuk.derden]
        if reden is not None:
            niet.append((stuk, reden))
        elif dekkend:
            # The latest judgement counts, so that text is not called new when a later decision already saw it.
            besluit = max(dekkend, key=lambda b: (b.besloten_op, b.besluit_id))
            mee.append(Gedekt(stuk, besluit.besluit_id, stuk.gewijzigd_op > besluit.besloten_op))
            teksten.add(tekst_in(stuk))
        else:
            niet.append((stuk, Onthouden.DERDEN if in_categorie else Onthouden.GEEN_AKKOORD))
    return Selectie(tuple(mee), tuple(niet))


def _nooit_onder_staand(stuk: Stuk) -> Onthouden | None:
    if stuk.doorverstrekking is Doorverstrekking.NEE:
        return Onthouden.BRON_NEE
    if stuk.doorverstrekking is Doorverstrekking.VRAGEN:
        return Onthouden.BRON_VRAGEN
    if stuk.geheim_adres:
        return Onthouden.GEHEIM_ADRES
    return None


def goedgekeurd_document(getoetst: Getoetst, casus_id: str, ontvanger: Ontvanger) -> tuple[Stuk, ...] | None:
    """The stukken of an approved snapshot, or None when this decision does not give this recipient this document."""
    besluit, document = getoetst.besluit, getoetst.bewaard.document
    if not getoetst.geldig or besluit is None or besluit.soort is not Soort.DOCUMENT or document is None:
        return None
    if not any(r.casus_id == casus_id and r.ontvanger.is_dezelfde(ontvanger) for r in besluit.manifest):
        return None
    try:
        document_casus, stukken = lees_document(document)
    except ValueError:
        return None
    return stukken if document_casus == casus_id else None


def maak_document(casus_id: str, stukken: Iterable[Stuk]) -> str:
    """Canonical text of a snapshot: the exact stukken of one casus, in order. Its SHA-256 is what is approved.

    Raises ValueError when a stuk may never be passed on: such a text must not even be asked for.
    """
    lijst = list(stukken)
    if any(stuk.doorverstrekking is Doorverstrekking.NEE for stuk in lijst):
        raise ValueError("a stuk whose source forbids passing on cannot be part of a document")
    return canoniek({"v": FORMAAT, "casus": casus_id, "stukken": [stuk_waarde(stuk) for stuk in lijst]})


def lees_document(tekst: str) -> tuple[str, tuple[Stuk, ...]]:
    """Read a snapshot: (casus id, stukken). Raises ValueError unless it is canonical and complete."""
    try:
        v = lees_canoniek(tekst)
        if v["v"] != FORMAAT:
            raise ValueError("unknown format")
        stukken = tuple(stuk_uit_waarde(deel) for deel in v["stukken"])
        if canoniek({"v": FORMAAT, "casus": v["casus"], "stukken": [stuk_waarde(stuk) for stuk in stukken]}) != tekst:
            raise ValueError("not a document")
        return v["casus"], stukken
    except (KeyError, TypeError, AttributeError, RecursionError) as fout:
        raise ValueError("not a document") from fout


def stuk_waarde(stuk: Stuk) -> dict[str, Waarde]:
    """A stuk as a JSON object; every field of the dataclass is in it, so that none can change unseen."""
    return {
        "id": stuk.id,
        "rubriek": stuk.rubriek.value,
        "categorie": stuk.categorie,
        "titel": stuk.titel,
        "tekst": stuk.tekst,
        "gewijzigd_op": als_tekst(stuk.gewijzigd_op),
        "velden": [[label, waarde] for label, waarde in stuk.velden],
        "aard": None if stuk.aard is None else stuk.aard.value,
        "bron": stuk.bron,
        "datum": None if stuk.datum is None else stuk.datum.isoformat(),
        "derden": stuk.derden,
        "doorverstrekking": stuk.doorverstrekking.value,
        "geheim_adres": stuk.geheim_adres,
    }


def stuk_uit_waarde(v: dict[str, Any]) -> Stuk:
    """Inverse of :func:`stuk_waarde`. Raises KeyError, TypeError or ValueError for anything else."""
    if set(v) != {veld.name for veld in fields(Stuk)}:
        raise ValueError("not a stuk")
    return Stuk(
        id=v["id"],
        rubriek=Rubriek(v["rubriek"]),
        categorie=v["categorie"],
        titel=v["titel"],
        tekst=v["tekst"],
        gewijzigd_op=uit_tekst(v["gewijzigd_op"]),
        velden=tuple((label, waarde) for label, waarde in v["velden"]),
        aard=None if v["aard"] is None else Aard(v["aard"]),
        bron=v["bron"],
        datum=None if v["datum"] is None else date.fromisoformat(v["datum"]),
        derden=v["derden"],
        doorverstrekking=Doorverstrekking(v["doorverstrekking"]),
        geheim_adres=v["geheim_adres"],
    )


def tekst_van_intrekking(besluit_id: str, kluis_id: str, beslisser_id: str, reden: str, op: datetime) -> str:
    """Canonical text that the privacy officer signs to withdraw a decision (context ``INTREKKING_CONTEXT``)."""
    return canoniek(
        {
            "v": FORMAAT,
            "intrekking_van": besluit_id,
            "kluis": kluis_id,
            "beslisser": beslisser_id,
            "reden": reden,
            "op": als_tekst(op),
        }
    )
