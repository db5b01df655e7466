"""The tab Leefwerelden of a dossier: what is known at school, at home, on the street and online; nothing is copied."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.services import casussen, leefwerelden
from pmg_desk.services.casussen import CasusStatus
from pmg_desk.services.leefwerelden import Leefwereld
from pmg_desk.services.uitspraken import UitspraakInzicht
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.formulier import Formulier, Keuze, MeerKeuzeVeld
from pmg_desk.ui.widgets.invoerdialoog import Invoerdialoog
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.kaartraster import Kaartraster
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.leeg import LegeStaat
from pmg_desk.ui.widgets.tabblad import Tabblad
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.uitspraakkaart import UitspraakTekst, maak_leeg

_PER_KEER = 10


@dataclass(frozen=True, slots=True)
class _Stand:
    casus_id: UUID
    werelden: tuple[Leefwereld, ...]
    plekken: dict[UUID, tuple[str, ...]]
    wijzigen: bool


def _lees(werkplek: Werkplek, casus_id: UUID) -> _Stand:
    kop = casussen.toon_kop(werkplek, casus_id)
    return _Stand(
        casus_id,
        leefwerelden.toon_leefwerelden(werkplek, casus_id),
        leefwerelden.list_plekken(werkplek, casus_id),
        kop.mag_wijzigen and kop.status is CasusStatus.OPEN,
    )


class LeefwereldenTab(Tabblad):
    """A card per leefwereld; what was given no place stands in a card of its own at the end."""

    sleutel, titel, icoon = "leefwerelden", "Leefwerelden", "house"
    soorten = frozenset({"uitspraak", "factor", "leefwereld", "casus"})

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self.kaarten: dict[str, Leefwereldkaart] = {}
        self._meest: dict[str, int] = {}
        self._stand: _Stand | None = None
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(12)
        uitleg = self.tr(
            "Hier staat wat er bekend is, bij de plek waar het speelt. Een tekst kan op meer plekken horen."
        )
        self._uitleg = Tekst(uitleg, "zacht")
        kolom.addWidget(self._uitleg)
        self._leeg = LegeStaat(
            self.tr("Nog niets bekend"),
            self.tr("Schrijf eerst een signaal, feit, risico of bescherming op. Geef het daarna hier een plek."),
            icoon="house",
            knoptekst=self.tr("Naar signalen en feiten"),
            actie=self._naar_signalen,
        )
        kolom.addWidget(self._leeg)
        self._vak = QVBoxLayout()
        kolom.addLayout(self._vak)
        kolom.addStretch(1)
        self._uitleg.setVisible(False)
        self._leeg.setVisible(False)

    def toon(self, casus_id: UUID) -> None:
        """Show this casus."""
        super().toon(casus_id)
        self.omgeving.werker.doe(partial(_lees, self.omgeving.werkplek, casus_id), self._zet, eigenaar=self)

    def _zet(self, stand: _Stand) -> None:
        if stand.casus_id == self.casus_id:
            self._stand = stand
            self._vul()

    def _vul(self) -> None:
        stand = self._stand
        assert stand is not None
        iets = any(wereld.uitspraken for wereld in stand.werelden)
        self._leeg.setVisible(not iets)
        self._uitleg.setVisible(iets)
        maak_leeg(self._vak)
        self.kaarten = {
            wereld.sleutel: Leefwereldkaart(self, wereld, self._meest.get(wereld.sleutel, _PER_KEER), stand.wijzigen)
            for wereld in stand.werelden
            if iets and (wereld.sleutel or wereld.uitspraken)
        }
        alle = list(self.kaarten.values())
        if alle:
            helft = (len(alle) + 1) // 2
            self._vak.addWidget(Kaartraster(alle[:helft], alle[helft:]))

    def meer(self, sleutel: str) -> None:
        """Show more of one leefwereld."""
        self._meest[sleutel] = self._meest.get(sleutel, _PER_KEER) + _PER_KEER
        self._vul()

    def _naar_signalen(self) -> None:
        self.omgeving.navigeer("dossier", casus_id=self.casus_id, tab="signalen")

    def plaats(self, uitspraak: UitspraakInzicht) -> None:
        """Choose the leefwerelden of a statement."""
        assert self._stand is not None
        toon_plaatsformulier(self, uitspraak, self._stand.plekken.get(uitspraak.id, ()))


class Leefwereldkaart(Kaart):
    """One leefwereld and what is known there, newest first."""

    def __init__(self, tab: LeefwereldenTab, wereld: Leefwereld, meest: int, wijzigen: bool) -> None:
        super().__init__()
        self.wereld = wereld
        self.zet_titel(f"{wereld.label} ({len(wereld.uitspraken)})")
        if not wereld.uitspraken:
            self.inhoud.addWidget(Tekst(self.tr("Nog niets bekend op deze plek."), "zacht"))
        paren = tuple(zip(wereld.wat, wereld.uitspraken, strict=True))
        for wat, uitspraak in paren[:meest]:
            self.inhoud.addWidget(Tekst(wat, "label"))
            self.inhoud.addWidget(UitspraakTekst(uitspraak, aard=True))
            if wijzigen:
                knop = Knop(self.tr("Plek kiezen"), "koppeling", "map-pin", actie=partial(tab.plaats, uitspraak))
                knop.setAccessibleName(f"{knop.text()}: {wat}, {uitspraak.tekst[:60]}")
                self.inhoud.addWidget(knop)
        if len(paren) > meest:
            self.meerknop = Knop(self.tr("Meer tonen"), actie=partial(tab.meer, wereld.sleutel))
            self.meerknop.setAccessibleName(self.tr("Meer tonen van {}").format(wereld.label))
            self.inhoud.addWidget(self.meerknop)


def toon_plaatsformulier(tab: Tabblad, uitspraak: UitspraakInzicht, nu: tuple[str, ...]) -> None:
    """The window in which one ticks the leefwerelden of a statement."""
    werkplek = tab.omgeving.werkplek
    bekend = werkplek.profiel.leefwerelden
    keuzes = [Keuze(sleutel, begrip.label) for sleutel, begrip in bekend.items()]
    keuzes += [Keuze(sleutel, sleutel) for sleutel in nu if sleutel not in bekend]

    def taak(waarden: dict[str, Any]) -> None:
        leefwerelden.place_uitspraak(werkplek, uitspraak.id, waarden["leefwerelden"])

    Invoerdialoog(
        tab,
        tab.omgeving,
        tab.tr("Bij welke leefwereld hoort dit"),
        Formulier(
            [MeerKeuzeVeld("leefwerelden", tab.tr("Leefwerelden"), keuzes, hulp=uitspraak.tekst)],
            knop=tab.tr("Leefwereld opslaan"),
        ),
        taak,
        gemeld=tab.tr("De plek is opgeslagen."),
        concept=("leefwereld", uitspraak.id),
        begin={"leefwerelden": nu},
    ).toon()
