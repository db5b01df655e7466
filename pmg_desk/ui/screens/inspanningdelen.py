"""One effort of the programme: its quarters with what was planned and done, and the form to write it down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_OID, uuid5

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.kwartaal import Kwartaal
from pmg_desk.domain.registerblad import bron_in_woorden
from pmg_desk.services.duiding import GEEN_NAMEN
from pmg_desk.services.programma import (
    STAND_LABELS,
    EerdereStand,
    InspanningInvoer,
    InspanningInzicht,
    Kwartaalstand,
    save_inspanning,
)
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import Inspanningstand
from pmg_desk.ui.screens.duidingdelen import Duidinglijst
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.chip import Chip, Chipwaarde, Kleur
from pmg_desk.ui.widgets.formulier import Formulier
from pmg_desk.ui.widgets.inbeeld import zet_ding
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.tekstvelden import LangeTekstVeld

if TYPE_CHECKING:
    from pmg_desk.ui.screens.programma import ProgrammaScherm

_KLEUREN: dict[Inspanningstand, Kleur] = {
    Inspanningstand.NIET_BEGONNEN: "grijs",
    Inspanningstand.LOOPT: "blauw",
    Inspanningstand.VERTRAAGD: "geel",
    Inspanningstand.GEREED: "groen",
    Inspanningstand.GESTOPT: "rood",
}


def standchip(kwartaal: Kwartaal, stand: Kwartaalstand | None) -> Chipwaarde:
    """How it goes in a quarter; a dash where nothing was written."""
    if stand is None:
        return Chipwaarde(f"Q{kwartaal.nr} –")
    return Chipwaarde(f"Q{kwartaal.nr} {STAND_LABELS[stand.stand].lower()}", _KLEUREN[stand.stand])


class Inspanningdetail(QWidget):
    """The four quarters of the year that is looked at, the latest first."""

    def __init__(self, scherm: ProgrammaScherm, een: InspanningInzicht) -> None:
        super().__init__()
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(10)
        for kwartaal in reversed(scherm.kwartalen):
            kolom.addWidget(self._kwartaal(scherm, een, kwartaal))
        if een.stappen:
            kolom.addWidget(Tekst(self.tr("Wat het programma noemt"), "kop-3"))
            for stap in een.stappen:
                kolom.addWidget(Tekst(f"– {stap}"))
        for regel in (
            self.tr("Hoort ook bij: {}.").format("; ".join(een.ook_bij)) if een.ook_bij else "",
            self.tr("Bron: {}.").format(bron_in_woorden(een.bron)) if een.bron else "",
        ):
            if regel:
                kolom.addWidget(Tekst(regel, "klein"))
        kolom.addWidget(Duidinglijst(scherm, scherm.aanwijzer, een.duidingen))

    def _kwartaal(self, scherm: ProgrammaScherm, een: InspanningInzicht, kwartaal: Kwartaal) -> Kaart:
        stand = een.in_kwartaal(kwartaal)
        kaart = Kaart(kwartaal.label)
        if scherm.mag_schrijven and een.sleutel in scherm.omgeving.werkplek.profiel.inspanningen:
            woord = self.tr("Invullen") if stand is None else self.tr("Bijwerken")
            knop = Knop(woord, "koppeling", "pencil", actie=partial(scherm.schrijf, een.sleutel, kwartaal))
            knop.setAccessibleName(f"{woord}: {kwartaal.label}")
            kaart.voeg_actie(knop)
        if stand is None:
            kaart.inhoud.addWidget(Tekst(self.tr("Nog niets geschreven."), "zacht"))
            return kaart
        zet_ding(kaart, stand.id)
        self._toon(kaart.inhoud, stand)
        if stand.eerder:
            kaart.inhoud.addWidget(Eerder(stand.eerder, self._toon))
        return kaart

    def _toon(self, kolom: QVBoxLayout, stand: Kwartaalstand | EerdereStand) -> None:
        rij = QHBoxLayout()
        rij.addWidget(Chip(Chipwaarde(STAND_LABELS[stand.stand], _KLEUREN[stand.stand])))
        rij.addStretch(1)
        kolom.addLayout(rij)
        for woord, tekst in ((self.tr("Gepland"), stand.gepland), (self.tr("Gedaan"), stand.gedaan)):
            if tekst:
                kolom.addWidget(Tekst(woord, "label"))
                kolom.addWidget(Tekst(tekst, kiesbaar=True))
        dag = toon_datum(lokale_dag(stand.op))
        kolom.addWidget(Tekst(self.tr("Opgeschreven door {} op {}").format(stand.door, dag), "klein"))


class Eerder(QWidget):
    """What was written of a quarter before, folded away: the latest first, each as it stood."""

    def __init__(
        self, standen: Sequence[EerdereStand], toon: Callable[[QVBoxLayout, Kwartaalstand | EerdereStand], None]
    ) -> None:
        super().__init__()
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(6)
        self._woord = self.tr("Eerdere versies ({})").format(len(standen))
        self.knop = Knop(self._woord, "koppeling", "history", actie=self.wissel)
        kolom.addWidget(self.knop, 0, Qt.AlignmentFlag.AlignLeft)
        self._vak = QWidget()
        kolom.addWidget(self._vak)
        binnen = QVBoxLayout(self._vak)
        binnen.setContentsMargins(12, 0, 0, 0)
        binnen.setSpacing(8)
        for stand in standen:
            toon(binnen, stand)
        self._vouw(dicht=True)

    def wissel(self) -> None:
        """Unfold, or fold again."""
        self._vouw(dicht=not self._vak.isHidden())

    def _vouw(self, *, dicht: bool) -> None:
        self._vak.setVisible(not dicht)
        toestand = self.tr("ingeklapt") if dicht else self.tr("uitgeklapt")
        self.knop.setAccessibleName(f"{self._woord}, {toestand}")


def vraag_stand(scherm: ProgrammaScherm, een: InspanningInzicht, kwartaal: Kwartaal) -> None:
    """Ask how an effort goes in a quarter."""
    stand = een.in_kwartaal(kwartaal)
    formulier = Formulier(
        [
            KeuzeVeld(
                "stand",
                scherm.tr("Hoe staat het ervoor"),
                [Keuze(waarde, label) for waarde, label in STAND_LABELS.items()],
                verplicht=True,
            ),
            LangeTekstVeld("gepland", scherm.tr("Wat is er gepland"), hulp=GEEN_NAMEN),
            LangeTekstVeld(
                "gedaan",
                scherm.tr("Wat is er gedaan"),
                hulp=scherm.tr("Pas in te vullen als het kwartaal is begonnen. Wat er stond, blijft te zien."),
            ),
        ],
        knop=scherm.tr("Voortgang opslaan"),
    )
    begin = Inspanningstand.NIET_BEGONNEN if kwartaal > scherm.nu else None
    formulier.zet(
        {"stand": begin} if stand is None else {"stand": stand.stand, "gepland": stand.gepland, "gedaan": stand.gedaan}
    )
    dialoog = Bewaardialoog(
        scherm,
        scherm.omgeving,
        scherm.tr("Voortgang in het {}").format(kwartaal.label),
        formulier,
        partial(_bewaar, scherm.omgeving.werkplek, een.sleutel, str(kwartaal), None if stand is None else stand.versie),
        gelukt=scherm.tr("De voortgang is opgeslagen."),
        concept="inspanning",
        object_id=uuid5(NAMESPACE_OID, f"{een.sleutel}|{kwartaal}"),
        over=een.label,
    )
    dialoog.bewaard.connect(scherm.aanwijzer.wijs_aan)
    dialoog.toon()


def _bewaar(werkplek: Werkplek, inspanning: str, kwartaal: str, versie: int | None, waarden: dict[str, Any]) -> object:
    return save_inspanning(werkplek, InspanningInvoer(inspanning, kwartaal, **waarden), versie)
