"""Text blocks beside a form: put one in where one types, keep what was typed, change and remove one's own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID
from weakref import ref

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from pmg_desk.services import tekstblokken
from pmg_desk.services.tekstblokken import Blok, Bloksoort
from pmg_desk.ui.terugroep import zwak
from pmg_desk.ui.widgets.dialoog import Dialoog
from pmg_desk.ui.widgets.filterkeuze import Filterkeuze
from pmg_desk.ui.widgets.formulier import Formulier, Formulierdialoog
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.tekstvelden import LangeTekstVeld, TekstVeld
from pmg_desk.ui.widgets.vloei import Vloei

_ZOEKT = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
    }
)


class _Blokkeuze(Filterkeuze):
    """By keyboard the list opens first: going through it puts nothing in, Enter does."""

    def keyPressEvent(self, toets: QKeyEvent, /) -> None:
        """Qt: a key while the list is closed."""
        if toets.key() in _ZOEKT or (toets.text() and toets.text().isprintable()):
            self.showPopup()
        else:
            super().keyPressEvent(toets)


class Tekstblokbalk(QWidget):
    """For these texts; a block goes into the one that was typed in last, the last of them to begin with."""

    def __init__(
        self, scherm: Scherm, vellen: Sequence[QPlainTextEdit], soort: Bloksoort = Bloksoort.MOTIVERING
    ) -> None:
        super().__init__()
        self.soort = soort
        self.omgeving, self._vellen = scherm.omgeving, vellen
        self._doel = vellen[-1]
        self._blokken: tuple[Blok, ...] = ()
        self.keuze = _Blokkeuze(self.tr("Tekstblok invoegen"), self.tr("Tekstblok invoegen"))
        self.keuze.gewijzigd.connect(self._voeg_in)
        self.bewaarknop = Knop(self.tr("Bewaar als tekstblok"), "koppeling", "save", actie=self.bewaar)
        self.beheerknop = Knop(self.tr("Tekstblokken wijzigen"), "koppeling", "pencil", actie=self.beheer)
        vloei = Vloei(self)
        for deel in (self.keuze, self.bewaarknop, self.beheerknop):
            vloei.addWidget(deel)
        for vel in vellen:
            vel.cursorPositionChanged.connect(self._ander_doel)

    def laad(self) -> None:
        """Read one's own blocks."""
        taak = partial(tekstblokken.list_tekstblokken, self.omgeving.werkplek, self.soort)
        self.omgeving.werker.doe(taak, self._zet, self.omgeving.toon_fout, self)

    def _zet(self, blokken: tuple[Blok, ...]) -> None:
        self._blokken = blokken
        self.keuze.zet_keuzes([(blok.id, blok.naam) for blok in blokken])
        self.beheerknop.setEnabled(bool(blokken))

    def _ander_doel(self) -> None:
        self._doel = next((vel for vel in self._vellen if vel.hasFocus()), self._doel)

    def _voeg_in(self) -> None:
        blok = next((b for b in self._blokken if b.id == self.keuze.waarde), None)
        if blok is not None:
            self._doel.insertPlainText(blok.tekst)
            self._doel.setFocus()
            self.keuze.zet(None)

    def bewaar(self) -> None:
        """Keep what is selected, or all of the text when nothing is."""
        gekozen = self._doel.textCursor().selectedText().replace("\u2029", "\n")
        leeg = Blok(self.omgeving.werkplek.gebruiker.id, "", gekozen or self._doel.toPlainText())
        Blokdialoog(self, leeg, None).toon()

    def beheer(self) -> None:
        """Show them all, to change and remove."""
        Blokkenvenster(self, self._blokken).toon()


class Blokdialoog(Formulierdialoog):
    """One block: its name and its text; ``blok_id`` None for a new one."""

    def __init__(self, balk: Tekstblokbalk, blok: Blok, blok_id: UUID | None) -> None:
        self._omgeving, self._klaar, self._blok_id = balk.omgeving, zwak(balk.laad), blok_id
        self._soort = balk.soort
        uitleg = (
            balk.tr("Schrijf hier niets over een jongere of casus: u gebruikt de tekst ook bij andere verzoeken.")
            if balk.soort is Bloksoort.MOTIVERING
            else balk.tr("Schrijf hier niets over een jongere of casus: de tekst komt in rapporten.")
        )
        formulier = Formulier(
            [
                TekstVeld("naam", balk.tr("Naam van het tekstblok"), verplicht=True, hoogstens=80),
                LangeTekstVeld("tekst", balk.tr("Tekst"), verplicht=True, hulp=uitleg),
            ],
            knop=balk.tr("Tekstblok bewaren"),
        )
        super().__init__(balk, balk.tr("Tekstblok"), formulier)
        formulier.zet({"naam": blok.naam, "tekst": blok.tekst})
        formulier.koppel_concept(balk.omgeving.concepten, "tekstblok", blok.id)
        formulier.bewaren.connect(self._bewaar)

    def _bewaar(self, waarden: dict[str, Any]) -> None:
        self.formulier.zet_bezig(True)
        werkplek = self._omgeving.werkplek
        taak = partial(
            tekstblokken.save_tekstblok, werkplek, waarden["naam"], waarden["tekst"], self._blok_id, self._soort
        )
        self._omgeving.werker.doe(taak, self._bewaard, self.formulier.toon_fouten, self)

    def _bewaard(self, _id: UUID) -> None:
        self.formulier.opgeslagen()
        self.accept()
        self._klaar()


class Blokkenvenster(Dialoog):
    """All of one's own blocks, each with what can be done with it."""

    def __init__(self, balk: Tekstblokbalk, blokken: tuple[Blok, ...]) -> None:
        super().__init__(balk, balk.tr("Uw tekstblokken"))
        self._soort = balk.soort
        self._omgeving, self._balk, self._klaar = balk.omgeving, ref(balk), zwak(balk.laad)
        for blok in blokken:
            self.inhoud.addWidget(Tekst(blok.naam, "label"))
            self.inhoud.addWidget(Tekst(blok.tekst))
            rij = QWidget()
            vloei = Vloei(rij)
            vloei.addWidget(
                Knop(self.tr("Tekstblok wijzigen"), "koppeling", "pencil", actie=partial(self._wijzig, blok))
            )
            vloei.addWidget(
                Knop(self.tr("Tekstblok verwijderen"), "koppeling", "trash-2", actie=partial(self._verwijder, blok.id))
            )
            self.inhoud.addWidget(rij)
        self.voeg_knop(self.tr("Sluiten"), actie=self.accept)

    def _wijzig(self, blok: Blok) -> None:
        self.accept()
        balk = self._balk()
        if balk is not None:
            Blokdialoog(balk, blok, blok.id).toon()

    def _verwijder(self, blok_id: UUID) -> None:
        self.accept()
        taak = partial(tekstblokken.remove_tekstblok, self._omgeving.werkplek, blok_id, self._soort)
        self._omgeving.werker.doe(taak, self._klaar_met, eigenaar=self._balk())

    def _klaar_met(self, _niets: None) -> None:
        self._klaar()
