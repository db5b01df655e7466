"""Handing casussen over to a colleague: what goes, what is still under way, to whom. Also for who left.

Nothing goes that was not chosen: what is ticked is what was chosen in the list, and the number is asked once more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

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
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.veld import Ruw


class _Casuskeuze(MeerKeuzeVeld):
    """The casussen with boxes, and one button for all of them. Never in a draft: what is ticked is chosen now."""

    def plaats(self, invoer: QWidget, rij: QWidget | None = None) -> None:
        """The list, with the button above it."""
        vak = QWidget()
        kolom = QVBoxLayout(vak)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(4)
        self.allesknop = Knop(self.tr("Alles aan/uit"), "koppeling", "list-checks", actie=self._alles)
        kolom.addWidget(self.allesknop, 0, Qt.AlignmentFlag.AlignLeft)
        kolom.addWidget(rij or invoer)
        super().plaats(invoer, vak)

    def _alles(self) -> None:
        alle = tuple(keuze.waarde for keuze in self._keuzes)
        self.zet(() if len(self.waarde()) == len(alle) else alle)

    def ruw(self) -> Ruw:
        """Nothing to keep."""
        return None


class CaseloadDialoog(Formulierdialoog):
    """What the user leads, with ``gekozen`` ticked and on top. ``van``: of whom else (id and name), then all is ticked.

    The beheerder sees numbers and tables, no names. Saving asks once more first, with the number.
    """

    def __init__(
        self,
        ouder: QWidget,
        omgeving: Omgeving,
        gekozen: Collection[UUID] = (),
        van: tuple[UUID, str] | None = None,
    ) -> None:
        self._omgeving, self._van = omgeving, van
        self._gekozen = frozenset(gekozen)
        self._gevraagd: tuple[object, ...] | None = None
        self.casussen = _Casuskeuze("casussen", ouder.tr("Wat gaat over"), [], verplicht=True)
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
        for veld in (self.casussen, self.naar):
            veld.gewijzigd.connect(self._vertel)
        formulier.bewaren.connect(self._bewaar)
        wie = None if van is None else van[0]
        omgeving.werker.doe(
            partial(caseload.show_caseload, omgeving.werkplek, wie),
            self._zet,
            formulier.toon_fouten,
            self,
        )

    def _zet(self, gelezen: Caseload) -> None:
        self._let_op = {regel.casus_id: regel.let_op for regel in gelezen.regels}
        vooraan = sorted(gelezen.regels, key=lambda regel: regel.casus_id not in self._gekozen)
        self.casussen.zet_keuzes(
            [
                Keuze(
                    regel.casus_id,
                    " ".join(deel for deel in (regel.nummer, regel.naam) if deel),
                    ", ".join((*regel.tafels, *(() if regel.open else (self.tr("gesloten"),)))),
                )
                for regel in vooraan
            ]
        )
        self.casussen.zet(tuple(self._let_op) if self._van is not None else self._gekozen)
        self.naar.zet_keuzes([Keuze(id_, naam) for id_, naam in gelezen.naar])
        self.formulier.koppel_concept(self._omgeving.concepten, "caseload_overdragen", gelezen.van_id)
        self._vertel()
        self._groei()

    def _vertel(self) -> None:
        """What will happen, counted over what is ticked now; what was asked about something else is asked again."""
        gekozen = self.casussen.waarde()
        self._gevraagd = None
        self._zet_knop(self.tr("Casussen overdragen"))
        if not gekozen:
            self.uitleg.setText(self.tr("Er is nog niets aangevinkt. Vink aan wat over moet."))
            return
        telling = Counter(zin for casus_id in gekozen for zin in self._let_op.get(casus_id, ()))
        casussen = self.tr("1 casus gaat") if len(gekozen) == 1 else self.tr("{} casussen gaan").format(len(gekozen))
        zinnen = [self.tr("{} over, met een regel in het logboek per casus.").format(casussen)]
        zinnen += [f"{aantal}×  {zin}" for zin, aantal in telling.items()]
        self.uitleg.setText("\n".join(zinnen))

    def _zet_knop(self, tekst: str) -> None:
        for knop in (self.knop, self.formulier.knop):
            knop.zet_tekst(tekst)

    def _vraag(self, aantal: int) -> None:
        """Ask once more, in the window itself: a question over a window over a window would not be seen."""
        wie = self.naar.lijst.currentText()
        if aantal == 1:
            vraag, knop = self.tr("1 casus gaat naar {}. Klopt dat?"), self.tr("Ja, 1 casus overdragen")
        else:
            vraag = self.tr("{} casussen gaan naar {{}}. Klopt dat?").format(aantal)
            knop = self.tr("Ja, {} casussen overdragen").format(aantal)
        self.formulier.melding.zet("info", vraag.format(wie))
        self._zet_knop(knop)
        self._groei()

    def _bewaar(self, waarden: dict[str, Any]) -> None:
        gevraagd = (waarden["casussen"], waarden["naar"])
        if self._gevraagd != gevraagd:
            self._vraag(len(waarden["casussen"]))
            self._gevraagd = gevraagd
            return
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
