"""One cell of a tafelkader that is being made: its grounds and conditions, beside the grid."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.delen import Eis
from pmg_desk.ui.screens.tafelkaderverschil import EIS_LABELS, functie_van
from pmg_desk.ui.widgets.kadermatrix import Matrixmodel
from pmg_desk.ui.widgets.keuzevelden import Keuze, MeerKeuzeVeld
from pmg_desk.ui.widgets.tekst import Tekst


class Celdetail(QWidget):
    """Grounds and conditions of one cell; what is ticked counts at once."""

    def __init__(self, model: Matrixmodel, plek: tuple[int, int]) -> None:
        super().__init__()
        self._model, self._plek = model, plek
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        rij, categorie, ruimte = model.rij(plek[0]), model.categorie(plek[1]), model.ruimte
        assert ruimte is not None
        kolom.addWidget(Tekst(functie_van(rij.ontvanger)))
        regel = model.cellen.get(plek)
        if not categorie.in_kader:
            kolom.addWidget(Tekst(self.tr("Deze gegevens beoordeelt u per casus. Ze kunnen niet in een tafelkader.")))
        elif regel is None:
            kolom.addWidget(Tekst(self.tr("Nee. Druk in de tabel op de spatiebalk om ja te zeggen."), "zacht"))
        else:
            gronden = [g for g in ruimte.gronden if g.past(rij.soort, ruimte.tafel)]
            self.gronden = MeerKeuzeVeld(
                "gronden", self.tr("Grondslagen"), [Keuze(g.sleutel, g.label) for g in gronden], verplicht=True
            )
            self.gronden.zet(regel.grondslagen)
            self.eisen = MeerKeuzeVeld("eisen", self.tr("Eisen"), [Keuze(eis, EIS_LABELS[eis]) for eis in Eis])
            self.eisen.zet(regel.eisen)
            for veld in (self.gronden, self.eisen):
                veld.gewijzigd.connect(self._bewaar)
                kolom.addWidget(veld)
        kolom.addStretch(1)

    def _bewaar(self) -> None:
        self._model.verander(self._plek, grondslagen=self.gronden.waarde(), eisen=self.eisen.waarde())
