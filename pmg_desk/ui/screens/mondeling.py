"""The form to record what was told at the table or by phone: only what may be told can be recorded."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from pmg_desk.services import adresboek
from pmg_desk.services.adresboek import OrganisatieInzicht
from pmg_desk.services.mondeling import MondelingInvoer, record_mondeling
from pmg_desk.services.samenvattingen import Bestemming
from pmg_desk.services.verstrekkingen import WIJZE_LABELS
from pmg_desk.storage.models import Wijze
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.datumvelden import DatumVeld
from pmg_desk.ui.widgets.formulier import Formulier
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld, MeerKeuzeVeld, ZoekKeuzeVeld
from pmg_desk.ui.widgets.tekstvelden import LangeTekstVeld, TekstVeld, VinkVeld


class Mondelingvraag(QWidget):
    """Invisible: lives in a screen or tab and opens the form over it.

    ``begin`` fills in fields that are known; ``document`` is the decision of an approved document that was told.
    """

    def __init__(self, ouder: QWidget, omgeving: Omgeving) -> None:
        super().__init__(ouder)
        self.setVisible(False)
        self.omgeving = omgeving

    def vraag(self, casus_id: UUID, begin: Mapping[str, Any] | None = None, document: UUID | None = None) -> None:
        """Read the address book and open the form."""
        taak = partial(adresboek.list_organisaties, self.omgeving.werkplek)
        self.omgeving.werker.doe(taak, partial(self._toon, casus_id, begin or {}, document), eigenaar=self)

    def _toon(
        self,
        casus_id: UUID,
        begin: Mapping[str, Any],
        document: UUID | None,
        organisaties: tuple[OrganisatieInzicht, ...],
    ) -> None:
        werkplek, vandaag = self.omgeving.werkplek, self.omgeving.vandaag
        formulier = Formulier(
            [
                ZoekKeuzeVeld(
                    "organisatie_id",
                    self.tr("Organisatie"),
                    keuzes=[Keuze(o.id, o.naam) for o in organisaties],
                    verplicht=True,
                ),
                TekstVeld("functie", self.tr("Functie van de ontvanger"), verplicht=True, hoogstens=120),
                KeuzeVeld(
                    "wijze",
                    self.tr("Hoe"),
                    [Keuze(w, WIJZE_LABELS[w]) for w in (Wijze.MONDELING, Wijze.TELEFOON)],
                    verplicht=True,
                ),
                MeerKeuzeVeld(
                    "categorieen",
                    self.tr("Welke soorten gegevens?"),
                    [Keuze(c.sleutel, c.label) for c in werkplek.profiel.datacategorieen.values()],
                    verplicht=True,
                ),
                VinkVeld("derden", self.tr("Ook wat over anderen gaat")),
                LangeTekstVeld("omschrijving", self.tr("Wat hebt u verteld?"), verplicht=True),
                DatumVeld("op", self.tr("Wanneer"), vandaag, verplicht=True, laatst=vandaag),
            ],
            knop=self.tr("Vastleggen"),
            annuleren=self.tr("Terug"),
        )
        formulier.zet({"op": vandaag(), **begin})

        def bewaar(w: dict[str, Any]) -> UUID:
            bestemming = Bestemming(w["organisatie_id"], w["functie"])
            soorten = tuple(w["categorieen"])
            invoer = MondelingInvoer(
                bestemming, w["wijze"], soorten, w["omschrijving"], bool(w["derden"]), w["op"], document
            )
            return record_mondeling(werkplek, casus_id, invoer)

        ouder = self.parentWidget()
        assert ouder is not None
        Bewaardialoog(
            ouder,
            self.omgeving,
            self.tr("Mondeling gedeeld"),
            formulier,
            bewaar,
            gelukt=self.tr("Vastgelegd in het register."),
            concept="mondeling",
            object_id=casus_id,
        ).toon()
