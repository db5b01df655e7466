"""Risk and protective factors beside each other, a row per leefgebied, and the forms to record and to end one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pmg_desk.domain.datums import Richting, toon_datum
from pmg_desk.domain.samenvatting import Aard
from pmg_desk.services import factoren, uitspraken
from pmg_desk.services.factoren import FACTOR_LABELS, FactorInvoer, FactorInzicht
from pmg_desk.storage.models import FactorSoort
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.uitspraakformulier import Uitspraakformulier
from pmg_desk.ui.widgets.formulier import DatumVeld, Formulier, Keuze, KeuzeVeld, TekstVeld
from pmg_desk.ui.widgets.inbeeld import zet_ding
from pmg_desk.ui.widgets.invoerdialoog import Invoerdialoog
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.uitspraakkaart import UitspraakTekst, maak_leeg
from pmg_desk.ui.widgets.uitspraakveld import UitspraakVeld
from pmg_desk.ui.widgets.vloei import Vloei


class Factorkaart(Kaart):
    """What threatens at the left, what protects at the right; what ended stands last and says so."""

    def __init__(self, omgeving: Omgeving) -> None:
        super().__init__()
        self.omgeving = omgeving
        self.zet_titel(self.tr("Risico en bescherming"))

    def zet(self, alle: tuple[FactorInzicht, ...], *, wijzigen: bool) -> None:
        """Show these."""
        maak_leeg(self.inhoud)
        for plek, gebied in enumerate(dict.fromkeys(factor.leefgebied for factor in alle)):
            hier = [factor for factor in alle if factor.leefgebied == gebied]
            if plek:
                lijn = QFrame()
                lijn.setProperty("soort", "lijn")
                lijn.setFixedHeight(1)
                self.inhoud.addWidget(lijn)
            self.inhoud.addWidget(Tekst(hier[0].leefgebied_label, "label"))
            rij = QWidget()
            naast = QHBoxLayout(rij)
            naast.setContentsMargins(0, 0, 0, 0)
            naast.setSpacing(18)
            for soort in FactorSoort:
                naast.addWidget(self._kolom(soort, hier, wijzigen), 1)
            self.inhoud.addWidget(rij)

    def _kolom(self, soort: FactorSoort, hier: list[FactorInzicht], wijzigen: bool) -> QWidget:
        vak = QWidget()
        kolom = QVBoxLayout(vak)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(8)
        kolom.addWidget(Tekst(FACTOR_LABELS[soort], "zacht"))
        van_soort = [factor for factor in hier if factor.soort is soort]
        if not van_soort:
            kolom.addWidget(Tekst(self.tr("Niets ingevuld"), "zacht"))
        for factor in van_soort:
            kolom.addWidget(Factorregel(self, factor, wijzigen=wijzigen))
        kolom.addStretch(1)
        return vak

    def beeindig(self, factor: FactorInzicht) -> None:
        """Say since when a factor no longer plays."""
        werkplek, vandaag = self.omgeving.werkplek, self.omgeving.vandaag

        def taak(waarden: dict[str, Any]) -> None:
            factoren.end_factor(werkplek, factor.id, factor.versie, waarden["tot"])

        formulier = Formulier(
            [
                DatumVeld(
                    "tot",
                    self.tr("Sinds wanneer speelt dit niet meer"),
                    vandaag,
                    richting=Richting.VERLEDEN,
                    verplicht=True,
                    laatst=vandaag,
                    hulp=factor.tekst.tekst,
                )
            ],
            knop=self.tr("Factor afsluiten"),
        )
        Invoerdialoog(
            self,
            self.omgeving,
            self.tr("{} afsluiten").format(factor.soort_label),
            formulier,
            taak,
            gemeld=self.tr("Het is afgesloten en blijft in het dossier staan."),
            concept=("factor.beeindigen", factor.id),
            begin={"tot": vandaag()},
        ).toon()

    def wijzig(self, factor: FactorInzicht) -> None:
        """Correct the words of a factor; the earlier ones stay readable."""
        werkplek = self.omgeving.werkplek

        def taak(waarden: dict[str, Any]) -> object:
            return uitspraken.amend_uitspraak(werkplek, factor.tekst.id, waarden["tekst"], waarden["reden"])

        Invoerdialoog(
            self,
            self.omgeving,
            self.tr("Tekst wijzigen"),
            Uitspraakformulier(self, self.omgeving, factor.tekst),
            taak,
            gemeld=self.tr("De tekst is gewijzigd. De eerdere tekst blijft leesbaar."),
            concept=("uitspraak.wijzigen", factor.tekst.id),
            begin={"tekst": factor.tekst.als_invoer()},
        ).toon()

    def trek_in(self, factor: FactorInzicht) -> None:
        """Say that it was never true, with a reason."""
        werkplek = self.omgeving.werkplek

        def taak(waarden: dict[str, Any]) -> None:
            factoren.withdraw_factor(werkplek, factor.id, waarden["reden"])

        uitleg = self.tr("Het wordt dan niet meer getoond of gedeeld. In de kluis blijft het bewaard, met uw reden.")
        Invoerdialoog(
            self,
            self.omgeving,
            self.tr("{} intrekken").format(factor.soort_label),
            Formulier(
                [TekstVeld("reden", self.tr("Waarom klopte dit niet"), verplicht=True, hoogstens=300, hulp=uitleg)],
                knop=self.tr("Intrekken"),
            ),
            taak,
            gemeld=self.tr("Het is ingetrokken."),
            concept=("factor.intrekken", factor.id),
        ).toon()


class Factorregel(QWidget):
    """One factor: since when, its words, and what one may do with it."""

    def __init__(self, kaart: Factorkaart, factor: FactorInzicht, *, wijzigen: bool) -> None:
        super().__init__()
        self.factor = factor
        zet_ding(self, factor.id)
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(4)
        sinds = self.tr("Sinds {}").format(toon_datum(factor.van))
        if factor.tot is not None:
            sinds = self.tr("Van {} tot {}, speelt niet meer").format(toon_datum(factor.van), toon_datum(factor.tot))
        kolom.addWidget(UitspraakTekst(factor.tekst, aard=True))
        kolom.addWidget(Tekst(sinds, "klein"))
        self.setAccessibleName(f"{factor.soort_label}, {factor.leefgebied_label}. {sinds}")
        if not wijzigen:
            return
        knoppen = QWidget()
        vloei = Vloei(knoppen, ruimte=4)
        acties = [(self.tr("Wijzigen"), "pencil", kaart.wijzig), (self.tr("Intrekken"), "undo-2", kaart.trek_in)]
        if factor.tot is None:
            acties.insert(0, (self.tr("Speelt niet meer"), "check", kaart.beeindig))
        for tekst, icoon, doe in acties:
            knop = Knop(tekst, "koppeling", icoon, actie=partial(doe, factor))
            knop.setAccessibleName(f"{tekst}: {factor.soort_label}, {factor.leefgebied_label}")
            vloei.addWidget(knop)
        kolom.addWidget(knoppen)


class Factorformulier(Formulier):
    """Which leefgebied, which kind, since when, and the words; their category follows the leefgebied."""

    def __init__(self, zegger: QWidget, omgeving: Omgeving) -> None:
        self._gebieden = omgeving.werkplek.profiel.leefgebieden
        self._tekst = UitspraakVeld(
            omgeving,
            "tekst",
            zegger.tr("Wat speelt er"),
            categorie="leefgebieden",
            aard=Aard.MENING,
            verplicht=True,
            volledig=True,
        )
        super().__init__(
            [
                KeuzeVeld(
                    "leefgebied",
                    zegger.tr("Leefgebied"),
                    [Keuze(sleutel, gebied.label) for sleutel, gebied in self._gebieden.items()],
                    verplicht=True,
                ),
                KeuzeVeld(
                    "soort",
                    zegger.tr("Risico of bescherming"),
                    [Keuze(soort, label) for soort, label in FACTOR_LABELS.items()],
                    verplicht=True,
                ),
                self._tekst,
                DatumVeld(
                    "van",
                    zegger.tr("Sinds"),
                    omgeving.vandaag,
                    richting=Richting.VERLEDEN,
                    verplicht=True,
                    laatst=omgeving.vandaag,
                ),
            ],
            knop=zegger.tr("Factor opslaan"),
        )
        self.veld("leefgebied").gewijzigd.connect(self._ander_gebied)

    def _ander_gebied(self) -> None:
        gebied = self._gebieden.get(self.veld("leefgebied").waarde() or "")
        if gebied is not None:
            self._tekst.zet_leefgebied(gebied.datacategorie)


def toon_factorformulier(tab: QWidget, omgeving: Omgeving, casus_id: UUID, bewaard: Callable[[UUID], None]) -> None:
    """Record a factor; ``bewaard`` gets it."""
    werkplek = omgeving.werkplek

    def taak(waarden: dict[str, Any]) -> UUID:
        invoer = FactorInvoer(waarden["leefgebied"], waarden["soort"], waarden["tekst"], waarden["van"])
        return factoren.add_factor(werkplek, casus_id, invoer)

    Invoerdialoog(
        tab,
        omgeving,
        tab.tr("Risico of bescherming toevoegen"),
        Factorformulier(tab, omgeving),
        taak,
        gemeld=tab.tr("Het is opgeslagen."),
        concept=("factor", casus_id),
        begin={"van": omgeving.vandaag()},
        bewaard=bewaard,
    ).toon()
