"""A request under the AVG as it is read: its clock, what it has done, and who may do what with it now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.rechten import Gevolg, Mening, gevolg, mag_verlengen, mening_nodig
from pmg_desk.domain.rollen import Recht
from pmg_desk.domain.selectie import Geinformeerde
from pmg_desk.services.belangen import is_geraakt
from pmg_desk.services.jongeren import naam_van
from pmg_desk.services.rechtbevoegd import grenzen
from pmg_desk.services.rechttoegang import haal_verzoek, is_officer
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import inzage as opslag
from pmg_desk.storage.inzage import eerdere_meningen
from pmg_desk.storage.models import (
    Casus,
    EerdereMening,
    Gebruiker,
    Jongere,
    Rechtenverzoek,
    RechtOordeel,
    Rechtsoort,
    RechtStatus,
)

SOORT_LABELS: dict[Rechtsoort, str] = {
    Rechtsoort.INZAGE: "Inzage",
    Rechtsoort.CORRECTIE: "Verbeteren",
    Rechtsoort.WISSEN: "Wissen",
    Rechtsoort.BEPERKING: "Even niet gebruiken",
    Rechtsoort.BEZWAAR: "Bezwaar",
}
VERZOEKER_LABELS: dict[Geinformeerde, str] = {
    Geinformeerde.JONGERE: "De jongere",
    Geinformeerde.OUDERS: "Een ouder of wie het gezag heeft",
}
MENING_LABELS: dict[Mening, str] = {
    Mening.EENS: "De jongere is het ermee eens",
    Mening.ONEENS: "De jongere is het er niet mee eens",
    Mening.GEEN_MENING: "De jongere wil er niets over zeggen",
    Mening.NIET_GEVRAAGD: "Niet gevraagd aan de jongere",
}
STATUS_LABELS: dict[RechtStatus, str] = {
    RechtStatus.ONTVANGEN: "Ontvangen",
    RechtStatus.IN_BEHANDELING: "In behandeling",
    RechtStatus.BESLOTEN: "Besloten",
    RechtStatus.INGETROKKEN: "Ingetrokken",
}
OORDEEL_LABELS: dict[RechtOordeel, str] = {
    RechtOordeel.TOEGEWEZEN: "Toegewezen",
    RechtOordeel.DEELS: "Voor een deel toegewezen",
    RechtOordeel.AFGEWEZEN: "Afgewezen",
}
GEVOLG_ZINNEN: dict[Gevolg, str] = {
    Gevolg.GEVEN: "Bekijk wat over anderen gaat, en geef daarna de inzage.",
    Gevolg.VERBETEREN: "Wijzig de tekst in het dossier, en koppel de nieuwe tekst aan dit verzoek.",
    Gevolg.REACTIE: "Leg in het dossier vast wat de jongere of de ouder zegt; dat blijft bij de tekst staan.",
    Gevolg.VERNIETIGEN: "Stel vernietigen voor in het scherm Bewaren. Een tweede persoon moet dat bevestigen.",
    Gevolg.NIET_DELEN: "Zolang dit loopt gaat niets uit dit dossier naar anderen.",
    Gevolg.STOPPEN: "Trek de akkoorden in waarover het bezwaar gaat.",
    Gevolg.UITLEGGEN: "Leg uit waarom niet, en dat een klacht bij de Autoriteit Persoonsgegevens kan.",
}
OPEN = frozenset({RechtStatus.ONTVANGEN, RechtStatus.IN_BEHANDELING})
_BLIJVEND = frozenset({Rechtsoort.BEPERKING, Rechtsoort.BEZWAAR})


@dataclass(frozen=True, slots=True)
class RechtInzicht:
    """A request with its clock; ``jongere`` is empty for who may only know the number."""

    id: UUID
    nummer: str
    casus_id: UUID
    casusnummer: str
    jongere: str
    soort: Rechtsoort
    soort_label: str
    status: RechtStatus
    status_label: str
    verzoeker: Geinformeerde
    verzoeker_label: str
    verzoeker_naam: str
    gemachtigde: str
    ontvangen_op: date
    identiteit: str
    vraag: str
    antwoord_voor: date
    verlengd_reden: str
    oordeel: RechtOordeel | None
    motivering: str
    besloten_op: datetime | None
    beslisser: str
    door: str
    op: datetime
    mening: Mening | None
    mening_zin: str
    eerdere_meningen: tuple[str, ...]  # what was recorded of it before, the latest first
    moet_mening: bool  # it is not known yet what the youth thinks, and it has to be
    over_id: UUID | None
    gevolg_id: UUID | None
    beeindigd_op: datetime | None
    beeindigd_reden: str
    te_laat: bool
    open: bool
    uit_te_voeren: bool  # granted, and not given, amended or erased yet
    loopt: bool  # a restriction or an objection that has effect now
    mag_besluiten: bool
    mag_verlengen: bool
    wat_nu: str


def mag_besluiten(t: Transactie, rij: Rechtenverzoek) -> bool:
    """Whether this user decides on it: never who recorded it, nor somebody whom it touches."""
    if rij.door_id == t.gebruiker.id or is_geraakt(t, rij.casus_id):
        return False
    if is_officer(t):
        return True
    # What an officer recorded must be decided by somebody else: where there is one officer, by the casusregisseur.
    return t.haal(Gebruiker, rij.door_id).rol.value == "privacy_officer" and t.mag_wijzigen(rij.casus_id)


def loopt(rij: Rechtenverzoek) -> bool:
    """A restriction once it was allowed; an objection from the day it came in, until it is decided against."""
    if rij.soort not in _BLIJVEND or rij.beeindigd_op is not None:
        return False
    if rij.soort is Rechtsoort.BEZWAAR and rij.status in OPEN:
        return True
    return rij.oordeel in (RechtOordeel.TOEGEWEZEN, RechtOordeel.DEELS)


def show_verzoek(werkplek: Werkplek, rechtenverzoek_id: UUID, *, openen: bool = True) -> RechtInzicht:
    """One request. Raises GeenToegang, NietGevonden.

    Opening is logged: the officer sees whose it is through it. Without ``openen`` what is open is read again.
    """
    with werkplek.doe() as t:
        rij, casus = haal_verzoek(t, rechtenverzoek_id)
        if openen:
            t.log("rechtenverzoek.openen", "rechtenverzoek", rij.id, casus_id=casus.id)
        return _inzicht(t, rij, met_naam=True)


def list_verzoeken(werkplek: Werkplek, *, afgehandeld: bool = False) -> tuple[RechtInzicht, ...]:
    """Requests this user handles, the first to answer or to carry out on top; or those that ended, latest first.

    The officer: all, by number, without names. The casusregisseur: of casussen they may change.
    """
    with werkplek.doe() as t:
        if not is_officer(t):
            t.eis(Recht.CASUS_SCHRIJVEN)
        rijen = opslag.afgehandelde_verzoeken(t.db) if afgehandeld else opslag.open_verzoeken(t.db)
        mee = [rij for rij in rijen if is_officer(t) or t.mag_wijzigen(rij.casus_id)]
        return tuple(_inzicht(t, rij, met_naam=not is_officer(t)) for rij in mee)


def list_van_casus(werkplek: Werkplek, casus_id: UUID) -> tuple[RechtInzicht, ...]:
    """The requests about one casus, newest first, for the dossier. Raises GeenToegang."""
    with werkplek.doe() as t:
        t.eis(Recht.CASUS_LEZEN)
        casus = t.casus(casus_id)
        return tuple(_inzicht(t, rij, met_naam=True) for rij in opslag.verzoeken_van(t.db, casus.id))


def kopregels(t: Transactie, casus_id: UUID) -> tuple[str, ...]:
    """What the head of a dossier says: an objection or a restriction that runs; access was checked."""
    woorden = {Rechtsoort.BEZWAAR: "Bezwaar loopt", Rechtsoort.BEPERKING: "Beperking: niets delen"}
    soorten = {rij.soort for rij in opslag.verzoeken_van(t.db, casus_id) if loopt(rij)}
    return tuple(woord for soort, woord in woorden.items() if soort in soorten)


def _inzicht(t: Transactie, rij: Rechtenverzoek, *, met_naam: bool) -> RechtInzicht:
    casus = t.haal(Casus, rij.casus_id)
    is_open, uit_te_voeren = rij.status in OPEN, opslag.is_uit_te_voeren(t.db, rij.id)
    return RechtInzicht(
        id=rij.id,
        nummer=rij.nummer,
        casus_id=casus.id,
        casusnummer=casus.nummer,
        jongere=naam_van(t.haal(Jongere, casus.jongere_id)).volledige_naam if met_naam else "",
        soort=rij.soort,
        soort_label=SOORT_LABELS[rij.soort],
        status=rij.status,
        status_label=STATUS_LABELS[rij.status],
        verzoeker=rij.verzoeker,
        verzoeker_label=VERZOEKER_LABELS[rij.verzoeker],
        verzoeker_naam=rij.verzoeker_naam if met_naam else "",
        gemachtigde=rij.gemachtigde if met_naam else "",
        ontvangen_op=rij.ontvangen_op,
        identiteit=rij.identiteit,
        vraag=rij.vraag if met_naam else "",
        antwoord_voor=rij.antwoord_voor,
        verlengd_reden=rij.verlengd_reden,
        oordeel=rij.oordeel,
        motivering=rij.motivering if met_naam else "",
        besloten_op=rij.besloten_op,
        beslisser="" if rij.beslisser_id is None else t.haal(Gebruiker, rij.beslisser_id).naam,
        door=t.haal(Gebruiker, rij.door_id).naam,
        op=rij.op,
        mening=rij.mening if met_naam else None,
        mening_zin=_mening_zin(rij) if met_naam else "",
        eerdere_meningen=tuple(map(_mening_zin, eerdere_meningen(t.db, rij.id))) if met_naam else (),
        moet_mening=is_open and moet_mening(t, rij, casus),
        over_id=rij.over_id,
        gevolg_id=rij.gevolg_id,
        beeindigd_op=rij.beeindigd_op,
        beeindigd_reden=rij.beeindigd_reden if met_naam else "",
        te_laat=(is_open or uit_te_voeren) and rij.antwoord_voor < t.vandaag,
        open=is_open,
        uit_te_voeren=uit_te_voeren,
        loopt=loopt(rij),
        mag_besluiten=is_open and mag_besluiten(t, rij),
        mag_verlengen=is_open and mag_verlengen(rij.ontvangen_op, t.vandaag, verlengd=bool(rij.verlengd_reden)),
        wat_nu=_wat_nu(t, rij, casus),
    )


def moet_mening(t: Transactie, rij: Rechtenverzoek, casus: Casus) -> bool:
    """Whether it has to be asked first what the youth thinks, at the age they have today."""
    leeftijd = t.haal(Jongere, casus.jongere_id).geboortedatum.leeftijd_op(t.vandaag)
    return rij.mening is None and mening_nodig(rij.verzoeker, leeftijd, grenzen(t))


def _mening_zin(rij: Rechtenverzoek | EerdereMening) -> str:
    if rij.mening is None or rij.mening_op is None:
        return ""
    gevraagd = f" Gevraagd op {toon_datum(rij.mening_op)} door {rij.mening_door}." if rij.mening_door else ""
    woorden = f" {rij.mening_tekst}" if rij.mening_tekst else ""
    return f"{MENING_LABELS[rij.mening]}.{woorden}{gevraagd}"


def _wat_nu(t: Transactie, rij: Rechtenverzoek, casus: Casus) -> str:
    if rij.oordeel is not None:
        if rij.soort is Rechtsoort.INZAGE and (gegeven := opslag.antwoorden(t.db, rij.id)):
            return f"Gegeven op {toon_datum(lokale_dag(gegeven[-1].op))}."
        zin = GEVOLG_ZINNEN[gevolg(rij.soort, rij.oordeel)]
        if opslag.is_uit_te_voeren(t.db, rij.id):
            return f"{zin} Doe dit uiterlijk {toon_datum(rij.antwoord_voor)}."
        return zin
    if rij.status not in OPEN:
        return ""
    if not rij.identiteit:
        return "Ga na wie dit vraagt, en leg vast hoe."
    if moet_mening(t, rij, casus):
        return "Vraag de jongere wat die ervan vindt, en leg dat vast."
    return f"Besluit en geef antwoord, uiterlijk {toon_datum(rij.antwoord_voor)}."
