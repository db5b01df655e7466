"""What tables decided and how it stands: lines with the keys to mark each, and the card of a dossier with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.datums import Richting, toon_datum
from pmg_desk.services import overlegbesluiten
from pmg_desk.services.overlegbesluiten import BesluitInzicht
from pmg_desk.storage.models import BesluitStand
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.chip import Chip
from pmg_desk.ui.widgets.datumvelden import DatumVeld
from pmg_desk.ui.widgets.formulier import Formulier, Veld
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.scherm import over_van
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.tekstvelden import TekstVeld
from pmg_desk.ui.widgets.uitspraakkaart import maak_leeg
from pmg_desk.ui.widgets.vloei import Vloeibalk

_KLEUR = {BesluitStand.OPEN: "gevraagd", BesluitStand.UITGEVOERD: "klaar", BesluitStand.VERVALLEN: "vervallen"}


class Besluitregels(QWidget):
    """One besluit below the other: words, where and when, how it stands, and what can be said of it."""

    def __init__(self, omgeving: Omgeving) -> None:
        super().__init__()
        self._omgeving = omgeving
        self._over = ""
        self.rijen = QVBoxLayout(self)
        self.rijen.setContentsMargins(0, 0, 0, 0)
        self.rijen.setSpacing(6)

    def zet(
        self, besluiten: Sequence[BesluitInzicht], *, wijzigen: bool, met_tafel: bool = True, over: str = ""
    ) -> None:
        """Show these; buttons only when ``wijzigen``. ``over``: whose they are, where the screen does not say it."""
        maak_leeg(self.rijen)
        self._over = over
        for besluit in besluiten:
            if besluit.tekst is not None:
                self._voeg_toe(besluit, besluit.tekst.tekst, wijzigen=wijzigen, met_tafel=met_tafel)

    def _voeg_toe(self, besluit: BesluitInzicht, woorden: str, *, wijzigen: bool, met_tafel: bool) -> None:
        self.rijen.addWidget(Tekst(woorden, kiesbaar=True))
        if besluit.reden is not None:
            waarom = self.tr("Vervallen, omdat: {}").format(besluit.reden.tekst)
            self.rijen.addWidget(Tekst(waarom, "zacht", kiesbaar=True))
        balk = Vloeibalk()
        balk.voeg_toe(Chip(chip.status(_KLEUR[besluit.stand], besluit.stand_label)))
        if met_tafel:
            balk.voeg_toe(Tekst(f"{besluit.tafel_label}, {toon_datum(besluit.genomen_op)}", "zacht", omslaan=False))
        if besluit.afgedaan_op is not None:
            balk.voeg_toe(Tekst(self.tr("sinds {}").format(toon_datum(besluit.afgedaan_op)), "zacht", omslaan=False))
        for knop in self._knoppen(besluit) if wijzigen else ():
            knop.setAccessibleName(f"{knop.text()}: {woorden}")
            balk.voeg_toe(knop)
        self.rijen.addWidget(balk)

    def _knoppen(self, besluit: BesluitInzicht) -> tuple[Knop, ...]:
        if not besluit.open:
            return (Knop(self.tr("Weer openen"), "koppeling", "undo-2", actie=partial(self.heropen, besluit)),)
        uitgevoerd, vervalt = BesluitStand.UITGEVOERD, BesluitStand.VERVALLEN
        return (
            Knop(self.tr("Is uitgevoerd"), "koppeling", "check", actie=partial(self.vraag, besluit, uitgevoerd)),
            Knop(self.tr("Besluit vervalt"), "koppeling", actie=partial(self.vraag, besluit, vervalt)),
        )

    def vraag(self, besluit: BesluitInzicht, stand: BesluitStand) -> None:
        """Ask since when, and of one that no longer holds why."""
        vraag_besluitstand(self, self._omgeving, besluit, stand, over=self._over)

    def heropen(self, besluit: BesluitInzicht) -> None:
        """It still has to be done after all."""
        taak = partial(
            overlegbesluiten.set_besluitstand,
            self._omgeving.werkplek,
            besluit.id,
            BesluitStand.OPEN,
            versie=besluit.versie,
        )
        self._omgeving.werker.doe(taak, self._heropend, self._omgeving.toon_fout, self)

    def _heropend(self, _versie: int) -> None:
        self._omgeving.meld(self.tr("Het besluit staat weer open."))


def vraag_besluitstand(
    ouder: QWidget,
    omgeving: Omgeving,
    besluit: BesluitInzicht,
    stand: BesluitStand,
    bewaard: Callable[[tuple[date, int]], object] | None = None,
    *,
    over: str = "",
) -> None:
    """Ask since when a besluit is done or no longer holds, and then why; its words stand above that.

    ``bewaard`` gets the day and the version; ``over``: whose it is, where the screen does not say it.
    """
    vervalt = stand is BesluitStand.VERVALLEN
    vandaag = omgeving.vandaag
    velden: list[Veld] = [
        DatumVeld(
            "op",
            _tr("Op welke dag?"),
            vandaag,
            richting=Richting.VERLEDEN,
            verplicht=True,
            vroegst=lambda: besluit.genomen_op,
            laatst=vandaag,
        )
    ]
    if vervalt:
        velden.insert(0, TekstVeld("reden", _tr("Waarom vervalt het?"), verplicht=True, hoogstens=300))
    formulier = Formulier(velden, knop=_tr("Vastleggen"), annuleren=_tr("Terug"))
    formulier.zet({"op": besluit.afgedaan_op or vandaag()})
    werkplek = omgeving.werkplek

    def bewaar(waarden: dict[str, Any]) -> tuple[date, int]:
        versie = overlegbesluiten.set_besluitstand(
            werkplek,
            besluit.id,
            stand,
            versie=besluit.versie,
            op=waarden["op"],
            reden=waarden.get("reden") or "",
        )
        return waarden["op"], versie

    dialoog = Bewaardialoog(
        ouder,
        omgeving,
        _tr("Besluit vervalt") if vervalt else _tr("Besluit is uitgevoerd"),
        formulier,
        bewaar,
        gelukt=_tr("Het besluit is vervallen.") if vervalt else _tr("Het besluit is uitgevoerd."),
        concept=f"besluit_{stand.value}",
        object_id=besluit.id,
        over="\n".join(deel for deel in (over or over_van(ouder), _woorden(besluit)) if deel),
    )
    if bewaard is not None:
        dialoog.bewaard.connect(bewaard)
    dialoog.toon()


def _woorden(besluit: BesluitInzicht) -> str:
    return "" if besluit.tekst is None else _tr("Besluit: {}").format(besluit.tekst.tekst)


def _tr(tekst: str) -> str:
    return QCoreApplication.translate("Besluitregels", tekst)


class Besluitkaart(Kaart):
    """What was decided about this casus and not yet done; the rest when one asks. Not there before the first."""

    def __init__(self, omgeving: Omgeving) -> None:
        super().__init__(self.tr("Besluiten van overleggen"))
        self._wijzigen = False
        self._afgedaan: tuple[BesluitInzicht, ...] = ()
        self.geen = Tekst(self.tr("Alles wat is besloten, is afgedaan."), "zacht")
        self.open = Besluitregels(omgeving)
        self.knop = Knop("", "koppeling", actie=self.toon_afgedaan)
        self.afgedaan = Besluitregels(omgeving)
        for deel in (self.geen, self.open, self.knop, self.afgedaan):
            self.inhoud.addWidget(deel)
        self.afgedaan.setVisible(False)
        self.setVisible(False)

    def zet(self, besluiten: Sequence[BesluitInzicht], *, wijzigen: bool) -> None:
        """Show these, as ``list_besluiten`` gives them."""
        self._wijzigen = wijzigen
        te_lezen = [besluit for besluit in besluiten if besluit.tekst is not None]
        open_ = [besluit for besluit in te_lezen if besluit.open]
        self._afgedaan = tuple(besluit for besluit in te_lezen if not besluit.open)
        self.setVisible(bool(te_lezen))
        self.geen.setVisible(not open_)
        self.open.zet(open_, wijzigen=wijzigen)
        self._schik()

    def toon_afgedaan(self) -> None:
        """Show what was done or no longer holds, or fold it away."""
        self.afgedaan.setVisible(not self.afgedaan.isVisibleTo(self))
        self._schik()

    def _schik(self) -> None:
        uit = self.afgedaan.isVisibleTo(self) and bool(self._afgedaan)
        self.afgedaan.setVisible(uit)
        self.afgedaan.zet(self._afgedaan if uit else (), wijzigen=self._wijzigen)
        self.knop.setVisible(bool(self._afgedaan))
        tonen, verbergen = self.tr("Afgedane besluiten tonen"), self.tr("Afgedane besluiten verbergen")
        self.knop.zet_tekst(verbergen if uit else tonen)
