"""The form of an evaluation: when and with whom, how far each goal is, the conclusion, and how and when it goes on.

The plan's own criteria stand beside the choice of how it goes on, so that the choice is made with what was agreed.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.datums import Richting
from pmg_desk.domain.samenvatting import Aard
from pmg_desk.services import evaluaties
from pmg_desk.services.evaluaties import BereikInvoer, EvaluatieInvoer
from pmg_desk.services.plannen import PlanInzicht
from pmg_desk.services.stukken_plan import BEREIK_LABELS, VERVOLG_LABELS
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import Afspraaksoort, Vervolg
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.doelformulieren import categorie_van
from pmg_desk.ui.widgets.formulier import DatumVeld, Formulier, Keuze, KeuzeVeld, TekstVeld, Veld
from pmg_desk.ui.widgets.invoerdialoog import Invoerdialoog
from pmg_desk.ui.widgets.uitspraakveld import UitspraakVeld

_CRITERIUM = {
    Vervolg.OPSCHALEN: Afspraaksoort.OPSCHALEN,
    Vervolg.AFSCHALEN: Afspraaksoort.AFSCHALEN,
    Vervolg.AFSLUITEN: Afspraaksoort.AFSLUITEN,
}
_PLAN = "plan"


class Evaluatieformulier(Formulier):
    """Shows what the plan says of the way that is chosen; closing needs no next evaluation."""

    def __init__(self, ouder: QWidget, omgeving: Omgeving, plan: PlanInzicht) -> None:
        self._afspraken = {afspraak.soort: afspraak.tekst.tekst for afspraak in plan.afspraken}
        leefgebieden = omgeving.werkplek.profiel.leefgebieden
        doelen: list[Veld | str] = []
        for nr, doel in enumerate(plan.doelen):
            doelen += [
                f"{doel.leefgebied_label}: {'' if doel.tekst is None else doel.tekst.tekst}",
                KeuzeVeld(
                    f"bereik_{nr}",
                    ouder.tr("Hoe ver is dit doel"),
                    [Keuze(bereik, label) for bereik, label in BEREIK_LABELS.items()],
                    verplicht=True,
                    hulp="" if doel.toets is None else ouder.tr("Te zien aan: {}").format(doel.toets.tekst),
                ),
                UitspraakVeld(
                    omgeving,
                    f"tekst_{nr}",
                    ouder.tr("Toelichting"),
                    categorie=categorie_van(leefgebieden, doel.leefgebied, _PLAN),
                    aard=Aard.MENING,
                    regels=2,
                    op_leefgebied=True,
                ),
            ]
        self.vervolg = KeuzeVeld(
            "vervolg",
            ouder.tr("Hoe gaat het verder"),
            [Keuze(vervolg, label) for vervolg, label in VERVOLG_LABELS.items()],
            verplicht=True,
        )
        self.volgende = DatumVeld("volgende_op", ouder.tr("Volgende evaluatie op"), omgeving.vandaag, verplicht=True)
        super().__init__(
            [
                DatumVeld(
                    "gehouden_op",
                    ouder.tr("Gehouden op"),
                    omgeving.vandaag,
                    richting=Richting.VERLEDEN,
                    verplicht=True,
                    vroegst=lambda: plan.ingang,
                    laatst=omgeving.vandaag,
                ),
                TekstVeld(
                    "met",
                    ouder.tr("Met wie"),
                    verplicht=True,
                    hoogstens=300,
                    hulp=ouder.tr("Bijvoorbeeld: jongere, moeder en jongerenwerker."),
                ),
                *doelen,
                UitspraakVeld(
                    omgeving,
                    "conclusie",
                    ouder.tr("Conclusie van de evaluatie"),
                    categorie=_PLAN,
                    aard=Aard.MENING,
                    verplicht=True,
                    hulp=ouder.tr("Staat er iets in over gezondheid of gezin? Kies dat dan bij soort gegevens."),
                ),
                self.vervolg,
                self.volgende,
            ],
            knop=ouder.tr("Evaluatie opslaan"),
        )
        self.vervolg.gewijzigd.connect(self._toon_criterium)
        self._toon_criterium()

    def _toon_criterium(self) -> None:
        """What was agreed about the way that is chosen, or that nothing was."""
        vervolg = self.vervolg.waarde()
        self.volgende.zet_verplicht(vervolg is not Vervolg.AFSLUITEN)
        soort = _CRITERIUM.get(vervolg)
        if soort is None:
            hulp = self._alle_criteria() if vervolg is None else ""
        else:
            gezegd = self._afspraken.get(soort)
            hulp = (
                self.tr("Het plan zegt hier niets over.")
                if gezegd is None
                else self.tr("In het plan staat: {}").format(gezegd)
            )
        self.vervolg.zet_hulp(hulp)

    def _alle_criteria(self) -> str:
        zinnen = [
            f"{VERVOLG_LABELS[vervolg]}: {self._afspraken[soort]}"
            for vervolg, soort in _CRITERIUM.items()
            if soort in self._afspraken
        ]
        return self.tr("In het plan staat: {}").format(" · ".join(zinnen)) if zinnen else ""


def evaluatiedialoog(ouder: QWidget, omgeving: Omgeving, plan: PlanInzicht) -> Invoerdialoog:
    """Record an evaluation of the version in force."""
    return Invoerdialoog(
        ouder,
        omgeving,
        ouder.tr("Plan evalueren, versie {}").format(plan.nr),
        Evaluatieformulier(ouder, omgeving, plan),
        partial(_bewaar, omgeving.werkplek, plan),
        gemeld=ouder.tr("De evaluatie is opgeslagen."),
        concept=("evaluatie", plan.id),
        begin={"gehouden_op": omgeving.vandaag()},
        breedte=760,
    )


def _bewaar(werkplek: Werkplek, plan: PlanInzicht, waarden: dict[str, Any]) -> None:
    doelen = [
        BereikInvoer(doel.stam_id, waarden[f"bereik_{nr}"], waarden[f"tekst_{nr}"])
        for nr, doel in enumerate(plan.doelen)
    ]
    evaluaties.save_evaluatie(
        werkplek,
        plan.id,
        EvaluatieInvoer(
            waarden["gehouden_op"],
            waarden["met"],
            waarden["conclusie"],
            waarden["vervolg"],
            waarden["volgende_op"],
            doelen,
        ),
    )
