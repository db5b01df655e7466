"""Cards about the jongere: personal data, the address with its reasoned step, and the people around."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pmg_desk.domain.netwerk import KRING_LABELS
from pmg_desk.services import jongeren, relaties
from pmg_desk.services.jongeren import OPSCHORTINGEN, Adres, JongereInzicht
from pmg_desk.services.relaties import RelatieInzicht
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.formulier import (
    Formulier,
    Formulierdialoog,
    LangeTekstVeld,
)
from pmg_desk.ui.widgets.kaart import Gegevens, Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.tekst import Tekst


class Persoonskaart(Kaart):
    """Name, birth, school, contact."""

    def __init__(self, omgeving: Omgeving) -> None:
        super().__init__(self.tr("Persoonsgegevens"))
        self._omgeving = omgeving
        self._casus_id: UUID | None = None
        self.gegevens = Gegevens()
        self.inhoud.addWidget(self.gegevens)
        self.wijzigknop = Knop(self.tr("Wijzigen"), "koppeling", "pencil", actie=self._wijzig)
        self.wijzigknop.setAccessibleName(self.tr("Persoonsgegevens wijzigen"))
        self.voeg_actie(self.wijzigknop)

    def zet(self, casus_id: UUID, jongere: JongereInzicht, *, wijzigen: bool) -> None:
        """Show this jongere."""
        self._casus_id = casus_id
        paren = [
            (self.tr("Naam"), jongere.volledige_naam),
            (self.tr("Roepnaam"), jongere.roepnaam),
            (self.tr("Geboren"), f"{jongere.geboortedatum.toon()} ({jongere.leeftijd})"),
            (self.tr("Geslacht"), jongere.geslacht_label if jongere.geslacht else ""),
            (self.tr("School"), jongere.school),
            (self.tr("Telefoon"), jongere.telefoon),
            (self.tr("E-mail"), jongere.email),
        ]
        if jongere.bsn:
            paren.append((self.tr("BSN"), jongere.bsn))
        if jongere.opschorting:
            paren.append((self.tr("BRP"), OPSCHORTINGEN.get(jongere.opschorting, jongere.opschorting)))
        if jongere.in_onderzoek:
            paren.append((self.tr("In onderzoek"), self.tr("BRP-rubriek {}").format(jongere.in_onderzoek)))
        self.gegevens.zet(paren)
        self.wijzigknop.setVisible(wijzigen)

    def _wijzig(self) -> None:
        self._omgeving.navigeer("persoonsgegevens", casus_id=self._casus_id)


class Adreskaart(Kaart):
    """The address. A secret one is shown only after a reason was given, and goes again when the card leaves sight."""

    def __init__(self, omgeving: Omgeving) -> None:
        super().__init__(self.tr("Adres"))
        self._omgeving = omgeving
        self._casus_id: UUID | None = None
        self._geheim = False
        self.uitleg = Tekst(self.tr("Dit adres is geheim. Het komt nooit in een samenvatting, lijst of zoekresultaat."))
        self.gegevens = Gegevens()
        self.toonknop = Knop(self.tr("Geheim adres tonen"), "secundair", "eye", actie=self.vraag_reden)
        self.verbergknop = Knop(self.tr("Adres weer verbergen"), "secundair", "eye-off", actie=self.verberg)
        rij = QHBoxLayout()
        rij.addWidget(self.toonknop)
        rij.addWidget(self.verbergknop)
        rij.addStretch(1)
        self.inhoud.addWidget(self.uitleg)
        self.inhoud.addWidget(self.gegevens)
        self.inhoud.addLayout(rij)
        self.dialoog: Formulierdialoog | None = None

    def zet(self, casus_id: UUID, jongere: JongereInzicht) -> None:
        """Show the address, or that it is secret."""
        self._casus_id, self._geheim = casus_id, jongere.adres_geheim
        if jongere.adres is None:
            self.verberg()
        else:
            self._toon(jongere.adres)

    def verberg(self) -> None:
        """Take a secret address out of sight."""
        if self._geheim:
            self.gegevens.zet([])
            self._schik(in_beeld=False)

    def _toon(self, adres: Adres) -> None:
        wijk = jongeren.wijk_label(self._omgeving.werkplek.profiel, adres.wijk)
        self.gegevens.zet(
            [
                (self.tr("Straat"), " ".join(deel for deel in (adres.straat, adres.huisnummer) if deel)),
                (self.tr("Plaats"), " ".join(deel for deel in (adres.postcode, adres.woonplaats) if deel)),
                (self.tr("Wijk"), wijk),
                (self.tr("Buurt"), adres.buurt),
            ]
        )
        self._schik(in_beeld=True)

    def _schik(self, *, in_beeld: bool) -> None:
        self.uitleg.setVisible(self._geheim)
        self.gegevens.setVisible(in_beeld)
        self.toonknop.setVisible(self._geheim and not in_beeld)
        self.verbergknop.setVisible(self._geheim and in_beeld)

    def vraag_reden(self) -> None:
        """Ask why the address must be seen."""
        formulier = Formulier(
            [
                LangeTekstVeld(
                    "reden",
                    self.tr("Waarom moet u het adres nu zien?"),
                    verplicht=True,
                    hoogstens=jongeren.MAX_REDEN,
                    hulp=self.tr("Uw naam, dit moment en uw reden komen in het logboek."),
                )
            ],
            knop=self.tr("Geheim adres tonen"),
        )
        formulier.koppel_concept(self._omgeving.concepten, "geheim_adres", self._casus_id)
        formulier.bewaren.connect(self._haal)
        self.dialoog = Formulierdialoog(self, self.tr("Geheim adres tonen"), formulier)
        self.dialoog.toon()

    def _haal(self, waarden: dict[str, Any]) -> None:
        assert self.dialoog is not None
        assert self._casus_id is not None
        self.dialoog.formulier.zet_bezig(True)
        self._omgeving.werker.doe(
            partial(jongeren.toon_geheim_adres, self._omgeving.werkplek, self._casus_id, waarden["reden"]),
            self._gehaald,
            self.dialoog.formulier.toon_fouten,
            self.dialoog,
        )

    def _gehaald(self, adres: Adres) -> None:
        _sluit(self.dialoog)
        self._toon(adres)

    def hideEvent(self, gebeurtenis: QHideEvent, /) -> None:
        """Qt: out of sight, so hidden again."""
        super().hideEvent(gebeurtenis)
        self.verberg()


class Netwerkkaart(Kaart):
    """Who is around the jongere, in short: those with authority and those at risk by name, the others counted."""

    def __init__(self, omgeving: Omgeving) -> None:
        super().__init__(self.tr("Gezin en netwerk"))
        self._omgeving = omgeving
        self._casus_id: UUID | None = None
        self.leeg = Tekst(self.tr("Nog niemand ingevuld. Leg vast wie de ouders zijn en wie gezag heeft."), "zacht")
        self.inhoud.addWidget(self.leeg)
        self._rijen = QVBoxLayout()
        self._rijen.setSpacing(8)
        self.inhoud.addLayout(self._rijen)
        self.naarknop = Knop(self.tr("Naar het netwerk"), "koppeling", "users", actie=self._naar)
        self.voeg_actie(self.naarknop)

    def zet(self, casus_id: UUID, rijen: Sequence[RelatieInzicht]) -> None:
        """Show these people."""
        self._casus_id = casus_id
        leeg_rijen(self._rijen)
        genoemd = [rij for rij in rijen if rij.gezag or rij.loopt_risico]
        for rij in genoemd:
            erbij = [rij.soort_label, rij.gezag_label[:1].lower() + rij.gezag_label[1:] if rij.gezag else ""]
            erbij.append(self.tr("loopt risico") if rij.loopt_risico else "")
            self._rijen.addWidget(Regel(rij.naam, " · ".join(deel for deel in erbij if deel)))
        if len(rijen) > len(genoemd):
            aantallen = relaties.aantal_per_kring([rij for rij in rijen if rij not in genoemd])
            delen = [f"{KRING_LABELS[kring]}: {aantal}" for kring, aantal in aantallen.items() if aantal]
            self._rijen.addWidget(
                Tekst(self.tr("En verder. {}").format(", ".join(delen)) if genoemd else ", ".join(delen))
            )
        self.leeg.setVisible(not rijen)

    def _naar(self) -> None:
        self._omgeving.navigeer("dossier", casus_id=self._casus_id, tab="netwerk")


class Regel(QWidget):
    """A line on a card: what it is, what is said of it, and its small buttons."""

    def __init__(self, titel: str, erbij: str, knoppen: Sequence[QWidget] = ()) -> None:
        super().__init__()
        rij = QHBoxLayout(self)
        rij.setContentsMargins(0, 0, 0, 0)
        rij.setSpacing(6)
        teksten = QVBoxLayout()
        teksten.setSpacing(1)
        teksten.addWidget(Tekst(titel))
        self.erbij = Tekst(erbij, "klein")
        if not erbij:  # never made visible before it has a place: it would flash as a window
            self.erbij.setVisible(False)
        teksten.addWidget(self.erbij)
        rij.addLayout(teksten, 1)
        for knop in knoppen:
            rij.addWidget(knop, 0, Qt.AlignmentFlag.AlignTop)


def leeg_rijen(kolom: QVBoxLayout) -> None:
    """Take all lines off a card."""
    while kolom.count():
        deel = kolom.takeAt(0)
        widget = None if deel is None else deel.widget()
        if widget is not None:
            widget.setVisible(False)
            widget.deleteLater()


def _sluit(dialoog: Formulierdialoog | None) -> None:
    assert dialoog is not None
    dialoog.formulier.opgeslagen()
    dialoog.accept()
