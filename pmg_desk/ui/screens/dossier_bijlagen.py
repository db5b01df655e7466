"""The tab Bijlagen of a dossier: files in the vault, looked at inside the program, out of it only with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.aantallen import toon_grootte
from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.rollen import Recht
from pmg_desk.exchange.tekenaar import Getekend
from pmg_desk.services import bijlagen, casussen
from pmg_desk.services.bijlagen import BijlageInzicht, Voorproef
from pmg_desk.services.casussen import CasusStatus
from pmg_desk.services.uitspraken import STANDAARD_CATEGORIE
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import UitspraakSoort
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.bestandskeuze import kies_bestand, kies_opslaan
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.bladvoorbeeld import Bladvoorbeeld
from pmg_desk.ui.widgets.dialoog import Dialoog
from pmg_desk.ui.widgets.formulier import Formulier, TekstVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.melding import Melding
from pmg_desk.ui.widgets.tabblad import Tabblad
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.uitspraakkaart import herkomst
from pmg_desk.ui.widgets.uitspraakveld import UitspraakVeld
from pmg_desk.ui.widgets.vloei import Vloeibalk

_KORT = 300
"""Characters of a description above a page: the page needs the room, the list has the rest."""


@dataclass(frozen=True, slots=True)
class _Stand:
    bijlagen: tuple[BijlageInzicht, ...]
    wijzigen: bool


def _lees(werkplek: Werkplek, casus_id: UUID) -> _Stand:
    kop = casussen.toon_kop(werkplek, casus_id)
    return _Stand(bijlagen.list_bijlagen(werkplek, casus_id), kop.mag_wijzigen and kop.status is CasusStatus.OPEN)


def _omschrijving(een: BijlageInzicht) -> str:
    return "" if een.omschrijving is None else een.omschrijving.tekst


class BijlagenTab(Tabblad):
    """A list with buttons above it; Enter shows the file under the cursor."""

    sleutel, titel, icoon = "bijlagen", "Bijlagen", "file-text"
    soorten = frozenset({"bijlage", "uitspraak", "budget", "casus"})

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self._stand = _Stand((), False)
        mag_uit = omgeving.werkplek.gebruiker.mag(Recht.SAMENVATTING_MAKEN)
        self.voegknop = Knop(self.tr("Bestand toevoegen"), "primair", "plus", actie=self.voeg_toe)
        self.bekijkknop = Knop(self.tr("Bekijken"), icoon="eye", actie=self.bekijk)
        self.kopieknop = Knop(self.tr("Kopie opslaan"), icoon="download", actie=self.bewaar_kopie)
        self.wijzigknop = Knop(self.tr("Omschrijving wijzigen"), icoon="pencil", actie=self.wijzig)
        self.wegknop = Knop(self.tr("Bijlage verwijderen"), icoon="trash-2", actie=self.verwijder)
        self._balk = Vloeibalk()
        for knop in (self.voegknop, self.bekijkknop, self.kopieknop, self.wijzigknop, self.wegknop):
            self._balk.voeg_toe(knop)
        self.kopieknop.setVisible(mag_uit)
        self._grens = Tekst(
            self.tr(
                "Een bijlage mag hoogstens {} MB groot zijn. Het kan een PDF zijn, een afbeelding (PNG of JPEG), een"
                " Excel- of Word-bestand zonder macro's, of platte tekst."
            ).format(bijlagen.grootste_bijlage(omgeving.werkplek)),
            "zacht",
        )
        self.melding = Melding()
        self.lijst: Lijst[BijlageInzicht] = Lijst(
            "bijlagen",
            self.titel,
            (
                Kolom("omschrijving", self.tr("Wat is het"), _omschrijving, breedte=200, rekt=True, nadruk=True),
                Kolom("soort", self.tr("Soort"), lambda b: b.soort, breedte=150),
                Kolom(
                    "grootte",
                    self.tr("Grootte"),
                    lambda b: toon_grootte(b.grootte),
                    breedte=100,
                    uitlijning="rechts",
                    sorteer=lambda b: b.grootte,
                ),
                Kolom("op", self.tr("Toegevoegd"), lambda b: b.op, "moment", breedte=160),
                Kolom("bon", self.tr("Bon"), lambda b: b.is_bon, "janee", breedte=80),
                Kolom("naam", self.tr("Naam van het bestand"), lambda b: b.naam, breedte=190),
                Kolom("door", self.tr("Door"), lambda b: b.door, breedte=150, verborgen=True),
            ),
            lambda b: b.id,
            woord=(self.tr("bijlage"), self.tr("bijlagen")),
            instellingen=omgeving.instellingen,
            leeg=Leegtekst(
                self.tr("Nog geen bijlagen"),
                self.tr("Hier staan brieven, bonnen en foto's. Ze staan versleuteld in de kluis."),
                "file-text",
            ),
        )
        self.lijst.gekozen.connect(self._schik)
        self.lijst.geopend.connect(self.bekijk)
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(10)
        for deel in (self._balk, self._grens, self.melding):
            kolom.addWidget(deel)
        self.lijst.rol_uit()
        kolom.addWidget(self.lijst, 1)
        self._schik()

    def toon(self, casus_id: UUID) -> None:
        """Load the files, without their bytes."""
        super().toon(casus_id)
        self.omgeving.werker.doe(partial(_lees, self.omgeving.werkplek, casus_id), self._zet, eigenaar=self)

    def _zet(self, stand: _Stand) -> None:
        self._stand = stand
        self.lijst.zet_rijen(stand.bijlagen)
        self._schik()

    def _schik(self) -> None:
        een, wijzigen = self.lijst.huidige(), self._stand.wijzigen
        for knop in (self.voegknop, self.wijzigknop, self.wegknop):
            knop.setVisible(wijzigen)
        self._grens.setVisible(wijzigen)
        self.bekijkknop.setEnabled(een is not None and een.voorbeeld)
        self.kopieknop.setEnabled(een is not None)
        self.wijzigknop.setEnabled(een is not None)
        self.wegknop.setEnabled(een is not None and not een.is_bon)

    def _mislukt(self, fout: Fout) -> None:
        self.melding.zet("fout", fout.tekst())

    # adding

    def voeg_toe(self) -> None:
        """Choose a file; what it is, is looked at before anything is asked."""
        self.melding.verberg()
        kies_bestand(
            self,
            self.tr("Bestand toevoegen"),
            [self.tr("Bijlagen (*.pdf *.png *.jpg *.jpeg *.xlsx *.docx *.txt *.csv)"), self.tr("Alle bestanden (*)")],
            self._gekozen,
        )

    def _gekozen(self, pad: Path) -> None:
        assert self.casus_id is not None
        self.omgeving.werker.doe(
            partial(bijlagen.inspect_bestand, self.omgeving.werkplek, self.casus_id, pad),
            partial(self._vraag_wat, pad),
            self._mislukt,
            self,
        )

    def _vraag_wat(self, pad: Path, proef: Voorproef) -> None:
        feiten = self.tr("Dit is: {}, {}.").format(proef.soort, toon_grootte(proef.grootte))
        if not proef.voorbeeld:
            feiten += " " + self.tr("Dit soort bestand bewaart het programma. Bekijken kan alleen via een kopie.")
        if proef.ook_bij:
            feiten += " " + self.tr("Ditzelfde bestand staat ook bij {}.").format(", ".join(proef.ook_bij))
        formulier = Formulier([proef.naam, self._tekstveld(feiten)], knop=self.tr("Bijlage toevoegen"))
        assert self.casus_id is not None
        Bewaardialoog(
            self,
            self.omgeving,
            self.tr("Bijlage toevoegen"),
            formulier,
            partial(_voeg_toe, self.omgeving.werkplek, self.casus_id, pad, proef.sha256),
            gelukt=self.tr("De bijlage staat in de kluis. Het bestand op uw computer staat er ook nog."),
            concept="bijlage",
            object_id=self.casus_id,
        ).toon()

    def _tekstveld(self, hulp: str = "") -> UitspraakVeld:
        return UitspraakVeld(
            self.omgeving,
            "omschrijving",
            self.tr("Wat is het en waar komt het vandaan"),
            categorie=STANDAARD_CATEGORIE[UitspraakSoort.BIJLAGE],
            verplicht=True,
            hulp=hulp,
        )

    # looking

    def bekijk(self) -> None:
        """Show the file under the cursor, drawn in a process apart."""
        een = self.lijst.huidige()
        if een is None or not een.voorbeeld:
            return
        self.melding.verberg()
        self.omgeving.werker.doe(
            partial(bijlagen.read_voorbeeld, self.omgeving.werkplek, een.id),
            partial(self._toon_voorbeeld, een),
            self._mislukt,
            self,
        )

    def _toon_voorbeeld(self, een: BijlageInzicht, getekend: Getekend) -> None:
        Bijlagevenster(self, self.omgeving, een, getekend).toon()

    # the rest

    def bewaar_kopie(self) -> None:
        """Choose where, and then say why: the reason is in the log before the bytes leave."""
        een = self.lijst.huidige()
        if een is not None:
            uitgang = een.uitgang
            kies_opslaan(
                self,
                self.tr("Kopie opslaan"),
                f"bijlage.{uitgang}",
                [f"{een.soort} (*.{uitgang})"],
                partial(self._vraag_waarom, een),
                uitgang=uitgang,
            )

    def _vraag_waarom(self, een: BijlageInzicht, pad: Path) -> None:
        formulier = Formulier(
            [
                TekstVeld(
                    "reden",
                    self.tr("Waarom slaat u een kopie op"),
                    verplicht=True,
                    hoogstens=300,
                    hulp=self.tr(
                        "De kopie is niet versleuteld en blijft staan tot u hem weggooit. Het bestand gaat mee zoals"
                        " het is, ook met wat u niet ziet: in een foto kan staan waar hij is gemaakt. Geeft u de kopie"
                        " aan een ander, leg dat dan vast bij Delen."
                    ),
                )
            ],
            knop=self.tr("Kopie opslaan"),
        )
        Bewaardialoog(
            self,
            self.omgeving,
            self.tr("Kopie van een bijlage opslaan"),
            formulier,
            partial(_bewaar_kopie, self.omgeving.werkplek, een.id, pad),
            gelukt=self.tr("De kopie is opgeslagen. Dit staat in het logboek."),
            concept="bijlage_kopie",
            object_id=een.id,
        ).toon()

    def wijzig(self) -> None:
        """Correct what is said about the file."""
        een = self.lijst.huidige()
        if een is None or een.omschrijving is None:
            return
        formulier = Formulier(
            [self._tekstveld(), TekstVeld("reden", self.tr("Waarom wijzigt u dit"), verplicht=True, hoogstens=300)],
            knop=self.tr("Omschrijving opslaan"),
        )
        formulier.zet({"omschrijving": een.omschrijving.als_invoer(), "reden": ""})
        Bewaardialoog(
            self,
            self.omgeving,
            self.tr("Omschrijving wijzigen"),
            formulier,
            partial(_wijzig, self.omgeving.werkplek, een.id),
            gelukt=self.tr("De omschrijving is opgeslagen."),
            concept="bijlage_wijzigen",
            object_id=een.id,
        ).toon()

    def verwijder(self) -> None:
        """Take it out of the vault, with a reason."""
        een = self.lijst.huidige()
        if een is None or een.is_bon:
            return
        formulier = Formulier(
            [
                TekstVeld(
                    "reden",
                    self.tr("Waarom moet de bijlage weg"),
                    verplicht=True,
                    hoogstens=300,
                    hulp=self.tr(
                        "Het bestand verdwijnt uit de kluis en is niet terug te halen. In oudere reservekopieën staat"
                        " het nog tot die zijn opgeruimd. De omschrijving blijft in de geschiedenis staan."
                    ),
                )
            ],
            knop=self.tr("Bijlage verwijderen"),
        )
        Bewaardialoog(
            self,
            self.omgeving,
            self.tr("Bijlage verwijderen"),
            formulier,
            partial(_verwijder, self.omgeving.werkplek, een.id),
            gelukt=self.tr("De bijlage is verwijderd."),
            concept="bijlage_verwijderen",
            object_id=een.id,
        ).toon()


class Bijlagevenster(Dialoog):
    """A file over the window; its pages go when it closes."""

    def __init__(self, ouder: QWidget, omgeving: Omgeving, een: BijlageInzicht, getekend: Getekend) -> None:
        super().__init__(ouder, self.tr("Bijlage bekijken"), breedte=900)
        self._omgeving, self._bijlage_id = omgeving, een.id
        tekst = een.omschrijving
        if tekst is not None:
            kort = tekst.tekst if len(tekst.tekst) <= _KORT else f"{tekst.tekst[:_KORT]} […]"
            self.inhoud.addWidget(Tekst(kort, kiesbaar=True))
            self.inhoud.addWidget(Tekst(herkomst(tekst), "klein"))
        for zin in getekend.opmerkingen:
            melding = Melding(sluitbaar=False)
            self.inhoud.addWidget(melding)
            melding.zet("waarschuwing", zin)
        self.melding = Melding()
        self.inhoud.addWidget(self.melding)
        self.voorbeeld = Bladvoorbeeld(een.soort)
        self.voorbeeld.gevraagd.connect(self._haal)
        self.inhoud.addWidget(self.voorbeeld, 1)
        self.voeg_knop(self.tr("Sluiten"), "primair", actie=self.accept).setDefault(True)
        self.finished.connect(self.voorbeeld.leeg)
        self.voorbeeld.zet(getekend)
        self.resize(self.maximumSize() * 0.94)
        self.voorbeeld.setFocus()

    def _haal(self, vanaf: int) -> None:
        self._omgeving.werker.doe(
            partial(bijlagen.read_voorbeeld, self._omgeving.werkplek, self._bijlage_id, vanaf),
            self.voorbeeld.zet,
            self._mislukt,
            self,
        )

    def _mislukt(self, fout: Fout) -> None:
        self.melding.zet("fout", fout.tekst())


def _voeg_toe(werkplek: Werkplek, casus_id: UUID, pad: Path, sha256: str, waarden: dict[str, Any]) -> UUID:
    return bijlagen.add_bijlage(werkplek, casus_id, pad, waarden["omschrijving"], verwacht=sha256)


def _bewaar_kopie(werkplek: Werkplek, bijlage_id: UUID, pad: Path, waarden: dict[str, Any]) -> None:
    bijlagen.save_kopie(werkplek, bijlage_id, waarden["reden"], pad)


def _wijzig(werkplek: Werkplek, bijlage_id: UUID, waarden: dict[str, Any]) -> None:
    bijlagen.amend_bijlage(werkplek, bijlage_id, waarden["omschrijving"], waarden["reden"])


def _verwijder(werkplek: Werkplek, bijlage_id: UUID, waarden: dict[str, Any]) -> None:
    bijlagen.remove_bijlage(werkplek, bijlage_id, waarden["reden"])
