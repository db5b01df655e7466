"""The forms of the tab Interventies: use one, begin a planned one, end one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.datums import Richting
from pmg_desk.services import adresboek, inzet, suggesties, toolbox
from pmg_desk.services.adresboek import OrganisatieInzicht
from pmg_desk.services.inzet import InzetInvoer, InzetInzicht
from pmg_desk.services.toolbox import InterventieInzicht
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.formulier import DatumVeld, Formulier, Keuze, KeuzeVeld
from pmg_desk.ui.widgets.invoerdialoog import Invoerdialoog
from pmg_desk.ui.widgets.uitspraakveld import UitspraakVeld


@dataclass(frozen=True, slots=True)
class Inzetkeuzes:
    """What one can choose from."""

    interventies: tuple[InterventieInzicht, ...]
    organisaties: tuple[OrganisatieInzicht, ...]
    acties: tuple[tuple[UUID, str], ...]


def lees_keuzes(werkplek: Werkplek, casus_id: UUID) -> Inzetkeuzes:
    """Read them; on the database thread."""
    return Inzetkeuzes(
        toolbox.list_interventies(werkplek),
        adresboek.list_organisaties(werkplek),
        suggesties.list_actiekeuzes(werkplek, casus_id),
    )


def startdialoog(
    ouder: QWidget, omgeving: Omgeving, casus_id: UUID, interventie: str, keuzes: Inzetkeuzes
) -> Invoerdialoog:
    """Ask what is used, since when, by whom and why."""
    formulier = Formulier(
        [
            KeuzeVeld(
                "interventie",
                ouder.tr("Interventie"),
                [Keuze(i.sleutel, i.naam) for i in keuzes.interventies],
                verplicht=True,
                breedte=0,
            ),
            _dag(omgeving, "begin", ouder.tr("Begonnen op"), hulp=ouder.tr("Leeg: gepland, nog niet begonnen.")),
            KeuzeVeld(
                "uitvoerder_id",
                ouder.tr("Door welke organisatie"),
                [Keuze(o.id, o.naam) for o in keuzes.organisaties],
                breedte=0,
            ),
            KeuzeVeld(
                "actie_id",
                ouder.tr("Hoort bij actie"),
                [Keuze(id_, tekst[:80]) for id_, tekst in keuzes.acties],
                breedte=0,
            ),
            UitspraakVeld(omgeving, "waarom", ouder.tr("Waarom deze interventie"), categorie="acties"),
        ],
        knop=ouder.tr("Interventie inzetten"),
    )
    werkplek = omgeving.werkplek

    def taak(waarden: dict[str, Any]) -> object:
        return inzet.start_inzet(werkplek, casus_id, InzetInvoer(**waarden))

    return Invoerdialoog(
        ouder,
        omgeving,
        ouder.tr("Interventie inzetten"),
        formulier,
        taak,
        gemeld=ouder.tr("De interventie is ingezet."),
        concept=("inzet_start", casus_id),
        begin={"interventie": interventie or None, "begin": omgeving.vandaag()},
    )


def begindialoog(ouder: QWidget, omgeving: Omgeving, een: InzetInzicht) -> Invoerdialoog:
    """Ask since when a planned one runs."""
    werkplek = omgeving.werkplek
    return Invoerdialoog(
        ouder,
        omgeving,
        ouder.tr("Interventie begint"),
        Formulier([_dag(omgeving, "begin", ouder.tr("Begonnen op"), verplicht=True)], knop=ouder.tr("Opslaan")),
        lambda waarden: inzet.begin_inzet(werkplek, een.id, waarden["begin"]),
        gemeld=ouder.tr("De interventie loopt."),
        concept=("inzet_begin", een.id),
        begin={"begin": omgeving.vandaag()},
    )


def einddialoog(ouder: QWidget, omgeving: Omgeving, een: InzetInzicht, *, afgebroken: bool) -> Invoerdialoog:
    """Ask when it ended, and what came of it or why it was broken off."""
    werkplek = omgeving.werkplek
    wat = ouder.tr("Waarom is dit afgebroken") if afgebroken else ouder.tr("Resultaat")
    formulier = Formulier(
        [
            _dag(omgeving, "eind", ouder.tr("Geëindigd op"), verplicht=True),
            UitspraakVeld(omgeving, "resultaat", wat, categorie=een.categorie, verplicht=afgebroken),
        ],
        knop=ouder.tr("Interventie afbreken") if afgebroken else ouder.tr("Interventie afronden"),
    )
    return Invoerdialoog(
        ouder,
        omgeving,
        ouder.tr("Interventie afbreken") if afgebroken else ouder.tr("Interventie afronden"),
        formulier,
        lambda waarden: inzet.end_inzet(werkplek, een.id, afgebroken=afgebroken, **waarden),
        gemeld=ouder.tr("De interventie is geëindigd."),
        concept=("inzet_einde", een.id),
        begin={"eind": omgeving.vandaag()},
    )


def _dag(omgeving: Omgeving, sleutel: str, label: str, *, verplicht: bool = False, hulp: str = "") -> DatumVeld:
    return DatumVeld(sleutel, label, omgeving.vandaag, verplicht=verplicht, hulp=hulp, richting=Richting.VERLEDEN)
