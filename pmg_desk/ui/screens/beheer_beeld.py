"""From which number on the informatiebeeld shows it, and how smaller ones are kept from view."""

from __future__ import annotations

from functools import partial

from pmg_desk.domain.beeld import Wijze
from pmg_desk.services import beeldinstellingen
from pmg_desk.services.beeldinstellingen import MEESTE_DREMPEL, MINSTE_DREMPEL, Beeldinstellingen
from pmg_desk.ui.widgets.formulier import Keuze, KeuzeVeld
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.scherm import Scherm


class Beeldkaart(Kaart):
    """Both settings; a choice is kept at once, for the quarters that are settled after it."""

    def __init__(self, scherm: Scherm) -> None:
        super().__init__("")
        self.zet_titel(self.tr("Informatiebeeld"))
        self.scherm, self.omgeving = scherm, scherm.omgeving
        self.drempel = KeuzeVeld(
            "drempel",
            self.tr("Kleinste getal dat te zien is"),
            [Keuze(aantal, str(aantal)) for aantal in range(MINSTE_DREMPEL, MEESTE_DREMPEL + 1)],
            breedte=120,
            hulp=self.tr(
                "Getallen daaronder gaan over zo weinig mensen dat zij te herkennen zijn. Nul is meestal wel te zien."
            ),
        )
        self.wijze = KeuzeVeld(
            "wijze",
            self.tr("Hoe kleinere getallen uit beeld blijven"),
            [
                Keuze(Wijze.AFSCHERMEN, self.tr("afschermen: het getal staat er niet")),
                Keuze(Wijze.AFRONDEN, self.tr("afronden: elk getal is een veelvoud van dat kleinste getal")),
            ],
            breedte=420,
            hulp=self.tr(
                "Geldt voor kwartalen die u hierna vaststelt. Wat al is vastgesteld, blijft zoals het is: anders kan"
                " iemand de twee van elkaar aftrekken."
            ),
        )
        for veld in (self.drempel, self.wijze):
            self.inhoud.addWidget(veld)
            veld.gewijzigd.connect(self._zet)
        taak = partial(beeldinstellingen.show_instellingen, self.omgeving.werkplek)
        self.omgeving.werker.doe(taak, self._toon, scherm.toon_fout, self)

    def _toon(self, nu: Beeldinstellingen) -> None:
        for veld, waarde in ((self.drempel, nu.drempel), (self.wijze, nu.wijze)):
            veld.blockSignals(True)
            veld.zet(waarde)
            veld.blockSignals(False)

    def _zet(self) -> None:
        drempel, wijze = self.drempel.waarde(), self.wijze.waarde()
        if drempel is not None and wijze is not None:
            taak = partial(beeldinstellingen.set_instellingen, self.omgeving.werkplek, drempel, wijze)
            self.omgeving.werker.doe(taak, fout=self.scherm.toon_fout, eigenaar=self)
