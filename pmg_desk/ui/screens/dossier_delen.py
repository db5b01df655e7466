"""The tab Delen of a dossier: what may be shared now, what was asked and decided, and what was given out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.delen import Gebrek
from pmg_desk.domain.rollen import Rol
from pmg_desk.services import delen
from pmg_desk.services.besluiten import BesluitInzicht
from pmg_desk.services.deelstand import Deelstand, list_deelstand
from pmg_desk.services.delen import VerzoekRegel
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import VerzoekStatus
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.delen import besluitchip, besluitzin, verzoekchip
from pmg_desk.ui.screens.informeren import SOORTEN as INFORMEERSOORTEN
from pmg_desk.ui.screens.informeren import Informeerdeel
from pmg_desk.ui.screens.mondeling import Mondelingvraag, Spoedvraag
from pmg_desk.ui.screens.opnieuwvragen import vraag_opnieuw
from pmg_desk.ui.screens.overdragen import Overdrachtdeel
from pmg_desk.ui.screens.rechtendeel import SOORTEN as RECHTSOORTEN
from pmg_desk.ui.screens.rechtendeel import Rechtendeel
from pmg_desk.ui.screens.wiewist import KNOP
from pmg_desk.ui.widgets.kaart import Gegevens, Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.leeg import LegeStaat
from pmg_desk.ui.widgets.tabblad import Tabblad
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.vloei import Vloei


@dataclass(frozen=True, slots=True)
class _Stand:
    zin: str
    verzoeken: tuple[VerzoekRegel, ...]
    besluiten: tuple[BesluitInzicht, ...]
    standen: tuple[Deelstand, ...]


def _lees(werkplek: Werkplek, casus_id: UUID) -> _Stand:
    return _Stand(
        delen.deelzin(werkplek, casus_id),
        delen.list_verzoeken(werkplek, casus_id=casus_id),
        delen.list_besluiten(werkplek, casus_id=casus_id),
        list_deelstand(werkplek, casus_id),
    )


class DelenTab(Tabblad):
    """Useful when empty: says that nothing may be shared yet, with one button to ask."""

    sleutel, titel, icoon = "delen", "Delen", "share-2"
    soorten = frozenset({"delingsverzoek", "privacybesluit", "overdracht"}) | INFORMEERSOORTEN | RECHTSOORTEN

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
        self.mondelingknop = Knop(self.tr("Mondeling gedeeld"), icoon="phone", actie=self._leg_mondeling_vast)
        vloei.addWidget(self.samenvattingknop)
        vloei.addWidget(self.vraagknop)
        vloei.addWidget(self.mondelingknop)
        self.spoedknop = Knop(self.tr("Met spoed gedeeld"), icoon="shield-alert", actie=self._leg_spoed_vast)
        vloei.addWidget(self.spoedknop)
        self.wieknop = Knop(KNOP, icoon="eye", actie=self._wie_wist_wat)
        vloei.addWidget(self.wieknop)
        self.overdracht = Overdrachtdeel(omgeving)
        self.mondeling = Mondelingvraag(self, omgeving)
        self.spoed = Spoedvraag(self, omgeving)
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
        self._standen = Kaart(self.tr("Hoe het staat per ontvanger"))
        kolom.addWidget(self._standen)
        self._open = Kaart(self.tr("Verzoeken die nog lopen"))
        self._besluiten = Kaart(self.tr("Besluiten"))
        kolom.addWidget(self._open)
        kolom.addWidget(self._besluiten)
        self.informeren = Informeerdeel(omgeving)
        kolom.addWidget(self.informeren)
        self.rechten = Rechtendeel(omgeving)
        kolom.addWidget(self.rechten)
        kolom.addStretch(1)
        self._schrijft = omgeving.rol == Rol.CASUSREGISSEUR
        self._balk.setVisible(self._schrijft)

    def toon(self, casus_id: UUID) -> None:
        """Show how it stands with this casus."""
        self.casus_id = casus_id
        self.overdracht.toon(casus_id)
        self.informeren.toon(casus_id)
        self.rechten.toon(casus_id)
        self.omgeving.werker.doe(partial(_lees, self.omgeving.werkplek, casus_id), self._zet, eigenaar=self)

    def _zet(self, stand: _Stand) -> None:
        self._zin.setText(stand.zin)
        open_ = [v for v in stand.verzoeken if v.status in (VerzoekStatus.INGEDIEND, VerzoekStatus.TERUG)]
        self._leeg.setVisible(not stand.verzoeken)
        self._open.setVisible(bool(open_))
        self._besluiten.setVisible(bool(stand.besluiten))
        self._standen.setVisible(bool(stand.standen))
        _maak_leeg(self._standen)
        if stand.standen:
            per_ontvanger = Gegevens()
            per_ontvanger.zet([(een.ontvanger, een.zin) for een in stand.standen])
            self._standen.inhoud.addWidget(per_ontvanger)
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
            if self._schrijft and (besluit.geldig or besluit.gebrek is Gebrek.VERLOPEN):
                self._besluiten.inhoud.addWidget(self._opnieuwknop(besluit))

    def _geleden(self, dagen: int) -> str:
        if dagen == 0:
            return self.tr("vandaag")
        return self.tr("gisteren") if dagen == 1 else self.tr("{} dagen geleden").format(dagen)

    def _openknop(self, verzoek_id: UUID, nummer: str) -> Knop:
        def open_() -> None:
            self.omgeving.navigeer("verzoek", verzoek_id=verzoek_id)

        return Knop(self.tr("{} bekijken").format(nummer), "koppeling", actie=open_)

    def _opnieuwknop(self, besluit: BesluitInzicht) -> QWidget:
        actie = partial(self._opnieuw, besluit.verzoek_id)
        knop = Knop(self.tr("Opnieuw vragen"), icoon="share-2", actie=actie)
        knop.setAccessibleName(self.tr("Opnieuw vragen wat {} toestond").format(besluit.nummer))
        balk = QWidget()
        Vloei(balk).addWidget(knop)
        return balk

    def _opnieuw(self, verzoek_id: UUID) -> None:
        vraag_opnieuw(self, self.omgeving, [verzoek_id])

    def _vraag(self) -> None:
        self.omgeving.navigeer("delingsverzoek", casus_id=self.casus_id)

    def _leg_spoed_vast(self) -> None:
        assert self.casus_id is not None
        self.spoed.vraag(self.casus_id)

    def _leg_mondeling_vast(self) -> None:
        assert self.casus_id is not None
        self.mondeling.vraag(self.casus_id)

    def _wie_wist_wat(self) -> None:
        terug = ("dossier", {"casus_id": self.casus_id, "tab": self.sleutel})
        self.omgeving.navigeer("wie_wist_wat", casus_id=self.casus_id, terug=terug)

    def _maak(self) -> None:
        self.omgeving.navigeer("samenvatting", casus_id=self.casus_id)


def _maak_leeg(kaart: Kaart) -> None:
    while kaart.inhoud.count():
        deel = kaart.inhoud.takeAt(0)
        widget = None if deel is None else deel.widget()
        if widget is not None:
            widget.deleteLater()
