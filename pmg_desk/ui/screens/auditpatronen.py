"""What stands out in a log, as questions: what each rests on, and a note of who looked at it."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.services import patronen
from pmg_desk.services.patronen import PatroonInzicht, Patroonlijst
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.chip import Chipwaarde
from pmg_desk.ui.widgets.datumvelden import DatumVeld
from pmg_desk.ui.widgets.formulier import Formulier, Formulierdialoog
from pmg_desk.ui.widgets.kaart import Gegevens
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.tekstvelden import LangeTekstVeld

_TERUG = timedelta(days=92)


def _chip(patroon: PatroonInzicht) -> Chipwaarde:
    return chip.status("klaar", "Bekeken") if patroon.bekeken_op else chip.status("gevraagd", "Nog niet bekeken")


class Patronendeel(QWidget):
    """Sits in a tab of ``scherm``: the questions about a period, those that nobody looked at first."""

    def __init__(self, scherm: Scherm) -> None:
        super().__init__()
        self.scherm, self.omgeving = scherm, scherm.omgeving
        self.dossier_id: UUID | None = None
        self.tot: date = self.omgeving.vandaag()
        self.van: date = self.tot - _TERUG
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        self.uitleg = Tekst("", "zacht")
        kolom.addWidget(self.uitleg)
        self.lijst: Lijst[PatroonInzicht] = Lijst(
            "patronen",
            self.tr("Wat opvalt"),
            (
                Kolom("vraag", self.tr("Vraag"), lambda p: p.vraag, rekt=True, nadruk=True),
                Kolom("wie", self.tr("Wie"), lambda p: p.wie, breedte=140),
                Kolom("casus", self.tr("Casus"), lambda p: p.casusnummer, breedte=140),
                Kolom("getallen", self.tr("Waar het op rust"), lambda p: p.getallen, breedte=210),
                Kolom("laatste", self.tr("Laatste keer"), lambda p: p.laatste, "moment", breedte=145),
                Kolom("stand", self.tr("Bekeken"), _chip, "chip", breedte=160),
            ),
            lambda p: p.kenmerk,
            woord=("vraag", "vragen"),
            instellingen=self.omgeving.instellingen,
            leeg=Leegtekst(
                self.tr("Niets dat opvalt"),
                self.tr("In deze periode is er niets waar het programma een vraag over heeft."),
                "shield-check",
            ),
        )
        self.lijst.geopend.connect(self._toon)
        self.lijst.voeg_naast_filter(Knop(self.tr("Andere periode"), icoon="search", actie=self.vraag_periode))
        kolom.addWidget(self.lijst, 1)

    def laad(self, dossier_id: UUID | None = None) -> None:
        """Read the questions about this vault, or about the lines of an audit."""
        self.dossier_id = dossier_id
        taak = partial(patronen.list_patronen, self.omgeving.werkplek, self.van, self.tot, dossier_id)
        self.omgeving.werker.doe(taak, self._zet, self.scherm.toon_fout, self)

    def _zet(self, lijst: Patroonlijst) -> None:
        zin = self.tr("Van {0} tot en met {1}. Dit zijn vragen, geen oordelen: vaak is er een gewone reden.")
        delen = (zin.format(toon_datum(self.van), toon_datum(self.tot)), *lijst.ontbreekt)
        self.uitleg.setText(" ".join(delen))
        self.lijst.zet_rijen(lijst.patronen)

    def vraag_periode(self) -> None:
        """Ask for the days to look at."""
        vandaag = self.omgeving.vandaag
        formulier = Formulier(
            [
                DatumVeld("van", self.tr("Vanaf"), vandaag, verplicht=True),
                DatumVeld("tot", self.tr("Tot en met"), vandaag, verplicht=True),
            ],
            knop=self.tr("Tonen"),
            annuleren=self.tr("Terug"),
        )
        formulier.zet({"van": self.van, "tot": self.tot})
        formulier.koppel_concept(self.omgeving.concepten, "patroonperiode")
        venster = Formulierdialoog(self, self.tr("Over welke periode?"), formulier)

        def pas_toe(waarden: dict[str, Any]) -> None:
            formulier.opgeslagen()
            self.van, self.tot = sorted((waarden["van"], waarden["tot"]))
            self.laad(self.dossier_id)
            venster.accept()

        formulier.bewaren.connect(pas_toe)
        formulier.geannuleerd.connect(venster.reject)
        venster.toon()

    def _toon(self, patroon: PatroonInzicht) -> None:
        inhoud = QWidget()
        kolom = QVBoxLayout(inhoud)
        kolom.setContentsMargins(0, 0, 0, 0)
        gegevens = Gegevens()
        gegevens.zet(
            [
                (self.tr("Wie"), patroon.wie),
                (self.tr("Casus"), patroon.casusnummer),
                (self.tr("Waar het op rust"), patroon.getallen),
                (self.tr("Bekeken"), _chip(patroon)),
                (self.tr("Bekeken door"), patroon.bekeken_door),
                (self.tr("Opmerking"), patroon.opmerking),
            ]
        )
        kolom.addWidget(Tekst(patroon.vraag, "groot"))
        kolom.addWidget(gegevens)
        for regel in patroon.regels:
            kolom.addWidget(Tekst(regel, "zacht"))
        rest = len(patroon.nrs) - len(patroon.regels)
        if rest:
            kolom.addWidget(Tekst(self.tr("En nog {} regels.").format(rest), "zacht"))
        knop = Knop(self.tr("Bekeken"), "primair", actie=partial(self.teken_af, patroon))
        self.scherm.toon_detail(self.tr("Wat opvalt"), inhoud, () if patroon.bekeken_op else (knop,))

    def teken_af(self, patroon: PatroonInzicht) -> None:
        """Say that it was looked at, and what it was."""
        formulier = Formulier(
            [
                LangeTekstVeld(
                    "opmerking",
                    self.tr("Wat was het?"),
                    verplicht=True,
                    hulp=self.tr("Komt in het logboek. Schrijf geen namen van jongeren en niets uit een dossier op."),
                )
            ],
            knop=self.tr("Vastleggen"),
            annuleren=self.tr("Terug"),
        )
        werkplek, dossier_id = self.omgeving.werkplek, self.dossier_id

        def bewaar(waarden: dict[str, Any]) -> None:
            patronen.mark_bekeken(werkplek, patroon, waarden["opmerking"], dossier_id)

        venster = Bewaardialoog(
            self,
            self.omgeving,
            self.tr("Bekeken"),
            formulier,
            bewaar,
            gelukt=self.tr("Vastgelegd in het logboek."),
            concept="patroon",
            object_id=UUID(patroon.kenmerk[:32]),
        )
        venster.bewaard.connect(self._vastgelegd)
        venster.toon()

    def _vastgelegd(self, _niets: object) -> None:
        self.scherm.sluit_detail()
        self.laad(self.dossier_id)
