"""Casussen: the list of what one may see, narrowed and ordered by the database, with a short look at the right."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.profiel.sectie import vroegere
from pmg_desk.domain.rollen import Recht, Rol
from pmg_desk.services import casussen, toewijzingen, zoeken
from pmg_desk.services.casussen import CasusRij, CasusStatus, DossierKop, Filter, Sortering, list_tafelkeuzes
from pmg_desk.services.toewijzingen import Collega
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.omgeving import Omgeving, Wijzigingen
from pmg_desk.ui.screens.caseload import CaseloadDialoog
from pmg_desk.ui.screens.dossierhoofd import doelgroepchip, statuschip
from pmg_desk.ui.wekker import wekker
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.chip import Chip
from pmg_desk.ui.widgets.datumvelden import lang
from pmg_desk.ui.widgets.filterkeuze import Filterkeuze
from pmg_desk.ui.widgets.kaart import Gegevens
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Blad, Bladvraag, Leegtekst, Lijst
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.vloei import Vloeibalk

_BEZONKEN_MS = 1500
"""A filter that rests so long was a search, and becomes one line in the log, without its words."""
_GEEN_INDELING = "-"


def lees_blad(werkplek: Werkplek, filter_: Filter, vraag: Bladvraag) -> Blad[CasusRij]:
    """A page of the list; runs on the database thread."""
    smal = replace(filter_, tekst=vraag.tekst)
    sortering = Sortering(vraag.sorteer_op) if vraag.sorteer_op in set(Sortering) else Sortering.NAAM
    blad = casussen.list_casussen(
        werkplek, smal, sortering=sortering, aflopend=vraag.aflopend, na=vraag.na, hoeveel=vraag.aantal
    )
    return Blad(blad.rijen, casussen.count_casussen(werkplek, smal), blad.verder)


class CasussenScherm(Scherm):
    """Enter opens the dossier; arrows show the short look at the right."""

    sleutel, titel, icoon = "casussen", "Casussen", "folder-open"
    rollen = frozenset({Rol.CASUSREGISSEUR, Rol.MEELEZER})
    soorten = frozenset(
        "casus jongere indeling noodtoegang uitspraak antecedent score kenmerk plan actie betrokkenheid".split()
    )

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        gebruiker = omgeving.werkplek.gebruiker
        self._schrijft = gebruiker.mag(Recht.CASUS_SCHRIJVEN)
        self.importknop = Knop(self.tr("Importeren"), icoon="import", actie=partial(omgeving.navigeer, "import"))
        self.nieuwknop = Knop(
            self.tr("Jongere registreren"), "primair", "plus", actie=self._registreer, sneltoets="Ctrl+N"
        )
        self.overdraagknop = Knop(self.tr("Casussen overdragen"), icoon="users", actie=self._draag_over)
        if self._schrijft:
            self.voeg_actie(self.overdraagknop)
        if gebruiker.mag(Recht.IMPORTEREN):
            self.voeg_actie(self.importknop)
        if self._schrijft:
            self.voeg_actie(self.nieuwknop)
        self._bouw_filters()
        self.lijst = self._maak_lijst()
        self.inhoud.addWidget(self.lijst, 1)
        self.detail: Casusdetail | None = None
        self.dialoog: CaseloadDialoog | None = None
        self.zijpaneel.gesloten.connect(self.lijst.tabel.setFocus)
        self._bezonken = wekker(self, _BEZONKEN_MS, self._log_zoekopdracht)
        self.lijst.filter.textChanged.connect(self._getypt)
        self.lijst.koppel_bron(omgeving.werker, self._lees, self.toon_fout)

    def _bouw_filters(self) -> None:
        profiel = self.omgeving.werkplek.profiel
        self.status = Filterkeuze(
            self.tr("Status"),
            self.tr("Alle statussen"),
            [(CasusStatus.OPEN, self.tr("Open")), (CasusStatus.GESLOTEN, self.tr("Gesloten"))],
        )
        self.doelgroep = Filterkeuze(
            self.tr("Doelgroep"),
            self.tr("Alle doelgroepen"),
            [
                *((d.sleutel, d.label[:1].upper() + d.label[1:]) for d in profiel.doelgroepen.values()),
                (_GEEN_INDELING, self.tr("Nog niet ingedeeld")),
            ],
        )
        self.tafel = Filterkeuze(
            self.tr("Tafel"), self.tr("Alle tafels"), [(t.sleutel, t.label) for t in profiel.tafels.values()]
        )
        self.regisseur = Filterkeuze(self.tr("Casusregisseur"), self.tr("Alle casusregisseurs"))
        self.wisknop = Knop(self.tr("Keuzes wissen"), "koppeling", "x", actie=self._wis_keuzes)
        self._balk = Vloeibalk()
        self._keuzes = (self.status, self.doelgroep, self.tafel, self.regisseur)
        for keuze in self._keuzes:
            keuze.gewijzigd.connect(self._gekozen)
            self._balk.voeg_toe(keuze)
        self._balk.voeg_toe(self.wisknop)
        self.wisknop.setVisible(False)
        self.inhoud.addWidget(self._balk)

    def _maak_lijst(self) -> Lijst[CasusRij]:
        profiel = self.omgeving.werkplek.profiel
        lijst: Lijst[CasusRij] = Lijst(
            "casussen",
            self.tr("Casussen"),
            (
                Kolom("nummer", self.tr("Nummer"), lambda r: r.nummer, breedte=138),
                Kolom("naam", self.tr("Naam"), lambda r: r.naam, breedte=150, rekt=True, nadruk=True),
                Kolom("leeftijd", self.tr("Leeftijd"), lambda r: r.leeftijd_kort, breedte=86),
                Kolom("doelgroep", self.tr("Doelgroep"), lambda r: doelgroepchip(profiel, r.doelgroep), "chip", 166),
                Kolom("status", self.tr("Status"), lambda r: statuschip(r.status), "chip", 98),
                Kolom("tafel", self.tr("Tafel"), lambda r: r.tafels, breedte=130, sorteerbaar=False),
                Kolom("regisseur", self.tr("Regisseur"), lambda r: r.regisseur, breedte=120),
                Kolom("gewijzigd", self.tr("Gewijzigd"), lambda r: lokale_dag(r.gewijzigd_op), "datum", 112),
                Kolom(
                    "let_op",
                    self.tr("Let op"),
                    lambda r: r.waarschuwingen,
                    breedte=200,
                    verborgen=True,
                    sorteerbaar=False,
                ),
            ),
            lambda r: r.id,
            woord=(self.tr("casus"), self.tr("casussen")),
            instellingen=self.omgeving.instellingen,
            leeg=self._leegtekst(),
            meer_kiezen=self._schrijft,
        )
        lijst.filter.setPlaceholderText(self.tr("Filter op naam of nummer"))
        lijst.sorteer("gewijzigd", aflopend=True)
        lijst.geopend.connect(self._open)
        lijst.gekozen.connect(self._toon_kort)
        return lijst

    def _leegtekst(self) -> Leegtekst:
        if self._schrijft:
            return Leegtekst(
                self.tr("Nog geen casussen"),
                self.tr("Hier staan uw eigen casussen en die van uw tafels."),
                "folder-open",
                self.tr("Jongere registreren"),
                self._registreer,
            )
        return Leegtekst(
            self.tr("Nog geen casussen"), self.tr("Hier staan de casussen die aan u zijn toegewezen."), "folder-open"
        )

    def toon(self, **params: Any) -> None:
        """Show the list; ``status``, ``doelgroep``, ``tafel`` or ``mijn`` narrow it to begin with."""
        for keuze, sleutel in ((self.status, "status"), (self.doelgroep, "doelgroep"), (self.tafel, "tafel")):
            if sleutel in params:
                keuze.zet(params[sleutel])
        if self.focus_is_vrij and self.lijst.huidige() is not None:
            self.lijst.tabel.setFocus()
        if params.get("mijn"):
            self.regisseur.zet(self.omgeving.werkplek.gebruiker.id)
        self.omgeving.werker.doe(
            partial(toewijzingen.list_collegas, self.omgeving.werkplek), self._zet_collegas, eigenaar=self
        )
        if vroegere(self.omgeving.werkplek.profiel.tafels):
            taak = partial(list_tafelkeuzes, self.omgeving.werkplek)
            self.omgeving.werker.doe(taak, self.tafel.zet_keuzes, eigenaar=self)

    def ververs(self, wijzigingen: Wijzigingen) -> None:
        """Ask the first page again; the row under the cursor stays."""
        del wijzigingen
        self.lijst.herlaad()
        if self.detail is not None and not self.zijpaneel.isHidden():
            self.detail.toon(self.detail.casus_id)

    def _zet_collegas(self, collegas: tuple[Collega, ...]) -> None:
        ik = self.omgeving.werkplek.gebruiker.id
        regisseurs = [c for c in collegas if c.rol is Rol.CASUSREGISSEUR]
        regisseurs.sort(key=lambda c: c.id != ik)
        self.regisseur.zet_keuzes(
            [(c.id, self.tr("{} (u)").format(c.naam) if c.id == ik else c.naam) for c in regisseurs]
        )

    # narrowing

    def _filter(self) -> Filter:
        doelgroep = self.doelgroep.waarde
        return Filter(
            status=self.status.waarde,
            doelgroep="" if doelgroep in (None, _GEEN_INDELING) else doelgroep,
            zonder_doelgroep=doelgroep == _GEEN_INDELING,
            tafel=self.tafel.waarde or "",
            regisseur_id=self.regisseur.waarde,
        )

    def _lees(self, vraag: Bladvraag) -> Blad[CasusRij]:
        return lees_blad(self.omgeving.werkplek, self._smal, vraag)

    _smal = Filter()
    """What the choices leave; set on the GUI thread before a page is asked."""

    def _gekozen(self) -> None:
        self._smal = self._filter()
        smal = any(keuze.waarde is not None for keuze in self._keuzes)
        self.wisknop.setVisible(smal)
        self._balk.meet()
        if smal:
            self.lijst.leegstaat.zet(
                self.tr("Niets gevonden"), self.tr("Er is geen casus bij deze keuzes."), knop=False
            )
        else:
            leeg = self._leegtekst()
            self.lijst.leegstaat.zet(leeg.titel, leeg.uitleg)
        self.lijst.herlaad()

    def _wis_keuzes(self) -> None:
        for keuze in self._keuzes:
            keuze.blockSignals(True)
            keuze.zet(None)
            keuze.blockSignals(False)
        self._gekozen()
        self.status.setFocus()

    def _getypt(self, tekst: str) -> None:
        if tekst.strip():
            self._bezonken.start()
        else:
            self._bezonken.stop()

    def _log_zoekopdracht(self) -> None:
        smal = replace(self._smal, tekst=self.lijst.filter.text())
        werkplek = self.omgeving.werkplek
        self.omgeving.werker.doe(
            lambda: zoeken.log_zoekopdracht(werkplek, casussen.count_casussen(werkplek, smal)), eigenaar=self
        )

    # rows

    def _draag_over(self) -> None:
        """Own casussen to a colleague: those that are chosen in the list are ticked, and no other."""
        gekozen = [rij.id for rij in self.lijst.gekozen_rijen() if rij.eigen]
        self.dialoog = CaseloadDialoog(self, self.omgeving, gekozen)
        self.dialoog.finished.connect(self._dialoog_dicht)
        self.dialoog.toon()

    def _dialoog_dicht(self) -> None:
        self.dialoog = None

    def _registreer(self) -> None:
        self.omgeving.navigeer("registreren")

    def _open(self, rij: CasusRij) -> None:
        self.omgeving.navigeer("dossier", casus_id=rij.id)

    def _toon_kort(self, rij: CasusRij | None) -> None:
        if rij is None:
            self.sluit_detail()
            return
        if not self.lijst.tabel.hasFocus() or not self.detail_past:
            return  # a reload that keeps the cursor opens nothing, and a list is never taken away by its own arrows
        self.detail = Casusdetail(self.omgeving)
        self.detail.toon(rij.id)
        openknop = Knop(self.tr("Dossier openen"), "primair", "folder-open", actie=partial(self._open, rij))
        self.toon_detail(rij.naam, self.detail, (openknop,))


class Casusdetail(QWidget):
    """No more than the list and the head of the dossier show: looking here is not opening the dossier."""

    def __init__(self, omgeving: Omgeving) -> None:
        super().__init__()
        self._omgeving = omgeving
        self.casus_id: UUID | None = None
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(12)
        self._chips = Vloeibalk()
        self.gegevens = Gegevens()
        kolom.addWidget(self._chips)
        kolom.addWidget(self.gegevens)

    def toon(self, casus_id: UUID | None) -> None:
        """Load this casus."""
        self.casus_id = casus_id
        if casus_id is not None:
            self._omgeving.werker.doe(
                partial(casussen.toon_kop, self._omgeving.werkplek, casus_id), self._zet, eigenaar=self
            )

    def _zet(self, kop: DossierKop) -> None:
        self._chips.leeg()
        profiel = self._omgeving.werkplek.profiel
        for waarde in (
            doelgroepchip(profiel, kop.doelgroep),
            statuschip(kop.status),
            *(chip.status("", woorden, "geel") for woorden in kop.waarschuwingen),
        ):
            self._chips.voeg_toe(Chip(waarde))
        overleg = kop.volgend_overleg
        self.gegevens.zet(
            [
                (self.tr("Nummer"), kop.nummer),
                (self.tr("Leeftijd"), kop.leeftijd),
                (self.tr("Geboren"), kop.geboren),
                (self.tr("Tafels"), ", ".join(kop.tafels)),
                (self.tr("Regisseur"), kop.regisseur),
                (
                    self.tr("Volgend overleg"),
                    "" if overleg is None else f"{lang(overleg.datum)} {overleg.tijd} ({overleg.tafel})",
                ),
                (self.tr("Acties open"), str(kop.open_acties)),
            ]
        )
