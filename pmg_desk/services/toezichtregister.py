"""The register of a privacy officer in an installation of their own: what came in, was decided, and went out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from pmg_desk.domain.canoniek import lees_canoniek
from pmg_desk.domain.datacategorie import is_bijzonder
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.delen import (
    BekendeSleutel,
    BewaardBesluit,
    Getoetst,
    Oordeel,
    Toetskader,
    lees_verzoektekst,
    toets_besluit,
)
from pmg_desk.domain.klok import uit_tekst
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.rollen import Recht
from pmg_desk.kluis.ondertekening import verifieer
from pmg_desk.services.belangen import bezwaar, eis_geen_belang, vraag_naamgenoot
from pmg_desk.services.besluiten import BesluitInzicht, bekende_sleutels, besluitregels, maak_inzicht, peilmoment
from pmg_desk.services.delen import OORDEEL_LABELS, SOORT_LABELS, VerzoekInzicht, VerzoekRegel
from pmg_desk.services.toezichtcontrole import Logvolging, volging
from pmg_desk.services.toezichtinhoud import Bijlage, EerderBesluit, bewaarde_bijlage
from pmg_desk.services.verzoeken import uiterste_dag
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import toezicht as rijen
from pmg_desk.storage.models import (
    OntvangenVerzoek,
    Richting,
    Toezichtbesluit,
    Toezichtintrekking,
    Verbinding,
    VernietigdVerzoek,
    VerzoekStatus,
)

STATUS_LABELS: dict[VerzoekStatus, str] = {
    VerzoekStatus.INGEDIEND: "Te beoordelen",
    VerzoekStatus.TERUG: "U stelde een vraag",
    VerzoekStatus.BEHANDELD: "Beoordeeld",
    VerzoekStatus.INGETROKKEN: "Ingetrokken",
}


@dataclass(frozen=True, slots=True)
class Beoordeelbaar:
    """A request whole, as it is judged here: as in the vault itself, and what this installation knows of that vault."""

    verzoek: VerzoekInzicht
    kluisnaam: str
    eerder: tuple[EerderBesluit, ...]  # as the other vault says
    volging: Logvolging


class Registersoort(StrEnum):
    """What a row of the register is about; the value is what users read."""

    VERZOEK = "Verzoek"
    BESLUIT = "Besluit"
    VRAAG = "Vraag terug"
    INTREKKING = "Intrekking"
    VERNIETIGD = "Vernietigd"


@dataclass(frozen=True, slots=True)
class Registerregel:
    """One thing in the register. ``object_id`` is that of the request, decision or withdrawal itself."""

    object_id: UUID
    soort: Registersoort
    nummer: str
    verzoek_id: UUID
    verzoek_nummer: str
    casusnummer: str
    kluisnaam: str
    ontvanger: str
    stand: str
    geldt: bool
    op: datetime
    dagen_oud: int
    geldig_tot: date | None
    verstuurd: tuple[datetime, ...]  # when a package about it was made, oldest first


def list_ontvangen(werkplek: Werkplek) -> tuple[VerzoekRegel, ...]:
    """Requests that were taken in, oldest first."""
    with werkplek.doe() as t:
        t.eis(Recht.TOEZICHT_HOUDEN)
        return tuple(ontvangen_regel(t, rij) for rij in rijen.verzoeken(t.db))


def ontvangen_regel(t: Transactie, rij: OntvangenVerzoek) -> VerzoekRegel:
    """A request of another vault as a row of a list."""
    return _regel(t, rij, bewaarde_bijlage(rij))


def _regel(t: Transactie, rij: OntvangenVerzoek, bijlage: Bijlage) -> VerzoekRegel:
    tekst = lees_verzoektekst(rij.tekst)
    ontvanger = tekst.manifest[0].ontvanger
    return VerzoekRegel(
        id=rij.id,
        nummer=rij.nummer,
        casus_id=UUID(tekst.manifest[0].casus_id),
        casusnummer=bijlage.casusnummer,
        soort=tekst.soort,
        soort_label=SOORT_LABELS[tekst.soort],
        status=rij.status,
        status_label=STATUS_LABELS[rij.status],
        aanvrager=rij.aanvrager,
        ontvanger=ontvanger.voluit,
        gevraagd_op=tekst.gevraagd_op,
        dagen_oud=(t.nu - tekst.gevraagd_op).days,
        gevraagd_tot=tekst.gevraagd_tot,
        eigen=False,
        overleg=bijlage.overleg,
    )


def toon_ontvangen(werkplek: Werkplek, verzoek_id: UUID) -> Beoordeelbaar:
    """A request with the exact content to be judged. It opens case content, so it is logged. Raises EigenBelang."""
    with werkplek.doe() as t:
        t.eis(Recht.TOEZICHT_HOUDEN)
        rij = t.haal(OntvangenVerzoek, verzoek_id)
        eis_geen_belang(t, rij)
        bijlage, tekst = bewaarde_bijlage(rij), lees_verzoektekst(rij.tekst)
        verbinding = t.haal(Verbinding, rij.verbinding_id)
        ingetrokken = {i.besluit_id for i in rijen.intrekkingen(t.db)}
        paren = rijen.besluiten(t.db, rij.id)
        regel = tekst.manifest[0]
        t.log("toezicht.openen", "ontvangen_verzoek", rij.id, categorieen=regel.categorieen)
        waarom_niet = bezwaar(t, rij) if rij.status is VerzoekStatus.INGEDIEND else ""
        verzoek = VerzoekInzicht(
            regel=_regel(t, rij, bijlage),
            tekst=tekst,
            doel_label=_label(t.profiel.doeleinden, tekst.doel),
            grondslag_labels=tuple(_label(t.profiel.grondslagen, g) for g in tekst.grondslagen),
            categorie_labels=tuple(
                (c, _label(t.profiel.datacategorieen, c), is_bijzonder(t.profiel, c)) for c in regel.categorieen
            ),
            overleg="" if bijlage.overleg is None else toon_datum(bijlage.overleg),
            vraag_terug="" if rij.status is not VerzoekStatus.TERUG else paren[-1][0].vraag_terug,
            stukken=bijlage.stukken,
            besluiten=tuple(_besluit_inzicht(t, b, rij, ingetrokken) for b, _ in paren),
            vorige_id=bijlage.vorige,
            mag_beslissen=rij.status is VerzoekStatus.INGEDIEND and not waarom_niet,
            bezwaar=waarom_niet,
            max_geldig_tot=min(tekst.gevraagd_tot, uiterste_dag(t)),
            naamgenoot=vraag_naamgenoot(t, rij),
        )
        return Beoordeelbaar(verzoek, verbinding.naam, bijlage.eerder, volging(t, verbinding))


def toets_eigen(
    t: Transactie,
    besluit: Toezichtbesluit,
    rij: OntvangenVerzoek,
    ingetrokken: set[UUID],
    moment: datetime | None = None,
) -> Getoetst:
    """Whether a decision holds (or held at ``moment``), as far as is known here: the other vault may know more, such as
    an older version.
    """
    kader = Toetskader(
        kluis_id=str(t.haal(Verbinding, rij.verbinding_id).andere_kluis_id),
        sleutels=_eigen_sleutels(t),
        ingetrokken=frozenset(str(id_) for id_ in ingetrokken),
        moment=moment or peilmoment(t),
        max_dagen=t.profiel.instellingen.max_geldigheid_dagen.waarde,
        verifieer=verifieer,
        regels=besluitregels(t, ("toezicht.besluiten",)),
    )
    bewaard = BewaardBesluit(
        id=str(besluit.id),
        verzoek_id=str(rij.id),
        tekst=besluit.tekst,
        handtekening=besluit.handtekening,
        sleutel=besluit.sleutel,
        verzoek_tekst=rij.tekst,
        document=besluit.document,
        bundel=besluit.bundel,
    )
    return toets_besluit(bewaard, kader)


def _eigen_sleutels(t: Transactie) -> tuple[BekendeSleutel, ...]:
    """The keys of this installation, as the other vault knows them: from elsewhere."""
    return tuple(replace(sleutel, extern=True) for sleutel in bekende_sleutels(t))


def _besluit_inzicht(
    t: Transactie, rij: Toezichtbesluit, verzoek: OntvangenVerzoek, ingetrokken: set[UUID]
) -> BesluitInzicht:
    tekst = lees_verzoektekst(verzoek.tekst)
    getoetst = toets_eigen(t, rij, verzoek, ingetrokken)
    return maak_inzicht(t, rij, getoetst, verzoek.nummer, UUID(tekst.manifest[0].casus_id), tekst.soort)


def list_register(werkplek: Werkplek) -> tuple[Registerregel, ...]:
    """Everything that came in, was decided and was withdrawn, newest first."""
    with werkplek.doe() as t:
        t.eis(Recht.TOEZICHT_HOUDEN)
        ingetrokken = {i.besluit_id: i for i in rijen.intrekkingen(t.db)}
        regels = [_verzoekregel(t, rij) for rij in rijen.verzoeken(t.db)]
        for besluit, rij in rijen.besluiten(t.db):
            inzicht = _besluit_inzicht(t, besluit, rij, set(ingetrokken))
            regels.append(_besluitregel(t, besluit, rij, inzicht))
            intrekking = ingetrokken.get(besluit.id)
            if intrekking is not None:
                regels.append(_intrekregel(t, intrekking, besluit, rij))
        regels += [regel for rij in rijen.vernietigde_verzoeken(t.db) for regel in _vernietigd(t, rij)]
        t.log("toezicht.register", "kluis", werkplek.kluis_id, aantal=len(regels))
        return tuple(sorted(regels, key=lambda r: r.op, reverse=True))


def _vernietigd(t: Transactie, rij: VernietigdVerzoek) -> list[Registerregel]:
    """What is left of a request whose casus was destroyed: the request, and each decision on it."""
    leeg = Registerregel(
        object_id=rij.id,
        soort=Registersoort.VERNIETIGD,
        nummer=rij.nummer,
        verzoek_id=rij.id,
        verzoek_nummer=rij.nummer,
        casusnummer="",
        kluisnaam=t.haal(Verbinding, rij.verbinding_id).naam,
        ontvanger="",
        stand="Casus vernietigd",
        geldt=False,
        op=rij.ontvangen_op,
        dagen_oud=(t.nu - rij.ontvangen_op).days,
        geldig_tot=None,
        verstuurd=(),
    )
    regels = [leeg]
    for besluit in lees_canoniek(rij.besluiten):
        op = uit_tekst(besluit["op"])
        ingetrokken = "" if besluit["ingetrokken_op"] is None else ", ingetrokken"
        regels.append(
            replace(
                leeg,
                object_id=UUID(besluit["id"]),
                nummer=besluit["nummer"],
                stand=f"{OORDEEL_LABELS[Oordeel(besluit['oordeel'])]}{ingetrokken}; casus vernietigd",
                op=op,
                dagen_oud=(t.nu - op).days,
            )
        )
    return regels


def _verzoekregel(t: Transactie, rij: OntvangenVerzoek) -> Registerregel:
    regel = ontvangen_regel(t, rij)
    return Registerregel(
        object_id=rij.id,
        soort=Registersoort.VERZOEK,
        nummer=rij.nummer,
        verzoek_id=rij.id,
        verzoek_nummer=rij.nummer,
        casusnummer=regel.casusnummer,
        kluisnaam=t.haal(Verbinding, rij.verbinding_id).naam,
        ontvanger=regel.ontvanger,
        stand=regel.status_label,
        geldt=rij.status is VerzoekStatus.INGEDIEND,
        op=rij.op,
        dagen_oud=regel.dagen_oud,
        geldig_tot=regel.gevraagd_tot,
        verstuurd=(),
    )


def _besluitregel(
    t: Transactie, besluit: Toezichtbesluit, rij: OntvangenVerzoek, inzicht: BesluitInzicht
) -> Registerregel:
    vraag = inzicht.oordeel is Oordeel.TERUGVRAAG
    oordeel = "" if inzicht.oordeel is None else OORDEEL_LABELS[inzicht.oordeel]
    akkoord = inzicht.oordeel in (Oordeel.AKKOORD, Oordeel.AKKOORD_BEPERKT)
    return replace(
        _verzoekregel(t, rij),
        object_id=besluit.id,
        soort=Registersoort.VRAAG if vraag else Registersoort.BESLUIT,
        nummer=besluit.nummer,
        stand=inzicht.gebrek.value if akkoord and inzicht.gebrek is not None else oordeel,
        geldt=inzicht.geldig,
        op=besluit.op,
        dagen_oud=(t.nu - besluit.op).days,
        geldig_tot=inzicht.geldig_tot if akkoord else None,
        verstuurd=_verstuurd(t, besluit.id),
    )


def _intrekregel(
    t: Transactie, intrekking: Toezichtintrekking, besluit: Toezichtbesluit, rij: OntvangenVerzoek
) -> Registerregel:
    verstuurd = _verstuurd(t, intrekking.id)
    return replace(
        _verzoekregel(t, rij),
        object_id=intrekking.id,
        soort=Registersoort.INTREKKING,
        nummer=besluit.nummer,
        stand="Pakket gemaakt" if verstuurd else "Nog niet verstuurd",
        geldt=False,
        op=intrekking.op,
        dagen_oud=(t.nu - intrekking.op).days,
        geldig_tot=None,
        verstuurd=verstuurd,
    )


def _verstuurd(t: Transactie, onderwerp_id: UUID) -> tuple[datetime, ...]:
    return tuple(p.op for p in rijen.pakketten(t.db, onderwerp_id) if p.richting is Richting.UIT)


def _label(begrippen: Mapping[str, Any], sleutel: str) -> str:
    """The word of this installation's own profile; a key of another municipality stays as it is."""
    return label_van(begrippen, sleutel)
