"""Trying a tafelkader out: one line per organisation, each opening to its casussen and functions."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.aantallen import met_woord
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.kaderproef import Organisatiesom, Proef, Proefregel
from pmg_desk.domain.kaderruimte import Kaderruimte
from pmg_desk.services.kaderconcepten import Conceptinzicht
from pmg_desk.services.kadertoezicht import Proefoverleg
from pmg_desk.ui.screens.tafelkaderverschil import Kaderwoorden
from pmg_desk.ui.widgets.kaart import Gegevens, Kaart
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.leeg import LegeStaat
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.uitspraakkaart import maak_leeg
from pmg_desk.ui.widgets.vloei import Vloei


class Proefdeel(QWidget):
    """Choose an overleg; then per organisation how many casussen, which kinds, and what is more or less than now."""

    gevraagd = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(14)
        self.overleg = KeuzeVeld("overleg", self.tr("Op welk overleg?"), [], leegtekst=self.tr("Kies een overleg…"))
        self.overleg.gewijzigd.connect(self._gekozen)
        kolom.addWidget(self.overleg)
        self.zin = Tekst("")
        kolom.addWidget(self.zin)
        self.leeg = LegeStaat(
            self.tr("Nog niets uitgeprobeerd"),
            self.tr("Kies een overleg. U ziet dan aantallen, geen inhoud."),
            icoon="list-checks",
        )
        kolom.addWidget(self.leeg)
        houder = QWidget()
        self._vak = QVBoxLayout(houder)
        self._vak.setContentsMargins(0, 0, 0, 0)
        self._vak.setSpacing(14)
        kolom.addWidget(houder)
        kolom.addStretch(1)
        self.kaarten: list[Organisatiekaart] = []

    def zet(self, inzicht: Conceptinzicht) -> None:
        """The meetings to try on."""
        self.overleg.zet_keuzes([Keuze(o.id, self._overlegwoord(o)) for o in inzicht.overleggen])
        leeg = self.tr("Er is geen overleg van deze tafel met deelnemers en casussen om op uit te proberen.")
        self.zin.setText("" if inzicht.overleggen else leeg)
        self._toon(())
        self._gekozen()

    def _overlegwoord(self, overleg: Proefoverleg) -> str:
        casussen = met_woord(overleg.casussen, self.tr("casus"), self.tr("casussen"))
        return f"{toon_datum(overleg.datum)} {overleg.tijd}".strip() + f", {casussen}"

    def _gekozen(self) -> None:
        if self.overleg.waarde() is not None:
            self.gevraagd.emit(self.overleg.waarde())

    def toon_uitkomst(self, ruimte: Kaderruimte, proef: Proef) -> None:
        """Say what it comes to, and per organisation."""
        sommen = proef.per_organisatie()
        zin = self.tr("Met dit kader krijgen {0} van {1} iets, over {2}: samen {3} (nu {4}).")
        self.zin.setText(
            zin.format(
                sum(som.stukken_straks > 0 for som in sommen),
                met_woord(len(sommen), self.tr("organisatie"), self.tr("organisaties")),
                met_woord(proef.casussen, self.tr("casus"), self.tr("casussen")),
                met_woord(sum(som.stukken_straks for som in sommen), self.tr("stuk"), self.tr("stukken")),
                sum(som.stukken_nu for som in sommen),
            )
        )
        self._toon(Organisatiekaart(som, Kaderwoorden(ruimte), proef.casussen) for som in sommen)

    def _toon(self, kaarten: Iterable[Organisatiekaart]) -> None:
        maak_leeg(self._vak)
        self.kaarten = list(kaarten)
        for kaart in self.kaarten:
            self._vak.addWidget(kaart)
        self.leeg.setVisible(not self.kaarten)


class Organisatiekaart(Kaart):
    """One organisation in a few lines. Its rows are only made when somebody asks for them: there may be hundreds."""

    def __init__(self, som: Organisatiesom, woorden: Kaderwoorden, casussen: int) -> None:
        super().__init__(som.organisatie)
        self.som, self._woorden = som, woorden
        self.inhoud.addWidget(Tekst(self._zin(casussen)))
        for titel, delen in ((self.tr("Meer dan nu: {}."), som.meer), (self.tr("Minder dan nu: {}."), som.minder)):
            if delen:
                self.inhoud.addWidget(Tekst(titel.format(self._aantallen(delen))))
        if not som.verandert:
            self.inhoud.addWidget(Tekst(self.tr("Hetzelfde als nu."), "zacht"))
        self._regels: QWidget | None = None
        balk = QWidget()
        self.vouwknop = Knop("", "koppeling", "chevron-down", actie=self.vouw)
        Vloei(balk).addWidget(self.vouwknop)
        self.inhoud.addWidget(balk)
        self._zet_knop(open_=False)

    def _zin(self, casussen: int) -> str:
        som = self.som
        if not som.stukken_straks:
            return self.tr("Krijgt niets.")
        soorten = self._woorden.soorten(som.soorten)
        if casussen == 1:
            return self.tr("Krijgt iets van 1 casus (nu van {0}): {1}.").format(som.casussen_nu, soorten)
        zin = self.tr("Krijgt iets van {0} van de {1} casussen (nu van {2}): {3}.")
        return zin.format(som.casussen_straks, casussen, som.casussen_nu, soorten)

    def _aantallen(self, delen: Iterable[tuple[str, int]]) -> str:
        return ", ".join(f"{self._woorden.soort(soort).lower()} ({aantal})" for soort, aantal in delen)

    def _zet_knop(self, *, open_: bool) -> None:
        aantal = met_woord(len(self.som.regels), self.tr("regel"), self.tr("regels"))
        tekst = (self.tr("{} verbergen") if open_ else self.tr("{} tonen")).format(aantal)
        self.vouwknop.zet_tekst(tekst)
        self.vouwknop.setAccessibleName(f"{tekst}: {self.som.organisatie}")
        self.vouwknop.zet_icoon("chevron-up" if open_ else "chevron-down")

    def vouw(self) -> None:
        """Show or hide the rows: per casus and function what it gets of each kind."""
        if self._regels is None:
            self._regels = self._maak_regels()
            self.inhoud.addWidget(self._regels)
            self._zet_knop(open_=True)
            return
        self._regels.setVisible(self._regels.isHidden())
        self._zet_knop(open_=not self._regels.isHidden())

    def _maak_regels(self) -> QWidget:
        gegevens = Gegevens()
        per: dict[tuple[str, str], list[str]] = {}
        for regel in self.som.regels:
            per.setdefault((regel.casusnummer, regel.ontvanger.functie), []).append(self._regelzin(regel))
        gegevens.zet([(f"{casus}, {functie}", "\n".join(zinnen)) for (casus, functie), zinnen in sorted(per.items())])
        return gegevens

    def _regelzin(self, regel: Proefregel) -> str:
        blijft = " ".join(f"{aantal}: {reden.value}" for reden, aantal in regel.blijft)
        zin = self.tr("{0}: nu {1}, straks {2}.").format(self._woorden.soort(regel.categorie), regel.nu, regel.straks)
        return self.tr("{0} Blijft: {1}").format(zin, blijft) if blijft else zin
