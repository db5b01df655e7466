"""Answering a judge: who knew what about this youth, since when, on which ground, and who looked inside.

From the register and the log of this vault, or from an audit package of another one. Nothing of the casus itself is in
the answer: numbers, recipients, kinds of data, decisions and employees. Only who reads the log sees names of
colleagues; a casusregisseur gets roles.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from pmg_desk.domain.aantallen import met_woord
from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.rollen import Recht
from pmg_desk.domain.wiewist import Gedeeld, Kennis, Kijker, Rechtsgrond, wie_keek, wie_wist_wat
from pmg_desk.reports.taal import moment
from pmg_desk.reports.wiewist import Blad, maak_pdf
from pmg_desk.services.auditbron import Auditbron, Kluisbron, open_bron
from pmg_desk.services.belangen import eis_casus_vrij
from pmg_desk.services.controlepunten import korte_stand
from pmg_desk.services.deellog import gemeld_zin
from pmg_desk.services.rechtsgronden import gronden_elders, gronden_hier, gronden_toen
from pmg_desk.services.toezichtcontrole import laatst_gezien
from pmg_desk.services.uitgaven import Keuze, Uitgave, geef_uit
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage.casussen import met_nummer
from pmg_desk.storage.models import Auditdossier, Casus, Wijze

VRAAG = "Wie wist wat over deze jongere, sinds wanneer en op welke grond?"
_NOOIT = (
    "Wat iemand mondeling deelde zonder het vast te leggen, en wat een ontvanger doorvertelde, staat nergens en dus "
    "ook niet hier."
)
_ZONDER_AKKOORD = "Met spoed gedeeld, zonder akkoord vooraf"


class CasusOnbekend(Fout):
    """No casus with this number here, or not one that may be known."""

    wat = "Er is hier geen casus met dit nummer."
    doe = "Kijk het nummer na, zoals PMG-2026-00001."


@dataclass(frozen=True, slots=True)
class Kennisregel:
    """One recipient and one kind of data, in words; None: not to be told from here.

    ``gold`` and ``toen`` are about the day of each sharing, ``geldig`` and ``stand`` about the day of the question.
    """

    ontvanger: str
    gegevens: str
    eerste: datetime
    laatste: datetime
    keren: int
    hoe: str
    onder: str
    grond: str
    door: str
    gold: bool | None
    toen: str
    geldig: bool | None
    stand: str
    spoed: bool  # shared in an emergency, and under nothing else


@dataclass(frozen=True, slots=True)
class Kijkregel:
    """Who inside looked, in words; ``wie`` is empty for who does not read the log."""

    sleutel: str
    wie: str
    rol: str
    eerste: datetime
    laatste: datetime
    bekeken: int
    gewerkt: int
    noodtoegang: int
    geweigerd: int


@dataclass(frozen=True, slots=True)
class Antwoord:
    """The answer as it stood on ``op``. ``zinnen``: what is not in the tables; ``ontbreekt``: what cannot be told."""

    casus_id: UUID | None  # None where the package does not tie the number to lines
    casusnummer: str
    kluisnaam: str
    op: date
    kennis: tuple[Kennisregel, ...]
    kijkers: tuple[Kijkregel, ...]
    zinnen: tuple[str, ...]
    ontbreekt: tuple[str, ...]
    stand: str


def answer_wie_wist_wat(
    werkplek: Werkplek,
    *,
    casus_id: UUID | None = None,
    nummer: str = "",
    op: str | date | None = None,
    dossier_id: UUID | None = None,
) -> Antwoord:
    """The answer for one casus, by id or number, as of a day (today when left out). Logged.

    Raises GeenToegang, OngeldigeInvoer (``op``), CasusOnbekend, NietGevonden.
    """
    with werkplek.doe() as t:
        vraag = _open(t, casus_id, nummer, op, dossier_id)
        soort, object_id = ("casus", vraag.casus_id) if dossier_id is None else ("auditdossier", dossier_id)
        t.log("wiewist.bekijken", soort, object_id, casus_id=vraag.casus_id if dossier_id is None else None)
        return vraag


def print_wie_wist_wat(
    werkplek: Werkplek,
    wijze: Wijze,
    *,
    casus_id: UUID | None = None,
    nummer: str = "",
    op: str | date | None = None,
    dossier_id: UUID | None = None,
) -> Uitgave | bytes:
    """The answer on paper, with the head of the log. In a vault it gets a copy number and is kept in the register.

    From an audit package, where there is no register, only the bytes.

    Raises as :func:`answer_wie_wist_wat`, and NietGedrukt.
    """
    with werkplek.doe() as t:
        antwoord = _open(t, casus_id, nummer, op, dossier_id)
        if dossier_id is not None:
            pdf = maak_pdf(_blad(t, antwoord, 0))
            t.log("wiewist.afdrukken", "auditdossier", dossier_id)
            return pdf
        assert antwoord.casus_id is not None
        casus = t.haal(Casus, antwoord.casus_id)
        keuze = Keuze(casus, None, t.gebruiker.rol.label, None, (), ())
        return geef_uit(
            t, keuze, wijze, lambda s: maak_pdf(_blad(t, antwoord, s.exemplaar)), naam="wie-wist-wat", categorieen=()
        )


def _open(
    t: Transactie, casus_id: UUID | None, nummer: str, op: str | date | None, dossier_id: UUID | None
) -> Antwoord:
    veld = Veldcontrole()
    dag = veld.datum("op", op or t.vandaag, t.vandaag, niet_na=(t.vandaag, "vandaag"))
    veld.klaar()
    assert dag is not None
    if dossier_id is not None:
        bron = open_bron(t, dossier_id)
        return _uit_pakket(t, bron, nummer.strip().upper(), dag)
    t.eis(Recht.VERSTREKKINGEN_LEZEN)
    casus = _casus(t, casus_id, nummer.strip().upper())
    return _uit_kluis(t, Kluisbron(t), casus, dag)


def _casus(t: Transactie, casus_id: UUID | None, nummer: str) -> Casus:
    """By id or number; whoever reads no other casussen hears nothing of one they may not see."""
    if t.gebruiker.mag(Recht.AUDITEREN):
        casus = met_nummer(t.db, nummer) if casus_id is None else t.haal(Casus, casus_id)
        if casus is None:
            raise CasusOnbekend
        eis_casus_vrij(t, casus.id)
        return casus
    if casus_id is None:
        gevonden = met_nummer(t.db, nummer)
        if gevonden is None or not t.mag_zien(gevonden.id):
            raise CasusOnbekend
        return gevonden
    return t.casus(casus_id)


def _uit_kluis(t: Transactie, bron: Kluisbron, casus: Casus, op: date) -> Antwoord:
    gronden = gronden_hier(t, casus.id, op), gronden_toen(t, casus.id, bron.delingen(casus.nummer), op)
    kijkers = wie_keek(bron.regels_van(str(casus.id)), str(casus.id), op)
    if not t.gebruiker.mag(Recht.LOGBOEK_LEZEN):
        kijkers = tuple(replace(kijker, naam="") for kijker in kijkers)
    return _antwoord(t, bron, casus.nummer, op, gronden, kijkers, casus.id, (), korte_stand(t))


def _uit_pakket(t: Transactie, bron: Auditbron, nummer: str, op: date) -> Antwoord:
    casus_id = bron.casus_id(nummer)
    if casus_id is None and not bron.delingen(nummer):
        raise CasusOnbekend(
            "Van een casus met dit nummer staat niets in dit auditpakket.",
            doe="Kijk het nummer na. Is er van deze casus niets gedeeld, vraag dan in de kluis zelf wie erin keek.",
        )
    kijkers = () if casus_id is None else wie_keek(bron.regels_van(casus_id), casus_id, op)
    ontbreekt: tuple[str, ...] = ()
    if casus_id is None:
        ontbreekt = ("Wie binnen die kluis in dit dossier keek, staat niet in dit pakket.",)
    dossier = t.haal(Auditdossier, bron.dossier_id) if bron.dossier_id is not None else None
    gezien = None if dossier is None else laatst_gezien(t, dossier.verbinding_id)
    stand = (
        "" if gezien is None else f"{gezien.grootte} · {gezien.wortel[:4]} {gezien.wortel[4:8]} {gezien.wortel[8:12]}"
    )
    id_ = None if casus_id is None else UUID(casus_id)
    return _antwoord(t, bron, nummer, op, gronden_elders(t, bron, op), kijkers, id_, ontbreekt, stand)


def _antwoord(
    t: Transactie,
    bron: Auditbron,
    nummer: str,
    op: date,
    gronden: tuple[Mapping[str, Rechtsgrond], Mapping[str, Mapping[str, Rechtsgrond]]],
    kijkers: tuple[Kijker, ...],
    casus_id: UUID | None,
    ontbreekt: tuple[str, ...],
    stand: str,
) -> Antwoord:
    delingen = [deling for deling in bron.delingen(nummer) if lokale_dag(deling.op) <= op]
    intern, mislukt = sum(d.intern for d in delingen), [d for d in delingen if not d.intern and not d.is_gedeeld]
    met_naam = t.gebruiker.mag(Recht.LOGBOEK_LEZEN)
    zinnen = []
    if intern:
        zinnen.append(f"{met_woord(intern, 'interne afdruk', 'interne afdrukken')}, die niemand buiten de kluis kreeg.")
    if mislukt:
        zinnen.append(
            f"{met_woord(len(mislukt), 'uitgifte telt', 'uitgiften tellen')} niet mee: gemeld is dat zij mislukte"
            f"{'n' if len(mislukt) > 1 else ''}. Of er echt niets aankwam, blijkt alleen uit die melding."
        )
        zinnen += [
            f"Aan {d.ontvanger}, {moment(d.op)}{f', exemplaar {d.exemplaar}' if d.exemplaar else ''}: "
            f"{gemeld_zin(d, met_naam=met_naam)}"
            for d in sorted(mislukt, key=lambda d: (d.op, d.id))
        ]
    return Antwoord(
        casus_id=casus_id,
        casusnummer=nummer,
        kluisnaam=bron.kluisnaam,
        op=op,
        kennis=tuple(_kennisregel(t, k, op) for k in wie_wist_wat(delingen, *gronden, op)),
        kijkers=tuple(_kijkregel(nr, k) for nr, k in enumerate(kijkers)),
        zinnen=tuple(zinnen),
        ontbreekt=(*bron.ontbreekt(), *ontbreekt, _NOOIT),
        stand=stand,
    )


def _kennisregel(t: Transactie, k: Kennis, op: date) -> Kennisregel:
    gronden = k.grondslagen
    return Kennisregel(
        ontvanger=k.ontvanger,
        gegevens=label_van(t.profiel.datacategorieen, k.categorie),
        eerste=k.eerste,
        laatste=k.laatste,
        keren=k.keren,
        hoe="; ".join(k.hoe) + (f" ({k.teruggehaald} teruggehaald)" if k.teruggehaald else ""),
        onder=", ".join(grond.naam for grond in k.onder) or "niet te zeggen",
        grond="staat niet in dit pakket"
        if gronden is None
        else ", ".join(label_van(t.profiel.grondslagen, g) for g in gronden) or "geen vastgelegd",
        door=", ".join(dict.fromkeys(grond.door for grond in k.onder if grond.door)),
        gold=k.gold,
        toen=_toen(k),
        geldig=k.geldig,
        stand=_nu(k, "Geldt nu" if op == t.vandaag else f"Geldt op {toon_datum(op)}"),
        spoed=bool(k.onder) and all(grond.spoed for grond in k.onder),
    )


def _toen(k: Kennis) -> str:
    """Whether it held on the day of sharing: in one sentence when every sharing says the same, else one for each."""
    zinnen = [_gold(een) for een in k.gedeeld]
    if len(set(zinnen)) == 1:
        return f"Gold op de dag van delen: {zinnen[0]}"
    delen = (f"{toon_datum(lokale_dag(een.op))}: {zin}" for een, zin in zip(k.gedeeld, zinnen, strict=True))
    return f"Gold op de dag van delen? {' '.join(delen)}"


def _gold(een: Gedeeld) -> str:
    if een.onder and all(grond.spoed for grond in een.onder):
        return " ".join(dict.fromkeys(f"{_bevinding(grond)}. {_ZONDER_AKKOORD}." for grond in een.onder))
    if een.gold:
        return "ja."
    woord = "nee" if een.gold is False or any(grond.spoed for grond in een.onder) else "niet te zeggen"
    zinnen = dict.fromkeys(
        f"{_ZONDER_AKKOORD}: {_bevinding(grond)}." if grond.spoed else grond.waarom for grond in een.onder
    )
    return " ".join((f"{woord}.", *zinnen))


def _bevinding(grond: Rechtsgrond) -> str:
    """An emergency rests on no approval, but on what was found of it afterwards."""
    if grond.op is None:
        return "nog niet beoordeeld"
    woord = "rechtmatig" if grond.geldig else "niet rechtmatig"
    return f"{woord} bevonden op {toon_datum(lokale_dag(grond.op))}"


def _nu(k: Kennis, kop: str) -> str:
    akkoorden = [grond for grond in k.onder if not grond.spoed]
    if k.onder and not akkoorden:
        return f"{kop}: er is geen akkoord, het was spoed."
    if any(grond.geldig for grond in akkoorden):
        return f"{kop}: ja."
    woord = "nee" if k.geldig is False else "niet te zeggen"
    return " ".join((f"{kop}: {woord}.", *dict.fromkeys(_einde(grond, k.ontvanger) for grond in akkoorden))).strip()


def _einde(grond: Rechtsgrond, ontvanger: str) -> str:
    """When and why it ended, and whether the recipient was written about that."""
    if grond.ingetrokken_op is None:
        return grond.waarom
    reden = f", omdat: {grond.reden.rstrip('.')}" if grond.reden else ""
    zin = f"Ingetrokken op {toon_datum(grond.ingetrokken_op)}{reden}."
    if grond.brieven is None:
        return f"{zin} Of daarover een brief ging, staat niet in dit pakket."
    dagen = [dag for aan, dag in grond.brieven if aan == ontvanger[:200]]
    if dagen:
        return f"{zin} De brief daarover ging op {toon_datum(min(dagen))}."
    return f"{zin} Er ging geen brief daarover naar deze ontvanger."


def _kijkregel(nr: int, k: Kijker) -> Kijkregel:
    return Kijkregel(
        sleutel=str(nr),
        wie=k.naam,
        rol=k.rol.replace("_", " "),
        eerste=k.eerste,
        laatste=k.laatste,
        bekeken=k.bekeken,
        gewerkt=k.gewerkt,
        noodtoegang=k.noodtoegang,
        geweigerd=k.geweigerd,
    )


def _blad(t: Transactie, antwoord: Antwoord, exemplaar: int) -> Blad:
    return Blad(
        vraag=VRAAG,
        casusnummer=antwoord.casusnummer,
        herkomst=antwoord.kluisnaam or t.profiel.gemeente,
        op=antwoord.op,
        kennis=tuple((k.ontvanger, _cellen(k)) for k in antwoord.kennis),
        kijkers=tuple(_kijkcellen(k) for k in antwoord.kijkers),
        zinnen=antwoord.zinnen,
        ontbreekt=antwoord.ontbreekt,
        stand=antwoord.stand,
        exemplaar=exemplaar,
        gemaakt_op=t.nu,
        gemaakt_door=t.gebruiker.naam,
    )


def _cellen(k: Kennisregel) -> tuple[str, ...]:
    sinds = moment(k.eerste)
    if k.keren > 1:
        sinds = f"Eerst gedeeld {sinds}, het laatst {moment(k.laatste)} ({k.keren} keer)"
    onder = f"{k.onder}. Grondslag: {k.grond}." + (f" Ondertekend door {k.door}." if k.door else "")
    return k.gegevens, sinds, k.hoe, onder, f"{k.toen} {k.stand}"


def _kijkcellen(k: Kijkregel) -> tuple[str, ...]:
    wie = f"{k.wie} ({k.rol})" if k.wie else k.rol
    bijzonder = [
        *([f"{k.noodtoegang} keer noodtoegang"] if k.noodtoegang else []),
        *([f"{k.geweigerd} keer geweigerd"] if k.geweigerd else []),
    ]
    return wie, moment(k.eerste), moment(k.laatste), f"{k.bekeken} bekeken, {k.gewerkt} gewerkt", ", ".join(bijzonder)
