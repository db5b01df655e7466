"""A password that is lost: who to ask, and getting in with the recovery sheet."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from pmg_desk.domain.fouten import Fout, OngeldigeInvoer
from pmg_desk.kluis.fouten import (
    AnderHerstelblad,
    GeenHerstelblad,
    OngeldigeHerstelsleutel,
    VerkeerdWachtwoord,
    ZwakWachtwoord,
)
from pmg_desk.services import voordeur
from pmg_desk.services.voordeur import PubliekeKop
from pmg_desk.ui.deur.opener import OpenenAfgebroken, Opener
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.formulier import Formulier, Keuze, KeuzeVeld, WachtwoordVeld
from pmg_desk.ui.widgets.herstelsleutel import HerstelsleutelVeld
from pmg_desk.ui.widgets.nieuwwachtwoord import NieuwWachtwoordVeld
from pmg_desk.ui.widgets.tekst import Tekst

_BREED = 560


class WachtwoordVergeten(QWidget):
    """``geopend`` carries the Werkplek; ``terug``: back to the password."""

    geopend = Signal(object)
    terug = Signal()

    def __init__(self, omgeving: Omgeving, opener: Opener) -> None:
        super().__init__()
        self.omgeving, self._opener = omgeving, opener
        self._pad: Path | None = None
        self._kop: PubliekeKop | None = None
        self.wie = KeuzeVeld("wie", self.tr("Wie krijgt een nieuw wachtwoord?"), (), verplicht=True, breedte=0)
        self.sleutel = HerstelsleutelVeld("herstelsleutel", self.tr("Sleutel op het herstelblad"))
        self.nieuw = NieuwWachtwoordVeld("nieuw", self.tr("Nieuw wachtwoord"), self._keur, omgeving.werker)
        self.herhaald = WachtwoordVeld("herhaald", self.tr("Nieuw wachtwoord, nog een keer"))
        self.formulier = Formulier(
            [self.wie, self.sleutel, self.nieuw, self.herhaald],
            knop=self.tr("Kluis openen met het herstelblad"),
            annuleren=self.tr("Terug"),
            breedte=_BREED,
        )
        self.formulier.bewaren.connect(self._open)
        self.formulier.geannuleerd.connect(self.terug)
        self.formulier.gewijzigd.connect(self.formulier.herstelknop.hide)
        for veld in (self.nieuw, self.herhaald):
            veld.regel.returnPressed.connect(self.formulier.bewaar)
        self.bezig = QProgressBar()
        self.bezig.setRange(0, 0)
        self.bezig.setAccessibleName(self.tr("De kluis wordt geopend"))
        self.bezig.setVisible(False)
        self._welke = Tekst("", "zacht")
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(14)
        kolom.addWidget(Tekst(self.tr("Wachtwoord vergeten"), "kop-1"))
        kolom.addWidget(self._welke)
        kolom.addWidget(
            Tekst(
                self.tr(
                    "Vraag een beheerder om een nieuwe code. Daarmee kiest u een nieuw wachtwoord. Niemand kan uw oude"
                    " wachtwoord opzoeken."
                )
            )
        )
        kolom.addWidget(
            Tekst(
                self.tr(
                    "Bent u zelf beheerder, en is er geen andere beheerder? Gebruik dan het herstelblad. U krijgt"
                    " nieuwe sleutels. Dat staat in het logboek, en iedere gebruiker krijgt het te lezen."
                )
            )
        )
        kolom.addWidget(self.formulier)
        kolom.addWidget(self.bezig)

    def begin(self, pad: Path, kop: PubliekeKop, gekozen: str) -> None:
        """For this vault; ``gekozen`` is the id of who was chosen at the door, or empty."""
        self._pad, self._kop = pad, kop
        self._welke.setText(self.tr("Kluis {}, kenmerk {}").format(kop.naam, kop.kluis_id))
        self.formulier.wis()
        self._zet_bezig(bezig=False)
        met_wachtwoord = [g for g in kop.gebruikers if not g.uitgenodigd]
        self.wie.zet_keuzes([Keuze(str(g.gebruiker_id), g.weergavenaam, g.gebruikersnaam) for g in met_wachtwoord])
        if any(str(g.gebruiker_id) == gekozen for g in met_wachtwoord):
            self.wie.zet(gekozen)

    def _keur(self, wachtwoord: str) -> str:
        if self._kop is None:
            return ""
        gekozen = self.wie.waarde()
        wie = next((g for g in self._kop.gebruikers if str(g.gebruiker_id) == gekozen), None)
        namen = () if wie is None else (wie.gebruikersnaam, wie.weergavenaam)
        return voordeur.check_wachtwoord(wachtwoord, (self._kop.naam, *namen))

    def _open(self, waarden: dict[str, Any]) -> None:
        assert self._pad is not None
        assert self._kop is not None
        if waarden["nieuw"] != waarden["herhaald"]:
            zin = self.tr("Dit is niet hetzelfde wachtwoord. Typ het nog eens.")
            self.formulier.toon_fouten(OngeldigeInvoer({"herhaald": zin}))
            return
        wie = next(g for g in self._kop.gebruikers if str(g.gebruiker_id) == waarden["wie"])
        self._zet_bezig(bezig=True)
        taak = partial(self._opener.herstel, self._pad, waarden["herstelsleutel"], wie.gebruikersnaam, waarden["nieuw"])
        self.omgeving.werker.doe(taak, self._geopend, self._mislukt, self)

    def _geopend(self, werkplek: Any) -> None:
        try:
            self._opener.neem(werkplek)
        except OpenenAfgebroken as fout:
            self._mislukt(fout)
            return
        self._zet_bezig(bezig=False)
        self.formulier.wis()
        self.geopend.emit(werkplek)

    def _mislukt(self, fout: Fout) -> None:
        self._zet_bezig(bezig=False)
        veld = ""
        if isinstance(fout, OngeldigeHerstelsleutel | AnderHerstelblad | GeenHerstelblad):
            veld = "herstelsleutel"
        elif isinstance(fout, VerkeerdWachtwoord):
            veld = "wie"
        elif isinstance(fout, ZwakWachtwoord):
            veld = "nieuw"
        self.formulier.toon_fouten(OngeldigeInvoer({veld: f"{fout.wat} {fout.doe}"}) if veld else fout)

    def _zet_bezig(self, *, bezig: bool) -> None:
        self.formulier.zet_bezig(bezig)
        self.bezig.setVisible(bezig)
        for deel in (self.wie, self.formulier.annuleerknop):
            deel.setEnabled(not bezig)
