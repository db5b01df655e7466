"""Who saw my file: the log lines about a casus in words for the youth, without those that are shielded (AVG 23).

A shielded line leaves no gap: lines have no numbers there, and lines about shielding itself are never shown. Only a
privacy officer shields and lifts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pmg_desk.domain.controle import MAX_TEKST, Veldcontrole
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.fouten import IntussenGewijzigd
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.logboek import lees_blad
from pmg_desk.domain.rechten import Schild, aaneengesloten, is_zichtbaar
from pmg_desk.domain.rollen import Recht
from pmg_desk.reports.inzageblad import Inzageblad, Logzin, maak_log_pdf
from pmg_desk.reports.taal import gemeentenaam
from pmg_desk.services.belangen import eis_casus_vrij
from pmg_desk.services.jongeren import naam_van
from pmg_desk.services.logzinnen import zin
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import inzage as opslag
from pmg_desk.storage.inzage import Blad, Inzagerij
from pmg_desk.storage.models import Afscherming, Casus, Gebruiker, Jongere, Organisatie

ZONDER_EINDE = 2**31 - 1
"""``tot_nr`` of a shield over what is still to come as well."""

_NOOIT = "afscherming."
_WIE = {
    "casusregisseur": "Een casusregisseur",
    "privacy_officer": "De privacy officer",
    "beheerder": "Een beheerder van het programma",
    "meelezer": "Iemand die meeleest in het dossier",
}
DEELTABELLEN = frozenset(
    {
        "belang",
        "brief",
        "delingsverzoek",
        "intrekking",
        "noodtoegang",
        "ontvangen_verzoek",
        "overdracht",
        "privacybesluit",
        "spoedbevinding",
        "spoedverstrekking",
        "verstrekking",
    }
)
"""Rows that would tell what a shielded line tells: with the line, they stay out."""


class AlOpgeheven(IntussenGewijzigd):
    """A colleague was first."""

    wat = "Deze afscherming is al opgeheven."
    veilig = "Er is niets veranderd."


@dataclass(frozen=True, slots=True)
class Kijkregel:
    """A line in words for the youth; ``afgeschermd`` only ever for who may know."""

    nr: int
    dag: date
    zin: str
    afgeschermd: bool


@dataclass(frozen=True, slots=True)
class AfschermingInvoer:
    """Which lines: numbers, both inside; with ``ook_later`` also what is still to come. ``tot``: look again then."""

    van_nr: int
    tot_nr: int
    reden: str
    tot: str | date
    organisatie_id: UUID | None = None
    ook_later: bool = False


@dataclass(frozen=True, slots=True)
class AfschermingInzicht:
    """A shield as the officer sees it."""

    id: UUID
    casus_id: UUID
    van_nr: int
    tot_nr: int
    organisatie: str
    reden: str
    tot: date
    te_herzien: bool
    door: str
    op: datetime
    opgeheven_op: datetime | None
    opgeheven_reden: str


@dataclass(frozen=True, slots=True)
class Dicht:
    """What is shielded now: numbers of lines, and keys of rows that would tell the same."""

    regels: frozenset[int]
    rijen: frozenset[UUID]
    opgeheven: frozenset[UUID]  # shields that ended


def dicht(t: Transactie, casus_id: UUID, bladen: Collection[Blad], rijen: Collection[Inzagerij]) -> Dicht:
    """What the shields that run now hide; who may was checked."""
    alle = opslag.afschermingen(t.db, casus_id)
    lopend = [a for a in alle if a.opgeheven_op is None]
    per_organisatie = {
        a.organisatie_id: _van_ontvanger(t, a.organisatie_id, bladen, rijen) for a in lopend if a.organisatie_id
    }
    schilden = [
        Schild(a.van_nr, a.tot_nr, None if a.organisatie_id is None else per_organisatie[a.organisatie_id][0])
        for a in lopend
    ]
    regels = frozenset(blad.nr for blad in bladen if not is_zichtbaar(blad.nr, schilden))
    begin = {blad.object_id for blad in bladen if blad.nr in regels and blad.object_id is not None}
    begin |= {id_ for _, ids in per_organisatie.values() for id_ in ids}
    return Dicht(regels, _met_wat_eraan_hangt(begin, rijen), frozenset(a.id for a in alle) - {a.id for a in lopend})


def _van_ontvanger(
    t: Transactie, organisatie_id: UUID, bladen: Collection[Blad], rijen: Collection[Inzagerij]
) -> tuple[frozenset[int], frozenset[UUID]]:
    """Numbers of the lines about this recipient, and keys of the rows about it."""
    van = [rij for rij in rijen if rij.tabel in DEELTABELLEN and rij.waarden.get("organisatie_id") == organisatie_id]
    namen = {str(rij.waarden["organisatie"]) for rij in van if "organisatie" in rij.waarden}
    namen.add(t.haal(Organisatie, organisatie_id).naam)
    ids = _met_wat_eraan_hangt({rij.sleutel for rij in van}, rijen)
    nrs = frozenset(
        blad.nr
        for blad in bladen
        if blad.object_id in ids
        or blad.ontvanger in namen
        or blad.ontvanger.startswith(tuple(f"{n} – " for n in namen))
    )
    return nrs, ids


def _met_wat_eraan_hangt(begin: Collection[UUID], rijen: Collection[Inzagerij]) -> frozenset[UUID]:
    deel = [rij for rij in rijen if rij.tabel in DEELTABELLEN]
    gevonden = {rij.sleutel for rij in deel if rij.sleutel in begin}
    while meer := {r.sleutel for r in deel if r.wijst_naar & gevonden} - gevonden:
        gevonden |= meer
    return frozenset(gevonden)


def kijkregels(t: Transactie, bladen: Iterable[Blad], verborgen: Dicht) -> tuple[Kijkregel, ...]:
    """The lines in words, oldest first; those about shielding are not among them."""
    regels: list[Kijkregel] = []
    waar = gemeentenaam(t.profiel.gemeente)
    for blad in bladen:
        try:
            regel = lees_blad(blad.blad)
        except (ValueError, KeyError, TypeError):
            tekst = "Deze regel in het logboek is niet te lezen"
        else:
            if regel.actie.startswith(_NOOIT):
                continue
            wie = f"{_WIE[regel.rol]} ({waar})" if regel.rol in _WIE else "Het programma"
            tekst = zin(regel.actie, wie, "", regel.ontvanger, regel.aantal)
        regels.append(Kijkregel(blad.nr, lokale_dag(blad.tijd), tekst, blad.nr in verborgen.regels))
    return tuple(regels)


def als_logzinnen(regels: Iterable[Kijkregel]) -> tuple[Logzin, ...]:
    """What the youth reads: without what is shielded; the same on one day is one line."""
    geteld: dict[tuple[date, str], int] = {}
    for regel in regels:
        if not regel.afgeschermd:
            geteld[regel.dag, regel.zin] = geteld.get((regel.dag, regel.zin), 0) + 1
    return tuple(Logzin(toon_datum(dag), tekst, keer) for (dag, tekst), keer in geteld.items())


def lees_alles(
    t: Transactie, casus_id: UUID
) -> tuple[Mapping[str, Collection[Any]], list[Inzagerij], list[Blad], Dicht]:
    """Keys, rows, log lines and what is shielded of a casus; who may was checked."""
    sleutels = opslag.rijen_van(t.db, casus_id)
    rijen = list(opslag.lees_rijen(t.db, sleutels))
    bladen = opslag.bladen_over(t.db, casus_id, sleutels)
    return sleutels, rijen, bladen, dicht(t, casus_id, bladen, rijen)


def _mag(t: Transactie, casus_id: UUID) -> tuple[Casus, bool]:
    """The casus, and whether who looks may also know what is shielded: the privacy officer."""
    officer = t.gebruiker.mag(Recht.CASUS_LEZEN_VOOR_OORDEEL)
    if not officer:
        t.eis(Recht.CASUS_SCHRIJVEN)
        return t.casus(casus_id), False
    return _van_officer(t, casus_id), True


def list_kijkregels(werkplek: Werkplek, casus_id: UUID, *, openen: bool = True) -> tuple[Kijkregel, ...]:
    """Who saw the file of this youth, newest first. Shielded lines only for the privacy officer.

    Logged, but not when what is open is read again (without ``openen``).
    """
    with werkplek.doe() as t:
        casus, officer = _mag(t, casus_id)
        _, _, bladen, verborgen = lees_alles(t, casus.id)
        regels = [r for r in kijkregels(t, bladen, verborgen) if officer or not r.afgeschermd]
        if openen:
            t.log("inzagelog.bekijken", "casus", casus.id, casus_id=casus.id, aantal=len(regels))
        return tuple(reversed(regels))


def print_kijkregels(werkplek: Werkplek, casus_id: UUID) -> bytes:
    """The same as PDF for the youth, never with a shielded line. Logged."""
    with werkplek.doe() as t:
        casus, _ = _mag(t, casus_id)
        _, _, bladen, verborgen = lees_alles(t, casus.id)
        zinnen = als_logzinnen(kijkregels(t, bladen, verborgen))
        t.log("inzagelog.afdrukken", "casus", casus.id, casus_id=casus.id, aantal=len(zinnen))
        naam = naam_van(t.haal(Jongere, casus.jongere_id)).volledige_naam
        return maak_log_pdf(
            Inzageblad(
                gemeente=t.profiel.gemeente,
                kenmerk=f"casus {casus.nummer}",
                ontvanger="Jongere of ouders",
                over=f"Over {naam}",
                inleiding=(),
                delen=(),
                log=zinnen,
                achtergehouden=0,
                gemaakt_op=t.nu,
            )
        )


def list_afschermingen(werkplek: Werkplek, casus_id: UUID) -> tuple[AfschermingInzicht, ...]:
    """The shields of a casus, newest first. Raises GeenToegang for anybody but the privacy officer."""
    with werkplek.doe() as t:
        return tuple(_inzicht(t, rij) for rij in opslag.afschermingen(t.db, _van_officer(t, casus_id).id))


def _inzicht(t: Transactie, rij: Afscherming) -> AfschermingInzicht:
    return AfschermingInzicht(
        id=rij.id,
        casus_id=rij.casus_id,
        van_nr=rij.van_nr,
        tot_nr=rij.tot_nr,
        organisatie="" if rij.organisatie_id is None else t.haal(Organisatie, rij.organisatie_id).naam,
        reden=rij.reden,
        tot=rij.tot,
        te_herzien=rij.opgeheven_op is None and rij.tot <= t.vandaag,
        door=t.haal(Gebruiker, rij.door_id).naam,
        op=rij.op,
        opgeheven_op=rij.opgeheven_op,
        opgeheven_reden=rij.opgeheven_reden,
    )


def shield_regels(werkplek: Werkplek, casus_id: UUID, invoer: AfschermingInvoer) -> UUID:
    """Hide log lines from the youth for the sake of an investigation, until it is looked at again (AVG 23).

    Raises GeenToegang, NietGevonden, OngeldigeInvoer (``van_nr``, ``tot_nr``, ``reden``, ``tot``).
    """
    with werkplek.doe() as t:
        casus = _van_officer(t, casus_id)
        veld = Veldcontrole()
        veld.eis(invoer.van_nr >= 1, "van_nr", "Kies vanaf welke regel.")
        veld.eis(invoer.ook_later or invoer.tot_nr >= invoer.van_nr, "tot_nr", "De laatste regel ligt voor de eerste.")
        reden, tot = _waarom_en_tot(t, veld, invoer.reden, invoer.tot)
        stuk = invoer.van_nr, ZONDER_EINDE if invoer.ook_later else invoer.tot_nr
        return _zet_schild(t, casus, stuk, reden, tot, invoer.organisatie_id)


def shield_gekozen(
    werkplek: Werkplek,
    casus_id: UUID,
    nrs: Collection[int],
    reden: str,
    tot: str | date,
    *,
    ook_later: bool = False,
) -> tuple[UUID, ...]:
    """The same for exactly these lines of the casus: a shield for each row of them that stand next to each other.

    ``ook_later``: one more, over what is still to come; the lines between stay in sight. Raises GeenToegang,
    NietGevonden, OngeldigeInvoer (``regels``, ``reden``, ``tot``).
    """
    with werkplek.doe() as t:
        casus = _van_officer(t, casus_id)
        bekend = sorted(blad.nr for blad in opslag.bladen_over(t.db, casus.id, opslag.rijen_van(t.db, casus.id)))
        veld = Veldcontrole()
        veld.eis(bool(nrs) and set(nrs) <= set(bekend), "regels", "Kies regels uit deze lijst.")
        dicht_tot = _waarom_en_tot(t, veld, reden, tot)
        stukken = list(aaneengesloten(bekend, frozenset(nrs)))
        if ook_later:
            stukken.append((bekend[-1] + 1, ZONDER_EINDE))
        return tuple(_zet_schild(t, casus, stuk, *dicht_tot, None) for stuk in stukken)


def list_ontvangers(werkplek: Werkplek, casus_id: UUID) -> tuple[tuple[UUID, str], ...]:
    """Organisations of whom all lines about this casus may be hidden: those it knows. Raises GeenToegang."""
    with werkplek.doe() as t:
        casus = _van_officer(t, casus_id)
        rijen = opslag.lees_rijen(t.db, opslag.rijen_van(t.db, casus.id))
        ids: set[UUID] = {
            rij.waarden["organisatie_id"]
            for rij in rijen
            if rij.tabel in DEELTABELLEN and rij.waarden.get("organisatie_id") is not None
        }
        namen = [(id_, t.haal(Organisatie, id_).naam) for id_ in ids]
        return tuple(sorted(namen, key=lambda paar: paar[1]))


def _van_officer(t: Transactie, casus_id: UUID) -> Casus:
    """A casus for the privacy officer alone. Raises GeenToegang, EigenBelang."""
    t.pogingen.append(("casus", casus_id))
    t.eis(Recht.CASUS_LEZEN_VOOR_OORDEEL)
    casus = t.haal(Casus, casus_id)
    eis_casus_vrij(t, casus.id)
    return casus


def _waarom_en_tot(t: Transactie, veld: Veldcontrole, reden: str, tot: str | date) -> tuple[str, date]:
    waarom = veld.tekst("reden", reden, verplicht=True, maximum=MAX_TEKST, lang=True)
    dag = veld.datum("tot", tot, t.vandaag, verplicht=True, niet_voor=(t.vandaag, "vandaag"))
    veld.klaar()
    assert dag is not None
    return waarom, dag


def _zet_schild(
    t: Transactie, casus: Casus, stuk: tuple[int, int], reden: str, tot: date, organisatie_id: UUID | None
) -> UUID:
    rij = Afscherming(
        id=t.nieuw_id(),
        casus_id=casus.id,
        van_nr=stuk[0],
        tot_nr=stuk[1],
        organisatie_id=None if organisatie_id is None else t.haal(Organisatie, organisatie_id).id,
        reden=reden,
        tot=tot,
        opgeheven_op=None,
        door_id=t.gebruiker.id,
        op=t.nu,
    )
    t.db.add(rij)
    t.log("afscherming.zetten", "afscherming", rij.id, casus_id=casus.id)
    t.gewijzigd("rechten", casus.id)
    return rij.id


def prolong_afscherming(werkplek: Werkplek, afscherming_id: UUID, tot: str | date) -> None:
    """Looked at again: it still holds, until a later day. Raises AlOpgeheven, GeenToegang, OngeldigeInvoer."""
    with werkplek.doe() as t:
        rij = _lopend(t, afscherming_id)
        veld = Veldcontrole()
        dag = veld.datum("tot", tot, t.vandaag, verplicht=True, niet_voor=(t.vandaag, "vandaag"))
        veld.klaar()
        assert dag is not None
        rij.tot = dag
        t.log("afscherming.verlengen", "afscherming", rij.id, casus_id=rij.casus_id)
        t.gewijzigd("rechten", rij.casus_id)


def lift_afscherming(werkplek: Werkplek, afscherming_id: UUID, reden: str) -> None:
    """The youth sees the lines again. Raises AlOpgeheven, GeenToegang, OngeldigeInvoer (``reden``)."""
    with werkplek.doe() as t:
        rij = _lopend(t, afscherming_id)
        veld = Veldcontrole()
        rij.opgeheven_reden = veld.tekst("reden", reden, verplicht=True, maximum=MAX_TEKST, lang=True)
        veld.klaar()
        rij.opgeheven_op = t.nu
        t.log("afscherming.opheffen", "afscherming", rij.id, casus_id=rij.casus_id)
        t.gewijzigd("rechten", rij.casus_id)


def _lopend(t: Transactie, afscherming_id: UUID) -> Afscherming:
    t.pogingen.append(("afscherming", afscherming_id))
    t.eis(Recht.CASUS_LEZEN_VOOR_OORDEEL)
    rij = t.haal(Afscherming, afscherming_id)
    eis_casus_vrij(t, rij.casus_id)
    if rij.opgeheven_op is not None:
        raise AlOpgeheven
    return rij
