"""Handing casussen over to a colleague: what goes, what is still under way, to whom. Also for who left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.controle import MAX_TEKST
from pmg_desk.services import caseload
from pmg_desk.services.caseload import Caseload
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.formulier import (
    Formulier,
    Formulierdialoog,
    Keuze,
    KeuzeVeld,
    LangeTekstVeld,
    MeerKeuzeVeld,
)
from pmg_desk.ui.widgets.tekst import Tekst


class CaseloadDialoog(Formulierdialoog):
    """Everything is ticked to begin with. ``van``: whose casussen (id and name), None for the user's own.

    The beheerder sees numbers and tables, no names.
    """

    def __init__(
        self,
        ouder: QWidget,
        omgeving: Omgeving,
        casus_ids: Collection[UUID] | None = None,
        van: tuple[UUID, str] | None = None,
    ) -> None:
        self._omgeving, self._van = omgeving, van
        self.casussen = MeerKeuzeVeld("casussen", ouder.tr("Wat gaat over"), [], verplicht=True)
        self.naar = KeuzeVeld("naar", ouder.tr("Nieuwe casusregisseur"), [], verplicht=True)
        formulier = Formulier(
            [
                self.naar,
                self.casussen,
                LangeTekstVeld(
                    "reden",
                    ouder.tr("Bericht aan de nieuwe casusregisseur"),
                    hoogstens=MAX_TEKST,
                    hulp=ouder.tr("Staat op diens werklijst. Schrijf er niets in over een jongere."),
                ),
            ],
            knop=ouder.tr("Casussen overdragen"),
        )
        titel = ouder.tr("Casussen overdragen")
        if van is not None:
            titel = ouder.tr("Casussen van {} overdragen").format(van[1])
        super().__init__(ouder, titel, formulier, breedte=680)
        self.uitleg = Tekst("")
        self.inhoud.insertWidget(0, self.uitleg)
        self._let_op: dict[UUID, tuple[str, ...]] = {}
        self.casussen.gewijzigd.connect(self._vertel)
        formulier.bewaren.connect(self._bewaar)
        wie = None if van is None else van[0]
        omgeving.werker.doe(
            partial(caseload.show_caseload, omgeving.werkplek, wie, casus_ids),
            self._zet,
            formulier.toon_fouten,
            self,
        )

    def _zet(self, gelezen: Caseload) -> None:
        self._let_op = {regel.casus_id: regel.let_op for regel in gelezen.regels}
        self.casussen.zet_keuzes(
            [
                Keuze(
                    regel.casus_id,
                    " ".join(deel for deel in (regel.nummer, regel.naam) if deel),
                    ", ".join((*regel.tafels, *(() if regel.open else (self.tr("gesloten"),)))),
                )
                for regel in gelezen.regels
            ]
        )
        self.casussen.zet(tuple(self._let_op))
        self.naar.zet_keuzes([Keuze(id_, naam) for id_, naam in gelezen.naar])
        self.formulier.koppel_concept(self._omgeving.concepten, "caseload_overdragen", gelezen.van_id)
        self._vertel()
        self._groei()

    def _vertel(self) -> None:
        """What will happen, counted over what is ticked now."""
        gekozen = self.casussen.waarde()
        telling = Counter(zin for casus_id in gekozen for zin in self._let_op.get(casus_id, ()))
        casussen = self.tr("1 casus gaat") if len(gekozen) == 1 else self.tr("{} casussen gaan").format(len(gekozen))
        zinnen = [self.tr("{} over, met een regel in het logboek per casus.").format(casussen)]
        zinnen += [f"{aantal}×  {zin}" for zin, aantal in telling.items()]
        self.uitleg.setText("\n".join(zinnen))

    def _bewaar(self, waarden: dict[str, Any]) -> None:
        self.formulier.zet_bezig(True)
        taak = partial(
            caseload.hand_over_casussen,
            self._omgeving.werkplek,
            waarden["casussen"],
            waarden["naar"],
            van_id=None if self._van is None else self._van[0],
            reden=waarden["reden"],
        )
        self._omgeving.werker.doe(taak, self._klaar, self.formulier.toon_fouten, self)

    def _klaar(self, aantal: int) -> None:
        self.formulier.opgeslagen()
        self.accept()
        casussen = self.tr("1 casus is") if aantal == 1 else self.tr("{} casussen zijn").format(aantal)
        self._omgeving.meld(self.tr("{} overgedragen.").format(casussen))
