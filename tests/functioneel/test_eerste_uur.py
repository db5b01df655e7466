"""The first hour of a casusregisseur: from a signal to a plan at TOP X, by hand, and what that costs.

A *click* is a press on a button, a tab or a row; a choice from a list is two (open it, choose). Text is typed in a
*field*, reached with Tab. A *screen* is each arrival at a screen, a *window* each form that opens over one. Scrolling
is not counted. The bounds are what it costs now: who makes it longer has to say so here.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from pmg_desk.domain.samenvatting import Aard
from pmg_desk.services import adresboek, triage
from pmg_desk.services.aanmeldingen import AanmeldingStatus, list_aanmeldingen
from pmg_desk.services.doorgeleidingen import DoorgeleidingStatus
from pmg_desk.services.indelen import toets_casus
from pmg_desk.services.plannen import list_plannen
from pmg_desk.services.tafelbord import toon_bord
from pmg_desk.services.triage import Antwoord, BesluitInvoer
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.storage.models import Spoor
from pmg_desk.ui.widgets.formulier import Formulier, KeuzeVeld, ZoekKeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.uitspraakveld import UitspraakVeld
from pmg_desk.ui.widgets.veld import Veld
from tests.cijfers import Cijfers
from tests.functioneel.bediening import LINKS, Bediening
from tests.functioneel.routezaal import Routezaal

KLIKS, VELDEN, SCHERMEN, VENSTERS = 65, 14, 8, 6
"""The most it may cost; two clicks are to say whether the signal is a fact, which nobody fills in beforehand."""


class Teller(Bediening):
    """The hands, on a window that is open already; everything they do is counted."""

    def __init__(self, app: QApplication, zaal: Routezaal) -> None:
        self.app, self._zaal = app, zaal
        self.gedaan: Counter[str] = Counter()
        self.onderweg: list[str] = []
        self._dialoog: QWidget | None = None
        self._kijk()

    @property
    def venster(self) -> Any:
        return self._zaal.venster

    @property
    def boven(self) -> QWidget:
        return QApplication.activeModalWidget() or self.venster

    def _rustig(self) -> bool:
        return not self._zaal.omgeving.werker.bezig

    def _kijk(self) -> None:
        """Count where the last step led to."""
        if not self.onderweg or self.onderweg[-1] != self.scherm.sleutel:
            self.onderweg.append(self.scherm.sleutel)
        open_ = QApplication.activeModalWidget()
        if open_ is not None and open_ is not self._dialoog:
            self.gedaan["vensters"] += 1
        self._dialoog = open_

    def _druk(self, widget: QWidget, plek: QPoint | None = None) -> None:
        assert widget.isVisible(), "nobody can click what is not in sight"
        QTest.mouseClick(widget, LINKS, pos=widget.rect().center() if plek is None else plek)
        self.gedaan["kliks"] += 1
        self.rust()
        self._kijk()

    def klik(self, wat: str | QWidget, waar: QWidget | None = None) -> None:
        """A button, by what is read out of it."""
        if isinstance(wat, str):
            binnen = waar or self.boven
            (wat,) = [k for k in binnen.findChildren(Knop) if k.isVisible() and k.accessibleName() == wat]
        assert wat.isEnabled(), "that button cannot be clicked"
        self._druk(wat)

    def bewaar(self, formulier: Formulier | None = None) -> None:
        """The button of the form, here or in the window over the screen."""
        if formulier is not None:
            self._druk(formulier.knop)
            return
        self._druk(self.dialoog.knop)
        assert QApplication.activeModalWidget() is None, self.fouten(self.dialoog.formulier)

    def open_eerste(self, lijst: Any) -> None:
        """Double click on the first row of a list."""
        tabel = lijst.tabel
        plek = tabel.visualRect(tabel.model().index(0, 0)).center()
        QTest.mouseClick(tabel.viewport(), LINKS, pos=plek)
        QTest.mouseDClick(tabel.viewport(), LINKS, pos=plek)
        self.gedaan["kliks"] += 1
        self.rust()
        self._kijk()

    def tab(self, sleutel: str) -> Any:
        """A tab of the dossier: on the bar, or in the list of all tabs where the bar does not show it."""
        tabs = self.scherm.tabs
        balk, nr = tabs.tabBar(), tabs._sleutels.index(sleutel)
        plek = balk.tabRect(nr).center()
        if balk.rect().contains(balk.tabRect(nr)) and balk.childAt(plek) is None:  # not under an arrow of the bar
            self._druk(balk, plek)
        else:
            self._druk(tabs.alleknop)
            menu = QApplication.activePopupWidget()
            assert isinstance(menu, QMenu)
            self._druk(menu, menu.actionGeometry(menu.actions()[nr]).center())
        assert tabs.sleutel == sleutel
        return tabs.inhoud(sleutel)

    def vul_veld(self, veld: Veld, waarde: Any) -> None:
        """Fill in one field, and count it as its kind is filled in."""
        if isinstance(veld, KeuzeVeld):
            self.gedaan["kliks"] += 2
        elif isinstance(veld, ZoekKeuzeVeld):
            self.gedaan.update(kliks=1, velden=1)
        elif not isinstance(veld, UitspraakVeld):  # of a statement its parts are counted
            self.gedaan["velden"] += 1
        super().vul_veld(veld, waarde)


def test_van_een_signaal_tot_een_plan_bij_top_x(app: QApplication, zaal: Routezaal, cijfers: Cijfers) -> None:
    cijfer = cijfers("first hour, from a signal to a plan at TOP X", kort=0)
    wereld = zaal.wereld
    organisatie = adresboek.add_organisatie(wereld.regie, adresboek.OrganisatieInvoer("Jongerenwerk"))
    werker = adresboek.ProfessionalInvoer(organisatie, "J. Werker", "Jongerenwerker")
    adresboek.add_professional(wereld.regie, werker)
    zaal.open()
    b = Teller(app, zaal)
    _signaal_wordt_casus(b)
    casus_id = b.scherm.casus_id
    _triage(b)
    _doelgroep(b)
    _plan(b)
    _naar_top_x(b)

    (pas,) = zaal.route(casus_id).doorgeleidingen
    assert (pas.naar, pas.status) == ("TOP X", DoorgeleidingStatus.GEVRAAGD)
    (aanmelding,) = [een for een in list_aanmeldingen(wereld.regie, casus_id) if een.rij.tafel == "top_x"]
    aangenomen = BesluitInvoer(AanmeldingStatus.AANGENOMEN, UitspraakInvoer("Past bij TOP X."))
    triage.decide_aanmelding(wereld.regie2, aanmelding.id, aangenomen)
    assert [rij.casus_id for rij in toon_bord(wereld.regie2, "top_x").rijen] == [casus_id]
    huidig = toets_casus(wereld.regie2, casus_id).huidig
    assert huidig is not None
    assert (huidig.doelgroep, huidig.afwijking) == ("jonge_aanwas", False)
    (plan,) = list_plannen(wereld.regie2, casus_id)
    assert [len(doel.acties) for doel in plan.doelen] == [1]

    kosten = (b.gedaan["kliks"], b.gedaan["velden"], len(b.onderweg), b.gedaan["vensters"])
    cijfer.tel(1)
    cijfer.erbij = "{} clicks, {} fields typed in, {} screens and {} windows over them".format(*kosten)
    assert all(nu <= hoogstens for nu, hoogstens in zip(kosten, (KLIKS, VELDEN, SCHERMEN, VENSTERS), strict=True)), (
        kosten,
        b.onderweg,
    )


def _signaal_wordt_casus(b: Teller) -> None:
    b.ga_naar("meldpunt")
    b.klik(b.scherm.nieuwknop)
    formulier = b.dialoog.formulier
    b.vul(
        formulier, tekst="Staat elke avond met oudere jongens bij het winkelcentrum.", over_wie="Sem", wijk="moerwijk"
    )
    b.vul_veld(formulier.veld("tekst").bron, "Wijkagent Moerwijk")
    b.vul_veld(formulier.veld("tekst").aard, Aard.FEIT)
    b.bewaar()
    b.open_eerste(b.scherm.lijst)
    b.klik("Nieuwe casus openen")
    b.vul(b.scherm.formulier, voornamen="Sem", geslachtsnaam="Bakker", geboortedatum="2-5-2009")
    b.bewaar(b.scherm.formulier)
    assert b.scherm.sleutel == "dossier"


def _triage(b: Teller) -> None:
    b.klik("Aanmelding bij PGA lokaal openen")
    vragen = [sleutel for sleutel in b.scherm.vragen._velden if sleutel.startswith("vraag_")]
    b.vul(b.scherm.vragen, **dict.fromkeys(vragen, Antwoord.JA))
    b.bewaar(b.scherm.vragen)
    b.vul(b.scherm.besluit, status=AanmeldingStatus.AANGENOMEN, reden="Jong, en de straat trekt.")
    b.bewaar(b.scherm.besluit)
    b.klik("Naar het dossier")


def _doelgroep(b: Teller) -> None:
    """Two leefgebieden with a problem are what jonge aanwas asks; without them a reason to depart is asked."""
    b.tab("leefgebieden")
    b.klik("Scores invullen")
    b.vul(b.dialoog.formulier, financien=2, werk_opleiding=2)
    b.bewaar()
    b.tab("indeling")
    b.klik("Doelgroep kiezen")
    b.vul(b.dialoog.formulier, doelgroep="jonge_aanwas", motivering="Schulden, geen school, oudere vrienden.")
    b.bewaar()


def _plan(b: Teller) -> None:
    b.tab("plan")
    b.klik("Plan beginnen")
    b.vul(b.dialoog.formulier, wens="Wil automonteur worden.")
    b.bewaar()
    b.klik("Doel toevoegen")
    b.vul(
        b.dialoog.formulier, leefgebied="werk_opleiding", spoor=Spoor.PERSPECTIEF, tekst="Gaat vier dagen naar school."
    )
    b.bewaar()
    (actieknop,) = [k for k in b.scherm.findChildren(Knop) if k.isVisible() and k.text() == "Actie toevoegen"]
    b.klik(actieknop)
    b.vul(b.dialoog.formulier, tekst="Belt de school.", eigenaar_id="Werker", deadline="7-12-2026")
    b.bewaar()


def _naar_top_x(b: Teller) -> None:
    b.tab("route")
    b.klik("Doorgeleiden")
    scherm = b.scherm
    b.vul(scherm.waar, route="tafel:top_x")
    b.bewaar(scherm.waar)
    vragen = [sleutel for sleutel in scherm.vragen._velden if sleutel.startswith("vraag_")]
    b.vul(scherm.vragen, **dict.fromkeys(vragen, Antwoord.JA), waarom="Wil zelf uit het netwerk stappen.")
    b.bewaar(scherm.vragen)
    b.bewaar(scherm.verstuur)
    assert b.scherm.sleutel == "dossier"
