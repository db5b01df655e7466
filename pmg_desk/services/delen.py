"""Sharing, to look at: the queue of requests, one request as it is judged, decisions, and what may be shared now.

Asking lies in ``verzoeken``, judging in ``oordelen``, the check of every signature in ``besluiten``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from pmg_desk.domain import delen
from pmg_desk.domain.datacategorie import is_bijzonder
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.delen import Oordeel, Soort, Verzoektekst, toets_besluit, voluit
from pmg_desk.domain.document import lees_document
from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.pakket import Pakketsoort
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.rollen import Recht, Rol
from pmg_desk.domain.samenvatting import Doorverstrekking, Stuk
from pmg_desk.domain.selectie import Onthouden
from pmg_desk.domain.tafelkader import geldende
from pmg_desk.services.belangen import (
    bezwaar,
    eis_casus_vrij,
    eis_geen_belang,
    geraakt,
    vraag_naamgenoot,
    zonder_officer,
)
from pmg_desk.services.besluiten import (
    BesluitInzicht,
    besluit_inzicht,
    bewaard,
    getoetste_besluiten,
    toetskader,
)
from pmg_desk.services.deelbaar import getoetste_kaders
from pmg_desk.services.stukken import cut_dossier, zonder_geheim_adres
from pmg_desk.services.verzoeken import uiterste_dag
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import delen as rijen
from pmg_desk.storage import postvak as postrijen
from pmg_desk.storage.casussen import tafels_van
from pmg_desk.storage.models import (
    Casus,
    Delingsverzoek,
    Gebruiker,
    Organisatie,
    Overleg,
    VerzoekStatus,
)
from pmg_desk.storage.rechten import is_beperkt
from pmg_desk.storage.verbindingen import laatst_verstuurd

STATUS_LABELS: dict[VerzoekStatus, str] = {
    VerzoekStatus.INGEDIEND: "Ligt bij de privacy officer",
    VerzoekStatus.TERUG: "Vraag van de privacy officer",
    VerzoekStatus.BEHANDELD: "Beoordeeld",
    VerzoekStatus.INGETROKKEN: "Ingetrokken",
}
WACHT_OP_VERVANGER = "Wacht op vervanger"
SOORT_LABELS: dict[Soort, str] = {
    Soort.STAAND: "Staand akkoord voor deze casus",
    Soort.DOCUMENT: "Akkoord voor precies deze tekst",
    Soort.TAFELKADER: "Tafelkader",
}
OORDEEL_LABELS: dict[Oordeel, str] = {
    Oordeel.AKKOORD: "Akkoord",
    Oordeel.AKKOORD_BEPERKT: "Akkoord, beperkt of met voorwaarden",
    Oordeel.GEWEIGERD: "Geweigerd",
    Oordeel.TERUGVRAAG: "Vraag terug",
}


@dataclass(frozen=True, slots=True)
class VerzoekRegel:
    """A request in a list."""

    id: UUID
    nummer: str
    casus_id: UUID
    casusnummer: str
    soort: Soort
    soort_label: str
    status: VerzoekStatus
    status_label: str
    aanvrager: str
    ontvanger: str
    gevraagd_op: datetime
    dagen_oud: int
    gevraagd_tot: date
    eigen: bool
    verstuurd: str = ""  # to whom and when it went as a package, in words
    overleg: date | None = None  # the day of the meeting that it was asked for
    wacht_op_vervanger: bool = False  # no officer of this vault may judge it


@dataclass(frozen=True, slots=True)
class VerzoekInzicht:
    """A request whole, as it is judged: the requester's answers and the exact content that would go along."""

    regel: VerzoekRegel
    tekst: Verzoektekst
    doel_label: str
    grondslag_labels: tuple[str, ...]
    categorie_labels: tuple[tuple[str, str, bool], ...]  # key, label, bijzonder
    overleg: str
    vraag_terug: str
    stukken: tuple[Stuk, ...]  # what the recipient would see now (STAAND), or the exact document
    niet: tuple[tuple[Stuk, Onthouden], ...] = ()
    besluiten: tuple[BesluitInzicht, ...] = ()
    vorige_id: UUID | None = None
    mag_beslissen: bool = False
    max_geldig_tot: date | None = None
    bezwaar: str = ""  # why this officer may not judge it, although it waits
    naamgenoot: bool = False  # the surname of who judges is that of the jongere or of somebody around them


def list_verzoeken(
    werkplek: Werkplek, *, alleen_open: bool = False, casus_id: UUID | None = None
) -> tuple[VerzoekRegel, ...]:
    """The queue: all requests for the privacy officer, those of visible casussen for others; oldest first."""
    with werkplek.doe() as t:
        open_ = (VerzoekStatus.INGEDIEND, VerzoekStatus.TERUG) if alleen_open else ()
        if casus_id is not None:
            eis_casus_vrij(t, casus_id)
        if t.gebruiker.rol is Rol.PRIVACY_OFFICER:
            lijst = rijen.verzoeken(t.db, statussen=open_)
        else:
            t.eis(Recht.CASUS_LEZEN)
            lijst = rijen.verzoeken(t.db, casussen=t.zichtbaar(), statussen=open_)
        return verzoekregels(t, [rij for rij in lijst if casus_id is None or rij.casus_id == casus_id])


def verzoekregels(t: Transactie, lijst: Sequence[Delingsverzoek]) -> tuple[VerzoekRegel, ...]:
    """Requests of this vault as the rows of a list, in as many statements for one as for a thousand."""
    t.vast += postrijen.rondom(t.db, lijst)
    verstuurd, wacht = postrijen.verstuurd(t.db, Pakketsoort.VERZOEK.value), zonder_officer(t, lijst)
    return tuple(_verzoekregel(t, rij, verstuurd.get(rij.id), rij.id in wacht) for rij in lijst)


def verzoekregel(t: Transactie, rij: Delingsverzoek) -> VerzoekRegel:
    """A request of this vault as a row of a list."""
    wacht = bool(zonder_officer(t, (rij,)))
    return _verzoekregel(t, rij, laatst_verstuurd(t.db, rij.id, Pakketsoort.VERZOEK.value), wacht)


def _verzoekregel(
    t: Transactie, rij: Delingsverzoek, verstuurd: tuple[str, datetime] | None, wacht: bool
) -> VerzoekRegel:
    casus, aanvrager = t.haal(Casus, rij.casus_id), t.haal(Gebruiker, rij.door_id)
    organisatie = t.haal(Organisatie, rij.organisatie_id)
    return VerzoekRegel(
        id=rij.id,
        nummer=rij.nummer,
        casus_id=casus.id,
        casusnummer=casus.nummer,
        soort=rij.soort,
        soort_label=SOORT_LABELS[rij.soort],
        status=rij.status,
        status_label=WACHT_OP_VERVANGER if wacht else STATUS_LABELS[rij.status],
        aanvrager=aanvrager.naam,
        ontvanger=voluit(organisatie.naam, rij.functie),
        gevraagd_op=rij.op,
        dagen_oud=(t.nu - rij.op).days,
        gevraagd_tot=rij.gevraagd_tot,
        eigen=rij.door_id == t.gebruiker.id,
        verstuurd=""
        if verstuurd is None
        else f"verstuurd naar {verstuurd[0]} op {toon_datum(lokale_dag(verstuurd[1]))}",
        overleg=overlegdag(t, rij),
        wacht_op_vervanger=wacht,
    )


def overlegdag(t: Transactie, rij: Delingsverzoek) -> date | None:
    """The day of the meeting that it was asked for."""
    overleg = None if rij.overleg_id is None else t.db.get(Overleg, rij.overleg_id)
    return None if overleg is None else overleg.datum


def toon_verzoek(werkplek: Werkplek, verzoek_id: UUID) -> VerzoekInzicht:
    """A request with the exact content to be judged. For a privacy officer this opens case content, so it is logged.

    Raises GeenToegang, EigenBelang, NietGevonden.
    """
    with werkplek.doe() as t:
        rij = t.haal(Delingsverzoek, verzoek_id)
        beslisser = t.gebruiker.rol is Rol.PRIVACY_OFFICER
        casus = t.haal(Casus, rij.casus_id) if beslisser else t.casus(rij.casus_id)
        eis_geen_belang(t, rij)
        tekst = lees_verzoektekst(rij)
        besluiten = tuple(
            besluit_inzicht(t, besluit, verzoek, getoetst)
            for besluit, verzoek, getoetst in getoetste_besluiten(t, casus.id)
            if verzoek.id == rij.id
        )
        stukken, niet = te_delen(t, casus, rij, tekst)
        if beslisser:
            # Content only where the request needs it: not for one that is over, and never what cannot go along anyway.
            nodig = rij.status in (VerzoekStatus.INGEDIEND, VerzoekStatus.TERUG) or any(b.geldig for b in besluiten)
            stukken = stukken if nodig else ()
            niet = tuple((_alleen_titel(stuk), reden) for stuk, reden in niet) if nodig else ()
        t.log("verzoek.openen", "delingsverzoek", rij.id, casus_id=casus.id, categorieen=tekst.manifest[0].categorieen)
        overleg = None if rij.overleg_id is None else t.db.get(Overleg, rij.overleg_id)
        wacht = beslisser and rij.status is VerzoekStatus.INGEDIEND
        waarom_niet = bezwaar(t, rij) if wacht else ""
        return VerzoekInzicht(
            regel=verzoekregel(t, rij),
            tekst=tekst,
            doel_label=label_van(t.profiel.doeleinden, tekst.doel),
            grondslag_labels=tuple(label_van(t.profiel.grondslagen, g) for g in tekst.grondslagen),
            categorie_labels=tuple(
                (c, label_van(t.profiel.datacategorieen, c), is_bijzonder(t.profiel, c))
                for c in tekst.manifest[0].categorieen
            ),
            overleg=""
            if overleg is None
            else f"{label_van(t.profiel.tafels, overleg.tafel)}, {toon_datum(overleg.datum)}",
            vraag_terug=rij.vraag_terug,
            stukken=stukken,
            niet=niet,
            besluiten=besluiten,
            vorige_id=rij.vorige_id,
            mag_beslissen=wacht and rij.door_id != t.gebruiker.id and not waarom_niet,
            bezwaar=waarom_niet,
            max_geldig_tot=min(rij.gevraagd_tot, uiterste_dag(t)),
            naamgenoot=beslisser and vraag_naamgenoot(t, rij),
        )


def _alleen_titel(stuk: Stuk) -> Stuk:
    """That there is such a stuk, without what it says; a secret address is masked already and says that it is."""
    return replace(stuk, tekst="", velden=stuk.velden if stuk.geheim_adres else ())


def overleg_tekst(t: Transactie, overleg: Overleg) -> str:
    """A meeting in words: its table and day."""
    return f"{label_van(t.profiel.tafels, overleg.tafel)}, {toon_datum(overleg.datum)}"


def lees_verzoektekst(rij: Delingsverzoek) -> Verzoektekst:
    """The request as it was asked. Raises Fout when the row no longer holds one (somebody edited the vault)."""
    try:
        return delen.lees_verzoektekst(rij.tekst)
    except ValueError:
        raise Fout(
            "Dit verzoek is beschadigd.",
            veilig="Het telt niet als akkoord.",
            doe="Laat de beheerder de kluis controleren en vraag opnieuw akkoord.",
        ) from None


def te_delen(
    t: Transactie,
    casus: Casus,
    rij: Delingsverzoek,
    tekst: Verzoektekst,
    gesneden: dict[UUID, tuple[Stuk, ...]] | None = None,
) -> tuple[tuple[Stuk, ...], tuple[tuple[Stuk, Onthouden], ...]]:
    """What would go along if this were approved as asked; nothing outside the asked categories is shown.

    ``gesneden`` keeps the dossiers that were read, for who looks at several requests in one transaction.
    """
    if rij.soort is Soort.DOCUMENT:
        return (() if rij.document is None else lees_document(rij.document)[1]), ()
    regel = tekst.manifest[0]
    mee: list[Stuk] = []
    niet: list[tuple[Stuk, Onthouden]] = []
    dossiers = {} if gesneden is None else gesneden
    if casus.id not in dossiers:
        dossiers[casus.id] = cut_dossier(t, casus)
    for stuk in dossiers[casus.id]:
        if stuk.categorie not in regel.categorieen:
            continue
        reden = (
            Onthouden.BRON_NEE
            if stuk.doorverstrekking is Doorverstrekking.NEE
            else Onthouden.BRON_VRAGEN
            if stuk.doorverstrekking is Doorverstrekking.VRAGEN
            else Onthouden.GEHEIM_ADRES
            if stuk.geheim_adres
            else Onthouden.DERDEN
            if stuk.derden and not regel.derden
            else None
        )
        if reden is None:
            mee.append(stuk)
        else:
            niet.append((zonder_geheim_adres(stuk), reden))
    return tuple(mee), tuple(niet)


def list_besluiten(werkplek: Werkplek, *, casus_id: UUID | None = None) -> tuple[BesluitInzicht, ...]:
    """Decisions with their validity computed now, newest first: all for the privacy officer, else visible casussen.

    Never of a casus in which who looks declared an interest.
    """
    with werkplek.doe() as t:
        if casus_id is not None:
            eis_casus_vrij(t, casus_id)
            if t.gebruiker.rol is not Rol.PRIVACY_OFFICER:
                t.casus(casus_id)
        if t.gebruiker.rol is Rol.PRIVACY_OFFICER:
            lijst = rijen.besluiten(t.db, casus_id=casus_id)
        else:
            t.eis(Recht.CASUS_LEZEN)
            lijst = rijen.besluiten(t.db, casus_id=casus_id, casussen=t.zichtbaar())
        kader, raakt = toetskader(t), geraakt(t)
        return tuple(
            besluit_inzicht(t, besluit, verzoek, toets_besluit(bewaard(besluit, verzoek), kader))
            for besluit, verzoek in reversed(lijst)
            if (None, verzoek.casus_id) not in raakt
        )


def deelzin(werkplek: Werkplek, casus_id: UUID) -> str:
    """For the head of the dossier, in plain words: what may be shared with whom now, and what is being asked."""
    with werkplek.doe() as t:
        t.eis(Recht.CASUS_LEZEN)
        casus = t.casus(casus_id)
        if is_beperkt(t.db, casus.id):
            return Onthouden.BEPERKT.value
        kaders = _kaderzinnen(t, casus.id)
    geldig = [besluit for besluit in list_besluiten(werkplek, casus_id=casus_id) if besluit.geldig]
    zinnen = []
    for besluit in geldig:
        labels = ", ".join(label_van(werkplek.profiel.datacategorieen, c).lower() for c in besluit.categorieen)
        tot = "" if besluit.geldig_tot is None else f" t/m {toon_datum(besluit.geldig_tot)}"
        wat = f"alleen het beoordeelde document ({labels})" if besluit.soort is Soort.DOCUMENT else labels
        zinnen.append(f"{' en '.join(besluit.ontvangers)}: {wat}{tot}")
    begin = ["Nu te delen met " + "; ".join(zinnen) + "."] if zinnen else [] if kaders else [GEEN_AKKOORD]
    return " ".join((*begin, *kaders, *_loopt(list_verzoeken(werkplek, alleen_open=True, casus_id=casus_id))))


GEEN_AKKOORD = "Er is nu geen akkoord om iets uit dit dossier te delen."


def _kaderzinnen(t: Transactie, casus_id: UUID) -> list[str]:
    """That a tafelkader holds at a table of this casus, and until when."""
    tafels = tafels_van(t.db, [casus_id], t.vandaag)[casus_id]
    gelden = [g.kader.inhoud for g in geldende(g for _, g in getoetste_kaders(t)) if g.kader is not None]
    return [
        f"Het tafelkader van {label_van(t.profiel.tafels, inhoud.tafel)} geldt t/m {toon_datum(inhoud.geldig_tot)}:"
        " kies Samenvatting maken om te zien wie wat mag weten."
        for inhoud in gelden
        if inhoud.tafel in tafels
    ]


def _loopt(open_: tuple[VerzoekRegel, ...]) -> list[str]:
    wacht = sum(regel.status is VerzoekStatus.INGEDIEND for regel in open_)
    terug = len(open_) - wacht
    zinnen = []
    if wacht:
        zinnen.append(f"{'1 verzoek wacht' if wacht == 1 else f'{wacht} verzoeken wachten'} op de privacy officer.")
    if terug:
        zinnen.append("De privacy officer stelde een vraag over een verzoek: beantwoord die.")
    return zinnen
