"""The tab Delen of a dossier: what may be shared now, what was asked and decided, and what was given out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.rollen import Rol
from pmg_desk.services import adresboek, delen
from pmg_desk.services.adresboek import OrganisatieInzicht
from pmg_desk.services.besluiten import BesluitInzicht
from pmg_desk.services.delen import VerzoekRegel
from pmg_desk.services.mondeling import MondelingInvoer, record_mondeling
from pmg_desk.services.samenvattingen import Bestemming
from pmg_desk.services.verstrekkingen import WIJZE_LABELS
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import VerzoekStatus, Wijze
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.delen import besluitchip, besluitzin, verzoekchip
from pmg_desk.ui.screens.overdragen import Overdrachtdeel
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.datumvelden import DatumVeld
from pmg_desk.ui.widgets.formulier import Formulier
from pmg_desk.ui.widgets.kaart import Gegevens, Kaart
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld, MeerKeuzeVeld, ZoekKeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.leeg import LegeStaat
from pmg_desk.ui.widgets.tabblad import Tabblad
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.tekstvelden import LangeTekstVeld, TekstVeld, VinkVeld
from pmg_desk.ui.widgets.vloei import Vloei


@dataclass(frozen=True, slots=True)
class _Stand:
    zin: str
    verzoeken: tuple[VerzoekRegel, ...]
    besluiten: tuple[BesluitInzicht, ...]


def _lees(werkplek: Werkplek, casus_id: UUID) -> _Stand:
    return _Stand(
        delen.deelzin(werkplek, casus_id),
        delen.list_verzoeken(werkplek, casus_id=casus_id),
        delen.list_besluiten(werkplek, casus_id=casus_id),
    )


class DelenTab(Tabblad):
    """Useful when empty: says that nothing may be shared yet, with one button to ask."""

    sleutel, titel, icoon = "delen", "Delen", "share-2"
    soorten = frozenset({"delingsverzoek", "privacybesluit", "overdracht"})

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(14)
        self._zin = Tekst("", "groot")
        kolom.addWidget(self._zin)
        self._balk = QWidget()
        vloei = Vloei(self._balk)
        self.samenvattingknop = Knop(self.tr("Samenvatting maken"), "primair", "printer", actie=self._maak)
        self.vraagknop = Knop(self.tr("Akkoord vragen"), icoon="share-2", actie=self._vraag)
        self.mondelingknop = Knop(self.tr("Mondeling gedeeld"), icoon="phone", actie=self._lees_organisaties)
        vloei.addWidget(self.samenvattingknop)
        vloei.addWidget(self.vraagknop)
        vloei.addWidget(self.mondelingknop)
        self.overdracht = Overdrachtdeel(omgeving)
        vloei.addWidget(self.overdracht.beginknop)
        kolom.addWidget(self._balk)
        kolom.addWidget(self.overdracht)
        self._leeg = LegeStaat(
            self.tr("Nog geen akkoord gevraagd"),
            self.tr(
                "Vraag de privacy officer akkoord voordat u iets deelt. Hier staan daarna uw vragen en de besluiten."
            ),
            icoon="share-2",
        )
        kolom.addWidget(self._leeg)
        self._open = Kaart(self.tr("Verzoeken die nog lopen"))
        self._besluiten = Kaart(self.tr("Besluiten"))
        kolom.addWidget(self._open)
        kolom.addWidget(self._besluiten)
        kolom.addStretch(1)
        schrijver = omgeving.rol == Rol.CASUSREGISSEUR
        self._balk.setVisible(schrijver)

    def toon(self, casus_id: UUID) -> None:
        """Show how it stands with this casus."""
        self.casus_id = casus_id
        self.overdracht.toon(casus_id)
        self.omgeving.werker.doe(partial(_lees, self.omgeving.werkplek, casus_id), self._zet, eigenaar=self)

    def _zet(self, stand: _Stand) -> None:
        self._zin.setText(stand.zin)
        open_ = [v for v in stand.verzoeken if v.status in (VerzoekStatus.INGEDIEND, VerzoekStatus.TERUG)]
        self._leeg.setVisible(not stand.verzoeken)
        self._open.setVisible(bool(open_))
        self._besluiten.setVisible(bool(stand.besluiten))
        _maak_leeg(self._open)
        for verzoek in open_:
            gegevens = Gegevens()
            gegevens.zet(
                [
                    (self.tr("Voor wie"), verzoek.ontvanger),
                    (self.tr("Status"), verzoekchip(verzoek)),
                    *([(self.tr("Pakket"), verzoek.verstuurd)] if verzoek.verstuurd else []),
                    (self.tr("Gevraagd"), self._geleden(verzoek.dagen_oud)),
                ]
            )
            self._open.inhoud.addWidget(gegevens)
            self._open.inhoud.addWidget(self._openknop(verzoek.id, verzoek.nummer))
        _maak_leeg(self._besluiten)
        for besluit in stand.besluiten:
            gegevens = Gegevens()
            gegevens.zet(
                [
                    (self.tr("Voor wie"), ", ".join(besluit.ontvangers)),
                    (self.tr("Nu"), besluitchip(besluit)),
                    (self.tr("Oordeel"), besluitzin(besluit)),
                    (self.tr("Geldig t/m"), "" if besluit.geldig_tot is None else toon_datum(besluit.geldig_tot)),
                    (self.tr("Zekerheid"), "" if besluit.zekerheid is None else besluit.zekerheid.value),
                ]
            )
            self._besluiten.inhoud.addWidget(gegevens)
            self._besluiten.inhoud.addWidget(self._openknop(besluit.verzoek_id, besluit.nummer))

    def _geleden(self, dagen: int) -> str:
        if dagen == 0:
            return self.tr("vandaag")
        return self.tr("gisteren") if dagen == 1 else self.tr("{} dagen geleden").format(dagen)

    def _openknop(self, verzoek_id: UUID, nummer: str) -> Knop:
        def open_() -> None:
            self.omgeving.navigeer("verzoek", verzoek_id=verzoek_id)

        return Knop(self.tr("{} bekijken").format(nummer), "koppeling", actie=open_)

    def _vraag(self) -> None:
        self.omgeving.navigeer("delingsverzoek", casus_id=self.casus_id)

    def _lees_organisaties(self) -> None:
        taak = partial(adresboek.list_organisaties, self.omgeving.werkplek)
        self.omgeving.werker.doe(taak, self._leg_mondeling_vast, eigenaar=self)

    def _leg_mondeling_vast(self, organisaties: tuple[OrganisatieInzicht, ...]) -> None:
        """What was told at the table or by phone: only what an approval covers can be recorded."""
        assert self.casus_id is not None
        casus_id, werkplek, vandaag = self.casus_id, self.omgeving.werkplek, self.omgeving.vandaag
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
        formulier.zet({"op": vandaag()})

        def bewaar(w: dict[str, Any]) -> UUID:
            bestemming = Bestemming(w["organisatie_id"], w["functie"])
            invoer = MondelingInvoer(
                bestemming, w["wijze"], tuple(w["categorieen"]), w["omschrijving"], bool(w["derden"]), w["op"]
            )
            return record_mondeling(werkplek, casus_id, invoer)

        Bewaardialoog(
            self,
            self.omgeving,
            self.tr("Mondeling gedeeld"),
            formulier,
            bewaar,
            gelukt=self.tr("Vastgelegd in het register."),
            concept="mondeling",
            object_id=casus_id,
        ).toon()

    def _maak(self) -> None:
        self.omgeving.navigeer("samenvatting", casus_id=self.casus_id)


def _maak_leeg(kaart: Kaart) -> None:
    while kaart.inhoud.count():
        deel = kaart.inhoud.takeAt(0)
        widget = None if deel is None else deel.widget()
        if widget is not None:
            widget.deleteLater()
