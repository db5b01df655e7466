"""A casus that another vault offers: what came, and then take it over or give it back, each with an answer to save."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.controle import MAX_TEKST
from pmg_desk.domain.datums import toon_datum
from pmg_desk.exchange.wegschrijven import schrijf_heel
from pmg_desk.services import overnemen
from pmg_desk.services.overnemen import Overdrachtvoorstel
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.screens.auditvraag import PAKKETFILTER
from pmg_desk.ui.widgets.bestandskeuze import kies_opslaan
from pmg_desk.ui.widgets.formulier import Formulier, Formulierdialoog
from pmg_desk.ui.widgets.kaart import Gegevens
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld, MeerKeuzeVeld
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.tekstvelden import LangeTekstVeld

_NIEUW = "nieuw"


class Overname(QWidget):
    """Invisible: lives in a screen, and leads from an offer in a file to the casus and the answer in a file."""

    def __init__(self, scherm: Scherm) -> None:
        super().__init__(scherm)
        self.setVisible(False)
        self.scherm, self.omgeving = scherm, scherm.omgeving
        self.venster: Formulierdialoog | None = None

    def toon(self, pad: Path, voorstel: Overdrachtvoorstel) -> None:
        """Show what is offered and ask what to do with it."""
        formulier = self._formulier(voorstel)
        venster = Formulierdialoog(self.scherm, self.tr("Casus uit een andere kluis"), formulier, breedte=720)
        gegevens = Gegevens()
        gegevens.zet(
            [
                (self.tr("Van"), self.tr("{0}, kluis {1}").format(voorstel.persoon, voorstel.kluisnaam)),
                (self.tr("Casus daar"), voorstel.casusnummer),
                (self.tr("Jongere"), f"{voorstel.naam} ({voorstel.geboren})"),
                (self.tr("Er komt mee"), voorstel.telling),
                (
                    self.tr("Akkoord"),
                    self.tr("{0}, voor {1}, geldig t/m {2}").format(
                        voorstel.akkoord, voorstel.ontvanger, toon_datum(voorstel.geldig_tot)
                    ),
                ),
                (
                    self.tr("Handtekening"),
                    self.tr("klopt, van een privacy officer die deze kluis kent")
                    if voorstel.officer_bekend
                    else self.tr("klopt, van een privacy officer die deze kluis niet kent"),
                ),
                *([(self.tr("Voorwaarden"), voorstel.voorwaarden)] if voorstel.voorwaarden else []),
                *(
                    [(self.tr("Geïnformeerd"), self.tr("{}, zegt de afzender").format(voorstel.geinformeerd))]
                    if voorstel.geinformeerd
                    else []
                ),
            ]
        )
        # In the part that scrolls: with large letters there is no room above it.
        boven: list[QWidget] = [gegevens]
        boven += [Tekst(f"–  {tekst} ({bron})", "zacht") for bron, tekst in voorstel.teksten]
        boven += [
            Tekst(self.tr("Deze jongere is hier misschien al bekend. {}").format(elders.zin()))
            for elders in voorstel.dubbelen.elders
        ]
        for plaats, deel in enumerate(boven):
            venster.vak.inhoud.insertWidget(plaats, deel)
        venster.voeg_knop(self.tr("Teruggeven"), actie=partial(self._vraag_reden, pad, voorstel))
        formulier.koppel_concept(self.omgeving.concepten, "overnemen", voorstel.overdracht_id)
        formulier.bewaren.connect(partial(self._neem_over, pad))
        self._open(venster)

    def _formulier(self, voorstel: Overdrachtvoorstel) -> Formulier:
        tafels = self.omgeving.werkplek.profiel.tafels.values()
        velden: list[Any] = [
            MeerKeuzeVeld(
                "tafels", self.tr("Aan welke tafel?"), [Keuze(t.sleutel, t.label) for t in tafels], verplicht=True
            )
        ]
        if voorstel.dubbelen.zichtbaar:
            bekend = [Keuze(d.jongere_id, f"{d.naam}, {d.geboren}", d.nummer) for d in voorstel.dubbelen.zichtbaar]
            velden.append(
                KeuzeVeld(
                    "jongere_id",
                    self.tr("Is deze jongere hier al bekend?"),
                    [Keuze(_NIEUW, self.tr("Nee, dit is een ander")), *bekend],
                    verplicht=True,
                    hulp=self.tr("Kiest u een bekende jongere, dan blijven de gegevens van hier staan."),
                )
            )
        return Formulier(velden, knop=self.tr("Overnemen"))

    def _open(self, venster: Formulierdialoog) -> None:
        self.venster = venster
        venster.finished.connect(self._dicht)
        venster.toon()

    def _dicht(self) -> None:
        self.venster = None

    def _neem_over(self, pad: Path, waarden: dict[str, Any]) -> None:
        gekozen = waarden.get("jongere_id")
        jongere_id = gekozen if isinstance(gekozen, UUID) else None
        self._sluit()
        self._bewaar_antwoord(
            partial(_neem_over, self.omgeving.werkplek, pad, tuple(waarden["tafels"]), jongere_id), self._overgenomen
        )

    def _overgenomen(self, casus_id: UUID) -> None:
        self.scherm.meld(self.tr("De casus is overgenomen. Stuur het antwoord terug: dan sluit de casus daar."))
        self.omgeving.navigeer("dossier", casus_id=casus_id)

    def _vraag_reden(self, pad: Path, voorstel: Overdrachtvoorstel) -> None:
        self._sluit()
        formulier = Formulier(
            [
                LangeTekstVeld(
                    "reden",
                    self.tr("Waarom geeft u de casus terug?"),
                    verplicht=True,
                    hoogstens=MAX_TEKST,
                    hulp=self.tr("De ander leest dit. Van de inhoud blijft hier niets bewaard."),
                )
            ],
            knop=self.tr("Teruggeven"),
        )
        formulier.koppel_concept(self.omgeving.concepten, "overdracht_teruggeven", voorstel.overdracht_id)
        venster = Formulierdialoog(self.scherm, self.tr("Casus teruggeven"), formulier)

        def geef_terug(waarden: dict[str, Any]) -> None:
            self._sluit()
            self._bewaar_antwoord(
                partial(_geef_terug, self.omgeving.werkplek, pad, waarden["reden"]), self._teruggegeven
            )

        formulier.bewaren.connect(geef_terug)
        self._open(venster)

    def _teruggegeven(self, _niets: object) -> None:
        self.scherm.meld(self.tr("De casus is teruggegeven. Stuur het antwoord naar de andere kluis."))

    def _sluit(self) -> None:
        if self.venster is not None:
            self.venster.formulier.opgeslagen()
            self.venster.accept()

    def _bewaar_antwoord(self, maak: Any, klaar: Any) -> None:
        """The file is chosen first: without one nothing is taken over."""
        kies_opslaan(
            self.scherm,
            self.tr("Antwoord opslaan"),
            "antwoord.pmgpakket",
            PAKKETFILTER,
            lambda doel: self.omgeving.werker.doe(partial(maak, doel), klaar, self.scherm.toon_fout, self),
            uitgang="pmgpakket",
        )


def _neem_over(werkplek: Werkplek, pad: Path, tafels: tuple[str, ...], jongere_id: UUID | None, doel: Path) -> UUID:
    overgenomen = overnemen.accept_overdracht(werkplek, pad, tafels, jongere_id)
    schrijf_heel(doel, overgenomen.antwoord.ruw)
    return overgenomen.casus_id


def _geef_terug(werkplek: Werkplek, pad: Path, reden: str, doel: Path) -> None:
    schrijf_heel(doel, overnemen.return_overdracht(werkplek, pad, reden).ruw)
