"""The recovery sheet as PDF: one page of A4 with the typed key, its QR code, and whose public keys were there.

Of all that the program prints, this alone opens the vault. It is drawn in memory and goes from there to the printer or
to the file that the user chose.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from pmg_desk.domain.fouten import Fout

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

TITEL = "Herstelblad (geheim)"
BESTANDSNAAM = "herstelblad.pdf"
"""Without a name in it: file managers and print queues show it."""

_KOLOMMEN = 5


class HerstelbladNietGedrukt(Fout):
    """The page could not be set. Says nothing of the reason: reportlab's own messages quote what is on the page."""

    wat = "Het herstelblad kon niet worden gemaakt."
    veilig = "Er is niets gewijzigd: een eerder herstelblad blijft werken."
    doe = "Probeer het opnieuw."


@dataclass(frozen=True, slots=True)
class Herstelbladtekst:
    """All that stands on the sheet. ``vingerafdrukken``: (name, role, fingerprint) of everybody with keys."""

    kluisnaam: str
    kluis_id: str
    gemaakt_op: datetime
    groepen: tuple[str, ...] = field(repr=False)
    qr: str = field(repr=False)
    vingerafdrukken: tuple[tuple[str, str, str], ...]


def maak_pdf(blad: Herstelbladtekst) -> bytes:
    """The sheet as one PDF file. The same sheet gives the same bytes. Raises HerstelbladNietGedrukt."""
    from pmg_desk.reports import document
    from pmg_desk.reports.blad import Opschrift
    from pmg_desk.reports.taal import moment

    gemaakt = f"gemaakt {moment(blad.gemaakt_op)}"
    opschrift = Opschrift("GEHEIM · OPENT DE KLUIS", "Herstelblad", f"Kluis {blad.kluisnaam}", gemaakt, intern=False)
    try:
        return document.zet_bladen(_verhaal(blad), TITEL, opschrift)
    except Exception:  # noqa: BLE001 - whatever it is, its text may quote the key and must not reach a log or a screen
        raise HerstelbladNietGedrukt from None


def _verhaal(blad: Herstelbladtekst) -> list[Flowable]:
    from reportlab.platypus import Spacer

    from pmg_desk.reports import stijl
    from pmg_desk.reports.bouwstenen import Alinea, Kop, Qr, tabel
    from pmg_desk.reports.letters import opmaak, registreer
    from pmg_desk.reports.taal import moment

    registreer()

    def kop(tekst: str) -> Flowable:
        return Kop(tekst, stijl.KOP)

    def alinea(tekst: str) -> Flowable:
        return Alinea(opmaak(tekst), stijl.TEKST)

    feiten = [
        [[Alinea(label, stijl.LABEL)], [Alinea(opmaak(waarde), stijl.CEL)]]
        for label, waarde in (
            ("Kluis", blad.kluisnaam),
            ("Kenmerk van de kluis", blad.kluis_id),
            ("Gemaakt op", moment(blad.gemaakt_op)),
        )
    ]
    vakken = [
        [Alinea(f"groep {nr}", stijl.LABEL), Alinea(groep, stijl.SLEUTELGROEP)]
        for nr, groep in enumerate(blad.groepen, start=1)
    ]
    vakken += [[] for _ in range(-len(vakken) % _KOLOMMEN)]
    rijen = [vakken[i : i + _KOLOMMEN] for i in range(0, len(vakken), _KOLOMMEN)]
    qrmaat = 118.0
    naast = [
        alinea(
            "In deze code staat dezelfde sleutel, voor wie een lezer voor QR-codes aan de computer heeft. Maak er geen"
            " foto van met een telefoon: dan staat de sleutel ook daar."
        ),
        alinea(
            "De code is een sleutel van het open programma age. Ook zonder PMG Desk opent"
            " „age -d -i” er de sleutel van de kluis mee; de handleiding legt uit hoe."
        ),
    ]
    namen = [
        [
            [Alinea(opmaak(f"{naam}, {rol}"), stijl.CEL)],
            [Alinea(opmaak(afdruk), stijl.CEL)],
        ]
        for naam, rol, afdruk in blad.vingerafdrukken
    ]
    kopregel = [[Alinea("Gebruiker", stijl.CELKOP)], [Alinea("Vingerafdruk van de openbare sleutels", stijl.CELKOP)]]
    breed = stijl.ZETBREEDTE
    return [
        Alinea("Herstelblad", stijl.NAAM),
        Spacer(0, 2),
        alinea(
            "Met deze sleutel krijgt wie de kluis beheert een nieuw wachtwoord als het oude kwijt is. Wie dit blad"
            " heeft en bij de kluis kan, kan alles lezen wat erin staat. Zonder wachtwoord en zonder dit blad komt"
            " niemand meer binnen, ook de makers van het programma niet."
        ),
        Spacer(0, 6),
        tabel(feiten, [130, breed - 130], lijnen=False, marge=(1, 0)),
        Spacer(0, 8),
        kop("De sleutel"),
        Spacer(0, 3),
        tabel(rijen, [breed / _KOLOMMEN] * _KOLOMMEN, opmaak=[("BOX", (0, 0), (-1, -1), 0.9, stijl.INKT)]),
        Spacer(0, 4),
        Alinea(
            "Groep voor groep overtypen. Grote en kleine letters, spaties en streepjes maken niet uit; een typefout"
            " wijst het programma aan met het nummer van de groep.",
            stijl.KLEIN,
        ),
        Spacer(0, 8),
        tabel([[[Qr(blad.qr, qrmaat)], naast]], [qrmaat + 14, breed - qrmaat - 14], lijnen=False, marge=(2, 0)),
        Spacer(0, 4),
        kop("Zo bewaart u dit blad"),
        alinea("•  In een kluis of een afgesloten kast, niet bij de computer en niet bij een reservekopie."),
        alinea("•  Op papier. Een bestand met dit blad op dezelfde computer maakt het slot op de kluis waardeloos."),
        alinea("•  Spreek af wie erbij mag, en noteer wie het blad pakt. Het gebruik komt in het logboek."),
        alinea(
            "•  Kwijt of gezien door een ander? Maak in Beheer, tabblad Kluis, een nieuw herstelblad. Dit blad werkt"
            " dan niet meer op de kluis van dat moment; een oudere kopie van de kluis opent het nog wel."
        ),
        Spacer(0, 8),
        kop("Wie er op dat moment in de kluis konden"),
        tabel([kopregel, *namen], [breed / 2, breed / 2], koprijen=1, marge=(2, 4)),
    ]
