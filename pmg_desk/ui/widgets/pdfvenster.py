"""A PDF in a window of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from pmg_desk.ui import thema
from pmg_desk.ui.widgets.dialoog import Dialoog
from pmg_desk.ui.widgets.pdfvoorbeeld import PdfVoorbeeld
from pmg_desk.ui.widgets.rolvak import Rolvak
from pmg_desk.ui.widgets.tekst import Tekst

_BREED = 900
_HOOG = 520
_LET_OP_HOOG = 80


def toon_pdf(
    ouder: QWidget,
    titel: str,
    pdf: bytes,
    let_op: Sequence[str] = (),
    knoppen: Sequence[tuple[str, Callable[[], object]]] = (),
) -> None:
    """Show it, under sentences that should be read with it, with these buttons (words and act) besides closing."""
    venster = Dialoog(ouder, titel, breedte=_BREED)
    if let_op:
        rol = Rolvak()
        for zin in let_op:
            rol.inhoud.addWidget(Tekst(zin))
        rol.inhoud.addStretch(1)
        rol.setMinimumHeight(thema.huidig().px(_LET_OP_HOOG))
        rol.setMaximumHeight(2 * rol.minimumHeight())
        venster.inhoud.addWidget(rol)
    voorbeeld = PdfVoorbeeld()
    voorbeeld.setMinimumHeight(_HOOG - 2 * _LET_OP_HOOG if let_op else _HOOG)
    venster.inhoud.addWidget(voorbeeld)
    venster.voeg_knop(QCoreApplication.translate("pdfvenster", "Sluiten"), actie=venster.accept)
    for woord, actie in knoppen:
        venster.voeg_knop(woord, actie=actie)
    voorbeeld.toon(pdf)
    venster.toon()
