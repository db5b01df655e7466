"""Drawings that are made once: a PDF takes them as they are, a screen as SVG in memory.

Whatever differs does so by shape, line or word; colour comes on top. The numbers stand in a table beside a drawing, so
the drawing itself is decoration to a screen reader.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from reportlab.graphics import renderPDF, renderSVG
from reportlab.graphics.shapes import STATE_DEFAULTS, Drawing
from reportlab.lib.colors import Color, HexColor
from reportlab.platypus import Flowable

from pmg_desk.reports import stijl
from pmg_desk.reports.blad import Blad
from pmg_desk.reports.letters import GEWOON, VET, registreer

_SVG_LETTERS = {GEWOON: {"family": "Noto Sans"}, VET: {"family": "Noto Sans", "weight": "bold"}}

STATE_DEFAULTS["fontName"] = GEWOON  # reportlab begins every drawing with its own, which a PDF would not embed
_KNIPPEN = re.compile(r"<clipPath.*?</clipPath>|clip-path: [^;\"]*;?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Palet:
    """The colours of a drawing as ``#rrggbb``: those of the paper, or of the theme of the screen."""

    inkt: str
    zacht: str  # text that is less important
    lijn: str  # what helps the eye: rings, guide lines
    accent: str  # what holds now
    vlak: str  # what lies behind

    def kleur(self, naam: str) -> Color:
        """One of them as reportlab wants it."""
        return HexColor(getattr(self, naam))


def _hex(kleur: Color) -> str:
    return "#" + str(kleur.hexval())[2:]


DRUK = Palet(_hex(stijl.INKT), _hex(stijl.GRIJS), _hex(stijl.LIJN), _hex(stijl.ACCENT), _hex(stijl.WIT))
"""What is printed: dark on white, readable from a black-and-white printer."""


def als_svg(tekening: Drawing) -> bytes:
    """The drawing as SVG, in memory only; its typefaces are those that the program loads (Noto Sans)."""
    registreer()
    svg: str = renderSVG.drawToString(tekening, fontHacks=_SVG_LETTERS)
    # Qt knows SVG Tiny, which has no clipping: it would draw the clipping rectangle itself, in black.
    return _KNIPPEN.sub("", svg).encode()


class Beeld(Flowable):
    """A drawing on a page, as wide as it was made; not read aloud, because its values stand in a table."""

    canv: Blad

    def __init__(self, tekening: Drawing) -> None:
        super().__init__()
        self._tekening = tekening

    def wrap(self, _breedte: float, _hoogte: float) -> tuple[float, float]:
        """The room it takes, in points."""
        self.width, self.height = float(self._tekening.width), float(self._tekening.height)
        return self.width, self.height

    def draw(self) -> None:
        """Draw it."""
        doek: Any = self.canv
        self.canv.begin_sier()
        renderPDF.draw(self._tekening, doek, 0, 0)
        self.canv.eind_sier()
