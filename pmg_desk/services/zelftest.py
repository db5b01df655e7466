"""The self test: does this installation hold everything it needs? Run on a throw-away vault, after every build.

It makes a small demo vault the way a user would (migrations, encryption, keys, signatures, a printed summary), opens
it again and looks. Nothing of it stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pmg_desk.kluis.fouten import VerkeerdWachtwoord
from pmg_desk.services import casussen, demo, kluizen, logboek, samenvattingen, voordeur
from pmg_desk.services.demo import Demo
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage import migrations
from pmg_desk.storage.engine import bouwstenen, controleer_bestand
from pmg_desk.storage.models import Wijze


class ZelftestFout(Exception):
    """A part is missing or does not do what it should; the text says which."""


@dataclass(frozen=True, slots=True)
class Uitslag:
    """One part that was tried."""

    deel: str
    goed: bool
    uitleg: str


def run_zelftest(venster: Callable[[Werkplek], str]) -> Iterator[Uitslag]:
    """Try every part and tell each outcome as it comes; ``venster`` shows the window on an open vault."""
    with TemporaryDirectory(prefix="pmg-desk-zelftest-") as naam:
        map_ = Path(naam)
        yield _probeer("csv gelezen in een eigen proces", lambda: _lees_csv(map_))
        yield _probeer("bijlage getekend in een eigen proces", _teken_bijlage)
        yield _probeer("gemeenteprofielen", _profielen)
        gemaakt: list[Demo] = []
        yield _probeer("kluis gemaakt (migraties, sleutels, handtekeningen)", lambda: _maak(map_, gemaakt))
        if not gemaakt:
            return
        een = gemaakt[0]
        yield _probeer("verkeerd wachtwoord geweigerd", lambda: _verkeerd(een))
        yield _probeer("database is versleuteld, met FTS5 en trigram", lambda: _met(een, "regie", _database))
        yield _probeer("logboek gecontroleerd", lambda: _met(een, "privacy", _logboek))
        yield _probeer("samenvatting afgedrukt als pdf", lambda: _met(een, "regie", _pdf))
        yield _probeer("venster getoond", lambda: _met(een, "regie", venster))


def _probeer(deel: str, doe: Callable[[], str]) -> Uitslag:
    try:
        return Uitslag(deel, goed=True, uitleg=doe())
    except Exception as fout:  # noqa: BLE001 - whatever is wrong is what the self test is for
        return Uitslag(deel, goed=False, uitleg=f"{type(fout).__name__}: {fout}")


@contextmanager
def _open(een: Demo, wie: str) -> Iterator[Werkplek]:
    werkplek = kluizen.open_kluis(een.kluis, wie, een.wachtwoord(wie))
    try:
        yield werkplek
    finally:
        kluizen.close_kluis(werkplek)


def _met(een: Demo, wie: str, doe: Callable[[Werkplek], str]) -> str:
    with _open(een, wie) as werkplek:
        return doe(werkplek)


def _lees_csv(map_: Path) -> str:
    from pmg_desk.exchange.lezer import Lezer

    pad = map_ / "proef.csv"
    pad.write_text("naam;geboren\nZoë Duinpanninga;1-2-2012\n", encoding="utf-8")
    with Lezer() as lezer:
        tabel = lezer.lees(pad)
    _eis(len(tabel.rijen) == 1 and "Zoë Duinpanninga" in tabel.rijen[0].cellen, "de rij is niet gelezen")
    return "1 rij"


def _teken_bijlage() -> str:
    """A file from outside is drawn in a process of its own, also where the program was frozen."""
    from pmg_desk.domain.registerblad import Registerblad
    from pmg_desk.exchange.bijlagesoort import PDF
    from pmg_desk.exchange.tekenaar import teken
    from pmg_desk.reports.registerblad import maak_pdf

    pdf = maak_pdf(Registerblad("Proef", "proef", "Een bladzijde om te tekenen.", "", ()))
    getekend = teken(PDF.mime, pdf, breedte=400)
    _eis(getekend.aantal == len(getekend.bladen) == 1, "er is geen bladzijde getekend")
    return f"{getekend.aantal} bladzijde"


def _profielen() -> str:
    gevonden = voordeur.shipped_profielen()
    _eis(not gevonden.fouten, "een profiel kan niet worden gelezen")
    _eis(len(gevonden.keuzes) >= 3, "er ontbreekt een profiel")
    return ", ".join(keuze.sleutel for keuze in gevonden.keuzes)


def _maak(map_: Path, gemaakt: list[Demo]) -> str:
    gemaakt.append(demo.make_demo(map_ / "demo", casussen=1))
    return f"schema {migrations.HUIDIG}"


def _verkeerd(een: Demo) -> str:
    try:
        kluizen.open_kluis(een.kluis, "regie", "dit is het verkeerde wachtwoord")
    except VerkeerdWachtwoord:
        return "ja"
    raise ZelftestFout("de kluis ging open met een verkeerd wachtwoord")


def _database(werkplek: Werkplek) -> str:
    versie, fts5, trigram = bouwstenen(werkplek.engine)
    _eis(fts5, "FTS5 ontbreekt")
    _eis(trigram, "de trigram-tokenizer ontbreekt")
    _eis(not controleer_bestand(werkplek.engine), "het bestand is beschadigd")
    assert werkplek.kluis is not None
    with werkplek.kluis.databasepad.open("rb") as bestand:
        _eis(bestand.read(16) != b"SQLite format 3\0", "het bestand is niet versleuteld")
    return f"SQLCipher {versie}"


def _logboek(werkplek: Werkplek) -> str:
    controle = logboek.verify_logboek(werkplek)
    _eis(controle.in_orde, "het logboek is niet in orde")
    return controle.gecontroleerd[0]


def _pdf(werkplek: Werkplek) -> str:
    import pypdfium2

    casus = casussen.list_casussen(werkplek).rijen[0]
    pdf = samenvattingen.issue_intern(werkplek, casus.id, Wijze.BESTAND).pdf
    document = pypdfium2.PdfDocument(pdf)
    try:
        tekst = "".join(blad.get_textpage().get_text_range() for blad in document)
        _eis(casus.nummer in tekst and "VERTROUWELIJK" in tekst, "de tekst staat niet op papier")
        return f"{len(document)} bladzijden"
    finally:
        document.close()


def _eis(goed: bool, anders: str) -> None:
    if not goed:
        raise ZelftestFout(anders)
