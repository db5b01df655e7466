"""Requests of the youth or who speaks for them under the AVG (15-18, 21): recorded, extended, decided, ended.

Two people, always: who recorded a request never decides on it. A privacy officer decides; what an officer recorded may
also be decided by the casusregisseur. The officer reads content of the casus only through a request that runs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pmg_desk.domain.controle import MAX_TEKST, Veldcontrole
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.fouten import Fout, GeenToegang, NietGevonden
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.rechten import (
    Bevoegdheid,
    Gevolg,
    Gezag,
    Leeftijdsgrenzen,
    Mag,
    antwoord_voor,
    gevolg,
    mag_verlengen,
    mag_vragen,
    verlengd_tot,
)
from pmg_desk.domain.rollen import Recht
from pmg_desk.domain.selectie import Geinformeerde
from pmg_desk.services.belangen import eis_casus_vrij, is_geraakt
from pmg_desk.services.jongeren import naam_van
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import inzage as opslag
from pmg_desk.storage import netwerk
from pmg_desk.storage.casussen import met_nummer
from pmg_desk.storage.models import (
    Casus,
    Gebruiker,
    Jongere,
    Rechtenverzoek,
    RechtOordeel,
    Rechtsoort,
    RechtStatus,
    Uitspraak,
)
from pmg_desk.storage.nummers import geef_nummer

MAX_NAAM = 160
MAX_IDENTITEIT = 300

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

    wat = "Hier loopt geen beperking of bezwaar."
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
    over_id: UUID | None
    gevolg_id: UUID | None
    beeindigd_op: datetime | None
    beeindigd_reden: str
    te_laat: bool
    open: bool
    loopt: bool  # a restriction or an objection that has effect now
    mag_besluiten: bool
    mag_verlengen: bool
    wat_nu: str


@dataclass(frozen=True, slots=True)
class Ouder:
    """A parent as the dossier knows them, to fill in a request with."""

    naam: str
    gezag: Gezag


def grenzen(t: Transactie) -> Leeftijdsgrenzen:
    """The bounds of the profile."""
    i = t.profiel.instellingen
    return Leeftijdsgrenzen(i.toestemming_jongere_mee_vanaf.waarde, i.toestemming_gegevens_zelf_vanaf.waarde)


def bevoegd(t: Transactie, casus: Casus, wie: Geinformeerde, gezag: Gezag, dag: date) -> Bevoegdheid:
    """Whether they may use the right on this day."""
    jongere = t.haal(Jongere, casus.jongere_id)
    return mag_vragen(wie, jongere.geboortedatum.leeftijd_op(dag), gezag, grenzen(t))


def _is_officer(t: Transactie) -> bool:
    return t.gebruiker.mag(Recht.CASUS_LEZEN_VOOR_OORDEEL)


def vind_casus(t: Transactie, casus_id: UUID) -> Casus:
    """A casus of which a request may be recorded: one that may be changed, or by the officer any."""
    if _is_officer(t):
        t.pogingen.append(("casus", casus_id))
        return t.haal(Casus, casus_id)
    t.eis(Recht.CASUS_SCHRIJVEN)
    return t.casus(casus_id, wijzigen=True, gesloten_mag=True)


def haal_verzoek(t: Transactie, rechtenverzoek_id: UUID) -> tuple[Rechtenverzoek, Casus]:
    """A request that this user handles, with its casus. Raises GeenToegang, EigenBelang, NietGevonden."""
    rij = t.haal(Rechtenverzoek, rechtenverzoek_id)
    casus = vind_casus(t, rij.casus_id)
    eis_casus_vrij(t, casus.id)
    return rij, casus


def check_bevoegd(
    werkplek: Werkplek, casus_id: UUID, wie: Geinformeerde, gezag: Gezag, dag: date | None = None
) -> Bevoegdheid:
    """What the form says while it is filled in."""
    with werkplek.doe() as t:
        return bevoegd(t, vind_casus(t, casus_id), wie, gezag, dag or t.vandaag)


def find_casus(werkplek: Werkplek, nummer: str) -> UUID:
    """A casus by its number, for who records a request. Raises GeenToegang, NietGevonden."""
    with werkplek.doe() as t:
        if not (_is_officer(t) or t.gebruiker.mag(Recht.CASUS_SCHRIJVEN)):
            raise GeenToegang
        casus = met_nummer(t.db, nummer.strip())
        if casus is None:
            raise NietGevonden
        return vind_casus(t, casus.id).id


def list_ouders(werkplek: Werkplek, casus_id: UUID) -> tuple[Ouder, ...]:
    """The parents in the dossier, for the casusregisseur; nobody for the officer, who types what is on the request."""
    with werkplek.doe() as t:
        casus = vind_casus(t, casus_id)
        if _is_officer(t):
            return ()
        return _ouders(t, casus)


def _ouders(t: Transactie, casus: Casus) -> tuple[Ouder, ...]:
    bekend = {"ja": Gezag.JA, "nee": Gezag.NEE}
    return tuple(
        Ouder(rij.naam, bekend.get(rij.gezag, Gezag.ONBEKEND))
        for rij in netwerk.relaties(t.db, casus)
        if rij.soort in ("ouder", "verzorger", "voogd")
    )


def gezag_in(t: Transactie, casus: Casus) -> Gezag:
    """What is known of the parents together: that one of them has it, that none has, or that it is not known."""
    gevonden = {ouder.gezag for ouder in _ouders(t, casus)}
    if gevonden == {Gezag.NEE}:
        return Gezag.NEE
    return Gezag.JA if gevonden and Gezag.ONBEKEND not in gevonden else Gezag.ONBEKEND


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


def _mag_besluiten(t: Transactie, rij: Rechtenverzoek) -> bool:
    if rij.door_id == t.gebruiker.id or is_geraakt(t, rij.casus_id):
        return False
    if _is_officer(t):
        return True
    # What an officer recorded must be decided by somebody else: where there is one officer, by the casusregisseur.
    return t.haal(Gebruiker, rij.door_id).rol.value == "privacy_officer" and t.mag_wijzigen(rij.casus_id)


def decide_verzoek(werkplek: Werkplek, rechtenverzoek_id: UUID, oordeel: RechtOordeel, motivering: str) -> Gevolg:
    """Decide, with the motivation that is told to who asked; gives what has to be done.

    Raises GeenToegang, EigenRechtenverzoek, AlBesloten, OngeldigeInvoer (``motivering``; ``identiteit`` when nobody
    recorded who asks).
    """
    with werkplek.doe() as t:
        rij, _ = haal_verzoek(t, rechtenverzoek_id)
        if not _mag_besluiten(t, rij):
            if rij.door_id == t.gebruiker.id:
                raise EigenRechtenverzoek
            raise GeenToegang
        begin(rij)
        veld = Veldcontrole()
        tekst = veld.tekst("motivering", motivering, verplicht=True, maximum=MAX_TEKST, lang=True)
        veld.eis(bool(rij.identiteit), "identiteit", "Leg eerst vast hoe is nagegaan wie dit vraagt.")
        veld.klaar()
        rij.status, rij.oordeel, rij.motivering = RechtStatus.BESLOTEN, oordeel, tekst
        rij.besloten_op, rij.beslisser_id = t.nu, t.gebruiker.id
        _log(t, "rechtenverzoek.besluiten", rij)
        return gevolg(rij.soort, oordeel)


def link_gevolg(werkplek: Werkplek, rechtenverzoek_id: UUID, uitspraak_id: UUID) -> None:
    """Which text came of a decided correction: what replaced the wrong one, or the reaction beside it.

    Raises GeenToegang, NietGevonden, OngeldigeInvoer (``uitspraak_id``).
    """
    with werkplek.doe() as t:
        rij, casus = haal_verzoek(t, rechtenverzoek_id)
        tekst = t.haal(Uitspraak, uitspraak_id)
        veld = Veldcontrole()
        veld.eis(
            tekst.casus_id == casus.id and rij.soort is Rechtsoort.CORRECTIE and rij.status is RechtStatus.BESLOTEN,
            "uitspraak_id",
            "Kies een tekst uit dit dossier, bij een verzoek om te verbeteren waarover is besloten.",
        )
        veld.klaar()
        rij.gevolg_id = tekst.id
        _log(t, "rechtenverzoek.uitvoeren", rij)


def end_gevolg(werkplek: Werkplek, rechtenverzoek_id: UUID, reden: str) -> None:
    """A restriction or an objection no longer runs; who asked is told beforehand (AVG 18, lid 3).

    By the privacy officer. Raises GeenToegang, LooptNiet, OngeldigeInvoer (``reden``).
    """
    with werkplek.doe() as t:
        t.eis(Recht.CASUS_LEZEN_VOOR_OORDEEL)
        rij, _ = haal_verzoek(t, rechtenverzoek_id)
        if not _loopt(rij):
            raise LooptNiet
        veld = Veldcontrole()
        rij.beeindigd_reden = veld.tekst("reden", reden, verplicht=True, maximum=MAX_TEKST, lang=True)
        veld.klaar()
        rij.beeindigd_op = t.nu
        _log(t, "rechtenverzoek.beeindigen", rij)


def _loopt(rij: Rechtenverzoek) -> bool:
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
    """Requests this user handles, the first to answer on top; or those that ended, latest first.

    The officer: all, by number, without names. The casusregisseur: of casussen they may change.
    """
    with werkplek.doe() as t:
        if not _is_officer(t):
            t.eis(Recht.CASUS_SCHRIJVEN)
        rijen = opslag.afgehandelde_verzoeken(t.db) if afgehandeld else opslag.open_verzoeken(t.db)
        mee = [rij for rij in rijen if _is_officer(t) or t.mag_wijzigen(rij.casus_id)]
        return tuple(_inzicht(t, rij, met_naam=not _is_officer(t)) for rij in mee)


def list_van_casus(werkplek: Werkplek, casus_id: UUID) -> tuple[RechtInzicht, ...]:
    """The requests about one casus, newest first, for the dossier. Raises GeenToegang."""
    with werkplek.doe() as t:
        t.eis(Recht.CASUS_LEZEN)
        casus = t.casus(casus_id)
        return tuple(_inzicht(t, rij, met_naam=True) for rij in opslag.verzoeken_van(t.db, casus.id))


def kopregels(t: Transactie, casus_id: UUID) -> tuple[str, ...]:
    """What the head of a dossier says: an objection or a restriction that runs; access was checked."""
    woorden = {Rechtsoort.BEZWAAR: "Bezwaar loopt", Rechtsoort.BEPERKING: "Beperking: niets delen"}
    soorten = {rij.soort for rij in opslag.verzoeken_van(t.db, casus_id) if _loopt(rij)}
    return tuple(woord for soort, woord in woorden.items() if soort in soorten)


def _inzicht(t: Transactie, rij: Rechtenverzoek, *, met_naam: bool) -> RechtInzicht:
    casus = t.haal(Casus, rij.casus_id)
    is_open = rij.status in OPEN
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
        over_id=rij.over_id,
        gevolg_id=rij.gevolg_id,
        beeindigd_op=rij.beeindigd_op,
        beeindigd_reden=rij.beeindigd_reden if met_naam else "",
        te_laat=is_open and rij.antwoord_voor < t.vandaag,
        open=is_open,
        loopt=_loopt(rij),
        mag_besluiten=is_open and _mag_besluiten(t, rij),
        mag_verlengen=is_open and mag_verlengen(rij.ontvangen_op, t.vandaag, verlengd=bool(rij.verlengd_reden)),
        wat_nu=_wat_nu(t, rij),
    )


def _wat_nu(t: Transactie, rij: Rechtenverzoek) -> str:
    if rij.oordeel is not None:
        if rij.soort is Rechtsoort.INZAGE and (gegeven := opslag.antwoorden(t.db, rij.id)):
            return f"Gegeven op {toon_datum(lokale_dag(gegeven[-1].op))}."
        return GEVOLG_ZINNEN[gevolg(rij.soort, rij.oordeel)]
    if rij.status not in OPEN:
        return ""
    if not rij.identiteit:
        return "Ga na wie dit vraagt, en leg vast hoe."
    return f"Besluit en geef antwoord, uiterlijk {toon_datum(rij.antwoord_voor)}."
