"""In the tab Delen: who was informed that data are shared, on which day and how, or why not yet; and the letters."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.rollen import Rol
from pmg_desk.domain.selectie import Geinformeerde
from pmg_desk.services import brieven, informering
from pmg_desk.services.brieven import Briefregel
from pmg_desk.services.informering import MAX_WIJZE, InformeringInvoer, InformeringInzicht
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.datumvelden import DatumVeld
from pmg_desk.ui.widgets.formulier import Formulier
from pmg_desk.ui.widgets.kaart import Gegevens, Kaart
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.melding import Melding
from pmg_desk.ui.widgets.tekstvelden import LangeTekstVeld, TekstVeld
from pmg_desk.ui.widgets.uitspraakkaart import maak_leeg
from pmg_desk.ui.widgets.vloei import Vloei


@dataclass(frozen=True, slots=True)
class _Stand:
    informering: tuple[InformeringInzicht, ...]
    brieven: tuple[Briefregel, ...]


def _lees(werkplek: Werkplek, casus_id: UUID) -> _Stand:
    return _Stand(informering.list_informering(werkplek, casus_id), brieven.list_brieven(werkplek, casus_id))


class Informeerdeel(Kaart):
    """A card; who writes records and makes letters, who reads along sees how it stands."""

    def __init__(self, omgeving: Omgeving) -> None:
        super().__init__("")
        self.zet_titel(self.tr("Jongere en ouders informeren"))
        self.omgeving = omgeving
        self._casus_id: UUID | None = None
        self._te_laat = Melding(sluitbaar=False)
        self.inhoud.addWidget(self._te_laat)
        self.gegevens = Gegevens()
        self.inhoud.addWidget(self.gegevens)
        self._balk = QWidget()
        vloei = Vloei(self._balk)
        vloei.addWidget(Knop(self.tr("Informeren vastleggen"), icoon="check", actie=self._leg_vast))
        vloei.addWidget(Knop(self.tr("Brief om te informeren"), icoon="mail", actie=self._maak_brief))
        self._balk.setVisible(omgeving.rol == Rol.CASUSREGISSEUR)
        self.inhoud.addWidget(self._balk)
        houder = QWidget()
        self._brieven = QVBoxLayout(houder)
        self._brieven.setContentsMargins(0, 0, 0, 0)
        self.inhoud.addWidget(houder)

    def toon(self, casus_id: UUID) -> None:
        """Show how it stands with this casus."""
        self._casus_id = casus_id
        self.omgeving.werker.doe(partial(_lees, self.omgeving.werkplek, casus_id), self._zet, eigenaar=self)

    def _zet(self, stand: _Stand) -> None:
        self.gegevens.zet([(deel.label, deel.zin) for deel in stand.informering])
        voorbij = [deel.label for deel in stand.informering if deel.uitstel_voorbij]
        self._te_laat.setVisible(bool(voorbij))
        if voorbij:
            tekst = self.tr("Het uitstel is voorbij: {}. Informeer nu, of leg vast waarom het nog niet kan.")
            self._te_laat.zet("waarschuwing", tekst.format(", ".join(voorbij)))
        maak_leeg(self._brieven)
        for brief in stand.brieven:
            tekst = self.tr("{0}: {1}, {2}").format(brief.soort_label, brief.aan, toon_datum(lokale_dag(brief.op)))
            self._brieven.addWidget(Knop(tekst, "koppeling", actie=partial(self._open, brief)))

    def _open(self, brief: Briefregel) -> None:
        self.omgeving.navigeer("brief", casus_id=self._casus_id, brief_id=brief.id)

    def _maak_brief(self) -> None:
        self.omgeving.navigeer("brief", casus_id=self._casus_id)

    def _leg_vast(self) -> None:
        assert self._casus_id is not None
        casus_id, werkplek, vandaag = self._casus_id, self.omgeving.werkplek, self.omgeving.vandaag
        formulier = Formulier(
            [
                KeuzeVeld(
                    "wie",
                    self.tr("Wie?"),
                    [Keuze(wie, label) for wie, label in informering.WIE_LABELS.items()],
                    verplicht=True,
                ),
                KeuzeVeld(
                    "stand",
                    self.tr("Hoe staat het?"),
                    [
                        Keuze("ja", self.tr("Geïnformeerd")),
                        Keuze("nee", self.tr("Nog niet"), self.tr("met reden en datum")),
                    ],
                    verplicht=True,
                ),
                DatumVeld("geinformeerd_op", self.tr("Op welke dag?"), vandaag, verplicht=True, laatst=vandaag),
                TekstVeld("wijze", self.tr("Hoe? Bijvoorbeeld: gesprek thuis"), verplicht=True, hoogstens=MAX_WIJZE),
                LangeTekstVeld("uitstel_reden", self.tr("Waarom nog niet?"), verplicht=True),
                DatumVeld("uitstel_tot", self.tr("Uiterlijk wanneer wel?"), vandaag, verplicht=True, vroegst=vandaag),
            ],
            knop=self.tr("Vastleggen"),
            annuleren=self.tr("Terug"),
        )

        def schik() -> None:
            ja = formulier.veld("stand").waarde() != "nee"
            for sleutel, past in (("geinformeerd_op", ja), ("wijze", ja), ("uitstel_reden", not ja)):
                formulier.toon_veld(sleutel, past)
            formulier.toon_veld("uitstel_tot", not ja)

        formulier.veld("stand").gewijzigd.connect(schik)
        formulier.zet({"stand": "ja", "geinformeerd_op": vandaag()})
        schik()

        def bewaar(w: dict[str, Any]) -> UUID:
            wie = Geinformeerde(w["wie"])
            op, tot = w["geinformeerd_op"], w["uitstel_tot"]
            invoer = InformeringInvoer(wie, op, w["wijze"], w["uitstel_reden"], tot)
            return informering.record_informering(werkplek, casus_id, invoer)

        Bewaardialoog(
            self,
            self.omgeving,
            self.tr("Informeren vastleggen"),
            formulier,
            bewaar,
            gelukt=self.tr("Vastgelegd."),
            concept="informering",
            object_id=casus_id,
        ).toon()


SOORTEN = frozenset({"informering", "brief"})
"""Kinds of change after which this is shown anew."""
