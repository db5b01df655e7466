"""The forms of the tab Indeling: an antecedent, a judged sign, the choice of a doelgroep."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.doelgroep import Past, Toetsing
from pmg_desk.domain.samenvatting import Aard
from pmg_desk.services.antecedenten import AntecedentInvoer, AntecedentInzicht
from pmg_desk.services.indelen import KenmerkInzicht
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.formulier import (
    Formulier,
    Keuze,
    KeuzeVeld,
    LangeTekstVeld,
    OnvolledigeDatumVeld,
    TekstVeld,
    Veld,
    VinkVeld,
)
from pmg_desk.ui.widgets.uitspraakveld import UitspraakVeld


class Antecedentformulier(Formulier):
    """A contact with police or justice. Whether its status counts is said where the status is chosen."""

    def __init__(self, zegger: QWidget, omgeving: Omgeving) -> None:
        profiel = omgeving.werkplek.profiel
        telt = set(profiel.regels.antecedent_statussen.waarde)
        velden: list[Veld | str] = [
            OnvolledigeDatumVeld(
                "datum", zegger.tr("Datum van het feit"), omgeving.vandaag, verplicht=True, toon_leeftijd=False
            ),
            KeuzeVeld(
                "soort",
                zegger.tr("Soort feit"),
                [Keuze(s.sleutel, s.label) for s in profiel.antecedentsoorten.values()],
                verplicht=True,
            ),
            KeuzeVeld(
                "status",
                zegger.tr("Status"),
                [
                    Keuze(s.sleutel, s.label, zegger.tr("telt als antecedent") if s.sleutel in telt else "")
                    for s in profiel.antecedentstatussen.values()
                ],
                verplicht=True,
            ),
            VinkVeld(
                "ondermijnend",
                zegger.tr("Het gaat om ondermijnende criminaliteit"),
                hulp=zegger.tr("Verdenkingen hiervan tellen bij de harde kern."),
            ),
            TekstVeld(
                "bron",
                zegger.tr("Bron"),
                verplicht=True,
                hulp=zegger.tr("Welke organisatie gaf dit door."),
                breedte=420,
            ),
            KeuzeVeld(
                "grondslag",
                zegger.tr("Grondslag waarop de bron dit gaf"),
                [Keuze(g.sleutel, g.label) for g in profiel.grondslagen.values()],
                breedte=0,
            ),
            UitspraakVeld(
                omgeving, "toelichting", zegger.tr("Toelichting"), categorie="politiegegevens", aard=Aard.AANNAME
            ),
        ]
        super().__init__(velden, knop=zegger.tr("Antecedent opslaan"))


def als_antecedent(waarden: dict[str, Any]) -> AntecedentInvoer:
    """What was filled in."""
    return AntecedentInvoer(
        datum=waarden["datum"],
        soort=waarden["soort"] or "",
        status=waarden["status"] or "",
        bron=waarden["bron"],
        ondermijnend=waarden["ondermijnend"],
        grondslag=waarden["grondslag"] or "",
        toelichting=waarden["toelichting"],
    )


def van_antecedent(antecedent: AntecedentInzicht) -> dict[str, Any]:
    """The values of an antecedent, to amend it."""
    return {
        "datum": antecedent.datum,
        "soort": antecedent.soort,
        "status": antecedent.status,
        "ondermijnend": antecedent.ondermijnend,
        "bron": antecedent.bron,
        "grondslag": antecedent.grondslag or None,
        "toelichting": None if antecedent.toelichting is None else antecedent.toelichting.als_invoer(),
    }


class Kenmerkformulier(Formulier):
    """A professional's judgement of one sign: yes or no, who judged, and why."""

    def __init__(self, zegger: QWidget, omgeving: Omgeving, kenmerk: KenmerkInzicht) -> None:
        super().__init__(
            [
                KeuzeVeld(
                    "waarde",
                    kenmerk.label,
                    [Keuze(True, zegger.tr("Ja")), Keuze(False, zegger.tr("Nee"))],
                    verplicht=True,
                    hulp=zegger.tr("Een professional beoordeelt dit. Het programma rekent dit nooit uit."),
                ),
                TekstVeld(
                    "bron",
                    zegger.tr("Wie beoordeelde dit"),
                    verplicht=True,
                    hulp=zegger.tr("Naam of organisatie."),
                    breedte=420,
                ),
                UitspraakVeld(
                    omgeving, "toelichting", zegger.tr("Toelichting"), categorie="politiegegevens", aard=Aard.MENING
                ),
            ],
            knop=zegger.tr("Oordeel opslaan"),
        )


class Doelgroepformulier(Formulier):
    """The choice of a person. Each doelgroep says whether it fits; a choice that does not asks for a reason."""

    def __init__(self, zegger: QWidget, omgeving: Omgeving, toetsingen: Sequence[Toetsing]) -> None:
        woord = {
            Past.JA: zegger.tr("past bij de criteria"),
            Past.NEE: zegger.tr("past niet"),
            Past.ONZEKER: zegger.tr("nog niet te zeggen"),
        }
        self._toetsingen = {toetsing.doelgroep: toetsing for toetsing in toetsingen}
        self._vraag = {
            Past.NEE: zegger.tr("Waarom wijkt u af van de criteria"),
            Past.ONZEKER: zegger.tr("Waarom kiest u dit terwijl nog niet alles bekend is"),
        }
        super().__init__(
            [
                KeuzeVeld(
                    "doelgroep",
                    zegger.tr("Doelgroep"),
                    [Keuze(t.doelgroep, t.label[:1].upper() + t.label[1:], woord[t.stand]) for t in toetsingen],
                    verplicht=True,
                    leegtekst=zegger.tr("Kies een doelgroep"),
                ),
                LangeTekstVeld(
                    "afwijking_reden",
                    self._vraag[Past.NEE],
                    verplicht=True,
                    regels=3,
                    hoogstens=20_000,
                ),
                UitspraakVeld(
                    omgeving,
                    "motivering",
                    zegger.tr("Motivering"),
                    categorie="doelgroep",
                    verplicht=True,
                    aard=Aard.MENING,
                ),
            ],
            knop=zegger.tr("Doelgroep vastleggen"),
        )
        self.gewijzigd.connect(self._schik)
        self._schik()

    def _schik(self) -> None:
        toetsing = self._toetsingen.get(self.veld("doelgroep").waarde() or "")
        afwijking = toetsing is not None and toetsing.past is not Past.JA
        if toetsing is not None and toetsing.past in self._vraag:
            self.veld("afwijking_reden").zet_label(self._vraag[toetsing.past])
        self.toon_veld("afwijking_reden", afwijking)
        self.veld("doelgroep").zet_hulp("" if toetsing is None else toetsing.uitleg())
