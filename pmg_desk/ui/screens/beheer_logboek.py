"""The logs of the vault for who looks after it: how they stand, who signed, how long they stay, starting a new one."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.services import logreeksen
from pmg_desk.services.controlepunten import ControlepuntInzicht
from pmg_desk.services.logreeksen import LogbeheerInzicht, Logtermijn, ReeksInzicht
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.widgets.dialoog import bevestig
from pmg_desk.ui.widgets.formulier import Formulier, Formulierdialoog
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.tekstvelden import GetalVeld, TekstVeld

AANLEIDINGEN = {
    "slot": "Bij uitloggen",
    "dag": "Bij het begin van een nieuwe dag",
    "besluit": "Bij een besluit of intrekking",
    "reservekopie": "Bij een reservekopie",
    "vervolg": "Slot van een logboek",
    "extern": "Bij de privacy officer elders",
    "pakket": "Bij een pakket",
}


class Logboekbeheer(QWidget):
    """Cards for term and logs, and the list of signed heads."""

    def __init__(self, scherm: Scherm) -> None:
        super().__init__()
        self.scherm, self.omgeving = scherm, scherm.omgeving
        self._inzicht: LogbeheerInzicht | None = None
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(12)
        kolom.addWidget(self._bouw_logboeken())
        kolom.addWidget(self._bouw_termijn())
        kolom.addWidget(self._bouw_punten(), 1)
        self.laad()

    def _bouw_logboeken(self) -> Kaart:
        kaart = Kaart(self.tr("Logboeken"))
        self.nieuwknop = Knop(self.tr("Nieuw logboek beginnen"), icoon="plus", actie=self.vraag_nieuw)
        kaart.voeg_actie(self.nieuwknop)
        self.stand = Tekst("", kiesbaar=True)
        kaart.inhoud.addWidget(self.stand)
        vak = QWidget()
        self._rijen = QVBoxLayout(vak)
        self._rijen.setContentsMargins(0, 0, 0, 0)
        kaart.inhoud.addWidget(vak)
        return kaart

    def _bouw_termijn(self) -> Kaart:
        kaart = Kaart(self.tr("Bewaartermijn van het logboek"))
        self.termijnknop = Knop(self.tr("Termijn instellen"), actie=self.vraag_termijn)
        kaart.voeg_actie(self.termijnknop)
        self.termijn = Tekst("")
        kaart.inhoud.addWidget(self.termijn)
        return kaart

    def _bouw_punten(self) -> QWidget:
        self.punten: Lijst[ControlepuntInzicht] = Lijst(
            "controlepunten",
            self.tr("Ondertekende standen"),
            (
                Kolom("op", self.tr("Wanneer"), lambda p: p.op, "moment", breedte=160, sorteerbaar=False),
                Kolom("door", self.tr("Door"), lambda p: p.door, breedte=200, sorteerbaar=False),
                Kolom(
                    "waarom",
                    self.tr("Waarom"),
                    lambda p: AANLEIDINGEN.get(p.aanleiding, p.aanleiding),
                    breedte=240,
                    sorteerbaar=False,
                ),
                Kolom("kort", self.tr("Stand"), lambda p: p.kort, rekt=True, sorteerbaar=False),
            ),
            lambda p: p.id,
            woord=("stand", "standen"),
            instellingen=self.omgeving.instellingen,
            filterveld=False,
            leeg=Leegtekst(
                self.tr("Nog niets ondertekend"),
                self.tr("Bij het eerste uitloggen wordt de stand ondertekend."),
                "pencil",
            ),
        )
        self.punten.setMinimumHeight(220)
        return self.punten

    def laad(self) -> None:
        """Read how it stands."""
        taak = partial(logreeksen.describe_logboeken, self.omgeving.werkplek)
        self.omgeving.werker.doe(taak, self._toon, self.scherm.toon_fout, self)

    def _toon(self, inzicht: LogbeheerInzicht) -> None:
        self._inzicht = inzicht
        self.stand.setText(self.tr("Stand nu: {}").format(inzicht.stand))
        while self._rijen.count():
            deel = self._rijen.takeAt(0)
            widget = None if deel is None else deel.widget()
            if widget is not None:
                widget.setVisible(False)
                widget.deleteLater()
        for reeks in inzicht.reeksen:
            self._rijen.addWidget(self._rij(reeks))
        self.termijn.setText(self._termijnzin(inzicht.termijn))
        self.punten.zet_rijen(inzicht.punten)

    def _rij(self, reeks: ReeksInzicht) -> QWidget:
        vak = QWidget()
        rij = QHBoxLayout(vak)
        rij.setContentsMargins(0, 0, 0, 0)
        zin = self.tr("Logboek {0}: regel {1} tot en met {2}.").format(reeks.reeks, reeks.begin_nr, reeks.eind_nr)
        if reeks.gesloten_op is None:
            zin += self.tr(" In gebruik.")
        else:
            zin += self.tr(" Afgesloten op {}.").format(toon_datum(lokale_dag(reeks.gesloten_op)))
        if reeks.weg_vanaf is not None:
            zin += self.tr(" Mag weg vanaf {}.").format(toon_datum(reeks.weg_vanaf))
        rij.addWidget(Tekst(zin), 1)
        if reeks.mag_weg:
            rij.addWidget(Knop(self.tr("Verwijderen voorstellen"), "gevaar", actie=partial(self.vraag_weg, reeks)))
        return vak

    def _termijnzin(self, termijn: Logtermijn) -> str:
        if termijn.maanden is None:
            return self.tr("Niet ingesteld: alle logboeken blijven.")
        return self.tr("Een afgesloten logboek blijft {0} maanden. Bron: {1}").format(termijn.maanden, termijn.bron)

    # term

    def vraag_termijn(self) -> None:
        """Ask for months and source."""
        if self._inzicht is None:
            return
        nu = self._inzicht.termijn
        formulier = Formulier(
            [
                GetalVeld(
                    "maanden",
                    self.tr("Aantal maanden"),
                    minst=self._inzicht.minste_maanden,
                    meest=logreeksen.MEESTE_MAANDEN,
                    hulp=self.tr("Leeg: alles blijft. Minstens {}: zo lang kan een akkoord gelden.").format(
                        self._inzicht.minste_maanden
                    ),
                ),
                TekstVeld("bron", self.tr("Waar staat dat?"), verplicht=True, hoogstens=500),
            ],
            knop=self.tr("Termijn instellen"),
            annuleren=self.tr("Terug"),
        )
        formulier.zet({"maanden": nu.maanden, "bron": nu.bron})
        formulier.koppel_concept(self.omgeving.concepten, "logtermijn")
        venster = Formulierdialoog(self, self.tr("Bewaartermijn van het logboek"), formulier)

        def klaar(_niets: None) -> None:
            formulier.opgeslagen()
            venster.accept()
            self.laad()

        def bewaar(waarden: dict[str, Any]) -> None:
            taak = partial(logreeksen.set_logtermijn, self.omgeving.werkplek, waarden["maanden"], waarden["bron"] or "")
            self.omgeving.werker.doe(taak, klaar, formulier.toon_fouten, venster)

        formulier.bewaren.connect(bewaar)
        formulier.geannuleerd.connect(venster.reject)
        venster.toon()

    # logs

    def vraag_nieuw(self) -> None:
        """Ask, because it cannot be undone."""
        bevestig(
            self,
            self.tr("Een nieuw logboek beginnen?"),
            self.tr("Het logboek van nu wordt met uw handtekening afgesloten. Dit is niet terug te draaien."),
            self.tr("Nieuw logboek beginnen"),
            self._begin_nieuw,
            gevaar=False,
            punten=(
                self.tr("De eerste regel van het nieuwe logboek bevat de ondertekende slotstand van het oude."),
                self.tr("Geldige sleutels en ingetrokken akkoorden worden herhaald: wat geldt, blijft gelden."),
                self.tr("Het oude logboek blijft staan tot de bewaartermijn voorbij is en iemand het verwijdert."),
            ),
        )

    def _begin_nieuw(self) -> None:
        def klaar(nummer: int) -> None:
            self.omgeving.meld(self.tr("Logboek {} is begonnen.").format(nummer), "goed")
            self.laad()

        taak = partial(logreeksen.start_reeks, self.omgeving.werkplek)
        self.omgeving.werker.doe(taak, klaar, self.scherm.toon_fout, self)

    def vraag_weg(self, reeks: ReeksInzicht) -> None:
        """Ask, and propose it: somebody else confirms it at Logboek."""
        bevestig(
            self,
            self.tr("Voorstellen logboek {} te verwijderen?").format(reeks.reeks),
            self.tr("Een ander bevestigt dit bij Logboek, het liefst de privacy officer. Tot dan blijft alles staan."),
            self.tr("Verwijderen voorstellen"),
            partial(self._stel_voor, reeks),
            punten=(
                self.tr("De {} regels zijn daarna niet meer te lezen of te controleren.").format(reeks.regels),
                self.tr("In het logboek blijft staan hoeveel regels er weg zijn, en de ondertekende slotstand."),
                self.tr("In reservekopieën staat dit logboek nog tot die verlopen zijn."),
            ),
        )

    def _stel_voor(self, reeks: ReeksInzicht) -> None:
        def klaar(_niets: None) -> None:
            self.omgeving.meld(self.tr("Voorgesteld. Vraag een collega het bij Logboek te bevestigen."), "goed")
            self.laad()

        taak = partial(logreeksen.propose_verwijdering, self.omgeving.werkplek, reeks.reeks)
        self.omgeving.werker.doe(taak, klaar, self.scherm.toon_fout, self)
