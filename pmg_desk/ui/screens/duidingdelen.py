"""What partners read in a number, beside it: the list, and the form to add to it. For more than one screen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.kwartaal import Kwartaal
from pmg_desk.services.duiding import GEEN_NAMEN, DuidingInvoer, DuidingInzicht, add_duiding
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.formulier import Formulier
from pmg_desk.ui.widgets.inbeeld import Aanwijzer, zet_ding
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.tekstvelden import LangeTekstVeld, TekstVeld


class Duidinglijst(QWidget):
    """Each on a card, the latest first."""

    def __init__(self, duidingen: Sequence[DuidingInzicht], ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 8, 0, 0)
        kolom.setSpacing(10)
        kolom.addWidget(Tekst(self.tr("Wat partners erin lezen"), "kop-3"))
        if not duidingen:
            kolom.addWidget(Tekst(self.tr("Hier komt wat partners samen in dit getal lezen."), "zacht"))
        for een in duidingen:
            kaart = Kaart(self.tr("{} over het {}").format(een.wie, een.kwartaal.label))
            zet_ding(kaart, een.id)
            kaart.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # it gets the focus once, when it was just written
            kaart.inhoud.addWidget(Tekst(een.tekst, kiesbaar=True))
            dag = toon_datum(lokale_dag(een.op))
            kaart.inhoud.addWidget(Tekst(self.tr("Opgeschreven door {} op {}").format(een.door, dag), "klein"))
            kolom.addWidget(kaart)


def vraag_duiding(
    scherm: Scherm, aanwijzer: Aanwijzer, onderwerp: str, over: str, kwartalen: Sequence[Kwartaal]
) -> None:
    """Ask what partners read in this subject; ``kwartalen``: those it can be about, the likeliest first.

    ``aanwijzer`` brings what was written in sight, once the screen shows it.
    """
    formulier = Formulier(
        [
            KeuzeVeld(
                "kwartaal",
                scherm.tr("Over welk kwartaal"),
                [Keuze(str(kwartaal), kwartaal.label) for kwartaal in kwartalen],
                verplicht=True,
                hulp=scherm.tr("Wat u opslaat, blijft staan. Een nieuwe lezing komt ernaast."),
            ),
            TekstVeld(
                "wie",
                scherm.tr("Welke partners"),
                verplicht=True,
                hoogstens=200,
                hulp=scherm.tr("Bijvoorbeeld: politie, OM en welzijn. Organisaties, geen namen."),
            ),
            LangeTekstVeld("tekst", scherm.tr("Wat lezen zij erin?"), verplicht=True, hulp=GEEN_NAMEN),
        ],
        knop=scherm.tr("Duiding opslaan"),
    )
    formulier.zet({"kwartaal": str(kwartalen[0])} if kwartalen else {})
    dialoog = Bewaardialoog(
        scherm,
        scherm.omgeving,
        scherm.tr("Duiding toevoegen"),
        formulier,
        partial(_bewaar, scherm.omgeving.werkplek, onderwerp),
        gelukt=scherm.tr("De duiding is opgeslagen."),
        concept="duiding",
        object_id=uuid5(NAMESPACE_OID, onderwerp),
        over=over,
    )
    dialoog.bewaard.connect(aanwijzer.wijs_aan)
    dialoog.toon()


def _bewaar(werkplek: Werkplek, onderwerp: str, waarden: dict[str, Any]) -> object:
    return add_duiding(werkplek, DuidingInvoer(onderwerp=onderwerp, **waarden))
