"""The tab Signalen & feiten of a dossier: what was said, by whom and how certain, newest first; nothing overwritten."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.namen import vouw
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.samenvatting import Aard
from pmg_desk.services import casussen, leefwerelden, uitspraken
from pmg_desk.services.casussen import CasusStatus
from pmg_desk.services.leefwerelden import PLAATSBAAR
from pmg_desk.services.uitspraken import (
    LABELS,
    VRIJE_SOORTEN,
    WIJZIGBARE_SOORTEN,
    UitspraakInzicht,
)
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import UitspraakSoort
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.leefwerelden import toon_plaatsformulier
from pmg_desk.ui.screens.uitspraakformulier import Geschiedenis, Uitspraakformulier, toon_reactieformulier
from pmg_desk.ui.widgets.aankondiging import kondig_aan
from pmg_desk.ui.widgets.aardmerk import Aardmerk
from pmg_desk.ui.widgets.chip import Chip, Chipwaarde
from pmg_desk.ui.widgets.formulier import Formulier, Keuze, KeuzeVeld, TekstVeld
from pmg_desk.ui.widgets.invoerdialoog import Invoerdialoog
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.leeg import LegeStaat
from pmg_desk.ui.widgets.tabblad import Tabblad
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.uitspraakkaart import Reactietekst, herkomst, maak_leeg
from pmg_desk.ui.widgets.vloei import Vloei

_PER_KEER = 30
_ANDERE = "andere"
_GEEN_PLEK = ""


@dataclass(frozen=True, slots=True)
class _Stand:
    casus_id: UUID
    uitspraken: tuple[UitspraakInzicht, ...]
    plekken: dict[UUID, tuple[str, ...]]  # leefwerelden
    wijzigen: bool


def _lees(werkplek: Werkplek, casus_id: UUID) -> _Stand:
    kop = casussen.toon_kop(werkplek, casus_id)
    wijzigen = kop.mag_wijzigen and kop.status is CasusStatus.OPEN
    plekken = leefwerelden.list_plekken(werkplek, casus_id)
    return _Stand(casus_id, uitspraken.list_uitspraken(werkplek, casus_id), plekken, wijzigen)


class SignalenTab(Tabblad):
    """Filters beside each other, then one card per statement; texts of scores and plans only when asked for."""

    sleutel, titel, icoon = "signalen", "Signalen en feiten", "message-square-quote"
    soorten = frozenset({"uitspraak", "leefwereld", "casus"})

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self._alle: tuple[UitspraakInzicht, ...] = ()
        self._bij: frozenset[UUID] = frozenset()  # reactions, which stand with the text they are about
        self._plekken: dict[UUID, tuple[str, ...]] = {}
        self._wijzigen = False
        self._meest = _PER_KEER
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(12)
        self._balk = QWidget()
        vloei = Vloei(self._balk)
        self.nieuwknop = Knop(self.tr("Signaal of feit toevoegen"), "primair", "plus", actie=self.nieuw)
        vloei.addWidget(self.nieuwknop)
        kolom.addWidget(self._balk)
        self._filters = QWidget()
        rij = Vloei(self._filters, ruimte=12)
        self.zoek = QLineEdit()
        self.zoek.setPlaceholderText(self.tr("Filter op woord of bron"))
        self.zoek.setAccessibleName(self.tr("Filter op woord of bron"))
        self.zoek.setClearButtonEnabled(True)
        self.zoek.textChanged.connect(self._opnieuw)
        self.soort = KeuzeVeld("soort", self.tr("Soort"), [], breedte=230, leegtekst=self.tr("Alles"))
        self.aard = KeuzeVeld(
            "aard",
            self.tr("Wat is het"),
            [Keuze(aard, aard.value.capitalize()) for aard in Aard],
            breedte=160,
            leegtekst=self.tr("Alles"),
        )
        self.categorie = KeuzeVeld("categorie", self.tr("Gegevens"), [], breedte=190, leegtekst=self.tr("Alles"))
        self.bron = KeuzeVeld("bron", self.tr("Bron"), [], breedte=190, leegtekst=self.tr("Alle bronnen"))
        self.leefwereld = KeuzeVeld("leefwereld", self.tr("Leefwereld"), [], breedte=180, leegtekst=self.tr("Alles"))
        self.wisknop = Knop(self.tr("Filters wissen"), "koppeling", "x", actie=self.wis_filters)
        for veld in self._keuzevelden:
            veld.gewijzigd.connect(self._opnieuw)
            rij.addWidget(veld)
        kolom.addWidget(self.zoek)
        kolom.addWidget(self._filters)
        self.telling = Tekst("", "zacht")
        kolom.addWidget(self.telling)
        self._aantallen = QWidget()
        self._aantallen.setAccessibleName(self.tr("Hoeveel feiten, aannames en meningen"))
        self._aantalrij = QVBoxLayout(self._aantallen)
        self._aantalrij.setContentsMargins(0, 0, 0, 0)
        kolom.addWidget(self._aantallen)
        kolom.addWidget(self.wisknop)
        self._leeg = LegeStaat(
            self.tr("Nog geen signalen of feiten"),
            self.tr("Hier staat wat er gezien en gezegd is, met bron en datum. Wat u wijzigt, blijft leesbaar."),
            icoon="message-square-quote",
            knoptekst=self.tr("Signaal of feit toevoegen"),
            actie=self.nieuw,
        )
        kolom.addWidget(self._leeg)
        self._kaarten = QVBoxLayout()
        self._kaarten.setSpacing(10)
        kolom.addLayout(self._kaarten)
        self.meerknop = Knop(self.tr("Meer tonen"), actie=self._meer)
        kolom.addWidget(self.meerknop)
        kolom.addStretch(1)
        for deel in (self._balk, self.zoek, self._filters, self.wisknop, self._leeg, self.meerknop):
            deel.setVisible(False)

    @property
    def _keuzevelden(self) -> tuple[KeuzeVeld, ...]:
        return (self.soort, self.aard, self.categorie, self.bron, self.leefwereld)

    def toon(self, casus_id: UUID) -> None:
        """Show this casus."""
        super().toon(casus_id)
        self.omgeving.werker.doe(partial(_lees, self.omgeving.werkplek, casus_id), self._zet, eigenaar=self)

    def _zet(self, stand: _Stand) -> None:
        if stand.casus_id != self.casus_id:
            return
        self._alle, self._wijzigen, self._plekken = stand.uitspraken, stand.wijzigen, stand.plekken
        self._bij = frozenset(reactie.id for u in stand.uitspraken for reactie in u.reacties)
        los = [u for u in stand.uitspraken if u.soort in VRIJE_SOORTEN]
        soorten = [Keuze(soort.value, LABELS[soort]) for soort in VRIJE_SOORTEN if any(u.soort is soort for u in los)]
        if len(los) < len(stand.uitspraken):
            soorten.append(Keuze(_ANDERE, self.tr("Teksten bij scores, plan en indeling")))
        self.soort.zet_keuzes(soorten)
        self.categorie.zet_keuzes(
            [Keuze(k, label) for k, label in sorted({(u.categorie, u.categorie_label) for u in stand.uitspraken})]
        )
        self.bron.zet_keuzes([Keuze(bron, bron) for bron in sorted({u.bron for u in stand.uitspraken}, key=vouw)])
        bekend = self.omgeving.werkplek.profiel.leefwerelden
        sleutels = dict.fromkeys([*bekend, *(s for plekken in stand.plekken.values() for s in plekken)])
        werelden = [Keuze(sleutel, label_van(bekend, sleutel)) for sleutel in sleutels]
        self.leefwereld.zet_keuzes([*werelden, Keuze(_GEEN_PLEK, self.tr("Nog niet geplaatst"))])
        iets = bool(stand.uitspraken)
        self._balk.setVisible(stand.wijzigen and iets)
        self.zoek.setVisible(iets)
        self._filters.setVisible(iets)
        self._leeg.setVisible(not iets)
        self._leeg.knop.setVisible(stand.wijzigen)
        self._toon_kaarten()

    # filtering

    def wis_filters(self) -> None:
        """Show all again."""
        self.zoek.clear()
        for veld in self._keuzevelden:
            veld.zet(None)

    def gefilterd(self) -> list[UitspraakInzicht]:
        """The statements that pass the filters, newest first; a reaction by itself only when one asks for reactions."""
        aard = self.aard.waarde()
        return [u for u in self._van_elke_aard() if aard in (None, u.aard)]

    def _van_elke_aard(self) -> list[UitspraakInzicht]:
        woorden = vouw(self.zoek.text()).split()
        soort, plek = self.soort.waarde(), self.leefwereld.waarde()
        categorie, bron = self.categorie.waarde(), self.bron.waarde()
        return [
            u
            for u in self._alle
            if (u.soort in VRIJE_SOORTEN if soort != _ANDERE else u.soort not in VRIJE_SOORTEN)
            and soort in (None, _ANDERE, u.soort.value)
            and (u.id not in self._bij or soort == UitspraakSoort.CORRECTIE.value)
            and self._op_plek(u, plek)
            and categorie in (None, u.categorie)
            and bron in (None, u.bron)
            and all(woord in vouw(f"{u.tekst} {u.bron}") for woord in woorden)
        ]

    def _op_plek(self, uitspraak: UitspraakInzicht, plek: str | None) -> bool:
        if plek is None:
            return True
        plekken = self._plekken.get(uitspraak.id, ())
        if plek == _GEEN_PLEK:
            return not plekken and uitspraak.soort in PLAATSBAAR
        return plek in plekken

    def _toon_aantallen(self) -> None:
        maak_leeg(self._aantalrij)
        per = Counter(u.aard for u in self._van_elke_aard())
        regel = QWidget()
        vloei = Vloei(regel, ruimte=14)
        for aard in Aard:
            vloei.addWidget(Aardmerk(aard, per[aard]))
        self._aantalrij.addWidget(regel)
        self._aantallen.setVisible(bool(self._alle))

    def _opnieuw(self) -> None:
        self._meest = _PER_KEER
        self._toon_kaarten()
        kondig_aan(self, self.telling.text())

    def _meer(self) -> None:
        self._meest += _PER_KEER
        self._toon_kaarten()

    def _toon_kaarten(self) -> None:
        gevonden = self.gefilterd()
        maak_leeg(self._kaarten)
        for uitspraak in gevonden[: self._meest]:
            werelden = self._plekken.get(uitspraak.id, ())
            bekend = self.omgeving.werkplek.profiel.leefwerelden
            waar = tuple(label_van(bekend, sleutel) for sleutel in werelden)
            is_reactie = uitspraak.id in self._bij
            self._kaarten.addWidget(
                Uitspraakkaart(self, uitspraak, waar, wijzigen=self._wijzigen, is_reactie=is_reactie)
            )
        self._toon_aantallen()
        gefilterd = bool(self.zoek.text().strip()) or any(veld.waarde() is not None for veld in self._keuzevelden)
        self.wisknop.setVisible(gefilterd)
        self.meerknop.setVisible(len(gevonden) > self._meest)
        if not self._alle:
            self.telling.setText("")
        elif not gevonden:
            self.telling.setText(self.tr("Niets past bij dit filter."))
        elif len(gevonden) == 1:
            self.telling.setText(self.tr("1 tekst, nieuwste boven"))
        else:
            self.telling.setText(self.tr("{} teksten, nieuwste boven").format(len(gevonden)))

    # entering

    def nieuw(self) -> None:
        """Add a statement."""
        casus_id, werkplek = self.casus_id, self.omgeving.werkplek
        if casus_id is None:
            return

        def taak(waarden: dict[str, Any]) -> object:
            return uitspraken.add_uitspraak(werkplek, casus_id, waarden["soort"], waarden["tekst"])

        Invoerdialoog(
            self,
            self.omgeving,
            self.tr("Signaal of feit toevoegen"),
            Uitspraakformulier(self, self.omgeving),
            taak,
            gemeld=self.tr("De tekst is opgeslagen."),
            concept=("uitspraak", casus_id),
            begin={"soort": UitspraakSoort.SIGNAAL},
        ).toon()

    def wijzig(self, uitspraak: UitspraakInzicht) -> None:
        """Amend a statement; the earlier words stay readable."""
        werkplek, id_ = self.omgeving.werkplek, uitspraak.id

        def taak(waarden: dict[str, Any]) -> object:
            return uitspraken.amend_uitspraak(werkplek, id_, waarden["tekst"], waarden["reden"])

        Invoerdialoog(
            self,
            self.omgeving,
            self.tr("Tekst wijzigen"),
            Uitspraakformulier(self, self.omgeving, uitspraak),
            taak,
            gemeld=self.tr("De tekst is gewijzigd. De eerdere tekst blijft leesbaar."),
            concept=("uitspraak.wijzigen", id_),
            begin={"tekst": uitspraak.als_invoer()},
        ).toon()

    def trek_in(self, uitspraak: UitspraakInzicht) -> None:
        """Withdraw a statement, with a reason."""
        werkplek, id_ = self.omgeving.werkplek, uitspraak.id

        def taak(waarden: dict[str, Any]) -> None:
            uitspraken.withdraw_uitspraak(werkplek, id_, waarden["reden"])

        uitleg = self.tr(
            "De tekst geldt dan niet meer: u ziet en deelt hem niet meer. In de kluis blijft hij bewaard, met uw reden."
        )
        Invoerdialoog(
            self,
            self.omgeving,
            self.tr("Tekst intrekken"),
            Formulier(
                [
                    TekstVeld(
                        "reden", self.tr("Waarom klopt dit niet (meer)"), verplicht=True, hoogstens=300, hulp=uitleg
                    )
                ],
                knop=self.tr("Tekst intrekken"),
            ),
            taak,
            gemeld=self.tr("De tekst is ingetrokken."),
            concept=("uitspraak.intrekken", id_),
        ).toon()

    def reageer(self, uitspraak: UitspraakInzicht) -> None:
        """Record what the youth or a parent says about a statement."""
        toon_reactieformulier(self, self.omgeving, uitspraak)

    def plaats(self, uitspraak: UitspraakInzicht) -> None:
        """Choose the leefwerelden of a statement."""
        toon_plaatsformulier(self, uitspraak, self._plekken.get(uitspraak.id, ()))

    def toon_geschiedenis(self, uitspraak: UitspraakInzicht) -> None:
        """Show the versions of a statement."""
        self.omgeving.werker.doe(
            partial(uitspraken.toon_geschiedenis, self.omgeving.werkplek, uitspraak.id),
            self._open_geschiedenis,
            None,
            self,
        )

    def _open_geschiedenis(self, versies: tuple[UitspraakInzicht, ...]) -> None:
        Geschiedenis(self, versies).toon()


class Uitspraakkaart(Kaart):
    """One statement with what one may do with it."""

    def __init__(
        self,
        tab: SignalenTab,
        uitspraak: UitspraakInzicht,
        leefwerelden_: tuple[str, ...],
        *,
        wijzigen: bool,
        is_reactie: bool,
    ) -> None:
        super().__init__()
        self.uitspraak = uitspraak
        self.setAccessibleName(f"{uitspraak.soort_label}, {toon_datum(uitspraak.gezegd_op)}, {uitspraak.aard.value}")
        kop = QWidget()
        vloei = Vloei(kop, ruimte=10)
        vloei.addWidget(Tekst(toon_datum(uitspraak.gezegd_op), "label", omslaan=False))
        vloei.addWidget(Tekst(uitspraak.soort_label, "zacht", omslaan=False))
        vloei.addWidget(Aardmerk(uitspraak.aard))
        for wereld in leefwerelden_:
            vloei.addWidget(Chip(Chipwaarde(wereld)))
        self.inhoud.addWidget(kop)
        self.inhoud.addWidget(Tekst(uitspraak.tekst, kiesbaar=True))
        self.inhoud.addWidget(Tekst(herkomst(uitspraak, dag=False), "klein"))
        if uitspraak.gewijzigd:
            was = self.tr("Vervangt een eerdere tekst. Reden: {}").format(uitspraak.wijziging_reden or "–")
            self.inhoud.addWidget(Tekst(was, "klein"))
        for reactie in uitspraak.reacties:
            self.inhoud.addWidget(Reactietekst(reactie))
        knoppen = QWidget()
        rij = Vloei(knoppen, ruimte=4)
        welke = f"{uitspraak.soort_label}, {toon_datum(uitspraak.gezegd_op)}"
        if wijzigen and uitspraak.soort in WIJZIGBARE_SOORTEN:
            self._knop(rij, self.tr("Wijzigen"), "pencil", partial(tab.wijzig, uitspraak), welke)
        if wijzigen and uitspraak.soort in VRIJE_SOORTEN:
            self._knop(rij, self.tr("Intrekken"), "undo-2", partial(tab.trek_in, uitspraak), welke)
        if wijzigen and not is_reactie:
            self._knop(rij, self.tr("Reactie toevoegen"), "plus", partial(tab.reageer, uitspraak), welke)
        if wijzigen and uitspraak.soort in PLAATSBAAR:
            self._knop(rij, self.tr("Leefwereld kiezen"), "map-pin", partial(tab.plaats, uitspraak), welke)
        if uitspraak.gewijzigd:
            self._knop(rij, self.tr("Eerdere versies"), "history", partial(tab.toon_geschiedenis, uitspraak), welke)
        if rij.count():
            self.inhoud.addWidget(knoppen)

    def _knop(self, rij: Vloei, tekst: str, icoon: str, actie: Any, welke: str) -> None:
        knop = Knop(tekst, "koppeling", icoon, actie=actie)
        knop.setAccessibleName(f"{tekst}: {welke}")
        rij.addWidget(knop)
