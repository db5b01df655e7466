"""From which number on the informatiebeeld shows it, and how smaller ones are kept from view."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from pmg_desk.domain.beeld import Wijze
from pmg_desk.domain.fouten import Fout, OngeldigeInvoer
from pmg_desk.services import beeldinstellingen
from pmg_desk.services.beeldinstellingen import MEESTE_DREMPEL, MINSTE_DREMPEL, Beeldinstellingen, Ruimte
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.widgets.dialoog import bevestig
from pmg_desk.ui.widgets.formulier import Keuze, KeuzeVeld
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst


def _lees(werkplek: Werkplek) -> tuple[Beeldinstellingen, Ruimte]:
    return beeldinstellingen.show_instellingen(werkplek), beeldinstellingen.show_ruimte(werkplek)


class Beeldkaart(Kaart):
    """Both settings, for the quarters that are settled after it: only what can be chosen, and kept after asking."""

    def __init__(self, scherm: Scherm) -> None:
        super().__init__("")
        self.zet_titel(self.tr("Informatiebeeld"))
        self.scherm, self.omgeving = scherm, scherm.omgeving
        self.drempel = KeuzeVeld("drempel", self.tr("Kleinste getal dat te zien is"), [], breedte=120)
        self.wijze = KeuzeVeld("wijze", self.tr("Hoe kleinere getallen uit beeld blijven"), [], breedte=420)
        self._nu = Beeldinstellingen()
        self._geweigerd: dict[str, str] = {}
        """Why not, by field: to say beside what stands there again."""
        self._zet_keuzes(Ruimte())
        for veld in (self.drempel, self.wijze):
            self.inhoud.addWidget(veld)
            veld.gewijzigd.connect(self._schik)
        self.knop = Knop(self.tr("Instellingen opslaan"), "primair", "check", actie=self.vraag)
        self.nog_niet = Tekst(self.tr("Nog niet opgeslagen."), "zacht")
        rij = QHBoxLayout()
        rij.addWidget(self.knop)
        rij.addWidget(self.nog_niet, 1, Qt.AlignmentFlag.AlignVCenter)
        self.inhoud.addLayout(rij)
        self._schik()
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
        self._nu = nu
        for veld in (self.drempel, self.wijze):
            veld.blockSignals(True)
        self._zet_keuzes(ruimte)
        self.drempel.zet(nu.drempel)
        self.wijze.zet(nu.wijze)
        for veld in (self.drempel, self.wijze):
            veld.blockSignals(False)
            veld.toon_fout(self._geweigerd.pop(veld.sleutel, ""))
        self._schik()

    def _gekozen(self) -> Beeldinstellingen | None:
        """What was chosen, when it is whole and not what counts already."""
        drempel, wijze = self.drempel.waarde(), self.wijze.waarde()
        if drempel is None or wijze is None:
            return None
        gekozen = Beeldinstellingen(drempel, wijze)
        return None if gekozen == self._nu else gekozen

    def _schik(self) -> None:
        anders = self._gekozen() is not None
        self.knop.setEnabled(anders)
        self.nog_niet.setVisible(anders)

    def vraag(self) -> None:
        """Say what changes and what cannot be undone, and ask."""
        gekozen = self._gekozen()
        if gekozen is None:
            return
        punten = []
        if gekozen.drempel != self._nu.drempel:
            punten.append(
                self.tr("Het kleinste getal dat te zien is, gaat van {} naar {}.").format(
                    self._nu.drempel, gekozen.drempel
                )
            )
        if gekozen.wijze is not self._nu.wijze:
            punten.append(
                self.tr("Getallen worden afgerond, niet meer afgeschermd.")
                if gekozen.wijze is Wijze.AFRONDEN
                else self.tr("Kleinere getallen worden afgeschermd, niet meer afgerond.")
            )
        vast = self.tr("Zodra er een kwartaal mee is vastgesteld, kan het getal niet meer hoger dan {}.").format(
            gekozen.drempel
        )
        if gekozen.wijze is Wijze.AFRONDEN:
            vast += " " + self.tr("Afschermen kan dan ook niet meer.")
        bevestig(
            self.scherm,
            self.tr("Deze instellingen van het informatiebeeld opslaan?"),
            self.tr("Ze gelden voor kwartalen die hierna worden vastgesteld.") + " " + vast,
            self.tr("Instellingen opslaan"),
            partial(self._zet, gekozen),
            punten=tuple(punten),
        )

    def _zet(self, gekozen: Beeldinstellingen) -> None:
        taak = partial(beeldinstellingen.set_instellingen, self.omgeving.werkplek, gekozen.drempel, gekozen.wijze.value)
        self.omgeving.werker.doe(taak, self._opgeslagen, self._weiger, self)

    def _opgeslagen(self, _niets: object) -> None:
        self._ververs()
        self.scherm.meld(self.tr("De instellingen van het informatiebeeld zijn opgeslagen."))

    def _weiger(self, fout: Fout) -> None:
        """What is kept stands there again: somebody settled a quarter meanwhile."""
        if isinstance(fout, OngeldigeInvoer):
            self._geweigerd = fout.velden
        else:
            self.scherm.toon_fout(fout)
        self._ververs()
