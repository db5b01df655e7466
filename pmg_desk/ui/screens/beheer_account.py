"""One's own password, how the vault and what is shown of it are guarded, and one's own key to compare with."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.rollen import Kluissoort, Recht
from pmg_desk.services import gebruikers, voordeur
from pmg_desk.services.bekrachtigers import Sleutelwachter, list_sleutelwachters
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
        self.vergelijken = Tekst(self._vergelijken(wacht=False), "klein")
        sleutel.inhoud.addWidget(self.vergelijken)
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
        taak = partial(list_sleutelwachters, self.omgeving.werkplek)
        self.omgeving.werker.doe(taak, self._toon_sleutel, self.scherm.toon_fout, self)
        self.bekrachtigen.laad()

    def _toon_sleutel(self, wachters: tuple[Sleutelwachter, ...]) -> None:
        eigen = next((wachter for wachter in wachters if wachter.zelf), None)
        self.vergelijken.setText(self._vergelijken(wacht=eigen is not None))
        self.wacht.setVisible(eigen is not None)
        if eigen is not None:
            self._kolom.insertWidget(0, self._sleutelkaart)
            nieuw = self.tr("Uw sleutel is nieuw en nog niet bekrachtigd. Uw handtekening telt nog niet.")
            wie = (
                self.tr("Lees deze cijfers voor aan {}.").format(eigen.door)
                if eigen.door
                else self.tr("Er is nu niemand in deze kluis die hem mag bekrachtigen.")
            )
            self.wacht.zet("waarschuwing", f"{nieuw} {wie}")

    def _vergelijken(self, *, wacht: bool) -> str:
        """Who has the same digits in sight: of a new key nobody, for who endorses it types what is heard."""
        if wacht:
            return self.tr("Wie uw sleutel bekrachtigt, ziet deze cijfers niet, maar typt wat u voorleest.")
        if self.omgeving.kluissoort is Kluissoort.TOEZICHT:
            return self.tr("Wie uw kaart in een kluis opneemt, typt de cijfers van die kaart en niet deze.")
        if self.omgeving.werkplek.gebruiker.mag(Recht.GEBRUIKERS_BEHEREN):
            return self.tr("Bij Gebruikers staan bij uw naam dezelfde cijfers. Zijn ze anders, meld dat dan.")
        return self.tr("De beheerder kan bij uw naam dezelfde cijfers zien. Zijn ze anders, meld dat dan.")

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
