"""The certificate of a destruction: what was destroyed under which rule, signed by two people, without personal data.

The first person signs the *voorstel* (this casus, for this reason, under this term), the second the whole certificate:
the proposal with its signature, how many rows went, and where that stands in the log. So neither can be moved to
another casus or reason, and the second cannot have signed for the first. Ids are random UUIDs that mean nothing outside
the vault; the number of the casus, which stands on paper elsewhere, is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from pmg_desk.domain.bewaren import Begin, Vernietigingsreden
from pmg_desk.domain.canoniek import Waarde, canoniek, lees_canoniek
from pmg_desk.domain.delen import BekendeSleutel
from pmg_desk.domain.klok import als_tekst, uit_tekst
from pmg_desk.domain.rollen import Recht, mag

FORMAAT = 1
VOORSTEL_CONTEXT = "pmg-desk/vernietiging-voorstel/1"
CERTIFICAAT_CONTEXT = "pmg-desk/vernietiging/1"

Verifieer = Callable[[str, str, bytes, bytes], bool]
"""``verifieer(public key, context, payload, signature)``: see ``kluis.ondertekening``."""


@dataclass(frozen=True, slots=True)
class Regelvermelding:
    """The term that was over: which table decided, how long after what, where that comes from, and which days."""

    tafel: str
    maanden: int
    begin: Begin
    bron: str
    begon_op: date
    vervalt_op: date


@dataclass(frozen=True, slots=True)
class Voorstel:
    """What the first person signs. ``regel`` is filled when a term decided."""

    id: UUID
    kluis_id: UUID
    casus_id: UUID
    reden: Vernietigingsreden
    regel: Regelvermelding | None
    door_id: UUID
    op: datetime

    def waarde(self) -> dict[str, Waarde]:
        """Its values as they stand in the certificate."""
        regel = self.regel
        return {
            "v": FORMAAT,
            "id": str(self.id),
            "kluis": str(self.kluis_id),
            "casus": str(self.casus_id),
            "reden": self.reden.value,
            "regel": None
            if regel is None
            else {
                "tafel": regel.tafel,
                "maanden": regel.maanden,
                "begin": regel.begin.value,
                "bron": regel.bron,
                "begon_op": regel.begon_op.isoformat(),
                "vervalt_op": regel.vervalt_op.isoformat(),
            },
            "door": str(self.door_id),
            "op": als_tekst(self.op),
        }

    def tekst(self) -> str:
        """Canonical text: what is signed."""
        return canoniek(self.waarde())


@dataclass(frozen=True, slots=True)
class Certificaat:
    """What the second person signs. ``rijen``: how many rows were destroyed, by table."""

    voorstel: Voorstel
    sleutel: str  # of the first person, hex
    handtekening: str  # of the first person over the proposal, hex
    rijen: Mapping[str, int]
    tweede_id: UUID
    op: datetime
    log_nr: int

    def tekst(self) -> str:
        """Canonical text: what is signed."""
        return canoniek(
            {
                "v": FORMAAT,
                "voorstel": self.voorstel.waarde(),
                "eerste": {"sleutel": self.sleutel, "handtekening": self.handtekening},
                "rijen": dict(self.rijen),
                "tweede": str(self.tweede_id),
                "op": als_tekst(self.op),
                "log_nr": self.log_nr,
            }
        )


@dataclass(frozen=True, slots=True)
class Ondertekend:
    """A certificate with the key and signature (hex) of the second person."""

    certificaat: str
    sleutel: str
    handtekening: str


class Gebrek(StrEnum):
    """Why a certificate or proposal does not count; the value is the sentence the user reads."""

    ONLEESBAAR = "Het certificaat is beschadigd."
    ANDERE_KLUIS = "Het certificaat hoort bij een andere kluis."
    EEN_PERSOON = "Het certificaat is twee keer door dezelfde persoon ondertekend."
    SLEUTEL_ONBEKEND = "Een van beide sleutels is in deze kluis niet bekend met een rol die dit mag."
    HANDTEKENING = "Een handtekening klopt niet: er is iets veranderd."


def lees_voorstel(tekst: str) -> Voorstel:
    """Read a proposal back. Raises ValueError unless it is canonical and complete."""
    return _voorstel(_lees(tekst))


def lees_certificaat(tekst: str) -> Certificaat:
    """Read a certificate back. Raises ValueError unless it is canonical and complete."""
    waarde = _lees(tekst)
    try:
        rijen = dict(waarde["rijen"])
        certificaat = Certificaat(
            _voorstel(waarde["voorstel"]),
            waarde["eerste"]["sleutel"],
            waarde["eerste"]["handtekening"],
            rijen,
            UUID(waarde["tweede"]),
            uit_tekst(waarde["op"]),
            waarde["log_nr"],
        )
        goed = type(certificaat.log_nr) is int and all(type(aantal) is int for aantal in rijen.values())
        goed = goed and certificaat.tekst() == tekst
    except (KeyError, TypeError, AttributeError) as fout:
        raise ValueError("not a certificate") from fout
    if not goed:
        raise ValueError("not a certificate")
    return certificaat


def _lees(tekst: str) -> Any:
    try:
        return lees_canoniek(tekst)
    except (TypeError, RecursionError) as fout:
        raise ValueError("not in canonical form") from fout


def _voorstel(waarde: Any) -> Voorstel:
    try:
        regel = waarde["regel"]
        voorstel = Voorstel(
            UUID(waarde["id"]),
            UUID(waarde["kluis"]),
            UUID(waarde["casus"]),
            Vernietigingsreden(waarde["reden"]),
            None
            if regel is None
            else Regelvermelding(
                regel["tafel"],
                regel["maanden"],
                Begin(regel["begin"]),
                regel["bron"],
                date.fromisoformat(regel["begon_op"]),
                date.fromisoformat(regel["vervalt_op"]),
            ),
            UUID(waarde["door"]),
            uit_tekst(waarde["op"]),
        )
        goed = voorstel.waarde() == waarde
    except (KeyError, TypeError, AttributeError) as fout:
        raise ValueError("not a proposal") from fout
    if not goed:
        raise ValueError("not a proposal")
    return voorstel


def toets_voorstel(
    voorstel: Voorstel, sleutel: str, handtekening: str, sleutels: Collection[BekendeSleutel], verifieer: Verifieer
) -> Gebrek | None:
    """Whether the proposal was signed by who it names, with a key the vault knew in a role that may propose."""
    if not _klopt(sleutel, VOORSTEL_CONTEXT, voorstel.tekst(), handtekening, verifieer):
        return Gebrek.HANDTEKENING
    if not _bekend(sleutels, sleutel, voorstel.door_id, voorstel.op, Recht.VERNIETIGEN_VOORSTELLEN):
        return Gebrek.SLEUTEL_ONBEKEND
    return None


def toets(
    ondertekend: Ondertekend, kluis_id: UUID, sleutels: Collection[BekendeSleutel], verifieer: Verifieer
) -> Certificaat | Gebrek:
    """The certificate when two different people, who might, both signed exactly this; otherwise what is wrong.

    What was forged is told before what is not known: a certificate with ``SLEUTEL_ONBEKEND`` is whole, but signed with
    keys that this vault never saw. Never raises on what somebody else supplied.
    """
    try:
        certificaat = lees_certificaat(ondertekend.certificaat)
    except ValueError:
        return Gebrek.ONLEESBAAR
    voorstel = certificaat.voorstel
    if voorstel.kluis_id != kluis_id:
        return Gebrek.ANDERE_KLUIS
    if voorstel.door_id == certificaat.tweede_id or certificaat.sleutel == ondertekend.sleutel:
        return Gebrek.EEN_PERSOON
    tweede = _klopt(
        ondertekend.sleutel, CERTIFICAAT_CONTEXT, ondertekend.certificaat, ondertekend.handtekening, verifieer
    )
    eerste = toets_voorstel(voorstel, certificaat.sleutel, certificaat.handtekening, sleutels, verifieer)
    if not tweede or eerste is Gebrek.HANDTEKENING:
        return Gebrek.HANDTEKENING
    mag_tweede = _bekend(
        sleutels, ondertekend.sleutel, certificaat.tweede_id, certificaat.op, Recht.VERNIETIGEN_BEVESTIGEN
    )
    return certificaat if eerste is None and mag_tweede else Gebrek.SLEUTEL_ONBEKEND


def _klopt(sleutel: str, context: str, tekst: str, handtekening: str, verifieer: Verifieer) -> bool:
    try:
        ruw = bytes.fromhex(handtekening)
        return verifieer(sleutel, context, tekst.encode("utf-8"), ruw)
    except (ValueError, TypeError):
        return False


def _bekend(sleutels: Collection[BekendeSleutel], sleutel: str, wie: UUID, wanneer: datetime, recht: Recht) -> bool:
    return any(
        bekend.sleutel == sleutel
        and bekend.gebruiker_id == str(wie)
        and mag(bekend.rol, recht)
        and bekend.sinds <= wanneer
        and (bekend.tot is None or wanneer < bekend.tot)
        for bekend in sleutels
    )
