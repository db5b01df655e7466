"""The log to look at, to check, and to take along: for the privacy officer and, without casussen, the beheerder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from pmg_desk.domain.canoniek import canoniek
from pmg_desk.domain.klok import AMSTERDAM
from pmg_desk.domain.logboek import Bewaard, Resultaat, lees_blad
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.rollen import Recht, Rol
from pmg_desk.domain.wiewist import KIJKREGELS
from pmg_desk.services import instellinglog
from pmg_desk.services.belangen import eis_casus_vrij
from pmg_desk.services.instellinglog import sleutels_met
from pmg_desk.services.logcontrole import ControleInzicht, verify_logboek
from pmg_desk.services.logonderwerp import BESTANDEN, onderwerp_van
from pmg_desk.services.logzinnen import acties_met, zin
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import logregels
from pmg_desk.storage.beeld import uitvoeren_voor
from pmg_desk.storage.casussen import met_nummer
from pmg_desk.storage.gebruikers import alle_gebruikers
from pmg_desk.storage.models import Casus

__all__ = ["ControleInzicht", "verify_logboek"]  # checking is in a file of its own

BLADZIJDE = 200

UITVOER = "uitvoer"
"""The choice of lines about what left the vault: a file, a package or a print."""
_UITVOER = (
    *sorted(BESTANDEN),
    "actielijst.uitgeven",
    "audit.maken",
    "auditrapport.maken",
    "bijlage.kopie_opslaan",
    "brief.uitgeven",
    "budget.exporteren",
    "bundel.uitgeven",
    "bundel.versleutelen",
    "deellog.exporteren",
    "groep.afdrukken",
    "inzagelog.afdrukken",
    "logboek.exporteren",
    "logboek.uitvoeren",
    "pakket.maken",
    "profiel.exporteren",
    "register.exporteren",
    "samenvatting.uitgeven",
    "sleutelkaart.maken",
    "verstrekking.exporteren",
    "werk.exporteren",
    "wiewist.afdrukken",
)


@dataclass(frozen=True, slots=True)
class Logfilter:
    """Which lines to show. Days are inside; ``soort`` is the beginning of an actie (``dossier.``), or ``UITVOER``.

    ``tekst``: words, each of which stands in the sentence of a line, in who did it or got it, or in for whom a file was
    made; a number is that in the sentence, and a casus is found by its whole number.
    """

    van: date | None = None
    tot: date | None = None
    gebruiker_id: UUID | None = None
    soort: str = ""
    tekst: str = ""
    casusnummer: str = ""
    resultaat: Resultaat | None = None
    alleen_inzage: bool = False


@dataclass(frozen=True, slots=True)
class LogregelInzicht:
    """A line in words. ``casusnummer`` is empty for who may not know it; no line ever holds a youth's name."""

    nr: int
    tijd: datetime
    wie: str
    rol: str
    zin: str
    actie: str
    resultaat: str
    casusnummer: str
    ontvanger: str
    categorieen: str
    herkomst: str
    over: tuple[tuple[str, str], ...]  # which file or setting it is about: a word and what it is
    object_id: str
    hash: str


def list_logregels(
    werkplek: Werkplek, filter_: Logfilter | None = None, voor_nr: int | None = None, hoeveel: int = BLADZIJDE
) -> tuple[LogregelInzicht, ...]:
    """Lines newest first, below number ``voor_nr`` (for the next page). Beginning to read is a line of its own."""
    with werkplek.doe() as t:
        t.eis(Recht.LOGBOEK_LEZEN)
        gevonden = _zoek(t, filter_ or Logfilter(), voor_nr, hoeveel)
        if voor_nr is None:
            t.log("logboek.lezen", "logboek", aantal=len(gevonden))
        return gevonden


def _zoek(t: Transactie, f: Logfilter, voor_nr: int | None, hoeveel: int) -> tuple[LogregelInzicht, ...]:
    keuze = _keuze(t, f)
    if keuze is None:
        return ()
    return tuple(_inzicht(t, regel) for regel in logregels.zoek_regels(t.db, keuze, voor_nr=voor_nr, hoeveel=hoeveel))


def _keuze(t: Transactie, f: Logfilter) -> logregels.Regelkeuze | None:
    """The filter as storage knows it; None when it names a casus that does not exist or may not be known."""
    casus = met_nummer(t.db, f.casusnummer.strip()) if f.casusnummer else None
    if f.casusnummer and (casus is None or not _mag_casus_kennen(t)):
        return None
    if casus is not None:
        eis_casus_vrij(t, casus.id)
    naar_buiten = f.soort == UITVOER
    return logregels.Regelkeuze(
        acties=(*((KIJKREGELS,) if f.alleen_inzage else ()), *((_UITVOER,) if naar_buiten else ())),
        voor_acties="" if naar_buiten else f.soort,
        woorden=tuple(_woord(t, woord) for woord in f.tekst.split()),
        actor=None if f.gebruiker_id is None else str(f.gebruiker_id),
        casus_id=None if casus is None else casus.id,
        resultaat=None if f.resultaat is None else f.resultaat.value,
        vanaf=None if f.van is None else _begin(f.van),
        tot=None if f.tot is None else _begin(f.tot + timedelta(days=1)),
    )


def _woord(t: Transactie, woord: str) -> logregels.Woordkeuze:
    """Where this word is looked for; a casus number that may be known finds its lines, unless those are forbidden."""
    casus = met_nummer(t.db, woord.upper()) if _mag_casus_kennen(t) else None
    if casus is not None:
        eis_casus_vrij(t, casus.id)
    getal = (f":{int(woord)},", f":{int(woord)}}}") if woord.isdecimal() else ()
    sleutels = (f'"sleutel":{canoniek(sleutel)}' for sleutel in sleutels_met(woord))
    return logregels.Woordkeuze(
        woord,
        tuple(acties_met(woord)),
        tuple(str(rij.id) for rij in alle_gebruikers(t.db) if woord.casefold() in rij.naam.casefold()),
        tuple(uitvoeren_voor(t.db, woord)),
        None if casus is None else casus.id,
        (f":{canoniek(woord)}", *getal, *sleutels),
        instellinglog.ACTIE,
    )


def _begin(dag: date) -> datetime:
    """The first moment of a day in the Netherlands."""
    return datetime.combine(dag, time.min, AMSTERDAM)


def _mag_casus_kennen(t: Transactie) -> bool:
    """Casus numbers in the log are for the privacy officer; the beheerder reads lines without them."""
    return t.gebruiker.rol is Rol.PRIVACY_OFFICER


def _inzicht(t: Transactie, bewaard: Bewaard) -> LogregelInzicht:
    try:
        regel = lees_blad(bewaard.blad)
    except (ValueError, KeyError, TypeError):
        return LogregelInzicht(
            bewaard.nr,
            bewaard.kolommen["tijd"],
            "",
            "",
            "Deze regel is beschadigd. Laat het logboek controleren.",
            "",
            "",
            "",
            "",
            "",
            "",
            (),
            "",
            bewaard.hash,
        )
    casus = None if regel.casus_id is None or not _mag_casus_kennen(t) else t.db.get(Casus, UUID(regel.casus_id))
    nummer = "" if casus is None else casus.nummer
    wie = regel.actor_naam
    gebeurd, over = zin(regel.actie, wie, nummer, regel.ontvanger, regel.aantal), onderwerp_van(t, regel, bewaard)
    return LogregelInzicht(
        nr=regel.nr,
        tijd=regel.tijd,
        wie=wie,
        rol=regel.rol.replace("_", " "),
        zin=f"{gebeurd}: {over.zin}" if over.zin else gebeurd,
        actie=regel.actie,
        resultaat=regel.resultaat.value,
        casusnummer=nummer,
        ontvanger=regel.ontvanger,
        categorieen=", ".join(label_van(t.profiel.datacategorieen, c) for c in regel.categorieen.split(",") if c),
        herkomst=regel.herkomst,
        over=over.paren,
        object_id=regel.object_id or "",
        hash=bewaard.hash,
    )


def list_gebruikers(werkplek: Werkplek) -> tuple[tuple[UUID, str], ...]:
    """Who can be the actor of a line, to filter on."""
    with werkplek.doe() as t:
        t.eis(Recht.LOGBOEK_LEZEN)
        return tuple((rij.id, rij.naam) for rij in alle_gebruikers(t.db))


def count_logregels(werkplek: Werkplek, filter_: Logfilter | None = None) -> int:
    """How many lines the log has, or how many match."""
    with werkplek.doe() as t:
        t.eis(Recht.LOGBOEK_LEZEN)
        if filter_ is None or filter_ == Logfilter():
            return logregels.stand(t.db)[0]
        keuze = _keuze(t, filter_)
        return 0 if keuze is None else logregels.tel_regels(t.db, keuze)


KOLOMMEN = (
    "Nummer",
    "Tijd (UTC)",
    "Wie",
    "Rol",
    "Wat",
    "Soort",
    "Resultaat",
    "Casus",
    "Ontvanger",
    "Gegevens",
    "Herkomst",
    "Controlegetal",
)


def export_logregels(
    werkplek: Werkplek, filter_: Logfilter | None = None
) -> tuple[tuple[str, ...], tuple[tuple[str | int | date, ...], ...]]:
    """Header and rows of every line that matches, newest first, for ``exchange.uitvoer``. Logged with the number."""
    with werkplek.doe() as t:
        t.eis(Recht.LOGBOEK_EXPORTEREN)
        rijen: list[tuple[str | int | date, ...]] = []
        voor: int | None = None
        while True:
            blad = _zoek(t, filter_ or Logfilter(), voor, BLADZIJDE)
            rijen += [
                (
                    r.nr,
                    r.tijd,
                    r.wie,
                    r.rol,
                    r.zin,
                    r.actie,
                    r.resultaat,
                    r.casusnummer,
                    r.ontvanger,
                    r.categorieen,
                    r.herkomst,
                    r.hash,
                )
                for r in blad
            ]
            if len(blad) < BLADZIJDE:
                break
            voor = blad[-1].nr
        t.log("logboek.exporteren", "logboek", aantal=len(rijen))
        return KOLOMMEN, tuple(rijen)
