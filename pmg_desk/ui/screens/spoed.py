"""Achteraf beoordelen: what was shared with spoed and who took emergency access, the first to judge on top."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.rollen import Rol
from pmg_desk.services import spoed
from pmg_desk.services.eerdergeweigerd import EerderNee
from pmg_desk.services.spoed import SOORT_LABELS, SpoedInzicht, Spoedsoort
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.models.rijen import Kolom, als_tekst
from pmg_desk.ui.omgeving import Omgeving, Wijzigingen
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.chip import Chipwaarde
from pmg_desk.ui.widgets.formulier import Formulier
from pmg_desk.ui.widgets.kaart import Gegevens
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tabbladen import Tabbladen
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.tekstvelden import LangeTekstVeld, VinkVeld
from pmg_desk.ui.widgets.veld import Veld

_JA, _NEE = "ja", "nee"


def _lees(werkplek: Werkplek) -> tuple[tuple[SpoedInzicht, ...], tuple[SpoedInzicht, ...]]:
    return spoed.list_spoed(werkplek), spoed.list_spoed(werkplek, beoordeeld=True)


class SpoedScherm(Scherm):
    """The queue and what was judged before; one of them at the right, with the button to judge it."""

    sleutel, titel, icoon = "spoed", "Spoed", "shield-alert"
    rollen = frozenset({Rol.PRIVACY_OFFICER})
    soorten = frozenset({"spoed", "noodtoegang"})
    opdrachten = (("Spoed en noodtoegang beoordelen", {}),)

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self.zet_titel(
            self.tr("Achteraf beoordelen"),
            self.tr("Wat niet kon wachten, bekijkt u hier achteraf: mocht het?"),
        )
        self.wachtrij = self._bouw(
            "spoed",
            self.tr("Te beoordelen"),
            Leegtekst(
                self.tr("Niets te beoordelen"),
                self.tr("Deelt iemand iets met spoed of neemt iemand noodtoegang, dan staat dat hier."),
                "shield-check",
            ),
        )
        self.klaar = self._bouw(
            "spoed-klaar",
            self.tr("Beoordeeld"),
            Leegtekst(
                self.tr("Nog niets beoordeeld"),
                self.tr("Hier staan uw bevindingen en die van collega's."),
                "shield-check",
            ),
        )
        self.tabs = Tabbladen(self.titel)
        self.tabs.voeg_toe("wachtrij", self.tr("Te beoordelen"), lambda: self.wachtrij, rolt=False)
        self.tabs.voeg_toe("klaar", self.tr("Beoordeeld"), lambda: self.klaar, rolt=False)
        self.tabs.kies("klaar")
        self.tabs.kies("wachtrij")
        self.inhoud.addWidget(self.tabs, 1)
        self._kies: UUID | None = None

    def _bouw(self, sleutel: str, naam: str, leeg: Leegtekst) -> Lijst[SpoedInzicht]:
        lijst: Lijst[SpoedInzicht] = Lijst(
            sleutel,
            naam,
            (
                Kolom("voor", self.tr("Uiterlijk"), lambda r: r.te_toetsen_voor, "datum", breedte=150),
                Kolom("stand", self.tr("Stand"), _stand, "chip", breedte=150),
                Kolom("soort", self.tr("Wat"), lambda r: SOORT_LABELS[r.soort], breedte=150),
                Kolom("casus", self.tr("Casus"), lambda r: r.casusnummer, breedte=150, nadruk=True),
                Kolom("hoe", self.tr("Hoe en aan wie"), lambda r: r.wat, rekt=True),
                Kolom("eerder", self.tr("Eerder"), lambda r: self.tr("Geweigerd") if r.eerder else "", breedte=120),
                Kolom("door", self.tr("Door"), lambda r: r.door, breedte=160),
                Kolom("op", self.tr("Wanneer"), lambda r: r.op, "moment", breedte=160),
            ),
            lambda r: r.id,
            woord=(self.tr("keer"), self.tr("keer")),
            instellingen=self.omgeving.instellingen,
            leeg=leeg,
        )
        lijst.gekozen.connect(self._detail)
        lijst.geopend.connect(self._open)
        return lijst

    def toon(self, **params: Any) -> None:
        """Load; ``id`` is the one to choose."""
        self._kies = params.get("id", self._kies)
        self.omgeving.werker.doe(partial(_lees, self.omgeving.werkplek), self._zet, self.toon_fout, self)

    def ververs(self, wijzigingen: Wijzigingen) -> None:
        """Something was shared or judged."""
        del wijzigingen
        self.toon()

    def _zet(self, lijsten: tuple[tuple[SpoedInzicht, ...], tuple[SpoedInzicht, ...]]) -> None:
        wachtrij, klaar = lijsten
        self.wachtrij.zet_rijen(wachtrij)
        self.klaar.zet_rijen(klaar)
        self.tabs.zet_titel("wachtrij", self.tr("Te beoordelen ({})").format(len(wachtrij)))
        if self._kies is not None:
            self.wachtrij.kies(self._kies)
            self._kies = None

    def _open(self, een: SpoedInzicht) -> None:
        self._detail(een)
        if een.beoordeeld_op is None and not een.eigen:
            self.beoordeel(een)

    def _detail(self, een: SpoedInzicht | None) -> None:
        if een is None:
            self.sluit_detail()
            return
        vak = QWidget()
        kolom = QVBoxLayout(vak)
        kolom.setContentsMargins(0, 0, 0, 0)
        gegevens = Gegevens()
        paren = (
            (self.tr("Eerder"), " ".join(nee.zin for nee in een.eerder)),
            (self.tr("Reden"), een.reden),
            (self.tr("Hoe"), een.wat),
            (self.tr("Verteld"), een.omschrijving),
            (self.tr("Gegevens"), ", ".join(een.categorieen)),
            (self.tr("Onder akkoord"), "; ".join(een.ernaast)),
            (self.tr("Grondslag"), ", ".join(een.grondslagen)),
            (self.tr("Door"), een.door),
            (self.tr("Wanneer"), als_tekst(een.op)),
            (self.tr("Vastgelegd"), als_tekst(een.vastgelegd_op) if een.vastgelegd_op != een.op else ""),
            (self.tr("Loopt nog"), self.tr("ja") if een.loopt_nog else ""),
            (self.tr("Bevinding"), een.motivering),
            (self.tr("Officer"), een.beoordeeld_door),
        )
        gegevens.zet([(self.tr("Stand"), _stand(een)), *((woord, waarde) for woord, waarde in paren if waarde)])
        kolom.addWidget(gegevens)
        for nee in een.eerder:
            self._voeg_motivering_toe(kolom, nee)
        kolom.addStretch(1)
        knoppen: tuple[Knop, ...] = ()
        if een.beoordeeld_op is None and not een.eigen:
            self.beoordeelknop = Knop(self.tr("Beoordelen"), "primair", actie=partial(self.beoordeel, een))
            knoppen = (self.beoordeelknop,)
        self.toon_detail(self.tr("Casus {}").format(een.casusnummer), vak, knoppen)

    def _voeg_motivering_toe(self, kolom: QVBoxLayout, nee: EerderNee) -> None:
        """Why an officer said no before: there after one click."""
        tekst = Tekst(nee.motivering)
        tekst.setVisible(False)
        # Short: a button does not wrap, and would push the facts beside it out of sight.
        knop = Knop(self.tr("Motivering {}").format(nee.nummer), icoon="eye")
        knop.setAccessibleName(self.tr("Motivering van besluit {} lezen").format(nee.nummer))

        def wissel() -> None:
            tekst.setVisible(tekst.isHidden())

        knop.clicked.connect(wissel)
        kolom.addWidget(knop)
        kolom.addWidget(tekst)

    def beoordeel(self, een: SpoedInzicht) -> None:
        """Record the finding; one that says it was not lawful opens a record in the register of breaches."""
        velden: list[str | Veld] = [
            KeuzeVeld(
                "rechtmatig",
                self.tr("Mocht dit?"),
                [
                    Keuze(_JA, self.tr("Ja, het was rechtmatig")),
                    Keuze(_NEE, self.tr("Nee. Er komt een datalek in het register; de 72 uur gaan nu in")),
                ],
                verplicht=True,
            ),
            LangeTekstVeld("motivering", self.tr("Waarom?"), verplicht=True),
        ]
        if een.loopt_nog:
            velden.append(VinkVeld("beeindig", self.tr("De toegang nu beëindigen")))
        venster = Bewaardialoog(
            self,
            self.omgeving,
            self.tr("Achteraf beoordelen"),
            Formulier(velden, knop=self.tr("Bevinding vastleggen")),
            partial(_beoordeel, self.omgeving.werkplek, een.soort, een.id),
            gelukt=self.tr("De bevinding is vastgelegd."),
            concept="spoed-bevinding",
            object_id=een.id,
            over=self.tr("casus {0} · {1}").format(een.casusnummer, een.wat),
        )
        venster.bewaard.connect(self._beoordeeld)
        venster.toon()

    def _beoordeeld(self, datalek_id: UUID | None) -> None:
        self.sluit_detail()
        if datalek_id is not None:
            self.omgeving.navigeer("registers", tab="datalekken", id=datalek_id)


def _beoordeel(werkplek: Werkplek, soort: Spoedsoort, id_: UUID, waarden: dict[str, Any]) -> UUID | None:
    return spoed.judge_spoed(
        werkplek,
        soort,
        id_,
        rechtmatig=waarden["rechtmatig"] == _JA,
        motivering=waarden["motivering"],
        beeindig=bool(waarden.get("beeindig")),
    )


def _stand(een: SpoedInzicht) -> Chipwaarde:
    if een.beoordeeld_op is None:
        if een.eigen:
            return Chipwaarde("Voor een collega", "grijs")
        if een.te_laat:
            return Chipwaarde("Te laat", "rood")
        return Chipwaarde("Te beoordelen", "geel")
    if een.rechtmatig is None:
        return Chipwaarde(f"Beoordeeld {toon_datum(lokale_dag(een.beoordeeld_op))}", "grijs")
    return Chipwaarde("Rechtmatig", "groen") if een.rechtmatig else Chipwaarde("Niet rechtmatig", "rood")
