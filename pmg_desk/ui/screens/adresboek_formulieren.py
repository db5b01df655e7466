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
    VinkVeld,
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
            VinkVeld("hernoemen", ouder.tr("Hernoemen, ook al gelden lopende akkoorden niet voor de nieuwe naam")),
        ],
        knop=ouder.tr("Organisatie opslaan"),
    )
    formulier.toon_veld("hernoemen", False)
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
        naam = formulier.veld("naam")
        naam.gewijzigd.connect(lambda: formulier.toon_veld("hernoemen", str(naam.waarde() or "") != oud.naam))

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
    naam: str = "",
) -> Bewaardialoog:
    """Add a professional (at ``organisatie_id``, under ``naam`` to begin with), or change one.

    An organisation that is not there is added with a new professional, in the same form.
    """
    werkplek = omgeving.werkplek
    hier = oud.organisatie_id if oud is not None else organisatie_id
    keuzes = [Keuze(o.id, o.naam) for o in organisaties if o.actief or o.id == hier]
    formulier = Professionalformulier(ouder, omgeving, keuzes, nieuw=oud is None)
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
    else:
        formulier.zet({"naam": naam, "organisatie_id": hier if any(keuze.waarde == hier for keuze in keuzes) else None})
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


class Professionalformulier(Formulier):
    """A professional and where they work. ``nieuw``: an organisation that is not found can be added with them."""

    def __init__(self, ouder: QWidget, omgeving: Omgeving, keuzes: Sequence[Keuze], *, nieuw: bool) -> None:
        profiel = omgeving.werkplek.profiel
        self._organisatie = ZoekKeuzeVeld(
            "organisatie_id",
            ouder.tr("Organisatie"),
            keuzes=keuzes,
            verplicht=True,
            hulp=ouder.tr("Staat de organisatie er niet bij? Typ de naam, dan kunt u die hier toevoegen.")
            if nieuw
            else "",
        )
        soorten = [Keuze(s.sleutel, s.label) for s in profiel.organisaties.values()]
        bestaand = ouder.tr("Kiest u toch een organisatie uit de lijst? Maak dit veld dan leeg.")
        erbij = [
            TekstVeld("organisatie_naam", ouder.tr("Nieuwe organisatie"), hoogstens=160, hulp=bestaand),
            KeuzeVeld("organisatie_soort", ouder.tr("Soort organisatie"), soorten),
        ]
        super().__init__(
            [
                TekstVeld("naam", ouder.tr("Naam"), verplicht=True, hoogstens=160),
                self._organisatie,
                *(erbij if nieuw else ()),
                functieveld([f.label for f in profiel.functies.values()], "functie", ouder.tr("Functie")),
                TekstVeld("telefoon", ouder.tr("Telefoon"), breedte=320),
                TekstVeld("email", ouder.tr("E-mail"), hoogstens=254),
            ],
            knop=ouder.tr("Professional opslaan"),
        )
        if nieuw:
            self._organisatie.zet_uitweg(ouder.tr("Organisatie toevoegen"), self._organisatie_erbij)
            self.gewijzigd.connect(self._schik)
            self._schik()

    def _organisatie_erbij(self) -> None:
        naam = self._organisatie.regel.text().strip()
        self._organisatie.zet(None)
        self.veld("organisatie_naam").zet(naam)
        self._schik()
        self.veld("organisatie_soort").setFocus()

    def _schik(self) -> None:
        """One of the two: an organisation of the list, or a new one."""
        erbij = bool(self.veld("organisatie_naam").waarde())
        self.toon_veld("organisatie_id", not erbij)
        for sleutel in ("organisatie_naam", "organisatie_soort"):
            self.toon_veld(sleutel, erbij)


def _bewaar_professional(werkplek: Werkplek, oud: UUID | None, waarden: dict[str, Any]) -> UUID:
    organisatie = waarden.pop("organisatie_naam", ""), waarden.pop("organisatie_soort", None)
    invoer = ProfessionalInvoer(**waarden)
    if oud is None:
        erbij = OrganisatieInvoer(organisatie[0], organisatie[1] or "") if organisatie[0] else None
        return adresboek.add_professional(werkplek, invoer, erbij)
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
