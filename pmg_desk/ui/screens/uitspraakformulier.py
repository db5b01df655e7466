"""The form of a statement, and the window with its earlier versions."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.services.uitspraken import LABELS, STANDAARD_CATEGORIE, VRIJE_SOORTEN, UitspraakInzicht
from pmg_desk.storage.models import UitspraakSoort
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.dialoog import Dialoog
from pmg_desk.ui.widgets.formulier import Formulier, Keuze, KeuzeVeld, TekstVeld, Veld
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.rolvak import Rolvak
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.uitspraakkaart import UitspraakTekst
from pmg_desk.ui.widgets.uitspraakveld import UitspraakVeld


class Uitspraakformulier(Formulier):
    """The form of a statement: kind, words, who, when, how certain; and to amend one, why."""

    def __init__(self, zegger: QWidget, omgeving: Omgeving, oud: UitspraakInzicht | None = None) -> None:
        soort = UitspraakSoort.SIGNAAL if oud is None else oud.soort
        tekst = UitspraakVeld(
            omgeving,
            "tekst",
            zegger.tr("Wat is er gezien of gezegd"),
            categorie=STANDAARD_CATEGORIE[soort],
            verplicht=True,
            regels=5,
            volledig=True,
        )
        velden: list[Veld | str] = []
        if oud is None:
            velden.append(
                KeuzeVeld("soort", zegger.tr("Soort"), [Keuze(s, LABELS[s]) for s in VRIJE_SOORTEN], verplicht=True)
            )
        velden.append(tekst)
        if oud is not None:
            velden.append(TekstVeld("reden", zegger.tr("Waarom wijzigt u dit"), verplicht=True, hoogstens=300))
        super().__init__(velden, knop=zegger.tr("Tekst bewaren"))
        self._tekst = tekst
        if oud is None:
            self.veld("soort").gewijzigd.connect(self._soort_gekozen)

    def _soort_gekozen(self) -> None:
        soort = self.veld("soort").waarde()
        if soort is not None:
            self._tekst.zet_categorie(STANDAARD_CATEGORIE[soort])


class Geschiedenis(Dialoog):
    """All versions of a statement, newest first, with who changed it and why."""

    def __init__(self, ouder: QWidget, versies: tuple[UitspraakInzicht, ...]) -> None:
        super().__init__(ouder, self.tr("Eerdere versies"), breedte=680)
        vak = Rolvak()
        vak.inhoud.setSpacing(14)
        vak.inhoud.setContentsMargins(0, 0, 8, 0)
        for plek, versie in enumerate(versies):
            dag = toon_datum(lokale_dag(versie.op))
            wie = self.tr("door {} op {}").format(versie.door, dag)
            kaart = Kaart(f"{self.tr('Nu') if plek == 0 else self.tr('Eerder')}, {wie}")
            kaart.inhoud.addWidget(UitspraakTekst(versie, aard=True))
            if versie.wijziging_reden:
                kaart.inhoud.addWidget(Tekst(self.tr("Reden: {}").format(versie.wijziging_reden)))
            vak.inhoud.addWidget(kaart)
        vak.inhoud.addStretch(1)
        self.inhoud.addWidget(vak, 1)
        self.voeg_knop(self.tr("Sluiten"), "primair", actie=self.accept).setDefault(True)
        self.resize(self.maximumSize() * 0.8)
