"""Backups in Beheer: what there is, making one now, where they go and how long they stay."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pmg_desk.domain.fouten import Fout
from pmg_desk.services import reservekopieen
from pmg_desk.services.reservekopieen import Reserveinzicht, Reservekopie
from pmg_desk.ui import reservedienst
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.widgets.bestandskeuze import kies_map
from pmg_desk.ui.widgets.formulier import Formulier, GetalVeld, TekstVeld
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst


def _grootte(kopie: Reservekopie) -> str:
    return f"{kopie.grootte / 1_000_000:.1f} MB".replace(".", ",")


KOLOMMEN: tuple[Kolom[Reservekopie], ...] = (
    Kolom("gemaakt", "Gemaakt en nagekeken", lambda r: r.gemaakt_op, "moment", breedte=190, nadruk=True),
    Kolom("grootte", "Grootte", _grootte, breedte=100),
    Kolom("regels", "Logregels", lambda r: r.log_nr, "getal", breedte=100),
    Kolom("programma", "Versie", lambda r: r.programma, breedte=90),
    Kolom("map", "Map", lambda r: str(r.pad), breedte=300, rekt=True),
)


class Reservekopiebeheer(QWidget):
    """For who looks after the vault."""

    def __init__(self, scherm: Scherm) -> None:
        super().__init__()
        self.scherm, self.omgeving = scherm, scherm.omgeving
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(12)
        kolom.addWidget(
            Tekst(
                self.tr(
                    "Bij het vergrendelen en bij de eerste keer openen op een dag wordt een reservekopie gemaakt en"
                    " nagekeken. Terugzetten en bekijken doet u in het beginscherm, als de kluis dicht is."
                )
            )
        )
        self.knop = Knop(self.tr("Nu een reservekopie maken"), icoon="save", actie=self.maak)
        rij = QHBoxLayout()
        rij.addWidget(self.knop)
        rij.addStretch(1)
        kolom.addLayout(rij)
        self.lijst: Lijst[Reservekopie] = Lijst(
            "reservekopieen",
            self.tr("Reservekopieën"),
            KOLOMMEN,
            lambda r: str(r.pad),
            woord=(self.tr("reservekopie"), self.tr("reservekopieën")),
            instellingen=self.omgeving.instellingen,
            leeg=Leegtekst(
                self.tr("Nog geen reservekopieën"),
                self.tr("Hier staan de kopieën van deze kluis, met de dag waarop ze zijn gemaakt en nagekeken."),
                "save",
                self.tr("Nu een reservekopie maken"),
                self.maak,
            ),
        )
        self.lijst.setMinimumHeight(220)
        kolom.addWidget(self.lijst, 1)
        self.vervangen = Tekst("", "zacht")
        self.vervangen.setVisible(False)
        kolom.addWidget(self.vervangen)
        kolom.addWidget(self._instellingen())
        self.laad()

    def _instellingen(self) -> Kaart:
        kaart = Kaart(self.tr("Instellingen"))
        self.map = TekstVeld(
            "map",
            self.tr("Map voor reservekopieën"),
            hulp=self.tr("Leeg: naast de kluis. Beter is een andere schijf, want een schijf kan stukgaan."),
        )
        self.dagen = GetalVeld(
            "dagen",
            self.tr("Aantal dagen bewaren"),
            verplicht=True,
            hulp=self.tr(
                "Oudere kopieën worden verwijderd. Wat in de kluis is gewist, is na dit aantal dagen ook hier weg."
            ),
        )
        self.formulier = Formulier([self.map, self.dagen], knop=self.tr("Instellingen opslaan"))
        self.formulier.bewaren.connect(self._bewaar)
        kaart.inhoud.addWidget(self.formulier)
        rij = QHBoxLayout()
        rij.addWidget(Knop(self.tr("Map kiezen"), "koppeling", "folder-open", actie=self._blader))
        rij.addStretch(1)
        kaart.inhoud.addLayout(rij)
        return kaart

    def laad(self) -> None:
        """Read what there is."""
        taak = partial(reservekopieen.describe_reservekopieen, self.omgeving.werkplek)
        self.omgeving.werker.doe(taak, self._toon, self.scherm.toon_fout, self)

    def _toon(self, inzicht: Reserveinzicht) -> None:
        self.lijst.zet_rijen(inzicht.kopieen)
        namen = ", ".join(een.pad.name for een in inzicht.vervangen)
        self.vervangen.setText(
            self.tr(
                "Door een reservekopie vervangen, en nog bewaard: {}. Zij gaan na {} dagen weg, als er een nieuwere"
                " reservekopie is."
            ).format(namen, inzicht.instellingen.dagen)
        )
        self.vervangen.setVisible(bool(namen))
        if not self.formulier.is_gewijzigd:
            gekozen = inzicht.instellingen.map
            self.formulier.zet({"map": "" if gekozen is None else str(gekozen), "dagen": inzicht.instellingen.dagen})
            self.formulier.koppel_concept(self.omgeving.concepten, "reservekopie")
        if any(kopie.verlopen for kopie in inzicht.kopieen):
            self.scherm.melding.zet(
                "waarschuwing",
                self.tr("Een reservekopie is ouder dan de termijn. Zij blijft staan zolang er geen nieuwere is."),
            )

    def maak(self) -> None:
        """Make one now."""
        self.knop.setEnabled(False)
        reservedienst.dienst(self.omgeving).maak(reservekopieen.GEVRAAGD, self._gemaakt, self._mislukt)

    def _gemaakt(self) -> None:
        self.knop.setEnabled(True)
        self.scherm.meld(self.tr("De reservekopie is gemaakt en nagekeken."))
        self.laad()

    def _mislukt(self, fout: Fout) -> None:
        self.knop.setEnabled(True)
        self.scherm.toon_fout(fout)

    def _blader(self) -> None:
        kies_map(
            self, self.tr("Kies een map voor reservekopieën"), lambda pad: self.map.zet(str(pad)), begin=Path.home()
        )

    def _bewaar(self, waarden: dict[str, Any]) -> None:
        self.formulier.zet_bezig(True)
        map_ = Path(waarden["map"]) if waarden["map"] else None
        taak = partial(reservekopieen.set_instellingen, self.omgeving.werkplek, map_, waarden["dagen"])
        self.omgeving.werker.doe(taak, self._bewaard, self.formulier.toon_fouten, self)

    def _bewaard(self, _niets: None) -> None:
        self.formulier.opgeslagen()
        self.scherm.meld(self.tr("De instellingen voor reservekopieën zijn opgeslagen."))
        self.laad()
