"""What partners read in a number, beside it: the list, and the form to add to it. For more than one screen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.kwartaal import Kwartaal
from pmg_desk.domain.rollen import Recht
from pmg_desk.services.duiding import GEEN_NAMEN, DuidingInvoer, DuidingInzicht, add_duiding, withdraw_duiding
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.dialoog import bevestig
from pmg_desk.ui.widgets.formulier import Formulier
from pmg_desk.ui.widgets.inbeeld import Aanwijzer, zet_ding
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.tekstvelden import LangeTekstVeld, TekstVeld


def leesbaar(duidingen: Sequence[DuidingInzicht]) -> int:
    """How many there are to be read: one that was withdrawn is not."""
    return sum(not een.is_ingetrokken for een in duidingen)


class Duidinglijst(QWidget):
    """Each on a card, the latest first; who keeps the programme can withdraw one.

    What was just written gets the focus, never the button that takes it away; after that what is left of it does.
    """

    def __init__(self, scherm: Scherm, aanwijzer: Aanwijzer, duidingen: Sequence[DuidingInzicht]) -> None:
        super().__init__()
        self._scherm, self._aanwijzer = scherm, aanwijzer
        mag = scherm.omgeving.werkplek.gebruiker.mag(Recht.PROGRAMMA_BIJHOUDEN)
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 8, 0, 0)
        kolom.setSpacing(10)
        kolom.addWidget(Tekst(self.tr("Wat partners erin lezen"), "kop-3"))
        if not duidingen:
            kolom.addWidget(Tekst(self.tr("Hier komt wat partners samen in dit getal lezen."), "zacht"))
        for een in duidingen:
            kop = self.tr("Ingetrokken, over het {}") if een.is_ingetrokken else self.tr("{} over het {}")
            kop = kop.format(*([] if een.is_ingetrokken else [een.wie]), een.kwartaal.label)
            kaart = Kaart(kop)
            kaart.inhoud.addWidget(self._lezing(kop, een))
            if mag and not een.is_ingetrokken:
                knop = Knop(self.tr("Intrekken"), "koppeling", "undo-2", actie=partial(self._vraag_weg, een.id))
                knop.setAccessibleName(self.tr("Duiding intrekken: {}").format(f"{een.wie}, {een.kwartaal.label}"))
                kaart.inhoud.addWidget(knop, 0, Qt.AlignmentFlag.AlignLeft)
            kolom.addWidget(kaart)

    def _lezing(self, kop: str, een: DuidingInzicht) -> QWidget:
        vak = QWidget()
        zet_ding(vak, een.id)
        vak.setAccessibleName(kop)
        vak.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # it gets the focus once, when it was just written
        kolom = QVBoxLayout(vak)
        kolom.setContentsMargins(0, 0, 0, 0)
        weg = self.tr("De tekst is weg, ook uit een bestand dat iemand opnieuw maakt.")
        kolom.addWidget(Tekst(weg if een.is_ingetrokken else een.tekst, kiesbaar=True))
        dag = toon_datum(lokale_dag(een.op))
        kolom.addWidget(Tekst(self.tr("Opgeschreven door {} op {}").format(een.door, dag), "klein"))
        return vak

    def _vraag_weg(self, duiding_id: UUID) -> None:
        bevestig(
            self._scherm,
            self.tr("Deze duiding intrekken?"),
            self.tr(
                "Doe dit als er iemand in te herkennen is, of als er iets in staat dat er niet hoort. De tekst gaat "
                "voorgoed weg, en ook welke partners het waren. Wie dit opschreef en wanneer, blijft staan. Wie een "
                "bestand opnieuw maakt waar dit in stond, krijgt het zonder deze tekst. Wat al is gedeeld, haalt het "
                "programma niet terug. Denkt u er anders over? Voeg dan een nieuwe duiding toe."
            ),
            self.tr("Duiding intrekken"),
            partial(_trek_in, self._scherm, self._aanwijzer, duiding_id),
        )


def _trek_in(scherm: Scherm, aanwijzer: Aanwijzer, duiding_id: UUID) -> None:
    taak = partial(withdraw_duiding, scherm.omgeving.werkplek, duiding_id)
    scherm.omgeving.werker.doe(taak, partial(_ingetrokken, scherm, aanwijzer, duiding_id), scherm.toon_fout, scherm)


def _ingetrokken(scherm: Scherm, aanwijzer: Aanwijzer, duiding_id: UUID, _niets: object) -> None:
    scherm.meld(scherm.tr("De duiding is ingetrokken."))
    aanwijzer.wijs_aan(duiding_id)


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
                hulp=scherm.tr("Wat u opslaat, verandert niet meer. Een nieuwe lezing komt ernaast."),
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
