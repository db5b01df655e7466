"""Monitoring: each number of the programme per quarter, in four lines, beside what it was and what partners read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.rollen import Recht
from pmg_desk.services import monitoring
from pmg_desk.services.monitoring import (
    Lijnbeeld,
    Metingbeeld,
    Monitoringbeeld,
    Trendbeeld,
    draw_trends,
    toon_peilmoment,
    toon_punt,
    toon_tijd,
    toon_verschil,
)
from pmg_desk.ui.omgeving import Omgeving, Wijzigingen
from pmg_desk.ui.screens.beelduitleg import Uitleg
from pmg_desk.ui.screens.duidingdelen import Duidinglijst, leesbaar, vraag_duiding
from pmg_desk.ui.screens.streefregels import streefregel, waarom_geen_verschil
from pmg_desk.ui.wekker import wekker
from pmg_desk.ui.widgets.grafiek import Grafiek, palet
from pmg_desk.ui.widgets.inbeeld import Aanwijzer, breng_in_beeld
from pmg_desk.ui.widgets.kaart import Gegevens, Kaart
from pmg_desk.ui.widgets.kaartraster import Kaartraster
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.leeg import LegeStaat
from pmg_desk.ui.widgets.rolvak import Rolvak
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.sprongbalk import Sprongbalk
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.vloei import Vloeibalk

UITLEG, DUIDING = "uitleg", "duiding"
"""The two buttons of a card."""
_RUST_MS = 60
"""Until a page that was filled anew has its layout."""
_NAAST = 800
"""Pixels at 100 % text that two cards with a drawing need beside each other."""


class MonitoringScherm(Scherm):
    """``toon(meting=)``: the measure whose detail opens."""

    sleutel, titel, icoon = "monitoring", "Monitoring", "chart-line"
    soorten = frozenset({"beeld", "duiding", "monitoring"})
    opdrachten = (("Getallen van het programma bekijken", {}),)

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self._mag_duiden = omgeving.werkplek.gebruiker.mag(Recht.PROGRAMMA_BIJHOUDEN)
        self._beeld: Monitoringbeeld | None = None
        self._open, self._vandaan = "", UITLEG  # which detail, and from which button of its card
        self.aanwijzer = Aanwijzer(self)
        self._heen = ""  # the measure to bring in sight once the page is filled
        self._knopnaam = ""  # of the button that gets the focus then; empty: it stays where it is
        self._sprongwekker = wekker(self, _RUST_MS, self._naar_kaart)
        self._mag_kiezen = omgeving.werkplek.gebruiker.mag(Recht.KLUIS_BEHEREN)
        self.nulmeting = KeuzeVeld(
            "nulmeting",
            self.tr("Beginkwartaal voor iedereen"),
            [],
            leegtekst=self.tr("Geen beginkwartaal"),
            breedte=230,
        )
        self.voeg_kopdeel(self.nulmeting)
        self.nulmeting.setVisible(False)
        self.nulmeting.gewijzigd.connect(self._kies_nulmeting)
        self.leeg = LegeStaat(
            self.tr("Nog geen vastgestelde kwartalen"),
            self.tr(
                "Hier staat per kwartaal wat er is geteld. Stel bij Beeld een kwartaal vast dat voorbij is:"
                " daarna staan de getallen hier."
            ),
            icoon="chart-line",
            knoptekst=self.tr("Naar het beeld"),
            actie=self._naar_beeld,
        )
        self.leeg.setVisible(False)
        self.inhoud.addWidget(self.leeg)
        self.vak = Rolvak()
        self.vak.inhoud.setSpacing(16)
        self._balkplek = QVBoxLayout()
        self.inhoud.addLayout(self._balkplek)
        self.inhoud.addWidget(self.vak, 1)
        self._delen: list[QWidget] = []
        self.kaarten: dict[str, Metingkaart] = {}
        omgeving.thema.gewijzigd.connect(self._teken)

    def toon(self, **params: Any) -> None:
        """Load all numbers."""
        self._open = self._heen = params.get("meting", "")
        self._vandaan = UITLEG
        self._knopnaam = UITLEG
        self._laad()

    def ververs(self, wijzigingen: Wijzigingen) -> None:
        """A quarter was settled, another zero measurement chosen, or something read in a number."""
        del wijzigingen
        self._laad()

    def _naar_beeld(self) -> None:
        self.omgeving.navigeer("beeld")

    def _laad(self) -> None:
        werkplek, kleuren = self.omgeving.werkplek, palet()

        def taak() -> tuple[Monitoringbeeld, Mapping[str, Trendbeeld]]:
            beeld = monitoring.show_monitoring(werkplek)
            return beeld, draw_trends((m for lijn in beeld.lijnen for m in lijn.metingen), kleuren)

        self.omgeving.werker.doe(taak, self._zet, self.toon_fout, self)

    def _zet(self, uitkomst: tuple[Monitoringbeeld, Mapping[str, Trendbeeld]]) -> None:
        beeld, trends = uitkomst
        self._beeld = beeld
        plek = self.vak.verticalScrollBar().value()
        for deel in self._delen:
            deel.setVisible(False)
            deel.deleteLater()
        self._delen, self.kaarten = [], {}
        er_is = bool(beeld.vastgesteld)
        self._zet_keuzes(beeld)
        self.leeg.setVisible(not er_is)
        self.vak.setVisible(er_is)
        if not er_is:
            super().sluit_detail()
            return
        laatst = beeld.vastgesteld[0]
        zin = self.tr("Getallen van het {}, vastgesteld op {}.").format(laatst.label, toon_datum(lokale_dag(laatst.op)))
        if beeld.nulkwartaal is None:
            geen = self.tr("Er is geen beginkwartaal gekozen om mee te vergelijken.")
            zin += " " + (geen if self._mag_kiezen else self.tr("{} Dat doet de beheerder.").format(geen))
        self.zet_titel(self.titel, zin)
        balk = Sprongbalk(self.vak)
        for lijn in beeld.lijnen:
            deel = self._lijn(lijn, trends)
            self._delen.append(deel)
            self.vak.inhoud.addWidget(deel)
            deel.setVisible(True)
            balk.voeg_deel_toe(lijn.label, deel)
        self._balkplek.addWidget(balk)
        self._delen.append(balk)
        balk.pas_aan()
        self.vak.verticalScrollBar().setValue(plek)
        if self._open:
            self.open_meting(self._open)
        if self._heen:
            self._sprongwekker.start()  # the page has no layout yet

    def _naar_kaart(self) -> None:
        kaart = self.kaarten.get(self._heen)
        self._heen = ""
        if kaart is not None and kaart.isVisible():  # a narrow window shows the detail in the place of the page
            if self._knopnaam:
                kaart.knoppen[self._knopnaam].setFocus(Qt.FocusReason.ShortcutFocusReason)
            breng_in_beeld(kaart)

    def _lijn(self, lijn: Lijnbeeld, trends: Mapping[str, Trendbeeld]) -> QWidget:
        deel = QWidget()
        kolom = QVBoxLayout(deel)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(10)
        kolom.addWidget(Tekst(lijn.label, "kop-2"))
        kolom.addWidget(Tekst(lijn.uitleg, "zacht"))
        kaarten = [Metingkaart(self, meting, trends.get(meting.meting.sleutel)) for meting in lijn.metingen]
        self.kaarten |= {kaart.sleutel: kaart for kaart in kaarten}
        kolom.addWidget(Kaartraster(kaarten[::2], kaarten[1::2], naast_vanaf=_NAAST))
        return deel

    def _teken(self) -> None:
        """Other colours: the drawings are made anew."""
        if self._beeld is None or not self.kaarten:
            return
        metingen = [kaart.beeld for kaart in self.kaarten.values()]
        taak = partial(draw_trends, metingen, palet())
        self.omgeving.werker.doe(taak, self._zet_trends, self.toon_fout, self)

    def _zet_trends(self, trends: Mapping[str, Trendbeeld]) -> None:
        for sleutel, trend in trends.items():
            if sleutel in self.kaarten:
                self.kaarten[sleutel].zet_trend(trend)

    def _schik(self) -> None:
        super()._schik()
        if hasattr(self, "vak"):  # the base class calls this while it is made
            self.vak.rol_uit(self.is_laag)

    # one measure

    def klik(self, sleutel: str, knopnaam: str) -> None:
        """Open it from its card, which stays in sight beside it: with less room the cards stand under each other."""
        self._vandaan = knopnaam
        self.open_meting(sleutel)
        self._heen, self._knopnaam = sleutel, ""
        self._sprongwekker.start()
        if not self.detail_past:  # it stands in the place of the cards
            self.zijpaneel.sluitknop.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_meting(self, sleutel: str) -> None:
        """What counts, on which days, all quarters, and what partners read in it."""
        kaart = self.kaarten.get(sleutel)
        if kaart is None:
            return
        self._open = sleutel
        beeld = kaart.beeld
        vak = QWidget()
        kolom = QVBoxLayout(vak)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(10)
        punt = beeld.laatst
        assert punt is not None  # cards are there only once a quarter was settled
        methode = (beeld.methode,) if beeld.methode else ()
        kolom.addWidget(
            Uitleg(
                beeld.meting.definitie,
                beeld.meting.moment,
                toon_peilmoment(beeld.meting, punt.kwartaal),
                ((self.tr("Eenheid"), beeld.meting.eenheid),),
                beeld.meting.bron,
                methode,
            )
        )
        if beeld.verdeling:
            wanneer = toon_tijd(beeld.meting, punt.kwartaal)
            kolom.addWidget(Tekst(self.tr("Zo is het verdeeld {}").format(wanneer), "kop-3"))
            for woord, getal in beeld.verdeling:
                kolom.addWidget(Tekst(f"{woord}: {getal.tekst}", kiesbaar=True))
        kolom.addWidget(Tekst(self.tr("Per kwartaal"), "kop-3"))
        per_kwartaal = Gegevens()
        per_kwartaal.zet([(p.kwartaal.label, toon_punt(p)) for p in reversed(beeld.punten)])
        kolom.addWidget(per_kwartaal)
        kolom.addWidget(Duidinglijst(self, self.aanwijzer, beeld.duidingen))
        knoppen: tuple[QWidget, ...] = ()
        if self._mag_duiden:
            toevoegen = Knop(self.tr("Duiding toevoegen"), "primair", "plus", actie=partial(self.duid, sleutel))
            knoppen = (toevoegen,)
        self.toon_detail(beeld.meting.naam, vak, knoppen)
        self.aanwijzer.zoek()

    def sluit_detail(self) -> None:
        """The detail goes, and stays away when the numbers are loaded anew; back to the button it came from."""
        dicht, self._open = self._open, ""
        super().sluit_detail()
        if dicht:
            self._heen, self._knopnaam = dicht, self._vandaan
            self._sprongwekker.start()

    def duid(self, sleutel: str) -> None:
        """Add what partners read in this measure."""
        if self._beeld is not None and sleutel in self.kaarten:
            kwartalen = [een.kwartaal for een in reversed(self.kaarten[sleutel].beeld.punten)]
            vraag_duiding(self, self.aanwijzer, sleutel, self.kaarten[sleutel].beeld.meting.naam, kwartalen)

    def _zet_keuzes(self, beeld: Monitoringbeeld) -> None:
        """Only for who may choose for everybody, and where there is something to choose."""
        self.nulmeting.setVisible(self._mag_kiezen and bool(beeld.vastgesteld))
        self.nulmeting.blockSignals(True)
        self.nulmeting.zet_keuzes([Keuze(een.kwartaal, een.label) for een in beeld.vastgesteld])
        self.nulmeting.zet(None if beeld.nulkwartaal is None else str(beeld.nulkwartaal))
        self.nulmeting.blockSignals(False)

    def _kies_nulmeting(self) -> None:
        """Compare all numbers with another quarter."""
        taak = partial(monitoring.set_nulmeting, self.omgeving.werkplek, self.nulmeting.waarde() or "")
        self.omgeving.werker.doe(taak, self._gekozen, self.toon_fout, self)

    def _gekozen(self, _niets: object) -> None:
        self.meld(self.tr("Het beginkwartaal is opgeslagen."))


class Metingkaart(Kaart):
    """One measure: its number, what it was, how it goes, and what there is to reach."""

    def __init__(self, scherm: MonitoringScherm, beeld: Metingbeeld, trend: Trendbeeld | None) -> None:
        super().__init__(beeld.meting.naam)
        self.beeld, self.sleutel = beeld, beeld.meting.sleutel
        punt = beeld.laatst
        assert punt is not None  # the screen shows cards only once a quarter was settled
        getal = toon_punt(punt)
        heeft_getal = punt.getal.waarde is not None
        groot = Tekst(getal, "kop-1" if heeft_getal else "kop-3")
        groot.setAccessibleName(f"{beeld.meting.naam}: {getal}")
        self.inhoud.addWidget(groot)
        self.inhoud.addWidget(Tekst(f"{beeld.meting.eenheid} {toon_tijd(beeld.meting, punt.kwartaal)}", "zacht"))
        gegevens = Gegevens()
        paren = [(self.tr("Verschil met kwartaal ervoor"), toon_verschil(beeld.sinds_vorig))]
        if beeld.nul is not None:
            woord = self.tr("Verschil met beginkwartaal (Q{} {})").format(
                beeld.nul.kwartaal.nr, beeld.nul.kwartaal.jaar
            )
            paren.append((woord, toon_verschil(beeld.sinds_nul)))
        gegevens.zet(paren)
        self.inhoud.addWidget(gegevens)
        self.grafiek = Grafiek(self.tr("Verloop van {}").format(beeld.meting.naam))
        self.inhoud.addWidget(self.grafiek)
        self.grafiek.setVisible(trend is not None)  # there is nothing to draw of what was never counted
        if trend is not None:
            self.zet_trend(trend)
        if waarom := waarom_geen_verschil(beeld.streefwaarden):
            self.inhoud.addWidget(Tekst(waarom, "klein"))
        for streef in beeld.streefwaarden:
            self.inhoud.addWidget(Tekst(streefregel(streef), "klein"))
        balk = Vloeibalk(ruimte=12)
        self.knop = Knop(
            self.tr("Wat telt hier?"), "koppeling", "info", actie=partial(scherm.klik, self.sleutel, UITLEG)
        )
        self.knop.setAccessibleName(self.tr("Wat telt hier: {}").format(beeld.meting.naam))
        balk.voeg_toe(self.knop)
        aantal = leesbaar(beeld.duidingen)
        duiding = Knop(
            self.tr("Duiding ({})").format(aantal),
            "koppeling",
            "message-square-quote",
            actie=partial(scherm.klik, self.sleutel, DUIDING),
        )
        duiding.setAccessibleName(self.tr("Duiding bij {}: {}").format(beeld.meting.naam, aantal))
        balk.voeg_toe(duiding)
        self.knoppen = {UITLEG: self.knop, DUIDING: duiding}
        self.inhoud.addWidget(balk)

    def zet_trend(self, trend: Trendbeeld) -> None:
        """Draw it, again in other colours."""
        self.grafiek.toon(trend.svg, trend.woorden)
