"""Earlier versions of the profile, and the profile as a file: what changes is shown before it counts."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.profiel.geschiedenis import Verschil
from pmg_desk.exchange.wegschrijven import schrijf_heel
from pmg_desk.services import profielversies
from pmg_desk.services.profielversies import VersieInzicht, Voorbeeld
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.widgets.bestandskeuze import kies_bestand, kies_opslaan
from pmg_desk.ui.widgets.dialoog import Dialoog
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.melding import Melding
from pmg_desk.ui.widgets.rolvak import Rolvak
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst

_HOOG = 240  # pixels at 100 % text
_BREED, _HOOGTE = 940, 640
_FILTER = ["Profiel (*.toml)"]


class Verschillenlijst(QWidget):
    """What differs, field by field: before and after."""

    def __init__(self, scherm: Scherm, naam: str) -> None:
        super().__init__()
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        self.lijst: Lijst[tuple[int, Verschil]] = Lijst(
            "profielverschillen",
            naam,
            (
                Kolom("onderdeel", self.tr("Onderdeel"), lambda r: r[1].onderdeel, breedte=150),
                Kolom("naam", self.tr("Naam"), lambda r: r[1].naam, breedte=170, nadruk=True),
                Kolom("veld", self.tr("Veld"), lambda r: r[1].veld or self._heel(r[1]), breedte=130),
                Kolom("voor", self.tr("Eerst"), lambda r: r[1].voor, breedte=170),
                Kolom("na", self.tr("Nu"), lambda r: r[1].na, breedte=170, rekt=True),
            ),
            lambda r: r[0],
            woord=(self.tr("verschil"), self.tr("verschillen")),
            instellingen=scherm.omgeving.instellingen,
            leeg=Leegtekst(self.tr("Geen verschillen"), self.tr("Hier verandert niets."), "check"),
        )
        kolom.addWidget(self.lijst)
        scherm.omgeving.thema.gewijzigd.connect(self._meet)
        self._scherm = scherm
        self._meet()

    def _meet(self) -> None:
        self.lijst.setMinimumHeight(self._scherm.omgeving.thema.px(_HOOG))

    def _heel(self, verschil: Verschil) -> str:
        return self.tr("toegevoegd") if verschil.na else self.tr("weg")

    def zet(self, verschillen: tuple[Verschil, ...]) -> None:
        """Show these."""
        self.lijst.zet_rijen(tuple(enumerate(verschillen)))


class Profielversies(QWidget):
    """The buttons for history, file out and file in, and the windows that they open. Has no size of its own."""

    def __init__(self, scherm: Scherm) -> None:
        super().__init__()
        self.setVisible(False)
        self.scherm, self.omgeving = scherm, scherm.omgeving
        self.geschiedenis: Geschiedenis | None = None
        self.voorbeeld: Importvoorbeeld | None = None
        self._knoppen = (
            Knop(self.tr("Geschiedenis"), "secundair", "history", actie=self.toon_geschiedenis),
            Knop(self.tr("Opslaan als bestand"), "secundair", "download", actie=self.exporteer),
            Knop(self.tr("Inlezen uit bestand"), "secundair", "upload", actie=self.importeer),
        )

    def knoppen(self) -> tuple[Knop, ...]:
        """The three, to be placed where they belong."""
        return self._knoppen

    def toon_geschiedenis(self) -> None:
        """Read the versions and show them."""
        taak = partial(profielversies.list_versies, self.omgeving.werkplek)
        self.omgeving.werker.doe(taak, self._geschiedenis, self.scherm.toon_fout, self)

    def _geschiedenis(self, versies: tuple[VersieInzicht, ...]) -> None:
        self.geschiedenis = Geschiedenis(self.scherm, versies)
        self.geschiedenis.toon()

    def exporteer(self) -> None:
        """Ask where, then write the profile that is in force."""
        voorstel = f"{self.omgeving.werkplek.profiel.sleutel}.toml"
        kies_opslaan(self.scherm, self.tr("Profiel opslaan"), voorstel, _FILTER, self._schrijf, uitgang="toml")

    def _schrijf(self, pad: Path) -> None:
        werkplek = self.omgeving.werkplek
        self.omgeving.werker.doe(
            lambda: schrijf_heel(pad, profielversies.export_profiel(werkplek)),
            self._geschreven,
            self.scherm.toon_fout,
            self,
        )

    def _geschreven(self, _niets: object) -> None:
        self.omgeving.meld(self.tr("Het profiel is opgeslagen als bestand."))

    def importeer(self) -> None:
        """Ask which file, then show what it would change."""
        kies_bestand(self.scherm, self.tr("Profiel inlezen"), _FILTER, self._lees)

    def _lees(self, pad: Path) -> None:
        taak = partial(profielversies.preview_import, self.omgeving.werkplek, pad)
        self.omgeving.werker.doe(taak, self._voorbeeld, self.scherm.toon_fout, self)

    def _voorbeeld(self, voorbeeld: Voorbeeld) -> None:
        self.voorbeeld = Importvoorbeeld(self.scherm, voorbeeld)
        self.voorbeeld.toon()


class _Brede(Dialoog):
    """A wide window of which the lists scroll where the window over which it stands is low."""

    def __init__(self, scherm: Scherm, titel: str) -> None:
        super().__init__(scherm, titel, breedte=_BREED)
        self.scherm, self.omgeving = scherm, scherm.omgeving
        vak = Rolvak()
        self.vel = vak.inhoud
        self.vel.setContentsMargins(0, 0, 8, 0)
        self.inhoud.addWidget(vak, 1)
        px = self.omgeving.thema.px
        self.resize(QSize(px(_BREED), px(_HOOGTE)).boundedTo(self.maximumSize()))


class Geschiedenis(_Brede):
    """Every version: who, when, what changed; and the way back to it."""

    def __init__(self, scherm: Scherm, versies: tuple[VersieInzicht, ...]) -> None:
        super().__init__(scherm, scherm.tr("Geschiedenis van het profiel"))
        self.vel.addWidget(
            Tekst(self.tr("Elke wijziging is een versie. Teruggaan maakt een nieuwe versie; er gaat niets verloren."))
        )
        self.lijst: Lijst[VersieInzicht] = Lijst(
            "profielversies",
            self.tr("Versies"),
            (
                Kolom("sinds", self.tr("Sinds"), lambda v: v.sinds, "moment", breedte=170),
                Kolom("door", self.tr("Door"), lambda v: v.door, breedte=180),
                Kolom("wat", self.tr("Wat"), self._wat, breedte=260, rekt=True),
                Kolom("geldt", self.tr("Geldt nu"), lambda v: v.geldt, breedte=100),
            ),
            lambda v: v.id,
            woord=(self.tr("versie"), self.tr("versies")),
            instellingen=self.omgeving.instellingen,
        )
        self.lijst.setMinimumHeight(self.omgeving.thema.px(150))
        self.vel.addWidget(self.lijst, 1)
        self.verschillen = Verschillenlijst(scherm, self.tr("Wat er in deze versie veranderde"))
        self.vel.addWidget(self.verschillen, 1)
        self.voeg_knop(self.tr("Sluiten"), actie=self.reject)
        self.terugknop = self.voeg_knop(self.tr("Deze versie terugzetten"), "primair", actie=self.zet_terug)
        self.lijst.gekozen.connect(self._kies)
        self.lijst.zet_rijen(versies)
        self._kies(None)
        self.lijst.kies(versies[0].id)

    def _wat(self, versie: VersieInzicht) -> str:
        if versie.eerste:
            return self.tr("het profiel waarmee de kluis begon")
        if len(versie.verschillen) == 1:
            een = versie.verschillen[0]
            return " · ".join(deel for deel in (een.onderdeel, een.naam, een.veld) if deel)
        return self.tr("{} verschillen").format(len(versie.verschillen))

    def _kies(self, versie: VersieInzicht | None) -> None:
        self.verschillen.zet(() if versie is None else versie.verschillen)
        self.terugknop.setEnabled(versie is not None and not versie.geldt)

    def zet_terug(self) -> None:
        """Put the chosen version in force."""
        versie = self.lijst.huidige()
        if versie is not None:
            taak = partial(profielversies.restore_versie, self.omgeving.werkplek, versie.id)
            self.omgeving.werker.doe(taak, self._terug, self.scherm.toon_fout, self)

    def _terug(self, _niets: object) -> None:
        self.accept()
        self.omgeving.meld(self.tr("De eerdere versie geldt weer."))


class Importvoorbeeld(_Brede):
    """What a profile from a file would change; nothing counts before the button."""

    def __init__(self, scherm: Scherm, voorbeeld: Voorbeeld) -> None:
        super().__init__(scherm, scherm.tr("Profiel uit een bestand"))
        self._voorbeeld = voorbeeld
        self.vel.addWidget(
            Tekst(
                self.tr("Het bestand bevat het profiel ‘{}’. Dit verandert er als u het inleest:").format(
                    voorbeeld.naam
                )
            )
        )
        self.waarschuwing = Melding(sluitbaar=False)
        self.vel.addWidget(self.waarschuwing)
        if voorbeeld.waarschuwingen:
            self.waarschuwing.zet("waarschuwing", " ".join(voorbeeld.waarschuwingen))
        self.verschillen = Verschillenlijst(scherm, self.tr("Wat er verandert"))
        self.verschillen.zet(voorbeeld.verschillen)
        self.vel.addWidget(self.verschillen, 1)
        self.voeg_knop(self.tr("Terug"), actie=self.reject)
        self.knop = self.voeg_knop(self.tr("Profiel overnemen"), "primair", actie=self.neem_over)
        self.knop.setEnabled(bool(voorbeeld.verschillen))

    def neem_over(self) -> None:
        """Take it over."""
        taak = partial(profielversies.apply_import, self.omgeving.werkplek, self._voorbeeld)
        self.omgeving.werker.doe(taak, self._klaar, self.scherm.toon_fout, self)

    def _klaar(self, _niets: object) -> None:
        self.accept()
        self.omgeving.meld(self.tr("Het profiel is ingelezen en geldt meteen."))
