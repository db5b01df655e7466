"""What tables decided before about the casus at hand, in an overleg that runs: one key says that it was done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt

from pmg_desk.domain.datums import toon_datum
from pmg_desk.services import overlegbesluiten
from pmg_desk.services.overlegbesluiten import BesluitInzicht
from pmg_desk.storage.models import BesluitStand
from pmg_desk.ui.screens.besluitregels import vraag_besluitstand
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.uitspraakkaart import maak_leeg
from pmg_desk.ui.widgets.vloei import Vloeibalk


class EerderBesloten(Kaart):
    """A besluit that was marked stays on its line with its day, until the item is left: a wrong key is put right there.

    The focus goes to that line, where Enter does nothing: a second Enter is meant as a confirmation.
    """

    def __init__(self, scherm: Scherm) -> None:
        super().__init__(self.tr("Eerder besloten, nog niet uitgevoerd"))
        self._scherm = scherm
        self._besluiten: dict[UUID, BesluitInzicht] = {}
        self.regels: dict[UUID, Tekst] = {}
        self._balken: dict[UUID, Vloeibalk] = {}

    def zet(self, besluiten: tuple[BesluitInzicht, ...]) -> None:
        """Show these, as they are open at the item."""
        self._besluiten = {een.id: een for een in besluiten}
        self._vul()

    def _vul(self) -> None:
        maak_leeg(self.inhoud)
        self.regels, self._balken = {}, {}
        for besluit in self._besluiten.values():
            regel = self.regels[besluit.id] = Tekst(self._woorden(besluit), "regel")
            self.inhoud.addWidget(regel)
            self._zet_knoppen(besluit)
        self.setVisible(bool(self._besluiten))

    def _woorden(self, besluit: BesluitInzicht) -> str:
        assert besluit.tekst is not None
        wat = f"{toon_datum(besluit.genomen_op)} · {besluit.tafel_label}: {besluit.tekst.tekst}"
        if besluit.afgedaan_op is None:
            return wat
        return self.tr("UITGEVOERD op {}").format(toon_datum(besluit.afgedaan_op)) + f" · {wat}"

    def _zet_knoppen(self, besluit: BesluitInzicht) -> None:
        """Under its line, in the place of those that were there."""
        assert besluit.tekst is not None
        balk = self._balken.get(besluit.id)
        if balk is None:
            balk = self._balken[besluit.id] = Vloeibalk()
            self.inhoud.addWidget(balk)
        for oud in balk.findChildren(Knop):
            oud.setVisible(False)
            oud.deleteLater()
        for knop in self._knoppen(besluit):
            knop.setAccessibleName(f"{knop.text()}: {besluit.tekst.tekst}")
            knop.vernielt = True  # Enter on it says that something was done: the focus is put there by a user only
            balk.voeg_toe(knop)

    def _knoppen(self, besluit: BesluitInzicht) -> tuple[Knop, ...]:
        if besluit.open:
            gedaan = partial(self._leg_vast, besluit, BesluitStand.UITGEVOERD)
            return (Knop(self.tr("Is uitgevoerd"), "koppeling", "check", actie=gedaan),)
        terug = partial(self._leg_vast, besluit, BesluitStand.OPEN)
        dag = partial(self._vraag_dag, besluit)
        return (
            Knop(self.tr("Terugzetten"), "koppeling", "undo-2", actie=terug),
            Knop(self.tr("Andere dag"), "koppeling", "calendar-days", actie=dag),
        )

    def _vraag_dag(self, besluit: BesluitInzicht) -> None:
        self._naar_regel(besluit.id)
        vraag_besluitstand(
            self._scherm,
            self._scherm.omgeving,
            besluit,
            BesluitStand.UITGEVOERD,
            partial(self._andere_dag, besluit.id),
        )

    def _leg_vast(self, besluit: BesluitInzicht, stand: BesluitStand) -> None:
        self._naar_regel(besluit.id)
        omgeving = self._scherm.omgeving
        taak = partial(overlegbesluiten.set_besluitstand, omgeving.werkplek, besluit.id, stand, versie=besluit.versie)
        omgeving.werker.doe(taak, partial(self._is_vastgelegd, besluit.id, stand), self._scherm.toon_fout, self)

    def _is_vastgelegd(self, besluit_id: UUID, stand: BesluitStand, versie: int) -> None:
        gedaan = stand is BesluitStand.UITGEVOERD
        zin = self.tr("Het besluit is uitgevoerd, vandaag. Met Tab komt u bij Terugzetten en bij Andere dag.")
        self._scherm.meld(zin if gedaan else self.tr("Het besluit staat weer open."))
        self._toon(besluit_id, stand, self._scherm.omgeving.vandaag() if gedaan else None, versie)

    def _andere_dag(self, besluit_id: UUID, uitkomst: tuple[date, int]) -> None:
        dag, versie = uitkomst
        self._toon(besluit_id, BesluitStand.UITGEVOERD, dag, versie)

    def _toon(self, besluit_id: UUID, stand: BesluitStand, dag: date | None, versie: int) -> None:
        besluit = self._besluiten.get(besluit_id)
        if besluit is None:
            return  # another item came in sight
        nu = self._besluiten[besluit_id] = replace(besluit, stand=stand, afgedaan_op=dag, versie=versie)
        self.regels[besluit_id].setText(self._woorden(nu))
        self._zet_knoppen(nu)

    def _naar_regel(self, besluit_id: UUID) -> None:
        """Before anything else: the button goes, and the next Enter is for no button."""
        regel = self.regels[besluit_id]
        regel.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        regel.setFocus(Qt.FocusReason.OtherFocusReason)
