"""The cards of the plan as a whole: the youth's wishes, the version, its agreements, its evaluations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.services.evaluaties import EvaluatieInzicht
from pmg_desk.services.plannen import PlanInzicht
from pmg_desk.storage.models import PlanStatus
from pmg_desk.ui.screens.doelkaarten import bereikchip
from pmg_desk.ui.screens.planbediening import Planbediening, lijn, vertaal
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.chip import Chip
from pmg_desk.ui.widgets.kaart import Gegevens, Kaart
from pmg_desk.ui.widgets.kaartraster import Kaartraster
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.termijn import termijnwaarde
from pmg_desk.ui.widgets.uitspraakkaart import UitspraakTekst
from pmg_desk.ui.widgets.vloei import Vloei

_PLANCHIP = {PlanStatus.CONCEPT: "concept", PlanStatus.VASTGESTELD: "geldig", PlanStatus.VERVANGEN: "gesloten"}
_EVALUATIE_IN_BEELD = 14  # days


class Plankaart(Kaart):
    """The version: its status, its days, and the texts about the plan as a whole."""

    def __init__(self, plan: PlanInzicht, vandaag: date) -> None:
        super().__init__(vertaal("Plan van aanpak, versie {}").format(plan.nr))
        rijen: list[tuple[str, str | chip.Chipwaarde | QWidget]] = [
            (vertaal("Status"), chip.status(_PLANCHIP[plan.status], plan.status_label)),
            (vertaal("Begint op"), toon_datum(plan.ingang)),
        ]
        if plan.afgesproken_op is not None:
            rijen.append((vertaal("Afgesproken"), f"{toon_datum(plan.afgesproken_op)}, {plan.afgesproken_met}"))
        if plan.evaluatie_op is not None:
            rijen.append((vertaal("Evalueren op"), toon_datum(plan.evaluatie_op)))
        volgende = plan.volgende_evaluatie
        if volgende is not None:
            if volgende != plan.evaluatie_op:
                rijen.append((vertaal("Volgende evaluatie"), toon_datum(volgende)))
            dagen = (volgende - vandaag).days
            if dagen <= _EVALUATIE_IN_BEELD:
                rijen.append((vertaal("Evaluatie"), termijnwaarde(dagen)))
        rijen.append((vertaal("Gemaakt door"), plan.door))
        feiten = Gegevens()
        feiten.zet(rijen)
        woorden: list[QWidget] = []
        if plan.toelichting is not None:
            woorden = [Tekst(vertaal("Toelichting"), "label"), UitspraakTekst(plan.toelichting)]
        self.inhoud.addWidget(Kaartraster([feiten], [_onder_elkaar(woorden)]) if woorden else feiten)


class Wenskaart(Kaart):
    """What the youth wants and can, before anything else: the plan is for and of the youth (000)."""

    def __init__(self, plan: PlanInzicht) -> None:
        super().__init__(vertaal("Wensen en talenten van de jongere"))
        if plan.wens is None:
            self.inhoud.addWidget(
                Tekst(vertaal("Nog niet opgeschreven. Vraag de jongere wat hij of zij wil en goed kan."), "zacht")
            )
        else:
            self.inhoud.addWidget(UitspraakTekst(plan.wens))


class Afsprakenkaart(Kaart):
    """What the plan says beside its goals: on informing, on scaling up and down, on closing, on nazorg."""

    def __init__(self, tab: Planbediening, plan: PlanInzicht, *, wijzigen: bool) -> None:
        super().__init__(vertaal("Afspraken"))
        if wijzigen:
            self.voeg_actie(Knop(vertaal("Afspraken wijzigen"), "koppeling", "pencil", actie=tab.wijzig_afspraken))
        if not plan.afspraken:
            self.inhoud.addWidget(Tekst(vertaal("Er zijn nog geen afspraken opgeschreven."), "zacht"))
            return
        vakken = [
            _onder_elkaar([Tekst(afspraak.label, "label"), UitspraakTekst(afspraak.tekst)])
            for afspraak in plan.afspraken
        ]
        helft = (len(vakken) + 1) // 2
        self.inhoud.addWidget(Kaartraster(vakken[:helft], vakken[helft:]))


class Evaluatieskaart(Kaart):
    """All evaluations, of every version, newest first."""

    def __init__(self, evaluaties: Sequence[EvaluatieInzicht]) -> None:
        super().__init__(vertaal("Evaluaties"))
        for plek, evaluatie in enumerate(evaluaties):
            if plek:
                self.inhoud.addWidget(lijn())
            self.inhoud.addWidget(Evaluatievak(evaluatie))


class Evaluatievak(QWidget):
    """One evaluation: day, with whom, how it goes on, the conclusion, and how far each goal was."""

    def __init__(self, evaluatie: EvaluatieInzicht) -> None:
        super().__init__()
        feiten = Gegevens()
        rijen: list[tuple[str, str | chip.Chipwaarde | QWidget]] = [
            (vertaal("Gehouden op"), toon_datum(evaluatie.gehouden_op)),
            (vertaal("Met"), evaluatie.met),
            (vertaal("Van"), vertaal("versie {}").format(evaluatie.plan_nr)),
            (vertaal("Hoe verder"), chip.status(evaluatie.vervolg.value, evaluatie.vervolg_label, "blauw")),
        ]
        if evaluatie.volgende_op is not None:
            rijen.append((vertaal("Volgende evaluatie"), toon_datum(evaluatie.volgende_op)))
        feiten.zet(rijen)
        links: list[QWidget] = [feiten]
        if evaluatie.conclusie is not None:
            links.append(UitspraakTekst(evaluatie.conclusie))
        rechts: list[QWidget] = []
        for doel in evaluatie.doelen:
            regel = QWidget()
            vloei = Vloei(regel)
            vloei.addWidget(Chip(bereikchip(doel.bereik, doel.bereik_label)))
            vloei.addWidget(Tekst(f"{doel.leefgebied_label}, {doel.spoor_label.lower()}", "label", omslaan=False))
            rechts.append(regel)
            if doel.doel is not None:
                rechts.append(Tekst(doel.doel.tekst, "zacht"))
            if doel.tekst is not None:
                rechts.append(UitspraakTekst(doel.tekst))
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.addWidget(Kaartraster([_onder_elkaar(links)], [_onder_elkaar(rechts)]))


def _onder_elkaar(delen: Sequence[QWidget]) -> QWidget:
    vak = QWidget()
    kolom = QVBoxLayout(vak)
    kolom.setContentsMargins(0, 0, 0, 0)
    kolom.setSpacing(6)
    for deel in delen:
        kolom.addWidget(deel)
    return vak
