"""From which number on the informatiebeeld shows it, and how smaller ones are kept from view."""

from __future__ import annotations

from functools import partial

from pmg_desk.domain.beeld import Wijze
from pmg_desk.domain.fouten import Fout, OngeldigeInvoer
from pmg_desk.services import beeldinstellingen
from pmg_desk.services.beeldinstellingen import MEESTE_DREMPEL, MINSTE_DREMPEL, Beeldinstellingen, Ruimte
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.widgets.formulier import Keuze, KeuzeVeld
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.scherm import Scherm


def _lees(werkplek: Werkplek) -> tuple[Beeldinstellingen, Ruimte]:
    return beeldinstellingen.show_instellingen(werkplek), beeldinstellingen.show_ruimte(werkplek)


class Beeldkaart(Kaart):
    """Both settings; a choice is kept at once, for the quarters that are settled after it. Only what can be chosen."""

    def __init__(self, scherm: Scherm) -> None:
        super().__init__("")
        self.zet_titel(self.tr("Informatiebeeld"))
        self.scherm, self.omgeving = scherm, scherm.omgeving
        self.drempel = KeuzeVeld("drempel", self.tr("Kleinste getal dat te zien is"), [], breedte=120)
        self.wijze = KeuzeVeld("wijze", self.tr("Hoe kleinere getallen uit beeld blijven"), [], breedte=420)
        self._geweigerd: dict[str, str] = {}
        """Why not, by field: to say beside what stands there again."""
        self._zet_keuzes(Ruimte())
        for veld in (self.drempel, self.wijze):
            self.inhoud.addWidget(veld)
            veld.gewijzigd.connect(self._zet)
        self._ververs()

    def _ververs(self) -> None:
        self.omgeving.werker.doe(partial(_lees, self.omgeving.werkplek), self._toon, self.scherm.toon_fout, self)

    def _zet_keuzes(self, ruimte: Ruimte) -> None:
        namen = {
            Wijze.AFSCHERMEN: self.tr("afschermen: het getal staat er niet"),
            Wijze.AFRONDEN: self.tr("afronden: alleen veelvouden van dat getal"),
        }
        self.drempel.zet_keuzes([Keuze(nr, str(nr)) for nr in range(MINSTE_DREMPEL, ruimte.hoogste + 1)])
        self.wijze.zet_keuzes([Keuze(wijze, namen[wijze]) for wijze in ruimte.wijzen])
        wie = self.tr(
            "Getallen daaronder gaan over zo weinig mensen dat zij te herkennen zijn. Nul is meestal wel te zien."
        )
        if ruimte.hoogste < MEESTE_DREMPEL:
            later = self.tr(
                "Hoger dan {} kan niet meer: daarmee is al een kwartaal vastgesteld, en daaruit is soms te halen wat"
                " bij een hoger getal verborgen moet zijn. Kiest u lager, dan kan het na het volgende kwartaal niet"
                " terug."
            ).format(ruimte.hoogste)
        else:
            later = self.tr("Is er eenmaal een kwartaal mee vastgesteld, dan kan het alleen nog lager. Kies dus ruim.")
        self.drempel.zet_hulp(f"{wie} {later}")
        vast = self.tr(
            "Geldt voor kwartalen die u hierna vaststelt. Wat al is vastgesteld, blijft zoals het is: anders kan"
            " iemand de twee van elkaar aftrekken."
        )
        if Wijze.AFSCHERMEN in ruimte.wijzen:
            terug = self.tr("Is er eenmaal een kwartaal afgerond, dan kan afschermen niet meer.")
        else:
            terug = self.tr(
                "Afschermen kan niet meer: uit een kwartaal dat is afgerond, is soms te halen wat dan verborgen moet"
                " zijn."
            )
        self.wijze.zet_hulp(f"{vast} {terug}")

    def _toon(self, gelezen: tuple[Beeldinstellingen, Ruimte]) -> None:
        nu, ruimte = gelezen
        for veld in (self.drempel, self.wijze):
            veld.blockSignals(True)
        self._zet_keuzes(ruimte)
        self.drempel.zet(nu.drempel)
        self.wijze.zet(nu.wijze)
        for veld in (self.drempel, self.wijze):
            veld.blockSignals(False)
            veld.toon_fout(self._geweigerd.pop(veld.sleutel, ""))

    def _zet(self) -> None:
        drempel, wijze = self.drempel.waarde(), self.wijze.waarde()
        if drempel is not None and wijze is not None:
            taak = partial(beeldinstellingen.set_instellingen, self.omgeving.werkplek, drempel, wijze)
            self.omgeving.werker.doe(taak, fout=self._weiger, eigenaar=self)

    def _weiger(self, fout: Fout) -> None:
        """What is kept stands there again: somebody settled a quarter meanwhile."""
        if isinstance(fout, OngeldigeInvoer):
            self._geweigerd = fout.velden
        else:
            self.scherm.toon_fout(fout)
        self._ververs()
