"""A form: declared fields in one column, errors in sentences, Ctrl+S, undo, and a draft of what is not saved yet."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pmg_desk.domain.fouten import Fout, OngeldigeInvoer
from pmg_desk.ui import thema
from pmg_desk.ui.terugroep import zwak
from pmg_desk.ui.wekker import wekker
from pmg_desk.ui.widgets.conceptopslag import Conceptopslag, Inhoud
from pmg_desk.ui.widgets.datumvelden import DatumVeld, OnvolledigeDatumVeld
from pmg_desk.ui.widgets.dialoog import Dialoog
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld, MeerKeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.melding import Melding
from pmg_desk.ui.widgets.rolvak import Rolvak
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.tekstvelden import GetalVeld, LangeTekstVeld, TekstVeld, VinkVeld, WachtwoordVeld
from pmg_desk.ui.widgets.veld import Ruw, Veld, Velden
from pmg_desk.ui.widgets.vloei import Vloei
from pmg_desk.ui.widgets.zoekkeuzeveld import ZoekKeuzeVeld

__all__ = [
    "Conceptopslag",
    "DatumVeld",
    "Formulier",
    "Formulierdialoog",
    "GetalVeld",
    "Inhoud",
    "Keuze",
    "KeuzeVeld",
    "LangeTekstVeld",
    "MeerKeuzeVeld",
    "OnvolledigeDatumVeld",
    "TekstVeld",
    "Veld",
    "VinkVeld",
    "WachtwoordVeld",
    "ZoekKeuzeVeld",
]

_RUST_MS = 700
_UITERLIJK_MS = 1500
"""A draft is handed over when typing rests, and at the latest so long after the first change: within two seconds."""


class Formulier(QWidget):
    """``velden``: fields, and texts as headings above those that follow. ``bewaren`` carries the values when all fields
    are right; the screen saves and calls :meth:`opgeslagen` or :meth:`toon_fouten`.
    """

    gewijzigd = Signal()
    fouten_getoond = Signal()
    kan_gewijzigd = Signal(bool)
    """Whether it can be saved now: a button elsewhere that does the same looks the same."""
    bewaren = Signal(object)  # of a dict: Qt would turn its enums into plain text on the way
    geannuleerd = Signal()

    def __init__(
        self,
        velden: Velden,
        *,
        knop: str = "",
        annuleren: str = "",
        breedte: int = 640,
        ouder: QWidget | None = None,
    ) -> None:
        super().__init__(ouder)
        self._velden: dict[str, Veld] = {}
        self._begin: dict[str, Ruw] = {}
        self._stil = False
        self._vuil = False
        self._alleen_lezen = False
        self._opslag: Conceptopslag | None = None
        self._concept: tuple[str, UUID | None] = ("", None)
        self._ongedaan: Inhoud = {}
        self.melding = Melding(sluitbaar=False)
        self._vel = QWidget()
        naast = QHBoxLayout(self)
        naast.setContentsMargins(0, 0, 0, 0)
        naast.addWidget(self._vel, 1000)
        naast.addStretch(1)
        self._kolom = QVBoxLayout(self._vel)
        self._kolom.setContentsMargins(0, 0, 0, 0)
        self._kolom.setSpacing(14)
        self._kolom.addWidget(self.melding)
        self._breedte = breedte
        for deel in velden:
            if isinstance(deel, str):
                self._kolom.addWidget(Tekst(deel, "kop-3"))
            else:
                self._voeg(deel)
        self._bouw_balk(knop or self.tr("Opslaan"), annuleren)
        for sneltoets in (QKeySequence(QKeySequence.StandardKey.Save), QKeySequence("Ctrl+Return")):
            toets = QShortcut(sneltoets, self)
            toets.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            toets.activated.connect(self.bewaar_met_toets)
        self._rust = wekker(self, _RUST_MS, self.bewaar_concept)
        self._uiterlijk = wekker(self, _UITERLIJK_MS, self.bewaar_concept)
        self._onthoud_begin()
        thema.huidig().gewijzigd.connect(self._schaal)
        self._schaal()

    def _schaal(self) -> None:
        self._vel.setMaximumWidth(thema.huidig().px(self._breedte))

    def _voeg(self, veld: Veld) -> None:
        if veld.sleutel in self._velden:
            raise ValueError("two fields with one key")
        self._velden[veld.sleutel] = veld
        veld.gewijzigd.connect(self._veld_gewijzigd)
        self._kolom.addWidget(veld)

    def _bouw_balk(self, knop: str, annuleren: str) -> None:
        self.balk = QWidget()
        vloei = Vloei(self.balk)
        self.knop = Knop(knop, "primair", actie=self.bewaar, hulp=self.tr("Ctrl+S"))
        vloei.addWidget(self.knop)
        self.annuleerknop = Knop(annuleren or self.tr("Terug"), actie=self.geannuleerd.emit)
        vloei.addWidget(self.annuleerknop)
        self.annuleerknop.setVisible(bool(annuleren))
        self.herstelknop = Knop(self.tr("Wijzigingen ongedaan maken"), "koppeling", "undo-2", actie=self.herstel)
        vloei.addWidget(self.herstelknop)
        self.herstelknop.setVisible(False)
        self._kolom.addWidget(self.balk)

    def voeg_in(self, deel: QWidget, voor: QWidget) -> None:
        """Put something that is no field (an explanation, a summary) above a field or the row of buttons."""
        self._kolom.insertWidget(self._kolom.indexOf(voor), deel)

    # values

    def heeft(self, sleutel: str) -> bool:
        """Whether there is a field with this key."""
        return sleutel in self._velden

    def veld(self, sleutel: str) -> Veld:
        """A field. Raises KeyError for an unknown key."""
        return self._velden[sleutel]

    @property
    def getoonde_velden(self) -> list[Veld]:
        """The fields that are asked for now."""
        return [veld for veld in self._velden.values() if not veld.isHidden()]

    @property
    def is_gewijzigd(self) -> bool:
        """True when something differs from what was last set or saved."""
        return any(veld.ruw() != self._begin[sleutel] for sleutel, veld in self._velden.items())

    def waarden(self) -> dict[str, Any]:
        """The values per key; a hidden field has its empty value. Raises OngeldigeInvoer with a sentence per field."""
        fouten: dict[str, str] = {}
        waarden: dict[str, Any] = {}
        for sleutel, veld in self._velden.items():
            if veld.isHidden():
                waarden[sleutel] = veld.leeg
                continue
            bezwaar = veld.bezwaar()
            if bezwaar:
                fouten[sleutel] = bezwaar
            else:
                waarden[sleutel] = veld.waarde()
        if fouten:
            raise OngeldigeInvoer(fouten)
        return waarden

    def zet(self, waarden: Mapping[str, Any]) -> None:
        """Show these values as the ones saved; keys that are no field are ignored, fields not named stay."""
        self._stil = True
        for sleutel, waarde in waarden.items():
            if sleutel in self._velden:
                self._velden[sleutel].zet(waarde)
        self._stil = False
        self._schoon()

    def wis(self) -> None:
        """Empty all fields, as for a new one."""
        self.zet({sleutel: veld.leeg for sleutel, veld in self._velden.items()})

    def wis_geheimen(self) -> None:
        """Empty the fields with a secret in them; the rest stays."""
        for veld in self._velden.values():
            if veld.geheim:
                veld.zet(veld.leeg)

    def herstel(self) -> None:
        """Go back to what was last set or saved, and throw the draft away; there is a way back until one types on."""
        weg = self._inhoud()
        self._stil = True
        for sleutel, veld in self._velden.items():
            veld.zet_ruw(self._begin[sleutel])
        self._stil = False
        self._wis_concept()
        self._schoon()
        if any(self._begin[sleutel] != ruw for sleutel, ruw in weg.items()):
            self._ongedaan = weg
            self.melding.zet(
                "info",
                self.tr("Uw wijzigingen zijn ongedaan gemaakt."),
                actietekst=self.tr("Toch terughalen"),
                actie=self.haal_terug,
            )
        self.gewijzigd.emit()

    def haal_terug(self) -> None:
        """Bring back what :meth:`herstel` took away."""
        weg, self._ongedaan = self._ongedaan, {}
        self.melding.verberg()
        for sleutel, ruw in weg.items():
            self._velden[sleutel].zet_ruw(ruw)

    def toon_veld(self, sleutel: str, zichtbaar: bool) -> None:
        """Show or hide a field that depends on another; a hidden one is neither asked for nor saved."""
        self._velden[sleutel].setVisible(zichtbaar)

    # saving

    def bewaar(self) -> None:
        """Check, and hand the values over through ``bewaren``; or show what is wrong and go to the first of it."""
        if not self.knop.isEnabled():
            return
        try:
            waarden = self.waarden()
        except OngeldigeInvoer as fout:
            self.toon_fouten(fout)
            return
        self.wis_fouten()
        self.bewaren.emit(waarden)

    def bewaar_met_toets(self) -> None:
        """Save by keyboard; a form whose button cannot be in sight then may ask first."""
        self.bewaar()

    def zet_bezig(self, bezig: bool) -> None:
        """While the screen saves: the button waits, typing goes on."""
        self.knop.setEnabled(not bezig and not self._alleen_lezen)
        self.kan_gewijzigd.emit(self.knop.isEnabled())

    def opgeslagen(self) -> None:
        """The values were saved: they are the new beginning, and the draft goes."""
        self.zet_bezig(False)
        self._wis_concept()
        self._schoon()

    def toon_fouten(self, fout: Fout) -> None:
        """Show a failure: sentences beside the fields they are about, the rest above the form."""
        self.zet_bezig(False)
        self.wis_fouten()
        if not isinstance(fout, OngeldigeInvoer):
            self.melding.zet_fout(fout)
            self.fouten_getoond.emit()
            return
        bekend: set[str] = set()
        beneden: list[Veld] = []
        for veld in self._velden.values():
            hier = {sleutel: fout.velden[sleutel] for sleutel in veld.sleutels if sleutel in fout.velden}
            # A part of one field may have the key of another: the field that comes first takes the sentence.
            hier = {sleutel: zin for sleutel, zin in hier.items() if sleutel not in bekend}
            if hier and not veld.isHidden():
                veld.toon_fouten(hier)
                beneden.append(veld)
                bekend |= hier.keys()
        zinnen = [zin for sleutel, zin in fout.velden.items() if sleutel not in bekend]
        if len(beneden) == 1:
            label, zin = beneden[0].label, beneden[0].fout
            # A sentence that names its field names it once.
            met_label = zin if label in zin else f"{label} {zin}" if label.endswith("?") else f"{label}: {zin}"
            zinnen.insert(0, self.tr("Eén veld klopt nog niet. {}").format(met_label))
        elif beneden:
            zinnen.insert(0, self.tr("{} velden kloppen nog niet.").format(len(beneden)))
        self.melding.zet("fout", " ".join(zinnen))
        self.fouten_getoond.emit()
        if beneden:
            beneden[0].invoer.setFocus(Qt.FocusReason.OtherFocusReason)
            # Once the sentences have their place: before that the field would be pushed out of sight again.
            QTimer.singleShot(0, beneden[0], partial(zwak(self._breng_in_beeld), beneden[0]))

    def toon_melding(self) -> None:
        """Bring the banner above the form in sight, once it has its place: who pressed a button may be far below it."""
        QTimer.singleShot(0, self.melding, partial(zwak(self._breng_in_beeld), self.melding))

    def naar_begin(self) -> None:
        """Put the focus in the first field in sight."""
        for veld in self._velden.values():
            if not veld.isHidden():
                veld.invoer.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def wis_fouten(self) -> None:
        """Take all sentences away."""
        for veld in self._velden.values():
            if veld.fout:
                veld.toon_fout("")
        self.melding.verberg()

    def _breng_in_beeld(self, deel: QWidget) -> None:
        ouder = self.parentWidget()
        while ouder is not None and not isinstance(ouder, Rolvak):
            ouder = ouder.parentWidget()
        if ouder is not None:
            ouder.inhoud.activate()
            ouder.ensureWidgetVisible(deel)
            if isinstance(deel, Veld):
                ouder.ensureWidgetVisible(deel.invoer)  # rather that, where both do not fit

    # drafts

    def koppel_concept(self, opslag: Conceptopslag, naam: str, object_id: UUID | None = None) -> None:
        """Keep a draft under ``(naam, object_id)`` within two seconds of typing, and bring back one that is there.

        Call it after :meth:`zet`: the draft comes over the saved values, and a banner says so.
        """
        self._opslag, self._concept = opslag, (naam, object_id)
        if opslag.alleen_lezen:
            self.sluit_af()
        opslag.haal(naam, object_id, self._zet_concept)

    def sluit_af(self, waarom: str = "") -> None:
        """Nothing can be saved here: a backup, or ``waarom``. The fields are to be read, the button says no."""
        self._alleen_lezen = True
        self.knop.setEnabled(False)
        self.kan_gewijzigd.emit(False)
        for veld in self._velden.values():
            veld.setEnabled(False)
        kopie = self.tr("Dit is een reservekopie. U kunt hier lezen, maar niets wijzigen.")
        self.melding.zet("info", waarom or kopie)

    def bewaar_concept(self) -> None:
        """Hand over what is not saved yet, now: before a lock, on leaving, when a timer says so."""
        self._rust.stop()
        self._uiterlijk.stop()
        if self._opslag is not None and self._vuil:
            self._vuil = False
            self._opslag.bewaar(*self._concept, self._inhoud())

    def leg_vast(self) -> None:
        """A lock comes: hand over what stands there, letter by letter; what a field makes of it when it is left (a date
        is written out) is not what the user typed, and no longer looked at.
        """
        self.bewaar_concept()
        self._stil = True

    def _inhoud(self) -> Inhoud:
        velden = {sleutel: veld for sleutel, veld in self._velden.items() if not (veld.geheim or veld.alleen_nu)}
        inhoud = {sleutel: veld.ruw() for sleutel, veld in velden.items()}
        return {sleutel: ruw for sleutel, ruw in inhoud.items() if ruw is not None}

    def _zet_concept(self, inhoud: Inhoud | None) -> None:
        if not inhoud:
            return
        self._stil = True
        for sleutel, ruw in inhoud.items():
            if sleutel in self._velden:
                self._velden[sleutel].zet_ruw(ruw)
        self._stil = False
        self.herstelknop.setVisible(self.is_gewijzigd)
        if self.is_gewijzigd:
            self.melding.zet(
                "info",
                self.tr("Wat u eerder typte en nog niet had opgeslagen, staat er weer."),
                actietekst=self.tr("Concept weggooien"),
                actie=self.herstel,
            )
            self.gewijzigd.emit()

    def _wis_concept(self) -> None:
        self._rust.stop()
        self._uiterlijk.stop()
        self._vuil = False
        if self._opslag is not None:
            self._opslag.wis(*self._concept)

    def hideEvent(self, gebeurtenis: QHideEvent, /) -> None:
        """Qt: out of sight; what was typed is kept at once."""
        super().hideEvent(gebeurtenis)
        self.bewaar_concept()

    # state

    def _veld_gewijzigd(self) -> None:
        if self._stil:
            return
        if self._ongedaan:
            self._ongedaan = {}
            self.melding.verberg()
        self.herstelknop.setVisible(self.is_gewijzigd)
        self._vuil = True
        if self._opslag is not None:
            self._rust.start()
            if not self._uiterlijk.isActive():
                self._uiterlijk.start()
        self.gewijzigd.emit()

    def _schoon(self) -> None:
        self._ongedaan = {}
        self.wis_fouten()
        self._onthoud_begin()
        self.herstelknop.setVisible(False)

    def _onthoud_begin(self) -> None:
        self._begin = {sleutel: veld.ruw() for sleutel, veld in self._velden.items()}


class Formulierdialoog(Dialoog):
    """A form over the window, for what is added in one go. Closes by :meth:`accept` after the screen has saved."""

    def __init__(self, ouder: QWidget, titel: str, formulier: Formulier, *, breedte: int = 600) -> None:
        super().__init__(ouder, titel, breedte=breedte)
        self.formulier = formulier
        formulier.balk.setVisible(False)
        vak = self.vak = Rolvak()
        vak.inhoud.setContentsMargins(0, 0, 8, 0)
        vak.inhoud.addWidget(formulier)
        vak.inhoud.addStretch(1)
        self.inhoud.addWidget(vak, 1)
        self.voeg_knop(self.tr("Terug"), actie=self.reject)
        self.knop = self.voeg_knop(formulier.knop.text(), "primair", actie=formulier.bewaar)
        self.knop.setToolTip(self.tr("Ctrl+Enter"))
        formulier.fouten_getoond.connect(self._groei)
        # queued: fields and words that come later have their height only when the layout is done
        balk = vak.verticalScrollBar()
        balk.rangeChanged.connect(self._groei, Qt.ConnectionType.QueuedConnection)
        self.resize(self.sizeHint().expandedTo(formulier.sizeHint() * 1.1).boundedTo(self.maximumSize()))

    def _groei(self) -> None:
        """Make room for the sentences, as far as the window goes; what does not fit then can be scrolled to."""
        self._kolom.activate()
        self.vak.inhoud.activate()
        nodig = self.formulier.heightForWidth(self.formulier.width())
        tekort = max(nodig - self.vak.viewport().height(), self.vak.verticalScrollBar().maximum())
        if tekort > 0:
            self._groei_tot(self.height() + tekort)

    def keyPressEvent(self, toets: QKeyEvent, /) -> None:
        """Qt: Enter in the only field goes on; one that is still held down from what opened this does not."""
        velden = self.formulier.getoonde_velden
        kaal = toets.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        enter = toets.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and kaal
        if enter and len(velden) == 1 and velden[0].met_enter and velden[0].invoer.hasFocus():
            toets.accept()
            if not toets.isAutoRepeat():
                self.formulier.bewaar()
        else:
            super().keyPressEvent(toets)

    def showEvent(self, gebeurtenis: Any, /) -> None:
        """Qt: begin in the first field."""
        super().showEvent(gebeurtenis)
        self.knop.setEnabled(self.formulier.knop.isEnabled())
        self.formulier.naar_begin()
