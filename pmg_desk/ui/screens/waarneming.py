"""Naming who covers during leave, and ending it: for the casusregisseur, and for the beheerder when somebody is ill."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.fouten import Fout
from pmg_desk.services import waarnemen
from pmg_desk.services.waarnemen import NiemandKijkt, Regisseurkeuze, WaarnemingInzicht
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.datumvelden import DatumVeld
from pmg_desk.ui.widgets.formulier import Formulier, Formulierdialoog, Keuze, KeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.tekst import Tekst


def _lees(werkplek: Werkplek) -> tuple[tuple[Regisseurkeuze, ...], tuple[WaarnemingInzicht, ...]]:
    return waarnemen.list_regisseurs(werkplek), waarnemen.list_waarnemingen(werkplek)


class WaarnemingDialoog(Formulierdialoog):
    """What runs and what is to come on top, with a button to end it; under it the form for a new one.

    Days on which nobody would watch are told first; the button then says that it is saved all the same.
    ``afwezige`` is whose leave it is: None for the user, else an id and a name (for the beheerder).
    """

    def __init__(self, ouder: QWidget, omgeving: Omgeving, afwezige: tuple[UUID, str] | None = None) -> None:
        self._omgeving, self._afwezige = omgeving, afwezige
        self.waarnemer = KeuzeVeld("waarnemer", ouder.tr("Wie neemt waar"), [], verplicht=True)
        formulier = Formulier(
            [
                self.waarnemer,
                DatumVeld("van", ouder.tr("Eerste dag"), omgeving.vandaag, verplicht=True, vroegst=omgeving.vandaag),
                DatumVeld("tot", ouder.tr("Laatste dag"), omgeving.vandaag, verplicht=True, vroegst=omgeving.vandaag),
            ],
            knop=ouder.tr("Waarneming opslaan"),
        )
        titel = ouder.tr("Waarneming regelen")
        super().__init__(
            ouder, titel if afwezige is None else ouder.tr("Waarneming voor {}").format(afwezige[1]), formulier
        )
        uitleg = self.tr(
            "Wie waarneemt, ziet en wijzigt in die dagen alle casussen van de ander. Daarna houdt het vanzelf op. Een"
            " casus aan een andere kluis geven, langer bewaren of vernietigen kan alleen de casusregisseur zelf."
        )
        self._lopend = QVBoxLayout()
        self._lopend.setSpacing(8)
        self._gekoppeld = False
        self._verteld: dict[str, Any] | None = None
        self.inhoud.insertWidget(0, Tekst(uitleg))
        self.inhoud.insertLayout(1, self._lopend)
        formulier.bewaren.connect(self._bewaar)
        formulier.gewijzigd.connect(self._anders)
        self._laad()

    def _laad(self) -> None:
        self._omgeving.werker.doe(partial(_lees, self._omgeving.werkplek), self._zet, eigenaar=self)

    def _zet(self, gelezen: tuple[tuple[Regisseurkeuze, ...], tuple[WaarnemingInzicht, ...]]) -> None:
        regisseurs, waarnemingen = gelezen
        wie = self._omgeving.werkplek.gebruiker.id if self._afwezige is None else self._afwezige[0]
        self.waarnemer.zet_keuzes([Keuze(r.id, r.naam) for r in regisseurs if r.id != wie])
        if not self._gekoppeld:
            self._gekoppeld = True
            self.formulier.koppel_concept(self._omgeving.concepten, "waarneming", wie)
        while self._lopend.count():
            deel = self._lopend.takeAt(0)
            widget = None if deel is None else deel.widget()
            if widget is not None:
                widget.setVisible(False)
                widget.deleteLater()
        for rij in waarnemingen:
            if wie == rij.afwezige_id or (self._afwezige is None and rij.door_mij):
                self._lopend.addWidget(_Rij(self, rij, kan_weg=wie == rij.afwezige_id))
        self._groei()

    def beeindig(self, rij: WaarnemingInzicht) -> None:
        """End it now."""
        taak = partial(waarnemen.end_waarneming, self._omgeving.werkplek, rij.id)
        self._omgeving.werker.doe(taak, self._beeindigd, self.formulier.toon_fouten, self)

    def _beeindigd(self, _niets: None) -> None:
        self._omgeving.meld(self.tr("De waarneming is beëindigd."))
        self._laad()

    def _zet_knop(self, tekst: str) -> None:
        for knop in (self.knop, self.formulier.knop):
            knop.zet_tekst(tekst)

    def _anders(self) -> None:
        """Other days or somebody else: what was told does not hold for them."""
        if self._verteld is not None:
            self._verteld = None
            self.formulier.melding.verberg()
            self._zet_knop(self.tr("Waarneming opslaan"))

    def _mislukt(self, waarden: dict[str, Any], fout: Fout) -> None:
        self.formulier.toon_fouten(fout)
        if isinstance(fout, NiemandKijkt):
            self._verteld = waarden
            self._zet_knop(self.tr("Toch opslaan"))
            self._groei()

    def _bewaar(self, waarden: dict[str, Any]) -> None:
        self.formulier.zet_bezig(True)
        taak = partial(
            waarnemen.name_waarneming,
            self._omgeving.werkplek,
            waarden["waarnemer"],
            waarden["van"],
            waarden["tot"],
            afwezige_id=None if self._afwezige is None else self._afwezige[0],
            toch=self._verteld == waarden,
        )
        self._omgeving.werker.doe(taak, self._bewaard, partial(self._mislukt, waarden), self)

    def _bewaard(self, _id: UUID) -> None:
        self.formulier.opgeslagen()
        self.accept()
        self._omgeving.meld(self.tr("De waarneming is opgeslagen."))


class _Rij(QWidget):
    """One cover in a sentence, and the button that ends it."""

    def __init__(self, dialoog: WaarnemingDialoog, rij: WaarnemingInzicht, *, kan_weg: bool) -> None:
        super().__init__()
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(2)
        kolom.addWidget(Tekst(f"{rij.zin()}."))
        if kan_weg:
            self._dialoog, self._waarneming = dialoog, rij
            self.knop = Knop(dialoog.tr("Waarneming beëindigen"), "koppeling", "x", actie=self._beeindig)
            kolom.addWidget(self.knop)

    def _beeindig(self) -> None:
        self._dialoog.beeindig(self._waarneming)
