"""Two versions of a plan side by side: what came, went and changed, in signs and words; and on paper."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.planverschil import TEKENS, UITLEG, WOORDEN, Deelverschil, Verschil, tel, toon_kant
from pmg_desk.domain.rollen import Rol
from pmg_desk.services import plannen, planvergelijking
from pmg_desk.services.planvergelijking import Vergelijking, noem
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.omgeving import Omgeving, Wijzigingen
from pmg_desk.ui.screens.internafdruk import Afdruksoort
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.chip import Chip
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.rolvak import Rolvak
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.uitspraakkaart import maak_leeg
from pmg_desk.ui.widgets.vloei import Vloei

_KLEUREN: dict[Verschil, chip.Kleur] = {
    Verschil.GELIJK: "grijs",
    Verschil.ERBIJ: "groen",
    Verschil.WEG: "rood",
    Verschil.GEWIJZIGD: "geel",
}


_TEKENS = 24  # characters of the longest name of a version


def verschilchip(verschil: Verschil) -> chip.Chipwaarde:
    """A difference as sign, word and colour."""
    return chip.status(verschil.value, f"{TEKENS[verschil]} {WOORDEN[verschil]}", _KLEUREN[verschil])


def _lees(werkplek: Werkplek, casus_id: UUID, oud: int, nieuw: int) -> tuple[Vergelijking, tuple[Keuze, ...]]:
    versies = plannen.list_plannen(werkplek, casus_id)
    return planvergelijking.compare_versies(werkplek, casus_id, oud, nieuw), tuple(
        Keuze(plan.nr, noem(plan)) for plan in versies
    )


class PlanvergelijkingScherm(Scherm):
    """``toon(casus_id=, oud=, nieuw=)``: two versions by their numbers."""

    sleutel, titel, icoon = "planvergelijking", "Versies van het plan", "columns-3"
    rollen = frozenset({Rol.CASUSREGISSEUR, Rol.MEELEZER})
    soorten = frozenset({"plan"})
    in_navigatie, onder = False, "casussen"

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self._casus_id: UUID | None = None
        self._versies = (1, 2)
        self.voeg_actie(Knop(self.tr("Terug naar het dossier"), icoon="arrow-left", actie=self._terug))
        self.afdrukknop = self.voeg_actie(Knop(self.tr("Afdrukken (intern)"), icoon="printer", actie=self.druk_af))
        self.afdrukknop.setVisible(omgeving.rol == Rol.CASUSREGISSEUR)
        self.oud = KeuzeVeld("oud", self.tr("Eerdere versie"), [], leegtekst=self.tr("Kies…"), breedte=340)
        self.nieuw = KeuzeVeld("nieuw", self.tr("Latere versie"), [], leegtekst=self.tr("Kies…"), breedte=340)
        keuzes = QWidget()
        vloei = Vloei(keuzes, ruimte=14)
        for veld in (self.oud, self.nieuw):
            veld.lijst.setMinimumContentsLength(_TEKENS)
            veld.gewijzigd.connect(self._andere_versies)
            vloei.addWidget(veld)
        self._vak = Rolvak()
        self._vak.inhoud.addWidget(keuzes)
        self.telling = Tekst("", "kop-3")
        self._vak.inhoud.addWidget(self.telling)
        self._vak.inhoud.addWidget(Tekst(UITLEG, "klein"))
        self._delen = QVBoxLayout()
        self._delen.setSpacing(12)
        self._vak.inhoud.addLayout(self._delen)
        self._vak.inhoud.addStretch(1)
        self.inhoud.addWidget(self._vak, 1)

    def toon(self, **params: Any) -> None:
        """Show two versions; without them those that were seen before."""
        self._casus_id = params.get("casus_id", self._casus_id)
        if self._casus_id is None:
            self.omgeving.navigeer("casussen")
            return
        self._versies = (params.get("oud", self._versies[0]), params.get("nieuw", self._versies[1]))
        self._laad()

    def ververs(self, wijzigingen: Wijzigingen) -> None:
        """A version was changed."""
        del wijzigingen
        if self._casus_id is not None:
            self._laad()

    def _laad(self) -> None:
        assert self._casus_id is not None
        taak = partial(_lees, self.omgeving.werkplek, self._casus_id, *self._versies)
        self.omgeving.werker.doe(taak, self._zet, self._mislukt, self)

    def _mislukt(self, fout: Fout) -> None:
        """Nothing of what was shown before may stay in sight."""
        maak_leeg(self._delen)
        self.telling.setText("")
        self.toon_fout(fout)

    def _andere_versies(self) -> None:
        if self.oud.waarde() is not None and self.nieuw.waarde() is not None:
            self._versies = (self.oud.waarde(), self.nieuw.waarde())
            self._laad()

    def _zet(self, gelezen: tuple[Vergelijking, tuple[Keuze, ...]]) -> None:
        vergelijking, keuzes = gelezen
        if vergelijking.casus_id != self._casus_id:
            return
        for veld, plan in ((self.oud, vergelijking.oud), (self.nieuw, vergelijking.nieuw)):
            veld.blockSignals(True)
            veld.zet_keuzes(keuzes)
            veld.zet(plan.nr)
            veld.blockSignals(False)
        aantallen = tel(vergelijking.delen)
        self.telling.setText(
            ", ".join(f"{aantallen[soort]} {WOORDEN[soort].lower()}" for soort in Verschil if aantallen[soort])
        )
        maak_leeg(self._delen)
        koppen = (noem(vergelijking.oud), noem(vergelijking.nieuw))
        for deel in vergelijking.delen:
            self._delen.addWidget(Verschilkaart(deel, koppen))

    def druk_af(self) -> None:
        """See the internal print, and issue it there."""
        versies = self._versies
        afdruk = Afdruksoort(
            planvergelijking.SOORT,
            partial(planvergelijking.preview_vergelijking, versies=versies),
            partial(planvergelijking.issue_vergelijking, versies=versies),
        )
        self.omgeving.navigeer("internafdruk", casus_id=self._casus_id, soort="plan", afdruk=afdruk)

    def _terug(self) -> None:
        self.omgeving.navigeer("dossier", casus_id=self._casus_id, tab="plan")


class Verschilkaart(Kaart):
    """One section: per line the sign and word, and both versions beside each other."""

    def __init__(self, deel: Deelverschil, koppen: tuple[str, str]) -> None:
        super().__init__(deel.titel)
        self.deel = deel
        stand = QWidget()
        Vloei(stand).addWidget(Chip(verschilchip(deel.verschil)))
        self.inhoud.addWidget(stand)
        vak = QWidget()
        rooster = QGridLayout(vak)
        rooster.setContentsMargins(0, 0, 0, 0)
        rooster.setHorizontalSpacing(18)
        rooster.setVerticalSpacing(10)
        for kolom, kop in enumerate(koppen):
            rooster.addWidget(Tekst(kop, "label"), 0, kolom)
            rooster.setColumnStretch(kolom, 1)
        for nr, regel in enumerate(deel.regels):
            over = QWidget()
            vloei = Vloei(over)
            vloei.addWidget(Tekst(regel.label, "zacht", omslaan=False))
            vloei.addWidget(Chip(verschilchip(regel.verschil)))
            rooster.addWidget(over, 2 * nr + 1, 0, 1, 2)
            for kolom, kant in enumerate((Verschil.WEG, Verschil.ERBIJ)):
                tekst = Tekst(toon_kant(regel, kant) or "–", kiesbaar=True)
                tekst.setAccessibleName(f"{koppen[kolom]}, {regel.label}: {tekst.text()}")
                rooster.addWidget(tekst, 2 * nr + 2, kolom)
        self.inhoud.addWidget(vak)
