"""Beeld: settled numbers per wijk, doelgroep, table and quarter; settling one, files of them, and the own caseload.

Nothing is shown of a quarter that was not settled: everything here is a look into what was kept (``services.beeld``).
"""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from pmg_desk.domain.beeld import Wijze
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.fouten import Afgebroken, Fout
from pmg_desk.domain.rollen import Recht
from pmg_desk.services import beeldkwartalen
from pmg_desk.services.beeld import Vaststelling
from pmg_desk.services.beeldkwartalen import Kwartaalstand
from pmg_desk.services.beeldoverzicht import Beeldvraag
from pmg_desk.ui.omgeving import Omgeving, Wijzigingen
from pmg_desk.ui.screens.beeldcaseload import Caseload
from pmg_desk.ui.screens.beeldgetallen import Getallen
from pmg_desk.ui.screens.beelduitvoer import Uitvoerdialoog, Uitvoerlijst
from pmg_desk.ui.werker import Voortgang
from pmg_desk.ui.widgets.dialoog import bevestig
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.leeg import LegeStaat
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tabbladen import Tabbladen

_CASELOAD = frozenset({"casus", "plan", "actie", "evaluatie", "uitspraak", "delingsverzoek", "privacybesluit"})


class BeeldScherm(Scherm):
    """``toon(tab=)``; ``toon(meting=, kwartaal=, assen=, vast=)`` shows that table."""

    sleutel, titel, icoon = "beeld", "Beeld", "chart-column"
    soorten = frozenset({"beeld", "duiding", "beelduitvoer"}) | _CASELOAD
    opdrachten = (("Informatiebeeld bekijken", {}),)

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        gebruiker = omgeving.werkplek.gebruiker
        self._mag_vaststellen = gebruiker.mag(Recht.BEELD_VASTSTELLEN)
        self._stand: Kwartaalstand | None = None
        self._kwam = False
        self.bestandknop = self.voeg_actie(Knop(self.tr("Bestand maken"), icoon="download", actie=self.maak_bestand))
        self.vaststelknop = self.voeg_actie(
            Knop(self.tr("Kwartaal vaststellen"), "primair", "check", actie=self.vraag_vaststellen)
        )
        for knop in (self.bestandknop, self.vaststelknop):
            knop.setVisible(False)
        self.leeg = LegeStaat(
            self.tr("Nog geen getallen"),
            "",
            icoon=self.icoon,
            knoptekst=self.tr("Kwartaal vaststellen") if self._mag_vaststellen else "",
            actie=self.vraag_vaststellen,
        )
        self.getallen = Getallen(self)
        self.tabs = Tabbladen(self.titel)
        self.tabs.voeg_toe("getallen", self.tr("Getallen"), self._toon_getallen)
        self.tabs.voeg_toe("uitvoer", self.tr("Gemaakte bestanden"), partial(Uitvoerlijst, self), rolt=False)
        self.heeft_caseload = gebruiker.mag(Recht.CASUS_SCHRIJVEN)
        if self.heeft_caseload:
            self.tabs.voeg_toe("caseload", self.tr("Mijn caseload (intern)"), partial(Caseload, self))
        self.tabs.gekozen.connect(self._ander_tab)
        self.inhoud.addWidget(self.tabs, 1)

    def _toon_getallen(self) -> QWidget:
        vak = QWidget()
        kolom = QVBoxLayout(vak)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.addWidget(self.leeg)
        kolom.addWidget(self.getallen)
        return vak

    def _ander_tab(self, _sleutel: str) -> None:
        self.sluit_detail()
        self._zet_bestandknop()

    def _zet_bestandknop(self) -> None:
        """Not beside the own caseload, of which there is no file."""
        er_is = self._stand is not None and bool(self._stand.vastgesteld)
        self.bestandknop.setVisible(er_is and self._mag_vaststellen and self.tabs.sleutel != "caseload")

    def _schik(self) -> None:
        super()._schik()
        if hasattr(self, "tabs"):  # the base class calls this while it is made
            self.tabs.rol_uit(self.is_laag)
            lijst = self.tabs.inhoud("uitvoer")
            if isinstance(lijst, Uitvoerlijst):
                lijst.lijst.rol_uit(self.is_laag and self.tabs.sleutel == "uitvoer")

    # loading

    def toon(self, **params: Any) -> None:
        """Load what is in front."""
        tab = params.get("tab", "")
        if tab == "caseload" and not self.heeft_caseload:
            tab = ""
        if tab:
            self.tabs.kies(tab)
        vraag = None
        if "meting" in params:
            self.tabs.kies("getallen")
            vraag = Beeldvraag(
                params.get("kwartaal", ""), params["meting"], tuple(params.get("assen", ())), params.get("vast")
            )
        self._kwam = True
        self._laad(vraag)

    def _naar_begin(self) -> None:
        """The title and what one can choose first; in a low window it is the page around the screen that scrolls."""
        self.tabs.tabBar().setFocus(Qt.FocusReason.OtherFocusReason)
        vak = self.parentWidget()
        while vak is not None:
            if isinstance(vak, QScrollArea):
                vak.verticalScrollBar().setValue(0)
            vak = vak.parentWidget()

    def verlaten(self) -> None:
        """Who comes back wants the numbers: what stood in their place does not stay there."""
        self.getallen.sluit_uitleg()
        if not self.detail_past:
            self.sluit_detail()

    def ververs(self, wijzigingen: Wijzigingen) -> None:
        """A quarter was settled, a file made, a number read in, or an own casus changed."""
        soorten = {soort for soort, _ in wijzigingen}
        caseload, lijst = self.tabs.inhoud("caseload"), self.tabs.inhoud("uitvoer")
        if isinstance(caseload, Caseload) and soorten & _CASELOAD:
            caseload.laad()
        if isinstance(lijst, Uitvoerlijst) and "beelduitvoer" in soorten:
            lijst.laad()
        if soorten & {"beeld", "duiding"}:
            self._laad(None)

    def _laad(self, vraag: Beeldvraag | None) -> None:
        taak = partial(beeldkwartalen.list_kwartalen, self.omgeving.werkplek)
        self.omgeving.werker.doe(taak, self._zet_stand, self.toon_fout, self)
        self.getallen.laad(vraag)

    def _zet_stand(self, stand: Kwartaalstand) -> None:
        self._stand = stand
        er_is = bool(stand.vastgesteld)
        wachten = [een.label for een in stand.achterstand]
        self.leeg.setVisible(not er_is)
        self.getallen.setVisible(er_is)
        self.vaststelknop.setVisible(er_is and bool(wachten) and self._mag_vaststellen)
        self._zet_bestandknop()
        if self._kwam and self.focus_is_vrij:  # what had the focus may have gone just now
            self._naar_begin()
        self._kwam = False
        delen = []
        if er_is:
            delen.append(self.tr("Laatst vastgesteld: het {}.").format(stand.vastgesteld[-1].label))
        if wachten:
            nog = wachten[0] if len(wachten) == 1 else self.tr("{} kwartalen").format(len(wachten))
            delen.append(self.tr("Nog vast te stellen: {}.").format(nog))
            if er_is and not self._mag_vaststellen:
                delen.append(self.tr("Dat doet een casusregisseur of privacy officer."))
        elif er_is:
            delen.append(
                self.tr("Hierna: het {}, vanaf {}.").format(stand.lopend.label, toon_datum(stand.lopend.volgende.begin))
            )
        self.zet_titel(self.titel, " ".join(delen))
        self.leeg.zet(self.tr("Nog geen getallen"), self._leegzin(wachten), knop=bool(wachten))

    def _leegzin(self, wachten: list[str]) -> str:
        zin = self.tr(
            "Het beeld telt per kwartaal: casussen, doorlooptijden, acties en interventies, per wijk en doelgroep. Na"
            " afloop van een kwartaal stelt een casusregisseur of privacy officer het vast. Kleine getallen blijven"
            " dan uit beeld, zodat niemand te herkennen is."
        )
        if not wachten:
            return zin + " " + self.tr("Er is nog geen kwartaal met casussen voorbij.")
        if not self._mag_vaststellen:
            return zin + " " + self.tr("Vraag een casusregisseur of privacy officer om dat te doen.")
        return zin

    # settling

    def vraag_vaststellen(self) -> None:
        """Ask once, because a settled quarter never changes."""
        if self._stand is None or not self._stand.achterstand:
            return
        wachten = [een.label for een in self._stand.achterstand]
        een = len(wachten) == 1
        hoe = self._stand.instellingen
        if hoe.wijze is Wijze.AFRONDEN:
            klein = self.tr("Elk getal wordt afgerond op een veelvoud van {}, naar boven of naar beneden.")
        else:
            klein = self.tr("Getallen zijn te zien vanaf {}. Kleinere worden afgeschermd.")
        later = self.tr("Dat stelt de beheerder in. Een hoger getal kan daarna niet meer.")
        if hoe.wijze is Wijze.AFRONDEN:
            later += " " + self.tr("Afschermen ook niet.")
        bevestig(
            self,
            self.tr("Het {} vaststellen?").format(wachten[0])
            if een
            else self.tr("{} kwartalen vaststellen?").format(len(wachten)),
            " ".join(
                (
                    self.tr(
                        "Daarna veranderen de getallen niet meer. Wat later wordt vastgelegd, telt mee in het volgende"
                        " kwartaal. Doe dit als de registratie bij is."
                    ),
                    klein.format(hoe.drempel),
                    later,
                )
            ),
            self.tr("Kwartaal vaststellen") if een else self.tr("Kwartalen vaststellen"),
            self._stel_vast,
            punten=() if een else tuple(wachten),
        )

    def _stel_vast(self) -> None:
        werkplek = self.omgeving.werkplek
        self.vaststelknop.setEnabled(False)
        self.leeg.knop.setEnabled(False)

        def taak(voortgang: Voortgang) -> tuple[Vaststelling, ...]:
            ids = beeldkwartalen.settle_achterstand(werkplek, stap=voortgang.meld, stop=lambda: voortgang.geannuleerd)
            vastgesteld = beeldkwartalen.list_kwartalen(werkplek).vastgesteld
            return vastgesteld[len(vastgesteld) - len(ids) :]

        self.omgeving.werker.doe_lang(
            taak,
            self.tr("Kwartaal vaststellen"),
            self._vastgesteld,
            self._mislukt,
            self,
            geannuleerd=self._gestopt,
        )

    def _weer_vrij(self) -> None:
        self.vaststelknop.setEnabled(True)
        self.leeg.knop.setEnabled(True)

    def _vastgesteld(self, kwartalen: tuple[Vaststelling, ...]) -> None:
        self._weer_vrij()
        aantal = len(kwartalen)
        self.meld(
            self.tr("Het kwartaal is vastgesteld.")
            if aantal == 1
            else self.tr("{} kwartalen zijn vastgesteld.").format(aantal)
        )
        if toch := tuple(dict.fromkeys(naam for een in kwartalen for naam in een.niet_af_te_ronden)):
            self.melding.zet(
                "info",
                self.tr("Deze onderwerpen konden niet veilig worden afgerond en zijn afgeschermd: {}.").format(
                    "; ".join(toch)
                ),
            )
        self._laad(Beeldvraag())

    def _mislukt(self, fout: Fout) -> None:
        if isinstance(fout, Afgebroken):
            self._gestopt()
            return
        self._weer_vrij()
        self.toon_fout(fout)
        self._laad(None)

    def _gestopt(self) -> None:
        self._weer_vrij()
        self.melding.zet("info", self.tr("U bent gestopt. Kwartalen die al klaar waren, zijn vastgesteld."))
        self._laad(None)

    # files

    def maak_bestand(self) -> None:
        """Ask what has to be in it."""
        beeld = self.getallen.beeld
        if self._stand is not None and self._stand.vastgesteld and beeld is not None:
            Uitvoerdialoog(self, self._stand.vastgesteld, beeld.metingen, beeld.vraag.meting).toon()
