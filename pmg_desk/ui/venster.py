"""The main window: navigation at the left, search at the top, the screen in the middle, messages and progress below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QProgressBar,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pmg_desk.domain.fouten import GeenToegang
from pmg_desk.domain.rollen import Kluissoort
from pmg_desk.ui import iconen
from pmg_desk.ui.omgeving import Omgeving, Wijzigingen
from pmg_desk.ui.terugroep import zwak
from pmg_desk.ui.thema import SCHALEN, Modus
from pmg_desk.ui.wekker import wekker
from pmg_desk.ui.widgets.aankondiging import kondig_aan
from pmg_desk.ui.widgets.dialoog import meld_storing
from pmg_desk.ui.widgets.focusbuurt import neemt_focus
from pmg_desk.ui.widgets.handleiding import Handleiding
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.melding import Melding
from pmg_desk.ui.widgets.navigatie import Navigatie
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.voortgang import Voortgangsstrook
from pmg_desk.ui.widgets.zichtruimte import zichtruimte
from pmg_desk.ui.widgets.zoekbalk import Opdracht, Zoekbalk, Zoekfunctie, Zoektreffer

_NAAM = "PMG Desk"
_SMAL_ONDER = 1000  # pixels at 100 % text: below this the navigation shows icons only
_GESCHIEDENIS = 50
_STATUS_MS = 15_000
"""How long a message stands in the status line: long enough to read, and to look for it again."""


def mag_zien(scherm: type[Scherm], rol: str, kluissoort: Kluissoort = Kluissoort.TEAM) -> bool:
    """Whether a role gets this screen in its navigation; what it may do there the services decide."""
    past = not scherm.rollen or rol in {str(soort) for soort in scherm.rollen}
    return past and kluissoort in scherm.kluizen


class Hoofdvenster(QMainWindow):
    """One opened vault. The composition root closes it at ``vergrendelen`` and shows the log-in again."""

    vergrendelen = Signal()
    gesloten = Signal()

    def __init__(
        self,
        omgeving: Omgeving,
        schermen: Sequence[type[Scherm]],
        *,
        zoek: Zoekfunctie | None = None,
        zoek_bezonken: Callable[[int], object] | None = None,
        opdrachten: Sequence[Opdracht] = (),
    ) -> None:
        super().__init__()
        self.setObjectName("hoofdvenster")
        self.setWindowTitle(_NAAM)
        self.omgeving = omgeving
        soort = omgeving.kluissoort
        self._soorten = {scherm.sleutel: scherm for scherm in schermen if mag_zien(scherm, omgeving.rol, soort)}
        self._alle = {scherm.sleutel for scherm in schermen}
        self._schermen: dict[str, Scherm] = {}
        self._verouderd: set[str] = set()  # made with words and choices of an earlier profile
        omgeving.gewijzigd.connect(self._ander_profiel)
        self._terug: list[tuple[str, dict[str, Any]]] = []
        self._nu: tuple[str, dict[str, Any]] | None = None
        self._handleiding: Handleiding | None = None
        self._sneltoetsen: list[tuple[str, str]] = []
        self._naar_scherm: list[QAction] = []
        in_navigatie = [scherm for scherm in self._soorten.values() if scherm.in_navigatie]
        self.navigatie = Navigatie(in_navigatie)
        zoekt = soort is Kluissoort.TEAM  # in an own installation there is no dossier: the field finds commands
        self.zoekbalk = Zoekbalk(omgeving.werker, zoek if zoekt else None, zoek_bezonken if zoekt else None)
        self._bouw()
        self._bouw_menu(in_navigatie)
        self.zoekbalk.opdrachten = [*self._eigen_opdrachten(), *opdrachten]
        self._verbind()
        breedte, hoogte = [*omgeving.instellingen.getallen("venster.maat"), 0, 0][:2]
        maat = QSize(max(640, breedte) if breedte else 1280, max(480, hoogte) if hoogte else 800)
        self.resize(maat.boundedTo(zichtruimte(self).size()))
        if omgeving.instellingen.vlag("venster.groot", False):
            self.setWindowState(Qt.WindowState.WindowMaximized)
        if in_navigatie:
            self.navigeer(in_navigatie[0].sleutel)

    # building

    def _bouw(self) -> None:
        self.stapel = QStackedWidget()
        self.melding = Melding()
        self.voortgang = Voortgangsstrook()
        self._wie = Tekst(self._wie_tekst(), "zacht", omslaan=False)
        self.slotknop = Knop(self.tr("Vergrendelen"), "icoon", "lock", actie=self.vergrendelen.emit)
        kop = QFrame()
        kop.setProperty("soort", "kop")
        rij = QHBoxLayout(kop)
        rij.setContentsMargins(22, 9, 16, 9)
        rij.setSpacing(14)
        rij.addWidget(self.zoekbalk, 3)
        rij.addStretch(1)
        rij.addWidget(self._wie)
        rij.addWidget(self.slotknop)
        midden = QWidget()
        midden.setProperty("soort", "pagina")
        kolom = QVBoxLayout(midden)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(0)
        kolom.addWidget(kop)
        self.staande_melding = self._staande_melding()
        kolom.addWidget(self.staande_melding)
        kolom.addWidget(self.melding)
        kolom.addWidget(self.stapel, 1)
        kolom.addWidget(self.voortgang)
        geheel = QWidget()
        onder = QVBoxLayout(geheel)
        onder.setContentsMargins(0, 0, 0, 0)
        onder.setSpacing(0)
        naast = QHBoxLayout()
        naast.setSpacing(0)
        naast.addWidget(self.navigatie)
        naast.addWidget(midden, 1)
        onder.addLayout(naast, 1)
        onder.addWidget(self._bouw_statusregel())
        self.setCentralWidget(geheel)

    def _staande_melding(self) -> Melding:
        """What must be in sight as long as this vault is: a backup, or a place that was allowed against advice."""
        balk = Melding(sluitbaar=False)
        werkplek = self.omgeving.werkplek
        kluis = getattr(werkplek, "kluis", None)
        if kluis is not None and werkplek.alleen_lezen:
            balk.zet(
                "waarschuwing",
                self.tr("Reservekopie van {}: alleen lezen.").format(_kopiedag(kluis.pad.name)),
                actietekst=self.tr("Reservekopie sluiten"),
                actie=self.vergrendelen.emit,
            )
        elif kluis is not None and kluis.plek:
            balk.zet("waarschuwing", kluis.plek)
        return balk

    def _bouw_statusregel(self) -> QFrame:
        """A long message takes more lines: a QStatusBar would have made the window wider than the screen."""
        regel = QFrame()
        regel.setProperty("soort", "statusregel")
        rij = QHBoxLayout(regel)
        rij.setContentsMargins(16, 3, 16, 3)
        self._statusteken = QLabel()
        self.status = Tekst("")
        self.status.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._uitgelezen = wekker(self, _STATUS_MS, self._wis_status)
        self.bezig = QProgressBar()
        self.bezig.setAccessibleName(self.tr("Bezig"))
        self.bezig.setRange(0, 0)
        self.bezig.setFixedWidth(120)
        self.bezig.setVisible(False)
        rij.addWidget(self._statusteken)
        rij.addWidget(self.status, 1)
        rij.addWidget(self.bezig)
        return regel

    def _bouw_menu(self, in_navigatie: Sequence[type[Scherm]]) -> None:
        balk = self.menuBar()
        bestand = balk.addMenu(self.tr("&Bestand"))
        self._actie(bestand, self.tr("Kluis vergrendelen"), self.vergrendelen.emit, "Ctrl+L", "lock")
        bestand.addSeparator()
        self._actie(bestand, self.tr("Afsluiten"), self.close, "Ctrl+Q", "log-out")
        ga = balk.addMenu(self.tr("&Ga naar"))
        self._actie(ga, self.tr("Zoeken"), self.zoekbalk.begin, "Ctrl+K", "search")
        self._actie(ga, self.tr("Vorige scherm"), self.ga_terug, "Alt+Left", "arrow-left")
        self._actie(ga, self.tr("Naar het volgende deel van het venster"), self.volgend_deel, "F6")
        ga.addSeparator()
        for nummer, scherm in enumerate(in_navigatie, start=1):
            toets = scherm.sneltoets or (f"Alt+{nummer}" if nummer < 10 else "")
            self._naar_scherm.append(
                self._actie(ga, scherm.titel, partial(self.navigeer, scherm.sleutel), toets, scherm.icoon)
            )
        beeld = balk.addMenu(self.tr("B&eeld"))
        self._bouw_beeld(beeld)
        hulp = balk.addMenu(self.tr("&Help"))
        self._actie(hulp, self.tr("Handleiding en sneltoetsen"), self.toon_hulp, "F1", "circle-question-mark")

    def _bouw_beeld(self, menu: QMenu) -> None:
        woorden = {
            Modus.LICHT: self.tr("Licht"),
            Modus.DONKER: self.tr("Donker"),
            Modus.SYSTEEM: self.tr("Zoals het systeem"),
        }
        self._modi = QActionGroup(self)
        for modus, woord in woorden.items():
            actie = self._actie(menu, self.tr("Thema: {}").format(woord), partial(self.omgeving.zet_thema, modus.value))
            actie.setCheckable(True)
            actie.setData(modus.value)
            self._modi.addAction(actie)
        menu.addSeparator()
        self._actie(menu, self.tr("Tekst groter"), partial(self.stap_tekst, 1), "Ctrl++")
        self._actie(menu, self.tr("Tekst kleiner"), partial(self.stap_tekst, -1), "Ctrl+-")
        self._actie(menu, self.tr("Tekst gewoon"), partial(self.omgeving.zet_thema, "", 100), "Ctrl+0")
        grootte = menu.addMenu(self.tr("Tekstgrootte"))
        self._schalen = QActionGroup(self)
        for schaal in SCHALEN:
            tekst = self.tr("Tekst {} %").format(schaal)
            actie = self._actie(grootte, tekst, partial(self.omgeving.zet_thema, "", schaal))
            actie.setCheckable(True)
            actie.setData(schaal)
            self._schalen.addAction(actie)

    def _actie(self, menu: QMenu, tekst: str, doe: Callable[[], object], toets: str = "", icoon: str = "") -> QAction:
        actie = QAction(tekst, self)
        roep = zwak(doe)
        actie.triggered.connect(lambda: roep())  # noqa: PLW0108 - triggered hands over a boolean
        if toets:
            actie.setShortcut(QKeySequence(toets))
            self._sneltoetsen.append((tekst, QKeySequence(toets).toString(QKeySequence.SequenceFormat.NativeText)))
        if icoon:
            iconen.volg(actie, icoon)
        menu.addAction(actie)
        return actie

    def _eigen_opdrachten(self) -> list[Opdracht]:
        eigen = [
            Opdracht(woorden, partial(zwak(self.navigeer), sleutel, **params), soort.icoon)
            for sleutel, soort in self._soorten.items()
            for woorden, params in soort.opdrachten
        ]
        for menu in self.menuBar().findChildren(QMenu):
            for actie in menu.actions():
                if actie.text() and actie.menu() is None:
                    tekst = actie.text().replace("&", "")
                    if actie in self._naar_scherm:
                        tekst = self.tr("Ga naar {}").format(tekst)
                    eigen.append(Opdracht(tekst, actie.trigger, toets=actie.shortcut().toString()))
        return eigen

    def _verbind(self) -> None:
        omgeving = self.omgeving
        self.navigatie.gekozen.connect(self.navigeer)
        self.zoekbalk.gekozen.connect(self._open_treffer)
        omgeving.navigatie.connect(self._navigeer_met)
        omgeving.melding.connect(self._toon_melding)
        omgeving.melding_voorbij.connect(self._wis_status)
        omgeving.storing_gemeld.connect(self._toon_storing)
        omgeving.werker.bezig_gewijzigd.connect(self.bezig.setVisible)
        omgeving.werker.lange_taak.connect(self.voortgang.volg)
        omgeving.thema.gewijzigd.connect(self._thema_gewijzigd)
        self._thema_gewijzigd()

    # navigation

    @property
    def scherm(self) -> Scherm | None:
        """The screen in sight."""
        return None if self._nu is None else self._schermen[self._nu[0]]

    @property
    def slot_minuten(self) -> int:
        """The longest that a screen asks for while nobody touches anything; 0 where none asks."""
        return max((scherm.slot_minuten for scherm in self._schermen.values()), default=0)

    @property
    def sneltoetsen(self) -> list[tuple[str, str]]:
        """What the shortcuts do, for the help page: those of the screen in sight first."""
        eigen = [] if self.scherm is None else self.scherm.sneltoetsen
        return [*eigen, *self._sneltoetsen]

    def navigeer(self, sleutel: str, **params: Any) -> None:
        """Show a screen. A role that may not see it gets a message; an unknown ``sleutel`` raises KeyError."""
        if sleutel not in self._alle:
            raise KeyError(sleutel)
        if sleutel not in self._soorten:
            self.omgeving.toon_fout(GeenToegang())
            return
        if self._nu is not None and self._nu != (sleutel, params):
            self._terug = [*self._terug[-_GESCHIEDENIS:], self._nu]
        self._toon(sleutel, params)

    def ga_terug(self) -> None:
        """Show the screen before this one."""
        if self._terug:
            self._toon(*self._terug.pop())

    def _navigeer_met(self, sleutel: str, params: dict[str, Any]) -> None:
        self.navigeer(sleutel, **params)

    def _toon(self, sleutel: str, params: dict[str, Any]) -> None:
        if self.scherm is not None and self.scherm.sleutel != sleutel:
            self.scherm.verlaten()
        self._nu = (sleutel, params)
        soort = self._soorten[sleutel]
        self._doe_weg(sleutel)
        eerste_keer = sleutel not in self._schermen
        if eerste_keer:
            self._schermen[sleutel] = soort(self.omgeving)
            self.stapel.addWidget(_Blad(self._schermen[sleutel]))
        scherm = self._schermen[sleutel]
        self.melding.verberg()
        self.stapel.setCurrentIndex(list(self._schermen).index(sleutel))
        plek = soort.plek(params)
        self.navigatie.markeer(self._soorten[plek].onder or plek)
        # The class's words, never those of the screen: a window title never holds a name.
        self.setWindowTitle(f"{soort.titel} – {_NAAM}")
        kondig_aan(self, soort.titel)
        na_wissel: QWidget | None = self.focusWidget()
        scherm.toon(**params)
        # The next key is for the screen that was asked for. It may have put the focus where it wants it, and one that
        # comes back has it where it was.
        elders = na_wissel is None or eerste_keer or not scherm.isAncestorOf(na_wissel)
        if elders and self.focusWidget() is na_wissel and not (self._focus_in(scherm.pagina) or self._focus_in(scherm)):
            scherm.setFocus(Qt.FocusReason.ShortcutFocusReason)  # nothing to be pressed there before it was read

    def _ander_profiel(self, wijzigingen: Wijzigingen) -> None:
        """Screens take their words and choices when they are made: all but the one in sight are made anew."""
        if any(soort == "profiel" for soort, _ in wijzigingen):
            hier = "" if self._nu is None else self._nu[0]
            self._verouderd |= set(self._schermen) - {hier}

    def _doe_weg(self, sleutel: str) -> None:
        if sleutel in self._verouderd:
            self._verouderd.discard(sleutel)
            plek = list(self._schermen).index(sleutel)
            self._schermen.pop(sleutel).bewaar_concepten()
            blad = self.stapel.widget(plek)
            assert blad is not None
            self.stapel.removeWidget(blad)
            blad.deleteLater()

    def _open_treffer(self, treffer: Zoektreffer) -> None:
        if treffer.sleutel:
            self.navigeer(treffer.sleutel, **treffer.params)

    def volgend_deel(self) -> None:
        """F6: from the navigation to the search field, to the screen, and round."""
        delen: list[QWidget] = [self.navigatie, self.zoekbalk, self.stapel]
        gefocust: QWidget | None = self.focusWidget()
        nu = self.stapel if gefocust is None else gefocust
        plek = next((nr for nr, deel in enumerate(delen) if deel is nu or deel.isAncestorOf(nu)), 2)
        doel = delen[(plek + 1) % len(delen)]
        if doel is self.zoekbalk:
            self.zoekbalk.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self._focus_in(doel)

    @staticmethod
    def _focus_in(doel: QWidget) -> bool:
        eerste = next((kind for kind in doel.findChildren(QWidget) if neemt_focus(kind)), None)
        if eerste is None:
            return False
        eerste.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    # messages

    def _toon_melding(self, ernst: str, tekst: str) -> None:
        if ernst in ("waarschuwing", "fout"):
            self.melding.zet(ernst, tekst)
            return
        if ernst == "goed" and self.melding.ernst == "fout":
            self.melding.verberg()  # it is about what did not go well before
        self.status.setText(tekst)
        self._uitgelezen.start()
        naam = "circle-check" if ernst == "goed" else "info"
        self._statusteken.setPixmap(iconen.beeld(naam, ernst, 18, self.devicePixelRatioF()))
        kondig_aan(self, tekst)

    def _wis_status(self) -> None:
        self.status.setText("")
        self._statusteken.clear()

    def _toon_storing(self, referentie: str) -> None:
        meld_storing(self, referentie)

    # theme

    def stap_tekst(self, richting: int) -> None:
        """Text one step larger or smaller."""
        nu = min(range(len(SCHALEN)), key=lambda plek: abs(SCHALEN[plek] - self.omgeving.thema.schaal))
        self.omgeving.zet_thema("", SCHALEN[min(len(SCHALEN) - 1, max(0, nu + richting))])

    def _thema_gewijzigd(self) -> None:
        for groep, waarde in (
            (self._modi, self.omgeving.thema.modus.value),
            (self._schalen, self.omgeving.thema.schaal),
        ):
            for actie in groep.actions():
                actie.setChecked(actie.data() == waarde)
        self._schik()

    def _schik(self) -> None:
        schaal = self.omgeving.thema.schaal / 100
        self.navigatie.zet_smal(self.width() / schaal < _SMAL_ONDER)
        self._wie.setVisible(self.width() / schaal >= _SMAL_ONDER)

    def _wie_tekst(self) -> str:
        werkplek = self.omgeving.werkplek
        if werkplek is None:
            return ""
        eigen = self.tr(" · eigen installatie") if self.omgeving.kluissoort is Kluissoort.TOEZICHT else ""
        return f"{werkplek.gebruiker.naam} · {werkplek.gebruiker.rol.label}{eigen}"

    def toon_hulp(self) -> None:
        """F1."""
        if self._handleiding is None:
            self._handleiding = Handleiding(self.sneltoetsen, self)
        scherm = self.scherm
        self._handleiding.zet_sneltoetsen(self.sneltoetsen)
        self._handleiding.kies("" if scherm is None else scherm.hulp)
        self._handleiding.show()
        self._handleiding.raise_()
        self._handleiding.activateWindow()

    # Qt

    def bewaar_concepten(self) -> None:
        """Have every screen hand over what was typed and not saved: before a lock, before closing."""
        for scherm in self._schermen.values():
            scherm.bewaar_concepten()

    def resizeEvent(self, gebeurtenis: QResizeEvent, /) -> None:
        """Qt: narrow or wide."""
        super().resizeEvent(gebeurtenis)
        self._schik()

    def closeEvent(self, gebeurtenis: QCloseEvent, /) -> None:
        """Qt: never asks "discard changes?": drafts are kept."""
        self.bewaar_concepten()
        groot = self.isMaximized()
        self.omgeving.instellingen.zet("venster.groot", groot)
        if not groot:
            self.omgeving.instellingen.zet("venster.maat", [self.width(), self.height()])
        if self._handleiding is not None:
            self._handleiding.close()
        super().closeEvent(gebeurtenis)
        self.gesloten.emit()


class _Blad(QScrollArea):
    """A screen in the window. It scrolls as a whole only when even its smallest size does not fit (200 % text)."""

    def __init__(self, scherm: Scherm) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.setWidget(scherm)
        scherm.setAutoFillBackground(False)


def _kopiedag(naam: str) -> str:
    """``2026-11-23-093000`` as a person writes it."""
    jaar, maand, dag, uur = naam.split("-")[:4]
    return f"{int(dag)}-{maand}-{jaar} {uur[:2]}:{uur[2:4]}"
