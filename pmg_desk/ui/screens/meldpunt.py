"""Meldpunt: the signals of the own tables with their age, and the aanmeldingen that wait for a decision."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.rollen import Rol
from pmg_desk.services import aanmeldingen, meldpunt, zoeken
from pmg_desk.services.aanmeldingen import AanmeldingRij, Urgentie, Wachtend
from pmg_desk.services.meldpunt import Signaalfilter, SignaalInzicht, SignaalRij, SignaalStatus, Sortering
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.omgeving import Omgeving, Wijzigingen
from pmg_desk.ui.screens.aanmeldingdelen import aanmeldingchip
from pmg_desk.ui.screens.dossierhoofd import doelgroepchip
from pmg_desk.ui.screens.meldpuntdelen import (
    Signaaldetail,
    afhandel_dialoog,
    koppel_dialoog,
    nieuw_dialoog,
    ouderdom,
    signaalchip,
    terugmeld_dialoog,
    verbeter_dialoog,
)
from pmg_desk.ui.wekker import wekker
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.dialoog import bevestig
from pmg_desk.ui.widgets.filterkeuze import Filterkeuze
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Blad, Bladvraag, Leegtekst, Lijst
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tabbladen import Tabbladen
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.vloei import Vloeibalk

_BEZONKEN_MS = 1500
"""A filter that rests so long was a search, and becomes one line in the log, without its words."""
_ALLE = "alle"
_VOORBIJ = "voorbij"


def lees_blad(werkplek: Werkplek, filter_: Signaalfilter, vraag: Bladvraag) -> Blad[SignaalRij]:
    """A page of the list; runs on the database thread."""
    smal = replace(filter_, tekst=vraag.tekst)
    sortering = Sortering(vraag.sorteer_op) if vraag.sorteer_op in set(Sortering) else Sortering.ONTVANGEN
    blad = meldpunt.list_signalen(
        werkplek, smal, sortering=sortering, aflopend=vraag.aflopend, na=vraag.na, hoeveel=vraag.aantal
    )
    return Blad(blad.rijen, meldpunt.count_signalen(werkplek, smal), blad.verder)


_Stand = tuple[tuple[tuple[str, str], ...], Wachtend, int, Any]


def _lees(werkplek: Werkplek) -> _Stand:
    dag = meldpunt.termijn_dag(werkplek)
    voorbij = meldpunt.count_signalen(werkplek, Signaalfilter(status=None, uiterlijk=dag))
    return meldpunt.mijn_meldpunten(werkplek), aanmeldingen.list_lopende(werkplek), voorbij, dag


class MeldpuntScherm(Scherm):
    """Enter opens a signal at the right (logged), or the triage of an aanmelding. ``toon(tab=, signaal_id=)``."""

    sleutel, titel, icoon = "meldpunt", "Meldpunt", "inbox"
    rollen = frozenset({Rol.CASUSREGISSEUR})
    soorten = frozenset({"signaal", "aanmelding"})
    opdrachten = (("Signaal vastleggen", {"nieuw": True}),)

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self._tafels: tuple[tuple[str, str], ...] = ()
        self._nieuw_gevraagd = False
        self._tafel_gevraagd = ""
        self._open: UUID | None = None
        self._dag: Any = None
        self._smal = Signaalfilter()
        self.nieuwknop = self.voeg_actie(
            Knop(self.tr("Signaal vastleggen"), "primair", "plus", actie=self.nieuw, sneltoets="Ctrl+N")
        )
        self._bouw_filters()
        self.lijst = self._maak_lijst()
        self.wachtend = self._maak_wachtlijst()
        self.meer = Tekst("", "zacht")
        self.meer.hide()
        self.tabs = Tabbladen(self.titel)
        self.tabs.voeg_toe("signalen", self.tr("Signalen"), self._signalentab, rolt=False)
        self.tabs.voeg_toe("aanmeldingen", self.tr("Aanmeldingen die wachten"), self._wachttab, rolt=False)
        self.tabs.gekozen.connect(self._andere_tab)
        self.inhoud.addWidget(self.tabs, 1)
        self.zijpaneel.gesloten.connect(self._dicht)
        self._bezonken = wekker(self, _BEZONKEN_MS, self._log_zoekopdracht)
        self.lijst.filter.textChanged.connect(self._getypt)
        self.lijst.koppel_bron(omgeving.werker, self._lees_blad, self.toon_fout)

    def _bouw_filters(self) -> None:
        self.tafel = Filterkeuze(self.tr("Meldpunt van"), self.tr("Al uw tafels"))
        self.status = Filterkeuze(
            self.tr("Status"),
            self.tr("Open"),
            [
                (_VOORBIJ, self.tr("Termijn voorbij")),
                (SignaalStatus.AFGEHANDELD, self.tr("Afgehandeld")),
                (SignaalStatus.IN_CASUS, self.tr("Bij een casus")),
                (_ALLE, self.tr("Alles")),
            ],
        )
        self._balk = Vloeibalk()
        for keuze in (self.tafel, self.status):
            keuze.gewijzigd.connect(self._gekozen)
            self._balk.voeg_toe(keuze)
        self.opruimknop = Knop(self.tr("Signalen verwijderen"), "secundair", "trash-2", actie=self.ruim_op)
        self.opruimknop.setVisible(False)
        self._balk.voeg_toe(self.opruimknop)

    def _signalentab(self) -> QWidget:
        tab = QWidget()
        kolom = QVBoxLayout(tab)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(12)
        kolom.addWidget(self._balk)
        kolom.addWidget(self.lijst, 1)
        return tab

    def _maak_lijst(self) -> Lijst[SignaalRij]:
        lijst: Lijst[SignaalRij] = Lijst(
            "signalen",
            self.tr("Signalen"),
            (
                Kolom("ontvangen", self.tr("Binnen op"), lambda r: r.ontvangen_op, "datum", 112),
                Kolom("dagen", self.tr("Oud"), lambda r: ouderdom(self, r.dagen), breedte=96, sorteerbaar=False),
                Kolom(
                    "over_wie", self.tr("Over wie"), lambda r: r.over_wie or "–", breedte=160, rekt=True, nadruk=True
                ),
                Kolom("bron", self.tr("Gemeld door"), lambda r: r.bron, breedte=150),
                Kolom(
                    "aard", self.tr("Wat is het"), lambda r: chip.status(r.aard.value), "chip", 110, sorteerbaar=False
                ),
                Kolom("tafel", self.tr("Meldpunt"), lambda r: r.tafel_label, breedte=120),
                Kolom("wijk", self.tr("Wijk"), lambda r: r.wijk, breedte=110, sorteerbaar=False),
                Kolom("status", self.tr("Status"), signaalchip, "chip", 130, sorteerbaar=False),
                Kolom(
                    "teruggemeld",
                    self.tr("Teruggemeld"),
                    lambda r: r.teruggemeld,
                    breedte=110,
                    verborgen=True,
                    sorteerbaar=False,
                ),
            ),
            lambda r: r.id,
            woord=(self.tr("signaal"), self.tr("signalen")),
            instellingen=self.omgeving.instellingen,
            leeg=self._leegtekst(),
        )
        lijst.filter.setPlaceholderText(self.tr("Filter op woord, persoon of melder"))
        lijst.sorteer("ontvangen")
        lijst.geopend.connect(self._open_rij)
        return lijst

    def _leegtekst(self) -> Leegtekst:
        return Leegtekst(
            self.tr("Geen open signalen"),
            self.tr("Hier staat wat bij uw tafels is gemeld en nog bij geen casus hoort. Alleen uw tafel ziet dit."),
            "inbox",
            self.tr("Signaal vastleggen"),
            self.nieuw,
        )

    def _maak_wachtlijst(self) -> Lijst[AanmeldingRij]:
        profiel = self.omgeving.werkplek.profiel
        lijst: Lijst[AanmeldingRij] = Lijst(
            "aanmeldingen",
            self.tr("Aanmeldingen die wachten"),
            (
                Kolom("sinds", self.tr("Aangemeld op"), lambda r: r.aangemeld_op, "datum", 124),
                Kolom("dagen", self.tr("Wacht"), lambda r: ouderdom(self, r.dagen), breedte=88, sorteerbaar=False),
                Kolom("naam", self.tr("Naam"), lambda r: r.naam, breedte=130, rekt=True, nadruk=True),
                Kolom("leeftijd", self.tr("Leeftijd"), lambda r: r.leeftijd, breedte=86),
                Kolom("doelgroep", self.tr("Doelgroep"), lambda r: doelgroepchip(profiel, r.doelgroep), "chip", 160),
                Kolom("tafel", self.tr("Tafel"), lambda r: r.tafel_label, breedte=104),
                Kolom("door", self.tr("Aangemeld door"), lambda r: r.aangemeld_door, breedte=128),
                Kolom(
                    "urgentie",
                    self.tr("Urgentie"),
                    lambda r: chip.status("", r.urgentie_label, "rood" if r.urgentie is Urgentie.SPOED else "grijs"),
                    "chip",
                    90,
                ),
                Kolom("status", self.tr("Status"), aanmeldingchip, "chip", 100),
            ),
            lambda r: r.id,
            woord=(self.tr("aanmelding"), self.tr("aanmeldingen")),
            instellingen=self.omgeving.instellingen,
            leeg=Leegtekst(
                self.tr("Geen aanmelding wacht op een besluit"),
                self.tr("Hier staan casussen die bij uw tafels zijn aangemeld. Aanmelden doet u vanuit een dossier."),
                "inbox",
            ),
        )
        lijst.geopend.connect(self._open_aanmelding)
        return lijst

    def _wachttab(self) -> QWidget:
        tab = QWidget()
        kolom = QVBoxLayout(tab)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.addWidget(self.meer)
        kolom.addWidget(self.wachtend, 1)
        return tab

    # what is shown

    def toon(self, **params: Any) -> None:
        """Show the lists; ``tab``: one in front; ``tafel``: what is open there; ``signaal_id``; ``nieuw``: the form."""
        if params.get("tab"):
            self.tabs.kies(str(params["tab"]))
        self._nieuw_gevraagd = bool(params.get("nieuw"))
        self._tafel_gevraagd = str(params.get("tafel", ""))
        if params.get("signaal_id") is not None:
            self._lees_signaal(params["signaal_id"])
        self.omgeving.werker.doe(partial(_lees, self.omgeving.werkplek), self._zet, self.toon_fout, self)

    def ververs(self, wijzigingen: Wijzigingen) -> None:
        """Ask the first page again; the signal that is open is read again where it was it that changed."""
        self.lijst.herlaad()
        self.omgeving.werker.doe(partial(_lees, self.omgeving.werkplek), self._zet, self.toon_fout, self)
        if self._open is not None and ("signaal", self._open) in wijzigingen:
            self.omgeving.werker.doe(
                partial(meldpunt.toon_signaal, self.omgeving.werkplek, self._open),
                self._toon_signaal,
                self._weg,
                self,
            )

    def _zet(self, stand: _Stand) -> None:
        self._tafels, wachtend, voorbij, self._dag = stand
        self.tafel.zet_keuzes(list(self._tafels))
        self.tafel.setVisible(len(self._tafels) > 1)
        if self._tafel_gevraagd:
            self.tafel.zet(self._tafel_gevraagd)
            self.status.zet(None)  # what asks attention there is what is open
            self._tafel_gevraagd = ""
        self.wachtend.zet_rijen(wachtend.rijen)
        self.meer.setText(
            self.tr(
                "Er wachten er meer dan de {} in deze lijst. Wat dringend is en wat het langst wacht staat erin."
            ).format(len(wachtend.rijen))
        )
        self.meer.setVisible(wachtend.vol)
        aantal = self.tr("meer dan {}").format(len(wachtend.rijen)) if wachtend.vol else str(len(wachtend.rijen))
        self.tabs.setTabText(
            1,
            self.tr("Aanmeldingen die wachten ({})").format(aantal)
            if wachtend.rijen
            else self.tr("Aanmeldingen die wachten"),
        )
        self.opruimknop.zet_tekst(
            self.tr("1 verlopen signaal verwijderen")
            if voorbij == 1
            else self.tr("{} verlopen signalen verwijderen").format(voorbij)
        )
        self.opruimknop.setVisible(voorbij > 0)
        self._balk.meet()
        kan = bool(self._tafels)
        self.nieuwknop.setEnabled(kan)
        self.lijst.leegstaat.knop.setEnabled(kan)
        if not kan:
            self.melding.zet(
                "info", self.tr("U hoort nog bij geen tafel. Vraag de beheerder om u bij een tafel te zetten.")
            )
        if self._nieuw_gevraagd and kan:
            self._nieuw_gevraagd = False
            self.nieuw()

    def _lees_blad(self, vraag: Bladvraag) -> Blad[SignaalRij]:
        return lees_blad(self.omgeving.werkplek, self._smal, vraag)

    def _gekozen(self) -> None:
        gekozen = self.status.waarde
        status: SignaalStatus | None = gekozen if isinstance(gekozen, SignaalStatus) else SignaalStatus.OPEN
        if gekozen in (_ALLE, _VOORBIJ):
            status = None
        self._smal = Signaalfilter(
            tafel=self.tafel.waarde or "", status=status, uiterlijk=self._dag if gekozen == _VOORBIJ else None
        )
        if self.tafel.waarde is None and gekozen is None:
            leeg = self._leegtekst()
            self.lijst.leegstaat.zet(leeg.titel, leeg.uitleg)
        else:
            self.lijst.leegstaat.zet(
                self.tr("Niets gevonden"), self.tr("Er is geen signaal bij deze keuzes."), knop=False
            )
        self.lijst.herlaad()

    def _getypt(self, tekst: str) -> None:
        if tekst.strip():
            self._bezonken.start()
        else:
            self._bezonken.stop()

    def _log_zoekopdracht(self) -> None:
        smal = replace(self._smal, tekst=self.lijst.filter.text())
        werkplek = self.omgeving.werkplek
        self.omgeving.werker.doe(
            lambda: zoeken.log_zoekopdracht(werkplek, meldpunt.count_signalen(werkplek, smal)), eigenaar=self
        )

    # one signal

    def _open_rij(self, rij: SignaalRij) -> None:
        self._lees_signaal(rij.id)

    def _lees_signaal(self, signaal_id: UUID) -> None:
        self.omgeving.werker.doe(
            partial(meldpunt.open_signaal, self.omgeving.werkplek, signaal_id),
            self._toon_signaal,
            self.toon_fout,
            self,
        )

    def _toon_signaal(self, signaal: SignaalInzicht) -> None:
        self._open = signaal.id
        acties = (self._handel_af, self._meld_terug, self._verbeter)
        self.detail = Signaaldetail(signaal, *(partial(actie, signaal) for actie in acties))
        titel = self.tr("Signaal van {}").format(signaal.rij.ontvangen_op.strftime("%d-%m-%Y"))
        self.toon_detail(titel, self.detail, tuple(self._knoppen(signaal)))

    def _knoppen(self, signaal: SignaalInzicht) -> list[Knop]:
        """Where to go with it now."""
        if signaal.rij.status is SignaalStatus.IN_CASUS:
            if signaal.casus_id is None:
                return []
            naar = partial(self._naar_casus, signaal.casus_id)
            return [Knop(self.tr("Naar de casus"), "secundair", "folder-open", actie=naar)]
        nieuw = partial(self._nieuwe_casus, signaal.id)
        return [
            Knop(self.tr("Nieuwe casus openen"), "secundair", "plus", actie=nieuw),
            Knop(self.tr("Bij een casus voegen"), "secundair", "folder-open", actie=partial(self._koppel, signaal)),
        ]

    def _dicht(self) -> None:
        self._open = None
        self.lijst.tabel.setFocus()

    def _andere_tab(self, sleutel: str) -> None:
        if sleutel != "signalen" and self._open is not None:
            self._weg(None)

    def _weg(self, _fout: object) -> None:
        """It was removed, is no longer to be seen, or does not belong beside this tab."""
        self._open = None
        self.sluit_detail()

    def _open_aanmelding(self, rij: AanmeldingRij) -> None:
        self.omgeving.navigeer("aanmelding", aanmelding_id=rij.id)

    # what is done

    def nieuw(self) -> None:
        """Record a signal."""
        if self._tafels:
            nieuw_dialoog(self, self.omgeving, self._tafels, self.tafel.waarde).toon()

    def _naar_casus(self, casus_id: UUID) -> None:
        self.omgeving.navigeer("dossier", casus_id=casus_id)

    def _nieuwe_casus(self, signaal_id: UUID) -> None:
        self.omgeving.navigeer("registreren", signaal_id=signaal_id)

    def _koppel(self, signaal: SignaalInzicht) -> None:
        dialoog = koppel_dialoog(self, self.omgeving, signaal)
        dialoog.bewaard.connect(self._gekoppeld)
        dialoog.toon()

    def _gekoppeld(self, uitkomst: tuple[UUID, UUID | None]) -> None:
        casus_id, aanmelding_id = uitkomst
        if aanmelding_id is not None:
            self.omgeving.navigeer("aanmelding", aanmelding_id=aanmelding_id)
        else:
            self._naar_casus(casus_id)

    def _handel_af(self, signaal: SignaalInzicht) -> None:
        afhandel_dialoog(self, self.omgeving, signaal).toon()

    def _verbeter(self, signaal: SignaalInzicht) -> None:
        verbeter_dialoog(self, self.omgeving, self._tafels, signaal).toon()

    def _meld_terug(self, signaal: SignaalInzicht) -> None:
        terugmeld_dialoog(self, self.omgeving, signaal).toon()

    def ruim_op(self) -> None:
        """Remove every signal of the own tables whose term is over, after asking."""
        termijn = self.omgeving.werkplek.profiel.instellingen.meldpunt_termijn_dagen
        bevestig(
            self,
            self.tr("Signalen verwijderen?"),
            self.tr(
                "Signalen die bij geen casus horen, blijven {} dagen. Van deze is dat voorbij. Verwijderen kan niet"
                " ongedaan worden gemaakt; in het logboek staat alleen dat het is gebeurd."
            ).format(termijn.waarde),
            self.opruimknop.text(),
            self._ruim_echt_op,
        )

    def _ruim_echt_op(self) -> None:
        self.omgeving.werker.doe(
            partial(meldpunt.remove_signalen, self.omgeving.werkplek), self._opgeruimd, self.toon_fout, self
        )

    def _opgeruimd(self, aantal: int) -> None:
        self.omgeving.meld(
            self.tr("1 signaal is verwijderd.")
            if aantal == 1
            else self.tr("{} signalen zijn verwijderd.").format(aantal)
        )
