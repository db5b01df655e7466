"""Parts of the page of a request: the page as the recipient would see it, what they had, the grounds, an interest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.delen import Ontvanger
from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.rollen import Recht
from pmg_desk.services import belangen, postvak
from pmg_desk.services.oordeelbeeld import GelijkBesluit, Grondbeeld
from pmg_desk.services.postvak import Officer
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.oordeelformulier import EIS_LABELS
from pmg_desk.ui.terugroep import zwak
from pmg_desk.ui.wekker import wekker
from pmg_desk.ui.widgets.formulier import Formulier, Formulierdialoog
from pmg_desk.ui.widgets.kaart import Gegevens, Kaart
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.pdfvoorbeeld import PdfVoorbeeld
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.tekstvelden import LangeTekstVeld
from pmg_desk.ui.widgets.vouwkaart import Vouwkaart

_WACHT_MS = 350


class Bladkaart(Kaart):
    """The page as it would be printed for the recipient; drawn when asked for, and again while it is on show.

    ``maak`` gives the task that draws it, from what is chosen at that moment.
    """

    def __init__(self, omgeving: Omgeving, maak: Callable[[], Callable[[], bytes]], ouder: QWidget) -> None:
        super().__init__(ouder.tr("Het blad zoals de ontvanger het krijgt"), ouder=ouder)
        self._omgeving, self._maak = omgeving, zwak(maak)
        self.knop = Knop(self.tr("Toon het blad"), icoon="eye", actie=self.wissel)
        self.voeg_actie(self.knop)
        self._uitleg = Tekst("", "zacht")
        self.voorbeeld = PdfVoorbeeld()
        self.voorbeeld.setMinimumHeight(480)
        self.inhoud.addWidget(self._uitleg)
        self.inhoud.addWidget(self.voorbeeld)
        self._wekker = wekker(self, _WACHT_MS, self.teken)
        self.verberg()

    def verberg(self) -> None:
        """Draw nothing until asked."""
        self.voorbeeld.leeg()
        self.voorbeeld.setVisible(False)
        self.knop.setText(self.tr("Toon het blad"))
        self._zeg(self.tr("Met uw keuzes van nu. Er wordt niets uitgegeven."))

    def _zeg(self, zin: str) -> None:
        self._uitleg.setText(zin)

    def wissel(self) -> None:
        """Show it, or put it away."""
        if self.voorbeeld.isHidden():
            self.voorbeeld.setVisible(True)
            self.knop.setText(self.tr("Verberg het blad"))
            self.teken()
        else:
            self.verberg()

    def anders(self) -> None:
        """Something was chosen: draw again, once the user is at rest."""
        if not self.voorbeeld.isHidden():
            self._wekker.start()

    def teken(self) -> None:
        """Draw it now."""
        taak = self._maak()
        assert callable(taak)
        self._omgeving.werker.doe(taak, self._toon, self._niets, self)

    def _toon(self, pdf: bytes) -> None:
        self._zeg(self.tr("Met uw keuzes van nu. Er wordt niets uitgegeven."))
        self.voorbeeld.toon(pdf)

    def _niets(self, fout: Fout) -> None:
        self.voorbeeld.leeg()
        self._zeg(f"{fout.wat} {fout.doe}")


class Grondkaart(Vouwkaart):
    """The grounds that were named, with their source and how certain the profile is of them."""

    def zet(self, gronden: tuple[Grondbeeld, ...]) -> None:
        """Show these."""
        maak_leeg(self)
        for grond in gronden:
            gegevens = Gegevens()
            gegevens.zet(
                [
                    (self.tr("Grondslag"), grond.label),
                    (self.tr("Wet"), grond.waar),
                    (self.tr("Uitleg"), grond.toelichting),
                    (self.tr("Zekerheid"), f"{grond.zekerheid}; {grond.bron}" if grond.bron else grond.zekerheid),
                ]
            )
            self.inhoud.addWidget(gegevens)
        self.zet_kort("; ".join(f"{grond.label} ({grond.zekerheid})" for grond in gronden))
        self.setVisible(bool(gronden))


class Gelijkkaart(Vouwkaart):
    """Earlier decisions for the same kind of recipient, purpose and data, and how they ended."""

    def zet(self, gelijke: tuple[GelijkBesluit, ...], onecht: int = 0) -> None:
        """Show these, the latest first. ``onecht``: how many are not shown because their signature does not hold."""
        maak_leeg(self)
        for besluit in gelijke:
            delen = [
                self.tr("{0}, {1}: {2}").format(besluit.nummer, toon_datum(lokale_dag(besluit.op)), besluit.oordeel),
                ", ".join(besluit.categorieen),
                self.tr("voorwaarden: {}").format(besluit.voorwaarden) if besluit.voorwaarden else "",
                *(EIS_LABELS[eis].lower() for eis in besluit.eisen),
                "" if besluit.niet_voor is None else self.tr("niet vóór {}").format(toon_datum(besluit.niet_voor)),
                self.tr("weggelaten: {}").format(besluit.weggelaten) if besluit.weggelaten else "",
                self.tr("ook over anderen") if besluit.derden else "",
                besluit.einde,
            ]
            self.inhoud.addWidget(Tekst(" · ".join(deel for deel in delen if deel)))
        aantal = len(gelijke)
        zin = self.tr("1 eerder besluit") if aantal == 1 else self.tr("{} eerdere besluiten").format(aantal)
        if onecht:
            niet = self.tr("{} niet te controleren en niet getoond: vraag de beheerder om de kluis te controleren")
            zin = f"{zin}; {niet.format(onecht)}"
        self.zet_kort(zin)
        self.setVisible(bool(gelijke) or bool(onecht))


def maak_leeg(kaart: Kaart) -> None:
    """Take everything off a card but its heading."""
    while kaart.inhoud.count():
        deel = kaart.inhoud.takeAt(0)
        widget = None if deel is None else deel.widget()
        if widget is not None:
            widget.setVisible(False)
            widget.deleteLater()


class Belangdialoog(Formulierdialoog):
    """Say that a request touches oneself or one's family, and hand it to another officer."""

    def __init__(self, scherm: Scherm, verzoek_ids: tuple[UUID, ...], klaar: Callable[[], None]) -> None:
        self._omgeving, self._verzoek_ids, self._klaar = scherm.omgeving, verzoek_ids, zwak(klaar)
        self.naar = KeuzeVeld("naar", scherm.tr("Wie neemt het over"), [], hulp=scherm.tr("Leeg: wie het pakt."))
        formulier = Formulier(
            [
                LangeTekstVeld("reden", scherm.tr("Wat is uw belang?"), verplicht=True, hoogstens=400, regels=2),
                self.naar,
            ],
            knop=scherm.tr("Belang melden"),
        )
        super().__init__(scherm, scherm.tr("Dit raakt mij of mijn familie"), formulier)
        uitleg = self.tr(
            "Daarna kunt u over deze casus niets meer beoordelen of intrekken. U kunt dit niet terugdraaien."
        )
        if scherm.omgeving.werkplek.gebruiker.mag(Recht.TOEZICHT_HOUDEN):
            reikwijdte = self.tr(
                "Het geldt voor de casus van elk gekozen verzoek. Over welke jongere een casus gaat, staat niet in een"
                " pakket: gaat ook een ander verzoek over dezelfde jongere, kies dat in het postvak dan mee."
            )
        else:
            reikwijdte = self.tr("Het geldt voor alles over deze jongere, in elke casus.")
        self.reikwijdte = Tekst(f"{uitleg} {reikwijdte}")
        self.inhoud.insertWidget(0, self.reikwijdte)
        self.alleen = Tekst(
            self.tr(
                "Er is nu geen andere privacy officer. Het verzoek wacht dan op een vervanger, en de aanvrager ziet"
                " dat. Vraag de beheerder om een tweede privacy officer toe te voegen: die krijgt het."
            )
        )
        self.alleen.setVisible(False)
        self.inhoud.insertWidget(1, self.alleen)
        formulier.bewaren.connect(self._bewaar)
        taak = partial(postvak.list_officers, scherm.omgeving.werkplek)
        scherm.omgeving.werker.doe(taak, self._zet, formulier.toon_fouten, self)

    def _zet(self, officers: tuple[Officer, ...]) -> None:
        anderen = [Keuze(o.id, o.naam) for o in officers if not o.zelf]
        self.naar.zet_keuzes(anderen)
        self.formulier.toon_veld("naar", bool(anderen))
        self.alleen.setVisible(not anderen)
        self.formulier.koppel_concept(self._omgeving.concepten, "belang", self._verzoek_ids[0])

    def _bewaar(self, waarden: dict[str, Any]) -> None:
        self.formulier.zet_bezig(True)
        werkplek = self._omgeving.werkplek
        naar = waarden["naar"] or None
        taak = partial(belangen.declare_belangen, werkplek, self._verzoek_ids, waarden["reden"], naar)
        self._omgeving.werker.doe(taak, self._bewaard, self.formulier.toon_fouten, self)

    def _bewaard(self, _ids: tuple[UUID, ...]) -> None:
        self.formulier.opgeslagen()
        self.accept()
        self._klaar()


class Intrekdialoog(Formulierdialoog):
    """Why an approval is withdrawn. ``taak`` makes the task out of the reason, ``klaar`` gets what came of it."""

    def __init__(
        self,
        scherm: Scherm,
        besluit_id: UUID,
        taak: Callable[[str], Callable[[], UUID | None]],
        klaar: Callable[[UUID | None], None],
    ) -> None:
        self._omgeving, self._taak, self._klaar = scherm.omgeving, zwak(taak), zwak(klaar)
        formulier = Formulier(
            [LangeTekstVeld("reden", scherm.tr("Waarom trekt u dit akkoord in?"), verplicht=True)],
            knop=scherm.tr("Akkoord intrekken"),
        )
        super().__init__(scherm, scherm.tr("Akkoord intrekken"), formulier)
        formulier.koppel_concept(scherm.omgeving.concepten, "akkoord-intrekken", besluit_id)
        formulier.bewaren.connect(self._bewaar)

    def _bewaar(self, waarden: dict[str, Any]) -> None:
        self.formulier.zet_bezig(True)
        taak = self._taak(waarden["reden"])
        assert callable(taak)
        self._omgeving.werker.doe(taak, self._bewaard, self.formulier.toon_fouten, self)

    def _bewaard(self, intrekking_id: UUID | None) -> None:
        self.formulier.opgeslagen()
        self.accept()
        self._klaar(intrekking_id)


def kolomkoppen(ontvangers: Sequence[Ontvanger]) -> list[str]:
    """Recipients as headings of columns: the organisation, and its function where it stands there twice."""
    namen = Counter(een.organisatie for een in ontvangers)
    return [een.voluit if namen[een.organisatie] > 1 else een.organisatie for een in ontvangers]
