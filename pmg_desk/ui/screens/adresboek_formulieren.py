"""The forms of the address book: an organisation, a professional, and from when somebody no longer takes part."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QListView, QWidget

from pmg_desk.services import adresboek
from pmg_desk.services.adresboek import (
    OrganisatieInvoer,
    OrganisatieInzicht,
    ProfessionalInvoer,
    ProfessionalInzicht,
)
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.formulier import (
    DatumVeld,
    Formulier,
    Keuze,
    KeuzeVeld,
    LangeTekstVeld,
    TekstVeld,
    ZoekKeuzeVeld,
)


def organisatie_dialoog(ouder: QWidget, omgeving: Omgeving, oud: OrganisatieInzicht | None = None) -> Bewaardialoog:
    """Add an organisation, or change one."""
    werkplek = omgeving.werkplek
    soorten = [Keuze(s.sleutel, s.label) for s in werkplek.profiel.organisaties.values()]
    formulier = Formulier(
        [
            TekstVeld("naam", ouder.tr("Naam"), verplicht=True, hoogstens=160),
            KeuzeVeld("soort", ouder.tr("Soort organisatie"), soorten),
            TekstVeld("telefoon", ouder.tr("Telefoon"), breedte=320),
            TekstVeld("email", ouder.tr("E-mail"), hoogstens=254),
            LangeTekstVeld(
                "opmerking",
                ouder.tr("Opmerking"),
                regels=2,
                hoogstens=500,
                hulp=ouder.tr("Iedereen die het adresboek leest, ziet dit. Schrijf hier niets over een jongere."),
            ),
        ],
        knop=ouder.tr("Organisatie opslaan"),
    )
    if oud is not None:
        formulier.zet(
            {
                "naam": oud.naam,
                "soort": oud.soort or None,
                "telefoon": oud.telefoon,
                "email": oud.email,
                "opmerking": oud.opmerking,
            }
        )

    return Bewaardialoog(
        ouder,
        omgeving,
        ouder.tr("Organisatie toevoegen") if oud is None else ouder.tr("Organisatie wijzigen"),
        formulier,
        partial(_bewaar_organisatie, werkplek, None if oud is None else oud.id),
        gelukt=ouder.tr("De organisatie is opgeslagen."),
        concept="organisatie",
        object_id=None if oud is None else oud.id,
    )


def _bewaar_organisatie(werkplek: Werkplek, oud: UUID | None, waarden: dict[str, Any]) -> UUID:
    invoer = OrganisatieInvoer(**{**waarden, "soort": waarden["soort"] or ""})
    if oud is None:
        return adresboek.add_organisatie(werkplek, invoer)
    adresboek.change_organisatie(werkplek, oud, invoer)
    return oud


def professional_dialoog(
    ouder: QWidget,
    omgeving: Omgeving,
    organisaties: Sequence[OrganisatieInzicht],
    oud: ProfessionalInzicht | None = None,
    *,
    organisatie_id: UUID | None = None,
) -> Bewaardialoog:
    """Add a professional (at ``organisatie_id`` to begin with), or change one."""
    werkplek = omgeving.werkplek
    hier = oud.organisatie_id if oud is not None else organisatie_id
    keuzes = [Keuze(o.id, o.naam) for o in organisaties if o.actief or o.id == hier]
    formulier = Formulier(
        [
            TekstVeld("naam", ouder.tr("Naam"), verplicht=True, hoogstens=160),
            ZoekKeuzeVeld(
                "organisatie_id",
                ouder.tr("Organisatie"),
                keuzes=keuzes,
                verplicht=True,
                hulp=ouder.tr("Staat de organisatie er niet bij? Voeg die eerst toe aan het adresboek."),
            ),
            functieveld([f.label for f in werkplek.profiel.functies.values()], "functie", ouder.tr("Functie")),
            TekstVeld("telefoon", ouder.tr("Telefoon"), breedte=320),
            TekstVeld("email", ouder.tr("E-mail"), hoogstens=254),
        ],
        knop=ouder.tr("Professional opslaan"),
    )
    if oud is not None:
        formulier.zet(
            {
                "naam": oud.naam,
                "organisatie_id": oud.organisatie_id,
                "functie": oud.functie,
                "telefoon": oud.telefoon,
                "email": oud.email,
            }
        )
    elif any(keuze.waarde == hier for keuze in keuzes):
        formulier.zet({"organisatie_id": hier})
    return Bewaardialoog(
        ouder,
        omgeving,
        ouder.tr("Professional toevoegen") if oud is None else ouder.tr("Professional wijzigen"),
        formulier,
        partial(_bewaar_professional, werkplek, None if oud is None else oud.id),
        gelukt=ouder.tr("De professional is opgeslagen."),
        concept="professional",
        object_id=None if oud is None else oud.id,
    )


def _bewaar_professional(werkplek: Werkplek, oud: UUID | None, waarden: dict[str, Any]) -> UUID:
    invoer = ProfessionalInvoer(**waarden)
    if oud is None:
        return adresboek.add_professional(werkplek, invoer)
    adresboek.change_professional(werkplek, oud, invoer)
    return oud


def functieveld(labels: Sequence[str], sleutel: str, label: str) -> TekstVeld:
    """A required text that proposes what the profile knows and takes other words too."""
    veld = TekstVeld(sleutel, label, verplicht=True, hoogstens=120)
    veld.zet_hulp(veld.tr("Kies een voorstel of schrijf het zelf."))
    aanvuller = QCompleter(sorted(labels), veld.regel)
    aanvuller.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    aanvuller.setFilterMode(Qt.MatchFlag.MatchContains)
    voorstellen = QListView()
    voorstellen.setAccessibleName(veld.tr("Voorstellen voor {}").format(label))
    aanvuller.setPopup(voorstellen)
    veld.regel.setCompleter(aanvuller)
    return veld


def stop_dialoog(
    ouder: QWidget,
    omgeving: Omgeving,
    titel: str,
    hulp: str,
    stop: Callable[[Werkplek, UUID, Any], None],
    object_id: UUID,
) -> Bewaardialoog:
    """Ask from which day somebody (``stop_professional``) or a partner (``stop_organisatie``) no longer takes part."""
    formulier = Formulier(
        [DatumVeld("gestopt_op", ouder.tr("Vanaf"), omgeving.vandaag, verplicht=True, hulp=hulp)],
        knop=titel,
    )
    formulier.zet({"gestopt_op": omgeving.vandaag()})

    def bewaar(waarden: dict[str, Any]) -> None:
        stop(omgeving.werkplek, object_id, waarden["gestopt_op"])

    return Bewaardialoog(
        ouder,
        omgeving,
        titel,
        formulier,
        bewaar,
        gelukt=ouder.tr("De einddatum is opgeslagen."),
        concept="adresboek_stoppen",
        object_id=object_id,
    )
