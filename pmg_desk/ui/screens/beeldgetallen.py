"""The numbers of the informatiebeeld: which measure, which of its tables, which quarter; a table beside its drawing."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.beeld import TOTAAL, Moment
from pmg_desk.domain.beeldgetal import VERBORGEN
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.kwartaal import Kwartaal
from pmg_desk.domain.monitoring import Verschilsoort
from pmg_desk.domain.rollen import Recht
from pmg_desk.services import beeldoverzicht
from pmg_desk.services.beeld import Beeldtabel, Beeldtrend, Keuze
from pmg_desk.services.beeldkern import niet_te_zeggen
from pmg_desk.services.beeldonderwerpen import op_leesvolgorde
from pmg_desk.services.beeldoverzicht import Beeldoverzicht, Beeldvraag, Tekening
from pmg_desk.services.monitoring import LIJNEN, toon_verschil
from pmg_desk.ui.screens.beeldkeuzes import mogelijke_keuzes, passende_keuze
from pmg_desk.ui.screens.beeldkolommen import Getalbladen
from pmg_desk.ui.screens.beeldtabel import NIET_TE_ZEGGEN, Getaltabel
from pmg_desk.ui.screens.beelduitleg import Gekozen, Uitleg
from pmg_desk.ui.screens.duidingdelen import Duidinglijst, leesbaar, vraag_duiding
from pmg_desk.ui.terugroep import zwak
from pmg_desk.ui.wekker import wekker
from pmg_desk.ui.widgets.grafiek import Grafiek, palet
from pmg_desk.ui.widgets.inbeeld import Aanwijzer, breng_in_beeld
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.kaartraster import Kaartraster
from pmg_desk.ui.widgets.keuzevelden import Keuze as Veldkeuze
from pmg_desk.ui.widgets.keuzevelden import KeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.melding import Melding
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.vloei import Vloeibalk

_NAAST_SMAL, _NAAST_BREED = 900, 1500  # pixels at 100 % text that a table and its drawing need beside each other
_VERHOUDING = (4, 5)  # of the width of a table and its drawing beside each other
_KAARTRAND = 60  # pixels at 100 % text: of a card around what is in it
_VELD = 460  # pixels at 100 % text: as wide as a choice may become
_LETTERS = {"meting": 21, "splitsing": 19, "vast": 17, "kwartaal": 13}  # that a choice has room for at least
_HOOGSTENS = 44  # letters of what is chosen, that its field grows for
_TREND_MS = 150  # after the last move in the table


class Getallen(QWidget):
    """``vraag`` is what is asked for now; every choice loads anew."""

    def __init__(self, scherm: Scherm) -> None:
        super().__init__()
        self.scherm, self.omgeving = scherm, scherm.omgeving
        self.vraag = Beeldvraag()
        self.beeld: Beeldoverzicht | None = None
        self.tabel: Getaltabel | None = None
        self.bladen: Getalbladen | None = None
        self.gekozen: Gekozen | None = None
        self._uitleg: QWidget | None = None
        self._uitlegvak = QVBoxLayout()
        self.aanwijzer = Aanwijzer(scherm)
        self._mag_duiden = self.omgeving.werkplek.gebruiker.mag(Recht.PROGRAMMA_BIJHOUDEN)
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(12)
        self.keuzes = Vloeibalk(ruimte=14)
        self.meting = self._veld("meting", self.tr("Onderwerp"))
        self.kwartaal = self._veld("kwartaal", self.tr("Kwartaal"))
        self.splitsing = self._veld("splitsing", self.tr("Tabel"))
        self.vast = self._veld("vast", self.tr("Alleen"), leegtekst=self.tr("Iedereen"))
        kolom.addWidget(self.keuzes)
        self.weigering = Melding()
        kolom.addWidget(self.weigering)
        self.peil = Tekst("", "zacht")
        kolom.addWidget(self.peil)
        self.waarschuwing = Melding()
        kolom.addWidget(self.waarschuwing)
        self._plek = QVBoxLayout()
        kolom.addLayout(self._plek)
        self._raster: QWidget | None = None
        self.verloop = Verloopkaart(self)
        kolom.addWidget(self.verloop)
        self._trend = wekker(self, _TREND_MS, self._laad_trend)
        self._delen = (self.peil, self.verloop)
        self.omgeving.thema.gewijzigd.connect(self._teken)

    def _veld(self, sleutel: str, label: str, *, leegtekst: str = "") -> KeuzeVeld:
        veld = KeuzeVeld(sleutel, label, [], leegtekst=leegtekst or self.tr("Kies…"), breedte=_VELD)
        veld.lijst.setMinimumContentsLength(_LETTERS[sleutel])
        veld.gewijzigd.connect(partial(zwak(self._gekozen), sleutel))
        self.keuzes.voeg_toe(veld)
        return veld

    # choices

    def _gekozen(self, sleutel: str) -> None:
        """Another measure has other tables, another table other cells; a quarter keeps what it can."""
        vraag = self.vraag
        if sleutel == "meting" and self.meting.waarde():
            vraag = Beeldvraag(vraag.kwartaal, self.meting.waarde(), per_jaar=vraag.per_jaar)
        elif sleutel == "splitsing" and self.splitsing.waarde():
            vraag = self._met_passende_keuze(replace(vraag, assen=self.splitsing.waarde(), cel=()))
        elif sleutel == "vast":
            vraag = replace(vraag, vast=self.vast.waarde(), cel=())
        elif sleutel == "kwartaal" and self.kwartaal.waarde():
            vraag = replace(vraag, kwartaal=self.kwartaal.waarde())
        if vraag != self.vraag:
            self.laad(vraag)

    def _met_passende_keuze(self, vraag: Beeldvraag) -> Beeldvraag:
        """Another table may have the wijken along the other axis: the wijk that was chosen stays chosen."""
        beeld = self.beeld
        meting = None if beeld is None else next((m for m in beeld.metingen if m.sleutel == vraag.meting), None)
        if vraag.vast is None or beeld is None or meting is None:
            return vraag
        return replace(vraag, vast=passende_keuze(meting, vraag.vast, beeld.assen, vraag.assen))

    def laad(self, vraag: Beeldvraag | None = None) -> None:
        """Read what is asked for, and draw it in the colours of now."""
        if vraag is not None:
            self.vraag = vraag
        taak = partial(beeldoverzicht.show_beeld, self.omgeving.werkplek, self.vraag, palet())
        self.omgeving.werker.doe(taak, self._zet, self.scherm.toon_fout, self)

    def _teken(self) -> None:
        if self.beeld is not None and self.beeld.tabel is not None:
            self.laad()

    def _zet(self, beeld: Beeldoverzicht) -> None:
        self.beeld, self.vraag = beeld, beeld.vraag
        if not beeld.stand.vastgesteld:
            return
        self._zet_keuzes(beeld)
        if beeld.weigering is None:
            self.weigering.verberg()
        else:
            self.weigering.zet("info", beeld.weigering.tekst())
            self.waarschuwing.verberg()
        uitleg = self._uitleg is not None or not self.scherm.zijpaneel.isHidden()
        self._uitleg = None
        if self._raster is not None:
            self._raster.setVisible(False)
            self._raster.deleteLater()
            self._raster = self.tabel = self.bladen = self.gekozen = None
        for deel in self._delen:
            deel.setVisible(beeld.tabel is not None)
        if beeld.tabel is not None:
            self._zet_tabel(beeld, beeld.tabel)
            if uitleg:
                self._vul_uitleg()

    def _zet_keuzes(self, beeld: Beeldoverzicht) -> None:
        vraag = beeld.vraag
        meting = next((m for m in beeld.metingen if m.sleutel == vraag.meting), None)
        velden: tuple[tuple[KeuzeVeld, list[Veldkeuze], object], ...] = (
            (self.meting, self._onderwerpen(beeld), vraag.meting),
            (
                self.splitsing,
                []
                if meting is None
                else [Veldkeuze(assen, naam) for assen, naam in zip(meting.tabellen, meting.tabelnamen, strict=True)],
                vraag.assen or None,
            ),
            (
                self.vast,
                []
                if meting is None
                else [
                    Veldkeuze(keuze, woorden) for keuze, woorden in mogelijke_keuzes(meting, beeld.assen, vraag.assen)
                ],
                vraag.vast,
            ),
            (
                self.kwartaal,
                [Veldkeuze(v.kwartaal, v.label) for v in reversed(beeld.stand.vastgesteld)],
                vraag.kwartaal,
            ),
        )
        for veld, keuzes, waarde in velden:
            veld.blockSignals(True)
            veld.zet_keuzes(keuzes)
            veld.zet(waarde)
            veld.lijst.view().setMinimumWidth(veld.lijst.view().sizeHintForColumn(0) + 40)
            veld.lijst.setToolTip(veld.lijst.currentText())
            letters = round(0.92 * min(len(veld.lijst.currentText()), _HOOGSTENS))  # Qt takes them as wide as an x
            veld.lijst.setMinimumContentsLength(max(_LETTERS[veld.sleutel], letters))
            veld.blockSignals(False)

    def _onderwerpen(self, beeld: Beeldoverzicht) -> list[Veldkeuze]:
        """Grouped and in plain words; found by a word of them, or of what they are split by."""
        return [
            Veldkeuze(
                een.meting.sleutel,
                f"{een.meting.naam}: {een.gewoon}" if een.gewoon else een.meting.naam,
                groep=een.groep,
                zoek=" ".join(een.meting.tabelnamen),
            )
            for een in op_leesvolgorde(beeld.metingen)
        ]

    # the page

    def _zet_tabel(self, beeld: Beeldoverzicht, tabel: Beeldtabel) -> None:
        v = tabel.vaststelling
        alleen = f": {', '.join(label for _, label in tabel.vast)}" if tabel.vast else ""
        if tabel.waarschuwing:
            self.waarschuwing.zet("info", tabel.waarschuwing)
        else:
            self.waarschuwing.verberg()
        self.tabel = Getaltabel(tabel, beeld.vorige)
        self.tabel.gekozen.connect(self._andere_cel)
        dag = self.tr("peildatum") if tabel.meting.moment is Moment.STAND else self.tr("periode")
        self.peil.setText(
            self.tr("{}, {} {}. Vastgesteld op {}. {}").format(
                _met_hoofdletter(tabel.meting.eenheid),
                dag,
                tabel.peildatum.removeprefix("op ").removeprefix("van "),
                toon_datum(lokale_dag(v.op)),
                self._hoe_het_ging(beeld, self.tabel),
            )
        )
        links = Kaart(f"{tabel.meting.naam}{alleen}")
        for woord, icoon in (
            (self.tr("Wat telt hier?"), "info"),
            (self.tr("Duiding ({})").format(leesbaar(beeld.duidingen)), "message-square-quote"),
        ):
            links.voeg_actie(Knop(woord, "koppeling", icoon, actie=self.toon_uitleg))
        self._uitlegvak = QVBoxLayout()
        links.inhoud.addLayout(self._uitlegvak)
        if leeswijzer := self._leeswijzer(beeld, self.tabel):
            links.inhoud.addWidget(Tekst(leeswijzer, "klein"))
        self.gekozen = Gekozen(tabel, self.toon_verloop)
        links.inhoud.addWidget(self.gekozen)
        self.bladen = Getalbladen(self.tabel, links)
        links.inhoud.addWidget(self.bladen)
        links.inhoud.addWidget(self.tabel)
        rechts = [self._grafiekkaart(tekening) for tekening in beeld.grafieken]
        naast = _NAAST_SMAL if self.tabel.is_smal else _NAAST_BREED
        heel = round((self.tabel.heel + _KAARTRAND) * sum(_VERHOUDING) / _VERHOUDING[0])
        naast = max(naast, heel)  # beside its drawing only where all its columns are in sight
        self._raster = Kaartraster([links], rechts, verhouding=_VERHOUDING, naast_vanaf=naast)
        self._plek.addWidget(self._raster)
        self._raster.setVisible(True)
        self._zet_verloop(beeld.trend, beeld.verloop)

    def _leeswijzer(self, beeld: Beeldoverzicht, tabel: Getaltabel) -> str:
        """What the marks mean; above the table, where one looks first."""
        zinnen = [tabel.richting] if tabel.richting else []
        if toch := tabel.beeld.vaststelling.waarom_toch(tabel.beeld.meting.wijze):
            zinnen.append(toch)
        if tabel.heeft_verborgen:
            zinnen.append(
                self.tr("{} is afgeschermd: {}.").format(VERBORGEN, tabel.beeld.vaststelling.waarom_verborgen)
            )
        if beeld.vorige is not None and tabel.verschillen:
            toen = beeld.vorige.vaststelling.label
            zinnen.append(
                self.tr(
                    "Achter een aantal staat het verschil met het {}: + is meer, − is minder, = is evenveel."
                ).format(toen)
            )
            if NIET_TE_ZEGGEN in tabel.verschillen:
                zinnen.append(self.tr("? is niet te zeggen: het getal van toen is afgeschermd, of toen niet geteld."))
            if tabel.heeft_verborgen:
                zinnen.append(self.tr("Bij × is er nooit een verschil te zien."))
        return " ".join(zinnen)

    def _hoe_het_ging(self, beeld: Beeldoverzicht, tabel: Getaltabel) -> str:
        """How the whole changed since the quarter before, or why that cannot be said."""
        if beeld.vorige is None:
            return self.tr("Het kwartaal ervoor is niet vastgesteld, of had deze tabel niet.")
        geheel = tabel.verschil((TOTAAL,) * len(tabel.beeld.assen))
        toen = beeld.vorige.vaststelling.label
        if geheel.soort is not Verschilsoort.GETAL:
            plek = (TOTAAL,) * len(tabel.beeld.assen)
            waarom = niet_te_zeggen(tabel.beeld.cellen[plek], beeld.vorige.cellen[plek], toen)
            return self.tr("Verschil van het totaal: {}").format(waarom[:1].lower() + waarom[1:])
        zin = self.tr("Totaal: {} dan in het {}.") if geheel.aantal else self.tr("Totaal: {} aan het {}.")
        return zin.format(toon_verschil(geheel), toen)

    def _grafiekkaart(self, tekening: Tekening) -> Kaart:
        kaart = Kaart(tekening.kop)
        if not tekening.svg:
            kaart.inhoud.addWidget(Tekst(tekening.woorden, "zacht"))
            return kaart
        grafiek = Grafiek(tekening.kop)
        grafiek.toon(tekening.svg, tekening.woorden)
        kaart.inhoud.addWidget(grafiek)
        return kaart

    def _andere_cel(self, cel: tuple[Keuze, ...]) -> None:
        self.vraag = replace(self.vraag, cel=cel)
        if self.gekozen is not None:
            self.gekozen.zet(cel)
        self._trend.start()

    def toon_verloop(self) -> None:
        """Bring the chosen number through time in sight."""
        breng_in_beeld(self.verloop)

    def wissel_jaar(self) -> None:
        """Years instead of quarters, or the other way round."""
        self.vraag = replace(self.vraag, per_jaar=not self.vraag.per_jaar)
        self._laad_trend()

    def _laad_trend(self) -> None:
        taak = partial(beeldoverzicht.show_verloop, self.omgeving.werkplek, self.vraag, palet())
        self.omgeving.werker.doe(taak, self._zet_trend, self._geen_trend, self)

    def _zet_trend(self, uitkomst: tuple[Beeldtrend, Tekening]) -> None:
        self._zet_verloop(*uitkomst)

    def _geen_trend(self, _fout: Fout) -> None:
        self._zet_verloop(None, None)

    def _zet_verloop(self, trend: Beeldtrend | None, tekening: Tekening | None) -> None:
        self.verloop.setVisible(trend is not None)
        if trend is not None and tekening is not None:
            self.verloop.zet(trend, tekening, per_jaar=self.vraag.per_jaar)

    # what it means

    def toon_uitleg(self) -> None:
        """Definition, reference date, when and how it was settled, and what partners read in it. Where there is no room
        beside the table it unfolds above it, and folds again.
        """
        if self._uitleg is not None:
            self.sluit_uitleg()
        else:
            self._vul_uitleg()

    def sluit_uitleg(self) -> None:
        """Fold what was unfolded above the table."""
        if self._uitleg is not None:
            self._uitleg.setVisible(False)
            self._uitleg.deleteLater()
            self._uitleg = None

    def _vul_uitleg(self) -> None:
        beeld = self.beeld
        if beeld is None or beeld.tabel is None:
            return
        tabel, meting = beeld.tabel, beeld.tabel.meting
        vak = QWidget()
        kolom = QVBoxLayout(vak)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(10)
        kolom.addWidget(
            Uitleg(
                meting.definitie,
                meting.moment,
                tabel.peildatum,
                (
                    (self.tr("Vastgesteld"), toon_datum(lokale_dag(tabel.vaststelling.op))),
                    (self.tr("Eenheid"), meting.eenheid),
                    (self.tr("Soort"), LIJNEN[meting.lijn][0]),
                ),
                meting.bron,
                (tabel.methode, self.tr("Percentages zijn berekend uit getallen die te zien zijn.")),
            )
        )
        kolom.addWidget(Duidinglijst(self.scherm, self.aanwijzer, beeld.duidingen))
        knoppen: tuple[QWidget, ...] = ()
        if self._mag_duiden:
            knoppen = (Knop(self.tr("Duiding toevoegen"), "secundair", "plus", actie=self.duid),)
        if self.scherm.detail_past or not self.scherm.zijpaneel.isHidden():
            self.scherm.toon_detail(meting.naam, vak, knoppen)
        else:
            knoppen = (*knoppen, Knop(self.tr("Uitleg sluiten"), icoon="x", actie=self.sluit_uitleg))
            for knop in knoppen:
                kolom.addWidget(knop, 0, Qt.AlignmentFlag.AlignLeft)
            self._uitleg = vak
            self._uitlegvak.addWidget(vak)
            vak.setVisible(True)
            breng_in_beeld(vak)
        self.aanwijzer.zoek()

    def duid(self) -> None:
        """Add what partners read in this measure."""
        if self.beeld is not None and self.beeld.tabel is not None:
            tabel = self.beeld.tabel
            kwartalen = [tabel.vaststelling.kwartaal]
            kwartalen += [v.kwartaal for v in reversed(self.beeld.stand.vastgesteld) if v.kwartaal not in kwartalen]
            gekozen = [Kwartaal.lees(een) for een in kwartalen]
            vraag_duiding(self.scherm, self.aanwijzer, tabel.meting.sleutel, tabel.meting.naam, gekozen)


class Verloopkaart(Kaart):
    """One number of the table through time: all, until a cell of the table is chosen."""

    def __init__(self, getallen: Getallen) -> None:
        super().__init__("")
        self.uitleg = Tekst("", "zacht")
        self.inhoud.addWidget(self.uitleg)
        self.grafiek = Grafiek(self.tr("Door de tijd"))
        self.inhoud.addWidget(self.grafiek)
        self.knop = Knop(self.tr("Per jaar"), "koppeling", "calendar", actie=getallen.wissel_jaar)
        self.voeg_actie(self.knop)

    def zet(self, trend: Beeldtrend, tekening: Tekening, *, per_jaar: bool) -> None:
        """Show it."""
        waarvan = ", ".join(label for _, label in trend.keuze) or self.tr("iedereen")
        self.zet_titel(self.tr("Door de tijd: {}").format(waarvan))
        self.uitleg.setText(
            self._per_jaar(trend)
            if per_jaar
            else self.tr("Kies een getal in de tabel om dat getal door de tijd te zien.")
        )
        self.knop.setText(self.tr("Per kwartaal") if per_jaar else self.tr("Per jaar"))
        self.knop.setAccessibleName(self.knop.text())
        self.grafiek.toon(tekening.svg, tekening.woorden)

    def _per_jaar(self, trend: Beeldtrend) -> str:
        if trend.meting.moment is Moment.STAND:
            return self.tr("Van een jaar is dit de stand van het laatste kwartaal. Standen worden nooit opgeteld.")
        return self.tr("Van een jaar is dit de som van de kwartalen. Is er een afgeschermd, dan is de som dat ook.")


def _met_hoofdletter(woord: str) -> str:
    return woord[:1].upper() + woord[1:]
