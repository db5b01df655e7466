"""Made-up files for the demo vault: a receipt as PDF and a photo of a door. The same bytes every time."""

from __future__ import annotations

import io

from reportlab.lib.pagesizes import A6
from reportlab.pdfgen.canvas import Canvas

from pmg_desk.reports.letters import GEWOON, VET, registreer

_REGELS = (
    ("Tweedehands fiets, heren, 28 inch", "79,00"),
    ("Kettingslot", "10,95"),
)


def maak_bon() -> bytes:
    """A receipt of a bicycle repair shop that does not exist."""
    registreer()
    uit = io.BytesIO()
    doek = Canvas(uit, pagesize=A6, invariant=1)
    doek.setTitle("Bon")
    doek.setFont(VET, 13)
    doek.drawString(24, 380, "Fietsenmaker De Derailleur")
    doek.setFont(GEWOON, 9)
    doek.drawString(24, 364, "Steigerbouwersweg 1, Den Haag (verzonnen)")
    hoogte = 326
    for wat, bedrag in _REGELS:
        doek.drawString(24, hoogte, wat)
        doek.drawRightString(273, hoogte, f"€ {bedrag}")
        hoogte -= 18
    doek.line(24, hoogte + 6, 273, hoogte + 6)
    doek.setFont(VET, 10)
    doek.drawString(24, hoogte - 10, "Totaal")
    doek.drawRightString(273, hoogte - 10, "€ 89,95")
    doek.showPage()
    doek.save()
    return uit.getvalue()


def maak_foto() -> bytes:
    """A drawing of a door with a broken lock, as a JPEG."""
    from PIL import Image, ImageDraw

    beeld = Image.new("RGB", (900, 1200), (214, 205, 190))
    tekening = ImageDraw.Draw(beeld)
    tekening.rectangle((180, 90, 720, 1140), fill=(58, 92, 84), outline=(30, 48, 44), width=14)
    for boven in (160, 640):
        tekening.rectangle((250, boven, 650, boven + 400), outline=(36, 60, 54), width=10)
    tekening.ellipse((640, 590, 690, 640), fill=(196, 164, 74))
    tekening.line((600, 500, 700, 720), fill=(236, 228, 214), width=9)
    tekening.line((690, 520, 620, 700), fill=(236, 228, 214), width=7)
    uit = io.BytesIO()
    beeld.save(uit, "JPEG", quality=85)
    return uit.getvalue()
