"""Files to keep with a casus, made as programs make them: a receipt, a photo with a place in it, a sheet, a letter."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

from openpyxl import Workbook
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>'
)


def pdf(*bladen: str, wachtwoord: str = "") -> bytes:
    """A PDF with a line of text on each page."""
    uit = io.BytesIO()
    doek = Canvas(uit, encrypt=wachtwoord or None, pageCompression=0)
    for tekst in bladen or ("Bon",):
        doek.drawString(72, 700, tekst)
        doek.showPage()
    doek.save()
    return uit.getvalue()


def pdf_met_opdracht(opdracht: str) -> bytes:
    """A PDF that asks its reader to do this when it opens, page and all."""
    return (
        "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction " + opdracht + ">>endobj\n"
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/AA<</O " + opdracht + ">>>>endobj\n"
        "trailer<</Root 1 0 R/Size 4>>\n%%EOF"
    ).encode()


def foto(breed: int = 640, hoog: int = 480, *, plek: bool = False, draai: int = 0) -> bytes:
    """A JPEG, red at the left and blue at the right; ``plek``: with a GPS position, ``draai``: EXIF orientation."""
    beeld = Image.new("RGB", (breed, hoog), (200, 30, 30))
    beeld.paste((30, 30, 200), (breed // 2, 0, breed, hoog))
    exif = Image.Exif()
    if plek:
        exif[0x8825] = {1: "N", 2: (52.0, 4.0, 12.5), 3: "E", 4: (4.0, 17.0, 3.0)}
    if draai:
        exif[0x0112] = draai
    uit = io.BytesIO()
    beeld.save(uit, "JPEG", exif=exif, quality=90)
    return uit.getvalue()


def png(breed: int = 200, hoog: int = 100) -> bytes:
    """A PNG that one can look through: it is drawn on white."""
    uit = io.BytesIO()
    Image.new("RGBA", (breed, hoog), (0, 0, 0, 0)).save(uit, "PNG")
    return uit.getvalue()


def png_bom(breed: int, hoog: int) -> bytes:
    """A small PNG whose head promises this many pixels."""

    def deel(soort: bytes, inhoud: bytes) -> bytes:
        return struct.pack(">I", len(inhoud)) + soort + inhoud + struct.pack(">I", zlib.crc32(soort + inhoud))

    kop = struct.pack(">IIBBBBB", breed, hoog, 8, 0, 0, 0, 0)
    beeld = zlib.compress(bytes(1_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + deel(b"IHDR", kop) + deel(b"IDAT", beeld) + deel(b"IEND", b"")


def xlsx() -> bytes:
    """A sheet as Excel writes it."""
    uit = io.BytesIO()
    werkmap = Workbook()
    werkmap.create_sheet("Bon").append(["Bedrag", 12])
    werkmap.save(uit)
    return uit.getvalue()


def office(*, hoofd: str = "word/document.xml", soorten: str = "", **delen: bytes) -> bytes:
    """A zip with the parts of a Word document; ``delen``: more parts, ``__`` for a slash and ``_`` for a point."""
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as bundel:
        bundel.writestr("[Content_Types].xml", CONTENT_TYPES.format(soorten))
        bundel.writestr(hoofd, "<w:document/>")
        for naam, inhoud in delen.items():
            bundel.writestr(naam.replace("__", "/").replace("_", "."), inhoud)
    return uit.getvalue()


def zet(map_: Path, naam: str, inhoud: bytes) -> Path:
    """The bytes as a file."""
    pad = map_ / naam
    pad.write_bytes(inhoud)
    return pad
