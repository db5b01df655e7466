"""Tells what a file is that somebody wants to keep with a casus: by its bytes, because names lie.

What can run by itself (programs, scripts, macros, web pages) is refused in words. The name only counts against a file:
text is a script to a computer when its name says so.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePath

from pmg_desk.domain.fouten import Fout
from pmg_desk.exchange.tabel import MIB


class BijlageGeweigerd(Fout):
    """A file of a kind that is not kept; ``wat`` says which kind."""

    wat = "Dit soort bestand kan niet worden bewaard."
    veilig = "Er is niets bewaard."
    doe = "Kies een PDF, een afbeelding (PNG of JPEG), een Excel- of Word-bestand zonder macro's, of platte tekst."


@dataclass(frozen=True, slots=True)
class Bijlagesoort:
    """A kind of file that is kept. ``voorbeeld``: it can be shown inside the program."""

    mime: str
    label: str
    uitgang: str
    voorbeeld: bool = False


PDF = Bijlagesoort("application/pdf", "PDF", "pdf", voorbeeld=True)
PNG = Bijlagesoort("image/png", "Afbeelding (PNG)", "png", voorbeeld=True)
JPEG = Bijlagesoort("image/jpeg", "Foto (JPEG)", "jpg", voorbeeld=True)
XLSX = Bijlagesoort("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel-bestand", "xlsx")
DOCX = Bijlagesoort("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word-document", "docx")
TEKST = Bijlagesoort("text/plain", "Platte tekst", "txt")
SOORTEN: dict[str, Bijlagesoort] = {soort.mime: soort for soort in (PDF, PNG, JPEG, XLSX, DOCX, TEKST)}
"""By MIME type, as it is stored."""

_BEGIN = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG))
_PROGRAMMA = "Dit is een programma. Programma's worden niet bewaard."
_SCRIPT = "Dit is een script: een tekst die een computer uitvoert. Scripts worden niet bewaard."
_MACROS = "Dit bestand bevat macro's of een ingesloten programma. Dat wordt niet bewaard."
_OUD_OFFICE = (
    "Dit is een bestand van een oude versie van Office, of een met een wachtwoord. Daar kunnen macro's in zitten."
)
_INGEPAKT = "Dit is een ingepakt bestand (zoals zip). Ingepakte bestanden worden niet bewaard."
_BOM = "Dit bestand wordt bij het uitpakken veel groter dan het lijkt. Dat is niet veilig."
_PLAATJE = "Dit is een afbeelding van een soort die niet wordt bewaard."
_GEWEIGERD: tuple[tuple[bytes, str], ...] = (
    (b"MZ", _PROGRAMMA),
    (b"\x7fELF", _PROGRAMMA),
    (b"\xca\xfe\xba\xbe", _PROGRAMMA),
    (b"\xfe\xed\xfa", _PROGRAMMA),
    (b"\xce\xfa\xed\xfe", _PROGRAMMA),
    (b"\xcf\xfa\xed\xfe", _PROGRAMMA),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "Dit is een snelkoppeling. Snelkoppelingen worden niet bewaard."),
    (b"#!", _SCRIPT),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OUD_OFFICE),
    (b"{\\rtf", "Dit is een RTF-document. Daar kunnen programma's in zitten."),
    (b"\x1f\x8b", _INGEPAKT),
    (b"7z\xbc\xaf", _INGEPAKT),
    (b"Rar!", _INGEPAKT),
    (b"GIF8", _PLAATJE),
    (b"BM", _PLAATJE),
    (b"II*\x00", _PLAATJE),
    (b"MM\x00*", _PLAATJE),
    (b"RIFF", "Dit is beeld of geluid van een soort die niet wordt bewaard."),
)
_WEBPAGINA = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body|script|svg|\?xml|meta|!--)", re.IGNORECASE
)
_TEKSTNAMEN = frozenset({"", ".txt", ".text", ".csv", ".tsv", ".md", ".log"})
_GEEN_TEKEN = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_MAP_REGEL = b"PK\x01\x02"
_MEESTE_DELEN = 2_000
_UITGEPAKT = 192 * MIB
_VERHOUDING = 250
"""As in ``Grenzen`` of an import: formatted empty rows reach some 100 times, a bomb 1,000."""
_GEVAARLIJK = ("vbaproject.bin", "/macrosheets/", "/activex/", "embeddings/oleobject", "xl/workbook.bin")
_BEVAT = ((XLSX, "xl/workbook.xml"), (DOCX, "word/document.xml"))


def recognise_bijlage(inhoud: bytes, naam: str) -> Bijlagesoort:
    """What these bytes are. Raises BijlageGeweigerd with what it is instead; unpacks at most one small part."""
    if inhoud.startswith(b"PK\x03\x04"):
        return _office(inhoud)
    for begin, soort in _BEGIN:
        if inhoud.startswith(begin):
            return soort
    for begin, zin in _GEWEIGERD:
        if inhoud.startswith(begin):
            raise BijlageGeweigerd(zin)
    if inhoud[4:8] == b"ftyp":
        raise BijlageGeweigerd(
            "Dit is een foto (HEIC) of een filmpje van een telefoon.", doe="Sla een foto op als JPEG."
        )
    if _WEBPAGINA.match(inhoud[:512]):
        raise BijlageGeweigerd("Dit is een webpagina of een tekening in XML. Daar kunnen scripts in zitten.")
    return _tekst(inhoud, naam)


def _tekst(inhoud: bytes, naam: str) -> Bijlagesoort:
    if not _is_tekst(inhoud):
        raise BijlageGeweigerd
    if PurePath(naam).suffix.casefold() not in _TEKSTNAMEN:
        raise BijlageGeweigerd(
            "Dit is tekst, maar aan de naam te zien is het een script of een bestand voor een ander programma.",
            doe="Is het gewone tekst? Sla het dan op als .txt en kies het opnieuw.",
        )
    return TEKST


def _is_tekst(inhoud: bytes) -> bool:
    codering = "utf-16" if inhoud.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    for poging in (codering, "cp1252"):
        try:
            tekst = inhoud.decode(poging)
        except UnicodeDecodeError:
            continue
        return _GEEN_TEKEN.search(tekst) is None
    return False


def _office(inhoud: bytes) -> Bijlagesoort:
    if inhoud.count(_MAP_REGEL) > _MEESTE_DELEN:  # the zip module makes an object of each
        raise BijlageGeweigerd(_BOM)
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
            return _soort_van_delen(archief)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, UnicodeError, EOFError, OSError, RuntimeError):
        raise BijlageGeweigerd("Dit bestand is beschadigd, of het is een ingepakt bestand.") from None


def _soort_van_delen(archief: zipfile.ZipFile) -> Bijlagesoort:
    delen = archief.infolist()
    namen = [f"/{deel.filename.casefold()}" for deel in delen]
    soort = next((soort for soort, hoofddeel in _BEVAT if f"/{hoofddeel}" in namen), None)
    if soort is None:
        raise BijlageGeweigerd(_MACROS if any(g in naam for naam in namen for g in _GEVAARLIJK) else _INGEPAKT)
    if any(gevaar in naam for naam in namen for gevaar in _GEVAARLIJK) or _zegt_macros(archief, delen):
        raise BijlageGeweigerd(_MACROS)
    totaal = sum(deel.file_size for deel in delen)
    bom = any(d.file_size > MIB and d.file_size > _VERHOUDING * max(d.compress_size, 1) for d in delen)
    if bom or totaal > _UITGEPAKT:
        raise BijlageGeweigerd(_BOM)
    return soort


def _zegt_macros(archief: zipfile.ZipFile, delen: list[zipfile.ZipInfo]) -> bool:
    """Whether the list of content types names a kind with macros, wherever the part itself lies."""
    lijsten = [deel for deel in delen if deel.filename.casefold() == "[content_types].xml"]
    if len(lijsten) != 1 or lijsten[0].file_size > MIB:
        raise BijlageGeweigerd("Dit bestand is niet gebouwd zoals een Excel- of Word-bestand.")
    with archief.open(lijsten[0]) as stroom:
        tekst = stroom.read(MIB + 1).lower()
    return b"macroenabled" in tekst or b"vbaproject" in tekst
