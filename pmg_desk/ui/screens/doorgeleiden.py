"""Passing a casus on, in three steps: where to, the questions of the receiver and why, and what goes along.

What may go along is shown, and given out on the screen of the summary or as a transfer package. A table of this vault
sees the whole dossier: there nothing is held back, so no list may look as if it were.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.datums import Richting, toon_datum
from pmg_desk.domain.fouten import Fout, OngeldigeInvoer
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.rollen import Rol
from pmg_desk.domain.samenvatting import Aard
from pmg_desk.services import adresboek, casussen, doorgeleidingen, samenvattingen, verstrekkingen
from pmg_desk.services.doorgeleidingen import WEG_LABELS, DoorgeleidingInvoer, Vraagantwoord, Weg
from pmg_desk.services.doorgeleidroutes import Route, list_routes
from pmg_desk.services.samenvattingen import Bestemming, Voorbereiding
from pmg_desk.services.stukken_route import SOORT_LABELS
from pmg_desk.services.verstrekkingen import Registerfilter, VerstrekkingRegel
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import VerstrekkingStatus
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.doorgeleidkaart import ANTWOORD_LABELS
from pmg_desk.ui.screens.tafelzicht import zicht_van_tafel
from pmg_desk.ui.widgets.formulier import (
    DatumVeld,
    Formulier,
    Keuze,
    KeuzeVeld,
    TekstVeld,
    Veld,
    VinkVeld,
    ZoekKeuzeVeld,
)
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.melding import Melding
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.stukkenlijst import Stukkenlijst
from pmg_desk.ui.widgets.tabbladen import Tabbladen
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.uitspraakkaart import maak_leeg
from pmg_desk.ui.widgets.uitspraakveld import UitspraakVeld
from pmg_desk.ui.widgets.vloei import Vloeibalk


@dataclass(frozen=True, slots=True)
class _Stand:
    naam: str
    routes: tuple[Route, ...]
    organisaties: tuple[Keuze, ...]
    uitgegeven: tuple[VerstrekkingRegel, ...]


def _lees(werkplek: Werkplek, casus_id: UUID) -> _Stand:
    return _Stand(
        casussen.toon_kop(werkplek, casus_id).naam,
        list_routes(werkplek, casus_id),
        tuple(Keuze(o.id, o.naam) for o in adresboek.list_organisaties(werkplek)),
        tuple(
            regel
            for regel in verstrekkingen.list_verstrekkingen(
                werkplek, Registerfilter(casus_id=casus_id, zonder_intern=True)
            )
            if regel.status is VerstrekkingStatus.UITGEGEVEN
        ),
    )


class DoorgeleidenScherm(Scherm):
    """``toon(casus_id=)``. Coming back to a casus whose doorgeleiding was begun goes on where it was."""

    sleutel, titel, icoon = "doorgeleiden", "Doorgeleiden", "share-2"
    rollen = frozenset({Rol.CASUSREGISSEUR})
    soorten = frozenset({"verstrekking", "privacybesluit"})
    in_navigatie, onder = False, "casussen"

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self._casus_id: UUID | None = None
        self._routes: dict[str, Route] = {}
        self._route: Route | None = None
        self._weg: Weg | None = None
        self._antwoorden: dict[str, Any] | None = None
        self._labels = {c.sleutel: c.label for c in omgeving.werkplek.profiel.datacategorieen.values()}
        self.voeg_actie(Knop(self.tr("Terug naar het dossier"), icoon="arrow-left", actie=self._terug))
        self.tabs = Tabbladen(self.titel)
        self.tabs.voeg_toe("waar", self.tr("1. Waarheen"), self._bouw_waar)
        self.tabs.voeg_toe("vragen", self.tr("2. Vragen en reden"), self._bouw_vragen)
        self.tabs.voeg_toe("mee", self.tr("3. Wat gaat mee"), self._bouw_mee)
        self.inhoud.addWidget(self.tabs, 1)
        for stap in ("vragen", "mee", "waar"):
            self.tabs.kies(stap)
        self._zet_stappen()

    # step 1

    def _bouw_waar(self) -> QWidget:
        blad = QWidget()
        kolom = QVBoxLayout(blad)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(14)
        self.waar = Formulier(
            [
                KeuzeVeld("route", self.tr("Waar gaat de casus heen"), [], verplicht=True, breedte=560),
                KeuzeVeld("soort", self.tr("Wat is het"), [], verplicht=True),
                KeuzeVeld("weg", self.tr("Hoe komt het daar"), [], verplicht=True, breedte=560),
            ],
            knop=self.tr("Verder naar de vragen"),
        )
        self.uitleg = Tekst("", "zacht")
        self.waar.voeg_in(self.uitleg, self.waar.veld("soort"))
        self.letop = Melding(sluitbaar=False)
        self.waar.voeg_in(self.letop, self.waar.veld("soort"))
        self.waar.veld("route").gewijzigd.connect(self._route_gekozen)
        self.waar.bewaren.connect(self._naar_vragen)
        kolom.addWidget(self.waar)
        return blad

    def _route_gekozen(self) -> None:
        route = self._routes.get(self.waar.veld("route").waarde() or "")
        soort, weg = self.waar.veld("soort"), self.waar.veld("weg")
        assert isinstance(soort, KeuzeVeld)
        assert isinstance(weg, KeuzeVeld)
        kan = route is not None and not route.bezwaar
        self.waar.toon_veld("soort", kan and route is not None and len(route.soorten) > 1)
        self.waar.toon_veld("weg", kan and route is not None and bool(route.naar_tafel))
        self.uitleg.setText("" if route is None else route.uitleg)
        self.uitleg.setVisible(bool(self.uitleg.text()))
        self.letop.verberg()
        if route is None:
            return
        if route.bezwaar:
            self.letop.zet("fout", route.bezwaar)
        elif route.letop:
            self.letop.zet("waarschuwing", " ".join(route.letop))
        soort.zet_keuzes([Keuze(s, SOORT_LABELS[s]) for s in route.soorten])
        soort.zet(route.soorten[0])
        wegen = (route.weg, *((Weg.PAKKET, Weg.BUITEN) if route.naar_tafel else ()))
        weg.zet_keuzes([Keuze(w, WEG_LABELS[w]) for w in dict.fromkeys(wegen)])
        weg.zet(route.weg)

    def _naar_vragen(self, waarden: dict[str, Any]) -> None:
        route = self._routes[waarden["route"]]
        if route.bezwaar:
            self.waar.toon_fouten(OngeldigeInvoer({"route": route.bezwaar}))
            return
        if route is not self._route or self._weg is not waarden["weg"]:
            self._route, self._weg = route, waarden["weg"]
            self._antwoorden = None
            self._bouw_vraagformulier(route)
        self._zet_stappen()
        self.tabs.kies("vragen")
        assert self.vragen is not None
        self.vragen.naar_begin()

    # step 2

    def _bouw_vragen(self) -> QWidget:
        blad = QWidget()
        self._vraagvak = QVBoxLayout(blad)
        self._vraagvak.setContentsMargins(0, 0, 0, 0)
        self.vragen: Formulier | None = None
        return blad

    def _bouw_vraagformulier(self, route: Route) -> None:
        maak_leeg(self._vraagvak)
        keuzes = [Keuze(antwoord, label) for antwoord, label in ANTWOORD_LABELS.items()]
        velden: list[Veld | str] = []
        if route.vragen:
            velden.append(self.tr("Vragen van {}").format(route.naar))
        for nr, vraag in enumerate(route.vragen):
            hulp = self.tr("Dit is een voorwaarde: het antwoord moet ja zijn.") if vraag in route.voorwaarden else ""
            velden.append(KeuzeVeld(f"vraag_{nr}", vraag, keuzes, verplicht=True, hulp=hulp, breedte=240))
        velden.append(self.tr("Waarom"))
        velden.append(
            UitspraakVeld(
                self.omgeving,
                "waarom",
                self.tr("Waarom leidt u de casus door"),
                categorie=route.categorie,
                aard=Aard.MENING,
                verplicht=True,
            )
        )
        if route.via and self._weg is Weg.KLUIS:
            velden.append(
                UitspraakVeld(
                    self.omgeving,
                    "afwijking",
                    self.tr("Waarom niet via {}").format(self.tr(" of ").join(route.via)),
                    categorie=route.categorie,
                    aard=Aard.MENING,
                    verplicht=True,
                )
            )
        if route.perspectief:
            velden.append(
                UitspraakVeld(
                    self.omgeving,
                    "perspectief",
                    self.tr("Welk perspectief hoort bij deze grens"),
                    categorie="plan",
                    verplicht=True,
                    hulp=self.tr("Grenzen stellen en perspectief bieden gaan samen."),
                )
            )
        velden.append(
            DatumVeld(
                "op",
                self.tr("Gevraagd op"),
                self.omgeving.vandaag,
                richting=Richting.VERLEDEN,
                laatst=self.omgeving.vandaag,
                verplicht=True,
            )
        )
        if route.naar_tafel:
            velden.append(VinkVeld("spoed", self.tr("Er is haast"), label=self.tr("Spoed")))
        kluis = self._weg is Weg.KLUIS
        verder = self.tr("Verder: wie ziet het") if kluis else self.tr("Verder: wat gaat mee")
        self.tabs.zet_titel("mee", self.tr("3. Wie ziet het") if kluis else self.tr("3. Wat gaat mee"))
        formulier = Formulier(velden, knop=verder)
        formulier.zet({"op": self.omgeving.vandaag()})
        formulier.koppel_concept(self.omgeving.concepten, f"doorgeleiden_{route.sleutel}", self._casus_id)
        formulier.bewaren.connect(self._naar_mee)
        self._vraagvak.addWidget(formulier)
        self.vragen = formulier

    def _naar_mee(self, waarden: dict[str, Any]) -> None:
        assert self._route is not None
        self._antwoorden = waarden
        route = self._route
        pakket = self.waar.veld("weg").waarde() is Weg.PAKKET and bool(route.naar_tafel)
        kluis = self._weg is Weg.KLUIS
        self.pakketuitleg.setVisible(pakket)
        self.wiezien.verberg()
        if kluis:
            zicht = zicht_van_tafel(self, route.naar, route.leden)
            if route.beslissers:
                zicht = self.tr("{} Daar beslist: {}.").format(zicht, self.tr(" of ").join(route.beslissers))
            self.wiezien.zet("waarschuwing", zicht)
        self._ontvangerkaart.setVisible(not kluis)
        if kluis:
            self._toon_mee(None)
        self.verstuur.toon_veld("verstrekking_id", not pakket and (not kluis or route.verstrekking))
        self.verstuur.veld("verstrekking_id").zet_verplicht(route.verstrekking)
        self._zet_stappen()
        self.tabs.kies("mee")

    # step 3

    def _bouw_mee(self) -> QWidget:
        blad = QWidget()
        kolom = QVBoxLayout(blad)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(14)
        self.pakketuitleg = Tekst(
            self.tr(
                "Deze tafel werkt in een andere kluis. Na het doorgeleiden opent het dossier bij Delen: maak daar het"
                " pakket. U ziet dan precies wat meegaat."
            )
        )
        kolom.addWidget(self.pakketuitleg)
        self.wiezien = Melding(sluitbaar=False)
        kolom.addWidget(self.wiezien)
        kaart = self._ontvangerkaart = Kaart(self.tr("Wat mag deze ontvanger krijgen"))
        kaart.inhoud.addWidget(
            Tekst(
                self.tr("Alleen wat onder een geldig akkoord valt, gaat mee. Kies een ontvanger om dat te zien."),
                "zacht",
            )
        )
        self.ontvanger = Formulier(
            [
                ZoekKeuzeVeld("organisatie_id", self.tr("Organisatie"), verplicht=True),
                TekstVeld("functie", self.tr("Functie van de ontvanger"), verplicht=True, hoogstens=120),
            ],
            knop=self.tr("Bekijken wat mee mag"),
        )
        self.ontvanger.knop.setProperty("soort", "secundair")
        self.ontvanger.bewaren.connect(self._bekijk)
        kaart.inhoud.addWidget(self.ontvanger)
        kolom.addWidget(kaart)
        self._meekaart = Kaart(self.tr("Mag mee"))
        self.mee = Stukkenlijst(self.tr("Stukken die mee mogen"))
        self._geen = Tekst(self.tr("Er is nu geen geldig akkoord om iets met deze ontvanger te delen."))
        self._meekaart.inhoud.addWidget(self._geen)
        self._meekaart.inhoud.addWidget(self.mee)
        knoppen = Vloeibalk()
        self.samenvattingknop = Knop(self.tr("Samenvatting maken"), icoon="printer", actie=self._maak_samenvatting)
        self.akkoordknop = Knop(self.tr("Akkoord vragen"), icoon="share-2", actie=self._vraag_akkoord)
        knoppen.voeg_toe(self.samenvattingknop)
        knoppen.voeg_toe(self.akkoordknop)
        self._meekaart.inhoud.addWidget(knoppen)
        kolom.addWidget(self._meekaart)
        self._nietkaart = Kaart(self.tr("Gaat niet mee, en waarom"))
        self.niet = Stukkenlijst(self.tr("Stukken die niet mee mogen"))
        self._nietkaart.inhoud.addWidget(self.niet)
        kolom.addWidget(self._nietkaart)
        self.verstuur = Formulier(
            [
                KeuzeVeld(
                    "verstrekking_id",
                    self.tr("Wat hebt u doorgegeven"),
                    [],
                    hulp=self.tr("Kies uit wat van deze casus is uitgegeven of verteld."),
                    breedte=560,
                )
            ],
            knop=self.tr("Casus doorgeleiden"),
        )
        self.verstuur.bewaren.connect(self._doe)
        kolom.addWidget(self.verstuur)
        self._toon_mee(None)
        return blad

    def _bekijk(self, waarden: dict[str, Any]) -> None:
        assert self._casus_id is not None
        bestemming = Bestemming(waarden["organisatie_id"], waarden["functie"])
        taak = partial(samenvattingen.prepare_samenvatting, self.omgeving.werkplek, self._casus_id, bestemming)
        self.omgeving.werker.doe(taak, self._toon_mee, self.ontvanger.toon_fouten, self)

    def _toon_mee(self, v: Voorbereiding | None) -> None:
        self._meekaart.setVisible(v is not None)
        self._nietkaart.setVisible(v is not None and bool(v.niet))
        if v is None:
            return
        self._geen.setVisible(not v.mee)
        self.samenvattingknop.setVisible(bool(v.mee or v.documenten))
        merk = {deel.stuk.id: self.tr("Nieuw sinds het besluit") for deel in v.mee if deel.nieuw}
        self.mee.zet([deel.stuk for deel in v.mee], self._labels, merk=merk)
        redenen = {stuk.id: v.uitleg.get(stuk.id, reden.value) for stuk, reden in v.niet}
        self.niet.zet([stuk for stuk, _ in v.niet], self._labels, vast=redenen)

    def _maak_samenvatting(self) -> None:
        self.omgeving.navigeer("samenvatting", casus_id=self._casus_id)

    def _vraag_akkoord(self) -> None:
        self.omgeving.navigeer("delingsverzoek", casus_id=self._casus_id)

    def _doe(self, waarden: dict[str, Any]) -> None:
        route, antwoorden = self._route, self._antwoorden
        assert self._casus_id is not None
        assert route is not None
        assert antwoorden is not None
        invoer = DoorgeleidingInvoer(
            route=route.sleutel,
            soort=self.waar.veld("soort").waarde() or route.soorten[0],
            weg=self.waar.veld("weg").waarde() or route.weg,
            waarom=antwoorden["waarom"],
            antwoorden={vraag: Vraagantwoord(antwoorden[f"vraag_{nr}"]) for nr, vraag in enumerate(route.vragen)},
            perspectief=antwoorden.get("perspectief"),
            afwijking=antwoorden.get("afwijking"),
            verstrekking_id=waarden["verstrekking_id"],
            spoed=bool(antwoorden.get("spoed")),
            op=antwoorden["op"],
        )
        self.verstuur.zet_bezig(True)
        taak = partial(doorgeleidingen.request_doorgeleiding, self.omgeving.werkplek, self._casus_id, invoer)
        self.omgeving.werker.doe(taak, partial(self._klaar, invoer.weg), self._mislukt, self)

    def _mislukt(self, fout: Fout) -> None:
        """Show it at the step where it can be mended."""
        self.verstuur.zet_bezig(False)
        velden = set(fout.velden) if isinstance(fout, OngeldigeInvoer) else set()
        if velden & {"route", "soort", "weg"}:
            self.tabs.kies("waar")
            self.waar.toon_fouten(fout)
        elif velden and "verstrekking_id" not in velden and self.vragen is not None:
            self.tabs.kies("vragen")
            self.vragen.toon_fouten(fout)
        else:
            self.verstuur.toon_fouten(fout)

    def _klaar(self, weg: Weg, _id: UUID) -> None:
        self.verstuur.opgeslagen()
        if self.vragen is not None:
            self.vragen.opgeslagen()
        casus_id, self._route = self._casus_id, None
        self.meld(self.tr("De casus is doorgeleid."))
        tab = "delen" if weg is Weg.PAKKET else "route"
        self.omgeving.navigeer("dossier", casus_id=casus_id, tab=tab)

    # around the steps

    def toon(self, **params: Any) -> None:
        """``casus_id``: begin for this casus, or go on with what was begun for it."""
        casus_id = params.get("casus_id", self._casus_id)
        if casus_id is None:
            self.omgeving.navigeer("casussen")
            return
        opnieuw = casus_id != self._casus_id or self._route is None
        self._casus_id = casus_id
        if opnieuw:
            self._begin()
        self._laad(opnieuw)

    def ververs(self, wijzigingen: object) -> None:
        """Something was given out, or judged: show it among what can be chosen."""
        del wijzigingen
        if self._casus_id is not None:
            self._laad(False)

    def bewaar_concepten(self) -> None:
        """Hand over what was typed."""
        if self.vragen is not None:
            self.vragen.bewaar_concept()

    def _begin(self) -> None:
        self._route, self._antwoorden = None, None
        maak_leeg(self._vraagvak)
        self.vragen = None
        self._toon_mee(None)
        for formulier in (self.waar, self.ontvanger, self.verstuur):
            formulier.wis()
            formulier.wis_fouten()
        self._zet_stappen()
        self.tabs.kies("waar")

    def _laad(self, opnieuw: bool) -> None:
        assert self._casus_id is not None
        lees = partial(_lees, self.omgeving.werkplek, self._casus_id)
        self.omgeving.werker.doe(lees, partial(self._zet, self._casus_id, opnieuw), self.toon_fout, self)

    def _zet(self, casus_id: UUID, opnieuw: bool, stand: _Stand) -> None:
        if casus_id != self._casus_id:
            return
        self.zet_titel(self.titel, stand.naam)
        uitgegeven, organisatie = self.verstuur.veld("verstrekking_id"), self.ontvanger.veld("organisatie_id")
        assert isinstance(uitgegeven, KeuzeVeld)
        assert isinstance(organisatie, ZoekKeuzeVeld)
        organisatie.zet_keuzes(stand.organisaties)
        uitgegeven.zet_keuzes(
            [
                Keuze(r.id, f"{r.ontvanger}, {toon_datum(lokale_dag(r.op))}", r.wijze_label.lower())
                for r in stand.uitgegeven
            ]
        )
        if not opnieuw:
            return
        self._routes = {route.sleutel: route for route in stand.routes}
        veld = self.waar.veld("route")
        assert isinstance(veld, KeuzeVeld)
        veld.zet_keuzes([Keuze(r.sleutel, r.label, self.tr("kan nu niet") if r.bezwaar else "") for r in stand.routes])
        self._route_gekozen()
        if self.focus_is_vrij:
            self.waar.naar_begin()

    def _zet_stappen(self) -> None:
        self.tabs.setTabEnabled(1, self._route is not None)
        self.tabs.setTabEnabled(2, self._antwoorden is not None)

    def _terug(self) -> None:
        self.omgeving.navigeer("dossier", casus_id=self._casus_id, tab="route")
