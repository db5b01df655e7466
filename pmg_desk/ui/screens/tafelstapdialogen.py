"""The windows in which a casus moves on at a table: its status, its phase with evidence, its team."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.datums import Richting, toon_datum
from pmg_desk.domain.doorgeleiding import Fasegang, fasegang
from pmg_desk.services import tafelbord
from pmg_desk.services.tafelbord import FaseInvoer
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.formulier import DatumVeld, Formulier, Keuze, KeuzeVeld, TekstVeld
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.uitspraakveld import UitspraakVeld


@dataclass(frozen=True, slots=True)
class Plek:
    """A casus at a table, as far as these windows need to know it."""

    casus_tafel_id: UUID
    tafel: str
    fase: str
    team: str
    statussen: Sequence[tuple[str, str]]  # to choose from
    aangemeld: bool  # a decision on the aanmelding says what the table decided
    fasen: Sequence[tuple[str, str]]
    teams: Sequence[str]
    categorie: str
    bereikt: Mapping[str, date]  # phases that were reached, with the day
    over: str  # the casus, whose it is, and the table


def statusdialoog(ouder: QWidget, omgeving: Omgeving, plek: Plek) -> Bewaardialoog:
    """Another status, from which day, and why where there is something to say."""
    keuzes = [Keuze(sleutel, label) for sleutel, label in plek.statussen]
    hulp = ouder.tr("Wat de tafel besluit, legt u vast bij de aanmelding.") if plek.aangemeld else ""
    formulier = Formulier(
        [
            KeuzeVeld("status", ouder.tr("Nieuwe status"), keuzes, verplicht=True, hulp=hulp),
            _dag(ouder, omgeving),
            UitspraakVeld(omgeving, "toelichting", ouder.tr("Toelichting"), categorie=plek.categorie),
        ],
        knop=ouder.tr("Status vastleggen"),
    )
    formulier.zet({"op": omgeving.vandaag()})
    return _dialoog(
        ouder,
        omgeving,
        ouder.tr("Status wijzigen"),
        formulier,
        partial(_zet_status, omgeving.werkplek, plek.casus_tafel_id),
        ouder.tr("De status is vastgelegd."),
        "tafelstatus",
        plek,
    )


def fasedialoog(ouder: QWidget, omgeving: Omgeving, plek: Plek) -> Bewaardialoog:
    """Which phase was reached, when, and by what one sees it; why, when it is not the next in order."""
    formulier = Faseformulier(ouder, omgeving, plek)
    return _dialoog(
        ouder,
        omgeving,
        ouder.tr("Fase vastleggen"),
        formulier,
        partial(_zet_fase, omgeving.werkplek, plek.casus_tafel_id),
        ouder.tr("De fase is vastgelegd."),
        "tafelfase",
        plek,
    )


def teamdialoog(ouder: QWidget, omgeving: Omgeving, plek: Plek) -> Bewaardialoog:
    """By which team of the table the casus is looked at."""
    formulier = Formulier(
        [KeuzeVeld("team", ouder.tr("Team"), [Keuze(team, team) for team in plek.teams], verplicht=True)],
        knop=ouder.tr("Team opslaan"),
    )
    if plek.team in plek.teams:
        formulier.zet({"team": plek.team})
    return _dialoog(
        ouder,
        omgeving,
        ouder.tr("Team kiezen"),
        formulier,
        partial(_zet_team, omgeving.werkplek, plek.casus_tafel_id),
        ouder.tr("Het team is opgeslagen."),
        "tafelteam",
        plek,
    )


class Faseformulier(Formulier):
    """Shows the order and how far it is; asks why only when a step goes back or skips one."""

    def __init__(self, zegger: QWidget, omgeving: Omgeving, plek: Plek) -> None:
        self._volgorde = tuple(sleutel for sleutel, _ in plek.fasen)
        self._huidig = plek.fase or None
        keuze = KeuzeVeld(
            "fase",
            zegger.tr("Welke fase is bereikt"),
            [Keuze(sleutel, label) for sleutel, label in plek.fasen],
            verplicht=True,
        )
        reden = TekstVeld(
            "reden",
            zegger.tr("Waarom niet in de gewone volgorde"),
            verplicht=True,
            hulp=zegger.tr("Teruggaan of een fase overslaan mag. Schrijf op waarom."),
            hoogstens=300,
        )
        super().__init__(
            [
                keuze,
                reden,
                _dag(zegger, omgeving),
                UitspraakVeld(
                    omgeving,
                    "bewijs",
                    zegger.tr("Waaraan ziet u dat"),
                    categorie=plek.categorie,
                    verplicht=True,
                ),
            ],
            knop=zegger.tr("Fase vastleggen"),
        )
        self.voeg_in(Tekst(_stand(zegger, plek), "zacht"), keuze)
        self.zet({"op": omgeving.vandaag()})
        self._kijk()
        keuze.gewijzigd.connect(self._kijk)

    def _kijk(self) -> None:
        fase = self.veld("fase").waarde()
        gang = Fasegang.VOLGENDE if fase is None else fasegang(self._volgorde, self._huidig, fase)
        self.toon_veld("reden", gang.vraagt_reden)


def _stand(zegger: QWidget, plek: Plek) -> str:
    regels = []
    for nr, (sleutel, label) in enumerate(plek.fasen, start=1):
        if sleutel not in plek.bereikt:
            stand = zegger.tr("nog niet bereikt")
        else:
            woorden = zegger.tr("laatst bereikt, op {}") if sleutel == plek.fase else zegger.tr("bereikt op {}")
            stand = woorden.format(toon_datum(plek.bereikt[sleutel]))
        regels.append(f"{nr}. {label}: {stand}")
    return "\n".join(regels)


def _dag(zegger: QWidget, omgeving: Omgeving) -> DatumVeld:
    return DatumVeld(
        "op", zegger.tr("Sinds"), omgeving.vandaag, richting=Richting.VERLEDEN, laatst=omgeving.vandaag, verplicht=True
    )


def _dialoog(
    ouder: QWidget,
    omgeving: Omgeving,
    titel: str,
    formulier: Formulier,
    bewaar: Any,
    gelukt: str,
    concept: str,
    plek: Plek,
) -> Bewaardialoog:
    return Bewaardialoog(
        ouder,
        omgeving,
        titel,
        formulier,
        bewaar,
        gelukt=gelukt,
        concept=concept,
        object_id=plek.casus_tafel_id,
        over=plek.over,
    )


def _zet_status(werkplek: Any, casus_tafel_id: UUID, waarden: dict[str, Any]) -> None:
    tafelbord.set_status(werkplek, casus_tafel_id, waarden["status"], waarden["op"], waarden["toelichting"])


def _zet_fase(werkplek: Any, casus_tafel_id: UUID, waarden: dict[str, Any]) -> None:
    invoer = FaseInvoer(waarden["fase"], waarden["op"], waarden["bewijs"], waarden["reden"] or "")
    tafelbord.set_fase(werkplek, casus_tafel_id, invoer)


def _zet_team(werkplek: Any, casus_tafel_id: UUID, waarden: dict[str, Any]) -> None:
    tafelbord.set_team(werkplek, casus_tafel_id, waarden["team"])
