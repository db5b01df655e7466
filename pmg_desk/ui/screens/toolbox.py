"""Toolbox: the interventies of the municipality, narrowed to what may fit; what the source leaves open is said."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.profiel.model import NIET_IN_BRON
from pmg_desk.domain.rollen import Recht
from pmg_desk.services.inzet import Deelnemers, count_deelnemers
from pmg_desk.services.toolbox import InterventieInzicht, Toolboxfilter, list_interventies
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.sociale_kaart import SocialeKaart
from pmg_desk.ui.widgets.formulier import GetalVeld, Keuze, KeuzeVeld
from pmg_desk.ui.widgets.kaart import Gegevens
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tabbladen import Tabbladen
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.vloei import Vloei

_OUDST = 120


class ToolboxScherm(Scherm):
    """``toon(leefgebied=, doelgroep=, leeftijd=, interventie=)``: choices to begin with, and the one to show."""

    sleutel, titel, icoon = "toolbox", "Toolbox", "wrench"
    opdrachten = (("Interventie zoeken", {}), ("Sociale kaart", {"tab": "kaart"}))

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self._te_kiezen = ""
        profiel = omgeving.werkplek.profiel
        self.zet_titel(
            self.titel, self.tr("Wat u kunt inzetten bij een doel: interventies van {}").format(profiel.naam)
        )
        alle = self.tr("Alle")
        self.doelgroep = KeuzeVeld(
            "doelgroep",
            self.tr("Doelgroep"),
            [Keuze(d.sleutel, d.label) for d in profiel.doelgroepen.values()],
            leegtekst=alle,
            breedte=190,
        )
        self.leefgebied = KeuzeVeld(
            "leefgebied",
            self.tr("Leefgebied"),
            [Keuze(g.sleutel, g.label) for g in profiel.leefgebieden.values()],
            leegtekst=alle,
            breedte=210,
        )
        self.thema = KeuzeVeld(
            "thema",
            self.tr("Thema"),
            [Keuze(b.sleutel, b.label) for b in profiel.themas.values()],
            leegtekst=alle,
            breedte=210,
        )
        self.niveau = KeuzeVeld(
            "niveau",
            self.tr("Niveau"),
            [Keuze(b.sleutel, b.label) for b in profiel.niveaus.values()],
            leegtekst=alle,
            breedte=210,
        )
        self.programmadoel = KeuzeVeld(
            "programmadoel",
            self.tr("Draagt bij aan"),
            [Keuze(d.sleutel, d.label) for d in profiel.doelen.values()],
            leegtekst=alle,
            breedte=210,
        )
        self.wijk = KeuzeVeld(
            "wijk",
            self.tr("Wijk"),
            [Keuze(w.sleutel, w.label) for w in profiel.wijken.values()],
            leegtekst=alle,
            breedte=190,
        )
        self.leeftijd = GetalVeld("leeftijd", self.tr("Leeftijd in jaren"), meest=_OUDST)
        self.wisknop = Knop(self.tr("Keuzes wissen"), "koppeling", "x", actie=self.wis)
        balk = QWidget()
        vloei = Vloei(balk, ruimte=12)
        self._velden = (
            self.doelgroep,
            self.leefgebied,
            self.thema,
            self.niveau,
            self.programmadoel,
            self.wijk,
            self.leeftijd,
        )
        for veld in self._velden:
            veld.gewijzigd.connect(self._vraag)
            vloei.addWidget(veld)
        vak = QWidget()
        kolom = QVBoxLayout(vak)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(10)
        self.tabs = Tabbladen(self.titel)
        self.tabs.voeg_toe("interventies", self.tr("Interventies"), lambda: vak)
        self.tabs.voeg_toe("kaart", self.tr("Sociale kaart"), lambda: SocialeKaart(self))
        self.tabs.gekozen.connect(self.sluit_detail)
        self.inhoud.addWidget(self.tabs)
        kolom.addWidget(balk)
        self.uitleg = Tekst(
            self.tr("Waar de bron niets zegt over doelgroep, leeftijd of thema, blijft een interventie in de lijst."),
            "zacht",
        )
        kolom.addWidget(self.uitleg)
        kolom.addWidget(self.wisknop)
        self.lijst: Lijst[InterventieInzicht] = Lijst(
            "toolbox",
            self.tr("Interventies"),
            (
                Kolom("naam", self.tr("Interventie"), lambda i: i.naam, rekt=True, nadruk=True),
                Kolom("thema", self.tr("Thema"), lambda i: i.thema, breedte=190),
                Kolom("niveau", self.tr("Niveau"), lambda i: i.niveau, breedte=200),
                Kolom("leeftijd", self.tr("Leeftijd"), lambda i: i.leeftijd, breedte=150),
                Kolom("doelgroepen", self.tr("Doelgroepen"), lambda i: i.doelgroepen, breedte=230, verborgen=True),
                Kolom("bewijs", self.tr("Bewijs"), lambda i: i.bewijs, breedte=220, verborgen=True),
                Kolom("omschrijving", self.tr("Omschrijving"), lambda i: i.omschrijving, breedte=260, verborgen=True),
                Kolom("tags", self.tr("Trefwoorden"), lambda i: i.tags, breedte=180, verborgen=True),
                Kolom("bron", self.tr("Bron"), lambda i: i.bron, breedte=180, verborgen=True),
            ),
            lambda i: i.sleutel,
            woord=("interventie", "interventies"),
            instellingen=omgeving.instellingen,
            leeg=Leegtekst(
                self.tr("Geen interventie past bij deze keuzes"),
                self.tr("Kies minder, of wis de keuzes."),
                "wrench",
                self.tr("Keuzes wissen"),
                self.wis,
            ),
        )
        self.lijst.leegstaat.knop.zet_icoon("x")
        self.lijst.gekozen.connect(self._detail)
        kolom.addWidget(self.lijst, 1)
        self.lijst.rol_uit()

    def _schik(self) -> None:
        super()._schik()
        self.tabs.rol_uit(self.is_laag)

    def toon(self, **params: Any) -> None:
        """Load, with these choices made; ``tab`` is ``interventies`` or ``kaart``."""
        self.tabs.kies(str(params.get("tab", "interventies")))
        for veld in (self.doelgroep, self.leefgebied, self.leeftijd):
            if veld.sleutel in params:
                veld.blockSignals(True)
                veld.zet(params[veld.sleutel] or None)
                veld.blockSignals(False)
        self._te_kiezen = str(params.get("interventie", ""))
        if self._te_kiezen:
            self.wis()
        self._vraag()

    def wis(self) -> None:
        """Show all again."""
        for veld in self._velden:
            veld.blockSignals(True)
            veld.zet(None)
            veld.blockSignals(False)
        self._vraag()

    def keuzes(self) -> Toolboxfilter:
        """What is chosen now; an age that cannot be narrows nothing, and is said beside the field."""
        bezwaar = self.leeftijd.bezwaar()
        self.leeftijd.toon_fout(bezwaar)
        return Toolboxfilter(
            doelgroep=self.doelgroep.waarde() or "",
            leeftijd=None if bezwaar else self.leeftijd.waarde(),
            leefgebied=self.leefgebied.waarde() or "",
            thema=self.thema.waarde() or "",
            niveau=self.niveau.waarde() or "",
            programmadoel=self.programmadoel.waarde() or "",
            wijk=self.wijk.waarde() or "",
        )

    def _vraag(self) -> None:
        filter_ = self.keuzes()
        self.wisknop.setVisible(filter_ != Toolboxfilter())
        self.omgeving.werker.doe(
            partial(list_interventies, self.omgeving.werkplek, filter_), self._zet, self.toon_fout, self
        )

    def _zet(self, interventies: tuple[InterventieInzicht, ...]) -> None:
        self.lijst.zet_rijen(interventies)
        if self._te_kiezen:
            self.lijst.kies(self._te_kiezen)
            self._te_kiezen = ""

    def _detail(self, interventie: InterventieInzicht | None) -> None:
        if interventie is None:
            self.sluit_detail()
            return
        jaar = self.omgeving.vandaag().year
        self.omgeving.werker.doe(
            partial(count_deelnemers, self.omgeving.werkplek, jaar),
            partial(self._toon_detail, interventie, jaar),
            self.toon_fout,
            self,
        )

    def _toon_detail(self, interventie: InterventieInzicht, jaar: int, deelnemers: dict[str, Deelnemers]) -> None:
        if self.lijst.huidige() != interventie:
            return
        hoeveel = deelnemers.get(interventie.sleutel)
        zin = _deelnemers(self, jaar, hoeveel)
        knoppen: tuple[Knop, ...] = ()
        if interventie.leeg and self.omgeving.werkplek.gebruiker.mag(Recht.PROFIEL_BEHEREN):
            knoppen = (Knop(self.tr("Aanvullen in het profiel"), "primair", "pencil", actie=self.vul_aan),)
        self.toon_detail(interventie.naam, Interventiefeiten(interventie, zin), knoppen)

    def vul_aan(self) -> None:
        """For the beheerder: the form of the profile, at the first thing that is not in the source."""
        interventie = self.lijst.huidige()
        if interventie is not None and interventie.leeg:
            self.omgeving.navigeer(
                "beheer", tab="profiel", sectie="interventies", record=interventie.sleutel, veld=interventie.leeg[0]
            )


def _deelnemers(zegger: QWidget, jaar: int, deelnemers: Deelnemers | None) -> str:
    if deelnemers is None:
        return zegger.tr("nog niet ingezet in {}").format(jaar)
    if deelnemers.aantal is None:
        return zegger.tr("te weinig in {} om te tonen").format(jaar)
    return zegger.tr("{} in {}").format(deelnemers.aantal, jaar)


class Interventiefeiten(QWidget):
    """All that is known of one, and how certain that is; ``niet in bron`` stands where the source is silent."""

    def __init__(self, i: InterventieInzicht, deelnemers: str = "") -> None:
        super().__init__()
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(12)
        kolom.addWidget(Tekst(i.omschrijving, kiesbaar=i.omschrijving != NIET_IN_BRON))
        feiten = Gegevens()
        feiten.zet(
            [
                (self.tr("Voor wie"), ", ".join(i.doelgroepen)),
                (self.tr("Leeftijd"), i.leeftijd),
                (self.tr("Thema"), i.thema),
                (self.tr("Leefgebieden"), ", ".join(i.leefgebieden) or NIET_IN_BRON),
                (self.tr("Niveau"), i.niveau),
                (self.tr("Draagt bij aan"), ", ".join(i.programmadoelen)),
                (self.tr("Handleiding"), i.handleiding),
                (self.tr("Stappen"), "\n".join(f"{nr}. {stap}" for nr, stap in enumerate(i.stappen, start=1))),
                (self.tr("Bewijs"), i.bewijs),
                (self.tr("Contact"), i.contact),
                (self.tr("Waar in de buurt"), _waar(i.waar, i.plaats)),
                (self.tr("Deelnemers"), deelnemers),
                (self.tr("Trefwoorden"), ", ".join(i.tags)),
            ]
        )
        kolom.addWidget(feiten)
        kolom.addWidget(Tekst(self.tr("Waar dit vandaan komt"), "kop-3"))
        herkomst = Gegevens()
        herkomst.zet(
            [
                (self.tr("Bron"), f"{i.bron} ({i.zekerheid})"),
                (self.tr("Indeling"), f"{i.indeling_bron} ({i.indeling_zekerheid})"),
            ]
        )
        kolom.addWidget(herkomst)
        if i.zonder:
            kolom.addWidget(Tekst(self.tr("Niet in de bron: {}.").format(", ".join(i.zonder)), "zacht"))
        kolom.addStretch(1)


def _waar(wijken: tuple[str, ...], plaats: str) -> str:
    """Wijken and place on one line; once where the source gives neither."""
    delen = [deel for deel in (", ".join(wijken), plaats) if deel != NIET_IN_BRON]
    return "; ".join(delen) or NIET_IN_BRON
