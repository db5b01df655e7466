"""Keys on the screen: the key of the vault for who looks after it, and a new key of a user that waits for a word."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pmg_desk.domain.klok import AMSTERDAM
from pmg_desk.services import kluissleutel, sleutelvervanging
from pmg_desk.services.kluissleutel import SleutelInzicht
from pmg_desk.services.sleutelvervanging import TeBekrachtigen
from pmg_desk.ui.werker import Voortgang
from pmg_desk.ui.widgets.dialoog import bevestig
from pmg_desk.ui.widgets.formulier import Formulier, Formulierdialoog, TekstVeld
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.melding import Melding
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst


class Kluissleutelkaart(Kaart):
    """Which key the vault has, whether it is time for a new one, and the button that makes it."""

    def __init__(self, scherm: Scherm) -> None:
        super().__init__(self.tr("Sleutel van de kluis"))
        self.scherm, self.omgeving = scherm, scherm.omgeving
        self.stand = Tekst("")
        self.inhoud.addWidget(self.stand)
        self.melding = Melding(sluitbaar=False)
        self.inhoud.addWidget(self.melding)
        self.knop = Knop(self.tr("Kluissleutel vernieuwen"), icoon="key-round", actie=self.vraag)
        rij = QHBoxLayout()
        rij.addWidget(self.knop)
        rij.addStretch(1)
        self.inhoud.addLayout(rij)
        self.laad()

    def laad(self) -> None:
        """Read which key it is."""
        taak = partial(kluissleutel.describe_kluissleutel, self.omgeving.werkplek)
        self.omgeving.werker.doe(taak, self._toon, self.scherm.toon_fout, self)

    def _toon(self, sleutel: SleutelInzicht) -> None:
        if sleutel.vernieuwd_op is None:
            self.stand.setText(self.tr("Dit is de eerste sleutel van deze kluis; hij is nog nooit vernieuwd."))
        else:
            self.stand.setText(
                self.tr("Sleutel {}, vernieuwd op {}.").format(
                    sleutel.nummer, sleutel.vernieuwd_op.astimezone(AMSTERDAM).strftime("%d-%m-%Y %H:%M")
                )
            )
        self.melding.setVisible(sleutel.verouderd)
        if sleutel.verouderd:
            self.melding.zet(
                "waarschuwing",
                self.tr(
                    "Er is een gebruiker gestopt en de sleutel is daarna niet vernieuwd. Wie de sleutel bewaarde, kan"
                    " het bestand van de kluis nog lezen. Vernieuw de sleutel."
                ),
            )

    def vraag(self) -> None:
        """Ask, because it takes a while and says something about backups."""
        bevestig(
            self,
            self.tr("Kluissleutel vernieuwen?"),
            self.tr("De hele kluis wordt opnieuw versleuteld. Wachtwoorden en het herstelblad blijven dezelfde."),
            self.tr("Kluissleutel vernieuwen"),
            self.vernieuw,
            gevaar=False,
            punten=(
                self.tr("Bij een grote kluis duurt dit even. U kunt het afbreken; dan blijft de oude sleutel gelden."),
                self.tr("Er is tijdelijk twee keer zoveel ruimte op de schijf nodig."),
                gaan_nog_open(self),
            ),
        )

    def vernieuw(self) -> None:
        """Renew, with progress."""
        self.knop.setEnabled(False)
        werkplek = self.omgeving.werkplek

        def taak(voortgang: Voortgang) -> int:
            return kluissleutel.renew_kluissleutel(werkplek, voortgang.meld)

        self.omgeving.werker.doe_lang(
            taak,
            self.tr("De sleutel van de kluis wordt vernieuwd"),
            self._klaar,
            self._mislukt,
            self,
            geannuleerd=self._afgebroken,
        )

    def _klaar(self, _nummer: int) -> None:
        self.knop.setEnabled(True)
        self.laad()
        self.scherm.meld(self.tr("De sleutel van de kluis is vernieuwd."))

    def _mislukt(self, fout: Any) -> None:
        self.knop.setEnabled(True)
        self.laad()
        self.scherm.toon_fout(fout)

    def _afgebroken(self) -> None:
        self.knop.setEnabled(True)
        self.laad()
        self.scherm.meld(self.tr("Het vernieuwen is afgebroken. De oude sleutel geldt nog."))


class Bekrachtigkaart(Kaart):
    """For who may endorse a new key without looking after the users: the privacy officer, for the only beheerder."""

    def __init__(self, scherm: Scherm) -> None:
        super().__init__(self.tr("Nieuwe sleutel bekrachtigen"))
        self.scherm, self.omgeving = scherm, scherm.omgeving
        uitleg = self.tr(
            "Deze gebruiker heeft een nieuwe sleutel. Bel zelf, op een nummer dat u al kende, en laat de vingerafdruk"
            " voorlezen."
        )
        self.inhoud.addWidget(Tekst(uitleg))
        self._rijen = QVBoxLayout()
        self.inhoud.addLayout(self._rijen)
        self.knoppen: list[Knop] = []
        self.dialoog: Formulierdialoog | None = None
        self.setVisible(False)
        self.laad()

    def laad(self) -> None:
        """Read whose keys wait."""
        taak = partial(sleutelvervanging.list_te_bekrachtigen, self.omgeving.werkplek)
        self.omgeving.werker.doe(taak, self._toon, self.scherm.toon_fout, self)

    def _toon(self, wachtend: tuple[TeBekrachtigen, ...]) -> None:
        for knop in self.knoppen:
            self._rijen.removeWidget(knop)
            knop.setParent(None)
            knop.deleteLater()
        self.knoppen = [
            Knop(self.tr("Sleutel van {} bekrachtigen").format(wie.naam), actie=partial(self.vraag, wie))
            for wie in wachtend
        ]
        for knop in self.knoppen:
            self._rijen.addWidget(knop)
        self.setVisible(bool(wachtend))

    def vraag(self, wie: TeBekrachtigen) -> None:
        """Ask for the fingerprint."""
        self.dialoog = vraag_vingerafdruk(self, self.scherm, wie.gebruiker_id, wie.naam, self._klaar)

    def _klaar(self) -> None:
        self.dialoog = None
        self.laad()


def vraag_vingerafdruk(
    ouder: QWidget, scherm: Scherm, gebruiker_id: Any, naam: str, klaar: Callable[[], object]
) -> Formulierdialoog:
    """Have the fingerprint typed that ``naam`` reads out; the one in the vault is not shown, so it cannot be copied."""
    veld = TekstVeld(
        "vingerafdruk",
        ouder.tr("Vingerafdruk die {} voorleest").format(naam),
        verplicht=True,
        voorbeeld="00000 00000 00000 00000 00000 00000",
        hulp=ouder.tr("Bel zelf, op een nummer dat u al kende. De cijfers staan daar bij Beheer, Mijn wachtwoord."),
    )
    formulier = Formulier([veld], knop=ouder.tr("Sleutel bekrachtigen"))
    dialoog = Formulierdialoog(ouder, ouder.tr("Sleutel bekrachtigen"), formulier)
    omgeving = scherm.omgeving

    def gelukt(_: None) -> None:
        formulier.opgeslagen()
        dialoog.accept()
        scherm.meld(ouder.tr("De sleutel is bekrachtigd. Handtekeningen van {} tellen weer.").format(naam))
        klaar()

    def bewaar(waarden: dict[str, Any]) -> None:
        formulier.zet_bezig(True)
        taak = partial(sleutelvervanging.endorse_sleutel, omgeving.werkplek, gebruiker_id, waarden["vingerafdruk"])
        omgeving.werker.doe(taak, gelukt, formulier.toon_fouten, dialoog)

    formulier.bewaren.connect(bewaar)
    dialoog.toon()
    return dialoog


def gaan_nog_open(ouder: QWidget) -> str:
    """What renewing does not reach; the same words wherever it is asked."""
    return ouder.tr(
        "Reservekopieën en kopieën die er nu al zijn, blijven onder de oude sleutel: wie toegang had, kan die nog"
        " openen. Reservekopieën verdwijnen vanzelf na het ingestelde aantal dagen."
    )
