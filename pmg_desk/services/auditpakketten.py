"""Answering a privacy officer who asks to audit this vault: the lines of the log, and only the openings that takes.

Every line from the asked number on goes along, because the tree is over all of them; a line holds no name of a youth
and no content. Its detail lies beside it under a commitment, and is opened only for what was shared, who looked, and
what was decided. What goes along is shown first, and that it went is a line itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from pmg_desk.domain.canoniek import Waarde
from pmg_desk.domain.controlepunt import Aanleiding, lees_notitie, lees_oorsprong
from pmg_desk.domain.delen import voluit
from pmg_desk.domain.fouten import GeenToegang
from pmg_desk.domain.klok import als_tekst
from pmg_desk.domain.logboek import Bewaard
from pmg_desk.domain.logcontrole import VERVOLGREGEL
from pmg_desk.domain.merkle import bewijs_groei
from pmg_desk.domain.pakket import Pakketsoort
from pmg_desk.domain.rollen import Kluissoort, Recht
from pmg_desk.domain.toezicht import Auditregel
from pmg_desk.kluis.pakket import lees_bestand
from pmg_desk.services.controlepunten import LogAfgeknipt, logstand, onderteken_controlepunt, pieken_op
from pmg_desk.services.pakketten import Binnengekomen, NieuwPakket, make_pakket, open_binnengekomen
from pmg_desk.services.verbindingsfouten import InhoudOnleesbaar
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import controlepunten, logregels
from pmg_desk.storage import delen as rijen
from pmg_desk.storage.models import Casus, Privacybesluit, Tafelkader, Verstrekking
from pmg_desk.storage.tafelkaders import kaders_van

ONDERWERPEN: dict[str, tuple[str, ...]] = {
    "delen": ("samenvatting.", "verstrekking."),
    "inzage": ("noodtoegang.", "dossier.", "adres."),
    "besluiten": ("besluit.", "verzoek."),
}
"""What can be opened: per subject the beginnings of the acties. Nothing else of the log is ever opened for an audit."""

LABELS: dict[str, str] = {
    "delen": "wat is gedeeld",
    "inzage": "wie met noodtoegang of in een dossier keek",
    "besluiten": "verzoeken en besluiten",
}


@dataclass(frozen=True, slots=True)
class Auditvraag:
    """What the officer asks: from which line on, which subjects and casussen (empty: all), and why."""

    van_nr: int
    laatst_gezien: str | None
    onderwerpen: tuple[str, ...]
    casusnummers: tuple[str, ...]
    reden: str


@dataclass(frozen=True, slots=True)
class Auditvoorstel:
    """What would go along, to be shown before it does."""

    van: str
    gevraagd_op: datetime
    reden: str
    onderwerpen: tuple[str, ...]  # labels
    casusnummers: tuple[str, ...]
    regels: int
    openingen: int
    verstrekkingen: int


def read_auditvraag(werkplek: Werkplek, pad: Path) -> Auditvoorstel:
    """What answering this question would give away; takes nothing in. Raises as ``pakketten.open_binnengekomen``."""
    with open_binnengekomen(werkplek, lees_bestand(pad), (Pakketsoort.AUDITVRAAG,), bekijken=True) as (t, binnen):
        vraag = _vraag(t, binnen)
        regels = list(logregels.bewaarde_regels(t.db, vraag.van_nr))
        casussen = _casussen(t, vraag)
        t.log("audit.bekijken", "pakket", binnen.pakket_id, aantal=len(regels))
        return Auditvoorstel(
            van=binnen.persoon.naam,
            gevraagd_op=binnen.envelop.gemaakt_op,
            reden=vraag.reden,
            onderwerpen=tuple(LABELS[o] for o in vraag.onderwerpen),
            casusnummers=vraag.casusnummers,
            regels=len(regels),
            openingen=sum(_opening(regel, vraag, casussen) for regel in regels),
            verstrekkingen=len(_verstrekkingen(t, vraag, casussen)),
        )


def make_auditpakket(werkplek: Werkplek, pad: Path) -> NieuwPakket:
    """Answer the question in this file: takes it in, and makes the package for who asked. May be done again.

    Raises as ``pakketten.open_binnengekomen``, and GeenToegang, InhoudOnleesbaar, LogAfgeknipt.
    """
    with open_binnengekomen(werkplek, lees_bestand(pad), (Pakketsoort.AUDITVRAAG,), bekijken=True) as (t, binnen):
        vraag = _vraag(t, binnen)
        if not binnen.geboekt:
            binnen.boek(t)
        t.log("audit.maken", "pakket", binnen.pakket_id, verwerking=",".join(vraag.onderwerpen))
        inhoud = _inhoud(t, vraag)
        return make_pakket(t, binnen.persoon, Pakketsoort.AUDIT, inhoud, antwoord_op=binnen.pakket_id)


def _vraag(t: Transactie, binnen: Binnengekomen) -> Auditvraag:
    """Check who answers, and read what is asked. An empty list of subjects means all of them."""
    gebruiker = t.gebruiker
    if gebruiker.soort is not Kluissoort.TEAM or not (
        gebruiker.mag(Recht.DELING_VRAGEN) or gebruiker.mag(Recht.KLUIS_BEHEREN)
    ):
        raise GeenToegang
    v: Mapping[str, Waarde] = binnen.envelop.inhoud
    van_nr, gezien, reden = v.get("van_nr"), v.get("laatst_gezien"), v.get("reden")
    onderwerpen, nummers = _teksten(v.get("onderwerpen")), _teksten(v.get("casusnummers"))
    if not isinstance(van_nr, int) or isinstance(van_nr, bool) or van_nr < 1:
        raise InhoudOnleesbaar
    if not isinstance(reden, str) or not isinstance(gezien, str | None) or not set(onderwerpen) <= set(ONDERWERPEN):
        raise InhoudOnleesbaar
    return Auditvraag(van_nr, gezien, onderwerpen or tuple(ONDERWERPEN), nummers, reden)


def _teksten(waarde: object) -> tuple[str, ...]:
    if not isinstance(waarde, list) or not all(isinstance(deel, str) for deel in waarde):
        raise InhoudOnleesbaar
    return tuple(waarde)


def _casussen(t: Transactie, vraag: Auditvraag) -> frozenset[UUID] | None:
    """The casussen that are asked about; None for all."""
    if not vraag.casusnummers:
        return None
    return frozenset(rijen.casussen_met(t.db, vraag.casusnummers))


def _opening(regel: Bewaard, vraag: Auditvraag, casussen: frozenset[UUID] | None) -> bool:
    """Whether the detail of this line is opened for this question."""
    if regel.kolommen["actie"] == VERVOLGREGEL:
        return regel.detail is not None  # the signed end of the log before: without it nothing can be followed
    begin = tuple(b for onderwerp in vraag.onderwerpen for b in ONDERWERPEN[onderwerp])
    return (
        regel.detail is not None
        and regel.kolommen["actie"].startswith(begin)
        and (casussen is None or regel.kolommen["casus_id"] in casussen)
    )


def _inhoud(t: Transactie, vraag: Auditvraag) -> dict[str, Waarde]:
    casussen = _casussen(t, vraag)
    verstrekkingen = _verstrekkingen(t, vraag, casussen)
    ids = [rij.id for rij in verstrekkingen]
    besluiten, kaders = rijen.besluiten_van(t.db, ids), kaders_van(t.db, ids)
    delen: list[Waarde] = [_verstrekking(t, rij, besluiten[rij.id], kaders[rij.id]) for rij in verstrekkingen]
    onderteken_controlepunt(t, Aanleiding.PAKKET)
    groei = _groei(t, vraag.laatst_gezien)
    notities = _notities(t, vraag.van_nr)
    return {
        "regels": [_regel(r, vraag, casussen) for r in logregels.bewaarde_regels(t.db, vraag.van_nr)],
        "controlepunten": notities,
        "groei": groei,
        "verstrekkingen": delen,
    }


def _regel(regel: Bewaard, vraag: Auditvraag, casussen: frozenset[UUID] | None) -> list[Waarde]:
    if _opening(regel, vraag, casussen):
        return Auditregel(regel.blad, regel.zout, regel.detail).waarde()
    return Auditregel(regel.blad).waarde()


def _verstrekkingen(t: Transactie, vraag: Auditvraag, casussen: frozenset[UUID] | None) -> list[Verstrekking]:
    if "delen" not in vraag.onderwerpen:
        return []
    alle = reversed(rijen.verstrekkingen(t.db))
    return [rij for rij in alle if casussen is None or rij.casus_id in casussen]


def _verstrekking(
    t: Transactie, rij: Verstrekking, besluiten: list[Privacybesluit], kaders: list[Tafelkader]
) -> dict[str, Waarde]:
    casus = t.db.get(Casus, rij.casus_id)
    return {
        "id": str(rij.id),
        "casusnummer": "" if casus is None else casus.nummer,
        "ontvanger": "intern" if rij.intern else voluit(rij.organisatie, rij.functie),
        "organisatie": "" if rij.intern else rij.organisatie,
        "functie": "" if rij.intern else rij.functie,
        "categorieen": rij.categorieen,
        "op": als_tekst(rij.op),
        "wijze": rij.wijze.value,
        "status": rij.status.value,
        "besluiten": [str(besluit.id) for besluit in besluiten],
        "doel": rij.doel,
        "grondslagen": rij.grondslagen,
        "onder": [
            *([str(besluit.id), f"besluit {besluit.nummer}"] for besluit in besluiten),
            *([str(kader.id), f"tafelkader {kader.nummer}"] for kader in kaders),
        ],
    }


def _notities(t: Transactie, van_nr: int) -> list[Waarde]:
    """Signed heads that cover a line of this audit."""
    begin = {reeks.reeks: reeks.begin_nr for reeks in controlepunten.reeksen(t.db)}
    return [p.tekst for p in controlepunten.punten(t.db) if begin[p.reeks] + p.grootte - 1 >= van_nr]


def _groei(t: Transactie, gezien: str | None) -> dict[str, Waarde] | None:
    """Proof that the log of now begins with what the officer saw; None when that was another log or nothing.

    No proof can be made when this log is not a continuation of what was seen: then the officer's check says so.
    """
    if gezien is None:
        return None
    try:
        punt = lees_notitie(gezien).controlepunt
        kluis_id, nummer = lees_oorsprong(punt.oorsprong)
        stand = logstand(t)
        if (kluis_id, nummer) != (str(t.werkplek.kluis_id), stand.reeks.reeks):
            return None
        if punt.grootte == 0 or pieken_op(t, stand.reeks, punt.grootte).wortel() != punt.wortel:
            return None
    except (ValueError, LogAfgeknipt):
        return None
    hashes = list(controlepunten.blad_hashes(t.db, stand.reeks.begin_nr, stand.laatste_nr))
    tot = stand.punt.grootte
    bewijs: list[Waarde] = [*bewijs_groei(hashes, punt.grootte, tot)]
    return {"van": punt.grootte, "tot": tot, "bewijs": bewijs}
