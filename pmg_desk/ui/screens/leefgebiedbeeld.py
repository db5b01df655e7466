"""The drawings of the leefgebieden with their numbers beside them."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.services.leefgebiedbeeld import Leefgebiedbeeld
from pmg_desk.services.leefgebieden import ScoreInzicht
from pmg_desk.ui.widgets.grafiek import Grafiek
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.tekst import Tekst


class Beeldkaart(Kaart):
    """Start and now, the numbers, and each leefgebied over time."""

    def __init__(self, ouder: QWidget | None = None) -> None:
        super().__init__(ouder=ouder)
        self.zet_titel(self.tr("Begin en nu in beeld"))
        self.radar = Grafiek(self.tr("Leefgebieden: begin en nu"))
        self.cijfers = Cijfers()
        self.lijnen = Grafiek(self.tr("Leefgebieden over de tijd"))
        self.inhoud.addWidget(self.radar)
        self.inhoud.addWidget(self.cijfers)
        self.inhoud.addWidget(Tekst(self.tr("Per leefgebied over de tijd"), "kop-3"))
        self.inhoud.addWidget(self.lijnen)
        self.zonder = Tekst("", "zacht")
        self.inhoud.addWidget(self.zonder)

    def zet(self, scores: tuple[ScoreInzicht, ...], beeld: Leefgebiedbeeld) -> None:
        """Show these."""
        self.radar.toon(beeld.radar, beeld.radar_tekst)
        self.lijnen.toon(beeld.lijnen, beeld.lijnen_tekst)
        zonder = [score.label for score in scores if not score.verloop]
        self.zonder.setText(self.tr("Nog geen score: {}.").format(", ".join(zonder)))
        self.zonder.setVisible(bool(zonder))
        self.cijfers.zet(scores)


class Cijfers(QWidget):
    """The numbers behind the drawings, a row per leefgebied; every cell says its column to a screen reader."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Cijfers per leefgebied"))
        self._rooster = QGridLayout(self)
        self._rooster.setContentsMargins(0, 0, 0, 0)
        self._rooster.setHorizontalSpacing(18)
        self._rooster.setVerticalSpacing(6)
        for kolom, deel in enumerate((5, 2, 2, 4, 9)):
            self._rooster.setColumnStretch(kolom, deel)
        self.rijen: list[tuple[str, ...]] = []

    def zet(self, scores: tuple[ScoreInzicht, ...]) -> None:
        """Fill the table anew."""
        while self._rooster.count():
            deel = self._rooster.takeAt(0)
            widget = None if deel is None else deel.widget()
            if widget is not None:
                widget.setVisible(False)
                widget.deleteLater()
        koppen = (
            self.tr("Leefgebied"),
            self.tr("Begin"),
            self.tr("Nu"),
            self.tr("Verschil"),
            self.tr("Alle scores"),
        )
        for kolom, kop in enumerate(koppen):
            self._rooster.addWidget(Tekst(kop, "label"), 0, kolom)
        self.rijen = [self._rij(score) for score in scores]
        for nr, rij in enumerate(self.rijen, start=1):
            for kolom, tekst in enumerate(rij):
                cel = Tekst(tekst)
                cel.setAccessibleName(tekst if kolom == 0 else f"{rij[0]}, {koppen[kolom]}: {tekst}")
                self._rooster.addWidget(cel, nr, kolom)

    def _rij(self, score: ScoreInzicht) -> tuple[str, ...]:
        if not score.verloop:
            return (score.label, "–", "–", "–", self.tr("geen score"))
        verschil = score.verschil
        if not verschil:
            woorden = self.tr("gelijk")
        elif verschil > 0:
            woorden = self.tr("{} beter").format(verschil)
        else:
            woorden = self.tr("{} slechter").format(-verschil)
        alle = ", ".join(f"{toon_datum(dag)}: {waarde}" for dag, waarde in score.verloop)
        return (score.label, str(score.verloop[0][1]), str(score.nu), woorden, alle)
