"""The manual and the list of shortcuts, shown in the program (F1). Pages are Markdown in ``resources/handleiding``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QTextBrowser, QVBoxLayout, QWidget

from pmg_desk.paths import resources_map
from pmg_desk.ui import thema
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.tekst import Tekst

BLADEN: dict[str, str] = {
    "deur": "start",
    "start": "start",
    "meldpunt": "meldpunt",
    "aanmelding": "meldpunt",
    "casussen": "casussen",
    "registreren": "casussen",
    "dossier": "casussen",
    "dossier.route": "tafels",
    "tafelkader": "tafelkader",
    "tafelkaderbouw": "tafelkader",
    "dossier.indeling": "indelen",
    "dossier.leefgebieden": "leefgebieden",
    "dossier.leefwerelden": "leefgebieden",
    "dossier.netwerk": "netwerk",
    "dossier.signalen": "indelen",
    "dossier.tijdlijn": "tijdlijn",
    "dossier.plan": "plan",
    "dossier.inzet": "toolbox",
    "dossier.budget": "budget",
    "dossier.bijlagen": "bijlagen",
    "dossier.delen": "delen",
    "persoonsgegevens": "casussen",
    "noodtoegang": "casussen",
    "import": "importeren",
    "overleg": "overleg",
    "overlegdag": "overleg",
    "overlegdag.uitdelen": "overleg_bundels",
    "overlegdag.verslag": "overleg_verslag",
    "overlegverzoek": "overleg",
    "vergadering": "overleg_houden",
    "delen": "delen",
    "verzoek": "delen",
    "delingsverzoek": "delen",
    "samenvatting": "delen",
    "gedeeld": "delen",
    "brief": "delen",
    "adresboek": "adresboek",
    "planvergelijking": "plan",
    "toolbox": "toolbox",
    "tafelbord": "tafels",
    "doorgeleiden": "tafels",
    "groepen": "netwerk",
    "groep": "netwerk",
    "werklijst": "werklijst",
    "internafdruk": "tijdlijn",
    "budgetoverzicht": "budget",
    "oordeelbundel": "oordelen",
    "toezichtbundel": "oordelen",
    "toezicht": "privacyofficer",
    "toezichtverzoek": "oordelen",
    "toezichtregister": "privacyofficer",
    "toezichtaudit": "privacyofficer",
    "toezichtdossier": "privacyofficer",
    "wie_wist_wat": "audit",
    "audit": "audit",
    "spoed": "spoed",
    "rechten": "rechten",
    "rechtenverzoek": "rechten",
    "registers": "spoed",
    "bewaren": "bewaren",
    "beeld": "beeld",
    "programma": "programma",
    "monitoring": "monitoring",
    "logboek": "logboek",
    "beheer": "beheer",
}
"""Which page of the manual goes with which screen, or tab of a screen (``screen.tab``)."""
_VERWIJZING = re.compile(r"\]\(([a-z]+\.md)\)")


def anker_van(kop: str) -> str:
    """How a link names a heading: small letters, hyphens for spaces, no other signs."""
    return re.sub(r"[^\w\- ]", "", kop.strip().lower()).replace(" ", "-")


class Bladzijde(QTextBrowser):
    """Shows one page; links to other pages work, nothing is ever fetched from a network."""

    def __init__(self, wortel: Path) -> None:
        super().__init__()
        self.setSearchPaths([str(wortel)])
        self.setOpenExternalLinks(False)
        self.setOpenLinks(False)

    def naar_kop(self, anker: str) -> None:
        """Scroll to the heading that a link means with ``#anker``; Qt gives headings of Markdown no anchors."""
        blok = self.document().begin()
        while blok.isValid():
            if blok.blockFormat().headingLevel() and anker_van(blok.text()) == anker:
                self.setTextCursor(QTextCursor(blok))
                boven = self.document().documentLayout().blockBoundingRect(blok).top()
                self.verticalScrollBar().setValue(round(boven))
                return
            blok = blok.next()

    def loadResource(self, soort: int, adres: QUrl | str, /) -> object:
        """Qt: pictures of the manual only."""
        plek = QUrl(adres)
        return super().loadResource(soort, plek) if plek.isRelative() or plek.isLocalFile() else None


class Handleiding(QWidget):
    """A window of its own, so that it can stay open beside the work."""

    def __init__(self, sneltoetsen: Sequence[tuple[str, str]], ouder: QWidget) -> None:
        super().__init__(ouder, Qt.WindowType.Window)
        self.setProperty("soort", "pagina")
        self.setWindowTitle(self.tr("Hulp bij PMG Desk"))
        self._sneltoetsen = sneltoetsen
        self._wortel = resources_map() / "handleiding"
        self._bladen = _op_volgorde(self._wortel)
        self.inhoud = QListWidget()
        self.inhoud.setAccessibleName(self.tr("Onderwerpen"))
        self.inhoud.setWordWrap(True)
        self.inhoud.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.inhoud.addItem(self.tr("Sneltoetsen"))
        self.inhoud.addItems([_titel(blad) for blad in self._bladen])
        self.blad = Bladzijde(self._wortel)
        self.blad.setAccessibleName(self.tr("Uitleg"))
        self.blad.anchorClicked.connect(self._volg)
        rij = QHBoxLayout()
        rij.addWidget(self.inhoud, 1)
        rij.addWidget(self.blad, 3)
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(18, 14, 18, 14)
        kolom.addWidget(Tekst(self.tr("Hulp bij PMG Desk"), "kop-2"))
        kolom.addLayout(rij, 1)
        kolom.addWidget(Knop(self.tr("Sluiten"), actie=self.close), 0, Qt.AlignmentFlag.AlignRight)
        self.inhoud.currentRowChanged.connect(self._toon)
        self.inhoud.setCurrentRow(0)
        self.resize(min(1000, ouder.width()), min(700, ouder.height()))
        thema.huidig().gewijzigd.connect(self._opnieuw)

    def zet_sneltoetsen(self, sneltoetsen: Sequence[tuple[str, str]]) -> None:
        """Other keys hold now: those of another screen."""
        self._sneltoetsen = sneltoetsen
        self._opnieuw()

    def kies(self, scherm: str) -> None:
        """Show the page about this screen (its ``hulp``), else of the screen a tab is in; the first without either."""
        naam = BLADEN.get(scherm) or BLADEN.get(scherm.partition(".")[0], "start")
        plek = next((nr for nr, blad in enumerate(self._bladen, start=1) if blad.stem == naam), 0)
        self.inhoud.setCurrentRow(plek)

    def keyPressEvent(self, toets: QKeyEvent, /) -> None:
        """Qt: Escape closes."""
        if toets.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(toets)

    def _opnieuw(self) -> None:
        self._toon(self.inhoud.currentRow())

    def _toon(self, plek: int) -> None:
        if plek == 0:
            regels = "\n".join(f"| {wat} | {toets} |" for wat, toets in self._sneltoetsen)
            kop = self.tr("Sneltoetsen")
            self.blad.setMarkdown(f"# {kop}\n\n| {self.tr('Wat')} | {self.tr('Toetsen')} |\n|---|---|\n{regels}\n")
        elif 0 < plek <= len(self._bladen):
            self.blad.setMarkdown(self._bladen[plek - 1].read_text(encoding="utf-8"))

    def _volg(self, adres: QUrl) -> None:
        for plek, blad in enumerate(self._bladen, start=1):
            if blad.name == adres.fileName():
                self.inhoud.setCurrentRow(plek)
        if adres.scheme() in ("", "file") and adres.hasFragment():
            self.blad.naar_kop(adres.fragment())
        elif adres.scheme() in ("http", "https"):
            QGuiApplication.clipboard().setText(adres.toString())
            self.blad.setToolTip(self.tr("Het adres staat op het klembord."))


def _op_volgorde(wortel: Path) -> list[Path]:
    """The contents first, then the pages as it lists them; one it forgets comes last."""
    inhoud = wortel / "index.md"
    genoemd = [wortel / naam for naam in _VERWIJZING.findall(inhoud.read_text(encoding="utf-8"))]
    alle = [inhoud, *genoemd, *sorted(wortel.glob("*.md"))]
    return list(dict.fromkeys(alle))


def _titel(blad: Path) -> str:
    with blad.open(encoding="utf-8") as regels:
        for regel in regels:
            if regel.startswith("# "):
                return regel[2:].strip()
    return blad.stem
