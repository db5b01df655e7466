"""What the vault makes by itself: processing register, facts for a DPIA, yearly figures; seen and taken along."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.registerblad import Registerblad
from pmg_desk.exchange.uitvoer import schrijf_xlsx
from pmg_desk.exchange.wegschrijven import schrijf_heel
from pmg_desk.reports.registerblad import maak_pdf
from pmg_desk.services import registers
from pmg_desk.services.registers import Registersoort
from pmg_desk.services.verwerkingsregister import Verantwoordelijke
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.widgets.bestandskeuze import kies_opslaan
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.formulier import Formulier
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.pdfvoorbeeld import PdfVoorbeeld
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekstvelden import LangeTekstVeld
from pmg_desk.ui.widgets.vloei import Vloei

_JAREN = 5


class Registerdeel(QWidget):
    """Choose one; it is shown as it will be on paper."""

    def __init__(self, scherm: Scherm) -> None:
        super().__init__(scherm)
        self._scherm, self._omgeving = scherm, scherm.omgeving
        nu = self._omgeving.vandaag().year
        soorten = registers.soorten(self._omgeving.werkplek)
        namen = {
            Registersoort.VERWERKINGEN: self.tr("Register van verwerkingen (AVG 30)"),
            Registersoort.DPIA: self.tr("Feiten voor de DPIA (AVG 35)"),
            Registersoort.JAAR: self.tr("Jaarcijfers"),
            Registersoort.KNELPUNTEN: self.tr("Knelpunten"),
            Registersoort.DATALEKKEN: self.tr("Datalekken"),
        }
        self.soort = KeuzeVeld(
            "soort",
            self.tr("Welk register"),
            [Keuze(soort, namen[soort]) for soort in soorten],
            verplicht=True,
            breedte=320,
        )
        self.jaar = KeuzeVeld(
            "jaar", self.tr("Jaar"), [Keuze(j, str(j)) for j in range(nu, nu - _JAREN, -1)], verplicht=True, breedte=140
        )
        self.soort.zet(soorten[0])
        self.jaar.zet(nu)
        self.vulknop = Knop(self.tr("Aanvullen"), icoon="pencil", actie=self._vul_aan)
        self.pdfknop = Knop(self.tr("Opslaan als PDF"), icoon="download", actie=partial(self._kies, "pdf"))
        self.xlsxknop = Knop(self.tr("Opslaan als Excel"), icoon="download", actie=partial(self._kies, "xlsx"))
        balk = QWidget()
        self.soort.setMinimumWidth(320)
        vloei = Vloei(balk)
        for deel in (self.soort, self.jaar, self.vulknop, self.pdfknop, self.xlsxknop):
            vloei.addWidget(deel)
        self.voorbeeld = PdfVoorbeeld()
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.addWidget(balk)
        kolom.addWidget(self.voorbeeld, 1)
        self.soort.gewijzigd.connect(self.laad)
        self.jaar.gewijzigd.connect(self.laad)

    def _keuze(self) -> tuple[Registersoort, int | None]:
        soort: Registersoort = self.soort.waarde()
        return soort, self.jaar.waarde() if soort is Registersoort.JAAR else None

    def laad(self) -> None:
        """Show the one that is chosen."""
        soort, jaar = self._keuze()
        self.jaar.setVisible(soort is Registersoort.JAAR)
        self.vulknop.setVisible(soort is Registersoort.VERWERKINGEN)
        taak = partial(_bekijk, self._omgeving.werkplek, soort, jaar)
        self._omgeving.werker.doe(taak, self.voorbeeld.toon, self._scherm.toon_fout, self)

    def _kies(self, uitgang: str) -> None:
        neem_mee(self, self._scherm, uitgang, *self._keuze())

    def _vul_aan(self) -> None:
        taak = partial(registers.show_verantwoordelijke, self._omgeving.werkplek)
        self._omgeving.werker.doe(taak, self._vraag, self._scherm.toon_fout, self)

    def _vraag(self, nu: Verantwoordelijke) -> None:
        formulier = Formulier(
            [
                LangeTekstVeld(sleutel, label, hoogstens=registers.MAX_TEKST)
                for sleutel, label in (
                    ("naam", self.tr("Verwerkingsverantwoordelijke")),
                    ("contact", self.tr("Contactgegevens")),
                    ("gezamenlijk", self.tr("Met wie samen verantwoordelijk")),
                    ("functionaris", self.tr("Functionaris gegevensbescherming")),
                    ("verwerkers", self.tr("Verwerkers (wie beheert de computers?)")),
                    ("doorgifte", self.tr("Geven ontvangers iets door buiten Europa?")),
                    ("maatregelen", self.tr("Beveiliging die de gemeente zelf regelt")),
                )
            ],
            knop=self.tr("Opslaan"),
        )
        formulier.zet(
            {
                "naam": nu.naam,
                "contact": nu.contact,
                "gezamenlijk": nu.gezamenlijk,
                "functionaris": nu.functionaris,
                "doorgifte": nu.doorgifte,
                "verwerkers": nu.verwerkers,
                "maatregelen": nu.maatregelen,
            }
        )
        Bewaardialoog(
            self,
            self._omgeving,
            self.tr("Register van verwerkingen aanvullen"),
            formulier,
            partial(_vul_aan, self._omgeving.werkplek),
            gelukt=self.tr("Het register is aangevuld."),
            concept="verwerkingsregister",
        ).toon()


def exportknoppen(ouder: QWidget, scherm: Scherm, soort: Registersoort) -> tuple[Knop, Knop]:
    """Buttons that take one register along, as PDF and as a workbook."""
    return (
        Knop(_zeg("Opslaan als PDF"), icoon="download", actie=partial(neem_mee, ouder, scherm, "pdf", soort)),
        Knop(_zeg("Opslaan als Excel"), icoon="download", actie=partial(neem_mee, ouder, scherm, "xlsx", soort)),
    )


def neem_mee(ouder: QWidget, scherm: Scherm, uitgang: str, soort: Registersoort, jaar: int | None = None) -> None:
    """Ask where, and write the register there. The name of the file holds what it is and no more."""
    omgeving = scherm.omgeving
    filters = {"pdf": _zeg("PDF-bestand (*.pdf)"), "xlsx": _zeg("Excel-werkmap (*.xlsx)")}
    titel = _zeg("Opslaan als PDF") if uitgang == "pdf" else _zeg("Opslaan als Excel")

    def klaar(_niets: object) -> None:
        scherm.meld(_zeg("Het register is opgeslagen. Dat staat in het logboek."))

    def schrijf(pad: Path) -> None:
        omgeving.werker.doe(partial(_schrijf, omgeving.werkplek, soort, jaar, pad), klaar, scherm.toon_fout, ouder)

    naam = f"{soort.value}{'' if jaar is None else f'-{jaar}'}.{uitgang}"
    kies_opslaan(ouder, titel, naam, [filters[uitgang]], schrijf, uitgang=uitgang)


def _zeg(tekst: str) -> str:
    return QCoreApplication.translate("Registerblad", tekst)


def _bekijk(werkplek: Werkplek, soort: Registersoort, jaar: int | None) -> bytes:
    return maak_pdf(registers.show_register(werkplek, soort, jaar))


def _schrijf(werkplek: Werkplek, soort: Registersoort, jaar: int | None, pad: Path) -> None:
    blad: Registerblad = registers.export_register(werkplek, soort, jaar)
    schrijf_heel(pad, maak_pdf(blad) if pad.suffix == ".pdf" else schrijf_xlsx(*blad.lijst(), blad="Register"))


def _vul_aan(werkplek: Werkplek, w: dict[str, Any]) -> None:
    registers.set_verantwoordelijke(werkplek, Verantwoordelijke(**w))
