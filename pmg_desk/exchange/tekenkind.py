"""The process that draws files from outside (PDF, PNG, JPEG), apart from the program that holds the open vault.

It gets bytes and gives pixels back, never an object. Before it looks at a byte it gives up what drawing never needs
(``kind.beperk``). Sizes are read from the head of an image before anything is decoded; pdfium draws pages only: no form
is opened and no script or action is run, and the build has no engine to run one.
"""

from __future__ import annotations

import io
import json
import os
import sys
import traceback
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Protocol

import pypdfium2
from PIL import Image, ImageOps, JpegImagePlugin, PngImagePlugin

from pmg_desk.exchange.getekend import GETEKEND, GPS, KAPOT, METAGEGEVENS, OPDRACHTEN, TE_GROOT, WACHTWOORD, Blad
from pmg_desk.exchange.kind import Verboden, beperk

MEESTE_BEELDPUNTEN = 60_000_000
"""Of an image as it is stored: more than a camera of a telephone makes; 50,000 × 50,000 would take 7.5 GB."""
MEESTE_LETTERS = 5_000
_VORMEN = {"image/png": ("PNG",), "image/jpeg": ("JPEG",)}
_MODULES = (JpegImagePlugin, PngImagePlugin)  # known before files may no longer be written
_GPS = 0x8825
_OPDRACHTEN = (b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/RichMedia")


class Geweigerd(Exception):
    """The file cannot be shown; the text is one of the words above."""


class Document(Protocol):
    """What can be drawn."""

    aantal: int
    opmerkingen: list[str]

    def teken(self, nummer: int, breedte: int) -> Blad:
        """Page ``nummer`` (from 0), about so many pixels wide."""


class _Pdf:
    def __init__(self, inhoud: bytes) -> None:
        try:
            self._document = pypdfium2.PdfDocument(inhoud)
            self.aantal = len(self._document)
        except pypdfium2.PdfiumError as fout:
            raise Geweigerd(WACHTWOORD if "password" in str(fout).lower() else KAPOT) from fout
        if not self.aantal:
            raise Geweigerd(KAPOT)
        # Only what stands there openly: a hint, never a promise.
        self.opmerkingen = [OPDRACHTEN] if any(woord in inhoud for woord in _OPDRACHTEN) else []

    def teken(self, nummer: int, breedte: int) -> Blad:
        try:
            pagina = self._document[nummer]
            breed, hoog = pagina.get_size()
            if breed <= 0 or hoog <= 0:
                raise Geweigerd(KAPOT)
            schaal = min(breedte / breed, (GETEKEND / (breed * hoog)) ** 0.5, GETEKEND / 1000 / max(breed, hoog))
            bitmap = pagina.render(scale=schaal, rev_byteorder=True, may_draw_forms=False)
            tekst = ""
            with suppress(pypdfium2.PdfiumError):
                tekst = str(pagina.get_textpage().get_text_bounded())[:MEESTE_LETTERS]
        except pypdfium2.PdfiumError as fout:
            raise Geweigerd(KAPOT) from fout
        return _blad(bitmap.to_pil(), tekst)


class _Beeld:
    aantal = 1

    def __init__(self, inhoud: bytes, vormen: tuple[str, ...]) -> None:
        self.opmerkingen: list[str] = []
        self._beeld = Image.open(io.BytesIO(inhoud), formats=vormen)
        breed, hoog = self._beeld.size
        if breed * hoog > MEESTE_BEELDPUNTEN:
            raise Geweigerd(TE_GROOT)
        exif = self._beeld.getexif()
        if exif.get_ifd(_GPS):
            self.opmerkingen.append(GPS)
        elif len(exif):
            self.opmerkingen.append(METAGEGEVENS)

    def teken(self, nummer: int, breedte: int) -> Blad:
        if nummer:
            raise Geweigerd(KAPOT)
        beeld = self._beeld
        verhouding = beeld.height / beeld.width
        doel = (breedte, max(1, min(round(breedte * verhouding), GETEKEND // breedte)))
        beeld.draft("RGB", doel)  # a JPEG can be decoded small at once
        beeld.thumbnail(doel)
        recht = ImageOps.exif_transpose(beeld)
        if recht.mode in ("RGBA", "LA", "PA") or "transparency" in recht.info:
            over = recht.convert("RGBA")
            wit = Image.new("RGBA", over.size, "white")
            wit.alpha_composite(over)
            recht = wit
        return _blad(recht)


def _blad(beeld: Image.Image, tekst: str = "") -> Blad:
    rgb = beeld.convert("RGB")
    return Blad(rgb.width, rgb.height, rgb.tobytes(), tekst)


def open_document(soort: str, inhoud: bytes) -> Document:
    """What can be drawn of these bytes. Raises Geweigerd, and whatever a decoder raises over a damaged file."""
    return _Pdf(inhoud) if soort == "application/pdf" else _Beeld(inhoud, _VORMEN[soort])


def bedien(verbinding: Connection, geheugen: int) -> None:
    """Answer one request: kind, pages and width as JSON, then the bytes; back come JSON and per page its pixels.

    Nothing is printed: what a decoder says may quote the file.
    """
    sys.stdout = sys.stderr = Path(os.devnull).open("w", encoding="ascii")  # noqa: SIM115 - for the life of the process
    Image.MAX_IMAGE_PIXELS = MEESTE_BEELDPUNTEN
    beperk(geheugen)
    with suppress(EOFError, OSError):
        vraag = json.loads(verbinding.recv_bytes())
        inhoud = verbinding.recv_bytes()
        stuur(verbinding, {"begonnen": True})
        kop, bladen = _voer_uit(vraag, inhoud)
        stuur(verbinding, kop)
        for blad in bladen:
            verbinding.send_bytes(blad.rgb)


def stuur(verbinding: Connection, bericht: dict[str, Any]) -> None:
    """A message as JSON."""
    verbinding.send_bytes(json.dumps(bericht).encode())


def _voer_uit(vraag: dict[str, Any], inhoud: bytes) -> tuple[dict[str, Any], list[Blad]]:
    try:
        document = open_document(vraag["soort"], inhoud)
        laatste = min(document.aantal, vraag["vanaf"] + vraag["aantal"])
        bladen = [document.teken(nummer, vraag["breedte"]) for nummer in range(vraag["vanaf"], laatste)]
    except Geweigerd as fout:
        return {"fout": str(fout)}, []
    except MemoryError:
        return {"fout": TE_GROOT}, []
    except Verboden as fout:
        plek = traceback.extract_tb(fout.__traceback__)[-1]
        return {"bug": f"{fout} in {Path(plek.filename).name}:{plek.lineno}"}, []
    except Image.DecompressionBombError:
        return {"fout": TE_GROOT}, []
    except Exception:  # noqa: BLE001 - a decoder raises anything over a hostile file
        return {"fout": KAPOT}, []
    maten = [{"breedte": blad.breedte, "hoogte": blad.hoogte, "tekst": blad.tekst} for blad in bladen]
    return {"aantal": document.aantal, "opmerkingen": document.opmerkingen, "bladen": maten}, bladen
