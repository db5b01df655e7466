"""Packages around tafelkaders: asking an officer elsewhere, taking a question in, sending a kader or withdrawal."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.delen import Gebrek
from pmg_desk.domain.pakket import Pakketsoort
from pmg_desk.domain.rollen import Kluissoort, Recht
from pmg_desk.services import kaderpakketten, kaderpost, overleggen, toezichtpost, verzoekpakketten
from pmg_desk.services.tafelkaders import KaderInzicht
from pmg_desk.services.toezichtpost import Ingenomen
from pmg_desk.services.verbindingen import Persoonssleutel
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.screens.auditvraag import PAKKETFILTER
from pmg_desk.ui.screens.toezicht import bewaar_pakket
from pmg_desk.ui.widgets.bestandskeuze import kies_bestand
from pmg_desk.ui.widgets.formulier import Formulier, Formulierdialoog, KeuzeVeld
from pmg_desk.ui.widgets.keuzevelden import Keuze
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst


@dataclass(frozen=True, slots=True)
class Kadervragen:
    """Whom a casusregisseur can ask for a kader, and for which tables."""

    officers: tuple[Persoonssleutel, ...]
    tafels: tuple[tuple[str, str], ...]


def _lees(werkplek: Werkplek) -> Kadervragen:
    return Kadervragen(verzoekpakketten.list_officers(werkplek), overleggen.mijn_tafels(werkplek))


class Kaderpost(QWidget):
    """Invisible: lives in the screen of the tafelkaders and does what its package buttons ask."""

    def __init__(self, scherm: Scherm) -> None:
        super().__init__(scherm)
        self.setVisible(False)
        self.scherm, self.omgeving = scherm, scherm.omgeving
        self.elders = self.omgeving.werkplek.gebruiker.soort is Kluissoort.TOEZICHT
        self.vragen = Kadervragen((), ())
        self.vraagknop: Knop | None = None
        self.venster: Formulierdialoog | None = None

    def knoppen(self) -> tuple[Knop, ...]:
        """The buttons of the heading for who works here."""
        if self.elders:
            return (Knop(self.tr("Vraag inlezen"), icoon="import", actie=self.lees_in),)
        if not self.omgeving.werkplek.gebruiker.mag(Recht.DELING_VRAGEN):
            return ()
        self.vraagknop = Knop(self.tr("Privacy officer vragen"), icoon="mail", actie=self.vraag_officer)
        self.vraagknop.setParent(self.scherm)
        self.vraagknop.setVisible(False)
        return (self.vraagknop,)

    def laad(self) -> None:
        """Find out whether there is an officer elsewhere to ask, and for which tables."""
        if self.vraagknop is not None:
            self.omgeving.werker.doe(partial(_lees, self.omgeving.werkplek), self._zet, self.scherm.toon_fout, self)

    def _zet(self, vragen: Kadervragen) -> None:
        self.vragen = vragen
        assert self.vraagknop is not None
        self.vraagknop.setVisible(bool(vragen.officers and vragen.tafels))

    def bewaar(self, kader: KaderInzicht) -> None:
        """Save the package of a kader, or of its withdrawal, for the vault it is for."""
        ingetrokken = kader.gebrek is Gebrek.INGETROKKEN
        maak = kaderpost.make_kaderintrekpakket if ingetrokken else kaderpost.make_kaderpakket
        naam = f"{'kaderintrekking' if ingetrokken else 'kader'}-{kader.id.hex[:8]}"
        taak = partial(maak, self.omgeving.werkplek, kader.id)
        gezegd = self.tr("Het pakket is opgeslagen. Het telt zodra het team het heeft ingelezen.")
        bewaar_pakket(self.scherm, self.tr("Pakket opslaan"), naam, taak, partial(self.scherm.meld, gezegd))

    def lees_in(self) -> None:
        """In an own installation: ask which question came in, and take it in."""
        kies_bestand(self.scherm, self.tr("Vraag inlezen"), PAKKETFILTER, self._lees_bestand)

    def _lees_bestand(self, pad: Path) -> None:
        taak = partial(toezichtpost.read_pakket, self.omgeving.werkplek, pad)
        self.omgeving.werker.doe(taak, self._ingelezen, self.scherm.toon_fout, self)

    def _ingelezen(self, wat: Ingenomen) -> None:
        if wat.soort is Pakketsoort.KADERVRAAG:
            self.scherm.meld(self.tr("De vraag is ingelezen. Kies Nieuw tafelkader om het kader te maken."))
            self.scherm.toon()
        else:
            self.omgeving.navigeer("toezicht")

    def vraag_officer(self) -> None:
        """Ask for which table and which officer, where to save, and make the package."""
        doelen = self.omgeving.werkplek.profiel.doeleinden.values()
        formulier = Formulier(
            [
                KeuzeVeld(
                    "tafel",
                    self.tr("Voor welke tafel?"),
                    [Keuze(sleutel, label) for sleutel, label in self.vragen.tafels],
                    verplicht=True,
                ),
                KeuzeVeld(
                    "doel", self.tr("Voor welk doel?"), [Keuze(d.sleutel, d.label) for d in doelen], verplicht=True
                ),
                KeuzeVeld(
                    "officer",
                    self.tr("Voor welke privacy officer?"),
                    [Keuze(o.persoon_id, o.naam) for o in self.vragen.officers],
                    verplicht=True,
                ),
            ],
            knop=self.tr("Pakket opslaan"),
        )
        begin: dict[str, Any] = {}
        if len(self.vragen.tafels) == 1:
            begin["tafel"] = self.vragen.tafels[0][0]
        if len(self.vragen.officers) == 1:
            begin["officer"] = self.vragen.officers[0].persoon_id
        formulier.zet(begin)
        formulier.koppel_concept(self.omgeving.concepten, "tafelkader-vraag")
        venster = self.venster = Formulierdialoog(self.scherm, self.tr("Om een tafelkader vragen"), formulier)
        uitleg = self.tr(
            "In het pakket staan de functies aan deze tafel en aantallen per casusnummer, om het kader op uit te"
            " proberen. Er staan geen namen en geen teksten in."
        )
        venster.inhoud.insertWidget(0, Tekst(uitleg))

        def kies(waarden: dict[str, Any]) -> None:
            formulier.opgeslagen()
            venster.accept()
            maak = partial(
                kaderpakketten.make_kadervraag,
                self.omgeving.werkplek,
                waarden["tafel"],
                waarden["doel"],
                waarden["officer"],
            )
            gezegd = self.tr("De vraag is opgeslagen. Stuur het pakket naar de privacy officer.")
            bewaar_pakket(self.scherm, self.tr("Pakket opslaan"), "kadervraag", maak, partial(self.scherm.meld, gezegd))

        formulier.bewaren.connect(kies)
        venster.toon()
