"""Sociale kaart: what there is in the neighbourhood, as the municipality wrote it down; nothing is invented."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.rollen import Recht
from pmg_desk.services.toolbox import VoorzieningInzicht, list_voorzieningen
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.widgets.formulier import Keuze, KeuzeVeld
from pmg_desk.ui.widgets.kaart import Gegevens
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst


class SocialeKaart(QWidget):
    """A list by wijk; the beheerder fills it through the profile."""

    def __init__(self, scherm: Scherm) -> None:
        super().__init__()
        self.scherm, self.omgeving = scherm, scherm.omgeving
        profiel = self.omgeving.werkplek.profiel
        self._beheert = self.omgeving.werkplek.gebruiker.mag(Recht.PROFIEL_BEHEREN)
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(10)
        self.wijk = KeuzeVeld(
            "wijk",
            self.tr("Wijk"),
            [Keuze(w.sleutel, w.label) for w in profiel.wijken.values()],
            leegtekst=self.tr("Alle"),
            breedte=230,
        )
        self.wijk.gewijzigd.connect(self.laad)
        kolom.addWidget(self.wijk)
        kolom.addWidget(
            Tekst(self.tr("Waar de bron geen wijk noemt, blijft een voorziening in de lijst staan."), "zacht")
        )
        leeg = self.tr("De beheerder vult de sociale kaart in het profiel van de gemeente.")
        self.lijst: Lijst[VoorzieningInzicht] = Lijst(
            "sociale_kaart",
            self.tr("Sociale kaart"),
            (
                Kolom("naam", self.tr("Voorziening"), lambda v: v.naam, breedte=240, rekt=True, nadruk=True),
                Kolom("soort", self.tr("Soort"), lambda v: v.soort, breedte=190),
                Kolom("waar", self.tr("Wijk"), lambda v: v.waar, breedte=160),
                Kolom("voor_wie", self.tr("Voor wie"), lambda v: v.voor_wie, breedte=230),
                Kolom("plaats", self.tr("Plaats"), lambda v: v.plaats, breedte=170, verborgen=True),
                Kolom("bron", self.tr("Bron"), lambda v: v.bron, breedte=160, verborgen=True),
            ),
            lambda v: v.sleutel,
            woord=(self.tr("voorziening"), self.tr("voorzieningen")),
            instellingen=self.omgeving.instellingen,
            leeg=Leegtekst(
                self.tr("Nog geen voorzieningen"),
                leeg,
                "map-pin",
                self.tr("Voorziening toevoegen") if self._beheert else "",
                self.voeg_toe if self._beheert else None,
            ),
        )
        self.lijst.gekozen.connect(self._detail)
        self.lijst.rol_uit()
        kolom.addWidget(self.lijst, 1)
        self.laad()

    def laad(self) -> None:
        """Read what there is."""
        taak = partial(list_voorzieningen, self.omgeving.werkplek, self.wijk.waarde() or "")
        self.omgeving.werker.doe(taak, self.lijst.zet_rijen, self.scherm.toon_fout, self)

    def _detail(self, voorziening: VoorzieningInzicht | None) -> None:
        if voorziening is None:
            self.scherm.sluit_detail()
            return
        gegevens = Gegevens()
        gegevens.zet(
            [
                (self.tr("Soort"), voorziening.soort),
                (self.tr("Voor wie"), voorziening.voor_wie),
                (self.tr("Wijk"), ", ".join(voorziening.waar)),
                (self.tr("Plaats"), voorziening.plaats),
                (self.tr("Contact"), voorziening.contact),
                (self.tr("Trefwoorden"), ", ".join(voorziening.tags)),
                (self.tr("Bron"), f"{voorziening.bron} ({voorziening.zekerheid})"),
            ]
        )
        knoppen = (Knop(self.tr("Wijzigen in het profiel"), "primair", "pencil", actie=self.wijzig),)
        self.scherm.toon_detail(voorziening.naam, gegevens, knoppen if self._beheert else ())

    def wijzig(self) -> None:
        """For the beheerder: the form of the profile."""
        voorziening = self.lijst.huidige()
        if voorziening is not None:
            self._naar_profiel(voorziening.sleutel)

    def voeg_toe(self) -> None:
        """For the beheerder: an empty form."""
        self._naar_profiel("")

    def _naar_profiel(self, record: str) -> None:
        self.omgeving.navigeer("beheer", tab="profiel", sectie="voorzieningen", record=record, veld="")
