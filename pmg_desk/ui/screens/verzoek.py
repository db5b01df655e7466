"""One request in the vault in which was asked: a privacy officer judges it here, its maker takes it back or answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.delen import Oordeel
from pmg_desk.domain.oordeel import BesluitInvoer
from pmg_desk.domain.rollen import Rol
from pmg_desk.services import delen, oordelen, verzoeken
from pmg_desk.services.besluiten import BesluitInzicht
from pmg_desk.services.delen import VerzoekInzicht
from pmg_desk.storage.models import VerzoekStatus
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.pakketknoppen import Pakketpost
from pmg_desk.ui.screens.verzoekblad import Verzoekblad
from pmg_desk.ui.widgets.dialoog import bevestig
from pmg_desk.ui.widgets.knop import Knop


class VerzoekScherm(Verzoekblad):
    """Read a request; a privacy officer judges it here, its maker takes it back or answers a question."""

    sleutel, titel, icoon = "verzoek", "Verzoek om te delen", "share-2"
    rollen = frozenset({Rol.CASUSREGISSEUR, Rol.PRIVACY_OFFICER})
    onder = "delen"
    soorten = frozenset({"delingsverzoek", "privacybesluit"})

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self.neemknop = self.voeg_actie(Knop(self.tr("Verzoek terugnemen"), actie=self._neem_terug))
        self.post = Pakketpost(self, self.toon)
        self.pakketknop = self.voeg_actie(Knop(self.tr("Als pakket opslaan"), icoon="download", actie=self._verstuur))
        self.pakketknop.setVisible(False)
        self.antwoordknop = self.voeg_actie(Knop(self.tr("Antwoord geven"), "primair", actie=self._antwoord))

    def _terugtekst(self) -> str:
        return self.tr("Terug naar Delen")

    def _hoe_zeker(self) -> str:
        return self.tr(
            "U ondertekent met uw eigen sleutel. U werkt hier in de kluis van de aanvrager."
            " Daarom heet uw besluit 'procedureel', op het scherm en op papier: uw handtekening wordt nagerekend, maar"
            " bewijst niets tegenover wie deze computer beheert."
        )

    def _lees(self, verzoek_id: UUID) -> None:
        taak = partial(delen.toon_verzoek, self.omgeving.werkplek, verzoek_id)
        self.omgeving.werker.doe(taak, self.toon_verzoek, self.geweigerd, self)

    def _feiten(self, verzoek: VerzoekInzicht) -> list[tuple[str, Any]]:
        return [(self.tr("Pakket"), verzoek.regel.verstuurd)] if verzoek.regel.verstuurd else []

    def _beslistaak(self, verzoek_id: UUID, invoer: BesluitInvoer) -> Callable[[], UUID | None]:
        return partial(oordelen.decide_verzoek, self.omgeving.werkplek, verzoek_id, invoer)

    def _besloten(self, besluit_id: UUID | None) -> None:
        self.formulier.opgeslagen()
        vraag = besluit_id is None
        self.meld(self.tr("De vraag is gesteld.") if vraag else self.tr("Het besluit is ondertekend en vastgelegd."))
        self.terug()

    def _mag_intrekken(self, besluit: BesluitInzicht) -> bool:
        return besluit.geldig and self.omgeving.rol == Rol.PRIVACY_OFFICER

    def _intrektaak(self, besluit_id: UUID, reden: str) -> Callable[[], UUID | None]:
        return partial(oordelen.withdraw_besluit, self.omgeving.werkplek, besluit_id, reden)

    def _ingetrokken(self, _intrekking_id: UUID | None) -> None:
        self.meld(self.tr("Het akkoord is ingetrokken. Nieuwe afdrukken gebruiken het niet meer."))

    def _knoppen_bij(self, besluit: BesluitInzicht) -> Sequence[Knop]:
        if besluit.oordeel not in (Oordeel.AKKOORD, Oordeel.AKKOORD_BEPERKT):
            return ()

        def toon() -> None:
            self.omgeving.navigeer("gedeeld", besluit_id=besluit.id)

        return (Knop(self.tr("Wat is hieronder al gedeeld"), icoon="scroll-text", actie=toon),)

    def _toon_acties(self, verzoek: VerzoekInzicht) -> None:
        eigenaar = self.omgeving.rol == Rol.CASUSREGISSEUR
        status = verzoek.regel.status
        self.neemknop.setVisible(eigenaar and status in (VerzoekStatus.INGEDIEND, VerzoekStatus.TERUG))
        self.antwoordknop.setVisible(eigenaar and status is VerzoekStatus.TERUG)
        if eigenaar and verzoek.regel.eigen and status is VerzoekStatus.INGEDIEND:
            self.post.laad(self.pakketknop.setVisible)
        else:
            self.pakketknop.setVisible(False)

    def _neem_terug(self) -> None:
        assert self._verzoek is not None
        taak = partial(verzoeken.withdraw_verzoek, self.omgeving.werkplek, self._verzoek.regel.id)
        bevestig(
            self,
            self.tr("Verzoek terugnemen"),
            self.tr("De privacy officer ziet het verzoek dan als ingetrokken. U kunt later een nieuw verzoek doen."),
            self.tr("Verzoek terugnemen"),
            lambda: self.omgeving.werker.doe(taak, lambda _: self.terug(), self.toon_fout, self),
        )

    def _verstuur(self) -> None:
        assert self._verzoek is not None
        self.post.verstuur([self._verzoek.regel.id])

    def _antwoord(self) -> None:
        assert self._verzoek is not None
        regel = self._verzoek.regel
        self.omgeving.navigeer("delingsverzoek", casus_id=regel.casus_id, vorige_id=regel.id)

    def terug(self) -> None:
        """Back to the queue."""
        self.omgeving.navigeer("delen")
