"""The base of every screen: a heading with its actions, a banner, the page, and the detail at the right."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QSplitter, QVBoxLayout, QWidget

from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.rollen import Kluissoort
from pmg_desk.ui import thema
from pmg_desk.ui.omgeving import Omgeving, Wijzigingen
from pmg_desk.ui.widgets.focusbuurt import Focusbuurt
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.melding import Melding
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.vloei import Vloei
from pmg_desk.ui.widgets.zijpaneel import Zijpaneel

_LIJST_MINSTENS = 430
_DETAIL_MINSTENS = 340
_KOP_MINSTENS = 260
_LAAG_ONDER = 500  # pixels at 100 % text, of the window: 720 pixels at 150 % and more
_HOOG_LAAG = 160  # the same, where the window is low
_HOOG_MINSTENS = 260  # below this the screen as a whole scrolls rather than its parts


class Scherm(QWidget):
    """Subclass per screen; build the page in ``__init__`` (after ``super().__init__``) into ``self.inhoud``.

    ``rollen`` empty: for everyone. ``kluizen``: in which kinds of vault; that of a team unless said otherwise.
    ``soorten``: the kinds of change (``"casus"``) for which ``ververs`` is called; a screen that is not in sight gets
    them together when it comes in sight. ``in_navigatie=False`` for a screen that is reached from another (a dossier);
    ``onder`` is the ``sleutel`` that is then marked. ``opdrachten`` are commands for the search field: words, and the
    parameters with which this screen is shown.
    """

    sleutel: ClassVar[str] = ""
    titel: ClassVar[str] = ""
    icoon: ClassVar[str] = "circle-question-mark"
    rollen: ClassVar[frozenset[str]] = frozenset()
    kluizen: ClassVar[frozenset[Kluissoort]] = frozenset({Kluissoort.TEAM})
    sneltoets: ClassVar[str] = ""
    in_navigatie: ClassVar[bool] = True
    onder: ClassVar[str] = ""
    soorten: ClassVar[frozenset[str]] = frozenset()
    opdrachten: ClassVar[tuple[tuple[str, dict[str, Any]], ...]] = ()

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.omgeving = omgeving
        self.setObjectName(f"scherm-{self.sleutel}")
        self.setAccessibleName(self.titel)
        self._tegoed: set[tuple[str, UUID | None]] = set()

        self.over_wie = ""
        self._kop = Tekst(self.titel, "kop-1")
        self._ondertitel = Tekst("", "zacht")
        self._ondertitel.setVisible(False)
        koppen = QVBoxLayout()
        koppen.setSpacing(2)
        koppen.addWidget(self._kop)
        koppen.addWidget(self._ondertitel)
        self._koprij = Koprij(koppen)
        self.melding = Melding()

        self.pagina = QWidget()
        self.inhoud = QVBoxLayout(self.pagina)
        self.inhoud.setContentsMargins(0, 0, 0, 0)
        self.inhoud.setSpacing(12)
        self.zijpaneel = Zijpaneel()
        self.zijpaneel.gesloten.connect(self.sluit_detail)
        self._splitser = QSplitter(Qt.Orientation.Horizontal)
        self._splitser.setChildrenCollapsible(False)
        self._splitser.setHandleWidth(14)
        self._splitser.addWidget(self.pagina)
        self._splitser.addWidget(self.zijpaneel)
        self._splitser.setStretchFactor(0, 1)
        self._splitser.splitterMoved.connect(self._onthoud)

        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(22, 16, 22, 16)
        kolom.setSpacing(12)
        kolom.addWidget(self._koprij)
        kolom.addWidget(self.melding)
        kolom.addWidget(self._splitser, 1)
        self._focusbuurt = Focusbuurt(self)
        omgeving.gewijzigd.connect(self._bij_wijziging)
        omgeving.melding.connect(self._bij_melding)
        omgeving.thema.gewijzigd.connect(self._schik)

    # what a screen overrides

    def toon(self, **params: Any) -> None:
        """The user came here, with these parameters: load what is to be shown."""

    @property
    def hulp(self) -> str:
        """Which page of the manual goes with what is in sight: a key of ``widgets.handleiding.BLADEN``."""
        return self.sleutel

    @property
    def slot_minuten(self) -> int:
        """After how many minutes of rest the vault may lock because of what runs on this screen; 0: as ever."""
        return 0

    @classmethod
    def plek(cls, params: dict[str, Any]) -> str:  # noqa: ARG003 - a screen that is reached from several uses it
        """The ``sleutel`` of the screen whose place in the navigation is marked while this one is shown."""
        return cls.sleutel

    def ververs(self, wijzigingen: Wijzigingen) -> None:
        """Something this screen shows was changed: load it again."""

    def verlaten(self) -> None:
        """The user goes on to another screen; not called before a lock or close, which come back here."""

    def bewaar_concepten(self) -> None:
        """The vault is about to lock or close: hand over what was typed, unsaved (``Formulier.bewaar_concept``)."""

    # what a screen uses

    def zet_titel(self, titel: str, ondertitel: str = "") -> None:
        """Change the heading. It is not the window's title, which never holds a name."""
        self._kop.setText(titel)
        self._ondertitel.setText(ondertitel)
        self._ondertitel.setVisible(bool(ondertitel))

    @property
    def sneltoetsen(self) -> list[tuple[str, str]]:
        """What the keys of this screen do, for the help page."""
        return []

    def zet_over(self, over: str) -> None:
        """Whose dossier, group or signal is in sight: each form over this screen says so (``over_van``)."""
        self.over_wie = over

    def voeg_kopdeel(self, deel: QWidget) -> None:
        """Put a choice that is about the whole screen in the heading."""
        self._koprij.acties.addWidget(deel)

    def voeg_actie(self, knop: Knop) -> Knop:
        """Put a button in the heading; the primary one last."""
        self._koprij.acties.addWidget(knop)
        return knop

    def toon_detail(self, titel: str, widget: QWidget, onder: tuple[QWidget, ...] = ()) -> None:
        """Show ``widget`` at the right; in a narrow window it takes the place of the list until it is closed."""
        was_dicht = self.zijpaneel.isHidden()
        self.zijpaneel.toon(titel, widget, onder)
        if was_dicht:
            breedte = self.omgeving.instellingen.getal(f"scherm.{self.sleutel}.detail", 38)
            self._splitser.setSizes([100 - breedte, breedte])
        self._schik()

    @property
    def detail_past(self) -> bool:
        """Whether a detail stands beside the list; where not, moving through the list should not open one."""
        px = self.omgeving.thema.px
        return self.width() >= px(_LIJST_MINSTENS) + px(_DETAIL_MINSTENS) + 60

    @property
    def is_laag(self) -> bool:
        """Whether the window is low for the text size: leave out what can be asked for, and scroll in one place."""
        return self.window().height() < self.omgeving.thema.px(_LAAG_ONDER)

    @property
    def focus_is_vrij(self) -> bool:
        """Whether the screen may put the focus where the work is: it stays where it is in navigation and search.

        For use in ``toon``. Qt leaves the focus with a screen that went, or gives it to whatever is next; a place in
        this one counts as chosen by nobody.
        """
        gefocust: QWidget | None = self.window().focusWidget()
        if gefocust is None or gefocust is self or not gefocust.isVisible():
            return True
        return gefocust.isAncestorOf(self) or self.isAncestorOf(gefocust)

    def sluit_detail(self) -> None:
        """Take the detail away."""
        self.zijpaneel.sluit()
        self._schik()

    def meld(self, tekst: str, ernst: str = "goed") -> None:
        """Say in the window that something is done."""
        self.omgeving.meld(tekst, ernst)

    def toon_fout(self, fout: Fout) -> None:
        """Show a failure in the banner of this screen."""
        self.melding.zet_fout(fout)

    # Qt

    def showEvent(self, gebeurtenis: QShowEvent, /) -> None:
        """Qt: came in sight; take in what changed meanwhile."""
        super().showEvent(gebeurtenis)
        if self._tegoed:
            wijzigingen = frozenset(self._tegoed)
            self._tegoed.clear()
            self.ververs(wijzigingen)

    def hideEvent(self, gebeurtenis: QHideEvent, /) -> None:
        """Qt: out of sight; a banner is of its moment."""
        super().hideEvent(gebeurtenis)
        self.melding.verberg()

    def resizeEvent(self, gebeurtenis: QResizeEvent, /) -> None:
        """Qt: list and detail beside each other only where both fit."""
        super().resizeEvent(gebeurtenis)
        self._schik()

    def _schik(self) -> None:
        past = self.detail_past
        self.zijpaneel.setMinimumWidth(self.omgeving.thema.px(_DETAIL_MINSTENS) if past else 0)
        self.zijpaneel.setMinimumHeight(self.omgeving.thema.px(_HOOG_LAAG if self.is_laag else _HOOG_MINSTENS))
        self.pagina.setVisible(past or self.zijpaneel.isHidden())

    def _onthoud(self) -> None:
        links, rechts = self._splitser.sizes()
        if links and rechts:
            self.omgeving.instellingen.zet(f"scherm.{self.sleutel}.detail", round(100 * rechts / (links + rechts)))

    def _bij_melding(self, ernst: str, _tekst: str) -> None:
        if ernst == "goed" and self.melding.ernst == "fout":
            self.melding.verberg()  # it is about what did not go well before

    def _bij_wijziging(self, wijzigingen: Wijzigingen) -> None:
        raak = {wijziging for wijziging in wijzigingen if wijziging[0] in self.soorten}
        if not raak:
            return
        if self.isVisible():
            self.ververs(frozenset(raak))
        else:
            self._tegoed |= raak


class Koprij(QWidget):
    """A heading with buttons beside it where they fit and under it where they do not."""

    def __init__(self, koppen: QVBoxLayout) -> None:
        super().__init__()
        titels, knoppen = QWidget(), QWidget()
        koppen.setContentsMargins(0, 0, 0, 0)
        titels.setLayout(koppen)
        self.acties = Vloei(knoppen, rechts=True)
        self._rij = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rij.setContentsMargins(0, 0, 0, 0)
        self._rij.setSpacing(8)
        self._rij.addWidget(titels, 1)
        self._rij.addWidget(knoppen, 0)

    def resizeEvent(self, gebeurtenis: QResizeEvent, /) -> None:
        """Qt: beside or under."""
        super().resizeEvent(gebeurtenis)
        naast = self.width() >= self.acties.sizeHint().width() + thema.huidig().px(_KOP_MINSTENS)
        richting = QBoxLayout.Direction.LeftToRight if naast else QBoxLayout.Direction.TopToBottom
        if self._rij.direction() is not richting:
            self._rij.setDirection(richting)


def over_van(deel: QWidget) -> str:
    """What the screen around this part says it is about; empty where it is about nobody."""
    boven: QWidget | None = deel
    while boven is not None and not isinstance(boven, Scherm):
        boven = boven.parentWidget()
    return "" if boven is None else boven.over_wie
