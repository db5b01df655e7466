"""Sharing: what is asked, what a privacy officer signs, when that is valid, and which stukken it covers.

"Approved" is never stored. It is computed here, by verifying an Ed25519 signature over exactly what the decision's
kind covers, and by checking who signed, for which vault, request and recipient, until when, and whether it was
withdrawn (``security.md``). Every function is pure; the signature check comes in as a callable, because the
domain holds no cryptography of its own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from pmg_desk.domain.canoniek import Waarde, canoniek, lees_canoniek, sha256_hex
from pmg_desk.domain.klok import als_tekst, lokale_dag, uit_tekst
from pmg_desk.domain.rollen import Rol

FORMAAT = 1
FORMAAT_MET_WORTEL = 2
"""Of decisions: format 2 also names the root of the log."""
FORMAAT_MET_EISEN = 3
"""Of decisions: format 3 also holds what the program itself keeps to, and the officer's own findings."""
BESLUIT_CONTEXT = "pmg-desk/besluit/1"
BUNDEL_CONTEXT = "pmg-desk/besluitbundel/1"
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


class Eis(StrEnum):
    """A condition that the program keeps to itself, at every print, file, transfer and oral sharing."""

    ALLEEN_MONDELING = "alleen_mondeling"  # told, never on paper or in a file
    JONGERE_GEINFORMEERD = "jongere_geinformeerd"  # not before the youth was informed
    OUDERS_GEINFORMEERD = "ouders_geinformeerd"  # not before who has authority was informed


class Toetsvraag(StrEnum):
    """The five questions of a judgement (``domain.md``); the requester answers them and the officer finds."""

    DOELBINDING = "doelbinding"
    GRONDSLAG = "grondslag"
    NOODZAAK = "noodzaak"
    PROPORTIONALITEIT = "proportionaliteit"
    SUBSIDIARITEIT = "subsidiariteit"


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

    @property
    def voluit(self) -> str:
        """As every screen, page and letter names it."""
        return voluit(self.organisatie, self.functie)

    def is_dezelfde(self, ander: Ontvanger) -> bool:
        """Same organisation (by id) and same function, apart from capitals and spaces; whatever it is called.

        So does what takes away keep counting after a new name; what gives also asks :meth:`heet_als`.
        """
        return self.organisatie_id == ander.organisatie_id and vouw_functie(self.functie) == vouw_functie(ander.functie)

    def heet_als(self, ander: Ontvanger) -> bool:
        """Whether the organisations have one name, as functions are compared."""
        return vouw_functie(self.organisatie) == vouw_functie(ander.organisatie)

    def is_precies(self, ander: Ontvanger) -> bool:
        """Whether what was signed for this one gives to the other: the same, and called as it was when judged.

        Under another name it may have become another organisation, of which nobody judged.
        """
        return self.is_dezelfde(ander) and self.heet_als(ander)


def voluit(organisatie: str, functie: str) -> str:
    """A recipient in one line, as letters and registers name it. In a Logregel: ``services.logontvanger``."""
    return f"{organisatie} – {functie}"


def vouw_functie(functie: str) -> str:
    """A function or a name as it is compared: capitals, spaces and ways to spell an accent make no other function."""
    return " ".join(unicodedata.normalize("NFC", functie).split()).casefold()


@dataclass(frozen=True, slots=True)
class ManifestRegel:
    """What one recipient may receive about one casus."""

    casus_id: str
    ontvanger: Ontvanger
    categorieen: tuple[str, ...]
    derden: bool


@dataclass(frozen=True, slots=True)
class Weglating:
    """What the officer took out of what was asked: a whole stuk, or with ``veld`` one field of it by its label."""

    stuk: str
    veld: str = ""


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
    ``niet_voor`` is the first day on which it holds; ``bevindingen`` are the officer's own answers per question.
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
    eisen: tuple[Eis, ...] = ()
    niet_voor: date | None = None
    weglaten: tuple[Weglating, ...] = ()
    bevindingen: tuple[tuple[Toetsvraag, str], ...] = ()

    @property
    def formaat(self) -> int:
        """The oldest format that can say all of it, so that earlier decisions keep their bytes."""
        if self.eisen or self.niet_voor is not None or self.weglaten or self.bevindingen:
            return FORMAAT_MET_EISEN
        return FORMAAT if self.log_wortel is None else FORMAAT_MET_WORTEL

    def tekst(self) -> str:
        """Canonical text: the signed bytes are its UTF-8 form."""
        wortel: dict[str, Waarde] = {} if self.formaat == FORMAAT else {"log_wortel": self.log_wortel}
        eisen: dict[str, Waarde] = {
            "eisen": sorted(eis.value for eis in self.eisen),
            "niet_voor": None if self.niet_voor is None else self.niet_voor.isoformat(),
            "weglaten": sorted([weg.stuk, weg.veld] for weg in self.weglaten),
            "bevindingen": [[vraag.value, tekst] for vraag, tekst in self.bevindingen],
        }
        return canoniek(
            {
                "v": self.formaat,
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
                **(eisen if self.formaat == FORMAAT_MET_EISEN else {}),
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
        if v["v"] not in (FORMAAT, FORMAAT_MET_WORTEL, FORMAAT_MET_EISEN):
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
            log_wortel=None if v["v"] == FORMAAT else v["log_wortel"],
            **(_lees_eisen(v) if v["v"] == FORMAAT_MET_EISEN else {}),
        )
        nogmaals = besluit.tekst()
    except (KeyError, TypeError, AttributeError, RecursionError) as fout:
        raise ValueError("not a Besluittekst") from fout
    if nogmaals != tekst:
        raise ValueError("not a Besluittekst")
    return besluit


def _lees_eisen(v: dict[str, Any]) -> dict[str, Any]:
    return {
        "eisen": tuple(Eis(eis) for eis in v["eisen"]),
        "niet_voor": None if v["niet_voor"] is None else date.fromisoformat(v["niet_voor"]),
        "weglaten": tuple(Weglating(stuk, veld) for stuk, veld in v["weglaten"]),
        "bevindingen": tuple((Toetsvraag(vraag), tekst) for vraag, tekst in v["bevindingen"]),
    }


def maak_bundel(teksten: Iterable[str]) -> str:
    """Canonical text of several decisions that are signed at once: the SHA-256 of each, so each is listed.

    The signature over it (context ``BUNDEL_CONTEXT``) is the signature of every decision in it.
    """
    return canoniek({"v": FORMAAT, "besluiten": [sha256_hex(tekst.encode("utf-8")) for tekst in teksten]})


def staat_in_bundel(bundel: str, tekst: str) -> bool:
    """Whether this decision is one of those that the bundle lists."""
    try:
        v = lees_canoniek(bundel)
        return v["v"] == FORMAAT and sha256_hex(tekst.encode("utf-8")) in v["besluiten"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return False


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
    bundel: str | None = None  # canonical text of the decisions that were signed together with it


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
    NIET_VOOR = "Het akkoord gaat pas op een latere dag in."
    BUNDEL = "Het besluit staat niet in de lijst die is ondertekend."
    VERLOPEN = "Het akkoord is verlopen."
    INGETROKKEN = "Het akkoord is ingetrokken."
    GEEN_REGEL = "Het besluit staat niet in het logboek, of pas nadat de sleutel van de privacy officer was gestopt."
    VERVANGEN = "Er was een nieuwere versie, en die ontbreekt nu in deze kluis."
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
    if bewaard.bundel is not None and not staat_in_bundel(bewaard.bundel, bewaard.tekst):
        return Gebrek.BUNDEL
    context, getekend = (BESLUIT_CONTEXT, bewaard.tekst) if bewaard.bundel is None else (BUNDEL_CONTEXT, bewaard.bundel)
    if not kader.verifieer(bewaard.sleutel, context, getekend.encode("utf-8"), bewaard.handtekening):
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
    if besluit.niet_voor is not None and lokale_dag(kader.moment) < besluit.niet_voor:
        return Gebrek.NIET_VOOR
    return None


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
