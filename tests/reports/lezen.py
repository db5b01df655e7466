"""Reads a PDF back the way its readers do: text per page, structure, drawing commands, all that lies in the file."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Iterator
from typing import Any

import pypdf
import pypdfium2
from PIL import Image, ImageOps
from pypdf.generic import ArrayObject, ContentStream, StreamObject

from pmg_desk.reports import stijl

_SPELING = 3  # points: some letters, such as J, reach a little outside their own width


def open_pdf(inhoud: bytes) -> Any:
    """A pypdf reader, untyped as PDF objects are; strict, so that a malformed file is an error."""
    return pypdf.PdfReader(io.BytesIO(inhoud), strict=True)


def bladen(inhoud: bytes) -> list[str]:
    """The text of every page, with every run of white space as one space."""
    return [" ".join(_hele_woorden(blad.extract_text()).split()) for blad in open_pdf(inhoud).pages]


def _hele_woorden(regels: str) -> str:
    """The text with words put together again that were broken at the end of a line, as other readers do."""
    return re.sub(r"(?<=[^\W\d_]{4})-\s*\n\s*(?=[^\W\d_]{4})", "", regels)


def tekst(inhoud: bytes) -> str:
    """The text of the whole file, with every run of white space as one space."""
    return " ".join(bladen(inhoud))


def zonder_wit(regels: str) -> str:
    """The text without white space: line breaks say nothing about what was printed."""
    return "".join(regels.split())


def pdftotext(inhoud: bytes) -> str:
    """The text as poppler reads it, as one line."""
    klaar = subprocess.run(["pdftotext", "-", "-"], input=inhoud, capture_output=True, check=True)
    return " ".join(klaar.stdout.decode().split())


def alles_in(inhoud: bytes) -> bytes:
    """Every byte of the file, with all its streams decompressed behind it."""
    delen = [inhoud]
    lezer = open_pdf(inhoud)
    for nummer in range(1, int(lezer.trailer["/Size"])):
        ding = lezer.get_object(nummer)
        if isinstance(ding, StreamObject):
            delen.append(ding.get_data())
    return b"\n".join(delen)


def opdrachten(inhoud: bytes, blad: int) -> list[tuple[list[Any], bytes]]:
    """The drawing commands of a page (from 0)."""
    lezer = open_pdf(inhoud)
    stroom = ContentStream(lezer.pages[blad].get_contents(), lezer)
    return [(list(waarden), opdracht) for waarden, opdracht in stroom.operations]


def grijze_bladen(inhoud: bytes) -> list[Image.Image]:
    """The pages as a black-and-white printer sees them, one pixel a point."""
    document = pypdfium2.PdfDocument(inhoud)
    beelden = [document[nr].render(scale=1).to_pil().convert("L") for nr in range(len(document))]
    document.close()
    return beelden


def bladen_met_inkt_in_de_marge(inhoud: bytes) -> list[int]:
    """Pages (from 0) on which anything is drawn outside the margins."""
    buiten = []
    for nr, beeld in enumerate(grijze_bladen(inhoud)):
        links, boven, rechts, onder = ImageOps.invert(beeld).getbbox() or (300, 400, 300, 400)
        binnen = links >= stijl.LINKS - _SPELING and rechts <= stijl.BREEDTE - stijl.RECHTS + _SPELING
        if not (binnen and boven >= 30 and onder <= stijl.HOOGTE - 30):
            buiten.append(nr)
    return buiten


def koppen_zonder_vervolg(inhoud: bytes) -> list[tuple[str, int]]:
    """Headings whose next text stands on another page, and table heads without a row below them."""
    regels = structuur(inhoud)
    return [
        (tekst, blad)
        for (rol, blad, tekst), (_, volgend_blad, _) in zip(regels, [*regels[1:], ("", -1, "")], strict=True)
        if rol in {"H1", "H2", "TH"} and volgend_blad != blad
    ]


def structuur(inhoud: bytes) -> list[tuple[str, int, str]]:
    """The text a screen reader follows, in its order: (role, page from 0, text), cells as their role and paragraph."""
    lezer = open_pdf(inhoud)
    stukken = [_gemarkeerd(lezer, nr) for nr in range(len(lezer.pages))]
    bladnummers = {blad.indirect_reference.idnum: nr for nr, blad in enumerate(lezer.pages)}
    wortel = lezer.trailer["/Root"]["/StructTreeRoot"]
    return list(_loop(wortel["/K"].get_object(), "", bladnummers, stukken))


def _loop(
    element: Any, cel: str, bladnummers: dict[int, int], stukken: list[dict[int, str]]
) -> Iterator[tuple[str, int, str]]:
    rol = str(element["/S"])[1:]
    cel = rol if rol in {"TH", "TD"} else cel
    inhoud = element["/K"]
    if isinstance(inhoud, ArrayObject):
        for kind in inhoud:
            yield from _loop(kind.get_object(), cel, bladnummers, stukken)
        return
    blad = bladnummers[element.raw_get("/Pg").idnum]
    yield cel or rol, blad, stukken[blad][int(inhoud)]


def _gemarkeerd(lezer: Any, nr: int) -> dict[int, str]:
    """The text of every marked piece of a page, by its number."""
    stukken: dict[int, list[str]] = {}
    nu: list[int | None] = []

    def bezoek(opdracht: bytes, waarden: list[Any], *_: Any) -> None:
        if opdracht == b"BDC":
            nu.append(int(waarden[1]["/MCID"]))
            stukken[int(waarden[1]["/MCID"])] = []
        elif opdracht == b"BMC":
            nu.append(None)
        elif opdracht == b"EMC":
            nu.pop()

    def lees(stuk: str, *_: Any) -> None:
        if stuk.strip() and nu and nu[-1] is not None:
            stukken[nu[-1]].append(stuk)

    lezer.pages[nr].extract_text(visitor_operand_before=bezoek, visitor_text=lees)
    return {nummer: re.sub(r"\s+", " ", _hele_woorden("".join(delen))).strip() for nummer, delen in stukken.items()}
