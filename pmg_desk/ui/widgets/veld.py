"""A field of a form: label above it, help under it, and what is wrong with it in a sentence beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from pmg_desk.ui import iconen, thema
from pmg_desk.ui.widgets.tekst import Tekst

Ruw = str | bool | list[str] | None
"""What a draft keeps of a field: exactly what was typed, also when it is not (yet) right."""


class Veld(QWidget):
    """Base of every field. Subclasses make ``invoer`` (what gets the focus) and call :meth:`plaats` with it.

    ``verplicht`` is said in words, in the label and to screen readers. ``breedte`` in pixels at 100 % text; 0: as wide
    as the form.
    """

    gewijzigd = Signal()
    geheim = False
    """A password, a key or a code: in no draft, and gone from the screen at a lock."""
    met_enter = False
    """Enter in it does nothing else: where it is the only field of a dialog, that goes on."""
    alleen_nu = False
    """An agreement with what stands there now: in no draft, for that may come back beside something else."""

    def __init__(self, sleutel: str, label: str, *, verplicht: bool = False, hulp: str = "", breedte: int = 0) -> None:
        super().__init__()
        self.sleutel = sleutel
        self.label = label
        self.verplicht = verplicht
        self._breedte = breedte
        self.invoer: QWidget = self
        self._kop = QLabel()
        self._kop.setTextFormat(Qt.TextFormat.PlainText)
        self._kop.setWordWrap(True)
        self._kop.setProperty("rol", "label")
        self._hulp = Tekst(hulp, "klein")
        self._fout = Tekst("", "veldfout")
        self._teken = QLabel()
        self._foutrij = QWidget()
        rij = QHBoxLayout(self._foutrij)
        rij.setContentsMargins(0, 0, 0, 0)
        rij.setSpacing(6)
        rij.addWidget(self._teken, 0, Qt.AlignmentFlag.AlignTop)
        rij.addWidget(self._fout, 1)
        self._kolom = QVBoxLayout(self)
        self._kolom.setContentsMargins(0, 0, 0, 0)
        self._kolom.setSpacing(4)
        self._kolom.addWidget(self._kop)
        self._kolom.addWidget(self._hulp)
        self._kolom.addWidget(self._foutrij)
        self._hulp.setVisible(bool(hulp))
        self._foutrij.setVisible(False)

    def plaats(self, invoer: QWidget, rij: QWidget | None = None) -> None:
        """Take ``invoer`` as the control (within ``rij`` where it has company)."""
        self.invoer = invoer
        self._kop.setBuddy(invoer)
        self.setFocusProxy(invoer)
        plek = QHBoxLayout()
        plek.setSpacing(0)
        plek.addWidget(rij or invoer, 1)
        self._rek = QWidget()
        plek.addWidget(self._rek, 0)
        self._kolom.insertLayout(1, plek)
        thema.huidig().gewijzigd.connect(self._schaal)
        self._bovenste = rij or invoer
        self._schaal()
        self._zet_toegankelijk()

    # what subclasses give

    @property
    def leeg(self) -> object:
        """The value of a field that is not filled in."""
        return None

    def waarde(self) -> Any:
        """The value; ``leeg`` when it is not filled in. What cannot be read raises ValueError with a Dutch sentence."""
        raise NotImplementedError

    def zet(self, waarde: Any) -> None:
        """Show this value."""
        raise NotImplementedError

    def ruw(self) -> Ruw:
        """What was typed, for a draft; None keeps the field out of drafts."""
        raise NotImplementedError

    def zet_ruw(self, ruw: Ruw) -> None:
        """Show what a draft kept; anything of another type is ignored."""
        raise NotImplementedError

    # what a form uses

    def bezwaar(self) -> str:
        """What is wrong with the field as it stands, in a Dutch sentence; empty when it is right."""
        try:
            waarde = self.waarde()
        except ValueError as fout:
            return str(fout)
        if self.verplicht and waarde in (None, "", (), self.leeg):
            return self.tr("Vul {} in.").format(f"‘{self.label}’")
        return ""

    def rond_af(self) -> None:
        """One goes on from here by a key that leaves the focus where it is: what Tab would take is taken."""

    def toon_fout(self, zin: str) -> None:
        """Put a sentence beside the field; empty takes it away."""
        self._fout.setText(zin)
        self._foutrij.setVisible(bool(zin))
        if zin:
            self._teken.setPixmap(iconen.beeld("circle-alert", "fout", 18, self.devicePixelRatioF()))
        self.invoer.setProperty("fout", "ja" if zin else "")
        self.invoer.style().unpolish(self.invoer)
        self.invoer.style().polish(self.invoer)
        self._zet_toegankelijk()

    @property
    def sleutels(self) -> tuple[str, ...]:
        """The keys of failures that are shown here; more than one where a field has parts."""
        return (self.sleutel,)

    def toon_fouten(self, fouten: Mapping[str, str]) -> None:
        """Show the sentences of those keys."""
        self.toon_fout(fouten[self.sleutel])

    @property
    def fout(self) -> str:
        """The sentence beside the field; empty when there is none."""
        return self._fout.text()

    def zet_hulp(self, hulp: str) -> None:
        """Change the help under the field."""
        self._hulp.setText(hulp)
        self._hulp.setVisible(bool(hulp))
        self._zet_toegankelijk()

    def zet_label(self, label: str) -> None:
        """Change what is asked (when another field decides that)."""
        self.label = label
        self._zet_toegankelijk()

    def zet_verplicht(self, verplicht: bool) -> None:
        """Change whether it must be filled in (when another field decides that)."""
        self.verplicht = verplicht
        self._zet_toegankelijk()

    def meld_wijziging(self) -> None:
        """The user changed it: an error shown before is of the past."""
        if self.fout:
            self.toon_fout("")
        self.gewijzigd.emit()

    def _zet_toegankelijk(self) -> None:
        woord = self.tr("verplicht")
        kop = f"{self.label} ({woord})" if self.verplicht else self.label
        self._kop.setText(kop.replace("&", "&&"))  # a label with a buddy takes & for a shortcut
        self.invoer.setAccessibleName(f"{self.label}, {woord}" if self.verplicht else self.label)
        uitleg = [self.tr("Fout: {}").format(self.fout)] if self.fout else []
        self.invoer.setAccessibleDescription(" ".join([*uitleg, self._hulp.text()]).strip())

    def _schaal(self) -> None:
        if self._breedte:
            self._bovenste.setMaximumWidth(thema.huidig().px(self._breedte))
            self._bovenste.setMinimumWidth(min(thema.huidig().px(self._breedte), thema.huidig().px(160)))


Velden = Sequence[Veld | str]
"""Fields of a form; a text is a heading above the fields that follow."""
