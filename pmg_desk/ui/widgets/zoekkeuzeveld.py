"""Fields in which one finds something by typing a few letters: one out of many, or a text that may be a known one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from pmg_desk.domain.namen import vouw
from pmg_desk.domain.rangschikking import rangschik
from pmg_desk.ui.wekker import wekker
from pmg_desk.ui.werker import DatabaseWerker
from pmg_desk.ui.widgets.aankondiging import kondig_aan
from pmg_desk.ui.widgets.inbeeld import breng_in_beeld
from pmg_desk.ui.widgets.keuzevelden import Keuze
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.suggesties import Suggestieregel, Suggesties
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.tekstvelden import TekstVeld
from pmg_desk.ui.widgets.veld import Ruw, Veld

_ONTDENDER = 150
_RUST_MS = 60
"""Until a page on which a sentence came has its layout."""
_MEESTE = 50

Zoeker = Callable[[str], Sequence[Keuze]]


def _passend(getypt: str, keuzes: Sequence[Keuze]) -> list[Keuze]:
    return rangschik(getypt, keuzes, lambda keuze: (keuze.label, keuze.erbij))[:_MEESTE]


class ZoekKeuzeVeld(Veld):
    """One out of many, found by typing a few letters. ``zoek`` runs on the database thread; or give ``keuzes``.

    The value is None until something of the list was chosen, or typed in full where only one is called so; other words
    are an error, not a loss. Names stand before functions and organisations with the same letters. Down in an empty
    line shows all ``keuzes``; Enter and Tab take what is marked, and the only one that fits.
    Where nothing is found the field says so, and offers what :meth:`zet_uitweg` gave it.
    """

    def __init__(
        self,
        sleutel: str,
        label: str,
        *,
        keuzes: Sequence[Keuze] = (),
        zoek: Zoeker | None = None,
        werker: DatabaseWerker | None = None,
        verplicht: bool = False,
        hulp: str = "",
        voorbeeld: str = "",
    ) -> None:
        super().__init__(sleutel, label, verplicht=verplicht, hulp=hulp)
        self._keuzes = list(keuzes)
        self._zoek, self._werker = zoek, werker
        self._gekozen: Keuze | None = None
        self._aanbod: list[Keuze] = []
        self._ronde = 0
        self._wacht = self._beslist = False  # for the database; Enter or Tab came before the answer
        self.regel = Suggestieregel(self.tr("Mogelijkheden voor {}").format(label), self._beslis)
        self.regel.setPlaceholderText(voorbeeld or self.tr("Typ een paar letters"))
        self.suggesties.gekozen.connect(self._kies)
        self.suggesties.gevraagd.connect(self._toon_alle)
        self.suggesties.verlaten.connect(self._verlaten)
        self.regel.textEdited.connect(self._getypt)
        self.regel.textChanged.connect(self._leeggemaakt)
        self._vertraging = wekker(self, _ONTDENDER, self._vraag)
        self._kijk = wekker(self, _RUST_MS, self._breng_in_beeld)
        self._niets = Tekst("", "klein")
        self._niets.setVisible(False)
        self.uitweg: Knop | None = None
        self.plaats(self.regel)
        self._kolom.insertWidget(2, self._niets)

    @property
    def suggesties(self) -> Suggesties:
        """What is offered under the line."""
        return self.regel.suggesties

    def zet_keuzes(self, keuzes: Sequence[Keuze]) -> None:
        """Replace the fixed choices."""
        self._keuzes = list(keuzes)

    def zet_uitweg(self, tekst: str, actie: Callable[[], object]) -> None:
        """Offer this, such as adding what is not there, where nothing is found."""
        self.uitweg = Knop(tekst, "koppeling", "plus", actie=actie)
        self.uitweg.setVisible(False)
        self._kolom.insertWidget(3, self.uitweg, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def niets_gevonden(self) -> str:
        """What the field says where nothing is found; empty when it says nothing."""
        return self._niets.text()

    def _zeg_niets(self, niets: bool) -> None:
        self._niets.setText(self.tr("Niets gevonden. Probeer andere letters.") if niets else "")
        self._niets.setVisible(niets)
        if self.uitweg is not None:
            self.uitweg.setVisible(niets)
        if niets:
            self._kijk.start()
        kondig_aan(self.regel, self._niets.text())

    def _breng_in_beeld(self) -> None:
        """With what is said and offered under the line, once that has its place."""
        if self.regel.hasFocus():
            breng_in_beeld(self)

    def waarde(self) -> Any:
        """The chosen value, None when empty; raises ValueError for words that were not chosen from the list."""
        if self.keuze is not None:
            return self.keuze.waarde
        if not self.regel.text().strip():
            return None
        if self.niets_gevonden and self.uitweg is not None:
            zin = self.tr("‘{0}’ is niet gevonden. Typ een andere naam, maak het veld leeg, of kies ‘{1}’.")
            raise ValueError(zin.format(self.regel.text().strip(), self.uitweg.text()))
        if self.niets_gevonden:
            zin = self.tr("‘{}’ is niet gevonden. Typ iets anders, of maak het veld leeg.")
            raise ValueError(zin.format(self.regel.text().strip()))
        if self.verplicht:
            raise ValueError(self.tr("Kies een van de mogelijkheden uit de lijst."))
        raise ValueError(self.tr("Kies een van de mogelijkheden uit de lijst, of maak het veld leeg."))

    @property
    def keuze(self) -> Keuze | None:
        """What was chosen, with its words: from the list, or by typing in full what only one of them is called."""
        return self._gekozen or self._gelijke([*self._keuzes, *self._aanbod])

    def _gelijke(self, keuzes: Sequence[Keuze]) -> Keuze | None:
        getypt = vouw(self.regel.text())
        gelijk = {k.waarde: k for k in keuzes if getypt and getypt in (vouw(k.label), vouw(k.tekst))}
        return next(iter(gelijk.values())) if len(gelijk) == 1 else None

    def zet(self, waarde: Any) -> None:
        """Choose: a Keuze, a value among ``keuzes``, or None. Raises ValueError for an unknown bare value."""
        if waarde is None:
            self._gekozen = None
            self.regel.clear()
            return
        keuze = waarde if isinstance(waarde, Keuze) else self._bekend(waarde)
        self._gekozen = keuze
        self.regel.setText(keuze.tekst)
        self.regel.setCursorPosition(0)

    def _bekend(self, waarde: Any) -> Keuze:
        for keuze in self._keuzes:
            if keuze.waarde == waarde:
                return keuze
        raise ValueError("a value without its words")

    def ruw(self) -> Ruw:
        """The value as text, and the words."""
        return ["" if self._gekozen is None else str(self._gekozen.waarde), self.regel.text()]

    def zet_ruw(self, ruw: Ruw) -> None:
        """Choose again among the fixed choices; otherwise the words come back, to be chosen again."""
        if not isinstance(ruw, list) or len(ruw) != 2:
            return
        for keuze in self._keuzes:
            if ruw[0] and str(keuze.waarde) == ruw[0]:
                self.zet(keuze)
                return
        self._gekozen = None
        self.regel.setText(ruw[1])

    def _leeggemaakt(self, tekst: str) -> None:
        if not tekst or self._gekozen is not None:
            self._zeg_niets(False)
        if not tekst:
            self.suggesties.hide()
            if self._gekozen is not None:
                self._gekozen = None
                self.meld_wijziging()

    def _getypt(self) -> None:
        self._gekozen = None
        self._beslist = False
        self.meld_wijziging()
        self._ronde += 1
        self._vertraging.start()

    def _vraag(self) -> None:
        self._vertraging.stop()
        if not vouw(self.regel.text()):
            self.suggesties.hide()
        elif self._zoek is None or self._werker is None:
            self._bied_aan(self._ronde, self._keuzes)
        else:
            self._wacht = True
            klaar = partial(self._bied_aan, self._ronde)
            zoek = partial(self._zoek, self.regel.text().strip())
            self._werker.doe(zoek, klaar, None, self, onderbreekbaar=True)

    def _bied_aan(self, ronde: int, keuzes: Sequence[Keuze]) -> None:
        getypt = self.regel.text().strip()
        if ronde != self._ronde or self._gekozen is not None or not getypt:
            return
        self._wacht = False
        self._aanbod = _passend(getypt, keuzes)
        if self._zoek is not None:  # what the database found in its own way is no less found
            self._aanbod += [keuze for keuze in keuzes if keuze not in self._aanbod]
        self._zeg_niets(not self._aanbod)
        if self._beslist and len(self._aanbod) == 1:
            self._kies(0)
        elif self.regel.hasFocus():
            self.suggesties.toon([keuze.tekst for keuze in self._aanbod])
        elif self._beslist:
            self._verlaten()

    def _toon_alle(self) -> None:
        """Down: what fits what stands there, or everything where nothing does."""
        if self.regel.text().strip() and self._gekozen is None:
            self._vraag()
            return
        self._aanbod = self._keuzes[:_MEESTE]
        self.suggesties.toon([keuze.tekst for keuze in self._aanbod])

    def _beslis(self) -> bool:
        """Enter or Tab was faster than the list: the only one is taken as soon as it is known."""
        if self._gekozen is not None or not vouw(self.regel.text()) or self.keuze is not None:
            return False
        self._beslist = True
        self._vraag()
        return True

    def rond_af(self) -> None:
        """Take what is marked, or the only one that fits; what the database has to find waits for its answer."""
        self.suggesties.rond_af()

    def _verlaten(self) -> None:
        """Words that are nobody's do not stand there as if they were chosen."""
        stil = self._vertraging.isActive() or self._wacht or self.niets_gevonden
        if not stil and self.regel.text().strip() and (zin := self.bezwaar()):
            self.toon_fout(zin)

    def _kies(self, plek: int) -> None:
        self._beslist = False
        self._gekozen = self._aanbod[plek]
        self.regel.setText(self._gekozen.tekst)
        self.regel.setCursorPosition(0)
        self.meld_wijziging()


class AanvulVeld(TekstVeld):
    """A line of text that is mostly one of a few: those are offered while typing, as in :class:`ZoekKeuzeVeld`.

    Of each ``Keuze`` the value is the whole text. Anything else may stand there too, but only when that was chosen, in
    the last row of the list: until then it is refused, as often as it is asked for.
    """

    met_enter = False  # it takes what is offered

    def __init__(self, sleutel: str, label: str, *, breedte: int = 0) -> None:
        super().__init__(sleutel, label, breedte=breedte)
        self._keuzes: list[Keuze] = []
        self._aanbod: list[Keuze] = []
        self._bekend: set[str] = set()
        self._zo = ""  # the words that were chosen to stand there as they are
        self._anders = ""
        self.suggesties.gekozen.connect(self._kies)
        self.suggesties.gevraagd.connect(self._toon_alle)
        self.suggesties.verlaten.connect(self._verlaten)
        self.regel.textEdited.connect(self._getypt)
        self.regel.textChanged.connect(self._schik)
        self._anderszin = Tekst("", "klein")
        self._anderszin.setVisible(False)
        self._kolom.insertWidget(2, self._anderszin)

    def _maak_regel(self, label: str) -> QLineEdit:
        return Suggestieregel(self.tr("Mogelijkheden voor {}").format(label), self._beslis)

    @property
    def suggesties(self) -> Suggesties:
        """What is offered under the line."""
        assert isinstance(self.regel, Suggestieregel)
        return self.regel.suggesties

    def zet_aanbod(self, keuzes: Sequence[Keuze], anders: str) -> None:
        """Offer these; ``anders`` says of other words, in ``{}``, that they are none of them."""
        self._keuzes, self._anders = list(keuzes), anders

    def zet_bekend(self, tekst: str) -> None:
        """These words are right as they are too: what the field begins with."""
        self._bekend.add(vouw(tekst))

    def zet(self, waarde: Any) -> None:
        """Show a text; None is empty. What was kept before needs no word."""
        super().zet(waarde)
        self._zo = ""
        self.zet_bekend(waarde or "")
        self._schik()

    @property
    def anders_gezegd(self) -> str:
        """What the field says of words that are none of those it offers; empty when it says nothing."""
        return self._anderszin.text()

    def waarde(self) -> Any:
        """The text; raises ValueError for words that are none of those offered and were not chosen as they are."""
        tekst = super().waarde()
        if not self._keuzes or self._is_eigen(tekst) or tekst == self._zo:
            return tekst
        if _passend(tekst, self._keuzes):
            zin = self.tr("‘{}’ is niet gekozen. Kies met de pijl omlaag uit de lijst; onderaan staat: zo laten.")
        else:
            zin = self.tr("‘{}’ staat niet in de lijst. Zo laten? Pijl omlaag en Enter. Of kies iemand anders.")
        raise ValueError(zin.format(tekst))

    def _is_eigen(self, tekst: str) -> bool:
        gevouwen = vouw(tekst)
        return not gevouwen or gevouwen in self._bekend or any(vouw(str(k.waarde)) == gevouwen for k in self._keuzes)

    def _getypt(self) -> None:
        self._zo = ""
        self._bied_aan()

    def _bied_aan(self) -> None:
        tekst = self.regel.text().strip()
        self._aanbod = _passend(tekst, self._keuzes) if vouw(tekst) else []
        eigen = not self._keuzes or self._is_eigen(tekst)
        self._toon(self.tr("Zo laten: ‘{}’").format(tekst) if not eigen else "")

    def _toon_alle(self) -> None:
        """Down: what fits the words that were not chosen, or everything where nothing has to be chosen."""
        tekst = self.regel.text().strip()
        if tekst and not self._is_eigen(tekst) and tekst != self._zo:
            self._bied_aan()
            return
        self._aanbod = self._keuzes[:_MEESTE]
        self._toon("")

    def _toon(self, anders: str) -> None:
        self.suggesties.toon([str(keuze.waarde) for keuze in self._aanbod], anders=anders)

    def _beslis(self) -> bool:
        tekst = self.regel.text().strip()
        klaar = self._is_eigen(tekst) or tekst == self._zo
        passend = [] if klaar else _passend(tekst, self._keuzes)
        if len(passend) != 1:
            return False
        self._aanbod = passend
        self._kies(0)
        return True

    def rond_af(self) -> None:
        """Take what is marked, or the only one that fits."""
        self.suggesties.rond_af()

    def _verlaten(self) -> None:
        if zin := self.bezwaar():
            self.toon_fout(zin)

    def _schik(self) -> None:
        tekst = self.regel.text().strip()
        zeg = bool(tekst) and tekst == self._zo
        zin = self._anders.format(tekst) if zeg else ""
        if zin != self.anders_gezegd:
            self._anderszin.setText(zin)
            self._anderszin.setVisible(zeg)
            kondig_aan(self.regel, zin)

    def _kies(self, plek: int) -> None:
        if plek == len(self._aanbod):  # the row under them
            self._zo = self.regel.text().strip()
            self._schik()
        else:
            self._zo = ""
            self.regel.setText(str(self._aanbod[plek].waarde))
            self.regel.setCursorPosition(0)
        self.meld_wijziging()
