"""The work list: everything that asks attention, as a list or in a calendar; one click to where it is done."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from pmg_desk.domain.rollen import Recht
from pmg_desk.services import werkagenda, werklijst
from pmg_desk.services.werk import WOORDEN, Werkitem, Werksoort
from pmg_desk.services.werklijst import Werklijst, tel
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.omgeving import Omgeving, Wijzigingen
from pmg_desk.ui.screens.opnieuwvragen import vraag_opnieuw
from pmg_desk.ui.screens.waarneming import WaarnemingDialoog
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.bestandskeuze import kies_opslaan
from pmg_desk.ui.widgets.chip import Chipwaarde
from pmg_desk.ui.widgets.datumvelden import DatumVeld, lang
from pmg_desk.ui.widgets.filterkeuze import Filterkeuze
from pmg_desk.ui.widgets.formulier import Formulier, Formulierdialoog, VinkVeld
from pmg_desk.ui.widgets.kaart import Gegevens
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.maandkalender import Maandkalender
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tabbladen import Tabbladen
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.termijn import termijnwaarde
from pmg_desk.ui.widgets.vloei import Vloeibalk

_UITGESTELD = "uitgesteld"
_KORT_WOORD = 9  # letters of a word that fits in a cell of the calendar, with its number
_NAAST_ELKAAR = 900  # pixels at 100 % text: narrower, and the list of a day stands under the calendar


class WerklijstScherm(Scherm):
    """``toon(soort=, uitgesteld=, tab=)`` narrows it to begin with."""

    sleutel, titel, icoon = "werklijst", "Werklijst", "list-checks"
    soorten = frozenset(
        "casus jongere plan actie uitspraak delingsverzoek privacybesluit overleg noodtoegang bewaren werk waarneming"
        " signaal aanmelding doorgeleiding budget evaluatie score informering".split()
    )
    opdrachten = (("Kalender van mijn werk", {"tab": "kalender"}),)

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self._werk: Werklijst | None = None
        self._opnieuw = False
        self._open_gevouwen = False
        self._zelden: list[QWidget] = []
        self._vraag: str | None = None  # the kind that was asked for before the kinds were known
        self.vouwknop = self.voeg_actie(Knop(self.tr("Filters en meer"), icoon="chevron-down", actie=self._vouw_om))
        if omgeving.werkplek.gebruiker.mag(Recht.CASUS_SCHRIJVEN):
            self.waarneemknop = self.voeg_actie(
                Knop(self.tr("Waarneming regelen"), icoon="users", actie=self._regel_waarneming)
            )
            self._zelden.append(self.waarneemknop)
        self.opnieuwknop = self.voeg_actie(
            Knop(self.tr("Akkoorden opnieuw vragen"), icoon="share-2", actie=self._vraag_opnieuw)
        )
        self.opnieuwknop.setVisible(False)
        self.agendaknop = self.voeg_actie(
            Knop(self.tr("Meenemen naar agenda"), icoon="download", actie=self._vraag_agenda)
        )
        self._zelden.append(self.agendaknop)
        self._bouw_filters()
        self.tabs = Tabbladen(self.titel)
        self.lijst = self.maak_lijst("werklijst")
        self.lijst.gekozen.connect(self._toon_kort)
        self.kalender = Werkkalender(self, omgeving.vandaag())
        self.tabs.voeg_toe("lijst", self.tr("Lijst"), self._toon_lijst, rolt=False)
        self.tabs.voeg_toe("kalender", self.tr("Kalender"), self._toon_kalender)
        self.tabs.gekozen.connect(self._ander_tab)
        self.uitleg = Tekst("", "klein")
        self.inhoud.addWidget(self.tabs, 1)
        self.inhoud.addWidget(self.uitleg)
        self.dialoog: Formulierdialoog | WaarnemingDialoog | None = None

    def _schik(self) -> None:
        super()._schik()
        self._rol()
        self._vouw()

    def _vouw(self) -> None:
        """In a low window the rows come first: the choices and what one seldom does wait behind a button."""
        laag = self.is_laag
        open_ = not laag or self._open_gevouwen
        self.vouwknop.setVisible(laag)
        self.filters.setVisible(open_)
        self.opnieuwknop.setVisible(open_ and self._opnieuw)
        for knop in self._zelden:
            knop.setVisible(open_)

    def _vouw_om(self) -> None:
        self._open_gevouwen = not self._open_gevouwen
        self._vouw()

    def _rol(self) -> None:
        """In a low window the screen scrolls as one; a list that is not in front may not make it high."""
        laag = self.is_laag
        self.tabs.rol_uit(laag)
        self.lijst.rol_uit(laag and self.tabs.sleutel == "lijst")
        self.kalender.lijst.rol_uit(laag)

    def _toon_lijst(self) -> QWidget:
        return self.lijst

    def _toon_kalender(self) -> QWidget:
        return self.kalender

    def _bouw_filters(self) -> None:
        self.soort = Filterkeuze(self.tr("Soort"), self.tr("Alle soorten"))
        self.tafel = Filterkeuze(self.tr("Tafel"), self.tr("Alle tafels"))
        self.rust = Filterkeuze(
            self.tr("Uitgesteld"), self.tr("Wat nu aandacht vraagt"), [(_UITGESTELD, self.tr("Uitgesteld"))]
        )
        self.filters = Vloeibalk()
        for keuze in (self.soort, self.tafel, self.rust):
            keuze.gewijzigd.connect(self._toon_rijen)
            self.filters.voeg_toe(keuze)
        self.inhoud.addWidget(self.filters)

    def maak_lijst(self, sleutel: str, *, smal: bool = False) -> Lijst[Werkitem]:
        """A list of items; Enter goes where it is done. ``smal``: with less of each, to stand beside a calendar."""
        lijst: Lijst[Werkitem] = Lijst(
            sleutel,
            self.titel,
            (
                Kolom("wanneer", self.tr("Wanneer"), self._wanneer, "chip", breedte=132, sorteer=self._plek),
                Kolom("soort", self.tr("Soort"), lambda i: WOORDEN[i.soort][0], breedte=96, regels=2),
                Kolom(
                    "kop",
                    self.tr("Casus of tafel"),
                    _naam_en_nummer,
                    breedte=130 if smal else 215,
                    rekt=smal,
                    nadruk=True,
                    sorteer=lambda i: i.kop,
                    regels=3 if smal else 2,
                ),
                Kolom("wat", self.tr("Wat"), lambda i: i.wat, breedte=190, rekt=not smal, verborgen=smal, regels=2),
                Kolom("waarom", self.tr("Waarom nu"), lambda i: i.waarom, breedte=136, verborgen=smal, regels=2),
                Kolom("wie", self.tr("Wie"), lambda i: i.wie, breedte=120, verborgen=smal, regels=2),
                Kolom("dag", self.tr("Dag"), lambda i: i.dag, "datum", breedte=104, verborgen=smal),
            ),
            lambda i: i.sleutel,
            rijregels=3 if smal else 2,
            woord=(self.tr("regel"), self.tr("regels")),
            instellingen=self.omgeving.instellingen,
            leeg=Leegtekst(
                self.tr("Niets te doen"),
                self.tr("Er is niets dat nu of de komende tijd aandacht vraagt."),
                "list-checks",
            ),
        )
        lijst.filter.setPlaceholderText(self.tr("Filter op naam, nummer of tekst"))
        lijst.sorteer("wanneer")
        lijst.geopend.connect(self.open)
        return lijst

    # loading

    def toon(self, **params: Any) -> None:
        """Load; ``soort``: a kind, ``uitgesteld``: what rests, ``tab``: list or calendar."""
        if "soort" in params or "uitgesteld" in params:
            self._vraag = params.get("soort", "")
            self.rust.zet(_UITGESTELD if params.get("uitgesteld") else None)
        if "tab" in params:
            self.tabs.kies(params["tab"])
        self._laad()
        if self.focus_is_vrij:
            self.lijst.tabel.setFocus()

    def ververs(self, wijzigingen: Wijzigingen) -> None:
        """Any of them may change what there is to do."""
        del wijzigingen
        self._laad()

    def _laad(self) -> None:
        werkplek = self.omgeving.werkplek
        self.omgeving.werker.doe(partial(werklijst.show_werklijst, werkplek), self._zet, self.toon_fout, self)

    def _zet(self, werk: Werklijst) -> None:
        self._werk = werk
        self.soort.zet_keuzes([(soort.value, WOORDEN[soort][0]) for soort in werk.soorten])
        self.tafel.zet_keuzes(list(werk.tafels))
        if self._vraag is not None:
            self.soort.zet(self._vraag or None)
            self._vraag = None
        delen = []
        if Werksoort.GEEN_CONTACT in werk.soorten:
            delen.append(
                self.tr(
                    "Contact is: een tekst, actie of score die is ingevoerd, of een gehouden overleg. Na {} dagen"
                    " zonder staat een casus hier."
                ).format(werk.contact_dagen)
            )
        if werk.vol:
            delen.append(
                self.tr("Er is meer dan hier past: {}.").format(", ".join(WOORDEN[s][2] for s in sorted(werk.vol)))
            )
        self.uitleg.setText(" ".join(delen))
        self.uitleg.setVisible(bool(delen) and self.tabs.sleutel == "lijst")
        self._toon_rijen()

    def _toon_rijen(self) -> None:
        if self._werk is None:
            return
        rijen = self.gefilterd()
        self.lijst.zet_rijen(rijen)
        self.kalender.zet(rijen, self._werk.vandaag)
        mag = self.omgeving.werkplek.gebruiker.mag(Recht.DELING_VRAGEN)
        self._opnieuw = mag and any(item.soort is Werksoort.AKKOORD for item in rijen)
        self._vouw()
        te_doen = self._gekozen(self._werk.te_doen())
        laat = sum(item.te_laat(self._werk.vandaag) for item in te_doen)
        rust = len(self._gekozen(self._werk.uitgesteld()))
        self.zet_titel(
            self.titel, self.tr("{} te doen, waarvan {} te laat; {} uitgesteld").format(len(te_doen), laat, rust)
        )

    def gefilterd(self) -> list[Werkitem]:
        """What the choices leave."""
        assert self._werk is not None
        return self._gekozen(self._werk.uitgesteld() if self.rust.waarde == _UITGESTELD else self._werk.te_doen())

    def _gekozen(self, items: Iterable[Werkitem]) -> list[Werkitem]:
        soort, tafel = self.soort.waarde, self.tafel.waarde
        return [
            item
            for item in items
            if (soort is None or item.soort.value == soort) and (tafel is None or tafel in item.tafels)
        ]

    def _vraag_opnieuw(self) -> None:
        """For the chosen approvals that end, or with none chosen for all that are shown."""
        gekozen = [item for item in self.lijst.gekozen_rijen() if item.soort is Werksoort.AKKOORD]
        items = gekozen or [item for item in self.gefilterd() if item.soort is Werksoort.AKKOORD]
        vraag_opnieuw(self, self.omgeving, [item.id for item in items])

    # one item

    def _wanneer(self, item: Werkitem) -> Chipwaarde:
        vandaag = self.omgeving.vandaag()
        if item.uitgesteld_tot is not None and not item.te_laat(vandaag):
            return Chipwaarde(self.tr("Rust t/m {}").format(_kort(item.uitgesteld_tot)), "grijs")
        if item.termijn or item.dag >= vandaag:
            return termijnwaarde((item.dag - vandaag).days)
        wacht = (vandaag - item.dag).days
        return chip.status("wacht", self.tr("Wacht 1 dag") if wacht == 1 else self.tr("Wacht {} dagen").format(wacht))

    def _plek(self, item: Werkitem) -> date:
        """What only waits comes with what has to be done today."""
        return item.dag if item.termijn else max(item.dag, self.omgeving.vandaag())

    def open(self, item: Werkitem) -> None:
        """Go where it is done."""
        self.omgeving.navigeer(item.scherm, **dict(item.params))

    def _toon_kort(self, item: Werkitem | None) -> None:
        if item is None:
            self.sluit_detail()
            return
        if self.detail_past and self.lijst.tabel.hasFocus():
            self.toon_item(item)

    def toon_item(self, item: Werkitem) -> None:
        """All words of an item at the right, and what can be done with it."""
        feiten = [
            (self.tr("Soort"), WOORDEN[item.soort][0]),
            (self.tr("Wat"), item.wat),
            (self.tr("Waarom nu"), item.waarom),
            (self.tr("Dag"), lang(item.dag)),
            (self.tr("Wie"), item.wie),
        ]
        if item.uitgesteld_tot is not None:
            feiten.append((self.tr("Uitgesteld tot"), lang(item.uitgesteld_tot)))
        gegevens = Gegevens()
        gegevens.zet([(woord, waarde) for woord, waarde in feiten if waarde])
        openknop = Knop(self.tr("Openen"), "primair", "folder-open", actie=partial(self.open, item))
        if item.uitgesteld_tot is None:
            rustknop = Knop(self.tr("Uitstellen"), icoon="clock", actie=partial(self.stel_uit, item))
        else:
            rustknop = Knop(self.tr("Terughalen"), icoon="undo-2", actie=partial(self._haal_terug, item))
        self.toon_detail(item.kop or WOORDEN[item.soort][0], gegevens, (openknop, rustknop))

    def stel_uit(self, item: Werkitem) -> None:
        """Ask until when."""
        assert self._werk is not None
        langst = self._werk.langst
        hulp = self.tr("Op die dag staat het weer op uw werklijst. Wat te laat is, blijft zichtbaar.")
        veld = DatumVeld(
            "tot", self.tr("Uitstellen tot"), self.omgeving.vandaag, verplicht=True, hulp=hulp, laatst=lambda: langst
        )
        formulier = Formulier([veld], knop=self.tr("Uitstellen"))
        formulier.koppel_concept(self.omgeving.concepten, "werk_uitstellen", item.id)
        self.dialoog = Formulierdialoog(self, self.tr("Uitstellen"), formulier)
        self.dialoog.finished.connect(self._dialoog_dicht)
        formulier.bewaren.connect(partial(self._bewaar_uitstel, item.sleutel))
        self.dialoog.toon()

    def _bewaar_uitstel(self, sleutel: str, waarden: dict[str, Any]) -> None:
        dialoog = self.dialoog
        assert isinstance(dialoog, Formulierdialoog)
        dialoog.formulier.zet_bezig(True)
        taak = partial(werklijst.snooze, self.omgeving.werkplek, sleutel, waarden["tot"])
        self.omgeving.werker.doe(taak, self._uitgesteld, dialoog.formulier.toon_fouten, self)

    def _uitgesteld(self, tot: date) -> None:
        assert isinstance(self.dialoog, Formulierdialoog)
        self.dialoog.formulier.opgeslagen()
        self.dialoog.accept()
        self.sluit_detail()
        self.meld(self.tr("Uitgesteld tot {}.").format(lang(tot)))

    def _haal_terug(self, item: Werkitem) -> None:
        taak = partial(werklijst.unsnooze, self.omgeving.werkplek, item.sleutel)
        self.omgeving.werker.doe(taak, self._teruggehaald, self.toon_fout, self)

    def _teruggehaald(self, _niets: None) -> None:
        self.sluit_detail()
        self.meld(self.tr("Het staat weer op uw werklijst."))

    def _dialoog_dicht(self) -> None:
        self.dialoog = None

    def _ander_tab(self) -> None:
        self.sluit_detail()
        self._rol()
        self.uitleg.setVisible(bool(self.uitleg.text()) and self.tabs.sleutel == "lijst")

    # taking it along, and cover

    def _vraag_agenda(self) -> None:
        hulp = self.tr(
            "In het bestand staat per dag alleen het soort werk, zoals 'Actie klaar'. Er staan geen namen in en niet"
            " waar het over gaat. Wat alleen wacht of te laat is, gaat niet mee. Het meenemen staat in het logboek."
        )
        veld = VinkVeld("nummer", self.tr("Zet het casusnummer erbij"), hulp=hulp)
        formulier = Formulier([veld], knop=self.tr("Bestand opslaan"))
        formulier.koppel_concept(self.omgeving.concepten, "agenda_meenemen")
        self.dialoog = Formulierdialoog(self, self.tr("Werklijst meenemen naar een agenda"), formulier)
        self.dialoog.finished.connect(self._dialoog_dicht)
        formulier.bewaren.connect(self._kies_bestand)
        self.dialoog.toon()

    def _kies_bestand(self, waarden: dict[str, Any]) -> None:
        assert isinstance(self.dialoog, Formulierdialoog)
        self.dialoog.formulier.opgeslagen()
        self.dialoog.accept()
        kies_opslaan(
            self,
            self.tr("Agenda opslaan"),
            "werklijst.ics",
            ["Agenda (*.ics)"],
            partial(self._bewaar_agenda, bool(waarden["nummer"])),
            uitgang="ics",
        )

    def _bewaar_agenda(self, met_nummer: bool, pad: Path) -> None:
        taak = partial(werkagenda.export_agenda, self.omgeving.werkplek, pad, met_nummer=met_nummer)
        self.omgeving.werker.doe(taak, self._opgeslagen, self.toon_fout, self)

    def _opgeslagen(self, aantal: int) -> None:
        regels = self.tr("1 regel") if aantal == 1 else self.tr("{} regels").format(aantal)
        self.meld(self.tr("Het bestand is opgeslagen, met {}. Dit staat in het logboek.").format(regels))

    def _regel_waarneming(self) -> None:
        self.dialoog = WaarnemingDialoog(self, self.omgeving)
        self.dialoog.finished.connect(self._dialoog_dicht)
        self.dialoog.toon()


def _naam_en_nummer(item: Werkitem) -> str:
    """Who it is about, and under it the number of the casus, so that neither cuts off the other."""
    erachter = f" ({item.nummer})"
    return f"{item.kop.removesuffix(erachter)}\n{item.nummer}" if item.kop.endswith(erachter) else item.kop


def _kort(dag: date) -> str:
    return f"{dag.day}-{dag.month}"


class Werkkalender(QWidget):
    """The month, and beside it what there is on the chosen day; on today also what is still open from before."""

    def __init__(self, scherm: WerklijstScherm, vandaag: date) -> None:
        super().__init__()
        self._vandaag = vandaag
        self._per_dag: dict[date, list[Werkitem]] = {}
        self.maand = Maandkalender(scherm.tr("Kalender"), vandaag)
        self.maand.gekozen.connect(self._toon_dag)
        self.lijst = scherm.maak_lijst("werkdag", smal=True)
        self.kop = Tekst("", "kop-3")
        rechts = QWidget()
        kolom = QVBoxLayout(rechts)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(8)
        kolom.addWidget(self.kop)
        kolom.addWidget(self.lijst, 1)
        self._vak = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._vak.setContentsMargins(0, 0, 0, 0)
        self._vak.setSpacing(16)
        self._vak.addWidget(self.maand, 3)
        self._vak.addWidget(rechts, 2)
        self._smal = scherm.omgeving.thema.px

    def zet(self, items: list[Werkitem], vandaag: date) -> None:
        """Show these on their days. What waits, or is late, also stands on today."""
        self._vandaag = vandaag
        per_dag: defaultdict[date, list[Werkitem]] = defaultdict(list)
        for item in items:
            per_dag[max(item.dag, vandaag) if not item.termijn else item.dag].append(item)
        self._per_dag = dict(per_dag)
        self.maand.zet({dag: (self._in_cel(op), self._voluit(op)) for dag, op in self._per_dag.items()})
        self._toon_dag(self.maand.dag)

    def _in_cel(self, items: list[Werkitem]) -> str:
        """One line, so that it fits at any size: what there is most of, and how much more. ``!`` is late."""
        teken = "! " if any(item.te_laat(self._vandaag) for item in items) else ""
        per_soort = Counter(item.soort for item in items)
        soort, aantal = min(per_soort.items(), key=lambda paar: (-paar[1], len(WOORDEN[paar[0]][0])))
        naam, _, meer = WOORDEN[soort]
        woord = naam if aantal == 1 else tel(soort, aantal) if len(meer) <= _KORT_WOORD else f"{naam} ({aantal})"
        over = len(items) - aantal
        return f"{teken}{woord} +{over}" if over else f"{teken}{woord}"

    def _voluit(self, items: list[Werkitem]) -> str:
        soorten = dict.fromkeys(item.soort for item in items)
        return ", ".join(tel(soort, sum(item.aantal for item in items if item.soort is soort)) for soort in soorten)

    def _toon_dag(self, dag: date) -> None:
        items = list(self._per_dag.get(dag, ()))
        kop = lang(dag)
        if dag == self._vandaag:
            eerder = [item for op, rij in self._per_dag.items() if op < dag for item in rij]
            items = [*eerder, *items]
            if eerder:
                kop = self.tr("{}: {} van deze dag, en {} van eerder, te laat").format(
                    kop, len(items) - len(eerder), len(eerder)
                )
        self.kop.setText(kop)
        self.lijst.zet_rijen(items)

    def resizeEvent(self, gebeurtenis: QResizeEvent, /) -> None:
        """Qt: the list goes under the calendar where there is no room beside it."""
        super().resizeEvent(gebeurtenis)
        ruim = self.width() >= self._smal(_NAAST_ELKAAR)
        richting = QBoxLayout.Direction.LeftToRight if ruim else QBoxLayout.Direction.TopToBottom
        if self._vak.direction() is not richting:
            self._vak.setDirection(richting)
