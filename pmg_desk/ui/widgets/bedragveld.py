"""The field for an amount of money: typed as people write it, kept as typed, read in cents by the service."""

from __future__ import annotations

from pmg_desk.domain.bedragen import BedragFout, parse_bedrag
from pmg_desk.ui.widgets.tekstvelden import TekstVeld


def _bezwaar(tekst: str) -> str:
    try:
        parse_bedrag(tekst)
    except BedragFout as fout:
        return str(fout)
    return ""


class BedragVeld(TekstVeld):
    """One amount; its value is the text, so that the service reads it with the same rules."""

    def __init__(self, sleutel: str, label: str, *, verplicht: bool = False, hulp: str = "") -> None:
        super().__init__(
            sleutel,
            label,
            verplicht=verplicht,
            hulp=hulp or self.tr("In euro, bijvoorbeeld 1.250,50."),
            breedte=180,
            hoogstens=20,
            controle=_bezwaar,
        )
