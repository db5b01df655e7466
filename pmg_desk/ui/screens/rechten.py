"""Verzoeken van jongere en ouders: what came in under the AVG, the first to answer on top, and what was handled."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.rechten import Rechtsoort
from pmg_desk.domain.rollen import Kluissoort, Rol
from pmg_desk.services import rechtinzicht
from pmg_desk.services.rechtinzicht import OORDEEL_LABELS, RechtInzicht
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.omgeving import Omgeving, Wijzigingen
from pmg_desk.ui.screens.rechtopzoeken import Opzoekdialoog
from pmg_desk.ui.screens.rechtvastleggen import vraag_verzoek
from pmg_desk.ui.widgets.chip import Chipwaarde
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.leeg import LegeStaat
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tabbladen import Tabbladen

_Rijen = tuple[RechtInzicht, ...]


def _lees(werkplek: Werkplek) -> tuple[_Rijen, _Rijen]:
    return rechtinzicht.list_verzoeken(werkplek), rechtinzicht.list_verzoeken(werkplek, afgehandeld=True)


def stand(een: RechtInzicht) -> Chipwaarde:
    """How far a request is, as a chip."""
    if een.uit_te_voeren:
        woord = "Nog te geven" if een.soort is Rechtsoort.INZAGE else "Nog uit te voeren"
        return Chipwaarde(f"{woord}: te laat" if een.te_laat else woord, "rood" if een.te_laat else "geel")
    if een.oordeel is not None:
        return Chipwaarde(OORDEEL_LABELS[een.oordeel], "geel" if een.loopt else "groen")
    if een.te_laat:
        return Chipwaarde("Te laat", "rood")
    return Chipwaarde(een.status_label, "geel" if een.open else "grijs")


class RechtenScherm(Scherm):
    """The lists; ``toon(id=)`` goes on to one request, ``toon(casus_id=)`` to who saw the file of that casus."""

    sleutel, titel, icoon = "rechten", "Rechten", "users"
    rollen = frozenset({Rol.CASUSREGISSEUR, Rol.PRIVACY_OFFICER})
    kluizen = frozenset({Kluissoort.TEAM, Kluissoort.TOEZICHT})
    soorten = frozenset({"rechten"})
    opdrachten = (("Verzoeken van jongere en ouders", {}),)

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self.zet_titel(
            self.tr("Verzoeken van jongere en ouders"),
            self.tr("Inzage, verbeteren, wissen, even niet gebruiken en bezwaar. Antwoord binnen een maand."),
        )
        self.nieuwknop = Knop(self.tr("Verzoek vastleggen"), "primair", "plus", actie=self._nieuw)
        self.zoekknop = Knop(self.tr("Casusnummer opzoeken"), icoon="search", actie=self._zoek_op)
        self.zoekknop.setVisible(omgeving.rol == Rol.PRIVACY_OFFICER)
        self.voeg_actie(self.zoekknop)
        self.voeg_actie(self.nieuwknop)
        leeg = Leegtekst(
            self.tr("Geen verzoeken"),
            self.tr("Vraagt een jongere of ouder iets over de eigen gegevens, leg dat dan hier vast."),
            "users",
        )
        self.open = self._bouw("rechten", self.tr("Open verzoeken"), leeg)
        self.klaar = self._bouw("rechten-klaar", self.tr("Afgehandelde verzoeken"), leeg)
        self.tabs = Tabbladen(self.titel)
        self.tabs.voeg_toe("open", self.tr("Open"), lambda: self.open, rolt=False)
        self.tabs.voeg_toe("klaar", self.tr("Afgehandeld"), lambda: self.klaar, rolt=False)
        self.tabs.kies("klaar")
        self.tabs.kies("open")
        self.inhoud.addWidget(self.tabs, 1)
        self._elders = omgeving.kluissoort is Kluissoort.TOEZICHT
        if self._elders:
            self._leg_uit()

    def _leg_uit(self) -> None:
        """In an installation of one's own there is no dossier, so no request about one."""
        self.nieuwknop.setVisible(False)
        self.zoekknop.setVisible(False)
        self.tabs.setVisible(False)
        self.inhoud.addWidget(
            LegeStaat(
                self.tr("Verzoeken staan in de kluis van het team"),
                self.tr(
                    "Een verzoek gaat over een dossier, en dossiers staan niet op deze installatie. Open de kluis van"
                    " het team om een casusnummer op te zoeken, te besluiten of inzage te geven. Kunt u daar niet bij,"
                    " vraag dan een privacy officer die wel in die kluis werkt."
                ),
                icoon="users",
            ),
            1,
        )

    def _bouw(self, sleutel: str, naam: str, leeg: Leegtekst) -> Lijst[RechtInzicht]:
        lijst: Lijst[RechtInzicht] = Lijst(
            sleutel,
            naam,
            (
                Kolom("voor", self.tr("Antwoord vóór"), lambda r: r.antwoord_voor, "datum", breedte=150),
                Kolom("stand", self.tr("Stand"), stand, "chip", breedte=200),
                Kolom("soort", self.tr("Wat"), lambda r: r.soort_label, breedte=150, nadruk=True),
                Kolom("nummer", self.tr("Verzoek"), lambda r: r.nummer, breedte=130),
                Kolom("casus", self.tr("Casus"), lambda r: r.casusnummer, breedte=150),
                Kolom("jongere", self.tr("Jongere"), lambda r: r.jongere, rekt=True),
            ),
            lambda r: r.id,
            woord=(self.tr("verzoek"), self.tr("verzoeken")),
            instellingen=self.omgeving.instellingen,
            leeg=leeg,
        )
        lijst.geopend.connect(self._open)
        return lijst

    def toon(self, **params: Any) -> None:
        """Load, or go on to what is asked for."""
        if self._elders:
            return
        if "id" in params or "casus_id" in params:
            self.omgeving.navigeer("rechtenverzoek", **params)
            return
        self.omgeving.werker.doe(partial(_lees, self.omgeving.werkplek), self._zet, self.toon_fout, self)

    def ververs(self, wijzigingen: Wijzigingen) -> None:
        """A request changed."""
        del wijzigingen
        self.toon()

    def _zet(self, lijsten: tuple[_Rijen, _Rijen]) -> None:
        self.open.zet_rijen(lijsten[0])
        self.klaar.zet_rijen(lijsten[1])
        self.tabs.zet_titel("open", self.tr("Open ({})").format(len(lijsten[0])))

    def _open(self, een: RechtInzicht) -> None:
        self.omgeving.navigeer("rechtenverzoek", id=een.id)

    def _zoek_op(self) -> None:
        Opzoekdialoog(self, self.omgeving).toon()

    def _nieuw(self) -> None:
        vraag_verzoek(self, self.omgeving)
