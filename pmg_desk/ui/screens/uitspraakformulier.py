"""The form of a statement, and the window with its earlier versions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.samenvatting import Aard
from pmg_desk.services import reacties
from pmg_desk.services.uitspraken import LABELS, STANDAARD_CATEGORIE, VRIJE_SOORTEN, UitspraakInvoer, UitspraakInzicht
from pmg_desk.storage.models import UitspraakSoort
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.dialoog import Dialoog
from pmg_desk.ui.widgets.formulier import Formulier, Keuze, KeuzeVeld, TekstVeld, Veld
from pmg_desk.ui.widgets.invoerdialoog import Invoerdialoog
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.rolvak import Rolvak
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.uitspraakkaart import UitspraakTekst
from pmg_desk.ui.widgets.uitspraakveld import UitspraakVeld

_AARD = {UitspraakSoort.FEIT: Aard.FEIT, UitspraakSoort.CORRECTIE: Aard.MENING}
"""What a text of this kind begins with; a signal or a reason to register is not certain yet."""


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
            aard=_AARD.get(soort, Aard.AANNAME),
        )
        velden: list[Veld | str] = []
        if oud is None:
            velden.append(
                KeuzeVeld("soort", zegger.tr("Soort"), [Keuze(s, LABELS[s]) for s in VRIJE_SOORTEN], verplicht=True)
            )
        velden.append(tekst)
        if oud is not None:
            velden.append(TekstVeld("reden", zegger.tr("Waarom wijzigt u dit"), verplicht=True, hoogstens=300))
        super().__init__(velden, knop=zegger.tr("Tekst opslaan"))
        self._tekst = tekst
        if oud is None:
            self.veld("soort").gewijzigd.connect(self._soort_gekozen)

    def _soort_gekozen(self) -> None:
        soort = self.veld("soort").waarde()
        if soort is not None:
            self._tekst.zet_categorie(STANDAARD_CATEGORIE[soort])
            self._tekst.zet_aard(_AARD.get(soort, Aard.AANNAME))


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
            if plek:
                opvolger = versies[plek - 1]
                wanneer = toon_datum(lokale_dag(opvolger.op))
                kaart.inhoud.addWidget(Tekst(self.tr("Vervangen door de tekst hierboven, op {}.").format(wanneer)))
            kaart.inhoud.addWidget(UitspraakTekst(versie, aard=True))
            if versie.wijziging_reden:
                kaart.inhoud.addWidget(Tekst(self.tr("Reden: {}").format(versie.wijziging_reden)))
            if versie.gewijzigd:
                kaart.inhoud.addWidget(Tekst(self.tr("Was: de tekst hieronder."), "klein"))
            vak.inhoud.addWidget(kaart)
        vak.inhoud.addStretch(1)
        self.inhoud.addWidget(vak, 1)
        self.voeg_knop(self.tr("Sluiten"), "primair", actie=self.accept).setDefault(True)
        self.resize(self.maximumSize() * 0.8)


def toon_reactieformulier(
    ouder: QWidget,
    omgeving: Omgeving,
    over: UitspraakInzicht,
    leg_vast: Callable[[UitspraakInvoer], object] | None = None,
) -> None:
    """The window for a reaction of the youth or a parent (AVG 16); the statement itself stays as it is.

    ``leg_vast`` saves it, on the database thread, where it is part of something larger.
    """
    leg_vast = leg_vast or partial(reacties.add_reactie, omgeving.werkplek, over.id)
    tekst = UitspraakVeld(
        omgeving,
        "tekst",
        ouder.tr("Wat zegt de jongere of de ouder"),
        categorie=over.categorie,
        aard=Aard.MENING,
        verplicht=True,
        regels=5,
        hulp=ouder.tr("Op deze tekst: {}").format(over.tekst),
    )

    def taak(waarden: dict[str, Any]) -> object:
        return leg_vast(replace(waarden["tekst"], bron=waarden["wie"]))

    Invoerdialoog(
        ouder,
        omgeving,
        ouder.tr("Reactie toevoegen"),
        Formulier(
            [TekstVeld("wie", ouder.tr("Wie zegt dit"), verplicht=True, hoogstens=200), tekst],
            knop=ouder.tr("Reactie opslaan"),
        ),
        taak,
        gemeld=ouder.tr("De reactie is opgeslagen en gaat altijd met de tekst mee."),
        concept=("reactie", over.id),
    ).toon()
