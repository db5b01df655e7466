"""What a number counts: in one sentence, on which day or days, and on request the rest; and what the chosen one is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.beeld import TOTAAL, Moment
from pmg_desk.domain.beeldgetal import VERBORGEN
from pmg_desk.domain.registerblad import bron_in_woorden
from pmg_desk.services.beeld import Beeldtabel, Keuze
from pmg_desk.ui.widgets.kaart import Gegevens
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.tekst import Tekst

_ZINNEN = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


def eerste_zin(definitie: str) -> tuple[str, str]:
    """The sentence that says what is counted, and the others."""
    eerst, *rest = _ZINNEN.split(definitie, maxsplit=1)
    return eerst, "".join(rest)


class Uitleg(QWidget):
    """``peil``: the day or days in words, as services say it ("op 30 september 2026", "van ... tot en met ...").

    ``paren``: more facts, between the day and the source. ``methode``: how small numbers are kept from view.
    """

    def __init__(
        self,
        definitie: str,
        moment: Moment,
        peil: str,
        paren: tuple[tuple[str, str], ...],
        bron: str,
        methode: tuple[str, ...],
    ) -> None:
        super().__init__()
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(10)
        kort, rest = eerste_zin(definitie)
        kolom.addWidget(Tekst(kort, kiesbaar=True))
        dag = self.tr("Peildatum") if moment is Moment.STAND else self.tr("Periode")
        gegevens = Gegevens()
        gegevens.zet([(dag, peil.removeprefix("op ").removeprefix("van ")), *paren])
        kolom.addWidget(gegevens)
        self.meerknop = Knop(self.tr("Precieze regels en bron"), "koppeling", "chevron-down", actie=self.wissel)
        kolom.addWidget(self.meerknop, 0, Qt.AlignmentFlag.AlignLeft)
        self._meer = QWidget()
        kolom.addWidget(self._meer)
        meer = QVBoxLayout(self._meer)
        meer.setContentsMargins(0, 0, 0, 0)
        meer.setSpacing(8)
        for zin in _ZINNEN.split(rest) if rest else ():
            meer.addWidget(Tekst(f"– {zin}", kiesbaar=True))
        for zin in methode:
            meer.addWidget(Tekst(zin, "zacht"))
        meer.addWidget(Tekst(self.tr("Bron: {}.").format(bron_in_woorden(bron)), "zacht"))
        self._vouw(dicht=True)

    @property
    def dicht(self) -> bool:
        """Whether only the short form is in sight."""
        return self._meer.isHidden()

    def wissel(self) -> None:
        """Unfold the rest, or fold it again."""
        self._vouw(dicht=not self.dicht)

    def _vouw(self, *, dicht: bool) -> None:
        self._meer.setVisible(not dicht)
        self.meerknop.zet_icoon("chevron-down" if dicht else "chevron-up")
        toestand = self.tr("ingeklapt") if dicht else self.tr("uitgeklapt")
        self.meerknop.setAccessibleName(f"{self.meerknop.text()}, {toestand}")


class Gekozen(QWidget):
    """What the number under the cursor is, why it is hidden where it is, and the way to how it went.

    It stands above the table, and has room for what it says of a hidden number: the table stays where it is under the
    mouse.
    """

    def __init__(self, tabel: Beeldtabel, naar_verloop: Callable[[], None]) -> None:
        super().__init__()
        self._tabel = tabel
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(2)
        self.zin = Tekst(self.tr("Kies een getal: hier staat dan wat het is, en onder de tabel hoe het ging."), "klein")
        self.zin.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        kolom.addWidget(self.zin)
        self.knop = Knop(self.tr("Naar dit getal door de tijd"), "koppeling", "chevron-down", actie=naar_verloop)
        self.knop.setEnabled(False)
        kolom.addWidget(self.knop, 0, Qt.AlignmentFlag.AlignLeft)

    def resizeEvent(self, gebeurtenis: QResizeEvent, /) -> None:
        """Qt: keep room for the longest sentence that may come."""
        super().resizeEvent(gebeurtenis)
        namen = [max((c.label for c in een.categorieen), key=len) for een in self._tabel.assen]
        cellen = self._tabel.cellen.values()
        langst = self._waarom(", ".join(namen)) if any(een.waarde is None for een in cellen) else self.zin.text()
        vak = self.zin.fontMetrics().boundingRect(0, 0, self.width(), 0, Qt.TextFlag.TextWordWrap, langst)
        self.zin.setMinimumHeight(vak.height())

    def _waarom(self, wat: str) -> str:
        waarom = self._tabel.vaststelling.waarom_verborgen
        return self.tr("{}: {}. Afgeschermd: {}.").format(wat, VERBORGEN, waarom)

    def zet(self, cel: Sequence[Keuze]) -> None:
        """``cel``: the category per axis that is not the total."""
        tabel, per_as = self._tabel, dict(cel)
        plek = tuple(per_as.get(een.sleutel, TOTAAL) for een in tabel.assen)
        waar = ", ".join(een.label_van(per_as[een.sleutel]) for een in tabel.assen if een.sleutel in per_as)
        getal, wat = tabel.cellen[plek], waar or self.tr("Totaal")
        zin = self.tr("{}: {} {}.").format(wat, getal.tekst, tabel.meting.eenheid)
        self.zin.setText(self._waarom(wat) if getal.waarde is None else zin)
        self.knop.setEnabled(True)
