"""After handing out digitally: which file is for whom, and the passwords, shown this once."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.services.digitaaluitdelen import Beveiliging, Digitaal
from pmg_desk.storage.models import Wijze
from pmg_desk.ui import klembord, thema
from pmg_desk.ui.widgets.dialoog import Dialoog
from pmg_desk.ui.widgets.keuzevelden import Keuze
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.melding import Melding
from pmg_desk.ui.widgets.rolvak import Rolvak
from pmg_desk.ui.widgets.tekst import Tekst


def wijzekeuzes() -> list[Keuze]:
    """How a bundle is handed out: on paper, or closed in one of two ways."""

    def zeg(tekst: str) -> str:
        return QCoreApplication.translate("Digitaaluitdelen", tekst)

    return [
        Keuze(Wijze.PAPIER, zeg("Op papier")),
        Keuze(Beveiliging.WACHTWOORD, zeg("Digitaal, als PDF met een wachtwoord")),
        Keuze(Beveiliging.SLEUTEL, zeg("Digitaal, voor de sleutel van de organisatie")),
    ]


class UitgedeeldDialoog(Dialoog):
    """The files that were made, and the password of each, shown this once."""

    def __init__(self, ouder: QWidget, uitgedeeld: tuple[Digitaal, ...]) -> None:
        super().__init__(ouder, ouder.tr("Digitaal uitgedeeld"), breedte=620)
        met_wachtwoord = any(een.wachtwoord for een in uitgedeeld)
        if met_wachtwoord:
            uitleg = self.tr("Geef elk wachtwoord apart door van het bestand, het liefst door te bellen.")
        else:
            uitleg = self.tr("Alleen de organisatie zelf kan haar bestand openen.")
        self.inhoud.addWidget(Tekst(f"{uitleg} {self.tr('Verwijder de bestanden na het versturen.')}"))
        self.wachtwoorden: list[Tekst] = []
        rol = Rolvak()
        rol.inhoud.setSpacing(6)
        for een in uitgedeeld:
            self._voeg_toe(rol.inhoud, een)
        rol.inhoud.addStretch(1)
        rol.setMinimumHeight(thema.huidig().px(140 if met_wachtwoord else 70))
        self.inhoud.addWidget(rol, 1)
        if met_wachtwoord:
            melding = Melding(sluitbaar=False)
            melding.zet(
                "waarschuwing",
                self.tr("De wachtwoorden worden nergens bewaard: na sluiten zijn ze niet meer te zien."),
            )
            self.inhoud.addWidget(melding)
        dicht = self.tr("Ik heb ze genoteerd") if met_wachtwoord else self.tr("Sluiten")
        self.klaarknop = self.voeg_knop(dicht, "primair", actie=self.accept)

    def _voeg_toe(self, kolom: QVBoxLayout, een: Digitaal) -> None:
        kolom.addWidget(Tekst(een.ontvanger, "kop-3"))
        kolom.addWidget(Tekst(een.bestandsnaam, "zacht"))
        if een.wachtwoord:
            tekst = Tekst(een.wachtwoord, "kop-2", kiesbaar=True, omslaan=False)
            tekst.setAccessibleName(self.tr("Het wachtwoord: {}").format(" ".join(een.wachtwoord.replace("-", ", "))))
            self.wachtwoorden.append(tekst)
            kolom.addWidget(tekst)
            knop = Knop(self.tr("Wachtwoord kopiëren"), icoon="copy", actie=partial(klembord.kopieer, een.wachtwoord))
            knop.setAccessibleName(self.tr("Wachtwoord kopiëren van exemplaar {}").format(een.exemplaar))
            kolom.addWidget(knop, 0, Qt.AlignmentFlag.AlignLeft)
        kolom.addSpacing(10)
