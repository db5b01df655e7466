"""The samples of an audit: drawing one, looking at its lines one by one, and drawing it again."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.services import steekproeven
from pmg_desk.services.steekproeven import SteekproefInzicht, Steekregel
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.chip import Chipwaarde
from pmg_desk.ui.widgets.formulier import Formulier
from pmg_desk.ui.widgets.kaart import Gegevens
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.melding import Melding
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.tekstvelden import LangeTekstVeld
from pmg_desk.ui.widgets.vloei import Vloei


def _standchip(een: SteekproefInzicht) -> Chipwaarde:
    if not een.klaar:
        return chip.status("gevraagd", f"Nog {een.getrokken - een.bekeken} te bekijken")
    return chip.status("klaar", "Klaar") if not een.niet_in_orde else chip.status("fout", "Klaar, niet alles in orde")


def _regelchip(regel: Steekregel) -> Chipwaarde:
    if regel.in_orde is None:
        return chip.status("gevraagd", "Te bekijken")
    return chip.status("gelukt", "In orde") if regel.in_orde else chip.status("fout", "Niet in orde")


class Steekproefdeel(QWidget):
    """Sits in a tab of ``scherm``: the samples, and below them the lines of the one that is open."""

    def __init__(self, scherm: Scherm) -> None:
        super().__init__()
        self.scherm, self.omgeving = scherm, scherm.omgeving
        self.dossier_id: UUID | None = None
        self.open: SteekproefInzicht | None = None
        self._maanden: tuple[str, ...] = ()
        instellingen = self.omgeving.instellingen
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        self.melding = Melding()
        kolom.addWidget(self.melding)
        self.lijst: Lijst[SteekproefInzicht] = Lijst(
            "steekproeven",
            self.tr("Steekproeven"),
            (
                Kolom("maand", self.tr("Maand"), lambda s: s.maand, breedte=110, nadruk=True),
                Kolom("stand", self.tr("Stand"), _standchip, "chip", breedte=230),
                Kolom("getrokken", self.tr("Getrokken"), lambda s: s.getrokken, "getal", breedte=110),
                Kolom("populatie", self.tr("Uit regels"), lambda s: s.populatie, "getal", breedte=110),
                Kolom("door", self.tr("Door"), lambda s: s.door, rekt=True),
                Kolom("op", self.tr("Wanneer"), lambda s: s.op, "moment", breedte=150),
            ),
            lambda s: s.id,
            woord=("steekproef", "steekproeven"),
            instellingen=instellingen,
            filterveld=False,
            leeg=Leegtekst(
                self.tr("Nog geen steekproef"),
                self.tr("Is er een maand voorbij, trek dan een steekproef uit het logboek van die maand."),
                "list-checks",
            ),
        )
        self.lijst.geopend.connect(lambda een: self.open_steekproef(een.id))
        balk = QWidget()
        vloei = Vloei(balk)  # wraps where letters are large
        self.trekknop = Knop(self.tr("Steekproef trekken"), icoon="list-checks", actie=self.vraag_maand)
        self.terugknop = Knop(self.tr("Terug naar de steekproeven"), icoon="arrow-left", actie=self.sluit)
        self.natrekknop = Knop(self.tr("Natrekken"), icoon="shield-check", actie=self.trek_na)
        for knop in (self.trekknop, self.terugknop, self.natrekknop):
            vloei.addWidget(knop)
        kolom.addWidget(balk)
        kolom.addWidget(self.lijst, 1)
        self.uitleg = Tekst("", "zacht", kiesbaar=True)
        kolom.addWidget(self.uitleg)
        self.narekenknop = Knop(self.tr("Voor wie het narekent"), "koppeling", actie=self._wissel_narekenen)
        self.narekenen = Tekst("", "zacht", kiesbaar=True)
        kolom.addWidget(self.narekenknop)
        kolom.addWidget(self.narekenen)
        self.regels: Lijst[Steekregel] = Lijst(
            "steekproefregels",
            self.tr("Getrokken regels"),
            (
                Kolom("nr", self.tr("Nr"), lambda r: r.nr, "getal", breedte=80),
                Kolom("tijd", self.tr("Wanneer"), lambda r: r.tijd, "moment", breedte=145),
                Kolom("wat", self.tr("Wat"), lambda r: r.wat, rekt=True),
                Kolom("casusrol", self.tr("Rol in de casus"), lambda r: r.casusrol, breedte=170),
                Kolom("stand", self.tr("Bekeken"), _regelchip, "chip", breedte=140),
                Kolom("door", self.tr("Bekeken door"), lambda r: r.bekeken_door, breedte=150, verborgen=True),
            ),
            lambda r: r.id,
            woord=("regel", "regels"),
            instellingen=instellingen,
            filterveld=False,
            leeg=Leegtekst(self.tr("Geen regels"), self.tr("Open een steekproef."), "list-checks"),
        )
        self.regels.geopend.connect(self._toon_regel)
        kolom.addWidget(self.regels, 1)
        self._toon_open()

    def laad(self, dossier_id: UUID | None = None) -> None:
        """Read the samples of this vault, or of an audit; the one that is open again."""
        if dossier_id != self.dossier_id:
            self.open = None
            self._toon_open()
        self.dossier_id = dossier_id
        werker, werkplek = self.omgeving.werker, self.omgeving.werkplek
        werker.doe(
            partial(steekproeven.list_steekproeven, werkplek, dossier_id), self._zet, self.scherm.toon_fout, self
        )
        werker.doe(
            partial(steekproeven.list_maanden, werkplek, dossier_id), self._zet_maanden, self.scherm.toon_fout, self
        )
        if self.open is not None:
            self.open_steekproef(self.open.id)

    def _zet(self, gevonden: tuple[SteekproefInzicht, ...]) -> None:
        self.lijst.zet_rijen(gevonden)

    def _zet_maanden(self, maanden: tuple[str, ...]) -> None:
        self._maanden = maanden
        self.trekknop.setEnabled(bool(maanden))

    def vraag_maand(self) -> None:
        """Which month; the size is in the profile, so that nobody chooses it now."""
        formulier = Formulier(
            [
                KeuzeVeld(
                    "maand",
                    self.tr("Maand"),
                    [Keuze(maand, maand) for maand in self._maanden],
                    verplicht=True,
                    hulp=self.tr("Per maand trekt u een keer. Hoeveel regels, staat in het profiel."),
                )
            ],
            knop=self.tr("Trekken"),
            annuleren=self.tr("Terug"),
        )
        formulier.zet({"maand": self._maanden[0]})
        werkplek, dossier_id = self.omgeving.werkplek, self.dossier_id

        def trek(waarden: dict[str, Any]) -> UUID:
            return steekproeven.draw_steekproef(werkplek, waarden["maand"], dossier_id)

        venster = Bewaardialoog(
            self,
            self.omgeving,
            self.tr("Steekproef trekken"),
            formulier,
            trek,
            gelukt=self.tr("De steekproef is getrokken."),
            concept="steekproef",
        )
        venster.bewaard.connect(self._getrokken)
        venster.toon()

    def _getrokken(self, steekproef_id: object) -> None:
        assert isinstance(steekproef_id, UUID)
        self.laad(self.dossier_id)
        self.open_steekproef(steekproef_id)

    def open_steekproef(self, steekproef_id: UUID) -> None:
        """Show the lines of a sample."""
        taak = partial(steekproeven.open_steekproef, self.omgeving.werkplek, steekproef_id)
        self.omgeving.werker.doe(taak, self._zet_regels, self.scherm.toon_fout, self)

    def _zet_regels(self, gevonden: tuple[SteekproefInzicht, tuple[Steekregel, ...]]) -> None:
        self.open, regels = gevonden
        self.regels.zet_rijen(regels)
        self._toon_open()

    def sluit(self) -> None:
        """Back to the list of samples."""
        self.open = None
        self.scherm.sluit_detail()
        self._toon_open()

    def _toon_open(self) -> None:
        een = self.open
        self.lijst.setVisible(een is None)
        self.regels.setVisible(een is not None)
        self.uitleg.setVisible(een is not None)
        self.trekknop.setVisible(een is None)
        self.terugknop.setVisible(een is not None)
        self.natrekknop.setVisible(een is not None)
        if een is not None:
            zin = self.tr("Steekproef van {0}: {1} van {2} regels.")
            self.uitleg.setText(zin.format(een.maand, een.getrokken, een.populatie))
            narekenen = self.tr(
                "Begingetal {0}. Wie een uitgevoerd logboek heeft, trekt er dezelfde regels mee, met deze opdracht: {1}"
            )
            self.narekenen.setText(narekenen.format(een.zaad[:16] + "…", een.opdracht))
        self._vouw_narekenen(open_=False)

    def _wissel_narekenen(self) -> None:
        self._vouw_narekenen(open_=self.narekenen.isHidden())

    def _vouw_narekenen(self, *, open_: bool) -> None:
        """Numbers and a command are for who checks by hand: folded until that one asks."""
        self.narekenknop.setVisible(self.open is not None)
        self.narekenen.setVisible(open_ and self.open is not None)

    def trek_na(self) -> None:
        """Draw it again and say what differs."""
        assert self.open is not None
        taak = partial(steekproeven.redraw_steekproef, self.omgeving.werkplek, self.open.id)
        self.omgeving.werker.doe(taak, self._nagetrokken, self.scherm.toon_fout, self)

    def _nagetrokken(self, bevindingen: tuple[str, ...]) -> None:
        if bevindingen:
            self.melding.zet("waarschuwing", " ".join(bevindingen))
        else:
            self.melding.zet("goed", self.tr("Opnieuw getrokken: precies dezelfde regels."))

    def _toon_regel(self, regel: Steekregel) -> None:
        gegevens = Gegevens()
        gegevens.zet(
            [
                (self.tr("Wat"), regel.wat),
                (self.tr("Wie"), f"{regel.wie} ({regel.rol})" if regel.rol else regel.wie),
                (self.tr("Casus"), regel.casusnummer),
                (self.tr("Rol in de casus"), regel.casusrol),
                (self.tr("Gegevens"), regel.gegevens),
                (self.tr("Ontvanger"), regel.ontvanger),
                (self.tr("Bekeken"), _regelchip(regel)),
                (self.tr("Bevinding"), regel.bevinding),
                (self.tr("Bekeken door"), regel.bekeken_door),
            ]
        )
        knop = Knop(self.tr("Aftekenen"), "primair", actie=partial(self.teken_af, regel))
        knoppen = (knop,) if regel.in_orde is None else ()
        self.scherm.toon_detail(self.tr("Regel {}").format(regel.nr), gegevens, knoppen)

    def teken_af(self, regel: Steekregel) -> None:
        """Say that it was looked at, and whether it is in order."""
        formulier = Formulier(
            [
                KeuzeVeld(
                    "in_orde",
                    self.tr("Wat vindt u van deze regel?"),
                    [Keuze(True, self.tr("In orde")), Keuze(False, self.tr("Niet in orde"))],
                    verplicht=True,
                ),
                LangeTekstVeld(
                    "bevinding",
                    self.tr("Bevinding"),
                    hulp=self.tr("Verplicht als de regel niet in orde is. Schrijf geen namen van jongeren op."),
                ),
            ],
            knop=self.tr("Aftekenen"),
            annuleren=self.tr("Terug"),
        )
        werkplek, id_ = self.omgeving.werkplek, regel.id

        def bewaar(waarden: dict[str, Any]) -> None:
            steekproeven.sign_off(werkplek, id_, waarden["in_orde"], waarden["bevinding"] or "")

        venster = Bewaardialoog(
            self,
            self.omgeving,
            self.tr("Regel {} aftekenen").format(regel.nr),
            formulier,
            bewaar,
            gelukt=self.tr("De regel is afgetekend."),
            concept="steekproefregel",
            object_id=regel.id,
        )
        venster.bewaard.connect(self._afgetekend)
        venster.toon()

    def _afgetekend(self, _niets: object) -> None:
        self.scherm.sluit_detail()
        self.laad(self.dossier_id)
