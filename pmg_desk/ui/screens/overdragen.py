"""Giving a casus to another vault, in the tab Delen: to whom, what goes along, the file; and how it stands."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.rollen import Recht
from pmg_desk.exchange.wegschrijven import schrijf_heel
from pmg_desk.services import overdrachten, overdragen, overnemen
from pmg_desk.services.overdrachten import OverdrachtInzicht
from pmg_desk.services.overdragen import Aanbod, Mogelijkheden, Overdrachtvoorbeeld
from pmg_desk.services.overnemen import Antwoordadres
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import Richting
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.auditvraag import PAKKETFILTER
from pmg_desk.ui.widgets.bestandskeuze import kies_opslaan
from pmg_desk.ui.widgets.dialoog import Dialoog
from pmg_desk.ui.widgets.formulier import Formulier, Formulierdialoog
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.rolvak import Rolvak
from pmg_desk.ui.widgets.tekst import Tekst


class Overdrachtdeel(QWidget):
    """A card that says how it stands with the transfers of a casus, hidden without any.

    ``beginknop`` starts one; where it stands is for the screen to say.
    """

    def __init__(self, omgeving: Omgeving) -> None:
        super().__init__()
        self.omgeving = omgeving
        self._casus_id: UUID | None = None
        self.venster: Dialoog | None = None
        self.beginknop = Knop(self.tr("Overdragen aan een andere kluis"), icoon="archive", actie=self.begin)
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        self.kaart = Kaart(self.tr("Overdracht aan of uit een andere kluis"))
        kolom.addWidget(self.kaart)
        self.setVisible(False)

    def toon(self, casus_id: UUID) -> None:
        """Load the transfers of a casus."""
        self._casus_id = casus_id
        taak = partial(overdrachten.list_overdrachten, self.omgeving.werkplek, casus_id)
        self.omgeving.werker.doe(taak, self._zet, eigenaar=self)

    def _zet(self, lijst: tuple[OverdrachtInzicht, ...]) -> None:
        while self.kaart.inhoud.count():
            deel = self.kaart.inhoud.takeAt(0)
            widget = None if deel is None else deel.widget()
            if widget is not None:
                widget.deleteLater()
        for rij in lijst:
            self.kaart.inhoud.addWidget(Tekst(rij.zin))
            if rij.mag_herhalen and self.omgeving.werkplek.gebruiker.mag(Recht.CASUS_SCHRIJVEN):
                uit = rij.richting is Richting.UIT
                woorden = self.tr("Pakket nog eens opslaan") if uit else self.tr("Antwoord nog eens opslaan")
                self.kaart.inhoud.addWidget(Knop(woorden, "koppeling", actie=partial(self._herhaal, rij)))
        self.setVisible(bool(lijst))
        self.beginknop.setVisible(not any(rij.vast for rij in lijst))

    def _herhaal(self, rij: OverdrachtInzicht) -> None:
        if rij.richting is Richting.UIT:
            self._bewaar_opnieuw(rij, None)
            return
        taak = partial(overnemen.list_antwoordadressen, self.omgeving.werkplek, rij.id)
        self.omgeving.werker.doe(taak, partial(self._vraag_adres, rij), eigenaar=self)

    def _vraag_adres(self, rij: OverdrachtInzicht, adressen: tuple[Antwoordadres, ...]) -> None:
        """Who offered may have left meanwhile: then a colleague of theirs reads the answer in."""
        formulier = Formulier(
            [
                KeuzeVeld(
                    "wie",
                    self.tr("Wie leest het antwoord in?"),
                    [Keuze(str(a.persoon_id), a.naam) for a in adressen],
                    verplicht=True,
                )
            ],
            knop=self.tr("Antwoord opslaan"),
        )
        formulier.zet({"wie": str(adressen[0].persoon_id) if adressen else None})
        formulier.koppel_concept(self.omgeving.concepten, "overdracht_antwoord", rij.id)
        venster = Formulierdialoog(self, self.tr("Antwoord nog eens opslaan"), formulier)

        def kies(waarden: dict[str, Any]) -> None:
            formulier.opgeslagen()
            venster.accept()
            self._bewaar_opnieuw(rij, UUID(waarden["wie"]))

        formulier.bewaren.connect(kies)
        self._open(venster)

    def _bewaar_opnieuw(self, rij: OverdrachtInzicht, persoon_id: UUID | None) -> None:
        uit = rij.richting is Richting.UIT
        kies_opslaan(
            self,
            self.tr("Pakket opslaan"),
            f"{'overdracht' if uit else 'antwoord'}-{rij.id.hex[:8]}.pmgpakket",
            PAKKETFILTER,
            lambda pad: self.omgeving.werker.doe(
                partial(_schrijf_opnieuw, self.omgeving.werkplek, rij, persoon_id, pad), self._opgeslagen, eigenaar=self
            ),
            uitgang="pmgpakket",
        )

    def _opgeslagen(self, _niets: None) -> None:
        self.omgeving.meld(self.tr("Het pakket is opgeslagen. Stuur het naar de andere kluis."))

    # giving

    def begin(self) -> None:
        """Ask to whom and under which approval; nothing changes before the package is made."""
        assert self._casus_id is not None
        taak = partial(overdragen.list_mogelijkheden, self.omgeving.werkplek, self._casus_id)
        self.omgeving.werker.doe(taak, self._vraag, eigenaar=self)

    def _vraag(self, keuzes: Mogelijkheden) -> None:
        casus_id = self._casus_id
        assert casus_id is not None
        if not keuzes.bestemmelingen or not keuzes.akkoorden:
            self._kan_niet(keuzes)
            return
        wie = {f"{b.verbinding_id}/{b.persoon_id}": b for b in keuzes.bestemmelingen}
        akkoorden = {f"{a.besluit_id}/{a.ontvanger.organisatie_id}": a for a in keuzes.akkoorden}
        formulier = Formulier(
            [
                KeuzeVeld(
                    "naar",
                    self.tr("Wie neemt de casus over?"),
                    [Keuze(sleutel, b.naam, self.tr("kluis {}").format(b.kluisnaam)) for sleutel, b in wie.items()],
                    verplicht=True,
                ),
                KeuzeVeld(
                    "akkoord",
                    self.tr("Onder welk akkoord?"),
                    [
                        Keuze(
                            sleutel,
                            f"{a.nummer}: {a.ontvanger.voluit}",
                            self.tr("t/m {}").format(toon_datum(a.geldig_tot)),
                        )
                        for sleutel, a in akkoorden.items()
                    ],
                    verplicht=True,
                    hulp=self.tr("Kies het akkoord waarin deze ontvanger staat."),
                ),
            ],
            knop=self.tr("Bekijken wat meegaat"),
        )
        formulier.zet(
            {
                "naar": next(iter(wie)) if len(wie) == 1 else None,
                "akkoord": next(iter(akkoorden)) if len(akkoorden) == 1 else None,
            }
        )
        formulier.koppel_concept(self.omgeving.concepten, "overdragen", casus_id)
        venster = Formulierdialoog(self, self.tr("Overdragen aan een andere kluis"), formulier)
        venster.inhoud.insertWidget(
            0,
            Tekst(
                self.tr(
                    "Er is altijd één kluis die de casus heeft. Zodra u het pakket maakt, kunt u deze casus alleen nog"
                    " lezen, tot de ander antwoordt."
                )
            ),
        )

        def bekijk(waarden: dict[str, Any]) -> None:
            naar, akkoord = wie[waarden["naar"]], akkoorden[waarden["akkoord"]]
            aanbod = Aanbod(
                naar.verbinding_id,
                naar.persoon_id,
                akkoord.besluit_id,
                UUID(akkoord.ontvanger.organisatie_id),
                akkoord.ontvanger.functie,
            )
            formulier.zet_bezig(True)
            taak = partial(overdragen.prepare_overdracht, self.omgeving.werkplek, casus_id, aanbod)
            self.omgeving.werker.doe(taak, partial(klaar, aanbod), formulier.toon_fouten, venster)

        def klaar(aanbod: Aanbod, voorbeeld: Overdrachtvoorbeeld) -> None:
            formulier.opgeslagen()
            venster.accept()
            self._toon_voorbeeld(casus_id, aanbod, voorbeeld)

        formulier.bewaren.connect(bekijk)
        self._open(venster)

    def _kan_niet(self, keuzes: Mogelijkheden) -> None:
        venster = Dialoog(self, self.tr("Overdragen aan een andere kluis"))
        venster.inhoud.addWidget(
            Tekst(
                self.tr(
                    "Deze kluis is nog niet verbonden met een andere kluis. De beheerder doet dat bij Beheer, tabblad"
                    " Verbindingen."
                )
                if not keuzes.bestemmelingen
                else self.tr(
                    "Er is geen geldig akkoord voor deze casus. Vraag de privacy officer eerst akkoord voor de"
                    " ontvanger bij de andere kluis."
                )
            )
        )
        venster.voeg_knop(self.tr("Sluiten"), "primair", actie=venster.accept).setFocus()
        self._open(venster)

    def _toon_voorbeeld(self, casus_id: UUID, aanbod: Aanbod, voorbeeld: Overdrachtvoorbeeld) -> None:
        venster = Dialoog(self, self.tr("Dit gaat mee"), breedte=720)
        vak = Rolvak()
        vak.inhoud.setSpacing(6)
        vak.inhoud.addWidget(Tekst(self.tr("Er gaan mee: {}.").format(voorbeeld.telling)))
        if voorbeeld.voorwaarden:
            vak.inhoud.addWidget(Tekst(self.tr("Voorwaarden van het akkoord: {}").format(voorbeeld.voorwaarden)))
        for deel in voorbeeld.mee:
            inhoud = "; ".join((*(f"{label}: {waarde}" for label, waarde in deel.stuk.velden), deel.stuk.tekst))
            merk = self.tr("Nieuw na het akkoord. ") if deel.nieuw else ""
            vak.inhoud.addWidget(Tekst(f"–  {deel.stuk.titel}: {merk}{inhoud.strip('; ')}"))
        if voorbeeld.niet:
            vak.inhoud.addWidget(Tekst(self.tr("Dit gaat niet mee"), "kop-3"))
            for stuk, reden in voorbeeld.niet:
                vak.inhoud.addWidget(Tekst(f"–  {stuk.titel}: {reden}", "zacht"))
        vak.inhoud.addStretch(1)
        vak.setMinimumHeight(240)
        venster.inhoud.addWidget(vak, 1)
        venster.inhoud.addWidget(
            Tekst(
                self.tr("Na opslaan is de casus hier alleen te lezen tot het antwoord er is.")
                if not voorbeeld.nieuw
                else self.tr(
                    "Lees wat er na het akkoord bij kwam. Met opslaan bevestigt u dat het mee mag. Daarna is de casus"
                    " hier alleen te lezen."
                )
            )
        )
        venster.voeg_knop(self.tr("Terug"), actie=venster.reject)

        def waar() -> None:
            venster.accept()
            kies_opslaan(
                self,
                self.tr("Pakket opslaan"),
                "overdracht.pmgpakket",
                PAKKETFILTER,
                partial(self._bied_aan, casus_id, aanbod, voorbeeld.nieuw),
                uitgang="pmgpakket",
            )

        venster.voeg_knop(self.tr("Pakket opslaan"), "primair", actie=waar)
        self._open(venster)

    def _bied_aan(self, casus_id: UUID, aanbod: Aanbod, nieuw: frozenset[str], pad: Path) -> None:
        taak = partial(_bied_aan, self.omgeving.werkplek, casus_id, aanbod, nieuw, pad)
        self.omgeving.werker.doe(taak, self._opgeslagen, eigenaar=self)

    def _open(self, venster: Dialoog) -> None:
        self.venster = venster
        venster.finished.connect(self._dicht)
        venster.toon()

    def _dicht(self) -> None:
        self.venster = None


def toon_overdracht(ouder: QWidget, document: bytes) -> None:
    """What went along in a transfer, row by row, from the text that the register keeps."""
    venster = Dialoog(ouder, ouder.tr("Wat meeging bij de overdracht"), breedte=720)
    vak = Rolvak()
    vak.inhoud.setSpacing(6)
    for kop, inhoud in overdrachten.leesbaar(document):
        vak.inhoud.addWidget(Tekst(f"–  {kop}: {inhoud}"))
    vak.inhoud.addStretch(1)
    vak.setMinimumHeight(240)
    venster.inhoud.addWidget(vak, 1)
    venster.voeg_knop(ouder.tr("Sluiten"), "primair", actie=venster.accept).setFocus()
    venster.toon()


def _bied_aan(werkplek: Werkplek, casus_id: UUID, aanbod: Aanbod, nieuw: frozenset[str], pad: Path) -> None:
    """When writing fails the offer stands: the package can be saved once more from the card."""
    schrijf_heel(pad, overdragen.offer_overdracht(werkplek, casus_id, aanbod, nieuw).pakket.ruw)


def _schrijf_opnieuw(werkplek: Werkplek, rij: OverdrachtInzicht, persoon_id: UUID | None, pad: Path) -> None:
    uit = rij.richting is Richting.UIT
    pakket = (
        overdragen.remake_aanbod(werkplek, rij.id) if uit else overnemen.remake_antwoord(werkplek, rij.id, persoon_id)
    )
    schrijf_heel(pad, pakket.ruw)
