"""The forms of what was told at the table or by phone: under an approval, or with spoed and then with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.datums import Richting
from pmg_desk.services import adresboek
from pmg_desk.services.adresboek import OrganisatieInzicht
from pmg_desk.services.mondeling import (
    DAGEN_TERUG,
    MondelingInvoer,
    SpoedInvoer,
    list_niet_vertellen,
    record_mondeling,
    record_spoed,
)
from pmg_desk.services.nietvertellen import Weggelaten, niet_vertellen_zin
from pmg_desk.services.samenvattingen import Bestemming
from pmg_desk.services.verstrekkingen import WIJZE_LABELS
from pmg_desk.storage.models import Wijze
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.datumvelden import DatumVeld
from pmg_desk.ui.widgets.formulier import Formulier
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld, MeerKeuzeVeld
from pmg_desk.ui.widgets.melding import Melding
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.tekstvelden import LangeTekstVeld, TekstVeld, VinkVeld
from pmg_desk.ui.widgets.veld import Veld
from pmg_desk.ui.widgets.zoekkeuzeveld import ZoekKeuzeVeld


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
        werkplek = self.omgeving.werkplek
        formulier = Formulier(
            _velden(self, self.omgeving, organisaties),
            knop=self.tr("Vastleggen"),
            annuleren=self.tr("Terug"),
        )
        formulier.zet({"op": self.omgeving.vandaag(), **begin})

        def bewaar(w: dict[str, Any]) -> UUID:
            return record_mondeling(werkplek, casus_id, replace(_invoer(w), document=document))

        ouder = self.parentWidget()
        assert ouder is not None
        venster = Bewaardialoog(
            ouder,
            self.omgeving,
            self.tr("Mondeling gedeeld"),
            formulier,
            bewaar,
            gelukt=self.tr("Vastgelegd in het register."),
            concept="mondeling",
            object_id=casus_id,
        )
        _waarschuw(venster, self.omgeving, casus_id, document)
        venster.toon()


class Spoedvraag(QWidget):
    """Invisible: opens the form of what could not wait for a judgement, with its reason and ground."""

    def __init__(self, ouder: QWidget, omgeving: Omgeving) -> None:
        super().__init__(ouder)
        self.setVisible(False)
        self.omgeving = omgeving

    def vraag(self, casus_id: UUID) -> None:
        """Read the address book and open the form."""
        taak = partial(adresboek.list_organisaties, self.omgeving.werkplek)
        self.omgeving.werker.doe(taak, partial(self._toon, casus_id), eigenaar=self)

    def _toon(self, casus_id: UUID, organisaties: tuple[OrganisatieInzicht, ...]) -> None:
        werkplek = self.omgeving.werkplek
        profiel = werkplek.profiel
        gronden = [Keuze(g.sleutel, g.label, g.plaats) for g in profiel.grondslagen.values()]
        formulier = Formulier(
            [
                LangeTekstVeld("reden", self.tr("Waarom kon dit niet wachten?"), verplicht=True),
                *_velden(self, self.omgeving, organisaties),
                MeerKeuzeVeld("grondslagen", self.tr("Op welke grondslag?"), gronden, verplicht=True),
                LangeTekstVeld(
                    "toch",
                    self.tr("Eerder geweigerd? Waarom vertelde u het toch?"),
                    hulp=self.tr("Alleen als hier een nee tegen was: het programma zegt het dan."),
                ),
            ],
            knop=self.tr("Vastleggen"),
        )
        formulier.zet({"op": self.omgeving.vandaag()})

        def bewaar(w: dict[str, Any]) -> UUID:
            spoed = SpoedInvoer(_invoer(w), w["reden"], tuple(w["grondslagen"]), w["toch"])
            return record_spoed(werkplek, casus_id, spoed)

        ouder = self.parentWidget()
        assert ouder is not None
        venster = Bewaardialoog(
            ouder,
            self.omgeving,
            self.tr("Met spoed gedeeld"),
            formulier,
            bewaar,
            gelukt=self.tr("Vastgelegd. De privacy officer beoordeelt het achteraf."),
            concept="spoed",
            object_id=casus_id,
        )
        uitleg = self.tr(
            "Alleen als er direct gevaar was en u niet op akkoord kon wachten. De privacy officer beoordeelt het binnen"
            " {} dagen. Wat wel onder een akkoord viel, legt het programma gewoon vast."
        )
        venster.inhoud.insertWidget(0, Tekst(uitleg.format(profiel.instellingen.spoed_toets_dagen.waarde)))
        _waarschuw(venster, self.omgeving, casus_id, None)
        venster.toon()


def _waarschuw(venster: Bewaardialoog, omgeving: Omgeving, casus_id: UUID, document: UUID | None) -> None:
    """Above the form what must not be told to the recipient who is chosen; asked anew when that is another."""
    formulier, melding = venster.formulier, Melding(venster, sluitbaar=False)
    venster.inhoud.insertWidget(0, melding)
    organisatie, functie = formulier.veld("organisatie_id"), formulier.veld("functie")
    assert isinstance(organisatie, ZoekKeuzeVeld)
    soorten, vink = formulier.veld("categorieen"), formulier.veld("zonder_weggelaten")
    bekend: list[Weggelaten] = []

    def toon() -> None:
        gekozen = soorten.waarde() or tuple({een.categorie for een in bekend})
        zin = niet_vertellen_zin(een for een in bekend if een.categorie in gekozen)
        formulier.toon_veld("zonder_weggelaten", bool(zin))
        if zin:
            melding.zet("waarschuwing", zin)
        else:
            melding.verberg()

    def gelezen(weg: tuple[Weggelaten, ...]) -> None:
        bekend[:] = weg
        toon()

    def vraag() -> None:
        gekozen, rol = organisatie.keuze, str(functie.waarde() or "").strip()
        if gekozen is None or not rol:
            gelezen(())
            return
        bestemming = Bestemming(gekozen.waarde, rol)
        taak = partial(list_niet_vertellen, omgeving.werkplek, casus_id, bestemming, document)
        omgeving.werker.doe(taak, gelezen, lambda _fout: None, venster)

    for veld in (organisatie, functie):
        veld.gewijzigd.connect(vraag)
    soorten.gewijzigd.connect(toon)
    formulier.toon_veld(vink.sleutel, False)
    vraag()


def _velden(ouder: QWidget, omgeving: Omgeving, organisaties: tuple[OrganisatieInzicht, ...]) -> list[str | Veld]:
    vandaag = omgeving.vandaag
    return [
        ZoekKeuzeVeld(
            "organisatie_id",
            ouder.tr("Organisatie"),
            keuzes=[Keuze(o.id, o.naam) for o in organisaties],
            verplicht=True,
        ),
        TekstVeld("functie", ouder.tr("Functie van de ontvanger"), verplicht=True, hoogstens=120),
        KeuzeVeld(
            "wijze",
            ouder.tr("Hoe"),
            [Keuze(w, WIJZE_LABELS[w]) for w in (Wijze.MONDELING, Wijze.TELEFOON)],
            verplicht=True,
        ),
        MeerKeuzeVeld(
            "categorieen",
            ouder.tr("Welke soorten gegevens?"),
            [Keuze(c.sleutel, c.label) for c in omgeving.werkplek.profiel.datacategorieen.values()],
            verplicht=True,
        ),
        VinkVeld("derden", ouder.tr("Ook wat over anderen gaat")),
        LangeTekstVeld("omschrijving", ouder.tr("Wat hebt u verteld?"), verplicht=True),
        DatumVeld(
            "op",
            ouder.tr("Wanneer"),
            vandaag,
            verplicht=True,
            laatst=vandaag,
            richting=Richting.VERLEDEN,
            hulp=ouder.tr("De dag waarop u het vertelde. U kunt tot {} dagen terug.").format(DAGEN_TERUG),
        ),
        TekstVeld("om", ouder.tr("Hoe laat"), hulp=ouder.tr("Bijvoorbeeld 14:30. Leeg mag."), hoogstens=5),
        VinkVeld("zonder_weggelaten", ouder.tr("Wat ik niet mag vertellen, heb ik niet verteld")),
    ]


def _invoer(w: dict[str, Any]) -> MondelingInvoer:
    bestemming = Bestemming(w["organisatie_id"], w["functie"])
    return MondelingInvoer(
        bestemming,
        w["wijze"],
        tuple(w["categorieen"]),
        w["omschrijving"],
        bool(w["derden"]),
        w["op"],
        om=w["om"],
        zonder_weggelaten=bool(w["zonder_weggelaten"]),
    )
