"""The audit report: what a period of a vault shows, from its own log and register or from an audit package.

It gathers what the other parts of the audit say, so that the paper never differs from the screens. Findings about the
log come from the check of it; how somebody else verifies all of it stands on the last page.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.deellog import Deelfilter, Groep, kies, tel
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.logboek import Resultaat
from pmg_desk.domain.patronen import ZOEKREGELS
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.rollen import Recht
from pmg_desk.domain.tafelkader import geldende
from pmg_desk.domain.wiewist import KEEK_OOK
from pmg_desk.reports.auditrapport import Deel, Rapport, maak_pdf
from pmg_desk.reports.taal import dag, moment
from pmg_desk.services import audittermijnen
from pmg_desk.services.auditbron import Auditbron, open_bron
from pmg_desk.services.casussen import tafel_label
from pmg_desk.services.controlepunten import korte_stand
from pmg_desk.services.deelbaar import getoetste_kaders
from pmg_desk.services.deellog import gemeld_zin
from pmg_desk.services.logcontrole import ControleInzicht
from pmg_desk.services.patronen import lees_patronen
from pmg_desk.services.steekproeven import SteekproefInzicht, lees_steekproeven, niet_in_orde
from pmg_desk.services.toezichtcontrole import laatst_gezien, lees_bevindingen
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage.models import Auditdossier


def print_auditrapport(
    werkplek: Werkplek,
    van: date | None,
    tot: date | None,
    controle: ControleInzicht | None = None,
    dossier_id: UUID | None = None,
) -> bytes:
    """The report of these days as PDF; ``controle`` is the check of the own log that was just made. Logged.

    Raises GeenToegang, OngeldigeInvoer (``van``, ``tot``), NietGevonden, NietGedrukt.
    """
    with werkplek.doe() as t:
        t.eis(Recht.AUDITEREN)
        veld = Veldcontrole()
        begin = veld.datum("van", van, t.vandaag, verplicht=True, niet_na=(t.vandaag, "vandaag"))
        eind = veld.datum("tot", tot, t.vandaag, verplicht=True, niet_na=(t.vandaag, "vandaag"))
        if begin is not None and eind is not None:
            veld.eis(begin <= eind, "tot", "De laatste dag ligt voor de eerste.")
        veld.klaar()
        assert begin is not None
        assert eind is not None
        bron = open_bron(t, dossier_id)
        dossier = None if dossier_id is None else t.haal(Auditdossier, dossier_id)
        steekproeven = _van_periode(lees_steekproeven(t, dossier_id), begin, eind)
        stand = _stand(t, dossier)
        rapport = Rapport(
            herkomst=bron.kluisnaam or t.profiel.gemeente,
            van=begin,
            tot=eind,
            stand=stand,
            gemaakt_op=t.nu,
            gemaakt_door=t.gebruiker.naam,
            delen=(
                _logboek(dossier, controle, stand),
                *_cijfers(t, bron, begin, eind),
                _steekproeven(steekproeven),
                *_niet_in_orde(t, steekproeven),
                _patronen(t, bron, begin, eind),
                *_niet_aangekomen(bron, begin, eind),
                audittermijnen.nood(t, bron, begin, eind),
                audittermijnen.datalekken(t, bron, begin, eind),
                audittermijnen.rechten(t, bron, begin, eind),
                _kaders(t, bron),
                _nagaan(steekproeven, stand),
            ),
        )
        pdf = maak_pdf(rapport)
        t.log("auditrapport.maken", "logboek" if dossier_id is None else "auditdossier", dossier_id)
        return pdf


def _stand(t: Transactie, dossier: Auditdossier | None) -> str:
    if dossier is None:
        return korte_stand(t)
    gezien = laatst_gezien(t, dossier.verbinding_id)
    return (
        "" if gezien is None else f"{gezien.grootte} · {gezien.wortel[:4]} {gezien.wortel[4:8]} {gezien.wortel[8:12]}"
    )


def _logboek(dossier: Auditdossier | None, controle: ControleInzicht | None, stand: str) -> Deel:
    """The verdict about log, decisions and keys, from the check that was made."""
    kop = "Het logboek, de besluiten en de sleutels"
    if dossier is not None:
        oordeel = "Het logboek in dit pakket is in orde." if dossier.in_orde else "Het logboek is NIET in orde."
        return Deel(kop, (oordeel, f"Stand: {stand}", *lees_bevindingen(dossier)))
    if controle is None:
        return Deel(kop, (f"Stand: {stand}", "Bij dit rapport is het logboek niet gecontroleerd."))
    return Deel(kop, controle.regels())


def _cijfers(t: Transactie, bron: Auditbron, van: date, tot: date) -> tuple[Deel, Deel]:
    gedeeld = kies(bron.delingen(), Deelfilter(van=van, tot=tot))
    extern = [d for d in gedeeld if d.is_gedeeld and not d.intern]
    regels = [r for r in bron.regels() if van <= lokale_dag(r.tijd) <= tot]
    cijfers = (
        ("Regels in het logboek", len(regels)),
        ("Keer gekeken in gegevens van een jongere", sum(r.actie in KEEK_OOK for r in regels)),
        ("Keer gezocht", sum(r.actie in ZOEKREGELS for r in regels)),
        ("Keer geweigerd", sum(r.resultaat is Resultaat.GEWEIGERD for r in regels)),
        ("Keer gedeeld met een ander", len(extern)),
        ("Casussen waarover is gedeeld", len({d.casusnummer for d in extern})),
        ("Ontvangers", len({d.ontvanger for d in extern})),
        ("Gemeld als mislukt, en dus niet gedeeld", sum(not d.is_gedeeld and not d.intern for d in gedeeld)),
        ("Interne afdrukken", sum(d.intern for d in gedeeld)),
    )
    rijen = tuple((wat, str(aantal)) for wat, aantal in cijfers)
    zinnen = bron.ontbreekt()
    per_grond = tuple(
        (
            "Staat niet in dit pakket"
            if telling.waarde is None
            else label_van(t.profiel.grondslagen, telling.waarde) or "Geen vastgelegd",
            str(telling.aantal),
            str(telling.casussen),
            str(telling.ontvangers),
        )
        for telling in tel(extern, Groep.GRONDSLAG)
    )
    koppen = ("Grondslag", "Keer gedeeld", "Casussen", "Ontvangers")
    return (
        Deel("Cijfers", zinnen, ("Wat", "Aantal"), rijen, (0.8, 0.2)),
        Deel(
            "Gedeeld per grondslag",
            () if per_grond else ("In deze periode is niets met een ander gedeeld.",),
            koppen,
            per_grond,
            (0.55, 0.15, 0.15, 0.15),
        ),
    )


def _niet_aangekomen(bron: Auditbron, van: date, tot: date) -> tuple[Deel, ...]:
    """What was to go to somebody else and does not count as shared, because somebody said that it never arrived."""
    mislukt = [d for d in kies(bron.delingen(), Deelfilter(van=van, tot=tot, zonder_intern=True)) if not d.is_gedeeld]
    if not mislukt:
        return ()
    zin = "Of er echt niets aankwam, blijkt alleen uit de melding. Dit telt hierboven niet als gedeeld."
    koppen = ("Uitgegeven", "Casus", "Organisatie", "Uitgegeven door", "Melding")
    rijen = tuple((moment(d.op), d.casusnummer, d.organisatie, d.door, gemeld_zin(d)) for d in reversed(mislukt))
    return (Deel("Gemeld als mislukt", (zin,), koppen, rijen, (0.15, 0.18, 0.2, 0.15, 0.32)),)


def _van_periode(alle: Iterable[SteekproefInzicht], van: date, tot: date) -> tuple[SteekproefInzicht, ...]:
    eerste, laatste = f"{van:%Y-%m}", f"{tot:%Y-%m}"
    return tuple(een for een in alle if eerste <= een.maand <= laatste)


def _steekproeven(alle: tuple[SteekproefInzicht, ...]) -> Deel:
    if not alle:
        return Deel("Steekproef", ("In deze periode is geen steekproef getrokken.",))
    return Deel(
        "Steekproef",
        ("Niemand kiest de regels: zij volgen uit de stand die aan het eind van de maand is ondertekend.",),
        ("Maand", "Getrokken", "Uit", "Bekeken", "Niet in orde", "Begingetal"),
        tuple(
            (s.maand, str(s.getrokken), str(s.populatie), str(s.bekeken), str(s.niet_in_orde), s.zaad[:16] + "…")
            for s in alle
        ),
        (0.14, 0.14, 0.14, 0.14, 0.16, 0.28),
    )


def _niet_in_orde(t: Transactie, alle: tuple[SteekproefInzicht, ...]) -> tuple[Deel, ...]:
    rijen = tuple(
        (een.maand, str(regel.nr), regel.bevinding, door) for een in alle for regel, door in niet_in_orde(t, een.id)
    )
    if not rijen:
        return ()
    koppen = ("Maand", "Regel", "Bevinding", "Bekeken door")
    return (Deel("Niet in orde bevonden", (), koppen, rijen, (0.14, 0.12, 0.5, 0.24)),)


def _patronen(t: Transactie, bron: Auditbron, van: date, tot: date) -> Deel:
    lijst = lees_patronen(t, bron, van, tot)
    kop = "Wat opviel"
    if not lijst.patronen:
        return Deel(kop, ("Niets gaf aanleiding tot een vraag.",))
    rijen = tuple(
        (
            p.vraag,
            f"{p.wie}, {dag(lokale_dag(p.laatste))}" + (f", casus {p.casusnummer}" if p.casusnummer else ""),
            p.getallen,
            f"{p.bekeken_door}: {p.opmerking}" if p.bekeken_op else "nog niet bekeken",
        )
        for p in lijst.patronen
    )
    zin = "Dit zijn vragen, geen oordelen."
    return Deel(kop, (zin,), ("Vraag", "Wie en wanneer", "Waar het op rust", "Bekeken"), rijen, (0.3, 0.22, 0.2, 0.28))


def _kaders(t: Transactie, bron: Auditbron) -> Deel:
    kop = "Tafelkaders"
    if bron.dossier_id is not None:
        return Deel(kop, (audittermijnen.NIET_IN_PAKKET,))
    paren = getoetste_kaders(t)
    gelden = {getoetst.bewaard.id for getoetst in geldende(getoetst for _, getoetst in paren)}
    rijen = tuple(
        (
            rij.nummer,
            tafel_label(t.profiel, rij.tafel),
            "" if getoetst.kader is None else toon_datum(getoetst.kader.inhoud.geldig_tot),
            "geldt"
            if getoetst.bewaard.id in gelden
            else getoetst.gebrek.value
            if getoetst.gebrek is not None
            else "vervangen",
        )
        for rij, getoetst in paren
    )
    zinnen = () if rijen else ("Er zijn geen tafelkaders.",)
    return Deel(kop, zinnen, ("Nummer", "Tafel", "Geldig t/m", "Nu"), rijen, (0.2, 0.3, 0.2, 0.3))


def _nagaan(alle: tuple[SteekproefInzicht, ...], stand: str) -> Deel:
    zinnen = [
        f"Bij dit rapport stond het logboek op {stand or 'een stand die hier niet bekend is'}.",
        "Voer in het programma het logboek uit met Elders laten nagaan, en draai in die map: python3 verify.py",
        "Dat kan zonder PMG Desk. Vergelijk de laatste stand die het toont met die hierboven.",
        *(f"Steekproef van {een.maand} natrekken: {een.opdracht}" for een in alle),
    ]
    return Deel("Zelf nagaan", tuple(zinnen))
