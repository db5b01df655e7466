"""Files of the informatiebeeld: a workbook, a report as PDF, a csv for the national monitor; each in the register.

Whatever goes out is read from settled quarters, through the same doors as the screen: nothing here counts. A file is
made between two transactions: what it holds does not change, and nobody waits for it. Its number in the register stands
in it; with what the register keeps the same file is made again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import partial

from pmg_desk.domain.beeldschema import lees_schema, splits, voeg_samen
from pmg_desk.domain.beeldtekst import bezwaar_tegen
from pmg_desk.domain.controle import MAX_REGEL, MAX_TEKST, Veldcontrole
from pmg_desk.domain.fouten import NietGevonden
from pmg_desk.domain.rollen import Recht
from pmg_desk.exchange.uitvoer import schrijf_csv
from pmg_desk.reports.beeldrapport import Beeldrapport, maak_pdf
from pmg_desk.services.beeld import Beeldtabel, metingen_van, vind
from pmg_desk.services.beeldregels import DEFINITIEKOLOMMEN, KOLOMMEN, cijfers_uit, definitierijen, lees_tabellen
from pmg_desk.services.beeldverhaal import Rapportopdracht, functie_van, maak_rapport
from pmg_desk.services.beeldwerkmap import maak_werkmap
from pmg_desk.services.werkplek import AlleenLezen, Transactie, Werkplek
from pmg_desk.storage import beeld as opslag
from pmg_desk.storage.models import Beeldkwartaal, Beelduitvoer, Gebruiker


class Uitvoersoort(StrEnum):
    """What kind of file. The value is stored."""

    XLSX = "xlsx"
    PDF = "pdf"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Uitvoerkeuze:
    """Which quarters (as stored, both included), which measures (all without any), for whom, with which words.

    The words stand above the numbers of a report and a workbook, and in the register of every kind. ``uitgebreid``: a
    report has every table in an appendix.
    """

    van: str
    tot: str
    metingen: tuple[str, ...] = ()
    voor_wie: str = ""
    tekst: str = ""
    uitgebreid: bool = False


@dataclass(frozen=True, slots=True)
class Uitvoerontwerp:
    """A file as it will be, in no register yet. ``omvang``: pages of a report, numbers in another file."""

    soort: Uitvoersoort
    van: str
    tot: str
    opdracht: Rapportopdracht
    inhoud: bytes
    definities: bytes  # what goes beside a csv; of others empty, for they have it in them
    omvang: int

    @property
    def bestandsnaam(self) -> str:
        """See :func:`bestandsnaam_van`."""
        return bestandsnaam_van(self.soort, self.van, self.tot, self.opdracht.nummer)


@dataclass(frozen=True, slots=True)
class Uitvoerbestand:
    """A file that was made, with its number in the register. ``is_gelijk``: it is the one that was made first."""

    nummer: int
    bestandsnaam: str
    inhoud: bytes
    definities: bytes = b""
    is_gelijk: bool = True


@dataclass(frozen=True, slots=True)
class Uitvoerregel:
    """A line of the register. ``onderwerpen``: names of measures; ``drempels``: those of its quarters, each once."""

    nummer: int
    soort: Uitvoersoort
    van: str
    tot: str
    onderwerpen: tuple[str, ...]
    drempels: tuple[int, ...]
    voor_wie: str
    tekst: str
    op: datetime
    door: str
    document_hash: str  # SHA-256 of the file, in hex

    @property
    def bestandsnaam(self) -> str:
        """See :func:`bestandsnaam_van`."""
        return bestandsnaam_van(self.soort, self.van, self.tot, self.nummer)


def bestandsnaam_van(soort: Uitvoersoort, van: str, tot: str, nummer: int) -> str:
    """With its quarters and the number in the register, and without a name of anybody."""
    periode = tot if van == tot else f"{van}-tm-{tot}"
    return f"informatiebeeld-{periode}-nr-{nummer}.{soort.value}"


def export_beeld(werkplek: Werkplek, soort: Uitvoersoort, keuze: Uitvoerkeuze) -> Uitvoerbestand:
    """:func:`prepare_uitvoer` and :func:`record_uitvoer` in one go."""
    return record_uitvoer(werkplek, prepare_uitvoer(werkplek, soort, keuze))


def prepare_uitvoer(werkplek: Werkplek, soort: Uitvoersoort, keuze: Uitvoerkeuze) -> Uitvoerontwerp:
    """Make a file of settled quarters, to see how large it is before anybody keeps it. Nothing is recorded.

    A PDF tells of the last quarter, and how that came about since the first. Raises GeenToegang, NietVastgesteld,
    OngeldigeInvoer (``van``, ``metingen``, ``voor_wie``, ``tekst``), BeeldNietGedrukt, AlleenLezen.
    """
    if werkplek.alleen_lezen:
        raise AlleenLezen
    with werkplek.doe() as t:
        _eis_maker(t)
        keuze = _controleer(t, keuze)
        opdracht = Rapportopdracht(
            opslag.volgend_uitvoernummer(t.db),
            t.profiel.gemeente,
            keuze.metingen,
            keuze.voor_wie,
            keuze.tekst,
            t.nu,
            functie_van(t.gebruiker.rol),
            keuze.uitgebreid,
        )
        stof = _lees(t, soort, keuze.van, keuze.tot, opdracht)
    return _maak(soort, keuze.van, keuze.tot, opdracht, stof)


def record_uitvoer(werkplek: Werkplek, ontwerp: Uitvoerontwerp) -> Uitvoerbestand:
    """Put it in the register and the log: from then on it may be kept. Its number is in it, so where somebody else
    took that number first, it is made again with the next. Raises GeenToegang, AlleenLezen.
    """
    if werkplek.alleen_lezen:
        raise AlleenLezen
    while True:
        with werkplek.doe() as t:
            _eis_maker(t)
            nummer = opslag.volgend_uitvoernummer(t.db)
            if nummer == ontwerp.opdracht.nummer:
                _registreer(t, ontwerp)
                return Uitvoerbestand(nummer, ontwerp.bestandsnaam, ontwerp.inhoud, ontwerp.definities)
            opdracht = replace(ontwerp.opdracht, nummer=nummer)
            stof = _lees(t, ontwerp.soort, ontwerp.van, ontwerp.tot, opdracht)
        ontwerp = _maak(ontwerp.soort, ontwerp.van, ontwerp.tot, opdracht, stof)


def remake_uitvoer(werkplek: Werkplek, nummer: int) -> Uitvoerbestand:
    """The file with this number once more, of what the register keeps; logged. It is the same byte for byte, unless
    another version of the program sets it: then ``is_gelijk`` is false.

    Raises GeenToegang, NietGevonden, NietVastgesteld, BeeldNietGedrukt, AlleenLezen.
    """
    if werkplek.alleen_lezen:
        raise AlleenLezen
    with werkplek.doe() as t:
        _eis_maker(t)
        rij = opslag.uitvoer(t.db, nummer)
        if rij is None:
            raise NietGevonden
        soort, van, tot, eerst = Uitvoersoort(rij.soort), rij.van, rij.tot, rij.document_hash
        opdracht = Rapportopdracht(
            nummer, rij.gemeente, splits(rij.metingen), rij.voor_wie, rij.tekst, rij.op, rij.functie, rij.uitgebreid
        )
        stof = _lees(t, soort, van, tot, opdracht)
        t.log("beeld.opnieuw_uitvoeren", "beelduitvoer", rij.id, verwerking=soort.value, aantal=nummer)
    nu = _maak(soort, van, tot, opdracht, stof)
    return Uitvoerbestand(nummer, nu.bestandsnaam, nu.inhoud, nu.definities, _hash(nu.inhoud) == eerst)


def list_uitvoer(werkplek: Werkplek) -> tuple[Uitvoerregel, ...]:
    """The register, the latest first. Raises GeenToegang."""
    with werkplek.doe() as t:
        t.eis(Recht.BEELD_LEZEN)
        kwartalen = opslag.kwartalen(t.db)
        return tuple(_regel(t, rij, kwartalen) for rij in opslag.uitvoeren(t.db))


def _regel(t: Transactie, rij: Beelduitvoer, kwartalen: Sequence[Beeldkwartaal]) -> Uitvoerregel:
    erin = [een for een in kwartalen if rij.van <= een.kwartaal <= rij.tot]
    namen = {m.sleutel: m.naam for een in erin for m in metingen_van(lees_schema(een.assen))}
    gekozen = splits(rij.metingen)
    return Uitvoerregel(
        rij.nummer,
        Uitvoersoort(rij.soort),
        rij.van,
        rij.tot,
        tuple(naam for sleutel, naam in namen.items() if not gekozen or sleutel in gekozen),
        tuple(dict.fromkeys(een.drempel for een in erin)),
        rij.voor_wie,
        rij.tekst,
        rij.op,
        t.haal(Gebruiker, rij.door_id).naam,
        rij.document_hash,
    )


def _eis_maker(t: Transactie) -> None:
    t.eis(Recht.BEELD_VASTSTELLEN)


def _controleer(t: Transactie, keuze: Uitvoerkeuze) -> Uitvoerkeuze:
    schema = lees_schema(vind(t, keuze.tot).assen)
    vind(t, keuze.van)
    veld = Veldcontrole()
    veld.eis(keuze.van <= keuze.tot, "van", "Het eerste kwartaal ligt na het laatste.")
    veld.eis(set(keuze.metingen) <= set(schema.metingen), "metingen", "Kies uit wat in dit kwartaal is geteld.")
    schoon = replace(
        keuze,
        voor_wie=veld.tekst("voor_wie", keuze.voor_wie, verplicht=True, maximum=MAX_REGEL),
        tekst=veld.tekst("tekst", keuze.tekst, maximum=MAX_TEKST, lang=True),
    )
    for sleutel, tekst in (("voor_wie", schoon.voor_wie), ("tekst", schoon.tekst)):
        bezwaar = bezwaar_tegen(tekst)
        veld.eis(not bezwaar, sleutel, bezwaar)
    veld.klaar()
    return schoon


Stof = Beeldrapport | tuple[Beeldtabel, ...]


def _lees(t: Transactie, soort: Uitvoersoort, van: str, tot: str, opdracht: Rapportopdracht) -> Stof:
    vind(t, van)
    vind(t, tot)
    rijen = [rij for rij in opslag.kwartalen(t.db) if van <= rij.kwartaal <= tot]
    if soort is Uitvoersoort.PDF:
        return maak_rapport(t, rijen, opdracht)
    return tuple(lees_tabellen(t, rijen, opdracht.metingen))


def _maak(soort: Uitvoersoort, van: str, tot: str, opdracht: Rapportopdracht, stof: Stof) -> Uitvoerontwerp:
    klaar = partial(Uitvoerontwerp, soort, van, tot, opdracht)
    if isinstance(stof, Beeldrapport):
        pdf = maak_pdf(stof)
        return klaar(pdf.pdf, b"", pdf.bladen)
    cijfers = list(cijfers_uit(stof))
    if soort is Uitvoersoort.XLSX:
        return klaar(maak_werkmap(opdracht, stof), b"", len(cijfers))
    return klaar(
        schrijf_csv(tuple(KOLOMMEN), [een.rij(opdracht.nummer) for een in cijfers]),
        schrijf_csv(tuple(DEFINITIEKOLOMMEN), definitierijen(cijfers)),
        len(cijfers),
    )


def _hash(inhoud: bytes) -> str:
    return hashlib.sha256(inhoud).hexdigest()


def _registreer(t: Transactie, ontwerp: Uitvoerontwerp) -> None:
    opdracht = ontwerp.opdracht
    rij = Beelduitvoer(
        id=t.nieuw_id(),
        nummer=opdracht.nummer,
        soort=ontwerp.soort.value,
        van=ontwerp.van,
        tot=ontwerp.tot,
        metingen=voeg_samen(opdracht.metingen),
        gemeente=opdracht.gemeente,
        functie=opdracht.door,
        uitgebreid=opdracht.uitgebreid,
        voor_wie=opdracht.voor_wie,
        tekst=opdracht.tekst,
        document_hash=_hash(ontwerp.inhoud),
        door_id=t.gebruiker.id,
        op=opdracht.op,  # when it was read: what partners wrote since is not in it
    )
    t.db.add(rij)
    t.log("beeld.uitvoeren", "beelduitvoer", rij.id, verwerking=ontwerp.soort.value, aantal=rij.nummer)
    t.gewijzigd("beelduitvoer", rij.id)
