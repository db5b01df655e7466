"""Letters: issued in one transaction with their Logregel, and kept so that each can be shown exactly as it was."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pmg_desk.domain.canoniek import sha256_hex
from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.rollen import Recht
from pmg_desk.reports.brief import Brieftekst, maak_pdf
from pmg_desk.services.belangen import eis_casus_vrij
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import brieven as rijen
from pmg_desk.storage.models import Brief, BriefSoort, Casus, Gebruiker, Kaderbrief

SOORT_LABELS: dict[BriefSoort, str] = {
    BriefSoort.INFORMEREN: "Brief om te informeren",
    BriefSoort.INTREKKING: "Brief dat gegevens niet meer mogen worden gebruikt",
    BriefSoort.ANTWOORD: "Antwoord op een verzoek",
}
MAX_CONTACT = 200
_BEREIKBAAR = re.compile(r"\S@\S|(?:\d[\s-]*){5}")


def lees_contact(veld: Veldcontrole, contact: str) -> str:
    """Whom they can call or mail, for in a letter: a name alone helps nobody, so a number or address is in it."""
    tekst = veld.tekst("contact", contact, verplicht=True, maximum=MAX_CONTACT)
    veld.eis(
        not tekst or _BEREIKBAAR.search(tekst) is not None,
        "contact",
        "Zet er een telefoonnummer of e-mailadres bij. Anders kan niemand u bereiken.",
    )
    return tekst


@dataclass(frozen=True, slots=True)
class Briefuitgave:
    """An issued letter: the bytes may leave now. ``bestandsnaam`` holds no personal data."""

    brief_id: UUID
    bestandsnaam: str
    pdf: bytes


@dataclass(frozen=True, slots=True)
class Briefregel:
    """A letter in a list."""

    id: UUID
    soort: BriefSoort
    soort_label: str
    aan: str
    op: datetime
    door: str


def geef_brief_uit(
    t: Transactie, casus: Casus, soort: BriefSoort, aan: str, tekst: Brieftekst, besluit_id: UUID | None = None
) -> Briefuitgave:
    """Keep the letter and log it, all in this transaction; who may was checked."""
    pdf = maak_pdf(tekst)
    rij = Brief(
        id=t.nieuw_id(),
        casus_id=casus.id,
        soort=soort,
        aan=aan[:200],
        besluit_id=besluit_id,
        document=pdf,
        document_hash=sha256_hex(pdf),
        door_id=t.gebruiker.id,
        op=t.nu,
    )
    t.db.add(rij)
    t.log("brief.uitgeven", "brief", rij.id, casus_id=casus.id, detail={"document": rij.document_hash})
    t.gewijzigd("brief", rij.id)
    return Briefuitgave(rij.id, f"brief-{soort.value}-{casus.nummer}.pdf", pdf)


def list_brieven(werkplek: Werkplek, casus_id: UUID) -> tuple[Briefregel, ...]:
    """The letters about a casus, newest first. Raises GeenToegang, NietGevonden."""
    with werkplek.doe() as t:
        t.eis(Recht.CASUS_LEZEN)
        return briefregels(t, rijen.brieven(t.db, t.casus(casus_id).id))


def briefregels(t: Transactie, brieven: Collection[Brief]) -> tuple[Briefregel, ...]:
    """Rows as they are shown; access was checked."""
    return tuple(
        Briefregel(rij.id, rij.soort, SOORT_LABELS[rij.soort], rij.aan, rij.op, t.haal(Gebruiker, rij.door_id).naam)
        for rij in brieven
    )


def open_brief(werkplek: Werkplek, brief_id: UUID) -> bytes:
    """A letter exactly as it went. A privacy officer may open those about a decision, others those they may see."""
    with werkplek.doe() as t:
        t.eis(Recht.VERSTREKKINGEN_LEZEN)
        rij = t.haal(Brief, brief_id)
        if rij.soort is not BriefSoort.INTREKKING or not t.gebruiker.mag(Recht.DELING_INTREKKEN):
            t.casus(rij.casus_id)
        eis_casus_vrij(t, rij.casus_id)
        t.log("brief.openen", "brief", rij.id, casus_id=rij.casus_id)
        return lees_document(rij)


def lees_document(rij: Brief | Kaderbrief) -> bytes:
    """The document of a letter. Raises Fout when it is not the one that went, and when it was destroyed since."""
    if rij.document is None:
        raise Fout(
            "Van deze brief is de tekst niet meer bewaard: een casus die erin stond is vernietigd.",
            veilig="Aan wie hij ging, en wanneer, staat nog in de lijst.",
            doe="Vraag zo nodig de ontvanger om de brief.",
        )
    if sha256_hex(rij.document) != rij.document_hash:
        raise Fout(
            "Deze brief is na het versturen veranderd.",
            veilig="Hij wordt niet getoond.",
            doe="Laat de privacy officer het logboek controleren.",
        )
    return rij.document
