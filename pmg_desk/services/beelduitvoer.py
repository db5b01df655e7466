"""Files of the informatiebeeld: a workbook, a report as PDF, a csv for the national monitor; each in the register.

Whatever goes out is read from settled quarters, through the same doors as the screen: nothing here counts. A file is
made between two transactions: what it holds does not change, and nobody waits for it. Its number in the register stands
in it; with what the register keeps the same file is made again, less the words of a duiding that was withdrawn since.

What people typed is in a file as they typed it. Names are not looked for in it: those of the vault cannot be compared
with, for a refusal would tell who is in it. So whoever makes the file says to have read those words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import partial

from pmg_desk.domain.beeldschema import lees_schema, splits, voeg_samen
from pmg_desk.domain.beeldtekst import eis_niemand
from pmg_desk.domain.canoniek import canoniek, lees_canoniek
from pmg_desk.domain.controle import MAX_REGEL, MAX_TEKST, Veldcontrole
from pmg_desk.domain.fouten import NietGevonden, OngeldigeInvoer
from pmg_desk.domain.kwartaal import Kwartaal
from pmg_desk.domain.profiel import Profiel
from pmg_desk.domain.rollen import Recht
from pmg_desk.exchange.uitvoer import schrijf_csv
from pmg_desk.reports.beeldrapport import Beeldrapport, maak_pdf
from pmg_desk.services.beeld import Beeldtabel, metingen_van, vind
from pmg_desk.services.beeldkern import Streefzin, streefzinnen_van
from pmg_desk.services.beeldregels import DEFINITIEKOLOMMEN, KOLOMMEN, cijfers_uit, definitierijen, lees_tabellen
from pmg_desk.services.beeldverhaal import Rapportopdracht, functie_van, maak_rapport
from pmg_desk.services.beeldwerkmap import maak_werkmap
from pmg_desk.services.werkplek import AlleenLezen, Transactie, Werkplek
from pmg_desk.storage import beeld as opslag
from pmg_desk.storage.models import Beeldkwartaal, Beelduitvoer, Gebruiker

BOVEN_DE_GETALLEN = "Tekst boven de getallen"
"""What the maker's own words are called."""


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
    """A file as it will be, in no register yet. ``omvang``: pages of a report, numbers in another file.

    ``teksten``: what people typed that is in it, each with what it is, to be read before it is kept;
    ``ingetrokken``: how many duidingen of its time had been withdrawn.
    """

    soort: Uitvoersoort
    van: str
    tot: str
    opdracht: Rapportopdracht
    inhoud: bytes
    definities: bytes  # what goes beside a csv; of others empty, for they have it in them
    omvang: int
    ingetrokken: int
    teksten: tuple[tuple[str, str], ...] = ()

    @property
    def bestandsnaam(self) -> str:
        """See :func:`bestandsnaam_van`."""
        return bestandsnaam_van(self.soort, self.van, self.tot, self.opdracht.nummer)


@dataclass(frozen=True, slots=True)
class Uitvoerbestand:
    """A file that was made, with its number in the register. ``is_gelijk``: it is the one that was made first;
    ``ingetrokken``: how many duidingen of its time were withdrawn, which can be why it is not.
    """

    nummer: int
    bestandsnaam: str
    inhoud: bytes
    definities: bytes = b""
    is_gelijk: bool = True
    ingetrokken: int = 0


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


def waar_van(profiel: Profiel) -> str:
    """Which municipality, and which part of it where the profile says so: ``Den Haag, Zuidwest``."""
    gemeente, naam = profiel.gemeente, profiel.naam
    deel = naam.removeprefix(f"{gemeente} ") if naam.startswith(f"{gemeente} ") else naam
    return gemeente if deel.casefold().startswith(gemeente.casefold()) else f"{gemeente}, {deel}"


def export_beeld(werkplek: Werkplek, soort: Uitvoersoort, keuze: Uitvoerkeuze) -> Uitvoerbestand:
    """:func:`prepare_uitvoer` and :func:`record_uitvoer` in one go, for whoever knows every word in it."""
    return record_uitvoer(werkplek, prepare_uitvoer(werkplek, soort, keuze), nagelezen=True)


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
            waar_van(t.profiel),
            keuze.metingen,
            keuze.voor_wie,
            keuze.tekst,
            t.nu,
            functie_van(t.gebruiker.rol),
            keuze.uitgebreid,
            streefzinnen_van(t, Kwartaal.lees(keuze.tot)) if soort is Uitvoersoort.PDF else (),
        )
        stof = _lees(t, soort, keuze.van, keuze.tot, opdracht)
        weg = _ingetrokken(t, soort, keuze.van, keuze.tot, opdracht)
    return _maak(soort, keuze.van, keuze.tot, opdracht, stof, weg)


def record_uitvoer(werkplek: Werkplek, ontwerp: Uitvoerontwerp, *, nagelezen: bool = False) -> Uitvoerbestand:
    """Put it in the register and the log: from then on it may be kept. Its number is in it, so where somebody else
    took that number first, it is made again with the next; so it is where a duiding was withdrawn meanwhile.
    ``nagelezen``: the maker read ``ontwerp.teksten`` and nobody is recognisable in them.

    Raises GeenToegang, AlleenLezen, OngeldigeInvoer (``nagelezen``: there are such words and nobody read them).
    """
    if werkplek.alleen_lezen:
        raise AlleenLezen
    if ontwerp.teksten and not nagelezen:
        raise OngeldigeInvoer({"nagelezen": "Lees eerst de teksten in dit bestand, en zet dan het vinkje."})
    while True:
        with werkplek.doe() as t:
            _eis_maker(t)
            nummer = opslag.volgend_uitvoernummer(t.db)
            weg = _ingetrokken(t, ontwerp.soort, ontwerp.van, ontwerp.tot, ontwerp.opdracht)
            if (nummer, weg) == (ontwerp.opdracht.nummer, ontwerp.ingetrokken):
                _registreer(t, ontwerp)
                return Uitvoerbestand(nummer, ontwerp.bestandsnaam, ontwerp.inhoud, ontwerp.definities)
            opdracht = replace(ontwerp.opdracht, nummer=nummer)
            stof = _lees(t, ontwerp.soort, ontwerp.van, ontwerp.tot, opdracht)
        ontwerp = _maak(ontwerp.soort, ontwerp.van, ontwerp.tot, opdracht, stof, weg)


def remake_uitvoer(werkplek: Werkplek, nummer: int) -> Uitvoerbestand:
    """The file with this number once more, of what the register keeps; logged. It is the same byte for byte, with two
    exceptions, in which ``is_gelijk`` is false: a duiding that stood in it was withdrawn, or another version of the
    program sets it.

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
            nummer,
            rij.gemeente,
            splits(rij.metingen),
            rij.voor_wie,
            rij.tekst,
            rij.op,
            rij.functie,
            rij.uitgebreid,
            tuple(Streefzin(tafel, zin) for tafel, zin in lees_canoniek(rij.streefzinnen)),
        )
        weg = _ingetrokken(t, soort, van, tot, opdracht)
        stof = _lees(t, soort, van, tot, opdracht)
        t.log("beeld.opnieuw_uitvoeren", "beelduitvoer", rij.id, verwerking=soort.value, aantal=nummer)
    nu = _maak(soort, van, tot, opdracht, stof, weg)
    return Uitvoerbestand(nummer, nu.bestandsnaam, nu.inhoud, nu.definities, _hash(nu.inhoud) == eerst, weg)


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
    eis_niemand(veld, voor_wie=schoon.voor_wie, tekst=schoon.tekst)
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


def _maak(soort: Uitvoersoort, van: str, tot: str, opdracht: Rapportopdracht, stof: Stof, weg: int) -> Uitvoerontwerp:
    klaar = partial(Uitvoerontwerp, soort, van, tot, opdracht, ingetrokken=weg)
    boven = ((BOVEN_DE_GETALLEN, opdracht.tekst),) if opdracht.tekst else ()
    if isinstance(stof, Beeldrapport):
        pdf = maak_pdf(stof)
        gelezen = ((f"{deel.kop}. {kop}", tekst) for deel in stof.delen for kop, tekst in deel.duidingen)
        return klaar(pdf.pdf, b"", pdf.bladen, teksten=(*boven, *gelezen))
    cijfers = list(cijfers_uit(stof))
    if soort is Uitvoersoort.XLSX:
        return klaar(maak_werkmap(opdracht, stof), b"", len(cijfers), teksten=boven)
    return klaar(
        schrijf_csv(tuple(KOLOMMEN), [een.rij(opdracht.nummer) for een in cijfers]),
        schrijf_csv(tuple(DEFINITIEKOLOMMEN), definitierijen(cijfers)),
        len(cijfers),
    )


def _ingetrokken(t: Transactie, soort: Uitvoersoort, van: str, tot: str, opdracht: Rapportopdracht) -> int:
    """How many duidingen could have been in a report when it was made, that were withdrawn before now."""
    if soort is not Uitvoersoort.PDF:
        return 0
    metingen = opdracht.metingen or lees_schema(vind(t, tot).assen).metingen
    return sum(
        not een.tekst
        for rij in opslag.kwartalen(t.db)
        if van <= rij.kwartaal <= tot
        for een in opslag.duidingen(t.db, rij.kwartaal)
        if een.op <= opdracht.op and een.onderwerp in metingen
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
        streefzinnen=canoniek([[een.tafel, een.zin] for een in opdracht.streefzinnen]),
        document_hash=_hash(ontwerp.inhoud),
        door_id=t.gebruiker.id,
        op=opdracht.op,  # when it was read: what partners wrote since is not in it
    )
    t.db.add(rij)
    t.log("beeld.uitvoeren", "beelduitvoer", rij.id, verwerking=ontwerp.soort.value, aantal=rij.nummer)
    t.gewijzigd("beelduitvoer", rij.id)
