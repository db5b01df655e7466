"""One's own password, how the vault and what is shown of it are guarded, and one's own key to compare with."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.fouten import Fout
from pmg_desk.services import gebruikers, sleutelvervanging, voordeur
from pmg_desk.services.sleutelvervanging import EigenSleutelstand
from pmg_desk.ui import klembord, rusttijd, schermopname
from pmg_desk.ui.screens.beheer_sleutels import Bekrachtigkaart
from pmg_desk.ui.widgets.formulier import Formulier, Keuze, KeuzeVeld, VinkVeld, WachtwoordVeld
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.melding import Melding
from pmg_desk.ui.widgets.nieuwwachtwoord import NieuwWachtwoordVeld
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst


class EigenAccount(QWidget):
    """For every role."""

    def __init__(self, scherm: Scherm) -> None:
        super().__init__()
        self.scherm, self.omgeving = scherm, scherm.omgeving
        werkplek = self.omgeving.werkplek
        self.formulier = Formulier(
            [
                WachtwoordVeld("oud", self.tr("Uw wachtwoord van nu")),
                NieuwWachtwoordVeld("nieuw", self.tr("Nieuw wachtwoord"), self._keur, self.omgeving.werker),
                WachtwoordVeld("herhaald", self.tr("Nieuw wachtwoord, nog een keer")),
            ],
            knop=self.tr("Wachtwoord wijzigen"),
            breedte=560,
        )
        self.formulier.gewijzigd.connect(self.formulier.herstelknop.hide)
        self.formulier.bewaren.connect(self._wijzig)
        wachtwoord = Kaart(self.tr("Wachtwoord"))
        wachtwoord.inhoud.addWidget(self.formulier)
        self.minuten = KeuzeVeld(
            "minuten",
            self.tr("Kluis sluiten als er niets gebeurt"),
            [Keuze(aantal, self.tr("na {} minuten").format(aantal)) for aantal in rusttijd.KEUZES],
            breedte=260,
            hulp=self.tr("Wat u aan het typen was, wordt bewaard als concept."),
        )
        self.minuten.zet(self.omgeving.instellingen.getal(rusttijd.INSTELLING, rusttijd.STANDAARD_MINUTEN))
        self.minuten.gewijzigd.connect(self._zet_minuten)
        slot = Kaart(self.tr("Vergrendelen"))
        slot.inhoud.addWidget(self.minuten)
        self.seconden = KeuzeVeld(
            "seconden",
            self.tr("Klembord leegmaken"),
            [Keuze(aantal, self.tr("na {} seconden").format(aantal)) for aantal in klembord.KEUZES],
            breedte=260,
            hulp=self.tr("Alleen wat u hier kopieerde. Bij het vergrendelen gebeurt het meteen."),
        )
        self.seconden.zet(self.omgeving.instellingen.getal(klembord.INSTELLING, klembord.STANDAARD_SECONDEN))
        self.seconden.gewijzigd.connect(self._zet_seconden)
        slot.inhoud.addWidget(self.seconden)
        slot.inhoud.addWidget(self._bouw_afscherming())
        sleutel = Kaart(self.tr("Vingerafdruk van uw sleutels"))
        self.wacht = Melding(sluitbaar=False)
        sleutel.inhoud.addWidget(self.wacht)
        self.vingerafdruk = Tekst(werkplek.sleutels.publiek.vingerafdruk(), kiesbaar=True)
        sleutel.inhoud.addWidget(self.vingerafdruk)
        sleutel.inhoud.addWidget(
            Tekst(self.tr("De beheerder ziet bij uw naam dezelfde cijfers. Zijn ze anders, meld dat dan."), "klein")
        )
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(12)
        self.bekrachtigen = Bekrachtigkaart(scherm)
        for kaart in (self.bekrachtigen, wachtwoord, slot, sleutel):
            kolom.addWidget(kaart)
        self._kolom, self._sleutelkaart = kolom, sleutel
        self.laad()

    def laad(self) -> None:
        """Read whether one's own key still waits, and whose one may endorse."""
        taak = partial(sleutelvervanging.describe_eigen_sleutel, self.omgeving.werkplek)
        self.omgeving.werker.doe(taak, self._toon_sleutel, self.scherm.toon_fout, self)
        self.bekrachtigen.laad()

    def _toon_sleutel(self, stand: EigenSleutelstand) -> None:
        self.wacht.setVisible(stand.wacht)
        if stand.wacht:
            self._kolom.insertWidget(0, self._sleutelkaart)
            self.wacht.zet(
                "waarschuwing",
                self.tr(
                    "Uw sleutel is nieuw en nog niet bekrachtigd. Uw handtekening telt nog niet. Lees deze cijfers voor"
                    " aan de beheerder."
                ),
            )

    def _bouw_afscherming(self) -> QWidget:
        if schermopname.uitsluiter() is None:
            return Tekst(
                self.tr(
                    "Op deze computer kan het programma zijn vensters niet weghouden uit schermafbeeldingen en gedeelde"
                    " schermen: het systeem kent dat niet. Let dus op als u uw scherm deelt."
                ),
                "klein",
            )
        self.afschermen = VinkVeld(
            "afschermen",
            self.tr("Houd de vensters uit schermafbeeldingen en gedeelde schermen"),
            hulp=self.tr("Zet dit uit als een schermloep of hulp op afstand de vensters niet ziet."),
        )
        self.afschermen.zet(self.omgeving.instellingen.vlag(schermopname.INSTELLING, True))
        self.afschermen.gewijzigd.connect(self._zet_afschermen)
        return self.afschermen

    def _keur(self, wachtwoord: str) -> str:
        gebruiker = self.omgeving.werkplek.gebruiker
        return voordeur.check_wachtwoord(wachtwoord, (gebruiker.gebruikersnaam, gebruiker.naam))

    def _wijzig(self, waarden: dict[str, Any]) -> None:
        self.formulier.zet_bezig(True)
        taak = partial(
            gebruikers.change_wachtwoord,
            self.omgeving.werkplek,
            waarden["oud"],
            waarden["nieuw"],
            waarden["herhaald"],
        )
        self.omgeving.werker.doe(taak, self._gewijzigd, self._mislukt, self)

    def _gewijzigd(self, _: None) -> None:
        self.formulier.wis()
        self.formulier.opgeslagen()
        self.scherm.meld(self.tr("Uw wachtwoord is gewijzigd. Het oude werkt niet meer."))

    def _mislukt(self, fout: Fout) -> None:
        self.formulier.toon_fouten(fout)

    def _zet_minuten(self) -> None:
        minuten = self.minuten.waarde()
        if minuten is not None:
            self.omgeving.instellingen.zet(rusttijd.INSTELLING, minuten)

    def _zet_seconden(self) -> None:
        seconden = self.seconden.waarde()
        if seconden is not None:
            self.omgeving.instellingen.zet(klembord.INSTELLING, seconden)

    def _zet_afschermen(self) -> None:
        self.omgeving.instellingen.zet(schermopname.INSTELLING, self.afschermen.waarde())
