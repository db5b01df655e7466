"""Commands for what needs no screen. Exit codes: 0 done, 1 refused, failed or something found, 2 wrongly asked.

A password is asked for, or read from a file; it never stands on the command line, where other programs can see it.
"""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from pmg_desk import __version__
from pmg_desk.domain.fouten import Fout, OngeldigeInvoer

if TYPE_CHECKING:
    from pmg_desk.services.demo import Demo
    from pmg_desk.services.importeren import Importbestand, RijVoorbeeld
    from pmg_desk.services.werkplek import Werkplek
    from pmg_desk.ui.fotograaf import Fotograaf

_VERTAALD = (
    ("the following arguments are required:", "dit ontbreekt:"),
    ("unrecognized arguments:", "dit ken ik niet:"),
    ("invalid choice:", "dit is geen keuze:"),
    ("choose from", "kies uit"),
    ("invalid int value:", "dit is geen geheel getal:"),
    ("expected one argument", "hier hoort iets achter"),
    ("argument", "bij"),
)


class GeenWachtwoord(Fout):
    """The file with the password cannot be used, or nothing was typed."""

    wat = "Er is geen wachtwoord gegeven."
    veilig = "De kluis is niet geopend."
    doe = "Typ het wachtwoord, of geef met --wachtwoord-bestand een bestand met het wachtwoord op de eerste regel."


class BestandBestaatAl(Fout):
    """A file would be overwritten."""

    wat = "Er staat al een bestand met deze naam."
    veilig = "Er is niets gedeeld of overschreven."
    doe = "Kies een andere naam."


class NietGeschreven(Fout):
    """The summary could not be written; the log says that nothing left."""

    wat = "De samenvatting kon niet worden geschreven."
    veilig = "In het logboek staat dat de uitgifte is mislukt."
    doe = "Kijk of de map bestaat en of u erin mag schrijven."


class _Hulp(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "gebruik: " if prefix is None else prefix)


class _Lezer(argparse.ArgumentParser):
    """argparse in Dutch: ``veld`` and ``optie`` add what help shows under a Dutch heading."""

    def __init__(self, **opties: object) -> None:
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=_Hulp, **opties)  # type: ignore[arg-type]
        self._velden = self.add_argument_group("wat u opgeeft")
        self._opties = self.add_argument_group("opties")
        self.veld = self._velden.add_argument
        self.optie = self._opties.add_argument
        self.optie("-h", "--help", action="help", help="deze uitleg")

    def error(self, message: str) -> NoReturn:
        for engels, nederlands in _VERTAALD:
            message = message.replace(engels, nederlands)
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {message}\n")


def main(argumenten: Sequence[str]) -> int:
    """Run one command and return its exit code; without arguments, open the window."""
    if not argumenten:
        return _venster(None)
    keuze = _lezer().parse_args(argumenten)
    try:
        return int(keuze.doe(keuze))
    except OngeldigeInvoer as fout:
        for zin in (fout.wat, *fout.velden.values()):
            print(zin, file=sys.stderr)
    except Fout as fout:
        print(fout.tekst(), file=sys.stderr)
    except KeyboardInterrupt:
        print("Afgebroken.", file=sys.stderr)
    return 1


def _lezer() -> argparse.ArgumentParser:
    lezer = _Lezer(prog="pmg-desk", description="Casusregie voor Preventie met Gezag. Zonder opdracht: het venster.")
    lezer.optie("--version", action="version", version=f"%(prog)s {__version__}", help="het nummer van deze versie")
    onder = lezer.add_subparsers(title="opdrachten", metavar="OPDRACHT", required=True, parser_class=_Lezer)

    def opdracht(naam: str, hulp: str, doe: Callable[[argparse.Namespace], int]) -> _Lezer:
        een: _Lezer = onder.add_parser(naam, help=hulp, description=hulp)
        een.set_defaults(doe=doe)
        return een

    een = opdracht("demo", "Maak een demokluis met verzonnen casussen.", _demo)
    een.veld("map", metavar="MAP", type=Path, help="hier komen de kluis en het bestand met wachtwoorden")
    een.optie("--casussen", metavar="N", type=int, default=30, help="hoeveel casussen, tot 100000 (gewoon: 30)")
    een.optie("--zaad", metavar="S", type=int, default=2026, help="hetzelfde getal geeft dezelfde casussen")
    een.optie("--vers", action="store_true", help="gooi een eerdere demokluis in deze map eerst weg")

    een = opdracht("open", "Open het venster met een kluis.", lambda keuze: _venster(keuze.kluis))
    een.veld("kluis", metavar="KLUIS", type=Path, help="de map van een kluis, of een map met een demokluis")

    een = opdracht(
        "demo-run", "Maak een demokluis en bewaar er beelden en afdrukken van, zonder beeldscherm.", _demo_run
    )
    een.veld("map", metavar="MAP", type=Path, help="hier komt alles")

    een = opdracht("screens", "Bewaar elk scherm als beeld: licht en donker, 100 en 200 procent.", _screens)
    een.veld("map", metavar="MAP", type=Path, help="hier komen de beelden")

    een = opdracht("importeer", "Open casussen voor de personen in een lijst (.xlsx, .csv of BRP).", _importeer)
    _op_kluis(een)
    een.veld("bestand", metavar="BESTAND", type=Path, help="de lijst")
    een.optie("--proef", action="store_true", help="laat alleen zien wat er zou gebeuren")
    een.optie("--tafel", metavar="TAFEL", default="", help="tafel voor rijen zonder tafel (gewoon: uw eerste tafel)")
    een.optie("--alleen-goede", action="store_true", help="sla rijen over waar iets mis mee is")

    een = opdracht("samenvatting", "Geef een samenvatting van een casus uit als pdf.", _samenvatting)
    _op_kluis(een)
    een.veld("nummer", metavar="CASUSNUMMER", help="zoals PMG-2026-00001")
    een.optie("--voor", metavar="ORGANISATIE", required=True, help="naam uit het adresboek")
    een.optie("--functie", metavar="F", required=True, help="functie van de ontvanger")
    een.optie("--overleg", metavar="O", default="", help='dag en zo nodig tafel: "2026-11-24 PGA lokaal"')
    een.optie("--uit", metavar="BESTAND", type=Path, required=True, help="de pdf die wordt gemaakt")
    een.optie("--bevestig-nieuw", action="store_true", help="u hebt gelezen wat er na het akkoord bij kwam")

    boek = onder.add_parser("logboek", help="Controleer het logboek of voer het uit.", description="Het logboek.")
    onder_boek = boek.add_subparsers(title="opdrachten", metavar="OPDRACHT", required=True, parser_class=_Lezer)
    een = onder_boek.add_parser(
        "controleer", help="Reken het hele logboek na.", description="Reken het hele logboek na."
    )
    een.set_defaults(doe=_logboek)
    _op_kluis(een)
    hulp = "Schrijf het logboek weg om het elders na te gaan, met het programma dat dat doet (verify.py)."
    een = onder_boek.add_parser("exporteer", help=hulp, description=hulp)
    een.set_defaults(doe=_loguitvoer)
    _op_kluis(een)
    een.veld("uit", metavar="MAP", type=Path, help="de nieuwe map waarin alles komt")

    _kopie_opdrachten(onder)

    opdracht("zelftest", "Kijk of dit programma compleet is en werkt.", _zelftest)
    return lezer


def _kopie_opdrachten(onder: Any) -> None:
    """``reservekopie maak|lijst|terugzetten`` and ``kluis plek-toestaan``."""

    def groep(naam: str, hulp: str) -> Any:
        een = onder.add_parser(naam, help=hulp, description=hulp)
        return een.add_subparsers(title="opdrachten", metavar="OPDRACHT", required=True, parser_class=_Lezer)

    def opdracht(bij: Any, naam: str, hulp: str, doe: Callable[[argparse.Namespace], int]) -> _Lezer:
        een: _Lezer = bij.add_parser(naam, help=hulp, description=hulp)
        een.set_defaults(doe=doe)
        return een

    kopie = groep("reservekopie", "Reservekopieën maken, tonen en terugzetten.")
    _op_kluis(opdracht(kopie, "maak", "Maak nu een reservekopie en kijk die na.", _reservekopie_maak))
    een = opdracht(kopie, "lijst", "Toon de reservekopieën van een kluis.", _reservekopie_lijst)
    een.veld("kluis", metavar="KLUIS", type=Path, help="de map van de kluis, ook als die weg is")
    een.optie("--in", dest="waar", metavar="MAP", type=Path, help="zoek in deze map")
    een = opdracht(kopie, "terugzetten", "Vervang de kluis door een reservekopie.", _reservekopie_terug)
    _op_kluis(een)
    een.veld("kopie", metavar="KOPIE", type=Path, help="de map van de reservekopie")
    een.optie("--proef", action="store_true", help="kijk de kopie na en zeg wat verloren gaat; verander niets")

    kluis = groep("kluis", "Waar een kluis mag staan.")
    een = opdracht(kluis, "plek-toestaan", "Sta toe dat de kluis blijft waar dat wordt afgeraden.", _plek_toestaan)
    _op_kluis(een)
    een.optie("--reden", metavar="TEKST", required=True, help="waarom het hier toch mag; komt in het logboek")


def _op_kluis(lezer: _Lezer) -> None:
    lezer.veld("kluis", metavar="KLUIS", type=Path, help="de map van de kluis")
    lezer.optie("--gebruiker", metavar="NAAM", required=True, help="uw gebruikersnaam")
    lezer.optie(
        "--wachtwoord-bestand",
        metavar="PAD",
        type=Path,
        help="bestand met uw wachtwoord op de eerste regel; anders wordt het gevraagd",
    )


@contextmanager
def _kluis(keuze: argparse.Namespace) -> Iterator[Werkplek]:
    from pmg_desk.services import kluizen

    werkplek = kluizen.open_kluis(keuze.kluis, keuze.gebruiker, _wachtwoord(keuze.wachtwoord_bestand))
    try:
        for zin in () if werkplek.kluis is None else werkplek.kluis.waarschuwingen:
            print(zin, file=sys.stderr)
        yield werkplek
    finally:
        kluizen.lock_kluis(werkplek)


def _wachtwoord(bestand: Path | None) -> str:
    try:
        if bestand is None:
            wachtwoord = getpass.getpass("Wachtwoord: ")
        else:
            with bestand.open(encoding="utf-8-sig") as stroom:
                wachtwoord = stroom.readline().rstrip("\r\n")
    except (OSError, ValueError, EOFError):
        raise GeenWachtwoord from None
    if not wachtwoord:
        raise GeenWachtwoord
    return wachtwoord


def _venster(pad: Path | None) -> int:
    from pmg_desk.app import start

    if pad is not None and (pad / "demo.kluis").is_dir():
        print(f"De gebruikers en hun wachtwoorden staan in {pad / 'wachtwoorden.txt'}", flush=True)
        pad = pad / "demo.kluis"
    return start(pad)


def _demo(keuze: argparse.Namespace) -> int:
    _maak_demo(keuze.map, keuze.casussen, keuze.zaad, vers=keuze.vers)
    return 0


def _maak_demo(map_: Path, casussen: int, zaad: int, *, vers: bool) -> Demo:
    from pmg_desk.services import demo

    toon = sys.stderr.isatty()

    def voortgang(gedaan: int, totaal: int) -> None:
        if toon:
            print(f"\r{min(gedaan, totaal)} van {totaal} casussen", end="", file=sys.stderr, flush=True)

    een = demo.make_demo(map_, casussen=casussen, zaad=zaad, vers=vers, voortgang=voortgang)
    if toon:
        print(file=sys.stderr)
    print(f"Demokluis met {casussen} verzonnen casussen: {een.kluis}")
    print(f"De gebruikers en hun wachtwoorden staan in {een.wachtwoordbestand}")
    return een


def _demo_run(keuze: argparse.Namespace) -> int:
    een = _maak_demo(keuze.map, 30, 2026, vers=True)
    fotograaf = _fotograaf(een, keuze.map / "schermen")
    fotograaf.neem_alles((("licht", 100),))
    pdfs = fotograaf.druk_af(keuze.map / "pdf")
    print("Er is geen beeldscherm, dus het programma draaide zonder venster.")
    print(f"{fotograaf.toestel.aantal} beelden van de schermen: {keuze.map / 'schermen'}")
    print(f"{pdfs} afgedrukte samenvattingen: {keuze.map / 'pdf'}")
    return _klaar(fotograaf.toestel.storingen)


def _screens(keuze: argparse.Namespace) -> int:
    een = _maak_demo(keuze.map / "demo", 30, 2026, vers=True)
    fotograaf = _fotograaf(een, keuze.map)
    fotograaf.neem_alles(tuple((modus, schaal) for modus in ("licht", "donker") for schaal in (100, 200)))
    print(f"{fotograaf.toestel.aantal} beelden van de schermen: {keuze.map}")
    return _klaar(fotograaf.toestel.storingen)


def _fotograaf(een: Demo, map_: Path) -> Fotograaf:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from pmg_desk.ui.fotograaf import Fotograaf
    from pmg_desk.ui.fototoestel import stil_platform

    stil_platform()
    return Fotograaf(een, map_)


def _klaar(storingen: Sequence[str]) -> int:
    for storing in storingen:
        print(storing, file=sys.stderr)
    return 1 if storingen else 0


def _importeer(keuze: argparse.Namespace) -> int:
    from pmg_desk.services import importeren, overleggen

    with _kluis(keuze) as werkplek:
        bestand = importeren.read_bestand(werkplek, keuze.bestand)
        rijen = importeren.preview_import(werkplek, bestand, bestand.toewijzing)
        fout = [rij for rij in rijen if not rij.kan]
        gekozen = [rij.nr for rij in rijen if rij.kan and rij.gekozen]
        _meld_rijen(bestand, rijen, fout, len(gekozen))
        if keuze.proef:
            print("Dit was een proef: er is niets geïmporteerd.")
            return 1 if fout else 0
        if fout and not keuze.alleen_goede:
            print("Er is niets geïmporteerd. Verbeter deze rijen, of geef --alleen-goede.", file=sys.stderr)
            return 1
        eigen = overleggen.mijn_tafels(werkplek)
        tafel = keuze.tafel or (eigen[0][0] if eigen else "")
        uitkomst = importeren.import_rijen(werkplek, bestand, bestand.toewijzing, gekozen, tafel=tafel)
        print(f"{uitkomst.casussen} casussen geopend, {uitkomst.relaties} familieleden vastgelegd.")
        print(f"{uitkomst.overgeslagen} rijen overgeslagen.")
    return 0


def _meld_rijen(
    bestand: Importbestand, rijen: Sequence[RijVoorbeeld], fout: Sequence[RijVoorbeeld], gekozen: int
) -> None:
    """What would happen, by row number: names stay off the screen, where they end up in files and logs."""
    for zin in bestand.waarschuwingen:
        print(zin)
    bekend = sum(rij.wat == "bekend" for rij in rijen)
    print(f"{len(rijen)} rijen gelezen: {gekozen} te importeren, {bekend} al bekend, {len(fout)} met een fout.")
    for rij in fout:
        print(f"Rij {rij.nr}: {' '.join(rij.opmerkingen)}")


def _samenvatting(keuze: argparse.Namespace) -> int:
    from pmg_desk.exchange.wegschrijven import BestandNietGeschreven, schrijf_heel
    from pmg_desk.services import opdrachtregel

    if keuze.uit.exists():
        raise BestandBestaatAl
    with _kluis(keuze) as werkplek:
        casus_id = opdrachtregel.find_casus(werkplek, keuze.nummer)
        bestemming = opdrachtregel.find_bestemming(werkplek, keuze.voor, keuze.functie, keuze.overleg)
        uitgave = opdrachtregel.issue_als_bestand(werkplek, casus_id, bestemming, nieuw_bevestigd=keuze.bevestig_nieuw)
        try:
            schrijf_heel(keuze.uit, uitgave.pdf)
        except BestandNietGeschreven:
            opdrachtregel.report_mislukt(werkplek, uitgave)
            raise NietGeschreven from None
        print(f"Exemplaar {uitgave.exemplaar} uitgegeven: {keuze.uit}")
    return 0


def _logboek(keuze: argparse.Namespace) -> int:
    from pmg_desk.services.logboek import verify_logboek

    with _kluis(keuze) as werkplek:
        controle = verify_logboek(werkplek)
    for regel in controle.regels():
        print(regel)
    return 0 if controle.in_orde else 1


def _loguitvoer(keuze: argparse.Namespace) -> int:
    from pmg_desk.services.logexport import export_logboek

    with _kluis(keuze) as werkplek:
        uitvoer = export_logboek(werkplek, keuze.uit)
    print(f"{uitvoer.regels} regels en {uitvoer.controlepunten} ondertekende standen. Stand: {uitvoer.stand}")
    print(f"Nagaan, ook op een andere computer: python3 {uitvoer.map / 'verify.py'}")
    return 0


def _reservekopie_maak(keuze: argparse.Namespace) -> int:
    from pmg_desk.services import reservekopieen

    with _kluis(keuze) as werkplek:
        een = reservekopieen.make_reservekopie(werkplek)
    print(f"Reservekopie gemaakt en nagekeken, tot en met logregel {een.feiten.log_nr}: {een.pad}")
    return 0


def _reservekopie_lijst(keuze: argparse.Namespace) -> int:
    from pmg_desk.services import voordeur

    kopieen = voordeur.list_reservekopieen(keuze.kluis, keuze.waar)
    for een in kopieen:
        print(f"{een.naam}  {een.grootte / 1_000_000:.1f} MB  logregel {een.feiten.log_nr}  {een.pad}")
    if not kopieen:
        print("Er zijn geen reservekopieën gevonden.", file=sys.stderr)
    return 0 if kopieen else 1


def _reservekopie_terug(keuze: argparse.Namespace) -> int:
    from pmg_desk.services import terugzetten

    wachtwoord = _wachtwoord(keuze.wachtwoord_bestand)
    wat = (keuze.kopie, keuze.kluis, keuze.gebruiker, wachtwoord)
    inzicht = terugzetten.preview_reservekopie(*wat)
    print(f"De reservekopie is heel, tot en met logregel {inzicht.log_nr}. {inzicht.zin()}")
    if keuze.proef:
        print("Dit was een proef: er is niets veranderd.")
        return 0
    uitkomst = terugzetten.restore_reservekopie(*wat, zeg=print)
    print(f"De reservekopie is teruggezet: {uitkomst.kluismap}")
    if uitkomst.bewaard is not None:
        print(f"De kluis van daarvoor staat in: {uitkomst.bewaard}")
    for zin in uitkomst.meldingen:
        print(zin)
    return 0


def _plek_toestaan(keuze: argparse.Namespace) -> int:
    from pmg_desk.services import kluizen, plek

    wachtwoord = _wachtwoord(keuze.wachtwoord_bestand)
    werkplek = kluizen.open_kluis(keuze.kluis, keuze.gebruiker, wachtwoord, plek_toestaan=True)
    try:
        plek.allow_plek(werkplek, keuze.reden)
    finally:
        kluizen.close_kluis(werkplek)
    print("Deze kluis mag in deze map blijven. Bij het werken staat dat steeds in beeld.")
    return 0


def _zelftest(_keuze: argparse.Namespace) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from pmg_desk.services.zelftest import run_zelftest
    from pmg_desk.ui.fototoestel import stil_platform, toon_venster

    stil_platform()
    goed = True
    for uitslag in run_zelftest(toon_venster):
        print(f"{'goed' if uitslag.goed else 'FOUT':<5} {uitslag.deel}: {uitslag.uitleg}", flush=True)
        goed = goed and uitslag.goed
    print("Dit programma is compleet." if goed else "Dit programma is NIET compleet.")
    return 0 if goed else 1
