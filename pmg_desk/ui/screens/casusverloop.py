"""The forms to close a casus with reason and outcome, and to open it again."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.controle import MAX_TEKST
from pmg_desk.domain.datums import Richting
from pmg_desk.services import casusverloop
from pmg_desk.services.casussen import DossierKop
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.formulier import DatumVeld, Formulier, Formulierdialoog, Keuze, KeuzeVeld, LangeTekstVeld
from pmg_desk.ui.widgets.tekst import Tekst


class Afsluitdialoog(Formulierdialoog):
    """Says what closing does, and what is still open."""

    def __init__(self, ouder: QWidget, omgeving: Omgeving, kop: DossierKop) -> None:
        self._omgeving, self._kop = omgeving, kop
        profiel = omgeving.werkplek.profiel
        super().__init__(
            ouder,
            ouder.tr("Casus {} afsluiten").format(kop.nummer),
            Formulier(
                [
                    KeuzeVeld(
                        "reden",
                        ouder.tr("Reden"),
                        [Keuze(b.sleutel, b.label) for b in profiel.redenen_afsluiten.values()],
                        verplicht=True,
                    ),
                    KeuzeVeld(
                        "uitkomst",
                        ouder.tr("Uitkomst"),
                        [Keuze(b.sleutel, b.label) for b in profiel.uitkomsten.values()],
                        verplicht=True,
                    ),
                    LangeTekstVeld(
                        "toelichting",
                        ouder.tr("Toelichting"),
                        hoogstens=MAX_TEKST,
                        hulp=ouder.tr("Bijvoorbeeld wie het contact overneemt. Komt niet in een samenvatting."),
                    ),
                    DatumVeld(
                        "op",
                        ouder.tr("Afgesloten op"),
                        omgeving.vandaag,
                        richting=Richting.VERLEDEN,
                        laatst=omgeving.vandaag,
                        hulp=ouder.tr("Leeg betekent: vandaag."),
                    ),
                ],
                knop=ouder.tr("Casus afsluiten"),
            ),
        )
        uitleg = [self.tr("Daarna kunt u het dossier nog lezen, maar niets meer wijzigen. Heropenen kan altijd.")]
        if kop.open_acties:
            uitleg.append(
                self.tr("Let op: er staat nog {} open.").format(
                    self.tr("1 actie") if kop.open_acties == 1 else self.tr("{} acties").format(kop.open_acties)
                )
            )
        if kop.herhalende_acties:
            uitleg.append(
                (
                    self.tr("1 daarvan komt steeds terug: die reeks staat stil zolang de casus dicht is.")
                    if kop.herhalende_acties == 1
                    else self.tr("{} daarvan komen steeds terug: die reeksen staan stil zolang de casus dicht is.")
                ).format(kop.herhalende_acties)
            )
        if kop.lopende_inzet:
            uitleg.append(
                self.tr("1 interventie loopt of is gepland: die wordt afgebroken, met de reden van afsluiten.")
                if kop.lopende_inzet == 1
                else self.tr(
                    "{} interventies lopen of zijn gepland: die worden afgebroken, met de reden van afsluiten."
                ).format(kop.lopende_inzet)
            )
        if kop.open_aanvragen:
            uitleg.append(
                self.tr("1 aanvraag van budget wacht op een besluit: die wordt ingetrokken.")
                if kop.open_aanvragen == 1
                else self.tr("{} aanvragen van budget wachten op een besluit: die worden ingetrokken.").format(
                    kop.open_aanvragen
                )
            )
        if kop.lopende_aanmeldingen:
            uitleg.append(
                self.tr("1 aanmelding wacht nog op een besluit van de tafel: die wordt ingetrokken.")
                if kop.lopende_aanmeldingen == 1
                else self.tr("{} aanmeldingen wachten nog op een besluit van de tafel: die worden ingetrokken.").format(
                    kop.lopende_aanmeldingen
                )
            )
        self.uitleg = Tekst(" ".join(uitleg))
        self.inhoud.insertWidget(0, self.uitleg)
        erbij = self.uitleg.heightForWidth(self.width() - 60) + 20
        self.resize(self.width(), min(self.maximumHeight(), self.height() + erbij))
        self.formulier.koppel_concept(omgeving.concepten, "casus_afsluiten", kop.casus_id)
        self.formulier.bewaren.connect(self._bewaar)

    def _bewaar(self, waarden: dict[str, Any]) -> None:
        self.formulier.zet_bezig(True)
        self._omgeving.werker.doe(
            partial(
                casusverloop.close_casus,
                self._omgeving.werkplek,
                self._kop.casus_id,
                waarden["reden"] or "",
                waarden["uitkomst"] or "",
                waarden["toelichting"],
                waarden["op"],
            ),
            self._klaar,
            self.formulier.toon_fouten,
            self,
        )

    def _klaar(self, _niets: None) -> None:
        self.formulier.opgeslagen()
        self.accept()
        self._omgeving.meld(self.tr("De casus is afgesloten."))


class Heropendialoog(Formulierdialoog):
    """Asks why work on the casus begins again."""

    def __init__(self, ouder: QWidget, omgeving: Omgeving, kop: DossierKop) -> None:
        self._omgeving, self._kop = omgeving, kop
        super().__init__(
            ouder,
            ouder.tr("Casus {} heropenen").format(kop.nummer),
            Formulier(
                [
                    LangeTekstVeld(
                        "reden",
                        ouder.tr("Waarom heropent u de casus?"),
                        verplicht=True,
                        hoogstens=MAX_TEKST,
                        hulp=ouder.tr("De eerdere periode blijft bewaard zoals zij was."),
                    )
                ],
                knop=ouder.tr("Casus heropenen"),
            ),
        )
        self.formulier.koppel_concept(omgeving.concepten, "casus_heropenen", kop.casus_id)
        self.formulier.bewaren.connect(self._bewaar)

    def _bewaar(self, waarden: dict[str, Any]) -> None:
        self.formulier.zet_bezig(True)
        self._omgeving.werker.doe(
            partial(casusverloop.reopen_casus, self._omgeving.werkplek, self._kop.casus_id, waarden["reden"]),
            self._klaar,
            self.formulier.toon_fouten,
            self,
        )

    def _klaar(self, _niets: None) -> None:
        self.formulier.opgeslagen()
        self.accept()
        self._omgeving.meld(self.tr("De casus is weer open."))
