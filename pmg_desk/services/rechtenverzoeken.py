"""Requests of the youth or who speaks for them under the AVG (15-18, 21): recorded, extended, decided, ended.

Two people, always: who recorded a request never decides on it. A privacy officer decides; what an officer recorded may
also be decided by the casusregisseur. The officer reads content of the casus only through a request that runs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pmg_desk.domain.controle import MAX_TEKST, Veldcontrole
from pmg_desk.domain.fouten import Fout, GeenToegang
from pmg_desk.domain.rechten import (
    Gevolg,
    Gezag,
    Mag,
    Mening,
    antwoord_voor,
    gevolg,
    mag_verlengen,
    verlengd_tot,
)
from pmg_desk.domain.rollen import Recht
from pmg_desk.domain.selectie import Geinformeerde
from pmg_desk.services.rechtbevoegd import bevoegd
from pmg_desk.services.rechtinzicht import OPEN, loopt, mag_besluiten, moet_mening
from pmg_desk.services.rechttoegang import haal_verzoek, vind_casus
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage.inhoud import versies_voor
from pmg_desk.storage.inzage import is_uit_te_voeren
from pmg_desk.storage.leefgebieden import reactie_op
from pmg_desk.storage.models import (
    Casus,
    EerdereMening,
    Rechtenverzoek,
    RechtOordeel,
    Rechtsoort,
    RechtStatus,
    Uitspraak,
)
from pmg_desk.storage.nummers import geef_nummer

MAX_NAAM = 160
MAX_IDENTITEIT = 300
MENING_EERST = "Leg eerst vast wat de jongere ervan vindt, of waarom dat niet is gevraagd."


class EigenRechtenverzoek(Fout):
    """Two people: who recorded it does not decide."""

    wat = "U hebt dit verzoek zelf vastgelegd. Een ander moet erover besluiten."
    doe = "Vraag de privacy officer, of een collega die dit mag."


class AlBesloten(Fout):
    """It has ended."""

    wat = "Dit verzoek is al afgehandeld."
    veilig = "Er is niets veranderd."
    doe = "Bekijk het besluit bij het verzoek."


class NietTeVerlengen(Fout):
    """Extended before, or more than a month ago."""

    wat = "Dit verzoek kan niet meer worden verlengd."
    doe = "Verlengen kan één keer, en alleen binnen een maand na ontvangst (AVG artikel 12)."


class LooptNiet(Fout):
    """Nothing to end."""

    wat = "Hier loopt geen beperking of bezwaar, en er is niets meer uit te voeren."
    veilig = "Er is niets veranderd."


@dataclass(frozen=True, slots=True)
class RechtInvoer:
    """A request as it came in. ``gezag``: of the parent who asks. ``over_id``: the text that is said to be wrong."""

    soort: Rechtsoort
    verzoeker: Geinformeerde
    verzoeker_naam: str
    ontvangen_op: str | date | None = None
    gezag: Gezag = Gezag.ONBEKEND
    gemachtigde: str = ""
    identiteit: str = ""
    vraag: str = ""
    over_id: UUID | None = None


def record_verzoek(werkplek: Werkplek, casus_id: UUID, invoer: RechtInvoer) -> UUID:
    """Record a request. Also of a closed casus. Raises GeenToegang, OngeldigeInvoer.

    Who may not ask is refused at ``verzoeker`` with the reason; where that is uncertain, ``identiteit`` has to say how
    it was found out.
    """
    with werkplek.doe() as t:
        casus = vind_casus(t, casus_id)
        veld = Veldcontrole()
        ontvangen = veld.datum(
            "ontvangen_op", invoer.ontvangen_op or t.vandaag, t.vandaag, verplicht=True, niet_na=(t.vandaag, "vandaag")
        )
        naam = veld.tekst("verzoeker_naam", invoer.verzoeker_naam, verplicht=True, maximum=MAX_NAAM)
        gemachtigde = veld.tekst("gemachtigde", invoer.gemachtigde, maximum=MAX_NAAM)
        identiteit = veld.tekst("identiteit", invoer.identiteit, maximum=MAX_IDENTITEIT)
        vraag = veld.tekst(
            "vraag", invoer.vraag, verplicht=invoer.soort is not Rechtsoort.INZAGE, maximum=MAX_TEKST, lang=True
        )
        uitkomst = bevoegd(t, casus, invoer.verzoeker, invoer.gezag, ontvangen or t.vandaag)
        veld.eis(uitkomst.mag is not Mag.NEE, "verzoeker", uitkomst.uitleg)
        veld.eis(
            uitkomst.mag is not Mag.ONZEKER or bool(identiteit),
            "identiteit",
            f"{uitkomst.uitleg} Schrijf hier op hoe u dat deed.",
        )
        over = _over(t, veld, casus, invoer)
        veld.klaar()
        assert ontvangen is not None
        rij = Rechtenverzoek(
            id=t.nieuw_id(),
            nummer=geef_nummer(t.db, Rechtenverzoek, t.vandaag.year),
            casus_id=casus.id,
            soort=invoer.soort,
            status=RechtStatus.ONTVANGEN,
            verzoeker=invoer.verzoeker,
            verzoeker_naam=naam,
            gemachtigde=gemachtigde,
            ontvangen_op=ontvangen,
            identiteit=identiteit,
            vraag=vraag,
            over_id=over,
            antwoord_voor=antwoord_voor(ontvangen, t.profiel.instellingen.inzage_termijn_dagen.waarde),
            door_id=t.gebruiker.id,
            op=t.nu,
        )
        t.db.add(rij)
        _log(t, "rechtenverzoek.vastleggen", rij)
        return rij.id


def _over(t: Transactie, veld: Veldcontrole, casus: Casus, invoer: RechtInvoer) -> UUID | None:
    if invoer.over_id is None:
        return None
    rij = t.haal(Uitspraak, invoer.over_id)
    veld.eis(
        rij.casus_id == casus.id and invoer.soort is Rechtsoort.CORRECTIE,
        "over_id",
        "Kies een tekst uit dit dossier, bij een verzoek om te verbeteren.",
    )
    return rij.id


def _log(t: Transactie, actie: str, rij: Rechtenverzoek) -> None:
    t.log(actie, "rechtenverzoek", rij.id, casus_id=rij.casus_id)
    t.gewijzigd("rechten", rij.casus_id)


def begin(rij: Rechtenverzoek) -> None:
    """Somebody works on it. Raises AlBesloten."""
    if rij.status not in OPEN:
        raise AlBesloten
    rij.status = RechtStatus.IN_BEHANDELING


def set_identiteit(werkplek: Werkplek, rechtenverzoek_id: UUID, identiteit: str) -> None:
    """Record how it was made sure who asks. Raises GeenToegang, AlBesloten, OngeldigeInvoer."""
    with werkplek.doe() as t:
        rij, _ = haal_verzoek(t, rechtenverzoek_id)
        begin(rij)
        veld = Veldcontrole()
        rij.identiteit = veld.tekst("identiteit", identiteit, verplicht=True, maximum=MAX_IDENTITEIT)
        veld.klaar()
        _log(t, "rechtenverzoek.identiteit", rij)


@dataclass(frozen=True, slots=True)
class MeningInvoer:
    """What the youth thinks. ``door``: who asked, ``op``: when; ``tekst``: their words, or why they were not asked."""

    mening: Mening
    op: str | date | None = None
    door: str = ""
    tekst: str = ""


def set_mening(werkplek: Werkplek, rechtenverzoek_id: UUID, invoer: MeningInvoer) -> None:
    """Record what the youth thinks of a request of a parent (IVRK 12), or why they were not asked.

    What was recorded before stays beside it: the words of a youth are never written over.
    Raises GeenToegang, AlBesloten, OngeldigeInvoer (``mening`` where the youth asks themselves; ``op``, ``door``,
    ``tekst``).
    """
    with werkplek.doe() as t:
        rij, _ = haal_verzoek(t, rechtenverzoek_id)
        begin(rij)
        gevraagd = invoer.mening is not Mening.NIET_GEVRAAGD
        veld = Veldcontrole()
        veld.eis(rij.verzoeker is Geinformeerde.OUDERS, "mening", "De jongere vraagt dit zelf.")
        dag = t.vandaag if not gevraagd else invoer.op
        _bewaar_mening(t, rij)
        rij.mening_op = veld.datum("op", dag, t.vandaag, verplicht=True, niet_na=(t.vandaag, "vandaag"))
        door = invoer.door if gevraagd else ""
        rij.mening_door = veld.tekst("door", door, verplicht=gevraagd, maximum=MAX_NAAM)
        moet = invoer.mening in (Mening.ONEENS, Mening.NIET_GEVRAAGD)
        rij.mening_tekst = veld.tekst("tekst", invoer.tekst, verplicht=moet, maximum=MAX_TEKST, lang=True)
        veld.klaar()
        rij.mening = invoer.mening
        _log(t, "rechtenverzoek.mening", rij)


def _bewaar_mening(t: Transactie, rij: Rechtenverzoek) -> None:
    if rij.mening is None or rij.mening_op is None:
        return
    t.db.add(
        EerdereMening(
            id=t.nieuw_id(),
            verzoek_id=rij.id,
            mening=rij.mening,
            mening_op=rij.mening_op,
            mening_door=rij.mening_door,
            mening_tekst=rij.mening_tekst,
            door_id=t.gebruiker.id,
            op=t.nu,
        )
    )


def extend_verzoek(werkplek: Werkplek, rechtenverzoek_id: UUID, reden: str) -> date:
    """Two months more, told with its reason within the first month (AVG 12, lid 3); gives the new last day.

    Raises GeenToegang, AlBesloten, NietTeVerlengen, OngeldigeInvoer (``reden``).
    """
    with werkplek.doe() as t:
        rij, _ = haal_verzoek(t, rechtenverzoek_id)
        begin(rij)
        if not mag_verlengen(rij.ontvangen_op, t.vandaag, verlengd=bool(rij.verlengd_reden)):
            raise NietTeVerlengen
        veld = Veldcontrole()
        rij.verlengd_reden = veld.tekst("reden", reden, verplicht=True, maximum=MAX_TEKST, lang=True)
        veld.klaar()
        rij.antwoord_voor = verlengd_tot(rij.ontvangen_op)
        _log(t, "rechtenverzoek.verlengen", rij)
        return rij.antwoord_voor


def withdraw_verzoek(werkplek: Werkplek, rechtenverzoek_id: UUID, reden: str = "") -> None:
    """Who asked does not want it any more. Raises GeenToegang, AlBesloten."""
    with werkplek.doe() as t:
        rij, _ = haal_verzoek(t, rechtenverzoek_id)
        begin(rij)
        veld = Veldcontrole()
        rij.beeindigd_reden = veld.tekst("reden", reden, maximum=MAX_TEKST, lang=True)
        veld.klaar()
        rij.status, rij.beeindigd_op = RechtStatus.INGETROKKEN, t.nu
        _log(t, "rechtenverzoek.intrekken", rij)


def decide_verzoek(werkplek: Werkplek, rechtenverzoek_id: UUID, oordeel: RechtOordeel, motivering: str) -> Gevolg:
    """Decide, with the motivation that is told to who asked; gives what has to be done.

    Raises GeenToegang, EigenRechtenverzoek, AlBesloten, OngeldigeInvoer (``motivering``; ``identiteit`` when nobody
    recorded who asks; ``mening`` when it is not known what the youth thinks; ``oordeel`` to give a parent what only
    the youth may ask by now).
    """
    with werkplek.doe() as t:
        rij, casus = haal_verzoek(t, rechtenverzoek_id)
        if not mag_besluiten(t, rij):
            if rij.door_id == t.gebruiker.id:
                raise EigenRechtenverzoek
            raise GeenToegang
        begin(rij)
        veld = Veldcontrole()
        tekst = veld.tekst("motivering", motivering, verplicht=True, maximum=MAX_TEKST, lang=True)
        veld.eis(bool(rij.identiteit), "identiteit", "Leg eerst vast hoe is nagegaan wie dit vraagt.")
        veld.eis(not moet_mening(t, rij, casus), "mening", MENING_EERST)
        nu = bevoegd(t, casus, rij.verzoeker, Gezag.JA, t.vandaag)
        veld.eis(oordeel is RechtOordeel.AFGEWEZEN or nu.mag is not Mag.NEE, "oordeel", nu.uitleg)
        veld.klaar()
        rij.status, rij.oordeel, rij.motivering = RechtStatus.BESLOTEN, oordeel, tekst
        rij.besloten_op, rij.beslisser_id = t.nu, t.gebruiker.id
        _log(t, "rechtenverzoek.besluiten", rij)
        return gevolg(rij.soort, oordeel)


def link_gevolg(werkplek: Werkplek, rechtenverzoek_id: UUID, uitspraak_id: UUID) -> None:
    """Which text came of a decided correction: what replaced the wrong one, or the reaction beside it.

    By who writes the casus. Raises GeenToegang, NietGevonden, OngeldigeInvoer (``uitspraak_id``).
    """
    with werkplek.doe() as t:
        t.eis(Recht.CASUS_SCHRIJVEN)
        rij, casus = haal_verzoek(t, rechtenverzoek_id)
        koppel(t, rij, casus, t.haal(Uitspraak, uitspraak_id))


def koppel(t: Transactie, rij: Rechtenverzoek, casus: Casus, tekst: Uitspraak) -> None:
    """The same, within another use case. Raises OngeldigeInvoer (``uitspraak_id``)."""
    veld = Veldcontrole()
    veld.eis(
        tekst.casus_id == casus.id and rij.soort is Rechtsoort.CORRECTIE and rij.status is RechtStatus.BESLOTEN,
        "uitspraak_id",
        "Kies een tekst uit dit dossier, bij een verzoek om te verbeteren waarover is besloten.",
    )
    veld.eis(rij.gevolg_id is None, "uitspraak_id", "Bij dit verzoek is al vastgelegd wat ermee is gedaan.")
    veld.eis(
        _hoort_bij(t, rij, tekst),
        "uitspraak_id",
        "Kies de verbeterde tekst als het verzoek is toegewezen, of de reactie bij de tekst als het is afgewezen.",
    )
    veld.klaar()
    rij.gevolg_id = tekst.id
    _log(t, "rechtenverzoek.uitvoeren", rij)


def _hoort_bij(t: Transactie, rij: Rechtenverzoek, tekst: Uitspraak) -> bool:
    """Whether this is what the decision leads to: a later version of the disputed text, or a reaction beside it."""
    t.db.flush()
    if rij.over_id in versies_voor(t.db, tekst):
        return rij.oordeel is not RechtOordeel.AFGEWEZEN
    naast = reactie_op(t.db, tekst.id)
    return (
        naast is not None
        and rij.over_id in {naast.id, *versies_voor(t.db, naast)}
        and rij.oordeel is not RechtOordeel.TOEGEWEZEN
    )


def end_gevolg(werkplek: Werkplek, rechtenverzoek_id: UUID, reden: str) -> None:
    """A restriction or an objection no longer runs; who asked is told beforehand (AVG 18, lid 3).

    Also what was granted and will not be carried out any further, such as to a parent once only the youth may ask.
    By the privacy officer. Raises GeenToegang, LooptNiet, OngeldigeInvoer (``reden``).
    """
    with werkplek.doe() as t:
        t.eis(Recht.CASUS_LEZEN_VOOR_OORDEEL)
        rij, _ = haal_verzoek(t, rechtenverzoek_id)
        if not loopt(rij) and not is_uit_te_voeren(t.db, rij.id):
            raise LooptNiet
        veld = Veldcontrole()
        rij.beeindigd_reden = veld.tekst("reden", reden, verplicht=True, maximum=MAX_TEKST, lang=True)
        veld.klaar()
        rij.beeindigd_op = t.nu
        _log(t, "rechtenverzoek.beeindigen", rij)
