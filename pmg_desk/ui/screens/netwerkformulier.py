"""The form for somebody in the network: who it is, and what is said of them with its source."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.netwerk import Kring, soort_van
from pmg_desk.domain.samenvatting import Aard
from pmg_desk.services.casussen import Filter, list_casussen
from pmg_desk.services.relaties import GEZAG, SOORTEN, RelatieInvoer, RelatieInzicht
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.formulier import (
    Formulier,
    Keuze,
    KeuzeVeld,
    OnvolledigeDatumVeld,
    TekstVeld,
    VinkVeld,
    ZoekKeuzeVeld,
)
from pmg_desk.ui.widgets.uitspraakveld import UitspraakVeld


class Relatieformulier(Formulier):
    """For a new relation, or for one that there is: then with what is known of it."""

    def __init__(self, zegger: QWidget, omgeving: Omgeving, rij: RelatieInzicht | None = None) -> None:
        soorten = [Keuze(sleutel, label) for sleutel, label in SOORTEN.items()]
        gezagen = [Keuze(sleutel, label) for sleutel, label in GEZAG.items() if sleutel]
        if rij is not None and rij.soort not in SOORTEN:
            soorten.append(Keuze(rij.soort, rij.soort_label))
        if rij is not None and rij.gezag not in GEZAG:
            gezagen.append(Keuze(rij.gezag, rij.gezag_label))
        soort = KeuzeVeld("soort", zegger.tr("Wie is dit"), soorten, verplicht=True)
        toelichting = UitspraakVeld(
            omgeving,
            "toelichting",
            zegger.tr("Toelichting"),
            categorie="gezin",
            aard=Aard.AANNAME,
            derden=True,  # whatever is said here is about somebody else
            hulp=zegger.tr("Wat is er van te zeggen?"),
        )
        super().__init__(
            [
                soort,
                TekstVeld(
                    "naam", zegger.tr("Naam"), hulp=zegger.tr("Mag leeg blijven als u hieronder een casus kiest.")
                ),
                OnvolledigeDatumVeld("geboortedatum", zegger.tr("Geboortedatum"), omgeving.vandaag),
                KeuzeVeld("gezag", zegger.tr("Gezag"), gezagen),
                VinkVeld(
                    "loopt_risico",
                    zegger.tr("Loopt zelf ook risico"),
                    label=zegger.tr("Let op"),
                    hulp=zegger.tr("Bijvoorbeeld een broertje of zusje. Schrijf in de toelichting waarom."),
                ),
                toelichting,
                ZoekKeuzeVeld(
                    "andere_casus_id",
                    zegger.tr("Heeft zelf een casus"),
                    zoek=partial(zoek_casussen, omgeving),
                    werker=omgeving.werker,
                    hulp=zegger.tr("Alleen wie beide casussen mag zien, ziet dit verband. Zoek op naam of nummer."),
                ),
            ],
            knop=zegger.tr("In het netwerk opslaan"),
        )
        self.soort, self.toelichting = soort, toelichting
        self.soort.gewijzigd.connect(self._soort)
        self.zet({} if rij is None else _begin(rij))

    def _soort(self) -> None:
        soort = soort_van(self.soort.waarde() or "")
        self.toelichting.zet_categorie(soort.categorie)
        # That somebody is a co-suspect was heard from someone: who that is, nobody but the user knows.
        self.toelichting.zet_bron("" if soort.kring is Kring.VERDENKING else None)
        self.toon_veld("gezag", soort_van(self.soort.waarde() or "ouder").kring is Kring.GEZIN)


def _begin(rij: RelatieInzicht) -> dict[str, Any]:
    return {
        "soort": rij.soort,
        "naam": rij.naam,
        "geboortedatum": rij.geboortedatum,
        "gezag": rij.gezag or None,
        "loopt_risico": rij.loopt_risico,
        "toelichting": None if rij.toelichting is None else rij.toelichting.als_invoer(),
        "andere_casus_id": None
        if rij.andere_casus_id is None
        else Keuze(rij.andere_casus_id, rij.naam, rij.andere_nummer),
    }


def invoer_uit(waarden: dict[str, Any]) -> RelatieInvoer:
    """What was filled in, for the service."""
    return RelatieInvoer(
        soort=waarden["soort"] or "",
        naam=waarden["naam"],
        geboortedatum=waarden["geboortedatum"] or "",
        gezag=waarden.get("gezag") or "",
        andere_casus_id=waarden["andere_casus_id"],
        loopt_risico=waarden["loopt_risico"],
        toelichting=waarden["toelichting"],
    )


def zoek_casussen(omgeving: Omgeving, tekst: str) -> list[Keuze]:
    """Casussen that the user may see, by name or number; runs on the database thread."""
    blad = list_casussen(omgeving.werkplek, Filter(tekst=tekst), hoeveel=9)
    return [Keuze(rij.id, rij.naam, rij.nummer) for rij in blad.rijen]
