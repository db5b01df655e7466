"""Tafelkaders: who may have what at which table, what holds now, and where an officer begins a new version."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.delen import Gebrek
from pmg_desk.domain.kaderruimte import Kaderruimte
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.rollen import Kluissoort, Recht, Rol
from pmg_desk.domain.tafelkader import zin_van
from pmg_desk.services import kaderconcepten, kaderversies, tafelkaders, toezichtgedeeld
from pmg_desk.services.kaderconcepten import Conceptregel
from pmg_desk.services.kaderversies import Versievergelijking
from pmg_desk.services.tafelkaders import KaderInzicht
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.omgeving import Omgeving, Wijzigingen
from pmg_desk.ui.screens.gedeeldelders import toon_gedeeld_elders
from pmg_desk.ui.screens.tafelkaderpost import Kaderpost
from pmg_desk.ui.screens.tafelkaderverschil import EIS_LABELS, ZEKERHEID_LABELS, Vergelijkdeel, functie_van, kaderchip
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.chip import Chipwaarde
from pmg_desk.ui.widgets.dialoog import Dialoog
from pmg_desk.ui.widgets.formulier import Formulier, KeuzeVeld, LangeTekstVeld
from pmg_desk.ui.widgets.invoerdialoog import Invoerdialoog
from pmg_desk.ui.widgets.kaart import Gegevens
from pmg_desk.ui.widgets.keuzevelden import Keuze
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.rolvak import Rolvak
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst


@dataclass(frozen=True, slots=True)
class Kaderrij:
    """A signed kader or a draft in the list."""

    kader: KaderInzicht | None
    concept: Conceptregel | None

    @property
    def id(self) -> UUID:
        """Of the kader or the draft."""
        deel = self.kader or self.concept
        assert deel is not None
        return deel.id

    @property
    def tafel(self) -> str:
        """The table in words, with the vault that it is in when that is another one."""
        deel = self.kader or self.concept
        assert deel is not None
        return f"{deel.tafel_label} ({deel.kluisnaam})" if deel.kluisnaam else deel.tafel_label

    @property
    def doel(self) -> str:
        """The purpose in words."""
        deel = self.kader or self.concept
        assert deel is not None
        return deel.doel_label


Ruimten = tuple[tuple[UUID | None, Kaderruimte, str], ...]


def _lees(werkplek: Werkplek, maker: bool) -> tuple[tuple[Kaderrij, ...], Ruimten]:
    concepten = kaderconcepten.list_concepten(werkplek) if maker else ()
    rijen = [Kaderrij(None, een) for een in concepten] + [
        Kaderrij(een, None) for een in tafelkaders.list_kaders(werkplek)
    ]
    return tuple(rijen), kaderconcepten.list_ruimten(werkplek) if maker else ()


def _chip(rij: Kaderrij) -> Chipwaarde:
    if rij.kader is None:
        return chip.status("concept", "Concept", "geel")
    return kaderchip(rij.kader.stand)


class TafelkaderScherm(Scherm):
    """One list: drafts, what holds, and what held. At the right in plain words who may have what."""

    sleutel, titel, icoon = "tafelkader", "Tafelkaders", "key-round"
    rollen = frozenset({Rol.PRIVACY_OFFICER, Rol.CASUSREGISSEUR})
    kluizen = frozenset({Kluissoort.TEAM, Kluissoort.TOEZICHT})
    soorten = frozenset({"tafelkader", "kaderconcept", "kadervraag"})
    opdrachten = (("Wie mag wat aan welke tafel", {}),)

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        gebruiker = omgeving.werkplek.gebruiker
        self.maker = gebruiker.mag(Recht.DELING_BESLISSEN) or gebruiker.mag(Recht.TOEZICHT_HOUDEN)
        self.elders = gebruiker.soort is Kluissoort.TOEZICHT
        self.zet_titel(self.titel, self.tr("Wie mag wat weten aan welke tafel, op welke grond en tot wanneer."))
        self.nieuwknop = Knop(self.tr("Nieuw tafelkader"), "primair", "plus", actie=self.begin)
        if self.maker:
            self.voeg_actie(self.nieuwknop)
        else:
            self.nieuwknop.setParent(self)
            self.nieuwknop.setVisible(False)
        self.post = Kaderpost(self)
        for knop in self.post.knoppen():
            self.voeg_actie(knop)
        self.ruimten: Ruimten = ()
        self._kies: UUID | None = None
        self.venster: Invoerdialoog | None = None
        uitleg = (
            self.tr("Een team stuurt u een vraag met zijn tafel. Lees die hier in en maak het kader.")
            if self.elders
            else self.tr(
                "Hier staat straks wat een tafel mag weten zonder verzoek per casus. De privacy officer maakt het."
            )
        )
        self.lijst: Lijst[Kaderrij] = Lijst(
            "tafelkaders",
            self.titel,
            (
                Kolom("tafel", self.tr("Tafel"), lambda r: r.tafel, breedte=120, nadruk=True),
                Kolom("doel", self.tr("Doel"), lambda r: r.doel, rekt=True),
                Kolom("stand", self.tr("Stand"), _chip, "chip", breedte=120),
                Kolom("nummer", self.tr("Nummer"), lambda r: "" if r.kader is None else r.kader.nummer, breedte=130),
                Kolom("tot", self.tr("Tot en met"), lambda r: r.kader and r.kader.geldig_tot, "datum", breedte=120),
                Kolom("herzien", self.tr("Herzien op"), lambda r: r.kader and r.kader.herzien_op, "datum", breedte=120),
                Kolom("versie", self.tr("Versie"), lambda r: r.kader and r.kader.versie, "getal", verborgen=True),
                Kolom(
                    "door",
                    self.tr("Ondertekend door"),
                    lambda r: "" if r.kader is None else r.kader.door,
                    verborgen=True,
                ),
            ),
            lambda r: r.id,
            woord=(self.tr("tafelkader"), self.tr("tafelkaders")),
            instellingen=omgeving.instellingen,
            leeg=Leegtekst(self.tr("Nog geen tafelkader"), uitleg, "key-round"),
        )
        self.lijst.gekozen.connect(self._detail)
        self.lijst.geopend.connect(self._open)
        self.inhoud.addWidget(self.lijst, 1)

    def toon(self, **params: Any) -> None:
        """Load; ``kader_id`` chooses a row."""
        self._kies = params.get("kader_id", self._kies)
        werkplek = self.omgeving.werkplek
        self.omgeving.werker.doe(partial(_lees, werkplek, self.maker), self._zet, self.toon_fout, self)
        self.post.laad()

    def ververs(self, wijzigingen: Wijzigingen) -> None:  # noqa: ARG002 - any of them changes the list
        """Load again."""
        self.toon()

    def _zet(self, gelezen: tuple[tuple[Kaderrij, ...], Ruimten]) -> None:
        rijen, self.ruimten = gelezen
        self.nieuwknop.setEnabled(bool(self.ruimten))
        self.lijst.zet_rijen(rijen)
        if self._kies is not None:
            self.lijst.kies(self._kies)
            self._kies = None

    def _open(self, rij: Kaderrij) -> None:
        if rij.concept is not None:
            self.omgeving.navigeer("tafelkaderbouw", concept_id=rij.concept.id)

    # the detail

    def _detail(self, rij: Kaderrij | None) -> None:
        if rij is None:
            self.sluit_detail()
        elif rij.concept is not None:
            verder = Knop(self.tr("Verder werken"), "primair", actie=partial(self._open, rij))
            tekst = Tekst(
                self.tr("Dit concept heeft {} vakjes op ja. Er geldt nog niets van.").format(rij.concept.cellen)
            )
            self.toon_detail(self.tr("Concept"), tekst, (verder,))
        elif rij.kader is not None:
            self.toon_detail(rij.kader.nummer, self._wie_mag_wat(rij.kader), self._knoppen(rij.kader))

    def _knoppen(self, kader: KaderInzicht) -> tuple[QWidget, ...]:
        knoppen = [
            Knop(self.tr("Wat is hieronder al gedeeld"), icoon="scroll-text", actie=partial(self.toon_gedeeld, kader))
        ]
        if kader.versie > 1:
            vergelijk = partial(self.vergelijk, kader)
            knoppen.append(Knop(self.tr("Vergelijken met de vorige versie"), icoon="history", actie=vergelijk))
        if not self.maker:
            return tuple(knoppen)
        knoppen.append(Knop(self.tr("Nieuwe versie"), icoon="pencil", actie=partial(self.begin, kader)))
        if self.elders:
            knoppen.append(Knop(self.tr("Pakket opslaan"), icoon="download", actie=partial(self.post.bewaar, kader)))
        if kader.loopt:
            knoppen.append(Knop(self.tr("Intrekken"), "gevaar", actie=partial(self.trek_in, kader)))
        return tuple(knoppen)

    def _wie_mag_wat(self, kader: KaderInzicht) -> QWidget:
        deel = QWidget()
        kolom = QVBoxLayout(deel)
        kolom.setContentsMargins(0, 0, 0, 0)
        gegevens = Gegevens()
        inhoud = kader.inhoud
        waarom = [] if kader.gebrek is None else [(self.tr("Waarom niet"), zin_van(kader.gebrek))]
        gegevens.zet(
            [
                (self.tr("Stand"), _chip(Kaderrij(kader, None))),
                *waarom,
                (self.tr("Bron"), "" if inhoud is None else inhoud.bron),
                (self.tr("Voorwaarden"), "" if inhoud is None else inhoud.voorwaarden),
                (self.tr("Motivering"), "" if inhoud is None else inhoud.motivering),
                (self.tr("Ondertekend door"), kader.door),
                (self.tr("Zekerheid"), "" if kader.zekerheid is None else ZEKERHEID_LABELS[kader.zekerheid]),
            ]
        )
        kolom.addWidget(gegevens)
        kolom.addWidget(Tekst(self.tr("Wie mag wat"), "kop-3"))
        for wie, regels in wie_mag_wat(kader, self.omgeving.werkplek).items():
            kolom.addWidget(Tekst(wie, "label"))
            kolom.addWidget(Tekst(", ".join(regels)))
        kolom.addWidget(
            Tekst(self.tr("Nooit: wat over anderen gaat, en wat een bron niet wil laten doorgeven."), "zacht")
        )
        kolom.addStretch(1)
        return deel

    # what was shared, and other versions

    def toon_gedeeld(self, kader: KaderInzicht) -> None:
        """Who got what under it: in the vault itself with the letters, elsewhere as far as audits told."""
        if not self.elders:
            self.omgeving.navigeer("gedeeld", kader_id=kader.id)
            return
        taak = partial(toezichtgedeeld.list_kader_gedeeld_elders, self.omgeving.werkplek, kader.id)
        self.omgeving.werker.doe(taak, partial(toon_gedeeld_elders, self), self.toon_fout, self)

    def vergelijk(self, kader: KaderInzicht) -> None:
        """What this version changed."""
        taak = partial(kaderversies.compare_versies, self.omgeving.werkplek, kader.id)
        self.omgeving.werker.doe(taak, self._toon_verschil, self.toon_fout, self)

    def _toon_verschil(self, vergelijking: Versievergelijking) -> None:
        venster = Dialoog(self, self.tr("Wat {} veranderde").format(vergelijking.nummer), breedte=860)
        deel = Vergelijkdeel()
        deel.zet(vergelijking.verschil, vergelijking.vorige_nummer, vergelijking.ruimte)
        rolvak = Rolvak()
        rolvak.inhoud.addWidget(deel)
        venster.inhoud.addWidget(rolvak, 1)
        venster.voeg_knop(self.tr("Sluiten"), actie=venster.accept)
        venster.toon()

    # what an officer does

    def begin(self, kader: KaderInzicht | None = None) -> None:
        """Ask for which table and purpose, and whether to begin from the version that is there."""
        keuzes = [Keuze(nr, self._ruimtewoord(nr)) for nr in range(len(self.ruimten))]
        doelen = {doel: label for _, ruimte, _ in self.ruimten for doel, label in ruimte.doelen}
        formulier = Formulier(
            [
                KeuzeVeld("ruimte", self.tr("Voor welke tafel?"), keuzes, verplicht=True),
                KeuzeVeld(
                    "doel",
                    self.tr("Voor welk doel?"),
                    [Keuze(doel, label) for doel, label in doelen.items()],
                    verplicht=True,
                ),
                KeuzeVeld(
                    "van_huidige",
                    self.tr("Waarmee begint u?"),
                    [
                        Keuze(True, self.tr("Met de laatste versie, als die er is")),
                        Keuze(False, self.tr("Met een lege tabel")),
                    ],
                    verplicht=True,
                ),
            ],
            knop=self.tr("Beginnen"),
        )
        waarden: dict[str, Any] = {"van_huidige": True}
        if kader is not None:
            waarden |= {"ruimte": self._ruimte_van(kader), "doel": kader.doel}
        elif len(self.ruimten) == 1:
            waarden |= {"ruimte": 0, "doel": self.ruimten[0][2] or None}
        self.venster = Invoerdialoog(
            self,
            self.omgeving,
            self.tr("Tafelkader maken"),
            formulier,
            self._start,
            gemeld="",
            concept=("tafelkader-begin", None if kader is None else kader.id),
            begin=waarden,
            bewaard=self._begonnen,
        )
        self.venster.toon()

    def _ruimtewoord(self, nr: int) -> str:
        _, ruimte, doel = self.ruimten[nr]
        return f"{ruimte.tafel_label}, {dict(ruimte.doelen).get(doel, doel).lower()}" if doel else ruimte.tafel_label

    def _ruimte_van(self, kader: KaderInzicht) -> int | None:
        passend = (
            nr
            for nr, (verbinding_id, ruimte, doel) in enumerate(self.ruimten)
            if ruimte.tafel == kader.tafel and verbinding_id == kader.verbinding_id and doel in ("", kader.doel)
        )
        return next(passend, None)

    def _start(self, waarden: dict[str, Any]) -> UUID:
        verbinding_id, ruimte, _ = self.ruimten[waarden["ruimte"]]
        return kaderconcepten.start_concept(
            self.omgeving.werkplek,
            ruimte.tafel,
            waarden["doel"],
            van_huidige=waarden["van_huidige"],
            verbinding_id=verbinding_id,
        )

    def _begonnen(self, concept_id: UUID) -> None:
        self.omgeving.navigeer("tafelkaderbouw", concept_id=concept_id)

    def trek_in(self, kader: KaderInzicht) -> None:
        """Ask why, and withdraw."""
        gewoon = self.tr("Vanaf de eerstvolgende afdruk geldt het niet meer. Een oudere versie komt niet terug.")
        straks = self.tr("Deze versie gaat nog in. Trekt u haar in, dan stopt ook de versie die nu geldt.")
        formulier = Formulier(
            [
                LangeTekstVeld(
                    "reden",
                    self.tr("Waarom trekt u dit tafelkader in?"),
                    verplicht=True,
                    hulp=straks if kader.gebrek is Gebrek.NIET_VOOR else gewoon,
                )
            ],
            knop=self.tr("Intrekken"),
        )
        self.venster = Invoerdialoog(
            self,
            self.omgeving,
            self.tr("Tafelkader {} intrekken").format(kader.nummer),
            formulier,
            lambda waarden: kaderconcepten.withdraw_kader(self.omgeving.werkplek, kader.id, waarden["reden"]),
            gemeld=self.tr("Het tafelkader is ingetrokken. Er wordt niets meer onder gedeeld."),
            concept=("tafelkader-intrekken", kader.id),
        )
        self.venster.toon()


def wie_mag_wat(kader: KaderInzicht, werkplek: Werkplek) -> dict[str, list[str]]:
    """Per function of an organisation the kinds of data it may have, with conditions, in the order of the profile."""
    profiel, uit = werkplek.profiel, dict[str, list[str]]()
    regels = () if kader.inhoud is None else kader.inhoud.regels
    volgorde = {sleutel: nr for nr, sleutel in enumerate(profiel.datacategorieen)}
    for regel in sorted(regels, key=lambda r: volgorde.get(r.categorie, len(volgorde))):
        wie = functie_van(regel.ontvanger)
        wat = label_van(profiel.datacategorieen, regel.categorie)
        eisen = [EIS_LABELS[eis].lower() for eis in regel.eisen]
        uit.setdefault(wie, []).append(f"{wat} ({', '.join(eisen)})" if eisen else wat)
    return dict(sorted(uit.items()))
