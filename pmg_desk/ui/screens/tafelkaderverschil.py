"""Two versions of a tafelkader beside each other: per cell and of the whole what it was and what it becomes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.delen import Eis, Ontvanger, Zekerheid
from pmg_desk.domain.kaderruimte import Kaderruimte
from pmg_desk.domain.kaderverschil import Celverschil, Kaderverschil, Veldverschil
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.tafelkader import Kaderregel
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.chip import Chipwaarde
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.tekst import Tekst

EIS_LABELS: dict[Eis, str] = {
    Eis.ALLEEN_MONDELING: "Alleen mondeling",
    Eis.JONGERE_GEINFORMEERD: "Pas als de jongere is geïnformeerd",
    Eis.OUDERS_GEINFORMEERD: "Pas als de ouders zijn geïnformeerd",
}
ZEKERHEID_LABELS: dict[Zekerheid, str] = {
    Zekerheid.PROCEDUREEL: "Procedureel: getekend in deze kluis",
    Zekerheid.CRYPTOGRAFISCH: "Cryptografisch: getekend op een eigen computer",
}
VELD_LABELS: dict[str, str] = {
    "tafel": "Tafel",
    "doel": "Doel",
    "bron": "Bron",
    "voorwaarden": "Voorwaarden",
    "motivering": "Motivering",
    "geldig_van": "Geldt vanaf",
    "geldig_tot": "Geldt tot en met",
    "herzien_op": "Opnieuw bekijken op",
    "beslisser_id": "Ondertekend door",
    "besloten_op": "Ondertekend op",
    "zekerheid": "Zekerheid",
}
"""Of each field of a kader that a reader would want to see; a test holds it to the fields that are compared."""

_KLEUR: dict[str, chip.Kleur] = {
    "Geldt": "groen",
    "Gaat nog in": "blauw",
    "Ingetrokken": "rood",
    "Afgelopen": "rood",
    "Telt niet": "rood",
    "Nieuwere versie ontbreekt": "rood",
}


def kaderchip(stand: str) -> Chipwaarde:
    """How a kader stands now."""
    return chip.status(stand, stand, _KLEUR.get(stand, "grijs"))


@dataclass(frozen=True, slots=True)
class Kaderwoorden:
    """The words of the municipality for what a kader names by key; a key that is not there any more stays itself."""

    ruimte: Kaderruimte

    def soort(self, sleutel: str) -> str:
        """A kind of data."""
        return next((c.label for c in self.ruimte.categorieen if c.sleutel == sleutel), sleutel)

    def soorten(self, sleutels: Iterable[str]) -> str:
        """Kinds of data in the order of the profile, within a sentence."""
        volgorde = {c.sleutel: nr for nr, c in enumerate(self.ruimte.categorieen)}
        return ", ".join(self.soort(s).lower() for s in sorted(sleutels, key=lambda s: volgorde.get(s, len(volgorde))))

    def grond(self, sleutel: str) -> str:
        """A legal ground."""
        return next((g.label for g in self.ruimte.gronden if g.sleutel == sleutel), sleutel)

    def waarde(self, veld: str, waarde: object) -> str:
        """What a field says."""
        if isinstance(waarde, datetime):
            return toon_datum(lokale_dag(waarde))
        if isinstance(waarde, date):
            return toon_datum(waarde)
        if isinstance(waarde, Zekerheid):
            return ZEKERHEID_LABELS[waarde]
        woord = str(waarde)
        if veld == "doel":
            return dict(self.ruimte.doelen).get(woord, woord)
        if veld == "tafel" and woord == self.ruimte.tafel:
            return self.ruimte.tafel_label
        return woord

    def cel(self, regel: Kaderregel | None) -> str:
        """What a cell says: yes on which grounds and conditions, or no."""
        if regel is None:
            return QCoreApplication.translate("Kaderwoorden", "Nee")
        gronden = ", ".join(self.grond(grond) for grond in regel.grondslagen)
        eisen = ", ".join(EIS_LABELS[eis].lower() for eis in regel.eisen)
        ja = QCoreApplication.translate("Kaderwoorden", "Ja: {}").format(gronden)
        return QCoreApplication.translate("Kaderwoorden", "{0}. Eis: {1}").format(ja, eisen) if eisen else ja


def functie_van(ontvanger: Ontvanger) -> str:
    """A recipient as the grid and its lists name it."""
    return f"{ontvanger.functie}, {ontvanger.organisatie}"


class Vergelijkdeel(QWidget):
    """What came, what went and what changed: as rows of what it was and what it becomes."""

    def __init__(self) -> None:
        super().__init__()
        self._kolom = QVBoxLayout(self)
        self._kolom.setContentsMargins(0, 0, 0, 0)
        self._inhoud: QWidget | None = None

    def zet(self, verschil: Kaderverschil | None, met: str, ruimte: Kaderruimte) -> None:
        """Show the difference with the version ``met`` (its number); None when there is no such version."""
        if self._inhoud is not None:
            self._inhoud.deleteLater()
        self._inhoud = QWidget(self)
        kolom = QVBoxLayout(self._inhoud)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(14)
        woorden = Kaderwoorden(ruimte)
        if verschil is None:
            kolom.addWidget(Tekst(self.tr("Er is nog geen eerdere versie. Alles in dit kader is nieuw.")))
        elif verschil.leeg:
            kolom.addWidget(Tekst(self.tr("Precies hetzelfde als {}.").format(met)))
        else:
            kolom.addWidget(Tekst(self.tr("Vergeleken met {}:").format(met)))
            nieuw = [c for c in verschil.cellen if c.was is None]
            weg = [c for c in verschil.cellen if c.wordt is None]
            for titel, cellen in (
                (self.tr("Mag straks ook"), nieuw),
                (self.tr("Mag straks niet meer"), weg),
                (self.tr("Blijft, en wordt anders"), verschil.anders),
            ):
                self._kaart(kolom, titel, [self._cel(cel, woorden) for cel in cellen])
            self._kaart(kolom, self.tr("Voor het hele kader"), [self._veld(v, woorden) for v in verschil.velden])
        kolom.addStretch(1)
        self._kolom.addWidget(self._inhoud)

    def _cel(self, cel: Celverschil, woorden: Kaderwoorden) -> tuple[str, str, str]:
        naam = f"{functie_van(cel.regel.ontvanger)}: {woorden.soort(cel.regel.categorie)}"
        was, wordt = woorden.cel(cel.was), woorden.cel(cel.wordt)
        if cel.was is not None and cel.wordt is not None and cel.was.ontvanger != cel.wordt.ontvanger:
            was, wordt = f"{functie_van(cel.was.ontvanger)}. {was}", f"{functie_van(cel.wordt.ontvanger)}. {wordt}"
        return naam, was, wordt

    def _veld(self, veld: Veldverschil, woorden: Kaderwoorden) -> tuple[str, str, str]:
        leeg = self.tr("leeg")
        was, wordt = (woorden.waarde(veld.veld, waarde) or leeg for waarde in (veld.was, veld.wordt))
        return VELD_LABELS.get(veld.veld, veld.veld), was, wordt

    def _kaart(self, kolom: QVBoxLayout, titel: str, rijen: Sequence[tuple[str, str, str]]) -> None:
        if rijen:
            kaart = Kaart(f"{titel} ({len(rijen)})")
            kaart.inhoud.addWidget(Verschiltabel(rijen))
            kolom.addWidget(kaart)


class Verschiltabel(QWidget):
    """Rows of what it is about, what it was and what it becomes; each is read out as one sentence."""

    def __init__(self, rijen: Sequence[tuple[str, str, str]]) -> None:
        super().__init__()
        rooster = QGridLayout(self)
        rooster.setContentsMargins(0, 0, 0, 0)
        rooster.setHorizontalSpacing(16)
        rooster.setVerticalSpacing(8)
        for kolom, kop in enumerate((self.tr("Wat"), self.tr("Was"), self.tr("Wordt"))):
            rooster.setColumnStretch(kolom, 3)
            rooster.addWidget(Tekst(kop, "label"), 0, kolom)
        for nr, (wat, was, wordt) in enumerate(rijen, 1):
            for kolom, woord in enumerate((wat, was, wordt)):
                tekst = Tekst(woord, "zacht" if kolom == 1 else "")
                if kolom:
                    welk = self.tr("was") if kolom == 1 else self.tr("wordt")
                    tekst.setAccessibleName(f"{wat}, {welk}: {woord}")
                rooster.addWidget(tekst, nr, kolom, Qt.AlignmentFlag.AlignTop)
