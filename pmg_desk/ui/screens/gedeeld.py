"""What was already shared under one decision or tafelkader: with whom, when, which copy; and a letter to each."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.rollen import Rol
from pmg_desk.services import intrekbrieven, kaderbrieven
from pmg_desk.services.intrekbrieven import Gedeelddeel, Gedeeldmet, Gedeeldonder
from pmg_desk.services.kaderbrieven import Kadergedeeld
from pmg_desk.ui.omgeving import Omgeving, Wijzigingen
from pmg_desk.ui.screens.delen import besluitchip
from pmg_desk.ui.screens.tafelkaderverschil import kaderchip
from pmg_desk.ui.widgets.kaart import Gegevens, Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.leeg import LegeStaat
from pmg_desk.ui.widgets.rolvak import Rolvak
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.uitspraakkaart import maak_leeg
from pmg_desk.ui.widgets.vloei import Vloei


class GedeeldScherm(Scherm):
    """``toon(besluit_id=)``: the recipients of this decision; with ``kader_id=`` those of a tafelkader."""

    sleutel, titel, icoon = "gedeeld", "Al gedeeld", "scroll-text"
    rollen = frozenset({Rol.CASUSREGISSEUR, Rol.PRIVACY_OFFICER})
    soorten = frozenset({"verstrekking", "brief", "privacybesluit", "tafelkader"})
    in_navigatie, onder = False, "delen"

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self._besluit_id: UUID | None = None
        self._kader_id: UUID | None = None
        self._gedeeld: Gedeeldonder | Kadergedeeld | None = None
        self.voeg_actie(Knop(self.tr("Terug"), icoon="arrow-left", actie=self._terug))
        rolvak = Rolvak()
        self.inhoud.addWidget(rolvak, 1)
        self._stand = Gegevens()
        self._standkaart = kaart = Kaart(self.tr("Het besluit"))
        kaart.inhoud.addWidget(self._stand)
        self._uitleg = Tekst("", "zacht")
        kaart.inhoud.addWidget(self._uitleg)
        rolvak.inhoud.setSpacing(14)
        rolvak.inhoud.addWidget(kaart)
        self._leeg = LegeStaat(
            self.tr("Nog niets gedeeld"),
            self.tr("Hieronder is niets uitgegeven of verteld. Niemand hoeft een brief te krijgen."),
            icoon="scroll-text",
        )
        rolvak.inhoud.addWidget(self._leeg)
        elders = QWidget()
        self._elders = QVBoxLayout(elders)
        self._elders.setContentsMargins(0, 0, 0, 0)
        rolvak.inhoud.addWidget(elders)
        houder = QWidget()
        self._vak = QVBoxLayout(houder)
        self._vak.setContentsMargins(0, 0, 0, 0)
        self._vak.setSpacing(14)
        rolvak.inhoud.addWidget(houder)
        rolvak.inhoud.addStretch(1)

    def toon(self, **params: Any) -> None:
        """Read what was shared under ``besluit_id`` or ``kader_id``."""
        if params.keys() & {"besluit_id", "kader_id"}:
            self._besluit_id, self._kader_id = params.get("besluit_id"), params.get("kader_id")
        werkplek = self.omgeving.werkplek
        if self._kader_id is not None:
            kadertaak = partial(kaderbrieven.list_gedeeld_onder_kader, werkplek, self._kader_id)
            self.omgeving.werker.doe(kadertaak, self._zet_kader, self.toon_fout, self)
        elif self._besluit_id is not None:
            taak = partial(intrekbrieven.list_gedeeld_onder, werkplek, self._besluit_id)
            self.omgeving.werker.doe(taak, self._zet, self.toon_fout, self)
        else:
            self.omgeving.navigeer("delen")

    def ververs(self, wijzigingen: Wijzigingen) -> None:  # noqa: ARG002 - any of them may change it
        """Read again."""
        self.toon()

    def _zet(self, gedeeld: Gedeeldonder) -> None:
        self.zet_titel(
            self.tr("Al gedeeld onder {}").format(gedeeld.besluit.nummer),
            self.tr("Casus {}").format(gedeeld.casusnummer),
        )
        self._standkaart.zet_titel(self.tr("Het besluit"))
        self._stand.zet(
            [
                (self.tr("Nu"), besluitchip(gedeeld.besluit)),
                (self.tr("Voor wie"), ", ".join(gedeeld.besluit.ontvangers)),
                (self.tr("Gestopt"), gedeeld.einde),
            ]
        )
        self._toon(gedeeld, self.tr("Een brief maken kan als het akkoord is ingetrokken of verlopen."))

    def _zet_kader(self, gedeeld: Kadergedeeld) -> None:
        kader = gedeeld.kader
        self.zet_titel(
            self.tr("Al gedeeld onder {}").format(kader.nummer), f"{kader.tafel_label}: {kader.doel_label.lower()}"
        )
        self._standkaart.zet_titel(self.tr("Het tafelkader"))
        self._stand.zet([(self.tr("Nu"), kaderchip(kader.stand)), (self.tr("Gestopt"), gedeeld.einde)])
        nog_niet = self.tr("Een brief maken kan als het tafelkader is ingetrokken, afgelopen of vervangen.")
        self._toon(gedeeld, nog_niet)
        self._toon_elders(gedeeld)
        if gedeeld.kort:
            kort = self.tr("U ziet alleen wat gaat over casussen die u mag zien.")
            self._zeg(" ".join(deel for deel in (self._uitleg.text(), kort) if deel))

    def _toon_elders(self, gedeeld: Kadergedeeld) -> None:
        """Nobody has to be written about this version, while somebody has to about another one: say so."""
        if not gedeeld.elders:
            return
        self._leeg.setVisible(False)
        if not any(met.mag_brief for met in gedeeld.ontvangers):
            self._zeg(self.tr("Over deze versie is geen brief nodig. Over een andere versie van dit kader wel."))
        for id_, nummer in gedeeld.elders:
            tekst = self.tr("Onder {} is gedeeld: nog een brief te maken").format(nummer)
            naar = partial(self.omgeving.navigeer, "gedeeld", kader_id=id_)
            self._elders.addWidget(Knop(tekst, "koppeling", actie=naar))

    def _toon(self, gedeeld: Gedeeldonder | Kadergedeeld, nog_niet: str) -> None:
        self._gedeeld = gedeeld
        uitleg = ""
        if not gedeeld.einde:
            uitleg = nog_niet
        elif any(met.mag_brief for met in gedeeld.ontvangers):
            uitleg = self.tr("Stuur elke ontvanger een brief: zij mogen de gegevens niet meer gebruiken.")
        elif gedeeld.ontvangers:
            uitleg = self.tr("De versie die nu geldt, geeft hetzelfde. Niemand hoeft een brief te krijgen.")
        self._zeg(uitleg)
        self._leeg.setVisible(not gedeeld.ontvangers)
        maak_leeg(self._vak)
        maak_leeg(self._elders)
        for met in gedeeld.ontvangers:
            self._vak.addWidget(self._kaart(met, stopte=bool(gedeeld.einde)))

    def _zeg(self, uitleg: str) -> None:
        self._uitleg.setText(uitleg)
        self._uitleg.setVisible(bool(uitleg))

    def _kaart(self, met: Gedeeldmet, *, stopte: bool) -> Kaart:
        kaart = Kaart(met.naam)
        feiten = Gegevens()
        brieven = ", ".join(
            self.tr("{0} door {1}").format(toon_datum(lokale_dag(brief.op)), brief.door) for brief in met.brieven
        )
        feiten.zet(
            [
                *((toon_datum(lokale_dag(deel.op)), self._wat(deel)) for deel in met.delen),
                (self.tr("Brief gemaakt"), brieven or self.tr("nog niet")),
            ]
        )
        kaart.inhoud.addWidget(feiten)
        balk = QWidget()
        vloei = Vloei(balk)
        if stopte and met.mag_brief:
            knop = Knop(self.tr("Brief maken"), icoon="mail", actie=partial(self._maak, met))
            knop.setAccessibleName(self.tr("Brief maken voor {}").format(met.naam))
            vloei.addWidget(knop)
        for brief in met.brieven:
            dag = toon_datum(lokale_dag(brief.op))
            actie = partial(self._maak, met, brief.id)
            vloei.addWidget(Knop(self.tr("Brief van {} bekijken").format(dag), "koppeling", actie=actie))
        kaart.inhoud.addWidget(balk)
        return kaart

    def _wat(self, deel: Gedeelddeel) -> str:
        soorten = ", ".join(deel.categorieen)
        hoe = deel.wijze_label
        if deel.exemplaar:
            hoe = self.tr("{0}, exemplaar {1}").format(hoe, deel.exemplaar)
        if deel.casusnummer:
            hoe = f"{deel.casusnummer}, {hoe[0].lower()}{hoe[1:]}"
        if deel.vervalt and deel.vervalt != deel.categorieen:
            soorten = self.tr("{0} (niet meer te gebruiken: {1})").format(soorten, ", ".join(deel.vervalt))
        return f"{hoe}: {soorten}"

    def _maak(self, met: Gedeeldmet, brief_id: UUID | None = None) -> None:
        assert self._gedeeld is not None
        params: dict[str, Any] = {} if brief_id is None else {"brief_id": brief_id}
        if isinstance(self._gedeeld, Kadergedeeld):
            self.omgeving.navigeer("brief", kader_id=self._gedeeld.kader.id, ontvanger=met.naam, **params)
            return
        besluit = self._gedeeld.besluit
        self.omgeving.navigeer("brief", casus_id=besluit.casus_id, besluit_id=besluit.id, ontvanger=met.naam, **params)

    def _terug(self) -> None:
        if self._gedeeld is None:
            self.omgeving.navigeer("delen")
        elif isinstance(self._gedeeld, Kadergedeeld):
            self.omgeving.navigeer("tafelkader", kader_id=self._gedeeld.kader.id)
        else:
            self.omgeving.navigeer("verzoek", verzoek_id=self._gedeeld.besluit.verzoek_id)
