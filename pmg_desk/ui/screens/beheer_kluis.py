"""Facts about the vault with a check of the whole file, and the profile with its sources."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pmg_desk.domain.klok import AMSTERDAM
from pmg_desk.domain.rollen import Kluissoort
from pmg_desk.services import kluisinzicht, noodtoegang, overlegslot
from pmg_desk.services.kluisinzicht import Kluiscontrole, KluisInzicht, ProfielRegel
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.screens.beheer_beeld import Beeldkaart
from pmg_desk.ui.screens.beheer_herstelblad import Herstelbladkaart
from pmg_desk.ui.screens.beheer_sleutels import Kluissleutelkaart
from pmg_desk.ui.werker import Voortgang
from pmg_desk.ui.widgets.formulier import Keuze, KeuzeVeld
from pmg_desk.ui.widgets.kaart import Gegevens, Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Lijst
from pmg_desk.ui.widgets.melding import Melding
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst

OVERLEG_MINUTEN = (15, 20, 30, 45, 60)
"""On offer, within the bounds of ``services.overlegslot``."""

NOOD_UREN = (1, 4, 8, 24, 48, 72, 168)
"""On offer, within the bounds of ``services.noodtoegang``."""


class Kluisfeiten(QWidget):
    """What the vault is, and a button that checks it."""

    def __init__(self, scherm: Scherm) -> None:
        super().__init__()
        self.scherm, self.omgeving = scherm, scherm.omgeving
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(12)
        feiten = Kaart(self.tr("Deze kluis"))
        self.gegevens = Gegevens()
        feiten.inhoud.addWidget(self.gegevens)
        controle = Kaart(self.tr("Controle"))
        controle.inhoud.addWidget(
            Tekst(
                self.tr(
                    "Leest de hele kluis: elke bladzijde van het bestand en elke regel van het logboek. Bij een kleine"
                    " kluis gebeurt dit ook bij elk openen."
                )
            )
        )
        self.knop = Knop(self.tr("Kluis controleren"), icoon="shield-check", actie=self.controleer)
        rij = QHBoxLayout()
        rij.addWidget(self.knop)
        rij.addStretch(1)
        controle.inhoud.addLayout(rij)
        self.uitslag = Melding(sluitbaar=False)
        controle.inhoud.addWidget(self.uitslag)
        self.gecontroleerd = Tekst("", "zacht")
        self.gecontroleerd.setVisible(False)
        controle.inhoud.addWidget(self.gecontroleerd)
        self.herstelblad = Herstelbladkaart(scherm)
        kolom.addWidget(self.herstelblad)  # on top: it may have to be done yet
        kolom.addWidget(feiten)
        kolom.addWidget(controle)
        self.sleutel = Kluissleutelkaart(scherm)
        kolom.addWidget(self.sleutel)
        if self.omgeving.kluissoort is Kluissoort.TEAM:
            self.overlegslot, self.noodtoegang = self._overlegslot(), self._noodtoegang()
            self.beeld = Beeldkaart(scherm)
            for kaart in (self.overlegslot, self.noodtoegang, self.beeld):
                kolom.addWidget(kaart)
        self.laad()

    def _overlegslot(self) -> Duurkaart:
        veld = KeuzeVeld(
            "minuten",
            self.tr("Kluis sluiten als er niets gebeurt"),
            [Keuze(aantal, self.tr("na {} minuten").format(aantal)) for aantal in OVERLEG_MINUTEN],
            breedte=260,
            hulp=self.tr(
                "Voor iedereen in deze kluis. De vensters worden al eerder afgedekt: na de tijd die ieder voor zichzelf"
                " koos. Is die tijd langer dan deze, dan geldt die."
            ),
        )
        titel = self.tr("Tijdens een overleg")
        return Duurkaart(self.scherm, titel, veld, overlegslot.toon_minuten, overlegslot.set_minuten)

    def _noodtoegang(self) -> Duurkaart:
        veld = KeuzeVeld(
            "uren",
            self.tr("Hoelang iemand mag meelezen"),
            [Keuze(uren, self.tr("{} uur").format(uren)) for uren in NOOD_UREN],
            breedte=260,
            hulp=self.tr(
                "Voor noodtoegang die iemand vanaf nu neemt. Wat al loopt, loopt zoals het was. Kies niet langer dan"
                " nodig: de privacy officer kijkt pas achteraf."
            ),
        )
        return Duurkaart(self.scherm, self.tr("Noodtoegang"), veld, noodtoegang.toon_duur, noodtoegang.set_duur)

    def laad(self) -> None:
        """Read the facts."""
        taak = partial(kluisinzicht.describe_kluis, self.omgeving.werkplek)
        self.omgeving.werker.doe(taak, self._toon, self.scherm.toon_fout, self)

    def _toon(self, kluis: KluisInzicht) -> None:
        dag = "%d-%m-%Y %H:%M"
        self.gegevens.zet(
            [
                (self.tr("Naam"), kluis.naam),
                (self.tr("Map"), kluis.map),
                (self.tr("Gemaakt op"), kluis.gemaakt_op.astimezone(AMSTERDAM).strftime(dag)),
                (self.tr("Profiel"), kluis.profiel),
                (self.tr("Profiel geldt sinds"), kluis.profiel_sinds.astimezone(AMSTERDAM).strftime(dag)),
                (self.tr("Grootte"), self.tr("{} MB").format(f"{kluis.grootte / 1_000_000:.1f}".replace(".", ","))),
                (self.tr("Logregels"), str(kluis.logregels)),
                (self.tr("Versie van de opslag"), kluis.schema),
                (self.tr("Volgnummer van de toegangsgegevens"), str(kluis.kop_generatie)),
                (self.tr("Kenmerk"), kluis.kluis_id),
            ]
        )

    def controleer(self) -> None:
        """Check file and log."""
        self.knop.setEnabled(False)
        werkplek = self.omgeving.werkplek

        def taak(voortgang: Voortgang) -> Kluiscontrole:
            voortgang.meld(0)
            return kluisinzicht.check_kluis(werkplek)

        self.omgeving.werker.doe_lang(
            taak, self.tr("De kluis wordt gecontroleerd"), self._klaar, self.scherm.toon_fout, self
        )

    def _klaar(self, controle: Kluiscontrole) -> None:
        self.knop.setEnabled(True)
        self.uitslag.zet("goed" if controle.in_orde else "fout", controle.zin())
        self.gecontroleerd.setText("\n".join(controle.logboek.gecontroleerd))
        self.gecontroleerd.setVisible(True)


class Duurkaart(Kaart):
    """How long something lasts, for everyone in the vault: kept as soon as it is chosen."""

    def __init__(
        self,
        scherm: Scherm,
        titel: str,
        veld: KeuzeVeld,
        lees: Callable[[Werkplek], int],
        zet: Callable[[Werkplek, int], None],
    ) -> None:
        super().__init__("")
        self.zet_titel(titel)
        self.scherm, self.omgeving, self.veld = scherm, scherm.omgeving, veld
        self._bewaar = zet
        self.inhoud.addWidget(veld)
        veld.gewijzigd.connect(self._zet)
        self.omgeving.werker.doe(partial(lees, self.omgeving.werkplek), self._toon, scherm.toon_fout, self)

    def _toon(self, duur: int) -> None:
        self.veld.blockSignals(True)
        self.veld.zet(duur)
        self.veld.blockSignals(False)

    def _zet(self) -> None:
        duur = self.veld.waarde()
        if duur is not None:
            taak = partial(self._bewaar, self.omgeving.werkplek, duur)
            self.omgeving.werker.doe(taak, fout=self.scherm.toon_fout, eigenaar=self)


KOLOMMEN: tuple[Kolom[ProfielRegel], ...] = (
    Kolom("onderdeel", "Onderdeel", lambda r: r.onderdeel, breedte=180),
    Kolom("naam", "Naam", lambda r: r.naam, breedte=230, nadruk=True),
    Kolom("waarde", "Inhoud", lambda r: r.waarde, breedte=260, rekt=True),
    Kolom("bron", "Bron", lambda r: r.bron, breedte=150),
    Kolom("zekerheid", "Zekerheid", lambda r: r.zekerheid, breedte=150),
)


class Profielfeiten(QWidget):
    """Everything the profile says; a chosen line in full at the right."""

    def __init__(self, scherm: Scherm) -> None:
        super().__init__()
        self.scherm = scherm
        profiel = scherm.omgeving.werkplek.profiel
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kop = self.tr("{}, gemeente {}, versie {}. {}").format(
            profiel.naam, profiel.gemeente, profiel.versie, profiel.toelichting
        )
        kolom.addWidget(Tekst(kop, "zacht"))
        self.lijst: Lijst[ProfielRegel] = Lijst(
            "profiel",
            self.tr("Profiel van de gemeente"),
            KOLOMMEN,
            lambda r: (r.onderdeel, r.naam, r.bron),
            woord=(self.tr("regel"), self.tr("regels")),
            instellingen=scherm.omgeving.instellingen,
        )
        self.lijst.gekozen.connect(self._toon)
        kolom.addWidget(self.lijst, 1)
        self.lijst.zet_rijen(kluisinzicht.list_profielregels(scherm.omgeving.werkplek))

    def _toon(self, regel: ProfielRegel | None) -> None:
        if regel is None:
            self.scherm.sluit_detail()
            return
        gegevens = Gegevens()
        gegevens.zet(
            [
                (self.tr("Onderdeel"), regel.onderdeel),
                (self.tr("Inhoud"), regel.waarde),
                (self.tr("Bron"), regel.bron),
                (self.tr("Zekerheid"), regel.zekerheid),
            ]
        )
        self.scherm.toon_detail(regel.naam, gegevens)
