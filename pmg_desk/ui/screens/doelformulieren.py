"""The form of a goal: on which leefgebied, in which track, and by what and when one sees that it was reached."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from pmg_desk.services import plannen
from pmg_desk.services.plannen import DoelInvoer, DoelInzicht
from pmg_desk.services.stukken import SPOOR_LABELS
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.formulier import DatumVeld, Formulier, Keuze, KeuzeVeld
from pmg_desk.ui.widgets.invoerdialoog import Invoerdialoog
from pmg_desk.ui.widgets.melding import Melding
from pmg_desk.ui.widgets.uitspraakveld import UitspraakVeld

_PLAN = "plan"


class Doelformulier(Formulier):
    """Leefgebied, track and words. A goal on a leefgebied of health or family begins in that data category."""

    def __init__(self, ouder: QWidget, omgeving: Omgeving, knop: str) -> None:
        self._profiel = omgeving.werkplek.profiel
        self.tekst = UitspraakVeld(
            omgeving,
            "tekst",
            ouder.tr("Doel"),
            categorie=_PLAN,
            verplicht=True,
            hulp=ouder.tr("Wat is er bereikt als dit doel gehaald is?"),
        )
        self.leefgebied = KeuzeVeld(
            "leefgebied",
            ouder.tr("Leefgebied"),
            [Keuze(g.sleutel, g.label) for g in self._profiel.leefgebieden.values()],
            verplicht=True,
        )
        spoor = KeuzeVeld(
            "spoor",
            ouder.tr("Spoor"),
            [Keuze(spoor, label) for spoor, label in SPOOR_LABELS.items()],
            verplicht=True,
        )
        self.toets = UitspraakVeld(
            omgeving,
            "toets",
            ouder.tr("Te zien aan"),
            categorie=_PLAN,
            hulp=ouder.tr("Waaraan zien we straks dat het doel is bereikt?"),
            regels=2,
        )
        self.streefdatum = DatumVeld("streefdatum", ouder.tr("Te bereiken op"), omgeving.vandaag)
        super().__init__([self.leefgebied, spoor, self.tekst, self.toets, self.streefdatum], knop=knop)
        self.hint = Melding(sluitbaar=False)
        self.voeg_in(self.hint, self.balk)
        self.leefgebied.gewijzigd.connect(self._leefgebied_gekozen)
        self.toets.gewijzigd.connect(self._toon_hint)
        self.streefdatum.gewijzigd.connect(self._toon_hint)
        self._toon_hint()

    def _toon_hint(self) -> None:
        """Say that nobody will be able to tell whether the goal was reached; it may be saved all the same."""
        mist = [
            woord
            for veld, woord in (
                (self.toets.tekst, self.tr("waaraan u het ziet")),
                (self.streefdatum, self.tr("wanneer")),
            )
            if not veld.ruw()
        ]
        if mist:
            zin = self.tr("Nog niet te toetsen: schrijf op {}. Opslaan kan ook zonder.")
            self.hint.zet("info", zin.format(self.tr(" en ").join(mist)))
        else:
            self.hint.verberg()

    def _leefgebied_gekozen(self) -> None:
        categorie = categorie_van(self._profiel.leefgebieden, self.leefgebied.waarde() or "", _PLAN)
        for veld in (self.tekst, self.toets):
            veld.zet_leefgebied(categorie)


def categorie_van(leefgebieden: Any, leefgebied: str, gewoon: str) -> str:
    """The data category in which a text on a leefgebied begins."""
    bekend = leefgebieden.get(leefgebied)
    return gewoon if bekend is None or bekend.datacategorie == "leefgebieden" else str(bekend.datacategorie)


def doeldialoog(
    ouder: QWidget,
    omgeving: Omgeving,
    plan_id: UUID,
    doel: DoelInzicht | None = None,
    *,
    bewaard: Callable[[UUID], None],
) -> Invoerdialoog:
    """Add a goal to a version that is being made, or change one of it; ``bewaard`` gets which it is."""
    werkplek = omgeving.werkplek
    formulier = Doelformulier(ouder, omgeving, ouder.tr("Doel opslaan"))

    def taak(waarden: dict[str, Any]) -> UUID:
        invoer = DoelInvoer(**waarden)
        if doel is None:
            return plannen.add_doel(werkplek, plan_id, invoer)
        plannen.change_doel(werkplek, doel.id, invoer)
        return doel.id

    return Invoerdialoog(
        ouder,
        omgeving,
        ouder.tr("Doel toevoegen") if doel is None else ouder.tr("Doel wijzigen"),
        formulier,
        taak,
        gemeld=ouder.tr("Het doel is opgeslagen."),
        bewaard=bewaard,
        concept=("doel", plan_id) if doel is None else ("doel.wijzigen", doel.id),
        begin=None
        if doel is None
        else {
            "leefgebied": doel.leefgebied,
            "spoor": doel.spoor,
            "tekst": None if doel.tekst is None else doel.tekst.als_invoer(),
            "toets": None if doel.toets is None else doel.toets.als_invoer(),
            "streefdatum": doel.streefdatum,
        },
    )
