"""The agenda beside the casus at hand: numbers, names that are read whole, and how each item ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontMetrics

from pmg_desk.services.overleggen import AgendaPunt
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst

_NR, _STAND, _MARGE = 40, 140, 80
_DEEL = 0.42
"""Of the page: the casus itself keeps the larger part."""


@dataclass(frozen=True, slots=True)
class Agendarij:
    """An item with its number and how it stands."""

    nr: int
    punt: AgendaPunt
    stand: str


def _tr(tekst: str) -> str:
    return QCoreApplication.translate("Agendalijst", tekst)


class Agendalijst(Lijst[Agendarij]):
    """Enter or a click opens an item; the arrows only mark one."""

    def __init__(self, omgeving: Omgeving) -> None:
        super().__init__(
            "vergadering",
            _tr("Agenda"),
            (
                Kolom("nr", _tr("Nr"), lambda r: r.nr, "getal", breedte=_NR, sorteerbaar=False),
                Kolom("naam", _tr("Jongere"), lambda r: r.punt.naam, rekt=True, nadruk=True, sorteerbaar=False),
                Kolom("stand", _tr("Stand"), lambda r: r.stand, breedte=_STAND, sorteerbaar=False),
            ),
            lambda r: r.punt.id,
            woord=(_tr("casus"), _tr("casussen")),
            instellingen=omgeving.instellingen,
            filterveld=False,
            leeg=Leegtekst(_tr("De agenda is leeg"), _tr("Zet eerst casussen op de agenda."), "list-checks"),
        )
        self._thema = omgeving.thema
        self._langste = 0
        # One goes on from here into the casus; columns are chosen with the mouse.
        self.kolomknop.setVisible(False)
        self.tabel.clicked.connect(self._open)

    def zet_rijen(self, rijen: Sequence[Agendarij]) -> None:
        """As every list; and measure the names."""
        vet = QFont(self._thema.letter())
        vet.setBold(True)
        maat = QFontMetrics(vet)
        self._langste = max((maat.horizontalAdvance(rij.punt.naam) for rij in rijen), default=0)
        super().zet_rijen(rijen)

    def breedte_voor(self, pagina: int, minstens: int) -> int:
        """How wide it should be on a page of so many pixels: all names whole where there is room."""
        px = self._thema.px
        nodig = self._langste + px(_NR + _STAND + _MARGE)
        return max(minstens, min(nodig, round(pagina * _DEEL)))
