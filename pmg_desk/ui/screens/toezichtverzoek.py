"""One request from another vault: judged here, signed with a key that never was in that vault, and sent back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.delen import Oordeel
from pmg_desk.domain.oordeel import BesluitInvoer
from pmg_desk.domain.rollen import Kluissoort, Rol
from pmg_desk.services import toezicht, toezichtgedeeld, toezichtregister
from pmg_desk.services.besluiten import BesluitInzicht
from pmg_desk.services.delen import OORDEEL_LABELS, VerzoekInzicht
from pmg_desk.services.toezichtregister import Beoordeelbaar
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.gedeeldelders import toon_gedeeld_elders
from pmg_desk.ui.screens.toezicht import bewaar_pakket
from pmg_desk.ui.screens.verzoekblad import Verzoekblad
from pmg_desk.ui.widgets.knop import Knop


class ToezichtVerzoekScherm(Verzoekblad):
    """Read, judge, and save the package that goes back."""

    sleutel, titel, icoon = "toezichtverzoek", "Verzoek uit een andere kluis", "inbox"
    rollen = frozenset({Rol.PRIVACY_OFFICER})
    kluizen = frozenset({Kluissoort.TOEZICHT})
    onder = "toezicht"
    soorten = frozenset({"ontvangen_verzoek", "toezichtbesluit", "auditdossier"})
    concept = "toezicht-oordeel"

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        self._geheel: Beoordeelbaar | None = None
        super().__init__(omgeving, ouder)

    def _terugtekst(self) -> str:
        return self.tr("Terug naar Verzoeken")

    def _hoe_zeker(self) -> str:
        return self.tr(
            "U ondertekent met uw eigen sleutel, op uw eigen computer. Daarom heet uw besluit 'cryptografisch', op het"
            " scherm en op papier. Na het ondertekenen slaat u het pakket op dat terug moet."
        )

    def _lees(self, verzoek_id: UUID) -> None:
        taak = partial(toezichtregister.toon_ontvangen, self.omgeving.werkplek, verzoek_id)
        self.omgeving.werker.doe(taak, self._toon_geheel, self.geweigerd, self)

    def _toon_geheel(self, geheel: Beoordeelbaar) -> None:
        self._geheel = geheel
        self.toon_verzoek(geheel.verzoek)
        volging = geheel.volging
        if volging.bevinding:
            zin = self.tr("Er is iets mis met het logboek van {0}. {1} Neem geen besluit voordat dit is uitgezocht.")
            self.melding.zet(
                "fout",
                zin.format(geheel.kluisnaam, volging.bevinding),
                actietekst=self.tr("Naar Audit"),
                actie=self._naar_audit,
            )
        elif not volging.bewezen:
            self.melding.zet(
                "waarschuwing",
                self.tr(
                    "Het logboek van deze kluis is gegroeid sinds u het zag. Dat het verdergaat op wat u zag, is nog"
                    " niet bewezen: dat doet een audit."
                ),
                actietekst=self.tr("Naar Audit"),
                actie=self._naar_audit,
            )

    def _naar_audit(self) -> None:
        self.omgeving.navigeer("toezichtaudit")

    def _feiten(self, _verzoek: VerzoekInzicht) -> list[tuple[str, Any]]:
        if self._geheel is None:
            return []
        eerder = [
            self.tr("{0}: {1}, tot en met {2}{3}").format(
                e.nummer,
                OORDEEL_LABELS[e.oordeel],
                toon_datum(e.geldig_tot),
                self.tr(" (geldt nu)") if e.geldt else "",
            )
            for e in self._geheel.eerder
        ]
        return [
            (self.tr("Uit kluis"), self._geheel.kluisnaam),
            (self.tr("Logboek van die kluis: regels · controlegetal"), self._geheel.volging.kort),
            (self.tr("Eerder besloten"), "\n".join(eerder)),
        ]

    def _beslistaak(self, verzoek_id: UUID, invoer: BesluitInvoer) -> Callable[[], UUID | None]:
        return partial(toezicht.judge_verzoek, self.omgeving.werkplek, verzoek_id, invoer)

    def _besloten(self, besluit_id: UUID | None) -> None:
        self.formulier.opgeslagen()
        self.meld(self.tr("Ondertekend en vastgelegd. Sla nu het pakket op."))
        self.toon()
        if besluit_id is not None:
            self.bewaar_besluit(besluit_id)

    def bewaar_besluit(self, besluit_id: UUID) -> None:
        """Save the package that brings a decision or question back; may be done again."""
        maak = partial(toezicht.make_besluitpakket, self.omgeving.werkplek, besluit_id)
        bewaar_pakket(self, self.tr("Pakket opslaan"), f"besluit-{besluit_id.hex[:8]}", maak, self._verstuurd)

    def _verstuurd(self) -> None:
        self.meld(self.tr("Het pakket is opgeslagen. Stuur het naar de aanvrager."))

    def _knoppen_bij(self, besluit: BesluitInzicht) -> Sequence[Knop]:
        knoppen = [Knop(self.tr("Pakket opslaan"), icoon="download", actie=partial(self.bewaar_besluit, besluit.id))]
        if besluit.oordeel in (Oordeel.AKKOORD, Oordeel.AKKOORD_BEPERKT):
            actie = partial(self._lees_gedeeld, besluit.id)
            knoppen.append(Knop(self.tr("Wat is hieronder al gedeeld"), icoon="scroll-text", actie=actie))
        return knoppen

    def _lees_gedeeld(self, besluit_id: UUID) -> None:
        taak = partial(toezichtgedeeld.list_gedeeld_elders, self.omgeving.werkplek, besluit_id)
        self.omgeving.werker.doe(taak, partial(toon_gedeeld_elders, self), self.toon_fout, self)

    def _mag_intrekken(self, besluit: BesluitInzicht) -> bool:
        return besluit.geldig and besluit.oordeel in (Oordeel.AKKOORD, Oordeel.AKKOORD_BEPERKT)

    def _intrektaak(self, besluit_id: UUID, reden: str) -> Callable[[], UUID | None]:
        return partial(toezicht.withdraw_akkoord, self.omgeving.werkplek, besluit_id, reden)

    def _ingetrokken(self, intrekking_id: UUID | None) -> None:
        self.meld(self.tr("Ingetrokken. Sla nu het pakket op: het delen stopt als de kluis het inleest."))
        if intrekking_id is not None:
            maak = partial(toezicht.make_intrekpakket, self.omgeving.werkplek, intrekking_id)
            naam = f"intrekking-{intrekking_id.hex[:8]}"
            bewaar_pakket(self, self.tr("Pakket opslaan"), naam, maak, self._verstuurd)

    def terug(self) -> None:
        """Back to the inbox."""
        self.omgeving.navigeer("toezicht")
