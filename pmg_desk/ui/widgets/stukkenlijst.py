"""Pieces of a dossier below each other, as they would be shared: category, text, source, and what stands in the way.

With boxes where the user chooses, without where they only read. What is shown is what would be on the page.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.delen import Weglating
from pmg_desk.domain.samenvatting import Aard, Stuk
from pmg_desk.ui.widgets.chip import Chip, Chipwaarde
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.vloei import Vloei

AARD_LABELS = {Aard.FEIT: "feit", Aard.AANNAME: "aanname", Aard.MENING: "mening"}


class Stukkenlijst(QWidget):
    """``zet`` shows pieces; with ``kiesbaar`` each has a box, and ``gewijzigd`` tells that one was ticked or not."""

    gewijzigd = Signal()

    def __init__(self, naam: str, *, kiesbaar: bool = False, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.setAccessibleName(naam)
        self._kiesbaar = kiesbaar
        self._vakjes: dict[str, QCheckBox] = {}
        self._veldvakjes: dict[tuple[str, str], QCheckBox] = {}
        self._per_veld = False
        self._kolom = QVBoxLayout(self)
        self._kolom.setContentsMargins(0, 0, 0, 0)
        self._kolom.setSpacing(14)

    def zet(
        self,
        stukken: Sequence[Stuk],
        labels: Mapping[str, str],
        *,
        aan: Collection[str] | None = None,
        vast: Mapping[str, str] | None = None,
        merk: Mapping[str, str] | None = None,
        kiesbaar: bool | None = None,
        per_veld: bool = False,
    ) -> None:
        """Show these, with the words of the data categories in ``labels``.

        ``aan``: ids that are ticked (None: all). ``vast``: ids that cannot be chosen, with the sentence why. ``merk``:
        ids with a remark in words, such as "nieuw sinds het besluit". ``kiesbaar`` changes whether there are boxes;
        with ``per_veld`` each field of a piece has one of its own.
        """
        self._kiesbaar = self._kiesbaar if kiesbaar is None else kiesbaar
        while self._kolom.count():
            deel = self._kolom.takeAt(0)
            widget = None if deel is None else deel.widget()
            if widget is not None:
                widget.deleteLater()
        self._vakjes.clear()
        self._veldvakjes.clear()
        self._per_veld = per_veld
        vast, merk = vast or {}, merk or {}
        for stuk in stukken:
            vinkje = aan is None or stuk.id in aan
            self._kolom.addWidget(self._regel(stuk, labels, vinkje, vast.get(stuk.id, ""), merk.get(stuk.id, "")))

    def gekozen(self) -> tuple[str, ...]:
        """Ids of the pieces that are ticked, in order."""
        return tuple(id_ for id_, vakje in self._vakjes.items() if vakje.isChecked())

    def weggelaten(self) -> tuple[Weglating, ...]:
        """What is not ticked: whole pieces, and fields of those that are."""
        heel = [Weglating(id_) for id_, vakje in self._vakjes.items() if not vakje.isChecked()]
        weg = {weglating.stuk for weglating in heel}
        velden = [
            Weglating(id_, veld)
            for (id_, veld), vakje in self._veldvakjes.items()
            if id_ not in weg and not vakje.isChecked()
        ]
        return (*heel, *velden)

    def laat_weg(self, ids: Collection[str]) -> None:
        """Take the tick from these pieces."""
        for id_ in ids:
            if id_ in self._vakjes:
                self._vakjes[id_].setChecked(False)

    def pas_weglatingen_toe(self, weglaten: Collection[Weglating]) -> None:
        """Take the tick from these pieces and fields, as far as they are (still) here."""
        self.laat_weg({weg.stuk for weg in weglaten if not weg.veld})
        for weg in weglaten:
            vakje = self._veldvakjes.get((weg.stuk, weg.veld))
            if vakje is not None:
                vakje.setChecked(False)

    def veldvakje(self, stuk_id: str, veld: str) -> QCheckBox:
        """The box of one field. Raises KeyError where there is none."""
        return self._veldvakjes[stuk_id, veld]

    def kies(self, ids: Collection[str]) -> None:
        """Tick exactly these."""
        for id_, vakje in self._vakjes.items():
            vakje.setChecked(id_ in ids)

    def _regel(self, stuk: Stuk, labels: Mapping[str, str], aan: bool, waarom_niet: str, merk: str) -> QWidget:
        regel = QWidget()
        rij = QHBoxLayout(regel)
        rij.setContentsMargins(0, 0, 0, 0)
        rij.setSpacing(10)
        if self._kiesbaar:
            vakje = self._vakje(stuk, aan and not waarom_niet, bool(waarom_niet))
            rij.addWidget(vakje, 0, Qt.AlignmentFlag.AlignTop)
        kolom = QVBoxLayout()
        kolom.setSpacing(3)
        rij.addLayout(kolom, 1)
        kop = QWidget()
        vloei = Vloei(kop)
        vloei.addWidget(Tekst(stuk.titel, "label"))
        vloei.addWidget(Chip(Chipwaarde(labels.get(stuk.categorie, stuk.categorie), "blauw")))
        if stuk.derden:
            vloei.addWidget(Chip(Chipwaarde(self.tr("Over anderen"), "paars")))
        if merk:
            vloei.addWidget(Chip(Chipwaarde(merk, "geel")))
        kolom.addWidget(kop)
        if stuk.velden and self._per_veld:
            for label, waarde in stuk.velden:
                kolom.addWidget(self._veldregel(stuk, label, als_datum(waarde)))
        elif stuk.velden:
            kolom.addWidget(Tekst("  ·  ".join(f"{label}: {als_datum(waarde)}" for label, waarde in stuk.velden)))
        if stuk.tekst:
            kolom.addWidget(Tekst(stuk.tekst))
        herkomst = herkomst_van(stuk)
        if herkomst:
            kolom.addWidget(Tekst(herkomst, "klein"))
        if waarom_niet:
            kolom.addWidget(Tekst(waarom_niet, "klein"))
        return regel

    def _veldregel(self, stuk: Stuk, label: str, waarde: str) -> QWidget:
        regel = QWidget()
        rij = QHBoxLayout(regel)
        rij.setContentsMargins(0, 0, 0, 0)
        rij.setSpacing(8)
        vakje = self._veldvakjes.get((stuk.id, label))
        if vakje is None:  # a label may come back: it is one field to whoever leaves it out
            vakje = QCheckBox()
            vakje.setAccessibleName(self.tr("{0}, {1}: gaat mee").format(stuk.titel, label))
            vakje.setChecked(True)
            vakje.toggled.connect(self.gewijzigd)
            self._veldvakjes[stuk.id, label] = vakje
            rij.addWidget(vakje, 0, Qt.AlignmentFlag.AlignTop)
        rij.addWidget(Tekst(f"{label}: {waarde}"), 1, Qt.AlignmentFlag.AlignVCenter)
        return regel

    def _vakje(self, stuk: Stuk, aan: bool, dicht: bool) -> QCheckBox:
        vakje = QCheckBox()
        vakje.setAccessibleName(self.tr("{}: gaat mee").format(f"{stuk.titel} {stuk.tekst[:60]}".strip()))
        vakje.setChecked(aan)
        vakje.setEnabled(not dicht)
        vakje.toggled.connect(self.gewijzigd)
        self._vakjes[stuk.id] = vakje
        return vakje


def als_datum(waarde: str) -> str:
    """A deadline is kept as ``2026-12-03``, for sorting on paper; on screen it is a Dutch date."""
    try:
        return toon_datum(date.fromisoformat(waarde))
    except ValueError:
        return waarde


def herkomst_van(stuk: Stuk) -> str:
    """Nature, source and day of what was said, in one line."""
    delen = (
        "" if stuk.aard is None else AARD_LABELS[stuk.aard],
        stuk.bron,
        "" if stuk.datum is None else toon_datum(stuk.datum),
    )
    return " · ".join(deel for deel in delen if deel)
