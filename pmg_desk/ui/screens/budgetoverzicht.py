"""Budget per table and year: what there is, what was asked, granted and spent. Totals only, never a name."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.bedragen import als_invoer, toon_bedrag
from pmg_desk.domain.rollen import Recht, Rol
from pmg_desk.exchange.wegschrijven import schrijf_heel
from pmg_desk.services import budgetruimte
from pmg_desk.services.budget import SOORT_LABELS
from pmg_desk.services.budgetruimte import VERBORGEN, PotInzicht, RuimteInvoer
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import BudgetSoort
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.omgeving import Omgeving, Wijzigingen
from pmg_desk.ui.widgets.bedragveld import BedragVeld
from pmg_desk.ui.widgets.bestandskeuze import kies_opslaan
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.formulier import Formulier, GetalVeld, Keuze, KeuzeVeld, TekstVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst

_JAREN = 5


class BudgetoverzichtScherm(Scherm):
    """One row per table and kind of money, for one year."""

    sleutel, titel, icoon = "budgetoverzicht", "Budget", "euro"
    rollen = frozenset({Rol.CASUSREGISSEUR, Rol.BEHEERDER})
    soorten = frozenset({"budget"})
    opdrachten = (("Budget per tafel bekijken", {}),)

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        mag_zetten = omgeving.werkplek.gebruiker.mag(Recht.KLUIS_BEHEREN)
        self.zetknop = Knop(self.tr("Ruimte vastleggen"), "primair", "plus", actie=self.leg_vast)
        self.exportknop = Knop(self.tr("Opslaan als Excel"), icoon="download", actie=self.exporteer)
        if mag_zetten:
            self.voeg_actie(self.zetknop)
        else:
            self.zetknop.setParent(self)
            self.zetknop.setVisible(False)
        self.voeg_actie(self.exportknop)
        nu = omgeving.vandaag().year
        self.jaar = KeuzeVeld(
            "jaar",
            self.tr("Jaar"),
            [Keuze(jaar, str(jaar)) for jaar in range(nu + 1, nu - _JAREN, -1)],
            leegtekst=self.tr("Kies…"),
            breedte=140,
        )
        self.jaar.zet(nu)
        self.jaar.gewijzigd.connect(self._ander_jaar)
        self.inhoud.addWidget(self.jaar)
        self.inhoud.addWidget(
            Tekst(
                self.tr(
                    "U ziet alleen totalen. Gaat een totaal over zo weinig casussen dat u een bedrag van één jongere"
                    " zou kunnen afleiden, dan staat er ‘niet getoond’. Van een vernietigde casus telt niets meer mee."
                ),
                "zacht",
            )
        )
        self.lijst: Lijst[PotInzicht] = Lijst(
            "budgetoverzicht",
            self.titel,
            (
                Kolom("tafel", self.tr("Tafel"), lambda p: p.tafel_label, breedte=150, rekt=True, nadruk=True),
                Kolom("soort", self.tr("Soort"), lambda p: SOORT_LABELS[p.soort], breedte=150),
                _geld("ruimte", self.tr("Ruimte"), _ruimte),
                _geld("gevraagd", self.tr("Gevraagd"), lambda p: _bedrag(p.gevraagd.bedrag)),
                _geld("toegekend", self.tr("Toegekend"), lambda p: _bedrag(p.toegekend.bedrag)),
                _geld("uitgegeven", self.tr("Uitgegeven"), lambda p: _bedrag(p.uitgegeven.bedrag)),
                _geld("vrij", self.tr("Nog vrij"), _vrij),
                Kolom("casussen", self.tr("Casussen"), _casussen, breedte=110, uitlijning="rechts"),
                Kolom("bron", self.tr("Bron van de ruimte"), lambda p: p.bron or "–", breedte=190, verborgen=True),
                Kolom("door", self.tr("Vastgelegd door"), lambda p: p.vastgelegd_door, breedte=150, verborgen=True),
            ),
            lambda p: (p.tafel, p.soort),
            woord=(self.tr("regel"), self.tr("regels")),
            instellingen=omgeving.instellingen,
            leeg=Leegtekst(
                self.tr("Nog niets in dit jaar"),
                self.tr("Hier staat per tafel hoeveel geld er is, en wat er is gevraagd, toegekend en uitgegeven."),
                "euro",
            ),
        )
        self.inhoud.addWidget(self.lijst, 1)

    def toon(self, **params: Any) -> None:
        """Load the year that is chosen."""
        del params
        self.omgeving.werker.doe(
            partial(budgetruimte.list_potten, self.omgeving.werkplek, self._jaar), self._zet, self.toon_fout, self
        )

    def ververs(self, wijzigingen: Wijzigingen) -> None:
        """Money was asked, granted or spent."""
        del wijzigingen
        self.toon()

    @property
    def _jaar(self) -> int:
        jaar: int = self.jaar.waarde()
        return jaar

    def _ander_jaar(self) -> None:
        if self.jaar.waarde() is not None:
            self.toon()

    def _zet(self, potten: tuple[PotInzicht, ...]) -> None:
        self.lijst.zet_rijen(potten)
        self.exportknop.setEnabled(bool(potten))

    def leg_vast(self) -> None:
        """Say what a table may spend in a year; begins with the row under the cursor."""
        een = self.lijst.huidige()
        tafels = self.omgeving.werkplek.profiel.tafels.values()
        formulier = Formulier(
            [
                KeuzeVeld("tafel", self.tr("Tafel"), [Keuze(t.sleutel, t.label) for t in tafels], verplicht=True),
                KeuzeVeld(
                    "soort",
                    self.tr("Welk geld"),
                    [Keuze(soort, SOORT_LABELS[soort]) for soort in BudgetSoort],
                    verplicht=True,
                ),
                GetalVeld("jaar", self.tr("Jaar"), minst=2000, meest=2100, verplicht=True),
                BedragVeld("bedrag", self.tr("Ruimte"), verplicht=True),
                TekstVeld(
                    "bron",
                    self.tr("Waar staat dat"),
                    verplicht=True,
                    hoogstens=500,
                    hulp=self.tr("Bijvoorbeeld: begroting 2026, bladzijde 12."),
                ),
            ],
            knop=self.tr("Ruimte vastleggen"),
        )
        begin: dict[str, Any] = {"soort": BudgetSoort.MAATWERKBUDGET, "jaar": self._jaar}
        if een is not None:
            begin |= {"tafel": een.tafel, "soort": een.soort, "bron": een.bron}
            begin["bedrag"] = "" if een.ruimte is None else als_invoer(een.ruimte)
        formulier.zet(begin)
        Bewaardialoog(
            self,
            self.omgeving,
            self.tr("Ruimte vastleggen"),
            formulier,
            partial(_leg_vast, self.omgeving.werkplek),
            gelukt=self.tr("De ruimte is vastgelegd. Het vorige bedrag blijft in de kluis staan."),
            concept="budgetruimte",
        ).toon()

    def exporteer(self) -> None:
        """What stands here as a file, without names."""
        jaar = self._jaar
        kies_opslaan(
            self,
            self.tr("Opslaan als Excel"),
            f"budget-{jaar}.xlsx",
            [self.tr("Excel-werkmap (*.xlsx)")],
            partial(self._schrijf, jaar),
            uitgang="xlsx",
        )

    def _schrijf(self, jaar: int, pad: Path) -> None:
        self.omgeving.werker.doe(
            partial(_schrijf, self.omgeving.werkplek, jaar, pad), self._geschreven, self.toon_fout, self
        )

    def _geschreven(self, _niets: object) -> None:
        self.meld(self.tr("Het overzicht is opgeslagen. Er staan geen namen in."))


def _geld(sleutel: str, kop: str, waarde: Any) -> Kolom[PotInzicht]:
    return Kolom(sleutel, kop, waarde, breedte=120, uitlijning="rechts")


def _bedrag(centen: int | None) -> str:
    return VERBORGEN if centen is None else toon_bedrag(centen)


def _ruimte(pot: PotInzicht) -> str:
    return "niet vastgelegd" if pot.ruimte is None else toon_bedrag(pot.ruimte)


def _vrij(pot: PotInzicht) -> str:
    return "–" if pot.ruimte is None else _bedrag(pot.vrij)


def _casussen(pot: PotInzicht) -> str:
    return VERBORGEN if pot.gevraagd.casussen is None else str(pot.gevraagd.casussen)


def _leg_vast(werkplek: Werkplek, waarden: dict[str, Any]) -> None:
    budgetruimte.set_ruimte(werkplek, RuimteInvoer(**waarden))


def _schrijf(werkplek: Werkplek, jaar: int, pad: Path) -> None:
    schrijf_heel(pad, budgetruimte.export_potten(werkplek, jaar))
